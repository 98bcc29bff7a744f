//! Text of others made safe for a terminal.
//!
//! Titles, ids, file names and error texts come from documents of others, and a terminal obeys what is hidden in them:
//! escape sequences that retitle it, write its clipboard or reorder a line. Human output shows such characters instead,
//! in pipes too, for they end on a terminal sooner or later. JSON keeps them, escaped.

use std::path::Path;

/// One line of `text` in which every character that a terminal could obey is visible, as `\u{1b}`.
///
/// Line breaks and tabs become spaces: a title cannot forge a line of its own.
pub(crate) fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut after_return = false;
    for character in text.chars() {
        match character {
            '\n' if after_return => {}
            '\n' | '\r' | '\t' => line.push(' '),
            _ if is_obeyed(character) => line.extend(character.escape_unicode()),
            _ => line.push(character),
        }
        after_return = character == '\r';
    }
    line
}

/// `path` as one plain line; bytes that are not UTF-8 as `\xff`.
pub(crate) fn plain_path(path: &Path) -> String {
    let mut line = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\n' | '\r' | '\t' => line.extend(character.escape_default()),
                _ if is_obeyed(character) => line.extend(character.escape_unicode()),
                _ => line.push(character),
            }
        }
        for byte in chunk.invalid() {
            line.push_str(&format!("\\x{byte:02x}"));
        }
    }
    line
}

/// JSON in which no character that a terminal could obey stands as itself. The value stays the same.
pub(crate) fn plain_json(json: &str) -> String {
    // Outside strings JSON has no such character but the line break of its layout, so each one here is part of a string; below
    // U+0020 serde_json escapes by itself.
    replaced(json, |character| character != '\n' && is_obeyed(character), &mut |character, safe| {
        let mut units = [0; 2];
        for unit in character.encode_utf16(&mut units) {
            safe.push_str(&format!("\\u{unit:04x}"));
        }
    })
}

/// XML in which no character that a terminal could obey stands as itself. The value stays the same.
pub(crate) fn plain_xml(line: &str) -> String {
    replaced(line, is_obeyed, &mut |character, safe| safe.push_str(&format!("&#x{:x};", u32::from(character))))
}

/// `text`, where `put` writes what `is_told` is true of; what lies between is copied as a whole.
fn replaced(text: &str, is_told: impl Fn(char) -> bool, put: &mut dyn FnMut(char, &mut String)) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&is_told) {
        let (clean, from) = rest.split_at(at);
        safe.push_str(clean);
        let mut characters = from.chars();
        characters.next().into_iter().for_each(|character| put(character, &mut safe));
        rest = characters.as_str();
    }
    safe.push_str(rest);
    safe
}

/// Control characters (C0, DEL, C1), line and paragraph separators, marks that reorder a line, invisible tags.
fn is_obeyed(character: char) -> bool {
    character.is_ascii_control()
        || !character.is_ascii()
            && matches!(character, '\u{80}'..='\u{9f}' |
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_a_terminal_obeys_is_left() {
        let c0_and_c1 = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
        let bidi = ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}').chain(['\u{61c}', '\u{200e}', '\u{200f}']);
        for character in c0_and_c1.chain(bidi) {
            let text = format!("a{character}b");
            for shown in [plain(&text), plain_path(Path::new(&text))] {
                assert!(shown.chars().all(|c| c.is_ascii_graphic() || c == ' '), "{character:?} became {shown:?}");
            }
        }
    }

    #[test]
    fn what_is_obeyed_becomes_visible_and_the_rest_stays() {
        #[rustfmt::skip]
        let table = [
            ("Caché für 東京 – “it’s”", "Caché für 東京 – “it’s”"),
            ("red \u{1b}[31m",          "red \\u{1b}[31m"),
            ("\u{9d}52;c;eA==\u{7}",    "\\u{9d}52;c;eA==\\u{7}"),
            ("two\r\nlines\tof it",     "two lines of it"),
            ("evil\u{202e}gpj.md",      "evil\\u{202e}gpj.md"),
        ];
        for (text, shown) in table {
            assert_eq!(plain(text), shown, "{text:?}");
        }
    }

    #[test]
    fn json_keeps_its_value() {
        let value = serde_json::json!({ "title": "a\u{1b}\u{9b}\u{202e}\u{e0041}é" });
        let safe = plain_json(&serde_json::to_string_pretty(&value).unwrap());
        assert!(!safe.contains(['\u{9b}', '\u{202e}', '\u{e0041}']), "{safe}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).unwrap(), value);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf_8_is_shown_escaped() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"notes/b\xfcro\n.md"));
        assert_eq!(plain_path(path), "notes/b\\xfcro\\n.md");
    }
}
