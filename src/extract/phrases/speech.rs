//! Whether a text speaks of talks, of gatherings, of how something is organised or done.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::folded_set;
use crate::extract::letters::{holds_wide, is_wide};
use crate::extract::notions::Notion;
use crate::extract::tables::{self, Phrases};
use crate::folded::fold;

static SPEECH_SET: LazyLock<tables::Words> = LazyLock::new(|| SPEECH.iter().copied().collect());

static ORGANISATION_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(ORGANISATION));

static GIVEN_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(GIVEN));

static INSTRUCTIONAL_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(INSTRUCTIONAL));

/// Words of headings about the conference as such: its people, place and future.
pub(in crate::extract) const ORGANISATION: &[&str] = &[
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
pub(in crate::extract) fn is_about_organisation(text: &str) -> bool {
    let folded = fold(text);
    Notion::Organisation.may_be_in(&folded) && ORGANISATION_SET.are_in(&folded)
}

/// Words that speak of a talk being given.
pub(super) const SPEECH: &[&str] = &[
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
    "доклад",
    "докладчик",
    "доклады",
    "выступление",
    "спикер",
    "prelekcja",
    "prelegent",
    "wystapienie",
    "foredrag",
    "foredraget",
    "talare",
    "forelasning",
    "prednaska",
    "prednasky",
];

/// Whether `text` speaks of a talk that somebody gives.
pub(in crate::extract) fn speaks_of_a_talk(text: &str) -> bool {
    speech_count(text) > 0
}

/// What names one talk that was given.
pub(in crate::extract) const GIVEN: &[&str] = &[
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
    "lintervento",
    "la presentazione",
    "de presentatie",
    "de spreker",
    "a palestra",
];

/// "The talk", "this session", "the speaker": the text is about one that was given.
pub(in crate::extract) fn speaks_of_the_talk(text: &str) -> bool {
    let folded = fold(text);
    Notion::Given.may_be_in(&folded) && GIVEN_SET.are_in(&folded)
        || !folded.is_ascii() && ["発表のメモ", "この発表", "本次演讲"].iter().any(|cue| folded.contains(cue))
}

/// How many words of `text` speak of talks.
pub(in crate::extract) fn speech_count(text: &str) -> usize {
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
    if !holds_wide(&folded) {
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
    "guia",
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
pub(in crate::extract) fn is_instructional(title: &str) -> bool {
    #[rustfmt::skip]
    const OWN_WAYS: &[&str] = &[
        "how i", "how we", "why i", "why we", "wie ich", "wie wir", "warum ich", "comment je", "comment j", "comment nous", "pourquoi je", "como yo",
        "hoe ik", "hoe we", "come ho",
    ];
    let folded = fold(title);
    let begins = |way: &&str| folded.strip_prefix(*way).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let wide = || INSTRUCTIONAL.iter().any(|cue| holds_wide(cue) && folded.contains(cue));
    INSTRUCTIONAL_SET.are_in(&folded) || OWN_WAYS.iter().any(begins) || holds_wide(&folded) && wide()
}

/// Whether a line announces what others wrote: "Other trip reports:", "Reviews and photos:".
pub(in crate::extract) fn speaks_of_reports(text: &str) -> bool {
    #[rustfmt::skip]
    const REPORTS: &[&str] = &[
        "report", "reports", "review", "reviews", "posts", "blogs", "articles", "writeups", "coverage", "photos", "pictures", "berichte", "fotos", "artikel",
        "rapports", "comptes", "resenas", "cronicas", "articulos", "verslagen", "relatos", "resoconti",
    ];
    fold(text).split(' ').any(|word| REPORTS.contains(&word))
}

/// What the parts of a course, a guide or a book are called.
pub(in crate::extract) const COURSE_PARTS: &[&str] = &[
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

/// "Lecture 3: GFS", "Step 6: …", "Chapter 2": the parts of a course, a guide or a book.
pub(in crate::extract) fn is_part_of_a_course(title: &str) -> bool {
    let folded = fold(title);
    if !Notion::CoursePart.may_be_in(&folded) {
        return false;
    }
    let mut words = folded.split(' ');
    let counted = words.next().is_some_and(|word| COURSE_PARTS.contains(&word));
    counted
        && words.next().is_some_and(|word| {
            word.chars().all(|c| c.is_ascii_digit()) || matches!(word, "one" | "two" | "three" | "i" | "ii" | "iii" | "iv")
        })
}

/// Whether a title speaks of its author or to its reader: "Should you go?", "Would I do it again?".
pub(in crate::extract) fn speaks_of_its_author(title: &str) -> bool {
    const PERSONS: &[&str] = &[
        "i", "me", "my", "we", "us", "our", "you", "your", "ich", "mich", "mir", "mein", "wir", "uns", "je", "j", "moi", "mon",
        "nous", "on", "vous", "yo", "mi", "nos", "volveria", "ik", "mij", "mijn", "wij", "eu", "meu", "voltaria", "io", "mio",
        "noi", "it", "there", "es", "y",
    ];
    fold(title).split(' ').any(|word| PERSONS.contains(&word))
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
    "конференция",
    "конференции",
    "митап",
    "konferencja",
    "konferencji",
    "konferensen",
    "konferens",
    "konference",
    "konferenci",
    "traff",
];

/// Evenings of short talks, by more than one word.
#[rustfmt::skip]
const EVENINGS: &[&str] = &[
    "show tell", "show and tell", "demo night", "demo day", "demo evening", "lightning night", "talks night", "night of talks", "open mic", "hack night", "user group", "users group", "study group", "science slam",
    "demo abend", "kurzvortragsabend", "soiree demo", "noche de charlas", "demo avond", "kennisavond", "noite de palestras", "serata di talk",
];

static EVENING_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(EVENINGS));

static GATHERING_SET: LazyLock<FxHashSet<String>> = LazyLock::new(|| folded_set(GATHERINGS));

/// Whether a text speaks of a conference.
pub(in crate::extract) fn speaks_of_a_gathering(text: &str) -> bool {
    let folded = fold(text);
    tables::words(&folded).any(|word| GATHERING_SET.contains(word))
        || EVENING_SET.are_in(&folded)
        || holds_wide(&folded) && GATHERINGS.iter().any(|word| word.chars().all(is_wide) && folded.contains(word))
}

/// Whether a text is told by somebody who was there: first person, or words of going and listening.
pub(in crate::extract) fn is_told_by_a_visitor(text: &str) -> bool {
    #[rustfmt::skip]
    const VISITOR: &[&str] = &[
        "we", "my", "our", "me", "us", "attended", "went", "ich", "wir", "war", "waren", "mein", "meine", "je", "j", "nous",
        "mes", "fui", "fuimos", "estuve", "mis", "nuestro", "llegue", "ho", "abbiamo", "ik", "wij", "mijn", "eu", "fomos", "meu",
        "minha",
    ];
    static SET: LazyLock<tables::Words> = LazyLock::new(|| VISITOR.iter().copied().collect());
    let folded = fold(text);
    let wide = || ["参加", "行って", "聞いた", "メモ", "参加了", "笔记", "听了"].iter().any(|cue| folded.contains(cue));
    tables::words(&folded).any(|word| SET.contains(word)) || says_i(&folded) || holds_wide(&folded) && wide()
}

/// "I" in English: in Italian, Polish and Catalan the same letter is an article or means "and".
pub(in crate::extract) fn says_i(folded: &str) -> bool {
    const OTHERS: &[&str] = &["il", "di", "che", "della", "del", "per", "na", "nie", "jest", "z", "w", "els", "amb"];
    tables::words(folded).any(|word| word == "i") && !tables::words(folded).any(|word| OTHERS.contains(&word))
}
