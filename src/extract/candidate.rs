//! A place where a talk could begin, what it says of the talk, and how much speaks for it.

use super::inlines::{Wrap, fold_space, is_blank, lines, one_line};
use super::lead::{self, Form, LeadLine, LinePlace, Role};
use super::people::{self, Separator, Side, SplitKind};
use super::title::{Mark, TitleLine, read_title_lines, tidy};
use super::{notes, phrases, words};
use crate::model::{Speaker, TalkFormat};
use crate::read::document::{Block, BlockKind, Inline, plain};
use crate::when;

/// Where a talk stands among the part's blocks: a block, or an item of a list or row of a table in it.
pub(super) type Position = (usize, usize);

/// A place where a talk could begin, not yet weighed.
#[derive(Debug, Clone)]
pub(super) struct Head<'a> {
    /// The line itself.
    pub(super) text: &'a [Inline],
    /// What stands below it.
    pub(super) body: &'a [Block],
    /// 1-based.
    pub(super) line: usize,
    /// The first position, and the first one behind it.
    pub(super) span: (Position, Position),
    /// What kind of line it is: candidates of one class are siblings and share their habits.
    pub(super) class: Class,
    /// The anchor that links to it use.
    pub(super) anchor: Option<&'a str>,
}

/// Candidates of the same class are siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Class {
    /// Headings of one level.
    Heading(u8),
    /// Bold paragraphs over other blocks.
    Bold,
    /// Plain one-line paragraphs over other blocks.
    Bare,
    /// List items.
    Item,
    /// Paragraphs that begin with a marked title.
    Paragraph,
}

impl Class {
    /// A note may go on behind the title on the same line.
    fn is_free(self) -> bool {
        matches!(self, Class::Item | Class::Paragraph)
    }
}

/// What a head says, read once, before its siblings are asked.
#[derive(Debug, Clone)]
pub(super) struct Sketch<'a> {
    pub(super) head: Head<'a>,
    /// One; more where a line names several talks.
    pub(super) titles: Vec<TitleLine>,
    pub(super) lead: Vec<LeadLine>,
}

/// What the siblings of one class have in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Habit {
    /// How they part title and speaker on the title's line.
    pub(super) split: Option<SplitKind>,
    /// Most siblings have people in front of the title, however they part them.
    pub(super) people_first: bool,
    /// Most siblings have people behind the title, however they part them, and many of them surely.
    pub(super) people_last: bool,
    /// Nearly all of them part it so, and the parts surely are people.
    pub(super) firm: bool,
    /// The marks that nearly always part title and speaker where siblings have them.
    pub(super) parted: Vec<SplitKind>,
    /// How and where the line that names the speaker stands below the title.
    pub(super) people_form: Option<Form>,
    /// Most siblings that mark their title name people right behind it.
    pub(super) people_aside: bool,
    /// The end that most titles share: the name of the site.
    pub(super) suffix: Option<String>,
    /// The beginning that most titles share: the name of the event.
    pub(super) prefix: Option<String>,
    /// How most of them part title and speaker between such a beginning and such an end.
    pub(super) split_inside: Option<SplitKind>,
    /// How many siblings there are.
    pub(super) count: usize,
}

/// A talk as one place in the document has it, with the reasons for and against.
#[derive(Debug, Clone, Default)]
pub(super) struct Candidate {
    pub(super) title: String,
    pub(super) speakers: Vec<Speaker>,
    /// The text that names them, where one piece of text does.
    pub(super) said: Option<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) minutes: Option<u32>,
    /// The text that names the day or date.
    pub(super) when: Option<String>,
    /// The day of the whole document, as `YYYY-MM-DD`.
    pub(super) day_of_all: Option<String>,
    pub(super) track: Option<String>,
    pub(super) room: Option<String>,
    pub(super) url: Option<String>,
    pub(super) format: Option<TalkFormat>,
    pub(super) number: Option<u32>,
    pub(super) tags: Vec<String>,
    pub(super) line: usize,
    pub(super) span: (Position, Position),
    /// The note, or the abstract where `has_abstract`.
    pub(super) body: Vec<Block>,
    /// The body is what the proposer or the conference says.
    pub(super) has_abstract: bool,
    /// The title's line, or one of the lines right below it, names the people.
    pub(super) named: bool,
    /// What stands in the line of a cell where other cells name their people, where it does not look like a name.
    pub(super) below: Option<String>,
    /// How the title was parted from its people, where a cell of a table holds both.
    pub(super) parted: Option<SplitKind>,
    /// The blocks below the title whose lines say something of the talk, counted from the first of them, and the items.
    pub(super) lead: Vec<Position>,
    /// Points of specific evidence: what only a talk has.
    pub(super) evidence: f32,
    /// Points for the look of the title.
    pub(super) look: f32,
    /// What all of it and its siblings come to.
    pub(super) points: f32,
    /// Why, in words.
    pub(super) reasons: Vec<String>,
}

impl Candidate {
    /// The reasons in words, with what they come to.
    pub(super) fn because(&self) -> String {
        format!("{} ({:.1} points)", self.reasons.join(", "), self.points)
    }

    fn add(&mut self, points: f32, reason: impl Into<String>) {
        self.evidence += points;
        self.reasons.push(reason.into());
    }

    fn look(&mut self, points: f32, reason: &str) {
        self.look += points;
        self.reasons.push(reason.to_owned());
    }
}

/// Reads a head's own line and the lines below it.
pub(super) fn sketch(head: Head<'_>) -> Sketch<'_> {
    let mut titles = read_title_lines(head.text, head.class.is_free());
    let own = lines(head.text);
    if let (Class::Heading(_) | Class::Bare, [title, below @ ..]) = (head.class, own.as_slice())
        && !is_blank(title)
        && !below.is_empty()
    {
        // "Title<br><small>Ada Brookfield</small>": lines of a heading's own.
        titles = read_title_lines(title, false);
        titles.iter_mut().for_each(|title| title.rest = below.join(&Inline::SoftBreak));
    }
    let rest = titles.last().map_or(&[][..], |title| title.rest.as_slice());
    let lead = lead::read_lead(rest, head.body, head.class == Class::Item);
    Sketch { titles, lead, head }
}

/// What `siblings` share.
pub(super) fn habit(siblings: &[&Sketch<'_>]) -> Habit {
    // "Links" and "Lunch" stand among talks and share none of their habits.
    let is_usual = |sketch: &&Sketch<'_>| {
        let text = one_line(sketch.head.text);
        words::is_section_word(&text) || words::is_break(&text)
    };
    let likely: Vec<&Sketch<'_>> = siblings.iter().copied().filter(|sketch| !is_usual(sketch)).collect();
    let siblings = likely.as_slice();
    let (split, firm) = common_split(siblings).map_or((None, false), |(kind, firm)| (Some(kind), firm));
    let (prefix, suffix) = (common_prefix(siblings), common_suffix(siblings));
    Habit {
        split_inside: split_inside(siblings, prefix.as_deref(), suffix.as_deref()),
        split,
        people_first: people_first(siblings),
        people_last: people_last(siblings),
        firm,
        parted: parted(siblings),
        people_form: common_people_form(siblings),
        people_aside: people_aside(siblings),
        suffix,
        prefix,
        count: siblings.len(),
    }
}

/// The way of parting title and speaker that most siblings allow, weighed by how much the parts look like people.
fn common_split(siblings: &[&Sketch<'_>]) -> Option<(SplitKind, bool)> {
    let mut tally: Vec<(SplitKind, f32, usize)> = Vec::new();
    for title in siblings.iter().flat_map(|sketch| &sketch.titles) {
        for split in title.splits.iter().chain(&title.inside) {
            match tally.iter_mut().find(|(kind, ..)| *kind == split.kind) {
                Some((_, sum, count)) => {
                    *sum += split.people.confidence;
                    *count += 1;
                }
                None => tally.push((split.kind, split.people.confidence, 1)),
            }
        }
    }
    let (kind, sum, count) = tally.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let share = count as f32 / siblings.len().max(1) as f32;
    let firm = share >= 0.6 && sum / count as f32 >= 0.6 && siblings.len() >= 3;
    (sum / count as f32 >= 0.45 && (share >= 0.4 || siblings.len() < 3)).then_some((kind, firm))
}

/// The ways of parting that yield people in most of the titles where the mark stands, and surely in two at least.
fn parted(siblings: &[&Sketch<'_>]) -> Vec<SplitKind> {
    let titles = || siblings.iter().flat_map(|sketch| &sketch.titles);
    let mut kinds: Vec<SplitKind> = Vec::new();
    for split in titles().flat_map(|title| &title.splits).filter(|split| split.people.confidence >= 0.6) {
        if !kinds.contains(&split.kind) {
            kinds.push(split.kind);
        }
    }
    kinds.retain(|kind| {
        let people = |title: &&TitleLine, least: f32| {
            title.splits.iter().any(|split| split.kind == *kind && split.people.confidence >= least)
        };
        let sure = titles().filter(|title| people(title, 0.6)).count();
        let likely = titles().filter(|title| people(title, LIKELY)).count();
        let marked = titles().filter(|title| people(title, LIKELY) || cut(&title.title, *kind).is_some()).count();
        sure >= 2 && likely * 10 >= marked * 6
    });
    kinds
}

/// Most titles have people on their left, parted in one way or another.
fn people_first(siblings: &[&Sketch<'_>]) -> bool {
    let left =
        |title: &TitleLine| title.splits.iter().any(|split| split.kind.people == Side::Left && split.people.confidence >= 0.4);
    let count = siblings.iter().filter(|sketch| sketch.titles.iter().any(left)).count();
    count >= 3 && count * 10 >= siblings.len() * 7
}

/// Many titles have people on their right, parted in one way or another: a dash here, a bracket there.
fn people_last(siblings: &[&Sketch<'_>]) -> bool {
    let behind = |sketch: &&&Sketch<'_>, least: f32| {
        let right = |title: &TitleLine| {
            title.people.is_some()
                || title.splits.iter().any(|split| split.kind.people == Side::Right && split.people.confidence >= least)
        };
        sketch.titles.iter().any(right)
    };
    let likely = siblings.iter().filter(|sketch| behind(sketch, LIKELY)).count();
    let sure = siblings.iter().filter(|sketch| behind(sketch, 0.72)).count();
    siblings.len() >= 3 && likely * 10 >= siblings.len() * 4 && sure >= 2 && sure * 3 >= likely
}

/// Most marked titles have people right behind them: whatever is written like a name in that place is one.
fn people_aside(siblings: &[&Sketch<'_>]) -> bool {
    let marked = || siblings.iter().flat_map(|sketch| &sketch.titles).filter(|title| title.mark != Mark::None);
    let named = marked().filter(|title| title.people.is_some() && title.inside.is_none()).count();
    named >= 3 && named * 10 >= marked().count() * 6
}

/// The confidence at which people are believed where the siblings name theirs in the same place.
const LIKELY: f32 = 0.4;

/// A line that could be "Name, Company": a few words, nearly all of them capitalised, and no sentence.
fn looks_like_a_signature(sketch: &Sketch<'_>, line: &LeadLine) -> bool {
    let text = one_line(&line_inlines(sketch, line));
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = words.iter().filter(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || c == '@')).count();
    (2..=8).contains(&words.len())
        && capital >= 2
        && capital * 4 >= words.len() * 3
        && !text.ends_with(['.', ':', '!', '?'])
        && sketch.head.body.len() >= 2
}

/// The form of the first line below the title that names people in at least a third of the siblings.
fn common_people_form(siblings: &[&Sketch<'_>]) -> Option<Form> {
    let mut tally: Vec<(Form, f32, usize)> = Vec::new();
    for sketch in siblings {
        let first = sketch.lead.iter().find(|line| matches!(line.role, Role::People(_)));
        if let Some(LeadLine { role: Role::People(people), form, .. }) = first {
            match tally.iter_mut().find(|(held, ..)| held == form) {
                Some((_, sum, count)) => {
                    *sum += people.confidence;
                    *count += 1;
                }
                None => tally.push((*form, people.confidence, 1)),
            }
        }
    }
    let (form, sum, count) = tally.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let signed = |sketch: &&&Sketch<'_>| {
        let first = sketch.lead.first().filter(|line| line.form == form && matches!(form, Form::Line(_)));
        first.is_some_and(|line| matches!(line.role, Role::People(_) | Role::Text) && looks_like_a_signature(sketch, line))
    };
    if siblings.len() >= 3 && siblings.iter().filter(signed).count() * 10 >= siblings.len() * 8 {
        return Some(form);
    }
    let share = count as f32 / siblings.len().max(1) as f32;
    let mean = sum / count as f32;
    // A line of one shape below nearly all of them names people, known or not.
    let sure = mean >= 0.5 && share >= 0.3 && siblings.len() >= 2;
    // An item that looks like a name is as often the note's beginning.
    let sure = sure && (form != Form::Item || count >= 2);
    (sure || mean >= 0.35 && share >= 0.7 && count >= 3).then_some(form)
}

/// The last segment behind a bar or dash that most titles end in: "… | FooConf".
fn common_suffix(siblings: &[&Sketch<'_>]) -> Option<String> {
    let titles: Vec<&str> = siblings.iter().flat_map(|sketch| &sketch.titles).map(|title| title.title.as_str()).collect();
    let last = |title: &str| -> Option<String> {
        [" | ", " · ", " - ", " – ", " — "].iter().filter_map(|mark| title.rfind(mark)).max().map(|at| title[at..].to_owned())
    };
    let suffix = titles.iter().find_map(|title| last(title))?;
    let shared = titles.iter().filter(|title| title.ends_with(&suffix)).count();
    (shared >= 2 && shared * 10 >= titles.len() * 7).then_some(suffix)
}

/// The first segment in front of a bar, dash or colon that most titles begin with: "FooConf 2031 - …".
fn common_prefix(siblings: &[&Sketch<'_>]) -> Option<String> {
    let titles: Vec<&str> = siblings.iter().flat_map(|sketch| &sketch.titles).map(|title| title.title.as_str()).collect();
    let first = |title: &str| -> Option<String> {
        let ends = [" | ", " · ", " - ", " – ", " — ", ": "].iter().filter_map(|mark| Some(title.find(mark)? + mark.len()));
        ends.min().map(|at| title[..at].to_owned())
    };
    let prefix = titles.iter().find_map(|title| first(title)).filter(|prefix| when::find_year(prefix).is_some())?;
    let shared = titles.iter().filter(|title| title.starts_with(&prefix)).count();
    (shared >= 3 && shared * 10 >= titles.len() * 8).then_some(prefix)
}

/// The title without the beginning or the end that it shares with its siblings.
fn stem<'a>(title: &'a str, prefix: Option<&str>, suffix: Option<&str>) -> Option<&'a str> {
    prefix.and_then(|prefix| title.strip_prefix(prefix)).or_else(|| suffix.and_then(|suffix| title.strip_suffix(suffix)))
}

/// How most stems of the siblings' titles surely are parted.
fn split_inside(siblings: &[&Sketch<'_>], prefix: Option<&str>, suffix: Option<&str>) -> Option<SplitKind> {
    prefix.or(suffix)?;
    let stems = siblings.iter().flat_map(|sketch| &sketch.titles).filter_map(|title| stem(&title.title, prefix, suffix));
    let sure = |stem: &str| people::splits(stem).first().filter(|split| split.people.confidence >= 0.6).map(|split| split.kind);
    let kinds: Vec<SplitKind> = stems.filter_map(sure).collect();
    let most = |kind: &SplitKind| kinds.iter().filter(|other| *other == kind).count() * 2 > kinds.len();
    kinds.iter().copied().find(most).filter(|_| kinds.len() >= 2)
}

/// Weighs a sketch in the light of what its siblings share. One candidate a title.
pub(super) fn weigh(sketch: &Sketch<'_>, habit: &Habit) -> Vec<Candidate> {
    let several = sketch.titles.len() > 1;
    sketch.titles.iter().map(|title| weigh_title(sketch, title, habit, several)).collect()
}

fn weigh_title(sketch: &Sketch<'_>, title: &TitleLine, habit: &Habit, several: bool) -> Candidate {
    let head = &sketch.head;
    let mut found = Candidate {
        title: title.title.clone(),
        url: title.url.clone(),
        start: title.start.clone(),
        end: title.end.clone(),
        number: title.number,
        format: title.format,
        line: head.line,
        span: head.span,
        ..Candidate::default()
    };
    let own = matches!(head.class, Class::Heading(_))
        && found.url.as_deref().is_some_and(|url| is_permalink(url, &title.title, head.anchor));
    if own {
        found.url = None;
    }
    if found.start.is_some() {
        found.add(2.0, "begins with a time");
    }
    if title.code.is_some() {
        found.add(1.5, "ends with a session code");
    }
    if title.unnamed {
        found.add(1.5, "says that its speaker is not known");
    }
    if found.format.is_some() {
        found.add(1.5, "is labelled with a kind of session");
    }
    match title.mark {
        Mark::WholeLink if own => {}
        Mark::WholeLink => found.add(1.0, "is a link"),
        Mark::Link | Mark::Quoted if title.people.is_some() => found.add(1.0, "has a marked title"),
        Mark::Link | Mark::Quoted | Mark::Emphasis => found.add(0.5, "has a marked title"),
        Mark::None => {}
    }
    name_people_beside(&mut found, title, habit);
    let consumed = read_lead_lines(&mut found, sketch, habit);
    let aside = title.aside.as_ref().filter(|_| habit.people_aside && found.speakers.is_empty());
    if let Some(aside) = aside {
        add_speakers(&mut found, &aside.speakers);
        found.add(1.5, "names people where its siblings do");
    }
    let rest = aside.map_or(&title.rest, |aside| &aside.rest);
    let rest = lead::rest_without(rest, head.class == Class::Item, &consumed);
    let mut body = Vec::new();
    if !is_blank(&rest) && !notes::is_material(&rest) {
        body.push(Block { line: head.line, end_line: head.line, kind: BlockKind::Paragraph(rest), anchor: None });
    }
    body.extend(lead::without(head.body, &consumed));
    found.lead = consumed.iter().map(|place| (place.block, place.within)).collect();
    found.body = body;
    found.named = !found.speakers.is_empty();
    // An unmarked item is told from a sentence by people beside it or not at all.
    let plain_item = head.class == Class::Item && title.mark == Mark::None;
    if !found.named && !several && !plain_item {
        name_people_in_prose(&mut found);
    }
    judge_look(&mut found, head);
    found
}

/// A link to the heading itself.
fn is_permalink(url: &str, title: &str, anchor: Option<&str>) -> bool {
    let Some((_, fragment)) = url.rsplit_once('#') else { return false };
    let glued = |text: &str| crate::id::fold(text).replace(' ', "");
    anchor == Some(fragment) || !fragment.is_empty() && glued(fragment).contains(&glued(title))
}

/// The people that the title's own line names.
fn name_people_beside(found: &mut Candidate, title: &TitleLine, habit: &Habit) {
    if let Some(people) = &title.people {
        found.speakers = people.speakers.clone();
        found.said = Some(people.said.clone());
        found.add(2.5, "names people beside the title");
        return;
    }
    if let Some(stem) = stem(&found.title, habit.prefix.as_deref(), habit.suffix.as_deref()) {
        found.title = tidy(stem);
        found.add(0.5, "begins or ends like its siblings");
        let splits = people::splits(&found.title);
        let agreed = splits.iter().find(|split| Some(split.kind) == habit.split_inside && split.people.confidence >= 0.2);
        let chosen = agreed
            .or_else(|| splits.iter().find(|split| split.people.confidence >= 0.4))
            .or(splits.first().filter(|split| Some(split.kind) == habit.split));
        if let Some(split) = chosen {
            found.title = tidy(&split.title);
            found.speakers = split.people.speakers.clone();
            found.said = Some(split.people.said.clone());
            found.add(2.5, "names people beside the title");
        }
        return;
    }
    let agreed = title.splits.iter().find(|split| Some(split.kind) == habit.split && split.people.confidence >= 0.2);
    let sure = title.splits.iter().max_by(|a, b| a.people.confidence.total_cmp(&b.people.confidence));
    let needed = if habit.count >= 3 && habit.split.is_none() { 0.8 } else { 0.72 };
    let chosen = match (agreed, sure) {
        (Some(agreed), Some(sure)) if sure.people.confidence > agreed.people.confidence + 0.45 => Some(sure),
        (Some(agreed), _) => Some(agreed),
        (None, Some(sure)) if sure.people.confidence >= needed => Some(sure),
        (None, Some(sure)) if habit.people_last && sure.kind.people == Side::Right && sure.people.confidence >= LIKELY => {
            Some(sure)
        }
        (None, Some(sure)) if habit.people_first && sure.kind.people == Side::Left && sure.people.confidence >= LIKELY => {
            Some(sure)
        }
        _ => None,
    };
    if let Some(split) = chosen
        && !tidy(&split.title).is_empty()
    {
        found.title = tidy(&split.title);
        found.speakers = split.people.speakers.clone();
        found.said = Some(split.people.said.clone());
        found.add(1.0 + 2.0 * split.people.confidence, "names people beside the title");
    } else if let Some((title, speakers)) =
        habit.split.filter(|_| habit.firm).iter().chain(&habit.parted).find_map(|&kind| cut(&found.title, kind))
    {
        found.title = tidy(&title);
        found.speakers = speakers;
        found.add(1.5, "is parted like its siblings");
    }
}

/// Parts a title where its siblings part theirs, though what stands there does not look like a name.
pub(super) fn cut(title: &str, kind: SplitKind) -> Option<(String, Vec<Speaker>)> {
    let mark = match kind.separator {
        Separator::EmDash => " — ",
        Separator::EnDash => " – ",
        Separator::Hyphen => " - ",
        Separator::DoubleHyphen => " -- ",
        Separator::Pipe => " | ",
        Separator::Slash => " / ",
        Separator::Brackets => {
            let (left, right) = title.trim_end().strip_suffix(')')?.rsplit_once('(')?;
            let speakers = plain_names(right).filter(|_| !left.trim().is_empty())?;
            return Some((left.trim().to_owned(), speakers));
        }
        _ => return None,
    };
    let at = match kind.people {
        Side::Right => title.rfind(mark)?,
        Side::Left => title.find(mark)?,
    };
    let (left, right) = (title[..at].trim(), title[at + mark.len()..].trim());
    let (title, name) = if kind.people == Side::Right { (left, right) } else { (right, left) };
    plain_names(name).map(|speakers| (title.to_owned(), speakers))
}

/// Capitalised words that could be one name, a name and a company, or a list with "and" before the last.
pub(super) fn plain_names(text: &str) -> Option<Vec<Speaker>> {
    const JOINTS: &[&str] = &[" and ", " & ", " und ", " et ", " y ", " e ", " en "];
    let is_name = |name: &str| {
        let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c == '@' || phrases::is_wide(c));
        let words = name.split_whitespace().count();
        let longest = if name.chars().any(phrases::is_wide) { 8 } else { usize::MAX };
        name.chars().count() <= longest
            && (1..=4).contains(&words)
            && capital(name)
            && name.split_whitespace().all(|word| capital(word) || word.len() <= 3)
            && !words::is_section_word(name)
            && !name.contains(['?', '!', ':', '(', ')', '=', '{', '}', '<', '>'])
    };
    let joined = JOINTS.iter().any(|joint| text.contains(joint));
    let text = JOINTS.iter().fold(text.to_owned(), |text, joint| text.replace(joint, ", "));
    let mut pieces: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
    // "Ott, Bastos, Khoury": three single words are surnames.
    let surnames = pieces.iter().take_while(|piece| !piece.contains(' ')).count();
    if surnames >= 3 {
        pieces.truncate(surnames);
    } else if !joined {
        // What follows the comma is the company as often as a second name.
        let others = pieces.iter().skip(1).take_while(|piece| people::person_likeness(piece) >= 0.55).count();
        pieces.truncate(1 + others);
    }
    pieces
        .iter()
        .all(|piece| is_name(piece))
        .then(|| pieces.iter().map(|name| Speaker { name: (*name).to_owned(), ..Speaker::default() }).collect())
}

/// Takes in the metadata lines below the title; returns those that are no part of the note.
fn read_lead_lines(found: &mut Candidate, sketch: &Sketch<'_>, habit: &Habit) -> Vec<LinePlace> {
    let mut consumed = Vec::new();
    let mut texts = 0;
    let mut labelled = false;
    for (n, line) in sketch.lead.iter().enumerate() {
        let mut take = line.role.is_metadata();
        match &line.role {
            Role::Speaker(speakers) => {
                if !labelled {
                    found.add(3.0, "has a labelled speaker");
                    if found.speakers.is_empty() || n < 2 {
                        found.speakers.clear();
                    }
                    labelled = true;
                }
                let text = one_line(&line_inlines(sketch, line));
                found.said =
                    found.speakers.is_empty().then(|| words::find_label(&text).map_or(text.clone(), |(_, rest)| rest.to_owned()));
                add_speakers(found, speakers);
            }
            Role::People(people) => {
                let agreed = habit.people_form == Some(line.form);
                let needed = match (agreed, texts) {
                    (true, 0) => 0.3,
                    (false, 0) => 0.62,
                    (true, _) => 0.6,
                    (false, _) => 2.0,
                };
                take =
                    people.confidence >= needed && !labelled && (found.speakers.is_empty() || follows_people(sketch, n, found));
                take &= n == 0 || !one_line(&line_inlines(sketch, line)).ends_with('.');
                if take {
                    take = line.form != Form::Item;
                    if found.speakers.is_empty() {
                        found.add(1.0 + 1.5 * people.confidence, "has a line that names people below");
                    }
                    // "Ada Brookfield - @adab - 2031-03-09".
                    let text = one_line(&line_inlines(sketch, line));
                    if found.when.is_none() && when::find_date(&text, None).is_some() {
                        found.when = Some(text);
                    }
                    found.said = found.speakers.is_empty().then(|| people.said.clone());
                    add_speakers(found, &people.speakers);
                }
            }
            Role::SpeakersFollow => {}
            Role::Track(track) => set(found, 1.5, "has a track", |found| &mut found.track, track),
            Role::Room(room) => set(found, 1.0, "has a room", |found| &mut found.room, room),
            Role::Title(title) => {
                found.title = tidy(title);
                found.add(2.0, "has a labelled title");
                name_people_in_title(found);
            }
            Role::Start(start, end) => {
                if found.start.is_none() {
                    found.start = Some(start.clone());
                    found.end = end.clone();
                    found.add(1.5, "has a time");
                }
                let text = one_line(line_inlines(sketch, line).as_slice());
                if when::find_date(&text, None).is_some() || when::day_label(&text).is_some() {
                    found.when.get_or_insert(text);
                }
            }
            Role::Date(text) => {
                if found.when.is_none() {
                    found.add(0.5, "has a date");
                    found.when = Some(text.clone());
                }
            }
            Role::Minutes(minutes) => {
                found.minutes = Some(*minutes);
                found.add(0.5, "has a length");
            }
            Role::Format(format) => {
                if found.format.is_none() {
                    found.add(1.0, "has a kind of session");
                }
                found.format.get_or_insert(*format);
            }
            Role::Page(url) => {
                if found.url.is_none() {
                    found.url = Some(url.clone());
                    found.add(0.7, "has an address");
                }
            }
            Role::Material => {
                found.add(0.7, "has slides or a recording");
                take = false;
            }
            Role::Several(roles) => {
                for role in roles {
                    take_simple(found, role);
                }
                labelled |= !found.speakers.is_empty();
            }
            Role::Tags(tags) => found.tags.extend(tags.iter().cloned()),
            Role::Other => found.add(0.3, "has a label"),
            Role::AbstractFollows => {
                found.has_abstract = true;
                found.add(1.5, "has an abstract");
                take = false;
                texts += 1;
            }
            Role::NotesFollow => texts += 1,
            Role::Nothing => {}
            Role::Text
                if texts == 0
                    && found.speakers.is_empty()
                    && (marks_people(habit, line.form)
                        || habit.people_form == Some(line.form) && looks_like_a_signature(sketch, line)) =>
            {
                let text = one_line(&line_inlines(sketch, line));
                take = text.split_whitespace().count() <= 8 && !text.ends_with(['.', ':', '!', '?']);
                if take {
                    // What follows the comma is the company as often as a second name: absent rather than guessed.
                    let name = text.split([',', '|', '(', ':']).next().unwrap_or(&text);
                    add_speakers(found, &lead::named_by_label(name));
                    found.add(1.5, "has a line like those that name people below its siblings");
                } else {
                    texts += 1;
                }
            }
            Role::Text => texts += 1,
        }
        if take && (texts == 0 || labelled_anywhere(&line.role)) {
            consumed.push(line.place);
        }
        if texts > 1 {
            break;
        }
    }
    consumed
}

/// One of several things that a line says at once.
fn take_simple(found: &mut Candidate, role: &Role) {
    match role {
        Role::Speaker(speakers) => {
            found.add(2.5, "has a labelled speaker");
            add_speakers(found, speakers);
        }
        Role::Start(start, end) if found.start.is_none() => {
            found.start = Some(start.clone());
            found.end = end.clone();
            found.add(1.5, "has a time");
        }
        Role::Date(text) if found.when.is_none() => {
            found.when = Some(text.clone());
            found.add(0.5, "has a date");
        }
        Role::Track(track) => set(found, 1.5, "has a track", |found| &mut found.track, track),
        Role::Room(room) => set(found, 1.0, "has a room", |found| &mut found.room, room),
        Role::Minutes(minutes) => found.minutes = Some(*minutes),
        Role::Format(format) => found.format = found.format.or(Some(*format)),
        _ => {}
    }
}

/// Bold and italic lines below a title, where siblings name their people on such a line.
fn marks_people(habit: &Habit, form: Form) -> bool {
    habit.people_form == Some(form) && matches!(form, Form::Line(Wrap::Strong | Wrap::Emphasis))
}

/// Labels are read below a first line of text too; shapes alone are not.
fn labelled_anywhere(role: &Role) -> bool {
    matches!(role, Role::Speaker(_) | Role::Track(_) | Role::Room(_) | Role::SpeakersFollow | Role::NotesFollow)
}

/// A further line of people right below one that was taken.
fn follows_people(sketch: &Sketch<'_>, n: usize, found: &Candidate) -> bool {
    n > 0
        && !found.speakers.is_empty()
        && matches!(&sketch.lead[n - 1], LeadLine { role: Role::People(_), form, .. } if *form == sketch.lead[n].form && *form != Form::Item)
}

fn add_speakers(found: &mut Candidate, speakers: &[Speaker]) {
    for speaker in speakers {
        if !found.speakers.iter().any(|held| crate::id::fold(&held.name) == crate::id::fold(&speaker.name)) {
            found.speakers.push(speaker.clone());
        }
    }
}

fn set(found: &mut Candidate, points: f32, reason: &str, field: impl Fn(&mut Candidate) -> &mut Option<String>, value: &str) {
    let value = fold_space(value);
    if field(found).is_none() && !value.is_empty() {
        *field(found) = Some(value);
        found.add(points, reason);
    }
}

fn line_inlines(sketch: &Sketch<'_>, line: &LeadLine) -> Vec<Inline> {
    let Some(block) = sketch.head.body.get(line.place.block) else {
        let rest = sketch.titles.last().map(|title| title.rest.clone()).unwrap_or_default();
        return rest;
    };
    match &block.kind {
        BlockKind::Paragraph(inlines) => super::inlines::lines(inlines).into_iter().nth(line.place.within).unwrap_or_default(),
        BlockKind::Heading { text, .. } => text.clone(),
        _ => vec![Inline::Text(
            crate::read::document::text_of(std::slice::from_ref(block)).lines().nth(line.place.within).unwrap_or("").to_owned(),
        )],
    }
}

/// A labelled title may name its speaker too.
fn name_people_in_title(found: &mut Candidate) {
    if found.speakers.is_empty()
        && let Some(split) = people::splits(&found.title).into_iter().find(|split| split.people.confidence >= 0.7)
    {
        found.title = tidy(&split.title);
        found.speakers = split.people.speakers;
    }
}

/// Who gave the talk, where only the first sentences of the note say so.
fn name_people_in_prose(found: &mut Candidate) {
    if found.has_abstract {
        return;
    }
    let mut text = String::new();
    let mut links = Vec::new();
    for block in found.body.iter().take(2) {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            text.push_str(&plain(inlines));
            text.push_str("\n\n");
            links.extend(strong(inlines).into_iter().map(|text| (String::new(), text)));
            let mut here = Vec::new();
            crate::read::document::links(inlines, &mut here);
            links.extend(here.into_iter().map(|(url, text)| (url.to_owned(), plain(text))));
        } else if let (BlockKind::List { items, .. }, true) = (&block.kind, text.is_empty()) {
            if let Some(first) = items.first() {
                text.push_str(&crate::read::document::text_of(&first.blocks[..first.blocks.len().min(1)]));
            }
            break;
        }
    }
    let links: Vec<(&str, &str)> = links.iter().map(|(url, text)| (text.as_str(), url.as_str())).collect();
    let mut speakers = people_at_the_start(&text);
    if speakers.is_empty() {
        speakers = people::speakers_in_prose(&text, &links);
    }
    if !speakers.is_empty() {
        found.add(1.0, "its text says who gave it");
        add_speakers(found, &speakers);
    }
    let first: String = text.chars().take(400).collect();
    if phrases::speaks_of_the_talk(&first) {
        found.add(1.0, "its text speaks of the talk");
    } else if phrases::speaks_of_a_talk(&first) {
        found.add(0.7, "its text speaks of a talk");
    }
}

/// "By Ada Brookfield and Milo Venn, who …": a note that begins with its speakers.
fn people_at_the_start(text: &str) -> Vec<Speaker> {
    match words::strip_by(text) {
        Some((rest, true)) => super::prose::longest_people(rest.split(", who").next().unwrap_or(rest)),
        // "Avec Julien Martin, Marie Dubois et Anna Berg. Un peu mou.": one name behind "with" could be a companion.
        Some((rest, false)) => Some(super::prose::longest_people(rest)).filter(|people| people.len() >= 2).unwrap_or_default(),
        None => Vec::new(),
    }
}

/// The bold pieces of a text.
fn strong(inlines: &[Inline]) -> Vec<String> {
    inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Strong(inner) => Some(one_line(inner)),
            _ => None,
        })
        .collect()
}

/// Whether the whole line is a usual heading, where more stands on it than the title.
fn is_whole_section_word(title: &str, head: &Head<'_>) -> bool {
    let line = one_line(head.text);
    line != title && words::is_section_word(&line)
}

/// The title is a name, and whoever stands beside it is no surer one.
fn is_person(found: &Candidate, title: &str) -> bool {
    let beside = found.speakers.iter().map(|speaker| people::person_likeness(&speaker.name)).fold(0.0, f32::max);
    let likeness = people::person_likeness(title);
    likeness >= 0.75 && beside < 0.45
}

/// How much the line looks like the title of a talk.
fn judge_look(found: &mut Candidate, head: &Head<'_>) {
    let title = found.title.clone();
    if title.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        found.look(-6.0, "has no words");
    } else if !title.chars().any(char::is_alphabetic) {
        found.look(-3.0, "is a number");
    }
    let kind_heading = phrases::is_format_heading(&title);
    let block = kind_heading && phrases::format_in(&title) == Some(TalkFormat::Lightning);
    if crate::id::fold(&title).ends_with("lightning talks") && !found.body.is_empty() {
        found.add(0.7, "is a block of lightning talks");
    }
    if kind_heading && (block || !found.speakers.is_empty()) {
        // A keynote without a title of its own, or a block of lightning talks.
        found.add(if block { 1.5 } else { 0.0 }, "is a block of lightning talks or a keynote");
    } else if words::is_section_word(&title) || is_whole_section_word(&title, head) {
        found.look(if found.named && head.class.is_free() { -1.5 } else { -6.0 }, "is the usual heading of a section");
    }
    // "- **Ada Brookfield** - sat beside me": whom somebody met.
    if head.class.is_free() && is_person(found, &title) {
        found.look(-2.5, "names a person");
    }
    if matches!(head.class, Class::Heading(_)) && phrases::is_of_people(&title) {
        found.look(-6.0, "stands over people");
    }
    judge_what_it_announces(found, &title);
    if kind_heading && !block && found.speakers.is_empty() {
        found.look(-3.0, "names a kind of session");
    }
    if phrases::is_part_of_a_course(&one_line(head.text)) {
        found.look(-3.0, "counts the parts of a course");
    }
    if phrases::is_about_organisation(&title) {
        found.look(-1.5, "speaks of the organisation");
    }
    let head_of_title = title.split([':', '：']).next().unwrap_or(&title);
    if matches!(crate::id::fold(head_of_title).as_str(), "review" | "book review" | "rezension" | "resena" | "critique") {
        found.look(-3.0, "reviews a work");
    }
    judge_length(found, head, &title);
    if title.contains("://") || title.starts_with(['$', '/', '<']) {
        found.look(-1.0, "looks like code or an address");
    }
    if head.body.is_empty() && matches!(head.class, Class::Heading(_)) {
        found.look(-0.2, "stands over nothing");
    }
}

/// Titles that announce something else: takeaways, a day, a break, an empty slot.
fn judge_what_it_announces(found: &mut Candidate, title: &str) {
    if words::is_takeaways_heading(title) {
        found.look(-8.0, "announces takeaways");
    }
    if words::is_speaker_label(title.trim_end_matches([':', '：'])) {
        found.look(-6.0, "is a label with nothing behind it");
    }
    if matches!(words::find_label(title), Some((words::Label::Event | words::Label::Date | words::Label::Place, _))) {
        found.look(-6.0, "is a label of the event");
    }
    let slot = title.rsplit([':', '(', '/', '-']).next().unwrap_or(title);
    if phrases::is_empty_slot(slot.trim_end_matches(')')) && title.ends_with(')') || phrases::is_empty_slot(title) {
        found.look(-6.0, "says that nothing took place");
    }
    if phrases::is_nobody(title) {
        found.look(-6.0, "is still open");
    }
    if phrases::is_pause(title) || title.split_once(": ").is_some_and(|(head, _)| words::is_break(head)) {
        found.look(-6.0, "is a break");
    }
    let dated = when::find_date(title, None).is_some_and(|date| date.range.start < 24);
    if !found.named
        && dated
        && (title.contains(". ") || when::leading_day(title).is_some() || title.split(',').count() >= 2)
        && found.url.is_none()
    {
        found.look(-6.0, "says when something was");
    }
    if when::day_label(title).is_some() {
        found.look(-8.0, "is the label of a day");
    }
}

/// Whether the title is as long as titles are, and a sentence or a question.
fn judge_length(found: &mut Candidate, head: &Head<'_>, title: &str) {
    let count = title.split_whitespace().count();
    let wide = title.chars().any(phrases::is_wide);
    if count > 26 || title.chars().count() > 200 {
        found.look(-2.5, "is too long for a title");
    } else if (3..=16).contains(&count) || wide {
        found.look(0.3, "is as long as a title");
    } else if count == 1 {
        found.look(-0.5, "is a single word");
    }
    if matches!(head.class, Class::Bold | Class::Bare) && one_line(head.text).ends_with(['.', '!']) {
        found.look(-1.5, "is a sentence");
    }
    if title.ends_with('?') && (count <= 2 || count < 6 && phrases::speaks_of_its_author(title)) {
        found.look(-0.3, "is a short question");
    } else if phrases::is_an_aside(title) {
        found.look(-1.5, "is about the author");
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn titles_are_parted_like_their_siblings() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog (Anna Berg)\n\na\n\n## Small Boats (Peter Jones)\n\nb\n\n## Long Rivers (Maria Lopez)\n\nc\n\n\
             ## Wet Sand (Tamberlane Oxenfree)\n\nd\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 7 Small Boats | Peter Jones
             note b
             talk 11 Long Rivers | Maria Lopez
             note c
             talk 15 Wet Sand | Tamberlane Oxenfree
             note d",
        );
    }

    #[test]
    fn people_behind_titles_are_parted_in_any_way() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog - Zelm Quarrow\n\na\n\n## Small Boats (Tamberlane Oxenfree)\n\nb\n\n## Long Rivers by Anna Berg\n\nc\n\n\
             ## Lanterns: a short history\n\nd\n\n## Wet Sand – Peter Jones\n\ne\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Zelm Quarrow
             note a
             talk 7 Small Boats | Tamberlane Oxenfree
             note b
             talk 11 Long Rivers | Anna Berg
             note c
             talk 15 Lanterns: a short history
             note d
             talk 19 Wet Sand | Peter Jones
             note e",
        );
    }

    #[test]
    fn commas_and_brackets_part_titles_where_siblings_name_their_people() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog (Anna Berg)\n\na\n\n## Lamps in Depth, Maria Lopez\n\nb\n\n## Small Boats (Peter Jones, Otto Brandt)\n\nc\n\n\
             ## Wet Sand (An Oxenfree)\n\nd\n\n## “Long Rivers”, Old Tom\n\ne\n\n## Oil and Gas – name forgotten\n\nf\n\n## Tides (empty)\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 7 Lamps in Depth | Maria Lopez
             note b
             talk 11 Small Boats | Peter Jones; Otto Brandt
             note c
             talk 15 Wet Sand | An Oxenfree
             note d
             talk 19 Long Rivers | Old Tom
             note e
             talk 23 Oil and Gas
             note f",
        );
    }

    #[test]
    fn a_heading_may_have_a_line_for_its_people() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog<br><small>Anna Berg</small>\n\na\n\n## Small Boats<br>Peter Jones, City of Fogport\n\nb\n\n## Long Rivers<br>Maria Lopez\n\nc\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 7 Small Boats | Peter Jones (City of Fogport)
             note b
             talk 11 Long Rivers | Maria Lopez
             note c",
        );
    }

    #[test]
    fn the_last_talk_of_a_day_needs_no_name() {
        check(
            "# Ferrocon 2031\n\n## Monday\n\n### Counting Fog - Anna Berg\n\na\n\n### Small Boats - Peter Jones\n\nb\n\n### Long Rivers (panel w/ Maria Lopez, Otto Brandt)\n\nc\n\n### Ask us whatever you like\n\nd\n\n## Home\n\n### My cat\n\nAsleep.\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg
             note a
             talk 9 Small Boats | Peter Jones
             note b
             talk 13 Long Rivers | Maria Lopez; Otto Brandt
             note c
             talk 17 Ask us whatever you like
             note d",
        );
    }

    #[test]
    fn titles_may_begin_with_the_event() {
        check(
            "# Ferrocon 2031\n\n- [Ferrocon 2031 - Anna Berg: Counting Fog](https://example.org/1)\n- [Ferrocon 2031 - Peter Jones: Small Boats](https://example.org/2)\n- [Ferrocon 2031 - Maria Lopez: Long Rivers](https://example.org/3)\n- [Ferrocon 2031 - Panel: Who Pays?](https://example.org/4)\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg | https://example.org/1
             talk 4 Small Boats | Peter Jones | https://example.org/2
             talk 5 Long Rivers | Maria Lopez | https://example.org/3
             talk 6 Panel: Who Pays? | https://example.org/4 | panel",
        );
    }

    #[test]
    fn a_note_may_begin_with_its_speakers() {
        check(
            "# Ferrocon 2031\n\n## Pairing across nine zones\n\nBy Anna Berg and Peter Jones, who live far apart. A long talk.\n\n\
             ## Lamps that sleep at noon\n\nDark.\n\n## Boats on small rivers\n\nWet.\n",
            "event Ferrocon 2031
             talk 3 Pairing across nine zones | Anna Berg; Peter Jones
             note By Anna Berg and Peter Jones, who live far apart. A long talk.
             talk 7 Lamps that sleep at noon
             note Dark.
             talk 11 Boats on small rivers
             note Wet.",
        );
    }

    #[test]
    fn meals_are_no_talks_wherever_they_are_had() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog by Anna Berg\n\na\n\n## Lunch: a bagel\n\nGood.\n\n## Dinner at the lighthouse\n\nFish.\n\n## Small Boats by Peter Jones\n\nb\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 15 Small Boats | Peter Jones
             note b",
        );
    }
}
