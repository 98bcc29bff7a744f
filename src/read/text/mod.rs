//! What comes before every format: bytes become text, and text becomes lines.
//!
//! - [`decode`]: byte order marks, declared charsets, a guess where nothing is declared;
//! - `code_pages`: the charsets that no browser reads;
//! - [`lines`]: text as lines, counted as editors count them; [`positions`]: which line a byte is on.

mod code_pages;
pub(crate) mod decode;
pub(crate) mod lines;
pub(crate) mod positions;
