//! The command line: arguments, dispatch, exit codes, how errors and warnings look. The only code that prints.
//!
//! Results go to standard output, everything else to standard error. Exit codes are grep's: 0 done or found, 1 nothing
//! found, 2 wrong use or input that could not be used; and 3 where some of several feeds failed. A reader that closes the
//! pipe ends a command quietly.

mod add;
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
  hallway search '\"api gateway\"'             what was said of it, with file and line";

/// Conference notes that can be found again.
#[derive(Debug, Parser)]
#[command(name = "hallway", version, max_term_width = 100)]
#[command(before_help = EXAMPLES)]
#[command(subcommand_required = true, arg_required_else_help = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Globals {
    /// The library, where it is neither this folder nor one above nor $HALLWAY_LIBRARY
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(crate) directory: Option<PathBuf>,
    /// Print records as JSON, one object a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Print results only: no warnings, no counts
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more of what is done
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Add(add::Add),
    #[command(visible_alias = "rm")]
    Remove(remove::Remove),
    Sync(sync::Sync),
    Watch(watch::Watch),
    New(new::New),
    #[command(visible_alias = "ls")]
    List(list::List),
    Search(search::Search),
    Show(show::Show),
    Link(link::Link),
    Publish(publish::Publish),
    Serve(serve::Serve),
    Inspect(inspect::Inspect),
    Export(export::Export),
    Doctor(doctor::Doctor),
    #[command(hide = true)]
    Manual(manual::Manual),
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
    clap_complete::CompleteEnv::with_factory(Arguments::command).complete();
}

/// Runs the command that `arguments` name and says how it ended.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(answer) => return print_answer(&answer),
    };
    let mut screen = Screen::new(&arguments.globals);
    let outcome = faults::told(|| dispatch(&arguments, &mut screen)).and_then(|outcome| screen.finish().map(|()| outcome));
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
