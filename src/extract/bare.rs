//! Headings that carry a title and nothing else: nobody named, no time, no link. Whether they are talks is told by several
//! signs together, of which none is enough: how the titles are written, and how the text below them is told.
//!
//! A report of talks has titles of some length, often capitalised like titles, over text about somebody else; a diary has
//! short ones or days, over text about its author.

use super::candidate::Candidate;
use super::tally::Tally;
use super::{letters, people, phrases};
use crate::read::document::{Block, BlockKind, plain};
use crate::when;

/// The least that bare titles need for them.
pub(super) const ENOUGH: f32 = 1.5;

/// What is known of the document beside its bare titles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// The document plainly names an event.
    pub(super) plainly: bool,
    /// It promises what its author thinks.
    pub(super) thoughts: bool,
    /// It says that these are notes.
    pub(super) notes: bool,
    /// The titles stand under headings of days.
    pub(super) under_days: bool,
    /// Keynotes without a title, lightning talks or breaks stand among them.
    pub(super) among_sessions: bool,
}

/// What speaks for it that `titles`, headings of one level, are talks.
pub(super) fn weigh(titles: &[&Candidate], around: Around) -> Tally {
    let mut tally = Tally::default();
    let share = |count: usize| count as f32 / titles.len().max(1) as f32;
    let of = |test: &dyn Fn(&str) -> bool| share(titles.iter().filter(|title| test(&title.title)).count());
    let length = titles.iter().map(|title| length(&title.title)).sum::<f32>() / titles.len().max(1) as f32;
    let shortest = match around.notes {
        _ if of(&|title| letters::holds_wide(title)) >= 0.5 => 3.8,
        true => 2.5,
        false => 3.0,
    };
    // Two words are a section's heading, and names are those of people.
    if length < shortest || of(&|title| people::person_likeness(title) >= 0.6) >= 0.5 {
        return tally;
    }
    let told: Vec<Told> = titles.iter().map(|title| Told::of(&title.body)).collect();
    let others = share(told.iter().filter(|told| told.others > 0).count());
    let talks = share(told.iter().filter(|told| told.talks).count());
    let labelled = share(titles.iter().filter(|title| is_labelled(title)).count());
    tally.add(true, (length - 3.2).clamp(0.0, 2.0), "the titles are long");
    tally.add(of(&is_capitalised) >= 0.75, 1.0, "they are capitalised as titles are");
    tally.add(others >= 0.2 || talks >= 0.2, 0.5, "the text below speaks of others or of talks");
    tally.add(name_people_each(&told), 1.0, "most texts name a person of their own");
    tally.add(labelled >= 0.2, 1.0, "some are labelled with a kind of session");
    tally.add(around.plainly, 0.5, "the event is plainly named");
    tally.add(around.notes, 1.0, "the title says that these are notes");
    tally.add(around.under_days, 1.0, "they stand under days");
    tally.add(around.among_sessions, 1.0, "sessions and breaks stand among them");
    tally.add(!around.notes, -own_story(&told), "the text below tells what its author did");
    tally.add(of(&begins_with_a_date) >= 0.3, -1.5, "some begin with a date");
    tally.add(of(&begins_with_a_date) >= 0.6, -1.0, "most begin with a date");
    let asked = of(&is_asked) >= 0.6 || of(&|title| phrases::is_reference_heading(title)) >= 0.3;
    tally.add(asked, -1.5, "they ask, or name what to read");
    tally.add(of(&tells_what_to_do) >= 0.5, -2.0, "they tell what to do");
    tally.add(around.thoughts, -2.5, "the title promises thoughts");
    tally
}

/// How much speaks against the talks where most sections tell what their author did.
fn own_story(told: &[Told]) -> f32 {
    let own = told.iter().filter(|told| told.own > 0).count() as f32 / told.len().max(1) as f32;
    let words: usize = told.iter().map(|told| told.words).sum();
    let mine = told.iter().map(|told| told.own).sum::<usize>() as f32 / words.max(1) as f32;
    match (own, mine) {
        (many, much) if many >= 0.6 && much >= 0.025 => 1.0,
        (many, much) if many >= 0.4 && much >= 0.03 => 0.5,
        _ => 0.0,
    }
}

/// Whether most texts begin with somebody named in full, hardly ever the same: who gave each talk, and no friend.
fn name_people_each(told: &[Told]) -> bool {
    let named: Vec<&str> = told.iter().filter_map(|told| told.person.as_deref()).collect();
    let different: std::collections::HashSet<&str> = named.iter().copied().collect();
    named.len() >= 3 && named.len() * 10 >= told.len() * 6 && different.len() * 10 >= named.len() * 9
}

/// The title says what kind of session it is: "Talk: …", "Build system BoF".
fn is_labelled(title: &Candidate) -> bool {
    let last = title.title.rsplit(' ').next().unwrap_or("");
    title.format.is_some() || phrases::format_in(&title.title).is_some() || last.eq_ignore_ascii_case("bof")
}

/// How the text below a title is told.
#[derive(Default)]
struct Told {
    words: usize,
    /// Words for its author.
    own: usize,
    /// Words for somebody else.
    others: usize,
    /// It speaks of talks, speakers, slides.
    talks: bool,
    /// The first whom it names with more than one word, near its beginning.
    person: Option<String>,
}

/// How much of the text below a title may stand before its speaker, in letters.
const BEGINNING: usize = 160;

/// How much of the text below a title is looked at, in words.
const LOOK: usize = 120;

impl Told {
    fn of(body: &[Block]) -> Told {
        #[rustfmt::skip]
        const OWN: &[&str] = &["i", "i'm", "i’m", "i've", "i’ve", "my", "me", "we", "our", "us", "ich", "mich", "mir", "wir", "mein", "meine", "je", "j'ai", "j’ai", "me", "nous", "mon", "ma", "mes", "yo", "mi", "mis", "nos", "io", "ho", "mio", "ik", "mijn", "eu", "meu", "minha"];
        #[rustfmt::skip]
        const OTHERS: &[&str] = &["he", "she", "they", "his", "her", "their", "er", "sie", "il", "elle", "ils", "él", "ella", "ellos", "lui", "lei", "hij", "zij", "ele", "ela"];
        let mut told = Told::default();
        let mut text = String::new();
        for block in body {
            match &block.kind {
                BlockKind::Paragraph(inlines) => text.push_str(&plain(inlines)),
                _ => text.push_str(&block.text()),
            }
            text.push('\n');
            if text.len() > LOOK * 8 {
                break;
            }
        }
        for word in text.split_whitespace().take(LOOK) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            told.words += 1;
            told.own += usize::from(OWN.contains(&word.as_str()));
            told.others += usize::from(OTHERS.contains(&word.as_str()));
        }
        told.talks = phrases::speech_count(&text) > 0;
        let told_in_sentences = matches!(body.first().map(|block| &block.kind), Some(BlockKind::Paragraph(_)));
        let reach = if told_in_sentences { BEGINNING } else { 0 };
        let start = text.char_indices().nth(reach).map_or(text.as_str(), |(end, _)| &text[..end]);
        let person = people::name_spans(start).into_iter().filter_map(|span| start.get(span)).find(|name| name.contains(' '));
        told.person = person.map(str::to_owned);
        told
    }
}

/// "Take notes by hand", "Don't sit at the back": advice.
fn tells_what_to_do(title: &str) -> bool {
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "read", "find", "pack", "take", "write", "go", "talk", "ask", "bring", "sleep", "drink", "eat", "plan", "book", "choose", "pick", "prepare", "follow", "meet", "dont", "do", "be", "make", "keep", "get", "leave", "say", "use", "try",
        "sit", "wear", "stay", "avoid", "set", "start", "stop", "share", "look", "check", "turn", "give", "join", "learn", "listen", "never", "always", "know", "think", "have", "let", "invite", "practice", "practise", "rehearse", "remember", "send",
    ];
    let folded = crate::folded::fold(title);
    folded.split(' ').next().is_some_and(|word| VERBS.contains(&word)) && !title.contains(':')
}

/// "Tuesday: the badge queue", "2015: the shed", "Tag 2 – Der Flur".
fn begins_with_a_date(title: &str) -> bool {
    let first = title.split_whitespace().next().unwrap_or("").trim_end_matches([':', ',', '.', '–', '-']);
    let year = first.len() >= 4 && first.get(..4).is_some_and(|year| when::find_year(year).is_some());
    let head = title.split([':', '–', '—', ',']).next().unwrap_or(title);
    year || when::leading_day(title).is_some() || when::leading_day(head).is_some() || weekday_in(head)
}

/// "El viernes", "Wednesday night", "Am Samstag".
fn weekday_in(head: &str) -> bool {
    head.split_whitespace().count() <= 3 && head.split_whitespace().any(|word| when::day_label(word).is_some())
}

/// "Who took part", "What hurts the most?": the questions that a page answers.
fn is_asked(title: &str) -> bool {
    #[rustfmt::skip]
    const ASKING: &[&str] = &["who", "what", "which", "how", "when", "where", "why", "wer", "was", "welche", "wie", "wann", "wo", "warum", "qui", "quoi", "quel", "quelle", "comment", "quand", "où", "pourquoi", "quién", "qué", "cuál", "cómo", "cuándo", "dónde", "wie", "wat", "hoe", "waar", "waarom"];
    let first = title.split_whitespace().next().unwrap_or("").trim_start_matches('¿').to_lowercase();
    ASKING.contains(&first.as_str())
}

/// Nearly all words of some length begin with a capital.
fn is_capitalised(title: &str) -> bool {
    let words: Vec<&str> = title.split_whitespace().filter(|word| word.len() > 3).collect();
    let capital = words.iter().filter(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase));
    words.len() >= 2 && capital.count() * 4 >= words.len() * 3
}

/// The length in words; a script without blanks has a word in about two letters.
fn length(title: &str) -> f32 {
    let wide = title.chars().filter(|&c| letters::is_wide(c)).count() as f32 / 2.0;
    let words = title.split_whitespace().filter(|word| !letters::holds_wide(word)).count() as f32;
    wide + words
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn advice_is_no_talk() {
        check(
            "# How I survive conferences\n\nI was at nine of them.\n\n## Before\n\n### 1. Read the schedule like a menu\nMark three talks.\n\n### 2. Find one person\nAt FogConf 2031 I wrote to a stranger.\n\n## During\n\n### 3. The ten minute rule\nI once left a keynote and met Anna Berg.\n\n### 4. Take notes by hand\nI use a pencil.\n\n### 5. Write it up in two days\nIf I don't, I never do.\n",
            "event FogConf 2031",
        );
    }

    #[test]
    fn days_of_a_journey_are_no_talks() {
        check(
            "# A conference I did not attend\n\n## Day 9: Fogport to Quay (71 km)\n\nRain. The camp is beside the tram.\n\n## Day 10: Rest, with Anna and Till\n\nAnna is in town for a conference on fog and had just given her talk.\n\n## Day 11: Flat tyre\n\n09:40 – hear it\n\n## Day 12: Quay to Harbourmouth (52 km)\n\nSun!\n",
            "none",
        );
    }

    #[test]
    fn bare_titles_are_talks_where_several_signs_say_so() {
        let talks = "## The Cost of Counting Fog\n\nSlow, they said.\n\n## Lamps at Noon, Again\n\nOil prices.\n\n## Small Boats on a Budget\n\nWet.\n";
        check(
            &format!("# Notes from Ferrocon 2031\n\n{talks}"),
            "event Ferrocon 2031
             talk 3 The Cost of Counting Fog
             note Slow, they said.
             talk 7 Lamps at Noon, Again
             note Oil prices.
             talk 11 Small Boats on a Budget
             note Wet.",
        );
        // whom each text names first is another one
        let named = "## Lamps are not a toy\n\nThen came Anna Berg, annoyed. I liked my seat.\n\n## Signs for a foggy town\n\nPeter Jones paints for us and my street.\n\n## How to draw a boat\n\nI wrote eight pages. Maria Lopez, chalk, no slides.\n";
        check(
            &format!("# Notes in fog\n\nLast week I filled a book at Ferrocon 2031.\n\n{named}"),
            "event Ferrocon 2031
             talk 5 Lamps are not a toy
             note Then came Anna Berg, annoyed. I liked my seat.
             talk 9 Signs for a foggy town | Peter Jones
             note Peter Jones paints for us and my street.
             talk 13 How to draw a boat
             note I wrote eight pages. Maria Lopez, chalk, no slides.",
        );
        let diaries = [
            // days, and what their author did
            "## Tuesday: the badge queue\n\nI stood in it.\n\n## Wednesday night: the boat\n\nWe sailed, my coat got wet.\n\n## Saturday: being a tourist\n\nI walked.\n",
            // years of a series
            "## 2015: The Bike Shop Years\n\nWe began.\n\n## 2018: The Broken Projector\n\nOurs was.\n\n## 2022: Back to Life\n\nWe met again.\n",
            // what its author thinks
            "## Lamps are products (still)\n\nI say so since my first year, and we build them like that.\n\n## Oil, obviously\n\nI have seen too much of my own.\n\n## People are tired\n\nWe all are, I think, my team too.\n",
            // the questions that a page answers
            "## Who Took Part This Year\n\nMany.\n\n## What Hurts the Most\n\nLamps.\n\n## How Much Do They Earn?\n\nLittle.\n",
            // what to read
            "## Books on Fog and Weather\n\n- a\n\n## Papers Worth Your Time\n\n- b\n\n## The Tools Shown on Stage\n\n- c\n",
            // people
            "## Anna Berg\n\nLamps.\n\n## Peter Jones\n\nBoats.\n\n## Otto Brandt\n\nRivers.\n",
        ];
        let thoughts = "## Lamps Are a Culture Problem\n\nThey said so.\n\n## Fog Needs a Manager\n\nIt does.\n\n## The Small Boat Is Not Dead\n\nMine is not.\n";
        let texts = diaries.iter().map(|diary| format!("# My Ferrocon 2031\n\nThe talks were good.\n\n{diary}"));
        for text in texts.chain([format!("# What I learned at Ferrocon 2031\n\nThe talks were good.\n\n{thoughts}")]) {
            let hints = crate::read::Hints { name: Some("report.md"), ..crate::read::Hints::default() };
            let document = crate::read::read(text.as_bytes(), &hints).unwrap();
            let records = crate::extract::extract(&document, &crate::extract::Said::default());
            assert!(records.talks.is_empty(), "{text:?} has {:?}", records.talks);
        }
    }
}
