//! The form in which hallway keeps a feed: Atom with each element on a line of its own, so that its lines tell where an
//! entry lies, without reading XML and whatever its length.

use std::io::{self, BufRead, BufReader, Read};

/// What every such file begins with.
pub(crate) const BEGIN: &[u8] = b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"";
/// What it ends with.
pub(crate) const END: &[u8] = b"</feed>\n";
/// What an entry ends with.
pub(crate) const ENTRY_END: &[u8] = b"</entry>\n";

/// An entry as it lies in the file.
#[derive(Debug)]
pub(crate) struct KeptText<'a> {
    /// The byte where it starts.
    pub(crate) start: u64,
    /// How many lines stand before it.
    pub(crate) lines_before: usize,
    /// Its lines.
    pub(crate) text: &'a [u8],
}

/// Looks through a file line by line, handing each entry to `visit`; what stands before the first one.
///
/// `None` where the file has another form: what was handed out then means nothing.
///
/// # Errors
/// What reading the source returns.
pub(crate) fn scan(source: impl Read, visit: &mut dyn FnMut(&KeptText)) -> io::Result<Option<Vec<u8>>> {
    let mut lines = BufReader::with_capacity(64 << 10, source);
    let (mut head, mut entry, mut line) = (Vec::new(), Vec::new(), Vec::new());
    let (mut at, mut number, mut begun) = (0_u64, 0, None);
    let (mut has_entries, mut has_end) = (false, false);
    while !has_end && lines.read_until(b'\n', &mut line)? > 0 {
        let is_foreign = line.starts_with(b"<!") || at > 0 && line.starts_with(b"<?");
        if is_foreign || at == 0 && !BEGIN.starts_with(&line) {
            return Ok(None);
        }
        match begun {
            None if line.starts_with(b"<entry>") || line.starts_with(b"<entry ") => {
                begun = Some((at, number));
                has_entries = true;
                entry.clone_from(&line);
            }
            None if line == END => has_end = true,
            None if !has_entries && !holds_entry(&line) => head.extend_from_slice(&line),
            None => return Ok(None),
            Some((start, lines_before)) => {
                entry.extend_from_slice(&line);
                if line == ENTRY_END {
                    visit(&KeptText { start, lines_before, text: &entry });
                    begun = None;
                }
            }
        }
        at += line.len() as u64;
        number += 1;
        line.clear();
    }
    let is_whole = has_end && lines.read(&mut [0])? == 0 && head.starts_with(BEGIN);
    Ok(is_whole.then_some(head))
}

/// Whether an entry begins within a line: hallway writes it at the line's beginning.
fn holds_entry(line: &[u8]) -> bool {
    line.windows(6).any(|at| at == b"<entry")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file: &str) -> Option<String> {
        let mut found = String::new();
        let head = scan(file.as_bytes(), &mut |entry| {
            let text = String::from_utf8_lossy(entry.text).replace('\n', "");
            found.push_str(&format!("{}+{} {text}; ", entry.start, entry.lines_before));
        });
        head.unwrap().map(|_| found.trim_end_matches("; ").to_owned())
    }

    #[test]
    fn entries_are_found_by_their_lines() {
        let head = String::from_utf8(BEGIN.to_vec()).unwrap() + ">\n<id>f</id>\n";
        let [one, two] = ["<entry>\n<id>1</id>\n</entry>\n", "<entry xml:lang=\"de\">\n</entry>\n"];
        let told = "93+3 <entry><id>1</id></entry>; 121+6 <entry xml:lang=\"de\"></entry>";
        #[rustfmt::skip]
        let table = [
            ("two",              format!("{head}{one}{two}</feed>\n"),               Some(told)),
            ("none",             format!("{head}</feed>\n"),                         Some("")),
            ("set in",           format!("{head}  {one}</feed>\n"),                  None),
            ("no end",           format!("{head}{one}"),                             None),
            ("something behind", format!("{head}{one}</feed>\n<!-- by hand -->"),    None),
            ("a comment",        format!("{head}<!-- by hand -->\n{one}</feed>\n"),  None),
            ("between entries",  format!("{head}{one}<id>2</id>\n{two}</feed>\n"),   None),
            ("an open entry",    format!("{head}<entry>\n</feed>\n"),                None),
            ("another form",     "<rss></rss>\n".to_owned(),                         None),
            ("nothing",          String::new(),                                      None),
        ];
        for (what, file, expected) in table {
            assert_eq!(found(&file).as_deref(), expected, "{what}");
        }
    }
}
