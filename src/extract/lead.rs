//! The lines under a talk's title that belong to its record and not to its note: who gives it, when, where, which track,
//! where it can be seen.

use std::borrow::Cow;

use super::inlines::{count_words, cut_lines, fold_space, is_blank, lines, one_line, sole_link, unwrapped};
use super::people::{self, People};
use super::title::address;
use super::words::{self, Label};
use super::{person_before, phrases, places};
use crate::marks::Marks;
use crate::model::{Speaker, TalkFormat};
use crate::read::document::{Block, BlockKind, Inline, Item, Row};
use crate::when;

/// How far below a title its metadata may reach, in lines.
const REACH: usize = 9;

/// One line below a title, and what it is.
#[derive(Debug, Clone)]
pub(super) struct LeadLine {
    pub(super) place: LinePlace,
    /// What it says, without the emphasis around the whole.
    pub(super) text: String,
    pub(super) role: Role,
    /// Where the line stands: alone, in a list, as a small heading.
    pub(super) form: Form,
}

/// Where a line stands inside the blocks below a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LinePlace {
    /// Which block.
    pub(super) block: usize,
    /// Which line of a paragraph, or which item of a list.
    pub(super) within: usize,
    /// It is the last line or item of its block.
    pub(super) last: bool,
}

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// A line of a paragraph; bold or italic as a whole, or not.
    Line(super::inlines::Wrap),
    /// A list item.
    Item,
    /// A heading below the talk's.
    Heading,
    /// A line of a block quote.
    Quote,
}

/// What a line below a title says.
#[derive(Debug, Clone)]
pub(super) enum Role {
    /// Somebody; how surely is in it.
    People(People),
    /// "Speaker: …" and what follows. The label alone announces the lines below it.
    Speaker(Vec<crate::model::Speaker>),
    /// "Speakers" alone: the names come next.
    SpeakersFollow,
    Track(String),
    Room(String),
    Title(String),
    Start(String, Option<String>),
    Date(String),
    Minutes(u32),
    Format(TalkFormat),
    /// The talk's own page, or one of its recording or slides.
    Page(String),
    /// A recording, slides: a link that goes with the talk and tells of it, but is not its page.
    Material,
    Tags(Vec<String>),
    /// A label that tells something of the talk which no record keeps (level, chair).
    Other,
    /// "Abstract": what follows is the conference's or the proposer's.
    AbstractFollows,
    /// A line that says several of these at once.
    Several(Vec<Role>),
    /// "Notes:" alone: the note begins.
    NotesFollow,
    /// Pictures and rules: passed over.
    Nothing,
    /// The beginning of the note.
    Text,
}

impl Role {
    /// Whether the line is kept in a record, and so is no note.
    pub(super) fn is_metadata(&self) -> bool {
        !matches!(self, Role::Text | Role::Nothing | Role::AbstractFollows | Role::People(_))
    }
}

/// Whether a heading that names somebody stands over text of its own and beside a heading that names somebody else: the
/// people of a team, each with what they do.
fn is_one_of_several_people(blocks: &[Block], at: usize) -> bool {
    let Some(BlockKind::Heading { level, .. }) = blocks.get(at).map(|block| &block.kind) else { return false };
    let below = blocks.get(at + 1..).unwrap_or_default();
    let next = below.iter().position(|block| matches!(block.kind, BlockKind::Heading { .. }));
    next.filter(|&next| next > 0).is_some_and(|next| match &below[next].kind {
        BlockKind::Heading { level: other, text } => other == level && people::person_likeness(&one_line(text)) >= 0.5,
        _ => false,
    })
}

/// Looks at the lines below a title, until the first that is plain text.
pub(super) fn read_lead(first: &[Inline], blocks: &[Block], item: bool) -> Vec<LeadLine> {
    let mut found = Vec::new();
    let mut texts = 0;
    for (block, (inlines, form, within, last)) in candidate_lines(first, blocks, item) {
        if found.len() >= REACH {
            break;
        }
        let place = LinePlace { block, within, last };
        let after_label = matches!(found.last(), Some(LeadLine { role: Role::SpeakersFollow, .. }));
        let in_speakers = after_label || follows_speakers(&found, form);
        let (inner, _) = unwrapped(&inlines);
        let text = one_line(inner);
        let role = role_of_text(&text, inner, form);
        if form == Form::Heading && (!is_said_in_a_heading(&role) || is_titled_time(&role, &text)) {
            // "### Abstract" below the heading of a proposal.
            if matches!(role, Role::AbstractFollows) {
                found.push(LeadLine { place, text, role, form });
            }
            break;
        }
        if form == Form::Heading && matches!(role, Role::People(_)) && is_one_of_several_people(blocks, block) {
            break;
        }
        let role = match role {
            Role::People(people) if in_speakers => Role::Speaker(people.speakers),
            Role::Text if after_label => bare_speakers(&text),
            role => role,
        };
        texts += usize::from(matches!(role, Role::Text));
        found.push(LeadLine { place, text, role, form });
        if texts > 1 {
            break;
        }
    }
    found
}

/// "16:00 Lighthouse" below a heading is what came next; a time with its day or room is the talk's.
fn is_titled_time(role: &Role, text: &str) -> bool {
    matches!(role, Role::Start(..))
        && when::leading_time(text).is_some_and(|(_, _, rest)| !rest.trim().is_empty() && !places::is_room(rest.trim()))
}

/// The lines of a "Speakers" list go on while they stand in the same list.
fn follows_speakers(found: &[LeadLine], form: Form) -> bool {
    let mut before = found.iter().rev().skip_while(|line| matches!(line.role, Role::Speaker(_)) && line.form == form);
    form == Form::Item && matches!(before.next(), Some(LeadLine { role: Role::SpeakersFollow, .. }))
}

/// Whatever a speaker label announces, though it does not look like a name.
fn bare_speakers(text: &str) -> Role {
    if count_words(text) <= 6 && !text.ends_with('.') { labelled_speakers(text) } else { Role::Text }
}

type Line<'a> = (Cow<'a, [Inline]>, Form, usize, bool);

/// The lines below a title in reading order, with the block they stand in (`usize::MAX` for the rest of the title's own
/// paragraph). A block is taken apart when its first line is asked for: most leads end early.
fn candidate_lines<'a>(first: &'a [Inline], blocks: &'a [Block], item: bool) -> impl Iterator<Item = (usize, Line<'a>)> {
    let own = if is_blank(first) { Vec::new() } else { set_lines(hard_lines(first, item), Form::Line) };
    let own = own.into_iter().map(|line| (usize::MAX, line));
    let below = blocks.iter().enumerate().take(REACH).map_while(|(n, block)| Some((n, lines_of(block)?)));
    own.chain(below.flat_map(|(n, lines)| lines.into_iter().map(move |line| (n, line))))
}

/// The lines of one block; `None` where metadata cannot reach beyond it.
fn lines_of(block: &Block) -> Option<Vec<Line<'_>>> {
    Some(match &block.kind {
        BlockKind::Paragraph(inlines) => set_lines(cut_lines(inlines), Form::Line),
        BlockKind::Heading { text, .. } => vec![(Cow::Borrowed(text), Form::Heading, 0, true)],
        BlockKind::List { items, .. } => {
            let first = items.iter().enumerate().take(REACH);
            first.map(|(m, item)| (first_paragraph(item), Form::Item, m, m + 1 == items.len())).collect()
        }
        BlockKind::Quote(inner) => match inner.as_slice() {
            [Block { kind: BlockKind::Paragraph(inlines), .. }] => set_lines(cut_lines(inlines), |_| Form::Quote),
            _ => return None,
        },
        // "Speaker | Ada Brookfield": a record as a table of two columns.
        BlockKind::Table { rows } if is_record(rows) => {
            let texts = rows.iter().enumerate().take(REACH).map(|(m, row)| (m, Cow::Owned(vec![Inline::Text(row_text(row))])));
            texts.map(|(m, line)| (line, Form::Line(super::inlines::Wrap::None), m, m + 1 == rows.len())).collect()
        }
        BlockKind::Table { rows } if rows.len() == 1 => {
            let cells = rows[0].cells.iter().flat_map(|cell| cell_inlines(&cell.blocks)).collect();
            vec![(Cow::Owned(cells), Form::Quote, 0, true)]
        }
        BlockKind::Rule | BlockKind::Figure { .. } => Vec::new(),
        _ => return None,
    })
}

/// Whether most rows of a table of two columns begin with a label.
fn is_record(rows: &[Row]) -> bool {
    let labelled = rows.iter().filter(|row| row.cells.len() == 2 && words::find_label(&row_text(row)).is_some()).count();
    rows.len() >= 2 && labelled * 2 >= rows.len()
}

/// A row of two cells as a label and its value.
pub(super) fn row_text(row: &Row) -> String {
    let cells: Vec<String> = row.cells.iter().map(|cell| fold_space(&crate::read::document::text_of(&cell.blocks))).collect();
    cells.join(": ")
}

/// The rest of a title's own paragraph without the lines that are the talk's record.
pub(super) fn rest_without(rest: &[Inline], item: bool, consumed: &[LinePlace]) -> Vec<Inline> {
    let gone = |n: &usize| consumed.iter().any(|place| place.block == usize::MAX && place.within == *n);
    if !consumed.iter().any(|place| place.block == usize::MAX) {
        return rest.to_vec();
    }
    let kept: Vec<Vec<Inline>> =
        hard_lines(rest, item).into_iter().enumerate().filter(|(n, _)| !gone(n)).map(|(_, line)| line.into_owned()).collect();
    kept.join(&Inline::SoftBreak)
}

/// List items are wrapped anywhere, so only the breaks that are meant part their lines.
fn hard_lines(inlines: &[Inline], item: bool) -> Vec<Cow<'_, [Inline]>> {
    if !item {
        return cut_lines(inlines);
    }
    inlines.split(|inline| *inline == Inline::LineBreak).map(Cow::Borrowed).collect()
}

/// The lines of a paragraph, each with the form that its emphasis gives it.
fn set_lines(lines: Vec<Cow<'_, [Inline]>>, form: impl Fn(super::inlines::Wrap) -> Form) -> Vec<Line<'_>> {
    let count = lines.len();
    let forms: Vec<Form> = lines.iter().map(|line| form(unwrapped(line).1)).collect();
    let placed = lines.into_iter().zip(forms).enumerate();
    placed.map(|(n, (line, form))| (line, form, n, n + 1 == count)).collect()
}

/// The inlines of the paragraph that an item begins with; none where the item nests something else.
fn first_paragraph(item: &Item) -> Cow<'_, [Inline]> {
    match item.blocks.first() {
        Some(Block { kind: BlockKind::Paragraph(inlines), .. }) => Cow::Borrowed(inlines),
        _ => Cow::Borrowed(&[]),
    }
}

fn cell_inlines(blocks: &[Block]) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for block in blocks {
        if let BlockKind::Paragraph(text) = &block.kind {
            inlines.extend(text.iter().cloned());
            inlines.push(Inline::Text(" ".to_owned()));
        }
    }
    inlines
}

/// What a heading below a title says, where it tells who or when rather than opening a section.
fn is_said_in_a_heading(role: &Role) -> bool {
    role.is_metadata() || matches!(role, Role::People(people) if people.confidence >= 0.5)
}

/// What parts the pieces of a line.
static PARTING: Marks = Marks::of(&[" -- ", " - ", " – ", " — ", " · ", " | "]);

/// What one line below a title says.
pub(super) fn role_of(inlines: &[Inline], form: Form) -> Role {
    let (inner, _) = unwrapped(inlines);
    role_of_text(&one_line(inner), inner, form)
}

/// "8 min read", "5 minutes de lecture", "Lesezeit: 5 Minuten".
fn says_how_long_it_reads(text: &str) -> bool {
    const READ: [&str; 8] =
        ["min read", "minute read", "minutes read", "de lecture", "lesezeit", "de lectura", "de leitura", "leestijd"];
    text.contains(|c: char| c.is_ascii_digit()) && text.len() <= 160 && {
        let folded = crate::folded::fold(text);
        READ.iter().any(|words| folded.contains(words))
    }
}

/// As [`role_of`], of a line whose text is known and whose emphasis is off.
fn role_of_text(text: &str, inner: &[Inline], form: Form) -> Role {
    if text.is_empty() {
        return Role::Nothing;
    }
    // "[[Ada Brookfield]]": a page of the writer's own, called like whom it is about.
    let inner = match inner {
        [Inline::Link { url, text }] if !url.contains([':', '/', '.', '#']) && *url == one_line(text) => text.as_slice(),
        inner => inner,
    };
    if form != Form::Heading
        && let Some(name) = behind_a_face(text)
    {
        return labelled_speakers(name);
    }
    // "##### Notes from the session by Ada Brookfield at LampConf"
    if form == Form::Heading
        && let Some((person, _)) = super::naming::person_at_event(text)
    {
        return labelled_speakers(person);
    }
    // "by Ada Brookfield · 8 min read": who wrote the page.
    if says_how_long_it_reads(text) {
        return Role::Other;
    }
    if let Some(roles) = several(text, form) {
        return Role::Several(roles);
    }
    // When an outliner's task was done is no time of a talk.
    if text.starts_with("CLOSED: [") {
        return Role::Other;
    }
    if let Some((label, rest)) = words::find_label(text) {
        return labelled(label, rest, inner, form);
    }
    if let Some(people) = words::strip_led_by(text).and_then(people::read_people).filter(|people| people.confidence >= 0.4) {
        return Role::Speaker(people.speakers);
    }
    if let Some(people) = named(text).or_else(|| person_before::giver(text)) {
        return Role::Speaker(people.speakers);
    }
    let role = bare_label(text).or_else(|| bare_address(text, inner)).or_else(|| short_fact(text, form));
    role.unwrap_or_else(|| people_or_text(text, form))
}

/// "👤 Ada Brookfield", "🎤 Milo Venn": a picture in place of the label "Speaker".
fn behind_a_face(text: &str) -> Option<&str> {
    const FACES: &[char] = &['👤', '👥', '🎤', '🎙', '🗣', '🧑', '👩', '👨', '🧔', '👱'];
    if text.is_char_boundary(1) || !text.starts_with(FACES) {
        return None;
    }
    // A face may be joined of several characters, with marks of skin, sex and work.
    let name = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '?');
    // A microphone stands in front of titles as well.
    let told = !text.starts_with(['🎤', '🎙']) || people::read_people(name).is_some_and(|people| people.confidence >= 0.5);
    (name.len() < text.len() && name.len() < 120 && told).then_some(name.trim())
}

/// A room, a kind of session, a time, a length or a day that stands alone on its line.
fn short_fact(text: &str, form: Form) -> Option<Role> {
    let count = text.split_whitespace().take(5).count();
    if count <= 4 && matches!(form, Form::Line(_)) && places::is_room(text) {
        return Some(Role::Room(text.to_owned()));
    }
    if count <= 4
        && let Some(format) = words::format_of(text.trim_end_matches(['.', ':', '!']))
    {
        return Some(Role::Format(format));
    }
    if let Some((start, end)) = time_line(text) {
        return Some(Role::Start(start, end));
    }
    if text.len() >= 40 {
        return None;
    }
    if count <= 3
        && let Some(minutes) = when::find_minutes(text)
    {
        return Some(Role::Minutes(minutes));
    }
    when::day_label(text).map(|_| Role::Date(text.to_owned()))
}

/// Somebody, or the beginning of the note.
fn people_or_text(text: &str, form: Form) -> Role {
    if text.len() > 220 || has_life_dates(text) {
        return Role::Text;
    }
    let bare = text
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .filter(|inner| !inner.contains(['(', ')']))
        .unwrap_or(text);
    // "Ada Brookfield -- [mp3](…)"
    let bare = PARTING
        .to_try(bare)
        .find_map(|mark| bare.rsplit_once(mark).filter(|(_, tail)| phrases::is_material_link(tail)))
        .map_or(bare, |(head, _)| head);
    let named = phrases::strip_by(bare).unwrap_or(bare);
    let Some(mut people) = people::read_people(named) else { return Role::Text };
    if named.len() < text.len() {
        people.confidence = (people.confidence + 0.35).min(1.0);
    }
    if form == Form::Item {
        people.confidence -= 0.2; // a list's first item is more often the note's beginning
    }
    Role::People(people)
}

/// "Ada Brookfield (1871–1940)", "Milo Venn (* 1988)", "(geb. 1988)": who wrote a work, and gave no talk.
pub(super) fn has_life_dates(text: &str) -> bool {
    const BORN: &[&str] = &[
        "*",
        "b.",
        "born",
        "geb.",
        "geboren",
        "né en",
        "née en",
        "né",
        "née",
        "nacido en",
        "n.",
        "nac.",
        "nato nel",
        "nata nel",
        "†",
        "d.",
        "gest.",
    ];
    let year = |text: &str| {
        let digits = text.trim();
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let Some((_, inner)) = text.split_once('(').filter(|(name, _)| name.split_whitespace().count() >= 2) else { return false };
    let Some((inner, _)) = inner.split_once(')') else { return false };
    let span = inner.split_once(['–', '-', '—']).is_some_and(|(from, to)| year(from) && (year(to) || to.trim().is_empty()));
    span || BORN.iter().any(|word| inner.trim().strip_prefix(word).is_some_and(year))
}

/// "Name: Ada Brookfield": in a proposal's form, where the label alone could as well be that of a talk.
fn named(text: &str) -> Option<People> {
    const NAMES: &[&str] = &[
        "name",
        "names",
        "your name",
        "my name",
        "full name",
        "proposer",
        "submitter",
        "submitted by",
        "proposed by",
        "nombre",
        "nom",
        "naam",
        "nome",
    ];
    let (label, rest) = text.split_once([':', '：'])?;
    // "Keynote: Ada Brookfield", "Vortrag: Milo Venn" below a title: what it is, and who gives it.
    let needed = match NAMES.contains(&crate::folded::fold(label).as_str()) {
        true => 0.3,
        false => words::strip_format(text).is_some_and(|(_, value)| value == rest.trim()).then_some(0.6)?,
    };
    let read = people::read_people(rest).filter(|people| people.confidence >= needed);
    // "Name: Old Tom" leaves no doubt, though nobody else is called so.
    read.or_else(|| {
        let speakers = super::candidate::plain_names(rest).filter(|_| needed < 0.5 && rest.contains(' '))?;
        Some(People { speakers, confidence: 0.3, said: rest.to_owned() })
    })
}

/// What may part a line into pieces that each say one thing.
static PIECES: Marks = Marks::of(&[" | ", " · ", " • ", " // ", "; ", ", ", ". "]);

/// What may stand behind a label.
static LABELLING: Marks = Marks::of(&[":", "：", "-", "–", "—", "\t"]);

/// "2031-03-09 12:40 - 13:30 @ Room 2, Speaker: Ada Njoku": pieces that each say one thing, at least two of them.
fn several(text: &str, form: Form) -> Option<Vec<Role>> {
    if text.len() > 160 || form == Form::Heading {
        return None;
    }
    if let Some(roles) = dashed(text).or_else(|| kind_and_people(text)) {
        return Some(roles);
    }
    if !PIECES.are_in(text) {
        return None;
    }
    let mut cuts = vec![0];
    let mut barred = false;
    let may_label = LABELLING.are_in(text);
    for (at, mark) in PIECES.all(text) {
        barred |= matches!(mark, " | " | " · ");
        // These part a line only where a label follows.
        let weak = matches!(mark, ", " | "; " | " // " | ". ");
        let behind = &text[at + mark.len()..];
        if !weak || may_label && (words::find_label(behind).is_some() || mark == ". " && panel(behind).is_some()) {
            cuts.push(at);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.push(text.len());
    if cuts.len() < 3 {
        return None;
    }
    let mut roles = Vec::new();
    for pair in cuts.windows(2) {
        let piece = text[pair[0]..pair[1]].trim_start_matches([' ', '|', '·', '•', ';', ',', '/', '.']).trim();
        match piece_roles(piece) {
            Some(found) => roles.extend(found),
            // "Ada Njoku | Director, Harbour Works": who, and where from.
            None if barred && roles.is_empty() && cuts.len() == 3 && reads_as_people(text) => return None,
            // "Ada Njoku | FooConf 2031 | watched later": who, and whatever else.
            None if barred && roles.is_empty() => {
                let people =
                    people::read_people(phrases::strip_by(piece).unwrap_or(piece)).filter(|people| people.confidence >= 0.5)?;
                roles.push(Role::Speaker(people.speakers));
            }
            None if barred && matches!(roles.first(), Some(Role::Speaker(_))) => roles.push(Role::Other),
            None => return None,
        }
    }
    (roles.len() >= 2).then_some(roles)
}

/// "(Keynote; Ada Brookfield, Harbour Works)", "(Panel; Ada Brookfield; Milo Venn; moderated by Ines Faro)": the kind of session, and
/// who gave it, in brackets below the title.
fn kind_and_people(text: &str) -> Option<Vec<Role>> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    let (kind, rest) = inner.split_once([';', ':', ',', '–', '|', '·']).filter(|(kind, _)| kind.len() <= 30)?;
    let format = words::format_of(kind.trim())?;
    let names = rest.split(';').map(|piece| words::strip_led_by(piece.trim()).unwrap_or(piece.trim()));
    let all: Option<Vec<People>> = names.map(people::read_people).collect();
    let all = all.filter(|all| all.iter().any(|people| people.confidence >= 0.45))?;
    let speakers = all.into_iter().flat_map(|people| people.speakers).collect();
    Some(vec![Role::Format(format), Role::Speaker(speakers)])
}

/// "Ada Brookfield - Harbour Works - 2031-03-04 11:00": who, where from, and a time and its day at the end.
fn dashed(text: &str) -> Option<Vec<Role>> {
    static DASHES: Marks = Marks::of(&[" - ", " – ", " — ", " -- "]);
    let cuts: Vec<(usize, &str)> = DASHES.all(text).collect();
    let (at, mark) = *cuts.last().filter(|_| cuts.len() <= 3)?;
    let facts = piece_roles(text[at + mark.len()..].trim())?;
    let dated = facts.iter().any(|role| matches!(role, Role::Start(..) | Role::Date(_)));
    let said = cuts[..cuts.len() - 1].iter().fold(text[..at].to_owned(), |said, (_, mark)| said.replacen(mark, ", ", 1));
    let named = people::read_people(&said).filter(|people| dated && people.confidence >= 0.45)?;
    Some(std::iter::once(Role::Speaker(named.speakers)).chain(facts).collect())
}

/// Somebody with a role or an organisation, and no year.
fn reads_as_people(text: &str) -> bool {
    when::find_year(text).is_none() && people::read_people(text).is_some_and(|people| people.confidence >= 0.6)
}

/// "Panel: Ada Brookfield (Quay), Milo Venn": who sat on it, beside who kept the order.
fn panel(text: &str) -> Option<People> {
    #[rustfmt::skip]
    const PANELS: &[&str] = &[
        "panel", "on the panel", "on stage", "podium", "auf dem podium", "es diskutieren", "diskutanten", "table ronde", "autour de la table", "mesa", "en la mesa", "in het panel", "na mesa", "tavola rotonda", "sul palco",
        "participants", "teilnehmer", "participantes", "partecipanti", "deelnemers", "登壇", "パネリスト", "圆桌嘉宾",
    ];
    let (label, rest) = text.split_once([':', '：']).filter(|(label, _)| label.len() <= 40)?;
    PANELS.contains(&crate::folded::fold(label).as_str()).then_some(())?;
    people::read_people(rest.trim().trim_end_matches('.')).filter(|people| people.confidence >= 0.4)
}

/// What one piece of a line says: a label's value, a time with its day and room.
fn piece_roles(piece: &str) -> Option<Vec<Role>> {
    if let Some(people) = panel(piece) {
        return Some(vec![Role::Speaker(people.speakers)]);
    }
    let inlines = [Inline::Text(piece.to_owned())];
    if let Some((label, rest)) = words::find_label(piece) {
        let role = labelled(label, rest, &inlines, Form::Line(super::inlines::Wrap::None));
        return (role.is_metadata() && !matches!(role, Role::Title(_))).then(|| vec![role]);
    }
    let (when_text, room) = match piece.split_once('@') {
        Some((before, room)) if !room.trim().is_empty() && before.chars().any(|c| c.is_ascii_digit()) => {
            (before, Some(room.trim()))
        }
        _ => (piece, None),
    };
    let mut roles = Vec::new();
    if let Some((start, end)) = time_line(when_text.trim()) {
        roles.push(Role::Start(start, end));
    }
    if when::find_date(when_text, None).is_some() || when::day_label(when_text.trim()).is_some() {
        roles.push(Role::Date(when_text.trim().to_owned()));
    }
    if roles.is_empty()
        && let Some(minutes) = when::find_minutes(piece).filter(|_| count_words(piece) <= 3)
    {
        roles.push(Role::Minutes(minutes));
    }
    if roles.is_empty() && room.is_none() && (places::is_room(piece) || places::is_named_room(piece)) {
        roles.push(Role::Room(piece.to_owned()));
    }
    if roles.is_empty()
        && count_words(piece) <= 3
        && let Some(format) = words::format_of(piece)
    {
        roles.push(Role::Format(format));
    }
    if let Some(room) = room {
        roles.push(Role::Room(room.to_owned()));
    }
    (!roles.is_empty()).then_some(roles)
}

/// A line that says when: "10:35", "Tuesday 10:35 - 11:20 @ Room 2", "2031-03-09 12:40 - 13:30".
fn time_line(text: &str) -> Option<(String, Option<String>)> {
    if text.len() > 70 || text.ends_with('.') {
        return None;
    }
    if let Some((start, end, rest)) = when::leading_time(text)
        && count_words(rest) <= 4
    {
        return Some((start, end));
    }
    let dated = when::find_date(text, None).is_some() || when::leading_day(text).is_some();
    if dated { when::find_span(text) } else { None }
}

/// A label that stands alone on its line.
fn bare_label(text: &str) -> Option<Role> {
    let word = text.trim_end_matches([':', '：']).trim();
    if word.split_whitespace().nth(3).is_some() {
        return None;
    }
    if words::is_speaker_label(word) {
        return Some(Role::SpeakersFollow);
    }
    match words::label_of(word)? {
        Label::Abstract => Some(Role::AbstractFollows),
        Label::Notes => Some(Role::NotesFollow),
        _ => None,
    }
}

/// What a label line says of its talk.
fn labelled(label: Label, rest: &str, inner: &[Inline], form: Form) -> Role {
    let rest = rest.trim();
    if rest.is_empty() {
        return bare_label(&one_line(inner)).unwrap_or(Role::Text);
    }
    let first_link = || {
        let mut links = Vec::new();
        crate::read::document::links(inner, &mut links);
        links.first().and_then(|(url, _)| address(url)).or_else(|| find_address(rest))
    };
    match label {
        Label::Speaker => with_time_in_brackets(rest, labelled_speakers),
        Label::Track => Role::Track(rest.to_owned()),
        Label::Room => Role::Room(rest.to_owned()),
        Label::Title => Role::Title(rest.to_owned()),
        // "start: stop one of them @ 10am" is a note.
        Label::Time if rest.split(' ').count() > 3 && !begins_with_a_time(rest) => Role::Text,
        Label::Time => match when::find_span(rest) {
            Some((start, end)) => Role::Start(start, end),
            None => Role::Date(rest.to_owned()),
        },
        Label::Date => match when::find_span(rest) {
            Some((start, end)) if when::find_date(rest, None).is_none() => Role::Start(start, end),
            _ => Role::Date(rest.to_owned()),
        },
        Label::Duration => length_and_kind(rest),
        // "talk, 40 minutes".
        Label::Format => words::format_of(rest)
            .or_else(|| words::format_of(rest.split([',', '(']).next().unwrap_or(rest)))
            .map_or(Role::Other, Role::Format),
        Label::Tags => Role::Tags(rest.split(',').map(fold_space).filter(|tag| !tag.is_empty()).collect()),
        Label::Link => first_link().map_or(Role::Text, Role::Page),
        Label::Slides | Label::Video if form != Form::Heading => match first_link() {
            Some(_) => Role::Material,
            None => Role::Text,
        },
        // "Abstract: [html](…)" leads to the talk's page.
        Label::Abstract if count_words(rest) <= 2 => first_link().map_or(Role::AbstractFollows, Role::Page),
        Label::Abstract => Role::AbstractFollows,
        Label::Chair => with_time_in_brackets(rest, |_| Role::Other),
        Label::Level | Label::Event | Label::Language => Role::Other,
        Label::Author if is_scribe(&one_line(inner)) => Role::Other,
        _ => Role::Text,
    }
}

/// "Rinさん": how somebody is addressed is no part of the name.
fn without_address(name: String) -> String {
    name.strip_suffix("さん").map(|bare| bare.trim_end().to_owned()).filter(|bare| !bare.is_empty()).unwrap_or(name)
}

/// "5 min (lightning)": how long it takes may tell what it is.
fn length_and_kind(text: &str) -> Role {
    let Some(minutes) = when::find_minutes(text) else { return Role::Other };
    let aside = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(aside, _)| aside.trim());
    match aside.and_then(words::format_of) {
        Some(format) => Role::Several(vec![Role::Minutes(minutes), Role::Format(format)]),
        None => Role::Minutes(minutes),
    }
}

/// "Ada Brookfield (Wed, 09:30)": brackets at the end that hold a time say when, and what stands before them is `read`.
fn with_time_in_brackets(text: &str, read: impl Fn(&str) -> Role) -> Role {
    let inner = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let timed = inner.and_then(|(before, inner)| Some((before.trim(), inner.trim(), when::find_span(inner.trim())?)));
    let Some((before, inner, (start, end))) = timed.filter(|(before, ..)| !before.is_empty()) else { return read(text) };
    let day = inner.split([',', ' ']).next().filter(|word| when::day_label(word.trim_end_matches('.')).is_some());
    let mut roles = vec![read(before), Role::Start(start, end)];
    if when::find_date(inner, None).is_some() {
        roles.push(Role::Date(inner.to_owned()));
    } else if let Some(day) = day {
        roles.push(Role::Date(day.to_owned()));
    }
    Role::Several(roles)
}

/// "10:00, Hall 2", "um 10 Uhr", "Tuesday, 10am": a digit or a day begins it.
fn begins_with_a_time(text: &str) -> bool {
    const AT: [&str; 14] = ["um", "ab", "von", "ca", "at", "from", "about", "de", "a", "à", "dalle", "alle", "om", "vanaf"];
    let mut near = text.split_whitespace().skip_while(|word| AT.contains(word));
    let day = |word: &str| when::day_label(word.trim_end_matches([',', '.'])).is_some();
    near.next().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()) || day(word))
}

/// "Scribe: ana", "Protokoll: Milo": who took the notes, not who gave the talk.
fn is_scribe(line: &str) -> bool {
    const SCRIBES: &[&str] =
        &["scribe", "note taker", "notetaker", "notes by", "notes taken by", "protokoll", "notes prises par"];
    line.split([':', '：']).next().is_some_and(|label| SCRIBES.contains(&crate::folded::fold(label).as_str()))
}

fn labelled_speakers(rest: &str) -> Role {
    // "Who: AB = Ada Brookfield, MV = Milo Venn": what letters stand for.
    if rest.matches(" = ").count() >= 2 {
        return Role::Text;
    }
    // "Who: n/a" is said of talks as well.
    let named = rest.split(['(', '[']).next().unwrap_or(rest);
    if phrases::is_nobody(rest) || phrases::is_nobody(named.trim()) {
        return Role::Speaker(Vec::new());
    }
    match people::read_people(rest) {
        Some(people) => {
            let speakers = people.speakers.into_iter();
            Role::Speaker(speakers.map(|one| Speaker { name: without_address(one.name), ..one }).collect())
        }
        None => match marked_speakers(rest) {
            speakers if speakers.is_empty() => Role::Other,
            speakers => Role::Speaker(speakers),
        },
    }
}

/// A line that is an address and nothing else, or a link named for what it leads to.
fn bare_address(text: &str, inner: &[Inline]) -> Option<Role> {
    if let Some((url, _)) = sole_link(inner)
        && let Some(url) = address(url)
    {
        let is_page = url.contains(text) || text.contains("://") || phrases::is_page_link(text);
        if is_page {
            return Some(Role::Page(url));
        }
        if phrases::is_material_link(text) {
            return Some(Role::Material);
        }
        return None;
    }
    (!text.contains(' ')).then(|| find_address(text)).flatten().map(Role::Page)
}

fn find_address(text: &str) -> Option<String> {
    let start = text.find("http://").or_else(|| text.find("https://"))?;
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |end| start + end);
    Some(text[start..end].trim_end_matches(['.', ',', ')', ']', '>', ';']).to_owned())
}

/// The blocks below a title without the lines that `consumed` names.
pub(super) fn without(blocks: &[Block], consumed: &[LinePlace]) -> Vec<Block> {
    let mut kept = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let gone: Vec<usize> = consumed.iter().filter(|place| place.block == n).map(|place| place.within).collect();
        if gone.is_empty() {
            kept.push(block.clone());
        } else {
            kept.extend(without_lines(block, &gone));
        }
    }
    kept
}

fn without_lines(block: &Block, gone: &[usize]) -> Option<Block> {
    match &block.kind {
        BlockKind::Paragraph(inlines) => {
            let all = lines(inlines);
            let first = (0..all.len()).find(|n| !gone.contains(n))?;
            let mut rest = Vec::new();
            for (_, line) in all.iter().enumerate().filter(|(n, _)| !gone.contains(n)) {
                if !rest.is_empty() {
                    rest.push(Inline::SoftBreak);
                }
                rest.extend(line.iter().cloned());
            }
            (!is_blank(&rest)).then(|| Block {
                line: (block.line + first).min(block.end_line),
                kind: BlockKind::Paragraph(rest),
                ..block.clone()
            })
        }
        BlockKind::List { start, items } => {
            let kept: Vec<Item> =
                items.iter().enumerate().filter(|(n, _)| !gone.contains(n)).map(|(_, item)| item.clone()).collect();
            let line = kept.first()?.line;
            Some(Block { line, kind: BlockKind::List { start: *start, items: kept }, ..block.clone() })
        }
        _ => None,
    }
}

/// The people where a label or a word for "by" says that people follow, though nobody in the text is known: pieces
/// between "&", "and" and semicolons, in each a name and perhaps a company behind a comma. Empty for a sentence.
pub(super) fn marked_speakers(text: &str) -> Vec<Speaker> {
    if count_words(text) <= 5 && !text.contains(['?', '!']) {
        return named_by_label(text);
    }
    let pieces = text.split([';', '&']).flat_map(|piece| piece.split(" and ")).flat_map(|piece| piece.split(" und "));
    let mut found = Vec::new();
    for piece in pieces {
        let mut parts = piece.split([',', '(']).map(|part| part.trim_matches([' ', '*', '_', '.', ')']));
        let name = parts.next().unwrap_or("");
        let words: Vec<&str> = name.split_whitespace().collect();
        let capital = |word: &&&str| word.chars().next().is_some_and(|c| c.is_uppercase() || c == '@');
        if !(1..=4).contains(&words.len()) || words.iter().filter(capital).count() * 4 < words.len() * 3 {
            return Vec::new();
        }
        let affiliation = parts.next().map(fold_space).filter(|text| !text.is_empty());
        found.push(Speaker { name: fold_space(name), affiliation, ..Speaker::default() });
    }
    found
}

/// The people that a label names outright, though they do not look like names: handles, nicknames.
pub(super) fn named_by_label(text: &str) -> Vec<Speaker> {
    let text = text.split(" - ").next().unwrap_or(text);
    let pieces = text.split([',', ';', '&', '/']).flat_map(|piece| piece.split(" and ")).flat_map(|piece| piece.split(" und "));
    pieces
        .filter(|piece| !piece.contains("http"))
        .map(|piece| fold_space(piece.split('(').next().unwrap_or(piece)))
        .map(|name| name.trim_matches(['*', '_', ' ', '.', '"']).to_owned())
        .map(without_address)
        .map(|name| name.strip_suffix("さん").map_or(name.as_str(), str::trim_end).to_owned())
        .filter(|name| !phrases::is_nobody(name) && name.split(' ').count() <= 5)
        // "Old Tom, Lamps in Care": the second is where the first works.
        .enumerate()
        .filter(|(n, name)| *n == 0 || !people::is_organisation(name) && !name.contains(" in ") && !name.contains(" at "))
        .map(|(_, name)| name)
        .map(|name| Speaker { name, ..Speaker::default() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::checks::check;
    use super::*;

    #[test]
    fn labels_tell_several_things() {
        check(
            "# Ferrocon 2031\n\n## Counting fog\nSpeaker: Rinさん\nLength: 5 min (lightning)\n\n- slow\n\n## Small boats\nConvener: Anna Berg (Tue, 10:30)\n\n- wet\n\n## Long rivers\nSpeaker: someone from the pier\n\n- long\n\n## Wet sand\nSpeaker: everyone\n\n- dry\n",
            "event Ferrocon 2031
             talk 3 Counting fog | Rin | lightning
             note - slow
             talk 9 Small boats | Anna Berg | 10:30
             note - wet
             talk 14 Long rivers
             note - long
             talk 19 Wet sand
             note - dry",
        );
    }

    #[test]
    fn a_face_stands_for_the_label() {
        check(
            "# Ferrocon 2031\n\n## Tue\n\n### Counting fog\n👤 Zelm Quarrow, Quay\n\n- slow\n\n### Small boats\n👤 ?\n\n- wet\n\n### Long rivers\n👩‍💻 Maria Lopez + Otto Brandt\n\n- long\n",
            "event Ferrocon 2031
             talk 5 Counting fog | Zelm Quarrow (Quay)
             note - slow
             talk 10 Small boats
             note - wet
             talk 15 Long rivers | Maria Lopez; Otto Brandt
             note - long",
        );
    }

    #[test]
    fn a_label_of_time_stands_before_a_time() {
        for (rest, expected) in [
            ("10:00, Hall 2", true),
            ("um 10 Uhr im Saal 2", true),
            ("Tuesday, 10am in hall 2", true),
            ("stop 1 lamp @ 10am", false),
        ] {
            assert_eq!(begins_with_a_time(rest), expected, "{rest:?}");
        }
    }

    #[test]
    fn a_table_of_two_columns_is_a_record() {
        check(
            "# The Art of the Lamp\n\n| Field | Value |\n|---|---|\n| Speaker | Anna Berg |\n| Event | Ferrocon 2031 |\n\n## Oil\n\nBurns.\n\n## Gas\n\nToo.\n",
            "event Ferrocon 2031
             talk 1 The Art of the Lamp | Anna Berg
             note ## Oil Burns. ## Gas Too.",
        );
    }

    #[test]
    fn a_label_names_people_that_nobody_knows() {
        #[rustfmt::skip]
        let table = [
            ("Zephyrine Quillfeather, Archive of Small Things", vec![("Zephyrine Quillfeather", Some("Archive of Small Things"))]),
            ("Oxenfree Tamberlane & Quill Featherstonehaugh",   vec![("Oxenfree Tamberlane", None), ("Quill Featherstonehaugh", None)]),
            ("somebody from the harbour told us about it all",  vec![]),
        ];
        for (text, expected) in table {
            let found = marked_speakers(text);
            let found: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.affiliation.as_deref())).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
