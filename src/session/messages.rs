//! Messages to a person, on stderr: notes, warnings, errors, questions.

use std::io::Write;

use crate::env::Terminal;
use crate::error::Error;
use crate::text::{sanitize, with_connection, wrap};

const RED: &str = "\x1b[31m";
const YELLOW: &str = "\x1b[33m";
const CYAN: &str = "\x1b[36m";
const DIM: &str = "\x1b[2m";

/// The messages of one run. Text is made safe for terminals. If stderr is
/// closed there is nowhere to report it, so its write errors are ignored.
pub(crate) struct Messages<'a> {
    stderr: &'a mut dyn Write,
    quiet: bool,
    verbose: bool,
    color: bool,
    is_terminal: bool,
    /// The width of the terminal, in columns; `None`: lines are not broken.
    width: Option<usize>,
    /// The options that name the database, for commands that messages suggest.
    connection: String,
}

impl<'a> Messages<'a> {
    /// Messages without colour to a stream that is not a terminal.
    pub(crate) fn new(stderr: &'a mut dyn Write, quiet: bool, verbose: bool) -> Self {
        Self {
            stderr,
            quiet,
            verbose,
            color: false,
            is_terminal: false,
            width: None,
            connection: String::new(),
        }
    }

    /// Sets the options that name the database, which suggested commands get.
    #[must_use]
    pub(crate) fn on_database(mut self, options: String) -> Self {
        self.connection = options;
        self
    }

    /// The options that name the database, for commands that are suggested.
    pub(crate) fn connection(&self) -> &str {
        &self.connection
    }

    /// Sets whether stderr is a terminal, how wide it is, and whether it gets colour.
    #[must_use]
    pub(crate) fn on_terminal(mut self, terminal: Terminal, color: bool) -> Self {
        self.is_terminal = terminal.stderr;
        self.width = terminal.width.filter(|_| terminal.stderr).map(usize::from);
        self.color = color;
        self
    }

    /// Whether a progress bar can be shown.
    pub(crate) fn shows_progress(&self) -> bool {
        self.is_terminal && !self.quiet
    }

    /// Whether `-v` was given.
    pub(crate) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// A note that `--quiet` does not suppress.
    pub(crate) fn always(&mut self, text: &str) {
        self.line("note", CYAN, text);
    }

    /// Something the user should know.
    pub(crate) fn note(&mut self, text: &str) {
        if !self.quiet {
            self.line("note", CYAN, text);
        }
    }

    /// Something that may be wrong or dangerous.
    pub(crate) fn warning(&mut self, text: &str) {
        if !self.quiet {
            self.line("warning", YELLOW, text);
        }
    }

    /// A decision that only `-v` shows.
    pub(crate) fn verbose(&mut self, text: &str) {
        if self.verbose {
            self.line("info", DIM, text);
        }
    }

    /// A line of a plan, before a question; without a label.
    pub(crate) fn plan(&mut self, text: &str) {
        let _ = writeln!(self.stderr, "{}", sanitize(text));
    }

    /// A question; the answer ends its line.
    pub(crate) fn prompt(&mut self, question: &str) {
        let _ = self.stderr.write_all(sanitize(question).as_bytes());
        let _ = self.stderr.flush();
    }

    /// An error and its hints, also with `--quiet`.
    pub(crate) fn error(&mut self, error: &Error) {
        self.line("error", RED, &error.to_string());
        for hint in error.hints() {
            self.line("hint", CYAN, hint);
        }
    }

    fn line(&mut self, label: &str, style: &str, text: &str) {
        let text = with_connection(text, &self.connection);
        let text = sanitize(&text);
        let text = match self.width {
            Some(width) => wrap(&text, label.len() + ": ".len(), width),
            None => text.into_owned(),
        };
        let _ = if self.color {
            writeln!(self.stderr, "{style}{label}:\x1b[0m {text}")
        } else {
            writeln!(self.stderr, "{label}: {text}")
        };
    }
}
