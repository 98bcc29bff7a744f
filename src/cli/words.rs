//! Counts, places and times in the words of people.

use hallway::link::LinkedTalk;

use super::outline::speakers;
use super::plain::plain;

/// `1 talk`, `11 talks`, `2 entries`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y').filter(|stem| stem.ends_with('r'))) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) if noun.ends_with("ch") => format!("{number} {noun}es"),
        (_, None) => format!("{number} {noun}s"),
    }
}

/// `notes/x.md:33, :102`; the path alone where no line is known.
pub(crate) fn place(path: &str, lines: &[usize]) -> String {
    let mut place = plain(path);
    for (index, line) in lines.iter().filter(|line| **line > 0).enumerate() {
        place.push_str(if index == 0 { ":" } else { ", :" });
        place.push_str(&line.to_string());
    }
    place
}

/// Title, speakers, event, time and place of a talk, as far as they are known.
pub(crate) fn talk_heading(talk: &LinkedTalk) -> String {
    let mut heading = plain(&talk.title);
    if !talk.speakers.is_empty() {
        heading.push_str(" — ");
        heading.push_str(&speakers(&talk.speakers));
    }
    let facts = [
        talk.event_name.as_deref().map(plain),
        Some(time(talk)).filter(|time| !time.is_empty()),
        talk.track.as_deref().map(plain),
        talk.room.as_deref().map(plain),
        talk.number.map(|number| format!("session {number}")),
    ];
    for fact in facts.into_iter().flatten() {
        heading.push_str(" · ");
        heading.push_str(&fact);
    }
    heading
}

/// `2031-05-12 14:00, 90 min`; the document's own label of the day where it gives no date.
pub(crate) fn time(talk: &LinkedTalk) -> String {
    let day = talk.date.as_ref().or(talk.day.as_ref());
    let moment: Vec<String> = [day, talk.start.as_ref()].into_iter().flatten().map(|word| plain(word)).collect();
    let length = talk.duration_minutes.map(|minutes| format!("{minutes} min"));
    [Some(moment.join(" ")).filter(|moment| !moment.is_empty()), length].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_take_the_right_plural() {
        #[rustfmt::skip]
        let table = [
            (1, "talk", "1 talk"), (0, "talk", "0 talks"), (2, "entry", "2 entries"), (2, "takeaway", "2 takeaways"),
            (3, "search", "3 searches"),
        ];
        for (number, noun, words) in table {
            assert_eq!(count(number, noun), words);
        }
    }

    #[test]
    fn a_place_names_every_line_that_is_known() {
        #[rustfmt::skip]
        let table: [(&[usize], &str); 3] = [
            (&[],        "notes/x.md"),
            (&[0],       "notes/x.md"),
            (&[33, 102], "notes/x.md:33, :102"),
        ];
        for (lines, words) in table {
            assert_eq!(place("notes/x.md", lines), words);
        }
    }
}
