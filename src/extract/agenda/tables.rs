//! Tables of a programme: a row a slot or a grid of rooms.

use std::collections::BTreeMap;

use super::accept;
use super::cells::{cell_text, first_address, people_cell, title_cell};
use super::columns::{Column, header_label, is_of_remarks, looks_like_header, place_name, read_columns, track_name};
use super::lines::{leave_unmarked_cells, name_cells_alike, part_cells_alike, turn_cells_alike};
use crate::extract::candidate::Candidate;
use crate::extract::words::Label;
use crate::extract::{letters, phrases, words};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Cell, Row};
use crate::when;

/// The talks in every table among `blocks`, by block.
pub(in crate::extract) fn in_tables(blocks: &[Block]) -> BTreeMap<usize, Vec<(Candidate, f32)>> {
    let (mut grids, mut lists) = (Vec::new(), Vec::new());
    for (n, block) in blocks.iter().enumerate() {
        if let BlockKind::Table { rows } = &block.kind {
            match in_table(rows, n) {
                Talks::OfGrid(talks) => grids.extend(talks),
                Talks::OfRows(talks) => lists.extend(talks),
            }
        }
    }
    // A table for each day: what one of them does, the others do.
    let in_grids = grids.len();
    let mut all = grids;
    all.extend(lists);
    turn_cells_alike(&mut all);
    part_cells_alike(&mut all);
    name_cells_alike(&mut all);
    let lists = all.split_off(in_grids);
    leave_unmarked_cells(&mut all);
    let mut found: BTreeMap<usize, Vec<(Candidate, f32)>> = BTreeMap::new();
    for talk in all.into_iter().chain(lists) {
        found.entry(talk.0.span.0.0).or_default().push(talk);
    }
    found
}

/// The talks of a table: cells of a grid, or a row each.
enum Talks {
    OfGrid(Vec<(Candidate, f32)>),
    OfRows(Vec<(Candidate, f32)>),
}

/// A cell at its place in the grid, spans resolved.
pub(super) struct Placed<'a> {
    pub(super) column: usize,
    pub(super) cell: &'a Cell,
}

/// The rows of a table with every cell at its column: a cell that spans rows moves those below it.
pub(super) fn place(rows: &[Row]) -> Vec<Vec<Placed<'_>>> {
    let mut taken: Vec<usize> = Vec::new(); // rows still covered, by column
    let mut grid = Vec::new();
    for row in rows {
        let mut placed = Vec::new();
        let mut column = 0;
        let mut covered: Vec<(usize, usize)> = Vec::new();
        for cell in &row.cells {
            while taken.get(column).is_some_and(|&left| left > 0) {
                column += 1;
            }
            let wide = cell.columns.clamp(1, 100);
            placed.push(Placed { column, cell });
            covered.extend((column..column + wide).map(|column| (column, cell.rows.clamp(1, 1000))));
            column += wide;
        }
        for left in &mut taken {
            *left = left.saturating_sub(1);
        }
        for (column, rows) in covered {
            if taken.len() <= column {
                taken.resize(column + 1, 0);
            }
            taken[column] = rows - 1;
        }
        grid.push(placed);
    }
    grid
}

fn in_table(rows: &[Row], block: usize) -> Talks {
    let heads = rows.iter().take_while(|row| row.header).count().max(usize::from(rows.first().is_some_and(looks_like_header)));
    let grid = place(rows);
    let width = grid.iter().flatten().map(|placed| placed.column + 1).max().unwrap_or(0);
    let (columns, guessed) = read_columns(&grid, heads, width);
    let none = Talks::OfRows(Vec::new());
    if lists_works(&grid, heads) {
        return none;
    }
    let placed = columns.iter().filter(|column| matches!(column, Column::Place(..))).count();
    let timed = columns.contains(&Column::Time);
    let clock = has_clock_times(&grid, heads, &columns);
    // "When | Where" with nothing beside it says where somebody went.
    let is_place = |column: &Column| matches!(column, Column::Place(_, Some(Label::Room | Label::Place)));
    let only_rooms = placed == 1 && columns.iter().any(is_place);
    if timed && placed >= 1 && !only_rooms && !columns.contains(&Column::Title) {
        return Talks::OfGrid(grid_talks(rows, &grid, heads, &columns, block));
    }
    let told = columns
        .iter()
        .any(|column| matches!(column, Column::Time | Column::People | Column::Track | Column::Room | Column::Link));
    // Under a header that names neither, long texts beside names are what was talked about, and dates are of anything.
    let dated = !clock
        && !columns.iter().any(|column| matches!(column, Column::People | Column::Track | Column::Link))
        && !says_talks(&grid, heads);
    if columns.contains(&Column::Title) && !told && !guessed {
        return Talks::OfRows(signed_rows(rows, &grid, heads, &columns, block));
    }
    if columns.contains(&Column::Title) && told && !dated && (clock || !guessed) {
        let talks = row_talks(rows, &grid, heads, &columns, block);
        // One row that names nobody is a date of something else.
        if talks.len() == 1 && talks[0].0.speakers.is_empty() {
            return none;
        }
        // Single words beside numbers are measurements, not titles.
        let words = talks.iter().filter(|(talk, _)| !talk.title.contains(' ') && talk.speakers.is_empty()).count();
        let wide = talks.iter().any(|(talk, _)| letters::holds_wide(&talk.title));
        return if words * 2 > talks.len() && !wide { none } else { Talks::OfRows(talks) };
    }
    none
}

/// Whether a header names what only films, books and records have: who directed them, how many pages they are. Talks are
/// rated as well, where a column says who gave them.
fn lists_works(grid: &[Vec<Placed<'_>>], heads: usize) -> bool {
    #[rustfmt::skip]
    const WORKS: &[&str] = &[
        "directed by", "director", "written by", "screenplay", "starring", "cast", "composer", "artist", "album", "isbn", "publisher", "pages", "runtime",
        "regie", "drehbuch", "verlag", "seiten", "realisateur", "editeur", "direccion", "editorial", "paginas", "editora", "regia", "pagine", "uitgever", "監督", "出版社",
    ];
    const RATINGS: &[&str] = &["rated", "my rating", "stars", "bewertung", "评分", "評分"];
    let has = |table: &[&str]| {
        let mut cells = grid.iter().take(heads).flatten();
        cells.any(|placed| table.contains(&fold(&cell_text(placed.cell)).as_str()))
    };
    let speaks = || grid.iter().take(heads).flatten().any(|placed| words::is_speaker_label(&cell_text(placed.cell)));
    let credited = |placed: &&Placed<'_>| {
        let text = fold(&cell_text(placed.cell));
        ["directed by ", "starring ", "regie ", "realise par ", "dirigida por ", "regia di "]
            .iter()
            .any(|word| text.starts_with(word))
    };
    let rows = grid.len() - heads.min(grid.len());
    let credits = grid.iter().skip(heads).flatten().filter(credited).count();
    credits >= 3 && credits * 2 >= rows || has(WORKS) || has(RATINGS) && !speaks()
}

/// Whether a column of times holds clock times, and not only dates.
fn has_clock_times(grid: &[Vec<Placed<'_>>], heads: usize, columns: &[Column]) -> bool {
    let in_time = |placed: &&Placed<'_>| columns.get(placed.column) == Some(&Column::Time);
    let cells = grid.iter().skip(heads).flatten().filter(in_time).map(|placed| cell_text(placed.cell));
    cells.into_iter().any(|text| when::leading_time(&text).is_some() || when::find_span(&text).is_some())
}

/// Whether a header names talks: "Talk", "Title", "Session"; "Name" and "Event" name anything.
fn says_talks(grid: &[Vec<Placed<'_>>], heads: usize) -> bool {
    let weak = ["name", "event", "what", "activity", "was", "quoi", "que", "wat", "o que", "cosa"];
    grid.iter()
        .take(heads)
        .flatten()
        .map(|placed| cell_text(placed.cell))
        .any(|text| header_label(&text) == Some(Label::Title) && !weak.contains(&fold(&text).as_str()))
}

/// The reason of a row beside which stands what somebody thought of the talk.
pub(in crate::extract) const REMARKED: &str = "has remarks in its row";

/// One talk a row.
fn row_talks(rows: &[Row], grid: &[Vec<Placed<'_>>], heads: usize, columns: &[Column], block: usize) -> Vec<(Candidate, f32)> {
    let mut found: Vec<(Candidate, f32)> = Vec::new();
    let (mut time, mut day): (Option<(String, Option<String>)>, Option<String>) = (None, None);
    let remarked = grid.iter().take(heads).flatten().any(|placed| is_of_remarks(&cell_text(placed.cell)));
    for (n, (row, placed)) in rows.iter().zip(grid).enumerate() {
        day = day_over_all(placed).or(day);
        if n < heads {
            continue;
        }
        if let Some(text) = told_below(placed, columns)
            && let Some((above, _)) = found.last_mut()
        {
            above.body.extend(text.blocks.iter().cloned());
            continue;
        }
        let span = ((block, n), (block, n + 1));
        let mut candidate = Candidate { line: row.line, span, ..Candidate::default() };
        candidate.reasons.extend(remarked.then_some(REMARKED.into()));
        for placed in placed {
            match columns.get(placed.column) {
                Some(Column::Time) => {
                    let text = cell_text(placed.cell);
                    if let Some((start, end)) =
                        when::find_span(&text).or_else(|| when::leading_time(&text).map(|(start, end, _)| (start, end)))
                    {
                        candidate.minutes = when::find_minutes(&text);
                        time = Some((start, end));
                    }
                    day = day_beside(&text).or(day);
                }
                Some(Column::Title) => title_cell(placed.cell, &mut candidate),
                // A panel over the columns of people and titles.
                Some(Column::People) if spans_the_title(placed, columns) => title_cell(placed.cell, &mut candidate),
                Some(Column::People) => people_cell(placed.cell, &mut candidate),
                Some(Column::Track) => candidate.track = track_name(&cell_text(placed.cell)),
                Some(Column::Room) => candidate.room = Some(cell_text(placed.cell)).filter(|room| !room.is_empty()),
                Some(Column::Link) => candidate.url = candidate.url.or_else(|| first_address(placed.cell)),
                Some(Column::Unnamed) if !tells_in_full(placed.cell) => {}
                Some(Column::Other | Column::Unnamed | Column::Place(..)) if tells_something(placed.cell) => {
                    candidate.body.extend(placed.cell.blocks.iter().cloned());
                }
                Some(Column::Other | Column::Unnamed | Column::Place(..)) | None => {}
            }
        }
        if let Some((start, end)) = &time {
            candidate.start = Some(start.clone());
            candidate.end = end.clone();
        }
        candidate.when = day.clone();
        accept(candidate, &mut found);
    }
    found
}

/// Titles with their people in the same cells, beside what somebody thought of them.
fn signed_rows(rows: &[Row], grid: &[Vec<Placed<'_>>], heads: usize, columns: &[Column], block: usize) -> Vec<(Candidate, f32)> {
    let mut talks = row_talks(rows, grid, heads, columns, block);
    let named = talks.iter().filter(|(talk, _)| !talk.speakers.is_empty()).count();
    if named < 2 || named * 3 < talks.len() * 2 {
        return Vec::new();
    }
    talks.retain(|(talk, _)| !talk.speakers.is_empty() || !phrases::is_pause(&talk.title));
    talks
}

/// "Friday, 4 April" in a cell over all columns.
fn day_over_all(row: &[Placed<'_>]) -> Option<String> {
    let [Placed { cell, .. }] = row else { return None };
    let text = cell_text(cell);
    (when::day_label(&text).is_some() || text.len() < 40 && when::find_date(&text, None).is_some()).then_some(text)
}

fn spans_the_title(placed: &Placed<'_>, columns: &[Column]) -> bool {
    let spanned = columns.iter().skip(placed.column).take(placed.cell.columns.clamp(1, 100));
    spanned.into_iter().any(|column| *column == Column::Title)
}

/// The only cell of a row without a time, where it is a sentence or more: it says something of the talk above.
fn told_below<'a>(placed: &[Placed<'a>], columns: &[Column]) -> Option<&'a Cell> {
    let [only] = placed else { return None };
    let text = cell_text(only.cell);
    let wide = text.chars().filter(|&c| letters::is_wide(c)).count() >= 20;
    let sentences = text.ends_with(['.', '!', '?', '…', '。']) && (text.split_whitespace().count() >= 8 || wide);
    let timed = when::leading_time(&text).is_some();
    (columns.contains(&Column::Time) && sentences && !timed).then_some(only.cell)
}

/// The day that stands before a time in its cell, or instead of one: "2031-05-12 09:00", "Tue, May 20 9:00 AM".
fn day_beside(text: &str) -> Option<String> {
    let whole = || when::find_date(text, None).filter(|found| found.range.start == 0 && found.date.len() == 10);
    let words: Vec<&str> = text.split(' ').collect();
    let label =
        || (1..=words.len().min(6)).rev().find_map(|count| when::day_label(words.get(..count)?.join(" ").trim_end_matches(',')));
    whole().map(|found| found.date).or_else(|| label().map(|day| day.label))
}

/// A number, a tick, "accepted": a cell of fewer than three words is no note.
fn tells_something(cell: &Cell) -> bool {
    let text = cell_text(cell);
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    words >= 3 || text.chars().filter(|&c| letters::is_wide(c)).count() >= 6
}

/// Sentences: beside columns with names, a few words in one without are somebody's position or a badge.
fn tells_in_full(cell: &Cell) -> bool {
    let text = cell_text(cell);
    let wide = text.chars().filter(|&c| letters::is_wide(c)).count();
    text.split_whitespace().count() >= 9 || text.ends_with(['.', '!', '?', '…', '。']) || wide >= 16
}

/// Rooms or tracks are the columns, times the rows.
fn grid_talks(rows: &[Row], grid: &[Vec<Placed<'_>>], heads: usize, columns: &[Column], block: usize) -> Vec<(Candidate, f32)> {
    let mut found = Vec::new();
    let mut time: Option<(String, Option<String>)> = None;
    for (n, (row, placed)) in rows.iter().zip(grid).enumerate().skip(heads) {
        for placed in placed.iter().filter(|placed| columns.get(placed.column) == Some(&Column::Time)) {
            let text = cell_text(placed.cell);
            if let Some((start, end)) =
                when::find_span(&text).or_else(|| when::leading_time(&text).map(|(start, end, _)| (start, end)))
            {
                time = Some((start, end));
            }
        }
        for placed in placed {
            let Some(Column::Place(name, label)) = columns.get(placed.column) else { continue };
            let mut candidate = Candidate { line: row.line, span: ((block, n), (block, n + 1)), ..Candidate::default() };
            title_cell(placed.cell, &mut candidate);
            if let Some((start, end)) = &time {
                candidate.start = Some(start.clone());
                candidate.end = end.clone();
            }
            if placed.cell.columns <= 1
                || columns.iter().filter(|column| matches!(column, Column::Place(other, _) if other == name)).count() > 1
            {
                place_name(&mut candidate, name, *label);
            }
            accept(candidate, &mut found);
        }
    }
    found
}
