//! Reading the files of a deployment.

use std::path::Path;

use super::error::ConfError;

/// Whether a file exists. If that cannot be found out (no permission), it is an error: taking the file for
/// missing would select another database.
pub(super) fn exists(file: &Path) -> Result<bool, ConfError> {
    file.try_exists().map_err(|reason| ConfError::Unreadable {
        file: file.to_owned(),
        reason,
    })
}

/// The text of a file, which must be UTF-8.
pub(super) fn read_text(file: &Path) -> Result<String, ConfError> {
    let bytes = std::fs::read(file).map_err(|reason| ConfError::Unreadable {
        file: file.to_owned(),
        reason,
    })?;
    String::from_utf8(bytes).map_err(|_| ConfError::NotUtf8(file.to_owned()))
}
