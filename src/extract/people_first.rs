//! People set off in front of a title that is not: "**Ada Brookfield** (Quay) – Parsing Fog", "**A. Brookfield** & **M. Venn**:
//! Small Boats". Of a line that begins so, the piece set off is not the title.

use std::mem::discriminant;

use super::agenda::full_names;
use super::inlines::{is_blank, one_line};
use super::people::{self, People};
use super::phrases;
use super::title::{TitleLine, note_after, tidy};
use crate::read::document::{Inline, plain};

/// How much the people must look like such, and how little the title.
const LIKELY: f32 = 0.45;

/// The line as title and people; `None` where it begins with anything else.
pub(super) fn read(inlines: &[Inline]) -> Option<TitleLine> {
    read_as(inlines, false).or_else(|| stopped(inlines))
}

/// "Ada Brookfield, Milo Venn. Small Boats." in a list of what was accepted: a full stop parts the names and the title.
fn stopped(inlines: &[Inline]) -> Option<TitleLine> {
    let [Inline::Text(text)] = inlines else { return None };
    let (names, title) = text.split_once(". ").filter(|(names, _)| names.len() <= 120 && names.contains(' '))?;
    let title = title.trim().strip_suffix('.').unwrap_or(title.trim());
    let full = names.split([',', '&', ';']).all(|name| name.trim().contains(' '));
    let one = !title.contains(". ") && (2..=20).contains(&title.split(' ').count()) && title.starts_with(char::is_uppercase);
    let several = names.contains([',', '&', ';']);
    let people = people::read_people(names).filter(|people| people.confidence >= if several { 0.5 } else { 0.7 })?;
    (full && one && could_be_a_title(title, &people)).then(|| TitleLine {
        title: tidy(title),
        people: Some(people),
        ..TitleLine::default()
    })
}

/// "*Ada Brookfield*: Small Boats" among lines that all begin so; alone it is what she said.
pub(super) fn read_row(inlines: &[Inline]) -> Option<TitleLine> {
    read_as(inlines, true)
}

fn read_as(inlines: &[Inline], row: bool) -> Option<TitleLine> {
    let (names, behind) = names_set_off(inlines)?;
    let text = plain(behind);
    let opened = text.trim_start();
    let (firm, rest) = match opened.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        Some((firm, rest)) if firm.len() < 80 => (format!(" ({firm})"), rest),
        _ => (String::new(), opened),
    };
    let first = inlines.first()?;
    if let Some(found) = set_off_behind(first, behind, &names, &firm) {
        return Some(found);
    }
    let rest = rest.trim_start();
    // "**Ada Brookfield**: Fog is here to stay" is what she said.
    if !row && rest.starts_with(':') && firm.is_empty() && initialled(&names, names.clone()).is_none() {
        return None;
    }
    let title = rest.strip_prefix([':', '–', '—']).or_else(|| rest.strip_prefix("--")).or_else(|| rest.strip_prefix("- "))?;
    let line = title.split('\n').next().unwrap_or(title);
    let said = format!("{names}{firm}");
    let people = people::read_people(&said)
        .filter(|people| people.confidence >= LIKELY)
        .or_else(|| initialled(&names, said))
        .or_else(|| {
            let speakers = full_names(&names).filter(|_| row)?;
            Some(People { speakers, confidence: LIKELY, said: names.clone() })
        })?;
    // "**Title** – Ada Brookfield (Quay): the note"
    let head = line.split(['(', ',', ':', '|', '.', '–', '—']).next().unwrap_or(line).trim();
    if people::read_people(head).is_some_and(|behind| behind.confidence + 0.05 >= people.confidence) {
        return None;
    }
    if !could_be_a_title(line.trim(), &people) || behind.iter().any(is_set_off) {
        return None;
    }
    let end = text.len() - title.len() + line.len();
    Some(TitleLine { title: tidy(line), people: Some(people), rest: note_after(behind, end), ..TitleLine::default() })
}

/// "**Ada Brookfield** (Quay), *Counting Fog*. The note", "[[Ada Brookfield]] — **Counting Fog**", "**Ada Brookfield** showed
/// **a lamp of her own**": the title is set off as well, in another way or behind a verb of giving.
fn set_off_behind(first: &Inline, behind: &[Inline], names: &str, firm: &str) -> Option<TitleLine> {
    let [Inline::Text(between), set_off, ..] = behind else { return None };
    let bare = between.trim_end();
    // "**Ada Brookfield** showed **how lamps fail** in rain" goes on with its sentence.
    let ends = match behind.get(2) {
        None | Some(Inline::SoftBreak | Inline::LineBreak) => true,
        Some(Inline::Text(after)) => {
            after.trim().is_empty() || after.starts_with(['.', ',', ';', ':', '!', '?']) || after.starts_with(" (")
        }
        Some(_) => false,
    };
    let told = ends && firm.is_empty() && bare.split_whitespace().count() <= 5 && people::tells_of_giving(bare);
    let title = match set_off {
        Inline::Emphasis(title) | Inline::Link { text: title, .. } => one_line(title),
        Inline::Strong(title) if told || !matches!(first, Inline::Strong(_)) => one_line(title),
        _ => return None,
    };
    // "**Brookfield, A. (Quay).** *Counting Fog.*"
    let stopped = bare.is_empty() && one_line(std::slice::from_ref(first)).ends_with([':', '.']);
    let joint = bare.ends_with([',', '–', '—', '-']) && bare.len() <= 90 || stopped;
    let people = people::read_people(&format!("{names}{firm}")).filter(|people| people.confidence >= LIKELY)?;
    let material = phrases::is_material_link(&title)
        || ["her ", "his ", "their ", "my "].iter().any(|own| title.to_lowercase().starts_with(own)) && !told;
    let titled = match told {
        true => title.split_whitespace().count() >= 2 && people::person_likeness(&title) + 0.1 < people.confidence,
        false => joint && could_be_a_title(title.trim_end_matches('.'), &people),
    };
    (titled && !material).then(|| TitleLine {
        title: tidy(title.strip_suffix('.').filter(|bare| !bare.ends_with('.')).unwrap_or(&title)),
        people: Some(people),
        rest: note_after(behind, plain(&[behind[0].clone(), set_off.clone()]).len()),
        ..TitleLine::default()
    })
}

/// The names that a line begins with, each set off, and what follows the last of them.
fn names_set_off(inlines: &[Inline]) -> Option<(String, &[Inline])> {
    const JOINTS: [&str; 12] = [",", "&", "+", "/", "and", "und", "et", "y", "e", "en", "och", "og"];
    let mut names = String::new();
    let mut rest = inlines;
    loop {
        let (first, behind) = rest.split_first().filter(|(first, _)| is_set_off(first))?;
        let name = one_line(std::slice::from_ref(first));
        if names.len() > 200 || name.ends_with([':', '.']) && name.len() > 80 || name.is_empty() {
            return None;
        }
        names.push_str(without_stop(name.trim_end_matches([':', ',', ' '])));
        match behind {
            // "**Ada Brookfield**, *Counting Fog*": what is set off in another way is the title.
            [Inline::Text(joint), next, ..] if discriminant(next) == discriminant(first) && JOINTS.contains(&joint.trim()) => {
                names.push_str(", ");
                rest = &behind[1..];
            }
            _ => return Some((names, behind)),
        }
    }
}

/// "Brookfield, A. (Quay)." without its full stop, unless it is that of an initial.
fn without_stop(name: &str) -> &str {
    name.strip_suffix('.').filter(|bare| bare.ends_with([')', ']'])).unwrap_or(name)
}

/// "A. Brookfield, M. Venn": initials and a surname are a name, known or not.
fn initialled(names: &str, said: String) -> Option<People> {
    let all = names.split(", ").all(|name| people::is_initialled(name.trim()));
    let speakers = if all { super::lead::marked_speakers(&said) } else { Vec::new() };
    (!speakers.is_empty()).then_some(People { speakers, confidence: LIKELY, said })
}

fn is_set_off(inline: &Inline) -> bool {
    match inline {
        Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => !is_blank(text),
        _ => false,
    }
}

/// Two words or more that begin like a title and say neither who somebody is nor end like a sentence.
fn could_be_a_title(text: &str, people: &People) -> bool {
    let first = text.split(' ').next().unwrap_or("");
    // "eDNA from rain"
    let begins = first.contains(char::is_uppercase) || !first.starts_with(|c: char| c.is_lowercase() || "([.,".contains(c));
    let words = text.split_whitespace().count();
    begins
        && (2..=24).contains(&words)
        && text.len() <= 200
        && !text.ends_with(['.', ';', ','])
        && people::person_likeness(text) + 0.1 < people.confidence
        && !says_what_somebody_is(text)
}

/// "Head of Lamps", "Staff Engineer at a harbour of some size": a long title may hold such a word.
fn says_what_somebody_is(text: &str) -> bool {
    let head = text.split([',', '@', '(']).next().unwrap_or(text);
    let head = head.split(" at ").next().unwrap_or(head);
    head.split_whitespace().count() <= 4 && (people::is_role(head) || people::is_organisation(head))
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn linked_people_stand_before_titles_set_off_in_another_way() {
        check(
            "# Ferrocon 2031\n\nI was there.\n\n- [[Anna Berg]] — **Counting Fog** #fog\n  - slow\n- [[Peter Jones]] & [[Maria Lopez]] — **Small Boats**\n  - wet\n- [[Otto Brandt]] (Quay) — **Long Rivers**\n  - long\n- met [[Ines]] from the harbour\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg
             note \\#fog - slow
             talk 7 Small Boats | Peter Jones; Maria Lopez
             note - wet
             talk 9 Long Rivers | Otto Brandt (Quay)
             note - long",
        );
    }

    #[test]
    fn surnames_may_stand_before_their_initials() {
        check(
            "# Report from Ferrocon 2031\n\n**Brookfield, A. (Quay) & Quarrow, Z. (Lumen).** *Counting fog without tears.* Slow.\n\n**Xu Meilin (Fogport).** *Small boats in loud rain.* Wet.\n\n**van Oxenfree, T. (Lumen).** *Long rivers.* Long.\n",
            "event Ferrocon 2031
             talk 3 Counting fog without tears | A. Brookfield (Quay); Z. Quarrow (Lumen)
             note Slow.
             talk 5 Small boats in loud rain | Xu Meilin (Fogport)
             note Wet.
             talk 7 Long rivers | T. van Oxenfree (Lumen)
             note Long.",
        );
    }

    #[test]
    fn people_set_off_stand_before_their_titles() {
        check(
            "# Ferrocon 2031\n\n## Fog session (chair: M. Venn)\n\n1. **A. Berg** (Quay) – Counting fog by hand\n   - slow\n2. **P. Jones** – Lichens, discuss\n   - wet\n3. **M. Lopez**, **O. Brandt** – Small boats: oars or sails?\n   - sails\n4. **T. Wickquarrow** (Lumen Institute) – Long rivers\n5. **Z. Hoxum** & **P. Quern** – eDNA from rain\n",
            "event Ferrocon 2031
             talk 5 Counting fog by hand | A. Berg (Quay)
             note - slow
             talk 7 Lichens, discuss | P. Jones
             note - wet
             talk 9 Small boats: oars or sails? | M. Lopez; O. Brandt
             note - sails
             talk 11 Long rivers | T. Wickquarrow (Lumen Institute)
             talk 12 eDNA from rain | Z. Hoxum; P. Quern",
        );
        // Whom somebody met, and what they do.
        check(
            "# Ferrocon 2031: four days in Fogport\n\nI was there.\n\n- **Anna Berg** – Head of Lamps\n- **Peter Jones** (Quay) – told me about oil\n- **Maria Lopez** – Staff Engineer, Lumen\n",
            "event Ferrocon 2031",
        );
    }
}
