//! The pages: one to search, one a document. Every text in them is escaped, nothing in them runs or loads anything.

use std::ops::Range;

use anyhow::Result;
use hallway::index::Sort;
use hallway::model::{Kind, SourceRecords, Takeaway, Talk};
use hallway::publish::{escaped, without_images};
use http::StatusCode;
use hyper::body::Bytes;

use super::find::{A_PAGE, Found, Passage, facts, find};
use super::http::Answer;
use super::shelf::Shelf;
use crate::cli::words::count;

const STYLE: &str = include_str!("style.css");

/// What can stand in a query, for who wants to know.
const FIELDS: &str = "Words, <kbd>\"phrases\"</kbd>, <kbd>OR</kbd>, <kbd>-not</kbd>, and <kbd>kind:</kbd> <kbd>event:</kbd> \
    <kbd>speaker:</kbd> <kbd>author:</kbd> <kbd>topic:</kbd> <kbd>track:</kbd> <kbd>tag:</kbd> <kbd>year:</kbd> \
    <kbd>date:2031-01..2031-06</kbd>, <kbd>query:</kbd> and the name of a saved search.";

/// The style of all pages.
pub(super) fn style() -> Answer {
    Answer { status: StatusCode::OK, media_type: "text/css; charset=utf-8", body: Bytes::from_static(STYLE.as_bytes()) }
}

/// A page that says what is wrong, with a way back.
pub(super) fn fault(words: &str) -> String {
    page("hallway", None, &format!("<main>\n<h1>{}</h1>\n<p><a href=\"/\">Search</a></p>\n</main>\n", escaped(words)))
}

/// What a person asked for: the words, the order, and how many passages they have seen.
struct Asked {
    text: String,
    sort: Sort,
    from: usize,
}

impl Asked {
    fn of(query: &str) -> Asked {
        let mut asked = Asked { text: String::new(), sort: Sort::Best, from: 0 };
        for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*key {
                "q" => asked.text = value.trim().to_owned(),
                "sort" if value == "newest" => asked.sort = Sort::Newest,
                "from" => asked.from = value.parse().unwrap_or(0).min(1_000),
                _ => {}
            }
        }
        asked
    }

    /// The address that asks for the same from another passage on.
    fn address(&self, text: &str, from: usize) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", text);
        if self.sort == Sort::Newest {
            query.append_pair("sort", "newest");
        }
        if from > 0 {
            query.append_pair("from", &from.to_string());
        }
        format!("/?{}", query.finish())
    }
}

/// The page to search, with what `query` (as a form sends it) finds.
pub(super) fn search(shelf: &Shelf, query: &str) -> Result<Answer> {
    let asked = Asked::of(query);
    let settings = shelf.library.settings()?;
    let title = settings.title.clone().unwrap_or_else(|| "Conference notes".to_owned());
    let mut body = format!("<header>\n<h1>{}</h1>\n{}</header>\n<main>\n", escaped(&title), form(&asked));
    if asked.text.is_empty() {
        body.push_str(&start(shelf)?);
    } else {
        body.push_str(&results(&asked, &find(shelf, &asked.text, asked.sort, asked.from)?));
    }
    body.push_str("</main>\n");
    let heading = if asked.text.is_empty() { title } else { format!("{} · {title}", asked.text) };
    Ok(Answer::html(page(&heading, Some(&asked), &body)))
}

fn form(asked: &Asked) -> String {
    let newest = if asked.sort == Sort::Newest { " selected" } else { "" };
    // Where nothing was asked yet, typing begins the question.
    let focus = if asked.text.is_empty() { " autofocus" } else { "" };
    format!(
        "<form action=\"/\" method=\"get\" role=\"search\">\n\
         <label for=\"q\">Search notes, talks and takeaways</label>\n\
         <input id=\"q\" name=\"q\" type=\"search\" value=\"{}\" maxlength=\"1000\" autocomplete=\"off\"{focus}>\n\
         <label for=\"sort\">Order</label>\n\
         <select id=\"sort\" name=\"sort\"><option value=\"best\">best first</option><option value=\"newest\"{newest}>newest first</option></select>\n\
         <button>Search</button>\n</form>\n",
        escaped(&asked.text)
    )
}

/// What there is to begin with.
fn start(shelf: &Shelf) -> Result<String> {
    let mut body = format!("<p>{FIELDS}</p>\n");
    let settings = shelf.library.settings()?;
    if !settings.search.is_empty() {
        body.push_str("<h2>Saved searches</h2>\n<ul>\n");
        for saved in &settings.search {
            let asked = Asked { text: format!("query:{}", saved.name), sort: Sort::Best, from: 0 };
            let href = escaped(&asked.address(&asked.text, 0));
            body.push_str(&format!("<li><a href=\"{href}\">{}</a>: {}</li>\n", escaped(&saved.name), escaped(&saved.query)));
        }
        body.push_str("</ul>\n");
    }
    body.push_str(
        "<h2>Feeds</h2>\n<ul>\n<li><a href=\"/atom.xml\">All, as Atom</a></li>\n<li><a href=\"/feed.json\">All, as JSON Feed</a></li>\n\
         <li><a href=\"/index.html\">By topic, event, speaker and search; what came last</a></li>\n</ul>\n",
    );
    Ok(body)
}

fn results(asked: &Asked, found: &Found) -> String {
    let mut body = String::new();
    for note in &found.notes {
        body.push_str(&format!("<p class=\"note\">{}</p>\n", escaped(note)));
    }
    match (found.passages.len(), asked.from) {
        (0, 0) => {
            body.push_str("<h2>Nothing found</h2>\n");
            if let Some(meant) = &found.meant {
                let href = escaped(&asked.address(meant, 0));
                body.push_str(&format!("<p>Did you mean <a href=\"{href}\">{}</a>?</p>\n", escaped(meant)));
            }
            body.push_str(&format!("<p>{FIELDS}</p>\n"));
        }
        (number, from) => {
            let more = if found.has_more { ", and more" } else { "" };
            let behind = if from > 0 { format!(" from the {}th on", from + 1) } else { String::new() };
            body.push_str(&format!("<h2>{}{behind}{more}</h2>\n", count(number, "passage")));
        }
    }
    body.push_str("<ol>\n");
    found.passages.chunk_by(|a, b| a.group == b.group).for_each(|group| push_group(group, &mut body));
    body.push_str("</ol>\n<nav aria-label=\"Pages\">\n");
    if asked.from > 0 {
        let href = escaped(&asked.address(&asked.text, asked.from.saturating_sub(A_PAGE)));
        body.push_str(&format!("<a rel=\"prev\" href=\"{href}\">Before these</a>\n"));
    }
    if found.has_more {
        let href = escaped(&asked.address(&asked.text, asked.from + A_PAGE));
        body.push_str(&format!("<a rel=\"next\" href=\"{href}\">More</a>\n"));
    }
    body.push_str("</nav>\n");
    body
}

/// A talk, or a post, with the passages of it that were found.
fn push_group(group: &[Passage], body: &mut String) {
    let Some(first) = group.first() else { return };
    // Takeaways of no talk stand under their event.
    let is_titled = !first.title.is_empty();
    let title = match (&first.event, is_titled) {
        (_, true) => marked(&first.title, &first.title_highlights),
        (Some(event), false) => escaped(event),
        (None, false) => escaped(&first.path),
    };
    let link = group.iter().find_map(|passage| passage.link.as_ref());
    match link {
        Some(link) => body.push_str(&format!("<li>\n<h3><a href=\"{}\">{title}</a></h3>\n", escaped(link))),
        None => body.push_str(&format!("<li>\n<h3>{title}</h3>\n")),
    }
    let speakers = Some(first.speakers.join(", ")).filter(|speakers| !speakers.is_empty());
    // A year that the event's name has already says nothing.
    let is_said = |date: &&String| first.event.as_ref().is_some_and(|event| event.contains(date.as_str()));
    let date = first.date.as_ref().filter(|date| !is_said(date));
    let about: Vec<String> = [first.event.as_ref().filter(|_| is_titled), speakers.as_ref(), date]
        .into_iter()
        .flatten()
        .map(|part| escaped(part))
        .collect();
    if !about.is_empty() {
        body.push_str(&format!("<p class=\"about\">{}</p>\n", about.join(" · ")));
    }
    for passage in group {
        let author = passage.author.as_ref().map(|author| format!(" · {}", escaped(author))).unwrap_or_default();
        let place = format!("{}:{}", escaped(&passage.path), passage.line);
        let place = match &passage.link {
            Some(link) => format!("<a href=\"{}\">{place}</a>", escaped(link)),
            None => place,
        };
        body.push_str(&format!("<p class=\"where\">{}{author} · {place}</p>\n", passage.kind.as_str()));
        if !passage.text.is_empty() {
            body.push_str(&format!("<p>{}</p>\n", marked(&passage.text, &passage.highlights)));
        }
    }
    body.push_str("</li>\n");
}

/// `text` with what the query asked for marked.
fn marked(text: &str, ranges: &[Range<usize>]) -> String {
    let (mut html, mut end) = (String::new(), 0);
    for range in ranges {
        let (Some(before), Some(found)) = (text.get(end..range.start), text.get(range.clone())) else { continue };
        html.push_str(&format!("{}<mark>{}</mark>", escaped(before), escaped(found)));
        end = range.end;
    }
    html + &escaped(text.get(end..).unwrap_or_default())
}

/// The page of a report or a programme: what others may have of it. `None` where there is none.
pub(super) fn document(shelf: &Shelf, path: &str) -> Result<Option<Answer>> {
    let Some(document) = shelf.document(path)?.filter(|document| document.records.source.kind != Kind::Feed) else {
        return Ok(None);
    };
    let records = &document.records;
    let source = &records.source;
    let title = source.title.clone().or_else(|| records.events.first().map(|event| event.name.clone()));
    let title = title.unwrap_or_else(|| path.to_owned());
    let mut body = format!("<header>\n<p><a href=\"/\">Search</a></p>\n<h1>{}</h1>\n", escaped(&title));
    let dated = source.published.as_deref().map(|date| date.get(..10).unwrap_or(date).to_owned());
    let about = [Some(source.authors.join(", ")), dated, source.rights.clone(), Some(path.to_owned())];
    let about: Vec<String> = about.into_iter().flatten().filter(|part| !part.is_empty()).map(|part| escaped(&part)).collect();
    body.push_str(&format!("<p class=\"about\">{}</p>\n</header>\n<main>\n", about.join(" · ")));
    let of_no_talk: Vec<&Takeaway> = records.takeaways.iter().filter(|takeaway| takeaway.talk.is_none()).collect();
    if !of_no_talk.is_empty() {
        body.push_str("<h2 id=\"takeaways\">Takeaways</h2>\n");
        push_takeaways(&of_no_talk, &mut body);
    }
    records.talks.iter().for_each(|talk| push_talk(&document, talk, shelf.shows_texts(), &mut body));
    body.push_str("</main>\n");
    Ok(Some(Answer::html(page(&title, None, &body))))
}

fn push_takeaways(takeaways: &[&Takeaway], body: &mut String) {
    body.push_str("<ul>\n");
    takeaways.iter().for_each(|takeaway| body.push_str(&format!("<li>{}</li>\n", escaped(&takeaway.text))));
    body.push_str("</ul>\n");
}

fn push_talk(document: &SourceRecords, talk: &Talk, with_texts: bool, body: &mut String) {
    let speakers: Vec<&str> = talk.speakers.iter().map(|speaker| &*speaker.name).collect();
    let by = if speakers.is_empty() { String::new() } else { format!(" — {}", speakers.join(", ")) };
    body.push_str(&format!("<h2 id=\"{}\">{}{}</h2>\n", escaped(&talk.id), escaped(&talk.title), escaped(&by)));
    let facts = facts(talk);
    if !facts.is_empty() {
        body.push_str(&format!("<p class=\"about\">{}</p>\n", escaped(&facts)));
    }
    let records = &document.records;
    let base = records.source.url.as_deref();
    let notes = records.notes.iter().filter(|note| note.talk == talk.id).map(|note| &note.markdown);
    for text in talk.abstract_.iter().chain(notes).filter(|_| with_texts) {
        body.push_str(&format!("<div>\n{}</div>\n", without_images(text, base)));
    }
    let own: Vec<&Takeaway> = records.takeaways.iter().filter(|one| one.talk.as_ref() == Some(&talk.id)).collect();
    if !own.is_empty() && !with_texts {
        push_takeaways(&own, body);
    }
}

/// A whole page around `body`.
fn page(title: &str, asked: Option<&Asked>, body: &str) -> String {
    let feed = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"All\" href=\"/atom.xml\">\n";
    let feed = if asked.is_some() { feed } else { "" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <link rel=\"stylesheet\" href=\"/style.css\">\n{feed}</head>\n<body>\n{body}</body>\n</html>\n",
        escaped(title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_is_marked_and_everything_is_escaped() {
        #[rustfmt::skip]
        let table: [(&str, &[(usize, usize)], &str); 4] = [
            ("the <reactor>", &[(0, 3)],          "<mark>the</mark> &lt;reactor&gt;"),
            ("a & b",         &[(0, 1), (4, 5)],  "<mark>a</mark> &amp; <mark>b</mark>"),
            ("größer",        &[(3, 9)],          "größer"),
            ("x",             &[(5, 9)],          "x"),
        ];
        for (text, ranges, html) in table {
            let ranges: Vec<_> = ranges.iter().map(|(from, to)| *from..*to).collect();
            assert_eq!(marked(text, &ranges), html, "{text:?}");
        }
    }

    #[test]
    fn a_form_says_what_is_asked_for() {
        let asked = Asked::of("q=+api+%22gate%22&sort=newest&from=20&x=1");
        assert_eq!((&*asked.text, asked.sort, asked.from), ("api \"gate\"", Sort::Newest, 20));
        assert_eq!(asked.address("a&b", 40), "/?q=a%26b&sort=newest&from=40");
        assert_eq!(Asked::of("from=-1&q=").address("", 0), "/?q=");
    }
}
