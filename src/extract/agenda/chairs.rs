//! Who leads a session, behind its title: "Panel: what drifts? | Moderator: Ada Brookfield", "Session 2: Boats. Chair: Milo Venn".

use crate::extract::candidate::Candidate;
use crate::extract::letters::is_wide;
use crate::extract::phrases;
use crate::extract::title::tidy;
use crate::extract::words::{self, Label};

/// The bytes of `text` before the label of whoever leads the session and the marks around it, where there is one.
pub(super) fn end_before_chair(text: &str) -> Option<usize> {
    let (head, name) = text.rsplit_once([':', '：'])?;
    if name.trim_start().starts_with(|mark: char| !mark.is_uppercase() && !is_wide(mark)) {
        return None;
    }
    let mut starts = head.char_indices().filter(|(_, mark)| !mark.is_alphanumeric()).map(|(at, mark)| at + mark.len_utf8());
    // "Convener" names who gives a session of an unconference, and who leads one that is counted.
    let is_chair = |at: &usize| match words::label_of(head[*at..].trim_start()) {
        Some(Label::Chair) => true,
        Some(Label::Speaker) => is_counted(head[..*at].trim_end()),
        _ => false,
    };
    // "the chair: …" is no label.
    let apart =
        |at: &usize| head[*at..].starts_with(|mark: char| !mark.is_lowercase()) || head[..*at].ends_with(['(', '[', '|', '–']);
    let at = starts.find(|at| apart(at) && is_chair(at))?;
    let title = head[..at].trim_end_matches(|mark: char| !mark.is_alphanumeric() && !matches!(mark, '?' | '!' | '"' | '”' | '»'));
    (title.chars().filter(|mark| mark.is_alphabetic()).count() >= 3).then_some(title.len())
}

/// "Session 2: Boats": a part of the day, with whoever leads it, and no talk.
pub(super) fn is_counted(title: &str) -> bool {
    phrases::strip_session_counter(title).is_some() || phrases::is_session_counter(title)
}

/// Leaves out the parts of a day that stand among `talks`, in order, over their own talks; and takes whoever leads the rest
/// off their titles.
pub(super) fn settle(talks: &mut Vec<Candidate>) {
    let is_part: Vec<bool> = (0..talks.len()).map(|n| is_part_of_the_day(&talks[n..])).collect();
    let mut parts = is_part.into_iter();
    talks.retain(|_| !parts.next().unwrap_or_default());
    for talk in talks {
        if let Some(title) = before_label(&talk.title).filter(|_| !talk.speakers.is_empty()) {
            talk.title = tidy(title);
            talk.speakers.clear();
            talk.said = None;
        }
    }
}

/// "Status reports Convener", which names whoever stood behind the label: the title.
fn before_label(title: &str) -> Option<&str> {
    let (head, last) = title.rsplit_once(' ').filter(|(_, last)| last.starts_with(char::is_uppercase))?;
    matches!(words::label_of(last), Some(Label::Chair | Label::Speaker))
        .then(|| head.trim_end_matches([' ', '-', '–', '—', '|', ',', '.', '(']))
}

/// Whether the first of `talks` only stands over those behind it: they begin with it, and end no later.
fn is_part_of_the_day(talks: &[Candidate]) -> bool {
    let [part, inside @ ..] = talks else { return false };
    let led = before_label(&part.title).is_some();
    let (Some(start), Some(end)) = (&part.start, &part.end) else { return false };
    let within = |talk: &&Candidate| talk.start.as_ref().is_some_and(|begin| begin >= start && begin < end);
    let inside: Vec<&Candidate> = inside.iter().take_while(within).collect();
    let begins_with_it = inside.first().is_some_and(|first| first.start == part.start && first.span.0 > part.span.0);
    let named = inside.iter().filter(|talk| !talk.speakers.is_empty()).count();
    let alone = part.speakers.is_empty() && part.room.is_none() && part.track.is_none();
    begins_with_it && inside.len() >= 2 && named * 2 > inside.len() && (led || alone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::checks::check_as;

    #[test]
    fn parts_of_a_day_stand_over_their_talks() {
        let talk = |time: &str, title: &str, who: &str| {
            format!("<li><span>{time}</span> <a href=\"/{}\">{title}</a><div>Speaker: {who}</div></li>", title.len())
        };
        let page = format!(
            "<html><head><title>Fog Workshop 2031: Timetable</title></head><body><ul><li><b>09:00</b> → <b>10:00</b> Session 1: Boats Convener: Dr Otto Brandt<ul>{}{}{}</ul></li><li><b>10:00</b> → <b>10:30</b> Coffee</li><li><b>10:30</b> → <b>11:30</b> Session 2: Lamps Convener: Ines Faro<ul>{}{}{}</ul></li></ul></body></html>",
            talk("09:00", "Small boats", "Anna Berg"),
            talk("09:20", "Wet boats", "Peter Jones"),
            talk("09:40", "No boats", "Maria Lopez"),
            talk("10:30", "Lamps that sleep", "Milo Venn"),
            talk("10:50", "Lamps at night", "Ada Brookfield"),
            talk("11:10", "Lamps and moths", "Anna Berg"),
        );
        check_as(
            "page.html",
            &page,
            "event Fog Workshop 2031
             talk 1 Small boats | Anna Berg | 09:00 | /11
             talk 1 Wet boats | Peter Jones | 09:20 | /9
             talk 1 No boats | Maria Lopez | 09:40 | /8
             talk 1 Lamps that sleep | Milo Venn | 10:30 | /16
             talk 1 Lamps at night | Ada Brookfield | 10:50 | /14
             talk 1 Lamps and moths | Anna Berg | 11:10 | /15",
        );
    }

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
