//! What candidates of one class have in common.

use super::beside::cut;
use super::details::hosts_it;
use super::{Sketch, TitleLine};
use crate::extract::lead::{Form, LeadLine, Role};
use crate::extract::people::{self, Separator, Side, SplitKind};
use crate::extract::title::Mark;
use crate::extract::words;
use crate::marks::Marks;
use crate::when;

/// What the siblings of one class have in common.
#[derive(Debug, Clone, Default)]
pub(crate) struct Habit {
    /// How they part title and speaker on the title's line.
    pub(crate) split: Option<SplitKind>,
    /// Most siblings have people in front of the title, however they part them.
    pub(crate) people_first: bool,
    /// Most siblings have people behind the title, however they part them, and many of them surely.
    pub(crate) people_last: bool,
    /// Nearly all of them part it so, and the parts surely are people.
    pub(crate) firm: bool,
    /// The marks that nearly always part title and speaker where siblings have them.
    pub(crate) parted: Vec<SplitKind>,
    /// How and where the line that names the speaker stands below the title.
    pub(crate) people_form: Option<Form>,
    /// Most siblings that mark their title name people right behind it.
    pub(crate) people_aside: bool,
    /// Whoever is called a host holds the session.
    pub(crate) hosted: bool,
    /// The end that most titles share: the name of the site.
    pub(crate) suffix: Option<String>,
    /// The beginning that most titles share: the name of the event.
    pub(crate) prefix: Option<String>,
    /// How most of them part title and speaker between such a beginning and such an end.
    pub(crate) split_inside: Option<SplitKind>,
    /// How many siblings there are.
    pub(crate) count: usize,
}

impl Habit {
    /// Takes over how titles are parted `everywhere` else in the document, where that is plain and the `siblings` are few or
    /// leave it open: a writer parts them in one way.
    pub(crate) fn follow(&mut self, everywhere: &Habit, siblings: &[&Sketch<'_>]) {
        let Some(kind) = everywhere.split.filter(|_| everywhere.firm && self.split != everywhere.split && !self.firm) else {
            return;
        };
        let allowed = siblings
            .iter()
            .flat_map(|sketch| &sketch.titles)
            .filter(|title| title.splits.iter().any(|split| split.kind == kind) || cut(&title.title, kind).is_some());
        if allowed.count() * 2 > siblings.len() {
            self.split = Some(kind);
            self.firm = true;
        }
    }
}

/// What `siblings` share.
pub(crate) fn habit(siblings: &[&Sketch<'_>]) -> Habit {
    // "Links" and "Lunch" stand among talks and share none of their habits.
    let is_usual = |sketch: &&Sketch<'_>| words::is_section_word(&sketch.line) || words::is_break(&sketch.line);
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
        hosted: hosted(siblings),
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
    // "Title, by Ottavia": where nearly all titles end so, first names are enough.
    let by = kind.separator == Separator::By && share >= 0.8 && siblings.len() >= 3 && sum / count as f32 >= 0.2;
    (by || sum / count as f32 >= 0.45 && (share >= 0.4 || siblings.len() < 3)).then_some((kind, firm))
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
    let asides = || marked().filter_map(|title| title.aside.as_ref()).map(|aside| &aside.speakers);
    let initials = asides().filter(|speakers| speakers.iter().all(|speaker| are_initials(&speaker.name)));
    let different: std::collections::HashSet<&str> = initials.clone().flatten().map(|speaker| speaker.name.as_str()).collect();
    let signed = initials.count();
    named >= 2 && named * 10 >= marked().count() * 6 || signed >= 3 && signed * 10 >= marked().count() * 8 && different.len() >= 2
}

/// Several have a host, and nobody is named in any other place: a camp where whoever proposes a session holds it.
fn hosted(siblings: &[&Sketch<'_>]) -> bool {
    let hosts = |sketch: &&&Sketch<'_>| sketch.lead.iter().any(|line| matches!(line.role, Role::Other) && hosts_it(&line.text));
    let speaks = |sketch: &&Sketch<'_>| {
        sketch.titles.iter().any(|title| title.people.is_some())
            || sketch.lead.iter().any(|line| matches!(line.role, Role::Speaker(_) | Role::SpeakersFollow))
    };
    let count = siblings.iter().filter(hosts).count();
    count >= 2 && count * 2 >= siblings.len() && !siblings.iter().any(speaks)
}

/// "JT", "M.O.", "HvB": what people who know each other write for a name.
fn are_initials(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| *c != '.').collect();
    (2..=4).contains(&letters.len())
        && letters.iter().all(|c| c.is_alphabetic())
        && letters.first().is_some_and(|c| c.is_uppercase())
        && letters.iter().filter(|c| c.is_uppercase()).count() >= 2
}

/// The confidence at which people are believed where the siblings name theirs in the same place.
pub(super) const LIKELY: f32 = 0.4;

/// A line that could be "Name, Company": a few words, nearly all of them capitalised, and no sentence.
pub(super) fn looks_like_a_signature(sketch: &Sketch<'_>, line: &LeadLine) -> bool {
    let text = &line.text;
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
    static BEFORE: Marks = Marks::of(&[" | ", " · ", " - ", " – ", " — "]);
    let suffix = titles.iter().find_map(|title| BEFORE.all(title).last().map(|(at, _)| &title[at..]))?;
    let shared = titles.iter().filter(|title| title.ends_with(suffix)).count();
    (shared >= 2 && shared * 10 >= titles.len() * 7).then(|| suffix.to_owned())
}

/// The first segment in front of a bar, dash or colon that most titles begin with: "FooConf 2031 - …".
fn common_prefix(siblings: &[&Sketch<'_>]) -> Option<String> {
    let titles: Vec<&str> = siblings.iter().flat_map(|sketch| &sketch.titles).map(|title| title.title.as_str()).collect();
    static BEHIND: Marks = Marks::of(&[" | ", " · ", " - ", " – ", " — ", ": "]);
    let first = titles.iter().find_map(|title| BEHIND.find(title).map(|(at, mark)| &title[..at + mark.len()]));
    let prefix = first.filter(|prefix| when::find_year(prefix).is_some())?;
    let shared = titles.iter().filter(|title| title.starts_with(prefix)).count();
    (shared >= 3 && shared * 10 >= titles.len() * 8).then(|| prefix.to_owned())
}

/// The title without the beginning or the end that it shares with its siblings.
pub(super) fn stem<'a>(title: &'a str, prefix: Option<&str>, suffix: Option<&str>) -> Option<&'a str> {
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
