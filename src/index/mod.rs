//! 4. Records → `index/` on disk, and queries over it.
