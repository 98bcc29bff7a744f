//! What stands beside a name: an organisation, a role.

use crate::extract::letters::{holds_wide, is_wide};
use crate::extract::names::{is_given_name, is_known_organisation, is_organisation_word, is_role_word};
use crate::folded::fold;

/// Is `text` the name of an organisation, by a word in it or because it is well known?
pub(crate) fn is_organisation(text: &str) -> bool {
    let folded = fold(text);
    if folded.is_empty() || folded.len() > 80 {
        return false;
    }
    if is_known_organisation(&folded) || holds_wide(text) && WIDE_FIRMS.iter().any(|mark| text.contains(mark)) {
        return true;
    }
    // "Vientos S.L.", "Lampen e.V.": the letters of a legal form.
    let form = text.trim().rsplit(' ').next().unwrap_or("").trim_end_matches('.');
    if matches!(
        form,
        "S.L" | "S.A" | "S.L.U" | "S.p.A" | "S.r.l" | "S.A.S" | "B.V" | "N.V" | "e.V" | "e.G" | "S.C" | "Inc" | "Ltd"
    ) && folded.contains(' ')
    {
        return true;
    }
    const HEADS: [&str; 44] = [
        "univ ",
        "uni ",
        "hs ",
        "fh ",
        "th ",
        "tu ",
        "hochschule ",
        "hogeschool ",
        "gemeente ",
        "stadt ",
        "landkreis ",
        "gobierno de ",
        "gobierno ",
        "gouvernement ",
        "governo ",
        "regierung ",
        "city of ",
        "town of ",
        "state of ",
        "government of ",
        "ministry of ",
        "bank of ",
        "port of ",
        "county of ",
        "province of ",
        "republic of ",
        "house of ",
        "friends of ",
        "church of ",
        "ville de ",
        "region ",
        "conseil ",
        "stadt ",
        "stad ",
        "gemeente ",
        "gemeinde ",
        "comune di ",
        "mairie de ",
        "ayuntamiento de ",
        "land ",
        "kreis ",
        "kanton ",
        "canton de ",
        "junta de ",
    ];
    if HEADS.iter().any(|head| folded.starts_with(head)) {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let dotted = text.trim().rsplit_once('.').is_some_and(|(head, end)| {
        !head.contains(' ')
            && matches!(
                end,
                "com" | "org" | "io" | "net" | "dev" | "ai" | "de" | "fr" | "nl" | "co" | "eu" | "tech" | "app" | "uk"
            )
    });
    let capital = text.chars().any(|c| c.is_uppercase() || is_wide(c));
    // "Sparbank Nord", "Hansedata GmbH": a compound that ends like a firm.
    const FIRMS: [&str; 6] = ["bank", "soft", "labs", "werke", "corp", "ware"];
    let compound = |word: &&str| word.len() >= 7 && FIRMS.iter().any(|end| word.ends_with(end)) && !is_given_name(word);
    if capital && words.len() <= 3 && words.iter().any(compound) && !words.iter().any(|word| is_role_word(word)) {
        return true;
    }
    let known = (1..=3.min(words.len()))
        .any(|len| is_known_organisation(&words[..len].join(" ")) && words.len() <= len + 2 && len * 5 > 4);
    dotted
        || capital && words.len() <= 8 && words.iter().any(|word| is_organisation_word(word)) && !only_role(&words)
        || capital && known && words.len() > 1 && !words.iter().any(|word| is_role_word(word)) && !is_given_name(words[0])
}

/// What firms and institutes are called where no blank parts words.
const WIDE_FIRMS: &[&str] = &[
    "株式会社",
    "合同会社",
    "会社",
    "財団",
    "協会",
    "研究所",
    "研究室",
    "高専",
    "公司",
    "大学",
    "大學",
    "集团",
    "科技",
    "数据",
    "网络",
    "软件",
    "银行",
    "学院",
    "研究院",
    "实验室",
    "工作室",
    "基金会",
    "社区",
    "中心",
    "주식회사",
    "대학교",
    "연구소",
];

/// What people do, likewise.
const WIDE_ROLES: &[&str] = &[
    "エンジニア",
    "開発者",
    "代表",
    "教授",
    "研究員",
    "マネージャー",
    "デザイナー",
    "フリーランス",
    "社長",
    "部長",
    "开发者",
    "工程师",
    "架构师",
    "经理",
    "负责人",
    "研究员",
    "设计师",
    "创始人",
    "总监",
    "作者",
    "维护者",
    "开发",
    "개발자",
    "엔지니어",
    "교수",
];

fn only_role(words: &[&str]) -> bool {
    words.iter().any(|word| is_role_word(word)) && words.last().is_some_and(|last| is_role_word(last))
}

/// Does `text` say what a person does: "Staff Engineer", "author of async-deep", "Postgres committer"?
pub(crate) fn is_role(text: &str) -> bool {
    if text.chars().any(is_wide) && WIDE_ROLES.iter().any(|role| text.ends_with(role)) {
        return true;
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > 10 || text.contains(['?', '!']) {
        return false;
    }
    let short = words.iter().any(|word| matches!(*word, "cto" | "ceo" | "vp" | "cio" | "ciso" | "sme" | "coo" | "cpo"));
    let organised = words.last().is_some_and(|last| is_organisation_word(last))
        && words.len() <= 3
        && !words.last().is_some_and(|last| is_role_word(last));
    short || words.iter().any(|word| is_role_word(word)) && !organised
}
