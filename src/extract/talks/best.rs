//! The best reading of the outline, from the leaves up.

use std::collections::HashSet;

use super::inherited::{Inherited, group_day, group_label, group_time, inherit, settle};
use super::lists::{is_between_talks, names_lightning_talks};
use super::paragraphs::REMARK;
use super::{ENOUGH, Search};
use crate::extract::candidate::Candidate;
use crate::extract::inlines::{is_blank, one_line};
use crate::extract::{phrases, words};
use crate::folded::fold;
use crate::model::{Speaker, TalkFormat};
use crate::read::document::{Block, BlockKind, plain, plain_length};
use crate::when;

/// How a heading names its people, as its reasons say it.
pub(super) const WAYS: [&str; 3] =
    ["names people beside the title", "has a line that names people below", "has a labelled speaker"];

impl<'a> Search<'a> {
    /// The best reading of a section: its talks and their points together.
    pub(super) fn best(&mut self, id: usize, above: &Inherited) -> (f32, Vec<Candidate>) {
        let section = &self.outline.sections[id];
        let (own, children, heading) = (section.own, section.children.clone(), section.heading);
        let title = &section.title;
        // What stands over nothing that could be a talk tells nobody anything.
        let tells = !children.is_empty() || self.holds_candidates(own);
        let inside = if tells { inherit(above, title) } else { Inherited::default() };
        let (mut sum, mut talks) = if is_dead_end(title) && heading.is_some() && !self.is_accepted(id) {
            (0.0, Vec::new())
        } else {
            self.best_own(own, &inside)
        };
        for child in children {
            let (points, found) = self.best(child, &inside);
            sum += points;
            talks.extend(found);
        }
        let Some((mut candidate, mut points)) = self.headings.remove(&id) else { return (sum, talks) };
        if leads_to(&candidate, &talks) || stands_over(&candidate, &talks) {
            self.reject(&candidate, || "stands over the talks that it announces".to_owned());
            return (sum, talks);
        }
        if gives_way(&candidate, &talks) {
            points -= 2.5;
            candidate.points = points;
            candidate.reasons.push("its time is that of several titles".into());
        }
        // What is inside must explain more than the heading does, and by as much as talks inside a talk are unlikely.
        if self.prose_mode && !candidate.named && candidate.start.is_none() && candidate.format.is_none() {
            self.reject(&candidate, || "sentences name the talks".to_owned());
            return (sum, talks);
        }
        if points >= ENOUGH && self.stands_beside(id, &candidate, &talks) {
            end_before(&mut candidate, &talks);
            settle(&mut candidate, above);
            talks.insert(0, candidate);
            return (sum + points, talks);
        }
        let unlikely = if candidate.evidence < 1.0 { 0.2 } else { 0.5 };
        // "Lightning talks" over their titles is no talk.
        let block = talks.len() >= 2 && names_lightning_talks(&candidate.title);
        let inner = sum - if block { 0.0 } else { unlikely * (talks.len() as f32).min(6.0) };
        // Who gave it stands at the heading: what is inside and names nobody is a part of it.
        let whole = candidate.named && points >= ENOUGH && talks.iter().all(|talk| talk.speakers.is_empty());
        if points >= ENOUGH && points > inner && !block || whole {
            settle(&mut candidate, above);
            return (points, vec![candidate]);
        }
        self.reject(&candidate, || match talks.is_empty() {
            true => candidate.because(),
            false => "stands over the talks inside it".to_owned(),
        });
        (sum, talks)
    }

    /// "Papers" below "Accepted contributions".
    fn is_accepted(&self, id: usize) -> bool {
        let above = self.outline.sections.iter().filter(|section| section.children.contains(&id));
        above.filter(|section| section.heading.is_some()).any(|section| phrases::is_of_the_accepted(&section.title))
    }

    /// Whether a heading and those inside it are talks beside each other, one of them a level off: all name people of their
    /// own in the same way, and the heading has a text before them.
    fn stands_beside(&self, id: usize, outer: &Candidate, inside: &[Candidate]) -> bool {
        let section = &self.outline.sections[id];
        let way = |talk: &Candidate| WAYS.into_iter().find(|way| talk.reasons.iter().any(|reason| reason == way));
        let heading_at = |at: usize| matches!(self.blocks.get(at).map(|block| &block.kind), Some(BlockKind::Heading { .. }));
        let (Some(first), Some(_), true) = (inside.first(), way(outer), section.level > 1 && self.firm) else { return false };
        let apart = |talk: &Candidate| {
            let same = |name: &str| outer.speakers.iter().any(|held| fold(&held.name) == fold(name));
            talk.named && talk.look >= 0.0 && way(talk) == way(outer) && !talk.speakers.iter().any(|who| same(&who.name))
        };
        let told = outer.body.iter().any(|block| block.line < first.line && !matches!(block.kind, BlockKind::Heading { .. }));
        let last = inside.len() > 1
            || section.children.last().and_then(|&child| self.outline.sections[child].heading) == Some(first.span.0.0);
        outer.named && outer.look >= 0.0 && told && last && inside.iter().all(|talk| heading_at(talk.span.0.0) && apart(talk))
    }

    /// The best reading of the blocks directly under a heading.
    fn best_own(&mut self, (from, to): (usize, usize), inside: &Inherited) -> (f32, Vec<Candidate>) {
        if !self.holds_candidates((from, to)) {
            return (0.0, Vec::new());
        }
        let plain = self.begun((from, to), inside);
        let mut pseudo = self.under_lines((from, to), inside);
        if pseudo.0 > plain.0 {
            // Titles below a line "Lightning talks" are talks beside those that have lines of their own.
            let short: Vec<Candidate> = plain.1.into_iter().filter(|talk| self.is_under_lightning_talks(talk.span.0.0)).collect();
            pseudo.1.retain(|talk| !short.iter().any(|one| (talk.span.0.0 + 1..=talk.span.0.0 + 2).contains(&one.span.0.0)));
            pseudo.1.extend(short.into_iter().map(|talk| Candidate { format: Some(TalkFormat::Lightning), ..talk }));
            return pseudo;
        }
        if plain.1.is_empty() {
            return self.in_prose(from, to, inside, &[]);
        }
        // Sentences name the talks, and a list those that were short.
        let taken: Vec<usize> = plain.1.iter().map(|talk| talk.span.0.0).collect();
        if taken.iter().all(|n| self.items.contains_key(n)) {
            let told = self.in_prose(from, to, inside, &taken);
            if told.1.len() >= 3 && told.1.len() > plain.1.len() {
                return (plain.0 + told.0, plain.1.into_iter().chain(told.1).collect());
            }
            return plain;
        }
        // Where sentences name many more talks than paragraphs begin with one, those that do are sentences too.
        let begun = plain.1.iter().all(|talk| self.paragraphs.contains_key(&talk.span.0.0));
        let told = if begun { self.in_prose(from, to, inside, &[]) } else { (0.0, Vec::new()) };
        if told.1.len() >= plain.1.len() + 2 { told } else { plain }
    }

    /// Whether anything in these blocks could be a talk.
    fn holds_candidates(&self, (from, to): (usize, usize)) -> bool {
        let blocks = from..to.max(from);
        self.pseudo.range(blocks.clone()).next().is_some()
            || [&self.items, &self.paragraphs, &self.tables, &self.prose]
                .into_iter()
                .any(|found| found.range(blocks.clone()).next().is_some())
    }

    /// The talks that items, rows and paragraphs begin.
    fn begun(&self, (from, to): (usize, usize), inside: &Inherited) -> (f32, Vec<Candidate>) {
        let mut found: (f32, Vec<Candidate>) = (0.0, Vec::new());
        let mut timed = inside.clone();
        let mut noted: Option<usize> = None;
        for n in from..to {
            if self.blocks[n].kind == BlockKind::Rule {
                timed.clone_from(inside);
            }
            // "2030" over one's own talks is a year.
            if let Some(time) = group_time(&self.blocks[n]).filter(|_| !self.context.own) {
                timed.start = Some(time);
                timed.format = inside.format;
            }
            if let Some(group) = group_label(&self.blocks[n]) {
                // What follows the talks of a room may be in any.
                timed = Inherited { room: inside.room.clone(), ..inherit(&timed, &group) };
            }
            if let Some(day) = group_day(&self.blocks[n]) {
                timed.when = Some(day);
            }
            let before = found.1.len();
            for (candidate, points) in self.good_at(n) {
                let mut candidate = candidate.clone();
                settle(&mut candidate, &timed);
                found.0 += points;
                found.1.push(candidate);
            }
            let taken = found.1.len() > before;
            // What follows a paragraph that begins a talk goes on with its note.
            if taken && self.paragraphs.contains_key(&n) {
                noted = Some(found.1.len() - 1);
            } else if taken || self.paragraphs.get(&n).is_some_and(|here| here.iter().any(|(one, _)| begins_another(one))) {
                noted = None;
            } else if let Some(talk) = noted.and_then(|talk| found.1.get_mut(talk))
                && goes_on(&self.blocks[n])
            {
                talk.body.push(self.blocks[n].clone());
                talk.span.1 = (n + 1, 0);
            } else {
                noted = None;
            }
        }
        found
    }

    /// The good candidates of a block, where they are half of those that it holds; breaks stand among them.
    fn good_at(&self, n: usize) -> impl Iterator<Item = &(Candidate, f32)> {
        let kinds = [self.items.get(&n), self.paragraphs.get(&n), self.tables.get(&n)];
        let row = self.tables.contains_key(&n) || self.alike.contains(&n);
        kinds.into_iter().flatten().flat_map(move |found| {
            let is_good = |(_, points): &&(Candidate, f32)| *points >= ENOUGH;
            // An item is counted once, however many links stand in it.
            let counted = |(one, _): &&(Candidate, f32)| (one.look > -5.0 || one.start.is_none()) && !is_between_talks(one);
            let enough = row || items_of(found.iter().filter(is_good)) * 2 >= items_of(found.iter().filter(counted));
            found.iter().filter(is_good).take(if enough { usize::MAX } else { 0 })
        })
    }

    /// The talks under lines of their own, bold or plain.
    fn under_lines(&self, (from, to): (usize, usize), inside: &Inherited) -> (f32, Vec<Candidate>) {
        let mut found: (f32, Vec<Candidate>) = (0.0, Vec::new());
        let mut day = inside.clone();
        for n in from..to {
            if let Some(label) = group_day(&self.blocks[n]) {
                day.when = Some(label);
            }
            if let Some((candidate, points)) = self.pseudo.get(&n).filter(|(_, points)| *points >= ENOUGH) {
                let mut candidate = candidate.clone();
                settle(&mut candidate, &day);
                found.0 += points;
                found.1.push(candidate);
            }
        }
        found
    }

    /// Whether sentences name talks in a good part of the sections, and in some of them more than one.
    pub(super) fn names_talks_in_prose(&self) -> bool {
        let leaves: Vec<(usize, usize)> = self
            .outline
            .sections
            .iter()
            .filter(|section| section.children.is_empty() && section.heading.is_some())
            .map(|section| section.own)
            .collect();
        let count = |&(from, to): &(usize, usize)| {
            self.prose.range(from..to.max(from)).flat_map(|(_, found)| found).filter(|(_, points)| *points >= ENOUGH).count()
        };
        let counts: Vec<usize> = leaves.iter().map(count).collect();
        let naming = counts.iter().filter(|&&count| count > 0).count();
        let several = counts.iter().filter(|&&count| count > 1).count();
        !self.firm
            && naming * 10 >= counts.len() * 3
            && (several * 2 >= naming || several >= 2)
            && counts.iter().sum::<usize>() >= 3
    }

    /// Talks named in sentences; what follows a paragraph that names one goes on with the note of its last, but for the
    /// blocks that are `taken`.
    fn in_prose(&self, from: usize, to: usize, inside: &Inherited, taken: &[usize]) -> (f32, Vec<Candidate>) {
        let mut found: (f32, Vec<Candidate>) = (0.0, Vec::new());
        for n in (from..to).filter(|n| !taken.contains(n)) {
            let named: Vec<_> = self.prose.get(&n).into_iter().flatten().filter(|(_, points)| *points >= ENOUGH).collect();
            if named.is_empty() {
                if let Some(talk) = found.1.last_mut() {
                    talk.body.push(self.blocks[n].clone());
                    talk.span.1 = (n + 1, 0);
                }
                continue;
            }
            for (candidate, points) in named {
                let mut candidate = candidate.clone();
                settle(&mut candidate, inside);
                found.0 += points;
                found.1.push(candidate);
            }
        }
        found
    }
}

/// Ends the note of a talk where the first of those inside it begins.
pub(super) fn end_before(outer: &mut Candidate, inside: &[Candidate]) {
    if let Some(first) = inside.first() {
        outer.body.retain(|block| block.line < first.line);
        outer.span.1 = first.span.0;
    }
}

/// "Session A" over paragraphs that each begin with a title and name its people on their next line: those are no people of
/// the heading's, and it only stands over them.
pub(super) fn stands_over(heading: &Candidate, inside: &[Candidate]) -> bool {
    let named = inside.iter().filter(|talk| talk.named).count();
    inside.len() >= 2
        && named * 2 >= inside.len()
        && heading.named
        && heading.speakers.iter().all(|speaker| names(inside, speaker))
}

/// A time over several titles that name people makes no one talk of them.
pub(super) fn gives_way(heading: &Candidate, inside: &[Candidate]) -> bool {
    let named = inside.iter().filter(|talk| talk.named).count();
    named >= 2 && named * 3 >= inside.len() * 2 && !heading.named && heading.start.is_some()
}

pub(super) fn names(talks: &[Candidate], speaker: &Speaker) -> bool {
    talks.iter().flat_map(|talk| &talk.speakers).any(|held| fold(&held.name) == fold(&speaker.name))
}

/// "10:00 Invited talk" over the line of its title and the line of its people.
pub(super) fn leads_to(heading: &Candidate, inside: &[Candidate]) -> bool {
    let [talk] = inside else { return false };
    let same = heading.speakers.iter().all(|speaker| names(inside, speaker));
    talk.named && same && phrases::is_format_heading(&heading.title)
}

/// How many items or paragraphs the candidates begin.
pub(super) fn items_of<'a>(candidates: impl Iterator<Item = &'a (Candidate, f32)>) -> usize {
    candidates.map(|(candidate, _)| candidate.span.0).collect::<HashSet<_>>().len()
}

/// A time begins something else, unless it is that of a remark between the talks of a live blog.
fn begins_another(candidate: &Candidate) -> bool {
    candidate.start.is_some() && !candidate.reasons.iter().any(|reason| reason == REMARK)
}

/// Whether a block could go on with the note of the paragraph before it: no rule, no gap, no break with its time, no lead-in
/// to something else.
pub(super) fn goes_on(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Rule => false,
        BlockKind::Paragraph(inlines) if is_blank(inlines) => false,
        _ => !is_timed_break(block) && !block.text().trim_end().ends_with(':'),
    }
}

/// "10:30 coffee", a line of its own: it ends the note before it.
pub(super) fn is_timed_break(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    let begins_with_a_number = || {
        let first = text.first().map(|first| plain(std::slice::from_ref(first)));
        first.is_some_and(|first| first.trim_start_matches(['(', '[']).starts_with(|c: char| c.is_ascii_digit()))
    };
    plain_length(text) <= 80
        && begins_with_a_number()
        && when::leading_time(&one_line(text)).is_some_and(|(_, _, rest)| words::is_break(rest))
}

/// Sections that hold no talks whatever their lists look like.
pub(super) fn is_dead_end(title: &str) -> bool {
    words::is_takeaways_heading(title)
        || phrases::is_reference_heading(title)
        || phrases::is_preparation(title)
        || phrases::is_of_actions(title)
}
