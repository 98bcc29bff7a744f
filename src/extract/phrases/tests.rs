use super::speech::SPEECH;
use super::*;

#[test]
fn what_is_looked_up_as_it_stands_is_written_folded() {
    for word in SPEECH {
        assert_eq!(fold(word), *word, "{word:?} can never be found");
    }
}

#[test]
fn nobody_presents_at_a_ceremony() {
    for title in
        ["Welcome", "Opening Remarks", "Closing, raffle", "Doors open", "Begrüßung", "Ouverture et mot d’accueil", "開会式"]
    {
        assert!(is_ceremony(title), "{title:?}");
    }
    for title in ["Opening keynote", "Closing the loop", "Welcome to the swamp", "Open source and the end of doors", ""] {
        assert!(!is_ceremony(title), "{title:?}");
    }
}

#[test]
fn short_headings_may_be_about_their_author() {
    #[rustfmt::skip]
    let table = [
        ("Before I forget",                    true),
        ("To watch later",                     true),
        ("Wo ich war",                         true),
        ("I asked 200 analysts about SQL",     false),
        ("What I learned from ten years of fog", false),
        ("Why fog drifts",                     false),
        ("Sessions I wish I had been to",      true),
        ("Things to try at work",              true),
        ("Things to come",                     false),
        ("To err is human",                    false),
    ];
    for (title, aside) in table {
        assert_eq!(is_an_aside(title), aside, "{title:?}");
    }
    assert!(speaks_of_its_author("Should you go?") && !speaks_of_its_author("Who reads theses?"));
}

#[test]
fn counters_stand_in_front_of_titles() {
    #[rustfmt::skip]
    let table = [
        ("Talk 3: Parsing Fog",          Some((Some(3), "Parsing Fog"))),
        ("Session 2.1: Tidewater",       Some((None, "Tidewater"))),
        ("Session: Tidewater",           None),
        ("2001: A Space Odyssey",        None),
        ("Vortrag 4 – Nebel",            Some((Some(4), "Nebel"))),
        ("Atelier A03 – Brume",          Some((None, "Brume"))),
        ("Fog A03 – Brume",              None),
    ];
    for (text, expected) in table {
        assert_eq!(strip_session_counter(text), expected, "{text:?}");
    }
}
