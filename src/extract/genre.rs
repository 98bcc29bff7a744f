//! What a document is when it is nothing of a conference: the minutes of a meeting, a course, a periodical, a book's
//! chapters, a call for papers. Such documents have headings with names and times like any report.

use std::sync::LazyLock;

use super::inlines::one_line;
use super::source;
use super::tables::Phrases;
use crate::id::fold;
use crate::read::document::{Block, BlockKind};

/// A sort of document that holds no talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Genre {
    /// A newsletter, week notes.
    Periodical,
    /// Minutes of a meeting.
    Minutes,
    /// A course, a lecture through a term.
    Course,
    /// A book's chapters.
    Book,
    /// A call for papers. It names its event.
    Call,
    /// How a conference was organised. It names its event.
    Organising,
    /// A year or a job looked back upon.
    Life,
}

impl Genre {
    /// The sort in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Genre::Periodical => "a periodical",
            Genre::Minutes => "minutes of a meeting",
            Genre::Course => "a course",
            Genre::Book => "notes on a book",
            Genre::Call => "a call for papers",
            Genre::Organising => "how a conference was organised",
            Genre::Life => "a look back on a year or a job",
        }
    }

    /// Whether a document of this sort is about an event.
    pub(super) fn names_an_event(self) -> bool {
        matches!(self, Genre::Call | Genre::Organising)
    }
}

/// What tells one sort: words of its title, words of its first lines and headings, and how many of the latter it takes
/// beside the title and without it.
struct Signs {
    genre: Genre,
    title: Phrases,
    body: Phrases,
    beside_title: usize,
    alone: usize,
}

const NEVER: usize = usize::MAX;

static SIGNS: LazyLock<Vec<Signs>> = LazyLock::new(|| {
    let signs = |genre, title: &[&'static str], body: &[&'static str], beside_title, alone| Signs {
        genre,
        title: Phrases::of(title),
        body: Phrases::of(body),
        beside_title,
        alone,
    };
    vec![
        signs(Genre::Periodical, PERIODICAL, &[], 0, NEVER),
        signs(Genre::Life, LIFE, &[], 0, NEVER),
        signs(Genre::Minutes, MEETINGS, MINUTES, 1, 3),
        signs(Genre::Course, COURSES, TERMS, 1, 3),
        signs(Genre::Book, BOOKS, CHAPTERS, 1, NEVER),
        signs(Genre::Call, CALLS, SUBMITTING, 2, NEVER),
        signs(Genre::Organising, ORGANISING, CHORES, 2, NEVER),
    ]
});

#[rustfmt::skip]
const PERIODICAL: &[&str] = &[
    "this month in", "this week in", "last week in", "newsletter", "weeknote", "weeknotes", "week notes", "monthly update", "weekly update",
    "rundbrief", "wochennotizen", "infolettre", "lettre d information", "boletin", "nieuwsbrief", "boletim", "bollettino",
];

#[rustfmt::skip]
const LIFE: &[&str] = &[
    "year in review", "a year as", "a year of", "a year at", "one year as", "one year at", "my first year", "ein jahr als", "ein jahr bei", "jahresruckblick",
    "un an comme", "un an chez", "bilan de l annee", "un ano como", "un ano en", "resumen del ano", "een jaar als", "um ano como", "un anno come",
];

#[rustfmt::skip]
const MEETINGS: &[&str] = &[
    "minutes", "meeting", "tsc", "standup", "steering committee", "protokoll", "sitzung", "besprechung", "reunion", "compte rendu de reunion", "proces verbal", "acta",
    "vergadering", "notulen", "ata", "riunione", "verbale",
];
#[rustfmt::skip]
const MINUTES: &[&str] = &[
    "apologies", "aob", "any other business", "last minutes", "previous minutes", "approval of minutes", "next meeting", "action items", "quorum", "adjourned",
    "entschuldigt", "nachste sitzung", "beschluss", "absents", "excuses", "prochaine reunion", "ausentes", "proxima reunion", "afwezig", "volgende vergadering", "proxima reuniao", "assenti",
];

#[rustfmt::skip]
const COURSES: &[&str] = &[
    "syllabus", "lecture notes", "course notes", "vorlesung", "mitschrift", "notes de cours", "apuntes", "temario", "collegeaantekeningen", "appunti", "dictaat",
];
#[rustfmt::skip]
const TERMS: &[&str] = &[
    "instructor", "instructors", "tas", "teaching assistant", "grading", "homework", "midterm", "final exam", "exam", "office hours", "prerequisites", "textbook", "semester", "learning outcomes", "late work",
    "dozent", "dozentin", "klausur", "ubungen", "ubung", "prufung", "wise", "sose", "enseignant", "partiel", "travaux diriges", "profesor", "profesora", "examen", "tentamen", "docente", "esame", "prova",
];

#[rustfmt::skip]
const BOOKS: &[&str] = &["book notes", "book review", "handbook", "isbn", "notes on the book", "ed by", "edited by", "reading notes", "buchnotizen", "notes de lecture", "notas de lectura"];
#[rustfmt::skip]
const CHAPTERS: &[&str] = &["chapter 1", "chapter 2", "pages", "publisher", "essays", "kapitel 1", "kapitel 2", "seiten", "chapitre 1", "chapitre 2", "capitulo 1", "capitulo 2", "hoofdstuk 1", "capitolo 1"];

#[rustfmt::skip]
const CALLS: &[&str] = &[
    "call for papers", "call for proposals", "call for speakers", "call for participation", "call for talks", "call for abstracts", "call for presentations", "call for submissions", "cfp", "submission guidelines",
    "aufruf zur einreichung", "appel a communications", "appel a conferences", "appel a orateurs", "appel a contributions", "convocatoria", "llamada a ponencias", "chamada de trabalhos", "chamada de palestras",
];
#[rustfmt::skip]
const SUBMITTING: &[&str] = &[
    "important dates", "deadline", "submit", "submit by", "how to submit", "cfp closes", "notified", "notification", "session formats", "topics", "faq", "mentors", "good abstract", "what we are looking for",
    "einreichen", "frist", "themen", "soumettre", "date limite", "sujets", "enviar", "fecha limite", "temas", "prazo",
];

#[rustfmt::skip]
const ORGANISING: &[&str] = &["organising", "organizing", "how we organised", "how we organized", "how we ran", "running a conference", "behind the scenes", "organisers retrospective", "organizers retrospective"];
#[rustfmt::skip]
const CHORES: &[&str] = &["budget", "volunteers", "venue", "sponsors", "catering", "tickets", "what went well", "what did not", "what went wrong", "speaker selection", "the organising team", "the organizing team", "retrospective"];

/// The sort of a document that is nothing of a conference, by its title, its first lines and its headings.
pub(super) fn of(blocks: &[Block], title: Option<&str>) -> Option<Genre> {
    let title = fold(title.unwrap_or(""));
    let mut body = fold(&source::opening(blocks, None));
    for block in blocks {
        if let BlockKind::Heading { text, .. } = &block.kind {
            body.push(' ');
            body.push_str(&fold(&one_line(text)));
        }
    }
    let course = is_course_code(&title);
    SIGNS.iter().find_map(|signs| {
        let titled = signs.title.count_in(&title) > 0 || signs.genre == Genre::Course && course;
        let needed = if titled { signs.beside_title } else { signs.alone };
        (needed == 0 || needed != NEVER && signs.body.distinct_in(&body) >= needed).then_some(signs.genre)
    })
}

/// "cs 4471 distributed systems": a department and a number begin it.
fn is_course_code(folded: &str) -> bool {
    let mut words = folded.split(' ');
    let (Some(letters), Some(number)) = (words.next(), words.next()) else { return false };
    (2..=4).contains(&letters.len())
        && letters.chars().all(|c| c.is_ascii_alphabetic())
        && (3..=4).contains(&number.len())
        && number.chars().all(|c| c.is_ascii_digit())
        && !number.starts_with("19")
        && !number.starts_with("20")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Hints, read};

    fn read_blocks(markdown: &str) -> Vec<Block> {
        let document =
            read(markdown.as_bytes(), &Hints { name: Some("report.md"), ..Hints::default() }).expect("Markdown can be read");
        document.parts.into_iter().flat_map(|part| part.blocks).collect()
    }

    #[test]
    fn documents_of_no_conference_are_told_by_title_and_headings() {
        #[rustfmt::skip]
        let table = [
            ("This Month in Lanterns (March 2031)",    "## New wick - by @ada\n",                                     Some(Genre::Periodical)),
            ("Weeknote 12: a proposal and a boiler",   "### Monday\n\n- 09:30 Planning — Ada\n",                     Some(Genre::Periodical)),
            ("A year as a lamplighter",                "## The first months\n",                                       Some(Genre::Life)),
            ("Lantern TSC meeting 2031-03-08",         "**Apologies:** Milo\n\n## 1. Budget (Ada)\n",                Some(Genre::Minutes)),
            ("Verteilte Lampen – Mitschrift",          "Dozent: Prof. Berg\n\n## 1. Zeit\n",                         Some(Genre::Course)),
            ("CS 4471: Lamps",                         "Instructor: Prof. Berg\n",                                    Some(Genre::Course)),
            ("Book notes: The Lamp",                   "## Chapter 1: Oil – Ada Brookfield\n",                        Some(Genre::Book)),
            ("Call for Papers: Ferrocon 2031",         "## Important dates\n\n## Topics\n",                          Some(Genre::Call)),
            ("Organising Ferrocon 2031",               "## Budget\n\n## What went well\n",                           Some(Genre::Organising)),
            ("Ferrocon 2031",                          "## Parsing Fog\n\n## Budget\n",                              None),
            ("Ferrocon 2031: contributor meeting",     "## Parsing Fog\n\nAttendees: Ada, Milo\n",                   None),
            ("Call for Papers: Ferrocon 2031",         "## Parsing Fog\n\nAbstract: fog.\n",                         None),
            ("Notes from Ferrocon",                    "## Exam of a queue\n",                                        None),
        ];
        for (title, body, expected) in table {
            assert_eq!(of(&read_blocks(body), Some(title)), expected, "{title:?} {body:?}");
        }
    }
}
