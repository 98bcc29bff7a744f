//! Text becomes lines, as comrak and editors count them: `\n`, `\r\n` and a lone `\r` end one.

/// The lines of `text` without their ends; a last line end opens no further line.
pub(crate) fn split(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // One mark at a time is looked for many bytes at once.
    let has_returns = text.contains('\r');
    for line in text.split_inclusive('\n') {
        let line = line.strip_suffix('\n').unwrap_or(line);
        match has_returns {
            true => split_returns(line, &mut lines),
            false => lines.push(line),
        }
    }
    lines
}

/// The lines of what ends before a `\n`.
fn split_returns<'a>(text: &'a str, lines: &mut Vec<&'a str>) {
    let text = text.strip_suffix('\r').unwrap_or(text);
    lines.extend(text.split('\r'));
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        #[rustfmt::skip]
        let table: [(&str, &[&str]); 8] = [
            ("a\nb\n",        &["a", "b"]),
            ("a\r\nb\rc",     &["a", "b", "c"]),
            ("a\n\nb",        &["a", "", "b"]),
            ("a\r\r\nb\r",    &["a", "", "b"]),
            ("\r\n\n\ra",     &["", "", "", "a"]),
            ("a\r",           &["a"]),
            ("\u{feff}a",     &["a"]),
            ("",              &[]),
        ];
        for (text, lines) in table {
            assert_eq!(split(text), lines, "{text:?}");
        }
    }
}
