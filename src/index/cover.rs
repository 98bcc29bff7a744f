//! What is said once for several passages: a term of a document or talk holds for all passages that follow its own.
//!
//! Documents of the search engine stand in the order in which they went in, also after segments are merged: a document's own
//! record, then each talk's own passage with those about it behind. The column [`SPAN`] counts what a record stands for.

use tantivy::columnar::Column;
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::store::{ORDER, SPAN};

/// The passages that one of some terms holds for.
#[derive(Debug, Clone, Default)]
pub(super) struct Covered {
    /// Terms that hold where they stand alone.
    pub(super) here: Vec<Term>,
    /// Terms that hold for what follows, too.
    pub(super) below: Vec<Term>,
    pub(super) score: Score,
}

impl Query for Covered {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.here.iter().chain(&self.below).for_each(|term| visitor(term, false));
    }
}

impl Weight for Covered {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let stretches = self.stretches(reader)?;
        if stretches.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        Ok(Box::new(ConstScorer::new(Stretches::new(stretches), boost * self.score)))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("passage {doc}: what covers it is not explained")))
    }
}

impl Covered {
    /// First and last document of each stretch, sorted, none touching another.
    fn stretches(&self, reader: &SegmentReader) -> tantivy::Result<Vec<(DocId, DocId)>> {
        let mut stretches = Vec::new();
        for term in &self.here {
            each(reader, term, &mut |doc| stretches.push((doc, doc)))?;
        }
        if !self.below.is_empty() {
            let spans = reader.fast_fields().u64(SPAN)?;
            let orders = reader.fast_fields().u64(ORDER)?;
            for term in &self.below {
                each(reader, term, &mut |doc| stretches.extend(stretch(doc, &spans, &orders)))?;
            }
        }
        if self.here.len() + self.below.len() > 1 {
            stretches.sort_unstable();
        }
        stretches.dedup_by(|next, last| {
            let touches = next.0 <= last.1.saturating_add(1);
            if touches {
                last.1 = last.1.max(next.1);
            }
            touches
        });
        Ok(stretches)
    }
}

/// What the record `doc` stands for: itself and what follows; a document's own record is no passage.
fn stretch(doc: DocId, spans: &Column<u64>, orders: &Column<u64>) -> Option<(DocId, DocId)> {
    let span = DocId::try_from(spans.first(doc).unwrap_or(0)).unwrap_or(0);
    let first = if orders.first(doc).is_some() { doc } else { doc + 1 };
    let last = doc.saturating_add(span).min(TERMINATED - 1);
    (first <= last).then_some((first, last))
}

fn each(reader: &SegmentReader, term: &Term, visit: &mut dyn FnMut(DocId)) -> tantivy::Result<()> {
    let Some(mut postings) = reader.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)? else {
        return Ok(());
    };
    while postings.doc() != TERMINATED {
        visit(postings.doc());
        postings.advance();
    }
    Ok(())
}

/// The documents of some stretches, one after the other.
struct Stretches {
    stretches: Vec<(DocId, DocId)>,
    at: usize,
    doc: DocId,
}

impl Stretches {
    fn new(stretches: Vec<(DocId, DocId)>) -> Stretches {
        let doc = stretches.first().map_or(TERMINATED, |stretch| stretch.0);
        Stretches { stretches, at: 0, doc }
    }
}

impl DocSet for Stretches {
    fn advance(&mut self) -> DocId {
        let Some(stretch) = self.stretches.get(self.at) else { return TERMINATED };
        if self.doc < stretch.1 {
            self.doc += 1;
        } else {
            self.at += 1;
            self.doc = self.stretches.get(self.at).map_or(TERMINATED, |stretch| stretch.0);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc {
            return self.doc;
        }
        // The next few are likelier than any far away.
        let rest = self.stretches.get(self.at..).unwrap_or_default();
        let step = match rest.iter().take(8).position(|stretch| stretch.1 >= target) {
            Some(step) => step,
            None => rest.partition_point(|stretch| stretch.1 < target),
        };
        self.at += step;
        self.doc = self.stretches.get(self.at).map_or(TERMINATED, |stretch| stretch.0.max(target));
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.stretches.iter().map(|stretch| stretch.1 - stretch.0 + 1).fold(0, u32::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_walked_and_sought_in_order() {
        let all = || Stretches::new(vec![(2, 4), (7, 7), (9, 10)]);
        let mut walked = Vec::new();
        let mut set = all();
        while set.doc() != TERMINATED {
            walked.push(set.doc());
            set.advance();
        }
        assert_eq!(walked, [2, 3, 4, 7, 9, 10]);
        for (target, found) in [(0, 2), (3, 3), (5, 7), (8, 9), (10, 10), (11, TERMINATED)] {
            assert_eq!(all().seek(target), found, "{target}");
        }
    }
}
