//! Containers of Pandoc, Quarto, Docusaurus and VuePress: lines between `::: {.callout-note}` or `:::tip` and `:::`.
//!
//! Their fences say nothing. What a reader sees in a box of its own is set as a quotation, so that a heading in it divides
//! nothing; other containers only lay out the page.

/// Words that call a container a box beside the text.
#[rustfmt::skip]
const ASIDES: &[&str] = &["callout", "tip", "note", "info", "warning", "danger", "caution", "important", "success", "hint", "details", "message", "aside", "admonition"];

/// The containers that are open, the outermost first, and whether each is a box.
#[derive(Debug, Default)]
pub(super) struct Containers {
    open: Vec<bool>,
}

/// What a line is to them.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// A fence, with the title that it gives the box.
    Fence(&'a str),
    /// A line of a box.
    Boxed,
    /// Any other line.
    Plain,
}

impl Containers {
    /// Reads the next `line` that stands in no fence of code. What no later line `closes` is no container.
    pub(super) fn read<'a>(&mut self, line: &'a str, closes: bool) -> Line<'a> {
        let text = line.trim();
        let rest = text.trim_start_matches(':');
        if text.len() - rest.len() < 3 {
            return if self.open.contains(&true) { Line::Boxed } else { Line::Plain };
        }
        let rest = rest.trim();
        if rest.is_empty() {
            return match self.open.pop() {
                Some(_) => Line::Fence(""),
                None => Line::Plain,
            };
        }
        let (name, title) = match rest.strip_prefix('{') {
            Some(inner) => (inner.split('}').next().unwrap_or(inner), ""),
            None => rest.split_once([' ', '[']).unwrap_or((rest, "")),
        };
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '#'));
        if !is_name || !closes {
            return Line::Plain;
        }
        let classes = name.split([' ', '.', '-', '=', '"']).map(str::to_ascii_lowercase);
        self.open.push(classes.into_iter().any(|class| ASIDES.contains(&class.as_str())));
        Line::Fence(title.trim_matches([']', ' ']))
    }
}

/// Whether `line` closes a container.
pub(super) fn is_end(line: &str) -> bool {
    let text = line.trim();
    text.len() >= 3 && text.bytes().all(|byte| byte == b':')
}

/// "\[Ada Brookfield, Quay\]{.speaker}" without the brackets and what styles it; `None` where there is none.
pub(super) fn without_spans(line: &str) -> Option<String> {
    let mut kept = String::new();
    let mut rest = line;
    let mut found = false;
    while let Some(at) = ["]{.", "]{#"].iter().filter_map(|mark| rest.find(mark)).min() {
        let (before, behind) = (&rest[..at], &rest[at + 2..]);
        let (Some(open), Some(end)) = (before.rfind('['), behind.find('}')) else { break };
        kept.push_str(&before[..open]);
        kept.push_str(&before[open + 1..]);
        rest = &behind[end + 1..];
        found = true;
    }
    kept.push_str(rest);
    found.then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_open_and_close() {
        #[rustfmt::skip]
        let lines = [
            ("::: {.callout-note}",      Line::Fence("")),
            ("## A box",                 Line::Boxed),
            (":::",                      Line::Fence("")),
            ("## No box",                Line::Plain),
            (":::tip What I took home",  Line::Fence("What I took home")),
            (":::: {.column}",           Line::Fence("")),
            ("text",                     Line::Boxed),
            ("::::",                     Line::Fence("")),
            (":::",                      Line::Fence("")),
            (":::",                      Line::Plain),
            ("::: 12 :::",               Line::Plain),
            ("a ::: b",                  Line::Plain),
        ];
        let mut containers = Containers::default();
        for (line, expected) in lines {
            assert_eq!(containers.read(line, true), expected, "{line:?}");
        }
        assert_eq!(Containers::default().read(":::tip", false), Line::Plain);
    }

    #[test]
    fn spans_are_their_text() {
        #[rustfmt::skip]
        let table = [
            ("[Anna Berg, Quay]{.speaker}",         Some("Anna Berg, Quay")),
            ("- [a]{.x} and [b]{#y .z}.",           Some("- a and b.")),
            ("[a](b){.x}",                          None),
            ("## Fog {#fog}",                       None),
        ];
        for (line, expected) in table {
            assert_eq!(without_spans(line).as_deref(), expected, "{line:?}");
        }
    }
}
