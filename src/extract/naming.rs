//! What a document's event is called, and where its text says so: the owner, the metadata or a label, the title, a first
//! heading, the first sentences, the path; and what else the first lines say of it.

use super::events::{self, EventName};
use super::inlines::{line_texts, one_line};
use super::names::is_place;
use super::{Said, gatherings, headlines, letters, mentions, people, phrases, source, words};
use crate::folded::fold;
use crate::marks::Marks;
use crate::memo;
use crate::model::Event;
use crate::read::document::{Block, BlockKind, Document, Inline, Part, links, plain};
use crate::read::zone_name;
use crate::when;

/// The event that a report is about: said by the owner, named in the metadata or by a label, in the title, a first
/// heading, the first sentences or the path.
pub(super) fn name_event(document: &Document, said: &Said, part: &Part, title: Option<&str>) -> Option<EventName> {
    let year = year_of(document);
    let title = title.map(without_list);
    let headline = || {
        let name = headlines::find(part, title, year).filter(|headline| headline.sure)?.name;
        Some(visited_event(part, title, year, &name).unwrap_or(name))
    };
    let name = stated_event(document, said, part)
        .or_else(headline)
        .or_else(|| titled_event(part, title, year))
        .or_else(|| event_of_opening(part, year))
        .or_else(|| event_of_small_headings(part, year))
        .or_else(|| event_of_record(part))
        .or_else(|| event_of_hashtag(part))
        .or_else(|| event_of_banner(part))
        .or_else(|| event_of_site(document, year))
        .or_else(|| event_of_tags(document))
        .or_else(|| event_of_path(said, year))?;
    // "at Ropes in Motion 2031" in the text, where the title has the whole name.
    let name = title.and_then(named_as_a_whole).filter(|whole| whole.name.ends_with(&format!(" {}", name.name))).unwrap_or(name);
    // "Event: Lamp Summit" below the title "Lamp Summit 2031".
    let titled = title.filter(|title| fold(title).contains(fold(&name.series).as_str()));
    Some(EventName { year: name.year.or_else(|| when::find_year(titled?)), ..name })
}

/// "Deux jours à Ferrocon 2031", "Zu Besuch bei der Ferrocon 2031": the event is what stands behind a word for being there.
fn visited_event(part: &Part, title: Option<&str>, year: Option<i16>, name: &EventName) -> Option<EventName> {
    const THERE: &[&str] = &["a", "at", "bei", "beim", "auf", "op", "au", "aux", "chez", "sur", "al", "alla", "allo", "ao"];
    const ARTICLES: &[&str] = &["the", "der", "dem", "den", "die", "la", "le", "les", "el", "de", "het"];
    let inner = titled_event(part, title, year)?;
    let before = fold(name.name.strip_suffix(&inner.name).filter(|before| !before.is_empty())?);
    // "Two days of Ferrocon 2031"
    #[rustfmt::skip]
    const DAYS: &[&str] = &[
        "day", "days", "week", "weekend", "evening", "tag", "tage", "woche", "jour", "jours", "journee", "dia", "dias", "giorno", "giorni", "dag", "dagen",
    ];
    let mut first = before.split(' ');
    let counted = first.next().is_some_and(|word| {
        when::number_of(word).is_some()
            || matches!(word, "a" | "an" | "ein" | "eine" | "un" | "une" | "una" | "um" | "uma" | "een" | "my")
    });
    let counted = counted && first.next().is_some_and(|word| DAYS.contains(&word));
    let mut words = before.split(' ').rev().filter(|word| !ARTICLES.contains(word));
    (counted || words.next().is_some_and(|word| THERE.contains(&word))).then_some(inner)
}

/// "[announce] Programme of Ferrocon 2031" without the name of the mailing list, and without the word for what it sent.
fn without_list(title: &str) -> &str {
    let bare = title.trim_start();
    let bare = bare.strip_prefix('[').and_then(|inner| inner.split_once("] ")).map_or(title, |(_, rest)| rest.trim_start());
    #[rustfmt::skip]
    const PROGRAMMES: &[&str] = &[
        "programme of ", "programme for ", "program of ", "program for ", "schedule of ", "schedule for ", "agenda for ", "agenda of ", "programm der ", "programm des ", "programm für ", "programme de ", "programme du ",
        "programme des ", "programa de ", "programa del ", "programa do ", "programa da ", "programma van ", "programma di ", "programma del ",
    ];
    let lower = bare.to_lowercase();
    let behind = PROGRAMMES.iter().find(|words| lower.starts_with(**words)).and_then(|words| bare.get(words.len()..));
    behind.filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(bare)
}

/// Whether the owner, the metadata, a label or the path plainly names the event.
pub(super) fn is_stated(document: &Document, said: &Said, part: &Part) -> bool {
    stated_event(document, said, part).is_some() || event_of_path(said, year_of(document)).is_some()
}

/// The year in which the document says that it was published.
pub(super) fn year_of(document: &Document) -> Option<i16> {
    let metadata = &document.metadata;
    let told = [metadata.published.as_deref(), metadata.updated.as_deref()].into_iter().flatten().find_map(when::find_year);
    told.or_else(|| dated_field(&metadata.fields))
}

/// The year of a field of the front matter that says when it is: `datum: 18 april 2031`.
pub(super) fn dated_field(fields: &serde_json::Value) -> Option<i16> {
    let dates = fields.as_object()?.iter().filter(|(key, _)| words::label_of(key) == Some(words::Label::Date));
    dates.filter_map(|(_, value)| value.as_str()).find_map(when::find_year)
}

/// What the document itself calls an event: the name in it, else all of it.
fn event_called(name: &str, year: Option<i16>) -> EventName {
    events::find_event_name(name, year).unwrap_or_else(|| plain_event(name))
}

/// The event that the owner, the metadata or a label names as such.
fn stated_event(document: &Document, said: &Said, part: &Part) -> Option<EventName> {
    let year = year_of(document);
    if let Some(event) = &said.event {
        return Some(event_called(event, year));
    }
    field_event(document, year).or_else(|| labelled_event(&part.blocks, year)).or_else(|| tagged_event(&part.blocks, year))
}

/// The event in the title or the first heading.
fn titled_event(part: &Part, title: Option<&str>, year: Option<i16>) -> Option<EventName> {
    let heading = part.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(one_line(text)),
        _ => None,
    });
    // "Ropes in Motion 2031" is more than "Motion 2031".
    let whole =
        |text: &str, name: EventName| named_as_a_whole(text).filter(|whole| whole.name.ends_with(&name.name)).unwrap_or(name);
    let found = |text: &str| events::find_event_name(text, year).map(|name| whole(text, name));
    let named = |text: &str| found(text).or_else(|| quoted_event(text)).or_else(|| quoted_edition(text));
    [title, heading.as_deref()].into_iter().flatten().find_map(named).or_else(|| {
        let first = title.map(str::to_owned).or_else(|| first_line(part))?;
        lowered_event(&first, year)
    })
}

/// "Tagungsbericht: „Lampen im Recht“, Delft, 9. Oktober 2031": what a report on a conference has in quotation marks, with
/// its year behind it.
fn quoted_event(title: &str) -> Option<EventName> {
    #[rustfmt::skip]
    const REPORTS: &[&str] = &[
        "tagungsbericht", "konferenzbericht", "kongressbericht", "conference report", "workshop report", "compte rendu", "informe del congreso", "cronica del congreso",
        "congresverslag", "resoconto del convegno", "relatorio do congresso", "sprawozdanie z konferencji",
    ];
    let folded = fold(title);
    let report = REPORTS.iter().find(|report| folded.starts_with(*report))?;
    let open = title.find(['„', '“', '"', '«', '»', '‚', '‘']).filter(|&at| at >= report.len())?;
    let inner = title[open..].chars().next().map(|mark| &title[open + mark.len_utf8()..])?;
    let end = inner.find(['“', '”', '"', '»', '«', '‘', '’'])?;
    let (series, rest) = (inner[..end].trim(), &inner[end..]);
    let year = when::find_year(rest)?;
    let named = (1..=12).contains(&series.split_whitespace().count());
    let name = if when::find_year(series).is_some() { series.to_owned() } else { format!("{series} {year}") };
    named.then(|| EventName { name, series: series.to_owned(), year: Some(year), rest: rest.to_owned() })
}

/// "Заметки с «ЛампаОпс-2031»": a word or a few with their year, in quotation marks of their own behind other words.
fn quoted_edition(title: &str) -> Option<EventName> {
    let (before, rest) = title.split_once(['«', '„', '“'])?;
    let inner = rest.split(['»', '“', '”']).next()?.trim();
    let (year, range) = when::find_year_range(inner).filter(|(_, range)| range.end == inner.len() && range.len() == 4)?;
    let series = inner[..range.start].trim_end_matches([' ', '-', '–']);
    #[rustfmt::skip]
    const FROM: &[&str] = &["с", "со", "на", "из", "from", "at", "von", "vom", "der", "auf", "bei", "beim", "de", "du", "des", "aux", "del", "en", "da", "do", "van", "op", "z", "na", "från", "på"];
    let visited = fold(before).rsplit(' ').next().is_some_and(|word| FROM.contains(&word));
    let named = visited && (1..=4).contains(&series.split(' ').count()) && series.starts_with(char::is_uppercase);
    (named && !before.trim().is_empty()).then(|| EventName {
        name: inner.to_owned(),
        series: series.to_owned(),
        year: Some(year),
        rest: title.to_owned(),
    })
}

/// The line that a text without a title begins with.
fn first_line(part: &Part) -> Option<String> {
    match &part.blocks.first()?.kind {
        BlockKind::Paragraph(inlines) => line_texts(inlines).into_iter().next(),
        _ => None,
    }
}

/// The event in a line all in small letters, with its year or up to a word that says what it is.
fn lowered_event(line: &str, year: Option<i16>) -> Option<EventName> {
    let whole = capitalised(line)?;
    if let Some(name) = events::find_event_name(&whole, year).filter(|name| name.year.is_some()) {
        return Some(name);
    }
    let (words, rest): (Vec<&str>, Vec<&str>) = (whole.split(' ').collect(), line.split_whitespace().collect());
    let kind = words.iter().position(|word| events::is_sure_kind(word)).filter(|&at| (1..=4).contains(&at))?;
    let cut = [&words[..=kind], &rest[kind + 1..]].concat().join(" ");
    events::find_event_name(&cut, year)
}

/// The event that the first paragraphs name.
fn event_of_opening(part: &Part, year: Option<i16>) -> Option<EventName> {
    // What a text says of itself may be set off as a quotation.
    let opening = part.blocks.iter().enumerate().take(8).flat_map(|(n, block)| match &block.kind {
        BlockKind::Quote(inside) if n <= 1 => inside.as_slice(),
        _ => std::slice::from_ref(block),
    });
    let paragraphs = opening.filter_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => Some(inlines),
        _ => None,
    });
    paragraphs.take(3).find_map(|inlines| {
        let lines = line_texts(inlines);
        let short = |line: &String| line.split(' ').count() <= 8 && !line.ends_with(['.', '!', '?']);
        // "Ada Brookfield" over "LampConf 2031, small room": no sentence goes over both.
        if lines.iter().all(short) {
            let stated = |line: &String| person_at_event(line).map(|(_, name)| name).or_else(|| event_of_line(line, year));
            let name = lines.iter().take(6).find_map(stated);
            if name.is_some() || lines.len() > 1 {
                return name;
            }
        }
        let mut found = Vec::new();
        links(inlines, &mut found);
        let found: Vec<(String, String)> = found.into_iter().map(|(url, text)| (url.to_owned(), plain(text))).collect();
        let pairs: Vec<(&str, &str)> = found.iter().map(|(url, text)| (text.as_str(), url.as_str())).collect();
        let told = events::find_events_in_prose(&plain(inlines), &pairs).into_iter().next();
        let told = told.map(|name| set_off(inlines, &name).unwrap_or(name));
        let told = told.or_else(|| set_off_alone(inlines));
        // A themed page states its event in a line of its own.
        told.or_else(|| lines.iter().take(6).find_map(|line| event_of_line(line, year)))
    })
}

/// "The **Days of Lamps and Boats 2031** take place …": what is set off as a whole, ends with the year and holds the name.
fn set_off(inlines: &[Inline], name: &EventName) -> Option<EventName> {
    inlines.iter().find_map(|inline| {
        let text = match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => one_line(inner),
            _ => return None,
        };
        let (series, year) = text.rsplit_once(' ')?;
        let whole = year.len() == 4 && when::find_year(year).is_some() && series.split(' ').count() <= 7;
        let longer = series.len() > name.series.len() && series.starts_with(name.series.as_str());
        (whole && longer && !series.contains([',', ':', '.'])).then(|| EventName {
            series: series.to_owned(),
            year: when::find_year(year),
            name: text.clone(),
            ..name.clone()
        })
    })
}

/// "The **Days of Lamps and Boats** took place …": what is set off in a sentence and says by itself that it is an event.
fn set_off_alone(inlines: &[Inline]) -> Option<EventName> {
    let year = when::find_year(&plain(inlines));
    inlines.iter().find_map(|inline| {
        let Inline::Strong(inner) = inline else { return None };
        let text = one_line(inner);
        // "The **Days of Lamps 2031** take place": its year is all that says so.
        let ends = when::find_year_range(&text).is_some_and(|(_, range)| range.end == text.len());
        let capitals = text.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
        let named = text.starts_with(char::is_uppercase)
            && (2..=8).contains(&text.split(' ').count())
            && !text.contains([',', ':', '.', '?']);
        let kind = text.split(' ').next().is_some_and(phrases::speaks_of_a_gathering)
            || text.split(' ').next_back().is_some_and(events::is_sure_kind);
        let dated = ends && capitals >= 2 && named_with_year(&text).is_some();
        (named && (kind || dated) && inlines.len() > 1).then(|| EventName { year, ..plain_event(&text) })
    })
}

/// An event with its year that is a piece of a line.
fn event_of_line(text: &str, year: Option<i16>) -> Option<EventName> {
    let pieces = text.split('"').nth(1).unwrap_or(text).split(['|', '·']).filter(|piece| !piece.contains(';'));
    pieces.into_iter().find_map(|piece| events::find_event_name(piece.trim(), year).filter(|name| name.year.is_some()))
}

/// "LampConf 2031, Thu 14:30, hall B", "(Lamp Summit, main stage)": among the short lines under a title, one whose first
/// piece is a name of events and nothing else.
fn event_of_record(part: &Part) -> Option<EventName> {
    let lines = part.blocks.iter().take(3).flat_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => line_texts(inlines),
        BlockKind::List { items, .. } if items.len() <= 6 => {
            items.iter().filter_map(|item| item.blocks.first()).map(Block::text).filter(|line| line.len() < 120).collect()
        }
        _ => Vec::new(),
    });
    lines.take(5).find_map(|line| {
        if let Some(name) = person_at_event(&line).map(|(_, name)| name).or_else(|| between_person_and_date(&line)) {
            return Some(name);
        }
        let (piece, rest) = line.trim_start_matches('(').split_once([',', '|', '·', '@'])?;
        let piece = piece.trim();
        let name = events::find_event_name(piece, None).filter(|name| name.name == piece)?;
        let told = name.year.is_some() || events::is_named_so(piece);
        (told && rest.len() < 120 && piece.split_whitespace().count() <= 5).then_some(name)
    })
}

/// "Ada Brookfield (@ada), Lamp Days, 2031-05-02": a line of a person, an event and its date.
fn between_person_and_date(line: &str) -> Option<EventName> {
    let [person, event, date] = line.split(", ").collect::<Vec<_>>()[..] else { return None };
    let person = person.split('(').next().unwrap_or(person).trim();
    let year = when::find_year(date).filter(|_| date.len() <= 12 && when::find_date(date, None).is_some())?;
    let capitals = !is_place(&fold(event))
        && event.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let named = capitals && (1..=5).contains(&event.split(' ').count()) && !people::is_organisation(event);
    let said = people::read_people(person).is_some_and(|people| people.confidence >= 0.5);
    (named && said).then(|| EventName { year: Some(year), ..plain_event(event) })
}

/// "Ada Brookfield -- LampConf, small room": a person, and the event where they spoke.
pub(super) fn person_at_event(line: &str) -> Option<(&str, EventName)> {
    let parted = || [" -- ", " – ", " — ", " @ ", " | "].iter().find_map(|mark| line.split_once(mark));
    let (person, rest) = told_of(line).or_else(parted)?;
    let piece = rest.split([',', '(', '|']).next().unwrap_or(rest).trim();
    let name = events::find_event_name(piece, None).filter(|name| name.name == piece);
    let name = name.filter(|name| name.year.is_some() || events::is_named_so(piece));
    let coined = || (events::is_coined(piece) && !piece.contains(' ')).then(|| plain_event(piece));
    let name = name.or_else(coined)?;
    let is_person = people::read_people(person).is_some_and(|people| people.confidence >= 0.5);
    (is_person && line.len() < 120).then(|| (person.trim(), name))
}

/// "Notes from the session by Ada Brookfield at LampConf": whoever gave it, and where.
fn told_of(line: &str) -> Option<(&str, &str)> {
    #[rustfmt::skip]
    const AT: [&str; 11] = [" at ", " @ ", " auf der ", " auf dem ", " bei der ", " à ", " en ", " op ", " na ", " al ", " alla "];
    let (head, event) = AT.iter().find_map(|at| line.rsplit_once(at))?;
    let by =
        head.match_indices(' ').map(|(at, _)| at).find(|&at| words::strip_by(&head[at + 1..]).is_some_and(|(_, sure)| sure))?;
    // "session by" is a word for "by" as a whole.
    let (person, _) = words::strip_by(&head[by + 1..])?;
    let told = head.strip_suffix(person)?;
    (phrases::speech_count(told) > 0).then_some((person, event))
}

/// "Live-tooting #LampConf today!": the tag of an event that somebody tells of while it is on.
fn event_of_hashtag(part: &Part) -> Option<EventName> {
    const LIVE: &[&str] = &[
        "live tooting",
        "live tweeting",
        "live posting",
        "live blogging",
        "live skeeting",
        "livetooting",
        "livetweeting",
        "liveposting",
        "liveblogging",
        "liveskeeting",
        "livetweet",
        "live from",
        "live at",
        "live aus",
        "live von",
        "live dari",
        "live depuis",
        "en direct de",
        "en directo desde",
        "en vivo desde",
        "ao vivo",
    ];
    let paragraphs = part.blocks.iter().take(6).filter(|block| matches!(block.kind, BlockKind::Paragraph(_)));
    paragraphs.map(Block::text).filter(|text| text.len() < 2000).find_map(|text| {
        let folded = fold(&text);
        if !LIVE.iter().any(|cue| folded.contains(cue)) {
            return None;
        }
        let tags = text.split_whitespace().filter_map(|word| word.strip_prefix('#'));
        let mut names = tags.map(|tag| tag.trim_end_matches(|c: char| !c.is_alphanumeric()));
        names.find(|name| events::is_coined(name) && name.chars().all(char::is_alphanumeric)).map(plain_event)
    })
}

/// The picture that a document begins with: "LampConf 2031 banner".
fn event_of_banner(part: &Part) -> Option<EventName> {
    part.blocks.iter().take(2).find_map(|block| match &block.kind {
        BlockKind::Figure { alt, .. } => event_of_line(alt, None),
        BlockKind::Paragraph(inlines) => match inlines.as_slice() {
            [Inline::Image { alt, .. }] => event_of_line(alt, None),
            _ => None,
        },
        _ => None,
    })
}

/// A tag that files the document under an event: "conference/lampconf-2031".
fn event_of_tags(document: &Document) -> Option<EventName> {
    document.metadata.tags.iter().find_map(|tag| {
        let (above, name) = tag.rsplit_once('/')?;
        let above = above.rsplit('/').next().unwrap_or(above);
        let filed = matches!(words::label_of(above), Some(words::Label::Event)) || phrases::speaks_of_a_gathering(above);
        let name = name.replace(['-', '_'], " ");
        named_with_year(&capitalised(&name).unwrap_or(name)).filter(|_| filed)
    })
}

/// An event has a site of its own, which is called like it.
fn event_of_site(document: &Document, year: Option<i16>) -> Option<EventName> {
    let site = document.metadata.site.as_deref()?;
    events::find_event_name(site, year).filter(|name| name.year.is_some())
}

/// "#### LampConf 2031, Big Room" among the small headings under a talk's title.
fn event_of_small_headings(part: &Part, year: Option<i16>) -> Option<EventName> {
    let small = part.blocks.iter().take(5).filter_map(|block| match &block.kind {
        BlockKind::Heading { text, level } if *level >= 3 => Some(one_line(text)),
        _ => None,
    });
    small.into_iter().find_map(|text| {
        let dated = events::find_event_name(&text, year).filter(|name| name.year.is_some());
        dated.or_else(|| person_at_event(&text).map(|(_, name)| name))
    })
}

/// The event that a post tells of where its title leaves out the year, or half of it: "Lamp School: my notes" above "The
/// Lamp School 2031 in Delft …", "Notes from Quaynet 31" in 2031.
pub(super) fn event_of_entry(part: &Part, title: &str, published: Option<i16>) -> Option<EventName> {
    let titled = fold(title);
    let in_title = |name: &EventName| {
        let series = fold(&name.series);
        let bare = series.strip_prefix("the ").unwrap_or(&series);
        format!(" {titled} ").contains(&format!(" {bare} "))
    };
    let opening = part.blocks.iter().take(2).find_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => Some(plain(inlines)),
        _ => None,
    })?;
    let year_of_the_post = || named_with_short_year(title, published?);
    named_with_year(&opening).filter(in_title).map(without_article).or_else(year_of_the_post)
}

/// "The Lamp School 2031" is called "Lamp School 2031".
fn without_article(name: EventName) -> EventName {
    match (name.series.strip_prefix("The "), name.name.strip_prefix("The ")) {
        (Some(series), Some(whole)) => EventName { series: series.to_owned(), name: whole.to_owned(), ..name },
        _ => name,
    }
}

/// "Quaynet 31": a name before the last two digits of the year that a post is from.
fn named_with_short_year(title: &str, published: i16) -> Option<EventName> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let short = format!("{:02}", published.rem_euclid(100));
    let at = words.iter().position(|word| word.trim_end_matches([':', ',', ')']) == short).filter(|&at| at > 0)?;
    let is_name = |word: &&&str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphanumeric() || c == '-');
    let count = words[..at].iter().rev().take(4).take_while(is_name).count();
    let series = words[at - count..at].join(" ");
    let month = words[at - 1].len() <= 9 && when::month_number(&fold(words[at - 1])).is_some();
    let told = count > 0 && series.chars().count() >= 4 && !month && !words::is_section_word(&series);
    let name = format!("{series} {short}");
    told.then(|| EventName { name, series, year: Some(published), rest: words[at + 1..].join(" ") })
}

/// The event that a folder or the file is named after.
fn event_of_path(said: &Said, year: Option<i16>) -> Option<EventName> {
    let mut parts = said.path.as_deref()?.rsplit('/');
    parts.find_map(|part| events::find_event_name(&part.replace(['-', '_'], " "), year).filter(|name| name.year.is_some()))
}

/// A name and its year that the file or its folder is called by: "agile delft 2031"; "books 2031" is called like what it
/// holds.
fn named_by_file(said: &Said) -> Option<EventName> {
    #[rustfmt::skip]
    const WORKS: &[&str] = &[
        "books", "reading", "papers", "films", "movies", "music", "albums", "songs", "games", "recipes", "links", "blog", "year", "bucher", "filme", "lectures", "livres", "libros", "peliculas", "boeken", "livros", "libri", "film", "review",
    ];
    let parts = said.path.as_deref()?.rsplit('/').take(2);
    let names = parts.filter_map(|part| {
        let text = part.replace(['-', '_'], " ");
        let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        named_with_year(&capitalised(text).unwrap_or_else(|| text.to_owned()))
    });
    let holds_works = |name: &EventName| fold(&name.series).split(' ').any(|word| WORKS.contains(&word));
    // "essays 2031" is called by what it holds, "agile delft 2031" by a name.
    let of_words = |name: &EventName| name.series.contains(' ') || events::is_coined(&name.series);
    names.into_iter().find(|name| of_words(name) && !holds_works(name))
}

/// "fog days delft 2031": a title without any capital may be a name that nobody bothered to write properly.
fn capitalised(title: &str) -> Option<String> {
    if title.chars().any(char::is_uppercase) {
        return None;
    }
    let word = |word: &str| {
        word.chars().next().map_or(String::new(), |first| first.to_uppercase().chain(word.chars().skip(1)).collect())
    };
    Some(title.split_whitespace().map(word).collect::<Vec<String>>().join(" "))
}

/// An event that only its year marks as one, in the title or the first heading, where the text tells of a visit or of
/// talks, or that the first sentences mention; `shown_talks`, how many talks show what they are without it, is
/// the costly question, and asked last.
pub(super) fn weak_event(
    document: &Document,
    said: &Said,
    part: &Part,
    title: Option<&str>,
    shown_talks: impl Fn() -> usize,
) -> Option<EventName> {
    let title = title.map(without_list);
    let shows_talks = || shown_talks() >= 2;
    let gathering = || {
        let name = title.and_then(gatherings::named).filter(|_| shown_talks() >= 3)?;
        Some(title.and_then(name_alone).unwrap_or(name))
    };
    let Some(weak) = marked_by_year(part, title) else {
        let Some(mention) = mentions::find(document, part, title) else {
            let dated = title.and_then(|title| dated_title(part, title));
            let dated = dated.or_else(|| named_by_file(said)).or_else(|| title.and_then(named_over_a_date));
            let noted = || title.and_then(|title| named_for_notes(title).or_else(|| named_in_small_letters(title)));
            let noted = || noted().filter(|_| shown_talks() >= 3);
            return dated.filter(|_| shows_talks()).or_else(gathering).or_else(noted);
        };
        let talks = mention.called_so || source::speech(&part.blocks, title) >= 0.3 || shows_talks();
        return talks.then(|| EventName { year: mention.name.year.or(year_of(document)), ..mention.name });
    };
    let opening = source::opening(&part.blocks, title);
    let visited =
        tells_of_a_visit(&opening) || phrases::speaks_of_a_gathering(&opening) || phrases::is_told_by_a_visitor(&opening);
    let accepted =
        title.is_some_and(|title| title.split(['|', '–', '—', ':', '-']).any(|piece| phrases::is_of_the_accepted(piece.trim())));
    (visited || accepted || source::speech(&part.blocks, title) >= 0.3 || shows_talks()).then_some(weak)
}

/// A name with its year in the title, the first heading or, where there is no title, the first line.
fn marked_by_year(part: &Part, title: Option<&str>) -> Option<EventName> {
    let heading = part.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(one_line(text)),
        _ => None,
    });
    let first = part.blocks.iter().take(3).find_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => line_texts(inlines).into_iter().next().filter(|line| line.len() < 90),
        _ => None,
    });
    title
        .and_then(|title| beside_its_programme(title).or_else(|| named_as_a_whole(title)).or_else(|| named_with_year(title)))
        .or_else(|| named_with_year(&heading?))
        .or_else(|| first.filter(|_| title.is_none()).and_then(|line| named_with_year(&line)))
}

/// "Programme | Ropes in Motion 2031": beside a word for a programme, all that ends with the year is the name.
pub(super) fn beside_its_programme(title: &str) -> Option<EventName> {
    static MARKS: Marks = Marks::of(&[" | ", " :: ", " » ", " « ", " · ", " • ", " – ", " — ", " - ", ": "]);
    let (at, mark) = MARKS.find(title)?;
    let (before, behind) = (title[..at].trim(), title[at + mark.len()..].trim());
    let is_label = |piece: &str| piece.split(' ').count() <= 3 && source::names_a_programme(piece);
    let piece = match (is_label(before), is_label(behind)) {
        (true, false) => behind,
        (false, true) => before,
        _ => return None,
    };
    let (year, range) = when::find_year_range(piece).filter(|(_, range)| range.end == piece.len())?;
    let series = piece[..range.start].trim_end_matches([' ', '-', '–', ',']);
    let named = series.starts_with(char::is_uppercase) && (1..=7).contains(&series.split_whitespace().count());
    (named && !series.contains([':', '|', '?', '!'])).then(|| EventName {
        name: piece.to_owned(),
        year: Some(year),
        ..plain_event(series)
    })
}

/// "Ropes in Motion 2031: my notes", "Mist & Code 2031": a piece of a title that ends with the year, with small words between
/// the capitalised ones.
fn named_as_a_whole(title: &str) -> Option<EventName> {
    const BETWEEN: &[&str] = &["in", "and", "&", "+", "und", "et", "y", "e", "the", "der", "de", "du", "des"];
    let pieces = title.split(['|', '–', '—', '·', ':']).flat_map(|piece| piece.split(" - ")).map(str::trim);
    pieces.filter(|piece| piece.split(' ').any(|word| BETWEEN.contains(&word))).find_map(|piece| {
        let piece = gatherings::without_introduction(piece);
        let (year, range) = when::find_year_range(piece).filter(|(_, range)| range.end == piece.len())?;
        let series = piece[..range.start].trim_end();
        let words: Vec<&str> = series.split_whitespace().collect();
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let named = (3..=6).contains(&words.len())
            && words.first().is_some_and(|word| capital(word) && !words::is_section_word(word))
            && words.iter().all(|word| capital(word) || BETWEEN.contains(word))
            && !words.iter().any(|word| phrases::speech_count(word) > 0)
            && !tells_of_a_visit(series);
        named.then(|| EventName { name: piece.to_owned(), year: Some(year), ..plain_event(series) })
    })
}

/// Whether a title is nothing but a name with its year: "Ropes in Motion 2031".
pub(super) fn is_edition(title: &str) -> bool {
    let name = named_as_a_whole(title).or_else(|| named_with_year(title));
    name.is_some_and(|name| name.name == title.trim())
}

/// A title over talks that is nothing but a name: "Lantern Exchange Ghent", "Fog and Harbours – my notes".
pub(super) fn name_alone(title: &str) -> Option<EventName> {
    let mut pieces = vec![title];
    for mark in [" - ", " – ", " — ", ": ", " | ", ", ", " ("] {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(mark)).collect();
    }
    let is_told =
        |piece: &str| phrases::speech_count(piece) > 0 || words::is_section_word(piece) || phrases::is_format_heading(piece);
    let name = pieces.into_iter().map(|piece| piece.trim_matches([' ', ')', '('])).find(|piece| !is_told(piece))?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&&str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let small =
        |word: &&str| matches!(*word, "of" | "the" | "and" | "de" | "des" | "der" | "for" | "on" | "&" | "+" | "du" | "la");
    let named = words.iter().filter(is_name).count() >= 2 && words.iter().all(|word| is_name(&word) || small(word));
    let event = || EventName { year: when::find_year(title), ..plain_event(name) };
    let brand = matches!(words.as_slice(), [word] if is_brand(word));
    ((named || brand) && words.len() <= 6 && !phrases::is_instructional(name)).then(event)
}

/// "LampZone", "SIGLAMP", "Lamp.js", "lamp\[tek\]", "Lampers19": one word that no dictionary has.
fn is_brand(word: &str) -> bool {
    const FILES: &[&str] = &["todo", "todos", "readme", "index", "faq", "inbox", "home", "wip", "misc", "notes"];
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().all(char::is_uppercase) && letters >= 4;
    let parted = word.char_indices().any(|(at, c)| at > 0 && matches!(c, '.' | ':' | '[' | '{' | '+') && at + 1 < word.len());
    let numbered = letters >= 4 && word.trim_end_matches(|c: char| c.is_ascii_digit()).len() + 2 == word.len();
    (capitals || parted || numbered || word.starts_with("!!") || events::is_coined(word))
        && !word.contains(['/', '@'])
        && ![".md", ".txt", ".org", ".html", ".pdf"].iter().any(|end| word.ends_with(end))
        && !people::is_organisation(word)
        && letters >= 3
        && !FILES.contains(&fold(word).as_str())
        && when::find_date(word, None).is_none()
}

/// "Lamps & the Public, Fogport, 3–4 October 2031", "Dag van de lamp (Zwolle, 8-2-2031)": a name, and in the same line when
/// it was.
fn named_over_a_date(title: &str) -> Option<EventName> {
    let at = title.find([',', '('])?;
    let (piece, rest) = (title[..at].trim(), &title[at..]);
    let date = when::find_date(rest, None).filter(|date| date.date.len() >= 7)?;
    let year = when::find_year(&date.date)?;
    let name = gatherings::without_introduction(piece);
    let count = name.split_whitespace().count();
    let named = name.starts_with(char::is_uppercase) && (1..=7).contains(&count) && name.chars().count() >= 5;
    let other = words::is_section_word(name)
        || phrases::speech_count(name) > 0
        || people::person_likeness(name) >= 0.6 && !gatherings::are_called(name);
    (named && !other && !is_place(&fold(name))).then(|| EventName { year: Some(year), ..plain_event(name) })
}

/// "ProductLamp Vienna", "ISGM Delft – notes": a name that somebody made up, or one over notes, above talks.
fn named_for_notes(title: &str) -> Option<EventName> {
    let name = name_alone(title)?;
    let first = name.name.split(' ').next().unwrap_or_default();
    let coined = events::is_coined(first) || first.len() >= 3 && first.chars().all(char::is_uppercase);
    let noted = name.name.len() < title.len() && tells_of_a_visit(title);
    (coined || noted).then_some(name)
}

/// "Конспект «Северный ветер 2031»", "Anteckningar Norra vinden 2031": a name of which only the first word has a capital, with
/// its year, behind a word for notes or where names are written so.
fn named_in_small_letters(title: &str) -> Option<EventName> {
    let (year, range) = when::find_year_range(title)?;
    let before = title[..range.start].trim_end_matches([' ', '-', '–', '—', '(', ',', '"', '«']);
    let name = gatherings::without_introduction(before);
    let name = name.trim_start_matches(['«', '"', '„', '“', ' ']).trim_end();
    let led = name.len() < before.len() || name.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let named = name.starts_with(char::is_uppercase) && (2..=4).contains(&name.split_whitespace().count());
    (led && named && !name.contains([':', '?', '!']) && !words::is_section_word(name)).then(|| EventName {
        name: format!("{name} {year}"),
        year: Some(year),
        ..plain_event(name)
    })
}

/// A title that is nothing but a name, over a line that says when it was: "OpenLamps Delft", "Saturday 9th February 2031".
fn dated_title(part: &Part, title: &str) -> Option<EventName> {
    let below = part.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => line_texts(inlines).into_iter().next(),
        _ => None,
    })?;
    let date = when::find_date(&below, None).filter(|date| date.range.start < 24 && below.len() < 120)?;
    let year = when::find_year(below.get(date.range)?)?;
    name_alone(title).map(|name| EventName { year: Some(year), ..name })
}

/// The year of a date in one of the short lines that a document begins with.
pub(super) fn year_at_the_top(blocks: &[Block]) -> Option<i16> {
    let top = blocks.iter().take(5).map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => line_texts(inlines),
        BlockKind::Table { rows } => rows.iter().take(8).map(super::lead::row_text).collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    top.flatten().take(8).filter(|line| line.len() < 90).find_map(|line| {
        let dated = matches!(words::find_label(&line), Some((words::Label::Date, _))) || when::find_date(&line, None).is_some();
        when::find_year(&line).filter(|_| dated).or_else(|| when::find_date(&line, None)?.date.get(..4)?.parse().ok())
    })
}

/// Words of titles that tell of having been somewhere.
pub(super) fn tells_of_a_visit(title: &str) -> bool {
    #[rustfmt::skip]
    static VISITS: Marks = Marks::of(&[
        "notes from", "notes on", "report", "recap", "days at", "day at", "back from", "trip", "impressions", "my notes", "highlights", "bericht", "ruckblick", "tag auf", "tage auf",
        "tage bei", "notizen", "retour", "jours a", "journee a", "compte rendu", "repaso", "resumen", "cronica", "dias en", "verslag", "dag op", "dagen op", "aantekeningen", "relato",
        "dias no", "relacja", "notatki", "anteckningar", "отчет о поездке", "отчет с", "заметки с", "zapisky z", "poznamky z", "resoconto", "giorni a", "レポート", "メモ", "参加", "笔记", "what to see", "talks at", "videos", "recordings", "sessions at", "conference notes", "talk notes", "session notes",
        "notes of the talks", "apuntes", "notas de", "charlas", "mitschrift", "vortrage", "notes de", "notes prises", "conferences vues", "appunti", "anotacoes",
    ]);
    VISITS.are_in(&fold(title))
}

/// A name right before a year, with no word that says it is a conference: only the text can tell.
pub(super) fn named_with_year(title: &str) -> Option<EventName> {
    let (year, range) = when::find_year_range(title)?;
    let before = title[..range.start].trim_end_matches([' ', '-', '(', ',']);
    let is_name = |word: &str| {
        word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || letters::is_wide(c))
            // "Feb–Mar 2031"
            && !fold(word).split(' ').all(|piece| when::month_number(piece).is_some())
    };
    let words: Vec<&str> = before.split_whitespace().collect();
    let count = words.iter().rev().take(4).take_while(|word| is_name(word) && !word.ends_with([':', '.', '!', '?'])).count();
    // "Lantern UX 2031" is a name, "Q3 2031" is none.
    let is_short = |word: &&str| word.chars().count() < 3 && (count == 1 || !word.chars().all(char::is_uppercase));
    if count == 0 || words.last().is_some_and(is_short) {
        return None;
    }
    let series = words[words.len() - count..].join(" ");
    let rest = title[range.end..].trim_start_matches([')', ':', '-', '–', '—', ',', ' ']).trim().to_owned();
    const SEASONS: &[&str] = &[
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
        "herbst",
        "sommer",
        "fruhjahr",
        "semester",
        "edition",
        "draft",
        "version",
        "copyright",
        "updated",
        "since",
    ];
    let season = SEASONS.contains(&fold(words[words.len() - 1]).as_str())
        && (count == 1 || !words.iter().any(|word| events::is_coined(word)));
    let apart = !title[before.len()..range.start].trim().is_empty();
    let start = memo::place(title, words[words.len() - count]).start;
    let name = match title.get(start..range.end) {
        Some(written) if !apart => written.to_owned(),
        _ => format!("{series} {year}"),
    };
    let spelled = series.chars().any(char::is_alphabetic) && series.matches('"').count() != 1;
    (spelled && !words::is_section_word(&series) && !season).then_some(EventName { name, series, year: Some(year), rest })
}

/// The event that one of the first lines names: "Event: X", a row "Conference | X".
fn labelled_event(blocks: &[Block], year: Option<i16>) -> Option<EventName> {
    let mut texts: Vec<String> = Vec::new();
    for block in blocks.iter().take(6) {
        match &block.kind {
            BlockKind::Heading { text, .. } => texts.push(one_line(text)),
            BlockKind::Paragraph(inlines) => texts.extend(line_texts(inlines)),
            BlockKind::List { items, .. } => {
                texts.extend(items.iter().take(8).filter_map(|item| Some(item.blocks.first()?.text())))
            }
            BlockKind::Quote(inner) => {
                let lines = inner.iter().take(4).filter_map(|block| match &block.kind {
                    BlockKind::Paragraph(inlines) => Some(line_texts(inlines)),
                    _ => None,
                });
                texts.extend(lines.flatten().take(8));
            }
            // "Conference | Talk | Speaker" are the headers of columns.
            BlockKind::Table { rows } => {
                texts.extend(rows.iter().take(12).filter(|row| row.cells.len() == 2).map(super::lead::row_text));
            }
            _ => {}
        }
    }
    texts.iter().filter(|text| text.len() < 120).find_map(|text| {
        let (label, rest) = words::find_label(text)?;
        let rest = rest.trim();
        // "Where: LampConf 2031 (online)"
        if label == words::Label::Place {
            return events::find_event_name(rest, None).filter(|name| name.year.is_some() && events::is_named_so(&name.name));
        }
        let named = label == words::Label::Event && (1..=8).contains(&rest.split_whitespace().count());
        named.then(|| event_called(rest, year))
    })
}

/// "- #conference [[Ferrocon 2031]]": an item of an outline, or one inside its first few, that has the tag of an event.
fn tagged_event(blocks: &[Block], year: Option<i16>) -> Option<EventName> {
    blocks.iter().take(4).find_map(|block| match &block.kind {
        BlockKind::List { items, .. } => items.iter().take(6).find_map(|item| tagged_event(&item.blocks, year)),
        BlockKind::Paragraph(inlines) => line_texts(inlines).iter().find_map(|line| {
            let (tag, name) = line.strip_prefix('#')?.split_once(' ')?;
            let name = name.trim();
            let known = words::label_of(tag) == Some(words::Label::Event) && name.starts_with(|c: char| !c.is_lowercase());
            let short = (1..=8).contains(&name.split_whitespace().count());
            (known && short).then(|| event_called(name, year))
        }),
        _ => None,
    })
}

/// Whether a field of the metadata names an event.
pub(super) fn is_in_front_matter(document: &Document) -> bool {
    field_event(document, None).is_some()
}

/// The event that front matter names: `event: X`, `conference: {name: X}`.
fn field_event(document: &Document, year: Option<i16>) -> Option<EventName> {
    let fields = document.metadata.fields.as_object()?;
    let value = fields.iter().find(|(key, _)| words::label_of(key) == Some(words::Label::Event)).map(|(_, value)| value)?;
    let text = value.as_str().or_else(|| value.get("name").and_then(|name| name.as_str()))?;
    let text = text.trim().trim_start_matches("[[").trim_end_matches("]]");
    if text.is_empty() {
        return None;
    }
    events::find_event_name(text, year).or_else(|| Some(plain_event(text)))
}

/// An event whose name the owner wrote: taken as it stands.
pub(super) fn plain_event(name: &str) -> EventName {
    let (series, year) = events::series_and_year(name);
    EventName { name: name.trim().to_owned(), series, year, rest: String::new() }
}

pub(super) fn event_record(name: &EventName, document: &Document, blocks: &[Block]) -> Event {
    let mut event = Event {
        name: name.name.clone(),
        series: Some(name.series.clone()).filter(|series| !series.is_empty()),
        year: name.year,
        ..Event::default()
    };
    let opening: String = blocks
        .iter()
        .take(4)
        .filter_map(|block| match &block.kind {
            BlockKind::Paragraph(inlines) => Some(plain(inlines)),
            _ => None,
        })
        .collect::<Vec<_>>()
        .join("\n");
    event.zone = field_text(document, &["timezone", "time_zone", "zone", "tz"]).and_then(|name| zone_name(&name));
    event.location = field_text(document, &["location", "venue", "city", "place"]).or_else(|| events::find_place(&opening));
    for block in blocks.iter().take(4) {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            let mut found = Vec::new();
            links(inlines, &mut found);
            event.url = event.url.or_else(|| {
                found
                    .iter()
                    .find(|(url, text)| url.starts_with("http") && same_series(&plain(text), name))
                    .map(|(url, _)| (*url).to_owned())
            });
        }
    }
    event
}

fn same_series(text: &str, name: &EventName) -> bool {
    let (text, series) = (fold(text), fold(&name.series));
    !series.is_empty() && (text == series || text == fold(&name.name) || text.starts_with(series.as_str()))
}

fn field_text(document: &Document, keys: &[&str]) -> Option<String> {
    let fields = document.metadata.fields.as_object()?;
    keys.iter().find_map(|key| fields.get(*key)?.as_str()).map(str::to_owned).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;
    use super::*;

    #[test]
    fn one_word_is_a_name_where_no_dictionary_has_it() {
        for name in ["LampZone", "SIGLAMP", "Lamp.js", "lamp[tek]", "re:Lantern", "Lampers19", "!!Lamp"] {
            assert!(super::is_brand(name), "{name:?}");
        }
        for other in ["Notes", "TODO", "notes.md", "Day1", "v1.2", "2031-05-03", "talks/lamps", "Velocity"] {
            assert!(!super::is_brand(other), "{other:?}");
        }
    }

    #[test]
    fn titles_in_lower_case_name_events_too() {
        assert_eq!(capitalised("fog days delft 2031").as_deref(), Some("Fog Days Delft 2031"));
        assert_eq!(capitalised("Fog days"), None);
    }

    #[test]
    fn events_stand_before_their_dates() {
        #[rustfmt::skip]
        let table = [
            ("Lamps & the Public, Fogport, 3–4 October 2031", Some("Lamps & the Public")),
            ("RoyalLamp Spring Lectures, 24 March 2031",      Some("RoyalLamp Spring Lectures")),
            ("Verslag Dag van de Lamp (Zwolle, 8-2-2031)",    Some("Dag van de Lamp")),
            ("Summary, 24 March 2031",                        None),
            ("Anna Berg, 24 March 2031",                      None),
            ("Lamps, boats and rain",                         None),
        ];
        for (title, name) in table {
            assert_eq!(named_over_a_date(title).map(|event| event.series).as_deref(), name, "{title:?}");
        }
        assert_eq!(named_for_notes("ProductLamp Vienna").map(|event| event.name).as_deref(), Some("ProductLamp Vienna"));
        assert_eq!(named_for_notes("Quiet Lamps"), None);
        for (title, name) in
            [("Конспект «Северный ветер — 2031»", Some("Северный ветер 2031")), ("Things that I learned in 2031", None)]
        {
            assert_eq!(named_in_small_letters(title).map(|event| event.name).as_deref(), name);
        }
        assert_eq!(
            gatherings::named("Assises de la lampe : mon carnet").map(|event| event.name).as_deref(),
            Some("Assises de la lampe")
        );
    }

    #[test]
    fn events_stand_behind_people_and_in_tags() {
        #[rustfmt::skip]
        let table = [
            ("Anna Berg -- LampRodeo, small room", Some(("Anna Berg", "LampRodeo"))),
            ("Anna Berg – Ferrocon 2031",          Some(("Anna Berg", "Ferrocon 2031"))),
            ("Notes from the talk by Anna Berg (Quay) at LampRodeo", Some(("Anna Berg (Quay)", "LampRodeo"))),
            ("A book by Anna Berg at LampRodeo",   None),
            ("Anna Berg -- Staff Engineer",        None),
            ("small boats -- LampRodeo",           None),
        ];
        for (line, expected) in table {
            let found = person_at_event(line);
            assert_eq!(found.as_ref().map(|(person, event)| (*person, event.name.as_str())), expected, "{line:?}");
        }
        let tagged = |text: &str| {
            let document = crate::read::read(text.as_bytes(), &crate::read::Hints::default()).unwrap();
            event_of_hashtag(&document.parts[0]).map(|event| event.name)
        };
        assert_eq!(tagged("Anna Berg\n\nLive-tooting #LampFjord today! #fog\n").as_deref(), Some("LampFjord"));
        assert_eq!(tagged("Anna Berg\n\nBuilding #LampFjord today!\n"), None);
    }

    #[test]
    fn a_name_before_a_year_is_written_as_it_stands() {
        #[rustfmt::skip]
        let table = [
            ("What we learned during A LAMPA 2031", "A LAMPA 2031",   "A LAMPA"),
            ("Home from Lamp Lamp 2031",            "Lamp Lamp 2031", "Lamp Lamp"),
        ];
        for (title, name, series) in table {
            let found = named_with_year(title).unwrap();
            assert_eq!((found.name.as_str(), found.series.as_str()), (name, series), "{title:?}");
        }
    }

    #[test]
    fn first_lines_name_events() {
        #[rustfmt::skip]
        let table = [
            // a record under the title
            ("What lamps do\nAda Brookfield (Quay)\nLampWest 2031, Thu 14:30, hall B\n\n- a\n", Some(("LampWest 2031", Some(2031)))),
            ("# \"Lamps\" - @ada\n\n(Lantern Summit, main stage. I came late.)\n\n- a\n",      Some(("Lantern Summit", None))),
            // a picture
            ("![LampConf 2031 banner](b.png)\n\n# Lamps\n\nFine.\n",                                 Some(("LampConf 2031", Some(2031)))),
            // a tag
            ("---\ntags: [conference/lampfjord-2031, oil]\n---\n\n# Lamps\n\nFine.\n",             Some(("Lampfjord 2031", Some(2031)))),
            ("---\ntags: [books/lampfjord-2031, oil]\n---\n\n# Lamps\n\nFine.\n",                  None),
            // the year of the title
            ("---\ntitle: 'Trip: Lamp Conf Delft 2031'\n---\n\nEvent: Lamp Conf Delft\n",                            Some(("Lamp Conf Delft", Some(2031)))),
            // a label in a quotation
            ("# Lamps\n\n> 讲者：温书瑶\n> 会议：LampShore 2031 上海\n\n- a\n",                   Some(("LampShore 2031 上海", Some(2031)))),
            ("# Lamps\n\nAda Brookfield, Quay Labs\n\nShe spoke, Thu 14:30.\n",                  None),
        ];
        for (text, expected) in table {
            let hints = crate::read::Hints { name: Some("report.md"), ..crate::read::Hints::default() };
            let document = crate::read::read(text.as_bytes(), &hints).unwrap();
            let found = name_event(&document, &Said::default(), &document.parts[0], document.metadata.title.as_deref());
            assert_eq!(found.as_ref().map(|event| (event.name.as_str(), event.year)), expected, "{text:?}");
        }
    }

    #[test]
    fn titles_have_the_whole_name_and_more_than_it() {
        #[rustfmt::skip]
        let table = [
            ("Two days of Ferrocon 2031",                        "Ferrocon 2031"),
            ("Deux jours à Ferrocon 2031",                       "Ferrocon 2031"),
            ("[announce] Programme of Pier Conference 2031",     "Pier Conference 2031"),
            ("Schedule | Ropes in Motion 2031",                  "Ropes in Motion 2031"),
            ("Ropes in Motion 2031: what I heard",               "Ropes in Motion 2031"),
        ];
        for (title, name) in table {
            check(
                &format!(
                    "# {title}\n\n## 10:00 Counting Fog (Anna Berg)\n\n## 11:00 Small Boats (Peter Jones)\n\n## 12:00 Long Rivers (Maria Lopez)\n"
                ),
                &format!(
                    "event {name}\ntalk 3 Counting Fog | Anna Berg | 10:00\ntalk 5 Small Boats | Peter Jones | 11:00\ntalk 7 Long Rivers | Maria Lopez | 12:00"
                ),
            );
        }
        check(
            "# Agenda of the annual general meeting\n\n- 9:00 Budget report\n- 10:00 Election of the board\n- 11:00 Fees\n",
            "none",
        );
    }

    #[test]
    fn what_is_set_off_in_a_sentence_names_the_event() {
        check(
            "# Three trains\n\nThe **Days of Lamps and Boats 2031** took place in Delft. I went there for the talks.\n\n## Counting Fog by Anna Berg\n\na\n\n## Small Boats by Peter Jones\n\nb\n",
            "event Days of Lamps and Boats 2031
             talk 5 Counting Fog | Anna Berg
             note a
             talk 9 Small Boats | Peter Jones
             note b",
        );
    }

    #[test]
    fn journees_are_set_off_without_a_year() {
        check(
            "# Trois trains\n\nLes **Journées des gardiens de phare** se tenaient (2031) à Brest.\n\n## Compter la brume\n*animé par Anna Berg*\n\nLent.\n\n## Petits bateaux\n*animé par Peter Jones*\n\nMouillé.\n",
            "event Journées des gardiens de phare
             talk 5 Compter la brume | Anna Berg
             note Lent.
             talk 10 Petits bateaux | Peter Jones
             note Mouillé.",
        );
    }
}
