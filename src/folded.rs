//! Folded text that is asked for again and again: most questions about a line begin by folding it.

use std::borrow::Borrow;
use std::cell::{Cell, OnceCell};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::rc::Rc;

use crate::id;
use crate::memo::{self, Memo};

/// [`id::fold`] of a text, shared by all who asked for it.
#[derive(Debug, Clone)]
pub(crate) struct Folded(Rc<Line>);

#[derive(Debug)]
struct Line {
    text: String,
    /// What [`Folded::told`] says of the text, from when it was first asked.
    told: OnceCell<u64>,
    /// The questions to which the text is known to have no answer, a bit for each.
    nothing: Cell<u64>,
}

/// What is asked of the same lines from many places, most often in vain.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Question {
    /// Is it the usual heading of a section?
    Section,
    /// Is it a line at which nothing is presented?
    Break,
    /// Is it a break, wherever it is had?
    Pause,
    /// Does it announce takeaways?
    Takeaways,
    /// Does it name a kind of session and nothing else?
    FormatHeading,
    /// Which kind of session is it?
    Format,
    /// Which label is it?
    Label,
    /// Could it be the label of a day?
    Day,
    /// Which day stands in front?
    LeadingDay,
}

/// `text` for comparing, as [`id::fold`] has it; held while one document is read.
pub(crate) fn fold(text: &str) -> Folded {
    thread_local!(static FOLDED: Memo<Folded> = Memo::default());
    memo::answer(&FOLDED, text, |text| {
        Folded(Rc::new(Line { text: id::fold(text), told: OnceCell::new(), nothing: Cell::new(0) }))
    })
}

impl Folded {
    pub(crate) fn as_str(&self) -> &str {
        &self.0.text
    }

    /// What `tell` says of the text, worked out once; there is one such question, and its answer is a set of bits.
    pub(crate) fn told(&self, tell: impl FnOnce(&str) -> u64) -> u64 {
        *self.0.told.get_or_init(|| tell(&self.0.text))
    }
}

impl Folded {
    /// What `work` finds in the text that was folded. That it finds nothing is kept: nobody looks a second time. The answer
    /// to a question must depend on that text alone.
    pub(crate) fn find<T>(&self, question: Question, work: impl FnOnce(&Self) -> Option<T>) -> Option<T> {
        let bit = 1 << question as u8;
        if self.0.nothing.get() & bit != 0 {
            return None;
        }
        let found = work(self);
        if found.is_none() {
            self.0.nothing.set(self.0.nothing.get() | bit);
        }
        found
    }

    /// [`Folded::find`] of what is so or not.
    pub(crate) fn is(&self, question: Question, work: impl FnOnce(&Self) -> bool) -> bool {
        self.find(question, |folded| work(folded).then_some(())).is_some()
    }
}

impl Deref for Folded {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Folded {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Display for Folded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl From<Folded> for String {
    fn from(folded: Folded) -> Self {
        folded.as_str().to_owned()
    }
}

impl Hash for Folded {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Eq for Folded {}

impl PartialEq for Folded {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl PartialEq<str> for Folded {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Folded {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
