//! HTML of strangers becomes HTML that can be shown, with absolute links, or plain text.
//!
//! What stays is an allow-list: text, lists, tables, pictures, media. Nothing runs, nothing styles, nothing embeds, and
//! addresses are http, https or mailto.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states};
use url::Url;

use super::endless::without_endless_tags;
use super::simple::sanitized;

/// Nesting beyond this is no document: it is shown as plain text.
const DEPTH_CAP: usize = 256;

/// Texts with more references than this are shown as plain text: ammonia takes time that grows with their square.
const REFERENCES_CAP: usize = 65_536;
/// Texts with more tags than this are shown as plain text: a tree takes many times the memory of its text.
const TAGS_CAP: usize = 131_072;

/// `html` with nothing in it that could do harm, relative addresses resolved against `base`.
///
/// Without a base, relative addresses stay as they are.
pub(crate) fn sanitize(html: &str, base: Option<&Url>) -> String {
    if !html.contains(['<', '&']) {
        return escape(html);
    }
    if let Some(simple) = sanitized(html) {
        return simple.into_owned();
    }
    cleaned(html, base)
}

/// The same for HTML that may be anything.
pub(super) fn cleaned(html: &str, base: Option<&Url>) -> String {
    let html = &*without_endless_tags(html);
    let has_more = |sign: char, most: usize| html.matches(sign).take(most + 1).count() > most;
    if is_hostile(html) || has_more('&', REFERENCES_CAP) || has_more('<', TAGS_CAP) {
        return paragraphs(&plain_text(html));
    }
    SANITIZER.with(|sanitizer| sanitizer.clean(html, base))
}

thread_local! {
    // The allow-lists are large, and a feed has many small texts.
    static SANITIZER: Sanitizer = Sanitizer::new();
}

/// The allow-list, and the base of the text at hand.
struct Sanitizer {
    builder: Builder<'static>,
    base: Arc<Mutex<Option<Url>>>,
}

impl Sanitizer {
    fn new() -> Self {
        let base = Arc::new(Mutex::new(None));
        Sanitizer { builder: builder(&base), base }
    }

    fn clean(&self, html: &str, base: Option<&Url>) -> String {
        if let Ok(mut own) = self.base.lock() {
            *own = base.cloned();
        }
        self.builder.clean(html).to_string()
    }
}

/// Makes links absolute as ammonia comes across them.
struct Resolver(Arc<Mutex<Option<Url>>>);

impl<'a> UrlRelativeEvaluate<'a> for Resolver {
    fn evaluate<'url>(&self, address: &'url str) -> Option<Cow<'url, str>> {
        // Before the first slash of a relative address stands no colon (RFC 3986 §4.2): this one hides a scheme.
        let first = address.split(['/', '?', '#']).next().unwrap_or_default();
        (!first.contains(':')).then(|| Cow::Owned(absolute(address, &self.0)))
    }
}

/// `address` as it is where it stands alone, else resolved against `base`.
fn absolute(address: &str, base: &Mutex<Option<Url>>) -> String {
    let base = base.lock().ok();
    let joined = base.as_ref().and_then(|base| base.as_ref()?.join(address).ok());
    joined.map_or_else(|| address.to_owned(), String::from)
}

fn builder(base: &Arc<Mutex<Option<Url>>>) -> Builder<'static> {
    let links_base = Arc::clone(base);
    let sets_base = Arc::clone(base);
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
        .url_relative(UrlRelative::Custom(Box::new(Resolver(links_base))))
        .attribute_filter(move |_, attribute, value| match attribute {
            "srcset" => absolute_set(value, &sets_base).map(Cow::Owned),
            "cite" => absolute_web(value, &sets_base).map(Cow::Owned),
            _ => Some(Cow::Borrowed(value)),
        });
    builder
}

/// `address` made absolute; none where it is not on the web.
fn absolute_web(address: &str, base: &Mutex<Option<Url>>) -> Option<String> {
    let address = match Url::parse(address) {
        Ok(_) => address.to_owned(),
        Err(_) => absolute(address, base),
    };
    Url::parse(&address).is_ok_and(|url| matches!(url.scheme(), "http" | "https")).then_some(address)
}

/// The pictures of a `srcset` that are on the web, absolute.
fn absolute_set(set: &str, base: &Mutex<Option<Url>>) -> Option<String> {
    let pictures = set.split(", ").filter_map(|picture| {
        let picture = picture.trim().trim_end_matches(',');
        let (address, size) = picture.split_once(char::is_whitespace).unwrap_or((picture, ""));
        let address = absolute_web(address, base)?;
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
    queue.push_back(StrTendril::from_slice(&without_endless_tags(html)));
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

/// Whether `html` is nested deeper than any document, or has so many open `<b>`s and their like that HTML's rules, which
/// repeat them in each new block, would multiply it.
fn is_hostile(html: &str) -> bool {
    let (mut depth, mut styled, mut repeated, mut tags) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let closes = rest.starts_with('/');
        let name = rest.get(usize::from(closes)..).unwrap_or_default();
        let end = name.bytes().take(16).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(0);
        let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        let is_style = matches!(
            name.as_str(),
            "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
        );
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
        tags += 1;
        repeated += styled;
        match (closes, is_style) {
            (true, true) => styled = styled.saturating_sub(1),
            (false, true) => styled += 1,
            _ => {}
        }
        match (closes, closes_itself) {
            (true, false) => depth = depth.saturating_sub(1),
            (false, false) => depth += 1,
            _ => {}
        }
        if depth > DEPTH_CAP || repeated > 100_000 + tags * 16 {
            return true;
        }
    }
    false
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
