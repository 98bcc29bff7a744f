//! A conference's own data: which of the readers of schedules can read a text, told by its content.
//!
//! - [`ical`]: iCalendar; [`xml`]: schedule.xml; [`json`]: JSON of any maker, its objects in [`json_fields`];
//! - [`elements`]: XML of any other maker, read as such JSON;
//! - [`csv`]: tables of talks with a line of headers, read as such JSON;
//! - [`yaml`], [`toml`]: the same objects in YAML and TOML, as sites keep their programme;
//! - [`json_ld`]: schema.org events, on pages and alone;
//! - [`stated`], [`stated_time`]: names, texts, times and lengths as such data state them.

mod csv;
mod elements;
mod ical;
pub(crate) mod json;
mod json_fields;
pub(crate) mod json_ld;
pub(crate) mod stated;
mod stated_time;
mod toml;
mod xml;
mod yaml;

use crate::read::Hints;
use crate::read::document::Document;

/// Reads `text` if it is a schedule or a list of submissions as data: iCalendar, schedule.xml, JSON of many makers, a
/// table with headers, or YAML or TOML where the name says so.
///
/// A feed in XML or JSON is none, nor is any JSON that holds no sessions.
pub(crate) fn read(text: &str, hints: &Hints) -> Option<Document> {
    let text = text.trim_start_matches('\u{feff}');
    if matches!(hints.extension().as_deref(), Some("yml" | "yaml")) {
        return yaml::read(text);
    }
    if hints.extension().as_deref() == Some("toml") {
        return toml::read(text);
    }
    match text.trim_start().as_bytes().first()? {
        b'<' => xml::read(text).or_else(|| is_xml(text, hints).then(|| elements::read(text)).flatten()),
        b'{' | b'[' => json::read(text),
        _ if is_table(hints) => csv::read(text),
        _ => ical::read(text),
    }
}

/// Whether text that begins with a tag is data rather than a page.
fn is_xml(text: &str, hints: &Hints) -> bool {
    text.trim_start().starts_with("<?xml") || hints.extension().as_deref() == Some("xml")
}

/// Whether the name or the media type promises rows with commas or tabs between their cells.
fn is_table(hints: &Hints) -> bool {
    let media_type = hints.media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    matches!(hints.extension().as_deref(), Some("csv" | "tsv" | "tab"))
        || matches!(media_type, "text/csv" | "text/tab-separated-values")
}

/// The IANA name of the zone that is called `name`, where there is one.
pub(crate) fn zone_name(name: &str) -> Option<String> {
    stated_time::zone(name).and_then(|zone| zone.iana_name().map(str::to_owned))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A line for the event and one for each session: line, date, start, length, title, speakers, then what else is known.
    pub(in crate::read) fn outline(document: &Document) -> String {
        let mut out = String::new();
        if let Some(event) = &document.event {
            let parts = [&Some(event.name.clone()), &event.start, &event.end, &event.location]
                .map(|part| part.clone().unwrap_or_default());
            out.push_str(&format!("event {}\n", parts.join(" | ").trim_end_matches(" | ")));
        }
        for session in &document.sessions {
            let people = session.speakers.iter().map(|who| match (&who.affiliation, &who.role) {
                (None, None) => who.name.clone(),
                (org, role) => {
                    format!("{} ({})", who.name, [role.clone(), org.clone()].into_iter().flatten().collect::<Vec<_>>().join(", "))
                }
            });
            let people: Vec<String> = people.collect();
            let minutes = session.duration_minutes.map(|minutes| minutes.to_string());
            let when = [&session.day, &session.date, &session.start, &minutes]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join(" ");
            let mut line = format!("{} {when} | {} | {}", session.line, session.title, people.join(", "));
            for (mark, value) in [
                ("#", &session.track),
                ("@", &session.room),
                ("=", &session.format),
                ("~", &session.state),
                ("^", &session.language),
            ] {
                line.extend(value.iter().map(|value| format!(" {mark}{value}")));
            }
            line.extend(session.url.iter().chain(&session.links).map(|url| format!(" {url}")));
            line.extend(session.tags.iter().map(|tag| format!(" +{tag}")));
            line.extend(session.abstract_.iter().map(|text| format!(" | {}", text.replace('\n', "/"))));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        for warning in &document.warnings {
            out.push_str(&format!("warning {}: {}\n", warning.line, warning.message));
        }
        out
    }

    #[track_caller]
    pub(in crate::read) fn check(text: &str, wanted: &str) {
        let found = read(text, &Hints::default()).map(|document| outline(&document)).unwrap_or_else(|| "none\n".to_owned());
        let wanted: String = wanted.trim().lines().map(|line| line.trim_start().to_owned() + "\n").collect();
        assert_eq!(found, wanted, "\n{found}\n");
    }

    #[test]
    fn what_holds_no_sessions_is_left_to_other_readers() {
        let table = [
            "",
            "# Notes\nBEGIN:VCALENDAR is a line of iCalendar",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>schedule</title></feed>",
            "<html><body><schedule></schedule></body></html>",
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": [{"id": "1", "title": "Fog", "authors": [{"name": "A"}]}]}"#,
            r#"{"name": "fog", "version": "1.0.0", "author": "Ada Brookfield", "dependencies": {"tide": "1"}}"#,
            r#"[{"title": "Fog and its causes", "author": "Ada Brookfield", "journal": "Tides", "year": 2031}]"#,
            r#"[{"name": "Ferrocon", "startDate": "2031-03-04", "endDate": "2031-03-06", "location": "Quay"}]"#,
            r#"{"committee": [{"name": "Ada Brookfield", "affiliation": "Quay"}]}"#,
            "{\"title\": ",
            "[1, 2, 3]",
        ];
        for text in table {
            assert!(read(text, &Hints::default()).is_none(), "{text}");
        }
    }
}
