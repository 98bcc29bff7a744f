//! Tables of talks with a line of headers: what forms for proposals and schedules in spreadsheets are exported as
//! ([RFC 4180], with commas, semicolons or tabs).
//!
//! The headers say what the columns are, in any of the languages that hallway knows: "Titel", "Speaker name(s)", "What is
//! your talk about?". Each row becomes an object of JSON and is read like one; rows that tell the same talk again, once for
//! each of its speakers, become one. A table without a column of titles and another that only talks have is none.
//!
//! [RFC 4180]: https://www.rfc-editor.org/rfc/rfc4180

use serde_json::{Map, Value};

use super::json;
use super::json_fields::{canonical, folded, is_talk_title};
use super::stated;
use crate::read::document::{Document, Shape};

/// Rows of a file beyond this many are left out.
const MOST_ROWS: usize = 20_000;

/// Reads `text` if it is a table of talks.
pub(crate) fn read(text: &str) -> Option<Document> {
    let header = text.lines().find(|line| !line.trim().is_empty())?;
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(|&mark| header.matches(mark).count())?;
    let mut rows = rows(text, delimiter).into_iter();
    let (_, header) = rows.next()?;
    let mut columns: Vec<String> = header.iter().map(|label| key_of(label)).collect();
    if !columns.iter().any(|column| is_title(column))
        && let Some(talk) = header.iter().position(|label| is_talk(label))
    {
        "title".clone_into(&mut columns[talk]);
    }
    if !columns.iter().any(|column| is_title(column)) || !is_of_talks(&header, &columns) {
        return None;
    }
    let (mut objects, mut lines) = (Vec::new(), Vec::new());
    let mut rows: Vec<(usize, Vec<String>)> = rows.take(MOST_ROWS).collect();
    tell_days(&mut rows);
    for (line, cells) in rows {
        let object = object_of(&columns, &cells);
        // A form that somebody sent twice.
        if objects.last().and_then(Value::as_object).is_some_and(|last| are_sent_twice(last, &object)) {
            continue;
        }
        match objects.last_mut().and_then(Value::as_object_mut).filter(|last| are_one_talk(last, &object)) {
            Some(last) => add_people(last, &object),
            None => {
                objects.push(Value::Object(object));
                lines.push(line);
            }
        }
    }
    let value = Value::Object(Map::from_iter([("sessions".to_owned(), Value::Array(objects))]));
    let mut document = json::read_rows(&value, &lines)?;
    let timed = document.sessions.iter().any(|session| session.start.is_some() || session.date.is_some());
    if !timed && header.iter().any(|label| is_of_a_form(label)) {
        document.shape = Shape::Submissions;
    }
    Some(document)
}

/// Whether the columns are those of talks: one says who speaks, or people stand beside what only programmes and calls have.
/// Titles, names and dates alone are those of books, songs, films and employees.
fn is_of_talks(header: &[String], columns: &[String]) -> bool {
    const AUTHORS: [&str; 5] = ["author", "autor", "auteur", "autore", "authors"];
    const NAMES: [&str; 7] = ["name", "names", "nom", "nombre", "nome", "naam", "fullname"];
    const OTHERS: [&str; 9] =
        ["artist", "album", "isbn", "publisher", "supervisor", "thesis", "salary", "invoice", "publication"];
    let speaks_of = |label: &str, table: &[&str]| words(&label.to_lowercase()).any(|word| table.contains(&word));
    let has = |keys: &[&str]| columns.iter().any(|column| keys.contains(&column.as_str()));
    if header.iter().any(|label| speaks_of(label, &OTHERS)) {
        return false;
    }
    let people = || header.iter().zip(columns).filter(|(_, key)| *key == "speakers").map(|(label, _)| label);
    let named = people().any(|label| !speaks_of(label, &AUTHORS) && !speaks_of(label, &NAMES));
    // "Title of your lightning talk" beside "Your name".
    let titled = header.iter().zip(columns).any(|(label, key)| is_title(key) && words(&label.to_lowercase()).any(is_talk));
    let written = people().all(|label| speaks_of(label, &AUTHORS)) && !has(&["firstname"]);
    let placed = has(&["track", "start", "room", "sessiontype"]);
    named || has(&["speakers", "firstname"]) && (placed || titled || !written && has(&["abstract", "state"]))
}

/// The filled rows with the line that each begins on; a cell in quotation marks may hold line ends.
fn rows(text: &str, delimiter: char) -> Vec<(usize, Vec<String>)> {
    // Before a mark that begins a cell people leave a blank, which the standard does not know of.
    let text = text.replace(&format!("{delimiter} \""), &format!("{delimiter}\""));
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let filled = |record: csv::StringRecord| {
        let place = record.position()?;
        // Empty lines are passed over before a row is read.
        let empty = text.as_bytes().iter().skip(usize::try_from(place.byte()).ok()?);
        let empty = empty.take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n').count();
        let line = usize::try_from(place.line()).ok()? + empty;
        let is_filled = record.iter().any(|cell| !cell.trim().is_empty());
        is_filled.then(|| (line, record.iter().map(str::to_owned).collect()))
    };
    reader.into_records().map_while(Result::ok).filter_map(filled).collect()
}

/// Where no column is called a title, that of the talks is.
fn is_talk(label: &str) -> bool {
    #[rustfmt::skip]
    const TALKS: &[&str] = &[
        "talk", "talks", "session", "sessions", "presentation", "lecture", "paper", "vortrag", "vortragstitel", "sitzung", "beitrag", "exposé", "conférence", "présentation", "intervention", "charla", "ponencia", "sesión", "palestra",
        "apresentação", "sessão", "lezing", "praatje", "presentatie", "intervento", "presentazione", "sessione", "発表", "講演", "セッション", "演讲", "议题",
    ];
    TALKS.contains(&label.trim().to_lowercase().as_str())
}

fn is_title(key: &str) -> bool {
    key == "title" || is_talk_title(key)
}

/// What columns are called, in words that stand among others: "Title of your talk", "Wer hält den Vortrag?".
#[rustfmt::skip]
const WORDS: &[(&str, &[&str])] = &[
    ("title",       &["title", "titel", "titre", "título", "titulo", "titolo", "rubrik", "tittel", "overskrift", "otsikko", "tytuł", "název", "cím", "başlık", "название", "제목", "タイトル", "题目", "标题"]),
    ("firstname",   &["firstname", "vorname", "prénom", "prenom", "voornaam"]),
    ("lastname",    &["lastname", "surname", "nachname", "apellido", "apellidos", "achternaam", "sobrenome", "cognome"]),
    ("speakers",    &["speaker", "speakers", "presenter", "presenters", "referent", "referentin", "referenten", "vortragende", "vortragender", "intervenant", "intervenante", "intervenants", "orateur",
                      "oratrice", "ponente", "ponentes", "palestrante", "palestrantes", "relatore", "relatrice", "relatori", "spreker", "sprekers", "talare", "föreläsare", "medverkande", "foredragsholder", "foredragsholdere", "oplægsholder",
                      "puhuja", "puhujat", "prelegent", "prelegentka", "prelegenci", "přednášející", "előadó", "konuşmacı", "докладчик", "спикер", "발표자", "연사", "登壇者", "発表者", "讲者", "演讲者"]),
    ("company",     &["company", "affiliation", "organisation", "organization", "employer", "firma", "unternehmen", "entreprise", "société", "empresa", "azienda", "bedrijf", "所属", "公司"]),
    ("abstract",    &["abstract", "summary", "description", "zusammenfassung", "beschreibung", "résumé", "resumen", "descripción", "resumo", "descrição", "descrizione", "samenvatting", "omschrijving", "beskrivning", "beskrivelse", "kuvaus", "opis", "popis", "описание", "概要", "摘要"]),
    ("track",       &["track", "stream", "themenstrang", "spur", "トラック"]),
    ("room",        &["room", "raum", "saal", "salle", "sala", "zaal", "lokal", "sal", "rum", "místnost", "terem", "зал", "venue", "stage", "where", "会場", "会场", "会议室"]),
    ("sessiontype", &["format", "type", "kind", "art", "typ", "tipo", "formato", "soort"]),
    ("date",        &["date", "day", "datum", "tag", "jour", "día", "giorno", "dag", "dato", "päivä", "dzień", "den", "дата", "fecha", "data", "日付", "日期"]),
    ("start",       &["start", "starts", "begin", "begins", "beginn", "beginnt", "début", "debut", "inicio", "início", "inizio", "aanvang", "uhrzeit", "time", "zeit", "heure", "hora", "ora", "tijd", "tid", "klockslag", "aika", "godzina", "čas", "время", "horário", "horario", "horaire", "when", "開始", "时间"]),
    ("end",         &["end", "ends", "ende", "fin", "fine", "fim", "einde", "終了"]),
    ("duration",    &["duration", "length", "minutes", "dauer", "durée", "duración", "duração", "durata", "duur"]),
    ("language",    &["language", "sprache", "langue", "idioma", "lingua", "taal"]),
    ("state",       &["state", "status", "decision", "statut", "estado", "stato"]),
];

fn words(label: &str) -> impl Iterator<Item = &str> {
    label.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The key of JSON that a header means.
fn key_of(label: &str) -> String {
    let whole = folded(label);
    if let Some(known) = canonical(&whole) {
        return known.to_owned();
    }
    let lower = label.to_lowercase();
    let words: Vec<&str> = words(&lower).collect();
    // What somebody is called at work, and how to reach them, is nothing of the talk's.
    let of_person =
        ["job", "email", "mail", "phone", "twitter", "mastodon", "linkedin", "bio", "photo", "url", "website", "id", "timestamp"];
    if words.iter().any(|word| of_person.contains(word)) {
        return format!("other {whole}");
    }
    let named = |(_, known): &&(&str, &[&str])| known.contains(&whole.as_str()) || words.iter().any(|word| known.contains(word));
    match WORDS.iter().find(named) {
        Some((key, _)) => (*key).to_owned(),
        None if ["name", "nom", "nombre", "nome", "naam", "fullname", "お名前", "姓名"]
            .iter()
            .any(|word| words.contains(word)) =>
        {
            "speakers".to_owned()
        }
        None => whole,
    }
}

/// "Proposal ID", "Zeitstempel": a column that only forms have.
fn is_of_a_form(label: &str) -> bool {
    const FORMS: [&str; 14] = [
        "submi",
        "propos",
        "timestamp",
        "einreich",
        "vorschlag",
        "zeitstempel",
        "soumi",
        "horodateur",
        "propuest",
        "marcatemporal",
        "carimbo",
        "inzend",
        "cronolog",
        "応募",
    ];
    let label = folded(label);
    FORMS.iter().any(|word| label.contains(word))
}

fn object_of(columns: &[String], cells: &[String]) -> Map<String, Value> {
    let mut object = Map::new();
    for (column, cell) in columns.iter().zip(cells) {
        let cell = cell.trim();
        if !cell.is_empty() && !object.contains_key(column) {
            object.insert(column.clone(), Value::String(cell.to_owned()));
        }
    }
    let text = |object: &mut Map<String, Value>, key: &str| match object.remove(key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let (first, last, company) = (text(&mut object, "firstname"), text(&mut object, "lastname"), text(&mut object, "company"));
    let whole: Vec<String> = first.into_iter().chain(last).collect();
    if !whole.is_empty() && !object.contains_key("speakers") {
        object.insert("speakers".to_owned(), Value::String(whole.join(" ")));
    }
    // Where several stand in one cell, nobody knows whose firm it is.
    if let (Some(company), Some(Value::String(name))) = (company, object.get("speakers"))
        && !name.contains([',', ';', '&', '\n', '('])
        && stated::people(name).len() == 1
    {
        let person =
            Map::from_iter([("name".to_owned(), Value::String(name.clone())), ("company".to_owned(), Value::String(company))]);
        object.insert("speakers".to_owned(), Value::Array(vec![Value::Object(person)]));
    }
    object
}

/// Whether two rows differ in nothing but who gives the talk.
fn are_one_talk(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let titles = |row: &Map<String, Value>| {
        row.iter().filter(|(key, _)| is_title(key)).map(|(_, title)| title.clone()).collect::<Vec<_>>()
    };
    let told = titles(one) == titles(other) && !titles(one).is_empty();
    told && ["start", "date", "room"].iter().all(|key| one.get(*key) == other.get(*key))
        && one.get("speakers") != other.get("speakers")
}

/// Whether two rows below each other give the same talk and the same people.
fn are_sent_twice(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let same = |key: &str| one.get(key).is_some() && one.get(key) == other.get(key);
    let titled = one.iter().any(|(key, title)| is_title(key) && other.get(key) == Some(title));
    titled && same("speakers") && ["start", "date", "room"].iter().all(|key| one.get(*key) == other.get(*key))
}

/// Writes days that could be read in two orders in the one that the other days of the table have.
fn tell_days(rows: &mut [(usize, Vec<String>)]) {
    let cells = rows.iter().flat_map(|(_, cells)| cells).map(String::as_str).filter(|cell| cell.len() < 40);
    let Some(order) = crate::when::order_of(cells, None) else { return };
    for cell in rows.iter_mut().flat_map(|(_, cells)| cells).filter(|cell| cell.len() < 40) {
        if let Some(told) = crate::when::in_order(cell, order) {
            *cell = told;
        }
    }
}

fn add_people(talk: &mut Map<String, Value>, other: &Map<String, Value>) {
    let mut all = Vec::new();
    for speakers in [talk.remove("speakers"), other.get("speakers").cloned()].into_iter().flatten() {
        match speakers {
            Value::Array(mut several) => all.append(&mut several),
            one => all.push(one),
        }
    }
    talk.insert("speakers".to_owned(), Value::Array(all));
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &str) {
        let found = read(text).map(|document| format!("{:?}\n{}", document.shape, outline(&document)));
        let wanted: String = wanted.trim().lines().map(|line| line.trim_start().to_owned() + "\n").collect();
        assert_eq!(found.unwrap_or_else(|| "none\n".to_owned()), wanted, "of {text:?}");
    }

    #[test]
    fn a_schedule_in_a_spreadsheet() {
        check(
            "Date,Start time,End time,Room,Session title,Speaker(s),Track,Abstract\n2031-03-04,10:30,11:00,Loft,Parsing fog,\"Ada Brookfield (Lumen), Milo Venn\",Weather,\"Fog drifts.\nIt settles, too.\"\n\n2031-03-04,12:00,13:00,,Lunch,,,\n",
            "Schedule
             2 2031-03-04 10:30 30 | Parsing fog | Ada Brookfield (Lumen), Milo Venn #Weather @Loft | Fog drifts./It settles, too.
             5 2031-03-04 12:00 60 | Lunch |",
        );
        check(
            "Datum;Beginn;Ende;Raum;Titel;Referent\n2031-03-04;10:30;11:00;Loft;Nebel lesen;Ada Brookfield\n",
            "Schedule
             2 2031-03-04 10:30 30 | Nebel lesen | Ada Brookfield @Loft",
        );
    }

    #[test]
    fn cells_are_read_as_spreadsheets_and_people_write_them() {
        #[rustfmt::skip]
        let table = [
            ("a,b\n1,2\n",                     "1: a|b; 2: 1|2"),
            ("a,b\r\n1,2\r\n\r\n3,4",         "1: a|b; 2: 1|2; 4: 3|4"),
            ("a,\"x, y\nz\",c\n\n1,,\n",       "1: a|x, y/z|c; 4: 1||"),
            ("a, \"x, y\"\n,\n b ,\"say \"\"hi\"\"\"", "1: a|x, y; 3:  b |say \"hi\""),
            ("a,6\" nails\n1,2",               "1: a|6\" nails; 2: 1|2"),
            ("a,\"never closed\nb",            "1: a|never closed/b"),
        ];
        for (text, expected) in table {
            let told = |(line, cells): (usize, Vec<String>)| format!("{line}: {}", cells.join("|").replace('\n', "/"));
            assert_eq!(rows(text, ',').into_iter().map(told).collect::<Vec<_>>().join("; "), expected, "{text:?}");
        }
    }

    #[test]
    fn answers_to_a_form() {
        check(
            "Timestamp,Email address,Your name,Job title,Company,What is the title of your talk?,Abstract (two sentences),Format\n3/4/2031 10:00:00,ada@example.org,Ada Brookfield,Engineer,Lumen,Parsing fog,Fog drifts.,Talk (30 min)\n",
            "Submissions
             2  | Parsing fog | Ada Brookfield (Lumen) =Talk (30 min) | Fog drifts.",
        );
        check(
            "Proposal ID\tProposal title\tFirst name\tLast name\tStatus\n7\tParsing fog\tAda\tBrookfield\taccepted\n7\tParsing fog\tMilo\tVenn\taccepted\n8\tLanterns\tInes\tFaro\trejected\n",
            "Submissions
             2  | Parsing fog | Ada Brookfield, Milo Venn ~accepted
             4  | Lanterns | Ines Faro ~rejected",
        );
    }

    #[test]
    fn other_tables_are_none() {
        #[rustfmt::skip]
        let table = [
            "",
            "a,b,c\n1,2,3\n",
            "Title,Year,Rating\nFog,2031,5\n",
            "Name,Email\nAda Brookfield,ada@example.org\n",
            "Fog, and what it is\n\nIt drifts, slowly.\n",
            "\"never closed,title,speaker\nx",
        ];
        for text in table {
            assert!(read(text).is_none(), "{text:?}");
        }
    }
}
