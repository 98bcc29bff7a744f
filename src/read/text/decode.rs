//! Bytes become text, for every format.
//!
//! In this order: a byte order mark, the charset of the HTTP header, what the document declares of itself (XML
//! declaration, HTML `meta`), valid UTF-8, a guess. Bytes that the charset does not know become U+FFFD with a
//! [`Warning`]. UTF-7 is never read: it hides markup from every filter.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::code_pages;
use crate::model::Warning;

/// How far a declaration may stand from the start, in bytes.
const DECLARATION_BYTES: usize = 2_048;
/// How much of a document the guess is made from, in bytes.
const GUESS_BYTES: usize = 1 << 20;

/// `<?xm` as mainframes write it.
const EBCDIC_XML: &[u8] = &[0x4c, 0x6f, 0xa7, 0x94];

/// Text and what had to be made up for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decoded<'a> {
    /// Without byte order mark.
    pub(crate) text: Cow<'a, str>,
    /// The charset that was used.
    pub(crate) charset: String,
    /// Undecodable bytes, declarations that are not true.
    pub(crate) warnings: Vec<Warning>,
    /// The bytes look like no text at all.
    pub(crate) is_binary: bool,
}

/// How bytes are to be read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Charset {
    /// One that browsers know.
    Web(&'static Encoding),
    /// UTF-32, big-endian or not.
    Utf32 { big: bool },
    /// One of [`code_pages`], by its name without punctuation.
    Old(String),
}

/// Decodes `bytes`; `charset` is what an HTTP header said.
pub(crate) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Decoded<'a> {
    let mut warnings = Vec::new();
    let (found, bytes) = find_charset(bytes, charset, &mut warnings);
    let (text, name) = match found {
        Charset::Old(label) => {
            let text = code_pages::decode(&label, bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned());
            (Cow::Owned(text), label)
        }
        Charset::Utf32 { big } => (Cow::Owned(decode_utf32(bytes, big)), if big { "UTF-32BE" } else { "UTF-32LE" }.to_owned()),
        Charset::Web(encoding) => {
            let (text, bad) = encoding.decode_without_bom_handling(bytes);
            if bad {
                let line = text.split_inclusive('\n').position(|line| line.contains('\u{fffd}')).map_or(0, |index| index + 1);
                let message = format!("bytes that are not {} were replaced by U+FFFD, here first", encoding.name());
                warnings.push(Warning::new(line, message));
            }
            (text, encoding.name().to_owned())
        }
    };
    let is_binary = looks_binary(&text);
    Decoded { text, charset: name, warnings, is_binary }
}

pub(super) fn find_charset<'a>(bytes: &'a [u8], header: Option<&str>, warnings: &mut Vec<Warning>) -> (Charset, &'a [u8]) {
    if let Some((charset, length)) = byte_order_mark(bytes) {
        return (charset, bytes.get(length..).unwrap_or_default());
    }
    if let Some(charset) = wide_by_zeros(bytes) {
        return (charset, bytes);
    }
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes);
    if head.starts_with(EBCDIC_XML)
        && let Some(ascii) = code_pages::decode("cp037", head)
    {
        let label = declared_label(ascii.as_bytes()).map(|label| bare(&label)).filter(|label| code_pages::is_ebcdic(label));
        return (Charset::Old(label.unwrap_or_else(|| "cp037".to_owned())), bytes);
    }
    let declared = declared_label(head);
    for label in header.into_iter().chain(declared.as_deref()) {
        // ASCII is what programs say that know of nothing else; what they write is seldom that.
        if bare(label).ends_with("ascii") {
            continue;
        }
        match charset_of(label) {
            // Text whose declaration could be read byte by byte is not wide.
            Some(Charset::Web(encoding)) if encoding == UTF_16LE || encoding == UTF_16BE => {}
            Some(Charset::Utf32 { .. }) => {}
            Some(Charset::Old(label)) if code_pages::is_ebcdic(&label) => {}
            Some(Charset::Web(encoding)) if encoding == UTF_8 && std::str::from_utf8(bytes).is_err() => {
                if mostly_utf8(bytes) {
                    return (Charset::Web(UTF_8), bytes);
                }
                let guess = guess(bytes);
                let message = format!("the document says it is UTF-8 and is not from here on; it was read as {}", guess.name());
                warnings.push(Warning::new(line_of_bad_utf8(bytes), message));
                return (Charset::Web(guess), bytes);
            }
            Some(charset) => return (charset, bytes),
            None => {
                warnings.push(Warning::new(1, format!("the charset {:?} is unknown", label.chars().take(40).collect::<String>())))
            }
        }
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (Charset::Web(UTF_8), bytes);
    }
    let guess = guess(bytes);
    if guess != UTF_8 {
        let message = format!("no charset is declared and this is not UTF-8 from here on; it was read as {}", guess.name());
        warnings.push(Warning::new(line_of_bad_utf8(bytes), message));
    }
    (Charset::Web(guess), bytes)
}

/// The line of the first byte that is not UTF-8.
fn line_of_bad_utf8(bytes: &[u8]) -> usize {
    let good = std::str::from_utf8(bytes).map_or_else(|fault| fault.valid_up_to(), str::len);
    bytes.iter().take(good).filter(|&&byte| byte == b'\n').count() + 1
}

fn byte_order_mark(bytes: &[u8]) -> Option<(Charset, usize)> {
    #[rustfmt::skip]
    let marks: [(&[u8], Charset); 5] = [
        (&[0xff, 0xfe, 0, 0],    Charset::Utf32 { big: false }),
        (&[0, 0, 0xfe, 0xff],    Charset::Utf32 { big: true }),
        (&[0xef, 0xbb, 0xbf],    Charset::Web(UTF_8)),
        (&[0xff, 0xfe],          Charset::Web(UTF_16LE)),
        (&[0xfe, 0xff],          Charset::Web(UTF_16BE)),
    ];
    marks.into_iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(mark, charset)| (charset, mark.len()))
}

/// UTF-16 and UTF-32 without a mark: the zero bytes of its first ASCII characters tell.
fn wide_by_zeros(bytes: &[u8]) -> Option<Charset> {
    let zeros: Vec<bool> = bytes.iter().take(16).map(|&byte| byte == 0).collect();
    let is = |pattern: [bool; 4]| zeros.len() >= 8 && zeros.chunks_exact(4).take(2).all(|chunk| chunk == pattern);
    if is([true, true, true, false]) {
        Some(Charset::Utf32 { big: true })
    } else if is([false, true, true, true]) {
        Some(Charset::Utf32 { big: false })
    } else if is([true, false, true, false]) {
        Some(Charset::Web(UTF_16BE))
    } else if is([false, true, false, true]) {
        Some(Charset::Web(UTF_16LE))
    } else {
        None
    }
}

/// The charset that `label` names; none for UTF-7 and for what is unknown.
fn charset_of(label: &str) -> Option<Charset> {
    let label = label.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    if label == "utf-7" {
        return None;
    }
    let dashed = label.replace('_', "-");
    let bare = bare(&label);
    if bare.starts_with("utf32") || bare.starts_with("ucs4") || bare == "csucs4" || bare == "iso10646ucs4" {
        return Some(Charset::Utf32 { big: !bare.ends_with("le") });
    }
    let known =
        [label.as_str(), dashed.as_str(), bare.as_str()].into_iter().find_map(|label| Encoding::for_label(label.as_bytes()));
    // What browsers replace (`hz-gb-2312`, `iso-2022-kr`) is better guessed.
    let known = known.or_else(|| other_name(&bare)).filter(|encoding| *encoding != REPLACEMENT);
    known.map(Charset::Web).or_else(|| code_pages::decode(&bare, b"").map(|_| Charset::Old(bare)))
}

/// `label` without case and punctuation.
fn bare(label: &str) -> String {
    label.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Names that browsers do not know for charsets that they do.
fn other_name(bare: &str) -> Option<&'static Encoding> {
    let label = match bare {
        "u8" | "utf" | "utf8ucs2" | "utf8ucs4" | "cp65001" | "unicode11utf8" => "utf-8",
        "latin" | "8859" | "iso88591windows30latin1" | "isolatin1" => "windows-1252",
        "ucs2" | "csunicode" | "iso10646ucs2" | "u16" | "utf16" | "unicode" | "unicodelittleunmarked" => "utf-16le",
        "unicodebigunmarked" | "utf16be" => "utf-16be",
        "932" | "cp932" | "ms932" | "mskanji" | "sjis" | "windows932" | "shiftjis2004" | "shiftjisx0213" | "sjis2004"
        | "sjisx0213" | "sjisx" => "shift_jis",
        "eucjp" | "eucjis2004" | "jisx0213" | "eucjisx0213" | "ujis" => "euc-jp",
        "iso2022jp" | "csiso2022jp" | "iso2022jp1" | "iso2022jp2" | "iso2022jp2004" | "iso2022jp3" | "iso2022jpext" => {
            "iso-2022-jp"
        }
        "936" | "cp936" | "ms936" | "euccn" | "eucgb2312cn" | "gb23121980" | "gb231280" | "chinese" => "gbk",
        "gb180302000" => "gb18030",
        "949" | "cp949" | "ms949" | "uhc" | "euckr" | "ksx1001" | "ksc5601" | "ksc56011987" => "euc-kr",
        "950" | "cp950" | "ms950" | "big5tw" | "big5hkscs" | "hkscs" => "big5",
        "tis620" | "tis6200" | "tis62025290" | "tis62025291" | "874" | "cp874" | "thai" | "iso8859112001" => "windows-874",
        "iso885910" | "latin6" => "iso-8859-10",
        "iso885913" | "latin7" | "l7" => "iso-8859-13",
        "iso885914" | "iso8859141998" | "isoceltic" | "isoir199" | "latin8" | "l8" => "iso-8859-14",
        "iso885915" | "latin9" => "iso-8859-15",
        "iso885916" | "iso8859162001" | "isoir226" | "latin10" | "l10" => "iso-8859-16",
        "macroman" | "mac" => "macintosh",
        "maccyrillic" => "x-mac-cyrillic",
        other => {
            let number = other.strip_prefix("windows").or(other.strip_prefix("cp")).unwrap_or(other);
            return Encoding::for_label(format!("windows-{number}").as_bytes());
        }
    };
    Encoding::for_label(label.as_bytes())
}

/// The charset that the document's head declares, in XML or in HTML.
fn declared_label(head: &[u8]) -> Option<String> {
    if !head.contains(&b'<') {
        return None;
    }
    let head: String = head.iter().map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    if let Some(start) = head.find("<?xml") {
        let declaration = head[start..].split("?>").next()?;
        if let Some(value) = declaration.split("encoding").nth(1) {
            let value = value.trim_start().strip_prefix('=')?.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return value[1..].split(quote).next().map(str::to_owned);
        }
    }
    for tag in head.split("<meta").skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if let Some(value) = tag.split("charset").nth(1) {
            let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
            let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
            return (!label.is_empty()).then_some(label);
        }
    }
    None
}

/// UTF-8 with a few bad bytes in it, not another charset: most of its non-ASCII sequences are well formed.
pub(super) fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xc2).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad.saturating_mul(3)
}

pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..GUESS_BYTES).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    if !detector.feed(sample, true) {
        return WINDOWS_1252;
    }
    let guess = detector.guess(None, Utf8Detection::Allow);
    // A cut sample may end inside a character: then UTF-8 is still what fits best.
    if mostly_utf8(sample) { UTF_8 } else { guess }
}

fn decode_utf32(bytes: &[u8], big: bool) -> String {
    let mut text = String::with_capacity(bytes.len() / 4);
    for chunk in bytes.chunks(4) {
        let code = match *chunk {
            [a, b, c, d] if big => u32::from_be_bytes([a, b, c, d]),
            [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
            _ => u32::MAX,
        };
        text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
    }
    text
}

/// Whether text is none: zeros, or one control or undecodable character in ten.
fn looks_binary(text: &str) -> bool {
    // Bytes first: nearly all text has none of these in its beginning, and a scan of bytes is quick.
    let head = text.as_bytes().get(..8_192 * 4).unwrap_or(text.as_bytes());
    let is_odd = |byte: &u8| matches!(byte, 0..=8 | 0xb | 0xe..=0x1a | 0x1c..=0x1f | 0x7f);
    let is_control = |pair: &[u8]| pair[0] == 0xc2 && pair[1] < 0xa0;
    if !head.iter().any(is_odd) && (head.is_ascii() || !head.windows(2).any(is_control) && !head.contains(&0xef)) {
        return false;
    }
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars().take(8_192) {
        all += 1;
        odd += match c {
            '\0' => 4,
            '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}' => 0,
            '\u{fffd}' => 1,
            c if c.is_control() => 1,
            _ => 0,
        };
    }
    odd * 10 > all
}

/// `text` without the control characters that no document may hold, line ends as `\n`, and the C1 controls as the
/// windows-1252 characters that their writers meant (`&#146;` is ’ in every browser).
pub(crate) fn clean_characters(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    // Bytes first: nearly all text has none of these, and a scan of bytes is quick.
    if !text.bytes().any(|byte| matches!(byte, 0..=8 | 0xb..=0x1f | 0x7f | 0xc2 | 0xef)) || !text.chars().any(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\u{80}'..='\u{9f}' => clean.extend(windows_1252(c)),
            c if is_odd(c) => {}
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// UTF-8 that was once taken for Latin-1 and encoded again (`Ã©` for `é`), read as it was meant; none where the text is
/// anything else.
pub(crate) fn mended_twice_encoded(text: &str) -> Option<String> {
    if !text.bytes().any(|byte| matches!(byte, 0xc2 | 0xc3)) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        let byte = u8::try_from(u32::from(c)).ok()?;
        bytes.push(byte);
        let more = match byte {
            0..=0x7f => 0,
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => return None,
        };
        for _ in 0..more {
            let byte = u8::try_from(u32::from(characters.next()?)).ok().filter(|byte| (0x80..=0xbf).contains(byte))?;
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn windows_1252(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok()?;
    let bytes = [byte];
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charset_that_had_to_be_guessed_is_told_with_the_line_that_shows_it() {
        #[rustfmt::skip]
        let table: [(&[u8], &str, Option<usize>); 6] = [
            ("# Tide\n\ncafé\n".as_bytes(),                                                       "UTF-8",        None),
            (b"# Tide\n\ncaf\xe9 \x96 na\xefve\n",                                                "windows-1252", Some(3)),
            (b"<?xml version='1.0' encoding='iso-8859-1'?>\n<a>caf\xe9</a>",                      "windows-1252", None),
            (b"<?xml version='1.0' encoding='utf-8'?>\n<a>caf\xe9 na\xefve d\xe9j\xe0 vu</a>",    "windows-1252", Some(2)),
            ("# Tide\n\n\u{e9}t\u{e9} \u{e9}t\u{e9}\nx".as_bytes(),                               "UTF-8",        None),
            (b"\xc3\xa9t\xc3\xa9 \xc3\xa9t\xc3\xa9\nx \xff\n",                                    "UTF-8",        Some(2)),
        ];
        for (bytes, charset, line) in table {
            let decoded = decode(bytes, None);
            let lines: Vec<usize> = decoded.warnings.iter().map(|warning| warning.line).collect();
            assert_eq!((decoded.charset.as_str(), lines), (charset, line.into_iter().collect()), "{}", decoded.text);
        }
    }
}
