use super::by::BY;
use super::formats::FORMATS;
use super::labels::LABELS;
use super::sections::{BREAKS, SECTIONS};
use super::takeaways::{FILLER, SUMMARIES, TAKEAWAYS};
use super::*;
use crate::folded::fold;
use crate::model::TalkFormat;

#[test]
fn who_leads_stands_behind_a_word_for_it() {
    for before in [
        "Show and Tell, led by ",
        "eine Runde, geleitet von ",
        "un atelier animé par ",
        "un taller impartido por ",
        "een sessie, geleid door ",
        "oficina ministrada por ",
        "tavola guidata da ",
        "講師は",
        "by ",
    ] {
        assert!(ends_with_led_by(before), "{before:?}");
    }
    for before in ["La journée commence par ", "empezamos por ", "a standby", "iniziato da "] {
        assert!(!ends_with_led_by(before), "{before:?}");
    }
    assert!(begins_with_led_by("geleitet von Anna Berg)") && !begins_with_led_by("by the sea)"));
}

#[test]
fn rows_are_written_folded() {
    let labels = LABELS.iter().flat_map(|(_, words)| words.iter());
    let formats = FORMATS.iter().flat_map(|(_, words)| words.iter());
    let tables = [BY, TAKEAWAYS, SUMMARIES, FILLER, SECTIONS, BREAKS].into_iter().flatten();
    for word in labels.chain(formats).chain(tables) {
        assert_eq!(fold(word), *word, "{word:?} can never be found");
    }
}

#[test]
fn labels_are_found_before_colons() {
    #[rustfmt::skip]
    let table = [
        ("Speaker(s): Ada Brookfield",     Some((Label::Speaker, "Ada Brookfield"))),
        ("**Speaker:** Ada Brookfield",    Some((Label::Speaker, "Ada Brookfield"))),
        ("Prsenter: Ines Faro",            Some((Label::Speaker, "Ines Faro"))),
        ("Speaker - Ada Brookfield",       Some((Label::Speaker, "Ada Brookfield"))),
        ("Referent*in: Ada Brookfield",    Some((Label::Speaker, "Ada Brookfield"))),
        ("Intervenant·e·s : Ada",          Some((Label::Speaker, "Ada"))),
        ("登壇者：真壁 一",                  Some((Label::Speaker, "真壁 一"))),
        ("Chair: Milo Venn",               Some((Label::Chair, "Milo Venn"))),
        ("Date & time: 3/9/2031 2:00PM",   Some((Label::Date, "3/9/2031 2:00PM"))),
        ("Link to the conference page: x", Some((Label::Link, "x"))),
        ("Ort: Delft",                     Some((Label::Place, "Delft"))),
        ("Key takeaways: fog drifts",      Some((Label::Takeaways, "fog drifts"))),
        ("https://example.org",            None),
        ("10:30: Parsing Fog",             None),
        ("Fog: a history",                 None),
        ("Ines Faro: Parsing Fog",         None),
    ];
    for (line, label) in table {
        assert_eq!(find_label(line), label, "{line:?}");
    }
}

#[test]
fn takeaways_headings_hold_nothing_else() {
    let yes = [
        "What I take back to the lab",
        "Takeaways",
        "Key Takeaways.",
        "My takeaways",
        "Conclusion & takeaways",
        "Lessons learned",
        "3 takeaways",
        "Fazit",
        "Mein Fazit",
        "À retenir",
        "Lo que me llevo",
        "まとめ",
        "总结",
        "Takeaways from the conference",
        "What I learned",
        "Wrap-up",
        "TL;DR",
        "Samenvatting",
        "Conclusões",
        "Cosa mi porto a casa",
        "What I'm bringing back",
        "Was hängen bleibt",
        "Ce que je garde pour nous",
        "Con lo que me quedo",
        "Wat ik onthoud",
        "O que levo comigo",
        "Three takeaways for my own team",
    ];
    let no = [
        "Lessons learned after 3 years of queues",
        "What I enjoyed",
        "What I keep in my bag",
        "Why documentation sticks",
        "Next steps",
        "Highlights",
        "Links",
        "Notes",
        "The Conclusion of a Long War",
        "Tracing Fog: Lessons Learned from the Harbour",
        "Questions",
        "",
    ];
    for heading in yes {
        assert!(is_takeaways_heading(heading), "{heading:?}");
    }
    for heading in no {
        assert!(!is_takeaways_heading(heading), "{heading:?}");
    }
}

#[test]
fn announcements_end_with_what_they_announce() {
    let yes = [
        "My main takeaways:",
        "Here's my main takeaways:",
        "If I had to name three takeaways:",
        "Mein Fazit:",
        "À retenir :",
        "Summary:",
        "まとめ：",
        "まとめ",
        "take home messages",
        "The talk was long. My takeaways:",
        "Trois choses à retenir de cette conférence :",
        "What I'm taking home:",
        "In summary:",
    ];
    let no = [
        "Links:",
        "To do:",
        "Next steps:",
        "What I enjoyed:",
        "Summarised:",
        "I liked the takeaways of this talk.",
        "The slides with takeaways had these links:",
        "There were no takeaways:",
        "Conclusions. What were the magic words?",
        "bringing the takeaways into my daily work",
        "Some notes:",
    ];
    for text in yes {
        assert!(announces_takeaways(text), "{text:?}");
    }
    for text in no {
        assert!(!announces_takeaways(text), "{text:?}");
    }
}

#[test]
fn breaks_and_sections_are_no_talks() {
    for text in [
        "Lunch",
        "12:30 Lunch",
        "Registration & Breakfast",
        "Coffee Break (sponsored by Quay)",
        "Mittagessen",
        "Pause déjeuner",
        "休憩",
        "Tea & Networking",
    ] {
        assert!(is_break(text), "{text:?}");
    }
    for text in ["Lunch Lightning: demos", "Break the build", "Morning", "Hack Night: Open Stage", "Welcome"] {
        assert!(!is_break(text), "{text:?}");
    }
    for text in [
        "Links",
        "The trip",
        "General tips",
        "Where I stayed",
        "Venue and food",
        "Anreise & Hotel",
        "Q&A",
        "懇親会",
        "Summary / reflections",
    ] {
        assert!(is_section_word(text), "{text:?}");
    }
    for text in ["Introduction to Fog", "Parsing Fog", "The Future of Food", "Small Teams, Long Rivers"] {
        assert!(!is_section_word(text), "{text:?}");
    }
}

#[test]
fn formats_head_end_or_follow_titles() {
    #[rustfmt::skip]
    let table = [
        ("Keynote: The patient compiler",  Some(TalkFormat::Keynote)),
        ("Keynote de fermeture : Ralentir", Some(TalkFormat::Keynote)),
        ("Ada's Keynote",                  Some(TalkFormat::Keynote)),
        ("Quiet Machines (keynote)",       Some(TalkFormat::Keynote)),
        ("⚡ Lightning Talk: Parsing Fog",  Some(TalkFormat::Lightning)),
        ("Harbour Lightning Talks",        Some(TalkFormat::Lightning)),
        ("Fog Workshop Part 1",            Some(TalkFormat::Workshop)),
        ("Hands-on: Lanterns",             Some(TalkFormat::Workshop)),
        ("Panel - Who pays?",              Some(TalkFormat::Panel)),
        ("Table ronde : qui paie ?",       Some(TalkFormat::Panel)),
        ("Hack Night: Open Stage",         Some(TalkFormat::Social)),
        ("基調講演",                         Some(TalkFormat::Keynote)),
        ("How a keynote is made",          None),
        ("The state of labs",              None),
        ("Quiet Machines",                 None),
    ];
    for (text, format) in table {
        assert_eq!(format_of(text), format, "{text:?}");
    }
    assert_eq!(strip_format("Panel: Who pays?"), Some((TalkFormat::Panel, "Who pays?")));
    assert_eq!(strip_format("Fog: a history"), None);
    assert!(is_takeaways_heading("What I would tell the team (aka takeaways)"));
    assert_eq!(format_in_prose("In this lightning talk, Ada showed fog."), Some(TalkFormat::Lightning));
    assert_eq!(format_in_prose("This was a hands-on lab."), Some(TalkFormat::Workshop));
    assert_eq!(format_in_prose("The talk was about workshops."), None);
}

#[test]
fn by_words_are_taken_off() {
    assert_eq!(strip_by("by Ada Brookfield"), Some(("Ada Brookfield", true)));
    assert_eq!(strip_by("Presented by: Ada Brookfield"), Some(("Ada Brookfield", true)));
    assert_eq!(strip_by("von Ada Brookfield"), Some(("Ada Brookfield", false)));
    assert_eq!(strip_by("Bypassing fog"), None);
    assert!(is_speaker_label("Vortragende") && !is_speaker_label("Moderator"));
}

#[test]
fn headings_around_the_talks_are_told_in_nine_languages() {
    #[rustfmt::skip]
    let table = [
        ("Overall", true), ("All in all", true), ("That's a wrap", true), ("Until next time!", true), ("What could be better", true), ("The weather", true),
        ("Talks I want to watch", true), ("What we should do", true), ("Was wir ausprobieren sollten", true), ("Honourable mentions", true), ("Overheard in the hallway", true), ("Some observations", true),
        ("Alles in allem", true), ("Das war’s", true), ("Am Rande", true), ("Fußnoten", true), ("L'ambiance", true), ("Le mot de la fin", true), ("Retour d’expérience", true),
        ("À l'année prochaine", true), ("Lo que más me gustó", true), ("En definitiva", true), ("Al met al", true), ("Wat beter kan", true), ("Pontos positivos", true),
        ("Considerações finais", true), ("All'anno prossimo", true), ("L'organizzazione", true), ("良かった点", true), ("写在最后", true),
        ("Trends in lighthouse keeping", false), ("Overheard: what lamps tell each other", false), ("Meeting people where they are", false),
        ("The weather in your data", false), ("What worked for our fog", false), ("Surprises of a long migration", false), ("Accessibility", false),
    ];
    for (heading, expected) in table {
        assert_eq!(is_section_word(heading), expected, "{heading:?}");
    }
}

#[test]
fn an_elided_word_is_written_as_it_folds() {
    let tables = [SECTIONS, BREAKS, TAKEAWAYS, SUMMARIES].concat();
    for word in tables.iter().filter(|word| word.contains(' ')) {
        let parted = word.split(' ').any(|part| matches!(part, "l" | "d" | "j" | "n" | "qu"));
        assert!(!parted, "{word:?}: an apostrophe leaves no blank");
    }
}

#[test]
fn what_somebody_carries_home_is_a_takeaway() {
    for heading in [
        "What I'm taking with me",
        "What we brought home",
        "Things I take away",
        "Das nehmen wir mit",
        "Hängengeblieben",
        "Ce que je garde en tête",
        "Me quedo con",
        "Dit neem ik mee",
        "O que eu levo",
        "Cosa ci portiamo a casa",
        "持ち帰ること",
        "我学到了什么",
        "Выводы",
        "Wnioski",
    ] {
        assert!(is_takeaways_heading(heading), "{heading:?}");
    }
    for heading in [
        "What I'm taking to the beach",
        "Things to try at work",
        "Insights into lamps",
        "Stolen Ideas",
        "Action items",
        "What we should do",
    ] {
        assert!(!is_takeaways_heading(heading), "{heading:?}");
    }
}
