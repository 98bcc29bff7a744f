//! What a person types → a tree of what it asks for. Never an error: what cannot be meant is read some other way, and said.
//!
//! ```text
//! words are joined by AND     "a phrase"     begin*     this OR that     -not     NOT this     (groups)
//! kind: event: series: speaker: author: topic: track: tag: source: lang: has: year:     date:2030..2031     query:NAME
//! ```

use std::ops::Range;

use super::passages::{FIELDS, day_number, key};
use super::words::Tongue;
use crate::id::fold;

/// The deepest nesting that is followed; deeper brackets group nothing.
const DEPTH: usize = 32;
/// How often one saved search may stand in another.
const SAVED_DEPTH: usize = 4;
/// So many words and conditions are looked for; a query of more is cut.
const PARTS: usize = 96;
/// The longest query that is read, in bytes.
const QUERY_BYTES: usize = 16 * 1024;

/// Words that people put into questions and that say nothing of the answer.
pub(super) const FILLERS: &[&str] = &[
    "a", "about", "am", "an", "and", "any", "anyone", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "or",
    "our", "should", "so", "some", "that", "the", "their", "them", "there", "these", "they", "this", "those", "to", "us", "was",
    "we", "were", "what", "whats", "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would", "you",
    "your",
];

/// Whether `word` says nothing of a subject.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&fold(word).as_str())
}

/// How questions begin.
const ASKING: &[&str] = &[
    "who", "whom", "whose", "what", "whats", "when", "where", "which", "why", "how", "is", "are", "does", "do", "did", "can",
    "should",
];

/// What `has:` can ask for.
const FLAGS: &[&str] = &["note", "takeaway", "abstract", "speaker", "url", "tag", "time", "link", "quote"];

/// What `kind:` can ask for: passages, talks by their form, documents.
const KNOWN_KINDS: &[&str] = &[
    "talk",
    "abstract",
    "note",
    "takeaway",
    "entry",
    "event",
    "text",
    "keynote",
    "workshop",
    "panel",
    "lightning",
    "live",
    "social",
    "report",
    "feed",
    "programme",
    "submissions",
    "none",
];

/// Other words for kinds.
const KINDS: &[(&str, &str)] = &[
    ("talks", "talk"),
    ("session", "talk"),
    ("sessions", "talk"),
    ("abstracts", "abstract"),
    ("notes", "note"),
    ("takeaways", "takeaway"),
    ("entries", "entry"),
    ("texts", "text"),
    ("post", "entry"),
    ("posts", "entry"),
    ("events", "event"),
    ("reports", "report"),
    ("feeds", "feed"),
    ("program", "programme"),
    ("schedule", "programme"),
    ("submission", "submissions"),
    ("proposal", "submissions"),
    ("proposals", "submissions"),
    ("keynotes", "keynote"),
    ("workshops", "workshop"),
    ("panels", "panel"),
    ("tutorial", "workshop"),
    ("tutorials", "workshop"),
    ("programmes", "programme"),
    ("programs", "programme"),
];

/// A query as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// How odd parts of it were read, for people; empty where nothing was odd.
    pub notes: Vec<String>,
    /// As it was typed.
    pub text: String,
    pub(super) root: Node,
}

/// What a part of a query asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Node {
    /// Every passage.
    #[default]
    All,
    /// No passage.
    Nothing,
    /// Text in the passage: its words in a row. `range` is where the query has it, for "did you mean".
    Text {
        text: String,
        range: Option<Range<usize>>,
    },
    /// All of these terms of a field.
    Keys {
        field: char,
        words: Vec<String>,
        typed: String,
        range: Option<Range<usize>>,
    },
    /// Days from and to, both included.
    Days(u64, u64),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

impl Node {
    /// The same with the words of each topic, track and tag for what is filed under it; those words go into `filed`.
    fn subjects_as_words(&self, filed: &mut Vec<String>) -> Node {
        match self {
            Node::Keys { field: 'o' | 't' | 'g', typed, range, .. } => {
                filed.push(typed.clone());
                Node::Text { text: typed.clone(), range: range.clone() }
            }
            Node::And(nodes) => Node::And(nodes.iter().map(|node| node.subjects_as_words(filed)).collect()),
            Node::Or(nodes) => Node::Or(nodes.iter().map(|node| node.subjects_as_words(filed)).collect()),
            other => other.clone(),
        }
    }
}

impl Query {
    /// The query in which what is filed under topics, tracks and tags is asked for as words, and those words.
    pub(super) fn subjects_as_words(&self) -> (Node, Vec<String>) {
        let mut filed = Vec::new();
        (self.root.subjects_as_words(&mut filed), filed)
    }

    /// Reads `text`; `saved` gives the text of `query:NAME`.
    pub fn parse(text: &str, saved: &mut dyn FnMut(&str) -> Option<String>) -> Query {
        let mut query = Query { text: text.to_owned(), ..Query::default() };
        query.root = parse(text, 0, saved, &mut query.notes);
        query.notes.dedup();
        query
    }

    /// Whether it is put as a question, in which any word may be the one that counts.
    pub(super) fn is_question(&self) -> bool {
        let first = self.text.split_whitespace().next().map(fold).unwrap_or_default();
        self.text.trim_end().ends_with('?') || ASKING.contains(&first.as_str())
    }

    /// Whether it asks for nothing in particular, and so finds everything.
    pub fn is_empty(&self) -> bool {
        self.root == Node::All
    }
}

fn parse(text: &str, depth: usize, saved: &mut dyn FnMut(&str) -> Option<String>, notes: &mut Vec<String>) -> Node {
    let mut end = text.len().min(QUERY_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len() {
        notes.push(format!("the query is longer than {} KB: its end was left out", QUERY_BYTES >> 10));
    }
    let mut tokens = cut(&text[..end], notes);
    if tokens.len() > PARTS * 2 {
        tokens.truncate(PARTS * 2);
        notes.push(format!("only the first {} parts of the query are looked for", PARTS * 2));
    }
    if let [Token::Not, word @ Token::Word(name, _)] = &tokens[..]
        && text.trim_start().starts_with(['-', '−'])
    {
        notes.push(format!("-{name} alone was read as a word; NOT {name} finds all else"));
        tokens = vec![word.clone()];
    }
    let mut reader = Reader { tokens: tokens.into_iter().peekable(), depth, saved, notes, nested: 0 };
    let mut nodes = Vec::new();
    while let Some(node) = reader.alternatives() {
        nodes.push(node);
        // What stands after a bracket too many.
        if reader.tokens.next_if(|token| *token == Token::Close).is_some() {
            reader.notes.push("a closing bracket without its partner was left out".to_owned());
        }
    }
    joined(nodes)
}

/// A piece of a query's text.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Open,
    Close,
    Or,
    And,
    Not,
    /// A word as typed.
    Word(String, Range<usize>),
    /// What stood between quotation marks.
    Phrase(String, Range<usize>),
    /// `field:value`, the value with or without quotation marks.
    Field(String, String, Range<usize>),
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn cut(text: &str, notes: &mut Vec<String>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let after = at + c.len_utf8();
        match c {
            c if c.is_whitespace() => at = after,
            '(' => {
                tokens.push(Token::Open);
                at = after;
            }
            ')' => {
                tokens.push(Token::Close);
                at = after;
            }
            c if is_quote(c) => match quoted(text, after) {
                Some((inside, end)) => {
                    tokens.push(Token::Phrase(text[inside.clone()].to_owned(), inside));
                    at = end;
                }
                None => {
                    notes.push("a quotation mark without its partner was left out".to_owned());
                    at = after;
                }
            },
            '-' | '−' | '!' if starts_word(text, after) => {
                tokens.push(Token::Not);
                at = after;
            }
            '+' if starts_word(text, after) => at = after,
            _ => at = cut_word(text, at, &mut tokens),
        }
    }
    tokens
}

/// Whether something that can be asked for begins at `at`.
fn starts_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| c.is_alphanumeric() || is_quote(c) || matches!(c, '(' | '.'))
}

/// What stands between the quotation mark before `from` and the next one, and where it goes on.
fn quoted(text: &str, from: usize) -> Option<(Range<usize>, usize)> {
    let (length, mark) = text[from..].char_indices().find(|&(_, c)| is_quote(c))?;
    Some((from..from + length, from + length + mark.len_utf8()))
}

/// Cuts the word at `from`, a field with its value, or an operator; where it goes on.
fn cut_word(text: &str, from: usize, tokens: &mut Vec<Token>) -> usize {
    let stop = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c);
    let length = text[from..].find(stop).unwrap_or(text.len() - from);
    let word = &text[from..from + length];
    let end = from + length;
    if let Some((name, value)) = word.split_once(':') {
        let known = |name: &str| FIELDS.iter().any(|(field, _)| *field == name) || name == "date" || name == "query";
        let name = name.to_ascii_lowercase();
        if known(&name) {
            let value_from = end - value.len();
            if value.is_empty() && text[end..].chars().next().is_some_and(is_quote) {
                let mark = text[end..].chars().next().map_or(0, char::len_utf8);
                if let Some((inside, next)) = quoted(text, end + mark) {
                    tokens.push(Token::Field(name, text[inside.clone()].to_owned(), inside));
                    return next;
                }
            }
            tokens.push(Token::Field(name, value.to_owned(), value_from..end));
            return end;
        }
    }
    tokens.push(match word {
        "OR" | "|" | "||" => Token::Or,
        "AND" | "&" | "&&" => Token::And,
        "NOT" => Token::Not,
        _ => Token::Word(word.to_owned(), from..end),
    });
    end
}

struct Reader<'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    /// How many saved searches stand around this one.
    depth: usize,
    saved: &'a mut dyn FnMut(&str) -> Option<String>,
    notes: &'a mut Vec<String>,
    nested: usize,
}

impl Reader<'_> {
    fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    /// `a b OR c d`: either all of the first or all of the second. `None` at the end.
    fn alternatives(&mut self) -> Option<Node> {
        self.tokens.peek()?;
        let mut either = Vec::new();
        loop {
            either.extend(self.all());
            match self.tokens.peek() {
                Some(Token::Or) => {
                    self.tokens.next();
                    if either.is_empty() || matches!(self.tokens.peek(), None | Some(Token::Close | Token::Or)) {
                        self.note("an OR with nothing on one side was left out");
                    }
                }
                _ => break,
            }
        }
        Some(match either.len() {
            0 => Node::All,
            1 => either.remove(0),
            _ => Node::Or(either),
        })
    }

    fn all(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        loop {
            match self.tokens.peek() {
                None | Some(Token::Or | Token::Close) => break,
                Some(Token::And) => {
                    self.tokens.next();
                }
                Some(_) => parts.extend(self.part()),
            }
        }
        drop_fillers(&mut parts);
        let parts: Vec<Node> = parts.into_iter().map(|(node, _)| node).collect();
        (!parts.is_empty()).then(|| joined(parts))
    }

    /// One part, and whether it is a filler of questions.
    fn part(&mut self) -> Option<(Node, bool)> {
        let mut not = false;
        while self.tokens.next_if(|token| *token == Token::Not).is_some() {
            not = !not;
        }
        if not && matches!(self.tokens.peek(), None | Some(Token::Or | Token::And | Token::Close)) {
            self.note("a NOT with nothing after it was left out");
            return None;
        }
        let (node, filler) = match self.tokens.next()? {
            Token::Open => (self.group()?, false),
            Token::Word(text, range) => {
                let filler = FILLERS.contains(&fold(&text).as_str());
                (self.text(text, range)?, filler)
            }
            Token::Phrase(text, range) => (self.text(text, range)?, false),
            Token::Field(name, value, range) => (self.field(&name, &value, range)?, false),
            Token::Close | Token::Or | Token::And | Token::Not => return None,
        };
        Some(if not { (Node::Not(Box::new(node)), false) } else { (node, filler) })
    }

    fn group(&mut self) -> Option<Node> {
        if self.nested >= DEPTH {
            self.note("brackets are nested too deep: the inner ones group nothing");
            return None;
        }
        self.nested += 1;
        let node = self.alternatives();
        self.nested -= 1;
        if self.tokens.next_if(|token| *token == Token::Close).is_none() {
            self.note("an opening bracket without its partner was closed at the end");
        }
        node.filter(|node| *node != Node::All)
    }

    fn text(&mut self, text: String, range: Range<usize>) -> Option<Node> {
        // Signs alone say nothing.
        if !text.chars().any(char::is_alphanumeric) {
            return None;
        }
        if let Some((name, _)) = text.split_once(':').filter(|(name, rest)| is_field_name(name) && !rest.starts_with([':', '/']))
        {
            let name: String = name.chars().take(20).collect();
            self.note(format!("{name}: is no field; read as words"));
        }
        let range = (self.depth == 0).then_some(range);
        Some(Node::Text { text, range })
    }

    fn field(&mut self, name: &str, value: &str, range: Range<usize>) -> Option<Node> {
        let value = value.trim();
        if value.is_empty() {
            self.note(format!("{name}: with nothing after it was left out"));
            return None;
        }
        match name {
            "query" => self.saved_search(value),
            "date" => self.days(name, value),
            "year" => self.days(name, value),
            _ => self.keys(name, value, range),
        }
    }

    fn saved_search(&mut self, name: &str) -> Option<Node> {
        if self.depth >= SAVED_DEPTH {
            self.note(format!("query:{name} stands in itself and was left out"));
            return None;
        }
        let Some(text) = (self.saved)(name) else {
            self.note(format!("no search is saved as {name}"));
            return Some(Node::Nothing);
        };
        Some(parse(&text, self.depth + 1, self.saved, self.notes))
    }

    fn days(&mut self, name: &str, value: &str) -> Option<Node> {
        let (from, to) = value.split_once("..").unwrap_or((value, value));
        let number = |text: &str, open: u64| match text.trim_matches(['.', ' ']) {
            "" => Some(open),
            text => {
                let text = text.replace(['/', '.'], "-");
                let is_date = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
                day_number(&text).filter(|day| is_date && day / 100 % 100 <= 12)
            }
        };
        let Some((from, to)) = number(from, 0).zip(number(to, 99_999_999)) else {
            self.note(format!("{name}:{value} is no date such as 2031, 2031-04, 2030..2031-04-05: left out"));
            return None;
        };
        // Up to the end of a year or month that is given alone.
        let to = match to {
            to if to % 10_000 == 0 => to + 9_999,
            to if to % 100 == 0 => to + 99,
            to => to,
        };
        Some(Node::Days(from.max(1), to))
    }

    fn keys(&mut self, name: &str, value: &str, range: Range<usize>) -> Option<Node> {
        let field = FIELDS.iter().find(|(field, _)| *field == name).map(|(_, letter)| *letter)?;
        let folded = fold(value);
        let words: Vec<&str> = match name {
            "lang" => vec![Tongue::of_tag(value).code()],
            _ => folded.split(' ').filter(|word| !word.is_empty()).take(PARTS).collect(),
        };
        if words.is_empty() {
            self.note(format!("{name}: with signs alone was left out"));
            return None;
        }
        let words: Vec<String> = match name {
            "kind" => {
                words.iter().map(|word| KINDS.iter().find(|(other, _)| other == word).map_or(*word, |(_, kind)| kind)).collect()
            }
            "has" => words.iter().map(|word| word.strip_suffix('s').filter(|one| FLAGS.contains(one)).unwrap_or(word)).collect(),
            _ => words,
        }
        .into_iter()
        .map(|word| key(field, word))
        .collect();
        if name == "lang" && words.iter().all(|word| word == "l:other") && folded != "other" {
            self.note(format!("lang:{value} is not told from others without a stemmer: read as lang:other"));
        }
        if name == "kind" && !words.iter().all(|word| KNOWN_KINDS.contains(&&word[2..])) {
            self.note(format!("kind:{value} is unknown; it can ask for {}", KNOWN_KINDS.join(", ")));
        }
        if name == "has" && !words.iter().all(|word| FLAGS.contains(&&word[2..])) {
            self.note(format!("has:{value} is unknown; it can ask for {}", FLAGS.join(", ")));
        }
        let range = (self.depth == 0).then_some(range);
        Some(Node::Keys { field, words, typed: value.to_owned(), range })
    }
}

fn is_field_name(name: &str) -> bool {
    name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Leaves out the words of a question that say nothing, unless nothing else was asked.
fn drop_fillers(parts: &mut Vec<(Node, bool)>) {
    let says_something =
        |(node, filler): &(Node, bool)| !filler && matches!(node, Node::Text { .. } | Node::Or(_) | Node::And(_));
    if parts.iter().any(says_something) {
        parts.retain(|(_, filler)| !filler);
    }
}

fn joined(nodes: Vec<Node>) -> Node {
    let mut all = Vec::new();
    for node in nodes {
        match node {
            Node::All => {}
            Node::And(inner) => all.extend(inner),
            other => all.push(other),
        }
    }
    all.truncate(PARTS);
    match all.len() {
        0 => Node::All,
        1 => all.remove(0),
        _ => Node::And(all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(node: &Node) -> String {
        let list = |nodes: &[Node]| nodes.iter().map(show).collect::<Vec<_>>().join(" ");
        match node {
            Node::All => "all".into(),
            Node::Nothing => "nothing".into(),
            Node::Text { text, .. } => format!("[{text}]"),
            Node::Keys { words, .. } => words.join("+"),
            Node::Days(from, to) => format!("{from}-{to}"),
            Node::And(nodes) => format!("and({})", list(nodes)),
            Node::Or(nodes) => format!("or({})", list(nodes)),
            Node::Not(node) => format!("not({})", show(node)),
        }
    }

    fn read(text: &str) -> (String, usize) {
        let query = Query::parse(text, &mut |name| (name == "mine").then(|| "a OR kind:note".to_owned()));
        (show(&query.root), query.notes.len())
    }

    #[test]
    fn queries_are_read_as_people_mean_them() {
        #[rustfmt::skip]
        let table = [
            // text                              read as                              how many notes
            ("",                                 "all",                               0),
            ("postgres",                         "[postgres]",                        0),
            ("agents context",                   "and([agents] [context])",           0),
            ("agents AND context",               "and([agents] [context])",           0),
            ("a1 OR b1 c1",                      "or([a1] and([b1] [c1]))",           0),
            ("\"api gateway\"",                  "[api gateway]",                     0),
            ("“api gateway” «x y»",              "and([api gateway] [x y])",          0),
            ("-rust cargo",                      "and(not([rust]) [cargo])",          0),
            ("NOT rust",                         "not([rust])",                       0),
            ("NOT NOT rust",                     "[rust]",                            0),
            ("exactly-once",                     "[exactly-once]",                    0),
            ("(a1 OR b1) -(c1 d1)",              "and(or([a1] [b1]) not(and([c1] [d1])))", 0),
            ("kind:takeaways speaker:\"Ada Njoku\"", "and(k:takeaway s:ada+s:njoku)", 0),
            ("EVENT:ferrocon year:2031",         "and(e:ferrocon 20310000-20319999)", 0),
            ("date:2030..2031-04",               "20300000-20310499",            0),
            ("date:2031-04-05..",                "20310405-99999999",                 0),
            ("date:..2031",                      "1-20319999",                        0),
            ("date:2031/04 lang:de-AT",          "and(20310400-20310499 l:de)",       0),
            ("--dry-run",                        "[--dry-run]",                       0),
            ("-rust lang:de",                    "and(not([rust]) l:de)",             0),
            ("query:mine x1",                    "and(or([a] k:note) [x1])",          0),
            ("who said what about caches",       "and([said] [caches])",              0),
            ("what is this",                     "and([what] [is] [this])",           0),
            ("c++ .NET C# k8s",                  "and([c++] [.NET] [C#] [k8s])",      0),
            ("std::env https://example.org/a",   "and([std::env] [https://example.org/a])", 0),
            // Odd ones: read somehow, with a note.
            ("query:other",                      "nothing",                           1),
            ("\"open",                           "[open]",                            1),
            ("(a1",                              "[a1]",                              1),
            ("a1) b1",                           "and([a1] [b1])",                    1),
            ("OR a1 OR",                         "[a1]",                              1),
            ("a1 NOT",                           "[a1]",                              1),
            ("colour:red",                       "[colour:red]",                      1),
            ("event:",                           "all",                               1),
            ("event:!!",                         "all",                               1),
            ("date:soon a1",                     "[a1]",                              1),
            ("has:teeth",                        "h:teeth",                           1),
            ("kind:teeth",                       "k:teeth",                           1),
            ("lang:ja",                          "l:other",                           1),
            ("date:2031-13 a1",                  "[a1]",                              1),
            ("-XX:+Tide",                        "[XX:+Tide]",                        1),
            ("() - ( ) !",                       "all",                               0),
            (")))(((",                           "all",                               2),
        ];
        for (text, expected, notes) in table {
            assert_eq!(read(text), (expected.to_owned(), notes), "{text:?}");
        }
    }

    #[test]
    fn no_query_is_too_odd() {
        let deep = "(".repeat(10_000) + "x" + &")".repeat(10_000);
        let long = "word ".repeat(300_000);
        let minus = "-".repeat(50_000) + "x";
        let fields = "event:".repeat(20_000);
        for text in [
            &deep,
            &long,
            &minus,
            &fields,
            "\u{0}\u{7f}é́\u{202e}",
            "\"\"\"",
            "a:b:c::",
            "::",
            "-\"",
            "-(",
            "query:mine".repeat(99).as_str(),
        ] {
            let query = Query::parse(text, &mut |_| Some("query:loop".to_owned()));
            assert!(query.notes.len() < 20_000 && query.text.len() == text.len());
        }
    }
}
