//! Marks that are looked for many times: what stands between titles, names and notes.

/// A fixed set of marks and words with the blanks around them, found in one pass over a text.
#[derive(Debug)]
pub(crate) struct Marks {
    marks: &'static [&'static str],
    /// The bytes that begin a mark: at all others there is nothing to compare.
    first: [bool; 256],
    /// The bytes that are a mark by themselves.
    alone: [bool; 256],
    /// The bytes that stand second in a longer mark.
    second: [bool; 256],
}

impl Marks {
    /// Of marks that begin at one place, the one that is listed first is found.
    pub(crate) const fn of(marks: &'static [&'static str]) -> Self {
        let (mut first, mut alone, mut second) = ([false; 256], [false; 256], [false; 256]);
        let mut n = 0;
        while n < marks.len() {
            let bytes = marks[n].as_bytes();
            first[bytes[0] as usize] = true;
            if bytes.len() > 1 {
                second[bytes[1] as usize] = true;
            } else {
                alone[bytes[0] as usize] = true;
            }
            n += 1;
        }
        Self { marks, first, alone, second }
    }

    /// As they were listed.
    pub(crate) fn marks(&self) -> &'static [&'static str] {
        self.marks
    }

    /// Does one of them stand in `text`?
    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// All of them as they were listed, for trying one after the other, where any stands in `text`.
    pub(crate) fn to_try(&self, text: &str) -> &'static [&'static str] {
        if self.are_in(text) { self.marks } else { &[] }
    }

    /// The first place in `text` where one of them stands, and which.
    pub(crate) fn find(&self, text: &str) -> Option<(usize, &'static str)> {
        self.all(text).next()
    }

    /// Every place in `text` where one of them stands, and which; they may overlap.
    pub(crate) fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'static str)> + 'a {
        let bytes = text.as_bytes();
        let begins = bytes.iter().enumerate().filter(|(_, byte)| self.first[usize::from(**byte)]);
        begins.filter_map(move |(at, _)| self.at(bytes, at).map(|mark| (at, mark)))
    }

    /// The mark that begins at `at`, where the first byte of one stands.
    fn at(&self, bytes: &[u8], at: usize) -> Option<&'static str> {
        let goes_on = bytes.get(at + 1).is_some_and(|next| self.second[usize::from(*next)]);
        if !goes_on && !self.alone[usize::from(bytes[at])] {
            return None;
        }
        self.marks.iter().copied().find(|mark| bytes[at..].starts_with(mark.as_bytes()))
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
            assert_eq!(MARKS.to_try(text), if found.is_empty() { &[] } else { MARKS.marks() }, "{text:?}");
            assert_eq!((MARKS.find(text), MARKS.are_in(text)), (found.first().copied(), !found.is_empty()), "{text:?}");
        }
    }
}
