//! What can be wrong with a deployment's settings, and what to do about it.
//!
//! A message names files, lines, keys and variables, never a value of a file:
//! the line that is wrong may well be the one with the password. For the same
//! reason the YAML reader's own words are not repeated.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::ConfSource;
use crate::error::Error;
use crate::text::{named_path, quoted};

/// Why a deployment's settings lead to no database.
#[derive(Debug, thiserror::Error)]
pub enum ConfError {
    /// There is no such directory.
    #[error("{} is not a directory", named_path(.0))]
    NotADirectory(PathBuf),
    /// The directory has neither source.
    #[error(
        "{} is not a RAGFlow deployment: it has neither conf/service_conf.yaml nor docker/.env",
        .0.display()
    )]
    NoDeployment(PathBuf),
    /// There is no `.env`, but a file that compose reads only with `--env-file`.
    #[error(
        "{} is not a RAGFlow deployment: it has no .env, and {} is not read instead",
        .dir.display(), .other.display()
    )]
    OtherEnvFile {
        /// The deployment's directory.
        dir: PathBuf,
        /// The file, for example `.env.prod`.
        other: PathBuf,
    },
    /// The requested source is missing, the other one exists.
    #[error("{} has no {}", .dir.display(), .requested.main_file())]
    SourceMissing {
        /// The deployment's directory.
        dir: PathBuf,
        /// The source that was requested.
        requested: ConfSource,
    },
    /// A file exists and cannot be read.
    #[error("cannot read {}: {reason}", .file.display())]
    Unreadable {
        /// The file's path.
        file: PathBuf,
        /// The operating system's error.
        reason: io::Error,
    },
    /// A file is not UTF-8.
    #[error("{} is not UTF-8 text", .0.display())]
    NotUtf8(PathBuf),
    /// A file is too large to be a settings file.
    #[error("{} has more than 1 MiB: it cannot be a settings file", .0.display())]
    TooLarge(PathBuf),
    /// A YAML file is malformed, or a value has the wrong type.
    #[error("{location}: {problem}")]
    YamlSyntax {
        /// The position of the error.
        location: FileLocation,
        /// What is wrong, in our own words.
        problem: &'static str,
    },
    /// A YAML file has a key twice.
    #[error("{location}: duplicate key")]
    DuplicateKey {
        /// The position of the second one.
        location: FileLocation,
    },
    /// A line of `.env` is malformed.
    #[error("{location}: {problem}")]
    DotenvSyntax {
        /// The position of the error.
        location: FileLocation,
        /// What is wrong.
        problem: String,
    },
    /// DB_TYPE is not a kind of server that RAGFlow supports.
    #[error("{origin} is {}, which RAGFlow does not support", quoted(name))]
    UnknownDbType {
        /// Which DB_TYPE it is: the variable, or the one in a file.
        origin: String,
        /// Its value.
        name: String,
        /// The value that was probably intended.
        similar: Option<&'static str>,
    },
    /// DB_TYPE is GaussDB.
    #[error(
        "{origin} is gaussdb: its settings are the variables GAUSSDB_METADATA_HOST, _PORT, _USER, \
         _PASSWORD, _DBNAME and _SCHEMA, and PostgreSQL's drivers do not support its sha256 authentication"
    )]
    GaussDb {
        /// Which DB_TYPE it is: the variable, or the one in a file.
        origin: String,
    },
    /// The section that DB_TYPE names is missing.
    #[error("{} has no section '{section}:', which {origin} requires", .file.display())]
    NoSection {
        /// The file that should have it.
        file: PathBuf,
        /// The section's name.
        section: &'static str,
        /// Which DB_TYPE names it: the variable, or the one in a file.
        origin: String,
    },
    /// A key is missing, or its value is invalid.
    #[error("{location}: {problem}")]
    Invalid {
        /// The position of the key, or of the file that lacks it.
        location: FileLocation,
        /// What is missing or wrong.
        problem: String,
    },
    /// A variable that the template needs has no value.
    #[error("{location}: the variable {name} has no value")]
    UnsetVariable {
        /// The position in the template.
        location: FileLocation,
        /// The variable's name.
        name: String,
        /// The file that should set it.
        dotenv: PathBuf,
    },
    /// The server's port is not published on this host.
    #[error(
        "{} does not publish the database's port on this host: {variable} is not set",
        .dotenv.display()
    )]
    PortNotExposed {
        /// The file that should publish it.
        dotenv: PathBuf,
        /// The variable that would.
        variable: &'static str,
    },
    /// A checkout's two sources name different databases.
    #[error(
        "{} points to {conf_address}, but {} points to {docker_address}",
        .conf.display(), .docker.display()
    )]
    SourcesDisagree {
        /// The file of the source `conf`.
        conf: PathBuf,
        /// The database it names.
        conf_address: String,
        /// The file of the source `docker`.
        docker: PathBuf,
        /// The database it names.
        docker_address: String,
    },
    /// One of a checkout's two sources is broken; the other may be usable.
    #[error("{error}")]
    OneSourceBroken {
        /// What is wrong with it.
        error: Box<ConfError>,
        /// The other source.
        other: ConfSource,
    },
}

impl ConfError {
    /// The error without its line, if it is about this file.
    pub(super) fn without_line_in(mut self, file: &Path) -> Self {
        if let Self::Invalid { location, .. } | Self::UnsetVariable { location, .. } = &mut self
            && location.file == file
        {
            *location = FileLocation::file(file);
        }
        self
    }

    /// What to do, one line each.
    fn hints(&self) -> Vec<String> {
        let hint = match self {
            Self::NotADirectory(_) | Self::NoDeployment(_) => {
                "give a RAGFlow checkout, its docker/ directory, or a directory with conf/service_conf.yaml (in RAGFlow's container: /ragflow)"
                    .to_owned()
            }
            Self::OtherEnvFile { .. } => {
                "link or copy the file that RAGFlow is started with to .env, or use --database".to_owned()
            }
            Self::SourceMissing { requested, .. } => {
                format!("use --ragflow-source {}", requested.other())
            }
            Self::Unreadable { .. } => "use an account that can read the file".to_owned(),
            Self::TooLarge(_) => "check the path, or use --database".to_owned(),
            Self::NotUtf8(_) => "save the file as UTF-8 text".to_owned(),
            Self::YamlSyntax { .. } => {
                "put a value with special characters in single quotes, and write a single quote in it twice"
                    .to_owned()
            }
            Self::DuplicateKey { .. } => {
                "remove one of them; RAGFlow rejects a file with duplicate keys".to_owned()
            }
            Self::DotenvSyntax { .. } => {
                "put a value with special characters in single quotes, which keep '$' and '#' unchanged"
                    .to_owned()
            }
            Self::UnknownDbType { similar, .. } => match similar {
                Some(similar) => {
                    format!("did you mean {similar}? RAGFlow accepts only that spelling")
                }
                None => "DB_TYPE must be mysql, postgres or oceanbase".to_owned(),
            },
            Self::GaussDb { .. } => {
                "if the account uses md5 or scram authentication, or a connection pooler, use --database postgres://USER@HOST:PORT/DATABASE"
                    .to_owned()
            }
            Self::NoSection { section, .. } => {
                format!("add the section '{section}:', or set DB_TYPE to the database in use")
            }
            Self::Invalid { .. } => {
                "correct the file, or use --database".to_owned()
            }
            Self::UnsetVariable { name, dotenv, .. } => {
                format!("set {name}=… in {}", dotenv.display())
            }
            Self::PortNotExposed { variable, .. } => {
                format!("set {variable} and publish the port, or use --database")
            }
            Self::SourcesDisagree { .. } => {
                "choose one: --ragflow-source conf or --ragflow-source docker".to_owned()
            }
            Self::OneSourceBroken { error, other } => {
                let mut hints = error.hints();
                hints.push(format!("or use the other source: --ragflow-source {other}"));
                return hints;
            }
        };
        vec![hint]
    }
}

impl From<ConfError> for Error {
    fn from(error: ConfError) -> Self {
        error
            .hints()
            .into_iter()
            .fold(Self::usage(error.to_string()), Self::hint)
    }
}

/// A file, or a position in it as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLocation {
    file: PathBuf,
    line: Option<u64>,
    column: Option<u64>,
}

impl FileLocation {
    /// A whole file.
    pub fn file(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            column: None,
        }
    }

    /// A line of a file, counted from 1. 0 means that the line is not known.
    pub fn line(file: &Path, line: u64) -> Self {
        Self {
            line: (line > 0).then_some(line),
            ..Self::file(file)
        }
    }

    /// A column of a line, both counted from 1. 0 means that it is not known.
    pub fn column(file: &Path, line: u64, column: u64) -> Self {
        Self {
            column: (line > 0 && column > 0).then_some(column),
            ..Self::line(file, line)
        }
    }
}

impl fmt::Display for FileLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}
