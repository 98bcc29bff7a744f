//! Followed feeds in the words of people: begun, asked, listed, in trouble.

use anyhow::Result;
use hallway::follow::{
    FeedReport, FeedStatus, Happened, KnownFeed, Listed, PollOptions, PollReport, Subscribed, Subscription, follow_list, poll,
    subscribe,
};
use hallway::index::SyncOptions;
use hallway::library::Library;
use hallway::model::{Kind, SourceRecords};
use serde_json::{Value, json};

use super::library;
use super::plain::plain;
use super::screen::{Screen, advised};
use super::words::count;

/// The most warnings of one feed that are told without `-v`.
const MOST_WARNINGS: usize = 3;

/// Follows what `wanted` names; the paths of documents that came of it.
pub(crate) fn follow(library: &Library, wanted: &Subscription, screen: &mut Screen) -> Result<Vec<String>> {
    let url = plain(&wanted.url);
    screen.progress(format_args!("asking {url}"));
    let known = known_feeds(library, screen)?;
    let subscribed = subscribe(library, wanted, &known);
    screen.end_progress();
    match subscribed.map_err(|fault| with_advice(fault, &wanted.url))? {
        Subscribed::New { name, path, entries, remarks } => {
            let name = plain(&name);
            screen.report(format_args!("{url}: followed as {name} from now on, {}", count(entries, "entry")))?;
            remarks.iter().for_each(|remark| screen.remark(format_args!("{name}: {}", plain(remark))));
            Ok(vec![path])
        }
        Subscribed::Attached { path, id, new, edited, unchanged } => {
            let mut counts = vec![format!("{} unchanged", count(unchanged, "entry"))];
            counts.extend((new > 0).then(|| format!("{new} new")));
            counts.extend((edited > 0).then(|| format!("{edited} edited")));
            let (counts, file, id) = (counts.join(", "), plain(&path), plain(&id));
            screen.report(format_args!("the same feed as {file} (id {id}): followed here from now on, {counts}"))?;
            Ok(vec![path])
        }
        Subscribed::Already { name, url: known, happened } => {
            let place = if known == wanted.url { String::new() } else { format!(", at {}", plain(&known)) };
            screen.report(format_args!("{url}: followed already, as {}{place}", plain(&name)))?;
            match happened {
                Some(Happened::Failed(reason) | Happened::NotKept(reason)) => anyhow::bail!("{url}: {}", plain(&reason)),
                Some(Happened::Gone) => anyhow::bail!("{url}: gone for good (410)"),
                _ => Ok(Vec::new()),
            }
        }
        Subscribed::Offered(feeds) => {
            let lines: String =
                feeds.iter().map(|(url, title)| format!("\n  {}  {}", plain(url), plain(title)).trim_end().to_owned()).collect();
            Err(advised(format_args!("{url}: offers several feeds:{lines}"), "`hallway add ADDRESS` with one of them"))
        }
        Subscribed::List(list) => {
            tell_list(library, &url, &list, screen)?;
            Ok(Vec::new())
        }
    }
}

/// Follows the feeds of a list; `place` is what it is called.
pub(crate) fn tell_list(library: &Library, place: &str, list: &[Listed], screen: &mut Screen) -> Result<()> {
    let new = follow_list(library, list)?.len();
    let before = match list.len() - new.min(list.len()) {
        0 => String::new(),
        before => format!(", {before} followed before"),
    };
    screen.report(format_args!("{place}: a list of feeds: {} followed from now on{before}", count(new, "feed")))?;
    screen.remark_hint("`hallway sync` reads them");
    Ok(())
}

fn known_feeds(library: &Library, screen: &mut Screen) -> Result<Vec<KnownFeed>> {
    library::update(library, &SyncOptions::default(), screen)?;
    let mut feeds: Vec<KnownFeed> = Vec::new();
    library::index(library, screen)?.for_each_light(&mut |source| {
        let SourceRecords { path, records, .. } = source;
        if records.source.kind == Kind::Feed && feeds.last().is_none_or(|last| last.path != path) {
            feeds.push(KnownFeed { path, id: records.source.id, self_url: records.source.self_url });
        }
    })?;
    Ok(feeds)
}

fn with_advice(fault: hallway::Error, url: &str) -> anyhow::Error {
    let hallway::Error::Fetch { reason, .. } = &fault else { return fault.into() };
    let hint = match reason {
        reason if reason.starts_with("refused") => opening(reason, url),
        reason if reason.starts_with("no feed") => Some("save a page as a file, and `hallway add FILE` reads it".to_owned()),
        _ => None,
    };
    match hint {
        Some(hint) => advised(plain(&fault.to_string()), hint),
        None => fault.into(),
    }
}

/// How the address `url`, refused for `reason`, is opened. Another address, to which a server leads, is not what its owner meant.
fn opening(reason: &str, url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let host = url.host_str()?;
    let is_this = reason.contains("`allow`") && reason.contains(host);
    let port = url.port_or_known_default()?;
    is_this.then(|| format!("where it is meant, write `allow = [\"{host}:{port}\"]` at the top of hallway.toml"))
}

/// Asks the followed feeds that are due, telling how far it is.
pub(crate) fn ask(library: &Library, options: &PollOptions, screen: &mut Screen) -> Result<PollReport> {
    let report = poll(library, options, &mut |done, of| {
        screen.progress(format_args!("asked {done} of {}", count(of, "feed")));
    });
    screen.end_progress();
    let report = report?;
    for feed in &report.feeds {
        let place = format!("{} ({})", plain(&feed.name), plain(&feed.url));
        match &feed.happened {
            Happened::Failed(reason) => screen.fault(format_args!("{place}: {}", plain(reason))),
            Happened::NotKept(reason) => screen.fault(format_args!("{}: not kept: {}", plain(&feed.name), plain(reason))),
            Happened::Waits { until } if screen.verbose => screen.remark(format_args!("{place}: not asked before {until}")),
            Happened::Gone => {
                screen.remark(format_args!("{place}: gone for good (410), asked no more; what it said stays"));
            }
            _ => {}
        }
        feed.remarks.iter().for_each(|remark| screen.remark(format_args!("{place}: {}", plain(remark))));
        let most = if screen.verbose { usize::MAX } else { MOST_WARNINGS };
        feed.warnings.iter().take(most).for_each(|warning| screen.warning(plain(&feed.url), warning.line, &warning.message));
        if feed.warnings.len() > most {
            let more = count(feed.warnings.len() - most, "warning");
            screen.remark_hint(format_args!("{more} more of this feed: `hallway sync -v` tells all"));
        }
    }
    Ok(report)
}

/// `3 feeds read, 1 feed not modified (304), 2 new entries`; nothing where no feed is followed.
pub(crate) fn poll_words(report: &PollReport) -> Option<String> {
    if report.feeds.is_empty() {
        return None;
    }
    let number = |fits: fn(&Happened) -> bool| report.feeds.iter().filter(|feed| fits(&feed.happened)).count();
    let failed = number(|happened| matches!(happened, Happened::Failed(_)));
    let edited: usize =
        report.feeds.iter().map(|feed| if let Happened::Read { edited, .. } = feed.happened { edited } else { 0 }).sum();
    let mut words = Vec::new();
    for (number, what) in [
        (number(|happened| matches!(happened, Happened::Read { .. })), "read"),
        (number(|happened| matches!(happened, Happened::NotModified)), "not modified (304)"),
        (number(|happened| matches!(happened, Happened::Waits { .. })), "not due"),
        (number(|happened| matches!(happened, Happened::Gone)), "gone"),
        (number(|happened| matches!(happened, Happened::NotKept(_))), "not kept"),
    ] {
        words.extend((number > 0).then(|| format!("{} {what}", count(number, "feed"))));
    }
    words.push(count(report.new_entries(), "new entry"));
    words.extend((edited > 0).then(|| format!("{edited} edited")));
    match report.feeds.len() {
        _ if failed == 0 => {}
        1 => words.push("1 feed failed".to_owned()),
        all if all == failed => words.push(format!("all {} failed", count(all, "feed"))),
        all => words.push(format!("{failed} of {} failed", count(all, "feed"))),
    }
    Some(words.join(", "))
}

/// A feed's part of `hallway sync --json`.
pub(crate) fn report_json(feed: &FeedReport) -> Value {
    let (word, detail) = match &feed.happened {
        Happened::Read { new, edited } => ("read", json!({ "new": new, "edited": edited })),
        Happened::NotModified => ("not modified", json!({})),
        Happened::Waits { until } => ("not due", json!({ "until": until.to_string() })),
        Happened::Failed(reason) => ("failed", json!({ "reason": reason })),
        Happened::NotKept(reason) => ("not kept", json!({ "reason": reason })),
        Happened::Gone => ("gone", json!({})),
    };
    let mut value = json!({
        "name": feed.name, "url": feed.url, "path": feed.path, "status": word, "remarks": feed.remarks,
        "warnings": feed.warnings,
    });
    if let (Some(value), Value::Object(detail)) = (value.as_object_mut(), detail) {
        value.extend(detail);
    }
    value
}

/// What a person should know of a followed feed: that it fails, since when and why; that it is gone.
pub(crate) fn trouble(status: &FeedStatus) -> Option<String> {
    let state = &status.state;
    let since = |words: &str| match state.failing_since {
        Some(since) => format!("{words} since {}", since.strftime("%Y-%m-%d %H:%M UTC")),
        None => words.to_owned(),
    };
    if state.gone {
        return Some(format!("{}: asked no more (410)", since("gone")));
    }
    let reason = state.error.as_ref()?;
    Some(format!("{} ({}): {}", since("failing"), count(state.failures as usize, "time"), plain(reason)))
}

/// One followed feed for `hallway list sources`.
pub(crate) fn status_words(status: &FeedStatus) -> String {
    let address = plain(&status.feed.url);
    if let Some(trouble) = trouble(status) {
        return format!("followed at {address}, {trouble}");
    }
    match (&status.state.moved_to, status.state.asked) {
        (Some(to), _) => format!("followed at {address}, moved to {}", plain(to)),
        (None, Some(asked)) => format!("followed at {address}, asked {}", asked.strftime("%Y-%m-%d %H:%M UTC")),
        (None, None) => format!("followed at {address}, not asked yet"),
    }
}

/// The same for programs.
pub(crate) fn status_json(status: &FeedStatus) -> Value {
    let FeedStatus { feed, state, .. } = status;
    let time = |time: &Option<jiff::Timestamp>| time.map(|time| time.to_string());
    json!({
        "name": feed.name, "url": feed.url, "tags": feed.tags, "asked": time(&state.asked), "next": time(&state.next),
        "failures": state.failures, "failing_since": time(&state.failing_since), "error": state.error, "gone": state.gone,
        "moved_to": state.moved_to,
    })
}
