//! The record of a talk in a box below its heading: a table of one row, a block of code, badges. What the box says becomes lines with labels, "Speaker: Ada Brookfield", which are read like any
//! other.

use crate::extract::inlines::fold_space;
use crate::extract::words::{self, Label};
use crate::extract::{people, places};
use crate::read::document::{Block, BlockKind, Inline, Row, text_of};
use crate::when;

/// The fewest such boxes in a document.
const FEWEST: usize = 2;

/// The most rows of one talk.
const MOST_SPEAKERS: usize = 4;

/// The most lines that a box holds.
const MOST: usize = 12;

/// The blocks with every such box as lines; `None` where there are too few.
pub(super) fn as_lines(blocks: &[Block]) -> Option<Vec<Block>> {
    let boxes: Vec<Option<Boxed>> = (0..blocks.len()).map(|n| boxed(blocks, n)).collect();
    if boxes.iter().flatten().count() < FEWEST {
        return None;
    }
    let mut out = Vec::with_capacity(blocks.len());
    for (block, found) in blocks.iter().zip(boxes) {
        let Some(Boxed { lines, rest }) = found else {
            out.push(block.clone());
            continue;
        };
        let text = lines.into_iter().map(|line| vec![Inline::Text(line)]).collect::<Vec<_>>().join(&Inline::SoftBreak);
        out.push(Block { kind: BlockKind::Paragraph(text), ..block.clone() });
        out.extend(rest.map(|kind| Block { kind, ..block.clone() }));
    }
    Some(out)
}

/// What a box says of a talk, and what else it holds.
struct Boxed {
    lines: Vec<String>,
    rest: Option<BlockKind>,
}

/// The box at `n`, right below a heading.
fn boxed(blocks: &[Block], n: usize) -> Option<Boxed> {
    let above = n.checked_sub(1).and_then(|above| blocks.get(above))?;
    if !matches!(above.kind, BlockKind::Heading { .. }) {
        return None;
    }
    let whole = |lines| Some(Boxed { lines, rest: None });
    match &blocks.get(n)?.kind {
        BlockKind::Table { rows } => whole(row_below_labels(rows)?),
        BlockKind::Code { language, text } => labels_in_code(language.as_deref(), text),
        BlockKind::Paragraph(text) => whole(badges(text)?),
        _ => None,
    }
}

/// "Speaker | Time | Room" over one row, or over a row for each speaker of which all else is the same.
fn row_below_labels(rows: &[Row]) -> Option<Vec<String>> {
    let (head, rows) = rows.split_first().filter(|(_, rows)| (1..=MOST_SPEAKERS).contains(&rows.len()))?;
    let text = |row: &Row| -> Vec<String> { row.cells.iter().map(|cell| fold_space(&text_of(&cell.blocks))).collect() };
    let (head, rows): (Vec<String>, Vec<Vec<String>>) = (text(head), rows.iter().map(text).collect());
    let labels: Vec<Option<Label>> = head.iter().map(|label| words::label_of(label)).collect();
    let known: Vec<Label> = labels.iter().flatten().copied().collect();
    let told = known.iter().any(|label| matches!(label, Label::Speaker | Label::Time | Label::Title));
    let whole = rows.iter().all(|row| row.len() == head.len());
    if !whole || known.len() * 3 < head.len() * 2 || head.len() < 2 || !told {
        return None;
    }
    let mut lines = Vec::with_capacity(head.len());
    for (n, label) in head.iter().enumerate() {
        let mut values: Vec<&str> = rows.iter().map(|row| row[n].as_str()).filter(|value| !value.is_empty()).collect();
        values.dedup();
        if values.len() > 1 && labels[n] != Some(Label::Speaker) {
            return None;
        }
        lines.extend((!values.is_empty()).then(|| line_of(label, &values.join("; "))));
    }
    Some(lines)
}

/// A label and its value; where something is given is a room.
fn line_of(label: &str, value: &str) -> String {
    let label = if words::label_of(label) == Some(Label::Place) { "Room" } else { label };
    format!("{}: {value}", label.trim_end_matches([':', '：']))
}

/// A block of code that holds labels and their values; what no record keeps stays code.
fn labels_in_code(language: Option<&str>, text: &str) -> Option<Boxed> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !matches!(*line, "" | "---")).collect();
    if lines.is_empty() || lines.len() > MOST {
        return None;
    }
    let pair = |line: &str| line.split_once([':', '=', '：']).map(|(label, value)| (label.trim().to_owned(), unquoted(value)));
    let pairs: Vec<(String, String)> = lines.iter().map(|line| pair(line)).collect::<Option<_>>()?;
    let (known, other): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(label, _)| words::label_of(label).is_some());
    let told = known.iter().any(|(label, _)| matches!(words::label_of(label), Some(Label::Speaker | Label::Time)));
    let rest = other.iter().map(|(label, value)| format!("{label}: {value}\n")).collect::<String>();
    told.then(|| Boxed {
        lines: known.iter().map(|(label, value)| line_of(label, value)).collect(),
        rest: (!rest.is_empty()).then(|| BlockKind::Code { language: language.map(str::to_owned), text: rest }),
    })
}

fn unquoted(value: &str) -> String {
    value.trim().trim_matches(['"', '\'', '“', '”', '[', ']', ',']).trim().to_owned()
}

/// `` `Hall 2` `09:30` `Ada Brookfield` ``: what each says is told by its look, and what is left is the room.
fn badges(text: &[Inline]) -> Option<Vec<String>> {
    let mut badges: Vec<String> = Vec::new();
    for inline in text {
        match inline {
            Inline::Code(code) => badges.push(fold_space(code)),
            Inline::Text(text) if !text.contains(char::is_alphanumeric) => {}
            Inline::SoftBreak | Inline::LineBreak => {}
            _ => return None,
        }
    }
    if !(2..=MOST).contains(&badges.len()) {
        return None;
    }
    let mut lines: Vec<String> = Vec::new();
    let (mut speakers, mut others): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for badge in &badges {
        if words::find_label(badge).is_some() {
            lines.push(badge.clone());
        } else if when::is_time(badge) || when::find_span(badge).is_some() {
            lines.push(format!("Time: {badge}"));
        } else if when::day_label(badge).is_some() || when::find_date(badge, None).is_some() {
            lines.push(format!("Date: {badge}"));
        } else if words::format_of(badge).is_some() {
            lines.push(format!("Format: {badge}"));
        } else if !places::is_room(badge) && people::read_people(badge).is_some_and(|people| people.confidence >= 0.45) {
            speakers.push(badge);
        } else {
            others.push(badge);
        }
    }
    if lines.is_empty() || speakers.is_empty() && others.is_empty() {
        return None;
    }
    // Of two that could be anything, the last is who gave it.
    if speakers.is_empty() && others.len() == 2 {
        speakers.extend(others.pop());
    }
    lines.extend((!speakers.is_empty()).then(|| format!("Speaker: {}", speakers.join("; "))));
    lines.extend(
        others
            .first()
            .filter(|room| others.len() == 1 && !room.starts_with(char::is_lowercase))
            .map(|room| format!("Room: {room}")),
    );
    Some(lines)
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn boxes_below_titles_are_records() {
        #[rustfmt::skip]
        let table = [
            // what stands in the box of the first talk, and in that of the second, and the line of the second
            ("| Speaker | Time |\n|---|---|\n| Ada Brookfield (Quay) | 09:30 |", "| Speaker | Time |\n|---|---|\n| Peter Jones, Maria Lopez | 11:00 |", 11),
            ("| Referentin | Uhrzeit |\n|---|---|\n| Ada Brookfield (Quay) | 09:30 |", "| Referenten | Uhrzeit |\n|---|---|\n| Peter Jones | 11:00 |\n| Maria Lopez | 11:00 |", 11),
            ("```yaml\nspeaker: Ada Brookfield (Quay)\nslot: Tue 09:30\n```", "```yaml\nspeaker: Peter Jones, Maria Lopez\nslot: Tue 11:00\n```", 12),
        ];
        for (first, second, line) in table {
            check(
                &format!(
                    "# Ferrocon 2031\n\n## Counting Fog\n\n{first}\n\nSlow.\n\n## Small Boats at Noon\n\n{second}\n\nWet.\n"
                ),
                &format!(
                    "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield (Quay) | 09:30
             note Slow.
             talk {line} Small Boats at Noon | Peter Jones; Maria Lopez | 11:00
             note Wet."
                ),
            );
        }
    }

    #[test]
    fn badges_are_records() {
        check(
            "# Ferrocon 2031\n\n## Counting Fog\n\n`Upper deck` `09:30` `Ada Brookfield`\n\nSlow.\n\n## Small Boats at Noon\n\n`11:00` · `Peter Jones` · `Maria Lopez`\n\nWet.\n\n## Tools\n\n`cargo` `rustc`\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield | 09:30 | Upper deck
             note Slow.
             talk 9 Small Boats at Noon | Peter Jones; Maria Lopez | 11:00
             note Wet.",
        );
    }
}
