//! The lines that `hallway new` writes for a talk of the programme, and reads back exactly.
//!
//! ```text
//! #### `14:00` Lists Without Locks — Bo Lind (Rivet Works)
//! Track: Systems · Anvil · 45 min · <https://example.org/talks/7>
//! <!-- hallway 9d3e11c0 51aa02 3f2a9c1b04de 2031-05-12 Monday -->
//! ```
//!
//! The comment names the talk (its key), tells which state of the programme was written, seals heading and facts, and says
//! the day. Where the seal fits, the lines are the
//! program's own and state the talk as data; where it does not, a person has edited them, and they are read as well as they
//! can be and never written over. Lines that a person types between them belong to the note.

use std::collections::HashSet;

use crate::id::hash;
use crate::model::{Speaker, Talk, TalkFormat};

/// The level of a talk's heading.
pub const LEVEL: usize = 4;
const HEADING: &str = "#### ";
const COMMENT: &str = "<!-- hallway ";
const END: &str = " -->";
/// What the line begins with that lists the talks of the programme as it was when the report was last written.
const KNOWN: &str = "<!-- hallway programme ";
/// What parts the title from its speakers.
const DASH: &str = " — ";
/// What parts one fact from the next.
const DOT: &str = " · ";

/// A talk as the lines of a report state it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlannedTalk {
    /// Title, speakers, day, time, track, room, format, number and address; nothing else is written.
    pub talk: Talk,
    /// Tells the talk from the others of its programme.
    pub key: String,
    /// What the programme changed, in words: "moved, was 14:00".
    pub change: Option<String>,
    /// The programme has it no more.
    pub cancelled: bool,
    /// Heading and facts are as they were written.
    pub is_intact: bool,
    /// The heading's line, counted from 0.
    pub heading: usize,
    /// The line of the facts.
    pub facts: Option<usize>,
    /// The line of the comment.
    pub comment: usize,
    /// Which state of the programme was last told of: [`state_of`] the talk, or [`GONE`].
    pub state: String,
    seal: String,
}

/// The state of a talk that the programme has no more.
pub const GONE: &str = "000000";

/// How a talk is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mark<'a> {
    /// What the programme changed, in words.
    pub change: Option<&'a str>,
    /// The programme has it no more.
    pub cancelled: bool,
    /// It stands under the heading of another day: the date is told among the facts.
    pub shows_date: bool,
}

/// A talk's lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// The heading.
    pub heading: String,
    /// The facts, where any are known.
    pub facts: Option<String>,
    /// The comment.
    pub comment: String,
}

/// Writes a talk.
pub fn write(talk: &Talk, key: &str, mark: Mark) -> Lines {
    let heading = heading(talk, mark.cancelled);
    let facts = facts(talk, mark.change, mark.shows_date);
    let state = if mark.cancelled { GONE.to_owned() } else { state_of(talk) };
    let comment = comment(key, &state, &seal_of_lines(&heading, &facts), &day_words(talk));
    Lines { heading, facts: Some(facts).filter(|facts| !facts.is_empty()), comment }
}

/// The comment of a talk whose lines a person has edited, and keeps: only the programme's state and day are new.
pub fn comment_beside(edited: &PlannedTalk, talk: &Talk, key: &str, state: &str) -> String {
    comment(key, state, edited.seal.get(..6).unwrap_or_default(), &day_words(talk))
}

/// Tells the states of a talk in its programme apart.
pub fn state_of(talk: &Talk) -> String {
    let state = format!("{}\n{}{}", heading(talk, false), facts(talk, None, false), day_words(talk));
    hash(state.as_bytes()).get(..6).unwrap_or_default().to_owned()
}

/// Which talk of its programme a talk is: by its address or number, else by its title.
pub fn key_of(talk: &Talk, nth: usize) -> String {
    let name = match (&talk.url, talk.number) {
        (Some(url), _) => url.clone(),
        (None, Some(number)) => format!("session {number}"),
        (None, None) => crate::id::fold(&talk.title),
    };
    hash(format!("{name}\n{nth}").as_bytes()).get(..8).unwrap_or_default().to_owned()
}

fn comment(key: &str, state: &str, lines: &str, day: &str) -> String {
    let own = seal_of_comment(key, state, day);
    format!("{COMMENT}{key} {state} {lines}{own}{day}{END}")
}

/// Every planned talk among `lines`, from the line `from` on.
pub fn find<S: AsRef<str>>(lines: &[S], from: usize) -> Vec<PlannedTalk> {
    let mut found = Vec::new();
    let mut heading = None;
    let mut is_code = false;
    for (number, line) in lines.iter().enumerate().skip(from) {
        let line = line.as_ref();
        // Code that somebody typed between heading and comment may look like a heading.
        is_code ^= line.starts_with("```") || line.starts_with("~~~");
        if line.starts_with(HEADING) {
            heading = Some(number);
            is_code = false;
        } else if !is_code && heading_level(line).is_some_and(|level| level <= LEVEL) {
            heading = None;
        } else if let Some(comment) = read_comment(line)
            && let Some(at) = heading.take()
        {
            found.push(read(lines, at, number, comment));
        }
    }
    found
}

/// The line that lists the talks of the programme as it is written, by their keys.
pub fn write_known(keys: &[&str]) -> String {
    let keys = keys.join(" ");
    format!("{KNOWN}{} {keys}{END}", hash(keys.as_bytes()).get(..6).unwrap_or_default())
}

/// The keys that a line lists as [`write_known`] wrote it; `None` for any other line.
pub fn read_known(line: &str) -> Option<Vec<&str>> {
    let (seal, keys) = line.strip_prefix(KNOWN)?.strip_suffix(END)?.split_once(' ')?;
    hash(keys.as_bytes()).starts_with(seal).then(|| keys.split(' ').filter(|key| !key.is_empty()).collect())
}

/// Takes the program's own lines out, but for the headings: what is left is what people read and typed.
pub fn blank(lines: &mut [&str], planned: &[PlannedTalk]) {
    if planned.is_empty() {
        return;
    }
    let own: HashSet<usize> = planned.iter().flat_map(|talk| [talk.facts, Some(talk.comment)]).flatten().collect();
    for (number, line) in lines.iter_mut().enumerate() {
        if own.contains(&number) || read_known(line).is_some() {
            *line = "";
        }
    }
}

/// The level of an ATX heading.
pub fn heading_level(line: &str) -> Option<usize> {
    let level = line.len() - line.trim_start_matches('#').len();
    ((1..=6).contains(&level) && line[level..].starts_with([' ', '\t'])).then_some(level)
}

struct Comment<'a> {
    key: &'a str,
    state: &'a str,
    seal: &'a str,
    /// With the blank before it.
    day: &'a str,
}

fn read_comment(line: &str) -> Option<Comment<'_>> {
    let inner = line.strip_prefix(COMMENT)?.strip_suffix(END)?;
    let (key, rest) = inner.split_once(' ')?;
    let (state, rest) = rest.split_once(' ')?;
    let (seal, day) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
    let is_hex = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_whole = is_hex(key, 8) && is_hex(state, 6) && is_hex(seal, 12) && seal.ends_with(&seal_of_comment(key, state, day));
    is_whole.then_some(Comment { key, state, seal, day })
}

fn read<S: AsRef<str>>(lines: &[S], heading: usize, at: usize, comment: Comment) -> PlannedTalk {
    let line = |number: usize| lines.get(number).map_or("", AsRef::as_ref);
    let fits = |facts: &str| comment.seal.starts_with(&seal_of_lines(line(heading), facts));
    let between = heading + 1..at;
    let facts = between.clone().find(|number| fits(line(*number)));
    let is_intact = facts.is_some() || fits("");
    // Edited lines: what plainly is a line of facts is still one.
    let facts = facts.or_else(|| between.filter(|_| !is_intact).take(3).find(|number| is_facts(line(*number))));
    let mut planned = PlannedTalk { heading, facts, comment: at, is_intact, ..PlannedTalk::default() };
    planned.key = comment.key.to_owned();
    planned.state = comment.state.to_owned();
    planned.seal = comment.seal.to_owned();
    read_heading(line(heading), &mut planned);
    if let Some(facts) = facts {
        read_facts(line(facts), &mut planned);
    }
    let (date, day) = comment.day.trim_start().split_once(' ').unwrap_or((comment.day.trim_start(), ""));
    planned.talk.date = Some(date).filter(|date| date.len() > 1).map(str::to_owned);
    planned.talk.day = Some(unescaped(day)).filter(|day| !day.is_empty());
    planned.talk.lines = vec![heading + 1];
    planned
}

fn heading(talk: &Talk, cancelled: bool) -> String {
    let mut text = String::new();
    if let Some(start) = &talk.start {
        text.push_str(&format!("`{}` ", one_line(start).replace('`', "")));
    }
    text.push_str(&escaped(&talk.title));
    if !talk.speakers.is_empty() {
        text.push_str(DASH);
        text.push_str(&talk.speakers.iter().map(speaker_words).collect::<Vec<_>>().join(", "));
    }
    match cancelled {
        true => format!("{HEADING}~~{text}~~"),
        false => format!("{HEADING}{text}"),
    }
}

fn read_heading(line: &str, planned: &mut PlannedTalk) {
    let text = line.get(HEADING.len()..).unwrap_or_default().trim();
    let struck = text.strip_prefix("~~").and_then(|text| text.strip_suffix("~~"));
    planned.cancelled = struck.is_some();
    let mut text = struck.unwrap_or(text);
    if let Some((start, rest)) = text.strip_prefix('`').and_then(|text| text.split_once('`')) {
        planned.talk.start = Some(start.trim().to_owned()).filter(|start| is_clock(start));
        text = rest.trim_start();
    }
    let (title, people) = match text.split_once(DASH) {
        Some((title, people)) => (title, people),
        None => (text, ""),
    };
    planned.talk.title = unescaped(title);
    planned.talk.speakers = people.split(", ").filter(|name| !name.trim().is_empty()).map(read_speaker).collect();
}

fn speaker_words(speaker: &Speaker) -> String {
    // Roles are the programme's to tell.
    match &speaker.affiliation {
        Some(affiliation) => format!("{} ({})", escaped_name(&speaker.name), escaped_name(affiliation)),
        None => escaped_name(&speaker.name),
    }
}

fn read_speaker(text: &str) -> Speaker {
    let text = text.trim();
    let split = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let (name, affiliation) = split.map_or((text, None), |(name, affiliation)| (name, Some(affiliation)));
    Speaker { name: unescaped(name), affiliation: affiliation.map(unescaped), role: None }
}

fn facts(talk: &Talk, change: Option<&str>, shows_date: bool) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(talk.date.as_ref().filter(|_| shows_date).map(|date| format!("on {}", escaped(date))));
    let known = |fact: &Option<String>| fact.as_deref().map(escaped).filter(|fact| !fact.is_empty());
    facts.extend(known(&talk.track).map(|track| format!("Track: {track}")));
    facts.extend(known(&talk.room).map(|room| if is_labelled(&room) { format!("Room: {room}") } else { room }));
    facts.extend(talk.duration_minutes.map(|minutes| format!("{minutes} min")));
    facts.extend((talk.format != TalkFormat::Talk).then(|| talk.format.as_str().to_owned()));
    facts.extend(talk.number.map(|number| format!("session {number}")));
    facts.extend(talk.url.as_ref().map(|url| format!("<{}>", escaped_address(url))));
    facts.extend(change.map(|change| format!("*{}*", escaped(change))));
    facts.join(DOT)
}

fn read_facts(line: &str, planned: &mut PlannedTalk) {
    let talk = &mut planned.talk;
    for fact in line.split(DOT).map(str::trim) {
        if let Some(track) = fact.strip_prefix("Track: ") {
            talk.track = Some(unescaped(track));
        } else if let Some(room) = fact.strip_prefix("Room: ") {
            talk.room = Some(unescaped(room));
        } else if let Some(minutes) = read_minutes(fact) {
            talk.duration_minutes = Some(minutes);
        } else if let Some(format) = read_format(fact) {
            talk.format = format;
        } else if let Some(number) = fact.strip_prefix("session ").and_then(|number| number.parse().ok()) {
            talk.number = Some(number);
        } else if let Some(url) = fact.strip_prefix('<').and_then(|url| url.strip_suffix('>')) {
            talk.url = Some(unescaped_address(url));
        } else if let Some(change) = fact.strip_prefix('*').and_then(|change| change.strip_suffix('*')) {
            planned.change = Some(unescaped(change));
        } else if !fact.starts_with("on ") && !fact.is_empty() {
            talk.room = Some(unescaped(fact));
        }
    }
}

/// A fact that says by itself what it is: all but a bare room.
fn is_labelled(fact: &str) -> bool {
    let begins = ["Track: ", "Room: ", "session ", "on ", "<", "*"].iter().any(|label| fact.starts_with(label));
    begins || read_minutes(fact).is_some() || read_format(fact).is_some()
}

/// A line that holds nothing but facts, one of them labelled.
fn is_facts(line: &str) -> bool {
    let facts: Vec<&str> = line.split(DOT).collect();
    let bare = facts.iter().filter(|fact| !is_labelled(fact)).count();
    bare < facts.len() && bare <= 1 && !line.starts_with("*")
}

fn read_minutes(fact: &str) -> Option<u32> {
    fact.strip_suffix(" min")?.parse().ok()
}

fn read_format(fact: &str) -> Option<TalkFormat> {
    use TalkFormat::{Keynote, Lightning, Live, Panel, Social, Workshop};
    [Keynote, Workshop, Panel, Lightning, Live, Social].into_iter().find(|format| format.as_str() == fact)
}

fn is_clock(text: &str) -> bool {
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(':').is_some_and(|(hour, minute)| is_number(hour) && is_number(minute))
}

/// ` 2031-05-12 Monday`, `-` for an unknown date; empty where neither is known.
fn day_words(talk: &Talk) -> String {
    let date = talk.date.as_deref().map(one_line);
    match (date, &talk.day) {
        (None, None) => String::new(),
        (Some(date), None) => format!(" {date}"),
        // A double hyphen could end the comment.
        (date, Some(day)) => format!(" {} {}", date.as_deref().unwrap_or("-"), escaped(day).replace('-', "&#45;")),
    }
}

/// Six digits each for the talk's lines and for the comment itself, so that an edit of either is known.
fn seal_of_lines(heading: &str, facts: &str) -> String {
    hash(format!("{heading}\n{facts}").as_bytes()).get(..6).unwrap_or_default().to_owned()
}

fn seal_of_comment(key: &str, state: &str, day: &str) -> String {
    hash(format!("{key} {state}{day}").as_bytes()).get(..6).unwrap_or_default().to_owned()
}

fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` on one line of Markdown, with nothing in it that parts titles from names or facts from each other.
fn escaped(text: &str) -> String {
    let text = one_line(text);
    let chars: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| chars.get(index)).copied();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_edge = |c: Option<char>| c.is_none_or(|c| c == ' ');
    let is_linked = text.contains("](");
    let mut out = String::with_capacity(text.len());
    for (index, &c) in chars.iter().enumerate() {
        let (before, after) = (at(index.checked_sub(1)), at(Some(index + 1)));
        let means_something = match c {
            '\\' | '`' | '*' => true,
            '_' => !is_word(before) || !is_word(after),
            '#' => before.is_none() || after.is_none(),
            '~' => before.is_none() || after.is_none() || before == Some('~') || after == Some('~'),
            '<' => !is_edge(after),
            '[' => is_linked,
            '&' => begins_entity(&chars[index..]),
            _ => false,
        };
        match c {
            '—' if is_edge(before) || is_edge(after) => out.push_str("&mdash;"),
            '·' if is_edge(before) || is_edge(after) => out.push_str("&middot;"),
            _ if means_something => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// A name among others: no comma or bracket of its own.
fn escaped_name(name: &str) -> String {
    let name = escaped(name).replace(", ", "&#44; ").replace('(', "&#40;").replace(')', "&#41;");
    name.strip_suffix(',').map_or(name.clone(), |name| format!("{name}&#44;"))
}

fn begins_entity(chars: &[char]) -> bool {
    let name = chars.iter().skip(1).take(32).take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && chars.get(name + 1) == Some(&';')
}

fn unescaped(text: &str) -> String {
    const ENTITIES: [(&str, char); 6] =
        [("&mdash;", '—'), ("&middot;", '·'), ("&#40;", '('), ("&#41;", ')'), ("&#44;", ','), ("&#45;", '-')];
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c == '\\' && after.starts_with(|next: char| next.is_ascii_punctuation()) {
            out.extend(after.chars().next());
            rest = after.get(1..).unwrap_or_default();
        } else if let Some((entity, meant)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            out.push(*meant);
            rest = &rest[entity.len()..];
        } else {
            out.push(c);
            rest = after;
        }
    }
    out
}

/// What an address between angle brackets cannot hold, and stands for it.
const IN_ADDRESSES: [(&str, &str); 4] = [(" ", "&#32;"), ("<", "&#60;"), (">", "&#62;"), ("·", "&middot;")];

fn escaped_address(url: &str) -> String {
    IN_ADDRESSES.iter().fold(one_line(url), |url, (character, written)| url.replace(character, written))
}

fn unescaped_address(url: &str) -> String {
    IN_ADDRESSES.iter().fold(url.to_owned(), |url, (character, written)| url.replace(written, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn talk(title: &str, start: &str, track: &str, room: &str) -> Talk {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Talk { title: title.into(), start: known(start), track: known(track), room: known(room), ..Talk::default() }
    }

    fn all(lines: Lines) -> Vec<String> {
        [Some(lines.heading), lines.facts, Some(lines.comment)].into_iter().flatten().collect()
    }

    #[test]
    fn a_talk_is_written_for_people_and_read_back_as_it_was() {
        let ada = Speaker { name: "Ada Njoku, PhD".into(), affiliation: Some("Rivet (Works), Ltd".into()), role: None };
        let bo = Speaker { name: "Bo Lind".into(), ..Speaker::default() };
        let full = Talk {
            speakers: vec![ada, bo.clone()],
            date: Some("2031-05-12".into()),
            day: Some("Monday".into()),
            duration_minutes: Some(45),
            format: TalkFormat::Workshop,
            number: Some(13),
            url: Some("https://example.org/a_b?x=1&y=2#z".into()),
            ..talk("Lists Without Locks", "14:00", "Systems", "Anvil")
        };
        #[rustfmt::skip]
        let table = [
            (talk("Plain", "", "", ""),                          "#### Plain|<!--"),
            (talk("Make Is Good, Actually", "09:05", "", "90 min"), "#### `09:05` Make Is Good, Actually|Room: 90 min|<!--"),
            (talk("A — B", "", "", "stage-a"),                   "#### A &mdash; B|stage-a|<!--"),
            (talk("*x* `y` a_b [c](d) Q&A &amp; C#", "", "", ""), "#### \\*x\\* \\`y\\` a_b \\[c](d) Q&A \\&amp; C\\#|<!--"),
            (talk("On · time", "", "Lamps · Fog", "on time"),     "#### On &middot; time|Track: Lamps &middot; Fog · Room: on time|<!--"),
            (full,                                               "#### `14:00` Lists Without Locks — Ada Njoku&#44; PhD (Rivet &#40;Works&#41;&#44; Ltd), Bo Lind|Track: Systems · Anvil · 45 min · workshop · session 13 · <https://example.org/a_b?x=1&y=2#z>|<!--"),
        ];
        for (talk, expected) in table {
            let lines = all(write(&talk, "0123abcd", Mark::default()));
            assert!(lines.join("|").starts_with(expected), "{}", lines.join("|"));
            let found = find(&lines, 0);
            assert!(found.len() == 1 && found[0].is_intact, "{lines:?}");
            assert_eq!(found[0].talk, Talk { lines: vec![1], ..talk });
        }
    }

    #[test]
    fn edited_lines_are_known_and_read_as_well_as_they_can_be() {
        let written = all(write(&talk("Lists Without Locks", "14:00", "Systems", "Anvil"), "0123abcd", Mark::default()));
        let [heading, facts, comment] = [&*written[0], &*written[1], &*written[2]];
        #[rustfmt::skip]
        let table: [(&[&str], &str); 8] = [
            (&[heading, facts, comment],                              "Lists Without Locks Anvil true"),
            (&[heading, facts, "- typed", "", "- more", comment],     "Lists Without Locks Anvil true"),
            (&[heading, "typed", facts, comment],                     "Lists Without Locks Anvil true"),
            (&["#### `14:00` Lists and Locks", facts, comment],       "Lists and Locks Anvil false"),
            (&[heading, "Track: Systems · Hammer", comment],          "Lists Without Locks Hammer false"),
            (&[heading, "a · b", comment],                            "Lists Without Locks - false"),
            (&[heading, "```", "# code", "```", facts, comment],      "Lists Without Locks Anvil true"),
            (&[heading, facts, "### Tuesday", comment],               ""),
        ];
        for (lines, expected) in table {
            let told: Vec<String> = find(lines, 0)
                .iter()
                .map(|found| format!("{} {} {}", found.talk.title, found.talk.room.as_deref().unwrap_or("-"), found.is_intact))
                .collect();
            assert_eq!(told.join("; "), expected, "{lines:?}");
        }
        assert!(find(&[heading, facts, &comment.replace("0123abcd", "0123abce")], 0).is_empty(), "a comment of somebody else");
    }
}
