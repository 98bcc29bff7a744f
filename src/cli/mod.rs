//! The command line: arguments, dispatch, exit codes, how errors and warnings look. The only code that prints.
//!
//! Results go to standard output, everything else to standard error. Exit codes are grep's: 0 done or found, 1 nothing
//! found, 2 wrong use or input that could not be used; and 3 where some of several feeds failed. A reader that closes the
//! pipe ends a command quietly.

mod add;
mod bash;
mod below;
mod combined;
mod complete;
mod doctor;
mod editor;
mod export;
mod faults;
mod feeds;
mod init;
mod input;
mod inspect;
mod last_sync;
mod library;
mod link;
mod list;
mod lists;
mod manual;
mod new;
mod only;
mod outline;
mod plain;
mod publish;
mod remove;
mod said;
mod screen;
mod search;
mod serve;
mod show;
mod summary;
mod sync;
mod table;
mod template;
mod watch;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use screen::Screen;

const EXAMPLES: &str = "\
Examples:
  hallway init confnotes && cd confnotes      a library, a folder of plain files
  hallway add ~/conferences                   trip reports, programmes, submissions, feeds
  hallway search '\"api gateway\"'              what was said of it, with file and line";

const EXIT_CODES: &str = "\
Exit codes: 0 done or found, 1 nothing found, 2 wrong use or input that could not be used,
3 some of the feeds that were asked failed (2 where none answered)";

/// Conference notes that can be found again.
#[derive(Debug, Parser)]
#[command(name = "hallway", version, max_term_width = 100)]
#[command(before_help = EXAMPLES, after_help = EXIT_CODES)]
#[command(subcommand_required = true, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

/// In the help of a command its own options come before those that every command takes.
const LAST: usize = 900;

/// What every command takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Globals {
    /// The library, where it is neither this folder nor one above nor $HALLWAY_LIBRARY
    #[arg(short = 'C', value_name = "DIR", global = true, display_order = LAST)]
    pub(crate) directory: Option<PathBuf>,
    /// Print records as JSON, one object a line
    #[arg(long, global = true, display_order = LAST)]
    pub(crate) json: bool,
    /// Print results only: no warnings, no counts
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = LAST)]
    pub(crate) quiet: bool,
    /// Say more of what is done
    #[arg(short, long, global = true, display_order = LAST)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Subcommand)]
// Only the command that is asked for tells its arguments: to list those of all takes longer than many a search.
#[command(defer = true)]
enum Command {
    /// Make a folder a library: hallway.toml, notes/, feeds/, index/
    Init(init::Init),
    /// Copy documents into the library and read them
    ///
    /// Trip reports, programmes, submission lists and feeds, as Markdown, HTML, plain text, Atom, RSS or JSON Feed. They are
    /// kept byte for byte in notes/ and feeds/. What the options say is kept in hallway.toml. A feed that is named by its
    /// address is followed: `hallway sync` asks it for more.
    Add(add::Add),
    /// Forget documents, follow feeds no longer; files are never deleted
    #[command(visible_alias = "rm")]
    Remove(remove::Remove),
    /// Ask followed feeds for news, read what changed, index it, and write feeds/combined.atom
    ///
    /// A feed is asked again when its server's answer is no longer fresh and, after a failure, not before some time has gone
    /// by. One that is named is asked at once. The exit code is 3 where some of the feeds that were asked failed, 2 where none
    /// answered or where something could not be read or kept.
    Sync(sync::Sync),
    /// Read each document as soon as it is saved, until Ctrl-C; the same as `sync --watch --offline`
    Watch(watch::Watch),
    /// Begin a report from an event's programme, or bring it up to date with the programme
    ///
    /// A Markdown file with a heading for every talk, or for those that are chosen; a place for takeaways; `draft: true`, which
    /// keeps it from being published. When the programme changes, `new` sets times right, marks what moved, was cancelled or
    /// added, and leaves every line alone that somebody typed. EVENT may be a talk: it is added to the report of its event.
    New(new::New),
    /// List talks, events, speakers, takeaways, notes, topics, entries, sources or searches
    #[command(visible_alias = "ls")]
    List(list::List),
    /// Find passages: what attendees wrote, marked and heard
    Search(search::Search),
    /// Show a talk, event, speaker or entry as all its sources have it
    Show(show::Show),
    /// Say that two talks, events or speakers are the same, or are not
    ///
    /// What is said is kept in links.toml, and wins over what hallway finds out by itself.
    Link(link::Link),
    /// Write the combined feed, or a folder of feeds to be served
    ///
    /// Without DIR it is feeds/combined.atom alone. Files that are the same already are left alone.
    Publish(publish::Publish),
    /// Show a page to search the library, with its feeds, on this machine alone
    ///
    /// The feeds and their lists are what `publish` would write. All of it follows what is saved, until Ctrl-C. What is held
    /// back from publishing (drafts, private documents and sections, proposals) is not shown.
    Serve(serve::Serve),
    /// Show what hallway would store from a document, storing nothing
    Inspect(inspect::Inspect),
    /// Print every record of the library, for other programs
    Export(export::Export),
    /// Show what is damaged, unsure or unsaid in the library
    Doctor(doctor::Doctor),
    /// Write pages for `man`: hallway.1 and one for each command
    #[command(hide = true)]
    Manual(manual::Manual),
}

/// `hallway search` by itself: to set up all other commands takes a tenth of a search that finds little.
#[derive(Debug, Parser)]
#[command(name = "hallway")]
struct SearchArguments {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: SearchCommand,
}

#[derive(Debug, Subcommand)]
enum SearchCommand {
    Search(search::Search),
}

impl Arguments {
    /// Reads the command line; whatever is not plainly a search, and whatever is wrong with one, all commands are asked about.
    fn read(words: &[OsString]) -> Result<Arguments, clap::Error> {
        if words.get(1).is_some_and(|word| word == "search")
            && let Ok(SearchArguments { globals, command: SearchCommand::Search(search) }) =
                SearchArguments::try_parse_from(words)
        {
            return Ok(Arguments { globals, command: Command::Search(search) });
        }
        Arguments::try_parse_from(words)
    }
}

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done, or found.
    Done,
    /// Nothing that answers was found.
    Nothing,
    /// Some input could not be used; the rest is done.
    Damaged,
    /// Some of the feeds that were asked failed; the others were read.
    SomeFeeds,
}

impl Outcome {
    fn code(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::Nothing => 1,
            Outcome::Damaged => 2,
            Outcome::SomeFeeds => 3,
        }
    }
}

/// Answers a shell that asks how a half-typed word goes on, and leaves; else does nothing.
pub(crate) fn complete() {
    use clap_complete::env::{Elvish, Fish, Powershell, Shells, Zsh};
    let shells = Shells(&[&bash::Bash, &Elvish, &Fish, &Powershell, &Zsh]);
    clap_complete::CompleteEnv::with_factory(Arguments::command).shells(shells).complete();
}

/// Runs the command that `arguments` name and says how it ended.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::read(&arguments.into_iter().collect::<Vec<_>>()) {
        Ok(arguments) => arguments,
        Err(answer) => return print_answer(&answer),
    };
    let mut screen = Screen::new(&arguments.globals);
    let outcome = faults::told(|| dispatch(&arguments, &mut screen)).and_then(|outcome| screen.finish().map(|()| outcome));
    if let (Ok(Outcome::Nothing), false) = (&outcome, matches!(arguments.command, Command::Inspect(_))) {
        library::advise_where_empty(&arguments.globals, &mut screen);
    }
    let code = match outcome {
        Ok(outcome) => outcome.code(),
        Err(error) if screen::is_closed_pipe(&error) => 0,
        Err(error) => {
            screen.error(&error);
            2
        }
    };
    ExitCode::from(code)
}

fn dispatch(arguments: &Arguments, screen: &mut Screen) -> anyhow::Result<Outcome> {
    let globals = &arguments.globals;
    match &arguments.command {
        Command::Init(command) => command.run(globals, screen),
        Command::Add(command) => command.run(globals, screen),
        Command::Remove(command) => command.run(globals, screen),
        Command::Sync(command) => command.run(globals, screen),
        Command::New(command) => command.run(globals, screen),
        Command::Watch(command) => command.run(globals, screen),
        Command::List(command) => command.run(globals, screen),
        Command::Search(command) => command.run(globals, screen),
        Command::Show(command) => command.run(globals, screen),
        Command::Link(command) => command.run(globals, screen),
        Command::Publish(command) => command.run(globals, screen),
        Command::Serve(command) => command.run(globals, screen),
        Command::Inspect(command) => command.run(globals, screen),
        Command::Export(command) => command.run(globals, screen),
        Command::Doctor(command) => command.run(globals, screen),
        Command::Manual(command) => command.run(screen),
    }
}

/// Help, version, or what is wrong with the arguments.
fn print_answer(answer: &clap::Error) -> ExitCode {
    let code = if answer.use_stderr() { 2 } else { 0 };
    match answer.print() {
        Err(fault) if fault.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_read_the_same_by_itself() {
        #[rustfmt::skip]
        let table = [
            "search tides",
            "search tides harbours --json --limit 3 --offset 2 --sort newest",
            "search -C /srv/notes -q --all -- -not",
            "search kind:takeaway --save moon --open 1 --verbose",
            "search",
            "search tides --limit many",
            "search --help",
            "search tides --json --nothing",
            "-q search tides",
            "list talks",
        ];
        for line in table {
            let words: Vec<OsString> = format!("hallway {line}").split(' ').map(OsString::from).collect();
            let told = |read: Result<Arguments, clap::Error>| match read {
                Ok(arguments) => format!("{arguments:?}"),
                Err(answer) => answer.render().to_string(),
            };
            assert_eq!(told(Arguments::read(&words)), told(Arguments::try_parse_from(&words)), "{line}");
        }
    }
}
