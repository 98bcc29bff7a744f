//! Marks of order in front of a title that are more than a number and a full stop: "(1/4)", "1️⃣", "②", "（三）", "四、", "第五场：".

/// The marks in circles and brackets that count, by the first and the number of it: ① to ⑳, ⑴ to ⒇, ❶ to ❿, ➀ to ➉, ➊ to ➓.
const CIRCLED: [(char, u32); 5] = [('①', 20), ('⑴', 20), ('❶', 10), ('➀', 10), ('➊', 10)];

/// The number that such a mark says, and the title behind it.
pub(super) fn strip(text: &str) -> Option<(Option<u32>, &str)> {
    let text = text.trim_start();
    let found = keycap(text).or_else(|| circled(text)).or_else(|| one_of_several(text)).or_else(|| wide(text));
    found
        .map(|(number, rest)| (number, rest.trim_start_matches([' ', '\u{a0}', '\u{3000}', ':', '：', '.', '、', ')'])))
        .filter(|(_, rest)| !rest.is_empty())
}

/// "1️⃣", "🔟".
fn keycap(text: &str) -> Option<(Option<u32>, &str)> {
    if let Some(rest) = text.strip_prefix('🔟') {
        return Some((Some(10), rest));
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|&end| end == 1)?;
    let rest = text[end..].strip_prefix('\u{fe0f}').unwrap_or(&text[end..]);
    Some((text[..end].parse().ok(), rest.strip_prefix('\u{20e3}')?))
}

/// "②", "❸".
fn circled(text: &str) -> Option<(Option<u32>, &str)> {
    let first = text.chars().next()?;
    let place = |&(one, count): &(char, u32)| (first as u32).checked_sub(one as u32).filter(|&past| past < count);
    let number = CIRCLED.iter().find_map(place)?;
    Some((Some(number + 1), &text[first.len_utf8()..]))
}

/// "(1/4)", "[2/12]", "3/4:", "4/4 -".
fn one_of_several(text: &str) -> Option<(Option<u32>, &str)> {
    let bracketed = text.starts_with(['(', '[']);
    let inner = text.trim_start_matches(['(', '[']);
    let end = inner.find(|c: char| !c.is_ascii_digit() && c != '/')?;
    let (number, of) = inner[..end].split_once('/')?;
    let (number, of): (u32, u32) = (number.parse().ok()?, of.parse().ok()?);
    let behind = &inner[end..];
    let rest = match bracketed {
        true => behind.strip_prefix([')', ']'])?,
        // "1/2 cup", "3/4 time" go on without a mark.
        false => behind.trim_start().strip_prefix([':', ')', '-', '–', '—', '.'])?,
    };
    ((1..=of).contains(&number) && (2..=40).contains(&of)).then_some((Some(number), rest))
}

/// "（三）", "四、", "第五场：": Chinese and Japanese numbers.
fn wide(text: &str) -> Option<(Option<u32>, &str)> {
    const ENDS: [&str; 12] = ["場", "场", "讲", "講", "个", "個", "回", "部", "セッション", "位", "篇", "席"];
    let counted = |text: &str| {
        let end = text.find(|c: char| !"一二三四五六七八九十".contains(c) && !c.is_ascii_digit()).filter(|&end| end > 0)?;
        Some((number_of(&text[..end]), end))
    };
    if let Some(inner) = text.strip_prefix(['（', '(']) {
        let (number, end) = counted(inner)?;
        return Some((number, inner[end..].strip_prefix(['）', ')'])?));
    }
    if let Some(inner) = text.strip_prefix('第') {
        let (number, end) = counted(inner)?;
        return ENDS.iter().find_map(|word| inner[end..].strip_prefix(word)).map(|rest| (number, rest));
    }
    let (number, end) = counted(text).filter(|_| !text.starts_with(|c: char| c.is_ascii_digit()))?;
    Some((number, text[end..].strip_prefix(['、', '．', '.'])?))
}

fn number_of(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|known| known == c).map(|at| at as u32 + 1);
    let (tens, ones) = match text.split_once('十') {
        Some((tens, ones)) => (tens.chars().next().map_or(Some(1), digit)?, ones),
        None => (0, text),
    };
    Some(tens * 10 + ones.chars().next().map_or(Some(0), digit)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_order_are_no_part_of_a_title() {
        #[rustfmt::skip]
        let table = [
            ("(1/4) Counting Fog",   Some((Some(1), "Counting Fog"))),
            ("[2/12] Counting Fog",  Some((Some(2), "Counting Fog"))),
            ("3/4: Counting Fog",    Some((Some(3), "Counting Fog"))),
            ("1️⃣ Counting Fog",      Some((Some(1), "Counting Fog"))),
            ("🔟 Counting Fog",      Some((Some(10), "Counting Fog"))),
            ("③ Counting Fog",       Some((Some(3), "Counting Fog"))),
            ("❷ Counting Fog",       Some((Some(2), "Counting Fog"))),
            ("（三）《数雾》",         Some((Some(3), "《数雾》"))),
            ("十二、数雾",            Some((Some(12), "数雾"))),
            ("第二场：数雾",          Some((Some(2), "数雾"))),
            ("1/2 cup of oil",       None),
            ("(5/4) Time",           None),
            ("一起数雾",              None),
            ("第一次数雾",            None),
            ("12 lamps",             None),
        ];
        for (text, found) in table {
            assert_eq!(strip(text), found, "{text:?}");
        }
    }
}
