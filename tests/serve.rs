//! `hallway serve`: a page to search and the feeds that `publish` would write, for this machine and its person.
#![cfg(unix)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use support::{TestLibrary, private};

/// A server under way. It ends with the test, and after a while also where the test hangs.
struct Serving {
    child: Child,
    address: String,
}

/// What was answered.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Serving {
    fn start(library: &TestLibrary, arguments: &[&str]) -> Serving {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hallway"));
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments).current_dir(library.path("")).env_clear();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap()).lines();
        let pid = child.id().to_string();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs(90));
            let _ = Command::new("kill").args(["-KILL", &pid]).status();
        });
        let mut line = String::new();
        let mut told = BufReader::new(child.stdout.take().unwrap());
        told.read_line(&mut line).unwrap();
        if line.is_empty() {
            panic!("{:?}", said.map(Result::unwrap).collect::<Vec<_>>());
        }
        std::thread::spawn(move || said.for_each(drop));
        std::thread::spawn(move || told.lines().for_each(drop));
        let address = line.trim().to_owned();
        assert!(address.starts_with("http://127.0.0.1:") && address.ends_with('/'), "{address}");
        Serving { child, address }
    }

    fn place(&self) -> &str {
        self.address.trim_start_matches("http://").trim_end_matches('/')
    }

    /// What is answered to a request as it stands.
    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.place()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{request:?}: {text:?}"));
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap().parse().unwrap();
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Answer { status, headers: lines.filter_map(header).collect(), body: body.to_owned() }
    }

    fn get_with(&self, path: &str, headers: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.place()))
    }

    fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    /// The page that searches for `query`.
    fn search(&self, query: &str) -> String {
        let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let answer = self.get(&format!("/?q={query}"));
        assert_eq!(answer.status, 200);
        answer.body
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

const REPORT: &str = "---\ntitle: Ferrocon 2031\nauthor: Ada Njoku\ndate: 2031-05-12\n---\n\n# Ferrocon 2031\n\n## Lists & Locks — Bo Lind\n\n\
    - park when the `<reactor>` is idle\n\n![a heron](https://x.example/h.png)\n\n## Steam — Ida Holm\n\n- hot\n\n## Takeaways\n\n- Write the executor first\n";

/// The addresses that a page leads to on its own server.
fn links(page: &str) -> BTreeSet<String> {
    let targets = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let own = targets.filter(|target| !target.contains("://") && !target.starts_with("data:") && !target.starts_with("mailto:"));
    own.map(|target| format!("/{}", target.replace("&amp;", "&").trim_start_matches('/'))).collect()
}

#[test]
fn a_person_searches_and_comes_to_the_talk() {
    let library = TestLibrary::with_notes(&[("ferrocon.md", REPORT)]);
    let serving = Serving::start(&library, &[]);
    let start = serving.get("/");
    assert!(start.body.contains("<form action=\"/\" method=\"get\" role=\"search\">") && start.body.contains(" autofocus>"));
    let page = serving.search("reactor");
    let place = "/notes/ferrocon%2Emd#ferrocon%2D2031%2Flists%2Dlocks";
    for part in [
        &*format!("<h3><a href=\"{place}\">Lists &amp; Locks</a></h3>"),
        "<p class=\"about\">Ferrocon 2031 · Bo Lind</p>",
        "<p>park when the &lt;<mark>reactor</mark>&gt; is idle</p>",
        "note · Ada Njoku · <a href=",
        "value=\"reactor\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let document = serving.get(place.split('#').next().unwrap()).body;
    for part in [
        "<h2 id=\"ferrocon-2031/lists-locks\">Lists &amp; Locks — Bo Lind</h2>",
        "<a href=\"https://x.example/h.png\">a heron</a>",
        "<h2 id=\"takeaways\">Takeaways</h2>\n<ul>\n<li>Write the executor first</li>",
    ] {
        assert!(document.contains(part), "{part}\n{document}");
    }
    assert!(!document.contains("<img") && !document.contains("<reactor"), "{document}");
    let odd = serving.search("\"><script>alert(1)</script>");
    assert!(odd.contains("Nothing found") && !odd.contains("<script>"), "{odd}");
    assert!(serving.search("reactr").contains("Did you mean <a href=\"/?q=reactor\">reactor</a>?"));
    assert!(serving.search("steam").contains("<a href=\"/notes/ferrocon%2Emd#ferrocon%2D2031%2Fsteam\">"));
    for page in ["/notes/none.md", "/nothing", "/notes/../hallway.toml", "/hallway.toml", "/notes/%2e%2e/hallway.toml"] {
        assert_eq!(serving.get(page).status, 404, "{page}");
    }
}

#[test]
fn everything_is_what_publish_writes_and_follows_what_is_saved() {
    let library = TestLibrary::of_the_repository();
    let serving = Serving::start(&library, &[]);
    let compare = || {
        library.run(["publish", "-q", "site", "--prune", "--base-url", &serving.address]).succeeds();
        let files = library.texts_below("site");
        let root = library.path("site");
        let mut number = 0;
        for (path, text) in files.iter().filter(|(path, _)| !path.ends_with(".hallway-published")) {
            let path = path.strip_prefix(root.to_str().unwrap()).unwrap();
            let answer = serving.get(path);
            assert_eq!((answer.status, answer.body == *text), (200, true), "{path}");
            number += 1;
        }
        number
    };
    let combined = serving.get("/atom.xml").body;
    assert!(compare() > 20);
    assert_eq!(combined, library.text("site/atom.xml"), "made by itself");
    library.write("notes/gullcon.md", REPORT.replace("Ferrocon", "Gullcon"));
    let began = Instant::now();
    while !serving.search("event:gullcon executor").contains("<mark>executor</mark>") {
        assert!(began.elapsed() < Duration::from_secs(30), "what is saved is found");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(serving.get("/atom.xml").body.contains("Gullcon 2031"));
    compare();
}

#[test]
fn only_who_may_ask_is_answered_and_nothing_runs() {
    let library = TestLibrary::with_notes(&[("ferrocon.md", REPORT)]);
    let serving = Serving::start(&library, &[]);
    let place = serving.place().to_owned();
    let port = place.rsplit_once(':').unwrap().1.to_owned();
    #[rustfmt::skip]
    let table = [
        (format!("GET / HTTP/1.1\r\nHost: {place}\r\n"),                            200),
        (format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n"),                   200),
        (format!("HEAD / HTTP/1.1\r\nHost: {place}\r\n"),                           200),
        (format!("POST / HTTP/1.1\r\nHost: {place}\r\nContent-Length: 0\r\n"),      405),
        (format!("DELETE /atom.xml HTTP/1.1\r\nHost: {place}\r\n"),                 405),
        (format!("OPTIONS * HTTP/1.1\r\nHost: {place}\r\n"),                        405),
        (format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n"),                421),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n".to_owned(),                     421),
        ("GET / HTTP/1.1\r\n".to_owned(),                                           421),
        (format!("GET / HTTP/1.1\r\nHost: {place}\r\nHost: evil.example\r\n"),      421),
        (format!("GET http://evil.example/ HTTP/1.1\r\nHost: {place}\r\n"),         421),
        (format!("GET /?q={} HTTP/1.1\r\nHost: {place}\r\n", "(".repeat(9_000)),    200),
        (format!("GET /{} HTTP/1.1\r\nHost: {place}\r\n", "x".repeat(90_000)),      431),
        ("nonsense\r\n".to_owned(),                                                 400),
    ];
    for (head, status) in table {
        let answer = serving.ask(&format!("{head}Connection: close\r\n\r\n"));
        assert_eq!(answer.status, status, "{}", &head[..head.len().min(80)]);
        // What is no HTTP is answered before anything of ours is asked.
        if !matches!(status, 400 | 431) {
            let policy = &answer.headers["content-security-policy"];
            assert!(policy.starts_with("default-src 'none'; img-src https:; style-src 'self'; form-action 'self'"), "{policy}");
            assert_eq!(answer.headers["x-content-type-options"], "nosniff");
            assert_eq!(answer.headers["referrer-policy"], "no-referrer");
        }
        if head.starts_with("HEAD") {
            assert!(answer.body.is_empty() && answer.headers["content-length"].parse::<usize>().unwrap() > 0);
        }
    }
    let feed = serving.get("/atom.xml");
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    let tag = &feed.headers["etag"];
    let again = serving.get_with("/atom.xml", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((again.status, &*again.body, &again.headers["etag"]), (304, "", tag));
    library.write("notes/ferrocon.md", REPORT.replace("- hot", "- hotter"));
    let began = Instant::now();
    while serving.get_with("/atom.xml", &format!("If-None-Match: {tag}\r\n")).status == 304 {
        assert!(began.elapsed() < Duration::from_secs(30), "what is saved changes the feed");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn nothing_private_is_shown_to_whoever_asks() {
    let library = private::library();
    let serving = Serving::start(&library, &[]);
    let is_query = |word: &str| word.contains("canary OR open") || !word.contains("CANARY");
    let mut waiting: BTreeSet<String> =
        BTreeSet::from(["/".into(), "/index.html".into(), "/feeds.opml".into(), "/feed.json".into()]);
    // Pages that nothing leads to are asked for by name.
    let notes = library.texts_below("notes").into_iter().map(|(path, _)| path.rsplit_once("/notes/").unwrap().1.to_owned());
    waiting.extend(notes.map(|name| format!("/notes/{name}")));
    let words: Vec<String> = private::CANARIES.iter().flat_map(|word| word.split('-')).map(str::to_owned).collect();
    let searches = [
        "canary",
        "open",
        "canary OR open",
        "kind:note",
        "kind:takeaway",
        "kind:talk",
        "kind:abstract",
        "kind:entry",
        "event:ferrocon",
    ];
    for query in searches.map(str::to_owned).into_iter().chain(words) {
        waiting.insert(format!("/?q={}", query.replace(' ', "+")));
    }
    let mut seen = BTreeSet::new();
    let mut open_words = 0;
    while let Some(path) = waiting.pop_first() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let answer = serving.get(path.split('#').next().unwrap());
        assert!(matches!(answer.status, 200 | 404), "{path}: {}", answer.status);
        assert!(answer.body.lines().all(is_query), "{path}\n{}", answer.body);
        open_words += usize::from(answer.body.contains("open words"));
        waiting.extend(links(&answer.body));
    }
    assert!(seen.len() > 40 && open_words >= 5, "{} pages, {open_words} with what is open", seen.len());
    for held_back in ["draft", "private", "unpublished", "held", "ferrocon-2031"] {
        assert_eq!(serving.get(&format!("/notes/{held_back}.md")).status, 404, "{held_back}");
    }
    // A word that only private text has is not proposed either.
    for query in ["canari", "canarry kind:note"] {
        let page = serving.search(query);
        assert!(page.contains("Nothing found") && !page.to_lowercase().contains("canary"), "{page}");
    }
    // What becomes private is gone at once.
    library.write("notes/open.md", library.text("notes/open.md").replace("date: 2031-05-13", "draft: true"));
    let began = Instant::now();
    while serving.search("open words").contains("open words</mark>") || serving.get("/notes/open.md").status != 404 {
        assert!(began.elapsed() < Duration::from_secs(30), "a draft is not shown");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_part_of_the_library_is_served_alone() {
    let library = TestLibrary::with_notes(&[("ferrocon.md", REPORT), ("gullcon.md", &REPORT.replace("Ferrocon", "Gullcon"))]);
    let serving = Serving::start(&library, &["--only", "event:gullcon"]);
    let page = serving.search("executor");
    assert!(page.contains("gullcon.md:") && !page.contains("ferrocon.md"), "{page}");
    assert!(!serving.get("/atom.xml").body.contains("Ferrocon"));
    assert_eq!((serving.get("/notes/ferrocon.md").status, serving.get("/notes/gullcon.md").status), (404, 200));
}

#[test]
fn it_serves_while_another_hallway_syncs_and_where_nothing_may_be_written() {
    let library = TestLibrary::with_notes(&[("ferrocon.md", REPORT)]);
    library.run(["sync", "-q", "--offline"]).succeeds();
    let serving = Serving::start(&library, &[]);
    for run in 0..3 {
        library.write("notes/gullcon.md", REPORT.replace("executor", &format!("scheduler{run}")));
        let mut sync = Command::new(env!("CARGO_BIN_EXE_hallway"));
        let mut sync = sync.args(["sync", "-q", "--offline", "--rebuild"]).current_dir(library.path("")).spawn().unwrap();
        while sync.try_wait().unwrap().is_none() {
            assert!(serving.search("executor").contains("<mark>executor</mark>"));
            assert_eq!(serving.get("/atom.xml").status, 200);
        }
        assert!(serving.search(&format!("scheduler{run}")).contains("<mark>"));
    }
    drop(serving);
    // A folder where the lock should be: no index can be written, as on a disk that is only to be read.
    std::fs::remove_file(library.path("index/.lock")).unwrap();
    std::fs::create_dir(library.path("index/.lock")).unwrap();
    library.write("notes/hailcon.md", REPORT.replace("executor", "hailstone"));
    let serving = Serving::start(&library, &[]);
    assert!(serving.search("executor").contains("<mark>executor</mark>"));
    assert!(serving.search("hailstone").contains("Nothing found"));
    assert_eq!(serving.get("/atom.xml").status, 200);
}

#[test]
fn a_place_that_is_taken_or_none_is_told() {
    let library = TestLibrary::with_notes(&[("ferrocon.md", REPORT)]);
    let serving = Serving::start(&library, &[]);
    let taken = library.run(["serve", "--listen", serving.place()]).ends_with(2);
    taken.says(&["another program listens there", "takes a port that is free"]);
    library.run(["serve", "--listen", "nowhere"]).ends_with(2).says(&["--listen: nowhere: no address and port"]);
}
