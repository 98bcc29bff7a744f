//! What a class of siblings has for it as a whole.

use super::Search;
use super::headings::is_hour;
use crate::extract::candidate::{BELOW, BESIDE, Candidate};
use crate::extract::{bare, phrases};
use crate::folded::fold;

/// What a class of siblings has for it before each is looked at.
pub(super) struct Prior {
    pub(super) points: f32,
    /// The signs, where titles alone had to tell.
    because: Option<String>,
}

impl Prior {
    pub(super) fn of(points: f32) -> Self {
        Self { points, because: None }
    }

    /// Says at a candidate that shows nothing itself what its siblings were told by.
    pub(super) fn tell(&self, candidate: &mut Candidate) {
        if let Some(words) = self.because.as_deref().filter(|_| candidate.evidence < 1.0 && candidate.look > -2.0) {
            let verdict = if self.points > 0.0 { "the titles are those of talks" } else { "the titles could be anything's" };
            candidate.reasons.push(format!("{verdict}: {words}").into());
        }
    }
}

/// What the headings of one level come to together.
pub(super) struct Siblings {
    prior: f32,
    /// Most siblings show plainly that they are talks: the first and the last that do.
    pub(super) firm: Option<(usize, usize)>,
    /// Nearly all of them begin with a time: one that does not is no session.
    pub(super) timed: bool,
    /// Most of them name their people themselves: whatever the document is called, these are talks.
    pub(super) named: bool,
    /// Nearly all of them name somebody, and nearly all beside the title.
    signed: (bool, bool),
}

/// What a candidate lacks that its siblings have, and what that costs.
pub(super) fn short_of_people(candidate: &Candidate, (named, beside): (bool, bool)) -> Option<(f32, &'static str)> {
    let has = |reason: &str| candidate.reasons.iter().any(|other| other == reason);
    let words = candidate.title.split_whitespace().count();
    if named && !candidate.named && candidate.evidence < 1.0 && candidate.start.is_none() && words <= 3 {
        return Some((-0.8, "is short and names nobody among titles that do"));
    }
    // "Where we ate" over "- Tasca do Zé": the others name their people beside the title.
    (beside && has(BELOW) && !has(BESIDE) && words <= 4)
        .then_some((-2.5, "names people below, where its siblings name them beside the title"))
}

/// Whether nearly all of several candidates name somebody, and whether nearly all do beside the title.
pub(super) fn are_signed<'a>(all: impl Iterator<Item = &'a Candidate>) -> (bool, bool) {
    let (mut count, mut named, mut beside) = (0, 0, 0);
    for one in all {
        count += 1;
        named += usize::from(one.named && one.evidence >= 1.5);
        beside += usize::from(one.reasons.iter().any(|reason| reason == BESIDE));
    }
    (named >= 3 && named * 3 >= count * 2, beside >= 3 && beside * 3 >= count * 2)
}

impl Siblings {
    pub(super) fn of(prior: f32, siblings: &[Candidate]) -> Siblings {
        let likely = siblings.iter().filter(|candidate| candidate.look > -2.0).count();
        let strong: Vec<usize> = (0..siblings.len()).filter(|&n| siblings[n].evidence >= 2.0).collect();
        let firm = strong.len() >= 3 && strong.len() * 2 >= likely;
        let named = siblings.iter().filter(|candidate| candidate.named && candidate.evidence >= 1.5).count();
        let timed = siblings.iter().filter(|candidate| candidate.start.is_some()).count();
        Siblings {
            timed: timed >= 4 && timed * 10 >= likely * 8,
            prior,
            firm: firm.then(|| (strong[0], strong[strong.len() - 1])),
            named: named >= 3 && named * 10 >= likely * 6,
            signed: are_signed(siblings.iter().filter(|candidate| candidate.look > -2.0)),
        }
    }

    /// What a candidate lacks that the others have, and what that costs.
    pub(super) fn lacks(&self, candidate: &Candidate) -> Option<(f32, &'static str)> {
        short_of_people(candidate, self.signed)
    }

    /// Whether the `n`th stands before the first or behind the last of those that plainly are talks.
    pub(super) fn is_outside(&self, n: usize) -> bool {
        self.firm.is_some_and(|(first, last)| !(first..=last).contains(&n))
    }

    /// Where nearly all siblings show plainly that they are talks, one that shows nothing is the exception: between two
    /// of them perhaps, before the first or behind the last hardly.
    pub(super) fn prior_of(&self, n: usize, candidate: &Candidate) -> f32 {
        if self.timed && candidate.start.is_none() && !candidate.named {
            return self.prior.min(-1.0);
        }
        match self.firm {
            Some((first, last)) if !(first..=last).contains(&n) && candidate.evidence < 1.5 => self.prior.min(-1.0),
            Some(_) if candidate.evidence < 0.5 => self.prior.min(0.2),
            _ => self.prior,
        }
    }
}

impl<'a> Search<'a> {
    /// What a class of siblings has for it as a whole: most of them show what only talks have, or the document is about
    /// an event and nothing else in it could be its talks.
    pub(super) fn prior(&self, siblings: &[Candidate], headings: bool, under_days: bool) -> Prior {
        let members: Vec<&Candidate> = siblings.iter().filter(|candidate| candidate.look > -2.0).collect();
        if members.is_empty() {
            return Prior::of(-1.0);
        }
        let timed = members.iter().filter(|one| one.start.is_some()).count() * 10 >= members.len() * 8;
        let shows = |one: &&&Candidate| one.evidence >= 1.0 && (timed || !is_hour(one));
        let share = members.iter().filter(shows).count() as f32 / members.len() as f32;
        let look = members.iter().map(|candidate| candidate.look).sum::<f32>() / members.len() as f32;
        let usual = siblings.len() - members.len();
        if members.len() >= 2 && share >= 0.5 {
            return Prior::of(1.2);
        }
        if members.len() >= 2 && share >= 0.25 {
            return Prior::of(0.4);
        }
        let context = self.context.promise + self.context.speech;
        let shown = members.iter().any(|candidate| candidate.named);
        let told = members.iter().map(|candidate| candidate.evidence).sum::<f32>() / members.len() as f32 >= 0.6;
        if headings
            && (self.context.promise > 0.0 || told)
            && members.len() >= 3
            && (members.len() > usual || shown && members.len() * 3 > usual * 2)
            && look >= 0.0
            && context >= 0.65
        {
            let is_event = |one: &&Candidate| self.context.event_keys.contains(&fold(&one.title));
            let members: Vec<&Candidate> = members.into_iter().filter(|one| !is_event(one)).collect();
            let session = |one: &Candidate| phrases::is_format_heading(&one.title) || phrases::is_pause(&one.title);
            let around = bare::Around {
                plainly: self.context.names_it_plainly(),
                thoughts: self.context.thoughts,
                notes: self.context.notes,
                under_days,
                among_sessions: siblings.iter().any(session),
            };
            let told = if told { 0.5 } else { 0.0 };
            if members.len() >= 3 {
                let mut tally = bare::weigh(&members, around);
                tally.add(true, told, "most texts speak of a talk");
                let enough = tally.points >= bare::ENOUGH;
                let points = if enough { (0.35 + 0.3 * (context - 0.9).max(0.0)).max(0.5) } else { -1.0 };
                return Prior { points, because: Some(tally.words()).filter(|words| !words.is_empty()) };
            }
        }
        Prior::of(-1.0)
    }
}
