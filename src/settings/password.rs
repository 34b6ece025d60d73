//! Which password opens the database: the first source that has one, in the
//! order an operator expects, and never a password for another database:
//! `--password-file`, `RAGFLOWCTL_PASSWORD` or `…_FILE`, systemd's credential, the
//! profile, RAGFlow's own settings, `~/.pgpass` or `~/.my.cnf`.
//!
//! The rule behind that: a password given together with a database (in its URL,
//! its profile, its deployment) is for that database. The environment's password
//! is for the database that the environment names; if it names none, it is for
//! the one that was selected otherwise. For the database that a copy is written to
//! only its URL and the clients' files count.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::config_file::PasswordCommand;
use super::database::DATABASE_VARIABLES;
use super::{DatabaseTarget, Origin, PasswordSource, SettingsSources};
use super::{client_files, private_file};
use crate::database_url::{DatabaseUrl, Password, Server};
use crate::env::{FileOwnership, Host, Vars};
use crate::error::{Error, Result};
use crate::options::GlobalOptions;

const VARIABLE: &str = "RAGFLOWCTL_PASSWORD";
const FILE_VARIABLE: &str = "RAGFLOWCTL_PASSWORD_FILE";
/// The directory with systemd's credentials.
const CREDENTIALS_VARIABLE: &str = "CREDENTIALS_DIRECTORY";
/// The credential's name in systemd's `LoadCredential`.
const CREDENTIAL: &str = "ragflowctl_password";

/// A password that was found, not read yet.
#[derive(Clone, Debug)]
pub struct PasswordCandidate {
    /// Where the password is.
    pub source: PasswordSource,
    /// What names that source.
    pub origin: Origin,
}

/// The result of a search for a password.
#[derive(Debug, Default)]
pub struct PasswordSearch {
    /// The password; `None` if there is none.
    pub candidate: Option<PasswordCandidate>,
    /// Client files that had to be skipped, each with the reason.
    pub warnings: Vec<String>,
}

/// Finds the password of a database. It is not read yet, except in the clients'
/// own files.
///
/// # Errors
/// When two sources of the same rank have one, or others have access to a
/// client's file with the password.
pub fn find_password(
    database: &DatabaseTarget,
    options: &GlobalOptions,
    sources: SettingsSources<'_>,
) -> Result<PasswordSearch> {
    let mut warnings = Vec::new();
    let candidate = find_candidate(database, options, sources, &mut warnings)?;
    Ok(PasswordSearch {
        candidate,
        warnings,
    })
}

fn find_candidate(
    database: &DatabaseTarget,
    options: &GlobalOptions,
    sources: SettingsSources<'_>,
    warnings: &mut Vec<String>,
) -> Result<Option<PasswordCandidate>> {
    let server = match &database.url {
        DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server) => server,
        DatabaseUrl::SqliteFile(_) | DatabaseUrl::SqliteMemory | DatabaseUrl::Demo => {
            return match &options.password_file {
                None => Ok(None),
                Some(_) if database.is_copy_target() => Ok(None),
                Some(_) => Err(Error::usage(format!(
                    "--password-file: the database {} does not use a password",
                    database.url
                ))
                .hint("remove --password-file, or use --database mysql://… or postgres://…")),
            };
        }
    };
    if database.is_copy_target() {
        return match &database.password {
            Some(source) => Ok(Some(own_candidate(database, source))),
            None => find_in_client_files(&database.url, server, sources, warnings),
        };
    }
    let is_in_url = matches!(
        (&database.password, &database.origin),
        (
            Some(PasswordSource::Text(_)),
            Origin::Flag(_) | Origin::Variable(_) | Origin::Answer
        )
    );
    let is_from_variable = matches!(database.origin, Origin::Variable(_));
    if let Some(path) = &options.password_file {
        if is_in_url && !is_from_variable {
            return Err(two_passwords("the URL of --database", "--password-file"));
        }
        return Ok(Some(PasswordCandidate {
            source: PasswordSource::File(path.clone()),
            origin: Origin::Flag("--password-file"),
        }));
    }
    let environment = find_in_environment(sources.vars)?;
    let environment = environment.filter(|_| accepts_environment(database, sources.vars));
    match (environment, &database.password) {
        (Some(candidate), Some(_)) if is_in_url && is_from_variable => {
            let url = database.origin.to_string();
            Err(two_passwords(&url, &candidate.origin.to_string()))
        }
        (Some(_), Some(source)) if is_in_url => Ok(Some(own_candidate(database, source))),
        (Some(candidate), _) => Ok(Some(candidate)),
        (None, Some(source)) => Ok(Some(own_candidate(database, source))),
        (None, None) => find_in_client_files(&database.url, server, sources, warnings),
    }
}

/// The password that came together with the database.
fn own_candidate(database: &DatabaseTarget, source: &PasswordSource) -> PasswordCandidate {
    PasswordCandidate {
        source: source.clone(),
        origin: match source {
            PasswordSource::RagflowFile(_, file) | PasswordSource::Encrypted(file) => {
                Origin::RagflowFile(file.clone())
            }
            _ => database.origin.clone(),
        },
    }
}

/// Whether the environment's password is for this database: it is, unless the
/// environment names another one.
fn accepts_environment(database: &DatabaseTarget, vars: &Vars) -> bool {
    let is_database_named = DATABASE_VARIABLES
        .iter()
        .any(|name| vars.get(name).is_some());
    !is_database_named || matches!(database.origin.selected_by(), Origin::Variable(_))
}

fn find_in_environment(vars: &Vars) -> Result<Option<PasswordCandidate>> {
    let text = vars.text(VARIABLE)?;
    let file = vars.get(FILE_VARIABLE);
    Ok(match (text, file) {
        (Some(_), Some(_)) => return Err(two_passwords(VARIABLE, FILE_VARIABLE)),
        (Some(text), None) => Some(PasswordCandidate {
            source: PasswordSource::Text(Password::new(text)),
            origin: Origin::Variable(VARIABLE),
        }),
        (None, Some(path)) => Some(PasswordCandidate {
            source: PasswordSource::File(PathBuf::from(path)),
            origin: Origin::Variable(FILE_VARIABLE),
        }),
        (None, None) => {
            let directory = vars.get(CREDENTIALS_VARIABLE).map(PathBuf::from);
            let path = directory.map(|directory| directory.join(CREDENTIAL));
            path.filter(|path| path.exists())
                .map(|path| PasswordCandidate {
                    source: PasswordSource::Credential(path),
                    origin: Origin::Variable(CREDENTIALS_VARIABLE),
                })
        }
    })
}

fn find_in_client_files(
    url: &DatabaseUrl,
    server: &Server,
    sources: SettingsSources<'_>,
    warnings: &mut Vec<String>,
) -> Result<Option<PasswordCandidate>> {
    let found = client_files::find(url, server, sources, warnings)?;
    Ok(found.map(|(password, path)| PasswordCandidate {
        source: PasswordSource::Text(password),
        origin: Origin::ClientFile(path),
    }))
}

fn two_passwords(one: &str, other: &str) -> Error {
    Error::usage(format!("two passwords are given: {one} and {other}")).hint("remove one of them")
}

impl PasswordCandidate {
    /// Reads the password.
    ///
    /// # Errors
    /// When the file or program cannot be read, or must not be trusted.
    pub fn read(&self, host: &mut dyn Host) -> Result<Password> {
        match &self.source {
            PasswordSource::Text(password) | PasswordSource::RagflowFile(password, _) => {
                Ok(password.clone())
            }
            PasswordSource::File(path) => {
                private_file::read_password(path, &self.origin.to_string(), host)
            }
            PasswordSource::Credential(path) => {
                private_file::read_credential(path, &self.origin.to_string(), host)
            }
            PasswordSource::Command(command) => run_command(command, &self.origin, host),
            PasswordSource::Encrypted(path) => Err(Error::usage(format!(
                "the password in {} is encrypted (encrypt_password), and this program cannot decrypt it",
                path.display()
            ))
            .hint("give the password with --password-file FILE or RAGFLOWCTL_PASSWORD_FILE")
            .hint("or create a profile with ragflow and password_command: ragflowctl config init")),
        }
    }

    /// A warning about a line end in a variable: `echo` writes one, and a server
    /// refuses it as a part of the password.
    pub fn line_end_warning(&self) -> Option<String> {
        let (PasswordSource::Text(password), Origin::Variable(name)) = (&self.source, &self.origin)
        else {
            return None;
        };
        password.expose().ends_with(['\n', '\r']).then(|| {
            format!("{name} ends with a line end, which is taken as a part of the password")
        })
    }

    /// A note about who else has access to the file of RAGFlow's own that holds
    /// the password. It is not refused, because RAGFlow ships the file so.
    pub fn permissions_note(&self, host: &dyn Host) -> Option<String> {
        let PasswordSource::RagflowFile(_, path) = &self.source else {
            return None;
        };
        let metadata = path.metadata().ok()?;
        let exposed = FileOwnership::new(&metadata, host.user_id()).exposed_to()?;
        Some(format!(
            "{} contains the password, and {exposed}",
            path.display()
        ))
    }
}

/// Runs a program and takes the password it prints.
fn run_command(
    command: &PasswordCommand,
    origin: &Origin,
    host: &mut dyn Host,
) -> Result<Password> {
    let (program, arguments) = match command {
        PasswordCommand::Shell(line) => ("/bin/sh", vec!["-c".to_owned(), line.clone()]),
        PasswordCommand::Words(words) => match words.split_first() {
            Some((program, arguments)) => (program.as_str(), arguments.to_vec()),
            None => return Err(Error::usage("password_command is empty")),
        },
    };
    let error =
        |problem: String| Error::usage(format!("the password_command of {origin} {problem}"));
    let failed = |problem: String| {
        error(problem)
            .hint("the command must print the password as its only line and exit with status 0")
    };
    let output = host
        .run(program, &arguments)
        .map_err(|cause| match cause.kind() {
            ErrorKind::TimedOut | ErrorKind::Other => failed(format!("was stopped: {cause}")),
            _ => error(format!("cannot be started: {cause}"))
                .hint("check the path of the program, or PATH"),
        })?;
    match output.status {
        Some(0) => private_file::parse_password(output.stdout)
            .map_err(|problem| failed(format!("printed {problem}"))),
        Some(status) => Err(failed(format!("exited with status {status}"))),
        None => Err(failed("was killed by a signal".to_owned())),
    }
}
