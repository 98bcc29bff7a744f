//! A web server on loopback that answers what a test says, and remembers what it was asked.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What a request gets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Duration,
    length: Option<usize>,
}

impl Reply {
    /// 200 with this body.
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Reply { status: 200, body: body.into(), ..Reply::default() }
    }

    /// A status without a body.
    pub(crate) fn status(status: u16) -> Self {
        Reply { status, ..Reply::default() }
    }

    /// With a header more. `ETag` and `Last-Modified` make the server answer 304 when they are sent back.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// After a while.
    pub(crate) fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Claiming a length that the body does not have.
    pub(crate) fn claims(mut self, length: usize) -> Self {
        self.length = Some(length);
        self
    }

    fn is_known_to(&self, headers: &HashMap<String, String>) -> bool {
        let header = |name: &str| self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        let same = |sent: &str, own: &str| headers.get(sent).is_some_and(|sent| Some(sent) == header(own));
        same("if-none-match", "etag") || same("if-modified-since", "last-modified")
    }
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// Path and query.
    pub(crate) path: String,
    /// When.
    pub(crate) at: Instant,
    /// Names in lower case.
    pub(crate) headers: HashMap<String, String>,
}

/// The server; it ends with the test's process.
pub(crate) struct Server {
    port: u16,
    replies: Arc<Mutex<HashMap<String, Reply>>>,
    requests: Arc<Mutex<Vec<Request>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server {
            port: listener.local_addr().unwrap().port(),
            replies: Arc::default(),
            requests: Arc::default(),
            most_at_once: Arc::default(),
        };
        let (replies, requests) = (Arc::clone(&server.replies), Arc::clone(&server.requests));
        let (most, open) = (Arc::clone(&server.most_at_once), Arc::new(AtomicUsize::new(0)));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (replies, requests) = (Arc::clone(&replies), Arc::clone(&requests));
                let (most, open) = (Arc::clone(&most), Arc::clone(&open));
                std::thread::spawn(move || {
                    most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    // When the client has its answer it may ask again at once, before this thread goes on.
                    answer(&stream, &replies, &requests, &|| {
                        open.fetch_sub(1, Ordering::SeqCst);
                    });
                });
            }
        });
        server
    }

    /// `127.0.0.1:PORT`.
    pub(crate) fn place(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The address of `path`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// From now on `path` gets `reply`; everything else 404.
    pub(crate) fn serve(&self, path: &str, reply: Reply) {
        self.replies.lock().unwrap().insert(path.to_owned(), reply);
    }

    /// Everything that was asked so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The most requests that were under way at a time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.most_at_once.load(Ordering::SeqCst)
    }
}

fn answer(mut stream: &TcpStream, replies: &Mutex<HashMap<String, Reply>>, requests: &Mutex<Vec<Request>>, answered: &dyn Fn()) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let headers: HashMap<String, String> = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())))
        .collect();
    let reply = replies.lock().unwrap().get(&path).cloned().unwrap_or_else(|| Reply::status(404));
    requests.lock().unwrap().push(Request { path, at: Instant::now(), headers: headers.clone() });
    std::thread::sleep(reply.delay);
    answered();
    let (status, body): (u16, &[u8]) = if reply.is_known_to(&headers) { (304, &[]) } else { (reply.status, &reply.body) };
    let mut head = format!("HTTP/1.1 {status} Word\r\nConnection: close\r\n");
    if status != 304 {
        head.push_str(&format!("Content-Length: {}\r\n", reply.length.unwrap_or(body.len())));
    }
    reply.headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
    // A client that left has its reasons.
    let _ = stream.write_all(format!("{head}\r\n").as_bytes()).and_then(|()| stream.write_all(body));
    let _ = stream.shutdown(std::net::Shutdown::Write);
}
