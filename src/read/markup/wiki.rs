//! Pages of wikis (MediaWiki, Trac, MoinMoin, DokuWiki): each line is written as the Markdown it means, and read as such.

use super::markdown;
use crate::read::document::Document;
use crate::read::text::lines;

/// Reads a page of a wiki; the lines of the result are those of the page.
pub(crate) fn read(text: &str) -> Document {
    let source = lines::split(text);
    // DokuWiki counts its marks down: the title has six.
    let falling = source.iter().find_map(|line| heading(line)).is_some_and(|(level, _)| level >= 5);
    let mut preformatted = false;
    let markdown: Vec<String> = source.iter().map(|line| line_of(line, falling, &mut preformatted)).collect();
    let mut document = markdown::read(&markdown.join("\n"));
    for part in &mut document.parts {
        part.source = source.iter().map(|&line| line.to_owned()).collect();
    }
    document
}

/// The marks and the text of a heading that is closed as it was opened: `== Talks ==`.
pub(crate) fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let level = line.bytes().take_while(|&byte| byte == b'=').count();
    let inner = line.strip_suffix("=".repeat(level).as_str())?.get(level..)?;
    let title = inner.trim();
    ((1..=6).contains(&level) && !title.is_empty() && !title.starts_with('=') && !title.ends_with('=')).then_some((level, title))
}

fn line_of(line: &str, falling: bool, preformatted: &mut bool) -> String {
    let bare = line.trim();
    if *preformatted || bare == "{{{" || bare.starts_with("<pre") {
        let closes = matches!(bare, "}}}" | "</pre>" | "</code>");
        let opens = !*preformatted;
        *preformatted = !closes;
        return if opens || closes { "```".to_owned() } else { line.to_owned() };
    }
    if let Some((level, title)) = heading(line) {
        let level = if falling { 7 - level } else { level };
        return format!("{} {}", "#".repeat(level), inline(title));
    }
    if is_machinery(bare) {
        return String::new();
    }
    if bare.len() >= 4 && bare.bytes().all(|byte| byte == b'-') {
        return "---".to_owned();
    }
    if let Some(cells) = bare.strip_prefix("||").and_then(|rest| rest.strip_suffix("||")) {
        return format!("| {} |", inline(&cells.replace("||", " | ")));
    }
    list_item(line).unwrap_or_else(|| inline(bare))
}

/// `** item`, `# item`, ` * item`, ` 1. item`: depth by marks (MediaWiki) or by indentation (Trac, DokuWiki).
fn list_item(line: &str) -> Option<String> {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    let marks = body.bytes().take_while(|byte| matches!(byte, b'*' | b'#' | b':')).count();
    let text = &body[marks..];
    // "**bold**" of DokuWiki begins no list; a colon alone indents.
    let last = body.as_bytes().get(marks.checked_sub(1)?)?;
    let glued = !text.starts_with(' ') && (marks > 1 || indent > 0 || text.is_empty());
    if glued {
        return None;
    }
    let depth = marks - 1 + indent.saturating_sub(1) / 2;
    let mark = match last {
        b'*' => "- ",
        b'#' => "1. ",
        _ => "",
    };
    let pad = if mark.is_empty() { String::new() } else { "   ".repeat(depth) };
    Some(format!("{pad}{mark}{}", inline(text.trim())))
}

/// Lines that make the page and say nothing: a table of contents, categories, templates that stand alone.
fn is_machinery(line: &str) -> bool {
    line.starts_with("__") && line.ends_with("__")
        || line.starts_with("{{") && line.ends_with("}}") && !line[2..line.len() - 2].contains("}}")
        || ["[[PageOutline", "[[TOC", "[[Category:", "[[Kategorie:", "<<TableOfContents", "#acl", "#format", "~~NOTOC"]
            .iter()
            .any(|mark| line.starts_with(mark))
}

/// Emphasis and links of a line.
fn inline(text: &str) -> String {
    let text = text.replace("'''''", "***").replace("'''", "**").replace("''", "*");
    let text = text.replace("[[BR]]", "<br>").replace("<<BR>>", "<br>").replace("\\\\ ", "<br>");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(open) = rest.find('[') {
        out.push_str(&rest[..open]);
        let (link, after) = match link_at(&rest[open..]) {
            Some((link, len)) => (link, &rest[open + len..]),
            None => ("[".to_owned(), &rest[open + 1..]),
        };
        out.push_str(&link);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `[[Page|words]]`, `[[Page]]`, `[https://example.org words]`: as Markdown, with the bytes it took.
fn link_at(text: &str) -> Option<(String, usize)> {
    if let Some(inner) = text.strip_prefix("[[") {
        let end = inner.find("]]")?;
        let (page, words) = inner[..end].split_once('|').unwrap_or((&inner[..end], &inner[..end]));
        let link = if page.contains("://") { format!("[{}]({})", words.trim(), page.trim()) } else { words.trim().to_owned() };
        return Some((link, end + 4));
    }
    let inner = text.strip_prefix('[')?;
    let end = inner.find(']')?;
    let (address, words) = inner[..end].split_once(' ')?;
    let address = address.strip_prefix("wiki:").map_or(address, |_| "");
    match address {
        "" => Some((words.trim().to_owned(), end + 2)),
        address if address.contains("://") => Some((format!("[{}]({address})", words.trim()), end + 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_wikis_become_the_markdown_they_mean() {
        #[rustfmt::skip]
        let table = [
            ("== Talks ==",                          "## Talks"),
            ("=== 10:00 Fog (Ada Njoku) ===",        "### 10:00 Fog (Ada Njoku)"),
            ("'''Speaker:''' Ada ''Njoku''",         "**Speaker:** Ada *Njoku*"),
            ("* one",                                "- one"),
            ("** two",                               "   - two"),
            ("# first",                              "1. first"),
            (" * item of Trac",                      "- item of Trac"),
            ("   * nested",                          "   - nested"),
            ("see [https://example.org/x the page]", "see [the page](https://example.org/x)"),
            ("by [[User:Ada|Ada]] and [[Milo]]",     "by Ada and Milo"),
            ("|| 10:00 || Fog ||",                   "|  10:00  |  Fog  |"),
            ("__TOC__",                              ""),
            ("{{stub}}",                             ""),
            ("----",                                 "---"),
            ("a [1] b",                              "a [1] b"),
            ("a == b",                               "a == b"),
        ];
        for (line, expected) in table {
            assert_eq!(line_of(line, false, &mut false), expected, "{line:?}");
        }
        assert_eq!(line_of("====== Talks ======", true, &mut false), "# Talks");
    }
}
