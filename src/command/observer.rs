//! An operation's notes and progress, shown to the user.

use crate::operation::Observer;
use crate::report::progress::Progress;
use crate::session::Messages;

/// Shows notes as messages, and progress as a bar where there is one.
pub(crate) struct MessageObserver<'m, 'a> {
    messages: &'m mut Messages<'a>,
    progress: Option<Progress>,
}

impl<'m, 'a> MessageObserver<'m, 'a> {
    pub(crate) fn new(messages: &'m mut Messages<'a>) -> Self {
        Self {
            messages,
            progress: None,
        }
    }

    /// With a bar for `total` keys or rows, on a terminal. `what` is done with them.
    pub(crate) fn with_progress(
        messages: &'m mut Messages<'a>,
        what: &'static str,
        total: u64,
    ) -> Self {
        let progress = Progress::new(what, total, messages.shows_progress());
        Self {
            messages,
            progress: Some(progress),
        }
    }
}

impl Observer for MessageObserver<'_, '_> {
    fn advance(&mut self, keys: u64) {
        if let Some(progress) = &self.progress {
            progress.advance(keys);
        }
    }

    fn verbose(&mut self, text: &str) {
        self.messages.verbose(text);
    }

    fn note(&mut self, text: &str) {
        self.messages.note(text);
    }

    fn warning(&mut self, text: &str) {
        self.messages.warning(text);
    }
}
