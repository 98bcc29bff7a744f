//! Short talks told as who and what: below "Lightning talks", items such as "*Ada*: my shell is twenty years old" or "Lamps
//! for cats (Rafi)".
//!
//! Such titles begin in any letter and such names may be first names, which nobody would believe elsewhere; so each item is
//! turned round, "**my shell is twenty years old** by Ada", and read like any other.

use super::first_paragraph;
use crate::extract::inlines::{one_line, split_at};
use crate::extract::names::is_given_name;
use crate::extract::{letters, people, phrases};
use crate::folded::fold;
use crate::model::TalkFormat;
use crate::read::document::{Block, BlockKind, Inline, Item, plain};

/// The blocks with such items turned round; `None` where there are none.
pub(super) fn with_titles_first(blocks: &[Block]) -> Option<Vec<Block>> {
    let turned: Vec<Option<Vec<Item>>> = (0..blocks.len()).map(|n| turned_items(blocks, n)).collect();
    turned.iter().any(Option::is_some).then(|| {
        let with = |(block, items): (&Block, Option<Vec<Item>>)| match (&block.kind, items) {
            (BlockKind::List { start, .. }, Some(items)) => {
                Block { kind: BlockKind::List { start: *start, items }, ..block.clone() }
            }
            _ => block.clone(),
        };
        blocks.iter().zip(turned).map(with).collect()
    })
}

/// The items of the list at `n`, where it stands below a line that announces short talks and all are told so.
fn turned_items(blocks: &[Block], n: usize) -> Option<Vec<Item>> {
    let BlockKind::List { items, .. } = &blocks.get(n)?.kind else { return None };
    let above = n.checked_sub(1).and_then(|above| blocks.get(above))?;
    let announced = match &above.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => one_line(text),
        _ => return None,
    };
    let short = phrases::format_in(&announced) == Some(TalkFormat::Lightning);
    if !short || announced.split_whitespace().count() > 6 || items.len() < 2 {
        return None;
    }
    let all = |told: fn(&Item) -> Option<Told>| items.iter().map(told).collect::<Option<Vec<Told>>>();
    let told = all(who_and_what).or_else(|| all(what_and_who))?;
    let named = told.iter().filter(|(who, _)| is_name(who)).count();
    // "Length: five minutes", "Deadline: the first of May" name nobody known.
    let known = told.iter().any(|(who, _)| is_known_name(who));
    (known && named * 2 > told.len())
        .then(|| items.iter().zip(told).map(|(item, (who, what))| turned(item, &who, what)).collect())
}

/// Who gave a short talk, and its title.
type Told = (String, Vec<Inline>);

/// "Lamps for cats (Rafi)": what stands in brackets at the end, and what stands before it.
fn what_and_who(item: &Item) -> Option<Told> {
    let text = first_paragraph(item)?;
    let line = plain(text);
    let (what, who) = line.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let is_who = (is_name(who) || phrases::is_open(who)) && who.split_whitespace().count() <= 3;
    (is_who && what.split_whitespace().count() >= 2).then(|| (who.trim().to_owned(), split_at(text, what.trim_end().len()).0))
}

/// "*Ada*: my shell is twenty years old": the piece set off, and what stands behind its colon.
fn who_and_what(item: &Item) -> Option<Told> {
    let text = first_paragraph(item)?;
    let (Inline::Strong(who) | Inline::Emphasis(who) | Inline::Link { text: who, .. }, behind) = text.split_first()? else {
        return None;
    };
    let who = one_line(who);
    let name = who.trim_end_matches([':', '：']);
    let after = plain(behind);
    let rest = after.trim_start().trim_start_matches([':', '：']);
    let parted = name.len() < who.len() || rest.len() < after.trim_start().len();
    let title = rest.trim();
    let is_title =
        (2..=20).contains(&title.split_whitespace().count()) || title.chars().filter(|&c| letters::is_wide(c)).count() > 3;
    let what = split_at(behind, after.len() - rest.trim_start().len()).1;
    (parted && is_title && !title.contains(". ")).then(|| (name.trim().to_owned(), what))
}

/// A person, or one capitalised word.
fn is_name(who: &str) -> bool {
    let single = !who.contains(' ') && who.starts_with(char::is_uppercase) && !people::is_common(who);
    single || is_known_name(who)
}

/// A person, a given name or a handle.
fn is_known_name(who: &str) -> bool {
    is_given_name(&fold(who)) || who.starts_with('@') || people::read_people(who).is_some_and(|people| people.confidence >= 0.4)
}

fn turned(item: &Item, who: &str, what: Vec<Inline>) -> Item {
    let mut item = item.clone();
    let nobody = phrases::is_nobody(who) || phrases::is_open(who) || phrases::is_the_writer(who);
    let mut text = vec![Inline::Strong(what)];
    if !nobody {
        text.push(Inline::Text(format!(" by {who}")));
    }
    if let Some(first) = item.blocks.first_mut() {
        first.kind = BlockKind::Paragraph(text);
    }
    item
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn who_stands_before_what() {
        check(
            "# Ferrocon 2031\n\n## Counting Fog by Anna Berg\n\na\n\n## Lightning talks\n\n1. *Tuva*: my shell is twenty years old\n2. *Otto Brandt*: a tape robot in my flat\n3. *someone from Fogport*: lamps as desktops\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note a
             talk 9 my shell is twenty years old | Tuva | lightning
             talk 10 a tape robot in my flat | Otto Brandt | lightning
             talk 11 lamps as desktops | lightning",
        );
    }

    #[test]
    fn who_stands_in_brackets() {
        check(
            "# Ferrocon 2031\n\n## Counting Fog by Anna Berg\n\na\n\n## Lightning talks\n\n- lamps for cats (Rafi)\n- One year of rain (Delphine M.)\n- 5 lamps I broke (anon)\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note a
             talk 9 lamps for cats | Rafi | lightning
             talk 10 One year of rain | Delphine M | lightning
             talk 11 5 lamps I broke | lightning",
        );
    }

    #[test]
    fn what_is_set_off_may_be_the_title() {
        check(
            "# Ferrocon 2031\n\n## Counting Fog by Anna Berg\n\na\n\n## Lightning talks\n\n- **Small lamps, long nights**: it was dark\n- **Long rivers** by Otto Brandt: wet\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg
             note a
             talk 9 Small lamps, long nights | lightning
             note it was dark
             talk 10 Long rivers | Otto Brandt | lightning
             note wet",
        );
    }
}
