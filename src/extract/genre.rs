//! What a document is that is about no conference, though names stand beside titles in it: a newsletter, a course, the
//! minutes of a meeting, a call for papers, a travel diary, a page of sponsors, an organisers' account.
//!
//! One sign of such a document proves little ("homework" is a joke in a talk), so most kinds need two.

use std::sync::LazyLock;

use super::genre_words as table;
use super::inlines::{line_texts, one_line};
use super::tables::{self, Phrases, Words};
use super::{agenda, events, gatherings, letters, people, phrases, source, words};
use crate::folded::{Folded, fold};
use crate::read::document::{Block, BlockKind};
use crate::when;

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
    /// Sponsors, jobs, rules, a checklist: a page of a conference beside its programme.
    Page,
    /// A travel diary.
    Journey,
    /// A hackathon, an award, an interview, the preparation of one's own talk, an exhibitor's invitation.
    Account,
    /// The pages of a piece of software.
    Project,
    /// Records, films, concerts, meals, releases, pictures: its tags or its title say so.
    Works,
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
            Genre::Project => "the pages of a piece of software",
            Genre::Page => "a page of names and places beside a programme",
            Genre::Journey => "a travel diary",
            Genre::Account => "a contest, an interview, a preparation or an invitation to a booth",
            Genre::Works => "works of another kind",
        }
    }

    /// Whether an event that the document names leaves it what it is.
    pub(super) fn holds_beside_an_event(self) -> bool {
        matches!(self, Genre::Call | Genre::Organising | Genre::Minutes | Genre::Page | Genre::Account | Genre::Works)
    }

    /// Whether the document is about no conference even where it names one.
    pub(super) fn tells_of_none(self) -> bool {
        matches!(self, Genre::Call | Genre::Page | Genre::Account | Genre::Minutes | Genre::Works)
    }
}

static PAGES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::PAGES));
static INVITATIONS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::INVITATIONS));
static BUSINESS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::BUSINESS));
static MEETINGS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::MEETINGS));
static EXAMS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::EXAMS));
static CURRICULUM: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::CURRICULUM));
static PERIODICALS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::PERIODICALS));
static READING: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::READING));
static JOURNEYS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::JOURNEYS));
static VISITS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::VISITS));
static JOB_PARTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::JOB_PARTS));
static PROJECT_PARTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::PROJECT_PARTS));
static CONTESTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(table::CONTESTS));
static MEDIUM_WORDS: LazyLock<Words> = LazyLock::new(|| table::MEDIA.iter().copied().collect());

/// What the document is instead of a report or a programme, where its title, its tags, its first lines or its headings say
/// so.
pub(super) fn genre(blocks: &[Block], title: Option<&str>, tags: &[String]) -> Option<Genre> {
    let opening = source::opening(blocks, title);
    let title = title.unwrap_or("");
    let headings: Vec<String> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading { text, .. } => Some(one_line(text)),
            _ => None,
        })
        .collect();
    if is_call(title, &opening, &headings)
        && !holds_proposals(blocks)
        && !headings.iter().any(|text| phrases::is_of_the_accepted(text))
    {
        Some(Genre::Call)
    } else if is_about_organising(title) {
        Some(Genre::Organising)
    } else if is_page(title) || is_a_job(title, &headings) {
        Some(Genre::Page)
    } else if is_account(title) {
        Some(Genre::Account)
    } else if is_minutes(title, blocks, &headings) {
        Some(Genre::Minutes)
    } else if is_course(title, blocks, &headings) {
        Some(Genre::Course)
    } else if is_project(&headings) {
        Some(Genre::Project)
    } else if is_tagged(tags, title, table::WORK_TAGS)
        || is_tagged(tags, title, table::READING_TAGS)
        || begins_with(&fold(title), table::OTHER_MEDIA)
        || is_staged(title, blocks)
        || is_read(title, blocks)
        || lists_changes(title, &headings)
    {
        Some(Genre::Works)
    } else if is_serial(title, &headings, &opening) {
        Some(Genre::Serial)
    } else if is_journey(title, tags, &headings) {
        Some(Genre::Journey)
    } else {
        None
    }
}

/// Whether `folded` begins with one of `phrases`, as whole words.
fn begins_with(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| folded.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Whether `folded` ends with one of `phrases`, as whole words.
fn ends_with(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| folded.strip_suffix(phrase).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}

/// The title says so, or three phrases of the headings and the first lines do.
fn is_call(title: &str, opening: &str, headings: &[String]) -> bool {
    let folded = fold(title);
    if begins_with(&folded, table::CALLS) || ends_with(&folded, table::CALLS) {
        return true;
    }
    let asked = headings.iter().filter(|heading| INVITATIONS.are_in(&fold(heading))).count();
    asked > 0 && asked + INVITATIONS.count_in(&fold(opening)) >= 3
}

/// Proposals sent to a call carry abstracts and names, or are rows of a table of titles and authors.
fn holds_proposals(blocks: &[Block]) -> bool {
    let listed = |block: &Block| match &block.kind {
        BlockKind::Table { rows } => rows.len() >= 4 && rows.first().is_some_and(agenda::heads_titles_and_people),
        _ => false,
    };
    let labelled = |block: &&Block| match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Heading { text: inlines, .. } => line_texts(inlines).iter().any(|text| {
            let found = words::find_label(text).map(|(label, _)| label).or_else(|| words::label_of(text));
            matches!(found, Some(words::Label::Abstract | words::Label::Speaker | words::Label::Title))
        }),
        _ => false,
    };
    blocks.iter().filter(labelled).count() >= 2 || blocks.iter().any(listed)
}

fn is_about_organising(title: &str) -> bool {
    let folded = fold(title);
    begins_with(&folded, table::ORGANISING) && !folded.starts_with("organiser s")
}

/// "Sponsors of Ferrocon 2031", "Ferrocon 2031: Code of Conduct", "Checklist Ferrocon 2031": the name of such a page with
/// nothing but an event beside it.
fn is_page(title: &str) -> bool {
    if title.split_whitespace().count() > 12 || super::naming::tells_of_a_visit(title) {
        return false;
    }
    title.split([':', '|', '·']).flat_map(|piece| piece.split(" - ")).flat_map(|piece| piece.split(" – ")).any(|piece| {
        let folded = fold(piece);
        if !PAGES.may_hold(&folded) || folded.split(' ').count() > 8 {
            return false;
        }
        let folded = ["our ", "the ", "all ", "official ", "die ", "unsere ", "les ", "nos ", "los "]
            .iter()
            .find_map(|word| folded.strip_prefix(word))
            .unwrap_or(&folded);
        table::PAGES.iter().any(|page| {
            let before = folded.strip_suffix(page).filter(|rest| rest.ends_with(' '));
            let after = folded.strip_prefix(page).filter(|rest| rest.starts_with(' '));
            let inside = || folded.split_once(&format!(" {page} "));
            folded == *page
                || before.or(after).is_some_and(|rest| names_an_edition(rest.trim(), after.is_some()))
                || inside().is_some_and(|(left, right)| names_an_edition(left, false) && names_an_edition(right, true))
        })
    })
}

/// "of Ferrocon 2031", "KieselCon 2025", "for volunteers of Ferrocon": what stands beside the name of a page.
fn names_an_edition(folded: &str, behind: bool) -> bool {
    if folded.split(' ').all(|word| table::PLAIN.contains(&word)) {
        return true;
    }
    const OF: &[&str] = &[
        "of", "for", "at", "from", "der", "des", "fur", "von", "zur", "du", "de", "des", "del", "para", "van", "voor", "do", "da",
    ];
    folded.split(' ').any(|word| when::find_year(word).is_some()) || behind && begins_with(folded, OF)
}

/// The title begins with a word for an interview, the preparation of a talk or an invitation, or speaks of a contest.
fn is_account(title: &str) -> bool {
    let folded = fold(title);
    begins_with(&folded, table::INTERVIEWS)
        || begins_with(&folded, table::OWN)
        || begins_with(&folded, table::BOOTHS)
        || title.rsplit_once([':', '–', '—']).is_some_and(|(_, last)| phrases::is_preparation(last))
        || CONTESTS.are_in(&folded) && phrases::speech_count(title) == 0
}

/// The title says so, or who was present stands at the top, and somewhere what is to be done or when to meet next.
fn is_minutes(title: &str, blocks: &[Block], headings: &[String]) -> bool {
    let folded = fold(title);
    let called = begins_with(&folded, table::MINUTES) || ends_with(&folded, table::MINUTES);
    let present =
        || first_lines(blocks, 6).iter().any(|line| label(line).is_some_and(|label| table::PRESENT.contains(&label.as_str())));
    if called && !VISITS.are_in(&folded) {
        return present() || headings.iter().filter(|heading| is_counted_business(heading)).count() >= 2;
    }
    let points = || headings.iter().filter(|heading| is_point_of_order(heading)).count();
    present()
        && (points() >= 2
            || headings.iter().any(|heading| BUSINESS.are_in(&fold(heading)))
            || MEETINGS.are_in(&folded)
            || names_a_sitting(&folded)
            || blocks.iter().any(|block| BUSINESS.are_in(&fold(&block.text()))))
}

/// "TOP 3: Kassenbericht": a point of an agenda, which nothing else is called.
fn is_point_of_order(heading: &str) -> bool {
    matches!(fold(heading).split(' ').next(), Some("top" | "tagesordnungspunkt" | "agendapunkt" | "agendapunt"))
        && is_counted_business(heading)
        // "Top 10 lamps"
        && heading.split_whitespace().nth(1).is_some_and(|number| number.ends_with([':', '.', ')']))
}

/// "Vorstandssitzung 13.2.2031": a word that ends like a meeting of a body.
fn names_a_sitting(folded: &str) -> bool {
    const SITTINGS: &[&str] = &["sitzung", "versammlung", "besprechung", "vergadering", "overleg"];
    folded.split(' ').any(|word| SITTINGS.iter().any(|sitting| word.len() > sitting.len() + 3 && word.ends_with(sitting)))
}

/// "TOP 3: Kassenbericht", "Item 4 - Budget", "1. Budget".
fn is_counted_business(heading: &str) -> bool {
    let folded = fold(heading);
    let mut words = folded.split(' ');
    let first = words.next().unwrap_or("");
    let number = |word: &str| !word.is_empty() && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    number(first) || matches!(first, "top" | "item" | "punkt" | "point" | "punto" | "agenda") && words.next().is_some_and(number)
}

/// The title names films, concerts or plays, and three things that stand beside such are in the text.
fn is_staged(title: &str, blocks: &[Block]) -> bool {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_show = |n: usize| {
        let pair = words[n..].iter().take(3).copied().collect::<Vec<_>>().join(" ");
        table::SHOWS.iter().any(|show| match show.contains(' ') {
            true => pair.starts_with(show),
            false => {
                words[n] == *show || show.len() >= 8 && words[n].ends_with(show) || !show.is_ascii() && words[n].contains(show)
            }
        })
    };
    if !(0..words.len()).any(is_show) || names_an_event(title, table::SHOWS) {
        return false;
    }
    let text = fold(&blocks.iter().take(80).map(Block::text).collect::<Vec<_>>().join("\n"));
    table::STAGED.iter().filter(|cue| format!(" {text} ").contains(&format!(" {cue} "))).count() >= 3
}

/// "Ferrocon 2031: my reading list": a name with its year that is none of these `words` itself.
fn names_an_event(title: &str, words: &[&str]) -> bool {
    super::naming::named_with_year(title).is_some_and(|name| {
        let series = fold(&name.series);
        !words.iter().any(|word| series.contains(word))
    })
}

/// Books and papers, and those who read them together: the title says so, or lines that say where they were printed.
fn is_read(title: &str, blocks: &[Block]) -> bool {
    let folded = fold(title);
    let named = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if (begins_with(named, table::READ) || ends_with(named, table::READ)) && !names_an_event(title, table::READ) {
        return true;
    }
    let printed = |block: &&Block| match &block.kind {
        BlockKind::Paragraph(inlines) => line_texts(inlines).iter().take(2).any(|line| says_where_printed(line)),
        _ => false,
    };
    !VISITS.are_in(&folded) && !names_an_event(title, table::READ) && blocks.iter().filter(printed).count() >= 2
}

/// "Anna Berg (Journal of Lamps, vol. 8)", "(in: Proc. Fog 2030)", "ISBN 1-23", "212 pages": where a text was printed.
fn says_where_printed(line: &str) -> bool {
    let numbered = line.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80);
    let proceedings = || line.as_bytes().windows(4).any(|four| four.eq_ignore_ascii_case(b"proc"));
    if line.len() >= 160 || !(numbered || proceedings()) {
        return false;
    }
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').collect();
    let number = |word: Option<&&str>| word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let counted = |n: usize| matches!(words[n], "vol" | "pp" | "isbn" | "issn" | "bd" | "jg") && number(words.get(n + 1));
    let collected = |n: usize| words[n] == "in" && matches!(words.get(n + 1), Some(&("proc" | "proceedings")));
    let paged = |n: usize| {
        let pages = matches!(words[n], "pages" | "seiten" | "paginas" | "pagine" | "bladzijden" | "pagina" | "pp");
        pages && n > 0 && number(words.get(n - 1))
    };
    (0..words.len()).any(|n| counted(n) || collected(n) || paged(n))
}

/// What changed in software: the title says so and nothing else, or headings are versions.
fn lists_changes(title: &str, headings: &[String]) -> bool {
    let folded = fold(title);
    // "Lampkit 3.0: a recap of the release", over "Breaking changes".
    let broken = headings.iter().filter(|heading| table::CHANGED.contains(&fold(heading).as_str())).count();
    let released = || folded.split(' ').any(|word| matches!(word, "release" | "released" | "releases"));
    if broken >= 1 && released() && title.split_whitespace().any(names_a_version) || broken >= 2 && broken * 2 >= headings.len() {
        return true;
    }
    let versions = headings.iter().filter(|heading| begins_with_a_version(heading)).count();
    table::CHANGES.contains(&folded.as_str())
        || versions >= 2 && (versions * 2 > headings.len() || begins_with(&folded, table::CHANGES))
        || versions >= 1 && ends_with(&folded, table::CHANGES)
}

/// "3.0:", "v2.4".
fn names_a_version(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).trim_start_matches('v');
    word.contains('.') && word.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// "2.4.0 (2031-05-02)", "v1.3.0-rc1", "[0.9.1] - 2031".
fn begins_with_a_version(heading: &str) -> bool {
    let (first, rest) = heading.trim().split_once(' ').unwrap_or((heading.trim(), ""));
    // "1.1.1 Counting Fog" is a numbered section.
    if rest.starts_with(char::is_alphabetic) {
        return false;
    }
    let first = first.trim_matches(['[', ']', '(', ')', ':', ',']);
    let first = first.strip_prefix(['v', 'V']).unwrap_or(first);
    let numbers: Vec<&str> = first.split('.').collect();
    let number = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let last = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    // "17.10. Fog" is a day.
    (3..=4).contains(&numbers.len())
        && numbers[..2].iter().all(|text| number(text))
        && numbers[2..].iter().all(|text| last(text))
        && when::find_date(first, None).is_none()
}

/// Teachers, terms and examinations; or parts counted as lectures or chapters.
fn is_course(title: &str, blocks: &[Block], headings: &[String]) -> bool {
    let teacher = |line: &String| label(line).is_some_and(|label| table::TEACHERS.contains(&label.as_str()));
    let teachers = first_lines(blocks, 4).iter().any(teacher);
    let exams = headings.iter().any(|heading| EXAMS.are_in(&fold(heading)));
    let curriculum = headings.iter().any(|heading| CURRICULUM.are_in(&fold(heading)));
    let counted = headings.iter().filter(|heading| is_counted(heading)).count();
    let signs = [teachers, exams, curriculum, counted >= 2, names_a_term(title)];
    signs.into_iter().filter(|&sign| sign).count() >= 2 || counted >= 3
}

/// "Lecture 3: Lamps", "Kapitel 12".
fn is_counted(heading: &str) -> bool {
    let folded = fold(heading);
    let mut words = folded.split(' ');
    words.next().is_some_and(|word| table::COUNTED.contains(&word))
        && words.next().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()))
}

/// "Spring 2013", "WS 2018/19": the title of a course names its term.
fn names_a_term(title: &str) -> bool {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    words
        .windows(2)
        .any(|pair| table::TERMS.contains(&pair[0]) && pair[1].len() >= 2 && pair[1].chars().all(|c| c.is_ascii_digit()))
}

/// How it is installed, used, built, tested, changed and licensed.
fn is_project(headings: &[String]) -> bool {
    count_of(&PROJECT_PARTS, headings) >= 3
}

/// "Advocate (m/f/d)", or headings for what is asked and what is offered.
fn is_a_job(title: &str, headings: &[String]) -> bool {
    let sexes = |inner: &str| {
        let letters: Vec<&str> = inner.split('/').collect();
        (2..=4).contains(&letters.len()) && letters.iter().all(|letter| letter.trim().chars().count() == 1)
    };
    let open_to_all = title.split_once('(').and_then(|(_, rest)| rest.split_once(')')).is_some_and(|(inner, _)| sexes(inner));
    open_to_all || count_of(&JOB_PARTS, headings) >= 3
}

/// How many headings are one of `parts`.
fn count_of(parts: &Phrases, headings: &[String]) -> usize {
    headings.iter().filter(|heading| parts.contains(&fold(heading))).count()
}

fn is_serial(title: &str, headings: &[String], opening: &str) -> bool {
    let folded = fold(title);
    if PERIODICALS.are_in(&folded) || begins_with(&folded, &["newsletter"]) {
        return true;
    }
    if phrases::speech_count(title) > 0 || super::naming::tells_of_a_visit(title) {
        return false;
    }
    let news = || headings.iter().filter(|text| is_heading_of_news(text)).count();
    // "Lamp meetup #37" is an evening, "Show & Tell night, autumn edition" is one as well.
    const EVENINGS: &[&str] = &["night", "nights", "evening", "abend", "soiree", "noche", "avond", "noite", "serata"];
    let evening = || folded.split(' ').any(|word| EVENINGS.contains(&word));
    let named = medium_count(title) > 0 && !evening()
        || is_numbered_issue(title)
            && !gatherings::are_called(title)
            && !phrases::speaks_of_a_gathering(title)
            && !headings.iter().any(|heading| source::names_a_programme(heading) && heading.split(' ').count() <= 3);
    // "I read it on the train": what was read is no talk, whoever wrote it. A title may speak of reading as of anything.
    let told_below = || if title.is_empty() { opening.to_owned() } else { opening.replace(title, "") };
    let read = || phrases::speech_count(opening) <= 1 && READING.count_in(&fold(&told_below())) >= 2;
    named || medium_count(opening) >= 2 || news() >= 3 || read()
}

/// A tag says what the text is about, and neither another nor the title speaks of a conference.
fn is_tagged(tags: &[String], title: &str, table: &[&str]) -> bool {
    let about_talks = |text: &str| {
        let folded = fold(text);
        VISITS.are_in(&folded) || phrases::speaks_of_a_gathering(text) || phrases::speech_count(text) > 0
    };
    tags.iter().any(|tag| table.contains(&fold(tag).as_str())) && !tags.iter().any(|tag| about_talks(tag)) && !about_talks(title)
}

/// The title speaks of travelling, or most headings are days with a place behind them, and no conference is in the title.
fn is_journey(title: &str, tags: &[String], headings: &[String]) -> bool {
    let folded = fold(title);
    let travels = JOURNEYS.are_in(&folded)
        || is_tagged(tags, title, table::JOURNEY_TAGS) && names_a_stay(&folded)
        || ends_with_a_stay(&folded);
    // "4 February – Counting Fog (Ada Brookfield)": an evening, and who spoke.
    let with_people = |rest: &str| people::splits(rest).first().is_some_and(|split| split.people.confidence >= 0.5);
    // "14:00 – Walk across the bridge": the hours of a day on the way, with nobody who speaks.
    let hours = || {
        let timed: Vec<&str> = headings.iter().filter_map(|heading| Some(when::leading_time(heading)?.2)).collect();
        timed.len() >= 3 && timed.iter().filter(|rest| with_people(rest)).count() * 3 <= timed.len()
    };
    if is_tagged(tags, "", table::JOURNEY_TAGS) && events::find_event_name(title, None).is_none() && hours() {
        return true;
    }
    if VISITS.are_in(&folded) && !travels {
        return false;
    }
    let to_a_place = |heading: &&String| {
        when::leading_day(heading).is_some_and(|(_, rest)| !rest.is_empty() && !VISITS.are_in(&fold(rest)) && !with_people(rest))
    };
    let days = headings.iter().filter(to_a_place).count();
    let moves = headings.iter().filter(|heading| begins_with_a_move(heading)).count();
    if moves >= 2 && !phrases::speaks_of_a_gathering(title) {
        return true;
    }
    travels && days >= 1 || days >= 3 && days * 3 >= headings.len() * 2
}

/// "07:10 Flight to Porto", "Zug nach Delft", "Check-in": how somebody gets somewhere.
fn begins_with_a_move(heading: &str) -> bool {
    let text = when::leading_time(heading).map_or(heading, |(_, _, rest)| rest);
    let folded = fold(text);
    let mut words = folded.split(' ');
    words
        .next()
        .is_some_and(|first| table::MOVES.contains(&first) && words.next().is_none_or(|next| table::TOWARDS.contains(&next)))
}

/// "Lisbon in four days", "Lisbonne en quatre jours".
fn ends_with_a_stay(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let [.., preposition, count, days] = words.as_slice() else { return false };
    matches!(*preposition, "in" | "en" | "em" | "nel" | "i" | "op")
        && table::DAYS.contains(days)
        && (table::COUNTS.contains(count) || count.len() <= 2 && count.bytes().all(|byte| byte.is_ascii_digit()))
}

/// "Four days of rain": days, nights or weeks in the title.
fn names_a_stay(folded: &str) -> bool {
    folded.split(' ').any(|word| table::DAYS.contains(&word))
}

/// The folded label in front of a line's colon.
fn label(line: &str) -> Option<Folded> {
    line.split_once([':', '：']).map(|(head, _)| fold(head)).filter(|head| head.len() < 30)
}

/// The lines of the first paragraphs and lists.
fn first_lines(blocks: &[Block], count: usize) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks.iter().take(count + 2) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                // "Instructor: Prof. V · TAs: N, U" holds two labels.
                let texts = line_texts(inlines).into_iter();
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
    let folded = fold(text);
    let western = tables::words(&folded).filter(|word| MEDIUM_WORDS.contains(word)).count();
    if folded.is_ascii() {
        return western;
    }
    western + table::MEDIA.iter().filter(|word| word.chars().all(letters::is_wide)).filter(|word| folded.contains(**word)).count()
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
    let folded = fold(text);
    table::NEWS.contains(&folded.as_str())
        || ends_with(&folded, &["of the week", "der woche", "de la semaine", "de la semana", "van de week"])
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
            ("# Lamps & Friends, meetup #37\n\nPizza.\n\n## Counting Fog\n\n*Anna Berg*\n\na\n",                    None),
            ("# Home\n\n## 4 May – Fog (Anna Berg)\n\na\n\n## 5 May – Oil (Otto Brandt)\n\nb\n\n## 6 May – Sand (Maria Lopez)\n\nc\n", None),
            ("# Home\n\n## 4 May – Delft\n\na\n\n## 5 May – Ghent\n\nb\n\n## 6 May – Liège\n\nc\n",   Some(Genre::Journey)),
            ("# Lamp Advocate (m/f/d)\n\nRemote.\n",                                                               Some(Genre::Page)),
            ("# Keeper of lamps\n\n## Your role\n\nLight.\n\n## Your profile\n\nTall.\n\n## Benefits\n\nOil.\n", Some(Genre::Page)),
            ("# Fogport Filmtage 2031\n\n| 18:00 | Wet Sand (Regie: Anna Berg) |\n|---|---|\n\nSpielfilm, OmU. Vorverkauf: Quay.\n", Some(Genre::Works)),
            ("# Tour 2031\n\nDoors 19:00. Support in brackets.\n\n- Delft: Old Mill\n\nTickets: here.\n",          Some(Genre::Works)),
            ("# A tour of build systems\n\nTickets.\n",                                                       None),
            ("# Slow Wires, a podcast\n\nWith guests.\n",                                                        Some(Genre::Serial)),
            ("# CFP – Ferrocon 2031\n\n## Accepted\n\n- #3 Counting fog — @anna (Anna Berg)\n- #5 Small boats — @peter (Peter Jones)\n", None),
            ("# Ferrocon wants your talk\n\nSubmissions close in May.\n\n## Important dates\n\n- May\n\n## Selection committee\n\n- Anna Berg\n", Some(Genre::Call)),
            ("# Sponsors of Ferrocon 2031\n\n## Gold\n\n### Lumen Labs - light for all\n\nBooth 2.\n",          Some(Genre::Page)),
            ("# Ferrocon 2031: Code of Conduct\n\n## Whom to talk to\n\n- Anna Berg\n",                          Some(Genre::Page)),
            ("# Cron Jobs at Sea\n\nBy Anna Berg\n",                                                            None),
            ("# Conference day checklist for volunteers\n\n- 07:30 Doors - Anna\n",                             Some(Genre::Page)),
            ("# Protokoll der Versammlung\n\n## TOP 1: Oil\n\na\n\n## TOP 2: Fog\n\nb\n",                     Some(Genre::Minutes)),
            ("# Interview: Anna Berg on lamps\n\n## Why fog?\n\nIt is there.\n",                               Some(Genre::Account)),
            ("# Delft - Ghent\n\n## Monday\n\n### 07:10 Flight to Delft\n\na\n\n### 19:00 Train to Ghent\n\nb\n",   Some(Genre::Journey)),
            ("# Ferrocon 2031\n\n## Train models that last\n\na\n\n## Bus factor of one\n\nb\n",             None),
            ("# Work with us – Quay\n\n## Open roles\n\n### Keeper of Lamps\n\na\n",                       Some(Genre::Page)),
            ("# Ten days in Fogland\n\n## Day 1 - Oslo: rain\n\na\n\n## Day 2 - Boats\n\nb\n",                Some(Genre::Journey)),
            ("# lampd\n\nShown at conferences.\n\n## Installation\n\na\n\n## Usage\n\nb\n\n## Lamps it knows\n\nc\n\n## License\n\nd\n", Some(Genre::Project)),
            ("---\ntitle: Lamps I liked\ntags: [music, reviews]\n---\n\n## \"Fog\" by Anna Berg\n\nLoud.\n",        Some(Genre::Works)),
            ("---\ntitle: Lamps I liked\ntags: [books, conference]\n---\n\n## \"Fog\" by Anna Berg\n\nLoud.\n",   None),
            ("---\ntitle: Notes from the lamp conference\ntags: [links]\n---\n\n## \"Fog\" by Anna Berg\n\nLoud.\n", None),
            ("# Notas de la semana 12\n\n## Lunes\n\nFiebre.\n",                                             Some(Genre::Serial)),
            ("# Photos from Ferrocon 2031\n\n## Lamp by Anna Berg\n\nBig.\n",                                   Some(Genre::Works)),
            ("# Vorstandssitzung 3.2.2031\n\n**Anwesend:** Anna Berg\n\n## Oil (Anna Berg)\n\na\n\n## Fog (Peter Jones)\n\nb\n", Some(Genre::Minutes)),
            ("# Turm\n\n**Anwesend:** Anna Berg\n\n## TOP 1: Oil (Anna Berg)\n\na\n\n## TOP 2: Fog (Peter Jones)\n\nb\n", Some(Genre::Minutes)),
            ("# Reading log 2031\n\n## Fog\n*Anna Berg* (Ferrocon 2029)\n\na\n",                         Some(Genre::Works)),
            ("# Lamps of the year\n\n## Fog\n*Anna Berg* (Tides, vol. 8)\n\na\n\n## Oil\n*Peter Jones* (in: Proc. Ferrocon)\n\nb\n", Some(Genre::Works)),
            ("# Lumen Book Club 2031\n\n## 4 May: *Fog* by Anna Berg\n\nShort.\n",                       Some(Genre::Works)),
            ("# lampd\n\nMade at Ferrocon 2031.\n\n## 1.2.0 (2031-05-02)\n\n- Fog (Anna Berg)\n\n## 1.1.0\n\n- Oil (Peter Jones)\n", Some(Genre::Works)),
            ("# Ferrocon 2031\n\n## 17.10.2031\n\na\n\n## 18.10.2031\n\nb\n",                         None),
            ("# Fogport in four days\n\n## Day 1: the pier\n\n### 9:00 - Lamps, with Anna Berg\n\na\n",   Some(Genre::Journey)),
            ("---\ntags: [travel]\n---\n# Seven days of rain\n\n## Day 1: the pier\n\n### 9:00 - Lamps\n\na\n", Some(Genre::Journey)),
            ("---\ntags: [travel]\n---\n# Ferrocon 2031 in three talks\n\n## Day 1: the pier\n\n### 9:00 - Lamps\n\na\n", None),
            ("# Ferrocon 2031 awards\n\n## Best Lamp\n\n**Fog** - Anna Berg\n",                                   Some(Genre::Account)),
            ("# Meet us at Ferrocon 2031\n\n- **Anna Berg**, sales\n",                                          Some(Genre::Account)),
            ("# Volunteer roster: Ferrocon 2031\n\n08:00 Doors - Anna Berg\n",                                  Some(Genre::Page)),
            ("# Curriculum vitae\n\n- Anna Berg: *Lamps* (thesis)\n",                                        Some(Genre::Page)),
            ("# Ferrocon 2031\n\n## Day 1: Workshops\n\na\n\n## Day 2: Talks\n\nb\n\n## Day 3: Sprints\n\nc\n", None),
            ("# Ferrocon 2031\n\nSpeakers: many\n\n## Parsing Fog\n\nAttendees: ten\n",                          None),
            ("# Hack week\n\nFun.\n\n## Lamps BoF\n\nAttendees: Anna\n\n- oil is out\n",                         None),
        ];
        for (text, expected) in table {
            let hints = crate::read::Hints { name: Some("report.md"), ..crate::read::Hints::default() };
            let document = crate::read::read(text.as_bytes(), &hints).unwrap();
            let blocks = &document.parts[0].blocks;
            let title = crate::extract::source::title(&document);
            assert_eq!(genre(blocks, title.as_deref(), &document.metadata.tags), expected, "{text:?}");
        }
    }
}
