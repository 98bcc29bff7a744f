//! One name: how likely a text is the name of a person.

use crate::extract::inlines::fold_space;
use crate::extract::names::{
    HONORIFICS, SUFFIXES, begins_with_wide_surname, is_given_name, is_known_organisation, is_organisation_word, is_particle,
    is_place, is_role_word, is_title_word, is_wide_surname,
};
use crate::id::fold;

/// How likely `text` is the name of one person, 0 to 1.
pub(crate) fn person_likeness(text: &str) -> f32 {
    if !text.bytes().any(|byte| byte.is_ascii_uppercase() || byte >= 0x80 || byte == b'@') {
        return 0.0;
    }
    let name = bare_name(text);
    if name.is_empty() || name.chars().count() > 60 {
        return 0.0;
    }
    if is_handle(&name) {
        // "@Override" is code.
        return if name.chars().nth(1).is_some_and(char::is_uppercase) { 0.5 } else { 0.8 };
    }
    if name.chars().any(is_wide) {
        let likeness = wide_likeness(&name);
        // "有村さつきさん": whoever is addressed is a person.
        let addressed = text.trim_end().ends_with("さん") && !name.ends_with("さん") && (2..=10).contains(&name.chars().count());
        return if addressed && name.chars().all(|c| is_wide(c) || c.is_whitespace()) { likeness.max(0.8) } else { likeness };
    }
    if name.chars().any(|c| c.is_ascii_digit() || "?!:;=/\\[]{}<>*#%$+&|~,\"“”…@^—–_()".contains(c)) {
        return 0.0;
    }
    spaced_likeness(&name)
}

/// The name without honorifics, nickname, pronouns and degrees.
fn bare_name(text: &str) -> String {
    let mut name = clean(&without_asides(text)).to_owned();
    while let Some((first, rest)) = name.split_once(' ') {
        let folded = fold(first);
        let titled =
            HONORIFICS.contains(&folded.as_str()) && (first.ends_with('.') || folded.len() > 1 && !is_given_name(&folded));
        if !titled || rest.trim().is_empty() {
            break;
        }
        name = rest.trim().to_owned();
    }
    for mark in ["さん", "氏", "先生", "様", "老师", "教授", "博士"] {
        if let Some(rest) = name.strip_suffix(mark) {
            name = rest.trim().to_owned();
        }
    }
    while let Some((rest, last)) = name.rsplit_once([' ', ',']) {
        if rest.trim().is_empty() || !SUFFIXES.contains(&fold(last).as_str()) {
            break;
        }
        name = rest.trim_end_matches([',', ' ']).to_owned();
    }
    name
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

pub(super) fn clean(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '*' | '_' | '`' | '-' | '–' | '—' | '·' | '•' | '|' | '：' | '、')
    })
}

pub(super) fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7af | 0xff66..=0xff9f) || c == '々'
}

/// `@ada`: a handle alone.
pub(super) fn is_handle(text: &str) -> bool {
    let Some(body) = text.strip_prefix('@').or_else(|| text.strip_prefix('＠')) else { return false };
    let body = body.split('@').next().unwrap_or(body);
    (1..=39).contains(&body.len())
        && body.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && body.chars().any(|c| c.is_ascii_alphanumeric())
}

/// A name in Han, kana or Hangul.
pub(super) fn wide_likeness(name: &str) -> f32 {
    let letters: Vec<char> = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '・' | '·' | '＝' | '=')).collect();
    if letters.is_empty() || letters.len() > 14 || letters.iter().any(|&c| !is_wide(c) && c != 'ー') {
        return 0.0;
    }
    let kana = |c: &char| matches!(*c as u32, 0x30a0..=0x30ff);
    let hiragana = |c: &char| matches!(*c as u32, 0x3040..=0x309f);
    let parts: Vec<&str> = name.split([' ', '\u{3000}', '・', '·']).filter(|part| !part.is_empty()).collect();
    if letters.iter().all(kana) {
        return if name.contains(['・', '·', '＝']) && parts.len() <= 4 { 0.6 } else { 0.15 };
    }
    let count = letters.len();
    let written_in = |part: &str, letters: &dyn Fn(&char) -> bool| part.chars().all(|c| letters(&c) || c == 'ー');
    // "湯浅 ロベルト", "大森 ひより": a surname in Han letters before a name in kana.
    if let [surname, given] = parts.as_slice()
        && surname.chars().count() <= 3
        && surname.chars().all(|c| !kana(&c) && !hiragana(&c))
        && (2..=6).contains(&given.chars().count())
        && (written_in(given, &kana) || written_in(given, &hiragana))
    {
        return 0.75;
    }
    // "瀬戸口みなみ": the same without the blank.
    let han = letters.iter().take_while(|c| !kana(c) && !hiragana(c)).count();
    if parts.len() == 1
        && (2..=3).contains(&han)
        && (2..=4).contains(&(letters.len() - han))
        && letters[han..].iter().all(hiragana)
        && !letters[han..].contains(&'の')
    {
        return if is_wide_surname(&letters[..han].iter().collect::<String>()) { 0.8 } else { 0.5 };
    }
    if parts.len() == 2 && parts.iter().all(|part| part.chars().count() <= 3) {
        return if is_wide_surname(parts[0]) {
            0.95
        } else if letters.iter().any(hiragana) {
            0.5
        } else {
            0.7
        };
    }
    // "湯浅 ロベルト": a surname and a given name in another script.
    if let [surname, given] = parts[..]
        && surname.chars().count() <= 4
        && surname.chars().all(|c| !kana(&c) && !hiragana(&c))
        && (2..=6).contains(&given.chars().count())
        && (given.chars().all(|c| kana(&c) || c == 'ー') || given.chars().all(|c| hiragana(&c)))
    {
        return if is_wide_surname(surname) { 0.9 } else { 0.6 };
    }
    // "瀬戸口みなみ": the same without a blank.
    let han = letters.iter().take_while(|c| !kana(c) && !hiragana(c)).count();
    let rest = &letters[han.min(letters.len())..];
    if parts.len() == 1 && (1..=3).contains(&han) && (2..=4).contains(&rest.len()) && rest.iter().all(hiragana) {
        return if begins_with_wide_surname(name) { 0.7 } else { 0.45 };
    }
    if parts.len() != 1 || letters.iter().filter(|c| hiragana(c)).count() > 3 || hiragana(&letters[0]) {
        return 0.0;
    }
    match count {
        2..=5 if begins_with_wide_surname(name) => {
            if count <= 4 {
                0.8
            } else {
                0.7
            }
        }
        2..=4 => 0.25,
        _ => 0.0,
    }
}

/// A name of words with blanks between them.
fn spaced_likeness(name: &str) -> f32 {
    let words: Vec<&str> = name.split_whitespace().collect();
    // Nobody has a name twice: "Ada Brookfield" beside "Ada told us".
    let twice = words.len() > 2 && (1..words.len()).any(|n| words[..n].contains(&words[n]));
    if words.is_empty() || words.len() > 6 || twice {
        return 0.0;
    }
    let shouted = name.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase()) && name.len() > 4;
    let (mut names, mut given, mut evidence, mut common) = (0, 0, 0.0_f32, 0);
    for (at, word) in words.iter().enumerate() {
        let folded = fold(word);
        let first = word.chars().next().unwrap_or(' ');
        let initials =
            is_initial(word) && (word.contains('.') || word.chars().count() == 1 || at == 0 && words.len() > 1 && !shouted);
        if initials {
            if at == 0 && matches!(*word, "A" | "I") {
                return 0.0;
            }
            evidence += if at > 0 && at + 1 < words.len() { 0.3 } else { 0.1 };
            continue;
        }
        // "Joke in 't Veld", but not "Numba in Depth".
        let leads_on = || words.get(at + 1).is_some_and(|next| is_particle(&fold(next)));
        if at > 0 && matches!(folded.as_str(), "in" | "auf" | "op" | "tot" | "und") && !leads_on() {
            return 0.0;
        }
        if at > 0
            && is_particle(&folded)
            && (at + 1 < words.len() || names > 0 && first.is_uppercase())
            && !(first.is_uppercase() && folded.len() == 1)
        {
            evidence += if at + 1 < words.len() && first.is_lowercase() { 0.2 } else { 0.05 };
            continue;
        }
        if at == 0 && words.len() > 1 && is_particle(&folded) && first.is_uppercase() {
            continue;
        }
        // "Peter Jones. Wet": a sentence ends, and with it the name.
        let ends = word.ends_with('.') && word.chars().count() > 5 - at.min(1) && at + 1 < words.len();
        if ends || !is_name_shaped(word, shouted) {
            return 0.0;
        }
        names += 1;
        let known = is_given_name(&folded) || word.split('-').all(|part| is_given_name(&fold(part)));
        if is_title_word(&folded) || is_role_word(&folded) || (is_organisation_word(&folded) && at > 0) {
            // "Jacob Coffee": one such word behind a given name is a surname perhaps.
            let surname = at == 1 && words.len() == 2 && given >= 2 && !is_role_word(&folded) && !is_organisation_word(&folded);
            if !known && !surname {
                return 0.0;
            }
            common += if known { 1 } else { 2 };
        }
        if known {
            given += if at == 0 || at + 1 == words.len() { 2 } else { 1 };
        }
        if looks_like_surname(word, &folded) {
            evidence += 0.15;
        } else if looks_like_a_common_word(&folded) && !known {
            common += 1;
        }
        if word.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
            evidence += 0.1;
        }
    }
    if is_known_organisation(&fold(name)) || is_place(&fold(name)) {
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

/// "J.", "J", "JP", "J.R."
fn is_initial(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    (1..=3).contains(&letters.len())
        && letters.iter().all(|c| c.is_uppercase())
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-'))
        && (letters.len() <= 2 || word.contains('.'))
}

/// Upper case first, then letters, hyphens, apostrophes; inner capitals only as in "MacIver", "O'Neil", "Jean-Luc".
fn is_name_shaped(word: &str, shouted: bool) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let first = word.trim_start_matches(['\'', '’', '‘']).chars().next().unwrap_or(' ');
    if letters < 2
        || !word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '‘' | '.' | '‑' | '\u{300}'..='\u{36f}'))
    {
        return false;
    }
    if word.contains('.') && !word.ends_with('.') {
        return false;
    }
    let lower_start = ["al-", "el-", "d'", "d’", "l'", "l’", "de", "van", "von", "bin", "t'"]
        .iter()
        .any(|start| word.starts_with(start) && word[start.len()..].starts_with(char::is_uppercase));
    // A script without case tells nothing.
    let caseless = !first.is_lowercase() && !first.is_uppercase();
    if !(first.is_uppercase() || lower_start || caseless) {
        return false;
    }
    if shouted {
        return true;
    }
    let inner = word
        .split(['-', '\'', '’', '‘', '‑'])
        .map(|part| part.chars().skip(1).filter(|c| c.is_uppercase()).count())
        .max()
        .unwrap_or(0);
    let prefixed = [
        "Mc", "Mac", "De", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Fitz", "O", "St", "Del", "Ver", "Vander", "El", "Al",
        "Ten", "Ter",
    ]
    .iter()
    .any(|start| {
        word.strip_prefix(start)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase) && rest.chars().skip(1).all(|c| !c.is_uppercase()))
    });
    inner == 0 || prefixed || lower_start
}

fn looks_like_surname(word: &str, folded: &str) -> bool {
    const ENDS: [&str; 62] = [
        "ski", "sky", "skiy", "ska", "sson", "sen", "son", "ov", "ova", "ev", "eva", "enko", "chuk", "ic", "vic", "yan", "ian",
        "idis", "poulos", "akis", "oglu", "ez", "ini", "elli", "ello", "etti", "berg", "burg", "mann", "stein", "bach", "meyer",
        "meier", "maier", "bauer", "schmidt", "stra", "sma", "huis", "dijk", "veld", "kamp", "wicz", "czyk", "szky", "quist",
        "qvist", "strom", "lund", "gaard", "dottir", "shvili", "dze", "singh", "kumar", "wala", "zadeh", "pour", "nejad",
        "field", "worth", "sworth",
    ];
    word.len() >= 5 && ENDS.iter().any(|end| folded.ends_with(end))
        || folded.starts_with("mc") && folded.len() > 4
        || word.starts_with("O'")
        || word.starts_with("O’")
        || word.contains('-') && word.split('-').all(|part| part.starts_with(char::is_uppercase))
}

/// Words of dictionaries, none of a register of names.
pub(crate) fn is_common(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    words.all(|word| is_title_word(word) || is_role_word(word) || is_organisation_word(word)) || is_place(&folded)
}

/// A word whose ending belongs to dictionaries rather than to registers.
pub(super) fn looks_like_a_common_word(folded: &str) -> bool {
    const ENDS: [&str; 30] = [
        "ing", "tion", "tions", "sion", "ment", "ments", "ness", "ity", "ities", "able", "ible", "ful", "less", "ous", "ive",
        "ical", "ized", "ised", "izing", "ising", "ology", "graphy", "ware", "ship", "ism", "ists", "ance", "ence", "ates",
        "ology",
    ];
    folded.len() >= 6 && ENDS.iter().any(|end| folded.ends_with(end))
        || folded.len() >= 5
            && ["ies", "ers", "ily", "wly", "tly", "lly", "chines", "ings", "ture", "tures"]
                .iter()
                .any(|end| folded.ends_with(end))
            && !folded.ends_with("anders")
}
