//! What sort of session a word names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::by_word;
use super::takeaways::CUE_SET;
use crate::extract::notions::Notion;
use crate::folded::{Question, fold};
use crate::marks::Marks;
use crate::model::TalkFormat;

/// Words that say what sort of session something is. Longer ones stand before those they hold.
#[rustfmt::skip]
pub(in crate::extract) const FORMATS: &[(TalkFormat, &[&str])] = &[
    (TalkFormat::Lightning, &["lightning talk", "lightning talks", "lightning round", "lightning session", "lightning sessions", "lightning", "ignite", "ignite talk", "ignite talks", "ignites", "pecha kucha", "pechakucha", "flash talk", "flash talks", "blitz talk", "blitzvortrag", "blitzvortrage", "kurzvortrag", "kurzvortrage", "conferences eclair", "conference eclair", "presentation eclair", "presentations eclair", "charla relampago", "charlas relampago", "bliksempraatje", "bliksempraatjes", "palestra relampago", "palestras relampago", "ライトニングトーク", "lt", "lt大会", "闪电演讲", "閃電演講", "闪电分享"]),
    (TalkFormat::Keynote, &["keynote", "keynotes", "opening keynote", "closing keynote", "keynote address", "keynote speech", "keynote talk", "plenary", "plenary talk", "plenary session", "plenary lecture", "eroffnungsvortrag", "eroffnungskeynote", "abschlusskeynote", "abschlussvortrag", "keynote douverture", "keynote douverture", "keynote de cloture", "keynote de apertura", "keynote de cierre", "hauptvortrag", "grundsatzrede", "eroffnungskeynote", "conference pleniere", "pleniere", "conference douverture", "conferencia magistral", "charla magistral", "ponencia inaugural", "charla inaugural", "openingslezing", "palestra de abertura", "palestra magna", "discorso di apertura", "基調講演", "キーノート", "主题演讲", "主題演講"]),
    (TalkFormat::Panel, &["panel", "panel discussion", "discussion panel", "panel session", "round table", "roundtable", "roundtables", "fireside chat", "debate", "a debate", "the debate", "closing panel", "opening panel", "expert panel", "podiumsdiskussion", "podiumsgesprach", "diskussionsrunde", "gesprachsrunde", "table ronde", "tables rondes", "mesa redonda", "mesas redondas", "paneldiscussie", "panelgesprek", "rondetafel", "painel", "tavola rotonda", "パネルディスカッション", "パネル討論", "圆桌论坛", "圓桌論壇", "圆桌", "圆桌讨论"]),
    (TalkFormat::Workshop, &["workshop", "workshops", "tutorial", "tutorials", "hands on", "hands on lab", "hands on session", "hands on workshop", "training", "training session", "trainings", "lab", "labs", "masterclass", "master class", "code lab", "codelab", "bootcamp", "short course", "seminar", "schulung", "atelier", "ateliers", "formation", "taller", "talleres", "curso", "cursillo", "workshopdag", "oficina", "oficinas", "minicurso", "laboratorio", "ワークショップ", "ハンズオン", "チュートリアル", "工作坊", "动手实验", "培训"]),
    (TalkFormat::Live, &["live coding", "live coding session", "live demo", "live podcast", "live session", "livecoding", "coding dojo", "ライブコーディング", "现场编程", "现场演示"]),
    (TalkFormat::Social, &["social", "social event", "social events", "hack night", "hacknight", "party", "after party", "afterparty", "conference dinner", "social dinner", "speakers dinner", "gala dinner", "game night", "games night", "board games", "karaoke", "pub quiz", "quiz", "pub crawl", "city tour", "social programme", "social program", "abendveranstaltung", "gesellschaftsabend", "spieleabend", "soiree", "soiree communautaire", "fiesta", "cena de gala", "feest", "festa", "cena sociale", "懇親会", "交流会", "晚宴", "派对", "聚会"]),
    (TalkFormat::Talk, &["talk", "regular talk", "conference talk", "session", "regular session", "presentation", "lecture", "invited talk", "contributed talk", "paper", "poster", "bof", "birds of a feather", "open space", "unconference", "vortrag", "prasentation", "lesung", "expose", "conference", "presentation", "charla", "ponencia", "conferencia", "lezing", "praatje", "presentatie", "palestra", "apresentacao", "intervento", "presentazione", "発表", "講演", "一般講演", "セッション", "演讲", "分享"]),
];

static FORMAT_OF: LazyLock<FxHashMap<&'static str, TalkFormat>> = LazyLock::new(|| by_word(FORMATS));

/// What sort of session a title, a label's value or a container's heading says it is.
///
/// The word must head the text ("Panel: …", "Keynote by …"), end it ("Queue Workshop", "Rust Lightning Talks"), stand in
/// brackets ("… (keynote)") or be all of it; inside a title it says nothing ("How a keynote is made").
pub(crate) fn format_of(text: &str) -> Option<TalkFormat> {
    let text = text.trim();
    fold(text).find(Question::Format, |folded| if Notion::Format.may_be_in(folded) { read_format(text) } else { None })
}

fn read_format(text: &str) -> Option<TalkFormat> {
    for part in bracketed(text) {
        if let Some(format) = whole_format(&fold(part)) {
            return Some(format);
        }
    }
    let bare = text.split(['(', '[', '（']).next().filter(|head| !head.trim().is_empty()).unwrap_or(text);
    if let Some(format) = whole_format(&fold(bare)) {
        return Some(format);
    }
    if let Some((format, _)) = strip_format(text) {
        return Some(format);
    }
    // "Estimates: A Debate": the kind as the subtitle.
    if let Some((_, tail)) = bare.rsplit_once(": ")
        && let Some(format) = whole_format(&fold(tail))
    {
        return Some(format);
    }
    let folded = fold(bare);
    let words: Vec<&str> = folded.split(' ').collect();
    let words = without_part_number(&words);
    last_format(words).or_else(|| first_format(words))
}

/// The format and the rest of a title that begins with a format word and a colon or spaced dash: `"Panel: Who pays?"`.
pub(crate) fn strip_format(text: &str) -> Option<(TalkFormat, &str)> {
    static BEHIND: Marks = Marks::of(&[": ", "：", " - ", " – ", " — ", " -- ", " | "]);
    // The kind of session is named in a few words.
    let (at, mark) = BEHIND.find(text).filter(|&(at, _)| text[..at].chars().count() < 80)?;
    let len = mark.len();
    let head = fold(&text[..at]);
    if !Notion::Format.may_be_in(&head) {
        return None;
    }
    let words: Vec<&str> = head.split(' ').collect();
    let words = without_part_number(&words);
    // "Keynote de fermeture", "Atelier du soir": which of several it is stands behind the kind.
    let which = words.len() <= 4
        && words.get(1).is_some_and(|word| {
            matches!(*word, "de" | "d" | "du" | "des" | "del" | "di" | "da" | "der" | "zur" | "zum" | "van" | "of" | "inaugural")
        });
    let format =
        whole_format(&words.join(" ")).or_else(|| (words.len() <= 3).then(|| last_format(words)).flatten()).or_else(|| {
            words.first().filter(|_| which).and_then(|word| whole_format(word)).filter(|&format| format != TalkFormat::Talk)
        })?;
    Some((format, text[at + len..].trim()))
}

/// The phrases in round or square brackets.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split(['(', '[', '（', '【']).skip(1).map(|part| part.split([')', ']', '）', '】']).next().unwrap_or(part))
}

fn without_part_number<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    match words {
        [rest @ .., "part" | "teil" | "day" | "no" | "parte" | "partie", number] if number.len() <= 2 && !rest.is_empty() => rest,
        [rest @ .., number] if number.chars().all(|c| c.is_ascii_digit()) && !rest.is_empty() => rest,
        [rest @ .., "day" | "days" | "tag" | "track"] if !rest.is_empty() => rest,
        _ => words,
    }
}

fn whole_format(folded: &str) -> Option<TalkFormat> {
    FORMAT_OF.get(folded).copied()
}

/// The format whose words end the text. "Talk", "party" and the like are too common as last words to say so.
fn last_format(words: &[&str]) -> Option<TalkFormat> {
    (1..=3.min(words.len())).rev().find_map(|len| {
        let phrase = words[words.len() - len..].join(" ");
        let loose = matches!(
            phrase.as_str(),
            "lab"
                | "labs"
                | "training"
                | "lightning"
                | "seminar"
                | "panel"
                | "social"
                | "party"
                | "ignite"
                | "formation"
                | "lt"
                | "quiz"
                | "curso"
                | "festa"
                | "fiesta"
                | "laboratorio"
                | "oficina"
                | "conference"
                | "bootcamp"
                | "plenary"
                | "debate"
        );
        // "Guarantees for board games", "Notes on keynotes": behind such a word stands what the talk is about.
        let about = words.len() > len && ABOUT.contains(&words[words.len() - len - 1]);
        whole_format(&phrase).filter(|&format| format != TalkFormat::Talk && (!loose || words.len() == len) && !about)
    })
}

/// Words in front of a subject.
#[rustfmt::skip]
const ABOUT: &[&str] = &[
    "for", "on", "about", "of", "from", "with", "without", "fur", "uber", "von", "mit", "ohne", "pour", "sur", "avec", "sans", "para", "sobre", "con", "sin", "com", "sem", "voor",
    "over", "met", "zonder", "per", "su", "senza",
];

fn first_format(words: &[&str]) -> Option<TalkFormat> {
    (1..=3.min(words.len())).rev().find_map(|len| {
        let format = whole_format(&words[..len].join(" ")).filter(|&format| format != TalkFormat::Talk)?;
        let next = words.get(len).copied().unwrap_or("");
        matches!(next, "by" | "with" | "von" | "par" | "por" | "door" | "day" | "session" | "sessions").then_some(format)
    })
}

/// What sort of session the first sentences of a note say it was: "In this lightning talk", "This was a hands-on lab".
pub(crate) fn format_in_prose(text: &str) -> Option<TalkFormat> {
    let start = if text.len() <= 400 { text } else { text.char_indices().nth(400).map_or(text, |(end, _)| &text[..end]) };
    let first = fold(start.split(['.', '。', '\n']).next().unwrap_or(""));
    if let Some(format) = whole_format(&first).filter(|&format| format != TalkFormat::Talk) {
        return Some(format);
    }
    let folded = fold(start);
    let said: Vec<&str> = CUE_SET.behind_each(&folded).collect();
    if said.is_empty() {
        return None;
    }
    let telling = |word: &str| word.len() > 5 && !matches!(word, "social" | "ignite" | "training" | "formation" | "seminar");
    FORMATS.iter().filter(|(format, _)| !matches!(format, TalkFormat::Talk | TalkFormat::Social)).find_map(|&(format, words)| {
        let is_said = |word: &str| {
            said.iter().any(|rest| rest.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        };
        words.iter().any(|word| telling(word) && is_said(word)).then_some(format)
    })
}

/// For whom a session is, as badges say it.
#[rustfmt::skip]
const LEVELS: &[&str] = &[
    "beginner", "beginners", "intermediate", "advanced", "expert", "all levels", "introductory", "einsteiger", "anfanger", "fortgeschrittene", "experten", "debutant", "debutants", "intermediaire", "avance", "tous niveaux",
    "principiante", "principiantes", "basico", "intermedio", "avanzado", "todos los niveles", "beginners", "gevorderd", "gevorderden", "iniciante", "iniciantes", "intermediario", "avancado", "principianti", "base", "avanzato",
    "初級", "中級", "上級", "入門", "初级", "中级", "高级",
];

/// Whether a word says for whom a session is: "Beginner", "Fortgeschrittene".
pub(crate) fn is_level(text: &str) -> bool {
    text.len() <= 24 && LEVELS.contains(&fold(text).as_str())
}
