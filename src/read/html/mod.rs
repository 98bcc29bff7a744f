//! HTML, as pages, as fragments inside other formats, and as what strangers send.
//!
//! - [`tree`]: html5ever's tree, with lines and a cap on nesting;
//! - `blocks`: the tree becomes blocks;
//! - `repeated`: elements that repeat, each with a clock time, are the rows of a table;
//! - [`page`]: which part of a whole page is its text, and what its head says;
//! - [`sanitize`]: HTML becomes HTML that is safe to show, or plain text;
//! - `tabs`: the days that tabs name, over the panels that they open;
//! - `simple`: what needs no parser, told from all else;
//! - `endless`: tags with thousands of attributes, made harmless;
//! - [`feed_links`]: the feeds that a page offers.

mod blocks;
mod endless;
pub(crate) mod feed_links;
pub(crate) mod page;
mod repeated;
pub(crate) mod sanitize;
mod simple;
mod tabs;
pub(crate) mod tree;

pub(crate) use blocks::{blocks_of, blocks_of_fragment, blocks_of_page, is_hidden, json_ld};
