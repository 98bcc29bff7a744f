//! XML of any other maker becomes objects, as JSON has them, and is read as such: elements and attributes are fields, what
//! repeats is a list.

use serde_json::{Map, Value};

use super::json::{self, Lines};
use super::yaml::find_lines;
use crate::read::document::Document;
use crate::read::xml::{Event, Xml};

/// Elements nested deeper than this are left out.
const DEEPEST: usize = 32;
/// What begins with these is no conference's data.
const OTHERS: [&str; 14] = [
    "html",
    "rss",
    "feed",
    "rdf",
    "opml",
    "svg",
    "urlset",
    "sitemapindex",
    "plist",
    "channel",
    "project",
    "manifest",
    "resources",
    "kml",
];

/// Reads `text` if it is XML whose elements are sessions.
pub(super) fn read(text: &str) -> Option<Document> {
    let mut xml = Xml::new(text, 0, None);
    let mut open: Vec<Element> = Vec::new();
    let mut skipped = 0;
    let root = loop {
        match xml.next() {
            Event::Start(tag) => {
                if open.is_empty() && OTHERS.contains(&tag.name.as_ref()) {
                    return None;
                }
                if open.len() >= DEEPEST || skipped > 0 {
                    skipped += 1;
                    continue;
                }
                let attributes = tag.attributes.iter().map(|one| (one.name.to_string(), Value::String(one.value.clone())));
                open.push(Element { name: tag.name.to_string(), fields: attributes.collect(), text: String::new() });
            }
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Event::End { .. } if skipped > 0 => skipped -= 1,
            Event::End { .. } => {
                let element = open.pop()?;
                let name = element.name.clone();
                match open.last_mut() {
                    Some(parent) => parent.fields.push((name, element.value())),
                    None => break element.value(),
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    };
    let mut document = json::of_value(&root, Lines::default())?;
    find_lines(text, &mut document.sessions);
    Some(document)
}

/// An element while it is read.
struct Element {
    name: String,
    /// Attributes, and the elements inside.
    fields: Vec<(String, Value)>,
    text: String,
}

impl Element {
    /// Text alone is a string; elements of one name inside one of several are a list.
    fn value(self) -> Value {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.fields.is_empty() {
            return Value::String(text);
        }
        let first = self.fields.first().map(|(name, _)| name.clone()).unwrap_or_default();
        let is_list =
            self.fields.iter().all(|(name, _)| *name == first) && (self.fields.len() > 1 || is_plural_of(&self.name, &first));
        if is_list {
            return Value::Array(self.fields.into_iter().map(|(_, value)| value).collect());
        }
        let mut object = Map::new();
        for (name, value) in self.fields {
            match object.get_mut(&name) {
                Some(Value::Array(items)) if !value.is_array() => items.push(value),
                Some(held) => *held = Value::Array(vec![held.take(), value]),
                None => {
                    object.insert(name, value);
                }
            }
        }
        if !text.is_empty() {
            object.entry("text").or_insert(Value::String(text));
        }
        Value::Object(object)
    }
}

/// "talks" holds a "talk".
fn is_plural_of(name: &str, one: &str) -> bool {
    name.len() > one.len() && (name.starts_with(one) || name.ends_with("ies") && one.ends_with('y'))
}

#[cfg(test)]
mod tests {
    use crate::read::schedule::tests::check;

    #[test]
    fn elements_are_fields_whatever_their_maker() {
        check(
            r#"<?xml version="1.0"?>
<Conference short="F31"><Name>Ferrocon 2031</Name><Sessions>
<Session hall="Pier"><SessionTitle>Weather</SessionTitle><Presentations>
<Presentation begin="2031-05-04 10:00" end="2031-05-04 10:30"><Title>Counting fog</Title><Authors><Author><First>Anna</First><Last>Berg</Last></Author></Authors></Presentation>
<Presentation begin="2031-05-04 11:00" end="2031-05-04 11:30"><Title>Small boats</Title><Authors><Author><First>Peter</First><Last>Jones</Last></Author></Authors></Presentation>
</Presentations></Session></Sessions></Conference>"#,
            "event Ferrocon 2031
             4 2031-05-04 10:00 30 | Counting fog | Anna Berg
             5 2031-05-04 11:00 30 | Small boats | Peter Jones",
        );
        check(
            "<catalog><book><title>Fog</title><author>Anna Berg</author></book><book><title>Boats</title><author>Peter Jones</author></book></catalog>",
            "none",
        );
    }
}
