//! The feeds that a page offers in its head (`<link rel="alternate" type="application/atom+xml" href=…>`).

use url::Url;

use super::tree::Tree;
use crate::read::Hints;
use crate::read::text::decode;

/// A feed that a page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FeedLink {
    /// Absolute.
    pub(crate) url: Url,
    /// What the page calls it; may be empty.
    pub(crate) title: String,
}

/// Finds the feeds that the page `bytes` offers, each once, in the page's order.
pub(crate) fn feed_links(bytes: &[u8], hints: &Hints) -> Vec<FeedLink> {
    let decoded = decode::decode(bytes, hints.charset);
    if decoded.is_binary {
        return Vec::new();
    }
    let tree = Tree::of_page(&decoded.text);
    let mut base = hints.address.cloned();
    let mut found: Vec<FeedLink> = Vec::new();
    for id in tree.descendants(tree.root()) {
        let attribute = |name| tree.attribute(id, name).unwrap_or_default().trim();
        let href = attribute("href");
        match tree.name(id) {
            "base" if !href.is_empty() => base = absolute(base.as_ref(), href).or(base),
            "link" if is_feed(attribute("rel"), attribute("type")) && !href.is_empty() => {
                let title = attribute("title").split_whitespace().collect::<Vec<_>>().join(" ");
                match absolute(base.as_ref(), href) {
                    Some(url) if !found.iter().any(|known| known.url == url) => found.push(FeedLink { url, title }),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    found
}

fn is_feed(rel: &str, media_type: &str) -> bool {
    let rels = rel.to_ascii_lowercase();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_alternate = rels.split_ascii_whitespace().any(|rel| matches!(rel, "alternate" | "feed"));
    is_alternate
        && matches!(
            &*media_type,
            "application/atom+xml" | "application/rss+xml" | "application/rdf+xml" | "application/feed+json" | "text/xml"
        )
}

fn absolute(base: Option<&Url>, href: &str) -> Option<Url> {
    let url = match base {
        Some(base) => base.join(href).ok()?,
        None => Url::parse(href).ok()?,
    };
    matches!(url.scheme(), "http" | "https").then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_found_in_the_head_of_a_page() {
        #[rustfmt::skip]
        let table: [(&str, &[(&str, &str)]); 6] = [
            ("<link rel=alternate type='application/rss+xml' title='Ada’s log' href=/feed>", &[("https://ada.example/feed", "Ada’s log")]),
            ("<LINK REL='Alternate feed' TYPE='application/atom+xml; charset=utf-8' HREF=a>", &[("https://ada.example/blog/a", "")]),
            ("<base href='https://cdn.example/'><link rel=alternate type=application/feed+json href=f.json>", &[("https://cdn.example/f.json", "")]),
            ("<link rel=alternate hreflang=de href=/de><link rel=stylesheet type=text/css href=s>", &[]),
            ("<link rel=alternate type=application/rss+xml href='javascript:x'>", &[]),
            ("<link rel=alternate type=application/rss+xml href=/f><link rel=alternate type=application/rss+xml href=/f>", &[("https://ada.example/f", "")]),
        ];
        let address = Url::parse("https://ada.example/blog/").unwrap();
        for (head, expected) in table {
            let page = format!("<!doctype html><head><title>x</title>{head}</head><body><p>Hello");
            let links = feed_links(page.as_bytes(), &Hints { address: Some(&address), ..Hints::default() });
            let links: Vec<(&str, &str)> = links.iter().map(|link| (link.url.as_str(), &*link.title)).collect();
            assert_eq!(links, expected, "{head}");
        }
    }
}
