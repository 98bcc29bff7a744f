//! Days in numbers, `05/06/2031`, in headings, short lines and cells: written as `2031-06-05` where the other dates of the
//! document, or its language, tell which number is the month.

use crate::read::document::{Block, BlockKind, Inline, plain_length};
use crate::when;

/// A line with more characters than this is no label.
const LONGEST: usize = 120;

/// The blocks with such days told; `None` where there are none, or nothing tells.
pub(super) fn told(blocks: &[Block], language: Option<&str>) -> Option<Vec<Block>> {
    let mut texts = Vec::new();
    blocks.iter().for_each(|block| gather(block, &mut texts));
    let order = when::order_of(texts.iter().copied(), language)?;
    let is_told = texts.iter().any(|text| when::in_order(text, order).is_some());
    is_told.then(|| {
        let mut blocks = blocks.to_vec();
        blocks.iter_mut().for_each(|block| tell(block, &|text| when::in_order(text, order)));
        blocks
    })
}

/// The texts of labels in which a date in numbers may stand.
fn gather<'a>(block: &'a Block, texts: &mut Vec<&'a str>) {
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) if plain_length(text) <= LONGEST => words(text, texts),
        BlockKind::Table { rows } => {
            rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).for_each(|block| gather(block, texts));
        }
        _ => {}
    }
}

fn words<'a>(inlines: &'a [Inline], texts: &mut Vec<&'a str>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) if when::may_be_numbered(text) => texts.push(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => words(inner, texts),
            _ => {}
        }
    }
}

fn tell(block: &mut Block, told: &dyn Fn(&str) -> Option<String>) {
    match &mut block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) if plain_length(text) <= LONGEST => tell_words(text, told),
        BlockKind::Table { rows } => {
            let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.blocks).for_each(|block| tell(block, told));
        }
        _ => {}
    }
}

fn tell_words(inlines: &mut [Inline], told: &dyn Fn(&str) -> Option<String>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => *text = told(text).unwrap_or_else(|| std::mem::take(text)),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => tell_words(inner, told),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check_as;

    #[test]
    fn the_language_or_another_day_says_which_number_is_the_month() {
        let table = [
            ("fr", "05/06/2031", "", " | 2031-06-05"),
            ("en-US", "05/06/2031", "", " | 2031-05-06"),
            ("en", "05/06/2031", "", ""),
            ("en", "05/06/2031", "<p>The next one is on 25/06/2031.</p>", " | 2031-06-05"),
        ];
        for (language, day, below, told) in table {
            let page = format!(
                "<html lang=\"{language}\"><body><h1>LampConf 2031</h1><h2>{day}</h2><h3>09:00 Counting Fog (Anna Berg)</h3><h3>10:00 Small Boats (Peter Jones)</h3>{below}</body></html>"
            );
            let expected = format!(
                "event LampConf 2031\ntalk 1 Counting Fog | Anna Berg{told} | 09:00\ntalk 1 Small Boats | Peter Jones{told} | 10:00"
            );
            check_as("page.html", &page, &expected);
        }
    }
}
