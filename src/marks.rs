//! Marks that are looked for many times: what stands between titles, names and notes.

/// A fixed set of marks and words with the blanks around them, found in one pass over a text.
#[derive(Debug)]
pub(crate) struct Marks {
    marks: &'static [&'static str],
    /// Which marks each byte begins, a bit for each mark: at most bytes there is nothing to compare.
    first: [u64; 256],
    /// Which marks allow each byte behind their first.
    second: [u64; 256],
    /// The signs of all of them; `None` where one is of letters and blanks alone, which nearly every text holds.
    signs: Option<u64>,
}

/// Which signs stand in a text: whatever is neither a letter or figure of ASCII nor a blank. Taken once of a text that is
/// searched for many marks, most of which it does not hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signs(u64);

impl Signs {
    pub(crate) fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |signs, byte| signs | SIGNS[byte as usize]))
    }

    /// Could one of `marks` stand in the text, or in a part of it? `false` is certain.
    pub(crate) fn allow(self, marks: &Marks) -> bool {
        marks.signs.is_none_or(|signs| signs & self.0 != 0)
    }
}

/// The bit of each byte that is a sign; some share theirs.
static SIGNS: [u64; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if !matches!(byte as u8, b' ' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z') {
            signs[byte] = 1 << (byte % 64);
        }
        byte += 1;
    }
    signs
};

impl Marks {
    /// Of marks that begin at one place, the one that is listed first is found.
    pub(crate) const fn of(marks: &'static [&'static str]) -> Self {
        assert!(marks.len() <= 64, "a bit for each mark");
        let (mut first, mut second) = ([0; 256], [0; 256]);
        let mut signs = Some(0);
        let mut n = 0;
        while n < marks.len() {
            let bytes = marks[n].as_bytes();
            first[bytes[0] as usize] |= 1 << n;
            signs = match (signs, signs_of(bytes)) {
                (Some(signs), own @ 1..) => Some(signs | own),
                _ => None,
            };
            let mut byte = 0;
            while byte < 256 {
                if bytes.len() == 1 || bytes[1] as usize == byte {
                    second[byte] |= 1 << n;
                }
                byte += 1;
            }
            n += 1;
        }
        Self { marks, first, second, signs }
    }

    /// As they were listed.
    pub(crate) fn marks(&self) -> &'static [&'static str] {
        self.marks
    }

    /// Does one of them stand in `text`?
    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Those that stand in `text`, as they were listed, for trying one after the other.
    pub(crate) fn to_try(&self, text: &str) -> impl Iterator<Item = &'static str> + use<> {
        let marks = self.marks;
        each(self.held(text)).map(|n| marks[n])
    }

    /// Which of them stand in `text`, a bit for each.
    fn held(&self, text: &str) -> u64 {
        let bytes = text.as_bytes();
        let (mut held, mut from) = (0, 0);
        while let Some((at, begun)) = self.begun(bytes, from, held) {
            let rest = &bytes[at..];
            held |= each(begun).filter(|n| rest.starts_with(self.marks[*n].as_bytes())).fold(0, |all, n| all | 1 << n);
            from = at + 1;
        }
        held
    }

    /// The first place in `text` where one of them stands, and which.
    pub(crate) fn find(&self, text: &str) -> Option<(usize, &'static str)> {
        self.next(text.as_bytes(), 0)
    }

    /// Every place in `text` where one of them stands, and which; they may overlap.
    pub(crate) fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'static str)> + 'a {
        let mut next = 0;
        std::iter::from_fn(move || {
            let (at, mark) = self.next(text.as_bytes(), next)?;
            next = at + 1;
            Some((at, mark))
        })
    }

    /// The first place from `from` on where one of them stands, and which.
    fn next(&self, bytes: &[u8], mut from: usize) -> Option<(usize, &'static str)> {
        while let Some((at, begun)) = self.begun(bytes, from, 0) {
            let rest = &bytes[at..];
            if let Some(n) = each(begun).find(|n| rest.starts_with(self.marks[*n].as_bytes())) {
                return Some((at, self.marks[n]));
            }
            from = at + 1;
        }
        None
    }

    /// The first place from `from` on at which two bytes begin marks that are not yet `held`, and which marks.
    fn begun(&self, bytes: &[u8], from: usize, held: u64) -> Option<(usize, u64)> {
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            let first = self.first[usize::from(byte)] & !held;
            if first != 0 {
                // Behind the last byte of a text stands nothing: what is left is a mark of one byte, which allows any behind it.
                let both = first & self.second[usize::from(bytes.get(at + 1).copied().unwrap_or_default())];
                if both != 0 {
                    return Some((at, both));
                }
            }
            at += 1;
        }
        None
    }
}

const fn signs_of(bytes: &[u8]) -> u64 {
    let (mut signs, mut n) = (0, 0);
    while n < bytes.len() {
        signs |= SIGNS[bytes[n] as usize];
        n += 1;
    }
    signs
}

/// The places of the bits that are set.
fn each(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(next)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_tell_which_marks_cannot_stand_in_a_text() {
        static DASHES: Marks = Marks::of(&[" - ", " – "]);
        static WORDS: Marks = Marks::of(&[", ", " and "]);
        for (text, dashes, words) in
            [("Fog and Boats 2", false, true), ("Fog - Ada", true, true), ("Fog – Ada", true, true), ("Fog, Ada!", false, true)]
        {
            let signs = Signs::of(text);
            assert_eq!((signs.allow(&DASHES), signs.allow(&WORDS)), (dashes, words), "{text:?}");
        }
    }

    #[test]
    fn marks_are_found_where_they_begin() {
        static MARKS: Marks = Marks::of(&[" -- ", " - ", " – ", ":", " and "]);
        #[rustfmt::skip]
        let table: [(&str, &[(usize, &str)]); 6] = [
            ("Fog -- Ada - Milo",  &[(3, " -- "), (10, " - ")]),
            ("Fog – Ada",          &[(3, " – ")]),
            ("Fog:",               &[(3, ":")]),
            ("sand and andes",     &[(4, " and ")]),
            ("Fog-Ada",            &[]),
            ("",                   &[]),
        ];
        for (text, found) in table {
            assert_eq!(MARKS.all(text).collect::<Vec<_>>(), found, "{text:?}");
            let mut held: Vec<&str> = found.iter().map(|(_, mark)| *mark).collect();
            held.sort_by_key(|mark| MARKS.marks().iter().position(|listed| listed == mark));
            assert_eq!(MARKS.to_try(text).collect::<Vec<_>>(), held, "{text:?}");
            assert_eq!((MARKS.find(text), MARKS.are_in(text)), (found.first().copied(), !found.is_empty()), "{text:?}");
        }
    }
}
