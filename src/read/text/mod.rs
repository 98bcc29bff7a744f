//! What comes before every format: bytes become text, and text becomes lines.
//!
//! - [`decode`]: byte order marks, declared charsets, a guess where nothing is declared;
//! - `code_pages`: the charsets that no browser reads;
//! - [`pieces`]: the same for bytes that are too many to be held at once;
//! - [`lines`]: text as lines, counted as editors count them; [`positions`]: which line a byte is on;
//! - [`brackets`]: those that belong together.

pub(crate) mod brackets;
mod code_pages;
pub(crate) mod decode;
pub(crate) mod lines;
pub(crate) mod pieces;
pub(crate) mod positions;
