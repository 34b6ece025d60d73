//! Which database this run selects.

use crate::error::Result;
use crate::options::GlobalOptions;
use crate::settings::{self, DatabaseTarget, SettingsSources};

/// The database that this run selects. Not every command needs one, so an
/// error in what selects it is kept until a command asks for the database.
pub(crate) struct Target(Result<Option<DatabaseTarget>>);

impl Target {
    /// Selects the database of the options, the environment or the config
    /// file, else the one that is implied.
    pub(crate) fn select(options: &GlobalOptions, sources: SettingsSources<'_>) -> Self {
        Self(settings::find_database(options, sources))
    }

    /// A database that a command selected by itself.
    pub(crate) fn database(database: DatabaseTarget) -> Self {
        Self(Ok(Some(database)))
    }

    /// The selected database; `None` where there is none or it is unclear.
    pub(crate) fn known(&self) -> Option<&DatabaseTarget> {
        self.0.as_ref().ok().and_then(Option::as_ref)
    }

    /// The selected database; `None` where nothing selects one.
    ///
    /// # Errors
    /// When what selects it is malformed.
    pub(crate) fn into_selected(self) -> Result<Option<DatabaseTarget>> {
        self.0
    }

    /// The selected database.
    ///
    /// # Errors
    /// When what selects it is malformed, or nothing selects one.
    pub(crate) fn into_database(self) -> Result<DatabaseTarget> {
        self.0?.ok_or_else(settings::no_database_given)
    }
}
