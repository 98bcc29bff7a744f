//! Names, people and splits, as tables.

use super::*;

/// "Name/role/affiliation" of each, with `-` for what is not known.
fn outline(people: &People) -> String {
    let one = |speaker: &Speaker| {
        let shown = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
        format!("{}/{}/{}", speaker.name, shown(&speaker.role), shown(&speaker.affiliation))
    };
    people.speakers.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn people_are_read_in_every_form() {
    #[rustfmt::skip]
    let table = [
        ("Ada Brookfield",                                        "Ada Brookfield/-/-"),
        ("by Ada Brookfield @adab",                               "Ada Brookfield/-/-"),
        ("Ada Brookfield from Tern & Co",                         "Ada Brookfield/-/Tern & Co"),
        ("Ada Brookfield - Quay & Milo Venn - Lumen",             "Ada Brookfield/-/Quay; Milo Venn/-/Lumen"),
        ("Brookfield, Anna (Quay)",                               "Anna Brookfield/-/Quay"),
        ("Brookfield, A. (Quay) & Venn, M.",                      "A. Brookfield/-/Quay; M. Venn/-/-"),
        ("Ada Brookfield, Harbour Works",                         "Ada Brookfield/-/Harbour Works"),
        ("Ada Brookfield, Milo Venn",                             "Ada Brookfield/-/-; Milo Venn/-/-"),
        ("Ada Brookfield - Staff Engineer, Harbour Works",        "Ada Brookfield/Staff Engineer/Harbour Works"),
        ("Ada Brookfield (Harbour Works), Milo Venn (Quay)",      "Ada Brookfield/-/Harbour Works; Milo Venn/-/Quay"),
        ("Ada Brookfield, Harbour Works & Ines Faro, Lumen Labs; Milo Venn, Quay",
                                                                  "Ada Brookfield/-/Harbour Works; Ines Faro/-/Lumen Labs; Milo Venn/-/Quay"),
        ("Ada Brookfield, Piers Oxenfree (both Harbour & Sons)",  "Ada Brookfield/-/Harbour & Sons; Piers Oxenfree/-/Harbour & Sons"),
        ("Ada Brookfield and anonymous",                          "Ada Brookfield/-/-"),
        ("Pär Sundkvist",                                         "Pär Sundkvist/-/-"), // not "par"
        ("Ondina Sá, Ada Brookfield, Milo Venn",                  "Ondina Sá/-/-; Ada Brookfield/-/-; Milo Venn/-/-"),
        ("沈砚秋，扁舟科技",                                       "沈砚秋/-/扁舟科技"),
        ("沈砚秋，独立开发者",                                     "沈砚秋/独立开发者/-"),
        ("Ada Brookfield & Milo Venn, Harbour Works",             "Ada Brookfield/-/Harbour Works; Milo Venn/-/Harbour Works"),
        ("Ada Brookfield and her supervisor Milo Venn",           "Ada Brookfield/-/-; Milo Venn/-/-"),
        ("Ada Brookfield, Milo Venn and Ines Faro (Quay)",        "Ada Brookfield/-/-; Milo Venn/-/-; Ines Faro/-/Quay"),
        ("Ada Brookfield | @adab | Harbour Works",                "Ada Brookfield/-/Harbour Works"),
        ("Ada Brookfield & three teenagers",                      "Ada Brookfield/-/-"),
        ("Ada Brookfield, Milo Venn et un élu",                   "Ada Brookfield/-/-; Milo Venn/-/-"),
        ("Dr. med. Ada Brookfield",                               "Dr. med. Ada Brookfield/-/-"),
        ("Ada Brookfield as CTO, Quay",                           "Ada Brookfield/CTO/Quay"),
        ("Ada Brookfield, platform lead, Terrace",                "Ada Brookfield/platform lead/Terrace"),
        ("Ada Brookfield, author of async-deep",                  "Ada Brookfield/author of async-deep/-"),
        ("Ada Brookfield <ada@example.org> @adab",                "Ada Brookfield/-/-"),
        ("Ada Brookfield, ada@example.org, @adab",                "Ada Brookfield/-/-"),
        ("Ada Brookfield (she/her)",                              "Ada Brookfield/-/-"),
        ("Ada Brookfield @ Lumen Labs",                           "Ada Brookfield/-/Lumen Labs"),
        ("Speaker(s): Ada Brookfield, Co & Milo Venn, Quay",      "Ada Brookfield/-/Co; Milo Venn/-/Quay"),
        ("Prsenter: Ines Faro (Lumen Labs) - remote",             "Ines Faro/-/Lumen Labs"),
        ("Ines Faro - Engineer, Quay\nMilo Venn - Consultant",    "Ines Faro/Engineer/Quay; Milo Venn/Consultant/-"),
        ("Ines Faro, Quay Tuesday, March 9 • 10:05 - 10:40",      "Ines Faro/-/Quay"),
        ("Loïc “loup7” Tessier",                                  "Loïc “loup7” Tessier/-/-"),
        ("真壁 一／灯台",                                           "真壁 一/-/灯台"),
        ("Giulia Ferri e Marco Diop",                             "Giulia Ferri/-/-; Marco Diop/-/-"),
        ("Jagoda Nowak i Tomek Wilk",                             "Jagoda Nowak/-/-; Tomek Wilk/-/-"),
        ("Ada Brookfield, Zelm Quarrow (Quay)",                   "Ada Brookfield/-/-; Zelm Quarrow/-/Quay"),
        ("Ada Brookfield, Milo Venn; moderated by Ines Faro",     "Ada Brookfield/-/-; Milo Venn/-/-"),
        ("Ada Brookfield & three teenagers",                      "Ada Brookfield/-/-"),
        ("@adab / @milo-v",                                       "@adab/-/-; @milo-v/-/-"),
        ("Ada Brookfield vs. Milo Venn",                          "Ada Brookfield/-/-; Milo Venn/-/-"),
        ("Prof. Gwendolyn Ash, Gemeente Fogport",                 "Prof. Gwendolyn Ash/-/Gemeente Fogport"),
        ("王小明",                                                 "王小明/-/-"),
        ("김철수",                                                 "김철수/-/-"),
    ];
    for (text, expected) in table {
        let read = read_people(text);
        assert_eq!(read.as_ref().map(outline).as_deref(), Some(expected), "{text:?}");
        assert!(read.is_some_and(|people| people.confidence >= 0.75), "{text:?}");
    }
}

#[test]
fn what_names_nobody_is_read_as_nobody() {
    let none = [
        "",
        "Four engineers, one diff, no slides",
        "Audience rotation",
        "someone from a consultancy",
        "Audience rotation · no slides",
        "Bring a laptop, write some code, and ship",
        "Things to read",
        "Quiet Machines",
        "Hidden Decisions",
        "Great Ideas",
        "Lumen Labs",
        "Red Hat",
        "Google",
        "Harbour Works",
        "a store for small teams",
        "[REDACTED]",
        "TBD",
        "Machine Learning",
        "Rust in Production",
        "San Francisco",
        "Berlin, Germany",
        "Python, Ruby and Go",
        "Panel discussion",
        "Small Steps",
        "Chair: Milo Venn",
    ];
    for text in none {
        assert_eq!(read_people(text), None, "{text:?}");
    }
}

#[test]
fn a_lone_word_is_a_person_only_with_doubt() {
    for text in ["Vossk", "merel9", "Lanternfish", "Tomas"] {
        let confidence = read_people(text).map_or(0.0, |people| people.confidence);
        assert!(confidence < 0.6, "{text:?} {confidence}");
    }
    assert!(read_people("@adab").is_some_and(|people| people.confidence > 0.7));
}

#[test]
fn names_of_all_cultures_are_likely() {
    let likely = [
        "Ada Brookfield",
        "Jan van der Meer",
        "María José García-López",
        "Oleksandr Kovalenko",
        "Siobhán O'Neill",
        "Ángel de la Torre",
        "Nkechi Okafor",
        "Xiaoming Li",
        "Takeshi Morita",
        "Jean-Luc Mercier",
        "J. R. Hartwell",
        "Prof. Dr. Otto Brandt",
        "Salma Al-Hassan",
        "Ravi Shankar Iyer",
        "Þóra Jónsdóttir",
        "Kadri Tamm",
        "清水 花子",
        "清水 ロベルト",
        "清水みなみ",
        "Nguyễn Văn Minh",
        "McKenzie Alder-Stone",
    ];
    for name in likely {
        let likeness = person_likeness(name);
        assert!(likeness >= 0.7, "{name:?} {likeness}");
    }
    for text in ["Fog Drifts Slowly", "parsing fog", "FOG 2.0", "The Tide", "Cloud Native Summit", "Why?", "A Tide"] {
        let likeness = person_likeness(text);
        assert!(likeness < 0.5, "{text:?} {likeness}");
    }
}

#[test]
fn roles_and_organisations_are_told_apart() {
    for text in ["Lumen Labs", "Quay GmbH", "University of Delft", "quay.io", "Google", "Tidebank Nord", "灯台株式会社"] {
        assert!(is_organisation(text), "{text:?}");
    }
    for text in [
        "Staff Engineer",
        "author of async-deep",
        "Postgres committer",
        "CTO",
        "build-systems SME",
        "Entwicklerin",
        "platform lead",
    ] {
        assert!(is_role(text) && !is_organisation(text), "{text:?}");
    }
    for text in ["Ada Brookfield", "Parsing Fog"] {
        assert!(!is_role(text) && !is_organisation(text), "{text:?}");
    }
}

#[test]
fn headings_part_into_title_and_people() {
    use Separator::*;
    use Side::*;
    #[rustfmt::skip]
    let table = [
        ("THE STATE OF LANTERNS by Otto Brandt",                   By,           Right, "THE STATE OF LANTERNS", "Otto Brandt/-/-"),
        ("Small Boats by Otto Brandt (Quay)",                      By,           Right, "Small Boats", "Otto Brandt/-/Quay"),
        ("Logs as Letters - Ines Faro, Lumen Labs @inesf",         Hyphen,       Right, "Logs as Letters", "Ines Faro/-/Lumen Labs"),
        ("Ledger: Lumen Labs by @ottob",                           By,           Right, "Ledger: Lumen Labs", "@ottob/-/-"),
        ("Milo Venn - Why we stopped counting",                    Hyphen,       Left,  "Why we stopped counting", "Milo Venn/-/-"),
        ("Ada Brookfield | @adab | Harbour Works | \"Quiet machines\"", Quotes,  Left,  "Quiet machines", "Ada Brookfield/-/Harbour Works"),
        ("Les cartes mentent-elles ? Par Ada Brookfield",          By,           Right, "Les cartes mentent-elles ?", "Ada Brookfield/-/-"),
        ("Sketches - Otto Brandt - Lumen Labs",                    Hyphen,       Right, "Sketches", "Otto Brandt/-/Lumen Labs"),
        ("Quiet Machines -- Ada Brookfield",                       DoubleHyphen, Right, "Quiet Machines", "Ada Brookfield/-/-"),
        ("Fog Is Not Weather — Here’s Why — Ada Brookfield",       EmDash,       Right, "Fog Is Not Weather — Here’s Why", "Ada Brookfield/-/-"),
        ("Ada Brookfield's Keynote",                               Phrase,       Left,  "Ada Brookfield's Keynote", "Ada Brookfield/-/-"),
        ("Otto Brandt on the State of Lanterns",                   Phrase,       Left,  "Otto Brandt on the State of Lanterns", "Otto Brandt/-/-"),
        ("Ines Faro, Otto Brandt: Parsing Fog",                    Colon,        Left,  "Parsing Fog", "Ines Faro/-/-; Otto Brandt/-/-"),
        ("\"Fog, and other formats\" (Ines Faro, Otto Brandt) [*]", Quotes,      Right, "Fog, and other formats", "Ines Faro/-/-; Otto Brandt/-/-"),
        ("Parsing Fog / Ines Faro, Otto Brandt",                   Slash,        Right, "Parsing Fog", "Ines Faro/-/-; Otto Brandt/-/-"),
        ("Parsing Fog (Ines Faro)",                                Brackets,     Right, "Parsing Fog", "Ines Faro/-/-"),
        ("Parsing Fog ~ Ines Faro",                                Tilde,        Right, "Parsing Fog", "Ines Faro/-/-"),
        ("霧の数え方 真壁 一",                                       Blank,        Right, "霧の数え方", "真壁 一/-/-"),
        ("霧の数え方　堀之内 麻衣さん",                               Blank,        Right, "霧の数え方", "堀之内 麻衣/-/-"),
        ("霧の数え方 / 有村さつき さん",                              Slash,        Right, "霧の数え方", "有村さつき/-/-"),
    ];
    for (heading, separator, people, title, expected) in table {
        let best = splits(heading).into_iter().next();
        let found = best.as_ref().map(|split| (split.kind, split.title.as_str(), outline(&split.people)));
        assert_eq!(found, Some((SplitKind { separator, people }, title, expected.to_owned())), "{heading:?}");
    }
}

#[test]
fn subtitles_and_companies_are_no_people() {
    for heading in [
        "Lantern - a store for small teams",
        "Scaling a harbour – lessons from Lumen Labs",
        "Sketches - Lumen Labs",
        "Panel: Who pays for open source?",
        "Why we test — Audience rotation",
        "Ducks to the rescue - ETL using Python",
        "How we moved from fog to rain",
        "霧の数え方 真壁 一",
        "Keynote — Vossk",
    ] {
        let confidence = splits(heading).first().map_or(0.0, |split| split.people.confidence);
        assert!(confidence < 0.5, "{heading:?} {confidence}");
    }
}

#[test]
fn prose_says_who_gave_the_talk() {
    #[rustfmt::skip]
    let table = [
        ("Ada Brookfield gave a tour of fog.",                                  vec!["Ada Brookfield"]),
        ("This talk was by Ada Brookfield (Harbour Works). It was long.",       vec!["Ada Brookfield"]),
        ("Ada Brookfield and Milo Venn presented their lantern.",               vec!["Ada Brookfield", "Milo Venn"]),
        ("Presented by Ines Faro, who knows fog.",                              vec!["Ines Faro"]),
        ("by Ada Brookfield",                                                   vec!["Ada Brookfield"]),
        ("Ein Vortrag von Otto Brandt über Nebel.",                             vec!["Otto Brandt"]),
        ("Présenté par Ines Faro.",                                             vec!["Ines Faro"]),
        ("Ines Faro nos contó cómo se mide la niebla.",                         vec!["Ines Faro"]),
        ("話してくれたのは真壁 一さんで、港の人です。",                             vec!["真壁 一"]),
        ("昨日は真壁 一さんと昼食を食べた。",                                     vec![]),
        ("由王小明老师分享。",                                                   vec!["王小明"]),
        ("Ada Brookfield's talk was about fog.",                                vec!["Ada Brookfield"]),
        ("The best book on fog is by Ada Brookfield.",                          vec![]),
        ("I had lunch with Ada Brookfield before.",                             vec![]),
        ("Fog drifts. Machines stop. As Ada Brookfield wrote once, all is fog.", vec![]),
    ];
    for (text, expected) in table {
        let found: Vec<String> = speakers_in_prose(text, &[]).into_iter().map(|speaker| speaker.name).collect();
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn names_in_han_and_kana_are_told_beside_titles() {
    #[rustfmt::skip]
    let table = [
        ("湯浅 ロベルト",   0.75),
        ("大森 ひより",     0.75),
        ("瀬戸口みなみ",    0.5),
        ("霧の話",          0.0),
    ];
    for (name, least) in table {
        let found = person_likeness(name);
        assert!(if least > 0.0 { found >= least } else { found < 0.5 }, "{name}: {found}");
    }
    for heading in ["《用霧计数》—— 贺兰舟", "《用霧计数》 贺兰舟", "「霧の数え方」 矢吹すず"] {
        let best = splits(heading).into_iter().next().expect("it names somebody");
        assert!(best.people.confidence >= 0.5 && best.people.speakers.len() == 1, "{heading}: {best:?}");
    }
}

#[test]
fn no_text_is_too_odd() {
    let odd = [
        "(",
        ")",
        "()",
        "((((",
        "@",
        "@@",
        " - ",
        "—",
        "by",
        "by ",
        ",",
        ",,,",
        "a,b,c",
        "&",
        " & ",
        "“",
        "”“",
        "'s",
        "Ada's",
        "「",
        "」「",
        "／",
        "a／",
        "Ada (",
        "Ada )",
        "(Ada)",
        "\u{301}\u{301}",
        "🦀 - 🦀",
        "İ İ",
        "ﬁ ﬁ",
        "Dr.",
        "Dr. Dr.",
        "PhD",
        "- - -",
        "| | |",
        "：",
        "による",
        "A による B",
        "Speaker:",
        "é’s talk",
    ];
    for text in odd {
        let _ = (
            read_people(text),
            splits(text),
            speakers_in_prose(text, &[]),
            person_likeness(text),
            is_role(text),
            is_organisation(text),
        );
    }
    let long = "Ada Brookfield, ".repeat(200);
    let _ = (read_people(&long), splits(&long), speakers_in_prose(&long, &[]));
}
