//! What a search costs at least: opens the same index as hallway, asks tantivy's own parser, prints the best 20 with snippets.
//!
//! `bare_search search LIBRARY/index QUERY` is the limit that `hallway search` is measured against. All words are needed, as with
//! hallway; the one field is `event:"NAME"`, at the end. The snippets' text is read from the notes, as hallway does, since the index
//! does not hold it twice.

use std::io::Write;
use std::path::Path;

use hallway::index::{BarePassages, bare_event};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query, QueryParser};
use tantivy::snippet::SnippetGenerator;
use tantivy::{IndexReader, ReloadPolicy};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, command, folder, text] = &arguments[..] else { return Err("bare_search search INDEX_DIR QUERY".into()) };
    if command != "search" {
        return Err("the one command is: search".into());
    }
    let folder = Path::new(folder);
    let index = tantivy::Index::open_in_dir(folder.join("tantivy"))?;
    hallway::index::register(&index);
    let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let searcher = reader.searcher();
    let schema = index.schema();
    let (title, people, body) = (schema.get_field("title")?, schema.get_field("people")?, schema.get_field("body")?);
    let mut parser = QueryParser::for_index(&index, vec![title, people, body]);
    parser.set_conjunction_by_default();
    let (words, event) = text.split_once(" event:").unwrap_or((text, ""));
    let mut query = parser.parse_query(words)?;
    if let Some(event) = bare_event(&schema, event.trim_matches('"')).filter(|_| !event.is_empty()) {
        query = Box::new(BooleanQuery::intersection(vec![query, event])) as Box<dyn Query>;
    }
    let snippets = SnippetGenerator::create(&searcher, &*query, body)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut passages = BarePassages::new(&searcher, folder.parent().unwrap_or(folder));
    for (score, address) in searcher.search(&*query, &TopDocs::with_limit(20).order_by_score())? {
        let Some(passage) = passages.read(address) else { continue };
        let snippet = snippets.snippet(&passage.text);
        writeln!(out, "{score:.2} {}:{} {} {}", passage.path, passage.line, passage.title, snippet.fragment())?;
    }
    Ok(out.flush()?)
}
