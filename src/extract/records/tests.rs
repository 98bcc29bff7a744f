use super::super::checks::check;
use crate::model::Kind;

#[test]
fn documents_about_no_conference_hold_none() {
    for text in [
        "# Rewriting our search\n\n## Month 1\n\nFog.\n\n## Month 2\n\nMore.\n\n## Takeaways\n\n- judge\n\n## Team\n\nAnna Berg, Peter Jones\n",
        "# This Week in Lamps #12\n\n### [Lamps as queues](https://example.org/1)\nBright. by *Anna Berg*\n\n### [Fog at scale](https://example.org/2)\nWet. by *Peter Jones*\n",
        "# How I write proposals for conferences\n\nI sent sixty.\n\n## Start with the third row\n\na\n\n## Write the title last\n\nb\n\n## Ask somebody to read it\n\nc\n",
        "# notes\n\nMine, of conferences and books.\n\n## Conferences\n\n- [2030](conferences/2030)\n- [2031](conferences/2031)\n- [2032](conferences/2032)\n",
        "# Lecture Notes (Fall 2031)\n\n## Lecture 1: Fog\n\n- a\n\n## Lecture 2: Lamps\n\n*Speaker: Anna Berg*\n\n- b\n\n## Lecture 3: Boats\n\n- c\n",
    ] {
        check(text, "none");
    }
}

#[test]
fn proposals_are_told_by_their_abstracts() {
    let proposal = |title: &str| {
        format!(
            "## {title}\n\n**Format:** talk, 40 minutes\n\n### Abstract\n\nOf {title}, and why.\n\n### Outline\n\n- one\n- two\n\n"
        )
    };
    let titles = ["Lamps that sleep at noon", "Boats on small rivers", "Counting fog by hand"];
    check(
        &format!("# Talk proposals\n\nAll that I sent out.\n\n{}", titles.map(proposal).concat()),
        "talk 5 Lamps that sleep at noon
         talk 18 Boats on small rivers
         talk 31 Counting fog by hand",
    );
}

#[test]
fn a_title_over_talks_names_the_event_without_a_year() {
    check(
        "# Notes: Lantern Exchange Ghent\n\n## Anna Berg - Parsing Fog\n\na\n\n## Peter Jones - Small Boats\n\nb\n\n## Maria Lopez - Long Rivers\n\nc\n",
        "event Lantern Exchange Ghent
         talk 3 Parsing Fog | Anna Berg
         note a
         talk 7 Small Boats | Peter Jones
         note b
         talk 11 Long Rivers | Maria Lopez
         note c",
    );
}

/// What a document is taken for.
#[track_caller]
fn kind_of_text(text: &str) -> Kind {
    let hints = crate::read::Hints { name: Some("page.md"), ..crate::read::Hints::default() };
    let document = crate::read::read(text.as_bytes(), &hints).unwrap();
    crate::extract::extract(&document, &crate::extract::Said::default()).source.kind
}

#[test]
fn titles_and_rooms_tell_programmes_and_submissions() {
    let talk = |title: &str, name: &str, record: &str| format!("## {title}\n\n{name}{record}\n\nA look at it, with numbers.\n\n");
    let talks = |records: [&str; 4]| {
        let titles = [
            ("Counting Fog", "Anna Berg"),
            ("Small Boats", "Peter Jones"),
            ("Long Rivers", "Maria Lopez"),
            ("Wet Sand", "Otto Brandt"),
        ];
        titles.iter().zip(records).map(|((title, name), record)| talk(title, name, record)).collect::<String>()
    };
    let bare = talks([""; 4]);
    let parallel = talks([" · 10:00 · Room 1", " · 10:00 · Room 2", " · 11:00 · Room 1", " · 11:00 · Room 2"]);
    let serial = talks([" · 10:00", " · 11:00", " · 12:00", " · 13:00"]);
    #[rustfmt::skip]
    let table = [
        ("Ferrocon 2031: notes",            &bare,     Kind::Report),
        ("Ferrocon 2031: schedule",         &bare,     Kind::Programme),
        ("Notes on the Ferrocon programme", &bare,     Kind::Report),
        ("Ferrocon 2031 talk submissions",  &bare,     Kind::Submissions),
        ("Ferrocon 2031",                   &parallel, Kind::Programme), // nobody hears both
        ("Ferrocon 2031",                   &serial,   Kind::Report),
    ];
    for (title, talks, kind) in table {
        assert_eq!(kind_of_text(&format!("# {title}\n\n{talks}")), kind, "{title:?} over {talks:?}");
    }
}

#[test]
fn the_label_of_a_programme_and_a_list_of_ones_own_talks_are_no_reports() {
    let times = "- 19:15 *Counting Fog* by Anna Berg\n- 20:00 *Small Boats* by Peter Jones\n- 21:00 drinks\n";
    let own = "## 2031\n\n### [Counting Fog](fog/)\n\nWhat it is, and how much.\n\n* Ferrocon 2031, Fogport\n\n### [Small Boats](boats/)\n\n* Quaycamp 2031, Quay\n\n### [Long Rivers](rivers/)\n\n* Quaycamp 2031, Quay\n";
    #[rustfmt::skip]
    let table = [
        (format!("# LampData meetup 12\n\nAn evening of lamps.\n\n**Programme**\n\n{times}"), Kind::Programme),
        (format!("# LampData meetup 12\n\nI was there.\n\n{times}"),                           Kind::Report),
        (format!("# Talks\n\nSlides of talks that I have given.\n\n{own}"),                    Kind::Programme),
    ];
    for (text, kind) in table {
        assert_eq!(kind_of_text(&text), kind, "of {text:?}");
    }
}

#[test]
fn the_page_of_somebody_who_speaks_states_one_talk() {
    check(
        "---\nname: Anna Berg\ncompany: Lumen\ntalk_title: \"Lamps are very slow boats\"\ntalk_time: \"2031-06-07 14:20\"\ntalk_room: Loft\n---\n\nAnna builds lamps. This is her second time at LampConf; in 2017 she brought a boat.\n\n## About the talk\n\nA lamp burns oil.\n\n- wicks\n\n## Travel\n\nBy boat.\n",
        "event LampConf
         talk 1 Lamps are very slow boats | Anna Berg (Lumen) | 2031-06-07 | 14:20 | Loft",
    );
}

#[test]
fn a_small_heading_tells_who_spoke_where() {
    check(
        "### Small Lamps, Big Boats\n##### Notes from the session by Anna Berg (Quay) at LampFest\n\nHow to sail.\n\n**Oil**\n\nNone.\n\nKey takeaways:\n\n- Measure the oil first.\n",
        "event LampFest
         talk 1 Small Lamps, Big Boats | Anna Berg (Quay)
         note How to sail. **Oil** None. Key takeaways: - Measure the oil first.
         takeaway Measure the oil first.",
    );
}

/// The titles of the talks of a text.
#[track_caller]
fn titles_of(text: &str) -> Vec<String> {
    let hints = crate::read::Hints { name: Some("report.md"), ..crate::read::Hints::default() };
    let document = crate::read::read(text.as_bytes(), &hints).unwrap();
    crate::extract::extract(&document, &crate::extract::Said::default()).talks.into_iter().map(|talk| talk.title).collect()
}

#[test]
fn ordinary_reports_stay_what_they_are() {
    let two = "## Counting Fog — Anna Berg\n\na\n\n## Small Boats — Peter Jones\n\nb\n";
    #[rustfmt::skip]
    let table: [(String, Vec<&str>); 9] = [
        (format!("# Ferrocon 2031: my reading list\n\n{two}"),  vec!["Counting Fog", "Small Boats"]),
        (format!("# My tour of Ferrocon 2031\n\nThe band, the album, the tickets.\n\n{two}"), vec!["Counting Fog", "Small Boats"]),
        ("# 1 Ferrocon 2031 trip report\n\n## 1.1 Monday\n\n### 1.1.1 Counting Fog — Anna Berg\n\na\n\n### 1.1.2 Small Boats — Peter Jones\n\nb\n".to_owned(), vec!["1.1.1 Counting Fog", "1.1.2 Small Boats"]),
        ("# Ferrocon 2031\n\n## Panel: who pays? — Julia Hart, Ines Faro\n\n- **Julia Hart**: Fog is here to stay\n- **Ines Faro**: Boats sink without oil\n".to_owned(), vec!["Panel: who pays?"]),
        ("# Ferrocon 2031\n\n## Counting Fog — Anna Berg\n\n- Books\n  - *Lamp Topologies* by M. Skelter\n  - *The Art of Oil* by E. Raymund\n- Tools\n  - [fogrep](https://a.example) by B. Gall\n  - [oilctl](https://b.example) by S. Horn\n\n## Small Boats — Peter Jones\n\nb\n".to_owned(), vec!["Counting Fog", "Small Boats"]),
        ("# Ferrocon 2031\n\n## Break, fix, repeat — Anna Berg\n\na\n\n## Small Boats — Peter Jones\n\nb\n".to_owned(), vec!["Break, fix, repeat", "Small Boats"]),
        ("# Ferrocon 2031\n\nTalks of a day.\n\n*10:00 Why fog? By Anna Berg.*\n\na\n\n*11:00 Why boats? By Peter Jones.*\n\nb\n\n*12:00 Why lamps? By Maria Lopez.*\n\nc\n".to_owned(), vec!["Why fog?", "Why boats?", "Why lamps?"]),
        ("# Ferrocon 2031\n\n## Anna Berg\n\n[Watch the video](https://a.example)\n\na\n\n## Peter Jones\n\n[Watch the video](https://b.example)\n\nb\n\n## Maria Lopez\n\n[Watch the video](https://c.example)\n\nc\n".to_owned(), vec![]),
        ("# Ferrocon 2031\n\n## A. Fog (Anna Berg)\n\na\n\n## B. Boats (Peter Jones)\n\nb\n".to_owned(), vec!["Fog", "Boats"]),
    ];
    for (text, titles) in table {
        assert_eq!(titles_of(&text), titles, "of {text:?}");
    }
}
