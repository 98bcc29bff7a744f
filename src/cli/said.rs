//! What the user says of a document, where the document does not: the options that `add` and `inspect` share.

use hallway::extract::Said;
use hallway::library::DocumentSettings;
use hallway::model::Kind;

// Options that say what a document leaves out. A doc comment here would stand in the help of the commands that take them.
#[derive(Debug, clap::Args)]
pub(crate) struct SaidArgs {
    /// What it is, where that does not show: report, feed, programme, submissions or none
    #[arg(long)]
    pub(crate) kind: Option<Kind>,
    /// The event that it is about, where it does not say
    #[arg(long, value_name = "NAME")]
    pub(crate) event: Option<String>,
    /// Who wrote it, where it does not say
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Option<String>,
}

impl SaidArgs {
    /// What hallway.toml keeps of it, with the name that the user gave.
    pub(crate) fn settings(&self, name: Option<&str>) -> DocumentSettings {
        DocumentSettings {
            kind: self.kind,
            event: self.event.clone(),
            author: self.author.clone(),
            name: name.map(str::to_owned),
        }
    }

    /// `said` by the library, with what is said here in its place.
    pub(crate) fn over(&self, said: Said) -> Said {
        Said {
            kind: self.kind.or(said.kind),
            event: self.event.clone().or(said.event),
            author: self.author.clone().or(said.author),
            ..said
        }
    }
}
