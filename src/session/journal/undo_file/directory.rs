//! The directory of undo files.

use std::io;
use std::path::{Path, PathBuf};

use super::format::Header;
use super::read::{ReadError, read_header};
use crate::session::journal::trusted_file::open_directory;

/// How the names of files begin that are not complete.
pub(super) const UNFINISHED: &str = ".undo-";

/// An undo file with a readable header.
#[derive(Debug)]
pub(crate) struct UndoFileEntry {
    pub(crate) path: PathBuf,
    pub(crate) header: Header,
}

/// The undo files of a directory.
#[derive(Debug, Default)]
pub(crate) struct UndoDirectory {
    /// The newest first.
    pub(crate) files: Vec<UndoFileEntry>,
    /// Files that are not used, and why.
    pub(crate) skipped: Vec<(PathBuf, ReadError)>,
    /// What runs that were killed have left of a file.
    pub(crate) unfinished: Vec<PathBuf>,
}

impl UndoDirectory {
    /// Reads the headers of all undo files. A directory that does not exist is
    /// empty.
    ///
    /// # Errors
    /// When it cannot be read, or others can write to it.
    pub(crate) fn read(directory: &Path, user_id: Option<u32>) -> io::Result<Self> {
        match open_directory(directory, user_id) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error),
        }
        let mut found = Self::default();
        for entry in std::fs::read_dir(directory)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            if name.as_encoded_bytes().starts_with(UNFINISHED.as_bytes()) {
                found.unfinished.push(path);
                continue;
            }
            if path
                .extension()
                .is_none_or(|extension| extension != "jsonl")
            {
                continue;
            }
            match read_header(&path, user_id) {
                Ok(header) => found.files.push(UndoFileEntry { path, header }),
                Err(error) => found.skipped.push((path, error)),
            }
        }
        found
            .files
            .sort_by(|one, other| other.order().cmp(&one.order()));
        found.skipped.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(found)
    }

    /// The number of the next file.
    pub(crate) fn next_sequence(&self) -> u64 {
        let highest = self.files.iter().map(|file| file.header.sequence).max();
        highest.unwrap_or_default().saturating_add(1)
    }
}

impl UndoFileEntry {
    /// Increases with every file, also if the clock was set back. Files of the first
    /// versions have no sequence number, but a time.
    fn order(&self) -> (u64, &str, &Path) {
        (self.header.sequence, &self.header.time, &self.path)
    }
}

/// The name of the file of this time; `number` tells files of the same millisecond
/// apart.
pub(super) fn file_name(time: chrono::DateTime<chrono::Utc>, number: u32) -> String {
    format!("{}-{number}.jsonl", time.format("%Y%m%dT%H%M%S%.3fZ"))
}
