//! What an index costs at least: puts already extracted talks into a fresh index, one tantivy document a talk, one commit.
//!
//! `bare_index INDEX_DIR TRUTH.jsonl` reads the lines that `make_library.py --truth` writes, and cuts words as hallway does.

use std::io::{BufRead, BufReader};

use serde_json::Value;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, truth] = &arguments[..] else { return Err("bare_index INDEX_DIR TRUTH.jsonl".into()) };
    std::fs::create_dir_all(folder)?;
    let words = TextFieldIndexing::default().set_tokenizer("words").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(words).set_stored();
    let mut builder = Schema::builder();
    let path = builder.add_text_field("path", STRING | STORED);
    let event = builder.add_text_field("event", STRING | STORED);
    let title = builder.add_text_field("title", text.clone());
    let people = builder.add_text_field("people", text.clone());
    let body = builder.add_text_field("body", text);
    let index = Index::create_in_dir(folder, builder.build())?;
    hallway::index::register(&index);
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 300_000_000)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for line in BufReader::new(std::fs::File::open(truth)?).lines() {
        let talk: Value = serde_json::from_str(&line?)?;
        let speakers: Vec<&str> = talk["speakers"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut document = TantivyDocument::new();
        for (field, value) in [(path, "file"), (event, "event"), (title, "title"), (body, "markdown")] {
            document.add_text(field, talk[value].as_str().unwrap_or_default());
        }
        document.add_text(people, speakers.join(", "));
        writer.add_document(document)?;
    }
    writer.commit()?;
    Ok(writer.wait_merging_threads()?)
}
