//! `docker/.env`, read as docker compose reads it ([`dotenv_reader`](super::dotenv_reader)).
//!
//! A variable in a value, and a name without a value, are looked up in the
//! process's environment first, then among the lines above, as compose does. A
//! plain assignment is not overridden by the environment: RAGFlow's container
//! gets the file itself, and the environment of this process need not be the one
//! that compose was run in.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::dotenv_reader::DotenvReader;
use super::error::ConfError;
use crate::env::Vars;

/// The variables of a `.env` file. No Debug: most of them are passwords.
pub(super) struct Dotenv {
    file: PathBuf,
    values: HashMap<String, String>,
    is_utf8: bool,
}

impl Dotenv {
    /// Reads a file's bytes; `file` is for messages. Bytes that are not UTF-8 are
    /// an error only in a value that is needed, see [`Dotenv::require_utf8`].
    pub(super) fn parse(file: &Path, bytes: &[u8], vars: &Vars) -> Result<Self, ConfError> {
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Self {
            file: file.to_owned(),
            values: DotenvReader::read(file, text, vars)?,
            is_utf8: std::str::from_utf8(bytes).is_ok(),
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

    /// Rejects a text made of this file's values if it has bytes that were not UTF-8.
    pub(super) fn require_utf8(&self, text: String) -> Result<String, ConfError> {
        if !self.is_utf8 && text.contains(char::REPLACEMENT_CHARACTER) {
            return Err(ConfError::NotUtf8(self.file.clone()));
        }
        Ok(text)
    }

    /// The file's path, for messages.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Dotenv {
        let vars = [("OUTER", "outer"), ("BOTH", "process")]
            .into_iter()
            .collect();
        match Dotenv::parse(Path::new(".env"), text.as_bytes(), &vars) {
            Ok(dotenv) => dotenv,
            Err(error) => unreachable!("{error}"),
        }
    }

    fn error(text: &str) -> String {
        match Dotenv::parse(Path::new("docker/.env"), text.as_bytes(), &Vars::default()) {
            Ok(_) => unreachable!("it was read"),
            Err(error) => error.to_string(),
        }
    }

    /// One input with what compose-go makes of it, as its tests, its documentation or its source state.
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Example {
        source: String,
        input: String,
        #[serde(default)]
        env: HashMap<String, String>,
        #[serde(default)]
        values: HashMap<String, String>,
        #[serde(default)]
        absent: Vec<String>,
        #[serde(default)]
        error: bool,
    }

    #[test]
    fn every_example_of_compose_go_is_read_as_compose_go_reads_it() {
        let examples = include_str!("../../tests/fixtures/dotenv.json");
        let examples: Vec<Example> = serde_json::from_str(examples).expect("examples");
        assert!(examples.len() >= 150);
        let mut different = Vec::new();
        for example in examples {
            let vars = example.env.iter().collect();
            let read = Dotenv::parse(Path::new(".env"), example.input.as_bytes(), &vars);
            let is_equal = match &read {
                Ok(read) => {
                    let has = |(name, value): (&String, &String)| read.get(name) == Some(value);
                    !example.error
                        && example.values.iter().all(has)
                        && example.absent.iter().all(|name| read.get(name).is_none())
                }
                Err(_) => example.error,
            };
            if !is_equal {
                let read = read.map(|read| read.values).map_err(|e| e.to_string());
                different.push(format!("{}: {:?}: {read:?}", example.source, example.input));
            }
        }
        assert!(different.is_empty(), "{}", different.join("\n"));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_an_error_only_where_they_are_needed() {
        let vars = Vars::default();
        let text = b"# \xd6\xd0\xce\xc4\nA=1\nB=\xd6\xd0\n";
        let dotenv = Dotenv::parse(Path::new(".env"), text, &vars).expect("a file");
        let require = |name| dotenv.require_utf8(dotenv.get(name).unwrap_or_default().to_owned());
        assert!(require("A").is_ok_and(|value| value == "1"));
        assert!(matches!(require("B"), Err(ConfError::NotUtf8(_))));
        let dotenv = parse("A=\u{fffd}");
        assert!(dotenv.require_utf8("\u{fffd}".to_owned()).is_ok());
    }

    #[test]
    fn values_that_grow_without_limit_are_an_error() {
        let doubling: String = (1..41).fold("A0=0123456789\n".to_owned(), |text, n| {
            let before = n - 1;
            text + &format!("A{n}=${{A{before}}}${{A{before}}}\n")
        });
        let line = ".env, line 18: with its variables the value has more than 1 MiB";
        assert!(error(&doubling).ends_with(line), "{}", error(&doubling));
        let large = format!("A={}\n", "x".repeat(1024 * 1024));
        let many = large + &"B=$A\n".repeat(20);
        assert!(error(&many).contains("more than 16 MiB"));
        let deep = format!("A={}{}", "${B:-".repeat(60), "}".repeat(60));
        assert!(error(&deep).contains("nested too deep"));
    }

    #[test]
    fn an_error_names_the_line_without_quoting_it() {
        for (text, line) in [
            ("A=1\nB='hunter2", 2),
            ("A='x\ny'\nB=\"hunter2", 3),
            ("A=\"hunter2\" hunter2 x\n", 1),
            ("\n\nhunter2 hunter2=1", 3),
            ("# x\r\nA=1\r\nB=hunter2${!}\r\n", 3),
            ("A=hunter2${B", 1),
            ("A=hunter2${B:?hunter2}", 1),
            ("hunter2;=1", 1),
        ] {
            let message = error(text);
            let location = format!("docker/.env, line {line}: ");
            assert!(message.starts_with(&location), "{text:?}: {message}");
            assert!(!message.contains("hunter2"), "{message}");
            assert!(!message.contains('\n'), "{message}");
        }
    }
}
