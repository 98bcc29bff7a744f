//! Whatever is fed to the readers, they do not panic, and every block lies within the file, in order.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;

use super::document::{Block, BlockKind, Document};
use super::{Hints, read};

/// One small document for each reader.
#[rustfmt::skip]
const SAMPLES: [(&str, &str); 18] = [
    ("a.md",    "---\ntitle: Tide\ntags: [sea]\n---\n# Tide\n\nA *b* `c` [d](https://a.example/) <b>e</b>\n\n- one\n  - two\n- [x] three\n\n| a | b |\n|---|---|\n| c | d |\n\n> quote\n\n```rust\nfn x() {}\n```\n\n![p](p.png)\n"),
    ("b.md",    "+++\ntitle = \"Tide\"\n+++\n##No blank\n{% raw %}x{% endraw %}\n<table><tr><td>a<td>b</table>\n<p>c<p>d\n\n1. x\n1. y\n\nSetext\n===\n"),
    ("a.html",  "<!DOCTYPE html><html><head><title>T</title><script type='application/ld+json'>{\"@type\": \"Event\", \"name\": \"x\"}</script></head>\n<body><nav>n</nav>\n<main><h1>A</h1>\n<p>b<br>c &amp; d</p><ul><li>e<li>f</ul>\n<table><tr><td>g</td></tr></table></main></body></html>"),
    ("a.txt",   "TIDE TALKS\n==========\n\n09:00  Opening\nAda Njoku\n\n* one\n  * two\n\n> quoted\n\nName | Room\n-----|-----\na | b\n"),
    ("a.org",   "#+TITLE: Tide\n* TODO A :tag:\n:PROPERTIES:\n:ID: x\n:END:\n- [ ] one\n  - two\n| a | b |\n|---+---|\n| c | d |\n#+BEGIN_SRC rust\nx\n#+END_SRC\n[[https://a.example/][b]] *c*\n"),
    ("a.adoc",  "= Tide\nAda Njoku <a@b.example>\n:tags: sea\n\n== A\n\n* one\n** two\n+\nmore\n\n|===\n|a |b\n|c |d\n|===\n\n----\ncode\n----\n\nhttps://a.example/[b] {tags}\n"),
    ("a.wiki",  "== Tide ==\n\n'''Ada''' [https://a.example/ b] [[c|d]]\n\n* one\n** two\n# three\n\n{{{\nx\n}}}\n|| a || b ||\n====== deep ======\n"),
    ("b.wiki",  "====== Tide ======\n\n//Ada// ''b'' {{:c.png|d}} ((e))\n\n  * one\n    - two\n^ a ^ b ^\n| c | d ||\n| ::: | e |\n<code>\n| x |\n</code>\n{|\n|+ f\n! a !! b\n|-\n| rowspan=2 | c || d\n* e\n|}\n"),
    ("c.wiki",  "h1. Tide\n\n\"b\":https://a.example/ [c|https://a.example/]\n\n|_. a|_. b|\n|\\\\2. c|\n||d||e||\n|---|---|\n"),
    ("a.csv",   "Title,\"Speaker(s)\";Start\n\"a \"\"b\"\"\nc\",Ada,2031-05-01 10:00\n\"a \"\"b\"\"\nc\",Milo,2031-05-01 10:00\n"),
    ("a.rst",   "Tide\n====\n\n:author: Ada\n\nA\n-\n\n* one\n\n  * two\n\n+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n\n.. code:: rust\n\n   x\n\n`b <https://a.example/>`_ |c|\n"),
    ("a.atom",  "<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/'>\n<title>T</title>\n<entry><id>1</id><link href='x'/><content type='html'>&lt;p&gt;a&lt;/p&gt;</content><updated>2031-05-01T00:00:00Z</updated></entry>\n</feed>"),
    ("a.rss",   "<!DOCTYPE rss [<!ENTITY co 'x'>]>\n<rss><channel><title>&co;</title>\n<item><guid>1</guid><description><![CDATA[<p>a]]></description><pubDate>Thu, 01 May 2031 10:00:00 GMT</pubDate></item></channel></rss>"),
    ("a.json",  "{\"version\": \"https://jsonfeed.org/version/1.1\",\n\"items\": [{\"id\": \"1\", \"content_html\": \"<p>a</p>\",\n\"date_published\": \"2031-05-01\"}]}"),
    ("b.json",  "{\"schedule\": {\"conference\": {\"title\": \"T\", \"days\": [{\"date\": \"2031-05-01\", \"rooms\": {\"A\": [\n{\"id\": 1, \"title\": \"x\", \"start\": \"10:00\", \"duration\": \"00:30\", \"persons\": [{\"public_name\": \"Ada\"}]}]}}]}}}"),
    ("a.xml",   "<schedule><conference><title>T</title></conference>\n<day date='2031-05-01'><room name='A'>\n<event id='1'><title>x</title><start>10:00</start><duration>00:30</duration><persons><person>Ada</person></persons></event></room></day></schedule>"),
    ("a.ics",   "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Oslo\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:20310501T100000Z\nDTEND:20310501T103000Z\nDESCRIPTION:a\n b\nEND:VEVENT\nEND:VCALENDAR\n"),
    ("",        "Session | Time\n| 10:00 |\nTide\n|\nAda\n"),
];

/// Marks that mean something to one reader or another.
#[rustfmt::skip]
const MARKS: [&str; 72] = [
    "<", ">", "&", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE", "<?xml", "&amp;", "&#0;", "&#xffffffff;", "<p>", "<table>",
    "<td>", "<b>", "<script>", "<li>", "</div>", "<item>", "<entry>", "<title>", "\"", "'", "`", "```", "*", "**", "_", "~~", "[", "]", "](", "![",
    "(", ")", "{", "}", "{%", "%}", "|", "|---|", "+---+", "|===", "----", "====", "***", "---\n", "+++\n", "#", "##", "#+", ":", "::", ".. ", "- ",
    "1. ", "> ", "\t", "    ", "\n", "\n\n", "\r\n", "\r", "\u{feff}", "\u{2028}", "\u{0}", "é", "🌊", "\u{301}",
];

/// The first and last line of all blocks, checked against each other and against the length of the file.
fn check_blocks(blocks: &[Block], inside: (usize, usize)) -> Result<(), String> {
    let mut last = inside.0;
    for block in blocks {
        let own = (block.line, block.end_line);
        if own.0 == 0 || own.0 > own.1 {
            return Err(format!("{own:?}: {:?}", block.kind));
        }
        if own.0 > own.1 || own.0 < last || own.1 > inside.1 {
            return Err(format!("{own:?} after line {last} in {inside:?}: {:?}", block.kind));
        }
        last = own.0;
        match &block.kind {
            BlockKind::Quote(inner) => check_blocks(inner, own)?,
            BlockKind::List { items, .. } => {
                let mut last = own.0;
                for item in items {
                    if item.line < last || item.end_line < item.line || item.end_line > own.1 {
                        return Err(format!("item {}-{} after line {last} in {own:?}", item.line, item.end_line));
                    }
                    last = item.line;
                    check_blocks(&item.blocks, (item.line, item.end_line))?;
                }
            }
            BlockKind::Table { rows } => {
                let mut last = own.0;
                for row in rows {
                    if row.line < last || row.line > own.1 {
                        return Err(format!("row {} after line {last} in {own:?}", row.line));
                    }
                    last = row.line;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn check(document: &Document, lines: usize, has_tags: bool) -> Result<(), String> {
    for part in &document.parts {
        // HTML's rules move what stands wrongly in a table or between styles: then the order of lines is another.
        match has_tags {
            false => check_blocks(&part.blocks, (1, lines))?,
            true => {
                let beyond =
                    part.blocks.iter().find(|block| block.line == 0 || block.line > block.end_line || block.end_line > lines);
                beyond.map_or(Ok(()), |block| Err(format!("{block:?} in {lines} lines")))?;
            }
        }
    }
    let beyond = document.sessions.iter().map(|session| session.line).find(|line| *line == 0 || *line > lines);
    beyond.map_or(Ok(()), |line| Err(format!("a session on line {line} of {lines}")))?;
    let beyond = document.warnings.iter().find(|warning| warning.line > lines + 1);
    beyond.map_or(Ok(()), |warning| Err(format!("{warning:?} of {lines} lines")))
}

fn survives(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    let hints = Hints { name: (!name.is_empty()).then_some(name), ..Hints::default() };
    let Ok(document) = read(bytes, &hints) else { return Ok(()) };
    let text = String::from_utf8_lossy(bytes);
    // Lone `\r`s are line ends to some readers, and wide charsets hide theirs here.
    let lines = text.chars().filter(|c| matches!(c, '\n' | '\r')).count() + 1;
    check(&document, lines, text.contains('<')).map_err(TestCaseError::fail)
}

fn names() -> impl Strategy<Value = &'static str> {
    select(SAMPLES.map(|(name, _)| name).to_vec())
}

/// A sample with some of its pieces cut out, doubled, moved, or broken by marks.
fn mutated() -> impl Strategy<Value = (String, &'static str)> {
    let change = (any::<Index>(), 0_usize..24, select(MARKS.to_vec()), 0_u8..4);
    (select(SAMPLES.to_vec()), proptest::collection::vec(change, 1..8)).prop_map(|((name, sample), changes)| {
        let mut text: Vec<char> = sample.chars().collect();
        for (at, length, mark, kind) in changes {
            let at = at.index(text.len() + 1);
            let end = (at + length).min(text.len());
            let piece: Vec<char> = match kind {
                0 => Vec::new(),
                1 => mark.chars().collect(),
                2 => text[at..end].repeat(2),
                _ => text[at..end].iter().copied().chain(mark.chars()).collect(),
            };
            text.splice(at..end, piece);
        }
        (text.into_iter().collect(), name)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(seed()), ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn mutated_samples((text, name) in mutated()) {
        survives(text.as_bytes(), name)?;
    }

    #[test]
    fn marks_in_a_row(marks in proptest::collection::vec(select(MARKS.to_vec()), 0..60), name in names()) {
        survives(marks.concat().as_bytes(), name)?;
    }

    #[test]
    fn any_text(text in ".{0,200}", name in names()) {
        survives(text.as_bytes(), name)?;
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in names()) {
        survives(&bytes, name)?;
    }

    #[test]
    fn broken_bytes_in_samples((name, sample) in select(SAMPLES.to_vec()), places in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..6)) {
        let mut bytes = sample.as_bytes().to_vec();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        survives(&bytes, name)?;
    }
}

/// Few enough to be quick; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96)
}

/// The same documents on every run, so that the answer is; `PROPTEST_RNG_SEED` asks for others.
fn seed() -> u64 {
    std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(31)
}

#[test]
fn the_samples_themselves_are_read() {
    for (name, sample) in SAMPLES {
        let hints = Hints { name: Some(name), ..Hints::default() };
        let document = read(sample.as_bytes(), &hints).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(document.parts.iter().any(|part| !part.blocks.is_empty()) || !document.sessions.is_empty(), "{name}");
        check(&document, sample.lines().count(), false).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}
