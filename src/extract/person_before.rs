//! The words beside a name that say what it has to do with a title: "Talk by Ada Brookfield: “Counting Fog”", "Ada Brookfield on
//! “Counting Fog”", "“Counting Fog” | speaker: Ada Brookfield".

use super::people::{self, People};
use super::words::{self, Label};
use crate::folded::fold;

/// Kinds of session, folded, that a word for "by" may follow.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "talk", "lecture", "session", "presentation", "keynote", "lightning talk", "workshop", "demo", "paper", "a talk", "the talk", "slot",
    "vortrag", "referat", "beitrag", "prasentation", "der vortrag",
    "conference", "expose", "intervention", "atelier", "la conference", "l expose", "l intervention",
    "charla", "ponencia", "presentacion", "taller", "conferencia", "sesion", "la charla",
    "lezing", "praatje", "voordracht", "presentatie", "sessie", "lezing",
    "palestra", "apresentacao", "sessao", "oficina", "comunicacao",
    "intervento", "relazione", "presentazione", "sessione", "il talk", "laboratorio",
];

/// Words between them and the name.
const OF: &[&str] = &[
    "by", "from", "of", "with", "von", "vom", "mit", "par", "de", "avec", "d", "con", "por", "door", "van", "met", "do", "da",
    "di", "del", "com",
];

/// Words between a name and the title in quotation marks behind it, folded.
#[rustfmt::skip]
const ABOUT: &[&str] = &[
    "on", "about", "with", "presents", "presented", "presenting", "talks about", "talked about", "spoke on", "spoke about", "speaking on", "gave", "in",
    "uber", "zu", "zum thema", "mit", "sprach uber", "spricht uber",
    "sur", "a propos de", "avec", "presente", "parle de", "a parle de",
    "sobre", "acerca de", "con", "presenta", "presento", "habla de", "hablo de",
    "over", "met", "presenteert", "sprak over",
    "com", "apresenta", "apresentou", "falou sobre", "fala sobre",
    "su", "presento", "parla di", "ha parlato di",
    "om", "o", "о", "про",
];

/// Those of them that say so beside a title in any dress: "Ada Brookfield on **Counting Fog**", but not "Ada with **tea**".
#[rustfmt::skip]
const OF_A_SUBJECT: &[&str] = &["on", "about", "uber", "zum thema", "sur", "a propos de", "sobre", "acerca de", "over", "su", "om", "o", "о", "про"];

/// The longest of such words.
const LONGEST: usize = 3;

/// What is left of the text in front of a title without a kind of session at its beginning and a word like "on" at its end.
pub(super) fn of(before: &str) -> &str {
    without_genitive(without_about(behind_kind(before.trim()).unwrap_or(before.trim())))
}

/// "Ada Brookfield's “Counting Fog”": whose it is.
fn without_genitive(name: &str) -> &str {
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)
}

/// What is left of the text in front of a title that is set off, without a word like "about" at its end.
pub(super) fn telling_of(before: &str) -> &str {
    without_genitive(without_any(before, OF_A_SUBJECT))
}

/// "Talk by Ada Brookfield": what follows the kind of session and the word for "by".
fn behind_kind(text: &str) -> Option<&str> {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(LONGEST + 1).collect();
    spaces.windows(2).find_map(|pair| {
        let (kind, of) = (&text[..pair[0]], &text[pair[0] + 1..pair[1]]);
        let counted = kind.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        (OF.contains(&fold(of).as_str()) && KINDS.contains(&fold(counted).as_str())).then(|| text[pair[1]..].trim_start())
    })
}

/// "Talk by Ada Brookfield", "Source: talk by Ada Brookfield" as a line of its own.
pub(super) fn giver(text: &str) -> Option<People> {
    if text.len() > 120 || text.ends_with('.') {
        return None;
    }
    let said = text.split_once(": ").filter(|(label, _)| !label.contains(' ')).map_or(text, |(_, said)| said);
    let name = behind_kind(said.trim())?;
    people::read_people(name).filter(|people| people.confidence >= 0.45)
}

/// "Ada Brookfield on": the name.
fn without_about(text: &str) -> &str {
    without_any(text, ABOUT)
}

fn without_any<'a>(text: &'a str, words: &[&str]) -> &'a str {
    let starts = text.rmatch_indices(' ').map(|(at, _)| at).take(LONGEST);
    let longest = starts.filter(|&at| words.contains(&fold(&text[at..]).as_str())).last();
    longest.map_or(text, |at| text[..at].trim_end_matches([' ', ',', ':', '-', '–', '—']))
}

/// "speaker: Ada Brookfield": what follows the label; behind a mark any single word in small letters does for one, where
/// what follows surely names people.
pub(super) fn behind_label(text: &str, marked: bool) -> Option<&str> {
    let colon = text.char_indices().take(24).find(|(_, c)| matches!(c, ':' | '：'))?;
    let (label, rest) = (text[..colon.0].trim(), text[colon.0 + colon.1.len_utf8()..].trim_start());
    if words::label_of(label) == Some(Label::Speaker) {
        return Some(rest);
    }
    let small = label.chars().count() >= 4 && label.chars().all(|c| c.is_alphabetic() && c.is_lowercase());
    let line = rest.split('\n').next().unwrap_or(rest).trim();
    let named = || people::read_people(line).is_some_and(|people| people.confidence >= 0.45);
    (marked && small && words::label_of(label).is_none() && named()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;
    use super::*;

    #[test]
    fn people_tell_of_titles_set_off() {
        for between in [" →", " om", " über", " on"] {
            check(
                &format!(
                    "# Ferrocon 2031\n\n🗣 Anna Berg{between} *Counting fog*\n\nSlow.\n\n🗣 Peter Jones{between} *Small boats*\n\nWet.\n\n🗣 Maria Lopez{between} *Long rivers*\n\nLong.\n"
                ),
                "event Ferrocon 2031
                 talk 3 Counting fog | Anna Berg
                 note Slow.
                 talk 7 Small boats | Peter Jones
                 note Wet.
                 talk 11 Long rivers | Maria Lopez
                 note Long.",
            );
        }
    }

    #[test]
    fn words_beside_a_name_are_no_part_of_it() {
        #[rustfmt::skip]
        let table = [
            ("Talk by Ada Brookfield",            "Ada Brookfield"),
            ("Charla de Ada Brookfield",          "Ada Brookfield"),
            ("Vortrag 3 von Ada Brookfield",      "Ada Brookfield"),
            ("Ada Brookfield on",                 "Ada Brookfield"),
            ("Ada Brookfield sprach über",        "Ada Brookfield"),
            ("Ada Brookfield",                    "Ada Brookfield"),
            ("Talk about Ada Brookfield",         "Talk about Ada Brookfield"),
        ];
        for (text, name) in table {
            assert_eq!(of(text), name, "{text:?}");
        }
    }

    #[test]
    fn they_stand_before_titles_in_quotation_marks() {
        let talks = "event Ferrocon 2031
             talk 5 Counting Fog | Ada Brookfield
             note Slow.
             talk L Small Boats at Noon | Peter Jones; Maria Lopez
             note Wet.
             talk M Long Rivers | Otto Brandt
             note Long.";
        #[rustfmt::skip]
        let table = [
            ("## {name} on \"{title}\"\n\n",        4),
            ("## {name} über „{title}“\n\n",       4),
            ("**Charla de {name}: «{title}»** \n", 3),
            ("**Talk by {name}: “{title}”**\n",     3),
            ("## “{title}” | prelegent: {name}\n\n", 4),
        ];
        let said = [
            ("Ada Brookfield", "Counting Fog", "Slow."),
            ("Peter Jones, Maria Lopez", "Small Boats at Noon", "Wet."),
            ("Otto Brandt", "Long Rivers", "Long."),
        ];
        for (form, step) in table {
            let talk = |&(name, title, note): &(&str, &str, &str)| {
                format!("{}{note}\n\n", form.replace("{name}", name).replace("{title}", title))
            };
            let text: String = said.iter().map(talk).collect();
            let expected =
                talks.replace("talk L", &format!("talk {}", 5 + step)).replace("talk M", &format!("talk {}", 5 + 2 * step));
            check(&format!("# Ferrocon 2031\n\nI was there.\n\n{text}"), &expected);
        }
    }
}
