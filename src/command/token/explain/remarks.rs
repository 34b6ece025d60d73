//! Messages about one of several strings.

use crate::session::Messages;

/// Messages that begin with the line of the string, if there are several.
pub(super) struct Remarks<'m, 'a> {
    pub(super) messages: &'m mut Messages<'a>,
    /// The number of the line; `None` if there is only one.
    pub(super) line: Option<usize>,
}

impl Remarks<'_, '_> {
    pub(super) fn note(&mut self, text: &str) {
        self.messages.note(&numbered(self.line, text));
    }

    pub(super) fn verbose(&mut self, text: &str) {
        self.messages.verbose(&numbered(self.line, text));
    }

    pub(super) fn warning(&mut self, text: &str) {
        self.messages.warning(&numbered(self.line, text));
    }
}

/// A text about a line, if there are several lines.
pub(super) fn numbered(line: Option<usize>, text: &str) -> String {
    match line {
        Some(line) => format!("line {line}: {text}"),
        None => text.to_owned(),
    }
}
