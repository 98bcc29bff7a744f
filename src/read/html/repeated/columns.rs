//! What recurs at one place of the elements of a run is a column: which it is, and what it shows in a row.

use std::collections::HashMap;

use super::super::tree::{Id, Tree};
use super::Piece;
use super::fields::{self, Called, Field};
use crate::when;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Time,
    /// The label of a day.
    Day,
    Title,
    People,
    Room,
    Track,
    /// Sentences.
    Text,
    /// Whatever else is short.
    Other,
    /// The same words in every row.
    Label,
}

/// The columns of a run, by the places of their fields.
pub(super) struct Columns {
    sorts: HashMap<String, Sort>,
    /// The places that are a column each, in order of appearance.
    others: Vec<String>,
    /// The place of the titles.
    title: String,
    /// The title has its time in front.
    is_led: bool,
}

/// What all fields of one place say.
struct Place<'a> {
    key: &'a str,
    fields: Vec<&'a Field>,
}

impl Columns {
    /// `None` where no titles with times stand in the records.
    pub(super) fn of(tree: &Tree, records: &[Vec<Field>]) -> Option<Self> {
        let places = places(records);
        let mut sorts: HashMap<String, Sort> = HashMap::new();
        for place in &places {
            let sort = sort_of(tree, place, records.len());
            sorts.insert(place.key.to_owned(), sort);
        }
        let title = title_of(&places, &sorts, records.len())?;
        let leads = title.fields.iter().filter(|field| when::leading_time(&field.text).is_some()).count();
        let is_led = leads * 4 >= title.fields.len() * 3;
        let title = title.key.to_owned();
        if !is_led && !sorts.values().any(|sort| *sort == Sort::Time) {
            return None;
        }
        sorts.insert(title.clone(), Sort::Title);
        let is_other = |place: &&Place| place.fields.len() >= 2 && sorts.get(place.key) == Some(&Sort::Other);
        let others = places.iter().filter(is_other).map(|place| place.key.to_owned()).take(6).collect();
        Some(Columns { sorts, others, title, is_led })
    }

    fn sort(&self, field: &Field) -> Sort {
        self.sorts.get(&field.key).copied().unwrap_or(Sort::Other)
    }

    fn is(&self, field: &Field, sort: Sort) -> bool {
        self.sort(field) == sort
    }

    /// How many titles stand in a record.
    pub(super) fn titles(&self, record: &[Field]) -> usize {
        record.iter().filter(|field| field.key == self.title).count()
    }

    /// Whether nearly every record has one title and says once when it is.
    pub(super) fn hold_a_time_each(&self, records: &[Vec<Field>]) -> bool {
        let once = |record: &&Vec<Field>| {
            let titles = self.titles(record);
            let (times, others): (Vec<&Field>, Vec<&Field>) = record.iter().partition(|field| self.is(field, Sort::Time));
            let led = others.iter().filter(|field| when::leading_time(&field.text).is_some()).count();
            titles <= 1 && if times.is_empty() { self.is_led && led == 1 } else { times.len() <= 2 && led == 0 }
        };
        records.iter().filter(once).count() * 4 >= records.len() * 3
    }

    /// Whether the records are slots: one time over several titles.
    pub(super) fn are_slots(&self, records: &[Vec<Field>]) -> bool {
        let several = |record: &&Vec<Field>| self.titles(record) >= 2;
        records.iter().filter(several).count() * 5 > records.len()
    }

    /// The sessions of a slot, each with the slot's time; `None` where it is something else.
    pub(super) fn parted(&self, tree: &Tree, record: &[Field]) -> Option<Vec<Vec<Field>>> {
        let titles: Vec<Id> =
            record.iter().filter(|field| field.key == self.title).filter_map(|field| field.nodes.first().copied()).collect();
        if titles.len() < 2 {
            return Some(vec![record.iter().map(Field::again).collect()]);
        }
        let tops: Vec<Id> = titles.iter().map(|&title| top(tree, title, &titles)).collect();
        let within = |field: &Field, top: Id| field.nodes.first().is_some_and(|&id| is_within(tree, id, top));
        let shared: Vec<&Field> = record.iter().filter(|field| !tops.iter().any(|&top| within(field, top))).collect();
        let times: Vec<&Field> = shared.iter().filter(|field| self.is(field, Sort::Time)).copied().collect();
        let own = |top: Id| record.iter().filter(|field| within(field, top) && self.is(field, Sort::Time)).count();
        let each = tops.iter().all(|&top| own(top) == 1) && times.is_empty();
        let one = tops.iter().all(|&top| own(top) == 0) && (1..=2).contains(&times.len());
        if titles.len() > 8 || !(each || one) || shared.len() > times.len() + 1 {
            return None;
        }
        let part = |&top: &Id| {
            let inner = record.iter().filter(move |field| within(field, top));
            times.iter().copied().chain(inner).map(Field::again).collect()
        };
        Some(tops.iter().map(part).collect())
    }

    /// What stands over the columns.
    pub(super) fn heads(&self) -> Vec<&'static str> {
        let mut heads = vec!["Time", "Title", "Speaker", "Room", "Track"];
        heads.extend(self.others.iter().map(|_| ""));
        heads.push("");
        heads
    }

    /// The cells of one record.
    pub(super) fn cells(&self, tree: &Tree, record: &[Field]) -> Vec<Piece> {
        let of = |sort: Sort| record.iter().filter(move |field| self.is(field, sort));
        let words = |sort: Sort| Piece::Words(of(sort).map(|field| field.text.as_str()).collect::<Vec<_>>().join(", "));
        let title = record.iter().find(|field| field.key == self.title);
        let mut cells = vec![
            Piece::Words(self.time(tree, record)),
            match title.or_else(|| record.iter().find(|field| !matches!(self.sort(field), Sort::Time | Sort::Day | Sort::Room))) {
                Some(title) => Piece::Line(title.nodes.clone(), title.link.clone()),
                None => Piece::Words(String::new()),
            },
            if title.is_some() { Piece::Words(people(of(Sort::People))) } else { Piece::Words(String::new()) },
            words(Sort::Room),
            words(Sort::Track),
        ];
        for key in &self.others {
            let texts: Vec<&str> =
                record.iter().filter(|field| field.key == *key && title.is_some()).map(|field| field.text.as_str()).collect();
            cells.push(Piece::Words(texts.join(", ")));
        }
        cells.push(Piece::Blocks(of(Sort::Text).filter(|_| title.is_some()).flat_map(|field| field.nodes.clone()).collect()));
        cells
    }

    /// When the record is: the date too, where it is stated for machines.
    fn time(&self, tree: &Tree, record: &[Field]) -> String {
        let times: Vec<&Field> = record.iter().filter(|field| self.is(field, Sort::Time)).collect();
        let stated = |field: &&Field| {
            field.nodes.iter().find_map(|&id| {
                let above = std::iter::successors(Some(id), |id| tree.parent(*id)).take(2);
                above.chain(tree.descendants(id)).find_map(|id| fields::stated_time(tree, id))
            })
        };
        let shown = times.iter().map(|field| field.text.as_str()).collect::<Vec<_>>().join(" – ");
        let day =
            record.iter().find(|field| self.is(field, Sort::Day)).map(|field| format!("{} ", field.text)).unwrap_or_default();
        match times.first().and_then(stated) {
            Some((date, _)) if when::find_span(&shown).is_some() => format!("{date} {shown}"),
            Some((date, time)) => format!("{date} {time}"),
            None if shown.is_empty() && self.is_led => {
                let title = record.iter().find_map(|field| when::leading_time(&field.text));
                let span = |(start, end, _)| [Some(start), end].into_iter().flatten().collect::<Vec<String>>().join(" – ");
                title.map_or(String::new(), |time| format!("{day}{}", span(time)))
            }
            None => format!("{day}{shown}"),
        }
    }
}

/// "Ada Brookfield, Captain, Quay; Milo Venn": names stand where the first of them does, and what stands elsewhere is theirs.
fn people<'a>(fields: impl Iterator<Item = &'a Field>) -> String {
    let (mut out, mut names) = (String::new(), None);
    for field in fields {
        let names = *names.get_or_insert(field.key.as_str());
        if !out.is_empty() {
            let theirs = field.called == Some(Called::Position) || field.key != names;
            out.push_str(if theirs { ", " } else { "; " });
        }
        out.push_str(field.text.trim_end_matches([',', ';', ' ']));
    }
    out
}

/// The places of all fields, in order of appearance.
fn places(records: &[Vec<Field>]) -> Vec<Place<'_>> {
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut places: Vec<Place<'_>> = Vec::new();
    for field in records.iter().flatten() {
        let n = *at.entry(field.key.as_str()).or_insert_with(|| {
            places.push(Place { key: &field.key, fields: Vec::new() });
            places.len() - 1
        });
        if let Some(place) = places.get_mut(n) {
            place.fields.push(field);
        }
    }
    places
}

fn sort_of(tree: &Tree, place: &Place<'_>, records: usize) -> Sort {
    let count = place.fields.len();
    let share = |test: &dyn Fn(&Field) -> bool| place.fields.iter().filter(|field| test(field)).count() * 10 >= count * 7;
    let stated = |field: &Field| {
        field.nodes.iter().any(|&id| fields::stated_time(tree, id).is_some() && when::find_date(&field.text, None).is_none())
    };
    if share(&|field| fields::is_when(&field.text) || stated(field)) {
        return Sort::Time;
    }
    if share(&|field| when::day_label(&field.text).is_some()) {
        return Sort::Day;
    }
    let first = place.fields.first().map_or("", |field| field.text.as_str());
    let alike = count >= 3 && place.fields.iter().all(|field| field.text == first);
    let called = place.fields.first().and_then(|field| field.called);
    match called {
        Some(Called::People | Called::Position) if alike && first.ends_with(':') => Sort::Label,
        Some(Called::People | Called::Position) => Sort::People,
        Some(Called::Room) => Sort::Room,
        Some(Called::Track) => Sort::Track,
        _ if alike && count * 2 > records => Sort::Label,
        _ if share(&|field| field.text.chars().count() > 90 || is_sentence(&field.text)) => Sort::Text,
        Some(Called::Text) => Sort::Text,
        _ => Sort::Other,
    }
}

/// "The demo broke, but the idea came across well."
fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '。', '！', '…']) && (text.split_whitespace().count() >= 4 || text.ends_with(['。', '！']))
}

/// The place of the titles: headings, what is called so, links and bold, else what comes first; a text of its own in each.
fn title_of<'a, 'b>(places: &'b [Place<'a>], sorts: &HashMap<String, Sort>, records: usize) -> Option<&'b Place<'a>> {
    let could = |place: &&Place<'_>| {
        let mut texts: Vec<&str> = place.fields.iter().map(|field| field.text.as_str()).collect();
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        let short = place.fields.iter().filter(|field| (3..=200).contains(&field.text.len())).count();
        let sentences = place.fields.iter().filter(|field| field.text.ends_with(['.', '。'])).count();
        matches!(sorts.get(place.key), Some(Sort::Other))
            && count * 2 >= records
            && texts.len() * 10 >= count * 6
            && short * 10 >= count * 9
            && sentences * 2 < count
    };
    let rank = |place: &Place<'_>| match place.fields.first() {
        Some(Field { heading: Some(level), .. }) => *level,
        Some(Field { called: Some(Called::Title), .. }) => 7,
        Some(field) if field.is_marked => 8,
        _ => 9,
    };
    places.iter().filter(could).min_by_key(|place| rank(place))
}

/// The highest element around `title` that holds none of the other `titles`.
fn top(tree: &Tree, title: Id, titles: &[Id]) -> Id {
    let mut at = title;
    while let Some(parent) = tree.parent(at) {
        if titles.iter().any(|&other| other != title && is_within(tree, other, parent)) {
            break;
        }
        at = parent;
    }
    at
}

fn is_within(tree: &Tree, id: Id, above: Id) -> bool {
    std::iter::successors(Some(id), |id| tree.parent(*id)).any(|id| id == above)
}
