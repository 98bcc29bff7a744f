//! A look that tells English from other languages: most texts need no detector.

/// Words that English is full of.
const COMMON: &[&str] = &["the", "and", "of", "to", "is", "in", "that", "for", "with", "you", "it", "are", "on", "as"];

/// Whether a ninth of the words of `text` are common English ones, and "the" is among them often enough that they are
/// not those of its neighbours.
pub(crate) fn is_plainly_english(text: &str) -> bool {
    let (mut all, mut common, mut articles) = (0, 0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        all += 1;
        if word.len() < 5 && COMMON.iter().any(|known| word.eq_ignore_ascii_case(known)) {
            common += 1;
            articles += usize::from(word.eq_ignore_ascii_case("the"));
        }
    }
    common > 0 && common * 9 >= all && articles * 50 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_told_at_a_glance() {
        let table = [
            ("The fog was thick, and it is in the nature of the harbour that nobody minds.", true),
            ("Het is een boot in de haven, of is het de boot van de buren, en is hij in gebruik?", false),
            ("Der Nebel in der Stadt war dicht, und es is so in jedem Herbst.", false),
            ("Fog boats lanterns rivers", false),
            ("", false),
        ];
        for (text, english) in table {
            assert_eq!(is_plainly_english(text), english, "{text:?}");
        }
    }
}
