//! Headings as talks: those of one level are siblings, and the levels are seen in the light of each other.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};

use super::dress::set_like_talks;
use super::siblings::Siblings;
use super::{ENOUGH, Search};
use crate::extract::candidate::{Candidate, Class, Head, Sketch, habit, sketch, weigh};
use crate::extract::outline::Outline;
use crate::extract::{phrases, words};
use crate::folded::fold;
use crate::when;

impl<'a> Search<'a> {
    pub(super) fn weigh_headings(&mut self) {
        let mut by_level: BTreeMap<u8, Vec<(usize, Sketch<'a>)>> = BTreeMap::new();
        for (id, section) in self.outline.sections.iter().enumerate() {
            let Some(heading) = section.heading else { continue };
            let head = Head {
                text: section.text,
                body: &self.blocks[section.span.0..section.span.1],
                line: self.blocks[heading].line,
                span: ((heading, 0), (section.span.1, 0)),
                class: Class::Heading(section.level),
                anchor: self.blocks[heading].anchor.as_deref(),
            };
            by_level.entry(section.level).or_default().push((id, sketch(head)));
        }
        let mut firm_level = None;
        let mut levels: Vec<(u8, Vec<(usize, Candidate, f32)>)> = Vec::new();
        for (&level, siblings) in &by_level {
            let all: Vec<&Sketch<'_>> = siblings.iter().map(|(_, sketch)| sketch).collect();
            let habit = habit(&all);
            let weighed: Vec<Candidate> =
                siblings.iter().map(|(_, sketch)| weigh(sketch, &habit).into_iter().next().unwrap_or_default()).collect();
            let prior = self.prior(&weighed, true, self.stand_under_days(siblings));
            let class = Siblings::of(prior.points, &weighed);
            let talks: Vec<bool> = weighed.iter().map(|one| one.evidence >= 2.0).collect();
            let shown: HashSet<usize> = siblings.iter().zip(&talks).filter(|(_, talk)| **talk).map(|((id, _), _)| *id).collect();
            if class.firm.is_some() {
                firm_level.get_or_insert(level);
            }
            let others: Vec<bool> = weighed.iter().map(|one| one.look <= -2.0).collect();
            let dressed = LazyCell::new(|| set_like_talks(&all, &talks, &others));
            let mut members = Vec::new();
            for (n, ((id, _), mut candidate)) in siblings.iter().zip(weighed).enumerate() {
                let mut points = self.points(&mut candidate, &class, n, *id);
                prior.tell(&mut candidate);
                let told = self.context.doubt == 0.0;
                let with = || if candidate.evidence >= 1.0 || candidate.format.is_some() { 1 } else { 2 };
                let last = told && class.is_outside(n) && points < ENOUGH && candidate.look >= 0.0;
                let because = match last {
                    true if self.talks_beside(*id, &shown) >= with() => Some("stands with talks under a day"),
                    true if candidate.look >= 0.3 && dressed[n] => Some("is set like the talks"),
                    true if candidate.look >= 0.3 && self.stands_in_a_theme(*id, &shown) => Some("stands with talks in a theme"),
                    _ => None,
                };
                if let Some(because) = because {
                    points = ENOUGH;
                    candidate.points = points;
                    candidate.reasons.push(because.into());
                }
                members.push((*id, candidate, points));
            }
            if self.context.doubt == 0.0 {
                stand_by_their_siblings(&mut members);
            }
            levels.push((level, members));
        }
        self.firm = firm_level.is_some();
        self.weigh_levels_together(levels, firm_level);
    }

    /// Headings of one level in the light of the others: where those inside or beside them plainly are the talks, they need
    /// as much for themselves.
    fn weigh_levels_together(&mut self, levels: Vec<(u8, Vec<(usize, Candidate, f32)>)>, firm_level: Option<u8>) {
        let shown: HashSet<usize> = levels
            .iter()
            .flat_map(|(_, members)| members)
            .filter(|(_, candidate, points)| *points >= ENOUGH && candidate.evidence >= 1.0)
            .map(|(id, ..)| *id)
            .collect();
        for (level, members) in levels {
            let holds_talks =
                |id: usize| self.outline.sections[id].children.iter().filter(|child| shown.contains(child)).count() >= 3;
            let contained = members.iter().any(|(id, candidate, _)| candidate.evidence < 1.5 && holds_talks(*id));
            for (id, mut candidate, mut points) in members {
                if contained && candidate.evidence < 1.5 {
                    points -= 0.8;
                    candidate.points = points;
                    candidate.reasons.push("the talks stand inside a heading beside it".into());
                }
                // Where headings of one level plainly are the talks, those of another need as much for themselves.
                if firm_level.is_some_and(|firm| firm != level) && candidate.evidence < 1.5 {
                    points -= 0.8;
                    candidate.points = points;
                    candidate.reasons.push("the talks have headings of another level".into());
                }
                self.headings.insert(id, (candidate, points));
            }
        }
    }

    fn points(&self, candidate: &mut Candidate, class: &Siblings, n: usize, section: usize) -> f32 {
        let key = fold(&candidate.title);
        if self.context.event_keys.contains(&key) {
            candidate.look -= 5.0;
            candidate.reasons.push("is the name of the event".into());
        } else if !candidate.named && self.outline.sections[section].level == 1 && self.names_the_event(&key) {
            candidate.look -= 5.0;
            candidate.reasons.push("is the document's title".into());
        } else if !candidate.named && candidate.start.is_none() && self.speaks_of_the_event(&key) {
            candidate.look -= 5.0;
            candidate.reasons.push("speaks of the event".into());
        }
        if self.rows.contains(&key) {
            candidate.evidence += 2.5;
            candidate.reasons.push("is a row of the agenda too".into());
        }
        if self.context.event && self.of_sessions.contains(&section) && candidate.look >= -1.0 {
            candidate.evidence += 2.0;
            candidate.reasons.push("stands under a heading of sessions".into());
        }
        if is_hour(candidate) && !class.timed {
            candidate.look -= 1.0;
            candidate.reasons.push("is an hour of a day".into());
        }
        if let Some((points, reason)) = class.lacks(candidate) {
            candidate.look += points;
            candidate.reasons.push(reason.into());
        }
        if self.of_people.contains(&section) {
            candidate.look -= 3.0;
            candidate.reasons.push("stands under a heading of people".into());
        }
        let has_children = !self.outline.sections[section].children.is_empty();
        if has_children && phrases::is_format_heading(&candidate.title) {
            candidate.look -= 4.0;
        }
        let doubt = if class.named && self.context.genre.is_none() { 0.0 } else { self.context.doubt };
        candidate.points = candidate.evidence + candidate.look + class.prior_of(n, candidate) - doubt;
        candidate.points
    }

    /// Whether a folded title names an event and nothing else that a talk could be about: "About FogConf", "FogConf in numbers".
    fn speaks_of_the_event(&self, key: &str) -> bool {
        #[rustfmt::skip]
        const ABOUT: &[&str] = &[
            "", "about", "about the", "what is", "what is the", "whats", "why", "how was", "at", "to", "going to", "getting to", "back from", "my", "our", "my first", "my time at", "the",
            "uber", "uber die", "was ist", "was ist die", "warum", "zur", "auf der", "die", "a propos de", "quest ce que", "cest quoi", "pourquoi", "le", "la", "sobre", "sobre la", "que es",
            "que es la", "por que", "acerca de", "over", "over de", "wat is", "waarom", "de", "o que e", "o que e a", "a", "o", "cose", "che cose", "perche", "il", "について", "とは", "关于", "什么是",
        ];
        self.context.event_keys.iter().filter(|event| !event.is_empty()).any(|event| {
            key.split_once(event.as_str()).is_some_and(|(before, after)| {
                let (before, after) = (before.trim(), after.trim());
                let ends =
                    when::find_year(after).is_some_and(|_| after.len() == 4) || after.is_empty() || words::is_section_word(after);
                ABOUT.contains(&before) && (ends || before.is_empty() && ABOUT.contains(&after))
                    || after.is_empty() && words::is_section_word(before)
            })
        })
    }

    /// Whether most of the headings stand under one of a day or of a kind of session.
    fn stand_under_days(&self, siblings: &[(usize, Sketch<'a>)]) -> bool {
        let is_day = |id: &usize| {
            let title = &self.outline.sections[*id].title;
            when::day_label(title).is_some() || phrases::is_format_heading(title)
        };
        let days = (0..self.outline.sections.len()).filter(|id| self.outline.sections[*id].heading.is_some()).filter(is_day);
        let below: HashSet<usize> = days.flat_map(|id| self.outline.sections[id].children.iter().copied()).collect();
        siblings.iter().filter(|(id, _)| below.contains(id)).count() * 2 > siblings.len()
    }

    /// How many talks that plainly are (`shown`) stand with it under the heading of a day or of a kind of session.
    fn talks_beside(&self, id: usize, shown: &HashSet<usize>) -> usize {
        let above = &self.outline.sections[self.outline.sections[id].above];
        if when::day_label(&above.title).is_none() && !phrases::is_format_heading(&above.title) {
            return 0;
        }
        above.children.iter().filter(|child| shown.contains(child)).count()
    }

    /// Whether three talks that plainly are (`shown`) stand with it under one heading, and others under another beside that.
    fn stands_in_a_theme(&self, id: usize, shown: &HashSet<usize>) -> bool {
        let talks = |section: usize| self.outline.sections[section].children.iter().filter(|child| shown.contains(child)).count();
        let theme = self.outline.sections[id].above;
        if self.outline.sections[theme].heading.is_none() || talks(theme) < 3 {
            return false;
        }
        let beside = &self.outline.sections[self.outline.sections[theme].above].children;
        beside.iter().any(|&other| other != theme && talks(other) >= 2)
    }

    /// Where several titles stand over smaller headings that say who gave them, those headings are no titles.
    pub(super) fn leave_headings_of_people(&mut self, taken: &[(usize, usize)]) {
        let taken: HashSet<usize> = taken.iter().map(|&(at, _)| at).collect();
        let is_taken = |id: &usize| {
            let heading = self.outline.sections[*id].heading;
            heading.is_some_and(|heading| taken.contains(&heading))
        };
        let ids: Vec<usize> = (0..self.outline.sections.len()).filter(is_taken).collect();
        if ids.len() >= 3 {
            for id in ids {
                if let Some((candidate, points)) = self.headings.get_mut(&id) {
                    *points = points.min(-1.0);
                    candidate.points = *points;
                    candidate.reasons.push("says who gave the talk above it".into());
                }
            }
        }
    }
}

/// A time over one word and nobody's name: "16:00 Flight".
pub(super) fn is_hour(one: &Candidate) -> bool {
    one.start.is_some() && !one.named && !one.title.contains(' ') && one.title.is_ascii()
}

/// The sections right below a heading of people.
pub(super) fn sections_of_people(outline: &Outline<'_>) -> HashSet<usize> {
    let of_people = |id: &usize| outline.sections[*id].heading.is_some() && phrases::is_of_people(&outline.sections[*id].title);
    (0..outline.sections.len()).filter(of_people).flat_map(|id| outline.sections[id].children.iter().copied()).collect()
}

/// The sections right below a heading that only counts sessions, "Unconference", "Breakouts", where there are two at least
/// and each has a text.
pub(super) fn sections_of_sessions(outline: &Outline<'_>) -> HashSet<usize> {
    let holds = |id: &&usize| outline.sections[**id].own.1 > outline.sections[**id].own.0;
    let sections = outline.sections.iter().filter(|section| section.heading.is_some() && phrases::is_of_sessions(&section.title));
    let several = sections.filter(|section| {
        section.children.len() >= 2 && section.children.iter().filter(holds).count() * 2 > section.children.len()
    });
    several.flat_map(|section| section.children.iter().copied()).collect()
}

/// Where headings are the talks by their titles alone, one of two words between them is one as well.
pub(super) fn stand_by_their_siblings(members: &mut [(usize, Candidate, f32)]) {
    let is_talk = |(_, _, points): &(usize, Candidate, f32)| *points >= ENOUGH;
    let (Some(first), Some(last)) = (members.iter().position(is_talk), members.iter().rposition(is_talk)) else { return };
    let likely = members.iter().filter(|(_, candidate, _)| candidate.look > -1.0).count();
    let talks = members.iter().filter(|member| is_talk(member)).count();
    let shown = members.iter().filter(|member| is_talk(member) && member.1.evidence >= 1.5).count();
    if talks < 3 || talks * 2 < likely || shown * 3 > talks {
        return;
    }
    for (_, candidate, points) in &mut members[first..=last] {
        let titled = candidate.look >= -0.3 && candidate.title.split_whitespace().count() >= 2;
        if titled && (0.1..ENOUGH).contains(points) {
            *points = ENOUGH;
            candidate.points = ENOUGH;
            candidate.reasons.push("stands between talks".into());
        }
    }
}
