//! Programmes as lines of one paragraph, parted by breaks, each with its time in front, as pages written by hand have them:
//!
//! ```text
//! **9.30** Ada Brookfield (Quay), *Counting Fog*<br>
//! **10.15** Milo Venn, *Small Boats*<br>
//! ```
//!
//! They become the rows of a table, whose cells are read beside each other. Lines without a time go on with the row above.
//! Where hardly any line names people, or times are few among the lines, all stays as it is.

use crate::extract::agenda::{full_name, full_names};
use crate::extract::inlines::{is_blank, one_line, split_at, trimmed};
use crate::extract::people;
use crate::extract::title::read_title_lines;
use crate::read::document::{Block, BlockKind, Cell, Inline, Row};
use crate::when;

/// The fewest lines with times.
const FEWEST: usize = 3;

/// A row: its line, its time, and the lines of what is on then.
struct Timed {
    line: usize,
    time: String,
    lines: Vec<Vec<Inline>>,
}

/// The blocks with such paragraphs as tables; `None` where there are none.
pub(super) fn as_rows(blocks: &[Block]) -> Option<Vec<Block>> {
    if !blocks.iter().any(|block| is_broken(block) && begins_with_time(block)) {
        return None;
    }
    let mut out: Vec<Block> = Vec::new();
    let (mut rest, mut changed) = (blocks, false);
    while !rest.is_empty() {
        let run = rest.iter().take_while(|block| begins_with_time(block)).count();
        let (here, behind) = rest.split_at(run.max(1));
        let table = if here.iter().any(is_broken) { table_of(here) } else { None };
        changed |= table.is_some();
        out.extend(table.unwrap_or_else(|| here.to_vec()));
        rest = behind;
    }
    changed.then_some(out)
}

/// A paragraph with breaks between its lines.
fn is_broken(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(text) if text.contains(&Inline::LineBreak))
}

/// A paragraph one of whose first two lines has a time in front.
fn begins_with_time(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    text.split(|inline| *inline == Inline::LineBreak).take(2).any(|line| timed(line).is_some())
}

/// The table of paragraphs that follow each other, below the lines before the first time.
fn table_of(paragraphs: &[Block]) -> Option<Vec<Block>> {
    let (mut rows, mut before): (Vec<Timed>, Vec<Block>) = (Vec::new(), Vec::new());
    let mut several = false;
    for block in paragraphs {
        let BlockKind::Paragraph(text) = &block.kind else { return None };
        let (mut here, mut opened) = (0, false);
        for (n, line) in text.split(|inline| *inline == Inline::LineBreak).enumerate().filter(|(_, line)| !is_blank(line)) {
            let number = (block.line + n).min(block.end_line.max(block.line));
            match (timed(line), rows.last_mut()) {
                (Some((time, rest)), _) => {
                    rows.push(Timed { line: number, time, lines: vec![rest] });
                    (here, opened) = (here + 1, true);
                }
                (None, Some(row)) if opened => row.lines.push(line.to_vec()),
                // The name of a part of the day.
                (None, Some(_)) => {}
                (None, None) => before.push(Block { kind: BlockKind::Paragraph(line.to_vec()), ..block.clone() }),
            }
        }
        several |= here >= 2;
    }
    let lines: usize = rows.iter().map(|row| row.lines.len()).sum();
    let formed = |line: &Vec<Inline>| full_name(&one_line(line)).is_some() || full_names(&one_line(line)).is_some();
    let names = |row: &&Timed| row.lines.iter().any(|line| names_people(line)) || row.lines.iter().skip(1).any(formed);
    let named = rows.iter().filter(names).count();
    if rows.len() < FEWEST || !several || lines > rows.len() * 3 || named * 3 < rows.len() || !ascend(&rows) {
        return None;
    }
    let (line, end_line) = (rows.first()?.line, paragraphs.last()?.end_line);
    let rows = rows.into_iter().map(row_of).collect();
    before.push(Block { line, end_line, kind: BlockKind::Table { rows }, anchor: None });
    Some(before)
}

fn row_of(row: Timed) -> Row {
    let Timed { line, time, lines } = row;
    let cell = |text: Vec<Inline>| {
        let blocks = vec![Block { line, end_line: line, kind: BlockKind::Paragraph(text), anchor: None }];
        Cell { blocks, columns: 1, rows: 1 }
    };
    Row { line, header: false, cells: vec![cell(vec![Inline::Text(time)]), cell(lines.join(&Inline::LineBreak))] }
}

fn names_people(line: &[Inline]) -> bool {
    let bare = || people::read_people(&one_line(line)).is_some_and(|people| people.confidence >= 0.5);
    let beside = |title: &crate::extract::title::TitleLine| {
        title.people.is_some() || title.splits.iter().any(|split| split.people.confidence >= 0.4)
    };
    let set_off = |inline: &Inline| match inline {
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
            let name = one_line(inner);
            let name = name.trim_matches(['(', ')', ' ']);
            people::read_people(name).is_some_and(|people| people.confidence >= 0.4)
        }
        _ => false,
    };
    read_title_lines(line, true).iter().any(beside) || line.iter().any(set_off) || bare()
}

/// Whether most times are later than the one before.
fn ascend(rows: &[Timed]) -> bool {
    let minutes = |row: &Timed| when::find_time(&row.time);
    let later = rows.windows(2).filter(|pair| minutes(&pair[0]) <= minutes(&pair[1])).count();
    later * 10 >= (rows.len() - 1) * 8
}

/// The time in front of a line, with a colon, and what follows it.
fn timed(line: &[Inline]) -> Option<(String, Vec<Inline>)> {
    let line = trimmed(line);
    let text = one_line(line);
    if !text.starts_with(|mark: char| mark.is_ascii_digit()) {
        return None;
    }
    let (time, length) = match when::leading_time(&text) {
        Some((_, _, rest)) => (text[..text.len() - rest.len()].to_owned(), text.len() - rest.len()),
        None => dotted(&text)?,
    };
    let rest = trimmed(&split_at(line, length).1).to_vec();
    let shown = one_line(&rest);
    let marks = shown.len() - shown.trim_start_matches([' ', '-', '–', '—', ':', '|', '•', '·', '\u{a0}']).len();
    let rest = trimmed(&split_at(&rest, marks).1).to_vec();
    (!is_blank(&rest)).then(|| (time.trim_end_matches([' ', '-', '–', ':', '|']).to_owned(), rest))
}

/// "9.30", "14.00-14.45" as times with colons.
fn dotted(text: &str) -> Option<(String, usize)> {
    let clock = |text: &str| {
        let hours = text.bytes().take_while(u8::is_ascii_digit).count();
        let minutes = text.get(hours + 1..hours + 3)?;
        let is_clock = (1..=2).contains(&hours)
            && text[hours..].starts_with('.')
            && minutes.bytes().all(|byte| byte.is_ascii_digit())
            && text[..hours].parse::<u8>().is_ok_and(|hours| hours < 24)
            && minutes.parse::<u8>().is_ok_and(|minutes| minutes < 60)
            && !text[hours + 3..].starts_with(|mark: char| mark.is_alphanumeric() || mark == '.');
        is_clock.then_some(hours + 3)
    };
    let first = clock(text)?;
    let between = text[first..].len() - text[first..].trim_start_matches([' ', '-', '–']).len();
    let end = clock(&text[first + between..]).filter(|_| between > 0).map_or(first, |second| first + between + second);
    Some((text[..end].replace('.', ":"), end))
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check_as;

    #[track_caller]
    fn check(lines: &str, expected: &str) {
        let page = format!(
            "<html><head><title>LampConf 2031</title></head><body><center><b>LampConf 2031</b><br>Fogport, 12 May 2031</center><hr><p>\n{lines}</p></body></html>"
        );
        check_as("page.html", &page, expected);
    }

    #[test]
    fn lines_with_times_are_rows() {
        let expected = "event LampConf 2031
            talk 2 Counting Fog | Anna Berg (Quay) | 2031-05-12 | 09:30
            talk 3 Small Boats | Peter Jones; Maria Lopez | 2031-05-12 | 10:15
            talk 4 Long Rivers | Otto Brandt | 2031-05-12 | 11:30";
        check(
            "<b>9.30</b> Anna Berg (Quay), <i>Counting Fog</i><br>\n<b>10.15</b> Peter Jones and Maria Lopez, <i>Small Boats</i><br>\n<b>11.00</b> Coffee<br>\n<b>11.30</b> Otto Brandt, <i>Long Rivers</i>",
            &expected.replace("talk 4", "talk 5"),
        );
        check(
            "9:30 - <b>Counting Fog</b><br>Anna Berg (Quay)<br><br>10:15 - <b>Small Boats</b><br>Peter Jones and Maria Lopez<br><br>11:00 Coffee<br>11:30 - <b>Long Rivers</b><br>Otto Brandt<br>",
            &expected.replace("talk 3", "talk 2").replace("talk 4", "talk 2"),
        );
    }

    #[test]
    fn a_day_told_by_the_hour_stays_as_it_is() {
        check_as(
            "page.html",
            "<html><head><title>My day at LampConf 2031</title></head><body><h1>My day at LampConf 2031</h1><p>9:00 got up late<br>10:00 queue for coffee<br>11:00 met old friends<br>12:00 left</p></body></html>",
            "event LampConf 2031",
        );
    }
}
