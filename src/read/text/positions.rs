//! Which line a byte is on.

/// Tells lines of byte positions, which come in rising order.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    position: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    /// At the start of `text`.
    pub(crate) fn new(text: &'a str) -> Self {
        Lines::from_line(text, 1)
    }

    /// At the start of `text`, which is that of a document's line `line` or lies in it.
    pub(crate) fn from_line(text: &'a str, line: usize) -> Self {
        Lines { bytes: text.as_bytes(), position: 0, line }
    }

    /// The line of byte `position`; one that lies before an earlier question gets that one's line.
    pub(crate) fn at(&mut self, position: usize) -> usize {
        let position = position.min(self.bytes.len());
        if position > self.position {
            let passed = self.bytes.get(self.position..position).unwrap_or_default();
            self.line += passed.iter().filter(|&&byte| byte == b'\n').count();
            self.position = position;
        }
        self.line
    }
}
