//! Text that mostly stands in a document already → where it stands there, and the little that does not.
//!
//! The index keeps what it knows of a document this way: a note's words are in the note, and need not lie on the disk twice.
//!
//! A delta is a run of steps: so many bytes that follow here, then so many from the document, told by how far they stand
//! from where the step before ended.

use std::ops::Range;

/// A shorter stretch is not worth a step.
const LEAST: usize = 8;
/// So far behind the last stretch the next one is looked for first: text goes on behind a mark or an address.
const NEAR: usize = 200;
/// So many bytes of text are looked for there; what goes on later is found by its hash.
const SOON: usize = 24;
/// What lies between two stretches is read too where it is no more than this.
const FAR: usize = 4 << 10;
/// The largest document that is looked into, in bytes; what lies behind is told in full.
const DOCUMENT_BYTES: usize = 64 << 20;

/// A document, prepared for finding text in it.
pub(super) struct Origin<'a> {
    bytes: &'a [u8],
    /// Where a stretch of [`LEAST`] bytes begins, by its hash, plus one. Where two stretches share a hash, the later one lies
    /// beside.
    places: Vec<u32>,
    shift: u32,
}

impl<'a> Origin<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Origin<'a> {
        let bytes = bytes.get(..DOCUMENT_BYTES).unwrap_or(bytes);
        let bits = usize::BITS - (bytes.len() / 2).max(256).leading_zeros();
        let mut origin = Origin { bytes, places: vec![0; 1 << bits], shift: 64 - bits };
        for at in (0..bytes.len().saturating_sub(LEAST)).step_by(2) {
            let (Some(stretch), Ok(place)) = (stretch(bytes, at), u32::try_from(at + 1)) else { break };
            origin.keep(stretch, place);
        }
        origin
    }

    /// Notes that `stretch` begins at `place`.
    fn keep(&mut self, stretch: u64, place: u32) {
        let slot = self.slot(stretch);
        let is_free = |slot: usize| {
            let kept = self.places.get(slot).copied().unwrap_or_default();
            kept == 0 || self.at(kept).is_some_and(|(_, there)| there == stretch)
        };
        let slot = if is_free(slot) { slot } else { slot ^ 1 };
        self.places.get_mut(slot).into_iter().for_each(|kept| *kept = place);
    }

    /// The stretch that a number of [`Origin::places`] tells of, with where it begins.
    fn at(&self, kept: u32) -> Option<(usize, u64)> {
        let there = usize::try_from(kept).ok()?.checked_sub(1)?;
        Some((there, stretch(self.bytes, there)?))
    }

    fn slot(&self, stretch: u64) -> usize {
        usize::try_from(stretch.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift).unwrap_or_default()
    }

    /// Where the stretch `wanted` begins.
    fn place(&self, wanted: u64) -> Option<usize> {
        let slot = self.slot(wanted);
        [slot, slot ^ 1].into_iter().find_map(|slot| {
            let (there, stretch) = self.at(*self.places.get(slot)?)?;
            (stretch == wanted).then_some(there)
        })
    }

    /// `text` as a delta of the document.
    pub(super) fn delta(&self, text: &[u8]) -> Vec<u8> {
        let mut delta = Vec::with_capacity(text.len() / 4 + 8);
        let (mut told, mut at, mut end) = (0, 0, 0);
        while let Some(wanted) = stretch(text, at) {
            let Some(there) = self.place(wanted) else {
                at += 1;
                continue;
            };
            let there = if at < told + SOON { self.soon(wanted, there, end) } else { there };
            let before = same_before(text.get(told..at), self.bytes.get(..there));
            let (here, there) = (at - before, there - before);
            let length = before + same(text.get(at..), self.bytes.get(there + before..));
            push_number(&mut delta, (here - told) as u64);
            delta.extend_from_slice(text.get(told..here).unwrap_or_default());
            push_number(&mut delta, length as u64);
            let far = there as i64 - end as i64;
            push_number(&mut delta, ((far << 1) ^ (far >> 63)) as u64);
            (told, at, end) = (here + length, here + length, there + length);
        }
        push_number(&mut delta, (text.len() - told) as u64);
        delta.extend_from_slice(text.get(told..).unwrap_or_default());
        delta
    }

    /// Where soon behind `end` the stretch `wanted` begins, which begins at `there`, too.
    fn soon(&self, wanted: u64, there: usize, end: usize) -> usize {
        if (end..end + NEAR).contains(&there) {
            return there;
        }
        let bytes = self.bytes.get(end..(end + NEAR).min(self.bytes.len())).unwrap_or_default();
        let far = bytes.windows(LEAST).position(|there| stretch(there, 0) == Some(wanted));
        far.map_or(there, |far| end + far)
    }
}

/// The [`LEAST`] bytes at `at` as a number.
fn stretch(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk::<LEAST>().map(|bytes| u64::from_le_bytes(*bytes))
}

/// How many bytes two texts have in common at their beginning.
pub(super) fn same(a: Option<&[u8]>, b: Option<&[u8]>) -> usize {
    let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
    let mut same = 0;
    while let (Some(ours), Some(theirs)) = (stretch(a, same), stretch(b, same)) {
        match ours ^ theirs {
            0 => same += LEAST,
            differing => return same + differing.trailing_zeros() as usize / 8,
        }
    }
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    same + a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// How many bytes two texts have in common at their end.
fn same_before(a: Option<&[u8]>, b: Option<&[u8]>) -> usize {
    let pairs = a.unwrap_or_default().iter().rev().zip(b.unwrap_or_default().iter().rev());
    pairs.take_while(|(a, b)| a == b).count()
}

/// One step of a delta.
struct Step<'a> {
    told: &'a [u8],
    from: usize,
    length: usize,
}

fn steps(delta: &[u8]) -> impl Iterator<Item = Option<Step<'_>>> {
    let mut rest = delta;
    let mut end: usize = 0;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut step = || {
            let told = usize::try_from(number(&mut rest)?).ok()?;
            let (told, behind) = rest.split_at_checked(told)?;
            rest = behind;
            if rest.is_empty() {
                return Some(Step { told, from: end, length: 0 });
            }
            let length = usize::try_from(number(&mut rest)?).ok()?;
            let far = number(&mut rest)?;
            let far = isize::try_from((far >> 1) as i64 ^ -((far & 1) as i64)).ok()?;
            let from = end.checked_add_signed(far)?;
            end = from.checked_add(length)?;
            Some(Step { told, from, length })
        };
        let step = step();
        if step.is_none() {
            rest = &[];
        }
        Some(step)
    })
}

/// The stretches of the document that a delta takes from, in order, far from each other; `None` where it is damaged.
pub(super) fn reach(delta: &[u8]) -> Option<Vec<Range<usize>>> {
    let taken = |step: Option<Step>| step.map(|step| step.from..step.from + step.length);
    let mut ranges: Vec<Range<usize>> = steps(delta).map(taken).collect::<Option<_>>()?;
    ranges.retain(|range| !range.is_empty());
    ranges.sort_unstable_by_key(|range| range.start);
    let mut reach: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match reach.last_mut() {
            Some(last) if range.start <= last.end.saturating_add(FAR) => last.end = last.end.max(range.end),
            _ => reach.push(range),
        }
    }
    Some(reach)
}

/// The text of a delta of a document whose `pieces` are those that it can [`reach`], each with its first byte's place; `None`
/// where the two do not belong together.
pub(super) fn text_of(delta: &[u8], pieces: &[(usize, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut text = Vec::with_capacity(delta.len() * 2);
    for step in steps(delta) {
        let step = step?;
        text.extend_from_slice(step.told);
        if step.length > 0 {
            let behind = pieces.partition_point(|(start, _)| *start <= step.from);
            let (start, bytes) = pieces.get(behind.checked_sub(1)?)?;
            let from = step.from.checked_sub(*start)?;
            text.extend_from_slice(bytes.get(from..from.checked_add(step.length)?)?);
        }
    }
    Some(text)
}

/// Seven bits a byte, the lowest first.
#[inline]
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The number at the beginning of `rest`, which goes on behind it.
#[inline]
pub(super) fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, behind) = rest.split_first()?;
        *rest = behind;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "# Ferrocon\n\n## Slow Queries\n\nPlans *lie* about their\ncosts, and größer is not better.\n";

    #[test]
    fn text_comes_back_and_what_stands_in_the_document_takes_little() {
        #[rustfmt::skip]
        let table = [
            ("Plans lie about their costs, and größer is not better.", 20),
            ("Slow Queries",                                             4),
            ("nothing of this is written there",                        33),
            ("x",                                                        2),
            ("",                                                         1),
        ];
        let origin = Origin::new(DOCUMENT.as_bytes());
        for (text, most) in table {
            let delta = origin.delta(text.as_bytes());
            assert_eq!(text_of(&delta, &pieces(DOCUMENT, &delta)).as_deref(), Some(text.as_bytes()), "{text:?}");
            assert!(delta.len() <= most, "{text:?}: {} bytes", delta.len());
        }
    }

    /// What `delta` takes from `document`.
    fn pieces(document: &str, delta: &[u8]) -> Vec<(usize, Vec<u8>)> {
        let piece = |range: Range<usize>| (range.start, document.as_bytes()[range].to_vec());
        reach(delta).unwrap().into_iter().map(piece).collect()
    }

    #[test]
    fn of_a_long_document_no_more_is_read_than_is_told() {
        let document = format!("Plans lie about costs.\n{}Tides are late again.\n", "-".repeat(100_000));
        let delta = Origin::new(document.as_bytes()).delta(b"Tides are late again. Plans lie about costs.");
        let pieces = pieces(&document, &delta);
        assert!(pieces.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() < 60, "{pieces:?}");
        assert_eq!(text_of(&delta, &pieces).as_deref(), Some(&b"Tides are late again. Plans lie about costs."[..]));
    }

    #[test]
    fn a_damaged_delta_gives_no_more_than_wrong_text() {
        let origin = Origin::new(DOCUMENT.as_bytes());
        let delta = origin.delta(b"Plans lie about their costs, Ferrocon");
        for at in 0..delta.len() {
            for flip in [1, 0x80, 0xff] {
                let mut damaged = delta.clone();
                damaged[at] ^= flip;
                let all = [(0, DOCUMENT.as_bytes().to_vec())];
                let _ = (reach(&damaged), text_of(&damaged, &all), text_of(&delta[..at], &all));
            }
        }
    }
}
