//! Headings that are people, over a line that is the title: the page of a conference's speakers.
//!
//! "### Ada Brookfield", a picture, "**Counting Fog**", the abstract: the title takes the heading's place, and who gives it
//! stands below it as in any other record.

use super::speaker_line;
use crate::extract::inlines::{Wrap, one_line, split_at, trimmed, unwrapped};
use crate::extract::people;
use crate::extract::title::unquoted;
use crate::extract::words::{self, Label};
use crate::model::TalkFormat;
use crate::read::document::{Block, BlockKind, Inline, plain};

/// The fewest people of such a page.
const FEWEST: usize = 3;

/// How far below the heading its title may stand: a picture and a line of where they work come first.
const REACH: usize = 4;

/// The same of a title with a label: what they are known for stands above it.
const FARTHEST: usize = 12;

/// The blocks with titles for headings; `None` where headings are no people.
pub(super) fn with_titles(blocks: &[Block]) -> Option<Vec<Block>> {
    let labelled = blocks.iter().filter(|block| labelled_title(block).is_some()).take(2).count() == 2;
    let level = (1..=6).find(|&level| is_of_people(blocks, level, labelled))?;
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len() + blocks.len() / 4);
    let mut next = 0;
    for (n, block) in blocks.iter().enumerate() {
        if n < next {
            continue;
        }
        let Some((at, Title { text: title, rest })) = title_below(blocks, n, level, labelled) else {
            out.push(block.clone());
            continue;
        };
        // What stands over a labelled title tells of whoever gives it.
        let is_told = |block: &&Block| !labelled || position(block).is_some();
        let between: Vec<Block> = blocks[n + 1..at].iter().filter(is_told).cloned().collect();
        out.push(Block { kind: BlockKind::Heading { level, text: title }, ..block.clone() });
        out.push(speaker_line(&who(block, &between), block));
        out.extend(between.iter().filter(|block| position(block).is_none()).cloned());
        out.extend(rest.map(|rest| Block { kind: BlockKind::Paragraph(rest), ..blocks[at].clone() }));
        out.extend(format_line(&blocks[at]).filter(|_| labelled));
        next = at + 1;
    }
    Some(out)
}

/// "Format: Workshop", where the label of the title says what kind of session it is.
fn format_line(block: &Block) -> Option<Block> {
    let line = block.text();
    let label = line.split([':', '：']).next()?.trim();
    let is_kind = words::format_of(label).is_some_and(|format| format != TalkFormat::Talk);
    let kind = BlockKind::Paragraph(vec![Inline::Text(format!("Format: {label}"))]);
    is_kind.then(|| Block { kind, ..block.clone() })
}

/// "Ada Brookfield, Harbour Works": who the heading names, and the lines of where they work.
fn who(heading: &Block, below: &[Block]) -> String {
    let names = match &heading.kind {
        BlockKind::Heading { text, .. } => one_line(text),
        _ => String::new(),
    };
    let positions = below.iter().filter_map(position).filter(|text| !text.is_empty());
    positions.fold(names, |label, position| format!("{label}, {position}"))
}

/// A few words set off as a whole, or a picture without any.
fn position(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(text) = &block.kind else { return matches!(block.kind, BlockKind::Figure { .. }).then(String::new) };
    let own: Vec<Inline> = text.iter().filter(|inline| !matches!(inline, Inline::Image { .. })).cloned().collect();
    let own = trimmed(&own);
    if own.is_empty() {
        return Some(String::new());
    }
    let (inner, wrap) = unwrapped(own);
    let line = one_line(inner);
    (wrap != Wrap::None && line.split(' ').count() <= 10 && !line.ends_with('.')).then_some(line)
}

/// Whether most headings of a level name people and nothing else, and a title stands below most of those.
fn is_of_people(blocks: &[Block], level: u8, labelled: bool) -> bool {
    let headings: Vec<usize> = (0..blocks.len())
        .filter(|&n| matches!(&blocks[n].kind, BlockKind::Heading { level: here, .. } if *here == level))
        .collect();
    if headings.len() < FEWEST {
        return false;
    }
    // Nobody is looked for below the first headings that are no people, where they are too many already.
    let most = headings.len() * 3 / 10;
    let others = headings.iter().filter(|&&n| !names_people(&blocks[n])).take(most + 1).count();
    if others > most || headings.len() - others < FEWEST {
        return false;
    }
    let named = headings.len() - others;
    // "Watch the video" below each of them is no title.
    let titles: Vec<String> =
        headings.iter().filter_map(|&n| Some(one_line(&title_below(blocks, n, level, labelled)?.1.text))).collect();
    let titled = titles.iter().collect::<std::collections::HashSet<_>>().len();
    titled * 10 >= named * 7
}

fn names_people(block: &Block) -> bool {
    let BlockKind::Heading { text, .. } = &block.kind else { return false };
    let text = one_line(text);
    if text.contains([':', '–', '—']) || text.contains(" - ") {
        return false;
    }
    people::person_likeness(&text) >= 0.5
        || people::read_people(&text).is_some_and(|people| people.speakers.len() > 1 && people.confidence >= 0.5)
}

/// A title, and what goes on behind it in the same paragraph.
struct Title {
    text: Vec<Inline>,
    rest: Option<Vec<Inline>>,
}

/// The first line below a heading of people that is set off and could be a title, and where it stands.
///
/// Where titles are `labelled`, nothing else is one.
fn title_below(blocks: &[Block], heading: usize, level: u8, labelled: bool) -> Option<(usize, Title)> {
    if !matches!(&blocks[heading].kind, BlockKind::Heading { level: here, .. } if *here == level)
        || !names_people(&blocks[heading])
    {
        return None;
    }
    let own: Vec<usize> = (heading + 1..blocks.len())
        .take_while(|&n| !matches!(&blocks[n].kind, BlockKind::Heading { level: here, .. } if *here <= level))
        .take(FARTHEST)
        .collect();
    if labelled {
        return own.iter().find_map(|&n| Some((n, labelled_title(&blocks[n])?)));
    }
    let near = || own.iter().take(REACH).copied();
    // What is set off above a heading is where they work.
    let is_heading = |n: &usize| matches!(blocks[*n].kind, BlockKind::Heading { .. });
    let below = || near().filter(is_heading).find_map(|n| Some((n, title_of(&blocks[n])?)));
    below().or_else(|| near().find_map(|n| Some((n, title_of(&blocks[n])?))))
}

/// "**Talk:** Counting Fog", "Workshop: Small Boats": the label says that the line is the title of what they give.
fn labelled_title(block: &Block) -> Option<Title> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let line = one_line(text);
    let at = line.find([':', '：']).filter(|&at| at <= 24)?;
    let (label, title) = (line[..at].trim(), line[at..].trim_start_matches([':', '：', ' ']));
    let is_label = words::label_of(label) == Some(Label::Title) || words::format_of(label).is_some();
    let count = title.split(' ').count();
    let titled = (1..=24).contains(&count) && title.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let is_plain = is_label && titled && !title.ends_with('.') && text.len() <= 3;
    is_plain.then(|| Title { text: vec![Inline::Text(unquoted(title).unwrap_or(title).to_owned())], rest: None })
}

fn title_of(block: &Block) -> Option<Title> {
    let (text, rest) = match &block.kind {
        BlockKind::Heading { text, .. } => (text.as_slice(), None),
        BlockKind::Paragraph(text) if begins_a_note(text) => {
            let [Inline::Strong(title) | Inline::Emphasis(title), rest @ ..] = text.as_slice() else { return None };
            let mark = plain(rest).find(|c: char| c.is_alphanumeric())?;
            (title.as_slice(), Some(split_at(rest, mark).1))
        }
        BlockKind::Paragraph(text) => {
            let line = one_line(text);
            let (inner, wrap) = unwrapped(text);
            let quoted = unquoted(&line).is_some();
            if wrap == Wrap::None && !quoted || line.ends_with('.') {
                return None;
            }
            (if wrap == Wrap::None { text.as_slice() } else { inner }, None)
        }
        _ => return None,
    };
    let line = one_line(text);
    let words = line.split(' ').count();
    let title = (2..=24).contains(&words)
        && people::person_likeness(&line) < 0.5
        && !people::is_organisation(&line)
        && !people::is_role(&line);
    title.then(|| Title { text: text.to_vec(), rest })
}

/// "*Counting Fog* — she counted": a title set off, a dash, and its note.
fn begins_a_note(text: &[Inline]) -> bool {
    let [Inline::Strong(_) | Inline::Emphasis(_), Inline::Text(rest), ..] = text else { return false };
    [" — ", " – ", " - ", " -- ", ": "].iter().any(|mark| rest.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn titles_begin_the_notes_below_their_people() {
        check(
            "# Ferrocon 2031\n\n## Anna Berg\n\n*Counting Fog* — slowly, and by hand.\n\n## Peter Jones\n\n*Small Boats* — wet.\n\n## Otto Brandt\n\n*Lamps That Sleep* — dark, but good.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note *Counting Fog* — slowly, and by hand.
             talk 7 Small Boats | Peter Jones
             note *Small Boats* — wet.
             talk 11 Lamps That Sleep | Otto Brandt
             note *Lamps That Sleep* — dark, but good.",
        );
    }

    #[test]
    fn a_label_says_which_line_is_the_title() {
        check(
            "# Speakers of Ferrocon 2031\n\n## Anna Berg\n\n*Captain, Harbour Works*\n\nAnna has rowed since 2020. She spoke at Ferrocon 2030 too.\n\n**Talk:** Counting fog\n\n## Peter Jones\n\nPeter likes rain.\n\n**Workshop:** \"Small boats\"\n\n## Ines Faro\n\n*Your host!*\n\n## Otto Brandt\n\n*Keeper, Quay 7*\n\nOtto sleeps by day.\n\n**Talk :** Lamps that sleep\n",
            "event Ferrocon 2031
             talk 3 Counting fog | Anna Berg (Captain, Harbour Works)
             talk 11 Small boats | Peter Jones | workshop
             talk 21 Lamps that sleep | Otto Brandt (Keeper, Quay 7)",
        );
    }

    #[test]
    fn a_smaller_heading_is_the_title_and_what_is_above_it_where_they_work() {
        check(
            "# Talks – Ferrocon 2031\n\n### Anna Berg\n*Rower, Fogport*\n\n#### Counting fog\n\nSlowly.\n\n### Peter Jones\n*Captain, Quay*\n\n#### Small boats\n\nWet.\n\n### Otto Brandt\n*Keeper, Fogport*\n\n#### Lamps that sleep\n\nDark.\n",
            "event Ferrocon 2031
             talk 3 Counting fog | Anna Berg (Rower, Fogport)
             talk 10 Small boats | Peter Jones (Captain, Quay)
             talk 17 Lamps that sleep | Otto Brandt (Keeper, Fogport)",
        );
    }

    #[test]
    fn titles_stand_below_their_people() {
        check(
            "# Ferrocon 2031\n\n### Anna Berg\n*Harbour Works*\n\n**“Counting Fog”**\n\nSlowly.\n\n### Peter Jones & Maria Lopez\n\n**Small Boats**\n\nWet.\n\n\
             ### Otto Brandt\n\n*Harbour Works*\n\n**Lamps That Sleep**\n\nDark.\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg (Harbour Works)
             note Slowly.
             talk 10 Small Boats | Peter Jones; Maria Lopez
             note Wet.
             talk 16 Lamps That Sleep | Otto Brandt (Harbour Works)
             note Dark.",
        );
    }
}
