//! What a document says beside its records: an introduction, the journey, coffee with somebody, what is thought at the end.
//! Whoever looks for a word of it finds it, too.

use std::hash::BuildHasher;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::passages::Passage;
use super::query::FILLERS;
use super::search::PassageKind;
use super::words::fold_word;
use crate::extract::fold_space;
use crate::model::Talk;
use crate::read::document::{Block, BlockKind, plain};
use crate::when::day_label;

/// So many letters of a row tell it from others.
const BEGINNING: usize = 24;
/// Deeper blocks are not looked into.
const DEPTH: usize = 64;
/// Shorter words say nothing of a subject.
const WORD: usize = 3;
/// The longest title, in letters, that stands in a row of its own.
const TITLE: usize = 160;

/// A heading, paragraph, list item, table row or line of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) line: usize,
    /// Plain text of one line, never empty.
    pub(super) text: String,
    pub(super) is_heading: bool,
}

impl Leaf {
    pub(super) fn new(line: usize, text: &str) -> Option<Leaf> {
        let text = fold_space(text);
        (!text.is_empty()).then_some(Leaf { line, text, is_heading: false })
    }
}

/// The leaves of `blocks`, in order.
pub(super) fn leaves_of(blocks: &[Block]) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    push_leaves(blocks, 0, &mut leaves);
    leaves
}

fn push_leaves(blocks: &[Block], depth: usize, leaves: &mut Vec<Leaf>) {
    if depth > DEPTH {
        return;
    }
    for block in blocks {
        match &block.kind {
            BlockKind::List { items, .. } => items.iter().for_each(|item| push_leaves(&item.blocks, depth + 1, leaves)),
            BlockKind::Quote(inner) => push_leaves(inner, depth + 1, leaves),
            BlockKind::Definitions(pairs) => {
                for (term, blocks) in pairs {
                    leaves.extend(Leaf::new(block.line, &plain(term)));
                    push_leaves(blocks, depth + 1, leaves);
                }
            }
            BlockKind::Table { rows } => {
                for row in rows {
                    let cells = row.cells.iter().flat_map(|cell| &cell.blocks).map(Block::text);
                    leaves.extend(Leaf::new(row.line, &cells.collect::<Vec<_>>().join(" ")));
                }
            }
            BlockKind::Code { text, .. } => {
                // Fences stand around the lines.
                let is_fenced = block.end_line.saturating_sub(block.line) >= text.trim_end().lines().count();
                let first = block.line + usize::from(is_fenced);
                leaves.extend(text.lines().enumerate().filter_map(|(n, line)| Leaf::new(first + n, line)));
            }
            kind => {
                let leaf = Leaf::new(block.line, &block.text());
                let is_heading = matches!(kind, BlockKind::Heading { .. });
                leaves.extend(leaf.map(|leaf| Leaf { is_heading, ..leaf }));
            }
        }
    }
}

/// What stands for the beginning of `text`: its first letters and digits alone.
pub(super) fn beginning(text: &str) -> u64 {
    number_of(text.bytes()).unwrap_or_else(|| number_of_letters(text.chars()))
}

fn ending(text: &str) -> u64 {
    number_of(text.bytes().rev()).unwrap_or_else(|| number_of_letters(text.chars().rev()))
}

/// The same of text whose first letters are all ASCII; `None` of any other.
fn number_of(bytes: impl Iterator<Item = u8>) -> Option<u64> {
    let (mut number, mut letters) = (0, 0);
    for byte in bytes {
        if byte.is_ascii_alphanumeric() {
            number = number_with(number, byte.into());
            letters += 1;
            if letters == BEGINNING {
                break;
            }
        } else if !byte.is_ascii() {
            return None;
        }
    }
    Some(number)
}

fn number_of_letters(characters: impl Iterator<Item = char>) -> u64 {
    let letters = characters.filter(|c| c.is_alphanumeric()).take(BEGINNING);
    letters.fold(0, |number, c| number_with(number, c.into()))
}

#[inline]
fn number_with(number: u64, letter: u32) -> u64 {
    (number ^ u64::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn letters(text: &str) -> usize {
    if !text.is_ascii() {
        return text.chars().filter(|c| c.is_alphanumeric()).count();
    }
    // Sums of few bytes fit in a byte, so that many are made at once.
    let some = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(byte.is_ascii_alphanumeric())).sum::<u8>();
    text.as_bytes().chunks(128).map(|bytes| usize::from(some(bytes))).sum()
}

/// What the passages of the records tell.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// How rows begin and end, each with the letters of the longest that does.
    beginnings: FxHashMap<u64, usize>,
    endings: FxHashMap<u64, usize>,
    /// How takeaways begin.
    takeaways: FxHashSet<u64>,
    /// What stands for the words of the talks' own data.
    words: FxHashSet<u64>,
    /// Where talks stand.
    lines: FxHashSet<usize>,
}

impl Told {
    pub(super) fn of<'a>(passages: impl Iterator<Item = &'a Passage>, talks: impl Iterator<Item = &'a Talk>) -> Told {
        let mut told = Told::default();
        for passage in passages {
            for row in passage.text.lines() {
                let letters = letters(row);
                for (rows, key) in [(&mut told.beginnings, beginning(row)), (&mut told.endings, ending(row))] {
                    let longest = rows.entry(key).or_default();
                    *longest = letters.max(*longest);
                }
                if passage.shown.kind == PassageKind::Takeaway {
                    told.takeaways.insert(beginning(row));
                }
            }
            if passage.shown.kind == PassageKind::Talk {
                let data = [&passage.title, &passage.people, &passage.context, &passage.text];
                told.words.extend(data.into_iter().flat_map(|text| words(text)));
            }
        }
        for talk in talks {
            told.lines.extend(&talk.lines);
            told.words.extend(talk.room.iter().chain(&talk.day).flat_map(|text| words(text)));
        }
        told
    }

    /// Whether what `leaf` says is told by a record.
    fn tells(&self, leaf: &Leaf) -> bool {
        let letters = letters(&leaf.text);
        let is_row = || self.beginnings.get(&beginning(&leaf.text)).is_some_and(|row| letters <= row + BEGINNING);
        // A label or a speaker may stand before what the record keeps.
        let ends_a_row = || letters >= BEGINNING && self.endings.get(&ending(&leaf.text)).is_some_and(|row| letters <= row * 2);
        let is_title = || leaf.is_heading && letters < TITLE && self.lines.contains(&leaf.line);
        let says_more = || words(&leaf.text).any(|word| !self.words.contains(&word));
        is_title() || is_row() || ends_a_row() || !says_more()
    }

    /// The stretches of `leaves` that no record tells.
    pub(super) fn left_over(&self, leaves: Vec<Leaf>) -> Vec<Vec<Leaf>> {
        let mut stretches = vec![Vec::new()];
        for leaf in leaves {
            match stretches.last_mut() {
                Some(stretch) if !self.tells(&leaf) => stretch.push(leaf),
                Some(stretch) => {
                    drop_titles(stretch, self.takeaways.contains(&beginning(&leaf.text)));
                    stretches.push(Vec::new());
                }
                None => {}
            }
        }
        if let Some(stretch) = stretches.last_mut() {
            drop_titles(stretch, false);
        }
        stretches.retain(|stretch| !stretch.is_empty());
        stretches
    }
}

/// Takes headings away that stand over records alone: labels of days, of a kind of session, of takeaways.
fn drop_titles(stretch: &mut Vec<Leaf>, over_takeaways: bool) {
    while let Some(last) = stretch.last().filter(|leaf| leaf.is_heading) {
        let is_label = over_takeaways || day_label(&last.text).is_some() || words(&last.text).nth(1).is_none();
        if !is_label {
            break;
        }
        stretch.pop();
    }
}

/// What stands for words that say nothing of a subject.
static FILLER_NUMBERS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| FILLERS.iter().map(|word| FxBuildHasher.hash_one(*word)).collect());

/// The stretches of letters, digits and apostrophes in `text`; most are told byte by byte.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'\'';
            at += bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii() && !is_inside(byte)).count();
            let start = at;
            at += bytes.get(at..)?.iter().take_while(|byte| is_inside(byte)).count();
            if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
                let inside = text.get(at..)?.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'));
                at += inside.map(char::len_utf8).sum::<usize>();
            }
            if at > start {
                return text.get(start..at);
            }
            at += text.get(at..)?.chars().next()?.len_utf8();
        }
    })
}

/// What stands for those words of `text` that say something: the same for all spellings that fold to one.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let mut folded = String::new();
    stretches(text).filter_map(move |word| {
        if !word.chars().any(char::is_alphabetic) {
            return None;
        }
        folded.clear();
        match word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            true => {
                folded.push_str(word);
                folded.make_ascii_lowercase();
            }
            false => folded.push_str(&fold_word(word)),
        }
        let number = FxBuildHasher.hash_one(folded.as_str());
        ((folded.len() >= WORD || !folded.is_ascii()) && !FILLER_NUMBERS.contains(&number)).then_some(number)
    })
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::extract::{Said, extract};
    use crate::index::passages::Cutter;
    use crate::read::{Document, Hints, read};

    fn document(name: &str, bytes: &[u8]) -> Option<Document> {
        read(bytes, &Hints { name: Some(name), ..Hints::default() }).ok()
    }

    fn passages(name: &str, document: &Document) -> Vec<Passage> {
        let records = extract(document, &Said::default());
        Cutter::cut(name, "name", &records, &records.talks, Some(document)).0
    }

    fn files_of(folder: &Path) -> Vec<PathBuf> {
        let items = std::fs::read_dir(folder).into_iter().flatten();
        let mut files: Vec<PathBuf> = items.filter_map(|item| Some(item.ok()?.path())).collect();
        files.sort();
        files
    }

    /// Line and rows of each passage of a report beside its records.
    fn beside(report: &str) -> Vec<String> {
        let document = document("a.md", report.as_bytes()).unwrap();
        let passages = passages("a.md", &document).into_iter().filter(|passage| passage.shown.kind == PassageKind::Text);
        passages.map(|passage| format!("{} {}", passage.shown.line, passage.text.replace('\n', " | "))).collect()
    }

    #[test]
    fn text_beside_the_records_is_told_once() {
        let talk = "## Slow Queries — Ada Njoku\n\nPlans lie. Measure before caching, again and again.\n";
        let other = "## Tides — Bo Lind\n\nThe moon takes no tickets, whatever the ships want.\n";
        #[rustfmt::skip]
        let table: [(&str, &[&str]); 7] = [
            ("I lost an umbrella.\n\nTALK\nOTHER",                      &["3 I lost an umbrella."]),
            // A heading goes with its text, and one over talks alone is none.
            ("TALK\n## Tuesday\n\nOTHER\n## Getting there\n\nBy boat.", &["12 Getting there | By boat."]),
            ("TALK\nOTHER\n## Takeaways\n\n- Measure first\n",         &[]),
            // Items, rows and short lines are text, too.
            ("TALK\nOTHER\n## To do\n\n- photos\n- ask Bo\n",          &["12 photos | ask Bo"]),
            ("TALK\nOTHER\n## Getting there\n\n| Hall | seats |\n|---|---|\n| Quay | 90 |\n", &["10 Getting there | Hall seats | Quay 90"]),
            // What only names a talk's people and event says nothing more.
            ("Ada Njoku, Bo Lind\n\nTALK\nOTHER",                       &[]),
            ("TALK\nOTHER",                                              &[]),
        ];
        for (report, expected) in table {
            let report = report.replace("TALK\n", talk).replace("OTHER", other);
            assert_eq!(beside(&format!("# Ferrocon 2031\n\n{report}")), expected, "{report}");
        }
    }

    #[test]
    fn rows_are_told_by_their_first_and_last_letters_whatever_stands_between() {
        #[rustfmt::skip]
        let table = [
            ("Plans lie about their costs, again",   "plans-lie",                                   false, false),
            ("Plans lie about their costs, again",   "Plans – lie ABOUT",                           false, false),
            ("Plans lie about their costs",          "Plans: lie about “their” costs",              true,  true),
            ("Plans lie about their costs, again",   "Plans … lie … about … their … costs and more", true, false),
            ("Plans lie about their costs, again",   "So he said: plans lie about their costs — again", false, true),
            ("", "…", true, true),
        ];
        for (a, b, begin, end) in table {
            assert_eq!((beginning(a) == beginning(b), ending(a) == ending(b)), (begin, end), "{a:?} {b:?}");
        }
    }

    #[test]
    fn an_entry_about_talks_is_found_by_the_rest_of_its_words_too() {
        let content = "&lt;p&gt;I lost an umbrella at Ferrocon 2031.&lt;/p&gt;&lt;h2&gt;Slow Queries — Ada Njoku&lt;/h2&gt;&lt;p&gt;Plans lie.&lt;/p&gt;\
                       &lt;h2&gt;Tides — Bo Lind&lt;/h2&gt;&lt;p&gt;The moon takes no tickets.&lt;/p&gt;";
        let feed = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Low water</title><id>urn:a</id><entry><id>urn:a:1</id><title>Ferrocon 2031</title>\
             <updated>2031-01-01T00:00:00Z</updated><content type='html'>{content}</content></entry></feed>"
        );
        let document = document("a.atom", feed.as_bytes()).unwrap();
        let passages = passages("a.atom", &document);
        let texts = |kind| passages.iter().filter(move |p| p.shown.kind == kind).map(|p| p.text.as_str()).collect::<Vec<_>>();
        assert_eq!(texts(PassageKind::Note), ["Plans lie.", "The moon takes no tickets."]);
        assert_eq!(texts(PassageKind::Entry), ["I lost an umbrella at Ferrocon 2031."]);
    }

    #[test]
    fn every_word_of_a_document_can_be_found() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        let cases = files_of(&corpus).into_iter().flat_map(|kind| files_of(&kind));
        let inputs = cases.flat_map(|case| files_of(&case)).filter(|file| file.file_stem().is_some_and(|name| name == "input"));
        let (mut all, mut lost) = (0, Vec::new());
        for file in inputs {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let Some(document) = document(&name, &std::fs::read(&file).unwrap()) else { continue };
            let passages = passages(&name, &document);
            let found = passages.iter().flat_map(|p| [&p.title, &p.people, &p.text, &p.context, &p.extra]);
            let found: FxHashSet<u64> = found.flat_map(|text| words(text)).collect();
            for leaf in document.parts.iter().flat_map(|part| leaves_of(&part.blocks)) {
                all += words(&leaf.text).count();
                let missing = words(&leaf.text).filter(|word| !found.contains(word)).count();
                if missing > 0 {
                    lost.push(format!("{}:{}: {missing} of {}", file.display(), leaf.line, leaf.text));
                }
            }
        }
        assert!(lost.len() * 40 < all, "{} of {all}\n{}", lost.len(), lost.join("\n"));
    }
}
