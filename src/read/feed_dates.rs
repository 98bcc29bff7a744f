//! The dates of feeds, as they are written and not as they should be.

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimeParser;

/// Reads a feed's date; RFC 3339 in UTC.
pub(crate) fn read_date(text: &str) -> Option<String> {
    static PARSER: DateTimeParser = DateTimeParser::new();
    let text = text.trim();
    let stamp =
        PARSER.parse_timestamp(text).ok().or_else(|| jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp()))?;
    Some(format_utc(stamp))
}

fn format_utc(stamp: Timestamp) -> String {
    let seconds = Timestamp::from_second(stamp.as_second()).unwrap_or(stamp);
    seconds.to_string()
}
