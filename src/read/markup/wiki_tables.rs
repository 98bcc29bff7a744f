//! Tables of wikis, as their pages draw them:
//!
//! | wiki | a row |
//! |---|---|
//! | MediaWiki | between `{|` and `|}`, rows begin at `|-`, a cell a line (`! head`, `| cell`) or several (`!!`, `||`) |
//! | DokuWiki | `^ head ^ head ^`, `| cell | cell |`; an empty cell widens the one before, `:::` lengthens the one above |
//! | Textile | `|_. head|_. head|`, `|cell|\2. two wide|` |
//! | Jira, Confluence | `||head||head||`, `|cell|cell|` |
//! | Trac, MoinMoin | `||cell||cell||`, heads in `= … =` or bold |
//!
//! Cells come as the wiki's own text; whoever reads them knows its marks.

use std::collections::HashMap;

/// DokuWiki's mark of a cell that the one above reaches into.
const ABOVE: &str = ":::";

/// A table with the lines it takes, counted from 0.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) first: usize,
    pub(super) last: usize,
    /// What stands over it, and its line.
    pub(super) caption: Option<(usize, String)>,
    pub(super) rows: Vec<Row>,
}

#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) header: bool,
    pub(super) cells: Vec<Cell>,
}

/// A cell and how many columns and rows it takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Cell {
    fn of(text: &str) -> Cell {
        Cell { text: text.trim().to_owned(), columns: 1, rows: 1 }
    }
}

/// The table that begins at line `at`.
pub(super) fn at(source: &[&str], at: usize) -> Option<Table> {
    let line = source.get(at)?.trim();
    let table = if line.starts_with("{|") { between_braces(source, at)? } else { of_lines(source, at)? };
    (!table.rows.is_empty()).then_some(table)
}

/// MediaWiki's: to its `|}`, or to where a heading says that nobody closed it.
fn between_braces(source: &[&str], first: usize) -> Option<Table> {
    let mut table = Table { first, last: first, ..Table::default() };
    let mut depth = 0_usize;
    for (at, line) in source.iter().enumerate().skip(first) {
        let line = line.trim();
        if line.starts_with("==") && line.ends_with("==") {
            break;
        }
        table.last = at;
        if line.starts_with("{|") {
            depth += 1;
        } else if line.starts_with("|}") {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                break;
            }
        } else if depth == 1 {
            table.take(line, at);
        }
    }
    table.rows.retain(|row| !row.cells.is_empty());
    Some(table)
}

impl Table {
    /// One line between the braces.
    fn take(&mut self, line: &str, at: usize) {
        if let Some(caption) = line.strip_prefix("|+") {
            self.caption = Some((at, without_attributes(caption).0.trim().to_owned()));
        } else if line.starts_with("|-") {
            self.rows.push(Row { line: at, ..Row::default() });
        } else if let Some(cells) = line.strip_prefix('!') {
            self.add(cells, at, true);
        } else if let Some(cells) = line.strip_prefix('|') {
            self.add(cells, at, false);
        } else if let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.last_mut())
            && !line.is_empty()
        {
            // A cell goes on: its lists and lines stay lines.
            if !cell.text.is_empty() {
                cell.text.push_str("<br>");
            }
            cell.text.push_str(line);
        }
    }

    fn add(&mut self, cells: &str, at: usize, header: bool) {
        if self.rows.is_empty() {
            self.rows.push(Row { line: at, ..Row::default() });
        }
        let Some(row) = self.rows.last_mut() else { return };
        if row.cells.is_empty() {
            (row.line, row.header) = (at, header);
        }
        // A row whose first cell alone is a head is a row like others.
        row.header &= header;
        let marked = if header { cells.replace("!!", "||") } else { cells.to_owned() };
        row.cells.extend(marked.split("||").map(|cell| {
            let (text, columns, rows) = without_attributes(cell);
            Cell { text: text.trim().to_owned(), columns, rows }
        }));
    }
}

/// `rowspan="2" style="…" | text`: the text, and how many columns and rows it takes.
fn without_attributes(cell: &str) -> (&str, usize, usize) {
    let Some((attributes, text)) = cell.split_once('|') else { return (cell, 1, 1) };
    if !attributes.contains('=') || attributes.contains("[[") || attributes.contains("{{") {
        return (cell, 1, 1);
    }
    let span = |name: &str| {
        let rest = attributes.split_once(name)?.1.trim_start_matches([' ', '=', '"', '\'']);
        let end = rest.find(|mark: char| !mark.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end)?.parse().ok()
    };
    (text, span("colspan").unwrap_or(1).clamp(1, 1000), span("rowspan").unwrap_or(1).clamp(1, 1000))
}

/// Rows of a line each.
fn of_lines(source: &[&str], first: usize) -> Option<Table> {
    let mut table = Table { first, last: first, ..Table::default() };
    let mut doubled = Vec::new();
    for (at, line) in source.iter().enumerate().skip(first) {
        let line = line.trim();
        let Some(row) = row_of(line, at).filter(|row| row.cells.len() > 1 || at > first) else { break };
        table.last = at;
        if is_rule(&row) {
            table.rows.iter_mut().for_each(|row| row.header = true);
            continue;
        }
        doubled.push(line.starts_with("||"));
        table.rows.push(row);
    }
    lengthen(&mut table.rows);
    // Jira doubles the marks of heads alone.
    if doubled.first() == Some(&true) && doubled.contains(&false) {
        table.rows.iter_mut().zip(&doubled).for_each(|(row, doubled)| row.header |= doubled);
    }
    Some(table)
}

/// The cells of a line that begins with a mark of tables.
fn row_of(line: &str, at: usize) -> Option<Row> {
    let first = line.chars().next().filter(|mark| matches!(mark, '|' | '^'))?;
    let doubled = line.starts_with("||");
    let parts = if doubled { line.split("||").map(|part| ('|', part)).collect() } else { split_outside_links(line) };
    // The line begins with a mark, so what stands before it is nothing; one behind the last is nothing either.
    let mut parts: Vec<(char, &str)> = parts.into_iter().skip(1).collect();
    if parts.last().is_some_and(|(_, text)| text.trim().is_empty()) {
        parts.pop();
    } else if first == '^' || parts.len() < 2 {
        return None;
    }
    let mut header = true;
    let mut cells: Vec<Cell> = Vec::new();
    let mut widened = 0;
    for (mark, text) in parts {
        if text.is_empty() {
            // DokuWiki widens the cell before an empty one, Trac and MoinMoin the one behind.
            match cells.last_mut().filter(|_| !doubled) {
                Some(cell) => cell.columns += 1,
                None if doubled => widened += 1,
                None => cells.push(Cell::of("")),
            }
            continue;
        }
        let (mut cell, headed) = cell_of(text);
        cell.columns += std::mem::take(&mut widened);
        header &= headed || mark == '^' || cell.text.is_empty();
        cells.push(cell);
    }
    header &= cells.iter().any(|cell| !cell.text.is_empty());
    Some(Row { line: at, header, cells })
}

/// The pieces of a line between `|` and `^`, each with the mark before it; those inside links and braces part nothing.
fn split_outside_links(line: &str) -> Vec<(char, &str)> {
    let carets = line.starts_with('^') || line.ends_with('^') || line.contains(" ^ ");
    let mut parts = Vec::new();
    let (mut from, mut mark, mut depth) = (0, '|', 0_usize);
    for (at, c) in line.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '|' | '^' if c == '|' || carets => {
                parts.push((mark, line.get(from..at).unwrap_or_default()));
                (from, mark) = (at + 1, c);
            }
            _ => {}
        }
    }
    parts.push((mark, line.get(from..).unwrap_or_default()));
    parts
}

/// One cell without the marks at its start (`_.`, `\2.`, `/3.`, `=`), and whether they made it a head.
fn cell_of(text: &str) -> (Cell, bool) {
    let mut cell = Cell::of(text);
    if let Some(head) = cell.text.strip_prefix('=').map(|rest| rest.strip_suffix('=').unwrap_or(rest)) {
        let head = head.trim().to_owned();
        return (Cell { text: head, ..cell }, true);
    }
    let Some((marks, rest)) = cell.text.split_once(". ") else { return (cell, false) };
    let known = !marks.is_empty() && marks.len() <= 12 && marks.starts_with(['_', '\\', '/', '<', '>', '=', '(', '^', '~']);
    if !known || marks.contains(' ') {
        return (cell, false);
    }
    let span = |mark: char| {
        let digits: String = marks.split_once(mark)?.1.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    };
    let (columns, rows) = (span('\\').unwrap_or(1).clamp(1, 1000), span('/').unwrap_or(1).clamp(1, 1000));
    let header = marks.contains('_');
    cell = Cell { text: rest.trim().to_owned(), columns, rows };
    (cell, header)
}

/// `|---|:---:|`, as Markdown parts heads from rows.
fn is_rule(row: &Row) -> bool {
    row.cells.iter().all(|cell| cell.text.contains("--") && cell.text.bytes().all(|byte| matches!(byte, b'-' | b':')))
}

/// A cell of `:::` belongs to the one above it.
fn lengthen(rows: &mut [Row]) {
    let mut open: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut longer = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut column = 0;
        for (n, cell) in row.cells.iter().enumerate() {
            if cell.text == ABOVE {
                longer.extend(open.get(&column).copied());
            } else {
                open.insert(column, (at, n));
            }
            column += cell.columns;
        }
    }
    for (row, cell) in longer {
        if let Some(cell) = rows.get_mut(row).and_then(|row| row.cells.get_mut(cell)) {
            cell.rows += 1;
        }
    }
    rows.iter_mut().for_each(|row| row.cells.retain(|cell| cell.text != ABOVE));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line for each row: `#` before heads, `2x1 ` before a cell of two columns.
    fn told(text: &str) -> String {
        let source: Vec<&str> = text.lines().collect();
        let Some(table) = at(&source, 0) else { return "none".to_owned() };
        let mut rows: Vec<String> = table
            .rows
            .iter()
            .map(|row| {
                let cells = row.cells.iter().map(|cell| match (cell.columns, cell.rows) {
                    (1, 1) => cell.text.clone(),
                    (columns, rows) => format!("{columns}x{rows} {}", cell.text),
                });
                format!("{}{}", if row.header { "# " } else { "" }, cells.collect::<Vec<_>>().join(" | "))
            })
            .collect();
        rows.push(format!("to {}", table.last + 1));
        rows.join("\n")
    }

    #[test]
    fn tables_of_all_wikis_become_rows() {
        #[rustfmt::skip]
        let table = [
            // MediaWiki
            ("{| class=\"wikitable\"\n! Time !! Talk\n|-\n| 10:00 || ''Fog'' ([[Ada|A.]])\n|-\n|}\ntext", "# Time | Talk\n10:00 | ''Fog'' ([[Ada|A.]])\nto 6"),
            ("{|\n|-\n! Time\n! Talk\n|-\n| 10:00\n| Fog\n* more\n|}",                                 "# Time | Talk\n10:00 | Fog<br>* more\nto 9"),
            ("{|\n| rowspan=\"2\" | 10:00 || colspan=2 style=\"x\" | Fog\n|-\n! scope=\"row\" | 11:00\n| Boats\n|}", "1x2 10:00 | 2x1 Fog\n11:00 | Boats\nto 6"),
            ("{|\n| 10:00 || Fog\n== Next ==",                                                          "10:00 | Fog\nto 2"), // never closed
            // DokuWiki
            ("^ Time ^ Talk ^ Who ^\n| 10:00 | Fog | [[u:a|Ada]] |\n| 12:00 | Lunch ||\n\nx",            "# Time | Talk | Who\n10:00 | Fog | [[u:a|Ada]]\n12:00 | 2x1 Lunch\nto 3"),
            ("^ 10:00 | Fog |\n| ::: | Boats |",                                                        "1x2 10:00 | Fog\nBoats\nto 2"),
            // Textile
            ("|_. Time |_. Talk |\n|10:00|Fog|\n|\\2. Lunch |",                                         "# Time | Talk\n10:00 | Fog\n2x1 Lunch\nto 3"),
            ("|/2. 10:00 |Fog|\n|Boats|Rain|",                                                          "1x2 10:00 | Fog\nBoats | Rain\nto 2"),
            // Jira
            ("||Time||Talk||\n|10:00|Fog|",                                                             "# Time | Talk\n10:00 | Fog\nto 2"),
            // Trac and MoinMoin
            ("||= Time =||= Talk =||\n|| 10:00 || Fog ||\n|||| Lunch ||", "# Time | Talk\n10:00 | Fog\n2x1 Lunch\nto 3"),
            // Markdown, among a wiki's headings
            ("| Time | Talk |\n|---|---|\n| 10:00 | Fog |",                                             "# Time | Talk\n10:00 | Fog\nto 3"),
            ("| a lone mark",                                                                           "none"),
            ("^ up",                                                                                    "none"),
        ];
        for (text, wanted) in table {
            assert_eq!(told(text), wanted, "{text}");
        }
    }
}
