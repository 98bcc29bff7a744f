//! Days in front of titles: "4 February – Counting Fog" in the notes of a series of evenings. One date in front of a title
//! may belong to it; where most talks have one, it is when they were.

use super::candidate::Candidate;
use super::title::tidy;
use crate::when;

/// Takes the days off the titles, where most begin with one.
pub(super) fn settle(talks: &mut [Candidate]) {
    if !are_most(talks, 2) {
        return;
    }
    for talk in talks {
        if let Some((day, title)) = parted(&talk.title) {
            talk.title = title;
            talk.when.get_or_insert(day);
        }
    }
}

/// Whether most of `talks`, and so many at least, say in front of their titles when they were.
pub(super) fn are_most(talks: &[Candidate], least: usize) -> bool {
    let dated = talks.iter().filter(|talk| parted(&talk.title).is_some()).count();
    dated >= least && dated * 2 > talks.len()
}

/// The day in front of a title, and the title.
fn parted(title: &str) -> Option<(String, String)> {
    let (day, rest) = when::leading_day(title)?;
    let is_date = when::find_date(&day.label, Some(2000)).is_some();
    let titled = rest.chars().filter(|c| c.is_alphabetic()).count() >= 3 && when::find_date(rest, None).is_none();
    (is_date && titled).then(|| (day.label, tidy(rest)))
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn days_in_front_of_titles_are_when_the_talks_were() {
        check(
            "# Lamp meetup: my notes\n\n## 2031-02-04: Counting Fog (Anna Berg)\n\na\n\n## 2031-03-04: Small Boats (Peter Jones)\n\nb\n\n## 4 April 2031 – Long Rivers (Maria Lopez)\n\nc\n\n## 2 May 2031 – cancelled\n\nd\n",
            "event Lamp meetup
             talk 3 Counting Fog | Anna Berg | 2031-02-04
             note a
             talk 7 Small Boats | Peter Jones | 2031-03-04
             note b
             talk 11 Long Rivers | Maria Lopez | 2031-04-04
             note c",
        );
    }
}
