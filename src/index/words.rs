//! Text → the words that are compared: what a document says and what a person asks for take the same road.
//!
//! - letters are folded: case, accents, apostrophes inside words (`don’t` is `dont`);
//! - everything else between letters separates, so `exactly-once` is two words in a row, and so is `node.js`;
//! - two words with a hyphen between them can be found as one, too: `Tree-sitter` as `treesitter`;
//! - signs that belong to a name stay: `c++`, `c#`, `.net`;
//! - words are stemmed by the language of the passage; Chinese, Japanese and Korean become overlapping pairs of characters.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, StopWordFilter, TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::english::is_plainly_english;
use crate::id::fold;

/// The languages with a stemmer: BCP 47 and ours of tantivy.
const LANGUAGES: &[(&str, &str, Language)] = &[
    ("en", "eng", Language::English),
    ("ar", "ara", Language::Arabic),
    ("da", "dan", Language::Danish),
    ("nl", "nld", Language::Dutch),
    ("fi", "fin", Language::Finnish),
    ("fr", "fra", Language::French),
    ("de", "deu", Language::German),
    ("el", "ell", Language::Greek),
    ("hu", "hun", Language::Hungarian),
    ("it", "ita", Language::Italian),
    ("no", "nob", Language::Norwegian),
    ("pt", "por", Language::Portuguese),
    ("ro", "ron", Language::Romanian),
    ("ru", "rus", Language::Russian),
    ("es", "spa", Language::Spanish),
    ("sv", "swe", Language::Swedish),
    ("ta", "tam", Language::Tamil),
    ("tr", "tur", Language::Turkish),
];

/// The longest word that is kept whole, in bytes.
const WORD_BYTES: usize = 100;
/// How many words a stemmer remembers.
const REMEMBERED: usize = 40_000;

/// The language that words are stemmed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Tongue(u8);

impl Tongue {
    /// Where nothing is known.
    pub(super) const ENGLISH: Tongue = Tongue(0);
    /// A language without a stemmer: words are compared as they are.
    pub(super) const OTHER: Tongue = Tongue(LANGUAGES.len() as u8);

    /// The language of a BCP 47 tag.
    pub(super) fn of_tag(tag: &str) -> Tongue {
        let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let code = if code == "nb" || code == "nn" { "no" } else { &code };
        LANGUAGES.iter().position(|language| language.0 == code).map_or(Tongue::OTHER, |at| Tongue(at as u8))
    }

    /// Its BCP 47 code, `other` for [`Tongue::OTHER`].
    pub(super) fn code(self) -> &'static str {
        LANGUAGES.get(usize::from(self.0)).map_or("other", |language| language.0)
    }

    /// The language that `text` is written in, as far as its first kilobytes tell reliably; else English.
    pub(super) fn guess(text: &str) -> Tongue {
        let mut end = text.len().min(1500);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let sample = &text[..end];
        if is_plainly_english(sample) {
            return Tongue::ENGLISH;
        }
        let Some(found) = whatlang::detect(sample) else { return Tongue::ENGLISH };
        if !found.is_reliable() {
            return Tongue::ENGLISH;
        }
        let code = found.lang().code();
        LANGUAGES.iter().position(|language| language.1 == code).map_or(Tongue::OTHER, |at| Tongue(at as u8))
    }

    /// Tells of words in lower case whether they are among those that this language puts everywhere.
    pub(super) fn stop_words(self) -> impl FnMut(&str) -> bool {
        let filter = LANGUAGES.get(usize::from(self.0)).and_then(|language| StopWordFilter::new(language.2));
        let mut analyzer = filter.map(|filter| TextAnalyzer::builder(RawTokenizer::default()).filter(filter).build());
        move |word| analyzer.as_mut().is_some_and(|analyzer| analyzer.token_stream(word).next().is_none())
    }

    /// Marks `text` as written in this language, for the index's tokenizer.
    pub(super) fn mark(self, text: &str) -> String {
        let mut marked = String::with_capacity(text.len() + 1);
        marked.push(char::from(self.0 + 1));
        marked.push_str(text);
        marked
    }

    pub(super) fn number(self) -> u8 {
        self.0
    }

    pub(super) fn from_number(number: u8) -> Tongue {
        Tongue(number.min(Tongue::OTHER.0))
    }
}

/// Tokens with their strings, kept for the next text.
#[derive(Debug, Clone, Default)]
pub(super) struct Tokens {
    tokens: Vec<Token>,
    used: usize,
}

impl Tokens {
    /// What was found.
    pub(super) fn found(&self) -> &[Token] {
        &self.tokens[..self.used]
    }

    fn push(&mut self, text: &str, position: usize, from: usize, to: usize) {
        if self.used == self.tokens.len() {
            self.tokens.push(Token::default());
        }
        let token = &mut self.tokens[self.used];
        token.text.clear();
        token.text.push_str(text);
        token.position = position;
        token.offset_from = from;
        token.offset_to = to;
        token.position_length = 1;
        self.used += 1;
    }
}

/// Folds and stems words of one language, remembering what it did.
struct Stems {
    stemmer: Option<TextAnalyzer>,
    known: FxHashMap<Box<str>, Box<str>>,
}

impl Stems {
    fn new(tongue: Tongue) -> Stems {
        let language = LANGUAGES.get(usize::from(tongue.0)).map(|language| language.2);
        let stemmer =
            language.map(|language| TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build());
        Stems { stemmer, known: FxHashMap::default() }
    }

    fn with<R>(&mut self, word: &str, take: impl FnOnce(&str) -> R) -> R {
        if let Some(stem) = self.known.get(word) {
            return take(stem);
        }
        let stem = self.stem(&fold_word(word));
        let answer = take(&stem);
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known.insert(word.into(), stem.into());
        answer
    }

    fn stem(&mut self, folded: &str) -> String {
        match &mut self.stemmer {
            Some(stemmer) if folded.len() > 2 && folded.chars().all(char::is_alphabetic) => {
                let mut stream = stemmer.token_stream(folded);
                match stream.next() {
                    Some(token) if !token.text.is_empty() => token.text.clone(),
                    _ => folded.to_owned(),
                }
            }
            _ => folded.to_owned(),
        }
    }
}

/// One word folded: lower case, without accents and apostrophes.
pub(super) fn fold_word(word: &str) -> String {
    let mut folded = if word.is_ascii() {
        let mut folded = word.to_ascii_lowercase();
        folded.retain(|c| c != '\'' && c != '`');
        folded
    } else {
        let mut folded = fold(word);
        folded.retain(|c| c != ' ');
        folded
    };
    if folded.len() > WORD_BYTES {
        let end = (0..=WORD_BYTES).rev().find(|&end| folded.is_char_boundary(end)).unwrap_or(0);
        folded.truncate(end);
    }
    folded
}

/// Cuts text into the words that the index holds. Clones remember words together: each field of each segment has its own.
#[derive(Clone)]
pub(super) struct Words {
    stems: Arc<Mutex<Vec<Option<Stems>>>>,
    tokens: Tokens,
}

impl Words {
    pub(super) fn new() -> Words {
        let stems = std::iter::repeat_with(|| None).take(LANGUAGES.len() + 1).collect();
        Words { stems: Arc::new(Mutex::new(stems)), tokens: Tokens::default() }
    }

    /// The words of `text`, stemmed by `tongue`; each call replaces the last one's.
    pub(super) fn cut(&mut self, text: &str, tongue: Tongue) -> &Tokens {
        self.cut_from(text, 0, tongue, |_| true);
        &self.tokens
    }

    /// Those words of `text` that begin with one of the letters `initials`, and perhaps others; most need not be stemmed then.
    pub(super) fn cut_some(&mut self, text: &str, tongue: Tongue, initials: &str) -> &Tokens {
        let begins = |word: &str| match word.bytes().next() {
            Some(first) if first.is_ascii() => initials.contains(char::from(first.to_ascii_lowercase())),
            _ => true,
        };
        // In some languages stemming takes beginnings away.
        let prefixes = matches!(tongue.code(), "ar" | "ta");
        self.cut_from(text, 0, tongue, |word| prefixes || begins(word));
        &self.tokens
    }

    fn cut_from(&mut self, text: &str, offset: usize, tongue: Tongue, is_wanted: impl Fn(&str) -> bool) {
        self.tokens.used = 0;
        let tokens = &mut self.tokens;
        let mut stems = self.stems.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(slot) = stems.get_mut(usize::from(tongue.0)) else { return };
        let stems = slot.get_or_insert_with(|| Stems::new(tongue));
        let mut position = 0;
        for piece in Pieces::new(text, offset) {
            match piece {
                Piece::Word { from, to, sign, dotted } => {
                    let Some(word) = text.get(from..to) else { continue };
                    if sign == 0 && !dotted && !is_wanted(word) {
                        position += 1;
                        continue;
                    }
                    if sign > 0 {
                        let name = format!("{}{}", fold_word(word), &text[to..to + sign]);
                        tokens.push(&name, position, from, to + sign);
                        if to - from > 2 {
                            stems.with(word, |stem| tokens.push(stem, position, from, to));
                        }
                    } else {
                        let empty = stems.with(word, |stem| {
                            if !stem.is_empty() {
                                tokens.push(stem, position, from, to);
                            }
                            stem.is_empty()
                        });
                        if empty {
                            continue;
                        }
                        if dotted {
                            let name = format!(".{}", fold_word(word));
                            tokens.push(&name, position, from - 1, to);
                        }
                        if let Some((joined, end)) = hyphenated(text, from, to) {
                            stems.with(&joined, |stem| tokens.push(stem, position, from, end));
                        }
                    }
                    position += 1;
                }
                Piece::Pairs { from, to } => {
                    let Some(run) = text.get(from..to) else { continue };
                    position = push_pairs(run, from, position, tokens);
                }
            }
        }
    }
}

/// The word at `from` with the one behind its hyphen, where they are two and of letters alone, and where that ends.
fn hyphenated(text: &str, from: usize, to: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(to) != Some(&b'-') || (from > 0 && bytes.get(from - 1) == Some(&b'-')) {
        return None;
    }
    let end = Pieces::new(text, to + 1).word_end(to + 1);
    let (first, second) = (text.get(from..to)?, text.get(to + 1..end)?);
    let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    let is_two = second.len() > 1 && first.len() + second.len() > 3 && bytes.get(end) != Some(&b'-');
    (is_two && is_word(first) && is_word(second)).then(|| (format!("{first}{second}"), end))
}

/// Adds the overlapping pairs of `run`'s characters, and each character on its own at the same place.
fn push_pairs(run: &str, from: usize, mut position: usize, tokens: &mut Tokens) -> usize {
    let mut characters = run.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let end = at + c.len_utf8();
        // Half-width and full-width forms are one letter.
        let single = fold(&run[at..end]);
        if single.is_empty() {
            continue;
        }
        if let Some(&(next, d)) = characters.peek() {
            let pair = format!("{single}{}", fold(&run[next..next + d.len_utf8()]));
            tokens.push(&pair, position, from + at, from + next + d.len_utf8());
        }
        tokens.push(&single, position, from + at, from + end);
        position += 1;
    }
    position
}

/// Whether words are not set apart by blanks in the script of `c`.
pub(super) fn is_paired(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{323af}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)) && !is_paired(c))
}

/// ASCII that parts words.
const BETWEEN: u8 = 0;
/// An ASCII letter or digit.
const LETTER: u8 = 1;
/// What each byte is: one of those, or 2 where it is no ASCII.
const SORTS: [u8; 256] = {
    let mut table = [2; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = if (byte as u8).is_ascii_alphanumeric() { LETTER } else { BETWEEN };
        byte += 1;
    }
    table
};

/// A stretch of text that gives words.
enum Piece {
    /// A word; `sign` bytes after it belong to it (`++`, `#`), and a dot right before it does too where `dotted`.
    Word { from: usize, to: usize, sign: usize, dotted: bool },
    /// Characters of a script without blanks.
    Pairs { from: usize, to: usize },
}

struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Pieces { text, at }
    }

    fn next_char(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// How many bytes of the sort `sort` stand at `at`.
    #[inline]
    fn run(&self, at: usize, sort: u8) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        rest.iter().take_while(|byte| SORTS[usize::from(**byte)] == sort).count()
    }

    /// The word that begins at `from`.
    fn word(&mut self, from: usize) -> Piece {
        let to = self.word_end(from);
        let sign = self.sign(to);
        self.at = to + sign;
        let is_dotted = |before: &[u8]| before.ends_with(b".") && !before.ends_with(b"..");
        let bytes = self.text.as_bytes();
        let dotted = bytes.get(..from).is_some_and(is_dotted) && bytes.get(from).is_some_and(u8::is_ascii_alphabetic);
        Piece::Word { from, to, sign, dotted }
    }

    /// Where the word that starts at `from` ends.
    fn word_end(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            at += self.run(at, LETTER);
            // Most words end at a blank or at a mark.
            let may_go_on = |byte: &&u8| !byte.is_ascii() || is_apostrophe(char::from(**byte));
            if self.text.as_bytes().get(at).filter(may_go_on).is_none() {
                return at;
            }
            let Some(c) = self.next_char(at) else { return at };
            let inside = || is_apostrophe(c) && at > from && self.next_char(at + c.len_utf8()).is_some_and(is_word);
            if !is_word(c) && !inside() {
                return at;
            }
            at += c.len_utf8();
        }
    }

    /// How many bytes of signs after `to` belong to the word before it.
    fn sign(&self, to: usize) -> usize {
        let rest = self.text.as_bytes().get(to..).unwrap_or_default();
        let after = |length: usize| self.next_char(to + length);
        match rest {
            [b'+', b'+', ..] if after(2) != Some('+') => 2,
            [b'#', ..] if !after(1).is_some_and(|c| is_word(c) || c == '#') => 1,
            _ => 0,
        }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            self.at += self.run(self.at, BETWEEN);
            let from = self.at;
            if self.text.as_bytes().get(from)?.is_ascii() {
                return Some(self.word(from));
            }
            let c = self.next_char(from)?;
            if is_paired(c) {
                let mut to = from;
                while let Some(c) = self.next_char(to).filter(|&c| is_paired(c)) {
                    to += c.len_utf8();
                }
                self.at = to;
                return Some(Piece::Pairs { from, to });
            }
            if is_word(c) {
                return Some(self.word(from));
            }
            self.at += c.len_utf8();
        }
    }
}

/// The tokenizer of the index: its texts begin with the mark of their language, see [`Tongue::mark`]; without a
/// mark they are English.
impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        match text.as_bytes().first() {
            Some(&mark) if mark > 0 && mark <= Tongue::OTHER.0 + 1 => {
                self.cut_from(text, 1, Tongue::from_number(mark - 1), |_| true)
            }
            _ => self.cut_from(text, 0, Tongue::ENGLISH, |_| true),
        }
        WordStream { tokens: &mut self.tokens, next: 0 }
    }
}

/// The tokens of one text.
pub(super) struct WordStream<'a> {
    tokens: &'a mut Tokens,
    next: usize,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.used
    }

    fn token(&self) -> &Token {
        &self.tokens.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens.tokens[self.next - 1]
    }
}

/// A tokenizer of terms that are made already: one a line.
#[derive(Clone, Default)]
pub(super) struct Lines {
    token: Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        self.token.position = usize::MAX;
        LineStream { rest: text, token: &mut self.token }
    }
}

/// The lines of one text.
pub(super) struct LineStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        if self.rest.is_empty() {
            return false;
        }
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.token.text.clear();
        self.token.text.push_str(line);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, tongue: Tongue) -> String {
        let mut words = Words::new();
        let mut last = usize::MAX;
        let mut shown = String::new();
        for token in words.cut(text, tongue).found() {
            if !shown.is_empty() {
                shown.push(if token.position == last { '/' } else { ' ' });
            }
            shown.push_str(&token.text);
            last = token.position;
        }
        shown
    }

    #[test]
    fn text_is_cut_into_folded_words() {
        #[rustfmt::skip]
        let table = [
            ("Exactly-Once Is a Promise",  "exact/exactlyonc onc is a promis"),
            ("e-mails, T-Shirt (front-end)", "e/email mail t/tshirt shirt front/frontend end"),
            ("state-of-the-art 3-d a-b",   "state of the art 3 d a b"),
            ("lock- und wind--rose x-",    "lock und wind rose x"),
            ("exactly once",               "exact onc"),
            ("don’t don't dont",           "dont dont dont"),
            ("‘quoted’ words",             "quot word"),
            ("Bilge Yücel, Sørensen",      "bilg yucel sorensen"),
            ("C++, C and C# in .NET",      "c++ c and c# in net/.net"),
            ("C++20 notepad++",            "c++ 20 notepad++/notepad"),
            ("node.js ASP.NET 1.2",        "node js/.js asp net/.net 1 2"),
            ("k8s snake_case CI/CD",       "k8s snake case ci cd"),
            ("wait... what",               "wait what"),
            ("issue#12 and a+b",           "issu 12 and a b"),
            ("入門とガ",                     "入門/入 門と/門 とガ/と ガ"),
            ("Rust入門",                    "rust 入門/入 門"),
            ("ｶﾅ",                          "カナ/カ ナ"),
            ("",                           ""),
            ("—…!",                        ""),
            ("''' ` #",                    ""),
        ];
        for (text, expected) in table {
            assert_eq!(cut(text, Tongue::ENGLISH), expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_stemmed_by_their_language() {
        assert_eq!(cut("Datenbanken", Tongue::of_tag("de-AT")), "datenbank");
        assert_eq!(cut("running", Tongue::of_tag("pl")), "running");
        assert_eq!(cut("running", Tongue::of_tag("en")), "run");
    }

    #[test]
    fn words_that_a_language_puts_everywhere_are_told() {
        let told = |tongue: Tongue| ["nicht", "with", "hafen"].map(tongue.stop_words());
        assert_eq!(told(Tongue::of_tag("de")), [true, false, false]);
        assert_eq!(told(Tongue::ENGLISH), [false, true, false]);
        assert_eq!(told(Tongue::OTHER), [false, false, false]);
    }

    #[test]
    fn the_language_is_guessed_only_where_it_is_plain() {
        #[rustfmt::skip]
        let table = [
            ("The talk was about the way that caches are used in the kernel and how to measure it.",                         "en"),
            ("Der Vortrag handelte davon, wie man Datenbanken ohne Ausfall umzieht, und was dabei schiefgehen kann.",         "de"),
            ("Cette présentation expliquait comment déplacer une base de données sans interruption de service.",             "fr"),
            ("Rust",                                                                                                          "en"),
        ];
        for (text, expected) in table {
            assert_eq!(Tongue::guess(text).code(), expected, "{text:?}");
        }
    }

    #[test]
    fn offsets_lie_on_characters_of_the_text() {
        let text = "«Größe» ’n’ C++ – 入門x.Net’s";
        let mut words = Words::new();
        for token in words.cut(text, Tongue::ENGLISH).found() {
            assert!(text.get(token.offset_from..token.offset_to).is_some(), "{token:?}");
        }
    }
}
