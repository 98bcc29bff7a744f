//! Running text is put together here, whatever the markup that it came from.

use crate::read::document::{Inline, plain};

/// Adds `text` to `inlines`, joined with the text before it.
pub(crate) fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    match inlines.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// Cuts blanks and breaks off both ends of `inlines`.
pub(crate) fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::SoftBreak | Inline::LineBreak => {}
            Inline::Text(text) if text.trim_end().is_empty() => {}
            Inline::Text(text) => {
                text.truncate(text.trim_end().len());
                break;
            }
            _ => break,
        }
        inlines.pop();
    }
    let blank = |inline: &Inline| match inline {
        Inline::SoftBreak | Inline::LineBreak => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let kept = inlines.iter().position(|inline| !blank(inline)).unwrap_or(inlines.len());
    inlines.drain(..kept);
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
    inlines
}

/// What an inline element of HTML does to the text in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Style {
    /// `b`, `strong`.
    Strong,
    /// `i`, `em`, `cite`, `dfn`, `var`.
    Emphasis,
    /// `del`, `s`, `strike`.
    Strikethrough,
    /// `code`, `kbd`, `samp`, `tt`.
    Code,
    /// `a` with an address.
    Link(String),
    /// Everything else: its text stays, it does not.
    Plain,
}

impl Style {
    /// The style of the element `name`; `href` is its address, where it has one.
    pub(crate) fn of(name: &str, href: Option<&str>) -> Style {
        match name {
            "b" | "strong" => Style::Strong,
            "i" | "em" | "cite" | "dfn" | "var" => Style::Emphasis,
            "del" | "s" | "strike" => Style::Strikethrough,
            "code" | "kbd" | "samp" | "tt" => Style::Code,
            "a" => href.map_or(Style::Plain, |href| Style::Link(href.to_owned())),
            _ => Style::Plain,
        }
    }

    /// What the declarations of a `style` attribute say, as editors write them where HTML has an element of its own
    /// (CSS Fonts 4, 2.2 and 2.4).
    pub(crate) fn of_css(declarations: &str) -> Style {
        for (name, value) in declarations.split(';').filter_map(|rule| rule.split_once(':')) {
            match (name.trim().to_ascii_lowercase().as_str(), value.trim().to_ascii_lowercase().as_str()) {
                ("font-weight", "bold" | "bolder" | "600" | "700" | "800" | "900") => return Style::Strong,
                ("font-style", "italic" | "oblique") => return Style::Emphasis,
                _ => {}
            }
        }
        Style::Plain
    }

    /// `inner` in this style, put behind `out`; empty emphasis vanishes.
    pub(crate) fn wrap(self, inner: Vec<Inline>, out: &mut Vec<Inline>) {
        if inner.is_empty() && !matches!(self, Style::Link(_)) {
            return;
        }
        match self {
            Style::Strong => out.push(Inline::Strong(inner)),
            Style::Emphasis => out.push(Inline::Emphasis(inner)),
            Style::Strikethrough => out.push(Inline::Strikethrough(inner)),
            Style::Code => out.push(Inline::Code(plain(&inner))),
            Style::Link(url) => push_link(out, url, inner),
            Style::Plain => append(out, inner),
        }
    }
}

/// Adds `inner` behind `out`, joining the texts that meet.
pub(crate) fn append(out: &mut Vec<Inline>, inner: Vec<Inline>) {
    for inline in inner {
        match inline {
            Inline::Text(text) => push_text(out, &text),
            other => out.push(other),
        }
    }
}

/// Adds a link; one without a target whose text is an address leads there, any other without a target is its text.
pub(crate) fn push_link(out: &mut Vec<Inline>, url: String, text: Vec<Inline>) {
    let url = url.trim();
    if !url.is_empty() {
        if !text.is_empty() {
            out.push(Inline::Link { url: url.to_owned(), text });
        }
        return;
    }
    let words = plain(&text);
    let words = words.trim();
    if is_address(words) {
        out.push(Inline::Link { url: words.to_owned(), text: vec![Inline::Text(words.to_owned())] });
    } else {
        append(out, text);
    }
}

/// Whether `text` is nothing but a web address.
pub(crate) fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://"))
        && !text.contains(char::is_whitespace)
        && url::Url::parse(text).is_ok_and(|url| url.has_host())
}

/// Text that is being put together while inline tags open and close in it.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    done: Vec<Inline>,
    open: Vec<(String, Style, Vec<Inline>)>,
}

/// More open tags than this are not kept apart.
const MOST_OPEN: usize = 32;

impl Frames {
    /// Where text goes now.
    pub(crate) fn current(&mut self) -> &mut Vec<Inline> {
        match self.open.last_mut() {
            Some((_, _, inner)) => inner,
            None => &mut self.done,
        }
    }

    /// An opening tag.
    pub(crate) fn open(&mut self, name: &str, style: Style) {
        if self.open.len() < MOST_OPEN {
            self.open.push((name.to_owned(), style, Vec::new()));
        }
    }

    /// A closing tag: ends the nearest open element of that name and what was left open in it.
    pub(crate) fn close(&mut self, name: &str) {
        if !self.open.iter().any(|(open, ..)| open == name) {
            return;
        }
        while let Some((open, style, inner)) = self.open.pop() {
            style.wrap(inner, self.current());
            if open == name {
                break;
            }
        }
    }

    /// The text so far; what is open stays open for the text that follows.
    pub(crate) fn take(&mut self) -> Vec<Inline> {
        let open: Vec<(String, Style)> = self.open.iter().map(|(name, style, _)| (name.clone(), style.clone())).collect();
        let text = std::mem::take(self).finish();
        open.into_iter().for_each(|(name, style)| self.open(&name, style));
        text
    }

    /// The text, with whatever is still open closed.
    pub(crate) fn finish(mut self) -> Vec<Inline> {
        while let Some((_, style, inner)) = self.open.pop() {
            style.wrap(inner, self.current());
        }
        self.done
    }
}
