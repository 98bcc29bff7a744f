//! Words in the place of a name that name nobody: "TBA", "someone from the audience", "me".

use crate::extract::notions::Notion;
use crate::folded::fold;

/// What the writer is called.
#[rustfmt::skip]
pub(in crate::extract) const WRITER: &[&str] = &[
    "me", "myself", "us", "ourselves", "yours truly", "mir", "uns", "mir selbst", "moi", "moi meme", "nous", "mi", "mi mismo", "mim", "mij", "mezelf", "me stesso", "my colleague and me", "me again",
];

/// Whether what stands behind "by" is the writer: "by myself".
pub(in crate::extract) fn is_the_writer(text: &str) -> bool {
    text.split_whitespace().nth(8).is_none() && WRITER.contains(&fold(text).as_str())
}

/// Words of a slot in which nothing took place.
#[rustfmt::skip]
pub(in crate::extract) const EMPTY: &[&str] = &[
    "empty", "cancelled", "canceled", "no session", "no sessions", "no talk", "no talks", "nothing", "unused", "not used", "did not happen", "leer", "ausgefallen", "entfallen", "abgesagt",
    "vide", "annule", "annulee", "vacio", "vacia", "cancelado", "cancelada", "libero", "vuoto", "annullato", "annullata", "leeg", "vervallen", "vazio", "空き", "中止", "空", "取消",
];

/// What stands in a title's place where nothing took place: "(empty)", "(cancelled)", "???".
pub(in crate::extract) fn is_empty_slot(text: &str) -> bool {
    let folded = fold(text);
    if !Notion::EmptySlot.may_be_in(&folded) {
        return false;
    }
    let small = text.starts_with(char::is_lowercase);
    EMPTY.contains(&folded.as_str())
        || EMPTY.iter().any(|word| small && folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
}

/// What stands for a name that is kept back.
pub(in crate::extract) const ANONYMOUS: &[&str] = &["anonymous", "anonym", "anonyme", "anónimo", "anonimowo"];

/// Whoever is not known, in such brackets.
#[rustfmt::skip]
pub(in crate::extract) const WHOM: &[&str] = &[
    "speaker", "speakers", "name", "names", "presenter", "nom", "noms", "orateur", "oratrice", "intervenant", "intervenante", "nombre", "ponente", "relatore", "relatrice", "nome",
    "referent", "referentin", "namen", "spreker", "naam", "palestrante",
];

/// What leaves open who it was.
pub(in crate::extract) const WHO_KNOWS: &[&str] = &[
    "whoever",
    "with everybody",
    "with everyone",
    "with all of us",
    "no idea who",
    "not sure who",
    "dont know who",
    "dont remember who",
    "forgot who",
    "wrote down who",
    "keine ahnung wer",
    "weiss nicht wer",
    "nicht mehr wer",
    "sais plus qui",
    "sais pas qui",
    "no se quien",
    "recuerdo quien",
    "non so chi",
    "nao sei quem",
    "weet niet wie",
    "several speakers",
    "various speakers",
    "verschiedene referenten",
    "mehrere referenten",
    "plusieurs intervenants",
    "varios ponentes",
    "varias ponentes",
    "varios palestrantes",
    "vari relatori",
    "diversi relatori",
    "diverse sprekers",
];

/// Whether brackets behind a title say that the speaker is not known: "did not catch the name", "oratrice remplacée".
pub(in crate::extract) fn is_about_an_unknown_speaker(text: &str) -> bool {
    let first = text.trim_start().split(' ').next().unwrap_or("");
    if !first.is_empty() && first.chars().all(|c| c == '?') || ANONYMOUS.contains(&first) && text.split_whitespace().count() <= 2
    {
        return true;
    }
    #[rustfmt::skip]
    const UNKNOWN: &[&str] = &[
        "not", "didnt", "dont", "lost", "verpasst", "no", "missed", "forgot", "forgotten", "unknown", "change", "changed", "replaced", "catch", "pas", "remplace", "remplacee", "oublie", "inconnu", "inconnue", "olvide",
        "recuerdo", "vergessen", "unbekannt", "nicht", "ersetzt", "vergeten", "onbekend", "ricordo", "sconosciuto", "lembro", "esqueci",
    ];
    // A remark is short: the notes behind titles are not even folded.
    if text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).nth(10).is_some() {
        return false;
    }
    let folded = fold(text);
    if !Notion::UnknownSpeaker.may_be_in(&folded) {
        return false;
    }
    let has = |table: &[&str]| folded.split(' ').any(|word| table.contains(&word));
    // "speaker to be confirmed"
    let open = || folded.contains(" to be ") || folded.split(' ').any(|word| matches!(word, "tba" | "tbc" | "tbd"));
    let asks = || WHO_KNOWS.iter().any(|phrase| folded.contains(phrase));
    (2..=10).contains(&folded.split(' ').count()) && (has(WHOM) && (has(UNKNOWN) || open()) || asks())
}

/// What stands where nobody is named: "n/a", "TBA", "someone from a consultancy", "Podium".
pub(in crate::extract) fn is_nobody(text: &str) -> bool {
    #[rustfmt::skip]
    const MANY: &[&str] = &[
        "all", "all of us", "panel", "panels", "the panel", "podium", "plenum", "group", "the group", "the room", "the audience", "debate", "tous", "toutes", "todos", "todas", "tutti", "allen", "iedereen",
        "mesa", "tertulia", "moderation", "moderator", "moderators", "全員", "みんな", "大家",
    ];
    is_open(text) || is_somebody(text) || MANY.contains(&fold(text).as_str())
}

/// What stands for a title or a name that is not told yet: "TBA", "N. N.".
pub(in crate::extract) fn is_open(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "" | "n a"
            | "na"
            | "tba"
            | "tbd"
            | "tbc"
            | "none"
            | "unknown"
            | "various"
            | "several"
            | "misc"
            | "anonymous"
            | "anon"
            | "anonym"
            | "anonimowo"
            | "anonyme"
            | "anonimo"
            | "anonima"
            | "anoniem"
            | "anonymous speaker"
            | "匿名"
            | "multiple"
            | "many"
            | "redacted"
            | "xxx"
            | "everyone"
            | "everybody"
            | "someone"
            | "somebody"
            | "alle"
            | "jemand"
            | "to be announced"
            | "to be confirmed"
            | "por confirmar"
            | "por anunciar"
            | "a confirmer"
            | "a venir"
            | "noch offen"
            | "nnb"
            | "n n"
            | "nn"
            | "da definire"
            | "a confirmar"
            | "未定"
            | "待定"
    )
}

/// "someone from a consultancy", "ein Herr von der Versicherung": whoever it was, the name is not told.
pub(in crate::extract) fn is_somebody(text: &str) -> bool {
    #[rustfmt::skip]
    const SOMEBODY: &[&str] = &[
        "someone", "somebody", "some", "everyone", "everybody", "nobody", "anyone", "whoever", "a", "an", "the", "two", "three", "jemand", "alle", "niemand", "ein", "eine", "einer", "der", "die", "zwei", "drei",
        "un", "une", "quelqu", "personne", "deux", "trois", "alguien", "todos", "nadie", "uno", "una", "dos", "tres", "iemand", "iedereen", "een", "alguem", "ninguem", "um", "uma", "qualcuno", "nessuno", "ktos", "wszyscy",
    ];
    let first = text.trim().split([' ', '\'', '’']).next().unwrap_or("");
    first.starts_with(char::is_lowercase) && SOMEBODY.contains(&fold(first).as_str())
}
