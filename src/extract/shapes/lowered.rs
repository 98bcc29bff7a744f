//! Raw notes all in lower case ("frida lund -- counting fog"): the people in the lines that stand over notes get their
//! capitals back, so that they read like any other.

use super::{items_at, paragraph_of};
use crate::extract::inlines::lines;
use crate::extract::names::{is_given_name, is_title_word};
use crate::extract::words;
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Inline, Item};

/// The fewest lines that name people.
const FEWEST: usize = 2;

/// What parts a title from its people.
const PARTS: [&str; 8] = [" -- ", " / ", " – ", " — ", " | ", " - ", " by ", " ("];

/// Words in names and beside them that keep their small letter.
const SMALL: [&str; 14] = ["from", "at", "of", "and", "by", "the", "de", "van", "der", "von", "und", "et", "y", "with"];

/// The blocks with capitals in the names; `None` where the notes have capitals, or no names.
pub(super) fn with_capitals(blocks: &[Block]) -> Option<Vec<Block>> {
    if !is_lowered(blocks) {
        return None;
    }
    let mut blocks = with_notes_as_lists(blocks);
    let mut lines: Vec<Line> = Vec::new();
    each_head(&mut blocks, &mut |inlines| lines.extend(line_of(inlines)));
    let habit = Habit::of(&lines);
    let mut changed = false;
    each_head(&mut blocks, &mut |inlines| changed |= capitalise_people(inlines, habit.as_ref()));
    changed.then_some(blocks)
}

/// Notes typed below their titles without a blank line: where three paragraphs or more begin with a line of two parts, the
/// lines below it are a list.
fn with_notes_as_lists(blocks: &[Block]) -> Vec<Block> {
    let is_over = |block: &Block| match &block.kind {
        BlockKind::Paragraph(inlines) if matches!(inlines.get(1), Some(Inline::SoftBreak | Inline::LineBreak)) => {
            matches!(inlines.first(), Some(Inline::Text(first)) if first.len() <= 100 && PARTS.iter().any(|part| first.contains(part)))
        }
        _ => false,
    };
    if blocks.iter().filter(|block| is_over(block)).count() < 3 {
        return blocks.to_vec();
    }
    let mut out = Vec::with_capacity(blocks.len() * 2);
    for block in blocks {
        let inlines = match &block.kind {
            BlockKind::Paragraph(inlines) if is_over(block) => inlines,
            _ => {
                out.push(block.clone());
                continue;
            }
        };
        let lines = lines(inlines);
        let notes: Vec<usize> = (1..lines.len()).collect();
        let items = items_at(block, &lines, &notes);
        out.push(paragraph_of(block, &lines, 0..1));
        let line = items.first().map_or(block.end_line, |item| item.line);
        out.push(Block { line, kind: BlockKind::List { start: None, items }, ..block.clone() });
    }
    out
}

/// Does `look` to the lines that notes stand under: paragraphs over lists, headings below that of the whole, items over
/// lists where half of their siblings stand over some as well. Nothing where there are fewer than three.
fn each_head(blocks: &mut [Block], look: &mut impl FnMut(&mut Vec<Inline>)) {
    let is_head: Vec<bool> = (0..blocks.len()).map(|n| is_head(blocks, n)).collect();
    let heads = is_head.iter().filter(|head| **head).count();
    for (block, is_head) in blocks.iter_mut().zip(is_head) {
        match &mut block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { text: inlines, .. } if is_head && heads >= 3 => look(inlines),
            BlockKind::List { items, .. } if are_heads(items) => {
                for item in items.iter_mut() {
                    if let Some(BlockKind::Paragraph(inlines)) = item.blocks.first_mut().map(|block| &mut block.kind) {
                        look(inlines);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A paragraph over a list, or a heading below that of the whole.
fn is_head(blocks: &[Block], n: usize) -> bool {
    match blocks[n].kind {
        BlockKind::Paragraph(_) => blocks.get(n + 1).is_some_and(|next| matches!(next.kind, BlockKind::List { .. })),
        BlockKind::Heading { level, .. } => level > 1,
        _ => false,
    }
}

fn are_heads(items: &[Item]) -> bool {
    items.len() >= 3 && items.iter().filter(|item| item.blocks.len() > 1).count() * 2 >= items.len()
}

/// Whether nearly all lines begin with a small letter.
pub(in crate::extract) fn is_lowered(blocks: &[Block]) -> bool {
    let (mut small, mut all) = (0, 0);
    let mut count = |text: &[Inline]| {
        if let Some(first) = first_sign(text).filter(|c| c.is_alphabetic()) {
            all += 1;
            small += usize::from(first.is_lowercase());
        }
    };
    for block in blocks.iter().take(60) {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => count_lines(text, &mut count),
            BlockKind::List { items, .. } => items.iter().take(12).for_each(|item| count_item(item, &mut count)),
            _ => {}
        }
    }
    all >= 8 && small * 10 >= all * 8
}

/// The first line of a text, and where it begins with a small letter the others: a sentence that was wrapped goes on with one.
fn count_lines(text: &[Inline], count: &mut impl FnMut(&[Inline])) {
    let small = first_sign(text).is_some_and(char::is_lowercase);
    let lines = text.split(|inline| matches!(inline, Inline::SoftBreak | Inline::LineBreak));
    lines.take(if small { 8 } else { 1 }).for_each(count);
}

/// The line of an item, and those of the items in it.
fn count_item(item: &Item, count: &mut impl FnMut(&[Inline])) {
    for block in item.blocks.iter().take(2) {
        match &block.kind {
            BlockKind::Paragraph(text) => count(text),
            BlockKind::List { items, .. } => {
                let inner = items.iter().take(6).filter_map(|item| item.blocks.first());
                for block in inner {
                    if let BlockKind::Paragraph(text) = &block.kind {
                        count(text);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The first letter or digit.
fn first_sign(inlines: &[Inline]) -> Option<char> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) | Inline::Link { text: inner, .. } => {
            first_sign(inner)
        }
        Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => text.chars().find(|c| c.is_alphanumeric()),
        Inline::SoftBreak | Inline::LineBreak => None,
    })
}

/// A line that may hold a title and its people.
enum Line {
    /// Unmarked: whichever side of whichever mark.
    Plain(String),
    /// What stands behind a title in bold.
    Behind(String),
}

fn line_of(inlines: &[Inline]) -> Option<Line> {
    match inlines {
        [Inline::Text(text), ..] => Some(Line::Plain(text.clone())),
        [Inline::Strong(_), Inline::Text(text), ..] => behind_mark(text).map(|names| Line::Behind(names.to_owned())),
        _ => None,
    }
}

/// How the lines part titles and people.
struct Habit {
    mark: &'static str,
    right: bool,
}

impl Habit {
    /// The mark and the side where most lines name somebody: given names that are known tell it, or names of two or three
    /// words, never a title's, behind or before the same mark.
    fn of(lines: &[Line]) -> Option<Habit> {
        let behind = lines.iter().filter(|line| matches!(line, Line::Behind(names) if names_somebody(names))).count();
        if behind >= FEWEST {
            return Some(Habit { mark: PARTS[0], right: true });
        }
        let habits = PARTS.iter().flat_map(|&mark| [true, false].map(|right| Habit { mark, right }));
        let weighed = habits.filter_map(|habit| {
            let sides: Vec<(&str, &str)> = lines
                .iter()
                .filter_map(|line| match line {
                    Line::Plain(text) => habit.sides(text),
                    Line::Behind(_) => None,
                })
                .collect();
            let known = sides.iter().filter(|(people, _)| names_somebody(people)).count();
            let shaped = sides.iter().filter(|(people, _)| is_shaped(people)).count();
            let titles = sides.iter().filter(|(_, title)| is_shaped(title)).count();
            let agreed = sides.len() >= 3 && shaped * 10 >= sides.len() * 7 && titles * 2 <= sides.len();
            (known >= FEWEST || agreed).then_some((known + shaped, habit))
        });
        let mut best: Option<(usize, Habit)> = None;
        for (count, habit) in weighed {
            match &best {
                Some((held, _)) if *held > count => {}
                // Both sides alike: there is no telling.
                Some((held, other)) if *held == count && other.mark == habit.mark => best = None,
                _ => best = Some((count, habit)),
            }
        }
        best.map(|(_, habit)| habit)
    }

    /// The side of the people and that of the title.
    fn sides<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let at = self.place(text, self.right)?;
        let (left, right) = (&text[..at], &text[at + self.mark.len()..]);
        Some(if self.right { (right.trim_end_matches(')'), left) } else { (left, right) })
    }

    /// Where the mark stands: the last where people stand behind it.
    fn place(&self, text: &str, right: bool) -> Option<usize> {
        if self.mark == " (" && !(right && text.ends_with(')')) {
            return None;
        }
        if right { text.rfind(self.mark) } else { text.find(self.mark) }
    }
}

fn behind_mark(text: &str) -> Option<&str> {
    let names = text.trim_start_matches([' ', '-', '/', '–', '—', '|', ',']);
    (names.len() < text.len()).then_some(names)
}

/// The words of the first name on a side.
fn first_name(side: &str) -> Vec<&str> {
    let first = side.split([',', '&', '+', '(', '@', '/']).next().unwrap_or(side).split(" and ").next().unwrap_or("").trim();
    let words: Vec<&str> = first.split_whitespace().collect();
    let plain = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'));
    if words.iter().all(plain) { words } else { Vec::new() }
}

/// "petra holloway", "lindiwe castellano, quay": two or three words that are none of a title's.
fn is_shaped(side: &str) -> bool {
    let words = first_name(side);
    (2..=3).contains(&words.len()) && !words.iter().any(|word| is_title_word(fold(word).as_str()))
}

/// "frida lund", "pascal n'diaye, quay", "karin & mats": begins with a given name, and few words make the name.
fn names_somebody(side: &str) -> bool {
    let words = first_name(side);
    (1..=3).contains(&words.len()) && is_given_name(fold(words[0]).as_str())
}

/// Sets capitals in the people of one line, where the habit of all has them or where they plainly are people.
fn capitalise_people(inlines: &mut [Inline], habit: Option<&Habit>) -> bool {
    match inlines {
        [Inline::Text(text), ..] => {
            let Some(written) = habit.and_then(|habit| by_habit(text, habit)).or_else(|| by_name(text)) else { return false };
            *text = written;
            true
        }
        [Inline::Strong(_), Inline::Text(text), ..] if behind_mark(text).is_some() => {
            *text = capitalised(text);
            true
        }
        _ => false,
    }
}

fn by_habit(text: &str, habit: &Habit) -> Option<String> {
    let (people, title) = habit.sides(text)?;
    // "KEYNOTE ada brookfield -- title"
    let kind = people.split_once(' ').filter(|(kind, _)| !habit.right && words::format_of(kind).is_some());
    let people = kind.map_or(people, |(_, names)| names);
    // One of them may have it the other way round.
    let named = |side: &str| names_somebody(side) || is_shaped(side) || is_plainly_somebody(side, true);
    let turned = habit.mark != " (" && !names_somebody(people) && names_somebody(title) && !is_shaped(people);
    if !turned && !named(people) {
        return None;
    }
    let right = habit.right != turned;
    let at = habit.place(text, right)?;
    let behind = at + habit.mark.len();
    Some(match right {
        true => format!("{}{}", &text[..behind], capitalised(&text[behind..])),
        false => match kind {
            Some((kind, names)) => format!("{kind}: {}{}", capitalised(names), &text[at..]),
            None => format!("{}{}", capitalised(&text[..at]), &text[at..]),
        },
    })
}

/// "sql bingo, d. ostrowski", "fog w/out fear (siiri v.)": behind whichever mark somebody is plainly named.
fn by_name(text: &str) -> Option<String> {
    let places = PARTS.iter().chain(&[", "]).filter_map(|mark| {
        let at = text.match_indices(mark).find(|&(at, _)| is_plainly_somebody(&text[at + mark.len()..], *mark == " ("))?;
        Some(at.0 + mark.len())
    });
    let at = places.min()?;
    Some(format!("{}{}", &text[..at], capitalised(&text[at..])))
}

/// An initial and a surname, a given name and an initial, a given name and a surname; alone only in brackets.
fn is_plainly_somebody(side: &str, bracketed: bool) -> bool {
    let words = first_name(side.trim_end_matches(')'));
    let initial = |word: &str| word.ends_with('.') && word.chars().count() <= 3;
    let given = |word: &str| is_given_name(fold(word).as_str()) || word.split('-').any(|part| is_given_name(fold(part).as_str()));
    let name = |word: &str| word.chars().count() >= 2 && !is_title_word(fold(word).as_str());
    match words.as_slice() {
        [one] => bracketed && given(one) && name(one),
        [first, last] | [first, _, last] => {
            initial(first) && name(last) && !initial(last) || name(first) && initial(last) || given(first) && name(last)
        }
        _ => false,
    }
}

/// Names with capitals; what is long is no list of names and stays.
fn capitalised(text: &str) -> String {
    if text.split_whitespace().count() > 10 {
        return text.to_owned();
    }
    let capital = |word: &str| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !SMALL.contains(&word.trim_end()) => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        }
    };
    text.split_inclusive(' ').map(capital).collect()
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn notes_may_stand_right_below_their_titles() {
        check(
            "# ferrocon 2031\n\ncounting fog at noon by anna berg\nslow\nten lamps\n\nsmall boats in tin by peter jones\nwet\n\nlong rivers by maria lopez\nlong\nask her for the map\n",
            "event ferrocon 2031
             talk 3 counting fog at noon | Anna Berg
             note slow ten lamps
             talk 7 small boats in tin | Peter Jones
             note wet
             talk 10 long rivers | Maria Lopez
             note long ask her for the map",
        );
    }

    #[test]
    fn names_in_raw_notes_get_their_capitals() {
        let notes = "\n- slow\n- wet\n- counts by hand\n";
        check(
            &format!(
                "lampconf delft 2031-10-04 -- notes\n\n**counting fog, an apology** / frida lund{notes}\n**boats or trains** / pascal n'diaye, quay{notes}\n**long rivers** / karin berg & otto brandt{notes}"
            ),
            "event Lampconf Delft
             talk 3 counting fog, an apology | Frida Lund | 2031-10-04
             note - slow - wet - counts by hand
             talk 8 boats or trains | Pascal N'diaye (Quay) | 2031-10-04
             note - slow - wet - counts by hand
             talk 13 long rivers | Karin Berg; Otto Brandt | 2031-10-04
             note - slow - wet - counts by hand",
        );
    }

    #[test]
    fn names_that_nobody_knows_stand_where_their_siblings_do() {
        let expected = "event ferrocon 2031
             talk 5 counting fog | Zelm Quarrow
             note slow
             talk 9 small boats - a tale | Brugel Ottwick
             note wet
             talk 13 we sold the pier | Anna Berg
             note why not
             talk 17 who oils the lamps? | Ummo Trastevel
             note dark";
        for (shape, turned) in [("{t} / {n}", "{n} / {t}"), ("{t} | {n}", "{n} | {t}"), ("{t} ({n})", "{t} ({n})")] {
            let head = |shape: &str, t: &str, n: &str| shape.replace("{t}", t).replace("{n}", n);
            let text = format!(
                "# ferrocon 2031 raw notes\n\nday 1\n\n## {}\n\nslow\n\n## {}\n\nwet\n\n## {}\n\nwhy not\n\n## {}\n\ndark\n\n## todo\n\nmail\n",
                head(shape, "counting fog", "zelm quarrow"),
                head(shape, "small boats - a tale", "brugel ottwick"),
                head(turned, "we sold the pier", "anna berg"),
                head(shape, "who oils the lamps?", "ummo trastevel"),
            );
            check(&text, expected);
        }
    }

    #[test]
    fn a_list_in_small_letters_is_the_report() {
        check(
            "fogcon delft, 2031 (day 2 only)\n\n- counting fog, 4k lamps (m. quarrow, quay)\n  - slow\n- small boats: do u need 1? - r. achebe\n  - no\n- the lamp panel (4 ppl)\n  - oil\n- ☕\n- long rivers (siiri v.)\n  - long\n- wet sand / anna m. + peter d.\n  - wet\n- tea, talked to siiri\n- KEYNOTE: past and future of tides - ???\n  - hah\n",
            "event Fogcon Delft 2031
             talk 3 counting fog, 4k lamps | M. Quarrow (Quay)
             note - slow
             talk 5 small boats: do u need 1? | R. Achebe
             note - no
             talk 7 the lamp panel (4 ppl)
             note - oil
             talk 10 long rivers | Siiri V
             note - long
             talk 12 wet sand | Anna M; Peter D
             note - wet
             talk 15 KEYNOTE: past and future of tides | keynote
             note - hah",
        );
    }
}
