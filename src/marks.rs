//! Marks that are looked for many times: what stands between titles, names and notes.

/// A fixed set of marks and words with the blanks around them, found in one pass over a text.
#[derive(Debug)]
pub(crate) struct Marks {
    marks: &'static [&'static str],
    /// Which marks each byte begins, a bit for each mark: at most bytes there is nothing to compare.
    first: [u64; 256],
    /// Which marks allow each byte behind their first.
    second: [u64; 256],
}

impl Marks {
    /// Of marks that begin at one place, the one that is listed first is found.
    pub(crate) const fn of(marks: &'static [&'static str]) -> Self {
        assert!(marks.len() <= 64, "a bit for each mark");
        let (mut first, mut second) = ([0; 256], [0; 256]);
        let mut n = 0;
        while n < marks.len() {
            let bytes = marks[n].as_bytes();
            first[bytes[0] as usize] |= 1 << n;
            let mut byte = 0;
            while byte < 256 {
                if bytes.len() == 1 || bytes[1] as usize == byte {
                    second[byte] |= 1 << n;
                }
                byte += 1;
            }
            n += 1;
        }
        Self { marks, first, second }
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
        let mut held = self.held(text);
        std::iter::from_fn(move || {
            let next = (held != 0).then(|| marks[held.trailing_zeros() as usize])?;
            held &= held - 1;
            Some(next)
        })
    }

    /// Which of them stand in `text`, a bit for each.
    fn held(&self, text: &str) -> u64 {
        let bytes = text.as_bytes();
        let mut held = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let begun = self.first[usize::from(*byte)] & !held;
            if begun != 0 {
                let rest = &bytes[at..];
                held |= self
                    .possible(rest, begun)
                    .filter(|n| rest.starts_with(self.marks[*n].as_bytes()))
                    .fold(0, |all, n| all | 1 << n);
            }
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

    /// The first place from `at` on where one of them stands, and which.
    fn next(&self, bytes: &[u8], mut at: usize) -> Option<(usize, &'static str)> {
        while let Some(&byte) = bytes.get(at) {
            let begun = self.first[usize::from(byte)];
            if begun != 0
                && let Some(mark) = self.at(&bytes[at..], begun)
            {
                return Some((at, mark));
            }
            at += 1;
        }
        None
    }

    /// The mark that begins `rest`, of those that its first byte begins.
    fn at(&self, rest: &[u8], begun: u64) -> Option<&'static str> {
        self.possible(rest, begun).map(|n| self.marks[n]).find(|mark| rest.starts_with(mark.as_bytes()))
    }

    /// Which of the marks that the first byte of `rest` begins could go on as it does.
    fn possible(&self, rest: &[u8], begun: u64) -> impl Iterator<Item = usize> + use<> {
        // Behind the last byte of a text stands nothing: what is left is a mark of one byte, which allows any behind it.
        let mut possible = begun & self.second[usize::from(rest.get(1).copied().unwrap_or_default())];
        std::iter::from_fn(move || {
            let next = (possible != 0).then(|| possible.trailing_zeros() as usize)?;
            possible &= possible - 1;
            Some(next)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
