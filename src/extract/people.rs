//! Names of people: told from titles, roles and organisations, and parted from the titles they stand beside.
//!
//! Nothing here is certain, so every answer carries a confidence from 0 to 1: about 0.9 for a known given name with a surname,
//! about 0.5 for two capitalised words that could be anything ("Quiet Machines" falls below, for its words are known).
//! Callers let siblings decide in between.

use crate::extract::inlines::fold_space;
use crate::extract::names::{
    HONORIFICS, SUFFIXES, begins_with_wide_surname, is_given_name, is_known_organisation, is_organisation_word, is_particle,
    is_place, is_role_word, is_title_word, is_wide_surname,
};
use crate::extract::words;
use crate::id::fold;
use crate::model::Speaker;

/// One or more people, as a text names them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct People {
    /// In the text's order.
    pub(crate) speakers: Vec<Speaker>,
    /// How sure it is that these are people, 0 to 1.
    pub(crate) confidence: f32,
    /// The text that names them.
    pub(crate) said: String,
}

/// What stands between a title and the people beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Separator {
    /// ` — `
    EmDash,
    /// ` – `
    EnDash,
    /// ` - `
    Hyphen,
    /// ` -- `
    DoubleHyphen,
    /// `: `
    Colon,
    /// ` | `
    Pipe,
    /// ` / `
    Slash,
    /// ` ~ `
    Tilde,
    /// `(…)`
    Brackets,
    /// `[…]`
    SquareBrackets,
    /// "by", "par", "von"
    By,
    /// A quoted title with names right behind or before it.
    Quotes,
    /// A comma.
    Comma,
    /// "Ada Brookfield's keynote", "Ada Brookfield on the State of Lanterns": the title is the whole.
    Phrase,
    /// Nothing but a blank.
    Blank,
}

/// On which side of the separator the people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// People first.
    Left,
    /// Title first.
    Right,
}

/// How a heading was parted, so that siblings can be asked to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct SplitKind {
    /// What stands between.
    pub(crate) separator: Separator,
    /// Where the people stand.
    pub(crate) people: Side,
}

/// One way to part a heading into title and people.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Split {
    /// The title, without quotation marks around it.
    pub(crate) title: String,
    /// The people.
    pub(crate) people: People,
    /// How it was parted.
    pub(crate) kind: SplitKind,
}

// ---- one name ----------------------------------------------------------------------------------------------------

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

fn clean(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '*' | '_' | '`' | '-' | '–' | '—' | '·' | '•' | '|' | '：' | '、')
    })
}

fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7af | 0xff66..=0xff9f) || c == '々'
}

/// `@ada`: a handle alone.
fn is_handle(text: &str) -> bool {
    let Some(body) = text.strip_prefix('@').or_else(|| text.strip_prefix('＠')) else { return false };
    let body = body.split('@').next().unwrap_or(body);
    (1..=39).contains(&body.len())
        && body.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && body.chars().any(|c| c.is_ascii_alphanumeric())
}

/// A name in Han, kana or Hangul.
fn wide_likeness(name: &str) -> f32 {
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
        let ends = word.ends_with('.') && word.chars().count() > 5 && at + 1 < words.len();
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
fn looks_like_a_common_word(folded: &str) -> bool {
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

/// Is `text` the name of an organisation, by a word in it or because it is well known?
pub(crate) fn is_organisation(text: &str) -> bool {
    let folded = fold(text);
    if folded.is_empty() || folded.len() > 80 {
        return false;
    }
    if is_known_organisation(&folded)
        || text.chars().any(is_wide)
            && ["株式会社", "公司", "大学", "会社", "研究所", "集团", "財団"].iter().any(|mark| text.contains(mark))
    {
        return true;
    }
    // "Vientos S.L.", "Lampen e.V.": the letters of a legal form.
    let form = text.trim().rsplit(' ').next().unwrap_or("").trim_end_matches('.');
    if matches!(
        form,
        "S.L" | "S.A" | "S.L.U" | "S.p.A" | "S.r.l" | "S.A.S" | "B.V" | "N.V" | "e.V" | "e.G" | "S.C" | "Inc" | "Ltd"
    ) && folded.contains(' ')
    {
        return true;
    }
    const HEADS: [&str; 27] = [
        "gobierno de ",
        "gobierno ",
        "gouvernement ",
        "governo ",
        "regierung ",
        "city of ",
        "town of ",
        "state of ",
        "government of ",
        "ministry of ",
        "bank of ",
        "port of ",
        "county of ",
        "province of ",
        "republic of ",
        "house of ",
        "friends of ",
        "church of ",
        "ville de ",
        "region ",
        "conseil ",
        "stadt ",
        "land ",
        "kreis ",
        "kanton ",
        "canton de ",
        "junta de ",
    ];
    if HEADS.iter().any(|head| folded.starts_with(head)) {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let dotted = text.trim().rsplit_once('.').is_some_and(|(head, end)| {
        !head.contains(' ')
            && matches!(
                end,
                "com" | "org" | "io" | "net" | "dev" | "ai" | "de" | "fr" | "nl" | "co" | "eu" | "tech" | "app" | "uk"
            )
    });
    let capital = text.chars().any(|c| c.is_uppercase() || is_wide(c));
    let known = (1..=3.min(words.len()))
        .any(|len| is_known_organisation(&words[..len].join(" ")) && words.len() <= len + 2 && len * 5 > 4);
    dotted
        || capital && words.len() <= 8 && words.iter().any(|word| is_organisation_word(word)) && !only_role(&words)
        || capital && known && words.len() > 1 && !words.iter().any(|word| is_role_word(word)) && !is_given_name(words[0])
}

fn only_role(words: &[&str]) -> bool {
    words.iter().any(|word| is_role_word(word)) && words.last().is_some_and(|last| is_role_word(last))
}

/// Does `text` say what a person does: "Staff Engineer", "author of async-deep", "Postgres committer"?
pub(crate) fn is_role(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > 10 || text.contains(['?', '!']) {
        return false;
    }
    let short = words.iter().any(|word| matches!(*word, "cto" | "ceo" | "vp" | "cio" | "ciso" | "sme" | "coo" | "cpo"));
    let organised = words.last().is_some_and(|last| is_organisation_word(last))
        && words.len() <= 3
        && !words.last().is_some_and(|last| is_role_word(last));
    short || words.iter().any(|word| is_role_word(word)) && !organised
}

// ---- several people ----------------------------------------------------------------------------------------------

/// Reads a text that is, as a whole, a statement of one or more people; `None` where it is something else.
pub(crate) fn read_people(text: &str) -> Option<People> {
    let text = text.trim();
    if text.is_empty() || text.len() > 1200 {
        return None;
    }
    let (body, announced) = without_announcement(text);
    if body.is_empty() || announced == 0.0 && begins_as_a_sentence(body) {
        return None;
    }
    let mut read = Reading { labelled: announced > 0.3, ..Reading::default() };
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = line.trim_start_matches(['-', '*', '•', '+']).trim_start();
        for group in split_top(&line[..crate::when::trailing_when(line)], &[";", "；", " • "]) {
            read.group(clean(without_asides_at_end(unclosed(group))))?;
        }
    }
    read.finish(announced, body)
}

/// Whether the second word cannot go on a name, nor stand between a name and what follows it: "We measured the fog".
///
/// Asked first, because most lines of a document are sentences and reading people takes long.
fn begins_as_a_sentence(text: &str) -> bool {
    const BETWEEN: [&str; 24] = [
        "and", "und", "et", "y", "e", "en", "with", "mit", "avec", "con", "at", "from", "of", "as", "von", "bei", "de", "chez",
        "presso", "bij", "jr", "sr", "phd", "msc",
    ];
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let second = second.trim_end_matches(['.', ',', ';', ':']);
    first.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'\'')
        && first.len() > 1
        && second.len() > 1
        && second.bytes().all(|byte| byte.is_ascii_lowercase())
        && !BETWEEN.contains(&second)
        && !is_particle(second)
        && !HONORIFICS.contains(&second)
        && !SUFFIXES.contains(&second)
}

/// The text without a closing bracket that nothing opened.
fn unclosed(text: &str) -> &str {
    let text = text.trim();
    if text.ends_with(')') && !text.contains('(') { text.trim_end_matches(')') } else { text }
}

/// What follows "by", "Speaker:" and the like, and what that adds to the confidence.
fn without_announcement(text: &str) -> (&str, f32) {
    // "(panel w/ Ada Brookfield, Milo Venn)"
    const PANELS: [&str; 10] = [
        "panel w/ ",
        "panel with ",
        "panel: ",
        "w/ ",
        "moderated by ",
        "hosted by ",
        "podium mit ",
        "panel mit ",
        "table ronde avec ",
        "mesa con ",
    ];
    let panel = PANELS.iter().find(|head| text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)));
    if let Some(head) = panel {
        return (&text[head.len()..], 0.2);
    }
    if let Some((words::Label::Speaker, rest)) = words::find_label(text) {
        return (rest, 0.35);
    }
    match words::strip_by(text) {
        Some((rest, true)) => (rest, 0.3),
        Some((rest, false)) => (rest, 0.15),
        None => (text, 0.0),
    }
}

/// Takes remarks such as "(remote)" or "[slides]" off the end.
fn without_asides_at_end(text: &str) -> &str {
    const REMARKS: [&str; 22] = [
        "remote",
        "online",
        "virtual",
        "live",
        "keynote",
        "slides",
        "video",
        "invited",
        "panel",
        "moderator",
        "via zoom",
        "recorded",
        "in absentia",
        "they them",
        "she her",
        "he him",
        "she they",
        "he they",
        "er ihm",
        "sie ihr",
        "elle",
        "lui",
    ];
    let mut text = text.trim();
    while let Some(open) = text.rfind(['(', '[', '（']).filter(|_| text.ends_with([')', ']', '）'])) {
        let inside = fold(&text[open..]);
        if !(REMARKS.contains(&inside.as_str()) || inside.is_empty()) || open == 0 {
            break;
        }
        text = text[..open].trim_end();
    }
    for mark in [" - ", " – ", " — "] {
        if let Some((head, last)) = text.rsplit_once(mark)
            && REMARKS.contains(&fold(last).as_str())
        {
            text = head;
        }
    }
    text
}

/// The parts of `text` between marks that stand outside brackets and quotation marks.
fn split_top<'a>(text: &'a str, marks: &[&str]) -> Vec<&'a str> {
    // The bytes that begin a mark: at all others there is nothing to compare.
    let mut heads = [false; 256];
    marks.iter().filter_map(|mark| mark.bytes().next()).for_each(|byte| heads[usize::from(byte)] = true);
    let bytes = text.as_bytes();
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' | '<' | '“' => depth += 1,
            ')' | '）' | ']' | '>' | '”' => depth = (depth - 1).max(0),
            _ => {}
        }
        if depth > 0 || at < start || !heads[usize::from(bytes[at])] {
            continue;
        }
        if let Some(mark) = marks.iter().find(|mark| bytes[at..].starts_with(mark.as_bytes())) {
            parts.push(&text[start..at]);
            start = at + mark.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

const AND: [&str; 17] = [
    " and ", " & ", " und ", " et ", " y ", " e ", " en ", " + ", " with ", " mit ", " avec ", " con ", " And ", " AND ", " Y ",
    " Und ", "＆",
];
const COMMAS: [&str; 4] = [",", "、", "，", "·"];

/// People as they are read, with what speaks for each.
#[derive(Default)]
struct Reading {
    speakers: Vec<Speaker>,
    scores: Vec<f32>,
    evidence: f32,
    doubt: f32,
    /// A label said that these are speakers.
    labelled: bool,
}

impl Reading {
    fn finish(self, announced: f32, said: &str) -> Option<People> {
        if self.speakers.is_empty() {
            return None;
        }
        // Beside people who are sure, a single word or handle is one more.
        let sure = self.scores.iter().any(|&score| score >= 0.85);
        let scores: Vec<f32> = self.scores.iter().map(|&score| if sure { score.max(0.5) } else { score }).collect();
        let mean = scores.iter().sum::<f32>() / scores.len() as f32;
        let least = scores.iter().copied().fold(1.0, f32::min);
        let several = if self.scores.len() > 1 && least > 0.4 { 0.05 } else { 0.0 };
        let confidence = (0.6 * mean + 0.4 * least + announced + self.evidence.min(0.3) + several - self.doubt).clamp(0.0, 1.0);
        (confidence > 0.1).then(|| People { speakers: self.speakers, confidence, said: said.to_owned() })
    }

    /// One group: people who share what follows them.
    fn group(&mut self, text: &str) -> Option<()> {
        if text.is_empty() {
            return Some(());
        }
        if !text.contains(['|', '｜', '／', '-', '–', '—', '‒', '/', ':', '：']) {
            return self.listed(text);
        }
        for marks in [&["|", "｜"][..], &["／"], &[" --- ", " -- ", " — ", " – ", " - ", " ‒ "], &[" / "], &[": ", "："]]
        {
            let parts: Vec<&str> = split_top(text, marks).into_iter().map(clean).filter(|part| !part.is_empty()).collect();
            if parts.len() > 1 {
                return self.parts(&parts);
            }
        }
        self.listed(text)
    }

    /// "Ada Brookfield | @adab | Harbour Works", "Ada Brookfield - Staff Engineer, Harbour Works", "Ada / Milo".
    fn parts(&mut self, parts: &[&str]) -> Option<()> {
        let (first, rest) = parts.split_first()?;
        self.listed(first)?;
        for part in rest {
            if is_handle(part.split([' ', ',']).next().unwrap_or(part)) || looks_like_address(part) || is_date(part) {
                self.evidence += 0.15;
                continue;
            }
            let mut other = Reading::default();
            let read = other.listed(part).is_some() && !other.scores.is_empty();
            let head = part.split(',').next().unwrap_or(part);
            let placed = part.len() > head.len() && !is_role(head) && other.scores.iter().all(|&score| score >= 0.5);
            let people = read && (placed || other.scores.iter().all(|&score| score >= 0.7));
            if people && !is_organisation(head) {
                self.speakers.append(&mut other.speakers);
                self.scores.append(&mut other.scores);
                continue;
            }
            let (role, affiliation) = self.read_position(part)?;
            self.position_of_last(role, affiliation);
        }
        Some(())
    }

    /// A role, an affiliation or both; what is neither for sure is an affiliation with doubt.
    fn read_position(&mut self, text: &str) -> Option<(Option<String>, Option<String>)> {
        let text = without_handles(clean(text));
        if SUFFIXES.contains(&fold(text).as_str()) || text.is_empty() {
            return Some((None, None));
        }
        let parts: Vec<&str> = split_top(text, &COMMAS).into_iter().map(clean).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 {
            let (mut role, mut affiliation) = (None::<String>, None::<String>);
            for part in parts.into_iter().take(4) {
                let (one, place) = self.read_position(part)?;
                role = join(role, one);
                affiliation = join(affiliation, place);
            }
            return Some((role, affiliation));
        }
        let words = text.split_whitespace().count();
        if text.is_empty() || words > 12 || text.contains(['?', '!']) || text.ends_with(['.', '…']) && words > 4 {
            return None;
        }
        if let Some((role, place)) = parted_position(text) {
            self.evidence += 0.2;
            return Some((Some(role), place));
        }
        if is_organisation(text) {
            self.evidence += 0.15;
            return Some((None, Some(text.to_owned())));
        }
        if is_role(text) {
            self.evidence += 0.2;
            return Some((Some(text.to_owned()), None));
        }
        let plain = text
            .split_whitespace()
            .filter(|word| {
                word.chars().next().is_some_and(|c| c.is_ascii_digit() || is_wide(c)) || word.chars().any(char::is_uppercase)
            })
            .count();
        let small = text.split_whitespace().filter(|word| is_title_word(&fold(word))).count();
        if plain * 2 < words || words > 6 || small * 2 > words {
            return None;
        }
        self.doubt += if small > 0 { 0.2 } else { 0.05 };
        Some((None, Some(text.to_owned())))
    }

    fn position_of_last(&mut self, role: Option<String>, affiliation: Option<String>) {
        if let Some(last) = self.speakers.last_mut() {
            last.role = last.role.take().or(role);
            last.affiliation = match (last.affiliation.take(), affiliation) {
                (None, new) => new,
                (old, _) => old,
            };
        }
    }

    /// Names with commas and "and" between them, roles and organisations among them.
    fn listed(&mut self, text: &str) -> Option<()> {
        let commas = split_top(text, &COMMAS);
        let before = self.speakers.len();
        let mut pending: Vec<String> = Vec::new();
        let single = commas.len() > 1 && commas.iter().all(|part| clean(part).split_whitespace().count() == 1);
        for (at, part) in commas.iter().enumerate() {
            let part = clean(part);
            let part = AND.iter().find_map(|and| part.strip_prefix(and.trim_start())).unwrap_or(part);
            if part.is_empty() {
                continue;
            }
            let people_here = self.speakers.len() > before;
            // "Ada Brookfield, ada@example.org, @adab": where the person can be reached.
            let reached = is_handle(part) && self.speakers.last().is_some_and(|last| !is_handle(&last.name));
            if people_here && (reached || looks_like_address(part)) {
                self.evidence += 0.15;
                continue;
            }
            if people_here && !single && self.is_position(part, commas.get(at + 1).copied()) {
                pending.push(part.to_owned());
                continue;
            }
            // "Harbour Works & Ines Faro": what stands before the "&" belongs to the person before.
            let mut names: Vec<&str> = split_top(part, &AND).into_iter().map(clean).filter(|name| !name.is_empty()).collect();
            if people_here
                && names.len() > 1
                && !single
                && !Self::is_surely_a_person(names[0])
                && names.iter().any(|name| Self::is_surely_a_person(name))
            {
                let cut = names.iter().position(|name| Self::is_surely_a_person(name)).unwrap_or(names.len() - 1);
                pending.push(names[..cut].join(" & "));
                names.drain(..cut);
            }
            self.settle(&mut pending, before)?;
            let shared = names.len();
            for name in names {
                self.one(name)?;
            }
            if shared > 1 {
                self.mark_shared(shared);
            }
        }
        self.settle(&mut pending, before)
    }

    /// The people joined by the last "&" share the affiliation that follows; told by an empty role mark that `settle` reads.
    fn mark_shared(&mut self, count: usize) {
        let len = self.speakers.len();
        for speaker in &mut self.speakers[len.saturating_sub(count)..] {
            if speaker.affiliation.is_none() && speaker.role.is_none() {
                speaker.role = Some(String::new());
            }
        }
    }

    /// Gives the pending role and affiliation to the last person, or to all who were joined by "and".
    fn settle(&mut self, pending: &mut Vec<String>, before: usize) -> Option<()> {
        let (mut role, mut affiliation) = (None, None);
        let text = pending.join(", ");
        if !text.is_empty() {
            for part in pending.iter() {
                let (one, place) = self.read_position(part)?;
                role = role.or(one);
                affiliation = match (affiliation, place) {
                    (Some(known), Some(more)) => Some(format!("{known}, {more}")),
                    (known, more) => known.or(more),
                };
            }
        }
        pending.clear();
        let len = self.speakers.len();
        let joined =
            self.speakers[before.min(len)..].iter().rev().take_while(|speaker| speaker.role.as_deref() == Some("")).count();
        for speaker in &mut self.speakers[before.min(len)..] {
            if speaker.role.as_deref() == Some("") {
                speaker.role = None;
            }
        }
        for speaker in &mut self.speakers[len - joined.max(1).min(len)..] {
            if speaker.role.is_none() {
                speaker.role = role.clone().filter(|_| joined <= 1);
            }
            if speaker.affiliation.is_none() {
                speaker.affiliation = affiliation.clone();
            }
        }
        Some(())
    }

    /// Is a part after a comma a role or an organisation rather than the next person?
    fn is_position(&self, part: &str, next: Option<&str>) -> bool {
        if is_handle(part) {
            return false;
        }
        let pieces = split_top(part, &AND);
        if pieces.len() > 1 {
            // "Harbour Works & Ines Faro": people among the pieces are for the caller to part.
            return !pieces.iter().any(|piece| Self::is_surely_a_person(piece));
        }
        let name = name_of(part);
        let likeness = person_likeness(name);
        if is_organisation(name) || is_role(part) && likeness < 0.85 {
            return true;
        }
        likeness < 0.5 || likeness < 0.7 && self.has_no_position(next) && self.scores.last().is_some_and(|&score| score > 0.8)
    }

    fn is_surely_a_person(text: &str) -> bool {
        let name = name_of(clean(text));
        person_likeness(name) >= 0.5 && !is_organisation(name) && !is_role(name)
    }

    fn has_no_position(&self, next: Option<&str>) -> bool {
        next.is_none()
            && self
                .speakers
                .last()
                .is_some_and(|last| last.affiliation.is_none() && last.role.as_deref().is_none_or(str::is_empty))
    }

    /// One person: "Ada Brookfield (Harbour Works) @adab", "Ada Brookfield at Quay", "Ada <ada@example.org>".
    fn one(&mut self, text: &str) -> Option<()> {
        let (mut text, addressed) = without_address(text);
        let mut aside = None;
        if let Some(open) = text.find(['(', '（', '[']).filter(|&open| open > 0)
            && let Some(close) = text.rfind([')', '）', ']']).filter(|&close| close > open)
        {
            let inside = text[open..close].trim_start_matches(['(', '（', '[']).trim().to_owned();
            let after = text[close..].trim_start_matches([')', '）', ']']).trim().to_owned();
            let before = text[..open].trim().to_owned();
            // "Ada (Addy) Brookfield" keeps what stands behind.
            text = if after.is_empty() || is_handle(&after) || is_remark(&after) { before } else { format!("{before} {after}") };
            aside = Some(inside);
        }
        let mut name = text.trim().to_owned();
        let mut position = None;
        for mark in
            [" @ ", " @", " at ", " from ", " of ", " as ", " von ", " bei ", " de chez ", " chez ", " presso ", " bij ", " ＠ "]
        {
            if name.contains(mark)
                && let Some((head, tail)) = name.split_once(mark)
                && person_likeness(head) >= 0.4
                && (mark == " @" || !tail.trim().is_empty())
                && (mark != " von " || is_organisation(tail))
            {
                let tail = if mark == " as " { tail.to_owned() } else { tail.trim().to_owned() };
                // A handle behind the name, not a company.
                let handle = mark == " @"
                    && tail.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.' | '@'));
                position = (!handle).then_some(tail);
                self.evidence += 0.15;
                name = head.trim().to_owned();
                break;
            }
        }
        let score = person_likeness(&name);
        let handle = !name.contains(' ')
            && name.len() >= 3
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
            && name.starts_with(|c: char| c.is_ascii_lowercase());
        let score = if score == 0.0 && handle && !is_title_word(&name) && !is_role_word(&name) && words_are_unknown(&name) {
            0.22
        } else {
            score
        };
        let mut score = score;
        if score < 0.05
            && let Some((head, last)) = name.rsplit_once(' ')
            && (2..=6).contains(&last.len())
            && last.chars().all(|c| c.is_ascii_uppercase())
            && person_likeness(head) >= 0.55
        {
            // "Ines Faro QUAY": a lost bracket or comma.
            score = person_likeness(head) - 0.1;
            position = position.or(Some(last.to_owned()));
            name = head.to_owned();
        }
        if score < 0.05
            && self.labelled
            && is_given_name(&fold(name.split(' ').next().unwrap_or("")))
            && name.split(' ').count() <= 4
        {
            score = 0.4;
        }
        if score < 0.05 {
            return None;
        }
        if addressed {
            self.evidence += 0.25;
        }
        let mut speaker = Speaker { name: shown_name(&name), affiliation: None, role: None };
        for part in [position, aside].into_iter().flatten() {
            if is_remark(&part) || is_handle(&part) || looks_like_address(&part) {
                self.evidence += 0.1;
                continue;
            }
            // "(28:55)" says how long it took.
            if !part.chars().any(char::is_alphabetic) {
                continue;
            }
            let listed: Vec<&str> =
                split_top(&part, &COMMAS).into_iter().map(clean).filter(|part| !part.is_empty() && !is_handle(part)).collect();
            for part in listed {
                let (role, affiliation) = match self.read_position(part) {
                    Some(read) => read,
                    // Whatever stands in brackets behind a name is where the person belongs.
                    None if score >= 0.5 && part.split_whitespace().count() <= 5 && !part.contains(['?', '!']) => {
                        self.doubt += 0.1;
                        (None, Some(part.to_owned()))
                    }
                    None => return None,
                };
                speaker.role = speaker.role.or(role);
                speaker.affiliation = speaker.affiliation.or(affiliation);
                self.evidence += 0.05;
            }
        }
        self.speakers.push(speaker);
        self.scores.push(score);
        Some(())
    }
}

/// The part of "Milo Venn (Quay) @milo" that may be a name.
fn name_of(text: &str) -> &str {
    let text = text.split(['(', '（', '[', '<']).next().unwrap_or(text);
    let text = [" @", " at ", " from "].iter().fold(text, |text, mark| text.split(mark).next().unwrap_or(text));
    text.trim()
}

/// The text without handles behind it.
fn without_handles(text: &str) -> &str {
    let mut text = text.trim();
    while let Some((head, last)) = text.rsplit_once(' ') {
        if !is_handle(last) && !looks_like_address(last) {
            break;
        }
        text = head.trim_end();
    }
    text
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first}, {second}")),
        (first, second) => first.or(second),
    }
}

/// No word that a reader would know: what is left may be somebody's handle.
fn words_are_unknown(name: &str) -> bool {
    !crate::extract::words::is_section_word(name)
        && !looks_like_a_common_word(name)
        && !is_known_organisation(name)
        && name.len() <= 15
}

/// The name as shown: marks and honorifics' stray commas off, pronouns and handles off, nicknames kept.
fn shown_name(name: &str) -> String {
    let name = clean(name).trim_end_matches('.');
    let kept = match name.split_once(" @") {
        Some((head, _)) => head,
        None => name,
    };
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let called = ["さん", "氏"].iter().find_map(|address| kept.strip_suffix(address)).map(str::trim);
    called.filter(|name| name.chars().any(is_wide)).map(str::to_owned).unwrap_or(kept)
}

fn is_remark(text: &str) -> bool {
    let folded = fold(text);
    let pronouns = folded.split(' ').all(|word| {
        matches!(
            word,
            "she"
                | "her"
                | "hers"
                | "he"
                | "him"
                | "his"
                | "they"
                | "them"
                | "theirs"
                | "er"
                | "ihm"
                | "sie"
                | "ihr"
                | "elle"
                | "il"
                | "iel"
                | "ella"
                | "el"
                | "any"
                | "all"
                | "pronouns"
                | "xe"
                | "xem"
                | "ze"
        )
    });
    pronouns
        || matches!(
            folded.as_str(),
            "remote"
                | "online"
                | "virtual"
                | "live"
                | "keynote"
                | "slides"
                | "video"
                | "invited"
                | "speaker"
                | "presenter"
                | "moderator"
                | "host"
                | "panelist"
                | "twitter"
                | "github"
                | "mastodon"
                | "linkedin"
                | "blog"
                | "website"
        )
}

fn looks_like_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(' ') && (text.contains("://") || text.starts_with("www.") || text.contains('@') && text.contains('.'))
}

fn is_date(text: &str) -> bool {
    crate::when::day_label(text).is_some()
        || crate::when::find_date(text, Some(2000)).is_some_and(|found| found.range.len() + 6 >= text.len())
        || crate::when::leading_time(text).is_some_and(|(_, _, rest)| rest.is_empty())
}

/// The text without `<mail>`, handles behind the name and bare addresses, and whether there was one.
fn without_address(text: &str) -> (String, bool) {
    let mut found = false;
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | ',' | '[' | ']'));
        let address = looks_like_address(bare) && !bare.starts_with('@') || is_handle(bare) && !kept.is_empty();
        if address && (!word.starts_with('@') || bare.chars().skip(1).all(|c| !c.is_uppercase()) || kept.len() >= 2) {
            found = true;
        } else {
            kept.push(word);
        }
    }
    (kept.join(" "), found)
}

/// "Staff Engineer at Quay", "CTO of Quay", "engineer @ Quay": the role and the organisation; "author of x" stays whole.
fn parted_position(text: &str) -> Option<(String, Option<String>)> {
    for mark in [" at ", " @ ", " @", " bei ", " chez ", " en ", " bij ", " presso ", " for ", " of ", " von ", " de ", " with "]
    {
        let Some((role, place)) = text.split_once(mark) else { continue };
        let (role, place) = (role.trim(), place.trim());
        if !is_role(role) || place.is_empty() {
            continue;
        }
        let exact = matches!(mark, " at " | " @ " | " @" | " bei " | " chez " | " bij " | " presso ");
        let sure = is_organisation(place) && (place.contains(' ') || is_known_organisation(&fold(place)));
        let titled = !place.split_whitespace().all(|word| is_title_word(&fold(word)))
            && fold(role).split(' ').any(|word| {
                matches!(
                    word,
                    "cto" | "ceo" | "cio" | "coo" | "founder" | "cofounder" | "director" | "president" | "professor" | "employee"
                )
            });
        let named = place.starts_with(|c: char| c.is_uppercase()) && place.split_whitespace().count() <= 5;
        if exact || named && (sure || titled && !matches!(mark, " en ")) && !fold(role).ends_with("author") {
            return Some((role.to_owned(), Some(place.to_owned())));
        }
        return Some((text.to_owned(), None));
    }
    None
}

// ---- title and people --------------------------------------------------------------------------------------------

/// Every plausible way to part a heading or line into title and people, best first.
pub(crate) fn splits(heading: &str) -> Vec<Split> {
    let heading = heading.trim();
    let mut found: Vec<Split> = Vec::new();
    if heading.is_empty() || heading.len() > 600 {
        return found;
    }
    quoted(heading, &mut found);
    dashed(heading, &mut found);
    bracketed(heading, &mut found);
    by(heading, &mut found);
    others(heading, &mut found);
    phrased(heading, &mut found);
    blank(heading, &mut found);
    prefer_all_people(&mut found);
    found.sort_by(|a, b| b.people.confidence.total_cmp(&a.people.confidence));
    let mut seen: Vec<(String, SplitKind)> = Vec::new();
    found.retain(|split| {
        let key = (split.title.clone(), split.kind);
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    found
}

/// "Title – Ada Brookfield / Milo Venn": of two cuts that are about as sure, the one that leaves nobody in the title.
fn prefer_all_people(found: &mut [Split]) {
    for n in 0..found.len() {
        let (title, count, confidence) = (found[n].title.clone(), found[n].people.speakers.len(), found[n].people.confidence);
        let narrower = |other: &Split| {
            other.title.len() > title.len()
                && other.title.starts_with(&title)
                && other.people.speakers.len() < count
                && (confidence..confidence + 0.15).contains(&other.people.confidence)
        };
        let best = found.iter().filter(|other| narrower(other)).map(|other| other.people.confidence).fold(0.0, f32::max);
        if best > 0.0 {
            found[n].people.confidence = (best + 0.01).min(1.0);
        }
    }
}

fn push(found: &mut Vec<Split>, title: &str, people: &str, separator: Separator, side: Side, weight: f32) {
    let title = unquoted(title.trim().trim_end_matches([',', '|', '·', '~']).trim());
    if title.is_empty()
        || !title.chars().any(char::is_alphanumeric)
        || cuts_brackets(&title, people)
        || cuts_brackets(people, &title)
    {
        return;
    }
    if let Some(mut read) = read_people(people) {
        read.confidence = (read.confidence * weight).min(1.0);
        // A title that looks more like a person than the people do is on the wrong side.
        let other = person_likeness(&title);
        if other > 0.6 && other > read.confidence {
            read.confidence *= 0.6;
        }
        if read.confidence > 0.1 {
            found.push(Split { title, people: read, kind: SplitKind { separator, people: side } });
        }
    }
}

/// Whether a cut falls between two brackets that belong together: "Fog (Ada Brookfield" and "Milo Venn)".
fn cuts_brackets(left: &str, right: &str) -> bool {
    [('(', ')'), ('[', ']'), ('（', '）')].iter().any(|&(open, close)| {
        let opened = left.rfind(open).is_some_and(|at| !left[at..].contains(close));
        let closed = || right.find(close).is_some_and(|at| !right[..at].contains(open));
        opened && closed()
    })
}

/// The text without one pair of quotation marks around all of it.
fn unquoted(text: &str) -> String {
    const PAIRS: [(char, char); 10] = [
        ('"', '"'),
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
        ('‘', '’'),
        ('\'', '\''),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('„', '”'),
    ];
    for (open, close) in PAIRS {
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains(open)
            && !inner.contains(close)
        {
            return inner.trim().to_owned();
        }
    }
    text.to_owned()
}

/// `“Title” (Name)`, `"Title" Name`, `Name | Company | "Title"`, `Name: “Title”`.
fn quoted(heading: &str, found: &mut Vec<Split>) {
    const PAIRS: [(char, char); 8] =
        [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('「', '」'), ('『', '』'), ('《', '》'), ('„', '”')];
    for (open, close) in PAIRS {
        let Some(start) = heading.find(open) else { continue };
        let inner = start + open.len_utf8();
        let Some(end) = heading[inner..].rfind(close).map(|end| inner + end) else { continue };
        let (title, before, after) = (&heading[inner..end], heading[..start].trim(), heading[end + close.len_utf8()..].trim());
        // A nickname stands inside a name.
        if title.split_whitespace().count() < 2 && !before.is_empty() && !after.is_empty() {
            continue;
        }
        let strip = |text: &str| {
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–' | '—' | '|' | '~' | '/' | '.'))
                .to_owned()
        };
        if before.is_empty() && !after.is_empty() {
            let after = after.rfind(" [").filter(|_| after.ends_with(']')).map_or(after, |at| &after[..at]);
            let people = strip(after);
            let people = people
                .strip_prefix(['(', '['])
                .and_then(|rest| rest.strip_suffix([')', ']']))
                .map_or(people.clone(), str::to_owned);
            // A few Han letters or kana beside a title in corner brackets are a name, known or not.
            let weight = if people.chars().any(is_wide) { 2.2 } else { 1.1 };
            push(found, title, &people, Separator::Quotes, Side::Right, weight);
        } else if after.is_empty() && !before.is_empty() {
            push(found, title, &strip(before), Separator::Quotes, Side::Left, 1.1);
        }
        break;
    }
}

fn dashed(heading: &str, found: &mut Vec<Split>) {
    const MARKS: [(&str, Separator, f32); 13] = [
        (" —— ", Separator::EmDash, 1.05),
        (" — ", Separator::EmDash, 1.05),
        (" – ", Separator::EnDash, 1.0),
        (" --- ", Separator::DoubleHyphen, 1.05),
        (" -- ", Separator::DoubleHyphen, 1.05),
        (" - ", Separator::Hyphen, 0.95),
        (" ― ", Separator::EmDash, 1.05),
        (" ‒ ", Separator::EnDash, 1.0),
        // A blank was forgotten on one side.
        (" —", Separator::EmDash, 1.0),
        (" –", Separator::EnDash, 0.95),
        ("— ", Separator::EmDash, 1.0),
        ("– ", Separator::EnDash, 0.95),
        ("- ", Separator::Hyphen, 0.8),
    ];
    if !heading.contains(['-', '–', '—', '―', '‒']) {
        return;
    }
    for (mark, separator, weight) in MARKS {
        if !heading.contains(mark) {
            continue;
        }
        let glued = mark.chars().count() == 2;
        let spaced = |at: usize| heading[..at].ends_with([' ', '-']) || heading[at + mark.len()..].starts_with([' ', '-']);
        let places = heading.match_indices(mark).map(|(at, _)| at);
        let places: Vec<usize> = places.filter(|&at| !glued || !spaced(at)).collect();
        for (nth, &at) in places.iter().enumerate() {
            let (left, right) = (&heading[..at], &heading[at + mark.len()..]);
            // "Title - Name - Company": later cuts are better unless what follows is no person.
            let last = nth + 1 == places.len();
            if nth + 2 >= places.len() {
                push(found, left, right, separator, Side::Right, if last { weight } else { weight * 0.97 });
            }
            if nth == 0 {
                push(found, right, left, separator, Side::Left, weight * 0.95);
            }
        }
    }
}

/// `Title (Name)`, `Title [Name, Company]`, `Name (Company): Title` is left to the colon.
fn bracketed(heading: &str, found: &mut Vec<Split>) {
    let text = heading.trim_end_matches(['.', ':']).trim_end();
    for (open, close, separator) in
        [('(', ')', Separator::Brackets), ('（', '）', Separator::Brackets), ('[', ']', Separator::SquareBrackets)]
    {
        if !text.ends_with(close) {
            continue;
        }
        // The matching bracket, so that "(Ada (Quay))" stays together.
        let (mut depth, mut start) = (0_i32, None);
        for (at, c) in text.char_indices().rev() {
            if c == close {
                depth += 1;
            } else if c == open {
                depth -= 1;
                if depth == 0 {
                    start = Some(at);
                    break;
                }
            }
        }
        if let Some(start) = start {
            push(
                found,
                &text[..start],
                &text[start + open.len_utf8()..text.len() - close.len_utf8()],
                separator,
                Side::Right,
                0.95,
            );
        }
    }
    // "Title (Name) keynote", "Title (Name): remark" are left to the caller, who takes remarks off first.
}

/// `Title by Name`, `TITLE BY NAME`, `Titre ? Par Nom`.
fn by(heading: &str, found: &mut Vec<Split>) {
    const WORDS: [(&str, f32); 20] = [
        (" presented by ", 1.2),
        (" given by ", 1.2),
        (" by ", 1.1),
        (" BY ", 1.1),
        (" By ", 1.1),
        (" présenté par ", 1.2),
        (" présentée par ", 1.2),
        (" animé par ", 1.2),
        (" par ", 1.05),
        (" Par ", 1.05),
        (" PAR ", 1.05),
        (" von ", 1.0),
        (" Von ", 1.0),
        (" door ", 1.0),
        (" por ", 1.0),
        (" Por ", 1.0),
        (" di ", 0.8),
        (" da ", 0.8),
        (" with ", 0.9),
        (" mit ", 0.9),
    ];
    let bytes = heading.as_bytes();
    let blanks: Vec<usize> = (0..bytes.len()).rev().filter(|&at| bytes[at] == b' ').collect();
    for (word, weight) in WORDS {
        if let Some(&at) = blanks.iter().find(|&&at| bytes[at..].starts_with(word.as_bytes())) {
            push(
                found,
                heading[..at].trim_end_matches([',', '-', '–', '—', ' ', '(']),
                heading[at + word.len()..].trim_end_matches(')'),
                Separator::By,
                Side::Right,
                weight,
            );
        }
    }
    if let Some(at) = heading.rfind("による").filter(|&at| at > 0) {
        push(found, &heading[at + "による".len()..], &heading[..at], Separator::By, Side::Left, 1.1);
    }
}

fn others(heading: &str, found: &mut Vec<Split>) {
    if !heading.contains([':', '：', '|', '｜', '/', '／', '~', '〜', '·', '•', ',']) {
        return;
    }
    for mark in [": ", "："] {
        if let Some(at) = heading.find(mark) {
            push(found, &heading[at + mark.len()..], &heading[..at], Separator::Colon, Side::Left, 0.9);
        }
        if let Some(at) = heading.rfind(mark) {
            push(found, &heading[..at], &heading[at + mark.len()..], Separator::Colon, Side::Right, 0.8);
        }
    }
    for (marks, separator) in [
        ([" | ", "｜"], Separator::Pipe),
        ([" / ", "／"], Separator::Slash),
        ([" ~ ", " 〜 "], Separator::Tilde),
        ([" · ", " • "], Separator::Pipe),
    ] {
        for mark in marks {
            if let Some(first) = heading.find(mark) {
                let last = heading.rfind(mark).unwrap_or(first);
                push(found, &heading[..first], &heading[first + mark.len()..], separator, Side::Right, 1.0);
                push(found, &heading[last + mark.len()..], &heading[..last], separator, Side::Left, 0.95);
                if last != first {
                    push(found, &heading[..last], &heading[last + mark.len()..], separator, Side::Right, 0.98);
                    push(found, &heading[first + mark.len()..], &heading[..first], separator, Side::Left, 0.9);
                }
            }
        }
    }
    // "Title, Ada Brookfield, Harbour Works", "Ada Brookfield, Title".
    for (at, _) in heading.rmatch_indices(", ").take(3) {
        push(found, &heading[..at], &heading[at + 2..], Separator::Comma, Side::Right, 0.76);
    }
    if let Some((name, title)) = heading.split_once(", ") {
        push(found, title, name, Separator::Comma, Side::Left, 0.7);
    }
}

/// `Ada Brookfield's Keynote`, `Otto Brandt on the State of Lanterns`: the title is the whole.
fn phrased(heading: &str, found: &mut Vec<Split>) {
    for mark in ["'s ", "’s ", "' ", "’ "].into_iter().filter(|_| heading.contains(['\'', '’'])) {
        if let Some(at) = heading.find(mark) {
            let rest = fold(&heading[at + mark.len()..]);
            let kind = words::format_of(&heading[at + mark.len()..]).is_some()
                || ["talk", "keynote", "session", "presentation", "lecture", "demo"]
                    .contains(&rest.split(' ').next().unwrap_or(""));
            if kind {
                push(found, heading, &heading[..at], Separator::Phrase, Side::Left, 0.95);
            }
        }
    }
    // Who stands in front of it begins with a capital and is named by a few words.
    for mark in [" on ", " über ", " sur ", " sobre ", " over ", " su "].into_iter().filter(|mark| heading.contains(mark)) {
        if let Some(at) = heading.find(mark).filter(|&at| person_likeness(&heading[..at]) >= 0.7) {
            push(found, heading, &heading[..at], Separator::Phrase, Side::Left, 0.9);
        }
    }
}

/// `霧の数え方 真壁 一`: nothing but a blank, so never with confidence.
fn blank(heading: &str, found: &mut Vec<Split>) {
    if !heading.chars().any(is_wide) {
        return;
    }
    let words: Vec<&str> = heading.split_whitespace().collect();
    for len in [2, 1] {
        if words.len() > len {
            let people = words[words.len() - len..].join(" ");
            if person_likeness(&people) >= 0.7 {
                // "堀之内 麻衣さん": a form of address leaves no doubt.
                let weight = if people.ends_with("さん") { 1.0 } else { 0.5 };
                push(found, &words[..words.len() - len].join(" "), &people, Separator::Blank, Side::Right, weight);
                return;
            }
        }
    }
}

// ---- prose -------------------------------------------------------------------------------------------------------

/// Who gave the talk, by the first sentences of a note about it; empty unless it is said outright.
///
/// `links` are the text's links (text, address): a linked name counts for more than a plain one.
pub(crate) fn speakers_in_prose(text: &str, links: &[(&str, &str)]) -> Vec<Speaker> {
    let start: String = text.trim().chars().take(700).collect();
    let mut speakers: Vec<Speaker> = Vec::new();
    for (nth, sentence) in sentences(&start).into_iter().take(3).enumerate() {
        let addressed = addressed_names(sentence);
        speakers.extend(addressed.into_iter().map(|name| Speaker { name, ..Speaker::default() }));
        for span in name_spans(sentence) {
            let name = &sentence[span.clone()];
            let linked = links.iter().any(|(text, _)| text.trim() == name);
            // A name that is only a pair of capitalised words needs more than a verb behind it.
            let sure = person_likeness(name) >= 0.7
                || linked
                || is_handle(name)
                || span.start <= 1 && is_followed_by_a_verb(&sentence[span.end..])
                || by_behind_talk(&sentence[..span.start]);
            if sure && said_to_give(sentence, &span, nth, linked) && !speakers.iter().any(|known| known.name == name) {
                speakers.push(Speaker {
                    name: shown_name(name),
                    affiliation: organisation_behind(&sentence[span.end..]),
                    role: None,
                });
            }
        }
        if !speakers.is_empty() {
            break;
        }
    }
    speakers
}

/// "話してくれたのは真壁 一さんで", "由王小明老师分享": names under a form of address, in a sentence that tells of speaking.
fn addressed_names(sentence: &str) -> Vec<String> {
    const TELLING: &[&str] =
        &["話", "発表", "登壇", "講演", "紹介", "解説", "スピーカー", "分享", "演讲", "演講", "主讲", "主講", "带来", "介绍"];
    const ADDRESS: &[&str] = &["さん", "氏", "先生", "様", "老师", "老師", "博士", "教授"];
    let mut found: Vec<String> = Vec::new();
    if !TELLING.iter().any(|word| sentence.contains(word)) {
        return found;
    }
    for address in ADDRESS {
        for (at, _) in sentence.match_indices(address) {
            let before = &sentence[..at];
            // The name reaches back to a mark, a particle, or the blank before its surname.
            let start = before
                .char_indices()
                .rev()
                .find(|&(_, c)| {
                    !(is_wide(c) || c == ' ' || c == '・')
                        || matches!(c, 'は' | 'が' | 'を' | 'の' | 'と' | 'に' | 'で' | '由' | '是')
                })
                .map_or(0, |(at, c)| at + c.len_utf8());
            let name = before[start..].trim();
            if wide_likeness(name) >= 0.65 && !found.iter().any(|held| held == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

/// The organisation in brackets right behind a name.
fn organisation_behind(after: &str) -> Option<String> {
    let inner = after.trim_start().strip_prefix('(')?.split(')').next()?.trim();
    (is_organisation(inner)
        || !is_role(inner)
            && inner.starts_with(char::is_uppercase)
            && inner.split(' ').count() <= 3
            && person_likeness(inner) < 0.7)
        .then(|| inner.to_owned())
}

fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let stops = matches!(c, '。' | '！' | '？' | '\n')
            && !text[start..at].trim().is_empty()
            && (c != '\n' || text[end..].starts_with('\n'))
            || matches!(c, '.' | '!' | '?') && text[end..].starts_with([' ', '\n']) && !is_abbreviated(&text[start..at]);
        if stops {
            found.push(text[start..end].trim());
            start = end;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// "Dr", an initial: a full stop that ends no sentence.
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit([' ', '\n', '(']).next().unwrap_or("");
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
        || HONORIFICS.contains(&fold(word).as_str()) && word.len() <= 5
}

/// The places in a sentence where two to four words look like a person.
pub(super) fn name_spans(sentence: &str) -> Vec<std::ops::Range<usize>> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in sentence.split([' ', '\n', '\u{a0}']) {
        words.push((at, word));
        at += word.len() + sentence[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    let mut spans: Vec<std::ops::Range<usize>> = Vec::new();
    let mut first = 0;
    while first < words.len() {
        if !may_begin_a_name(words[first].1) {
            first += 1;
            continue;
        }
        let found = (1..=5.min(words.len() - first)).rev().find_map(|len| {
            let (start, head) = words[first];
            let (last, tail) = words[first + len - 1];
            let lead = head.len() - head.trim_start_matches(['(', '[', '*', '_', '"', '“', '„', '«', '»']).len();
            let body = tail.trim_end_matches(['.', ',', ';', ':', ')', ']', '*', '_', '"', '”', '»', '«', '!', '?']);
            let body = body.strip_suffix("'s").or_else(|| body.strip_suffix("’s")).unwrap_or(body);
            let end = last + body.len();
            let text = sentence.get(start + lead..end)?;
            let inner_stop = text.contains([',', ';', ':', '(', ')', '"', '“', '”', '«', '»', '„', '?', '!'])
                || len > 1 && begins_sentences(head);
            let handle = len == 1 && is_handle(text);
            (!inner_stop && (handle || len > 1 && person_likeness(text) >= 0.5)).then_some((start + lead..end, len))
        });
        match found {
            Some((span, len)) => {
                spans.push(span);
                first += len;
            }
            None => first += 1,
        }
    }
    spans
}

/// A capital, a handle, a letter beyond ASCII or a title ("prof.").
fn may_begin_a_name(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_uppercase() || byte >= 0x80 || byte == b'@') || word.ends_with('.')
}

/// Words that begin sentences, with the capital that names have.
fn begins_sentences(word: &str) -> bool {
    #[rustfmt::skip]
    const OPENERS: &[&str] = &[
        "then", "later", "next", "after", "afterwards", "finally", "today", "yesterday", "also", "first", "second", "and", "but", "so", "here", "there", "now",
        "dann", "danach", "zuerst", "anschliessend", "spater", "zuletzt", "schliesslich", "heute", "gestern", "nun", "auch", "erst",
        "ensuite", "puis", "enfin", "apres", "alors", "hier", "aujourd'hui", "aujourdhui", "suivait", "suivi",
        "despues", "luego", "entonces", "tras", "finalmente", "hoy", "ayer", "abrio", "cerro", "siguio", "vino", "tambien",
        "poi", "dopo", "quindi", "infine", "oggi", "ieri", "chiudeva", "apriva", "seguiva",
        "daarna", "toen", "vervolgens", "tenslotte", "ten", "depois", "entao", "ontem", "hoje",
    ];
    OPENERS.contains(&fold(word).as_str())
}

/// "… the presentation of it by": a particle that names who gave what was named before.
fn by_behind_talk(before: &str) -> bool {
    let folded = fold(before);
    matches!(folded.rsplit(' ').next(), Some("by" | "von" | "par" | "por" | "door" | "da"))
}

/// Verbs of giving a talk, folded.
const VERBS: &[&str] = &[
    "ended",
    "closed",
    "finished",
    "concluded",
    "belonged",
    "hosted",
    "eroffnete",
    "referierte",
    "abrio",
    "cerro",
    "impartio",
    "ouvert",
    "ouvrait",
    "expose",
    "detaille",
    "raccontato",
    "presentato",
    "mostrato",
    "parlato",
    "spiegato",
    "proposto",
    "aperto",
    "chiuso",
    "cominciato",
    "opende",
    "presenteerde",
    "abriu",
    "mostrou",
    "contou",
    "present",
    "discuss",
    "discusses",
    "share",
    "shares",
    "describe",
    "describes",
    "introduces",
    "gave",
    "presented",
    "presents",
    "talked",
    "spoke",
    "speaks",
    "talks",
    "gives",
    "explained",
    "explains",
    "showed",
    "shows",
    "started",
    "introduced",
    "walked",
    "demonstrated",
    "demoed",
    "discussed",
    "shared",
    "delivered",
    "opened",
    "kicked",
    "led",
    "ran",
    "told",
    "described",
    "argued",
    "covered",
    "took",
    "went",
    "began",
    "held",
    "hielt",
    "sprach",
    "erzahlte",
    "zeigte",
    "berichtete",
    "stellte",
    "erklarte",
    "prasentierte",
    "presente",
    "presentait",
    "parle",
    "explique",
    "raconte",
    "montre",
    "nos",
    "presento",
    "hablo",
    "conto",
    "explico",
    "mostro",
    "gaf",
    "vertelde",
    "sprak",
    "liet",
    "apresentou",
    "falou",
];

/// Whether a text holds a verb of giving a talk.
pub(super) fn tells_of_giving(text: &str) -> bool {
    fold(text).split(' ').any(|word| VERBS.contains(&word))
}

/// Whether the next word, or the one behind another name, is a verb of giving a talk.
pub(super) fn is_followed_by_a_verb(after: &str) -> bool {
    let rest = skip_aside(after).trim_start();
    let joined = rest.split_once(' ').is_some_and(|(and, next)| {
        matches!(and, "and" | "und" | "et" | "y" | "e" | "en" | "&") && next.starts_with(char::is_uppercase)
    });
    let folded = fold(rest);
    let mut words = folded.split(' ');
    let first = words.next().unwrap_or("");
    VERBS.contains(&first)
        || joined
        || matches!(first, "will" | "s" | "ha" | "hanno" | "a" | "ont" | "hat" | "haben" | "heeft")
            && words.take(6).any(|word| VERBS.contains(&word))
}

/// Does the sentence say that the name at `span` gave the talk?
fn said_to_give(sentence: &str, span: &std::ops::Range<usize>, nth: usize, linked: bool) -> bool {
    let before = fold(&sentence[..span.start]);
    let after_text = &sentence[span.end..];
    let possessive = after_text.starts_with("'s") || after_text.starts_with("’s");
    let after_text = skip_aside(after_text);
    let after = fold(after_text);
    let next: Vec<&str> = after.split(' ').take(4).collect();
    let first = next.first().copied().unwrap_or("");
    let talk = |text: &str| {
        text.split(' ').any(|word| {
            matches!(
                word,
                "talk"
                    | "keynote"
                    | "session"
                    | "presentation"
                    | "workshop"
                    | "tutorial"
                    | "lecture"
                    | "panel"
                    | "speaker"
                    | "presenter"
                    | "vortrag"
                    | "sprecher"
                    | "referent"
                    | "referentin"
                    | "conference"
                    | "atelier"
                    | "charla"
                    | "ponencia"
                    | "taller"
                    | "lezing"
                    | "praatje"
                    | "palestra"
                    | "intervento"
            )
        })
    };
    let last_words: Vec<&str> = before.split(' ').rev().take(4).collect();
    let last = last_words.first().copied().unwrap_or("");
    let given = |word: &str| {
        matches!(
            word,
            "given"
                | "presented"
                | "delivered"
                | "led"
                | "run"
                | "held"
                | "hosted"
                | "done"
                | "gehalten"
                | "presente"
                | "presentee"
                | "animee"
                | "anime"
                | "impartida"
                | "impartido"
                | "presentada"
                | "presentado"
                | "gegeven"
                | "gepresenteerd"
                | "apresentada"
                | "tenuto"
                | "facilitated"
                | "was"
                | "is"
                | "talk"
                | "keynote"
                | "session"
                | "workshop"
                | "presentation"
                | "tutorial"
                | "vortrag"
                | "charla"
                | "conference"
        )
    };
    let by = matches!(last, "by" | "von" | "par" | "por" | "door" | "da");
    // "The best book on fog is by X" tells of a book.
    let vague = last_words.get(1).is_some_and(|word| matches!(*word, "is" | "was")) && !talk(&before) && before.len() > 12;
    if by
        && !vague
        && (before.len() <= 8
            || last_words.get(1).is_some_and(|word| given(word))
            || nth == 0 && talk(&before) && !before.contains("book"))
    {
        return true;
    }
    // "In this session, X and Y" – the second of two names takes the verb of the first sentence.
    let direct = VERBS.contains(&first)
        || first == "and"
            && next.get(1).is_some()
            && nth == 0
            && after.split(' ').skip(1).take(6).any(|word| VERBS.contains(&word));
    // A note whose first sentence has a person as its subject names its speaker.
    let subject = nth == 0 && before.is_empty() && after_text.trim_start().starts_with(char::is_lowercase);
    if subject
        && (linked || first != "and" || after.split(' ').skip(1).take(6).any(|word| VERBS.contains(&word) || word == "will"))
    {
        return true;
    }
    // A marked name in the first sentences that will speak.
    if linked && nth <= 1 && (first == "will" || first == "nous" || first == "offers") {
        return true;
    }
    if direct && (nth == 0 || linked || talk(&before) || talk(&after)) {
        // "I asked X, who gave a talk last year" is about another talk.
        return !matches!(last, "with" | "to" | "from" | "of" | "asked" | "met" | "like" | "as")
            && (span.start < 60 || talk(&before));
    }
    if matches!(last, "and" | "und" | "et" | "y") && (VERBS.contains(&first) || first == "will") && nth == 0 {
        return true;
    }
    if possessive && nth == 0 {
        let next: Vec<&str> = after.split(' ').filter(|word| *word != "s").take(3).collect();
        return next.first().is_some_and(|word| talk(word)) || next.get(1).is_some_and(|word| talk(word));
    }
    false
}

/// What stands behind a bracket or a short apposition.
fn skip_aside(after: &str) -> &str {
    let after = after.trim_start();
    if let Some(rest) = after.strip_prefix('(') {
        return rest.split_once(')').map_or(rest, |(_, rest)| rest.trim_start_matches([',', ' ']));
    }
    if let Some(rest) = after.strip_prefix(", ")
        && let Some((aside, tail)) = rest.split_once(", ")
        && aside.split(' ').count() <= 8
        && (is_role(aside) || is_organisation(aside))
    {
        return tail;
    }
    let after = after.trim_start_matches(['*', '_', ',', ' ']);
    for mark in ["from ", "of ", "at "] {
        if let Some(rest) = after.strip_prefix(mark) {
            let skip =
                rest.split(' ').take_while(|word| word.starts_with(char::is_uppercase)).map(|word| word.len() + 1).sum::<usize>();
            return rest.get(skip..).unwrap_or("");
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Name/role/affiliation" of each, with `-` for what is not known.
    fn outline(people: &People) -> String {
        let one = |speaker: &Speaker| {
            let shown = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
            format!("{}/{}/{}", speaker.name, shown(&speaker.role), shown(&speaker.affiliation))
        };
        people.speakers.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn people_are_read_in_every_form() {
        #[rustfmt::skip]
        let table = [
            ("Ada Brookfield",                                        "Ada Brookfield/-/-"),
            ("by Ada Brookfield @adab",                               "Ada Brookfield/-/-"),
            ("Ada Brookfield, Harbour Works",                         "Ada Brookfield/-/Harbour Works"),
            ("Ada Brookfield, Milo Venn",                             "Ada Brookfield/-/-; Milo Venn/-/-"),
            ("Ada Brookfield - Staff Engineer, Harbour Works",        "Ada Brookfield/Staff Engineer/Harbour Works"),
            ("Ada Brookfield (Harbour Works), Milo Venn (Quay)",      "Ada Brookfield/-/Harbour Works; Milo Venn/-/Quay"),
            ("Ada Brookfield, Harbour Works & Ines Faro, Lumen Labs; Milo Venn, Quay",
                                                                      "Ada Brookfield/-/Harbour Works; Ines Faro/-/Lumen Labs; Milo Venn/-/Quay"),
            ("Ada Brookfield & Milo Venn, Harbour Works",             "Ada Brookfield/-/Harbour Works; Milo Venn/-/Harbour Works"),
            ("Ada Brookfield, Milo Venn and Ines Faro (Quay)",        "Ada Brookfield/-/-; Milo Venn/-/-; Ines Faro/-/Quay"),
            ("Ada Brookfield | @adab | Harbour Works",                "Ada Brookfield/-/Harbour Works"),
            ("Ada Brookfield as CTO, Quay",                           "Ada Brookfield/CTO/Quay"),
            ("Ada Brookfield, platform lead, Terrace",                "Ada Brookfield/platform lead/Terrace"),
            ("Ada Brookfield, author of async-deep",                  "Ada Brookfield/author of async-deep/-"),
            ("Ada Brookfield <ada@example.org> @adab",                "Ada Brookfield/-/-"),
            ("Ada Brookfield, ada@example.org, @adab",                "Ada Brookfield/-/-"),
            ("Ada Brookfield (she/her)",                              "Ada Brookfield/-/-"),
            ("Ada Brookfield @ Lumen Labs",                           "Ada Brookfield/-/Lumen Labs"),
            ("Speaker(s): Ada Brookfield, Co & Milo Venn, Quay",      "Ada Brookfield/-/Co; Milo Venn/-/Quay"),
            ("Prsenter: Ines Faro (Lumen Labs) - remote",             "Ines Faro/-/Lumen Labs"),
            ("Ines Faro - Engineer, Quay\nMilo Venn - Consultant",    "Ines Faro/Engineer/Quay; Milo Venn/Consultant/-"),
            ("Ines Faro, Quay Tuesday, March 9 • 10:05 - 10:40",      "Ines Faro/-/Quay"),
            ("Loïc “loup7” Tessier",                                  "Loïc “loup7” Tessier/-/-"),
            ("真壁 一／灯台",                                           "真壁 一/-/灯台"),
            ("王小明",                                                 "王小明/-/-"),
            ("김철수",                                                 "김철수/-/-"),
        ];
        for (text, expected) in table {
            let read = read_people(text);
            assert_eq!(read.as_ref().map(outline).as_deref(), Some(expected), "{text:?}");
            assert!(read.is_some_and(|people| people.confidence >= 0.75), "{text:?}");
        }
    }

    #[test]
    fn what_names_nobody_is_read_as_nobody() {
        let none = [
            "",
            "Four engineers, one diff, no slides",
            "Audience rotation",
            "Audience rotation · no slides",
            "Bring a laptop, write some code, and ship",
            "Things to read",
            "Quiet Machines",
            "Hidden Decisions",
            "Great Ideas",
            "Lumen Labs",
            "Red Hat",
            "Google",
            "Harbour Works",
            "a store for small teams",
            "[REDACTED]",
            "TBD",
            "Machine Learning",
            "Rust in Production",
            "San Francisco",
            "Berlin, Germany",
            "Python, Ruby and Go",
            "Panel discussion",
            "Small Steps",
            "Chair: Milo Venn",
        ];
        for text in none {
            assert_eq!(read_people(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_lone_word_is_a_person_only_with_doubt() {
        for text in ["Vossk", "merel9", "Lanternfish", "Tomas"] {
            let confidence = read_people(text).map_or(0.0, |people| people.confidence);
            assert!(confidence < 0.6, "{text:?} {confidence}");
        }
        assert!(read_people("@adab").is_some_and(|people| people.confidence > 0.7));
    }

    #[test]
    fn names_of_all_cultures_are_likely() {
        let likely = [
            "Ada Brookfield",
            "Jan van der Meer",
            "María José García-López",
            "Oleksandr Kovalenko",
            "Siobhán O'Neill",
            "Ángel de la Torre",
            "Nkechi Okafor",
            "Xiaoming Li",
            "Takeshi Morita",
            "Jean-Luc Mercier",
            "J. R. Hartwell",
            "Prof. Dr. Otto Brandt",
            "Salma Al-Hassan",
            "Ravi Shankar Iyer",
            "Þóra Jónsdóttir",
            "Kadri Tamm",
            "清水 花子",
            "清水 ロベルト",
            "清水みなみ",
            "Nguyễn Văn Minh",
            "McKenzie Alder-Stone",
        ];
        for name in likely {
            let likeness = person_likeness(name);
            assert!(likeness >= 0.7, "{name:?} {likeness}");
        }
        for text in ["Fog Drifts Slowly", "parsing fog", "FOG 2.0", "The Tide", "Cloud Native Summit", "Why?", "A Tide"] {
            let likeness = person_likeness(text);
            assert!(likeness < 0.5, "{text:?} {likeness}");
        }
    }

    #[test]
    fn roles_and_organisations_are_told_apart() {
        for text in ["Lumen Labs", "Quay GmbH", "University of Delft", "quay.io", "Google", "灯台株式会社"] {
            assert!(is_organisation(text), "{text:?}");
        }
        for text in [
            "Staff Engineer",
            "author of async-deep",
            "Postgres committer",
            "CTO",
            "build-systems SME",
            "Entwicklerin",
            "platform lead",
        ] {
            assert!(is_role(text) && !is_organisation(text), "{text:?}");
        }
        for text in ["Ada Brookfield", "Parsing Fog"] {
            assert!(!is_role(text) && !is_organisation(text), "{text:?}");
        }
    }

    #[test]
    fn headings_part_into_title_and_people() {
        use Separator::*;
        use Side::*;
        #[rustfmt::skip]
        let table = [
            ("THE STATE OF LANTERNS by Otto Brandt",                   By,           Right, "THE STATE OF LANTERNS", "Otto Brandt/-/-"),
            ("Logs as Letters - Ines Faro, Lumen Labs @inesf",         Hyphen,       Right, "Logs as Letters", "Ines Faro/-/Lumen Labs"),
            ("Ledger: Lumen Labs by @ottob",                           By,           Right, "Ledger: Lumen Labs", "@ottob/-/-"),
            ("Milo Venn - Why we stopped counting",                    Hyphen,       Left,  "Why we stopped counting", "Milo Venn/-/-"),
            ("Ada Brookfield | @adab | Harbour Works | \"Quiet machines\"", Quotes,  Left,  "Quiet machines", "Ada Brookfield/-/Harbour Works"),
            ("Les cartes mentent-elles ? Par Ada Brookfield",          By,           Right, "Les cartes mentent-elles ?", "Ada Brookfield/-/-"),
            ("Sketches - Otto Brandt - Lumen Labs",                    Hyphen,       Right, "Sketches", "Otto Brandt/-/Lumen Labs"),
            ("Quiet Machines -- Ada Brookfield",                       DoubleHyphen, Right, "Quiet Machines", "Ada Brookfield/-/-"),
            ("Fog Is Not Weather — Here’s Why — Ada Brookfield",       EmDash,       Right, "Fog Is Not Weather — Here’s Why", "Ada Brookfield/-/-"),
            ("Ada Brookfield's Keynote",                               Phrase,       Left,  "Ada Brookfield's Keynote", "Ada Brookfield/-/-"),
            ("Otto Brandt on the State of Lanterns",                   Phrase,       Left,  "Otto Brandt on the State of Lanterns", "Otto Brandt/-/-"),
            ("Ines Faro, Otto Brandt: Parsing Fog",                    Colon,        Left,  "Parsing Fog", "Ines Faro/-/-; Otto Brandt/-/-"),
            ("\"Fog, and other formats\" (Ines Faro, Otto Brandt) [*]", Quotes,      Right, "Fog, and other formats", "Ines Faro/-/-; Otto Brandt/-/-"),
            ("Parsing Fog / Ines Faro, Otto Brandt",                   Slash,        Right, "Parsing Fog", "Ines Faro/-/-; Otto Brandt/-/-"),
            ("Parsing Fog (Ines Faro)",                                Brackets,     Right, "Parsing Fog", "Ines Faro/-/-"),
            ("Parsing Fog ~ Ines Faro",                                Tilde,        Right, "Parsing Fog", "Ines Faro/-/-"),
            ("霧の数え方 真壁 一",                                       Blank,        Right, "霧の数え方", "真壁 一/-/-"),
            ("霧の数え方　堀之内 麻衣さん",                               Blank,        Right, "霧の数え方", "堀之内 麻衣/-/-"),
            ("霧の数え方 / 有村さつき さん",                              Slash,        Right, "霧の数え方", "有村さつき/-/-"),
        ];
        for (heading, separator, people, title, expected) in table {
            let best = splits(heading).into_iter().next();
            let found = best.as_ref().map(|split| (split.kind, split.title.as_str(), outline(&split.people)));
            assert_eq!(found, Some((SplitKind { separator, people }, title, expected.to_owned())), "{heading:?}");
        }
    }

    #[test]
    fn subtitles_and_companies_are_no_people() {
        for heading in [
            "Lantern - a store for small teams",
            "Scaling a harbour – lessons from Lumen Labs",
            "Sketches - Lumen Labs",
            "Panel: Who pays for open source?",
            "Why we test — Audience rotation",
            "Ducks to the rescue - ETL using Python",
            "How we moved from fog to rain",
            "霧の数え方 真壁 一",
            "Keynote — Vossk",
        ] {
            let confidence = splits(heading).first().map_or(0.0, |split| split.people.confidence);
            assert!(confidence < 0.5, "{heading:?} {confidence}");
        }
    }

    #[test]
    fn prose_says_who_gave_the_talk() {
        #[rustfmt::skip]
        let table = [
            ("Ada Brookfield gave a tour of fog.",                                  vec!["Ada Brookfield"]),
            ("This talk was by Ada Brookfield (Harbour Works). It was long.",       vec!["Ada Brookfield"]),
            ("Ada Brookfield and Milo Venn presented their lantern.",               vec!["Ada Brookfield", "Milo Venn"]),
            ("Presented by Ines Faro, who knows fog.",                              vec!["Ines Faro"]),
            ("by Ada Brookfield",                                                   vec!["Ada Brookfield"]),
            ("Ein Vortrag von Otto Brandt über Nebel.",                             vec!["Otto Brandt"]),
            ("Présenté par Ines Faro.",                                             vec!["Ines Faro"]),
            ("Ines Faro nos contó cómo se mide la niebla.",                         vec!["Ines Faro"]),
            ("話してくれたのは真壁 一さんで、港の人です。",                             vec!["真壁 一"]),
            ("昨日は真壁 一さんと昼食を食べた。",                                     vec![]),
            ("由王小明老师分享。",                                                   vec!["王小明"]),
            ("Ada Brookfield's talk was about fog.",                                vec!["Ada Brookfield"]),
            ("The best book on fog is by Ada Brookfield.",                          vec![]),
            ("I had lunch with Ada Brookfield before.",                             vec![]),
            ("Fog drifts. Machines stop. As Ada Brookfield wrote once, all is fog.", vec![]),
        ];
        for (text, expected) in table {
            let found: Vec<String> = speakers_in_prose(text, &[]).into_iter().map(|speaker| speaker.name).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn names_in_han_and_kana_are_told_beside_titles() {
        #[rustfmt::skip]
        let table = [
            ("湯浅 ロベルト",   0.75),
            ("大森 ひより",     0.75),
            ("瀬戸口みなみ",    0.5),
            ("霧の話",          0.0),
        ];
        for (name, least) in table {
            let found = person_likeness(name);
            assert!(if least > 0.0 { found >= least } else { found < 0.5 }, "{name}: {found}");
        }
        for heading in ["《用霧计数》—— 贺兰舟", "《用霧计数》 贺兰舟", "「霧の数え方」 矢吹すず"]
        {
            let best = splits(heading).into_iter().next().expect("it names somebody");
            assert!(best.people.confidence >= 0.5 && best.people.speakers.len() == 1, "{heading}: {best:?}");
        }
    }

    #[test]
    fn no_text_is_too_odd() {
        let odd = [
            "(",
            ")",
            "()",
            "((((",
            "@",
            "@@",
            " - ",
            "—",
            "by",
            "by ",
            ",",
            ",,,",
            "a,b,c",
            "&",
            " & ",
            "“",
            "”“",
            "'s",
            "Ada's",
            "「",
            "」「",
            "／",
            "a／",
            "Ada (",
            "Ada )",
            "(Ada)",
            "\u{301}\u{301}",
            "🦀 - 🦀",
            "İ İ",
            "ﬁ ﬁ",
            "Dr.",
            "Dr. Dr.",
            "PhD",
            "- - -",
            "| | |",
            "：",
            "による",
            "A による B",
            "Speaker:",
            "é’s talk",
        ];
        for text in odd {
            let _ = (
                read_people(text),
                splits(text),
                speakers_in_prose(text, &[]),
                person_likeness(text),
                is_role(text),
                is_organisation(text),
            );
        }
        let long = "Ada Brookfield, ".repeat(200);
        let _ = (read_people(&long), splits(&long), speakers_in_prose(&long, &[]));
    }
}
