//! Elements that repeat, each with a clock time, become the rows of a table.
//!
//! Pages of programmes are most often made of `div`s, items or articles, one a session, in which the time, the title and the
//! people stand at the same places, whatever the classes are called. The parts of each are [`fields`]; what recurs at one
//! place is a column, and [`columns`] tells which it is. A slot that holds several such elements gives a row for each.
//!
//! Left as they are: elements that hold several times without being slots (a day, the page), long texts, and runs of fewer
//! than three.

mod columns;
mod fields;

use std::collections::HashMap;

use columns::Columns;
use fields::Field;

use super::tree::{Id, Tree};

/// The fewest elements of a run, and of one whose like are [`MANY`] on the page.
const FEWEST: usize = 3;
const FEWEST_OF_MANY: usize = 2;
const MANY: usize = 4;

/// An element with more characters than this is no row.
const LONGEST: u32 = 6000;

/// What the text below each node holds, as far as runs are told by it.
pub(super) struct Measure {
    /// Characters.
    text: Vec<u32>,
    /// A clock time stands there.
    timed: Vec<bool>,
    /// How many elements with times there are of each name and class.
    alike: HashMap<(String, String), usize>,
    /// How many links and headings end in an element of each class.
    tails: HashMap<String, usize>,
}

impl Measure {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut measure =
            Measure { text: vec![0; tree.len()], timed: vec![false; tree.len()], alike: HashMap::new(), tails: HashMap::new() };
        let order: Vec<Id> = tree.descendants(tree.root()).collect();
        for &id in order.iter().rev() {
            if matches!(tree.name(id), "script" | "style" | "template" | "noscript") {
                continue;
            }
            if let Some(text) = tree.text(id) {
                measure.text[id] = u32::try_from(text.trim().len()).unwrap_or(u32::MAX);
                measure.timed[id] = fields::may_hold_time(text);
            }
            measure.timed[id] |= fields::stated_time(tree, id).is_some();
            if let Some(class) = tree.attribute(id, "class").filter(|_| measure.timed[id]) {
                *measure.alike.entry((tree.name(id).to_owned(), class.to_owned())).or_default() += 1;
            }
            if let Some(class) = tail_of(tree, id) {
                *measure.tails.entry(class.to_owned()).or_default() += 1;
            }
            let Some(parent) = tree.parent(id) else { continue };
            measure.text[parent] = measure.text[parent].saturating_add(measure.text[id]);
            measure.timed[parent] |= measure.timed[id];
        }
        measure
    }

    /// Whether links or headings of the page end in an element like this one again and again.
    pub(super) fn is_tail(&self, tree: &Tree, id: Id) -> bool {
        tail_of(tree, id).is_some_and(|class| self.tails.get(class).is_some_and(|&count| count >= FEWEST))
    }

    /// How many such elements make a run.
    fn fewest(&self, tree: &Tree, id: Id) -> usize {
        let class = tree.attribute(id, "class").unwrap_or_default();
        let count = self.alike.get(&(tree.name(id).to_owned(), class.to_owned())).copied().unwrap_or_default();
        if count >= MANY { FEWEST_OF_MANY } else { FEWEST }
    }

    fn could_be_row(&self, id: Id) -> bool {
        self.timed.get(id).copied().unwrap_or_default() && self.text.get(id).is_some_and(|&length| length <= LONGEST)
    }
}

/// The class of a piece with few words that ends a link or a heading, behind other text.
fn tail_of(tree: &Tree, id: Id) -> Option<&str> {
    let class = matches!(tree.name(id), "span" | "small").then(|| tree.attribute(id, "class")).flatten()?;
    let parent = tree.parent(id)?;
    let holds = tree.name(parent) == "a" || fields::is_heading(tree.name(parent));
    let (mut before, mut last) = (false, None);
    for child in tree.children(parent).filter(|_| holds) {
        match tree.text(child) {
            Some(text) if last.is_none() => before |= text.chars().filter(|mark| mark.is_alphabetic()).count() >= 3,
            Some(text) if text.trim().is_empty() => {}
            Some(_) => last = None,
            None => last = Some(child),
        }
    }
    let words = || (1..=40).contains(&tree.text_below(id).trim().chars().count());
    (before && last == Some(id) && words()).then_some(class)
}

/// Whether the class of an element calls it a title.
pub(super) fn is_called_a_title(tree: &Tree, id: Id) -> bool {
    fields::is_called_a_title(tree, id)
}

/// Whether nearly all of some terms, three at least, are times: what is said of them are the rows of a table.
pub(super) fn are_times<'a>(terms: impl Iterator<Item = &'a str>) -> bool {
    let (mut count, mut timed) = (0, 0);
    for term in terms {
        count += 1;
        timed += usize::from(fields::is_when(term));
    }
    timed >= FEWEST && timed * 5 >= count * 4
}

/// Siblings that are the rows of one table.
pub(super) struct Run {
    /// All of them, in order.
    pub(super) members: Vec<Id>,
    /// What stands over the columns.
    pub(super) heads: Vec<&'static str>,
    /// The rows.
    pub(super) rows: Vec<RunRow>,
}

/// A row: where it begins, and its cells.
pub(super) struct RunRow {
    pub(super) at: Id,
    pub(super) cells: Vec<Piece>,
}

/// What a cell shows.
pub(super) enum Piece {
    /// Words that were put together.
    Words(String),
    /// The text of nodes on one line, linked to an address where one is given.
    Line(Vec<Id>, Option<String>),
    /// Nodes as they are.
    Blocks(Vec<Id>),
}

/// The runs among the children of `id`.
pub(super) fn runs(tree: &Tree, measure: &Measure, skips: &dyn Fn(Id) -> bool, id: Id) -> Vec<Run> {
    if !measure.timed.get(id).copied().unwrap_or_default() {
        return Vec::new();
    }
    let children: Vec<Id> = tree.children(id).filter(|child| tree.is_element(*child) && !skips(*child)).collect();
    let timed = children.iter().filter(|child| measure.could_be_row(**child)).count();
    if timed < FEWEST_OF_MANY {
        return Vec::new();
    }
    let shown = |child: &&Id| !super::is_hidden(tree, **child) && !matches!(tree.name(**child), "br" | "hr" | "script" | "style");
    let children: Vec<Id> = children.iter().filter(shown).copied().collect();
    spans(tree, measure, &children).into_iter().filter_map(|members| run_of(tree, skips, members)).collect()
}

/// Neighbours with the same name, each a possible row. What stands among them and is short is a row of its own.
fn spans(tree: &Tree, measure: &Measure, children: &[Id]) -> Vec<Vec<Id>> {
    let mut found = Vec::new();
    let mut span: Vec<Id> = Vec::new();
    let mut name = "";
    let mut close = |span: &mut Vec<Id>, name: &str| {
        while span.last().is_some_and(|last| tree.name(*last) != name && !measure.could_be_row(*last)) {
            span.pop();
        }
        let whole = std::mem::take(span);
        let like = || whole.iter().filter(|id| tree.name(**id) == name);
        let timed = like().filter(|id| measure.could_be_row(**id) && fields::could_be_row(tree, **id)).count();
        let fewest = whole.first().map_or(FEWEST, |first| measure.fewest(tree, *first));
        if timed >= fewest && timed * 5 >= like().count() * 4 {
            found.push(whole);
        }
    };
    for &child in children {
        let is_like = tree.name(child) == name && !name.is_empty();
        let is_pause = !name.is_empty()
            && !fields::is_heading(tree.name(child))
            && measure.text.get(child).is_some_and(|&length| (1..60).contains(&length));
        if is_like && measure.text.get(child).is_some_and(|&length| length <= LONGEST) || is_pause && !span.is_empty() {
            span.push(child);
        } else {
            close(&mut span, name);
            name = tree.name(child);
            if measure.could_be_row(child) && fields::could_be_row(tree, child) && !fields::is_heading(name) && name != "table" {
                span.push(child);
            } else {
                name = "";
            }
        }
    }
    close(&mut span, name);
    found
}

fn run_of(tree: &Tree, skips: &dyn Fn(Id) -> bool, members: Vec<Id>) -> Option<Run> {
    let mut records: Vec<Vec<Field>> = members.iter().map(|&member| fields::of(tree, skips, member)).collect();
    fields::set_times_apart(&mut records);
    // A line of text with its time in front is read as well as it stands.
    if records.iter().filter(|record| record.len() >= 2).count() * 4 < records.len() * 3 {
        return None;
    }
    let columns = Columns::of(tree, &records)?;
    // Slots with several headings, which stand at other places than the titles elsewhere, are read by those.
    let titled = |id: &Id| fields::is_heading(tree.name(*id)) && !fields::is_when(tree.text_below(*id).trim());
    let headings = |id: Id| tree.descendants(id).filter(titled).count();
    let elsewhere = |(&member, record): (&Id, &Vec<Field>)| headings(member) >= 2.max(columns.titles(record) + 1);
    if members.iter().zip(&records).any(elsewhere) {
        return None;
    }
    let rows = if columns.are_slots(&records) {
        let parted = records.iter().map(|record| columns.parted(tree, record)).collect::<Option<Vec<_>>>()?;
        let at = |fields: &[Field], member: Id| fields.iter().find_map(|field| field.nodes.first().copied()).unwrap_or(member);
        let rows = members.iter().zip(parted).flat_map(|(&member, parts)| {
            parts.into_iter().map(|part| RunRow { at: at(&part, member), cells: columns.cells(tree, &part) }).collect::<Vec<_>>()
        });
        rows.collect()
    } else {
        if !columns.hold_a_time_each(&records) {
            return None;
        }
        let row = |(&at, record): (&Id, &Vec<Field>)| RunRow { at, cells: columns.cells(tree, record) };
        members.iter().zip(&records).map(row).collect()
    };
    Some(Run { members, heads: columns.heads(), rows })
}

#[cfg(test)]
mod tests {
    use crate::read::html::page::read;
    use crate::read::html::page::tests::check_page;

    #[test]
    fn what_recurs_at_one_place_is_a_column_whatever_it_is_called() {
        check_page(
            r#"<main><div class="css-1"><div class="css-2"><span class="css-3">08:30</span><b>Doors open</b></div>
<div class="css-2"><span class="css-3">09:00</span><div><h3><a href="/s/1">Counting fog</a></h3><p class="css-4">Anna Berg</p><p>Fog drifts over the quay and settles on the lamps, and nobody has ever counted it: we did, for years.</p></div></div>
<div class="css-2"><span class="css-3">10:00</span><div><h3><a href="/s/2">Small boats</a></h3><p class="css-4">Peter Jones</p><p>Boats are wet, and the small ones are wet first, which is why all of us should learn to row one of them.</p></div></div>
<div class="css-2"><span class="css-3">11:00</span><div><h3><a href="/s/3">Long rivers</a></h3><p class="css-4">Maria Lopez</p></div></div></div></main>"#,
            "
            1-4 table
              1 head Time | Title | Speaker | Room | Track |  |
              1 row 08:30 | **Doors open** |  |  |  |  |
              2 row 09:00 | [Counting fog](/s/1) |  |  |  | Anna Berg | Fog drifts over the quay and settles on the lamps, and nobody has ever counted it: we did, for years.
              3 row 10:00 | [Small boats](/s/2) |  |  |  | Peter Jones | Boats are wet, and the small ones are wet first, which is why all of us should learn to row one of them.
              4 row 11:00 | [Long rivers](/s/3) |  |  |  | Maria Lopez |
            ",
        );
    }

    #[test]
    fn classes_say_who_and_where_and_dates_are_those_for_machines() {
        check_page(
            r#"<ul><li><a class="card" href="/1"><time datetime="2031-05-04T09:00">9:00</time><div class="title">Fog</div><div class="speaker"><b>Anna Berg</b><i class="company">Lumen</i></div><p class="room">Pier</p></a></li>
<li><a class="card" href="/2"><time datetime="2031-05-04T10:00">10:00</time><div class="title">Boats</div><div class="speaker"><b>Peter Jones</b><i class="company">Quay</i></div><p class="room">Pier</p></a></li>
<li><a class="card" href="/3"><time datetime="2031-05-04T11:00">11:00</time><div class="title">Rivers</div><div class="speaker"><b>Maria Lopez</b><i class="company">Tide</i></div><p class="room">Pier</p></a></li></ul>"#,
            "
            1-3 table
              1 head Time | Title | Speaker | Room | Track |
              1 row 2031-05-04 9:00 | [Fog](/1) | Anna Berg, Lumen | Pier |  |
              2 row 2031-05-04 10:00 | [Boats](/2) | Peter Jones, Quay | Pier |  |
              3 row 2031-05-04 11:00 | [Rivers](/3) | Maria Lopez, Tide | Pier |  |
            ",
        );
    }

    #[test]
    fn a_slot_gives_a_row_for_each_of_its_sessions() {
        check_page(
            r#"<div><div class="slot"><h3>09:00</h3><div><div><h4>Fog</h4><p>Anna Berg</p></div><div><h4>Boats</h4><p>Peter Jones</p></div></div></div>
<div class="slot"><h3>10:00</h3><p>Tea</p></div>
<div class="slot"><h3>11:00</h3><div><div><h4>Rivers</h4><p>Maria Lopez</p></div><div><h4>Sand</h4><p>Otto Brandt</p></div></div></div></div>"#,
            "
            1-3 table
              1 head Time | Title | Speaker | Room | Track |  |
              1 row 09:00 | Fog |  |  |  | Anna Berg |
              1 row 09:00 | Boats |  |  |  | Peter Jones |
              2 row 10:00 | Tea |  |  |  |  |
              3 row 11:00 | Rivers |  |  |  | Maria Lopez |
              3 row 11:00 | Sand |  |  |  | Otto Brandt |
            ",
        );
    }

    #[test]
    fn days_comments_and_lines_stay_as_they_are() {
        let pages = [
            "<div><p>10:00 a</p><p>11:00 b</p></div><div><p>10:00 c</p><p>11:00 d</p></div><div><p>10:00 e</p><p>11:00 f</p></div>",
            "<ul><li><b>Kim</b> says: 4 May 2031 at 10:12<p>Yes.</p></li><li><b>Noor</b> says: 5 May 2031 at 18:40<p>No.</p></li><li><b>Ines</b> says: 6 May 2031 at 19:40<p>No.</p></li></ul>",
            "<p>09:00 Fog</p><p>10:00 Boats</p><p>11:00 Rivers</p>",
        ];
        for page in pages {
            let blocks = &read(page, None).parts[0].blocks;
            assert!(!blocks.iter().any(|block| matches!(block.kind, crate::read::document::BlockKind::Table { .. })), "{page}");
        }
    }
}
