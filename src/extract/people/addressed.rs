//! People as Japanese writers address them: "ponta さん", "株式会社みずうみ 西岡 達也 さん". Whoever is addressed is somebody,
//! whatever the name looks like.

use super::{People, is_organisation};
use crate::model::Speaker;

/// How sure it is that who is addressed is a person.
const SURE: f32 = 0.9;

/// The longest name, in letters.
const LONGEST: usize = 16;

/// Everybody, and those who are many: "皆さん", "お客さん".
const MANY: &[&str] = &[
    "皆",
    "みな",
    "みなさま",
    "お客",
    "お子",
    "読者",
    "子ども",
    "親御",
    "奥",
    "お父",
    "お母",
    "お兄",
    "お姉",
    "お医者",
    "ご近所",
    "運営",
];

/// The people of `text`, where each of them is addressed.
pub(super) fn read(text: &str) -> Option<People> {
    if !text.trim_end().ends_with("さん") {
        return None;
    }
    let pieces = text.split(['、', ',', '，', '・', '&', '＆', '/', '／']).map(str::trim).filter(|piece| !piece.is_empty());
    let speakers: Vec<Speaker> = pieces.map(one).collect::<Option<_>>()?;
    Some(People { speakers, confidence: SURE, said: text.trim().to_owned() })
}

/// "株式会社みずうみ 西岡 達也 さん": the firm stands before the name.
fn one(piece: &str) -> Option<Speaker> {
    let addressed = piece.strip_suffix("さん")?.trim_end();
    let parted = addressed.split_once([' ', '\u{3000}']);
    let (affiliation, name) = match parted.filter(|(firm, _)| is_organisation(firm)) {
        Some((firm, name)) => (Some(firm.to_owned()), name.trim()),
        None => (None, addressed),
    };
    let words = name.split_whitespace().count();
    let is_name = (1..=3).contains(&words) && name.chars().count() <= LONGEST && !MANY.contains(&name);
    // "「霧」の有村": more than a name.
    let is_name = is_name && !name.contains(['「', '」', '『', '』', '：', ':', '（', '）', '(', ')', '。', 'を']);
    is_name.then(|| Speaker { name: name.to_owned(), affiliation, role: None })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn whoever_is_addressed_is_somebody() {
        #[rustfmt::skip]
        let table = [
            ("ponta さん",                       "ponta"),
            ("高梨 ゆうき さん",                  "高梨 ゆうき"),
            ("株式会社みずうみ 西岡 達也 さん",    "西岡 達也 (株式会社みずうみ)"),
            ("森さん、有村さん",                  "森; 有村"),
            ("皆さん",                            ""),
            ("霧を数える話をしたみんなのお医者さん", ""),
        ];
        for (text, expected) in table {
            let speakers = read(text).map_or(Vec::new(), |people| people.speakers);
            let shown = |one: &crate::model::Speaker| {
                one.affiliation.as_ref().map_or(one.name.clone(), |firm| format!("{} ({firm})", one.name))
            };
            assert_eq!(speakers.iter().map(shown).collect::<Vec<_>>().join("; "), expected, "{text:?}");
        }
    }
}
