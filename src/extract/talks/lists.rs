//! Items of lists as talks, each list in the light of the others.

use super::best::is_dead_end;
use super::could::could_be_a_talk;
use super::inherited::group_time;
use super::siblings::{are_signed, short_of_people};
use super::{ENOUGH, Search, has_marked_title, is_titled};
use crate::extract::candidate::{Candidate, Class, Habit, Head, MARKED, Sketch, habit, sketch, weigh};
use crate::extract::genre::Genre;
use crate::extract::inlines::{is_blank, one_line};
use crate::extract::outline::Section;
use crate::extract::people::person_likeness;
use crate::extract::title::{Mark, names_people, tidy};
use crate::extract::{people_first, phrases, places, words};
use crate::model::TalkFormat;
use crate::read::document::{Block, BlockKind, Inline, Item, plain};
use crate::when;

/// What the other lists of a document say about one of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Others<'a> {
    /// Another list, whose items are set alike, plainly holds talks.
    alike: bool,
    /// And that leaves no doubt about this one.
    sure: bool,
    /// What the items of all lists share.
    habit: &'a Habit,
}

impl<'a> Search<'a> {
    /// Items of the lists that stand directly in the part.
    pub(super) fn weigh_items(&mut self) {
        let mut sketches: Vec<(usize, Sketch<'a>)> = Vec::new();
        for (n, block) in self.blocks.iter().enumerate() {
            let BlockKind::List { items, .. } = &block.kind else { continue };
            if self.is_under_a_dead_end(n) && !are_set_off(items) {
                continue;
            }
            let could =
                || self.context.own || self.is_told(n) || self.may_hold_the_talks(n, items.len()) || many_could_be_talks(items);
            if !could() {
                continue;
            }
            for (m, item) in items.iter().enumerate() {
                if let Some(head) = item_head(item, (n, m), (n, m + 1)) {
                    sketches.push((n, sketch(head)));
                }
            }
        }
        let mut lists = group(sketches);
        if self.context.event {
            lists.iter_mut().for_each(|(_, list)| read_as_rows(list));
        }
        let named = |list: &[(usize, Sketch<'a>)]| {
            list.len() >= 3
                && share(list, has_marked_title) >= 0.8
                && share(list, |sketch| sketch.titles.iter().any(|title| title.people.is_some())) >= 0.8
        };
        // One list alone has no other to follow.
        let everywhere = match lists.len() {
            0 | 1 => Habit::default(),
            _ => habit(&lists.iter().flat_map(|(_, list)| list).map(|(_, sketch)| sketch).collect::<Vec<_>>()),
        };
        let alike = lists.iter().any(|(_, list)| named(list));
        let certain = lists.iter().any(|(_, list)| self.is_certain(list));
        for (n, list) in &lists {
            let alike = alike && share(list, has_marked_title) >= 0.9;
            let others = Others { alike, sure: certain && alike && named(list), habit: &everywhere };
            self.weigh_list(*n, list, others);
        }
        self.join_halls();
    }

    /// Where lists of times, titles and people are the programme, another list of times is one more hall of it, though most of
    /// its items name nobody.
    fn join_halls(&mut self) {
        let timed = |found: &[(Candidate, f32)]| found.len() >= 2 && found.iter().all(|(one, _)| one.start.is_some());
        let is_plain = |(one, points): &&(Candidate, f32)| one.named && *points >= ENOUGH;
        let programme = |found: &[(Candidate, f32)]| timed(found) && found.iter().filter(is_plain).count() >= 3;
        if self.items.values().any(|found| programme(found)) {
            let halls: Vec<usize> = self.items.iter().filter(|(_, found)| timed(found)).map(|(n, _)| *n).collect();
            for (id, section) in self.outline.sections.iter().enumerate() {
                let next = halls.get(halls.partition_point(|&n| n < section.own.0));
                let stands_over = next.is_some_and(|&n| n < section.own.1);
                if let Some((heading, points)) = self.headings.get_mut(&id).filter(|(heading, _)| stands_over && !heading.named) {
                    *points -= 2.5;
                    heading.points = *points;
                    heading.reasons.push("stands over rows of the programme".into());
                }
            }
            self.alike.extend(halls);
        }
    }

    /// Times, titles set off and their people, one below the other, leave no doubt whatever the document is about; days
    /// over such lists make a season of evenings out of what reads like a journey.
    fn is_certain(&self, list: &[(usize, Sketch<'a>)]) -> bool {
        matches!(self.context.genre, None | Some(Genre::Journey))
            && share(list, |sketch| sketch.titles.iter().any(|title| title.start.is_some() && title.people.is_some())) >= 0.5
    }

    /// The items of one list, in the light of what they share, of the other lists and of where the list stands.
    fn weigh_list(&mut self, n: usize, list: &[(usize, Sketch<'a>)], Others { alike, sure, habit: everywhere }: Others<'_>) {
        let all: Vec<&Sketch<'_>> = list.iter().map(|(_, sketch)| sketch).collect();
        let mut habit = habit(&all);
        habit.follow(everywhere, &all);
        let alike = alike && list.iter().any(|(_, sketch)| sketch.titles.iter().any(|title| title.people.is_some()));
        habit.people_aside |= alike;
        if alike {
            self.alike.insert(n);
        }
        let mut weighed: Vec<(usize, Vec<Candidate>)> =
            list.iter().map(|(block, sketch)| (*block, weigh(sketch, &habit))).collect();
        doubt_people(&mut weighed);
        let short = self.is_under_lightning_talks(n) && part_remarks(&mut weighed);
        let certain = sure || self.is_certain(list);
        let people = weighed.iter().filter(|(_, found)| found.iter().any(|one| one.named)).count();
        let signed = weighed.len() >= 4 && people * 4 >= weighed.len() * 3 && !self.lowered;
        let shared = are_signed(weighed.iter().flat_map(|(_, found)| found));
        let marked = share(list, |sketch| sketch.titles.iter().any(|title| !matches!(title.mark, Mark::None)));
        let base = self.base_of_list(n, list, &weighed, marked, certain).max(if alike { -0.6 } else { f32::MIN });
        let base = if short { base.max(0.3) } else { base };
        let doubt = if certain { 0.0 } else { self.context.doubt };
        for (block, found) in weighed {
            let entry = self.items.entry(block).or_default();
            for mut candidate in found {
                // Behind one's own talks stands where they were given.
                if self.context.own && matches!(candidate.body.as_slice(), [Block { kind: BlockKind::Paragraph(_), .. }]) {
                    candidate.body.clear();
                }
                // "tea + cake, talked to ada" between titles over notes.
                if self.lowered && candidate.body.is_empty() && !candidate.named && candidate.url.is_none() {
                    candidate.look -= 0.5;
                    candidate.reasons.push("is a line without notes among others with them".into());
                }
                if let Some((points, reason)) = short_of_people(&candidate, shared) {
                    candidate.look += points;
                    candidate.reasons.push(reason.into());
                }
                let sentence = candidate.title.starts_with(char::is_lowercase) && candidate.speakers.is_empty();
                // "two more, without sound" below titles with names.
                if signed && sentence && candidate.body.is_empty() {
                    candidate.look -= 1.0;
                    candidate.reasons.push("is a remark among titles with names".into());
                }
                // "someone showed a lamp" among titles in bold.
                if marked >= 0.6 && sentence && !candidate.reasons.iter().any(|reason| reason == MARKED) {
                    candidate.look -= 1.0;
                    candidate.reasons.push("is a sentence among marked titles".into());
                }
                candidate.points = candidate.evidence + candidate.look + base - doubt;
                let points = candidate.points;
                entry.push((candidate, points));
            }
        }
    }

    /// What a list as a whole has for it: names, links and marks in most of its items, and the line above it.
    fn base_of_list(
        &self,
        n: usize,
        list: &[(usize, Sketch<'a>)],
        weighed: &[(usize, Vec<Candidate>)],
        marked: f32,
        certain: bool,
    ) -> f32 {
        let linked = share(list, |sketch| sketch.titles.iter().any(|title| title.url.is_some() || title.mark == Mark::Quoted));
        let quoted = share(list, |sketch| sketch.titles.iter().any(|title| title.mark == Mark::Quoted && title.people.is_some()));
        let is_named = |found: &[Candidate]| found.iter().any(|one| !one.speakers.is_empty() && one.evidence >= 1.5);
        let named = weighed.iter().filter(|(_, found)| is_named(found)).count() as f32 / weighed.len().max(1) as f32;
        let doubt = match (self.context.event, self.context.speech) {
            (true, _) => 0.0,
            (false, speech) if speech < 0.5 => 3.0,
            (false, speech) => 1.2 * (1.0 - speech),
        };
        let told = self.is_told(n) || self.context.own;
        let short = self.is_under_lightning_talks(n);
        let base: f32 = match (named, linked) {
            _ if self.holds_the_talks(n, list.len(), weighed) => 0.5,
            _ if self.context.own && marked >= 0.6 => 0.2,
            // "Lightning talks" over titles with names: each is a talk.
            _ if short && named >= 0.3 => 0.2,
            _ if named >= 0.8 && linked >= 0.9 => 0.0,
            _ if named >= 0.6 || (named >= 0.3 && linked >= 0.7) => -0.6,
            _ if linked >= 0.8 && told => 0.2,
            _ if linked >= 0.8 => -1.0,
            _ if told && marked >= 0.8 && list.len() >= 3 => 0.1,
            _ if told => -1.2,
            _ => -2.2,
        };
        let of_people = linked < 0.6 && self.section_of(n).is_some_and(|section| phrases::is_of_people(&one_line(section.text)));
        // Below a talk and its people, what somebody else said is quoted.
        let signed = || self.section_of(n).is_some_and(|section| section.level > 1 && names_people(section.text, 0.5));
        let quoting = linked < 0.5 && marked < 0.5 && !certain && named >= 0.5 && signed();
        let base = if of_people || quoting { base.min(-2.2) } else { base };
        base - if told || short || certain || quoted >= 0.6 { 0.0 } else { doubt }
    }

    /// Whether a long list right under the title of a report, or under a day, is the report: most of its items look like
    /// titles, and links or notes go with them.
    fn holds_the_talks(&self, list: usize, count: usize, weighed: &[(usize, Vec<Candidate>)]) -> bool {
        // Breaks and the like stand among titles, whatever they are.
        let found: Vec<&Candidate> = weighed.iter().flat_map(|(_, found)| found).filter(|talk| !is_between_talks(talk)).collect();
        let titled = found.iter().filter(|talk| is_titled(talk, self.lowered)).count();
        let detailed = found.iter().filter(|talk| !talk.body.is_empty() || talk.url.is_some()).count();
        self.may_hold_the_talks(list, count) && titled * 10 >= found.len() * 8 && detailed * 2 >= found.len()
    }

    /// The section that a block stands in directly.
    fn section_of(&self, block: usize) -> Option<&Section<'a>> {
        // What stands directly in one section stands in no other, and they begin one behind the other.
        let begun = self.outline.sections.partition_point(|section| section.own.0 <= block);
        self.outline.sections.get(begun.checked_sub(1)?).filter(|section| block < section.own.1)
    }

    /// Whether a list stands where such a list would.
    fn may_hold_the_talks(&self, list: usize, count: usize) -> bool {
        // What the first line of all stands over is the document.
        let under_a_line = || {
            list.checked_sub(1)
                .filter(|&n| n > 0)
                .is_some_and(|n| [Class::Bold, Class::Bare].iter().any(|&class| self.is_pseudo_head(n, class)))
        };
        if self.context.promise < 0.6 || self.context.doubt > 0.0 || self.context.entry || count < 4 || under_a_line() {
            return false;
        }
        let Some(section) = self.section_of(list) else { return false };
        let title = one_line(section.text);
        section.heading.is_none() || section.level == 1 || when::day_label(&title).is_some() || phrases::is_format_heading(&title)
    }

    /// Whether a list stands right under "Lightning talks", a heading or a line of its own.
    pub(super) fn is_under_lightning_talks(&self, list: usize) -> bool {
        let names = |n: usize| match self.blocks.get(n).map(|block| &block.kind) {
            Some(BlockKind::Paragraph(text) | BlockKind::Heading { text, .. }) => names_lightning_talks(&one_line(text)),
            _ => false,
        };
        let Some(before) = list.checked_sub(1) else { return false };
        // "Five minutes each, and a gong:" may stand between.
        let lead_in = matches!(&self.blocks[before].kind, BlockKind::Paragraph(text) if one_line(text).ends_with([':', '：']));
        names(before) || lead_in && before.checked_sub(1).is_some_and(names)
    }

    /// Whether a list stands right under a line "Action items" or "Links".
    fn is_under_a_dead_end(&self, list: usize) -> bool {
        let before = list.checked_sub(1).and_then(|n| self.blocks.get(n));
        let Some(BlockKind::Paragraph(line)) = before.map(|block| &block.kind) else { return false };
        let is_short = plain(line).len() <= 60;
        is_short && is_dead_end(one_line(line).trim_end_matches([':', '：', ' ']))
    }

    /// Whether the line above a list says that it holds talks: "The talks that I liked:".
    fn is_told(&self, list: usize) -> bool {
        let Some(before) = list.checked_sub(1).and_then(|n| self.blocks.get(n)) else { return false };
        if group_time(before).is_some() {
            return true;
        }
        let text = match &before.kind {
            BlockKind::Paragraph(inlines) => one_line(inlines),
            BlockKind::Heading { text, .. } => return phrases::speaks_of_a_talk(&one_line(text)),
            _ => return false,
        };
        let last = text.trim_end_matches(':').rsplit(['.', '!', '?']).next().unwrap_or("");
        if phrases::speaks_of_reports(last) {
            return false;
        }
        if places::is_group(&text) {
            return true;
        }
        text.ends_with([':', '：']) && (phrases::speaks_of_a_talk(last) || phrases::format_in(last).is_some())
    }
}

/// "Lightning talks", "16:00 - Kurzvorträge", "LT大会": a few words that name short talks and nothing else.
pub(super) fn names_lightning_talks(text: &str) -> bool {
    let text = when::leading_time(text).map_or(text, |(_, _, rest)| rest).trim_end_matches([':', '：', ' ']);
    text.split_whitespace().count() <= 4
        && phrases::format_in(text).or_else(|| words::format_of(text)) == Some(TalkFormat::Lightning)
}

/// "A linter for lamps - nice, have to try it": where all items of a list of short talks begin like titles and some go on
/// with a remark behind a dash, the remarks are notes. Whether the items are such.
pub(super) fn part_remarks(weighed: &mut [(usize, Vec<Candidate>)]) -> bool {
    let parts = |title: &str| -> (String, Option<String>) {
        let at = [" - ", " – ", " — "].iter().filter_map(|mark| title.find(mark).map(|at| (at, mark.len()))).min();
        match at.map(|(at, len)| (&title[..at], &title[at + len..])) {
            Some((head, remark)) if remark.starts_with(char::is_lowercase) => (head.to_owned(), Some(remark.to_owned())),
            _ => (title.to_owned(), None),
        }
    };
    let all = || weighed.iter().flat_map(|(_, found)| found);
    let is_title = |one: &Candidate| {
        let (title, _) = parts(&one.title);
        let capital = title.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        capital && (2..=12).contains(&title.split_whitespace().count()) && !title.ends_with(['.', ',', ';', ':', '!'])
    };
    let remarks = all().filter(|one| parts(&one.title).1.is_some()).count();
    let plain = all().all(|one| one.speakers.is_empty() && is_title(one));
    if all().count() < 3 || !plain || remarks * 3 < all().count() {
        return false;
    }
    for one in weighed.iter_mut().flat_map(|(_, found)| found) {
        let (title, remark) = parts(&one.title);
        one.title = tidy(&title);
        one.reasons.push("is listed under lightning talks".into());
        if let Some(remark) = remark {
            let kind = BlockKind::Paragraph(vec![Inline::Text(remark)]);
            one.body.insert(0, Block { line: one.line, end_line: one.line, kind, anchor: None });
        }
    }
    true
}

/// A break, or what opens or closes a day.
pub(super) fn is_between_talks(one: &Candidate) -> bool {
    !one.named && (phrases::is_pause(&one.title) || phrases::is_ceremony(&one.title))
}

/// Whether half of the items begin with words set off: titles, though "Resources:" stands above them.
fn are_set_off(items: &[Item]) -> bool {
    let begins = |item: &&Item| match item.blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(text)) => matches!(text.first(), Some(Inline::Strong(_) | Inline::Emphasis(_))),
        _ => false,
    };
    items.iter().filter(begins).count() * 2 >= items.len()
}

/// Whether half of a list's items have something of a talk's line: asked first, because most lists are notes.
pub(super) fn many_could_be_talks(items: &[Item]) -> bool {
    let says_who = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => matches!(words::find_label(&one_line(text)), Some((words::Label::Speaker, _))),
        _ => false,
    };
    let could = |item: &&Item| match item.blocks.as_slice() {
        [Block { kind: BlockKind::Paragraph(text), .. }, rest @ ..] => {
            could_be_a_talk(text) || rest.first().is_some_and(says_who)
        }
        _ => false,
    };
    // Looked for no longer where more than half have nothing.
    let most = items.len() / 2;
    items.iter().filter(|item| !could(item)).take(most + 1).count() <= most
}

/// Items that mostly are set off names are people, whether each looks like one or not.
pub(super) fn doubt_people(weighed: &mut [(usize, Vec<Candidate>)]) {
    let likeness = |one: &Candidate| person_likeness(&one.title);
    let beside = |one: &Candidate| one.speakers.iter().map(|who| person_likeness(&who.name)).fold(0.0, f32::max);
    let is_person = |one: &&Candidate| likeness(one) >= 0.5 && beside(one) < 0.7;
    let all = weighed.iter().flat_map(|(_, found)| found).count();
    if all < 3 || weighed.iter().flat_map(|(_, found)| found).filter(is_person).count() * 2 <= all {
        return;
    }
    for one in weighed.iter_mut().flat_map(|(_, found)| found) {
        one.look -= 2.5;
        one.reasons.push("stands among names of people".into());
    }
}

/// Reads the items anew where all begin with people set off and a colon, and go on with what could be a title: a quotation
/// goes on for longer, and ends in a full stop.
fn read_as_rows(list: &mut [(usize, Sketch<'_>)]) {
    let read = |(_, sketch): &(usize, Sketch<'_>)| {
        let alone = sketch.head.body.is_empty() && sketch.line.split_whitespace().count() <= 24;
        people_first::read_row(sketch.head.text).filter(|_| alone)
    };
    if list.len() < 3 {
        return;
    }
    if let Some(rows) = list.iter().map(read).collect::<Option<Vec<_>>>() {
        list.iter_mut().zip(rows).for_each(|((_, sketch), row)| sketch.titles = vec![row]);
    }
}

/// A list item as a head: its first paragraph, and the rest of it below.
pub(super) fn item_head(item: &Item, from: (usize, usize), to: (usize, usize)) -> Option<Head<'_>> {
    let [Block { kind: BlockKind::Paragraph(text), line, .. }, body @ ..] = item.blocks.as_slice() else { return None };
    (!is_blank(text)).then_some(Head { text, body, line: *line, span: (from, to), class: Class::Item, anchor: None })
}

/// The items of one list are siblings of each other.
pub(super) fn group<'a>(sketches: Vec<(usize, Sketch<'a>)>) -> Vec<(usize, Vec<(usize, Sketch<'a>)>)> {
    let mut lists: Vec<(usize, Vec<(usize, Sketch<'a>)>)> = Vec::new();
    for (block, sketch) in sketches {
        match lists.last_mut() {
            Some((held, list)) if *held == block => list.push((block, sketch)),
            _ => lists.push((block, vec![(block, sketch)])),
        }
    }
    lists
}

pub(super) fn share(list: &[(usize, Sketch<'_>)], test: impl Fn(&Sketch<'_>) -> bool) -> f32 {
    list.iter().filter(|(_, sketch)| test(sketch)).count() as f32 / list.len().max(1) as f32
}
