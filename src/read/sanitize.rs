//! HTML of strangers becomes HTML that can be shown, with absolute links, or plain text.
//!
//! What stays is an allow-list: text, lists, tables, pictures, media. Nothing runs, nothing styles, nothing embeds, and
//! addresses are http, https or mailto.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states};
use url::Url;

/// Nesting beyond this is no document: it is shown as plain text.
const DEPTH_CAP: usize = 256;

/// `html` with nothing in it that could do harm, relative addresses resolved against `base`.
///
/// Without a base, relative addresses stay as they are.
pub(crate) fn sanitize(html: &str, base: Option<&Url>) -> String {
    if !html.contains(['<', '&']) {
        return escape(html);
    }
    if nesting(html) > DEPTH_CAP {
        return paragraphs(&plain_text(html));
    }
    builder(base).clean(html).to_string()
}

fn builder(base: Option<&Url>) -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags(&["address", "audio", "big", "dir", "font", "main", "picture", "section", "source", "tfoot", "video"])
        .add_generic_attributes(&["id", "dir"])
        .add_tag_attributes("a", &["name", "rel", "type"])
        .add_tag_attributes("code", &["class"])
        .add_tag_attributes("pre", &["class"])
        .add_tag_attributes("div", &["class"])
        .add_tag_attributes("span", &["class"])
        .add_tag_attributes("img", &["srcset", "sizes"])
        .add_tag_attributes("li", &["value"])
        .add_tag_attributes("ol", &["reversed", "type"])
        .add_tag_attributes("time", &["datetime"])
        .add_tag_attributes("audio", &["controls", "src"])
        .add_tag_attributes("video", &["controls", "height", "poster", "src", "width"])
        .add_tag_attributes("source", &["src", "srcset", "type"])
        .rm_tags(&["area", "map"])
        .add_clean_content_tags(&["iframe", "math", "noembed", "noframes", "object", "svg", "template", "title", "xmp"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(None)
        .url_relative(match base {
            Some(base) => UrlRelative::RewriteWithBase(base.clone()),
            None => UrlRelative::PassThrough,
        });
    let base = base.cloned();
    builder.attribute_filter(move |_, attribute, value| match attribute {
        "srcset" => absolute_set(value, base.as_ref()).map(Into::into),
        "poster" | "src" | "href" | "cite" => Some(value.into()),
        _ => Some(value.into()),
    });
    builder
}

/// The pictures of a `srcset` that are on the web, absolute.
fn absolute_set(set: &str, base: Option<&Url>) -> Option<String> {
    let pictures = set.split(", ").filter_map(|picture| {
        let picture = picture.trim().trim_end_matches(',');
        let (address, size) = picture.split_once(char::is_whitespace).unwrap_or((picture, ""));
        let address = match Url::parse(address) {
            Ok(url) => matches!(url.scheme(), "http" | "https").then(|| address.to_owned())?,
            Err(_) => base?.join(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?.to_string(),
        };
        Some(format!("{address} {}", size.trim()).trim_end().to_owned())
    });
    let pictures: Vec<String> = pictures.collect();
    (!pictures.is_empty()).then(|| pictures.join(", "))
}

/// `text` as HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(text, &mut html);
    html
}

/// Adds `text` to `html`.
pub(crate) fn push_escaped(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Plain text as HTML: one line stays as it is, empty lines part paragraphs, other line ends break lines.
pub(crate) fn paragraphs(text: &str) -> String {
    let text = text.trim();
    if !text.contains('\n') {
        return escape(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    let mut in_paragraph = false;
    for line in text.lines().map(str::trim_end) {
        match (line.is_empty(), in_paragraph) {
            (true, true) => html.push_str("</p>\n"),
            (true, false) => {}
            (false, true) => html.push_str("<br>\n"),
            (false, false) => html.push_str("<p>"),
        }
        in_paragraph = !line.is_empty();
        push_escaped(line, &mut html);
    }
    if in_paragraph {
        html.push_str("</p>");
    }
    html
}

/// The text of `html`: references resolved, a line for each block, blanks as a browser shows them.
pub(crate) fn plain_text(html: &str) -> String {
    let sink = TextSink::default();
    let tokenizer = tokenize(html, sink);
    let text = tokenizer.text.into_inner();
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn tokenize<Sink: TokenSink>(html: &str, sink: Sink) -> Sink {
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink
}

/// Collects text.
#[derive(Default)]
struct TextSink {
    text: RefCell<String>,
    /// Inside elements whose content nobody sees.
    hidden: Cell<usize>,
    /// Inside `pre`.
    preformatted: Cell<usize>,
}

impl TokenSink for TextSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) if self.hidden.get() == 0 => self.push(&text),
            Token::TagToken(tag) => {
                let name: &str = &tag.name;
                match (name, tag.kind) {
                    ("script" | "style", TagKind::StartTag) => {
                        self.hidden.set(1);
                        return TokenSinkResult::RawData(if name == "script" {
                            states::RawKind::ScriptData
                        } else {
                            states::RawKind::Rawtext
                        });
                    }
                    ("script" | "style", TagKind::EndTag) => self.hidden.set(0),
                    ("pre", TagKind::StartTag) => self.preformatted.set(self.preformatted.get() + 1),
                    ("pre", TagKind::EndTag) => self.preformatted.set(self.preformatted.get().saturating_sub(1)),
                    _ => {}
                }
                if breaks_line(name) {
                    self.text.borrow_mut().push('\n');
                } else if matches!(name, "td" | "th") && tag.kind == TagKind::StartTag {
                    self.push(" ");
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl TextSink {
    fn push(&self, piece: &str) {
        let mut text = self.text.borrow_mut();
        if self.preformatted.get() > 0 {
            text.push_str(piece);
            return;
        }
        for c in piece.chars() {
            match c {
                // A no-break space stays: only blanks of the markup collapse.
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !text.ends_with([' ', '\n']) {
                        text.push(' ');
                    }
                }
                c => text.push(c),
            }
        }
    }
}

fn breaks_line(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// How deep the tags of `html` go, as far as they are counted, those that HTML closes by itself left out.
fn nesting(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        match rest.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(byte) if byte.is_ascii_alphabetic() => {
                let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
                let closes_itself = matches!(
                    name.as_str(),
                    "area"
                        | "base"
                        | "br"
                        | "col"
                        | "dd"
                        | "dt"
                        | "embed"
                        | "hr"
                        | "img"
                        | "input"
                        | "li"
                        | "link"
                        | "meta"
                        | "option"
                        | "p"
                        | "param"
                        | "source"
                        | "td"
                        | "th"
                        | "tr"
                        | "track"
                        | "wbr"
                );
                if !closes_itself {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
            _ => {}
        }
    }
    deepest
}

/// Whether text that may be plain or HTML is HTML: it closes an element or has a reference, and all its elements and
/// references are HTML's.
pub(crate) fn looks_like_html(text: &str) -> bool {
    if !text.contains(['<', '&']) {
        return false;
    }
    let mut proof = false;
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let is_tag = rest.as_bytes()[at] == b'<';
        rest = &rest[at + 1..];
        if is_tag {
            let closes = rest.starts_with('/');
            let name = rest.strip_prefix('/').unwrap_or(rest);
            let name = name.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
            if name.is_empty() {
                continue;
            }
            if !is_element(&name.to_ascii_lowercase()) {
                return false;
            }
            proof |= closes;
        } else {
            let end = rest.bytes().take(40).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#')).unwrap_or(0);
            let name = &rest[..end];
            if end == 0 || rest.as_bytes().get(end) != Some(&b';') {
                continue;
            }
            if !name.starts_with('#') && quick_xml::escape::resolve_html5_entity(name).is_none() {
                return false;
            }
            proof = true;
        }
    }
    proof
}

fn is_element(name: &str) -> bool {
    const ELEMENTS: [&str; 96] = [
        "a",
        "abbr",
        "acronym",
        "address",
        "area",
        "article",
        "aside",
        "audio",
        "b",
        "big",
        "blockquote",
        "br",
        "button",
        "canvas",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "datalist",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "map",
        "mark",
        "menu",
        "meter",
        "nav",
        "ol",
        "optgroup",
        "option",
        "output",
        "p",
        "picture",
        "pre",
        "progress",
        "q",
        "s",
        "samp",
        "section",
        "select",
        "small",
        "sound",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
        "noscript",
    ];
    ELEMENTS.contains(&name)
}
