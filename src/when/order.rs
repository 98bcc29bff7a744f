//! Which number of `3/4/2031` is the month: nothing in the date itself says it, but its neighbours and the language do.

use jiff::civil::Date;

/// The order of the numbers in a document's dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayOrder {
    /// `31/12/2031`.
    DayFirst,
    /// `12/31/2031`.
    MonthFirst,
}

/// A date in numbers, `1/2/2031` or `01-02-2031`, with the bytes that it takes.
struct Numbered {
    first: i8,
    second: i8,
    year: i16,
    range: std::ops::Range<usize>,
}

impl Numbered {
    /// The date in one order.
    fn date(&self, order: DayOrder) -> Option<Date> {
        let (day, month) = match order {
            DayOrder::DayFirst => (self.first, self.second),
            DayOrder::MonthFirst => (self.second, self.first),
        };
        Date::new(self.year, month, day).ok()
    }
}

/// Whether a date in numbers may stand in `text`: asked first, because in most texts none does.
pub(crate) fn may_be_numbered(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).any(|at| matches!(bytes[at], b'/' | b'-') && digit(at.checked_sub(1)) && digit(Some(at + 1)))
}

/// The first date in numbers of `text`.
fn numbered(text: &str) -> Option<Numbered> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes.get(at..)?.iter().position(u8::is_ascii_digit).map(|ahead| at + ahead) {
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'-')).count();
        let range = start..start + length;
        let apart = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-'));
        let parts: Vec<&str> = text[range.clone()].split(['/', '-']).collect();
        if let (true, [first, second, year]) = (apart, parts.as_slice())
            && year.len() == 4
            && first.len() <= 2
            && second.len() <= 2
            && let (Ok(first), Ok(second), Ok(year)) = (first.parse(), second.parse(), year.parse())
        {
            return Some(Numbered { first, second, year, range });
        }
        at = range.end;
    }
    None
}

/// The order of the dates in `texts`: a number over twelve is no month, days of one event are near each other, and most
/// languages have but one order.
pub(crate) fn order_of<'a>(texts: impl Iterator<Item = &'a str>, language: Option<&str>) -> Option<DayOrder> {
    let dates: Vec<Numbered> = texts.filter_map(numbered).collect();
    let days_first = dates.iter().any(|date| date.first > 12 && date.second <= 12);
    let months_first = dates.iter().any(|date| date.second > 12 && date.first <= 12);
    match (days_first, months_first) {
        (true, false) => return Some(DayOrder::DayFirst),
        (false, true) => return Some(DayOrder::MonthFirst),
        (true, true) => return None,
        (false, false) => {}
    }
    let reach = |order: DayOrder| {
        let days: Option<Vec<Date>> = dates.iter().map(|date| date.date(order)).collect();
        let days = days?;
        let (first, last) = (days.iter().min()?, days.iter().max()?);
        first.until(*last).ok().map(|span| span.get_days())
    };
    match (reach(DayOrder::DayFirst)?, reach(DayOrder::MonthFirst)?) {
        (1..=9, 27..) => Some(DayOrder::DayFirst),
        (27.., 1..=9) => Some(DayOrder::MonthFirst),
        _ => language.and_then(order_of_language),
    }
}

/// The order that a language has, where it has but one.
fn order_of_language(language: &str) -> Option<DayOrder> {
    #[rustfmt::skip]
    const DAY_FIRST: &[&str] = &[
        "fr", "de", "es", "it", "nl", "pt", "ca", "gl", "eu", "pl", "cs", "sk", "ru", "uk", "be", "bg", "ro", "el", "tr", "da", "nb", "nn", "no", "fi", "sl", "hr", "sr", "id", "vi", "he", "ar",
        "en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za",
    ];
    let language = language.to_ascii_lowercase().replace('_', "-");
    let alone = language.split('-').next().unwrap_or_default();
    match language.as_str() {
        "en-us" => Some(DayOrder::MonthFirst),
        _ => (DAY_FIRST.contains(&language.as_str()) || DAY_FIRST.contains(&alone)).then_some(DayOrder::DayFirst),
    }
}

/// `text` with its date as `2031-03-04`, where it has one that could be read in both orders.
pub(crate) fn in_order(text: &str, order: DayOrder) -> Option<String> {
    let date = numbered(text).filter(|date| date.first <= 12 && date.second <= 12)?;
    let day = date.date(order)?;
    Some(format!("{}{day}{}", &text[..date.range.start], &text[date.range.end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_and_the_language_tell_the_order() {
        #[rustfmt::skip]
        let table = [
            ("05/06/2031",                         Some("fr"),    "2031-06-05"),
            ("05/06/2031",                         Some("en-US"), "2031-05-06"),
            ("05/06/2031",                         Some("en"),    "none"),
            ("05/06/2031",                         None,          "none"),
            ("on 05/06/2031, not on 25/06/2031",   None,          "none"), // one date a text
            ("05/06/2031 | 25/06/2031",            None,          "2031-06-05 | 25/06/2031"),
            ("05/06/2031 | 06/25/2031",            Some("fr"),    "2031-05-06 | 06/25/2031"),
            ("05/06/2031 | 13/06/2031 | 6/13/2031", Some("fr"),   "none"),
            ("01/02/2031 | 02/02/2031",            None,          "2031-02-01 | 2031-02-02"),
            ("02/01/2031 | 02/02/2031 | 02/03/2031", None,        "2031-02-01 | 2031-02-02 | 2031-02-03"),
            ("Ven. 5-6-2031, 10:00",               Some("it"),    "Ven. 2031-06-05, 10:00"),
            ("v1/2/2031",                          Some("fr"),    "none"),
        ];
        for (text, language, expected) in table {
            let texts: Vec<&str> = text.split(" | ").collect();
            let order = order_of(texts.iter().copied(), language);
            let told = order.map(|order| texts.iter().map(move |text| in_order(text, order).unwrap_or((*text).to_owned())));
            let told = told.map(|told| told.collect::<Vec<_>>().join(" | ")).filter(|told| told != text);
            assert_eq!(told.as_deref().unwrap_or("none"), expected, "{text:?} in {language:?}");
        }
    }
}
