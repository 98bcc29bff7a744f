//! The list of the published feeds, OPML 2.0, for readers that subscribe to many at once.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::text::line;
use super::{Published, Settings};

/// Lists `feeds`; addresses are absolute where the base is known.
pub(super) fn list(feeds: &[Published], settings: &Settings) -> Published {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let mut warnings = Vec::new();
    if let Err(error) = write(&mut writer, feeds, settings) {
        warnings.push(("feeds.opml".to_owned(), crate::model::Warning::new(0, format!("could not be written as XML: {error}"))));
    }
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    let title = format!("Feeds of {}", line(&settings.title));
    Published { path: "feeds.opml".to_owned(), title, bytes, entries: feeds.len(), warnings, ..Published::default() }
}

fn write(writer: &mut Writer<Vec<u8>>, feeds: &[Published], settings: &Settings) -> std::io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut root = BytesStart::new("opml");
    root.push_attribute(("version", "2.0"));
    writer.write_event(Event::Start(root))?;
    writer.write_event(Event::Start(BytesStart::new("head")))?;
    let title = line(&settings.title);
    writer.create_element("title").write_text_content(BytesText::new(&title))?;
    if let Some(owner) = &settings.owner {
        writer.create_element("ownerName").write_text_content(BytesText::new(&line(owner)))?;
    }
    writer.write_event(Event::End(BytesEnd::new("head")))?;
    writer.write_event(Event::Start(BytesStart::new("body")))?;
    for feed in feeds {
        let address = settings.url_of(&feed.path).unwrap_or_else(|| feed.path.clone());
        let mut outline = BytesStart::new("outline");
        outline.push_attribute(("type", "rss"));
        outline.push_attribute(("text", feed.title.as_str()));
        outline.push_attribute(("title", feed.title.as_str()));
        outline.push_attribute(("xmlUrl", address.as_str()));
        if let Some(page) = settings.url_of("") {
            outline.push_attribute(("htmlUrl", page.as_str()));
        }
        writer.write_event(Event::Empty(outline))?;
    }
    writer.write_event(Event::End(BytesEnd::new("body")))?;
    writer.write_event(Event::End(BytesEnd::new("opml")))
}
