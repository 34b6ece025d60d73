//! Scope password opens the database: the first place that has one, in the
//! order an operator expects, and never one that was meant for another
//! database.
//!
//! The rule that keeps it so: what stands beside a database's name (in its
//! URL, its profile, its deployment) is for that database. The environment's
//! password is for the database the environment names, and where it names
//! none, for the one the user named.

use std::path::PathBuf;

use super::client_files;
use super::database::{Database, PasswordSource, VARIABLES};
use super::{Origin, SettingsSources, private_file};
use crate::database_url::{DatabaseUrl, Password, Server};
use crate::env::{Host, Vars};
use crate::error::{Error, Result};
use crate::options::GlobalOptions;
use crate::settings::config_file::PasswordCommand;

const VARIABLE: &str = "RAGFLOWCTL_PASSWORD";
const FILE_VARIABLE: &str = "RAGFLOWCTL_PASSWORD_FILE";
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";
/// The name systemd's `LoadCredential` gives it.
const CREDENTIAL: &str = "ragflowctl_password";

/// A password that can be had, and who offers it.
#[derive(Clone, Debug)]
pub struct PasswordCandidate {
    /// Where it is.
    pub source: PasswordSource,
    /// Who named that place.
    pub origin: Origin,
}

/// Finds the password of a database, and reads none but those of the clients'
/// own files.
///
/// # Errors
/// When two of one rank candidate one, or a client's file cannot be read.
pub fn find(
    database: &Database,
    global: &GlobalOptions,
    sources: SettingsSources<'_>,
) -> Result<Option<PasswordCandidate>> {
    let server = match &database.url {
        DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server) => server,
        DatabaseUrl::SqliteFile(_) | DatabaseUrl::SqliteMemory | DatabaseUrl::Demo => {
            return match &global.password_file {
                None => Ok(None),
                Some(_) => Err(Error::usage(format!(
                    "--password-file: {} has no password",
                    database.url
                ))
                .hint("leave it out, or name a server with --database")),
            };
        }
    };
    let own = |source: &PasswordSource| PasswordCandidate {
        source: source.clone(),
        origin: match source {
            PasswordSource::RagflowFile(_, file) | PasswordSource::Encrypted(file) => {
                Origin::RagflowFile(file.clone())
            }
            _ => database.origin.clone(),
        },
    };
    let in_url = matches!(
        (&database.password, &database.origin),
        (
            Some(PasswordSource::Text(_)),
            Origin::Flag(_) | Origin::Variable(_) | Origin::Answer
        )
    );
    if let Some(path) = &global.password_file {
        if in_url && !matches!(database.origin, Origin::Variable(_)) {
            return Err(two_passwords("the URL of --database", "--password-file"));
        }
        return Ok(Some(PasswordCandidate {
            source: PasswordSource::File(path.clone()),
            origin: Origin::Flag("--password-file"),
        }));
    }
    let environment = in_environment(sources.vars)?;
    let environment = environment.filter(|_| is_for(database, sources.vars));
    match (environment, &database.password) {
        (Some(candidate), Some(_)) if in_url => {
            if matches!(database.origin, Origin::Variable(_)) {
                let url = database.origin.to_string();
                return Err(two_passwords(&url, &candidate.origin.to_string()));
            }
            Ok(database.password.as_ref().map(own))
        }
        (Some(candidate), _) => Ok(Some(candidate)),
        (None, Some(source)) => Ok(Some(own(source))),
        (None, None) => in_client_files(&database.url, server, sources),
    }
}

/// Whether the environment's password is for this database: it is, unless the
/// environment names another one.
fn is_for(database: &Database, vars: &Vars) -> bool {
    let names_one = VARIABLES.iter().any(|name| vars.get(name).is_some());
    !names_one || matches!(database.origin.chosen_by(), Origin::Variable(_))
}

fn in_environment(vars: &Vars) -> Result<Option<PasswordCandidate>> {
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
            let directory = vars.get(CREDENTIALS).map(PathBuf::from);
            let path = directory.map(|directory| directory.join(CREDENTIAL));
            path.filter(|path| path.exists())
                .map(|path| PasswordCandidate {
                    source: PasswordSource::Credential(path),
                    origin: Origin::Variable(CREDENTIALS),
                })
        }
    })
}

fn in_client_files(
    url: &DatabaseUrl,
    server: &Server,
    sources: SettingsSources<'_>,
) -> Result<Option<PasswordCandidate>> {
    let home = sources.dirs.home.as_deref();
    let found = match url {
        DatabaseUrl::MySql(_) => client_files::my_cnf(server, home, sources.host)?,
        _ => client_files::pgpass(server, sources.vars, home, sources.host)?,
    };
    Ok(found.map(|(password, path)| PasswordCandidate {
        source: PasswordSource::Text(password),
        origin: Origin::ClientFile(path),
    }))
}

fn two_passwords(one: &str, other: &str) -> Error {
    Error::usage(format!("there are two passwords: {one} and {other}")).hint("leave one of them")
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
                private_file::check(path, host)?;
                private_file::read_password(path, &self.origin.to_string())
            }
            PasswordSource::Credential(path) => {
                private_file::read_password(path, &self.origin.to_string())
            }
            PasswordSource::Command(command) => run(command, &self.origin, host),
            PasswordSource::Encrypted(path) => Err(Error::usage(format!(
                "the password in {} is encrypted (encrypt_password), with a module of your own",
                path.display()
            ))
            .hint("give the password itself: --password-file FILE, or RAGFLOWCTL_PASSWORD_FILE")
            .hint("or write a profile with ragflow and password_command: ragflowctl config init")),
        }
    }

    /// Who else can read the file of RAGFlow's own that the password is in:
    /// said, not refused, because RAGFlow ships it so.
    pub fn remark(&self, host: &dyn Host) -> Option<String> {
        let PasswordSource::RagflowFile(_, path) = &self.source else {
            return None;
        };
        let readers = private_file::Ownership::of(path, host).ok()?.readers()?;
        Some(format!(
            "{} holds the password, and {readers}",
            path.display()
        ))
    }
}

fn run(command: &PasswordCommand, origin: &Origin, host: &mut dyn Host) -> Result<Password> {
    let (program, arguments) = match command {
        PasswordCommand::Shell(line) => ("/bin/sh", vec!["-c".to_owned(), line.clone()]),
        PasswordCommand::Words(words) => match words.split_first() {
            Some((program, arguments)) => (program.as_str(), arguments.to_vec()),
            None => return Err(Error::usage("password_command is empty")),
        },
    };
    let failed = |why: String| {
        Error::usage(format!("the password_command of {origin} {why}"))
            .hint("it prints the password as its only line, and ends with status 0")
    };
    let output = host
        .run(program, &arguments)
        .map_err(|error| failed(format!("cannot be started: {error}")))?;
    match output.status {
        Some(0) => private_file::password_in(output.stdout)
            .map_err(|why| failed(format!("is of no use: {why}"))),
        Some(status) => Err(failed(format!("ended with status {status}"))),
        None => Err(failed("was ended by a signal".to_owned())),
    }
}
