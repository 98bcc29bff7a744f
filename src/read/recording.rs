//! Which addresses lead to a recording: told by the site and by the file's ending, without asking.

use url::Url;

/// Parts of the names of sites that show recordings.
const SITES: [&str; 14] = [
    "youtube",
    "youtu",
    "vimeo",
    "peertube",
    "tube",
    "video",
    "videos",
    "videolectures",
    "twitch",
    "recordings",
    "watch",
    "odysee",
    "bilibili",
    "niconico",
];
/// Parts of paths that recordings stand below.
const PATHS: [&str; 8] = ["recording", "recordings", "video", "videos", "watch", "webcast", "vod", "replay"];
const ENDINGS: [&str; 7] = [".mp4", ".webm", ".mkv", ".m4v", ".mov", ".ogv", ".mp3"];

/// Whether `url` plainly leads to something to watch.
pub fn is_recording(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    if !matches!(url.scheme(), "http" | "https") {
        return false;
    }
    let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
    let path = url.path().to_ascii_lowercase();
    // The name of a site alone, such as a channel's page, is no recording of a talk.
    let leads_on = path.len() > 1;
    leads_on
        && (host.split('.').any(|part| SITES.contains(&part))
            || host == "media.ccc.de" && path.starts_with("/v/")
            || path.split('/').any(|part| PATHS.contains(&part))
            || ENDINGS.iter().any(|ending| path.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recordings_are_told_by_their_address() {
        #[rustfmt::skip]
        let table = [
            ("https://www.youtube.com/watch?v=abc",         true),
            ("https://youtu.be/abc",                        true),
            ("https://video.ferrocon.example/2031/fog.webm", true),
            ("https://ferrocon.example/talks/7/recording",  true),
            ("https://media.ccc.de/v/31-fog",               true),
            ("https://www.youtube.com/",                    false),
            ("https://ferrocon.example/talks/7",            false),
            ("https://ferrocon.example/slides.pdf",         false),
            ("mailto:video@ferrocon.example",               false),
            ("not an address",                              false),
        ];
        for (url, expected) in table {
            assert_eq!(is_recording(url), expected, "{url}");
        }
    }
}
