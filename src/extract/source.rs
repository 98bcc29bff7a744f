//! What kind of document it is, its title and its authors.

use std::sync::LazyLock;

use super::inlines::{count_words, fold_space, line_texts, one_line};
use super::tables::Phrases;
use super::{people, phrases};
use crate::english::is_plainly_english;
use crate::folded::fold;
use crate::model::{Kind, Source, Warning};
use crate::read::document::{Block, BlockKind, Document, Inline, Metadata, Named, Shape, plain};
use crate::when;

/// The source record but for its kind.
pub(super) fn read(document: &Document, warnings: &mut Vec<Warning>) -> Source {
    let metadata = &document.metadata;
    Source {
        kind: Kind::None,
        title: title(document),
        authors: authors(&metadata.authors, warnings),
        id: metadata.id.clone(),
        url: metadata.url.clone(),
        updated: metadata.updated.clone(),
        language: metadata.language.clone().or_else(|| guess_language(document)),
        rights: metadata.rights.clone(),
        self_url: metadata.self_url.clone(),
        held_back: held_back(metadata),
        published: metadata.published.clone(),
        tags: metadata.tags.clone(),
    }
}

/// The metadata's title, else the heading that stands over all others.
pub(super) fn title(document: &Document) -> Option<String> {
    if let Some(title) = &document.metadata.title {
        return Some(fold_space(title)).filter(|title| !title.is_empty());
    }
    if document.shape != Shape::Text {
        return None;
    }
    let blocks = &document.parts.first()?.blocks;
    let headings: Vec<(usize, u8, &[Inline])> = blocks
        .iter()
        .enumerate()
        .filter_map(|(n, block)| match &block.kind {
            BlockKind::Heading { level, text } => Some((n, *level, text.as_slice())),
            _ => None,
        })
        .collect();
    match headings.first() {
        Some((n, level, text)) => {
            let top = headings.iter().skip(1).all(|(_, other, _)| other > level) || *level == 1;
            match top {
                true => (*n <= 3).then(|| one_line(text)),
                false => first_line_title(blocks).filter(|title| is_dated(title)),
            }
        }
        None => first_line_title(blocks),
    }
    .filter(|title| !title.is_empty())
}

/// Text without a heading over it: a short first line that stands alone is the title, or one with its year over other short
/// lines.
fn first_line_title(blocks: &[Block]) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &blocks.first()?.kind else { return None };
    let lines = line_texts(inlines);
    let text = lines.first()?;
    let heads = || is_dated(text) && lines.len() <= 4 && lines.iter().all(|line| line.len() <= 60);
    let count = count_words(text);
    let links = inlines.iter().any(|inline| matches!(inline, Inline::Link { .. }));
    ((lines.len() == 1 || heads())
        && !links
        && (1..=16).contains(&count)
        && !text.ends_with(['.', ':', ','])
        && text.chars().any(char::is_alphabetic))
    .then(|| text.clone())
}

/// Whether a line states a year or a day.
fn is_dated(line: &str) -> bool {
    when::find_year(line).is_some() || when::find_date(line, None).is_some()
}

/// People, cleaned of what templates leave around their names.
pub(super) fn authors(named: &[Named], warnings: &mut Vec<Warning>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for author in named {
        let clean = clean_author(&author.text);
        let Some(name) = clean else {
            continue;
        };
        if name != author.text.trim() && author.text.contains(['[', '<', '{']) {
            let message = format!("author {:?} read as {name:?}", author.text.trim());
            if !warnings.iter().any(|held| held.message == message && held.line == author.line) {
                warnings.push(Warning::new(author.line, message));
            }
        }
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// One name without a template's map, a mail address, a link; `None` where nothing is left.
fn clean_author(text: &str) -> Option<String> {
    let text = text.trim();
    let text = match text.strip_prefix("map[").and_then(|body| body.strip_suffix(']')) {
        Some(body) => {
            body.split(" uri:").next()?.split(" email:").next()?.split(" url:").next()?.trim().strip_prefix("name:")?.trim()
        }
        None => text,
    };
    let text = text.split('<').next().filter(|name| !name.trim().is_empty()).unwrap_or(text);
    let name = fold_space(text.trim_matches(['"', '\'', '*', '_', ' ']));
    let mail = name.contains('@') && name.contains('.') && !name.contains(' ');
    (!name.is_empty() && !mail).then_some(name)
}

/// The author that a "By" line under the title names, where the metadata name none.
pub(super) fn byline(blocks: &[Block]) -> Option<String> {
    for block in blocks.iter().take(4) {
        let BlockKind::Paragraph(inlines) = &block.kind else { continue };
        let text = one_line(inlines);
        if text.len() > 80 {
            return None;
        }
        for label in ["Author:", "Author(s):", "Authors:", "Written by", "Notes by", "Autor:", "Auteur:"] {
            if let Some(rest) = text.strip_prefix(label) {
                return people::read_people(rest.trim()).and_then(|people| people.speakers.first().map(|one| one.name.clone()));
            }
        }
    }
    None
}

/// What the document says of itself that keeps it from being published.
fn held_back(metadata: &Metadata) -> Option<String> {
    let fields = metadata.fields.as_object()?;
    for (key, value) in fields {
        let set = value.as_bool().or_else(|| match value.as_str()?.trim().to_lowercase().as_str() {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => None,
        });
        match (key.to_lowercase().as_str(), set) {
            ("draft" | "private", Some(true)) => return Some(format!("{key}: true")),
            ("published" | "public", Some(false)) => return Some(format!("{key}: false")),
            _ => {}
        }
    }
    None
}

/// The language of the text, where it is long and plain enough to tell.
fn guess_language(document: &Document) -> Option<String> {
    let mut sample = String::new();
    for block in document.parts.iter().flat_map(|part| &part.blocks) {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            sample.push_str(&plain(inlines));
            sample.push('\n');
        } else if let BlockKind::List { .. } = &block.kind {
            sample.push_str(&block.text());
            sample.push('\n');
        }
        if sample.len() > 2000 {
            break;
        }
    }
    if sample.len() < 120 {
        return None;
    }
    let end = (0..=sample.len().min(2000)).rev().find(|&end| sample.is_char_boundary(end))?;
    if is_plainly_english(&sample[..end]) {
        return Some("en".to_owned());
    }
    let info = whatlang::detect(&sample[..end])?;
    info.is_reliable().then(|| two_letters(info.lang()).to_owned())
}

fn two_letters(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Cmn => "zh",
        Lang::Kor => "ko",
        Lang::Rus => "ru",
        Lang::Pol => "pl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        other => other.code(),
    }
}

/// Whether the document announces what is to come instead of reporting on it.
pub(super) fn is_announcement(blocks: &[Block]) -> bool {
    let texts = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. }));
    let count =
        |phrases: &Phrases| texts.clone().map(|block| phrases.count_in(&crate::folded::fold(&block.text()))).sum::<usize>();
    let coming = count(&COMING_SET);
    coming >= 3 && coming > count(&PAST_SET)
}

/// Whether a text tells what somebody heard or did, in the past or in the first person.
pub(super) fn tells(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| {
        let folded = crate::folded::fold(&block.text());
        PAST_SET.are_in(&folded) || phrases::says_i(&folded)
    })
}

const COMING: &[&str] = &[
    "will be",
    "will discuss",
    "will speak",
    "will present",
    "will show",
    "will talk",
    "will take place",
    "join us",
    "register",
    "registration",
    "dont miss",
    "look forward to seeing",
    "see you",
    "upcoming",
    "what to expect",
    "expect to hear",
    "will explore",
    "will share",
    "you will learn",
    "tickets",
    "wird",
    "findet statt",
    "anmeldung",
    "sera",
    "aura lieu",
    "inscription",
    "tendra lugar",
];
#[rustfmt::skip]
const PAST: &[&str] = &[
    "was", "were", "talked", "presented", "gave", "showed", "explained", "spoke", "attended", "went", "liked", "learned", "said", "did", "had", "my",
    "war", "hat", "zeigte", "erzahlte", "sprach", "berichtete", "stellte", "etait", "a presente", "a montre", "a parle", "a explique", "fue", "hablo", "mostro", "explico", "conto",
    "vertelde", "liet", "sprak", "mostrou", "falou", "explicou", "contou", "ha mostrato", "ha parlato", "ha raccontato", "ha spiegato", "ha presentato",
];

static COMING_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(COMING));
static PAST_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(PAST));

/// Whether most talks carry a proposal's labels and none a time: a list of submissions.
pub(super) fn is_submissions(abstracts: usize, timed: usize, talks: usize) -> bool {
    talks >= 2 && abstracts * 2 > talks && timed * 4 < talks
}

/// "Talk submissions", "My proposals": a title that says that the talks are only offered.
pub(super) fn names_submissions(title: &str) -> bool {
    #[rustfmt::skip]
    const OFFERED: &[&str] = &[
        "submission", "submissions", "submitted talks", "talk proposals", "talk proposal", "session proposal", "proposals", "proposed talks", "talk ideas", "session ideas", "session proposals", "cfp",
        "einreichungen", "vortragsvorschlage", "vorschlage", "propositions", "soumissions", "propuestas", "propostas", "submissoes",
        "voorstellen", "inzendingen", "proposte", "応募", "投稿", "议题征集", "提案",
    ];
    static SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(OFFERED));
    let folded = fold(title);
    // "Proposals I heard about" are somebody else's.
    let heard = folded.split(' ').any(|word| word == "i");
    SET.count_in(&folded) > 0 && !heard && !super::naming::tells_of_a_visit(title)
}

/// "Programme", "Schedule of the second day", "Accepted talks": a title that says that the conference's own list follows.
pub(super) fn names_a_programme(title: &str) -> bool {
    #[rustfmt::skip]
    const PROGRAMMES: &[&str] = &[
        "programme", "program", "schedule", "agenda", "timetable", "accepted talks", "accepted papers", "accepted sessions", "accepted contributions", "accepted presentations", "accepted posters", "line up", "lineup",
        "programm", "zeitplan", "fahrplan", "ablaufplan", "vortragsprogramm", "horaires", "programa", "horario", "cronograma", "orario", "programma", "rooster",
        "プログラム", "タイムテーブル", "日程", "议程", "議程",
    ];
    // "Speakers & talks", but not "Great speakers at Ferrocon".
    const PEOPLE: &[&str] =
        &["speakers", "referenten", "referierende", "ponentes", "intervenants", "sprekers", "palestrantes", "relatori"];
    const TALKS: &[&str] = &[
        "talks",
        "sessions",
        "presentations",
        "lectures",
        "workshops",
        "vortrage",
        "sessionen",
        "vortrage und workshops",
        "conferences",
        "les conferences",
        "charlas",
        "ponencias",
        "palestras",
        "lezingen",
        "presentaties",
        "interventi",
        "発表",
        "演讲",
        "议题",
    ];
    static SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(PROGRAMMES));
    let folded = fold(title);
    let ends = [folded.split(' ').next(), folded.rsplit(' ').next()];
    let people = ends.iter().flatten().any(|word| PEOPLE.contains(word));
    // "Talks – Ferrocon 2031", but not "Talks that I liked".
    let is_list = |piece: &str| TALKS.contains(&fold(piece).as_str());
    let listed = || title.split(['|', '–', '—', '·', ':']).flat_map(|piece| piece.split(" - ")).any(is_list);
    (people || SET.count_in(&folded) > 0 || listed()) && !super::naming::tells_of_a_visit(title)
}

/// So many characters of the first paragraphs are asked.
const LONGEST_OPENING: usize = 1200;

/// The title and the first paragraphs, where a report says where its author was.
pub(super) fn opening(blocks: &[Block], title: Option<&str>) -> String {
    let mut text = title.unwrap_or("").to_owned();
    for block in blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).take(3) {
        text.push('\n');
        text.push_str(&block.text());
    }
    // Most are shorter, told by their bytes.
    if text.len() > LONGEST_OPENING
        && let Some((end, _)) = text.char_indices().nth(LONGEST_OPENING)
    {
        text.truncate(end);
    }
    text
}

/// So many words for talks are enough in a document of any length.
const MOST_EXPECTED: usize = 10;

/// How much a document speaks of talks: 0 to 1.
pub(super) fn speech(blocks: &[Block], title: Option<&str>) -> f32 {
    let mut words = 0;
    let mut count = title.map_or(0, |title| phrases::speech_count(title) * 2);
    for block in blocks {
        let text = block.text();
        words += count_words(&text);
        count += phrases::speech_count(&text);
        if words > 1500 || count >= MOST_EXPECTED {
            break;
        }
    }
    let expected = (words as f32 / 120.0).clamp(3.0, MOST_EXPECTED as f32);
    (count as f32 / expected).min(1.0)
}
