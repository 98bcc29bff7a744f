//! Reports as people type them: one reader for each way of writing, and what those readers share.
//!
//! | format | file |
//! |---|---|
//! | Markdown | [`markdown`], mended beforehand in [`mend`] |
//! | AsciiDoc | [`asciidoc`] |
//! | wikis | [`wiki`], line by line as Markdown, their tables in [`wiki_tables`] |
//! | reStructuredText | [`rst`], its tables in [`rst_tables`] |
//! | Emacs' org mode | [`org`] |
//! | text without markup, or pasted | [`plain`], tables broken by pasting in [`pasted_table`], programmes in columns in [`columned`] |
//! | front matter of all of them | [`front_matter`], a mail's header in [`mail`], its fields in [`metadata`] |
//!
//! Shared: [`marks`] and [`inline`] put running text together, [`lists`] nests items, [`commonmark`] writes blocks as
//! Markdown again, `outline` draws them for tests.

pub(crate) mod asciidoc;
mod columned;
pub mod commonmark;
mod containers;
pub(crate) mod front_matter;
pub(crate) mod inline;
pub(crate) mod lists;
mod mail;
pub(crate) mod markdown;
pub(crate) mod marks;
pub(crate) mod mend;
pub(crate) mod metadata;
pub(crate) mod opml;
pub(crate) mod org;
#[cfg(test)]
pub(crate) mod outline;
pub(crate) mod pasted_table;
pub(crate) mod plain;
pub(crate) mod rst;
pub(crate) mod rst_tables;
mod shortcodes;
mod transcript;
pub(crate) mod wiki;
mod wiki_tables;
