//! Headings over what the author thinks of the visit: "Would I go again?", "What I'd do differently", "Pourquoi y aller ?".
//!
//! Such a heading asks or tells by small words, and holds a word for going, returning or being worth it, and nothing else:
//! one word that is neither makes it the title of something. A language is a row in each of three tables.

use std::sync::LazyLock;

use super::tables::{self, Words};

/// Words that ask, or tell who is asking, folded.
#[rustfmt::skip]
const ASKING: &[&str] = &[
    "i id ill we wed well you youd would will should did do does was is why what worth",
    "ich wir man wurde wurden warum wieso was war hat lohnt lohnte sollte soll",
    "je j jy est y pourquoi ce vaut nous faut",
    "volvere volveria volveremos volveriamos repetiria repetire merece merecio vale valio por lo que ire",
    "ik we zou zouden wat waarom was is ga gaan",
    "voltaria voltarei voltaremos valeu vale por o que eu",
    "ci ne cosa perche vale valsa tornerei tornero",
];

/// Words for going, returning, doing otherwise and being worth it.
#[rustfmt::skip]
const GOING: &[&str] = &[
    "go going attend attending return returning come coming back again differently recommend worth",
    "wieder hin hinfahren hinfahre hingehen hingehe fahren fahre kommen komme anders nochmal nochmals gelohnt lohnt lohnte empfehlen wiederkommen teilnehmen",
    "retournerai retournerais retourner aller allez revenir reviendrai reviendrais autrement differemment coup peine recommande conseille irai",
    "volver volvere volveria volveremos volveriamos repetir repetire repetiria ir ire pena diferente distinto recomiendo distintamente",
    "weer anders terug opnieuw waard aanrader heengaan",
    "voltar voltaria voltarei voltaremos ir pena diferente repetiria recomendo",
    "tornare tornerei tornero andarci andare diversamente pena consiglio",
];

/// What may stand beside them.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "it this that there next year years time the a an trip conference event money ticket journey at all to and so then for me us of if not or in really my be do done have had id now even",
    "hatte hatten machen gemacht beim nachsten nachstes mal jahr auch noch einmal das die der es sich uberhaupt auf zur eine konferenz dahin dorthin und da",
    "la le les l lan cest an prochain annee prochaine cela ca c fait faire ferais ferai aurais tout que y du a une conference",
    "la el ano que viene proximo haria hacer habria hecho seria de un una otra vez a lo y",
    "volgend jaar keer nog een eens doen gedaan zou het de moeite daar heen naartoe nu",
    "a o ano que vem proximo faria fazer de novo la",
    "l lanno anno prossimo farei fare farebbe la ci di",
];

static ASKING_SET: LazyLock<Words> = LazyLock::new(|| set(ASKING));
static GOING_SET: LazyLock<Words> = LazyLock::new(|| set(GOING));
static BESIDE_SET: LazyLock<Words> = LazyLock::new(|| set(BESIDE));

fn set(rows: &[&'static str]) -> Words {
    rows.iter().flat_map(|row| row.split(' ')).collect()
}

/// The most words that such a heading has.
const LONGEST: usize = 9;

/// Whether a folded heading asks whether the visit was worth it, or tells what its author would do another time.
pub(super) fn asks_of_the_visit(folded: &str) -> bool {
    let (mut asks, mut goes, mut count) = (false, false, 0);
    for word in tables::words(folded) {
        let (asking, going) = (ASKING_SET.contains(word), GOING_SET.contains(word));
        if !(asking || going || BESIDE_SET.contains(word)) {
            return false;
        }
        asks |= asking;
        goes |= going;
        count += 1;
    }
    asks && goes && (3..=LONGEST).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::asks_of_the_visit;
    use crate::folded::fold;

    #[test]
    fn headings_of_the_visit_are_told_in_seven_languages() {
        #[rustfmt::skip]
        let table = [
            ("Would I go again?", true), ("What I'd do differently", true), ("Why go at all", true), ("Was it worth it?", true), ("Will I be back next year?", true),
            ("Should you go?", true), ("Würde ich wieder hinfahren?", true), ("Was ich beim nächsten Mal anders machen würde", true), ("Hat es sich gelohnt?", true),
            ("Est-ce que j'y retournerais ?", true), ("Ce que je ferais autrement", true), ("¿Volvería el año que viene?", true), ("Lo que haría diferente", true),
            ("Zou ik weer gaan?", true), ("Wat ik anders zou doen", true), ("O que eu faria diferente", true), ("Cosa farei diversamente", true), ("Ci tornerei l'anno prossimo?", true),
            ("There and Back Again", false), ("Why Go?", false), ("Is Rust worth it?", false), ("What we do with fog", false), ("Why we count", false), ("Going back to Make", false),
        ];
        for (heading, expected) in table {
            assert_eq!(asks_of_the_visit(&fold(heading)), expected, "{heading:?}");
        }
    }
}
