//! Files and directories that another account could have written or replaced are
//! not used: the change log could be any file of ours, and an undo file would put
//! back a key of theirs. The checks are made on the opened file, not on its path.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::{Mode, OFlags};

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
    let owner = (metadata.uid() != 0).then(|| metadata.uid());
    match untrusted_reason(owner, metadata.mode(), metadata.is_dir(), user_id) {
        None => Ok(()),
        Some(reason) => Err(io::Error::other(reason)),
    }
}

/// Why others could have written a file. `owner`: `None` is root.
fn untrusted_reason(
    owner: Option<u32>,
    mode: u32,
    is_directory: bool,
    user_id: Option<u32>,
) -> Option<String> {
    // In such a directory, for example /tmp, nobody can replace a file of another.
    let is_sticky = is_directory && mode & 0o1000 != 0;
    if owner.is_some() && owner != user_id {
        Some("it belongs to another account".to_owned())
    } else if mode & 0o022 != 0 && !is_sticky {
        let mode = mode & 0o7777;
        Some(format!("other accounts can write to it (mode {mode:04o})"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_trusted_if_only_this_account_or_root_can_write_it() {
        let reason = |owner, mode, is_directory| {
            untrusted_reason(owner, mode, is_directory, Some(7)).unwrap_or_default()
        };
        assert_eq!(reason(Some(7), 0o600, false), "");
        assert_eq!(reason(None, 0o644, false), "");
        assert_eq!(reason(None, 0o1777, true), "", "the directory /tmp");
        assert!(reason(Some(8), 0o600, false).contains("another account"));
        assert!(reason(Some(8), 0o1777, true).contains("another account"));
        for (mode, is_directory) in [
            (0o660, false),
            (0o602, false),
            (0o1666, false),
            (0o777, true),
        ] {
            let reason = reason(Some(7), mode, is_directory);
            assert!(reason.contains("can write"), "{mode:o} {reason}");
        }
    }

    #[test]
    fn root_does_not_trust_a_file_of_another_account() {
        let reason = untrusted_reason(Some(7), 0o600, false, Some(0));
        assert!(reason.is_some());
    }
}
