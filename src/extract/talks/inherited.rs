//! What the headings and lines above a talk say of it.

use crate::extract::candidate::Candidate;
use crate::extract::inlines::{one_line, short_line};
use crate::extract::source::names_a_programme;
use crate::extract::{phrases, places, words};
use crate::model::TalkFormat;
use crate::read::document::{Block, BlockKind};
use crate::when;

/// What the headings above a talk say of it.
#[derive(Debug, Clone, Default)]
pub(in crate::extract) struct Inherited {
    pub(in crate::extract) when: Option<String>,
    pub(in crate::extract) start: Option<String>,
    pub(in crate::extract) track: Option<String>,
    pub(in crate::extract) room: Option<String>,
    pub(in crate::extract) format: Option<TalkFormat>,
    /// The text of the nearest heading above.
    pub(in crate::extract) heading: String,
}

/// "Sexta-feira, 11/08": the weekday tells which of the numbers is the month, once the year is known.
fn is_numbered_day(title: &str) -> bool {
    let is_date = |rest: &str| rest.len() <= 6 && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | '-'));
    when::leading_day(title).is_some_and(|(day, rest)| day.weekday.is_some() && rest.contains('/') && is_date(rest))
}

/// What a heading tells the talks below it.
pub(super) fn inherit(above: &Inherited, title: &str) -> Inherited {
    let mut inside = above.clone();
    if title.is_empty() {
        return inside;
    }
    inside.heading = title.to_owned();
    if when::day_label(title).is_some() || (when::find_date(title, None).is_some() && title.len() < 60) || is_numbered_day(title)
    {
        inside.when = Some(title.to_owned());
        inside.start = None;
    }
    // "Slot 1 (10:00)"
    let aside = title.strip_suffix(')').and_then(|title| Some(title.rsplit_once(" (")?.1)).filter(|aside| when::is_time(aside));
    // "2030" over talks is a year.
    if let Some((start, _, _)) = when::leading_time(aside.unwrap_or(title)).filter(|_| !when::is_year(title)) {
        inside.start = Some(start);
    }
    if let Some(track) = phrases::track_of_heading(title) {
        inside.track = Some(track);
    }
    // "HALL A (big)"
    let place = places::without_bracket(title);
    if inside.track.is_none() && places::is_track(place) {
        inside.track = Some(place.to_owned());
    }
    if places::is_room(place) {
        inside.room = Some(words::find_label(place).map_or(place, |(_, room)| room).to_owned());
    }
    if phrases::is_format_heading(title) {
        inside.format = words::format_of(title).or(phrases::format_prefix(title)).or(phrases::format_in(title));
    } else if let Some(format) =
        phrases::format_in(title).or_else(|| words::format_of(title).filter(|&format| format == TalkFormat::Lightning))
        && title.split_whitespace().count() <= 5
        // "Lamp Workshop 2031" is a workshop, and its talks are talks.
        && !names_a_programme(title)
        && when::find_year(title).is_none()
    {
        inside.format = Some(format);
    }
    inside
}

/// Fills what the talk itself leaves unsaid from the headings above it.
pub(super) fn settle(candidate: &mut Candidate, above: &Inherited) {
    candidate.when = candidate.when.take().or_else(|| above.when.clone());
    candidate.start = candidate.start.take().or_else(|| above.start.clone());
    candidate.track = candidate.track.take().or_else(|| above.track.clone());
    candidate.room = candidate.room.take().or_else(|| above.room.clone());
    candidate.format = candidate.format.or(above.format);
}

/// A paragraph that is a time and nothing else: "1525:" over the talks that begin then.
pub(super) fn group_time(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    let text = short_line(inlines, 60)?;
    let text = text.trim_end_matches(':');
    // "2030" over talks is a year.
    if when::is_year(text) {
        return None;
    }
    let (start, _, rest) = when::leading_time(text)?;
    (rest.trim().is_empty() || places::is_group(rest)).then_some(start)
}

/// A paragraph that is the label of a group of talks and nothing else: "17:20 - Lightning talks".
pub(super) fn group_label(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    let text = one_line(inlines);
    let rest = when::leading_time(&text).map_or(text.as_str(), |(_, _, rest)| rest).trim();
    (text.len() < 60 && !rest.is_empty() && places::is_group(rest)).then(|| rest.trim_end_matches([':', '：']).to_owned())
}

/// A paragraph that is a day's label and nothing else.
pub(super) fn group_day(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    short_line(inlines, 49).filter(|text| when::day_label(text.trim_end_matches(':')).is_some())
}
