//! What a document is that is about no conference, though names stand beside titles in it: a newsletter, a course, the
//! minutes of a meeting, a call for papers, an organisers' account.
//!
//! One sign of such a document proves little ("homework" is a joke in a talk), so most kinds need two.

use super::inlines::{lines, one_line};
use super::{phrases, words};
use crate::id::fold;
use crate::read::document::{Block, BlockKind};

/// Kinds of documents that hold no talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Genre {
    /// A podcast, a newsletter, a list of books, week notes.
    Serial,
    /// Lecture notes, a syllabus, notes on a book by chapters.
    Course,
    /// Minutes of a meeting.
    Minutes,
    /// A call for papers.
    Call,
    /// How a conference was organised.
    Organising,
}

impl Genre {
    /// The kind in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Genre::Serial => "a periodical, a podcast or a list of books",
            Genre::Course => "a course or a book of chapters",
            Genre::Minutes => "the minutes of a meeting",
            Genre::Call => "a call for papers",
            Genre::Organising => "how a conference was organised",
        }
    }

    /// Whether an event that the document names leaves it what it is.
    pub(super) fn holds_beside_an_event(self) -> bool {
        matches!(self, Genre::Call | Genre::Organising | Genre::Minutes)
    }
}

/// What the document is instead of a report or a programme, where its title, its first lines or its headings say so.
pub(super) fn genre(blocks: &[Block], title: Option<&str>, opening: &str) -> Option<Genre> {
    let title = title.unwrap_or("");
    let headings: Vec<String> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading { text, .. } => Some(one_line(text)),
            _ => None,
        })
        .collect();
    if is_call(title) && !holds_proposals(blocks) {
        Some(Genre::Call)
    } else if is_about_organising(title) {
        Some(Genre::Organising)
    } else if is_minutes(blocks, &headings) {
        Some(Genre::Minutes)
    } else if is_course(title, blocks, &headings) {
        Some(Genre::Course)
    } else if is_serial(title, &headings, opening) {
        Some(Genre::Serial)
    } else {
        None
    }
}

fn has_word(text: &str, table: &[&str]) -> bool {
    let padded = format!(" {} ", fold(text));
    table.iter().any(|word| padded.contains(&format!(" {word} ")))
}

fn is_call(title: &str) -> bool {
    #[rustfmt::skip]
    const CALLS: &[&str] = &[
        "call for papers", "call for proposals", "call for speakers", "call for participation", "call for talks", "call for sessions", "call for submissions", "call for presentations",
        "cfp", "appel a communications", "appel a conferences", "appel a propositions", "appel a orateurs", "convocatoria", "llamada a ponencias", "llamado a ponencias",
        "chamada de trabalhos", "chamada de palestras", "oproep voor", "invito a presentare",
    ];
    let folded = fold(title);
    CALLS.iter().any(|call| folded.starts_with(call) || folded.ends_with(call))
}

/// Proposals sent to a call carry abstracts and names.
fn holds_proposals(blocks: &[Block]) -> bool {
    let labelled = |block: &&Block| match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Heading { text: inlines, .. } => lines(inlines).iter().any(|line| {
            let text = one_line(line);
            let found = words::find_label(&text).map(|(label, _)| label).or_else(|| words::label_of(&text));
            matches!(found, Some(words::Label::Abstract | words::Label::Speaker | words::Label::Title))
        }),
        _ => false,
    };
    blocks.iter().filter(labelled).count() >= 2
}

fn is_about_organising(title: &str) -> bool {
    const ORGANISING: &[&str] = &[
        "organising",
        "organizing",
        "how we organised",
        "how we organized",
        "how we ran",
        "how we run",
        "behind the scenes",
        "organisieren",
        "wie wir",
        "comment nous avons organise",
        "organiser",
        "organizar",
        "organizzare",
        "organizando",
    ];
    let folded = fold(title);
    ORGANISING.iter().any(|word| folded == *word || folded.starts_with(&format!("{word} "))) && !folded.starts_with("organiser s")
}

/// Who was present stands at the top, and somewhere what is to be done or when to meet next.
fn is_minutes(blocks: &[Block], headings: &[String]) -> bool {
    const PRESENT: &[&str] = &[
        "present",
        "attendees",
        "attending",
        "in attendance",
        "apologies",
        "regrets",
        "absent",
        "participants",
        "anwesend",
        "abwesend",
        "entschuldigt",
        "protokoll",
        "presents",
        "excuses",
        "absents",
        "asistentes",
        "ausentes",
        "aanwezig",
        "afwezig",
        "presenti",
        "assenti",
        "presentes",
        "出席者",
        "出席",
    ];
    // Action items come out of workshops too; these belong to bodies that meet again.
    const BUSINESS: &[&str] = &[
        "aob",
        "any other business",
        "next meeting",
        "approval of minutes",
        "approval of last minutes",
        "last minutes",
        "motion",
        "apologies",
        "regrets",
        "quorum",
        "tagesordnung",
        "nachste sitzung",
        "entschuldigt",
        "ordre du jour",
        "prochaine reunion",
        "excuses",
        "orden del dia",
        "proxima reunion",
        "volgende vergadering",
        "rondvraag",
    ];
    let top = first_lines(blocks, 6);
    let present = top.iter().any(|line| label(line).is_some_and(|label| PRESENT.contains(&label.as_str())));
    present
        && (blocks.iter().any(|block| has_word(&block.text(), BUSINESS))
            || headings.iter().any(|heading| has_word(heading, BUSINESS)))
}

/// Teachers, terms and examinations; or parts counted as lectures or chapters.
fn is_course(title: &str, blocks: &[Block], headings: &[String]) -> bool {
    const TEACHERS: &[&str] = &[
        "dozent",
        "dozentin",
        "dozenten",
        "instructor",
        "instructors",
        "ta",
        "tas",
        "teaching assistants",
        "professor",
        "prof",
        "ubungen",
        "ubungsleiter",
        "lecturer",
        "enseignant",
        "enseignante",
        "charge de cours",
        "profesor",
        "profesora",
        "docente",
        "docenten",
        "office hours",
        "credits",
        "ects",
        "prerequisites",
    ];
    const EXAMS: &[&str] = &[
        "exam",
        "exams",
        "midterm",
        "homework",
        "assignments",
        "grading",
        "policies",
        "learning outcomes",
        "prerequisites",
        "syllabus",
        "klausur",
        "prufung",
        "ubungsblatter",
        "hausaufgaben",
        "examen",
        "devoirs",
        "evaluation",
        "tareas",
        "evaluacion",
        "tentamen",
        "huiswerk",
        "esame",
        "compiti",
    ];
    const COUNTED: &[&str] = &[
        "lecture",
        "chapter",
        "lesson",
        "week",
        "unit",
        "module",
        "vorlesung",
        "kapitel",
        "lektion",
        "chapitre",
        "lecon",
        "capitulo",
        "leccion",
        "hoofdstuk",
        "les",
        "capitolo",
        "lezione",
    ];
    let teachers =
        first_lines(blocks, 4).iter().filter(|line| label(line).is_some_and(|label| TEACHERS.contains(&label.as_str()))).count();
    let exams = headings.iter().filter(|heading| has_word(heading, EXAMS)).count();
    let counted = headings
        .iter()
        .filter(|heading| {
            let folded = fold(heading);
            let mut words = folded.split(' ');
            words.next().is_some_and(|word| COUNTED.contains(&word))
                && words.next().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()))
        })
        .count();
    let signs = usize::from(teachers > 0) + usize::from(exams > 0) + usize::from(counted >= 2) + usize::from(names_a_term(title));
    signs >= 2 || counted >= 3
}

/// "Spring 2013", "WS 2018/19": the title of a course names its term.
fn names_a_term(title: &str) -> bool {
    const TERMS: &[&str] =
        &["spring", "fall", "autumn", "winter", "ws", "ss", "wise", "sose", "semester", "wintersemester", "sommersemester"];
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    words.windows(2).any(|pair| TERMS.contains(&pair[0]) && pair[1].len() >= 2 && pair[1].chars().all(|c| c.is_ascii_digit()))
}

fn is_serial(title: &str, headings: &[String], opening: &str) -> bool {
    /// Titles of what comes every week, month or year.
    #[rustfmt::skip]
    const PERIODICALS: &[&str] = &[
        "release notes", "changelog", "versionshinweise", "notes de version", "notas de la version",
        "this month in", "last week in", "weeknote", "weeknotes", "week notes", "monthly update", "weekly update", "year in review", "a year as", "a year at", "one year as", "one year at",
        "rundbrief", "wochennotizen", "ein jahr als", "ein jahr bei", "jahresruckblick", "infolettre", "lettre d information", "un an comme", "un an chez", "bilan de l annee",
        "boletin", "un ano como", "resumen del ano", "nieuwsbrief", "een jaar als", "boletim", "um ano como", "bollettino", "un anno come",
    ];
    if has_word(title, PERIODICALS) {
        return true;
    }
    let told = phrases::speech_count(title) > 0 || super::records::tells_of_a_visit(title);
    let news = headings.iter().filter(|text| is_heading_of_news(text)).count();
    let named = medium_count(title) > 0 || is_numbered_issue(title);
    !told && (named || medium_count(opening) >= 2 || news >= 3)
}

/// The folded label in front of a line's colon.
fn label(line: &str) -> Option<String> {
    line.split_once([':', '：']).map(|(head, _)| fold(head)).filter(|head| head.len() < 30)
}

/// The lines of the first paragraphs and lists.
fn first_lines(blocks: &[Block], count: usize) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks.iter().take(count + 2) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                // "Instructor: Prof. V · TAs: N, U" holds two labels.
                let texts = lines(inlines).into_iter().map(|line| one_line(&line));
                found.extend(
                    texts.flat_map(|text| text.split(['·', '|']).map(|piece| piece.trim().to_owned()).collect::<Vec<_>>()),
                );
            }
            BlockKind::List { items, .. } => {
                found.extend(items.iter().take(6).filter_map(|item| Some(item.blocks.first()?.text())))
            }
            _ => {}
        }
    }
    found
}

/// How many words of a text speak of another medium: an episode, an issue, a book, a recipe.
fn medium_count(text: &str) -> usize {
    #[rustfmt::skip]
    const MEDIA: &[&str] = &[
        "podcast", "podcasts", "episode", "episodes", "newsletter", "newsletters", "subscribers", "book", "books", "novel",
        "novels", "bookshelf", "recipe", "recipes", "film", "films", "movies", "album", "albums", "abonnenten", "buch", "bucher",
        "roman", "romane", "rezept", "rezepte", "livre", "livres", "recette", "recettes", "abonnes", "libro", "libros", "lecturas", "episodio",
        "episodios", "receta", "recetas", "suscriptores", "boek", "boeken", "aflevering", "afleveringen", "livro", "livros", "receita", "libri", "puntata", "puntate", "ricetta",
        "ポッドキャスト", "読書", "レシピ", "播客", "读书", "书单",
    ];
    let folded = fold(text);
    let western = folded.split(' ').filter(|word| MEDIA.contains(word)).count();
    western + MEDIA.iter().filter(|word| word.chars().all(phrases::is_wide)).filter(|word| folded.contains(**word)).count()
}

/// "Spatial Sundays #141", "Lamp News, issue 12": the number of a periodical.
fn is_numbered_issue(title: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.len() <= 4 && text.chars().all(|c| c.is_ascii_digit());
    let last = title.split_whitespace().next_back().unwrap_or("");
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    let counted = words
        .windows(2)
        .any(|pair| matches!(pair[0], "issue" | "no" | "nr" | "episode" | "ausgabe" | "folge" | "numero") && number(pair[1]));
    counted || last.strip_prefix('#').is_some_and(number)
}

/// Headings of newsletters: what stands between them is news.
fn is_heading_of_news(text: &str) -> bool {
    #[rustfmt::skip]
    const NEWS: &[&str] = &[
        "news", "top stories", "stories", "articles", "quick links", "quick hits", "quick bits", "upcoming events", "events", "jobs", "job board", "sponsor", "sponsors",
        "sponsored", "releases", "new releases", "tools", "libraries", "projects", "from the community", "community", "around the web", "on the web", "worth reading",
        "worth a read", "reading", "read", "watch", "listen", "podcasts", "books", "quote of the week", "data of the week", "link of the week", "tweet of the week",
        "tip of the week", "crate of the week", "editorial", "editors note", "classifieds", "meetups", "calls for papers", "cfps", "support us", "subscribe", "archive",
        "neuigkeiten", "nachrichten", "termine", "stellen", "actualites", "evenements", "offres d emploi", "noticias", "eventos", "empleo", "nieuws", "agenda", "vacatures",
        "ニュース", "イベント", "新闻", "活动",
    ];
    let folded = fold(text);
    NEWS.contains(&folded.as_str())
        || folded.ends_with(" of the week")
        || folded.ends_with(" der woche")
        || folded.ends_with(" de la semaine")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_media_say_what_they_are() {
        #[rustfmt::skip]
        let table = [
            ("Slow Wires: a podcast on old machines, an episode a week", 2, false),
            ("Spatial Sundays #141",                                     0, true),
            ("Lamp News, issue 12",                                      0, true),
            ("Books I read in April",                                    1, false),
            ("Ferrocon 2031",                                            0, false),
        ];
        for (title, count, numbered) in table {
            assert_eq!((medium_count(title), is_numbered_issue(title)), (count, numbered), "{title:?}");
        }
        assert!(is_heading_of_news("Quick links") && !is_heading_of_news("Parsing Fog"));
    }

    #[test]
    fn documents_say_what_they_are() {
        #[rustfmt::skip]
        let table = [
            ("# Call for Papers: Ferrocon 2031\n\n## Formats\n\nTalks.\n",                                        Some(Genre::Call)),
            ("# Organising Ferrocon 2031\n\n## Budget\n\nSmall.\n",                                               Some(Genre::Organising)),
            ("# Lamp committee\n\n**Present:** Anna Berg, Peter Jones\n\n## Lamps\n\n**ACTION** buy lamps\n\nNext meeting: May\n",      Some(Genre::Minutes)),
            ("# Lamps 101 (Fall 2031)\n\nInstructor: Anna Berg\n\n## Grading\n\nFair.\n",                        Some(Genre::Course)),
            ("# Notes on a book\n\n## Chapter 1: Fog\n\na\n\n## Chapter 2: Lamps\n\nb\n\n## Chapter 3: Oil\n\nc\n", Some(Genre::Course)),
            ("# Slow Wires, a podcast\n\nWith guests.\n",                                                        Some(Genre::Serial)),
            ("# Ferrocon 2031\n\nSpeakers: many\n\n## Parsing Fog\n\nAttendees: ten\n",                          None),
            ("# Hack week\n\nFun.\n\n## Lamps BoF\n\nAttendees: Anna\n\n- oil is out\n",                         None),
        ];
        for (text, expected) in table {
            let hints = crate::read::Hints { name: Some("report.md"), ..crate::read::Hints::default() };
            let document = crate::read::read(text.as_bytes(), &hints).unwrap();
            let blocks = &document.parts[0].blocks;
            let title = crate::extract::source::title(&document);
            let opening = crate::extract::source::opening(blocks, title.as_deref());
            assert_eq!(genre(blocks, title.as_deref(), &opening), expected, "{text:?}");
        }
    }
}
