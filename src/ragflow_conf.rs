//! A deployment's own settings: which database they mean.
//!
//! Reads `conf/service_conf.yaml` (with `local.service_conf.yaml`, scope
//! sections replace those of the other) or `docker/.env` with its template, and
//! decides between the two. It reads these files and nothing else: no network,
//! no environment but the one it is given. Whether the file may be trusted and
//! who else named a database is `settings.rs`'s business.
//!
//! * [`deployment`]: which files a directory has, and which of them count
//! * [`engine`]: DB_TYPE and what a section means; [`service_conf`] reads YAML
//! * [`docker`]: the Docker host's view, from [`dotenv`], [`expand`], [`published`]
//! * [`secret_key`]: what login tokens are signed with
//! * [`error`]: what can be wrong

mod deployment;
mod docker;
mod dotenv;
mod engine;
mod error;
mod expand;
mod published;
mod secret_key;
mod service_conf;

use std::fmt;
use std::path::{Path, PathBuf};

pub use deployment::{is_deployment, read};
pub use error::{ConfError, Place};

use crate::database_url::{DatabaseUrl, Password};
use crate::domain::login::SecretKey;

/// The template in the docker folder.
const TEMPLATE: &str = "service_conf.yaml.template";

/// Which of a deployment's settings were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfSource {
    /// `conf/service_conf.yaml`, as RAGFlow itself reads it.
    Conf,
    /// `docker/.env`, as seen from the Docker host.
    Docker,
}

impl ConfSource {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Conf, Self::Docker];

    /// The one that `--ragflow-source` calls so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|source| source.to_string() == name)
    }

    /// The one this is not.
    pub fn other(self) -> Self {
        match self {
            Self::Conf => Self::Docker,
            Self::Docker => Self::Conf,
        }
    }

    /// The file it begins with.
    fn main_file(self) -> &'static str {
        match self {
            Self::Conf => "conf/service_conf.yaml",
            Self::Docker => "docker/.env",
        }
    }
}

impl fmt::Display for ConfSource {
    /// As `--ragflow-source` takes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Conf => "conf",
            Self::Docker => "docker",
        })
    }
}

/// What a deployment's settings say about its database.
#[derive(Debug)]
pub struct Deployment {
    /// Which settings these are.
    pub source: ConfSource,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    /// The database, without its password.
    pub url: DatabaseUrl,
    /// The password. It belongs to `url` and may be sent nowhere else.
    pub password: Option<Password>,
    /// The file the password stands in.
    pub password_file: Option<PathBuf>,
    /// There is a password, encrypted by a module of the operator's own
    /// (`encrypt_password: true`), so `password` is `None`.
    pub password_encrypted: bool,
    /// RAGFlow's zone, and the file that says so.
    pub timezone: Option<(String, PathBuf)>,
    /// What RAGFlow signs login tokens with, and the file that says so. Where
    /// no file does, RAGFlow made a key of its own and keeps it in Redis.
    pub secret_key: Option<(SecretKey, PathBuf)>,
}

/// Whether a file is there; not being allowed to look is an error.
fn is_there(file: &Path) -> Result<bool, ConfError> {
    file.try_exists().map_err(|why| ConfError::Unreadable {
        file: file.to_owned(),
        why,
    })
}

fn read_text(file: &Path) -> Result<String, ConfError> {
    let bytes = std::fs::read(file).map_err(|why| ConfError::Unreadable {
        file: file.to_owned(),
        why,
    })?;
    String::from_utf8(bytes).map_err(|_| ConfError::NotText(file.to_owned()))
}
