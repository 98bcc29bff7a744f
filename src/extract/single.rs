//! A file that holds the notes of one talk: its title is the file's, everything below is the note.

use std::borrow::Cow;

use super::candidate::{Candidate, Class, Habit, Head, sketch, weigh};
use super::inlines::{is_blank, one_line, unwrapped};
use super::lead::{self, Form, Role, role_of};
use super::title::{TitleLine, read_title_lines, tidy};
use super::{agenda, events, naming, people, words};
use crate::model::Speaker;
use crate::read::document::{Block, BlockKind, Document, Inline, Part};
use crate::when;

/// The part as one talk, with the points that speak for it.
pub(super) fn read(document: &Document, part: &Part) -> Option<(Candidate, f32)> {
    let mut forms = forms(part);
    if forms.len() == 1 {
        return forms.pop().map(|form| (form, 6.0));
    }
    titled(document, part)
}

/// Forms: headings are labels ("Presenter: …", "Topic: …") and the title is the value of one. A label that comes again
/// begins the next form.
pub(super) fn forms(part: &Part) -> Vec<Candidate> {
    let titled = |block: &Block| match &block.kind {
        BlockKind::Heading { text, .. } => {
            matches!(words::find_label(&one_line(unwrapped(text).0)), Some((words::Label::Title, _)))
        }
        _ => false,
    };
    if !part.blocks.iter().any(titled) {
        return Vec::new();
    }
    // Each with its labels and the block behind the last of them.
    let mut forms: Vec<(Candidate, Vec<&'static str>, usize)> = Vec::new();
    for (n, block) in part.blocks.iter().enumerate() {
        let BlockKind::Heading { text, .. } = &block.kind else { continue };
        let role = role_of(text, Form::Heading);
        let Some(label) = label_name(&role) else { continue };
        if forms.last().is_none_or(|(_, labels, _)| labels.contains(&label)) {
            if let Some((before, ..)) = forms.last_mut() {
                before.span.1 = (n, 0);
            }
            let span = ((n, 0), (part.blocks.len(), 0));
            forms.push((Candidate { span, line: block.line, ..Candidate::default() }, Vec::new(), n + 1));
        }
        let Some((found, labels, body)) = forms.last_mut() else { continue };
        labels.push(label);
        match role {
            Role::Title(title) => {
                found.title = tidy(&title);
                found.line = block.line;
            }
            Role::Speaker(speakers) => found.speakers.extend(speakers),
            Role::Date(when) => {
                found.start = crate::when::find_time(&when);
                found.when = Some(when);
            }
            Role::Start(start, end) => {
                found.start = Some(start);
                found.end = end;
                found.when.get_or_insert_with(|| one_line(text));
            }
            Role::Room(room) => found.room = Some(room),
            Role::Track(track) => found.track = Some(track),
            _ => {}
        }
        *body = n + 1;
    }
    let whole = forms.into_iter().filter(|(form, labels, _)| !form.title.is_empty() && labels.len() >= 2);
    let mut kept: Vec<Candidate> = Vec::new();
    for (mut form, _, body) in whole {
        form.body = part.blocks.get(body..form.span.1.0).unwrap_or_default().to_vec();
        form.evidence = 4.0;
        form.points = 6.0;
        form.reasons.push("the headings are the labels of a form".into());
        kept.push(form);
    }
    kept
}

/// The name of a form's label; `None` for headings that are none.
fn label_name(role: &Role) -> Option<&'static str> {
    Some(match role {
        Role::Title(_) => "title",
        Role::Speaker(_) => "speaker",
        Role::Date(_) | Role::Start(..) => "time",
        Role::Room(_) => "room",
        Role::Track(_) => "track",
        Role::NotesFollow => "notes",
        _ => return None,
    })
}

/// The first heading or line is the title of all that follows.
fn titled(document: &Document, part: &Part) -> Option<(Candidate, f32)> {
    let first = part
        .blocks
        .iter()
        .position(|block| !matches!(&block.kind, BlockKind::Rule | BlockKind::Figure { .. }) && !is_blank_block(block))?;
    let from_metadata: Vec<Inline>;
    let metadata_title = document.metadata.title.clone().or_else(|| stated_title(document));
    let is_top = matches!(&part.blocks[first].kind, BlockKind::Heading { level: 1, .. });
    let (text, line, start) = match &part.blocks[first].kind {
        // The metadata's title stands over headings that are none of their own.
        _ if metadata_title.is_some() && !is_top => {
            from_metadata = vec![Inline::Text(metadata_title.clone()?)];
            (from_metadata.as_slice(), part.line.max(1), first)
        }
        BlockKind::Heading { text, level } if *level <= 3 => (text.as_slice(), part.blocks[first].line, first + 1),
        BlockKind::Paragraph(text) if metadata_title.is_none() && is_title_line(text) => {
            (text.as_slice(), part.blocks[first].line, first + 1)
        }
        BlockKind::Paragraph(text)
            if signed_title(&part.blocks[first]).or_else(|| title_over_its_record(&part.blocks[first])).is_some() =>
        {
            (text.as_slice(), part.blocks[first].line, first)
        }
        _ => return None,
    };
    // "Title" over "Ada Brookfield -- LampConf" in one paragraph of text without markup.
    let opened = || signed_title(&part.blocks[first]).or_else(|| title_over_its_record(&part.blocks[first]));
    let signed = (start == first).then(opened).flatten();
    let (text, body) = match &signed {
        Some((title, person)) if metadata_title.is_none() => {
            let rest = part.blocks.get(first + 1..).unwrap_or_default().iter().cloned();
            (title.as_slice(), Cow::Owned(std::iter::once(person.clone()).chain(rest).collect()))
        }
        _ => (text, Cow::Borrowed(part.blocks.get(start..).unwrap_or_default())),
    };
    let head = Head { text, body: &body, line, span: ((0, 0), (part.blocks.len(), 0)), class: Class::Heading(1), anchor: None };
    let sketch = sketch(head);
    let mut found = weigh(&sketch, &Habit { count: 1, ..Habit::default() }).into_iter().next()?;
    take_fields(document, &mut found);
    take_details(&mut found);
    take_byline(document, &mut found);
    take_signature(&mut found);
    // The name of a site leads to the site: a link alone is no sign of a talk.
    let linked = found.reasons.iter().any(|reason| reason == "is a link");
    let points = found.evidence + found.look - if linked { 1.0 } else { 0.0 };
    Some((found, points))
}

fn is_blank_block(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(inlines) if is_blank(inlines))
}

/// A title, and on the line below it who gave it where.
fn signed_title(block: &Block) -> Option<(Vec<Inline>, Block)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let [title, below]: [Vec<Inline>; 2] = super::inlines::lines(text).try_into().ok()?;
    let below = one_line(&below);
    let (person, _) = naming::person_at_event(&below).filter(|_| is_title_line(&title))?;
    let person = BlockKind::Paragraph(vec![Inline::Text(person.to_owned())]);
    Some((title, Block { line: block.end_line, kind: person, ..block.clone() }))
}

/// "Title -- Ada Brookfield" over "LampConf, Fogport, 4 May 2031" and perhaps a line more.
fn title_over_its_record(block: &Block) -> Option<(Vec<Inline>, Block)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let all = super::inlines::lines(text);
    let [title, below @ ..] = all.as_slice() else { return None };
    let sure = |line: &TitleLine| line.splits.first().is_some_and(|split| split.people.confidence >= 0.45);
    let named = read_title_lines(title, false).iter().any(sure);
    let dated = || {
        below.first().map(|line| one_line(line)).is_some_and(|line| {
            when::find_date(&line, None).is_some() && events::find_event_name(&line, when::find_year(&line)).is_some()
        })
    };
    ((1..=3).contains(&below.len()) && named && dated()).then(|| {
        let record = BlockKind::Paragraph(below.join(&Inline::SoftBreak));
        (title.clone(), Block { line: block.line + 1, kind: record, ..block.clone() })
    })
}

/// The talk that front matter names beside its speaker, by another key than "title".
fn stated_title(document: &Document) -> Option<String> {
    let fields = document.metadata.fields.as_object()?;
    let titled = |(key, value): (&String, &serde_json::Value)| {
        let title = value.as_str().filter(|title| !title.trim().is_empty())?;
        (key != "name" && agenda::header_label(key) == Some(words::Label::Title)).then(|| title.to_owned())
    };
    fields.keys().any(|key| words::is_speaker_label(key)).then(|| fields.iter().find_map(titled)).flatten()
}

fn is_title_line(text: &[Inline]) -> bool {
    let line = one_line(text);
    super::inlines::is_one_line(text)
        && (2..=16).contains(&line.split_whitespace().count())
        && !line.ends_with(['.', ':', '?', '!'])
}

/// What front matter says of the talk: its speaker, its page.
fn take_fields(document: &Document, found: &mut Candidate) {
    let Some(fields) = document.metadata.fields.as_object() else { return };
    for (key, value) in fields {
        if !words::is_speaker_label(key) {
            continue;
        }
        let texts: Vec<String> = match value {
            serde_json::Value::String(text) => vec![text.clone()],
            serde_json::Value::Array(list) => list
                .iter()
                .filter_map(|value| value.as_str().or_else(|| value.get("name")?.as_str()))
                .map(str::to_owned)
                .collect(),
            serde_json::Value::Object(map) => {
                map.get("name").and_then(|name| name.as_str()).map(str::to_owned).into_iter().collect()
            }
            _ => Vec::new(),
        };
        let speakers: Vec<Speaker> = texts
            .iter()
            .flat_map(|text| people::read_people(text).map_or_else(|| lead::named_by_label(text), |people| people.speakers))
            .collect();
        if !speakers.is_empty() {
            found.speakers = speakers;
            found.evidence += 3.0;
            found.reasons.push("the front matter names the speaker".into());
        }
    }
}

/// A line of nothing but people below the title, where the front matter names the event: "Ada Brookfield, Harbour Works".
fn take_byline(document: &Document, found: &mut Candidate) {
    let Some(BlockKind::Paragraph(text)) = found.body.first().map(|block| &block.kind) else { return };
    let line = one_line(text);
    if !found.speakers.is_empty() || line.split_whitespace().count() > 8 || !naming::is_in_front_matter(document) {
        return;
    }
    if let Some(people) = people::read_people(&line).filter(|people| people.confidence >= 0.4) {
        found.speakers = people.speakers;
        found.named = true;
        found.body.remove(0);
        found.evidence += 1.5;
        found.reasons.push("has a line that names people below".into());
    }
}

/// Who gave the talk, and the event, on short lines of their own below the title: "Ada Brookfield" over "LampConf 2031,
/// small room", or "Ada Brookfield, LampConf 2031".
fn take_signature(found: &mut Candidate) {
    if !found.speakers.is_empty() {
        let first = found.body.first().map(short_lines).unwrap_or_default();
        if found.named && first.first().is_some_and(|line| is_event(line)) {
            found.body = without_lines(std::mem::take(&mut found.body), 1);
        }
        return;
    }
    let paragraph = |block: &&Block| matches!(&block.kind, BlockKind::Paragraph(_));
    let head: Vec<Vec<String>> = found.body.iter().take(2).take_while(paragraph).map(short_lines).collect();
    let lines: Vec<&String> = head.iter().take_while(|lines| !lines.is_empty()).flatten().take(3).collect();
    let together = lines.iter().enumerate().find_map(|(n, line)| {
        let (person, _) = line.split_once(", ").filter(|(_, event)| is_event(event))?;
        Some((n + 1, read_name(person)?))
    });
    let apart = || {
        let (n, people) = lines.iter().enumerate().find_map(|(n, line)| Some((n, read_name(line)?)))?;
        let at = lines.iter().enumerate().position(|(at, line)| at != n && is_event(line))?;
        Some((n.max(at) + 1, people))
    };
    let Some((taken, people)) = together.or_else(apart) else { return };
    found.speakers = people;
    found.named = true;
    found.evidence += 2.5;
    found.reasons.push("lines below the title say who gave it and where".into());
    found.body = without_lines(std::mem::take(&mut found.body), taken);
}

/// The blocks without the first `count` lines of their paragraphs.
fn without_lines(body: Vec<Block>, count: usize) -> Vec<Block> {
    let mut left = count;
    let cut = |block: Block| match &block.kind {
        BlockKind::Paragraph(text) if left > 0 => {
            let lines = super::inlines::lines(text);
            let cut = left.min(lines.len());
            left -= cut;
            let rest = lines.get(cut..).filter(|rest| !rest.is_empty())?.join(&Inline::SoftBreak);
            Some(Block { line: (block.line + cut).min(block.end_line), kind: BlockKind::Paragraph(rest), ..block })
        }
        _ => Some(block),
    };
    body.into_iter().filter_map(cut).collect()
}

/// The lines of a paragraph, where all of them are short and none is a sentence.
fn short_lines(block: &Block) -> Vec<String> {
    let BlockKind::Paragraph(text) = &block.kind else { return Vec::new() };
    let lines = super::inlines::line_texts(text);
    let short = |line: &String| line.len() <= 100 && line.split(' ').count() <= 12 && !line.ends_with(['.', '!', '?', ':']);
    if lines.iter().all(short) { lines } else { Vec::new() }
}

fn read_name(text: &str) -> Option<Vec<Speaker>> {
    people::read_people(text).filter(|people| people.confidence >= 0.45).map(|people| people.speakers)
}

/// An event and its year: "LampConf 2031, small room, after lunch".
fn is_event(text: &str) -> bool {
    let piece = text.split([',', '(', '|', '·']).next().unwrap_or(text).trim();
    when::find_year(piece).is_some() && events::find_event_name(piece, None).is_some_and(|name| name.year.is_some())
}

/// The first lists of a single talk's file often are its record: address, presenters, then the note; or each speaker is
/// an item over their part.
fn take_details(found: &mut Candidate) {
    if !found.speakers.is_empty() {
        return;
    }
    let mut taken: Vec<Speaker> = Vec::new();
    let mut seen_list = 0;
    for block in found.body.iter().take(6) {
        let BlockKind::List { items, .. } = &block.kind else { continue };
        seen_list += 1;
        for (n, item) in items.iter().enumerate() {
            let Some(Block { kind: BlockKind::Paragraph(text), .. }) = item.blocks.first() else { continue };
            let line = one_line(text);
            if words::is_speaker_label(line.trim_end_matches([':', '：']))
                && let Some(Block { kind: BlockKind::List { items, .. }, .. }) = item.blocks.get(1)
            {
                for inner in items {
                    let name = inner.blocks.first().map(Block::text).unwrap_or_default();
                    taken
                        .extend(people::read_people(&name).map_or_else(|| lead::named_by_label(&name), |people| people.speakers));
                }
                found.evidence += 3.0;
            } else if let Some(people) = people::read_people(&line)
                && people.confidence
                    >= if n == 0 {
                        if people.speakers.iter().any(|one| one.role.is_some()) { 0.35 } else { 0.6 }
                    } else if taken.is_empty() {
                        0.75
                    } else {
                        0.6
                    }
                && people.speakers.iter().any(|speaker| speaker.role.is_some() || speaker.affiliation.is_some() || n == 0)
            {
                taken.extend(people.speakers);
            }
        }
        if seen_list > 1 || !taken.is_empty() {
            break;
        }
    }
    if !taken.is_empty() {
        found.speakers = taken;
        found.evidence += 2.0;
        found.reasons.push("a list item names the speaker".into());
    }
    if found.url.is_none() {
        let address = found.body.iter().take(3).find_map(|block| match &block.kind {
            BlockKind::List { items, .. } => items.iter().take(3).find_map(|item| {
                let [Block { kind: BlockKind::Paragraph(text), .. }] = item.blocks.as_slice() else { return None };
                match role_of(text, Form::Line(super::inlines::Wrap::None)) {
                    Role::Page(url) => Some(url),
                    _ => None,
                }
            }),
            _ => None,
        });
        if address.is_some() {
            found.url = address;
            found.evidence += 0.5;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn who_wrote_a_page_gave_no_talk() {
        super::super::checks::check(
            "# How I got over giving my first talk\n\n*by Ada Brookfield · 8 min read · 214 claps*\n\nLast spring I spoke at a conference.\n\n## 1. Pick a small story\n\nMine was a lamp.\n\n## 2. Rehearse for your dog\n\nDogs don't ask.\n",
            "none",
        );
    }

    #[test]
    fn short_lines_below_a_title_say_who_gave_it_and_where() {
        for signature in
            ["Ada Brookfield\nLampConf 2031, small room", "Ada Brookfield\n\nLampConf 2031", "Ada Brookfield, LampConf 2031"]
        {
            let (records, _) = crate::extract::explain(
                &crate::read::read(
                    format!("# The quiet lamp: oil first, light second\n\n{signature}\n\nShe runs a lighthouse.\n").as_bytes(),
                    &Default::default(),
                )
                .unwrap(),
                &Default::default(),
            );
            let talk =
                records.talks.first().map(|talk| (talk.title.as_str(), talk.speakers.first().map(|one| one.name.as_str())));
            assert_eq!(talk, Some(("The quiet lamp: oil first, light second", Some("Ada Brookfield"))), "{signature}");
            assert_eq!(records.notes.first().map(|note| note.markdown.as_str()), Some("She runs a lighthouse."), "{signature}");
            assert_eq!(records.events.first().map(|event| event.name.as_str()), Some("LampConf 2031"), "{signature}");
        }
    }

    #[test]
    fn text_without_markup_may_begin_with_title_and_speaker() {
        super::super::checks::check_as(
            "notes.txt",
            "What a lamp taught me about fog\nAnna Berg -- LampRodeo, small room\n\n300 lamps, oil, wicks\nshe lit it on stage\n\ntake-aways:\n- most lamps die young\n- ask before you light\n",
            "event LampRodeo
             talk 1 What a lamp taught me about fog | Anna Berg
             note 300 lamps, oil, wicks she lit it on stage take-aways: - most lamps die young - ask before you light
             takeaway most lamps die young
             takeaway ask before you light",
        );
    }

    #[test]
    fn a_file_may_be_the_notes_of_one_talk() {
        check(
            "# Small Teams, Long Rivers\n\n**Speaker:** Anna Berg, Lumen Labs\n**Conference:** Ferrocon 2031\n\n## Method\n\nBy hand.\n\n## Takeaways\n\n- count\n",
            "event Ferrocon 2031
             talk 1 Small Teams, Long Rivers | Anna Berg (Lumen Labs)
             note ## Method By hand. ## Takeaways - count
             takeaway count",
        );
    }

    #[test]
    fn a_line_below_the_title_names_who_spoke_at_the_event_of_the_front_matter() {
        check(
            "---\nconference: Ferrocon 2031\n---\n\n# Keeping Lamps Small: Oil on a Budget\n\nWendeline Okafor, Brightkiln\n\n## Why another lamp\n\n- dark\n\n## Wick design\n\nShort.\n\n## Questions\n\nNone.\n",
            "event Ferrocon 2031
             talk 5 Keeping Lamps Small: Oil on a Budget | Wendeline Okafor (Brightkiln)
             note ## Why another lamp - dark ## Wick design Short. ## Questions None.",
        );
    }
}
