//! hallway turns what people write about conferences into something that can be searched and subscribed to.
//!
//! The modules are the data path, in reading order, and uses point one way only:
//!
//! ```text
//! bytes ──read──▶ Document ──extract──▶ Records ──link──▶ index ──▶ search, list, show
//!                                                            └────▶ publish
//! ```
//!
//! - [`read`] knows formats and nothing of conferences;
//! - [`extract`] knows conferences and nothing of formats;
//! - [`link`] joins records of different documents that are the same event, talk or person;
//! - [`index`] and [`publish`] know records only;
//! - [`plan`] makes of a programme a report to write notes in;
//! - [`follow`] brings documents in: it asks the servers of feeds and keeps what they send.
//!
//! Nothing in the library prints: the command line (the binary's `cli`) does.

mod english;
pub mod error;
mod folded;
pub mod id;
mod marks;
mod memo;
pub mod model;
pub mod when;

pub mod library;
pub mod read;

pub mod extract;
pub mod follow;
pub mod index;
pub mod link;
pub mod plan;
pub mod publish;

pub use error::{Error, Result};
