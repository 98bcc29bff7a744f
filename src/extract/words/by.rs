//! The words between a title and who gave it: "by", "led by".

use std::sync::LazyLock;

use crate::extract::notions::Notion;
use crate::extract::tables::Phrases;
use crate::folded::fold;

/// Words between a title and the person who gives it.
#[rustfmt::skip]
pub(super) const BY: &[&str] = &[
    "by", "presented by", "given by", "delivered by", "pitched by", "proposed by", "facilitated by", "convened by", "talk by", "keynote by", "session by", "a talk by", "featuring", "feat", "ft", "with", "w",
    "von", "vortrag von", "gehalten von", "vorgeschlagen von", "mit",
    "par", "presente par", "presentee par", "animee par", "anime par", "propose par", "proposee par", "avec",
    "por", "presentado por", "presentada por", "impartida por", "impartido por", "propuesto por", "propuesta por", "a cargo de", "de la mano de", "con",
    "door", "gepresenteerd door", "gegeven door", "met",
    "apresentado por", "apresentada por", "com",
    "di", "da", "presentato da", "tenuto da", "a cura di",
    "av", "hallen av", "presenterad av", "holdt av", "af", "holdt af", "przez", "prowadzi", "autorstwa",
];

/// What stands between a session and whoever led it or gave it, and never before a title.
#[rustfmt::skip]
pub(in crate::extract) const LED_BY: &[&str] = &[
    "led by", "given by", "hosted by", "presented by", "run by", "moderated by", "chaired by", "facilitated by", "delivered by",
    "geleitet von", "gehalten von", "moderiert von", "vorgetragen von", "veranstaltet von",
    "anime par", "animee par", "presente par", "presentee par", "mene par", "menee par", "modere par", "moderee par", "donne par", "donnee par",
    "dirigido por", "dirigida por", "moderado por", "moderada por", "presentado por", "presentada por", "impartido por", "impartida por",
    "geleid door", "gegeven door", "gehouden door", "gemodereerd door", "verzorgd door",
    "conduzido por", "conduzida por", "ministrado por", "ministrada por", "apresentado por", "apresentada por", "mediado por", "mediada por",
    "guidato da", "guidata da", "tenuto da", "tenuta da", "condotto da", "condotta da", "moderato da", "moderata da", "presentato da", "presentata da",
    "司会は", "講師は", "進行は", "由",
];

static BY_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(BY));

/// Is `text` one of the words that stand between a title and a name ("by", "par", "von")? "Pär" is a name.
pub(crate) fn is_by(text: &str) -> bool {
    let accented = || !text.contains(char::is_whitespace) && !text.is_ascii() && text.chars().all(char::is_alphabetic);
    BY_SET.contains(&fold(text)) && !accented()
}

/// Could `word` begin such words?
pub(crate) fn may_be_by(word: &str) -> bool {
    if BY_SET.are_surely_not_begun_by(word) {
        return false;
    }
    let folded = fold(word);
    folded.is_empty() || BY_SET.may_hold(&folded)
}

/// Does `text` end in words that name nobody but whoever led or gave something: "led by", "geleitet von", or "by" alone?
pub(crate) fn ends_with_led_by(text: &str) -> bool {
    let from = text.char_indices().rev().nth(39).map_or(0, |(at, _)| at);
    let folded = fold(&text[from..]);
    let ended = |phrase: &&str| {
        let before = folded.strip_suffix(*phrase);
        before.is_some_and(|before| before.is_empty() || before.ends_with(' ') || !phrase.is_ascii())
    };
    let may_end = folded.ends_with("by") || Notion::LedBy.may_be_in(&folded) || !folded.is_ascii();
    may_end && LED_BY.iter().chain(&["by"]).any(ended)
}

/// Does `text` begin with such words, more than one?
pub(crate) fn begins_with_led_by(text: &str) -> bool {
    let folded = fold(text);
    Notion::LedBy.may_be_in(&folded)
        && LED_BY.iter().any(|phrase| folded.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')))
}

/// "moderated by Ada Brookfield", "moderiert von …": who kept the order gave nothing.
pub(crate) fn keeps_order(text: &str) -> bool {
    let folded = fold(text);
    if !Notion::LedBy.may_be_in(&folded) {
        return false;
    }
    let phrases = LED_BY.iter().filter(|phrase| phrase.contains("moder") || phrase.contains("chair"));
    phrases.into_iter().any(|phrase| folded.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')))
}

/// What stands behind such words that begin `text`, where they say who gave it and not who kept the order.
pub(crate) fn strip_led_by(text: &str) -> Option<&str> {
    let mut ends = text.char_indices().filter(|&(_, c)| c.is_whitespace()).map(|(at, _)| at).take(2);
    let first = ends.next().filter(|&at| Notion::LedBy.may_be_in(&fold(&text[..at])))?;
    let end = [first].into_iter().chain(ends).filter(|&at| LED_BY.contains(&fold(&text[..at]).as_str())).last()?;
    let keeps_order = ["moder", "chair", "host"].iter().any(|word| text[..end].to_lowercase().contains(word));
    (!keeps_order).then(|| text[end..].trim_start())
}

/// What stands after a word like "by" that begins `text`, and whether that word says nothing else ("presented by").
pub(crate) fn strip_by(text: &str) -> Option<(&str, bool)> {
    let text = text.trim_start();
    let first = text.split(|c: char| c.is_whitespace() || c == ':' || c == '：').next()?;
    if !may_be_by(first) {
        return None;
    }
    let ends = text.char_indices().filter(|&(_, c)| c.is_whitespace() || c == ':' || c == '：').map(|(at, _)| at).take(3);
    let longest = ends.filter(|&at| is_by(&text[..at])).last()?;
    let head = fold(&text[..longest]);
    let rest = text[longest..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    // These begin names and sentences as well.
    let weak = ["di", "da", "con", "com", "mit", "met", "with", "avec", "por", "par", "von", "door"].contains(&head.as_str());
    Some((rest, !weak))
}
