//! What of a document may be given to others: not drafts, private files and sections, nor what proposers wrote.

use super::Origin;
use super::private::{is_private_heading, without_private};
use super::reports::{is_public, public_notes, public_takeaways};
use crate::id::fold;
use crate::model::{Kind, Records, SourceRecords};

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
