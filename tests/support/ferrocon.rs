//! The programme of an invented conference.

/// A calendar of talks of 12 May 2031: each with number, `1000-1045`, title and room.
pub(crate) fn programme(talks: &[(&str, &str, &str, &str)]) -> String {
    let event = |(number, time, title, room): &(&str, &str, &str, &str)| {
        let (from, until) = time.split_once('-').unwrap();
        format!(
            "BEGIN:VEVENT\nUID:{number}\nDTSTART:20310512T{from}00\nDTEND:20310512T{until}00\nSUMMARY:{title}\n\
             LOCATION:{room}\nURL:https://ferrocon.example/{number}\nEND:VEVENT\n"
        )
    };
    let talks: String = talks.iter().map(event).collect();
    format!("BEGIN:VCALENDAR\nX-WR-CALNAME:Ferrocon 2031\n{talks}END:VCALENDAR\n")
}

/// Three talks, of which two clash.
pub(crate) fn ferrocon_programme() -> String {
    programme(&[
        ("1", "1000-1045", "Lists Without Locks (talk by Bo Lind)", "Anvil"),
        ("2", "1400-1445", "Anvils in the Cloud (talk by Dara Quist)", "Hammer"),
        ("3", "1415-1500", "Measuring Rust Prevention (talk by Cleo Marsh)", "Anvil"),
    ])
}
