//! Records in, feeds out; what comes out is read again by other eyes and held against the rules.

use std::collections::BTreeSet;

use atom_syndication::Feed;

use super::*;
use crate::link::{Corrections, link};
use crate::model::{Enclosure, Entry, EntrySource, Event, Kind, Note, Records, Source, Speaker, Takeaway, Talk};

const ADDRESS: &str = "https://ada.example/hallway/";

fn settings() -> Settings {
    Settings { title: "Notes <of> Ada & Bo".to_owned(), base_url: Some(ADDRESS.to_owned()), ..Settings::default() }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn entry(id: &str, url: &str, published: &str, updated: &str) -> Entry {
    let date = |text: &str| some(text).filter(|text| !text.is_empty());
    Entry {
        id: id.to_owned(),
        title: format!("About {id}"),
        url: date(url),
        authors: vec!["Bo Lee".to_owned()],
        published: date(published),
        updated: date(updated),
        content_html: some(&format!("<p>text of {id}</p>")),
        ..Entry::default()
    }
}

fn feed_of(path: &str, entries: Vec<Entry>) -> SourceRecords {
    let source = Source {
        kind: Kind::Feed,
        id: some(&format!("tag:{path}")),
        title: some(&format!("Blog {path}")),
        url: some(&format!("https://{path}.example/")),
        self_url: some(&format!("https://{path}.example/feed.xml")),
        authors: vec!["Bo Lee".to_owned()],
        rights: some("CC BY 4.0"),
        language: some("nl"),
        updated: some("2031-05-09T00:00:00Z"),
        ..Source::default()
    };
    SourceRecords { path: path.to_owned(), name: path.to_owned(), records: Records { source, entries, ..Records::default() } }
}

fn report(path: &str, note: &str) -> SourceRecords {
    let talk = Talk {
        id: "ferro-2031/lamp-posts".to_owned(),
        title: "Lamp <i>Posts</i>".to_owned(),
        speakers: vec![Speaker { name: "Cy Oz".to_owned(), ..Speaker::default() }],
        event: some("Ferro 2031"),
        ..Talk::default()
    };
    let note = Note { talk: talk.id.clone(), markdown: note.to_owned(), line: 5, ..Note::default() };
    let takeaway =
        |text: &str, line: usize| Takeaway { text: text.to_owned(), markdown: text.to_owned(), line, ..Takeaway::default() };
    let source = Source {
        kind: Kind::Report,
        title: some("Ferro 2031"),
        authors: vec!["Ada Njoku".to_owned()],
        published: some("2031-05-01"),
        ..Source::default()
    };
    let events = vec![Event { name: "Ferro 2031".to_owned(), ..Event::default() }];
    let takeaways = vec![takeaway("Measure **first**", 30), takeaway("CANARY-takeaway", 40)];
    SourceRecords {
        path: path.to_owned(),
        name: path.to_owned(),
        records: Records { source, events, talks: vec![talk], notes: vec![note], takeaways, ..Records::default() },
    }
}

fn origins(sources: &[SourceRecords]) -> Vec<Origin<'_>> {
    sources.iter().map(Origin::new).collect()
}

#[track_caller]
fn read(published: &Published) -> Feed {
    Feed::read_from(published.bytes.as_slice())
        .unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(&published.bytes)))
}

/// The ids of the combined feed, in order.
fn ids(origins: &[Origin]) -> Vec<String> {
    read(&combined(origins, &settings(), "atom.xml")).entries.into_iter().map(|entry| entry.id).collect()
}

/// What RFC 4287 asks of a feed, checked on its bytes.
fn faults(published: &Published) -> Vec<String> {
    let feed = read(published);
    let mut faults = Vec::new();
    let mut claim = |holds: bool, rule: &str| {
        if !holds {
            faults.push(rule.to_owned());
        }
    };
    let is_absolute = |url: &str| url::Url::parse(url).is_ok();
    let count = |rel: &str| feed.links.iter().filter(|link| link.rel == rel).count();
    claim(is_absolute(&feed.id), "4.2.6 the feed's id is an IRI");
    claim(!feed.title.value.is_empty(), "4.1.1 the feed has a title");
    claim(count("self") == 1 && count("alternate") == 1, "4.1.1 one self, one alternate");
    claim(
        feed.updated == feed.entries.iter().map(|entry| entry.updated).max().unwrap_or_default(),
        "the feed is as new as its newest entry",
    );
    let distinct: BTreeSet<&String> = feed.entries.iter().map(|entry| &entry.id).collect();
    claim(distinct.len() == feed.entries.len(), "4.1.1 ids are unique");
    for entry in &feed.entries {
        claim(is_absolute(&entry.id), "4.2.6 an entry's id is an IRI");
        claim(
            !entry.authors.is_empty() && entry.authors.iter().all(|author| !author.name.is_empty()),
            "4.1.2 an entry names its authors",
        );
        claim(!entry.title.value.is_empty(), "4.1.2 an entry has a title");
        claim(
            entry.content.is_some() || entry.links.iter().any(|link| link.rel == "alternate"),
            "4.1.2 content or an alternate link",
        );
        claim(entry.links.iter().filter(|link| link.rel == "alternate").count() <= 1, "4.1.2 one alternate link");
        claim(entry.links.iter().all(|link| is_absolute(&link.href)), "4.2.7 links are absolute");
        claim(entry.categories.iter().all(|category| !category.term.is_empty()), "4.2.2 a category has a term");
        if let Some(source) = &entry.source {
            claim(is_absolute(&source.id) && !source.title.value.is_empty(), "4.2.11 a source has id and title");
        }
    }
    let text = String::from_utf8_lossy(&published.bytes);
    claim(text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')), "XML 2.2 no control characters");
    faults
}

#[test]
fn every_feed_of_a_site_keeps_the_rules() {
    let mut bare = entry("urn:x:bare", "", "", "");
    bare.title = String::new();
    bare.authors.clear();
    bare.content_html = None;
    bare.categories = vec!["Go".to_owned(), "go".to_owned(), " ".to_owned()];
    let sources = [
        feed_of("bo", vec![entry("urn:x:1", "https://bo.example/1", "2031-05-03T00:00:00Z", ""), bare]),
        report("notes/a.md", "one\n"),
    ];
    let catalogue = link(sources.to_vec(), &Corrections::default());
    let hit = Passage { path: "notes/a.md".to_owned(), text: "one".to_owned(), line: 6, ..Passage::default() };
    let search = SavedSearch { name: "one".to_owned(), query: "one".to_owned(), hits: vec![hit] };
    let site = site(&catalogue, &origins(&sources), &[search], &settings());
    let paths: Vec<(&str, usize)> = site.files.iter().map(|file| (file.path.as_str(), file.entries)).collect();
    #[rustfmt::skip]
    assert_eq!(paths, [
        ("atom.xml", 3), ("feed.json", 3), ("event/ferro-2031.xml", 1), ("search/one.xml", 1), ("speaker/cy-oz.xml", 1), ("topic/go.xml", 1),
        ("takeaways.xml", 2), ("index.html", 3), ("feeds.opml", 6),
    ]);
    for file in site.files.iter().filter(|file| file.path.ends_with(".xml")) {
        assert_eq!(faults(file), Vec::<String>::new(), "{}", file.path);
    }
    let list = String::from_utf8_lossy(&site.files[8].bytes).into_owned();
    assert!(list.contains("xmlUrl=\"https://ada.example/hallway/topic/go.xml\""), "{list}");
    let page = String::from_utf8_lossy(&site.files[7].bytes).into_owned();
    assert!(page.contains("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"topic:Go · Notes &lt;of&gt; Ada &amp; Bo\" href=\"topic/go.xml\">"), "{page}");
}

#[test]
fn an_entry_keeps_what_its_origin_said() {
    let mut whole = entry(
        "tag:bo.example,2031:Ümläut?a=1&b=<2>",
        "https://bo.example/1?a=1&b=2",
        "2031-05-03T10:00:00+02:00",
        "2031-05-04T00:00:00Z",
    );
    whole.title = "AT&T says <b>no</b> ]]> “yes”".to_owned();
    whole.rights = some("CC0");
    whole.enclosures =
        vec![Enclosure { url: "https://bo.example/a.mp3".to_owned(), media_type: some("audio/mpeg"), length: Some(7) }];
    let sources = [feed_of("bo", vec![whole.clone()])];
    let feed = read(&combined(&origins(&sources), &settings(), "atom.xml"));
    let [out] = feed.entries.as_slice() else { panic!("{feed:?}") };
    assert_eq!((out.id.as_str(), out.title.value.as_str()), (whole.id.as_str(), whole.title.as_str()));
    assert_eq!(out.published.map(|time| time.to_rfc3339()), some("2031-05-03T10:00:00+02:00"));
    assert_eq!(out.authors[0].name, "Bo Lee");
    assert_eq!(out.rights.as_ref().map(|rights| rights.value.as_str()), Some("CC0"));
    let links: Vec<(&str, &str)> = out.links.iter().map(|link| (link.rel.as_str(), link.href.as_str())).collect();
    assert_eq!(links, [("alternate", "https://bo.example/1?a=1&b=2"), ("enclosure", "https://bo.example/a.mp3")]);
    let content = out.content.as_ref().unwrap();
    assert_eq!(
        (content.content_type.as_deref(), content.lang.as_deref(), content.value.as_deref()),
        (Some("html"), Some("nl"), whole.content_html.as_deref())
    );
    let source = out.source.as_ref().unwrap();
    assert_eq!((source.id.as_str(), source.title.value.as_str()), ("tag:bo", "Blog bo"));
    assert_eq!(source.updated.to_rfc3339(), "2031-05-09T00:00:00+00:00");
    assert_eq!(source.rights.as_ref().map(|rights| rights.value.as_str()), Some("CC BY 4.0"));
    assert_eq!((source.authors.len(), source.links.len()), (1, 2));
}

#[test]
fn an_entry_with_a_source_of_its_own_keeps_it() {
    let mut copied = entry("urn:x:1", "https://cy.example/1", "2031-05-03T00:00:00Z", "");
    copied.source = Some(EntrySource {
        id: some("tag:cy"),
        title: some("Cy’s"),
        updated: some("2031-01-01T00:00:00Z"),
        ..EntrySource::default()
    });
    let sources = [feed_of("planet", vec![copied])];
    let feed = read(&combined(&origins(&sources), &settings(), "atom.xml"));
    let source = feed.entries[0].source.as_ref().unwrap();
    assert_eq!((source.id.as_str(), source.updated.to_rfc3339().as_str()), ("tag:cy", "2031-01-01T00:00:00+00:00"));
}

#[test]
fn one_entry_of_several_feeds_goes_out_once() {
    let of = |id: &str, url: &str, updated: &str| entry(id, url, "2031-05-03T00:00:00Z", updated);
    let copy = |mut entry: Entry| {
        entry.source = Some(EntrySource { id: some("tag:bo"), ..EntrySource::default() });
        entry
    };
    let retitled = |mut entry: Entry| {
        entry.title = "Something else".to_owned();
        entry
    };
    let (a, b) = ("2031-05-04T00:00:00Z", "2031-05-05T00:00:00Z");
    #[rustfmt::skip]
    let table: Vec<(&str, Vec<Entry>, Vec<Entry>, &[&str], &str)> = vec![
        ("same id, same link: the newer",       vec![of("urn:1", "https://bo.example/1", a)], vec![of("urn:1", "https://bo.example/1", b)],          &["urn:1"], "planet"),
        ("the origin beats a newer copy",       vec![of("urn:1", "https://bo.example/1", a)], vec![copy(of("urn:1", "https://bo.example/1", b))],    &["urn:1"], "bo"),
        ("other id, same link and title",       vec![of("urn:1", "https://bo.example/1", b)], vec![retitled(of("urn:1", "https://bo.example/1/", a))], &["urn:1"], "bo"),
        ("a copy with an id of its own",        vec![of("urn:1", "https://bo.example/1", a)], vec![copy(of("urn:2", "http://www.bo.example/1/", b))], &["urn:1"], "bo"),
        ("two link blogs on one page",          vec![of("urn:1", "https://x.example/", a)],   vec![retitled(of("urn:2", "https://x.example/", b))],  &["urn:1", "urn:2"], ""),
        ("one id, two links: two entries",      vec![of("urn:1", "https://bo.example/1", a)], vec![of("urn:1", "https://planet.example/9", b)],      &["https://planet.example/9", "urn:1"], ""),
    ];
    for (rule, bo, planet, expected, winner) in table {
        let sources = [feed_of("bo", bo), feed_of("planet", planet)];
        let mut both = origins(&sources);
        let published = combined(&both, &settings(), "atom.xml");
        assert_eq!(ids(&both), expected, "{rule}");
        both.reverse();
        assert_eq!(combined(&both, &settings(), "atom.xml"), published, "{rule}: the order of arrival");
        if !winner.is_empty() {
            let from = read(&published).entries[0].source.as_ref().map(|source| source.title.value.clone());
            assert_eq!(from, some(&format!("Blog {winner}")), "{rule}");
        }
        assert_eq!(faults(&published), Vec::<String>::new(), "{rule}");
    }
}

#[test]
fn entries_come_newest_first_in_a_total_order() {
    let entries = vec![
        entry("urn:old-edited", "https://bo.example/1", "2030-01-01T00:00:00Z", "2031-06-01T00:00:00Z"),
        entry("urn:b", "https://bo.example/2", "2031-05-03T00:00:00Z", ""),
        entry("urn:a", "https://bo.example/3", "2031-05-03T02:00:00+02:00", ""),
        entry("urn:future", "https://bo.example/4", "2099-01-01T00:00:00Z", ""),
        entry("urn:undated", "https://bo.example/5", "", ""),
        entry("urn:only-updated", "https://bo.example/6", "", "2031-05-02T00:00:00Z"),
    ];
    let sources = [feed_of("bo", entries)];
    let mut seen = origins(&sources);
    seen[0].first_seen.insert("urn:future".to_owned(), "2031-05-02T12:00:00Z".to_owned());
    assert_eq!(ids(&seen), ["urn:a", "urn:b", "urn:future", "urn:only-updated", "urn:old-edited", "urn:undated"]);
    let published = combined(&seen, &settings(), "atom.xml");
    let told: Vec<&str> = published.warnings.iter().map(|(_, warning)| warning.message.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("dated 2099-01-01") && told[1].contains("states no date"), "{told:?}");
    let feed = read(&published);
    assert_eq!(
        feed.entries[2].published.map(|time| time.to_rfc3339()),
        some("2099-01-01T00:00:00+00:00"),
        "the stated date stays"
    );
}

#[test]
fn hostile_text_comes_out_harmless() {
    let mut hostile = entry("urn:x:1", "javascript:alert(1)", "2031-05-03T00:00:00Z", "");
    hostile.title = "<script>alert(1)</script> \u{1b}]8;;x\u{7} \u{202e}gpj ]]> &amp; \u{9d}\u{0}".to_owned();
    hostile.authors = vec!["<b>\u{202e}Bo\u{1b}".to_owned()];
    hostile.categories = vec!["\"><script>x</script>".to_owned(), "../../etc/passwd".to_owned()];
    hostile.content_html = some("<p>a\u{1b}\u{0}b ]]></p>");
    hostile.enclosures = vec![Enclosure { url: "file:///etc/passwd".to_owned(), ..Enclosure::default() }];
    let mut sources = vec![
        feed_of("bo", vec![hostile]),
        report("notes/a.md", "a <script>alert(2)</script> [x](javascript:alert(3)) <img src=x onerror=alert(4)>\n"),
    ];
    sources[1].records.source.title = some("</title><script>alert(5)</script>");
    let catalogue = link(sources.clone(), &Corrections::default());
    let site = site(&catalogue, &origins(&sources), &[], &settings());
    for file in &site.files {
        let text = String::from_utf8_lossy(&file.bytes);
        // JSON holds titles as text: there "<" is no markup.
        let holds = |needle: &str| text.contains(needle) && !file.path.ends_with(".json");
        assert!(
            !holds("<script") && !holds("javascript:") && !holds("onerror") && !holds("file:") && !text.contains('\u{202e}'),
            "{}: {text}",
            file.path
        );
        assert!(text.chars().all(|c| !c.is_control() || c == '\n'), "{}", file.path);
        assert!(file.path.split('/').all(|part| part != ".."), "{}", file.path);
        if file.path.ends_with(".xml") {
            assert_eq!(faults(file), Vec::<String>::new(), "{}", file.path);
        }
    }
    let title = &read(&site.files[0]).entries[0].title.value;
    assert_eq!(title, "<script>alert(1)</script> ]8;;x gpj ]]> &amp;");
    assert!(serde_json::from_slice::<serde_json::Value>(&site.files[1].bytes).is_ok());
}

#[test]
fn what_is_private_never_gets_out() {
    let mut draft = report("notes/draft.md", "CANARY-draft\n");
    draft.records.source.held_back = some("draft: true");
    let mut private_talk = report("notes/talk.md", "CANARY-talk\n");
    private_talk.records.talks[0].title = "Private".to_owned();
    private_talk.records.takeaways.clear();
    let mut submissions = report("notes/cfp.md", "CANARY-note-to-organisers\n");
    submissions.records.source.kind = Kind::Submissions;
    submissions.records.talks[0].abstract_ = some("CANARY-abstract");
    let mut programme = report("notes/programme.md", "CANARY-programme\n");
    programme.records.source.kind = Kind::Programme;
    let open = report("notes/open.md", "open\n\n### Private\n\nCANARY-section\n\n### Then\n\nmore\n");
    let sources = [draft, private_talk, submissions, programme, open];
    let catalogue = link(sources.to_vec(), &Corrections::default());
    let hits =
        ["CANARY-draft", "CANARY-note-to-organisers", "CANARY-abstract", "CANARY-section", "CANARY-takeaway", "CANARY-talk"];
    let hit = |text: &str| {
        sources
            .iter()
            .map(|source| Passage { path: source.path.clone(), text: text.to_owned(), line: 40, ..Passage::default() })
            .collect::<Vec<_>>()
    };
    let search = SavedSearch {
        name: "all".to_owned(),
        query: "has:note".to_owned(),
        hits: hits.iter().flat_map(|text| hit(text)).collect(),
    };
    let mut all = origins(&sources);
    all.iter_mut().for_each(|origin| origin.private = vec![38..=50]);
    let site = site(&catalogue, &all, &[search], &settings());
    for file in &site.files {
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(!text.contains("CANARY"), "{}: {text}", file.path);
    }
    assert_eq!(
        site.files[0].held_back,
        [
            ("notes/draft.md".to_owned(), "draft: true".to_owned()),
            ("notes/talk.md".to_owned(), "no notes and no takeaways yet".to_owned())
        ]
    );
    let text = String::from_utf8_lossy(&site.files[0].bytes).into_owned();
    assert!(text.contains("open") && text.contains("more") && text.contains("Measure"), "{text}");
}

#[test]
fn a_report_is_an_entry_with_takeaways_and_notes() {
    let sources = [report("notes/a.md", "See [slides](/s.pdf).\n\n- fog\n")];
    let published = combined(&origins(&sources), &Settings { address: some(ADDRESS), ..settings() }, "feeds/combined.atom");
    let feed = read(&published);
    assert_eq!((published.entries, published.reports, published.warnings.len()), (1, 1, 0));
    let [out] = feed.entries.as_slice() else { panic!("{feed:?}") };
    assert_eq!((out.id.as_str(), out.title.value.as_str()), ("https://ada.example/hallway/notes/a.md", "Ferro 2031"));
    assert_eq!((out.authors[0].name.as_str(), out.updated.to_rfc3339().as_str()), ("Ada Njoku", "2031-05-01T00:00:00+00:00"));
    let html = out.content.as_ref().and_then(|content| content.value.as_deref()).unwrap();
    assert_eq!(
        html,
        "<h2>Takeaways</h2>\n<ul>\n<li>Measure <strong>first</strong></li>\n<li>CANARY-takeaway</li>\n</ul>\n\
         <h2>Lamp &lt;i&gt;Posts&lt;/i&gt; — Cy Oz</h2>\n<p>See <a>slides</a>.</p>\n<ul>\n<li>fog</li>\n</ul>\n"
    );
}

#[test]
fn what_a_report_leaves_unsaid_is_said_to_be_unsaid() {
    let mut bare = report("notes/a.md", "x\n");
    bare.records.source.authors.clear();
    bare.records.source.published = None;
    let sources = [bare];
    let mut added = origins(&sources);
    added[0].added = some("2031-06-01");
    let published = combined(&added, &settings(), "atom.xml");
    let out = &read(&published).entries[0];
    assert_eq!(
        (out.authors[0].name.as_str(), out.updated.to_rfc3339().as_str(), out.published),
        ("author not stated", "2031-06-01T00:00:00+00:00", None)
    );
    let message = "states no author and no date: published as “author not stated”, dated when it was added; `hallway add --author NAME FILE` says who wrote it";
    assert_eq!(published.warnings, [("notes/a.md".to_owned(), Warning::new(0, message))]);
}

#[test]
fn the_owner_decides_how_much_text_goes_out() {
    let sources = [feed_of(
        "bo",
        vec![entry("urn:1", "https://bo.example/1", "2031-05-03T00:00:00Z", ""), entry("urn:2", "", "2031-05-02T00:00:00Z", "")],
    )];
    #[rustfmt::skip]
    let table = [
        // Setting, then content and summary of an entry with a link, and of one without.
        (Content::Full,    [(true, false), (true, false)]),
        (Content::Summary, [(false, true), (true, true)]), // without a link, an entry must hold its text (RFC 4287, 4.1.2)
        (Content::Link,    [(false, false), (true, true)]),
    ];
    for (content, expected) in table {
        let published = combined(&origins(&sources), &Settings { content, ..settings() }, "atom.xml");
        let feed = read(&published);
        let told: Vec<(bool, bool)> =
            feed.entries.iter().map(|entry| (entry.content.is_some(), entry.summary.is_some())).collect();
        assert_eq!(told, expected, "{content:?}");
        assert_eq!(faults(&published), Vec::<String>::new(), "{content:?}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_order() {
    let sources = [
        feed_of(
            "bo",
            vec![
                entry("urn:1", "https://bo.example/1", "2031-05-03T00:00:00Z", ""),
                entry("urn:3", "https://bo.example/3", "", ""),
            ],
        ),
        feed_of("cy", vec![entry("urn:1", "https://cy.example/1", "2031-05-03T00:00:00Z", "")]),
        report("notes/a.md", "one\n"),
        report("notes/b.md", "two\n"),
    ];
    let settings = Settings { limit: Some(4), ..settings() };
    let catalogue = link(sources.to_vec(), &Corrections::default());
    let mut all = origins(&sources);
    let expected = site(&catalogue, &all, &[], &settings);
    for _ in 0..all.len() {
        all.rotate_left(1);
        assert_eq!(site(&catalogue, &all, &[], &settings), expected);
    }
    assert_eq!(expected.files[0].entries, 4);
}

#[test]
fn a_library_without_an_address_says_so_once() {
    let sources = [report("notes/a.md", "one\n")];
    let published = combined(&origins(&sources), &Settings { base_url: None, ..settings() }, "feeds/combined.atom");
    assert_eq!(published.warnings.len(), 1);
    let feed = read(&published);
    assert!(feed.links.is_empty() && feed.id.starts_with("urn:uuid:") && feed.entries[0].id.starts_with("urn:uuid:"), "{feed:?}");
}
