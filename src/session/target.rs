//! Which database this run selects.

use crate::error::{Error, Result};
use crate::options::GlobalOptions;
use crate::ragflow_conf::is_deployment;
use crate::settings::{self, DatabaseTarget, SettingsSources};

/// The database that this run selects. Not every command needs one, so an
/// error in what selects it is kept until a command asks for the database.
pub(crate) struct Target {
    found: Result<Option<DatabaseTarget>>,
    /// The program runs in the directory of a RAGFlow deployment, which nothing
    /// selects.
    is_in_deployment: bool,
}

impl Target {
    /// Selects the database of the options, the environment or the config
    /// file, else the one that is implied.
    pub(crate) fn select(options: &GlobalOptions, sources: SettingsSources<'_>) -> Self {
        let found = settings::find_database(options, sources);
        let is_missing = matches!(&found, Ok(None));
        Self {
            is_in_deployment: is_missing && is_deployment(&sources.dirs.working),
            found,
        }
    }

    /// A database that a command selected by itself.
    pub(crate) fn database(database: DatabaseTarget) -> Self {
        Self {
            found: Ok(Some(database)),
            is_in_deployment: false,
        }
    }

    /// The selected database; `None` where there is none or it is unclear.
    pub(crate) fn known(&self) -> Option<&DatabaseTarget> {
        self.found.as_ref().ok().and_then(Option::as_ref)
    }

    /// The selected database; `None` where nothing selects one.
    ///
    /// # Errors
    /// When what selects it is malformed.
    pub(crate) fn into_selected(self) -> Result<Option<DatabaseTarget>> {
        self.found
    }

    /// The selected database.
    ///
    /// # Errors
    /// When what selects it is malformed, or nothing selects one.
    pub(crate) fn into_database(self) -> Result<DatabaseTarget> {
        let is_in_deployment = self.is_in_deployment;
        self.found?
            .ok_or_else(|| settings::no_database_given(is_in_deployment))
    }

    /// The error of a command that lacks an argument. If there is no database
    /// either, it says both.
    pub(crate) fn missing_argument(&self, error: Error) -> Error {
        if !matches!(&self.found, Ok(None)) {
            return error;
        }
        let no_database = settings::no_database_given(self.is_in_deployment);
        let message = format!("{no_database}; {error}");
        let hints = no_database.hints().iter().chain(error.hints());
        hints.fold(Error::new(error.kind(), message), |error, hint| {
            error.hint(hint.as_str())
        })
    }
}
