//! Tags with thousands of attributes lose the most of them: reading all takes html5ever time that grows with their square.

use std::borrow::Cow;

/// More attributes than any tag has.
const ATTRIBUTES_CAP: usize = 1_024;

/// `html` whose tags have no more attributes than people give them.
pub(crate) fn without_endless_tags(html: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut kept_to = 0;
    let mut cut_from = None;
    let (mut in_tag, mut quote, mut ends) = (false, None, 0_usize);
    let bytes = html.as_bytes();
    for (index, &byte) in bytes.iter().enumerate() {
        match (in_tag, quote, byte) {
            (false, _, b'<') => {
                in_tag = bytes.get(index + 1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/');
                ends = 0;
            }
            (true, None, b'>') => {
                in_tag = false;
                if let Some(start) = cut_from.take() {
                    kept.push_str(html.get(kept_to..start).unwrap_or_default());
                    // Lines keep their numbers.
                    kept.extend(bytes.iter().take(index).skip(start).filter(|byte| **byte == b'\n').map(|_| '\n'));
                    kept_to = index;
                }
            }
            (true, None, b'"' | b'\'') => quote = Some(byte),
            (true, Some(mark), _) if mark == byte => (quote, ends) = (None, ends + 1),
            (true, None, b'/' | b'=') => ends += 1,
            (true, None, byte) if byte.is_ascii_whitespace() => ends += 1,
            _ => {}
        }
        if ends > 3 * ATTRIBUTES_CAP && cut_from.is_none() && quote.is_none() && in_tag {
            cut_from = Some(index);
        }
    }
    match cut_from {
        // The tag never ends: no browser shows it.
        Some(start) => kept.push_str(html.get(kept_to..start).unwrap_or_default()),
        None if kept_to == 0 => return Cow::Borrowed(html),
        None => kept.push_str(html.get(kept_to..).unwrap_or_default()),
    }
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_keep_their_first_attributes() {
        let many = |count: usize, before: &str, after: &str| {
            let attributes: String = (0..count).map(|n| format!(" a{n}=\"x>\"\n")).collect();
            format!("<p>{before}</p><p{attributes}>b</p>{after}")
        };
        let small = many(600, "a", "c");
        assert_eq!(without_endless_tags(&small), small);
        for html in [many(50_000, "a", "c"), many(50_000, "é < \"", "<i b='c>'>d</i>")] {
            let kept = without_endless_tags(&html);
            assert!(kept.len() < html.len() && kept.contains(">b</p>") && kept.contains("a400="), "{}", kept.len());
            assert_eq!(kept.lines().count(), html.lines().count());
            assert_eq!(kept.rsplit("</p>").next(), html.rsplit("</p>").next());
        }
    }
}
