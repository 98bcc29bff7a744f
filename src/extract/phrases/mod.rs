//! Phrases around talks that are more than one word of a table: a counter in front of a title, a status behind it, a
//! heading that names a track, a sentence that speaks of a talk.

mod counters;
mod headings;
mod nobody;
mod pauses;
mod speech;
#[cfg(test)]
mod tests;

pub(super) use counters::{is_material_link, is_page_link, is_session_counter, is_status, strip_lead_in, strip_session_counter};
pub(super) use headings::{
    FORMAT_HEADINGS, PEOPLE, READING, REFERENCES, format_in, format_prefix, is_about_the_talk, is_format_heading,
    is_next_meeting, is_of_actions, is_of_people, is_of_sessions, is_of_the_accepted, is_preparation, is_reference_heading,
    lists_own_talks, promises_thoughts, track_of_heading,
};
pub(super) use nobody::{
    ANONYMOUS, EMPTY, WHO_KNOWS, WHOM, WRITER, is_about_an_unknown_speaker, is_empty_slot, is_nobody, is_open, is_somebody,
    is_the_writer,
};
pub(super) use pauses::{ASIDES, ASKING, CEREMONIES, OPEN_SLOTS, is_an_aside, is_ceremony, is_for_organisers, is_pause};
pub(super) use speech::{
    COURSE_PARTS, GIVEN, ORGANISATION, is_about_organisation, is_instructional, is_part_of_a_course, is_told_by_a_visitor,
    says_i, speaks_of_a_gathering, speaks_of_a_talk, speaks_of_its_author, speaks_of_reports, speaks_of_the_talk, speech_count,
};

use rustc_hash::FxHashSet;

use crate::extract::words;
use crate::folded::fold;

/// The folded rows of a table, for looking up.
fn folded_set(words: &[&str]) -> FxHashSet<String> {
    words.iter().map(|word| fold(word).into()).collect()
}

/// What follows a particle that means "by".
pub(in crate::extract) fn strip_by(text: &str) -> Option<&str> {
    words::strip_by(text).map(|(rest, _)| rest.trim_start())
}

/// "and" in the languages that hallway knows.
pub(in crate::extract) fn is_and(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "and" | "und" | "et" | "y" | "e" | "en" | "ed" | "i" | "och" | "og" | "oraz" | "и" | "と" | "和"
    ) || matches!(text.trim(), "&" | "+")
}
