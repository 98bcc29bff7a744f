//! Codes and marks that stand in front of titles: "[A2] Counting Fog (Ada Brookfield)", "D1/2 **Small Boats**", "[3] Long
//! Rivers. Maria Lopez (Lumen).", "★★★ Wet Sand – Otto Brandt".
//!
//! Where the lines of a document begin so, and most name people, the codes are left out; several such lines in one
//! paragraph are a list.

use std::collections::HashMap;

use super::{items_at, paragraph_of};
use crate::extract::inlines::{line_texts, lines, one_line, split_at, trimmed};
use crate::extract::people::{self, read_people};
use crate::extract::phrases;
use crate::extract::title::names_people;
use crate::read::document::{Block, BlockKind, Inline, plain};
use crate::when;

/// The fewest such lines in a document.
const FEWEST: usize = 3;

/// The blocks without such codes; `None` where there are too few.
pub(super) fn taken_off(blocks: &[Block]) -> Option<Vec<Block>> {
    if !blocks.iter().any(begins_with_a_mark) {
        return None;
    }
    let usual = usual_form(blocks)?;
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) if begins_with_a_mark(block) => out.push(without_codes(block, inlines, &usual)),
            _ => out.push(block.clone()),
        }
    }
    Some(out)
}

/// A bracket, a star or a sign in front, or a capital with a number behind it: asked of every block.
fn begins_with_a_mark(block: &Block) -> bool {
    let BlockKind::Paragraph(inlines) = &block.kind else { return false };
    let Some(Inline::Text(text)) = inlines.first() else { return false };
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'[' | b'(' | b'#') => true,
        Some(byte) if byte.is_ascii_uppercase() => bytes.iter().skip(1).take(3).any(u8::is_ascii_digit),
        Some(byte) if byte.is_ascii_digit() => bytes.iter().take(4).any(|&byte| byte == b')'),
        _ => text.starts_with(['§', '★', '☆', '⭐']),
    }
}

/// The form of a code ("[A9]") and how long it is with the blank behind it; clock times and bare numbers are none.
fn code_of(text: &str) -> Option<(String, usize)> {
    let rated = text.trim_start_matches(['★', '☆', '⭐', '\u{fe0f}']);
    if rated.len() < text.len() {
        return rated.starts_with(' ').then(|| ("★".to_owned(), text.len() - rated.trim_start().len()));
    }
    let end = text.find(char::is_whitespace).filter(|&end| (2..=8).contains(&end))?;
    let code = &text[..end];
    let inner = code.trim_matches(['[', ']', '(', ')', '#', '§', ':']);
    let bracketed =
        code.starts_with(['[', '(', '#', '§']) || code.ends_with(')') && inner.bytes().all(|byte| byte.is_ascii_digit());
    let digits = inner.bytes().filter(u8::is_ascii_digit).count();
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    let known = inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-'));
    let coded = match bracketed {
        true => digits <= 3 && letters <= 2,
        false => (1..=3).contains(&digits) && (1..=2).contains(&letters) && inner.starts_with(|c: char| c.is_ascii_uppercase()),
    };
    (known && coded && digits + letters > 0).then(|| (form_of(code), text.len() - text[end..].trim_start().len()))
}

/// "[A2]" is of the form "[A9]", "[12]" of "[9]".
fn form_of(code: &str) -> String {
    let mut form = String::with_capacity(code.len());
    for c in code.chars() {
        match c {
            _ if !c.is_ascii_digit() => form.push(if c.is_alphabetic() { 'A' } else { c }),
            _ if !form.ends_with('9') => form.push('9'),
            _ => {}
        }
    }
    form
}

/// The form of code that most coded lines have, where three at least have it and most of those name people.
fn usual_form(blocks: &[Block]) -> Option<String> {
    let mut forms: HashMap<String, (usize, usize, usize)> = HashMap::new();
    let mut below_references = false;
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } => below_references = phrases::is_reference_heading(&one_line(text)),
            BlockKind::Paragraph(inlines) if !below_references && begins_with_a_mark(block) => {
                let texts = line_texts(inlines);
                for text in &texts {
                    let Some((form, end)) = code_of(text) else { continue };
                    let title = &text[end..];
                    let (all, named, cited) = forms.entry(form).or_default();
                    *all += 1;
                    *named += usize::from(names_somebody(title));
                    *cited += usize::from(title.contains("://") || when::find_year(title).is_some());
                }
            }
            _ => {}
        }
    }
    let usual = forms
        .into_iter()
        .filter(|(_, (all, named, cited))| *all >= FEWEST && named * 2 >= *all && *named >= 2 && cited * 5 < all * 2);
    usual.max_by(|(one, (all, ..)), (two, (other, ..))| all.cmp(other).then(two.cmp(one))).map(|(form, _)| form)
}

/// "Counting Fog (Ada Brookfield) – slow", "Counting Fog. Ada Brookfield, Quay."
fn names_somebody(text: &str) -> bool {
    let head = text.split(" – ").next().filter(|head| head.ends_with(')')).unwrap_or(text);
    parted_by_a_stop(text).is_some()
        || names_people(&[Inline::Text(head.to_owned())], 0.45)
        // "**Counting Fog** <Ada Brookfield>"
        || text.contains(' ') && bracketed_people(text)
}

fn bracketed_people(text: &str) -> bool {
    let inner = text.trim_end().strip_suffix([')', ']', '>', '⟩']).and_then(|head| head.rsplit_once(['(', '[', '<', '⟨']));
    inner.is_some_and(|(_, name)| read_people(name).is_some_and(|people| people.confidence >= 0.45))
}

/// "Counting Fog. Ada Brookfield (Quay).": where the title ends and where the people do.
pub(super) fn parted_by_a_stop(text: &str) -> Option<(usize, usize)> {
    let (at, mark) = text.match_indices(['.', '?', '!']).find(|(at, mark)| text[at + mark.len()..].starts_with(' '))?;
    let title = &text[..at];
    let behind = &text[at + mark.len()..];
    let start = at + mark.len() + (behind.len() - behind.trim_start().len());
    let rest = &text[start..];
    let end = rest.match_indices('.').map(|(end, _)| end).find(|&end| {
        // "Dr. Ada Brookfield", "J. Venn"
        rest[end + 1..].trim().is_empty() || rest[..end].rsplit(' ').next().is_some_and(|word| word.chars().count() > 3)
    });
    let people = &rest[..end.unwrap_or(rest.len())];
    let known = read_people(people).is_some_and(|found| found.confidence >= 0.5) && people.contains(' ');
    let titled = title.split_whitespace().count() >= 2 && people::person_likeness(title) < 0.45;
    let kept = if mark == "." { at } else { at + mark.len() };
    (known && titled).then_some((kept, start))
}

/// The paragraph without codes of that form: as a list where several of its lines begin with one.
fn without_codes(block: &Block, inlines: &[Inline], usual: &str) -> Block {
    let lines: Vec<Vec<Inline>> = lines(inlines);
    let coded = |line: &Vec<Inline>| code_of(&plain(trimmed(line))).filter(|(form, _)| form == usual).map(|(_, end)| end);
    let starts: Vec<usize> = (0..lines.len()).filter(|&n| coded(&lines[n]).is_some()).collect();
    if starts.first() != Some(&0) {
        return block.clone();
    }
    let bare: Vec<Vec<Inline>> = lines
        .iter()
        .map(|line| match coded(line) {
            Some(end) => with_a_title(trimmed(&split_at(trimmed(line), end).1)),
            None => line.clone(),
        })
        .collect();
    if starts.len() == 1 {
        return paragraph_of(block, &bare, 0..bare.len());
    }
    Block { kind: BlockKind::List { start: None, items: items_at(block, &bare, &starts) }, ..block.clone() }
}

/// "Counting Fog. Ada Brookfield, Quay." with the title set off and a dash behind it.
pub(super) fn with_a_title(line: &[Inline]) -> Vec<Inline> {
    let [Inline::Text(text)] = line else { return line.to_vec() };
    let Some((end, start)) = parted_by_a_stop(text) else { return line.to_vec() };
    vec![
        Inline::Strong(vec![Inline::Text(text[..end].to_owned())]),
        Inline::Text(format!(" – {}", text[start..].trim_end_matches('.'))),
    ]
}

#[cfg(test)]
mod tests {
    use super::code_of;
    use crate::extract::checks::check;

    #[test]
    fn codes_have_forms() {
        #[rustfmt::skip]
        let table = [
            ("[A2] Counting Fog",  Some("[A9]")),
            ("[12] Counting Fog",  Some("[9]")),
            ("(b) Counting Fog",   Some("(A)")),
            ("D1/2 Counting Fog",  Some("A9/9")),
            ("R3: Counting Fog",   Some("A9:")),
            ("#7 Counting Fog",    Some("#9")),
            ("★★ Counting Fog",    Some("★")),
            ("9:30 Counting Fog",  None),
            ("2031 was wet",       None),
            ("I saw fog",          None),
            ("(slow) fog",         None),
        ];
        for (text, expected) in table {
            assert_eq!(code_of(text).as_ref().map(|(form, _)| form.as_str()), expected, "{text:?}");
        }
    }

    #[test]
    fn codes_in_front_of_titles_are_left_out() {
        let expected = |lines: [usize; 3]| {
            format!(
                "event Ferrocon 2031\ntalk {} Counting fog at noon | Anna Berg\nnote Slow.\ntalk {} Small boats in tin | Peter Jones (Quay)\nnote Wet.\ntalk {} Long rivers | Maria Lopez\nnote Long.",
                lines[0], lines[1], lines[2]
            )
        };
        check(
            "# Ferrocon 2031\n\nD1/1 **Counting fog at noon** (Anna Berg)\nSlow.\n\nD1/2 **Small boats in tin** (Peter Jones, Quay)\nWet.\n\nD2/1 **Long rivers** (Maria Lopez)\nLong.\n",
            &expected([3, 6, 9]),
        );
        check(
            "# Ferrocon 2031\n\n[1] Counting fog at noon. Anna Berg.\n    Slow.\n\n[2] Small boats in tin. Peter Jones (Quay).\n    Wet.\n\n[4] Long rivers. Maria Lopez.\n    Long.\n",
            &expected([3, 6, 9]),
        );
        check(
            "# Ferrocon 2031\n\n★★★ Counting fog at noon – Anna Berg\n★ Small boats in tin – Peter Jones, Quay\n★★ Long rivers – Maria Lopez\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg
             talk 4 Small boats in tin | Peter Jones (Quay)
             talk 5 Long rivers | Maria Lopez",
        );
        // Works that are cited.
        check(
            "# Ferrocon 2031\n\nFog is slow [1].\n\n## References\n\n[1] Counting fog at noon. Anna Berg, 2030.\n\n[2] Small boats in tin. Peter Jones, 2029.\n\n[3] Long rivers. Maria Lopez, 2028.\n",
            "none",
        );
    }
}
