//! The database that a profile of the config file names.

use std::path::{Path, PathBuf};

use super::config_file::{self, ConfigFile, Profile};
use super::default_user::check_owner_name;
use super::deployment_target::from_deployment;
use super::url::parse_url;
use super::{DatabaseTarget, Origin, PasswordSource, ProfileDefaults, Setting, SettingsSources};
use crate::domain::zone::{ZoneError, ZoneSpec};
use crate::error::{Error, Result};
use crate::options::FileChoice;
use crate::ragflow_conf::ConfSource;
use crate::report::FormatName;
use crate::text::{may_be_secret, quoted, shell_word};

/// The database of the profile of this name. `selected_by` is the origin of the
/// name.
pub(super) fn from_profile_named(
    name: &str,
    selected_by: Origin,
    ragflow_source: Option<ConfSource>,
    sources: SettingsSources<'_>,
) -> Result<DatabaseTarget> {
    let Some(config) = config_file::load(sources.dirs, sources.host)? else {
        let searched: Vec<String> = sources
            .dirs
            .config
            .iter()
            .map(|folder| folder.join(config_file::FILE_NAME).display().to_string())
            .collect();
        return Err(Error::usage(format!(
            "no profile {}, because there is no config file (looked for {})",
            quoted(name),
            searched.join(", ")
        ))
        .hint(match may_be_secret(name) {
            true => "create one: ragflowctl config init NAME".to_owned(),
            false => format!("create it: ragflowctl config init {}", shell_word(name)),
        }));
    };
    from_profile(&config, name, selected_by, ragflow_source, sources)
}

/// The database of a profile of this config file.
pub(super) fn from_profile(
    config: &ConfigFile,
    name: &str,
    selected_by: Origin,
    ragflow_source: Option<ConfSource>,
    sources: SettingsSources<'_>,
) -> Result<DatabaseTarget> {
    let profile = config.profile(name)?;
    let origin = Origin::Profile {
        name: name.to_owned(),
        selected_by: Box::new(selected_by),
    };
    let absolute = |path: &Path| {
        let home = sources.dirs.home.as_deref();
        absolute_path(path, config.folder(), home)
    };
    let place = format!("{}: profile {}", config.path.display(), quoted(name));
    let mut database = match (&profile.url, &profile.ragflow) {
        (Some(url), _) => {
            let place = format!("{}: url of profile {}", config.path.display(), quoted(name));
            let url = parse_url(url.expose(), &place, sources.vars)?.map_paths(absolute);
            DatabaseTarget::new(url, origin.clone())
        }
        (None, Some(directory)) => {
            let source = ragflow_source.or(parse_source(profile, &place)?);
            from_deployment(&absolute(directory), source, origin.clone(), sources.vars)
                .map_err(|error| in_profile(name, &error))?
        }
        (None, None) => return Err(Error::usage(format!("{place} has neither url nor ragflow"))),
    };
    if let Some(password) = password_source(profile, absolute) {
        if matches!(database.password, Some(PasswordSource::Text(_))) {
            let other = match &password {
                PasswordSource::File(_) => "password_file",
                PasswordSource::Command(_) => "password_command",
                _ => "password",
            };
            return Err(Error::usage(format!(
                "{place} has a password in its url and another in {other}"
            ))
            .hint("remove one of them"));
        }
        database.password = Some(password);
    }
    if let Some(name) = &profile.timezone {
        database.timezone = Some(Setting::new(parse_timezone(name, &place)?, origin));
    }
    database.read_only = profile.read_only;
    database.mask = profile.mask;
    database.defaults = defaults(profile, &place, absolute)?;
    Ok(database)
}

/// What the profile sets besides the database.
fn defaults(
    profile: &Profile,
    place: &str,
    absolute: impl Fn(&Path) -> PathBuf,
) -> Result<ProfileDefaults> {
    let file = |path: &PathBuf| match path.as_os_str() == "off" {
        true => FileChoice::Off,
        false => FileChoice::At(absolute(path)),
    };
    let output = match &profile.output {
        None => None,
        Some(name) => Some(FormatName::parse(name).map_err(|error| {
            Error::usage(format!("{place}: output: {error}")).hint(FormatName::hint())
        })?),
    };
    if let Some(name) = &profile.user {
        check_owner_name(&format!("{place}: user"), name)?;
    }
    Ok(ProfileDefaults {
        user: profile.user.clone(),
        output,
        change_log: profile.change_log.as_ref().map(file),
        undo_dir: profile.undo_dir.as_ref().map(file),
    })
}

/// An error of the deployment that a profile names, with the profile: the user
/// did not type the path that the error is about.
fn in_profile(name: &str, error: &Error) -> Error {
    let message = format!("ragflow of profile {}: {error}", quoted(name));
    let hints = error.hints().iter();
    hints.fold(Error::new(error.kind(), message), |error, hint| {
        error.hint(hint.as_str())
    })
}

/// The profile's `ragflow_source`.
fn parse_source(profile: &Profile, place: &str) -> Result<Option<ConfSource>> {
    let Some(text) = &profile.ragflow_source else {
        return Ok(None);
    };
    let source = ConfSource::named(text).ok_or_else(|| {
        Error::usage(format!("{place}: ragflow_source must be conf or docker"))
            .hint("for an example see: ragflowctl help config")
    })?;
    Ok(Some(source))
}

/// The profile's password, unless it is in its URL.
fn password_source(
    profile: &Profile,
    absolute: impl Fn(&Path) -> PathBuf,
) -> Option<PasswordSource> {
    let text = profile.own_password().map(PasswordSource::Text);
    let file = || {
        let path = profile.password_file.as_deref()?;
        Some(PasswordSource::File(absolute(path)))
    };
    let command = || {
        let command = profile.password_command.clone()?;
        Some(PasswordSource::Command(command))
    };
    text.or_else(file).or_else(command)
}

fn parse_timezone(name: &str, place: &str) -> Result<ZoneSpec> {
    name.parse().map_err(|error: ZoneError| {
        let similar = error
            .similar
            .first()
            .map_or("Asia/Shanghai", String::as_str);
        Error::usage(format!("{place}: timezone {}: {error}", quoted(name)))
            .hint(format!("use a name like {similar}, or UTC, or +08:00"))
    })
}

/// The path of a file that a profile names: relative paths start at the config
/// file's own directory, `~/` at the home directory.
fn absolute_path(path: &Path, folder: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => folder.join(path),
    }
}
