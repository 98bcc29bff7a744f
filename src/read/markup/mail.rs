//! The header of a mail (RFC 5322) that was saved or pasted as text: who wrote it, when, and its subject as the title.

use serde_json::{Map, Value};

/// The fields of a header by what they say, in the languages of mail programs, folded to small letters.
#[rustfmt::skip]
const FIELDS: &[(&str, &[&str])] = &[
    ("title",  &["subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto", "temat", "ämne", "předmět", "тема", "件名", "主题", "主旨"]),
    ("author", &["from", "von", "de", "da", "van", "od", "från", "от", "差出人", "发件人"]),
    ("date",   &["date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "inviato", "verzonden", "wysłano", "日時", "日期"]),
    ("",       &["to", "cc", "bcc", "reply-to", "newsgroups", "list-id", "message-id", "in-reply-to", "references", "mime-version", "content-type", "content-transfer-encoding",
                 "x-mailer", "user-agent", "organization", "sender", "return-path", "received", "lines", "priority", "importance", "attachments", "status", "precedence", "sensitivity", "path", "xref", "keywords", "an", "à", "para", "a", "aan", "do", "till", "кому", "宛先", "收件人"]),
];

/// What stands in front of a subject when it is answered or passed on.
const ANSWERS: [&str; 12] = ["re", "fw", "fwd", "aw", "wg", "tr", "rv", "sv", "vs", "antw", "odp", "r"];

/// The fields of the header that `lines` begin with, and how many lines it has; `None` where they begin with none, or with one that
/// has no subject.
pub(super) fn header(lines: &[&str]) -> Option<(Map<String, Value>, usize)> {
    let mut fields = Map::new();
    let mut end = 0;
    let (mut known, mut sent) = (0, false);
    for line in lines {
        if end > 0 && line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            end += 1;
            continue;
        }
        // "From ada@example.org Mon May 5" parts the mails of a folder.
        let Some((key, value)) = line.split_once(':').filter(|(key, _)| is_key(key)) else {
            if end == 0 && line.starts_with("From ") {
                end += 1;
                continue;
            }
            break;
        };
        end += 1;
        let Some((name, _)) = FIELDS.iter().find(|(_, keys)| keys.contains(&key.to_lowercase().as_str())) else {
            // "Speaker: Ada Brookfield": the record of a talk.
            if key.contains('-') {
                continue;
            }
            return None;
        };
        known += 1;
        sent |= matches!(*name, "author" | "");
        let value = match *name {
            "title" => subject(value),
            "author" => sender(value),
            _ => value.trim(),
        };
        if !name.is_empty() && !value.is_empty() {
            fields.entry((*name).to_owned()).or_insert_with(|| Value::String(value.to_owned()));
        }
    }
    let closed = lines.get(end).is_some_and(|line| line.trim().is_empty());
    (closed && sent && known >= 2 && fields.contains_key("title")).then_some((fields, end))
}

/// One word, with hyphens.
fn is_key(key: &str) -> bool {
    (1..=32).contains(&key.len()) && key.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// "Re: [lamps] Notes from Fogport" without the answer and the list.
fn subject(value: &str) -> &str {
    let mut rest = value.trim();
    loop {
        let answered = rest.split_once(':').filter(|(head, _)| ANSWERS.contains(&head.to_ascii_lowercase().as_str()));
        let listed = || rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).filter(|(_, rest)| !rest.trim().is_empty());
        let Some((_, behind)) = answered.or_else(listed) else { return rest };
        rest = behind.trim();
    }
}

/// "Ada Brookfield <ada@example.org>", "ada@example.org (Ada Brookfield)": the name.
fn sender(value: &str) -> &str {
    let value = value.trim();
    let named = value.split_once('<').map(|(name, _)| name).or_else(|| value.split_once('(')?.1.strip_suffix(')'));
    named.unwrap_or(value).trim().trim_matches('"')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::lines;

    #[test]
    fn headers_of_mails_are_found() {
        #[rustfmt::skip]
        let table = [
            ("From: Ada Brookfield <ada@example.org>\nSubject: Re: [lamps] Fogport\nDate: 5 May 2031\n\nHello\n",
             Some((r#"{"author":"Ada Brookfield","title":"Fogport","date":"5 May 2031"}"#, 3))),
            ("Von: Anna Berg\nAn: alle\nBetreff: AW: Bericht\n\nHallo\n", Some((r#"{"author":"Anna Berg","title":"Bericht"}"#, 3))),
            ("From ada@example.org Mon May 5\nFrom: ada@example.org (Ada)\nReferences: <1>\n <2>\nSubject: Fog\n\nText\n",
             Some((r#"{"author":"Ada","title":"Fog"}"#, 5))),
            ("From: Ada\nTo: all\n\nno subject\n", None),
            ("Subject: Fog\n\none field is a talk's\n", None),
            ("From: Delft\nTo: Fogport\nSubject: lamps\nand more text\n", None),
        ];
        for (text, expected) in table {
            let found = header(&lines::split(text)).map(|(fields, end)| (Value::Object(fields).to_string(), end));
            let found = found.as_ref().map(|(fields, end)| (fields.as_str(), *end));
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
