//! Words of the speaker between a title and the note, signed: "> If you can knit, you can count fog." over "> — Ada Brookfield".
//! Where most titles have such words, those who signed them gave the talks.

use super::speaker_line;
use crate::extract::inlines::{count_words, lines, one_line};
use crate::extract::title::names_people;
use crate::extract::{letters, people};
use crate::read::document::{Block, BlockKind, Inline};

/// The fewest such quotations in a document.
const FEWEST: usize = 3;

/// The blocks with a line "Speaker: …" in place of every signature; `None` where there are too few.
pub(super) fn with_speakers(blocks: &[Block]) -> Option<Vec<Block>> {
    let signed: Vec<Option<(String, Block)>> = (0..blocks.len()).map(|n| signed_below_a_title(blocks, n)).collect();
    let names: std::collections::HashSet<&str> = signed.iter().flatten().map(|(name, _)| name.as_str()).collect();
    let found = signed.iter().flatten().count();
    // One person signs the mottos of a book.
    if found < FEWEST || names.len() * 3 < found * 2 {
        return None;
    }
    let mut out = Vec::with_capacity(blocks.len() + found);
    for (block, signed) in blocks.iter().zip(signed) {
        let Some((name, quote)) = signed else {
            out.push(block.clone());
            continue;
        };
        out.push(speaker_line(&name, block));
        out.push(quote);
    }
    Some(out)
}

/// Who signed the quotation at `n`, right below a heading that names nobody, and the quotation without the signature.
fn signed_below_a_title(blocks: &[Block], n: usize) -> Option<(String, Block)> {
    let block = blocks.get(n)?;
    let BlockKind::Quote(inside) = &block.kind else { return None };
    let above = n.checked_sub(1).and_then(|above| blocks.get(above))?;
    let BlockKind::Heading { text: heading, .. } = &above.kind else { return None };
    let (last, before) = inside.split_last()?;
    let BlockKind::Paragraph(text) = &last.kind else { return None };
    let mut said = lines(text);
    let signature = one_line(&said.pop()?);
    let name = ["—", "–", "―", "--", "- ", "~ "].iter().find_map(|dash| signature.strip_prefix(dash))?.trim();
    let known = people::read_people(name).is_some_and(|people| people.confidence >= 0.45);
    // "## Installing" over a motto.
    let title = one_line(heading);
    let titled = count_words(&title) >= 2 || letters::holds_wide(&title);
    if !known || !titled || said.is_empty() && before.is_empty() || names_people(heading, 0.6) {
        return None;
    }
    let kept = (!said.is_empty()).then(|| Block { kind: BlockKind::Paragraph(said.join(&Inline::SoftBreak)), ..last.clone() });
    let inside = before.iter().cloned().chain(kept).collect();
    Some((name.to_owned(), Block { kind: BlockKind::Quote(inside), ..block.clone() }))
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn who_signed_the_words_below_a_title_gave_the_talk() {
        check(
            "# Ferrocon 2031\n\n## Counting Fog\n\n> Count by hand.\n> — Ada Brookfield\n\nSlow.\n\n## Small Boats at Noon\n\n> \"They float.\"\n>\n> -- Peter Jones, Quay\n\nWet.\n\n## Long Rivers\n\n> It is long.\n> – Maria Lopez\n\nLong.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Ada Brookfield
             note > Count by hand. > — Ada Brookfield Slow.
             talk 10 Small Boats at Noon | Peter Jones (Quay)
             note > \"They float.\" > > -- Peter Jones, Quay Wet.
             talk 18 Long Rivers | Maria Lopez
             note > It is long. > – Maria Lopez Long.",
        );
    }
}
