//! Following feeds: servers are asked politely, and what they send is kept in feeds/, where nothing is lost or doubled.
//!
//! ```text
//! hallway.toml ──▶ poll ──fetch──▶ accept ──▶ merge ──▶ feeds/<name>.atom
//!                    └──────────── feeds/fetched.toml ◀──┘
//! ```
//!
//! - `fetch` is the one way to the network; `guard` says where it may lead, `hosts` how many at a time, `timing` when;
//! - `accept` turns away what is no whole feed, or another one; `merge` adds what came to what is kept;
//! - `state` remembers what servers said; `poll` asks all that are due, [`subscribe`] begins to follow one.
//!
//! A library that follows nothing starts no runtime and opens no socket.

mod accept;
mod body;
mod came;
mod document;
mod entry_text;
mod fetch;
mod guard;
mod hosts;
mod kept;
mod merge;
mod names;
mod opml;
mod poll;
mod rename;
mod spool;
mod state;
mod subscribe;
mod timing;
mod written;

pub use document::{Fetched, fetch_document};
pub use opml::Listed;
pub use poll::{FeedReport, FeedStatus, Happened, PollOptions, PollReport, poll, status};
pub use state::FeedState;
pub use subscribe::{KnownFeed, Subscribed, Subscription, follow_list, read_list, subscribe, write_list};
