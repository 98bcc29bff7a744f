//! Records as an outline for people, one record a line.

use hallway::model::{Entry, Note, Records, Speaker, Takeaway, Talk, TalkFormat};

use super::plain::plain;

/// The records of one document: its kind and events, then everything in the order of its lines.
pub(crate) fn outline(records: &Records) -> Vec<String> {
    let mut lines = vec![format!("kind       {}", records.source.kind)];
    lines.extend(records.events.iter().map(|event| format!("event      {}", plain(&event.name))));
    let mut located: Vec<(usize, String)> = Vec::new();
    located.extend(records.entries.iter().map(entry_line));
    located.extend(records.talks.iter().map(talk_line));
    located.extend(records.notes.iter().map(note_line));
    located.extend(records.takeaways.iter().map(|takeaway| takeaway_line(takeaway, &records.talks)));
    lines.extend(located.into_iter().map(|(_, line)| line));
    lines
}

fn entry_line(entry: &Entry) -> (usize, String) {
    let date = entry.published.as_ref().or(entry.updated.as_ref());
    let facts = [Some(plain(&entry.title)), date.map(|date| plain(date))];
    (entry.line, record_line("entry", entry.line, facts))
}

fn talk_line(talk: &Talk) -> (usize, String) {
    let line = talk.lines.first().copied().unwrap_or(0);
    let said = |word: &str, value: &Option<String>| value.as_ref().map(|value| format!("{word} {}", plain(value)));
    let facts = [
        Some(plain(&talk.title)),
        Some(speakers(&talk.speakers)).filter(|names| !names.is_empty()),
        said("day", &talk.day),
        talk.date.as_deref().map(plain),
        talk.start.as_deref().map(plain),
        talk.duration_minutes.map(|minutes| format!("{minutes} min")),
        said("track", &talk.track),
        said("room", &talk.room),
        (talk.format != TalkFormat::Talk).then(|| talk.format.as_str().to_owned()),
        talk.number.map(|number| format!("number {number}")),
    ];
    (line, record_line("talk", line, facts))
}

fn note_line(note: &Note) -> (usize, String) {
    let words: Vec<&str> = note.markdown.split_whitespace().take(5).collect();
    (note.line, record_line("note", note.line, [Some(plain(&words.join(" ")))]))
}

fn takeaway_line(takeaway: &Takeaway, talks: &[Talk]) -> (usize, String) {
    let talk = takeaway.talk.as_ref().and_then(|id| talks.iter().find(|talk| talk.id == *id));
    let facts = [
        Some(plain(&takeaway.text)),
        takeaway.topic.as_ref().map(|topic| format!("topic {}", plain(topic))),
        talk.map(|talk| format!("talk {}", plain(&talk.title))),
    ];
    (takeaway.line, record_line("takeaway", takeaway.line, facts))
}

/// `Ada Njoku (Tidewater); Bo Lind`.
pub(crate) fn speakers(speakers: &[Speaker]) -> String {
    let named = |speaker: &Speaker| match &speaker.affiliation {
        Some(affiliation) => format!("{} ({})", plain(&speaker.name), plain(affiliation)),
        None => plain(&speaker.name),
    };
    speakers.iter().map(named).collect::<Vec<_>>().join("; ")
}

fn record_line<const N: usize>(word: &str, line: usize, facts: [Option<String>; N]) -> String {
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    format!("{word:<10} {line:<3} {}", facts.join(" | "))
}
