//! One word of a name, and what it tells whatever stands beside it.

use std::sync::LazyLock;

use crate::extract::names::{is_given_name, is_organisation_word, is_particle, is_role_word, is_title_word};
use crate::extract::tables::Endings;
use crate::folded::fold;
use crate::memo::{self, Memo};

/// What a word tells of the name that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameWord {
    /// "J.", "J", "JP", "J.R."
    pub(super) initial: bool,
    /// An initial that stands for nothing else: one letter, or with a full stop.
    pub(super) sure_initial: bool,
    /// "van", "de", "bin".
    pub(super) particle: bool,
    /// "in", "auf": inside a name only in front of a particle.
    pub(super) between: bool,
    /// A single letter.
    pub(super) single: bool,
    /// It begins with a capital.
    pub(super) upper: bool,
    /// It begins with a small letter.
    pub(super) lower: bool,
    /// How many characters it has where it ends with a full stop; 0 where it does not.
    pub(super) stopped: usize,
    /// It is written as names are.
    pub(super) shaped: bool,
    /// It is written as names are where all is in capitals.
    pub(super) shaped_in_capitals: bool,
    /// A given name somewhere.
    pub(super) given: bool,
    /// A word that no name holds.
    pub(super) title: bool,
    /// A word for what people do.
    pub(super) role: bool,
    /// A word of organisations' names.
    pub(super) organisation: bool,
    /// It ends like surnames.
    pub(super) surname: bool,
    /// It ends like words of dictionaries.
    pub(super) common: bool,
    /// It has a letter beyond ASCII.
    pub(super) accented: bool,
}

impl NameWord {
    /// Reads a word without blanks.
    pub(super) fn of(word: &str) -> Self {
        thread_local!(static TOLD: Memo<NameWord> = Memo::default());
        memo::answer(&TOLD, word, Self::read)
    }

    fn read(word: &str) -> Self {
        let folded = fold(word);
        let first = word.chars().next().unwrap_or(' ');
        let count = word.chars().count();
        let shape = shape(word);
        Self {
            initial: is_initial(word),
            sure_initial: word.contains('.') || count == 1,
            particle: is_particle(&folded),
            between: matches!(folded.as_str(), "in" | "auf" | "op" | "tot" | "und"),
            single: folded.len() == 1,
            upper: first.is_uppercase(),
            lower: first.is_lowercase(),
            stopped: if word.ends_with('.') { count } else { 0 },
            shaped: shape == Some(Shape::Name),
            shaped_in_capitals: shape.is_some(),
            given: is_given_name(&folded) || word.contains('-') && word.split('-').all(|part| is_given_name(&fold(part))),
            title: is_title_word(&folded),
            role: is_role_word(&folded),
            organisation: is_organisation_word(&folded),
            surname: looks_like_surname(word, &folded),
            common: looks_like_a_common_word(&folded),
            accented: word.chars().any(|c| !c.is_ascii() && c.is_alphabetic()),
        }
    }
}

/// "J.", "J", "JP", "J.R."
fn is_initial(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars() {
        match c {
            '.' | '-' => {}
            c if c.is_uppercase() && c.is_alphabetic() => letters += 1,
            _ => return false,
        }
    }
    (1..=3).contains(&letters) && (letters <= 2 || word.contains('.'))
}

/// How a word is written that may stand in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Inner capitals only as in "MacIver", "O'Neil", "Jean-Luc".
    Name,
    /// As names are where all is in capitals.
    InCapitals,
}

/// Upper case first, then letters, hyphens, apostrophes.
fn shape(word: &str) -> Option<Shape> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let first = word.trim_start_matches(['\'', '’', '‘']).chars().next().unwrap_or(' ');
    if letters < 2
        || !word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '‘' | '.' | '‑' | '\u{300}'..='\u{36f}'))
    {
        return None;
    }
    if word.contains('.') && !word.ends_with('.') {
        return None;
    }
    let lower_start = ["al-", "el-", "d'", "d’", "l'", "l’", "de", "van", "von", "bin", "t'"]
        .iter()
        .any(|start| word.starts_with(start) && word[start.len()..].starts_with(char::is_uppercase));
    // A script without case tells nothing.
    let caseless = !first.is_lowercase() && !first.is_uppercase();
    if !(first.is_uppercase() || lower_start || caseless) {
        return None;
    }
    let inner = word
        .split(['-', '\'', '’', '‘', '‑'])
        .map(|part| part.chars().skip(1).filter(|c| c.is_uppercase()).count())
        .max()
        .unwrap_or(0);
    let prefixed = || {
        const PREFIXES: [&str; 20] = [
            "Mc", "Mac", "De", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Fitz", "O", "St", "Del", "Ver", "Vander", "El", "Al",
            "Ten", "Ter",
        ];
        let goes_on = |rest: &str| rest.starts_with(char::is_uppercase) && rest.chars().skip(1).all(|c| !c.is_uppercase());
        PREFIXES.iter().any(|start| word.strip_prefix(start).is_some_and(goes_on))
    };
    Some(if inner == 0 || lower_start || prefixed() { Shape::Name } else { Shape::InCapitals })
}

fn looks_like_surname(word: &str, folded: &str) -> bool {
    static ENDS: LazyLock<Endings> = LazyLock::new(|| {
        Endings::of(&[
            "ski", "sky", "skiy", "ska", "sson", "sen", "son", "ov", "ova", "ev", "eva", "enko", "chuk", "ic", "vic", "yan",
            "ian", "idis", "poulos", "akis", "oglu", "ez", "ini", "elli", "ello", "etti", "berg", "burg", "mann", "stein",
            "bach", "meyer", "meier", "maier", "bauer", "schmidt", "stra", "sma", "huis", "dijk", "veld", "kamp", "wicz", "czyk",
            "szky", "quist", "qvist", "strom", "lund", "gaard", "dottir", "shvili", "dze", "singh", "kumar", "wala", "zadeh",
            "pour", "nejad", "field", "worth", "sworth",
        ])
    });
    word.len() >= 5 && ENDS.end(folded)
        || folded.starts_with("mc") && folded.len() > 4
        || word.starts_with("O'")
        || word.starts_with("O’")
        || word.contains('-') && word.split('-').all(|part| part.starts_with(char::is_uppercase))
}

/// A word whose ending belongs to dictionaries rather than to registers.
pub(super) fn looks_like_a_common_word(folded: &str) -> bool {
    static ENDS: LazyLock<Endings> = LazyLock::new(|| {
        Endings::of(&[
            "ing", "tion", "tions", "sion", "ment", "ments", "ness", "ity", "ities", "able", "ible", "ful", "less", "ous", "ive",
            "ical", "ized", "ised", "izing", "ising", "ology", "graphy", "ware", "ship", "ism", "ists", "ance", "ence", "ates",
            "ology",
        ])
    });
    static SHORT_ENDS: LazyLock<Endings> =
        LazyLock::new(|| Endings::of(&["ies", "ers", "ily", "wly", "tly", "lly", "chines", "ings", "ture", "tures"]));
    folded.len() >= 6 && ENDS.end(folded) || folded.len() >= 5 && SHORT_ENDS.end(folded) && !folded.ends_with("anders")
}
