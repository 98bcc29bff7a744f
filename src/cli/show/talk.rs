//! A talk as its programme, its proposal and its attendees have it, each line with its place.

use anyhow::Result;
use hallway::link::{Catalogue, LinkedTalk, Member, Mention, related_by_rare_words};
use hallway::model::{Entry, Kind, Records, SourceRecords};
use serde::Serialize;
use serde_json::Value;

use crate::cli::plain::plain;
use crate::cli::screen::Screen;
use crate::cli::words::{place, talk_heading};

/// Everything that the library knows of one talk, by the kind of document that says it.
#[derive(Debug, Serialize)]
pub(crate) struct TalkSeen<'a> {
    #[serde(serialize_with = "serialize_talk")]
    talk: &'a LinkedTalk,
    programme: Vec<Listing<'a>>,
    proposal: Vec<Listing<'a>>,
    notes: Vec<NoteSeen<'a>>,
    takeaways: Vec<TakeawaySeen<'a>>,
    mentions: Vec<MentionSeen<'a>>,
    related: Vec<RelatedSeen<'a>>,
}

/// What a programme, a proposal, or an attendee's list says of the talk.
#[derive(Debug, Serialize)]
struct Listing<'a> {
    path: &'a str,
    lines: &'a [usize],
    title: &'a str,
    #[serde(rename = "abstract")]
    abstract_: Option<&'a str>,
    tags: &'a [String],
}

/// What an attendee wrote, or only that they were there.
#[derive(Debug, Serialize)]
struct NoteSeen<'a> {
    path: &'a str,
    line: usize,
    author: Option<&'a str>,
    posted: Option<&'a str>,
    entry: Option<&'a str>,
    entry_title: Option<&'a str>,
    markdown: Option<&'a str>,
    links: &'a [String],
}

#[derive(Debug, Serialize)]
struct TakeawaySeen<'a> {
    path: &'a str,
    line: usize,
    author: Option<&'a str>,
    topic: Option<&'a str>,
    text: &'a str,
}

/// A takeaway of something else that names the talk.
#[derive(Debug, Serialize)]
struct MentionSeen<'a> {
    #[serde(flatten)]
    takeaway: TakeawaySeen<'a>,
    of: Option<&'a str>,
    evidence: &'a str,
    others: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct RelatedSeen<'a> {
    id: &'a str,
    title: &'a str,
    reason: String,
}

impl<'a> TalkSeen<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue, talk: &'a LinkedTalk) -> Self {
        let mut seen = TalkSeen {
            talk,
            programme: Vec::new(),
            proposal: Vec::new(),
            notes: Vec::new(),
            takeaways: Vec::new(),
            mentions: talk.mentions.iter().filter_map(|mention| mention_seen(catalogue, mention)).collect(),
            related: Vec::new(),
        };
        for member in &talk.members {
            seen.add_member(catalogue, *member);
        }
        let at = catalogue.talks.iter().position(|other| other.id == talk.id);
        let by_words = at.map(|at| related_by_rare_words(catalogue, at)).unwrap_or_default();
        for related in talk.related.iter().chain(&by_words) {
            let Some(other) = catalogue.talks.get(related.talk) else { continue };
            if !seen.related.iter().any(|held| held.id == other.id) {
                seen.related.push(RelatedSeen { id: &other.id, title: &other.title, reason: related.reason.clone() });
            }
        }
        seen
    }

    fn add_member(&mut self, catalogue: &'a Catalogue, member: Member) -> Option<()> {
        let source = catalogue.sources.get(member.source)?;
        let talk = source.records.talks.get(member.talk)?;
        let listing = Listing {
            path: &source.path,
            lines: &talk.lines,
            title: &talk.title,
            abstract_: talk.abstract_.as_deref(),
            tags: &talk.tags,
        };
        match source.records.source.kind {
            Kind::Programme => self.programme.push(listing),
            Kind::Submissions => self.proposal.push(listing),
            Kind::Report | Kind::Feed | Kind::None => self.notes.push(note_seen(source, &talk.id, &talk.lines)),
        }
        let own = source.records.takeaways.iter().filter(|takeaway| takeaway.talk.as_ref() == Some(&talk.id));
        self.takeaways.extend(own.map(|takeaway| takeaway_seen(source, takeaway)));
        Some(())
    }

    pub(crate) fn show(&self, screen: &mut Screen) -> Result<()> {
        if screen.json {
            return screen.json_line(self);
        }
        screen.heading(talk_heading(self.talk))?;
        self.show_listings("PROGRAMME", &self.programme, screen)?;
        self.show_listings("PROPOSAL", &self.proposal, screen)?;
        self.show_notes(screen)?;
        self.show_takeaways(screen)?;
        self.show_mentions(screen)?;
        for related in &self.related {
            screen.line(format_args!(
                "RELATED    {}  ({}; {})",
                plain(related.title),
                plain(related.id),
                plain(&related.reason)
            ))?;
        }
        if !self.talk.evidence.is_empty() {
            let evidence: Vec<String> = self.talk.evidence.iter().map(|reason| plain(reason)).collect();
            screen.line(format_args!("ONE TALK   because of {}", evidence.join("; ")))?;
        }
        screen.line(format_args!("ID         {}", plain(&self.talk.id)))
    }

    fn show_listings(&self, word: &str, listings: &[Listing], screen: &mut Screen) -> Result<()> {
        if listings.is_empty() {
            return screen.line(format_args!("{word:<10} none in this library"));
        }
        let places: Vec<String> = listings.iter().map(|listing| place(listing.path, listing.lines)).collect();
        let tags: Vec<String> = listings.iter().flat_map(|listing| listing.tags).map(|tag| plain(tag)).collect();
        let tags = match tags.is_empty() {
            true => String::new(),
            false => format!("     tags: {}", unique(tags).join(", ")),
        };
        screen.line(format_args!("{word:<10} {}{tags}", places.join("; ")))?;
        let titles = listings.iter().map(|listing| listing.title).filter(|title| *title != self.talk.title);
        for title in unique(titles.map(plain).collect()) {
            screen.line(format_args!("  titled: {title}"))?;
        }
        for text in unique(listings.iter().filter_map(|listing| listing.abstract_).map(str::to_owned).collect()) {
            show_text("said of it: ", &text, screen)?;
        }
        Ok(())
    }

    fn show_notes(&self, screen: &mut Screen) -> Result<()> {
        if self.notes.is_empty() {
            return screen.line("NOTES      none in this library");
        }
        for note in &self.notes {
            let author = note.author.map_or_else(|| "author not stated".to_owned(), plain);
            let posted = note.posted.map(|date| format!(", posted {}", plain(day_of(date)))).unwrap_or_default();
            let place = place(note.path, &[note.line]);
            match note.markdown {
                Some(markdown) => {
                    screen.line(format_args!("NOTES      {author}{posted}, {place}"))?;
                    show_text("", markdown, screen)?;
                }
                None => screen.line(format_args!("LISTED     {author}{posted}, {place}: without a note"))?,
            }
        }
        Ok(())
    }

    fn show_takeaways(&self, screen: &mut Screen) -> Result<()> {
        for takeaway in &self.takeaways {
            screen.line(format_args!("TAKEAWAY   {}: {}", place(takeaway.path, &[takeaway.line]), plain(takeaway.text)))?;
        }
        Ok(())
    }

    pub(super) fn show_mentions(&self, screen: &mut Screen) -> Result<()> {
        let mut head = String::new();
        for mention in &self.mentions {
            let of = mention.of.map(|title| format!(" of “{}”", plain(title))).unwrap_or_default();
            let topic = mention.takeaway.topic.map(|topic| format!(", under “{}”", plain(topic))).unwrap_or_default();
            let here = format!(
                "NAMED IN TAKEAWAYS{of} ({}){topic}; found by {}",
                place(mention.takeaway.path, &[mention.takeaway.line]),
                plain(mention.evidence)
            );
            if here != head {
                screen.line(&here)?;
                head = here;
            }
            screen.line(format_args!("  {}", plain(mention.takeaway.text)))?;
            for other in &mention.others {
                screen.line(format_args!("    also names  {}", plain(other)))?;
            }
        }
        Ok(())
    }
}

fn note_seen<'a>(source: &'a SourceRecords, talk: &str, lines: &[usize]) -> NoteSeen<'a> {
    let records = &source.records;
    let entry = entry_of_talk(records, talk);
    let note = records.notes.iter().find(|note| note.talk == talk);
    let author = note.and_then(|note| note.author.as_ref());
    NoteSeen {
        path: &source.path,
        line: note.map(|note| note.line).or(lines.first().copied()).unwrap_or(0),
        author: author.or(entry.and_then(|entry| entry.authors.first())).or(records.source.authors.first()).map(|a| &**a),
        posted: match entry {
            Some(entry) => entry.posted(),
            None => records.source.published.as_deref(),
        },
        entry: entry.map(|entry| &*entry.id),
        entry_title: entry.map(|entry| &*entry.title),
        markdown: note.map(|note| &*note.markdown),
        links: note.map(|note| &*note.links).unwrap_or_default(),
    }
}

fn entry_of_talk<'a>(records: &'a Records, talk: &str) -> Option<&'a Entry> {
    let id = records.talks.iter().find(|other| other.id == talk)?.entry.as_ref()?;
    records.entries.iter().find(|entry| entry.id == *id)
}

fn takeaway_seen<'a>(source: &'a SourceRecords, takeaway: &'a hallway::model::Takeaway) -> TakeawaySeen<'a> {
    TakeawaySeen {
        path: &source.path,
        line: takeaway.line,
        author: takeaway.author.as_deref(),
        topic: takeaway.topic.as_deref(),
        text: &takeaway.text,
    }
}

fn mention_seen<'a>(catalogue: &'a Catalogue, mention: &'a Mention) -> Option<MentionSeen<'a>> {
    let source = catalogue.sources.get(mention.source)?;
    let takeaway = source.records.takeaways.get(mention.takeaway)?;
    let entry = takeaway.entry.as_ref().and_then(|id| source.records.entries.iter().find(|entry| entry.id == *id));
    Some(MentionSeen {
        takeaway: takeaway_seen(source, takeaway),
        of: entry.map(|entry| &*entry.title).or(source.records.source.title.as_deref()),
        evidence: &mention.evidence,
        others: mention.others.iter().filter_map(|other| Some(&*catalogue.talks.get(*other)?.title)).collect(),
    })
}

/// A text over many lines, indented, each line plain.
pub(crate) fn show_text(label: &str, text: &str, screen: &mut Screen) -> Result<()> {
    let mut label = label;
    for line in text.trim_end().lines() {
        match line.trim().is_empty() {
            true => screen.line("")?,
            false => screen.line(format_args!("  {label}{}", plain(line)))?,
        }
        label = "";
    }
    Ok(())
}

/// The day of an RFC 3339 time.
pub(crate) fn day_of(moment: &str) -> &str {
    moment.split('T').next().unwrap_or(moment)
}

fn unique(words: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    words.into_iter().filter(|word| seen.insert(word.clone())).collect()
}

/// A linked talk without its indexes into the catalogue, which mean nothing outside.
pub(crate) fn talk_json(talk: &LinkedTalk) -> Value {
    let mut value = serde_json::to_value(talk).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        for index in ["members", "mentions", "related"] {
            fields.shift_remove(index);
        }
        let event = fields.shift_remove("event_name").unwrap_or_default();
        fields.insert("event".to_owned(), event);
    }
    value
}

fn serialize_talk<S: serde::Serializer>(talk: &LinkedTalk, serializer: S) -> Result<S::Ok, S::Error> {
    talk_json(talk).serialize(serializer)
}
