//! One talk as a record.

use crate::extract::candidate::{Candidate, abstract_place};
use crate::extract::inlines::one_line;
use crate::extract::{agenda, damage, phrases, proposals, words};
use crate::folded::fold;
use crate::model::{Event, Kind, Speaker, Talk, TalkFormat};
use crate::read::commonmark::to_markdown;
use crate::read::document::{Block, BlockKind, EntryData, Part, plain};
use crate::when;

#[expect(clippy::too_many_arguments, reason = "a talk's record draws on the whole of its surroundings, once")]
pub(in crate::extract) fn talk_record(
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
        speakers: candidate.speakers.iter().map(|speaker| without_event(speaker, event)).collect(),
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

/// The speaker; "Ada Brookfield, Lamp Days, 2031-05-02" names no firm but the event.
fn without_event(speaker: &Speaker, event: Option<&Event>) -> Speaker {
    let series = event.and_then(|event| event.series.as_deref()).map(fold).filter(|series| !series.is_empty());
    let is_event = |firm: &String| {
        let folded = fold(firm);
        let behind = series.as_ref().and_then(|series| folded.strip_prefix(series.as_str()).map(str::to_owned));
        behind.is_some_and(|behind| !behind.contains(char::is_alphabetic))
    };
    Speaker { affiliation: speaker.affiliation.clone().filter(|firm| !is_event(firm)), ..speaker.clone() }
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
    crate::extract::inlines::links_in_blocks(&candidate.body, &mut all);
    let title = fold(&candidate.title);
    if let Some((url, _)) = all.iter().find(|(_, text)| fold(&plain(text)) == title && !title.is_empty()) {
        return Some((*url).to_owned());
    }
    all.iter()
        .find(|(_, text)| phrases::is_page_link(&plain(text)) && plain(text).split_whitespace().count() >= 2)
        .map(|(url, _)| (*url).to_owned())
}

/// The note: the body, without what an abstract label sets apart.
pub(super) fn note_body(candidate: &Candidate) -> &[Block] {
    let label = if candidate.has_abstract { label_at(&candidate.body, words::Label::Notes) } else { None };
    &candidate.body[label.map_or(0, |n| n + 1)..]
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
    let asked = |block: &Block| matches!(&block.kind, BlockKind::Heading { text, .. } if proposals::is_asked(&one_line(text)));
    let told: Vec<Block> = blocks[start..].iter().take_while(|block| !asked(block)).cloned().collect();
    let mut kept = damage::without_asides(told);
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
            *inlines = crate::extract::inlines::split_at(inlines, cut).1;
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
