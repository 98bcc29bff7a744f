//! First lines that are a record of an event: "Verslag Dag van de Lamp (Delft, 8-2-2031)", "Notes: Days of Fog — Ulm, May
//! 2031", "Lamp Summit" over "Delft, 3 May 2031". What it was, where and when stand one behind the other, parted by marks.
//!
//! A kind of event in the name and a date leave no doubt. Names without a kind, and names that only the first sentences
//! set off, are taken where the talks themselves show that there were some ([`told`]).

use super::events::{self, EventName};
use super::inlines::line_texts;
use super::names::is_place;
use super::{gatherings, letters, phrases, source, words};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Part};
use crate::when;

/// Kinds of events that are little else, folded, beside those of [`events::is_sure_kind`].
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "journee", "journees", "assises", "fachtag", "fachtage", "fachtagung", "jahrestagung", "jornada", "encuentro", "encontro", "giornata", "giornate", "studiedag", "symposion", "simposio",
    "konf", "konferens", "konference", "konferencja", "konferencji", "конференция", "конференции", "seminarium", "days", "summits", "meetup", "hackday", "devdays",
];

/// Ends of words that are such kinds joined to what they are about, folded.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "tagung", "kongress", "konferenz", "konf", "treffen", "symposium", "dagarna", "dagene", "dagen", "dage", "kongressen", "konferensen", "congres", "unconf", "conf", "camp", "meetup",
];

/// Words for what somebody wrote about it, folded.
#[rustfmt::skip]
const REPORTS: &[&str] = &[
    "notes", "note", "report", "recap", "summary", "trip", "writeup", "impressions", "highlights", "raw", "quick", "live", "my", "our", "short",
    "notizen", "bericht", "mitschrift", "mitschriften", "stichworte", "konferenzbericht", "tagungsbericht", "reisebericht", "kurzbericht", "ruckblick", "nachlese", "eindrucke", "impressionen", "zusammenfassung", "protokoll", "meine", "mein", "besuch",
    "compte", "rendu", "mes", "retour", "impression", "resume", "apuntes", "mis", "notas", "cronica", "resumen", "anotacoes", "relato", "resumo", "minhas",
    "appunti", "miei", "resoconto", "relazione", "verslag", "verslagje", "aantekeningen", "notities", "mijn", "anteckningar", "rapport", "referat", "noter", "notater", "mina", "mine",
    "relacja", "notatki", "moje", "poznamky", "zapisky", "konspekt", "конспект", "заметки", "отчет",
];

/// Small words between a report and what it is of, folded.
#[rustfmt::skip]
const OF: &[&str] = &[
    "from", "of", "on", "at", "the", "about", "vom", "von", "der", "dem", "den", "zur", "zum", "auf", "bei", "beim", "uber", "die", "das", "de", "du", "des", "la", "le", "les", "l", "sur", "d",
    "del", "el", "los", "las", "al", "do", "da", "dos", "das", "dal", "dalla", "della", "dei", "alla", "di", "il", "van", "het", "op", "fran", "fra", "pa", "z", "ze", "со", "с", "из",
];

/// A name with what else its line says.
#[derive(Debug, Clone)]
pub(super) struct Headline {
    pub(super) name: EventName,
    /// Its own words say that it is an event.
    pub(super) sure: bool,
}

/// The event that the title, or else the first line, is a record of.
pub(super) fn find(part: &Part, title: Option<&str>, year: Option<i16>) -> Option<Headline> {
    let (line, below) = first_lines(&part.blocks, title)?;
    read(&line, below.as_deref(), year)
}

/// The title, or the line that a text begins with, and the short line below it.
fn first_lines(blocks: &[Block], title: Option<&str>) -> Option<(String, Option<String>)> {
    let lines_of = |n: usize| match blocks.get(n).map(|block| &block.kind) {
        Some(BlockKind::Paragraph(inlines) | BlockKind::Heading { text: inlines, .. }) => line_texts(inlines),
        _ => Vec::new(),
    };
    let at = match title {
        None => Some(0),
        Some(title) => (0..blocks.len().min(3)).find(|&n| lines_of(n).first().is_some_and(|line| line == title)),
    };
    let own = at.map(lines_of).unwrap_or_default();
    let line = title.map(str::to_owned).or_else(|| own.first().cloned())?;
    let next = at.map(|at| at + 1).filter(|&n| blocks.get(n).is_some_and(|block| matches!(block.kind, BlockKind::Paragraph(_))));
    let below = own.get(1).cloned().or_else(|| lines_of(next?).into_iter().next());
    // "Notes" over "Lamp Summit, Delft, March 2031".
    if fold(&line).split(' ').all(|word| REPORTS.contains(&word)) {
        return below.filter(|below| below.len() <= 150).map(|below| (below, None));
    }
    Some((line, below.filter(|below| below.len() <= 60)))
}

/// Reads a line into what it is a record of; `below` may tell when it was.
fn read(line: &str, below: Option<&str>, year: Option<i16>) -> Option<Headline> {
    if !(6..=150).contains(&line.len()) {
        return None;
    }
    let start = introduction(line);
    let led = start > 0;
    let line = &line[start..];
    let end = name_end(line);
    let (whole, rest) = (gatherings::without_introduction(unquoted(line[..end].trim())), &line[end..]);
    // "Conf notes: Lamp Summit 2031"
    if fold(whole).rsplit(' ').next().is_some_and(|last| REPORTS.contains(&last)) {
        return None;
    }
    let (series, own) = without_year(behind_a_visit(whole));
    let dated = own.or_else(|| year_of_record(rest)).or_else(|| below.filter(|_| is_place_alone(rest)).and_then(year_of_record));
    let name = EventName {
        name: own.map_or_else(|| series.to_owned(), |_| behind_a_visit(whole).to_owned()),
        series: series.to_owned(),
        year: dated.or(year),
        rest: String::new(),
    };
    let kind = has_kind(series) || gatherings::is_of_something(series);
    // "Agenda of the general meeting" is called like what it lists.
    if series.split(' ').next().is_some_and(source::names_a_programme) {
        return None;
    }
    let told = kind || gatherings::are_called(series) || led && dated.is_some();
    (is_name(series) && !phrases::is_instructional(series) && told && (dated.is_some() || is_place_alone(rest)))
        .then(|| Headline { name, sure: kind && dated.is_some() && !is_led_elsewhere(series) })
}

/// Where the name begins: behind "Notes:", "Mes notes, ", "Verslag ", "Anteckningar från ".
fn introduction(line: &str) -> usize {
    let mut at = 0;
    let mut reported = false;
    for raw in line.split_inclusive(' ') {
        let word = fold(raw);
        let is_mark = word.is_empty();
        let report = REPORTS.contains(&word.as_str());
        if !(report || reported && (is_mark || raw.starts_with(char::is_lowercase) && OF.contains(&word.as_str()))) {
            break;
        }
        reported |= report;
        at += raw.len();
    }
    // "Notes (Delft, May 2031)" is of nothing.
    if at < line.len() && !line[at..].starts_with('(') { at } else { 0 }
}

/// Where the name ends: at the first mark outside quotation marks that parts it from the rest.
fn name_end(line: &str) -> usize {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '«' | '„' => quoted = true,
            '»' => quoted = false,
            // "„…“" is closed by what opens "“…”".
            '“' | '”' | '"' => quoted = !quoted,
            ',' | '|' | ':' | ';' if !quoted => return at,
            '(' | '—' | '–' | '-' | '·' | '/' | '@' if !quoted && line[..at].ends_with(' ') => return at,
            _ => {}
        }
    }
    line.len()
}

/// "Due giorni al Convegno Lanterne 2031", "Trois jours aux Assises": what follows so many days at something.
fn behind_a_visit(name: &str) -> &str {
    const TIMES: &[&str] = &[
        "giorni", "giorno", "mattina", "jours", "jour", "journee", "dias", "dia", "dagen", "dag", "tage", "tag", "dagar", "dage",
        "dni", "days", "day", "weekend",
    ];
    const AT: &[&str] = &[
        "al", "alla", "allo", "ai", "au", "aux", "à", "en", "no", "na", "ao", "op", "på", "til", "till", "auf", "beim", "bei",
        "at", "z", "of", "de", "di", "du", "del", "da", "do",
    ];
    let mut timed = false;
    let mut end = 0;
    for word in name.split(' ').take(5) {
        end += word.len() + 1;
        if timed && AT.contains(&word) {
            return name.get(end..).filter(|rest| !rest.is_empty()).unwrap_or(name);
        }
        timed |= end > word.len() + 1 && word.starts_with(char::is_lowercase) && TIMES.contains(&fold(word).as_str());
    }
    name
}

/// "«Days of Fog 2031»": a name that is quoted as a whole.
fn unquoted(name: &str) -> &str {
    let inner = name.strip_prefix(['«', '„', '“', '"']).and_then(|inner| inner.strip_suffix(['»', '“', '”', '"']));
    inner.filter(|inner| !inner.contains(['«', '»', '„', '“', '”', '"'])).unwrap_or(name)
}

/// "Days of Fog 2031" without its year.
fn without_year(name: &str) -> (&str, Option<i16>) {
    match when::find_year_range(name) {
        Some((year, range)) if range.end == name.len() => {
            (name[..range.start].trim_end_matches([' ', '–', '—', '-', ',']), Some(year))
        }
        _ => (name, None),
    }
}

/// "(Delft, 8-2-2031)", "— Ulm, May 2031 – my notes": a place, perhaps, and the year of a date.
fn year_of_record(rest: &str) -> Option<i16> {
    let rest = rest.trim_matches(is_mark);
    let mut pieces = rest.split([',', '(', ')', '|', '·', ';', ':']).map(|piece| piece.trim_matches(is_mark));
    let is_dated = |piece: &str| when::find_year(piece).is_some() || when::find_date(piece, None).is_some();
    let is_day = |piece: &str| when::day_label(piece).is_some() && !is_dated(piece);
    let first = pieces.find(|piece| !piece.is_empty() && !is_town(piece) && !is_day(piece))?;
    let date = when::find_date(first, None).and_then(|date| date.date.get(..4)?.parse().ok());
    let short = first.split_whitespace().count() <= 6;
    date.or_else(|| when::find_year(first)).filter(|_| short)
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '—' | '–' | '-' | ',' | '|' | '·' | '*' | '_' | '/' | '@' | '.')
}

/// A town, perhaps with its country: one to three capitalised words without a number.
fn is_town(piece: &str) -> bool {
    let words = piece.split_whitespace().count();
    (1..=3).contains(&words)
        && !piece.contains(|c: char| c.is_ascii_digit())
        && piece.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || letters::is_wide(c)))
        && !piece.split_whitespace().any(|word| when::month_number(&fold(word)).is_some())
}

/// Nothing, or nothing but a town or words for notes, stands behind the name.
fn is_place_alone(rest: &str) -> bool {
    rest.split([',', '(', ')', '—', '–', '|', '·', ':']).map(|piece| piece.trim_matches(is_mark)).all(|piece| {
        piece.is_empty() || is_town(piece) || fold(piece).split(' ').all(|word| REPORTS.contains(&word) || OF.contains(&word))
    })
}

/// Whether one of the words says that it is an event.
fn has_kind(name: &str) -> bool {
    let folded = fold(name);
    let mut all = folded.split(' ');
    let joined = |word: &str| ENDINGS.iter().any(|end| word.strip_suffix(end).is_some_and(|head| head.len() >= 3));
    name.contains(' ') && all.any(|word| events::is_sure_kind(word) || KINDS.contains(&word) || joined(word)) || joined(&folded)
}

/// A few words, no sentence and no section.
fn is_name(name: &str) -> bool {
    let count = name.split_whitespace().count();
    (1..=9).contains(&count)
        && name.chars().count() >= 5
        && name.contains(char::is_alphabetic)
        && !name.ends_with(['.', '!', '?'])
        && !is_place(&fold(name))
        && !words::is_section_word(name)
        && when::day_label(name).is_none()
        && when::find_date(name, Some(2000)).is_none()
}

/// "My first conference", "Why the summit failed": the kind stands in a sentence about it.
fn is_led_elsewhere(name: &str) -> bool {
    #[rustfmt::skip]
    const OTHER: &[&str] = &[
        "my", "our", "your", "how", "why", "what", "when", "we", "i", "first", "next", "call", "minutes", "speaking", "planning", "organising", "organizing", "running",
        "wie", "warum", "mein", "meine", "unsere", "unser", "comment", "pourquoi", "mon", "notre", "como", "por", "mi", "nuestra", "meu", "mio", "come", "mijn", "onze", "hoe",
    ];
    let folded = fold(name);
    folded.split(' ').take(2).any(|word| OTHER.contains(&word))
}

/// The event that only the talks can vouch for: a name in the first lines that nothing says is an event's, or one that
/// the first sentences set off behind a word for a conference or in front of its year.
pub(super) fn told(part: &Part, title: Option<&str>, year: Option<i16>) -> Option<EventName> {
    let headline = find(part, title, year).map(|headline| headline.name);
    headline.or_else(|| {
        let paragraphs = part.blocks.iter().take(6).filter_map(|block| match &block.kind {
            BlockKind::Paragraph(inlines) => Some(line_texts(inlines).join(" ")),
            _ => None,
        });
        paragraphs.take(2).find_map(|text| behind_a_kind(&text, year).or_else(|| before_its_year(&text)))
    })
}

/// "Zug nach Delft, Tagung „Lampen im Nebel“": a kind of event, and its name in quotation marks.
fn behind_a_kind(text: &str, year: Option<i16>) -> Option<EventName> {
    let reach = text.char_indices().nth(600).map_or(text.len(), |(end, _)| end);
    let text = &text[..reach];
    text.match_indices(['„', '“', '"', '«']).find_map(|(at, mark)| {
        let kind = text[..at].trim_end().rsplit(' ').next().unwrap_or_default();
        let inner = &text[at + mark.len()..];
        let name = inner[..inner.find(['“', '”', '"', '»'])?].trim();
        let known = events::is_sure_kind(kind) || KINDS.contains(&fold(kind).as_str()) || has_kind(kind);
        (known && is_name(name)).then(|| EventName {
            name: name.to_owned(),
            series: name.to_owned(),
            year: when::find_year(text).or(year),
            rest: String::new(),
        })
    })
}

/// "I took the night bus to Delft for Lanterns Roundup 2031": behind a small word, capitals and their year.
fn before_its_year(text: &str) -> Option<EventName> {
    #[rustfmt::skip]
    const TO: &[&str] = &[
        "at", "to", "for", "from", "attended", "visited", "auf", "der", "die", "zur", "zum", "bei", "beim", "von", "vom", "à", "au", "aux", "de", "du", "la", "les", "en", "el", "las", "los", "al",
        "ao", "no", "na", "do", "da", "op", "naar", "het", "van", "alla", "al", "il", "på", "till", "na",
    ];
    let (year, range) = when::find_year_range(text).filter(|(_, range)| range.start < 240)?;
    let before = text[..range.start].trim_end();
    let mut words: Vec<&str> = before.split(' ').collect();
    let count = words.iter().rev().take_while(|word| word.starts_with(char::is_uppercase) && !word.ends_with([',', '.'])).count();
    let at = words.len().checked_sub(count)?;
    let led = at.checked_sub(1).and_then(|n| words.get(n)).is_some_and(|word| TO.contains(word));
    let series = words.split_off(at).join(" ");
    let month = series.split(' ').any(|word| when::month_number(&fold(word)).is_some());
    let coined = count >= 2 || events::is_coined(&series);
    (led && coined && count <= 6 && !month && is_name(&series)).then(|| EventName {
        name: format!("{series} {year}"),
        series,
        year: Some(year),
        rest: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_lines_are_records_of_events() {
        #[rustfmt::skip]
        let table = [
            ("Verslag Dag van de Lamp (Delft, 8-2-2031)",             None,                     Some(("Dag van de Lamp", 2031, true))),
            ("Notes: Days of Fog — Ulm, May 2031",                    None,                     Some(("Days of Fog", 2031, true))),
            ("Journée « Lampe et brume » — Lyon, samedi 18 mai 2031", None,                     Some(("Journée « Lampe et brume »", 2031, true))),
            ("Apuntes del congreso de faroles (Cuenca, marzo 2031)",  None,                     Some(("congreso de faroles", 2031, true))),
            ("Mes notes, Assises de la brume, Brest, mai 2031",       None,                     Some(("Assises de la brume", 2031, true))),
            ("Tagung „Nebel, Licht und Recht“ 2031",                  None,                     Some(("Tagung „Nebel, Licht und Recht“", 2031, true))),
            ("Lampdagarna – Umeå, 7.9.2031",                          None,                     Some(("Lampdagarna", 2031, true))),
            ("Lamp Summit",                                           Some("Delft, 3 May 2031"), Some(("Lamp Summit", 2031, true))),
            ("Lamp Weekend",                                          Some("1 August 2031"),    Some(("Lamp Weekend", 2031, false))),
            ("Notes testing day Delft, 11.10.2031",                   None,                     Some(("testing day Delft", 2031, false))),
            ("Three days at Lamp Summit 2031",                        None,                     Some(("Lamp Summit", 2031, true))),
            ("Конспект «Северный ветер — 2031»",                      None,                     Some(("Северный ветер", 2031, false))),
            ("Two days of Lampconf 2031",                             None,                     Some(("Lampconf", 2031, true))),
            ("Due giorni al Convegno Lanterne 2031",                  None,                     Some(("Convegno Lanterne", 2031, true))),
            ("Notes (Delft, May 2031)",                               None,                     None),
            ("How we ran a summit, and lived",                        None,                     None),
            ("Counting fog, slowly",                                  Some("Delft, 3 May 2031"), None),
            ("Anna Berg (Delft, 3 May 2031)",                         None,                     None),
            ("Release notes 2031",                                    None,                     None),
            ("Conf notes: Lamp Summit 2031",                          None,                     None),
            ("Lamp summit notes – Delft, 3 May 2031",                 None,                     None),
        ];
        for (line, below, expected) in table {
            let found = read(line, below, None);
            let found = found.as_ref().map(|one| (one.name.series.as_str(), one.name.year.unwrap_or(0), one.sure));
            assert_eq!(found, expected, "{line:?}");
        }
    }

    #[test]
    fn first_sentences_set_events_off() {
        let year = Some(2031);
        let kind = |text: &str| behind_a_kind(text, year).map(|name| name.series);
        assert_eq!(kind("Zug nach Delft, Tagung \"Lampen im Nebel\". Es regnet."), Some("Lampen im Nebel".into()));
        assert_eq!(kind("Anna sagte \"Lampen im Nebel\" und ging."), None);
        let before = |text: &str| before_its_year(text).map(|name| name.name);
        assert_eq!(before("I took the bus to Delft for Lanterns Roundup 2031."), Some("Lanterns Roundup 2031".into()));
        assert_eq!(before("We met in May 2031."), None);
        assert_eq!(before("It was Summer 2031."), None);
    }
}
