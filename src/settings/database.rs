//! Which database a run works on.
//!
//! The first of these that names one decides: the options, the environment, the
//! config file's default profile, and then the databases that are selected
//! automatically: the one of RAGFlow's own container, the embedded one. Two
//! names of the same kind are an error, never a guess.

use std::path::{Path, PathBuf};

use super::deployment_target::from_deployment;
use super::profile_target::{from_profile, from_profile_named};
use super::target::COPY_TARGET_OPTION;
use super::url::parse_url;
use super::{DatabaseTarget, Origin, SettingsSources, config_file, private_file};
use crate::database_url::DatabaseUrl;
use crate::error::{Error, Result};
use crate::options::GlobalOptions;
use crate::ragflow_conf::{self, ConfSource};

const URL: &str = "RAGFLOWCTL_DATABASE_URL";
const URL_FILE: &str = "RAGFLOWCTL_DATABASE_URL_FILE";
const PROFILE: &str = "RAGFLOWCTL_PROFILE";
const HOME: &str = "RAGFLOW_HOME";
/// Every variable that names a database.
pub(super) const DATABASE_VARIABLES: [&str; 4] = [URL, URL_FILE, PROFILE, HOME];

/// Finds the database; `Ok(None)` if nothing names one and none is selected
/// automatically.
///
/// # Errors
/// When what names it is malformed, or two of the same kind name one.
pub fn find_database(
    options: &GlobalOptions,
    sources: SettingsSources<'_>,
) -> Result<Option<DatabaseTarget>> {
    let ragflow_source = options.ragflow_source;
    let found = match from_options(options, sources)? {
        Some(found) => Some(found),
        None => match from_environment(ragflow_source, sources)? {
            Some(found) => Some(found),
            None => match from_default_profile(ragflow_source, sources)? {
                Some(found) => Some(found),
                None => select_automatically(ragflow_source, sources)?,
            },
        },
    };
    if ragflow_source.is_some() && found.as_ref().is_none_or(|found| found.files.is_empty()) {
        return Err(
            Error::usage("--ragflow-source needs a RAGFlow directory, and none is given")
                .hint("add --ragflow DIR, or set RAGFLOW_HOME"),
        );
    }
    Ok(found)
}

/// The database that a copy is written to. Only the option names it.
///
/// # Errors
/// When the URL is malformed.
pub fn parse_copy_target(text: &str, sources: SettingsSources<'_>) -> Result<DatabaseTarget> {
    let url = parse_url(text, COPY_TARGET_OPTION, sources.vars)?;
    Ok(DatabaseTarget::new(url, Origin::Flag(COPY_TARGET_OPTION)))
}

/// The database of the options. The parser accepts only one of them.
fn from_options(
    options: &GlobalOptions,
    sources: SettingsSources<'_>,
) -> Result<Option<DatabaseTarget>> {
    if let Some(text) = &options.database {
        let url = parse_url(text, "--database", sources.vars)?;
        return Ok(Some(DatabaseTarget::new(url, Origin::Flag("--database"))));
    }
    if let Some(name) = &options.profile {
        let origin = Origin::Flag("--profile");
        return from_profile_named(name, origin, options.ragflow_source, sources).map(Some);
    }
    let Some(directory) = &options.ragflow else {
        return Ok(None);
    };
    let origin = Origin::Flag("--ragflow");
    from_deployment(directory, options.ragflow_source, origin, sources.vars).map(Some)
}

/// The database of the one variable that names one.
fn from_environment(
    ragflow_source: Option<ConfSource>,
    sources: SettingsSources<'_>,
) -> Result<Option<DatabaseTarget>> {
    let set: Vec<&'static str> = DATABASE_VARIABLES
        .into_iter()
        .filter(|name| sources.vars.get(name).is_some())
        .collect();
    let name = match set.as_slice() {
        [] => return Ok(None),
        [name] => *name,
        several => {
            return Err(Error::usage(format!(
                "{} are set, and each of them selects a database",
                several.join(" and ")
            ))
            .hint(
                "unset all but one, or give the database with --database, --profile or --ragflow",
            ));
        }
    };
    let value = sources.vars.text(name)?.unwrap_or_default();
    let origin = Origin::Variable(name);
    match name {
        URL => parse_url(value, name, sources.vars).map(|url| DatabaseTarget::new(url, origin)),
        URL_FILE => {
            read_url_file(Path::new(value), sources).map(|url| DatabaseTarget::new(url, origin))
        }
        PROFILE => from_profile_named(value, origin, ragflow_source, sources),
        _ => from_deployment(Path::new(value), ragflow_source, origin, sources.vars),
    }
    .map(Some)
}

fn read_url_file(path: &Path, sources: SettingsSources<'_>) -> Result<DatabaseUrl> {
    let (text, ownership) = private_file::read_text(path, sources.host)
        .map_err(|error| private_file::cannot_read(path, &error))?;
    let url = parse_url(text.trim(), URL_FILE, sources.vars)?;
    if url.has_password() {
        private_file::require_private(path, &ownership)?;
    }
    Ok(url)
}

fn from_default_profile(
    ragflow_source: Option<ConfSource>,
    sources: SettingsSources<'_>,
) -> Result<Option<DatabaseTarget>> {
    let Some(config) = config_file::load(sources.dirs, sources.host)? else {
        return Ok(None);
    };
    let Some(name) = &config.default_profile else {
        return Ok(None);
    };
    let origin = Origin::DefaultProfile;
    from_profile(&config, name, origin, ragflow_source, sources).map(Some)
}

/// A database that nothing names: the one of the container that the program
/// runs in, or the embedded one.
fn select_automatically(
    ragflow_source: Option<ConfSource>,
    sources: SettingsSources<'_>,
) -> Result<Option<DatabaseTarget>> {
    let container = sources.dirs.container.as_path();
    if ragflow_conf::is_deployment(container) {
        let origin = Origin::Container;
        return from_deployment(container, ragflow_source, origin, sources.vars).map(Some);
    }
    let embedded = embedded_path(sources.dirs.data.as_deref());
    Ok(embedded
        .filter(|path| path.exists())
        .map(|path| DatabaseTarget::new(DatabaseUrl::SqliteFile(path), Origin::Embedded)))
}

/// The error of a command that needs a database when there is none.
/// `is_in_deployment`: the program runs in the directory of a RAGFlow deployment.
pub fn no_database_given(is_in_deployment: bool) -> Error {
    let error = Error::usage("no database given");
    if is_in_deployment {
        return error.hint(
            "this is the directory of a RAGFlow deployment; to use its database: --ragflow .",
        );
    }
    error
        .hint("to try the program on sample data: ragflowctl -d demo: token list --all")
        .hint("on RAGFlow's host, use its own settings: --ragflow DIR (the directory with docker/ or conf/)")
        .hint("elsewhere: --database mysql://USER@HOST:PORT/rag_flow (or postgres://…); to save it: ragflowctl config init")
}

/// Where `db init` creates the local SQLite database; `None` if the account has no
/// data directory.
pub fn embedded_path(data_dir: Option<&Path>) -> Option<PathBuf> {
    Some(data_dir?.join("ragflowctl").join("ragflow.db"))
}
