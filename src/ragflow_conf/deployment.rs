//! What the files of a deployment say.

use std::path::PathBuf;

use super::ConfSource;
use crate::database_url::{DatabaseUrl, Password};
use crate::domain::login::SecretKey;

/// What a deployment's settings say about its database.
#[derive(Debug)]
pub struct Deployment {
    /// Which of its settings were read.
    pub source: ConfSource,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    /// The database, without its password.
    pub url: DatabaseUrl,
    /// The password for `url`. It may be sent nowhere else.
    pub password: Option<Password>,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
    /// Whether the password is encrypted by a module of the operator's own
    /// (`encrypt_password: true`); `password` is `None` then.
    pub is_password_encrypted: bool,
    /// RAGFlow's time zone, and the file that sets it.
    pub timezone: Option<(String, PathBuf)>,
    /// The key that RAGFlow signs login tokens with, and the file that sets it. If no file does, RAGFlow
    /// generated a key and keeps it in Redis.
    pub secret_key: Option<(SecretKey, PathBuf)>,
    /// What was found and not used, for the operator to know.
    pub notes: Vec<String>,
}
