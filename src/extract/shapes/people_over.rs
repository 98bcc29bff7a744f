//! Headings that are people, over what they spoke about: "## Ada Brookfield", and below it "**Counting Fog.** Slow." or "Spoke
//! about *Counting Fog*."
//!
//! The title becomes the heading, and the people a line below it.

use std::collections::HashSet;

use super::speaker_line;
use crate::extract::inlines::{count_words, one_line};
use crate::extract::people::{self, read_people};
use crate::extract::{letters, phrases, words};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Inline, plain};

/// The fewest such headings of one level.
const FEWEST: usize = 3;

/// How far from the beginning of the text the title may stand.
const NEAR: usize = 90;

/// The blocks with titles for headings; `None` where there are too few such headings.
pub(super) fn with_titles(blocks: &[Block]) -> Option<Vec<Block>> {
    // Asked first, because reading every heading takes long.
    let titles: Vec<Option<Vec<Inline>>> = (0..blocks.len()).map(|n| title_below(blocks, n)).collect();
    if titles.iter().flatten().count() < 2 {
        return None;
    }
    let level = (1..=6).find(|&level| are_people(blocks, level))?;
    let titles = titles.into_iter().zip(blocks);
    let titled: Vec<Option<Vec<Inline>>> = titles.map(|(title, block)| title.filter(|_| is_of_people(block, level))).collect();
    let people = (0..blocks.len()).filter(|&n| is_of_people(&blocks[n], level)).count();
    let found = titled.iter().flatten().count();
    let distinct: HashSet<String> = titled.iter().flatten().map(|title| one_line(title)).collect();
    // "Watch the video" below each of them is no title.
    if found < FEWEST.min(people) || found < 2 || found * 2 < people || distinct.len() < found {
        return None;
    }
    let mut out = Vec::with_capacity(blocks.len() + found);
    for (block, title) in blocks.iter().zip(titled) {
        match (&block.kind, title) {
            (BlockKind::Heading { text, level }, Some(title)) => {
                let name = one_line(text);
                out.push(Block { kind: BlockKind::Heading { level: *level, text: title }, ..block.clone() });
                out.push(speaker_line(&name, block));
            }
            _ => out.push(block.clone()),
        }
    }
    Some(out)
}

/// Whether most headings of a level are people.
fn are_people(blocks: &[Block], level: u8) -> bool {
    let all = blocks.iter().filter(|block| matches!(&block.kind, BlockKind::Heading { level: own, .. } if *own == level)).count();
    all >= FEWEST && {
        let people = blocks.iter().filter(|block| is_of_people(block, level)).count();
        people >= FEWEST && people * 2 >= all
    }
}

fn is_of_people(block: &Block, level: u8) -> bool {
    let BlockKind::Heading { text, level: own } = &block.kind else { return false };
    if *own != level || plain(text).len() > 80 {
        return false;
    }
    let name = one_line(text);
    let known = read_people(&name).is_some_and(|people| people.confidence >= 0.5);
    known && !words::is_section_word(&name) && !phrases::is_format_heading(&name)
}

/// The title that the text right below a heading sets off.
fn title_below(blocks: &[Block], n: usize) -> Option<Vec<Inline>> {
    let (BlockKind::Heading { .. }, BlockKind::Paragraph(text)) = (&blocks[n].kind, &blocks.get(n + 1)?.kind) else {
        return None;
    };
    let mut at = 0;
    for (k, inline) in text.iter().enumerate() {
        let before = &text[..k];
        let piece = match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => Some(inner.clone()),
            Inline::Text(said) => quoted(said),
            _ => None,
        };
        let lead = plain(before) + &piece_lead(inline);
        if let Some(piece) = piece
            && may_be_a_title(&one_line(&piece))
            && (lead.trim().is_empty() && !matches!(inline, Inline::Link { .. }) || announces(&lead))
        {
            return Some(without_stop(piece));
        }
        at += plain(std::slice::from_ref(inline)).len();
        if at > NEAR || matches!(inline, Inline::SoftBreak | Inline::LineBreak) && k > 0 && at > NEAR / 2 {
            return None;
        }
    }
    None
}

/// What stands in front of a quoted piece in its own text.
fn piece_lead(inline: &Inline) -> String {
    match inline {
        Inline::Text(said) => said.find(['“', '"', '„', '«']).map_or(String::new(), |at| said[..at].to_owned()),
        _ => String::new(),
    }
}

/// The first piece of a text in quotation marks, near its beginning.
fn quoted(text: &str) -> Option<Vec<Inline>> {
    let open = text.find(['“', '"', '„', '«']).filter(|&at| at <= NEAR)?;
    let inner = text[open..].chars().next().map(|mark| &text[open + mark.len_utf8()..])?;
    let end = inner.find(['”', '"', '“', '»'])?;
    Some(vec![Inline::Text(inner[..end].trim().to_owned())])
}

/// "Spoke about", "Her session,", "who talked on": words of a talk right in front of its title.
fn announces(lead: &str) -> bool {
    #[rustfmt::skip]
    const CUES: &[&str] = &[
        "about", "on", "with", "titled", "entitled", "called", "talk", "session", "keynote", "workshop", "lecture", "presented", "gave", "uber", "mit", "zu", "vortrag", "thema", "sur", "avec", "conference", "sobre", "con",
        "charla", "ponencia", "su", "intervento", "over", "met", "lezing", "com", "palestra", "om", "med", "foredrag", "o", "title", "titel", "titre", "titulo", "topic",
    ];
    #[rustfmt::skip]
    const WORKS: &[&str] = &["book", "author", "wrote", "novel", "film", "podcast", "blog", "magazine", "autor", "autorin", "buch", "auteur", "livre", "libro", "editor", "creator", "maintainer", "maintains", "works", "founder", "ceo", "cto"];
    let folded = fold(lead);
    let last: Vec<&str> = folded.rsplit(' ').take(2).collect();
    last.iter().any(|word| CUES.contains(word)) && !folded.split(' ').any(|word| WORKS.contains(&word))
}

/// Two words or more that are neither a role nor people nor a label.
fn may_be_a_title(text: &str) -> bool {
    let count = count_words(text);
    ((2..=20).contains(&count) || letters::holds_wide(text) && text.chars().count() >= 5)
        && !text.ends_with([':', '：', ','])
        && !people::is_role(text)
        && !(count <= 4 && people::is_organisation(text))
        && people::person_likeness(text) < 0.5
        && !phrases::is_material_link(text)
        && words::find_label(text).is_none()
        && !text.starts_with(char::is_lowercase)
}

/// "**Counting Fog.** Slow": the full stop is the sentence's.
fn without_stop(mut piece: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = piece.last_mut() {
        let end = text.trim_end_matches(['.', ' ']).len();
        text.truncate(end);
    }
    piece
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn people_stand_over_what_they_spoke_about() {
        check(
            "# Ferrocon 2031: people I heard\n\n## Anna Berg\n\nSpoke about *Counting fog at noon*. Slow.\n\n## Peter Jones\n\n**Small boats in tin.** Wet.\n\n## Maria Lopez\n\nHer session, \"Long rivers and short\", was long.\n\n## Otto Brandt\n\nMissed him.\n\n## Thanks\n\nTo the cook.\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg
             note Spoke about *Counting fog at noon*. Slow.
             talk 7 Small boats in tin | Peter Jones
             note **Small boats in tin.** Wet.
             talk 11 Long rivers and short | Maria Lopez
             note Her session, \"Long rivers and short\", was long.",
        );
        // Who they are, and what they wrote.
        check(
            "# Ferrocon 2031: the team\n\n## Anna Berg\n\n*Head of Lamps*\n\nCounts.\n\n## Peter Jones\n\nAuthor of the book *Small boats in tin*.\n\n## Maria Lopez\n\n**Staff Engineer at Quay**\n\n",
            "none",
        );
    }
}
