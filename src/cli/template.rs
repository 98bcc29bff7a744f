//! `--format`: a line of results as a script wants it.

use hallway::index::Hit;

use super::plain::plain;

/// A field of a hit that a template can name.
type Field = (&'static str, fn(&Hit) -> String);

/// The fields, by the words in braces.
const FIELDS: &[Field] = &[
    ("path", |hit| hit.path.clone()),
    ("line", |hit| hit.line.to_string()),
    ("kind", |hit| hit.kind.as_str().to_owned()),
    ("text", |hit| hit.text.clone()),
    ("title", |hit| hit.title.clone()),
    ("speakers", |hit| hit.speakers.join(", ")),
    ("event", |hit| hit.event.clone().unwrap_or_default()),
    ("author", |hit| hit.author.clone().unwrap_or_default()),
    ("date", |hit| hit.date.clone().unwrap_or_default()),
    ("topic", |hit| hit.topic.clone().unwrap_or_default()),
    ("talk", |hit| hit.talk.clone().unwrap_or_default()),
    ("entry", |hit| hit.entry.clone().unwrap_or_default()),
    ("score", |hit| format!("{:.2}", hit.score)),
];

/// A line with places for fields of a hit.
#[derive(Debug, Clone)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Field(&'static str),
}

impl Template {
    /// Reads `{field}`, `{{`, `}}`, `\t`, `\n` and `\\`; all else stands for itself.
    pub(crate) fn parse(text: &str) -> Result<Template, String> {
        let mut pieces = vec![Piece::Text(String::new())];
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let next = rest.clone().next();
            match (c, next) {
                ('{', Some('{')) | ('}', Some('}')) | ('\\', Some('\\' | 't' | 'n')) => {
                    rest.next();
                    let sign = match next {
                        Some('t') => '\t',
                        Some('n') => '\n',
                        _ => c,
                    };
                    push(&mut pieces, sign);
                }
                ('{', _) => {
                    let (name, behind) = rest.as_str().split_once('}').ok_or("a { without its }; {{ stands for one alone")?;
                    let known = FIELDS.iter().find(|(field, _)| *field == name);
                    let (field, _) = known.ok_or_else(|| format!("{{{name}}} is unknown; there are {}", names()))?;
                    pieces.push(Piece::Field(field));
                    rest = behind.chars();
                }
                _ => push(&mut pieces, c),
            }
        }
        Ok(Template(pieces))
    }

    /// The line of `hit`.
    pub(crate) fn line(&self, hit: &Hit) -> String {
        let mut line = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => line.push_str(text),
                Piece::Field(name) => {
                    let field = FIELDS.iter().find(|(field, _)| field == name);
                    line.push_str(&field.map(|(_, of)| plain(&of(hit))).unwrap_or_default());
                }
            }
        }
        line
    }
}

/// The fields, as they are written in a template.
fn names() -> String {
    FIELDS.iter().map(|(name, _)| format!("{{{name}}}")).collect::<Vec<_>>().join(" ")
}

fn push(pieces: &mut Vec<Piece>, c: char) {
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.push(c),
        _ => pieces.push(Piece::Text(c.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_from_a_hit() {
        let hit = Hit {
            path: "notes/tides.md".into(),
            line: 7,
            title: "Harbour\u{1b}[2J".into(),
            speakers: vec!["Ada Njoku".into(), "Bo Lind".into()],
            ..Hit::default()
        };
        #[rustfmt::skip]
        let table = [
            (r"{path}:{line}",          Ok("notes/tides.md:7")),
            (r"{speakers}\t{kind}",     Ok("Ada Njoku, Bo Lind\ttalk")),
            (r"{title}",                Ok(r"Harbour\u{1b}[2J")),
            (r"{{{line}}} \\ \x }",     Ok(r"{7} \ \x }")),
            (r"{event}|",               Ok("|")),
            (r"",                       Ok("")),
            (r"{room}",                 Err("{room} is unknown")),
            (r"{path",                  Err("a { without its }")),
        ];
        for (text, expected) in table {
            let read = Template::parse(text).map(|template| template.line(&hit));
            match expected {
                Ok(line) => assert_eq!(read.as_deref(), Ok(line), "{text:?}"),
                Err(fault) => assert!(read.is_err_and(|read| read.starts_with(fault)), "{text:?}"),
            }
        }
    }
}
