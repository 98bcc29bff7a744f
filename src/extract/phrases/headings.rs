//! Headings by what they stand over: kinds of session, tracks, references, people.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::counters::strip_session_counter;
use super::folded_set;
use crate::extract::inlines::count_words;
use crate::extract::notions::Notion;
use crate::extract::{tables, words};
use crate::folded::{Folded, Question, fold};
use crate::marks::Marks;
use crate::model::TalkFormat;

static FORMAT_HEADING_SET: LazyLock<FxHashSet<String>> = LazyLock::new(|| folded_set(FORMAT_HEADINGS));

static REFERENCE_SET: LazyLock<FxHashSet<String>> = LazyLock::new(|| folded_set(REFERENCES));

/// The kind of session that a prefix names: "Keynote: …", "Panel - …".
pub(in crate::extract) fn format_prefix(text: &str) -> Option<TalkFormat> {
    words::strip_format(text).map(|(format, _)| format)
}

/// Headings that hold talks of one kind, in the plural as a rule.
pub(in crate::extract) const FORMAT_HEADINGS: &[&str] = &[
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
    "unconference slots",
    "unconference sessions",
    "unconference talks",
    "open space sessions",
    "open spaces",
    "barcamp sessions",
    "open sessions",
    "forum ouvert",
    "espacio abierto",
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
pub(in crate::extract) fn is_format_heading(text: &str) -> bool {
    let named = |folded: &Folded| Notion::FormatHeading.may_be_in(folded) && names_a_format(text, folded);
    fold(text).is(Question::FormatHeading, named)
}

fn names_a_format(text: &str, folded: &Folded) -> bool {
    // "Poster session (in the foyer)"
    let folded = match text.split_once(" (") {
        Some((head, aside)) if aside.ends_with(')') && !head.trim().is_empty() => fold(head),
        _ => folded.clone(),
    };
    let stem = folded.split(" part ").next().unwrap_or(&folded);
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit()).trim();
    !stem.is_empty() && FORMAT_HEADING_SET.contains(stem)
}

/// Whether a heading stands over sessions that people held among themselves: each heading below it is one.
pub(in crate::extract) fn is_of_sessions(text: &str) -> bool {
    #[rustfmt::skip]
    const HELD: &[&str] = &[
        "unconference", "open space", "open spaces", "barcamp", "bofs", "bof sessions", "birds of a feather", "breakouts", "breakout", "lean coffee", "forum ouvert", "espacio abierto", "open sessions",
    ];
    let folded = fold(text);
    let head =
        folded.strip_suffix(" sessions").or_else(|| folded.strip_suffix(" slots")).or_else(|| folded.strip_suffix(" talks"));
    HELD.contains(&folded.as_str()) || head.is_some_and(|head| HELD.contains(&head))
}

/// Whether a heading stands over what a talk is about: "About the talk", "Abstract", "Über den Vortrag".
pub(in crate::extract) fn is_about_the_talk(text: &str) -> bool {
    #[rustfmt::skip]
    const ABOUT: &[&str] = &[
        "about the talk", "about this talk", "about the session", "about the workshop", "the talk", "talk", "session", "description", "uber den vortrag", "zum vortrag", "vortrag", "a propos de la conference",
        "la conference", "conference", "sobre la charla", "la charla", "over de lezing", "over het praatje", "sobre a palestra", "a palestra", "sul talk", "il talk", "発表内容", "演讲内容",
    ];
    words::label_of(text) == Some(words::Label::Abstract) || ABOUT.contains(&fold(text).as_str())
}

/// The kind of session that a short heading names among other words: "Day 1 keynotes", "Lightning talks (Friday)".
pub(in crate::extract) fn format_in(text: &str) -> Option<TalkFormat> {
    static ANY: Marks = Marks::of(&[
        "lightning",
        "ignite",
        "ライトニング",
        "闪电",
        "keynote",
        "基調講演",
        "主题演讲",
        "workshop",
        "tutorial",
        "atelier",
        "taller",
        "training",
        "hands on",
        "panel",
        "table ronde",
        "mesa redonda",
        "podium",
    ]);
    let folded = fold(text);
    if !ANY.are_in(&folded) {
        return None;
    }
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
pub(in crate::extract) fn track_of_heading(text: &str) -> Option<String> {
    if let Some((words::Label::Track, rest)) = words::find_label(text)
        && !rest.trim().is_empty()
    {
        return Some(rest.trim().to_owned());
    }
    let folded = fold(text);
    if !tables::words(&folded).any(|word| matches!(word, "track" | "devroom" | "stream" | "room")) {
        return None;
    }
    // "Parallel Track 1 - Workflow": the counter goes, the name stays.
    static PARTING: Marks = Marks::of(&[" - ", " – ", " — ", ": "]);
    for mark in PARTING.to_try(text) {
        if let Some((head, name)) = text.split_once(mark)
            && count_words(head) <= 4
            && fold(head).split(' ').any(|word| matches!(word, "track" | "devroom" | "stream"))
            && !name.trim().is_empty()
        {
            return Some(name.trim().to_owned());
        }
    }
    let count = count_words(text);
    let named =
        (2..=6).contains(&count) && (folded.ends_with(" track") || folded.ends_with(" devroom") || folded.ends_with(" dev room"));
    let general = folded.starts_with("hallway") || folded.starts_with("all ") || folded.contains("other ");
    (named && !general).then(|| text.trim().trim_start_matches("The ").to_owned())
}

/// Headings over things to follow up, people or material: no talks below them, whatever their lists look like.
pub(in crate::extract) const REFERENCES: &[&str] = &[
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
    "actions",
    "my actions",
    "follow up",
    "follow ups",
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

/// What became of a proposal, in a heading over those that were taken.
#[rustfmt::skip]
const ACCEPTED: &[&str] = &[
    "accepted",
    "angenommene",
    "angenommen",
    "akzeptierte",
    "acceptes",
    "acceptees",
    "retenus",
    "retenues",
    "aceptadas",
    "aceptados",
    "aceitas",
    "aceitos",
    "geaccepteerde",
    "accettati",
    "accettate",
    "przyjete",
    "prijate",
    "antagna",
    "採択",
    "録用",
];

/// And in a heading over what is asked for: "Accepted formats".
#[rustfmt::skip]
const ASKED: &[&str] =
    &["format", "formats", "formate", "languages", "sprachen", "topics", "file", "types", "notification", "will", "be"];

/// "Accepted papers", "Angenommene Beiträge": a call is over, and this came of it.
pub(in crate::extract) fn is_of_the_accepted(heading: &str) -> bool {
    let folded = fold(heading);
    let holds = |table: &[&str]| folded.split(' ').any(|word| table.contains(&word));
    (1..=4).contains(&folded.split(' ').count()) && holds(ACCEPTED) && !holds(ASKED)
}

/// Words that make a reference of a short heading.
pub(in crate::extract) const READING: &[&str] =
    &["book", "books", "bookshelf", "bucher", "livres", "libros", "livros", "libri", "boeken", "links", "bookmarks", "papers"];

/// Whether a heading stands over links, reading or people instead of talks.
pub(in crate::extract) fn is_reference_heading(text: &str) -> bool {
    if !Notion::Reference.may_be_in(&fold(text)) {
        return false;
    }
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
        || folded.split(' ').count() <= 5 && folded.split(' ').any(|word| READING.contains(&word))
}

/// Whether a document is somebody's list of the talks that they gave: "Talks", "Speaking - Ada Brookfield".
pub(in crate::extract) fn lists_own_talks(title: &str) -> bool {
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
pub(in crate::extract) fn is_preparation(text: &str) -> bool {
    #[rustfmt::skip]
    const PREPARATION: &[&str] = &[
        "preparation", "preparations", "prep", "logistics", "packing", "packing list", "travel", "travel plans", "travel notes", "errands", "checklist", "before the conference", "before i go", "shopping list",
        "vorbereitung", "vorbereitungen", "anreise", "packliste", "reise", "preparatifs", "preparation", "voyage", "preparativos", "viaje", "voorbereiding", "reis", "viagem", "preparativi", "viaggio",
        "準備", "持ち物", "准备",
    ];
    PREPARATION.contains(&fold(text).as_str())
}

/// Whether a heading or line stands over what is to be done: "Actions for Q3", "Next steps for us".
pub(in crate::extract) fn is_of_actions(text: &str) -> bool {
    #[rustfmt::skip]
    const ACTIONS: &[&str] = &[
        "actions", "action items", "todo", "todos", "to do", "next steps", "follow up", "follow ups", "tasks", "aufgaben", "nachste schritte", "massnahmen", "actions a mener", "prochaines etapes", "tareas",
        "proximos pasos", "acciones", "proximos passos", "tarefas", "acties", "vervolgstappen", "azioni", "prossimi passi",
    ];
    #[rustfmt::skip]
    const FOR: &[&str] = &["for", "from", "after", "fur", "aus", "nach", "pour", "apres", "para", "voor", "na", "per", "dopo"];
    let folded = fold(text);
    let whom = |rest: &str| rest.is_empty() || rest.trim_start().split(' ').next().is_some_and(|word| FOR.contains(&word));
    ACTIONS
        .iter()
        .any(|action| folded.strip_prefix(action).is_some_and(|rest| (rest.is_empty() || rest.starts_with(' ')) && whom(rest)))
}

/// Headings over people.
#[rustfmt::skip]
pub(in crate::extract) const PEOPLE: &[&str] = &[
    "people", "the people", "people i met", "people met", "people to meet", "who i met", "whom i met", "who i talked to", "conversations", "maintainers", "core team", "team", "the team", "organisers", "organizers", "volunteers",
    "the volunteers", "hallway", "hallway track", "the hallway track", "the hallway", "hallway conversations", "menschen", "leute", "begegnungen", "gesprache", "das team", "flurgesprache", "rencontres", "les rencontres",
    "lequipe", "gente", "la gente", "personas", "conversaciones", "encuentros", "el equipo", "mensen", "ontmoetingen", "gesprekken", "pessoas", "persone", "incontri", "廊下", "人物",
];

/// Whether a heading stands over people, met or thanked: "The hallway track", "Maintainers", "People I met".
pub(in crate::extract) fn is_of_people(text: &str) -> bool {
    let folded = fold(text);
    Notion::People.may_be_in(&folded) && PEOPLE.contains(&folded.as_str())
}

/// Whether a title promises what its author learned or thinks: "What I learned at Ferrocon", "Themes from Ferrocon", "Five
/// things I took home". Its headings are thoughts, and talks only where more than their wording says so.
pub(in crate::extract) fn promises_thoughts(title: &str) -> bool {
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

/// "Next meetup", "Nächstes Treffen": a heading over when people come together again.
pub(in crate::extract) fn is_next_meeting(heading: &str) -> bool {
    #[rustfmt::skip]
    const NEXT: &[&str] = &[
        "next month", "next meetup", "next meeting", "next session", "next event", "next evening", "upcoming", "coming up next", "nachster monat", "le mois prochain", "el mes que viene", "proximo mes", "volgende maand", "prossimo mese", "the next meetup", "the next meeting", "our next meetup", "nachstes treffen", "nachstes meetup", "das nachste treffen", "prochaine rencontre", "prochain meetup",
        "proximo encuentro", "proximo meetup", "proxima reunion", "proximo encontro", "volgende bijeenkomst", "volgende meetup", "prossimo incontro", "prossimo meetup", "次回の勉強会", "下次聚会",
    ];
    NEXT.contains(&fold(heading).as_str())
}
