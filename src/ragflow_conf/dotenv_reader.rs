//! The grammar of docker compose's `.env` files, as compose-go (`dotenv/parser.go`) reads them, its oddities
//! included: a file that RAGFlow was started with must not be refused here, nor mean something else.

use std::collections::HashMap;
use std::path::Path;

use super::error::{ConfError, FileLocation};
use super::expand::{ExpansionError, ExpansionSyntax, expand};
use crate::env::Vars;

/// How many bytes the values of one file may have together: lines that double each other's values must not
/// take all memory.
const MAX_TOTAL_SIZE: usize = 16 * 1024 * 1024;

/// Reads a file statement by statement.
pub(super) struct DotenvReader<'a> {
    file: &'a Path,
    text: &'a str,
    /// The text that has not been read yet: the end of `text`.
    rest: &'a str,
    vars: &'a Vars,
    values: HashMap<String, String>,
    total_size: usize,
}

impl<'a> DotenvReader<'a> {
    /// Reads all variables of a file; `file` is for messages.
    pub(super) fn read(
        file: &'a Path,
        text: &'a str,
        vars: &'a Vars,
    ) -> Result<HashMap<String, String>, ConfError> {
        let mut reader = Self {
            file,
            text,
            rest: text,
            vars,
            values: HashMap::new(),
            total_size: 0,
        };
        while reader.read_statement()? {}
        Ok(reader.values)
    }

    /// Reads one comment or assignment. False at the end of the file.
    fn read_statement(&mut self) -> Result<bool, ConfError> {
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() {
            return Ok(false);
        }
        if self.rest.starts_with('#') {
            self.take_line();
            return Ok(true);
        }
        let start = self.rest;
        let is_space = |c: char| matches!(c, '\t' | '\n' | '\u{c}' | '\r' | ' ');
        if let Some(behind) = self
            .rest
            .strip_prefix("export")
            .filter(|behind| behind.starts_with(is_space))
        {
            self.rest = behind.trim_start_matches(is_blank);
        }
        let malformed = || self.error_at(start, "this line does not have the form KEY=value");
        let Some((end, terminator)) = self
            .rest
            .char_indices()
            .find(|(_, c)| !is_name(*c) && !is_blank(*c))
        else {
            // A name at the end of the file, without a line end, is ignored.
            self.rest = "";
            return Ok(true);
        };
        let (key, behind) = (self.rest[..end].trim_end(), &self.rest[end..]);
        if !matches!(terminator, '=' | ':' | '\n') || key.contains(' ') {
            return Err(malformed());
        }
        self.rest = behind[1..].trim_start_matches(is_blank);
        if terminator == '\n' {
            if let Some(value) = self.variable(key) {
                self.store(key, value, start)?;
            }
        } else {
            let value = self.read_value()?;
            self.store(key, value, start)?;
        }
        Ok(true)
    }

    fn read_value(&mut self) -> Result<String, ConfError> {
        let start = self.rest;
        match self.rest.chars().next() {
            Some('\'') => self.read_quoted('\''),
            Some('"') => {
                let text = unescape(&self.read_quoted('"')?);
                self.expand(&text, start)
            }
            _ => {
                let line = self.take_line();
                let text = line.split_once(" #").map_or(line, |(text, _)| text);
                self.expand(text.trim_end(), start)
            }
        }
    }

    /// The text between quotes. A backslash protects the quote alone; before any other character it stays.
    fn read_quoted(&mut self, quote: char) -> Result<String, ConfError> {
        let start = self.rest;
        let mut text = String::new();
        let mut is_escaped = false;
        for (at, character) in start.char_indices().skip(1) {
            match (character, is_escaped) {
                ('\\', false) => is_escaped = true,
                (_, false) if character == quote => {
                    self.rest = &start[at + 1..];
                    return Ok(text);
                }
                (_, was_escaped) => {
                    if was_escaped && character != quote {
                        text.push('\\');
                    }
                    text.push(character);
                    is_escaped = false;
                }
            }
        }
        Err(self.error_at(start, "this quoted value has no closing quote"))
    }

    fn expand(&self, text: &str, start: &str) -> Result<String, ConfError> {
        let lookup = |name: &str| self.variable(name);
        expand(text, ExpansionSyntax::Compose, &lookup).map_err(|error| {
            let problem = match error {
                ExpansionError::Required(name) | ExpansionError::Unset(name) => {
                    format!("the variable {name} must be set")
                }
                ExpansionError::Malformed => {
                    "'${' does not begin a variable (write a dollar sign as $$)".to_owned()
                }
                too_large => too_large.to_string(),
            };
            self.error_at(start, &problem)
        })
    }

    /// A variable as compose sees it: the process's environment comes before the lines above.
    fn variable(&self, name: &str) -> Option<String> {
        let in_process = self.vars.get(name).and_then(|value| value.to_str());
        in_process
            .map(str::to_owned)
            .or_else(|| self.values.get(name).cloned())
    }

    fn store(&mut self, key: &str, value: String, start: &str) -> Result<(), ConfError> {
        self.total_size = self.total_size.saturating_add(value.len());
        if self.total_size > MAX_TOTAL_SIZE {
            return Err(self.error_at(start, "the values up to here have more than 16 MiB"));
        }
        self.values.insert(key.to_owned(), value);
        Ok(())
    }

    /// Takes the rest of the line, without its line end.
    fn take_line(&mut self) -> &'a str {
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        line
    }

    /// An error in the line where `rest`, an end of the text, begins.
    fn error_at(&self, rest: &str, problem: &str) -> ConfError {
        let before = &self.text[..self.text.len() - rest.len()];
        let line = before.matches('\n').count() + 1;
        ConfError::DotenvSyntax {
            location: FileLocation::line(self.file, u64::try_from(line).unwrap_or(0)),
            problem: problem.to_owned(),
        }
    }
}

/// Whether the character may be in a variable's name.
fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.' | '-' | '[' | ']')
}

fn is_blank(character: char) -> bool {
    matches!(
        character,
        '\t' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{85}' | '\u{a0}'
    )
}

/// Resolves the escapes between double quotes. A protected dollar becomes `$$`,
/// so that the expansion afterwards leaves it alone.
fn unescape(text: &str) -> String {
    let mut unescaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        unescaped.push_str(before);
        let Some(escape) = behind.chars().next() else {
            unescaped.push('\\');
            return unescaped;
        };
        rest = &behind[escape.len_utf8()..];
        match escape {
            'a' => unescaped.push('\u{7}'),
            'b' => unescaped.push('\u{8}'),
            'f' => unescaped.push('\u{c}'),
            'n' => unescaped.push('\n'),
            'r' => unescaped.push('\r'),
            't' => unescaped.push('\t'),
            'v' => unescaped.push('\u{b}'),
            '$' => unescaped.push_str("$$"),
            '"' | '\\' => unescaped.push(escape),
            '0' => {
                let length = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
                let (digits, behind) = rest.split_at(length);
                rest = behind;
                match u8::from_str_radix(digits, 8) {
                    Ok(byte) if length == 3 => unescaped.push(char::from(byte)),
                    // compose-go drops the 0 of an escape that it does not resolve.
                    _ => unescaped.extend(["\\", digits]),
                }
            }
            other => unescaped.extend(['\\', other]),
        }
    }
    unescaped.push_str(rest);
    unescaped
}
