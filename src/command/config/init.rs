//! `ragflowctl config init`

use std::path::{Path, PathBuf, absolute};

use clap::Args;

use super::path::no_config_directory;
use crate::command::Run;
use crate::command::fields::FieldNames;
use crate::database_url::DatabaseUrl;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::options::GlobalOptions;
use crate::report::{Cell, Column};
use crate::session::{Session, Target};
use crate::settings::config_file::{self, ConfigFile};
use crate::settings::{self, DatabaseTarget, NewProfile, Origin, PasswordSource};
use crate::store::Access;
use crate::text::quoted;

const AFTER: &str = "\
The settings of the profile are given by global options: --ragflow or --database,
--password-file, --timezone, --read-only, --mask. On a terminal, the command asks for what is
missing.

Examples:
  ragflowctl config init
  ragflowctl --ragflow /srv/ragflow config init here
  ragflowctl -d mysql://rag@db/rag_flow --password-file secret config init prod";

/// The name of a profile if none is given.
const DEFAULT_NAME: &str = "default";

/// Create a profile interactively and test the connection
///
/// Adds a profile to the config file, and keeps the rest of the file. Only you can
/// read the file. The first profile becomes the default profile.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::named(&["config_file", "profile", "default", "server", "dry_run"]))]
pub(crate) struct Init {
    /// The profile's name
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Ask and test, but write nothing
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,
}

impl Run for Init {
    fn run(&self, session: &mut Session<'_>, _: Target) -> Result<Exit> {
        let path = config_file::path(&session.dirs).ok_or_else(no_config_directory)?;
        let existing = config_file::load(&session.dirs, session.host)?;
        let name = self.choose_name(existing.as_ref(), session)?;
        let mut profile = NewProfile::default();
        let mut database = choose_database(&mut profile, session)?;
        choose_password(&mut profile, &mut database, session)?;
        let options = &session.options;
        profile.timezone = options.timezone.as_ref().map(ToString::to_string);
        profile.read_only = options.read_only;
        profile.mask = options.mask;
        let server = test_connection(database, session)?;
        let has_default = existing.is_some_and(|config| config.default_profile.is_some());
        let is_default = !has_default
            || (session.terminal.can_ask()
                && session
                    .prompt()
                    .yes("Make it the default profile?", false)?);
        if self.dry_run {
            session.messages.note("dry run: nothing was written");
        } else {
            settings::add_profile(&path, &name, &profile, is_default)?;
        }
        if !session.is_output_quiet() {
            let path = path.display().to_string();
            session.output.record(&[
                (Column::new("config_file", 0), Cell::Text(&path)),
                (Column::new("profile", 0), Cell::Text(&name)),
                (Column::new("default", 0), Cell::Bool(is_default)),
                (
                    Column::new("server", 0),
                    Cell::text_or_null(server.as_deref()),
                ),
                (Column::new("dry_run", 0), Cell::Bool(self.dry_run)),
            ])?;
        }
        Ok(Exit::Done)
    }
}

impl Init {
    fn choose_name(
        &self,
        existing: Option<&ConfigFile>,
        session: &mut Session<'_>,
    ) -> Result<String> {
        let can_ask = session.terminal.can_ask();
        loop {
            let name = match &self.name {
                Some(name) => name.clone(),
                None if can_ask => {
                    let question = format!("Name of the profile [{DEFAULT_NAME}]: ");
                    let answer = session.prompt().line(&question)?;
                    if answer.is_empty() {
                        DEFAULT_NAME.to_owned()
                    } else {
                        answer
                    }
                }
                None => DEFAULT_NAME.to_owned(),
            };
            match check_name(&name, existing) {
                Ok(()) => return Ok(name),
                Err(error) if self.name.is_some() || !can_ask => return Err(error),
                Err(error) => session.messages.error(&error),
            }
        }
    }
}

fn check_name(name: &str, existing: Option<&ConfigFile>) -> Result<()> {
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        return Err(Error::usage(
            "the name of a profile must not be empty or contain control characters",
        ));
    }
    if existing.is_some_and(|config| config.has(name)) {
        let message = format!("profile {} already exists", quoted(name));
        return Err(Error::new(Kind::Conflict, message)
            .hint("use another name, or edit the file: ragflowctl config path"));
    }
    Ok(())
}

/// The database of the profile: that of the options, or the one that a person
/// types.
fn choose_database(profile: &mut NewProfile, session: &mut Session<'_>) -> Result<DatabaseTarget> {
    let mut options = session.options.clone();
    if options.profile.is_some() {
        return Err(Error::usage("--profile selects an existing profile")
            .hint("give the name of the new one as an argument: ragflowctl config init NAME"));
    }
    if options.database.is_some() || options.ragflow.is_some() {
        return adopt_database(&options, profile, session);
    }
    if !session.terminal.can_ask() {
        return Err(Error::usage(
            "no database given, and this is not a terminal, so the command cannot ask for it",
        )
        .hint("use --ragflow DIR or --database URL"));
    }
    session.messages.note(
        "for example /opt/ragflow, mysql://USER@HOST:PORT/DATABASE or sqlite:FILE; to see all \
         forms: ragflowctl help urls",
    );
    loop {
        let question = "RAGFlow's directory on this host, or a database URL: ";
        let answer = session.prompt().line(question)?;
        let is_url = answer.contains(':') && !Path::new(&answer).exists();
        (options.database, options.ragflow) = match is_url {
            true => (Some(answer), None),
            false => (None, Some(PathBuf::from(answer))),
        };
        match adopt_database(&options, profile, session) {
            Ok(database) => {
                return Ok(DatabaseTarget {
                    origin: Origin::Answer,
                    ..database
                });
            }
            Err(error) => session.messages.error(&error),
        }
    }
}

/// Writes the database of the options into the profile.
fn adopt_database(
    options: &GlobalOptions,
    profile: &mut NewProfile,
    session: &Session<'_>,
) -> Result<DatabaseTarget> {
    let target = Target::select(options, session.settings_sources());
    let database = target.into_database()?;
    if let Some(directory) = &options.ragflow {
        profile.ragflow = Some(make_absolute(directory)?);
        profile.ragflow_source = options.ragflow_source;
    } else if let Some(text) = &options.database {
        profile.url = Some(match &database.url {
            DatabaseUrl::SqliteFile(path) => {
                format!("sqlite:{}", make_absolute(path)?.display())
            }
            url => {
                let rooted = url.clone().map_paths(|path| Path::new("/").join(path));
                if rooted != *url {
                    return Err(Error::usage("the URL contains a relative path").hint(
                        "use an absolute path, because a profile can be used from any directory",
                    ));
                }
                text.clone()
            }
        });
    }
    Ok(database)
}

/// Writes the password's file into the profile, or asks for the password where
/// none can be found.
fn choose_password(
    profile: &mut NewProfile,
    database: &mut DatabaseTarget,
    session: &mut Session<'_>,
) -> Result<()> {
    if let Some(path) = &session.options.password_file {
        profile.password_file = Some(make_absolute(path)?);
        return Ok(());
    }
    let is_server = matches!(
        database.url,
        DatabaseUrl::MySql(_) | DatabaseUrl::Postgres(_)
    );
    if is_server && session.terminal.can_ask() && session.find_password(database)?.is_none() {
        let question = format!("Password of {} (empty: none): ", database.url);
        profile.password = session.prompt().password(&question)?;
    }
    if let Some(password) = &profile.password {
        // For the test of the connection.
        database.password = Some(PasswordSource::Text(password.clone()));
        database.origin = Origin::Answer;
    }
    Ok(())
}

fn make_absolute(path: &Path) -> Result<PathBuf> {
    absolute(path).map_err(|error| {
        Error::usage(format!("cannot use the path {}", path.display())).caused_by(error)
    })
}

/// Opens the database once. If that fails, a person can still have the profile
/// written.
fn test_connection(database: DatabaseTarget, session: &mut Session<'_>) -> Result<Option<String>> {
    session
        .messages
        .note(&format!("connecting to {}", database.url));
    let tested = session
        .open(Target::database(database), Access::Read)
        .and_then(|mut database| {
            let server = database.store.server_version()?;
            let range = database.store.schema().version_range();
            Ok(format!("{server}, RAGFlow {range}"))
        });
    match tested {
        Ok(server) => Ok(Some(server)),
        Err(error) if session.terminal.can_ask() => {
            session.messages.error(&error);
            match session.prompt().yes("Write the profile anyway?", false)? {
                true => Ok(None),
                false => Err(Error::refused("nothing was written")),
            }
        }
        Err(error) => Err(error),
    }
}
