//! The tables of reStructuredText: grids drawn with `+---+`, simple ones between lines of `===`, and lists of lists.

use super::rst::{Lines, Reader};
use crate::read::document::{Block, BlockKind, Cell, Row};

/// Rows of the table that begins at the first of `lines`, and how many lines it takes.
pub(crate) fn read(reader: &mut Reader, lines: Lines, depth: usize) -> Option<(Vec<Row>, usize)> {
    let first = lines.first()?.1.trim_end();
    if first.starts_with("+-") && first.ends_with('+') {
        return grid(reader, lines, depth);
    }
    let is_rule =
        |text: &str| text.starts_with("==") && text.contains(' ') && text.bytes().all(|byte| matches!(byte, b'=' | b' '));
    if is_rule(first) {
        return simple(reader, lines, depth, &is_rule);
    }
    None
}

fn grid(reader: &mut Reader, lines: Lines, depth: usize) -> Option<(Vec<Row>, usize)> {
    let count = lines.iter().take_while(|(_, line)| line.starts_with(['+', '|'])).count();
    let edges: Vec<usize> = lines[..count]
        .iter()
        .filter(|(_, line)| is_border(line))
        .map(|(_, line)| line.chars().enumerate().filter(|(_, mark)| *mark == '+').map(|(at, _)| at).collect::<Vec<_>>())
        .max_by_key(Vec::len)?;
    if edges.len() < 2 || count < 3 {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut open: Vec<(usize, Vec<char>)> = Vec::new();
    for (number, line) in &lines[1..count] {
        if !is_border(line) {
            open.push((*number, line.chars().collect()));
            continue;
        }
        if !open.is_empty() {
            rows.push(grid_row(reader, &open, &edges, depth));
            open.clear();
        }
        if line.contains('=') {
            rows.iter_mut().for_each(|row| row.header = true);
        }
    }
    (!rows.is_empty()).then_some((rows, count))
}

fn is_border(line: &str) -> bool {
    line.starts_with('+') && line.contains(['-', '=']) && line.trim_end().bytes().all(|byte| matches!(byte, b'+' | b'-' | b'='))
}

fn grid_row(reader: &mut Reader, open: &[(usize, Vec<char>)], edges: &[usize], depth: usize) -> Row {
    let line = open.first().map_or(0, |(line, _)| *line);
    let mut cells = Vec::new();
    let mut start = 0;
    for end in 1..edges.len() {
        // A cell reaches over an edge where no line of the row draws it.
        let drawn = open.iter().any(|(_, marks)| matches!(marks.get(edges[end]), Some('|' | '+')));
        if !drawn && end + 1 < edges.len() {
            continue;
        }
        let (from, to) = (edges[start] + 1, edges[end]);
        let texts = open
            .iter()
            .map(|(line, marks)| (*line, marks.get(from..to.min(marks.len())).unwrap_or_default().iter().collect::<String>()));
        let texts: Vec<(usize, String)> = texts.collect();
        cells.push(Cell { blocks: cell_blocks(reader, &texts, depth), columns: end - start, rows: 1 });
        start = end;
    }
    Row { line, header: false, cells }
}

fn simple(reader: &mut Reader, lines: Lines, depth: usize, is_rule: &dyn Fn(&str) -> bool) -> Option<(Vec<Row>, usize)> {
    let columns = spans(lines.first()?.1);
    let rules: Vec<usize> =
        lines.iter().take(5000).enumerate().filter(|(_, (_, line))| is_rule(line.trim_end())).map(|(at, _)| at).take(3).collect();
    // A table ends with a line of marks that a blank line or the end of the text follows.
    let end = rules.iter().skip(1).copied().find(|at| lines.get(at + 1).is_none_or(|(_, next)| next.trim().is_empty()))?;
    let head = rules.iter().skip(1).copied().find(|at| *at < end);
    let mut rows: Vec<Row> = Vec::new();
    let mut open: Vec<Vec<(usize, String)>> = Vec::new();
    let mut close = |open: &mut Vec<Vec<(usize, String)>>, rows: &mut Vec<Row>, header: bool| {
        let Some(line) = open.first().and_then(|cell| cell.first()).map(|(line, _)| *line) else { return };
        let cells = open.iter().map(|texts| Cell { blocks: cell_blocks(reader, texts, depth), columns: 1, rows: 1 }).collect();
        rows.push(Row { line, header, cells });
        open.clear();
    };
    for (at, (number, line)) in lines.iter().enumerate().take(end).skip(1) {
        if is_rule(line.trim_end()) || line.trim_end().bytes().all(|byte| matches!(byte, b'-' | b' ')) {
            close(&mut open, &mut rows, head.is_some_and(|head| at <= head));
            continue;
        }
        let marks: Vec<char> = line.chars().collect();
        let texts: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(column, (from, _))| {
                let to = columns.get(column + 1).map_or(marks.len(), |(next, _)| *next);
                marks.get(*from..to.min(marks.len()).max(*from)).unwrap_or_default().iter().collect()
            })
            .collect();
        if texts.first().is_some_and(|first| !first.trim().is_empty()) || open.is_empty() {
            close(&mut open, &mut rows, head.is_some_and(|head| at <= head));
            open = texts.into_iter().map(|text| vec![(*number, text)]).collect();
        } else {
            open.iter_mut().zip(texts).for_each(|(cell, text)| cell.push((*number, text)));
        }
    }
    close(&mut open, &mut rows, false);
    (!rows.is_empty()).then_some((rows, end + 1))
}

/// Where each run of marks begins and ends, in characters.
fn spans(rule: &str) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut inside = false;
    for (at, mark) in rule.chars().enumerate() {
        match (mark == '=', inside) {
            (true, false) => spans.push((at, at + 1)),
            (true, true) => {
                if let Some(last) = spans.last_mut() {
                    last.1 = at + 1;
                }
            }
            _ => {}
        }
        inside = mark == '=';
    }
    spans
}

fn cell_blocks(reader: &mut Reader, texts: &[(usize, String)], depth: usize) -> Vec<Block> {
    let filled = texts.iter().filter(|(_, text)| !text.trim().is_empty());
    let indent = filled.map(|(_, text)| text.len() - text.trim_start_matches(' ').len()).min().unwrap_or(0);
    let lines: Vec<(usize, &str)> =
        texts.iter().map(|(line, text)| (*line, text.get(indent..).unwrap_or_default().trim_end())).collect();
    reader.blocks(&lines, depth + 1)
}

/// The table that a list of lists is.
pub(crate) fn of_list(blocks: &[Block], heads: usize) -> Option<Vec<Row>> {
    let [Block { kind: BlockKind::List { items, .. }, .. }] = blocks else { return None };
    let mut rows = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let [Block { kind: BlockKind::List { items: cells, .. }, .. }] = item.blocks.as_slice() else { return None };
        let cells = cells.iter().map(|cell| Cell { blocks: cell.blocks.clone(), columns: 1, rows: 1 }).collect();
        rows.push(Row { line: item.line, header: at < heads, cells });
    }
    (!rows.is_empty()).then_some(rows)
}

/// The table that lines of cells between commas are, below a line of headers.
pub(crate) fn of_cells(reader: &mut Reader, header: Option<(usize, &str)>, lines: Lines, heads: usize) -> Vec<Row> {
    let mut cells_of = |(line, text): (usize, &str)| {
        let mut reading = csv::ReaderBuilder::new();
        reading.has_headers(false).trim(csv::Trim::All).flexible(true);
        // Behind a comma people leave a blank, which the standard does not know of.
        let text = text.replace(", \"", ",\"");
        let record = reading.from_reader(text.as_bytes()).into_records().next();
        let cells = record.and_then(Result::ok).unwrap_or_default();
        let cell = |text: &str| Cell { blocks: reader.blocks(&[(line, text)], 1), columns: 1, rows: 1 };
        Row { line, header: false, cells: cells.iter().map(cell).collect() }
    };
    let filled = lines.iter().copied().filter(|(_, line)| !line.trim().is_empty());
    let mut rows: Vec<Row> = header.into_iter().chain(filled).map(&mut cells_of).collect();
    let heads = heads + usize::from(header.is_some());
    rows.iter_mut().take(heads).for_each(|row| row.header = true);
    rows
}
