//! When to ask again: what the server says of freshness and waiting, and how long to leave one alone that fails.

use std::time::{Duration, SystemTime};

use http::header::{AGE, CACHE_CONTROL, DATE, EXPIRES, PRAGMA, RETRY_AFTER};
use http::{HeaderMap, Request, Response};
use http_cache_semantics::{CacheOptions, CachePolicy};

/// Nobody is left alone longer than this, whatever they ask for.
pub(super) const CEILING: Duration = Duration::from_secs(24 * 60 * 60);
/// One that fails or asks to wait is left alone at least this long.
pub(super) const FLOOR: Duration = Duration::from_secs(60);

/// How long the answer to `asked` stays fresh (RFC 9111 §4.2): what the server states, never a guess.
pub(super) fn fresh(asked: &Request<()>, headers: &HeaderMap) -> Duration {
    let mut response = Response::new(());
    // A 304 renews what it does not send: it counts as the answer that it stands for.
    for name in [AGE, CACHE_CONTROL, DATE, EXPIRES, PRAGMA] {
        if let Some(value) = headers.get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    let options =
        CacheOptions { shared: false, cache_heuristic: 0.0, immutable_min_time_to_live: CEILING, ..CacheOptions::default() };
    let now = SystemTime::now();
    CachePolicy::new_options(asked, &response, now, options).time_to_live(now).min(CEILING)
}

/// How long `Retry-After` asks to wait (RFC 9110 §10.2.3): seconds or a date; `None` where it says neither.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let said = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(said.parse().map_or(CEILING, Duration::from_secs).clamp(FLOOR, CEILING));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(said).ok()?.timestamp();
    let wait = date.duration_since(jiff::Timestamp::now());
    Some(Duration::try_from(wait).unwrap_or_default().clamp(FLOOR, CEILING))
}

/// How long to leave `name` alone after so many failures in a row: a minute, doubled each time, up to a day. A quarter more
/// or less, by the feed's name, so that feeds that fail together do not come back together.
pub(super) fn back_off(name: &str, failures: u32) -> Duration {
    let doubled = FLOOR.saturating_mul(1 << failures.saturating_sub(1).min(16));
    let spread = blake3::hash(format!("{name} {failures}").as_bytes()).as_bytes()[0];
    let factor = 0.75 + f64::from(spread) / 510.0;
    doubled.min(CEILING).mul_f64(factor).clamp(FLOOR, CEILING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&str, &str)]) -> HeaderMap {
        let pairs = lines.iter().map(|(name, value)| (name.parse::<http::HeaderName>().unwrap(), value.parse().unwrap()));
        pairs.collect()
    }

    #[test]
    fn an_answer_is_fresh_as_long_as_its_server_says() {
        #[rustfmt::skip]
        let table: [(&[(&str, &str)], u64); 7] = [
            (&[],                                                                     0),
            (&[("cache-control", "max-age=600")],                                     600),
            (&[("cache-control", "max-age=600"), ("age", "200")],                     400),
            (&[("cache-control", "no-cache, max-age=600")],                           0),
            (&[("expires", "0")],                                                     0),
            (&[("last-modified", "Mon, 01 Jan 2018 00:00:00 GMT")],                   0), // no guess is made of it
            (&[("cache-control", "max-age=99999999999")],                             24 * 60 * 60),
        ];
        let asked = Request::get("https://ada.example/feed").body(()).unwrap();
        for (lines, seconds) in table {
            let fresh = fresh(&asked, &headers(lines)).as_secs_f64();
            assert!((fresh - seconds as f64).abs() < 2.0, "{lines:?}: {fresh}");
        }
    }

    #[test]
    fn retry_after_is_obeyed_within_reason() {
        #[rustfmt::skip]
        let table = [
            ("120",                            Some(120)),
            ("2",                              Some(60)),
            ("99999999999999999999",           Some(24 * 60 * 60)),
            ("Mon, 01 Jan 2018 00:00:00 GMT",  Some(60)),
            ("Fri, 31 Dec 9998 23:59:59 GMT",  Some(24 * 60 * 60)),
            ("-5",                             None),
            ("soon",                           None),
        ];
        for (value, seconds) in table {
            let wait = retry_after(&headers(&[("retry-after", value)]));
            assert_eq!(wait.map(|wait| wait.as_secs()), seconds, "{value}");
        }
    }

    #[test]
    fn who_fails_again_and_again_is_left_alone_for_up_to_a_day() {
        let waits: Vec<u64> = (1..=40).map(|failures| back_off("ada", failures).as_secs()).collect();
        assert!(waits.iter().all(|wait| (60..=24 * 60 * 60).contains(wait)), "{waits:?}");
        assert!(waits[4] > waits[0] && waits[8] > waits[4] && waits[39] > 12 * 60 * 60, "{waits:?}");
        assert_ne!(back_off("ada", 5), back_off("bo", 5));
    }
}
