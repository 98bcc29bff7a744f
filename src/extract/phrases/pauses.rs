//! Lines of a programme at which nothing is presented.

use crate::extract::notions::Notion;
use crate::extract::words;
use crate::folded::{Question, fold};

/// A time that nobody has filled.
pub(in crate::extract) const OPEN_SLOTS: &[&str] =
    &["open slot", "free slot", "empty slot", "open", "free", "frei", "libre", "hueco libre", "vrij", "livre", "libero"];

/// A break, with or without where and with whom it is had: "Lunch in the courtyard", "Coffee with the sponsors".
pub(in crate::extract) fn is_pause(text: &str) -> bool {
    fold(text).is(Question::Pause, |_| reads_as_a_pause(text))
}

fn reads_as_a_pause(text: &str) -> bool {
    const PLACES: &[&str] = &[
        "in", "at", "on", "with", "served", "by", "outside", "im", "auf", "mit", "dans", "au", "sur", "avec", "en", "con", "op",
        "met", "no", "na", "com", "nel", "al",
    ];
    // "(lunch, soup)"
    let text = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(text);
    let folded = fold(text);
    if !Notion::Break.may_be_in(&folded) {
        return false;
    }
    if words::is_break(text)
        || text.split_once(',').is_some_and(|(head, rest)| words::is_break(head) && rest.split_whitespace().count() <= 1)
    {
        return true;
    }
    // "Doors, coffee, name tags": of the things that are listed, one is a break and one a ceremony.
    let listed = || text.split(',').map(str::trim);
    if text.contains(',') && listed().any(words::is_break) && listed().next().is_some_and(is_ceremony) {
        return true;
    }
    if OPEN_SLOTS.contains(&folded.as_str()) {
        return true;
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    // "Pause galettes", "Pausa café".
    if parts.len() <= 3 && parts.first().is_some_and(|word| matches!(fold(word).as_str(), "pause" | "pausa" | "pauze")) {
        return true;
    }
    if text.contains(':') || parts.len() > 7 {
        return false;
    }
    // "Le repas de gala", "La cena"
    const ARTICLES: &[&str] = &["the", "le", "la", "les", "l", "das", "der", "die", "el", "los", "las", "o", "il", "het", "de"];
    let parts = match parts.split_first() {
        Some((article, rest)) if ARTICLES.contains(&fold(article).as_str()) => rest,
        _ => &parts,
    };
    let gala = parts.len() == 3 && fold(parts[2]) == *"gala" && words::is_break(parts[0]);
    if gala || words::is_break(&parts.join(" ")) {
        return true;
    }
    let place = parts.iter().position(|word| PLACES.contains(&fold(word).as_str()));
    place.is_some_and(|at| at > 0 && at <= 2 && words::is_break(&parts[..at].join(" ")))
}

/// How a heading begins that is about its author's doings.
#[rustfmt::skip]
pub(in crate::extract) const ASKING: &[&str] = &[
    "before", "after", "why", "where", "what", "how", "when", "who", "things", "stuff", "people", "talks", "sessions",
    "pourquoi", "comment", "ou", "avant", "apres", "warum", "wo", "was", "wie", "bevor", "nachdem", "donde", "antes", "por",
    "lo", "waar", "waarom", "wat", "hoe", "perche", "dove", "prima", "onde",
];

/// How a heading begins that lists what its author means to do.
pub(in crate::extract) const ASIDES: &[&str] = &["things", "talks", "sessions", "stuff", "to"];

/// Whether a short heading is about its author's doings rather than a subject: "Before I forget", "Where I ate", "To watch later".
pub(in crate::extract) fn is_an_aside(title: &str) -> bool {
    const LATER: &[&str] =
        &["watch", "read", "try", "follow", "check", "look", "google", "do", "see", "explore", "investigate", "revisit"];
    let folded = fold(title);
    if !Notion::Aside.may_be_in(&folded) {
        return false;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let personal = words.iter().skip(1).any(|word| matches!(*word, "i" | "ich" | "je" | "j" | "yo" | "ik" | "eu" | "io"));
    let later = words.first() == Some(&"to") && words.get(1).is_some_and(|word| LATER.contains(word));
    // "Things I want to try in 2031", "Sessions I wish I had been to", "Things to try at work"
    let listed = ["things", "talks", "sessions", "stuff"].contains(&words[0]);
    let wished = listed && words.get(1) == Some(&"i") && words.len() <= 9
        || listed && words.get(1) == Some(&"to") && words.get(2).is_some_and(|word| LATER.contains(word)) && words.len() <= 6;
    wished || words.len() <= 4 && (later || personal && words.first().is_some_and(|word| ASKING.contains(word)))
}

/// Words of such rows: what opens or closes a day, what is eaten and drunk at it.
#[rustfmt::skip]
pub(in crate::extract) const CEREMONIES: &[&str] = &[
    "opening", "openings", "closing", "close", "welcome", "photo", "welcoming", "doors", "farewell", "goodbye", "goodbyes", "end", "ende", "fin", "raffle", "prizes", "awards", "kickoff", "wrapup", "abschlussrunde", "schlussrunde", "eroffnungsrunde",
    "cafe", "kaffee", "caffe", "koffie", "pizza", "beer", "beers", "drinks", "bar", "food", "snacks", "introductions", "housekeeping", "logistics", "adjourn", "departure", "arrival", "cleanup", "wrap",
    "begrussung", "eroffnung", "verabschiedung", "abschluss", "ankunft", "abreise", "schluss", "accueil", "ouverture", "cloture", "bienvenue", "bienvenida", "bienvenidos", "apertura", "cierre",
    "clausura", "inauguracion", "despedida", "sorteo", "welkom", "opening", "afsluiting", "sluiting", "abertura", "encerramento", "boasvindas", "benvenuto", "benvenuti", "chiusura", "saluti",
    "開会", "開会式", "閉会", "閉会式", "オープニング", "クロージング", "开幕", "闭幕", "开幕式", "闭幕式", "開幕", "閉幕",
];

/// A row of a programme at which nobody presents: "Welcome", "Opening and logistics", "Closing, raffle", "Doors", "Pizza".
pub(in crate::extract) fn is_ceremony(title: &str) -> bool {
    #[rustfmt::skip]
    const AROUND: &[&str] = &[
        "and", "the", "of", "to", "remarks", "words", "speech", "session", "ceremony", "address", "note", "notes", "day", "conference", "event", "everyone", "group", "family", "party", "up", "off", "open", "close", "official", "circle", "round", "plenary", "plenum", "runde", "ronde", "ronda",
        "und", "der", "die", "des", "et", "de", "la", "du", "discours", "mot", "daccueil", "d", "y", "e", "palabras", "acto", "en", "van", "sessao", "cerimonia", "di", "della", "tag", "jour", "veranstaltung", "konferenz", "journee", "jornada", "evento", "giornata", "dag", "dia", "1", "2", "3", "4", "one", "two", "three",
    ];
    let folded = fold(title);
    if !Notion::Ceremony.may_be_in(&folded) {
        return false;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    words.iter().any(|word| CEREMONIES.contains(word))
        && words.iter().all(|word| CEREMONIES.contains(word) || AROUND.contains(word))
}

/// A line or label of a proposal that is meant for the organisers: "Notes to the organisers", "note to reviewer: …".
pub(in crate::extract) fn is_for_organisers(text: &str) -> bool {
    let folded = fold(text.split([':', '：']).next().unwrap_or(text));
    if folded.split(' ').count() > 7 {
        return false;
    }
    let private = [
        "note",
        "notes",
        "message",
        "comment",
        "comments",
        "remark",
        "remarks",
        "info",
        "information",
        "private",
        "confidential",
        "only",
        "hinweis",
        "hinweise",
        "notiz",
        "notizen",
        "nota",
        "notas",
        "remarques",
    ];
    let readers = [
        "organiser",
        "organisers",
        "organizer",
        "organizers",
        "reviewer",
        "reviewers",
        "committee",
        "organisation",
        "organisatoren",
        "veranstalter",
        "jury",
        "organisateurs",
        "organizadores",
        "comite",
        "pc",
    ];
    folded.split(' ').any(|word| private.contains(&word)) && folded.split(' ').any(|word| readers.contains(&word))
}
