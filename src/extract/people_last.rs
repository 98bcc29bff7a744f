//! People set off behind a title that is not: "Counting Fog by Hand. *Ada Brookfield and Milo Venn*". Of a line that ends so,
//! the piece set off is not the title.

use super::candidate::plain_names;
use super::inlines::{is_blank, one_line};
use super::names::is_given_name;
use super::people::{self, People};
use super::title::{Mark, TitleLine, tidy};
use crate::folded::fold;
use crate::read::document::{Inline, plain};

/// How much the people must look like such.
const LIKELY: f32 = 0.45;

/// The line as title and people; `None` where it ends with anything else.
pub(super) fn read(base: &TitleLine, inlines: &[Inline]) -> Option<TitleLine> {
    let full_stop = |inline: &Inline| matches!(inline, Inline::Text(text) if text.trim() == ".");
    let (Inline::Emphasis(names) | Inline::Strong(names), before) = (match inlines {
        [before @ .., names, end] if full_stop(end) => (names, before),
        [before @ .., names] => (names, before),
        [] => return None,
    }) else {
        return None;
    };
    if is_blank(names) || !before.iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Code(_))) {
        return None;
    }
    let text = plain(before);
    let title = text.trim_end();
    let said = one_line(names);
    let words = title.split_whitespace().count();
    let one_sentence = !title.trim_end_matches(['.', '?', '!']).contains(". ");
    let titled = title.ends_with(['.', '?', '!']) && one_sentence && (1..=24).contains(&words) && !title.ends_with("..");
    if !titled || !title.starts_with(|c: char| !c.is_lowercase()) || said.len() > 300 {
        return None;
    }
    let known = people::read_people(&said).filter(|people| people.confidence >= LIKELY);
    let unknown = || {
        // "*Dag Ivar Quarrowson*": behind a given name, capitalised words are a name, known or not.
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let name = |name: &str| {
            let words: Vec<&str> = name.split_whitespace().collect();
            (2..=8).contains(&words.len())
                && words.first().is_some_and(|word| capital(word) && is_given_name(&fold(word)))
                && words.last().is_some_and(|word| capital(word))
        };
        let all = said.split([',', ';']).all(name);
        let speakers = plain_names(&said).filter(|_| all && !people::is_organisation(&said))?;
        Some(People { speakers, confidence: LIKELY, said: said.clone() })
    };
    let people = known.or_else(unknown)?;
    let title = title.strip_suffix('.').unwrap_or(title);
    Some(TitleLine { title: tidy(title), people: Some(people), mark: Mark::None, ..base.clone() })
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    #[test]
    fn people_set_off_stand_behind_their_titles() {
        check(
            "# Ferrocon 2031: Accepted Papers\n\n## Full papers\n\n1. Counting Fog by Hand. *Anna Berg, Otto Brandt and Maria Lopez*\n2. Small Boats: Who Cares? *Dag Ivar Quarrowson*\n3. Long Rivers under Ice. *Peter Jones and Zelma Oxenfree*\n\n## Short papers\n\n* *Peter Jones*: Wet Sand, Big Pain\n* *Maria Lopez and Otto Brandt*: Lamps on a Phone\n* *Anna Berg*: A Collection of Wicks\n",
            "event Ferrocon 2031
             talk 5 Counting Fog by Hand | Anna Berg; Otto Brandt; Maria Lopez
             talk 6 Small Boats: Who Cares? | Dag Ivar Quarrowson
             talk 7 Long Rivers under Ice | Peter Jones; Zelma Oxenfree
             talk 11 Wet Sand, Big Pain | Peter Jones
             talk 12 Lamps on a Phone | Maria Lopez; Otto Brandt
             talk 13 A Collection of Wicks | Anna Berg",
        );
        // What somebody said of a thing.
        check(
            "# Ferrocon 2031\n\nI was there.\n\n- Fog is here to stay. *Really*\n- Boats float. *So far*\n- Rivers run. *Mostly downhill*\n",
            "event Ferrocon 2031",
        );
    }
}
