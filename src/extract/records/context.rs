//! What a document as a whole says of the chance that it holds talks, and what kind it is.

use std::cell::LazyCell;

use super::text::{DOUBTFUL_TITLE, Reading};
use crate::extract::candidate::Candidate;
use crate::extract::events::EventName;
use crate::extract::genre::Genre;
use crate::extract::inlines::one_line;
use crate::extract::talks::{self, Context};
use crate::extract::{Said, agenda, headlines, letters, naming, notes, phrases, proposals, signs, source};
use crate::folded::fold;
use crate::model::Kind;
use crate::read::document::{Block, BlockKind, Document, Part, text_of};
use crate::when;

/// What the whole of a part says about the chance that it holds talks.
pub(super) fn context(
    blocks: &[Block],
    title: Option<&str>,
    genre: Option<Genre>,
    event: Option<&EventName>,
    entry: bool,
) -> Context {
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

/// The event of a report or a programme, named plainly or told by several signs.
pub(super) fn name_of(
    document: &Document,
    said: &Said,
    part: &Part,
    title: Option<&str>,
    genre: Option<Genre>,
) -> Option<EventName> {
    let mut name = naming::name_event(document, said, part, title);
    // "How to enjoy your first conference" is about none.
    if said.event.is_none() && title.is_some_and(phrases::is_instructional) {
        name = name.filter(|name| name.year.is_some());
    }
    // What is no report has its year, not its event, in the title.
    if name.is_none() && genre.is_none() {
        // How many of its talks show what they are without the event?
        let shown_talks = LazyCell::new(|| {
            let mut probe = context(&part.blocks, title, genre, None, false);
            // Where the title promises a programme, its rows count that name people.
            let is_programme = probe.doubt < DOUBTFUL_TITLE && title.and_then(naming::beside_its_programme).is_some();
            // "Ropes in Motion 2031" alone is anything's name: only times with names show what it is.
            let is_edition = probe.doubt < DOUBTFUL_TITLE && title.is_some_and(naming::is_edition);
            let named = |talk: &&Candidate| !talk.speakers.is_empty() && talk.start.is_some();
            if is_edition && agenda::in_lines(&part.blocks, |_| false).iter().filter(named).count() >= 3 {
                return 3;
            }
            probe.doubt = if is_programme || is_edition { 0.0 } else { probe.doubt };
            let shown = |talk: &&Candidate| {
                talk.evidence >= 1.5 && (!is_programme || !talk.speakers.is_empty()) && (!is_edition || named(talk))
            };
            talks::find(part, &probe, None).talks.iter().filter(shown).count()
        });
        name = naming::weak_event(document, said, part, title, || *shown_talks);
    }
    // What is told day by day may be a journey to a conference.
    if name.is_none() && matches!(genre, None | Some(Genre::Journey)) {
        name = vouched_for(document, part, title).filter(|name| genre.is_none() || name.year.is_some());
    }
    name
}

/// A name in the first lines that the talks themselves vouch for: read as those of an event, two and more have people
/// beside them, and those without are fewer.
fn vouched_for(document: &Document, part: &Part, title: Option<&str>) -> Option<EventName> {
    let name = headlines::told(part, title, naming::year_of(document))?;
    let found = talks::find(part, &context(&part.blocks, title, None, Some(&name), false), None).talks;
    let named = found.iter().filter(|talk| (talk.named || !talk.speakers.is_empty()) && talk.evidence >= 0.5).count();
    (named >= 2 && named * 2 >= found.len()).then_some(name)
}

/// Whether most are rows of an agenda with texts of a dozen words and more.
fn are_described_rows(talks: &[(Candidate, Vec<usize>)]) -> bool {
    let is_row = |talk: &Candidate| talk.reasons.iter().any(|reason| reason == agenda::ROW);
    let rows = talks.iter().filter(|(talk, _)| is_row(talk)).count();
    let texts = talks.iter().filter(|(talk, _)| !talk.body.is_empty()).map(|(talk, _)| text_of(&talk.body));
    let long =
        |text: &String| text.split_whitespace().count() >= 12 || text.chars().filter(|&c| letters::is_wide(c)).count() >= 25;
    let (long, short): (Vec<String>, Vec<String>) = texts.partition(long);
    rows * 10 >= talks.len() * 8 && long.len() >= short.len()
}

/// What a document is, by what was found in it.
pub(super) fn kind_of(reading: &Reading<'_>, title: Option<&str>, event: bool, context: &Context) -> Kind {
    let talks = &reading.talks;
    let timed = talks.iter().filter(|(talk, _)| talk.start.is_some()).count();
    let abstracts = talks.iter().filter(|(talk, _)| talk.has_abstract).count();
    let noted = talks.iter().filter(|(talk, _)| !talk.has_abstract && !notes::is_empty(&talk.body)).count();
    if source::is_submissions(abstracts, timed, talks.len()) {
        return Kind::Submissions;
    }
    if talks.len() == 1 && abstracts == 1 && timed == 0 && proposals::is_a_proposal(&reading.part.blocks) {
        return Kind::Submissions;
    }
    let remarked = talks.iter().filter(|(talk, _)| talk.reasons.iter().any(|reason| reason == agenda::REMARKED)).count();
    if remarked > 0 && noted * 2 >= talks.len() && remarked * 2 >= talks.len() {
        return Kind::Report;
    }
    let told = LazyCell::new(|| talks.iter().filter(|(talk, _)| source::tells(&talk.body)).count());
    // Nobody tells of having been there, and nothing is drawn from it.
    let impersonal = talks.len() >= 2 && !reading.single && reading.takeaways.is_empty() && *told * 3 <= talks.len();
    // Somebody's list of the talks that they gave is nobody's notes.
    if impersonal && context.own && !context.event {
        return Kind::Programme;
    }
    if impersonal && timed == 0 && title.is_some_and(source::names_submissions) {
        return Kind::Submissions;
    }
    // "We look forward to seeing you" stands above programmes too.
    let visited = || context.visited && (*told > 0 || timed * 10 < talks.len() * 8);
    // "**Programme**" over a list of times: what is told of the talks below it was written beforehand.
    let labelled = || timed * 3 >= talks.len() * 2 && noted * 2 <= talks.len() && stands_under_a_programme(reading);
    // Long texts beside the times of a table are abstracts, where nobody says that they were there.
    let written = context.visited || context.recap || context.notes;
    let described = || !written && *told == 0 && remarked == 0 && timed * 10 >= talks.len() * 8 && are_described_rows(talks);
    let named = title.is_some_and(source::names_a_programme);
    if impersonal && !visited() && (named || are_parallel(talks) || labelled() || described()) {
        return Kind::Programme;
    }
    // "We show …" is an abstract's, where the title or the line above promises a programme and each talk has its time.
    let promised = || !written && (named || stands_under_a_programme(reading)) && timed * 10 >= talks.len() * 9;
    if talks.len() >= 3 && !reading.single && reading.takeaways.is_empty() && remarked == 0 && promised() {
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
        && reading.takeaways.is_empty()
        && *told == 0
        && noted * 2 <= talks.len()
    {
        return Kind::Programme;
    }
    let rows = talks
        .iter()
        .filter(|(talk, _)| talk.reasons.iter().any(|reason| reason.contains("agenda") || reason.contains("records")))
        .count();
    let planned = rows * 2 > talks.len() && noted * 10 <= talks.len() && timed * 2 >= talks.len();
    if talks.len() >= 2 && planned && reading.takeaways.is_empty() {
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

/// Whether the line above the first talk and its day is the label of a programme.
fn stands_under_a_programme(reading: &Reading<'_>) -> bool {
    let first = reading.talks.iter().map(|(talk, _)| talk.span.0.0).min().unwrap_or_default();
    let above = reading.part.blocks.get(..first).unwrap_or_default().iter().rev();
    let mut labels = above.take(4).map(|block| match block.kind {
        BlockKind::Heading { .. } | BlockKind::Paragraph(_) => block.text(),
        _ => String::new(),
    });
    // The day, and the hour over the first of the talks, may stand between.
    let is_when = |label: &String| {
        when::is_time(label) || label.len() < 60 && (when::day_label(label).is_some() || when::find_date(label, None).is_some())
    };
    let label = labels.find(|label| !is_when(label));
    label.is_some_and(|label| label.split_whitespace().count() <= 4 && source::names_a_programme(&label))
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
