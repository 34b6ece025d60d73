//! Reading an undo file.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use super::format::{Header, Line, VERSION};
use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::domain::serialized_key::SerializedKey;

/// The contents of an undo file.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) header: Header,
    pub(crate) changes: Vec<Change>,
    /// Whether its changes were undone.
    pub(crate) undone: bool,
}

/// Why a file cannot be read. No error repeats a value of the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("line 1 is not the header of an undo file")]
    NoHeader,
    #[error("unknown format version {0}")]
    Version(u32),
    #[error("line {0} is not a change")]
    Line(usize),
    #[error("line {0}: {1}")]
    Row(usize, crate::domain::serialized_key::SerializedKeyError),
    #[error("the file is cut off: it has {found} of {expected} changes")]
    CutOff {
        found: usize,
        /// The number in the header.
        expected: usize,
    },
}

/// Reads an undo file.
///
/// # Errors
/// When it cannot be read, or is not one.
pub(crate) fn read(path: &Path) -> Result<Recorded, ReadError> {
    let mut lines = BufReader::new(File::open(path)?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let header: Header = serde_json::from_str(&first).map_err(|_| ReadError::NoHeader)?;
    if header.version != VERSION {
        return Err(ReadError::Version(header.version));
    }
    let mut recorded = Recorded {
        header,
        changes: Vec::new(),
        undone: false,
    };
    for (index, line) in lines.enumerate() {
        let (line, number) = (line?, index + 2);
        // The parser's error quotes the text, which may be a key.
        let line: Line = match serde_json::from_str(&line) {
            Ok(line) => line,
            // Only a note after the changes is cut off.
            Err(_) if recorded.changes.len() >= recorded.header.changes => break,
            Err(_) => return Err(ReadError::Line(number)),
        };
        recorded.undone |= line.undone.is_some();
        if line.old.is_none() && line.new.is_none() {
            continue;
        }
        let row = |row: Option<SerializedKey>| {
            let record = row.map(ApiKey::try_from).transpose();
            record.map_err(|why| ReadError::Row(number, why))
        };
        recorded.changes.push(Change {
            old: row(line.old)?,
            new: row(line.new)?,
            keeps_old: line.kept,
        });
    }
    let (found, expected) = (recorded.changes.len(), recorded.header.changes);
    if found != expected {
        return Err(ReadError::CutOff { found, expected });
    }
    Ok(recorded)
}
