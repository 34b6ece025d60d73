//! Questions to a person: asked on stderr, answered on the terminal.

use super::messages::Messages;
use super::stdin::Stdin;
use crate::database_url::Password;
use crate::env::{Host, Interrupt};
use crate::error::{Error, Result};

/// Longest answer, in bytes.
const MAX_ANSWER: usize = 4096;

/// Asks questions; see [`Session::prompt`](super::Session::prompt).
pub(crate) struct Prompt<'s, 'a> {
    pub(super) stdin: &'s mut Stdin<'a>,
    pub(super) messages: &'s mut Messages<'a>,
    pub(super) host: &'s mut dyn Host,
    pub(super) interrupt: &'s Interrupt,
}

impl Prompt<'_, '_> {
    /// Asks for a line, and returns it without whitespace at its ends.
    ///
    /// # Errors
    /// When the input ends before an answer, or cannot be read.
    pub(crate) fn line(&mut self, question: &str) -> Result<String> {
        self.messages.prompt(question);
        let mut line = Vec::new();
        let mut byte = [0];
        // Byte by byte: what follows the line answers the next question.
        while self.stdin.read_byte(&mut byte).map_err(cannot_ask)? && byte != *b"\n" {
            line.push(byte[0]);
            if line.len() > MAX_ANSWER {
                return Err(Error::usage("the answer is too long"));
            }
        }
        if line.is_empty() && byte != *b"\n" {
            return Err(Error::refused("no answer: the input ended"));
        }
        let text = String::from_utf8(line);
        let text = text.map_err(|_| Error::usage("the answer is not valid UTF-8"))?;
        Ok(text.trim().to_owned())
    }

    /// Asks a question that "y" or "yes" answers with yes, an empty line with
    /// `default`, and anything else with no.
    ///
    /// # Errors
    /// As for [`Prompt::line`].
    pub(crate) fn yes(&mut self, question: &str, default: bool) -> Result<bool> {
        let choice = if default { "[Y/n]" } else { "[y/N]" };
        let answer = self.line(&format!("{question} {choice} "))?;
        Ok(match answer.to_ascii_lowercase().as_str() {
            "" => default,
            "y" | "yes" => true,
            _ => false,
        })
    }

    /// Asks for a password, which the terminal does not show; `None` for an
    /// empty answer.
    ///
    /// # Errors
    /// When there is no terminal, or the user asked to stop.
    pub(crate) fn password(&mut self, question: &str) -> Result<Option<Password>> {
        let line = self.hidden(question, &|_| true)?;
        Ok((!line.is_empty()).then(|| Password::new(line)))
    }

    /// Asks for a text, which the terminal does not show. It is one line, and
    /// further lines until `is_complete`.
    ///
    /// # Errors
    /// When there is no terminal, or the user asked to stop.
    pub(crate) fn hidden(
        &mut self,
        question: &str,
        is_complete: &dyn Fn(&str) -> bool,
    ) -> Result<String> {
        let messages = &mut *self.messages;
        let mut ask = || messages.prompt(question);
        // A process that a signal ends at once would leave echo switched off.
        self.interrupt.defer();
        let text = self.host.read_hidden(&mut ask, is_complete);
        let text = text.map_err(cannot_ask)?;
        if self.interrupt.is_requested() {
            return Err(Error::stopped());
        }
        self.interrupt.resume();
        Ok(text)
    }
}

fn cannot_ask(error: std::io::Error) -> Error {
    match error.kind() {
        // Ctrl-C, which arrives as a character while echo is off.
        std::io::ErrorKind::Interrupted => Error::stopped(),
        _ => Error::usage("cannot prompt: not a terminal").caused_by(error),
    }
}
