//! `ragflowctl config init`

use std::path::{Path, PathBuf, absolute};

use clap::Args;

use super::path::no_directory;
use crate::command::Run;
use crate::database_url::DatabaseUrl;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::report::{Cell, Column};
use crate::session::Session;
use crate::settings::config_file::{self, ConfigFile};
use crate::settings::{self, DatabaseTarget, NewProfile, Origin, PasswordSource};
use crate::store::{Access, Store};
use crate::text::quoted;

const AFTER: &str = "\
The options of a profile are those of every command: --ragflow or --database, --password-file,
--timezone, --read-only, --mask. What is missing is asked for at a terminal.

Examples:
  ragflowctl config init
  ragflowctl --ragflow /srv/ragflow config init here
  ragflowctl -d mysql://ragflowctl@db/rag_flow --password-file /etc/ragflowctl/password config init prod";

/// What a profile is called where nobody names it.
const USUAL_NAME: &str = "default";

/// Make a profile: asks, tries the connection, and writes it down
///
/// Adds a profile to the config file, which only you can read, and keeps what
/// is in it. The first profile becomes the default one.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Init {
    /// The profile's name
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Ask and try, and write nothing
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,
}

impl Run for Init {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let path = config_file::path(&session.dirs).ok_or_else(no_directory)?;
        let existing = config_file::load(&session.dirs, session.host)?;
        let name = self.name(existing.as_ref(), session)?;
        let mut profile = NewProfile::default();
        let database = target(&mut profile, session)?;
        add_password(&mut profile, &database, session)?;
        profile.timezone = session.global.timezone.as_ref().map(ToString::to_string);
        profile.read_only = session.global.read_only;
        profile.mask = session.global.mask;
        let server = try_out(database, session)?;
        let has_default = existing.is_some_and(|config| config.default_profile.is_some());
        let is_default = !has_default
            || (session.terminal.can_ask()
                && session.ask_yes("Make it the default profile?", false)?);
        if self.dry_run {
            session.messages.note("dry run: nothing was written");
        } else {
            settings::add_profile(&path, &name, &profile, is_default)?;
        }
        if !session.settings.quiet || session.output.format().for_machines() {
            let path = path.display().to_string();
            session.output.one(&[
                (Column::new("config_file", 0), Cell::Text(&path)),
                (Column::new("profile", 0), Cell::Text(&name)),
                (Column::new("default", 0), Cell::Bool(is_default)),
                (Column::new("server", 0), Cell::maybe(server.as_deref())),
                (Column::new("dry_run", 0), Cell::Bool(self.dry_run)),
            ])?;
        }
        Ok(Exit::Done)
    }
}

impl Init {
    fn name(&self, existing: Option<&ConfigFile>, session: &mut Session<'_>) -> Result<String> {
        let taken = |name: &str| existing.is_some_and(|config| config.has(name));
        loop {
            let name = match &self.name {
                Some(name) => name.clone(),
                None if session.terminal.can_ask() => {
                    let answer = session.ask(&format!("Name of the profile [{USUAL_NAME}]: "))?;
                    if answer.is_empty() {
                        USUAL_NAME.to_owned()
                    } else {
                        answer
                    }
                }
                None => USUAL_NAME.to_owned(),
            };
            let error = if name.trim().is_empty() || name.chars().any(char::is_control) {
                Error::usage("a profile's name is a word")
            } else if taken(&name) {
                let message = format!("there is a profile {} already", quoted(&name));
                Error::new(Kind::Conflict, message)
                    .hint("name another, or change that one in the file: ragflowctl config path")
            } else {
                return Ok(name);
            };
            if self.name.is_some() || !session.terminal.can_ask() {
                return Err(error);
            }
            session.messages.error(&error);
        }
    }
}

/// Asks for the password where none is to be had, and writes down the one
/// that was named.
fn add_password(
    profile: &mut NewProfile,
    database: &DatabaseTarget,
    session: &mut Session<'_>,
) -> Result<()> {
    if let Some(path) = &session.global.password_file {
        profile.password_file = Some(made_absolute(path)?);
        return Ok(());
    }
    let is_server = matches!(
        database.url,
        DatabaseUrl::MySql(_) | DatabaseUrl::Postgres(_)
    );
    if is_server && session.terminal.can_ask() && session.find_password(database)?.is_none() {
        let question = format!("Password of {} (empty: none): ", database.url);
        profile.password = session.ask_password(&question)?;
    }
    if let Some(password) = &profile.password {
        // For the trial.
        session.database = Some(Ok(Some(DatabaseTarget {
            password: Some(PasswordSource::Text(password.clone())),
            origin: Origin::Answer,
            ..database.clone()
        })));
    }
    Ok(())
}

/// The database that the profile is to name: that of the options, or the one a
/// person types.
fn target(profile: &mut NewProfile, session: &mut Session<'_>) -> Result<DatabaseTarget> {
    let global = &session.global;
    if global.profile.is_some() {
        return Err(
            Error::usage("--profile names a profile that is there already")
                .hint("the new one's name stands behind the command: ragflowctl config init NAME"),
        );
    }
    if global.database.is_some() || global.ragflow.is_some() {
        return adopt(profile, session);
    }
    if !session.terminal.can_ask() {
        return Err(
            Error::usage("no database is named, and nobody can be asked")
                .hint("name it: --ragflow DIR, or --database URL"),
        );
    }
    loop {
        let answer = session.ask("RAGFlow's directory on this host, or a database URL: ")?;
        let is_url = answer.contains(':') && !Path::new(&answer).exists();
        (session.global.database, session.global.ragflow) = match is_url {
            true => (Some(answer), None),
            false => (None, Some(PathBuf::from(answer))),
        };
        match adopt(profile, session) {
            Ok(database) => {
                let database = DatabaseTarget {
                    origin: Origin::Answer,
                    ..database
                };
                session.database = Some(Ok(Some(database.clone())));
                return Ok(database);
            }
            Err(error) => session.messages.error(&error),
        }
    }
}

/// Takes the database of the options into the profile.
fn adopt(profile: &mut NewProfile, session: &mut Session<'_>) -> Result<DatabaseTarget> {
    let database = session
        .find_database()?
        .ok_or_else(settings::no_database_given)?;
    if let Some(directory) = &session.global.ragflow {
        profile.ragflow = Some(made_absolute(directory)?);
        profile.ragflow_source = session.global.ragflow_source;
    } else if let Some(text) = &session.global.database {
        profile.url = Some(match &database.url {
            DatabaseUrl::SqliteFile(path) => {
                format!("sqlite:{}", made_absolute(path)?.display())
            }
            url => {
                let moved = url.clone().map_paths(|path| Path::new("/").join(path));
                if moved != *url {
                    return Err(Error::usage("a file named in the URL has a relative path")
                        .hint("write it from the root: a profile is used from everywhere"));
                }
                text.clone()
            }
        });
    }
    session.database = Some(Ok(Some(database.clone())));
    Ok(database)
}

fn made_absolute(path: &Path) -> Result<PathBuf> {
    absolute(path)
        .map_err(|error| Error::usage(format!("{} is no path", path.display())).caused_by(error))
}

/// Opens the database once. Where that fails a person may want the profile
/// all the same.
fn try_out(database: DatabaseTarget, session: &mut Session<'_>) -> Result<Option<String>> {
    session.messages.note(&format!("trying {}", database.url));
    let tried = session.open(Access::Read).and_then(|mut store: Store| {
        let server = store.server_version()?;
        let range = store.schema().version_range();
        Ok(format!("{server}, RAGFlow {range}"))
    });
    match tried {
        Ok(server) => Ok(Some(server)),
        Err(error) if session.terminal.can_ask() => {
            session.messages.error(&error);
            match session.ask_yes("Write the profile all the same?", false)? {
                true => Ok(None),
                false => Err(Error::refused("nothing was written")),
            }
        }
        Err(error) => Err(error),
    }
}
