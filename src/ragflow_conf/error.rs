//! What can be wrong with a deployment's settings, and what to do about it.
//!
//! A message names files, lines, keys and variables, never a value of a file:
//! on the line that is wrong stands, as often as not, the password. That is
//! also why the YAML reader's own words are not repeated.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::ConfSource;
use crate::error::Error;
use crate::text::quoted;

/// Why a deployment's settings lead to no database.
#[derive(Debug, thiserror::Error)]
pub enum ConfError {
    /// There is no such directory.
    #[error("{} is no directory", .0.display())]
    NoDirectory(PathBuf),
    /// None of the files is there.
    #[error(
        "{} holds no RAGFlow deployment: neither conf/service_conf.yaml nor docker/.env is there",
        .0.display()
    )]
    NoDeployment(PathBuf),
    /// The source that was asked for is not there, the other is.
    #[error("{} has no {}", .dir.display(), .source_wanted.main_file())]
    NoSuchSource {
        /// Where it was looked for.
        dir: PathBuf,
        /// What was asked for.
        source_wanted: ConfSource,
    },
    /// A file is there and cannot be read.
    #[error("cannot read {}: {why}", .file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// The operating system's word.
        why: io::Error,
    },
    /// A file is not UTF-8.
    #[error("{} is not UTF-8 text", .0.display())]
    NotText(PathBuf),
    /// A YAML file is malformed, or a value has the wrong form.
    #[error("{place}: {why}")]
    Yaml {
        /// Where.
        place: Place,
        /// What is wrong, in our own words.
        why: &'static str,
    },
    /// A YAML file has a key twice.
    #[error("{place}: this key is there twice")]
    Twice {
        /// The second.
        place: Place,
    },
    /// A line of `.env` is malformed.
    #[error("{place}: {why}")]
    Dotenv {
        /// Where.
        place: Place,
        /// What is wrong.
        why: String,
    },
    /// DB_TYPE names no engine.
    #[error("{origin} is {}, which is no engine of RAGFlow", quoted(name))]
    UnknownEngine {
        /// Scope DB_TYPE.
        origin: String,
        /// Its value.
        name: String,
        /// What was probably meant.
        meant: Option<&'static str>,
    },
    /// The engine is GaussDB.
    #[error(
        "{origin} is gaussdb: its settings are the variables GAUSSDB_METADATA_HOST, _PORT, _USER, \
         _PASSWORD, _DBNAME and _SCHEMA, and its sha256 login is not spoken by PostgreSQL's drivers"
    )]
    GaussDb {
        /// Scope DB_TYPE.
        origin: String,
    },
    /// DB_TYPE's section is missing.
    #[error("{} has no section '{section}:', which {origin} asks for", .file.display())]
    NoSection {
        /// The file that should have it.
        file: PathBuf,
        /// Its name.
        section: &'static str,
        /// Scope DB_TYPE.
        origin: String,
    },
    /// A key is missing, or its value makes no sense.
    #[error("{place}: {what}")]
    Incomplete {
        /// Where.
        place: Place,
        /// What is missing or wrong.
        what: String,
    },
    /// A variable that the template needs has no value.
    #[error("{place}: the variable {name} has no value")]
    Unset {
        /// Where in the template.
        place: Place,
        /// The variable.
        name: String,
        /// The file that should set it.
        dotenv: PathBuf,
    },
    /// The server's port is not reachable from this machine.
    #[error(
        "{} does not expose the database's port on this machine: {exposed} is not set",
        .dotenv.display()
    )]
    NotExposed {
        /// The file that should.
        dotenv: PathBuf,
        /// The variable.
        exposed: &'static str,
    },
    /// A checkout's two sources mean different databases.
    #[error(
        "{} means {conf_address}, but {} means {docker_address}",
        .conf.display(), .docker.display()
    )]
    Disagree {
        /// The file of the one.
        conf: PathBuf,
        /// Its database.
        conf_address: String,
        /// The file of the other.
        docker: PathBuf,
        /// Its database.
        docker_address: String,
    },
    /// One of a checkout's two sources is at fault; the other may do.
    #[error("{fault}")]
    OneOfTwo {
        /// What is wrong.
        fault: Box<ConfError>,
        /// The other source.
        other: ConfSource,
    },
}

impl ConfError {
    /// The fault without the line, where it is one of this file.
    pub(super) fn without_line_in(mut self, file: &Path) -> Self {
        if let Self::Incomplete { place, .. } | Self::Unset { place, .. } = &mut self
            && place.file == file
        {
            *place = Place::file(file);
        }
        self
    }

    /// What to do, a line each.
    fn hints(&self) -> Vec<String> {
        let hint = match self {
            Self::NoDirectory(_) | Self::NoDeployment(_) => {
                "name the directory of RAGFlow's checkout, its docker directory, or /ragflow in its container"
                    .to_owned()
            }
            Self::NoSuchSource { source_wanted, .. } => {
                format!("use --ragflow-source {}", source_wanted.other())
            }
            Self::Unreadable { .. } => "run it as an account that may read the file".to_owned(),
            Self::NotText(_) => "save the file as UTF-8".to_owned(),
            Self::Yaml { .. } => {
                "a value with special characters is written in single quotes, and a quote in it twice"
                    .to_owned()
            }
            Self::Twice { .. } => "keep the one that is meant: RAGFlow refuses both".to_owned(),
            Self::Dotenv { .. } => {
                "a value with special characters is written in single quotes, which keep '$' and '#' as they are"
                    .to_owned()
            }
            Self::UnknownEngine { meant, .. } => match meant {
                Some(meant) => format!("did you mean {meant}? RAGFlow takes exactly that spelling"),
                None => "the engines are mysql, postgres and oceanbase".to_owned(),
            },
            Self::GaussDb { .. } => {
                "if the account logs in with md5 or scram, or through a pooler, name it: --database postgres://USER@HOST:PORT/DATABASE"
                    .to_owned()
            }
            Self::NoSection { section, .. } => {
                format!("add the section '{section}:', or set DB_TYPE to the one in use")
            }
            Self::Incomplete { .. } => {
                "correct it there, or name the database with --database".to_owned()
            }
            Self::Unset { name, dotenv, .. } => {
                format!("set {name}=… in {}", dotenv.display())
            }
            Self::NotExposed { exposed, .. } => {
                format!("set {exposed} and publish the port, or name the address with --database")
            }
            Self::Disagree { .. } => {
                "choose one: --ragflow-source conf, or --ragflow-source docker".to_owned()
            }
            Self::OneOfTwo { fault, other } => {
                let mut hints = fault.hints();
                hints.push(format!("or use the other settings: --ragflow-source {other}"));
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

/// A place in a file, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    file: PathBuf,
    line: Option<u64>,
    column: Option<u64>,
}

impl Place {
    /// A whole file.
    pub fn file(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            column: None,
        }
    }

    /// A line of it, counted from 1.
    pub fn line(file: &Path, line: u64) -> Self {
        Self {
            // The YAML reader counts from 1; 0 means that it does not know.
            line: (line > 0).then_some(line),
            ..Self::file(file)
        }
    }

    /// A column of a line, both counted from 1.
    pub fn column(file: &Path, line: u64, column: u64) -> Self {
        Self {
            column: (line > 0 && column > 0).then_some(column),
            ..Self::line(file, line)
        }
    }
}

impl fmt::Display for Place {
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
