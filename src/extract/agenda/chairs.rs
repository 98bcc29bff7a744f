//! Who leads a session, behind its title: "Panel: what drifts? | Moderator: Ada Brookfield", "Session 2: Boats. Chair: Milo Venn".

use crate::extract::phrases;
use crate::extract::words::{self, Label};

/// The bytes of `text` before the label of whoever leads the session and the marks around it, where there is one.
pub(super) fn end_before_chair(text: &str) -> Option<usize> {
    let (head, _) = text.rsplit_once([':', '：'])?;
    let mut starts = head.char_indices().filter(|(_, mark)| !mark.is_alphanumeric()).map(|(at, mark)| at + mark.len_utf8());
    let is_chair = |at: &usize| words::label_of(head[*at..].trim_start()) == Some(Label::Chair);
    let at = starts.find(is_chair)?;
    let title = head[..at].trim_end_matches(|mark: char| !mark.is_alphanumeric() && !matches!(mark, '?' | '!' | '"' | '”' | '»'));
    (title.chars().filter(|mark| mark.is_alphabetic()).count() >= 3).then_some(title.len())
}

/// "Session 2: Boats": a part of the day, with whoever leads it, and no talk.
pub(super) fn is_counted(title: &str) -> bool {
    phrases::strip_session_counter(title).is_some() || phrases::is_session_counter(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_leads_a_session_is_no_part_of_its_title() {
        #[rustfmt::skip]
        let table = [
            ("Panel: what drifts? | Moderator: Ada Brookfield", Some("Panel: what drifts?")),
            ("Session 2: Boats Convener: Milo Venn",            Some("Session 2: Boats")),
            ("Mesa redonda (Modera: Ines Faro)",                Some("Mesa redonda")),
            ("Chair: Milo Venn",                                None),
            ("Panel: what drifts?",                             None),
            ("The chair: a history",                            None),
        ];
        for (text, title) in table {
            assert_eq!(end_before_chair(text).map(|end| &text[..end]), title, "{text:?}");
        }
        assert!(is_counted("Session 2: Boats") && !is_counted("Boats"));
    }
}
