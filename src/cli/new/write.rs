//! A report is written, or follows its programme; what was done is told.

use anyhow::Result;
use hallway::index::SyncOptions;
use hallway::library::{Library, write_file_atomically};
use hallway::plan::{Change, Session, Update, update};
use serde_json::json;

use super::New;
use super::report::Report;
use crate::cli::library;
use crate::cli::plain::{plain, plain_path};
use crate::cli::screen::{Screen, advised};
use crate::cli::words::count;

/// What is to be written where.
pub(super) struct Writing<'a> {
    pub(super) asked: &'a New,
    pub(super) library: &'a Library,
    pub(super) report: &'a Report,
    pub(super) sessions: &'a [Session],
}

impl Writing<'_> {
    fn talks(&self) -> usize {
        self.sessions.iter().filter(|session| session.is_chosen).count()
    }

    /// Writes a report that was not there; the line where notes begin.
    pub(super) fn begin(&self, text: &str, screen: &mut Screen) -> Result<usize> {
        let (asked, report, talks) = (self.asked, self.report, self.talks());
        if asked.dry_run && !asked.print_path && !screen.json {
            text.lines().try_for_each(|line| screen.line(plain(line)))?;
        }
        self.write(text, screen)?;
        if screen.json {
            screen.json_line(&json!({ "path": report.path, "talks": talks, "new": true, "changes": [] }))?;
        } else if asked.print_path {
            screen.line(plain(&report.path))?;
        } else if !asked.dry_run {
            screen.report(format_args!("{}: {}", plain(&report.path), count(talks, "talk")))?;
            screen.remark_hint("`hallway sync --watch` reads what you write as you save it");
        }
        let first = text.lines().position(|line| line.starts_with("<!-- hallway ") && !line.contains(" programme "));
        Ok(first.map_or(1, |line| line + 2))
    }

    /// Brings a report up to date; the line of the first talk that changed.
    pub(super) fn follow(&self, text: &str, screen: &mut Screen) -> Result<usize> {
        let (report, updated) = (self.report, update(text, self.sessions));
        let cancelled = updated.changes.iter().filter(|(_, change)| *change == Change::Cancelled).count();
        if cancelled > 3 && cancelled > updated.kept && !self.asked.accept_cancelled {
            return Err(advised(
                format_args!(
                    "{}: {} of {} are gone from the programme",
                    plain(&report.path),
                    cancelled,
                    cancelled + updated.kept
                ),
                "`--accept-cancelled` marks them so, where the programme is whole",
            ));
        }
        if updated.text != text {
            self.write(&updated.text, screen)?;
        }
        self.tell(&updated, screen)?;
        let asked = self.sessions.iter().find(|session| session.is_asked).map(|session| &*session.key);
        let mark = asked.map(|key| format!("<!-- hallway {key} "));
        let line = mark.and_then(|mark| updated.text.lines().position(|line| line.starts_with(&mark)));
        Ok(line.map_or(1, |line| line + 2))
    }

    fn tell(&self, updated: &Update, screen: &mut Screen) -> Result<()> {
        let (report, changes) = (self.report, &updated.changes);
        if screen.json {
            let changes: Vec<_> = changes
                .iter()
                .map(|(title, change)| json!({ "talk": title, "change": change_word(change), "detail": change_detail(change) }))
                .collect();
            return screen.json_line(&json!({ "path": report.path, "talks": self.talks(), "new": false, "changes": changes }));
        }
        if self.asked.print_path {
            return screen.line(plain(&report.path));
        }
        for (title, change) in changes {
            let detail = match change {
                Change::Changed(was) => format!(": was {}", plain(was)),
                Change::KeptEdited(now) => format!(": left as you edited it; now {}", plain(now)),
                Change::Offered => ": not in the report; `hallway new TITLE` adds it".to_owned(),
                Change::Added | Change::Cancelled | Change::Back => String::new(),
            };
            screen.report(format_args!("{:<9} {}{detail}", change_word(change), plain(title)))?;
        }
        let would = if self.asked.dry_run { "would be " } else { "" };
        let done = match changes.len() {
            0 => "unchanged, as the programme is".to_owned(),
            changes => format!("{would}brought up to date, {}", count(changes, "change")),
        };
        screen.report(format_args!("{}: {done}", plain(&report.path)))
    }

    /// Writes the file, and takes it into the index.
    fn write(&self, text: &str, screen: &mut Screen) -> Result<()> {
        let report = self.report;
        if self.asked.dry_run {
            return Ok(());
        }
        write_file_atomically(&report.file, text.as_bytes())?;
        if !report.is_inside {
            screen.remark(format_args!("{}: outside notes/: `hallway add` reads it", plain_path(&report.file)));
        }
        library::report_failures(&library::update(self.library, &SyncOptions::default(), screen)?, screen);
        Ok(())
    }
}

fn change_word(change: &Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Offered => "new",
        Change::Changed(_) => "changed",
        Change::Cancelled => "cancelled",
        Change::Back => "back",
        Change::KeptEdited(_) => "edited",
    }
}

fn change_detail(change: &Change) -> Option<&str> {
    match change {
        Change::Changed(was) => Some(was),
        Change::KeptEdited(now) => Some(now),
        Change::Added | Change::Offered | Change::Cancelled | Change::Back => None,
    }
}
