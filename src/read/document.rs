//! The one shape that every format becomes: a [`Document`] of [`Part`]s, each a run of [`Block`]s that know their lines.
//!
//! The vocabulary is CommonMark's (blocks and inlines), with HTML's tables, figures and definition lists. A format that
//! states sessions as data (a schedule) becomes [`Session`]s instead of blocks.

use super::planned::PlannedTalk;
use crate::model::{Enclosure, EntrySource, Event, Warning};

/// A document as read, free of its format.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// What the document says of itself outside its text: front matter, `<head>`, feed elements.
    pub metadata: Metadata,
    /// A feed's entries, or the one part of everything else.
    pub parts: Vec<Part>,
    /// Sessions that the format states as data: schedule files, iCalendar, JSON-LD in a page.
    pub sessions: Vec<Session>,
    /// Talks of a programme that hallway wrote into a report, for notes: their own lines are taken out of the parts, but for
    /// the headings.
    pub planned: Vec<PlannedTalk>,
    /// The event that the format states as data, as written there.
    pub event: Option<Event>,
    /// What the format is, as far as the kind of document follows from it.
    pub shape: Shape,
    /// What was damaged, and what was made of it.
    pub warnings: Vec<Warning>,
    /// A feed that ends before its last elements do: part of it may be missing.
    pub is_cut_off: bool,
}

/// What follows from the format about the kind of document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// Running text of any markup: one part.
    #[default]
    Text,
    /// Atom, RSS or JSON Feed: a part an entry.
    Feed,
    /// A conference's schedule as data: sessions.
    Schedule,
    /// Proposals as data: sessions.
    Submissions,
}

/// What a document says of itself outside its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// Title in the metadata (front matter, `<title>`, feed title), plain text.
    pub title: Option<String>,
    /// Names as written there, not yet cleaned.
    pub authors: Vec<Named>,
    /// A feed's id.
    pub id: Option<String>,
    /// Canonical address (`rel="canonical"`, `rel="alternate"` of a feed, `canonical_url:`), absolute where that can be told.
    pub url: Option<String>,
    /// A feed's own address.
    pub self_url: Option<String>,
    /// Where a feed's older entries are: its archive before this document (RFC 5005 §4), else its next page (§3).
    pub older_url: Option<String>,
    /// Address of the site's or the event's page where the metadata names one (`og:site_name` is in `site`).
    pub site: Option<String>,
    /// RFC 3339 or a date.
    pub updated: Option<String>,
    /// RFC 3339 or a date.
    pub published: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Rights or licence.
    pub rights: Option<String>,
    /// Tags, categories, keywords.
    pub tags: Vec<String>,
    /// A description or a feed's subtitle.
    pub description: Option<String>,
    /// Front matter as data, with its keys as written; `Null` where there is none.
    pub fields: serde_json::Value,
    /// The line where the front matter ends, 0 where there is none.
    pub end_line: usize,
}

/// A value with the line it stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// As written.
    pub text: String,
    /// 1-based.
    pub line: usize,
}

/// A feed's entry, or the whole of any other document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// What a feed says of the entry; `None` where the document is no feed.
    pub entry: Option<EntryData>,
    /// The text.
    pub blocks: Vec<Block>,
    /// The lines that `blocks` were cut from, where a note is to be kept as its author typed it (Markdown, plain
    /// text): line `n` is `source[n - 1]`. Empty where blocks must be written anew as Markdown.
    pub source: Vec<String>,
    /// The line where the part begins; records of a feed's entry carry it.
    pub line: usize,
}

/// What a feed says of one entry, all values cleaned: dates RFC 3339, addresses absolute, content sanitised.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EntryData {
    /// Stable, see [`crate::model::Entry::id`].
    pub id: String,
    /// Plain text.
    pub title: String,
    /// The alternate link, absolute.
    pub url: Option<String>,
    /// The entry's own authors, else its source's, else the feed's; names as written, not yet cleaned.
    pub authors: Vec<Named>,
    /// RFC 3339.
    pub published: Option<String>,
    /// RFC 3339.
    pub updated: Option<String>,
    /// Category terms.
    pub categories: Vec<String>,
    /// Plain text.
    pub summary: Option<String>,
    /// Sanitised HTML.
    pub content_html: Option<String>,
    /// Files that go with the entry.
    pub enclosures: Vec<Enclosure>,
    /// The entry's rights, else its source's, else the feed's.
    pub rights: Option<String>,
    /// The origin that the entry names itself.
    pub source: Option<EntrySource>,
    /// BCP 47.
    pub language: Option<String>,
    /// When hallway first saw the entry, RFC 3339: kept where the entry itself states no date, or one that is to come.
    pub first_seen: Option<String>,
}

/// A block and the lines it takes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    /// First line, 1-based in the file.
    pub line: usize,
    /// Last line.
    pub end_line: usize,
    /// What it is.
    pub kind: BlockKind,
    /// The `id` of the element or heading, the target of a link to it.
    pub anchor: Option<String>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A heading, level 1 to 6 (deeper ones of other formats go on counting).
    Heading {
        /// 1 is the document's title.
        level: u8,
        /// Its text.
        text: Vec<Inline>,
    },
    /// A paragraph. Line breaks of the source are kept as [`Inline::SoftBreak`].
    Paragraph(Vec<Inline>),
    /// A bullet or ordered list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// A block quote.
    Quote(Vec<Block>),
    /// Code or other preformatted text.
    Code {
        /// The info string's first word.
        language: Option<String>,
        /// As written.
        text: String,
    },
    /// A table.
    Table {
        /// Rows in order, header rows first.
        rows: Vec<Row>,
    },
    /// A definition list: terms, each with what is said of it.
    Definitions(Vec<(Vec<Inline>, Vec<Block>)>),
    /// A figure: an image with its caption.
    Figure {
        /// The picture's address.
        url: String,
        /// Its alternative text.
        alt: String,
        /// The caption.
        caption: Vec<Inline>,
    },
    /// A thematic break.
    Rule,
}

impl Default for BlockKind {
    fn default() -> Self {
        BlockKind::Paragraph(Vec::new())
    }
}

/// One item of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// The line of its marker.
    pub line: usize,
    /// Its last line.
    pub end_line: usize,
    /// A task list's box: done or not.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// One row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// 1-based.
    pub line: usize,
    /// Stands in the table's head.
    pub header: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// One cell of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub blocks: Vec<Block>,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Characters, entities resolved.
    Text(String),
    /// A code span.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Deleted text.
    Strikethrough(Vec<Inline>),
    /// A link.
    Link {
        /// As written, resolved where the reader knows the base.
        url: String,
        /// Its text.
        text: Vec<Inline>,
    },
    /// An image.
    Image {
        /// As written, resolved where the reader knows the base.
        url: String,
        /// Alternative text.
        alt: String,
    },
    /// A line break of the source that means a blank.
    SoftBreak,
    /// A line break that is meant.
    LineBreak,
}

/// A session that a format states as data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Session {
    /// Plain text.
    pub title: String,
    /// The people who give it, as the data state them.
    pub speakers: Vec<crate::model::Speaker>,
    /// The conference's name, where the data state it with the session (else [`Metadata::title`]).
    pub event: Option<String>,
    /// The day's label as the data write it.
    pub day: Option<String>,
    /// `YYYY-MM-DD`, the calendar day of the start in the event's zone.
    pub date: Option<String>,
    /// `HH:MM`, local.
    pub start: Option<String>,
    /// Minutes.
    pub duration_minutes: Option<u32>,
    /// Track name.
    pub track: Option<String>,
    /// Room name.
    pub room: Option<String>,
    /// The word for its type, as the data write it ("lightning_talk", "Keynote").
    pub format: Option<String>,
    /// Its number or code as a number.
    pub number: Option<u32>,
    /// Its own page, absolute where that can be told.
    pub url: Option<String>,
    /// Markdown.
    pub abstract_: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Links that go with it: recording, slides.
    pub links: Vec<String>,
    /// Those of them that the data call a recording.
    pub recordings: Vec<String>,
    /// State of a submission ("accepted", "confirmed", "rejected", "canceled"), as the data write it.
    pub state: Option<String>,
    /// 1-based.
    pub line: usize,
}

impl Block {
    /// Moves the block down by so many lines, with all that it holds.
    pub(crate) fn move_down(&mut self, lines: usize) {
        self.line += lines;
        self.end_line += lines;
        let all = |blocks: &mut Vec<Block>| blocks.iter_mut().for_each(|block| block.move_down(lines));
        match &mut self.kind {
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| {
                item.line += lines;
                item.end_line += lines;
                all(&mut item.blocks);
            }),
            BlockKind::Quote(blocks) => all(blocks),
            BlockKind::Table { rows } => rows.iter_mut().for_each(|row| {
                row.line += lines;
                row.cells.iter_mut().for_each(|cell| all(&mut cell.blocks));
            }),
            BlockKind::Definitions(pairs) => pairs.iter_mut().for_each(|(_, blocks)| all(blocks)),
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Code { .. }
            | BlockKind::Figure { .. }
            | BlockKind::Rule => {}
        }
    }

    /// The plain text of the block, nested blocks included, line breaks as `\n` between blocks.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out.truncate(out.trim_end().len());
        out
    }

    fn push_text(&self, out: &mut String) {
        match &self.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
                push_inlines(text, out);
                out.push('\n');
            }
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| block.push_text(out));
            }
            BlockKind::Quote(blocks) => blocks.iter().for_each(|block| block.push_text(out)),
            BlockKind::Code { text, .. } => {
                out.push_str(text.trim_end_matches('\n'));
                out.push('\n');
            }
            BlockKind::Table { rows } => {
                for row in rows {
                    let cells: Vec<String> = row.cells.iter().map(|cell| text_of(&cell.blocks).replace('\n', " ")).collect();
                    out.push_str(&cells.join(" | "));
                    out.push('\n');
                }
            }
            BlockKind::Definitions(pairs) => {
                for (term, blocks) in pairs {
                    push_inlines(term, out);
                    out.push('\n');
                    blocks.iter().for_each(|block| block.push_text(out));
                }
            }
            BlockKind::Figure { alt, caption, .. } => {
                if caption.is_empty() {
                    out.push_str(alt);
                } else {
                    push_inlines(caption, out);
                }
                out.push('\n');
            }
            BlockKind::Rule => {}
        }
    }
}

/// The plain text of `blocks`, a line or more each.
pub fn text_of(blocks: &[Block]) -> String {
    let mut out = String::new();
    blocks.iter().for_each(|block| block.push_text(&mut out));
    out.truncate(out.trim_end().len());
    out
}

/// The plain text of `inlines`: soft breaks become blanks, meant breaks `\n`, images their alternative text.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::with_capacity(plain_length(inlines));
    push_inlines(inlines, &mut out);
    out
}

/// How many bytes [`plain`] writes.
pub(crate) fn plain_length(inlines: &[Inline]) -> usize {
    let length = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => text.len(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) | Inline::Link { text: inner, .. } => {
            plain_length(inner)
        }
        Inline::SoftBreak | Inline::LineBreak => 1,
    };
    inlines.iter().map(length).sum()
}

fn push_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) | Inline::Link { text: inner, .. } => {
                push_inlines(inner, out);
            }
            Inline::Image { alt, .. } => out.push_str(alt),
            Inline::SoftBreak => out.push(' '),
            Inline::LineBreak => out.push('\n'),
        }
    }
}

/// Every link and its text in `inlines`, in order.
pub fn links<'a>(inlines: &'a [Inline], found: &mut Vec<(&'a str, &'a [Inline])>) {
    for inline in inlines {
        match inline {
            Inline::Link { url, text } => {
                found.push((url, text));
                links(text, found);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => links(inner, found),
            Inline::Text(_) | Inline::Code(_) | Inline::Image { .. } | Inline::SoftBreak | Inline::LineBreak => {}
        }
    }
}
