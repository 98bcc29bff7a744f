//! Lines that Markdown would misread are mended before it is parsed: each line stays one line.
//!
//! - a heading without a blank after its hashes (`##Title`), or with one that does not break;
//! - template tags of Jekyll, Hugo and their kin (`{% … %}`, `{{< … >}}`), attribute lines of kramdown (`{: .wide}`);
//! - imports and exports of MDX;
//! - containers and spans of Pandoc and its kin (`::: {.note}`, `[text]{.class}`).
//!
//! What stands in a fence or a code span is left alone.

use super::containers::{self, Containers};
use super::shortcodes;
use crate::model::Warning;

/// `source` as Markdown with `\n` between lines, its first `skipped` lines blank.
pub(crate) fn mend(source: &[&str], skipped: usize, warnings: &mut Vec<Warning>) -> String {
    let mut mended = String::with_capacity(source.iter().map(|line| line.len() + 1).sum());
    let mut fence: Option<(char, usize)> = None;
    let mut in_highlight = false;
    let mut blank_before = true;
    let mut containers = Containers::default();
    let last_end = source.iter().rposition(|line| containers::is_end(line)).unwrap_or(0);
    for (number, line) in source.iter().enumerate() {
        if number > 0 {
            mended.push('\n');
        }
        if number < skipped {
            continue;
        }
        let start = mended.len();
        if let Some(open) = fence {
            mended.push_str(line);
            if closes(line, open) {
                fence = None;
            }
        } else if let Some(open) = fence_of(line) {
            fence = Some(open);
            mended.push_str(line);
        } else if let Some(language) = highlight_start(line) {
            in_highlight = true;
            fence = Some(('\0', 0));
            mended.push_str("```");
            mended.push_str(language);
        } else {
            match containers.read(line, number < last_end) {
                containers::Line::Fence(title) => mended.push_str(title),
                container => {
                    if container == containers::Line::Boxed {
                        mended.push_str("> ");
                    }
                    let blank_after = source.get(number + 1).is_none_or(|next| next.trim().is_empty());
                    mend_line(line, number + 1, blank_before, blank_after, &mut mended, warnings);
                }
            }
        }
        if in_highlight && is_highlight_end(line) {
            mended.truncate(start);
            mended.push_str("```");
            in_highlight = false;
            fence = None;
        }
        blank_before = mended[start..].trim().is_empty();
    }
    mended.push('\n');
    mended
}

/// The lines of a page as text, its first `skipped` lines blank, without what a server would have run: `<% … %>`,
/// `<?php … ?>`, and template tags. Line ends inside them stay.
pub(crate) fn without_programs(source: &[&str], skipped: usize) -> String {
    let mut out = String::with_capacity(source.iter().map(|line| line.len() + 1).sum());
    let mut until: Option<&str> = None;
    for (number, line) in source.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        if number < skipped {
            continue;
        }
        let mut rest = *line;
        let mut missing: Vec<&str> = Vec::new();
        loop {
            if let Some(end) = until {
                let Some(at) = rest.find(end) else { break };
                rest = &rest[at + end.len()..];
                until = None;
            }
            let Some(at) = rest.find(['<', '{']) else {
                out.push_str(rest);
                break;
            };
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            until = program_end(rest).filter(|end| !missing.contains(end));
            if let Some(end) = until {
                let below = source.iter().skip(number + 1).take(LONGEST_PROGRAM);
                if !rest.contains(end) && !below.into_iter().any(|line| line.contains(end)) {
                    missing.push(end);
                    until = None;
                }
            }
            if until.is_none() {
                out.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    out
}

/// A program of more lines is none: its end is missing.
const LONGEST_PROGRAM: usize = 60;

/// What ends the program that `text` begins with, if it does.
fn program_end(text: &str) -> Option<&'static str> {
    if text.starts_with("<%") {
        return Some("%>");
    }
    if text.starts_with("<?") {
        return Some("?>").filter(|_| text.starts_with("<?php") || text.starts_with("<?=") || text.starts_with("<? "));
    }
    if text.starts_with("{%") {
        return Some("%}");
    }
    let inner = text.strip_prefix("{{")?;
    let limit = inner.char_indices().nth(200).map_or(inner.len(), |(at, _)| at);
    let inner = &inner[..inner[..limit].find("}}")?];
    let name = inner.trim_matches(['{', '-', ' ']);
    let is_name = !name.is_empty()
        && name.chars().all(|mark| {
            mark.is_alphanumeric()
                || matches!(mark, '_' | '.' | '|' | ' ' | '\'' | '"' | ':' | '-' | '/' | '%' | '$' | '(' | ')' | ',')
        });
    is_name.then_some("}}")
}

/// The mark and length of the fence that `line` opens.
fn fence_of(line: &str) -> Option<(char, usize)> {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = text.chars().take_while(|other| *other == mark).count();
    let info = &text[length..];
    (length >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, length))
}

fn closes(line: &str, (mark, length): (char, usize)) -> bool {
    let text = line.trim_start_matches([' ', '\t', '>']).trim_end();
    mark != '\0' && text.len() >= length && text.chars().all(|other| other == mark)
}

fn highlight_start(line: &str) -> Option<&str> {
    let tag = line.trim().strip_prefix("{%")?.strip_suffix("%}")?.trim_matches(['-', ' ']);
    let language = tag.strip_prefix("highlight ")?.trim();
    Some(language.split_whitespace().next().unwrap_or_default())
}

fn is_highlight_end(line: &str) -> bool {
    line.trim()
        .strip_prefix("{%")
        .and_then(|tag| tag.strip_suffix("%}"))
        .is_some_and(|tag| tag.trim_matches(['-', ' ']) == "endhighlight")
}

fn mend_line(line: &str, number: usize, blank_before: bool, blank_after: bool, mended: &mut String, warnings: &mut Vec<Warning>) {
    if is_attribute_line(line) || (blank_before && is_module_line(line)) {
        return;
    }
    let line = without_template_tags(line);
    let line = containers::without_spans(&line).map_or(line, std::borrow::Cow::Owned);
    let indent = line.len() - line.trim_start_matches(' ').len();
    let hashes = line[indent..].chars().take_while(|mark| *mark == '#').count();
    let title = &line[indent + hashes..];
    if indent < 4 && (1..=6).contains(&hashes) && lacks_blank(title, hashes, blank_before && (blank_after || is_short(title))) {
        warnings.push(Warning { line: number, message: "a heading without a blank after its hashes; read as a heading".into() });
        mended.push_str(&line[..indent + hashes]);
        mended.push(' ');
        mended.push_str(title.trim_start());
    } else {
        mended.push_str(&line);
    }
}

/// A few words and no sentence: a heading, though its text begins right below.
fn is_short(title: &str) -> bool {
    (2..=8).contains(&title.split_whitespace().count()) && !title.trim_end().ends_with(['.', '!', ','])
}

/// Whether `title` behind `hashes` hashes is that of a heading whose blank was forgotten, rather than a hashtag, a
/// directive (`#include`) or an interpreter line (`#!/bin/sh`).
fn lacks_blank(title: &str, hashes: usize, alone: bool) -> bool {
    let Some(first) = title.chars().next() else { return false };
    if matches!(first, '\u{a0}' | '\u{3000}' | '\u{2003}' | '\u{200b}') {
        return true;
    }
    if hashes > 1 {
        return first.is_alphanumeric() || matches!(first, '[' | '*' | '_' | '"' | '“' | '‘' | '«' | '「' | '`' | '(');
    }
    let mut words = title.split_whitespace();
    let word = words.next().unwrap_or_default();
    let starts_like_title =
        first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase()) || matches!(first, '[' | '"' | '“');
    alone && starts_like_title && (words.next().is_some() || !word.is_ascii()) && !title.contains(" #")
}

/// kramdown's `{:.wide}` or `{: #id}` alone on a line.
fn is_attribute_line(line: &str) -> bool {
    let text = line.trim();
    text.len() < 500 && text.starts_with("{:") && text.ends_with('}') && !text[2..text.len() - 1].contains(['{', '}'])
}

/// An import or export of MDX.
fn is_module_line(line: &str) -> bool {
    let end = line.trim_end().trim_end_matches(';');
    let quoted = end.ends_with('\'') || end.ends_with('"');
    (line.starts_with("import ") && quoted && (end.contains(" from ") || line[7..].starts_with(['\'', '"'])))
        || (line.starts_with("export const ") && line.contains('='))
        || line.starts_with("export default ") && (line.contains("=>") || line.contains('{'))
}

/// `line` without the template tags outside its code spans. What a tag points at stays: the file of `{% link … %}`, the
/// address in `{{ "/talks" | relative_url }}` or of a `{{< ref "…" >}}`.
fn without_template_tags(line: &str) -> std::borrow::Cow<'_, str> {
    if !line.contains("{%") && !line.contains("{{") && !line.contains("{:") {
        return line.into();
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut in_code = false;
    // Each kind of end is looked for once at most where it is missing, so that the scan stays linear.
    let mut missing = [false; 3];
    while let Some(at) = rest.find(['{', '`']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (open, close, kind) = if rest.starts_with("{%") {
            ("{%", "%}", 0)
        } else if rest.starts_with("{{") {
            ("{{", "}}", 1)
        } else if rest.starts_with("{:") {
            ("{:", "}", 2)
        } else {
            in_code ^= rest.starts_with('`');
            out.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        let end = if in_code || missing[kind] { None } else { rest[2..].find(close) };
        match end {
            Some(end) if kind != 1 || is_template(&rest[2..2 + end]) => {
                let inner = &rest[2..2 + end];
                match shortcodes::told(inner).filter(|_| kind != 2) {
                    Some(told) if out.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ')') => {
                        out.truncate(out.trim_end().len());
                        out.push_str("; ");
                        out.push_str(&told);
                    }
                    Some(told) => out.push_str(&told),
                    None => out.push_str(target_of(inner)),
                }
                rest = &rest[2 + end + close.len()..];
            }
            found => {
                missing[kind] |= found.is_none() && !in_code;
                out.push_str(open);
                rest = &rest[2..];
            }
        }
    }
    out.push_str(rest);
    out.into()
}

/// Whether what stands between `{{` and `}}` belongs to a site's template rather than to the text.
fn is_template(inner: &str) -> bool {
    let inner = inner.trim();
    let known = ["site.", "page.", ".Site", ".Page", "post.", "include.", "url_for", "ref ", "relref "];
    inner.starts_with(['<', '%']) || inner.contains("_url") || known.iter().any(|start| inner.starts_with(start))
}

/// The file or address that a tag names, where it does nothing but name one.
fn target_of(inner: &str) -> &str {
    let inner = inner.trim_matches([' ', '-', '<', '>', '%', '/']);
    if let Some(file) = inner.strip_prefix("link ").or_else(|| inner.strip_prefix("post_url ")) {
        return file.trim();
    }
    let quoted =
        inner.strip_prefix("ref ").or_else(|| inner.strip_prefix("relref ")).or_else(|| inner.contains("_url").then_some(inner));
    let quoted = quoted.map(str::trim).and_then(|text| text.split(['"', '\'']).nth(1));
    quoted.unwrap_or_default()
}
