//! Programmes whose columns are parted by wide gaps, in mail and in text that was set with blanks:
//!
//! ```text
//!   10:00  Opening words                               Ada Brookfield
//!   10:15  A title that goes on
//!          on the next line            Milo Venn, Ines Faro
//!   11:45  -- coffee --
//! ```
//!
//! Each line with a clock time begins a row. What stands below it goes on with the title, or brings the column that the
//! first line left out.

use crate::read::document::{Block, BlockKind, Cell, Inline, Row};

/// The fewest rows, and the fewest columns of one of them.
const FEWEST_ROWS: usize = 3;
const FEWEST_COLUMNS: usize = 3;

/// The table that begins at the first of `lines`, which counts as `first_line`, and how many lines it takes; `inlines` reads
/// the text of a cell.
pub(crate) fn read(lines: &[&str], first_line: usize, inlines: &dyn Fn(&str) -> Vec<Inline>) -> Option<(Block, usize)> {
    if !lines.first().is_some_and(|line| begins_with_clock(line)) {
        return None;
    }
    let taken = lines.iter().take_while(|line| !line.trim().is_empty()).count();
    let margin = indent_of(lines.first()?);
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for (at, line) in lines[..taken].iter().enumerate() {
        if begins_with_clock(line) {
            rows.push((first_line + at, pieces(line).map(str::to_owned).collect()));
        } else if indent_of(line) > margin + 2 {
            go_on(&mut rows.last_mut()?.1, line);
        } else {
            return None;
        }
    }
    let wide = rows.iter().filter(|(_, cells)| cells.len() >= FEWEST_COLUMNS).count();
    if rows.len() < FEWEST_ROWS || wide * 2 < rows.len() || lines[..taken].iter().any(|line| line.contains('|')) {
        return None;
    }
    let cell = |text: &str, line: usize| {
        let pieces: Vec<Vec<Inline>> = text.split('\n').map(inlines).collect();
        let kind = BlockKind::Paragraph(pieces.join(&Inline::LineBreak));
        Cell { blocks: vec![Block { line, end_line: line, kind, anchor: None }], columns: 1, rows: 1 }
    };
    let rows = rows.iter().map(|(line, cells)| Row {
        line: *line,
        header: false,
        cells: cells.iter().map(|text| cell(text, *line)).collect(),
    });
    let kind = BlockKind::Table { rows: rows.collect() };
    Some((Block { line: first_line, end_line: first_line + taken - 1, kind, anchor: None }, taken))
}

/// A line below the first of its row.
fn go_on(cells: &mut Vec<String>, line: &str) {
    let below: Vec<&str> = pieces(line).collect();
    // The column that the first line left out shows that the title was wrapped.
    if below.iter().any(|text| text.starts_with(['~', '-', '*', '>', '('])) {
        // A remark is a line of its own in the title's cell.
        let remark = below.join(" ");
        if let Some(title) = cells.get_mut(1) {
            title.push('\n');
            title.push_str(&remark);
        }
        return;
    }
    let wrapped = cells.len() == 2 && below.len() == 2 || below.first().is_some_and(|text| text.starts_with(char::is_lowercase));
    for (text, at) in below.iter().zip(1..) {
        match cells.get_mut(at) {
            Some(cell) if !text.is_empty() => {
                cell.push(if wrapped { ' ' } else { '\n' });
                cell.push_str(text);
            }
            Some(_) => {}
            None => cells.push((*text).to_owned()),
        }
    }
}

/// The texts of a line that two blanks or more part.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    line.split("  ").map(str::trim).filter(|piece| !piece.is_empty())
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// "10:00", "9.30-10.15", "14h".
pub(crate) fn begins_with_clock(line: &str) -> bool {
    let text = line.trim_start();
    let hours = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut behind = text.bytes().skip(hours);
    let minutes = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    (1..=2).contains(&hours)
        && matches!(behind.next(), Some(b':' | b'.' | b'h'))
        && minutes(behind.next())
        && minutes(behind.next())
        && !text.contains('\t')
}

#[cfg(test)]
mod tests {
    use crate::read::markup::outline::check;
    use crate::read::markup::plain::read;

    #[test]
    fn wide_gaps_part_the_columns_of_a_programme() {
        check(
            &read("Fogconf\n\n  10:00  Opening words                    Ada Brookfield\n  10:15  Lamps on things that are\n         not lamps                 Milo Venn, Ines Faro\n  11:00  -- coffee --\n  11:30  Small boats                      Otto Brandt\n         bring a towel                    Quay 7\n\nSee you!\n").parts[0].blocks,
            "
            1 p Fogconf
            3-8 table
              3 row 10:00 | Opening words | Ada Brookfield
              4 row 10:15 | Lamps on things that are not lamps | Milo Venn, Ines Faro
              6 row 11:00 | -- coffee --
              7 row 11:30 | Small boats bring a towel | Otto Brandt Quay 7
            10 p See you!
            ",
        );
        check(&read("09:00  one\n10:00  two\n11:00  three\n").parts[0].blocks, "1-3 p 09:00  one↵10:00  two↵11:00  three");
    }
}
