//! Which addresses lead to a recording: told by the site, by the file's ending, and by what a link is called, without asking.

use url::Url;

use crate::id::fold;

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

/// What a link to a recording is called, folded; languages in the order of the tables of words.
#[rustfmt::skip]
pub(crate) const RECORDING_LABELS: &[&str] = &[
    "video", "videos", "recording", "recordings", "video recording", "video link", "link to video", "link to the video", "youtube", "watch", "talk recording",
    "aufzeichnung", "mitschnitt", "enregistrement", "captation", "grabacion", "opname", "gravacao", "registrazione", "動画", "録画", "アーカイブ", "视频",
    "錄影", "录像",
];
/// Words that may stand around those: "watch the recording", "Aufzeichnung des Vortrags".
#[rustfmt::skip]
const AROUND: &[&str] = &[
    "a", "the", "of", "this", "talk", "session", "keynote", "here", "on", "full", "link", "to", "at", "slides", "and", "audio",
    "die", "der", "des", "zur", "zum", "und", "folien", "vortrag", "vortrags", "ansehen", "la", "le", "de", "du", "et", "voir", "conference", "ver", "el",
    "y", "charla", "van", "het", "praatje", "en", "bekijk", "da", "o", "e", "palestra", "del", "guarda",
];
/// The most words of a label: what is longer tells of something.
const LABEL_WORDS: usize = 6;

/// Whether a link of this name leads to a recording: one is named, and nothing else is.
pub fn is_recording_label(label: &str) -> bool {
    let folded = fold(label);
    if RECORDING_LABELS.contains(&folded.as_str()) {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let names_one = words.iter().any(|word| RECORDING_LABELS.contains(word));
    let is_around = |word: &&str| RECORDING_LABELS.contains(word) || AROUND.contains(word);
    names_one && words.len() <= LABEL_WORDS && words.iter().all(is_around)
}

/// Whether a link in Markdown to `url` is called a recording: `[Recording](url)`, or `Video: url` on a line of its own.
pub fn is_called_recording(markdown: &str, url: &str) -> bool {
    let parts = |(at, _): (usize, &str)| Some((markdown.get(..at)?, markdown.get(at + url.len()..)?));
    let mut places = markdown.match_indices(url).filter_map(parts).filter(|(_, behind)| !url.is_empty() && is_end(behind));
    places.any(|(before, _)| label_before(before).is_some_and(is_recording_label))
}

/// Whether an address ends in front of `rest`.
fn is_end(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['.', ',', ';', ':', '!']);
    rest.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | '\'' | '|' | '*' | '<'))
}

/// What a link is called, by the text in front of its address.
fn label_before(text: &str) -> Option<&str> {
    let inside = text.strip_suffix("](").or_else(|| text.strip_suffix("](<"));
    if let Some(inside) = inside {
        // An image, or a word in brackets, may stand in the name: the bracket that opens it is on its line.
        let line = inside.rsplit('\n').next()?;
        return line.rsplit_once('[').map(|(_, label)| label);
    }
    let line = text.rsplit('\n').next()?.trim_end_matches(['<', '(', '[', ' ']);
    // A list's mark, and whatever stood before it on the line, says nothing of this link.
    let label = line.strip_suffix([':', '：'])?.trim_start_matches(|c: char| !c.is_alphanumeric());
    Some(label.rsplit(['·', '|', ',', ';']).next().unwrap_or(label))
}

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
    fn recordings_are_told_by_what_their_links_are_called() {
        const URL: &str = "https://cdn.example/2031/7";
        #[rustfmt::skip]
        let table = [
            ("[Recording](https://cdn.example/2031/7)",                      true),
            ("- see [watch the **recording**](https://cdn.example/2031/7).", true),
            ("[Aufzeichnung des Vortrags](<https://cdn.example/2031/7>)",    true),
            ("- Vidéo : <https://cdn.example/2031/7>",                       true),
            ("Slides: https://x.example/1 · Video: https://cdn.example/2031/7", true),
            ("録画：https://cdn.example/2031/7",                              true),
            ("[slides and video](https://cdn.example/2031/7)",               true),
            ("[slides](https://cdn.example/2031/7)",                         false),
            ("[video codecs compared](https://cdn.example/2031/7)",          false),
            ("[a paper](https://cdn.example/2031/7), no recording",          false),
            ("The recording failed, see https://cdn.example/2031/7",         false),
            ("Video: none. Paper: https://cdn.example/2031/7",               false),
            ("[Recording](https://cdn.example/2031/7b)",                     false),
            ("[Recording](https://cdn.example/other)",                       false),
        ];
        for (markdown, expected) in table {
            assert_eq!(is_called_recording(markdown, URL), expected, "{markdown}");
        }
    }

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
