//! A document of text: its parts are read, and the best reading is kept.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::context::{context, kind_of, name_of};
use super::data::data;
use super::{Reasons, add};
use crate::extract::candidate::{Candidate, Position};
use crate::extract::chapters::{self, Chapter};
use crate::extract::events::EventName;
use crate::extract::genre::{self, Genre};
use crate::extract::inlines::one_line;
use crate::extract::talks::{self, Context, Found};
use crate::extract::{
    Explanation, Said, agenda, commas, damage, dated, day, merge, naming, phrases, planned, proposals, sessions, shapes, signs,
    single, source, takeaways, words,
};
use crate::folded::fold;
use crate::model::{Event, Kind, Records, Talk};
use crate::read::commonmark::to_markdown;
use crate::read::document::{Block, BlockKind, Document, Part};
use crate::when;

/// One part with what was found in it.
pub(super) struct Reading<'a> {
    pub(super) talks: Vec<(Candidate, Vec<usize>)>,
    pub(super) takeaways: Vec<takeaways::Found>,
    pub(super) part: Cow<'a, Part>,
    pub(super) single: bool,
}

impl Reading<'_> {
    /// The year that all days of the talks state.
    fn year(&self) -> Option<i16> {
        let days = self.talks.iter().filter_map(|(talk, _)| talk.when.as_deref().or(talk.day_of_all.as_deref()));
        let mut years = days.filter_map(|day| when::find_date(day, None)?.date.get(..4)?.parse::<i16>().ok());
        let first = years.next()?;
        years.all(|year| year == first).then_some(first)
    }

    /// Gives the day that the first lines state to all talks, where none has a day of its own.
    fn state_day(&mut self, event: &EventName, kind: Option<Kind>) {
        let Some(first) = self.talks.iter().map(|(talk, _)| talk.line).min() else { return };
        if self.single || self.talks.iter().any(|(talk, _)| talk.when.is_some()) {
            return;
        }
        let timed = self.talks.iter().filter(|(talk, _)| talk.start.is_some()).count();
        let is_plan = kind == Some(Kind::Programme) && timed * 4 >= self.talks.len() * 3;
        if let Some(day) = day::stated(&self.part.blocks, first, event, is_plan) {
            self.talks.iter_mut().for_each(|(talk, _)| talk.day_of_all = Some(day.clone()));
        }
    }
}

pub(super) fn read_part<'a>(document: &Document, part: &'a Part, context: &Context, reasons: &mut Reasons) -> Reading<'a> {
    let part = match shapes::undone(document, part) {
        Cow::Borrowed(_) => Cow::Borrowed(part),
        Cow::Owned(blocks) => {
            Cow::Owned(Part { blocks, entry: part.entry.clone(), source: part.source.clone(), line: part.line })
        }
    };
    let mut found = talks::find(&part, context, reasons.as_ref().map(|_| Vec::new()));
    let is_single = !context.entry && take_for_one(document, &part, context, reasons.is_some(), &mut found);
    if !is_single && context.genre.is_none() {
        join_rows(&part, context, &mut found);
    }
    found.talks.sort_by_key(|talk| (talk.span.0, talk.line));
    if !is_single {
        agenda::settle(&mut found.talks, &part.blocks);
    }
    if !is_single && !are_credible(&found.talks, &part, context) {
        let talks = std::mem::take(&mut found.talks);
        if let Some(rejected) = &mut found.rejected {
            rejected.extend(without_signs(talks, context));
        }
    }
    if let Some(reasons) = reasons {
        tell_why(&found.talks, found.rejected.unwrap_or_default(), reasons);
    }
    let talk_lines: HashSet<(usize, usize)> = found.talks.iter().map(|talk| (talk.span.0.0, talk.line)).collect();
    let is_talk = |n: usize| !is_single && part.blocks.get(n).is_some_and(|block| talk_lines.contains(&(n, block.line)));
    let mut takeaways = takeaways::find(&part.blocks, is_talk);
    // "The sessions I want to remember:" over a list of talks.
    let mut items_of: HashMap<usize, usize> = HashMap::new();
    for talk in found.talks.iter().filter(|talk| talk.span.0.0 == talk.span.1.0) {
        *items_of.entry(talk.span.0.0).or_default() += 1;
    }
    takeaways.retain(|one| is_single || items_of.get(&one.position.0).is_none_or(|&items| items < 2));
    if !is_single {
        dated::settle(&mut found.talks);
    }
    commas::settle(&mut found.talks);
    let talks = merge::merge(found.talks);
    Reading { talks, takeaways, part, single: is_single }
}

/// Takes the forms of a part, or the part as a whole, for its talks, where they are; whether the whole is one.
fn take_for_one(document: &Document, part: &Part, context: &Context, explained: bool, found: &mut Found) -> bool {
    let several: f32 = found.talks.iter().map(|talk| talk.evidence + talk.look).sum();
    let forms = single::forms(part);
    if forms.len() >= 2 {
        found.talks = forms;
    } else if may_be_one_talk(part, context)
        && (explained || !are_plainly_several(&found.talks))
        && let Some((mut talk, points)) = single::read(document, part)
    {
        talk.points = points;
        if is_one_talk(&talk, points, several, &found.talks, context) {
            found.talks = vec![talk];
            return true;
        }
        if let Some(rejected) = &mut found.rejected {
            rejected.insert(0, (talk.line, format!("{} (the whole document)", talk.title), talk.because()));
        }
    }
    false
}

/// Adds the rows of a programme that was pasted as text, where there are some.
fn join_rows(part: &Part, context: &Context, found: &mut Found) {
    let lines: HashSet<usize> = found.talks.iter().map(|talk| talk.line).collect();
    let covered = |line: usize| lines.contains(&line);
    let mut rows = agenda::in_lines(&part.blocks, covered);
    // "Session 2" over a record that states its own title.
    let mut shown: Vec<&Candidate> = found.talks.iter().filter(|talk| talk.evidence >= 1.0).collect();
    shown.sort_by_key(|talk| talk.span.0);
    let stated = |row: &Candidate| {
        let place = |end| shown.partition_point(|talk| talk.span.0 < end);
        let inside = shown.get(place(row.span.0)..place(row.span.1)).unwrap_or_default();
        let named = inside.iter().filter(|talk| talk.named && talk.line > row.line).count();
        named >= 2 || phrases::is_format_heading(&row.title) && !inside.is_empty()
    };
    rows.retain(|row| !covered(row.line) && !stated(row));
    let bare = |row: &Candidate| row.speakers.is_empty() && row.track.is_none() && row.room.is_none();
    // Times over nothing but words are a recipe's or a day's, where no event is named.
    let shown = rows.iter().filter(|row| !bare(row)).count();
    let reach = reach(&rows);
    let is_inside = |talk: &Candidate| {
        let before = reach.partition_point(|(start, _)| *start <= talk.span.0);
        before.checked_sub(1).is_some_and(|last| talk.span.0 < reach[last].1)
    };
    // "Rating: 4/5" below each of the talks that say who gave them begins no record.
    let named = |talks: &[Candidate]| talks.iter().filter(|talk| talk.named || !talk.speakers.is_empty()).count();
    let lost = found.talks.iter().filter(|talk| talk.named && is_inside(talk)).count();
    if rows.len() >= 3 && !is_a_timetable(&rows) && (context.event || shown * 4 >= rows.len()) && lost <= named(&rows) {
        // Records of pasted text stand in paragraphs: headings that were taken for talks inside them give way.
        found.talks.retain(|talk| !is_inside(talk));
        // "Doors" and "Closing" count as rows of a programme, and are no talks.
        found.talks.extend(rows.into_iter().filter(|row| !row.speakers.is_empty() || !phrases::is_ceremony(&row.title)));
    }
}

/// Where the candidates begin, in order, and how far those that begin there or before it reach.
fn reach(rows: &[Candidate]) -> Vec<(Position, Position)> {
    let mut reach: Vec<(Position, Position)> = rows.iter().map(|row| row.span).collect();
    reach.sort_unstable();
    let mut farthest = (0, 0);
    for (_, end) in &mut reach {
        farthest = farthest.max(*end);
        *end = farthest;
    }
    reach
}

/// Talks that are none, because nothing else in the document speaks of a conference, each with its line and its reasons.
fn without_signs(talks: Vec<Candidate>, context: &Context) -> impl Iterator<Item = (usize, String, String)> {
    let signs = signs::weigh(&talks, context).words();
    let signs = if signs.is_empty() { "nothing".to_owned() } else { signs };
    talks.into_iter().map(move |talk| {
        let reasons = format!("{}, but little else in the document speaks of a conference: {signs}", talk.because());
        (talk.line, talk.title, reasons)
    })
}

/// Adds the reasons for `talks` and for what was rejected, in the order of the lines.
fn tell_why(talks: &[Candidate], rejected: Vec<(usize, String, String)>, explanations: &mut Vec<Explanation>) {
    for talk in talks {
        explanations.push(Explanation { line: talk.line, text: talk.title.clone(), accepted: true, reasons: talk.because() });
    }
    for (line, text, reasons) in rejected {
        // One reason a line: that of the title of a whole document says more than that it stands over talks.
        let told = explanations.iter().any(|told| told.line == line && !told.accepted && told.text.starts_with(&text));
        if !told && !talks.iter().any(|talk| talk.line == line) {
            explanations.push(Explanation { line, text, accepted: false, reasons });
        }
    }
    explanations.sort_by_key(|explanation| explanation.line);
}

/// The same line again and again, and nobody named: when a bus leaves.
fn is_a_timetable(rows: &[Candidate]) -> bool {
    let different: HashSet<&str> = rows.iter().map(|row| row.title.as_str()).collect();
    rows.iter().all(|row| row.speakers.is_empty()) && (rows.len() - different.len()) * 4 >= rows.len()
}

/// Whether the whole could be one talk: no course, call or minutes, and no document called a course whose headings count
/// its parts.
fn may_be_one_talk(part: &Part, context: &Context) -> bool {
    let counted = part.blocks.iter().filter(|block| match &block.kind {
        BlockKind::Heading { text, .. } => phrases::is_part_of_a_course(&one_line(text)),
        _ => false,
    });
    let serial = context.genre == Some(Genre::Serial) && context.event;
    (context.genre.is_none() || serial) && !(context.doubt >= DOUBTFUL_TITLE && counted.count() >= 2)
}

/// Whether the talks are enough to make a conference document of one whose title promises nothing: not one or two among
/// many other headings.
fn are_credible(talks: &[Candidate], part: &Part, context: &Context) -> bool {
    let headings = part.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. })).count();
    let plain = talks.iter().filter(|talk| talk.named && talk.evidence >= 1.5 || talk.start.is_some()).count();
    let shown = talks.iter().any(|talk| talk.evidence >= 1.5 || talk.named || talk.has_abstract);
    if context.entry {
        // A feed tells of anything: only words of talks make a conference of a post.
        return context.promise > 0.0 || context.speech >= 0.2 || plain >= 5;
    }
    if context.told || is_one_proposal(talks, part) {
        return true;
    }
    // An event that is plainly named is sign enough.
    if !context.names_it_plainly() && signs::weigh(talks, context).points < signs::ENOUGH {
        return false;
    }
    // Hours and nothing else, where no event is named: the stages of an outing, a diary of a day.
    let hours_alone = |talk: &Candidate| {
        let told =
            talk.format.is_some() || talk.has_abstract || talk.url.is_some() || talk.track.is_some() || talk.room.is_some();
        !talk.named && !told && talk.start.is_some()
    };
    if !context.event && context.speech < 0.5 && talks.iter().all(hours_alone) {
        return false;
    }
    // One or two in passing make no conference of a text that names none.
    let in_passing = |talk: &Candidate| !talk.named && talk.start.is_none() && !talk.has_abstract;
    if context.promise < 0.7 && !context.own && talks.len() <= 2 && talks.iter().all(in_passing) {
        return false;
    }
    if context.promise < 0.7 && !context.own && !context.notes && signs::are_aside(talks, &part.blocks) {
        return false;
    }
    // Proposals show what they are by their abstracts.
    let proposed = talks.iter().filter(|talk| talk.has_abstract).count();
    context.promise > 0.0
        || proposed >= 3 && proposed * 2 > talks.len()
        || plain >= 3 && plain * 3 >= talks.len()
        || talks.len() * 3 >= headings && talks.len() != 1 && context.speech >= 0.3 && shown
}

/// Whether all of it is one proposal of a talk.
fn is_one_proposal(talks: &[Candidate], part: &Part) -> bool {
    matches!(talks, [talk] if talk.has_abstract && talk.named) && proposals::is_a_proposal(&part.blocks)
}

/// Whether three of the talks at least show plainly that they are.
fn are_plainly_several(talks: &[Candidate]) -> bool {
    talks.iter().filter(|talk| talk.evidence >= 1.5).count() >= 3
}

/// Whether the file is one talk rather than the talks found in it.
/// "Talk by Ada Brookfield (Quay) at LampConf": the first words of the note.
fn opens_with_who_gave_it(body: &[Block]) -> bool {
    let Some(text) = body.first().map(Block::text) else { return false };
    text.split_once(' ')
        .is_some_and(|(kind, rest)| words::format_of(kind).is_some() && words::strip_by(rest).is_some_and(|(_, sure)| sure))
}

fn is_one_talk(talk: &Candidate, points: f32, several: f32, found: &[Candidate], context: &Context) -> bool {
    if talk.look <= -2.0 || context.event_keys.contains(&fold(&talk.title)) {
        return false;
    }
    let titled_by_event = context.event_keys.iter().any(|key| !key.is_empty() && fold(&talk.title).contains(key.as_str()));
    if titled_by_event || are_plainly_several(found) {
        return false;
    }
    // Of whom a text tells, and that talks were given, is told of anybody's life.
    let told = talk.reasons.iter().any(|reason| reason == "its text speaks of the talk");
    let about_it = talk.named || told || !talk.speakers.is_empty() && opens_with_who_gave_it(&talk.body);
    if context.promise == 0.0 && !about_it && talk.evidence < 2.0 {
        return false;
    }
    points >= 1.2 + context.doubt * 0.25 && points > several * 0.6
}

/// The doubt about a document that its title calls a guide, a course or a newsletter.
pub(super) const DOUBTFUL_TITLE: f32 = 4.0;

/// A report, a programme, submissions, or nothing of the kind.
pub(super) fn text(document: &Document, said: &Said, records: &mut Records, reasons: &mut Reasons) {
    if !document.planned.is_empty() {
        return planned::read(document, said, records);
    }
    if sessions::states_several(document) {
        return data(document, said, records);
    }
    let Some(part) = document.parts.first() else { return };
    if let Some(talk) = sessions::talk_of_person(document) {
        return page_of_person(document, part, talk, said, records);
    }
    let title = records.source.title.clone();
    // Pasted text has no title, but says what it is in its first lines.
    let called = title.clone().or_else(|| part.blocks.first().map(Block::text).filter(|text| text.len() < 160));
    let genre = genre::genre(&part.blocks, called.as_deref(), &document.metadata.tags);
    let mut name = name_of(document, said, part, title.as_deref(), genre);
    let mut context = context(&part.blocks, called.as_deref(), genre, name.as_ref(), false);
    context.told = said.kind.is_some();
    if naming::is_stated(document, said, part) {
        context.promise = f32::max(context.promise, Context::PLAINLY);
    }
    if let Some((genre, reasons)) = context.genre.zip(reasons.as_mut()) {
        reasons.push(Explanation {
            line: part.line.max(1),
            text: title.clone().unwrap_or_default(),
            accepted: false,
            reasons: format!("reads as {}", genre.words()),
        });
    }
    let single_event = context.names_it_plainly();
    let mut reading = read_part(document, part, &context, reasons);
    if name.is_none() && !reading.single && reading.talks.iter().filter(|(talk, _)| talk.evidence >= 1.5).count() >= 3 {
        // A list of proposals is titled by what it is, not by the conference.
        let abstracts = reading.talks.iter().filter(|(talk, _)| talk.has_abstract).count();
        let proposals = abstracts * 2 > reading.talks.len();
        name = title.as_deref().filter(|title| !phrases::is_instructional(title) && !proposals).and_then(naming::name_alone);
    }
    if let Some(name) = &mut name {
        name.year = name.year.or_else(|| naming::year_at_the_top(&part.blocks));
    }
    if let Some(name) = &name {
        reading.state_day(name, None);
    }
    let kind = said.kind.unwrap_or_else(|| kind_of(&reading, title.as_deref(), name.is_some(), &context));
    records.source.kind = kind;
    if kind == Kind::None {
        return;
    }
    if let Some(name) = &name {
        reading.state_day(name, Some(kind));
    }
    let chapters = match single_event {
        true => Vec::new(),
        false => chapters::of_events(&reading.part.blocks, &reading.talks),
    };
    add_text(reading, chapters, document, kind, name, records);
}

/// The page of somebody who speaks at a conference: their talk from the front matter, what it is about from below a heading
/// that says so.
fn page_of_person(document: &Document, part: &Part, mut talk: Talk, said: &Said, records: &mut Records) {
    let event = name_of(document, said, part, None, None).map(|name| naming::event_record(&name, document, &part.blocks));
    let event = event.or_else(|| sessions::event_of_schedule(document));
    let year = document.metadata.fields.get("year").and_then(|year| year.as_i64()).and_then(|year| i16::try_from(year).ok());
    let year = year.or_else(|| talk.date.as_deref()?.get(..4)?.parse().ok());
    let event = event.map(|event| Event { year: year.or(event.year), ..event });
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
    let about = part.blocks.iter().position(|block| is_heading(&block) && phrases::is_about_the_talk(&block.text()));
    let below = about.and_then(|about| part.blocks.get(about + 1..)).unwrap_or_default();
    let own = below.iter().position(|block| is_heading(&block)).unwrap_or(below.len());
    let abstract_ = to_markdown(&below[..own]).trim().to_owned();
    talk.abstract_ = talk.abstract_.take().or(Some(abstract_)).filter(|text| !text.is_empty());
    talk.event = event.as_ref().map(|event| event.name.clone());
    records.source.kind = said.kind.unwrap_or(Kind::Programme);
    records.events.extend(event);
    records.talks.push(talk);
}

/// Adds what was found in a text, of one event or of several.
fn add_text(
    reading: Reading<'_>,
    chapters: Vec<Chapter>,
    document: &Document,
    kind: Kind,
    name: Option<EventName>,
    records: &mut Records,
) {
    if records.source.authors.is_empty()
        && let Some(author) = source::byline(&reading.part.blocks)
    {
        records.source.authors.push(author);
    }
    let mut event = name.map(|name| naming::event_record(&name, document, &reading.part.blocks));
    if let Some(event) = &mut event {
        event.year = event.year.or_else(|| reading.year());
    }
    let author = records.source.authors.first().cloned();
    records.warnings.extend(damage::cut_items(&reading.part.blocks));
    let blocks = if kind == Kind::Programme { reading.part.blocks.clone() } else { Vec::new() };
    if chapters.is_empty() {
        add(reading, kind, event.as_ref(), author, None, records);
        records.events.extend(event);
    } else {
        add_chapters(reading, chapters, document, kind, event, author, records);
    }
    records.warnings.extend(damage::missing_sessions(&blocks, &records.talks));
}

/// Takes what stands in each of the chapters, which follow each other; `found` keeps the rest.
fn share<T>(found: &mut Vec<T>, chapters: &[Chapter], block_of: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut shares: Vec<Vec<T>> = chapters.iter().map(|_| Vec::new()).collect();
    for one in std::mem::take(found) {
        let at = chapters.partition_point(|chapter| chapter.blocks.end <= block_of(&one));
        match chapters.get(at).filter(|chapter| chapter.blocks.contains(&block_of(&one))) {
            Some(_) => shares[at].push(one),
            None => found.push(one),
        }
    }
    shares
}

/// Adds what stands under headings of several events, each to its own; the rest belongs to the event of the document.
fn add_chapters(
    mut reading: Reading<'_>,
    chapters: Vec<Chapter>,
    document: &Document,
    kind: Kind,
    event: Option<Event>,
    author: Option<String>,
    records: &mut Records,
) {
    let talks = share(&mut reading.talks, &chapters, |(talk, _)| talk.span.0.0);
    let takeaways = share(&mut reading.takeaways, &chapters, |one| one.position.0);
    for ((chapter, talks), takeaways) in chapters.into_iter().zip(talks).zip(takeaways) {
        let blocks = reading.part.blocks.get(chapter.blocks).unwrap_or_default();
        let event = naming::event_record(&chapter.event, document, blocks);
        let part = Cow::Borrowed(&*reading.part);
        add(Reading { talks, takeaways, part, single: false }, kind, Some(&event), author.clone(), None, records);
        if !records.events.iter().any(|held| held.name == event.name) {
            records.events.push(event);
        }
    }
    let left = !reading.talks.is_empty();
    let known = event.as_ref().is_some_and(|event| records.events.iter().any(|held| held.name == event.name));
    add(reading, kind, event.as_ref(), author, None, records);
    records.events.extend(event.filter(|_| left && !known));
}
