//! The file of a followed feed, which holds every entry ever seen: known by where each entry lies in it, not by reading it.
//!
//! A file of hallway's own form ([`crate::read::kept`]) is looked through line by line, whatever its length; memory holds some
//! hashes an entry. A file of another form, which a person put there, is read as a feed and written anew beside it first.

use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use super::entry_text::{Hash, Keys, hash_of, id_of};
use super::spool::copy;
use super::written::write_entry;
use crate::read::document::{Metadata, Shape};
use crate::read::kept::{END, scan};
use crate::read::{Hints, read, read_feed};

/// A feed as it is kept.
#[derive(Debug)]
pub(super) struct Kept {
    /// What it says of itself.
    pub(super) about: Metadata,
    /// Its entries, in order.
    pub(super) entries: Vec<KeptEntry>,
    /// How many entries had to be read as XML for that.
    #[cfg(test)]
    pub(super) read: usize,
    file: File,
}

/// An entry that is kept.
#[derive(Debug, Clone)]
pub(super) struct KeptEntry {
    pub(super) id: Hash,
    pub(super) keys: Keys,
    /// Of its text, see [`hash_of`].
    pub(super) hash: Hash,
    /// Where its text lies in the file.
    pub(super) place: Range<u64>,
}

impl KeptEntry {
    fn of(text: &[u8], start: u64) -> KeptEntry {
        let place = start..start + text.len() as u64;
        KeptEntry { id: id_of(text), keys: Keys::of(text), hash: hash_of(text), place }
    }
}

impl Kept {
    /// Looks through the file at `path`; `None` where there is none, or where it is no feed.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn open(path: &Path) -> io::Result<Option<Kept>> {
        let file = match File::open(path) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        match Kept::of_own_form(file)? {
            Some(kept) => Ok(Some(kept)),
            None => Kept::of_another_form(path),
        }
    }

    /// `None` where the file has another form.
    fn of_own_form(file: File) -> io::Result<Option<Kept>> {
        let mut entries = Vec::new();
        let head = scan(&file, &mut |entry| entries.push(KeptEntry::of(entry.text, entry.start)))?;
        let Some(mut head) = head else { return Ok(None) };
        head.extend_from_slice(END);
        let Ok(document) = read(&head, &Hints::default()) else { return Ok(None) };
        Ok((document.shape == Shape::Feed).then(|| Kept::new(document.metadata, entries, 0, file)))
    }

    fn of_another_form(path: &Path) -> io::Result<Option<Kept>> {
        let mut copy = tempfile::tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
        let (mut at, mut entries, mut fault) = (0, Vec::new(), None);
        let hints = Hints { entries_only: true, ..Hints::default() };
        let document = read_feed(File::open(path)?, &hints, &mut |_, part| {
            let text = part.entry.as_ref().map(write_entry).unwrap_or_default();
            fault = fault.take().or(copy.write_all(&text).err());
            entries.push(KeptEntry::of(&text, at));
            at += text.len() as u64;
        });
        let Ok(document) = document else { return Ok(None) };
        let read = entries.len();
        match fault {
            Some(fault) => Err(fault),
            None if document.shape != Shape::Feed => Ok(None),
            None => Ok(Some(Kept::new(document.metadata, entries, read, copy))),
        }
    }

    #[cfg_attr(not(test), expect(unused_variables, reason = "tests count what had to be read"))]
    fn new(about: Metadata, entries: Vec<KeptEntry>, read: usize, file: File) -> Kept {
        Kept {
            about,
            entries,
            #[cfg(test)]
            read,
            file,
        }
    }

    /// The text at `place`.
    pub(super) fn text(&self, place: &Range<u64>) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        self.copy(place, &mut text)?;
        Ok(text)
    }

    /// Copies the text at `place`.
    pub(super) fn copy(&self, place: &Range<u64>, to: &mut dyn Write) -> io::Result<()> {
        copy(&self.file, place, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::written::write_head;

    const RSS: &str = r##"<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Fish &amp; chips</title><link>https://ada.example/</link><language>en-GB</language><copyright>CC BY 4.0</copyright>
<description>Notes &lt;b&gt;from&lt;/b&gt; conferences</description>
<item><title>A &lt; B &amp;amp; C</title><link>https://ada.example/1?a=1&amp;b=2</link><guid isPermaLink="false">one</guid>
<pubDate>Mon, 05 May 2031 10:00:00 +0200</pubDate><dc:creator>Ada Njoku</dc:creator><category>rust</category>
<category>a "quoted" &amp; odd term</category>
<description>&lt;p&gt;Short &amp;amp; sweet&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Long <a href="/x?a=1&b=2">link</a></p><pre>  two
  lines</pre><script>x</script>]]></content:encoded>
<enclosure url="https://ada.example/1.mp3" type="audio/mpeg" length="12"/></item>
<item><description>No title, no date, no link</description></item>
</channel></rss>"##;

    fn open(bytes: &[u8]) -> Option<Kept> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept.atom");
        std::fs::write(&path, bytes).unwrap();
        Kept::open(&path).unwrap()
    }

    /// The whole file.
    fn file_of(kept: &Kept) -> Vec<u8> {
        let entries: Vec<Vec<u8>> = kept.entries.iter().map(|entry| kept.text(&entry.place).unwrap()).collect();
        [write_head(&kept.about), entries.concat(), END.to_vec()].concat()
    }

    #[test]
    fn a_file_of_any_form_is_kept_in_hallways_own_from_then_on() {
        let first = open(RSS.as_bytes()).unwrap();
        let file = file_of(&first);
        let again = open(&file).unwrap();
        assert_eq!((first.read, again.read), (2, 0), "what hallway wrote is not read as XML again");
        assert_eq!(file_of(&again), file);
        let hints = Hints { entries_only: true, ..Hints::default() };
        let parts = |bytes: &[u8]| {
            let mut parts = read(bytes, &hints).unwrap().parts;
            let entries = parts.iter_mut().filter_map(|part| part.entry.as_mut());
            entries.for_each(|entry| entry.authors.iter_mut().for_each(|author| author.line = 0));
            parts.into_iter().filter_map(|part| part.entry).collect::<Vec<_>>()
        };
        assert_eq!(parts(&file), parts(RSS.as_bytes()));
        assert_eq!(parts(&file)[1].updated, None, "a date that nobody stated is not made up");
    }

    #[test]
    fn what_is_not_exactly_hallways_form_is_read_as_a_feed() {
        let own = String::from_utf8(file_of(&open(RSS.as_bytes()).unwrap())).unwrap();
        #[rustfmt::skip]
        let table = [
            ("its own",            own.clone(),                                              Some(0)),
            ("a comment",          own.replace("<entry", "<!-- by hand -->\n<entry"),        Some(2)),
            ("text behind it",     format!("{own}<!-- by hand -->"),                         Some(2)),
            ("entries in a line",  own.replace("</entry>\n", "</entry>"),                    Some(2)),
            ("no last line",       own.replace("</feed>\n", ""),                             Some(2)),
            ("something else",     "# Notes\n".to_owned(),                                   None),
            ("nothing",            String::new(),                                            None),
        ];
        for (what, bytes, read) in table {
            let kept = open(bytes.as_bytes());
            assert_eq!(kept.as_ref().map(|kept| kept.read), read, "{what}");
            assert!(kept.is_none_or(|kept| kept.entries.len() == 2), "{what}");
        }
    }
}
