//! Long documents: four times the talks ask four times the questions, whatever shape they are written in.
//!
//! Counted are the questions about texts that [`memo`] answers: whoever compares each talk with all others asks them.

use super::{Said, extract};
use crate::memo;
use crate::read::{Hints, read};

/// How many talks the shorter and the longer document have.
const SIZES: [usize; 2] = [50, 200];

/// The questions asked of a document of so many talks of one shape, and the talks that are found.
fn asked(shape: &str, talks: usize) -> (u64, usize) {
    let word = |n: usize, words: [&str; 10]| words[n % 10].to_owned();
    let written = (0..talks).map(|n| {
        let first = word(n, ["Anna", "Peter", "Maria", "Otto", "Ines", "Julia", "Karin", "Nora", "Simon", "Ruth"]);
        let last = word(n / 10, ["Berg", "Jones", "Lopez", "Brandt", "Faro", "Hart", "Lund", "Stone", "Marsh", "Heron"]);
        let title = word(
            n / 5,
            ["Counting", "Parsing", "Mending", "Painting", "Sorting", "Drawing", "Naming", "Folding", "Tying", "Lifting"],
        );
        let event = ["Lamp", "Fog", "Boat", "River", "Sand", "Rope", "Net", "Bell"].map(|one| format!("{one}con"))[n % 8].clone();
        let day = if n % 10 == 0 { format!("\n## Day {}\n\n", n / 10 + 1) } else { String::new() };
        let shape = shape.replace("{day}", &day).replace("{time}", &format!("{}:{:02}", 9 + n % 9, n % 60));
        shape
            .replace("{title}", &format!("{title} Fog {n} Times"))
            .replace("{name}", &format!("{first} {last}{}", ["", "er", "sen", "ov"][n % 4]))
            .replace("{event}", &format!("{event} {}", 2000 + n / 8))
            .replace("{n}", &n.to_string())
    });
    let text =
        format!("# Ferrocon 2031\n\nI was at Ferrocon 2031 in Fogport and heard these talks.\n\n{}", written.collect::<String>());
    let document = read(text.as_bytes(), &Hints { name: Some("report.md"), ..Hints::default() }).expect("the text can be read");
    let before = memo::asked();
    let found = extract(&document, &Said::default()).talks.len();
    (memo::asked() - before, found)
}

#[test]
fn four_times_the_talks_ask_four_times_the_questions() {
    let table = [
        "## {title} - {name}\n\nSlow and wet.\n\n- one\n- two\n\n",
        "## {title}\n\n*{name} (Quay)*\n\nSlow and wet.\n\n",
        "{day}### {title} ({name})\n\nSlow.\n\n",
        "## {time} {title}\n\nSpeaker: {name}\n\nSlow.\n\n",
        "## Keynote\n\n*{name}*\n\nSlow.\n\n",
        "- {title} - {name}\n",
        "- [{title}](https://example.org/{n}) - {name}\n",
        "- {title}, {name}, Quay\n",
        "**{title}** by {name}. Slow and wet.\n\n",
        "**{title}**\n\n{name}, Quay\n\nSlow and wet.\n\n",
        "{title} - {name}\n\n- slow\n- wet\n\n",
        "{time} {title} ({name})\n\n",
        "{name} gave a talk called “{title}” and it was slow.\n\n",
        "## {title} - {name}\n\nSlow.\n\nTakeaway: count the fog.\n\n",
        "Title: {title}\nSpeaker: {name}\nRoom: Hall 2\n\n",
        "## {event}\n\n- {title} - {name}\n- Small Boats {n} - Peter Jones\n\n",
    ];
    for shape in table {
        let [(few, found), (many, all)] = SIZES.map(|talks| asked(shape, talks));
        assert!(found * 10 >= SIZES[0] * 8 && all * 10 >= SIZES[1] * 8, "{shape:?}: {found} and {all} talks");
        assert!(many <= few * 5, "{shape:?}: {few} questions of {} talks, {many} of {}", SIZES[0], SIZES[1]);
    }
}
