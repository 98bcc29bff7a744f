//! Rows under each other, as wide as the terminal: wide characters count as two, what a terminal obeys as nothing.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest that a column is made: a longer cell only pushes its own line.
const WIDEST: usize = 60;
/// What the last column keeps of a terminal at least; the others are cut for it.
const LAST: usize = 32;
/// No column is cut shorter than this.
const SHORTEST: usize = 8;
/// Between two columns.
const GAP: usize = 2;

/// Lines with the cells of `rows` under each other, columns as wide as their widest cell.
///
/// On a terminal of `width`, cells are cut (`…`) where they leave too little for the last one, which goes on below itself.
/// Without a width nothing is cut and each row is one line.
pub(crate) fn columns(rows: &[Vec<String>], width: Option<usize>) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width_of = |column: usize| {
        let widths = rows.iter().filter_map(|row| row.get(column)).map(|cell| shown_width(cell));
        widths.filter(|width| *width <= WIDEST).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..count).map(width_of).collect();
    let Some(width) = width else { return rows.iter().map(|row| padded(row, &widths)).collect() };
    widths.pop();
    let last = rows.iter().filter(|row| row.len() == count).filter_map(|row| row.last()).map(|cell| shown_width(cell)).max();
    narrow(&mut widths, width.saturating_sub(last.unwrap_or(0).min(LAST)));
    rows.iter().flat_map(|row| fitted(row, &widths, width)).collect()
}

/// Takes from the widest of `widths`, until all of them with the gaps behind them take no more than `room`.
fn narrow(widths: &mut [usize], room: usize) {
    let mut over = widths.iter().map(|width| width + GAP).sum::<usize>().saturating_sub(room);
    while over > 0 {
        let Some(widest) = widths.iter_mut().max().filter(|width| **width > SHORTEST) else { return };
        *widest -= 1;
        over -= 1;
    }
}

fn padded(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (index, (cell, wanted)) in row.iter().zip(widths).enumerate() {
        line.push_str(cell);
        if index + 1 < row.len() {
            line.extend(std::iter::repeat_n(' ', wanted.saturating_sub(shown_width(cell)) + GAP));
        }
    }
    line.trim_end().to_owned()
}

/// The lines of one row on a terminal of `width`: the last cell goes on under its beginning.
fn fitted(row: &[String], widths: &[usize], width: usize) -> Vec<String> {
    let Some((last, others)) = row.split_last() else { return vec![String::new()] };
    let mut line = String::new();
    let mut indent = 0;
    for (cell, wanted) in others.iter().zip(widths) {
        let cell = cut(cell, *wanted);
        line.push_str(&cell);
        line.extend(std::iter::repeat_n(' ', wanted.saturating_sub(shown_width(&cell)) + GAP));
        indent += wanted + GAP;
    }
    let mut lines = Vec::new();
    for piece in wrapped(last, width.saturating_sub(indent).max(SHORTEST)) {
        line.push_str(&piece);
        lines.push(line.trim_end().to_owned());
        line = " ".repeat(indent);
    }
    lines
}

/// How wide `cell` is on a terminal, without the sequences that a terminal obeys.
fn shown_width(cell: &str) -> usize {
    match cell.contains('\u{1b}') {
        true => anstream::adapter::strip_str(cell).to_string().width(),
        false => cell.width(),
    }
}

/// A stretch of a cell.
enum Stretch<'a> {
    /// What a terminal obeys: a colour, the beginning or end of a link.
    Obeyed(&'a str),
    /// One character.
    Shown(char, usize),
}

fn stretches(cell: &str) -> impl Iterator<Item = Stretch<'_>> {
    let mut rest = cell;
    std::iter::from_fn(move || {
        let character = rest.chars().next()?;
        if character != '\u{1b}' {
            rest = &rest[character.len_utf8()..];
            return Some(Stretch::Shown(character, character.width().unwrap_or(0)));
        }
        // A link's address ends with ESC \, everything else that we write with a letter.
        let end = match rest.strip_prefix("\u{1b}]") {
            Some(address) => address.find("\u{1b}\\").map(|end| end + 4),
            None => rest.find(|c: char| c.is_ascii_alphabetic()).map(|end| end + 1),
        };
        let (obeyed, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some(Stretch::Obeyed(obeyed))
    })
}

/// `cell` with no more than `most` columns of it shown; what is left out is a `…`. Of a place the end says most.
pub(crate) fn cut(cell: &str, most: usize) -> String {
    let whole = shown_width(cell);
    if whole <= most {
        return cell.to_owned();
    }
    let shown = |stretch| if let Stretch::Shown(character, _) = stretch { Some(character) } else { None };
    let is_place = stretches(cell).filter_map(shown).any(|c| c == '/') && !stretches(cell).filter_map(shown).any(|c| c == ' ');
    let kept = if is_place { whole + 1 - most..whole } else { 0..most.saturating_sub(1) };
    let (mut cut, mut at, mut is_marked) = (String::new(), 0, false);
    for stretch in stretches(cell) {
        match stretch {
            Stretch::Obeyed(obeyed) => cut.push_str(obeyed),
            Stretch::Shown(character, wide) => {
                if kept.start <= at && at + wide <= kept.end {
                    cut.push(character);
                } else if !is_marked {
                    cut.push('…');
                    is_marked = true;
                }
                at += wide;
            }
        }
    }
    cut
}

/// `cell` in lines of at most `most` columns, broken between words where there are any, and between characters else.
fn wrapped(cell: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut width) = (String::new(), 0);
    // Behind the last blank: where that is in the line, and the columns before it.
    let mut blank: Option<(usize, usize)> = None;
    for stretch in stretches(cell) {
        let (character, wide) = match stretch {
            Stretch::Obeyed(obeyed) => {
                line.push_str(obeyed);
                continue;
            }
            Stretch::Shown(character, wide) => (character, wide),
        };
        if width + wide > most && character != ' ' {
            let (at, before) = blank.take().unwrap_or((line.len(), width));
            let rest = line.split_off(at);
            lines.push(std::mem::replace(&mut line, rest));
            width -= before;
        }
        line.push(character);
        width += wide;
        if character == ' ' {
            blank = Some((line.len(), width));
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn columns_stand_under_each_other() {
        let long = "x".repeat(WIDEST + 1);
        let rows = rows(&[&["Ö", "1"], &["long", "20"], &["灯台", "3"], &[&long, "4"]]);
        assert_eq!(columns(&rows, None), ["Ö     1", "long  20", "灯台  3", &format!("{long}  4")]);
    }

    #[test]
    fn a_table_fits_its_terminal() {
        let link = "\u{1b}]8;;file:///a\u{1b}\\notes/a/long/path.md:12\u{1b}]8;;\u{1b}\\";
        #[rustfmt::skip]
        let table: [(&[&str], usize, &[&str]); 7] = [
            (&["a", "b"],                           40, &["a  b"]),
            (&["talk", "one two three four five"],  16, &["talk  one two", "      three four", "      five"]),
            (&["talk", "灯台の夜 港の朝"],            15, &["talk  灯台の夜", "      港の朝"]),
            (&["x", "unbreakablewords"],            13, &["x  unbreakabl", "   ewords"]),
            (&["a kind of a talk", "far"],          16, &["a kind of …  far"]),
            // The end of a place is what leads there.
            (&["talk", "notes/long/path.md:12", ""], 21, &["talk  …g/path.md:12"]),
            (&[link, "\u{1b}[1mbold\u{1b}[0m"],     17, &["\u{1b}]8;;file:///a\u{1b}\\…path.md:12\u{1b}]8;;\u{1b}\\  \u{1b}[1mbold\u{1b}[0m"]),
        ];
        for (row, width, lines) in table {
            let shown = columns(&rows(&[row]), Some(width));
            assert_eq!(shown, lines, "{row:?} in {width}");
            assert!(shown.iter().all(|line| shown_width(line) <= width), "{shown:?}");
        }
    }
}
