//! The error for an undo file that cannot be used.

use std::path::Path;

use crate::error::{Error, Kind};
use crate::session::journal::undo_file::ReadError;
use crate::text::named_path;

/// The error, by what is wrong with the file.
pub(super) fn read_error(path: &Path, error: ReadError) -> Error {
    let kind = match &error {
        ReadError::Io(io) if io.kind() == std::io::ErrorKind::NotFound => Kind::NotFound,
        ReadError::Io(_) => Kind::Failed,
        _ => Kind::Usage,
    };
    let message = format!("cannot read the undo file {}", named_path(path));
    Error::new(kind, message)
        .caused_by(error)
        .hint("to see the undo files: ragflowctl undo --list")
}
