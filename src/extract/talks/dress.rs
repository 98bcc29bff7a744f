//! How headings are set beside what they say: numbered, linked, in quotation marks, behind a picture. One that is set like
//! the talks around it, and unlike everything else, is one of them wherever it stands.

use crate::extract::candidate::Sketch;
use crate::extract::inlines::{Wrap, one_line, unwrapped};
use crate::extract::title::Mark;
use crate::read::document::Inline;

/// What goes with a title that tells it from the headings of anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dress {
    Number,
    Link,
    Quotes,
    Emphasis,
    Code,
    Symbol,
    /// "Talk 3: …"
    Label,
}

const ALL: [Dress; 7] = [Dress::Number, Dress::Link, Dress::Quotes, Dress::Emphasis, Dress::Code, Dress::Symbol, Dress::Label];

impl Dress {
    fn is_worn_by(self, sketch: &Sketch<'_>) -> bool {
        let Some(title) = sketch.titles.first() else { return false };
        let text = || one_line(sketch.head.text);
        match self {
            Self::Number => title.number.is_some(),
            Self::Link => title.url.is_some(),
            Self::Quotes => title.mark == Mark::Quoted,
            Self::Emphasis => title.mark == Mark::Emphasis || unwrapped(sketch.head.text).1 != Wrap::None,
            Self::Code => matches!(sketch.head.text.first(), Some(Inline::Code(_))),
            Self::Symbol => {
                text().starts_with(|c: char| !c.is_alphanumeric() && !c.is_ascii() && !"“„«‘「『《（【¿¡".contains(c))
            }
            Self::Label => is_counted(&text()),
        }
    }
}

/// A word, a number and a colon: "Talk 3: Counting Fog".
fn is_counted(text: &str) -> bool {
    let Some((label, _)) = text.split_once([':', '–', '—']) else { return false };
    let mut words = label.split_whitespace();
    words.next().is_some_and(|word| word.chars().all(char::is_alphabetic))
        && words.next().is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        && words.next().is_none()
}

/// Which of the siblings are set as nearly all talks among them are (those `shown`), in a way that no other heading is that
/// plainly is none (`others`).
pub(super) fn set_like_talks(siblings: &[&Sketch<'_>], shown: &[bool], others: &[bool]) -> Vec<bool> {
    let talks = shown.iter().filter(|shown| **shown).count();
    let mut alike = vec![false; siblings.len()];
    if talks < 3 {
        return alike;
    }
    for dress in ALL {
        let worn: Vec<bool> = siblings.iter().map(|sketch| dress.is_worn_by(sketch)).collect();
        let count = |which: &[bool]| worn.iter().zip(which).filter(|(worn, which)| **worn && **which).count();
        if count(shown) * 10 >= talks * 9 && count(others) == 0 {
            alike.iter_mut().zip(&worn).for_each(|(alike, worn)| *alike |= worn);
        }
    }
    alike
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::check;

    #[test]
    fn first_and_last_headings_are_talks_where_they_are_set_like_talks() {
        #[rustfmt::skip]
        let table = [
            ("1. A", "2. B – Anna Berg", "3. C – Peter Jones", "4. D – Maria Lopez", "5. E"),
            ("[A](https://a.example/1)", "[B](https://a.example/2) – Anna Berg", "[C](https://a.example/3) – Peter Jones", "[D](https://a.example/4) – Maria Lopez", "[E](https://a.example/5)"),
            ("“A”", "“B” – Anna Berg", "“C” – Peter Jones", "“D” – Maria Lopez", "“E”"),
            ("🎤 A", "🎤 B – Anna Berg", "🔥 C – Peter Jones", "🎤 D – Maria Lopez", "🚀 E"),
            ("Talk 1: A", "Talk 2: B – Anna Berg", "Talk 3: C – Peter Jones", "Talk 4: D – Maria Lopez", "Talk 5: E"),
        ];
        for (a, b, c, d, e) in table {
            let titled = |text: &str, mark: &str, title: &str| text.replacen(mark, title, 1);
            let document = format!(
                "# Ferrocon 2031\n\n## {}\n\nSlow.\n\n## {}\n\nWet.\n\n## Lunch\n\nSoup.\n\n## {}\n\nLong.\n\n## {}\n\nDry.\n\n## {}\n\nDark.\n\n## What else I saw there\n\nGulls.\n",
                titled(a, "A", "Counting fog at noon"),
                titled(b, "B", "Small boats in tin"),
                titled(c, "C", "Long rivers in short words"),
                titled(d, "D", "Wet sand as a service"),
                titled(e, "E", "Lanterns that sleep by day"),
            );
            let talks = ["Counting fog at noon", "Small boats in tin", "Long rivers in short words", "Wet sand as a service"];
            let read = crate::read::read(document.as_bytes(), &Default::default()).unwrap();
            let found: Vec<String> =
                crate::extract::extract(&read, &Default::default()).talks.into_iter().map(|talk| talk.title).collect();
            assert_eq!(found, [talks.as_slice(), &["Lanterns that sleep by day"]].concat(), "{document}");
        }
    }

    #[test]
    fn the_last_of_a_theme_needs_nobody() {
        check(
            "# Ferrocon 2031\n\n## Fog\n\n### Counting fog by Anna Berg\n\na\n\n### Small boats by Peter Jones\n\nb\n\n### Long rivers by Maria Lopez\n\nc\n\n## Sand\n\n### Wet sand by Otto Brandt\n\nd\n\n### Dunes by Ines Faro\n\ne\n\n### Beaches by Julia Hart\n\nf\n\n### Lanterns that sleep by day\n\ng\n\n## Home\n\n### My cat was asleep\n\nh\n",
            "event Ferrocon 2031
             talk 5 Counting fog | Anna Berg
             note a
             talk 9 Small boats | Peter Jones
             note b
             talk 13 Long rivers | Maria Lopez
             note c
             talk 19 Wet sand | Otto Brandt
             note d
             talk 23 Dunes | Ines Faro
             note e
             talk 27 Beaches | Julia Hart
             note f
             talk 31 Lanterns that sleep by day
             note g",
        );
    }
}
