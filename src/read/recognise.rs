//! Which text format a document is in: by its name, by the media type, else by what its first lines hold.

use super::Hints;
use super::markup::plain::looks_like_markdown;
use super::markup::wiki;
use super::text::lines;

/// A format of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// CommonMark with GitHub's tables, and anything that nothing else fits.
    Markdown,
    /// A page.
    Html,
    /// Text without markup.
    Plain,
    /// Emacs' org mode.
    Org,
    /// AsciiDoc.
    AsciiDoc,
    /// reStructuredText.
    Rst,
    /// A wiki's page: MediaWiki, Trac, DokuWiki, Textile.
    Wiki,
}

/// The format of `text`.
pub(super) fn format(text: &str, hints: &Hints) -> Format {
    let name = hints.name.unwrap_or_default().to_ascii_lowercase();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
    match extension {
        // What was copied out of a wiki is called Markdown as well.
        "md" | "markdown" if is_wiki(&lines::split(text)) => return Format::Wiki,
        "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdx" | "qmd" | "rmd" => return Format::Markdown,
        "html" | "htm" | "xhtml" | "erb" | "php" | "njk" | "hbs" | "jinja" | "liquid" => return Format::Html,
        "org" => return Format::Org,
        "adoc" | "asciidoc" | "asc" => return Format::AsciiDoc,
        "rst" | "rest" => return Format::Rst,
        "wiki" | "mediawiki" | "dokuwiki" | "textile" | "creole" => return Format::Wiki,
        _ => {}
    }
    match hints.media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => return Format::Html,
        "text/markdown" | "text/x-markdown" => return Format::Markdown,
        "text/x-rst" => return Format::Rst,
        "text/org" | "text/x-org" => return Format::Org,
        "text/asciidoc" | "text/x-asciidoc" => return Format::AsciiDoc,
        _ => {}
    }
    by_content(&lines::split(text))
}

/// So many lines tell.
const TELLING: usize = 400;

fn by_content(source: &[&str]) -> Format {
    let lines = &source[..source.len().min(TELLING)];
    if is_html(lines) {
        Format::Html
    } else if is_org(lines) {
        Format::Org
    } else if is_wiki(lines) {
        Format::Wiki
    } else if is_asciidoc(lines) {
        Format::AsciiDoc
    } else if is_rst(lines) {
        Format::Rst
    } else if looks_like_markdown(source) {
        Format::Markdown
    } else {
        Format::Plain
    }
}

fn is_html(lines: &[&str]) -> bool {
    let mut filled = lines.iter().map(|line| line.trim_start()).filter(|line| !line.is_empty());
    let starts = |line: &str, tag: &str| line.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    let first = filled.clone().find(|line| !starts(line, "<?xml") && !starts(line, "<!--"));
    if first.is_some_and(|first| ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| starts(first, tag))) {
        return true;
    }
    // A fragment: most of its first lines begin with a tag of a block.
    let tags = [
        "<p", "<div", "<h1", "<h2", "<h3", "<ul", "<ol", "<li", "<table", "<tr", "<td", "<section", "<article", "<main", "</",
        "<br", "<header", "<dl", "<dt", "<span", "<a ",
    ];
    let (mut tagged, mut all) = (0, 0);
    for line in filled.by_ref().take(60) {
        all += 1;
        tagged += usize::from(tags.iter().any(|tag| starts(line, tag)));
    }
    all > 0 && tagged * 10 >= all * 6
}

fn is_org(lines: &[&str]) -> bool {
    let keyword = |line: &&str| {
        let key = line.get(..2) == Some("#+") && line.contains(':')
            || line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("#+begin_"));
        key && !line.starts_with("#+ ")
    };
    let headline = |line: &&str| line.trim_start_matches('*').starts_with(' ') && line.starts_with('*');
    let keywords = lines.iter().copied().filter(|line| keyword(line)).count();
    let drawers = lines.iter().filter(|line| line.trim() == ":PROPERTIES:" || line.contains("][") && line.contains("[[")).count();
    let deep = lines.iter().filter(|line| line.starts_with("** ") || line.starts_with("*** ")).count();
    keywords > 0 && (keywords > 1 || lines.iter().any(headline)) || (drawers > 0 && deep > 0)
}

/// Headings closed by the marks that opened them, or begun as Textile begins them, and none of Markdown's.
fn is_wiki(lines: &[&str]) -> bool {
    let closed = lines.iter().filter(|line| wiki::heading(line).is_some_and(|(level, _)| level > 1)).count();
    let hashed = lines.iter().filter(|line| line.starts_with("# ") || line.starts_with("## ")).count();
    let lettered = lines.iter().filter(|line| wiki::lettered_heading(line).is_some()).count();
    let attributes = lines.iter().take(20).filter(|line| is_attribute(line)).count();
    closed.max(lettered) >= 2 && hashed * 2 < closed.max(lettered) && attributes == 0
}

fn is_asciidoc(lines: &[&str]) -> bool {
    let titled = lines.iter().take(20).any(|line| line.starts_with("= ") && line.len() > 2);
    let sections = lines
        .iter()
        .filter(|line| line.starts_with("== ") || line.starts_with("=== "))
        .filter(|line| !line.trim_end().ends_with('='))
        .count();
    let attributes = lines.iter().take(40).filter(|line| is_attribute(line)).count();
    let blocks =
        lines.iter().filter(|line| line.starts_with("image::") || line.starts_with("|===") || line.contains("link:http")).count();
    (titled && (attributes > 0 || sections > 0)) || (sections > 1 && attributes + blocks > 0) || sections > 2
}

/// `:name: value` at the start of a line.
fn is_attribute(line: &str) -> bool {
    let Some((name, _)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return false };
    !name.is_empty() && name.chars().all(|mark| mark.is_alphanumeric() || matches!(mark, '-' | '_' | '!'))
}

fn is_rst(lines: &[&str]) -> bool {
    let directives = lines
        .iter()
        .filter(|line| line.trim_start().starts_with(".. ") && (line.contains("::") || line.contains(".. _")))
        .count();
    let fields = lines.iter().take(20).filter(|line| is_attribute(line)).count();
    let references = lines.iter().filter(|line| line.contains(">`_") || line.contains("``")).count();
    let underlined = lines.windows(2).any(|pair| {
        let (title, rule) = (pair[0].trim_end(), pair[1].trim_end());
        let mark = rule.bytes().next().unwrap_or_default();
        !title.is_empty()
            && rule.len() >= 3
            && rule.len() * 2 >= title.chars().count()
            && b"=-~^\"'*+#".contains(&mark)
            && rule.bytes().all(|byte| byte == mark)
    });
    let hashes = lines.iter().any(|line| line.starts_with("## "));
    !hashes && ((underlined && directives + fields + references > 0) || directives > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_name_and_by_content() {
        #[rustfmt::skip]
        let table = [
            ("a.md",   "<p>x</p>",                                       Format::Markdown),
            ("a.txt",  "# Title\n\ntext [a](b)",                         Format::Markdown),
            ("a.txt",  "10:00\nQuiet machines\n",                        Format::Plain),
            ("",       "<!DOCTYPE html>\n<p>x",                          Format::Html),
            ("",       "<p>One</p>\n<ul>\n<li>Two</li>\n</ul>\n",        Format::Html),
            ("",       "#+TITLE: Tides\n* Quiet machines\ntext\n",       Format::Org),
            ("a.txt",  "= Tides\n:author: Ines Faro\n\n== Fog\n",        Format::AsciiDoc),
            ("a.txt",  "Tides\n=====\n\n:date: 2031-03-09\n\n.. note:: x\n", Format::Rst),
            ("a.txt",  "Tides\n=====\n\n- one\n",                        Format::Plain),
            ("a.txt",  "h2. Tides\n\ntext\n\nh3. Fog\n\nmore\n",        Format::Wiki),
            ("a.org",  "text",                                           Format::Org),
            ("",       "* one\n* two\n",                                 Format::Plain),
        ];
        for (name, text, expected) in table {
            let hints = Hints { name: Some(name), ..Hints::default() };
            assert_eq!(format(text, &hints), expected, "{name} {text:?}");
        }
    }
}
