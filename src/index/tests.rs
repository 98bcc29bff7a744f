//! The index as the rest of hallway uses it: records in, passages out; documents changed, moved and damaged.

use std::fs;
use std::path::Path;

use super::store::{FOLDER, Store};
use super::write::{Prepared, Writer};
use super::*;
use crate::model::{Event, Kind, Note, Records, Source, Speaker, Takeaway, Talk};

/// A talk with what is said of it, for a table.
fn talk(event: &str, title: &str, speaker: &str, abstract_: &str) -> Talk {
    Talk {
        id: format!("{}/{}", crate::id::slug(event), crate::id::slug(title)),
        title: title.into(),
        speakers: vec![Speaker { name: speaker.into(), ..Speaker::default() }],
        event: Some(event.into()),
        abstract_: (!abstract_.is_empty()).then(|| abstract_.into()),
        lines: vec![3],
        ..Talk::default()
    }
}

fn report(event: &str, year: i16, talks: Vec<(Talk, &str)>, takeaways: &[&str]) -> Records {
    let notes = talks.iter().filter(|(_, note)| !note.is_empty()).enumerate().map(|(at, (talk, note))| Note {
        talk: talk.id.clone(),
        markdown: (*note).into(),
        line: 10 * (at + 1),
        ..Note::default()
    });
    let takeaway = |(at, text): (usize, &&str)| Takeaway {
        text: (*text).into(),
        event: Some(event.into()),
        line: 90 + at,
        ..Takeaway::default()
    };
    Records {
        source: Source { kind: Kind::Report, title: Some(event.into()), authors: vec!["Bea Holm".into()], ..Source::default() },
        events: vec![Event { name: event.into(), year: Some(year), ..Event::default() }],
        notes: notes.collect(),
        takeaways: takeaways.iter().enumerate().map(takeaway).collect(),
        talks: talks.into_iter().map(|(talk, _)| talk).collect(),
        ..Records::default()
    }
}

fn sample() -> Vec<(&'static str, Records)> {
    let ferrocon = "Ferrocon 2031";
    let tidal = "Tidal Days 2029";
    let mut track = talk(ferrocon, "Don’t Trust the Clock", "Bilge Yücel", "Clocks drift; C++ and .NET programs notice last.");
    track.track = Some("Systems".into());
    track.tags = vec!["time".into(), "databases".into()];
    let mut german = report(
        "Nordkonferenz 2030",
        2030,
        vec![(
            talk("Nordkonferenz 2030", "Datenbanken im Betrieb", "Uwe Brandt", ""),
            "Die Datenbanken wurden ohne Ausfall umgezogen, und niemand hat es bemerkt, weil alles doppelt lief.",
        )],
        &[],
    );
    german.source.language = Some("de".into());
    let mut japanese =
        report("Kumo 2031", 2031, vec![(talk("Kumo 2031", "Rust入門", "佐藤", ""), "非同期処理の入門とその先へ。")], &[]);
    japanese.source.language = Some("ja".into());
    vec![
        (
            "notes/ferrocon.md",
            report(
                ferrocon,
                2031,
                vec![
                    (
                        talk(ferrocon, "Exactly-Once Is a Rumour", "Ada Njoku", "Where delivery guarantees break."),
                        "Intro words.\n\n- An API gateway is dumb and fast\n- Caches were invalidated exactly once\n",
                    ),
                    (track, ""),
                ],
                &["Kubernetes is worth investigating", "Measure before caching"],
            ),
        ),
        (
            "notes/tidal.md",
            report(
                tidal,
                2029,
                vec![(
                    talk(tidal, "Gateways in Practice", "Cai Lindqvist", ""),
                    "Every gateway needs an API, and k8s needs node.js less than ever.",
                )],
                &[],
            ),
        ),
        ("notes/nord.md", german),
        ("notes/kumo.md", japanese),
    ]
}

struct Fixture {
    folder: tempfile::TempDir,
    library: Library,
}

impl Fixture {
    fn empty() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::init(folder.path()).unwrap();
        Fixture { folder, library }
    }

    /// An index of these records, in this order, `at_once` or with a commit for each.
    fn of(documents: &[(&str, Records)], at_once: bool) -> Fixture {
        let fixture = Fixture::empty();
        let folder = fixture.library.index_folder().join(FOLDER);
        drop(Store::create(&folder).unwrap());
        let prepare = |(path, records): &(&str, Records)| Prepared::new(path, path, records.clone(), None, &[], None);
        let groups: Vec<&[(&str, Records)]> = if at_once { vec![documents] } else { documents.chunks(1).collect() };
        for group in groups {
            let store = Store { ..reopen(&folder) };
            let mut writer = Writer::open(store, 0, false).unwrap();
            group.iter().for_each(|document| writer.put(prepare(document)).unwrap());
            writer.commit("manifest-test").unwrap();
            writer.tidy("manifest-test").unwrap();
        }
        fixture
    }

    fn index(&self) -> Index {
        Index::open(&self.library).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn sync(&self) -> SyncReport {
        sync(&self.library, &SyncOptions::default(), &mut |_| {}).unwrap()
    }
}

/// An index that was just made has no commit yet, and so no stamp.
fn reopen(folder: &Path) -> Store {
    match Store::open(folder) {
        Ok(Some(store)) => store,
        _ => {
            fs::remove_dir_all(folder).unwrap();
            Store::create(folder).unwrap()
        }
    }
}

fn search(index: &Index, query: &str) -> Answers {
    let query = Query::parse(query, &mut |_| None);
    index.search(&query, &SearchOptions::default()).unwrap()
}

#[test]
fn a_writer_whose_disk_went_away_says_so_and_not_that_the_index_is_damaged() {
    let fixture = Fixture::of(&sample(), true);
    let folder = fixture.library.index_folder().join(FOLDER);
    let mut writer = Writer::open(reopen(&folder), 0, false).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let mut put = |records: &Records| writer.put(Prepared::new("notes/a.md", "a", records.clone(), None, &[], None));
    // The thread that writes meets the fault some time later.
    let fault = sample().iter().cycle().take(100_000).find_map(|(_, records)| put(records).err());
    assert!(matches!(fault, Some(Error::Io { .. })), "{fault:?}");
}

fn outline(answers: &Answers) -> Vec<String> {
    let show = |hit: &Hit| {
        let mut text = hit.text.clone();
        for range in hit.highlights.iter().rev() {
            text.insert(range.end, ']');
            text.insert(range.start, '[');
        }
        format!("{} {}:{} {}", hit.kind.as_str(), hit.path.trim_start_matches("notes/"), hit.line, text)
    };
    answers.hits.iter().map(show).collect()
}

#[test]
fn a_query_finds_its_passages() {
    let fixture = Fixture::of(&sample(), true);
    let index = fixture.index();
    #[rustfmt::skip]
    let table: [(&str, &[&str]); 33] = [
        // Phrases, hyphens, stems, highlights.
        ("\"api gateway\"",           &["note ferrocon.md:10 An [API gateway] is dumb and fast"]),
        ("exactly-once",              &["talk ferrocon.md:3 ", "note ferrocon.md:10 Caches were invalidated [exactly once]"]),
        ("exactly once",              &["talk ferrocon.md:3 ", "note ferrocon.md:10 Caches were invalidated [exactly] [once]"]),
        ("cached measures",           &["takeaway ferrocon.md:91 [Measure] before [caching]"]),
        ("kind:takeaway \"worth investigating\"", &["takeaway ferrocon.md:90 Kubernetes is [worth investigating]"]),
        // Accents, apostrophes, signs.
        ("yucel",                     &["talk ferrocon.md:3 Systems · time · databases"]),
        ("dont trust",                &["talk ferrocon.md:3 Systems · time · databases"]),
        ("don't",                     &["talk ferrocon.md:3 Systems · time · databases"]),
        ("c++",                       &["abstract ferrocon.md:3 Clocks drift; [C++] and .NET programs notice last."]),
        (".NET",                      &["abstract ferrocon.md:3 Clocks drift; C++ and [.NET] programs notice last."]),
        ("k8s",                       &["note tidal.md:10 Every gateway needs an API, and [k8s] needs node.js less than ever."]),
        ("node.js",                   &["note tidal.md:10 Every gateway needs an API, and k8s needs [node.js] less than ever."]),
        // A word of the talk and a word of the passage.
        ("njoku gateway",             &["note ferrocon.md:10 An API [gateway] is dumb and fast"]),
        ("tidal api",                 &["note tidal.md:10 Every gateway needs an [API], and k8s needs node.js less than ever."]),
        // The beginning of a word.
        ("investig* kube*",           &["takeaway ferrocon.md:90 [Kubernetes] is worth [investigating]"]),
        ("Dåten*",                    &["talk nord.md:3 ", "note nord.md:10 Die [Datenbanken] wurden ohne Ausfall umgezogen, und niemand hat es bemerkt, weil alles doppelt lief."]),
        ("xylo*",                     &[]),
        // The name of an event finds its talks.
        ("kumo",                      &["talk kumo.md:3 "]),
        ("tidal days",                &["talk tidal.md:3 "]),
        // Fields.
        ("speaker:njoku kind:talk",   &["talk ferrocon.md:3 "]),
        ("track:systems kind:talk",   &["talk ferrocon.md:3 Systems · time · databases"]),
        ("tag:databases -kind:abstract", &["talk ferrocon.md:3 Systems · time · databases"]),
        ("gateway year:2029",         &["talk tidal.md:3 ", "note tidal.md:10 Every [gateway] needs an API, and k8s needs node.js less than ever."]),
        ("gateway date:2030..",       &["note ferrocon.md:10 An API [gateway] is dumb and fast"]),
        ("gateway -event:tidal",      &["note ferrocon.md:10 An API [gateway] is dumb and fast"]),
        ("gateway source:tidal.md kind:note", &["note tidal.md:10 Every [gateway] needs an API, and k8s needs node.js less than ever."]),
        ("author:holm kind:takeaway caching", &["takeaway ferrocon.md:91 Measure before [caching]"]),
        ("kind:talk has:abstract -yucel", &["talk ferrocon.md:3 "]),
        ("kubernetes OR k8s",         &["takeaway ferrocon.md:90 [Kubernetes] is worth investigating", "note tidal.md:10 Every gateway needs an API, and [k8s] needs node.js less than ever."]),
        // Languages.
        ("datenbank",                 &["talk nord.md:3 ", "note nord.md:10 Die [Datenbanken] wurden ohne Ausfall umgezogen, und niemand hat es bemerkt, weil alles doppelt lief."]),
        ("入門",                       &["talk kumo.md:3 ", "note kumo.md:10 非同期処理の[入門]とその先へ。"]),
        ("非同期",                     &["note kumo.md:10 [非同期]処理の入門とその先へ。"]),
        ("gateway speaker:njokku",    &[]),
    ];
    for (query, expected) in table {
        assert_eq!(outline(&search(&index, query)), expected, "{query:?}");
    }
}

#[test]
fn what_is_nearly_a_word_of_the_library_is_suggested() {
    let fixture = Fixture::of(&sample(), true);
    let index = fixture.index();
    #[rustfmt::skip]
    let table = [
        ("kubernets",                 Some("kubernetes")),
        ("kubernetes gatway",         Some("kubernetes gateway")),
        ("speaker:njokku",            Some("speaker:njoku")),
        ("\"api gatway\" kind:note",  Some("\"api gateway\" kind:note")),
        ("xylophone",                 None),
        ("gateway",                   None), // found, so nothing is to be suggested
        ("invalidating",              None), // a form that nobody wrote, of a word that somebody did
    ];
    for (query, suggestion) in table {
        let answers = search(&index, query);
        assert_eq!(answers.did_you_mean.as_deref(), suggestion, "{query:?}");
        assert_eq!(answers.hits.is_empty(), suggestion.is_some() || query == "xylophone", "{query:?}");
    }
}

#[test]
fn most_of_the_words_will_do_where_no_passage_has_all() {
    let index = Fixture::of(&sample(), true).index();
    #[rustfmt::skip]
    let table: [(&str, &[&str]); 9] = [
        (
            "an api gateway so very green",
            &["note tidal.md:10 Every [gateway] needs an [API], and k8s needs node.js less than ever.", "note ferrocon.md:10 An [API] [gateway] is dumb and fast"],
        ),
        ("why is every api so green?", &["note tidal.md:10 [Every] gateway needs an [API], and k8s needs node.js less than ever."]),
        // Of a question, any word may be the one that counts.
        (
            "why green, blue api?",
            &["note ferrocon.md:10 An [API] gateway is dumb and fast", "note tidal.md:10 Every gateway needs an [API], and k8s needs node.js less than ever."],
        ),
        ("api gateway green year:2029", &["note tidal.md:10 Every [gateway] needs an [API], and k8s needs node.js less than ever."]),
        // What nobody filed under a topic, track or tag may be written of.
        ("topic:dumb gateway",             &["note ferrocon.md:10 An API [gateway] is [dumb] and fast"]),
        ("tag:node (gateway OR green)",    &["note tidal.md:10 Every [gateway] needs an API, and k8s needs [node].js less than ever."]),
        ("gateway -topic:dumb speaker:nobody", &[]),
        ("gateway green",                  &[]), // half is not most
        ("green blue gateway",             &[]),
    ];
    for (query, expected) in table {
        let answers = search(&index, query);
        assert_eq!(
            (outline(&answers), answers.notes.len()),
            (expected.iter().map(|line| (*line).to_owned()).collect(), usize::from(!expected.is_empty())),
            "{query:?}"
        );
        let strictly = SearchOptions { strictly: true, ..SearchOptions::default() };
        let parsed = Query::parse(query, &mut |_| None);
        assert_eq!(index.search(&parsed, &strictly).unwrap().hits, [], "{query:?}");
    }
}

#[test]
fn words_are_read_as_the_library_writes_them_where_nothing_has_them() {
    let ferry = talk("Ferryconf 2034", "Tree-sitter on the Night Ferry", "Ada Njoku", "Checklists for the load balancers.");
    let mut ferryconf =
        report("Ferryconf 2034", 2034, vec![(ferry, "Lanterns were counted twice.")], &["Ask for the lighthouse keys"]);
    ferryconf.source.language = Some("en".into());
    let dredging = talk("Hafentag 2034", "Schlickbaggern im Winter", "Uwe Brandt", "Drei Moorings wurden mit Bojen verankert.");
    let mut hafentag = report("Hafentag 2034", 2034, vec![(dredging, "")], &[]);
    hafentag.source.language = Some("pt".into());
    let index = Fixture::of(&[("ferry.md", ferryconf), ("hafen.md", hafentag)], true).index();
    #[rustfmt::skip]
    let table: [(&str, &[&str], &[&str]); 14] = [
        ("treesitter",         &["talk ferry.md:3 "],                                                       &[]),
        ("njoku loadbalancer", &["abstract ferry.md:3 Checklists for the [load balancers]."],               &["loadbalancer was read as “load balancer”"]),
        ("loadbalancer",       &["abstract ferry.md:3 Checklists for the [load balancers]."],               &["loadbalancer was read as “load balancer”"]),
        ("check list",         &["abstract ferry.md:3 [Checklists] for the load balancers."],               &["check list was read as checklist"]),
        ("schlick winter",     &["talk hafen.md:3 "],                                                       &["schlick was read as the beginning of schlickbaggern"]),
        // Hyphens may be typed where there are none.
        ("check-list",         &["abstract ferry.md:3 [Checklists] for the load balancers."],               &[]),
        // What another language borrows keeps its English plural.
        ("mooring",            &["abstract hafen.md:3 Drei [Moorings] wurden mit Bojen verankert."],        &[]),
        // Both at one event, though in no one passage.
        ("lantern lighthouse", &["takeaway ferry.md:90 Ask for the [lighthouse] keys", "note ferry.md:10 [Lanterns] were counted twice."],
                                                                                                            &["no passage has both of these words; they were said at the event of these"]),
        ("lantern schlickbaggern", &[],                                                                     &[]),
        // The rarest word of a question.
        ("who counted dragons", &["note ferry.md:10 Lanterns were [counted] twice."],                       &["no passage has both of these words; these have counted"]),
        ("counted dragons",     &[],                                                                        &[]),
        ("\"keys of a lighthouse\"", &["takeaway ferry.md:90 Ask for the [lighthouse] [keys]"],             &["nothing has “keys of a lighthouse” in a row; these have its words"]),
        ("\"keys of a dragon\"", &[],                                                                       &[]),
        ("kind:talk speaker:brandt lanterns", &[],                                                          &[]),
    ];
    for (query, expected, notes) in table {
        let answers = search(&index, query);
        assert_eq!((outline(&answers), answers.notes.clone()), (owned(expected), owned(notes)), "{query:?}");
        if !notes.is_empty() {
            let strictly = SearchOptions { strictly: true, ..SearchOptions::default() };
            assert_eq!(index.search(&Query::parse(query, &mut |_| None), &strictly).unwrap().hits, [], "{query:?}");
        }
    }
    let alone = |query| search(&index, query).alone;
    assert_eq!(alone("counted dragons"), [("counted".to_owned(), 1), ("dragons".to_owned(), 0)]);
    let without = |query| search(&index, query).without;
    assert_eq!(without("kind:event njoku year:2034"), [("kind:event".to_owned(), 1)]);
    assert_eq!(without("speaker:brandt njoku year:1999"), []);
    assert_eq!(alone("kind:takeaway keys counted"), [("keys".to_owned(), 1), ("counted".to_owned(), 0)]);
    assert_eq!(index.meant_by("Ada Njokku").unwrap(), ["Ada njoku"]);
}

#[test]
fn talks_are_related_by_rare_words_of_their_subjects() {
    let long = "Tides, ropes and anchors are told of in turn, as are boats, oars, sails, masts, decks, hulls, keels, knots and foghorns.";
    let talks = vec![
        (
            talk(
                "Quayconf 2035",
                "Foghorns in the Harbour",
                "Ada Njoku",
                "How a foghorn is tuned against the tides and the ropes.",
            ),
            "",
        ),
        (talk("Quayconf 2035", "Harbour Ropes", "Bo Lind", "Ropes wear out with the tides."), ""),
        (talk("Quayconf 2035", "A Song for the Foghorn", "Cleo Marsh", "Nobody sang along."), ""),
        (talk("Quayconf 2035", "Everything That Floats", "Dara Quist", long), ""),
        (talk("Quayconf 2035", "Lunch on the Pier", "Uwe Brandt", "There was soup."), ""),
    ];
    let index = Fixture::of(&[("quay.md", report("Quayconf 2035", 2035, talks, &[]))], true).index();
    let related = |text: &str| {
        let related = index.related(text, &|hit| text.starts_with(&hit.title), 9).unwrap();
        related.into_iter().map(|talk| format!("{}: {}", talk.hit.title, talk.words.join(" "))).collect::<Vec<_>>()
    };
    assert_eq!(
        related("Foghorns in the Harbour\n\nHow a foghorn is tuned against the tides and the ropes."),
        // One rare word of both titles is enough; a long passage shares more by chance.
        [
            "A Song for the Foghorn: foghorns",
            "Harbour Ropes: harbour ropes tides",
            "Everything That Floats: foghorns ropes tides"
        ]
    );
    assert_eq!(related("Lunch on the Pier\n\nThere was soup."), Vec::<String>::new());
}

#[test]
fn a_stem_of_a_foreign_language_counts_less_than_the_word_that_was_asked_for() {
    let hens = talk("Farmday 2034", "How to lay a hedge", "Cleo Marsh", "");
    let cake = talk("Farmday 2034", "Soil and sand in one layer", "Dara Quist", "");
    let english = report("Farmday 2034", 2034, vec![(hens, ""), (cake, "")], &[]);
    let swedish = report("Nordkonf 2034", 2034, vec![(talk("Nordkonf 2034", "Rör på djupet", "Bo Lind", ""), "")], &[]);
    let documents = ["de", "nl", "sv", "da", "no", "fi"].map(|code| {
        let mut records = swedish.clone();
        records.source.language = Some(code.into());
        (format!("{code}.md"), records)
    });
    let mut documents: Vec<(&str, Records)> = documents.iter().map(|(path, records)| (path.as_str(), records.clone())).collect();
    documents.push(("farm.md", english));
    let answers = search(&Fixture::of(&documents, true).index(), "layer");
    assert_eq!(answers.hits.first().map(|hit| hit.title.as_str()), Some("Soil and sand in one layer"));
    assert_eq!(answers.hits.len(), 2, "a language of the library takes one for the other");
}

#[test]
fn a_name_that_nothing_has_is_the_beginning_of_one() {
    let index = Fixture::of(&sample(), true).index();
    let gateway = "note tidal.md:10 Every [gateway] needs an API, and k8s needs node.js less than ever.";
    #[rustfmt::skip]
    let table: [(&str, &[&str], &[&str]); 7] = [
        ("event:tid gateway year:2029",     &["talk tidal.md:3 ", gateway],          &["event:tid was read as the beginning of tidal"]),
        ("event:tidal gateway",             &["talk tidal.md:3 ", gateway],          &[]),
        ("speaker:lind",                    &["talk tidal.md:3 ", "note tidal.md:10 Every gateway needs an API, and k8s needs node.js less than ever."],
                                                                                     &["speaker:lind was read as the beginning of lindqvist"]),
        ("topic:dat kind:talk",             &[],                                     &[]),
        ("tag:dat",                         &["talk ferrocon.md:3 Systems · time · databases", "abstract ferrocon.md:3 Clocks drift; C++ and .NET programs notice last."],
                                                                                     &["tag:dat was read as the beginning of databases"]),
        // What is not wanted is not made more.
        ("kind:talk gateway -event:tid",    &["talk tidal.md:3 "],                   &[]),
        ("source:tide.md gateway",          &[],                                     &[]),
    ];
    for (query, expected, notes) in table {
        let answers = search(&index, query);
        assert_eq!((outline(&answers), answers.notes.clone()), (owned(expected), owned(notes)), "{query:?}");
        let strictly = SearchOptions { strictly: true, ..SearchOptions::default() };
        let hits = index.search(&Query::parse(query, &mut |_| None), &strictly).unwrap().hits;
        assert_eq!(hits.is_empty(), expected.is_empty() || !notes.is_empty(), "{query:?}");
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn counts_are_of_talks_and_events() {
    let fixture = Fixture::of(&sample(), true);
    let answers = search(&fixture.index(), "gateway");
    assert_eq!((answers.total_passages, answers.talks, answers.events, answers.exact), (3, 2, 2, true));
    let hits: Vec<&str> = answers.hits.iter().map(|hit| hit.group.as_str()).collect();
    assert_eq!(hits[0], "tidal days 2029/gateways in practice");
}

#[test]
fn an_index_built_one_by_one_in_any_order_answers_as_one_built_at_once() {
    let documents = sample();
    let mut backwards = documents.clone();
    backwards.reverse();
    let (at_once, one_by_one) = (Fixture::of(&documents, true).index(), Fixture::of(&backwards, false).index());
    assert_eq!(at_once.sources().unwrap(), one_by_one.sources().unwrap());
    for query in ["", "gateway", "kind:talk", "datenbank OR 入門", "-gateway", "exactly once"] {
        let answers = |index: &Index| {
            let mut answers = search(index, query);
            answers.hits.iter_mut().for_each(|hit| hit.score = 0.0);
            answers
        };
        assert_eq!(answers(&at_once), answers(&one_by_one), "{query:?}");
    }
}

#[test]
fn pages_of_answers_follow_each_other() {
    let note = |number: usize| (talk("Ferrocon 2031", &format!("Talk {number}"), "Ada Njoku", "All about gateways."), "");
    let records = report("Ferrocon 2031", 2031, (0..250).map(note).collect(), &[]);
    let index = Fixture::of(&[("notes/a.md", records)], true).index();
    let query = Query::parse("gateways", &mut |_| None);
    let page = |offset, limit, count_all| {
        index.search(&query, &SearchOptions { offset, limit, count_all, ..SearchOptions::default() }).unwrap()
    };
    let all: Vec<String> = page(0, usize::MAX, false).hits.into_iter().map(|hit| hit.title).collect();
    assert_eq!(all.len(), 250);
    for (offset, limit) in [(0, 20), (90, 20), (100, 100), (240, 20), (250, 5)] {
        let answers = page(offset, limit, false);
        let titles: Vec<String> = answers.hits.into_iter().map(|hit| hit.title).collect();
        assert_eq!(titles, all[offset..(offset + limit).min(250)], "{offset} {limit}");
    }
    assert_eq!((page(0, 20, false).exact, page(0, 20, true).total_passages, page(0, 20, true).talks), (false, 250, 250));
}

#[test]
fn hits_can_be_sorted_by_date_and_place() {
    let index = Fixture::of(&sample(), true).index();
    #[rustfmt::skip]
    let table = [
        (Sort::Newest, ["ferrocon.md", "tidal.md"]),
        (Sort::Oldest, ["tidal.md", "ferrocon.md"]),
        (Sort::Place,  ["ferrocon.md", "tidal.md"]),
    ];
    let query = Query::parse("gateway kind:note", &mut |_| None);
    for (sort, expected) in table {
        let answers = index.search(&query, &SearchOptions { sort, ..SearchOptions::default() }).unwrap();
        let paths: Vec<&str> = answers.hits.iter().map(|hit| hit.path.trim_start_matches("notes/")).collect();
        assert_eq!(paths, expected, "{sort:?}");
    }
}

#[test]
fn a_sync_reads_only_what_changed() {
    let fixture = Fixture::empty();
    fixture.write("notes/a.md", "# A\n\nText of a.\n");
    fixture.write("notes/b.md", "# B\n\nText of b.\n");
    let paths = |report: &SyncReport| report.changed.iter().map(|document| document.path.clone()).collect::<Vec<_>>();
    let first = fixture.sync();
    assert_eq!((paths(&first), first.unchanged, first.totals.sources), (vec!["notes/a.md".into(), "notes/b.md".into()], 0, 2));

    std::thread::sleep(std::time::Duration::from_millis(30));
    fixture.sync();
    // Files that cannot be read tell whether a sync with nothing to do opens them.
    let meta = fs::read(fixture.library.index_folder().join(FOLDER).join("meta.json")).unwrap();
    let nothing = fixture.sync();
    assert_eq!((paths(&nothing).len(), nothing.removed.len(), nothing.unchanged), (0, 0, 2));
    assert_eq!(fs::read(fixture.library.index_folder().join(FOLDER).join("meta.json")).unwrap(), meta, "no commit");

    fixture.write("notes/b.md", "# B\n\nChanged.\n");
    let changed = fixture.sync();
    assert_eq!((paths(&changed), changed.unchanged), (vec!["notes/b.md".into()], 1));

    fs::rename(fixture.folder.path().join("notes/b.md"), fixture.folder.path().join("notes/c.md")).unwrap();
    let moved = fixture.sync();
    assert_eq!((paths(&moved), moved.removed.clone()), (vec!["notes/c.md".into()], vec!["notes/b.md".to_owned()]));
    assert_eq!(fixture.index().paths().unwrap(), ["notes/a.md", "notes/c.md"]);

    fs::remove_file(fixture.folder.path().join("notes/a.md")).unwrap();
    assert_eq!(
        (fixture.sync().removed, fixture.index().paths().unwrap()),
        (vec!["notes/a.md".to_owned()], vec!["notes/c.md".to_owned()])
    );
}

#[test]
fn what_the_owner_says_of_a_document_makes_it_changed() {
    let fixture = Fixture::empty();
    fixture.write("notes/a.md", "# A\n");
    fixture.sync();
    let said = crate::library::DocumentSettings { name: Some("My A".into()), ..Default::default() };
    fixture.library.say_of_document("notes/a.md", &said).unwrap();
    assert_eq!(fixture.sync().changed.len(), 1);
    assert_eq!(fixture.index().source("notes/a.md").unwrap().unwrap().name, "My A");
    assert_eq!(fixture.index().source("notes/b.md").unwrap(), None);
}

#[test]
fn a_damaged_index_is_an_error_for_readers_and_mended_by_the_next_sync() {
    let fixture = Fixture::empty();
    fixture.write("notes/a.md", "# A\n");
    assert!(matches!(Index::open(&fixture.library), Err(Error::Index { .. })));
    fixture.sync();
    let folder = fixture.library.index_folder().join(FOLDER);
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|item| item.unwrap().path()).filter(|path| path.is_file()).collect();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".lock") || name == ".managed.json" {
            continue;
        }
        for cut in [0, 7] {
            let bytes = fs::read(&file).unwrap_or_default();
            if bytes.is_empty() {
                continue; // of an index that was made anew since
            }
            fs::write(&file, &bytes[..bytes.len().saturating_sub(7) * cut / 7]).unwrap();
            if let Ok(index) = Index::open(&fixture.library) {
                // Never a panic; an error or an answer.
                let _ = (index.sources(), index.search(&Query::default(), &SearchOptions::default()));
            }
            let report = sync(&fixture.library, &SyncOptions { verify: true, ..SyncOptions::default() }, &mut |_| {}).unwrap();
            assert!(report.rebuilt.is_some(), "{name} cut to {cut}");
            assert_eq!(fixture.index().paths().unwrap(), ["notes/a.md"], "{name} cut to {cut}");
        }
    }
}

#[test]
fn damage_that_a_reader_meets_is_mended_by_the_next_sync() {
    let fixture = Fixture::empty();
    fixture.write("notes/a.md", "# A\n");
    fixture.sync();
    let index = fixture.index();
    assert!(index.guarded(|| -> Result<()> { panic!("as tantivy does on damaged files") }).is_err());
    assert!(fixture.sync().rebuilt.is_some());
    assert_eq!(fixture.sync().rebuilt, None);
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let fixture = Fixture::empty();
    fixture.write("notes/a.md", "# A\n");
    fixture.sync();
    let meta = fixture.library.index_folder().join(FOLDER).join("meta.json");
    let text = fs::read_to_string(&meta).unwrap().replace("\"hallway ", "\"hallway 9");
    fs::write(&meta, text).unwrap();
    assert!(matches!(Index::open(&fixture.library), Err(Error::Index { .. })));
    assert!(fixture.sync().rebuilt.unwrap().contains("version"));
    assert_eq!(fixture.sync().rebuilt, None);
}

#[test]
fn what_a_killed_sync_leaves_does_not_disturb_the_next() {
    let fixture = Fixture::empty();
    fixture.write("notes/a.md", "# A\n");
    fixture.sync();
    let index = fixture.library.index_folder();
    fs::create_dir_all(index.join(".new/half")).unwrap();
    fs::create_dir_all(index.join(".old")).unwrap();
    fs::write(index.join(FOLDER).join("manifest-0000"), "half").unwrap();
    fixture.write("notes/b.md", "# B\n");
    assert_eq!(fixture.sync().rebuilt, None);
    assert!(!index.join(FOLDER).join("manifest-0000").exists());
    // Killed between the two renames of a rebuild.
    fs::rename(index.join(FOLDER), index.join(".old/tantivy")).unwrap();
    assert_eq!(fixture.sync().totals.sources, 2);
}

#[test]
fn many_small_syncs_leave_few_segments() {
    let fixture = Fixture::empty();
    for number in 0..12 {
        fixture.write(&format!("notes/{number}.md"), &format!("# Report {number}\n"));
        fixture.sync();
        let folder = fixture.library.index_folder().join(FOLDER);
        let segments = Store::open(&folder).unwrap().unwrap().index.searchable_segment_ids().unwrap().len();
        assert!(segments <= 8, "{segments}");
        // What was merged into others is gone from the disk at once.
        let is_store = |item: &fs::DirEntry| item.file_name().to_string_lossy().ends_with(".store");
        assert_eq!(fs::read_dir(&folder).unwrap().flatten().filter(is_store).count(), segments, "after {number}");
    }
    assert_eq!(fixture.index().paths().unwrap().len(), 12);
}

#[test]
fn what_one_run_writes_becomes_one_segment() {
    let fixture = Fixture::empty();
    let folder = fixture.library.index_folder().join(FOLDER);
    drop(Store::create(&folder).unwrap());
    for (run, expected) in [("a", 1), ("b", 2)] {
        let mut writer = Writer::open(reopen(&folder), 0, false).unwrap();
        for (path, records) in sample() {
            let path = format!("notes/{run}/{path}");
            writer.put(Prepared::new(&path, &path, records, None, &[], None)).unwrap();
            writer.flush().unwrap();
        }
        writer.commit("manifest-test").unwrap();
        writer.tidy("manifest-test").unwrap();
        let segments = reopen(&folder).index.searchable_segment_metas().unwrap();
        assert_eq!(segments.len(), expected, "after {run}");
    }
    assert_eq!(fixture.index().paths().unwrap().len(), sample().len() * 2);
    assert_eq!(fixture.index().damaged_files().unwrap(), Vec::<PathBuf>::new());
}

#[test]
fn no_segment_lacks_words_of_a_field() {
    let fixture = Fixture::empty();
    fixture.write("notes/a.md", "# Ferrocon 2031\n\n## Slow Queries — Ada Njoku\n\nPlans lie.\n");
    fixture.sync();
    // No talks, no people; then a text without a single word.
    for text in ["# Report\n\nFog.\n", "—\n"] {
        fixture.write("notes/b.md", text);
        fixture.sync();
        let store = Store::open(&fixture.library.index_folder().join(FOLDER)).unwrap().unwrap();
        for segment in store.searcher().unwrap().segment_readers() {
            for field in [store.fields.title, store.fields.people, store.fields.body, store.fields.context] {
                assert!(segment.inverted_index(field).unwrap().terms().num_terms() > 0, "{text:?} {field:?}");
            }
        }
    }
    assert_eq!(search(&fixture.index(), "plans").hits.len(), 1);
}

/// What a library's documents come to when they are linked all together: talks, events.
fn whole(index: &Index) -> (usize, usize) {
    let catalogue = crate::link::link(index.sources().unwrap(), &crate::link::Corrections::default());
    (catalogue.talks.len(), catalogue.events.len())
}

#[test]
fn linking_what_changed_comes_to_the_same_as_linking_everything() {
    let report = |event: &str, talks: &[&str]| {
        let talks = talks.iter().map(|talk| format!("## {talk}\n\nThe notes say more than the title of it, at length.\n\n"));
        format!("# {event}\n\n{}", talks.collect::<String>())
    };
    let ferrocon = ["Slow Queries — Ada Njoku", "Quiet Sockets — Bo Lind", "Caches Lie — Cai Holm", "Keynote — Dee Rask"];
    #[rustfmt::skip]
    let changes = [
        ("notes/a.md", Some(report("Ferrocon 2031", &ferrocon))),
        ("notes/b.md", Some(report("Notes from my trip", &ferrocon))),
        ("notes/c.md", Some(report("Tidal Days 2029", &["Slow Queries — Ada Njoku", "Gateways — Eva Brandt", "Tides — Finn Moll"]))),
        ("notes/d.md", Some(report("Ferrocon 2031", &ferrocon[1..]))),
        ("notes/a.md", None),
        ("notes/d.md", Some(report("Ferrocon 2031", &["Another Thing — Gus Ott", "Quiet Sockets — Bo Lind", "Tides — Finn Moll"]))),
        ("notes/a.md", Some(report("Ferrocon 2031", &ferrocon))),
        ("notes/c.md", None),
    ];
    let fixture = Fixture::empty();
    fixture.write("notes/z.md", &report("Kumo 2031", &["First — Ada Njoku", "Second — Bo Lind", "Third — Cai Holm"]));
    fixture.sync();
    let (mut talks, mut events) = whole(&fixture.index());
    for (path, text) in changes {
        match &text {
            Some(text) => fixture.write(path, text),
            None => fs::remove_file(fixture.folder.path().join(path)).unwrap(),
        }
        let Linked::Part { talks: more, events: others, .. } = fixture.sync().linked else { panic!("{path}: all were linked") };
        talks = talks.saturating_add_signed(more as isize);
        events = events.saturating_add_signed(others as isize);
        assert_eq!((talks, events), whole(&fixture.index()), "after {path} became {text:?}");
    }
}

#[test]
fn a_hit_knows_the_event_that_another_document_names() {
    let fixture = Fixture::empty();
    let talks = "## Slow Queries — Ada Njoku\n\nPlans lie about their costs, she said.\n\n## Quiet Sockets — Bo Lind\n\nSockets wait.\n\n## Caches Lie — Cai Holm\n\nInvalidate them.\n";
    fixture.write("notes/mine.md", &format!("# Notes\n\n{talks}"));
    fixture.sync();
    let event = |fixture: &Fixture| {
        let answers = search(&fixture.index(), "plans costs");
        (answers.hits[0].path.clone(), answers.hits[0].event.clone())
    };
    assert_eq!(event(&fixture), ("notes/mine.md".to_owned(), None));
    let programme = "# Ferrocon 2031\n\n| Time | Talk | Speaker |\n|---|---|---|\n| 10:00 | Slow Queries | Ada Njoku |\n| 11:00 | Quiet Sockets | Bo Lind |\n| 12:00 | Caches Lie | Cai Holm |\n";
    fixture.write("notes/programme.md", programme);
    fixture.sync();
    assert_eq!(event(&fixture), ("notes/mine.md".to_owned(), Some("Ferrocon 2031".to_owned())));
    fs::remove_file(fixture.folder.path().join("notes/programme.md")).unwrap();
    fixture.sync();
    assert_eq!(event(&fixture), ("notes/mine.md".to_owned(), None));
}

#[test]
fn what_a_shell_offers_has_a_word_that_begins_with_what_was_typed() {
    let index = Fixture::of(&sample(), true).index();
    #[rustfmt::skip]
    let table: [(&str, &str, &[&str]); 5] = [
        ("speaker", "nj",   &["njoku"]),
        ("event",   "2",    &["2029", "2030", "2031"]),
        ("tag",     "",     &["databases", "time"]),
        ("kind",    "t",    &["takeaway", "talk"]),
        ("colour",  "",     &[]),
    ];
    for (field, typed, offered) in table {
        assert_eq!(index.words_of(field, typed, 50).unwrap(), offered, "{field}:{typed}");
    }
    let names = |typed: &str| index.names(typed, 50).unwrap().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    #[rustfmt::skip]
    let table: [(&str, &[&str]); 7] = [
        ("tidal",       &["Tidal Days 2029", "tidal-days-2029/gateways-in-practice"]),
        ("ada",         &["Ada Njoku"]),
        ("njo",         &["Ada Njoku"]),
        ("gate",        &["gateways-in-practice"]),
        ("gateways in", &["gateways-in-practice"]),
        ("pract",       &["tidal-days-2029/gateways-in-practice"]),
        ("ateways",     &[]),
    ];
    for (typed, offered) in table {
        assert_eq!(names(typed), offered, "{typed}");
    }
    let titled = |typed: &str| index.titled(typed, 50).unwrap().into_iter().map(|talk| talk.title).collect::<Vec<_>>();
    // A beginning of a word, one longer than the word's stem, and the end of one.
    assert_eq!(titled("gatew"), ["Gateways in Practice"]);
    assert_eq!(titled("gateways"), ["Gateways in Practice"]);
    assert_eq!(titled("ateways"), Vec::<String>::new());
    let words = |typed: &str| index.words_of_names(typed, 50).unwrap();
    let word = |word: &str, of: &str| (word.to_owned(), of.to_owned());
    assert_eq!(words("nj"), [word("njoku", "speaker")]);
    assert_eq!(words("Tid"), [word("tidal", "event")]);
}

/// A long feed in the form in which hallway keeps them: an entry for each number, of two talks now and then.
fn long_feed(title: &str, entries: &[(u32, &str)]) -> String {
    let begin = String::from_utf8(crate::read::kept::BEGIN.to_vec()).unwrap();
    let entry = |(number, said): &(u32, &str)| {
        let talks = format!("<h2>Talk {number}: Slow Queries — Ada Njoku</h2><p>It was a talk about plans.</p>");
        let talks = if number % 20 == 0 { talks.replace('<', "&lt;") } else { String::new() };
        let (year, filler) = (2000 + number % 30, format!("{said} tide{number} ").repeat(12));
        format!(
            "<entry>\n<id>urn:{number}</id>\n<title>Ferrocon {year}, part {number}</title>\n<updated>{year}-05-04T10:00:00Z</updated>\n\
             <content type=\"html\">&lt;p&gt;{filler}&lt;/p&gt;{talks}</content>\n</entry>\n"
        )
    };
    let entries: String = entries.iter().map(entry).collect();
    format!("{begin}>\n<id>urn:f</id>\n<title>{title}</title>\n<updated>2031-01-01T00:00:00Z</updated>\n{entries}</feed>\n")
}

/// All that an index knows, in words.
fn all_of(index: &Index, queries: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = index.sources().unwrap().iter().map(|source| format!("{source:#?}")).collect();
    for query in queries {
        // How well a passage fits depends a little on what was taken out before.
        let options = SearchOptions { limit: 1000, sort: Sort::Place, ..SearchOptions::default() };
        let answers = index.search(&Query::parse(query, &mut |_| None), &options).unwrap();
        let told = |hit: &Hit| format!("{}:{} {} {:?} {:?}", hit.path, hit.line, hit.text, hit.event, hit.talk);
        all.extend(answers.hits.iter().map(told));
    }
    all
}

#[test]
fn a_long_feed_is_indexed_section_by_section_and_comes_to_the_same_as_a_rebuilt_one() {
    let mut entries: Vec<(u32, &str)> = (100..200).rev().map(|number| (number, "word")).collect();
    let fixture = Fixture::empty();
    fixture.write("notes/a.md", "# Ferrocon 2005\n\n## Slow Queries — Ada Njoku\n\nPlans lie about their costs.\n");
    let path = "feeds/long.atom";
    fixture.write(path, &long_feed("Long", &entries));
    fixture.sync();
    type Change = fn(&mut Vec<(u32, &'static str)>);
    #[rustfmt::skip]
    let changes: [(&str, Change, &str, usize); 8] = [
        ("one more in front", |entries| entries.insert(0, (300, "new")),         "Long",  2),
        ("one edited",        |entries| entries[40].1 = "edited",                "Long",  2),
        ("one gone",          |entries| _ = entries.remove(60),                 "Long",  2),
        ("a few more",        |entries| entries.splice(0..0, (301..330).rev().map(|n| (n, "more"))).for_each(drop), "Long", 5),
        ("another title",     |_| {},                                            "Other", 99),
        ("nothing",           |_| {},                                            "Other", 0),
        ("now it is short",   |entries| entries.truncate(32),                    "Other", 99),
        ("and long again",    |entries| entries.extend((400..480).map(|n| (n, "again"))), "Other", 99),
    ];
    for (what, change, title, most) in changes {
        change(&mut entries);
        let text = long_feed(title, &entries);
        fixture.write(path, &text);
        let before = fixture.index().names_of(path).unwrap();
        let report = fixture.sync();
        let index = fixture.index();
        let new = index.names_of(path).unwrap().iter().filter(|name| !before.contains(name)).count();
        assert!(new <= most, "{what}: {new} sections were read");
        assert_eq!(
            report.changed.iter().map(|changed| changed.counts.entries).sum::<usize>(),
            if most > 0 { entries.len() } else { 0 },
            "{what}"
        );
        let anew = Fixture::empty();
        for path in ["notes/a.md", path] {
            anew.write(path, &fs::read_to_string(fixture.folder.path().join(path)).unwrap());
        }
        assert_eq!(anew.sync().totals, report.totals, "{what}");
        let queries = ["word", "tide150", "tide300", "kind:talk", "\"slow queries\"", "edited OR again", "event:ferrocon plans"];
        let (all, expected) = (all_of(&index, &queries), all_of(&anew.index(), &queries));
        assert_eq!(all.len(), expected.len(), "{what}");
        all.iter().zip(expected).for_each(|(known, expected)| assert_eq!(*known, expected, "{what}"));
        let hit = &search(&index, "tide199").hits[0];
        assert!(text.lines().nth(hit.line - 1).unwrap().starts_with("<entry>") || most == 99, "{what}: line {}", hit.line);
        assert!(hit.text.contains("tide199"), "{what}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_published_without_a_document_that_is_there_and_cannot_be_opened() {
    let fixture = Fixture::empty();
    fixture.write(
        "notes/a.md",
        "---\ndate: 2031-05-04\n---\n# Ferrocon 2031\n\n## Slow Queries — Ada Njoku\n\nPlans lie about costs.\n",
    );
    fixture.sync();
    let index = fixture.index();
    let asked = Asked { limit: 9, leave_out: &|_| {}, first_seen: &|_| None };
    let newest = || index.newest(&asked, &mut |_| Ok(1));
    assert!(newest().is_ok() && index.open_all().is_ok());
    let file = fixture.folder.path().join("notes/a.md");
    fs::remove_file(&file).unwrap();
    assert!(newest().is_ok() && index.open_all().is_ok(), "it is gone");
    // Nobody can open what leads to itself.
    std::os::unix::fs::symlink(&file, &file).unwrap();
    assert!(matches!(newest(), Err(Error::Io { .. })));
    assert!(matches!(index.open_all(), Err(Error::Io { .. })));
    assert_eq!(search(&index, "costs").notes, ["notes/a.md cannot be opened now"]);
}

/// What a feed says, in words, but for how talks of one name are told apart.
fn told_of(feed: &SourceRecords) -> Vec<String> {
    let records = &feed.records;
    let mut told = vec![format!("{} {:?} {:?}", feed.name, records.source, records.warnings)];
    told.extend(records.entries.iter().map(|entry| format!("{entry:?}")));
    told.extend(records.talks.iter().map(|talk| format!("{:?}", Talk { id: String::new(), ..talk.clone() })));
    told.extend(records.notes.iter().map(|note| format!("{:?}", Note { talk: String::new(), ..note.clone() })));
    told
}

#[test]
fn a_long_feed_that_somebody_else_wrote_is_indexed_in_sections_too_and_says_the_same() {
    let entries: Vec<(u32, &str)> = (100..700).rev().map(|number| (number, "word")).collect();
    let own = long_feed("Long", &entries);
    let rss = |text: &str| {
        let item = text.replace("entry>", "item>").replace("<id>", "<guid isPermaLink='false'>").replace("</id>", "</guid>");
        let item = item.replace("<content type=\"html\">", "<description>").replace("</content>", "</description>");
        let (_, items) = item.split_once("</updated>\n").unwrap();
        let items =
            items.replace("<updated>", "<dc:date>").replace("</updated>", "</dc:date>").replace("</feed>", "</channel></rss>");
        format!(
            "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Long</title>\n<link>https://a.example/</link>\n{items}"
        )
    };
    let one_line = |text: &str| text.replace('\n', " ").replace("?> ", "?>");
    #[rustfmt::skip]
    let table = [
        ("feeds/set_in.atom",   own.replace("\n<", "\n  <")),
        ("feeds/one_line.atom", one_line(&own)),
        ("feeds/a.rss",         rss(&own)),
    ];
    for (path, text) in table {
        let fixture = Fixture::empty();
        fixture.write(path, &text);
        let report = fixture.sync();
        let index = fixture.index();
        let before = index.names_of(path).unwrap();
        assert_eq!(
            (report.totals.entries, report.failed.len(), before.len() > 4),
            (600, 0, true),
            "{path}: {} sections",
            before.len()
        );
        let whole = super::sync::read_again(fixture.folder.path(), path).unwrap().unwrap();
        for (known, expected) in told_of(&index.source(path).unwrap().unwrap()).iter().zip(told_of(&whole)) {
            assert_eq!(*known, expected, "{path}");
        }
        assert!(search(&index, "tide199").hits[0].text.contains("tide199"), "{path}");
        let edited = text.replace("word tide150", "edited tide150");
        assert_ne!(edited, text);
        fixture.write(path, &edited);
        fixture.sync();
        let after = fixture.index().names_of(path).unwrap();
        assert_eq!(after.iter().filter(|name| !before.contains(name)).count(), 1, "{path}");
    }
}

#[test]
fn a_talk_found_is_linked_as_among_all() {
    let report = |event: &str, talks: &[&str], end: &str| {
        let talks = talks.iter().map(|talk| format!("## {talk}\n\nThe notes say more than the title of it, at length.\n\n"));
        format!("# {event}\n\n{}{end}", talks.collect::<String>())
    };
    let ferrocon = ["Slow Queries — Ada Njoku", "Quiet Sockets — Bo Lind", "Caches Lie — Cai Holm", "Keynote — Dee Rask"];
    let fixture = Fixture::empty();
    #[rustfmt::skip]
    let documents = [
        ("notes/a.md", report("Ferrocon 2031", &ferrocon, "")),
        ("notes/b.md", report("Notes from my trip", &ferrocon, "")),
        ("notes/c.md", report("Tidal Days 2029", &["Slow Queries — Ada Njoku", "Gateways — Eva Brandt", "Tides — Finn Moll"], "")),
        ("notes/d.md", report("Ferrocon 2031", &["[Quiet Sockets](https://ferrocon.example/sockets) — Bo Lind"], "")),
        ("notes/e.md", report("Kumo 2031", &["First — Ada Njoku"], "## Takeaways\n\n- [Let them wait](https://ferrocon.example/sockets)\n")),
    ];
    documents.iter().for_each(|(path, text)| fixture.write(path, text));
    fixture.sync();
    let index = fixture.index();
    let corrections = crate::link::Corrections::default();
    let all = crate::link::link(index.sources().unwrap(), &corrections);
    let told = |catalogue: &crate::link::Catalogue, talk: &crate::link::LinkedTalk| {
        let path = |source: usize| catalogue.sources[source].path.clone();
        let members: Vec<_> = talk.members.iter().map(|member| path(member.source)).collect();
        let mentions: Vec<_> = talk.mentions.iter().map(|mention| (path(mention.source), mention.evidence.clone())).collect();
        let related: Vec<_> = talk.related.iter().map(|related| catalogue.talks[related.talk].id.clone()).collect();
        (
            talk.id.clone(),
            talk.title.clone(),
            talk.event_name.clone(),
            talk.speakers.clone(),
            talk.evidence.clone(),
            members,
            mentions,
            related,
        )
    };
    for talk in &all.talks {
        let query = Query::parse(&format!("kind:talk {}", crate::id::fold(&talk.title)), &mut |_| None);
        let (near, passages) = index.link_found(&query, &corrections, &|_| {}).unwrap().unwrap();
        assert!(passages > 0, "{:?}", talk.title);
        let found = near.talks.iter().find(|found| found.id == talk.id).map(|found| told(&near, found));
        assert_eq!(found, Some(told(&all, talk)));
    }
    assert!(all.talks.iter().any(|talk| !talk.mentions.is_empty()) && all.talks.iter().any(|talk| !talk.related.is_empty()));
}

#[test]
fn an_event_or_a_person_found_is_linked_as_among_all() {
    let report = |title: &str, talks: &[&str]| {
        let talks = talks.iter().map(|talk| format!("## {talk}\n\nThe notes say more than the title of it, at length.\n\n"));
        format!("# {title}\n\n{}", talks.collect::<String>())
    };
    let of_ferrocon = ["Slow Queries — Ada Njoku", "Quiet Sockets — Bo Lind", "Caches Lie — Cai Holm", "Keynote — Dee Rask"];
    let fixture = Fixture::empty();
    #[rustfmt::skip]
    let documents = [
        ("notes/a.md", report("Ferrocon 2031", &of_ferrocon)),
        ("notes/b.md", report("Notes from my trip", &of_ferrocon)),
        // The same year of the same conference, called otherwise.
        ("notes/c.md", report("FerroCon '31", &["Quiet Sockets — B. Lind", "Anvils — Eva Brandt, Halyard"])),
        // As many titles, and another year.
        ("notes/d.md", report("Ferrocon 2030", &of_ferrocon)),
        // Two titles, and another conference.
        ("notes/e.md", report("Tidal Days 2031", &["Slow Queries — Ada Njoku", "Caches Lie — Cai Holm", "Tides — Finn Moll", "Gulls — E. Brandt", "Piers — Gus Orr"])),
        ("notes/f.md", report("Kumo 2029", &["First — Ada Njoku", "Second — Eva Brandt"])),
    ];
    documents.iter().for_each(|(path, text)| fixture.write(path, text));
    fixture.sync();
    let index = fixture.index();
    let corrections = crate::link::Corrections::default();
    let all = crate::link::link(index.sources().unwrap(), &corrections);
    let near = |reference: &str| index.link_named(reference, &corrections, &|_| {}).unwrap().unwrap();
    let talks = |of: &crate::link::Catalogue, talks: &[usize]| -> Vec<_> {
        let told =
            |talk: &usize| (of.talks[*talk].id.clone(), of.talks[*talk].event_name.clone(), of.talks[*talk].speakers.clone());
        talks.iter().map(told).collect()
    };
    for event in &all.events {
        let told = |of: &crate::link::Catalogue, event: &crate::link::LinkedEvent| {
            let paths: Vec<_> = event.members.iter().map(|member| of.sources[member.source].path.clone()).collect();
            (event.id.clone(), event.name.clone(), event.aliases.clone(), event.evidence.clone(), paths, talks(of, &event.talks))
        };
        let near = near(&event.name);
        let found = near.events.iter().find(|found| found.id == event.id).map(|found| told(&near, found));
        assert_eq!(found, Some(told(&all, event)));
    }
    for person in &all.people {
        let told = |of: &crate::link::Catalogue, person: &crate::link::Person| {
            (person.name.clone(), person.aliases.clone(), person.evidence.clone(), talks(of, &person.talks))
        };
        let near = near(&person.name);
        let found = near.people.iter().find(|found| found.name == person.name).map(|found| told(&near, found));
        assert_eq!(found, Some(told(&all, person)));
    }
    assert!(all.events.len() == 4 && all.people.iter().any(|person| !person.aliases.is_empty()), "{:?}", all.people);
}

#[test]
fn what_is_named_by_a_part_is_found_as_among_all_and_nothing_where_there_is_nothing() {
    use crate::link::{Catalogue, Found, Reference, find};
    let fixture = Fixture::empty();
    fixture.write(
        "notes/own.md",
        "# Ferrocon 2031\n\n## Backpressure Explained — Ida Holm\n\nQueues that push back, told at some length.\n\n## Slow Queries — Ada Njoku\n\nPlans lie about their costs.\n",
    );
    let entries = [(301, "one"), (302, "other")];
    fixture.write("feeds/posts.atom", &long_feed("Posts", &entries));
    fixture.sync();
    let index = fixture.index();
    let corrections = crate::link::Corrections::default();
    let all = crate::link::link(index.sources().unwrap(), &corrections);
    let name = |of: &Catalogue, reference: &Reference| match *reference {
        Reference::Talk(talk) => of.talks[talk].id.clone(),
        Reference::Event(event) => of.events[event].id.clone(),
        Reference::Person(person) => of.people[person].id.clone(),
        Reference::Entry { source, entry } => of.sources[source].records.entries[entry].id.clone(),
    };
    let told = |of: &Catalogue, reference: &str| match find(of, reference) {
        Found::One(one) => vec![name(of, &one)],
        Found::Several(several) => several.iter().map(|one| name(of, one)).collect(),
        Found::None => Vec::new(),
    };
    #[rustfmt::skip]
    let table = [
        // A part of a word, of an id, of a name; words of title and speaker; of a post's title; what nobody says.
        ("pressur", 1), ("sure-expl", 1), ("njok", 1), ("errocon", 2), ("explained ida", 1), ("art 301", 1), ("flurble", 0), ("njoku flurble", 0),
    ];
    for (reference, least) in table {
        let near = index.link_named(reference, &corrections, &|_| {}).unwrap();
        let near = near.unwrap_or_else(|| panic!("{reference}: all were linked"));
        assert_eq!(told(&near, reference), told(&all, reference), "{reference}");
        assert!(told(&near, reference).len() >= least && (least > 0 || near.sources.is_empty()), "{reference}");
    }
    // A number may tell two apart that are called the same; of a page no more than a hash is kept.
    for reference in ["slow-queries-7", "https://ferrocon.example/2031"] {
        assert_eq!(index.link_named(reference, &corrections, &|_| {}).unwrap(), None, "{reference}");
    }
}

#[test]
fn an_event_is_found_by_each_name_that_its_documents_have() {
    // No two documents have a talk in common: day, host or page tell that these are one.
    let about = |name: &str, year: Option<i16>, start: Option<&str>, url: Option<&str>, title: &str| {
        let mut records = report(name, 2033, vec![(talk(name, title, "Ada Njoku", ""), "Told at length.")], &[]);
        records.events = vec![Event {
            name: name.into(),
            year,
            start: start.map(str::to_owned),
            url: url.map(str::to_owned),
            ..Event::default()
        }];
        records
    };
    let (day, page) = (Some("2033-05-01"), Some("https://kumo.example/2033/"));
    let fixture = Fixture::of(
        &[
            ("notes/a.md", about("Kumo 2033", Some(2033), day, page, "Slow Queries")),
            ("notes/b.md", about("Kumo Days 2033", Some(2033), None, Some("https://kumo.example/days/"), "Quiet Sockets")),
            ("notes/c.md", about("Kumo", None, day, None, "Anvils and Weather")),
            ("notes/d.md", about("Kumo 2034", Some(2034), None, page, "Tides for Beginners")),
        ],
        true,
    );
    let (index, corrections) = (fixture.index(), crate::link::Corrections::default());
    let whole = crate::link::link(index.sources().unwrap(), &corrections);
    for name in ["Kumo 2033", "Kumo Days 2033"] {
        let near = index.link_named(name, &corrections, &|_| {}).unwrap().unwrap();
        let members = |of: &crate::link::Catalogue| {
            let event = of.events.iter().find(|event| event.name == name || event.aliases.contains(&name.to_owned())).unwrap();
            let paths = event.members.iter().map(|member| of.sources[member.source].path.clone());
            (event.id.clone(), paths.collect::<Vec<_>>(), event.talks.len())
        };
        assert_eq!(members(&near), members(&whole), "{name}");
        assert_eq!(members(&near).1, ["notes/a.md", "notes/b.md", "notes/c.md"], "{name}");
    }
}

#[cfg(unix)]
#[test]
fn whoever_may_read_the_documents_may_read_the_index() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::empty();
    // The last of them makes one segment of all.
    for number in 0..9 {
        fixture.write(&format!("notes/{number}.md"), "# Ferrocon 2031\n");
        fixture.sync();
        let mode = |path: &str| fs::metadata(fixture.folder.path().join(path)).unwrap().permissions().mode() & 0o777;
        for name in ["meta.json", ".managed.json"] {
            assert_eq!(mode(&format!("index/tantivy/{name}")), mode("notes/0.md"), "{name}");
        }
    }
}

#[test]
fn an_event_is_found_that_has_no_talks() {
    let mut records = report("Ferrocon 2031", 2031, Vec::new(), &[]);
    records.events.push(Event {
        name: "Kumo 2033".into(),
        year: Some(2033),
        location: Some("Ravensluys".into()),
        ..Event::default()
    });
    let index = Fixture::of(&[("notes/a.md", records)], true).index();
    for query in ["event:kumo", "kind:event ravensluys", "year:2033", "kumo"] {
        let events: Vec<Option<String>> = search(&index, query).hits.into_iter().map(|hit| hit.event).collect();
        assert_eq!(events, [Some("Kumo 2033".to_owned())], "{query}");
    }
}
