//! The names, titles, roles and organisations that people are told from.
