//! Talks picked from a list: numbers, spans of numbers, words of titles.

use std::io::BufRead;

use anyhow::{Result, bail};
use hallway::id::fold;
use hallway::plan::Session;

use crate::cli::outline::speakers;
use crate::cli::plain::plain;
use crate::cli::screen::Screen;
use crate::cli::table::columns;

/// Shows the sessions, and chooses those that standard input names on one line.
pub(super) fn pick(sessions: &mut [Session], screen: &mut Screen) -> Result<()> {
    let mut day = None;
    let mut rows = Vec::new();
    for (place, session) in sessions.iter().enumerate() {
        let talk = &session.talk;
        let own = talk.date.as_ref().or(talk.day.as_ref());
        let shown = if own == day { "" } else { own.map_or("", |day| day.as_str()) };
        day = own;
        let who = speakers(&talk.speakers);
        let who = if who.is_empty() { who } else { format!(" — {who}") };
        let start = talk.start.as_deref().map(plain).unwrap_or_default();
        rows.push(vec![format!("{:>4}", place + 1), plain(shown), start, format!("{}{who}", plain(&talk.title))]);
    }
    columns(&rows, screen.width()).iter().for_each(|line| screen.remark(line));
    screen.remark("which? numbers, spans and words: 1 4-6 rust");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let chosen = picked(&line, sessions)?;
    sessions.iter_mut().zip(chosen).for_each(|(session, is_chosen)| session.is_chosen = is_chosen);
    Ok(())
}

/// Which sessions `line` names.
fn picked(line: &str, sessions: &[Session]) -> Result<Vec<bool>> {
    let mut chosen = vec![false; sessions.len()];
    for word in line.split([' ', ',', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        let (first, last) = word.split_once('-').unwrap_or((word, word));
        let number = |text: &str| text.parse::<usize>().ok().filter(|number| (1..=sessions.len()).contains(number));
        let before = chosen.iter().filter(|chosen| **chosen).count();
        let mut named = false;
        for (place, session) in sessions.iter().enumerate() {
            let is_meant = match (number(first), number(last)) {
                (Some(first), Some(last)) => (first..=last).contains(&(place + 1)),
                _ => fold(&session.talk.title).contains(&fold(word)) && !fold(word).is_empty() && !is_number(word),
            };
            if let Some(is_chosen) = chosen.get_mut(place).filter(|_| is_meant) {
                *is_chosen = true;
                named = true;
            }
        }
        if !named && before == chosen.iter().filter(|chosen| **chosen).count() {
            bail!("{}: names no talk of 1 to {}", plain(word), sessions.len());
        }
    }
    if !chosen.contains(&true) {
        bail!("nothing picked, nothing written");
    }
    Ok(chosen)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use hallway::model::Talk;

    #[test]
    fn talks_are_picked_by_number_span_and_word() {
        let session = |title: &str| Session { talk: Talk { title: title.into(), ..Talk::default() }, ..Session::default() };
        let sessions = ["Fog at Sea", "Rust in Fog", "Rain", "Hail"].map(session);
        #[rustfmt::skip]
        let table = [
            ("1",        Some("x---")),
            ("2-4",      Some("-xxx")),
            ("fog, 4\n", Some("xx-x")),
            ("7",        None),
            ("snow",     None),
            ("",         None),
        ];
        for (line, expected) in table {
            let told = picked(line, &sessions).ok();
            let told = told.map(|chosen| chosen.iter().map(|chosen| if *chosen { 'x' } else { '-' }).collect::<String>());
            assert_eq!(told.as_deref(), expected, "{line:?}");
        }
    }
}
