//! The records of a document: what the rules found, put together, with ids.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::candidate::{Candidate, abstract_place};
use super::chapters::Chapter;
use super::events::{self, EventName};
use super::genre::Genre;
use super::inlines::one_line;
use super::talks::{self, Context};
use super::{
    Explanation, Said, addresses, agenda, chapters, commas, contents, damage, dated, day, day_lines, definitions, dotted, genre,
    leaders, lowered, merge, naming, nested, notes, phrases, planned, sessions, signs, single, slots, source, speaker_pages,
    takeaways, words,
};
use crate::folded::fold;
use crate::memo;
use crate::model::{Entry, Event, Kind, Note, Records, Takeaway, Talk, TalkFormat};
use crate::read::commonmark::to_markdown;
use crate::read::document::{Block, BlockKind, Document, EntryData, Part, Shape, plain};
use crate::when;

/// Builds the records and the reasons for them.
pub(super) fn build(document: &Document, said: &Said) -> (Records, Vec<Explanation>) {
    memo::forget();
    let mut records = Records { warnings: document.warnings.clone(), ..Records::default() };
    records.source = source::read(document, &mut records.warnings);
    if let Some(author) = &said.author {
        records.source.authors = vec![author.clone()];
    }
    let mut explanations = Vec::new();
    match document.shape {
        Shape::Feed => feed(document, said, &mut records, &mut explanations),
        Shape::Text => text(document, said, &mut records, &mut explanations),
        Shape::Schedule | Shape::Submissions => data(document, said, &mut records),
    }
    assign_ids(&mut records);
    records.warnings.sort_by_key(|warning| warning.line);
    (records, explanations)
}

/// One part with what was found in it.
struct Reading<'a> {
    talks: Vec<(Candidate, Vec<usize>)>,
    takeaways: Vec<takeaways::Found>,
    part: Cow<'a, Part>,
    single: bool,
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
    fn state_day(&mut self, event: &EventName) {
        let Some(first) = self.talks.iter().map(|(talk, _)| talk.line).min() else { return };
        if self.single || self.talks.iter().any(|(talk, _)| talk.when.is_some()) {
            return;
        }
        if let Some(day) = day::stated(&self.part.blocks, first, event) {
            self.talks.iter_mut().for_each(|(talk, _)| talk.day_of_all = Some(day.clone()));
        }
    }
}

fn read_part<'a>(document: &Document, part: &'a Part, context: &Context, explanations: &mut Vec<Explanation>) -> Reading<'a> {
    let part = match reshaped(document, part) {
        Cow::Borrowed(_) => Cow::Borrowed(part),
        Cow::Owned(blocks) => {
            Cow::Owned(Part { blocks, entry: part.entry.clone(), source: part.source.clone(), line: part.line })
        }
    };
    let mut found = talks::find(&part, context);
    let mut is_single = false;
    if !context.entry {
        let several: f32 = found.talks.iter().map(|talk| talk.evidence + talk.look).sum();
        let forms = single::forms(&part);
        if forms.len() >= 2 {
            found.talks = forms;
        } else if let Some((mut talk, points)) = single::read(document, &part).filter(|_| may_be_one_talk(&part, context)) {
            talk.points = points;
            if is_one_talk(&talk, points, several, &found.talks, context) {
                found.talks = vec![talk];
                is_single = true;
            } else {
                found.rejected.insert(0, (talk.line, format!("{} (the whole document)", talk.title), talk.because()));
            }
        }
    }
    let covered = |line: usize| found.talks.iter().any(|talk| talk.line == line);
    let mut rows: Vec<Candidate> =
        if is_single || context.genre.is_some() { Vec::new() } else { agenda::in_lines(&part.blocks, covered) };
    // "Session 2" over a record that states its own title.
    let stated = |row: &Candidate| {
        let inside = |talk: &&Candidate| row.span.0 <= talk.span.0 && talk.span.0 < row.span.1 && talk.evidence >= 1.0;
        let named = found.talks.iter().filter(inside).filter(|talk| talk.named && talk.line > row.line).count();
        named >= 2 || phrases::is_format_heading(&row.title) && found.talks.iter().any(|talk| inside(&talk))
    };
    rows.retain(|row| !covered(row.line) && !stated(row));
    let bare = |row: &Candidate| row.speakers.is_empty() && row.track.is_none() && row.room.is_none();
    // Times over nothing but words are a recipe's or a day's, where no event is named.
    let shown = rows.iter().filter(|row| !bare(row)).count();
    if rows.len() >= 3 && !is_a_timetable(&rows) && (context.event || shown * 4 >= rows.len()) {
        // Records of pasted text stand in paragraphs: headings that were taken for talks inside them give way.
        found.talks.retain(|talk| !rows.iter().any(|row| row.span.0 <= talk.span.0 && talk.span.0 < row.span.1));
        // "Doors" and "Closing" count as rows of a programme, and are no talks.
        found.talks.extend(rows.into_iter().filter(|row| !row.speakers.is_empty() || !phrases::is_ceremony(&row.title)));
    }
    if !is_single {
        agenda::settle(&mut found.talks, &part.blocks);
    }
    found.talks.sort_by_key(|talk| (talk.span.0, talk.line));
    if !is_single && !are_credible(&found.talks, &part, context) {
        let signs = signs::weigh(&found.talks, context).words();
        let signs = if signs.is_empty() { "nothing".to_owned() } else { signs };
        found.rejected.extend(found.talks.drain(..).map(|talk| {
            let reasons = format!("{}, but little else in the document speaks of a conference: {signs}", talk.because());
            (talk.line, talk.title, reasons)
        }));
    }
    tell_why(&found.talks, found.rejected, explanations);
    let talk_lines: Vec<(usize, usize)> = found.talks.iter().map(|talk| (talk.span.0.0, talk.line)).collect();
    let is_talk = |block: usize| {
        talk_lines
            .iter()
            .any(|&(at, line)| at == block && part.blocks.get(block).is_some_and(|block| block.line == line) && !is_single)
    };
    let takeaways = takeaways::find(&part.blocks, is_talk);
    if !is_single {
        dated::settle(&mut found.talks);
    }
    commas::settle(&mut found.talks);
    let talks = merge::merge(found.talks);
    Reading { talks, takeaways, part, single: is_single }
}

/// The blocks with headings and lists in place of the shapes that hide them.
fn reshaped<'a>(document: &Document, part: &'a Part) -> Cow<'a, [Block]> {
    let blocks = contents::restore_headings(document, &part.blocks);
    let blocks = nested::part_groups(&blocks).map_or(blocks, Cow::Owned);
    let blocks = leaders::part(&blocks).map_or(blocks, Cow::Owned);
    let blocks = speaker_pages::with_titles(&blocks).map_or(blocks, Cow::Owned);
    let blocks = definitions::as_items(&blocks, &part.source).map_or(blocks, Cow::Owned);
    let blocks = addresses::as_items(&blocks).map_or(blocks, Cow::Owned);
    let blocks = lowered::with_capitals(&blocks).map_or(blocks, Cow::Owned);
    let blocks = dotted::with_colons(&blocks).map_or(blocks, Cow::Owned);
    let blocks = day_lines::to_headings(&blocks).map_or(blocks, Cow::Owned);
    slots::times_to_headings(&blocks).map_or(blocks, Cow::Owned)
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
    let again = |n: usize| rows[..n].iter().any(|row| row.title == rows[n].title);
    rows.iter().all(|row| row.speakers.is_empty()) && (1..rows.len()).filter(|&n| again(n)).count() * 4 >= rows.len()
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
    if context.told {
        return true;
    }
    if signs::weigh(talks, context).points < signs::ENOUGH {
        return false;
    }
    // One or two in passing make no conference of a text that names none.
    let in_passing = |talk: &Candidate| !talk.named && talk.start.is_none() && !talk.has_abstract;
    if context.promise < 0.7 && !context.own && talks.len() <= 2 && talks.iter().all(in_passing) {
        return false;
    }
    if context.promise < 0.7 && !context.own && signs::are_aside(talks, &part.blocks) {
        return false;
    }
    // Proposals show what they are by their abstracts.
    let proposed = talks.iter().filter(|talk| talk.has_abstract).count();
    context.promise > 0.0
        || proposed >= 3 && proposed * 2 > talks.len()
        || plain >= 3 && plain * 3 >= talks.len()
        || talks.len() * 3 >= headings && talks.len() != 1 && context.speech >= 0.3 && shown
}

/// Whether the file is one talk rather than the talks found in it.
fn is_one_talk(talk: &Candidate, points: f32, several: f32, found: &[Candidate], context: &Context) -> bool {
    if talk.look <= -2.0 || context.event_keys.contains(&fold(&talk.title)) {
        return false;
    }
    let titled_by_event = context.event_keys.iter().any(|key| !key.is_empty() && fold(&talk.title).contains(key.as_str()));
    let strong = found.iter().filter(|talk| talk.evidence >= 1.5).count();
    if titled_by_event || strong >= 3 {
        return false;
    }
    // Of whom a text tells, and that talks were given, is told of anybody's life.
    let about_it = talk.named || talk.reasons.iter().any(|reason| reason == "its text speaks of the talk");
    if context.promise == 0.0 && !about_it && talk.evidence < 2.0 {
        return false;
    }
    points >= 1.2 + context.doubt * 0.25 && points > several * 0.6
}

/// The doubt about a document that its title calls a guide, a course or a newsletter.
const DOUBTFUL_TITLE: f32 = 4.0;

/// What the whole of a part says about the chance that it holds talks.
fn context(blocks: &[Block], title: Option<&str>, genre: Option<Genre>, event: Option<&EventName>, entry: bool) -> Context {
    let mut event_keys = Vec::new();
    if let Some(event) = event {
        event_keys.push(fold(&event.name));
        event_keys.push(fold(&event.series));
    }
    let instructional = title.is_some_and(phrases::is_instructional) && event.is_none();
    let notes = title.is_some_and(signs::calls_itself_notes);
    let thoughts = title.is_some_and(phrases::promises_thoughts);
    let titled_so = title.is_some_and(phrases::speaks_of_a_gathering);
    let speech = source::speech(blocks, title) * if instructional { 0.3 } else { 1.0 };
    let opening = source::opening(blocks, title);
    let gathering = phrases::speaks_of_a_gathering(&opening);
    let titled = title.is_some_and(|title| {
        event.is_some_and(|event| {
            fold(title).contains(fold(&event.series).as_str()) || fold(title).contains(fold(&event.name).as_str())
        })
    });
    let promise = match event {
        Some(_) if titled => Context::PLAINLY,
        Some(_) => 0.7,
        // "Rückblick", "recap": of a conference only where something says so.
        None if title.is_some_and(|title| naming::tells_of_a_visit(title) && (gathering || phrases::speech_count(title) > 0)) => {
            0.6
        }
        None => 0.0,
    };
    let visited = phrases::is_told_by_a_visitor(&opening);
    let promise = if promise == 0.0 && gathering && visited && !instructional { 0.6 } else { promise };
    let own = title.is_some_and(phrases::lists_own_talks);
    let promise = if own { f32::max(promise, 0.6) } else { promise };
    let headings = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(one_line(text)),
        _ => None,
    });
    let outlined = headings
        .into_iter()
        .any(|text| phrases::is_format_heading(&text) || signs::names_talks(&text) || when::day_label(&text).is_some());
    let is_next = |block: &Block| match &block.kind {
        BlockKind::Heading { text, .. } => phrases::is_next_meeting(&one_line(text)),
        _ => false,
    };
    let about = promise > 0.0 || gathering || outlined || speech >= 0.5;
    let genre = genre.filter(|genre| event.is_none() || genre.holds_beside_an_event());
    let doubt = match (instructional, about) {
        _ if genre.is_some() => DOUBTFUL_TITLE * 2.0,
        (true, _) => DOUBTFUL_TITLE,
        // Nothing in the document speaks of a conference: the newsletter, the podcast, the reading list.
        (false, false) => 2.2,
        (false, true) => 0.0,
    };
    Context {
        event: event.is_some(),
        promise,
        event_keys,
        speech,
        entry,
        doubt,
        genre,
        own,
        outlined,
        titled_so,
        visited,
        notes,
        thoughts,
        told: false,
        recurs: blocks.iter().any(is_next),
        recap: title.is_some_and(naming::tells_of_a_visit),
    }
}

/// A schedule or a list of submissions that the format states as data.
fn data(document: &Document, said: &Said, records: &mut Records) {
    let mut event = sessions::event_of_schedule(document);
    if let Some(name) = &said.event {
        event = Some(Event { name: name.clone(), ..event.unwrap_or_default() });
    }
    let (talks, left_out) = sessions::talks_of_sessions(document, event.as_ref().map(|event| event.name.as_str()));
    records.source.kind = said.kind.unwrap_or(match document.shape {
        _ if talks.is_empty() => Kind::None,
        Shape::Submissions => Kind::Submissions,
        _ => Kind::Programme,
    });
    records.events.extend(event);
    for named in sessions::events_of_sessions(document) {
        if said.event.is_none() && !records.events.iter().any(|held| held.name == named.name) {
            records.events.push(named);
        }
    }
    records.talks = talks;
    records.warnings.extend(left_out);
}

/// A report, a programme, submissions, or nothing of the kind.
fn text(document: &Document, said: &Said, records: &mut Records, explanations: &mut Vec<Explanation>) {
    if !document.planned.is_empty() {
        return planned::read(document, said, records);
    }
    if sessions::states_several(document) {
        return data(document, said, records);
    }
    let Some(part) = document.parts.first() else { return };
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
    if let Some(genre) = context.genre {
        let reasons = format!("reads as {}", genre.words());
        explanations.push(Explanation {
            line: part.line.max(1),
            text: title.clone().unwrap_or_default(),
            accepted: false,
            reasons,
        });
    }
    let single_event = context.names_it_plainly();
    let mut reading = read_part(document, part, &context, explanations);
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
        reading.state_day(name);
    }
    let kind = said.kind.unwrap_or_else(|| kind_of(&reading, title.as_deref(), name.is_some(), &context));
    records.source.kind = kind;
    if kind == Kind::None {
        return;
    }
    let chapters = match single_event {
        true => Vec::new(),
        false => chapters::of_events(&reading.part.blocks, &reading.talks),
    };
    add_text(reading, chapters, document, kind, name, records);
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
    let mut event = name.map(|name| naming::event_record(&name, document, &reading.part));
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
    let held = |chapter: &Chapter, block: usize| chapter.blocks.contains(&block);
    for chapter in chapters {
        let (talks, rest) = std::mem::take(&mut reading.talks).into_iter().partition(|(talk, _)| held(&chapter, talk.span.0.0));
        let (takeaways, other) =
            std::mem::take(&mut reading.takeaways).into_iter().partition(|one| held(&chapter, one.position.0));
        (reading.talks, reading.takeaways) = (rest, other);
        let section = Part {
            blocks: reading.part.blocks.get(chapter.blocks.clone()).unwrap_or_default().to_vec(),
            ..(*reading.part).clone()
        };
        let event = naming::event_record(&chapter.event, document, &section);
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

/// The event of a report or a programme, named plainly or told by several signs.
fn name_of(document: &Document, said: &Said, part: &Part, title: Option<&str>, genre: Option<Genre>) -> Option<EventName> {
    let mut name = naming::name_event(document, said, part, title);
    // "How to enjoy your first conference" is about none.
    if said.event.is_none() && title.is_some_and(phrases::is_instructional) {
        name = name.filter(|name| name.year.is_some());
    }
    // What is no report has its year, not its event, in the title.
    if name.is_none() && genre.is_none() {
        // Do its talks show what they are without the event?
        let shows_talks = || {
            let probe = context(&part.blocks, title, genre, None, false);
            talks::find(part, &probe).talks.iter().filter(|talk| talk.evidence >= 1.5).count() >= 2
        };
        name = naming::weak_event(document, part, title, shows_talks);
    }
    name
}

/// What a document is, by what was found in it.
fn kind_of(reading: &Reading<'_>, title: Option<&str>, event: bool, context: &Context) -> Kind {
    let talks = &reading.talks;
    let timed = talks.iter().filter(|(talk, _)| talk.start.is_some()).count();
    let abstracts = talks.iter().filter(|(talk, _)| talk.has_abstract).count();
    let noted = talks.iter().filter(|(talk, _)| !talk.has_abstract && !notes::is_empty(&talk.body)).count();
    if source::is_submissions(abstracts, timed, talks.len()) {
        return Kind::Submissions;
    }
    let told = talks.iter().filter(|(talk, _)| source::tells(&talk.body)).count();
    // Nobody tells of having been there, and nothing is drawn from it.
    let impersonal = talks.len() >= 2 && !reading.single && told * 3 <= talks.len() && reading.takeaways.is_empty();
    if impersonal && timed == 0 && title.is_some_and(source::names_submissions) {
        return Kind::Submissions;
    }
    if impersonal && !context.visited && (title.is_some_and(source::names_a_programme) || are_parallel(talks)) {
        return Kind::Programme;
    }
    let placed = |talk: &Candidate| {
        let day = talk.when.is_some() || talk.day_of_all.is_some();
        talk.start.is_some() && (day || talk.room.is_some() || talk.track.is_some())
    };
    let stated = talks.iter().filter(|(talk, _)| placed(talk)).count();
    if talks.len() >= 2
        && !reading.single
        && stated * 10 >= talks.len() * 8
        && told == 0
        && reading.takeaways.is_empty()
        && noted * 2 <= talks.len()
    {
        return Kind::Programme;
    }
    let rows = talks
        .iter()
        .filter(|(talk, _)| talk.reasons.iter().any(|reason| reason.contains("agenda") || reason.contains("records")))
        .count();
    if talks.len() >= 2 && rows * 2 > talks.len() && noted * 10 <= talks.len() && timed * 2 >= talks.len() {
        return Kind::Programme;
    }
    if talks.len() >= 2 && !reading.single && source::is_announcement(&reading.part.blocks) {
        return Kind::Programme;
    }
    // A call names its conference, and tells nothing of it yet.
    if talks.is_empty() && context.genre.is_some_and(Genre::tells_of_none) {
        return Kind::None;
    }
    let visited = context.names_it_plainly() && context.visited && context.genre.is_none();
    if !talks.is_empty() || (event && (!reading.takeaways.is_empty() || context.speech >= 0.3 || visited)) {
        return Kind::Report;
    }
    Kind::None
}

/// Whether talks stand at one time in two rooms, more than once: nobody hears both.
fn are_parallel(talks: &[(Candidate, Vec<usize>)]) -> bool {
    let beside = |(one, two): (&Candidate, &Candidate)| {
        one.start.is_some()
            && one.start == two.start
            && one.when == two.when
            && one.room.is_some()
            && two.room.is_some()
            && one.room != two.room
    };
    let pairs = talks.windows(2).filter(|pair| beside((&pair[0].0, &pair[1].0))).count();
    pairs >= 2 && pairs * 6 >= talks.len()
}

fn feed(document: &Document, said: &Said, records: &mut Records, explanations: &mut Vec<Explanation>) {
    records.source.kind = said.kind.unwrap_or(Kind::Feed);
    records.entries.reserve_exact(document.parts.len());
    for part in &document.parts {
        let Some(data) = &part.entry else { continue };
        let mut entry = entry_record(data, part, &mut records.warnings);
        let own = said.tags.iter().filter(|tag| !data.categories.contains(tag));
        entry.categories.extend(own.cloned());
        if entry.authors.is_empty() {
            entry.authors.extend(said.author.clone());
        }
        let author = entry.authors.first().cloned().or_else(|| records.source.authors.first().cloned());
        let year = data.published.as_deref().or(data.updated.as_deref()).and_then(when::find_year);
        let name = match &said.event {
            Some(event) => events::find_event_name(event, year).or_else(|| Some(naming::plain_event(event))),
            None => events::find_event_name(&entry.title, year),
        };
        let told = || naming::tells_of_a_visit(&entry.title) || source::speech(&part.blocks, Some(&entry.title)) >= 0.4;
        let name = name.or_else(|| naming::named_with_year(&entry.title).filter(|_| told()));
        let genre = genre::genre(&part.blocks, Some(&entry.title), &data.categories);
        let context = context(&part.blocks, Some(&entry.title), genre, name.as_ref(), true);
        let reading = read_part(document, part, &context, explanations);
        let about = name.is_some() || reading.talks.len() >= 2;
        let titled = events::find_event_name(&entry.title, None).is_some_and(|event| event.year.is_some())
            || naming::tells_of_a_visit(&entry.title) && naming::named_with_year(&entry.title).is_some();
        let told = titled || !reading.takeaways.is_empty() || context.speech >= 0.6;
        if about && (!reading.talks.is_empty() || name.is_some() && told) {
            let event = name.map(|name| naming::event_record(&name, document, &reading.part));
            let event = event.map(|event| match records.events.iter().find(|held| fold(&held.name) == fold(&event.name)) {
                Some(held) => held.clone(),
                None => {
                    records.events.push(event.clone());
                    event
                }
            });
            add(reading, Kind::Feed, event.as_ref(), author, Some(data), records);
        }
        records.entries.push(entry);
    }
}

fn entry_record(data: &EntryData, part: &Part, warnings: &mut Vec<crate::model::Warning>) -> Entry {
    Entry {
        id: data.id.clone(),
        title: data.title.clone(),
        url: data.url.clone(),
        authors: source::authors(&data.authors, warnings),
        published: data.published.clone(),
        updated: data.updated.clone(),
        categories: data.categories.clone(),
        summary: data.summary.clone(),
        content_html: data.content_html.clone(),
        first_seen: data.first_seen.clone(),
        enclosures: data.enclosures.clone(),
        rights: data.rights.clone(),
        source: data.source.clone(),
        language: data.language.clone(),
        line: part.line,
    }
}

/// Adds what a part holds to the records.
fn add(
    reading: Reading<'_>,
    kind: Kind,
    event: Option<&Event>,
    author: Option<String>,
    entry: Option<&EntryData>,
    records: &mut Records,
) {
    let Reading { talks, takeaways, part, single } = reading;
    let is_notes = matches!(kind, Kind::Report | Kind::Feed);
    let year = event
        .and_then(|event| event.year)
        .or_else(|| entry.and_then(|entry| entry.published.as_deref()).and_then(when::find_year));
    let day = entry
        .and_then(|entry| day_of_title(&entry.title, event))
        .or_else(|| records.source.title.as_deref().filter(|_| entry.is_none()).and_then(|title| day_of_title(title, event)));
    let line_of = |line: usize| if entry.is_some() { part.line } else { line };
    let mut spans: Vec<(Candidate, usize)> = Vec::new();
    for (candidate, lines) in talks {
        let index = records.talks.len();
        let talk = talk_record(&candidate, &lines, event, entry, year, day.as_deref(), &part, kind);
        if is_notes {
            let body = note_body(&candidate);
            if !notes::is_empty(&body) {
                records.notes.push(Note {
                    talk: index.to_string(),
                    author: author.clone(),
                    markdown: notes::markdown(&part, &body, candidate.line),
                    quotes: notes::quotes(&body),
                    links: notes::links(&body),
                    line: line_of(candidate.line),
                });
            }
        }
        records.talks.push(talk);
        spans.push((candidate, index));
    }
    if !is_notes {
        return;
    }
    for found in takeaways {
        let talk = spans
            .iter()
            .find(|(talk, _)| single || (talk.span.0 <= found.position && found.position < talk.span.1))
            .map(|(_, index)| *index);
        let line = line_of(found.line);
        let takeaway = takeaway_record(found, talk, event, author.clone());
        records.takeaways.push(Takeaway { entry: entry.map(|entry| entry.id.clone()), line, ..takeaway });
    }
}

/// A takeaway of the talk at that place in the list, or of the whole event.
pub(super) fn takeaway_record(
    found: takeaways::Found,
    talk: Option<usize>,
    event: Option<&Event>,
    author: Option<String>,
) -> Takeaway {
    Takeaway {
        text: found.text,
        markdown: found.markdown,
        event: event.map(|event| event.name.clone()),
        talk: talk.map(|index| index.to_string()),
        topic: found.topic,
        author,
        entry: None,
        line: found.line,
    }
}

/// A day that a post's title names behind the event: "FooConf 2031: Workshop Day" → "Workshop Day".
fn day_of_title(title: &str, event: Option<&Event>) -> Option<String> {
    let name = &event?.name;
    let rest = title.split_once(name.as_str()).map(|(_, rest)| rest)?;
    let rest = rest.trim_matches([':', '-', '–', '—', ',', '(', ')', ' ', '|']);
    let folded = fold(rest);
    let names_day = when::day_label(rest).is_some()
        || folded.split(' ').any(|word| matches!(word, "day" | "tag" | "jour" | "dia" | "dag" | "giorno"));
    (names_day && rest.len() < 60).then(|| when::day_label(rest).map_or_else(|| rest.to_owned(), |day| day.label))
}

#[expect(clippy::too_many_arguments, reason = "a talk's record draws on the whole of its surroundings, once")]
pub(super) fn talk_record(
    candidate: &Candidate,
    lines: &[usize],
    event: Option<&Event>,
    entry: Option<&EntryData>,
    year: Option<i16>,
    day: Option<&str>,
    part: &Part,
    kind: Kind,
) -> Talk {
    let (date, label) = date_and_day(candidate, year);
    let abstract_ =
        abstract_of(candidate, kind).map(|blocks| to_markdown(&blocks).trim().to_owned()).filter(|text| !text.is_empty());
    let minutes = candidate.minutes.or_else(|| minutes_between(candidate.start.as_deref()?, candidate.end.as_deref()?));
    let workshop_day = day.is_some_and(|day| phrases::format_in(day) == Some(TalkFormat::Workshop));
    Talk {
        id: String::new(),
        title: candidate.title.clone(),
        speakers: candidate.speakers.clone(),
        event: event.map(|event| event.name.clone()),
        entry: entry.map(|entry| entry.id.clone()),
        day: label.or_else(|| day.map(str::to_owned)),
        date,
        start: candidate.start.clone(),
        duration_minutes: minutes,
        track: candidate.track.as_deref().and_then(agenda::track_name),
        room: candidate.room.clone(),
        format: format_of(candidate, workshop_day),
        number: candidate.number,
        url: candidate.url.clone().or_else(|| conference_page(candidate)),
        abstract_,
        tags: candidate.tags.clone(),
        recordings: Vec::new(),
        lines: if entry.is_some() { vec![part.line] } else { lines.to_vec() },
        language: None,
    }
}

fn format_of(candidate: &Candidate, workshop_day: bool) -> TalkFormat {
    if let Some(format) =
        candidate.format.or_else(|| phrases::format_prefix(&candidate.title)).or_else(|| words::format_of(&candidate.title))
    {
        return format;
    }
    if let Some(format) = phrases::format_in(&candidate.title).filter(|_| phrases::is_format_heading(&candidate.title)) {
        return format;
    }
    if workshop_day {
        return TalkFormat::Workshop;
    }
    let opening =
        candidate.body.iter().find(|block| matches!(block.kind, BlockKind::Paragraph(_))).map(Block::text).unwrap_or_default();
    words::format_in_prose(&opening).unwrap_or_default()
}

fn date_and_day(candidate: &Candidate, year: Option<i16>) -> (Option<String>, Option<String>) {
    let Some(text) = &candidate.when else { return (candidate.day_of_all.clone(), None) };
    let text = match words::find_label(text) {
        Some((words::Label::Date | words::Label::Time, rest)) => rest,
        _ => text.as_str(),
    };
    let found = when::find_date(text, year);
    let label = when::day_label(text);
    // A line that says more than when it was is no label of a day.
    let plain = text.len() < 50 && found.as_ref().is_none_or(|found| found.range.len() * 2 >= text.len());
    let date = found.map(|found| found.date).or_else(|| label.as_ref().and_then(|label| label.date.clone()));
    let label = label.map(|label| label.label).or_else(|| plain.then(|| text.to_owned()));
    (date, label)
}

fn minutes_between(start: &str, end: &str) -> Option<u32> {
    let minutes = |time: &str| -> Option<u32> {
        let (hours, minutes) = time.split_once(':')?;
        Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
    };
    let (start, end) = (minutes(start)?, minutes(end)?);
    Some(if end >= start { end - start } else { end + 24 * 60 - start }).filter(|&length| length > 0 && length <= 12 * 60)
}

/// The link of a note that says it leads to the conference's page of the talk.
fn conference_page(candidate: &Candidate) -> Option<String> {
    let mut all = Vec::new();
    super::inlines::links_in_blocks(&candidate.body, &mut all);
    let title = fold(&candidate.title);
    if let Some((url, _)) = all.iter().find(|(_, text)| fold(&plain(text)) == title && !title.is_empty()) {
        return Some((*url).to_owned());
    }
    all.iter()
        .find(|(_, text)| phrases::is_page_link(&plain(text)) && plain(text).split_whitespace().count() >= 2)
        .map(|(url, _)| (*url).to_owned())
}

/// The note: the body, without what an abstract label sets apart.
fn note_body(candidate: &Candidate) -> Vec<Block> {
    if !candidate.has_abstract {
        return candidate.body.clone();
    }
    match label_at(&candidate.body, words::Label::Notes) {
        Some(n) => candidate.body[n + 1..].to_vec(),
        None => candidate.body.clone(),
    }
}

/// What the proposer or the conference says: all up to the line "Notes", which is not meant for readers.
fn abstract_of(candidate: &Candidate, kind: Kind) -> Option<Vec<Block>> {
    if matches!(kind, Kind::Report | Kind::Feed) && !candidate.has_abstract {
        return None;
    }
    let end = label_at(&candidate.body, words::Label::Notes).unwrap_or(candidate.body.len());
    let blocks = &candidate.body[..end];
    if matches!(kind, Kind::Report | Kind::Feed) && end == candidate.body.len() {
        return None;
    }
    let first = usize::from(blocks.first().is_some_and(|block| is_bare_label(block, words::Label::Abstract)));
    let start = abstract_place(blocks).map_or(first, |place| place + 1);
    let mut kept: Vec<Block> = damage::without_asides(blocks[start..].to_vec());
    if let Some(first) = kept.first_mut() {
        drop_label(first);
    }
    Some(kept)
}

/// "Abstract: the text": the label goes.
fn drop_label(block: &mut Block) {
    if let BlockKind::Paragraph(inlines) = &mut block.kind {
        let text = plain(inlines);
        if let Some((words::Label::Abstract, rest)) = words::find_label(&text)
            && !rest.trim().is_empty()
        {
            let cut = text.len() - rest.trim_start().len();
            *inlines = super::inlines::split_at(inlines, cut).1;
        }
    }
}

fn label_at(blocks: &[Block], label: words::Label) -> Option<usize> {
    blocks.iter().position(|block| is_bare_label(block, label))
}

fn is_bare_label(block: &Block, label: words::Label) -> bool {
    match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Heading { text: inlines, .. } => {
            let text = one_line(inlines);
            let private =
                label == words::Label::Notes && phrases::is_for_organisers(&text) && text.split_whitespace().count() <= 7;
            private || text.split_whitespace().count() <= 4 && words::label_of(text.trim_end_matches([':', '：'])) == Some(label)
        }
        _ => false,
    }
}

/// Gives every talk its id, and notes and takeaways that of their talk (which until now is its place in the list).
fn assign_ids(records: &mut Records) {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for talk in &mut records.talks {
        let base = crate::id::talk_id(talk.event.as_deref(), &talk.title);
        let count = used.entry(base.clone()).or_default();
        *count += 1;
        talk.id = if *count == 1 { base } else { format!("{base}-{count}") };
    }
    let id = |index: &str| -> Option<String> { Some(records.talks.get(index.parse::<usize>().ok()?)?.id.clone()) };
    for note in &mut records.notes {
        if let Some(id) = id(&note.talk) {
            note.talk = id;
        }
    }
    for takeaway in &mut records.takeaways {
        takeaway.talk = takeaway.talk.as_deref().and_then(id);
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;
    use crate::model::Kind;

    #[test]
    fn documents_about_no_conference_hold_none() {
        for text in [
            "# Rewriting our search\n\n## Month 1\n\nFog.\n\n## Month 2\n\nMore.\n\n## Takeaways\n\n- judge\n\n## Team\n\nAnna Berg, Peter Jones\n",
            "# This Week in Lamps #12\n\n### [Lamps as queues](https://example.org/1)\nBright. by *Anna Berg*\n\n### [Fog at scale](https://example.org/2)\nWet. by *Peter Jones*\n",
            "# How I write proposals for conferences\n\nI sent sixty.\n\n## Start with the third row\n\na\n\n## Write the title last\n\nb\n\n## Ask somebody to read it\n\nc\n",
            "# notes\n\nMine, of conferences and books.\n\n## Conferences\n\n- [2030](conferences/2030)\n- [2031](conferences/2031)\n- [2032](conferences/2032)\n",
            "# Lecture Notes (Fall 2031)\n\n## Lecture 1: Fog\n\n- a\n\n## Lecture 2: Lamps\n\n*Speaker: Anna Berg*\n\n- b\n\n## Lecture 3: Boats\n\n- c\n",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn proposals_are_told_by_their_abstracts() {
        let proposal = |title: &str| {
            format!(
                "## {title}\n\n**Format:** talk, 40 minutes\n\n### Abstract\n\nOf {title}, and why.\n\n### Outline\n\n- one\n- two\n\n"
            )
        };
        let titles = ["Lamps that sleep at noon", "Boats on small rivers", "Counting fog by hand"];
        check(
            &format!("# Talk proposals\n\nAll that I sent out.\n\n{}", titles.map(proposal).concat()),
            "talk 5 Lamps that sleep at noon
             talk 18 Boats on small rivers
             talk 31 Counting fog by hand",
        );
    }

    #[test]
    fn a_title_over_talks_names_the_event_without_a_year() {
        check(
            "# Notes: Lantern Exchange Ghent\n\n## Anna Berg - Parsing Fog\n\na\n\n## Peter Jones - Small Boats\n\nb\n\n## Maria Lopez - Long Rivers\n\nc\n",
            "event Lantern Exchange Ghent
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 7 Small Boats | Peter Jones
             note b
             talk 11 Long Rivers | Maria Lopez
             note c",
        );
    }

    /// What a document is taken for.
    #[track_caller]
    fn kind_of_text(text: &str) -> Kind {
        let hints = crate::read::Hints { name: Some("page.md"), ..crate::read::Hints::default() };
        let document = crate::read::read(text.as_bytes(), &hints).unwrap();
        crate::extract::extract(&document, &crate::extract::Said::default()).source.kind
    }

    #[test]
    fn titles_and_rooms_tell_programmes_and_submissions() {
        let talk =
            |title: &str, name: &str, record: &str| format!("## {title}\n\n{name}{record}\n\nA look at it, with numbers.\n\n");
        let talks = |records: [&str; 4]| {
            let titles = [
                ("Counting Fog", "Anna Berg"),
                ("Small Boats", "Peter Jones"),
                ("Long Rivers", "Maria Lopez"),
                ("Wet Sand", "Otto Brandt"),
            ];
            titles.iter().zip(records).map(|((title, name), record)| talk(title, name, record)).collect::<String>()
        };
        let bare = talks([""; 4]);
        let parallel = talks([" · 10:00 · Room 1", " · 10:00 · Room 2", " · 11:00 · Room 1", " · 11:00 · Room 2"]);
        let serial = talks([" · 10:00", " · 11:00", " · 12:00", " · 13:00"]);
        #[rustfmt::skip]
        let table = [
            ("Ferrocon 2031: notes",            &bare,     Kind::Report),
            ("Ferrocon 2031: schedule",         &bare,     Kind::Programme),
            ("Notes on the Ferrocon programme", &bare,     Kind::Report),
            ("Ferrocon 2031 talk submissions",  &bare,     Kind::Submissions),
            ("Ferrocon 2031",                   &parallel, Kind::Programme), // nobody hears both
            ("Ferrocon 2031",                   &serial,   Kind::Report),
        ];
        for (title, talks, kind) in table {
            assert_eq!(kind_of_text(&format!("# {title}\n\n{talks}")), kind, "{title:?} over {talks:?}");
        }
    }

    /// The titles of the talks of a text.
    #[track_caller]
    fn titles_of(text: &str) -> Vec<String> {
        let hints = crate::read::Hints { name: Some("report.md"), ..crate::read::Hints::default() };
        let document = crate::read::read(text.as_bytes(), &hints).unwrap();
        crate::extract::extract(&document, &crate::extract::Said::default()).talks.into_iter().map(|talk| talk.title).collect()
    }

    #[test]
    fn ordinary_reports_stay_what_they_are() {
        let two = "## Counting Fog — Anna Berg\n\na\n\n## Small Boats — Peter Jones\n\nb\n";
        #[rustfmt::skip]
        let table: [(String, Vec<&str>); 9] = [
            (format!("# Ferrocon 2031: my reading list\n\n{two}"),  vec!["Counting Fog", "Small Boats"]),
            (format!("# My tour of Ferrocon 2031\n\nThe band, the album, the tickets.\n\n{two}"), vec!["Counting Fog", "Small Boats"]),
            ("# 1 Ferrocon 2031 trip report\n\n## 1.1 Monday\n\n### 1.1.1 Counting Fog — Anna Berg\n\na\n\n### 1.1.2 Small Boats — Peter Jones\n\nb\n".to_owned(), vec!["1.1.1 Counting Fog", "1.1.2 Small Boats"]),
            ("# Ferrocon 2031\n\n## Panel: who pays? — Julia Hart, Ines Faro\n\n- **Julia Hart**: Fog is here to stay\n- **Ines Faro**: Boats sink without oil\n".to_owned(), vec!["Panel: who pays?"]),
            ("# Ferrocon 2031\n\n## Counting Fog — Anna Berg\n\n- Books\n  - *Lamp Topologies* by M. Skelter\n  - *The Art of Oil* by E. Raymund\n- Tools\n  - [fogrep](https://a.example) by B. Gall\n  - [oilctl](https://b.example) by S. Horn\n\n## Small Boats — Peter Jones\n\nb\n".to_owned(), vec!["Counting Fog", "Small Boats"]),
            ("# Ferrocon 2031\n\n## Break, fix, repeat — Anna Berg\n\na\n\n## Small Boats — Peter Jones\n\nb\n".to_owned(), vec!["Break, fix, repeat", "Small Boats"]),
            ("# Ferrocon 2031\n\nTalks of a day.\n\n*10:00 Why fog? By Anna Berg.*\n\na\n\n*11:00 Why boats? By Peter Jones.*\n\nb\n\n*12:00 Why lamps? By Maria Lopez.*\n\nc\n".to_owned(), vec!["Why fog?", "Why boats?", "Why lamps?"]),
            ("# Ferrocon 2031\n\n## Anna Berg\n\n[Watch the video](https://a.example)\n\na\n\n## Peter Jones\n\n[Watch the video](https://b.example)\n\nb\n\n## Maria Lopez\n\n[Watch the video](https://c.example)\n\nc\n".to_owned(), vec![]),
            ("# Ferrocon 2031\n\n## A. Fog (Anna Berg)\n\na\n\n## B. Boats (Peter Jones)\n\nb\n".to_owned(), vec!["Fog", "Boats"]),
        ];
        for (text, titles) in table {
            assert_eq!(titles_of(&text), titles, "of {text:?}");
        }
    }
}
