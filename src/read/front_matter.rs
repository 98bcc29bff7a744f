//! Front matter.

use super::document::Metadata;
use crate::model::Warning;

/// Reads what stands before the text.
pub(super) fn read(source: &[&str], _warnings: &mut Vec<Warning>) -> Metadata {
    let mut metadata = Metadata::default();
    if source.first().is_some_and(|line| line.trim_end() == "---") {
        let end = source.iter().skip(1).position(|line| line.trim_end() == "---");
        if let Some(end) = end {
            metadata.end_line = end + 2;
        }
    }
    metadata
}
