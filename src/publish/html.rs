//! Markdown of reports becomes HTML that can be shown.

use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Options, Parser};
use url::Url;

/// Markdown as sanitised HTML with absolute links; links that cannot be made absolute lose their target.
pub(super) fn of_markdown(markdown: &str, base: Option<&str>) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, options));
    sanitised(&html, base)
}

/// HTML without anything that runs, styles or embeds.
fn sanitised(html: &str, base: Option<&str>) -> String {
    let relative = match base.and_then(|base| Url::parse(base).ok()) {
        Some(base) => UrlRelative::RewriteWithBase(base),
        None => UrlRelative::Deny,
    };
    Builder::default()
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(None)
        .url_relative(relative)
        .clean(html)
        .to_string()
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
    fn relative_links_without_a_base_lose_their_target() {
        assert_eq!(of_markdown("[x](../a)", None), "<p><a>x</a></p>\n");
    }

    #[test]
    fn plain_text_keeps_words_apart() {
        assert_eq!(plain("<p>a &lt; b</p><ul><li>c&nbsp;d</li></ul>"), "a < b c d");
    }
}
