//! Files that hold secrets: scope they are, and who else can read them.

use std::path::Path;

use crate::database_url::Password;
use crate::env::Host;
use crate::error::{Error, Result};

/// What is known of who may do what with a file. Where the platform has no
/// such modes, nothing is found wrong.
pub(super) struct Ownership {
    /// Bits as `chmod` takes them.
    mode: u32,
    /// The file belongs to root.
    of_root: bool,
    /// The file belongs to the account this process acts as.
    ours: bool,
}

impl Ownership {
    #[cfg(unix)]
    pub(super) fn of(path: &Path, host: &dyn Host) -> std::io::Result<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let metadata = std::fs::metadata(path)?;
        Ok(Self {
            mode: metadata.mode() & 0o777,
            of_root: metadata.uid() == 0,
            ours: host.user_id() == Some(metadata.uid()),
        })
    }

    #[cfg(not(unix))]
    pub(super) fn of(path: &Path, _: &dyn Host) -> std::io::Result<Self> {
        std::fs::metadata(path)?;
        Ok(Self {
            mode: 0o600,
            of_root: false,
            ours: true,
        })
    }

    /// Who else can read it, if somebody can. A file of root's may be readable
    /// for a group, which is how services share one.
    pub(super) fn readers(&self) -> Option<String> {
        let forbidden = if self.of_root { 0o007 } else { 0o077 };
        (self.mode & forbidden != 0).then(|| format!("others can read it (mode {:04o})", self.mode))
    }

    /// Why what stands in it must not be trusted, if so: somebody else could
    /// have written it.
    pub(super) fn distrust(&self) -> Option<String> {
        if !self.ours && !self.of_root {
            Some("it belongs to another account".to_owned())
        } else if self.mode & 0o022 != 0 {
            Some(format!("others can write it (mode {:04o})", self.mode))
        } else {
            None
        }
    }
}

/// Refuses a file with a password in it that others can read, or that
/// somebody else put there.
pub(super) fn check(path: &Path, host: &dyn Host) -> Result<()> {
    let ownership = Ownership::of(path, host).map_err(|error| unreadable(path, &error))?;
    let trouble = ownership.readers().or_else(|| ownership.distrust());
    match trouble {
        None => Ok(()),
        Some(why) => Err(Error::usage(format!(
            "{} holds a password, and {why}",
            path.display()
        ))
        .hint(format!(
            "chmod 600 {} (in a container: mount the secret with mode 0400), and see scope it is",
            path.display()
        ))),
    }
}

/// Reads a file that holds nothing but a password. The line end at its end is
/// no part of it.
pub(super) fn read_password(path: &Path, named_by: &str) -> Result<Password> {
    let bytes = std::fs::read(path)
        .map_err(|error| unreadable(path, &error).hint(format!("{named_by} names this file")))?;
    password_in(bytes).map_err(|why| {
        Error::usage(format!("{}: {why}", path.display())).hint(format!(
            "{named_by} names this file; it holds the password and nothing else"
        ))
    })
}

/// What a program or a file gave as a password.
pub(super) fn password_in(bytes: Vec<u8>) -> std::result::Result<Password, &'static str> {
    let Ok(text) = String::from_utf8(bytes) else {
        return Err("the password is not valid UTF-8");
    };
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() {
        Err("there is no password")
    } else if line.contains(['\n', '\0']) {
        Err("a password is one line")
    } else {
        Ok(Password::new(line))
    }
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::usage(format!("cannot read {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ownership(mode: u32, of_root: bool, ours: bool) -> Ownership {
        Ownership {
            mode,
            of_root,
            ours,
        }
    }

    #[test]
    fn a_secret_is_for_its_owner_or_for_a_group_of_root() {
        assert!(ownership(0o600, false, true).readers().is_none());
        assert!(ownership(0o400, false, true).readers().is_none());
        assert!(ownership(0o640, true, false).readers().is_none());
        for (mode, of_root) in [(0o640, false), (0o644, false), (0o604, true), (0o644, true)] {
            assert!(
                ownership(mode, of_root, true).readers().is_some(),
                "{mode:o}"
            );
        }
    }

    #[test]
    fn a_command_is_taken_only_from_a_file_nobody_else_could_write() {
        assert!(ownership(0o644, false, true).distrust().is_none());
        assert!(ownership(0o644, true, false).distrust().is_none());
        assert!(ownership(0o644, false, false).distrust().is_some());
        assert!(ownership(0o664, false, true).distrust().is_some());
        assert!(ownership(0o646, true, true).distrust().is_some());
    }

    #[test]
    fn a_password_is_one_line_and_keeps_its_blanks() {
        let password = |text: &str| password_in(text.into()).map(|found| found.expose().to_owned());
        assert_eq!(password(" a b \n").as_deref(), Ok(" a b "));
        assert_eq!(password("a\r\n").as_deref(), Ok("a"));
        assert_eq!(password("a").as_deref(), Ok("a"));
        assert!(password("").is_err() && password("\n").is_err());
        assert!(password("a\nb\n").is_err() && password("a\0b").is_err());
        assert!(password_in(vec![0xff]).is_err());
    }
}
