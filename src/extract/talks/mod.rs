//! Which places of a part are its talks.
//!
//! No rule fixes a level or a shape. Headings, bold lines, list items, paragraphs and table rows are all read as places
//! where a talk could begin; siblings are asked what they share; and the outline is then searched from the leaves up:
//! a heading is a talk where that explains more than what stands inside it does as talks of their own.

mod best;
pub(super) mod could;
mod dress;
mod headings;
mod inherited;
mod lists;
mod paragraphs;
mod siblings;
#[cfg(test)]
mod tests;
mod titles_over;

pub(super) use inherited::Inherited;

use std::collections::{BTreeMap, HashSet};

use headings::{sections_of_people, sections_of_sessions};

use crate::extract::candidate::{Candidate, Class, Sketch};
use crate::extract::genre::Genre;
use crate::extract::outline::Outline;
use crate::extract::title::Mark;
use crate::extract::{agenda, letters, prose, shapes};
use crate::folded::{Folded, fold};
use crate::read::document::{Block, Part};

/// What the rest of the document says about the chance that it holds talks.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// The document, its owner or its folder names an event.
    pub(super) event: bool,
    /// The owner says what kind of document it is.
    pub(super) told: bool,
    /// How much the title alone promises talks: it names an event, it tells of a visit. 0 to 1.
    pub(super) promise: f32,
    /// The folded names of its events: headings that repeat one are no talk.
    pub(super) event_keys: Vec<Folded>,
    /// How much the text speaks of talks, sessions and speakers: 0 to 1.
    pub(super) speech: f32,
    /// A feed's entry.
    pub(super) entry: bool,
    /// The document is a guide, a course or a newsletter by its title: whatever looks like a talk needs more for it.
    pub(super) doubt: f32,
    /// Headings are days or kinds of session, or speak of talks.
    pub(super) outlined: bool,
    /// Its first lines are told by somebody who was there.
    pub(super) visited: bool,
    /// The title promises what its author learned or thinks.
    pub(super) thoughts: bool,
    /// The title says that these are notes.
    pub(super) notes: bool,
    /// A heading announces the next meetup.
    pub(super) recurs: bool,
    /// The title calls it a recap, a report, notes.
    pub(super) recap: bool,
    /// The title speaks of a conference, whichever.
    pub(super) titled_so: bool,
    /// Somebody's list of the talks that they gave.
    pub(super) own: bool,
    /// A podcast, a course, minutes: names beside titles are no speakers.
    pub(super) genre: Option<Genre>,
}

impl Context {
    /// The promise of a document whose owner, title, metadata or folder names the event.
    pub(super) const PLAINLY: f32 = 0.9;

    /// Whether the event is plainly named.
    pub(super) fn names_it_plainly(&self) -> bool {
        self.promise >= Self::PLAINLY
    }
}

/// What was found in a part, and what was looked at and left.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) talks: Vec<Candidate>,
    pub(super) rejected: Rejected,
}

/// Line, text and reasons of what is no talk; `None` where nobody asks, so that no reason is put in words.
pub(super) type Rejected = Option<Vec<(usize, String, String)>>;

/// Finds the talks of `part`, and adds to `rejected` what is none.
pub(super) fn find(part: &Part, context: &Context, rejected: Rejected) -> Found {
    let blocks = &part.blocks;
    let outline = Outline::of(blocks);
    let mut search = Search::new(blocks, &outline, context);
    search.rejected = rejected;
    let (_, mut talks) = search.best(0, &Inherited::default());
    talks.sort_by_key(|talk| talk.span.0);
    search.reject_the_rest(&talks);
    Found { talks, rejected: search.rejected }
}

/// The least a talk must have for it, in points.
const ENOUGH: f32 = 0.5;

struct Search<'a> {
    blocks: &'a [Block],
    outline: &'a Outline<'a>,
    context: &'a Context,
    /// The candidates of each heading, weighed, with their points.
    headings: BTreeMap<usize, (Candidate, f32)>,
    /// The candidates at or inside each block that is no heading.
    items: BTreeMap<usize, Vec<(Candidate, f32)>>,
    paragraphs: BTreeMap<usize, Vec<(Candidate, f32)>>,
    pseudo: BTreeMap<usize, (Candidate, f32)>,
    tables: BTreeMap<usize, Vec<(Candidate, f32)>>,
    /// The folded titles of the rows of tables.
    rows: HashSet<Folded>,
    /// Lists whose items are set like those of one that plainly holds talks.
    alike: HashSet<usize>,
    prose: BTreeMap<usize, Vec<(Candidate, f32)>>,
    /// Paragraphs whose first line is a title and its people, without any mark.
    told: HashSet<usize>,
    /// Sections under a heading of people.
    of_people: HashSet<usize>,
    /// The sections right below a heading of sessions that people held among themselves.
    of_sessions: HashSet<usize>,
    /// The headings of one level plainly are the talks.
    firm: bool,
    /// The document names its talks in sentences, under headings that are themes.
    prose_mode: bool,
    /// Nearly all lines begin with a small letter.
    lowered: bool,
    rejected: Rejected,
}

impl<'a> Search<'a> {
    fn new(blocks: &'a [Block], outline: &'a Outline<'a>, context: &'a Context) -> Self {
        let mut search = Search {
            blocks,
            outline,
            context,
            headings: BTreeMap::new(),
            items: BTreeMap::new(),
            paragraphs: BTreeMap::new(),
            pseudo: BTreeMap::new(),
            tables: BTreeMap::new(),
            rows: HashSet::new(),
            alike: HashSet::new(),
            prose: BTreeMap::new(),
            told: HashSet::new(),
            of_people: sections_of_people(outline),
            of_sessions: sections_of_sessions(outline),
            firm: false,
            prose_mode: false,
            lowered: shapes::is_lowered(blocks),
            rejected: None,
        };
        if context.doubt == 0.0 {
            search.tables = agenda::in_tables(blocks);
            search.rows = search.tables.values().flatten().map(|(row, _)| fold(&row.title)).collect();
        }
        search.weigh_headings();
        search.weigh_pseudo(Class::Bold);
        search.told = search.told_lines();
        search.weigh_pseudo(Class::Bare);
        search.weigh_items();
        search.weigh_paragraphs();
        search.weigh_bare_run();
        search.leave_what_titles_took();
        if (context.event || context.speech >= 0.5) && context.doubt == 0.0 {
            search.prose = prose::in_paragraphs(blocks, &context.event_keys).into_iter().collect();
            search.prose_mode = search.names_talks_in_prose();
        }
        search
    }

    fn names_the_event(&self, key: &str) -> bool {
        self.context.event_keys.iter().any(|event| !event.is_empty() && key.contains(event.as_str()))
    }

    /// Notes the items and paragraphs that have something of a talk and are none.
    fn reject_the_rest(&mut self, talks: &[Candidate]) {
        let Some(rejected) = &mut self.rejected else { return };
        let lines: HashSet<usize> = talks.iter().map(|talk| talk.line).collect();
        for (candidate, points) in self.items.values().chain(self.paragraphs.values()).chain(self.prose.values()).flatten() {
            if !lines.contains(&candidate.line) && candidate.evidence >= 1.0 {
                let reasons = format!("{} ({points:.1} points)", candidate.reasons.join(", "));
                rejected.push((candidate.line, candidate.title.clone(), reasons));
            }
        }
    }

    /// Notes that a candidate is none, with the reasons in words.
    fn reject(&mut self, candidate: &Candidate, reasons: impl FnOnce() -> String) {
        if let Some(rejected) = &mut self.rejected {
            rejected.push((candidate.line, candidate.title.clone(), reasons()));
        }
    }
}

/// A few words that begin with a capital, unless all is `lowered`, and end without a full stop.
fn is_titled(talk: &Candidate, lowered: bool) -> bool {
    let words = talk.title.split_whitespace().count();
    let wide = letters::holds_wide(&talk.title);
    let capital = talk.title.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| lowered || !c.is_lowercase());
    talk.look > -1.0 && (2..=18).contains(&words) | wide && capital && !talk.title.ends_with(['.', ',', ';'])
}

/// The title is set off from the rest of its line.
fn has_marked_title(sketch: &Sketch<'_>) -> bool {
    sketch.titles.iter().any(|title| title.mark != Mark::None)
}
