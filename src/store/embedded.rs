//! Creating a local SQLite database.

use std::path::Path;

use super::driver_error::{DriverError, Fault};
use super::error::StoreError;
use super::handle::Store;
use super::sqlite;
use crate::database_url::DatabaseUrl;

impl Store {
    /// Creates a local SQLite database at `path`, which must not exist. Only its
    /// owner can read the file. `with_sample` adds the rows of `demo:`.
    ///
    /// # Errors
    /// If the file exists or cannot be written; then no file is left behind.
    pub fn create_embedded(path: &Path, with_sample: bool) -> Result<(), StoreError> {
        let fail = |error: DriverError| {
            let url = DatabaseUrl::SqliteFile(path.to_owned());
            StoreError::new("cannot create", &url, error)
        };
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(path)
            .map_err(|error| fail(DriverError::new(Fault::Other, error.to_string())))?;
        let contents: &[&str] = if with_sample {
            &[sqlite::SCHEMA, sqlite::DEMO]
        } else {
            &[sqlite::SCHEMA]
        };
        sqlite::Sqlite::create(path, contents).map_err(|error| {
            // This call created the file, and it is useless without its tables.
            // The error that prevented them is the one to report.
            let _ = std::fs::remove_file(path);
            fail(error)
        })
    }
}
