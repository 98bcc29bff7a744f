//! Sections that their author marked as private stay at home.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::id::fold;

/// Headings that keep a section at home, folded: the whole heading must be one of these.
#[rustfmt::skip]
const PRIVATE_HEADINGS: &[&str] = &[
    "private", "private note", "private notes", "private remarks", "private section", "confidential", "do not publish", "not for publication",
    "not to be published", "off the record",
    // German, French, Spanish, Dutch, Portuguese, Italian
    "privat", "private notizen", "private anmerkungen", "vertraulich", "nicht veroffentlichen", "nicht zur veroffentlichung",
    "prive", "privee", "notes privees", "confidentiel", "ne pas publier", "privado", "privada", "notas privadas", "confidencial", "no publicar",
    "prive notities", "privenotities", "vertrouwelijk", "niet publiceren", "nao publicar", "privato", "note private", "riservato", "non pubblicare",
    // Japanese, Chinese
    "非公開", "プライベート", "私人", "私密", "不公开", "保密",
];

/// True for a heading that keeps its section at home.
pub(super) fn is_private_heading(heading: &str) -> bool {
    PRIVATE_HEADINGS.contains(&fold(heading).as_str())
}

/// The 1-based lines of `markdown` in sections that are headed "Private", or the same in another language.
///
/// A section reaches to the next heading of its level or above. A paragraph that is one bold word counts as a heading
/// below all others.
pub fn private_lines(markdown: &str) -> Vec<RangeInclusive<usize>> {
    let starts: Vec<usize> = std::iter::once(0).chain(markdown.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line_of = |at: usize| starts.partition_point(|&start| start <= at);
    private_ranges(markdown).into_iter().map(|(from, to)| line_of(from)..=line_of(to.saturating_sub(1).max(from))).collect()
}

/// [`PRIVATE_HEADINGS`], looked for all at once; none where that cannot be made.
static IN_TEXT: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(PRIVATE_HEADINGS).ok());

/// Whether `text` names a private section at all: most documents do not, and need no closer look.
pub fn may_be_private(text: &str) -> bool {
    let text = fold(text);
    IN_TEXT.as_ref().is_none_or(|headings| headings.is_match(&text))
}

/// The 1-based lines of private sections in a document of any format, by its headings: line, level and text of each.
///
/// `last` is the document's last line. Where two headings share a line, so do their sections.
pub fn private_sections(headings: &[(usize, u8, String)], last: usize) -> Vec<RangeInclusive<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    for (line, level, text) in headings {
        if let Some((from, own)) = open
            && *level <= own
        {
            ranges.push(from..=line.saturating_sub(1).max(from));
            open = None;
        }
        if open.is_none() && is_private_heading(text) {
            open = Some((*line, *level));
        }
    }
    ranges.extend(open.map(|(from, _)| from..=last.max(from)));
    ranges
}

/// `markdown` without its private sections.
pub(super) fn without_private(markdown: &str) -> String {
    let mut public = String::with_capacity(markdown.len());
    let mut at = 0;
    for (from, to) in private_ranges(markdown) {
        public.push_str(markdown.get(at..from).unwrap_or_default());
        at = to;
    }
    public.push_str(markdown.get(at..).unwrap_or_default());
    public
}

/// A heading: where it begins, its level, and its text.
struct Heading {
    at: usize,
    level: u8,
    text: String,
}

/// The level of a paragraph in bold that serves as a heading.
const BOLD: u8 = 7;

fn private_ranges(markdown: &str) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    for heading in headings(markdown) {
        if let Some((from, level)) = open
            && heading.level <= level
        {
            ranges.push((from, heading.at));
            open = None;
        }
        if open.is_none() && is_private_heading(&heading.text) {
            open = Some((heading.at, heading.level));
        }
    }
    ranges.extend(open.map(|(from, _)| (from, markdown.len())));
    ranges
}

fn headings(markdown: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut current: Option<Heading> = None;
    let (mut depth, mut bold, mut only_bold) = (0usize, 0usize, true);
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                current = Some(Heading { at: range.start, level: level as u8, text: String::new() })
            }
            Event::End(TagEnd::Heading(_)) => found.extend(current.take()),
            Event::Start(Tag::Paragraph) if depth == 0 => {
                only_bold = true;
                current = Some(Heading { at: range.start, level: BOLD, text: String::new() });
            }
            Event::End(TagEnd::Paragraph) => {
                let heading = current.take().filter(|heading| only_bold && !heading.text.trim().is_empty() && depth == 0);
                found.extend(heading);
            }
            Event::Start(Tag::Strong) => bold += 1,
            Event::End(TagEnd::Strong) => bold = bold.saturating_sub(1),
            Event::Text(text) | Event::Code(text) => {
                only_bold &= bold > 0 || text.trim().trim_matches(':').is_empty();
                if let Some(heading) = &mut current {
                    heading.text.push_str(&text);
                }
            }
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_sections_are_cut() {
        #[rustfmt::skip]
        let table = [
            ("a\n\n## Private\n\nsecret\n\n### more\n\nsecret\n\n## Open\n\nb\n", "a\n\n## Open\n\nb\n"),
            ("a\n\nPrivate\n-------\nsecret\n",                                  "a\n\n"),
            ("a\n\n**Private:**\n\nsecret\n\n**Open**\n\nb\n",                   "a\n\n**Open**\n\nb\n"),
            ("```\n# Private\n```\nb\n",                                         "```\n# Private\n```\nb\n"),
            ("# Private Clouds\n\nb\n",                                          "# Private Clouds\n\nb\n"),
            ("a\n\n# Vertraulich\n\nsecret",                                     "a\n\n"),
        ];
        for (markdown, public) in table {
            assert_eq!(without_private(markdown), public, "{markdown:?}");
        }
    }

    #[test]
    fn private_sections_are_told_by_headings_of_any_format() {
        let heading = |line, level, text: &str| (line, level, text.to_owned());
        #[rustfmt::skip]
        let table = [
            (vec![heading(1, 1, "A"), heading(3, 2, "Privat"), heading(5, 3, "B"), heading(9, 2, "C")], vec![3..=8]),
            (vec![heading(1, 2, "Private"), heading(1, 2, "C")],                                        vec![1..=1]),
            (vec![heading(2, 2, "A"), heading(4, 2, "非公開")],                                         vec![4..=20]),
            (vec![heading(2, 2, "Private clouds")],                                                     vec![]),
        ];
        for (headings, expected) in table {
            assert_eq!(private_sections(&headings, 20), expected, "{headings:?}");
        }
        assert!(may_be_private("# A\n\n** Nicht veröffentlichen **") && !may_be_private("# A\n\nwords\n"));
    }

    #[test]
    fn private_lines_are_told() {
        assert_eq!(private_lines("# A\n\n## Private\nx\n\n## B\n"), [3..=5]);
        assert_eq!(private_lines("# A\n"), []);
    }
}
