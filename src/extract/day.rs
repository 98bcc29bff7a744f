//! The day on which all talks of a document were given, where its first lines say so: "Rotterdam, Friday 14 June 2019".
//!
//! The day of the post is no such day, and most reports tell only that; so a date counts where a weekday, a place, a
//! label or the event itself stands beside it, and only one of them.

use super::events::EventName;
use super::inlines::{line_texts, one_line};
use super::{people, phrases, words};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind};
use crate::when;

/// How many blocks from the top may state the day.
const REACH: usize = 7;

/// The day that the blocks above line `first` state for the whole, as `YYYY-MM-DD`.
///
/// Of rows with clock times (`timed`), whose page is the programme, a line that is a date and nothing else says it as well.
pub(super) fn stated(blocks: &[Block], first: usize, event: &EventName, timed: bool) -> Option<String> {
    let mut days: Vec<String> = Vec::new();
    let mut spans = false;
    for line in top_lines(blocks, first) {
        let Some(found) = when::find_date(&line, event.year) else { continue };
        let another = line.get(found.range.end..).and_then(|rest| when::find_date(rest, event.year));
        spans |= found.end.is_some() || another.is_some_and(|another| another.date != found.date);
        let alone = || timed && found.range.start == 0 && found.range.end == line.trim_end().len();
        if !days.contains(&found.date) && (alone() || is_of_the_event(&line, &found, event)) {
            days.push(found.date);
        }
    }
    days.pop().filter(|_| days.is_empty() && !spans)
}

/// The short lines and the sentences at the top.
fn top_lines(blocks: &[Block], first: usize) -> Vec<String> {
    let mut found = Vec::new();
    let told = blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Rule | BlockKind::Figure { .. }));
    for block in told.take(REACH).take_while(|block| block.line < first || first <= 1) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                let all = line_texts(inlines);
                // A sentence may be wrapped between the date and the event.
                found.extend(if all.iter().all(|line| line.len() < 60) { all } else { vec![all.join(" ")] });
            }
            BlockKind::Heading { text, .. } => found.push(one_line(text)),
            BlockKind::List { items, .. } => {
                found.extend(items.iter().take(REACH).filter_map(|item| Some(item.blocks.first()?.text())))
            }
            _ => {}
        }
    }
    found.iter().flat_map(|line| sentences(line)).collect()
}

/// The sentences of a line: the full stop of "12. Mai" and of "12.05.2031" ends none.
fn sentences(line: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for piece in line.split_inclusive(['.', '。']) {
        if let Some(last) = found.last_mut() {
            last.push_str(piece);
        }
        if !piece.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit()) {
            found.push(String::new());
        }
    }
    found
}

fn is_of_the_event(line: &str, date: &when::DateFound, event: &EventName) -> bool {
    const POSTED: &[&str] = &[
        "posted",
        "published",
        "updated",
        "written",
        "modified",
        "edited",
        "created",
        "watched",
        "copyright",
        "veroffentlicht",
        "geschrieben",
        "aktualisiert",
        "publie",
        "ecrit",
        "mis",
        "publicado",
        "escrito",
        "actualizado",
        "gepubliceerd",
        "geschreven",
        "bijgewerkt",
        "pubblicato",
        "scritto",
        "atualizado",
        "公開",
        "更新",
        "发布",
    ];
    let folded = fold(line);
    // "Fri Jan 17 23:52:10 2031" is when a mail was sent.
    let stamped = line.split(' ').any(|word| word.len() == 8 && word.matches(':').count() == 2);
    if stamped {
        return false;
    }
    if folded.split(' ').any(|word| POSTED.contains(&word)) || POSTED.iter().any(|word| !word.is_ascii() && folded.contains(word))
    {
        return false;
    }
    if let Some((label, _)) = words::find_label(line) {
        return matches!(label, words::Label::Date | words::Label::Event | words::Label::Place);
    }
    let before = line.get(..date.range.start).unwrap_or("").trim_matches([' ', ',', '(', '-', '–', '—', '*', '_']);
    let series = fold(&event.series);
    let beside_the_event = !series.is_empty() && folded.contains(series.as_str());
    let weekday = folded.split(' ').any(|word| word.len() > 3 && when::weekday_number(word, false).is_some());
    let place = before.split(' ').count() <= 3
        && before.starts_with(char::is_uppercase)
        && before.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | ',' | '\''))
        && phrases::strip_by(before).is_none()
        && people::read_people(before).is_none_or(|people| people.confidence < 0.5);
    beside_the_event || weekday && line.len() < 160 || place && line.len() < 120
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn the_first_lines_state_the_day_of_all_talks() {
        #[rustfmt::skip]
        let table = [
            ("Rotterdam, Friday 14 June 2031.",                        Some("2031-06-14")),
            ("Lyon, 24/05/2031 - notes",                               Some("2031-05-24")),
            ("On 14 June 2031 I was at Ferrocon, in the rain.",        Some("2031-06-14")),
            ("Date: 14 June 2031",                                     Some("2031-06-14")),
            ("Published on Friday 14 June 2031",                       None),
            ("Anna Berg, 14 June 2031",                                None), // who wrote it, and when
            ("Ferrocon took place from 14 to 15 June 2031.",           None),
            ("Friday 14 June 2031 and Monday 17 June 2031.",           None),
        ];
        for (line, day) in table {
            let day = day.map(|day| format!(" | {day}")).unwrap_or_default();
            check(
                &format!("# Ferrocon 2031\n\n{line}\n\n## Parsing Fog by Anna Berg\n\na\n\n## Small Boats by Peter Jones\n\nb\n"),
                &format!(
                    "event Ferrocon 2031\ntalk 5 Parsing Fog | Anna Berg{day}\nnote a\ntalk 9 Small Boats | Peter Jones{day}\nnote b"
                ),
            );
        }
    }
}
