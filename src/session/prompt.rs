//! Asking a person: a question on stderr, the answer from the terminal.

use crate::database_url::Password;
use crate::error::{Error, Result};
use crate::session::Session;

/// Nobody types more on one line.
const LONGEST: usize = 4096;

impl Session<'_> {
    /// Asks for a line. An empty answer is empty; at the end of the input
    /// nobody is left to ask.
    ///
    /// # Errors
    /// When the input ends or cannot be read.
    pub(crate) fn ask(&mut self, question: &str) -> Result<String> {
        self.messages.prompt(question);
        let mut line = Vec::new();
        let mut byte = [0];
        // Byte by byte: what follows the line is for the next question.
        while self.stdin.read(&mut byte).map_err(no_answer)? == 1 && byte != *b"\n" {
            line.push(byte[0]);
            if line.len() > LONGEST {
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

    /// Asks a question that "y" or "yes" answers with yes, anything else with
    /// no, and nothing with `usual`.
    ///
    /// # Errors
    /// As for [`Session::ask`].
    pub(crate) fn ask_yes(&mut self, question: &str, usual: bool) -> Result<bool> {
        let choice = if usual { "[Y/n]" } else { "[y/N]" };
        let answer = self.ask(&format!("{question} {choice} "))?;
        Ok(match answer.to_ascii_lowercase().as_str() {
            "" => usual,
            "y" | "yes" => true,
            _ => false,
        })
    }

    /// Asks for a password, which the terminal does not show; `None` for none.
    ///
    /// # Errors
    /// When there is no terminal.
    pub(crate) fn ask_password(&mut self, question: &str) -> Result<Option<Password>> {
        let messages = &mut self.messages;
        // A process that ends on the spot would leave the terminal as it is.
        self.interrupt.defer();
        let line = self.host.read_hidden(&mut || messages.prompt(question));
        let line = line.map_err(no_answer)?;
        if self.interrupt.is_requested() {
            return Err(Error::stopped());
        }
        self.interrupt.resume();
        Ok((!line.is_empty()).then(|| Password::new(line)))
    }
}

fn no_answer(error: std::io::Error) -> Error {
    match error.kind() {
        // Ctrl-C, which the terminal hands over as a character meanwhile.
        std::io::ErrorKind::Interrupted => Error::stopped(),
        _ => Error::usage("nobody could be asked").caused_by(error),
    }
}
