//! What reading a long feed costs, beside the time that bare XML events and ammonia need for the same bytes.
//!
//! `cargo run --release --example feed_ratio [FEED] [ROUNDS]` reads FEED (100 MB of made-up Atom where none is named) from
//! its file, on one thread, both programs in turn. Figures are medians of the rounds; memory is the most that the process
//! ever held, taken after the rounds of hallway.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hallway::read::{Hints, read_feed};
use quick_xml::Reader;
use quick_xml::events::Event;

/// How long the made-up feed is at least.
const MADE_UP_BYTES: usize = 100_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = tempfile::tempdir()?;
    let feed = match arguments.next() {
        Some(feed) => PathBuf::from(feed),
        None => make_up(folder.path())?,
    };
    let rounds: usize = arguments.next().map_or(Ok(3), |rounds| rounds.parse())?;
    let bytes = std::fs::metadata(&feed)?.len() as f64;
    let (mut ours, mut bare, mut entries) = (Vec::new(), Vec::new(), 0);
    for _ in 0..rounds {
        let start = Instant::now();
        entries = hallway(&feed)?;
        ours.push(start.elapsed());
    }
    let memory = most_memory().map_or_else(|| "unknown".to_owned(), |kilobytes| format!("{} MB", kilobytes >> 10));
    for _ in 0..rounds {
        let start = Instant::now();
        events_and_ammonia(&feed)?;
        bare.push(start.elapsed());
    }
    let (ours, bare) = (median(ours), median(bare));
    println!("{:.1} MB, {entries} entries, {rounds} rounds; the most memory: {memory}", bytes / 1e6);
    println!("| | MB/s |\n|---|---|");
    println!("| quick-xml events and ammonia | {:.1} |", bytes / 1e6 / bare.as_secs_f64());
    println!("| hallway | {:.1} |", bytes / 1e6 / ours.as_secs_f64());
    println!("speed against the bare one: {:.2}", bare.as_secs_f64() / ours.as_secs_f64());
    Ok(())
}

fn hallway(feed: &Path) -> Result<usize, Box<dyn Error>> {
    let mut entries = 0;
    let hints = Hints { entries_only: true, ..Hints::default() };
    read_feed(File::open(feed)?, &hints, &mut |_, part| {
        black_box(part);
        entries += 1;
    })?;
    Ok(entries)
}

/// Every event, and every content made safe: nothing less can be called reading a feed.
fn events_and_ammonia(feed: &Path) -> Result<(), Box<dyn Error>> {
    let mut reader = Reader::from_reader(BufReader::with_capacity(256 << 10, File::open(feed)?));
    let cleaner = ammonia::Builder::default();
    let (mut buffer, mut content, mut is_content) = (Vec::new(), String::new(), false);
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) => is_content = tag.local_name().as_ref() == b"content",
            Event::Text(text) if is_content => content.push_str(&text.decode()?),
            Event::CData(text) if is_content => content.push_str(&text.decode()?),
            Event::GeneralRef(reference) if is_content => {
                let name = reference.decode()?;
                content.push_str(quick_xml::escape::resolve_xml_entity(&name).unwrap_or_default());
            }
            Event::End(_) if is_content => {
                black_box(cleaner.clean(&content));
                content.clear();
                is_content = false;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// Entries as blogs write them: a few kilobytes of paragraphs, links, lists and code.
fn make_up(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let path = folder.join("feed.atom");
    let mut file = BufWriter::new(File::create(&path)?);
    let mut written = 0;
    let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:made-up</id>\
                <title>Made up</title><author><name>Ada Njoku</name></author>\n";
    file.write_all(head.as_bytes())?;
    for number in 0_u32.. {
        if written > MADE_UP_BYTES {
            break;
        }
        let mut html = String::new();
        for paragraph in 0..8 + number % 9 {
            html.push_str(&format!(
                "<p>Paragraph {paragraph} of post {number} says that a queue is <em>only</em> a buffer with a story, and that \
                 <a href=\"/posts/{number}#{paragraph}\">a lock less</a> is a bug less &mdash; most of the time.</p>\n"
            ));
            if paragraph % 3 == 0 {
                html.push_str("<ul><li>measure first</li><li><code>a &lt; b &amp;&amp; c</code></li></ul>\n");
            }
        }
        let html = html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let entry = format!(
            "<entry><id>urn:made-up:{number}</id><title>Post {number}</title><updated>2031-05-04T10:00:00Z</updated>\
             <link rel=\"alternate\" href=\"https://ada.example/posts/{number}\"/><category term=\"rust\"/>\
             <content type=\"html\">{html}</content></entry>\n"
        );
        file.write_all(entry.as_bytes())?;
        written += entry.len();
    }
    file.write_all(b"</feed>\n")?;
    file.flush()?;
    Ok(path)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The most memory that the process ever held, in kilobytes, where the system tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().split(' ').next()?.parse().ok()
}
