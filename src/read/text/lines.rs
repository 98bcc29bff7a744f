//! Text becomes lines, as comrak and editors count them: `\n`, `\r\n` and a lone `\r` end one.

/// The lines of `text` without their ends; a last line end opens no further line.
pub(crate) fn split(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        lines.push(line);
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or(after);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        #[rustfmt::skip]
        let table: [(&str, &[&str]); 5] = [
            ("a\nb\n",        &["a", "b"]),
            ("a\r\nb\rc",     &["a", "b", "c"]),
            ("a\n\nb",        &["a", "", "b"]),
            ("\u{feff}a",     &["a"]),
            ("",              &[]),
        ];
        for (text, lines) in table {
            assert_eq!(split(text), lines, "{text:?}");
        }
    }
}
