//! A cell that holds a talk: its title, its people, and what else it says.

use super::chairs::{end_before_chair, is_counted};
use crate::extract::candidate::{Candidate, MARKED, plain_names};
use crate::extract::inlines::{Wrap, fold_space, is_blank, one_line, split_at, unwrapped};
use crate::extract::people::{self, People};
use crate::extract::title::{self, read_title_lines, tidy};
use crate::extract::{lead, people_first, phrases, words};
use crate::folded::fold;
use crate::model::{Speaker, TalkFormat};
use crate::read::document::{BlockKind, Cell, Inline};

pub(super) fn cell_text(cell: &Cell) -> String {
    fold_space(&crate::read::document::text_of(&cell.blocks))
}

pub(super) fn first_address(cell: &Cell) -> Option<String> {
    let mut links = Vec::new();
    crate::extract::inlines::links_in_blocks(&cell.blocks, &mut links);
    links.first().and_then(|(url, _)| title::address(url))
}

/// The lines of a cell: the title first, then who gives it.
pub(super) fn title_cell(cell: &Cell, candidate: &mut Candidate) {
    let all = cell_lines(cell);
    let Some(((first, line), below)) = all.split_first() else { return };
    candidate.line = candidate.line.max(*line);
    let whole = one_line(first);
    let led = end_before_chair(&whole);
    if led.is_some_and(|end| is_counted(&whole[..end])) {
        return;
    }
    let cut = led.map(|end| split_at(first, end).0);
    let first = cut.as_ref().unwrap_or(first);
    let Some(line) = read_title_lines(first, true).into_iter().next() else { return };
    let text = one_line(first);
    candidate.title = line.title.clone();
    candidate.url = line.url.clone().or_else(|| first_address(cell));
    candidate.format = line.format.or_else(|| words::format_of(one_line(&line.rest).trim_matches(['(', ')', '[', ']', ' '])));
    if line.mark != title::Mark::None || is_set_off(first) {
        candidate.reasons.push(MARKED.into());
    }
    if let Some((start, end)) = line.start.clone().map(|start| (start, line.end.clone())) {
        candidate.start = Some(start);
        candidate.end = end;
    }
    let told: Vec<(String, Option<TalkFormat>)> = below.iter().map(|(line, _)| without_format(&one_line(line))).collect();
    let below_names = told.first().is_some_and(|(names, _)| dashed_people(names).is_some());
    if let Some(people) = line.people.clone() {
        candidate.said = Some(people.said);
        candidate.speakers = people.speakers;
        let in_brackets = people::SplitKind { separator: people::Separator::Brackets, people: people::Side::Right };
        candidate.parted = text.ends_with(')').then_some(in_brackets);
    } else if let Some(row) = people_first::read_row(first) {
        candidate.title = row.title;
        candidate.speakers = row.people.map(|people| people.speakers).unwrap_or_default();
    } else if let Some((name, speakers)) = lead_label(&text) {
        candidate.title = name;
        candidate.speakers = speakers;
    } else if let Some(split) =
        line.splits.iter().find(|split| split.people.confidence >= 0.6 && !(below_names && may_be_words(split)))
    {
        candidate.parted = Some(split.kind);
        candidate.title = tidy(&split.title);
        candidate.speakers = split.people.speakers.clone();
    }
    candidate.format = candidate.format.or(told.first().and_then(|(_, format)| *format));
    for ((line, _), (names, _)) in below.iter().zip(&told) {
        if let lead::Role::Speaker(speakers) = lead::role_of(line, lead::Form::Quote) {
            candidate.speakers.extend(speakers);
        } else if let Some(speakers) = linked_people(line).filter(|_| candidate.speakers.is_empty()) {
            candidate.said = Some(names.clone());
            candidate.speakers = speakers;
        } else if let Some(people) = dashed_people(names) {
            candidate.said = candidate.speakers.is_empty().then_some(people.said);
            candidate.speakers.extend(people.speakers);
        }
    }
    candidate.below = told.into_iter().next().map(|(text, _)| text).filter(|text| !text.is_empty());
}

/// "Bagpipe Tunes with Tree-Adjoining Grammars": where people stand on the next line, such a word says "by" of nobody, and a
/// colon of nobody either.
fn may_be_words(split: &people::Split) -> bool {
    matches!(
        split.kind.separator,
        people::Separator::By | people::Separator::Colon | people::Separator::Comma | people::Separator::Blank
    )
}

/// Bold or in italics as a whole.
fn is_set_off(line: &[Inline]) -> bool {
    matches!(unwrapped(line).1, Wrap::Strong | Wrap::Emphasis)
}

/// "Ada Brookfield Keynote": a badge behind the names says what kind of session it is.
fn without_format(line: &str) -> (String, Option<TalkFormat>) {
    let badge = |(names, last): (&str, &str)| {
        let format = words::format_of(last).filter(|_| last.starts_with(char::is_uppercase))?;
        let names = names.trim_end_matches([' ', '·', '|', '-', '–', '(', '[']);
        let named = people::read_people(names).is_some_and(|people| people.confidence >= 0.3);
        named.then(|| (names.to_owned(), Some(format)))
    };
    // "Keynote: Ada Brookfield"
    let label = || {
        let (format, names) = words::strip_format(line)?;
        let named = people::read_people(names).is_some_and(|people| people.confidence >= 0.3);
        named.then(|| (names.to_owned(), Some(format)))
    };
    line.rsplit_once(' ').and_then(badge).or_else(label).unwrap_or_else(|| (line.to_owned(), None))
}

/// "[Ada Brookfield](/p/1) Quay, [Milo Venn](/p/2) Harbour Works": each name is a link, and where they are from stands behind it.
fn linked_people(line: &[Inline]) -> Option<Vec<Speaker>> {
    let mut found: Vec<Speaker> = Vec::new();
    for inline in line {
        match inline {
            Inline::Link { text, .. } => {
                let name = one_line(text);
                let known = people::read_people(&name).filter(|people| people.confidence >= 0.3);
                let formed = || plain_names(&name).filter(|_| name.contains(' '));
                found.extend(known.map(|people| people.speakers).or_else(formed)?.into_iter().next());
            }
            Inline::Text(text) => {
                let firm = text.trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, ',' | ';' | '(' | ')' | '&'));
                let joint = firm.is_empty() || matches!(firm, "and" | "und" | "et" | "y" | "e" | "en");
                match found.last_mut() {
                    _ if joint => {}
                    Some(last) if last.affiliation.is_none() && firm.split(' ').count() <= 8 => {
                        last.affiliation = Some(firm.to_owned());
                    }
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// "What's next in fog? Lead: ada": a label inside a cell.
fn lead_label(text: &str) -> Option<(String, Vec<crate::model::Speaker>)> {
    for word in ["Leads:", "Lead:", "Speaker:", "Speakers:", "Presenter:", "Presenters:", "Host:"] {
        if let Some(at) = text.find(word)
            && at > 0
        {
            let names = lead::named_by_label(&text[at + word.len()..]);
            return (!names.is_empty()).then(|| (tidy(&text[..at]), names));
        }
    }
    None
}

/// "Ada Brookfield, Milo Venn and Ines Faro": two names or more, each of a first name and a last one, known or not.
pub(in crate::extract) fn full_names(line: &str) -> Option<Vec<Speaker>> {
    const JOINTS: [&str; 7] = [" and ", " & ", " und ", " et ", " y ", " e ", " en "];
    let line = JOINTS.iter().fold(line.to_owned(), |line, joint| line.replace(joint, ", "));
    let names: Option<Vec<Speaker>> = line.split([',', ';']).map(|name| full_name(name.trim())).collect();
    names.filter(|names| names.len() >= 2)
}

/// "Ada Brookfield": a first name and a last one, known or not.
pub(in crate::extract) fn full_name(name: &str) -> Option<Speaker> {
    let formed = (2..=4).contains(&name.split(' ').count()) && !people::is_organisation(name) && !name.contains([',', ';']);
    plain_names(name).filter(|_| formed)?.into_iter().next()
}

/// Who stands in a cell of people: all on one line, or a line each, or names over what they are.
pub(super) fn people_cell(cell: &Cell, candidate: &mut Candidate) {
    let lines: Vec<String> = cell_lines(cell).iter().map(|(line, _)| one_line(line)).collect();
    let whole = cell_text(cell);
    let is_led = matches!(words::find_label(&whole), Some((words::Label::Chair, _)));
    if phrases::is_open(&whole) || is_led {
        return;
    }
    let read = |text: &str| people::read_people(text).filter(|people| people.confidence >= 0.25);
    let found = match lines.as_slice() {
        // "Ada Brookfield, Milo Venn" over where they are from.
        [first, below] if full_names(first).is_some() && read(below).is_none_or(|people| people.confidence < 0.62) => {
            full_names(first).map(|speakers| People { speakers, confidence: 0.5, said: first.clone() })
        }
        [first, below @ ..] if !below.is_empty() => {
            let joined = below.iter().fold(first.clone(), |text, line| {
                let mark = match line.starts_with(['(', '（']) {
                    true => "",
                    false if people::read_people(line).is_some_and(|people| people.confidence >= 0.62) => ";",
                    false => ",",
                };
                format!("{text}{mark} {line}")
            });
            read(&joined).or_else(|| read(first)).or_else(|| read(&whole))
        }
        _ => read(&whole),
    };
    if let Some(people) = found {
        candidate.said = Some(people.said);
        candidate.speakers = people.speakers;
    } else if !whole.is_empty() && whole.len() <= 160 && !whole.ends_with(['.', '!', '?']) {
        // Whoever it is, what stands behind a comma is where they are from.
        let names = whole.split(';').filter_map(|one| one.split(',').next());
        candidate.speakers = names.filter_map(|name| lead::named_by_label(name).into_iter().next()).collect();
    }
}

/// People on a line of their own below a title, behind a dash or a word for "by", or by their looks.
pub(in crate::extract) fn dashed_people(line: &str) -> Option<People> {
    let bare = line.trim_start_matches(['—', '–', '-', '|', ' ']).trim();
    let dashed = bare.len() < line.trim().len();
    let named = phrases::strip_by(bare);
    let needed = if dashed || named.is_some() { 0.4 } else { 0.62 };
    people::read_people(named.unwrap_or(bare)).filter(|people| people.confidence >= needed)
}

fn cell_lines(cell: &Cell) -> Vec<(Vec<Inline>, usize)> {
    let mut all = Vec::new();
    for block in &cell.blocks {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            // Cells are wrapped anywhere: only meant breaks part their lines.
            for line in meant_lines(inlines) {
                if !is_blank(&line) {
                    all.push((line, block.line));
                }
            }
        } else {
            let text = crate::read::document::text_of(std::slice::from_ref(block));
            all.extend(text.lines().map(|line| (vec![Inline::Text(line.to_owned())], block.line)));
        }
    }
    all
}

/// The lines that meant breaks part, also where one mark is around all of them.
fn meant_lines(inlines: &[Inline]) -> Vec<Vec<Inline>> {
    match inlines {
        [Inline::Strong(inner)] if inner.contains(&Inline::LineBreak) => {
            meant_lines(inner).into_iter().map(|line| vec![Inline::Strong(line)]).collect()
        }
        _ => inlines.split(|inline| *inline == Inline::LineBreak).map(<[Inline]>::to_vec).collect(),
    }
}

/// "B R E A K" is written for the eye.
pub(super) fn spelled_out(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    (words.len() > 2 && words.iter().all(|word| word.chars().count() == 1)).then(|| words.concat())
}

/// "Part 2" alone continues the session above it.
pub(super) fn is_part(title: &str) -> bool {
    let folded = fold(title);
    let mut words = folded.split(' ');
    matches!(words.next(), Some("part" | "teil" | "partie" | "parte"))
        && words.next().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()))
        && words.next().is_none()
}
