//! Paragraphs that begin with a title and go on with its note.

use std::collections::{HashMap, HashSet};

use super::could::{could_be_a_talk, could_begin_a_talk};
use super::{Search, has_marked_title, is_titled};
use crate::extract::candidate::{Candidate, Class, Habit, Head, Sketch, habit, sketch, sketch_below, titles_of, weigh};
use crate::extract::inlines::{Wrap, is_blank, is_one_line, lines, one_line, unwrapped};
use crate::extract::lead::{Form, role_of};
use crate::extract::title::{Mark, TitleLine};
use crate::extract::words;
use crate::folded::fold;
use crate::read::document::{BlockKind, Inline};
use crate::when;

/// How a paragraph begins where that is unlike a sentence with a word set off: a bold link, or a line in bold over a line
/// that is set off as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Opening {
    linked: bool,
    /// What sets off the second line.
    below: Wrap,
}

impl Opening {
    fn of(text: &[Inline]) -> Option<Self> {
        let linked = match text.first()? {
            Inline::Strong(inner) => matches!(inner.as_slice(), [Inline::Link { .. }]),
            Inline::Link { text, .. } => matches!(text.as_slice(), [Inline::Strong(_)]),
            _ => return None,
        };
        let lines = lines(text);
        let below = match lines.as_slice() {
            [_, below] => unwrapped(below).1,
            _ => Wrap::None,
        };
        (linked || below != Wrap::None).then_some(Self { linked, below })
    }
}

/// Why a line of a live blog is none of the talks around it.
pub(super) const REMARK: &str = "is a remark between talks, with its time";

/// Sketches with the blocks that they are of.
type Sketches<'a> = Vec<(usize, Sketch<'a>)>;

impl<'a> Search<'a> {
    /// Paragraphs that begin with a marked title and go on with the note.
    pub(super) fn weigh_paragraphs(&mut self) {
        let paragraphs = self.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count();
        let (mut sketches, unsure) = self.sketch_paragraphs();
        if sketches.len() < 2 {
            return;
        }
        let alike = set_alike(&sketches, &unsure);
        sketches.extend(unsure.into_iter().filter(|(n, _)| alike.contains(n)));
        sketches.sort_by_key(|(n, _)| *n);
        let all: Vec<&Sketch<'_>> = sketches.iter().map(|(_, sketch)| sketch).collect();
        let habit = habit(&all);
        // Among marked titles, a time alone begins a remark: "12:00 Lunch. Fish soup."
        let marked = all.iter().filter(|sketch| has_marked_title(sketch)).count() * 10 >= all.len() * 5;
        let diary = is_diary(&all);
        let base = self.base_of_paragraphs(&all, paragraphs);
        for (n, sketch) in &sketches {
            let mut found = weigh(sketch, &habit);
            if self.context.own && says_where_it_was_given(sketch) {
                // Behind it stand its slides, which are no second talk.
                found.truncate(1);
            }
            let titles: Vec<bool> = found.iter().map(|one| *n == 0 && self.names_the_event(&fold(&one.title))).collect();
            let entry = self.paragraphs.entry(*n).or_default();
            for (mut candidate, is_title) in found.into_iter().zip(titles) {
                if is_title {
                    candidate.look -= 5.0;
                    candidate.reasons.push("is the document's title".into());
                }
                let remark = match candidate.speakers.is_empty() {
                    true if diary && is_sentence(sketch) => Some(REMARK),
                    true if marked && !has_marked_title(sketch) => Some("is a remark among marked titles"),
                    _ => None,
                };
                if let Some(remark) = remark {
                    candidate.look -= 2.5;
                    candidate.reasons.push(remark.into());
                }
                // Behind one's own talks stands where and when they were given, and no other speaker.
                if self.context.own && says_where_it_was_given(sketch) {
                    give_away(&mut candidate, sketch);
                }
                if self.rows.contains(&fold(&candidate.title)) {
                    candidate.evidence += 3.5;
                    candidate.reasons.push("is a row of the agenda too".into());
                }
                if alike.contains(n) {
                    candidate.evidence += 1.0;
                    candidate.reasons.push("is set like titles that name people".into());
                }
                candidate.points = candidate.evidence + candidate.look - base - self.context.doubt;
                let points = candidate.points;
                entry.push((candidate, points));
            }
        }
    }

    /// The paragraphs that plainly begin a talk, and those that could if others are set like them.
    fn sketch_paragraphs(&self) -> (Sketches<'a>, Sketches<'a>) {
        let (mut sketches, mut unsure) = (Vec::new(), Vec::new());
        for (n, block) in self.blocks.iter().enumerate() {
            let BlockKind::Paragraph(text) = &block.kind else { continue };
            if !could_begin_a_talk(text) || !could_be_a_talk(text) {
                continue;
            }
            let line = one_line(text);
            // "*Every other Friday, for whoever is awake. By Ada Brookfield.*": sentences in italics are said beside the text.
            let aside = || unwrapped(text).1 == Wrap::Emphasis && line.ends_with(['.', '!', '…']);
            let short = line.chars().count() < 12;
            if short || words::find_label(&line).is_some() || n <= 2 && when::leading_time(&line).is_none() && aside() {
                continue;
            }
            let span = ((n, 0), (n + 1, 0));
            let head = Head { text, body: &[], line: block.line, span, class: Class::Paragraph, anchor: None };
            let titles = titles_of(&head);
            let begins = begins_a_talk(&titles, text) || self.is_a_row(&titles);
            let may_be_alike = Opening::of(text).is_some();
            // Most paragraphs are prose, of which nothing more is read.
            if !begins && !may_be_alike && !self.context.own {
                continue;
            }
            let sketch = sketch_below(head, titles);
            if begins || self.context.own && says_where_it_was_given(&sketch) {
                sketches.push((n, sketch));
            } else if may_be_alike {
                unsure.push((n, sketch));
            }
        }
        (sketches, unsure)
    }

    /// A marked title that stands in a table of talks.
    fn is_a_row(&self, titles: &[TitleLine]) -> bool {
        titles.iter().any(|title| title.mark != Mark::None && self.rows.contains(&fold(&title.title)))
    }

    /// What one of the paragraphs needs for itself: less where several of them name people.
    fn base_of_paragraphs(&self, all: &[&Sketch<'_>], paragraphs: usize) -> f32 {
        let names = |title: &TitleLine| {
            let beside = title.people.as_ref().is_some_and(|people| people.confidence >= 0.3);
            beside || title.mark != Mark::None && title.splits.first().is_some_and(|split| split.people.confidence >= 0.45)
        };
        let named = all.iter().filter(|sketch| sketch.titles.iter().any(names)).count();
        let most = named * 2 > paragraphs || named * 2 == paragraphs && self.context.promise > 0.0;
        let given = all.iter().filter(|sketch| says_where_it_was_given(sketch)).count();
        match named >= 3 || most {
            _ if self.context.own && given * 2 >= all.len() => 0.0,
            true => 1.0,
            false => 3.0,
        }
    }

    /// A post about an event that is little more than one-line paragraphs, each a title: recordings stood between them.
    pub(super) fn weigh_bare_run(&mut self) {
        let paragraphs = || {
            self.blocks.iter().enumerate().filter_map(|(n, block)| match &block.kind {
                BlockKind::Paragraph(text) if !is_blank(text) => Some((n, block, text)),
                _ => None,
            })
        };
        let other = self.blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. } | BlockKind::List { .. }));
        if other || !self.paragraphs.is_empty() || !self.context.names_it_plainly() {
            return;
        }
        let mut found = Vec::new();
        for (n, block, text) in paragraphs() {
            let span = ((n, 0), (n + 1, 0));
            let head = Head { text, body: &[], line: block.line, span, class: Class::Bare, anchor: None };
            let alone = is_one_line(text);
            let candidate = weigh(&sketch(head), &Habit::default()).into_iter().next().unwrap_or_default();
            if alone && is_titled(&candidate, false) && !one_line(text).ends_with([':', '!', '…']) {
                found.push((n, candidate));
            }
        }
        if found.len() >= 4 && found.len() * 10 >= paragraphs().count() * 8 {
            for (n, mut candidate) in found {
                candidate.points = 0.6;
                candidate.reasons.push("is one of a run of titles".into());
                self.paragraphs.entry(n).or_default().push((candidate, 0.6));
            }
        }
    }
}

/// What happened minute by minute, among it the talks: three or more lines with a time name people, and more
/// are sentences.
fn is_diary(all: &[&Sketch<'_>]) -> bool {
    let timed = |sketch: &&&Sketch<'_>| sketch.titles.first().is_some_and(|title| title.start.is_some());
    let named = |sketch: &&&Sketch<'_>| sketch.titles.iter().any(|title| title.mark != Mark::None && title.people.is_some());
    let sentences = all.iter().filter(timed).filter(|sketch| is_sentence(sketch) && !named(sketch)).count();
    let named = all.iter().filter(timed).filter(named).count();
    named >= 3 && sentences > named
}

fn is_sentence(sketch: &Sketch<'_>) -> bool {
    sketch.line.trim_end_matches(['"', '”', '»', ')']).ends_with(['.', '!', '…', '?']) || sketch.line.contains(". ")
}

/// "*Small Boats* — Ferrocon, Delft, 21 May 2031": a marked title, and behind it a day.
pub(super) fn says_where_it_was_given(sketch: &Sketch<'_>) -> bool {
    let marked = has_marked_title(sketch);
    let title = sketch.titles.first().map_or("", |title| title.title.as_str());
    marked
        && when::find_date(&sketch.line, None).is_some_and(|date| date.range.start >= title.len())
        && sketch.line.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(title)
}

/// One of one's own talks: its date, and no other speaker.
fn give_away(candidate: &mut Candidate, sketch: &Sketch<'_>) {
    candidate.evidence = candidate.evidence.min(0.5);
    candidate.speakers.clear();
    candidate.named = false;
    candidate.when = when::find_date(&sketch.line, None).map(|date| date.date);
    (candidate.start, candidate.end) = (None, None);
    candidate.reasons.push("says where it was given".into());
}

/// Whether a paragraph begins with a title that its line marks or that a time stands before.
fn begins_a_talk(titles: &[TitleLine], text: &[Inline]) -> bool {
    let marked = titles.iter().any(|title| match title.mark {
        Mark::None => title.people.is_some(),
        Mark::WholeLink => !title.splits.is_empty() || title.title.ends_with(')'),
        Mark::Quoted if title.format.is_some() => true,
        _ => title.people.is_some() || !title.splits.is_empty() || title.title.ends_with(')'),
    });
    let timed = || {
        let metadata = role_of(text, Form::Line(Wrap::None)).is_metadata();
        !metadata && is_one_line(text)
    };
    marked || titles.first().is_some_and(|title| title.start.is_some()) && timed()
}

/// The blocks of the paragraphs that name nobody and begin like three that do, where those are most that begin so.
fn set_alike(sure: &[(usize, Sketch<'_>)], unsure: &[(usize, Sketch<'_>)]) -> HashSet<usize> {
    let is_named = |sketch: &Sketch<'_>| sketch.titles.iter().any(|title| title.people.is_some());
    let openings = |named: bool| {
        let all = sure.iter().chain(unsure).filter(move |(_, sketch)| is_named(sketch) == named);
        all.filter_map(|(n, sketch)| Some((*n, Opening::of(sketch.head.text)?)))
    };
    let count = |named: bool| {
        let mut counts: HashMap<Opening, usize> = HashMap::new();
        openings(named).for_each(|(_, opening)| *counts.entry(opening).or_default() += 1);
        counts
    };
    let (named, others) = (count(true), count(false));
    let of = |counts: &HashMap<Opening, usize>, opening: Opening| counts.get(&opening).copied().unwrap_or(0);
    let alike = |opening: Opening| of(&named, opening) >= 3 && of(&named, opening) >= of(&others, opening);
    openings(false).filter(|(_, opening)| alike(*opening)).map(|(n, _)| n).collect()
}
