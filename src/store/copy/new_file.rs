//! A new SQLite file. It is written under another name, and gets its own when it is
//! complete: an interrupted copy leaves no half of a database behind.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::database_url::DatabaseUrl;
use crate::env::Interrupt;
use crate::store::connection_options::{Access, Timeouts};
use crate::store::driver_error::{DriverError, Fault};
use crate::store::error::StoreError;
use crate::store::handle::Store;

/// The file while it is written. Dropping it removes it.
pub struct NewFile {
    temporary: TempPath,
    path: PathBuf,
}

impl NewFile {
    /// Creates the file beside its future place, so that only its owner can read it, and
    /// opens it.
    ///
    /// # Errors
    /// If something is at that place already, or the directory cannot be written.
    pub fn create(
        path: &Path,
        timeouts: Timeouts,
        interrupt: &Interrupt,
    ) -> Result<(Self, Store), StoreError> {
        let url = DatabaseUrl::SqliteFile(path.to_owned());
        let fail = |error: io::Error| cannot_create(&url, &error);
        if path.symlink_metadata().is_ok() {
            return Err(fail(io::ErrorKind::AlreadyExists.into()));
        }
        let mut prefix = OsString::from(".");
        prefix.push(path.file_name().unwrap_or_default());
        prefix.push(".");
        // Its mode is 0600.
        let temporary = tempfile::Builder::new()
            .prefix(&prefix)
            .suffix(".incomplete")
            .tempfile_in(directory(path))
            .map_err(fail)?
            .into_temp_path();
        let opened = DatabaseUrl::SqliteFile(temporary.to_path_buf());
        let mut store =
            Store::connect_unchecked(&opened, Access::Write, timeouts, interrupt, &mut |_| {})?;
        // Messages name the file as the user does.
        store.url = url;
        let path = path.to_owned();
        Ok((Self { temporary, path }, store))
    }

    /// Gives the file its name. It never replaces another file.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        let Self { temporary, path } = self;
        let url = DatabaseUrl::SqliteFile(path.clone());
        temporary
            .persist_noclobber(&path)
            .map_err(|error| cannot_create(&url, &error.error))?;
        File::open(directory(&path))
            .and_then(|directory| directory.sync_all())
            .map_err(|error| cannot_create(&url, &error))
    }
}

fn cannot_create(url: &DatabaseUrl, error: &io::Error) -> StoreError {
    StoreError::new(
        "cannot create",
        url,
        DriverError::new(Fault::Other, error.to_string()),
    )
}

fn directory(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
