//! Requests in, answers out: who may ask, how, and with which headers.
//!
//! HTTP itself is hyper's. Only `GET` and `HEAD` are answered, so nothing changes by a request; every answer forbids
//! scripts, frames and whatever else its page did not bring along.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;

use super::address::Names;
use super::pages;
use super::shelf::Shelves;

/// So many connections are held at once; others wait.
const CONNECTIONS: usize = 64;
/// So long a peer may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(15);
/// The most bytes of a request's head.
const HEAD_BYTES: usize = 16 << 10;

/// What every answer says to browsers.
const HEADERS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; img-src https:; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    // Asked again each time; what is the same is not sent again.
    ("cache-control", "no-cache"),
];

/// A page or file, as it is found for a request.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) media_type: &'static str,
    pub(super) body: Bytes,
}

impl Answer {
    pub(super) fn html(page: String) -> Answer {
        Answer { status: StatusCode::OK, media_type: "text/html; charset=utf-8", body: page.into() }
    }

    /// A page that says what is wrong.
    pub(super) fn fault(status: StatusCode, words: &str) -> Answer {
        Answer { status, ..Answer::html(pages::fault(words)) }
    }
}

/// Everything that requests are answered from.
struct Server {
    names: Names,
    shelves: Shelves,
}

/// Answers what is asked at `listener`, on threads of its own, for as long as the program runs.
pub(super) fn serve(listener: TcpListener, names: Names, shelves: Shelves) -> Result<()> {
    listener.set_nonblocking(true).context("listening")?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(CONNECTIONS).enable_all().build();
    let runtime = runtime.context("listening")?;
    let listener = {
        let _entered = runtime.enter();
        tokio::net::TcpListener::from_std(listener).context("listening")?
    };
    let server = Arc::new(Server { names, shelves });
    std::thread::spawn(move || runtime.block_on(accept(listener, server)));
    Ok(())
}

async fn accept(listener: tokio::net::TcpListener, server: Arc<Server>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, or a peer that has gone: others may still come.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let server = Arc::clone(&server);
        tokio::spawn(async move {
            let service = service_fn(move |request| respond(Arc::clone(&server), request));
            let connection = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(HEAD_BYTES)
                .serve_connection(TokioIo::new(stream), service);
            // What a peer does wrong is its own affair.
            let _ = connection.await;
            drop(place);
        });
    }
}

async fn respond(server: Arc<Server>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, _) = request.into_parts();
    let is_head = head.method == Method::HEAD;
    let known = head.headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).map(str::to_owned);
    let found = tokio::task::spawn_blocking(move || server.answer(&head)).await;
    let failed = |_| Answer::fault(StatusCode::INTERNAL_SERVER_ERROR, "hallway failed on this; please report it");
    Ok(response(found.unwrap_or_else(failed), known.as_deref(), is_head))
}

impl Server {
    fn answer(&self, head: &http::request::Parts) -> Answer {
        if !matches!(head.method, Method::GET | Method::HEAD) {
            return Answer::fault(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here");
        }
        if !self.is_asked(&head.headers, head.uri.authority().map(http::uri::Authority::as_str)) {
            return Answer::fault(StatusCode::MISDIRECTED_REQUEST, "This server has another name");
        }
        let path = percent_encoding::percent_decode_str(head.uri.path()).decode_utf8_lossy().into_owned();
        let shelf = match self.shelves.now() {
            Ok(shelf) => shelf,
            Err(error) => return Answer::fault(StatusCode::SERVICE_UNAVAILABLE, &format!("{error:#}")),
        };
        let answer = match path.as_str() {
            "/" => pages::search(&shelf, head.uri.query().unwrap_or_default()).map(Some),
            "/style.css" => Ok(Some(pages::style())),
            path if path.starts_with("/notes/") => pages::document(&shelf, &path[1..]),
            path => shelf.file(path.trim_start_matches('/')),
        };
        match answer {
            Ok(Some(answer)) => answer,
            Ok(None) => Answer::fault(StatusCode::NOT_FOUND, "Nothing is here, or nothing that is published"),
            Err(error) => Answer::fault(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error:#}")),
        }
    }

    /// Whether the request is for this server, by every name that it gives.
    fn is_asked(&self, headers: &HeaderMap, authority: Option<&str>) -> bool {
        let hosts: Vec<Option<&str>> = headers.get_all(header::HOST).iter().map(|host| host.to_str().ok()).collect();
        let is_here = |host: &Option<&str>| host.is_some_and(|host| self.names.holds(host));
        hosts.len() == 1 && hosts.iter().all(is_here) && authority.is_none_or(|authority| self.names.holds(authority))
    }
}

/// The answer with its headers; without its body where the asker has that already, or did not ask for it.
fn response(answer: Answer, known: Option<&str>, is_head: bool) -> Response<Full<Bytes>> {
    let tag = format!("\"{}\"", hallway::id::hash(&answer.body));
    let is_known = answer.status == StatusCode::OK && known.is_some_and(|known| names_tag(known, &tag));
    let mut response = Response::builder().status(if is_known { StatusCode::NOT_MODIFIED } else { answer.status });
    for (name, value) in HEADERS {
        response = response.header(name, value);
    }
    if answer.status == StatusCode::OK {
        response = response.header(header::ETAG, tag);
    }
    if answer.status == StatusCode::METHOD_NOT_ALLOWED {
        response = response.header(header::ALLOW, "GET, HEAD");
    }
    if !is_known {
        response = response.header(header::CONTENT_TYPE, answer.media_type).header(header::CONTENT_LENGTH, answer.body.len());
    }
    let body = if is_known || is_head { Bytes::new() } else { answer.body };
    response.body(Full::new(body)).unwrap_or_default()
}

/// Whether an `If-None-Match` header names `tag` (RFC 9110 §13.1.2).
fn names_tag(known: &str, tag: &str) -> bool {
    known.trim() == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_sent_again() {
        #[rustfmt::skip]
        let table = [
            ("\"a\"",          true),
            ("W/\"a\"",        true),
            ("\"b\", \"a\"",   true),
            ("*",              true),
            ("\"b\"",          false),
            ("a",              false),
            ("",               false),
        ];
        for (known, expected) in table {
            assert_eq!(names_tag(known, "\"a\""), expected, "{known:?}");
        }
    }
}
