//! What the program says to a person, on stderr: notes, warnings, errors.

use std::io::Write;

use crate::error::Error;
use crate::text::sanitize;

/// The talk of one run.
pub struct Messages<'a> {
    err: &'a mut dyn Write,
    quiet: bool,
    verbose: bool,
    color: bool,
    /// stderr is a terminal.
    terminal: bool,
}

impl<'a> Messages<'a> {
    /// Talks to `err`.
    pub fn new(err: &'a mut dyn Write, quiet: bool, verbose: bool) -> Self {
        Self {
            err,
            quiet,
            verbose,
            color: false,
            terminal: false,
        }
    }

    /// Says whether a person reads along, and whether colour is wanted.
    #[must_use]
    pub fn on_terminal(mut self, terminal: bool, color: bool) -> Self {
        self.terminal = terminal;
        self.color = color;
        self
    }

    /// Whether progress can be shown.
    pub fn shows_progress(&self) -> bool {
        self.terminal && !self.quiet
    }

    /// Whether `-v` was given.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Something the user must know, `--quiet` or not.
    pub fn always(&mut self, text: &str) {
        self.line("note", "\x1b[36m", text);
    }

    /// Something the user should know.
    pub fn note(&mut self, text: &str) {
        if !self.quiet {
            self.line("note", "\x1b[36m", text);
        }
    }

    /// Something that may be wrong.
    pub fn warning(&mut self, text: &str) {
        if !self.quiet {
            self.line("warning", "\x1b[33m", text);
        }
    }

    /// How something came about, for `-v`.
    pub fn verbose(&mut self, text: &str) {
        if self.verbose {
            self.line("info", "\x1b[2m", text);
        }
    }

    /// A line of a plan that a question is about to follow, without a label.
    pub fn plan(&mut self, text: &str) {
        // Nobody is there to be told that nobody can be told.
        let _ = writeln!(self.err, "{}", sanitize(text));
    }

    /// A question, on a line that the answer ends.
    pub fn prompt(&mut self, question: &str) {
        // Nobody is there to be told that nobody can be told.
        let _ = self.err.write_all(sanitize(question).as_bytes());
        let _ = self.err.flush();
    }

    /// An error and its hints: the only talk that `--quiet` lets through.
    pub fn error(&mut self, error: &Error) {
        self.line("error", "\x1b[31m", &error.to_string());
        for hint in error.hints() {
            self.line("hint", "\x1b[36m", hint);
        }
    }

    /// One line. When stderr itself is gone there is nobody left to tell.
    fn line(&mut self, label: &str, style: &str, text: &str) {
        let text = sanitize(text);
        let _ = if self.color {
            writeln!(self.err, "{style}{label}:\x1b[0m {text}")
        } else {
            writeln!(self.err, "{label}: {text}")
        };
    }
}
