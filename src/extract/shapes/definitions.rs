//! Talks as terms of a definition list, what is said of them below: the list is read like any other.

use super::{names_people_itself, speaker_line};
use crate::extract::candidate::plain_names;
use crate::extract::inlines::{is_blank, lines, one_line, split_at};
use crate::extract::{people, words};
use crate::read::document::{Block, BlockKind, Inline, Item, plain};
use crate::when;

/// The blocks with every definition list as a list of items that begin with their term; `None` where there is none.
///
/// Terms carry no line of their own: a term stands right above what defines it.
pub(super) fn as_items(blocks: &[Block], source: &[String]) -> Option<Vec<Block>> {
    let is_one = |block: &Block| matches!(&block.kind, BlockKind::Definitions(pairs) if !is_of_takeaways(pairs));
    if !blocks.iter().any(is_one) {
        return None;
    }
    // Below a talk and its people, terms are explained.
    let mut explains = false;
    let itemised = |block: &Block| match &block.kind {
        BlockKind::Heading { .. } => {
            explains = names_people_itself(block);
            block.clone()
        }
        BlockKind::Definitions(pairs) if is_one(block) => {
            Block { kind: BlockKind::List { start: None, items: items(block, pairs, source, explains) }, ..block.clone() }
        }
        _ => block.clone(),
    };
    Some(blocks.iter().map(itemised).collect())
}

/// A term that announces takeaways stands over them, and over nothing else.
fn is_of_takeaways(pairs: &[(Vec<Inline>, Vec<Block>)]) -> bool {
    pairs.iter().any(|(term, _)| words::is_takeaways_heading(&one_line(term)))
}

/// Who gave it, and nothing else.
fn names_people_alone(text: &str) -> bool {
    text.len() <= 120 && people::read_people(text).is_some_and(|people| people.confidence >= 0.45)
}

/// Whether all that is said first of the terms could be who gave it, some of it surely, and more follows.
fn begin_with_people(pairs: &[(Vec<Inline>, Vec<Block>)]) -> bool {
    let first = |(_, inner): &(Vec<Inline>, Vec<Block>)| match inner.as_slice() {
        [Block { kind: BlockKind::Paragraph(text), .. }, _, ..] => Some(one_line(text)),
        _ => None,
    };
    let said: Vec<String> = pairs.iter().filter_map(first).collect();
    let could = |text: &String| names_people_alone(text) || plain_names(text).is_some();
    said.len() >= 2 && said.len() == pairs.len() && said.iter().all(could) && said.iter().any(|text| names_people_alone(text))
}

/// Whether all definitions of a list begin with people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum People {
    None,
    /// In a definition of their own.
    Alone,
    /// As the first sentence.
    InSentences,
}

fn items(list: &Block, pairs: &[(Vec<Inline>, Vec<Block>)], source: &[String], explains: bool) -> Vec<Item> {
    let told = |inner: &Vec<Block>| match inner.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(text)) => split_speaker(text.clone(), inner.len() > 1, false).0.is_some(),
        _ => false,
    };
    let people = match explains {
        true => People::None,
        false if begin_with_people(pairs) => People::Alone,
        false if pairs.iter().filter(|(_, inner)| told(inner)).count() * 3 >= pairs.len() * 2 => People::InSentences,
        false => People::None,
    };
    let mut next = list.line.max(1);
    let mut items = Vec::with_capacity(pairs.len());
    for (term, inner) in pairs {
        let line = line_of(inner, next, list.end_line, source);
        let end_line = inner.last().map_or(line, |block| block.end_line.max(line));
        items.push(item_of(term, inner, (line, end_line), people));
        next = end_line + 1;
    }
    items
}

/// The line of a term: the first at `next` or behind it that is not blank, else the one above what defines it.
fn line_of(inner: &[Block], next: usize, last: usize, source: &[String]) -> usize {
    if source.is_empty() {
        return inner.first().map_or(next, |block| block.line.saturating_sub(1).max(next));
    }
    (next..=last.max(next)).find(|&line| source.get(line - 1).is_some_and(|text| !text.trim().is_empty())).unwrap_or(next)
}

/// A definition as an item: its first line is the term, with the value that follows a label ("Speaker" over "Ada Brookfield")
/// or the title that follows a time.
fn item_of(term: &[Inline], inner: &[Block], (line, end_line): (usize, usize), people: People) -> Item {
    let paragraph = |inlines, line| Block { line, end_line: line, kind: BlockKind::Paragraph(inlines), anchor: None };
    let text = one_line(term);
    let joint = if words::label_of(&text).is_some() { ": " } else { " " };
    let [first @ Block { kind: BlockKind::Paragraph(value), .. }, rest @ ..] = inner else {
        let blocks = std::iter::once(paragraph(term.to_vec(), line)).chain(inner.iter().cloned()).collect();
        return Item { line, end_line, task: None, blocks };
    };
    let mut below = lines(value).into_iter();
    let (line, head) = if joint == ": " || when::is_time(&text) {
        let value = below.next().unwrap_or_default();
        (first.line, term.iter().cloned().chain([Inline::Text(joint.to_owned())]).chain(value).collect())
    } else {
        (line, term.to_vec())
    };
    let below = below.collect::<Vec<_>>().join(&Inline::SoftBreak);
    let (speaker, below) = match people {
        People::None => (None, below),
        _ => split_speaker(below, !rest.is_empty(), people == People::Alone),
    };
    let speaker = speaker.map(|name| speaker_line(&name, first));
    let below = (!is_blank(&below)).then(|| Block { kind: BlockKind::Paragraph(below), ..first.clone() });
    let blocks = std::iter::once(paragraph(head, line)).chain(speaker).chain(below).chain(rest.iter().cloned()).collect();
    Item { line, end_line, task: None, blocks }
}

/// "Ada Brookfield. She counted.", "*Ada Brookfield* -- she counted" begin with who gave it.
fn split_speaker(text: Vec<Inline>, alone: bool, named: bool) -> (Option<String>, Vec<Inline>) {
    let whole = plain(&text);
    // "*Ada Brookfield, Quay*" and nothing else, and what she said in the next.
    if alone && (named || names_people_alone(&whole)) {
        return (Some(whole), Vec::new());
    }
    let named = |mark: &&str| {
        let (name, _) = whole.split_once(*mark)?;
        let sure = name.len() <= 80 && people::read_people(name).is_some_and(|people| people.confidence >= 0.5);
        sure.then(|| (name.to_owned(), name.len() + mark.len()))
    };
    match [". ", " -- ", " – ", " — ", " - ", ": "].iter().find_map(named) {
        Some((name, end)) => (Some(name), split_at(&text, end).1),
        None => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::{check, check_as};

    #[test]
    fn definitions_may_begin_with_people_and_a_dash() {
        check(
            "# Ferrocon 2031\n\nCounting fog, briefly\n:   *Anna Berg* -- dots everywhere\n\nSmall boats at noon\n:   *Peter Jones* -- wet\n\nLong rivers\n:   *Maria Lopez* -- long\n\nCake\n:   *everybody* -- carrots\n",
            "event Ferrocon 2031
             talk 3 Counting fog, briefly | Anna Berg
             note : *Anna Berg* -- dots everywhere
             talk 6 Small boats at noon | Peter Jones
             note : *Peter Jones* -- wet
             talk 9 Long rivers | Maria Lopez
             note : *Maria Lopez* -- long",
        );
    }

    #[test]
    fn definitions_under_times_are_sessions() {
        check(
            "# Ferrocon 2031\n\n09:00\n: Counting Fog\n  Anna Berg (Quay)\n\n10:00\n: Coffee\n\n10:30\n: Small Boats\n  Peter Jones\n",
            "event Ferrocon 2031
             talk 4 Counting Fog | Anna Berg (Quay) | 09:00
             talk 11 Small Boats | Peter Jones | 10:30",
        );
    }

    #[test]
    fn definitions_begin_with_who_gave_it() {
        check(
            "# Ferrocon 2031\n\nI was there.\n\nCounting Fog Slowly\n: Anna Berg. She counted.\n\nSmall Boats at Noon\n: Peter Jones and Maria Lopez. Wet. All of it.\n\nLong Rivers Again\n: Otto Brandt. Long.\n",
            "event Ferrocon 2031
             talk 5 Counting Fog Slowly | Anna Berg
             note : Anna Berg. She counted.
             talk 8 Small Boats at Noon | Peter Jones; Maria Lopez
             note : Peter Jones and Maria Lopez. Wet. All of it.
             talk 11 Long Rivers Again | Otto Brandt
             note : Otto Brandt. Long.",
        );
    }

    #[test]
    fn who_gave_it_may_be_defined_first() {
        check_as(
            "report.html",
            "<title>Ferrocon 2031</title>\n<h1>Ferrocon 2031</h1>\n<dl>\n<dt>Parsing Fog</dt>\n<dd><em>Zelmira Quarrow</em></dd>\n<dd>Slow.</dd>\n\
             <dt>Small Boats</dt>\n<dd><em>Peter Jones, Quay</em></dd>\n<dd>Wet.</dd>\n</dl>\n",
            "event Ferrocon 2031
             talk 4 Parsing Fog | Zelmira Quarrow
             note Slow.
             talk 7 Small Boats | Peter Jones (Quay)
             note Wet.",
        );
    }

    #[test]
    fn terms_with_people_are_talks() {
        check_as(
            "report.html",
            "<title>Ferrocon 2031</title>\n<h1>Ferrocon 2031</h1>\n<dl>\n<dt><b>Parsing Fog</b> – <i>Anna Berg</i></dt>\n<dd>Slow.</dd>\n\
             <dt><b>Small Boats</b> – <i>Peter Jones, Quay</i></dt>\n<dd>Wet.</dd>\n<dt><b>Long Rivers</b> – <i>Maria Lopez</i></dt>\n<dd>Long.</dd>\n</dl>\n",
            "event Ferrocon 2031
             talk 4 Parsing Fog | Anna Berg
             note Slow.
             talk 6 Small Boats | Peter Jones (Quay)
             note Wet.
             talk 8 Long Rivers | Maria Lopez
             note Long.",
        );
    }

    #[test]
    fn fields_below_a_title_are_labels_and_their_values() {
        check_as(
            "report.rst",
            "Ferrocon 2031\n=============\n\nI was there.\n\nParsing Fog\n-----------\n\n:Speaker: Anna Berg (Quay)\n:Length: 30 min\n\nSlow.\n\n\
             Small Boats\n-----------\n\n:Speaker: Peter Jones\n:Length: 20 min\n\nWet.\n",
            "event Ferrocon 2031
             talk 6 Parsing Fog | Anna Berg (Quay)
             note Slow.
             talk 14 Small Boats | Peter Jones
             note Wet.",
        );
    }
}
