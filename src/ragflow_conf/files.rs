//! Reading the files of a deployment.

use std::io::Read as _;
use std::path::Path;

use super::error::ConfError;

/// How many bytes a settings file may have: an endless one must not take all memory.
const MAX_SIZE: u64 = 1024 * 1024;

/// Whether a file exists. If that cannot be found out (no permission), it is an error: taking the file for
/// missing would select another database.
pub(super) fn exists(file: &Path) -> Result<bool, ConfError> {
    file.try_exists().map_err(|reason| ConfError::Unreadable {
        file: file.to_owned(),
        reason,
    })
}

/// The bytes of a file, which must not have more than [`MAX_SIZE`] of them.
pub(super) fn read_bytes(file: &Path) -> Result<Vec<u8>, ConfError> {
    let unreadable = |reason| ConfError::Unreadable {
        file: file.to_owned(),
        reason,
    };
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|open| open.take(MAX_SIZE + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|size| size <= MAX_SIZE) {
        Ok(bytes)
    } else {
        Err(ConfError::TooLarge(file.to_owned()))
    }
}

/// The text of a file, which must be UTF-8.
pub(super) fn read_text(file: &Path) -> Result<String, ConfError> {
    String::from_utf8(read_bytes(file)?).map_err(|_| ConfError::NotUtf8(file.to_owned()))
}
