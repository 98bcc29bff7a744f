//! A feed begins to be followed: by its address, by a page that offers it, or by a list.

use std::collections::HashSet;

use url::Url;

use super::body::Body;
use super::came::{Came, Refusal};
use super::entry_text::Hash;
use super::fetch::{Answer, Fetcher, MEGABYTES, Validators, network};
use super::kept::Kept;
use super::merge::merge;
use super::names::{FeedFiles, file_of, is_safe, new_name};
use super::opml::{self, Listed};
use super::poll::{Happened, PollOptions, is_same_host, now, poll, succeeded};
use super::rename::rename;
use super::state::FetchLog;
use crate::error::{Error, Result};
use crate::library::{FeedSettings, Library};
use crate::model::Source;
use crate::read::document::Shape;
use crate::read::feed_links::feed_links;
use crate::read::{Hints, decode, read_feed};

/// So many bytes tell a list of feeds from other documents.
const LIST_HEAD: usize = 64 << 10;
/// The most documents of a feed's archive that are read.
const MOST_ARCHIVES: usize = 200;

/// What is to be followed.
#[derive(Debug, Clone, Default)]
pub struct Subscription {
    /// The address of a feed, of a page that offers one, or of a list.
    pub url: String,
    /// What to call it; else its title. One that is followed already is renamed.
    pub name: Option<String>,
    /// The event that all its entries are about.
    pub event: Option<String>,
    /// Who writes it, where the feed does not say.
    pub author: Option<String>,
    /// Read the archive of older entries too (RFC 5005).
    pub history: bool,
}

/// A feed that is a document of the library.
#[derive(Debug, Clone, Default)]
pub struct KnownFeed {
    /// Inside the library.
    pub path: String,
    /// Its id.
    pub id: Option<String>,
    /// Its own address.
    pub self_url: Option<String>,
}

/// What became of a [`Subscription`].
#[derive(Debug, Clone, PartialEq)]
pub enum Subscribed {
    /// The feed is followed.
    New {
        /// Its name in hallway.toml.
        name: String,
        /// Its file inside the library.
        path: String,
        /// How many entries it has.
        entries: usize,
        /// What its owner should know.
        remarks: Vec<String>,
    },
    /// It is the same feed as a document of the library, which is followed from now on.
    Attached {
        /// The document, inside the library.
        path: String,
        /// The id that both have.
        id: String,
        /// New entries.
        new: usize,
        /// Entries that are other than they were.
        edited: usize,
        /// Entries that are as they were.
        unchanged: usize,
    },
    /// It was followed before.
    Already {
        /// Its name in hallway.toml.
        name: String,
        /// Its address there.
        url: String,
        /// What asking it again gave, where it was asked.
        happened: Option<Happened>,
    },
    /// The page offers several feeds; one has to be chosen: address and title of each.
    Offered(Vec<(String, String)>),
    /// The address is a list of feeds; none is followed yet.
    List(Vec<Listed>),
}

/// Begins to follow what `wanted` names. `known` are the feeds among the library's documents.
///
/// # Errors
/// [`Error::Fetch`] where nothing came or it is no feed, [`Error::Usage`] for what is no address, [`Error::Io`],
/// [`Error::Settings`].
pub fn subscribe(library: &Library, wanted: &Subscription, known: &[KnownFeed]) -> Result<Subscribed> {
    let written = wanted.url.trim();
    let written = written.strip_prefix("feed:").map_or(written, |rest| rest.trim_start_matches("//"));
    let written = if written.contains("://") { written.to_owned() } else { format!("https://{written}") };
    let url = Url::parse(&written).map_err(|fault| Error::Usage(format!("{}: no address: {fault}", wanted.url)))?;
    let settings = library.settings()?;
    if let Some(feed) = settings.feed.iter().find(|feed| Url::parse(&feed.url).is_ok_and(|known| known == url)) {
        return ask_again(library, feed, wanted.name.as_deref());
    }
    let fault = |url: &Url, reason: String| Error::Fetch { url: url.to_string(), reason };
    let fetcher = Fetcher::new(&settings.allow, &library.root().join("feeds"));
    let runtime = network()?;
    let fetch = |url: &Url| {
        let answer = runtime.block_on(fetcher.fetch(url, &Validators::default(), MEGABYTES));
        answer.map_err(|reason| fault(url, reason.to_string()))
    };
    let _lock = library.lock_feeds()?;
    let answer = fetch(&url)?;
    let (url, answer) = match look(&answer) {
        Found::Feed => (url, answer),
        Found::List(list) => return Ok(Subscribed::List(list)),
        Found::Links(links) => match links.as_slice() {
            [] => return Err(fault(&url, why_no_feed(&answer))),
            [link] => {
                let answer = fetch(&link.0)?;
                (link.0.clone(), answer)
            }
            _ => return Ok(Subscribed::Offered(links.into_iter().map(|(url, title)| (url.to_string(), title)).collect())),
        },
    };
    let body = answer.body.as_ref().ok_or_else(|| fault(&url, "no document".to_owned()))?;
    let mut came = Came::read(body, &answer.url, None, now()).map_err(|reason| fault(&url, reason.to_string()))?;
    let mut remarks = Vec::new();
    if wanted.history {
        let older = |url: &Url| fetch(url).map_err(|fault| fault.to_string());
        read_archive(&mut came, older, &mut remarks);
    }
    // An address that permanently leads elsewhere on its host is written down as what it leads to.
    let url = answer.moved_to.clone().filter(|to| is_same_host(&url, to)).unwrap_or(url);
    Beginning { library, wanted, url, answer, came, remarks }.follow(known)
}

/// A feed that came for the first time.
struct Beginning<'a> {
    library: &'a Library,
    wanted: &'a Subscription,
    url: Url,
    answer: Answer,
    came: Came,
    remarks: Vec<String>,
}

impl Beginning<'_> {
    fn follow(self, known: &[KnownFeed]) -> Result<Subscribed> {
        let settings = self.library.settings()?;
        let same = known.iter().find_map(|known| Some((known, self.same_id(known)?)));
        let attached = same.and_then(|(known, id)| {
            let (name, _) = known.path.strip_prefix("feeds/")?.rsplit_once('.')?;
            is_safe(name).then(|| (known.path.clone(), name.to_owned(), id))
        });
        if let Some((_, name, _)) = &attached
            && let Some(feed) = settings.feed.iter().find(|feed| feed.name == *name)
        {
            return Ok(Subscribed::Already { name: name.clone(), url: feed.url.clone(), happened: None });
        }
        let (path, name) = match &attached {
            Some((path, name, _)) => (path.clone(), name.clone()),
            None => {
                let title = self.wanted.name.as_deref().or(self.came.about.title.as_deref()).unwrap_or_default();
                let name = new_name(&FeedFiles::list(self.library), &settings, title, &self.url);
                (format!("feeds/{name}.atom"), name)
            }
        };
        let file = file_of(self.library, &path);
        // What is there may be what came, to the byte.
        let is_same = std::fs::read(&file).is_ok_and(|there| Some(crate::id::hash(&there)) == self.hash());
        let kept = Kept::open(&file).map_err(Error::io(&file))?;
        let merged = merge(kept.as_ref(), &self.came, now()).map_err(Error::io(&file))?;
        let (mut new, mut edited, entries) = (merged.new, merged.edited, merged.entries);
        if is_same && !self.wanted.history {
            (new, edited) = (0, 0);
        } else {
            merged.write(&file)?;
        }
        let feed = FeedSettings {
            name: name.clone(),
            url: self.url.to_string(),
            event: self.wanted.event.clone(),
            author: self.wanted.author.clone(),
            ..FeedSettings::default()
        };
        self.library.follow_feed(&feed)?;
        self.library.take_back(&path)?;
        self.remember(&feed)?;
        Ok(match attached {
            Some((path, _, id)) => {
                Subscribed::Attached { path, id, new, edited, unchanged: entries.saturating_sub(new + edited) }
            }
            None => Subscribed::New { name, path, entries, remarks: self.remarks },
        })
    }

    fn hash(&self) -> Option<String> {
        self.answer.body.as_ref().map(Body::hash)
    }

    /// The id or address by which `known` is this feed.
    fn same_id(&self, known: &KnownFeed) -> Option<String> {
        let about = &self.came.about;
        match (&known.id, &about.id) {
            (Some(known), Some(came)) => (known == came).then(|| came.clone()),
            (None, None) => known.self_url.clone().filter(|_| known.self_url == about.self_url),
            _ => None,
        }
    }

    fn remember(&self, feed: &FeedSettings) -> Result<()> {
        let mut log = FetchLog::read(self.library)?;
        let mut state = log.state(feed);
        let now = now();
        state.asked = Some(now);
        state.hash = self.hash();
        succeeded(&mut state, &self.answer, std::time::Duration::ZERO, now);
        log.set(&feed.name, state);
        log.write()
    }
}

fn ask_again(library: &Library, feed: &FeedSettings, wanted: Option<&str>) -> Result<Subscribed> {
    let name = wanted.map_or_else(|| Ok(feed.name.clone()), |wanted| rename(library, feed, wanted))?;
    let feed = &FeedSettings { name, ..feed.clone() };
    library.take_back(&FeedFiles::list(library).path(&feed.name))?;
    let options = PollOptions { feeds: vec![feed.name.clone()], ..PollOptions::default() };
    let report = poll(library, &options, &mut |_, _| {})?;
    let happened = report.feeds.into_iter().next().map(|feed| feed.happened);
    Ok(Subscribed::Already { name: feed.name.clone(), url: feed.url.clone(), happened })
}

/// What stands at an address.
enum Found {
    Feed,
    /// A list of feeds.
    List(Vec<Listed>),
    /// No feed; the feeds that it offers, which may be none.
    Links(Vec<(Url, String)>),
}

fn look(answer: &Answer) -> Found {
    let Some(body) = &answer.body else { return Found::Feed };
    let charset = body.charset.as_deref();
    let hints = Hints { charset, address: Some(&answer.url), entries_only: true, ..Hints::default() };
    let bytes = body.bytes().unwrap_or_default();
    if let Some(list) = read_list(&bytes) {
        return Found::List(list);
    }
    match read_feed(bytes.as_slice(), &hints, &mut |_, _| {}) {
        Ok(document) if document.shape == Shape::Feed => Found::Feed,
        _ => {
            let links = feed_links(&bytes, &hints);
            let all: Vec<(Url, String)> = links.into_iter().map(|link| (link.url, link.title)).collect();
            // Nobody who names a blog means the comments on it.
            let is_comments = |(url, title): &&(Url, String)| {
                title.to_lowercase().contains("comment") || url.path().to_lowercase().contains("/comments")
            };
            let posts: Vec<(Url, String)> = all.iter().filter(|link| !is_comments(link)).cloned().collect();
            Found::Links(if posts.is_empty() { all } else { posts })
        }
    }
}

/// Why what came is neither a feed nor a page that offers one.
fn why_no_feed(answer: &Answer) -> String {
    let read = answer.body.as_ref().map(|body| Came::read(body, &answer.url, None, now()));
    match read {
        Some(Err(refusal @ (Refusal::Feed(_) | Refusal::Here(_)))) => refusal.to_string(),
        _ => "no feed, and it offers none".to_owned(),
    }
}

/// Adds the entries of the archive that `came` names (RFC 5005), page by page; one that fails ends it.
fn read_archive(came: &mut Came, fetch: impl Fn(&Url) -> Result<Answer, String>, remarks: &mut Vec<String>) {
    let mut seen: HashSet<Url> = HashSet::new();
    let mut next = came.about.older_url.take();
    let mut ids: HashSet<Hash> = came.entries.iter().map(|entry| entry.id).collect();
    while let Some(url) = next.take().and_then(|url| Url::parse(&url).ok()) {
        if !seen.insert(url.clone()) {
            break;
        }
        if seen.len() > MOST_ARCHIVES {
            remarks.push(format!("its archive has more than {MOST_ARCHIVES} documents; the older ones were not read"));
            break;
        }
        let page = fetch(&url).and_then(|answer| {
            let body = answer.body.as_ref().ok_or_else(|| format!("{url}: no document"))?;
            Came::read(body, &answer.url, None, now()).map_err(|reason| format!("{url}: {reason}"))
        });
        match page {
            Ok(mut page) => {
                next = page.about.older_url.take();
                came.entries.extend(page.entries.into_iter().filter(|entry| ids.insert(entry.id)));
            }
            Err(reason) => remarks.push(format!("its archive could not be read further: {reason}")),
        }
    }
}

/// Reads a list of feeds (OPML); `None` where `bytes` are something else.
pub fn read_list(bytes: &[u8]) -> Option<Vec<Listed>> {
    // A long document that is no list is not decoded to find that out.
    let head = decode::decode(bytes.get(..LIST_HEAD).unwrap_or(bytes), None);
    if !opml::is_list(&head.text) {
        return None;
    }
    let decoded = decode::decode(bytes, None);
    if decoded.is_binary {
        return None;
    }
    opml::read(&decoded.text)
}

/// Follows every feed of `list` that is not followed yet, and takes over the list's tags for those that are; nobody is
/// asked. The names of the new ones.
///
/// # Errors
/// [`Error::Settings`], [`Error::Io`].
pub fn follow_list(library: &Library, list: &[Listed]) -> Result<Vec<String>> {
    let mut settings = (*library.settings()?).clone();
    let files = FeedFiles::list(library);
    let mut names = Vec::new();
    let mut changed = Vec::new();
    for listed in list {
        let feed = &listed.feed;
        if let Some(known) = settings.feed.iter_mut().find(|known| known.url == feed.url) {
            let new: Vec<String> = feed.tags.iter().filter(|tag| !known.tags.contains(tag)).cloned().collect();
            if !new.is_empty() {
                known.tags.extend(new);
                changed.push(known.clone());
            }
            continue;
        }
        let Ok(url) = Url::parse(&feed.url) else { continue };
        let wanted = if feed.name.is_empty() { &listed.title } else { &feed.name };
        let feed = FeedSettings { name: new_name(&files, &settings, wanted, &url), ..feed.clone() };
        names.push(feed.name.clone());
        settings.feed.push(feed.clone());
        changed.push(feed);
    }
    library.follow_feeds(&changed)?;
    Ok(names)
}

/// Every followed feed of `library` as a list (OPML) called `title`. `about` finds, by its path, what a feed's document says.
///
/// # Errors
/// [`Error::Settings`].
pub fn write_list<'a>(library: &Library, title: &str, about: &dyn Fn(&str) -> Option<&'a Source>) -> Result<Vec<u8>> {
    let settings = library.settings()?;
    let files = FeedFiles::list(library);
    let listed = settings.feed.iter().map(|feed| {
        let source = about(&files.path(&feed.name));
        let title = source.and_then(|source| source.title.clone()).unwrap_or_default();
        Listed { feed: feed.clone(), title, page: source.and_then(|source| source.url.clone()) }
    });
    Ok(opml::write(title, &listed.collect::<Vec<_>>()))
}
