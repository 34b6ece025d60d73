//! Opening the database that a copy is written to.

use super::open::refuse_unwritable;
use super::resources::Session;
use crate::confirm::Destination;
use crate::database_url::DatabaseUrl;
use crate::error::{Error, Result};
use crate::settings::{self, DatabaseTarget, Origin};
use crate::store::{Access, CopyTarget, Engine, NewFile};

/// The database that a copy is written to.
pub(crate) struct OpenedTarget {
    pub(crate) url: DatabaseUrl,
    pub(crate) origin: Origin,
    /// `None` for a file that does not exist yet.
    pub(crate) target: Option<CopyTarget>,
}

impl Session<'_> {
    /// The target that the option `--to` names.
    ///
    /// # Errors
    /// When it is malformed, ends with this command, or is the database that is read.
    pub(crate) fn select_copy_target(
        &self,
        text: &str,
        source: &DatabaseUrl,
    ) -> Result<DatabaseTarget> {
        let named = settings::parse_copy_target(text, self.settings_sources())?;
        if named.url.is_temporary() {
            let message = format!("--to: {} ends with this command", named.url);
            return Err(Error::usage(message).hint("use sqlite:PATH, mysql://… or postgres://…"));
        }
        if named.url.identity() == source.identity() {
            let message = format!("--to names the database that is read: {source}");
            return Err(Error::refused(message).hint("give another database with --to"));
        }
        Ok(named)
    }

    /// Opens the target of a copy, unless it is a file that does not exist. For a dry
    /// run the engine refuses writes.
    ///
    /// # Errors
    /// When it is not a database to copy to, cannot be opened, or may not be written.
    pub(crate) fn open_copy_target(
        &mut self,
        mut named: DatabaseTarget,
        access: Access,
    ) -> Result<OpenedTarget> {
        self.report_selection(&named);
        self.check_selection(&named, access)?;
        let is_new_file = match &named.url {
            DatabaseUrl::SqliteFile(path) => path.symlink_metadata().is_err(),
            _ => false,
        };
        let mut target = None;
        if !is_new_file {
            self.add_password(&mut named)?;
            let mut store = self.log_in(&mut named, access)?;
            if let Some(hook) = &self.statement_hook {
                store = store.with_statement_hook(hook.clone());
            }
            if access == Access::Write {
                refuse_unwritable(&mut store)?;
            }
            target = Some(CopyTarget::open(store)?);
        }
        Ok(OpenedTarget {
            url: named.url,
            origin: named.origin,
            target,
        })
    }

    /// Creates the file of a target that does not exist yet.
    ///
    /// # Errors
    /// When it exists meanwhile, or its directory cannot be written.
    pub(crate) fn create_copy_file(&mut self, url: &DatabaseUrl) -> Result<CopyTarget> {
        let DatabaseUrl::SqliteFile(path) = url else {
            return Err(Error::usage(format!("cannot create {url}")));
        };
        let (file, mut store) = NewFile::create(path, self.settings.timeouts(), &self.interrupt)?;
        if let Some(hook) = &self.statement_hook {
            store = store.with_statement_hook(hook.clone());
        }
        Ok(CopyTarget::new_file(file, store))
    }
}

impl OpenedTarget {
    /// The destination of a plan.
    pub(crate) fn destination(&self) -> Destination {
        let engine = match &self.url {
            DatabaseUrl::MySql(_) => Engine::MySql,
            DatabaseUrl::Postgres(_) => Engine::Postgres,
            DatabaseUrl::SqliteFile(_) | DatabaseUrl::SqliteMemory | DatabaseUrl::Demo => {
                Engine::Sqlite
            }
        };
        let note = match self.target {
            Some(_) => "",
            None => " (new file)",
        };
        Destination {
            engine: format!("{}{note}", engine.name()),
            host: self.url.location(),
            database: self.url.name(),
            selected_by: self.origin.to_string(),
            is_implicit: false,
            hint: String::new(),
        }
    }
}
