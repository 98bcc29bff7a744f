//! Talks in the rows of an agenda: tables, and lines that were pasted from a page without its markup.

mod cells;
mod chairs;
mod columns;
mod lines;
mod record;
mod tables;
#[cfg(test)]
mod tests;

pub(super) use columns::{header_label, heads_titles_and_people, track_name};
pub(super) use lines::{in_lines, settle};
pub(super) use tables::{REMARKED, in_tables};

use crate::extract::candidate::Candidate;
use crate::extract::phrases;
pub(super) use cells::{full_name, full_names};
use cells::{is_part, spelled_out};

/// The reason of a talk in the row of a table.
pub(super) const ROW: &str = "is a row of the agenda";

/// "Lunch — barbecue", "-- coffee & cake --", "Lunch (bring your own)": a pause, and a few words of what there is.
fn is_pause_with_more(title: &str) -> bool {
    let bare = title.trim_matches(['-', '–', '—', '*', '~', '=', ' ']);
    let parted = [" — ", " – ", " - ", " -- ", " & ", " / ", ", "].iter().find_map(|mark| bare.split_once(mark));
    phrases::is_pause(bare) || parted.is_some_and(|(pause, more)| phrases::is_pause(pause) && more.split(' ').count() <= 4)
}

/// Keeps a candidate of an agenda unless it is a break, an empty cell or a cell that continues another.
fn accept(mut candidate: Candidate, found: &mut Vec<(Candidate, f32)>) {
    let title = candidate.title.trim();
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || phrases::is_pause(title)
        || candidate.speakers.is_empty() && is_pause_with_more(title)
        || title.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).is_some_and(|inner| !inner.contains(['(', ')']))
        || spelled_out(title).is_some_and(|word| phrases::is_pause(&word))
        || is_part(title)
        || candidate.speakers.is_empty() && phrases::is_ceremony(title)
        || phrases::is_open(title)
        || phrases::is_empty_slot(title)
    {
        return;
    }
    candidate.reasons.push(ROW.into());
    candidate.evidence += 2.0 + if candidate.start.is_some() { 1.0 } else { 0.0 };
    found.push((candidate, 2.5));
}
