//! Names of people as feeds write them, repaired where the repair is certain.

use super::raw::Person;
use crate::model::Warning;
use crate::read::document::Named;
use crate::read::html::sanitize::{looks_like_html, plain_text};

/// The names in `people`, each once, in order. Those of lesser elements (podcast tags) count where there are no others.
pub(super) fn names(people: &[Person], warnings: &mut Vec<Warning>) -> Vec<Named> {
    let mut ranks: Vec<u8> = people.iter().map(|person| person.rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    for rank in ranks {
        let mut names: Vec<Named> = Vec::new();
        for person in people.iter().filter(|person| person.rank == rank) {
            if let Some(name) = name(person, warnings)
                && !names.iter().any(|known| known.text == name)
            {
                names.push(Named { text: name, line: person.line });
            }
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

fn name(person: &Person, warnings: &mut Vec<Warning>) -> Option<String> {
    let written = person.name.as_deref().unwrap_or(&person.text);
    let written = if looks_like_html(written) { plain_text(written) } else { written.to_owned() };
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if written.is_empty() {
        return None;
    }
    if let Some(name) = name_in_map(&written) {
        warnings
            .push(Warning::new(person.line, format!("the author {written:?} is a template's data; {name:?} was read from it")));
        return Some(name);
    }
    if !written.contains('@') {
        return Some(written);
    }
    let name = without_mail(&written);
    match &name {
        None => warnings.push(Warning::new(person.line, "an author is a mail address without a name and was left out")),
        Some(name) if person.name.is_some() => {
            warnings.push(Warning::new(person.line, format!("an author's name holds a mail address; {name:?} was kept")));
        }
        // RSS asks for `mail (Name)`: nothing to repair.
        Some(_) => {}
    }
    name
}

/// The name in `map[name:Ada Njoku uri:https://…]`, as a template prints a table of data.
fn name_in_map(written: &str) -> Option<String> {
    let inside = written.strip_prefix("map[")?.strip_suffix(']')?;
    let from = if inside.starts_with("name:") { 0 } else { inside.find(" name:")? + 1 };
    let value = &inside[from + "name:".len()..];
    // The next key is a word before a colon; a name has none.
    let end = value.match_indices(':').find_map(|(colon, _)| {
        let blank = value[..colon].rfind(' ')?;
        let key = &value[blank + 1..colon];
        (!key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')).then_some(blank)
    });
    let name = value[..end.unwrap_or(value.len())].trim();
    (!name.is_empty() && name != "<nil>").then(|| name.to_owned())
}

/// `written` without its mail address and the brackets around what is left; none where nothing is.
fn without_mail(written: &str) -> Option<String> {
    let is_mail = |word: &str| {
        let word = word.trim_start_matches("mailto:");
        word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains(['@', '(', '<']))
    };
    let mut left: Vec<&str> = Vec::new();
    for word in written.split(' ') {
        let bare = word.trim_matches(['<', '>', '(', ')', '[', ']', ',', ';', '"']);
        if is_mail(bare) {
            // `mail@example.org(Name)` is one word of both.
            continue;
        }
        if let Some((before, after)) = bare.split_once(['(', '<']) {
            match (is_mail(before), is_mail(after)) {
                (true, _) => left.push(after),
                (_, true) => left.push(before),
                _ => left.push(word),
            }
            continue;
        }
        left.push(word);
    }
    let name = left.join(" ");
    let name = name.trim().trim_matches(['<', '>', ',', ';', '"', '\'']).trim();
    let name = name.strip_prefix('(').unwrap_or(name);
    let name = if name.contains('(') { name } else { name.strip_suffix(')').unwrap_or(name) };
    let name = name.trim().trim_matches('"').trim_end_matches(['-', '–', ':']).trim();
    (name.chars().any(char::is_alphabetic) && !name.contains('@')).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_is_left_without_mail_and_template_data() {
        #[rustfmt::skip]
        let table = [
            ("Ada Njoku",                                        Some("Ada Njoku")),
            ("map[name:Ada Njoku uri:https://ada.example/]",     Some("Ada Njoku")),
            ("map[email:a@b.example name:Ada Njoku]",            Some("Ada Njoku")),
            ("map[uri:https://ada.example/]",                    Some("map[uri:https://ada.example/]")),
            ("ada@fjord.example (Ada Njoku)",                    Some("Ada Njoku")),
            ("ada@fjord.example(Ada)",                           Some("Ada")),
            ("Ada Njoku <ada@fjord.example>",                    Some("Ada Njoku")),
            ("Ada Njoku (ada@fjord.example)",                    Some("Ada Njoku")),
            ("\"Njoku, Ada\" <ada@fjord.example>",               Some("Njoku, Ada")),
            ("ada@fjord.example",                                None),
            ("<ada@fjord.example>",                              None),
            ("Ada &amp; Bo",                                     Some("Ada & Bo")),
            ("  ",                                               None),
        ];
        for (written, expected) in table {
            let person = Person { text: written.into(), ..Person::default() };
            let names = names(&[person], &mut Vec::new());
            assert_eq!(names.first().map(|name| name.text.as_str()), expected, "{written:?}");
        }
    }
}
