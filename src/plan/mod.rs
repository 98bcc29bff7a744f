//! A programme becomes a report to write notes in, and follows the programme when that changes.
//!
//! ```text
//! catalogue ──sessions_of──▶ sessions ──begin──▶ notes/ferrocon-2031.md ──a person writes──▶ update ──▶ the same, changed
//! ```
//!
//! Only lines that hallway wrote, and that nobody edited, are ever written over ([`crate::read::planned`]). What a person
//! typed stays, line by line, in its order: a talk that moves keeps its place, one that is cancelled is struck through.

mod begin;
mod choose;
mod day;
mod mine;
mod sessions;
mod update;

pub use begin::{Page, begin};
pub use choose::{Favourites, favourites};
pub use day::{Moment, Span, at, next, now_in, read_moment};
pub use mine::{Mine, recordings};
pub use sessions::{Session, sessions_of};
pub use update::{Change, Update, update};
