//! Several people: a text that as a whole states one or more of them, with roles and affiliations.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::name::{clean, is_handle, person_likeness};
use super::position::{is_organisation, is_role};
use super::word::looks_like_a_common_word;
use super::{People, addressed};
use crate::extract::inlines::{fold_space, words as words_of};
use crate::extract::letters::{holds_wide, is_wide};
use crate::extract::names::{
    HONORIFICS, SUFFIXES, is_given_name, is_known_organisation, is_particle, is_role_word, is_suffix, is_title_word,
};
use crate::extract::tables::Words;
use crate::extract::words;
use crate::folded::fold;
use crate::marks::{Marks, Signs};
use crate::memo::{self, Memo};
use crate::model::Speaker;

/// Reads a text that is, as a whole, a statement of one or more people; `None` where it is something else.
pub(crate) fn read_people(text: &str) -> Option<People> {
    thread_local!(static TOLD: Memo<Option<People>> = Memo::default());
    memo::answer(&TOLD, text, |text| if is_plainly_a_sentence(text) { None } else { read_people_anew(text) })
}

/// Whether the first line of a text begins as a sentence, and not with a word or a label that announces people.
fn is_plainly_a_sentence(text: &str) -> bool {
    let line = text.trim().lines().next().unwrap_or_default();
    let first = line.split(' ').next().unwrap_or_default();
    let begins = |head: &&str| {
        head.get(..first.len()).is_some_and(|start| start.eq_ignore_ascii_case(first)) && head[first.len()..].starts_with(' ')
    };
    let announces = || {
        words::may_be_by(first)
            || PANELS.iter().any(begins)
            || matches!(words::find_label(line), Some((words::Label::Speaker, _)))
    };
    // Days and times at the end are none of the people, though a sentence could end so.
    let untimed = || crate::when::trailing_when(line);
    let ends_so = |end: usize| end == line.len() || begins_as_a_sentence(&line[..end], usize::MAX);
    begins_as_a_sentence(line, usize::MAX) && !announces() && ends_so(untimed())
}

fn read_people_anew(text: &str) -> Option<People> {
    if let Some(people) = addressed::read(text) {
        return Some(people);
    }
    let joined = AND.are_in(text);
    let plain = if joined { without_relation(text.trim()) } else { Cow::Borrowed(text.trim()) };
    // "真壁 一さん・有村 さつきさん": a point parts people of whom each is addressed.
    let parted = (!plain.is_ascii() && plain.contains("さん・")).then(|| plain.replace("さん・", "さん、"));
    let turned = turned(&plain);
    let text = turned.as_deref().or(parted.as_deref()).unwrap_or(plain.as_ref());
    if text.is_empty() || text.len() > 1200 {
        return None;
    }
    let (body, announced) = without_announcement(text);
    if crate::extract::phrases::is_somebody(body) {
        return None;
    }
    if body.is_empty() || announced == 0.0 && begins_as_a_sentence(body, 2) {
        return None;
    }
    let held = Held { signs: Signs::of(text), joined: joined || turned.is_some() || parted.is_some() };
    let mut read = Reading::of(held, announced > 0.3);
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = line.trim_start_matches(['-', '*', '•', '+']).trim_start();
        for group in held.split(&line[..crate::when::trailing_when(line)], &SEMICOLONS) {
            let group = clean(held.without_companions(held.without_asides_at_end(unclosed(group))));
            // "…; moderated by Ada Brookfield"
            if !read.speakers.is_empty() && crate::extract::words::keeps_order(group) {
                continue;
            }
            if announced == 0.0 && read.speakers.is_empty() && begins_as_a_sentence(group, usize::MAX) {
                return None;
            }
            for one in held.each_with_a_position(group) {
                read.group(one)?;
            }
        }
    }
    read.finish(announced, body)
}

/// "Brookfield, A. (Quay) & Venn, M." as "A. Brookfield (Quay), M. Venn"; `None` unless all surnames stand first.
fn turned(text: &str) -> Option<String> {
    // Asked of many texts, of which few are lists of such names.
    let first = text.split([',', ' ']).next().unwrap_or_default();
    let begins = |text: &str| text.starts_with(char::is_uppercase) || is_particle(text.split(' ').next().unwrap_or_default());
    if !begins(first) || first.contains('.') || !text.contains(", ") {
        return None;
    }
    let parts: Vec<&str> = split_top(text, &COMMAS).into_iter().flat_map(|part| split_people(part)).map(str::trim).collect();
    let turn = |pair: &[&str]| {
        let [surname, rest] = pair else { return None };
        let (given, firm) = rest.split_at(rest.find(" (").unwrap_or(rest.len()));
        // "Vagelis, Pernille" are two by their first names.
        let known = is_given_name(&fold(given)) && !is_given_name(&fold(surname)) && parts.len() == 2 && !firm.is_empty();
        let name = format!("{given} {surname}");
        let titled = surname.split(' ').count() <= 3 && begins(surname) && !is_organisation(surname);
        (titled && (super::is_initialled(&name) || known)).then(|| format!("{name}{firm}"))
    };
    let names: Option<Vec<String>> = parts.chunks(2).map(turn).collect();
    names.map(|names| names.join(", "))
}

/// "Ada Brookfield and her supervisor Milo Venn": what somebody is to the other is no part of a name.
fn without_relation(text: &str) -> Cow<'_, str> {
    static OWNERS: Marks = Marks::of(&[
        " and her ",
        " and his ",
        " and their ",
        " & her ",
        " & his ",
        " und ihr ",
        " und sein ",
        " et sa ",
        " et son ",
        " y su ",
    ]);
    let Some((at, mark)) = OWNERS.find(text) else { return Cow::Borrowed(text) };
    let behind = &text[at + mark.len()..];
    let name = behind.split(' ').take(4).position(|word| word.starts_with(char::is_uppercase));
    let skipped: usize = behind.split(' ').take(name.unwrap_or(0)).map(|word| word.len() + 1).sum();
    match name {
        Some(1..) => Cow::Owned(format!("{} and {}", &text[..at], &behind[skipped..])),
        _ => Cow::Borrowed(text),
    }
}

/// Small words that go on a name or stand between it and what follows, and are no particles.
static BETWEEN: LazyLock<Words> = LazyLock::new(|| {
    const JOINTS: [&str; 26] = [
        "vs", "i", "and", "und", "et", "y", "e", "en", "with", "mit", "avec", "con", "at", "from", "of", "as", "von", "bei",
        "de", "chez", "presso", "bij", "jr", "sr", "phd", "msc",
    ];
    JOINTS.iter().chain(HONORIFICS).chain(SUFFIXES).copied().collect()
});

/// Whether one of the first `reach` words, with no mark before it, cannot go on a name, nor stand between a name and what
/// follows it: "We measured the fog", "Counting Fog without instruments".
///
/// Asked first, because most lines of a document are sentences and reading people takes long.
fn begins_as_a_sentence(text: &str, reach: usize) -> bool {
    for (n, written) in words_of(text).take(reach).enumerate() {
        let word = written.trim_end_matches(['.', ',', ';', ':']);
        if n > 0 && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            if BETWEEN.contains(word) {
                return false;
            }
            if word.len() > 1 && !is_particle(word) {
                // Names in wide letters may stand behind it without a mark.
                return text.is_ascii() || !text.bytes().any(|byte| byte >= WIDE);
            }
        }
        if !goes_on(written) {
            return false;
        }
    }
    false
}

/// The least byte that begins a wide letter.
const WIDE: u8 = 0xe3;

/// A word with no mark in it that could end a name: a letter or figure stands in it, and marks that names hold.
fn goes_on(word: &str) -> bool {
    let is_latin = |byte: u8| matches!(byte, 0x80..=0xbf | 0xc3..=0xcf);
    let holds =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'-' | b'.' | b'!' | b'?' | b'%') || is_latin(byte);
    word.bytes().all(holds) && word.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

/// The text without a closing bracket that nothing opened.
fn unclosed(text: &str) -> &str {
    let text = text.trim();
    if text.ends_with(')') && !text.contains('(') { text.trim_end_matches(')') } else { text }
}

/// "(panel w/ Ada Brookfield, Milo Venn)"
const PANELS: [&str; 10] = [
    "panel w/ ",
    "panel with ",
    "panel: ",
    "w/ ",
    "moderated by ",
    "hosted by ",
    "podium mit ",
    "panel mit ",
    "table ronde avec ",
    "mesa con ",
];

/// What follows "by", "Speaker:" and the like, and what that adds to the confidence.
fn without_announcement(text: &str) -> (&str, f32) {
    let panel = PANELS.iter().find(|head| text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)));
    if let Some(head) = panel {
        return (&text[head.len()..], 0.2);
    }
    if let Some((words::Label::Speaker, rest)) = words::find_label(text) {
        return (rest, 0.35);
    }
    match words::strip_by(text) {
        Some((rest, true)) => (rest, 0.3),
        Some((rest, false)) => (rest, 0.15),
        None => (text, 0.0),
    }
}

/// What marks a text holds, and with it every part of it: asked before they are looked for, because most hold few.
#[derive(Debug, Clone, Copy)]
struct Held {
    signs: Signs,
    /// A word or sign for "and" may stand in it.
    joined: bool,
}

impl Held {
    /// As [`split_top`] has it.
    fn split<'a>(self, part: &'a str, marks: &Marks) -> Vec<&'a str> {
        if self.signs.allow(marks) { split_top(part, marks) } else { vec![part] }
    }

    /// As [`split_people`] has it.
    fn split_people(self, part: &str) -> Vec<&str> {
        if self.joined { split_people(part) } else { vec![part] }
    }

    /// "Ada Brookfield - Quay & Milo Venn - Lumen": each of the people with what follows them, where each has something.
    fn each_with_a_position(self, group: &str) -> Vec<&str> {
        let parts = self.split_people(group);
        let placed = |part: &&str| {
            let (comma, dash) = (COMMAS.find(part), DASHES.find(part));
            let head = dash.or(comma).map(|(at, _)| part[..at].trim());
            head.is_some_and(|head| head.contains(' ') && person_likeness(head) >= 0.5)
        };
        if parts.len() > 1 && parts.iter().all(placed) { parts } else { vec![group] }
    }

    /// "Ada Brookfield et al.", "Ada Brookfield & three teenagers": whoever is named without a name.
    fn without_companions(self, text: &str) -> &str {
        let text = ["et al.", "et al"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text).trim_end_matches([',', ' ']);
        if self.joined { without_somebody(text) } else { text }
    }

    /// Takes remarks such as "(remote)", "[slides]" or " - invited" off the end.
    fn without_asides_at_end(self, text: &str) -> &str {
        let text = without_bracketed_remarks(text.trim());
        if self.signs.allow(&DASHES) { without_dashed_remarks(text) } else { text }
    }
}

/// "Ada Brookfield & three teenagers", "Ada Brookfield et un élu": whoever is joined at the end without a name.
fn without_somebody(text: &str) -> &str {
    #[rustfmt::skip]
    const SOMEBODY: &[&str] = &[
        "a", "an", "one", "two", "three", "four", "five", "six", "several", "some", "someone", "somebody", "others", "other", "more", "many", "friends", "colleagues", "team", "co", "guests", "students", "audience", "everyone", "the", "anonymous", "anon", "anonym", "anonyme", "anonymer", "anonimo", "anonima", "anoniem",
        "ein", "eine", "einem", "einer", "zwei", "drei", "vier", "jemand", "jemandem", "weitere", "andere", "freunde", "kollegen", "gaste", "un", "une", "deux", "trois", "quatre", "quelquun", "des", "autres", "ses",
        "una", "dos", "tres", "cuatro", "alguien", "otros", "unos", "een", "twee", "drie", "vier", "iemand", "anderen", "um", "uma", "dois", "alguem", "outros", "due", "tre", "quattro", "qualcuno", "altri",
    ];
    let cut = AND.all(text).map(|(at, mark)| (at, mark.len()));
    let unnamed = |rest: &str| {
        let first = rest.split(' ').next().unwrap_or("");
        let somebody = || rest.split(' ').count() <= 6 && SOMEBODY.contains(&fold(first).as_str());
        // "and the late Otto Brandt" names somebody.
        let last = || rest.split_once(' ').map_or(rest, |(_, rest)| rest);
        let named =
            |last: &str| last.split(' ').count() <= 3 && person_likeness(last.strip_prefix("late ").unwrap_or(last)) >= 0.5;
        rest.starts_with(|c: char| c.is_lowercase()) && somebody() && !named(last())
    };
    let whole = |before: &str| {
        let first = AND.find(before).map_or(before, |(at, _)| &before[..at]).split(',').next().unwrap_or("").trim();
        first.contains(' ') && before.matches('(').count() == before.matches(')').count()
    };
    let at = cut.filter(|&(at, len)| unnamed(text[at + len..].trim()) && whole(&text[..at])).map(|(at, _)| at).min();
    at.map_or(text, |at| text[..at].trim_end())
}

/// Folded remarks behind somebody's name.
#[rustfmt::skip]
const REMARKS: &[&str] = &[
    "remote", "online", "virtual", "live", "keynote", "slides", "video", "invited", "panel", "moderator", "via zoom", "recorded", "in absentia",
    "they them", "she her", "he him", "she they", "he they", "er ihm", "sie ihr", "elle", "lui",
];

fn without_bracketed_remarks(mut text: &str) -> &str {
    while text.ends_with([')', ']', '）'])
        && let Some(open) = text.rfind(['(', '[', '（'])
    {
        let inside = fold(&text[open..]);
        if !(REMARKS.contains(&inside.as_str()) || inside.is_empty()) || open == 0 {
            break;
        }
        text = text[..open].trim_end();
    }
    text
}

fn without_dashed_remarks(mut text: &str) -> &str {
    for mark in DASHES.to_try(text) {
        if let Some((head, last)) = text.rsplit_once(mark)
            && REMARKS.contains(&fold(last).as_str())
        {
            text = head;
        }
    }
    text
}

/// The parts of `text` between marks that stand outside brackets and quotation marks.
fn split_top<'a>(text: &'a str, marks: &Marks) -> Vec<&'a str> {
    let (mut parts, mut start, mut depth, mut seen) = (Vec::new(), 0, 0_i32, 0);
    for (at, mark) in marks.all(text) {
        if at < start {
            continue;
        }
        // A mark may itself be a bracket's neighbour, but never a bracket.
        for c in text[seen..at].chars() {
            match c {
                '(' | '（' | '[' | '<' | '“' => depth += 1,
                ')' | '）' | ']' | '>' | '”' => depth = (depth - 1).max(0),
                _ => {}
            }
        }
        seen = at;
        if depth == 0 {
            parts.push(&text[start..at]);
            start = at + mark.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The parts of `text` between words for "and"; "Tern & Co" is one.
fn split_people(text: &str) -> Vec<&str> {
    const FIRMS: [&str; 9] = ["co", "sons", "partners", "associates", "company", "cie", "sohne", "fils", "hijos"];
    if !AND.are_in(text) {
        return vec![text];
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in split_top(text, &AND) {
        let first = part.split([' ', ',', ')']).next().unwrap_or_default();
        match parts.last_mut().filter(|_| FIRMS.contains(&fold(first).as_str())) {
            Some(last) => {
                let start = crate::memo::place(text, last).start;
                *last = &text[start..crate::memo::place(text, part).end];
            }
            None => parts.push(part),
        }
    }
    parts
}

static AND: Marks = Marks::of(&[
    " and ", " & ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " oraz ", " + ", " with ", " mit ", " avec ",
    " con ", " And ", " AND ", " Y ", " Und ", "＆", " vs. ", " vs ",
]);
static COMMAS: Marks = Marks::of(&[",", "、", "，", "·"]);
static SEMICOLONS: Marks = Marks::of(&[";", "；", " • "]);
static DASHES: Marks = Marks::of(&[" - ", " – ", " — "]);
static OPENING: Marks = Marks::of(&["(", "（", "["]);
static ADDRESSING: Marks = Marks::of(&["@", "＠", "://", "www."]);
/// What stands between a person and where they belong.
static BELONGING: Marks = Marks::of(&[
    " @ ",
    " @",
    " at ",
    " from ",
    " of ",
    " as ",
    " von ",
    " bei ",
    " de chez ",
    " chez ",
    " presso ",
    " bij ",
    " ＠ ",
]);
/// What stands between a role and the organisation.
static PLACED: Marks =
    Marks::of(&[" at ", " @ ", " @", " bei ", " chez ", " en ", " bij ", " presso ", " for ", " of ", " von ", " de ", " with "]);
/// What parts people from their positions, or groups of people: the first of these that stands in a text counts.
static PARTING: [Marks; 5] = [
    Marks::of(&["|", "｜"]),
    Marks::of(&["／"]),
    Marks::of(&[" --- ", " -- ", " — ", " – ", " - ", " ‒ "]),
    Marks::of(&[" / "]),
    Marks::of(&[": ", "："]),
];

/// People as they are read, with what speaks for each.
struct Reading {
    held: Held,
    speakers: Vec<Speaker>,
    scores: Vec<f32>,
    evidence: f32,
    doubt: f32,
    /// A label said that these are speakers.
    labelled: bool,
}

impl Reading {
    fn of(held: Held, labelled: bool) -> Self {
        Self { held, speakers: Vec::new(), scores: Vec::new(), evidence: 0.0, doubt: 0.0, labelled }
    }

    fn finish(self, announced: f32, said: &str) -> Option<People> {
        if self.speakers.is_empty() {
            return None;
        }
        // Beside people who are sure, a single word or handle is one more.
        let sure = self.scores.iter().any(|&score| score >= 0.85);
        let scores: Vec<f32> = self.scores.iter().map(|&score| if sure { score.max(0.5) } else { score }).collect();
        let mean = scores.iter().sum::<f32>() / scores.len() as f32;
        let least = scores.iter().copied().fold(1.0, f32::min);
        let several = if self.scores.len() > 1 && least > 0.4 { 0.05 } else { 0.0 };
        let confidence = (0.6 * mean + 0.4 * least + announced + self.evidence.min(0.3) + several - self.doubt).clamp(0.0, 1.0);
        (confidence > 0.1).then(|| People { speakers: self.speakers, confidence, said: said.to_owned() })
    }

    /// One group: people who share what follows them.
    fn group(&mut self, text: &str) -> Option<()> {
        if text.is_empty() {
            return Some(());
        }
        for marks in &PARTING {
            if !self.held.signs.allow(marks) || !marks.are_in(text) {
                continue;
            }
            let parts: Vec<&str> = split_top(text, marks).into_iter().map(clean).filter(|part| !part.is_empty()).collect();
            if parts.len() > 1 {
                return self.parts(&parts);
            }
        }
        self.listed(text)
    }

    /// "Ada Brookfield | @adab | Harbour Works", "Ada Brookfield - Staff Engineer, Harbour Works", "Ada / Milo".
    fn parts(&mut self, parts: &[&str]) -> Option<()> {
        let (first, rest) = parts.split_first()?;
        self.listed(first)?;
        for part in rest {
            if is_handle(part) && is_handle(first) {
                self.one(part)?;
                continue;
            }
            if is_handle(part.split([' ', ',']).next().unwrap_or(part)) || looks_like_address(part) || is_date(part) {
                self.evidence += 0.15;
                continue;
            }
            let mut other = Reading::of(self.held, false);
            let read = other.listed(part).is_some() && !other.scores.is_empty();
            let head = part.split(',').next().unwrap_or(part);
            let placed = part.len() > head.len() && !is_role(head) && other.scores.iter().all(|&score| score >= 0.5);
            let people = read && (placed || other.scores.iter().all(|&score| score >= 0.7));
            if people && !is_organisation(head) {
                self.speakers.append(&mut other.speakers);
                self.scores.append(&mut other.scores);
                continue;
            }
            let (role, affiliation) = self.read_position(part)?;
            self.position_of_last(role, affiliation);
        }
        Some(())
    }

    /// A role, an affiliation or both; what is neither for sure is an affiliation with doubt.
    fn read_position(&mut self, text: &str) -> Option<(Option<String>, Option<String>)> {
        let text = without_handles(clean(text));
        if is_suffix(&fold(text)) || text.is_empty() {
            return Some((None, None));
        }
        let parts: Vec<&str> = self.held.split(text, &COMMAS).into_iter().map(clean).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 {
            let (mut role, mut affiliation) = (None::<String>, None::<String>);
            for part in parts.into_iter().take(4) {
                let (one, place) = self.read_position(part)?;
                role = join(role, one);
                affiliation = join(affiliation, place);
            }
            return Some((role, affiliation));
        }
        let words = text.split_whitespace().count();
        if text.is_empty() || words > 12 || text.contains(['?', '!']) || text.ends_with(['.', '…']) && words > 4 {
            return None;
        }
        if let Some((role, place)) = parted_position(text) {
            self.evidence += 0.2;
            return Some((Some(role), place));
        }
        if is_organisation(text) {
            self.evidence += 0.15;
            return Some((None, Some(text.to_owned())));
        }
        if is_role(text) {
            self.evidence += 0.2;
            return Some((Some(text.to_owned()), None));
        }
        let plain = text
            .split_whitespace()
            .filter(|word| {
                word.chars().next().is_some_and(|c| c.is_ascii_digit() || is_wide(c)) || word.chars().any(char::is_uppercase)
            })
            .count();
        let small = text.split_whitespace().filter(|word| is_title_word(&fold(word))).count();
        if plain * 2 < words || words > 6 || small * 2 > words {
            return None;
        }
        self.doubt += if small > 0 { 0.2 } else { 0.05 };
        Some((None, Some(text.to_owned())))
    }

    fn position_of_last(&mut self, role: Option<String>, affiliation: Option<String>) {
        if let Some(last) = self.speakers.last_mut() {
            last.role = last.role.take().or(role);
            last.affiliation = match (last.affiliation.take(), affiliation) {
                (None, new) => new,
                (old, _) => old,
            };
        }
    }

    /// Names with commas and "and" between them, roles and organisations among them.
    fn listed(&mut self, text: &str) -> Option<()> {
        let commas = self.held.split(text, &COMMAS);
        let before = self.speakers.len();
        let mut pending: Vec<String> = Vec::new();
        // Where no blank parts words, "沈秋，扁舟科技" is a name and its firm; "、" parts people.
        let wide = || text.chars().any(is_wide) && !text.contains('、');
        let single = commas.len() > 1 && commas.iter().all(|part| clean(part).split_whitespace().count() == 1) && !wide();
        for (at, part) in commas.iter().enumerate() {
            let part = clean(part);
            // "A, B, and C": the last of a list is what the others are.
            let (whole, part) = (part, behind_and(part));
            let last = part.len() < whole.len() && person_likeness(part) >= 0.4;
            if part.is_empty() {
                continue;
            }
            let people_here = self.speakers.len() > before;
            // "Ada Brookfield, ada@example.org, @adab": where the person can be reached.
            let reached = is_handle(part) && self.speakers.last().is_some_and(|last| !is_handle(&last.name));
            if people_here && (reached || looks_like_address(part)) {
                self.evidence += 0.15;
                continue;
            }
            if people_here && !single && !last && self.is_position(part, commas.get(at + 1).copied()) {
                pending.push(part.to_owned());
                continue;
            }
            // "Harbour Works & Ines Faro": what stands before the "&" belongs to the person before.
            let mut names: Vec<&str> =
                self.held.split_people(part).into_iter().map(clean).filter(|name| !name.is_empty()).collect();
            if people_here
                && names.len() > 1
                && !single
                && !Self::is_surely_a_person(names[0])
                && names.iter().any(|name| Self::is_surely_a_person(name))
            {
                let cut = names.iter().position(|name| Self::is_surely_a_person(name)).unwrap_or(names.len() - 1);
                pending.push(names[..cut].join(" & "));
                names.drain(..cut);
            }
            // "Jagoda Nowak i Tomek Wilk", but "Jordi Pujol i Soley".
            if let [both] = names.as_slice()
                && let Some((one, other)) = both.split_once(" i ")
                && [one, other].iter().all(|name| name.contains(' ') && Self::is_surely_a_person(name))
            {
                names = vec![one, other];
            }
            self.settle(&mut pending, before)?;
            let shared = names.len();
            for name in names {
                self.one(name)?;
            }
            if shared > 1 {
                self.mark_shared(shared);
            }
        }
        self.settle(&mut pending, before)
    }

    /// The people joined by the last "&" share the affiliation that follows; told by an empty role mark that `settle` reads.
    fn mark_shared(&mut self, count: usize) {
        let len = self.speakers.len();
        for speaker in &mut self.speakers[len.saturating_sub(count)..] {
            if speaker.affiliation.is_none() && speaker.role.is_none() {
                speaker.role = Some(String::new());
            }
        }
    }

    /// Gives the pending role and affiliation to the last person, or to all who were joined by "and".
    fn settle(&mut self, pending: &mut Vec<String>, before: usize) -> Option<()> {
        let (mut role, mut affiliation) = (None, None);
        let text = pending.join(", ");
        if !text.is_empty() {
            for part in pending.iter() {
                let (one, place) = self.read_position(part)?;
                role = role.or(one);
                affiliation = match (affiliation, place) {
                    (Some(known), Some(more)) => Some(format!("{known}, {more}")),
                    (known, more) => known.or(more),
                };
            }
        }
        pending.clear();
        let len = self.speakers.len();
        let joined =
            self.speakers[before.min(len)..].iter().rev().take_while(|speaker| speaker.role.as_deref() == Some("")).count();
        for speaker in &mut self.speakers[before.min(len)..] {
            if speaker.role.as_deref() == Some("") {
                speaker.role = None;
            }
        }
        for speaker in &mut self.speakers[len - joined.max(1).min(len)..] {
            if speaker.role.is_none() {
                speaker.role = role.clone().filter(|_| joined <= 1);
            }
            if speaker.affiliation.is_none() {
                speaker.affiliation = affiliation.clone();
            }
        }
        Some(())
    }

    /// Is a part after a comma a role or an organisation rather than the next person?
    fn is_position(&self, part: &str, next: Option<&str>) -> bool {
        if is_handle(part) {
            return false;
        }
        let pieces = self.held.split_people(part);
        if pieces.len() > 1 {
            // "Harbour Works & Ines Faro": people among the pieces are for the caller to part.
            return !pieces.iter().any(|piece| Self::is_surely_a_person(piece));
        }
        let name = name_of(part);
        let likeness = person_likeness(name);
        // "Ada Brookfield, Piers Oxenfree (both Quay)": two are counted.
        if without_aside(part.to_owned()).1.as_deref().is_some_and(|aside| without_both(aside).is_some()) {
            return false;
        }
        // "Ada Brookfield, Zelm Quarrow (Harbour Works)": firms have no firm in brackets behind them. Who has one in brackets
        // has none behind a comma.
        let named = likeness >= 0.5 && name.split(' ').count() <= 3 && !is_organisation(name);
        let own = part.len() > name.len() && part.trim_end().ends_with(')');
        let placed = self.speakers.last().is_some_and(|last| last.affiliation.is_some()) && next.is_none();
        // "Ada Brookfield, Milo Venn, Zelm Quarrow": behind two people without a firm stands a third.
        let listed = self.speakers.len() >= 2
            && self.speakers.iter().all(|one| one.affiliation.is_none() && one.role.as_deref().is_none_or(str::is_empty));
        if named && (own || placed || listed && next.is_none()) {
            return false;
        }
        if is_organisation(name) || is_role(part) && likeness < 0.85 {
            return true;
        }
        likeness < 0.5 || likeness < 0.7 && self.has_no_position(next) && self.scores.last().is_some_and(|&score| score > 0.8)
    }

    fn is_surely_a_person(text: &str) -> bool {
        let name = name_of(clean(text));
        person_likeness(name) >= 0.5 && !is_organisation(name) && !is_role(name)
    }

    fn has_no_position(&self, next: Option<&str>) -> bool {
        next.is_none()
            && self
                .speakers
                .last()
                .is_some_and(|last| last.affiliation.is_none() && last.role.as_deref().is_none_or(str::is_empty))
    }

    /// One person: "Ada Brookfield (Harbour Works) @adab", "Ada Brookfield at Quay", "Ada <ada@example.org>".
    fn one(&mut self, text: &str) -> Option<()> {
        let (text, addressed) =
            if self.held.signs.allow(&ADDRESSING) { without_address(text) } else { (fold_space(text), false) };
        let (text, aside) = if self.held.signs.allow(&OPENING) { without_aside(text) } else { (text, None) };
        let (mut name, mut position) = (text.trim(), None);
        if let Some((head, place)) = belonging(name) {
            (name, position) = (head, place);
            self.evidence += 0.15;
        }
        let mut score = self.likeness(name);
        if score < 0.05
            && let Some((head, place)) = shouted_place(name)
        {
            score = person_likeness(head) - 0.1;
            position = position.or(Some(place));
            name = head;
        }
        // Behind a label a known given name is enough.
        let words = || name.split(' ');
        if score < 0.05 && self.labelled && words().count() <= 4 && is_given_name(&fold(words().next().unwrap_or(""))) {
            score = 0.4;
        }
        let of_all = aside.as_deref().and_then(without_both).filter(|_| !self.speakers.is_empty());
        if of_all.is_some() && (2..=4).contains(&words().count()) && words().all(|word| word.starts_with(char::is_uppercase)) {
            score = score.max(0.4);
        }
        if score < 0.05 {
            return None;
        }
        if addressed {
            self.evidence += 0.25;
        }
        let mut speaker = Speaker { name: shown_name(name), affiliation: None, role: None };
        for part in position.into_iter().chain(of_all.or(aside.as_deref())) {
            self.place(&mut speaker, part, score)?;
        }
        if of_all.is_some() {
            for other in self.speakers.iter_mut().filter(|other| other.affiliation.is_none()) {
                other.affiliation.clone_from(&speaker.affiliation);
            }
        }
        self.speakers.push(speaker);
        self.scores.push(score);
        Some(())
    }

    /// How likely a text is a person's name, or a bare nickname that no reader would take for a word.
    fn likeness(&self, name: &str) -> f32 {
        let score = person_likeness(name);
        let nickname = name.len() >= 3
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'));
        let unknown = || !is_title_word(name) && !is_role_word(name) && words_are_unknown(name);
        if score == 0.0 && nickname && unknown() { 0.22 } else { score }
    }

    /// Takes in what stands in brackets or behind "at": role and affiliation; `None` where it is neither, so that the
    /// text states no people.
    fn place(&mut self, speaker: &mut Speaker, text: &str, score: f32) -> Option<()> {
        if is_remark(text) || is_handle(text) || looks_like_address(text) {
            self.evidence += 0.1;
            return Some(());
        }
        // "(28:55)" says how long it took.
        if !text.chars().any(char::is_alphabetic) {
            return Some(());
        }
        let parts = self.held.split(text, &COMMAS).into_iter().map(clean).filter(|part| !part.is_empty() && !is_handle(part));
        for part in parts {
            let (role, affiliation) = match self.read_position(part) {
                Some(read) => read,
                // Whatever stands in brackets behind a name is where the person belongs.
                None if score >= 0.5 && part.split_whitespace().count() <= 5 && !part.contains(['?', '!']) => {
                    self.doubt += 0.1;
                    (None, Some(part.to_owned()))
                }
                None => return None,
            };
            speaker.role = speaker.role.take().or(role);
            speaker.affiliation = speaker.affiliation.take().or(affiliation);
            self.evidence += 0.05;
        }
        Some(())
    }
}

/// "both Harbour Works", "beide Quay": where all that are named belong.
fn without_both(aside: &str) -> Option<&str> {
    const BOTH: &[&str] = &[
        "both",
        "all",
        "both of",
        "both from",
        "both at",
        "all from",
        "all of",
        "all at",
        "beide",
        "alle",
        "beide von",
        "beide bei",
        "alle von",
        "tous",
        "tous deux",
        "toutes deux",
        "les deux",
        "tous de",
        "ambos",
        "ambas",
        "todos",
        "ambos de",
        "todos de",
        "allebei",
        "allen",
        "beiden",
        "entrambi",
        "tutti",
        "entrambi di",
        "ともに",
        "均来自",
        "均为",
    ];
    let heads = aside.match_indices(' ').map(|(at, _)| at).take(2).filter(|&at| BOTH.contains(&fold(&aside[..at]).as_str()));
    heads.last().and_then(|at| aside.get(at + 1..))
}

/// A name without what stands in brackets in it or behind it, and that: "Ada (Addy) Brookfield" keeps its end.
fn without_aside(text: String) -> (String, Option<String>) {
    const OPEN: [char; 3] = ['(', '（', '['];
    const CLOSE: [char; 3] = [')', '）', ']'];
    let first = OPENING.find(&text).map(|(open, _)| open).filter(|&open| open > 0);
    let brackets = first.and_then(|open| Some((open, text.rfind(CLOSE)?)));
    let Some((open, close)) = brackets.filter(|(open, close)| close > open) else { return (text, None) };
    let inside = text[open..close].trim_start_matches(OPEN).trim();
    let (before, after) = (text[..open].trim(), text[close..].trim_start_matches(CLOSE).trim());
    let ends = after.is_empty() || is_handle(after) || is_remark(after);
    let kept = if ends { before.to_owned() } else { format!("{before} {after}") };
    (kept, Some(inside.to_owned()))
}

/// "Ada Brookfield at Quay", "Ada Brookfield @adab": the name, and where the person belongs unless it is a handle.
fn belonging(text: &str) -> Option<(&str, Option<&str>)> {
    BELONGING.to_try(text).find_map(|mark| {
        let (head, tail) = text.split_once(mark)?;
        let placed = (mark == " @" || !tail.trim().is_empty()) && (mark != " von " || is_organisation(tail));
        let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.' | '@');
        let handle = mark == " @" && tail.trim().chars().all(is_letter);
        (placed && person_likeness(head) >= 0.4).then(|| (head.trim(), (!handle).then(|| tail.trim())))
    })
}

/// "Ines Faro QUAY": a company in capitals, whose bracket or comma was lost.
fn shouted_place(text: &str) -> Option<(&str, &str)> {
    let (head, last) = text.rsplit_once(' ')?;
    let shouted = (2..=6).contains(&last.len()) && last.chars().all(|c| c.is_ascii_uppercase());
    (shouted && person_likeness(head) >= 0.55).then_some((head, last))
}

/// "and Ada Brookfield": what the last name of a list with commas begins with is no part of it.
fn behind_and(part: &str) -> &str {
    if let Some(rest) = part.strip_prefix('＆') {
        return rest;
    }
    let is_and = |word: &str| word.len() <= 4 && AND.marks().iter().any(|and| and.trim() == word);
    part.split_once(' ').filter(|(word, _)| is_and(word)).map_or(part, |(_, rest)| rest)
}

/// The part of "Milo Venn (Quay) @milo" that may be a name.
fn name_of(text: &str) -> &str {
    let text = text.split(['(', '（', '[', '<']).next().unwrap_or(text);
    let text = [" @", " at ", " from "].iter().fold(text, |text, mark| text.split(mark).next().unwrap_or(text));
    text.trim()
}

/// The text without handles behind it.
fn without_handles(text: &str) -> &str {
    let mut text = text.trim();
    while let Some((head, last)) = text.rsplit_once(' ') {
        if !is_handle(last) && !looks_like_address(last) {
            break;
        }
        text = head.trim_end();
    }
    text
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first}, {second}")),
        (first, second) => first.or(second),
    }
}

/// No word that a reader would know: what is left may be somebody's handle.
fn words_are_unknown(name: &str) -> bool {
    !crate::extract::words::is_section_word(name)
        && !looks_like_a_common_word(name)
        && !is_known_organisation(name)
        && name.len() <= 15
}

/// The name as shown: marks and honorifics' stray commas off, pronouns and handles off, nicknames kept.
pub(crate) fn shown_name(name: &str) -> String {
    let name = clean(name).trim_end_matches('.');
    let kept = match name.contains('@').then(|| name.split_once(" @")).flatten() {
        Some((head, _)) => head,
        None => name,
    };
    let kept = fold_space(kept);
    let called = ["さん", "氏"].iter().find_map(|address| kept.strip_suffix(address)).map(str::trim);
    called.filter(|name| holds_wide(name)).map(str::to_owned).unwrap_or(kept)
}

fn is_remark(text: &str) -> bool {
    let folded = fold(text);
    let pronouns = folded.split(' ').all(|word| {
        matches!(
            word,
            "she"
                | "her"
                | "hers"
                | "he"
                | "him"
                | "his"
                | "they"
                | "them"
                | "theirs"
                | "er"
                | "ihm"
                | "sie"
                | "ihr"
                | "elle"
                | "il"
                | "iel"
                | "ella"
                | "el"
                | "any"
                | "all"
                | "pronouns"
                | "xe"
                | "xem"
                | "ze"
        )
    });
    pronouns
        || matches!(
            folded.as_str(),
            "remote"
                | "online"
                | "virtual"
                | "live"
                | "keynote"
                | "slides"
                | "video"
                | "invited"
                | "speaker"
                | "presenter"
                | "moderator"
                | "host"
                | "panelist"
                | "twitter"
                | "github"
                | "mastodon"
                | "linkedin"
                | "blog"
                | "website"
        )
}

fn looks_like_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(' ') && (text.contains("://") || text.starts_with("www.") || text.contains('@') && text.contains('.'))
}

fn is_date(text: &str) -> bool {
    crate::when::day_label(text).is_some()
        || crate::when::find_date(text, Some(2000)).is_some_and(|found| found.range.len() + 6 >= text.len())
        || crate::when::is_time(text)
}

/// The text without `<mail>`, handles behind the name and bare addresses, and whether there was one.
fn without_address(text: &str) -> (String, bool) {
    if !ADDRESSING.are_in(text) {
        return (fold_space(text), false);
    }
    let mut found = false;
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | ',' | '[' | ']'));
        let address = looks_like_address(bare) && !bare.starts_with('@') || is_handle(bare) && !kept.is_empty();
        if address && (!word.starts_with('@') || bare.chars().skip(1).all(|c| !c.is_uppercase()) || kept.len() >= 2) {
            found = true;
        } else {
            kept.push(word);
        }
    }
    (kept.join(" "), found)
}

/// "Staff Engineer at Quay", "CTO of Quay", "engineer @ Quay": the role and the organisation; "author of x" stays whole.
fn parted_position(text: &str) -> Option<(String, Option<String>)> {
    for mark in PLACED.to_try(text) {
        let Some((role, place)) = text.split_once(mark) else { continue };
        let (role, place) = (role.trim(), place.trim());
        if !is_role(role) || place.is_empty() {
            continue;
        }
        let exact = matches!(mark, " at " | " @ " | " @" | " bei " | " chez " | " bij " | " presso ");
        let sure = is_organisation(place) && (place.contains(' ') || is_known_organisation(&fold(place)));
        let titled = !place.split_whitespace().all(|word| is_title_word(&fold(word)))
            && fold(role).split(' ').any(|word| {
                matches!(
                    word,
                    "cto" | "ceo" | "cio" | "coo" | "founder" | "cofounder" | "director" | "president" | "professor" | "employee"
                )
            });
        let named = place.starts_with(|c: char| c.is_uppercase()) && place.split_whitespace().count() <= 5;
        if exact || named && (sure || titled && !matches!(mark, " en ")) && !fold(role).ends_with("author") {
            return Some((role.to_owned(), Some(place.to_owned())));
        }
        return Some((text.to_owned(), None));
    }
    None
}
