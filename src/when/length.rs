//! How long something lasts.

use super::clock::{clock_starts, digits_at, is_told, span_at};
use crate::folded::fold;

/// Finds how long a talk lasts, in minutes.
///
/// Knows `45 min`, `1h30`, `1.5 hours`, `90 Minuten`, `1時間30分` and a span of two clock times (`14:00-14:45`; one that
/// ends before it starts crosses midnight). Anything else is `None`: a start is not a length.
pub fn find_minutes(text: &str) -> Option<u32> {
    stated_minutes(text).or_else(|| spanned_minutes(text)).filter(|&minutes| minutes > 0 && minutes <= 16 * 60)
}

fn spanned_minutes(text: &str) -> Option<u32> {
    clock_starts(text).find_map(|at| {
        let (start, end, _) = span_at(&text[at..])?;
        let end = end.filter(|_| is_told(text, at, start, end))?;
        Some((end.minutes + 24 * 60 - start.minutes) % (24 * 60))
    })
}

fn stated_minutes(text: &str) -> Option<u32> {
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let (_, digits) = digits_at(&text[start..]).unwrap_or((0, 7));
        let free = start == 0 || !text[..start].ends_with([':', '.', ',', '-', '/']) || text[..start].ends_with(", ");
        if digits <= 3
            && free
            && let Some(minutes) = length_at(&text[start..])
        {
            return Some(minutes);
        }
        at = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
    }
    let folded = fold(text);
    if !["hour", "stunde", "heure", "hora", "ora", "uur"].iter().any(|unit| folded.contains(unit)) {
        return None;
    }
    let folded = format!(" {folded} ");
    let words = [
        ("half an hour", 30),
        ("half hour", 30),
        ("halbe stunde", 30),
        ("demi heure", 30),
        ("media hora", 30),
        ("mezz ora", 30),
        ("half uur", 30),
        ("an hour and a half", 90),
        ("anderthalb stunden", 90),
        ("one hour", 60),
        ("one and a half hours", 90),
        ("two hours", 120),
        ("three hours", 180),
        ("eine stunde", 60),
        ("zwei stunden", 120),
        ("une heure", 60),
        ("una hora", 60),
    ];
    words.iter().find(|(words, _)| folded.contains(&format!(" {words} "))).map(|&(_, minutes)| minutes)
}

/// A number with a unit of time: "45 min", "1h30", "1.5 hours", "1時間30分".
fn length_at(text: &str) -> Option<u32> {
    let (whole, digits) = digits_at(text)?;
    let mut rest = &text[digits..];
    let mut tenths = 0;
    if let Some(tail) = rest.strip_prefix(['.', ',', '·'])
        && let Some((value, 1)) = digits_at(tail)
    {
        (tenths, rest) = (value, &tail[1..]);
    } else if let Some(tail) = rest.strip_prefix('½') {
        (tenths, rest) = (5, tail);
    }
    let body = rest.trim_start_matches([' ', '\u{a0}', '-', '‑', '+']);
    if let Some(tail) = body.strip_prefix("時間").or_else(|| body.strip_prefix("小时")).or_else(|| body.strip_prefix("小時"))
    {
        let more = digits_at(tail.trim_start())
            .filter(|&(_, len)| tail.trim_start()[len..].starts_with('分'))
            .map_or(0, |(value, _)| value);
        return Some(whole * 60 + more + if tail.starts_with('半') { 30 } else { 0 });
    }
    if body.starts_with('分') {
        return Some(whole);
    }
    let unit: String = body.chars().take_while(|c| c.is_alphabetic()).collect();
    let folded = fold(&unit);
    match folded.as_str() {
        "min" | "mins" | "minute" | "minutes" | "minuten" | "minuto" | "minutos" | "minuti" | "minuut" | "m" | "mn"
            if tenths == 0 =>
        {
            (folded != "m" || body.len() == rest.len()).then_some(whole)
        }
        "hour" | "hours" | "hr" | "hrs" | "stunde" | "stunden" | "std" | "heure" | "heures" | "hora" | "horas" | "uur"
        | "uren" | "ora" | "ore"
            if whole <= 12 =>
        {
            let after = body[unit.len()..].trim_start_matches(['.', ',', ' ']);
            let after = after.strip_prefix("and ").or_else(|| after.strip_prefix("und ")).unwrap_or(after);
            let more = if after.starts_with(|c: char| c.is_ascii_digit()) {
                length_at(after).filter(|&more| more < 60).unwrap_or(0)
            } else {
                0
            };
            Some(whole * 60 + tenths * 6 + more)
        }
        "h" if whole <= 4 => {
            let after = body[unit.len()..].trim_start();
            let more = digits_at(after).filter(|&(value, len)| len == 2 && value < 60).map_or(0, |(value, _)| value);
            Some(whole * 60 + tenths * 6 + more)
        }
        "" if rest.starts_with(['\'', '’', '′']) && whole >= 5 && !rest.starts_with("''") => {
            rest.chars().nth(1).is_none_or(|c| !c.is_alphanumeric()).then_some(whole)
        }
        _ => None,
    }
}
