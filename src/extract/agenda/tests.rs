use super::super::checks::{check, check_as};

#[test]
fn slots_beside_each_other_stand_elsewhere_than_a_slot_alone() {
    check_as(
        "page.html",
        "<h1>Ferrocon 2031</h1><div>\n<div class=row><div class=c2>9:00 AM</div><div class=c10><h4>Keynote: Counting fog</h4><p>Anna Berg</p></div></div>\n<div class=row><div class=c2>10:00 AM</div><div class=c5><h4>Small boats in tin</h4><p>Peter Jones</p></div>\n<div class=c5><h4>Long rivers at noon</h4><p>Maria Lopez</p></div></div>\n<div class=row><div class=c2>11:00 AM</div><div class=c10><h4>Lanterns that sleep</h4><p>Otto Brandt</p></div></div>\n</div>",
        "event Ferrocon 2031
         talk 2 Keynote: Counting fog | Anna Berg | 09:00 | keynote
         talk 3 Small boats in tin | Peter Jones | 10:00
         talk 4 Long rivers at noon | Maria Lopez | 10:00
         talk 5 Lanterns that sleep | Otto Brandt | 11:00",
    );
}

#[test]
fn people_may_stand_below_the_title_in_its_cell() {
    check(
        "# Ferrocon 2031\n\n| Talk | Good | Bad |\n|---|---|---|\n| **Counting fog**<br>Anna Berg | honest numbers | too long |\n| **Small boats**<br>Peter Jones | drew by hand | nine puns |\n| *(coffee)* | strong | cold |\n",
        "event Ferrocon 2031
         talk 5 Counting fog | Anna Berg
         talk 6 Small boats | Peter Jones
         note drew by hand",
    );
}

#[test]
fn a_table_and_what_is_taken_home_are_a_report() {
    check(
        "# Ferrocon 2031\n\nLast week I was there.\n\n| Time | Talk | Speaker |\n|---|---|---|\n| 09:00 | Counting fog | Anna Berg |\n| 09:30 | Small boats | Peter Jones |\n\n## Takeaways\n\n- Count by hand\n",
        "event Ferrocon 2031
         talk 7 Counting fog | Anna Berg | 09:00
         talk 8 Small boats | Peter Jones | 09:30
         takeaway Count by hand",
    );
}

#[test]
fn a_day_over_all_columns_is_none_of_them() {
    check_as(
        "page.html",
        "<h1>Ferrocon 2031</h1><table>\n<tr><th colspan=3>Friday, 4 April 2031</th></tr>\n<tr><td>9.00</td><td colspan=2>Registration</td></tr>\n<tr><td>9.30</td><td><b>E. Quarrow</b><br>(University of Fogport)</td><td>Counting fog: a new look at old lamps</td></tr>\n<tr><td>10.15</td><td><b>Th. Oxenfree, S. Venn</b></td><td>Small boats and the harpsichord</td></tr>\n<tr><td>11.00</td><td colspan=2>Round table: Who pays for the lamps?</td></tr>\n</table>",
        "event Ferrocon 2031
         talk 4 Counting fog: a new look at old lamps | E. Quarrow (University of Fogport) | 2031-04-04 | 09:30
         talk 5 Small boats and the harpsichord | Th. Oxenfree; S. Venn | 2031-04-04 | 10:15
         talk 6 Round table: Who pays for the lamps? | 2031-04-04 | 11:00 | panel",
    );
}

#[test]
fn notes_below_a_table_begin_with_its_titles() {
    check(
        "# Anteckningar från Ferrocon 2031\n\n| Tid | Vad | Vem |\n|---|---|---|\n| 10.00 | Räkna dimma | Anna Berg, Quay |\n| 10.30 | Fika | |\n| 11.00 | Små båtar | Petter Jones |\n\n**Räkna dimma** var bäst. Man hör allt.\n\n**Små båtar** – blött.\n\n## Sammanfattning\n\n1. Räkna för hand\n2. Ta med en lampa\n",
        "event Ferrocon 2031
         talk 5 Räkna dimma | Anna Berg (Quay) | 10:00
         note **Räkna dimma** var bäst. Man hör allt.
         talk 7 Små båtar | Petter Jones | 11:00
         note **Små båtar** – blött.
         takeaway Räkna för hand
         takeaway Ta med en lampa",
    );
}

#[test]
fn remarks_stand_beside_the_talks_in_any_language() {
    for header in ["Time | Talk | Who | My take", "Zeit | Vortrag | Wer | Eindruck", "Klukkan | Erindi | Nafn | Hugleidingar"] {
        check_as(
            "report.md",
            &format!(
                "# Ferrocon 2031\n\nI was there.\n\n| {header} |\n|---|---|---|---|\n| 9:00 | Counting Fog | Anna Berg | Slow but it works well. |\n| 10:00 | Small Boats | Peter Jones | Wet, and I liked it. |\n| 11:00 | Long Rivers | Maria Lopez | Too long for me today. |\n"
            ),
            "event Ferrocon 2031
             talk 7 Counting Fog | Anna Berg | 09:00
             note Slow but it works well.
             talk 8 Small Boats | Peter Jones | 10:00
             note Wet, and I liked it.
             talk 9 Long Rivers | Maria Lopez | 11:00
             note Too long for me today.",
        );
    }
}

#[test]
fn a_record_belongs_to_the_title_above_it_and_a_cell_may_label_its_people() {
    check_as(
        "report.org",
        "#+TITLE: Ferrocon 2031\n* Saturday\n** DONE Counting Fog\n   <2031-05-03 Sat 10:00>\n   :PROPERTIES:\n   :SPEAKER: Anna Berg\n   :ROOM: Pier\n   :END:\n   - slow\n** DONE Small Boats\n   <2031-05-03 Sat 11:00>\n   :PROPERTIES:\n   :SPEAKER: Peter Jones\n   :ROOM: Pier\n   :END:\n   - wet\n** DONE Long Rivers\n   <2031-05-03 Sat 13:30>\n   :PROPERTIES:\n   :SPEAKER: Maria Lopez and Otto Brandt\n   :END:\n   Departures. People filmed it.\n",
        "event Ferrocon 2031
         talk 3 Counting Fog | Anna Berg | 2031-05-03 | 10:00 | Pier
         note - slow
         talk 10 Small Boats | Peter Jones | 2031-05-03 | 11:00 | Pier
         note - wet
         talk 17 Long Rivers | Maria Lopez; Otto Brandt | 2031-05-03 | 13:30
         note Departures. People filmed it.",
    );
    check_as(
        "programme.html",
        "<h1>Ferrocon 2031</h1><table><tr><th>Time</th><th>Pier</th><th>Quay</th></tr><tr><td>09:15</td><td colspan=2><strong>Tides</strong><br>Keynote: <em>Anna Berg</em></td></tr><tr><td>10:15</td><td><strong>Wet sand</strong><br><em>Peter Jones</em></td><td><strong>Long rivers</strong><br><em>Maria Lopez</em></td></tr></table>",
        "event Ferrocon 2031
         talk 1 Tides | Anna Berg | 09:15 | keynote
         talk 1 Wet sand | Peter Jones | 10:15 | Pier
         talk 1 Long rivers | Maria Lopez | 10:15 | Quay",
    );
}

#[test]
fn rows_of_numbers_are_no_talks() {
    check(
        "# Ferrocon 2031\n\n## Same Loop, Three Ways\n\n*Anna Berg*\n\n| tool | time |\n|---|---|\n| numpy | 1.00 |\n| cython | 0.09 |\n\nFast.\n",
        "event Ferrocon 2031
         talk 3 Same Loop, Three Ways | Anna Berg
         note | tool | time | |---|---| | numpy | 1.00 | | cython | 0.09 | Fast.",
    );
}

#[test]
fn lines_below_titles_that_have_the_form_of_names_are_names() {
    check_as(
        "programme.html",
        "<title>Ferrocon 2031</title><h1>Ferrocon 2031</h1><table><tr><th></th><th>Pier</th><th>Quay</th></tr>\
         <tr><th>9:15</th><td colspan=2><a href='/1'>Counting Fog</a><br><small>Zelm Quarrow</small> <span>Keynote</span></td></tr>\
         <tr><th>10:30</th><td>Small Boats<br><small>Anna Berg</small></td><td>Long Rivers<br><small>Wick Tamsin</small></td></tr>\
         <tr><th>11:30</th><td>Wet Sand<br><small>Peter Jones</small></td><td>Oil at Noon<br><small>Bodhi Oddling</small></td></tr>\
         <tr><th>12:30</th><td>Lamps<br><small>Maria Lopez</small></td><td>Still Water<br><small>Orla Vane</small></td></tr></table>",
        "event Ferrocon 2031
         talk 1 Counting Fog | Zelm Quarrow | 09:15 | /1 | keynote
         talk 1 Small Boats | Anna Berg | 10:30 | Pier
         talk 1 Long Rivers | Wick Tamsin | 10:30 | Quay
         talk 1 Wet Sand | Peter Jones | 11:30 | Pier
         talk 1 Oil at Noon | Bodhi Oddling | 11:30 | Quay
         talk 1 Lamps | Maria Lopez | 12:30 | Pier
         talk 1 Still Water | Orla Vane | 12:30 | Quay",
    );
}

#[test]
fn tables_of_people_dates_and_places_are_no_agenda() {
    let tables = [
        "| Who | Where from | About |\n|---|---|---|\n| Anna Berg | Quay | lamps and oil |\n| Peter Jones | Lumen | small boats |\n| Maria Lopez | Tide | fog at night |\n",
        "| Date | Name | Where |\n|---|---|---|\n| 22–24 Jan | LampFest | Fogport |\n| 6 Feb | Boat Days | Quay |\n| 9 Mar | Rivers Up | Delft |\n",
        "| When | Where |\n|---|---|\n| 7:30 | fish market |\n| 10:00 | railway museum |\n| 13:00 | noodle bar |\n",
    ];
    for table in tables {
        check(&format!("# Ferrocon 2031\n\nA talk a day, and a session on the pier.\n\n{table}"), "event Ferrocon 2031");
    }
}

#[test]
fn numbers_and_ticks_in_a_row_are_no_note() {
    check(
        "# Ferrocon 2031: proposals\n\n| # | Title | Speaker | Length | Status |\n|---|---|---|---|---|\n\
         | 1 | Counting Fog | Anna Berg | 30 | :x: |\n| 2 | Small Boats | Peter Jones | 30 | accepted |\n| 3 | Long Rivers | Maria Lopez | 45 | :x: |\n",
        "event Ferrocon 2031
         talk 5 Counting Fog | Anna Berg
         talk 6 Small Boats | Peter Jones
         talk 7 Long Rivers | Maria Lopez",
    );
}

#[test]
fn a_pasted_programme_has_zones_days_and_rooms() {
    check_as(
        "programme.txt",
        "Ferrocon 2031\n\nMonday, March 3\n\n9:00am PST\nParsing Fog - Anna Berg, Quay\nHall 1\n10:00am PST\nSmall Boats - Peter Jones\nHall 2\n\
         11:00am PST\nLong Rivers - Zelm Quarrow, Lumen\nHall 1\n\nTuesday, March 4\n\n9:00am PST\nWet Sand - Maria Lopez\nHall 1\n\
         10:00am PST\nCounting Lamps - Julia Hart\nHall 2\n",
        "event Ferrocon 2031
         talk 6 Parsing Fog | Anna Berg (Quay) | 2031-03-03 | 09:00 | Hall 1
         talk 9 Small Boats | Peter Jones | 2031-03-03 | 10:00 | Hall 2
         talk 12 Long Rivers | Zelm Quarrow (Lumen) | 2031-03-03 | 11:00 | Hall 1
         talk 18 Wet Sand | Maria Lopez | 2031-03-04 | 09:00 | Hall 1
         talk 21 Counting Lamps | Julia Hart | 2031-03-04 | 10:00 | Hall 2",
    );
}

#[test]
fn the_times_of_a_bus_are_no_programme() {
    check_as(
        "info.txt",
        "FERROCON 2031 - FOR ATTENDEES\n\nGETTING THERE\nThe venue is the Old Mill.\n09:12  Bus 14 from Central\n09:27  Bus 14 from Central\n09:40  Ferry from the north\n\n\
         CONDUCT\nBe kind.\nThe team helps.\n\nFOOD\nSoup.\n\nWIFI\nferry / ferry\n",
        "none",
    );
}

#[test]
fn cells_are_parted_like_the_others() {
    check(
        "# Ferrocon 2031\n\n| | Pier (ground floor) | Quay |\n|---|---|---|\n| 9:30 | Counting Fog – Anna Berg | Small Boats – Peter Jones |\n| 10:30 | Long Rivers – Maria Lopez / Otto Brandt | Panel: Who Pays? – Ott, Bastos, Khoury |\n| 11:30 | *cancelled* | Lamps – Ladies of the Harbour |\n",
        "event Ferrocon 2031
         talk 5 Counting Fog | Anna Berg | 09:30 | Pier (ground floor)
         talk 5 Small Boats | Peter Jones | 09:30 | Quay
         talk 6 Long Rivers | Maria Lopez; Otto Brandt | 10:30 | Pier (ground floor)
         talk 6 Panel: Who Pays? | Ott; Bastos; Khoury | 10:30 | Quay | panel
         talk 7 Lamps | Ladies of the Harbour | 11:30 | Quay",
    );
}

#[test]
fn people_on_a_cells_second_line_leave_the_first_whole() {
    check(
        "# Ferrocon 2031\n\n| Time | Talk |\n|---|---|\n| 9:30 | Counting Fog with Shape-Adjoining Lamps<br>*Anna Berg, Peter Jones* |\n| 10:30 | Small Boats<br>*Otto Brandt, Maria Lopez and Zye-lin Quern* |\n| 11:30 | Long Rivers<br>*Maria Lopez, Zye-lin Quern* |\n| 12:00 | Wet Sand<br>*Ines Faro, University of Fogport* |\n",
        "event Ferrocon 2031
         talk 5 Counting Fog with Shape-Adjoining Lamps | Anna Berg; Peter Jones | 09:30
         talk 6 Small Boats | Otto Brandt; Maria Lopez; Zye-lin Quern | 10:30
         talk 7 Long Rivers | Maria Lopez; Zye-lin Quern | 11:30
         talk 8 Wet Sand | Ines Faro (University of Fogport) | 12:00",
    );
}

#[test]
fn a_cell_names_its_speakers_behind_a_label() {
    check(
        "# Ferrocon 2031\n\n| Time | Track One | Track Two |\n|---|---|---|\n| 9:30 | Counting Fog<br>Lead: hettie | Small Boats<br>Lead: osman |\n| 10:30 | Long Rivers<br>Lead: prisca | Lunch |\n",
        "event Ferrocon 2031
         talk 5 Counting Fog | hettie | 09:30 | Track One
         talk 5 Small Boats | osman | 09:30 | Track Two
         talk 6 Long Rivers | prisca | 10:30 | Track One",
    );
}

#[test]
fn cells_set_off_unlike_the_others_are_no_talks() {
    check(
        "# Ferrocon 2031\n\n| Time | Pier | Quay |\n|---|---|---|\n| 9:00 | Stamps & scones | |\n| 9:30 | **Counting Fog**<br>Anna Berg | *(streamed)* |\n| 10:30 | **Small Boats** *(lightning)*<br>Peter Jones | **Long Rivers**<br>Maria Lopez |\n| 11:30 | **Lamps for board games**<br>Otto Brandt | **Wet Sand**<br>Ines Faro |\n| 12:30 | Swim (bring a towel) | |\n",
        "event Ferrocon 2031
         talk 6 Counting Fog | Anna Berg | 09:30 | Pier
         talk 7 Small Boats | Peter Jones | 10:30 | Pier | lightning
         talk 7 Long Rivers | Maria Lopez | 10:30 | Quay
         talk 8 Lamps for board games | Otto Brandt | 11:30 | Pier
         talk 8 Wet Sand | Ines Faro | 11:30 | Quay",
    );
}

#[test]
fn pages_of_repeated_elements_are_programmes() {
    check_as(
        "programme.html",
        "<title>Ferrocon 2031</title><h1>Ferrocon 2031</h1><p>12 May 2031</p>\n<div class='css-9'>\
         <div class='css-1'><span class='css-2'>09:00</span><div><h3><a href='/1'>Counting Fog</a></h3><p class='css-3'>Anna Berg</p><p class='css-4'>It drifts. Nobody has counted it at night, from the end of the pier, with a lamp in one hand, before this summer.</p></div></div>\
         <div class='css-1'><span class='css-2'>10:00</span><div><h3><a href='/2'>Small Boats</a></h3><p class='css-3'>Peter Jones</p></div></div>\
         <div class='css-1'><span class='css-2'>11:00</span><div><h3>Lunch</h3></div></div>\
         <div class='css-1'><span class='css-2'>12:00</span><div><h3><a href='/3'>Long Rivers</a></h3><p class='css-3'>Maria Lopez</p></div></div></div>",
        "event Ferrocon 2031
         talk 2 Counting Fog | Anna Berg | 2031-05-12 | 09:00 | /1
         talk 2 Small Boats | Peter Jones | 2031-05-12 | 10:00 | /2
         talk 2 Long Rivers | Maria Lopez | 2031-05-12 | 12:00 | /3",
    );
}

#[test]
fn a_row_without_a_time_that_is_a_sentence_is_of_the_talk_above() {
    check_as(
        "programme.html",
        "<title>Ferrocon 2031</title><h1>Ferrocon 2031</h1><table><tr><td rowspan=2>09:00</td><td><b>Counting Fog<br>Anna Berg</b></td></tr><tr><td>It drifts, and nobody in this town or the next has ever counted it before us.</td></tr>\
         <tr><td rowspan=2>10:00</td><td><b>Small Boats<br>Peter Jones</b></td></tr><tr><td>They are wet, and all of them will be wet again before the night is over.</td></tr>\
         <tr><td rowspan=2>11:00</td><td><b>Long Rivers<br>Maria Lopez</b></td></tr><tr><td>Some of the rivers are long, others are not, and we tell which of them is which.</td></tr></table>",
        "event Ferrocon 2031
         talk 1 Counting Fog | Anna Berg | 09:00
         talk 1 Small Boats | Peter Jones | 10:00
         talk 1 Long Rivers | Maria Lopez | 11:00",
    );
}

#[test]
fn people_stand_over_what_they_are_and_days_beside_times() {
    check_as(
        "programme.html",
        "<title>Ferrocon 2031</title><h1>Ferrocon 2031</h1><table><tr><th>Time</th><th>Talk</th><th>Speaker</th></tr>\
         <tr><td>Mon, 12 May 2031 09:00</td><td>Counting Fog</td><td>Anna Berg<br>Lumen</td></tr><tr><td>Mon, 12 May 2031 10:00</td><td>Small Boats</td><td>Peter Jones<br>Maria Lopez</td></tr>\
         <tr><td>Tue, 13 May 2031 09:00</td><td>Long Rivers</td><td>Otto Brandt<br>Quay</td></tr></table>",
        "event Ferrocon 2031
         talk 1 Counting Fog | Anna Berg (Lumen) | 2031-05-12 | 09:00
         talk 1 Small Boats | Peter Jones; Maria Lopez | 2031-05-12 | 10:00
         talk 1 Long Rivers | Otto Brandt (Quay) | 2031-05-13 | 09:00",
    );
}

#[test]
fn people_behind_titles_stay_where_the_column_of_people_is_empty() {
    check_as(
        "programme.html",
        "<title>Ferrocon 2031</title><h1>Ferrocon 2031</h1><div><article><p>09:00</p><h3>Counting Fog – Anna Berg</h3></article>\
         <article><p>10:00</p><h3>Small Boats – Peter Jones</h3></article><article><p>11:00</p><h3>Long Rivers – Maria Lopez</h3></article></div>",
        "event Ferrocon 2031
         talk 1 Counting Fog | Anna Berg | 09:00
         talk 1 Small Boats | Peter Jones | 10:00
         talk 1 Long Rivers | Maria Lopez | 11:00",
    );
}

#[test]
fn cells_are_told_by_what_their_classes_call_them_and_by_each_other() {
    let expected = "event Ferrocon 2031
         talk 1 Counting Fog | Anna Berg (Quay) | 09:00
         talk 1 Small Boats | Peter Jones (Lumen) | 10:00
         talk 1 Long Rivers | Maria Lopez (Quay) | 11:00";
    let row = |form: &str| {
        let talks = [("09:00", "Counting Fog", "Anna Berg", "Quay"), ("10:00", "Small Boats", "Peter Jones", "Lumen")];
        let talks = talks.into_iter().chain([("11:00", "Long Rivers", "Maria Lopez", "Quay")]);
        let rows = talks.map(|(time, title, who, firm)| {
            form.replace("TIME", time).replace("TITLE", title).replace("WHO", who).replace("FIRM", firm)
        });
        rows.collect::<String>()
    };
    let table = [
        // a table for each talk, people first in the markup
        "<table class='talk'><tr><td class='time'>TIME</td><td><div class='authors'>WHO (FIRM)</div><div class='title'>TITLE</div></td></tr></table>",
        // names are links, where they are from stands behind them
        "<tr><td>TIME</td><td><b>TITLE</b><div><a href='#p'>WHO</a> <span>FIRM</span></div></td></tr>",
        // where they are from below the names is longer than the titles
        "<tr><td>TIME</td><td><b>TITLE</b></td><td>WHO<br><i>FIRM</i></td></tr>",
        // people over titles
        "<tr><td>TIME</td><td><p><b>WHO (FIRM)</b></p><p>TITLE</p></td></tr>",
    ];
    for form in table {
        let rows = row(form);
        let rows = if form.starts_with("<tr") { format!("<table>{rows}</table>") } else { rows };
        let found = format!("<title>Ferrocon 2031</title><h1>Ferrocon 2031</h1>{rows}");
        check_as("programme.html", &found, expected);
    }
}

#[test]
fn a_column_of_few_words_that_differ_at_one_time_is_of_the_rooms() {
    let page = |first: &str, second: &str| {
        format!(
            "<title>Ferrocon 2031</title><h1>Ferrocon 2031</h1><table><tr><th>Time</th><th>Talk</th><th>Speaker</th><th></th></tr>\
             <tr><td>09:00</td><td>Counting Fog</td><td>Anna Berg</td><td>{first}</td></tr><tr><td>09:00</td><td>Small Boats</td><td>Peter Jones</td><td>{second}</td></tr>\
             <tr><td>10:00</td><td>Long Rivers</td><td>Maria Lopez</td><td>{first}</td></tr><tr><td>10:00</td><td>Wet Sand</td><td>Otto Brandt</td><td>{second}</td></tr></table>"
        )
    };
    let expected = |first: &str, second: &str| {
        format!(
            "event Ferrocon 2031
             talk 1 Counting Fog | Anna Berg | 09:00{first}
             talk 1 Small Boats | Peter Jones | 09:00{second}
             talk 1 Long Rivers | Maria Lopez | 10:00{first}
             talk 1 Wet Sand | Otto Brandt | 10:00{second}"
        )
    };
    check_as("programme.html", &page("Boathouse", "Loft"), &expected(" | Boathouse", " | Loft"));
    check_as("programme.html", &page("Beginner", "Advanced"), &expected("", ""));
}

#[test]
fn talks_are_rated_too() {
    check(
        "# conference-notes\n\nMy notes from talks.\n\n| Conference | Talk | Speaker(s) | My rating |\n|--|--|--|--|\n| Quayconf 2031 | [Counting Fog](a.md) | Anna Berg | ⭐⭐⭐ |\n| Quayconf 2031 | [Small Boats](b.md) | Peter Jones | ⭐ |\n| Spanconf 2032 | [Long Rivers](c.md) | Maria Lopez | ⭐⭐ |\n",
        "talk 7 Counting Fog | Anna Berg | a.md
         talk 8 Small Boats | Peter Jones | b.md
         talk 9 Long Rivers | Maria Lopez | c.md",
    );
    check(
        "# Films of 2031\n\n| Title | Seen | My rating |\n|--|--|--|\n| Counting Fog | May | 5 |\n| Small Boats | May | 4 |\n| Long Rivers | June | 3 |\n",
        "none",
    );
}

#[test]
fn a_room_in_brackets_ends_a_cell() {
    check_as(
        "programme.html",
        "<title>Ferrocon 2031</title><h1>Ferrocon 2031</h1><table><tr><td>09:00</td><td>Counting Fog (Anna Berg) (Room 2)</td></tr>\
         <tr><td>10:00</td><td>Small Boats (Peter Jones) (Sala grande)</td></tr><tr><td>11:00</td><td>Lunch &mdash; barbecue</td></tr><tr><td>12:00</td><td>Long Rivers (Maria Lopez)</td></tr></table>",
        "event Ferrocon 2031
         talk 1 Counting Fog | Anna Berg | 09:00 | Room 2
         talk 1 Small Boats | Peter Jones | 10:00 | Sala grande
         talk 1 Long Rivers | Maria Lopez | 12:00",
    );
}
