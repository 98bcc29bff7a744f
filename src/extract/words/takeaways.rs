//! Headings over takeaways, and sentences that announce them.

use std::sync::LazyLock;

use crate::extract::notions::Notion;
use crate::extract::tables::{self, Phrases, Words};
use crate::folded::{Folded, Question, fold};

use crate::memo::{self, Memo};

/// Words that mark takeaways beyond doubt, alone or at the end of an announcement.
#[rustfmt::skip]
pub(in crate::extract) const TAKEAWAYS: &[&str] = &[
    "takeaway", "takeaways", "take away", "take aways", "takeway", "takeways", "takaways", "takeaway s", "take home", "take homes", "take home message", "take home messages", "take home points", "take away messages", "takeaway messages",
    "learning points", "learning point", "key learning points", "learnings", "key learnings", "lesson learned", "lessons learned", "lessons learnt", "lesson learnt", "lessons learn", "lessons", "what i learned", "what i learnt", "what ive learned", "what we learned", "what did i learn", "what have i learned", "things i learned", "things i learnt", "things ive learned", "things we learned",
    "what ill take home", "what i take home", "what i take away", "what im taking away", "what im taking home", "what ill take away", "what i took away", "what i took home", "things to take away", "things to take home",
    "what we take home", "what we take away", "what i keep", "what im keeping", "what ill keep", "what we keep", "what i bring home", "what im bringing home", "what i brought home", "what i bring back", "what im bringing back", "what i brought back", "what we bring back", "what i take back", "what im taking back", "what i took back", "what ill take back", "what we take back", "what we took back", "what sticks", "what stuck", "what stays with me", "what stayed with me", "what ill remember", "what i want to remember", "to remember", "worth remembering",
    "fazit", "erkenntnis", "erkenntnisse", "lehre", "lehren", "lektionen", "gelernt", "was ich gelernt habe", "was ich mitnehme", "was wir mitnehmen", "was nehme ich mit", "was nehmen wir mit", "was haben wir gelernt", "was ich mitgenommen habe", "das nehme ich mit", "was bleibt", "mitnehmen", "zum mitnehmen", "schlussfolgerung", "schlussfolgerungen", "gelerntes", "was ich mit nach hause nehme", "was wir mit nach hause nehmen", "mit nach hause", "mitgenommen", "was hangen bleibt", "was hangen blieb", "was hangen geblieben ist", "was ich behalte", "was ich mir merke",
    "a retenir", "ce quil faut retenir", "ce que je retiens", "ce que jai retenu", "ce que jen retiens", "ce que jai appris", "les lecons", "lecons", "enseignements", "lecons apprises", "points a retenir", "choses a retenir", "apprentissages", "points cles a retenir", "points cles", "lessentiel", "ce que nous retenons", "quen retenir", "que retenir", "je retiens", "retenir", "ce que je garde", "ce que jen garde", "ce que nous gardons", "je garde", "ce que je ramene", "ce que jemporte", "ce que je rapporte", "ce quon retient", "ce quon garde", "on retient", "ce quil en reste",
    "lo que me llevo", "lo que me llevo a casa", "me llevo a casa", "lo que nos llevamos", "nos llevamos", "me llevo", "lo aprendido", "lo que aprendi", "lo que he aprendido", "lo que hemos aprendido", "lecciones", "lecciones aprendidas", "aprendizajes", "ensenanzas", "para llevar", "ideas clave", "que me llevo", "lo que me traigo", "con lo que me quedo", "me quedo con", "nos quedamos con", "lo que me queda", "lo que me guardo",
    "geleerde lessen", "lessen", "geleerd", "wat ik heb geleerd", "wat ik geleerd heb", "wat ik meeneem", "wat neem ik mee", "wat we meenemen", "wat nemen we mee", "meegenomen", "om mee te nemen", "leerpunten", "inzichten", "wat heb ik geleerd", "wat ik onthoud", "om te onthouden", "wat blijft hangen", "wat bleef hangen", "wat ik mee naar huis neem",
    "aprendizados", "licoes", "licoes aprendidas", "o que aprendi", "o que levo", "o que levo pra casa", "o que levo para casa", "o que levamos", "o que eu aprendi", "aprendizagens", "para levar", "levo comigo", "o que trago", "o que fica", "o que ficou", "o que guardo", "fico com",
    "cosa mi porto a casa", "che cosa mi porto a casa", "che cosa porto a casa", "che cosa ho imparato", "quello che mi porto a casa", "cosa porto a casa", "cosa ho imparato", "lezioni", "lezioni apprese", "lezioni imparate", "da portare a casa", "insegnamenti", "cosa mi porto via", "mi porto a casa", "cosa mi resta", "cosa mi e rimasto", "quello che resta", "che cosa mi resta", "cosa ci portiamo a casa",
    "co zapamietam", "co zabieram", "co zabieram do domu", "wnioski", "czego sie nauczylem", "czego sie nauczylam", "lekcje", "do zapamietania",
    "co si odnasim", "co si odnasime", "co jsem si odnesl", "co jsem si odnesla", "co jsem se naucil", "co jsem se naucila", "ponauceni",
    "学び", "学んだこと", "得たこと", "持ち帰り", "持ち帰ったこと", "得られたこと", "気づき", "学びと気づき", "教訓",
    "收获", "收穫", "我的收获", "心得", "要点总结", "学到的东西", "学到了什么", "启示", "經驗教訓", "经验教训",
    "what im taking with me", "what i take with me", "what i took with me", "what i am taking with me", "what were taking home", "what we are taking home", "what were taking with us", "what we take with us", "what we took with us", "things im taking home", "things i am taking home", "things i take away", "things i take home", "things i took home", "ideas im taking home", "did we learn", "what did we learn", "what i will remember", "things i will remember", "what i carry home", "what we brought home", "what we brought back",
    "das nehmen wir mit", "hangengeblieben", "was hangengeblieben ist", "hangen geblieben", "was wir gelernt haben", "was habe ich gelernt", "was ich mitgebracht habe", "was wir mitgenommen haben", "das habe ich gelernt",
    "ce que nous avons appris", "ce quon a appris", "ce que nous emportons", "ce que je garde en tete",
    "lo que aprendimos", "que he aprendido", "que aprendi", "con que me quedo",
    "dit neem ik mee", "dit nemen we mee", "wat ik meenam", "wat we geleerd hebben", "wat hebben we geleerd", "dit heb ik geleerd",
    "o que eu levo", "o que eu levo comigo", "o que eu trouxe", "o que trouxe", "o que aprendemos",
    "cosa abbiamo imparato", "quello che ho imparato",
    "学びになったこと", "持ち帰ること", "得たもの", "わかったこと", "収穫", "学べたこと", "得られたもの", "今回の学び",
    "学到的", "启发", "带走什么", "带回去的", "我学到了什么", "收获与感想",
    "выводы", "главное", "что я узнал", "что запомнилось", "что унес с собои",
    "najwazniejsze wnioski", "co zabieram ze soba",
    "lardomar", "det har tar jag med mig", "det har tar jag med mig hem", "detta tar jag med mig", "vad jag tar med mig", "det tar jag med mig", "det har lart jag mig",
    "что я унес", "чему я научился", "чему я научилась", "чему мы научились", "что я вынес", "что я вынесла", "что взять с собои", "уроки",
    "czego sie dowiedzialem", "czego sie dowiedzialam", "co wynosze", "co wynioslem", "co wynioslam",
    "vad jag larde mig", "det har larde jag mig", "att ta med hem", "hvad jeg tager med", "hvad jeg tager med hjem", "det tager jag med", "hvad jeg laerte", "hva jeg tar med meg", "hva jeg laerte", "det tar jeg med meg", "mita opin", "opit", "mita jai mieleen",
    "co jsem se dozvedel", "co jsem se dozvedela", "mit tanultam", "amit hazaviszek", "tanulsagok", "neler ogrendim", "ogrendiklerim", "cikarimlar", "배운 점", "배운 것", "얻은 것", "느낀 점",
    "zavery", "co si odnasim", "co jsem se naucil",
];

/// What a proposal promises to whoever will hear it, folded: no takeaways yet.
#[rustfmt::skip]
const PROMISES: &[&str] = &[
    "you will", "youll", "you can expect", "attendees will", "participants will", "the audience will", "attendees should", "will take home", "will learn",
    "nehmt ihr mit", "nehmen sie mit", "lernt ihr", "lernen sie", "werdet ihr", "vous repartirez", "vous apprendrez", "vous saurez", "te llevaras", "os llevareis", "aprenderas", "aprendereis",
    "voce vai", "voce aprendera", "imparerai", "imparerete", "je leert", "leer je",
];

static PROMISE_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(PROMISES));

/// Does `text` promise something to whoever will hear a talk?
pub(crate) fn promises(text: &str) -> bool {
    PROMISE_SET.are_in(&fold(text))
}

/// Words that mark takeaways where they head a list: a summary, a conclusion.
#[rustfmt::skip]
pub(in crate::extract) const SUMMARIES: &[&str] = &[
    "summary", "in summary", "summaries", "conclusion", "conclusions", "in conclusion", "concluding remarks", "wrap up", "wrapup", "wrapping up", "tl dr", "tldr", "to sum up", "summing up", "to summarise", "to summarize", "to conclude", "executive summary", "the bottom line", "bottom line", "recap", "in short", "summing it up", "key insights", "main insights",
    "zusammenfassung", "zusammengefasst", "kurz zusammengefasst", "resumee", "in kurze", "kurzfassung", "zum schluss",
    "en resume", "resume", "pour resumer", "conclusion generale", "pour conclure", "en conclusion", "synthese", "bilan", "en bref",
    "resumo da opera", "moral da historia", "resumen", "en resumen", "conclusiones", "para concluir", "para resumir", "resumiendo", "en conclusion",
    "samenvatting", "samengevat", "conclusie", "conclusies", "tot slot", "kortom",
    "resumo", "em resumo", "conclusao", "conclusoes", "resumindo", "em conclusao", "concluindo",
    "riassunto", "in sintesi", "in breve", "sintesi", "conclusione", "conclusioni", "in conclusione", "riassumendo", "riepilogo", "tirando le somme",
    "まとめ", "総括", "結論", "要約", "全体のまとめ", "最後に",
    "总结", "總結", "小结", "结论", "結論", "总结一下", "归纳",
    "итог", "подводя итог", "резюме", "кратко", "podsumowanie", "podsumowujac", "w skrocie", "sammanfattning", "kort sagt", "sammanfattningsvis", "opsummering", "konklusion", "oppsummering", "konklusjon", "yhteenveto", "shrnuti", "zaver", "osszefoglalas", "ozet", "요약", "정리", "결론",
];

/// Words that may stand around the words above without changing what they say.
#[rustfmt::skip]
pub(super) const FILLER: &[&str] = &[
    "a", "an", "the", "my", "our", "your", "their", "his", "her", "its", "i", "we", "me", "us", "some", "few", "more", "other", "and", "or", "of", "from", "for", "to", "in", "on", "at", "so", "is", "are", "was", "were", "be", "this", "these", "those", "that", "it", "here", "heres", "there", "theres", "with", "as", "all",
    "key", "golden", "main", "major", "important", "most", "biggest", "big", "top", "general", "overall", "final", "personal", "quick", "short", "brief", "random", "practical", "interesting", "great", "good", "favorite", "favourite", "core", "central", "essential", "first", "second", "third", "last", "new", "little", "couple", "several", "various", "own", "single", "number", "list", "below", "team", "teams", "myself", "home", "back", "following", "follows", "would", "had", "have", "has", "if", "could", "name", "pick", "choose", "give", "share", "three", "two", "one", "four", "five", "six", "seven", "ten", "ok", "okay", "finally", "lab", "office", "desk", "school", "classroom", "shop", "library",
    "cette", "cet", "ces", "dieser", "diesem", "dieses", "esta", "este", "deze", "dit", "questa", "questo", "queste", "ein", "eine", "einige", "der", "die", "das", "den", "dem", "des", "mein", "meine", "meinem", "unser", "unsere", "und", "aus", "vom", "von", "zum", "zur", "fur", "mich", "mir", "wichtigste", "wichtigsten", "personliche", "personliches", "kurzes", "kurze", "zentrale", "sind", "ist", "war", "hier", "drei", "zwei",
    "le", "la", "les", "l", "un", "une", "mon", "ma", "mes", "nos", "notre", "de", "du", "des", "d", "et", "pour", "sur", "ce", "quelques", "principaux", "principales", "principale", "voici", "sont", "ici", "trois", "deux", "petit", "petite", "nous", "moi", "equipe",
    "el", "los", "las", "mi", "mis", "nuestras", "nuestros", "y", "e", "del", "para", "por", "unas", "unos", "algunas", "algunos", "personales", "son", "estas", "estos", "aqui", "tres", "dos", "conmigo", "casa", "equipo",
    "het", "een", "mijn", "onze", "en", "van", "uit", "voor", "belangrijkste", "zijn", "drie", "twee", "wat",
    "o", "os", "as", "meu", "meus", "minha", "minhas", "da", "do", "dos", "das", "sao", "tres", "principais", "alguns", "algumas", "comigo", "daqui", "equipa", "equipe",
    "il", "lo", "gli", "i", "mio", "miei", "mia", "mie", "dal", "dalla", "della", "delle", "dello", "sono", "alcune", "alcuni", "principali", "ecco", "tre", "due",
    "talk", "talks", "session", "sessions", "presentation", "conference", "event", "workshop", "keynote", "panel", "day", "days", "week", "today", "yesterday", "attendees", "speaker", "speakers", "author", "vortrag", "vortrags", "konferenz", "tag", "tages", "conference", "journee", "jour", "charla", "conferencia", "dia", "congreso", "praatje", "dag", "palestra", "evento", "conferenza", "giorno",
    "thoughts", "remarks", "impressions", "reflections", "notes", "points", "messages", "message", "ideas", "outlook", "next", "steps", "questions", "results", "result", "recommendations", "eindrucke", "ausblick", "gedanken", "impressionen", "impresiones", "reflexiones", "impressions", "perspectives", "pensees", "opiniones",
];

pub(super) static TAKEAWAY_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(TAKEAWAYS));

static SUMMARY_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SUMMARIES));

pub(super) static CUE_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(CUES));

static FILLER_SET: LazyLock<Words> = LazyLock::new(|| FILLER.iter().copied().collect());

/// Does the whole heading say that takeaways, lessons or a summary follow ("My takeaways", "Conclusion & takeaways")?
///
/// Never true of a title that holds the words: "Lessons learned after three years of queues".
pub(crate) fn is_takeaways_heading(text: &str) -> bool {
    let trimmed = text.trim();
    fold(trimmed).is(Question::Takeaways, |folded| {
        (!folded.is_ascii() || Notion::Takeaway.may_be_in(folded)) && reads_as_takeaways(trimmed, folded)
    })
}

fn reads_as_takeaways(trimmed: &str, folded: &Folded) -> bool {
    if trimmed.ends_with(['?', '？']) && !starts_with_question(trimmed) {
        return false;
    }
    // "What I would tell the team (aka takeaways)"
    let aside = trimmed.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')).map(|(_, aside)| fold(aside));
    let aside = aside
        .as_deref()
        .and_then(|aside| ["aka ", "a k a ", "or ", "alias ", "sprich "].iter().find_map(|mark| aside.strip_prefix(mark)));
    aside.is_some_and(is_takeaways_words) || is_takeaways_words(folded)
}

fn starts_with_question(text: &str) -> bool {
    let folded = fold(text);
    ["what", "was", "que", "wat", "cosa"].iter().any(|word| folded.starts_with(word))
}

/// What may stand in front of a word of a language that puts no blanks between words: "个人收获", "今日のまとめ".
const WIDE_FILLER: &[&str] = &[
    "个人",
    "我的",
    "一点",
    "几点",
    "一些",
    "今天的",
    "今日",
    "本次",
    "主要",
    "参会",
    "大会",
    "会议",
    "今日の",
    "個人的な",
    "個人の",
    "全体の",
    "全体",
    "会議の",
    "本日の",
    "イベントの",
    "カンファレンスの",
];

/// A wide word of `table` behind nothing but such filler.
pub(super) fn is_wide_phrase(folded: &str, tables: &[&[&str]]) -> bool {
    if folded.is_ascii() {
        return false;
    }
    // "收获总结": two such words, one behind the other.
    let is_before = |before: &str| WIDE_FILLER.contains(&before) || tables.iter().any(|table| table.contains(&before));
    tables.iter().copied().flatten().any(|word| !word.is_ascii() && folded.strip_suffix(word).is_some_and(&is_before))
}

/// "会场和交通": each of the joined words is one of `table`.
pub(super) fn are_joined_wide_words(folded: &str, table: &[&str]) -> bool {
    let mut parts = folded.split(['和', '与', '與', '及', 'と']);
    !folded.contains(' ') && folded.contains(['和', '与', '與', '及', 'と']) && parts.all(|part| table.contains(&part))
}

/// Only takeaways words and filler, and at least one of the former.
pub(super) fn is_takeaways_words(folded: &str) -> bool {
    if is_wide_phrase(folded, &[TAKEAWAYS, SUMMARIES]) {
        return true;
    }
    filler_beside(folded, &[&TAKEAWAY_SET, &SUMMARY_SET], is_filler).is_some_and(|count| count <= 8)
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLER_SET.contains(word) || word.chars().all(|c| c.is_ascii_digit()) || is_weekday_word(word)
}

fn is_weekday_word(word: &str) -> bool {
    word.len() > 3 && crate::when::weekday_number(word, false).is_some()
}

/// How many words of filler stand beside the longest phrases of `tables` in `folded`; `None` where it holds no phrase, or
/// anything else.
pub(super) fn filler_beside(folded: &str, tables: &[&Phrases], is_filler: impl Fn(&str) -> bool) -> Option<usize> {
    let (mut filler, mut found, mut count) = (0, false, 0);
    let mut rest = folded.trim_start_matches(' ');
    while !rest.is_empty() {
        let first = tables::words(rest).next().unwrap_or_default();
        let most = tables.iter().map(|table| table.longest(first)).max().unwrap_or(0);
        let ends = rest.match_indices(' ').map(|(end, _)| end).chain([rest.len()]).zip(1..=most);
        let longest = ends.filter(|&(end, _)| tables.iter().any(|table| table.contains(&rest[..end]))).last();
        let (end, words) = match longest {
            Some(phrase) => {
                found = true;
                phrase
            }
            None if is_filler(first) => {
                filler += 1;
                (first.len(), 1)
            }
            None => return None,
        };
        count += words;
        rest = rest[end..].trim_start_matches(' ');
    }
    (found && count <= MOST_WORDS).then_some(filler)
}

/// The most words of a line that says nothing else.
const MOST_WORDS: usize = 24;

/// Does a paragraph or an item announce that the list after it, or under it, holds takeaways?
///
/// True of a last clause that ends in a colon and ends with what it announces ("If I had to name three takeaways:"),
/// and of a line that is nothing but such words ("take home messages", "Summary").
pub(crate) fn announces_takeaways(text: &str) -> bool {
    thread_local!(static TOLD: Memo<bool> = Memo::default());
    memo::answer(&TOLD, text, announces_takeaways_anew)
}

fn announces_takeaways_anew(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['*', '_']).trim_end();
    if text.is_empty() || text.contains('\n') && text.len() > 600 {
        return false;
    }
    let Some(clause) = text.strip_suffix([':', '：']) else {
        return text.len() < 80 && is_takeaways_words(&fold(text));
    };
    let clause = last_clause(clause.trim_end());
    let folded = fold(clause);
    if is_takeaways_words(&folded) {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    words.len() <= 24 && !is_negated(&words) && ends_with_phrase(&words)
}

/// Whether the end of a text could announce takeaways: asked first, because hardly any does.
pub(crate) fn may_announce_takeaways(text: &str) -> bool {
    if !text.is_ascii() || text.trim_end_matches(['*', '_', ' ']).ends_with(':') {
        return true;
    }
    // Such words announce in a line or a sentence of fewer than 80 bytes.
    let folded = fold(&text[text.len().saturating_sub(96)..]);
    TAKEAWAY_SET.may_hold(&folded) || SUMMARY_SET.may_hold(&folded)
}

/// What follows the last full stop, question or exclamation mark that ends a sentence.
fn last_clause(text: &str) -> &str {
    let cut =
        [". ", "! ", "? ", "。", "！", "？", "\n"].iter().filter_map(|mark| text.rfind(mark).map(|at| at + mark.len())).max();
    &text[cut.unwrap_or(0)..]
}

fn is_negated(words: &[&str]) -> bool {
    words.iter().any(|word| matches!(*word, "no" | "not" | "without" | "kein" | "keine" | "nicht" | "pas" | "sin" | "geen"))
}

/// What stands before the kind of session in a sentence that tells it.
#[rustfmt::skip]
const CUES: &[&str] = &[
    "this", "in this", "this was a", "this is a", "it was a", "was a", "in dieser", "in diesem", "dieser", "diese", "dieses", "das war ein", "es war ein", "cette", "cet", "ce", "c etait un", "cetait un", "esta", "este", "fue un", "deze", "was een",
];

/// A strong phrase near the end, with nothing but filler after it.
fn ends_with_phrase(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        (1..=TAKEAWAY_SET.longest(words[at]).min(words.len() - at)).any(|len| {
            TAKEAWAY_SET.contains(words[at..at + len].join(" ").as_str()) && words[at + len..].iter().all(|word| is_filler(word))
        })
    })
}
