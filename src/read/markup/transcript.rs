//! What was written in a chat: exports of messengers and logs of channels. Each message becomes a paragraph without its
//! stamp; a message that begins with a picture which several begin with ("🎤 Counting Fog"), and the topic that a channel
//! was given, become headings.
//!
//! | kind | a line |
//! |---|---|
//! | messenger | `14/09/30, 09:34 - Ada: text`, `[14.09.30, 09:34:12] Ada: text` |
//! | channel | `09:34 <ada> text`, `[09:34] <ada> text`, `[09:34] ada: text`, `2030-09-14 09:34:12 <ada> text` |
//! | notice | `09:30 -!- ada changed the topic of #fog to: text`, `09:30 *** ada sets topic to "text"` |

use std::collections::HashSet;

use super::plain::inlines;
use crate::read::document::{Block, BlockKind};

/// The fewest lines with a stamp.
const FEWEST: usize = 5;

/// The longest heading.
const LONGEST: usize = 160;

/// A message with the line that it begins on.
struct Message<'a> {
    line: usize,
    end_line: usize,
    /// `None` for a notice.
    from: Option<&'a str>,
    text: String,
    is_topic: bool,
}

/// The blocks of a transcript; `None` where most lines are none of its messages.
pub(super) fn blocks(source: &[&str], skipped: usize) -> Option<Vec<Block>> {
    let filled = source.iter().skip(skipped).filter(|line| !line.trim().is_empty()).count();
    let stamped = source.iter().skip(skipped).filter(|line| said_in(line).is_some()).count();
    if stamped < FEWEST || stamped * 10 < filled * 6 {
        return None;
    }
    let messages = messages(source, skipped);
    // Who writes in a chat writes again: "09:00 Keynote: …" in a programme is nobody.
    let senders: HashSet<&str> = messages.iter().filter_map(|message| message.from).collect();
    let said = messages.iter().filter(|message| message.from.is_some()).count();
    if senders.len() > 2 && senders.len() * 2 > said || senders.iter().any(|name| name.ends_with("Uhr")) {
        return None;
    }
    let marks: Vec<Option<char>> = messages.iter().map(|message| leading_picture(&message.text)).collect();
    let is_usual = |mark: &char| marks.iter().flatten().filter(|other| *other == mark).count() >= 2;
    // What stands above the first of them is said of the whole.
    let above = source.iter().enumerate().skip(skipped).take_while(|(_, line)| said_in(line).is_none());
    let above = above.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("--- "));
    let paragraph = |(at, line): (usize, &&str)| Block {
        line: at + 1,
        end_line: at + 1,
        kind: BlockKind::Paragraph(inlines(line.trim())),
        anchor: None,
    };
    let mut blocks: Vec<Block> = above.map(paragraph).collect();
    let first = blocks.len();
    for (n, (message, mark)) in messages.iter().zip(&marks).enumerate() {
        let block = |kind| Block { line: message.line, end_line: message.end_line, kind, anchor: None };
        let words = message.text.chars().filter(|c| c.is_alphabetic()).count();
        let marked = mark.as_ref().is_some_and(is_usual) && words >= 4;
        if (message.is_topic || marked) && message.text.chars().count() <= LONGEST {
            // A topic that nobody said anything under is that of the whole.
            let alone = message.is_topic && messages.get(n + 1).is_some_and(|next| next.is_topic) && blocks.len() == first;
            let title = message.text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"\"“„«»「『《([¿¡#@".contains(c));
            blocks.push(block(BlockKind::Heading { level: if alone { 1 } else { 2 }, text: inlines(title) }));
        } else if message.from.is_some() && words > 0 && !is_placeholder(&message.text) {
            blocks.push(block(BlockKind::Paragraph(inlines(&message.text))));
        }
    }
    Some(blocks)
}

fn messages<'a>(source: &[&'a str], skipped: usize) -> Vec<Message<'a>> {
    let mut found: Vec<Message<'a>> = Vec::new();
    for (at, line) in source.iter().enumerate().skip(skipped) {
        if let Some(said) = said_in(line) {
            let (from, text) = match said {
                Said::By(from, text) => (Some(from), text),
                Said::Notice(text) => (None, text),
            };
            let topic = if from.is_none() { topic_of(text) } else { None };
            let text = topic.unwrap_or(text).trim().to_owned();
            found.push(Message { line: at + 1, end_line: at + 1, from, text, is_topic: topic.is_some() });
        } else if let Some(last) = found.last_mut().filter(|_| !line.trim().is_empty() && !line.starts_with("--- ")) {
            last.text.push(' ');
            last.text.push_str(line.trim());
            last.end_line = at + 1;
        }
    }
    found
}

/// What stands behind the stamp of a line.
enum Said<'a> {
    By(&'a str, &'a str),
    Notice(&'a str),
}

fn said_in(line: &str) -> Option<Said<'_>> {
    let (bracketed, text) = match line.trim_start_matches(['\u{200e}', '\u{200f}', ' ']).strip_prefix('[') {
        Some(inner) => (true, inner),
        None => (false, line.trim_start()),
    };
    let end = stamp_end(text)?;
    let behind = text[end..].trim_start_matches(['\u{200e}', '\u{200f}']);
    let behind = match bracketed {
        true => behind.strip_prefix(']')?,
        false => behind,
    };
    let behind = behind.trim_start();
    if let Some(inner) = behind.strip_prefix('<') {
        let (name, text) = inner.split_once('>')?;
        return is_name(name).then(|| Said::By(name, text.trim_start()));
    }
    for notice in ["-!- ", "*** ", "* ", "--> ", "<-- ", "-- "] {
        if let Some(text) = behind.strip_prefix(notice) {
            return Some(Said::Notice(text));
        }
    }
    let dated = text[..end].len() > 8;
    let behind = behind.strip_prefix("- ").unwrap_or(behind);
    match behind.split_once(": ").filter(|(name, _)| is_name(name)) {
        Some((name, text)) if dated || bracketed => Some(Said::By(name, text)),
        // "Messages are encrypted": nobody says so.
        None if dated && behind.len() < text[end..].trim_start().len() => Some(Said::Notice(behind)),
        _ => None,
    }
}

/// Where the date and the time end that a line begins with.
fn stamp_end(text: &str) -> Option<usize> {
    const STAMP: &str = "/.-:, \u{202f}\u{a0}";
    let mut end = text.find(|c: char| !c.is_ascii_digit() && !STAMP.contains(c)).unwrap_or(text.len()).min(26);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    for half in ["AM", "PM", "am", "pm", "a. m.", "p. m."] {
        if text[end..].starts_with(half) {
            end += half.len();
            break;
        }
    }
    let stamp = text[..end].trim_end_matches(['-', ' ', ',']);
    let clock = stamp.rfind(':').is_some_and(|at| {
        let (before, after) = (&stamp[..at], &stamp[at + 1..]);
        before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit())
    });
    (clock && stamp.starts_with(|c: char| c.is_ascii_digit()) && stamp.len() >= 4).then_some(stamp.len())
}

/// A few words without marks that end a sentence.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= 40 && text.split(' ').count() <= 4 && !text.contains(['?', '!', '"', '(', '/'])
}

/// "ada changed the topic of #fog to: text", "ada sets topic to "text"".
fn topic_of(notice: &str) -> Option<&str> {
    let at = notice.find("topic")?;
    let behind = &notice[at..];
    let (_, text) = behind
        .split_once("to:")
        .or_else(|| behind.split_once("to \""))
        .or_else(|| behind.split_once("is:"))
        .or_else(|| behind.split_once(": "))?;
    Some(text.trim().trim_end_matches('"')).filter(|text| !text.is_empty())
}

/// The picture that a text begins with.
fn leading_picture(text: &str) -> Option<char> {
    text.chars().next().filter(|c| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'))
}

/// "<Media omitted>": what an export says in place of a picture.
fn is_placeholder(text: &str) -> bool {
    text.starts_with('<') && text.ends_with('>') && !text.contains(". ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::document::plain;

    fn shown(text: &str) -> Option<Vec<String>> {
        let source: Vec<&str> = text.lines().collect();
        let line = |block: Block| match block.kind {
            BlockKind::Heading { level, text } => format!("{} h{level} {}", block.line, plain(&text)),
            BlockKind::Paragraph(text) => format!("{} {}", block.line, plain(&text)),
            _ => "?".to_owned(),
        };
        blocks(&source, 0).map(|blocks| blocks.into_iter().map(line).collect())
    }

    #[test]
    fn messages_lose_their_stamps() {
        let messenger = "14/09/30, 08:51 - Messages are encrypted.\n14/09/30, 09:02 - Ada: At Fogconf 2030\n14/09/30, 09:34 - Ada: 🎤 Counting Fog (Otto Brandt)\n14/09/30, 09:41 - Ada: slow\nand wet\n14/09/30, 09:50 - Milo: 👍\n14/09/30, 10:31 - Ada: 🎤 Small Boats (Ines Faro)\n14/09/30, 10:40 - Ada: <Media omitted>\n";
        let expected = ["2 At Fogconf 2030", "3 h2 Counting Fog (Otto Brandt)", "4 slow and wet", "7 h2 Small Boats (Ines Faro)"];
        assert_eq!(shown(messenger).as_deref(), Some(expected.map(str::to_owned).as_slice()));
        let brackets = messenger
            .replace("14/09/30, ", "[14.09.30, ")
            .replace(" - ", ":12] ")
            .replace("[14.09.30, 08:51:12] Messages are encrypted.\n", "\n");
        assert_eq!(shown(&brackets).as_deref(), Some(expected.map(str::to_owned).as_slice()));
        let channel = "--- Log opened\n09:12 -!- ada changed the topic of #fog to: Fogconf 2030\n09:30 -!- ada changed the topic of #fog to: Counting Fog by Otto Brandt\n09:34 <ada> slow\n09:35 <milo> heh\n10:15 -!- ada changed the topic of #fog to: Small Boats by Ines Faro\n10:19 <ada> wet\n";
        let expected = [
            "2 h1 Fogconf 2030",
            "3 h2 Counting Fog by Otto Brandt",
            "4 slow",
            "5 heh",
            "6 h2 Small Boats by Ines Faro",
            "7 wet",
        ];
        assert_eq!(shown(channel).as_deref(), Some(expected.map(str::to_owned).as_slice()));
        // The hours of a programme.
        assert_eq!(
            shown("09:00 Doors\n09:30 Ada Brookfield: Counting Fog\n10:00 Coffee\n10:30 Milo: Boats\n11:00 Lunch\n12:00 End\n"),
            None
        );
    }
}
