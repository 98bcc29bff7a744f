//! An event that the first sentences name without a word of its kind: "eleven pages at Lamp & Sons, a gathering for …",
//! "O Faro ao Norte juntou 120 pessoas". No sign is enough alone: what stands before the name, what is said of it, its
//! year, how it is written, and where else the document repeats it add up.

use super::events::{self, EventName, Word};
use super::names::{is_given_name, is_place};
use super::{gatherings, people, phrases};
use crate::folded::fold;
use crate::read::document::{Block, BlockKind, Document, Part, plain};
use crate::when;

/// An event that the text mentions as one that somebody was at.
pub(super) struct Mention {
    pub(super) name: EventName,
    /// The sentence itself says that it is a gathering of people, and that somebody went there.
    pub(super) called_so: bool,
}

/// The least that a name needs for it.
const ENOUGH: f32 = 3.0;

/// How many sentences of a paragraph are read.
const SENTENCES: usize = 6;

/// What stands right before something that somebody was at, or that people came together for.
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "at", "to", "from", "of", "for", "the",
    "zur", "zum", "auf", "der", "die", "dem", "bei", "beim", "vom", "von",
    "à", "au", "aux", "de", "du", "des", "la", "le", "les",
    "en", "el", "las", "los", "del", "al",
    "o", "os", "ao", "do", "da", "no", "na",
    "op", "naar", "het", "van",
    "di", "della", "alla", "il",
];

/// Words of a sentence that tells of having been somewhere, of when it was, or of what is left of it; folded.
#[rustfmt::skip]
const VISITS: &[&str] = &[
    "attended", "went", "visited", "spent", "travelled", "traveled", "back", "returned", "joined", "came", "trip", "weekend", "week", "yesterday",
    "videos", "recordings", "talks", "slides", "notes", "vortrage", "notizen", "charlas", "apuntes", "palestras",
    "besuchte", "besucht", "war", "waren", "verbrachte", "fuhr", "assiste", "participe", "passe", "alle", "etais", "rentre",
    "asisti", "estuve", "estuvimos", "fui", "fuimos", "pase", "volvi", "passei", "fomos", "estive", "voltei", "bezocht",
    "rolou", "aconteceu", "geweest", "gestern", "woche", "wochenende", "hier", "semaine",
    "ayer", "semana", "ontem", "settimana", "gisteren", "stato", "stata", "andato", "andata", "tornato", "tornata", "ritrovati", "trovati", "trafen",
];

/// Words for coming together that are no names of conferences by themselves, folded.
#[rustfmt::skip]
const TOGETHER: &[&str] = &[
    "gathering", "event", "edition", "meeting", "together", "fair", "treffen", "ausgabe", "veranstaltung", "edition", "evenement",
    "soiree", "evento", "edicion", "reunio", "junto", "edicao", "juntou", "reuniu", "incontro", "serata", "edizione", "bijeenkomst",
    "editie", "evenement", "convegno", "encontro",
];

/// Who comes together, behind a number, folded.
#[rustfmt::skip]
const CROWD: &[&str] = &[
    "people", "attendees", "participants", "visitors", "developers", "leute", "menschen", "teilnehmer", "besucher", "personnes",
    "participants", "personas", "asistentes", "pessoas", "participantes", "mensen", "deelnemers", "persone", "partecipanti",
];

/// The event that the opening of a text mentions with the most to say for it.
pub(super) fn find(document: &Document, part: &Part, title: Option<&str>) -> Option<Mention> {
    let paragraphs = part.blocks.iter().take(8).filter_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => Some(plain(inlines)),
        _ => None,
    });
    let texts: Vec<String> = document.metadata.description.iter().cloned().chain(paragraphs.take(3)).collect();
    let about = phrases::speech_count(&texts.join(" ")) > 0;
    let repeated = Repeated::of(document, part, title);
    let mut best: Option<(f32, Mention)> = None;
    for sentence in texts.iter().flat_map(|text| sentences(text)) {
        for (points, mention) in in_sentence(sentence, about, &repeated) {
            if points >= ENOUGH && best.as_ref().is_none_or(|(held, _)| points > *held) {
                best = Some((points, mention));
            }
        }
    }
    best.map(|(_, mention)| mention)
}

/// The first sentences of a paragraph.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let end = text.char_indices().nth(900).map_or(text.len(), |(end, _)| end);
    text[..end].split_inclusive(['.', '!', '?', '\n', '。']).take(SENTENCES)
}

/// The names in a sentence, with their points.
fn in_sentence(sentence: &str, about: bool, repeated: &Repeated) -> Vec<(f32, Mention)> {
    let words = events::words_of(sentence);
    let visited = |before: &[Word<'_>]| before.iter().any(|word| VISITS.contains(&word.folded.as_str()));
    let crowd = words.windows(2).any(|pair| {
        pair[0].folded.bytes().all(|byte| byte.is_ascii_digit()) && !pair[1].cut && CROWD.contains(&pair[1].folded.as_str())
    });
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // "O Faro ao Norte juntou …": an article begins the sentence, not the name.
        at += usize::from(BEFORE.contains(&words[at].text.to_lowercase().as_str()));
        let Some(len) = words.get(at..).and_then(events::name_length).filter(|&len| at + len <= words.len()) else {
            at += 1;
            continue;
        };
        let (before, name, behind) = (&words[..at], &words[at..at + len], &words[at + len..]);
        at += len;
        if !could_be_an_event(name) {
            continue;
        }
        let event = events::event(sentence, &words, at - len..at, None);
        // "Cloudless Day", "Fogport Lamp Night": its own last word says so.
        let called_so = is_called_a_gathering(before, behind) || name.len() >= 2 && gatherings::are_called(&event.series);
        let held = behind.first().is_some_and(|word| matches!(word.text, "in" | "en" | "em" | "à" | "te" | "a"))
            && behind.get(1).is_some_and(|word| word.text.starts_with(char::is_uppercase));
        let dated = name.iter().any(events::is_year)
            || behind.first().is_some_and(|word| word.opens && when::find_year(word.text).is_some());
        let coined = name.iter().any(|word| events::is_coined(word.text));
        let signs = [
            (before.last().is_some_and(|word| !name[0].cut && BEFORE.contains(&word.text.to_lowercase().as_str())), 1.0),
            (before.last().is_none() || name[0].cut, -0.5),
            (visited(before), 1.0),
            (called_so, 2.0),
            (crowd, 1.0),
            (dated, 1.0),
            (coined, 1.0),
            // "Berlin Central": a place in a town.
            (is_place(&name[0].folded) && !dated && !coined && !is_of_a_gathering(before), -1.5),
            (held, 0.5),
            (repeated.holds(&event.series), 1.0),
        ];
        let points = signs.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum();
        let visited = crowd || visited(before);
        if visited && called_so || (visited || event.year.is_some()) && about {
            found.push((points, Mention { name: event, called_so: called_so && visited }));
        }
    }
    found
}

/// Whether a word for people coming together stands right before a name ("incontro di X", "edition of X") or behind it
/// ("X conference", "X, which is a gathering", "X juntou").
fn is_called_a_gathering(before: &[Word<'_>], behind: &[Word<'_>]) -> bool {
    let apposed = behind.iter().position(|word| word.cut && !word.opens).unwrap_or(behind.len());
    let apposition = behind.get(apposed..).unwrap_or_default();
    is_of_a_gathering(before) || behind.first().is_some_and(gathers) || apposed <= 2 && apposition.iter().take(6).any(gathers)
}

/// "incontro di X", "edition of X": a word for people coming together stands right before a name.
fn is_of_a_gathering(before: &[Word<'_>]) -> bool {
    before[before.len().saturating_sub(4)..].iter().any(gathers)
}

fn gathers(word: &Word<'_>) -> bool {
    TOGETHER.contains(&word.folded.as_str()) || phrases::speaks_of_a_gathering(word.text)
}

/// No person, place, day or single common word, and no book of a year ("Berg, 1994").
fn could_be_an_event(name: &[Word<'_>]) -> bool {
    if name.iter().skip(1).any(|word| word.cut && !word.opens) {
        return false;
    }
    let bare: Vec<&Word<'_>> = name.iter().filter(|word| !events::is_year(word)).collect();
    let text = bare.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let folded = fold(&text);
    let timed =
        |word: &&Word<'_>| when::month_number(&word.folded).is_some() || when::weekday_number(&word.folded, false).is_some();
    !bare.is_empty()
        && bare.len() <= 5
        && folded.len() >= 4
        && !bare.iter().any(timed)
        && !bare.iter().all(|word| is_place(&word.folded))
        && !is_given_name(&bare[0].folded)
        && people::person_likeness(&text) < 0.6
}

/// What else the document says that may repeat the name.
struct Repeated(String);

impl Repeated {
    fn of(document: &Document, part: &Part, title: Option<&str>) -> Self {
        let headings = part.blocks.iter().filter_map(|block: &Block| match &block.kind {
            BlockKind::Heading { text, .. } => Some(plain(text)),
            _ => None,
        });
        let mut all = String::from(fold(title.unwrap_or("")));
        for text in document.metadata.tags.iter().cloned().chain(headings.take(40)) {
            all.push('\n');
            all.push_str(&fold(&text));
        }
        Self(all)
    }

    fn holds(&self, series: &str) -> bool {
        let folded = fold(series);
        folded.len() >= 5 && (self.0.contains(folded.as_str()) || self.0.contains(&folded.replace(' ', "")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opening_mentions_events() {
        #[rustfmt::skip]
        let table = [
            ("Last week I filled a book at Lamp & Sons in Delft, which is a gathering for people who care.", Some("Lamp & Sons")),
            ("O Faro ao Norte juntou umas 120 pessoas no mercado.",                                         Some("Faro ao Norte")),
            ("Ci siamo ritrovati per il primo incontro dell'anno di Bologna Lampade. Fuori nebbia.",        Some("Bologna Lampade")),
            ("I spent two days at LampHarbor. I go session by session, the talks were long.",              Some("LampHarbor")),
            ("All videos of LampPuddle, the low level conference, in one list.",                            Some("LampPuddle")),
            ("I spent five years at LampWorks. Then I left.",                                               None),
            ("We met at the house of Anna Berg, a meeting of friends.",                                     None),
            ("Last week I went to Berlin Central with people, an event for lamps. The talks were good.",     None),
            ("I went to Delft for a meeting in May.",                                                       None),
            ("",                                                                                            None),
        ];
        for (text, expected) in table {
            let hints = crate::read::Hints { name: Some("report.md"), ..crate::read::Hints::default() };
            let document = crate::read::read(format!("# Notes\n\n{text}\n").as_bytes(), &hints).unwrap();
            let found = find(&document, &document.parts[0], Some("Notes"));
            assert_eq!(found.map(|found| found.name.series).as_deref(), expected, "{text:?}");
        }
    }
}
