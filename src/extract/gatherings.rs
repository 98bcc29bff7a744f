//! Titles that call a coming-together by a common word: "Hackney UX Night, spring 2029", "Giornata della lampada 2031",
//! "Lampenstammtisch im Mai". Such words name birthdays and outings too, so only a document that plainly holds talks may
//! be called so.

use super::events::EventName;
use super::{events, letters, words};
use crate::folded::fold;
use crate::when;

/// Words for people who come together, folded; in Romance and Slavic languages they begin a name, in others they end it.
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "night", "nights", "evening", "evenings", "weekend", "weekender", "day", "days", "week", "gathering", "meet", "meetup", "meeting", "salon", "fair", "festival", "fest", "jam",
    "hackday", "hacknight", "forum", "symposium", "colloquium", "seminar", "retreat", "roundtable", "round table", "assembly", "school", "party", "social", "hour", "club", "circle",
    "user group", "users group", "annual meeting", "open day", "study group", "get together", "exchange",
    "abend", "tag", "tage", "treffen", "stammtisch", "woche", "wochenende", "runde", "messe", "gipfel", "werkstatt", "kolloquium", "nachmittag", "matinee", "jahrestreffen", "mitgliederversammlung", "anwendertreffen",
    "journee", "journees", "rencontre", "rencontres", "soiree", "soirees", "semaine", "colloque", "atelier", "ateliers", "assises", "universite d ete", "apero", "matinale", "nuit", "seminaire",
    "jornada", "jornadas", "encuentro", "encuentros", "noche", "tarde", "semana", "feria", "congreso", "foro", "quedada", "dia", "dias", "seminario",
    "encontro", "encontros", "noite", "feira", "forum", "semana",
    "giornata", "giornate", "incontro", "incontri", "serata", "settimana", "fiera", "convegno", "raduno", "notte", "aperitivo",
    "dag", "dagen", "avond", "avonden", "bijeenkomst", "congres", "middag", "kring", "netwerkdag", "studiedag", "themadag",
    "dagar", "dagarna", "traff", "traffen", "kvall", "mote", "moten", "helg", "dage", "aften", "treff", "samling",
    "dni", "dzien", "spotkanie", "spotkania", "wieczor", "tydzien", "zlot", "zjazd", "dny", "den", "setkani", "vecer", "tyden", "sraz",
    "день", "дни", "встреча", "вечер", "неделя", "митап", "форум", "съезд", "слет",
];

/// Ends of words that are such nouns joined to what people come together for.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "tag", "tage", "abend", "treffen", "stammtisch", "woche", "forum", "nacht", "runde", "tagung", "kongress", "messe", "dag", "dagen", "avond", "dagar", "dagarna", "traff", "traffen", "kvall",
    "salon", "night", "fest", "meet", "camp", "conf", "jam", "day", "days", "lab", "fair", "dage", "aften",
];

/// Such words where no blank parts them from others.
#[rustfmt::skip]
const WIDE: &[&str] = &[
    "勉強会", "大会", "集い", "まつり", "祭り", "読書会", "沙龙", "沙龍", "论坛", "論壇", "年会", "聚会", "讲座", "데이", "컨퍼런스", "세미나", "밋업", "콘퍼런스", "모임",
];

/// Words that end so by chance.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "today", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "birthday", "holiday", "everyday", "yesterday", "midnight", "tonight", "fortnight", "overnight", "payday", "someday",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "geburtstag", "feiertag", "alltag", "vertrag", "beitrag", "auftrag", "antrag", "vortrag", "ertrag", "vormittag", "nachmittag", "montage", "heimat", "feierabend",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "verjaardag", "vandaag", "mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag", "collab", "gitlab", "matlab", "affair",
];

/// Whether a title calls a gathering so.
pub(super) fn are_called(title: &str) -> bool {
    pieces(title).iter().any(|piece| calls_a_gathering(piece, is_counted(title)))
}

/// Words for what people come together for where nobody gives a talk, folded; compounds begin with them. And what is sent
/// out every so often.
#[rustfmt::skip]
const OTHER_ENDS: &[&str] = &[
    "game", "games", "court", "courts", "shift", "gaming", "boardgame", "boardgames", "movie", "movies", "film", "films", "cinema", "book", "books", "reading", "music", "concert", "beer", "wine", "whisky", "wedding", "birthday", "dinner", "lunch", "holiday", "holidays",
    "family", "ski", "sports", "match", "race", "hike", "hiking", "cooking", "food", "recipe", "recipes", "camping", "quiz", "karaoke", "dance", "theatre", "opera", "poetry", "links", "link", "news", "episode", "issue", "playlist",
    "spiel", "spiele", "spieleabend", "kino", "filmabend", "buch", "bucher", "lese", "leseabend", "leserunde", "musik", "konzert", "bier", "wein", "weinprobe", "hochzeit", "geburtstag", "urlaub", "koch", "kochabend", "wander", "wandertag", "spieltag",
    "jeu", "jeux", "livre", "livres", "lecture", "cine", "musique", "biere", "vin", "mariage", "anniversaire", "vacances", "cuisine", "randonnee", "liens",
    "juego", "juegos", "libro", "libros", "pelicula", "peliculas", "musica", "cerveza", "vino", "boda", "cumpleanos", "vacaciones", "cocina", "enlaces",
    "jogo", "jogos", "livro", "livros", "cerveja", "vinho", "casamento", "aniversario", "ferias", "giochi", "gioco", "libri", "birra", "matrimonio", "compleanno", "vacanza", "cucina",
    "spel", "spellen", "spelletjesavond", "boek", "boeken", "muziek", "bruiloft", "verjaardag", "vakantie", "filmavond", "spelkvall", "filmkvall", "gier", "planszowek",
];

/// The event that a title calls by such a word; `None` where it has none.
pub(super) fn named(title: &str) -> Option<EventName> {
    let pieces = pieces(title);
    let name = pieces.iter().find(|piece| calls_a_gathering(piece, is_counted(title)))?;
    let name = without_introduction(name);
    let series = match when::find_year_range(name) {
        Some((_, range)) => [&name[..range.start], &name[range.end..]].concat(),
        None => name.to_owned(),
    };
    let series = series.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = series.split(' ').count();
    let joined = count == 1 && (is_joined(&fold(&series)) || is_wide(&series));
    let whole = (2..=8).contains(&count) || joined;
    (whole && series.chars().any(|c| c.is_uppercase() || letters::is_wide(c) || is_hangul(c))).then(|| EventName {
        name: name.to_owned(),
        series,
        year: when::find_year(title),
        rest: String::new(),
    })
}

/// The parts of a title between its marks.
fn pieces(title: &str) -> Vec<&str> {
    let mut pieces = vec![title];
    for mark in [" - ", " – ", " — ", ": ", " : ", " | ", ", ", " (", " // ", " · ", ") ", ")", "（", "）"] {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(mark)).collect();
    }
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// A year, an edition.
fn is_counted(title: &str) -> bool {
    title.chars().any(|c| c.is_ascii_digit())
}

fn calls_a_gathering(piece: &str, counted: bool) -> bool {
    let folded = fold(piece);
    let all: Vec<&str> = folded.split(' ').collect();
    let pair = |pair: &[&str]| NOUNS.contains(&pair.join(" ").as_str());
    let single = |word: &&str| NOUNS.contains(word) || is_joined(word);
    // A heading "The day" or "Talks" calls nothing.
    #[rustfmt::skip]
    const TOLD: &[&str] = &[
        "i", "we", "me", "my", "our", "us", "ich", "wir", "mein", "meine", "unsere", "je", "mon", "ma", "mes", "nos", "mi", "mis", "que", "minha", "meu", "mio", "mia", "mijn", "diary", "journal", "tagebuch", "diario",
    ];
    // "Lamp Night", "Night of lamps 2031": it has a name of its own, or a number.
    let counted = counted || is_wide(piece) || all.iter().any(|word| is_joined(word));
    let own = |word: &&str| word.chars().any(char::is_uppercase) && !NOUNS.contains(&fold(word).as_str());
    let names = piece.split(' ').filter(own).count();
    !all.iter().any(|word| OTHER_ENDS.contains(word) || TOLD.contains(word))
        && (counted || names >= 1 || begins_with_a_noun(&all))
        && !words::is_section_word(piece)
        && when::day_label(piece).is_none()
        && (all.iter().any(single) || all.windows(2).any(pair) || is_wide(piece))
}

/// "Assises de la lampe", "Tag der offenen Lampe": whether a name begins with such a word and says of what.
pub(super) fn is_of_something(name: &str) -> bool {
    begins_with_a_noun(&fold(name).split(' ').collect::<Vec<_>>())
}

fn begins_with_a_noun(words: &[&str]) -> bool {
    const OF: [&str; 12] = ["de", "des", "du", "d", "del", "della", "degli", "di", "da", "do", "van", "der"];
    matches!(words, [first, of, _, ..] if NOUNS.contains(first) && OF.contains(of))
}

/// "ランプ勉強会", "램프 데이": where no blank parts words.
fn is_wide(piece: &str) -> bool {
    WIDE.iter().any(|word| piece.contains(word) && piece != *word)
}

/// "lampenabend".
fn is_joined(word: &str) -> bool {
    let head = |ending: &&&str| word.strip_suffix(**ending).is_some_and(|head| head.chars().count() >= 2);
    !OTHERS.contains(&word) && word.len() >= 7 && ENDINGS.iter().any(|ending| head(&ending))
}

/// "A weekend at the Lamp Gathering", "Verslag Lampendag Utrecht" from where the name begins.
pub(super) fn without_introduction(piece: &str) -> &str {
    let words = events::words_of(piece);
    let at = |n: usize| words.get(n).map_or(piece.len(), |word| word.range.start);
    // What stands behind "at the" and the like is the name.
    let is_joint =
        |word: &events::Word<'_>| matches!(word.folded.as_str(), "at" | "from" | "beim" | "vom" | "zum" | "zur" | "bij" | "op");
    let reach = words.len().saturating_sub(1).min(6);
    let start = words[..reach].iter().rposition(is_joint).map_or(0, |n| n + 1);
    let start = start + events::introduction(&words[start..]);
    let article = words.get(start).is_some_and(|word| {
        let small = word.text.starts_with(char::is_lowercase);
        small
            && matches!(
                word.folded.as_str(),
                "the"
                    | "la"
                    | "le"
                    | "les"
                    | "las"
                    | "los"
                    | "el"
                    | "de"
                    | "der"
                    | "die"
                    | "das"
                    | "il"
                    | "lo"
                    | "het"
                    | "a"
                    | "an"
                    | "en"
            )
    });
    piece[at(start + usize::from(article))..].trim()
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_call_gatherings() {
        #[rustfmt::skip]
        let table = [
            ("Fogport UX Night, spring 2031",            Some(("Fogport UX Night", Some(2031)))),
            ("Lamp Night #12, 4 May 2031",               Some(("Lamp Night #12", Some(2031)))),
            ("A weekend at the Lamp Gathering",          Some(("Lamp Gathering", None))),
            ("Vox Nova choir leaders' weekend, 2031",    Some(("Vox Nova choir leaders' weekend", Some(2031)))),
            ("Delft Lamp User Group – June",             Some(("Delft Lamp User Group", None))),
            ("Lampenstammtisch Delft, Mai 2031",         Some(("Lampenstammtisch Delft", Some(2031)))),
            ("Verslag Lampendag Utrecht",                Some(("Lampendag Utrecht", None))),
            ("Journée des lampes 2031",                  Some(("Journée des lampes", Some(2031)))),
            ("Festival della lampada, Parma, 2031",      Some(("Festival della lampada", Some(2031)))),
            ("День лампы 2031",                          Some(("День лампы", Some(2031)))),
            ("第12回ランプ勉強会",                         Some(("第12回ランプ勉強会", None))),
            ("램프 데이 2031",                             Some(("램프 데이", Some(2031)))),
            ("Board game night, May 2031",               None),
            ("Links for the weekend #112",               None),
            ("What I read on Monday",                    None),
            ("Vertrag mit Ada",                          None),
            ("The day",                                  None),
            ("Counting Fog",                             None),
        ];
        for (title, expected) in table {
            let found = named(title);
            assert_eq!(found.as_ref().map(|name| (name.series.as_str(), name.year)), expected, "{title:?}");
        }
    }
}
