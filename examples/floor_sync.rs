//! What a sync costs at least: every document read, hashed and taken apart, and its text put into a fresh index, one commit.
//!
//! `floor_sync LIBRARY INDEX_DIR` cuts Markdown into the sections of its headings and feeds into their entries, sanitises what the
//! entries hold and reads it as a tree; it finds no speakers, times or takeaways. Words are cut as hallway cuts them.

use std::path::{Path, PathBuf};

use hallway::library::is_published;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument};

type Fault = Box<dyn std::error::Error>;

/// The index, and where a section's words go.
struct Floor {
    writer: IndexWriter,
    path: Field,
    title: Field,
    body: Field,
    sanitiser: ammonia::Builder<'static>,
    stripper: ammonia::Builder<'static>,
}

fn main() -> Result<(), Fault> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, library, folder] = &arguments[..] else { return Err("floor_sync LIBRARY INDEX_DIR".into()) };
    std::fs::create_dir_all(folder)?;
    let words = TextFieldIndexing::default().set_tokenizer("words").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(words).set_stored();
    let mut builder = Schema::builder();
    let path = builder.add_text_field("path", STRING | STORED);
    let (title, body) = (builder.add_text_field("title", text.clone()), builder.add_text_field("body", text));
    let index = Index::create_in_dir(folder, builder.build())?;
    hallway::index::register(&index);
    let writer: IndexWriter = index.writer_with_num_threads(1, 300_000_000)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let (sanitiser, stripper) = (ammonia::Builder::default(), ammonia::Builder::empty());
    let mut floor = Floor { writer, path, title, body, sanitiser, stripper };
    let mut files = Vec::new();
    ["notes", "feeds"].iter().try_for_each(|name| collect(&Path::new(library).join(name), &mut files))?;
    files.retain(|file| file.strip_prefix(library).is_ok_and(|inside| !is_published(&inside.to_string_lossy())));
    files.sort();
    for file in files {
        let bytes = std::fs::read(&file)?;
        std::hint::black_box(blake3::hash(&bytes));
        let place = file.to_string_lossy();
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("md") => floor.put_markdown(&place, std::str::from_utf8(&bytes)?)?,
            _ => floor.put_feed(&place, &bytes)?,
        }
    }
    floor.writer.commit()?;
    Ok(floor.writer.wait_merging_threads()?)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Fault> {
    for item in std::fs::read_dir(folder)? {
        let item = item?;
        match item.file_type()?.is_dir() {
            true => collect(&item.path(), files)?,
            false => files.push(item.path()),
        }
    }
    Ok(())
}

impl Floor {
    fn put(&self, path: &str, title: &str, body: &str) -> Result<(), Fault> {
        let mut document = TantivyDocument::new();
        document.add_text(self.path, path);
        document.add_text(self.title, title);
        document.add_text(self.body, body);
        self.writer.add_document(document)?;
        Ok(())
    }

    /// One tantivy document a heading, with the text below it.
    fn put_markdown(&mut self, path: &str, text: &str) -> Result<(), Fault> {
        let (mut title, mut body, mut in_heading) = (String::new(), String::new(), false);
        for (event, _) in Parser::new(text).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { .. }) => {
                    self.put(path, &title, &body)?;
                    (title, body, in_heading) = (String::new(), String::new(), true);
                }
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Text(words) | Event::Code(words) => {
                    let to = if in_heading { &mut title } else { &mut body };
                    to.push_str(&words);
                    to.push(' ');
                }
                _ => {}
            }
        }
        self.put(path, &title, &body)
    }

    /// One tantivy document an entry, its content sanitised and read as a tree.
    fn put_feed(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let feed = atom_syndication::Feed::read_from(bytes)?;
        for entry in feed.entries() {
            let content = entry.content().and_then(|content| content.value()).unwrap_or_default();
            let clean = self.sanitiser.clean(content).to_string();
            // A tree of it without a single element is its text.
            let text = self.stripper.clean(&clean).to_string();
            self.put(path, entry.title(), &text)?;
        }
        Ok(())
    }
}
