//! Talks in the rows of an agenda: tables, and lines that were pasted from a page without its markup.

use std::collections::BTreeMap;

use super::candidate::{self, Candidate, MARKED};
use super::inlines::{Wrap, fold_space, is_blank, lines, one_line, unwrapped};
use super::lead;
use super::people::{self, People, SplitKind};
use super::title::{read_title_lines, tidy};
use super::words::{self, Label};
use super::{letters, phrases, title};
use crate::folded::fold;
use crate::model::TalkFormat;
use crate::read::document::{Block, BlockKind, Cell, Inline, Row};
use crate::when;

/// What a column of a table holds.
#[derive(Debug, Clone, PartialEq)]
enum Column {
    Time,
    Title,
    People,
    Track,
    Room,
    /// A room or track of a grid: its cells are talks, its name is theirs.
    Place(String, Option<Label>),
    Link,
    Other,
}

/// The talks in every table among `blocks`, by block.
pub(super) fn in_tables(blocks: &[Block]) -> BTreeMap<usize, Vec<(Candidate, f32)>> {
    let mut found = BTreeMap::new();
    for (n, block) in blocks.iter().enumerate() {
        if let BlockKind::Table { rows } = &block.kind {
            let talks = in_table(rows, n);
            if !talks.is_empty() {
                found.insert(n, talks);
            }
        }
    }
    found
}

/// A cell at its place in the grid, spans resolved.
struct Placed<'a> {
    column: usize,
    cell: &'a Cell,
}

/// The rows of a table with every cell at its column: a cell that spans rows moves those below it.
fn place(rows: &[Row]) -> Vec<Vec<Placed<'_>>> {
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

fn in_table(rows: &[Row], block: usize) -> Vec<(Candidate, f32)> {
    let heads = rows.iter().take_while(|row| row.header).count().max(usize::from(rows.first().is_some_and(looks_like_header)));
    let grid = place(rows);
    let width = grid.iter().flatten().map(|placed| placed.column + 1).max().unwrap_or(0);
    let (columns, guessed) = read_columns(&grid, heads, width);
    if lists_works(&grid, heads) {
        return Vec::new();
    }
    let placed = columns.iter().filter(|column| matches!(column, Column::Place(..))).count();
    let timed = columns.contains(&Column::Time);
    let clock = has_clock_times(&grid, heads, &columns);
    // "When | Where" with nothing beside it says where somebody went.
    let is_place = |column: &Column| matches!(column, Column::Place(_, Some(Label::Room | Label::Place)));
    let only_rooms = placed == 1 && columns.iter().any(is_place);
    if timed && placed >= 1 && !only_rooms && !columns.contains(&Column::Title) {
        let mut talks = grid_talks(rows, &grid, heads, &columns, block);
        part_cells_alike(&mut talks);
        name_cells_alike(&mut talks);
        leave_unmarked_cells(&mut talks);
        return talks;
    }
    let told = columns
        .iter()
        .any(|column| matches!(column, Column::Time | Column::People | Column::Track | Column::Room | Column::Link));
    // Under a header that names neither, long texts beside names are what was talked about, and dates are of anything.
    let dated = !clock
        && !columns.iter().any(|column| matches!(column, Column::People | Column::Track | Column::Link))
        && !says_talks(&grid, heads);
    if columns.contains(&Column::Title) && told && !dated && (clock || !guessed) {
        let mut talks = row_talks(rows, &grid, heads, &columns, block);
        name_cells_alike(&mut talks);
        // One row that names nobody is a date of something else.
        if talks.len() == 1 && talks[0].0.speakers.is_empty() {
            return Vec::new();
        }
        // Single words beside numbers are measurements, not titles.
        let words = talks.iter().filter(|(talk, _)| !talk.title.contains(' ') && talk.speakers.is_empty()).count();
        let wide = talks.iter().any(|(talk, _)| talk.title.chars().any(letters::is_wide));
        return if words * 2 > talks.len() && !wide { Vec::new() } else { talks };
    }
    Vec::new()
}

/// Whether a header names what only films, books and records have: who directed them, how many pages they are.
fn lists_works(grid: &[Vec<Placed<'_>>], heads: usize) -> bool {
    #[rustfmt::skip]
    const WORKS: &[&str] = &[
        "directed by", "director", "written by", "screenplay", "starring", "cast", "composer", "artist", "album", "isbn", "publisher", "pages", "runtime", "rated", "my rating", "stars",
        "regie", "drehbuch", "verlag", "seiten", "bewertung", "realisateur", "editeur", "direccion", "editorial", "paginas", "editora", "regia", "pagine", "uitgever", "監督", "出版社", "评分", "評分",
    ];
    grid.iter().take(heads).flatten().any(|placed| WORKS.contains(&fold(&cell_text(placed.cell)).as_str()))
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

/// A first row of short label words is a header though nothing marks it as one.
fn looks_like_header(row: &Row) -> bool {
    let texts: Vec<String> = row.cells.iter().map(cell_text).collect();
    texts.len() >= 2 && texts.iter().filter(|text| header_label(text).is_some()).count() * 2 > texts.len()
}

fn cell_text(cell: &Cell) -> String {
    fold_space(&crate::read::document::text_of(&cell.blocks))
}

fn header_label(text: &str) -> Option<Label> {
    words::label_of(text.trim()).or_else(|| {
        let folded = fold(text);
        match folded.as_str() {
            "session" | "talk" | "talks" | "sessions" | "topic" | "what" | "activity" | "event" | "name" | "vortrag"
            | "conference" | "charla" | "was" | "quoi" | "que" | "wat" | "o que" | "cosa" => Some(Label::Title),
            "who" | "with" | "wer" | "mit wem" | "qui" | "avec" | "quien" | "wie" | "quem" | "chi" => Some(Label::Speaker),
            "when" | "start" => Some(Label::Time),
            "where" => Some(Label::Room),
            _ => None,
        }
    })
}

/// What each column holds: its header says so, else what its cells look like; and whether the titles were guessed under a
/// header that names the column, but no title, and nobody as a speaker.
fn read_columns(grid: &[Vec<Placed<'_>>], heads: usize, width: usize) -> (Vec<Column>, bool) {
    let mut columns = vec![Column::Other; width];
    let mut names: Vec<Vec<String>> = vec![Vec::new(); width];
    for row in grid.iter().take(heads) {
        for placed in row {
            let text = cell_text(placed.cell);
            for name in names.iter_mut().skip(placed.column).take(placed.cell.columns.clamp(1, 100)) {
                if !text.is_empty() && !name.contains(&text) {
                    name.push(text.clone());
                }
            }
        }
    }
    let body = grid.get(heads..).unwrap_or(&[]);
    let cells = |column: usize| -> Vec<String> {
        body.iter()
            .flatten()
            .filter(|placed| placed.column == column)
            .map(|placed| cell_text(placed.cell))
            .filter(|text| !text.is_empty())
            .collect()
    };
    for column in 0..width {
        let label = names[column].first().and_then(|name| header_label(name));
        let texts = cells(column);
        let share =
            |test: &dyn Fn(&str) -> bool| texts.iter().filter(|text| test(text)).count() * 2 > texts.len() && !texts.is_empty();
        let times = share(&|text| when::leading_time(text).is_some() || when::find_span(text).is_some() && text.len() < 30);
        // Under the name of a hall stand titles, under "Room" the names of halls.
        let short = texts.iter().map(|text| text.chars().count()).sum::<usize>() <= texts.len() * 24;
        let one_word = matches!(names[column].as_slice(), [name] if name.split_whitespace().count() == 1);
        columns[column] = match label {
            Some(Label::Time | Label::Date) if times || column == 0 => Column::Time,
            Some(Label::Title) => Column::Title,
            Some(Label::Speaker | Label::Author) => Column::People,
            Some(Label::Track) if short && one_word => Column::Track,
            Some(Label::Room) if short && one_word => Column::Room,
            Some(Label::Link | Label::Slides | Label::Video) => Column::Link,
            _ if times => Column::Time,
            _ if !names[column].is_empty() && heads > 0 => Column::Place(names[column].join(" "), label),
            _ => Column::Other,
        };
    }
    let who = |name: &String| matches!(fold(name).as_str(), "who" | "with" | "wer" | "wen" | "qui" | "quien" | "wie");
    let named = |n: usize| columns[n] == Column::People && !names[n].iter().any(who);
    let told = columns.contains(&Column::Title) || (0..width).any(named);
    guess_columns(&mut columns, &cells);
    let title = columns.iter().position(|column| *column == Column::Title);
    let guessed = !told && title.is_some_and(|column| !names[column].is_empty());
    (columns, guessed)
}

/// Without a telling header: the column of the longest texts is the title, one of names is the people.
fn guess_columns(columns: &mut [Column], cells: &dyn Fn(usize) -> Vec<String>) {
    let timed = columns.contains(&Column::Time);
    let places = columns.iter().filter(|column| matches!(column, Column::Place(..))).count();
    if columns.contains(&Column::Title) || (timed && places >= 2 && !columns.contains(&Column::People)) {
        return;
    }
    let people = (0..columns.len()).filter(|&n| matches!(columns[n], Column::Other | Column::Place(..))).find(|&n| {
        let texts = cells(n);
        let named = texts.iter().filter(|text| people::read_people(text).is_some_and(|people| people.confidence >= 0.5)).count();
        texts.len() >= 2 && named * 10 >= texts.len() * 6
    });
    if people.is_none() && !timed && !columns.contains(&Column::People) {
        return;
    }
    let length = |n: usize| cells(n).iter().map(|text| text.chars().count()).sum::<usize>();
    let best = (0..columns.len())
        .filter(|&n| Some(n) != people && matches!(columns[n], Column::Other | Column::Place(..)))
        .filter(|&n| !matches!(columns[n], Column::Place(_, Some(Label::Room | Label::Place))))
        .max_by_key(|&n| {
            let texts = cells(n);
            let long = texts.iter().any(|text| text.chars().count() > 200);
            if long { 0 } else { length(n) }
        });
    if let Some(n) = people {
        columns[n] = Column::People;
    }
    if let Some(n) = best {
        columns[n] = Column::Title;
    }
}

/// One talk a row.
fn row_talks(rows: &[Row], grid: &[Vec<Placed<'_>>], heads: usize, columns: &[Column], block: usize) -> Vec<(Candidate, f32)> {
    let mut found = Vec::new();
    let mut time: Option<(String, Option<String>)> = None;
    for (n, (row, placed)) in rows.iter().zip(grid).enumerate().skip(heads) {
        let mut candidate = Candidate { line: row.line, span: ((block, n), (block, n + 1)), ..Candidate::default() };
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
                }
                Some(Column::Title) => title_cell(placed.cell, &mut candidate),
                Some(Column::People) => {
                    let text = cell_text(placed.cell);
                    if let Some(people) = people::read_people(&text).filter(|people| people.confidence >= 0.25) {
                        candidate.said = Some(people.said);
                        candidate.speakers = people.speakers;
                    }
                }
                Some(Column::Track) => candidate.track = track_name(&cell_text(placed.cell)),
                Some(Column::Room) => candidate.room = Some(cell_text(placed.cell)).filter(|room| !room.is_empty()),
                Some(Column::Link) => candidate.url = candidate.url.or_else(|| first_address(placed.cell)),
                Some(Column::Other | Column::Place(..)) if tells_something(placed.cell) => {
                    candidate.body.extend(placed.cell.blocks.iter().cloned());
                }
                Some(Column::Other | Column::Place(..)) | None => {}
            }
        }
        if let Some((start, end)) = &time {
            candidate.start = Some(start.clone());
            candidate.end = end.clone();
        }
        accept(candidate, &mut found);
    }
    found
}

/// A number, a tick, "accepted": a cell of fewer than three words is no note.
fn tells_something(cell: &Cell) -> bool {
    let text = cell_text(cell);
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    words >= 3 || text.chars().filter(|&c| letters::is_wide(c)).count() >= 6
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

/// "Track Two - Room: B2": a column's name may hold track and room.
fn place_name(candidate: &mut Candidate, name: &str, label: Option<Label>) {
    let folded = fold(name);
    let (first, room) = match name.to_lowercase().find("room:") {
        Some(at) if name.is_char_boundary(at) => {
            (name[..at].trim_end_matches([' ', '-', '–', '(', ',']), Some(name[at + 5..].trim_end_matches(')').trim()))
        }
        _ => (name, None),
    };
    if label == Some(Label::Track) || folded.contains("track") {
        candidate.track = track_name(first);
        candidate.room = room.map(str::to_owned);
    } else {
        candidate.room = Some(name.to_owned());
    }
}

/// The name of a track without its badge; "All tracks" is none.
pub(super) fn track_name(text: &str) -> Option<String> {
    let name = text.split(" / ").next().unwrap_or(text);
    let name = words::find_label(name).filter(|(label, _)| *label == Label::Track).map_or(name, |(_, rest)| rest).trim();
    let folded = fold(name);
    let all = ["all tracks", "all", "alle tracks", "plenary", "toutes", "todos", "tous"].contains(&folded.as_str());
    (!folded.is_empty() && !all).then(|| name.to_owned())
}

fn first_address(cell: &Cell) -> Option<String> {
    let mut links = Vec::new();
    super::inlines::links_in_blocks(&cell.blocks, &mut links);
    links.first().and_then(|(url, _)| title::address(url))
}

/// The lines of a cell: the title first, then who gives it.
fn title_cell(cell: &Cell, candidate: &mut Candidate) {
    let all = cell_lines(cell);
    let Some(((first, line), below)) = all.split_first() else { return };
    candidate.line = candidate.line.max(*line);
    let Some(line) = read_title_lines(first, true).into_iter().next() else { return };
    let text = one_line(first);
    candidate.title = line.title.clone();
    candidate.url = line.url.clone().or_else(|| first_address(cell));
    candidate.format = line.format.or_else(|| words::format_of(one_line(&line.rest).trim_matches(['(', ')', '[', ']', ' '])));
    if line.mark != title::Mark::None || is_set_off(first) {
        candidate.reasons.push(MARKED.to_owned());
    }
    if let Some((start, end)) = line.start.clone().map(|start| (start, line.end.clone())) {
        candidate.start = Some(start);
        candidate.end = end;
    }
    if let Some(people) = line.people.clone() {
        candidate.said = Some(people.said);
        candidate.speakers = people.speakers;
    } else if let Some((name, speakers)) = lead_label(&text) {
        candidate.title = name;
        candidate.speakers = speakers;
    } else if let Some(split) = line.splits.iter().find(|split| split.people.confidence >= 0.6) {
        candidate.parted = Some(split.kind);
        candidate.title = tidy(&split.title);
        candidate.speakers = split.people.speakers.clone();
    }
    let told: Vec<(String, Option<TalkFormat>)> = below.iter().map(|(line, _)| without_format(&one_line(line))).collect();
    candidate.format = candidate.format.or(told.first().and_then(|(_, format)| *format));
    for ((line, _), (names, _)) in below.iter().zip(&told) {
        if let lead::Role::Speaker(speakers) = lead::role_of(line, lead::Form::Quote) {
            candidate.speakers.extend(speakers);
        } else if let Some(people) = dashed_people(names) {
            candidate.said = candidate.speakers.is_empty().then_some(people.said);
            candidate.speakers.extend(people.speakers);
        }
    }
    candidate.below = told.into_iter().next().map(|(text, _)| text).filter(|text| !text.is_empty());
}

/// Bold or in italics as a whole.
fn is_set_off(line: &[Inline]) -> bool {
    matches!(unwrapped(line).1, Wrap::Strong | Wrap::Emphasis)
}

/// "Ada Brookfield Keynote": a badge behind the names says what kind of session it is.
fn without_format(line: &str) -> (String, Option<TalkFormat>) {
    let badge = |(names, last): (&str, &str)| {
        let format = words::format_of(last).filter(|_| last.starts_with(char::is_uppercase))?;
        let names = names.trim_end_matches([' ', '·', '|', '-', '–', '(', '[']);
        let named = people::read_people(names).is_some_and(|people| people.confidence >= 0.3);
        named.then(|| (names.to_owned(), Some(format)))
    };
    // "Keynote: Ada Brookfield"
    let label = || {
        let (format, names) = words::strip_format(line)?;
        let named = people::read_people(names).is_some_and(|people| people.confidence >= 0.3);
        named.then(|| (names.to_owned(), Some(format)))
    };
    line.rsplit_once(' ').and_then(badge).or_else(label).unwrap_or_else(|| (line.to_owned(), None))
}

/// "What's next in fog? Lead: ada": a label inside a cell.
fn lead_label(text: &str) -> Option<(String, Vec<crate::model::Speaker>)> {
    for word in ["Leads:", "Lead:", "Speaker:", "Speakers:", "Presenter:", "Presenters:", "Host:"] {
        if let Some(at) = text.find(word)
            && at > 0
        {
            let names = lead::named_by_label(&text[at + word.len()..]);
            return (!names.is_empty()).then(|| (tidy(&text[..at]), names));
        }
    }
    None
}

/// People on a line of their own below a title, behind a dash or a word for "by", or by their looks.
pub(super) fn dashed_people(line: &str) -> Option<People> {
    let bare = line.trim_start_matches(['—', '–', '-', '|', ' ']).trim();
    let dashed = bare.len() < line.trim().len();
    let named = phrases::strip_by(bare);
    let needed = if dashed || named.is_some() { 0.4 } else { 0.62 };
    people::read_people(named.unwrap_or(bare)).filter(|people| people.confidence >= needed)
}

fn cell_lines(cell: &Cell) -> Vec<(Vec<Inline>, usize)> {
    let mut all = Vec::new();
    for block in &cell.blocks {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            // Cells are wrapped anywhere: only meant breaks part their lines.
            for line in inlines.split(|inline| *inline == Inline::LineBreak) {
                if !is_blank(line) {
                    all.push((line.to_vec(), block.line));
                }
            }
        } else {
            let text = crate::read::document::text_of(std::slice::from_ref(block));
            all.extend(text.lines().map(|line| (vec![Inline::Text(line.to_owned())], block.line)));
        }
    }
    all
}

/// Keeps a candidate of an agenda unless it is a break, an empty cell or a cell that continues another.
fn accept(mut candidate: Candidate, found: &mut Vec<(Candidate, f32)>) {
    let title = candidate.title.trim();
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || phrases::is_pause(title)
        || title.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).is_some_and(|inner| !inner.contains(['(', ')']))
        || spelled_out(title).is_some_and(|word| phrases::is_pause(&word))
        || is_part(title)
        || candidate.speakers.is_empty() && phrases::is_ceremony(title)
        || phrases::is_open(title)
        || phrases::is_empty_slot(title)
    {
        return;
    }
    candidate.reasons.push("is a row of the agenda".to_owned());
    candidate.evidence += 2.0 + if candidate.start.is_some() { 1.0 } else { 0.0 };
    found.push((candidate, 2.5));
}

/// "B R E A K" is written for the eye.
fn spelled_out(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    (words.len() > 2 && words.iter().all(|word| word.chars().count() == 1)).then(|| words.concat())
}

/// "Part 2" alone continues the session above it.
fn is_part(title: &str) -> bool {
    let folded = fold(title);
    let mut words = folded.split(' ');
    matches!(words.next(), Some("part" | "teil" | "partie" | "parte"))
        && words.next().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()))
        && words.next().is_none()
}

/// A line of text without markup.
struct PlainLine {
    text: String,
    inlines: Vec<Inline>,
    line: usize,
    block: usize,
}

/// Records in lines that were pasted without their markup: lines of the same shape that recur begin them.
/// Those that begin with a time and a title on a line that is a talk's already (`is_talk`) are left alone.
pub(super) fn in_lines(blocks: &[Block], is_talk: impl Fn(usize) -> bool) -> Vec<Candidate> {
    let all = plain_lines(blocks);
    let tracks = track_codes(&all);
    let days = day_lines(&all);
    let (mut found, mut parted) = (Vec::new(), Vec::new());
    for starts in recurring(&all) {
        let gaps: Vec<usize> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let mut sorted = gaps.clone();
        sorted.sort_unstable();
        let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
        for (k, &start) in starts.iter().enumerate() {
            if is_talk(all[start].line) && shape(&all[start].text).as_deref() == Some(TITLED) {
                continue;
            }
            let end = starts.get(k + 1).copied().unwrap_or(start + usual).min(start + usual * 2 + 2).min(all.len());
            if let Some((mut candidate, split)) = read_record(&all[start..end], &tracks) {
                parted.extend(split);
                candidate.when = days.iter().rev().find(|(line, _)| *line < start).map(|(_, day)| day.clone());
                let to = all.get(end.saturating_sub(1)).map_or(blocks.len(), |line| line.block + 1);
                candidate.span = ((all[start].block, 0), (to, 0));
                add_lists(&mut candidate, &all[start..end], blocks);
                found.push(candidate);
            }
        }
    }
    part_like_the_others(&mut found, &parted);
    // Three times of a bus are no programme: where nobody is named, the rows are many, or most of the page.
    let few = found.len() < 5 && found.len() * 3 < all.iter().filter(|line| !line.text.is_empty()).count();
    if few && found.iter().all(|talk| talk.speakers.is_empty()) {
        found.clear();
    }
    found
}

/// Where most records part title and people in one way, those whose people are less plain do as well.
fn part_like_the_others(found: &mut [Candidate], parted: &[SplitKind]) {
    let is_usual = |kind: &SplitKind| parted.iter().filter(|other| *other == kind).count() * 2 > found.len();
    let Some(usual) = parted.iter().copied().find(is_usual).filter(|_| parted.len() >= 3) else { return };
    for talk in found.iter_mut().filter(|talk| talk.speakers.is_empty()) {
        let split = people::splits(&talk.title).into_iter().find(|split| split.kind == usual && split.people.confidence >= 0.2);
        if let Some(split) = split {
            talk.title = tidy(&split.title);
            talk.speakers = split.people.speakers;
        }
    }
}

/// Where most cells part title and people at one mark, the rest that have it do as well.
fn part_cells_alike(talks: &mut [(Candidate, f32)]) {
    let parted: Vec<SplitKind> = talks.iter().filter_map(|(talk, _)| talk.parted).collect();
    let is_usual = |kind: &SplitKind| parted.iter().filter(|other| *other == kind).count() * 5 > parted.len() * 3;
    let Some(usual) = parted.iter().copied().find(is_usual).filter(|_| parted.len() >= 3) else { return };
    for (talk, _) in talks.iter_mut().filter(|(talk, _)| talk.speakers.is_empty()) {
        if let Some((title, speakers)) = candidate::cut(&talk.title, usual) {
            talk.title = tidy(&title);
            talk.speakers = speakers;
        }
    }
}

/// Where nearly all cells that name people set their titles off, a cell that does neither is no talk: "Swim (bring a towel)".
fn leave_unmarked_cells(talks: &mut Vec<(Candidate, f32)>) {
    let is_marked = |talk: &Candidate| talk.reasons.iter().any(|reason| reason == MARKED);
    let named = talks.iter().filter(|(talk, _)| !talk.speakers.is_empty()).count();
    let both = talks.iter().filter(|(talk, _)| !talk.speakers.is_empty() && is_marked(talk)).count();
    if named >= 4 && both * 10 >= named * 9 {
        talks.retain(|(talk, _)| !talk.speakers.is_empty() || is_marked(talk));
    }
}

/// Where most cells of two lines name people on the second, the rest do as well, known or not.
fn name_cells_alike(talks: &mut [(Candidate, f32)]) {
    let lined: Vec<&Candidate> = talks.iter().map(|(talk, _)| talk).filter(|talk| talk.below.is_some()).collect();
    let named = lined.iter().filter(|talk| !talk.speakers.is_empty()).count();
    // Lines that all have the form of names need fewer that plainly are.
    let formed = lined.iter().filter(|talk| talk.below.as_deref().is_some_and(|line| candidate::plain_names(line).is_some()));
    let enough = if formed.count() * 10 >= lined.len() * 9 { 3 } else { 6 };
    if named < 3 || named * 10 < lined.len() * enough {
        return;
    }
    for (talk, _) in talks.iter_mut().filter(|(talk, _)| talk.speakers.is_empty()) {
        let Some(line) = talk.below.as_deref() else { continue };
        let line = line.trim_start_matches(['—', '–', '-', '|', ' ']).trim();
        let name = phrases::strip_by(line).unwrap_or(line);
        if !phrases::is_nobody(name)
            && !people::is_organisation(name)
            && let Some(speakers) = candidate::plain_names(name)
        {
            talk.speakers = speakers;
            talk.said = Some(name.to_owned());
        }
    }
}

/// Lists right below a record are its note.
fn add_lists(found: &mut Candidate, lines: &[PlainLine], blocks: &[Block]) {
    for line in lines.iter().filter(|line| line.text.is_empty()) {
        if let Some(block @ Block { kind: BlockKind::List { .. }, .. }) = blocks.get(line.block) {
            found.body.push(block.clone());
        }
    }
}

fn plain_lines(blocks: &[Block]) -> Vec<PlainLine> {
    let mut all = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        if let BlockKind::Paragraph(inlines) | BlockKind::Heading { text: inlines, .. } = &block.kind {
            for (k, line) in lines(inlines).into_iter().enumerate() {
                let text = one_line(&line);
                if !text.is_empty() {
                    all.push(PlainLine {
                        text,
                        inlines: line,
                        line: (block.line + k).min(block.end_line.max(block.line)),
                        block: n,
                    });
                }
            }
        } else {
            all.push(PlainLine { text: String::new(), inlines: Vec::new(), line: block.line, block: n });
        }
    }
    all
}

/// Gives rows what the page says of them elsewhere: the name behind a track's code, and the day where the page has but one.
pub(super) fn settle(talks: &mut [Candidate], blocks: &[Block]) {
    let rows = talks.iter().filter(|talk| talk.start.is_some()).count();
    let dayless = rows * 2 > talks.len() && talks.iter().all(|talk| talk.when.is_none());
    if !dayless && talks.iter().all(|talk| talk.track.is_none()) {
        return;
    }
    let all = plain_lines(blocks);
    let tracks = track_codes(&all);
    for talk in talks.iter_mut() {
        let Some(track) = talk.track.clone() else { continue };
        mark_live(&track, talk);
        let code = track.split(" / ").next().unwrap_or(&track).trim().to_lowercase();
        if let Some(name) = tracks.get(&code) {
            talk.track = Some(name.clone());
        }
    }
    if dayless && let Some(day) = only_day(&all) {
        talks.iter_mut().for_each(|talk| talk.when = Some(day.clone()));
    }
}

/// The lines that are the label of a day and nothing else, where there are several: each begins a day.
fn day_lines(all: &[PlainLine]) -> Vec<(usize, String)> {
    let is_label = |line: &PlainLine| line.text.len() < 60 && when::day_label(line.text.trim_end_matches(':')).is_some();
    let labels = all.iter().enumerate().filter(|(_, line)| is_label(line)).map(|(n, line)| (n, line.text.clone()));
    let labels: Vec<(usize, String)> = labels.collect();
    if labels.len() >= 2 { labels } else { Vec::new() }
}

/// The day that short lines of the page name, where they name just one: "day 02 · full programme".
fn only_day(all: &[PlainLine]) -> Option<String> {
    let mut days: Vec<String> = Vec::new();
    for line in all.iter().filter(|line| line.text.chars().count() < 80) {
        for piece in line.text.split(['·', '|', '"', '—']) {
            let piece = piece.trim().trim_start_matches(['/', '#', '-', ' ']);
            let Some(day) = when::day_label(piece).filter(|day| day.index.is_some()) else { continue };
            let label = day.label.split(" of ").next().unwrap_or(&day.label).to_owned();
            if !days.contains(&label) {
                days.push(label);
            }
        }
    }
    (days.len() == 1).then(|| days.remove(0))
}

/// The lines of one shape that recur, three times at least; times are one shape, times with a title behind them another.
fn recurring(all: &[PlainLine]) -> Vec<Vec<usize>> {
    let mut by_shape: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, line) in all.iter().enumerate() {
        if let Some(shape) = shape(&line.text) {
            by_shape.entry(shape).or_default().push(n);
        }
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    for (shape, starts) in by_shape {
        let apart = usize::from(shape != TITLED) + 1;
        let runs = starts.chunk_by(|a, b| b - a <= 24).map(<[usize]>::to_vec);
        found.extend(runs.filter(|run| run.len() >= 3 && run.windows(2).all(|pair| pair[1] - pair[0] >= apart)));
    }
    found.sort();
    found
}

/// The shape of a line with a time and a title.
const TITLED: &str = "time and title";

/// The shape of a line that could begin a record: a time and little else, or a locator with a number in it.
fn shape(text: &str) -> Option<String> {
    if let Some((_, _, rest)) = when::leading_time(text) {
        let bare = rest.trim_matches(|c: char| !c.is_alphanumeric());
        let short = bare.is_empty() || (when::find_minutes(bare).is_some() && bare.split_whitespace().count() <= 2);
        // "14:00 · 90 min ● recorded": a length is no title.
        let head: Vec<&str> = bare.split_whitespace().take(2).collect();
        if !short && when::find_minutes(&head.join(" ")).is_some() {
            return None;
        }
        let titled = rest.chars().filter(|c| c.is_alphabetic()).count() >= 3 && rest.split_whitespace().count() <= 24;
        return if short { Some("time".to_owned()) } else { titled.then(|| TITLED.to_owned()) };
    }
    let locator = text.len() < 80
        && !text.contains("://")
        && text.split(' ').count() <= 3
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().filter(|c| matches!(c, '/' | '-' | '#' | '_')).count() >= 1;
    if !locator {
        return None;
    }
    let mut shape = String::new();
    for c in text.chars() {
        let class = if c.is_ascii_digit() {
            '9'
        } else if c.is_alphabetic() {
            'a'
        } else {
            c
        };
        if !shape.ends_with(class) || !matches!(class, '9' | 'a') {
            shape.push(class);
        }
    }
    Some(shape)
}

/// "TRK.01" on one line and "Systems Track" on the next: what codes of tracks mean.
fn track_codes(all: &[PlainLine]) -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    for pair in all.windows(2) {
        let (code, name) = (&pair[0].text, &pair[1].text);
        let is_code = code.len() < 12
            && !code.contains(' ')
            && code.chars().any(|c| c.is_ascii_digit())
            && code.chars().any(char::is_alphabetic);
        if is_code && phrases::track_of_heading(name).is_some() {
            codes.entry(code.to_lowercase()).or_insert_with(|| name.clone());
        }
    }
    codes
}

/// One record: its lines by what they look like; and how its title was parted from its people.
fn read_record(lines: &[PlainLine], tracks: &BTreeMap<String, String>) -> Option<(Candidate, Option<SplitKind>)> {
    let (first, rest) = lines.split_first()?;
    let mut record =
        Record { found: Candidate { line: first.line, ..Candidate::default() }, title: None, described: false, tracks };
    record.begin(first);
    // "10:00" over "Speaker: Ada Brookfield" goes with the title above it.
    let below = || rest.iter().find(|line| when::leading_time(&line.text).is_none());
    if record.title.is_none() && below().is_some_and(says_who_or_where) {
        return None;
    }
    for line in rest {
        let text = line.text.trim();
        if text.is_empty() && record.title.is_some() {
            break;
        }
        if text.is_empty() || record.time(text) {
            continue;
        }
        match record.title {
            None => record.above_the_title(line, text),
            Some(_) => record.below_the_title(line, text),
        }
    }
    record.finish()
}

/// "Speaker: Ada Brookfield", "Room: Pier".
fn says_who_or_where(line: &PlainLine) -> bool {
    matches!(words::find_label(&line.text), Some((Label::Speaker | Label::Room, value)) if !value.trim().is_empty())
}

/// A record while its lines are read.
struct Record<'a> {
    found: Candidate,
    title: Option<&'a PlainLine>,
    /// A line was long enough to describe the session.
    described: bool,
    tracks: &'a BTreeMap<String, String>,
}

impl<'a> Record<'a> {
    /// The line that all records begin with: a time, perhaps with the title behind it, or a locator.
    fn begin(&mut self, line: &'a PlainLine) {
        let Some((start, end, rest)) = when::leading_time(&line.text) else {
            return read_locator(&line.text, self.tracks, &mut self.found);
        };
        self.found.start = Some(start);
        self.found.end = end;
        self.found.minutes = when::find_minutes(rest).or_else(|| when::find_minutes(&line.text));
        self.title = (shape(&line.text).as_deref() == Some(TITLED)).then_some(line);
    }

    /// Takes in a line that begins with a time; whether it does.
    fn time(&mut self, text: &str) -> bool {
        let Some((start, end, rest)) = when::leading_time(text) else { return false };
        if self.found.start.is_none() {
            self.found.start = Some(start);
            self.found.end = end;
            self.found.minutes = when::find_minutes(rest);
            mark_live(rest, &mut self.found);
        }
        true
    }

    fn above_the_title(&mut self, line: &'a PlainLine, text: &str) {
        if is_room_line(text) {
            self.found.room = Some(text.to_owned());
        } else if !is_machine_line(text) {
            self.title = Some(line);
        }
    }

    /// People, a track, what the session is about, tags, a room.
    fn below_the_title(&mut self, line: &PlainLine, text: &str) {
        let found = &mut self.found;
        let words = text.split_whitespace().count();
        if text.starts_with(['—', '–', '-']) {
            found.speakers.extend(dashed_people(text).into_iter().flat_map(|people| people.speakers));
        } else if let lead::Role::Speaker(speakers) = lead::role_of(&line.inlines, lead::Form::Line(super::inlines::Wrap::None)) {
            found.speakers.extend(speakers);
        } else if let Some(track) = track_of_line(text, self.tracks) {
            found.track = track.0;
            mark_live(text, found);
        } else if !self.described && (words >= 10 || words >= 3 && text.ends_with('.')) {
            found.body.push(paragraph(line));
            self.described = words >= 10;
        } else if self.described && is_tag_line(text) {
            found.tags = text.split_whitespace().map(str::to_owned).collect();
        } else if found.room.is_none() && is_room_line(text) {
            found.room = Some(text.to_owned());
        } else if found.speakers.is_empty()
            && !self.described
            && let Some(people) = people::read_people(text).filter(|people| people.confidence >= 0.62)
        {
            found.speakers = people.speakers;
        }
    }

    /// The talk, where the title reads as one.
    fn finish(self) -> Option<(Candidate, Option<SplitKind>)> {
        let (mut found, title) = (self.found, self.title?);
        found.line = title.line;
        let read = read_title_lines(&title.inlines, false).into_iter().next()?;
        found.title = read.title;
        found.url = read.url;
        found.format = found.format.or(read.format);
        let sure = read.splits.iter().find(|split| split.people.confidence >= 0.72);
        let split = sure.filter(|_| found.speakers.is_empty());
        if let Some(split) = split {
            found.title = tidy(&split.title);
            found.speakers = split.people.speakers.clone();
            found.said = Some(split.people.said.clone());
        }
        found.has_abstract = self.described;
        found.evidence = 3.0;
        found.reasons.push("is one of several records of the same shape".to_owned());
        let good = found.title.chars().filter(|c| c.is_alphabetic()).count() >= 3
            && !found.title.ends_with('.')
            && found.title.split_whitespace().count() <= 26
            && !phrases::is_pause(&found.title);
        good.then(|| (found, split.map(|split| split.kind)))
    }
}

fn paragraph(line: &PlainLine) -> Block {
    Block { line: line.line, end_line: line.line, kind: BlockKind::Paragraph(line.inlines.clone()), anchor: None }
}

/// A locator carries the session's number and perhaps its track's code.
fn read_locator(text: &str, tracks: &BTreeMap<String, String>, found: &mut Candidate) {
    for part in text.split('/') {
        if let Some(name) = tracks.get(&part.to_lowercase()) {
            found.track = Some(name.clone());
        }
        if is_room_line(part.trim()) {
            found.room = Some(part.trim().to_owned());
        }
    }
    let last = text.rsplit('/').next().unwrap_or(text);
    let digits: String = last.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    found.number = digits.parse().ok();
}

fn mark_live(text: &str, found: &mut Candidate) {
    let live = text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "LIVE" || word == "Live");
    if live && found.format.is_none() {
        found.format = Some(crate::model::TalkFormat::Live);
    }
}

fn track_of_line(text: &str, tracks: &BTreeMap<String, String>) -> Option<(Option<String>,)> {
    let code = text.split(" / ").next().unwrap_or(text).trim();
    if let Some(name) = tracks.get(&code.to_lowercase()) {
        return Some((Some(name.clone()),));
    }
    let folded = fold(code);
    (folded == "all tracks" || (folded.contains("track") && code.split_whitespace().count() <= 5)).then(|| (track_name(code),))
}

/// A prompt, a comment, a path: decoration of themed pages.
fn is_machine_line(text: &str) -> bool {
    text.starts_with(['$', '/', '~', '>', '#', '{', '●']) || text.starts_with("//")
}

/// One short lower-case word with a number or letter behind a hyphen: "stage-a", "room 4".
fn is_room_line(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let place = matches!(
        words.next(),
        Some("room" | "stage" | "hall" | "salle" | "raum" | "saal" | "sala" | "zaal" | "auditorium" | "theater" | "theatre")
    );
    place && words.count() <= 2
}

/// A few lower-case words without punctuation.
fn is_tag_line(text: &str) -> bool {
    let count = text.split_whitespace().count();
    (1..=8).contains(&count)
        && text.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '#' | '.'))
}

#[cfg(test)]
mod tests {
    use super::super::checks::{check, check_as};

    #[test]
    fn a_record_belongs_to_the_title_above_it_and_a_cell_may_label_its_people() {
        check_as(
            "report.org",
            "#+TITLE: Ferrocon 2031\n* Saturday\n** DONE Counting Fog\n   <2031-05-03 Sat 10:00>\n   :PROPERTIES:\n   :SPEAKER: Anna Berg\n   :ROOM: Pier\n   :END:\n   - slow\n** DONE Small Boats\n   <2031-05-03 Sat 11:00>\n   :PROPERTIES:\n   :SPEAKER: Peter Jones\n   :ROOM: Pier\n   :END:\n   - wet\n** DONE Long Rivers\n   <2031-05-03 Sat 13:30>\n   :PROPERTIES:\n   :SPEAKER: Maria Lopez and Otto Brandt\n   :END:\n   Departures. People filmed it.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg | 2031-05-03 | 10:00 | Pier
             note - slow
             talk 10 Small Boats | Peter Jones | 2031-05-03 | 11:00 | Pier
             note - wet
             talk 17 Long Rivers | Maria Lopez; Otto Brandt | 2031-05-03 | 13:30
             note Departures. People filmed it.",
        );
        check_as(
            "programme.html",
            "<h1>Ferrocon 2031</h1><table><tr><th>Time</th><th>Pier</th><th>Quay</th></tr><tr><td>09:15</td><td colspan=2><strong>Tides</strong><br>Keynote: <em>Anna Berg</em></td></tr><tr><td>10:15</td><td><strong>Wet sand</strong><br><em>Peter Jones</em></td><td><strong>Long rivers</strong><br><em>Maria Lopez</em></td></tr></table>",
            "event Ferrocon 2031
             talk 1 Tides | Anna Berg | 09:15 | keynote
             talk 1 Wet sand | Peter Jones | 10:15 | Pier
             talk 1 Long rivers | Maria Lopez | 10:15 | Quay",
        );
    }

    #[test]
    fn rows_of_numbers_are_no_talks() {
        check(
            "# Ferrocon 2031\n\n## Same Loop, Three Ways\n\n*Anna Berg*\n\n| tool | time |\n|---|---|\n| numpy | 1.00 |\n| cython | 0.09 |\n\nFast.\n",
            "event Ferrocon 2031
             talk 3 Same Loop, Three Ways | Anna Berg
             note | tool | time | |---|---| | numpy | 1.00 | | cython | 0.09 | Fast.",
        );
    }

    #[test]
    fn lines_below_titles_that_have_the_form_of_names_are_names() {
        check_as(
            "programme.html",
            "<title>Ferrocon 2031</title><h1>Ferrocon 2031</h1><table><tr><th></th><th>Pier</th><th>Quay</th></tr>\
             <tr><th>9:15</th><td colspan=2><a href='/1'>Counting Fog</a><br><small>Zelm Quarrow</small> <span>Keynote</span></td></tr>\
             <tr><th>10:30</th><td>Small Boats<br><small>Anna Berg</small></td><td>Long Rivers<br><small>Wick Tamsin</small></td></tr>\
             <tr><th>11:30</th><td>Wet Sand<br><small>Peter Jones</small></td><td>Oil at Noon<br><small>Bodhi Oddling</small></td></tr>\
             <tr><th>12:30</th><td>Lamps<br><small>Maria Lopez</small></td><td>Still Water<br><small>Orla Vane</small></td></tr></table>",
            "event Ferrocon 2031
             talk 1 Counting Fog | Zelm Quarrow | 09:15 | /1 | keynote
             talk 1 Small Boats | Anna Berg | 10:30 | Pier
             talk 1 Long Rivers | Wick Tamsin | 10:30 | Quay
             talk 1 Wet Sand | Peter Jones | 11:30 | Pier
             talk 1 Oil at Noon | Bodhi Oddling | 11:30 | Quay
             talk 1 Lamps | Maria Lopez | 12:30 | Pier
             talk 1 Still Water | Orla Vane | 12:30 | Quay",
        );
    }

    #[test]
    fn tables_of_people_dates_and_places_are_no_agenda() {
        let tables = [
            "| Who | Where from | About |\n|---|---|---|\n| Anna Berg | Quay | lamps and oil |\n| Peter Jones | Lumen | small boats |\n| Maria Lopez | Tide | fog at night |\n",
            "| Date | Name | Where |\n|---|---|---|\n| 22–24 Jan | LampFest | Fogport |\n| 6 Feb | Boat Days | Quay |\n| 9 Mar | Rivers Up | Delft |\n",
            "| When | Where |\n|---|---|\n| 7:30 | fish market |\n| 10:00 | railway museum |\n| 13:00 | noodle bar |\n",
        ];
        for table in tables {
            check(&format!("# Ferrocon 2031\n\nA talk a day, and a session on the pier.\n\n{table}"), "event Ferrocon 2031");
        }
    }

    #[test]
    fn numbers_and_ticks_in_a_row_are_no_note() {
        check(
            "# Ferrocon 2031: proposals\n\n| # | Title | Speaker | Length | Status |\n|---|---|---|---|---|\n\
             | 1 | Counting Fog | Anna Berg | 30 | :x: |\n| 2 | Small Boats | Peter Jones | 30 | accepted |\n| 3 | Long Rivers | Maria Lopez | 45 | :x: |\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg
             talk 6 Small Boats | Peter Jones
             talk 7 Long Rivers | Maria Lopez",
        );
    }

    #[test]
    fn a_pasted_programme_has_zones_days_and_rooms() {
        check_as(
            "programme.txt",
            "Ferrocon 2031\n\nMonday, March 3\n\n9:00am PST\nParsing Fog - Anna Berg, Quay\nHall 1\n10:00am PST\nSmall Boats - Peter Jones\nHall 2\n\
             11:00am PST\nLong Rivers - Zelm Quarrow, Lumen\nHall 1\n\nTuesday, March 4\n\n9:00am PST\nWet Sand - Maria Lopez\nHall 1\n\
             10:00am PST\nCounting Lamps - Julia Hart\nHall 2\n",
            "event Ferrocon 2031
             talk 6 Parsing Fog | Anna Berg (Quay) | 2031-03-03 | 09:00 | Hall 1
             talk 9 Small Boats | Peter Jones | 2031-03-03 | 10:00 | Hall 2
             talk 12 Long Rivers | Zelm Quarrow (Lumen) | 2031-03-03 | 11:00 | Hall 1
             talk 18 Wet Sand | Maria Lopez | 2031-03-04 | 09:00 | Hall 1
             talk 21 Counting Lamps | Julia Hart | 2031-03-04 | 10:00 | Hall 2",
        );
    }

    #[test]
    fn the_times_of_a_bus_are_no_programme() {
        check_as(
            "info.txt",
            "FERROCON 2031 - FOR ATTENDEES\n\nGETTING THERE\nThe venue is the Old Mill.\n09:12  Bus 14 from Central\n09:27  Bus 14 from Central\n09:40  Ferry from the north\n\n\
             CONDUCT\nBe kind.\nThe team helps.\n\nFOOD\nSoup.\n\nWIFI\nferry / ferry\n",
            "none",
        );
    }

    #[test]
    fn cells_are_parted_like_the_others() {
        check(
            "# Ferrocon 2031\n\n| | Pier (ground floor) | Quay |\n|---|---|---|\n| 9:30 | Counting Fog – Anna Berg | Small Boats – Peter Jones |\n| 10:30 | Long Rivers – Maria Lopez / Otto Brandt | Panel: Who Pays? – Ott, Bastos, Khoury |\n| 11:30 | *cancelled* | Lamps – Ladies of the Harbour |\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg | 09:30 | Pier (ground floor)
             talk 5 Small Boats | Peter Jones | 09:30 | Quay
             talk 6 Long Rivers | Maria Lopez; Otto Brandt | 10:30 | Pier (ground floor)
             talk 6 Panel: Who Pays? | Ott; Bastos; Khoury | 10:30 | Quay | panel
             talk 7 Lamps | Ladies of the Harbour | 11:30 | Quay",
        );
    }

    #[test]
    fn a_cell_names_its_speakers_behind_a_label() {
        check(
            "# Ferrocon 2031\n\n| Time | Track One | Track Two |\n|---|---|---|\n| 9:30 | Counting Fog<br>Lead: hettie | Small Boats<br>Lead: osman |\n| 10:30 | Long Rivers<br>Lead: prisca | Lunch |\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | hettie | 09:30 | Track One
             talk 5 Small Boats | osman | 09:30 | Track Two
             talk 6 Long Rivers | prisca | 10:30 | Track One",
        );
    }

    #[test]
    fn cells_set_off_unlike_the_others_are_no_talks() {
        check(
            "# Ferrocon 2031\n\n| Time | Pier | Quay |\n|---|---|---|\n| 9:00 | Stamps & scones | |\n| 9:30 | **Counting Fog**<br>Anna Berg | *(streamed)* |\n| 10:30 | **Small Boats** *(lightning)*<br>Peter Jones | **Long Rivers**<br>Maria Lopez |\n| 11:30 | **Lamps for board games**<br>Otto Brandt | **Wet Sand**<br>Ines Faro |\n| 12:30 | Swim (bring a towel) | |\n",
            "event Ferrocon 2031
             talk 6 Counting Fog | Anna Berg | 09:30 | Pier
             talk 7 Small Boats | Peter Jones | 10:30 | Pier | lightning
             talk 7 Long Rivers | Maria Lopez | 10:30 | Quay
             talk 8 Lamps for board games | Otto Brandt | 11:30 | Pier
             talk 8 Wet Sand | Ines Faro | 11:30 | Quay",
        );
    }
}
