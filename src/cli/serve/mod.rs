//! `hallway serve`: what `publish` would write, and a page to search it, on this machine.
//!
//! What is served is worked out from the index when it is asked for, so it follows every save, and another hallway's sync.
//! Drafts, private documents and sections, and what proposers tell organisers are never shown: see [`shelf`].

mod address;
mod find;
mod http;
mod pages;
mod shelf;

use std::net::TcpListener;

use anyhow::{Context, Result};
use hallway::index::{Index, SyncOptions};
use hallway::library::Library;

use super::plain::plain;
use super::screen::{Screen, advised};
use super::watch::{self, Watching};
use super::{Globals, Outcome, library};
use address::Names;
use shelf::Shelves;

const EXAMPLES: &str = "\
Examples:
  hallway serve                                 a page to search, on http://127.0.0.1:8031/
  hallway serve --only 'event:ferrocon'         only what answers a query
  hallway serve --listen 127.0.0.1:0            on whichever port is free
  curl http://127.0.0.1:8031/atom.xml           the combined feed, as a reader would have it";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Serve {
    /// The address to listen at; a port alone is one of this machine
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8031")]
    listen: String,
    /// Only what answers this query
    #[arg(long, value_name = "QUERY")]
    only: Option<String>,
}

impl Serve {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let listener = self.listener()?;
        let place = listener.local_addr().context("listening")?;
        if !place.ip().is_loopback() {
            screen.warning(place, 0, "whoever reaches this machine can read what is served");
        }
        let names = Names::of(&self.listen, place);
        let address = names.address();
        let shelves = Shelves::new(&library, self.only.clone(), &address);
        let first = |library: &Library, screen: &mut Screen| {
            let outcome = bring_up_to_date(library, screen)?;
            shelves.now()?;
            http::serve(listener, names, shelves)?;
            match screen.json {
                true => screen.json_line(&serde_json::json!({ "address": address }))?,
                false => screen.line(&address)?,
            }
            Ok(outcome)
        };
        watch::watch(library, Watching { publish: false, is_needed: false }, screen, first)
    }

    fn listener(&self) -> Result<TcpListener> {
        let places = address::places(&self.listen).ok_or_else(|| {
            advised(format_args!("--listen: {}: no address and port", plain(&self.listen)), "it looks like 127.0.0.1:8031")
        })?;
        TcpListener::bind(&*places).map_err(|fault| match fault.kind() {
            std::io::ErrorKind::AddrInUse => advised(
                format_args!("--listen: {}: another program listens there", plain(&self.listen)),
                "`--listen 127.0.0.1:0` takes a port that is free",
            ),
            _ => anyhow::Error::new(fault).context(format!("--listen: {}", plain(&self.listen))),
        })
    }
}

/// Reads what changed. Where nothing may be written, what was indexed before is served.
fn bring_up_to_date(library: &Library, screen: &mut Screen) -> Result<Outcome> {
    match library::update(library, &SyncOptions::default(), screen) {
        Ok(report) => Ok(if library::report_failures(&report, screen) { Outcome::Damaged } else { Outcome::Done }),
        Err(error) if Index::open(library).is_ok() => {
            screen.error(&error);
            screen.remark_hint("nothing can be written: the library is served as it was indexed");
            Ok(Outcome::Done)
        }
        Err(error) => Err(error),
    }
}
