//! How much a line looks like the title of a talk.

use super::{Candidate, Class, Head};
use crate::extract::inlines::count_words;
use crate::extract::{letters, people, phrases, words};
use crate::model::TalkFormat;
use crate::when;

/// Whether the whole line is a usual heading, where more stands on it than the title.
fn is_whole_section_word(title: &str, line: &str) -> bool {
    line != title && words::is_section_word(line)
}

/// The title is a name, and whoever stands beside it is no surer one.
fn is_person(found: &Candidate, title: &str) -> bool {
    let beside = || found.speakers.iter().map(|speaker| people::person_likeness(&speaker.name)).fold(0.0, f32::max);
    people::person_likeness(title) >= 0.75 && beside() < 0.45
}

/// "Ada Brookfield: Summary talk"
fn is_talk_of_somebody(found: &Candidate, title: &str) -> bool {
    found.named && title.contains(' ') && words::format_of(title.rsplit(' ').next().unwrap_or("")).is_some()
}

/// How much the head, of the text `line`, looks like the title of a talk.
pub(super) fn judge_look(found: &mut Candidate, head: &Head<'_>, line: &str) {
    let title = found.title.clone();
    if title.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        found.look(-6.0, "has no words");
    } else if !title.chars().any(char::is_alphabetic) {
        found.look(-3.0, "is a number");
    }
    let kind_heading = phrases::is_format_heading(&title);
    let block = kind_heading && phrases::format_in(&title) == Some(TalkFormat::Lightning);
    if crate::folded::fold(&title).ends_with("lightning talks") && !found.body.is_empty() {
        found.add(0.7, "is a block of lightning talks");
    }
    if kind_heading && (block || !found.speakers.is_empty()) {
        // A keynote without a title of its own, or a block of lightning talks.
        found.add(if block { 1.5 } else { 0.0 }, "is a block of lightning talks or a keynote");
    } else if words::is_section_word(&title) || is_whole_section_word(&title, line) {
        let labelled = found.reasons.iter().any(|reason| reason == "has a labelled speaker");
        let penalty = match found.named && (head.class.is_free() || labelled) {
            true if is_talk_of_somebody(found, &title) => -0.5,
            true => -1.5,
            false => -6.0,
        };
        found.look(penalty, "is the usual heading of a section");
    }
    if ["Re: ", "RE: ", "AW: ", "Fwd: ", "FW: "].iter().any(|answer| title.starts_with(answer)) {
        found.look(-5.0, "is the subject of a letter");
    }
    // "- **Ada Brookfield** - sat beside me": whom somebody met.
    if head.class.is_free() && is_person(found, &title) {
        found.look(-2.5, "names a person");
    }
    if matches!(head.class, Class::Item) && !found.named && found.url.is_none() && phrases::is_ceremony(&title) {
        found.look(-2.0, "opens or closes the day");
    }
    if matches!(head.class, Class::Heading(_)) && phrases::is_of_people(&title) {
        found.look(-6.0, "stands over people");
    }
    judge_what_it_announces(found, &title);
    if kind_heading && !block && found.speakers.is_empty() {
        found.look(-3.0, "names a kind of session");
    }
    if phrases::is_part_of_a_course(line) {
        found.look(-3.0, "counts the parts of a course");
    }
    // "Community archives and the key to the door – Ada Brookfield" is a talk on them.
    let given = found.named && title.split_whitespace().count() >= 3 && !title.contains(':');
    if !given && phrases::is_about_organisation(&title) {
        found.look(-1.5, "speaks of the organisation");
    }
    let head_of_title = title.split([':', '：']).next().unwrap_or(&title);
    if matches!(crate::folded::fold(head_of_title).as_str(), "review" | "book review" | "rezension" | "resena" | "critique") {
        found.look(-3.0, "reviews a work");
    }
    judge_length(found, head.class, &title, line);
    if title.contains("://") || title.starts_with(['$', '/', '<']) {
        found.look(-1.0, "looks like code or an address");
    }
    if head.body.is_empty() && matches!(head.class, Class::Heading(_)) {
        found.look(-0.2, "stands over nothing");
    }
}

/// Titles that announce something else: takeaways, a day, a break, an empty slot.
fn judge_what_it_announces(found: &mut Candidate, title: &str) {
    if words::is_takeaways_heading(title) && !is_talk_of_somebody(found, title) {
        found.look(-8.0, "announces takeaways");
    }
    if words::is_speaker_label(title.trim_end_matches([':', '：'])) {
        found.look(-6.0, "is a label with nothing behind it");
    }
    if !found.named && words::label_of(title.trim_end_matches([':', '：'])) == Some(words::Label::Abstract) {
        found.look(-6.0, "is the label of an abstract");
    }
    if matches!(words::find_label(title), Some((words::Label::Event | words::Label::Date | words::Label::Place, _))) {
        found.look(-6.0, "is a label of the event");
    }
    let slot = title.rsplit([':', '(', '/', '-']).next().unwrap_or(title);
    let on_a_day = when::leading_day(title).is_some_and(|(_, rest)| phrases::is_empty_slot(rest));
    // "What Maintainers Owe You (Nothing)", given by somebody, took place.
    let noted = title.ends_with(')') && !found.named && phrases::is_empty_slot(slot.trim_end_matches(')'));
    if noted || phrases::is_empty_slot(title) || on_a_day {
        found.look(-6.0, "says that nothing took place");
    }
    if phrases::is_open(title) {
        found.look(-6.0, "is still open");
    }
    // "Tea with the depositor", given by somebody, is no tea.
    let given = found.named && !words::is_break(title) && count_words(title) >= 4;
    if phrases::is_pause(title) && !given || title.split_once(": ").is_some_and(|(head, _)| words::is_break(head)) {
        found.look(-6.0, "is a break");
    } else if found.start.is_some() && !found.named && found.body.is_empty() && phrases::is_ceremony(title) {
        found.look(-6.0, "opens or closes the day");
    }
    // "Low Tide (Directed by Milo Venn)"
    let directed = |inner: &str| {
        let first = crate::folded::fold(inner.split(' ').next().unwrap_or_default());
        ["directed", "starring", "regie", "realise", "dirigida", "dirigido", "regia"].contains(&first.as_str())
    };
    if title.rsplit_once('(').is_some_and(|(_, inner)| directed(inner)) {
        found.look(-6.0, "is a film or a play");
    }
    let dated = when::find_date(title, None).is_some_and(|date| date.range.start < 24);
    if !found.named
        && dated
        && (title.contains(". ") || when::leading_day(title).is_some() || title.split(',').count() >= 2)
        && found.url.is_none()
    {
        found.look(-6.0, "says when something was");
    }
    if when::day_label(title).is_some() {
        found.look(-8.0, "is the label of a day");
    } else if !found.named && found.format.is_none() && when::leading_day(title).is_some_and(|(_, rest)| !rest.is_empty()) {
        found.look(-2.0, "begins with a day and names nobody");
    }
}

/// Whether the title is as long as titles are, and a sentence or a question.
fn judge_length(found: &mut Candidate, class: Class, title: &str, line: &str) {
    let count = count_words(title);
    let wide = letters::holds_wide(title);
    if count > 26 || title.chars().count() > 200 {
        found.look(-2.5, "is too long for a title");
    } else if (3..=16).contains(&count) || wide {
        found.look(0.3, "is as long as a title");
    } else if count == 1 {
        found.look(-0.5, "is a single word");
    }
    if matches!(class, Class::Bold | Class::Bare) && line.ends_with(['.', '!']) {
        found.look(-1.5, "is a sentence");
    }
    if title.ends_with('?') && (count <= 2 || count < 6 && phrases::speaks_of_its_author(title)) {
        found.look(-0.3, "is a short question");
    } else if phrases::is_an_aside(title) {
        found.look(-1.5, "is about the author");
    }
}
