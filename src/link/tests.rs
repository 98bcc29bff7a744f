//! Documents in, joined records out.

use super::*;
use crate::id::slug;
use crate::model::{Entry, Event, Kind, Records, Source, Takeaway, Talk};

/// A talk as "title | speakers | event | start"; empty parts are unknown.
fn talk(told: &str) -> Talk {
    let mut parts = told.split('|').map(str::trim);
    let mut next = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
    let (title, speakers, event, start) = (next().unwrap_or_default(), next(), next(), next());
    let speaker = |name: &str| match name.trim().split_once(" @") {
        Some((name, affiliation)) => Speaker { name: name.to_owned(), affiliation: Some(affiliation.to_owned()), role: None },
        None => Speaker { name: name.trim().to_owned(), ..Speaker::default() },
    };
    Talk {
        id: format!("{}/{}", event.as_deref().map_or("no-event".to_owned(), slug), slug(&title)),
        title,
        speakers: speakers.iter().flat_map(|names| names.split(',')).map(speaker).collect(),
        event,
        start,
        ..Talk::default()
    }
}

fn document(path: &str, kind: Kind, talks: &[&str]) -> SourceRecords {
    let talks: Vec<Talk> = talks.iter().map(|told| talk(told)).collect();
    let mut names: Vec<String> = talks.iter().filter_map(|talk| talk.event.clone()).collect();
    names.sort();
    names.dedup();
    let events = names.into_iter().map(|name| Event { name, ..Event::default() }).collect();
    let source = Source { kind, ..Source::default() };
    SourceRecords {
        path: path.to_owned(),
        name: path.to_owned(),
        records: Records { source, talks, events, ..Records::default() },
    }
}

fn report(path: &str, talks: &[&str]) -> SourceRecords {
    document(path, Kind::Report, talks)
}

/// Links two documents of one talk each: "one", "doubt", "related" or "two".
fn verdict(a: (Kind, &str), b: (Kind, &str)) -> &'static str {
    let catalogue = link(vec![document("a", a.0, &[a.1]), document("b", b.0, &[b.1])], &Corrections::default());
    match catalogue.talks.as_slice() {
        [_] => "one",
        _ if catalogue.doubts.iter().any(|doubt| doubt.sort == Sort::Talk) => "doubt",
        talks if talks.iter().any(|talk| !talk.related.is_empty()) => "related",
        _ => "two",
    }
}

#[test]
fn two_talks_are_one_where_title_and_event_agree() {
    #[rustfmt::skip]
    let table = [
        // Within one event: case, quotes, dashes, labels and subtitles do not matter.
        ("Don't Panic | | Ferro 2031",                "Don’t panic | | Ferro 2031",                    "one"),
        ("Lamp Posts | | Ferro 2031",                 "Keynote: Lamp Posts | | Ferro 2031",            "one"),
        ("Lamp Posts: A Tale | | Ferro 2031",         "Lamp Posts | | Ferro 2031",                     "one"),
        ("Lamp Posts | Ada Njoku | Ferro 2031",       "Lamp Posts | A. Njoku | Ferro 2031",            "one"),
        ("Lamp Posts | Ada Njoku | Ferro 2031",       "Lamp Posts | Bo Lee | Ferro 2031",              "doubt"),
        ("Lamp Posts | Ada Njoku | Ferro 2031 | 9:00", "Lamp Posts | Bo Lee | Ferro 2031 | 9:00",      "one"),   // a substitute
        // Titles that differ a little need more than the event.
        ("Lamp Posts in Fog | Ada Njoku | Ferro 2031", "Lamp Post in Fog | Ada Njoku | Ferro 2031",    "one"),
        ("Lamp Posts in Fog | | Ferro 2031",          "Lamp Post in Fog | | Ferro 2031",               "doubt"),
        ("Lamp Posts | Ada Njoku | Ferro 2031 | 9:00", "Wicks | Ada Njoku | Ferro 2031 | 9:00",        "doubt"), // renamed?
        ("Lamp Posts | Ada Njoku | Ferro 2031",       "Wicks | Ada Njoku | Ferro 2031",                "two"),
        // The same title at two events.
        ("Lamp Posts | | Ferro 2031",                 "Lamp Posts | | Wickconf 2031",                  "two"),
        ("Lamp Posts | Ada Njoku | Ferro 2031",       "Lamp Posts | Ada Njoku | Ferro 2030",           "related"),
        // A document that names no event.
        ("Lamp Posts | | | 14:00",                    "Lamp Posts | | Ferro 2031 | 14:00",             "one"),
        ("Lamp Posts | Ada Njoku",                    "Lamp Posts | Ada Njoku | Ferro 2031",           "one"),
        ("Lamp Posts",                                "Lamp Posts | Ada Njoku | Ferro 2031",           "doubt"),
        ("Lamp Posts | Bo Lee",                       "Lamp Posts | Ada Njoku | Ferro 2031",           "two"),
        ("Lamp Posts | | | 9:00",                     "Lamp Posts | | Ferro 2031 | 14:00",             "two"),
        // A slot's name says nothing.
        ("Keynote | Ada Njoku | Ferro 2031",          "Keynote | Ada Njoku | Ferro 2031",              "one"),
        ("Keynote | Ada Njoku | Ferro 2031",          "Keynote | Bo Lee | Ferro 2031",                 "two"),
        ("Keynote | | Ferro 2031 | 9:00",             "Keynote | Bo Lee | Ferro 2031 | 9:00",          "one"),
        ("Keynote | | Ferro 2031",                    "Keynote | Bo Lee | Ferro 2031",                 "two"),
        ("Lightning talks",                           "Lightning talks",                               "two"),
    ];
    for (a, b, expected) in table {
        assert_eq!(verdict((Kind::Report, a), (Kind::Programme, b)), expected, "{a:?} {b:?}");
        assert_eq!(verdict((Kind::Programme, b), (Kind::Report, a)), expected, "{b:?} {a:?}");
    }
}

#[test]
fn a_proposal_is_the_talk_only_where_both_name_the_event() {
    #[rustfmt::skip]
    let table = [
        ("Lamp Posts | | Ferro 2031", "Lamp Posts | Ada Njoku | Ferro 2031", "one"),
        ("Lamp Posts",                "Lamp Posts | Ada Njoku | Ferro 2031", "related"),
        ("Lamp Posts",                "Lamp Posts | Ada Njoku",              "related"),
        ("Wicks | | Ferro 2031",      "Lamp Posts | Ada Njoku | Ferro 2031", "two"),
    ];
    for (proposal, talk, expected) in table {
        assert_eq!(verdict((Kind::Submissions, proposal), (Kind::Report, talk)), expected, "{proposal:?} {talk:?}");
    }
}

#[test]
fn one_document_keeps_its_talks_apart() {
    let twice = ["Keynote | Ada Njoku | Ferro 2031", "Keynote | Bo Lee | Ferro 2031", "Keynote | Cy Oz | Ferro 2031"];
    let catalogue = link(vec![report("a", &twice), report("b", &twice)], &Corrections::default());
    let told: Vec<(usize, &str)> =
        catalogue.talks.iter().map(|talk| (talk.members.len(), talk.speakers[0].name.as_str())).collect();
    assert_eq!(told, [(2, "Ada Njoku"), (2, "Bo Lee"), (2, "Cy Oz")]);
    let ids: BTreeSet<&String> = catalogue.talks.iter().map(|talk| &talk.id).collect();
    assert_eq!(ids.len(), 3, "{ids:?}");
}

#[test]
fn a_talk_that_fits_two_events_equally_joins_neither() {
    let sources = vec![
        report("a", &["Lamp Posts | Ada Njoku"]),
        report("b", &["Lamp Posts | Ada Njoku | Ferro 2031"]),
        report("c", &["Lamp Posts | Ada Njoku | Ferro 2032"]),
    ];
    let catalogue = link(sources, &Corrections::default());
    assert_eq!((catalogue.talks.len(), catalogue.doubts.len()), (3, 2), "{:?}", catalogue.doubts);
}

#[test]
fn renderings_of_one_programme_share_the_talks_that_nothing_else_ties() {
    let one = ["Lamp Posts | | | 9:00", "Wick Care | | | 10:00", "Oil and Rain | | | 11:00", "A Quiet Scheduler"];
    let other = [
        "Lamp Posts | | Ferro 2031 | 9:00",
        "Wick Care | | Ferro 2031 | 10:00",
        "Oil and Rain | | Ferro 2031 | 11:00",
        "A Quiet Scheduler | | Ferro 2031",
    ];
    for other in [&other, &one] {
        let catalogue =
            link(vec![document("a", Kind::Programme, &one), document("b", Kind::Programme, other)], &Corrections::default());
        assert_eq!((catalogue.talks.len(), catalogue.doubts.len()), (4, 0), "{:?}", catalogue.doubts);
    }
}

#[test]
fn events_are_one_edition_by_series_region_and_year() {
    #[rustfmt::skip]
    let table = [
        ("LampCon + WickCon EU 2025",  "LampCon Europe '25",      1, 0),
        ("Ferro Conference 2031",      "ferro.conf 2031",         1, 0),
        ("LampCon EU 2025",            "LampCon NA 2025",         2, 0),
        ("LampCon EU 2025",            "LampCon EU 2026",         2, 0),
        ("LampCon 2025",               "LampCon EU 2025",         2, 1), // which region?
        ("LampCon",                    "LampCon 2025",            2, 1), // which year?
        ("Lanterncon 2025",            "Lanternconn 2025",        2, 1), // a slip of the pen?
        ("LampCon 2025",               "Wickfest 2025",           2, 0),
    ];
    for (a, b, events, doubts) in table {
        let (talk_a, talk_b) = (format!("Lamps | | {a}"), format!("Wicks | | {b}"));
        let catalogue = link(vec![report("a", &[&talk_a]), report("b", &[&talk_b])], &Corrections::default());
        assert_eq!((catalogue.events.len(), catalogue.doubts.len()), (events, doubts), "{a:?} {b:?}: {:?}", catalogue.doubts);
    }
}

#[test]
fn many_talks_in_common_make_two_names_one_event() {
    let titles = ["Lamp Posts", "Wick Care", "Oil and Rain"];
    let of = |event: &str| titles.iter().map(|title| format!("{title} | | {event}")).collect::<Vec<_>>();
    let (a, b) = (of("Ferro Days"), of("Ferrocon 2031"));
    let list = |talks: &[String], path: &str| report(path, &talks.iter().map(String::as_str).collect::<Vec<_>>());
    let catalogue = link(vec![list(&a, "a"), list(&b, "b")], &Corrections::default());
    let told: Vec<_> =
        catalogue.events.iter().map(|event| (event.name.as_str(), event.aliases.as_slice(), event.talks.len())).collect();
    assert_eq!(told, [("Ferrocon 2031", &["Ferro Days".to_owned()][..], 3)]);
    assert_eq!(catalogue.events[0].evidence, ["3 talks in common"]);
}

#[test]
fn people_are_one_by_full_name_or_by_evidence() {
    #[rustfmt::skip]
    let table = [
        // Spellings, the people they make, the doubts.
        ("Lamps | Loïc “wowi42” Tosser | Ferro 2031", "Wicks | Loic Tosser | Lampcon 2030",          1, 0),
        ("Lamps | L. Tosser | Ferro 2031",            "Lamps | Loïc Tosser | Ferro 2031",            1, 0), // one talk
        ("Lamps | L. Tosser @Tern | Ferro 2031",      "Wicks | Loïc Tosser @Tern | Ferro 2031",      1, 0), // event and organisation
        ("Lamps | L. Tosser | Ferro 2031",            "Wicks | Loïc Tosser | Ferro 2031",            2, 1),
        ("Lamps | L. Tosser | Ferro 2031",            "Wicks | Loïc Tosser | Lampcon 2030",          2, 0),
        ("Lamps | wowi42 | Ferro 2031",               "Lamps | Loïc (wowi42) Tosser | Ferro 2031",   1, 0),
        ("Lamps | Ada | Ferro 2031",                  "Wicks | Ada | Lampcon 2030",                  2, 0), // a first name is no one
    ];
    for (a, b, people, doubts) in table {
        let catalogue = link(vec![report("a", &[a]), report("b", &[b])], &Corrections::default());
        assert_eq!(
            (catalogue.people.len(), catalogue.doubts.len()),
            (people, doubts),
            "{a:?} {b:?}: {:?} {:?}",
            catalogue.people,
            catalogue.doubts
        );
    }
}

#[test]
fn the_best_spelling_is_shown_and_the_others_are_kept() {
    let sources = vec![
        report("a", &["lamp posts | L. TOSSER | Ferro 2031"]),
        report("b", &["Lamp Posts: A Tale | Loic Tosser | Ferro 2031"]),
        report("c", &["Lamp posts | Loïc Tosser @Tern | Ferro 2031"]),
    ];
    let catalogue = link(sources, &Corrections::default());
    let [talk] = catalogue.talks.as_slice() else { panic!("{:?}", catalogue.talks) };
    assert_eq!(talk.title, "Lamp Posts: A Tale");
    assert_eq!(talk.speakers, [Speaker { name: "Loïc Tosser".to_owned(), affiliation: Some("Tern".to_owned()), role: None }]);
    assert_eq!(catalogue.people[0].aliases, ["L. TOSSER", "Loic Tosser"]);
    assert!(talk.evidence.contains(&"same event".to_owned()), "{:?}", talk.evidence);
}

#[test]
fn what_links_toml_says_wins() {
    let sources = || {
        vec![
            report("a", &["Lamp Posts | Ada Njoku | Ferro 2031", "Oil | Bo Lee | Ferro 2031"]),
            report("b", &["Lamp Posts | Ada Njoku | Ferro 2031", "Petroleum | B. Lee | Ferro Days"]),
        ]
    };
    #[rustfmt::skip]
    let table = [
        // links.toml, then talks, events, people, unmatched.
        ("",                                                                                                3, 2, 3, 0),
        ("[[different]]\na = 'ferro-2031/lamp-posts~a'\nb = 'ferro-2031/lamp-posts~b'\n",                   4, 2, 3, 0),
        ("[[same]]\na = 'Oil'\nb = 'Petroleum'\n",                                                          2, 2, 2, 0), // one talk, so one Lee
        ("[[same]]\na = 'Ferro 2031'\nb = 'Ferro Days'\n",                                                  3, 1, 3, 0),
        ("[[same]]\na = 'Bo Lee'\nb = 'B. Lee'\n",                                                          3, 2, 2, 0),
        ("[[same]]\na = 'Oil'\nb = 'Petroleum'\n[[different]]\na = 'Bo Lee'\nb = 'B. Lee'\n",               2, 2, 3, 0),
        ("[[same]]\na = 'Oil'\nb = 'Gone'\n",                                                               3, 2, 3, 1),
        ("[[same]]\na = 'Oil'\nb = 'Bo Lee'\n",                                                             3, 2, 3, 1), // a talk is no person
    ];
    for (toml, talks, events, people, unmatched) in table {
        let catalogue = link(sources(), &Corrections::parse(toml).unwrap());
        let counts = (catalogue.talks.len(), catalogue.events.len(), catalogue.people.len(), catalogue.unmatched.len());
        assert_eq!(counts, (talks, events, people, unmatched), "{toml}: {:?}", catalogue.unmatched);
    }
    let catalogue = link(sources(), &Corrections::parse("# my list\n[[same]]\na = 'Oil'\nb = 'Gone'\n").unwrap());
    assert_eq!(catalogue.unmatched, ["links.toml:2: \"Gone\" names nothing in this library"]);
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    let mut sources = vec![
        report(
            "c",
            &["Lamp Posts | Ada Njoku | Ferro 2031", "Keynote | Bo Lee | Ferro 2031", "Wicks | A. Njoku @Tern | Ferro 2031"],
        ),
        report("a", &["Lamp posts: a tale | Ada Njoku | ferro conf 2031", "Keynote | B. Lee | Ferro"]),
        document("b", Kind::Programme, &["Lamp Posts | | | 9:00", "Keynote | | | 10:00", "Wick | Ada Njoku @Tern | Ferro 2031"]),
        document("d", Kind::Submissions, &["Lamp Posts", "Wicks"]),
    ];
    let expected = link(sources.clone(), &Corrections::default());
    for _ in 0..sources.len() {
        sources.rotate_left(1);
        assert_eq!(link(sources.clone(), &Corrections::default()), expected);
    }
    sources.reverse();
    assert_eq!(link(sources, &Corrections::default()), expected);
}

#[test]
fn takeaways_that_link_to_a_talk_are_its_mentions() {
    let mut feed = document(
        "feed",
        Kind::Feed,
        &["Lock-Free Lists: What’s Left? | Ada Njoku | Ferro 2031", "It Ain’t Wick | Bo Lee | Ferro 2031"],
    );
    let entry = |id: &str| Entry { id: id.to_owned(), url: Some(format!("https://ada.example/{id}/")), ..Entry::default() };
    feed.records.entries = vec![entry("day-1"), entry("thoughts")];
    feed.records.talks.iter_mut().for_each(|talk| talk.entry = Some("day-1".to_owned()));
    feed.records.talks[1].url = Some("https://ferro.example/talks/wick".to_owned());
    let markdown = "[one](/day-1/#lock-free-lists-whats-left--ada-njoku) against [two](https://ferro.example/talks/wick?utm_source=x), [none](/day-1/#no-talk)";
    feed.records.takeaways =
        vec![Takeaway { markdown: markdown.to_owned(), entry: Some("thoughts".to_owned()), ..Takeaway::default() }];
    let catalogue = link(vec![feed], &Corrections::default());
    let told: Vec<_> = catalogue
        .talks
        .iter()
        .map(|talk| (talk.title.as_str(), talk.mentions.len(), talk.mentions.first().map(|m| m.others.clone())))
        .collect();
    assert_eq!(told, [("It Ain’t Wick", 1, Some(vec![1])), ("Lock-Free Lists: What’s Left?", 1, Some(vec![0]))]);
    assert_eq!(
        catalogue.talks[1].mentions[0].evidence,
        "link to https://ada.example/day-1/#lock-free-lists-whats-left--ada-njoku"
    );
}

#[test]
fn references_are_found_by_id_name_and_part() {
    let sources = vec![report(
        "a",
        &[
            "Lamp Posts in Fog | Ada Njoku | Ferro 2031",
            "Lamp Oil | Bo Lee | Ferro 2031",
            "Keynote | Cy Oz | Ferro 2031",
            "The Keynote Trap | Cy Oz | Ferro 2031",
        ],
    )];
    let catalogue = link(sources, &Corrections::default());
    let title = |reference: &Reference| match reference {
        Reference::Talk(i) => catalogue.talks[*i].title.clone(),
        Reference::Event(i) => catalogue.events[*i].name.clone(),
        Reference::Person(i) => catalogue.people[*i].name.clone(),
        Reference::Entry { .. } => "entry".to_owned(),
    };
    #[rustfmt::skip]
    let table: [(&str, &[&str]); 11] = [
        ("ferro-2031/lamp-oil", &["Lamp Oil"]),
        ("lamp-oil",            &["Lamp Oil"]),
        ("fog",                 &["Lamp Posts in Fog"]),
        ("keynote",             &["Keynote"]),             // the whole title before a part of another
        ("lamp",                &["Lamp Oil", "Lamp Posts in Fog"]),
        ("ferro",               &["Ferro 2031"]),
        ("ADA NJOKU",           &["Ada Njoku"]),
        ("njoku",               &["Ada Njoku"]),
        ("njoku fog",           &["Lamp Posts in Fog"]),
        ("nothing",             &[]),
        (" ",                   &[]),
    ];
    for (reference, expected) in table {
        let found: Vec<String> = match find(&catalogue, reference) {
            Found::One(one) => vec![title(&one)],
            Found::Several(several) => several.iter().map(title).collect(),
            Found::None => Vec::new(),
        };
        assert_eq!(found, expected, "{reference:?}");
    }
}

#[test]
fn a_crowd_comes_to_what_linking_all_at_once_comes_to() {
    let ferro = ["Lamp Posts | Ada Njoku | Ferro 2031 | 9:00", "Wicks | Bo Lee | Ferro 2031", "Oil | Cy Oz | Ferro 2031"];
    let untold = ["Lamp Posts | Ada Njoku", "Wicks | Bo Lee", "Oil | Cy Oz", "Soot | Di Ek"];
    let other = ["Lamp Posts | Ada Njoku | Wickconf 2030", "Tallow | Ed Fu | Wickconf 2030"];
    let both = ["Oil | Cy Oz | Ferro 2031", "Tallow | Ed Fu | Wickconf 2030", "Rope | Flo Ga"];
    let proposals = ["Wicks | Bo Lee | Ferro 2031", "Snuffers | Gus Hu"];
    let all = [
        report("a", &ferro),
        report("b", &ferro[1..]),
        report("c", &untold),
        report("d", &other),
        report("e", &both),
        document("f", Kind::Submissions, &proposals),
        report("g", &["Rope | Flo Ga | Wickconf 2030", "Keynote | Hal In | Ferro 2031"]),
        report("h", &["Snuffers | Gus Hu", "Unheard Of"]),
    ];
    let corrected = |same: bool, a: &str, b: &str| {
        let mut corrections = Corrections::default();
        corrections.list.push(Correction { same, a: a.to_owned(), b: b.to_owned(), note: None, line: 0 });
        corrections
    };
    let joined = corrected(true, "ferro-2031/oil", "wickconf-2030/tallow");
    let parted = corrected(false, "no-event/rope", "wickconf-2030/rope");
    for corrections in [Corrections::default(), joined, parted] {
        for left_out in 0..=all.len() {
            let sources: Vec<SourceRecords> =
                all.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, source)| source.clone()).collect();
            let mut crowd = Crowd::default();
            sources.iter().rev().cloned().for_each(|source| crowd.add(source));
            let (tally, catalogue) = (crowd.link(&corrections), link(sources, &corrections));
            let told = |name: &str| all.get(left_out).map_or(String::new(), |source| format!("{name} without {}", source.path));
            assert_eq!((tally.talks, tally.events), (catalogue.talks.len(), catalogue.events.len()), "{}", told("counts"));
            assert_eq!(homes(&tally), homes_of(&catalogue), "{}", told("homes"));
        }
    }
}

/// Path, talk and event of each talk whose document names no event.
fn homes(tally: &Tally) -> Vec<(String, String, String)> {
    let all = tally.homes.iter().flat_map(|(path, homes)| homes.iter().map(move |(id, home)| (path, id, &home.event)));
    all.map(|(path, id, event)| (path.clone(), id.clone(), event.clone())).collect()
}

fn homes_of(catalogue: &Catalogue) -> Vec<(String, String, String)> {
    let mut homes = Vec::new();
    for talk in &catalogue.talks {
        let Some(event) = &talk.event_name else { continue };
        for member in &talk.members {
            let source = &catalogue.sources[member.source];
            let record = &source.records.talks[member.talk];
            if record.event.is_none() {
                homes.push((source.path.clone(), record.id.clone(), event.clone()));
            }
        }
    }
    homes.sort();
    homes
}
