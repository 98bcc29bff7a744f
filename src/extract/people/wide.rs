//! Names in scripts that set no blanks between words: Han, kana and Hangul.

use crate::extract::letters::{is_hiragana, is_katakana, is_wide};
use crate::extract::names::{begins_with_wide_surname, is_wide_surname};

/// How likely a text in such a script is a name, 0 to 1.
pub(super) fn wide_likeness(name: &str) -> f32 {
    let letters: Vec<char> = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '・' | '·' | '＝' | '=')).collect();
    if letters.is_empty() || letters.len() > 14 || letters.iter().any(|&c| !is_wide(c) && c != 'ー') {
        return 0.0;
    }
    let parts: Vec<&str> = name.split([' ', '\u{3000}', '・', '·']).filter(|part| !part.is_empty()).collect();
    if letters.iter().all(|&c| is_katakana(c)) {
        // A foreign name, its parts set apart.
        return if name.contains(['・', '·', '＝']) && parts.len() <= 4 { 0.6 } else { 0.15 };
    }
    match parts[..] {
        [surname, given] => parted_likeness(surname, given),
        [_] => whole_likeness(name, &letters),
        _ => 0.0,
    }
}

/// A surname and a given name: "真壁 一", "湯浅 ロベルト", "大森 ひより".
fn parted_likeness(surname: &str, given: &str) -> f32 {
    let (long, short) = (surname.chars().count(), given.chars().count());
    let written_in = |letters: fn(char) -> bool| given.chars().all(|c| letters(c) || c == 'ー');
    let han = surname.chars().all(|c| !is_katakana(c) && !is_hiragana(c));
    if han && long <= 4 && (2..=6).contains(&short) && (written_in(is_katakana) || written_in(is_hiragana)) {
        return match long {
            _ if is_wide_surname(surname) => 0.9,
            ..=3 => 0.75,
            _ => 0.6,
        };
    }
    if long > 3 || short > 3 {
        return 0.0;
    }
    match is_wide_surname(surname) {
        true => 0.95,
        false if surname.chars().chain(given.chars()).any(is_hiragana) => 0.5,
        false => 0.7,
    }
}

/// A name without a blank: "真壁一", "瀬戸口みなみ".
fn whole_likeness(name: &str, letters: &[char]) -> f32 {
    let han = letters.iter().take_while(|&&c| !is_katakana(c) && !is_hiragana(c)).count();
    let (surname, given) = letters.split_at(han);
    if (1..=3).contains(&han) && (2..=4).contains(&given.len()) && given.iter().all(|&c| is_hiragana(c)) {
        let particle = given.contains(&'の');
        return match han {
            2.. if !particle && is_wide_surname(&surname.iter().collect::<String>()) => 0.8,
            2.. if !particle => 0.5,
            _ if begins_with_wide_surname(name) => 0.7,
            _ => 0.45,
        };
    }
    if letters.iter().filter(|&&c| is_hiragana(c)).count() > 3 || is_hiragana(letters[0]) {
        return 0.0;
    }
    match letters.len() {
        2..=4 if begins_with_wide_surname(name) => 0.8,
        5 if begins_with_wide_surname(name) => 0.7,
        2..=4 => 0.25,
        _ => 0.0,
    }
}
