//! A query → ranked passages, each with its place in the library.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::{Bound, Range};

use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, EnableScoring, Occur, PhraseQuery, RangeQuery, TermQuery,
};
use tantivy::schema::document::Value;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::Index;
use super::cover::Covered;
use super::forms::Forms;
use super::nearly::{Reading, words_of_phrases, words_of_subjects};
use super::only::range_of;
use super::origin::Origins;
use super::passages::{Shown, group};
use super::query::{Node, Query};
use super::sections::path_of;
use super::snippet::{Target, Targets};
use super::store::{ABOUT, ORDER, PLACE, orders_of, parts_of, talk_and_event};
use super::suggest::Lexicon;
use super::words::{Tongue, Words, fold_word};
use crate::error::Result;

/// The best are fetched and put into their final order in stretches of so many, so that pages never overlap.
const WINDOW: usize = 50;
/// How much a word in a title counts.
const TITLE: f32 = 3.0;
/// How much a word in a person's name counts.
const PEOPLE: f32 = 2.5;
/// How much it counts that all words are the name of a talk's event, track or tag.
const NAMED: f32 = 12.0;
/// How much the name of a talk's event counts.
const EVENT_NAME: f32 = 0.2;
/// How much a word counts, in part, that only a foreign language takes for a form of the one that was asked for.
const DOUBTFUL: f32 = 0.2;
/// How much a word counts that stands only in the data of a passage's talk.
const CONTEXT: f32 = 0.1;

/// So many words that begin with what stands before a `*` are looked for.
const BEGINNINGS: usize = 200;

/// How much to answer, and in which order.
#[derive(Debug, Clone)]
pub struct SearchOptions {
    /// The most hits.
    pub limit: usize,
    /// How many of the best to leave out.
    pub offset: usize,
    /// The order.
    pub sort: Sort,
    /// Count all that was found, however much it is. Otherwise [`Answers::exact`] tells whether the counts are complete.
    pub count_all: bool,
    /// Places that are not looked at, in order: see [`Index::places_outside`].
    pub leave_out: Vec<Range<u64>>,
    /// Only what has all that is asked for: where nothing has, what comes nearest is not told.
    pub strictly: bool,
    /// Count talks and events; otherwise [`Answers::talks`] and [`Answers::events`] are 0.
    pub count_subjects: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 20,
            offset: 0,
            sort: Sort::default(),
            count_all: false,
            leave_out: Vec::new(),
            strictly: false,
            count_subjects: true,
        }
    }
}

impl SearchOptions {
    /// All that has what is asked for, and nothing that only comes near: what a saved search stands for.
    pub fn everything() -> Self {
        SearchOptions { limit: 1_000_000, strictly: true, ..Self::default() }
    }
}

/// The order of the hits; equal ones newest first, then by place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Best,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// By document and line.
    Place,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// The best, from [`SearchOptions::offset`] on.
    pub hits: Vec<Hit>,
    /// How many passages were found.
    pub total_passages: usize,
    /// In how many talks (the same talk in two documents is one).
    pub talks: usize,
    /// At how many events.
    pub events: usize,
    /// Whether the three counts are of all that was found, or only of the best few hundred.
    pub exact: bool,
    /// How odd parts of the query were read.
    pub notes: Vec<String>,
    /// Where no passage has all that was asked for: the query with words that the library knows.
    pub did_you_mean: Option<String>,
    /// Where nothing was found and no other words are meant: in how many passages each of several words is.
    pub alone: Vec<(String, usize)>,
    /// And how many passages have all else but one condition, by condition; those that have any.
    pub without: Vec<(String, usize)>,
}

/// What sort of text a passage is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// A talk's own data: title, speakers, track, tags.
    #[default]
    Talk,
    /// What the conference or proposer says of a talk.
    Abstract,
    /// What an attendee wrote about a talk.
    Note,
    /// What an attendee marked as what to keep.
    Takeaway,
    /// A feed's entry, or a document about no conference.
    Entry,
    /// An event that a document names, and of which it tells nothing else.
    Event,
    /// What a document says beside its talks: how the journey was, what the whole event was like.
    Text,
}

impl PassageKind {
    /// How much a passage of this kind counts.
    fn weight(number: u64) -> f32 {
        match number {
            3 => 1.25,
            1 => 0.85,
            4 => 0.95,
            6 => 0.6,
            _ => 1.0,
        }
    }

    /// The word used in JSON and after `kind:`.
    pub fn as_str(self) -> &'static str {
        match self {
            PassageKind::Talk => "talk",
            PassageKind::Abstract => "abstract",
            PassageKind::Note => "note",
            PassageKind::Takeaway => "takeaway",
            PassageKind::Entry => "entry",
            PassageKind::Event => "event",
            PassageKind::Text => "text",
        }
    }
}

/// One passage that was found.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Hit {
    /// The document, inside the library.
    pub path: String,
    /// The line of the best piece of the passage, 1-based.
    pub line: usize,
    /// What sort of text it is.
    pub kind: PassageKind,
    /// The best piece of the passage, plain text of one line.
    pub text: String,
    /// Byte ranges of `text` that the query asked for.
    pub highlights: Vec<Range<usize>>,
    /// Byte ranges of `title` that the query asked for.
    pub title_highlights: Vec<Range<usize>>,
    /// The [`Talk::id`](crate::model::Talk::id), where the passage belongs to one.
    pub talk: Option<String>,
    /// The title of the talk, else of the entry, else of the document.
    pub title: String,
    /// Who gives the talk.
    pub speakers: Vec<String>,
    /// The event's name.
    pub event: Option<String>,
    /// Who wrote the passage, where that is known.
    pub author: Option<String>,
    /// `YYYY-MM-DD`, or `YYYY`: of the talk, else the event, else the entry.
    pub date: Option<String>,
    /// What a takeaway is filed under.
    pub topic: Option<String>,
    /// The [`Entry::id`](crate::model::Entry::id) that it was found in.
    pub entry: Option<String>,
    /// The same for every passage of one talk of one event, whatever the document: event and title folded.
    pub group: String,
    /// How well it fits; higher is better.
    pub score: f32,
}

/// A passage that was found, before it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    address: DocAddress,
    /// The passage that says what it is about.
    head: u32,
    score: f32,
    /// The score before the kind of passage counts.
    raw: f32,
    day: u64,
    pub(super) place: u64,
    talk: Option<u32>,
    pub(super) event: Option<u32>,
}

impl Found {
    /// The passage that says what it is about.
    pub(super) fn head(&self) -> DocAddress {
        DocAddress::new(self.address.segment_ord, self.head)
    }
}

/// What is read of passages that were found, beside their days and kinds. Of each segment that takes a column to be opened, so
/// nothing is read that nobody needs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wanted {
    /// [`Found::place`].
    pub(super) places: bool,
    /// [`Found::talk`] and [`Found::event`].
    pub(super) subjects: bool,
}

/// A passage as it is stored, with its text.
struct Read {
    shown: Shown,
    text: String,
    /// Its document changed since it was read.
    stale: bool,
}

/// A hit with all of its passage's text.
pub(super) struct WholeHit {
    pub(super) hit: Hit,
    pub(super) whole: String,
    pub(super) tongue: Tongue,
}

impl Index {
    /// The passages that `query` asks for, in the order that `options` ask for.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) where the index is damaged. An odd query is never an error: see [`Query::notes`].
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<Answers> {
        self.guarded(|| {
            let mut plan = Plan::new(self);
            let end = options.offset.saturating_add(options.limit);
            let (mut found, mut exact) = self.find_asked(&mut plan, query, end, options)?;
            let mut notes = query.notes.clone();
            if found.is_empty() && !options.strictly {
                let begun = self.with_beginnings(&query.root)?;
                (found, exact) = self.find_read(&mut plan, begun, end, options, &mut notes)?;
            }
            if found.is_empty() && !options.strictly {
                let readings = self.readings(&mut plan, &query.root)?;
                (found, exact) = self.find_read(&mut plan, readings, end, options, &mut notes)?;
            }
            let nothing = found.is_empty();
            let mut meant = None;
            if nothing {
                meant = self.meant(query, &plan.misspelt, options)?;
            }
            if nothing && meant.is_none() {
                if !options.strictly {
                    (found, exact) = self.find_less(&mut plan, query, end, options, &mut notes)?;
                }
                meant = Lexicon::new(self).suggest(query, &plan.misspelt)?.into_iter().next();
            }
            let (mut alone, mut without) = (Vec::new(), Vec::new());
            if found.is_empty() && meant.is_none() && !options.strictly {
                alone = self.found_alone(&mut plan, &query.root)?;
                without = self.found_without(&mut plan, &query.root)?;
            }
            let targets = plan.targets;
            let mut answers = Answers { total_passages: found.len(), exact, notes, alone, without, ..Answers::default() };
            answers.talks = found.iter().filter_map(|found| found.talk).collect::<HashSet<_>>().len();
            answers.events = found.iter().filter_map(|found| found.event).collect::<HashSet<_>>().len();
            let mut words = Words::new();
            let mut origins = Origins::new(self.store.root());
            let mut stale = BTreeSet::new();
            let mut names = Vec::new();
            for found in found.iter().skip(options.offset).take(options.limit) {
                let read = self.read_hit(found, &mut origins)?;
                if read.stale {
                    stale.insert(path_of(&read.shown.about.path).to_owned());
                }
                names.push(read.shown.about.path.clone());
                answers.hits.push(hit(read.shown, &read.text, found.score, &targets, &mut words));
            }
            for path in stale {
                let why = if self.is_closed(&path) { "cannot be opened now" } else { "changed since the last sync" };
                answers.notes.push(format!("{path} {why}"));
            }
            self.settle(&mut answers, &names)?;
            answers.did_you_mean = meant;
            Ok(answers)
        })
    }

    /// What `query` finds, in order, up to `end` at least; and whether that is all of it.
    fn find_asked(&self, plan: &mut Plan, query: &Query, end: usize, options: &SearchOptions) -> Result<(Vec<Found>, bool)> {
        let best_alone = options.sort == Sort::Best && !options.count_all && options.leave_out.is_empty();
        let mut shown = true;
        if let Some(texts) = plan.in_texts(&query.root)?.filter(|_| best_alone) {
            // Of common words only the best are looked at; what has them in the data of its talk comes behind anyway.
            let (found, exact) = self.find(&*texts, end, options)?;
            if !exact {
                let Some(by_name) = plan.by_name(&query.root)? else { return Ok((found, exact)) };
                let (named, _) = self.find(&*by_name, end, options)?;
                let mut found = together(found, named);
                self.put_best_first(&mut found)?;
                return Ok((found, exact));
            }
            shown = false;
        }
        self.find(&*plan.query(&query.root, shown)?, end, options)
    }

    /// What the first of `readings` finds that finds anything; `notes` says how it was read.
    fn find_read(
        &self,
        plan: &mut Plan,
        readings: impl IntoIterator<Item = Reading>,
        end: usize,
        options: &SearchOptions,
        notes: &mut Vec<String>,
    ) -> Result<(Vec<Found>, bool)> {
        for reading in readings {
            let found = self.find(&*plan.query(&reading.root, false)?, end, options)?;
            if !found.0.is_empty() {
                reading.texts.iter().try_for_each(|words| plan.forms(words, true).map(drop))?;
                notes.extend(reading.notes);
                return Ok(found);
            }
        }
        Ok((Vec::new(), true))
    }

    /// What comes nearest to `query` where nothing has all that it asks for; `notes` says how.
    fn find_less(
        &self,
        plan: &mut Plan,
        query: &Query,
        end: usize,
        options: &SearchOptions,
        notes: &mut Vec<String>,
    ) -> Result<(Vec<Found>, bool)> {
        let readings = words_of_subjects(query).into_iter().chain(words_of_phrases(&query.root));
        let read = self.find_read(plan, readings, end, options, notes)?;
        if !read.0.is_empty() {
            return Ok(read);
        }
        for least in fewer_words(query) {
            let found = self.find(&*plan.most(&query.root, least)?, end, options)?;
            if !found.0.is_empty() {
                notes.push(format!("no passage has all of these words; the best have {}", words_of(least)));
                return Ok(found);
            }
        }
        self.find_one_of_two(plan, query, end, options, notes)
    }

    /// What comes nearest to two words that no passage has both of: of a question, the rarer one; else what was said at an event where
    /// both were.
    fn find_one_of_two(
        &self,
        plan: &mut Plan,
        query: &Query,
        end: usize,
        options: &SearchOptions,
        notes: &mut Vec<String>,
    ) -> Result<(Vec<Found>, bool)> {
        if texts_of(&query.root) != 2 {
            return Ok((Vec::new(), true));
        }
        if !query.is_question() {
            let found = self.find_at_one_event(plan, query, options)?;
            if !found.is_empty() {
                notes.push("no passage has both of these words; they were said at the event of these".to_owned());
            }
            return Ok((found, true));
        }
        let Some((root, word)) = self.rarest_word(plan, &query.root)? else { return Ok((Vec::new(), true)) };
        notes.push(format!("no passage has both of these words; these have {word}"));
        self.find(&*plan.query(&root, false)?, end, options)
    }

    /// The query with words that the library knows, where that finds all of them.
    fn meant(&self, query: &Query, misspelt: &[String], options: &SearchOptions) -> Result<Option<String>> {
        for meant in Lexicon::new(self).suggest(query, misspelt)? {
            let asked = Query::parse(&meant, &mut |_| None);
            let (found, _) = self.find(&*Plan::new(self).query(&asked.root, false)?, 1, options)?;
            if !found.is_empty() {
                return Ok(Some(meant));
            }
        }
        Ok(None)
    }

    /// What `asked` finds, in order, up to `end` at least; and whether that is all of it.
    pub(super) fn find(
        &self,
        asked: &dyn tantivy::query::Query,
        end: usize,
        options: &SearchOptions,
    ) -> Result<(Vec<Found>, bool)> {
        if options.leave_out.is_empty() {
            return self.find_anywhere(asked, end, options);
        }
        let (mut found, _) = self.find_anywhere(asked, usize::MAX, &SearchOptions { count_all: true, ..options.clone() })?;
        found.retain(|found| range_of(&options.leave_out, found.place).is_none());
        Ok((found, true))
    }

    /// Whether the text or title of any passage has the word `stem`.
    fn is_written(&self, stem: &str) -> Result<bool> {
        for field in [self.store.fields.body, self.store.fields.title] {
            let passages = self.searcher.doc_freq(&Term::from_field_text(field, stem));
            if passages.map_err(|fault| self.fault(fault))? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether `asked` finds anything, perhaps of what was taken out since.
    pub(super) fn finds(&self, asked: &dyn tantivy::query::Query) -> Result<bool> {
        let weight = asked.weight(EnableScoring::disabled_from_searcher(&self.searcher)).map_err(|fault| self.fault(fault))?;
        for segment in self.searcher.segment_readers() {
            if weight.scorer(segment, 1.0).map_err(|fault| self.fault(fault))?.doc() != TERMINATED {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn find_anywhere(
        &self,
        asked: &dyn tantivy::query::Query,
        end: usize,
        options: &SearchOptions,
    ) -> Result<(Vec<Found>, bool)> {
        let all = usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX).max(1);
        let window = end.clamp(1, all).div_ceil(WINDOW).saturating_mul(WINDOW);
        if options.sort == Sort::Best && (!options.count_all || window >= all) {
            let limit = window.min(all);
            let best =
                self.searcher.search(asked, &TopDocs::with_limit(limit).order_by_score()).map_err(|fault| self.fault(fault))?;
            let exact = best.len() < limit || limit == all;
            let wanted = Wanted { places: options.count_all, subjects: options.count_subjects };
            let mut found = self.columns(best.into_iter().map(|(score, address)| (address, score)), wanted)?;
            self.put_best_first(&mut found)?;
            return Ok((found, exact));
        }
        let mut scores = Vec::new();
        if options.sort == Sort::Best {
            let best = TopDocs::with_limit(window.min(all)).order_by_score();
            scores = self.searcher.search(asked, &best).map_err(|fault| self.fault(fault))?;
        }
        let mut every: Vec<DocAddress> =
            self.searcher.search(asked, &DocSetCollector).map_err(|fault| self.fault(fault))?.into_iter().collect();
        let first: HashSet<DocAddress> = scores.iter().map(|(_, address)| *address).collect();
        every.retain(|address| !first.contains(address));
        every.sort_unstable();
        let wanted = Wanted { places: true, subjects: options.count_subjects };
        let mut found = self.columns(scores.into_iter().map(|(score, address)| (address, score)), wanted)?;
        self.put_best_first(&mut found)?;
        let mut rest = self.columns(every.into_iter().map(|address| (address, 0.0)), wanted)?;
        match options.sort {
            Sort::Best => {}
            Sort::Newest => rest.sort_by_key(|found| (u64::MAX - found.day, found.place)),
            // What has no date comes last in both directions.
            Sort::Oldest => rest.sort_by_key(|found| (found.day.wrapping_sub(1), found.place)),
            Sort::Place => return self.by_path(rest).map(|rest| (rest, true)),
        }
        found.append(&mut rest);
        Ok((found, true))
    }

    /// Puts each stretch of what was found in order. Where a passage lies is looked up only of those that nothing else tells apart.
    fn put_best_first(&self, found: &mut [Found]) -> Result<()> {
        for stretch in found.chunks_mut(WINDOW) {
            let mut alike: HashMap<(i64, u64), usize> = HashMap::new();
            stretch.iter().for_each(|found| *alike.entry(rank(found)).or_default() += 1);
            let is_alike = |found: &&mut Found| alike.get(&rank(found)).is_some_and(|count| *count > 1);
            let equal: Vec<&mut Found> = stretch.iter_mut().filter(is_alike).collect();
            let wanted = Wanted { places: true, subjects: false };
            let placed = self.columns(equal.iter().map(|found| (found.address, found.score)), wanted)?;
            equal.into_iter().zip(placed).for_each(|(found, placed)| found.place = placed.place);
            stretch.sort_by_cached_key(|found| (rank(found), found.place));
        }
        Ok(())
    }

    /// By document and line; places tell documents apart, but not in the order of their paths.
    fn by_path(&self, found: Vec<Found>) -> Result<Vec<Found>> {
        let mut with_path = Vec::with_capacity(found.len());
        for found in found {
            let (shown, _) = self.read_passage(&found)?;
            let place = self.in_file(&shown.about.path, shown.about.file)?;
            with_path.push((path_of(&shown.about.path).to_owned(), place.lines_before + shown.line, found.place, found));
        }
        with_path.sort_by(|a, b| (&a.0, a.1, a.2).cmp(&(&b.0, b.1, b.2)));
        Ok(with_path.into_iter().map(|(.., found)| found).collect())
    }

    /// A passage with its text; where its document changed since it was read, with the line that stands there now.
    fn read_hit(&self, found: &Found, origins: &mut Origins) -> Result<Read> {
        let (mut shown, delta) = self.read_passage(found)?;
        let place = self.in_file(&shown.about.path, shown.about.file)?;
        shown.line += place.lines_before;
        let path = path_of(&shown.about.path);
        let text = origins.text(path, place, &delta).and_then(|text| String::from_utf8(text).ok());
        let stale = text.is_none();
        let text = text.or_else(|| origins.line(path, shown.line)).unwrap_or_default();
        Ok(Read { shown, text, stale })
    }

    /// A passage that was found without words that were asked for.
    pub(super) fn hit(&self, found: &Found, origins: &mut Origins, words: &mut Words) -> Result<WholeHit> {
        let read = self.read_hit(found, origins)?;
        let tongue = Tongue::from_number(read.shown.about.tongue);
        let hit = hit(read.shown, &read.text, found.score, &Targets::default(), words);
        Ok(WholeHit { hit, whole: read.text, tongue })
    }

    /// What is stored of a passage, with what the one before it says for both; and its text as it is told.
    pub(super) fn read_passage(&self, found: &Found) -> Result<(Shown, Vec<u8>)> {
        let document: TantivyDocument = self.searcher.doc(found.address).map_err(|fault| self.fault(fault))?;
        let data = document.get_first(self.store.fields.data).and_then(|value| value.as_str()).unwrap_or_default();
        let mut shown: Shown = serde_json::from_str(data).map_err(|_| self.damaged("a stored passage cannot be read"))?;
        if found.head != found.address.doc_id {
            let head: Shown = self.read_data(DocAddress::new(found.address.segment_ord, found.head))?;
            shown.about = head.about;
        }
        shown.about.unpack();
        let text = document.get_first(self.store.fields.text).and_then(|value| value.as_bytes()).unwrap_or_default();
        Ok((shown, text.to_vec()))
    }

    /// Reads the columns that order and count passages, as far as they are `wanted`.
    pub(super) fn columns(&self, addresses: impl Iterator<Item = (DocAddress, f32)>, wanted: Wanted) -> Result<Vec<Found>> {
        let mut columns: BTreeMap<u32, Columns> = BTreeMap::new();
        let mut found = Vec::new();
        for (address, score) in addresses {
            if let Entry::Vacant(place) = columns.entry(address.segment_ord) {
                let segment = self.searcher.segment_reader(address.segment_ord);
                place.insert(Columns::open(segment, wanted).map_err(|fault| self.fault(fault))?);
            }
            found.extend(columns.get(&address.segment_ord).map(|columns| columns.found(address, score)));
        }
        Ok(found)
    }
}

/// The columns of a segment that order and count passages.
struct Columns {
    order: Column<u64>,
    place: Option<Column<u64>>,
    about: Option<Column<u64>>,
}

impl Columns {
    fn open(segment: &SegmentReader, wanted: Wanted) -> tantivy::Result<Columns> {
        let column = |name| segment.fast_fields().u64(name);
        let place = if wanted.places { Some(column(PLACE)?) } else { None };
        let about = if wanted.subjects { Some(column(ABOUT)?) } else { None };
        Ok(Columns { order: column(ORDER)?, place, about })
    }

    fn found(&self, address: DocAddress, score: f32) -> Found {
        let (day, up, kind) = parts_of(self.order.first(address.doc_id).unwrap_or(0));
        let head = address.doc_id.saturating_sub(u32::try_from(up).unwrap_or(0));
        let first = |column: &Option<Column<u64>>| column.as_ref().and_then(|column| column.first(head)).unwrap_or(0);
        let (talk, event) = talk_and_event(first(&self.about));
        Found {
            address,
            head,
            score: score * PassageKind::weight(kind),
            raw: score,
            day,
            place: first(&self.place) + up,
            talk,
            event,
        }
    }
}

/// The best of what was found in texts and by a name, as many as were found in texts.
fn together(mut texts: Vec<Found>, named: Vec<Found>) -> Vec<Found> {
    let most = texts.len();
    let by_name: HashSet<DocAddress> = named.iter().map(|found| found.address).collect();
    texts.retain(|found| !by_name.contains(&found.address));
    texts.extend(named);
    texts.sort_by(|a, b| b.raw.total_cmp(&a.raw).then(a.address.cmp(&b.address)));
    texts.truncate(most);
    texts
}

/// Better first; where it makes no difference that a reader would notice, the newer.
fn rank(found: &Found) -> (i64, u64) {
    let step = (f64::from(found.score.max(1e-6)).ln() * 24.0).round();
    (-(step as i64), u64::MAX - found.day)
}

fn hit(shown: Shown, text: &str, score: f32, targets: &Targets, words: &mut Words) -> Hit {
    let about = shown.about;
    let tongue = Tongue::from_number(about.tongue);
    let best = targets.best_row(text, tongue, words);
    let line = shown.line + shown.rows.get(best.row).copied().unwrap_or(0);
    let title_highlights = targets.find(&about.title, tongue, words);
    Hit {
        line,
        text: best.text,
        highlights: best.highlights,
        title_highlights,
        group: match (&about.talk, &about.event) {
            (None, None) => group(Some(path_of(&about.path)), about.entry.as_deref().unwrap_or_default()),
            (None, Some(event)) => group(Some(event), ""),
            (Some(_), event) => group(event.as_deref(), &about.title),
        },
        path: path_of(&about.path).to_owned(),
        kind: shown.kind,
        talk: about.talk,
        title: about.title,
        speakers: about.speakers,
        event: about.event,
        author: about.author,
        date: about.date,
        topic: shown.topic,
        entry: about.entry,
        score,
    }
}

/// How many words will do where no passage has all: most of three or more, two of four or more; of a question, then, any.
fn fewer_words(query: &Query) -> Vec<usize> {
    let words = texts_of(&query.root);
    let most = words.div_ceil(2).max(2);
    let mut least = match words {
        0..3 => return Vec::new(),
        3 => vec![most],
        _ => vec![most, 2],
    };
    if query.is_question() {
        least.push(1);
    }
    least.dedup();
    least
}

/// How many words and phrases `root` asks for together.
fn texts_of(root: &Node) -> usize {
    let Node::And(nodes) = root else { return 0 };
    nodes.iter().filter(|node| matches!(node, Node::Text { .. })).count()
}

fn words_of(least: usize) -> &'static str {
    match least {
        1 => "one of them",
        2 => "two of them",
        _ => "most of them",
    }
}

/// A query on its way from what a person asked to what tantivy looks for.
pub(super) struct Plan<'a> {
    index: &'a Index,
    words: Words,
    tongues: Vec<Tongue>,
    targets: Targets,
    /// Words that are one letter off a word of the library.
    misspelt: Vec<String>,
    /// The forms of each text that was asked for.
    forms: HashMap<String, Forms>,
}

/// What tantivy looks for.
pub(super) type Asked = Box<dyn tantivy::query::Query>;

impl<'a> Plan<'a> {
    pub(super) fn new(index: &'a Index) -> Plan<'a> {
        let tongues = index.tongues();
        Plan { index, words: Words::new(), tongues, targets: Targets::default(), misspelt: Vec::new(), forms: HashMap::new() }
    }

    /// The passages that have the words of `root` in their own texts, where it asks for nothing but words in certain fields.
    fn in_texts(&mut self, root: &Node) -> Result<Option<Asked>> {
        let nodes = match root {
            Node::And(nodes) => nodes.as_slice(),
            node => std::slice::from_ref(node),
        };
        let is_plain = |node: &Node| matches!(node, Node::Text { .. } | Node::Keys { .. } | Node::Days(..));
        if !nodes.iter().all(is_plain) || !nodes.iter().any(|node| matches!(node, Node::Text { .. })) {
            return Ok(None);
        }
        let mut clauses: Vec<(Occur, Asked)> = Vec::new();
        for node in nodes {
            let asked = match node {
                Node::Text { text, .. } => {
                    let forms = self.forms(text, true)?;
                    any(self.texts(&forms))
                }
                node => self.query(node, true)?,
            };
            clauses.push((Occur::Must, asked));
        }
        let one = if clauses.len() == 1 { clauses.pop() } else { None };
        Ok(Some(one.map_or_else(|| Box::new(BooleanQuery::new(clauses)) as Asked, |(_, asked)| asked)))
    }

    /// The passages of those talks of which the words of `root`, two or more, are the event's name, a track or a tag, as they are
    /// found by [`Plan::query`]; none where no talk is named so, which is told long before the words are looked for everywhere.
    fn by_name(&mut self, root: &Node) -> Result<Option<Asked>> {
        let Node::And(nodes) = root else { return Ok(None) };
        let texts = nodes.iter().filter(|node| matches!(node, Node::Text { .. })).count();
        if texts < 2 || !self.index.finds(&*self.named(nodes)?)? {
            return Ok(None);
        }
        Ok(Some(self.all(nodes, false, Occur::Must)?))
    }

    pub(super) fn query(&mut self, node: &Node, shown: bool) -> Result<Asked> {
        Ok(match node {
            Node::All => self.key("d:passage"),
            Node::Nothing => Box::new(EmptyQuery),
            Node::Text { text, .. } => {
                let forms = self.forms(text, shown)?;
                self.own(&forms)
            }
            Node::Keys { words, .. } => {
                let words = words.iter().map(|word| (Occur::Must, self.key(word))).collect();
                Box::new(BooleanQuery::new(words))
            }
            Node::Days(from, to) => {
                let bound = |order: u64| Bound::Included(Term::from_field_u64(self.index.store.fields.order, order));
                let range =
                    |(first, last)| -> (Occur, Asked) { (Occur::Should, Box::new(RangeQuery::new(bound(first), bound(last)))) };
                let ranges = BooleanQuery::new(orders_of(*from, *to).map(range).into());
                Box::new(ConstScoreQuery::new(Box::new(ranges), 0.0))
            }
            Node::Or(nodes) => {
                let nodes = nodes.iter().map(|node| Ok((Occur::Should, self.query(node, shown)?)));
                Box::new(BooleanQuery::new(nodes.collect::<Result<_>>()?))
            }
            Node::Not(node) => {
                let not = self.query(node, false)?;
                Box::new(BooleanQuery::new(vec![(Occur::Must, self.key("d:passage")), (Occur::MustNot, not)]))
            }
            Node::And(nodes) => self.all(nodes, shown, Occur::Should)?,
        })
    }

    /// Each of `nodes`: words may stand in the data of the passage's talk, but one at least in the passage itself. That all of them
    /// are a name counts, or is needed, as `named` says.
    fn all(&mut self, nodes: &[Node], shown: bool, named: Occur) -> Result<Asked> {
        let mut clauses: Vec<(Occur, Asked)> = Vec::new();
        let mut own: Vec<(Occur, Asked)> = Vec::new();
        let texts = nodes.iter().filter(|node| matches!(node, Node::Text { .. })).count();
        for node in nodes {
            match node {
                Node::Text { text, .. } if texts > 1 => {
                    let forms = self.forms(text, shown)?;
                    let mut places = self.places(&forms);
                    own.push((Occur::Should, self.own(&forms)));
                    places.extend(self.context(&forms));
                    clauses.push((Occur::Must, Box::new(BooleanQuery::new(places))));
                }
                Node::Not(node) => clauses.push((Occur::MustNot, self.query(node, false)?)),
                node => clauses.push((Occur::Must, self.query(node, shown)?)),
            }
        }
        if !own.is_empty() {
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::new(own)), 0.0))));
            // Which few are named is known before anything else is looked at.
            clauses.insert(0, (named, self.named(nodes)?));
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, self.key("d:passage")));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// The talks of an event, a track or a tag of which `nodes` are the name.
    fn named(&mut self, nodes: &[Node]) -> Result<Asked> {
        let field = self.index.store.fields.context;
        let mut words: Vec<(Occur, Asked)> = Vec::new();
        for node in nodes {
            if let Node::Text { text, .. } = node {
                let forms = self.forms(text, false)?;
                let forms = forms.all().iter().map(|form| (Occur::Should, self.each_here(field, form))).collect();
                words.push((Occur::Must, Box::new(BooleanQuery::new(forms))));
            }
        }
        Ok(Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::new(words)), NAMED)))
    }

    /// At least so many of the words at the top of a query, one of them in the passage itself; all else that it asks for.
    pub(super) fn most(&mut self, root: &Node, least: usize) -> Result<Asked> {
        let Node::And(nodes) = root else { return Ok(Box::new(EmptyQuery)) };
        let mut words: Vec<(Occur, Asked)> = Vec::new();
        let mut own: Vec<(Occur, Asked)> = Vec::new();
        let mut clauses: Vec<(Occur, Asked)> = Vec::new();
        for node in nodes {
            match node {
                Node::Text { text, .. } => {
                    let forms = self.forms(text, false)?;
                    own.push((Occur::Should, self.own(&forms)));
                    let mut places = self.places(&forms);
                    places.extend(self.context(&forms));
                    words.push((Occur::Should, Box::new(BooleanQuery::new(places))));
                }
                Node::Not(node) => clauses.push((Occur::MustNot, self.query(node, false)?)),
                node => clauses.push((Occur::Must, self.query(node, false)?)),
            }
        }
        clauses.push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(words, least))));
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::new(own)), 0.0))));
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// The words of `text` as each language of the library writes them.
    fn forms(&mut self, text: &str, shown: bool) -> Result<Forms> {
        let forms = match self.forms.get(text) {
            Some(forms) => forms.clone(),
            None => self.find_forms(text)?,
        };
        if shown {
            self.targets.add(Target { forms: forms.all().to_vec() });
        }
        self.forms.insert(text.to_owned(), forms.clone());
        Ok(forms)
    }

    fn find_forms(&mut self, text: &str) -> Result<Forms> {
        let index = self.index;
        if let Some(beginning) = beginning_of(text) {
            let mut forms = Forms::default();
            for word in Lexicon::new(index).beginning(&fold_word(beginning), BEGINNINGS)? {
                forms.join(Forms::of(&word, &self.tongues, &mut self.words, |_| Ok(false))?);
            }
            return Ok(forms);
        }
        let mut tongues = self.tongues.clone();
        if let Some(word) = Lexicon::new(self.index).misspelling(text, &mut self.words)? {
            self.misspelt.push(word);
            tongues = vec![Tongue::OTHER];
        }
        Forms::of(text, &tongues, &mut self.words, |word| index.is_written(word))
    }

    /// The passages that have the words of `text` in a row.
    pub(super) fn own_text(&mut self, text: &str) -> Result<Asked> {
        let forms = self.forms(text, false)?;
        Ok(any(self.texts(&forms)))
    }

    /// The passages that have the words of `text`, and those of whose talks the data have them.
    pub(super) fn anywhere(&mut self, text: &str) -> Result<Asked> {
        let forms = self.forms(text, false)?;
        let mut places = self.places(&forms);
        places.extend(self.context(&forms));
        Ok(any(places))
    }

    fn own(&self, forms: &Forms) -> Asked {
        any(self.places(forms))
    }

    /// Where a passage itself can have the words.
    fn places(&self, forms: &Forms) -> Vec<(Occur, Asked)> {
        let context = self.index.store.fields.context;
        let mut places = self.texts(forms);
        for form in forms.all() {
            // An event's name, a track or a tag finds its talks, behind all that has the words in its text.
            places.push((Occur::Should, Box::new(ConstScoreQuery::new(self.each_here(context, form), EVENT_NAME))));
        }
        places
    }

    /// Where the text of a passage can have the words.
    fn texts(&self, forms: &Forms) -> Vec<(Occur, Asked)> {
        let fields = self.index.store.fields;
        let mut places: Vec<(Occur, Asked)> = Vec::new();
        for (form, is_sure) in forms.with_doubt() {
            let doubt = if is_sure { 1.0 } else { DOUBTFUL };
            for (field, weight) in [(fields.title, TITLE), (fields.people, PEOPLE), (fields.body, 1.0)] {
                places.push((Occur::Should, Box::new(BoostQuery::new(in_a_row(field, form), weight * doubt))));
            }
        }
        places
    }

    /// The words in any order in `field` of the passage itself.
    fn each_here(&self, field: Field, form: &[String]) -> Asked {
        let term =
            |word: &String| -> Asked { Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic)) };
        match form {
            [word] => term(word),
            words => Box::new(BooleanQuery::new(words.iter().map(|word| (Occur::Must, term(word))).collect())),
        }
    }

    /// The words among the data of the passage's talk.
    fn context(&self, forms: &Forms) -> Vec<(Occur, Asked)> {
        let fields = self.index.store.fields;
        let term = |word: &String| -> Asked {
            let below = [fields.title, fields.people, fields.context].map(|field| Term::from_field_text(field, word));
            Box::new(Covered { here: Vec::new(), below: below.to_vec(), score: 1.0 })
        };
        let each = |form: &Vec<String>| -> Asked {
            match &form[..] {
                [word] => term(word),
                words => Box::new(BooleanQuery::new(words.iter().map(|word| (Occur::Must, term(word))).collect())),
            }
        };
        forms.all().iter().map(|form| (Occur::Should, Box::new(ConstScoreQuery::new(each(form), CONTEXT)) as Asked)).collect()
    }

    fn key(&self, term: &str) -> Asked {
        let fields = self.index.store.fields;
        let here = [Term::from_field_text(fields.keys, term)];
        if term == "d:passage" {
            let [term] = here;
            return Box::new(ConstScoreQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), 0.0));
        }
        Box::new(Covered { here: here.to_vec(), below: vec![Term::from_field_text(fields.heads, term)], score: 0.0 })
    }
}

/// What stands before the `*` of a word that is cut short.
fn beginning_of(text: &str) -> Option<&str> {
    text.strip_suffix('*').filter(|beginning| beginning.chars().count() > 1 && beginning.chars().all(char::is_alphabetic))
}

fn any(places: Vec<(Occur, Asked)>) -> Asked {
    if places.is_empty() { Box::new(EmptyQuery) } else { Box::new(BooleanQuery::new(places)) }
}

fn in_a_row(field: Field, form: &[String]) -> Asked {
    let mut terms: Vec<Term> = form.iter().map(|word| Term::from_field_text(field, word)).collect();
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

impl Index {
    /// The languages that passages of this library are written in.
    fn tongues(&self) -> Vec<Tongue> {
        let mut tongues = vec![Tongue::ENGLISH];
        tongues.extend(self.store.tongues.iter().map(|number| Tongue::from_number(*number)));
        tongues.sort_unstable();
        tongues.dedup();
        tongues
    }
}
