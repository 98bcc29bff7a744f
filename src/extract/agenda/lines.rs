//! A programme as lines of text, each with a time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::chairs;
use super::record::{mark_live, read_record};
use crate::extract::candidate::{self, Candidate, MARKED};
use crate::extract::inlines::{cut_lines, one_line};
use crate::extract::people::{self, SplitKind};
use crate::extract::phrases;
use crate::extract::title::tidy;
use crate::model::Speaker;
use crate::read::document::{Block, BlockKind, Inline};
use crate::when;

/// A line of text without markup.
pub(super) struct PlainLine<'a> {
    pub(super) text: String,
    pub(super) inlines: Cow<'a, [Inline]>,
    pub(super) line: usize,
    pub(super) block: usize,
}

/// Records in lines that were pasted without their markup: lines of the same shape that recur begin them.
/// Those that begin with a time and a title on a line that is a talk's already (`is_talk`) are left alone.
pub(in crate::extract) fn in_lines(blocks: &[Block], is_talk: impl Fn(usize) -> bool) -> Vec<Candidate> {
    let all = plain_lines(blocks);
    let recurring = recurring(&all);
    if recurring.is_empty() {
        return Vec::new();
    }
    let tracks = track_codes(&all);
    let days = day_lines(&all);
    let (mut found, mut parted) = (Vec::new(), Vec::new());
    for starts in recurring {
        let gaps: Vec<usize> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let mut sorted = gaps.clone();
        sorted.sort_unstable();
        let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
        let held = starts.iter().filter(|&&start| is_talk(all[start].line) && sets_a_title_off(&all[start].inlines)).count();
        for (k, &start) in starts.iter().enumerate() {
            if is_talk(all[start].line) && shape(&all[start].text).as_deref() == Some(TITLED) {
                continue;
            }
            // "**11:45** queue for coffee" among times with titles set off: what else happened.
            if held >= 2 && !sets_a_title_off(&all[start].inlines) {
                continue;
            }
            let end = starts.get(k + 1).copied().unwrap_or(start + usual).min(start + usual * 2 + 2).min(all.len());
            if let Some((mut candidate, split)) = read_record(&all[start..end], &tracks) {
                parted.extend(split);
                candidate.when = days.iter().rev().find(|(line, _)| *line < start).map(|(_, day)| day.clone());
                let to = all.get(end.saturating_sub(1)).map_or(blocks.len(), |line| line.block + 1);
                candidate.span = ((all[start].block, 0), (to, 0));
                add_lists(&mut candidate, &all[start..end], blocks);
                found.push(candidate);
            }
        }
    }
    part_like_the_others(&mut found, &parted);
    // Three times of a bus are no programme: where nobody is named, the rows are many, or most of the page.
    let few = found.len() < 5 && found.len() * 3 < all.iter().filter(|line| !line.text.is_empty()).count();
    // "9:00 got up late" is somebody's day.
    let lowered = found.iter().filter(|talk| talk.title.starts_with(char::is_lowercase)).count() * 2 > found.len();
    if (few || lowered) && found.iter().all(|talk| talk.speakers.is_empty()) {
        found.clear();
    }
    found
}

/// Whether a piece behind the beginning of a line is set off or quoted.
fn sets_a_title_off(line: &[Inline]) -> bool {
    line.iter().skip(1).any(|inline| match inline {
        Inline::Strong(_) | Inline::Emphasis(_) | Inline::Link { .. } => true,
        Inline::Text(text) => text.contains(['“', '"', '„', '«', '「']),
        _ => false,
    })
}

/// Where most records part title and people in one way, those whose people are less plain do as well.
fn part_like_the_others(found: &mut [Candidate], parted: &[SplitKind]) {
    let is_usual = |kind: &SplitKind| parted.iter().filter(|other| *other == kind).count() * 2 > found.len();
    let Some(usual) = parted.iter().copied().find(is_usual).filter(|_| parted.len() >= 3) else { return };
    for talk in found.iter_mut().filter(|talk| talk.speakers.is_empty()) {
        let split = people::splits(&talk.title).into_iter().find(|split| split.kind == usual && split.people.confidence >= 0.2);
        if let Some(split) = split {
            talk.title = tidy(&split.title);
            talk.speakers = split.people.speakers;
        }
    }
}

/// Where most cells part title and people at one mark, the rest that have it do as well.
pub(super) fn part_cells_alike(talks: &mut [(Candidate, f32)]) {
    let parted: Vec<SplitKind> = talks.iter().filter_map(|(talk, _)| talk.parted).collect();
    let is_usual = |kind: &SplitKind| parted.iter().filter(|other| *other == kind).count() * 5 > parted.len() * 3;
    let Some(usual) = parted.iter().copied().find(is_usual).filter(|_| parted.len() >= 3) else { return };
    for (talk, _) in talks.iter_mut().filter(|(talk, _)| talk.speakers.is_empty()) {
        if let Some((title, speakers)) = candidate::cut(&talk.title, usual) {
            talk.title = tidy(&title);
            talk.speakers = speakers;
        }
    }
}

/// Where nearly all cells that name people set their titles off, a cell that does neither is no talk: "Swim (bring a towel)".
pub(super) fn leave_unmarked_cells(talks: &mut Vec<(Candidate, f32)>) {
    let is_marked = |talk: &Candidate| talk.reasons.iter().any(|reason| reason == MARKED);
    let named = talks.iter().filter(|(talk, _)| !talk.speakers.is_empty()).count();
    let both = talks.iter().filter(|(talk, _)| !talk.speakers.is_empty() && is_marked(talk)).count();
    if named >= 4 && both * 10 >= named * 9 {
        talks.retain(|(talk, _)| !talk.speakers.is_empty() || is_marked(talk));
    }
}

/// Where the first lines of most cells name people and the second do not, the titles stand below their people.
pub(super) fn turn_cells_alike(talks: &mut [(Candidate, f32)]) {
    let is_name = |text: &str| people::read_people(text).is_some_and(|people| people.confidence >= 0.5);
    let lined = talks.iter().filter(|(talk, _)| talk.below.is_some()).count();
    let turned = |talk: &Candidate| is_name(&talk.title) && talk.below.as_deref().is_some_and(|below| !is_name(below));
    if lined < 3 || talks.iter().filter(|(talk, _)| turned(talk)).count() * 2 < lined {
        return;
    }
    for (talk, _) in talks.iter_mut() {
        let Some(below) = talk.below.clone() else { continue };
        // What was parted from a title has its people in it.
        let first = talk.said.as_deref().filter(|said| talk.title.contains(*said)).unwrap_or(&talk.title);
        let named = people::read_people(first).filter(|people| people.confidence >= 0.3).map(|people| people.speakers);
        if let Some(speakers) = named.or_else(|| candidate::plain_names(&talk.title)) {
            talk.said = Some(std::mem::replace(&mut talk.title, tidy(&below)));
            talk.speakers = speakers;
            talk.below = None;
        }
    }
}

/// Where most cells of two lines name people on the second, the rest do as well, known or not.
pub(super) fn name_cells_alike(talks: &mut [(Candidate, f32)]) {
    let lined: Vec<&Candidate> = talks.iter().map(|(talk, _)| talk).filter(|talk| talk.below.is_some()).collect();
    let named = lined.iter().filter(|talk| !talk.speakers.is_empty()).count();
    // Lines that all have the form of names need fewer that plainly are.
    let is_formed = |line: &str| named_with_firms(line).is_some() || candidate::plain_names(line).is_some();
    let formed = lined.iter().filter(|talk| talk.below.as_deref().is_some_and(is_formed));
    let enough = if formed.count() * 10 >= lined.len() * 8 { 3 } else { 6 };
    if named < 3 || named * 10 < lined.len() * enough {
        return;
    }
    for (talk, _) in talks.iter_mut().filter(|(talk, _)| talk.speakers.is_empty()) {
        let Some(line) = talk.below.as_deref() else { continue };
        let line = line.trim_start_matches(['—', '–', '-', '|', ' ']).trim();
        let name = phrases::strip_by(line).unwrap_or(line);
        if !phrases::is_nobody(name)
            && !people::is_organisation(name)
            && let Some(speakers) = named_with_firms(name).or_else(|| candidate::plain_names(name))
        {
            talk.speakers = speakers;
            talk.said = Some(name.to_owned());
        }
    }
}

/// "Ada Brookfield (Quay), Milo Venn (Harbour Works)": names with firms in brackets, known or not.
pub(super) fn named_with_firms(line: &str) -> Option<Vec<Speaker>> {
    let pieces: Vec<&str> =
        line.split_inclusive(')').map(|piece| piece.trim_start_matches([',', ';', '&', ' ']).trim()).collect();
    let one = |piece: &&str| {
        let piece = ["and ", "und ", "et ", "y ", "e ", "en "].iter().find_map(|and| piece.strip_prefix(and)).unwrap_or(piece);
        let (name, firm) = piece.strip_suffix(')')?.split_once(" (")?;
        let name = candidate::plain_names(name).filter(|_| name.contains(' ') && !name.contains(','))?.into_iter().next()?;
        Some(Speaker { affiliation: Some(firm.trim().to_owned()), ..name })
    };
    pieces.iter().map(one).collect()
}

/// Lists right below a record are its note.
fn add_lists(found: &mut Candidate, lines: &[PlainLine], blocks: &[Block]) {
    for line in lines.iter().filter(|line| line.text.is_empty()) {
        if let Some(block @ Block { kind: BlockKind::List { .. }, .. }) = blocks.get(line.block) {
            found.body.push(block.clone());
        }
    }
}

fn plain_lines(blocks: &[Block]) -> Vec<PlainLine<'_>> {
    let mut all = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        if let BlockKind::Paragraph(inlines) | BlockKind::Heading { text: inlines, .. } = &block.kind {
            for (k, line) in cut_lines(inlines).into_iter().enumerate() {
                let text = one_line(&line);
                if !text.is_empty() {
                    all.push(PlainLine {
                        text,
                        inlines: line,
                        line: (block.line + k).min(block.end_line.max(block.line)),
                        block: n,
                    });
                }
            }
        } else {
            all.push(PlainLine { text: String::new(), inlines: Cow::Borrowed(&[]), line: block.line, block: n });
        }
    }
    all
}

/// Gives rows what the page says of them elsewhere: the name behind a track's code, and the day where the page has but one.
pub(in crate::extract) fn settle(talks: &mut Vec<Candidate>, blocks: &[Block]) {
    chairs::settle(talks);
    let rows = talks.iter().filter(|talk| talk.start.is_some()).count();
    let dayless = rows * 2 > talks.len() && talks.iter().all(|talk| talk.when.is_none());
    if !dayless && talks.iter().all(|talk| talk.track.is_none()) {
        return;
    }
    let all = plain_lines(blocks);
    let tracks = track_codes(&all);
    for talk in talks.iter_mut() {
        let Some(track) = talk.track.clone() else { continue };
        mark_live(&track, talk);
        let code = track.split(" / ").next().unwrap_or(&track).trim().to_lowercase();
        if let Some(name) = tracks.get(&code) {
            talk.track = Some(name.clone());
        }
    }
    if dayless && let Some(day) = only_day(&all) {
        talks.iter_mut().for_each(|talk| talk.when = Some(day.clone()));
    }
}

/// The lines that are the label of a day and nothing else, where there are several: each begins a day.
fn day_lines(all: &[PlainLine]) -> Vec<(usize, String)> {
    let is_label = |line: &PlainLine| line.text.len() < 60 && when::day_label(line.text.trim_end_matches(':')).is_some();
    let labels = all.iter().enumerate().filter(|(_, line)| is_label(line)).map(|(n, line)| (n, line.text.clone()));
    let labels: Vec<(usize, String)> = labels.collect();
    if labels.len() >= 2 { labels } else { Vec::new() }
}

/// The day that short lines of the page name, where they name just one: "day 02 · full programme".
fn only_day(all: &[PlainLine]) -> Option<String> {
    let mut days: Vec<String> = Vec::new();
    for line in all.iter().filter(|line| line.text.chars().count() < 80) {
        for piece in line.text.split(['·', '|', '"', '—']) {
            let piece = piece.trim().trim_start_matches(['/', '#', '-', ' ']);
            let Some(day) = when::day_label(piece).filter(|day| day.index.is_some()) else { continue };
            let label = day.label.split(" of ").next().unwrap_or(&day.label).to_owned();
            if !days.contains(&label) {
                days.push(label);
            }
        }
    }
    (days.len() == 1).then(|| days.remove(0))
}

/// The lines of one shape that recur, three times at least; times are one shape, times with a title behind them another.
fn recurring(all: &[PlainLine]) -> Vec<Vec<usize>> {
    let mut by_shape: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, line) in all.iter().enumerate() {
        if let Some(shape) = shape(&line.text) {
            by_shape.entry(shape).or_default().push(n);
        }
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    for (shape, starts) in by_shape {
        let apart = usize::from(shape != TITLED) + 1;
        let runs = starts.chunk_by(|a, b| b - a <= 24).map(<[usize]>::to_vec);
        found.extend(runs.filter(|run| run.len() >= 3 && run.windows(2).all(|pair| pair[1] - pair[0] >= apart)));
    }
    found.sort();
    found
}

/// The shape of a line with a time and a title.
pub(super) const TITLED: &str = "time and title";

/// The shape of a line that could begin a record: a time and little else, or a locator with a number in it.
pub(super) fn shape(text: &str) -> Option<String> {
    if let Some((_, _, rest)) = when::leading_time(text) {
        let bare = rest.trim_matches(|c: char| !c.is_alphanumeric());
        let short = bare.is_empty() || bare.split_whitespace().nth(2).is_none() && when::find_minutes(bare).is_some();
        // "14:00 · 90 min ● recorded": a length is no title.
        let head: Vec<&str> = bare.split_whitespace().take(2).collect();
        if !short && when::find_minutes(&head.join(" ")).is_some() {
            return None;
        }
        let titled = rest.chars().filter(|c| c.is_alphabetic()).count() >= 3 && rest.split_whitespace().count() <= 24;
        return if short { Some("time".to_owned()) } else { titled.then(|| TITLED.to_owned()) };
    }
    let locator = text.len() < 80
        && !text.contains(": ")
        && !text.contains("://")
        && text.split(' ').count() <= 3
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().filter(|c| matches!(c, '/' | '-' | '#' | '_')).count() >= 1;
    if !locator {
        return None;
    }
    let mut shape = String::new();
    for c in text.chars() {
        let class = if c.is_ascii_digit() {
            '9'
        } else if c.is_alphabetic() {
            'a'
        } else {
            c
        };
        if !shape.ends_with(class) || !matches!(class, '9' | 'a') {
            shape.push(class);
        }
    }
    Some(shape)
}

/// "TRK.01" on one line and "Systems Track" on the next: what codes of tracks mean.
fn track_codes(all: &[PlainLine]) -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    for pair in all.windows(2) {
        let (code, name) = (&pair[0].text, &pair[1].text);
        let is_code = code.len() < 12
            && !code.contains(' ')
            && code.chars().any(|c| c.is_ascii_digit())
            && code.chars().any(char::is_alphabetic);
        if is_code && phrases::track_of_heading(name).is_some() {
            codes.entry(code.to_lowercase()).or_insert_with(|| name.clone());
        }
    }
    codes
}
