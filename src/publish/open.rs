//! What of a document may be given to others: not drafts, private files and sections, nor what proposers wrote.

use super::Origin;
use super::private::{is_private_heading, without_private};
use super::reports::{is_public, public_notes, public_takeaways};
use crate::id::fold;
use crate::model::{Kind, Records, SourceRecords};

use super::html::{of_markdown, plain};

/// The document as others may have it; `None` where nothing of it is for them.
pub fn public_part(origin: &Origin) -> Option<SourceRecords> {
    let source = origin.source;
    let records = &source.records;
    if records.source.held_back.is_some() || records.source.kind == Kind::Submissions {
        return None;
    }
    // Warnings quote the lines that they are about.
    let mut open = Records { warnings: Vec::new(), ..records.clone() };
    open.notes = public_notes(origin)
        .into_iter()
        .map(|(_, markdown, note)| {
            let mut note = note.clone();
            if markdown != note.markdown {
                let folded = fold(&markdown);
                note.quotes.retain(|quote| folded.contains(&fold(quote)));
                note.links.retain(|link| markdown.contains(link.as_str()));
                note.markdown = markdown;
            }
            note
        })
        .collect();
    open.takeaways = public_takeaways(origin).into_iter().cloned().collect();
    open.talks.retain(|talk| {
        let is_open = talk.lines.is_empty() || talk.lines.iter().any(|line| is_public(origin, *line));
        is_open && !is_private_heading(&talk.title)
    });
    for talk in &mut open.talks {
        talk.abstract_ = talk.abstract_.take().map(|text| without_private(&text)).filter(|text| !text.trim().is_empty());
    }
    Some(SourceRecords { records: open, ..source.clone() })
}

/// Whether the words of `passage`, a stretch of plain text, stand in what others may have of a document: `open` is its
/// [`public_part`], `talk` the id of the talk that the passage belongs to.
///
/// Titles and names of talks are not looked through: a talk that is there is open as a whole.
pub fn is_open_passage(open: &SourceRecords, talk: Option<&str>, passage: &str) -> bool {
    let records = &open.records;
    let wanted = fold(passage);
    let is_of_talk = |id: &str| talk.is_none_or(|talk| talk == id);
    let notes = records.notes.iter().filter(|note| is_of_talk(&note.talk)).map(|note| &note.markdown);
    let abstracts = records.talks.iter().filter(|talk| is_of_talk(&talk.id)).filter_map(|talk| talk.abstract_.as_ref());
    let takeaways = records.takeaways.iter().flat_map(|takeaway| [&takeaway.text, &takeaway.markdown]);
    notes.chain(abstracts).chain(takeaways).any(|text| {
        let holds = |text: &str| fold(text).contains(&wanted);
        holds(text) || holds(&plain(&of_markdown(text, None)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Note, Source, Takeaway, Talk};

    #[test]
    fn only_words_that_are_open_are_shown() {
        let talk = |id: &str| Talk { id: id.into(), title: id.into(), ..Talk::default() };
        let note = |talk: &str, text: &str| Note { talk: talk.into(), markdown: text.into(), ..Note::default() };
        let document = SourceRecords {
            path: "notes/a.md".into(),
            name: "a".into(),
            records: Records {
                source: Source { kind: Kind::Report, ..Source::default() },
                talks: vec![talk("fog"), Talk { abstract_: Some("About *wet* air".into()), ..talk("rain") }],
                notes: vec![
                    note("fog", "Fog is [wet](https://a.example/).\n\n### Private\n\nThe heron is ill."),
                    note("rain", "It *rains*."),
                ],
                takeaways: vec![Takeaway { text: "Take a coat".into(), ..Takeaway::default() }],
                ..Records::default()
            },
        };
        let open = public_part(&Origin::new(&document)).unwrap();
        #[rustfmt::skip]
        let table = [
            (Some("fog"),  "Fog is wet.",       true),
            (Some("fog"),  "The heron is ill.", false),
            (Some("fog"),  "It rains.",         false),
            (None,         "It rains.",         true),
            (Some("rain"), "about wet air",     true),
            (None,         "Take a coat",       true),
            (None,         "Take a hat",        false),
        ];
        for (talk, passage, is_open) in table {
            assert_eq!(is_open_passage(&open, talk, passage), is_open, "{passage:?}");
        }
    }
}
