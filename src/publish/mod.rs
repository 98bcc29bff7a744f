//! 5. Records → files for others.
