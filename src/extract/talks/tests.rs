use super::could::could_be_a_talk;
use crate::extract::checks::check;
use crate::read::document::Inline;

#[test]
fn a_live_blog_tells_talks_among_remarks() {
    check(
        "# Live blog: Ferrocon 2031\n\n**08:52** I'm in. Front row.\n\n**09:12** 🎙 *Anna Berg: Counting fog* (keynote)\n\n**09:15** There is a man who has counted since 1968.\n\n**09:48** Applause. He is in the room!!\n\n**09:55** 🎙 *Peter Jones: Small boats made of buckets*\n\n**10:10** Somebody asks about rain. \"We put a lid on it.\" Laughter.\n\n**10:50** 🎙 *Maria Lopez: Long rivers for the impatient*\n\n**10:58** I'm told it isn't a war.\n",
        "event Ferrocon 2031
         talk 5 Counting fog | Anna Berg | 09:12 | keynote
         note **09:15** There is a man who has counted since 1968. **09:48** Applause. He is in the room!!
         talk 11 Small boats made of buckets | Peter Jones | 09:55
         note **10:10** Somebody asks about rain. \"We put a lid on it.\" Laughter.
         talk 15 Long rivers for the impatient | Maria Lopez | 10:50
         note **10:58** I'm told it isn't a war.",
    );
}

#[test]
fn what_people_held_among_themselves_stands_under_one_heading() {
    check(
        "# Ferrocon 2031\n\n## Counting Fog by Anna Berg\n\na\n\n## Small Boats by Peter Jones\n\nb\n\n## Unconference slots\n\n### Lamp buddies\n\nEight of us.\n\n### Oil support\n\nTwo vendors.\n\n## Food\n\n### Soup\n\nHot.\n\n### Bread\n\nFresh.\n",
        "event Ferrocon 2031
         talk 3 Counting Fog | Anna Berg
         note a
         talk 7 Small Boats | Peter Jones
         note b
         talk 13 Lamp buddies
         note Eight of us.
         talk 17 Oil support
         note Two vendors.",
    );
}

#[test]
fn a_line_of_brackets_takes_no_longer_than_its_length() {
    let started = std::time::Instant::now();
    let line = [Inline::Text("(".repeat(100_000))];
    assert!(!could_be_a_talk(&line));
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    for (text, could) in [("Fog ((((Ada", true), ("fog ((((oil", false), ("so it was (wet", false), ("fog: Ada", true)] {
        assert_eq!(could_be_a_talk(&[Inline::Text(text.to_owned())]), could, "{text:?}");
    }
}

#[test]
fn items_count_once_and_headings_of_people_are_no_titles() {
    check(
        "# Lampmakers of Delft\n\n## 2031\n\n### #14 – 8 November 2031\n\n* **Counting Fog**, Anna Berg – [slides](f.pdf)\n* **Small Boats**, Peter Jones – [slides](b.pdf), [code](https://c.example/b)\n\n\
         ### #13 – 13 September 2031\n\n* **Long Rivers**, Maria Lopez – [slides](r.pdf), [video](https://v.example/r)\n* **Wet Sand**, Otto Brandt – [slides](s.pdf)\n",
        "event Lampmakers of Delft
         talk 7 Counting Fog | Anna Berg | 2031-11-08
         talk 8 Small Boats | Peter Jones | 2031-11-08
         talk 12 Long Rivers | Maria Lopez | 2031-09-13
         talk 13 Wet Sand | Otto Brandt | 2031-09-13",
    );
    check(
        "![LampConf 2031](b.png)\n\n# Counting Fog\n## Anna Berg, Quay\n\nSlow.\n\n# Small Boats\n## Peter Jones, Lumen\n\nWet.\n\n## Timeline\n\n| 09:12 | alert |\n|---|---|\n| 09:20 | twelve people |\n| 10:05 | the boss |\n\n# Long Rivers\n## Maria Lopez, Tide\n\nLong.\n",
        "event LampConf 2031
         talk 3 Counting Fog | Anna Berg (Quay)
         note Slow.
         talk 8 Small Boats | Peter Jones (Lumen)
         note Wet. ## Timeline | 09:12 | alert | |---|---| | 09:20 | twelve people | | 10:05 | the boss |
         talk 20 Long Rivers | Maria Lopez (Tide)
         note Long.",
    );
}

#[test]
fn slots_with_their_times_stand_over_talks() {
    check(
        "# OpenLamps Delft\n\n*Saturday 9th February 2031, a chilly mill*\n\n## Slot 1 (10:00)\n\n### Counting Fog (hosted by Anna Berg)\n\nSlow.\n\n### Salaries at Sea (hosted by a person who would rather not be named)\n\nLow.\n\n## Slot 2 (11:00)\n\n### Small Boats (hosted by Peter Jones)\n\nWet.\n",
        "event OpenLamps Delft
         talk 7 Counting Fog | Anna Berg | 2031-02-09 | 10:00
         note Slow.
         talk 11 Salaries at Sea | 2031-02-09 | 10:00
         note Low.
         talk 17 Small Boats | Peter Jones | 2031-02-09 | 11:00
         note Wet.",
    );
}

#[test]
fn siblings_that_plainly_are_talks_outvote_those_before_and_behind_them() {
    check(
        "# Ferrocon 2031\n\n## Warm and dry\n\nTrain.\n\n## Parsing Fog\nSpeaker: Ada Brookfield\n\n- a\n\n\
         ## Quiet Machines at Sea\n\n- b\n\n## Small Boats\nSpeaker: Milo Venn\n\n- c\n\n\
         ## Long Rivers\nSpeaker: Ines Faro\n\n- d\n\n## My cat at home\n\nAsleep.\n",
        "event Ferrocon 2031
         talk 7 Parsing Fog | Ada Brookfield
         note - a
         talk 12 Quiet Machines at Sea
         note - b
         talk 16 Small Boats | Milo Venn
         note - c
         talk 21 Long Rivers | Ines Faro
         note - d",
    );
}

#[test]
fn a_title_that_names_an_event_promises_talks() {
    let headings =
        "## Counting fog by hand\n\nSlow.\n\n## Lamps that sleep at noon\n\nDark.\n\n## Boats on small rivers\n\nWet.\n";
    check(
        &format!("# Ferrocon 2031\n\n{headings}"),
        "event Ferrocon 2031
         talk 3 Counting fog by hand
         note Slow.
         talk 7 Lamps that sleep at noon
         note Dark.
         talk 11 Boats on small rivers
         note Wet.",
    );
    check(&format!("# Of lamps and boats\n\n{headings}"), "none");
}

#[test]
fn titles_without_any_mark_stand_over_their_notes() {
    let expected = |first: usize, step: usize, below: &str| {
        format!(
            "event Ferrocon 2031
             talk {first} Parsing Fog | Anna Berg{below}
             note It drifts.
             talk {} Small Boats | Peter Jones{below}
             note Wet, all three.
             talk {} Long Rivers | Maria Lopez{below}
             note Slept.",
            first + step,
            first + 2 * step
        )
    };
    let shapes = [
        ("{t} - {n}\n{x}", 3),    // the note on the next line
        ("{t} - {n}\n\n{x}", 4),  // the note in a paragraph of its own
        ("{n}: {t}\n{x}", 3),     // people first
        ("\"{t}\", {n}\n{x}", 3), // quoted
    ];
    let talks = [
        ("Parsing Fog", "Anna Berg", "It drifts."),
        ("Small Boats", "Peter Jones", "Wet, all three."),
        ("Long Rivers", "Maria Lopez", "Slept."),
    ];
    for (shape, step) in shapes {
        let fill = |(t, n, x): &(&str, &str, &str)| shape.replace("{t}", t).replace("{n}", n).replace("{x}", x);
        let text = talks.iter().map(fill).collect::<Vec<_>>().join("\n\n");
        check(&format!("# Ferrocon 2031: what I saw\n\n{text}\n"), &expected(3, step, ""));
    }
}

#[test]
fn a_title_and_its_record_stand_over_a_list() {
    check(
        "# Ferrocon 2031, raw notes\n\nSESSION 1 - Counting Fog (lead: Anna Berg)\nscribe: ott\n - slow\n\nSESSION 2 - Small Boats (lead: none, open)\nscribe: -\n - wet\n\n\
         SESSION 3 - Long Rivers (lead: Maria Lopez, Otto Brandt)\nscribe: ott\n - long\n",
        "event Ferrocon 2031
         talk 3 Counting Fog | Anna Berg
         note - slow
         talk 7 Small Boats
         note - wet
         talk 11 Long Rivers | Maria Lopez; Otto Brandt
         note - long",
    );
}

#[test]
fn addresses_below_titles_begin_no_records() {
    check(
        "# Ferrocon 2031: what I saw\n\nParsing Fog by Anna Berg\nhttps://v.example/w/01\n\nSmall Boats by Peter Jones\nhttps://v.example/w/02\n\n\
         Long Rivers by Maria Lopez\nhttps://v.example/w/03\nloved it\n",
        "event Ferrocon 2031
         talk 3 Parsing Fog | Anna Berg | https://v.example/w/01
         talk 6 Small Boats | Peter Jones | https://v.example/w/02
         talk 9 Long Rivers | Maria Lopez | https://v.example/w/03
         note loved it",
    );
}

#[test]
fn whoever_stands_where_siblings_name_people_is_a_speaker() {
    check(
        "# Ferrocon 2031\n\n## Watch\n\n- **Parsing Fog** - Anna Berg - slow\n- **Small Boats** - Peter Jones\n- **Lamps Are Fine**, Temperance Wick. Ha.\n- **Long Rivers** - Maria Lopez\n\n\
         ## Skip\n\n- **Oil for the Moon** - Zelm Quarrow - no\n- **Sponsor Session: Buy Lamps** - the hosts\n",
        "event Ferrocon 2031
         talk 5 Parsing Fog | Anna Berg
         note slow
         talk 6 Small Boats | Peter Jones
         talk 7 Lamps Are Fine | Temperance Wick
         note Ha.
         talk 8 Long Rivers | Maria Lopez
         talk 12 Oil for the Moon | Zelm Quarrow
         note no",
    );
    check(
        "# Ferrocon 2031\n\n| | Pier | Quay |\n|---|---|---|\n| 9:30 | Counting Fog<br>Anna Berg | Small Boats<br>Bodhi Wick |\n| 10:30 | Long Rivers<br>Maria Lopez, Peter Jones, Bodhi Wick | Wet Sand<br>Julia Martin |\n",
        "event Ferrocon 2031
         talk 5 Counting Fog | Anna Berg | 09:30 | Pier
         talk 5 Small Boats | Bodhi Wick | 09:30 | Quay
         talk 6 Long Rivers | Maria Lopez; Peter Jones; Bodhi Wick | 10:30 | Pier
         talk 6 Wet Sand | Julia Martin | 10:30 | Quay",
    );
}

#[test]
fn people_whom_somebody_met_are_no_talks() {
    let lists = [
        "## The hallway track\n\n- **Anna Berg** - runs lamps for a chain of piers\n- **Zelm Quarrow** (Quay) - told me about oil\n- **Temperance Wick** - knits\n",
        "## Maintainers\n\n- Anna Berg (@anna) - core\n- Peter Jones (@pete) - relay\n- Maria Lopez (@mlo) - Windows\n",
        "## Friday\n\n- 12:30 lunch, standing, met\n    - Dr Anna Berg, she did the cache we use\n    - Peter, formerly of us\n",
        "## Lamps\n\n### Anna Berg\n*Head of lamps*\n\nGave a talk once.\n\n### Peter Jones\n*Cables*\n\nTall.\n\n## Office\n\n### Maria Lopez\n*Door*\n\nLoud.\n\n### Otto Brandt\n*Oil*\n\nWet.\n",
        "## The people\n\n### Anna - Head of Lamps\n\nNice.\n\n### Peter - Cables\n\nTall.\n\n### Maria - Door\n\nLoud.\n",
        "## Sunday in Fogport\n\n### 16:00 Lighthouse\n\nTall.\n\n### 22:15 Flight\n\nOn time.\n\n### On being shy\n\nI hid.\n",
    ];
    for list in lists {
        let text = format!("# Ferrocon 2031: four days in Fogport\n\nI was there; the talks are told elsewhere.\n\n{list}");
        check(&text, "event Ferrocon 2031");
    }
}

#[test]
fn a_season_of_evenings_is_no_journey() {
    check(
        "# Les soirées de Brumeville\n\n## Mardi 17 octobre 2030 – Rentrée\n\n* 19h00 : *Compter la brume* par Julien Martin\n* 20h00 : *Petits bateaux* par Marie Dubois, Quai\n* 21h00 : crêpes\n\nMerci.\n\n\
         ## Jeudi 25 janvier 2031 – Courtes\n\n* *Lampes* par Pierre Durand\n* *Longs fleuves* par Anna Berg\n* *Le sable* par Gwenaëlle Riou\n\n## Mardi 12 juin 2031 – Assemblée\n\n* Bilan : adopté\n",
        "talk 5 Compter la brume | Julien Martin | 2030-10-17 | 19:00
         talk 6 Petits bateaux | Marie Dubois (Quai) | 2030-10-17 | 20:00
         talk 13 Lampes | Pierre Durand | 2031-01-25
         talk 14 Longs fleuves | Anna Berg | 2031-01-25
         talk 15 Le sable | Gwenaëlle Riou | 2031-01-25",
    );
    check(
        "# Ten days in Fogland\n\n## Monday 3 March - Quay\n\n* 9:00 train\n* 12:00 *Old Pier*\n* 19:00 dinner\n\n## Tuesday 4 March - Lumen\n\n* *Lamps* by the sea\n\n## Wednesday 5 March - Home\n\nRain.\n",
        "none",
    );
}

#[test]
fn a_kind_of_session_may_stand_in_front_of_a_quoted_title() {
    check(
        "# Ferrocon 2031\n\n\"Counting Fog\" - Anna Berg\n\nSlow.\n\npanel \"Who Pays?\" - chaired by Peter Jones\n\nNobody.\n\n\"Small Boats\" - Maria Lopez\n\nWet.\n\n\"Long Rivers\" - Otto Brandt\n\nLong.\n",
        "event Ferrocon 2031
         talk 3 Counting Fog | Anna Berg
         note Slow.
         talk 7 Who Pays? | panel
         note chaired by Peter Jones Nobody.
         talk 11 Small Boats | Maria Lopez
         note Wet.
         talk 15 Long Rivers | Otto Brandt
         note Long.",
    );
}

#[test]
fn lists_of_ones_own_talks_hold_talks() {
    check(
        "# Talks\n\nSlides of what I gave.\n\n## 2031\n\n- [Counting Fog](fog.pdf) - Ferrocon 2031, Fogport · [video](https://example.org/1)\n- *Small Boats*, Quaycamp\n\n## Podcasts\n\n- [Slow Wires #4](https://example.org/2)\n",
        "talk 7 Counting Fog | fog.pdf
         talk 8 Small Boats",
    );
    check("# Links\n\n## 2031\n\n- [Counting Fog](fog.pdf) - Ferrocon, Fogport\n- *Small Boats*, Quaycamp\n", "none");
}

#[test]
fn a_long_list_under_the_title_of_a_report_is_the_report() {
    check(
        "# Ferrocon 2031\n\n* Counting Fog\n    * slow\n* Lamps That Sleep\n    * dark\n* Small Boats\n* Long Rivers\n    * wet\n\n\
         ## Where I stayed\n\n* a hotel\n",
        "event Ferrocon 2031
         talk 3 Counting Fog
         note * slow
         talk 5 Lamps That Sleep
         note * dark
         talk 7 Small Boats
         talk 8 Long Rivers
         note * wet",
    );
}

#[test]
fn titles_with_names_under_lightning_talks_are_talks() {
    check(
        "# Ferrocon 2031\n\n## Parsing Fog by Anna Berg\n\na\n\n## Lightning talks\n\n- Counting lamps - Peter Jones\n- Small boats - Maria Lopez\n- Wet sand - @sandy\n",
        "event Ferrocon 2031
         talk 3 Parsing Fog | Anna Berg
         note a
         talk 9 Counting lamps | Peter Jones | lightning
         talk 10 Small boats | Maria Lopez | lightning
         talk 11 Wet sand | @sandy | lightning",
    );
}

#[test]
fn a_talk_may_stand_a_level_off() {
    let expected = "event Ferrocon 2031
         talk 5 Counting Fog | Anna Berg
         note Slow.
         talk 9 Small Boats | Peter Jones
         note Wet.
         talk 13 Long Rivers | Maria Lopez
         note Long.
         talk 17 Wet Sand | Otto Brandt
         note Dry.";
    for levels in [["###", "####", "###", "###"], ["###", "##", "###", "###"], ["###", "###", "###", "####"]] {
        let titles = [
            "Counting Fog - Anna Berg\n\nSlow.",
            "Small Boats - Peter Jones\n\nWet.",
            "Long Rivers - Maria Lopez\n\nLong.",
            "Wet Sand - Otto Brandt\n\nDry.",
        ];
        let text: Vec<String> = levels.iter().zip(titles).map(|(level, title)| format!("{level} {title}\n")).collect();
        check(&format!("# Ferrocon 2031\n\n## Monday\n\n{}", text.join("\n")), expected);
    }
    // Positions of a panel belong to it.
    check(
        "# Ferrocon 2031\n\n### Fog - Anna Berg\n\na\n\n### Boats - Peter Jones\n\nb\n\n### Who pays? - Maria Lopez\n\nc\n\n#### Nobody\n\nd\n\n#### Somebody\n\ne\n",
        "event Ferrocon 2031
         talk 3 Fog | Anna Berg
         note a
         talk 7 Boats | Peter Jones
         note b
         talk 11 Who pays? | Maria Lopez
         note c #### Nobody d #### Somebody e",
    );
}

#[test]
fn titles_under_lightning_talks_may_carry_remarks() {
    let list = |items: &str| format!("# Ferrocon 2031\n\n## Counting Fog by Anna Berg\n\na\n\n## Lightning talks\n\n{items}");
    check(
        &list("* A linter for lamps - nice, have to try it\n* Why I print my tides on paper\n* Zero to fog in 5 minutes\n"),
        "event Ferrocon 2031
         talk 3 Counting Fog | Anna Berg
         note a
         talk 9 A linter for lamps | lightning
         note nice, have to try it
         talk 10 Why I print my tides on paper | lightning
         talk 11 Zero to fog in 5 minutes | lightning",
    );
    check(
        &list("* somebody had a lamp - nice\n* boats again.\n* it was loud\n"),
        "event Ferrocon 2031
         talk 3 Counting Fog | Anna Berg
         note a
         talk 7 Lightning talks | lightning
         note * somebody had a lamp - nice * boats again. * it was loud",
    );
}

#[test]
fn remarks_between_marked_titles_are_no_talks() {
    check(
        "# Live: Ferrocon 2031\n\n**17:05** Last session: *“Parsing Fog at Sea”*, **Anna Berg**. Slow.\n\n**15:30** Waffles in the foyer.\n\n\
         **14:30** *“Small Boats”*, **Peter Jones**. Wet.\n\n**13:00** Lunch. Fish soup.\n\n**11:00** *“Long Rivers”*, **Maria Lopez** (Quay). Long.\n",
        "event Ferrocon 2031
         talk 3 Parsing Fog at Sea | Anna Berg | 17:05
         note Slow.
         talk 7 Small Boats | Peter Jones | 14:30
         note Wet.
         talk 11 Long Rivers | Maria Lopez (Quay) | 11:00
         note Long.",
    );
}

#[test]
fn times_with_titles_and_people_need_no_conference() {
    check(
        "# Saison 2031\n\n## Mardi 14 octobre 2031\n\n* 19h00 : *Compter la brume* par Julien Martin\n* 20h00 : *Les bateaux dorment* par Marie Dubois\n* 21h00 : crêpes\n",
        "event Saison 2031
         talk 5 Compter la brume | Julien Martin | 2031-10-14 | 19:00
         talk 6 Les bateaux dorment | Marie Dubois | 2031-10-14 | 20:00",
    );
}

#[test]
fn where_all_begin_with_a_time_what_has_none_is_no_session() {
    check(
        "# Ferrocon 2031\n\n## 09:00 Fog\n\na\n\n## 10:00 Lamps\n\nb\n\n## The rain outside\n\nWet.\n\n## 11:00 Boats\n\nc\n\n## 12:00 Rivers\n\nd\n",
        "event Ferrocon 2031
         talk 3 Fog | 09:00
         note a
         talk 7 Lamps | 10:00
         note b
         talk 15 Boats | 11:00
         note c
         talk 19 Rivers | 12:00
         note d",
    );
}

#[test]
fn sessions_give_way_to_the_titles_below_them() {
    check(
        "# Ferrocon 2031: Programme\n\n## 9:00 Invited talk\n\n**Counting fog at sea**\n*Anna Berg (Quay)*\n\n> We count.\n\n## 10:30 Session A: Water\n\n**Small Boats** [[pdf](a.pdf)]\n*Peter Jones and Maria Lopez*\n\n**Long Rivers**\n*Otto Brandt*\n\n## 12:00 Session B: Light\n\n**Lamps That Sleep**\n*Julia Hart (Harbour Works)*\n\n**Wet Sand** [[pdf](b.pdf)]\n*Ines Faro*\n",
        "event Ferrocon 2031
         talk 5 Counting fog at sea | Anna Berg (Quay) | 09:00
         talk 12 Small Boats | Peter Jones; Maria Lopez | 10:30
         talk 15 Long Rivers | Otto Brandt | 10:30
         talk 20 Lamps That Sleep | Julia Hart (Harbour Works) | 12:00
         talk 23 Wet Sand | Ines Faro | 12:00",
    );
}

#[test]
fn paragraphs_set_like_those_that_name_people_are_talks() {
    check(
        "# Three of us at Ferrocon 2031\n\nWe were there and heard talks.\n\n## Water\n\n**[Counting Fog](https://e.example/1)** by Anna Berg.\nSlow.\n\n**[Small Boats](https://e.example/2)** by Peter Jones.\nWet.\n\n## Light\n\n**[Long Rivers](https://e.example/3)** by Maria Lopez.\nLong.\n\n**[Lamps That Sleep](https://e.example/4)** was the one that all of us heard.\nDark.\n",
        "event Ferrocon 2031
         talk 7 Counting Fog | Anna Berg | https://e.example/1
         note Slow.
         talk 10 Small Boats | Peter Jones | https://e.example/2
         note Wet.
         talk 15 Long Rivers | Maria Lopez | https://e.example/3
         note Long.
         talk 18 Lamps That Sleep | https://e.example/4
         note was the one that all of us heard. Dark.",
    );
}

#[test]
fn titles_are_parted_in_one_way_in_all_lists() {
    check(
        "# Ferrocon 2031: programme\n\n* **Session 1: Water** (chair: Ines Faro)\n    * 13:30 Counting Fog / Anna Berg (Quay)\n    * 13:50 Small Boats, again / Peter Jones, Maria Lopez\n    * 14:10 Long Rivers / Otto Brandt\n* 14:40 Tea\n* **Session 2: Light** (chair: Ada Njoku)\n    * 15:10 Lamps / Zelm Quarrow (Harbour Works)\n    * 15:30 Oil and Gas / speaker to be confirmed\n* 17:00 **Keynote**: Wet Sand / Prof. Gwendolyn Ash (Universitas Fogport)\n",
        "event Ferrocon 2031
         talk 4 Counting Fog | Anna Berg (Quay) | 13:30
         talk 5 Small Boats, again | Peter Jones; Maria Lopez | 13:50
         talk 6 Long Rivers | Otto Brandt | 14:10
         talk 9 Lamps | Zelm Quarrow (Harbour Works) | 15:10
         talk 10 Oil and Gas | 15:30
         talk 11 Wet Sand | Prof. Gwendolyn Ash (Universitas Fogport) | 17:00 | keynote",
    );
}

#[test]
fn a_list_under_lightning_talks_may_have_a_line_before_it() {
    check(
        "# Ferrocon 2031\n\n**Charla 1: Contar niebla, por Anna Berg**\n\nLento.\n\n**Charla 2: Barcos, por Peter Jones (Quay)**\n\nMojado.\n\n**Charlas relámpago**\n\nCinco minutos, gong incluido:\n\n- Lámparas que duermen (Maria Lopez)\n- Arena mojada (Otto Brandt)\n\n**Próximo meetup**\n\nEn junio.\n",
        "event Ferrocon 2031
         talk 3 Contar niebla | Anna Berg
         note Lento.
         talk 7 Barcos | Peter Jones (Quay)
         note Mojado.
         talk 15 Lámparas que duermen | Maria Lopez | lightning
         talk 16 Arena mojada | Otto Brandt | lightning",
    );
}

#[test]
fn the_last_heading_of_a_day_may_show_little() {
    check(
        "# Ferrocon 2031\n\n## Saturday\n\n### Counting Fog\n\nTalk by Anna Berg\n\nSlow.\n\n### Small Boats\n\nTalk by Peter Jones\n\nWet.\n\n## Sunday\n\n### Long Rivers\n\nTalk by Maria Lopez\n\nLong.\n\n### Lamps That Sleep\n\nOtto Brandt showed how dark it gets, and a lawyer in the audience added why.\n\n### Home\n\nBy train.\n",
        "event Ferrocon 2031
         talk 5 Counting Fog | Anna Berg
         note Slow.
         talk 11 Small Boats | Peter Jones
         note Wet.
         talk 19 Long Rivers | Maria Lopez
         note Long.
         talk 25 Lamps That Sleep | Otto Brandt
         note Otto Brandt showed how dark it gets, and a lawyer in the audience added why.",
    );
}

#[test]
fn a_day_may_stand_before_the_time() {
    check(
        "# Rückblick auf die Lampentage Delft 2031\n\nIch war da.\n\n**Mittwoch, 9:00 Uhr – Nebel zählen (Anna Berg, Lumen GmbH)**\n\nLang.\n\n**Mittwoch, 10:30 Uhr – Kleine Boote (Peter Jones)**\n\nNass.\n\n**Donnerstag, 9:00 Uhr – Podiumsdiskussion: Wer zahlt?**\n\nNiemand.\n",
        "event Lampentage Delft 2031
         talk 5 Nebel zählen | Anna Berg (Lumen GmbH) | 09:00
         note Lang.
         talk 9 Kleine Boote | Peter Jones | 10:30
         note Nass.
         talk 13 Podiumsdiskussion: Wer zahlt? | 09:00 | panel
         note Niemand.",
    );
    // A diary names nobody.
    check(
        "# My week at Ferrocon 2031\n\nI volunteered.\n\n## Friday, 06:45 — Alarm clock, coffee\n\nEarly.\n\n## Friday, 07:30 — The Great Lamp Disaster\n\nOil.\n\n## Saturday, 16:00 — Lost and found things\n\nA lamp.\n",
        "event Ferrocon 2031",
    );
}

#[test]
fn hours_alone_are_no_programme_without_an_event() {
    check(
        "# Trip report: Mount Fog summit\n\nCoffee, boots on.\n\n## 3:50 - Trailhead to Fog Lake\n\nDark.\n\n## 6:10 - Fog Lake to the notch\n\nRocks.\n\n## 9:40 - The top\n\nWind.\n\n## Lessons learned\n\n- more water\n",
        "none",
    );
}

#[test]
fn sections_with_numbers_may_be_quoted_titles() {
    check(
        "# Trip report: Ferrocon 2031\n\n## Sessions\n\n**2.1 Plenary – \"Counting is the Answer\" – Dr Anna Berg**\n\nShe counted.\n\n**2.2 \"Small boats\" – Peter Jones, Boats in Care**\n\nWet.\n\n**2.3 Panel \"Who pays for oil?\"**\n\nNobody.\n",
        "event Ferrocon 2031
         talk 5 Counting is the Answer | Dr Anna Berg | keynote
         note She counted.
         talk 9 Small boats | Peter Jones (Boats in Care)
         note Wet.
         talk 13 Who pays for oil? | panel
         note Nobody.",
    );
}

#[test]
fn titles_in_bold_inside_quotation_marks_are_quoted() {
    check(
        "# Tagungsbericht: „Lampen im Recht“, Delft, 9./10. Oktober 2031\n\nDie Tagung war gut besucht.\n\nIm Anschluss sprach eine Anwältin zum Thema „**Nebel als Beweis**“. Sie berichtete aus 41 Sitzungen.\n",
        "event Lampen im Recht 2031
         talk 5 Nebel als Beweis
         note Im Anschluss sprach eine Anwältin zum Thema „**Nebel als Beweis**“. Sie berichtete aus 41 Sitzungen.",
    );
}

#[test]
fn own_talks_may_be_paragraphs_with_their_dates() {
    check(
        "# Speaking\n\nI give talks about lamps.\n\n**2031**\n\n*Fog is a feeling* — Lamp Kitchen, Delft, 21 Sep 2031. [Slides](/fog.pdf)\n\n*Small boats, long rivers* — Agile Harbours, Quay, 8 June 2031. [Video](/v)\n\n**2030**\n\n*The lamp is a cake* — workshop, Softlamp, 17 May 2030.\n",
        "talk 7 Fog is a feeling | 2031-09-21
         talk 9 Small boats, long rivers | 2031-06-08
         talk 13 The lamp is a cake | 2030-05-17",
    );
}

#[test]
fn what_stands_before_a_dash_and_a_quoted_title_is_a_name() {
    check(
        "# FogConf 2031\n\n**Temperance Adu - \"Lamps are opinions\"**\n\nShowed.\n\n**Anna Berg - \"Counting fog by hand\"**\n\nSlow.\n\n**Peter Jones - \"Small boats and me\"**\n\nWet.\n",
        "event FogConf 2031
         talk 3 Lamps are opinions | Temperance Adu
         note Showed.
         talk 7 Counting fog by hand | Anna Berg
         note Slow.
         talk 11 Small boats and me | Peter Jones
         note Wet.",
    );
}

#[test]
fn tracks_and_stops_stand_between_times_and_titles() {
    check(
        "# Ferrocon 2031\n\n## Friday\n\n#### 0930 - Track 1 - \"Counting Fog\" - Ada Brookfield\n* slow\n\n#### 1030 - Track 2 - \"Small Boats\" - Peter Jones\n* wet\n\n#### 1130 - Track 1 - Closing - \"Long Rivers\" - Maria Lopez\n* long\n",
        "event Ferrocon 2031
         talk 5 Counting Fog | Ada Brookfield | 09:30 | Track 1
         note * slow
         talk 8 Small Boats | Peter Jones | 10:30 | Track 2
         note * wet
         talk 11 Long Rivers | Maria Lopez | 11:30 | Track 1
         note * long",
    );
    check(
        "# Lampentage 2031\n\n**10:00. Anna Berg — «Nebel zählen»**\nLangsam.\n\n**11:00. Otto Brandt (Kai) — «Kleine Boote»**\nNass.\n\n**12:00. Ines Faro — «Lange Flüsse»**\nLang.\n",
        "event Lampentage 2031
         talk 3 Nebel zählen | Anna Berg | 10:00
         note Langsam.
         talk 6 Kleine Boote | Otto Brandt (Kai) | 11:00
         note Nass.
         talk 9 Lange Flüsse | Ines Faro | 12:00
         note Lang.",
    );
    check(
        "# Journées Lampes 2031\n\n### Salle Nord – 9h15 : Le brouillard compté, avec Anna Berg\n\nLent.\n\n### Salle Sud – 10h30 : Petits bateaux, avec Otto Brandt\n\nMouillé.\n",
        "event Journées Lampes 2031
         talk 3 Le brouillard compté | Anna Berg | 09:15 | Salle Nord
         note Lent.
         talk 7 Petits bateaux | Otto Brandt | 10:30 | Salle Sud
         note Mouillé.",
    );
}

#[test]
fn ratings_and_action_items_are_no_records() {
    check(
        "# Ferrocon 2031\n\n### Counting Fog\n**Speaker:** Ada Brookfield\n**Rating:** 4/5\n\nSlow.\n\n### Small Boats\n**Speaker:** Peter Jones\n**Rating:** 5/5\n\nWet.\n\n### Long Rivers\n**Speaker:** Maria Lopez\n**Rating:** 3/5\n\nLong.\n\n**Action items**\n\n- [ ] Bartek: a page about fog\n- [ ] Ada: ask about the boats\n",
        "event Ferrocon 2031
         talk 3 Counting Fog | Ada Brookfield
         note **Rating:** 4/5 Slow.
         talk 9 Small Boats | Peter Jones
         note **Rating:** 5/5 Wet.
         talk 15 Long Rivers | Maria Lopez
         note **Rating:** 3/5 Long. **Action items** - [ ] Bartek: a page about fog - [ ] Ada: ask about the boats",
    );
}

#[test]
fn sentences_name_talks_beside_a_list_of_short_ones() {
    check(
        "# Crónica de la Ferrocon 2031\n\nEl sábado arrancó Anna Berg con la charla *«Contar la niebla»*. Despacio.\n\nDespués, *«Barcos pequeños»* de Peter Jones. Mojado.\n\nLuego hubo charlas relámpago:\n\n- **Lámparas** (Maria Lopez)\n- **Remos** (Otto Brandt)\n\nPor la tarde, *«Ríos largos»*, de Ines Faro. Largo.\n",
        "event Ferrocon 2031
         talk 3 Contar la niebla
         note El sábado arrancó Anna Berg con la charla *«Contar la niebla»*. Despacio.
         talk 5 Barcos pequeños | Peter Jones
         note Después, *«Barcos pequeños»* de Peter Jones. Mojado. Luego hubo charlas relámpago:
         talk 9 Lámparas | Maria Lopez
         talk 10 Remos | Otto Brandt
         talk 12 Ríos largos | Ines Faro
         note Por la tarde, *«Ríos largos»*, de Ines Faro. Largo.",
    );
}

#[test]
fn what_a_call_accepted_is_a_programme() {
    check(
        "# Lampkonferenz 2031: Call for Papers\n\nWe received many.\n\n## Accepted contributions\n\n### Papers\n\n1. **Counting Fog**\n   Ada Brookfield (Univ. of Delft)\n2. **Small Boats**\n   Peter Jones, Maria Lopez\n3. **Long Rivers**\n   Otto Brandt\n\n## Important dates\n\n- Notification: 5 August\n",
        "event Lampkonferenz 2031
         talk 9 Counting Fog | Ada Brookfield (Univ. of Delft)
         talk 11 Small Boats | Peter Jones; Maria Lopez
         talk 13 Long Rivers | Otto Brandt",
    );
}

#[test]
fn events_are_named_in_records_and_openings() {
    let talk = "\n## Booleans\n\n- wet\n\n## Draw it\n\n- dry\n";
    let note = "note ## Booleans - wet ## Draw it - dry";
    check(
        &format!("# Counting Fog\n\n_Ada Brookfield ([@ada](https://example.org/ada)), Northlamp JS, 2031-05-02_\n{talk}"),
        &format!("event Northlamp JS\n talk 1 Counting Fog | Ada Brookfield | 2031-05-02\n {note}"),
    );
    check(
        &format!("# Counting Fog\n\n* Speaker: Ada Brookfield (Quay)\n* Pacific Lamp Summit, Tue 13:30, room Fern\n{talk}"),
        &format!(
            "event Pacific Lamp Summit\n talk 1 Counting Fog | Ada Brookfield (Quay)\n note * Pacific Lamp Summit, Tue 13:30, room Fern {}",
            &note[5..]
        ),
    );
    check(
        "I went to Lampless Day (Leeds, one afternoon, about 120 people).\n\n**Counting Fog (Anna Berg)** — slow.\n\n**Small Boats (Peter Jones, Quay)** — wet.\n\n**Long Rivers (Maria Lopez)** — long.\n",
        "event Lampless Day
         talk 3 Counting Fog | Anna Berg
         note slow.
         talk 5 Small Boats | Peter Jones (Quay)
         note wet.
         talk 7 Long Rivers | Maria Lopez
         note long.",
    );
}

#[test]
fn people_end_with_the_line_that_names_them() {
    check(
        "# Ferrocon 2031\n\nI was there and wrote this on the long way home in the night train from Fogport.\n\n- **Counting fog** with Anna Berg of Mozaik GmbH\n  It was packed, I had to stand.\n- **Small boats in tin** with Peter Jones of Kestrel Rail\n  Lots of live coding, which mostly worked.\n- **Long rivers** with Maria Lopez of Quay\n  She went on, and on.\n",
        "event Ferrocon 2031
         talk 5 Counting fog | Anna Berg (Mozaik GmbH)
         note It was packed, I had to stand.
         talk 7 Small boats in tin | Peter Jones (Kestrel Rail)
         note Lots of live coding, which mostly worked.
         talk 9 Long rivers | Maria Lopez (Quay)
         note She went on, and on.",
    );
}
