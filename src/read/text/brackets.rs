//! Brackets that belong together.

/// Where the bracket opens that the last character of `text` closes: "(Ada (Quay))" stays together.
pub(crate) fn opening_bracket(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices().rev() {
        depth += i32::from(c == close) - i32::from(c == open);
        if depth == 0 {
            return (c == open).then_some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_bracket_is_closed_where_it_opened() {
        #[rustfmt::skip]
        let table = [
            ("Fog (Ada)",        Some(4)),
            ("Fog (Ada (Quay))", Some(4)),
            ("(a) (b)",          Some(4)),
            ("Fog Ada)",         None),
            ("Fog",              None),
            ("",                 None),
        ];
        for (text, place) in table {
            assert_eq!(opening_bracket(text, '(', ')'), place, "{text:?}");
        }
    }
}
