//! The directory of undo files.

use std::io;
use std::path::{Path, PathBuf};

/// The undo files of a directory, the newest first, by their names.
///
/// # Errors
/// When the directory is there and cannot be read.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if let Some(parts) = name_parts(&path) {
            files.push((parts, path));
        }
    }
    files.sort();
    Ok(files.into_iter().rev().map(|(_, path)| path).collect())
}

/// Time and number: `20261122T163456.789Z-2.jsonl` is the third file of its
/// millisecond.
fn name_parts(path: &Path) -> Option<(String, u32)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".jsonl")?;
    let (time, number) = name.split_once('-')?;
    Some((time.to_owned(), number.parse().ok()?))
}

/// A path in the directory at which there is no file.
pub(crate) fn new_path(folder: &Path, time: chrono::DateTime<chrono::Utc>) -> PathBuf {
    let time = time.format("%Y%m%dT%H%M%S%.3fZ");
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!("{time}-{number}.jsonl"));
        if !path.exists() {
            return path;
        }
        number += 1;
    }
}
