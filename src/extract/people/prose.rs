//! Who gave a talk, by the sentences of a note about it.

use std::ops::Range;
use std::sync::LazyLock;

use super::name::{is_handle, person_likeness};
use super::position::{is_organisation, is_role};
use super::several::shown_name;
use super::wide::wide_likeness;
use crate::extract::letters::is_wide;
use crate::extract::names::{is_honorific, is_particle, is_suffix};
use crate::extract::notions::Notion;
use crate::extract::tables::Words;
use crate::folded::fold;
use crate::model::Speaker;

/// Who gave the talk, by the first sentences of a note about it; empty unless it is said outright.
///
/// `links` are the text's links (text, address): a linked name counts for more than a plain one.
pub(crate) fn speakers_in_prose(text: &str, links: &[(&str, &str)]) -> Vec<Speaker> {
    let start = text.trim();
    let start = &start[..start.char_indices().nth(700).map_or(start.len(), |(at, _)| at)];
    let mut speakers: Vec<Speaker> = Vec::new();
    let told = !links.is_empty() || Notion::Giving.may_be_in(&fold(start));
    for (nth, sentence) in sentences(start).into_iter().take(3).enumerate() {
        let addressed = addressed_names(sentence);
        speakers.extend(addressed.into_iter().map(|name| Speaker { name, ..Speaker::default() }));
        let spans = if told { name_spans(sentence) } else { subject_of(sentence).filter(|_| nth == 0).into_iter().collect() };
        for span in spans {
            let name = &sentence[span.clone()];
            let linked = links.iter().any(|(text, _)| text.trim() == name);
            // A name that is only a pair of capitalised words needs more than a verb behind it.
            let sure = person_likeness(name) >= 0.7
                || linked
                || is_handle(name)
                || span.start <= 1 && is_followed_by_a_verb(&sentence[span.end..])
                || by_behind_talk(&sentence[..span.start]);
            if sure && said_to_give(sentence, &span, nth, linked) && !speakers.iter().any(|known| known.name == name) {
                speakers.push(Speaker {
                    name: shown_name(name),
                    affiliation: organisation_behind(&sentence[span.end..]),
                    role: None,
                });
            }
        }
        if !speakers.is_empty() {
            break;
        }
    }
    speakers
}

/// The name that a sentence begins with: where nothing in a text tells of giving a talk, nobody else could have given it.
fn subject_of(sentence: &str) -> Option<Range<usize>> {
    // No name and what it is told by reaches further than this.
    const REACH: usize = 8;
    let begins = sentence.find(char::is_alphanumeric)?;
    let blanks = sentence.match_indices([' ', '\n', '\u{a0}']).map(|(at, _)| at);
    let end = blanks.filter(|&at| at > begins).nth(REACH).unwrap_or(sentence.len());
    name_spans(&sentence[..end]).into_iter().next().filter(|first| first.start <= begins)
}

/// "話してくれたのは真壁 一さんで", "由王小明老师分享": names under a form of address, in a sentence that tells of speaking.
fn addressed_names(sentence: &str) -> Vec<String> {
    const TELLING: &[&str] =
        &["話", "発表", "登壇", "講演", "紹介", "解説", "スピーカー", "分享", "演讲", "演講", "主讲", "主講", "带来", "介绍"];
    const ADDRESS: &[&str] = &["さん", "氏", "先生", "様", "老师", "老師", "博士", "教授"];
    let mut found: Vec<String> = Vec::new();
    if sentence.is_ascii() || !TELLING.iter().any(|word| sentence.contains(word)) {
        return found;
    }
    for address in ADDRESS {
        for (at, _) in sentence.match_indices(address) {
            let before = &sentence[..at];
            // The name reaches back to a mark, a particle, or the blank before its surname.
            let start = before
                .char_indices()
                .rev()
                .find(|&(_, c)| {
                    !(is_wide(c) || c == ' ' || c == '・')
                        || matches!(c, 'は' | 'が' | 'を' | 'の' | 'と' | 'に' | 'で' | '由' | '是')
                })
                .map_or(0, |(at, c)| at + c.len_utf8());
            let name = before[start..].trim();
            if wide_likeness(name) >= 0.65 && !found.iter().any(|held| held == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

/// The organisation in brackets right behind a name.
fn organisation_behind(after: &str) -> Option<String> {
    let inner = after.trim_start().strip_prefix('(')?.split(')').next()?.trim();
    (is_organisation(inner)
        || !is_role(inner)
            && inner.starts_with(char::is_uppercase)
            && inner.split(' ').count() <= 3
            && person_likeness(inner) < 0.7)
        .then(|| inner.to_owned())
}

fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let stops = matches!(c, '。' | '！' | '？' | '\n')
            && !text[start..at].trim().is_empty()
            && (c != '\n' || text[end..].starts_with('\n'))
            || matches!(c, '.' | '!' | '?') && text[end..].starts_with([' ', '\n']) && !is_abbreviated(&text[start..at]);
        if stops {
            found.push(text[start..end].trim());
            start = end;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// "Dr", an initial: a full stop that ends no sentence.
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit([' ', '\n', '(']).next().unwrap_or("");
    word.chars().count() == 1 && word.chars().all(char::is_uppercase) || word.len() <= 5 && is_honorific(&fold(word))
}

/// The places in a sentence where two to four words look like a person.
pub(in crate::extract) fn name_spans(sentence: &str) -> Vec<Range<usize>> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in sentence.split([' ', '\n', '\u{a0}']) {
        words.push((at, word));
        at += word.len() + sentence[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    while first < words.len() {
        if !may_begin_a_name(words[first].1) {
            first += 1;
            continue;
        }
        let opens = begins_sentences(words[first].1);
        let most = if opens { 1 } else { reach(&words[first..]) };
        let found = (1..=most).rev().find_map(|len| {
            let (start, head) = words[first];
            let (last, tail) = words[first + len - 1];
            let lead = head.len() - head.trim_start_matches(['(', '[', '*', '_', '"', '“', '„', '«', '»']).len();
            let body = tail.trim_end_matches(['.', ',', ';', ':', ')', ']', '*', '_', '"', '”', '»', '«', '!', '?']);
            let body = body.strip_suffix("'s").or_else(|| body.strip_suffix("’s")).unwrap_or(body);
            let end = last + body.len();
            let text = sentence.get(start + lead..end)?;
            let inner_stop = text.contains([',', ';', ':', '(', ')', '"', '“', '”', '«', '»', '„', '?', '!']);
            let handle = len == 1 && is_handle(text);
            (!inner_stop && !body.is_empty() && (handle || len > 1 && person_likeness(text) >= 0.5))
                .then_some((start + lead..end, len))
        });
        match found {
            Some((span, len)) => {
                spans.push(span);
                first += len;
            }
            None => first += 1,
        }
    }
    spans
}

/// How many words, five at most, a name that begins here could have: a plain word in small letters ends it.
fn reach(words: &[(usize, &str)]) -> usize {
    let goes_on = |word: &str| {
        !word.bytes().all(|byte| byte.is_ascii_lowercase()) || is_particle(word) || is_honorific(word) || is_suffix(word)
    };
    let more = words.iter().skip(1).take(4).take_while(|(_, word)| goes_on(word)).count();
    // Between brackets anything may stand.
    let bracketed = words.iter().take(more + 1).any(|(_, word)| word.contains('['));
    if bracketed { words.len().min(5) } else { (more + 1).min(words.len()) }
}

/// A capital, a handle, a letter beyond ASCII or a title ("prof.").
fn may_begin_a_name(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_uppercase() || byte >= 0x80 || byte == b'@') || word.ends_with('.')
}

/// Words that begin sentences, with the capital that names have.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "then", "later", "next", "after", "afterwards", "finally", "today", "yesterday", "also", "first", "second", "and", "but", "so", "here", "there", "now",
    "dann", "danach", "zuerst", "anschliessend", "spater", "zuletzt", "schliesslich", "heute", "gestern", "nun", "auch", "erst",
    "ensuite", "puis", "enfin", "apres", "alors", "hier", "aujourd'hui", "aujourdhui", "suivait", "suivi",
    "despues", "luego", "entonces", "tras", "finalmente", "hoy", "ayer", "abrio", "cerro", "siguio", "vino", "tambien",
    "poi", "dopo", "quindi", "infine", "oggi", "ieri", "chiudeva", "apriva", "seguiva",
    "daarna", "toen", "vervolgens", "tenslotte", "ten", "depois", "entao", "ontem", "hoje",
];

static OPENER_SET: LazyLock<Words> = LazyLock::new(|| OPENERS.iter().copied().collect());
static VERB_SET: LazyLock<Words> = LazyLock::new(|| VERBS.iter().copied().collect());

fn begins_sentences(word: &str) -> bool {
    OPENER_SET.contains(fold(word).as_str())
}

/// Words between what was given and whoever gave it.
pub(in crate::extract) const BY: &[&str] = &["by", "von", "par", "por", "door", "da"];

/// "… the presentation of it by": a particle that names who gave what was named before.
fn by_behind_talk(before: &str) -> bool {
    let folded = fold(before);
    folded.rsplit(' ').next().is_some_and(|last| BY.contains(&last))
}

/// Verbs of giving a talk, folded.
pub(in crate::extract) const VERBS: &[&str] = &[
    "ended",
    "closed",
    "finished",
    "concluded",
    "belonged",
    "hosted",
    "eroffnete",
    "referierte",
    "abrio",
    "cerro",
    "impartio",
    "ouvert",
    "ouvrait",
    "expose",
    "detaille",
    "raccontato",
    "presentato",
    "mostrato",
    "parlato",
    "spiegato",
    "proposto",
    "aperto",
    "chiuso",
    "cominciato",
    "opende",
    "presenteerde",
    "abriu",
    "mostrou",
    "contou",
    "present",
    "discuss",
    "discusses",
    "share",
    "shares",
    "describe",
    "describes",
    "introduces",
    "gave",
    "presented",
    "presents",
    "talked",
    "spoke",
    "speaks",
    "talks",
    "gives",
    "explained",
    "explains",
    "showed",
    "shows",
    "started",
    "introduced",
    "walked",
    "demonstrated",
    "demoed",
    "discussed",
    "shared",
    "delivered",
    "opened",
    "kicked",
    "led",
    "ran",
    "told",
    "described",
    "argued",
    "covered",
    "took",
    "went",
    "began",
    "held",
    "hielt",
    "sprach",
    "erzahlte",
    "zeigte",
    "berichtete",
    "stellte",
    "erklarte",
    "prasentierte",
    "presente",
    "presentait",
    "parle",
    "explique",
    "raconte",
    "montre",
    "nos",
    "presento",
    "hablo",
    "conto",
    "explico",
    "mostro",
    "gaf",
    "vertelde",
    "sprak",
    "liet",
    "apresentou",
    "falou",
    "contaron",
    "presentaron",
    "hablaron",
    "explicaron",
    "explicou",
    "falaram",
    "presenteerden",
    "vertelden",
    "toonde",
    "begon",
    "sloot",
    "hield",
    "hielten",
    "sprachen",
    "zeigten",
    "berichteten",
    "talade",
    "pratade",
    "berattade",
    "visade",
    "oppnade",
    "inledde",
    "holl",
    "avslutade",
    "fortalte",
    "viste",
    "holdt",
    "snakket",
    "snakkede",
    "apnet",
    "abnede",
    "mowil",
    "mowila",
    "opowiedzial",
    "opowiedziala",
    "opowiadal",
    "opowiadala",
    "pokazal",
    "pokazala",
    "otworzyl",
    "otworzyla",
];

/// Whether a text holds a verb of giving a talk.
pub(in crate::extract) fn tells_of_giving(text: &str) -> bool {
    fold(text).split(' ').any(|word| VERB_SET.contains(word))
}

/// Whether the next word, or the one behind another name, is a verb of giving a talk.
pub(in crate::extract) fn is_followed_by_a_verb(after: &str) -> bool {
    let rest = skip_aside(after).trim_start();
    let joined = rest.split_once(' ').is_some_and(|(and, next)| {
        matches!(and, "and" | "und" | "et" | "y" | "e" | "en" | "&") && next.starts_with(char::is_uppercase)
    });
    let folded = fold(rest);
    let mut words = folded.split(' ');
    let first = words.next().unwrap_or("");
    VERB_SET.contains(first)
        || joined
        || matches!(first, "will" | "s" | "ha" | "hanno" | "a" | "ont" | "hat" | "haben" | "heeft")
            && words.take(6).any(|word| VERB_SET.contains(word))
}

/// Words for a talk and for who gives it.
#[rustfmt::skip]
pub(in crate::extract) const TALKS: &[&str] = &[
    "talk", "keynote", "session", "presentation", "workshop", "tutorial", "lecture", "panel", "speaker", "presenter",
    "vortrag", "sprecher", "referent", "referentin", "conference", "atelier", "charla", "ponencia", "taller", "lezing", "praatje", "palestra", "intervento",
];

/// What stands in front of "by" where it names who gave a talk.
#[rustfmt::skip]
const GIVEN_BY: &[&str] = &[
    "given", "presented", "delivered", "led", "run", "held", "hosted", "done", "facilitated", "was", "is",
    "talk", "keynote", "session", "workshop", "presentation", "tutorial", "vortrag", "charla", "conference",
    "gehalten", "presente", "presentee", "animee", "anime", "impartida", "impartido", "presentada", "presentado", "gegeven", "gepresenteerd", "apresentada", "tenuto",
];

/// Does a folded text speak of a talk?
fn speaks_of_a_talk(folded: &str) -> bool {
    folded.split(' ').any(|word| TALKS.contains(&word))
}

/// Does one of the words behind the first, within reach of it, tell of giving a talk?
fn tells_soon(folded: &str) -> bool {
    folded.split(' ').skip(1).take(6).any(|word| VERB_SET.contains(word))
}

/// Does the sentence say that the name at `span` gave the talk?
fn said_to_give(sentence: &str, span: &Range<usize>, nth: usize, linked: bool) -> bool {
    let before = fold(&sentence[..span.start]);
    let after_text = &sentence[span.end..];
    let possessive = after_text.starts_with("'s") || after_text.starts_with("’s");
    let after_text = skip_aside(after_text);
    let after = fold(after_text);
    let first = after.split(' ').next().unwrap_or("");
    let last = before.rsplit(' ').next().unwrap_or("");
    if is_named_by(&before, nth) {
        return true;
    }
    // A note whose first sentence has a person as its subject names its speaker.
    let subject = nth == 0 && before.is_empty() && after_text.trim_start().starts_with(char::is_lowercase);
    let will = || after.split(' ').skip(1).take(6).any(|word| word == "will");
    if subject && (linked || first != "and" || tells_soon(&after) || will()) {
        return true;
    }
    // A marked name in the first sentences that will speak.
    if linked && nth <= 1 && matches!(first, "will" | "nous" | "offers") {
        return true;
    }
    // "In this session, X and Y": the second of two names takes the verb of the first sentence.
    let direct = VERB_SET.contains(first) || first == "and" && nth == 0 && tells_soon(&after);
    if direct && (nth == 0 || linked || speaks_of_a_talk(&before) || speaks_of_a_talk(&after)) {
        // "I asked X, who gave a talk last year" is about another talk.
        return !matches!(last, "with" | "to" | "from" | "of" | "asked" | "met" | "like" | "as")
            && (span.start < 60 || speaks_of_a_talk(&before));
    }
    if nth > 0 {
        return false;
    }
    let joined = matches!(last, "and" | "und" | "et" | "y") && (VERB_SET.contains(first) || first == "will");
    // "X's talk", "X's opening keynote".
    let owned = || after.split(' ').filter(|word| *word != "s").take(2).any(|word| TALKS.contains(&word));
    joined || possessive && owned()
}

/// "A talk given by", "presented by": what stands in front of the name says that the talk is theirs.
fn is_named_by(before: &str, nth: usize) -> bool {
    let mut words = before.rsplit(' ');
    if !words.next().is_some_and(|last| BY.contains(&last)) {
        return false;
    }
    let second = words.next();
    // "The best book on fog is by X" tells of a book.
    let vague = matches!(second, Some("is" | "was")) && !speaks_of_a_talk(before) && before.len() > 12;
    !vague
        && (before.len() <= 8
            || second.is_some_and(|word| GIVEN_BY.contains(&word))
            || nth == 0 && speaks_of_a_talk(before) && !before.contains("book"))
}

/// What stands behind a bracket or a short apposition.
fn skip_aside(after: &str) -> &str {
    let after = after.trim_start();
    if let Some(rest) = after.strip_prefix('(') {
        return rest.split_once(')').map_or(rest, |(_, rest)| rest.trim_start_matches([',', ' ']));
    }
    if let Some(rest) = after.strip_prefix(", ")
        && let Some((aside, tail)) = rest.split_once(", ")
        && aside.split(' ').count() <= 8
        && (is_role(aside) || is_organisation(aside))
    {
        return tail;
    }
    let after = after.trim_start_matches(['*', '_', ',', ' ']);
    for mark in ["from ", "of ", "at "] {
        if let Some(rest) = after.strip_prefix(mark) {
            let skip =
                rest.split(' ').take_while(|word| word.starts_with(char::is_uppercase)).map(|word| word.len() + 1).sum::<usize>();
            return rest.get(skip..).unwrap_or("");
        }
    }
    after
}
