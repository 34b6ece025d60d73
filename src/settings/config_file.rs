//! `config.toml`: named profiles, each one database and how to open it.
//!
//! It is looked for in the platform's config directory, then in the machine's;
//! the first file found is used. An error names line and column and never quotes
//! the file: it may hold a password.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml_edit::{DocumentMut, de};

use super::private_file;
use crate::database_url::Password;
use crate::env::{Dirs, FileOwnership, Host};
use crate::error::{Error, Result};
use crate::text::{may_be_secret, quoted, shell_word};

/// The file's name in each of the config directories.
pub const FILE_NAME: &str = "config.toml";

/// The content of a config file.
#[derive(Debug)]
pub struct ConfigFile {
    /// The file's path.
    pub path: PathBuf,
    /// The profile to use if nothing else names a database.
    pub default_profile: Option<String>,
    profiles: BTreeMap<String, Profile>,
}

/// A profile: one database and how to open it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The database's URL. A profile has either this or `ragflow`.
    pub url: Option<SecretText>,
    /// The directory of a RAGFlow deployment.
    pub ragflow: Option<PathBuf>,
    /// Which of a checkout's settings to use: `conf` or `docker`.
    pub ragflow_source: Option<String>,
    /// The password itself.
    pub password: Option<SecretText>,
    /// A file that holds the password.
    pub password_file: Option<PathBuf>,
    /// A program that prints the password.
    pub password_command: Option<PasswordCommand>,
    /// The zone of the `*_date` columns.
    pub timezone: Option<String>,
    /// The owner for a command that requires one and was given none.
    pub user: Option<String>,
    /// The output format.
    pub output: Option<String>,
    /// The file that records every change, or `off`.
    pub change_log: Option<PathBuf>,
    /// The directory of undo files, or `off`.
    pub undo_dir: Option<PathBuf>,
    /// Whether every session is read-only.
    #[serde(default)]
    pub read_only: bool,
    /// Whether secrets are masked in every format.
    #[serde(default)]
    pub mask: bool,
}

/// A text that is a password or holds one. Debug does not show it.
#[derive(Clone, Deserialize)]
pub struct SecretText(String);

impl SecretText {
    /// The text, with its secret.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SecretText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretText(…)")
    }
}

/// A program that prints a password.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum PasswordCommand {
    /// A command line for `/bin/sh`.
    Shell(String),
    /// The program and its arguments.
    Words(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigContent {
    default_profile: Option<String>,
    #[serde(default)]
    profiles: BTreeMap<String, Profile>,
}

/// The path of the config file, or of the one that would be created; `None` if
/// there is no config directory.
pub fn path(dirs: &Dirs) -> Option<PathBuf> {
    let candidates = || dirs.config.iter().map(|folder| folder.join(FILE_NAME));
    // A dangling link counts as the file: ignoring it would be a surprise.
    candidates()
        .find(|path| path.symlink_metadata().is_ok())
        .or_else(|| candidates().next())
}

/// Reads the config file; `None` if there is none.
///
/// # Errors
/// When it is malformed, or holds a password and others have access to it.
pub fn load(dirs: &Dirs, host: &dyn Host) -> Result<Option<ConfigFile>> {
    let Some(path) = path(dirs).filter(|path| path.symlink_metadata().is_ok()) else {
        return Ok(None);
    };
    let (text, ownership) = private_file::read_text(&path, host)
        .map_err(|error| private_file::cannot_read(&path, &error))?;
    let content: ConfigContent =
        de::from_str(&text).map_err(|error| syntax_error(&path, &text, &error))?;
    for (name, profile) in &content.profiles {
        check_profile(&path, name, profile)?;
    }
    let config = ConfigFile {
        path,
        default_profile: content.default_profile,
        profiles: content.profiles,
    };
    config.check_access(&ownership)?;
    Ok(Some(config))
}

/// The names of the profiles; none if the file cannot be used.
pub fn profile_names(dirs: &Dirs, host: &dyn Host) -> Vec<String> {
    let config = load(dirs, host).ok().flatten();
    let names = config.iter().flat_map(ConfigFile::names);
    names.map(str::to_owned).collect()
}

impl ConfigFile {
    /// The profile of this name.
    ///
    /// # Errors
    /// When there is none.
    pub fn profile(&self, name: &str) -> Result<&Profile> {
        self.profiles.get(name).ok_or_else(|| {
            let known: Vec<&str> = self.profiles.keys().map(String::as_str).collect();
            let known = match known.as_slice() {
                [] => "it has no profiles".to_owned(),
                known => format!("profiles: {}", known.join(", ")),
            };
            Error::usage(format!(
                "no profile {} in {} ({known})",
                quoted(name),
                self.path.display()
            ))
            .hint(format!(
                "use another profile, or create it: ragflowctl config init {}",
                if may_be_secret(name) {
                    "NAME".to_owned()
                } else {
                    shell_word(name)
                }
            ))
        })
    }

    /// The names of the profiles.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.profiles.keys().map(String::as_str)
    }

    /// Whether there is a profile of this name.
    pub fn has(&self, name: &str) -> bool {
        self.profiles.contains_key(name)
    }

    /// The directory that relative paths in the file start from. The working
    /// directory would not do: cron has another one than a shell.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("/"))
    }

    fn check_access(&self, ownership: &FileOwnership) -> Result<()> {
        if self.profiles.values().any(Profile::has_password) {
            private_file::require_private(&self.path, ownership)?;
        }
        if !self.profiles.values().any(|p| p.password_command.is_some()) {
            return Ok(());
        }
        match ownership.untrusted_reason() {
            None => Ok(()),
            Some(reason) => Err(Error::usage(format!(
                "{} contains a password_command, and {reason}",
                self.path.display()
            ))
            .hint("make the file yours (or root's), and give nobody else write access to it")),
        }
    }
}

impl Profile {
    fn has_password(&self) -> bool {
        // A URL that cannot be parsed may hold one as well.
        let is_in_url = |url: &SecretText| {
            crate::database_url::DatabaseUrl::parse(url.expose(), Some("anyone"))
                .map_or(true, |url| url.has_password())
        };
        self.password.is_some() || self.url.as_ref().is_some_and(is_in_url)
    }

    /// The password from the key `password`; `None` if it is empty.
    pub fn own_password(&self) -> Option<Password> {
        let text = self.password.as_ref()?.expose();
        (!text.is_empty()).then(|| Password::new(text))
    }
}

fn check_profile(path: &Path, name: &str, profile: &Profile) -> Result<()> {
    let invalid = |problem: &str| {
        Err(Error::usage(format!(
            "{}: profile {} {problem}",
            path.display(),
            quoted(name)
        ))
        .hint("for an example see: ragflowctl help config"))
    };
    let passwords = [
        profile.password.is_some(),
        profile.password_file.is_some(),
        profile.password_command.is_some(),
    ];
    if profile.url.is_some() && profile.ragflow.is_some() {
        invalid("has both url and ragflow; remove one of them")
    } else if profile.url.is_none() && profile.ragflow.is_none() {
        invalid("has neither url nor ragflow")
    } else if profile.ragflow_source.is_some() && profile.ragflow.is_none() {
        invalid("has ragflow_source without ragflow")
    } else if passwords.iter().filter(|given| **given).count() > 1 {
        invalid("has more than one of password, password_file and password_command")
    } else if matches!(&profile.password_command, Some(PasswordCommand::Words(words)) if words.is_empty())
    {
        invalid("has an empty password_command")
    } else {
        Ok(())
    }
}

/// The parser's error with its position, but without its picture of the line and
/// without the value it found there: both may hold a password.
fn syntax_error(path: &Path, text: &str, error: &de::Error) -> Error {
    let position = error.span().map_or(String::new(), |span| {
        let (line, column) = line_and_column(text, span.start);
        format!(", line {line}, column {column}")
    });
    let message = error.message().lines().next().unwrap_or_default();
    let problem = match message.rsplit_once(", expected ") {
        Some((found, expected)) if found.starts_with("invalid") => format!("expected {expected}"),
        _ if message.contains("did not match") => "this value has the wrong type".to_owned(),
        _ => without_secret(message),
    };
    let error = Error::usage(format!("{}{position}: {problem}", path.display()));
    match (similar_key(message), text.parse::<DocumentMut>()) {
        (Some(key), _) => error.hint(format!("did you mean '{key}'?")),
        (None, Ok(_)) => error.hint("for an example see: ragflowctl help config"),
        (None, Err(_)) => {
            error.hint("the file must be TOML; for an example see: ragflowctl help config")
        }
    }
}

/// The parser's message without the name of an unknown key that may be a secret.
fn without_secret(message: &str) -> String {
    match message.split('`').nth(1).filter(|name| may_be_secret(name)) {
        Some(name) => message.replace(name, "…"),
        None => message.to_owned(),
    }
}

/// The known key that an unknown one resembles. `message` is the parser's: unknown
/// field `X`, expected one of `A`, `B`.
fn similar_key(message: &str) -> Option<&str> {
    let mut words = message.strip_prefix("unknown field `")?.split('`');
    let unknown = words.next()?;
    let known = words.skip(1).step_by(2);
    let likeness = |key: &&str| strsim::jaro(unknown, key);
    known
        .filter(|key| likeness(key) > 0.8)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

/// Line and column of a byte offset, both counted from 1, columns in characters.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (line, before[start..].chars().count() + 1)
}
