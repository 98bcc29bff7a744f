//! What stands around a title and is no part of it: counters, codes, lead-ins, a status, links to material.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::folded_set;
use crate::extract::words;
use crate::folded::fold;
use crate::when;

static MATERIAL_SET: LazyLock<FxHashSet<String>> = LazyLock::new(|| folded_set(MATERIAL));

/// Words that count sessions: "Talk 3", "Session 2.1", "Vortrag 4".
const COUNTERS: &[&str] = &[
    "talk",
    "session",
    "presentation",
    "lightning talk",
    "vortrag",
    "sitzung",
    "conference",
    "présentation",
    "presentation",
    "charla",
    "sesion",
    "presentatie",
    "sessie",
    "palestra",
    "intervento",
    "sessione",
    "sessao",
    "slot",
    "referat",
    "beitrag",
    "expose",
    "ponencia",
    "lezing",
    "voordracht",
    "praatje",
    "comunicacao",
    "relazione",
    "lecture",
    "keynote",
    "workshop",
    "taller",
    "atelier",
    "セッション",
    "発表",
    "演讲",
    "proposal",
    "talk proposal",
    "submission",
    "vorschlag",
    "einreichung",
    "proposition",
    "propuesta",
    "voorstel",
    "proposta",
    "提案",
    "발표",
    "세션",
    "доклад",
    "foredrag",
    "foredraget",
];

/// "Talk 3: Title", "Session 2.1: Title", "#3 Title": the counter's number and the title behind it.
pub(in crate::extract) fn strip_session_counter(text: &str) -> Option<(Option<u32>, &str)> {
    // "Session 2.1: …": the counter's own point does not end it.
    let end = text.find([':', '：', '-', '–', '—'])?;
    let (head, rest) = (text[..end].trim(), &text[end..]);
    let rest = rest.trim_start_matches([':', '：', '-', '–', '—']).trim_start();
    if rest.is_empty() || !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some((word, _)) = head.rsplit_once(' ').filter(|(_, code)| is_session_code(code)) {
        let counter = COUNTERS.contains(&fold(word).as_str()) || words::format_of(word).is_some();
        return counter.then_some((None, rest));
    }
    let digits = head.find(|c: char| c.is_ascii_digit())?;
    let (word, number) = (fold(&head[..digits]), head[digits..].trim());
    let counted = number.chars().all(|c| c.is_ascii_digit() || c == '.') && number.len() <= 5;
    (counted && COUNTERS.contains(&word.as_str())).then(|| (number.parse().ok(), rest))
}

/// "Talk 3", "Vortrag 12": a counter and nothing else.
pub(in crate::extract) fn is_session_counter(text: &str) -> bool {
    let text = text.trim();
    text.ends_with(|c: char| c.is_ascii_digit())
        && text.len() <= 40
        && strip_session_counter(&format!("{text}: title")).is_some_and(|(_, rest)| rest == "title")
}

/// "B12", "3a": a letter and a number of at most three digits.
fn is_session_code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let ends = text.bytes().next().zip(text.bytes().last());
    (1..=3).contains(&digits)
        && letters == 1
        && digits + letters == text.len()
        && ends.is_some_and(|(first, last)| first.is_ascii_alphabetic() || last.is_ascii_alphabetic())
}

/// "Next up: Title": what a live blog says in front of a title.
pub(in crate::extract) fn strip_lead_in(text: &str) -> Option<&str> {
    #[rustfmt::skip]
    const LEAD_INS: &[&str] = &[
        "next up", "up next", "next", "now", "now on", "now on stage", "on stage", "on stage now", "coming up", "als nachstes", "jetzt", "ensuite", "maintenant", "a suivre",
        "ahora", "a continuacion", "nu", "agora", "a seguir", "adesso", "ora",
        "first", "first up", "then", "after that", "last", "last but not least", "finally", "to start", "to finish", "als erstes", "zuerst", "danach", "dann", "zuletzt", "als letztes", "zum schluss", "zum abschluss",
        "d abord", "pour commencer", "puis", "enfin", "pour finir", "primero", "para empezar", "despues", "luego", "por ultimo", "para terminar", "als eerste", "eerst", "daarna", "vervolgens", "als tweede", "als derde", "als laatste", "tot slot",
        "forst", "sedan", "darefter", "sist", "till sist", "primeiro", "depois", "por fim", "prima", "poi", "infine", "per finire", "najpierw", "potem", "na koniec",
    ];
    let mut near = text.char_indices().take_while(|(at, _)| *at <= 20);
    let (at, colon) = near.find(|(_, c)| matches!(c, ':' | '：'))?;
    let rest = text[at + colon.len_utf8()..].trim_start();
    (!rest.is_empty() && LEAD_INS.contains(&fold(&text[..at]).as_str())).then_some(rest)
}

/// Words for what became of a talk or what there is of it.
const STATUS: &[&str] = &[
    "accepted",
    "rejected",
    "confirmed",
    "waitlisted",
    "slides",
    "video",
    "recording",
    "link",
    "links",
    "youtube",
    "pdf",
    "deck",
    "notes",
    "code",
    "repo",
    "github",
    "sketchnote",
    "sketchnotes",
    "transcript",
    "abstract",
    "remote",
    "live",
    "en",
    "fr",
    "de",
    "es",
    "it",
    "nl",
    "pt",
    "english",
    "deutsch",
    "folien",
    "vidéo",
    "video link",
    "slides video",
    "watch",
    "materials",
    "description",
    "details",
    "angenommen",
    "abgelehnt",
    "accepté",
    "aceptada",
];

/// Whether brackets behind a title hold only a status or a link to material.
pub(in crate::extract) fn is_status(text: &str) -> bool {
    let folded = fold(text);
    #[rustfmt::skip]
    const JOINTS: &[&str] = &[
        "and", "schedule", "not", "yet", "published", "available", "missing", "lost", "soon", "coming", "to", "come", "no", "with", "without", "see", "broken", "short", "version", "only", "on", "in",
        "the", "request", "online", "em", "breve", "bald", "folgt", "folgen", "noch", "keine", "ohne", "pas", "a", "venir", "sin", "sem", "pronto",
    ];
    if folded.is_empty() || folded.len() >= 60 {
        return false;
    }
    // "(31 min)"
    if when::find_minutes(text).is_some() && folded.split(' ').count() <= 2 {
        return true;
    }
    if STATUS.contains(&folded.as_str()) || folded.split(' ').all(|word| STATUS.contains(&word)) {
        return true;
    }
    // "(video missing, see #12)", but not "(No Code)".
    let words = || folded.split(' ').filter(|word| !word.chars().all(|c| c.is_ascii_digit()));
    let small = !text.trim_start().starts_with(char::is_uppercase);
    small && words().all(|word| STATUS.contains(&word) || JOINTS.contains(&word)) && words().any(|word| STATUS.contains(&word))
}

/// Words of a link that leads to a talk's own page.
const PAGE: &[&str] = &[
    "link",
    "link to talk",
    "link to the talk",
    "talk link",
    "session link",
    "talk page",
    "session page",
    "session",
    "conference page",
    "abstract",
    "details",
    "description",
    "schedule",
    "event page",
    "official page",
    "program page",
    "talk description",
    "link to session",
    "more info",
    "info",
    "website",
];

/// Whether a link's text says that it leads to the talk's page.
pub(in crate::extract) fn is_page_link(text: &str) -> bool {
    let folded = fold(text);
    PAGE.contains(&folded.as_str()) || folded.starts_with("link to the conference") || folded.starts_with("link to conference")
}

/// Words of a link that leads to slides, a recording or code.
const MATERIAL: &[&str] = &[
    "slides",
    "slide deck",
    "deck",
    "video",
    "recording",
    "talk video",
    "youtube",
    "watch",
    "folien",
    "aufzeichnung",
    "vidéo",
    "diapositivas",
    "presentation",
    "スライド",
    "資料",
    "code",
    "github",
    "repo",
    "pdf",
    "ppt",
    "pptx",
    "odp",
    "html",
    "keynote file",
    "mp3",
    "mp4",
    "audio",
    "materials",
    "background",
];

/// Whether a link's text says that it leads to the talk's slides or recording.
pub(in crate::extract) fn is_material_link(text: &str) -> bool {
    // "pdf, 4 MB"
    let sized = text.rsplit_once([',', '(']).filter(|(_, size)| {
        let size = size.trim_end_matches(')').trim();
        size.starts_with(|c: char| c.is_ascii_digit()) && size.ends_with(['B', 'o']) && size.len() <= 10
    });
    let folded = fold(sized.map_or(text, |(head, _)| head));
    MATERIAL_SET.contains(folded.as_str()) || folded.starts_with("slides ") || folded.starts_with("video ")
}
