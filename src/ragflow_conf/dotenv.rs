//! `docker/.env`, read as docker compose reads it.
//!
//! It takes `KEY=value` and `KEY: value`; `export` before them; comments; single
//! quotes (literal), double quotes (escapes and variables), quoted values over
//! several lines; and a key alone, which takes the value of the process's
//! environment. A variable in a value is looked up in that environment first,
//! then among the lines above, as compose does. A plain assignment is not
//! overridden by the environment.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::error::{ConfError, FileLocation};
use super::expand::{ExpansionError, ExpansionSyntax, expand};
use crate::env::Vars;

/// The variables of a `.env` file. No Debug: most of them are passwords.
pub(super) struct Dotenv {
    file: PathBuf,
    values: HashMap<String, String>,
}

impl Dotenv {
    /// Reads a file's text; `file` is for messages.
    pub(super) fn parse(file: &Path, text: &str, vars: &Vars) -> Result<Self, ConfError> {
        let text = text.replace("\r\n", "\n");
        let mut reader = DotenvReader {
            file,
            rest: text.strip_prefix('\u{feff}').unwrap_or(&text),
            line: 1,
            vars,
            values: HashMap::new(),
        };
        while reader.read_statement()? {}
        Ok(Self {
            file: file.to_owned(),
            values: reader.values,
        })
    }

    /// A variable's value, which may be an empty string. `None`: it is not in the file.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// A variable's value, unless it is an empty string.
    pub(super) fn get_non_empty(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// The file's path, for messages.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }
}

/// Reads a file statement by statement.
struct DotenvReader<'a> {
    file: &'a Path,
    /// The text that has not been read yet.
    rest: &'a str,
    /// The number of the line that `rest` begins in, counted from 1.
    line: u64,
    vars: &'a Vars,
    values: HashMap<String, String>,
}

impl<'a> DotenvReader<'a> {
    /// Reads one line or assignment. False at the end of the file.
    fn read_statement(&mut self) -> Result<bool, ConfError> {
        self.rest = self.rest.trim_start_matches(is_blank);
        if self.rest.is_empty() {
            return Ok(false);
        }
        if self.rest.starts_with(['\n', '#']) {
            self.take_line();
            return Ok(true);
        }
        if let Some(behind) = self
            .rest
            .strip_prefix("export")
            .filter(|b| b.starts_with(is_blank))
        {
            self.rest = behind.trim_start_matches(is_blank);
        }
        let end = self.rest.find(['=', ':', '\n']).unwrap_or(self.rest.len());
        let (key, behind) = self.rest.split_at(end);
        // If there is no '=', a comment may follow the name.
        let has_no_value = !behind.starts_with(['=', ':']);
        let key = match key.split_once(" #") {
            Some((key, _)) if has_no_value => key,
            _ => key,
        };
        let key = key.trim_end().to_owned();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']');
        if key.is_empty() || !key.chars().all(is_name) {
            return Err(self.error("this line does not have the form KEY=value"));
        }
        if has_no_value {
            self.take_line();
            if let Some(value) = environment_value(self.vars, &key) {
                self.values.insert(key, value);
            }
            return Ok(true);
        }
        self.rest = &behind[1..];
        let value = self.read_value()?;
        self.values.insert(key, value);
        Ok(true)
    }

    fn read_value(&mut self) -> Result<String, ConfError> {
        let has_space_before = self.rest.starts_with(is_blank);
        self.rest = self.rest.trim_start_matches(is_blank);
        let line = self.line;
        match self.rest.chars().next() {
            Some('\'') => Ok(self.read_quoted('\'')?.replace("\\'", "'")),
            Some('"') => {
                let text = unescape(self.read_quoted('"')?);
                self.expand(&text, line)
            }
            _ => {
                let text = self.take_line();
                let text = match text.split_once(" #") {
                    _ if has_space_before && text.starts_with('#') => "",
                    Some((text, _)) => text,
                    None => text,
                };
                self.expand(text.trim_end(), line)
            }
        }
    }

    /// The text between quotes, as it is written. Only a comment may follow on
    /// the line.
    fn read_quoted(&mut self, quote: char) -> Result<&'a str, ConfError> {
        let body = &self.rest[1..];
        let mut is_escaped = false;
        let end = body.char_indices().find(|(_, character)| {
            let is_end = *character == quote && !is_escaped;
            is_escaped = *character == '\\' && !is_escaped;
            is_end
        });
        let Some((end, _)) = end else {
            return Err(self.error("this quoted value has no closing quote"));
        };
        let text = &body[..end];
        self.line += count_line_ends(text);
        self.rest = &body[end + 1..];
        let behind = self.take_line().trim_matches(is_blank);
        if behind.is_empty() || behind.starts_with('#') {
            return Ok(text);
        }
        self.line = self.line.saturating_sub(1);
        Err(self.error("unexpected text after the closing quote"))
    }

    fn expand(&self, text: &str, line: u64) -> Result<String, ConfError> {
        let lookup = |name: &str| {
            environment_value(self.vars, name).or_else(|| self.values.get(name).cloned())
        };
        expand(text, ExpansionSyntax::Compose, &lookup).map_err(|error| ConfError::DotenvSyntax {
            location: FileLocation::line(self.file, line),
            problem: match error {
                ExpansionError::Required(name) | ExpansionError::Unset(name) => {
                    format!("the variable {name} must be set")
                }
                ExpansionError::Malformed => {
                    "a '$' does not begin a variable (write a dollar sign as $$)".to_owned()
                }
            },
        })
    }

    /// Takes the rest of the line, without its line end.
    fn take_line(&mut self) -> &'a str {
        let (line, rest) = match self.rest.split_once('\n') {
            Some(parts) => parts,
            None => (self.rest, ""),
        };
        self.rest = rest;
        self.line += 1;
        line
    }

    fn error(&self, problem: &str) -> ConfError {
        ConfError::DotenvSyntax {
            location: FileLocation::line(self.file, self.line),
            problem: problem.to_owned(),
        }
    }
}

fn is_blank(character: char) -> bool {
    character != '\n' && character.is_whitespace()
}

fn count_line_ends(text: &str) -> u64 {
    u64::try_from(text.matches('\n').count()).unwrap_or(0)
}

fn environment_value(vars: &Vars, name: &str) -> Option<String> {
    vars.get(name)?.to_str().map(str::to_owned)
}

/// Resolves the escapes between double quotes. A protected dollar becomes `$$`,
/// so that the expansion afterwards leaves it alone.
fn unescape(text: &str) -> String {
    let mut unescaped = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            unescaped.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => unescaped.push('\n'),
            Some('r') => unescaped.push('\r'),
            Some('t') => unescaped.push('\t'),
            Some('$') => unescaped.push_str("$$"),
            Some(protected @ ('"' | '\\')) => unescaped.push(protected),
            Some(other) => unescaped.extend(['\\', other]),
            None => unescaped.push('\\'),
        }
    }
    unescaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Dotenv {
        let vars = [("OUTER", "outer"), ("BOTH", "process")]
            .into_iter()
            .collect();
        match Dotenv::parse(Path::new(".env"), text, &vars) {
            Ok(dotenv) => dotenv,
            Err(error) => unreachable!("{error}"),
        }
    }

    fn error(text: &str) -> String {
        match Dotenv::parse(Path::new("docker/.env"), text, &Vars::default()) {
            Ok(_) => unreachable!("it was read"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_value_is_read_as_compose_reads_it() {
        for (line, value) in [
            ("K=v", "v"),
            ("K=", ""),
            ("K", "<none>"),
            ("K = v ", "v"),
            ("export K=v", "v"),
            ("  export\tK=v", "v"),
            ("exported=1\nK=v", "v"),
            ("K: v", "v"),
            ("K=a=b:c", "a=b:c"),
            ("K=v # comment", "v"),
            ("K=v#1", "v#1"),
            ("K=#1", "#1"),
            ("K= # comment", ""),
            ("# K=no\n\n#\nK=v", "v"),
            ("K=v\nK=w", "w"),
            ("K='v w' # comment", "v w"),
            ("K=' $A ${B} \\n # '", " $A ${B} \\n # "),
            (r"K='it\'s'", "it's"),
            ("K='two\nlines'\nL=x", "two\nlines"),
            (r#"K="a\n\t\"\\ \$X \x""#, "a\n\t\"\\ $X \\x"),
            ("K=\"v\"", "v"),
            ("K=\"\"", ""),
            ("K=''", ""),
            ("K=it's", "it's"),
            ("K=pässwörd€", "pässwörd€"),
            ("\u{feff}K=v", "v"),
            ("K=v\r\nL=w\r\n", "v"),
            ("K='v'\r\nL=w\r\n", "v"),
        ] {
            let dotenv = parse(line);
            assert_eq!(dotenv.get("K").unwrap_or("<none>"), value, "{line:?}");
        }
    }

    #[test]
    fn variables_come_from_the_environment_then_from_the_lines_above() {
        for (line, value) in [
            ("K=${OUTER:-mine}", "outer"),
            ("K=${NOBODY:-mine}", "mine"),
            ("K=${NOBODY}", ""),
            ("A=1\nK=$A-${A}\nA=2", "1-1"),
            ("A=1\nK=\"<${A}>\"", "<1>"),
            ("BOTH=file\nK=$BOTH", "process"),
            ("K=a$$b", "a$b"),
            ("OUTER\nK=${OUTER}", "outer"),
            ("K=${NOBODY:-${OUTER}}", "outer"),
        ] {
            assert_eq!(parse(line).get("K"), Some(value), "{line:?}");
        }
        assert_eq!(parse("OUTER").get("OUTER"), Some("outer"), "inherited");
        assert_eq!(parse("BOTH=file").get("BOTH"), Some("file"), "assigned");
        assert_eq!(parse("K=").get_non_empty("K"), None);
    }

    #[test]
    fn an_error_names_the_line_without_quoting_it() {
        for (text, line) in [
            ("A=1\nB='hunter2", 2),
            ("A='x\ny'\nB=\"hunter2", 3),
            ("A=\"hunter2\" hunter2\n", 1),
            ("\n\nhunter2 hunter2=1", 3),
            ("# x\r\nA=1\r\nB=hunter2$!\r\n", 3),
            ("A=hunter2${B", 1),
            ("A=hunter2${B:?hunter2}", 1),
            ("=hunter2", 1),
        ] {
            let message = error(text);
            let location = format!("docker/.env, line {line}: ");
            assert!(message.starts_with(&location), "{text:?}: {message}");
            assert!(!message.contains("hunter2"), "{message}");
            assert!(!message.contains('\n'), "{message}");
        }
    }
}
