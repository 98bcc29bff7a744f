//! Whether an answer may be taken in: nothing that is kept is ever replaced by less.

use std::collections::HashSet;

use url::Url;

use super::kept::Feed;
use super::merge::key;
use crate::read::document::{Document, Shape};

/// How far into a document its type may stand.
const HEAD_BYTES: usize = 1 << 20;

/// The feed in `document`, which was read of `bytes`; else why nothing of it is taken in.
pub(super) fn accept(bytes: &[u8], document: Document, kept: Option<&Feed>) -> Result<Feed, String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("an empty answer".to_owned());
    }
    if document.shape != Shape::Feed {
        return Err(no_feed_words(bytes, &document));
    }
    if names_other_documents(bytes) {
        return Err("its document type wants other documents read: not read".to_owned());
    }
    if document.is_cut_off {
        return Err("cut off: it ends before its last elements do".to_owned());
    }
    let came = Feed::of(document);
    let Some(kept) = kept else { return Ok(came) };
    if came.entries.is_empty() && !kept.entries.is_empty() {
        return Err(format!("it has no entries any more; the {} kept here stay", kept.entries.len()));
    }
    if is_foreign(kept, &came) {
        let name = |feed: &Feed| feed.about.id.clone().or_else(|| feed.about.url.clone()).unwrap_or_default();
        return Err(format!("another feed stands there now: {}, where {} was", name(&came), name(kept)));
    }
    Ok(came)
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
fn names_other_documents(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or_default();
    let head = match head.windows(5).position(|word| word == b"<feed" || word == b"<rss " || word == b"<rdf:") {
        Some(root) => head.get(..root).unwrap_or_default(),
        None => head,
    };
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let declarations = head.split("<!entity").skip(1).filter_map(|rest| rest.split('>').next());
    head.contains("<!doctype") && declarations.flat_map(str::split_whitespace).any(|word| matches!(word, "system" | "public"))
}

/// Whether `came` is another feed than `kept`: other id, other site, no entry in common. A domain that was sold looks so; a
/// blog that changed its software has at least its address, and mostly its posts.
pub(super) fn is_foreign(kept: &Feed, came: &Feed) -> bool {
    let same_id = match (&kept.about.id, &came.about.id) {
        (Some(kept), Some(came)) => Some(kept == came),
        _ => None,
    };
    let site = |feed: &Feed| {
        let url = Url::parse(feed.about.url.as_deref()?).ok()?;
        let host = url.host_str()?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
    };
    if same_id == Some(true) || (site(kept).is_some() && site(kept) == site(came)) {
        return false;
    }
    // Nothing to compare: a feed without id and site, or one that has no entries yet.
    if same_id.is_none() && (site(kept).is_none() || site(came).is_none()) || kept.entries.is_empty() {
        return false;
    }
    let known: HashSet<String> = kept.entries.iter().flat_map(|entry| [Some(entry.id.clone()), key(entry)]).flatten().collect();
    !came.entries.iter().any(|entry| known.contains(&entry.id) || key(entry).is_some_and(|key| known.contains(&key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::kept::read_answer;

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
        let kept = Feed::read(whole.as_bytes()).unwrap();
        let address = Url::parse("https://ada.example/feed").unwrap();
        for (what, bytes, fault) in table {
            let document = read_answer(bytes.as_bytes(), None, &address).unwrap_or_default();
            let accepted = accept(bytes.as_bytes(), document, Some(&kept));
            match accepted {
                Ok(_) => assert_eq!(fault, "", "{what}"),
                Err(reason) => assert!(!fault.is_empty() && reason.contains(fault), "{what}: {reason}"),
            }
        }
    }
}
