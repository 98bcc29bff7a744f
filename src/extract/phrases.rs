//! Phrases around talks that are more than one word of a table: a counter in front of a title, a status behind it, a
//! heading that names a track, a sentence that speaks of a talk.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::letters::is_wide;
use super::tables::{self, Phrases};
use super::words;
use crate::folded::fold;
use crate::marks::Marks;
use crate::memo::{self, Memo};
use crate::model::TalkFormat;

static MATERIAL_SET: LazyLock<FxHashSet<String>> = LazyLock::new(|| folded_set(MATERIAL));
static FORMAT_HEADING_SET: LazyLock<FxHashSet<String>> = LazyLock::new(|| folded_set(FORMAT_HEADINGS));
static REFERENCE_SET: LazyLock<FxHashSet<String>> = LazyLock::new(|| folded_set(REFERENCES));
static SPEECH_SET: LazyLock<tables::Words> = LazyLock::new(|| SPEECH.iter().copied().collect());
static ORGANISATION_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(ORGANISATION));
static GIVEN_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(GIVEN));
static INSTRUCTIONAL_CUES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let whole = |cue: &str| if cue.chars().any(is_wide) { fold(cue).into() } else { format!(" {} ", fold(cue)) };
    INSTRUCTIONAL.iter().map(|cue| whole(cue)).collect()
});

/// The folded rows of a table, for looking up.
fn folded_set(words: &[&str]) -> FxHashSet<String> {
    words.iter().map(|word| fold(word).into()).collect()
}

/// The kind of session that a prefix names: "Keynote: …", "Panel - …".
pub(super) fn format_prefix(text: &str) -> Option<TalkFormat> {
    words::strip_format(text).map(|(format, _)| format)
}

/// What follows a particle that means "by".
pub(super) fn strip_by(text: &str) -> Option<&str> {
    words::strip_by(text).map(|(rest, _)| rest.trim_start())
}

/// Words that count sessions: "Talk 3", "Session 2.1", "Vortrag 4".
const COUNTERS: &[&str] = &[
    "talk",
    "session",
    "presentation",
    "lightning talk",
    "vortrag",
    "sitzung",
    "conference",
    "présentation",
    "presentation",
    "charla",
    "sesion",
    "presentatie",
    "sessie",
    "palestra",
    "sessao",
    "intervento",
    "sessione",
    "セッション",
    "発表",
    "演讲",
];

/// "Talk 3: Title", "Session 2.1: Title", "#3 Title": the counter's number and the title behind it.
pub(super) fn strip_session_counter(text: &str) -> Option<(Option<u32>, &str)> {
    let at = text.find([':', '：', '-', '–', '—', '.'])?;
    // "Session 2.1: …": the counter's own point does not end it.
    let end =
        text.char_indices().filter(|&(n, c)| n >= at && matches!(c, ':' | '：' | '-' | '–' | '—')).map(|(n, _)| n).next()?;
    let (head, rest) = (text[..end].trim(), &text[end..]);
    let rest = rest.trim_start_matches([':', '：', '-', '–', '—']).trim_start();
    if rest.is_empty() {
        return None;
    }
    if let Some((word, _)) = head.rsplit_once(' ').filter(|(_, code)| is_session_code(code)) {
        let counter = COUNTERS.contains(&fold(word).as_str()) || words::format_of(word).is_some();
        return counter.then_some((None, rest));
    }
    let digits = head.find(|c: char| c.is_ascii_digit())?;
    let (word, number) = (fold(&head[..digits]), head[digits..].trim());
    let counted = number.chars().all(|c| c.is_ascii_digit() || c == '.') && number.len() <= 5;
    (counted && COUNTERS.contains(&word.as_str())).then(|| (number.parse().ok(), rest))
}

/// "B12", "3a": a letter and a number of at most three digits.
fn is_session_code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let ends = text.bytes().next().zip(text.bytes().last());
    (1..=3).contains(&digits)
        && letters == 1
        && digits + letters == text.len()
        && ends.is_some_and(|(first, last)| first.is_ascii_alphabetic() || last.is_ascii_alphabetic())
}

/// "Next up: Title": what a live blog says in front of a title.
pub(super) fn strip_lead_in(text: &str) -> Option<&str> {
    #[rustfmt::skip]
    const LEAD_INS: &[&str] = &[
        "next up", "up next", "next", "now", "now on", "now on stage", "on stage", "on stage now", "coming up", "als nachstes", "jetzt", "ensuite", "maintenant", "a suivre",
        "ahora", "a continuacion", "nu", "agora", "a seguir", "adesso", "ora",
    ];
    let (head, rest) = text.split_once([':', '：']).filter(|(head, _)| head.len() <= 20)?;
    let rest = rest.trim_start();
    (!rest.is_empty() && LEAD_INS.contains(&fold(head).as_str())).then_some(rest)
}

/// Words for what became of a talk or what there is of it.
const STATUS: &[&str] = &[
    "accepted",
    "rejected",
    "confirmed",
    "waitlisted",
    "slides",
    "video",
    "recording",
    "link",
    "links",
    "youtube",
    "pdf",
    "deck",
    "notes",
    "code",
    "repo",
    "github",
    "sketchnote",
    "sketchnotes",
    "transcript",
    "abstract",
    "remote",
    "live",
    "en",
    "fr",
    "de",
    "es",
    "it",
    "nl",
    "pt",
    "english",
    "deutsch",
    "folien",
    "vidéo",
    "video link",
    "slides video",
    "watch",
    "materials",
    "description",
    "details",
    "angenommen",
    "abgelehnt",
    "accepté",
    "aceptada",
];

/// Whether brackets behind a title hold only a status or a link to material.
pub(super) fn is_status(text: &str) -> bool {
    let folded = fold(text);
    #[rustfmt::skip]
    const JOINTS: &[&str] = &[
        "and", "schedule", "not", "yet", "published", "available", "missing", "lost", "soon", "coming", "to", "come", "no", "with", "without", "see", "broken", "short", "version", "only", "on", "in",
        "the", "request", "online", "em", "breve", "bald", "folgt", "folgen", "noch", "keine", "ohne", "pas", "a", "venir", "sin", "sem", "pronto",
    ];
    if folded.is_empty() || folded.len() >= 60 {
        return false;
    }
    if STATUS.contains(&folded.as_str()) || folded.split(' ').all(|word| STATUS.contains(&word)) {
        return true;
    }
    // "(video missing, see #12)", but not "(No Code)".
    let words = || folded.split(' ').filter(|word| !word.chars().all(|c| c.is_ascii_digit()));
    let small = !text.trim_start().starts_with(char::is_uppercase);
    small && words().all(|word| STATUS.contains(&word) || JOINTS.contains(&word)) && words().any(|word| STATUS.contains(&word))
}

/// Whether what stands behind "by" is the writer: "by myself".
pub(super) fn is_the_writer(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "me" | "myself"
            | "us"
            | "ourselves"
            | "yours truly"
            | "mir"
            | "uns"
            | "mir selbst"
            | "moi"
            | "moi meme"
            | "nous"
            | "mi"
            | "mi mismo"
            | "mim"
            | "mij"
            | "mezelf"
            | "me stesso"
            | "my colleague and me"
            | "me again"
    )
}

/// What stands in a title's place where nothing took place: "(empty)", "(cancelled)", "???".
pub(super) fn is_empty_slot(text: &str) -> bool {
    #[rustfmt::skip]
    const EMPTY: &[&str] = &[
        "empty", "cancelled", "canceled", "no session", "no sessions", "no talk", "no talks", "nothing", "unused", "not used", "did not happen", "leer", "ausgefallen", "entfallen", "abgesagt",
        "vide", "annule", "annulee", "vacio", "vacia", "cancelado", "cancelada", "libero", "vuoto", "annullato", "annullata", "leeg", "vervallen", "vazio", "空き", "中止", "空", "取消",
    ];
    let folded = fold(text);
    let small = text.starts_with(char::is_lowercase);
    EMPTY.contains(&folded.as_str())
        || EMPTY.iter().any(|word| small && folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
}

/// Whether brackets behind a title say that the speaker is not known: "did not catch the name", "oratrice remplacée".
pub(super) fn is_about_an_unknown_speaker(text: &str) -> bool {
    let first = text.trim_start().split(' ').next().unwrap_or("");
    if !first.is_empty() && first.chars().all(|c| c == '?') || matches!(first, "anonymous" | "anonym" | "anonyme" | "anónimo") {
        return true;
    }
    #[rustfmt::skip]
    const WHOM: &[&str] = &[
        "speaker", "speakers", "name", "names", "presenter", "nom", "noms", "orateur", "oratrice", "intervenant", "intervenante", "nombre", "ponente", "relatore", "relatrice", "nome",
        "referent", "referentin", "namen", "spreker", "naam", "palestrante",
    ];
    #[rustfmt::skip]
    const UNKNOWN: &[&str] = &[
        "not", "didnt", "dont", "lost", "verpasst", "no", "missed", "forgot", "forgotten", "unknown", "change", "changed", "replaced", "catch", "pas", "remplace", "remplacee", "oublie", "inconnu", "inconnue", "olvide",
        "recuerdo", "vergessen", "unbekannt", "nicht", "ersetzt", "vergeten", "onbekend", "ricordo", "sconosciuto", "lembro", "esqueci",
    ];
    const WHO_KNOWS: &[&str] = &[
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
    ];
    let folded = fold(text);
    let has = |table: &[&str]| folded.split(' ').any(|word| table.contains(&word));
    // "speaker to be confirmed"
    let open = || folded.contains(" to be ") || folded.split(' ').any(|word| matches!(word, "tba" | "tbc" | "tbd"));
    let asks = || WHO_KNOWS.iter().any(|phrase| folded.contains(phrase));
    (2..=10).contains(&folded.split(' ').count()) && (has(WHOM) && (has(UNKNOWN) || open()) || asks())
}

/// "and" in the languages that hallway knows.
pub(super) fn is_and(text: &str) -> bool {
    matches!(fold(text).as_str(), "and" | "und" | "et" | "y" | "e" | "en" | "ed" | "i" | "と" | "和")
        || matches!(text.trim(), "&" | "+")
}

/// Words of a link that leads to a talk's own page.
const PAGE: &[&str] = &[
    "link",
    "link to talk",
    "link to the talk",
    "talk link",
    "session link",
    "talk page",
    "session page",
    "session",
    "conference page",
    "abstract",
    "details",
    "description",
    "schedule",
    "event page",
    "official page",
    "program page",
    "talk description",
    "link to session",
    "more info",
    "info",
    "website",
];

/// Whether a link's text says that it leads to the talk's page.
pub(super) fn is_page_link(text: &str) -> bool {
    let folded = fold(text);
    PAGE.contains(&folded.as_str()) || folded.starts_with("link to the conference") || folded.starts_with("link to conference")
}

/// Words of a link that leads to slides, a recording or code.
const MATERIAL: &[&str] = &[
    "slides",
    "slide deck",
    "deck",
    "video",
    "recording",
    "talk video",
    "youtube",
    "watch",
    "folien",
    "aufzeichnung",
    "vidéo",
    "diapositivas",
    "presentation",
    "スライド",
    "資料",
    "code",
    "github",
    "repo",
    "pdf",
    "ppt",
    "mp3",
    "mp4",
    "audio",
    "materials",
    "background",
];

/// Whether a link's text says that it leads to the talk's slides or recording.
pub(super) fn is_material_link(text: &str) -> bool {
    let folded = fold(text);
    MATERIAL_SET.contains(folded.as_str()) || folded.starts_with("slides ") || folded.starts_with("video ")
}

/// Headings that hold talks of one kind, in the plural as a rule.
const FORMAT_HEADINGS: &[&str] = &[
    "keynote",
    "keynotes",
    "opening keynote",
    "closing keynote",
    "talk",
    "talks",
    "sessions",
    "session",
    "presentations",
    "lightning talks",
    "lightning talk",
    "lightning talk session",
    "lightnings",
    "workshops",
    "workshop",
    "tutorials",
    "tutorial",
    "panels",
    "panel",
    "panel discussion",
    "panel discussions",
    "breakout sessions",
    "breakouts",
    "short talks",
    "invited talks",
    "invited talk",
    "contributed talks",
    "accepted talks",
    "regular talks",
    "accepted papers",
    "full papers",
    "short papers",
    "invited papers",
    "research papers",
    "poster session",
    "poster sessions",
    "ignite talks",
    "ignite",
    "posters",
    "demos",
    "bofs",
    "birds of a feather",
    "unconference",
    "open space",
    "hackathon",
    "conférences",
    "conferences",
    "ateliers",
    "atelier",
    "table ronde",
    "tables rondes",
    "charlas",
    "talleres",
    "ponencias",
    "vorträge",
    "vortraege",
    "impulsvortrage",
    "kurzvortrage",
    "presentaties",
    "lezingen",
    "workshopsessies",
    "palestras",
    "minicursos",
    "interventi",
    "seminari",
    "plenary",
    "plenary sessions",
    "plenaries",
    "invited talks",
    "contributed talks",
    "main track",
    "talks i attended",
    "sessions i attended",
    "sessions attended",
    "talks attended",
    "notes",
    "session notes",
    "talk notes",
    "my notes",
    "conference notes",
    "favourite talks",
    "favorite talks",
    "基調講演",
    "ライトニングトーク",
    "セッション",
    "発表",
    "演讲",
    "主题演讲",
    "闪电演讲",
];

/// Whether a heading only names a kind of session, and so stands over talks rather than being one.
pub(super) fn is_format_heading(text: &str) -> bool {
    thread_local!(static TOLD: Memo<bool> = Memo::default());
    memo::answer(&TOLD, text, is_format_heading_anew)
}

fn is_format_heading_anew(text: &str) -> bool {
    let folded = fold(text);
    // "Poster session (in the foyer)"
    let folded = match text.split_once(" (") {
        Some((head, aside)) if aside.ends_with(')') && !head.trim().is_empty() => fold(head),
        _ => folded,
    };
    let stem = folded.split(" part ").next().unwrap_or(&folded);
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit()).trim();
    !stem.is_empty() && FORMAT_HEADING_SET.contains(stem)
}

/// The kind of session that a short heading names among other words: "Day 1 keynotes", "Lightning talks (Friday)".
pub(super) fn format_in(text: &str) -> Option<TalkFormat> {
    let folded = fold(text);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["lightning", "ignite", "ライトニング", "闪电"]) {
        Some(TalkFormat::Lightning)
    } else if has(&["keynote", "基調講演", "主题演讲"]) {
        Some(TalkFormat::Keynote)
    } else if has(&["workshop", "tutorial", "atelier", "taller", "training", "hands on"]) {
        Some(TalkFormat::Workshop)
    } else if has(&["panel", "table ronde", "mesa redonda", "podium"]) {
        Some(TalkFormat::Panel)
    } else {
        None
    }
}

/// The track that a heading names: "Track: Storage", "The Storage Track", "Storage track".
pub(super) fn track_of_heading(text: &str) -> Option<String> {
    if let Some((words::Label::Track, rest)) = words::find_label(text)
        && !rest.trim().is_empty()
    {
        return Some(rest.trim().to_owned());
    }
    // "Parallel Track 1 - Workflow": the counter goes, the name stays.
    static PARTING: Marks = Marks::of(&[" - ", " – ", " — ", ": "]);
    for &mark in PARTING.to_try(text) {
        if let Some((head, name)) = text.split_once(mark)
            && head.split_whitespace().count() <= 4
            && fold(head).split(' ').any(|word| matches!(word, "track" | "devroom" | "stream"))
            && !name.trim().is_empty()
        {
            return Some(name.trim().to_owned());
        }
    }
    let count = text.split_whitespace().count();
    let folded = fold(text);
    let named =
        (2..=6).contains(&count) && (folded.ends_with(" track") || folded.ends_with(" devroom") || folded.ends_with(" dev room"));
    let general = folded.starts_with("hallway") || folded.starts_with("all ") || folded.contains("other ");
    (named && !general).then(|| text.trim().trim_start_matches("The ").to_owned())
}

/// Headings over things to follow up, people or material: no talks below them, whatever their lists look like.
const REFERENCES: &[&str] = &[
    "links",
    "link",
    "resources",
    "references",
    "reading list",
    "reading",
    "read",
    "what i read",
    "articles",
    "gelesen",
    "lu",
    "leyendo",
    "leido",
    "gelezen",
    "bookmarks",
    "lesestoff",
    "lesetipps",
    "leseliste",
    "a lire",
    "lectures",
    "lecturas",
    "para leer",
    "leestips",
    "leituras",
    "da leggere",
    "further reading",
    "read more",
    "more",
    "books",
    "papers",
    "tools",
    "to read",
    "things to read",
    "to watch",
    "see also",
    "related",
    "related posts",
    "related articles",
    "bibliography",
    "footnotes",
    "sponsors",
    "committee",
    "programme committee",
    "program committee",
    "organizers",
    "organisers",
    "organizing committee",
    "photos",
    "pictures",
    "credits",
    "acknowledgements",
    "acknowledgments",
    "ressources",
    "liens",
    "enlaces",
    "recursos",
    "literatur",
    "quellen",
    "referencias",
    "参考",
    "リンク",
    "参考文献",
    "参考资料",
    "podcasts",
    "podcast appearances",
    "interviews",
    "articles",
    "writing",
    "publications",
    "press",
    "things to google",
    "random links",
    "useful links",
    "useful resources",
    "todo",
    "to do",
    "action items",
    "next steps",
    "contents",
    "table of contents",
];

/// The sorts of papers that a workshop's programme has: "Full papers", "Accepted papers".
const PRESENTED: &[&str] = &[
    "full",
    "short",
    "long",
    "regular",
    "accepted",
    "invited",
    "contributed",
    "research",
    "industry",
    "student",
    "demo",
    "position",
    "technical",
    "tool",
    "oral",
    "selected",
    "best",
    "workshop",
    "session",
];

/// Whether a heading stands over links, reading or people instead of talks.
pub(super) fn is_reference_heading(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "book",
        "books",
        "bookshelf",
        "bucher",
        "livres",
        "libros",
        "livros",
        "libri",
        "boeken",
        "links",
        "bookmarks",
        "papers",
    ];
    let text = strip_session_counter(text).map_or(text, |(_, rest)| rest);
    let folded = fold(text);
    if folded.split_once(' ').is_some_and(|(sort, papers)| papers == "papers" && PRESENTED.contains(&sort)) {
        return false;
    }
    // "Papers I liked": what was presented, and not what is to be read.
    let heard = ["liked", "saw", "heard", "enjoyed", "loved", "presented", "attended", "favourite", "favorite", "best"];
    if folded.split(' ').any(|word| word == "papers") && folded.split(' ').any(|word| heard.contains(&word)) {
        return false;
    }
    REFERENCE_SET.contains(folded.as_str())
        || folded.starts_with("reading list")
        || folded.starts_with("related ")
        || folded.split(' ').count() <= 5 && folded.split(' ').any(|word| WORDS.contains(&word))
}

/// Whether a document is somebody's list of the talks that they gave: "Talks", "Speaking - Ada Brookfield".
pub(super) fn lists_own_talks(title: &str) -> bool {
    #[rustfmt::skip]
    const OWN: &[&str] = &[
        "talks", "my talks", "speaking", "public speaking", "presentations", "my presentations", "talks and presentations", "talks i gave", "talks i have given", "talks ive given", "speaking engagements", "conference talks",
        "talks and workshops", "past talks", "slides", "slide decks", "vortrage", "meine vortrage", "gehaltene vortrage", "conferences", "mes conferences", "presentations publiques", "charlas", "mis charlas", "ponencias",
        "palestras", "minhas palestras", "lezingen", "mijn praatjes", "talk e presentazioni", "発表資料", "登壇資料", "登壇", "演讲",
    ];
    let head =
        [" - ", " – ", " — ", " | ", ": "].iter().filter_map(|mark| title.find(mark)).min().map_or(title, |at| &title[..at]);
    OWN.contains(&fold(head).as_str()) || OWN.contains(&fold(title).as_str())
}

/// Whether a heading stands over what had to be done before the conference or on the way: "Logistics", "Packing list".
pub(super) fn is_preparation(text: &str) -> bool {
    #[rustfmt::skip]
    const PREPARATION: &[&str] = &[
        "preparation", "preparations", "prep", "logistics", "packing", "packing list", "travel", "travel plans", "travel notes", "errands", "checklist", "before the conference", "before i go", "shopping list",
        "vorbereitung", "vorbereitungen", "anreise", "packliste", "reise", "preparatifs", "preparation", "voyage", "preparativos", "viaje", "voorbereiding", "reis", "viagem", "preparativi", "viaggio",
        "準備", "持ち物", "准备",
    ];
    PREPARATION.contains(&fold(text).as_str())
}

/// Whether a heading stands over people, met or thanked: "The hallway track", "Maintainers", "People I met".
pub(super) fn is_of_people(text: &str) -> bool {
    #[rustfmt::skip]
    const PEOPLE: &[&str] = &[
        "people", "the people", "people i met", "people met", "people to meet", "who i met", "whom i met", "who i talked to", "conversations", "maintainers", "core team", "team", "the team", "organisers", "organizers", "volunteers",
        "the volunteers", "hallway", "hallway track", "the hallway track", "the hallway", "hallway conversations", "menschen", "leute", "begegnungen", "gesprache", "das team", "flurgesprache", "rencontres", "les rencontres",
        "l equipe", "gente", "la gente", "personas", "conversaciones", "encuentros", "el equipo", "mensen", "ontmoetingen", "gesprekken", "pessoas", "persone", "incontri", "廊下", "人物",
    ];
    PEOPLE.contains(&fold(text).as_str())
}

/// Whether a title promises what its author learned or thinks: "What I learned at Ferrocon", "Themes from Ferrocon", "Five
/// things I took home". Its headings are thoughts, and talks only where more than their wording says so.
pub(super) fn promises_thoughts(title: &str) -> bool {
    #[rustfmt::skip]
    const THOUGHTS: &[&str] = &[
        "lessons", "lesson", "learned", "learnt", "learnings", "themes", "trends", "takeaways", "reflections", "reflection", "thoughts", "reasons", "insights", "musings", "erkenntnisse", "gelernt", "gedanken", "lehren", "trends",
        "lecons", "appris", "reflexions", "tendances", "enseignements", "lecciones", "aprendi", "aprendido", "reflexiones", "tendencias", "lessen", "geleerd", "gedachten", "licoes", "aprendi", "lezioni", "imparato", "riflessioni",
        "学んだ", "気づき", "思考", "收获",
    ];
    let folded = fold(title);
    let counted = || {
        let mut words = folded.split(' ');
        let first = words.next().unwrap_or("");
        let number = first.bytes().all(|byte| byte.is_ascii_digit()) && first.len() <= 2 && !first.is_empty();
        number && words.next().is_some_and(|word| matches!(word, "things" | "ideas" | "dinge" | "choses" | "cosas" | "dingen"))
    };
    folded.split(' ').any(|word| THOUGHTS.contains(&word)) || counted()
}

/// Words of headings about the conference as such: its people, place and future.
const ORGANISATION: &[&str] = &[
    "attendees",
    "attendance",
    "venue",
    "sponsor",
    "sponsors",
    "organizer",
    "organizers",
    "organisers",
    "organization",
    "organisation",
    "registration",
    "survey",
    "feedback",
    "next year",
    "logistics",
    "diversity",
    "conference",
    "asistentes",
    "organizacion",
    "patrocinadores",
    "teilnehmer",
    "veranstalter",
    "food",
    "party",
    "parties",
    "event details",
    "hotel",
    "travel",
    "conclusion",
    "community",
    "thank",
    "thanks",
    "newsletter",
    "call for",
    "trip",
    "journey",
    "volunteers",
    "tickets",
];

/// Whether a heading speaks of the conference's organisation rather than of a talk's subject.
pub(super) fn is_about_organisation(text: &str) -> bool {
    ORGANISATION_SET.are_in(&fold(text))
}

/// Words that speak of a talk being given.
const SPEECH: &[&str] = &[
    "talk",
    "talks",
    "session",
    "keynote",
    "speaker",
    "speakers",
    "presenter",
    "presenters",
    "presentation",
    "presented",
    "presents",
    "spoke",
    "lecture",
    "workshop",
    "panel",
    "demo",
    "demoed",
    "slides",
    "audience",
    "conference",
    "presente",
    "conferencier",
    "conferenciers",
    "atelier",
    "vortrag",
    "referent",
    "referentin",
    "charla",
    "charlas",
    "vortrage",
    "ponencias",
    "palestras",
    "sessions",
    "keynotes",
    "workshops",
    "conferencia",
    "konferenz",
    "conferences",
    "ponente",
    "ponencia",
    "presentacion",
    "presentatie",
    "spreker",
    "lezing",
    "palestra",
    "palestrante",
    "relatore",
    "発表",
    "セッション",
    "登壇",
    "講演",
    "演讲",
    "讲者",
    "分享",
];

/// Whether `text` speaks of a talk that somebody gives.
pub(super) fn speaks_of_a_talk(text: &str) -> bool {
    speech_count(text) > 0
}

/// What names one talk that was given.
const GIVEN: &[&str] = &[
    "the talk",
    "this talk",
    "the session",
    "this session",
    "the speaker",
    "the presenter",
    "the presentation",
    "this presentation",
    "the workshop",
    "der vortrag",
    "dieser vortrag",
    "die referentin",
    "der referent",
    "cette presentation",
    "la presentation",
    "cette conference",
    "le conferencier",
    "la charla",
    "esta charla",
    "la ponencia",
    "el ponente",
    "il talk",
    "l intervento",
    "la presentazione",
    "de presentatie",
    "de spreker",
    "a palestra",
];

/// "The talk", "this session", "the speaker": the text is about one that was given.
pub(super) fn speaks_of_the_talk(text: &str) -> bool {
    let folded = fold(text);
    GIVEN_SET.are_in(&folded) || ["発表のメモ", "この発表", "本次演讲"].iter().any(|cue| folded.contains(cue))
}

/// How many words of `text` speak of talks.
pub(super) fn speech_count(text: &str) -> usize {
    let folded = fold(text);
    // "We talk with people" is no talk: the word counts as a noun only.
    const ARTICLES: &[&str] = &[
        "the",
        "a",
        "this",
        "that",
        "his",
        "her",
        "their",
        "my",
        "first",
        "next",
        "last",
        "second",
        "third",
        "lightning",
        "best",
        "another",
        "each",
        "every",
        "whose",
        "of",
        "great",
        "good",
        "s",
        "conference",
    ];
    let mut before = "";
    let mut western = 0;
    for word in tables::words(&folded) {
        let verb = word == "talk" && !ARTICLES.contains(&before) && !before.is_empty();
        western += usize::from(!verb && SPEECH_SET.contains(word));
        before = word;
    }
    if folded.is_ascii() || !folded.chars().any(is_wide) {
        return western;
    }
    let eastern = SPEECH.iter().filter(|word| word.chars().all(is_wide)).map(|word| folded.matches(word).count()).sum::<usize>();
    western + eastern
}

/// Words of titles of documents that teach, list or announce instead of reporting on a conference.
const INSTRUCTIONAL: &[&str] = &[
    "how to",
    "howto",
    "tips",
    "guide",
    "checklist",
    "surviving",
    "cheat sheet",
    "cheatsheet",
    "step by step",
    "getting started",
    "lecture notes",
    "course notes",
    "course",
    "syllabus",
    "release notes",
    "changelog",
    "newsletter",
    "weekly",
    "digest",
    "this week in",
    "meeting minutes",
    "minutes",
    "meeting notes",
    "standup",
    "book review",
    "book notes",
    "reading list",
    "reading notes",
    "user group",
    "this month in",
    "this year in",
    "weeknote",
    "weeknotes",
    "week notes",
    "weekly notes",
    "wochennotiz",
    "status report",
    "status update",
    "year in review",
    "monthly",
    "roundup",
    "what it costs",
    "how we run",
    "post mortem",
    "postmortem",
    "anleitung",
    "tutorial",
    "wochenruckblick",
    "guía",
    "consejos",
    "conseils",
    "guide de",
    "leitfaden",
    "kursnotizen",
    "vorlesung",
    "入門",
    "教程",
    "指南",
];

/// Whether a title is that of a guide, a course, a newsletter or the like.
pub(super) fn is_instructional(title: &str) -> bool {
    const OWN_WAYS: &[&str] = &[
        " how i ",
        " how we ",
        " why i ",
        " why we ",
        " wie ich ",
        " wie wir ",
        " warum ich ",
        " comment je ",
        " comment j ",
        " comment nous ",
        " pourquoi je ",
        " como yo ",
        " hoe ik ",
        " hoe we ",
        " come ho ",
    ];
    let folded = format!(" {} ", fold(title));
    OWN_WAYS.iter().any(|cue| folded.starts_with(cue)) || INSTRUCTIONAL_CUES.iter().any(|cue| folded.contains(cue.as_str()))
}

/// Whether a line announces what others wrote: "Other trip reports:", "Reviews and photos:".
pub(super) fn speaks_of_reports(text: &str) -> bool {
    #[rustfmt::skip]
    const REPORTS: &[&str] = &[
        "report", "reports", "review", "reviews", "posts", "blogs", "articles", "writeups", "coverage", "photos", "pictures", "berichte", "fotos", "artikel",
        "rapports", "comptes", "resenas", "cronicas", "articulos", "verslagen", "relatos", "resoconti",
    ];
    fold(text).split(' ').any(|word| REPORTS.contains(&word))
}

/// "Lecture 3: GFS", "Step 6: …", "Chapter 2": the parts of a course, a guide or a book.
pub(super) fn is_part_of_a_course(title: &str) -> bool {
    const PARTS: &[&str] = &[
        "lecture",
        "lesson",
        "week",
        "chapter",
        "step",
        "module",
        "unit",
        "exercise",
        "rule",
        "tip",
        "part",
        "phase",
        "assignment",
        "lab",
        "vorlesung",
        "kapitel",
        "schritt",
        "lektion",
        "woche",
        "etape",
        "chapitre",
        "lecon",
        "regle",
        "paso",
        "capitulo",
        "leccion",
        "regla",
        "semana",
        "stap",
        "les",
    ];
    let folded = fold(title);
    let mut words = folded.split(' ');
    let counted = words.next().is_some_and(|word| PARTS.contains(&word));
    counted
        && words.next().is_some_and(|word| {
            word.chars().all(|c| c.is_ascii_digit()) || matches!(word, "one" | "two" | "three" | "i" | "ii" | "iii" | "iv")
        })
}

/// A break, with or without where and with whom it is had: "Lunch in the courtyard", "Coffee with the sponsors".
pub(super) fn is_pause(text: &str) -> bool {
    const PLACES: &[&str] = &[
        "in", "at", "on", "with", "served", "by", "outside", "im", "auf", "mit", "dans", "au", "sur", "avec", "en", "con", "op",
        "met", "no", "na", "com", "nel", "al",
    ];
    // "(lunch, soup)"
    let text = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(text);
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
    if matches!(
        fold(text).as_str(),
        "open slot"
            | "free slot"
            | "empty slot"
            | "open"
            | "free"
            | "frei"
            | "libre"
            | "hueco libre"
            | "vrij"
            | "livre"
            | "libero"
    ) {
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

/// Whether a title speaks of its author or to its reader: "Should you go?", "Would I do it again?".
pub(super) fn speaks_of_its_author(title: &str) -> bool {
    const PERSONS: &[&str] = &[
        "i", "me", "my", "we", "us", "our", "you", "your", "ich", "mich", "mir", "mein", "wir", "uns", "je", "j", "moi", "mon",
        "nous", "on", "vous", "yo", "mi", "nos", "volveria", "ik", "mij", "mijn", "wij", "eu", "meu", "voltaria", "io", "mio",
        "noi", "it", "there", "es", "y",
    ];
    fold(title).split(' ').any(|word| PERSONS.contains(&word))
}

/// Whether a short heading is about its author's doings rather than a subject: "Before I forget", "Where I ate", "To watch later".
pub(super) fn is_an_aside(title: &str) -> bool {
    const ASKING: &[&str] = &[
        "before", "after", "why", "where", "what", "how", "when", "who", "things", "stuff", "people", "talks", "sessions",
        "pourquoi", "comment", "ou", "avant", "apres", "warum", "wo", "was", "wie", "bevor", "nachdem", "donde", "antes", "por",
        "lo", "waar", "waarom", "wat", "hoe", "perche", "dove", "prima", "onde",
    ];
    const LATER: &[&str] =
        &["watch", "read", "try", "follow", "check", "look", "google", "do", "see", "explore", "investigate", "revisit"];
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    let personal = words.iter().skip(1).any(|word| matches!(*word, "i" | "ich" | "je" | "j" | "yo" | "ik" | "eu" | "io"));
    let later = words.first() == Some(&"to") && words.get(1).is_some_and(|word| LATER.contains(word));
    // "Things I want to try in 2031", "Sessions I wish I had been to", "Things to try at work"
    let listed = ["things", "talks", "sessions", "stuff"].contains(&words[0]);
    let wished = listed && words.get(1) == Some(&"i") && words.len() <= 9
        || listed && words.get(1) == Some(&"to") && words.get(2).is_some_and(|word| LATER.contains(word)) && words.len() <= 6;
    wished || words.len() <= 4 && (later || personal && words.first().is_some_and(|word| ASKING.contains(word)))
}

/// A row of a programme at which nobody presents: "Welcome", "Opening and logistics", "Closing, raffle", "Doors", "Pizza".
pub(super) fn is_ceremony(title: &str) -> bool {
    #[rustfmt::skip]
    const CEREMONIES: &[&str] = &[
        "opening", "openings", "closing", "welcome", "welcoming", "doors", "farewell", "goodbye", "goodbyes", "end", "ende", "fin", "raffle", "prizes", "awards", "kickoff", "wrapup",
        "cafe", "kaffee", "caffe", "koffie", "pizza", "beer", "beers", "drinks", "bar", "food", "snacks", "introductions", "housekeeping", "logistics", "adjourn", "departure", "arrival", "cleanup", "wrap",
        "begrussung", "eroffnung", "verabschiedung", "abschluss", "ankunft", "abreise", "schluss", "accueil", "ouverture", "cloture", "bienvenue", "bienvenida", "bienvenidos", "apertura", "cierre",
        "clausura", "inauguracion", "despedida", "sorteo", "welkom", "opening", "afsluiting", "sluiting", "abertura", "encerramento", "boasvindas", "benvenuto", "benvenuti", "chiusura", "saluti",
        "開会", "開会式", "閉会", "閉会式", "オープニング", "クロージング", "开幕", "闭幕", "开幕式", "闭幕式", "開幕", "閉幕",
    ];
    #[rustfmt::skip]
    const AROUND: &[&str] = &[
        "and", "the", "of", "to", "remarks", "words", "speech", "session", "ceremony", "address", "note", "notes", "day", "conference", "event", "everyone", "party", "up", "off", "open", "close", "official",
        "und", "der", "die", "des", "et", "de", "la", "du", "discours", "mot", "daccueil", "d", "y", "e", "palabras", "acto", "en", "van", "sessao", "cerimonia", "di", "della", "tag", "jour", "1", "2", "3", "4", "one", "two", "three",
    ];
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    words.iter().any(|word| CEREMONIES.contains(word))
        && words.iter().all(|word| CEREMONIES.contains(word) || AROUND.contains(word))
}

/// A line or label of a proposal that is meant for the organisers: "Notes to the organisers", "note to reviewer: …".
pub(super) fn is_for_organisers(text: &str) -> bool {
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

/// Words for a conference, in the languages that hallway knows.
const GATHERINGS: &[&str] = &[
    "conference",
    "conferences",
    "conf",
    "summit",
    "symposium",
    "congress",
    "convention",
    "meetup",
    "meetups",
    "usergroup",
    "usergruppe",
    "stammtisch",
    "unconference",
    "barcamp",
    "camp",
    "tagung",
    "konferenz",
    "kongress",
    "fachtagung",
    "jahrestagung",
    "conférence",
    "colloque",
    "journées",
    "congrès",
    "salon",
    "rencontres",
    "jornadas",
    "congreso",
    "conferencia",
    "encuentro",
    "convegno",
    "conferenza",
    "giornate",
    "congresso",
    "conferentie",
    "congres",
    "studiedag",
    "conferência",
    "encontro",
    "keynote",
    "keynotes",
    "venue",
    "speakers",
    "attendees",
    "カンファレンス",
    "大会",
    "勉強会",
    "イベント",
    "会议",
    "峰会",
    "研讨会",
    "年会",
];

static GATHERING_SET: LazyLock<FxHashSet<String>> = LazyLock::new(|| folded_set(GATHERINGS));

/// Whether a text speaks of a conference.
pub(super) fn speaks_of_a_gathering(text: &str) -> bool {
    let folded = fold(text);
    folded.split(' ').any(|word| GATHERING_SET.contains(word))
        || GATHERINGS.iter().filter(|word| word.chars().all(is_wide)).any(|word| folded.contains(word))
}

/// Whether a text is told by somebody who was there: first person, or words of going and listening.
pub(super) fn is_told_by_a_visitor(text: &str) -> bool {
    const VISITOR: &[&str] = &[
        "i", "we", "my", "our", "me", "us", "attended", "went", "ich", "wir", "war", "waren", "mein", "meine", "je", "j", "nous",
        "mes", "nos", "fui", "fuimos", "estuve", "mis", "nuestro", "llegue", "ho", "sono", "abbiamo", "ik", "wij", "mijn", "eu",
        "fomos", "meu", "minha",
    ];
    let folded = fold(text);
    folded.split(' ').any(|word| VISITOR.contains(&word))
        || ["参加", "行って", "聞いた", "メモ", "参加了", "笔记", "听了"].iter().any(|cue| folded.contains(cue))
}

/// "Next meetup", "Nächstes Treffen": a heading over when people come together again.
pub(super) fn is_next_meeting(heading: &str) -> bool {
    #[rustfmt::skip]
    const NEXT: &[&str] = &[
        "next meetup", "next meeting", "the next meetup", "the next meeting", "our next meetup", "nachstes treffen", "nachstes meetup", "das nachste treffen", "prochaine rencontre", "prochain meetup",
        "proximo encuentro", "proximo meetup", "proxima reunion", "proximo encontro", "volgende bijeenkomst", "volgende meetup", "prossimo incontro", "prossimo meetup", "次回の勉強会", "下次聚会",
    ];
    NEXT.contains(&fold(heading).as_str())
}

/// What stands where nobody is named: "n/a", "TBA", "someone from a consultancy".
pub(super) fn is_nobody(text: &str) -> bool {
    is_open(text) || is_somebody(text)
}

/// What stands for a title or a name that is not told yet: "TBA", "N. N.".
pub(super) fn is_open(text: &str) -> bool {
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
pub(super) fn is_somebody(text: &str) -> bool {
    #[rustfmt::skip]
    const SOMEBODY: &[&str] = &[
        "someone", "somebody", "everyone", "everybody", "nobody", "anyone", "whoever", "a", "an", "the", "two", "three", "jemand", "alle", "niemand", "ein", "eine", "einer", "der", "die", "zwei", "drei",
        "un", "une", "quelqu", "personne", "deux", "trois", "alguien", "todos", "nadie", "uno", "una", "dos", "tres", "iemand", "iedereen", "een", "alguem", "ninguem", "um", "uma", "qualcuno", "nessuno", "ktos", "wszyscy",
    ];
    let first = text.trim().split([' ', '\'', '’']).next().unwrap_or("");
    first.starts_with(char::is_lowercase) && SOMEBODY.contains(&fold(first).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_up_as_it_stands_is_written_folded() {
        for word in SPEECH {
            assert_eq!(fold(word), *word, "{word:?} can never be found");
        }
    }

    #[test]
    fn nobody_presents_at_a_ceremony() {
        for title in
            ["Welcome", "Opening Remarks", "Closing, raffle", "Doors open", "Begrüßung", "Ouverture et mot d’accueil", "開会式"]
        {
            assert!(is_ceremony(title), "{title:?}");
        }
        for title in ["Opening keynote", "Closing the loop", "Welcome to the swamp", "Open source and the end of doors", ""] {
            assert!(!is_ceremony(title), "{title:?}");
        }
    }

    #[test]
    fn short_headings_may_be_about_their_author() {
        #[rustfmt::skip]
        let table = [
            ("Before I forget",                    true),
            ("To watch later",                     true),
            ("Wo ich war",                         true),
            ("I asked 200 analysts about SQL",     false),
            ("What I learned from ten years of fog", false),
            ("Why fog drifts",                     false),
            ("Sessions I wish I had been to",      true),
            ("Things to try at work",              true),
            ("Things to come",                     false),
            ("To err is human",                    false),
        ];
        for (title, aside) in table {
            assert_eq!(is_an_aside(title), aside, "{title:?}");
        }
        assert!(speaks_of_its_author("Should you go?") && !speaks_of_its_author("Who reads theses?"));
    }

    #[test]
    fn counters_stand_in_front_of_titles() {
        #[rustfmt::skip]
        let table = [
            ("Talk 3: Parsing Fog",          Some((Some(3), "Parsing Fog"))),
            ("Session 2.1: Tidewater",       Some((None, "Tidewater"))),
            ("Session: Tidewater",           None),
            ("2001: A Space Odyssey",        None),
            ("Vortrag 4 – Nebel",            Some((Some(4), "Nebel"))),
            ("Atelier A03 – Brume",          Some((None, "Brume"))),
            ("Fog A03 – Brume",              None),
        ];
        for (text, expected) in table {
            assert_eq!(strip_session_counter(text), expected, "{text:?}");
        }
    }
}
