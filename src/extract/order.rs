//! Marks of order in front of a title that are more than a number and a full stop: "(1/4)", "1️⃣", "②", "（三）", "四、", "第五场：".

use super::inlines::{lines, one_line, split_at};
use super::title::names_people;
use crate::read::document::{Block, BlockKind, Inline, plain};

/// The fewest paragraphs that count up.
const FEWEST: usize = 3;

/// The blocks with a heading for each paragraph whose first line begins with such a mark, where they count up from one and
/// some name people; `None` where they don't.
pub(super) fn as_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    let marked: Vec<Option<(u32, usize)>> = blocks.iter().map(mark_of).collect();
    let numbers: Vec<u32> = marked.iter().flatten().map(|(number, _)| *number).collect();
    let counted = numbers.iter().zip(1..).all(|(number, place)| *number == place) && numbers.len() >= FEWEST;
    if !counted {
        return None;
    }
    let first = |block: &Block, taken: usize| match &block.kind {
        BlockKind::Paragraph(text) => lines(&split_at(text, taken).1),
        _ => Vec::new(),
    };
    let named = blocks.iter().zip(&marked).filter_map(|(block, mark)| {
        let lines = first(block, mark.as_ref()?.1);
        lines.first().filter(|line| names_people(line, 0.45)).map(|_| ())
    });
    if named.count() * 3 < numbers.len() {
        return None;
    }
    let levels = blocks.iter().map(|block| if let BlockKind::Heading { level, .. } = block.kind { level } else { 1 });
    let level = levels.max().unwrap_or(1).saturating_add(1).min(6);
    let mut out = Vec::with_capacity(blocks.len() + numbers.len());
    for (block, mark) in blocks.iter().zip(&marked) {
        let Some((_, taken)) = mark else {
            out.push(block.clone());
            continue;
        };
        let all = first(block, *taken);
        let Some((title, note)) = all.split_first() else { continue };
        out.push(Block { end_line: block.line, kind: BlockKind::Heading { level, text: title.clone() }, ..block.clone() });
        if !note.is_empty() {
            let line = (block.line + 1).min(block.end_line);
            out.push(Block { line, kind: BlockKind::Paragraph(note.join(&Inline::SoftBreak)), ..block.clone() });
        }
    }
    Some(out)
}

/// The number of a paragraph's mark, and how much of the text it takes.
fn mark_of(block: &Block) -> Option<(u32, usize)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let whole = plain(text);
    let (number, rest) = strip(&whole)?;
    let short = one_line(lines(text).first()?).chars().count() <= 160;
    Some((number?, whole.len() - rest.len())).filter(|_| short)
}

/// The marks in circles and brackets that count, by the first and the number of it: ① to ⑳, ⑴ to ⒇, ❶ to ❿, ➀ to ➉, ➊ to ➓.
const CIRCLED: [(char, u32); 5] = [('①', 20), ('⑴', 20), ('❶', 10), ('➀', 10), ('➊', 10)];

/// The number that such a mark says, and the title behind it.
pub(super) fn strip(text: &str) -> Option<(Option<u32>, &str)> {
    let text = text.trim_start();
    let found = keycap(text).or_else(|| circled(text)).or_else(|| one_of_several(text)).or_else(|| wide(text));
    found
        .map(|(number, rest)| (number, rest.trim_start_matches([' ', '\u{a0}', '\u{3000}', ':', '：', '.', '、', ')'])))
        .filter(|(_, rest)| !rest.is_empty())
}

/// "1️⃣", "🔟".
fn keycap(text: &str) -> Option<(Option<u32>, &str)> {
    if let Some(rest) = text.strip_prefix('🔟') {
        return Some((Some(10), rest));
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|&end| end == 1)?;
    let rest = text[end..].strip_prefix('\u{fe0f}').unwrap_or(&text[end..]);
    Some((text[..end].parse().ok(), rest.strip_prefix('\u{20e3}')?))
}

/// "②", "❸".
fn circled(text: &str) -> Option<(Option<u32>, &str)> {
    let first = text.chars().next()?;
    let place = |&(one, count): &(char, u32)| (first as u32).checked_sub(one as u32).filter(|&past| past < count);
    let number = CIRCLED.iter().find_map(place)?;
    Some((Some(number + 1), &text[first.len_utf8()..]))
}

/// "(1/4)", "[2/12]", "3/4:", "4/4 -".
fn one_of_several(text: &str) -> Option<(Option<u32>, &str)> {
    let bracketed = text.starts_with(['(', '[']);
    let inner = text.trim_start_matches(['(', '[']);
    let end = inner.find(|c: char| !c.is_ascii_digit() && c != '/')?;
    let (number, of) = inner[..end].split_once('/')?;
    let (number, of): (u32, u32) = (number.parse().ok()?, of.parse().ok()?);
    let behind = &inner[end..];
    let rest = match bracketed {
        true => behind.strip_prefix([')', ']'])?,
        // "1/2 cup", "3/4 time" go on without a mark.
        false => behind.trim_start().strip_prefix([':', ')', '-', '–', '—', '.'])?,
    };
    ((1..=of).contains(&number) && (2..=40).contains(&of)).then_some((Some(number), rest))
}

/// "（三）", "四、", "第五场：": Chinese and Japanese numbers.
fn wide(text: &str) -> Option<(Option<u32>, &str)> {
    const ENDS: [&str; 12] = ["場", "场", "讲", "講", "个", "個", "回", "部", "セッション", "位", "篇", "席"];
    let counted = |text: &str| {
        let end = text.find(|c: char| !"一二三四五六七八九十".contains(c) && !c.is_ascii_digit()).filter(|&end| end > 0)?;
        Some((number_of(&text[..end]), end))
    };
    if let Some(inner) = text.strip_prefix(['（', '(']) {
        let (number, end) = counted(inner)?;
        return Some((number, inner[end..].strip_prefix(['）', ')'])?));
    }
    if let Some(inner) = text.strip_prefix('第') {
        let (number, end) = counted(inner)?;
        return ENDS.iter().find_map(|word| inner[end..].strip_prefix(word)).map(|rest| (number, rest));
    }
    let (number, end) = counted(text).filter(|_| !text.starts_with(|c: char| c.is_ascii_digit()))?;
    Some((number, text[end..].strip_prefix(['、', '．', '.'])?))
}

fn number_of(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|known| known == c).map(|at| at as u32 + 1);
    let (tens, ones) = match text.split_once('十') {
        Some((tens, ones)) => (tens.chars().next().map_or(Some(1), digit)?, ones),
        None => (0, text),
    };
    Some(tens * 10 + ones.chars().next().map_or(Some(0), digit)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_that_count_up_begin_with_titles() {
        for mark in ["(N/3)", "N️⃣", "N/3:"] {
            let text = "N Ada Brookfield: Counting Fog\nSlow.\n\nN Zelm Oxenfree, Quay: Small Boats\nWet.\n\nN Otto Brandt: Long Rivers\nLong.\n";
            let text = ["1", "2", "3"]
                .iter()
                .fold(text.to_owned(), |text, number| text.replacen("N ", &format!("{} ", mark.replace('N', number)), 1));
            super::super::checks::check(
                &format!("# Ferrocon 2031\n\nI was there.\n\n{text}"),
                "event Ferrocon 2031
                 talk 5 Counting Fog | Ada Brookfield
                 note Slow.
                 talk 8 Small Boats | Zelm Oxenfree (Quay)
                 note Wet.
                 talk 11 Long Rivers | Otto Brandt
                 note Long.",
            );
        }
        // What somebody learned.
        super::super::checks::check(
            "# Ferrocon 2031\n\nI was there.\n\n1️⃣ Count by hand.\n\n2️⃣ Talk to people.\n\n3️⃣ Bring a lamp.\n",
            "event Ferrocon 2031",
        );
    }

    #[test]
    fn marks_of_order_are_no_part_of_a_title() {
        #[rustfmt::skip]
        let table = [
            ("(1/4) Counting Fog",   Some((Some(1), "Counting Fog"))),
            ("[2/12] Counting Fog",  Some((Some(2), "Counting Fog"))),
            ("3/4: Counting Fog",    Some((Some(3), "Counting Fog"))),
            ("1️⃣ Counting Fog",      Some((Some(1), "Counting Fog"))),
            ("🔟 Counting Fog",      Some((Some(10), "Counting Fog"))),
            ("③ Counting Fog",       Some((Some(3), "Counting Fog"))),
            ("❷ Counting Fog",       Some((Some(2), "Counting Fog"))),
            ("（三）《数雾》",         Some((Some(3), "《数雾》"))),
            ("十二、数雾",            Some((Some(12), "数雾"))),
            ("第二场：数雾",          Some((Some(2), "数雾"))),
            ("1/2 cup of oil",       None),
            ("(5/4) Time",           None),
            ("一起数雾",              None),
            ("第一次数雾",            None),
            ("12 lamps",             None),
        ];
        for (text, found) in table {
            assert_eq!(strip(text), found, "{text:?}");
        }
    }
}
