//! HTML that is written as a careful program writes it, of few elements, each closed in its place: most posts of most blogs.
//!
//! Such text is its own sanitised form, and its tree follows from its tags; two parsers need not build what it spells out.
//! Whatever leaves any doubt is not simple: the parsers decide.

use std::borrow::Cow;

use url::Url;

/// Longer texts are left to the parsers, which count what they are made of.
const MOST_BYTES: usize = 200_000;
/// Deeper texts are, too.
const DEEPEST: usize = 32;
/// No reference has a longer name, in bytes.
const LONGEST_NAME: usize = 32;
/// What the text of a list may be.
const BLANKS: [char; 3] = [' ', '\n', '\t'];

/// A part of simple HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A start tag, with its attributes as written.
    Open(&'a str, &'a str),
    /// The end tag of what was opened last.
    Close,
    /// Text with its references as written.
    Text(&'a str),
}

/// What an element may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Blocks, lists and text.
    Blocks,
    /// Items.
    Items,
    /// Text and inline elements.
    Inlines,
    /// The same, inside of an inline element.
    Inside,
    /// Nothing: it has no end tag.
    Nothing,
}

fn holds(name: &str) -> Option<Holds> {
    Some(match name {
        "blockquote" | "div" | "li" => Holds::Blocks,
        "ol" | "ul" => Holds::Items,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "pre" => Holds::Inlines,
        "a" | "b" | "code" | "del" | "em" | "i" | "kbd" | "strong" | "sub" | "sup" => Holds::Inside,
        "br" | "hr" | "img" => Holds::Nothing,
        _ => return None,
    })
}

/// Hands the parts of `html` to `visit`, as long as it is simple; whether all of it is.
pub(super) fn read<'a>(html: &'a str, visit: &mut dyn FnMut(Piece<'a>)) -> bool {
    html.len() <= MOST_BYTES && html.bytes().all(is_plain) && !html.starts_with('\u{feff}') && read_plain(html, visit).is_some()
}

/// Whether `html` is simple: it is then what sanitising would make of it.
fn is_simple(html: &str) -> bool {
    read(html, &mut |_| {})
}

/// What sanitising would make of `html`, where it is simple but for references in its text (`&mdash;`, `&#8217;`).
pub(super) fn sanitized(html: &str) -> Option<Cow<'_, str>> {
    with_characters(html).filter(|html| is_simple(html))
}

/// `html` with the references of its text as characters, but for those that a serialiser writes; `None` where one leaves a doubt.
fn with_characters(html: &str) -> Option<Cow<'_, str>> {
    if html.len() > MOST_BYTES || is_written_through(html) {
        return Some(html.into());
    }
    let (mut made, mut rest, mut is_in_tag) = (String::with_capacity(html.len()), html, false);
    while let Some((before, behind)) = rest.split_once('&') {
        is_in_tag = before.rfind(['<', '>']).map_or(is_in_tag, |at| before.as_bytes().get(at) == Some(&b'<'));
        let (name, behind) = behind.split_once(';').filter(|(name, _)| !is_in_tag && name.len() <= LONGEST_NAME)?;
        made.push_str(before);
        match name {
            "amp" | "lt" | "gt" => made.extend(["&", name, ";"]),
            name => push_character(name, &mut made)?,
        }
        rest = behind;
    }
    made.push_str(rest);
    Some(made.into())
}

/// Whether all references of `html` are those that a serialiser writes.
fn is_written_through(html: &str) -> bool {
    html.match_indices('&').all(|(at, _)| html.get(at + 1..).is_some_and(is_known))
}

/// Whether `rest` begins as a reference that a serialiser writes, without its `&`.
fn is_known(rest: &str) -> bool {
    ["amp;", "lt;", "gt;"].iter().any(|name| rest.starts_with(name))
}

/// Adds what the reference `name` stands for; `None` where a parser may make something else of it, or a serialiser writes it
/// another way.
fn push_character(name: &str, text: &mut String) -> Option<()> {
    let is_usual = |c: &char| !c.is_control() && !matches!(c, '<' | '>' | '&' | '\u{a0}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}');
    let before = text.len();
    match name.strip_prefix('#') {
        None => text.push_str(quick_xml::escape::resolve_html5_entity(name)?),
        Some(number) if number.bytes().any(|byte| !byte.is_ascii_hexdigit() && !matches!(byte, b'x' | b'X')) => return None,
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            text.push(char::from_u32(code.ok()?).filter(|c| *c as u32 & 0xfffe != 0xfffe)?);
        }
    }
    text.get(before..)?.chars().all(|c| is_usual(&c)).then_some(())
}

/// A byte that a parser keeps as it is, wherever it stands in a text; of U+00A0 the first is none.
fn is_plain(byte: u8) -> bool {
    byte >= b' ' && !matches!(byte, 0x7f | 0xc2) || matches!(byte, b'\n' | b'\t')
}

fn read_plain<'a>(html: &'a str, visit: &mut dyn FnMut(Piece<'a>)) -> Option<()> {
    let mut open: Vec<(&str, Holds)> = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            let (text, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if !may_stand(open.last(), text) || !is_written(text) {
                return None;
            }
            visit(Piece::Text(text));
            rest = behind;
            continue;
        };
        let (tag, behind) = tag.split_once('>')?;
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            open.pop_if(|(last, _)| *last == name)?;
            visit(Piece::Close);
            continue;
        }
        let (name, attributes) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
        let inside = holds(name)?;
        let is_allowed = may_hold(&open, name, inside) && are_written(name, attributes);
        // The line break behind it would go.
        if !is_allowed || (name == "pre" && rest.starts_with('\n')) {
            return None;
        }
        visit(Piece::Open(name, attributes));
        match inside {
            Holds::Nothing => visit(Piece::Close),
            _ if open.len() < DEEPEST => open.push((name, inside)),
            _ => return None,
        }
    }
    open.is_empty().then_some(())
}

/// Whether `text` may stand where `last` is open.
fn may_stand(last: Option<&(&str, Holds)>, text: &str) -> bool {
    last.is_none_or(|(_, holds)| *holds != Holds::Items || text.trim_matches(BLANKS).is_empty())
}

/// Whether the element `name` may stand where these are open, so that no parser would move it.
fn may_hold(open: &[(&str, Holds)], name: &str, inside: Holds) -> bool {
    let around = open.last().map_or(Holds::Blocks, |(_, holds)| *holds);
    match (around, inside) {
        (Holds::Items, _) => name == "li",
        (Holds::Blocks, Holds::Blocks) => name != "li",
        (Holds::Blocks, _) => true,
        (Holds::Inlines | Holds::Inside, Holds::Inside) => open.iter().all(|(other, _)| *other != name),
        (Holds::Inlines | Holds::Inside, Holds::Nothing) => name != "hr",
        _ => false,
    }
}

/// Whether the references of `text` are those that a serialiser writes, and nothing else is.
fn is_written(text: &str) -> bool {
    !text.contains('>') && is_written_through(text)
}

/// Whether `attributes` are such as stay at an element `name`, each once and written ` name="value"`.
fn are_written(name: &str, attributes: &str) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    each_attribute(attributes, &mut |attribute, value| {
        let is_new = !seen.contains(&attribute);
        seen.push(attribute);
        is_new && !value.contains(['&', '<', '>', '"']) && is_kept(name, attribute, value)
    })
}

fn is_kept(name: &str, attribute: &str, value: &str) -> bool {
    match (name, attribute) {
        ("a", "href") | ("img", "src") => is_address(value),
        ("a" | "img", "title") | ("img", "alt") | ("code" | "pre" | "div", "class") | (_, "id") => true,
        _ => false,
    }
}

/// Whether `value` is an address that is absolute and written without anything unusual.
fn is_address(value: &str) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$()*+,;=%".contains(&byte);
    let on_web = value.starts_with("https://") || value.starts_with("http://");
    on_web && value.bytes().all(is_usual) && Url::parse(value).is_ok()
}

/// Hands names and values of `attributes` to `visit` until it says no; whether all were well written and it never did.
pub(super) fn each_attribute<'a>(attributes: &'a str, visit: &mut dyn FnMut(&'a str, &'a str) -> bool) -> bool {
    let mut rest = attributes;
    while !rest.is_empty() {
        let parts = || {
            let (name, value) = rest.strip_prefix(' ')?.split_once("=\"")?;
            let (value, behind) = value.split_once('"')?;
            name.bytes().all(|byte| byte.is_ascii_lowercase()).then_some((name, value, behind))
        };
        let Some((name, value, behind)) = parts() else { return false };
        if name.is_empty() || !visit(name, value) {
            return false;
        }
        rest = behind;
    }
    true
}

/// `text` with its references resolved.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    match text.contains('&') {
        true => text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks_of;
    use super::super::sanitize::cleaned;
    use super::super::tree::Tree;
    use super::*;

    /// What a parser would change, or may.
    #[rustfmt::skip]
    const DOUBTFUL: &[&str] = &[
        "<p>a<p>b</p></p>", "<p>open", "</p>", "<b><b>a</b></b>", "<a href=\"https://x.example/\"><a>b</a></a>", "<p><ul><li>a</li></ul></p>",
        "<ul>text<li>a</li></ul>", "<li>a</li>", "<ul><li><li>a</li></li></ul>", "<div><li>a</li></div>", "<pre>\na</pre>", "<p><hr></p>",
        "<p>a & b</p>", "<p>&quot;</p>", "<p>&#39;</p>", "<p>a > b</p>", "<p>a\u{a0}b</p>", "\u{feff}<p>a</p>", "<p>a\r\nb</p>", "<p>a\0</p>",
        "<P>a</P>", "<p >a</p>", "<br/>", "<br></br>", "<script>a</script>", "<p onclick=\"x()\">a</p>", "<p style=\"x\">a</p>",
        "<a href=\"javascript:x()\">a</a>", "<a href=\"/a\">a</a>", "<a href=\"https://x.example/?a&b\">a</a>", "<a href='https://x.example/'>a</a>",
        "<a href=\"https://x.example/\" href=\"https://y.example/\">a</a>", "<a href=\"https://\">a</a>", "<a href>a</a>", "<img src=\"data:x\">",
        "<!-- a --><p>b</p>", "<p>a</p", "<p>a<", "<table><tr><td>a</td></tr></table>", "<p><b>a</p></b>", "<h1><h2>a</h2></h1>", "<b><p>a</p></b>",
        "<p>a&nbsp;b</p>", "<p>&#160;</p>", "<p>&#0;</p>", "<p>&#150;</p>", "<p>&#xd800;</p>", "<p>&#xfeff;</p>", "<p>&NewLine;</p>", "<p>&mdash</p>", "<p>&what;</p>",
        "<p>&#60;</p>", "<p>&AMP;</p>", "<a href=\"https://x.example/&mdash;\">a</a>", "<p>&mdash;</b></p>", "<p>&#x1fffe;</p>", "<p>&#;</p>", "<p>&#+65;</p>",
        "<a href=\"https://x.example/\"title=\"t\">a</a>", "<a  href=\"https://x.example/\">a</a>", "<a href=\"https://x.example/\" >a</a>",
    ];

    /// Texts put together of parts, most of which fit and some of which do not.
    fn samples() -> impl Iterator<Item = String> {
        #[rustfmt::skip]
        const PARTS: &[&str] = &[
            "a", "Tides & co", "b &amp; c", "&lt;d&gt;", " ", "\n", "größer", "入門", "\t e", "<br>", "<hr>", "<p>", "</p>", "<p>", "</p>", "<ul>", "</ul>", "<ol>",
            "</ol>", "<li>", "</li>", "<li>", "</li>", "<h2 id=\"a-b\">", "</h2>", "<em>", "</em>", "<strong>", "</strong>", "<code>", "</code>", "<pre>", "</pre>",
            "<blockquote>", "</blockquote>", "<div class=\"x\">", "</div>", "<a href=\"https://x.example/a?b=c#d\" title=\"a b\">", "</a>", "<b>", "</b>", "<i>",
            "</i>", "<sub>", "</sub>", "<img src=\"https://x.example/i.png\" alt=\"it's\">", "<a title=\"t\" href=\"http://x.example\">", "</a>", "<del>", "</del>",
        ];
        let mut state: u64 = 7;
        let mut next = move |most: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % most
        };
        let sample = move || {
            let (mut html, mut open) = (String::new(), Vec::new());
            for _ in 0..next(16) + 1 {
                let part = PARTS[next(PARTS.len())];
                if part.starts_with("</") && next(50) > 0 {
                    // An end tag mostly ends what is open.
                    open.pop().into_iter().for_each(|name: &str| html.push_str(&format!("</{name}>")));
                    continue;
                }
                html.push_str(part);
                let name = part.strip_prefix('<').and_then(|tag| tag.split([' ', '>']).next()).unwrap_or("br");
                if !name.starts_with('/') && holds(name) != Some(Holds::Nothing) {
                    open.push(name);
                }
            }
            open.iter().rev().for_each(|name| html.push_str(&format!("</{name}>")));
            html
        };
        std::iter::repeat_with(sample).take(30_000)
    }

    #[test]
    fn what_is_simple_is_its_own_sanitised_form_and_its_tree_gives_the_blocks_that_a_parser_finds() {
        let base = Url::parse("https://ferro.example/notes/").unwrap();
        let mut count = 0;
        for html in samples() {
            let Some(simple) = Tree::of_simple(&html, 7) else { continue };
            assert_eq!(cleaned(&html, Some(&base)), html);
            let parsed = Tree::of_fragment(&html, 7);
            let blocks = |tree: &Tree| blocks_of(tree, tree.root(), None, Some(7), &|_| false);
            assert_eq!(blocks(&simple), blocks(&parsed), "{html}");
            count += usize::from(html.matches('<').count() > 3);
        }
        assert!(count > 1000, "{count}");
    }

    #[test]
    fn what_a_parser_may_change_is_not_simple() {
        for html in DOUBTFUL {
            let simple = sanitized(html);
            assert!(simple.as_deref().is_none_or(|simple| simple != *html && simple == cleaned(html, None)), "{html:?}");
        }
        let deep = format!("{}a{}", "<div>".repeat(DEEPEST + 1), "</div>".repeat(DEEPEST + 1));
        assert!(!is_simple(&deep) && !is_simple(&"a ".repeat(MOST_BYTES)));
    }

    #[test]
    fn references_in_a_text_are_what_they_stand_for() {
        #[rustfmt::skip]
        let table = [
            ("<p>&ldquo;a&rdquo; &mdash; b &amp; c&hellip;</p>",           "<p>“a” — b &amp; c…</p>"),
            ("it&#39;s &quot;2&#x2019;&quot; &#128512; &lt;p&gt;",         "it's \"2’\" 😀 &lt;p&gt;"),
            ("<a href=\"https://x.example/\">caf&eacute;</a> &mdash;",    "<a href=\"https://x.example/\">café</a> —"),
        ];
        for (html, expected) in table {
            assert_eq!((sanitized(html).as_deref(), &*cleaned(html, None)), (Some(expected), expected), "{html}");
        }
    }

    #[test]
    fn what_careful_programs_write_is_simple() {
        #[rustfmt::skip]
        let table = [
            "<h2 id=\"tides\">Tides &amp; ships</h2>\n<p>The <em>moon</em> takes <a href=\"https://x.example/a\">no tickets</a>.<br>\nNone.</p>\n",
            "<ul>\n<li>a</li>\n<li><p>b</p><ol><li>c</li></ol></li>\n</ul>",
            "<pre><code class=\"language-rust\">let a = 1 &lt; 2;\n</code></pre><hr><blockquote><p>a</p></blockquote>",
            "plain text, größer and 入門",
        ];
        for html in table {
            assert!(is_simple(html), "{html}");
        }
    }
}
