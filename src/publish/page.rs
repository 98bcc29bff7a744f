//! The page of a published site: its feeds, and what came last, each with its author and rights.

use super::item::Item;
use super::text::{escaped, line, shortened};
use super::{Published, Settings};

/// How many entries the page shows.
const SHOWN: usize = 50;

/// The page; every text in it is escaped, nothing in it runs.
pub(super) fn index(feeds: &[Published], items: &[Item], settings: &Settings) -> Published {
    let title = escaped(&line(&settings.title));
    let mut page = String::from("<!DOCTYPE html>\n<html");
    if let Some(language) = &settings.language {
        page.push_str(&format!(" lang=\"{}\"", escaped(&line(language))));
    }
    page.push_str(
        ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    );
    page.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n");
    page.push_str(&format!("<title>{title}</title>\n"));
    for feed in feeds {
        let (kind, name) = (media_type(&feed.path), escaped(&feed.title));
        page.push_str(&format!("<link rel=\"alternate\" type=\"{kind}\" title=\"{name}\" href=\"{}\">\n", href(&feed.path)));
    }
    page.push_str(&format!("</head>\n<body>\n<h1>{title}</h1>\n"));
    settings.subtitle.iter().for_each(|subtitle| page.push_str(&format!("<p>{}</p>\n", escaped(&line(subtitle)))));
    page.push_str("<h2>Feeds</h2>\n<ul>\n");
    for feed in feeds {
        page.push_str(&format!("<li><a href=\"{}\">{}</a> ({})</li>\n", href(&feed.path), escaped(&feed.title), feed.entries));
    }
    page.push_str("<li><a href=\"feeds.opml\">All of them, as OPML</a></li>\n</ul>\n<h2>Latest</h2>\n<ul>\n");
    items.iter().take(SHOWN).for_each(|item| push_item(item, &mut page));
    page.push_str("</ul>\n</body>\n</html>\n");
    Published {
        path: "index.html".to_owned(),
        title: line(&settings.title),
        bytes: page.into_bytes(),
        entries: items.len().min(SHOWN),
        ..Published::default()
    }
}

fn push_item(item: &Item, page: &mut String) {
    let title = escaped(&item.title);
    match &item.url {
        Some(url) => page.push_str(&format!("<li><a href=\"{}\">{title}</a>", escaped(url))),
        None => page.push_str(&format!("<li>{title}")),
    }
    page.push_str(&format!(" — {}", escaped(&item.authors.join(", "))));
    if let Some(published) = item.published {
        page.push_str(&format!(", {}", published.format("%Y-%m-%d")));
    }
    if let Some(origin) = item.source.as_ref().and_then(|source| source.title.as_deref()) {
        page.push_str(&format!(", from {}", escaped(&line(origin))));
    }
    if let Some(rights) = &item.rights {
        page.push_str(&format!(" <small>{}</small>", escaped(&shortened(rights, 200))));
    }
    page.push_str("</li>\n");
}

fn media_type(path: &str) -> &'static str {
    if path.ends_with(".json") { "application/feed+json" } else { "application/atom+xml" }
}

/// A path as a relative address: what is not plain is percent-encoded.
fn href(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
