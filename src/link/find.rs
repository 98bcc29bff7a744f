//! What a person means by `hallway show REF`.

use super::Catalogue;
use super::merge::source_slug;
use crate::id::{fold, slug};
use crate::model::Talk;

/// What a reference means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Exactly one thing.
    One(Reference),
    /// Several, the likeliest first.
    Several(Vec<Reference>),
    /// Nothing.
    None,
}

/// One thing in a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// An index into [`Catalogue::talks`].
    Talk(usize),
    /// An index into [`Catalogue::events`].
    Event(usize),
    /// An index into [`Catalogue::people`].
    Person(usize),
    /// Indexes into [`Catalogue::sources`] and that source's `records.entries`.
    Entry {
        /// The source.
        source: usize,
        /// The entry.
        entry: usize,
    },
}

/// How well a thing fits a reference, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Its id, as it is or as one of its documents has it.
    Id,
    /// Its whole title or name, folded.
    Name,
    /// Whole words of its title or name, in a row.
    Words,
    /// Any part of its id or title.
    Part,
    /// All the words, in any order, in title and speakers.
    Scattered,
}

/// Finds what `reference` means: an id; a title or name; a unique part of an id, title or name, folded.
///
/// The first of these that fits anything decides, so an exact id is never ambiguous. Entries of feeds are meant only
/// where no talk, event or person fits.
pub fn find(catalogue: &Catalogue, reference: &str) -> Found {
    best(fits(catalogue, reference))
}

/// [`find`], but for `None` where no id, title, name or whole words in it are what `reference` says: then other documents, which
/// are not in `catalogue`, may fit as well.
pub fn find_by_words(catalogue: &Catalogue, reference: &str) -> Option<Found> {
    let fits = fits(catalogue, reference);
    fits.iter().any(|(fit, _)| *fit <= Fit::Words).then(|| best(fits))
}

fn fits(catalogue: &Catalogue, reference: &str) -> Vec<(Fit, Reference)> {
    let wanted = Wanted::new(reference);
    if wanted.raw.is_empty() {
        return Vec::new();
    }
    let mut fits = Vec::new();
    for (i, talk) in catalogue.talks.iter().enumerate() {
        let mut ids = vec![talk.id.clone()];
        for member in &talk.members {
            let Some(source) = catalogue.sources.get(member.source) else { continue };
            let Some(record) = source.records.talks.get(member.talk) else { continue };
            ids.extend([record.id.clone(), format!("{}~{}", record.id, source_slug(&source.path))]);
        }
        ids.extend(talk.url.clone());
        let mut speakers = talk.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join(" ");
        speakers.push(' ');
        speakers.push_str(talk.event_name.as_deref().unwrap_or_default());
        fits.extend(
            wanted.fit(ids.iter().map(String::as_str), [talk.title.as_str()], &speakers).map(|fit| (fit, Reference::Talk(i))),
        );
    }
    for (i, event) in catalogue.events.iter().enumerate() {
        let names = event.aliases.iter().map(String::as_str).chain([event.name.as_str()]);
        fits.extend(wanted.fit([event.id.as_str()], names, "").map(|fit| (fit, Reference::Event(i))));
    }
    for (i, person) in catalogue.people.iter().enumerate() {
        let names = person.aliases.iter().map(String::as_str).chain([person.name.as_str()]);
        fits.extend(wanted.fit([person.id.as_str()], names, "").map(|fit| (fit, Reference::Person(i))));
    }
    let exact = fits.iter().any(|(fit, _)| *fit == Fit::Id);
    if !exact {
        let entries = entry_fits(catalogue, &wanted);
        if fits.is_empty() || entries.iter().any(|(fit, _)| *fit == Fit::Id) {
            fits = entries;
        }
    }
    fits
}

fn entry_fits(catalogue: &Catalogue, wanted: &Wanted) -> Vec<(Fit, Reference)> {
    let mut fits = Vec::new();
    for (source, document) in catalogue.sources.iter().enumerate() {
        for (entry, record) in document.records.entries.iter().enumerate() {
            let ids = [Some(record.id.as_str()), record.url.as_deref()];
            let fit = wanted.fit(ids.into_iter().flatten(), [record.title.as_str()], "");
            fits.extend(fit.map(|fit| (fit, Reference::Entry { source, entry })));
        }
    }
    fits
}

/// The things that fit best.
fn best(fits: Vec<(Fit, Reference)>) -> Found {
    let Some(best) = fits.iter().map(|(fit, _)| *fit).min() else { return Found::None };
    let mut things: Vec<Reference> = fits.into_iter().filter(|(fit, _)| *fit == best).map(|(_, thing)| thing).collect();
    things.sort();
    things.dedup();
    match things.as_slice() {
        [one] => Found::One(*one),
        _ => Found::Several(things),
    }
}

/// A reference that is compared with one record after the other, before any are linked.
#[derive(Debug)]
pub struct Meant {
    wanted: Wanted,
    /// The reference without the number that tells apart what is called the same.
    plain: Option<Wanted>,
    /// Its words that begin a word of some name.
    known: Vec<bool>,
    /// Only records that are linked tell what it means.
    is_open: bool,
}

impl Meant {
    /// What `reference` means.
    pub fn of(reference: &str) -> Meant {
        let wanted = Wanted::new(reference);
        let (plain, number) = wanted.raw.rsplit_once('-').unwrap_or_default();
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let plain = is_number.then(|| Wanted::new(plain));
        // Of addresses records keep no more than tells that two are the same.
        let is_open = wanted.raw.contains("://");
        Meant { plain, known: vec![false; wanted.words.len()], wanted, is_open }
    }

    /// Whether it may mean `talk`, a record of the document at `path`.
    pub fn talk(&mut self, talk: &Talk, path: &str) -> bool {
        let whole = format!("{}~{}", talk.id, source_slug(path));
        let mut more: Vec<&str> = talk.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        more.extend(talk.event.as_deref());
        self.fits(&[&talk.id, &whole], &talk.title, &more.join(" "))
    }

    /// Whether it may mean the event or person called `name`.
    pub fn named(&mut self, name: &str) -> bool {
        self.fits(&[&slug(name)], name, "")
    }

    /// Whether it may mean the entry called `title`.
    pub fn entry(&mut self, id: &str, title: &str) -> bool {
        self.fits(&[id], title, "")
    }

    /// Whether it may mean something even where no record fits it.
    pub fn is_open(&self) -> bool {
        // What one document leaves unsaid of a talk another may say.
        self.is_open || (self.known.len() > 1 && self.known.iter().all(|known| *known))
    }

    fn fits(&mut self, ids: &[&str], name: &str, more: &str) -> bool {
        let all = format!(" {} {}", fold(name), fold(more));
        for (word, known) in self.wanted.words.iter().zip(&mut self.known).filter(|(_, known)| !**known) {
            *known = all.contains(&format!(" {word}"));
        }
        let fits = |wanted: &Wanted| wanted.fit(ids.iter().copied(), [name], more).is_some();
        if fits(&self.wanted) {
            return true;
        }
        self.is_open |= self.plain.as_ref().is_some_and(fits);
        false
    }
}

/// A reference in the forms that are compared.
#[derive(Debug)]
struct Wanted {
    raw: String,
    folded: String,
    words: Vec<String>,
}

impl Wanted {
    fn new(reference: &str) -> Wanted {
        let folded = fold(reference);
        let words = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Wanted { raw: reference.trim().to_owned(), folded, words }
    }

    fn fit<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a str>,
        names: impl IntoIterator<Item = &'a str>,
        more: &str,
    ) -> Option<Fit> {
        let mut best: Option<Fit> = None;
        let mut note = |fit: Fit| best = Some(best.map_or(fit, |known| known.min(fit)));
        for id in ids {
            if id == self.raw {
                note(Fit::Id);
            // The event's part of an id would make every talk of it fit; the part after it is the talk's own.
            } else if self.raw.contains('/') && id.contains(&self.raw)
                || id.rsplit('/').next().is_some_and(|own| own.contains(&self.raw))
            {
                note(Fit::Part);
            }
        }
        for name in names {
            let name = fold(name);
            if self.folded.is_empty() {
                continue;
            }
            if name == self.folded {
                note(Fit::Name);
            } else if format!(" {name} ").contains(&format!(" {} ", self.folded)) {
                note(Fit::Words);
            } else if name.contains(&self.folded) {
                note(Fit::Part);
            } else if !more.is_empty() && self.words.len() > 1 {
                let all = format!(" {name} {} ", fold(more));
                if self.words.iter().all(|word| all.contains(&format!(" {word}"))) {
                    note(Fit::Scattered);
                }
            }
        }
        best
    }
}
