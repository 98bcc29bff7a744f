//! Markdown of reports becomes HTML that can be shown.

use std::cell::RefCell;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use url::Url;

/// Markdown as sanitised HTML that loads nothing: an image is a link to it, called by its description.
///
/// `base` is the address that relative links start from.
pub fn without_images(markdown: &str, base: Option<&str>) -> String {
    let linked = Parser::new_ext(markdown, options()).map(|event| match event {
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Link { link_type, dest_url, title, id }),
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        other => other,
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, linked);
    builder(base).rm_tags(["img"]).clean(&html).to_string()
}

/// Markdown as sanitised HTML with absolute links; links that cannot be made absolute lose their target.
pub(super) fn of_markdown(markdown: &str, base: Option<&str>) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, options()));
    BUILDER.with_borrow_mut(|known| {
        if known.as_ref().is_none_or(|known| known.0.as_deref() != base) {
            *known = Some((base.map(str::to_owned), builder(base)));
        }
        known.as_ref().map_or_else(String::new, |(_, builder)| builder.clean(&html).to_string())
    })
}

thread_local! {
    // The allow-lists are large, and a report has many small texts: the last builder is kept, with its base.
    static BUILDER: RefCell<Option<(Option<String>, Builder<'static>)>> = const { RefCell::new(None) };
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES
}

/// Takes out of HTML what runs, styles or embeds.
fn builder(base: Option<&str>) -> Builder<'static> {
    let relative = match base.and_then(|base| Url::parse(base).ok()) {
        Some(base) => UrlRelative::RewriteWithBase(base),
        None => UrlRelative::Deny,
    };
    let mut builder = Builder::default();
    builder.url_schemes(HashSet::from(["http", "https", "mailto"])).link_rel(None).url_relative(relative);
    builder
}

/// The words of sanitised HTML.
pub(super) fn plain(html: &str) -> String {
    let spaced = html.replace('<', " <");
    let text = Builder::empty().clean(&spaced).to_string();
    let mut plain =
        text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain = plain.replace("&amp;", "&");
    super::text::line(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_of_strangers_is_harmless() {
        #[rustfmt::skip]
        let table = [
            ("a <script>alert(1)</script>b",             "<p>a b</p>\n"),
            ("[x](javascript:alert(1))",                 "<p><a>x</a></p>\n"),
            ("[x](/slides.pdf)",                         "<p><a href=\"https://ferro.example/slides.pdf\">x</a></p>\n"),
            ("<img src=x onerror=alert(1)>",             "<img src=\"https://ferro.example/notes/x\">"),
            ("~~old~~ & <b>new</b>",                     "<p><del>old</del> &amp; <b>new</b></p>\n"),
        ];
        for (markdown, html) in table {
            assert_eq!(of_markdown(markdown, Some("https://ferro.example/notes/")), html, "{markdown:?}");
        }
    }

    #[test]
    fn links_start_from_the_base_at_hand() {
        #[rustfmt::skip]
        let table = [
            (Some("https://ferro.example/"), "<p><a href=\"https://ferro.example/a\">x</a></p>\n"),
            (Some("https://tidal.example/"), "<p><a href=\"https://tidal.example/a\">x</a></p>\n"),
            (None,                           "<p><a>x</a></p>\n"),
            (Some("https://ferro.example/"), "<p><a href=\"https://ferro.example/a\">x</a></p>\n"),
        ];
        for (base, html) in table {
            assert_eq!(of_markdown("[x](a)", base), html, "{base:?}");
        }
    }

    #[test]
    fn relative_links_without_a_base_lose_their_target() {
        assert_eq!(of_markdown("[x](../a)", None), "<p><a>x</a></p>\n");
    }

    #[test]
    fn images_become_links_where_nothing_is_to_be_loaded() {
        #[rustfmt::skip]
        let table = [
            ("![a heron](https://x.example/h.png)", "<p><a href=\"https://x.example/h.png\">a heron</a></p>\n"),
            ("a <img src=https://x.example/h.png> b", "<p>a  b</p>\n"),
        ];
        for (markdown, html) in table {
            assert_eq!(without_images(markdown, None), html, "{markdown:?}");
        }
    }

    #[test]
    fn plain_text_keeps_words_apart() {
        assert_eq!(plain("<p>a &lt; b</p><ul><li>c&nbsp;d</li></ul>"), "a < b c d");
    }
}
