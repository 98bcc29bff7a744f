//! `hallway manual`: pages for `man`, one a command.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::CommandFactory;

use super::plain::plain_path;
use super::screen::Screen;
use super::words::count;
use super::{Arguments, Outcome};

#[derive(Debug, clap::Args)]
pub(crate) struct Manual {
    /// The folder to write, such as ~/.local/share/man/man1
    dir: PathBuf,
}

impl Manual {
    pub(crate) fn run(&self, screen: &mut Screen) -> Result<Outcome> {
        std::fs::create_dir_all(&self.dir).with_context(|| plain_path(&self.dir))?;
        let mut command = Arguments::command().flatten_help(false);
        command.build();
        let mut written = 0;
        let is_page = |command: &&clap::Command| !command.is_hide_set() && command.get_name() != "help";
        let pages = command.get_subcommands().filter(is_page).cloned();
        for command in std::iter::once(command.clone()).chain(pages) {
            let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
            let file = self.dir.join(format!("{name}.1"));
            std::fs::write(&file, page_of(command)?).with_context(|| plain_path(&file))?;
            written += 1;
        }
        screen.report(format_args!("{}: {}", plain_path(&self.dir), count(written, "page")))?;
        Ok(Outcome::Done)
    }
}

/// The page of one command, its examples before its options as in its help.
fn page_of(mut command: clap::Command) -> Result<Vec<u8>> {
    let usage = command.render_usage().to_string();
    let (has_commands, says_more) = (command.has_subcommands(), command.get_after_help().is_some());
    let examples = command.get_before_help().map(ToString::to_string).unwrap_or_default();
    let program = format!("hallway {}", env!("CARGO_PKG_VERSION"));
    let man = clap_mangen::Man::new(command).source(program).manual("Conference notes");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    page.extend(synopsis_of(&usage).into_bytes());
    man.render_description_section(&mut page)?;
    if !examples.is_empty() {
        page.extend(section_of(&examples).into_bytes());
    }
    man.render_options_section(&mut page)?;
    if has_commands {
        man.render_subcommands_section(&mut page)?;
    }
    if says_more {
        man.render_extra_section(&mut page)?;
    }
    Ok(page)
}

/// How a command is called, as its help says it.
fn synopsis_of(usage: &str) -> String {
    let calls = usage.trim_start_matches("Usage:").lines().map(str::trim).filter(|call| !call.is_empty());
    let calls: Vec<String> = calls.map(|call| call.replace('\\', "\\\\").replace('-', "\\-")).collect();
    format!(".SH SYNOPSIS\n{}\n", calls.join("\n.br\n"))
}

/// `Examples:` and lines indented below it as a section of a page, line by line as they are.
fn section_of(examples: &str) -> String {
    let lines = examples.lines().filter(|line| *line != "Examples:");
    let lines = lines.map(|line| line.trim_start().replace('\\', "\\\\").replace('-', "\\-")).map(|line| format!("\\&{line}\n"));
    format!(".SH EXAMPLES\n.nf\n{}.fi\n", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_how_its_command_is_called() {
        assert_eq!(
            synopsis_of("Usage: hallway show [OPTIONS] <REFERENCE>..."),
            ".SH SYNOPSIS\nhallway show [OPTIONS] <REFERENCE>...\n"
        );
        let page = String::from_utf8(page_of(Arguments::command()).unwrap()).unwrap();
        assert!(page.contains(".SH SYNOPSIS\nhallway [OPTIONS] <COMMAND>\n") && page.contains("Conference notes"), "{page}");
    }

    #[test]
    fn examples_stand_as_they_are() {
        #[rustfmt::skip]
        let table = [
            ("Examples:\n  hallway search --limit 1 x   one\n  'a' of \\n", ".SH EXAMPLES\n.nf\n\\&hallway search \\-\\-limit 1 x   one\n\\&'a' of \\\\n\n.fi\n"),
        ];
        for (examples, section) in table {
            assert_eq!(section_of(examples), section);
        }
    }
}
