//! Blocks as an outline, for tests: a line each with its line numbers, its kind and its text.

use crate::read::document::{Block, BlockKind, Inline};

/// An outline of `blocks`: `first-last kind text`, two blanks deeper for what is nested.
pub(crate) fn outline(blocks: &[Block]) -> String {
    let mut out = String::new();
    write_blocks(blocks, 0, &mut out);
    out
}

fn write_blocks(blocks: &[Block], depth: usize, out: &mut String) {
    for block in blocks {
        let lines =
            if block.line == block.end_line { block.line.to_string() } else { format!("{}-{}", block.line, block.end_line) };
        let anchor = block.anchor.as_ref().map(|anchor| format!(" #{anchor}")).unwrap_or_default();
        let mut entry = |text: String| out.push_str(&format!("{}{lines}{anchor} {text}\n", "  ".repeat(depth)));
        match &block.kind {
            BlockKind::Heading { level, text } => entry(format!("h{level} {}", marked(text))),
            BlockKind::Paragraph(text) => entry(format!("p {}", marked(text))),
            BlockKind::Code { language, text } => {
                entry(format!("code {} {:?}", language.as_deref().unwrap_or("-"), text));
            }
            BlockKind::Figure { url, alt, caption } => {
                entry(format!("figure {url} {alt:?} {}", marked(caption)).trim_end().to_owned())
            }
            BlockKind::Rule => entry("rule".into()),
            BlockKind::Quote(inner) => {
                entry("quote".into());
                write_blocks(inner, depth + 1, out);
            }
            BlockKind::List { start, items } => {
                entry(start.map_or("list".into(), |start| format!("list from {start}")));
                for item in items {
                    let task = item.task.map_or("", |done| if done { " done" } else { " open" });
                    out.push_str(&format!("{}{} item{task}\n", "  ".repeat(depth + 1), item.line));
                    write_blocks(&item.blocks, depth + 2, out);
                }
            }
            BlockKind::Table { rows } => {
                entry("table".into());
                for row in rows {
                    let cells = row.cells.iter().map(|cell| {
                        let span = if (cell.columns, cell.rows) == (1, 1) {
                            String::new()
                        } else {
                            format!("{}x{} ", cell.columns, cell.rows)
                        };
                        let text: Vec<String> = cell.blocks.iter().map(cell_text).collect();
                        format!("{span}{}", text.join(" ¶ "))
                    });
                    let cells: Vec<String> = cells.collect();
                    let kind = if row.header { "head" } else { "row" };
                    out.push_str(&format!("{}{} {kind} {}\n", "  ".repeat(depth + 1), row.line, cells.join(" | ")));
                }
            }
            BlockKind::Definitions(pairs) => {
                entry("definitions".into());
                for (term, blocks) in pairs {
                    out.push_str(&format!("{}term {}\n", "  ".repeat(depth + 1), marked(term)));
                    write_blocks(blocks, depth + 2, out);
                }
            }
        }
    }
}

fn cell_text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(text) => marked(text),
        _ => block.text().replace('\n', " / "),
    }
}

/// Text with its markup made visible: `*em*`, `**strong**`, `[text](url)`, `⏎` for a meant break, `↵` for a source line's end.
pub(crate) fn marked(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Code(text) => format!("`{text}`"),
            Inline::Emphasis(inner) => format!("*{}*", marked(inner)),
            Inline::Strong(inner) => format!("**{}**", marked(inner)),
            Inline::Strikethrough(inner) => format!("~~{}~~", marked(inner)),
            Inline::Link { url, text } => format!("[{}]({url})", marked(text)),
            Inline::Image { url, alt } => format!("![{alt}]({url})"),
            Inline::SoftBreak => "↵".into(),
            Inline::LineBreak => "⏎".into(),
        })
        .collect()
}

/// Checks that `blocks` have the outline `expected`, which may be indented as a whole.
#[track_caller]
pub(crate) fn check(blocks: &[Block], expected: &str) {
    let lines: Vec<&str> = expected.lines().skip_while(|line| line.trim().is_empty()).collect();
    let indent =
        lines.iter().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let expected: Vec<&str> = lines.iter().map(|line| line.get(indent..).unwrap_or_default().trim_end()).collect();
    let got = outline(blocks);
    let got: Vec<&str> = got.lines().map(str::trim_end).collect();
    let expected = expected.join("\n");
    assert_eq!(
        got.join("\n"),
        expected.trim_end(),
        "\n--- outline:\n{}\n--- expected:\n{}\n",
        got.join("\n"),
        expected.trim_end()
    );
}
