//! Talks as a table ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)), one talk a row.

use anyhow::Result;
use hallway::link::{Catalogue, LinkedTalk};

use crate::cli::plain::plain;
use crate::cli::screen::Screen;

const COLUMNS: &str = "id,event,date,day,start,minutes,title,speakers,track,room,format,number,url,tags,places,notes";

pub(crate) fn write(catalogue: &Catalogue, screen: &mut Screen) -> Result<()> {
    screen.line(COLUMNS)?;
    for talk in &catalogue.talks {
        let cells = cells(catalogue, talk);
        screen.line(cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","))?;
    }
    Ok(())
}

fn cells(catalogue: &Catalogue, talk: &LinkedTalk) -> [String; 16] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<u32>| value.map(|number| number.to_string()).unwrap_or_default();
    let names: Vec<&str> = talk.speakers.iter().map(|speaker| &*speaker.name).collect();
    let mut places = Vec::new();
    let mut notes = 0;
    for member in &talk.members {
        let Some(source) = catalogue.sources.get(member.source) else { continue };
        let Some(record) = source.records.talks.get(member.talk) else { continue };
        let line = record.lines.first().copied().unwrap_or(0);
        places.push(format!("{}:{line}", source.path));
        notes += source.records.notes.iter().filter(|note| note.talk == record.id).count();
    }
    [
        talk.id.clone(),
        text(&talk.event_name),
        text(&talk.date),
        text(&talk.day),
        text(&talk.start),
        number(talk.duration_minutes),
        talk.title.clone(),
        names.join("; "),
        text(&talk.track),
        text(&talk.room),
        talk.format.as_str().to_owned(),
        number(talk.number),
        text(&talk.url),
        talk.tags.join("; "),
        places.join("; "),
        notes.to_string(),
    ]
}

/// A cell in quotes where it needs them (§2.5 to §2.7).
fn quoted(cell: &str) -> String {
    let cell = plain(cell);
    match cell.contains([',', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_need_it() {
        #[rustfmt::skip]
        let table = [
            ("plain",           "plain"),
            ("a, b",            "\"a, b\""),
            ("say \"hi\"",      "\"say \"\"hi\"\"\""),
            ("two\nlines",      "two lines"),
        ];
        for (cell, written) in table {
            assert_eq!(quoted(cell), written, "{cell:?}");
        }
    }
}
