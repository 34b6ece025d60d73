//! Which database a run works on: who may name it, who comes first, and what
//! comes along from the place that named it.
//!
//! Flags, then the environment, then the config file's default profile, then
//! what is simply there: RAGFlow's own container, the embedded database. Two
//! names of one rank are an error, never a guess.

use std::path::{Path, PathBuf};

use super::config_file::{self, ConfigFile, PasswordCommand, Profile};
use super::{Origin, Setting, SettingsSources};
use crate::database_url::{DatabaseUrl, Password, UrlError, schemes};
use crate::domain::login::SecretKey;
use crate::domain::zone::{ZoneError, ZoneSpec};
use crate::env::Vars;
use crate::error::{Error, Result};
use crate::options::GlobalOptions;
use crate::ragflow_conf::{self, ConfSource, Deployment};
use crate::text::quoted;

const URL: &str = "RAGFLOWCTL_DATABASE_URL";
const URL_FILE: &str = "RAGFLOWCTL_DATABASE_URL_FILE";
const PROFILE: &str = "RAGFLOWCTL_PROFILE";
const HOME: &str = "RAGFLOW_HOME";
/// Every variable that names a database.
pub(super) const VARIABLES: [&str; 4] = [URL, URL_FILE, PROFILE, HOME];

/// The database a run works on, and who named it.
#[derive(Clone, Debug)]
pub struct Database {
    /// Which; with a password once one was found for it.
    pub url: DatabaseUrl,
    /// By whom.
    pub origin: Origin,
    /// The password that whoever named it has for it. It is for this database
    /// alone.
    pub password: Option<PasswordSource>,
    /// The zone of its dates, where whoever named it knows.
    pub timezone: Option<Setting<ZoneSpec>>,
    /// What RAGFlow signs login tokens with, where whoever named it knows.
    pub secret_key: Option<Setting<SecretKey>>,
    /// Every session is to be read-only.
    pub read_only: bool,
    /// Secrets are to be hidden in every format.
    pub mask: bool,
    /// The files of RAGFlow's own that were read.
    pub files: Vec<PathBuf>,
    /// What should be said of them.
    pub notes: Vec<String>,
}

/// Where a password is to be had.
#[derive(Clone, Debug)]
pub enum PasswordSource {
    /// Here it is.
    Text(Password),
    /// RAGFlow's own file had it, which others can often read.
    RagflowFile(Password, PathBuf),
    /// It is the only line of a file.
    File(PathBuf),
    /// The same, put there by the service manager, who guards it.
    Credential(PathBuf),
    /// A program prints it.
    Command(PasswordCommand),
    /// It is there, but only RAGFlow's own operator can decrypt it.
    Encrypted(PathBuf),
}

impl Database {
    fn new(mut url: DatabaseUrl, origin: Origin) -> Self {
        let password = url.take_password().map(PasswordSource::Text);
        Self {
            url,
            origin,
            password,
            timezone: None,
            secret_key: None,
            read_only: false,
            mask: false,
            files: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Finds the database; `Ok(None)` where nobody named one and none is there.
///
/// # Errors
/// When what names it is malformed, or two of one rank name one.
pub fn find(global: &GlobalOptions, sources: SettingsSources<'_>) -> Result<Option<Database>> {
    let source = global.ragflow_source;
    let found = match by_flag(global, sources)? {
        Some(found) => Some(found),
        None => match by_variable(source, sources)? {
            Some(found) => Some(found),
            None => match by_default(source, sources)? {
                Some(found) => Some(found),
                None => implicit(source, sources)?,
            },
        },
    };
    if source.is_some() && found.as_ref().is_none_or(|found| found.files.is_empty()) {
        return Err(
            Error::usage("--ragflow-source chooses between the settings of a RAGFlow directory, and none is named")
                .hint("name it: --ragflow DIR, or RAGFLOW_HOME"),
        );
    }
    Ok(found)
}

/// The parser sees to it that there is but one.
fn by_flag(global: &GlobalOptions, sources: SettingsSources<'_>) -> Result<Option<Database>> {
    if let Some(text) = &global.database {
        let url = parse(text, "--database", sources.vars)?;
        return Ok(Some(Database::new(url, Origin::Flag("--database"))));
    }
    if let Some(name) = &global.profile {
        return by_profile(
            name,
            Origin::Flag("--profile"),
            global.ragflow_source,
            sources,
        )
        .map(Some);
    }
    let Some(directory) = &global.ragflow else {
        return Ok(None);
    };
    by_deployment(
        directory,
        global.ragflow_source,
        Origin::Flag("--ragflow"),
        sources,
    )
    .map(Some)
}

fn by_variable(
    source: Option<ConfSource>,
    sources: SettingsSources<'_>,
) -> Result<Option<Database>> {
    let set: Vec<&'static str> = VARIABLES
        .into_iter()
        .filter(|name| sources.vars.get(name).is_some())
        .collect();
    let name = match set.as_slice() {
        [] => return Ok(None),
        [name] => *name,
        several => {
            return Err(Error::usage(format!(
                "{} are set, and each names a database",
                several.join(" and ")
            ))
            .hint(
                "unset all but one, or name the database with --database, --profile or --ragflow",
            ));
        }
    };
    let value = sources.vars.text(name)?.unwrap_or_default();
    let origin = Origin::Variable(name);
    match name {
        URL => Ok(Database::new(parse(value, name, sources.vars)?, origin)),
        URL_FILE => url_from_file(Path::new(value), sources).map(|url| Database::new(url, origin)),
        PROFILE => by_profile(value, origin, source, sources),
        _ => by_deployment(Path::new(value), source, origin, sources),
    }
    .map(Some)
}

fn url_from_file(path: &Path, sources: SettingsSources<'_>) -> Result<DatabaseUrl> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| super::private_file::unreadable(path, &error))?;
    let url = parse(text.trim(), URL_FILE, sources.vars)?;
    if url.has_password() {
        super::private_file::check(path, sources.host)?;
    }
    Ok(url)
}

fn by_default(
    source: Option<ConfSource>,
    sources: SettingsSources<'_>,
) -> Result<Option<Database>> {
    let Some(config) = config_file::load(sources.dirs, sources.host)? else {
        return Ok(None);
    };
    let Some(name) = &config.default_profile else {
        return Ok(None);
    };
    let profile = config.profile(name)?;
    by_this_profile(
        &config,
        name,
        profile,
        Origin::DefaultProfile,
        source,
        sources,
    )
    .map(Some)
}

/// What is there without being named.
fn implicit(source: Option<ConfSource>, sources: SettingsSources<'_>) -> Result<Option<Database>> {
    let container = sources.dirs.container.as_path();
    if ragflow_conf::is_deployment(container) {
        return by_deployment(container, source, Origin::Container, sources).map(Some);
    }
    let embedded = embedded_path(sources.dirs.data.as_deref());
    Ok(embedded
        .filter(|path| path.exists())
        .map(|path| Database::new(DatabaseUrl::SqliteFile(path), Origin::Embedded)))
}

fn by_profile(
    name: &str,
    chosen_by: Origin,
    source: Option<ConfSource>,
    sources: SettingsSources<'_>,
) -> Result<Database> {
    let Some(config) = config_file::load(sources.dirs, sources.host)? else {
        let places: Vec<String> = sources
            .dirs
            .config
            .iter()
            .map(|folder| folder.join(config_file::FILE_NAME).display().to_string())
            .collect();
        return Err(Error::usage(format!(
            "there is no profile {}: there is no config file ({})",
            quoted(name),
            places.join(", ")
        ))
        .hint("make one: ragflowctl config init"));
    };
    let profile = config.profile(name)?;
    by_this_profile(&config, name, profile, chosen_by, source, sources)
}

fn by_this_profile(
    config: &ConfigFile,
    name: &str,
    profile: &Profile,
    chosen_by: Origin,
    source: Option<ConfSource>,
    sources: SettingsSources<'_>,
) -> Result<Database> {
    let origin = Origin::Profile {
        name: name.to_owned(),
        chosen_by: Box::new(chosen_by),
    };
    let absolute = |path: &Path| absolute(path, config.folder(), sources.dirs.home.as_deref());
    let place = format!("{}: profile {}", config.path.display(), quoted(name));
    let mut database = match (&profile.url, &profile.ragflow) {
        (Some(url), _) => {
            let url = parse(url.expose(), &place, sources.vars)?.map_paths(absolute);
            Database::new(url, origin.clone())
        }
        (None, Some(directory)) => {
            let own = profile.ragflow_source.as_deref().map(|text| {
                ConfSource::named(text).ok_or_else(|| {
                    Error::usage(format!("{place}: ragflow_source is no source"))
                        .hint("it is conf or docker")
                })
            });
            let source = source.or(own.transpose()?);
            by_deployment(&absolute(directory), source, origin.clone(), sources)?
        }
        (None, None) => return Err(Error::usage(format!("{place} names no database"))),
    };
    let own = profile
        .own_password()
        .map(PasswordSource::Text)
        .or_else(|| {
            profile
                .password_file
                .as_deref()
                .map(|path| PasswordSource::File(absolute(path)))
        })
        .or_else(|| {
            profile
                .password_command
                .clone()
                .map(PasswordSource::Command)
        });
    if own.is_some() {
        if matches!(database.password, Some(PasswordSource::Text(_))) {
            return Err(
                Error::usage(format!("{place} has two passwords, one of them in its url"))
                    .hint("leave one of them"),
            );
        }
        database.password = own;
    }
    if let Some(name) = &profile.timezone {
        let zone = name.parse().map_err(|error: ZoneError| {
            let similar = error
                .similar
                .first()
                .map_or("Asia/Shanghai", String::as_str);
            Error::usage(format!("{place}: timezone {}: {error}", quoted(name)))
                .hint(format!("zones are called {similar}, UTC or +08:00"))
        })?;
        database.timezone = Some(Setting::new(zone, origin));
    }
    database.read_only = profile.read_only;
    database.mask = profile.mask;
    Ok(database)
}

fn by_deployment(
    directory: &Path,
    source: Option<ConfSource>,
    origin: Origin,
    sources: SettingsSources<'_>,
) -> Result<Database> {
    let found: Deployment = ragflow_conf::read(directory, source, sources.vars)?;
    let password = match (found.password, found.password_file) {
        (Some(password), Some(file)) => Some(PasswordSource::RagflowFile(password, file)),
        (Some(password), None) => Some(PasswordSource::Text(password)),
        (None, file) if found.is_password_encrypted => Some(PasswordSource::Encrypted(
            file.unwrap_or_else(|| directory.to_owned()),
        )),
        (None, _) => None,
    };
    let secret_key = found
        .secret_key
        .map(|(key, file)| Setting::new(key, Origin::RagflowFile(file)));
    let mut database = Database {
        password,
        secret_key,
        files: found.files,
        ..Database::new(found.url, origin)
    };
    if let Some((name, file)) = found.timezone {
        // The C library lets a name begin with a colon.
        match name.trim_start_matches(':').parse() {
            Ok(zone) => database.timezone = Some(Setting::new(zone, Origin::RagflowFile(file))),
            Err(_) => database.notes.push(format!(
                "{} names no zone this program knows, {}: the newest rows will tell, or --timezone",
                file.display(),
                quoted(&name)
            )),
        }
    }
    Ok(database)
}

/// Relative paths of the config file start at its own directory, `~/` at home.
fn absolute(path: &Path, folder: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => folder.join(path),
    }
}

fn parse(text: &str, place: &str, vars: &Vars) -> Result<DatabaseUrl> {
    let login = ["USER", "LOGNAME"]
        .into_iter()
        .find_map(|name| vars.get(name))
        .and_then(|name| name.to_str());
    DatabaseUrl::parse(text, login).map_err(|error| {
        let known: Vec<String> = schemes().map(|scheme| format!("{scheme}:")).collect();
        let wrong = match &error {
            // Sanitised and cut, because it came from outside.
            UrlError::UnknownScheme(scheme) => {
                format!("unknown database scheme {}", quoted(scheme))
            }
            other => other.to_string(),
        };
        let hint = match error {
            UrlError::NoScheme => {
                "for a SQLite file write sqlite:PATH; a server is mysql://… or postgres://…"
                    .to_owned()
            }
            UrlError::UnknownScheme(_) => format!("the schemes are {}", known.join(" ")),
            UrlError::UnknownOption {
                similar: Some(similar),
                ..
            } => format!("did you mean '{similar}'?"),
            UrlError::Malformed { .. } | UrlError::UnknownOption { .. } => {
                "the form is SCHEME://USER@HOST:PORT/DATABASE; ragflowctl help lists the rest"
                    .to_owned()
            }
        };
        Error::usage(format!("{place}: {wrong}")).hint(hint)
    })
}

/// What to say where a database is needed and none is named.
pub fn none_named() -> Error {
    Error::usage("no database is named")
        .hint("try everything on sample data: ragflowctl -d demo: token list --all")
        .hint("on RAGFlow's host take its own settings: --ragflow DIR (with docker/ or conf/ in it)")
        .hint("elsewhere name it: --database mysql://USER@HOST:PORT/rag_flow (or postgres://…); config init keeps it")
}

/// Where `db init` puts the embedded database.
pub fn embedded_path(data_dir: Option<&Path>) -> Option<PathBuf> {
    Some(data_dir?.join("ragflowctl").join("ragflow.db"))
}
