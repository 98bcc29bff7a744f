//! The words by which programmes name what a session is, in English, German, French, Spanish, Dutch, Portuguese, Italian,
//! Japanese and Chinese.

use super::letters::is_unspaced;
use crate::model::TalkFormat;

/// What a format is called; words of one entry stand side by side in a text.
#[rustfmt::skip]
const FORMATS: &[(TalkFormat, &[&str])] = &[
    (TalkFormat::Lightning, &[
        "lightning", "lightning talk", "lightning talks", "ignite", "blitzvorträge", "blitzvortrag", "blitztalk", "présentations éclair", "éclair",
        "charlas relámpago", "charla relámpago", "relámpago", "palestras relâmpago", "relâmpago", "talk lampo", "ライトニングトーク", "闪电演讲", "快閃",
    ]),
    (TalkFormat::Keynote, &[
        "keynote", "keynotes", "eröffnungsvortrag", "ponencia magistral", "conferencia magistral", "conférence inaugurale", "基調講演", "主题演讲",
    ]),
    (TalkFormat::Workshop, &[
        "workshop", "workshops", "tutorial", "tutorials", "training", "trainings", "hands on", "bootcamp", "masterclass", "lab", "schulung", "werkstatt",
        "atelier", "ateliers", "taller", "talleres", "oficina", "minicurso", "laboratorio", "ワークショップ", "チュートリアル", "工作坊", "教程",
    ]),
    (TalkFormat::Panel, &[
        "panel", "panels", "panel discussion", "round table", "roundtable", "podium", "podiumsdiskussion", "podiumsgespräch", "table ronde", "mesa redonda",
        "rondetafel", "rondetafelgesprek", "tavola rotonda", "painel", "パネルディスカッション", "パネル", "圆桌",
    ]),
    (TalkFormat::Live, &["live coding", "livecoding", "live demo"]),
    (TalkFormat::Social, &[
        "social", "social event", "party", "afterparty", "after party", "dinner", "reception", "banquet", "concert", "dj set", "hack night", "hacknight",
        "get together", "happy hour", "pub quiz", "karaoke", "game night", "board games", "empfang", "konzert", "feier", "abendessen", "stammtisch", "soirée",
        "apéro", "cocktail", "cena", "fiesta", "festa", "jantar", "borrel", "feest", "懇親会", "パーティー", "晚宴", "聚会",
    ]),
];

/// What is no session: meals, breaks, registration, the doors.
#[rustfmt::skip]
const PAUSES: &[&str] = &[
    "lunch", "break", "breaks", "coffee", "tea", "breakfast", "brunch", "dinner", "supper", "refreshments", "snacks", "registration", "registrations",
    "checkin", "check", "badge", "badges", "pickup", "doors", "venue", "buffet", "lunchbreak", "teabreak", "coffeebreak", // English
    "pause", "pausen", "mittag", "mittagessen", "mittagspause", "kaffee", "kaffeepause", "teepause", "frühstück", "imbiss", "einlass", "registrierung",
    "anmeldung", "abendessen", "akkreditierung", "umbaupause", // German
    "déjeuner", "dejeuner", "café", "cafe", "accueil", "enregistrement", "inscription", "inscriptions", "petit", "goûter", "repas", "dîner", // French
    "comida", "almuerzo", "descanso", "desayuno", "registro", "acreditación", "acreditaciones", "merienda", "receso", "cena", // Spanish
    "lunchpauze", "pauze", "koffie", "koffiepauze", "inloop", "ontvangst", "registratie", "ontbijt", "thee", // Dutch
    "almoço", "intervalo", "credenciamento", "lanche", "inscrições", "jantar", // Portuguese
    "fika", "kaffe", "fikapaus", "paus", "lunchpaus", "frukost", "frokost", "lunsj", "middag", "mingel", "incheckning", "registrering", "kaffepause", "kahvi", "lounas", "tauko", // Nordic
    "przerwa", "obiad", "kawa", "rejestracja", "přestávka", "oběd", "káva", "registrace", "szünet", "ebéd", "kávé", "обед", "перерыв", "кофе", "регистрация", // Slavic, Hungarian
    "pranzo", "pausa", "caffè", "registrazione", "registrazioni", "colazione", "accoglienza", "accredito", // Italian
];
/// The same where words are not set apart.
const PAUSES_CJK: &[&str] =
    &["昼食", "昼休み", "休憩", "受付", "開場", "閉場", "ランチ", "茶歇", "午餐", "午休", "签到", "休息", "注册", "報到"];
/// Words that stand beside those and say nothing of their own.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "and", "und", "et", "y", "e", "en", "the", "a", "of", "or", "for", "with", "short", "long", "morning", "afternoon", "evening", "mid", "midday", "day",
    "all", "open", "opens", "opening", "close", "closes", "closed", "closing", "foyer", "time", "hour", "am", "pm", "min", "mins", "minutes", "everyone",
    "in", "on", "own", "your", "desk", "area", "start", "starts", "up", "set", "welcome", "networking", "light", "quick", "stretch", "bio", "free", "late",
    "first", "second", "third", "extended", "öffnung", "offen", "kurze", "de", "la", "le", "du", "da", "do", "di", "del", "matin", "midi", "après", "mañana",
    "mediodía", "manhã", "der", "die", "das", "zum", "zur", "met", "van", "het", "per", "para", "pour", "til", "no", "na", "libre", "tarde",
];
/// What follows these says who pays for a meal or where it is.
const ASIDES: &[&str] = &[
    " sponsored",
    " by ",
    " provided",
    " powered",
    " served",
    " in the ",
    " at ",
    " @ ",
    " gesponsert",
    " offert",
    " presented",
    " im ",
    " i.d. ",
];

/// The words of `text` in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn is_cjk(text: &str) -> bool {
    text.chars().any(is_unspaced)
}

/// Whether a title names nothing but a meal, a break, registration or the doors.
pub(super) fn is_pause(title: &str) -> bool {
    let lower = title.to_lowercase();
    if is_cjk(&lower) {
        return lower.chars().count() <= 10 && PAUSES_CJK.iter().any(|pause| lower.contains(pause));
    }
    let end = lower.find(['(', '[', '{']).filter(|at| *at > 0).unwrap_or(lower.len());
    let head = &lower[..end];
    let end = ASIDES.iter().filter_map(|aside| head.find(aside)).min().unwrap_or(head.len());
    let found = words(&head[..end]);
    let known = |word: &String| PAUSES.contains(&word.as_str());
    let filler = |word: &String| FILLERS.contains(&word.as_str()) || word.chars().all(|c| c.is_ascii_digit());
    // "Venue" and "check" alone may be anything.
    let strong = found.iter().any(|word| known(word) && !matches!(word.as_str(), "venue" | "check" | "petit")) || found.len() > 1;
    found.iter().any(known) && strong && found.iter().all(|word| known(word) || filler(word))
}

/// The format that the data's own word for the type names.
pub(super) fn format_of_type(word: &str) -> Option<TalkFormat> {
    named_in(word).filter(|_| word.chars().count() <= 80)
}

/// The format that a track names, where the track is nothing else: "Lightning Talks", "Keynotes", "Workshops".
pub(super) fn format_of_track(track: &str) -> Option<TalkFormat> {
    named_in(track).filter(|_| words(track).len() <= 2)
}

fn named_in(text: &str) -> Option<TalkFormat> {
    let padded = format!(" {} ", words(text).join(" "));
    let named = |name: &&str| padded.contains(&format!(" {name} ")) || (is_cjk(name) && padded.contains(*name));
    FORMATS.iter().find(|(_, names)| names.iter().any(&named)).map(|(format, _)| *format)
}

/// The format that a title names: as a label before a mark, in brackets, or as its last words.
pub(super) fn format_of_title(title: &str) -> Option<TalkFormat> {
    let labelled =
        title.split_once([':', '|', '：']).or_else(|| [" - ", " – ", " — "].iter().find_map(|mark| title.split_once(mark)));
    if let Some((label, _)) = labelled
        && words(label).len() <= 3
        && let Some(format) = named_in(label)
    {
        return Some(format);
    }
    let bracket = title.rfind(['(', '[']).and_then(|at| title.get(at + 1..)).filter(|inside| words(inside).len() <= 3);
    if let Some(format) = bracket.and_then(named_in) {
        return Some(format);
    }
    last_words_format(title)
}

fn last_words_format(title: &str) -> Option<TalkFormat> {
    const ARTICLES: [&str; 22] = [
        "a", "an", "your", "my", "our", "any", "every", "ein", "eine", "einen", "un", "une", "uma", "um", "una", "een", "my",
        "this", "to", "of", "with", "in",
    ];
    let found = words(super::session_titles::without_part(title).0);
    let text = format!(" {}", found.join(" "));
    for (format, names) in FORMATS {
        for name in *names {
            let ends = text.ends_with(&format!(" {name}")) || (is_cjk(name) && text.ends_with(name));
            let before = found.len().checked_sub(name.split(' ').count() + 1).and_then(|at| found.get(at));
            // Outside their labels these words mean themselves too often.
            let plain = !matches!(*name, "lab" | "social" | "éclair" | "podium" | "party" | "live demo" | "training");
            if ends && (plain || found.len() <= 3) && !before.is_some_and(|word| ARTICLES.contains(&word.as_str())) {
                return Some(*format);
            }
        }
    }
    let lightning =
        ["lightning talks", "lightning talk", "lightning session"].iter().any(|name| text.contains(&format!(" {name} ")));
    lightning.then_some(TalkFormat::Lightning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_no_talks_in_nine_languages() {
        #[rustfmt::skip]
        let table = [
            ("Lunch", true), ("Coffee break (30 min)", true), ("Registration / Breakfast", true), ("Doors open", true), ("Lunch sponsored by Quay", true),
            ("Venue closes", true), ("Tea & Coffee in the foyer", true), ("Mittagspause", true), ("Kaffee und Registrierung", true), ("Einlass", true),
            ("Pause déjeuner", true), ("Petit déjeuner", true), ("Accueil café", true), ("Almuerzo", true), ("Pausa para café", true),
            ("Acreditaciones", true), ("Koffiepauze", true), ("Almoço", true), ("Credenciamento", true), ("Pausa pranzo", true), ("休憩", true), ("午餐", true),
            ("Lunch and Learn: fog", false), ("Breaking the lunch queue", false), ("Opening", false), ("Welcome", false), ("The Coffee Machine Protocol", false),
            ("休憩しないデータベースの作り方", false), ("", false),
        ];
        for (title, wanted) in table {
            assert_eq!(is_pause(title), wanted, "{title:?}");
        }
    }

    #[test]
    fn a_title_names_its_format_only_by_label_or_last_words() {
        #[rustfmt::skip]
        let table = [
            ("Keynote: Quiet machines",                Some(TalkFormat::Keynote)),
            ("Opening keynote",                        Some(TalkFormat::Keynote)),
            ("How to write a keynote",                 None),
            ("What keynote speakers never say",        None),
            ("Parsing fog (workshop)",                 Some(TalkFormat::Workshop)),
            ("Fog workshop part 2",                    Some(TalkFormat::Workshop)),
            ("Atelier : lire le brouillard",           Some(TalkFormat::Workshop)),
            ("Podiumsdiskussion: Wem gehört der Nebel?", Some(TalkFormat::Panel)),
            ("Table ronde – le brouillard",            Some(TalkFormat::Panel)),
            ("Lightning talks",                        Some(TalkFormat::Lightning)),
            ("Hack night",                             Some(TalkFormat::Social)),
            ("懇親会",                                  Some(TalkFormat::Social)),
            ("基調講演：霧の数え方",                       Some(TalkFormat::Keynote)),
            ("Parsing fog",                            None),
        ];
        for (title, wanted) in table {
            assert_eq!(format_of_title(title), wanted, "{title:?}");
        }
    }
}
