//! Which places of a part are its talks.
//!
//! No rule fixes a level or a shape. Headings, bold lines, list items, paragraphs and table rows are all read as places
//! where a talk could begin; siblings are asked what they share; and the outline is then searched from the leaves up:
//! a heading is a talk where that explains more than what stands inside it does as talks of their own.

use std::collections::{BTreeMap, HashSet};

use super::candidate::{Candidate, Class, Habit, Head, MARKED, Sketch, habit, sketch, weigh};
use super::genre::Genre;
use super::inlines::{Wrap, is_blank, one_line, short_line, unwrapped};
use super::outline::{Outline, Section};
use super::{agenda, bare, letters, lowered, nested, phrases, prose, words};
use crate::folded::{Folded, fold};
use crate::model::{Speaker, TalkFormat};
use crate::read::document::{Block, BlockKind, Inline, Item, Part, plain};
use crate::when;

/// What the rest of the document says about the chance that it holds talks.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// The document, its owner or its folder names an event.
    pub(super) event: bool,
    /// The owner says what kind of document it is.
    pub(super) told: bool,
    /// How much the title alone promises talks: it names an event, it tells of a visit. 0 to 1.
    pub(super) promise: f32,
    /// The folded names of its events: headings that repeat one are no talk.
    pub(super) event_keys: Vec<Folded>,
    /// How much the text speaks of talks, sessions and speakers: 0 to 1.
    pub(super) speech: f32,
    /// A feed's entry.
    pub(super) entry: bool,
    /// The document is a guide, a course or a newsletter by its title: whatever looks like a talk needs more for it.
    pub(super) doubt: f32,
    /// Headings are days or kinds of session, or speak of talks.
    pub(super) outlined: bool,
    /// Its first lines are told by somebody who was there.
    pub(super) visited: bool,
    /// The title promises what its author learned or thinks.
    pub(super) thoughts: bool,
    /// The title says that these are notes.
    pub(super) notes: bool,
    /// A heading announces the next meetup.
    pub(super) recurs: bool,
    /// The title calls it a recap, a report, notes.
    pub(super) recap: bool,
    /// The title speaks of a conference, whichever.
    pub(super) titled_so: bool,
    /// Somebody's list of the talks that they gave.
    pub(super) own: bool,
    /// A podcast, a course, minutes: names beside titles are no speakers.
    pub(super) genre: Option<Genre>,
}

impl Context {
    /// The promise of a document whose owner, title, metadata or folder names the event.
    pub(super) const PLAINLY: f32 = 0.9;

    /// Whether the event is plainly named.
    pub(super) fn names_it_plainly(&self) -> bool {
        self.promise >= Self::PLAINLY
    }
}

/// What the headings above a talk say of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Inherited {
    pub(super) when: Option<String>,
    pub(super) start: Option<String>,
    pub(super) track: Option<String>,
    pub(super) room: Option<String>,
    pub(super) format: Option<TalkFormat>,
    /// The text of the nearest heading above.
    pub(super) heading: String,
}

/// What was found in a part, and what was looked at and left.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) talks: Vec<Candidate>,
    /// Line, text and reasons of what is no talk.
    pub(super) rejected: Vec<(usize, String, String)>,
}

/// Finds the talks of `part`.
pub(super) fn find(part: &Part, context: &Context) -> Found {
    let blocks = &part.blocks;
    let outline = Outline::of(blocks);
    let mut search = Search::new(blocks, &outline, context);
    let (_, mut talks) = search.best(0, &Inherited::default());
    talks.sort_by_key(|talk| talk.span.0);
    search.reject_the_rest(&talks);
    Found { talks, rejected: search.rejected }
}

/// The least a talk must have for it, in points.
const ENOUGH: f32 = 0.5;

struct Search<'a> {
    blocks: &'a [Block],
    outline: &'a Outline<'a>,
    context: &'a Context,
    /// The candidates of each heading, weighed, with their points.
    headings: BTreeMap<usize, (Candidate, f32)>,
    /// The candidates at or inside each block that is no heading.
    items: BTreeMap<usize, Vec<(Candidate, f32)>>,
    paragraphs: BTreeMap<usize, Vec<(Candidate, f32)>>,
    pseudo: BTreeMap<usize, (Candidate, f32)>,
    tables: BTreeMap<usize, Vec<(Candidate, f32)>>,
    /// Lists whose items are set like those of one that plainly holds talks.
    alike: HashSet<usize>,
    prose: BTreeMap<usize, Vec<(Candidate, f32)>>,
    /// Paragraphs whose first line is a title and its people, without any mark.
    told: HashSet<usize>,
    /// Sections under a heading of people.
    of_people: HashSet<usize>,
    /// The headings of one level plainly are the talks.
    firm: bool,
    /// The document names its talks in sentences, under headings that are themes.
    prose_mode: bool,
    /// Nearly all lines begin with a small letter.
    lowered: bool,
    rejected: Vec<(usize, String, String)>,
}

impl<'a> Search<'a> {
    fn new(blocks: &'a [Block], outline: &'a Outline<'a>, context: &'a Context) -> Self {
        let mut search = Search {
            blocks,
            outline,
            context,
            headings: BTreeMap::new(),
            items: BTreeMap::new(),
            paragraphs: BTreeMap::new(),
            pseudo: BTreeMap::new(),
            tables: BTreeMap::new(),
            alike: HashSet::new(),
            prose: BTreeMap::new(),
            told: HashSet::new(),
            of_people: sections_of_people(outline),
            firm: false,
            prose_mode: false,
            lowered: lowered::is_lowered(blocks),
            rejected: Vec::new(),
        };
        if context.doubt == 0.0 {
            search.tables = agenda::in_tables(blocks);
        }
        search.weigh_headings();
        search.weigh_pseudo(Class::Bold);
        search.told = search.told_lines();
        search.weigh_pseudo(Class::Bare);
        search.weigh_items();
        search.weigh_paragraphs();
        search.weigh_bare_run();
        search.leave_what_titles_took();
        if (context.event || context.speech >= 0.5) && context.doubt == 0.0 {
            search.prose = prose::in_paragraphs(blocks, &context.event_keys).into_iter().collect();
            search.prose_mode = search.names_talks_in_prose();
        }
        search
    }

    fn weigh_headings(&mut self) {
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
            let shown: HashSet<usize> =
                siblings.iter().zip(&weighed).filter(|(_, one)| one.evidence >= 2.0).map(|((id, _), _)| *id).collect();
            if class.firm.is_some() {
                firm_level.get_or_insert(level);
            }
            let mut members = Vec::new();
            for (n, ((id, _), mut candidate)) in siblings.iter().zip(weighed).enumerate() {
                let mut points = self.points(&mut candidate, &class, n, *id);
                prior.tell(&mut candidate);
                let told = self.context.doubt == 0.0;
                let with = || if candidate.evidence >= 1.0 || candidate.format.is_some() { 1 } else { 2 };
                let last = told && class.is_outside(n) && points < ENOUGH && candidate.look >= 0.0;
                if last && self.talks_beside(*id, &shown) >= with() {
                    points = ENOUGH;
                    candidate.points = points;
                    candidate.reasons.push("stands with talks under a day".to_owned());
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
                    candidate.reasons.push("the talks stand inside a heading beside it".to_owned());
                }
                // Where headings of one level plainly are the talks, those of another need as much for themselves.
                if firm_level.is_some_and(|firm| firm != level) && candidate.evidence < 1.5 {
                    points -= 0.8;
                    candidate.points = points;
                    candidate.reasons.push("the talks have headings of another level".to_owned());
                }
                self.headings.insert(id, (candidate, points));
            }
        }
    }

    /// What a class of siblings has for it as a whole: most of them show what only talks have, or the document is about
    /// an event and nothing else in it could be its talks.
    fn prior(&self, siblings: &[Candidate], headings: bool, under_days: bool) -> Prior {
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

    fn points(&self, candidate: &mut Candidate, class: &Siblings, n: usize, section: usize) -> f32 {
        let key = fold(&candidate.title);
        if self.context.event_keys.contains(&key) {
            candidate.look -= 5.0;
            candidate.reasons.push("is the name of the event".to_owned());
        } else if !candidate.named && self.outline.sections[section].level == 1 && self.names_the_event(&key) {
            candidate.look -= 5.0;
            candidate.reasons.push("is the document's title".to_owned());
        }
        if self.tables.values().flatten().any(|(row, _)| fold(&row.title) == key) {
            candidate.evidence += 2.5;
            candidate.reasons.push("is a row of the agenda too".to_owned());
        }
        if is_hour(candidate) && !class.timed {
            candidate.look -= 1.0;
            candidate.reasons.push("is an hour of a day".to_owned());
        }
        if self.of_people.contains(&section) {
            candidate.look -= 3.0;
            candidate.reasons.push("stands under a heading of people".to_owned());
        }
        let has_children = !self.outline.sections[section].children.is_empty();
        if has_children && phrases::is_format_heading(&candidate.title) {
            candidate.look -= 4.0;
        }
        let doubt = if class.named && self.context.genre.is_none() { 0.0 } else { self.context.doubt };
        candidate.points = candidate.evidence + candidate.look + class.prior_of(n, candidate) - doubt;
        candidate.points
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
        let Some(above) = self.outline.sections.iter().position(|section| section.children.contains(&id)) else { return 0 };
        let title = &self.outline.sections[above].title;
        if when::day_label(title).is_none() && !phrases::is_format_heading(title) {
            return 0;
        }
        self.outline.sections[above].children.iter().filter(|child| shown.contains(child)).count()
    }

    fn names_the_event(&self, key: &str) -> bool {
        self.context.event_keys.iter().any(|event| !event.is_empty() && key.contains(event.as_str()))
    }

    /// Paragraphs of one line that stand over other blocks, bold as a whole or plain.
    fn weigh_pseudo(&mut self, class: Class) {
        let mut sketches = Vec::new();
        let is_head = |&n: &usize| self.is_pseudo_head(n, class) || class == Class::Bare && self.told.contains(&n);
        let starts: Vec<usize> = (0..self.blocks.len()).filter(is_head).collect();
        if starts.len() < 2 {
            return;
        }
        for (k, &n) in starts.iter().enumerate() {
            let BlockKind::Paragraph(text) = &self.blocks[n].kind else { continue };
            let next = starts.get(k + 1).copied().unwrap_or(self.blocks.len());
            let end = (n + 1..next)
                .find(|&m| matches!(self.blocks[m].kind, BlockKind::Heading { .. } | BlockKind::Rule))
                .unwrap_or(next);
            sketches.push(sketch(Head {
                text,
                body: &self.blocks[n + 1..end],
                line: self.blocks[n].line,
                span: ((n, 0), (end, 0)),
                class,
                anchor: None,
            }));
        }
        let all: Vec<&Sketch<'_>> = sketches.iter().collect();
        let habit = habit(&all);
        let weighed: Vec<Candidate> = sketches.iter().filter_map(|sketch| weigh(sketch, &habit).into_iter().next()).collect();
        // In a text without headings of talks, plain lines over lists may carry titles and nothing else.
        let headings = self.outline.sections.iter().filter(|section| section.level > 1).count();
        let alone = class == Class::Bare && headings < starts.len() && starts.len() >= 4;
        let prior = self.prior(&weighed, alone, false).points - if alone { 0.0 } else { 0.3 };
        for mut candidate in weighed {
            let at = candidate.span.0.0;
            if at == 0 && self.names_the_event(&fold(&candidate.title)) {
                candidate.look -= 5.0;
                candidate.reasons.push("is the document's title".to_owned());
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
        matches!(&self.blocks[n].kind, BlockKind::Paragraph(inlines) if is_record(&super::inlines::lines(inlines)))
            && self.is_pseudo_head(n, Class::Bare)
    }

    /// The paragraphs whose first line is a title with its people, unmarked, where the document is about an event and has
    /// few headings besides those of days: notes without markup, or with little.
    fn told_lines(&self) -> HashSet<usize> {
        let is_paragraph = |block: &&Block| matches!(block.kind, BlockKind::Paragraph(_));
        let paragraphs = self.blocks.iter().filter(is_paragraph).count();
        let inner = self.outline.sections.iter().filter(|section| section.level > 1 && section.heading.is_some());
        let titles = inner.map(|section| one_line(section.text));
        let plain = titles.filter(|title| when::leading_day(title).is_none() && !words::is_section_word(title)).count();
        if self.context.promise < 0.6 || self.context.doubt > 0.0 || paragraphs < 3 || plain * 3 >= paragraphs {
            return HashSet::new();
        }
        let told: HashSet<usize> = (0..self.blocks.len()).filter(|&n| self.names_people_on_its_first_line(n)).collect();
        if told.len() >= 3 && told.len() * 5 >= paragraphs && plain * 2 < told.len() { told } else { HashSet::new() }
    }

    fn names_people_on_its_first_line(&self, n: usize) -> bool {
        let BlockKind::Paragraph(inlines) = &self.blocks[n].kind else { return false };
        let below_a_title = || n > 0 && self.is_pseudo_head(n - 1, Class::Bold);
        if !matches!(inlines.first(), Some(Inline::Text(_))) || !could_be_a_talk(inlines) || below_a_title() {
            return false;
        }
        let first = super::inlines::lines(inlines).into_iter().next().unwrap_or_default();
        let text = one_line(&first);
        let ended = text.ends_with(['.', ':', '：', ',', ';', '!', '…']);
        if !(8..=140).contains(&text.len()) || ended || words::find_label(&text).is_some() || !could_be_a_talk(&first) {
            return false;
        }
        super::title::read_title_lines(&first, false).iter().any(|line| {
            let titled = |title: &str| title.split(' ').count() >= 2 || title.chars().any(letters::is_wide);
            let split = line.splits.first().filter(|split| {
                let title = super::people::person_likeness(&split.title);
                let position = super::people::is_role(&split.title) || super::people::is_organisation(&split.title);
                split.people.confidence >= 0.6 && titled(&split.title) && title + 0.1 < split.people.confidence && !position
            });
            let labelled = line.format.is_some() && line.mark == super::title::Mark::Quoted;
            split.is_some() || (labelled || line.people.is_some()) && titled(&line.title)
        })
    }

    fn is_pseudo_head(&self, n: usize, class: Class) -> bool {
        let BlockKind::Paragraph(inlines) = &self.blocks[n].kind else { return false };
        let over_list = || self.blocks.get(n + 1).is_some_and(|next| matches!(next.kind, BlockKind::List { .. }));
        let possible = match class {
            Class::Bold => super::contents::is_bold_title(inlines),
            Class::Bare => over_list(),
            _ => false,
        };
        if !possible {
            return false;
        }
        let (inner, wrap) = unwrapped(inlines);
        let lines = super::inlines::lines(inlines);
        // "Title", and right below it who gave it and who took the notes.
        let record = class == Class::Bare && is_record(&lines);
        let text = if record { one_line(&lines[0]) } else { one_line(inner) };
        let words = text.split_whitespace().count();
        let over = self.blocks.get(n + 1).is_some_and(|next| !matches!(next.kind, BlockKind::Heading { .. } | BlockKind::Rule));
        let one = lines.len() == 1 || record;
        if words::find_label(&text).is_some_and(|(label, _)| label == words::Label::Speaker) {
            return false;
        }
        match class {
            Class::Bold => over && one && words <= 24,
            _ => wrap != Wrap::Strong && one && (1..=20).contains(&words) && !text.ends_with(['.', ':', '：', ',', ';']),
        }
    }

    /// A line that says who gives the talk above it begins none of its own.
    fn leave_what_titles_took(&mut self) {
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

    /// Where several titles stand over smaller headings that say who gave them, those headings are no titles.
    fn leave_headings_of_people(&mut self, taken: &[(usize, usize)]) {
        let is_taken = |id: &usize| {
            let heading = self.outline.sections[*id].heading;
            heading.is_some_and(|heading| taken.iter().any(|&(at, _)| at == heading))
        };
        let ids: Vec<usize> = (0..self.outline.sections.len()).filter(is_taken).collect();
        if ids.len() >= 3 {
            for id in ids {
                if let Some((candidate, points)) = self.headings.get_mut(&id) {
                    *points = points.min(-1.0);
                    candidate.points = *points;
                    candidate.reasons.push("says who gave the talk above it".to_owned());
                }
            }
        }
    }

    /// Items of the lists that stand directly in the part.
    fn weigh_items(&mut self) {
        let mut sketches: Vec<(usize, Sketch<'a>)> = Vec::new();
        for (n, block) in self.blocks.iter().enumerate() {
            let BlockKind::List { items, .. } = &block.kind else { continue };
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
        let lists = group(sketches);
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
                let stands_over = halls.iter().any(|n| (section.own.0..section.own.1).contains(n));
                if let Some((heading, points)) = self.headings.get_mut(&id).filter(|(heading, _)| stands_over && !heading.named) {
                    *points -= 2.5;
                    heading.points = *points;
                    heading.reasons.push("stands over rows of the programme".to_owned());
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
        let marked = share(list, |sketch| sketch.titles.iter().any(|title| !matches!(title.mark, super::title::Mark::None)));
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
                    candidate.reasons.push("is a line without notes among others with them".to_owned());
                }
                let sentence = candidate.title.starts_with(char::is_lowercase) && candidate.speakers.is_empty();
                // "two more, without sound" below titles with names.
                if signed && sentence && candidate.body.is_empty() {
                    candidate.look -= 1.0;
                    candidate.reasons.push("is a remark among titles with names".to_owned());
                }
                // "someone showed a lamp" among titles in bold.
                if marked >= 0.6 && sentence && !candidate.reasons.iter().any(|reason| reason == MARKED) {
                    candidate.look -= 1.0;
                    candidate.reasons.push("is a sentence among marked titles".to_owned());
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
        use super::title::Mark;
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
        let base = if of_people { base.min(-2.2) } else { base };
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
        self.outline.sections.iter().rev().find(|section| section.own.0 <= block && block < section.own.1)
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
    fn is_under_lightning_talks(&self, list: usize) -> bool {
        let names = |n: usize| match self.blocks.get(n).map(|block| &block.kind) {
            Some(BlockKind::Paragraph(text) | BlockKind::Heading { text, .. }) => names_lightning_talks(&one_line(text)),
            _ => false,
        };
        let Some(before) = list.checked_sub(1) else { return false };
        // "Five minutes each, and a gong:" may stand between.
        let lead_in = matches!(&self.blocks[before].kind, BlockKind::Paragraph(text) if one_line(text).ends_with([':', '：']));
        names(before) || lead_in && before.checked_sub(1).is_some_and(names)
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
        if nested::is_group(&text) {
            return true;
        }
        text.ends_with([':', '：']) && (phrases::speaks_of_a_talk(last) || phrases::format_in(last).is_some())
    }

    /// Paragraphs that begin with a marked title and go on with the note.
    fn weigh_paragraphs(&mut self) {
        let mut sketches = Vec::new();
        let mut unsure = Vec::new();
        let paragraphs = self.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count();
        for (n, block) in self.blocks.iter().enumerate() {
            let BlockKind::Paragraph(text) = &block.kind else { continue };
            if !could_begin_a_talk(text) || !could_be_a_talk(text) || one_line(text).chars().count() < 12 {
                continue;
            }
            // "*Every other Friday, for whoever is awake. By Ada Brookfield.*": sentences in italics are said beside the text.
            let line = one_line(text);
            let timed = when::leading_time(&line).is_some();
            if n <= 2 && !timed && unwrapped(text).1 == Wrap::Emphasis && line.ends_with(['.', '!', '…']) {
                continue;
            }
            let head =
                Head { text, body: &[], line: block.line, span: ((n, 0), (n + 1, 0)), class: Class::Paragraph, anchor: None };
            let sketch = sketch(head);
            if words::find_label(&one_line(text)).is_some() {
                continue;
            }
            if begins_a_talk(&sketch, text) {
                sketches.push((n, sketch));
            } else if Opening::of(text).is_some() {
                unsure.push((n, sketch));
            }
        }
        let alike = set_alike(&sketches, unsure);
        if sketches.len() < 2 {
            return;
        }
        sketches.extend(alike.iter().cloned());
        sketches.sort_by_key(|(n, _)| *n);
        let is_alike = |n: usize| alike.iter().any(|(at, _)| *at == n);
        let all: Vec<&Sketch<'_>> = sketches.iter().map(|(_, sketch)| sketch).collect();
        let habit = habit(&all);
        let named = all
            .iter()
            .filter(|sketch| {
                sketch.titles.iter().any(|title| title.people.as_ref().is_some_and(|people| people.confidence >= 0.3))
            })
            .count();
        // Among marked titles, a time alone begins a remark: "12:00 Lunch. Fish soup."
        let marked = all.iter().filter(|sketch| has_marked_title(sketch)).count() * 10 >= all.len() * 5;
        let most = named * 2 > paragraphs || named * 2 == paragraphs && self.context.promise > 0.0;
        let base = if named >= 3 || most { 1.0 } else { 3.0 };
        for (n, sketch) in &sketches {
            let found = weigh(sketch, &habit);
            let titles: Vec<bool> = found.iter().map(|one| *n == 0 && self.names_the_event(&fold(&one.title))).collect();
            let entry = self.paragraphs.entry(*n).or_default();
            for (mut candidate, is_title) in found.into_iter().zip(titles) {
                if is_title {
                    candidate.look -= 5.0;
                    candidate.reasons.push("is the document's title".to_owned());
                }
                if marked && !has_marked_title(sketch) && candidate.speakers.is_empty() {
                    candidate.look -= 2.5;
                    candidate.reasons.push("is a remark among marked titles".to_owned());
                }
                if is_alike(*n) {
                    candidate.evidence += 1.0;
                    candidate.reasons.push("is set like titles that name people".to_owned());
                }
                candidate.points = candidate.evidence + candidate.look - base - self.context.doubt;
                let points = candidate.points;
                entry.push((candidate, points));
            }
        }
    }

    /// A post about an event that is little more than one-line paragraphs, each a title: recordings stood between them.
    fn weigh_bare_run(&mut self) {
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
            let alone = super::inlines::lines(text).len() == 1;
            let candidate = weigh(&sketch(head), &Habit::default()).into_iter().next().unwrap_or_default();
            if alone && is_titled(&candidate, false) && !one_line(text).ends_with([':', '!', '…']) {
                found.push((n, candidate));
            }
        }
        if found.len() >= 4 && found.len() * 10 >= paragraphs().count() * 8 {
            for (n, mut candidate) in found {
                candidate.points = 0.6;
                candidate.reasons.push("is one of a run of titles".to_owned());
                self.paragraphs.entry(n).or_default().push((candidate, 0.6));
            }
        }
    }

    /// Notes the items and paragraphs that have something of a talk and are none.
    fn reject_the_rest(&mut self, talks: &[Candidate]) {
        let mut left = Vec::new();
        for (candidate, points) in self.items.values().chain(self.paragraphs.values()).chain(self.prose.values()).flatten() {
            let used = talks.iter().any(|talk| talk.line == candidate.line);
            if !used && candidate.evidence >= 1.0 {
                let reasons = format!("{} ({points:.1} points)", candidate.reasons.join(", "));
                left.push((candidate.line, candidate.title.clone(), reasons));
            }
        }
        self.rejected.extend(left);
    }

    /// The best reading of a section: its talks and their points together.
    fn best(&mut self, id: usize, above: &Inherited) -> (f32, Vec<Candidate>) {
        let section = &self.outline.sections[id];
        let (own, children, heading) = (section.own, section.children.clone(), section.heading);
        let title = &section.title;
        let inside = inherit(above, title);
        let (mut sum, mut talks) =
            if is_dead_end(title) && heading.is_some() { (0.0, Vec::new()) } else { self.best_own(own, &inside) };
        for child in children {
            let (points, found) = self.best(child, &inside);
            sum += points;
            talks.extend(found);
        }
        let Some((mut candidate, mut points)) = self.headings.remove(&id) else { return (sum, talks) };
        if leads_to(&candidate, &talks) || stands_over(&candidate, &talks) {
            self.rejected.push((candidate.line, candidate.title.clone(), "stands over the talks that it announces".to_owned()));
            return (sum, talks);
        }
        if gives_way(&candidate, &talks) {
            points -= 2.5;
            candidate.points = points;
            candidate.reasons.push("its time is that of several titles".to_owned());
        }
        // What is inside must explain more than the heading does, and by as much as talks inside a talk are unlikely.
        if self.prose_mode && !candidate.named && candidate.start.is_none() && candidate.format.is_none() {
            self.rejected.push((candidate.line, candidate.title.clone(), "sentences name the talks".to_owned()));
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
        let reasons = if talks.is_empty() { candidate.because() } else { "stands over the talks inside it".to_owned() };
        self.rejected.push((candidate.line, candidate.title.clone(), reasons));
        (sum, talks)
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
            return self.in_prose(from, to, inside);
        }
        // Where sentences name many more talks than paragraphs begin with one, those that do are sentences too.
        let begun = plain.1.iter().all(|talk| self.paragraphs.contains_key(&talk.span.0.0));
        let told = if begun { self.in_prose(from, to, inside) } else { (0.0, Vec::new()) };
        if told.1.len() >= plain.1.len() + 2 { told } else { plain }
    }

    /// The talks that items, rows and paragraphs begin.
    fn begun(&self, (from, to): (usize, usize), inside: &Inherited) -> (f32, Vec<Candidate>) {
        let mut found: (f32, Vec<Candidate>) = (0.0, Vec::new());
        let mut timed = inside.clone();
        let mut noted: Option<usize> = None;
        for n in from..to {
            if let Some(time) = group_time(&self.blocks[n]) {
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
            } else if taken || self.paragraphs.get(&n).is_some_and(|here| here.iter().any(|(one, _)| one.start.is_some())) {
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
            let counted = |(candidate, _): &&(Candidate, f32)| candidate.look > -5.0 || candidate.start.is_none();
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
    fn names_talks_in_prose(&self) -> bool {
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

    /// Talks named in sentences; what follows a paragraph that names one goes on with the note of its last.
    fn in_prose(&self, from: usize, to: usize, inside: &Inherited) -> (f32, Vec<Candidate>) {
        let mut found: (f32, Vec<Candidate>) = (0.0, Vec::new());
        for n in from..to {
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

/// How a heading names its people, as its reasons say it.
const WAYS: [&str; 3] = ["names people beside the title", "has a line that names people below", "has a labelled speaker"];

/// Ends the note of a talk where the first of those inside it begins.
fn end_before(outer: &mut Candidate, inside: &[Candidate]) {
    if let Some(first) = inside.first() {
        outer.body.retain(|block| block.line < first.line);
        outer.span.1 = first.span.0;
    }
}

/// What the other lists of a document say about one of them.
#[derive(Debug, Clone, Copy)]
struct Others<'a> {
    /// Another list, whose items are set alike, plainly holds talks.
    alike: bool,
    /// And that leaves no doubt about this one.
    sure: bool,
    /// What the items of all lists share.
    habit: &'a Habit,
}

/// Whether a paragraph begins with a title that its line marks or that a time stands before.
fn begins_a_talk(sketch: &Sketch<'_>, text: &[Inline]) -> bool {
    use super::title::Mark;
    let marked = sketch.titles.iter().any(|title| match title.mark {
        Mark::None => title.people.is_some(),
        Mark::WholeLink => !title.splits.is_empty() || title.title.ends_with(')'),
        Mark::Quoted if title.format.is_some() => true,
        _ => title.people.is_some() || !title.splits.is_empty() || title.title.ends_with(')'),
    });
    let timed = || {
        let metadata = super::lead::role_of(text, super::lead::Form::Line(Wrap::None)).is_metadata();
        !metadata && super::inlines::lines(text).len() == 1
    };
    marked || sketch.titles.first().is_some_and(|title| title.start.is_some()) && timed()
}

/// How a paragraph begins where that is unlike a sentence with a word set off: a bold link, or a line in bold over a line
/// that is set off as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        let lines = super::inlines::lines(text);
        let below = match lines.as_slice() {
            [_, below] => unwrapped(below).1,
            _ => Wrap::None,
        };
        (linked || below != Wrap::None).then_some(Self { linked, below })
    }
}

/// Those of the `unsure` paragraphs that begin like three that name people, where those are most that begin so.
fn set_alike<'a>(sure: &[(usize, Sketch<'a>)], unsure: Vec<(usize, Sketch<'a>)>) -> Vec<(usize, Sketch<'a>)> {
    let named = sure.iter().filter(|(_, sketch)| sketch.titles.iter().any(|title| title.people.is_some()));
    let openings: Vec<Opening> = named.filter_map(|(_, sketch)| Opening::of(sketch.head.text)).collect();
    let begun: Vec<Option<Opening>> = unsure.iter().map(|(_, sketch)| Opening::of(sketch.head.text)).collect();
    let known = |all: &[Opening]| {
        let mut known: Vec<(Opening, usize)> = Vec::new();
        for &opening in all {
            match known.iter_mut().find(|(held, _)| *held == opening) {
                Some((_, count)) => *count += 1,
                None => known.push((opening, 1)),
            }
        }
        known
    };
    let (named, others) = (known(&openings), known(&begun.iter().flatten().copied().collect::<Vec<_>>()));
    let count =
        |known: &[(Opening, usize)], opening| known.iter().find(|(held, _)| *held == opening).map_or(0, |(_, count)| *count);
    let alike = |opening: Opening| count(&named, opening) >= 3 && count(&named, opening) >= count(&others, opening);
    let keep: Vec<bool> = begun.iter().map(|opening| opening.is_some_and(alike)).collect();
    unsure.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(one, _)| one).collect()
}

/// "Session A" over paragraphs that each begin with a title and name its people on their next line: those are no people of
/// the heading's, and it only stands over them.
fn stands_over(heading: &Candidate, inside: &[Candidate]) -> bool {
    let named = inside.iter().filter(|talk| talk.named).count();
    inside.len() >= 2
        && named * 2 >= inside.len()
        && heading.named
        && heading.speakers.iter().all(|speaker| names(inside, speaker))
}

/// A time over several titles that name people makes no one talk of them.
fn gives_way(heading: &Candidate, inside: &[Candidate]) -> bool {
    let named = inside.iter().filter(|talk| talk.named).count();
    named >= 2 && named * 3 >= inside.len() * 2 && !heading.named && heading.start.is_some()
}

fn names(talks: &[Candidate], speaker: &Speaker) -> bool {
    talks.iter().flat_map(|talk| &talk.speakers).any(|held| fold(&held.name) == fold(&speaker.name))
}

/// "10:00 Invited talk" over the line of its title and the line of its people.
fn leads_to(heading: &Candidate, inside: &[Candidate]) -> bool {
    let [talk] = inside else { return false };
    let same = heading.speakers.iter().all(|speaker| names(inside, speaker));
    talk.named && same && phrases::is_format_heading(&heading.title)
}

/// How many items or paragraphs the candidates begin.
fn items_of<'a>(candidates: impl Iterator<Item = &'a (Candidate, f32)>) -> usize {
    candidates.map(|(candidate, _)| candidate.span.0).collect::<HashSet<_>>().len()
}

/// A time over one word and nobody's name: "16:00 Flight".
fn is_hour(one: &Candidate) -> bool {
    one.start.is_some() && !one.named && !one.title.contains(' ') && one.title.is_ascii()
}

/// The sections right below a heading of people.
fn sections_of_people(outline: &Outline<'_>) -> HashSet<usize> {
    let of_people = |id: &usize| outline.sections[*id].heading.is_some() && phrases::is_of_people(&outline.sections[*id].title);
    (0..outline.sections.len()).filter(of_people).flat_map(|id| outline.sections[id].children.iter().copied()).collect()
}

/// Whether a block could go on with the note of the paragraph before it: no rule, no gap, no lead-in to something else.
fn goes_on(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Rule)
        && !matches!(&block.kind, BlockKind::Paragraph(inlines) if is_blank(inlines))
        && !block.text().trim_end().ends_with(':')
}

/// "Lightning talks", "16:00 - Kurzvorträge", "LT大会": a few words that name short talks and nothing else.
fn names_lightning_talks(text: &str) -> bool {
    let text = when::leading_time(text).map_or(text, |(_, _, rest)| rest).trim_end_matches([':', '：', ' ']);
    text.split_whitespace().count() <= 4
        && phrases::format_in(text).or_else(|| words::format_of(text)) == Some(TalkFormat::Lightning)
}

/// "A linter for lamps - nice, have to try it": where all items of a list of short talks begin like titles and some go on
/// with a remark behind a dash, the remarks are notes. Whether the items are such.
fn part_remarks(weighed: &mut [(usize, Vec<Candidate>)]) -> bool {
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
        one.title = super::title::tidy(&title);
        one.reasons.push("is listed under lightning talks".to_owned());
        if let Some(remark) = remark {
            let kind = BlockKind::Paragraph(vec![Inline::Text(remark)]);
            one.body.insert(0, Block { line: one.line, end_line: one.line, kind, anchor: None });
        }
    }
    true
}

/// A break, or what opens or closes a day.
fn is_between_talks(one: &Candidate) -> bool {
    !one.named && (phrases::is_pause(&one.title) || phrases::is_ceremony(&one.title))
}

/// A few words that begin with a capital, unless all is `lowered`, and end without a full stop.
fn is_titled(talk: &Candidate, lowered: bool) -> bool {
    let words = talk.title.split_whitespace().count();
    let wide = talk.title.chars().any(letters::is_wide);
    let capital = talk.title.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| lowered || !c.is_lowercase());
    talk.look > -1.0 && (2..=18).contains(&words) | wide && capital && !talk.title.ends_with(['.', ',', ';'])
}

/// What a class of siblings has for it before each is looked at.
struct Prior {
    points: f32,
    /// The signs, where titles alone had to tell.
    because: Option<String>,
}

impl Prior {
    fn of(points: f32) -> Self {
        Self { points, because: None }
    }

    /// Says at a candidate that shows nothing itself what its siblings were told by.
    fn tell(&self, candidate: &mut Candidate) {
        if let Some(words) = self.because.as_deref().filter(|_| candidate.evidence < 1.0 && candidate.look > -2.0) {
            let verdict = if self.points > 0.0 { "the titles are those of talks" } else { "the titles could be anything's" };
            candidate.reasons.push(format!("{verdict}: {words}"));
        }
    }
}

/// What the headings of one level come to together.
struct Siblings {
    prior: f32,
    /// Most siblings show plainly that they are talks: the first and the last that do.
    firm: Option<(usize, usize)>,
    /// Nearly all of them begin with a time: one that does not is no session.
    timed: bool,
    /// Most of them name their people themselves: whatever the document is called, these are talks.
    named: bool,
}

impl Siblings {
    fn of(prior: f32, siblings: &[Candidate]) -> Siblings {
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
        }
    }

    /// Whether the `n`th stands before the first or behind the last of those that plainly are talks.
    fn is_outside(&self, n: usize) -> bool {
        self.firm.is_some_and(|(first, last)| !(first..=last).contains(&n))
    }

    /// Where nearly all siblings show plainly that they are talks, one that shows nothing is the exception: between two
    /// of them perhaps, before the first or behind the last hardly.
    fn prior_of(&self, n: usize, candidate: &Candidate) -> f32 {
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

/// Whether the lines below the first say who gives it, who took notes, when and where, and nothing else.
fn is_record(lines: &[Vec<Inline>]) -> bool {
    use super::lead::{Form, Role, role_of};
    let [_, below @ ..] = lines else { return false };
    let tells = |line: &Vec<Inline>| match role_of(line, Form::Line(Wrap::None)) {
        Role::People(people) => people.confidence >= 0.5,
        role => role.is_metadata(),
    };
    (1..=4).contains(&below.len()) && below.iter().all(tells)
}

/// Whether half of a list's items have something of a talk's line: asked first, because most lists are notes.
fn many_could_be_talks(items: &[Item]) -> bool {
    let could = |item: &&Item| match item.blocks.first() {
        Some(Block { kind: BlockKind::Paragraph(text), .. }) => could_be_a_talk(text),
        _ => false,
    };
    items.iter().filter(could).count() * 2 >= items.len()
}

/// Items that mostly are set off names are people, whether each looks like one or not.
fn doubt_people(weighed: &mut [(usize, Vec<Candidate>)]) {
    let likeness = |one: &Candidate| super::people::person_likeness(&one.title);
    let beside = |one: &Candidate| one.speakers.iter().map(|who| super::people::person_likeness(&who.name)).fold(0.0, f32::max);
    let is_person = |one: &&Candidate| likeness(one) >= 0.5 && beside(one) < 0.7;
    let all = weighed.iter().flat_map(|(_, found)| found).count();
    if all < 3 || weighed.iter().flat_map(|(_, found)| found).filter(is_person).count() * 2 <= all {
        return;
    }
    for one in weighed.iter_mut().flat_map(|(_, found)| found) {
        one.look -= 2.5;
        one.reasons.push("stands among names of people".to_owned());
    }
}

/// The title is set off from the rest of its line.
fn has_marked_title(sketch: &Sketch<'_>) -> bool {
    sketch.titles.iter().any(|title| title.mark != super::title::Mark::None)
}

/// A piece that could be a marked title, or a time set as code in front of one.
fn is_marked(inlines: &[Inline]) -> bool {
    matches!(inlines.first(), Some(Inline::Code(_)))
        || inlines.iter().any(|inline| {
            !matches!(inline, Inline::Text(_) | Inline::Code(_) | Inline::Image { .. } | Inline::SoftBreak | Inline::LineBreak)
        })
}

/// A marked or quoted piece, people in brackets, a time: what a paragraph of a talk begins with.
fn could_begin_a_talk(inlines: &[Inline]) -> bool {
    const QUOTES: [char; 11] = ['"', '“', '„', '«', '»', '‘', '\'', '「', '『', '《', '”'];
    is_marked(inlines) || {
        let text = plain(inlines);
        text.contains(QUOTES)
            || text.find('(').is_some_and(|at| at < 160)
            || text.chars().take(48).any(|c| c.is_numeric() || letters::is_wide(c))
    }
}

/// A marked piece, a time, or something that could part a title from people.
fn could_be_a_talk(inlines: &[Inline]) -> bool {
    const BETWEEN: [&str; 11] =
        [" by ", " par ", " von ", " por ", " door ", " di ", " da ", " with ", " mit ", " de ", "による"];
    const OWNED: [&str; 2] = ["'s ", "’s "];
    if is_marked(inlines) {
        return true;
    }
    let text = one_line(inlines);
    text.starts_with(|c: char| c.is_ascii_digit() || letters::is_wide(c))
        || is_parted_from_a_name(&text)
        || BETWEEN.iter().any(|word| text.split_once(word).is_some_and(|(_, after)| begins_like_a_name(after)))
        || OWNED.iter().any(|mark| text.split_once(mark).is_some_and(|(before, _)| ends_like_a_name(before)))
        || phrases::format_prefix(&text).is_some()
}

/// A mark between two parts of a line, of which one begins or ends like a name; or a piece in quotation marks.
fn is_parted_from_a_name(text: &str) -> bool {
    let short = text.len() < 120;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let parts = match c {
            '"' | '“' | '„' | '«' | '»' | '「' | '『' | '‘' => return true,
            ':' | '：' | '(' | '（' | '[' | '【' | '–' | '—' | '―' | '‒' | '|' | '｜' | '／' | '~' | '〜' | '·' | '•' | '@'
            | '\t' => true,
            '-' | '/' => before == ' ' || after.starts_with(' '),
            ',' | '、' | '，' => short,
            _ => false,
        };
        if parts && (begins_like_a_name(after) || ends_like_a_name(&text[..at])) {
            return true;
        }
        before = c;
    }
    false
}

/// How far around a mark a name is looked for: a line of nothing but brackets is asked at each of them.
const NEAR: usize = 64;

/// A capital, a handle or a letter of another script, behind what may stand around a name.
fn begins_like_a_name(text: &str) -> bool {
    let is_around = |c: &char| c.is_whitespace() || matches!(c, '(' | '[' | '*' | '_' | '-');
    let first = text.chars().take(NEAR).find(|c| !is_around(c));
    first.is_some_and(|c| c.is_uppercase() || c == '@' || !c.is_ascii())
}

/// The last word begins like a name, or something in brackets ends it.
fn ends_like_a_name(text: &str) -> bool {
    let from = (text.len().saturating_sub(NEAR * 2)..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let text = text[from..].trim_end();
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    text.ends_with([')', ']', '）', '】']) || begins_like_a_name(word)
}

/// Where headings are the talks by their titles alone, one of two words between them is one as well.
fn stand_by_their_siblings(members: &mut [(usize, Candidate, f32)]) {
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
            candidate.reasons.push("stands between talks".to_owned());
        }
    }
}

/// A list item as a head: its first paragraph, and the rest of it below.
fn item_head(item: &Item, from: (usize, usize), to: (usize, usize)) -> Option<Head<'_>> {
    let [Block { kind: BlockKind::Paragraph(text), line, .. }, body @ ..] = item.blocks.as_slice() else { return None };
    (!is_blank(text)).then_some(Head { text, body, line: *line, span: (from, to), class: Class::Item, anchor: None })
}

/// The items of one list are siblings of each other.
fn group<'a>(sketches: Vec<(usize, Sketch<'a>)>) -> Vec<(usize, Vec<(usize, Sketch<'a>)>)> {
    let mut lists: Vec<(usize, Vec<(usize, Sketch<'a>)>)> = Vec::new();
    for (block, sketch) in sketches {
        match lists.last_mut() {
            Some((held, list)) if *held == block => list.push((block, sketch)),
            _ => lists.push((block, vec![(block, sketch)])),
        }
    }
    lists
}

fn share(list: &[(usize, Sketch<'_>)], test: impl Fn(&Sketch<'_>) -> bool) -> f32 {
    list.iter().filter(|(_, sketch)| test(sketch)).count() as f32 / list.len().max(1) as f32
}

/// Sections that hold no talks whatever their lists look like.
fn is_dead_end(title: &str) -> bool {
    words::is_takeaways_heading(title) || phrases::is_reference_heading(title) || phrases::is_preparation(title)
}

/// What a heading tells the talks below it.
fn inherit(above: &Inherited, title: &str) -> Inherited {
    let mut inside = above.clone();
    if title.is_empty() {
        return inside;
    }
    inside.heading = title.to_owned();
    if when::day_label(title).is_some() || (when::find_date(title, None).is_some() && title.len() < 60) {
        inside.when = Some(title.to_owned());
        inside.start = None;
    }
    // "Slot 1 (10:00)"
    let aside = title.strip_suffix(')').and_then(|title| Some(title.rsplit_once(" (")?.1)).filter(|aside| when::is_time(aside));
    if let Some((start, _, _)) = when::leading_time(aside.unwrap_or(title)) {
        inside.start = Some(start);
    }
    if let Some(track) = phrases::track_of_heading(title) {
        inside.track = Some(track);
    }
    // "HALL A (big)"
    let place = title.split('(').next().unwrap_or(title).trim();
    if nested::is_room(place) {
        inside.room = Some(words::find_label(place).map_or(place, |(_, room)| room).to_owned());
    }
    if phrases::is_format_heading(title) {
        inside.format = words::format_of(title).or(phrases::format_prefix(title)).or(phrases::format_in(title));
    } else if let Some(format) =
        phrases::format_in(title).or_else(|| words::format_of(title).filter(|&format| format == TalkFormat::Lightning))
        && title.split_whitespace().count() <= 5
        // "Lamp Workshop 2031" is a workshop, and its talks are talks.
        && !super::source::names_a_programme(title)
        && when::find_year(title).is_none()
    {
        inside.format = Some(format);
    }
    inside
}

/// Fills what the talk itself leaves unsaid from the headings above it.
fn settle(candidate: &mut Candidate, above: &Inherited) {
    candidate.when = candidate.when.take().or_else(|| above.when.clone());
    candidate.start = candidate.start.take().or_else(|| above.start.clone());
    candidate.track = candidate.track.take().or_else(|| above.track.clone());
    candidate.room = candidate.room.take().or_else(|| above.room.clone());
    candidate.format = candidate.format.or(above.format);
}

/// A paragraph that is a time and nothing else: "1525:" over the talks that begin then.
fn group_time(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    let text = short_line(inlines, 40)?;
    let (start, _, rest) = when::leading_time(text.trim_end_matches(':'))?;
    (rest.trim().is_empty() || nested::is_group(rest)).then_some(start)
}

/// A paragraph that is the label of a group of talks and nothing else: "17:20 - Lightning talks".
fn group_label(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    let text = one_line(inlines);
    let rest = when::leading_time(&text).map_or(text.as_str(), |(_, _, rest)| rest).trim();
    (text.len() < 60 && !rest.is_empty() && nested::is_group(rest)).then(|| rest.trim_end_matches([':', '：']).to_owned())
}

/// A paragraph that is a day's label and nothing else.
fn group_day(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    short_line(inlines, 49).filter(|text| when::day_label(text.trim_end_matches(':')).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn a_line_of_brackets_takes_no_longer_than_its_length() {
        let started = std::time::Instant::now();
        let line = [super::Inline::Text("(".repeat(100_000))];
        assert!(!super::could_be_a_talk(&line));
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
        for (text, could) in [("Fog ((((Ada", true), ("fog ((((oil", false), ("so it was (wet", false), ("fog: Ada", true)] {
            assert_eq!(super::could_be_a_talk(&[super::Inline::Text(text.to_owned())]), could, "{text:?}");
        }
    }

    #[test]
    fn items_count_once_and_headings_of_people_are_no_titles() {
        check(
            "# Lampmakers of Delft\n\n## 2031\n\n### #14 – 8 November 2031\n\n* **Counting Fog**, Anna Berg – [slides](f.pdf)\n* **Small Boats**, Peter Jones – [slides](b.pdf), [code](https://c.example/b)\n\n\
             ### #13 – 13 September 2031\n\n* **Long Rivers**, Maria Lopez – [slides](r.pdf), [video](https://v.example/r)\n* **Wet Sand**, Otto Brandt – [slides](s.pdf)\n",
            "event Lampmakers of Delft
             talk 7 Counting Fog | Anna Berg | 2031-11-08
             talk 8 Small Boats | Peter Jones | 2031-11-08
             talk 12 Long Rivers | Maria Lopez | 2031-09-13
             talk 13 Wet Sand | Otto Brandt | 2031-09-13",
        );
        check(
            "![LampConf 2031](b.png)\n\n# Counting Fog\n## Anna Berg, Quay\n\nSlow.\n\n# Small Boats\n## Peter Jones, Lumen\n\nWet.\n\n## Timeline\n\n| 09:12 | alert |\n|---|---|\n| 09:20 | twelve people |\n| 10:05 | the boss |\n\n# Long Rivers\n## Maria Lopez, Tide\n\nLong.\n",
            "event LampConf 2031
             talk 3 Counting Fog | Anna Berg (Quay)
             note Slow.
             talk 8 Small Boats | Peter Jones (Lumen)
             note Wet. ## Timeline | 09:12 | alert | |---|---| | 09:20 | twelve people | | 10:05 | the boss |
             talk 20 Long Rivers | Maria Lopez (Tide)
             note Long.",
        );
    }

    #[test]
    fn slots_with_their_times_stand_over_talks() {
        check(
            "# OpenLamps Delft\n\n*Saturday 9th February 2031, a chilly mill*\n\n## Slot 1 (10:00)\n\n### Counting Fog (hosted by Anna Berg)\n\nSlow.\n\n### Salaries at Sea (hosted by a person who would rather not be named)\n\nLow.\n\n## Slot 2 (11:00)\n\n### Small Boats (hosted by Peter Jones)\n\nWet.\n",
            "event OpenLamps Delft
             talk 7 Counting Fog | Anna Berg | 2031-02-09 | 10:00
             note Slow.
             talk 11 Salaries at Sea | 2031-02-09 | 10:00
             note Low.
             talk 17 Small Boats | Peter Jones | 2031-02-09 | 11:00
             note Wet.",
        );
    }

    #[test]
    fn siblings_that_plainly_are_talks_outvote_those_before_and_behind_them() {
        check(
            "# Ferrocon 2031\n\n## Warm and dry\n\nTrain.\n\n## Parsing Fog\nSpeaker: Ada Brookfield\n\n- a\n\n\
             ## Quiet Machines at Sea\n\n- b\n\n## Small Boats\nSpeaker: Milo Venn\n\n- c\n\n\
             ## Long Rivers\nSpeaker: Ines Faro\n\n- d\n\n## My cat at home\n\nAsleep.\n",
            "event Ferrocon 2031
             talk 7 Parsing Fog | Ada Brookfield
             note - a
             talk 12 Quiet Machines at Sea
             note - b
             talk 16 Small Boats | Milo Venn
             note - c
             talk 21 Long Rivers | Ines Faro
             note - d",
        );
    }

    #[test]
    fn a_title_that_names_an_event_promises_talks() {
        let headings =
            "## Counting fog by hand\n\nSlow.\n\n## Lamps that sleep at noon\n\nDark.\n\n## Boats on small rivers\n\nWet.\n";
        check(
            &format!("# Ferrocon 2031\n\n{headings}"),
            "event Ferrocon 2031
             talk 3 Counting fog by hand
             note Slow.
             talk 7 Lamps that sleep at noon
             note Dark.
             talk 11 Boats on small rivers
             note Wet.",
        );
        check(&format!("# Of lamps and boats\n\n{headings}"), "none");
    }

    #[test]
    fn titles_without_any_mark_stand_over_their_notes() {
        let expected = |first: usize, step: usize, below: &str| {
            format!(
                "event Ferrocon 2031
                 talk {first} Parsing Fog | Anna Berg{below}
                 note It drifts.
                 talk {} Small Boats | Peter Jones{below}
                 note Wet, all three.
                 talk {} Long Rivers | Maria Lopez{below}
                 note Slept.",
                first + step,
                first + 2 * step
            )
        };
        let shapes = [
            ("{t} - {n}\n{x}", 3),    // the note on the next line
            ("{t} - {n}\n\n{x}", 4),  // the note in a paragraph of its own
            ("{n}: {t}\n{x}", 3),     // people first
            ("\"{t}\", {n}\n{x}", 3), // quoted
        ];
        let talks = [
            ("Parsing Fog", "Anna Berg", "It drifts."),
            ("Small Boats", "Peter Jones", "Wet, all three."),
            ("Long Rivers", "Maria Lopez", "Slept."),
        ];
        for (shape, step) in shapes {
            let fill = |(t, n, x): &(&str, &str, &str)| shape.replace("{t}", t).replace("{n}", n).replace("{x}", x);
            let text = talks.iter().map(fill).collect::<Vec<_>>().join("\n\n");
            check(&format!("# Ferrocon 2031: what I saw\n\n{text}\n"), &expected(3, step, ""));
        }
    }

    #[test]
    fn a_title_and_its_record_stand_over_a_list() {
        check(
            "# Ferrocon 2031, raw notes\n\nSESSION 1 - Counting Fog (lead: Anna Berg)\nscribe: ott\n - slow\n\nSESSION 2 - Small Boats (lead: none, open)\nscribe: -\n - wet\n\n\
             SESSION 3 - Long Rivers (lead: Maria Lopez, Otto Brandt)\nscribe: ott\n - long\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note - slow
             talk 7 Small Boats
             note - wet
             talk 11 Long Rivers | Maria Lopez; Otto Brandt
             note - long",
        );
    }

    #[test]
    fn addresses_below_titles_begin_no_records() {
        check(
            "# Ferrocon 2031: what I saw\n\nParsing Fog by Anna Berg\nhttps://v.example/w/01\n\nSmall Boats by Peter Jones\nhttps://v.example/w/02\n\n\
             Long Rivers by Maria Lopez\nhttps://v.example/w/03\nloved it\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg | https://v.example/w/01
             talk 6 Small Boats | Peter Jones | https://v.example/w/02
             talk 9 Long Rivers | Maria Lopez | https://v.example/w/03
             note loved it",
        );
    }

    #[test]
    fn whoever_stands_where_siblings_name_people_is_a_speaker() {
        check(
            "# Ferrocon 2031\n\n## Watch\n\n- **Parsing Fog** - Anna Berg - slow\n- **Small Boats** - Peter Jones\n- **Lamps Are Fine**, Temperance Wick. Ha.\n- **Long Rivers** - Maria Lopez\n\n\
             ## Skip\n\n- **Oil for the Moon** - Zelm Quarrow - no\n- **Sponsor Session: Buy Lamps** - the hosts\n",
            "event Ferrocon 2031
             talk 5 Parsing Fog | Anna Berg
             note slow
             talk 6 Small Boats | Peter Jones
             talk 7 Lamps Are Fine | Temperance Wick
             note Ha.
             talk 8 Long Rivers | Maria Lopez
             talk 12 Oil for the Moon | Zelm Quarrow
             note no",
        );
        check(
            "# Ferrocon 2031\n\n| | Pier | Quay |\n|---|---|---|\n| 9:30 | Counting Fog<br>Anna Berg | Small Boats<br>Bodhi Wick |\n| 10:30 | Long Rivers<br>Maria Lopez, Peter Jones, Bodhi Wick | Wet Sand<br>Julia Martin |\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg | 09:30 | Pier
             talk 5 Small Boats | Bodhi Wick | 09:30 | Quay
             talk 6 Long Rivers | Maria Lopez; Peter Jones; Bodhi Wick | 10:30 | Pier
             talk 6 Wet Sand | Julia Martin | 10:30 | Quay",
        );
    }

    #[test]
    fn people_whom_somebody_met_are_no_talks() {
        let lists = [
            "## The hallway track\n\n- **Anna Berg** - runs lamps for a chain of piers\n- **Zelm Quarrow** (Quay) - told me about oil\n- **Temperance Wick** - knits\n",
            "## Maintainers\n\n- Anna Berg (@anna) - core\n- Peter Jones (@pete) - relay\n- Maria Lopez (@mlo) - Windows\n",
            "## Friday\n\n- 12:30 lunch, standing, met\n    - Dr Anna Berg, she did the cache we use\n    - Peter, formerly of us\n",
            "## Lamps\n\n### Anna Berg\n*Head of lamps*\n\nGave a talk once.\n\n### Peter Jones\n*Cables*\n\nTall.\n\n## Office\n\n### Maria Lopez\n*Door*\n\nLoud.\n\n### Otto Brandt\n*Oil*\n\nWet.\n",
            "## The people\n\n### Anna - Head of Lamps\n\nNice.\n\n### Peter - Cables\n\nTall.\n\n### Maria - Door\n\nLoud.\n",
            "## Sunday in Fogport\n\n### 16:00 Lighthouse\n\nTall.\n\n### 22:15 Flight\n\nOn time.\n\n### On being shy\n\nI hid.\n",
        ];
        for list in lists {
            let text = format!("# Ferrocon 2031: four days in Fogport\n\nI was there; the talks are told elsewhere.\n\n{list}");
            check(&text, "event Ferrocon 2031");
        }
    }

    #[test]
    fn a_season_of_evenings_is_no_journey() {
        check(
            "# Les soirées de Brumeville\n\n## Mardi 17 octobre 2030 – Rentrée\n\n* 19h00 : *Compter la brume* par Julien Martin\n* 20h00 : *Petits bateaux* par Marie Dubois, Quai\n* 21h00 : crêpes\n\nMerci.\n\n\
             ## Jeudi 25 janvier 2031 – Courtes\n\n* *Lampes* par Pierre Durand\n* *Longs fleuves* par Anna Berg\n* *Le sable* par Gwenaëlle Riou\n\n## Mardi 12 juin 2031 – Assemblée\n\n* Bilan : adopté\n",
            "talk 5 Compter la brume | Julien Martin | 2030-10-17 | 19:00
             talk 6 Petits bateaux | Marie Dubois (Quai) | 2030-10-17 | 20:00
             talk 13 Lampes | Pierre Durand | 2031-01-25
             talk 14 Longs fleuves | Anna Berg | 2031-01-25
             talk 15 Le sable | Gwenaëlle Riou | 2031-01-25",
        );
        check(
            "# Ten days in Fogland\n\n## Monday 3 March - Quay\n\n* 9:00 train\n* 12:00 *Old Pier*\n* 19:00 dinner\n\n## Tuesday 4 March - Lumen\n\n* *Lamps* by the sea\n\n## Wednesday 5 March - Home\n\nRain.\n",
            "none",
        );
    }

    #[test]
    fn a_kind_of_session_may_stand_in_front_of_a_quoted_title() {
        check(
            "# Ferrocon 2031\n\n\"Counting Fog\" - Anna Berg\n\nSlow.\n\npanel \"Who Pays?\" - chaired by Peter Jones\n\nNobody.\n\n\"Small Boats\" - Maria Lopez\n\nWet.\n\n\"Long Rivers\" - Otto Brandt\n\nLong.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note Slow.
             talk 7 Who Pays? | panel
             note chaired by Peter Jones Nobody.
             talk 11 Small Boats | Maria Lopez
             note Wet.
             talk 15 Long Rivers | Otto Brandt
             note Long.",
        );
    }

    #[test]
    fn lists_of_ones_own_talks_hold_talks() {
        check(
            "# Talks\n\nSlides of what I gave.\n\n## 2031\n\n- [Counting Fog](fog.pdf) - Ferrocon 2031, Fogport · [video](https://example.org/1)\n- *Small Boats*, Quaycamp\n\n## Podcasts\n\n- [Slow Wires #4](https://example.org/2)\n",
            "talk 7 Counting Fog | fog.pdf
             talk 8 Small Boats",
        );
        check("# Links\n\n## 2031\n\n- [Counting Fog](fog.pdf) - Ferrocon, Fogport\n- *Small Boats*, Quaycamp\n", "none");
    }

    #[test]
    fn a_long_list_under_the_title_of_a_report_is_the_report() {
        check(
            "# Ferrocon 2031\n\n* Counting Fog\n    * slow\n* Lamps That Sleep\n    * dark\n* Small Boats\n* Long Rivers\n    * wet\n\n\
             ## Where I stayed\n\n* a hotel\n",
            "event Ferrocon 2031
             talk 3 Counting Fog
             note * slow
             talk 5 Lamps That Sleep
             note * dark
             talk 7 Small Boats
             talk 8 Long Rivers
             note * wet",
        );
    }

    #[test]
    fn titles_with_names_under_lightning_talks_are_talks() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog by Anna Berg\n\na\n\n## Lightning talks\n\n- Counting lamps - Peter Jones\n- Small boats - Maria Lopez\n- Wet sand - @sandy\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 9 Counting lamps | Peter Jones | lightning
             talk 10 Small boats | Maria Lopez | lightning
             talk 11 Wet sand | @sandy | lightning",
        );
    }

    #[test]
    fn a_talk_may_stand_a_level_off() {
        let expected = "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg
             note Slow.
             talk 9 Small Boats | Peter Jones
             note Wet.
             talk 13 Long Rivers | Maria Lopez
             note Long.
             talk 17 Wet Sand | Otto Brandt
             note Dry.";
        for levels in [["###", "####", "###", "###"], ["###", "##", "###", "###"], ["###", "###", "###", "####"]] {
            let titles = [
                "Counting Fog - Anna Berg\n\nSlow.",
                "Small Boats - Peter Jones\n\nWet.",
                "Long Rivers - Maria Lopez\n\nLong.",
                "Wet Sand - Otto Brandt\n\nDry.",
            ];
            let text: Vec<String> = levels.iter().zip(titles).map(|(level, title)| format!("{level} {title}\n")).collect();
            check(&format!("# Ferrocon 2031\n\n## Monday\n\n{}", text.join("\n")), expected);
        }
        // Positions of a panel belong to it.
        check(
            "# Ferrocon 2031\n\n### Fog - Anna Berg\n\na\n\n### Boats - Peter Jones\n\nb\n\n### Who pays? - Maria Lopez\n\nc\n\n#### Nobody\n\nd\n\n#### Somebody\n\ne\n",
            "event Ferrocon 2031
             talk 3 Fog | Anna Berg
             note a
             talk 7 Boats | Peter Jones
             note b
             talk 11 Who pays? | Maria Lopez
             note c #### Nobody d #### Somebody e",
        );
    }

    #[test]
    fn titles_under_lightning_talks_may_carry_remarks() {
        let list = |items: &str| format!("# Ferrocon 2031\n\n## Counting Fog by Anna Berg\n\na\n\n## Lightning talks\n\n{items}");
        check(
            &list("* A linter for lamps - nice, have to try it\n* Why I print my tides on paper\n* Zero to fog in 5 minutes\n"),
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note a
             talk 9 A linter for lamps | lightning
             note nice, have to try it
             talk 10 Why I print my tides on paper | lightning
             talk 11 Zero to fog in 5 minutes | lightning",
        );
        check(
            &list("* somebody had a lamp - nice\n* boats again.\n* it was loud\n"),
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note a
             talk 7 Lightning talks | lightning
             note * somebody had a lamp - nice * boats again. * it was loud",
        );
    }

    #[test]
    fn remarks_between_marked_titles_are_no_talks() {
        check(
            "# Live: Ferrocon 2031\n\n**17:05** Last session: *“Parsing Fog at Sea”*, **Anna Berg**. Slow.\n\n**15:30** Waffles in the foyer.\n\n\
             **14:30** *“Small Boats”*, **Peter Jones**. Wet.\n\n**13:00** Lunch. Fish soup.\n\n**11:00** *“Long Rivers”*, **Maria Lopez** (Quay). Long.\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog at Sea | Anna Berg | 17:05
             note Slow.
             talk 7 Small Boats | Peter Jones | 14:30
             note Wet.
             talk 11 Long Rivers | Maria Lopez (Quay) | 11:00
             note Long.",
        );
    }

    #[test]
    fn times_with_titles_and_people_need_no_conference() {
        check(
            "# Saison 2031\n\n## Mardi 14 octobre 2031\n\n* 19h00 : *Compter la brume* par Julien Martin\n* 20h00 : *Les bateaux dorment* par Marie Dubois\n* 21h00 : crêpes\n",
            "event Saison 2031
             talk 5 Compter la brume | Julien Martin | 2031-10-14 | 19:00
             talk 6 Les bateaux dorment | Marie Dubois | 2031-10-14 | 20:00",
        );
    }

    #[test]
    fn where_all_begin_with_a_time_what_has_none_is_no_session() {
        check(
            "# Ferrocon 2031\n\n## 09:00 Fog\n\na\n\n## 10:00 Lamps\n\nb\n\n## The rain outside\n\nWet.\n\n## 11:00 Boats\n\nc\n\n## 12:00 Rivers\n\nd\n",
            "event Ferrocon 2031
             talk 3 Fog | 09:00
             note a
             talk 7 Lamps | 10:00
             note b
             talk 15 Boats | 11:00
             note c
             talk 19 Rivers | 12:00
             note d",
        );
    }

    #[test]
    fn sessions_give_way_to_the_titles_below_them() {
        check(
            "# Ferrocon 2031: Programme\n\n## 9:00 Invited talk\n\n**Counting fog at sea**\n*Anna Berg (Quay)*\n\n> We count.\n\n## 10:30 Session A: Water\n\n**Small Boats** [[pdf](a.pdf)]\n*Peter Jones and Maria Lopez*\n\n**Long Rivers**\n*Otto Brandt*\n\n## 12:00 Session B: Light\n\n**Lamps That Sleep**\n*Julia Hart (Harbour Works)*\n\n**Wet Sand** [[pdf](b.pdf)]\n*Ines Faro*\n",
            "event Ferrocon 2031
             talk 5 Counting fog at sea | Anna Berg (Quay) | 09:00
             talk 12 Small Boats | Peter Jones; Maria Lopez | 10:30
             talk 15 Long Rivers | Otto Brandt | 10:30
             talk 20 Lamps That Sleep | Julia Hart (Harbour Works) | 12:00
             talk 23 Wet Sand | Ines Faro | 12:00",
        );
    }

    #[test]
    fn paragraphs_set_like_those_that_name_people_are_talks() {
        check(
            "# Three of us at Ferrocon 2031\n\nWe were there and heard talks.\n\n## Water\n\n**[Counting Fog](https://e.example/1)** by Anna Berg.\nSlow.\n\n**[Small Boats](https://e.example/2)** by Peter Jones.\nWet.\n\n## Light\n\n**[Long Rivers](https://e.example/3)** by Maria Lopez.\nLong.\n\n**[Lamps That Sleep](https://e.example/4)** was the one that all of us heard.\nDark.\n",
            "event Ferrocon 2031
             talk 7 Counting Fog | Anna Berg | https://e.example/1
             note Slow.
             talk 10 Small Boats | Peter Jones | https://e.example/2
             note Wet.
             talk 15 Long Rivers | Maria Lopez | https://e.example/3
             note Long.
             talk 18 Lamps That Sleep | https://e.example/4
             note was the one that all of us heard. Dark.",
        );
    }

    #[test]
    fn titles_are_parted_in_one_way_in_all_lists() {
        check(
            "# Ferrocon 2031: programme\n\n* **Session 1: Water** (chair: Ines Faro)\n    * 13:30 Counting Fog / Anna Berg (Quay)\n    * 13:50 Small Boats, again / Peter Jones, Maria Lopez\n    * 14:10 Long Rivers / Otto Brandt\n* 14:40 Tea\n* **Session 2: Light** (chair: Ada Njoku)\n    * 15:10 Lamps / Zelm Quarrow (Harbour Works)\n    * 15:30 Oil and Gas / speaker to be confirmed\n* 17:00 **Keynote**: Wet Sand / Prof. Gwendolyn Ash (Universitas Fogport)\n",
            "event Ferrocon 2031
             talk 4 Counting Fog | Anna Berg (Quay) | 13:30
             talk 5 Small Boats, again | Peter Jones; Maria Lopez | 13:50
             talk 6 Long Rivers | Otto Brandt | 14:10
             talk 9 Lamps | Zelm Quarrow (Harbour Works) | 15:10
             talk 10 Oil and Gas | 15:30
             talk 11 Wet Sand | Prof. Gwendolyn Ash (Universitas Fogport) | 17:00 | keynote",
        );
    }

    #[test]
    fn a_list_under_lightning_talks_may_have_a_line_before_it() {
        check(
            "# Ferrocon 2031\n\n**Charla 1: Contar niebla, por Anna Berg**\n\nLento.\n\n**Charla 2: Barcos, por Peter Jones (Quay)**\n\nMojado.\n\n**Charlas relámpago**\n\nCinco minutos, gong incluido:\n\n- Lámparas que duermen (Maria Lopez)\n- Arena mojada (Otto Brandt)\n\n**Próximo meetup**\n\nEn junio.\n",
            "event Ferrocon 2031
             talk 3 Contar niebla | Anna Berg
             note Lento.
             talk 7 Barcos | Peter Jones (Quay)
             note Mojado.
             talk 15 Lámparas que duermen | Maria Lopez | lightning
             talk 16 Arena mojada | Otto Brandt | lightning",
        );
    }

    #[test]
    fn the_last_heading_of_a_day_may_show_little() {
        check(
            "# Ferrocon 2031\n\n## Saturday\n\n### Counting Fog\n\nTalk by Anna Berg\n\nSlow.\n\n### Small Boats\n\nTalk by Peter Jones\n\nWet.\n\n## Sunday\n\n### Long Rivers\n\nTalk by Maria Lopez\n\nLong.\n\n### Lamps That Sleep\n\nOtto Brandt showed how dark it gets, and a lawyer in the audience added why.\n\n### Home\n\nBy train.\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg
             note Slow.
             talk 11 Small Boats | Peter Jones
             note Wet.
             talk 19 Long Rivers | Maria Lopez
             note Long.
             talk 25 Lamps That Sleep | Otto Brandt
             note Otto Brandt showed how dark it gets, and a lawyer in the audience added why.",
        );
    }
}
