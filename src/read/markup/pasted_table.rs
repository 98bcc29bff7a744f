//! Tables of pipes whose cells were broken over lines, as copying from a web page leaves them.
//!
//! ```text
//! | Time | Session | Room |
//! |---|---|---|
//! | 10:00 |
//! Quiet machines
//! — Ines Faro
//! |
//! Hall A |
//! ```
//!
//! The line of dashes says how many cells a row has; a row that begins with a pipe goes on until it has as many. Each line
//! of a cell stays a line ([`Inline::LineBreak`]). What follows the last pipe of a row is text behind the table.

use crate::read::document::{Block, BlockKind, Cell, Inline, Row};

/// A row that takes more lines is none.
const LONGEST_ROW: usize = 60;

/// A table and what follows its last pipe.
pub(crate) struct Pasted {
    /// The table.
    pub(crate) table: Block,
    /// How many lines it takes.
    pub(crate) lines: usize,
    /// Text behind the last pipe of the last row.
    pub(crate) rest: String,
}

/// Reads the table whose head is the first of `lines`; that line counts as `first_line`. `inlines` reads a line of a cell.
pub(crate) fn read(lines: &[&str], first_line: usize, inlines: &dyn Fn(&str) -> Vec<Inline>) -> Option<Pasted> {
    let columns = columns_of(lines.get(1)?)?;
    let head = cells_of(lines.first()?);
    if head.len() < 2 || head.len() > columns + 1 {
        return None;
    }
    let mut rows = vec![row(vec![head.into_iter().map(|cell| vec![(first_line, cell)]).collect()], first_line, true, inlines)?];
    let mut at = 2;
    let mut rest = String::new();
    while let Some(line) = lines.get(at) {
        let text = line.trim();
        let number = first_line + at;
        if text.starts_with('|') {
            let Some((cells, taken, behind)) = broken_row(&lines[at..], number, columns) else { break };
            rows.push(row(vec![cells], number, false, inlines)?);
            at += taken;
            if !behind.is_empty() {
                rest = behind;
                break;
            }
        } else if text.contains('|') {
            rows.push(row(vec![cells_of(text).into_iter().map(|cell| vec![(number, cell)]).collect()], number, false, inlines)?);
            at += 1;
        } else {
            break;
        }
    }
    let end_line = first_line + at - 1;
    let table = Block { line: first_line, end_line, kind: BlockKind::Table { rows }, anchor: None };
    Some(Pasted { table, lines: at, rest })
}

/// How many columns a line of dashes and pipes sets out.
pub(crate) fn columns_of(line: &str) -> Option<usize> {
    let text = line.trim();
    if !text.contains('|') || !text.contains('-') || !text.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t')) {
        return None;
    }
    Some(cells_of(text).len())
}

/// The cells of a row on one line.
fn cells_of(line: &str) -> Vec<String> {
    let text = line.trim();
    let text = text.strip_prefix('|').unwrap_or(text);
    let mut cells = vec![String::new()];
    let mut marks = text.chars().peekable();
    while let Some(mark) = marks.next() {
        match mark {
            '\\' if marks.peek() == Some(&'|') => {
                marks.next();
                push(&mut cells, '|');
            }
            '|' => cells.push(String::new()),
            _ => push(&mut cells, mark),
        }
    }
    if cells.len() > 1 && cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
    cells
}

fn push(cells: &mut [String], mark: char) {
    if let Some(last) = cells.last_mut() {
        last.push(mark);
    }
}

/// The lines of each cell, each line with its number.
type Lines = Vec<Vec<(usize, String)>>;

/// A row that begins with a pipe and ends with the pipe that closes its last cell, or with its line where that is full.
fn broken_row(lines: &[&str], first: usize, columns: usize) -> Option<(Lines, usize, String)> {
    let mut cells: Lines = Vec::new();
    for (at, line) in lines.iter().take(LONGEST_ROW).enumerate() {
        let mut text = line.trim();
        if at > 0 && text.is_empty() && cells.len() > columns {
            break;
        }
        if at == 0 {
            text = text.strip_prefix('|')?;
            cells.push(Vec::new());
        }
        loop {
            let end = text.find('|').unwrap_or(text.len());
            let piece = text[..end].trim();
            if !piece.is_empty()
                && let Some(cell) = cells.last_mut()
            {
                cell.push((first + at, piece.to_owned()));
            }
            if end == text.len() {
                break;
            }
            text = &text[end + 1..];
            if cells.len() == columns {
                return Some((cells, at + 1, text.trim().to_owned()));
            }
            cells.push(Vec::new());
        }
        // The next row begins before this one was closed: what there is counts.
        let next = lines.get(at + 1).map(|next| next.trim());
        let fresh = next.is_some_and(|next| next.starts_with('|') && next.len() > 1 && next.matches('|').count() > 1);
        if fresh && cells.len() > 1 && cells.len() <= columns && next.is_some_and(|next| next.matches('|').count() > columns) {
            return Some((cells, at + 1, String::new()));
        }
        if next.is_none() {
            return Some((cells, at + 1, String::new()));
        }
    }
    None
}

fn row(lines: Vec<Lines>, line: usize, header: bool, inlines: &dyn Fn(&str) -> Vec<Inline>) -> Option<Row> {
    let cells = lines.into_iter().flatten().map(|cell| {
        let mut text = Vec::new();
        let (first, last) = (cell.first().map_or(line, |(line, _)| *line), cell.last().map_or(line, |(line, _)| *line));
        for (_, piece) in &cell {
            let piece = inlines(piece.trim());
            if piece.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push(Inline::LineBreak);
            }
            text.extend(piece);
        }
        let block = Block { line: first, end_line: last, kind: BlockKind::Paragraph(text.clone()), anchor: None };
        Cell { blocks: if text.is_empty() { Vec::new() } else { vec![block] }, columns: 1, rows: 1 }
    });
    let cells: Vec<Cell> = cells.collect();
    (!cells.is_empty()).then_some(Row { line, header, cells })
}
