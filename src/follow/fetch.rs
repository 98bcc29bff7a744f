//! One way to fetch: every request of following goes through [`Fetcher::fetch`], whatever named the address.
//!
//! Conditional (RFC 9110 §13), no cookies, no referrer, no proxy, redirects followed by hand so that each hop is looked at.
//! What comes is counted after decoding and cut; nothing is allocated on the word of a header.

use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION};
use http::{HeaderMap, StatusCode};
use tokio::sync::Semaphore;
use url::Url;

use super::body::{Body, Room};
use super::guard::{Guard, PublicOnly, place_of};
use super::hosts::Hosts;
use super::timing;
use crate::error::Error;

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(30);
/// The most megabytes that an answer may be, decoded, where the owner says nothing else.
pub(super) const MEGABYTES: u16 = 15;
/// Requests under way at a time, to whatever hosts.
const MOST_AT_ONCE: usize = 128;
const MOST_REDIRECTS: usize = 10;
/// The longest `ETag` or `Last-Modified` that is sent back.
const MOST_VALIDATOR: usize = 512;
const WANTED: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
                      text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1";

/// What is sent so that an unchanged document costs nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Validators {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer {
    /// The document; none where it is not modified.
    pub(super) body: Option<Body>,
    /// To be sent next time.
    pub(super) validators: Validators,
    /// How long the server says that its answer stays fresh.
    pub(super) fresh: Duration,
    /// The address that answered.
    pub(super) url: Url,
    /// Where permanent redirects alone lead: the address that may be asked from now on.
    pub(super) moved_to: Option<Url>,
}

/// Why nothing came.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// The address may not be asked.
    #[error("refused: {0}")]
    Refused(String),
    /// 410: there will never be anything again.
    #[error("gone for good (410)")]
    Gone,
    /// Another status than success.
    #[error("{}", status_words(*status))]
    Status {
        status: u16,
        /// What `Retry-After` asks for.
        retry_after: Option<Duration>,
    },
    /// What came is no whole document.
    #[error("{0}")]
    Broken(String),
    /// The network.
    #[error("{0}")]
    Network(String),
    /// It came, and this machine refused to hold it.
    #[error("{0}")]
    Here(String),
}

fn status_words(status: u16) -> String {
    let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    format!("the server answers {status} {}", reason.unwrap_or_default()).trim_end().to_owned()
}

/// Made when it is first needed: each holds all certificates that the system trusts.
type LazyClient = LazyLock<reqwest::Result<reqwest::Client>>;

/// Asks servers.
pub(super) struct Fetcher {
    /// Asks the public internet alone.
    public: LazyClient,
    /// Asks what the owner names.
    allowed: LazyClient,
    guard: Guard,
    hosts: Hosts,
    room: Room,
    connections: Semaphore,
}

impl Fetcher {
    /// A fetcher that may also ask what `allowed` names; large answers wait in `folder`, as files without a name.
    pub(super) fn new(allowed: &[String], folder: &Path) -> Fetcher {
        Fetcher {
            public: LazyClient::new(|| client().dns_resolver(PublicOnly).build()),
            allowed: LazyClient::new(|| client().build()),
            guard: Guard::new(allowed),
            hosts: Hosts::default(),
            room: Room::new(folder),
            connections: Semaphore::new(MOST_AT_ONCE),
        }
    }

    /// Fetches the document at `url`, unless it is as `validators` know it or larger than so many `megabytes`.
    pub(super) async fn fetch(&self, url: &Url, validators: &Validators, megabytes: u16) -> Result<Answer, Fault> {
        let mut url = url.clone();
        let mut from: Option<Url> = None;
        let mut moved_to: Option<Url> = None;
        let mut only_permanent = true;
        let mut left = WHOLE;
        for _ in 0..=MOST_REDIRECTS {
            self.guard.check(&url, from.as_ref()).map_err(Fault::Refused)?;
            let place = place_of(&url).unwrap_or_default();
            let hop = self.hosts.in_turn(&place, async {
                let _connection = self.connections.acquire().await;
                // Waiting for a turn is not the server's fault: the time runs from here.
                let began = tokio::time::Instant::now();
                (tokio::time::timeout(left, self.hop(&url, validators, megabytes)).await, began.elapsed())
            });
            let (hop, took) = hop.await;
            left = left.saturating_sub(took);
            match hop.map_err(|_| Fault::Network(format!("no whole answer within {} s", WHOLE.as_secs())))?? {
                Hop::Answer(answer) => return Ok(Answer { moved_to, ..*answer }),
                Hop::Redirect { to, permanent } => {
                    only_permanent &= permanent;
                    if only_permanent {
                        moved_to = Some(to.clone());
                    }
                    from = Some(std::mem::replace(&mut url, to));
                }
            }
        }
        Err(Fault::Network(format!("more than {MOST_REDIRECTS} redirects")))
    }

    async fn hop(&self, url: &Url, validators: &Validators, megabytes: u16) -> Result<Hop, Fault> {
        let client = if self.guard.is_allowed(url) { &self.allowed } else { &self.public };
        let client = client.as_ref().map_err(|error| Fault::Network(words(error)))?;
        let mut request = client.get(url.clone()).header(ACCEPT, WANTED);
        if let Some(etag) = &validators.etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if let Some(date) = &validators.last_modified {
            request = request.header(IF_MODIFIED_SINCE, date);
        }
        let asked = http::Request::get(url.as_str()).body(()).unwrap_or_default();
        let response = request.send().await.map_err(|error| Fault::Network(words(&error)))?;
        let status = response.status();
        let fresh = timing::fresh(&asked, response.headers());
        match status.as_u16() {
            301 | 302 | 303 | 307 | 308 => return redirect(url, status, response.headers()),
            304 if *validators == Validators::default() => {
                return Err(Fault::Broken("answered “not modified” (304) though nothing was known".to_owned()));
            }
            200 | 203 | 304 => {}
            410 => return Err(Fault::Gone),
            status => {
                let retry_after = timing::retry_after(response.headers());
                return Err(Fault::Status { status, retry_after });
            }
        }
        let mut found = validators_of(response.headers());
        let body = match status {
            StatusCode::NOT_MODIFIED => {
                found.etag = found.etag.or_else(|| validators.etag.clone());
                found.last_modified = found.last_modified.or_else(|| validators.last_modified.clone());
                None
            }
            _ => Some(self.body(response, megabytes).await?),
        };
        Ok(Hop::Answer(Box::new(Answer { body, validators: found, fresh, url: url.clone(), moved_to: None })))
    }

    async fn body(&self, mut response: reqwest::Response, megabytes: u16) -> Result<Body, Fault> {
        // The client takes the header away where it knows the encoding and undoes it.
        if let Some(encoding) = response.headers().get(CONTENT_ENCODING)
            && !encoding.as_bytes().eq_ignore_ascii_case(b"identity")
        {
            let encoding: String = String::from_utf8_lossy(encoding.as_bytes()).chars().take(60).collect();
            return Err(Fault::Broken(format!("sent in an encoding that was not asked for: {encoding}")));
        }
        let charset = response.headers().get(CONTENT_TYPE).and_then(|value| charset_of(value.to_str().ok()?));
        let mut body = self.room.body(charset);
        while let Some(chunk) = response.chunk().await.map_err(|error| Fault::Network(words(&error)))? {
            if body.len() + chunk.len() > usize::from(megabytes) << 20 {
                return Err(Fault::Broken(format!("larger than {megabytes} MB: not read")));
            }
            body.push(&chunk).map_err(|fault| Fault::Here(format!("there is no room for it: {fault}")))?;
        }
        Ok(body)
    }
}

/// What requests run on.
///
/// # Errors
/// [`Error::Io`] where the system gives no threads or no way to wait for the network.
pub(super) fn network() -> Result<tokio::runtime::Runtime, Error> {
    let built = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    built.map_err(Error::io("network"))
}

enum Hop {
    Answer(Box<Answer>),
    Redirect { to: Url, permanent: bool },
}

fn client() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(concat!("hallway/", env!("CARGO_PKG_VERSION"), " (feed reader)"))
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .connect_timeout(CONNECT)
        .timeout(WHOLE + CONNECT)
        .pool_max_idle_per_host(1)
}

fn redirect(url: &Url, status: StatusCode, headers: &HeaderMap) -> Result<Hop, Fault> {
    let broken = |what: &str| Fault::Broken(format!("a redirect ({}) {what}", status.as_u16()));
    let location = headers.get(LOCATION).ok_or_else(|| broken("that says not where to"))?;
    let location = String::from_utf8_lossy(location.as_bytes());
    let mut to = url.join(location.trim()).map_err(|_| broken("to something that is no address"))?;
    // Passwords stay with the host that they are for, and nobody else's are taken over.
    if to.origin() != url.origin() || to.username() != url.username() {
        let _ = to.set_username("");
        let _ = to.set_password(None);
    }
    to.set_fragment(None);
    Ok(Hop::Redirect { to, permanent: matches!(status.as_u16(), 301 | 308) })
}

fn validators_of(headers: &HeaderMap) -> Validators {
    let value = |name| {
        let value = headers.get(name).and_then(|value: &http::HeaderValue| value.to_str().ok())?;
        let is_plain = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        (is_plain && !value.is_empty() && value.len() <= MOST_VALIDATOR).then(|| value.to_owned())
    };
    Validators { etag: value(ETAG), last_modified: value(LAST_MODIFIED) }
}

/// The charset in `text/xml; charset="utf-8"`.
fn charset_of(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1);
    let charset = parameters.filter_map(|parameter| parameter.split_once('=')).find_map(|(name, value)| {
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    })?;
    (!charset.is_empty()).then_some(charset)
}

/// An error of the client in one line: the innermost cause says most.
fn words(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let said: String = cause.to_string().chars().take(200).collect();
    let said = said.split(" (os error").next().unwrap_or_default();
    let what = if error.is_timeout() {
        "took too long"
    } else if error.is_connect() {
        "no connection"
    } else if error.is_decode() || error.is_body() {
        "came damaged"
    } else {
        "no answer"
    };
    if error.is_timeout() { what.to_owned() } else { format!("{what} ({said})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_is_read_from_the_content_type() {
        #[rustfmt::skip]
        let table = [
            ("text/xml; charset=utf-8",                   Some("utf-8")),
            ("text/xml; boundary=x; Charset=\"latin1\"",  Some("latin1")),
            ("text/xml",                                  None),
            ("text/xml; charset=",                        None),
        ];
        for (value, charset) in table {
            assert_eq!(charset_of(value).as_deref(), charset, "{value}");
        }
    }

    #[test]
    fn validators_that_are_long_or_no_text_are_not_kept() {
        #[rustfmt::skip]
        let table: [(&[u8], Option<&str>); 4] = [
            (b"\"v1\"",        Some("\"v1\"")),
            (b"W/\"a b\"",     Some("W/\"a b\"")),
            (b"\"a\xff\"",     None),
            (&[b'e'; 600],     None),
        ];
        for (value, kept) in table {
            let mut headers = HeaderMap::new();
            headers.insert(ETAG, http::HeaderValue::from_bytes(value).unwrap());
            assert_eq!(validators_of(&headers).etag.as_deref(), kept);
        }
    }

    #[test]
    fn a_redirect_takes_no_password_elsewhere() {
        #[rustfmt::skip]
        let table = [
            ("https://ada:secret@a.example/f", "/g",                      "https://ada:secret@a.example/g"),
            ("https://ada:secret@a.example/f", "https://b.example/g",     "https://b.example/g"),
            ("https://a.example/f",            "https://x:y@b.example/g", "https://b.example/g"),
            ("https://a.example/f",            "//b.example/g#part",      "https://b.example/g"),
        ];
        for (from, location, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(LOCATION, location.parse().unwrap());
            match redirect(&Url::parse(from).unwrap(), StatusCode::FOUND, &headers) {
                Ok(Hop::Redirect { to, permanent: false }) => assert_eq!(to.as_str(), expected, "{from} {location}"),
                _ => panic!("{from} {location}: no redirect"),
            }
        }
    }
}
