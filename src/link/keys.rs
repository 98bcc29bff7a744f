//! What two spellings of one title, name, series or address have in common.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::id::fold;

/// Words that name a slot of a programme and say nothing of its content.
#[rustfmt::skip]
const SLOT_WORDS: &[&str] = &[
    "a", "afternoon", "ama", "and", "announcements", "anything", "ask", "birds", "bof", "break", "breakfast", "ceremony", "closing", "coffee",
    "community", "conference", "day", "demo", "demos", "dinner", "discussion", "eight", "end", "evening", "feather", "final", "first", "fishbowl",
    "five", "four", "hackathon", "i", "ii", "iii", "intro", "introduction", "iv", "keynote", "keynotes", "kick", "kickoff", "lightning", "live",
    "lunch", "me", "meetup", "morning", "of", "off", "one", "open", "opening", "panel", "part", "party", "plenary", "poster", "posters", "q", "qa",
    "questions", "reception", "registration", "remarks", "roundtable", "round", "second", "session", "sessions", "seven", "six", "social", "space",
    "spaces", "speech", "speeches", "sponsor", "sponsored", "sponsors", "table", "talk", "talks", "tba", "tbd", "the", "third", "three",
    "to", "track", "tutorial", "tutorials", "two", "unconference", "up", "v", "welcome", "with", "workshop", "workshops", "wrap",
    // German, French, Spanish, Dutch, Portuguese, Italian
    "abschluss", "abschlussvortrag", "begrussung", "eroffnung", "mittagessen", "pause", "tag", "vortrag", "accueil", "atelier", "cloture",
    "conclusion", "jour", "ouverture", "pleniere", "apertura", "bienvenida", "charla", "charlas", "cierre", "clausura", "dia", "relampago",
    "taller", "afsluiting", "dag", "opening", "welkom", "abertura", "boas", "encerramento", "oficina", "palestra", "vindas", "benvenuto",
    "chiusura", "giorno", "saluti",
    // Japanese, Chinese
    "基調講演", "開会", "閉会", "開会式", "閉会式", "休憩", "昼食", "懇親会", "主题演讲", "开幕", "闭幕", "开幕式", "闭幕式", "午餐",
];

/// [`SLOT_WORDS`], for asking.
static SLOTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SLOT_WORDS.iter().copied().collect());

/// True where `folded` names a slot ("Keynote", "Lightning talks 2") that many talks share.
pub(super) fn is_slot_name(folded: &str) -> bool {
    folded.split(' ').all(|word| word.bytes().all(|byte| byte.is_ascii_digit()) || SLOTS.contains(word))
}

/// A title for comparing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TitleKey {
    /// The whole title, folded, without a slot's name before it ("Keynote: …").
    pub(super) main: String,
    /// The part before the subtitle, folded; the same as `main` where there is none or it says too little.
    pub(super) head: String,
    /// The title is a slot's name and no more.
    pub(super) slot: bool,
}

/// Takes a title apart.
pub(super) fn title_key(title: &str) -> TitleKey {
    let mut rest = title;
    // At most two labels stand before a title: "Day 2: Keynote: …".
    for _ in 0..2 {
        let Some((head, tail)) = split_subtitle(rest) else { break };
        if is_slot_name(&fold(head)) && !fold(tail).is_empty() {
            rest = tail;
        } else {
            break;
        }
    }
    let main = fold(rest);
    let slot = is_slot_name(&main);
    let head = split_subtitle(rest).map(|(head, _)| fold(head)).filter(|head| says_enough(head));
    TitleKey { head: head.unwrap_or_else(|| main.clone()), main, slot }
}

/// A head stands for its title where it has two words, or one of some length.
fn says_enough(head: &str) -> bool {
    !is_slot_name(head) && (head.contains(' ') || head.chars().count() >= 8 || !head.is_ascii() && head.chars().count() >= 4)
}

/// The marks that begin a subtitle.
const MARKS: [&str; 10] = [": ", "：", " – ", " — ", " - ", " | ", " (", " // ", " ~ ", "—"];

/// Splits at the first mark that begins a subtitle.
fn split_subtitle(title: &str) -> Option<(&str, &str)> {
    // The first two bytes tell nearly all places where none stands.
    let begins = |pair: &[u8]| matches!(pair, [b':', b' '] | [b' ', 0xe2 | b'-' | b'|' | b'(' | b'/' | b'~'] | [0xe2 | 0xef, _]);
    let places = title.as_bytes().windows(2).enumerate().filter(|(_, pair)| begins(pair));
    let (at, mark) = places.into_iter().find_map(|(at, _)| {
        let rest = title.get(at..)?;
        MARKS.iter().find(|mark| rest.starts_with(**mark)).map(|mark| (at, *mark))
    })?;
    let (head, tail) = (title.get(..at)?, title.get(at + mark.len()..)?);
    (!head.trim().is_empty()).then_some((head, tail))
}

/// An address for comparing: no scheme, `www.`, query of a campaign, fragment or closing slash, host in lower case.
pub(super) fn url_key(url: &str) -> Option<String> {
    plain_url_key(url).map(str::to_owned).or_else(|| parsed_url_key(url))
}

/// The key of an address in which it stands as it is: a name in lower case, and a path of letters, digits, hyphens and
/// underscores. Most are like that.
fn plain_url_key(url: &str) -> Option<&str> {
    let key = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let key = key.strip_prefix("www.").unwrap_or(key).trim_end_matches('/');
    let (host, path) = key.split_at(key.find('/').unwrap_or(key.len()));
    // Numbers may be an address, and `xn--` is another way to write a name.
    let is_label = |label: &str| {
        label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && label.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
            && label.bytes().last().is_some_and(|byte| byte.is_ascii_lowercase())
            && !label.starts_with("xn--")
    };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_');
    (host.split('.').all(is_label) && path.bytes().all(is_plain)).then_some(key)
}

fn parsed_url_key(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = host_key(&parsed)?;
    let mut key = host + parsed.path().trim_end_matches('/');
    let query: Vec<String> = parsed
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && name != "ref" && name != "source")
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    if !query.is_empty() {
        key.push('?');
        key.push_str(&query.join("&"));
    }
    Some(key)
}

/// The host of an address without `www.`.
pub(super) fn host_key(url: &url::Url) -> Option<String> {
    let host = url.host_str()?.to_ascii_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// A person's name for comparing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NameKey {
    /// The folded words of the name without nickname and title.
    pub(super) words: Vec<String>,
    /// A nickname in quotes or brackets, or a handle, folded.
    pub(super) nick: Option<String>,
}

/// Takes a name apart: `Loïc “wowi42” Tosser` is loic tosser, called wowi42.
pub(super) fn name_key(name: &str) -> NameKey {
    const QUOTES: &[(char, char)] =
        &[('“', '”'), ('"', '"'), ('«', '»'), ('(', ')'), ('‘', '’'), ('„', '“'), ('「', '」'), ('[', ']')];
    const TITLES: &[&str] = &["dr", "prof", "professor", "mr", "mrs", "ms", "sir", "ir", "mx", "phd"];
    let mut plain = name.trim().to_owned();
    let mut nick = None;
    for &(open, close) in QUOTES {
        let Some(start) = plain.find(open) else { continue };
        let inner_start = start + open.len_utf8();
        let Some(length) = plain.get(inner_start..).and_then(|rest| rest.find(close)) else { continue };
        let inner = plain.get(inner_start..inner_start + length).unwrap_or_default().to_owned();
        // A nickname is one word; "(moderator)" and "(she/her)" are found out by nobody matching them.
        if !inner.trim().is_empty() && !inner.trim().contains(' ') {
            nick = Some(fold(&inner));
        }
        plain.replace_range(start..inner_start + length + close.len_utf8(), " ");
    }
    if let Some(handle) = plain.trim().strip_prefix('@') {
        nick = Some(fold(handle));
        plain = handle.to_owned();
    }
    let words: Vec<String> =
        fold(&plain).split(' ').filter(|word| !word.is_empty() && !TITLES.contains(word)).map(str::to_owned).collect();
    NameKey { words, nick }
}

impl NameKey {
    /// The folded words in a row.
    pub(super) fn text(&self) -> String {
        self.words.join(" ")
    }

    /// A name that stands for one person wherever it occurs: two words at least, none of them an initial.
    pub(super) fn is_full(&self) -> bool {
        let whole = |word: &String| word.chars().count() > 1;
        match self.words.as_slice() {
            [] => false,
            // Japanese and Chinese write a whole name in one word.
            [one] => !one.is_ascii() && one.chars().all(|c| c > '\u{2e7f}') && (3..=6).contains(&one.chars().count()),
            [first, .., last] => whole(first) && whole(last),
        }
    }
}

/// How well two names fit one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameFit {
    /// They name different people.
    No,
    /// One may be a short form of the other: an initial, a first name, a nickname, a slip of the pen.
    Maybe,
    /// The same name.
    Same,
}

/// Compares two names.
pub(super) fn name_fit(a: &NameKey, b: &NameKey) -> NameFit {
    if a.words.is_empty() || b.words.is_empty() {
        return NameFit::No;
    }
    if a.words == b.words {
        return NameFit::Same;
    }
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let nick_fits = |one: &NameKey, other: &NameKey| one.words.len() == 1 && other.nick.as_ref() == one.words.first();
    if nick_fits(a, b) || nick_fits(b, a) || is_short_form(&short.words, &long.words) || is_slip(&a.words, &b.words) {
        return NameFit::Maybe;
    }
    NameFit::No
}

/// "brian", "l tosser" and "ada njoku" against "brian scanlan", "loic tosser" and "ada m njoku".
fn is_short_form(short: &[String], long: &[String]) -> bool {
    let (Some(first), Some(last), Some(long_first), Some(long_last)) = (short.first(), short.last(), long.first(), long.last())
    else {
        return false;
    };
    let begins = |a: &String, b: &String| {
        a == b || a.chars().count() == 1 && b.starts_with(a.as_str()) || b.chars().count() == 1 && a.starts_with(b.as_str())
    };
    if short.len() == 1 {
        return long.len() > 1 && (first == long_first || first == long_last && first.chars().count() > 3);
    }
    last == long_last && begins(first, long_first) && (first != long_first || short.len() < long.len())
        || begins(last, long_last) && last != long_last && first == long_first
}

/// One letter more, less or other in a long name, two side by side in a longer one.
fn is_slip(a: &[String], b: &[String]) -> bool {
    let (a, b) = (a.join(" "), b.join(" "));
    let length = a.len().min(b.len());
    let (middle_a, middle_b) = differing_middle(&a, &b);
    let most = if length >= 14 { 2 } else { 1 };
    length >= 8 && a.chars().next() == b.chars().next() && middle_a.chars().count().max(middle_b.chars().count()) <= most
}

/// `a` and `b` without what they begin and end with in common.
pub(super) fn differing_middle<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let start = a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map_or(a.len().min(b.len()), |((at, _), _)| at);
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    let end: usize = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    (a.get(..a.len() - end).unwrap_or_default(), b.get(..b.len() - end).unwrap_or_default())
}

/// Regions as conferences abbreviate them: each row is one region, its short form first.
#[rustfmt::skip]
const REGIONS: &[&[&str]] = &[
    &["eu", "europe", "emea"], &["na", "north america"], &["uk", "united kingdom"], &["us", "usa", "united states"], &["sf", "san francisco"],
    &["nyc", "new york", "new york city", "ny"], &["la", "los angeles"], &["apac", "asia pacific"], &["latam", "latin america"], &["de", "germany", "deutschland"],
    &["fr", "france"], &["nl", "netherlands", "nederland"], &["es", "spain", "espana"], &["it", "italy", "italia"], &["jp", "japan", "nippon"],
    &["cn", "china"], &["in", "india"], &["au", "australia"], &["br", "brazil", "brasil"], &["ca", "canada"], &["pl", "poland", "polska"],
    &["asia"], &["africa"], &["london"], &["berlin"], &["paris"], &["amsterdam"], &["singapore"], &["tokyo"], &["boston"], &["seattle"], &["chicago"],
];

/// Words of an event's name that carry no identity.
const FILLERS: &[&str] = &["the", "conf", "conference", "conferencia", "konferenz", "annual", "edition", "international"];

/// An event's name for comparing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SeriesKey {
    /// The names that the event goes by ("KubeCon + CloudNativeCon" has two), folded, without region, year and fillers.
    pub(super) names: Vec<String>,
    /// Its regions, in their short forms.
    pub(super) regions: Vec<&'static str>,
    /// The year of the edition.
    pub(super) year: Option<i16>,
}

/// Takes an event's name apart.
pub(super) fn series_key(name: &str, year: Option<i16>) -> SeriesKey {
    let (folded_year, year) = (year_in(name), year.or_else(|| year_in(name)));
    let mut regions = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for part in name.split(['+', '&', '/', '|']) {
        let whole = fold(part);
        let mut text = format!(" {whole} ");
        for row in REGIONS {
            // Hardly any name has one: that none stands there is told without making a text of it.
            for spelling in row.iter().rev().filter(|spelling| whole.contains(**spelling)) {
                let spelled = format!(" {spelling} ");
                // A region qualifies a name: "EU Summit" has one left, "Asia" alone is the name itself.
                if text.contains(&spelled) && (text.trim() != *spelling || !names.is_empty()) {
                    text = text.replacen(&spelled, " ", 1);
                    regions.push(row[0]);
                }
            }
        }
        let words: Vec<&str> = text.split_whitespace().filter(|word| !is_year_word(word, year.or(folded_year))).collect();
        let kept: Vec<&str> = words.iter().copied().filter(|word| !FILLERS.contains(word)).collect();
        let name = if kept.is_empty() { words.concat() } else { kept.concat() };
        if !name.is_empty() {
            names.push(name);
        }
    }
    regions.sort_unstable();
    regions.dedup();
    names.sort();
    names.dedup();
    SeriesKey { names, regions, year }
}

fn is_year_word(word: &str, year: Option<i16>) -> bool {
    let Some(year) = year else { return false };
    word == year.to_string() || word == format!("{:02}", year.rem_euclid(100))
}

/// A year in an event's name: `2025`, `'25`.
pub(super) fn year_in(name: &str) -> Option<i16> {
    let mut previous = ' ';
    let mut digits = String::new();
    let mut before = ' ';
    for c in name.chars().chain([' ']) {
        if c.is_ascii_digit() {
            if digits.is_empty() {
                before = previous;
            }
            digits.push(c);
        } else {
            let year = digits.parse::<i16>().unwrap_or(0);
            match digits.len() {
                4 if (1970..2100).contains(&year) => return Some(year),
                2 if matches!(before, '\'' | '’' | '‘') => return Some(2000 + year),
                _ => digits.clear(),
            }
        }
        previous = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_compared_without_labels_and_subtitles() {
        #[rustfmt::skip]
        let table = [
            ("Keynote: The Quiet Scheduler",        "the quiet scheduler",            "the quiet scheduler", false),
            ("Day 2 – Keynote: Lamps",              "lamps",                          "lamps",               false),
            ("Lock-Free Lists: What Went Wrong",    "lock free lists what went wrong", "lock free lists",    false),
            ("Go: A Tale",                          "go a tale",                      "go a tale",           false), // too short to stand alone
            ("Opening Keynote",                     "opening keynote",                "opening keynote",     true),
            ("Lightning Talks 2",                   "lightning talks 2",              "lightning talks 2",   true),
            ("Begrüßung",                           "begrussung",                     "begrussung",          true),
        ];
        for (title, main, head, slot) in table {
            let key = title_key(title);
            assert_eq!((key.main.as_str(), key.head.as_str(), key.slot), (main, head, slot), "{title:?}");
        }
    }

    #[test]
    fn names_fit_by_words_initials_and_nicknames() {
        use NameFit::{Maybe, No, Same};
        #[rustfmt::skip]
        let table = [
            ("Loïc “wowi42” Tosser", "Loic Tosser",     Same),
            ("Dr. Ada Njoku",        "ADA NJOKU",       Same),
            ("A. Njoku",             "Ada Njoku",       Maybe),
            ("Ada N.",               "Ada Njoku",       Maybe),
            ("Ada",                  "Ada Njoku",       Maybe),
            ("@wowi42",              "Loïc (wowi42) Tosser", Maybe),
            ("Ada M. Njoku",         "Ada Njoku",       Maybe),
            ("Nadia Pashman",        "Nadja Pashman",   Maybe), // a slip of the pen
            ("Bo Lindqvist",         "Ada Lindqvist",   No),
            ("B. Njoku",             "Ada Njoku",       No),
            ("Bo",                   "Bob Lee",         No),
        ];
        for (a, b, fit) in table {
            assert_eq!(name_fit(&name_key(a), &name_key(b)), fit, "{a:?} {b:?}");
            assert_eq!(name_fit(&name_key(b), &name_key(a)), fit, "{b:?} {a:?}");
        }
    }

    #[test]
    fn series_are_compared_by_name_region_and_year() {
        #[rustfmt::skip]
        let table: [(&str, &[&str], &[&str], Option<i16>); 6] = [
            ("LampCon + WickCon EU 2025",   &["lampcon", "wickcon"], &["eu"], Some(2025)),
            ("LampCon Europe '25",          &["lampcon"],            &["eu"], Some(2025)),
            ("The Ferro Conference 2031",   &["ferro"],              &[],     Some(2031)),
            ("ferro.conf 2031",             &["ferro"],              &[],     Some(2031)),
            ("Lamp San Francisco 2024",     &["lamp"],               &["sf"], Some(2024)),
            ("38C3",                        &["38c3"],               &[],     None),
        ];
        for (name, names, regions, year) in table {
            let key = series_key(name, None);
            assert_eq!(
                (key.names.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), key.regions.as_slice(), key.year),
                (names, regions, year),
                "{name:?}"
            );
        }
    }

    #[test]
    fn addresses_are_compared_without_scheme_and_campaign() {
        let same = [
            "https://www.Ferro.example/talks/1/",
            "http://ferro.example/talks/1",
            "https://ferro.example/talks/1?utm_source=x#a",
        ];
        for url in same {
            assert_eq!(url_key(url).as_deref(), Some("ferro.example/talks/1"), "{url}");
        }
        #[rustfmt::skip]
        let table = [
            ("https://ferro.example",                 true),
            ("https://www.ferro-con.example/",        true),
            ("http://ferro.example/2031/Talks/a-b_c//", true),
            ("https://page.invalid/0a1b2c",           true),
            ("https://ferro.example//a",              true),
            ("https://Ferro.example/a",               false),
            ("https://ferro.example:80/a",            false),
            ("https://ferro.example/a/../b",          false),
            ("https://ferro.example/a?ref=b",         false),
            ("https://ferro.example/%61",             false),
            ("https://127.0.0.1/a",                   false),
            ("https://xn--4dbrk0ce.example/a",        false),
            ("https://ferro..example/a",              false),
            ("https:///a",                            false),
            ("https://",                              false),
        ];
        for (url, is_plain) in table {
            let plain = plain_url_key(url).map(str::to_owned);
            assert_eq!(plain.is_some(), is_plain, "{url}");
            assert_eq!(plain.or_else(|| parsed_url_key(url)), parsed_url_key(url), "{url}");
        }
        assert_eq!(url_key("mailto:a@b.example"), None);
        assert_eq!(url_key("/relative"), None);
    }
}
