//! A heading or line parted into title and people, in every plausible way.

use super::name::person_likeness;
use super::several::read_people;
use super::{Separator, Side, Split, SplitKind};
use crate::extract::letters::holds_wide;
use crate::extract::{person_before, words};
use crate::folded::fold;
use crate::marks::{Marks, Signs};
use crate::read::opening_bracket;

/// Every plausible way to part a heading or line into title and people, best first.
pub(crate) fn splits(heading: &str) -> Vec<Split> {
    let heading = heading.trim();
    let mut found: Vec<Split> = Vec::new();
    if heading.is_empty() || heading.len() > 600 {
        return found;
    }
    let signs = Signs::of(heading);
    quoted(heading, &mut found);
    if signs.allow(&DASHES) {
        dashed(heading, &mut found);
    }
    bracketed(heading, &mut found);
    by(heading, &mut found);
    if signs.allow(&OTHERS) {
        others(heading, &mut found);
    }
    phrased(heading, &mut found);
    blank(heading, &mut found);
    prefer_all_people(&mut found);
    leave_affiliations(&mut found);
    found.sort_by(|a, b| b.people.confidence.total_cmp(&a.people.confidence));
    let mut seen: Vec<(String, SplitKind)> = Vec::new();
    found.retain(|split| {
        let key = (split.title.clone(), split.kind);
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    found
}

/// "Title – Ada Brookfield / Milo Venn": of two cuts that are about as sure, the one that leaves nobody in the title.
fn prefer_all_people(found: &mut [Split]) {
    for n in 0..found.len() {
        let (title, count, confidence) = (found[n].title.clone(), found[n].people.speakers.len(), found[n].people.confidence);
        let narrower = |other: &Split| {
            // What a slash cut in two was a list of people.
            let most = if other.kind.separator == Separator::Slash { 0.45 } else { 0.15 };
            other.title.len() > title.len()
                && other.title.starts_with(&title)
                && other.people.speakers.len() < count
                && (confidence..confidence + most).contains(&other.people.confidence)
        };
        let best = found.iter().filter(|other| narrower(other)).map(|other| other.people.confidence).fold(0.0, f32::max);
        if best > 0.0 {
            found[n].people.confidence = (best + 0.01).min(1.0);
        }
    }
}

/// "Title / Ada Brookfield (Harbour Works)": what one cut has for the firm of its people is nobody by itself.
fn leave_affiliations(found: &mut [Split]) {
    let firms: Vec<_> = found
        .iter()
        .filter(|split| split.people.confidence >= 0.35)
        .flat_map(|split| &split.people.speakers)
        .filter_map(|speaker| Some(fold(speaker.affiliation.as_deref()?)))
        .collect();
    for split in found.iter_mut().filter(|split| split.kind.separator == Separator::Brackets) {
        if let [speaker] = split.people.speakers.as_slice()
            && firms.contains(&fold(&speaker.name))
        {
            split.people.confidence *= 0.4;
        }
    }
}

fn push(found: &mut Vec<Split>, title: &str, people: &str, separator: Separator, side: Side, weight: f32) {
    let title = unquoted(title.trim().trim_end_matches([',', '|', '·', '~']).trim());
    if !title.chars().any(char::is_alphanumeric) || cuts_brackets(title, people) || cuts_brackets(people, title) {
        return;
    }
    if let Some(mut read) = read_people(people) {
        read.confidence = (read.confidence * weight).min(1.0);
        // A title that looks more like a person than the people do is on the wrong side.
        let other = person_likeness(title);
        if other > 0.6 && other > read.confidence {
            read.confidence *= 0.6;
        }
        if read.confidence > 0.1 {
            found.push(Split { title: title.to_owned(), people: read, kind: SplitKind { separator, people: side } });
        }
    }
}

/// Whether a cut falls between two brackets that belong together: "Fog (Ada Brookfield" and "Milo Venn)".
fn cuts_brackets(left: &str, right: &str) -> bool {
    static OPENING: Marks = Marks::of(&["(", "[", "（"]);
    OPENING.are_in(left)
        && [('(', ')'), ('[', ']'), ('（', '）')].iter().any(|&(open, close)| {
            let opened = left.rfind(open).is_some_and(|at| !left[at..].contains(close));
            let closed = || right.find(close).is_some_and(|at| !right[..at].contains(open));
            opened && closed()
        })
}

/// The text without one pair of quotation marks around all of it.
fn unquoted(text: &str) -> &str {
    const PAIRS: [(char, char); 10] = [
        ('"', '"'),
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
        ('‘', '’'),
        ('\'', '\''),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('„', '”'),
    ];
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return text;
    }
    for (open, close) in PAIRS {
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains(open)
            && !inner.contains(close)
        {
            return inner.trim();
        }
    }
    text
}

/// `“Title” (Name)`, `"Title" Name`, `Name | Company | "Title"`, `Name: “Title”`.
fn quoted(heading: &str, found: &mut Vec<Split>) {
    const PAIRS: [(char, char); 8] =
        [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('「', '」'), ('『', '』'), ('《', '》'), ('„', '”')];
    if heading.is_ascii() && !heading.contains('"') {
        return;
    }
    for (open, close) in PAIRS {
        let Some(start) = heading.find(open) else { continue };
        let inner = start + open.len_utf8();
        let Some(end) = heading[inner..].rfind(close).map(|end| inner + end) else { continue };
        let (title, before, after) = (&heading[inner..end], heading[..start].trim(), heading[end + close.len_utf8()..].trim());
        // A nickname stands inside a name.
        if title.split_whitespace().count() < 2 && !before.is_empty() && !after.is_empty() {
            continue;
        }
        let strip = |text: &str| {
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–' | '—' | '|' | '~' | '/' | '.'))
                .to_owned()
        };
        if before.is_empty() && !after.is_empty() {
            let after = after.rfind(" [").filter(|_| after.ends_with(']')).map_or(after, |at| &after[..at]);
            let people = strip(after);
            let people = people
                .strip_prefix(['(', '['])
                .and_then(|rest| rest.strip_suffix([')', ']']))
                .map_or(people.clone(), str::to_owned);
            // A few Han letters or kana beside a title in corner brackets are a name, known or not.
            let weight = if holds_wide(&people) { 2.2 } else { 1.1 };
            push(found, title, &people, Separator::Quotes, Side::Right, weight);
        } else if after.is_empty() && !before.is_empty() {
            push(found, title, person_before::of(&strip(before)), Separator::Quotes, Side::Left, 1.1);
        }
        break;
    }
}

#[rustfmt::skip]
static DASHES: Marks = Marks::of(&[
    " —— ", " — ", " – ", " --- ", " -- ", " - ", " ― ", " ‒ ",
    // A blank was forgotten on one side.
    " —", " –", "— ", "– ", "- ",
]);

fn dashed(heading: &str, found: &mut Vec<Split>) {
    for mark in DASHES.to_try(heading) {
        let (separator, weight) = match mark {
            " —— " | " — " | " ― " => (Separator::EmDash, 1.05),
            " – " | " ‒ " => (Separator::EnDash, 1.0),
            " --- " | " -- " => (Separator::DoubleHyphen, 1.05),
            " - " => (Separator::Hyphen, 0.95),
            " —" | "— " => (Separator::EmDash, 1.0),
            " –" | "– " => (Separator::EnDash, 0.95),
            _ => (Separator::Hyphen, 0.8),
        };
        let glued = mark.chars().count() == 2;
        let spaced = |at: usize| heading[..at].ends_with([' ', '-']) || heading[at + mark.len()..].starts_with([' ', '-']);
        let places = heading.match_indices(mark).map(|(at, _)| at);
        let places: Vec<usize> = places.filter(|&at| !glued || !spaced(at)).collect();
        for (nth, &at) in places.iter().enumerate() {
            let (left, right) = (&heading[..at], &heading[at + mark.len()..]);
            // "Title - Name - Company": later cuts are better unless what follows is no person.
            let last = nth + 1 == places.len();
            if nth + 2 >= places.len() {
                push(found, left, right, separator, Side::Right, if last { weight } else { weight * 0.97 });
            }
            if nth == 0 {
                push(found, right, left, separator, Side::Left, weight * 0.95);
            }
        }
    }
}

/// `Title (Name)`, `Title [Name, Company]`, `Name (Company): Title` is left to the colon.
fn bracketed(heading: &str, found: &mut Vec<Split>) {
    let text = heading.trim_end_matches(['.', ':']).trim_end();
    for (open, close, separator) in
        [('(', ')', Separator::Brackets), ('（', '）', Separator::Brackets), ('[', ']', Separator::SquareBrackets)]
    {
        if !text.ends_with(close) {
            continue;
        }
        if let Some(start) = opening_bracket(text, open, close) {
            push(
                found,
                &text[..start],
                &text[start + open.len_utf8()..text.len() - close.len_utf8()],
                separator,
                Side::Right,
                0.95,
            );
        }
    }
    // "Title (Name) keynote", "Title (Name): remark" are left to the caller, who takes remarks off first.
}

/// `Title by Name`, `TITLE BY NAME`, `Titre ? Par Nom`.
fn by(heading: &str, found: &mut Vec<Split>) {
    #[rustfmt::skip]
    static WORDS: Marks = Marks::of(&[
        " presented by ", " given by ", " by ", " BY ", " By ", " présenté par ", " présentée par ", " animé par ", " par ", " Par ",
        " PAR ", " von ", " Von ", " door ", " por ", " Por ", " di ", " da ", " with ", " mit ", ". Avec ", ". Mit ", ". With ",
        " présentés par ", " animée par ", " gehalten von ", " vorgetragen von ", " presentado por ", " presentada por ", " impartido por ", " impartida por ",
        " a cargo de ", " gepresenteerd door ", " gegeven door ", " apresentado por ", " apresentada por ", " presentato da ", " presentata da ",
        " tenuto da ", " a cura di ", " ft. ", " feat. ", " featuring ", " Ft. ", " Feat. ",
    ]);
    let weight = |word: &str| match word {
        " presented by " | " given by " | " présenté par " | " présentée par " | " animé par " => 1.2,
        word if word.trim().contains(' ') => 1.2,
        " by " | " BY " | " By " => 1.1,
        " par " | " Par " | " PAR " => 1.05,
        " with " | " mit " => 0.9,
        " di " | " da " => 0.8,
        _ => 1.0,
    };
    for word in WORDS.to_try(heading) {
        if let Some(at) = heading.rfind(word).filter(|&at| !ends_with_a_chair(&heading[..at])) {
            push(
                found,
                heading[..at].trim_end_matches([',', '-', '–', '—', ' ', '(']),
                without_again(without_stray_bracket(&heading[at + word.len()..])),
                Separator::By,
                Side::Right,
                weight(word),
            );
        }
    }
    if let Some(at) = heading.rfind("による").filter(|&at| at > 0) {
        push(found, &heading[at + "による".len()..], &heading[..at], Separator::By, Side::Left, 1.1);
    }
}

/// "Ada Brookfield again": a remark on whoever was named before.
fn without_again(text: &str) -> &str {
    const AGAIN: [&str; 14] = [
        " again",
        " too",
        " as well",
        " once more",
        " nochmal",
        " noch einmal",
        " wieder",
        " encore",
        " otra vez",
        " de nuevo",
        " opnieuw",
        " de novo",
        " di nuovo",
        " ancora",
    ];
    AGAIN.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text)
}

/// The text without a closing bracket that opened before it: "(by Ada Brookfield)", but not "by Ada Brookfield (Quay)".
fn without_stray_bracket(text: &str) -> &str {
    if text.contains('(') { text } else { text.trim_end_matches(')') }
}

/// "Panel: Who Pays? - chaired by …": who leads through a session does not give it.
fn ends_with_a_chair(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text).trim_start_matches(['(', '[']);
    const CHAIRED: [&str; 12] = [
        "chaired",
        "moderated",
        "hosted",
        "introduced",
        "organised",
        "organized",
        "moderiert",
        "geleitet",
        "animée",
        "animé",
        "modérée",
        "moderado",
    ];
    CHAIRED.contains(&last)
}

#[rustfmt::skip]
static OTHERS: Marks = Marks::of(&[
    ": ", "：", " | ", "｜", " / ", "／", " ~ ", " 〜 ", " · ", " • ", ", ", " → ", " ➜ ", " ➔ ", " ➡ ", " ⇒ ", " => ",
    " -> ", " » ", " ← ", " >> ", " ‖ ", " ⟶ ",
]);

fn others(heading: &str, found: &mut Vec<Split>) {
    for mark in OTHERS.to_try(heading) {
        let (Some(first), Some(last)) = (heading.find(mark), heading.rfind(mark)) else { continue };
        let separator = match mark {
            ": " | "：" => {
                push(found, &heading[first + mark.len()..], &heading[..first], Separator::Colon, Side::Left, 0.9);
                push(found, &heading[..last], &heading[last + mark.len()..], Separator::Colon, Side::Right, 0.8);
                continue;
            }
            // "Title, Ada Brookfield, Harbour Works".
            ", " => {
                for (at, _) in heading.rmatch_indices(mark).take(3) {
                    push(found, &heading[..at], &heading[at + mark.len()..], Separator::Comma, Side::Right, 0.76);
                }
                continue;
            }
            " / " | "／" => Separator::Slash,
            " ~ " | " 〜 " => Separator::Tilde,
            _ => Separator::Pipe,
        };
        push(found, &heading[..first], &heading[first + mark.len()..], separator, Side::Right, 1.0);
        push(found, &heading[last + mark.len()..], &heading[..last], separator, Side::Left, 0.95);
        if last != first {
            push(found, &heading[..last], &heading[last + mark.len()..], separator, Side::Right, 0.98);
            push(found, &heading[first + mark.len()..], &heading[..first], separator, Side::Left, 0.9);
        }
    }
    // "Ada Brookfield, Title".
    if let Some((name, title)) = heading.split_once(", ")
        && !title.starts_with(char::is_lowercase)
    {
        push(found, title, name, Separator::Comma, Side::Left, 0.7);
    }
}

/// `Ada Brookfield's Keynote`, `Otto Brandt on the State of Lanterns`: the title is the whole.
fn phrased(heading: &str, found: &mut Vec<Split>) {
    for mark in ["'s ", "’s ", "' ", "’ "].into_iter().filter(|_| heading.contains(['\'', '’'])) {
        if let Some(at) = heading.find(mark) {
            let rest = fold(&heading[at + mark.len()..]);
            let kind = words::format_of(&heading[at + mark.len()..]).is_some()
                || ["talk", "keynote", "session", "presentation", "lecture", "demo"]
                    .contains(&rest.split(' ').next().unwrap_or(""));
            if kind {
                push(found, heading, &heading[..at], Separator::Phrase, Side::Left, 0.95);
            }
        }
    }
    // Who stands in front of it begins with a capital and is named by a few words.
    static ABOUT: Marks = Marks::of(&[" on ", " über ", " sur ", " sobre ", " over ", " su "]);
    for mark in ABOUT.to_try(heading) {
        if let Some(at) = heading.find(mark).filter(|&at| person_likeness(&heading[..at]) >= 0.7) {
            push(found, heading, &heading[..at], Separator::Phrase, Side::Left, 0.9);
        }
    }
}

/// `霧の数え方 真壁 一`: nothing but a blank, so never with confidence.
fn blank(heading: &str, found: &mut Vec<Split>) {
    if !holds_wide(heading) {
        return;
    }
    let words: Vec<&str> = heading.split_whitespace().collect();
    for len in [2, 1] {
        if words.len() > len {
            let people = words[words.len() - len..].join(" ");
            if person_likeness(&people) >= 0.7 {
                // "堀之内 麻衣さん": a form of address leaves no doubt.
                let weight = if people.ends_with("さん") { 1.0 } else { 0.5 };
                push(found, &words[..words.len() - len].join(" "), &people, Separator::Blank, Side::Right, weight);
                return;
            }
        }
    }
}
