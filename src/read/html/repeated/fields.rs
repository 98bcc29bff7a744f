//! The pieces of text in one element, each with its place.

use std::collections::HashMap;

use super::super::blocks::is_inline;
use super::super::is_hidden;
use super::super::tree::{Id, Tree};
use crate::when;

/// A piece of text that stands on its own.
pub(super) struct Field {
    /// Its place: the elements around it and their classes. What stands there in another element is of the same kind.
    pub(super) key: String,
    /// What it is made of.
    pub(super) nodes: Vec<Id>,
    /// Its text, blanks folded.
    pub(super) text: String,
    /// What the classes around it call it.
    pub(super) called: Option<Called>,
    /// The level of the heading that it is.
    pub(super) heading: Option<u8>,
    /// It is a link or bold as a whole.
    pub(super) is_marked: bool,
    /// The address of the link that it is in.
    pub(super) link: Option<String>,
}

impl Field {
    /// The same once more, for a row of its own.
    pub(super) fn again(&self) -> Field {
        Field { key: self.key.clone(), nodes: self.nodes.clone(), text: self.text.clone(), link: self.link.clone(), ..*self }
    }
}

/// What a class or a property calls the text in its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Called {
    Time,
    Title,
    People,
    /// What somebody is, or whom they work for.
    Position,
    Room,
    Track,
    Text,
}

/// The words of classes and properties, by what they call the text.
#[rustfmt::skip]
const WORDS: [(Called, &[&str]); 7] = [
    (Called::People,   &["speaker", "speakers", "presenter", "presenters", "author", "authors", "performer", "performers", "lecturer", "person", "persons", "people", "who", "byline", "instructor"]),
    (Called::Position, &["company", "org", "organisation", "organization", "affiliation", "role", "job", "jobtitle", "position", "bio", "tagline", "employer"]),
    (Called::Time,     &["time", "times", "hour", "hours", "startdate", "enddate", "when", "clock"]),
    (Called::Room,     &["room", "location", "venue", "stage", "hall", "place", "where"]),
    (Called::Track,    &["track", "stream"]),
    (Called::Text,     &["abstract", "description", "desc", "excerpt", "summary"]),
    (Called::Title,    &["title", "name", "headline", "subject", "topic"]),
];

/// The fields of `record`, in order.
pub(super) fn of(tree: &Tree, skips: &dyn Fn(Id) -> bool, record: Id) -> Vec<Field> {
    let mut gatherer = Gatherer { tree, skips, found: Vec::new() };
    let place = Place { key: tree.name(record).to_owned(), called: None, heading: None, link: link_of(tree, record) };
    gatherer.gather(record, &place);
    gatherer.found
}

/// Where builders of pages call each piece the same, times and names share a place: the times get one of their own.
pub(super) fn set_times_apart(records: &mut [Vec<Field>]) {
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    for field in records.iter().flatten() {
        let (all, times) = counts.entry(field.key.clone()).or_default();
        *all += 1;
        *times += usize::from(is_when(&field.text));
    }
    let shared = |key: &str| counts.get(key).is_some_and(|&(all, times)| times >= 2 && (all - times) * 4 >= all);
    for field in records.iter_mut().flatten().filter(|field| shared(&field.key)) {
        if is_when(&field.text) {
            field.key.push_str(" @time");
        }
    }
}

/// What is known of a place from the elements around it.
#[derive(Clone)]
struct Place {
    key: String,
    called: Option<Called>,
    heading: Option<u8>,
    link: Option<String>,
}

struct Gatherer<'a> {
    tree: &'a Tree,
    skips: &'a dyn Fn(Id) -> bool,
    found: Vec<Field>,
}

impl Gatherer<'_> {
    fn gather(&mut self, id: Id, place: &Place) {
        let tree = self.tree;
        let children: Vec<Id> = tree.children(id).filter(|child| self.is_shown(*child)).collect();
        let parts = children.iter().any(|child| holds_block(tree, *child));
        let elements = children.iter().filter(|child| tree.is_element(**child) && !is_void(tree.name(**child))).count();
        let apart = elements >= 2 && !children.iter().any(|child| tree.text(*child).is_some_and(says_something));
        let broken = children.iter().any(|child| tree.name(*child) == "br" || self.is_own(*child, place));
        if !parts && !apart && !broken {
            return self.push(vec![id], place);
        }
        let mut line: Vec<Id> = Vec::new();
        for child in children {
            if holds_block(tree, child) {
                self.line(&mut line, place);
                self.gather(child, &self.below(child, place));
            } else {
                line.push(child);
            }
        }
        self.line(&mut line, place);
    }

    /// Inline nodes side by side: breaks part them, and so do a time and whoever is named in an element of their own. Where no
    /// text stands between elements, each is a field.
    fn line(&mut self, line: &mut Vec<Id>, place: &Place) {
        let tree = self.tree;
        let line = std::mem::take(line);
        let apart = !line.iter().any(|id| tree.text(*id).is_some_and(says_something));
        let (mut piece, mut number) = (Vec::new(), 0);
        for id in line {
            let below = self.below(id, place);
            let is_break = tree.name(id) == "br";
            let is_own = tree.is_element(id) && !is_break && (apart || self.is_own(id, place));
            if !(is_break || is_own) {
                piece.push(id);
                continue;
            }
            self.piece(&mut piece, number, place);
            number += usize::from(is_break);
            if is_own {
                self.gather(id, &below);
            }
        }
        self.piece(&mut piece, number, place);
    }

    /// Whether an inline element is a field, though text stands beside it.
    fn is_own(&self, id: Id, place: &Place) -> bool {
        let is_named = || self.below(id, place).called == Some(Called::People) && place.called.is_none();
        self.tree.is_element(id) && (is_time(self.tree, id) || is_named())
    }

    /// What stands between breaks: the places are told apart by their numbers.
    fn piece(&mut self, piece: &mut Vec<Id>, number: usize, place: &Place) {
        let piece = std::mem::take(piece);
        if !piece.is_empty() {
            self.push(piece, &Place { key: format!("{} #{number}", place.key), ..place.clone() });
        }
    }

    fn below(&self, id: Id, place: &Place) -> Place {
        let tree = self.tree;
        let name = tree.name(id);
        let class = tree.attribute(id, "class").unwrap_or_default();
        let property = tree.attribute(id, "itemprop").unwrap_or_default();
        let here = called(&format!("{class} {property}")).or((name == "time").then_some(Called::Time));
        // A name in what is of people is one of theirs.
        let called = match (place.called, here) {
            (Some(Called::People | Called::Position), Some(Called::Position)) => Some(Called::Position),
            (Some(Called::People | Called::Position | Called::Room), _) => place.called,
            (_, here) => here.or(place.called),
        };
        Place {
            key: format!("{} {name}.{}", place.key, if class.is_empty() { self.number(id) } else { class.to_owned() }),
            called,
            heading: level(name).or(place.heading),
            link: link_of(tree, id).or_else(|| place.link.clone()),
        }
    }

    /// Paragraphs without a class, and what stands in lines, are told apart by their number among those of their name.
    fn number(&self, id: Id) -> String {
        let tree = self.tree;
        let is_like = |other: &Id| tree.name(*other) == tree.name(id);
        let siblings = tree.parent(id).into_iter().flat_map(|parent| tree.children(parent));
        let before = siblings.take_while(|other| *other != id).filter(is_like).take(3).count();
        let is_told_apart = tree.name(id) == "p" || is_inline(tree.name(id));
        if before == 0 || !is_told_apart { String::new() } else { before.to_string() }
    }

    fn push(&mut self, nodes: Vec<Id>, place: &Place) {
        let text: String = nodes.iter().map(|id| text_of(self.tree, *id)).collect::<Vec<_>>().concat();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let key = place.key.rsplit(' ').next().unwrap_or_default();
        let is_marked = nodes.iter().all(|id| self.is_marked(*id)) || key.starts_with("a.") || key.starts_with("strong.");
        self.found.push(Field {
            key: place.key.clone(),
            nodes,
            text,
            called: place.called,
            heading: place.heading,
            is_marked,
            link: place.link.clone(),
        });
    }

    /// A link or bold, or nothing but one.
    fn is_marked(&self, id: Id) -> bool {
        let tree = self.tree;
        let said = |child: &Id| tree.is_element(*child) || tree.text(*child).is_some_and(says_something);
        let mut inner = tree.children(id).filter(said);
        matches!(tree.name(id), "a" | "strong" | "b")
            || matches!((inner.next(), inner.next()), (Some(only), None) if matches!(tree.name(only), "a" | "strong" | "b"))
    }

    fn is_shown(&self, id: Id) -> bool {
        let tree = self.tree;
        let name = tree.name(id);
        let unseen = matches!(name, "script" | "style" | "template" | "noscript" | "svg" | "select" | "textarea" | "iframe");
        tree.text(id).is_some() || tree.is_element(id) && !unseen && !is_hidden(tree, id) && !(self.skips)(id)
    }
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn text_of(tree: &Tree, id: Id) -> String {
    if let Some(text) = tree.text(id) {
        return text.to_owned();
    }
    let pieces = tree.descendants(id).map(|id| if tree.name(id) == "br" { "\n" } else { tree.text(id).unwrap_or_default() });
    pieces.collect()
}

/// What the words of `classes` call a text, the first that says it.
fn called(classes: &str) -> Option<Called> {
    let mut words = Vec::new();
    for class in classes.split(|mark: char| !mark.is_alphanumeric()) {
        let mut start = 0;
        for (at, mark) in class.char_indices().skip(1) {
            if mark.is_uppercase() {
                words.push(class[start..at].to_lowercase());
                start = at;
            }
        }
        words.push(class[start..].to_lowercase());
        words.push(class.to_lowercase());
    }
    let says = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    WORDS.iter().find(|(_, known)| says(known)).map(|(called, _)| *called)
}

/// Whether the class of an element calls it a title.
pub(super) fn is_called_a_title(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "class").is_some_and(|class| called(class) == Some(Called::Title))
}

fn link_of(tree: &Tree, id: Id) -> Option<String> {
    (tree.name(id) == "a").then(|| tree.attribute(id, "href").map(str::to_owned)).flatten()
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

pub(super) fn is_heading(name: &str) -> bool {
    level(name).is_some()
}

fn is_void(name: &str) -> bool {
    matches!(name, "br" | "img" | "wbr" | "input" | "meta" | "link" | "button" | "svg")
}

fn is_block(tree: &Tree, id: Id) -> bool {
    tree.is_element(id) && !is_inline(tree.name(id)) && !is_void(tree.name(id))
}

fn holds_block(tree: &Tree, id: Id) -> bool {
    is_block(tree, id) || tree.is_element(id) && tree.descendants(id).any(|id| is_block(tree, id))
}

/// Whether the element could be a row: it holds blocks, lines, or a time in an element of its own.
pub(super) fn could_be_row(tree: &Tree, id: Id) -> bool {
    holds_block(tree, id) && (!matches!(tree.name(id), "li" | "p") || tree.descendants(id).any(|below| parts(tree, below)))
}

fn parts(tree: &Tree, id: Id) -> bool {
    is_block(tree, id) || tree.name(id) == "br" || tree.is_element(id) && is_time(tree, id)
}

/// An element that says when and nothing else.
fn is_time(tree: &Tree, id: Id) -> bool {
    if !matches!(tree.name(id), "span" | "time" | "b" | "strong" | "em" | "i" | "small" | "abbr") {
        return false;
    }
    stated_time(tree, id).is_some() || {
        let text = text_of(tree, id);
        text.len() <= 60 && is_when(text.trim())
    }
}

/// Whether a clock time could stand in `text`.
pub(super) fn may_hold_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mark = |byte: u8| matches!(byte, b':' | b'.' | b'h' | b'H');
    let apart = |at: usize| at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && !digit(at + 3);
    let hour = || text.len() < 60 && digit_word(text);
    (0..bytes.len()).any(|at| bytes.get(at).copied().is_some_and(mark) && apart(at)) || hour()
}

/// "9 am", "9 Uhr": an hour alone is told by its word.
fn digit_word(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && when::find_span(text).is_some()
}

/// The date and time that a `time` element states for machines, or a property of the session.
pub(super) fn stated_time(tree: &Tree, id: Id) -> Option<(&str, &str)> {
    let stated = match tree.name(id) {
        "time" => tree.attribute(id, "datetime"),
        _ => tree
            .attribute(id, "content")
            .filter(|_| tree.attribute(id, "itemprop").is_some_and(|property| property.eq_ignore_ascii_case("startdate"))),
    }?;
    let (date, time) = stated.trim().split_once(['T', ' '])?;
    let digits = |text: &str, lengths: &[usize], mark: char| {
        let mut parts = text.split(mark);
        lengths
            .iter()
            .all(|length| parts.next().is_some_and(|part| part.len() == *length && part.bytes().all(|b| b.is_ascii_digit())))
    };
    let time = time.get(..5)?;
    (digits(date, &[4, 2, 2], '-') && digits(time, &[2, 2], ':')).then_some((date, time))
}

/// Whether `text` says when something is and nothing else: "9:00 – 9:40 am", "Mon 12 May, 09:00".
pub(super) fn is_when(text: &str) -> bool {
    #[rustfmt::skip]
    const BESIDE: &[&str] = &[
        "am", "pm", "a", "m", "p", "uhr", "h", "to", "until", "till", "bis", "von", "from", "um", "kl", "klo", "ab", "de", "à", "as", "às", "das", "alle", "dalle", "ore", "van", "tot", "om", "el", "la", "las",
        "min", "mins", "minutes", "minuten", "minuti", "minutos", "hour", "hours", "time", "local", "utc", "gmt", "cet", "cest", "est", "edt", "cst", "cdt", "pst", "pdt", "bst", "jst", "st", "nd", "rd", "th", "t", "z",
        "年", "月", "日", "分",
    ];
    if text.chars().count() > 60 || when::find_span(text).is_none() {
        return false;
    }
    when::is_time(text)
        || text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(|word| {
            let word = word.to_lowercase();
            BESIDE.contains(&word.as_str()) || when::weekday_number(&word, true).is_some() || when::month_number(&word).is_some()
        })
}
