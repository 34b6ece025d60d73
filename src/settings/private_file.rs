//! Files that hold secrets: who owns them, and who else has access to them. Both is
//! looked up on the opened file: a path can lead to another file a moment later.

use std::fs::{File, Metadata};
use std::io::Read as _;
use std::path::Path;

use crate::database_url::Password;
use crate::env::Host;
use crate::error::{Error, Result};
use crate::text::{named_path, shell_word};

/// The most bytes of a config file, a password file or a client's file.
const MAX_BYTES: u64 = 1024 * 1024;

/// Where Docker and Podman mount secrets, by default readable for everyone in the
/// container.
const MOUNTED_SECRETS: &str = "/run/secrets";

/// Who may read and write a file. On a platform without such modes nothing is
/// found wrong.
pub(super) struct FileOwnership {
    /// The permission bits, as `chmod` takes them.
    mode: u32,
    /// The file belongs to root.
    owned_by_root: bool,
    /// The file belongs to the account this process acts as.
    owned_by_us: bool,
}

impl FileOwnership {
    #[cfg(unix)]
    pub(super) fn new(metadata: &Metadata, host: &dyn Host) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self {
            mode: metadata.mode() & 0o777,
            owned_by_root: metadata.uid() == 0,
            owned_by_us: host.user_id() == Some(metadata.uid()),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn new(_: &Metadata, _: &dyn Host) -> Self {
        Self {
            mode: 0o600,
            owned_by_root: false,
            owned_by_us: true,
        }
    }

    /// Who else has access to the file, in words; `None` if nobody has. A group
    /// may have access to a file of root's, which is how services share one.
    pub(super) fn exposed_to(&self) -> Option<String> {
        let forbidden = if self.owned_by_root { 0o007 } else { 0o077 };
        (self.mode & forbidden != 0)
            .then(|| format!("other accounts have access to it (mode {:04o})", self.mode))
    }

    /// Why the content must not be trusted, if another account could have
    /// written it.
    pub(super) fn untrusted_reason(&self) -> Option<String> {
        if !self.owned_by_us && !self.owned_by_root {
            Some("it belongs to another account".to_owned())
        } else if self.mode & 0o022 != 0 {
            Some(format!(
                "other accounts can write to it (mode {:04o})",
                self.mode
            ))
        } else {
            None
        }
    }
}

/// Opens and reads a file of at most 1 MiB.
///
/// # Errors
/// If it cannot be read, or is larger.
pub(super) fn read(path: &Path, host: &dyn Host) -> std::io::Result<(Vec<u8>, FileOwnership)> {
    let file = File::open(path)?;
    let ownership = FileOwnership::new(&file.metadata()?, host);
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(std::io::Error::new(
            std::io::ErrorKind::FileTooLarge,
            "it is larger than 1 MiB",
        ));
    }
    Ok((bytes, ownership))
}

/// The same for a file of text.
///
/// # Errors
/// As for [`read`], and if it is not UTF-8.
pub(super) fn read_text(path: &Path, host: &dyn Host) -> std::io::Result<(String, FileOwnership)> {
    let (bytes, ownership) = read(path, host)?;
    let text = String::from_utf8(bytes);
    let not_text = |_| std::io::Error::new(std::io::ErrorKind::InvalidData, "it is not UTF-8 text");
    Ok((text.map_err(not_text)?, ownership))
}

/// Refuses a file with a password in it that others have access to, or that
/// another account could have written.
pub(super) fn require_private(path: &Path, ownership: &FileOwnership) -> Result<()> {
    let problem = ownership
        .exposed_to()
        .or_else(|| ownership.untrusted_reason());
    match problem {
        None => Ok(()),
        Some(problem) => Err(Error::usage(format!(
            "{} contains a password, and {problem}",
            path.display()
        ))
        .hint(format!(
            "run chmod 600 {} (in a container: mount the secret with mode 0400), and check its owner",
            shell_word(&path.to_string_lossy())
        ))),
    }
}

/// Reads a file that holds nothing but a password. The line end at its end is
/// not part of it. `named_by` is what names the file, for the error.
pub(super) fn read_password(path: &Path, named_by: &str, host: &dyn Host) -> Result<Password> {
    let (bytes, ownership) = read(path, host)
        .map_err(|error| cannot_read(path, &error).hint(format!("check the path in {named_by}")))?;
    let is_mounted = path.starts_with(MOUNTED_SECRETS) && ownership.untrusted_reason().is_none();
    if !is_mounted {
        require_private(path, &ownership)?;
    }
    parse_password_file(path, bytes, named_by)
}

/// The same for a credential of systemd, which has given this process alone access
/// to it.
pub(super) fn read_credential(path: &Path, named_by: &str, host: &dyn Host) -> Result<Password> {
    let (bytes, _) = read(path, host)
        .map_err(|error| cannot_read(path, &error).hint(format!("check the path in {named_by}")))?;
    parse_password_file(path, bytes, named_by)
}

fn parse_password_file(path: &Path, bytes: Vec<u8>, named_by: &str) -> Result<Password> {
    parse_password(bytes).map_err(|problem| {
        Error::usage(format!("{} contains {problem}", path.display())).hint(format!(
            "the file in {named_by} must contain the password and nothing else"
        ))
    })
}

/// The password that a program printed or a file holds, or what is there
/// instead, in words that follow "printed" or "contains".
pub(super) fn parse_password(bytes: Vec<u8>) -> std::result::Result<Password, &'static str> {
    let Ok(text) = String::from_utf8(bytes) else {
        return Err("text that is not UTF-8");
    };
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() {
        Err("no password")
    } else if line.contains('\n') {
        Err("more than one line")
    } else if line.contains('\0') {
        Err("a NUL character")
    } else {
        Ok(Password::new(line))
    }
}

/// The error for a file that cannot be read.
pub(super) fn cannot_read(path: &Path, error: &std::io::Error) -> Error {
    Error::usage(format!("cannot read {}: {error}", named_path(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ownership(mode: u32, owned_by_root: bool, owned_by_us: bool) -> FileOwnership {
        FileOwnership {
            mode,
            owned_by_root,
            owned_by_us,
        }
    }

    #[test]
    fn a_secret_is_private_to_its_owner_or_to_a_group_of_root() {
        assert!(ownership(0o600, false, true).exposed_to().is_none());
        assert!(ownership(0o400, false, true).exposed_to().is_none());
        assert!(ownership(0o640, true, false).exposed_to().is_none());
        for (mode, owned_by_root) in [(0o640, false), (0o644, false), (0o604, true), (0o644, true)]
        {
            assert!(
                ownership(mode, owned_by_root, true).exposed_to().is_some(),
                "{mode:o}"
            );
        }
    }

    #[test]
    fn a_file_that_another_account_could_have_written_is_not_trusted() {
        assert!(ownership(0o644, false, true).untrusted_reason().is_none());
        assert!(ownership(0o644, true, false).untrusted_reason().is_none());
        assert!(ownership(0o644, false, false).untrusted_reason().is_some());
        assert!(ownership(0o664, false, true).untrusted_reason().is_some());
        assert!(ownership(0o646, true, true).untrusted_reason().is_some());
    }

    #[test]
    fn a_password_is_one_line_and_keeps_its_blanks() {
        let password = |text: &str| parse_password(text.into()).map(|it| it.expose().to_owned());
        assert_eq!(password(" a b \n").as_deref(), Ok(" a b "));
        assert_eq!(password("a\r\n").as_deref(), Ok("a"));
        assert_eq!(password("a").as_deref(), Ok("a"));
        assert!(password("").is_err() && password("\n").is_err());
        assert!(password("a\nb\n").is_err() && password("a\0b").is_err());
        assert!(parse_password(vec![0xff]).is_err());
    }
}
