//! Times written with a full stop or with nothing between ("9.15 Counting Fog", "1015 Counting Fog"). One alone may be the
//! number of a chapter or a year; where the items of a list, headings of one level or the paragraphs that begin with a
//! number begin with them and they run through a day, they are times.

use super::first_paragraph;
use crate::extract::inlines::one_line;
use crate::extract::words;
use crate::read::document::{Block, BlockKind, Inline, Item};

/// The fewest such times that make a day.
const FEWEST: usize = 3;

/// The blocks with colons in the times that begin items and headings; `None` where there are none.
pub(super) fn with_colons(blocks: &[Block]) -> Option<Vec<Block>> {
    let levels: Vec<u8> = (1..=6).filter(|&level| are_times(headings(blocks, level))).collect();
    let numbered = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(text) if begins_with_a_number(text) => Some(start_of(text)),
        _ => None,
    });
    let paragraphs = are_times(numbered);
    let mut kept = false;
    let changed = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => paragraphs && begins_with_a_number(text),
        BlockKind::Heading { level, text } => {
            kept = words::is_takeaways_heading(&one_line(text));
            levels.contains(level)
        }
        BlockKind::List { items, .. } => !kept && are_times(items.iter().map(start_of_item)),
        _ => false,
    };
    let places: Vec<bool> = blocks.iter().map(changed).collect();
    if !places.contains(&true) {
        return None;
    }
    let written = blocks.iter().zip(places).map(|(block, changed)| if changed { rewritten(block) } else { block.clone() });
    Some(written.collect())
}

/// What the headings of one level begin with.
fn headings(blocks: &[Block], level: u8) -> impl Iterator<Item = Option<Start>> {
    blocks.iter().filter_map(move |block| match &block.kind {
        BlockKind::Heading { level: here, text } if *here == level => Some(start_of(text)),
        _ => None,
    })
}

/// A number that could be a time.
struct Start {
    hours: u32,
    minutes: u32,
    /// It could as well count what follows: "1015 lamps built".
    counts: bool,
}

/// Whether nearly all begin with a time, and each is later than the one before; the next day begins anew. Among times that
/// are nothing else, "1330 lightning talks" is one too.
fn are_times(starts: impl Iterator<Item = Option<Start>>) -> bool {
    // "2010 A first lamp", "2015 A second": years.
    const YEARS: std::ops::Range<u32> = 19 * 60..21 * 60;
    let (mut count, mut timed, mut plain, mut back, mut last, mut late) = (0, 0, 0, 0, 0, 0);
    for start in starts {
        count += 1;
        if let Some(Start { hours, minutes, counts }) = start {
            let minutes = hours * 60 + minutes;
            timed += 1;
            plain += usize::from(!counts);
            late += usize::from(YEARS.contains(&minutes));
            back += usize::from(minutes < last);
            last = minutes;
        }
    }
    plain >= FEWEST && timed * 10 >= count * 8 && back * FEWEST <= timed && late * 2 < timed
}

fn start_of_item(item: &Item) -> Option<Start> {
    first_paragraph(item).and_then(start_of)
}

/// The number with which a line begins, as a time.
fn start_of(text: &[Inline]) -> Option<Start> {
    match text.first()? {
        Inline::Text(text) => unmarked_time(text).map(|(start, _)| start),
        Inline::Strong(inner) | Inline::Emphasis(inner) => start_of(inner),
        _ => None,
    }
}

fn begins_with_a_number(text: &[Inline]) -> bool {
    match text.first() {
        Some(Inline::Text(text)) => text.starts_with(|c: char| c.is_ascii_digit()),
        Some(Inline::Strong(inner) | Inline::Emphasis(inner)) => begins_with_a_number(inner),
        _ => false,
    }
}

/// "9.15 Counting Fog", "0915 Counting Fog" as a time and the rest.
fn unmarked_time(text: &str) -> Option<(Start, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (hours, rest) = match digits {
        4 => text.split_at(2),
        _ => text.split_once('.').filter(|(hours, _)| (1..=2).contains(&hours.len()))?,
    };
    let (minutes, rest) = rest.split_at_checked(2)?;
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok()).flatten();
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let is_time = (6..24).contains(&hours) && minutes < 60 && minutes % 5 == 0;
    let counts = digits == 4 && rest.trim_start().starts_with(char::is_lowercase) && !words::is_break(rest.trim());
    (is_time && rest.starts_with(' ') && !is_measured(rest)).then_some((Start { hours, minutes, counts }, rest))
}

/// Whether a unit, a currency or a plain word of a sentence stands behind a number: "10.15 ms", "9.50 EUR".
fn is_measured(rest: &str) -> bool {
    #[rustfmt::skip]
    const UNITS: &[&str] = &[
        "ns", "us", "µs", "ms", "s", "sec", "secs", "seconds", "min", "mins", "minutes", "h", "hours", "b", "kb", "mb", "gb", "tb", "kib", "mib",
        "gib", "hz", "khz", "mhz", "ghz", "mm", "cm", "m", "km", "g", "kg", "w", "kw", "v", "x", "percent", "times", "million", "billion", "eur",
        "euro", "euros", "usd", "dollars", "gbp", "pounds", "chf", "sek", "nok", "dkk", "pln", "yen", "points", "release", "lts",
    ];
    let rest = rest.trim_start();
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    UNITS.contains(&word.as_str()) || rest.starts_with(['%', '€', '$', '£', '¥', '°', '+', '/', '*', '=', '×'])
}

fn rewritten(block: &Block) -> Block {
    let mut block = block.clone();
    match &mut block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => set_colon(text),
        BlockKind::List { items, .. } => {
            for item in items {
                if let Some(BlockKind::Paragraph(text)) = item.blocks.first_mut().map(|block| &mut block.kind) {
                    set_colon(text);
                }
            }
        }
        _ => {}
    }
    block
}

fn set_colon(text: &mut [Inline]) {
    match text.first_mut() {
        Some(Inline::Text(first)) => {
            if let Some((Start { hours, minutes, .. }, rest)) = unmarked_time(first) {
                *first = format!("{hours:02}:{minutes:02}{rest}");
            }
        }
        Some(Inline::Strong(inner) | Inline::Emphasis(inner)) => set_colon(inner),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn small_letters_follow_times_among_other_times() {
        check(
            "lampconf 2031\n\n0930 welcome blah\n     wifi is down\n\n0945 Anna Berg - Counting Fog\n- slow\n\n1030 coffee\n\n1050 Peter Jones - Small Boats\n- wet\n\n1330 lightning talks\n- Lamps for cats (Rafi)\n- One year of rain (Delphine M.)\n\n1430 Maria Lopez - Long Rivers\n- long\n",
            "event lampconf 2031
             talk 6 Counting Fog | Anna Berg | 09:45
             note - slow
             talk 11 Small Boats | Peter Jones | 10:50
             note - wet
             talk 15 Lamps for cats | Rafi | 13:30 | lightning
             talk 16 One year of rain | Delphine M | 13:30 | lightning
             talk 18 Long Rivers | Maria Lopez | 14:30
             note - long",
        );
        check("# Ferrocon 2031\n\n1015 lamps were built there.\n\n1230 lamps were sold.\n\n1445 lamps are lit.\n", "none");
    }

    #[test]
    fn times_with_full_stops_run_through_a_day() {
        check(
            "# Ferrocon 2031\n\n- 8.45 coffee\n- 9.15 **Counting Fog** – Anna Berg\n    - slow\n- 10.00 **Small Boats** – Peter Jones\n- 10.45 break\n- 11.15 **Long Rivers** – Maria Lopez\n",
            "event Ferrocon 2031
             talk 4 Counting Fog | Anna Berg | 09:15
             note - slow
             talk 6 Small Boats | Peter Jones | 10:00
             talk 8 Long Rivers | Maria Lopez | 11:15",
        );
        check(
            "# Lampdagen 2031\n\n**09.15 Dimman räknas**\nAnna Berg, Kajen\n\nLångsamt.\n\n**10.45 Små båtar**\nOtto Brandt\n\n- blött\n\n**13.00 Långa floder**\nInes Faro\n\nLånga.\n",
            "event Lampdagen 2031
             talk 3 Dimman räknas | Anna Berg (Kajen) | 09:15
             note Långsamt.
             talk 8 Små båtar | Otto Brandt | 10:45
             note - blött
             talk 13 Långa floder | Ines Faro | 13:00
             note Långa.",
        );
        check(
            "# Ferrocon 2031\n\n0900 Welcome\n\n0915 Counting Fog -- Anna Berg\n- slow\n\n1015 Small Boats -- Peter Jones\n- wet\n\n1345 Long Rivers -- Maria Lopez\n- long\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg | 09:15
             note - slow
             talk 8 Small Boats | Peter Jones | 10:15
             note - wet
             talk 11 Long Rivers | Maria Lopez | 13:45
             note - long",
        );
        // Measured, what was spent, and what somebody takes home.
        for numbers in [
            "- 10.15 ms to reach\n- 12.30 ms at noon\n- 15.45 ms at night\n",
            "- 9.50 EUR soup\n- 11.00 EUR fish\n- 12.50 EUR bread\n",
            "- 2010 the first lamp\n- 2015 the second\n- 2020 the third\n",
            "## Takeaways\n\n- 10.15 was right\n- 11.30 was wrong\n- 12.40 as well\n",
        ] {
            let document = crate::read::read(numbers.as_bytes(), &Default::default()).unwrap();
            assert!(super::with_colons(&document.parts[0].blocks).is_none(), "{numbers}");
        }
        let chapters = "# The book of lamps\n\n- 9.10 Counting Fog\n- 9.5 Small Boats\n- 9.20 Long Rivers\n";
        assert!(
            super::with_colons(&crate::read::read(chapters.as_bytes(), &Default::default()).unwrap().parts[0].blocks).is_none()
        );
    }
}
