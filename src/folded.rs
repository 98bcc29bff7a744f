//! Folded text that is asked for again and again: most questions about a line begin by folding it.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use crate::id;
use crate::memo::{self, Memo};

/// [`id::fold`] of a text, shared by all who asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Folded(Rc<str>);

/// `text` for comparing, as [`id::fold`] has it; held while one document is read.
pub(crate) fn fold(text: &str) -> Folded {
    thread_local!(static FOLDED: Memo<Folded> = Memo::default());
    memo::answer(&FOLDED, text, |text| Folded(id::fold(text).into()))
}

impl Folded {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Folded {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Folded {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Folded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Folded> for String {
    fn from(folded: Folded) -> Self {
        (*folded.0).to_owned()
    }
}

impl PartialEq<str> for Folded {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Folded {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}
