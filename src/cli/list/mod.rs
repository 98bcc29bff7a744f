//! `hallway list`: the talks, events, speakers … of the library, one a line.

mod by;
mod rows;
mod schedule;
pub(crate) mod wanted;

use anyhow::{Result, bail};
use clap::ValueEnum;
use clap_complete::ArgValueCompleter;
use hallway::follow::status;
use hallway::index::SearchOptions;
use hallway::library::Library;
use hallway::link::Catalogue;
use serde_json::Value;

use super::lists::Lists;
use super::only::Posts;
use super::plain::plain;
use super::screen::Screen;
use super::search::{parse, say_nothing_found};
use super::table::columns;
use super::words::count;
use super::{Globals, Outcome, complete, library};
use rows::Row;
use wanted::Wanted;

const EXAMPLES: &str = "\
Examples:
  hallway list events                          each conference with its counts
  hallway list talks speaker:njoku             the talks that a query finds
  hallway list takeaways topic:testing --json
  hallway list takeaways cache --by event
  hallway list speakers --sort count --limit 10
  hallway list talks --at now                  what is on, where the event is; --at 14:10, --at '2031-05-12 14:10'
  hallway list talks --next                    the next talk of each room
  hallway list talks --missed --recorded       what to watch, and what you were in instead";

/// The name under which all talks are kept as they are told in JSON.
const TALKS_IN_JSON: &str = "talks-json";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct List {
    /// What to list
    #[arg(value_enum)]
    what: What,
    /// Only what this query finds, as in `hallway search`
    #[arg(add = ArgValueCompleter::new(complete::query))]
    query: Vec<String>,
    /// The order; without it as it is told: by event and time, or by name
    #[arg(long, value_enum)]
    sort: Option<Order>,
    /// Put takeaways together by what they are about
    #[arg(long, value_enum)]
    by: Option<By>,
    /// The most lines
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// List what stands in posts, too, that `only` in hallway.toml leaves out
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    schedule: schedule::Schedule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum What {
    Talks,
    Events,
    Speakers,
    Takeaways,
    Notes,
    Topics,
    Entries,
    Sources,
    Searches,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    Name,
    Newest,
    Oldest,
    Count,
    Place,
}

impl What {
    /// As it is written on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// What takeaways are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum By {
    Topic,
    Event,
    Speaker,
    Year,
}

impl List {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        if self.schedule.is_asked() && self.what != What::Talks {
            bail!("--at, --next, --missed and --recorded: ask about talks: `hallway list talks …`");
        }
        // Of a source itself all that it holds is told.
        let posts = Posts::all_if(self.all || self.what == What::Sources);
        if self.is_of_all() {
            let lists = Lists::of(&library, posts, screen)?;
            let rows = self.rows_of_all(&lists, screen)?;
            return self.tell(rows, &Catalogue::default(), &library, screen);
        }
        let mut wanted = Wanted::everything();
        let mut catalogue = None;
        if !self.query.is_empty() && self.what != What::Searches {
            let text = self.query.join(" ");
            let query = parse(&library, &text)?;
            let answers = library::ask(&library, screen, |index| {
                let leave_out = posts.left_out(&library, index)?;
                index.search(&query, &SearchOptions { limit: 1_000_000, count_all: true, leave_out, ..SearchOptions::default() })
            })?;
            answers.notes.iter().for_each(|note| screen.remark(format_args!("query: {}", plain(note))));
            if answers.hits.is_empty() {
                say_nothing_found(&answers, screen);
                return Ok(Outcome::Nothing);
            }
            let near = if self.is_of_talks() { library::catalogue_of(&library, &text, posts, screen)? } else { None };
            // Where only a part of the words was found, or some posts do not count, all documents tell.
            let near = near.filter(|(_, passages)| *passages == answers.total_passages).map(|(catalogue, _)| catalogue);
            let all = near.map_or_else(|| library::catalogue(&library, posts, screen), Ok)?;
            wanted = Wanted::found(&all, &answers.hits);
            catalogue = Some(all);
        }
        let catalogue = match catalogue {
            Some(catalogue) => catalogue,
            None if self.is_of_sources() => library::unlinked(&library, posts, screen)?,
            None => library::catalogue(&library, posts, screen)?,
        };
        let rows = match self.what {
            What::Searches => rows::searches(&library.settings()?.search, &self.query),
            What::Talks if self.schedule.is_asked() => self.schedule.rows(&library, &catalogue, &wanted)?,
            what => rows::rows(what, &catalogue, &wanted),
        };
        self.tell(rows, &catalogue, &library, screen)
    }

    /// Shows `rows` in the order and number that are asked for.
    fn tell(&self, mut rows: Vec<Row>, catalogue: &Catalogue, library: &Library, screen: &mut Screen) -> Result<Outcome> {
        if self.what == What::Sources {
            rows::add_followed(&mut rows, &status(library)?, self.query.is_empty());
        }
        self.sort(&mut rows);
        if let Some(by) = self.by {
            anyhow::ensure!(self.what == What::Takeaways, "--by: only takeaways are put together");
            rows = by::grouped(by, rows, catalogue);
        }
        let all = rows.len();
        rows.truncate(self.limit.unwrap_or(usize::MAX));
        show(&rows, screen)?;
        if rows.len() < all {
            screen.finish()?;
            screen.remark(format_args!("{} more; `--limit` shows them", count(all - rows.len(), "line")));
        }
        if all == 0 {
            screen.remark("nothing to list");
            self.schedule.days_asked_about(catalogue).into_iter().for_each(|days| screen.remark_hint(days));
        }
        Ok(if all == 0 { Outcome::Nothing } else { Outcome::Done })
    }

    /// Whether all of something is asked for that only all documents together tell.
    fn is_of_all(&self) -> bool {
        let is_told_by_all = matches!(self.what, What::Talks | What::Events | What::Speakers | What::Topics | What::Sources);
        self.query.is_empty() && !self.schedule.is_asked() && is_told_by_all
    }

    /// A line for each, as it was kept, where it was. All talks are as long as the library: no more of them is kept than was asked
    /// for, once what people read and once what programs do.
    fn rows_of_all(&self, lists: &Lists, screen: &mut Screen) -> Result<Vec<Row>> {
        match (self.what, screen.json) {
            (What::Talks, true) => lists.get(TALKS_IN_JSON, screen, |catalogue| {
                rows_of(What::Talks, catalogue).into_iter().map(|row| Row { cells: Vec::new(), ..row }).collect()
            }),
            (What::Talks, false) => lists.get(&self.what.name(), screen, |catalogue| {
                rows_of(What::Talks, catalogue).into_iter().map(|row| Row { json: Value::Null, ..row }).collect()
            }),
            (what, _) => lists.get(&what.name(), screen, |catalogue| rows_of(what, catalogue)),
        }
    }

    /// Whether nothing is told but of the very talks that a query finds.
    fn is_of_talks(&self) -> bool {
        let is_of_them = matches!(self.what, What::Talks | What::Takeaways | What::Notes | What::Entries);
        is_of_them && !self.schedule.is_asked()
    }

    /// Whether each document tells its own, whatever others say.
    fn is_of_sources(&self) -> bool {
        matches!(self.what, What::Takeaways | What::Notes | What::Entries | What::Searches) && self.by.is_none()
    }

    fn sort(&self, rows: &mut [Row]) {
        match self.sort {
            None => {}
            Some(Order::Name) => rows.sort_by_cached_key(|row| row.name.to_lowercase()),
            Some(Order::Newest) => rows.sort_by(|a, b| b.date.cmp(&a.date)),
            // What has no date is told last, not first.
            Some(Order::Oldest) => rows.sort_by(|a, b| (a.date.is_none(), &a.date).cmp(&(b.date.is_none(), &b.date))),
            Some(Order::Count) => rows.sort_by_key(|row| std::cmp::Reverse(row.number)),
            Some(Order::Place) => rows.sort_by(|a, b| a.place.cmp(&b.place)),
        }
    }
}

/// A line for each of `what` in the whole of `catalogue`.
pub(crate) fn rows_of(what: What, catalogue: &Catalogue) -> Vec<Row> {
    rows::rows(what, catalogue, &Wanted::everything())
}

/// Columns for people; for programs `path:line: text` where a line has a place.
fn show(rows: &[Row], screen: &mut Screen) -> Result<()> {
    if screen.json {
        return rows.iter().try_for_each(|row| screen.json_line(&row.json));
    }
    if screen.is_terminal {
        screen.page();
        for group in rows.chunk_by(|a, b| a.group == b.group) {
            group.first().and_then(|row| row.group.as_deref()).map_or(Ok(()), |group| screen.heading(plain(group)))?;
            let cells: Vec<Vec<String>> = group.iter().map(Row::cells_with_place).collect();
            columns(&cells, screen.width()).iter().try_for_each(|line| screen.line(line))?;
        }
        return Ok(());
    }
    if rows.iter().any(|row| row.group.is_some()) {
        return rows.iter().try_for_each(|row| screen.line(row.line()));
    }
    let (placed, counted): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.place.is_some());
    placed.iter().try_for_each(|row| screen.line(row.line()))?;
    let counted: Vec<Vec<String>> = counted.iter().map(|row| row.cells.clone()).collect();
    columns(&counted, screen.width()).iter().try_for_each(|line| screen.line(line))
}
