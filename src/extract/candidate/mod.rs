//! A place where a talk could begin, what it says of the talk, and how much speaks for it.

mod beside;
mod details;
mod habit;
mod look;
mod told;

use std::borrow::Cow;

use super::inlines::{is_blank, is_one_line, lines, one_line};
use super::lead::{self, LeadLine};
use super::notes;
use super::people::SplitKind;
use super::title::{Mark, TitleLine, read_title_lines};
use super::words;
use crate::model::{Speaker, TalkFormat};
use crate::read::document::{Block, BlockKind, Inline};

pub(super) use beside::{cut, plain_names};
pub(super) use details::abstract_place;
pub(super) use habit::{Habit, habit};

/// Where a talk stands among the part's blocks: a block, or an item of a list or row of a table in it.
pub(crate) type Position = (usize, usize);

/// A place where a talk could begin, not yet weighed.
#[derive(Debug, Clone)]
pub(crate) struct Head<'a> {
    /// The line itself.
    pub(crate) text: &'a [Inline],
    /// What stands below it.
    pub(crate) body: &'a [Block],
    /// 1-based.
    pub(crate) line: usize,
    /// The first position, and the first one behind it.
    pub(crate) span: (Position, Position),
    /// What kind of line it is: candidates of one class are siblings and share their habits.
    pub(crate) class: Class,
    /// The anchor that links to it use.
    pub(crate) anchor: Option<&'a str>,
}

/// Candidates of the same class are siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Headings of one level.
    Heading(u8),
    /// Bold paragraphs over other blocks.
    Bold,
    /// Plain one-line paragraphs over other blocks.
    Bare,
    /// List items.
    Item,
    /// Paragraphs that begin with a marked title.
    Paragraph,
}

impl Class {
    /// A note may go on behind the title on the same line.
    fn is_free(self) -> bool {
        matches!(self, Class::Item | Class::Paragraph)
    }
}

/// What a head says, read once, before its siblings are asked.
#[derive(Debug, Clone)]
pub(crate) struct Sketch<'a> {
    pub(crate) head: Head<'a>,
    /// The text of the line.
    pub(crate) line: String,
    /// One; more where a line names several talks.
    pub(crate) titles: Vec<TitleLine>,
    pub(crate) lead: Vec<LeadLine>,
}

/// The reason of a title that is a link, or bold, or in italics, or quoted.
pub(crate) const MARKED: &str = "has a marked title";

/// The reasons of people beside the title and of those below it.
pub(crate) const BESIDE: &str = "names people beside the title";
pub(crate) const BELOW: &str = "has a line that names people below";

/// A talk as one place in the document has it, with the reasons for and against.
#[derive(Debug, Clone, Default)]
pub(crate) struct Candidate {
    pub(crate) title: String,
    pub(crate) speakers: Vec<Speaker>,
    /// The text that names them, where one piece of text does.
    pub(crate) said: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
    pub(crate) minutes: Option<u32>,
    /// The text that names the day or date.
    pub(crate) when: Option<String>,
    /// The day of the whole document, as `YYYY-MM-DD`.
    pub(crate) day_of_all: Option<String>,
    pub(crate) track: Option<String>,
    pub(crate) room: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) format: Option<TalkFormat>,
    pub(crate) number: Option<u32>,
    pub(crate) tags: Vec<String>,
    pub(crate) line: usize,
    pub(crate) span: (Position, Position),
    /// The note, or the abstract where `has_abstract`.
    pub(crate) body: Vec<Block>,
    /// The body is what the proposer or the conference says.
    pub(crate) has_abstract: bool,
    /// The title's line, or one of the lines right below it, names the people.
    pub(crate) named: bool,
    /// What stands in the line of a cell where other cells name their people, where it does not look like a name.
    pub(crate) below: Option<String>,
    /// How the title was parted from its people, where a cell of a table holds both.
    pub(crate) parted: Option<SplitKind>,
    /// The blocks below the title whose lines say something of the talk, counted from the first of them, and the items.
    pub(crate) lead: Vec<Position>,
    /// Points of specific evidence: what only a talk has.
    pub(crate) evidence: f32,
    /// Points for the look of the title.
    pub(crate) look: f32,
    /// What all of it and its siblings come to.
    pub(crate) points: f32,
    /// Why, in words.
    pub(crate) reasons: Vec<Cow<'static, str>>,
}

impl Candidate {
    /// The reasons in words, with what they come to.
    pub(crate) fn because(&self) -> String {
        format!("{} ({:.1} points)", self.reasons.join(", "), self.points)
    }

    fn add(&mut self, points: f32, reason: &'static str) {
        self.evidence += points;
        self.reasons.push(reason.into());
    }

    fn look(&mut self, points: f32, reason: &'static str) {
        self.look += points;
        self.reasons.push(reason.into());
    }
}

/// Reads a head's own line and the lines below it.
pub(crate) fn sketch(head: Head<'_>) -> Sketch<'_> {
    let titles = titles_of(&head);
    sketch_below(head, titles)
}

/// Reads the lines below a head whose `titles` are read already.
pub(crate) fn sketch_below(head: Head<'_>, titles: Vec<TitleLine>) -> Sketch<'_> {
    let rest = titles.last().map_or(&[][..], |title| title.rest.as_slice());
    let lead = lead::read_lead(rest, head.body, head.class == Class::Item);
    Sketch { line: one_line(head.text), titles, lead, head }
}

/// Reads a head's own line.
pub(crate) fn titles_of(head: &Head<'_>) -> Vec<TitleLine> {
    let own = if head.class == Class::Paragraph || is_one_line(head.text) { Vec::new() } else { lines(head.text) };
    match (head.class, own.as_slice()) {
        // "Title<br><small>Ada Brookfield</small>": lines of a heading's own.
        (Class::Heading(_) | Class::Bare, [title, below @ ..]) if !is_blank(title) && !below.is_empty() => {
            let mut titles = read_title_lines(title, false);
            titles.iter_mut().for_each(|title| title.rest = below.join(&Inline::SoftBreak));
            titles
        }
        // "Title" and "Speaker: Ada Brookfield" on the next line of an item.
        (Class::Item, [title, below @ ..]) if !is_blank(title) && below.first().is_some_and(|line| says_of_a_talk(line)) => {
            let mut titles = read_title_lines(title, true);
            if let Some(last) = titles.last_mut() {
                last.rest.extend((!is_blank(&last.rest)).then_some(Inline::SoftBreak));
                last.rest.extend(below.join(&Inline::SoftBreak));
            }
            titles
        }
        _ => read_title_lines(head.text, head.class.is_free()),
    }
}

/// A line that begins with the label of what only talks have.
fn says_of_a_talk(line: &[Inline]) -> bool {
    use words::Label;
    let text = one_line(line);
    let label = words::find_label(&text).filter(|(_, value)| !value.is_empty());
    matches!(label, Some((Label::Speaker | Label::Chair | Label::Room | Label::Track, _)))
}

/// Weighs a sketch in the light of what its siblings share. One candidate a title.
pub(crate) fn weigh(sketch: &Sketch<'_>, habit: &Habit) -> Vec<Candidate> {
    let several = sketch.titles.len() > 1;
    sketch.titles.iter().map(|title| weigh_title(sketch, title, habit, several)).collect()
}

fn weigh_title(sketch: &Sketch<'_>, title: &TitleLine, habit: &Habit, several: bool) -> Candidate {
    let head = &sketch.head;
    let mut found = Candidate {
        title: title.title.clone(),
        url: title.url.clone(),
        when: title.day.clone(),
        start: title.start.clone(),
        end: title.end.clone(),
        room: title.room.clone(),
        track: title.track.clone(),
        number: title.number,
        format: title.format,
        line: head.line,
        span: head.span,
        ..Candidate::default()
    };
    let own = matches!(head.class, Class::Heading(_))
        && found.url.as_deref().is_some_and(|url| is_permalink(url, &title.title, head.anchor));
    if own {
        found.url = None;
    }
    if found.start.is_some() {
        found.add(2.0, "begins with a time");
    }
    if title.code.is_some() {
        found.add(1.5, "ends with a session code");
    }
    if title.unnamed {
        found.add(1.5, "says that its speaker is not known");
    }
    if found.format.is_some() {
        found.add(1.5, "is labelled with a kind of session");
    }
    match title.mark {
        Mark::WholeLink if own => {}
        Mark::WholeLink => found.add(1.0, "is a link"),
        Mark::Link | Mark::Quoted if title.people.is_some() => found.add(1.0, MARKED),
        Mark::Link | Mark::Quoted | Mark::Emphasis => found.add(0.5, MARKED),
        Mark::None => {}
    }
    beside::name_people_beside(&mut found, title, habit);
    let consumed = details::take(&mut found, sketch, habit);
    if !found.has_abstract && details::abstract_place(head.body).is_some() {
        found.has_abstract = true;
        found.add(1.5, "has an abstract");
    }
    let aside = title.aside.as_ref().filter(|_| habit.people_aside && found.speakers.is_empty());
    if let Some(aside) = aside {
        details::add_speakers(&mut found, &aside.speakers);
        found.add(1.5, "names people where its siblings do");
    }
    let rest = aside.map_or(&title.rest, |aside| &aside.rest);
    let rest = lead::rest_without(rest, head.class == Class::Item, &consumed);
    let mut body = Vec::new();
    if !is_blank(&rest) && !notes::is_material(&rest) {
        body.push(Block { line: head.line, end_line: head.line, kind: BlockKind::Paragraph(rest), anchor: None });
    }
    body.extend(lead::without(head.body, &consumed));
    found.lead = consumed.iter().map(|place| (place.block, place.within)).collect();
    found.body = body;
    found.named = !found.speakers.is_empty();
    // An unmarked item is told from a sentence by people beside it or not at all.
    let plain_item = head.class == Class::Item && title.mark == Mark::None;
    if !found.named && !several && !plain_item {
        told::name_people_in_prose(&mut found);
    }
    // "Friday, 07:30 — Badges": a diary of the day, unless somebody is named.
    if title.day.is_some() && !found.named && found.format.is_none() {
        found.add(-2.0, "begins with a day and names nobody");
    }
    look::judge_look(&mut found, head, &sketch.line);
    found
}

/// A link to the heading itself.
fn is_permalink(url: &str, title: &str, anchor: Option<&str>) -> bool {
    let Some((_, fragment)) = url.rsplit_once('#') else { return false };
    let glued = |text: &str| crate::folded::fold(text).replace(' ', "");
    anchor == Some(fragment) || !fragment.is_empty() && glued(fragment).contains(&glued(title))
}

#[cfg(test)]
mod tests {
    use crate::extract::checks::{check, check_as};

    #[test]
    fn hosts_hold_their_sessions_where_nobody_else_does() {
        for (label, other) in [("Host", "Hosts"), ("Gastgeberin", "Gastgeber"), ("Anfitriona", "Anfitriones")] {
            check(
                &format!(
                    "# FogCamp 2031\n\n## Does anybody still count fog?\n\n{label}: Anna Berg\n\nNine did.\n\n## Small boats and pull requests\n\n{other}: Peter Jones, Maria Lopez\n\nWet.\n"
                ),
                "event FogCamp 2031
                 talk 3 Does anybody still count fog? | Anna Berg
                 note Nine did.
                 talk 9 Small boats and pull requests | Peter Jones; Maria Lopez
                 note Wet.",
            );
        }
    }

    #[test]
    fn panels_name_who_sat_on_them_behind_who_kept_the_order() {
        for (chair, panel) in [("Moderator", "Panel"), ("Moderation", "Podium"), ("Modera", "En la mesa")] {
            check(
                &format!(
                    "# Ferrocon 2031\n\n## Who counts the fog?\n*{chair}: Anna Berg. {panel}: Peter Jones (Quay), Maria Lopez*\n\nNobody.\n\n## Boats in small towns\n*{chair}: Otto Brandt. {panel}: Julia Hart, Ines Faro (Lumen)*\n\nWet.\n"
                ),
                "event Ferrocon 2031
                 talk 3 Who counts the fog? | Peter Jones (Quay); Maria Lopez
                 note Nobody.
                 talk 8 Boats in small towns | Julia Hart; Ines Faro (Lumen)
                 note Wet.",
            );
        }
    }

    #[test]
    fn initials_and_first_names_are_enough_where_nearly_all_have_them() {
        check(
            "# Ferrocon 2031\n\n- *Why Fog Is Late* (AB)\n  Slow.\n- *Boats I Am Not Ashamed Of* (P.J.)\n  Wet.\n- *A River for My Mother* (MvL)\n  Long.\n",
            "event Ferrocon 2031
             talk 3 Why Fog Is Late | AB
             note Slow.
             talk 5 Boats I Am Not Ashamed Of | P.J
             note Wet.
             talk 7 A River for My Mother | MvL
             note Long.",
        );
        check(
            "# Ferrocon 2031\n\n## Fog without crying, by Morwenna\n\nSlow.\n\n## Boats from the skip, by Ottavia and Jess\n\nWet.\n\n## Pricing a river, by Morwenna again\n\nLong.\n",
            "event Ferrocon 2031
             talk 3 Fog without crying | Morwenna
             note Slow.
             talk 7 Boats from the skip | Ottavia; Jess
             note Wet.
             talk 11 Pricing a river | Morwenna
             note Long.",
        );
    }

    #[test]
    fn lines_tell_who_and_when_between_dashes_or_that_it_is_a_work() {
        check(
            "# Counting Fog Is a Promise\nAnna Berg - Harbour Works - 2031-03-04 11:00\n\nSlow.\n\n# Small Boats at Noon\nPeter Jones - 2031-03-04 13:30\n\nWet.\n\n# Long Rivers\nMaria Lopez – Quay – 2031-03-05 09:30\n\nLong.\n",
            "talk 1 Counting Fog Is a Promise | Anna Berg (Harbour Works) | 2031-03-04 | 11:00
             note Slow.
             talk 6 Small Boats at Noon | Peter Jones | 2031-03-04 | 13:30
             note Wet.
             talk 11 Long Rivers | Maria Lopez (Quay) | 2031-03-05 | 09:30
             note Long.",
        );
        check(
            "# Concert 2031\n\n## Programme\n\n### The Windows Shine\n*Anna Berg (1871–1940)*\n\nFor four voices.\n\n### Three Songs of Snow\n*Peter Jones (born 1988)*\n\nI. Flakes\n\n### Tired Shepherds\n*Maria Lopez (1902–1977)*\n\nLong.\n",
            "none",
        );
    }

    #[test]
    fn titles_are_parted_like_their_siblings() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog (Anna Berg)\n\na\n\n## Small Boats (Peter Jones)\n\nb\n\n## Long Rivers (Maria Lopez)\n\nc\n\n\
             ## Wet Sand (Tamberlane Oxenfree)\n\nd\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 7 Small Boats | Peter Jones
             note b
             talk 11 Long Rivers | Maria Lopez
             note c
             talk 15 Wet Sand | Tamberlane Oxenfree
             note d",
        );
    }

    #[test]
    fn people_behind_titles_are_parted_in_any_way() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog - Zelm Quarrow\n\na\n\n## Small Boats (Tamberlane Oxenfree)\n\nb\n\n## Long Rivers by Anna Berg\n\nc\n\n\
             ## Lanterns: a short history\n\nd\n\n## Wet Sand – Peter Jones\n\ne\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Zelm Quarrow
             note a
             talk 7 Small Boats | Tamberlane Oxenfree
             note b
             talk 11 Long Rivers | Anna Berg
             note c
             talk 15 Lanterns: a short history
             note d
             talk 19 Wet Sand | Peter Jones
             note e",
        );
    }

    #[test]
    fn commas_and_brackets_part_titles_where_siblings_name_their_people() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog (Anna Berg)\n\na\n\n## Lamps in Depth, Maria Lopez\n\nb\n\n## Small Boats (Peter Jones, Otto Brandt)\n\nc\n\n\
             ## Wet Sand (An Oxenfree)\n\nd\n\n## “Long Rivers”, Old Tom\n\ne\n\n## Oil and Gas – name forgotten\n\nf\n\n## Tides (empty)\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 7 Lamps in Depth | Maria Lopez
             note b
             talk 11 Small Boats | Peter Jones; Otto Brandt
             note c
             talk 15 Wet Sand | An Oxenfree
             note d
             talk 19 Long Rivers | Old Tom
             note e
             talk 23 Oil and Gas
             note f",
        );
    }

    #[test]
    fn the_siblings_mark_parts_a_list_of_people() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog | Anna Berg\n\na\n\n## Small Boats | Peter Jones\n\nb\n\n## Long Rivers | Maria Lopez\n\nc\n\n## Who pays? | Zelm Is, Otto Brandt, Ines Faro\n\nd\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 7 Small Boats | Peter Jones
             note b
             talk 11 Long Rivers | Maria Lopez
             note c
             talk 15 Who pays? | Zelm Is; Otto Brandt; Ines Faro
             note d",
        );
    }

    #[test]
    fn people_may_be_set_off_behind_a_word_for_by() {
        check(
            "# Ferrocon 2031\n\n## Nieblas por *Anna Berg*\n\na\n\n## Mesa redonda: barcos, ¿para qué? con *Peter Jones, Maria Lopez y Otto Brandt*\n\nb\n\n## Ríos largos por *Ines Faro*\n\nc\n",
            "event Ferrocon 2031
             talk 3 Nieblas | Anna Berg
             note a
             talk 7 Mesa redonda: barcos, ¿para qué? | Peter Jones; Maria Lopez; Otto Brandt | panel
             note b
             talk 11 Ríos largos | Ines Faro
             note c",
        );
    }

    #[test]
    fn a_line_of_people_may_be_bold_as_a_whole() {
        check(
            "# Ferrocon 2031\n\n## Counting fog from the pier\n\n**Anna Berg** (Lumen)\n\nSlow.\n\n## Small boats and how to live with them\n\n**Barnaby Thwaite**\n\nWet.\n\n## Long rivers in short words\n\n**Maria Lopez** and **Otto Brandt** (Quay)\n\nLong.\n",
            "event Ferrocon 2031
             talk 3 Counting fog from the pier | Anna Berg (Lumen)
             note Slow.
             talk 9 Small boats and how to live with them | Barnaby Thwaite
             note Wet.
             talk 15 Long rivers in short words | Maria Lopez; Otto Brandt (Quay)
             note Long.",
        );
    }

    #[test]
    fn who_stays_anonymous_or_is_the_writer_leaves_the_title_alone() {
        check(
            "# My favourite talks of Ferrocon 2031\n\n- [Counting Fog](https://a.example/1), Anna Berg. Slow.\n- [Small Boats](https://a.example/2), Anonymous (an actor). Wet.\n- [Long Rivers](https://a.example/3), Maria Lopez.\n- [Wet Sand](https://a.example/4) (me!)\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg | https://a.example/1
             note Slow.
             talk 4 Small Boats | https://a.example/2
             note (an actor). Wet.
             talk 5 Long Rivers | Maria Lopez | https://a.example/3
             talk 6 Wet Sand | https://a.example/4",
        );
    }

    #[test]
    fn names_without_blanks_follow_their_siblings() {
        check(
            "# 江南灯塔大会 2031 参会笔记\n\n## 闪电演讲\n\n- 《五分钟写一个灯塔》 王小满\n- 《我给外婆做的日历》 李丽娜\n- 《命令行里的春联》 冼伟明\n",
            "event 江南灯塔大会 2031
             talk 5 五分钟写一个灯塔 | 王小满 | lightning
             talk 6 我给外婆做的日历 | 李丽娜 | lightning
             talk 7 命令行里的春联 | 冼伟明 | lightning",
        );
    }

    #[test]
    fn a_heading_may_have_a_line_for_its_people() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog<br><small>Anna Berg</small>\n\na\n\n## Small Boats<br>Peter Jones, City of Fogport\n\nb\n\n## Long Rivers<br>Maria Lopez\n\nc\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 7 Small Boats | Peter Jones (City of Fogport)
             note b
             talk 11 Long Rivers | Maria Lopez
             note c",
        );
    }

    #[test]
    fn the_last_talk_of_a_day_needs_no_name() {
        check(
            "# Ferrocon 2031\n\n## Monday\n\n### Counting Fog - Anna Berg\n\na\n\n### Small Boats - Peter Jones\n\nb\n\n### Long Rivers (panel w/ Maria Lopez, Otto Brandt)\n\nc\n\n### Ask us whatever you like\n\nd\n\n## Home\n\n### My cat\n\nAsleep.\n",
            "event Ferrocon 2031
             talk 5 Counting Fog | Anna Berg
             note a
             talk 9 Small Boats | Peter Jones
             note b
             talk 13 Long Rivers | Maria Lopez; Otto Brandt
             note c
             talk 17 Ask us whatever you like
             note d",
        );
    }

    #[test]
    fn titles_may_begin_with_the_event() {
        check(
            "# Ferrocon 2031\n\n- [Ferrocon 2031 - Anna Berg: Counting Fog](https://example.org/1)\n- [Ferrocon 2031 - Peter Jones: Small Boats](https://example.org/2)\n- [Ferrocon 2031 - Maria Lopez: Long Rivers](https://example.org/3)\n- [Ferrocon 2031 - Panel: Who Pays?](https://example.org/4)\n",
            "event Ferrocon 2031
             talk 3 Counting Fog | Anna Berg | https://example.org/1
             talk 4 Small Boats | Peter Jones | https://example.org/2
             talk 5 Long Rivers | Maria Lopez | https://example.org/3
             talk 6 Panel: Who Pays? | https://example.org/4 | panel",
        );
    }

    #[test]
    fn a_note_may_begin_with_its_speakers() {
        check(
            "# Ferrocon 2031\n\n## Pairing across nine zones\n\nBy Anna Berg and Peter Jones, who live far apart. A long talk.\n\n\
             ## Lamps that sleep at noon\n\nDark.\n\n## Boats on small rivers\n\nWet.\n",
            "event Ferrocon 2031
             talk 3 Pairing across nine zones | Anna Berg; Peter Jones
             note By Anna Berg and Peter Jones, who live far apart. A long talk.
             talk 7 Lamps that sleep at noon
             note Dark.
             talk 11 Boats on small rivers
             note Wet.",
        );
    }

    #[test]
    fn items_may_state_who_and_when_on_their_second_line() {
        check_as(
            "report.txt",
            "Ferrocon 2031 in Fogport\n\nFrom 4 to 5 May 2031 I was at Ferrocon 2031. The talks:\n\n1) Fog in old walls - does it work?\n   Speaker: Dr. Zelma Quarrow, Lumen Water (Wed, 09:30)\n\n   It does. She began with\n   the oil.\n\n2) Small boats\n   Speakers: Peter Jones and Maria Lopez (Wed, 11:00)\n\n   Wet.\n\n3) What does rain cost?\n   Speaker: a man of the insurance (Thu, 10:45)\n\n   Sales.\n\n4) Workshop \"Notes that someone reads\"\n   Lead: Otto Brandt (Thu, 14:30)\n\n   Hard.\n\nSummary\n\n- begin with the oil\n",
            "event Ferrocon 2031
             talk 5 Fog in old walls - does it work? | Dr. Zelma Quarrow (Lumen Water) | 09:30
             note It does. She began with the oil.
             talk 11 Small boats | Peter Jones; Maria Lopez | 11:00
             note Wet.
             talk 16 What does rain cost? | 10:45
             note Sales.
             talk 21 Notes that someone reads | Otto Brandt | 14:30 | workshop
             note Hard.
             takeaway begin with the oil",
        );
    }

    #[test]
    fn meals_are_no_talks_wherever_they_are_had() {
        check(
            "# Ferrocon 2031\n\n## Parsing Fog by Anna Berg\n\na\n\n## Lunch: a bagel\n\nGood.\n\n## Dinner at the lighthouse\n\nFish.\n\n## Small Boats by Peter Jones\n\nb\n",
            "event Ferrocon 2031
             talk 3 Parsing Fog | Anna Berg
             note a
             talk 15 Small Boats | Peter Jones
             note b",
        );
    }
}
