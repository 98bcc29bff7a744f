//! Pages of wikis (MediaWiki, Trac, MoinMoin, DokuWiki, Textile, Jira): each line is written as the Markdown it means, and
//! read as such; tables are read beside it, in [`wiki_tables`].

use super::{markdown, wiki_tables};
use crate::read::document::{self, Block, BlockKind, Document};
use crate::read::text::lines;

/// How the lines of a page are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// DokuWiki counts the marks of its headings down, emphasises between slashes, and types between two quotes.
    Doku,
    /// Every other.
    Other,
}

/// Reads a page of a wiki; the lines of the result are those of the page.
pub(crate) fn read(text: &str) -> Document {
    let source = lines::split(text);
    let dialect = dialect_of(&source);
    let mut fence = None;
    let mut tables = Vec::new();
    let mut markdown: Vec<String> = Vec::with_capacity(source.len());
    while let Some(line) = source.get(markdown.len()) {
        if fence.is_none()
            && let Some(table) = wiki_tables::at(&source, markdown.len())
        {
            // A comment ends the list before it, and its lines stay empty but for the caption.
            markdown.push("<!-- -->".to_owned());
            markdown.resize(table.last + 1, String::new());
            if let Some((at, caption)) = &table.caption
                && let Some(line) = markdown.get_mut(*at)
            {
                *line = inline(caption, dialect);
            }
            tables.push(block_of(table, dialect));
            continue;
        }
        markdown.push(line_of(line, dialect, &mut fence));
    }
    let mut document = markdown::read(&markdown.join("\n"));
    for part in &mut document.parts {
        part.source = source.iter().map(|&line| line.to_owned()).collect();
        part.blocks.append(&mut tables);
        part.blocks.sort_by_key(|block| block.line);
    }
    document
}

fn dialect_of(source: &[&str]) -> Dialect {
    let falling = source.iter().find_map(|line| heading(line)).is_some_and(|(level, _)| level >= 5);
    let marked = |line: &&str| line.starts_with("~~") || line.starts_with("^ ") && line.trim_end().ends_with('^');
    if falling || source.iter().any(marked) { Dialect::Doku } else { Dialect::Other }
}

/// The table as a block, its cells read as running text.
fn block_of(table: wiki_tables::Table, dialect: Dialect) -> Block {
    let cell_of = |cell: wiki_tables::Cell, line: usize| {
        let text = markdown::inlines_of_text(&inline(&cell.text, dialect));
        let paragraph = Block { line, end_line: line, kind: BlockKind::Paragraph(text.clone()), anchor: None };
        let blocks = if text.is_empty() { Vec::new() } else { vec![paragraph] };
        document::Cell { blocks, columns: cell.columns, rows: cell.rows }
    };
    let rows = table.rows.into_iter().map(|row| {
        let line = row.line + 1;
        let cells = row.cells.into_iter().map(|cell| cell_of(cell, line)).collect();
        document::Row { line, header: row.header, cells }
    });
    let kind = BlockKind::Table { rows: rows.collect() };
    Block { line: table.first + 1, end_line: table.last + 1, kind, anchor: None }
}

/// The marks and the text of a heading that is closed as it was opened: `== Talks ==`.
pub(crate) fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let level = line.bytes().take_while(|&byte| byte == b'=').count();
    let inner = line.strip_suffix("=".repeat(level).as_str())?.get(level..)?;
    let title = inner.trim();
    ((1..=6).contains(&level) && !title.is_empty() && !title.starts_with('=') && !title.ends_with('=')).then_some((level, title))
}

/// `h2. Talks`, as Textile and Jira write it.
pub(crate) fn lettered_heading(line: &str) -> Option<(usize, &str)> {
    let (level, title) = line.trim_start().strip_prefix('h')?.split_once(". ")?;
    let level = level.parse().ok().filter(|level| (1..=6).contains(level))?;
    Some((level, title.trim())).filter(|(_, title)| !title.is_empty())
}

/// One line as Markdown. `fence` is the mark that ends the code in which it stands.
fn line_of(line: &str, dialect: Dialect, fence: &mut Option<&'static str>) -> String {
    let bare = line.trim();
    if let Some(end) = *fence {
        let closes = bare.contains(end);
        if closes {
            *fence = None;
        }
        return if closes { "```".to_owned() } else { line.to_owned() };
    }
    if let Some(end) = code_opened_by(bare) {
        *fence = Some(end);
        return "```".to_owned();
    }
    if let Some((level, title)) = heading(line) {
        let level = if dialect == Dialect::Doku { 7 - level } else { level };
        return format!("{} {}", "#".repeat(level), inline(title, dialect));
    }
    if let Some((level, title)) = lettered_heading(line) {
        return format!("{} {}", "#".repeat(level), inline(title, dialect));
    }
    if is_machinery(bare) {
        return String::new();
    }
    if bare.len() >= 4 && bare.bytes().all(|byte| byte == b'-') {
        return "---".to_owned();
    }
    list_item(line, dialect).unwrap_or_else(|| inline(bare, dialect))
}

/// The mark that ends the code which this line begins.
fn code_opened_by(line: &str) -> Option<&'static str> {
    const CODE: [(&str, &str); 5] =
        [("{{{", "}}}"), ("<pre", "</pre>"), ("<code", "</code>"), ("<file", "</file>"), ("{code", "{code}")];
    let (open, end) = CODE.iter().find(|(open, _)| line.starts_with(open))?;
    // "{{{#!html" and "<code sh>" begin it as well; what is closed on its line is running text.
    line.get(open.len()..).is_some_and(|rest| !rest.contains(end)).then_some(end)
}

/// `** item`, `# item`, ` * item`, ` 1. item`: depth by marks (MediaWiki) or by indentation (Trac, DokuWiki).
fn list_item(line: &str, dialect: Dialect) -> Option<String> {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    // DokuWiki counts the items that begin with a dash.
    if let Some(text) = body.strip_prefix("- ").filter(|_| dialect == Dialect::Doku && indent >= 2) {
        return Some(format!("{}1. {}", "   ".repeat(indent / 2 - 1), inline(text.trim(), dialect)));
    }
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
    Some(format!("{pad}{mark}{}", inline(text.trim(), dialect)))
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
fn inline(text: &str, dialect: Dialect) -> String {
    let text = &without_references(text);
    let text = match dialect {
        Dialect::Doku => slanted(&paired(&without_footnotes(text), "''", "`")),
        Dialect::Other => text.replace("'''''", "***").replace("'''", "**").replace("''", "*"),
    };
    let text = text.replace("[[BR]]", "<br>").replace("<<BR>>", "<br>").replace("\\\\ ", "<br>");
    let text = text.strip_suffix("\\\\").map_or(text.as_str(), str::trim_end);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['[', '{', '"']) {
        out.push_str(&rest[..open]);
        let (link, after) = match link_at(&rest[open..]) {
            Some((link, len)) => (link, &rest[open + len..]),
            None => (rest[open..=open].to_owned(), &rest[open + 1..]),
        };
        out.push_str(&link);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// MediaWiki's footnotes, `<ref>…</ref>` and `<ref name="a" />`, are no part of the line.
fn without_references(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("<ref") {
        return text.into();
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(open) = rest.find("<ref") {
        let inner = &rest[open..];
        let tag = inner.find('>').unwrap_or(inner.len());
        let alone = inner[..tag].ends_with('/') || inner.starts_with("<references");
        let end = if alone { Some(tag + 1) } else { inner.find("</ref>").map(|end| end + "</ref>".len()) };
        out.push_str(&rest[..open]);
        rest = end.and_then(|end| inner.get(end..)).unwrap_or_default();
    }
    out.push_str(rest);
    out.into()
}

/// Puts `into` in the place of `mark` where it comes in pairs.
fn paired(text: &str, mark: &str, into: &str) -> String {
    if text.matches(mark).count().is_multiple_of(2) { text.replace(mark, into) } else { text.to_owned() }
}

/// `//words//` as emphasis; the slashes of an address are none.
fn slanted(text: &str) -> String {
    let marks: Vec<usize> = text.match_indices("//").map(|(at, _)| at).filter(|&at| !text[..at].ends_with([':', '/'])).collect();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for pair in marks.chunks_exact(2) {
        for &at in pair {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push('*');
            from = at + 2;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// `((words))` is told at the foot of DokuWiki's page.
fn without_footnotes(text: &str) -> String {
    text.replace("((", "(").replace("))", ")")
}

/// `[[Page|words]]`, `[[Page]]`, `[https://example.org words]`: as Markdown, with the bytes it took.
fn link_at(text: &str) -> Option<(String, usize)> {
    if let Some(inner) = text.strip_prefix("[[") {
        let end = inner.find("]]")?;
        let (page, words) = inner[..end].split_once('|').unwrap_or((&inner[..end], &inner[..end]));
        let link = if page.contains("://") { format!("[{}]({})", words.trim(), page.trim()) } else { words.trim().to_owned() };
        return Some((link, end + 4));
    }
    if let Some(inner) = text.strip_prefix("{{") {
        return media(inner);
    }
    if let Some(inner) = text.strip_prefix('"') {
        return textile_link(inner);
    }
    let inner = text.strip_prefix('[')?;
    let end = inner.find(']')?;
    if let Some((words, address)) = inner[..end].split_once('|').filter(|(_, address)| address.contains("://")) {
        return Some((format!("[{}]({})", words.trim(), address.trim()), end + 2));
    }
    let (address, words) = inner[..end].split_once(' ')?;
    let address = address.strip_prefix("wiki:").map_or(address, |_| "");
    match address {
        "" => Some((words.trim().to_owned(), end + 2)),
        address if address.contains("://") => Some((format!("[{}]({address})", words.trim()), end + 2)),
        _ => None,
    }
}

/// `{{:slides.pdf|words}}` of DokuWiki: the words; a picture says nothing.
fn media(inner: &str) -> Option<(String, usize)> {
    let end = inner.find("}}")?;
    let file = &inner[..end];
    let (name, words) = file.split_once('|').unwrap_or((file, ""));
    let is_file = name.trim().starts_with(':') || name.contains('.') || name.contains("tag>") || name.contains("://");
    if !is_file || name.trim().contains(' ') && !name.contains('>') {
        return None;
    }
    let link = if name.contains("://") && !words.trim().is_empty() {
        format!("[{}]({})", words.trim(), name.trim())
    } else {
        words.trim().to_owned()
    };
    Some((link, end + 4))
}

/// `"words":https://example.org` of Textile.
fn textile_link(inner: &str) -> Option<(String, usize)> {
    let (words, rest) = inner.split_once("\":")?;
    if words.is_empty() || words.len() > 300 || words.contains('"') || !rest.starts_with("http") {
        return None;
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '|']);
    Some((format!("[{words}]({address})"), 1 + words.len() + 2 + address.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::outline::check;

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
            ("h2. Talks",                            "## Talks"),
            ("by \"Ada\":https://example.org/a, now", "by [Ada](https://example.org/a), now"),
            ("by [Ada|https://example.org/a] \"so\"", "by [Ada](https://example.org/a) \"so\""),
            ("first\\\\ second\\\\",                    "first<br>second"),
            ("__TOC__",                              ""),
            ("{{stub}}",                             ""),
            ("----",                                 "---"),
            ("a [1] b",                              "a [1] b"),
            ("a == b",                               "a == b"),
        ];
        for (line, expected) in table {
            assert_eq!(line_of(line, Dialect::Other, &mut None), expected, "{line:?}");
        }
    }

    #[test]
    fn dokuwiki_counts_down_and_slants_between_slashes() {
        #[rustfmt::skip]
        let table = [
            ("====== Talks ======",                            "# Talks"),
            ("//Ada Njoku (Quay)//",                           "*Ada Njoku (Quay)*"),
            ("see https://example.org/x and //this// or that", "see https://example.org/x and *this* or that"),
            ("uses ''tide -i''",                           "uses `tide -i`"),
            ("  - //Ada//: counting fog",                      "1. *Ada*: counting fog"),
            ("    - deeper",                                   "   1. deeper"),
            ("{{:fog.jpg?200|}}",                              ""),
            ("{{tag>fog 2031}}",                               ""),
            ("the {{:fog.pdf|slides}} are out",                "the slides are out"),
            ("**Ada** ((of the quay))",                        "**Ada** (of the quay)"),
        ];
        for (line, expected) in table {
            assert_eq!(line_of(line, Dialect::Doku, &mut None), expected, "{line:?}");
        }
    }

    #[test]
    fn tables_and_code_keep_their_lines() {
        let page = "====== Ferrocon ======\n  * one\n^ Time ^ Talk ^\n| 10:00 | //Fog// |\n  * two\n<code sh>\n| a | b |\n</code>\nend\n";
        check(
            &read(page).parts[0].blocks,
            "
            1 h1 Ferrocon
            2 list
              2 item
                2 p one
            3-4 table
              3 head Time | Talk
              4 row 10:00 | *Fog*
            5 list
              5 item
                5 p two
            6-8 code - \"| a | b |\\n\"
            9 p end
            ",
        );
    }
}
