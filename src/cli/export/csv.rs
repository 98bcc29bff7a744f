//! Talks as a table ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)), one talk a row.

use anyhow::Result;
use hallway::link::{Catalogue, LinkedTalk};

use crate::cli::plain::plain;
use crate::cli::screen::Screen;

const COLUMNS: [&str; 16] = [
    "id", "event", "date", "day", "start", "minutes", "title", "speakers", "track", "room", "format", "number", "url", "tags",
    "places", "notes",
];

pub(crate) fn write(catalogue: &Catalogue, screen: &mut Screen) -> Result<()> {
    screen.line(row(COLUMNS)?)?;
    catalogue.talks.iter().try_for_each(|talk| screen.line(row(cells(catalogue, talk))?))
}

/// `cells` as a line, those in quotation marks that need them.
fn row(cells: [impl AsRef<str>; 16]) -> Result<String> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(cells.iter().map(|cell| plain(cell.as_ref())))?;
    let line = String::from_utf8(writer.into_inner().map_err(|fault| fault.into_error())?)?;
    Ok(line.trim_end_matches('\n').to_owned())
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
            let cells = [cell, "", "x", "", "", "", "", "", "", "", "", "", "", "", "", ""];
            assert_eq!(row(cells).unwrap(), format!("{written},,x{}", ",".repeat(13)), "{cell:?}");
        }
    }
}
