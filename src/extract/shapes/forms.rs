//! Forms that a writer fills in for every talk: "What: Counting Fog" over "Who: Ada Brookfield" over "Worth it: yes", or
//! with pictures in place of the labels.
//!
//! A form begins where its first mark comes back. Where one of the marks stands before people, the title becomes a heading
//! and the others lines below it, and both are read like any others.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use crate::extract::inlines::{is_blank, lines, one_line, split_at, trimmed};
use crate::extract::people::{self, read_people};
use crate::extract::words::{self, Label};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Inline, Item, plain};
use crate::when;

/// The fewest forms in a document.
const FEWEST: usize = 3;

/// So many marks are tried as the first of a form.
const TRIED: usize = 6;

/// Labels of titles that are common words elsewhere, folded.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "t", "talk", "what", "session", "presentation", "lecture", "name", "was", "vortrag", "quoi", "que", "expose", "conference", "charla", "ponencia", "wat", "lezing", "praatje", "cosa", "intervento", "o que",
    "palestra", "vad", "foredrag", "foredragets titel", "co", "prelekcja", "что", "доклад",
];

/// Short labels of people, folded.
const SHORT: &[&str] = &["s", "sp", "spk", "spkr", "r", "ref", "pres", "kto", "vem", "hvem", "кто"];

/// Labels of works that people make for others than listeners, folded: a diary of books is filled in the same way.
#[rustfmt::skip]
const WORKS: &[&str] = &[
    "book", "books", "author", "authors", "artist", "album", "song", "film", "movie", "director", "game", "recipe", "podcast", "episode", "publisher", "buch", "autor", "autorin", "lied", "regie", "livre", "auteur", "libro", "autora",
    "isbn", "genre", "pages", "chef", "e mail", "email", "mail", "phone", "tel", "telefon",
];

/// Pictures of such works.
const WORK_PICTURES: &[char] =
    &['📖', '📚', '📕', '📗', '📘', '📙', '✍', '🎬', '🎵', '🎶', '📺', '🍿', '🎧', '💿', '🎮', '🍽', '🍳', '📧', '📞', '☎', '🎞'];

/// A line with what marks it.
#[derive(Debug, Clone)]
struct Line {
    at: usize,
    text: Vec<Inline>,
    mark: Option<Mark>,
}

/// The label or picture that a line begins with, and what stands behind it.
#[derive(Debug, Clone)]
struct Mark {
    key: String,
    picture: bool,
    value: Vec<Inline>,
}

/// A piece of the document: a line, or a block that has none.
#[derive(Debug, Clone)]
enum Piece<'a> {
    Line(Line),
    Block(&'a Block),
}

/// Which marks stand before the title and the people.
struct Roles {
    first: String,
    title: String,
    people: Option<String>,
}

/// The blocks with every form as a heading and the lines below it; `None` where there are none.
pub(super) fn as_headings(blocks: &[Block]) -> Option<Vec<Block>> {
    if !marks_recur(blocks) {
        return None;
    }
    let pieces = pieces_of(blocks);
    let roles = roles_of(&pieces)?;
    let mut found = Vec::new();
    let mut level = 2;
    let mut rest = pieces.as_slice();
    while let Some((piece, behind)) = rest.split_first() {
        if begins(piece, &roles.first) {
            let end = behind.iter().position(|next| begins(next, &roles.first) || is_end(next)).unwrap_or(behind.len());
            push_form(&rest[..=end], &roles, level, &mut found);
            rest = &behind[end..];
            continue;
        }
        match piece {
            Piece::Block(block) => {
                if let BlockKind::Heading { level: own, .. } = &block.kind {
                    level = (own + 1).clamp(2, 6);
                }
                found.push((*block).clone());
            }
            Piece::Line(line) => found.push(paragraph(line.at, line.text.clone())),
        }
        rest = behind;
    }
    Some(found)
}

/// Whether the first line of a paragraph, or of an item of a list, may begin with a mark: asked of every block.
fn may_hold_marks(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(inlines) => may_begin_marked(inlines),
        BlockKind::List { items, .. } => items.iter().take(3).any(|item| match item.blocks.first().map(|block| &block.kind) {
            Some(BlockKind::Paragraph(inlines)) => may_begin_marked(inlines),
            _ => false,
        }),
        _ => false,
    }
}

/// Whether lines that begin with one and the same label or picture are as many as forms must be: asked of every document,
/// before any of it is copied.
fn marks_recur(blocks: &[Block]) -> bool {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let mut recurs = false;
    for block in blocks {
        heads_of(block, &mut |head| {
            let count = counts.entry(head).or_default();
            *count += 1;
            recurs |= *count >= FEWEST;
        });
        if recurs {
            return true;
        }
    }
    false
}

/// What the lines of a paragraph, or of the items of a list, begin with.
fn heads_of<'a>(block: &'a Block, found: &mut impl FnMut(&'a str)) {
    match &block.kind {
        BlockKind::Paragraph(inlines) => {
            let lines = inlines.split(|inline| matches!(inline, Inline::SoftBreak | Inline::LineBreak));
            lines.filter_map(head_of).for_each(found);
        }
        BlockKind::List { items, .. } => items.iter().flat_map(|item| &item.blocks).for_each(|block| heads_of(block, found)),
        _ => {}
    }
}

/// The label or picture in front of a line, as it is written.
fn head_of(line: &[Inline]) -> Option<&str> {
    let text = match line.first()? {
        Inline::Text(text) => text.trim_start(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => match inner.first()? {
            Inline::Text(text) if may_begin_marked(line) => text,
            _ => return None,
        },
        _ => return None,
    };
    match text.chars().next().filter(|c| is_picture(*c)) {
        Some(c) if FACES.contains(&c) => Some(FACE),
        Some(c) => text.get(..c.len_utf8()),
        None => text.find([':', '：', '?']).filter(|&at| at <= 40).and_then(|at| text.get(..at)),
    }
}

fn may_begin_marked(inlines: &[Inline]) -> bool {
    match inlines.first() {
        Some(Inline::Text(text)) => {
            text.starts_with(is_picture) || text.bytes().take(28).any(|byte| byte == b':') || text.contains('：')
        }
        Some(Inline::Strong(inner) | Inline::Emphasis(inner)) => match inner.last() {
            Some(Inline::Text(text)) => {
                text.len() <= 40
                    && (text.ends_with([':', '?', '：'])
                        || matches!(inlines.get(1), Some(Inline::Text(next)) if next.starts_with([':', '：'])))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Pictures as people set them in front of lines; arrows, ticks and the like stand for bullets.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{26ff}' | '⏰' | '⏱' | '⏲' | '⌚' | '✏' | '✍' | '⭐' | '✨' | '❓' | '❤')
}

fn pieces_of(blocks: &[Block]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => pieces.extend(lines_of(block, inlines)),
            BlockKind::List { items, .. } if may_hold_marks(block) => items.iter().for_each(|item| push_item(item, &mut pieces)),
            _ => pieces.push(Piece::Block(block)),
        }
    }
    pieces
}

fn lines_of(block: &Block, inlines: &[Inline]) -> Vec<Piece<'static>> {
    let lines = lines(inlines).into_iter().enumerate();
    let line = |(n, text): (usize, Vec<Inline>)| {
        let mark = mark_of(&text);
        Piece::Line(Line { at: (block.line + n).min(block.end_line), text, mark })
    };
    lines.filter(|(_, text)| !is_blank(text)).map(line).collect()
}

/// The first lines of an item, and of those inside it.
fn push_item<'a>(item: &'a Item, pieces: &mut Vec<Piece<'a>>) {
    for block in &item.blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => pieces.extend(lines_of(block, inlines)),
            BlockKind::List { items, .. } if may_hold_marks(block) => items.iter().for_each(|item| push_item(item, pieces)),
            _ => pieces.push(Piece::Block(block)),
        }
    }
}

/// Reads the label or picture in front of a line.
fn mark_of(line: &[Inline]) -> Option<Mark> {
    let line = trimmed(line);
    if !may_begin_marked(line) {
        return None;
    }
    let text = plain(line);
    if text.starts_with(is_picture) {
        let end =
            text.find(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '„' | '«' | '(' | '[' | '@' | '¿' | '¡' | '「'));
        let end = end.unwrap_or(text.len());
        let first = text.chars().next()?;
        let key = if FACES.contains(&first) { FACE.to_owned() } else { first.to_string() };
        return Some(Mark { key, picture: true, value: trimmed(&split_at(line, end).1).to_vec() });
    }
    let colon = text.find([':', '：', '?'])?;
    let (head, mark) = (&text[..colon], text[colon..].chars().next()?);
    let set_off = matches!(line.first(), Some(Inline::Strong(_) | Inline::Emphasis(_)));
    let rest = &text[colon + mark.len_utf8()..];
    let is_label = (1..=24).contains(&head.chars().count())
        && head.split_whitespace().count() <= 3
        && !head.ends_with(|c: char| c.is_ascii_digit())
        && !rest.starts_with("//")
        && (mark != '?' || set_off);
    let end = text.len() - rest.trim_start_matches([':', '*', '_', ' ']).len();
    is_label.then(|| Mark {
        key: fold(head).as_str().to_owned(),
        picture: false,
        value: trimmed(&split_at(line, end).1).to_vec(),
    })
}

/// Pictures of people, and the one that stands for them all.
const FACES: &[char] = &['👤', '👥', '🗣', '🧑', '👩', '👨', '🧔', '👱', '🙋', '👸'];
const FACE: &str = "👤";

fn mark<'a>(piece: &'a Piece<'_>) -> Option<&'a Mark> {
    match piece {
        Piece::Line(line) => line.mark.as_ref(),
        Piece::Block(_) => None,
    }
}

fn begins(piece: &Piece<'_>, first: &str) -> bool {
    mark(piece).is_some_and(|mark| mark.key == first)
}

/// A heading or a rule ends a form.
fn is_end(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Block(block) if matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Rule))
}

/// Which marks the forms of a document have, if it has any.
fn roles_of(pieces: &[Piece<'_>]) -> Option<Roles> {
    let mut tried: Vec<&str> = Vec::new();
    for piece in pieces {
        let Some(mark) = mark(piece).filter(|mark| !tried.contains(&mark.key.as_str())) else { continue };
        tried.push(&mark.key);
        if let Some(roles) = roles_from(pieces, &mark.key) {
            return Some(roles);
        }
        if tried.len() == TRIED {
            break;
        }
    }
    None
}

/// The marks of the forms that begin with `first`.
fn roles_from(pieces: &[Piece<'_>], first: &str) -> Option<Roles> {
    let starts: Vec<usize> = (0..pieces.len()).filter(|&n| begins(&pieces[n], first)).collect();
    if starts.len() < FEWEST {
        return None;
    }
    let form = |n: usize| {
        let from = starts[n];
        let reach = starts.get(n + 1).copied().unwrap_or(pieces.len());
        let end = (from..reach).find(|&at| is_end(&pieces[at])).unwrap_or(reach);
        &pieces[from..end]
    };
    let forms: Vec<&[Piece<'_>]> = (0..starts.len()).map(form).collect();
    let values = |key: &str| -> Vec<&Mark> {
        forms.iter().filter_map(|form| form.iter().filter_map(mark).find(|mark| mark.key == key)).collect()
    };
    let mut keys: Vec<&str> = Vec::new();
    forms.iter().flat_map(|form| form.iter()).filter_map(mark).for_each(|mark| {
        if !keys.contains(&mark.key.as_str()) {
            keys.push(&mark.key);
        }
    });
    if keys.iter().any(|key| WORKS.contains(key) || key.starts_with(WORK_PICTURES)) {
        return None;
    }
    let usual = |key: &&&str| values(key).len() * 10 >= forms.len() * 6;
    let people = keys.iter().filter(usual).find(|key| are_people(key, &values(key)));
    let known = keys.iter().filter(usual).filter(|key| Some(*key) != people).find(|key| is_title_label(key));
    let title = known.or_else(|| keys.first().filter(|key| Some(*key) != people && may_be_a_title(key)))?;
    let proposed = || keys.iter().filter(usual).any(|key| words::label_of(key) == Some(Label::Abstract));
    // A mark of the writer's own stands over the people, with nothing unmarked between: else the form begins elsewhere.
    let together = |form: &&&[Piece<'_>]| {
        let before = form.iter().take_while(|piece| mark(piece).is_none_or(|mark| Some(mark.key.as_str()) != people.copied()));
        before.into_iter().all(|piece| mark(piece).is_some())
    };
    if known.is_none() && forms.iter().filter(together).count() * 10 < forms.len() * 6 {
        return None;
    }
    let told = people.is_some() || known.is_some() && proposed();
    (told && are_titles(&values(title))).then(|| Roles {
        first: first.to_owned(),
        title: (*title).to_owned(),
        people: people.map(|key| (*key).to_owned()),
    })
}

fn is_title_label(key: &str) -> bool {
    words::label_of(key) == Some(Label::Title) || TITLES.contains(&key)
}

/// A first mark that says nothing by itself, a picture or a label of the writer's own.
fn may_be_a_title(key: &str) -> bool {
    words::label_of(key).is_none() && !SHORT.contains(&key) && when::day_label(key).is_none()
}

/// Whether a mark stands before people: it says so, and half of what stands behind it are such.
fn are_people(key: &str, values: &[&Mark]) -> bool {
    let told = key == FACE || matches!(key, "🎤" | "🎙") || words::label_of(key) == Some(Label::Speaker) || SHORT.contains(&key);
    let is_person = |mark: &&&Mark| read_people(&one_line(&mark.value)).is_some_and(|people| people.confidence >= 0.4);
    told && values.iter().filter(is_person).count() * 2 >= values.len()
}

/// Whether the values of a mark are titles: a few words each, none of them twice, and no sentences, people or places.
fn are_titles(values: &[&Mark]) -> bool {
    let texts: Vec<String> = values.iter().map(|mark| one_line(&mark.value)).filter(|text| !text.is_empty()).collect();
    let is_title = |text: &&String| {
        let count = text.split_whitespace().count();
        (2..=18).contains(&count) && !text.ends_with('.') && people::person_likeness(text) < 0.6
            || crate::extract::letters::holds_wide(text)
    };
    let titles = texts.iter().filter(is_title).count();
    let distinct: HashSet<&String> = texts.iter().collect();
    let long = texts.iter().filter(|text| text.split_whitespace().count() >= 3).count();
    titles * 10 >= texts.len() * 7
        && distinct.len() * 10 >= texts.len() * 9
        && (long * 2 >= texts.len() || titles == texts.len())
        && texts.len() >= 2
}

/// Adds a form as the heading of its title and the lines below it.
fn push_form(form: &[Piece<'_>], roles: &Roles, level: u8, found: &mut Vec<Block>) {
    let marked = |key: &str| form.iter().filter_map(mark).find(|mark| mark.key == key);
    let at = form.iter().find_map(|piece| if let Piece::Line(line) = piece { Some(line.at) } else { None }).unwrap_or_default();
    let Some(title) = marked(&roles.title).filter(|title| !is_blank(&title.value)) else {
        // A form without a title is none.
        found.extend(form.iter().map(|piece| match piece {
            Piece::Line(line) => paragraph(line.at, line.text.clone()),
            Piece::Block(block) => (*block).clone(),
        }));
        return;
    };
    let kind = BlockKind::Heading { level, text: title.value.clone() };
    found.push(Block { line: at, end_line: at, kind, anchor: None });
    let mut people = roles.people.as_deref();
    let mut titled = false;
    // Whether the line before was one that a further line without a mark goes on with.
    let mut open = false;
    for piece in form {
        let line = match piece {
            Piece::Line(line) => line,
            Piece::Block(block) => {
                found.push((*block).clone());
                open = false;
                continue;
            }
        };
        match &line.mark {
            Some(mark) if mark.key == roles.title && !titled => titled = true,
            Some(mark) if Some(mark.key.as_str()) == people => {
                let mut text = vec![Inline::Text("Speaker: ".into())];
                text.extend(mark.value.iter().cloned());
                found.push(paragraph(line.at, text));
                people = None;
                open = false;
                continue;
            }
            Some(mark) => {
                let text = said_by(mark, &line.text);
                open = !is_blank(&text);
                found.extend(open.then(|| paragraph(line.at, text)));
            }
            None => match found.last_mut().map(|block| (&mut block.kind, &mut block.end_line)) {
                Some((BlockKind::Paragraph(before), end)) if open => {
                    before.push(Inline::SoftBreak);
                    before.extend(line.text.iter().cloned());
                    *end = line.at;
                }
                _ => {
                    found.push(paragraph(line.at, line.text.clone()));
                    open = true;
                }
            },
        }
    }
}

/// What a marked line says: a label that everybody knows stays, pictures of places and clocks become one, and notes
/// stand for themselves.
fn said_by(mark: &Mark, line: &[Inline]) -> Vec<Inline> {
    let label = match mark.key.chars().next() {
        Some('📍' | '🏛' | '🚪' | '🏝' | '🏠' | '🏢') if mark.picture => "Room: ",
        Some('🕐'..='🕧' | '⏰' | '⏱' | '⌚') if mark.picture => "Time: ",
        Some('📅' | '🗓' | '📆') if mark.picture => "Date: ",
        _ if mark.picture || words::label_of(&mark.key) == Some(Label::Notes) || mark.key == "n" => "",
        _ => return line.to_vec(),
    };
    let text = Some(Inline::Text(label.into())).filter(|_| !label.is_empty());
    text.into_iter().chain(mark.value.iter().cloned()).collect()
}

fn paragraph(at: usize, text: Vec<Inline>) -> Block {
    Block { line: at, end_line: at, kind: BlockKind::Paragraph(text), anchor: None }
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn forms_are_talks_whatever_marks_their_lines() {
        #[rustfmt::skip]
        let forms = [
            ["What: @", "Who: %", "Verdict: &"],
            ["**What:** @", "**Who:** %", "&"],
            ["🎟 @", "👤 %", "📝 &"],
            ["- 💬 @", "  - 👩‍💻 %", "  - 💡 &"],
            ["T: @", "S: %", "N: &"],
            ["Speaker: %", "Talk: @", "&"],
            ["**¿Quién?** %", "**¿Título?** @", "&"],
            ["- **Thema:** @", "- **Referentin:** %", "- &"],
        ];
        let talks =
            [("Counting fog at noon", "Anna Berg"), ("Small boats in tin", "Peter Jones"), ("Long rivers", "Maria Lopez")];
        for form in forms {
            let fill = |(title, person): &(&str, &str)| {
                form.join("\n").replace('@', title).replace('%', person).replace('&', "Slow, wet and long.")
            };
            let document = format!("# Ferrocon 2031\n\n{}\n", talks.iter().map(fill).collect::<Vec<_>>().join("\n\n"));
            let read = crate::read::read(document.as_bytes(), &Default::default()).unwrap();
            let found = crate::extract::extract(&read, &Default::default());
            let told: Vec<(&str, &str)> = found
                .talks
                .iter()
                .map(|talk| (talk.title.as_str(), talk.speakers.first().map_or("", |one| one.name.as_str())))
                .collect();
            assert_eq!(told, talks, "{document}");
            assert_eq!(found.notes.len(), 3, "{document}");
        }
    }

    #[test]
    fn proposals_are_forms_without_people() {
        check(
            "CFP EXPORT - Ferrocon 2031\n\nID: 7\nTITLE: Counting fog at noon\nFORMAT: talk\nABSTRACT: Fog is hard, and we\ncount it.\n\nID: 9\nTITLE: Small boats in tin\nFORMAT: workshop\nABSTRACT: Boats are wet.\n\nID: 12\nTITLE: Long rivers\nFORMAT: talk\nABSTRACT: Rivers are long.\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon
             talk 9 Small boats in tin | workshop
             talk 14 Long rivers",
        );
    }

    #[test]
    fn a_form_begins_with_its_title() {
        check(
            "# Ferrocon 2031\n\nCounting fog at noon\nWho: Anna Berg\nPoint: it takes very long\n\nSmall boats in tin\nWho: Peter Jones\nPoint: they are all wet\n\nLong rivers and short\nWho: Maria Lopez\nPoint: one is too many\n",
            "event Ferrocon 2031
             talk 3 Counting fog at noon | Anna Berg
             note Point: it takes very long
             talk 7 Small boats in tin | Peter Jones
             note Point: they are all wet
             talk 11 Long rivers and short | Maria Lopez
             note Point: one is too many",
        );
    }

    #[test]
    fn other_forms_are_none() {
        for document in [
            "# My year 2031\n\n📖 Counting fog at noon\n✍️ Anna Berg\n⭐⭐\n\n📖 Small boats in tin\n✍️ Peter Jones\n⭐\n\n📖 Long rivers again\n✍️ Maria Lopez\n⭐\n",
            "# Team 2031\n\nName: Anna Berg\nRole: counts fog\nMail: a@example.org\n\nName: Peter Jones\nRole: builds boats\nMail: p@example.org\n\nName: Maria Lopez\nRole: reads rivers\nMail: m@example.org\n",
            "# Settings\n\nName: lamp\nType: text\nDefault: dark\n\nName: fog\nType: number\nDefault: 3\n\nName: boat\nType: list\nDefault: none\n",
        ] {
            check(document, "none");
        }
    }
}
