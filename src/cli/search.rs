//! `hallway search`: passages that answer a query, by talk, each with its file and line.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Result, bail};
use clap_complete::ArgValueCompleter;
use hallway::index::{Answers, Hit, PassageKind, Query, SearchOptions, Sort};
use hallway::library::{Library, SavedSearch};

use super::only::Posts;
use super::plain::plain;
use super::screen::{Screen, advised};
use super::table::columns;
use super::template::Template;
use super::words::count;
use super::{Globals, Outcome, complete, editor, library};

const EXAMPLES: &str = "\
Examples:
  hallway search lock-free                       all words, in any form
  hallway search '\"api gateway\"'                 a phrase
  hallway search 'observab*'                     all words that begin so
  hallway search 'kind:takeaway topic:testing'   only takeaways, only on testing
  hallway search 'async -tokio OR \"thread pool\"' --save async
  hallway search query:async --open 1            the best passage in $EDITOR
  hallway search tides --format '{path}:{line}\\t{title}'    for scripts, as --json is

Fields: kind, event, series, speaker, author, topic, track, tag, source, lang, year, date (date:2031-01..2031-06), has, query
        a name may be cut short (event:lantern) where nothing is called just that
Kinds:  talk, abstract, note, takeaway, entry (of a feed), event, text (what a document says beside its talks)";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Search {
    /// Words, "phrases", OR, -not, field:value
    #[arg(required = true, add = ArgValueCompleter::new(complete::query))]
    query: Vec<String>,
    /// The most passages
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
    /// Leave out the first of them
    #[arg(long, default_value_t = 0, value_name = "N")]
    offset: usize,
    /// The order: best first, newest first, oldest first, or by file and line
    #[arg(long, value_enum, default_value_t = Order::Best)]
    sort: Order,
    /// Keep the query: `query:NAME` stands for it, and it becomes a feed
    #[arg(long, value_name = "NAME")]
    save: Option<String>,
    /// Search the posts too that `only` in hallway.toml leaves out
    #[arg(long)]
    all: bool,
    /// A line for each passage, with {path} {line} {kind} {text} {title} {speakers} {event} {author} {date} {topic} {talk} {entry}
    /// {score} filled in
    #[arg(long, value_name = "TEMPLATE", value_parser = Template::parse, conflicts_with_all = ["open", "json"])]
    format: Option<Template>,
    /// Open the Nth passage in $EDITOR
    #[arg(long, value_name = "N")]
    open: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    Best,
    Newest,
    Oldest,
    Place,
}

impl Search {
    pub(crate) fn run(&self, globals: &Globals, screen: &mut Screen) -> Result<Outcome> {
        let library = library::open(globals)?;
        let text = self.query.join(" ");
        let query = parse(&library, &text)?;
        let mut leaves_out = false;
        // Records do not tell how many talks and events there are.
        let count_subjects = !screen.json;
        let answers = library::ask_last(&library, screen, |index| {
            let leave_out = Posts::all_if(self.all).left_out(&library, index)?;
            leaves_out = !leave_out.is_empty();
            index.search(&query, &SearchOptions { leave_out, count_subjects, ..self.options() })
        })?;
        if let Some(name) = &self.save {
            save(&library, name, &text, screen)?;
        }
        for note in &answers.notes {
            screen.remark(format_args!("query: {}", plain(note)));
        }
        let hits = grouped(&answers.hits);
        match self.open {
            Some(number) if !hits.is_empty() => open(&library, &hits, number)?,
            _ => self.show(&answers, &hits, library.root(), screen)?,
        }
        let shown = self.offset + hits.len();
        if (!hits.is_empty() || self.limit == 0) && self.open.is_none() && shown < answers.total_passages {
            screen.finish()?;
            // Counting everything that a common word finds takes longer than finding the best of it.
            let at_least = if answers.exact { "" } else { "at least " };
            let more = count(answers.total_passages - shown, "passage");
            screen.remark_hint(format_args!("{at_least}{more} more: `--limit` and `--offset` show them"));
        }
        if answers.total_passages == 0 {
            screen.finish()?;
            say_nothing_found(&answers, screen);
            if leaves_out {
                screen.remark_hint("`only` in hallway.toml leaves posts out; `--all` searches them too");
            }
        }
        if shown > answers.total_passages && hits.is_empty() && answers.total_passages > 0 {
            screen.remark(format_args!("nothing more: there are {}", count(answers.total_passages, "passage")));
        }
        let is_counted = self.limit == 0 && answers.total_passages > 0;
        Ok(if hits.is_empty() && !is_counted { Outcome::Nothing } else { Outcome::Done })
    }

    fn show(&self, answers: &Answers, hits: &[&Hit], root: &Path, screen: &mut Screen) -> Result<()> {
        match &self.format {
            Some(template) => hits.iter().try_for_each(|hit| screen.line(template.line(hit))),
            // Nobody asks to see nothing but the counts of something.
            None if hits.is_empty() && self.limit > 0 => Ok(()),
            None => show(answers, hits, root, screen),
        }
    }

    fn options(&self) -> SearchOptions {
        let sort = match self.sort {
            Order::Best => Sort::Best,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
            Order::Place => Sort::Place,
        };
        SearchOptions { limit: self.limit, offset: self.offset, sort, ..SearchOptions::default() }
    }
}

/// Reads a query in which `query:NAME` stands for a saved one.
pub(crate) fn parse(library: &Library, text: &str) -> Result<Query, hallway::Error> {
    let settings = library.settings()?;
    let mut saved = |name: &str| settings.search.iter().find(|search| search.name == name).map(|search| search.query.clone());
    Ok(Query::parse(text, &mut saved))
}

/// Prints what was not found, and the query that may have been meant.
pub(crate) fn say_nothing_found(answers: &Answers, screen: &mut Screen) {
    match &answers.did_you_mean {
        Some(meant) => screen.remark(format_args!("nothing found; did you mean {}?", plain(meant))),
        None => screen.remark("nothing found"),
    }
    if answers.alone.iter().any(|(_, passages)| *passages > 0) {
        let alone: Vec<String> = answers.alone.iter().map(|(word, passages)| in_passages(word, *passages)).collect();
        screen.remark_hint(format_args!("each alone: {}", alone.join(", ")));
    }
    for (condition, passages) in &answers.without {
        let (verb, passages) = (if *passages == 1 { "is" } else { "are" }, count(*passages, "passage"));
        screen.remark_hint(format_args!("without {} there {verb} {passages}", plain(condition)));
    }
}

fn in_passages(word: &str, passages: usize) -> String {
    match passages {
        0 => format!("{} is nowhere", plain(word)),
        _ => format!("{} is in {}", plain(word), count(passages, "passage")),
    }
}

fn save(library: &Library, name: &str, query: &str, screen: &mut Screen) -> Result<()> {
    let is_word = name.chars().all(|character| character.is_alphanumeric() || "-_".contains(character));
    if name.is_empty() || !is_word {
        bail!("--save: {}: a name is made of letters, digits, - and _", plain(name));
    }
    library.save_search(&SavedSearch { name: name.to_owned(), query: query.to_owned() })?;
    screen.remark(format_args!("hallway.toml: saved; `query:{name}` stands for it from now on"));
    Ok(())
}

/// The passages of one talk together, the talks in the order of their first.
pub(crate) fn grouped(hits: &[Hit]) -> Vec<&Hit> {
    let mut first = HashMap::new();
    for (place, hit) in hits.iter().enumerate() {
        first.entry(&*hit.group).or_insert(place);
    }
    let mut order: Vec<&Hit> = hits.iter().collect();
    order.sort_by_key(|hit| first.get(&*hit.group).copied());
    order
}

fn show(answers: &Answers, hits: &[&Hit], root: &Path, screen: &mut Screen) -> Result<()> {
    if screen.json {
        return hits.iter().try_for_each(|hit| screen.json_line(hit));
    }
    if hits.is_empty() && answers.total_passages == 0 {
        return Ok(());
    }
    match screen.is_terminal && !hits.is_empty() {
        true => {
            screen.page();
            show_groups(hits, root, screen)?;
        }
        false => show_lines(hits, screen)?,
    }
    if screen.quiet {
        return Ok(());
    }
    screen.line(totals(answers))
}

/// `2 talks, 2 events`, and how many passages where no talk has them.
fn totals(answers: &Answers) -> String {
    let at_least = if answers.exact { "" } else { "at least " };
    let found = match answers.talks {
        0 => count(answers.total_passages, "passage"),
        talks => count(talks, "talk"),
    };
    match answers.events {
        0 => format!("{at_least}{found}"),
        events => format!("{at_least}{found}, {}", count(events, "event")),
    }
}

/// For people: each talk once, its passages under it.
fn show_groups(hits: &[&Hit], root: &Path, screen: &mut Screen) -> Result<()> {
    for group in hits.chunk_by(|a, b| a.group == b.group) {
        let Some(first) = group.first() else { continue };
        screen.line(group_heading(first))?;
        let rows: Vec<Vec<String>> = group
            .iter()
            .map(|hit| {
                let author = hit.author.as_deref().map(|name| format!(" ({})", plain(name))).unwrap_or_default();
                let text = format!("{}{author}", highlighted(&hit.text, &hit.highlights)).trim_start().to_owned();
                vec![format!("  {}", hit.kind.as_str()), linked(hit, root), text]
            })
            .collect();
        columns(&rows, screen.width()).iter().try_for_each(|line| screen.line(line))?;
    }
    Ok(())
}

fn group_heading(hit: &Hit) -> String {
    about(hit, &highlighted(&hit.title, &hit.title_highlights))
}

/// Event, title and speakers, as far as they are known.
fn about(hit: &Hit, title: &str) -> String {
    let parts = [hit.event.as_deref().map(plain), Some(format!("{title}{}", by(hit)))];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn by(hit: &Hit) -> String {
    match hit.speakers.as_slice() {
        [] => String::new(),
        names => format!(" — {}", plain(&names.join(", "))),
    }
}

/// For programs, in the manner of grep: `path:line: text`, then what it is about.
fn show_lines(hits: &[&Hit], screen: &mut Screen) -> Result<()> {
    for hit in hits {
        screen.line(format_args!("{}: {}", place(hit), line_words(hit)))?;
    }
    Ok(())
}

/// A passage and what it is about; a talk's own data start with its title.
fn line_words(hit: &Hit) -> String {
    let named = Some(format!("{}{}", plain(&hit.title), by(hit)));
    let text = Some(plain(&hit.text));
    let event = hit.event.as_deref().map(plain);
    let joined =
        |parts: [Option<String>; 3]| parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let (text, about) = match hit.kind {
        PassageKind::Talk => (joined([named, text, None]), joined([event, None, None])),
        _ => (joined([text, None, None]), joined([event, named, hit.author.as_deref().map(plain)])),
    };
    let about = if about.is_empty() { about } else { format!(": {about}") };
    format!("{text} ({}{about})", hit.kind.as_str())
}

fn place(hit: &Hit) -> String {
    format!("{}:{}", plain(&hit.path), hit.line)
}

/// The place of a hit as a link to its file, for terminals that follow links.
fn linked(hit: &Hit, root: &Path) -> String {
    let address = std::path::absolute(root.join(&hit.path)).ok().and_then(|file| url::Url::from_file_path(file).ok());
    match address {
        Some(address) => format!("\u{1b}]8;;{address}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", place(hit)),
        None => place(hit),
    }
}

/// `text` with what the query asked for in bold.
fn highlighted(text: &str, ranges: &[std::ops::Range<usize>]) -> String {
    const FOUND: anstyle::Style = anstyle::Style::new().bold();
    let mut line = String::new();
    let mut end = 0;
    for range in ranges {
        let (Some(before), Some(found)) = (text.get(end..range.start), text.get(range.clone())) else { continue };
        line.push_str(&plain(before));
        line.push_str(&format!("{FOUND}{}{FOUND:#}", plain(found)));
        end = range.end;
    }
    line.push_str(&plain(text.get(end..).unwrap_or_default()));
    line
}

/// Opens the passage `number`, counted from 1 in the order in which they are shown.
fn open(library: &Library, hits: &[&Hit], number: usize) -> Result<()> {
    let Some(hit) = number.checked_sub(1).and_then(|index| hits.get(index)) else {
        bail!("--open: {number}: there are {}", count(hits.len(), "passage"));
    };
    match editor::named() {
        Some(editor) => editor::open(&editor, &library.root().join(&hit.path), hit.line),
        None => {
            let place = place(hit);
            Err(advised("--open: no editor is named", format_args!("`EDITOR=vi` names one; the passage is {place}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Ranges = &'static [(usize, usize)];

    #[test]
    fn what_was_asked_for_is_bold_and_ranges_that_do_not_fit_are_left() {
        #[rustfmt::skip]
        let table: [(&str, Ranges, &str); 5] = [
            ("the reactor", &[(0, 3)],         "\u{1b}[1mthe\u{1b}[0m reactor"),
            ("the reactor", &[(0, 3), (4, 6)], "\u{1b}[1mthe\u{1b}[0m \u{1b}[1mre\u{1b}[0mactor"),
            ("the reactor", &[],               "the reactor"),
            ("the reactor", &[(9, 40)],        "the reactor"),
            ("a\u{1b}[2J",  &[(0, 1)],         "\u{1b}[1ma\u{1b}[0m\\u{1b}[2J"),
        ];
        for (text, ranges, shown) in table {
            let ranges: Vec<_> = ranges.iter().map(|(start, end)| *start..*end).collect();
            assert_eq!(highlighted(text, &ranges), shown, "{text:?} {ranges:?}");
        }
    }

    #[test]
    fn the_passages_of_one_talk_stand_together() {
        let hit = |group: &str, line| Hit { group: group.into(), line, ..Hit::default() };
        let hits = [hit("b", 1), hit("a", 2), hit("b", 3)];
        assert_eq!(grouped(&hits).iter().map(|hit| hit.line).collect::<Vec<_>>(), [1, 3, 2]);
    }
}
