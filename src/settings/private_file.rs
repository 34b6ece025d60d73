//! Files that hold secrets: who owns them, and who else has access to them. Both is
//! looked up on the opened file: a path can lead to another file a moment later.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::database_url::Password;
use crate::env::{FileOwnership, Host};
use crate::error::{Error, Result};
use crate::text::{named_path, shell_word};

/// The most bytes of a config file, a password file or a client's file.
const MAX_BYTES: u64 = 1024 * 1024;

/// Where Docker and Podman mount secrets, by default readable for everyone in the
/// container.
const MOUNTED_SECRETS: &str = "/run/secrets";

/// Opens and reads a file of at most 1 MiB.
///
/// # Errors
/// If it cannot be read, or is larger.
pub(super) fn read(path: &Path, host: &dyn Host) -> std::io::Result<(Vec<u8>, FileOwnership)> {
    let file = File::open(path)?;
    let ownership = FileOwnership::new(&file.metadata()?, host.user_id());
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
