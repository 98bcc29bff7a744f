//! Following feeds as a user does it: what a server sends, and what becomes of it. No network but loopback.

mod support;

use std::time::{Duration, Instant};

use support::server::{Reply, Server};
use support::{Run, TestLibrary};

/// The feed of an invented weblog with these entries, newest first: `id|title|text`.
fn feed_of(host: &str, entries: &[&str]) -> String {
    let entries: String = entries
        .iter()
        .map(|entry| {
            let [id, title, text] = entry.split('|').collect::<Vec<_>>().try_into().unwrap();
            format!(
                "<entry><id>tag:{host},2031:{id}</id><title>{title}</title><updated>2025-05-0{id}T10:00:00Z</updated>\
                 <link href='https://{host}/{id}'/><content type='html'>&lt;p&gt;{text}&lt;/p&gt;</content></entry>\n"
            )
        })
        .collect();
    format!(
        "<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:{host},2031:feed</id>\
         <title>Log of {host}</title><updated>2025-05-04T10:00:00Z</updated><link href='https://{host}/'/>\
         <link rel='self' href='https://{host}/feed'/><author><name>Ada Njoku</name></author>\n{entries}</feed>\n"
    )
}

fn feed(entries: &[&str]) -> String {
    feed_of("ada.example", entries)
}

/// A library that may ask `servers`.
fn library_for(servers: &[&Server]) -> TestLibrary {
    let library = TestLibrary::new();
    let places: Vec<String> = servers.iter().map(|server| format!("{:?}", server.place())).collect();
    library.write("hallway.toml", format!("# mine\nallow = [{}]\n", places.join(", ")));
    library
}

/// A library that follows `/feed` of `server`, which serves `reply` there.
fn following(server: &Server, reply: Reply) -> TestLibrary {
    let library = library_for(&[server]);
    server.serve("/feed", reply);
    library.run(["add", &server.url("/feed"), "--name", "ada"]).succeeds();
    library
}

/// The ids of the entries that feeds/ada.atom holds, in its order.
fn ids(library: &TestLibrary) -> Vec<String> {
    let text = library.text("feeds/ada.atom");
    let mut ids: Vec<String> = text.split("<id>").skip(2).map(|rest| rest.split("</id>").next().unwrap().to_owned()).collect();
    ids.iter_mut().for_each(|id| *id = id.rsplit(':').next().unwrap().to_owned());
    ids
}

/// Asks the feed though it is not due.
fn ask(library: &TestLibrary) -> Run {
    library.run(["sync", "ada"])
}

/// A weblog with a report of a conference, a picture, rights, and two posts on other things.
fn weblog() -> String {
    let posts = [
        (
            3,
            "Ferrocon 2025: a trip report",
            "<img src=\"/images/hall.jpg\" alt=\"the hall\"><h2>Lists Without Locks — Bo Lind</h2>\
             <p>Park only when idle. It is worth investigating.</p><h2>Takeaways</h2><ul><li>Measure before caching</li></ul>",
        ),
        (2, "Soup", "<p><a href=\"/recipes/\">Carrots</a> and leek.</p>"),
        (1, "Hello", "<p>World.</p>"),
    ];
    let entries: String = posts
        .iter()
        .map(|(number, title, html)| {
            let html = html.replace('<', "&lt;");
            format!(
                "<entry><id>tag:ada.example,2025:{number}</id><title>{title}</title><updated>2025-06-0{number}T10:00:00Z</updated>\
                 <link href='https://ada.example/2025/{number}/'/><category term='rust'/><content type='html'>{html}</content></entry>"
            )
        })
        .collect();
    format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:ada.example,2025:feed</id><title>Ada’s log</title>\
         <link href='https://ada.example/'/><link rel='self' href='https://ada.example/index.xml'/><rights>CC BY 4.0</rights>\
         <author><name>Ada Njoku</name></author>{entries}</feed>"
    )
}

#[test]
fn journey_4_subscribing_to_a_feed_and_publishing_the_merged_one() {
    let server = Server::start();
    let library = library_for(&[&server]);
    library.write("blog.xml", weblog());
    library.run(["add", "blog.xml"]).succeeds();
    library.write("notes/soundconf.md", "# Soundconf 2025\n\n## Quiet Compilers — Cy Moor\n\nBuild less.\n");
    library.write("notes/draft.md", "---\ndraft: true\n---\n# Draftconf 2025\n\n## Half Done — Bo Lind\n\nNot yet.\n");
    library.run(["sync"]).succeeds();
    library.run(["search", "\"worth investigating\"", "--save", "look-into"]).succeeds();

    server.serve("/index.xml", Reply::ok(weblog()).header("Last-Modified", "Tue, 03 Jun 2025 10:00:00 GMT"));
    library.run(["add", &server.url("/index.xml")]).succeeds().shows(&[
        "the same feed as feeds/blog.xml (id tag:ada.example,2025:feed): followed here from now on, 3 entries unchanged\n",
    ]);
    assert_eq!(library.text("feeds/blog.xml"), weblog(), "what is the same to the byte is not written anew");
    library.run(["sync"]).succeeds().shows(&["1 feed not modified (304), 0 new entries\n"]);
    let settings = library.text("hallway.toml");
    assert!(settings.starts_with("# mine\n") && settings.contains("name = \"blog\""), "{settings}");

    let site = ["publish", "public", "--base-url", "https://example.org/hallway/"];
    library
        .run(site)
        .succeeds()
        .shows(&[
            "atom.xml 4 entries (3 posts, 1 report)",
            "event/ferrocon-2025.xml 1",
            "search/look-into.xml 1",
            "speaker/bo-lind.xml",
            "topic/rust.xml 3",
            "takeaways.xml",
            "index.html",
            "feeds.opml",
        ])
        .says(&[
            "held back: notes/draft.md (draft: true)",
            "notes/soundconf.md: states no author and no date: published as “author not stated”",
        ]);
    library.run(site).succeeds().shows(&["nothing changed, 0 files written\n"]);
    assert_combined_is_right(&library.text("public/atom.xml"));
}

/// Ids as in the source, the origin with its rights, addresses absolute, the newest first: before the posts of 2025 the
/// report without a date, which counts from the day that it was first seen.
#[track_caller]
fn assert_combined_is_right(atom: &str) {
    let entries: Vec<&str> = atom.split("<entry>").skip(1).collect();
    let inside = |text: &str, tag: &str| {
        let (_, rest) = text.split_once(&format!("<{tag}>"))?;
        Some(rest.split_once(&format!("</{tag}>"))?.0.trim().to_owned())
    };
    let (report, posts) = entries.split_first().unwrap();
    assert!(report.contains("Soundconf 2025"), "{report}");
    let ids: Vec<String> = posts.iter().filter_map(|entry| inside(entry, "id")).collect();
    assert_eq!(ids, ["tag:ada.example,2025:3", "tag:ada.example,2025:2", "tag:ada.example,2025:1"]);
    for entry in posts {
        let source = inside(entry, "source").unwrap();
        assert_eq!(inside(&source, "id").unwrap(), "tag:ada.example,2025:feed");
        assert_eq!(inside(&source, "rights").unwrap(), "CC BY 4.0");
        assert_eq!(inside(entry, "name").unwrap(), "Ada Njoku");
    }
    for part in ["src=&quot;https://ada.example/images/hall.jpg&quot;", "href=&quot;https://ada.example/recipes/&quot;"] {
        assert!(atom.contains(part), "{part} in {atom}");
    }
    assert!(!atom.contains("Draftconf"), "{atom}");
}

#[test]
fn what_the_owner_says_of_a_feed_holds_for_its_entries() {
    let server = Server::start();
    let library = library_for(&[&server]);
    let anonymous = weblog().replace("<author><name>Ada Njoku</name></author>", "");
    server.serve("/feed", Reply::ok(anonymous));
    let add = ["add", &server.url("/feed"), "--name", "Ada", "--event", "Soundconf 2025", "--author", "Ada N."];
    library.run(add).succeeds().shows(&["followed as ada from now on, 3 entries"]);
    library.run(["show", "soup"]).succeeds().shows(&["Soup · Ada N. · 2025-06-02"]);
    library.run(["search", "event:soundconf", "idle"]).succeeds();
    let settings = library.text("hallway.toml");
    let said = "tags = [\"from the back row\"]\ncontent = \"summary\"\ninterval = \"6h\"\n";
    library.write("hallway.toml", format!("{settings}{said}"));
    library.run(["sync"]).succeeds().shows(&["1 feed read, 0 new entries\n"]);
    library.run(["search", "tag:\"from the back row\"", "leek"]).succeeds();
    library.run(["sync", "-v"]).succeeds().shows(&["1 feed not due, 0 new entries\n"]).says(&["not asked before"]);
    let atom = library.text("feeds/combined.atom");
    assert!(atom.contains("<summary>Carrots and leek.</summary>") && !atom.contains("/recipes/"), "{atom}");
    assert!(atom.contains("term=\"from the back row\""), "{atom}");
}

#[test]
fn which_feed_fails_since_when_and_why_is_told_until_it_works_again() {
    let server = Server::start();
    let library = following(&server, Reply::ok(feed(&["1|One|a"])));
    server.serve("/other", Reply::ok(feed_of("bo.example", &["1|Other|b"])));
    library.run(["add", &server.url("/other"), "--name", "bo"]).succeeds();
    server.serve("/feed", Reply::status(503));
    library.run(["sync", "ada", "bo"]).ends_with(3).shows(&["1 feed read, 0 new entries, 1 of 2 feeds failed\n"]);
    ask(&library).ends_with(2).shows(&["0 new entries, 1 feed failed\n"]);
    let told = "(2 times): the server answers 503 Service Unavailable";
    library.run(["list", "sources"]).succeeds().shows(&["failing since 20", told]);
    library.run(["doctor"]).shows(&["warning: feeds/ada.atom: http", "failing since 20", told]);
    server.serve("/feed", Reply::ok(feed(&["2|Two|b", "1|One|a"])));
    ask(&library).succeeds().shows(&["1 feed read, 1 new entry\n"]);
    assert!(!library.run(["list", "sources"]).succeeds().out.contains("failing"));
    assert!(!library.run(["doctor"]).out.contains("failing"));
    library.run(["remove", "bo"]).succeeds();
    assert!(!library.text("hallway.toml").contains("/other") && library.path("feeds/bo.atom").exists());
}

#[test]
fn entries_are_added_replaced_and_never_lost() {
    let server = Server::start();
    let library = following(&server, Reply::ok(feed(&["2|Two|b", "1|One|a"])));
    assert_eq!(ids(&library), ["2", "1"]);
    server.serve("/feed", Reply::ok(feed(&["3|Three|c", "2|Two|B"])));
    ask(&library).succeeds().shows(&["1 feed read, 1 new entry, 1 edited\n"]);
    assert_eq!(ids(&library), ["3", "2", "1"]);
    let text = library.text("feeds/ada.atom");
    assert!(text.contains("&lt;p&gt;B&lt;/p&gt;") && !text.contains("&lt;p&gt;b&lt;/p&gt;"), "{text}");
    server.serve("/feed", Reply::ok(feed(&["3|Three|c", "2|Two|B"]).replace("2025-05-04", "2025-05-09")));
    ask(&library).succeeds().shows(&["1 feed read, 0 new entries\n"]);
    assert_eq!(library.text("feeds/ada.atom"), text, "the date of the feed alone is no change");
    server.serve("/feed", Reply::ok(feed(&["3|Three|c", "2|Two|B"]).replace("tag:ada.example,2031:", "urn:new:")));
    ask(&library).succeeds().shows(&["1 feed read, 0 new entries\n"]);
    assert_eq!(ids(&library), ["3", "2", "1"], "posts whose ids changed are the posts that they were");
}

#[test]
fn what_is_no_whole_feed_or_another_one_replaces_nothing_and_is_told() {
    let server = Server::start();
    let whole = feed(&["2|Two|b", "1|One|a"]);
    let library = following(&server, Reply::ok(whole.clone()));
    let before = library.text("feeds/ada.atom");
    #[rustfmt::skip]
    let table = [
        (Reply::ok(&whole[..whole.len() - 9]),                        "cut off"),
        (Reply::ok(&whole[..300]),                                    "cut off"),
        (Reply::ok(whole.clone()).claims(whole.len() + 10),           "came damaged"),
        (Reply::ok(""),                                               "an empty answer"),
        (Reply::ok("<!doctype html><title>Buy this domain</title>"),  "a web page, “Buy this domain”, where a feed should be"),
        (Reply::ok(feed(&[])),                                        "no entries any more; the 2 kept here stay"),
        (Reply::ok(feed_of("parked.example", &["1|Buy|me"])),         "another feed stands there now"),
        (Reply::ok(whole.clone()).header("Content-Encoding", "zpaq"), "an encoding that was not asked for"),
        (Reply::ok(whole.clone()).header("Content-Encoding", "gzip"), "came damaged"),
        (Reply::status(404),                                          "the server answers 404 Not Found"),
        (Reply::status(304),                                          "304"),
        (Reply::status(500),                                          "the server answers 500 Internal Server Error"),
        (Reply::status(302),                                          "a redirect (302) that says not where to"),
        (Reply::status(302).header("Location", "http://127.0.0.2/"),  "refused: 127.0.0.2:80 is a private address"),
        (Reply::status(301).header("Location", "file:///etc/passwd"), "refused: addresses of the scheme file"),
        (Reply::status(301).header("Location", "/feed"),              "more than 10 redirects"),
    ];
    for (reply, told) in table {
        server.serve("/feed", reply);
        // What the server said of freshness before is not what this is about.
        ask(&library).ends_with(2).says(&["hallway: ada (http", told]).shows(&["0 new entries, 1 feed failed\n"]);
        assert_eq!(library.text("feeds/ada.atom"), before, "{told}");
    }
    library.run(["list", "sources"]).succeeds().shows(&["feeds/ada.atom", "failing since", "(16 times): more than 10 redirects"]);
    library.run(["doctor"]).succeeds().shows(&["warning: feeds/ada.atom: http", "failing since"]);
    server.serve("/feed", Reply::ok(whole));
    ask(&library).succeeds();
    assert!(!library.run(["list", "sources"]).succeeds().out.contains("failing"));
}

#[test]
fn nobody_is_asked_more_often_than_they_want() {
    let server = Server::start();
    let asked = |library: &TestLibrary, reply: Reply| {
        server.serve("/feed", reply);
        let before = server.requests().len();
        library.run(["sync"]);
        library.run(["sync"]);
        server.requests().len() - before
    };
    let whole = feed(&["1|One|a"]);
    #[rustfmt::skip]
    let table = [
        ("nothing said",        Reply::ok(whole.clone()),                                             2),
        ("validators",          Reply::ok(whole.clone()).header("ETag", "\"v1\""),                     2),
        ("fresh",               Reply::ok(whole.clone()).header("Cache-Control", "max-age=3600"),      1),
        ("429",                 Reply::status(429).header("Retry-After", "2"),                         1),
        ("503, no date",        Reply::status(503).header("Retry-After", "soon"),                      1),
        ("an error",            Reply::status(500),                                                    1),
        ("gone",                Reply::status(410),                                                    1),
    ];
    for (what, reply, requests) in table {
        let library = following(&server, Reply::ok(whole.clone()));
        assert_eq!(asked(&library, reply), requests, "{what}");
        let before = library.text("feeds/ada.atom");
        std::fs::remove_dir_all(library.path("index")).unwrap();
        library.run(["sync", "--offline"]).succeeds();
        assert_eq!(library.text("feeds/ada.atom"), before, "{what}");
    }
    let library = following(&server, Reply::ok(whole.clone()));
    assert_eq!(asked(&library, Reply::status(429).header("Retry-After", "600")), 1);
    let before = server.requests().len();
    ask(&library).succeeds().shows(&["1 feed not due"]);
    assert_eq!(server.requests().len(), before, "who is named waits for Retry-After, too");
}

#[test]
fn an_unchanged_feed_costs_a_304_and_changes_no_byte() {
    let server = Server::start();
    let library = following(&server, Reply::ok(feed(&["1|One|a"])).header("ETag", "\"v1\""));
    let before = library.text("feeds/ada.atom");
    library.run(["sync"]).succeeds().shows(&["1 feed not modified (304), 0 new entries\n"]);
    let last = server.requests().pop().unwrap();
    assert_eq!(last.headers.get("if-none-match").map(String::as_str), Some("\"v1\""));
    assert_eq!(library.text("feeds/ada.atom"), before);
    std::fs::remove_file(library.path("feeds/ada.atom")).unwrap();
    library.run(["sync"]).succeeds().shows(&["1 feed read, 1 new entry\n"]);
    assert_eq!(library.text("feeds/ada.atom"), before, "a file that was lost comes back");
}

#[test]
fn a_move_on_the_same_host_is_taken_and_one_to_another_host_only_when_it_is_accepted() {
    let (server, other) = (Server::start(), Server::start());
    let library = library_for(&[&server, &other]);
    let whole = Reply::ok(feed(&["1|One|a"]));
    server.serve("/feed", whole.clone());
    library.run(["add", &server.url("/feed"), "--name", "ada"]).succeeds();
    server.serve("/feed", Reply::status(301).header("Location", "/new"));
    server.serve("/new", whole.clone());
    library.run(["sync"]).succeeds().says(&["moved to", "/new; asked there from now on"]);
    server.serve("/feed", Reply::status(410));
    library.run(["sync"]).succeeds();
    assert_eq!(server.requests().pop().unwrap().path, "/new", "the move holds");
    server.serve("/new", Reply::status(404));
    library.run(["sync"]).ends_with(2);
    let log = library.text("feeds/fetched.toml");
    assert!(!log.contains("moved_to"), "a move that fails is taken back: {log}");

    server.serve("/feed", Reply::status(308).header("Location", &other.url("/far")));
    other.serve("/far", whole);
    ask(&library).succeeds().says(&["/far, another host; `hallway sync --accept-move` follows it there"]);
    assert!(library.text("hallway.toml").contains(&server.url("/feed")));
    library.run(["sync", "ada", "--accept-move"]).succeeds().says(&["/far; hallway.toml says so now"]);
    assert!(library.text("hallway.toml").contains(&other.url("/far")), "{}", library.text("hallway.toml"));
}

#[test]
fn private_addresses_are_asked_only_where_hallway_toml_names_them() {
    let server = Server::start();
    server.serve("/feed", Reply::ok(feed(&["1|One|a"])));
    let library = TestLibrary::new();
    let place = server.place();
    let hint = format!("write `allow = [\"{place}\"]`");
    library.run(["add", &server.url("/feed")]).ends_with(2).says(&["is a private address", &hint]);
    let port = place.rsplit(':').next().unwrap();
    for host in ["localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"] {
        library.run(["add", &format!("http://{host}:{port}/feed")]).ends_with(2).says(&["private address"]);
    }
    let list = format!("<opml><body><outline text='x' xmlUrl='{}'/></body></opml>", server.url("/feed"));
    library.write("list.opml", list);
    library.run(["add", "list.opml"]).succeeds().shows(&["1 feed followed from now on"]);
    library.run(["sync"]).ends_with(2).says(&["is a private address"]);
    assert!(server.requests().is_empty(), "a list gives no right");
}

#[test]
fn a_page_leads_to_its_feed_and_several_are_listed() {
    let server = Server::start();
    let library = library_for(&[&server]);
    let link = |href: &str, title: &str| format!("<link rel=alternate type=application/atom+xml href='{href}' title='{title}'>");
    server.serve("/feed", Reply::ok(feed(&["1|One|a"])));
    server.serve("/one", Reply::ok(format!("<!doctype html>{}{}", link("/feed", "Log"), link("/c", "Comments on Log"))));
    server.serve("/two", Reply::ok(format!("<!doctype html>{}{}", link("/feed", "Log"), link("/photos", "Photos"))));
    server.serve("/none", Reply::ok("<!doctype html><p>Hello"));
    server.serve("/empty", Reply::ok(" "));
    server.serve("/away", Reply::status(302).header("Location", "http://127.0.0.2/"));
    library.run(["add", &server.url("/two")]).ends_with(2).says(&["offers several feeds", "/feed  Log", "/photos  Photos"]);
    library.run(["add", &server.url("/none")]).ends_with(2).says(&["no feed, and it offers none", "hint: save a page"]);
    library.run(["add", &server.url("/empty")]).ends_with(2).says(&["/empty: an empty answer"]);
    let away = library.run(["add", &server.url("/away")]).ends_with(2).says(&["refused: 127.0.0.2:80 is a private address"]);
    assert!(!away.err.contains("hint"), "nobody meant that address: {}", away.err);
    assert!(!library.path("feeds/fetched.toml").exists());
    library.run(["add", &server.url("/one")]).succeeds().shows(&["followed as log-of-ada-example from now on, 1 entry"]);
    library.run(["add", &server.url("/feed")]).succeeds().shows(&["followed already, as log-of-ada-example"]);
    library.run(["remove", "log-of-ada-example"]).succeeds().shows(&["followed no longer; feeds/log-of-ada-example.atom stays"]);
    library.run(["sync"]).succeeds();
    assert_eq!(library.run(["list", "sources"]).ends_with(1).out, "");
    library.run(["add", &server.url("/feed")]).succeeds();
    library.run(["list", "entries"]).succeeds().shows(&["One"]);
}

#[test]
fn an_archive_is_read_where_history_is_wanted() {
    let server = Server::start();
    let library = library_for(&[&server]);
    let page = |entries: &[&str], older: &str| feed(entries).replace("<author>", &format!("{older}<author>"));
    let older = |path: &str| format!("<link rel='prev-archive' href='{}'/>", server.url(path));
    server.serve("/feed", Reply::ok(page(&["5|Five|e", "4|Four|d"], &older("/a2"))));
    server.serve("/a2", Reply::ok(page(&["4|Four|old", "3|Three|c"], &older("/a1"))));
    server.serve("/a1", Reply::ok(page(&["2|Two|b", "1|One|a"], &older("/a2"))));
    library.run(["add", &server.url("/feed"), "--name", "short"]).succeeds().shows(&["2 entries"]);
    assert_eq!(server.requests().len(), 1, "nothing is fetched unasked");
    library.run(["remove", "short"]).succeeds();
    let again = library_for(&[&server]);
    again.run(["add", &server.url("/feed"), "--name", "ada", "--history"]).succeeds().shows(&["5 entries"]);
    assert_eq!(ids(&again), ["5", "4", "3", "2", "1"]);
}

#[test]
fn lists_are_read_and_written_without_loss() {
    let library = TestLibrary::new();
    let list = "<opml version='2.0'><body><outline text='Bo' xmlUrl='https://bo.example/rss'/><outline text='Rust'>\
                <outline text='Log &amp; more' xmlUrl='https://ada.example/feed'/></outline></body></opml>";
    library.write("list.opml", list);
    library.run(["add", "list.opml"]).succeeds().shows(&["2 feeds followed from now on"]);
    library.run(["add", "list.opml"]).succeeds().shows(&["0 feeds followed from now on, 2 followed before"]);
    let first = library.run(["export", "--format", "opml"]).succeeds().out;
    let other = TestLibrary::new();
    other.write("list.opml", &first);
    other.run(["add", "list.opml"]).succeeds();
    assert_eq!(other.run(["export", "--format", "opml"]).succeeds().out, first);
    assert_eq!(other.text("hallway.toml"), library.text("hallway.toml"));
    let rows = library.run(["list", "sources"]).succeeds();
    rows.shows(&["feeds/log-more.atom", "https://ada.example/feed, not asked yet"]);
}

#[test]
fn one_bad_feed_delays_no_other_and_a_host_is_asked_one_thing_at_a_time() {
    let delay = Duration::from_millis(600);
    let servers: Vec<Server> = (0..4).map(|_| Server::start()).collect();
    let library = library_for(&servers.iter().collect::<Vec<_>>());
    let mut settings = library.text("hallway.toml");
    for (number, server) in servers.iter().enumerate() {
        for path in ["a", "b", "c"] {
            let host = format!("{path}{number}.example");
            server.serve(&format!("/{path}"), Reply::ok(feed_of(&host, &["1|One|a"])).after(delay));
            settings.push_str(&format!("[[feed]]\nname = \"{path}{number}\"\nurl = \"{}\"\n", server.url(&format!("/{path}"))));
        }
    }
    servers[0].serve("/a", Reply::status(500));
    library.write("hallway.toml", settings);
    library.run(["sync"]).ends_with(3).shows(&["11 feeds read, 11 new entries, 1 of 12 feeds failed\n"]);
    let first: Vec<Instant> = servers.iter().map(|server| server.requests()[0].at).collect();
    let apart = first.iter().max().unwrap().duration_since(*first.iter().min().unwrap());
    assert!(apart < delay, "all hosts are asked before any answers: {apart:?}");
    for server in &servers {
        assert_eq!((server.most_at_once(), server.requests().len()), (1, 3));
    }
    library.run(["list", "entries"]).succeeds();
}

#[test]
fn a_feed_is_renamed_with_all_that_is_known_of_it() {
    let server = Server::start();
    let library = following(&server, Reply::ok(feed(&["1|One|a"])).header("ETag", "\"v1\""));
    let before = library.text("feeds/ada.atom");
    library.run(["add", &server.url("/feed"), "--name", "Ada’s log"]).succeeds().shows(&["followed already, as adas-log"]);
    assert_eq!(library.text("feeds/adas-log.atom"), before);
    assert!(!library.path("feeds/ada.atom").exists());
    library.run(["sync"]).succeeds().shows(&["1 feed not modified (304), 0 new entries\n"]);
    let log = library.text("feeds/fetched.toml");
    assert!(log.contains("[adas-log]") && !log.contains("[ada]"), "{log}");
}

#[test]
fn what_was_damaged_in_a_feed_is_told_when_it_comes() {
    let server = Server::start();
    let library = following(&server, Reply::ok(feed(&["1|One|a"])));
    server.serve("/feed", Reply::ok(feed(&["2|Fish & chips|b", "1|One|a"])));
    ask(&library).succeeds().says(&["warning: http", "/feed:3: a bare & was read as an ampersand"]);
    assert!(library.text("feeds/ada.atom").contains("<title>Fish &amp; chips</title>"));
}

#[test]
fn only_posts_that_matter_are_published_searched_and_listed() {
    let server = Server::start();
    let report = "3|Ferrocon 2031|x&lt;/p&gt;&lt;h2&gt;Lists Without Locks — Bo Lind&lt;/h2&gt;&lt;p&gt;Park when idle.";
    let library = following(&server, Reply::ok(feed(&[report, "2|Soup|Carrots and leek", "1|Bread|Rye"])));
    library.write("notes/kitchen.md", "# Kitchen diary\n\nRye and leek, every day.\n");
    let settings = library.text("hallway.toml");
    #[rustfmt::skip]
    let table: [(&str, &str, &[&str], &[&str]); 4] = [
        // only, the combined feed, what a search for it finds and what not
        ("all",     "feeds/combined.atom 3 entries", &["idle", "carrots", "rye"], &[]),
        ("talks",   "feeds/combined.atom 1 entry",   &["idle", "locks", "rye"],   &["carrots"]),
        ("carrots", "feeds/combined.atom 1 entry",   &["soup", "carrots", "rye"], &["idle", "bread"]),
        ("xyzzy",   "feeds/combined.atom",           &["rye"],                    &["idle", "carrots", "bread"]),
    ];
    for (only, shown, found, left_out) in table {
        library.write("hallway.toml", format!("{settings}only = \"{only}\"\n"));
        let run = library.run(["sync", "--offline"]).succeeds();
        assert!(run.out.trim_end().ends_with(shown), "{only}: {}", run.out);
        for word in found {
            library.run(["search", word]).succeeds();
        }
        for word in left_out {
            library.run(["search", word]).ends_with(1).says(&["nothing found", "`--all` searches them too"]);
            library.run(["search", word, "--all"]).succeeds().shows(&["feeds/ada.atom:"]);
        }
        let lines = |arguments: &[&str]| library.run(arguments.iter().copied()).out.lines().count();
        let entries = shown.split(' ').nth(1).map_or(0, |number| number.parse().unwrap());
        assert_eq!((lines(&["list", "entries"]), lines(&["list", "entries", "--all"])), (entries, 3), "{only}");
        let talks = usize::from(matches!(only, "all" | "talks"));
        for command in [&["list", "talks"][..], &["list", "talks", "locks"], &["list", "events"], &["export", "--format", "csv"]]
        {
            let header = usize::from(command[0] == "export");
            assert_eq!(lines(command), talks + header, "{only}: {command:?}");
            assert_eq!(lines(&[command, &["--all"]].concat()), 1 + header, "{only}: {command:?} --all");
        }
        library.run(["show", "lists without"]).ends_with(1 - i32::try_from(talks).unwrap());
        library.run(["show", "lists without", "--all"]).succeeds();
        let in_notes = library.run(["search", "rye"]).succeeds().shows(&["notes/kitchen.md:3"]);
        assert_eq!(in_notes.out.contains("feeds/ada.atom"), only == "all", "{only}: {}", in_notes.out);
    }
}

#[test]
fn no_name_in_hallway_toml_leads_out_of_feeds() {
    let server = Server::start();
    server.serve("/feed", Reply::ok(feed(&["1|One|a"])));
    let library = library_for(&[&server]);
    let settings = library.text("hallway.toml");
    for name in ["../evil", "/tmp/evil", ".hidden", "combined", "a/b", ""] {
        library.write("hallway.toml", format!("{settings}[[feed]]\nname = {name:?}\nurl = {:?}\n", server.url("/feed")));
        library.run(["sync"]).ends_with(2).says(&["cannot be the name of a file"]);
    }
    assert!(server.requests().is_empty() && !library.path("evil.atom").exists());
}

#[test]
fn a_report_without_a_date_keeps_the_day_on_which_it_was_first_published() {
    let library = TestLibrary::new();
    library.write("notes/ferrocon.md", "# Ferrocon 2031\n\n## Lists Without Locks — Bo Lind\n\nPark when idle, she said.\n");
    library.run(["sync"]).succeeds().says(&["states no author and no date: ", "dated when it was added"]);
    let first = library.text("feeds/combined.atom");
    let seen = library.text("feeds/seen.toml");
    let (_, day) = seen.split_once("\"notes/ferrocon.md\" = \"").unwrap();
    assert!(first.contains(&format!("<updated>{}T00:00:00", &day[..10])), "{first}");
    // Another day, and the index is lost.
    library.write("feeds/seen.toml", seen.replace(&day[..10], "2031-05-04"));
    std::fs::remove_dir_all(library.path("index")).unwrap();
    library.run(["sync"]).succeeds();
    assert!(library.text("feeds/combined.atom").contains("<updated>2031-05-04T00:00:00"));
    library.run(["sync", "--rebuild"]).succeeds().shows(&["feeds/combined.atom 1 entry (0 posts, 1 report): unchanged"]);
}

#[test]
fn a_new_report_without_a_date_finds_its_place_in_a_feed_that_is_full() {
    let library = TestLibrary::new();
    library.write("hallway.toml", "[publish]\nentries = 1\n");
    let report = |day: &str, talk: &str| format!("{day}# Ferrocon 2001\n\n## {talk} — Bo Lind\n\nPark when idle, she said.\n");
    for (name, day) in [("a", "2001-05-04"), ("b", "2001-05-05"), ("c", "2001-05-06")] {
        library.write(&format!("notes/{name}.md"), report(&format!("---\ndate: {day}\n---\n\n"), "Slow Queries"));
        library.run(["sync"]).succeeds();
    }
    library.write("notes/d.md", report("", "Lists Without Locks"));
    library.run(["sync"]).succeeds();
    assert!(library.text("feeds/combined.atom").contains("Lists Without Locks"));
    library.run(["publish"]).succeeds().shows(&["feeds/combined.atom 1 entry (0 posts, 1 report): unchanged"]);
}

/// What a sync makes of the feed that it finds is what would be published anew.
#[test]
fn after_every_sync_the_combined_feed_is_the_one_that_would_be_published() {
    let report = |date: &str, head: &str, note: &str| {
        format!("---\nauthor: Ada Njoku\n{date}{head}---\n\n# Ferrocon 2001\n\n## Steam — Ida Holm\n\n- {note}\n")
    };
    let dated = |day: u32| format!("date: 2001-05-0{day}\n");
    for settings in ["title = \"Fog\"\n", "title = \"Fog\"\n[publish]\nentries = 3\n"] {
        let library = TestLibrary::new();
        library.write("hallway.toml", settings);
        for name in ["a", "b", "c", "d", "e"] {
            library.write(&format!("notes/{name}.md"), report("", "", "hot"));
        }
        library.write("notes/old.md", report(&dated(1), "", "old"));
        library.run(["sync"]).succeeds();
        #[rustfmt::skip]
        let saves = [
            ("notes/c.md",   Some(report("", "", "hotter")),               true),
            ("notes/a.md",   Some(report("", "", "the first by name")),    settings.lines().count() == 1),
            ("notes/old.md", Some(report(&dated(2), "", "still old")),     settings.lines().count() == 1),
            ("notes/f.md",   Some(report("", "", "new")),                  true),
            ("notes/e.md",   Some(report("", "draft: true\n", "hotter")),  true),
            ("notes/g.md",   Some(report("", "url: https://ada.example/g\n", "posted")), true),
            ("notes/g.md",   Some(report("", "url: https://ada.example/g\n", "edited")), true),
            ("notes/f.md",   None,                                         true),
        ];
        for (path, text, is_written) in saves {
            let before = library.text("feeds/combined.atom");
            match text {
                Some(text) => library.write(path, text),
                None => std::fs::remove_file(library.path(path)).unwrap(),
            }
            library.run(["sync"]).succeeds();
            let after = library.text("feeds/combined.atom");
            assert_eq!(before != after, is_written, "{settings:?} {path}");
            library.run(["publish", "-q"]).succeeds();
            assert_eq!(after, library.text("feeds/combined.atom"), "{settings:?} {path}");
        }
        // A day that was corrected by hand counts at once.
        let seen = library.text("feeds/seen.toml");
        let corrected = seen.replace("\"notes/d.md\" = \"2", "\"notes/d.md\" = \"1");
        assert_ne!(seen, corrected);
        library.write("feeds/seen.toml", corrected);
        library.run(["sync"]).succeeds();
        let after = library.text("feeds/combined.atom");
        library.run(["publish", "-q"]).succeeds();
        assert_eq!(after, library.text("feeds/combined.atom"));
    }
}
