//! Lists of feeds, OPML 2.0: folders are tags, both ways.
//!
//! What is read is a list of addresses with names, nothing more: no address in it gains a right by standing there.
//! What hallway.toml says of a feed beyond OPML's words travels in attributes of a namespace of its own.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use url::Url;

use crate::library::{Content, FeedSettings};
use crate::read::xml::{self, Xml};

/// The namespace of hallway's own attributes.
const NAMESPACE: &str = "urn:hallway:opml";
/// The most feeds of one list.
const MOST_FEEDS: usize = 10_000;

/// A feed that a list names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// What hallway.toml would say of it; its name is hallway's own, or empty.
    pub feed: FeedSettings,
    /// What the list calls it.
    pub title: String,
    /// Its site.
    pub page: Option<String>,
}

/// Reads a list; `None` where `text` is no OPML. An address twice becomes one feed with the tags of both.
pub(super) fn read(text: &str) -> Option<Vec<Listed>> {
    let start = root(text)?;
    let mut reader = Xml::new(text, start, None);
    // For each open element: the folder that it opens, if it is one.
    let mut folders: Vec<Option<String>> = Vec::new();
    let mut found: Vec<Listed> = Vec::new();
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    loop {
        match reader.next() {
            xml::Event::Start(tag) => {
                let attribute = |name: &str| {
                    let value = tag.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| &attribute.value);
                    value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
                };
                let is_outline = tag.name == "outline";
                match attribute("xmlurl").and_then(|url| address(&url)) {
                    Some(url) if is_outline && found.len() < MOST_FEEDS => {
                        let listed = listed(url, &attribute, &folders);
                        match places.get(&listed.feed.url).and_then(|place| found.get_mut(*place)) {
                            Some(known) => add_tags(&mut known.feed.tags, listed.feed.tags),
                            None => {
                                places.insert(listed.feed.url.clone(), found.len());
                                found.push(listed);
                            }
                        }
                        folders.push(None);
                    }
                    _ if is_outline => folders.push(attribute("text").or_else(|| attribute("title"))),
                    _ => folders.push(None),
                }
            }
            xml::Event::End { .. } => drop(folders.pop()),
            xml::Event::Text(_) => {}
            xml::Event::Eof | xml::Event::More => return Some(found),
        }
    }
}

/// Whether a document that begins with `text` is OPML.
pub(super) fn is_list(text: &str) -> bool {
    root(text).is_some()
}

/// The byte where the root element begins, where it is OPML's.
fn root(text: &str) -> Option<usize> {
    let end = (0..=text.len().min(4096)).rev().find(|end| text.is_char_boundary(*end))?;
    let head = text.get(..end)?;
    let at = head.find("<opml").or_else(|| head.find("<OPML"))?;
    // Only a declaration, comments and blanks may stand before it.
    let before = head.get(..at)?.trim_start_matches('\u{feff}').trim();
    (before.is_empty() || before.starts_with("<?") || before.starts_with("<!")).then_some(at)
}

fn listed(url: String, attribute: &dyn Fn(&str) -> Option<String>, folders: &[Option<String>]) -> Listed {
    let mut tags = Vec::new();
    add_tags(&mut tags, folders.iter().flatten().cloned());
    let categories = attribute("category").unwrap_or_default();
    let categories = categories.split(',').flat_map(|path| path.split('/')).map(|word| word.trim().to_owned());
    add_tags(&mut tags, categories.filter(|word| !word.is_empty()));
    let content = match attribute("content").as_deref() {
        Some("full") => Some(Content::Full),
        Some("summary") => Some(Content::Summary),
        Some("link") => Some(Content::Link),
        _ => None,
    };
    let feed = FeedSettings {
        name: attribute("name").unwrap_or_default(),
        url,
        event: attribute("event"),
        author: attribute("author"),
        tags,
        content,
        interval: attribute("interval"),
        only: attribute("only"),
        // A list from others raises no limit.
        megabytes: None,
    };
    let feed = FeedSettings { interval: feed.interval.clone().filter(|_| feed.interval_minutes().is_some()), ..feed };
    let title = attribute("title").or_else(|| attribute("text")).unwrap_or_default();
    Listed { feed, title, page: attribute("htmlurl") }
}

fn add_tags(tags: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for tag in more {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
}

/// An address of the web; a feed reader's `feed:` means http.
fn address(written: &str) -> Option<String> {
    let written = written.strip_prefix("feed:").unwrap_or(written);
    let written = if written.starts_with("//") { format!("http:{written}") } else { written.to_owned() };
    let url = Url::parse(&written).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(written)
}

/// Writes a list of `feeds` under `title`.
pub(super) fn write(title: &str, feeds: &[Listed]) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory fails for nothing.
    let _ = write_all(&mut writer, title, feeds);
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write_all(writer: &mut Writer<Vec<u8>>, title: &str, feeds: &[Listed]) -> std::io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut root = BytesStart::new("opml");
    root.push_attribute(("version", "2.0"));
    root.push_attribute(("xmlns:hallway", NAMESPACE));
    writer.write_event(Event::Start(root))?;
    writer.write_event(Event::Start(BytesStart::new("head")))?;
    writer.create_element("title").write_text_content(BytesText::new(&plain(title)))?;
    writer.write_event(Event::End(BytesEnd::new("head")))?;
    writer.write_event(Event::Start(BytesStart::new("body")))?;
    let mut feeds: Vec<&Listed> = feeds.iter().collect();
    feeds.sort_by(|a, b| (&a.feed.tags, &a.feed.name).cmp(&(&b.feed.tags, &b.feed.name)));
    let mut open: &[String] = &[];
    for listed in feeds {
        let folders = &listed.feed.tags;
        let common = open.iter().zip(folders).take_while(|(a, b)| a == b).count();
        for _ in common..open.len() {
            writer.write_event(Event::End(BytesEnd::new("outline")))?;
        }
        for folder in folders.iter().skip(common) {
            let mut outline = BytesStart::new("outline");
            outline.push_attribute(("text", &*plain(folder)));
            writer.write_event(Event::Start(outline))?;
        }
        open = folders;
        writer.write_event(Event::Empty(outline(listed)))?;
    }
    for _ in open {
        writer.write_event(Event::End(BytesEnd::new("outline")))?;
    }
    writer.write_event(Event::End(BytesEnd::new("body")))?;
    writer.write_event(Event::End(BytesEnd::new("opml")))
}

fn outline(listed: &Listed) -> BytesStart<'static> {
    let feed = &listed.feed;
    let content = feed.content.map(|content| {
        let word = match content {
            Content::Full => "full",
            Content::Summary => "summary",
            Content::Link => "link",
        };
        word.to_owned()
    });
    let title = if listed.title.is_empty() { &feed.name } else { &listed.title };
    let mut outline = BytesStart::new("outline");
    for (key, value) in [
        ("type", Some(&"rss".to_owned())),
        ("text", Some(title)),
        ("title", Some(title)),
        ("xmlUrl", Some(&feed.url)),
        ("htmlUrl", listed.page.as_ref()),
        ("hallway:name", Some(&feed.name)),
        ("hallway:event", feed.event.as_ref()),
        ("hallway:author", feed.author.as_ref()),
        ("hallway:content", content.as_ref()),
        ("hallway:interval", feed.interval.as_ref()),
        ("hallway:only", feed.only.as_ref()),
    ] {
        if let Some(value) = value {
            outline.push_attribute((key, &*plain(value)));
        }
    }
    outline
}

/// One line without characters that XML cannot hold.
fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_tags_and_addresses_all_that_is_taken() {
        let text = "<?xml version='1.0'?><opml version='1.0'><head><title>x</title></head><body>
            <outline text='Rust'><outline text='Async'>
              <outline type='rss' text='Ada' title='Ada’s log' xmlUrl='https://ada.example/feed' htmlUrl='https://ada.example/'/>
            </outline></outline>
            <outline text='Bo' xmlUrl='feed://bo.example/rss' category='/boston/weather,fish'/>
            <outline text='again' xmlUrl='https://ada.example/feed' category='late'/>
            <outline text='evil' xmlUrl='exec:rm -rf /'/><outline text='evil' xmlUrl='file:///etc/passwd'/>
            <outline text='no feed' type='link' url='https://x.example/'/>
        </body></opml>";
        let listed = read(text).unwrap();
        let shown: Vec<(&str, &str, String)> =
            listed.iter().map(|one| (&*one.feed.url, &*one.title, one.feed.tags.join("+"))).collect();
        #[rustfmt::skip]
        assert_eq!(shown, [
            ("https://ada.example/feed", "Ada’s log", "Rust+Async+late".to_owned()),
            ("http://bo.example/rss",    "Bo",        "boston+weather+fish".to_owned()),
        ]);
        assert_eq!(read("<rss><channel/></rss>"), None);
        assert_eq!(read("words about <opml>"), None);
    }

    #[test]
    fn a_list_that_was_written_is_read_back_without_loss() {
        let listed = |name: &str, tags: &[&str]| Listed {
            feed: FeedSettings {
                name: name.into(),
                url: format!("https://{name}.example/feed?a=1&b=\"2\""),
                event: Some("Ferrocon 2031".into()),
                author: Some("Ada <Njoku>".into()),
                tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
                content: Some(Content::Summary),
                interval: Some("6h".into()),
                only: Some("topic:rust".into()),
                megabytes: None,
            },
            title: format!("{name} & others"),
            page: Some(format!("https://{name}.example/")),
        };
        let feeds = [listed("bo", &[]), listed("ada", &["a", "b"]), listed("cy", &["a"]), listed("di", &["a", "b", "c"])];
        let written = write("Mine", &feeds);
        let mut again = read(std::str::from_utf8(&written).unwrap()).unwrap();
        again.sort_by(|a, b| a.feed.name.cmp(&b.feed.name));
        let mut expected = feeds.to_vec();
        expected.sort_by(|a, b| a.feed.name.cmp(&b.feed.name));
        assert_eq!(again, expected);
    }
}
