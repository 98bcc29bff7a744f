//! Points, and in words what they were given for: where several signs add up, `inspect --explain` can say each.

/// What speaks for something, and what against it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// All together.
    pub(super) points: f32,
    signs: Vec<(&'static str, f32)>,
}

impl Tally {
    /// Counts a sign where it holds; negative points speak against.
    pub(super) fn add(&mut self, holds: bool, points: f32, sign: &'static str) {
        if holds && points != 0.0 {
            self.points += points;
            self.signs.push((sign, points));
        }
    }

    /// Each sign with its points: "the event is plainly named (+2.0), …".
    pub(super) fn words(&self) -> String {
        self.signs.iter().map(|(sign, points)| format!("{sign} ({points:+.1})")).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_counted_and_told() {
        let mut tally = Tally::default();
        tally.add(true, 1.5, "it names speakers");
        tally.add(false, 9.0, "it rains");
        tally.add(true, -0.5, "it is a diary");
        assert_eq!((tally.points, tally.words().as_str()), (1.0, "it names speakers (+1.5), it is a diary (-0.5)"));
    }
}
