//! One name: how likely a text is the name of a person.

use super::wide::wide_likeness;
use super::word::NameWord;
use crate::extract::inlines::fold_space;
use crate::extract::letters::{holds_wide, is_wide};
use crate::extract::names::{
    is_given_name, is_honorific, is_known_organisation, is_organisation_word, is_particle, is_place, is_role_word, is_suffix,
    is_title_word,
};
use crate::folded::fold;
use crate::memo::{self, Memo};

/// How likely `text` is the name of one person, 0 to 1.
pub(crate) fn person_likeness(text: &str) -> f32 {
    thread_local!(static TOLD: Memo<f32> = Memo::default());
    if is_plainly_no_name(text) { 0.0 } else { memo::answer(&TOLD, text, person_likeness_anew) }
}

/// Whether a text has no letter that names begin with, or a plain word between others.
///
/// Asked first, because most texts are no names.
fn is_plainly_no_name(text: &str) -> bool {
    if !text.bytes().any(|byte| byte.is_ascii_uppercase() || byte >= 0x80 || byte == b'@') {
        return true;
    }
    // What stands in brackets or quotation marks counts for nothing, and other scripts have words of their own.
    if !text.bytes().all(|byte| byte < 0x80 && !matches!(byte, b'(' | b'[' | b'"')) {
        return false;
    }
    let mut words = text.split_ascii_whitespace();
    let (_, _) = (words.next(), words.next_back());
    words.any(|word| is_plain_word(word) && !is_honorific(word) && !is_suffix(word))
}

fn person_likeness_anew(text: &str) -> f32 {
    let (name, titled) = bare_name(text);
    if name.is_empty() || name.chars().count() > 60 {
        return 0.0;
    }
    if is_handle(&name) {
        // "@Override" is code.
        return if name.chars().nth(1).is_some_and(char::is_uppercase) { 0.5 } else { 0.8 };
    }
    if holds_wide(&name) {
        let likeness = wide_likeness(&name);
        // "有村さつきさん": whoever is addressed is a person.
        let addressed = text.trim_end().ends_with("さん") && !name.ends_with("さん") && (2..=10).contains(&name.chars().count());
        return if addressed && name.chars().all(|c| is_wide(c) || c.is_whitespace()) { likeness.max(0.8) } else { likeness };
    }
    if name.chars().any(is_no_letter_of_names) {
        return 0.0;
    }
    let likeness = spaced_likeness(&name);
    // "Prof. Gwendolyn Quarrow": nothing but a person has such a title.
    if titled && likeness >= 0.3 { likeness.max(0.85) } else { likeness }
}

/// A digit or mark that no name holds: full stops, apostrophes and hyphens may stand in one.
fn is_no_letter_of_names(c: char) -> bool {
    match c {
        '\'' | '-' | '.' | '`' => false,
        c if c.is_ascii() => c.is_ascii_digit() || c.is_ascii_punctuation(),
        c => matches!(c, '“' | '”' | '…' | '—' | '–'),
    }
}

/// The name without honorifics, nickname, pronouns and degrees, and whether a title with its full stop stood before it.
fn bare_name(text: &str) -> (String, bool) {
    let mut name = clean(&without_asides(text)).to_owned();
    let mut stopped = false;
    while let Some((first, rest)) = name.split_once(' ') {
        let folded = fold(first);
        let titled = is_honorific(&folded) && (first.ends_with('.') || folded.len() > 1 && !is_given_name(&folded));
        if !titled || rest.trim().is_empty() {
            break;
        }
        stopped |= first.ends_with('.') && folded.len() > 1;
        name = rest.trim().to_owned();
    }
    for mark in ["さん", "氏", "先生", "様", "老师", "教授", "博士"] {
        if let Some(rest) = name.strip_suffix(mark) {
            name = rest.trim().to_owned();
        }
    }
    while let Some((rest, last)) = name.rsplit_once([' ', ',']) {
        if rest.trim().is_empty() || !is_suffix(&fold(last)) {
            break;
        }
        name = rest.trim_end_matches([',', ' ']).to_owned();
    }
    (name, stopped)
}

/// The text without what stands in brackets or quotation marks inside it.
fn without_asides(text: &str) -> String {
    if !text.contains(['(', '（', '[', '“', '„', '«', '"']) {
        return fold_space(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut close: Option<char> = None;
    for c in text.chars() {
        match close {
            Some(end) if c == end => {
                close = None;
                kept.push(' ');
            }
            Some(_) => {}
            None => match c {
                '(' => close = Some(')'),
                '（' => close = Some('）'),
                '[' => close = Some(']'),
                '“' => close = Some('”'),
                '„' => close = Some('“'),
                '«' => close = Some('»'),
                '"' => close = Some('"'),
                _ => kept.push(c),
            },
        }
    }
    fold_space(&kept)
}

/// "A. Brookfield", "Th. van der Venn": initials or a shortened first name, and a surname; a name, known or not.
pub(crate) fn is_initialled(name: &str) -> bool {
    let mut words = name.split_whitespace().peekable();
    let is_short = |word: &&str| {
        let stem = word.trim_end_matches('.');
        word.ends_with('.') && stem.starts_with(char::is_uppercase) && (stem.chars().count() <= 2 || stem.contains(['.', '-']))
    };
    let mut initials = 0;
    while words.next_if(is_short).is_some() {
        initials += 1;
    }
    let surname: Vec<&str> = words.collect();
    let ends = surname.last().is_some_and(|last| last.len() >= 3 && last.starts_with(char::is_uppercase));
    (1..=3).contains(&initials) && surname.len() <= 3 && ends && surname.iter().all(|word| !word.contains(['.', '!', '?', ':']))
}

pub(super) fn clean(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '*' | '_' | '`' | '-' | '–' | '—' | '·' | '•' | '|' | '：' | '、')
    })
}

/// `@ada`: a handle alone.
pub(super) fn is_handle(text: &str) -> bool {
    let Some(body) = text.strip_prefix('@').or_else(|| text.strip_prefix('＠')) else { return false };
    let body = body.split('@').next().unwrap_or(body);
    (1..=39).contains(&body.len())
        && body.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && body.chars().any(|c| c.is_ascii_alphanumeric())
}

/// A name of words with blanks between them.
fn spaced_likeness(name: &str) -> f32 {
    let words: Vec<&str> = name.split_whitespace().collect();
    // Nobody has a name twice: "Ada Brookfield" beside "Ada told us".
    let twice = words.len() > 2 && (1..words.len()).any(|n| words[..n].contains(&words[n]));
    if words.is_empty() || words.len() > 6 || twice || words.iter().any(|word| is_plain_word(word)) {
        return 0.0;
    }
    // Of two words the second may be a surname, whatever it means.
    let sure = if words.len() == 2 { &words[..1] } else { words.as_slice() };
    if sure.iter().any(|word| is_no_word_of_names(word)) {
        return 0.0;
    }
    // "Julia Ferrante e Otto Brandt" are two, "Maria Souza e Silva" is one.
    let joint = words.iter().position(|word| matches!(*word, "e" | "y" | "i")).filter(|&at| at >= 2);
    if joint.is_some_and(|at| words.len() - at > 2 || words.get(at + 1).is_some_and(|next| NameWord::of(next).given)) {
        return 0.0;
    }
    let shouted = name.len() > 4 && name.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase());
    let (mut names, mut given, mut evidence, mut common) = (0, 0, 0.0_f32, 0);
    for (at, word) in words.iter().enumerate() {
        let told = NameWord::of(word);
        let last = at + 1 == words.len();
        if told.initial && (told.sure_initial || at == 0 && words.len() > 1 && !shouted) {
            if at == 0 && matches!(*word, "A" | "I") {
                return 0.0;
            }
            evidence += if at > 0 && !last { 0.3 } else { 0.1 };
            continue;
        }
        // "Joke in 't Veld", but not "Numba in Depth".
        let leads_on = || words.get(at + 1).is_some_and(|next| NameWord::of(next).particle);
        if at > 0 && told.between && !leads_on() {
            return 0.0;
        }
        if at > 0 && told.particle && (!last || names > 0 && told.upper) && !(told.upper && told.single) {
            evidence += if !last && told.lower { 0.2 } else { 0.05 };
            continue;
        }
        if at == 0 && words.len() > 1 && told.particle && told.upper {
            continue;
        }
        // "Peter Jones. Wet": a sentence ends, and with it the name.
        let ends = told.stopped > 5 - at.min(1) && !last;
        if ends || !(told.shaped || shouted && told.shaped_in_capitals) {
            return 0.0;
        }
        names += 1;
        // "Ondina Sá": what is a small word without its accent ends a name with it.
        let accented = at > 0 && last && told.accented && told.upper && word.chars().count() <= 3;
        if !accented && (told.title || told.role || (told.organisation && at > 0)) {
            // "Jacob Coffee": one such word behind a given name is a surname perhaps.
            let surname = at == 1 && words.len() == 2 && given >= 2 && !told.role && !told.organisation;
            if !told.given && !surname {
                return 0.0;
            }
            common += if told.given { 1 } else { 2 };
        }
        if told.given {
            given += if at == 0 || last { 2 } else { 1 };
        }
        if told.surname {
            evidence += 0.15;
        } else if told.common && !told.given {
            common += 1;
        }
        if told.accented {
            evidence += 0.1;
        }
    }
    let folded = fold(name);
    if is_known_organisation(&folded) || is_place(&folded) {
        return 0.05;
    }
    let base: f32 = match (names, given) {
        (0, _) => return if words.len() == 1 { 0.0 } else { 0.2 },
        (1, 0) if words.len() > 1 && evidence > 0.0 => 0.5,
        (1, 0) => 0.3,
        (1, _) => 0.5,
        // Three unknown words are a phrase more often than a name.
        (3.., 0) => 0.45,
        (_, 0) => 0.55,
        (_, 1) => 0.75,
        _ => 0.9,
    };
    let base = if shouted && given == 0 { base - 0.25 } else { base };
    let spread = if words.len() > 4 { 0.1 } else { 0.0 };
    (base + evidence.min(0.3) - 0.2 * common as f32 - spread).clamp(0.0, 0.98)
}

/// A word of titles or of roles that is nobody's name: asked first, because reading a word of a name takes long.
fn is_no_word_of_names(word: &str) -> bool {
    // Capitals alone may be initials, and an accent may make a name of a word.
    if !word.is_ascii() || !word.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let folded = fold(word);
    (is_title_word(&folded) || is_role_word(&folded)) && !is_particle(&folded) && !NameWord::of(word).given
}

/// All small letters, and no particle: asked first, because most words are.
fn is_plain_word(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase()) && !is_particle(word)
}

/// Words of dictionaries, none of a register of names.
pub(crate) fn is_common(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    words.all(|word| is_title_word(word) || is_role_word(word) || is_organisation_word(word)) || is_place(&folded)
}
