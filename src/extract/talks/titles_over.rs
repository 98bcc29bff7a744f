//! Lines that stand over other blocks like headings, bold or plain.

use std::collections::{HashMap, HashSet};

use super::best::is_timed_break;
use super::could::could_be_a_talk;
use super::paragraphs::says_where_it_was_given;
use super::{ENOUGH, Search};
use crate::extract::candidate::{Candidate, Class, Head, Sketch, habit, plain_names, sketch, weigh};
use crate::extract::inlines::{Wrap, count_words, is_one_line, lines, one_line, unwrapped};
use crate::extract::lead::{Form, Role, role_of};
use crate::extract::people::{is_organisation, is_role, person_likeness, read_people};
use crate::extract::shapes::is_bold_title;
use crate::extract::title::{Mark, read_title_lines};
use crate::extract::{letters, words};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Inline};
use crate::when;

impl<'a> Search<'a> {
    /// Paragraphs of one line that stand over other blocks, bold as a whole or plain.
    pub(super) fn weigh_pseudo(&mut self, class: Class) {
        let mut sketches = Vec::new();
        let is_head = |&n: &usize| self.is_pseudo_head(n, class) || class == Class::Bare && self.told.contains(&n);
        let starts: Vec<usize> = (0..self.blocks.len()).filter(is_head).collect();
        if starts.len() < 2 {
            return;
        }
        for (k, &n) in starts.iter().enumerate() {
            let BlockKind::Paragraph(text) = &self.blocks[n].kind else { continue };
            let next = starts.get(k + 1).copied().unwrap_or(self.blocks.len());
            let ends = |block: &Block| matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Rule) || is_timed_break(block);
            let end = (n + 1..next).find(|&m| ends(&self.blocks[m])).unwrap_or(next);
            sketches.push(sketch(Head {
                text,
                body: &self.blocks[n + 1..end],
                line: self.blocks[n].line,
                span: ((n, 0), (end, 0)),
                class,
                anchor: None,
            }));
        }
        // One's own talks with their dates are paragraphs, whatever stands below.
        sketches.retain(|sketch| !(self.context.own && says_where_it_was_given(sketch)));
        let all: Vec<&Sketch<'_>> = sketches.iter().collect();
        let habit = habit(&all);
        let weighed: Vec<Candidate> = sketches.iter().filter_map(|sketch| weigh(sketch, &habit).into_iter().next()).collect();
        // In a text without headings of talks, lines of their own may carry titles and nothing else.
        let headings = self.outline.sections.iter().filter(|section| section.level > 1).count();
        let alone = headings < if class == Class::Bare { starts.len() } else { 1 } && starts.len() >= 4;
        let prior = self.prior(&weighed, alone, false).points - if alone { 0.0 } else { 0.3 };
        for mut candidate in weighed {
            let at = candidate.span.0.0;
            if at == 0 && self.names_the_event(&fold(&candidate.title)) {
                candidate.look -= 5.0;
                candidate.reasons.push("is the document's title".into());
            }
            // "*First published elsewhere; some links are dead.*"
            if alone
                && class == Class::Bold
                && matches!(&self.blocks[at].kind, BlockKind::Paragraph(text) if one_line(text).ends_with('.'))
            {
                candidate.look -= 1.0;
                candidate.reasons.push("is a sentence".into());
            }
            candidate.points = candidate.evidence + candidate.look + prior - self.context.doubt;
            let points = candidate.points;
            if self.pseudo.get(&at).is_none_or(|(_, held)| *held < points) {
                self.pseudo.insert(at, (candidate, points));
            }
        }
    }

    /// A paragraph of a title and the lines of its record, over a list.
    fn is_titled_record(&self, n: usize) -> bool {
        matches!(&self.blocks[n].kind, BlockKind::Paragraph(inlines) if is_record(&lines(inlines)))
            && self.is_pseudo_head(n, Class::Bare)
    }

    /// The paragraphs whose first line is a title with its people, unmarked, where the document is about an event and has
    /// few headings besides those of days: notes without markup, or with little.
    pub(super) fn told_lines(&self) -> HashSet<usize> {
        let is_paragraph = |block: &&Block| matches!(block.kind, BlockKind::Paragraph(_));
        let paragraphs = self.blocks.iter().filter(is_paragraph).count();
        let inner = self.outline.sections.iter().filter(|section| section.level > 1 && section.heading.is_some());
        let titles = inner.map(|section| one_line(section.text));
        let plain = titles.filter(|title| when::leading_day(title).is_none() && !words::is_section_word(title)).count();
        if self.context.promise < 0.6 || self.context.doubt > 0.0 || paragraphs < 3 || plain * 3 >= paragraphs {
            return HashSet::new();
        }
        let told: HashSet<usize> = (0..self.blocks.len()).filter(|&n| self.names_people_on_its_first_line(n)).collect();
        if told.len() < 3 || told.len() * 5 < paragraphs || plain * 2 >= told.len() {
            return HashSet::new();
        }
        let told = self.with_those_in_brackets(told);
        self.with_those_parted_alike(told)
    }

    /// `told` and the paragraphs whose first line ends with people in brackets, like most of those, whatever the title looks like.
    fn with_those_in_brackets(&self, mut told: HashSet<usize>) -> HashSet<usize> {
        let ends = |n: &usize| self.first_line_in_brackets(*n).is_some();
        if told.iter().filter(|n| ends(n)).count() * 10 < told.len() * 8 {
            return told;
        }
        let named = |n: &usize| {
            let name = self.first_line_in_brackets(*n);
            name.is_some_and(|name| read_people(&name).is_some_and(|people| people.confidence >= 0.5))
        };
        let like: Vec<usize> = (0..self.blocks.len()).filter(|n| !told.contains(n) && named(n)).collect();
        if like.len() < told.len() {
            told.extend(like);
        }
        told
    }

    /// What stands in the bracket that ends the short first line of a paragraph, over more.
    fn first_line_in_brackets(&self, n: usize) -> Option<String> {
        let BlockKind::Paragraph(inlines) = &self.blocks.get(n)?.kind else { return None };
        let over =
            matches!(self.blocks.get(n + 1).map(|next| &next.kind), Some(BlockKind::Paragraph(_) | BlockKind::List { .. }));
        if is_one_line(inlines) && !over {
            return None;
        }
        let text = one_line(&lines(inlines).into_iter().next()?);
        let (title, inner) = text.strip_suffix(')')?.rsplit_once(" (")?;
        let short = text.len() <= 140 && title.split_whitespace().count() >= 2 && !title.ends_with(['.', ':', ',']);
        short.then(|| inner.to_owned())
    }

    /// `told` and the paragraphs whose first line is parted by the same mark as most of those, though it names nobody known.
    fn with_those_parted_alike(&self, mut told: HashSet<usize>) -> HashSet<usize> {
        let mut marks: HashMap<char, usize> = HashMap::new();
        told.iter().filter_map(|&n| self.mark_of_first_line(n)).for_each(|mark| *marks.entry(mark).or_default() += 1);
        let Some((&usual, _)) = marks.iter().find(|(_, count)| **count * 10 >= told.len() * 8) else { return told };
        let like = (0..self.blocks.len()).filter(|&n| !told.contains(&n) && self.mark_of_first_line(n) == Some(usual));
        let like: Vec<usize> = like.collect();
        if like.len() < told.len() {
            told.extend(like);
        }
        told
    }

    /// The rare mark between blanks that parts a paragraph's first line from capitalised words at its end.
    fn mark_of_first_line(&self, n: usize) -> Option<char> {
        const RARE: [char; 10] = ['→', '➜', '➔', '➡', '⇒', '⟶', '|', '/', '~', '·'];
        let BlockKind::Paragraph(inlines) = &self.blocks.get(n)?.kind else { return None };
        let first = lines(inlines).into_iter().next()?;
        let text = one_line(&first);
        let (title, name) = text.rsplit_once(RARE)?;
        let mark = text[title.len()..].chars().next()?;
        let spaced = title.ends_with(' ') && name.starts_with(' ') && title.split_whitespace().count() >= 2;
        (spaced && text.len() <= 140 && plain_names(name.trim()).is_some()).then_some(mark)
    }

    fn names_people_on_its_first_line(&self, n: usize) -> bool {
        let BlockKind::Paragraph(inlines) = &self.blocks[n].kind else { return false };
        let below_a_title = || n > 0 && self.is_pseudo_head(n - 1, Class::Bold);
        if !matches!(inlines.first(), Some(Inline::Text(_))) || !could_be_a_talk(inlines) || below_a_title() {
            return false;
        }
        let first = lines(inlines).into_iter().next().unwrap_or_default();
        let text = one_line(&first);
        let ended = text.ends_with(['.', ':', '：', ',', ';', '!', '…']);
        if !(8..=140).contains(&text.len()) || ended || words::find_label(&text).is_some() || !could_be_a_talk(&first) {
            return false;
        }
        read_title_lines(&first, false).iter().any(|line| {
            let titled = |title: &str| title.split(' ').count() >= 2 || letters::holds_wide(title);
            let split = line.splits.first().filter(|split| {
                let title = person_likeness(&split.title);
                let position = is_role(&split.title) || is_organisation(&split.title);
                split.people.confidence >= 0.6 && titled(&split.title) && title + 0.1 < split.people.confidence && !position
            });
            let labelled = line.format.is_some() && line.mark == Mark::Quoted;
            split.is_some() || (labelled || line.people.is_some()) && titled(&line.title)
        })
    }

    pub(super) fn is_pseudo_head(&self, n: usize, class: Class) -> bool {
        let BlockKind::Paragraph(inlines) = &self.blocks[n].kind else { return false };
        let over_list = || self.blocks.get(n + 1).is_some_and(|next| matches!(next.kind, BlockKind::List { .. }));
        let possible = match class {
            Class::Bold => is_bold_title(inlines),
            Class::Bare => over_list(),
            _ => false,
        };
        if !possible {
            return false;
        }
        let (inner, wrap) = unwrapped(inlines);
        let below = if is_one_line(inlines) { Vec::new() } else { lines(inlines) };
        // "Title", and right below it who gave it and who took the notes.
        let record = class == Class::Bare && is_record(&below);
        let text = if record { one_line(&below[0]) } else { one_line(inner) };
        let words = count_words(&text);
        let over = self.blocks.get(n + 1).is_some_and(|next| !matches!(next.kind, BlockKind::Heading { .. } | BlockKind::Rule));
        let one = below.is_empty() || record;
        if words::find_label(&text).is_some_and(|(label, _)| label == words::Label::Speaker) {
            return false;
        }
        match class {
            Class::Bold => over && one && words <= 24,
            _ => wrap != Wrap::Strong && one && (1..=20).contains(&words) && !text.ends_with(['.', ':', '：', ',', ';']),
        }
    }

    /// A line that says who gives the talk above it begins none of its own.
    pub(super) fn leave_what_titles_took(&mut self) {
        let titles = self.headings.values().chain(self.pseudo.values());
        let named = titles.filter(|(candidate, points)| candidate.named && *points >= ENOUGH);
        let taken: Vec<(usize, usize)> = named
            .flat_map(|(candidate, _)| candidate.lead.iter().map(|&(block, within)| (candidate.span.0.0, block, within)))
            .filter_map(|(title, block, within)| Some((title.checked_add(1)?.checked_add(block)?, within)))
            .collect();
        self.leave_headings_of_people(&taken);
        // A title set off in front of its people, as in other paragraphs, says nothing of the heading above it.
        let is_title = |found: &Vec<(Candidate, f32)>| found.iter().any(|(talk, points)| talk.named && *points >= ENOUGH);
        let several = self.paragraphs.values().filter(|found| is_title(found)).count() >= 3;
        for (at, within) in taken {
            if !(several && self.paragraphs.get(&at).is_some_and(is_title)) {
                self.paragraphs.remove(&at);
            }
            // What recurs in the same shape is a title with its people, though it stands below the document's title.
            if !self.told.contains(&at) && !self.is_titled_record(at) {
                self.pseudo.remove(&at);
            }
            if let Some(items) = self.items.get_mut(&at) {
                items.retain(|(item, _)| item.span.0.1 != within);
            }
        }
    }
}

/// Whether the lines below the first say who gives it, who took notes, when and where, and nothing else.
pub(super) fn is_record(lines: &[Vec<Inline>]) -> bool {
    let [_, below @ ..] = lines else { return false };
    let tells = |line: &Vec<Inline>| match role_of(line, Form::Line(Wrap::None)) {
        Role::People(people) => people.confidence >= 0.5,
        role => role.is_metadata(),
    };
    (1..=4).contains(&below.len()) && below.iter().all(tells)
}
