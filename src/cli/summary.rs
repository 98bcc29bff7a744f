//! What a document gave, and what the library holds, in one line each.

use std::collections::BTreeMap;

use hallway::index::{Counts, Linked};
use hallway::link::{Catalogue, LinkedTalk};
use hallway::model::{Kind, Records, SourceRecords};

use super::plain::plain;
use super::table::cut;
use super::words::count;

/// The widest that is told of what a document is about: what takes itself for a title may be all of its text.
const ABOUT: usize = 80;

/// The talks of each source of a catalogue.
pub(crate) struct TalksOf<'a> {
    catalogue: &'a Catalogue,
    talks: Vec<Vec<&'a LinkedTalk>>,
}

impl<'a> TalksOf<'a> {
    pub(crate) fn sources(catalogue: &'a Catalogue) -> Self {
        let mut talks: Vec<Vec<&LinkedTalk>> = vec![Vec::new(); catalogue.sources.len()];
        for talk in &catalogue.talks {
            let mut sources: Vec<usize> = talk.members.iter().map(|member| member.source).collect();
            sources.sort_unstable();
            sources.dedup();
            for source in sources {
                talks.get_mut(source).into_iter().for_each(|talks| talks.push(talk));
            }
        }
        TalksOf { catalogue, talks }
    }
}

/// The cells of one source's line: name, kind, what it is about, counts, and what it shares with other sources.
pub(crate) fn source_cells(talks: &TalksOf, index: usize) -> Vec<String> {
    let Some(source) = talks.catalogue.sources.get(index) else { return Vec::new() };
    counted_cells(talks, index, &Counts::of(&source.records), source.records.events.len())
}

/// The same for a source of which the catalogue may know less than all; it has so many records and is about so many `events`.
pub(crate) fn counted_cells(talks: &TalksOf, index: usize, found: &Counts, events: usize) -> Vec<String> {
    let Some(source) = talks.catalogue.sources.get(index) else { return Vec::new() };
    let records = &source.records;
    let mut tail = vec![counts(records.source.kind, found, events)];
    tail.extend(shared(talks, index));
    if records.events.is_empty() && found.talks > 0 {
        tail.push("(`--event NAME` names its event)".to_owned());
    }
    vec![short_path(source), records.source.kind.to_string(), cut(&about(source), ABOUT), tail.join("   ")]
}

/// The path inside notes/ or feeds/: file names alone repeat from event to event.
fn short_path(source: &SourceRecords) -> String {
    plain(source.path.split_once('/').map_or(&source.path, |(_, inside)| inside))
}

/// A feed's title; the event of anything else.
fn about(source: &SourceRecords) -> String {
    let records = &source.records;
    let title = || records.source.title.as_deref().map_or_else(|| "no title".to_owned(), plain);
    match (records.source.kind, records.events.as_slice()) {
        (Kind::Feed | Kind::None, _) => title(),
        (_, []) => "no event named".to_owned(),
        (_, [event]) => plain(&event.name),
        (_, [event, others @ ..]) => format!("{} and {} more", plain(&event.name), others.len()),
    }
}

/// `21 talks  2 notes  2 takeaways`; for a feed, how many of its entries are about how many events, in front.
fn counts(kind: Kind, found: &Counts, events: usize) -> String {
    if kind == Kind::None {
        return "about no conference".to_owned();
    }
    let mut counts = vec![count(found.talks, "talk")];
    for (number, noun) in [(found.notes, "note"), (found.takeaways, "takeaway")] {
        if number > 0 {
            counts.push(count(number, noun));
        }
    }
    let counts = counts.join("  ");
    match kind {
        Kind::Feed => {
            let entries = count(found.entries, "entry");
            match (found.with_talks, events) {
                (0, _) => format!("{entries}, none of them with talks"),
                (some, 0) => format!("{entries}, {some} of them with talks: {counts}"),
                (some, events) => format!("{entries}, {some} of them about {}: {counts}", count(events, "event")),
            }
        }
        _ => counts,
    }
}

/// The talks that other sources have too, by the source that has most of them.
fn shared(talks: &TalksOf, index: usize) -> Option<String> {
    let own = talks.talks.get(index)?;
    let mut others: BTreeMap<usize, usize> = BTreeMap::new();
    for talk in own {
        let mut sources: Vec<usize> = talk.members.iter().map(|member| member.source).filter(|s| *s != index).collect();
        sources.dedup();
        sources.iter().for_each(|source| *others.entry(*source).or_default() += 1);
    }
    let (catalogue, own) = (talks.catalogue, own.len());
    // The earlier source keeps its silence: what is new is that the later one has the same talks.
    let earlier = others.into_iter().filter(|(source, _)| *source < index);
    let (source, number) = earlier.max_by_key(|(source, number)| (*number, std::cmp::Reverse(*source)))?;
    let name = short_path(catalogue.sources.get(source)?);
    Some(match number == own {
        true => format!("the same {number} as {name}: linked"),
        false => format!("{number} of them as in {name}: linked"),
    })
}

/// A source as JSON, with its counts.
pub(crate) fn source_json(source: &SourceRecords) -> serde_json::Value {
    let records = &source.records;
    serde_json::json!({
        "path": source.path, "name": source.name, "source": records.source,
        "events": records.events.iter().map(|event| &event.name).collect::<Vec<_>>(),
        "entries": records.entries.len(), "talks": records.talks.len(), "notes": records.notes.len(),
        "takeaways": records.takeaways.len(), "warnings": records.warnings,
    })
}

/// How many records a library holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Totals {
    pub(crate) sources: usize,
    pub(crate) events: usize,
    pub(crate) talks: usize,
    pub(crate) talks_before_linking: usize,
    pub(crate) notes: usize,
    pub(crate) takeaways: usize,
}

impl Totals {
    /// Of a library with so many records, in which so many talks and events are different ones.
    pub(crate) fn linked(counts: &Counts, talks: usize, events: usize) -> Totals {
        Totals {
            sources: counts.sources,
            events,
            talks,
            talks_before_linking: counts.talks,
            notes: counts.notes,
            takeaways: counts.takeaways,
        }
    }

    /// Of a library with so many records after `linked`, where that tells it together with the counts before it.
    pub(crate) fn after(linked: &Linked, counts: &Counts, before: Option<&Totals>) -> Option<Totals> {
        let more = |number: usize, more: i64| number.saturating_add_signed(isize::try_from(more).unwrap_or(0));
        match (linked, before) {
            (Linked::Whole(catalogue), _) => Some(Totals::linked(counts, catalogue.talks.len(), catalogue.events.len())),
            (Linked::Counted { talks, events }, _) => Some(Totals::linked(counts, *talks, *events)),
            (Linked::Part { talks, events, .. }, Some(before)) => {
                Some(Totals::linked(counts, more(before.talks, *talks), more(before.events, *events)))
            }
            (Linked::Nothing, Some(before)) => Some(Totals::linked(counts, before.talks, before.events)),
            (_, None) => None,
        }
    }

    pub(crate) fn of(catalogue: &Catalogue) -> Totals {
        let sum = |number: fn(&Records) -> usize| catalogue.sources.iter().map(|source| number(&source.records)).sum();
        Totals {
            sources: catalogue.sources.len(),
            events: catalogue.events.len(),
            talks: catalogue.talks.len(),
            talks_before_linking: sum(|records| records.talks.len()),
            notes: sum(|records| records.notes.len()),
            takeaways: sum(|records| records.takeaways.len()),
        }
    }
}

/// `5 sources · 6 events · 140 talks (151 before linking) · 41 notes · 36 takeaways`.
pub(crate) fn library_line(totals: &Totals) -> String {
    let mut talks = count(totals.talks, "talk");
    if totals.talks_before_linking != totals.talks {
        talks.push_str(&format!(" ({} before linking)", totals.talks_before_linking));
    }
    let [sources, events] = [count(totals.sources, "source"), count(totals.events, "event")];
    [sources, events, talks, count(totals.notes, "note"), count(totals.takeaways, "takeaway")].join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use hallway::model::{Event, Source};

    #[test]
    fn a_line_tells_no_more_of_a_title_than_a_person_reads() {
        let long = "harbour ".repeat(30_000);
        let cut = |text: &str| format!("{}…", &text[..ABOUT - 1]);
        #[rustfmt::skip]
        let table = [
            (Kind::Feed,   "Low water", "",    "Low water".to_owned()),
            (Kind::Feed,   &long,       "",    cut(&long)),
            (Kind::Report, "",          &long, cut(&long)),
        ];
        for (kind, title, event, expected) in table {
            let source = Source { kind, title: Some(title.to_owned()), ..Source::default() };
            let events =
                Some(event).filter(|event| !event.is_empty()).map(|name| Event { name: name.to_owned(), ..Event::default() });
            let records = Records { source, events: events.into_iter().collect(), ..Records::default() };
            let sources = vec![SourceRecords { path: "notes/a".into(), name: "a".into(), records }];
            let catalogue = Catalogue { sources, ..Catalogue::default() };
            assert_eq!(source_cells(&TalksOf::sources(&catalogue), 0)[2], expected);
        }
    }
}
