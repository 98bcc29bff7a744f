//! Times, dates and labels as people write them, as tables.

use jiff::civil::Weekday;

use super::*;

fn span(start: &str, end: Option<&str>) -> Option<(String, Option<String>)> {
    Some((start.to_owned(), end.map(str::to_owned)))
}

#[test]
fn spans_are_found_in_every_habit() {
    #[rustfmt::skip]
    let table = [
        ("09:00-09:45",                              span("09:00", Some("09:45"))),
        ("9:00 – 9:45 AM",                           span("09:00", Some("09:45"))),
        ("1:15 - 2:00 PM",                           span("13:15", Some("14:00"))),
        ("de 11h45 à 12h30",                         span("11:45", Some("12:30"))),
        ("von 14 bis 15 Uhr",                        span("14:00", Some("15:00"))),
        ("2031-01-02 12:40 - 13:30 @ room",          span("12:40", Some("13:30"))),
        ("2:00-3:50",                                span("02:00", Some("03:50"))), // no afternoon is guessed
        ("3/9/2031 2:00PM",                          span("14:00", None)),
        ("9.30 Uhr",                                 span("09:30", None)),
        ("0930",                                     span("09:30", None)),
        ("午後2時",                                   span("14:00", None)),
        ("14時30分から",                              span("14:30", None)),
        ("2031-03-19T10:00:00Z",                     span("10:00", None)),
        ("Version 9.30 is out",                      None),
        ("12 things at 5",                           None),
        ("2031",                                     None),
    ];
    for (text, expected) in table {
        assert_eq!(find_span(text), expected, "{text:?}");
    }
    assert_eq!(find_time("2pm, room 3"), Some("14:00".to_owned()));
}

#[test]
fn leading_times_leave_the_title() {
    #[rustfmt::skip]
    let table = [
        ("10:35 Parsing Fog",              Some(("10:35", None, "Parsing Fog"))),
        ("8:00am PST",                     Some(("08:00", None, ""))),
        ("14:00 (CEST) Parsing Fog",       Some(("14:00", None, "Parsing Fog"))),
        ("9:00am PT - 9:45am PT Fog",      Some(("09:00", Some("09:45"), "Fog"))),
        ("10:00 ETA of the Fog",           Some(("10:00", None, "ETA of the Fog"))),
        ("10:00 PT cruisers",              Some(("10:00", None, "PT cruisers"))),
        ("`09:00` Parsing Fog",            Some(("09:00", None, "Parsing Fog"))),
        ("1525:",                          Some(("15:25", None, ""))),
        ("[14:00] Parsing Fog",            Some(("14:00", None, "Parsing Fog"))),
        ("14:00 - 14:45 | Parsing Fog",    Some(("14:00", Some("14:45"), "Parsing Fog"))),
        ("9.30 – 10.15: Parsing Fog",      Some(("09:30", Some("10:15"), "Parsing Fog"))),
        ("13.30  Parsing Fog",             Some(("13:30", None, "Parsing Fog"))),
        ("9-10 am Parsing Fog",            Some(("09:00", Some("10:00"), "Parsing Fog"))),
        ("09h30 Accueil",                  Some(("09:30", None, "Accueil"))),
        ("Ore 9.30 – Nebbia",              Some(("09:30", None, "Nebbia"))),
        ("Kl. 10:15: Dimma",               Some(("10:15", None, "Dimma"))),
        ("Ore 10.05 La nebbia",            Some(("10:05", None, "La nebbia"))),
        ("At 9:30 we left",                None),
        ("Um 9:30, nach dem Kaffee",       None),
        ("2001: A Space Odyssey",          None),
        ("2020-2021 (online)",             None),
        ("10 things I hate about fog",     None),
        ("3.5 reasons to go",              None),
        ("24/7 on call",                   None),
        ("10.5 release notes",             None),
    ];
    for (text, expected) in table {
        let found = leading_time(text);
        let found = found.as_ref().map(|(start, end, rest)| (start.as_str(), end.as_deref(), *rest));
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn minutes_are_found_in_agenda_cells() {
    #[rustfmt::skip]
    let table = [
        ("09:00 · 45 min",      Some(45)),
        ("23:40-00:10",         Some(30)), // crosses midnight
        ("09:00",               None),     // a start is not a length
        ("1h30",                Some(90)),
        ("1.5 hours",           Some(90)),
        ("2 hours 15 minutes",  Some(135)),
        ("90 Minuten",          Some(90)),
        ("20-minute deep dive", Some(20)),
        ("45'",                 Some(45)),
        ("45’",                 Some(45)),
        ("45′ x",               Some(45)),
        ("09:00 45’ Fog",       Some(45)),
        ("1ｈ30",               Some(90)),
        ("1時間30分",            Some(90)),
        ("half an hour",        Some(30)),
        ("12 people",           None),
    ];
    for (cell, minutes) in table {
        assert_eq!(find_minutes(cell), minutes, "{cell:?}");
    }
}

#[test]
fn dates_are_found_in_every_order() {
    #[rustfmt::skip]
    let table = [
        ("March 19 - 22, 2024",       Some(("2024-03-19", Some("2024-03-22")))),
        ("7-10 October 2023",         Some(("2023-10-07", Some("2023-10-10")))),
        ("Day 1 - 24 November",       Some(("2024-11-24", None))), // the first day, and no span
        ("Day 1 -- 24 November",      Some(("2024-11-24", None))),
        ("#9 – 24 November",          Some(("2024-11-24", None))), // the ninth evening
        ("14 – 8 November 2031",      Some(("2031-11-08", None))), // days run forwards
        ("30 April – 2 May 2031",     Some(("2031-04-30", Some("2031-05-02")))),
        ("21--23 November 2031",      Some(("2031-11-21", Some("2031-11-23")))),
        ("28.--29. September 2031",   Some(("2031-09-28", Some("2031-09-29")))),
        ("Sept. 3rd–5th, 2019",       Some(("2019-09-03", Some("2019-09-05")))),
        ("am 3. und 4. Februar 2018", Some(("2018-02-03", Some("2018-02-04")))),
        ("9月14日〜15日",              Some(("2024-09-14", Some("2024-09-15")))),
        ("Tue 5 Mar",                 Some(("2024-03-05", None))),
        ("Wed 5 Mar",                 None), // contradicts 2024
        ("04.05. - Saturday",         Some(("2024-05-04", None))),
        ("den 3. Mai",                Some(("2024-05-03", None))),
        ("le 12 novembre 2014",       Some(("2014-11-12", None))),
        ("12 de marzo",               Some(("2024-03-12", None))),
        ("3/17",                      Some(("2024-03-17", None))),
        ("17/03/2024",                Some(("2024-03-17", None))),
        ("3/4",                       None), // which is the month?
        ("3/9/2031 2:00PM",           Some(("2031-03-09", None))),
        ("2024年3月19日",              Some(("2024-03-19", None))),
        ("may 3 times fail",          None),
        ("24/7 support",              None),
        ("version 1.2. is out",       None),
        ("release 1.2.3",             None),
    ];
    for (text, expected) in table {
        let found = find_date(text, Some(2024));
        assert_eq!(found.as_ref().map(|found| (found.date.as_str(), found.end.as_deref())), expected, "{text:?}");
    }
    assert_eq!(find_date("12 May", None), None, "no year, no date");
    assert_eq!(find_date("on 12 May 2031 in Delft", None).map(|found| found.range), Some(3..14));
}

#[test]
fn years_are_no_parts_of_numbers() {
    let table = [
        ("LampConf'24", Some(2024)),
        ("nov2025", Some(2025)),
        ("Ferrocon 2031", Some(2031)),
        ("$2020", None),
        ("v2020.1", None),
        ("12034", None),
    ];
    for (text, year) in table {
        assert_eq!(find_year(text), year, "{text:?}");
    }
}

#[test]
fn day_labels_are_whole_lines() {
    #[rustfmt::skip]
    let table = [
        ("Monday",                    Some((None, Some(Weekday::Monday), None))),
        ("Viernes 9",                 Some((None, Some(Weekday::Friday), None))),
        ("Sat 10th",                  Some((None, Some(Weekday::Saturday), None))),
        ("Monday 90",                 None),
        ("Day 1",                     Some((Some(1), None, None))),
        ("Day One",                   Some((Some(1), None, None))),
        ("DAY 01",                    Some((Some(1), None, None))),
        ("Day1",                      Some((Some(1), None, None))),
        ("day 02 of 03",              Some((Some(2), None, None))),
        ("Day 1 - Monday 4th May",    Some((Some(1), Some(Weekday::Monday), None))),
        ("Tag 2 (Freitag)",           Some((Some(2), Some(Weekday::Friday), None))),
        ("Zweiter Tag",               Some((Some(2), None, None))),
        ("Premier jour",              Some((Some(1), None, None))),
        ("1日目",                      Some((Some(1), None, None))),
        ("第一天",                     Some((Some(1), None, None))),
        ("9月14日(土)",                Some((None, Some(Weekday::Saturday), None))),
        ("Workshop Day",              Some((None, None, None))),
        ("Keynote/Session Day 2",     Some((Some(2), None, None))),
        ("04.05. - Monday",           Some((None, Some(Weekday::Monday), None))),
        ("Saturday, 2 February 2019", Some((None, Some(Weekday::Saturday), Some("2019-02-02")))),
        ("One day",                   None),
        ("3 days",                    None),
        ("A day in the life",         None),
        ("Black Friday",              None),
        ("May",                       None),
        ("Day 1: Fog at the edge",    None),
    ];
    for (text, expected) in table {
        let found = day_label(text);
        assert_eq!(found.as_ref().map(|day| (day.index, day.weekday, day.date.as_deref())), expected, "{text:?}");
    }
    assert_eq!(leading_day("Day 1: Fog at the edge").map(|(day, rest)| (day.index, rest)), Some((Some(1), "Fog at the edge")));
    assert_eq!(leading_day("Fog: day and night").map(|(day, _)| day.index), None);
}

#[test]
fn what_ends_a_line_may_be_its_time() {
    let line = "Ada Brookfield, Quay Tuesday, March 19th • 11:05 - 11:30";
    assert_eq!(&line[..trailing_when(line)], "Ada Brookfield, Quay ");
    assert_eq!(trailing_when("Ada Brookfield, Quay"), 20);
    assert_eq!(trailing_when("Fog in 2031"), 11);
}

#[test]
fn no_text_is_too_odd() {
    for text in [
        "",
        "9",
        ":",
        "99:99",
        "9:",
        "9h",
        "h9",
        "é9:00é",
        "9:0",
        "24:30",
        "00000000",
        "1.1.1.1.1",
        "３/４",
        "午後",
        "🦀9:00🦀",
        "31 February 2024",
        "2024-02-31",
        "'",
        "'2",
        "\u{a0}9:00\u{a0}",
        "9:00 - ",
        "9:00:00:00",
        "12月",
        "月日",
        "1/",
        "/1/1",
    ] {
        let _ = (
            find_time(text),
            find_span(text),
            leading_time(text),
            find_minutes(text),
            find_date(text, Some(2024)),
            find_year(text),
            day_label(text),
            leading_day(text),
            trailing_when(text),
        );
    }
    assert_eq!(find_date("2024-02-31", None), None);
}
