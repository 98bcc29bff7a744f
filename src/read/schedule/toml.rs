//! Schedules in TOML: the data file that a conference's site makes its programme of.
//!
//! What holds a day, a slot or a talk has the names that it has in JSON, and is read as such. Settings hold no sessions.

use super::json::{self, Lines};
use super::yaml::{find_lines, first_comment};
use crate::read::document::Document;
use crate::read::markup::front_matter::toml_value;

/// Reads `text` if it is TOML that holds sessions. A comment at its top is its title, where no field names the event.
pub(super) fn read(text: &str) -> Option<Document> {
    let mut document = json::of_value(&toml_value(text)?, Lines::default())?;
    find_lines(text, &mut document.sessions);
    if document.metadata.title.is_none() {
        document.metadata.title = first_comment(text);
    }
    Some(document)
}

#[cfg(test)]
mod tests {
    use crate::read::Hints;
    use crate::read::schedule::tests::outline;

    #[test]
    fn sites_keep_their_programme_in_toml() {
        let table = [
            (
                "# Made from the spreadsheet.\ntitle = \"Lampes 2031\"\ndates = [2031-04-03, 2031-04-04]\n\n[[talk]]\ntitle = \"Lire la brume\"\nspeaker = \"Anna Berg\"\nstart = 2031-04-03T09:30:00\nminutes = 40\nlang = \"fr\"\n\n[[talk]]\ntitle = \"Petits bateaux\"\nspeaker = [\"Peter Jones\", \"Maria Lopez\"]\nstart = 2031-04-03T10:20:00\n\n[[sponsor]]\ntitle = \"Quai et fils\"\nlevel = \"or\"\n",
                "event Lampes 2031\n6 2031-04-03 09:30 40 | Lire la brume | Anna Berg ^fr\n13 2031-04-03 10:20 | Petits bateaux | Peter Jones, Maria Lopez\n",
            ),
            (
                "[package]\nname = \"fog\"\nversion = \"0.1.0\"\nauthors = [\"Anna Berg\"]\n\n[dependencies]\ntide = \"1\"\n",
                "none",
            ),
            ("[[item]]\ntitle = \"unfinished", "none"),
        ];
        for (text, expected) in table {
            let hints = Hints { name: Some("talks.toml"), ..Hints::default() };
            let found = crate::read::schedule::read(text, &hints).map(|document| outline(&document));
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "of {text:?}");
        }
    }
}
