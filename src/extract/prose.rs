//! Talks that are named in running text: a linked, quoted or emphasised title in a sentence that speaks of a talk.

use super::candidate::Candidate;
use super::inlines::{fold_space, is_blank, split_at};
use super::title::{GENITIVE, address, tidy};
use super::{letters, people, phrases, words};
use crate::folded::{Folded, fold};
use crate::model::Speaker;
use crate::read::document::{Block, BlockKind, Inline, plain};
use crate::when;

/// The talks that each paragraph of `blocks` names, with their points. What is named again is the same talk, and a piece
/// of an event's name (`events`, folded) is none.
pub(super) fn in_paragraphs(blocks: &[Block], events: &[Folded]) -> Vec<(usize, Vec<(Candidate, f32)>)> {
    let found = with_pages(blocks, events, &[]);
    // Where the conference's site has pages of its talks, whatever is linked there is one.
    let pages = shared_folders(&found);
    if pages.is_empty() { found } else { with_pages(blocks, events, &pages) }
}

/// "2009 JSF Summit" of "JSF Summit 2009": no word that the event's name has not.
fn is_made_of(title: &str, events: &[Folded]) -> bool {
    events.iter().any(|event| title.split(' ').all(|word| event.split(' ').any(|other| other == word)))
}

/// The folders of a site that hold the pages of two talks at least.
fn shared_folders(found: &[(usize, Vec<(Candidate, f32)>)]) -> Vec<String> {
    let sure = found.iter().flat_map(|(_, talks)| talks).filter(|(_, points)| *points >= 0.5);
    let folders: Vec<String> = sure.filter_map(|(talk, _)| folder_of(talk.url.as_deref()?).map(str::to_owned)).collect();
    let mut shared: Vec<String> = Vec::new();
    for folder in &folders {
        if !shared.contains(folder) && folders.iter().filter(|other| *other == folder).count() >= 2 {
            shared.push(folder.clone());
        }
    }
    shared
}

/// The address up to its last piece, where that is no site's top.
fn folder_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let folder = rest.trim_end_matches('/').rsplit_once('/').map(|(folder, _)| folder)?;
    (folder.contains('/') && !folder.contains(['?', '#'])).then_some(folder)
}

/// [`in_paragraphs`], where the folders `pages` are known to hold the pages of talks.
fn with_pages(blocks: &[Block], events: &[Folded], pages: &[String]) -> Vec<(usize, Vec<(Candidate, f32)>)> {
    let mut found: Vec<(usize, Vec<(Candidate, f32)>)> = Vec::new();
    // The folded titles so far, a line each: what is named again is looked for in all of them at once.
    let mut titles = String::new();
    for (n, block) in blocks.iter().enumerate() {
        let BlockKind::Paragraph(inlines) = &block.kind else { continue };
        let mut talks = in_paragraph(inlines, block, n, &found, (events, pages));
        talks.retain(|(talk, _)| {
            let key = fold(&talk.title);
            let again = !found.is_empty() && titles.contains(key.as_str());
            !again && !events.iter().any(|event| event.contains(key.as_str()))
        });
        if !talks.is_empty() {
            talks.iter().for_each(|(talk, _)| titles.extend([fold(&talk.title).as_str(), "\n"]));
            found.push((n, talks));
        }
    }
    found
}

/// A marked piece of a paragraph: a title, perhaps.
struct Mention {
    start: usize,
    end: usize,
    title: String,
    url: Option<String>,
    quoted: bool,
}

/// "Ada also gave the next talk": a first name that one speaker of the document has, and a verb of giving a talk behind it.
fn known_by_first_name<'a>(before: &str, known: impl Iterator<Item = &'a Speaker>) -> Vec<Speaker> {
    if !people::tells_of_giving(before) {
        return Vec::new();
    }
    let words: Vec<&str> = before.split_whitespace().collect();
    let gives = |n: usize| words[n + 1..].iter().take(3).any(|word| people::tells_of_giving(word));
    let named = |speaker: &&Speaker| {
        let first = speaker.name.split(' ').next().unwrap_or("");
        speaker.name.contains(' ') && (0..words.len()).any(|n| words[n] == first && gives(n))
    };
    let mut found: Vec<Speaker> = Vec::new();
    for speaker in known.filter(named) {
        if !found.iter().any(|held| held.name == speaker.name) {
            found.push(speaker.clone());
        }
    }
    if found.len() == 1 { found } else { Vec::new() }
}

fn in_paragraph(
    inlines: &[Inline],
    block: &Block,
    n: usize,
    before: &[(usize, Vec<(Candidate, f32)>)],
    (events, pages): (&[Folded], &[String]),
) -> Vec<(Candidate, f32)> {
    let text = plain(inlines);
    let mentions = mentions(inlines, &text);
    if mentions.is_empty() {
        return Vec::new();
    }
    let sentences = sentences(&text);
    let mut found: Vec<(Candidate, f32)> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    for mention in &mentions {
        let Some((from, to)) = sentence_around(&text, &sentences, mention) else { continue };
        if is_of_another_event(text.get(mention.end..to).unwrap_or(""), events) {
            continue;
        }
        let paged = mention.url.as_deref().and_then(folder_of).is_some_and(|folder| pages.iter().any(|page| page == folder))
            && !is_made_of(&fold(&mention.title), events);
        let Some((mut speakers, mut points, reason)) = judge(&text, (from, to), mention, inlines, paged) else { continue };
        let owned = owned_title(&mention.title);
        if let Some((people, _)) = owned.as_ref().filter(|_| speakers.is_empty()) {
            speakers.clone_from(people);
        }
        if speakers.is_empty() {
            let known = before.iter().flat_map(|(_, talks)| talks).chain(&found).flat_map(|(talk, _)| &talk.speakers);
            speakers = known_by_first_name(&text[from..mention.start], known);
            points += if speakers.is_empty() { 0.0 } else { 0.9 };
        }
        let key = fold(&mention.title);
        if found.iter().any(|(held, _)| fold(&held.title).contains(key.as_str())) {
            continue;
        }
        let mut candidate = Candidate {
            title: tidy(owned.map_or(&mention.title, |(_, title)| title)),
            speakers,
            url: mention.url.clone(),
            line: block.line + text[..mention.start].matches('\n').count(),
            span: ((n, found.len()), (n, found.len() + 1)),
            format: phrases::format_prefix(&mention.title).or_else(|| format_around(&text, from, to, mention)),
            evidence: points,
            ..Candidate::default()
        };
        candidate.reasons.push(reason.into());
        starts.push(from);
        found.push((candidate, points));
    }
    // The note of a talk runs from the sentence that names it to the one that names the next.
    for k in 0..found.len() {
        let from = starts[k];
        let to = starts.get(k + 1).copied().filter(|&to| to > from).unwrap_or(text.len());
        let piece = split_at(&split_at(inlines, to).0, from).1;
        if !is_blank(&piece) {
            found[k].0.body =
                vec![Block { line: block.line, end_line: block.line, kind: BlockKind::Paragraph(piece), anchor: None }];
        }
    }
    found
}

/// "“Title” from Quaycamp 2019", "« Titre » (Quaycamp 2019)": another event, with its year, right behind a title.
fn is_of_another_event(after: &str, events: &[Folded]) -> bool {
    #[rustfmt::skip]
    const AT: &[&str] = &[
        "from", "at", "auf", "dem", "den", "vom", "von", "bei", "beim", "der", "de", "du", "des", "a", "au", "aux", "en", "del", "la", "op", "van", "bij", "da", "do",
        "na", "no", "dal", "dalla", "al", "alla", "the", "held", "given", "gehalten", "donne", "donnee", "dada", "gegeven", "last",
    ];
    let after = after.trim_start_matches(['"', '”', '»', '«', '“', '」', '*', '_']);
    let near = after.get(..after.find(['.', ';', ':', '!', '?']).unwrap_or(after.len())).unwrap_or("");
    let Some((year, range)) = when::find_year_range(near).filter(|(_, range)| range.end < 60) else { return false };
    let words: Vec<&str> = near[..range.start].split_whitespace().collect();
    let small = words.iter().take_while(|word| AT.contains(&fold(word).as_str())).count();
    let named = &words[small..];
    let is_name = |word: &&&str| word.trim_start_matches(['(', '"', '”', '»', '\'', '’']).starts_with(char::is_uppercase);
    let bracketed = near.trim_start_matches(['"', '”', '»', ' ']).starts_with('(');
    if !(1..=4).contains(&named.len()) || named.iter().filter(is_name).count() != named.len() || small == 0 && !bracketed {
        return false;
    }
    let name = fold(&named.join(" "));
    let year = year.to_string();
    !events.iter().any(|event| event.contains(name.as_str()) && (!event.contains("20") || event.contains(year.as_str())))
}

/// "Ada Brookfield's talk on counting fog" as a whole linked: who, and what on.
fn owned_title(text: &str) -> Option<(Vec<Speaker>, &str)> {
    let (name, rest) = text.split_once("'s ").or_else(|| text.split_once("’s "))?;
    let (kind, rest) = rest.split_once(' ')?;
    let (on, title) = rest.split_once(' ')?;
    let told =
        matches!(kind, "talk" | "keynote" | "session" | "presentation" | "workshop" | "lecture") && matches!(on, "on" | "about");
    let people = people::read_people(name).filter(|people| told && people.confidence >= 0.4)?;
    (title.split(' ').count() >= 2).then_some((people.speakers, title))
}

/// The sentence that a mention stands in. A title that ends in a question mark ends no sentence that goes on in lower case.
fn sentence_around(text: &str, sentences: &[(usize, usize)], mention: &Mention) -> Option<(usize, usize)> {
    let first = sentences.iter().position(|&(from, to)| from <= mention.start && mention.start < to)?;
    let (from, mut end) = sentences[first];
    for &(next, to) in &sentences[first + 1..] {
        let goes_on =
            text.get(next..to).and_then(|rest| rest.trim_start().chars().next()).is_some_and(|c| c.is_lowercase() || c == '(');
        if next > mention.end + 1 || !(goes_on || next < mention.end) {
            break;
        }
        end = to;
    }
    // A list of links without a full stop is no sentence: what stands far off says nothing of it.
    let from = (from.max(mention.start.saturating_sub(FARTHEST))..).find(|&at| text.is_char_boundary(at))?;
    let end = (0..=end.min(mention.end.saturating_add(FARTHEST))).rev().find(|&at| text.is_char_boundary(at))?;
    Some((from, end))
}

/// So many bytes before and behind a mention belong to its sentence.
const FARTHEST: usize = 2000;

/// "her keynote [Title](…)", "„Titel“ von Ada Brookfield, einer Keynote": the kind of session, close to the title.
fn format_around(text: &str, from: usize, to: usize, mention: &Mention) -> Option<crate::model::TalkFormat> {
    let before = fold(text.get(from..mention.start)?);
    let after = fold(text.get(mention.end..to.max(mention.end))?);
    let titled = before.rsplit(' ').next().is_some_and(|word| CALLED.contains(&word));
    let near: Vec<&str> = before.split(' ').rev().take(if titled { 9 } else { 4 }).chain(after.split(' ').take(7)).collect();
    phrases::format_in(&near.join(" ")).filter(|format| *format == crate::model::TalkFormat::Keynote)
}

/// Where the sentences of `text` begin and end.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let ends = matches!(c, '。' | '！' | '？')
            || (matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace) && !is_initial(&text[start..at]));
        if ends {
            let end = at + c.len_utf8();
            found.push((start, end));
            start = end;
        }
    }
    if start < text.len() {
        found.push((start, text.len()));
    }
    found
}

/// "J. Smith", "Dr. X": the point ends no sentence.
fn is_initial(before: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    last.chars().count() == 1
        || matches!(last, "Dr" | "Prof" | "Mr" | "Mrs" | "Ms" | "St" | "vs" | "e.g" | "i.e" | "z.B" | "Sr" | "Sra")
}

/// The marked pieces in reading order.
fn mentions(inlines: &[Inline], text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    for inline in inlines {
        let piece = plain(std::slice::from_ref(inline));
        match inline {
            Inline::Link { url, .. } => push(&mut found, at, &piece, address(url), false),
            Inline::Emphasis(inner) | Inline::Strong(inner) => match super::inlines::sole_link(inner) {
                Some((url, _)) => push(&mut found, at, &piece, address(url), false),
                None => push(&mut found, at, &piece, None, is_in_quotation_marks(text, at, at + piece.len())),
            },
            _ => {}
        }
        at += piece.len();
    }
    for (open, close) in [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»'), ('»', '«'), ('「', '」'), ('『', '』')]
    {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|start| from + start) {
            let inside = start + open.len_utf8();
            let Some(end) = text[inside..].find(close).map(|end| inside + end) else { break };
            let overlaps = found.iter().any(|held: &Mention| held.start < end && start < held.end);
            if !overlaps {
                push(&mut found, inside, &text[inside..end], None, true);
            }
            from = end + close.len_utf8();
        }
    }
    found.sort_by_key(|mention| mention.start);
    found
}

/// "„**Title**“": the marks stand around the piece that is set off.
fn is_in_quotation_marks(text: &str, start: usize, end: usize) -> bool {
    let opened = text.get(..start).is_some_and(|before| before.ends_with(['“', '"', '„', '«', '»', '「', '『', '‘', '‚']));
    opened && text.get(end..).is_some_and(|after| after.starts_with(['”', '"', '“', '»', '«', '」', '』', '’', '‘']))
}

fn push(found: &mut Vec<Mention>, start: usize, piece: &str, url: Option<String>, quoted: bool) {
    let title = fold_space(piece);
    let words = title.split_whitespace().count();
    let wide = title.chars().filter(|&c| letters::is_wide(c)).count();
    let quoted = quoted || super::title::unquoted(&title).is_some();
    if (2..=24).contains(&words) || wide >= 5 || words == 1 && title.chars().count() >= 6 && url.is_some() {
        found.push(Mention { start, end: start + piece.len(), title, url, quoted });
    }
}

/// What a sentence says of a marked piece: who gave it, and how surely it is a talk.
/// `paged` where its address leads to a page among those of talks.
fn judge(
    text: &str,
    (from, to): (usize, usize),
    mention: &Mention,
    inlines: &[Inline],
    paged: bool,
) -> Option<(Vec<Speaker>, f32, String)> {
    let before = text.get(from..mention.start)?;
    let after = text.get(mention.end..to.max(mention.end))?;
    // "Show and Tell, led by **Old Pete**": who, not what.
    let named_by = !mention.quoted && words::ends_with_led_by(before);
    // What is quoted and leads to its page may begin in small letters.
    let set = mention.quoted && mention.url.is_some() && mention.title.split(' ').count() >= 3;
    if !could_be_a_title(&mention.title, set) || tells_of_a_work(before) || named_by {
        return None;
    }
    let with = person_with(before)
        .or_else(|| people_who_gave(before))
        .or_else(|| people_who_follow(if mention.quoted { before } else { "" }, after));
    let named = paged || title_cue(before, after) || with.is_some() || is_attended(before);
    // What somebody's talk is called in quotation marks is nobody's name, unless it surely is.
    let sure = if mention.quoted && named { 0.85 } else { 0.6 };
    if people::read_people(&mention.title).is_some_and(|people| people.confidence >= sure) {
        return None;
    }
    let mut speakers = people_behind(after);
    let by_behind = !speakers.is_empty();
    if speakers.is_empty()
        && let Some(people) = with
    {
        speakers = people;
    }
    if speakers.is_empty() {
        // Where nothing else speaks of a talk, only a sure name does.
        speakers = people_around(text, (from, to), mention, inlines, if named { 0.45 } else { 0.6 });
    }
    let mut points = 0.0;
    let mut reason = String::from("a sentence names it");
    if by_behind {
        points += 1.8;
        reason.push_str(" with its speaker");
    } else if !speakers.is_empty() {
        points += 0.9;
    }
    if named {
        points += 1.2;
        reason.push_str(" as a talk");
    }
    if mention.quoted || mention.url.is_some() {
        points += 0.3;
    }
    // "a talk named *Title*", "another talk, this time on *Title*": nothing else could stand there.
    let last = fold(before).rsplit(' ').next().is_some_and(|word| CALLED.contains(&word) || TITLED.contains(&word));
    if last && title_cue(before, after) {
        points += 0.4;
    }
    let marked = mention.quoted || mention.url.is_some();
    let wordy = mention.title.split_whitespace().count() >= 3 || letters::holds_wide(&mention.title);
    // Among names of places and people only a title that could be neither stands out.
    let plain = people::person_likeness(&mention.title) < 0.35;
    if marked && wordy && plain && !mention.title.ends_with('.') && !speakers.is_empty() && !named && !by_behind {
        points += 0.2;
        return Some((speakers, points - 0.8, format!("{reason} beside a name")));
    }
    (named || by_behind).then_some((speakers, points - 0.8, reason))
}

/// Whether a marked piece could be a title: no label, no heading of a section, no date, and not all in lower case.
fn could_be_a_title(title: &str, set: bool) -> bool {
    let capital = set || title.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || letters::is_wide(c));
    let dated = || crate::when::find_date(title, Some(2000)).is_some_and(|found| found.range.len() + 4 >= title.len());
    capital
        && !title.ends_with([':', '：'])
        && !words::is_section_word(title)
        && !phrases::is_page_link(title)
        && !phrases::is_material_link(title)
        && crate::when::day_label(title).is_none()
        && !dated()
}

/// "… Ada Brookfield with “Title”", "Milo Venn über „Titel“": a name and a particle right in front of a title.
fn person_with(before: &str) -> Option<Vec<Speaker>> {
    const PARTICLES: &[&str] = &[
        "with",
        "on",
        "about",
        "mit",
        "uber",
        "sur",
        "avec",
        "sobre",
        "con",
        "com",
        "over",
        "met",
        "su",
        "om",
        "med",
        "o",
        "presenting",
        "and",
    ];
    let text = before.trim_end_matches(['"', '“', '„', '«', '»', '「', ' ', '\n', '*', '_', ':', ',']);
    let (head, particle) = text.rsplit_once(char::is_whitespace)?;
    if !PARTICLES.contains(&fold(particle).as_str()) {
        return None;
    }
    const SPOKE: &[&str] = &[
        "spoke",
        "talked",
        "presented",
        "sprach",
        "referierte",
        "hablo",
        "parle",
        "falou",
        "sprak",
        "parlato",
        "talade",
        "pratade",
        "snakket",
        "mowil",
        "mowila",
        "opowiadal",
        "opowiadala",
    ];
    let mut words: Vec<&str> = head.split_whitespace().collect();
    let spoke = words.last().is_some_and(|word| SPOKE.contains(&fold(word).as_str()));
    if spoke {
        words.pop();
        words.pop_if(|word| matches!(*word, "a" | "ha" | "has"));
    }
    let needed = if spoke { 0.4 } else { 0.7 };
    (2..=4).rev().find_map(|count| {
        let name = words.get(words.len().checked_sub(count)?..)?.join(" ");
        let people = people::read_people(name.trim_matches(['(', ')', ',', '*', '_']))?;
        (people.confidence >= needed && people.speakers.len() == 1).then_some(people.speakers)
    })
}

/// A book, a film, a song: what is marked behind such a word is no talk.
fn tells_of_a_work(before: &str) -> bool {
    #[rustfmt::skip]
    const WORKS: &[&str] = &[
        "book", "books", "novel", "reading", "film", "movie", "song", "album", "buch", "bucher", "roman", "lekture", "livre", "livres", "lecture", "libro",
        "libros", "lectura", "boek", "boeken", "livro", "leitura", "libri", "lettura", "article", "post",
    ];
    let folded = fold(before);
    let words: Vec<&str> = folded.split(' ').rev().take(8).collect();
    // A "lecture" is a talk in English and what one reads in French.
    let read = |n: usize| matches!(words.get(n + 1), Some(&("la" | "ma" | "une" | "en" | "de" | "mes" | "les" | "cette")));
    let near = |(n, word): (usize, &&str)| WORKS.contains(word) && (*word != "lecture" || read(n));
    let far = |word: &&str| matches!(*word, "reading" | "book" | "novel" | "film" | "libro" | "livre" | "buch");
    words.iter().enumerate().take(5).any(near) || words.iter().any(far)
}

/// "Ada Brookfield and Milo Venn presented “Title”", "Ada Brookfield, whose “Title”": the names before a title, and between
/// them a verb of giving talks or a word that makes the title theirs.
fn people_who_gave(before: &str) -> Option<Vec<Speaker>> {
    let spans = people::name_spans(before);
    let last = spans.last()?;
    let gap = before.get(last.end..)?;
    // "Ada Brookfield (Delft) sprach über “Title”"
    let gap = gap.trim_start().strip_prefix('(').and_then(|inner| inner.split_once(')')).map_or(gap, |(_, behind)| behind);
    let folded = fold(gap);
    let (head, rest) = folded.split_once(' ').unwrap_or((folded.as_str(), ""));
    // "Ada Brookfield, whose talk “Title”"
    let whose = matches!(head, "whose" | "dont" | "deren" | "dessen" | "cuyo" | "cuya" | "wiens" | "wier" | "cujo" | "cuja")
        || matches!(head, "il" | "la") && rest.starts_with("cui");
    // "the opening by Ada Brookfield, “Title”"
    let by = gap.trim_end_matches(['"', '“', '„', '«']).trim() == ","
        && before[..last.start].trim_end().rsplit(' ').next().is_some_and(words::is_by);
    let owned = by
        || folded.is_empty() && gap.contains(':')
        || matches!(folded.as_str(), "s" | "s turn" | "did" | "gave" | "held")
        || whose && rest.split(' ').count() <= 3;
    let given = folded.split(' ').count() <= 7 && !gap.contains([';', '(']) && people::tells_of_giving(gap);
    if !(owned || given) {
        return None;
    }
    let joint = |text: &str| phrases::is_and(text.trim().trim_start_matches(',')) || text.trim() == ",";
    let mut first = spans.len() - 1;
    while first > 0 && joint(&before[spans[first - 1].end..spans[first].start]) {
        first -= 1;
    }
    let names = spans[first..].iter().filter_map(|span| people::read_people(&before[span.clone()]));
    let unknown = joined_before(&before[..spans[first].start]);
    let speakers: Vec<Speaker> = unknown.into_iter().chain(names.flat_map(|people| people.speakers)).collect();
    (!speakers.is_empty()).then_some(speakers)
}

/// "Sunniva Helle and " in front of a name: two or three capitalised words that begin a sentence or a clause, known or not.
fn joined_before(text: &str) -> Option<Speaker> {
    let (head, joint) = text.trim_end().rsplit_once(char::is_whitespace)?;
    let clause = head.rsplit(['.', ',', ':', ';', '!', '?', '\n']).next().unwrap_or(head);
    let name = clause.trim();
    let words = name.split_whitespace().count();
    let is_name = (2..=3).contains(&words)
        && people::person_likeness(name) >= 0.4
        && !people::is_organisation(name)
        && !people::is_common(name);
    (phrases::is_and(joint) && is_name).then(|| Speaker { name: name.to_owned(), ..Speaker::default() })
}

/// "In “", "Mit „": a preposition right in front of a title.
fn is_inside(before: &str) -> bool {
    let folded = fold(before);
    folded
        .rsplit(' ')
        .next()
        .is_some_and(|word| matches!(word, "in" | "with" | "mit" | "dans" | "avec" | "en" | "con" | "nel" | "em" | "met"))
}

/// "“Title” Eulalia Camps explained", "[Title], where Milo Venn showed": a name soon behind the title, and its verb.
fn people_who_follow(before: &str, after: &str) -> Option<Vec<Speaker>> {
    let span = people::name_spans(after).into_iter().next()?;
    let between = fold(&after[..span.start]);
    let near = between.split(' ').count() <= 2 && !after[..span.start].contains('.');
    // "In “Title”, Ada Brookfield simply …": nobody else could be named there.
    let comma = after[..span.start].contains(',');
    let within = between.is_empty() && comma && is_inside(before);
    // "[Title], where Milo Venn compared …": whoever did what there.
    let where_ = matches!(between.as_str(), "where" | "in which" | "wo" | "ou" | "donde" | "waar" | "onde" | "dove") && comma;
    if !within && !where_ && (!near || !people::is_followed_by_a_verb(after.get(span.end..)?)) {
        return None;
    }
    people::read_people(&after[span]).map(|people| people.speakers)
}

/// "I heard “Title”", "escuché «Título»": a verb of listening in front of a title.
fn is_attended(before: &str) -> bool {
    #[rustfmt::skip]
    const HEARD: &[&str] = &[
        "heard", "saw", "attended", "caught", "watched", "visited", "joined", "horte", "gehort", "sah", "besuchte", "besucht", "ecoute", "vu", "assiste",
        "suivi", "escuche", "vi", "asisti", "estuve", "ascoltato", "visto", "seguito", "sentito", "hoorde", "zag", "bezocht", "ouvi", "assisti",
    ];
    let folded = fold(before);
    folded.split(' ').rev().take(3).any(|word| HEARD.contains(&word))
}

/// Words right in front of a title that announce one: "the talk", "titled", "a session called".
fn title_cue(before: &str, after: &str) -> bool {
    let folded = fold(before);
    let words: Vec<&str> = folded.split(' ').rev().take(7).collect();
    let in_order = |count: usize| words.iter().take(count).rev().copied().collect::<Vec<_>>().join(" ");
    let speech = phrases::speaks_of_a_talk(&in_order(4));
    let titled = words.first().is_some_and(|word| TITLED.contains(word));
    let eastern = before.chars().rev().take(12).any(letters::is_wide) && phrases::speaks_of_a_talk(before);
    let follows = fold(after).split(' ').take(3).any(|word| {
        matches!(word, "talk" | "keynote" | "session" | "presentation" | "workshop" | "vortrag" | "charla" | "panel")
    });
    // "my keynote on lamps that followed, titled “…”": such a word reaches back over the whole sentence.
    let called = words.first().is_some_and(|word| CALLED.contains(word)) && phrases::speaks_of_a_talk(before);
    let entitled = words.first().is_some_and(|word| ENTITLED.contains(word));
    // "I gave my own talk after lunch, “Title”": a comma, and the quoted title explains what was spoken of.
    let apposed = before.trim_end_matches(['"', '“', '„', '«', '‘']).trim_end().ends_with(',')
        && before.ends_with(['"', '“', '„', '«'])
        && phrases::speaks_of_a_talk(&in_order(7));
    // "sprach zum Thema „…“", "in the panel “…”"
    let themed = matches!(
        words[..],
        ["thema" | "topic" | "theme" | "tema" | "sujet", "zum" | "the" | "le" | "el" | "il" | "op" | "o", ..]
    );
    let kind = words.first().is_some_and(|word| phrases::format_in(word).is_some());
    let themed = themed
        || matches!(
            words[..],
            ["titel" | "title" | "titre" | "titulo" | "titolo", "dem" | "den" | "the" | "le" | "el" | "il" | "o" | "de", ..]
        );
    called
        || themed
        || kind
        || entitled
        || apposed
        || comes_next(&folded)
        || (titled && phrases::speaks_of_a_talk(&in_order(7)))
        || speech
        || follows
        || eastern
}

const CALLED: &[&str] = &[
    "titled",
    "entitled",
    "called",
    "named",
    "titel",
    "namens",
    "intitule",
    "intitulee",
    "titulada",
    "titulado",
    "getiteld",
    "intitulada",
    "intitolato",
];

/// "The morning began with “Title”", "Next up: [Title]": what a day goes on with is a talk.
fn comes_next(before: &str) -> bool {
    #[rustfmt::skip]
    const NEXT: &[&str] = &[
        "began with", "begins with", "started with", "opened with", "kicked off with", "closed with", "ended with", "finished with", "continued with", "went on with", "next up", "up next", "next was", "next came", "then came",
        "after that came", "first up", "last up", "followed by", "begann mit", "begann der tag mit", "startete mit", "weiter ging es mit", "los ging es mit", "danach kam", "dann kam", "danach folgte", "zum schluss kam", "endete mit",
        "commence par", "commence avec", "commencait par", "ouvert par", "ouvert avec", "a suivi", "ensuite venait", "puis est venu", "suivi de", "termine par", "empezo con", "comenzo con", "arranco con", "abrio con", "siguio con",
        "despues vino", "luego vino", "cerro con", "begon met", "startte met", "daarna kwam", "daarna volgde", "gevolgd door", "eindigde met", "comecou com", "abriu com", "depois veio", "em seguida veio", "terminou com",
        "iniziato con", "cominciato con", "aperto con", "poi e arrivato", "e proseguita con", "concluso con", "chiuso con",
    ];
    NEXT.iter().any(|cue| before.strip_suffix(cue).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}

/// Such words that say nothing else; of books, films and posts they are heard out before.
const ENTITLED: &[&str] = &[
    "titled",
    "entitled",
    "betitelt",
    "intitule",
    "intitulee",
    "titulada",
    "titulado",
    "getiteld",
    "intitulada",
    "intitolato",
    "intitolata",
];

const TITLED: &[&str] = &[
    "presento",
    "escuche",
    "conto",
    "raccontato",
    "presentato",
    "parlato",
    "sprach",
    "titled",
    "entitled",
    "called",
    "named",
    "on",
    "about",
    "titel",
    "namens",
    "uber",
    "mit",
    "intitule",
    "intitulee",
    "sur",
    "titulada",
    "titulado",
    "sobre",
    "over",
    "om",
    "med",
    "met",
    "getiteld",
    "intitulada",
    "chamada",
    "intitolato",
    "su",
    "with",
    "is",
    "was",
];

/// "… by Ada Brookfield", "… von Ada Brookfield" right behind the title.
fn people_behind(after: &str) -> Vec<Speaker> {
    let start = after.trim_start_matches(['”', '"', '»', '«', '“', '」', '’', '\'', ',', ' ', '\n', '*', '_', '?', '!']);
    let bracketed = start.strip_prefix('(').and_then(|inner| inner.split(')').next());
    if let Some(inner) = bracketed {
        let names = phrases::strip_by(inner).unwrap_or(inner);
        let people = people::read_people(names).filter(|people| people.confidence >= 0.5).map(|people| people.speakers);
        let company = words::strip_by(inner).is_some_and(|(_, sure)| !sure);
        return people.unwrap_or_else(|| if company { Vec::new() } else { surnames(names) });
    }
    if let Some(rest) = phrases::strip_by(start).or_else(|| said_to_be_by(start)) {
        let people = longest_people(rest);
        let sure = words::strip_by(start).is_some_and(|(_, sure)| sure);
        return match people.is_empty() {
            true if sure => Some(surnames(rest)).filter(|people| !people.is_empty()).unwrap_or_else(|| whole_name(rest)),
            true => surnames(rest),
            false => people,
        };
    }
    if let Some(people) = set_off_behind(after) {
        return people;
    }
    // "«Título», de Paula Arrieta", "“Title” from Ada Brookfield": the genitive needs a name that is surely one.
    let elided = ["d'", "d’"].iter().find_map(|mark| start.strip_prefix(mark));
    let rest = elided.or_else(|| {
        let (word, rest) = start.split_once(' ')?;
        (word == "from" || GENITIVE.contains(&word)).then_some(rest)
    });
    let sure = |speakers: &Vec<Speaker>| speakers.iter().all(|one| people::person_likeness(&one.name) >= 0.6);
    rest.map(longest_people).filter(sure).unwrap_or_default()
}

/// "“Title”, Ada Brookfield.", "“Title” - Ada Brookfield from Quay - ": a name and nothing else between a mark and the end of the
/// clause.
fn set_off_behind(after: &str) -> Option<Vec<Speaker>> {
    let start = after.trim_start_matches(['”', '"', '»', '«', '“', '」', '’', '\'', '*', '_', '?', '!']);
    let (rest, needed) = match start.strip_prefix(", ") {
        // Where it was given stands behind a comma as well.
        Some(rest) => (rest, 0.65),
        None => ([" - ", " – ", " — "].iter().find_map(|mark| start.strip_prefix(mark))?, 0.5),
    };
    let ends = ["'s ", "’s ", ". ", ", ", "; ", ": ", " - ", " – ", " — ", " (", " from ", " of ", " von ", " de ", "\n"];
    let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let needed = if rest[end..].starts_with(['\'', '’']) { 0.5 } else { needed };
    if needed > 0.6 && rest[end..].starts_with(", ") {
        return None;
    }
    let name = rest[..end].trim().trim_end_matches('.');
    let people = people::read_people(name).filter(|people| people.confidence >= needed && name.contains(' '))?;
    (name.split(' ').count() <= 8).then_some(people.speakers)
}

/// "by Piers Holloway.": two or three capitalised words right behind a word that says nothing but "by", known or not.
fn whole_name(text: &str) -> Vec<Speaker> {
    let end = text.find(['.', ',', ':', ';', '(', ')', '"', '“', '«', '\n']).unwrap_or(text.len());
    let words: Vec<&str> = text[..end].split_whitespace().take_while(|word| word.starts_with(char::is_uppercase)).collect();
    let name = words.join(" ");
    let is_name = (2..=3).contains(&words.len()) && !people::is_organisation(&name) && !people::is_common(&name);
    if is_name { vec![Speaker { name, ..Speaker::default() }] } else { Vec::new() }
}

/// "was a good survey by Ada Brookfield", "a tour of lamps by Milo Venn": what follows the word for "by" behind a verb of
/// being or an article.
fn said_to_be_by(after: &str) -> Option<&str> {
    let (verb, rest) = after.split_once(' ')?;
    let verb = fold(verb);
    let told = matches!(verb.as_str(), "was" | "is" | "war" | "ist" | "fue" | "etait" | "est" | "era" | "foi");
    if !(told || matches!(verb.as_str(), "a" | "an" | "ein" | "eine" | "un" | "une" | "una" | "een" | "um" | "uma")) {
        return None;
    }
    let end = rest.find(['.', ',', ';', ':', '(']).unwrap_or(rest.len());
    let near: Vec<(usize, &str)> = rest[..end].match_indices(' ').take(8).collect();
    near.iter().find_map(|&(at, _)| {
        let (people, sure) = words::strip_by(&rest[at + 1..])?;
        (sure && people.starts_with(char::is_uppercase)).then_some(people)
    })
}

/// "Feng, Whitcombe and Saarinen", "Kowalczyk et al.": surnames alone, two at least or one with a company left unnamed.
fn surnames(text: &str) -> Vec<Speaker> {
    let end = text.find(['.', ':', ';', '(', ')', '"', '“', '«', '\n']).unwrap_or(text.len());
    let mut found: Vec<Speaker> = Vec::new();
    let mut others = false;
    for piece in text[..end].split(", ").flat_map(|piece| piece.split(" & ")).flat_map(|piece| piece.split(" and ")) {
        let mut words = piece.split_whitespace().peekable();
        let mut name: Vec<&str> = Vec::new();
        while let Some(word) = words.next_if(|word| word.starts_with(char::is_uppercase)) {
            name.push(word);
        }
        others = words.peek() == Some(&"et");
        let whole = name.join(" ");
        if name.is_empty() || name.len() > 3 || people::is_organisation(&whole) || people::is_common(&whole) {
            break;
        }
        found.push(Speaker { name: whole, ..Speaker::default() });
        if words.peek().is_some() {
            break;
        }
    }
    if found.len() >= 2 || others { found } else { Vec::new() }
}

/// The longest beginning of `text` that reads as people.
pub(super) fn longest_people(text: &str) -> Vec<Speaker> {
    let text: String = text.chars().take(120).collect();
    let mut ends: Vec<usize> = text.match_indices([' ', ',', '.', ';', ':', '(', '\n']).map(|(at, _)| at).collect();
    ends.push(text.len());
    let mut best: Option<(f32, Vec<Speaker>)> = None;
    for end in ends.into_iter().take(14) {
        let piece = text[..end].trim();
        if piece.split_whitespace().count() > 12 {
            break;
        }
        if let Some(people) = people::read_people(piece)
            && people.confidence >= 0.5
            && best.as_ref().is_none_or(|(held, fewer)| {
                // Two joined by "and" are less sure than the first of them, and meant all the same.
                let more = people.speakers.strip_prefix(fewer.as_slice()).unwrap_or_default();
                let is_name = |one: &Speaker| one.name.contains(' ') && people::person_likeness(&one.name) >= 0.5;
                let joined = people.confidence >= 0.65 && !more.is_empty() && more.iter().all(is_name);
                people.confidence + 0.02 >= *held || joined
            })
        {
            best = Some((people.confidence, people.speakers));
        }
    }
    best.map(|(_, speakers)| speakers).unwrap_or_default()
}

/// People that the sentence names elsewhere: linked names first, then what its words say.
fn people_around(text: &str, (from, to): (usize, usize), mention: &Mention, inlines: &[Inline], needed: f32) -> Vec<Speaker> {
    let mut at = 0;
    let mut named = Vec::new();
    for inline in inlines {
        let piece = plain(std::slice::from_ref(inline));
        let inside = at >= from && at < to && at != mention.start;
        if inside
            && matches!(inline, Inline::Link { .. } | Inline::Strong(_))
            && let Some(people) = people::read_people(&fold_space(&piece)).filter(|people| people.confidence >= needed)
        {
            named.extend(people.speakers);
        }
        at += piece.len();
    }
    if !named.is_empty() {
        return named;
    }
    // The title itself names nobody, and parts what stands around it.
    let before = text.get(from..mention.start).unwrap_or("");
    let after = text.get(mention.end..to.max(mention.end)).unwrap_or("");
    people::speakers_in_prose(&format!("{before}, {after}"), &[])
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;

    use super::*;

    #[test]
    fn a_sentence_tells_who_gave_what_it_names() {
        #[rustfmt::skip]
        let table = [
            ("Después Ana García presentó «",                 vec!["Ana García"]),
            ("La mañana la abrió Ana García con «",            vec![]), // a particle: `person_with`
            ("Nel pomeriggio Silvia Rossi e Marco Bianchi hanno raccontato ", vec!["Silvia Rossi", "Marco Bianchi"]),
            ("The morning belonged to Anna Berg, whose “",    vec!["Anna Berg"]),
            ("The first was Anna Berg's \"",                  vec!["Anna Berg"]),
            ("Then it was Anna Berg's turn: ",                vec!["Anna Berg"]),
            ("Milo Venn ended the day with “",                vec!["Milo Venn"]),
            ("Anna Berg, whose talk “",                       vec!["Anna Berg"]),
            ("Zelm Quarrow and Milo Venn talked about “",     vec!["Zelm Quarrow", "Milo Venn"]),
            ("halfway through the opening by Anna Berg, “",   vec!["Anna Berg"]),
            ("I sat beside Anna Berg in ",                    vec![]),
        ];
        for (before, expected) in table {
            let found = people_who_gave(before).unwrap_or_default();
            assert_eq!(found.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), expected, "{before:?}");
        }
        let known = [Speaker { name: "Ada Brookfield".to_owned(), ..Speaker::default() }];
        assert_eq!(known_by_first_name("Ada also gave the next talk: ", known.iter()).len(), 1);
        assert_eq!(known_by_first_name("I met Ada before the talk on ", known.iter()).len(), 0);
        let follows = |after: &str| people_who_follow("", after).map(|people| people[0].name.clone());
        assert_eq!(follows("» Ana García contó cómo").as_deref(), Some("Ana García"));
        assert_eq!(follows(", dove Marco Bianchi ha proposto").as_deref(), Some("Marco Bianchi"));
        assert_eq!(follows(" which I read long before Anna Berg wrote").as_deref(), None);
        assert_eq!(people_behind("», de Ana García y Marco Bianchi: lluvia").len(), 2);
        assert!(people_behind(" de la ciudad").is_empty());
        let names = |people: Vec<Speaker>| people.into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(people_behind("” (Feng, Whitcombe and Saarinen), on recovery")), ["Feng", "Whitcombe", "Saarinen"]);
        assert_eq!(names(people_behind("” by Kowalczyk et al., a model")), ["Kowalczyk"]);
        assert_eq!(names(people_behind("” was a good survey by Anna Berg and cold")), ["Anna Berg"]);
        assert_eq!(names(people_behind("” by Brugel Ottwick. I slept")), ["Brugel Ottwick"]);
        assert_eq!(names(people_behind(", a tour of lamps by Anna Berg (Quay)")), ["Anna Berg"]);
        assert_eq!(names(people_behind("” - Anna Berg from Quay - slow")), ["Anna Berg"]);
        assert_eq!(names(people_behind(", Brugel Ottwick's study of oil")), ["Brugel Ottwick"]);
        assert!(people_behind(", Lampville Zürich, 2031").is_empty());
        assert_eq!(follows(", where Brugel Ottwick pondered").as_deref(), Some("Brugel Ottwick"));
        assert!(people_behind("” by Google, a giant").is_empty());
        assert!(tells_of_a_work("There was also a reading that three people named, “") && !tells_of_a_work("Then came “"));
        assert!(is_attended("Tras el café escuché «") && !is_attended("The hall of «"));
    }

    #[test]
    fn talks_of_other_events_are_left() {
        #[rustfmt::skip]
        let table = [
            ("” from Quaycamp 2019, which I recommend", true), ("» (Quaycamp 2019)", true), ("“ auf dem Quaycamp 2019", true), ("» del Quaycamp 2019", true),
            ("” at Ferrocon 2031 was slow", false), ("” by Anna Berg from Quay, since 2019", false), ("”. In 2019 I slept", false), ("” (2019)", false),
        ];
        for (after, expected) in table {
            assert_eq!(is_of_another_event(after, &[fold("Ferrocon 2031"), fold("Ferrocon")]), expected, "{after:?}");
        }
    }

    #[test]
    fn whatever_is_linked_among_the_pages_of_talks_is_one() {
        check(
            "# Three days at Ferrocon 2031\n\nThe day began with [Counting Fog](https://f.example/t/fog), where Anna Berg counted. Then [Small Boats](https://f.example/t/boats) by Peter Jones. \
             I can't say much about [lamp anxiety](https://f.example/t/anxiety) or about [Zelm Quarrow's talk on wet sand](https://f.example/t/sand). I read [Oil](https://q.example/oil).\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg | https://f.example/t/fog
             note The day began with [Counting Fog](https://f.example/t/fog), where Anna Berg counted.
             talk 3 Small Boats | Peter Jones | https://f.example/t/boats
             note Then [Small Boats](https://f.example/t/boats) by Peter Jones.
             talk 3 wet sand | Zelm Quarrow | https://f.example/t/sand
             note I can't say much about [lamp anxiety](https://f.example/t/anxiety) or about [Zelm Quarrow's talk on wet sand](https://f.example/t/sand). I read [Oil](https://q.example/oil).",
        );
    }

    #[test]
    fn quoted_titles_may_look_like_names() {
        check(
            "# Ferrocon 2031\n\n## Water\n\nI saw Peter Jones's \"Long Rivers\", and it was long. Then Anna Berg spoke about \"Tide Gauges as Witnesses\". Slow. We ended with *Show and Tell*, led by **Old Pete**.\n",
            "event Ferrocon 2031
             talk 5 Long Rivers | Peter Jones
             note I saw Peter Jones's \"Long Rivers\", and it was long.
             talk 5 Tide Gauges as Witnesses | Anna Berg
             note Then Anna Berg spoke about \"Tide Gauges as Witnesses\". Slow.
             talk 5 Show and Tell
             note We ended with *Show and Tell*, led by **Old Pete**.",
        );
    }

    #[test]
    fn sentences_name_talks_under_themes() {
        check(
            "# Ferrocon 2031\n\n## Weather\n\nThe first talk was [Counting Fog](https://example.org/1). Slow. The second talk was by Anna Berg on [Wet Sand](https://example.org/2).\n\n\
             ## Water\n\nThen Peter Jones presented a talk titled [Small Boats](https://example.org/3).\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | https://example.org/1
             note The first talk was [Counting Fog](https://example.org/1). Slow.
             talk 5 Wet Sand | Anna Berg | https://example.org/2
             note The second talk was by Anna Berg on [Wet Sand](https://example.org/2).
             talk 9 Small Boats | Peter Jones | https://example.org/3
             note Then Peter Jones presented a talk titled [Small Boats](https://example.org/3).",
        );
    }
}
