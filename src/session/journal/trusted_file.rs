//! Files and directories that another account could have written or replaced are
//! not used: the change log could be any file of ours, and an undo file would put
//! back a key of theirs. The checks are made on the opened file, not on its path.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use crate::env::FileOwnership;

/// Opens a directory, and checks that only this account or root can change it.
///
/// # Errors
/// When it cannot be opened, or others can change it.
pub(super) fn open_directory(path: &Path, user_id: Option<u32>) -> io::Result<File> {
    let path = match path.as_os_str().is_empty() {
        true => Path::new("."),
        false => path,
    };
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let directory = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    check(&directory.metadata()?, user_id)
        .map_err(|error| io::Error::other(format!("its directory is not safe: {error}")))?;
    Ok(directory)
}

/// Checks an opened file: a regular file that only this account or root can write.
///
/// # Errors
/// When it is another file. The text follows the name of the file.
pub(super) fn check_file(file: &File, user_id: Option<u32>) -> io::Result<Metadata> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    check(&metadata, user_id)?;
    Ok(metadata)
}

fn check(metadata: &Metadata, user_id: Option<u32>) -> io::Result<()> {
    match FileOwnership::new(metadata, user_id).untrusted_reason() {
        None => Ok(()),
        Some(reason) => Err(io::Error::other(reason)),
    }
}
