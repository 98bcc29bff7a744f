//! What the lines below a title say of the talk, taken into its candidate.

use super::habit::{Habit, looks_like_a_signature};
use super::{BELOW, Candidate, Sketch, beside};
use crate::extract::inlines::{Wrap, fold_space, lines, one_line};
use crate::extract::lead::{self, Form, LeadLine, LinePlace, Role};
use crate::extract::people::{self, People};
use crate::extract::title::tidy;
use crate::extract::{letters, proposals, words};
use crate::model::{Speaker, TalkFormat};
use crate::read::document::{Block, BlockKind, Inline};
use crate::when;

/// Takes in the metadata lines below the title; returns those that are no part of the note.
pub(super) fn take(found: &mut Candidate, sketch: &Sketch<'_>, habit: &Habit) -> Vec<LinePlace> {
    let mut details = Details { found, sketch, habit, texts: 0, labelled: false };
    let mut consumed = Vec::new();
    for (n, line) in sketch.lead.iter().enumerate() {
        let taken = details.line(n, line);
        if taken && (details.texts == 0 || labelled_anywhere(&line.role)) {
            consumed.push(line.place);
        }
        if details.texts > 1 {
            break;
        }
    }
    consumed
}

/// The lines below one title while they are read.
struct Details<'a> {
    found: &'a mut Candidate,
    sketch: &'a Sketch<'a>,
    habit: &'a Habit,
    /// How many lines of the note stood above.
    texts: usize,
    /// A label named the speakers.
    labelled: bool,
}

impl Details<'_> {
    /// Takes in what the `n`th line says; whether it is no part of the note.
    fn line(&mut self, n: usize, line: &LeadLine) -> bool {
        match &line.role {
            Role::Speaker(speakers) => self.labelled_speakers(n, &line.text, speakers),
            Role::People(people) => return self.people(n, line, people),
            Role::Text => return self.text(line),
            // "3. Title: “What the guest sees”", in the outline of a proposal.
            Role::Title(_) if self.texts > 0 && line.form == Form::Item => return false,
            Role::Title(title) => {
                self.found.title = tidy(title);
                self.found.add(2.0, "has a labelled title");
                beside::name_people_in_title(self.found);
            }
            Role::Several(roles) => {
                if self.found.format == Some(TalkFormat::Workshop) && leads_it(&line.text) {
                    let (_, rest) = words::find_label(&line.text).unwrap_or((words::Label::Chair, &line.text));
                    // Behind the name stands when: "Lead: Ada Brookfield (Wed, 10:00)".
                    add_speakers(self.found, &lead::named_by_label(rest.split('(').next().unwrap_or(rest).trim()));
                }
                roles.iter().for_each(|role| one_of_several(self.found, role));
                self.labelled |= !self.found.speakers.is_empty();
            }
            Role::Material => {
                self.found.add(0.7, "has slides or a recording");
                return false;
            }
            Role::AbstractFollows => {
                self.found.has_abstract = true;
                self.found.add(1.5, "has an abstract");
                self.texts += 1;
                return false;
            }
            Role::NotesFollow => self.texts += 1,
            Role::Other if self.habit.hosted && hosts_it(&line.text) => {
                let (_, rest) = words::find_label(&line.text).unwrap_or((words::Label::Chair, &line.text));
                let people = people::read_people(rest).filter(|people| people.confidence >= 0.4);
                let short = || are_short_names(rest).then(|| lead::named_by_label(rest));
                if let Some(speakers) = people.map(|people| people.speakers).or_else(short) {
                    self.labelled_speakers(n, &line.text, &speakers);
                }
            }
            Role::Other if self.led_by_nobody() && leads_it(&line.text) => {
                let (_, rest) = words::find_label(&line.text).unwrap_or((words::Label::Chair, &line.text));
                self.labelled_speakers(n, &line.text, &lead::named_by_label(rest));
            }
            role => {
                fact(self.found, role);
                if matches!(role, Role::Start(..)) && tells_a_day(&line.text) {
                    self.found.when.get_or_insert_with(|| line.text.clone());
                }
            }
        }
        line.role.is_metadata()
    }

    /// A workshop that names nobody yet.
    fn led_by_nobody(&self) -> bool {
        self.found.format == Some(TalkFormat::Workshop) && self.found.speakers.is_empty()
    }

    fn labelled_speakers(&mut self, n: usize, text: &str, speakers: &[Speaker]) {
        let found = &mut *self.found;
        if !self.labelled {
            found.add(3.0, "has a labelled speaker");
            if n < 2 {
                found.speakers.clear();
            }
            self.labelled = true;
        }
        let said = || words::find_label(text).map_or(text, |(_, rest)| rest).to_owned();
        found.said = found.speakers.is_empty().then(said);
        add_speakers(found, speakers);
    }

    /// A line that looks like people: the surer, the less the siblings and the lines above speak for it.
    fn people(&mut self, n: usize, line: &LeadLine, people: &People) -> bool {
        let agreed = self.habit.people_form == Some(line.form);
        // Where siblings name people on a plain line, one that is set off as a whole does so too.
        let set_off = matches!(line.form, Form::Line(Wrap::Strong | Wrap::Emphasis))
            && self.habit.people_form == Some(Form::Line(Wrap::None));
        let needed = match (agreed, self.texts) {
            (false, 0) if set_off && n == 0 => 0.45,
            // A name without blanks is hardly ever known.
            (true, 0) if (2..=4).contains(&line.text.chars().count()) && line.text.chars().all(letters::is_wide) => 0.2,
            (true, 0) => 0.3,
            (false, 0) => 0.62,
            (true, _) => 0.6,
            (false, _) => 2.0,
        };
        let found = &mut *self.found;
        let sure = people.confidence >= needed && (n == 0 || !line.text.ends_with('.'));
        if !sure || self.labelled || !found.speakers.is_empty() && !follows_people(self.sketch, n) {
            return false;
        }
        if found.speakers.is_empty() {
            found.add(1.0 + 1.5 * people.confidence, BELOW);
        }
        // "Ada Brookfield - @adab - 2031-03-09".
        if found.when.is_none() && when::find_date(&line.text, None).is_some() {
            found.when = Some(line.text.clone());
        }
        found.said = found.speakers.is_empty().then(|| people.said.clone());
        add_speakers(found, &people.speakers);
        line.form != Form::Item
    }

    /// A line of text: the note's first, unless siblings name their people on a line like it.
    fn text(&mut self, line: &LeadLine) -> bool {
        let alike = || {
            marks_people(self.habit, line.form)
                || self.habit.people_form == Some(line.form) && looks_like_a_signature(self.sketch, line)
        };
        if lead::has_life_dates(&line.text) {
            self.found.look(-2.5, "names who wrote a work");
        }
        let short = || line.text.split_whitespace().count() <= 8 && !line.text.ends_with(['.', ':', '!', '?']);
        if self.texts > 0 || !self.found.speakers.is_empty() || !alike() || !short() {
            self.texts += 1;
            return false;
        }
        // What follows the comma is the company as often as a second name: absent rather than guessed.
        let name = line.text.split([',', '|', '(', ':']).next().unwrap_or(&line.text);
        add_speakers(self.found, &lead::named_by_label(name));
        self.found.add(1.5, "has a line like those that name people below its siblings");
        true
    }
}

/// "Triinu & Mihkel": a capitalised word or two for each.
fn are_short_names(text: &str) -> bool {
    let mut pieces = text.split([',', '&', '+', '/']).map(str::trim);
    pieces.all(|piece| {
        (1..=2).contains(&piece.split(' ').count())
            && piece
                .split(' ')
                .all(|word| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '.'))
    })
}

/// One fact of the talk, the first of its sort that is told; what a line says of people and notes is no fact.
fn fact(found: &mut Candidate, role: &Role) {
    match role {
        Role::Track(track) => set(found, 1.5, "has a track", |found| &mut found.track, track),
        Role::Room(room) => set(found, 1.0, "has a room", |found| &mut found.room, room),
        Role::Start(start, end) if found.start.is_none() => {
            found.start = Some(start.clone());
            found.end = end.clone();
            found.add(1.5, "has a time");
        }
        Role::Date(text) if found.when.is_none() => {
            found.when = Some(text.clone());
            found.add(0.5, "has a date");
        }
        Role::Minutes(minutes) => {
            found.minutes = Some(*minutes);
            found.add(0.5, "has a length");
        }
        Role::Format(format) if found.format.is_none() => {
            found.format = Some(*format);
            found.add(1.0, "has a kind of session");
        }
        Role::Page(url) if found.url.is_none() => {
            found.url = Some(url.clone());
            found.add(0.7, "has an address");
        }
        Role::Tags(tags) => found.tags.extend(tags.iter().cloned()),
        Role::Other => found.add(0.3, "has a label"),
        _ => {}
    }
}

/// Where "### Abstract" stands under the heading of a proposal, below the lines of a record ("Sent to: …", "Status: …") and
/// other headings for what proposers are asked.
pub(crate) fn abstract_place(body: &[Block]) -> Option<usize> {
    let mut asked = false;
    for (place, block) in body.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading { text, .. } => {
                let text = one_line(text);
                if words::label_of(text.trim_end_matches([':', '：'])) == Some(words::Label::Abstract) {
                    return Some(place);
                }
                if !proposals::is_asked(&text) && !words::is_speaker_label(&text) {
                    return None;
                }
                asked = true;
            }
            _ if !asked && !is_of_a_record(block) => return None,
            _ => {}
        }
    }
    None
}

/// Lines that each begin with a few words and a colon.
fn is_of_a_record(block: &Block) -> bool {
    let states = |inlines: &[Inline]| {
        let text = one_line(inlines);
        let head = text.split_once([':', '：']).map(|(head, _)| head);
        head.is_some_and(|head| (1..=4).contains(&head.split_whitespace().count()))
    };
    match &block.kind {
        BlockKind::Paragraph(inlines) => lines(inlines).iter().all(|line| states(line)),
        BlockKind::List { items, .. } => items.iter().all(|item| match item.blocks.as_slice() {
            [Block { kind: BlockKind::Paragraph(inlines), .. }] => states(inlines),
            _ => false,
        }),
        _ => false,
    }
}

/// One of several things that a line says at once.
fn one_of_several(found: &mut Candidate, role: &Role) {
    match role {
        Role::Speaker(speakers) => {
            found.add(2.5, "has a labelled speaker");
            add_speakers(found, speakers);
        }
        role => fact(found, role),
    }
}

/// "Leitung: Ada Brookfield", "Facilitator: Milo Venn": who leads a session gives it, where it is a workshop.
fn leads_it(text: &str) -> bool {
    const LEADERS: &[&str] = &["leitung", "facilitator", "facilitators", "animateur", "animatrice", "convener", "conveners"];
    let label = text.split([':', '：']).next().map(crate::folded::fold);
    label.is_some_and(|label| LEADERS.contains(&label.as_str()))
        && words::find_label(text).is_some_and(|(_, rest)| people::read_people(rest).is_some())
}

/// "Host: Ada Brookfield", "Gastgeber: Milo Venn": whose session it was, where nobody else gave any.
pub(super) fn hosts_it(text: &str) -> bool {
    #[rustfmt::skip]
    const HOSTS: &[&str] = &[
        "host", "hosts", "hosted by", "facilitator", "facilitators", "facilitated by", "convener", "conveners", "gastgeber", "gastgeberin", "gastgeberinnen", "hote", "hotes", "hotesse", "anfitrion", "anfitriona",
        "anfitriones", "gastheer", "gastvrouw", "anfitriao", "anfitria", "anfitrioes", "padrone di casa", "ホスト", "发起人", "召集人",
    ];
    let label = text.split([':', '：']).next().map(crate::folded::fold);
    label.is_some_and(|label| HOSTS.contains(&label.as_str()))
}

fn tells_a_day(text: &str) -> bool {
    when::find_date(text, None).is_some() || when::day_label(text).is_some()
}

/// Bold and italic lines below a title, where siblings name their people on such a line.
fn marks_people(habit: &Habit, form: Form) -> bool {
    habit.people_form == Some(form) && matches!(form, Form::Line(Wrap::Strong | Wrap::Emphasis))
}

/// Labels are read below a first line of text too; shapes alone are not.
fn labelled_anywhere(role: &Role) -> bool {
    matches!(role, Role::Speaker(_) | Role::Track(_) | Role::Room(_) | Role::SpeakersFollow | Role::NotesFollow)
}

/// A further line of people right below one that was taken.
fn follows_people(sketch: &Sketch<'_>, n: usize) -> bool {
    let before = n.checked_sub(1).and_then(|before| sketch.lead.get(before));
    before.is_some_and(|before| {
        matches!(before.role, Role::People(_)) && before.form == sketch.lead[n].form && before.form != Form::Item
    })
}

pub(super) fn add_speakers(found: &mut Candidate, speakers: &[Speaker]) {
    for speaker in speakers {
        if !found.speakers.iter().any(|held| crate::folded::fold(&held.name) == crate::folded::fold(&speaker.name)) {
            found.speakers.push(speaker.clone());
        }
    }
}

fn set(
    found: &mut Candidate,
    points: f32,
    reason: &'static str,
    field: impl Fn(&mut Candidate) -> &mut Option<String>,
    value: &str,
) {
    let value = fold_space(value);
    if field(found).is_none() && !value.is_empty() {
        *field(found) = Some(value);
        found.add(points, reason);
    }
}
