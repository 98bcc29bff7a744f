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
        let pages = command.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
        for command in std::iter::once(command.clone()).chain(pages) {
            let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
            let file = self.dir.join(format!("{name}.1"));
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).with_context(|| plain_path(&file))?;
            std::fs::write(&file, page).with_context(|| plain_path(&file))?;
            written += 1;
        }
        screen.report(format_args!("{}: {}", plain_path(&self.dir), count(written, "page")))?;
        Ok(Outcome::Done)
    }
}
