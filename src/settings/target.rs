//! The database a run works on, and where its password is.

use std::path::PathBuf;

use super::config_file::PasswordCommand;
use super::{Origin, Setting};
use crate::database_url::{DatabaseUrl, Password};
use crate::domain::login::SecretKey;
use crate::domain::zone::ZoneSpec;
use crate::options::FileChoice;
use crate::report::FormatName;

/// The option that names the database that a copy is written to.
pub(super) const COPY_TARGET_OPTION: &str = "--to";

/// The database a run works on, and the settings that belong to it.
#[derive(Clone, Debug)]
pub struct DatabaseTarget {
    /// The database's address. It has no password until the one that was found
    /// is put in.
    pub url: DatabaseUrl,
    /// What selected the database.
    pub origin: Origin,
    /// The password that belongs to the database: from its URL, its profile or
    /// its deployment. It is for this database alone.
    pub password: Option<PasswordSource>,
    /// The zone of its dates, if its profile or deployment sets one.
    pub timezone: Option<Setting<ZoneSpec>>,
    /// The key that RAGFlow signs login tokens with, if the deployment's files
    /// hold it.
    pub secret_key: Option<Setting<SecretKey>>,
    /// Whether the profile makes every session read-only.
    pub read_only: bool,
    /// Whether the profile masks secrets in every format.
    pub mask: bool,
    /// What the profile sets besides the database.
    pub defaults: ProfileDefaults,
    /// RAGFlow's own files that were read.
    pub files: Vec<PathBuf>,
    /// Notes about those files, for the user.
    pub notes: Vec<String>,
}

/// What a profile sets besides its database. Options and variables take precedence.
#[derive(Clone, Debug, Default)]
pub struct ProfileDefaults {
    /// The owner for a command that requires one and was given none.
    pub user: Option<String>,
    /// The output format.
    pub output: Option<FormatName>,
    /// The file that records every change.
    pub change_log: Option<FileChoice>,
    /// The directory of undo files.
    pub undo_dir: Option<FileChoice>,
}

/// Where a password is.
#[derive(Clone, Debug)]
pub enum PasswordSource {
    /// The password itself.
    Text(Password),
    /// The password itself, from this file of RAGFlow's, which other accounts
    /// can often read.
    RagflowFile(Password, PathBuf),
    /// A file that holds nothing else.
    File(PathBuf),
    /// The same, but the service manager created the file and protects it.
    Credential(PathBuf),
    /// A program that prints it.
    Command(PasswordCommand),
    /// This file holds it, encrypted by a module of the operator's own.
    Encrypted(PathBuf),
}

impl DatabaseTarget {
    /// Whether this is the database that a copy is written to. The passwords of the
    /// environment and of `--password-file` are for the one that is read.
    pub fn is_copy_target(&self) -> bool {
        self.origin == Origin::Flag(COPY_TARGET_OPTION)
    }

    /// A database without further settings. A password in the URL moves to
    /// `password`.
    pub(super) fn new(mut url: DatabaseUrl, origin: Origin) -> Self {
        let password = url.take_password().map(PasswordSource::Text);
        Self {
            url,
            origin,
            password,
            timezone: None,
            secret_key: None,
            read_only: false,
            mask: false,
            defaults: ProfileDefaults::default(),
            files: Vec::new(),
            notes: Vec::new(),
        }
    }
}
