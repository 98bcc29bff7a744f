//! A table of contents tells the headings of a text that has lost its markup: what it lists, and what recurs below it
//! alone on a line, is a heading.

use std::borrow::Cow;

use super::paragraph_of;
use crate::extract::inlines::{Wrap, is_one_line, line_texts, lines, one_line, trimmed, unwrapped};
use crate::extract::title::is_genitive;
use crate::extract::title::leading_number;
use crate::extract::{people, phrases, words};
use crate::folded::{Folded, fold};
use crate::read::document::{Block, BlockKind, Document, Inline, plain, text_of};

/// The fewest entries that make a table of contents.
const ENTRIES: usize = 3;

/// The blocks with the headings restored that a table of contents names, and the table itself dropped; the same blocks
/// where there is none.
pub(super) fn restore_headings<'a>(document: &Document, blocks: &'a [Block]) -> Cow<'a, [Block]> {
    if let Some(parted) = bold_lines_apart(blocks) {
        return Cow::Owned(parted);
    }
    if blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. })) && document.metadata.title.is_some() {
        return Cow::Borrowed(blocks);
    }
    if let Some(restored) = labelled_titles(blocks).or_else(|| titles_over_people(blocks)) {
        return Cow::Owned(restored);
    }
    if !blocks.iter().any(begins_to_count) {
        return Cow::Borrowed(blocks);
    }
    let flat = flatten(blocks);
    let Some((start, entries)) = find_contents(&flat) else { return Cow::Borrowed(blocks) };
    let end = start + entries.len();
    let mut out: Vec<Block> = flat[..start].to_vec();
    let mut next = 0;
    let mut restored = 0;
    for block in &flat[end..] {
        match heading_of(block, &entries, next) {
            Some(n) => {
                next = n + 1;
                restored += 1;
                out.push(Block {
                    kind: BlockKind::Heading { level: 2, text: vec![Inline::Text(entry_text(block))] },
                    ..block.clone()
                });
            }
            None => out.push(block.clone()),
        }
    }
    if restored * 10 >= entries.len() * 7 { Cow::Owned(out) } else { Cow::Borrowed(blocks) }
}

/// Paragraphs that begin with a line all in bold, twice or more in a text without headings: those lines are titles, and
/// stand alone from here on.
fn bold_lines_apart(blocks: &[Block]) -> Option<Vec<Block>> {
    let first_bold = |block: &Block| match &block.kind {
        BlockKind::Paragraph(inlines)
            if matches!(trimmed(inlines).first(), Some(Inline::Strong(_) | Inline::Emphasis(_))) && !is_one_line(inlines) =>
        {
            let all = lines(inlines);
            let bold = all.len() >= 2 && is_bold_title(&all[0]) && unwrapped(&all[1]).1 != Wrap::Strong;
            bold.then_some(all)
        }
        _ => None,
    };
    let headings = blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { level, .. } if level > 1));
    let found: Vec<Vec<Vec<Inline>>> = blocks.iter().filter_map(first_bold).collect();
    let named = found.iter().filter(|all| is_bold_beside_people(&all[0])).count();
    if found.len() < 2 || headings && named < 2 {
        return None;
    }
    let mut out = Vec::new();
    for block in blocks {
        let Some(all) = first_bold(block) else {
            out.push(block.clone());
            continue;
        };
        out.extend([paragraph_of(block, &all, 0..1), paragraph_of(block, &all, 1..all.len())]);
    }
    Some(out)
}

/// "talk: Parsing Fog" over "speaker: Ada Brookfield", twice or more: the first lines are headings. A title goes on up to
/// the next label.
fn labelled_titles(blocks: &[Block]) -> Option<Vec<Block>> {
    let title_of = |block: &Block| {
        let BlockKind::Paragraph(inlines) = &block.kind else { return None };
        if is_one_line(inlines) || !plain(inlines).contains(':') {
            return None;
        }
        let all = lines(inlines);
        let (label, value) =
            one_line(all.first()?).split_once(':').map(|(label, value)| (fold(label), value.trim().to_owned()))?;
        let named = matches!(label.as_str(), "talk" | "session" | "title" | "vortrag" | "charla" | "titre" | "titel");
        let label_at = |n: usize| words::find_label(&one_line(all.get(n)?)).map(|(label, _)| label);
        let next = (1..all.len().min(4)).find(|&n| label_at(n).is_some())?;
        let wrapped = all[1..next].iter().map(|line| one_line(line));
        let title = std::iter::once(value).chain(wrapped).collect::<Vec<_>>().join(" ");
        let told = named && !title.is_empty() && label_at(next) == Some(words::Label::Speaker);
        told.then(|| (title, all[next..].to_vec()))
    };
    let deepest = blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    });
    let deepest = deepest.max().unwrap_or(1);
    let titled = blocks.iter().filter(|block| title_of(block).is_some()).count();
    if titled < 2 || deepest > 1 && titled < 3 || deepest >= 6 {
        return None;
    }
    let mut out = Vec::new();
    for block in blocks {
        let Some((title, below)) = title_of(block) else {
            out.push(block.clone());
            continue;
        };
        let (line, end_line) = (block.line, block.end_line);
        let kind = BlockKind::Heading { level: deepest + 1, text: vec![Inline::Text(title)] };
        out.push(Block { line, end_line: line, kind, anchor: None });
        let kind = BlockKind::Paragraph(below.join(&Inline::SoftBreak));
        out.push(Block { line: (line + 1).min(end_line), end_line, kind, anchor: None });
    }
    Some(out)
}

/// A line all in bold, but for people in brackets or behind a dash.
pub(in crate::extract) fn is_bold_title(line: &[Inline]) -> bool {
    let bracketed = |rest: &[Inline]| {
        let text = one_line(rest);
        text.starts_with('(') && text.ends_with(')')
    };
    // "🎤 **Counting Fog**"
    let symbol = |text: &str| !text.is_empty() && text.chars().all(|c| !c.is_alphanumeric() && (!c.is_ascii() || c == ' '));
    let own = match trimmed(line) {
        [Inline::Text(text), own @ ..] if symbol(text) && !text.trim().is_empty() => own,
        own => own,
    };
    unwrapped(own).1 == Wrap::Strong
        || matches!(trimmed(line), [Inline::Strong(_), rest @ ..] if !rest.is_empty() && bracketed(rest))
        || is_bold_beside_people(line)
}

/// "**Title** – Ada Brookfield", "**Title**, by Ada Brookfield and Milo Venn".
fn is_bold_beside_people(line: &[Inline]) -> bool {
    let [Inline::Strong(_), rest @ ..] = trimmed(line) else { return false };
    if is_genitive(rest) {
        return true;
    }
    let text = one_line(rest);
    let names = text.trim_start_matches(['-', '–', '—', '|', '/', ',', ' ']);
    let parted = names.len() < text.len() || phrases::strip_by(names).is_some();
    if !parted || names.split_whitespace().count() > 14 {
        return false;
    }
    let unnamed = names.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    unnamed.is_some_and(phrases::is_about_an_unknown_speaker)
        || people::read_people(names).is_some_and(|people| people.confidence >= 0.5)
}

/// In a text without headings, a line over a line that names people is the title of what they gave; at the top of any
/// text it is the title of the whole.
fn titles_over_people(blocks: &[Block]) -> Option<Vec<Block>> {
    let headings = blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. }));
    if headings && !blocks.first().is_some_and(is_title_over_people) {
        return None;
    }
    let titled: Vec<usize> = (0..blocks.len()).filter(|&n| is_title_over_people(&blocks[n])).collect();
    // Who sends a report stands above its title.
    let sender = matches!(blocks.get(1).map(|block| &block.kind), Some(BlockKind::Heading { level: 1, .. }));
    if titled != [0] && (titled.len() < 3 || headings) || sender {
        return None;
    }
    let mut out = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        // Where titles stand so, a capitalised line over others is one as well, though it names nobody known.
        let alike = titled.len() >= 3 && n > titled[0] && is_capitalised_title(block);
        match &block.kind {
            BlockKind::Paragraph(inlines) if titled.contains(&n) || alike => {
                let mut all = lines(inlines).into_iter();
                let title = all.next().unwrap_or_default();
                let level = if headings { 1 } else { 2 };
                out.push(Block { end_line: block.line, kind: BlockKind::Heading { level, text: title }, ..block.clone() });
                let mut rest = Vec::new();
                for line in all {
                    if !rest.is_empty() {
                        rest.push(Inline::SoftBreak);
                    }
                    rest.extend(line);
                }
                out.push(Block {
                    line: block.line + 1,
                    end_line: block.end_line,
                    kind: BlockKind::Paragraph(rest),
                    anchor: None,
                });
            }
            _ => out.push(block.clone()),
        }
    }
    Some(out)
}

fn is_title_over_people(block: &Block) -> bool {
    let BlockKind::Paragraph(inlines) = &block.kind else { return false };
    let texts = line_texts(inlines);
    let [title, people, ..] = texts.as_slice() else { return false };
    let count = title.split_whitespace().count();
    let title_like =
        (2..=20).contains(&count) && !title.ends_with(['.', ',', ';']) && title.chars().next().is_some_and(|c| !c.is_lowercase());
    let people = people.trim_start_matches('(').trim_end_matches(')').to_owned();
    let named = phrases::strip_by(&people).unwrap_or(&people);
    title_like
        && people::read_people(named).is_some_and(|people| people.confidence >= 0.45)
        && people::read_people(title).is_none_or(|people| people.confidence < 0.6)
}

/// Two lines or more, the first of them mostly capitalised words and no sentence.
fn is_capitalised_title(block: &Block) -> bool {
    let BlockKind::Paragraph(inlines) = &block.kind else { return false };
    let all = lines(inlines);
    let Some(title) = all.first().map(|line| one_line(line)).filter(|_| all.len() >= 2) else { return false };
    let words: Vec<&str> = title.split_whitespace().collect();
    let capital = words.iter().filter(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())).count();
    (2..=16).contains(&words.len()) && capital * 10 >= words.len() * 6 && !title.ends_with(['.', ',', ':'])
}

/// Every line of every paragraph and item as a block of its own.
fn flatten(blocks: &[Block]) -> Vec<Block> {
    let mut flat = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                let all = lines(inlines);
                if all.len() == 1 {
                    flat.push(block.clone());
                    continue;
                }
                for (n, line) in all.into_iter().enumerate() {
                    let at = (block.line + n).min(block.end_line.max(block.line));
                    flat.push(Block { line: at, end_line: at, kind: BlockKind::Paragraph(line), anchor: None });
                }
            }
            BlockKind::List { start, items } => {
                for (n, item) in items.iter().enumerate() {
                    let number = start.map(|start| start + n as u64);
                    match (item.blocks.as_slice(), number) {
                        ([Block { kind: BlockKind::Paragraph(text), line, end_line, .. }], Some(number)) => {
                            let mut text = text.clone();
                            text.insert(0, Inline::Text(format!("{number}. ")));
                            flat.push(Block { line: *line, end_line: *end_line, kind: BlockKind::Paragraph(text), anchor: None });
                        }
                        _ => flat.push(Block {
                            line: item.line,
                            end_line: item.end_line,
                            kind: BlockKind::List { start: number, items: vec![item.clone()] },
                            anchor: None,
                        }),
                    }
                }
            }
            _ => flat.push(block.clone()),
        }
    }
    flat
}

/// Whether a line of the block has the number one, as the first of a table of contents has: asked first, because parting
/// all lines takes long.
fn begins_to_count(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(inlines) => {
            let is_first = |line: &String| matches!(leading_number(line), Some((Some(1), _)));
            plain(inlines).contains('1') && line_texts(inlines).iter().any(is_first)
        }
        BlockKind::List { start, .. } => matches!(start, Some(0 | 1)),
        _ => false,
    }
}

/// A run of numbered lines, counting up by one, early in the text.
fn find_contents(flat: &[Block]) -> Option<(usize, Vec<Folded>)> {
    for start in 0..flat.len().min(40) {
        let mut entries: Vec<Folded> = Vec::new();
        for block in &flat[start..] {
            let Some((number, text)) = numbered(block) else { break };
            if number as usize != entries.len() + 1 {
                break;
            }
            entries.push(text);
        }
        if entries.len() >= ENTRIES {
            return Some((start, entries));
        }
    }
    None
}

fn numbered(block: &Block) -> Option<(u32, Folded)> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    let text = one_line(inlines);
    let (number, rest) = leading_number(&text)?;
    Some((number?, fold(rest)))
}

fn entry_text(block: &Block) -> String {
    text_of(std::slice::from_ref(block))
}

/// The entry that a block repeats, if it is the next one or one soon after.
fn heading_of(block: &Block, entries: &[Folded], next: usize) -> Option<usize> {
    let (number, text) = numbered(block)?;
    let n = (number as usize).checked_sub(1)?;
    (n >= next
        && n <= next + 2
        && entries
            .get(n)
            .is_some_and(|entry| *entry == text || entry.starts_with(text.as_str()) || text.starts_with(entry.as_str())))
    .then_some(n)
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn a_picture_may_stand_before_a_bold_title() {
        check(
            "# Ferrocon 2031\n\n🎤 **Counting fog for fun**\n\nSpeaker: Anna Berg\n\nSlow.\n\n🎤 **Small boats at noon**\n\nSpeaker: Peter Jones\n\nWet.\n\n🎤 **Long rivers and rain**\n\nSpeaker: Maria Lopez\n\nLong.\n",
            "event Ferrocon 2031
             talk 3 Counting fog for fun | Anna Berg
             note Slow.
             talk 9 Small boats at noon | Peter Jones
             note Wet.
             talk 15 Long rivers and rain | Maria Lopez
             note Long.",
        );
    }

    #[test]
    fn labelled_titles_go_on_to_the_next_label() {
        let first = "Title:    Counting Fog: a Study\nSpeaker:  Anna Berg\nType:     Talk (40 min)\nAbstract: Slow.";
        let second = "Title:    Small Boats\n          (and some large ones)\nSpeaker:  Peter Jones, Maria Lopez\nAbstract: Wet.\n\nOutline:\n\n1. Oars\n2. Title: \"What the guest sees\"";
        check(
            &format!("# Ferrocon 2031: accepted talks\n\nIn no order.\n\n---\n\n{first}\n\n---\n\n{second}\n"),
            "event Ferrocon 2031
             talk 7 Counting Fog: a Study | Anna Berg
             talk 14 Small Boats (and some large ones) | Peter Jones; Maria Lopez",
        );
    }

    #[test]
    fn bold_lines_over_their_paragraph_are_titles() {
        check(
            "# Ferrocon 2031\n\n**Parsing Fog**\nhttps://example.org/1\n- a\n\n**Small Boats**\nhttps://example.org/2\n- b\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | https://example.org/1
             note - a
             talk 7 Small Boats | https://example.org/2
             note - b",
        );
    }

    #[test]
    fn names_set_off_stand_behind_a_genitive() {
        check(
            "# Ferrocon 2031\n\n**Niebla contada** de *Aitana Roig*\nLenta.\n\n**Barcos pequeños** de *Nicanor Bustos*\nMojados.\n",
            "event Ferrocon 2031
             talk 3 Niebla contada | Aitana Roig
             note Lenta.
             talk 6 Barcos pequeños | Nicanor Bustos
             note Mojados.",
        );
    }

    #[test]
    fn people_stand_behind_bold_titles() {
        check(
            "# Ferrocon 2031\n\n## Monday\n\n**Parsing Fog** – Anna Berg\n\na\n\n**Panel: “Who pays for lamps?”**\n\nb\n\n## Tuesday\n\n**Small Boats** — Peter Jones\nc\n\n**Long Rivers**, by Maria Lopez\nd\n",
            "event Ferrocon 2031
             talk 5 Parsing Fog | Anna Berg
             note a
             talk 9 Panel: “Who pays for lamps?” | panel
             note b
             talk 15 Small Boats | Peter Jones
             note c
             talk 18 Long Rivers | Maria Lopez
             note d",
        );
    }

    #[test]
    fn a_first_line_over_people_is_the_title_of_the_whole() {
        check(
            "Counting fog from the pier\n(Anna Berg, anna@fog.example, @annab)\n\n- 37 lamps\n\n# Why\n\n- to know\n\n# How\n\n- by hand\n",
            "talk 1 Counting fog from the pier | Anna Berg
             note - 37 lamps # Why - to know # How - by hand",
        );
    }

    #[test]
    fn labelled_lines_are_titles_in_text_without_headings() {
        check(
            "talk: counting the fog\nspeaker: Anna Berg\n- a\n\ntalk: small boats\nspeaker: Peter Jones\n- b\n\ntalk: long rivers\nspeaker: Maria Lopez\n- c\n",
            "talk 1 counting the fog | Anna Berg
             note - a
             talk 5 small boats | Peter Jones
             note - b
             talk 9 long rivers | Maria Lopez
             note - c",
        );
    }
}
