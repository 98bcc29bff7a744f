//! Outlines that an outliner exported as OPML: each `<outline text="…">` becomes an item of a list, with what it holds below
//! it and the `_note` that some outliners keep beside it. A list of feeds is no text.

use super::lists::{Flat, nest};
use super::plain::inlines;
use crate::read::document::{Block, BlockKind, Document, Item, Metadata, Part};
use crate::read::xml::{Event, Xml};

/// Where the root stands at the latest, in bytes.
const HEAD: usize = 1000;

/// Reads an outline; `None` where `text` is none.
pub(crate) fn read(text: &str) -> Option<Document> {
    let head = text.char_indices().take_while(|(at, _)| *at < HEAD).map(|(at, c)| at + c.len_utf8()).last()?;
    let root = text[..head].find("<opml")?;
    // The sample in a page begins none.
    if text[..root].to_ascii_lowercase().contains("<html") || !text.trim_start().starts_with(['<', '\u{feff}']) {
        return None;
    }
    let mut xml = Xml::new(text, 0, None);
    let (mut title, mut in_title, mut depth) = (String::new(), false, 0_usize);
    let mut title_line = 1;
    let mut items: Vec<Flat> = Vec::new();
    loop {
        match xml.next() {
            Event::Start(tag) if tag.name == "outline" => {
                if tag.attribute("xmlurl").is_some() {
                    return None;
                }
                let said = [tag.attribute("text").or_else(|| tag.attribute("title")), tag.attribute("_note")];
                let said = said.into_iter().flatten().map(str::trim).filter(|said| !said.is_empty());
                let paragraph = |said: &str| Block {
                    line: tag.line,
                    end_line: tag.line,
                    kind: BlockKind::Paragraph(inlines(said)),
                    anchor: None,
                };
                let blocks: Vec<Block> = said.map(paragraph).collect();
                let item = Item { line: tag.line, end_line: tag.line, task: None, blocks };
                items.push(Flat { depth, number: None, item });
                depth += 1;
            }
            Event::End { name, .. } if name.eq_ignore_ascii_case("outline") => depth = depth.saturating_sub(1),
            Event::Start(tag) if tag.name == "title" => (in_title, title_line) = (true, tag.line),
            Event::End { name, .. } if name.eq_ignore_ascii_case("title") => in_title = false,
            Event::Text(piece) if in_title => title.push_str(&piece),
            Event::Eof => break,
            _ => {}
        }
    }
    let title = title.trim().to_owned();
    let heading = BlockKind::Heading { level: 1, text: inlines(&title) };
    let heading = Block { line: title_line, end_line: title_line, kind: heading, anchor: None };
    let blocks = (!title.is_empty()).then_some(heading).into_iter().chain(nest(items)).collect();
    let metadata = Metadata { title: Some(title).filter(|title| !title.is_empty()), ..Metadata::default() };
    Some(Document { parts: vec![Part { blocks, line: 1, ..Part::default() }], metadata, ..Document::default() })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::document::text_of;

    #[test]
    fn outlines_are_nested_lists() {
        let text = "<?xml version=\"1.0\"?>\n<opml version=\"2.0\">\n<head><title>Ferrocon 2031</title></head>\n<body>\n<outline text=\"Day one\">\n<outline text=\"Counting Fog &#8212; Ada Brookfield\" _note=\"slow\">\n<outline text=\"and wet\"/>\n</outline>\n</outline>\n</body>\n</opml>\n";
        let document = read(text).unwrap();
        assert_eq!(document.metadata.title.as_deref(), Some("Ferrocon 2031"));
        let lines: Vec<usize> = document.parts[0].blocks.iter().map(|block| block.line).collect();
        assert_eq!(lines, [3, 5]);
        let said = text_of(&document.parts[0].blocks);
        for piece in ["Day one", "Counting Fog — Ada Brookfield", "slow", "and wet"] {
            assert!(said.contains(piece), "{piece:?} is not in {said:?}");
        }
    }

    #[test]
    fn lists_of_feeds_are_none() {
        assert!(read("<opml><body><outline text=\"Fog\" xmlUrl=\"https://fog.example/feed\"/></body></opml>").is_none());
        assert!(read("<html><body>&lt;opml&gt; <opml></body></html>").is_none());
        assert!(read("Nothing of the kind: <opml>").is_none());
    }
}
