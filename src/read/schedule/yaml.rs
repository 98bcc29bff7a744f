//! Schedules in YAML: the data file that a conference's site makes its programme of.
//!
//! What holds a day, a slot or a talk has the names that it has in JSON, and is read as such.

use super::json::{self, Lines};
use crate::read::document::{Document, Session};
use crate::read::markup::front_matter::yaml_value;

/// Reads `text` if it is YAML that holds sessions. A comment at its top is its title, where no field names the event.
pub(super) fn read(text: &str) -> Option<Document> {
    let value = yaml_value(text).filter(|value| value.is_array() || value.is_object())?;
    let mut document = json::of_value(&value, Lines::default())?;
    find_lines(text, &mut document.sessions);
    if document.metadata.title.is_none() {
        document.metadata.title = first_comment(text);
    }
    Some(document)
}

/// The comment that the file begins with, up to two dashes: what follows them is said to whoever edits it.
pub(super) fn first_comment(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && *line != "---")?;
    let comment = line.strip_prefix('#')?.trim_start_matches('#').trim();
    let comment = comment.split(" -- ").next().unwrap_or(comment).trim_matches(['-', '=', ' ']);
    (!comment.is_empty()).then(|| comment.to_owned())
}

/// Gives each session the first line behind the last one's that holds its title.
pub(super) fn find_lines(text: &str, sessions: &mut [Session]) {
    let mut lines = text.lines().enumerate();
    for session in sessions {
        let mut ahead = lines.clone();
        if let Some((n, _)) = ahead.find(|(_, line)| line.contains(session.title.as_str())) {
            session.line = n + 1;
            lines = ahead;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::Hints;
    use crate::read::schedule::tests::outline;

    #[track_caller]
    fn check(text: &str, wanted: &str) {
        let hints = Hints { name: Some("schedule.yml"), ..Hints::default() };
        let found = crate::read::schedule::read(text, &hints);
        let told = found.map(|document| {
            let title = document.metadata.title.clone().unwrap_or_default();
            format!("{title}\n{}", outline(&document))
        });
        let wanted: String = wanted.trim().lines().map(|line| line.trim_start().to_owned() + "\n").collect();
        assert_eq!(told.unwrap_or_else(|| "none\n".to_owned()), wanted);
    }

    #[test]
    fn sites_keep_their_programme_in_yaml() {
        check(
            "# Programme of Ferrocon 2031 -- the page is made of this\n- day: Tuesday, 4 March\n  date: 2031-03-04\n  slots:\n    - time: \"10:30\"\n      title: Parsing fog\n      speaker: [Ada Brookfield, Milo Venn]\n      room: Loft\n    - time: \"11:15\"\n      title: \"Lanterns: a history\"\n      speaker: Ines Faro\n",
            "Programme of Ferrocon 2031
             6 2031-03-04 10:30 | Parsing fog | Ada Brookfield, Milo Venn @Loft
             10 2031-03-04 11:15 | Lanterns: a history | Ines Faro",
        );
        check("name: build\non: push\njobs:\n  test:\n    steps:\n      - name: Run\n        run: make\n", "none");
        check("- a\n- b: [", "none");
        check("Just a text: with a colon\n\nand more\n", "none");
    }
}
