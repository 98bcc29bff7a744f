//! The field table: which element of which vocabulary says what.

use crate::read::xml::Ns;

/// What an element says. The number is its rank: of two that say the same, the smaller is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Title(u8),
    Link,
    /// A person, in one text or with parts inside.
    Person(u8),
    Published(u8),
    Updated(u8),
    /// One category.
    Category,
    /// Several categories, parted by commas.
    Keywords,
    Summary(u8),
    Content(u8),
    Rights(u8),
    Language,
    Enclosure,
    /// Media RSS: a file.
    MediaFile,
    /// Where the entry was taken from.
    Source,
    /// The name of a person, inside it.
    Name,
    /// When hallway first saw the entry.
    Seen,
}

impl Field {
    /// The value may hold markup.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Field::Title(_) | Field::Summary(_) | Field::Content(_) | Field::Rights(_))
    }
}

/// Looks up what the element says.
pub(super) fn field(ns: Ns, name: &str) -> Option<Field> {
    use Field::*;
    let is_core = matches!(ns, Ns::Plain | Ns::Atom);
    Some(match (ns, name) {
        _ if is_core => match name {
            "id" | "guid" => Id,
            "title" => Title(0),
            "link" => Link,
            "author" | "managingeditor" => Person(0),
            "published" | "pubdate" => Published(0),
            "issued" => Published(1),
            "created" => Published(3),
            "updated" | "modified" | "lastbuilddate" => Updated(0),
            "category" => Category,
            "keywords" => Keywords,
            "summary" => Summary(0),
            "description" | "subtitle" | "tagline" => Summary(1),
            "abstract" => Summary(3),
            "content" => Content(0),
            "fullitem" | "prodlink" => Content(1),
            "rights" | "copyright" => Rights(0),
            "language" => Language,
            "enclosure" => Enclosure,
            "source" => Source,
            _ => return None,
        },
        (Ns::Dc, "title") => Title(1),
        (Ns::Dc, "creator" | "author") => Person(0),
        (Ns::Dc, "date") => Updated(2),
        (Ns::Dc, "subject") => Category,
        (Ns::Dc, "description") => Summary(2),
        (Ns::Dc, "rights") => Rights(1),
        (Ns::Dc, "language") => Language,
        (Ns::DcTerms, "title") => Title(1),
        (Ns::DcTerms, "creator") => Person(0),
        (Ns::DcTerms, "issued" | "date" | "datesubmitted") => Published(1),
        (Ns::DcTerms, "created") => Published(2),
        (Ns::DcTerms, "modified") => Updated(1),
        (Ns::DcTerms, "subject") => Category,
        (Ns::DcTerms, "abstract" | "description") => Summary(3),
        (Ns::DcTerms, "rights" | "license") => Rights(1),
        (Ns::DcTerms, "language") => Language,
        (Ns::Content, "encoded") => Content(1),
        (Ns::Xhtml, "body" | "div") => Content(2),
        (Ns::Itunes, "author") => Person(2),
        (Ns::Itunes, "title") => Title(3),
        (Ns::Itunes, "summary") => Summary(4),
        (Ns::Itunes, "subtitle") => Summary(5),
        (Ns::Itunes, "keywords") => Keywords,
        (Ns::Itunes, "category") => Category,
        (Ns::Media, "title") => Title(2),
        (Ns::Media, "description") => Summary(6),
        (Ns::Media, "content") => MediaFile,
        (Ns::Media, "category") => Category,
        (Ns::Media, "keywords") => Keywords,
        (Ns::Media, "copyright") => Rights(2),
        (Ns::Media, "credit") => Person(3),
        (Ns::License, "license") => Rights(3),
        (Ns::Foaf, "name") => Name,
        (Ns::Hallway, "seen") => Seen,
        _ => return None,
    })
}
