//! One of the clients' own files, as it is read: whole, up to a limit, whatever bytes it has.
//!
//! Nobody named these files, and most logins do not need them. As the clients do, a file that cannot be
//! read is passed over, here with a warning.

use std::fs::Metadata;
use std::io::{Error, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

/// How many bytes such a file may have.
const MAX_SIZE: u64 = 1024 * 1024;

/// A client's file. No Debug: it holds passwords.
pub(super) struct ClientFile {
    pub(super) path: PathBuf,
    /// The text; each byte that is not UTF-8 is a replacement character.
    pub(super) text: String,
    is_utf8: bool,
    /// Of the file that was opened.
    metadata: Metadata,
}

/// A value in a client's file, which may be a password. No Debug for that reason.
#[derive(Clone)]
pub(super) struct FileValue {
    /// The text as far as it is UTF-8.
    pub(super) text: String,
    pub(super) path: PathBuf,
    /// Whether the text is what the file has: this program can send only UTF-8.
    pub(super) is_exact: bool,
    /// Of the file that was opened.
    pub(super) metadata: Metadata,
}

impl ClientFile {
    /// Reads a file. `None`: it does not exist, or it cannot be read, which adds a warning.
    pub(super) fn read(path: PathBuf, warnings: &mut Vec<String>) -> Option<Self> {
        match read_bytes(&path) {
            Ok((bytes, metadata)) => Some(Self {
                path,
                text: String::from_utf8_lossy(&bytes).into_owned(),
                is_utf8: std::str::from_utf8(&bytes).is_ok(),
                metadata,
            }),
            Err(error) => {
                let is_missing =
                    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
                if !is_missing {
                    let path = path.display();
                    warnings.push(format!("cannot read {path}: {error}; it is skipped"));
                }
                None
            }
        }
    }

    /// A value that was found in this file's text.
    pub(super) fn value(&self, text: String) -> FileValue {
        FileValue {
            is_exact: self.is_utf8 || !text.contains(char::REPLACEMENT_CHARACTER),
            text,
            path: self.path.clone(),
            metadata: self.metadata.clone(),
        }
    }
}

fn read_bytes(path: &Path) -> std::io::Result<(Vec<u8>, Metadata)> {
    // Opening a pipe would wait for its writer.
    let kind = std::fs::metadata(path)?;
    if kind.is_dir() {
        return Err(Error::other("it is a directory"));
    }
    if !kind.is_file() {
        return Err(Error::other("it is not a regular file"));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path)?;
    let metadata = file.metadata()?;
    file.take(MAX_SIZE + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|size| size > MAX_SIZE) {
        return Err(Error::other("it has more than 1 MiB"));
    }
    Ok((bytes, metadata))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_skipped_with_a_warning() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("file"), "x").expect("written");
        std::fs::write(path("large"), vec![b'x'; 1024 * 1024 + 1]).expect("written");
        for (name, warning) in [
            ("missing", None),
            ("file/missing", None),
            ("file", None),
            (".", Some("it is a directory")),
            ("large", Some("more than 1 MiB")),
        ] {
            let mut warnings = Vec::new();
            let file = ClientFile::read(path(name), &mut warnings);
            assert_eq!(file.is_some(), name == "file", "{name}");
            assert_eq!(warnings.len(), usize::from(warning.is_some()), "{name}");
            let told = warnings.concat();
            assert!(told.contains(warning.unwrap_or_default()), "{told}");
        }
        let mut warnings = Vec::new();
        ClientFile::read(PathBuf::from("/dev/zero"), &mut warnings);
        assert!(warnings.concat().contains("not a regular file"));
    }
}
