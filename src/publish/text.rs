//! Characters that may stand in a published file, and ids made of what is published.

/// `text` with only characters that XML 1.0 (§2.2) allows; line ends become `\n`, C1 controls go.
pub(super) fn clean(text: &str) -> String {
    // What may go are single bytes, or begins with one of two: hardly any text has them.
    let may_go = |byte: &u8| matches!(byte, 0..b'\t' | 0xb..b' ' | 0x7f | 0xc2 | 0xef);
    if text.as_bytes().iter().fold(true, |clean, byte| clean & !may_go(byte)) {
        return text.to_owned();
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => cleaned.push('\n'),
            '\t' | '\n' => cleaned.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// One line of plain text: a title, a name. Marks that turn the direction of all that follows go too.
pub(super) fn line(text: &str) -> String {
    let mut cleaned = clean(text);
    cleaned.retain(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `most` characters of `text`, cut between words.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let text = line(text);
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    let cut = text.get(..end).unwrap_or_default();
    let cut = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ']))
}

/// `text` as HTML text.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// An id that follows from `parts` alone: a UUID of version 8 (RFC 9562 §5.8).
pub(super) fn urn(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0u8; 16];
    hasher.finalize_xof().fill(&mut bytes);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let group = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", group(0, 8), group(8, 12), group(12, 16), group(16, 20), group(20, 32))
}

/// An absolute http(s) address as it is written, `None` for everything else.
pub(super) fn web_address(address: &str) -> Option<String> {
    let address = clean(address.trim());
    let parsed = url::Url::parse(&address).ok()?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return None;
    }
    // A blank or quote inside is written as the parser understood it.
    Some(if address.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')) {
        parsed.to_string()
    } else {
        address
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_no_controls() {
        #[rustfmt::skip]
        let table = [
            ("a\u{1b}[31mb",         "a[31mb"),
            ("a\u{0}b\u{9d}c",       "abc"),
            ("two\r\nlines\t here",  "two lines here"),
            ("\u{202e}gpj.exe",      "gpj.exe"),
            ("\u{ffff}ok\u{feff}",   "ok\u{feff}"),
        ];
        for (text, expected) in table {
            assert_eq!(line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn only_web_addresses_are_linked() {
        #[rustfmt::skip]
        let table = [
            ("https://a.example/x y",     Some("https://a.example/x%20y")),
            ("https://a.example/ä",       Some("https://a.example/ä")),
            ("javascript:alert(1)",       None),
            ("/relative",                 None),
            ("data:text/html,x",          None),
        ];
        for (address, expected) in table {
            assert_eq!(web_address(address).as_deref(), expected, "{address:?}");
        }
    }

    #[test]
    fn text_is_shortened_between_words() {
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("one two", 9), "one two");
    }
}
