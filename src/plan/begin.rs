//! A report as it begins: front matter, a place for takeaways, a heading for every talk.

use super::sessions::Session;
use crate::model::Talk;
use crate::read::planned::{Lines, Mark, write, write_known};
use crate::when::find_date;

/// What a new report says of itself.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The event's name.
    pub event: String,
    /// Who will write it.
    pub author: Option<String>,
    /// The event's first day.
    pub date: Option<String>,
    /// Which talks are wanted, in the words of a query, or "picked"; `None` for all.
    pub only: Option<String>,
}

/// The heading that the talks stand under.
pub(super) const TALKS: &str = "## Talks";

/// The text of a new report with the sessions that are chosen.
pub fn begin(page: &Page, sessions: &[Session]) -> String {
    let mut lines = vec!["---".to_owned()];
    let stated = [
        ("title", Some(&page.event)),
        ("event", Some(&page.event)),
        ("author", page.author.as_ref()),
        ("date", page.date.as_ref()),
        ("only", page.only.as_ref()),
    ];
    lines.extend(stated.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", yaml(value?)))));
    lines.extend(["draft: true", "---", ""].map(str::to_owned));
    lines.push(format!("# {}", page.event.split_whitespace().collect::<Vec<_>>().join(" ")));
    lines.extend(["", "## Takeaways", "", TALKS].map(str::to_owned));
    lines.extend([write_known(&sessions.iter().map(|session| &*session.key).collect::<Vec<_>>()), String::new()]);
    let mut day = None;
    for session in sessions.iter().filter(|session| session.is_chosen) {
        let heading = day_heading(&session.talk);
        if heading != day {
            lines.extend(heading.iter().flat_map(|heading| [heading.clone(), String::new()]));
            day = heading;
        }
        lines.extend(written(write(&session.talk, &session.key, Mark::default())));
        lines.push(String::new());
    }
    lines.join("\n") + "\n"
}

/// A talk's lines, those that it has.
pub(super) fn written(lines: Lines) -> Vec<String> {
    [Some(lines.heading), lines.facts, Some(lines.comment)].into_iter().flatten().collect()
}

/// The heading of a talk's day.
pub(super) fn day_heading(talk: &Talk) -> Option<String> {
    let words: Vec<&str> = match (&talk.day, &talk.date) {
        (Some(day), Some(date)) if find_date(day, None).is_some_and(|found| found.date == *date) => vec![day],
        (day, date) => [day, date].into_iter().flatten().map(String::as_str).collect(),
    };
    let words = words.join(", ").split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| format!("### {words}"))
}

/// A text as a value of YAML, in quotes where it needs them.
fn yaml(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let is_date = text.parse::<jiff::civil::Date>().is_ok();
    let is_word = |text: &str| {
        text.starts_with(|c: char| c.is_alphabetic())
            && !text.ends_with([':', ' '])
            && ![": ", " #"].iter().any(|mark| text.contains(mark))
            && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(&text.to_lowercase().as_str())
    };
    if is_date || is_word(&text) { text } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_begins_with_takeaways_and_a_heading_a_talk() {
        let session = |title: &str, start: &str, day: &str, is_chosen| Session {
            key: "0123abcd".into(),
            talk: Talk { title: title.into(), start: Some(start.into()), day: Some(day.into()), ..Talk::default() },
            is_chosen,
            ..Session::default()
        };
        let sessions = [
            session("Fog", "09:00", "Monday", true),
            session("Rain", "10:00", "Monday", false),
            session("Hail", "09:00", "Tuesday", true),
        ];
        let page = Page { event: "Ferrocon: 2031".into(), author: Some("Ada".into()), ..Page::default() };
        let text = begin(&page, &sessions);
        let shown: Vec<&str> = text.lines().filter(|line| !line.starts_with("<!--") && !line.is_empty()).collect();
        assert_eq!(
            shown,
            [
                "---",
                "title: \"Ferrocon: 2031\"",
                "event: \"Ferrocon: 2031\"",
                "author: Ada",
                "draft: true",
                "---",
                "# Ferrocon: 2031",
                "## Takeaways",
                "## Talks",
                "### Monday",
                "#### `09:00` Fog",
                "### Tuesday",
                "#### `09:00` Hail",
            ]
        );
    }
}
