//! What the words of a conference document mean: labels, headings and announcements in nine languages.
//!
//! One table per notion, one row per language, in this order: English, German, French, Spanish, Dutch, Portuguese,
//! Italian, Japanese, Chinese. Rows are written folded ([`crate::folded::fold`]) and so is whatever is looked up, so case,
//! accents, emphasis and punctuation never matter. A new language is a row in each table.

mod by;
mod formats;
mod labels;
mod sections;
mod takeaways;
#[cfg(test)]
mod tests;

pub(super) use by::{LED_BY, begins_with_led_by, ends_with_led_by, is_by, keeps_order, may_be_by, strip_by, strip_led_by};
pub(super) use formats::{FORMATS, format_in_prose, format_of, is_level, strip_format};
pub(super) use labels::{Label, find_label, is_speaker_label, label_of};
pub(super) use sections::{BREAKS, SECTIONS, is_break, is_section_word};
pub(super) use takeaways::{SUMMARIES, TAKEAWAYS, announces_takeaways, is_takeaways_heading, may_announce_takeaways, promises};

use rustc_hash::FxHashMap;

/// What each word of a table means; of a word in several rows the first counts.
fn by_word<T: Copy>(rows: &[(T, &'static [&'static str])]) -> FxHashMap<&'static str, T> {
    rows.iter().rev().flat_map(|&(meaning, words)| words.iter().map(move |&word| (word, meaning))).collect()
}
