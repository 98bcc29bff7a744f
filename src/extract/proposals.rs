//! What whoever proposes a talk is asked for: the headings and labels of a form sent to a call.

use super::inlines::one_line;
use super::{source, words};
use crate::folded::{Folded, fold};
use crate::read::document::{Block, BlockKind, Inline, plain};

/// What else somebody who proposes a talk is asked for, folded.
#[rustfmt::skip]
const ASKED: &[&str] = &[
    "bio", "biography", "speaker bio", "short bio", "about the speaker", "about you", "about me", "your bio", "audience", "target audience", "intended audience", "outline", "talk outline",
    "duration", "length", "talk length", "format", "talk format", "session format", "talk type", "type", "pronouns", "email", "e mail", "contact", "contact information", "additional notes",
    "notes for the committee", "notes for reviewers", "notes for the organisers", "notes to the organizers", "requirements", "av requirements", "technical requirements", "travel", "travel support",
    "level", "experience level", "difficulty", "previous talks", "prior experience", "speaking experience", "pitch", "elevator pitch", "motivation", "availability", "twitter", "github",
    "uber mich", "uber die person", "kurzbiografie", "zielgruppe", "dauer", "biographie", "public vise", "duree", "biografia", "publico objetivo", "duracion", "duracao", "doelgroep", "duur",
    "durata", "自己紹介", "プロフィール", "所要時間",
];

/// The longest of them, in bytes.
const LONGEST_QUESTION: usize = 40;

/// "Pronouns (optional)", "Bio:" without what stands around the words.
pub(super) fn bare(text: &str) -> &str {
    text.split(['(', '[']).next().unwrap_or_default().trim().trim_end_matches([':', '：', '?'])
}

/// Whether a heading or label stands over what somebody who proposes a talk is asked for.
pub(super) fn is_asked(label: &str) -> bool {
    let label = bare(label);
    label.len() <= LONGEST_QUESTION && ASKED.contains(&fold(label).as_str())
}

/// Whether two things at least are answered that whoever proposes a talk is asked for, and nothing stands below "Notes".
pub(super) fn is_a_proposal(blocks: &[Block]) -> bool {
    let mut asked: Vec<Folded> = Vec::new();
    for block in blocks {
        let text = match &block.kind {
            BlockKind::Heading { text, .. } => one_line(text),
            BlockKind::Paragraph(text) => match text.first() {
                Some(Inline::Strong(inner)) => plain(inner),
                _ => plain(text).split_once(':').map_or(String::new(), |(label, _)| label.to_owned()),
            },
            _ => continue,
        };
        let label = bare(&text);
        if label.len() > LONGEST_QUESTION {
            continue;
        }
        let is_asked = is_asked(label) || source::names_submissions(label);
        if !is_asked && words::label_of(label) == Some(words::Label::Notes) {
            return false;
        }
        let folded = fold(label);
        if is_asked && !asked.contains(&folded) {
            asked.push(folded);
        }
    }
    asked.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::is_asked;

    #[test]
    fn labels_and_headings_ask() {
        for asked in ["Bio", "Pronouns (optional)", "Target audience:", "Zielgruppe", "Durée"] {
            assert!(is_asked(asked), "{asked:?}");
        }
        for other in ["Notes", "The audience laughed", "Conclusion"] {
            assert!(!is_asked(other), "{other:?}");
        }
    }
}
