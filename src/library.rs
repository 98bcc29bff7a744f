//! A library folder: which documents are in notes/ and feeds/, in a fixed order, and its settings.
