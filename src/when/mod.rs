//! Dates, clock times, day labels and lengths, as documents write them in nine languages.
//!
//! Nothing is guessed: a date without a year needs the caller's, `3/4` is no date where nothing says which number is
//! the month (`order` asks the dates beside it and the language), and `2:00` stays two in the night unless it says `PM`. Clock times are local, `HH:MM`; dates `YYYY-MM-DD`.

mod clock;
mod date;
mod day;
mod length;
mod order;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use clock::is_time;
pub use clock::{find_span, find_time, leading_time};
pub use date::{DateFound, find_date, find_year};
pub(crate) use date::{find_year_range, is_year, trailing_when};
pub use day::{DayLabel, day_label, leading_day};
pub use length::find_minutes;
pub(crate) use order::{in_order, may_be_numbered, order_of};
pub(crate) use words::{is_weekday, month_number, number_of, weekday_number};
