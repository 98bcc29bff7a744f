//! Which talks of a programme an attendee wants: favourites that another program exported.

use std::collections::HashMap;

use super::sessions::Session;
use crate::id::fold;
use crate::model::Talk;

/// What became of a list of favourites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Favourites {
    /// How many sessions they name.
    pub found: usize,
    /// Titles that fit no session of the programme.
    pub strangers: Vec<String>,
}

/// Chooses the sessions that `wanted` names, by address, else by title, and by start where one title is held twice.
pub fn favourites(sessions: &mut [Session], wanted: &[Talk]) -> Favourites {
    let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_url: HashMap<String, usize> = HashMap::new();
    for (at, session) in sessions.iter_mut().enumerate() {
        session.is_chosen = false;
        by_title.entry(fold(&session.talk.title)).or_default().push(at);
        by_url.extend(session.talk.url.clone().map(|url| (url, at)));
    }
    let mut told = Favourites::default();
    for talk in wanted {
        let same_start = |at: &usize| sessions.get(*at).is_some_and(|session| session.talk.start == talk.start);
        let titled = by_title.get(&fold(&talk.title)).map(Vec::as_slice).unwrap_or_default();
        let at = talk.url.as_ref().and_then(|url| by_url.get(url)).copied();
        let at = at.or_else(|| titled.iter().copied().find(same_start)).or_else(|| titled.first().copied());
        match at.and_then(|at| sessions.get_mut(at)) {
            Some(session) => session.is_chosen = true,
            None => told.strangers.push(talk.title.clone()),
        }
    }
    told.found = sessions.iter().filter(|session| session.is_chosen).count();
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn favourites_are_found_by_address_title_and_start() {
        let talk = |title: &str, start: &str, url: &str| Talk {
            title: title.into(),
            start: Some(start.into()),
            url: (!url.is_empty()).then(|| url.to_owned()),
            ..Talk::default()
        };
        let session = |talk: Talk| Session { talk, ..Session::default() };
        let mut sessions = [
            session(talk("Fog", "09:00", "https://x.example/1")),
            session(talk("Keynote", "09:00", "")),
            session(talk("Keynote", "17:00", "")),
        ];
        #[rustfmt::skip]
        let table = [
            (talk("Fog, renamed", "11:00", "https://x.example/1"), [true, false, false]),
            (talk("keynote", "17:00", ""),                         [false, false, true]),
            (talk("Keynote!", "18:00", ""),                        [false, true, false]),
            (talk("Rain", "09:00", ""),                            [false, false, false]),
        ];
        for (wanted, expected) in table {
            let told = favourites(&mut sessions, std::slice::from_ref(&wanted));
            assert_eq!(sessions.each_ref().map(|session| session.is_chosen), expected, "{}", wanted.title);
            assert_eq!(told.strangers.is_empty(), told.found == 1);
        }
    }
}
