//! The entities that a document type declares: used where they are plain text, refused where they would blow up.

use std::collections::HashMap;

use crate::read::xml::{Lines, character};

/// How many declarations are looked at.
const DECLARATIONS_CAP: usize = 10_000;
/// Entities that hold entities that hold entities: beyond this there is no honest use, and loops end.
const NESTING_CAP: usize = 16;
/// What the entities of a document may add to it, beside as much as it is long.
pub(crate) const BUDGET: usize = 100_000;
/// How far from the start a document type may begin.
const HEAD_BYTES: usize = 16_384;
/// The longest text of an entity that is used.
const VALUE_CAP: usize = 4_096;

/// The entities of the document type `declared` that are plain text, and whether there were others.
pub(super) fn plain_entities(declared: &str) -> (Vec<(&str, String)>, bool) {
    let mut found = Vec::new();
    let mut others = false;
    for declaration in declarations(declared).take(1_000) {
        match plain_entity(declaration) {
            Some(entity) if found.len() < 256 => found.push(entity),
            _ => others = true,
        }
    }
    (found, others)
}

fn declarations(declared: &str) -> impl Iterator<Item = &str> {
    declared.split("<!ENTITY").skip(1).map(|declaration| declaration.split("<!").next().unwrap_or_default())
}

/// The name and the value, as written, of a general entity that is declared with its text.
fn entity(declaration: &str) -> Option<(&str, &str)> {
    let (name, rest) = declaration.trim_start().split_once(|c: char| c.is_ascii_whitespace())?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    (name != "%").then_some((name, rest.get(1..)?.split(quote).next()?))
}

/// The name and value of an entity whose value is plain text or one character reference.
fn plain_entity(declaration: &str) -> Option<(&str, String)> {
    let (name, value) = entity(declaration)?;
    if value.len() > VALUE_CAP {
        return None;
    }
    if let Some(number) = value.strip_prefix("&#").and_then(|value| value.strip_suffix(';')) {
        return Some((name, character(number)??.to_string()));
    }
    (!value.contains(['&', '%', '<'])).then(|| (name, value.to_owned()))
}

/// The line and the name of the entity by which the XML document `text` would blow up: one that holds itself, or that
/// would make the text more than twice as long.
pub(crate) fn find_bomb(text: &str) -> Option<(usize, String)> {
    let start = find_document_type(text)?;
    let rest = text.get(start..)?;
    let end = end_of_document_type(rest).unwrap_or(rest.len());
    let declared = rest.get(..end)?;
    let mut values = HashMap::new();
    for (name, value) in declarations(declared).filter_map(entity).take(DECLARATIONS_CAP) {
        // The first declaration of a name is the one that counts.
        values.entry(name).or_insert(value);
    }
    if values.is_empty() {
        return None;
    }
    let limit = BUDGET + text.len();
    let mut sizes = HashMap::new();
    let line_of = |name: &str| {
        let at = declared.find(&format!("<!ENTITY {name}")).unwrap_or_default();
        Lines::new(text).at(start + at)
    };
    let mut names: Vec<&str> = values.keys().copied().collect();
    names.sort_unstable();
    for name in names {
        if size(name, &values, &mut sizes, 0).is_none_or(|size| size > limit) {
            return Some((line_of(name), shorten(name)));
        }
    }
    let mut total = 0_usize;
    for name in references(rest.get(end..).unwrap_or_default()) {
        total = total.saturating_add(sizes.get(name).copied().unwrap_or(0));
        if total > limit {
            return Some((line_of(name), shorten(name)));
        }
    }
    None
}

/// How many bytes the entity `name` stands for; none where it holds itself, or others too deeply.
fn size<'a>(
    name: &'a str,
    values: &HashMap<&'a str, &'a str>,
    sizes: &mut HashMap<&'a str, usize>,
    depth: usize,
) -> Option<usize> {
    if let Some(&known) = sizes.get(name) {
        return Some(known);
    }
    if depth > NESTING_CAP {
        return None;
    }
    let value = values.get(name)?;
    let mut all = value.len();
    for inner in references(value).filter(|inner| values.contains_key(inner)) {
        all = all.saturating_add(size(inner, values, sizes, depth + 1)?);
    }
    sizes.insert(name, all);
    Some(all)
}

/// The names in all `&name;` of `text`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split('&').skip(1).filter_map(|piece| {
        let end = piece.bytes().take(256).position(|byte| byte == b';')?;
        piece.get(..end)
    })
}

fn find_document_type(text: &str) -> Option<usize> {
    let first = text.find(|c: char| !(c.is_whitespace() || c == '\u{feff}'))?;
    if !text[first..].starts_with('<') {
        return None;
    }
    let head = text.as_bytes().get(..HEAD_BYTES).unwrap_or(text.as_bytes());
    head.windows(9).position(|word| word.eq_ignore_ascii_case(b"<!doctype"))
}

/// Where the document type at the start of `text` ends.
pub(crate) fn end_of_document_type(text: &str) -> Option<usize> {
    let close = text.find('>')?;
    match text.find('[') {
        Some(open) if open < close => Some(text.find("]>").or_else(|| text.find("] >"))? + 2),
        _ => Some(close + 1),
    }
}

fn shorten(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_that_blow_up_are_found_and_others_are_not() {
        let long = "a".repeat(60_000);
        let often = format!("<!DOCTYPE f [<!ENTITY q '{long}'>]><f>{}</f>", "&q;".repeat(10));
        let spaces = format!("<!DOCTYPE f [<!ENTITY nbsp '&#160;'>]><f>{}</f>", "&nbsp;".repeat(200_000));
        #[rustfmt::skip]
        let table = [
            ("<!DOCTYPE f [<!ENTITY co 'Fjord Ltd'>]><f>&co;</f>",                              None),
            ("<!DOCTYPE f [<!ENTITY co 'Fjord'>\n<!ENTITY all '&co; Ltd'>]><f>&all;</f>",       None),
            ("<!DOCTYPE f [<!ENTITY % latin PUBLIC 'a' 'b'> %latin;]><f/>",                     None),
            ("<!DOCTYPE f [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><f>&x;</f>",                None),
            ("<!DOCTYPE f [\n<!ENTITY a '&b;'>\n<!ENTITY b '&a;'>]><f/>",                       Some((2, "a"))),
            ("<!DOCTYPE f [\n\n<!ENTITY a '&a;'>]><f/>",                                        Some((3, "a"))),
            (spaces.as_str(),                                                                   None),
            (often.as_str(),                                                                    Some((1, "q"))),
            ("# A report on <!DOCTYPE f [<!ENTITY a '&a;'>]>",                                  None),
        ];
        for (text, expected) in table {
            let found = find_bomb(text);
            let found = found.as_ref().map(|(line, name)| (*line, name.as_str()));
            assert_eq!(found, expected, "{}", text.chars().take(80).collect::<String>());
        }
    }
}
