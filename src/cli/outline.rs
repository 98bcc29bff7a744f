//! Records as an outline for people, one record a line, in the document's order.
//!
//! ```text
//! kind       report
//! event      Ferrocon 2031
//! talk       12  The Slow Linker | Teun Hagedoorn (Rivet Works) | day Monday | 10:35 | track Tools | workshop
//! note       12  the first five words of
//! takeaway   8   Hash everything that goes in | topic Builds | talk The Slow Linker
//! ```
//!
//! tests/corpus/ holds outlines of whole documents; what it leaves out is shown with `-v` alone.

use hallway::model::{Entry, Kind, Note, Records, Speaker, Takeaway, Talk, TalkFormat};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::plain::plain;

/// How much of each record is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// What a reader needs to know the record again.
    Brief,
    /// Entries, lengths, numbers and tags too.
    Full,
}

/// A record's place in the outline: its line, then entry, each talk with its note, takeaways: what is found in one entry
/// of a feed shares a line.
type Place = (usize, usize, usize);

/// The records of one document: its kind and events, then everything in the order of its lines.
pub(crate) fn outline(records: &Records, detail: Detail) -> Vec<String> {
    let mut lines = vec![format!("kind       {}", records.source.kind)];
    if records.source.kind == Kind::None {
        return lines;
    }
    lines.extend(records.events.iter().map(|event| format!("event      {}", plain(&event.name))));
    let mut placed: Vec<(Place, String)> = Vec::new();
    if detail == Detail::Full {
        placed.extend(records.entries.iter().map(entry_line));
    }
    placed.extend(records.talks.iter().enumerate().map(|(index, talk)| talk_line(index, talk, detail)));
    placed.extend(records.notes.iter().map(|note| note_line(note, &records.talks)));
    placed.extend(records.takeaways.iter().map(|takeaway| takeaway_line(takeaway, &records.talks)));
    placed.sort_by_key(|(place, _)| *place);
    lines.extend(placed.into_iter().map(|(_, line)| line));
    lines
}

fn entry_line(entry: &Entry) -> (Place, String) {
    let date = entry.published.as_ref().or(entry.updated.as_ref());
    let facts = [Some(plain(&entry.title)), date.map(|date| plain(date))];
    ((entry.line, 0, 0), record_line("entry", entry.line, facts))
}

fn talk_line(index: usize, talk: &Talk, detail: Detail) -> (Place, String) {
    let line = first_line(talk);
    let said = |word: &str, value: &Option<String>| value.as_ref().map(|value| format!("{word} {}", plain(value)));
    let in_full = |fact: Option<String>| fact.filter(|_| detail == Detail::Full);
    let facts = [
        Some(plain(&talk.title)),
        Some(speakers(&talk.speakers)).filter(|names| !names.is_empty()),
        said("day", &talk.day),
        talk.date.as_deref().map(plain),
        talk.start.as_deref().map(plain),
        in_full(talk.duration_minutes.map(|minutes| format!("{minutes} min"))),
        said("track", &talk.track),
        said("room", &talk.room),
        (talk.format != TalkFormat::Talk).then(|| talk.format.as_str().to_owned()),
        said("url", &talk.url),
        in_full(talk.number.map(|number| format!("number {number}"))),
        in_full(Some(format!("tags {}", plain(&talk.tags.join(", ")))).filter(|_| !talk.tags.is_empty())),
    ];
    ((line, 1 + index, 0), record_line("talk", line, facts))
}

fn first_line(talk: &Talk) -> usize {
    talk.lines.iter().copied().min().unwrap_or(0)
}

fn note_line(note: &Note, talks: &[Talk]) -> (Place, String) {
    let text = first_words(&note.markdown);
    let words: Vec<&str> = text.split_whitespace().take(5).collect();
    let talk = talks.iter().enumerate().find(|(_, talk)| talk.id == note.talk);
    let place = talk.map_or((note.line, 0, 1), |(index, talk)| (first_line(talk), 1 + index, 1));
    (place, record_line("note", note.line, [Some(plain(&words.join(" ")))]))
}

fn takeaway_line(takeaway: &Takeaway, talks: &[Talk]) -> (Place, String) {
    let talk = takeaway.talk.as_ref().and_then(|id| talks.iter().find(|talk| talk.id == *id));
    let facts = [
        Some(plain(&takeaway.text)),
        takeaway.topic.as_ref().map(|topic| format!("topic {}", plain(topic))),
        talk.map(|talk| format!("talk {}", plain(&talk.title))),
    ];
    ((takeaway.line, usize::MAX, 0), record_line("takeaway", takeaway.line, facts))
}

/// `Ada Njoku (Tidewater); Bo Lind`.
pub(crate) fn speakers(speakers: &[Speaker]) -> String {
    let named = |speaker: &Speaker| match &speaker.affiliation {
        Some(affiliation) => format!("{} ({})", plain(&speaker.name), plain(affiliation)),
        None => plain(&speaker.name),
    };
    speakers.iter().map(named).collect::<Vec<_>>().join("; ")
}

/// The words of the first block of `markdown` that has any, without markup: a paragraph, or an item of a list.
fn first_words(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image | TagEnd::Strikethrough) => {}
            Event::End(_) | Event::Rule | Event::Start(Tag::List(_)) if !text.trim().is_empty() => break,
            _ => {}
        }
    }
    text
}

fn record_line<const N: usize>(word: &str, line: usize, facts: [Option<String>; N]) -> String {
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    format!("{word:<10} {line:<3} {}", facts.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_of_a_note_are_those_of_its_first_block() {
        #[rustfmt::skip]
        let table = [
            ("- one *two*\n- three",                "one two"),
            ("- one\n  - two",                      "one"),
            ("| a | b |\n|---|---|\n| c | d |",       "a b"),
            ("> quoted `code`\n\nnext",             "quoted code"),
            ("---\n\n[a link](https://x.example) to\n[it]", "a link to [it]"),
        ];
        for (markdown, words) in table {
            let text = first_words(markdown);
            assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), words, "{markdown:?}");
        }
    }

    #[test]
    fn records_come_in_the_documents_order_each_note_after_its_talk() {
        let talk = |id: &str, line| Talk { id: id.into(), title: id.into(), lines: vec![line], ..Talk::default() };
        let note = |talk: &str, line| Note { talk: talk.into(), markdown: "words".into(), line, ..Note::default() };
        let mut records = Records { talks: vec![talk("b", 9), talk("a", 4)], ..Records::default() };
        records.source.kind = Kind::Report;
        records.notes = vec![note("b", 9), note("a", 4)];
        assert_eq!(
            outline(&records, Detail::Brief),
            ["kind       report", "talk       4   a", "note       4   words", "talk       9   b", "note       9   words"]
        );
    }
}
