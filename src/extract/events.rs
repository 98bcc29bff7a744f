//! The conference editions that a title or a sentence names.
