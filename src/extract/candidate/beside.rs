//! The people that stand on the title's own line.

use super::habit::{Habit, LIKELY, stem};
use super::{BESIDE, Candidate};
use crate::extract::people::{self, Separator, Side, SplitKind};
use crate::extract::title::{TitleLine, tidy};
use crate::extract::{letters, words};
use crate::model::{Speaker, TalkFormat};

/// The people that the title's own line names.
pub(super) fn name_people_beside(found: &mut Candidate, title: &TitleLine, habit: &Habit) {
    if let Some(people) = &title.people {
        found.speakers = people.speakers.clone();
        found.said = Some(people.said.clone());
        found.add(2.5, BESIDE);
        return;
    }
    if let Some(stem) = stem(&found.title, habit.prefix.as_deref(), habit.suffix.as_deref()) {
        found.title = tidy(stem);
        found.add(0.5, "begins or ends like its siblings");
        let splits = people::splits(&found.title);
        let agreed = splits.iter().find(|split| Some(split.kind) == habit.split_inside && split.people.confidence >= 0.2);
        let chosen = agreed
            .or_else(|| splits.iter().find(|split| split.people.confidence >= 0.4))
            .or(splits.first().filter(|split| Some(split.kind) == habit.split));
        if let Some(split) = chosen {
            found.title = tidy(&split.title);
            found.speakers = split.people.speakers.clone();
            found.said = Some(split.people.said.clone());
            found.add(2.5, BESIDE);
        }
        return;
    }
    if let Some((title, speakers)) = cut_before_a_list(found, title, habit) {
        found.title = tidy(&title);
        found.speakers = speakers;
        found.add(2.5, "is parted like its siblings");
        return;
    }
    let agreed = title.splits.iter().find(|split| Some(split.kind) == habit.split && split.people.confidence >= 0.2);
    let sure = title.splits.iter().max_by(|a, b| a.people.confidence.total_cmp(&b.people.confidence));
    let needed = if habit.count >= 3 && habit.split.is_none() { 0.8 } else { 0.72 };
    let chosen = match (agreed, sure) {
        (Some(agreed), Some(sure)) if sure.people.confidence > agreed.people.confidence + 0.45 => Some(sure),
        (Some(agreed), _) => Some(agreed),
        (None, Some(sure)) if sure.people.confidence >= needed => Some(sure),
        // Where siblings surely name people, brackets at the end need less to name some.
        (None, Some(sure))
            if habit.firm
                && matches!(sure.kind.separator, Separator::Brackets | Separator::SquareBrackets)
                && sure.people.confidence >= LIKELY =>
        {
            Some(sure)
        }
        (None, Some(sure)) if habit.people_last && sure.kind.people == Side::Right && sure.people.confidence >= LIKELY => {
            Some(sure)
        }
        (None, Some(sure)) if habit.people_first && sure.kind.people == Side::Left && sure.people.confidence >= LIKELY => {
            Some(sure)
        }
        _ => None,
    };
    if let Some(split) = chosen
        && !tidy(&split.title).is_empty()
    {
        found.title = tidy(&split.title);
        found.speakers = split.people.speakers.clone();
        found.said = Some(split.people.said.clone());
        if let Some(format) = format_beside(&split.people.said) {
            found.format = found.format.or(Some(format));
            for speaker in &mut found.speakers {
                speaker.affiliation = speaker.affiliation.take().filter(|firm| words::format_of(firm).is_none());
            }
        }
        found.add(1.0 + 2.0 * split.people.confidence, BESIDE);
    } else if let Some((title, speakers)) =
        habit.split.filter(|_| habit.firm).iter().chain(&habit.parted).find_map(|&kind| cut(&found.title, kind))
    {
        found.title = tidy(&title);
        found.speakers = speakers;
        found.add(1.5, "is parted like its siblings");
    }
}

/// A list of people may look like one more person behind a comma: the mark that surely parts the siblings parts it.
fn cut_before_a_list(found: &Candidate, title: &TitleLine, habit: &Habit) -> Option<(String, Vec<Speaker>)> {
    let at_a_comma = title.splits.first().is_some_and(|split| split.kind.separator == Separator::Comma);
    let usual = habit.split.filter(|kind| habit.firm && at_a_comma && kind.separator.is_dash())?;
    cut(&found.title, usual)
}

/// "Captain Tansey (opening keynote): Title": the kind of session in brackets behind whoever gives it.
fn format_beside(said: &str) -> Option<TalkFormat> {
    let inner = said.split('(').nth(1)?.split(')').next()?;
    words::format_of(inner)
}

/// A labelled title may name its speaker too.
pub(super) fn name_people_in_title(found: &mut Candidate) {
    if found.speakers.is_empty()
        && let Some(split) = people::splits(&found.title).into_iter().find(|split| split.people.confidence >= 0.7)
    {
        found.title = tidy(&split.title);
        found.speakers = split.people.speakers;
    }
}

/// Parts a title where its siblings part theirs, though what stands there does not look like a name.
pub(crate) fn cut(title: &str, kind: SplitKind) -> Option<(String, Vec<Speaker>)> {
    let mark = match kind.separator {
        Separator::EmDash => " — ",
        Separator::EnDash => " – ",
        Separator::Hyphen => " - ",
        Separator::DoubleHyphen => " -- ",
        Separator::Pipe => " | ",
        Separator::Slash => " / ",
        Separator::Brackets => {
            let (left, right) = title.trim_end().strip_suffix(')')?.rsplit_once('(')?;
            let speakers = plain_names(right).filter(|_| !left.trim().is_empty())?;
            return Some((left.trim().to_owned(), speakers));
        }
        _ => return None,
    };
    let at = match kind.people {
        Side::Right => title.rfind(mark)?,
        Side::Left => title.find(mark)?,
    };
    let (left, right) = (title[..at].trim(), title[at + mark.len()..].trim());
    let (title, name) = if kind.people == Side::Right { (left, right) } else { (right, left) };
    plain_names(name).map(|speakers| (title.to_owned(), speakers))
}

/// Capitalised words that could be one name, a name and a company, or a list with "and" before the last.
pub(crate) fn plain_names(text: &str) -> Option<Vec<Speaker>> {
    const JOINTS: &[&str] = &[" and ", " & ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " oraz "];
    let is_name = |name: &str| {
        let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c == '@' || letters::is_wide(c));
        let words = name.split_whitespace().count();
        let longest = if letters::holds_wide(name) { 8 } else { usize::MAX };
        name.chars().count() <= longest
            && (1..=4).contains(&words)
            && capital(name)
            && name.split_whitespace().all(|word| capital(word) || word.len() <= 3)
            && !words::is_section_word(name)
            && !words::is_break(name)
            && !name.contains(['?', '!', ':', '(', ')', '=', '{', '}', '<', '>'])
    };
    let text = text.trim_end_matches(['.', ' ']);
    let text = text.strip_suffix("et al").map_or(text, |rest| rest.trim_end_matches([',', ' ']));
    let joined = JOINTS.iter().any(|joint| text.contains(joint));
    let text = JOINTS.iter().fold(text.to_owned(), |text, joint| text.replace(joint, ", "));
    let mut pieces: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    // "Ott, Bastos, Khoury": three single words are surnames.
    let surnames = pieces.iter().take_while(|piece| !piece.contains(' ')).count();
    if surnames >= 3 {
        pieces.truncate(surnames);
    } else if !joined {
        // What follows the comma is the company as often as a second name.
        let others = pieces.iter().skip(1).take_while(|piece| people::person_likeness(piece) >= 0.55).count();
        pieces.truncate(1 + others);
    }
    (!pieces.is_empty() && pieces.iter().all(|piece| is_name(piece)))
        .then(|| pieces.iter().map(|name| Speaker { name: people::shown_name(name), ..Speaker::default() }).collect())
}
