//! What extraction costs, beside the time that comrak needs for the same Markdown.
//!
//! `cargo run --release --example extract_ratio [LIBRARY] [ROUNDS]` takes every Markdown file below LIBRARY/notes (this
//! repository's own where none is named), in memory and on one thread, the programs in turn. Figures are medians of the rounds.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use comrak::{Arena, Options, markdown_to_html, parse_document};
use hallway::extract::{Said, extract};
use hallway::read::{Hints, read};

/// So many bytes are read at least; a small library is repeated.
const LEAST_BYTES: usize = 2_000_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let library = arguments.next().map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let rounds: usize = arguments.next().map_or(Ok(9), |rounds| rounds.parse())?;
    let mut files = Vec::new();
    collect(&library.join("notes"), &mut files)?;
    files.sort();
    let texts = files.iter().map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let once: usize = texts.iter().map(String::len).sum();
    if once == 0 {
        return Err("no Markdown below notes/".into());
    }
    let times = LEAST_BYTES.div_ceil(once);
    let bytes = once * times;
    println!("{} files, {:.1} MB of Markdown, {rounds} rounds", files.len(), bytes as f64 / 1e6);

    let mut figures: [Vec<Duration>; 4] = Default::default();
    for _ in 0..=rounds {
        for (figure, work) in figures.iter_mut().zip([comrak_tree, comrak_html, hallway_read, hallway_extract]) {
            let start = Instant::now();
            for _ in 0..times {
                texts.iter().for_each(|text| work(text));
            }
            figure.push(start.elapsed());
        }
    }
    // The first round fills caches and tables.
    let [tree, html, read, whole] = figures.map(|mut figure| {
        figure.remove(0);
        figure.sort();
        figure[figure.len() / 2].as_secs_f64()
    });
    let rate = |seconds: f64| bytes as f64 / 1e6 / seconds;
    println!("| | MB/s | time against comrak's tree | against comrak to HTML |\n|---|---|---|---|");
    for (name, seconds) in
        [("comrak: tree", tree), ("comrak: HTML", html), ("hallway: read", read), ("hallway: read and extract", whole)]
    {
        println!("| {name} | {:.0} | {:.2} | {:.2} |", rate(seconds), seconds / tree, seconds / html);
    }
    Ok(())
}

fn comrak_options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options
}

fn comrak_tree(text: &str) {
    let arena = Arena::new();
    black_box(parse_document(&arena, text, &comrak_options()));
}

fn comrak_html(text: &str) {
    black_box(markdown_to_html(text, &comrak_options()));
}

fn hallway_read(text: &str) {
    let hints = Hints { name: Some("notes/report.md"), ..Hints::default() };
    black_box(read(text.as_bytes(), &hints).ok());
}

fn hallway_extract(text: &str) {
    let hints = Hints { name: Some("notes/report.md"), ..Hints::default() };
    if let Ok(document) = read(text.as_bytes(), &hints) {
        black_box(extract(&document, &Said::default()));
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for item in std::fs::read_dir(folder)? {
        let path = item?.path();
        match path.is_dir() {
            true => collect(&path, files)?,
            false if path.extension().is_some_and(|extension| extension == "md") => files.push(path),
            false => {}
        }
    }
    Ok(())
}
