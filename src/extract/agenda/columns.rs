//! What the columns of a table hold, by their headers or by what stands in them.

use super::cells::cell_text;
use super::tables::Placed;
use crate::extract::candidate::Candidate;
use crate::extract::words::{self, Label};
use crate::extract::{people, places};
use crate::folded::fold;
use crate::read::document::{Cell, Row};
use crate::when;

/// What a column of a table holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Column {
    Time,
    Title,
    People,
    Track,
    Room,
    /// A room or track of a grid: its cells are talks, its name is theirs.
    Place(String, Option<Label>),
    Link,
    Other,
    /// Without a name, where the others have names.
    Unnamed,
}

/// A first row of short label words is a header though nothing marks it as one.
pub(super) fn looks_like_header(row: &Row) -> bool {
    let texts: Vec<String> = row.cells.iter().map(cell_text).collect();
    texts.len() >= 2 && texts.iter().filter(|text| header_label(text).is_some()).count() * 2 > texts.len()
}

/// "Proposal | Author | Status": a header that names titles and whoever presents them.
pub(in crate::extract) fn heads_titles_and_people(row: &Row) -> bool {
    let labels: Vec<Label> = row.cells.iter().filter_map(|cell| header_label(&cell_text(cell))).collect();
    labels.contains(&Label::Title) && labels.iter().any(|label| matches!(label, Label::Speaker | Label::Author))
}

/// What a header says of its column, in more words than a label in a text: "Talk", "Who", "Wann".
pub(in crate::extract) fn header_label(text: &str) -> Option<Label> {
    words::label_of(text.trim()).or_else(|| {
        let folded = fold(text);
        match folded.as_str() {
            "session" | "talk" | "talks" | "sessions" | "topic" | "what" | "activity" | "event" | "name" | "subject"
            | "vortrag" | "beitrag" | "conference" | "sujet" | "charla" | "was" | "quoi" | "que" | "wat" | "onderwerp"
            | "lezing" | "o que" | "assunto" | "palestra" | "cosa" | "argomento" | "intervento" | "vad" | "hvad" | "hva"
            | "mita" | "co" | "temat" | "что" | "доклад" | "тема" | "konu" | "內容" | "内容" | "proposal" | "submission"
            | "einreichung" | "proposition" | "propuesta" | "proposta" | "voorstel" => Some(Label::Title),
            "who" | "whose" | "with" | "wer" | "von wem" | "de qui" | "de quien" | "di chi" | "van wie" | "mit wem" | "qui"
            | "avec" | "quien" | "wie" | "quem" | "chi" | "vem" | "hvem" | "kuka" | "kto" | "kdo" | "кто" | "kim" | "誰" => {
                Some(Label::Speaker)
            }
            "when" | "start" | "wann" | "quand" | "cuando" | "wanneer" | "quando" | "nar" | "hvornar" | "kdy" | "kiedy"
            | "когда" => Some(Label::Time),
            "where" | "wo" | "ou" | "donde" | "waar" | "onde" | "dove" | "var" | "hvor" | "kde" | "gdzie" | "где" => {
                Some(Label::Room)
            }
            _ => None,
        }
    })
}

/// The cell of a row that begins at `column`; they stand in the order of their columns.
fn cell_at<'a>(row: &[Placed<'a>], column: usize) -> Option<&'a Cell> {
    let at = row.binary_search_by_key(&column, |placed| placed.column).ok()?;
    row.get(at).map(|placed| placed.cell)
}

/// What each column holds: its header says so, else what its cells look like; and whether the titles were guessed under a
/// header that names the column, but no title, and nobody as a speaker.
pub(super) fn read_columns(grid: &[Vec<Placed<'_>>], heads: usize, width: usize) -> (Vec<Column>, bool) {
    let mut columns = vec![Column::Other; width];
    let mut names: Vec<Vec<String>> = vec![Vec::new(); width];
    // A day over all columns says nothing of one.
    for row in grid.iter().take(heads).filter(|row| row.len() > 1 || width == 1) {
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
    let narrow = |column: usize| body.iter().filter_map(move |row| cell_at(row, column)).filter(|cell| cell.columns <= 1);
    let cells = |column: usize| -> Vec<String> { narrow(column).map(cell_text).filter(|text| !text.is_empty()).collect() };
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
    // "Name" beside "Talk" stands over people.
    let titles = columns.iter().filter(|column| **column == Column::Title).count();
    let name = (0..width).find(|&n| matches!(names[n].as_slice(), [name] if NAMES.contains(&fold(name).as_str())));
    if titles == 2
        && let Some(n) = name.filter(|&n| columns[n] == Column::Title)
        && cells(n).iter().filter(|text| names_people(text)).count() * 2 >= cells(n).len()
    {
        columns[n] = Column::People;
    }
    // "Workshop" beside "Trainer" stands over titles, beside "Main hall" over what takes place in its room.
    let kind = |n: usize| names[n].first().is_some_and(|name| words::format_of(name).is_some());
    if !columns.contains(&Column::Title)
        && columns.contains(&Column::People)
        && let Some(n) = (0..width).find(|&n| matches!(columns[n], Column::Place(..)) && kind(n))
    {
        columns[n] = Column::Title;
    }
    let who = |name: &String| matches!(fold(name).as_str(), "who" | "with" | "wer" | "wen" | "qui" | "quien" | "wie");
    let named = |n: usize| columns[n] == Column::People && !names[n].iter().any(who);
    let told = columns.contains(&Column::Title) || (0..width).any(named);
    name_people(&mut columns, &names, &cells);
    leave_remarks(&mut columns, &names, &cells);
    if columns.contains(&Column::Title) {
        let unnamed = |n: usize, column: &Column| *column == Column::Other && names.get(n).is_some_and(Vec::is_empty);
        columns
            .iter_mut()
            .enumerate()
            .filter(|(n, column)| unnamed(*n, column))
            .for_each(|(_, column)| *column = Column::Unnamed);
    }
    // Below the name in its cell stands where they are from.
    let firsts = |column: usize| -> Vec<String> {
        let text = |cell: &Cell| crate::read::document::text_of(&cell.blocks);
        narrow(column)
            .map(text)
            .filter(|text| text.contains('\n'))
            .filter_map(|text| Some(text.lines().next()?.to_owned()))
            .collect()
    };
    guess_columns(&mut columns, &cells, &firsts);
    name_rooms(&mut columns, &names, body);
    let title = columns.iter().position(|column| *column == Column::Title);
    let guessed = !told && title.is_some_and(|column| !names[column].is_empty());
    (columns, guessed)
}

/// Headers over names, of people or of talks.
const NAMES: [&str; 5] = ["name", "nom", "nombre", "naam", "nome"];

/// "Ada Brookfield", "T. Venn, S. Hart (University of Fogport)".
fn names_people(text: &str) -> bool {
    let initialled = || {
        let names = text.split('(').next().unwrap_or(text);
        names.split([',', ';', '&']).all(|name| people::is_initialled(name.trim()))
    };
    initialled() || people::read_people(text).is_some_and(|people| people.confidence >= 0.5)
}

fn is_full_name(text: &str) -> bool {
    text.contains(' ') && people::read_people(text).is_some_and(|people| people.confidence >= 0.5)
}

/// Headers over what somebody thought of the talks, folded.
#[rustfmt::skip]
const REMARKS: &[&str] = &[
    "notes", "note", "my notes", "remarks", "comments", "comment", "opinion", "my opinion", "my take", "thoughts", "my thoughts", "impressions", "verdict", "my verdict",
    "notizen", "bemerkungen", "bemerkung", "anmerkungen", "kommentar", "kommentare", "eindruck", "eindrucke", "mein eindruck", "meine meinung", "fazit",
    "remarques", "commentaires", "commentaire", "avis", "mon avis", "ce que j en pense", "impressions", "mes impressions",
    "notas", "observaciones", "comentarios", "opinion", "mi opinion", "impresiones", "mis notas", "apuntes",
    "opmerkingen", "opmerking", "aantekeningen", "notities", "mijn mening", "indruk",
    "observacoes", "comentarios", "anotacoes", "minha opiniao", "impressoes",
    "osservazioni", "commenti", "appunti", "impressioni", "la mia opinione", "poznamky", "uwagi", "notatki", "anteckningar", "noter", "notater", "заметки", "впечатления",
    "感想", "コメント", "メモ", "所感", "备注", "備註", "心得", "评论", "笔记", "메모", "소감",
];

/// Whether a header stands over what somebody thought of the talks.
pub(super) fn is_of_remarks(header: &str) -> bool {
    REMARKS.contains(&fold(header).as_str())
}

/// A column of remarks, by its header or by its sentences, is no room of a grid: nor are then the others, one of which is of people.
fn leave_remarks(columns: &mut [Column], names: &[Vec<String>], cells: &dyn Fn(usize) -> Vec<String>) {
    let sentences = |n: usize| {
        let texts = cells(n);
        let ended =
            texts.iter().filter(|text| text.ends_with(['.', '!', '。', '…']) && text.split_whitespace().count() >= 4).count();
        texts.len() >= 2 && ended * 10 >= texts.len() * 7
    };
    let places: Vec<usize> = (0..columns.len()).filter(|&n| matches!(columns[n], Column::Place(..))).collect();
    let remark = places.iter().copied().find(|&n| names[n].iter().any(|name| is_of_remarks(name)) || sentences(n));
    let Some(remark) = remark else { return };
    columns[remark] = Column::Other;
    let others: Vec<usize> = places.into_iter().filter(|&n| n != remark).collect();
    if columns.contains(&Column::Title) || columns.contains(&Column::People) || !(1..=3).contains(&others.len()) {
        return;
    }
    let likely = |n: usize| {
        let texts = cells(n);
        let named = texts.iter().filter(|text| people::read_people(text).is_some_and(|people| people.confidence >= 0.4)).count();
        (texts.len() >= 2 && named * 2 >= texts.len()).then_some(named)
    };
    // The only other one is of titles, with whoever gives them in the same cells.
    if let [only] = others.as_slice() {
        columns[*only] = Column::Title;
        return;
    }
    let of_people = others.iter().copied().filter_map(|n| Some((likely(n)?, n))).max().map(|(_, n)| n);
    let Some(of_people) = of_people else { return };
    let title = others.iter().copied().find(|&n| n != of_people);
    if let Some(title) = title {
        columns[of_people] = Column::People;
        columns[title] = Column::Title;
    }
}

/// Two cells or more, of which three in five are so.
fn are_mostly(texts: &[String], is_so: impl Fn(&str) -> bool) -> bool {
    texts.len() >= 2 && texts.iter().filter(|text| is_so(text)).count() * 10 >= texts.len() * 6
}

/// Beside times and titles, a column without a name in which names stand is of the people.
fn name_people(columns: &mut [Column], names: &[Vec<String>], cells: &dyn Fn(usize) -> Vec<String>) {
    let is_told = columns.contains(&Column::Title) && columns.contains(&Column::Time);
    if !is_told || (0..columns.len()).any(|n| columns[n] == Column::People && !cells(n).is_empty()) {
        return;
    }
    let of_people = |n: &usize| {
        let named = |text: &str| people::read_people(text).is_some_and(|people| people.confidence >= 0.5);
        columns[*n] == Column::Other && names[*n].is_empty() && are_mostly(&cells(*n), named)
    };
    if let Some(n) = (0..columns.len()).find(of_people) {
        columns[n] = Column::People;
    }
}

/// Beside times and titles, a column without a name in which a few short words recur is of the rooms, where they are called so
/// or differ among what runs at the same time.
fn name_rooms(columns: &mut [Column], names: &[Vec<String>], body: &[Vec<Placed<'_>>]) {
    let text = |row: &[Placed<'_>], column: usize| cell_at(row, column).map(cell_text).filter(|text| !text.is_empty());
    let (Some(time), true) = (columns.iter().position(|column| *column == Column::Time), columns.contains(&Column::Title)) else {
        return;
    };
    let is_empty = |column: usize| body.iter().all(|row| text(row, column).is_none());
    if (0..columns.len()).any(|n| matches!(columns[n], Column::Room | Column::Place(..)) && !is_empty(n)) {
        return;
    }
    let is_room = |&n: &usize| {
        let cells: Vec<(Option<String>, String)> = body.iter().filter_map(|row| Some((text(row, time), text(row, n)?))).collect();
        let mut different: Vec<&str> = cells.iter().map(|(_, room)| room.as_str()).collect();
        different.sort_unstable();
        different.dedup();
        let few = cells.len() >= 4 && different.len() >= 2 && different.len() * 2 <= cells.len();
        let short = different.iter().all(|room| room.chars().count() <= 30 && room.chars().any(char::is_alphabetic));
        let other = |room: &&str| words::format_of(room).is_some() || words::is_level(room) || when::find_minutes(room).is_some();
        let called = different.iter().any(|room| places::is_room(room) || places::is_named_room(room));
        let beside = cells.windows(2).filter(|pair| pair[0].0.is_some() && pair[0].0 == pair[1].0);
        let (same, apart): (Vec<_>, Vec<_>) = beside.partition(|pair| pair[0].1 == pair[1].1);
        few && short && !different.iter().any(other) && (called || apart.len() >= 2 && same.is_empty())
    };
    let untold = |n: &usize| matches!(columns[*n], Column::Other | Column::Unnamed) && names.get(*n).is_none_or(Vec::is_empty);
    if let Some(n) = (0..columns.len()).filter(untold).find(is_room) {
        columns[n] = Column::Room;
    }
}

/// Without a telling header: the column of the longest texts is the title, one of names is the people.
fn guess_columns(columns: &mut [Column], cells: &dyn Fn(usize) -> Vec<String>, firsts: &dyn Fn(usize) -> Vec<String>) {
    let timed = columns.contains(&Column::Time);
    let places = columns.iter().filter(|column| matches!(column, Column::Place(..))).count();
    if columns.contains(&Column::Title) || (timed && places >= 2 && !columns.contains(&Column::People)) {
        return;
    }
    let untold = |n: &usize| matches!(columns[*n], Column::Other | Column::Place(..));
    // Where nothing else is left beside the times, the names stand with their titles.
    let alone = timed && (0..columns.len()).filter(untold).filter(|&n| !cells(n).is_empty()).count() < 2;
    let people = (0..columns.len())
        .filter(untold)
        .filter(|_| !alone)
        .find(|&n| are_mostly(&cells(n), names_people) || are_mostly(&firsts(n), is_full_name));
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

/// "Track Two - Room: B2": a column's name may hold track and room.
pub(super) fn place_name(candidate: &mut Candidate, name: &str, label: Option<Label>) {
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
pub(in crate::extract) fn track_name(text: &str) -> Option<String> {
    let name = text.split(" / ").next().unwrap_or(text);
    let name = words::find_label(name).filter(|(label, _)| *label == Label::Track).map_or(name, |(_, rest)| rest).trim();
    let folded = fold(name);
    let all = ["all tracks", "all", "alle tracks", "plenary", "toutes", "todos", "tous"].contains(&folded.as_str());
    (!folded.is_empty() && !all).then(|| name.to_owned())
}
