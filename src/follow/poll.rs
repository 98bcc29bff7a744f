//! All followed feeds are asked at once, and what comes is taken in one by one.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::task::JoinSet;
use url::Url;

use super::came::{Came, Refusal};
use super::fetch::{Answer, Fault, Fetcher, MEGABYTES, Validators, network};
use super::kept::Kept;
use super::merge::merge;
use super::names::{FeedFiles, file_of, is_safe};
use super::state::{FeedState, FetchLog};
use super::timing::{CEILING, back_off};
use crate::error::{Error, Result};
use crate::library::{FeedSettings, Library, temporary_in};
use crate::model::Warning;

/// The log is written this often while answers come in, so that a kill forgets little.
const LOG_EVERY: Duration = Duration::from_secs(2);
/// A move on the same host is written to hallway.toml when it has held so often and so long.
const HELD_OFTEN: u32 = 3;
const HELD_LONG: Duration = Duration::from_secs(2 * 24 * 60 * 60);

/// What to ask.
#[derive(Debug, Clone, Default)]
pub struct PollOptions {
    /// These feeds alone, by name or address, though they are not due: only `Retry-After` keeps them waiting.
    pub feeds: Vec<String>,
    /// Follow feeds that permanently moved to another host.
    pub accept_move: bool,
}

/// What became of one feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// It was read, and there may be something new.
    Read {
        /// New entries.
        new: usize,
        /// Entries that are other than they were.
        edited: usize,
    },
    /// The server says that nothing changed (304).
    NotModified,
    /// It was not asked: its last answer is still fresh, or it is left alone for a while.
    Waits {
        /// When it may be asked again.
        until: Timestamp,
    },
    /// Nothing was taken in, for this reason.
    Failed(String),
    /// This machine refused to keep what came, for this reason; its server is asked again at the next opportunity.
    NotKept(String),
    /// Its server said that it is gone for good; it is asked no more.
    Gone,
}

/// A feed with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedReport {
    /// Its name in hallway.toml.
    pub name: String,
    /// Its address there.
    pub url: String,
    /// Its file inside the library.
    pub path: String,
    /// What became of it.
    pub happened: Happened,
    /// What its owner should know, such as a move.
    pub remarks: Vec<String>,
    /// What was damaged in a document that brought something new, by its lines; the feed's file has it mended.
    pub warnings: Vec<Warning>,
}

/// What a poll did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PollReport {
    /// Every feed that was to be asked, in the order of hallway.toml.
    pub feeds: Vec<FeedReport>,
}

/// A followed feed with what is remembered of fetching it.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedStatus {
    /// What hallway.toml says of it.
    pub feed: FeedSettings,
    /// Its file inside the library; it may not be there yet.
    pub path: String,
    /// What is remembered.
    pub state: FeedState,
}

/// Every followed feed of `library` as it is; asks nobody.
///
/// # Errors
/// [`Error::Settings`], [`Error::Io`] where the log cannot be read.
pub fn status(library: &Library) -> Result<Vec<FeedStatus>> {
    let settings = library.settings()?;
    if settings.feed.is_empty() {
        return Ok(Vec::new());
    }
    let log = FetchLog::read(library)?;
    let files = FeedFiles::list(library);
    let of = |feed: &FeedSettings| FeedStatus { feed: feed.clone(), path: files.path(&feed.name), state: log.state(feed) };
    Ok(settings.feed.iter().map(of).collect())
}

/// A feed that is being asked.
struct Errand {
    feed: FeedSettings,
    path: String,
    /// The address that is asked.
    url: Url,
    /// It is not the one in hallway.toml, but where that permanently leads.
    is_moved: bool,
    validators: Validators,
    state: FeedState,
}

/// Asks the feeds that are due; `progress` is told how many of how many answered.
///
/// # Errors
/// [`Error::Settings`], [`Error::Io`] where feeds/ cannot be read or the log not be written, [`Error::Usage`] for a feed
/// that is not followed. A feed that fails is no error: see [`Happened::Failed`].
pub fn poll(library: &Library, options: &PollOptions, progress: &mut dyn FnMut(usize, usize)) -> Result<PollReport> {
    let settings = library.settings()?;
    let is_named = |feed: &FeedSettings, name: &String| feed.name == *name || feed.url == *name;
    if let Some(unknown) = options.feeds.iter().find(|name| !settings.feed.iter().any(|feed| is_named(feed, name))) {
        return Err(Error::Usage(format!("{unknown}: no followed feed (`hallway list sources` names them)")));
    }
    if settings.feed.is_empty() {
        return Ok(PollReport::default());
    }
    let _lock = library.lock_feeds()?;
    let mut log = FetchLog::read(library)?;
    log.keep_only(&settings.feed);
    let mut report = PollReport::default();
    let mut errands = Vec::new();
    let files = FeedFiles::list(library);
    let wanted = |feed: &&FeedSettings| options.feeds.is_empty() || options.feeds.iter().any(|name| is_named(feed, name));
    for feed in settings.feed.iter().filter(wanted) {
        let mut told = FeedReport {
            name: feed.name.clone(),
            url: feed.url.clone(),
            path: files.path(&feed.name),
            happened: Happened::NotModified,
            remarks: Vec::new(),
            warnings: Vec::new(),
        };
        match errand(library, feed, &told.path, log.state(feed), !options.feeds.is_empty()) {
            Ok(errand) => errands.push((report.feeds.len(), errand)),
            Err(happened) => told.happened = happened,
        }
        report.feeds.push(told);
    }
    if !errands.is_empty() {
        is_writable(&library.root().join("feeds"))?;
        let mut run = Run { library, accept_move: options.accept_move, log: &mut log };
        run.ask(errands, &mut report, progress)?;
    }
    log.write()?;
    Ok(report)
}

/// Nobody is asked for what could not be kept.
fn is_writable(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
    temporary_in(folder).map_err(Error::io(folder))?;
    Ok(())
}

/// What is to be asked of `feed`, or why nothing is.
fn errand(
    library: &Library,
    feed: &FeedSettings,
    path: &str,
    state: FeedState,
    is_named: bool,
) -> std::result::Result<Errand, Happened> {
    if !is_safe(&feed.name) {
        return Err(Happened::Failed(format!("{:?} in hallway.toml cannot be the name of a file", feed.name)));
    }
    let (now, interval) = (Timestamp::now(), interval_of(feed));
    let asked_for = FeedState { next: None, ..state.clone() };
    let waiting = if is_named { &asked_for } else { &state };
    if let Some(until) = waiting.waits_until(now, CEILING.max(interval.mul_f64(1.25)) + Duration::from_secs(1)) {
        return Err(Happened::Waits { until });
    }
    if state.gone && !is_named {
        return Err(Happened::Gone);
    }
    let url = Url::parse(&feed.url).map_err(|fault| Happened::Failed(format!("its address cannot be read: {fault}")))?;
    let moved = state.moved_to.as_deref().and_then(|url| Url::parse(url).ok());
    // Without the feed's file, "nothing changed" would leave us with nothing.
    let validators = if file_of(library, path).is_file() { state.validators() } else { Validators::default() };
    let (url, is_moved) = moved.map_or((url, false), |moved| (moved, true));
    Ok(Errand { feed: feed.clone(), path: path.to_owned(), url, is_moved, validators, state })
}

fn interval_of(feed: &FeedSettings) -> Duration {
    Duration::from_secs(60 * u64::from(feed.interval_minutes().unwrap_or(0)))
}

struct Run<'a> {
    library: &'a Library,
    accept_move: bool,
    log: &'a mut FetchLog,
}

impl Run<'_> {
    fn ask(
        &mut self,
        errands: Vec<(usize, Errand)>,
        report: &mut PollReport,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<()> {
        let of = errands.len();
        let fetcher = Arc::new(self.fetcher()?);
        network()?.block_on(async {
            let mut tasks = JoinSet::new();
            for (place, errand) in errands {
                let fetcher = Arc::clone(&fetcher);
                if let Some(told) = report.feeds.get_mut(place) {
                    told.happened = Happened::Failed("asking it broke off".to_owned());
                }
                let megabytes = errand.feed.megabytes.unwrap_or(MEGABYTES);
                tasks.spawn(async move {
                    let answer = fetcher.fetch(&errand.url, &errand.validators, megabytes).await;
                    (place, errand, answer)
                });
            }
            let (mut done, mut logged) = (0, Instant::now());
            progress(done, of);
            while let Some(answered) = tasks.join_next().await {
                done += 1;
                progress(done, of);
                let Ok((place, mut errand, answer)) = answered else { continue };
                let Some(told) = report.feeds.get_mut(place) else { continue };
                told.happened = self.take_in(&mut errand, answer, told);
                self.log.set(&errand.feed.name, errand.state);
                if logged.elapsed() > LOG_EVERY {
                    self.log.write()?;
                    logged = Instant::now();
                }
            }
            Ok(())
        })
    }

    fn fetcher(&self) -> Result<Fetcher> {
        let settings = self.library.settings()?;
        Ok(Fetcher::new(&settings.allow, &self.library.root().join("feeds")))
    }

    /// Takes an answer in; the feed's file is on the disk before the log says so.
    fn take_in(&self, errand: &mut Errand, answer: std::result::Result<Answer, Fault>, told: &mut FeedReport) -> Happened {
        let now = now();
        errand.state.asked = Some(now);
        let taken = answer.map_err(Failure::Fault).and_then(|answer| {
            let happened = self.keep(errand, &answer, &mut told.warnings)?;
            Ok((answer, happened))
        });
        match taken {
            Ok((answer, happened)) => {
                succeeded(&mut errand.state, &answer, interval_of(&errand.feed), now);
                if let Err(fault) = self.move_address(errand, &answer, now, &mut told.remarks) {
                    told.remarks.push(fault.to_string());
                }
                happened
            }
            // No fault of its server's: what is remembered of that stays.
            Err(Failure::Here(reason)) | Err(Failure::Fault(Fault::Here(reason))) => Happened::NotKept(reason),
            Err(failure) => failed(errand, failure, now),
        }
    }

    /// What came becomes part of the feed's file.
    fn keep(&self, errand: &mut Errand, answer: &Answer, warnings: &mut Vec<Warning>) -> std::result::Result<Happened, Failure> {
        let Some(body) = &answer.body else { return Ok(Happened::NotModified) };
        let file = file_of(self.library, &errand.path);
        let hash = body.hash();
        if errand.state.hash.as_ref() == Some(&hash) && file.is_file() {
            return Ok(Happened::Read { new: 0, edited: 0 });
        }
        let fault = |fault: std::io::Error| Failure::Here(Error::io(&file)(fault).to_string());
        let kept = Kept::open(&file).map_err(fault)?;
        if kept.is_none() && file.exists() {
            return Err(Failure::Words(format!("{} is no feed any more", errand.path)));
        }
        let mut came = Came::read(body, &answer.url, kept.as_ref(), now()).map_err(|refusal| match refusal {
            Refusal::Feed(words) | Refusal::NoFeed(words) => Failure::Words(words),
            Refusal::Here(_) => Failure::Here(refusal.to_string()),
        })?;
        let merged = merge(kept.as_ref(), &came, now()).map_err(fault)?;
        merged.write(&file).map_err(|fault| Failure::Here(fault.to_string()))?;
        let (is_change, new, edited) = (merged.is_change(), merged.new, merged.edited);
        if is_change {
            warnings.append(&mut came.warnings);
        }
        errand.state.hash = Some(hash);
        Ok(Happened::Read { new, edited })
    }

    /// Remembers a permanent redirect: on the same host at once, to another host only where the owner says so.
    fn move_address(&self, errand: &mut Errand, answer: &Answer, now: Timestamp, remarks: &mut Vec<String>) -> Result<()> {
        let state = &mut errand.state;
        let settled = match &answer.moved_to {
            Some(to) if is_same_host(&errand.url, to) => {
                state.moved_to = Some(to.to_string());
                state.moved_since = Some(now);
                state.moved_held = 1;
                remarks.push(format!("moved to {to}; asked there from now on"));
                None
            }
            Some(to) if self.accept_move => Some(to.to_string()),
            Some(to) => {
                remarks.push(format!("moved to {to}, another host; `hallway sync --accept-move` follows it there"));
                None
            }
            None if errand.is_moved => {
                state.moved_held = state.moved_held.saturating_add(1);
                let since = state.moved_since.get_or_insert(now);
                let long = Duration::try_from(now.duration_since(*since)).unwrap_or_default();
                (state.moved_held >= HELD_OFTEN && long >= HELD_LONG).then(|| errand.url.to_string())
            }
            None => None,
        };
        if let Some(url) = settled {
            remarks.push(format!("moved to {url}; hallway.toml says so now"));
            errand.feed.url.clone_from(&url);
            self.library.follow_feed(&errand.feed)?;
            *state = FeedState { url, moved_to: None, moved_since: None, moved_held: 0, ..state.clone() };
        }
        Ok(())
    }
}

/// Why nothing was taken in.
enum Failure {
    Fault(Fault),
    Words(String),
    /// The fault is this machine's.
    Here(String),
}

/// The time to the second: what is remembered should read well.
pub(super) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// Remembers what a good answer says.
pub(super) fn succeeded(state: &mut FeedState, answer: &Answer, interval: Duration, now: Timestamp) {
    let wait = answer.fresh.max(interval);
    state.next = if wait.is_zero() { None } else { now.checked_add(wait).ok() };
    state.not_before = None;
    state.etag.clone_from(&answer.validators.etag);
    state.last_modified.clone_from(&answer.validators.last_modified);
    state.failures = 0;
    state.failing_since = None;
    state.error = None;
    state.gone = false;
}

fn failed(errand: &mut Errand, failure: Failure, now: Timestamp) -> Happened {
    let state = &mut errand.state;
    let words = match &failure {
        Failure::Fault(fault) => fault.to_string(),
        Failure::Words(words) | Failure::Here(words) => words.clone(),
    };
    state.failures = state.failures.saturating_add(1);
    state.failing_since.get_or_insert(now);
    state.error = Some(words.clone());
    let is_for_good =
        matches!(failure, Failure::Words(_) | Failure::Fault(Fault::Gone | Fault::Status { status: 400..=499, .. }));
    if errand.is_moved && is_for_good {
        // The move did not hold: next time the address that the owner wrote is asked.
        (state.moved_to, state.moved_since, state.moved_held) = (None, None, 0);
    } else if matches!(failure, Failure::Fault(Fault::Gone)) {
        state.gone = true;
        state.next = None;
        return Happened::Gone;
    }
    let wait = match &failure {
        // Nobody was asked; the owner may change hallway.toml at any time.
        Failure::Fault(Fault::Refused(_)) => None,
        Failure::Fault(Fault::Status { retry_after: Some(wait), .. }) => {
            state.not_before = now.checked_add(*wait).ok();
            Some(*wait)
        }
        _ => Some(back_off(&errand.feed.name, state.failures)),
    };
    state.next = wait.and_then(|wait| now.checked_add(wait).ok());
    Happened::Failed(words)
}

pub(super) fn is_same_host(a: &Url, b: &Url) -> bool {
    let port = |url: &Url| url.port_or_known_default().filter(|port| !matches!(port, 80 | 443));
    a.host() == b.host() && port(a) == port(b)
}

impl PollReport {
    /// How many entries are new in all feeds together.
    pub fn new_entries(&self) -> usize {
        self.feeds.iter().map(|feed| if let Happened::Read { new, .. } = feed.happened { new } else { 0 }).sum()
    }

    /// How many feeds answered in this poll, whether with anything new or not.
    pub fn answers(&self) -> usize {
        let answered = |feed: &&FeedReport| matches!(feed.happened, Happened::Read { .. } | Happened::NotModified);
        self.feeds.iter().filter(answered).count()
    }

    /// How many feeds answered with what this machine refused to keep.
    pub fn not_kept(&self) -> usize {
        self.feeds.iter().filter(|feed| matches!(feed.happened, Happened::NotKept(_))).count()
    }

    /// How many feeds failed in this poll.
    pub fn failures(&self) -> usize {
        self.feeds.iter().filter(|feed| matches!(feed.happened, Happened::Failed(_))).count()
    }
}
