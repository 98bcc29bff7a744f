//! A conference's own data: which of the readers of schedules can read a text, told by its content.

use super::document::Document;
use super::{Hints, ical, schedule_json, schedule_xml};

/// Reads `text` if it is a schedule or a list of submissions as data: iCalendar, schedule.xml, or JSON of many makers.
///
/// A feed in XML or JSON is none, nor is any JSON that holds no sessions.
pub(super) fn read(text: &str, _hints: &Hints) -> Option<Document> {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().as_bytes().first()? {
        b'<' => schedule_xml::read(text),
        b'{' | b'[' => schedule_json::read(text),
        _ => ical::read(text),
    }
}
