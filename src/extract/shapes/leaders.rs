//! Programmes set with a typewriter: dots lead the eye from a title to whoever gives it ("10:00  Parsing Fog ..... Ada
//! Brookfield"), and what is too long for its line goes on below.
//!
//! Each becomes an item of a list, with a dash in place of the dots.

use crate::extract::inlines::{line_texts, lines, one_line};
use crate::extract::{people, phrases};
use crate::read::document::{Block, BlockKind, Inline, Item, plain};
use crate::when;

/// The fewest such lines that make a programme.
const FEWEST: usize = 3;

/// The blocks with lists of such lines; `None` where there are none.
pub(super) fn part(blocks: &[Block]) -> Option<Vec<Block>> {
    let led = |block: &Block| match &block.kind {
        // A run has three dots.
        BlockKind::Paragraph(text) if plain(text).matches('.').nth(2).is_some() => {
            line_texts(text).iter().filter(|line| cut(line).is_some()).count()
        }
        _ => 0,
    };
    if blocks.iter().map(led).sum::<usize>() < FEWEST {
        return None;
    }
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) if led(block) > 0 => rows(block, text, &mut out),
            _ => out.push(block.clone()),
        }
    }
    Some(out)
}

/// A row of a programme while its lines are read.
struct Row {
    line: usize,
    end_line: usize,
    title: String,
    people: Option<String>,
}

/// The lines of a paragraph as rows; one without a time goes on with what is above it.
fn rows(block: &Block, text: &[Inline], out: &mut Vec<Block>) {
    let mut rows: Vec<Row> = Vec::new();
    for (n, line) in lines(text).iter().enumerate() {
        let text = one_line(line);
        let at = (block.line + n).min(block.end_line);
        let (title, people) = cut(&text).map_or((text.as_str(), None), |(title, people)| (title, Some(people.to_owned())));
        let begins = when::leading_time(&text).is_some();
        match rows.last_mut().filter(|_| !begins) {
            // The people go on: "Ada Brookfield and" over "Milo Venn".
            Some(Row { people: Some(before), end_line, .. }) if people.is_none() && goes_on(before) => {
                *before = format!("{before} {text}");
                *end_line = at;
            }
            // The title goes on, and who gives it stands behind its end.
            Some(Row { people: before @ None, title: above, end_line, .. }) if people.is_some() => {
                *above = format!("{above} {title}");
                *before = people;
                *end_line = at;
            }
            _ => rows.push(Row { line: at, end_line: at, title: title.to_owned(), people }),
        }
    }
    let items = rows.into_iter().map(|Row { line, end_line, title, people }| {
        let people = people.filter(|people| could_be_people(people)).map_or(String::new(), |people| format!(" — {people}"));
        let kind = BlockKind::Paragraph(vec![Inline::Text(format!("{title}{people}"))]);
        Item { line, end_line, task: None, blocks: vec![Block { line, end_line, kind, anchor: None }] }
    });
    out.push(Block { kind: BlockKind::List { start: None, items: items.collect() }, ..block.clone() });
}

/// What stands before three dots or more, with blanks around them, and behind them.
fn cut(text: &str) -> Option<(&str, &str)> {
    let start = text.find(" ...").or_else(|| text.find(" . . ."))?;
    let behind = text[start..].trim_start_matches(['.', ' ']);
    let dots = text[start..text.len() - behind.len()].bytes().filter(|byte| *byte == b'.').count();
    let led = text[..text.len() - behind.len()].ends_with(' ') && dots >= 3;
    (led && !behind.is_empty() && text[..start].chars().any(char::is_alphabetic)).then(|| (text[..start].trim_end(), behind))
}

fn goes_on(people: &str) -> bool {
    people.ends_with([',', '&', '/'])
        || people.rsplit(' ').next().is_some_and(|word| matches!(word, "and" | "und" | "et" | "y" | "e" | "en" | "och" | "og"))
}

/// Not "all day", "bring a laptop", "YOU".
fn could_be_people(text: &str) -> bool {
    let known = people::read_people(text).is_some_and(|people| people.confidence >= 0.3);
    let loud = !text.contains(' ') && text.len() <= 4 && !text.contains(char::is_lowercase);
    !loud && !phrases::is_nobody(text) && (known || crate::extract::candidate::plain_names(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::extract::checks::check_as;

    #[test]
    fn dots_lead_to_whoever_gives_it() {
        #[rustfmt::skip]
        let table = [
            ("10:00  Parsing Fog ..... Ada Brookfield", Some(("10:00  Parsing Fog", "Ada Brookfield"))),
            ("Small boats . . . . Milo Venn",           Some(("Small boats", "Milo Venn"))),
            ("and then ... nothing",                    Some(("and then", "nothing"))), // one such line is no programme
            ("and then...",                             None),
            ("wait ...",                                None),
            ("see ../fog",                              None),
        ];
        for (text, expected) in table {
            assert_eq!(cut(text), expected, "{text:?}");
        }
    }

    #[test]
    fn rows_of_a_hall_wrap() {
        check_as(
            "PROGRAM.TXT",
            "FERROCON 2031                          Saturday 17 May 2031\nFogport Hall                            version 1.3\n===================================================\n\nHALL A (big)\n---------------------------------------------------\n09:00  Doors, coffee, name tags\n09:30  Counting Fog ........................... Anna Berg\n10:00  Lamps I broke .......................... Peter Jones and\n                                                Maria Lopez\n11:00  Small boats in the classroom: eleven old\n       oars and a dream ....................... Otto Brandt\n12:00  LUNCH (soup)\n13:00  Lightning talks ........................ YOU\n\nHALL B (upstairs)\n---------------------------------------------------\n10:00  Wet sand ............................... Ines Faro\n12:00  LUNCH\n15:00  OPEN SLOT\n15:30  Long rivers ............................ Milo Venn\n",
            "event FERROCON 2031
             talk 8 Counting Fog | Anna Berg | 2031-05-17 | 09:30 | HALL A
             talk 9 Lamps I broke | Peter Jones; Maria Lopez | 2031-05-17 | 10:00 | HALL A
             talk 11 Small boats in the classroom: eleven old oars and a dream | Otto Brandt | 2031-05-17 | 11:00 | HALL A
             talk 14 Lightning talks | 2031-05-17 | 13:00 | HALL A | lightning
             talk 18 Wet sand | Ines Faro | 2031-05-17 | 10:00 | HALL B
             talk 21 Long rivers | Milo Venn | 2031-05-17 | 15:30 | HALL B",
        );
    }
}
