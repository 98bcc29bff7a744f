//! The words of calendars: weekdays, months, numbers and what stands beside them in nine languages, folded.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The seven weekdays, Monday first, then the months: full names and abbreviations of the Latin languages, folded.
#[rustfmt::skip]
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "montag", "mo", "lundi", "lun", "lunes", "maandag", "ma", "segunda", "segunda feira", "lunedi", "月曜日", "月曜", "星期一", "周一", "週一"],
    &["tuesday", "tue", "tues", "dienstag", "di", "mardi", "martes", "mar", "dinsdag", "terca", "terca feira", "martedi", "火曜日", "火曜", "星期二", "周二", "週二"],
    &["wednesday", "wed", "weds", "mittwoch", "mi", "mercredi", "mer", "miercoles", "mie", "woensdag", "wo", "quarta", "quarta feira", "mercoledi", "水曜日", "水曜", "星期三", "周三", "週三"],
    &["thursday", "thu", "thur", "thurs", "donnerstag", "do", "jeudi", "jeu", "jueves", "jue", "donderdag", "quinta", "quinta feira", "giovedi", "gio", "木曜日", "木曜", "星期四", "周四", "週四"],
    &["friday", "fri", "freitag", "fr", "vendredi", "ven", "viernes", "vie", "vrijdag", "vr", "sexta", "sexta feira", "venerdi", "金曜日", "金曜", "星期五", "周五", "週五"],
    &["saturday", "sat", "samstag", "sonnabend", "sa", "samedi", "sam", "sabado", "sab", "zaterdag", "za", "sabato", "土曜日", "土曜", "星期六", "周六", "週六"],
    &["sunday", "sun", "sonntag", "so", "dimanche", "dim", "domingo", "dom", "zondag", "zo", "domenica", "日曜日", "日曜", "星期日", "星期天", "周日", "週日"],
];

#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "janner", "janvier", "janv", "enero", "ene", "januari", "janeiro", "gennaio", "gen"],
    &["february", "feb", "febr", "februar", "feber", "fevrier", "fevr", "fev", "febrero", "februari", "fevereiro", "febbraio"],
    &["march", "mar", "marz", "maerz", "mrz", "mars", "marzo", "maart", "mrt", "marco"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "mei", "maio", "maggio", "mag"],
    &["june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug"],
    &["august", "aug", "aout", "agosto", "augustus", "ago", "agosto"],
    &["september", "sep", "sept", "septembre", "septiembre", "setembro", "set", "settembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "dez", "decembre", "diciembre", "dic", "dezembro", "dicembre"],
];

/// Words that say "day" before or after its number.
#[rustfmt::skip]
pub(super) const DAYS: &[&str] = &["day", "tag", "jour", "journee", "dia", "dag", "giorno", "giornata"];

/// Cardinal numbers as words, from one on.
#[rustfmt::skip]
const CARDINALS: [&[&str]; 7] = [
    &["one", "eins", "un", "une", "uno", "una", "een", "um", "uma", "i", "一"],
    &["two", "zwei", "deux", "dos", "twee", "dois", "duas", "due", "ii", "二"],
    &["three", "drei", "trois", "tres", "drie", "tre", "iii", "三"],
    &["four", "vier", "quatre", "cuatro", "quatro", "quattro", "iv", "四"],
    &["five", "funf", "cinq", "cinco", "vijf", "cinque", "五"],
    &["six", "sechs", "seis", "zes", "sei", "六"],
    &["seven", "sieben", "sept", "siete", "zeven", "sete", "sette", "七"],
];

/// Ordinal numbers as words, from first on.
#[rustfmt::skip]
const ORDINALS: [&[&str]; 7] = [
    &["first", "1st", "erster", "erste", "ersten", "premier", "premiere", "1er", "1ere", "1re", "primer", "primero", "primera", "eerste", "primeiro", "primeira", "primo", "prima"],
    &["second", "2nd", "zweiter", "zweite", "zweiten", "deuxieme", "seconde", "2e", "2eme", "segundo", "segunda", "tweede", "secondo", "seconda"],
    &["third", "3rd", "dritter", "dritte", "dritten", "troisieme", "3e", "3eme", "tercer", "tercero", "tercera", "derde", "terceiro", "terceira", "terzo", "terza"],
    &["fourth", "4th", "vierter", "vierte", "vierten", "quatrieme", "4e", "4eme", "cuarto", "cuarta", "vierde", "quarto", "quarta"],
    &["fifth", "5th", "funfter", "funfte", "funften", "cinquieme", "5e", "5eme", "quinto", "quinta", "vijfde"],
    &["sixth", "6th", "sechster", "sechste", "sixieme", "6e", "6eme", "sexto", "sexta", "zesde", "sesto"],
    &["seventh", "7th", "siebter", "siebte", "septieme", "7e", "7eme", "septimo", "zevende", "settimo"],
];

/// Words that a day's label may hold beside its weekday, number and date.
#[rustfmt::skip]
pub(super) const DAY_FILLER: &[&str] = &[
    "of", "the", "and", "on", "conference", "main", "workshop", "workshops", "tutorial", "tutorials", "training", "trainings", "keynote", "keynotes", "session", "sessions", "talks", "talk", "final", "last", "hack", "sprint", "sprints", "community", "contributor", "unconference", "opening", "closing", "morning", "afternoon", "evening", "night", "am", "pm", "pre", "post", "preconference", "zero", "part", "half", "full", "schedule", "programme", "program", "agenda", "notes",
    "der", "die", "das", "den", "und", "letzter", "letzte", "konferenz", "vormittag", "nachmittag", "abend", "morgen", "programm", "vom", "am",
    "le", "la", "de", "du", "et", "dernier", "derniere", "matin", "matinee", "apres", "midi", "soir", "conferences", "ateliers",
    "el", "del", "y", "ultimo", "ultima", "manana", "tarde", "noche", "charlas", "talleres",
    "van", "en", "laatste", "ochtend", "middag", "avond", "o", "e", "do", "manha", "noite", "il", "mattina", "pomeriggio", "sera", "di",
];

/// Between the first and the last day.
pub(super) const THROUGH: &[&str] =
    &["to", "bis", "au", "al", "a", "e", "y", "et", "and", "und", "en", "tot", "through", "till", "until", "thru"];

static WEEKDAY_OF: LazyLock<FxHashMap<&str, i8>> = LazyLock::new(|| numbers_of(&WEEKDAYS));
static MONTH_OF: LazyLock<FxHashMap<&str, i8>> = LazyLock::new(|| numbers_of(&MONTHS));
/// Whatever may stand in the label of a day.
pub(super) static DAY_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let tables = [&WEEKDAYS[..], &MONTHS, &CARDINALS, &ORDINALS].into_iter().flatten().copied();
    tables.chain([DAYS, DAY_FILLER, THROUGH]).flatten().copied().collect()
});

/// The number of each row by its words, from one on; a word in two rows is of the first.
fn numbers_of(rows: &[&[&'static str]]) -> FxHashMap<&'static str, i8> {
    let numbered = (1..).zip(rows).collect::<Vec<_>>().into_iter().rev();
    numbered.flat_map(|(number, words)| words.iter().map(move |&word| (word, number))).collect()
}

/// 1 for Monday to 7 for Sunday, of a folded name or abbreviation. Abbreviations of two letters count only where
/// `short` says that the place asks for a weekday ("Mo, 3. Mai").
pub(crate) fn weekday_number(folded: &str, short: bool) -> Option<i8> {
    (short || folded.len() > 2).then(|| WEEKDAY_OF.get(folded).copied()).flatten()
}

/// Whether a word as written names a weekday: "Fr", "Miércoles".
pub(crate) fn is_weekday(word: &str) -> bool {
    weekday_number(&crate::folded::fold(word), true).is_some()
}

/// 1 to 12 of a folded month's name or abbreviation.
pub(crate) fn month_number(folded: &str) -> Option<i8> {
    MONTH_OF.get(folded).copied()
}

/// The number of a folded word, in digits or words, cardinal or ordinal.
pub(crate) fn number_of(folded: &str) -> Option<u32> {
    let digits = folded.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if decimal && digits.len() <= 4 && is_ordinal_ending(&folded[digits.len()..]) {
        return digits.parse().ok();
    }
    let place = |table: &[&[&str]]| table.iter().position(|words| words.contains(&folded)).map(|at| at as u32 + 1);
    place(&CARDINALS).or_else(|| place(&ORDINALS))
}

pub(super) fn is_ordinal(folded: &str) -> bool {
    ORDINALS.iter().any(|words| words.contains(&folded))
}

pub(super) fn is_ordinal_ending(ending: &str) -> bool {
    matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "ere" | "re" | "e" | "eme" | "de" | "ste" | "o" | "a")
}
