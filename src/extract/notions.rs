//! Which tables the words of a line stand in, looked up once for all of them: most of what is asked about a line is
//! answered by a word that is not in it.
//!
//! [`Notion::may_be_in`] asks first, in a moment; whoever gets a yes has to look at the line itself.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{people, phrases, tables, words};
use crate::folded::Folded;
use crate::id;

/// What the rows of a table speak of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Notion {
    /// Lines of a programme at which nothing is presented, and slots that nobody has filled.
    Break,
    /// Headings of a report.
    Section,
    /// Takeaways, lessons, a summary.
    Takeaway,
    /// What opens or closes a day.
    Ceremony,
    /// Headings over talks of one kind.
    FormatHeading,
    /// A kind of session.
    Format,
    /// Headings over people.
    People,
    /// Headings over links, books and the like.
    Reference,
    /// The organisation of a conference.
    Organisation,
    /// What stands where nothing took place.
    EmptySlot,
    /// Whoever gave a talk, where a remark says that nobody knows or that it was the writer.
    UnknownSpeaker,
    /// The parts of a course.
    CoursePart,
    /// The first words of what an author says of themselves.
    Aside,
    /// A talk that was given.
    Given,
    /// Whoever led a session.
    LedBy,
    /// Somebody who gives a talk, in a sentence.
    Giving,
}

impl Notion {
    /// Whether one of its rows could stand in `folded`, not counting those in scripts without blanks: `false` is certain.
    pub(super) fn may_be_in(self, folded: &Folded) -> bool {
        folded.told(notions_of) & self.bit() != 0
    }

    const fn bit(self) -> u64 {
        1 << self as u8
    }

    fn rows(self) -> Vec<&'static str> {
        match self {
            Notion::Break => [words::BREAKS, phrases::OPEN_SLOTS].concat(),
            Notion::Section => words::SECTIONS.to_vec(),
            Notion::Takeaway => [words::TAKEAWAYS, words::SUMMARIES].concat(),
            Notion::Ceremony => phrases::CEREMONIES.to_vec(),
            Notion::FormatHeading => phrases::FORMAT_HEADINGS.to_vec(),
            Notion::Format => words::FORMATS.iter().flat_map(|(_, words)| *words).copied().collect(),
            Notion::People => phrases::PEOPLE.to_vec(),
            Notion::Reference => [phrases::REFERENCES, phrases::READING].concat(),
            Notion::Organisation => phrases::ORGANISATION.to_vec(),
            Notion::EmptySlot => phrases::EMPTY.to_vec(),
            Notion::UnknownSpeaker => [phrases::WHOM, phrases::WHO_KNOWS, phrases::ANONYMOUS, phrases::WRITER].concat(),
            Notion::CoursePart => phrases::COURSE_PARTS.to_vec(),
            Notion::Aside => [phrases::ASIDES, phrases::ASKING].concat(),
            Notion::Given => phrases::GIVEN.to_vec(),
            Notion::LedBy => words::LED_BY.to_vec(),
            Notion::Giving => [people::VERBS, people::TALKS, people::BY, &["will"]].concat(),
        }
    }
}

const ALL: [Notion; 16] = [
    Notion::Break,
    Notion::Section,
    Notion::Takeaway,
    Notion::Ceremony,
    Notion::FormatHeading,
    Notion::Format,
    Notion::People,
    Notion::Reference,
    Notion::Organisation,
    Notion::EmptySlot,
    Notion::UnknownSpeaker,
    Notion::CoursePart,
    Notion::Aside,
    Notion::Given,
    Notion::LedBy,
    Notion::Giving,
];

/// The notions of which a row begins with each word, a bit for each.
static BEGINNINGS: LazyLock<FxHashMap<String, u64>> = LazyLock::new(|| {
    let mut beginnings = FxHashMap::default();
    for notion in ALL {
        for row in notion.rows() {
            let folded = id::fold(row);
            let first = tables::words(&folded).next().unwrap_or_default();
            *beginnings.entry(first.to_owned()).or_default() |= notion.bit();
        }
    }
    beginnings
});

/// The notions of which a row begins with a word of `folded`, or with one that digits follow: "keynote2".
fn notions_of(folded: &str) -> u64 {
    let of = |word: &str| BEGINNINGS.get(word).copied().unwrap_or_default();
    tables::words(folded).fold(0, |notions, word| {
        let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
        notions | of(word) | if stem.len() < word.len() { of(stem) } else { 0 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folded::fold;

    #[test]
    fn every_row_is_told_by_its_first_word() {
        for notion in ALL {
            for row in notion.rows() {
                assert!(notion.may_be_in(&fold(&format!("Fog, {row} 2 - lamps"))), "{row:?}: {notion:?}");
            }
        }
        let table = [
            (Notion::Break, "Lunch in the courtyard", true),
            (Notion::Break, "Parsing Fog", false),
            (Notion::FormatHeading, "Talks2", true),
            (Notion::Ceremony, "", false),
        ];
        for (notion, line, expected) in table {
            assert_eq!(notion.may_be_in(&fold(line)), expected, "{line:?}: {notion:?}");
        }
    }
}
