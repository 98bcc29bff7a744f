//! Whether an answer may be taken in: nothing that is kept is ever replaced by less.

use std::collections::HashSet;

use url::Url;

use super::came::{Came, CameEntry, Refusal};
use super::entry_text::Hash;
use super::kept::Kept;
use crate::read::ENTRIES_CAP;
use crate::read::document::{Document, Metadata, Shape};

/// Why what came is not taken in. `head` is the beginning of the document that was read; `came` are its entries.
pub(super) fn accept(head: &[u8], document: &Document, came: &Came, kept: Option<&Kept>) -> Result<(), Refusal> {
    if is_blank(head) {
        return refuse("an empty answer");
    }
    if document.shape != Shape::Feed {
        return Err(Refusal::NoFeed(no_feed_words(head, document)));
    }
    if names_other_documents(head) {
        return refuse("its document type wants other documents read: not read");
    }
    if came.entries.len() >= ENTRIES_CAP {
        return refuse(format!("more than {ENTRIES_CAP} entries: not read"));
    }
    if document.is_cut_off {
        return refuse("cut off: it ends before its last elements do");
    }
    let Some(kept) = kept else { return Ok(()) };
    if came.entries.is_empty() && !kept.entries.is_empty() {
        return refuse(format!("it has no entries any more; the {} kept here stay", kept.entries.len()));
    }
    if is_foreign(kept, &document.metadata, &came.entries) {
        let name = |about: &Metadata| about.id.clone().or_else(|| about.url.clone()).unwrap_or_default();
        return refuse(format!("another feed stands there now: {}, where {} was", name(&document.metadata), name(&kept.about)));
    }
    Ok(())
}

fn refuse(words: impl Into<String>) -> Result<(), Refusal> {
    Err(Refusal::Feed(words.into()))
}

/// Whether nothing is said.
pub(super) fn is_blank(head: &[u8]) -> bool {
    head.iter().all(u8::is_ascii_whitespace)
}

fn no_feed_words(bytes: &[u8], document: &Document) -> String {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024)).unwrap_or_default()).to_ascii_lowercase();
    let is_page = head.contains("<html") || head.contains("<!doctype html");
    match (&document.metadata.title, is_page) {
        (Some(title), true) => format!("a web page, “{}”, where a feed should be", title.chars().take(80).collect::<String>()),
        (None, true) => "a web page where a feed should be".to_owned(),
        (_, false) => "no feed".to_owned(),
    }
}

/// Whether the document type, if there is one, declares entities that stand elsewhere: no feed needs them, and only those
/// who want something of this machine or its neighbours write them. Entities of plain text are the reader's business.
fn names_other_documents(head: &[u8]) -> bool {
    let head = match head.windows(5).position(|word| word == b"<feed" || word == b"<rss " || word == b"<rdf:") {
        Some(root) => head.get(..root).unwrap_or_default(),
        None => head,
    };
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let declarations = head.split("<!entity").skip(1).filter_map(|rest| rest.split('>').next());
    head.contains("<!doctype") && declarations.flat_map(str::split_whitespace).any(|word| matches!(word, "system" | "public"))
}

/// Whether another feed came than is kept: other id, other site, no entry in common. A domain that was sold looks so; a
/// blog that changed its software has at least its address, and mostly its posts.
fn is_foreign(kept: &Kept, about: &Metadata, entries: &[CameEntry]) -> bool {
    let same_id = match (&kept.about.id, &about.id) {
        (Some(kept), Some(came)) => Some(kept == came),
        _ => None,
    };
    let site = |about: &Metadata| {
        let url = Url::parse(about.url.as_deref()?).ok()?;
        let host = url.host_str()?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
    };
    let (site_before, site_now) = (site(&kept.about), site(about));
    if same_id == Some(true) || (site_before.is_some() && site_before == site_now) {
        return false;
    }
    // Nothing to compare: a feed without id and site, or one that has no entries yet.
    if same_id.is_none() && (site_before.is_none() || site_now.is_none()) || kept.entries.is_empty() {
        return false;
    }
    let known: HashSet<Hash> = kept.entries.iter().flat_map(|entry| std::iter::once(entry.id).chain(entry.keys.iter())).collect();
    !entries.iter().any(|entry| known.contains(&entry.id) || entry.keys.iter().any(|key| known.contains(&key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::body::body_of;
    use jiff::Timestamp;

    fn feed(id: &str, site: &str, entries: &[&str]) -> String {
        let entries: String = entries.iter().map(|id| format!("<entry><id>{id}</id><title>{id}</title></entry>")).collect();
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><id>{id}</id><link href='https://{site}/'/>{entries}</feed>")
    }

    #[test]
    fn nothing_is_replaced_by_less_or_by_another_feed() {
        let whole = feed("urn:x", "ada.example", &["1", "2"]);
        #[rustfmt::skip]
        let table = [
            ("the same",             whole.clone(),                                    ""),
            ("fewer entries",        feed("urn:x", "ada.example", &["2"]),             ""),
            ("new id, same site",    feed("urn:y", "www.ada.example", &["8"]),         ""),
            ("new id, same entries", feed("urn:y", "bo.example", &["8", "1"]),         ""),
            ("cut off",              whole[..whole.len() - 7].to_owned(),              "cut off"),
            ("cut in an entry",      whole[..whole.len() - 30].to_owned(),             "cut off"),
            ("empty",                " \n".to_owned(),                                 "empty"),
            ("no entries",           feed("urn:x", "ada.example", &[]),                "no entries any more; the 2 kept"),
            ("another feed",         feed("urn:z", "parked.example", &["8"]),          "another feed"),
            ("parked",               "<!doctype html><title>Buy me</title>".to_owned(), "a web page, “Buy me”"),
            ("entities of text",     format!("<!DOCTYPE feed [<!ENTITY a 'ha'>]>{whole}"), ""),
            ("entities elsewhere",   format!("<!DOCTYPE feed [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>{whole}"), "wants other documents"),
        ];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept.atom");
        std::fs::write(&path, &whole).unwrap();
        let kept = Kept::open(&path).unwrap().unwrap();
        let address = Url::parse("https://ada.example/feed").unwrap();
        for (what, bytes, fault) in table {
            match Came::read(&body_of(bytes.as_bytes()), &address, Some(&kept), Timestamp::now()) {
                Ok(_) => assert_eq!(fault, "", "{what}"),
                Err(reason) => assert!(!fault.is_empty() && reason.to_string().contains(fault), "{what}: {reason}"),
            }
        }
    }
}
