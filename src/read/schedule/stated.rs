//! Texts as schedule data state them: names with pronouns behind them, several people in one string, escaped HTML.
//!
//! What cannot be cut for certain stays as written: an organisation among the persons keeps its place.

use crate::model::Speaker;
use crate::read::html::blocks_of_fragment;
use crate::read::markup::commonmark::to_markdown;
use crate::read::text::brackets::opening_bracket;

/// `text` on one line, blanks folded.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` on one line, or none where nothing is left.
pub(crate) fn some_line(text: &str) -> Option<String> {
    Some(one_line(text)).filter(|line| !line.is_empty())
}

/// A title on one line with its entities resolved.
pub(crate) fn title(text: &str) -> Option<String> {
    if !text.contains('&') {
        return some_line(text);
    }
    let resolved = quick_xml::escape::unescape_with(text, quick_xml::escape::resolve_html5_entity);
    some_line(resolved.as_deref().unwrap_or(text))
}

/// An address of the web; anything else is none.
pub(crate) fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let known = ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    (known && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}

/// One person's name: pronouns and mail addresses behind it are dropped, a lone mail address is none.
pub(crate) fn name(text: &str) -> Option<String> {
    let mut name = title(text)?;
    loop {
        let shorter = without_pronouns(&name).or_else(|| without_mail(&name));
        match shorter {
            Some(shorter) => name = shorter,
            None => break,
        }
    }
    let is_mail = name.contains('@') && name.contains('.') && !name.contains(' ') && !name.starts_with('@');
    (!name.is_empty() && !is_mail).then_some(name)
}

fn without_pronouns(name: &str) -> Option<String> {
    let (before, inside) = trailing_bracket(name).or_else(|| {
        let (before, last) = name.rsplit_once([',', '·', '|'])?;
        last.contains('/').then_some((before, last))
    })?;
    are_pronouns(inside).then(|| before.trim().to_owned())
}

/// Cuts `Name (inside)` or `Name [inside]`.
pub(crate) fn trailing_bracket(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end();
    let (open, close) = [('(', ')'), ('[', ']'), ('（', '）')].into_iter().find(|(_, close)| text.ends_with(*close))?;
    let at = opening_bracket(text, open, close)?;
    let inside = text.get(at + open.len_utf8()..text.len() - close.len_utf8())?;
    Some((text[..at].trim_end(), inside.trim()))
}

fn are_pronouns(text: &str) -> bool {
    #[rustfmt::skip]
    const PRONOUNS: [&str; 54] = [
        "he", "him", "his", "she", "her", "hers", "they", "them", "theirs", "it", "its", "xe", "xem", "ze", "zir", "hir", "fae", "faer", "any",
        "all", "pronoun", "pronouns", "er", "ihm", "ihn", "sein", "seine", "sie", "ihr", "ihre", "dey", "deren", "xier", "keine", "pronomen", "il", "lui", "elle",
        "iel", "ella", "él", "el", "elle", "ellas", "elles", "ele", "ela", "hen", "hij", "zij", "hem", "haar", "none", "ask",
    ];
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let known = words.iter().filter(|word| PRONOUNS.contains(word)).count();
    let short = words.iter().all(|word| word.chars().count() <= 8);
    known > 0 && short && (known == words.len() || text.contains('/')) && words.len() <= 6
}

fn without_mail(name: &str) -> Option<String> {
    let open = name.rfind(['<', '('])?;
    let inside = name.get(open + 1..)?.trim_end_matches(['>', ')']);
    let is_mail = inside.contains('@') && inside.contains('.') && !inside.contains(' ');
    is_mail.then(|| name[..open].trim().to_owned())
}

/// The people of one string: `A & B`, `A, B`, `A (Org), B (Org)`, `A, Org; B, Org`, a line each.
pub(crate) fn people(text: &str) -> Vec<Speaker> {
    let parts: Vec<&str> = text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.iter().flat_map(|part| people_of_line(part)).collect()
}

fn people_of_line(line: &str) -> Vec<Speaker> {
    // "Ada Njoku / Milo Venn", but not "Ada Njoku / Tidewater".
    let sides: Vec<&str> = line.split(" / ").map(str::trim).collect();
    if sides.len() > 1 && sides.iter().all(|side| side.contains(' ') && could_be_person(side)) {
        return sides.into_iter().filter_map(person).collect();
    }
    let parts = split_outside_brackets(line);
    let mut found: Vec<Speaker> = Vec::new();
    for (part, joined_by_and) in parts {
        let Some(speaker) = person(part) else { continue };
        let bare = speaker.affiliation.is_none() && speaker.role.is_none();
        match found.last_mut() {
            // "Ada Njoku, Tidewater": what no person is called belongs to the one before.
            Some(last) if !joined_by_and && bare && !could_be_person(&speaker.name) && last.affiliation.is_none() => {
                last.affiliation = Some(speaker.name);
            }
            _ => found.push(speaker),
        }
    }
    found
}

/// Splits at commas and at words for "and"; each part says whether an "and" stood before it.
fn split_outside_brackets(line: &str) -> Vec<(&str, bool)> {
    const ANDS: [&str; 8] = [" and ", " & ", " und ", " et ", " y ", " e ", " en ", " + "];
    let mut parts = Vec::new();
    let (mut depth, mut from, mut by_and) = (0_usize, 0, false);
    for (at, c) in line.char_indices() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ',' | '、' | '，' => {
                parts.push((line.get(from..at).unwrap_or_default(), by_and));
                (from, by_and) = (at + c.len_utf8(), false);
            }
            ' ' if at >= from => {
                let rest = &line[at..];
                if let Some(and) = ANDS.iter().find(|and| rest.starts_with(**and)) {
                    parts.push((line.get(from..at).unwrap_or_default(), by_and));
                    (from, by_and) = (at + and.len() - 1, true);
                }
            }
            _ => {}
        }
    }
    parts.push((line.get(from..).unwrap_or_default(), by_and));
    parts.retain(|(part, _)| !part.trim().is_empty());
    parts
}

/// `Ada Njoku (Tidewater)`, or a bare name.
pub(crate) fn person(text: &str) -> Option<Speaker> {
    let name = name(text)?;
    match trailing_bracket(&name) {
        Some((before, inside))
            if !before.is_empty() && !inside.is_empty() && !inside.starts_with('@') && !inside.contains('/') =>
        {
            Some(Speaker { name: before.to_owned(), affiliation: Some(inside.to_owned()), role: None })
        }
        _ => Some(Speaker { name, ..Speaker::default() }),
    }
}

/// Whether `text` has the shape of a person's name: capitalised words and particles, no digits, no words of prose.
pub(crate) fn could_be_person(text: &str) -> bool {
    #[rustfmt::skip]
    const PARTICLES: [&str; 41] = [
        "de", "da", "do", "dos", "das", "di", "del", "della", "du", "des", "la", "le", "van", "von", "der", "den", "ter", "ten", "te", "vom", "zu", "zur",
        "bin", "ibn", "al", "el", "af", "av", "y", "e", "'t", "st", "dr.", "dr", "prof.", "prof", "ir.", "drs.", "mag.", "ing.", "mgr",
    ];
    #[rustfmt::skip]
    const ORGANISATIONS: [&str; 40] = [
        "inc", "inc.", "ltd", "ltd.", "llc", "gmbh", "corp", "corp.", "ag", "foundation", "university", "universität", "université", "universidad", "college",
        "institute", "institut", "labs", "lab", "software", "technologies", "systems", "solutions", "group", "team", "project", "community", "association",
        "society", "centre", "center", "school", "academy", "council", "consulting", "studio", "media", "works", "cloud", "tbd",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > 5 || text.chars().any(|c| c.is_ascii_digit() || ":?!/\"“”@#".contains(c)) {
        return false;
    }
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    if lower
        .iter()
        .any(|word| ORGANISATIONS.contains(&word.as_str()) || ["tba", "n/a", "none", "various"].contains(&word.as_str()))
    {
        return false;
    }
    // Scripts without capitals say nothing by their shape; a short run of letters may be a name.
    if words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())) {
        return words.len() >= 2 || text.chars().count() <= 6;
    }
    let named = words.iter().enumerate().all(|(at, word)| {
        let mut letters = word.chars();
        let capital =
            letters.next().is_some_and(|first| first.is_uppercase() || (!first.is_lowercase() && first.is_alphabetic()));
        let shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 3 && word.chars().all(|c| !c.is_lowercase());
        (capital && !shouted) || (at > 0 && at + 1 < words.len() && PARTICLES.contains(&lower[at].as_str()))
    });
    named && text.chars().any(char::is_alphabetic)
}

/// A text of the data as Markdown: HTML is translated, Markdown and plain text keep their words and lose their common indent.
pub(crate) fn markdown(text: &str) -> Option<String> {
    let text = match looks_like_html(text) {
        true => to_markdown(&blocks_of_fragment(text, None, 1, false)),
        false => dedented(text),
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Joins texts that differ, a paragraph each; one that is the beginning of another is left out.
pub(crate) fn joined(texts: &[Option<String>]) -> Option<String> {
    let mut kept: Vec<&str> = Vec::new();
    for text in texts.iter().flatten() {
        let cut = text.trim_end_matches(['…', '.']).trim_end();
        if kept.iter().any(|other| other.starts_with(cut)) {
            continue;
        }
        kept.retain(|other| !text.starts_with(other.trim_end_matches(['…', '.']).trim_end()));
        kept.push(text);
    }
    (!kept.is_empty()).then(|| kept.join("\n\n"))
}

/// Whether a text is HTML rather than Markdown with a tag in it: Markdown's own marks decide where no paragraph is closed.
fn looks_like_html(text: &str) -> bool {
    const BLOCKS: [&str; 7] = ["p", "div", "ul", "ol", "li", "table", "blockquote"];
    const INLINES: [&str; 12] = ["br", "a", "strong", "em", "b", "i", "u", "span", "code", "h2", "h3", "h4"];
    let lower = text.to_ascii_lowercase();
    let has = |tags: &[&str], slash: &str| {
        lower.match_indices('<').any(|(at, _)| {
            let rest = lower[at + 1..].strip_prefix(slash).unwrap_or_default();
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            tags.contains(&&rest[..end]) && rest[end..].starts_with(['>', ' ', '/', '\n', '\r', '\t'])
        })
    };
    if has(&BLOCKS, "/") || (has(&BLOCKS, "") && lower.trim_start().starts_with('<')) {
        return true;
    }
    let is_markdown = ["\n\n", "](", "**", "\n- ", "\n* "].iter().any(|mark| text.contains(mark));
    has(&INLINES, "") && !is_markdown
}

/// Data files indent the lines of a text like their elements, which Markdown would read as code.
fn dedented(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let indent_of = |line: &str| line.len() - line.trim_start().len();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
    let indent = lines.iter().skip(first + 1).filter(|line| !line.is_empty()).map(|line| indent_of(line)).min().unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate().skip(first) {
        let line = if at == first { line.trim_start() } else { line.get(indent.min(indent_of(line))..).unwrap_or_default() };
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_pronouns_and_mail_addresses() {
        #[rustfmt::skip]
        let table = [
            ("Ada Brookfield (she/her)",              Some("Ada Brookfield")),
            ("Milo Venn [they/them]",                 Some("Milo Venn")),
            ("otto (seine/ihro)",                     Some("otto")),
            ("Ines Faro, she/her",                    Some("Ines Faro")),
            ("Ines Faro <ines@example.org>",          Some("Ines Faro")),
            ("Ada Brookfield (Harbour Works)",        Some("Ada Brookfield (Harbour Works)")),
            ("  Ines\n   Faro ",                      Some("Ines Faro")),
            ("ines@example.org",                      None),
            ("",                                      None),
        ];
        for (text, wanted) in table {
            assert_eq!(name(text).as_deref(), wanted, "{text:?}");
        }
    }

    type People = &'static [(&'static str, Option<&'static str>)];

    #[test]
    fn one_string_may_hold_several_people() {
        #[rustfmt::skip]
        let table: [(&str, People); 8] = [
            ("Ada Brookfield",                        &[("Ada Brookfield", None)]),
            ("Ada Brookfield & Milo Venn",            &[("Ada Brookfield", None), ("Milo Venn", None)]),
            ("Ada Brookfield, Milo Venn and Ines Faro", &[("Ada Brookfield", None), ("Milo Venn", None), ("Ines Faro", None)]),
            ("Ada Brookfield, University of Tides",   &[("Ada Brookfield", Some("University of Tides"))]),
            ("Ada Brookfield (Quay), Milo Venn (Quay, Ltd)", &[("Ada Brookfield", Some("Quay")), ("Milo Venn", Some("Quay, Ltd"))]),
            ("Ada Brookfield; Milo Venn",             &[("Ada Brookfield", None), ("Milo Venn", None)]),
            ("Zeth",                                  &[("Zeth", None)]),
            ("",                                      &[]),
        ];
        for (text, wanted) in table {
            let found = people(text);
            let found: Vec<(&str, Option<&str>)> =
                found.iter().map(|who| (who.name.as_str(), who.affiliation.as_deref())).collect();
            assert_eq!(found, wanted, "{text:?}");
        }
    }

    #[test]
    fn a_persons_name_has_a_shape() {
        #[rustfmt::skip]
        let table = [
            ("Ada Brookfield", true), ("Jan van der Meer", true), ("Zeth", true), ("J. R. Quill", true), ("真壁 一", true),
            ("Counting fog banks", false), ("Harbour Works Ltd", false), ("Discussion: fog", false), ("HTTP/2", false), ("", false),
        ];
        for (text, wanted) in table {
            assert_eq!(could_be_person(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn html_of_a_field_becomes_markdown() {
        #[rustfmt::skip]
        let table = [
            ("\n<p>Fog <b>drifts</b>.</p>\n<p>It <em>settles</em>.</p>", "Fog **drifts**.\n\nIt *settles*."),
            ("See <a href=\"https://example.org/a\">the map</a> &amp; more.", "See [the map](https://example.org/a) & more."),
            ("<script>alert(1)</script><p>Text</p><style>p{}</style>",       "Text"),
            ("Fog *drifts*.<br>\n\n- one\n- two",                             "Fog *drifts*.<br>\n\n- one\n- two"), // Markdown with a tag
            ("a < b, and 2 > 1",                                            "a < b, and 2 > 1"),
        ];
        for (html, wanted) in table {
            assert_eq!(markdown(html).as_deref(), Some(wanted), "{html:?}");
        }
    }

    #[test]
    fn texts_lose_the_indent_of_their_file() {
        let text = "First line.\n\n        Second line.\n          - deeper\n";
        assert_eq!(markdown(text).as_deref(), Some("First line.\n\nSecond line.\n  - deeper"));
    }

    #[test]
    fn a_teaser_of_the_description_is_not_repeated() {
        let (long, cut) = (Some("Fog drifts. It settles.".to_owned()), Some("Fog drifts…".to_owned()));
        assert_eq!(joined(&[cut.clone(), long.clone()]), long);
        assert_eq!(joined(&[long.clone(), cut]), long);
        assert_eq!(joined(&[None, None]), None);
    }
}
