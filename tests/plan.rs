//! Reports that begin from a programme: what is written is read back, and what a person typed is never lost.

use std::collections::{HashMap, HashSet};

use hallway::extract::{Said, extract};
use hallway::id::fold;
use hallway::model::{Kind, Records, Speaker, Talk, TalkFormat};
use hallway::plan::{Change, Page, Session, begin, update};
use hallway::read::planned::{PlannedTalk, find, key_of};
use hallway::read::{Hints, read};
use proptest::prelude::*;

fn records(text: &str) -> Records {
    let document = read(text.as_bytes(), &Hints { name: Some("ferrocon.md"), ..Hints::default() }).unwrap();
    extract(&document, &Said::default())
}

fn page() -> Page {
    Page { event: "Ferrocon 2031".into(), author: Some("Ada Njoku".into()), ..Page::default() }
}

fn sessions(talks: &[Talk]) -> Vec<Session> {
    let session = |(at, talk): (usize, &Talk)| {
        let nth = talks[..at].iter().filter(|other| key_of(other, 0) == key_of(talk, 0)).count();
        Session { key: key_of(talk, nth), talk: talk.clone(), is_chosen: true, ..Session::default() }
    };
    talks.iter().enumerate().map(session).collect()
}

fn talk(title: &str, speaker: &str, start: &str, room: &str) -> Talk {
    let speakers = vec![Speaker { name: speaker.into(), ..Speaker::default() }];
    Talk {
        title: title.into(),
        speakers,
        start: Some(start.into()),
        room: Some(room.into()),
        day: Some("Monday".into()),
        date: Some("2031-05-12".into()),
        ..Talk::default()
    }
}

fn ferrocon() -> Vec<Talk> {
    vec![
        talk("Lists Without Locks", "Bo Lind", "10:00", "Anvil"),
        talk("Anvils in the Cloud", "Dara Quist", "14:00", "Hammer"),
        talk("Measuring Rust", "Cleo Marsh", "15:00", "Anvil"),
    ]
}

/// The text without blank lines and the program's comments.
fn shown(text: &str) -> Vec<&str> {
    text.lines()
        .skip_while(|line| *line != "## Talks")
        .filter(|line| !line.is_empty() && !line.starts_with("<!-- hallway"))
        .collect()
}

#[test]
fn a_changed_programme_is_followed_and_marked() {
    let old = ferrocon();
    let text = begin(&page(), &sessions(&old)).replace("#### `14:00`", "- typed\n\n#### `14:00`");
    assert_eq!(update(&text, &sessions(&old)).text, text, "nothing changed");
    let mut new = old.clone();
    new[0].start = Some("11:30".into());
    new[0].room = Some("Hammer".into());
    new[1] = talk("Steam in the Cloud", "Dara Quist", "14:00", "Hammer");
    new.remove(2);
    new.insert(1, talk("Fog", "Ida Holm", "12:00", "Anvil"));
    new.push(Talk {
        day: Some("Tuesday".into()),
        date: Some("2031-05-13".into()),
        ..talk("Rain", "Milo Venn", "09:00", "Anvil")
    });
    let updated = update(&text, &sessions(&new));
    assert_eq!(
        shown(&updated.text),
        [
            "## Talks",
            "### Monday, 2031-05-12",
            "#### `11:30` Lists Without Locks — Bo Lind",
            "Hammer · *changed: was 10:00, in Anvil*",
            "- typed",
            "#### `12:00` Fog — Ida Holm",
            "Anvil · *added*",
            "#### `14:00` Steam in the Cloud — Dara Quist",
            "Hammer · *changed: was called “Anvils in the Cloud”*",
            "#### ~~`15:00` Measuring Rust — Cleo Marsh~~",
            "Anvil · *cancelled*",
            "### Tuesday, 2031-05-13",
            "#### `09:00` Rain — Milo Venn",
            "Anvil · *added*",
        ]
    );
    assert_eq!(updated.changes.len(), 5, "{:?}", updated.changes);
    assert_eq!(update(&updated.text, &sessions(&new)).text, updated.text, "told once");
    let back = update(&updated.text, &sessions(&old));
    assert!(back.changes.contains(&("Measuring Rust".to_owned(), Change::Back)), "{:?}", back.changes);
    assert!(back.text.contains("#### `15:00` Measuring Rust — Cleo Marsh\nAnvil · *back in the programme*\n"), "{}", back.text);
}

#[test]
fn what_a_person_edited_or_took_out_stays_so() {
    let old = ferrocon();
    let text = begin(&page(), &sessions(&old));
    let at = text.find("#### `15:00`").unwrap();
    let text = text[..at].replace("Lists Without Locks", "Lists without any locks, in practice");
    let mut new = old.clone();
    new[0].start = Some("11:30".into());
    let updated = update(&text, &sessions(&new));
    assert!(updated.text.contains("#### `10:00` Lists without any locks, in practice — Bo Lind\nAnvil\n"), "{}", updated.text);
    assert!(
        updated.text.contains("<!-- the programme has now: `11:30` Lists Without Locks — Bo Lind · Anvil -->"),
        "{}",
        updated.text
    );
    assert!(!updated.text.contains("Measuring Rust"), "{}", updated.text);
    assert!(matches!(updated.changes.as_slice(), [(_, Change::KeptEdited(_))]), "{:?}", updated.changes);
    assert_eq!(update(&updated.text, &sessions(&new)).text, updated.text, "told once");
}

#[test]
fn a_talk_that_a_person_adds_between_planned_ones_is_one() {
    let text = begin(&page(), &sessions(&ferrocon()));
    let text = text.replace("## Takeaways\n", "## Takeaways\n\n- Measure first\n");
    let text =
        text.replace("#### `14:00`", "- on the first\n\n#### 13:00 Hallway talk on bolts — Gus Ode\n\n- loose\n\n#### `14:00`");
    let found = records(&(text + "\n## Getting home\n\n- Late\n"));
    let told: Vec<String> = found
        .talks
        .iter()
        .map(|talk| {
            let note = found.notes.iter().find(|note| note.talk == talk.id).map_or("-", |note| &*note.markdown);
            format!("{} {} {note}", talk.start.as_deref().unwrap_or("-"), talk.title)
        })
        .collect();
    #[rustfmt::skip]
    assert_eq!(told, [
        "10:00 Lists Without Locks - on the first", "13:00 Hallway talk on bolts - loose", "14:00 Anvils in the Cloud -",
        "15:00 Measuring Rust -",
    ]);
    assert_eq!(found.takeaways.iter().map(|one| &*one.text).collect::<Vec<_>>(), ["Measure first"]);
    assert_eq!((found.source.kind, found.source.held_back.as_deref()), (Kind::Report, Some("draft: true")));
}

/// Words of one line, of all that programmes write into titles and names.
fn words(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z0-9]{1,9}",
        1 => "[ -~]{1,6}",
        1 => proptest::sample::select(vec!["—", "·", "-", "Zürich", "“x”", "C++", "&amp;", "灯台", "~~", "*", "min", "`a`", "#1"]).prop_map(str::to_owned),
    ];
    let text = proptest::collection::vec(piece, 1..=most).prop_map(|words| words.join(" "));
    text.prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .prop_filter("a title has a letter", |text| text.chars().any(char::is_alphanumeric))
}

prop_compose! {
    fn any_talk()(
        title in words(6),
        names in proptest::collection::vec((words(2), proptest::option::of(words(2))), 0..3),
        start in proptest::option::of((0u8..24, 0u8..60)),
        minutes in proptest::option::of(0u32..600),
        track in proptest::option::of(words(2)),
        room in proptest::option::of(words(2)),
        day in proptest::option::of(words(2)),
        date in proptest::option::of(1u8..28),
        format in proptest::sample::select(vec![TalkFormat::Talk, TalkFormat::Keynote, TalkFormat::Workshop, TalkFormat::Live]),
        number in proptest::option::of(0u32..2000),
        url in proptest::option::of("https://[a-z]{2,8}\\.example/[a-z0-9/?&=%_.,·<> -]{0,12}[a-z]"),
    ) -> Talk {
        let speakers = names.into_iter().map(|(name, affiliation)| Speaker { name, affiliation, role: None }).collect();
        Talk {
            title, speakers, duration_minutes: minutes, track, room, day, format, number,
            url: url.map(|url| url.split_whitespace().collect::<Vec<_>>().join(" ")),
            start: start.map(|(hour, minute)| format!("{hour:02}:{minute:02}")),
            date: date.map(|day| format!("2031-05-{day:02}")),
            ..Talk::default()
        }
    }
}

/// Talks of several days and rooms; some are held twice, or bear the title of another.
fn any_programme() -> impl Strategy<Value = Vec<Talk>> {
    let double = (any::<prop::sample::Index>(), any::<bool>(), any_talk());
    (proptest::collection::vec(any_talk(), 1..8), proptest::collection::vec(double, 0..3)).prop_map(|(mut talks, doubles)| {
        for (of, with_speakers, other) in doubles {
            let first = talks[of.index(talks.len())].clone();
            let speakers = if with_speakers { first.speakers } else { other.speakers.clone() };
            talks.push(Talk { title: first.title, speakers, ..other });
        }
        talks
    })
}

/// As if a query had chosen some talks: the same ones at every run.
fn with_some_left_out(mut sessions: Vec<Session>, is_only: bool) -> Vec<Session> {
    for session in &mut sessions {
        session.is_chosen = !is_only || !session.key.starts_with(|first: char| first < '6');
    }
    sessions
}

/// What a person may type into a note: no heading that would end it.
fn any_note() -> impl Strategy<Value = String> {
    let begins =
        proptest::sample::select(vec!["", "- ", "> ", "1. ", "    ", "```\n", "| a | b |\n", "##### ", "---\n", "a\n---\n"]);
    (begins, "[a-z]{3,8}").prop_map(|(begins, word)| format!("{begins}typed{word}"))
}

/// Lines that a person may put anywhere.
fn any_line() -> impl Strategy<Value = String> {
    let begins =
        proptest::sample::select(vec!["", "- ", "# ", "## ", "### ", "#### ", "```", "<!-- ", "---", "#### `10:00` ", "Track: "]);
    (begins, 0u32..1000).prop_map(|(begins, number)| format!("{begins}typed{number}"))
}

#[derive(Debug, Clone)]
enum Edit {
    Insert(prop::sample::Index, String),
    Replace(prop::sample::Index, String),
    Append(prop::sample::Index, String),
    Delete(prop::sample::Index),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<prop::sample::Index>(), any_line()).prop_map(|(at, line)| Edit::Insert(at, line)),
        1 => (any::<prop::sample::Index>(), any_line()).prop_map(|(at, line)| Edit::Replace(at, line)),
        1 => (any::<prop::sample::Index>(), "[a-z]{1,4}").prop_map(|(at, words)| Edit::Append(at, words)),
        1 => any::<prop::sample::Index>().prop_map(Edit::Delete),
    ]
}

/// The lines with whether a person typed or changed them.
fn edited(text: &str, edits: &[Edit]) -> Vec<(String, bool)> {
    let mut lines: Vec<(String, bool)> = text.lines().map(|line| (line.to_owned(), false)).collect();
    for edit in edits {
        match edit {
            Edit::Insert(at, line) => lines.insert(at.index(lines.len() + 1), (line.clone(), true)),
            Edit::Replace(at, line) if !lines.is_empty() => {
                let at = at.index(lines.len());
                lines[at] = (line.clone(), true);
            }
            Edit::Append(at, words) if !lines.is_empty() => {
                let at = at.index(lines.len());
                lines[at].0.push_str(words);
                lines[at].1 = true;
            }
            Edit::Delete(at) if !lines.is_empty() => drop(lines.remove(at.index(lines.len()))),
            _ => {}
        }
    }
    lines
}

/// What may happen to a programme until the next look at it: talks are cancelled, moved in time, to another room or day,
/// renamed, given by others, added (with a title that is there already, too), and told in another order.
fn changed(old: &[Talk], other: &[Talk], how: &[u8]) -> Vec<Talk> {
    let mut new = Vec::new();
    for (at, talk) in old.iter().enumerate() {
        let fresh = other.get(at).cloned().unwrap_or_default();
        match how.get(at).copied().unwrap_or_default() % 9 {
            0 => {}
            1 => new.push(Talk { start: Some("23:59".into()), room: fresh.room, ..talk.clone() }),
            2 => new.push(Talk { title: format!("{} Again", talk.title), ..talk.clone() }),
            3 => new.extend([talk.clone(), Talk { title: format!("Anew {at} {}", fresh.title).trim().to_owned(), ..fresh }]),
            4 => new.push(Talk { day: fresh.day, date: Some("2031-05-30".into()), ..talk.clone() }),
            5 => new.extend([Talk { title: talk.title.clone(), ..fresh }, talk.clone()]),
            6 => new.insert(0, Talk { speakers: fresh.speakers, ..talk.clone() }),
            _ => new.push(talk.clone()),
        }
    }
    new
}

/// Quick at every run; `PROPTEST_CASES=5000` looks longer.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_programme_is_read_back_from_the_report_that_it_became(talks in any_programme(), notes in proptest::collection::vec(proptest::option::of(any_note()), 10)) {
        let text = begin(&page(), &sessions(&talks));
        let mut typed = String::new();
        let mut place = 0;
        for line in text.lines() {
            typed.push_str(line);
            typed.push('\n');
            if line.starts_with("<!-- hallway ") && !line.starts_with("<!-- hallway programme") {
                typed.extend(notes.get(place).into_iter().flatten().map(|note| format!("\n{note}\n")));
                place += 1;
            }
        }
        let found = records(&typed);
        prop_assert_eq!(found.talks.len(), talks.len(), "{}", typed);
        for (at, (found_talk, talk)) in found.talks.iter().zip(&talks).enumerate() {
            let expected = Talk { id: found_talk.id.clone(), lines: found_talk.lines.clone(), event: Some("Ferrocon 2031".into()), ..talk.clone() };
            prop_assert_eq!(found_talk, &expected, "{}", typed);
            let note = found.notes.iter().find(|note| note.talk == found_talk.id);
            match notes.get(at).into_iter().flatten().next() {
                Some(typed_note) => {
                    let last = typed_note.lines().last().unwrap_or_default();
                    prop_assert!(note.is_some_and(|note| note.markdown.contains(last.trim())), "{} in {}", typed_note, typed);
                }
                None => prop_assert!(note.is_none(), "{}", typed),
            }
        }
    }

    #[test]
    fn no_typed_line_is_lost_or_moved_when_the_programme_changes(
        old in any_programme(),
        others in proptest::collection::vec((any_programme(), proptest::collection::vec(any::<u8>(), 12)), 1..4),
        edits in proptest::collection::vec(any_edit(), 0..8),
        is_only in any::<bool>(),
    ) {
        let lines = edited(&begin(&page(), &with_some_left_out(sessions(&old), is_only)), &edits);
        let mut text: String = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
        let mut programme = old;
        for (other, how) in &others {
            programme = changed(&programme, other, how);
            let new = with_some_left_out(sessions(&programme), is_only);
            let updated = update(&text, &new);
            let mut after = updated.text.lines();
            for (line, _) in lines.iter().filter(|(_, is_typed)| *is_typed) {
                prop_assert!(after.any(|held| held == line), "{:?} is lost or moved\n--- before\n{}--- after\n{}", line, text, updated.text);
            }
            prop_assert_eq!(&update(&updated.text, &new).text, &updated.text, "told once");
            text = updated.text;
            // Without any edit the report tells the programme as it is now, each talk once, in some order. What was chosen
            // once stays, though it would not be chosen under another key.
            if edits.is_empty() {
                let told = counted(records(&text).talks.iter());
                let all = counted(new.iter().map(|session| &session.talk));
                if !is_only {
                    prop_assert_eq!(&told, &all, "{}", text);
                }
                for session in new.iter().filter(|session| session.is_chosen) {
                    prop_assert!(told.contains_key(&title_and_start(&session.talk)), "{:?} is not in it\n{}", session.talk.title, text);
                }
                prop_assert!(told.iter().all(|(talk, number)| all.get(talk).is_some_and(|most| number <= most)), "{:?}\n{}", told, text);
            }
        }
    }

    #[test]
    fn a_note_stays_with_its_talk_whatever_becomes_of_that(
        old in proptest::collection::vec(any_talk(), 1..8),
        other in any_programme(),
        how in proptest::collection::vec(any::<u8>(), 12),
    ) {
        // Of two talks with one title or address nobody can say which one went.
        let mut seen = HashSet::new();
        let old: Vec<Talk> = old.into_iter().filter(|talk| seen.insert(fold(&talk.title)) && seen.insert(key_of(talk, 0)) && talk.speakers.iter().all(|speaker| seen.insert(fold(&speaker.name)))).collect();
        prop_assume!(!old.is_empty());
        // Nor of a talk that goes and one that comes with its number or address.
        let same = |fresh: &Talk, talk: &Talk| {
            fresh.number.is_some() && fresh.number == talk.number || fresh.url.is_some() && fresh.url == talk.url
        };
        prop_assume!(!other.iter().any(|fresh| old.iter().any(|talk| same(fresh, talk))));
        let mut typed = String::new();
        for line in begin(&page(), &sessions(&old)).lines() {
            typed.push_str(line);
            typed.push('\n');
            if line.starts_with("<!-- hallway ") && !line.starts_with("<!-- hallway programme") {
                typed.push_str(&format!("\n- typed {}\n", typed.matches("\n- typed ").count()));
            }
        }
        // Who types at the end of the file types about the last talk.
        typed.push_str("- typed last\n");
        let found = records(&typed);
        let last = found.talks.last().and_then(|talk| found.notes.iter().find(|note| note.talk == talk.id));
        prop_assert!(last.is_some_and(|note| note.markdown.ends_with("typed last") && !note.markdown.contains("<!--")), "{}", typed);
        let new = sessions(&changed(&old, &other, &how));
        let updated = update(&typed, &new).text;
        let told = outline(&updated);
        let last = told.iter().find(|(_, notes)| notes.lines().any(|line| line == "- typed last"));
        prop_assert!(last.is_some_and(|(_, notes)| notes.contains(&format!("- typed {}\n", old.len() - 1))), "{}", updated);
        for (at, talk) in old.iter().enumerate() {
            let its = told.iter().find(|(_, notes)| notes.lines().any(|line| line == format!("- typed {at}")));
            let title = its.map(|(talk, _)| fold(&talk.title)).unwrap_or_default();
            prop_assert!(title.starts_with(&fold(&talk.title)), "note {at} of {:?} is under {title:?}
--- before
{typed}--- after
{updated}", talk.title);
        }
    }
}

/// Each talk of the report, what is cancelled included, with the lines below its heading.
fn outline(text: &str) -> Vec<(Talk, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let planned = find(&lines, 0);
    let end = |at: usize| planned.get(at + 1).map_or(lines.len(), |next| next.heading);
    let below = |(at, talk): (usize, &PlannedTalk)| (talk.talk.clone(), lines[talk.comment..end(at)].join("\n"));
    planned.iter().enumerate().map(below).collect()
}

fn title_and_start(talk: &Talk) -> (String, Option<String>) {
    (talk.title.clone(), talk.start.clone())
}

/// How often each talk is there.
fn counted<'a>(talks: impl Iterator<Item = &'a Talk>) -> HashMap<(String, Option<String>), usize> {
    let mut counted = HashMap::new();
    talks.for_each(|talk| *counted.entry(title_and_start(talk)).or_default() += 1);
    counted
}
