//! Text that no reader takes, and why: what would blow up when read, what is no document, what is too much of one.

use super::Hints;
use super::xml::entities;

/// Objects and lists in each other, beyond which JSON is an attack on its readers.
const JSON_DEPTH_CAP: usize = 128;
/// The longest text of any markup, in bytes: some ten thick books.
pub(super) const TEXT_CAP: usize = 16 << 20;

/// Why `text` is refused before any reader sees it, and the line.
pub(super) fn reason(text: &str, hints: &Hints) -> Option<(usize, String)> {
    if let Some(line) = too_deep_json(text, hints) {
        return Some((line, format!("JSON that is nested more than {JSON_DEPTH_CAP} deep")));
    }
    let (line, name) = entities::find_bomb(text)?;
    Some((line, format!("the entity {name} holds itself or blows the text up; documents like that are attacks")))
}

/// The line where JSON goes too deep. Text in brackets that is not called JSON has to begin as an object does.
fn too_deep_json(text: &str, hints: &Hints) -> Option<usize> {
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_object = begin.strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with('"'));
    let is_named = hints.extension().as_deref() == Some("json") && begin.starts_with(['{', '[']);
    if !is_object && !is_named {
        return None;
    }
    let (mut depth, mut in_string, mut escaped, mut line) = (0_usize, false, false, 1);
    for byte in text.bytes() {
        line += usize::from(byte == b'\n');
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > JSON_DEPTH_CAP {
            return Some(line);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_refused_where_it_is_nested_too_deeply() {
        let deep = |open: &str, name: Option<&'static str>| {
            let text = format!("{{\"a\":\n{}", open.repeat(200));
            too_deep_json(&text, &Hints { name, ..Hints::default() })
        };
        assert_eq!(deep("[", None), Some(2));
        assert_eq!(deep("{\"b\":", None), Some(2));
        assert_eq!(deep("[],", None), None);
        assert_eq!(deep("\"[\",", None), None);
        assert_eq!(too_deep_json(&"[".repeat(200), &Hints::default()), None);
        assert_eq!(too_deep_json(&"[".repeat(200), &Hints { name: Some("a.json"), ..Hints::default() }), Some(1));
    }
}
