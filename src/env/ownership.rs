//! Who owns a file, and who else may read or write it.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;

/// The owner and the mode of a file or a directory, as they concern this process.
/// They come from the opened file: a path can lead to another one a moment later.
#[derive(Clone, Copy, Debug)]
pub struct FileOwnership {
    /// The permission bits, as `chmod` takes them.
    mode: u32,
    is_directory: bool,
    owned_by_root: bool,
    /// It belongs to the account this process acts as.
    owned_by_us: bool,
}

impl FileOwnership {
    /// `user_id`: the account this process acts as.
    pub fn new(metadata: &Metadata, user_id: Option<u32>) -> Self {
        Self {
            mode: metadata.mode() & 0o7777,
            is_directory: metadata.is_dir(),
            owned_by_root: metadata.uid() == 0,
            owned_by_us: user_id == Some(metadata.uid()),
        }
    }

    /// Who else has access, in words; `None` if nobody has. A group may have access
    /// to a file of root's, which is how services share one.
    pub fn exposed_to(&self) -> Option<String> {
        let forbidden = if self.owned_by_root { 0o007 } else { 0o077 };
        (self.mode & forbidden != 0)
            .then(|| format!("other accounts have access to it (mode {:04o})", self.mode))
    }

    /// Why the content must not be trusted, if another account could have written
    /// it. In a directory with the sticky bit, for example /tmp, nobody can replace a
    /// file of another.
    pub fn untrusted_reason(&self) -> Option<String> {
        let is_sticky = self.is_directory && self.mode & 0o1000 != 0;
        if !self.owned_by_us && !self.owned_by_root {
            Some("it belongs to another account".to_owned())
        } else if self.mode & 0o022 != 0 && !is_sticky {
            Some(format!(
                "other accounts can write to it (mode {:04o})",
                self.mode
            ))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of root's, of this account's, or of another one's.
    fn owned(owner: &str, mode: u32) -> FileOwnership {
        FileOwnership {
            mode,
            is_directory: false,
            owned_by_root: owner == "root",
            owned_by_us: owner == "us",
        }
    }

    #[test]
    fn a_secret_is_private_to_its_owner_or_to_a_group_of_root() {
        for (owner, mode) in [("us", 0o600), ("us", 0o400), ("root", 0o640)] {
            assert_eq!(owned(owner, mode).exposed_to(), None, "{owner} {mode:o}");
        }
        for (owner, mode) in [
            ("us", 0o640),
            ("us", 0o644),
            ("us", 0o620),
            ("root", 0o604),
            ("root", 0o644),
        ] {
            let exposed = owned(owner, mode).exposed_to();
            assert!(exposed.is_some(), "{owner} {mode:o}");
        }
    }

    #[test]
    fn what_another_account_could_have_written_is_not_trusted() {
        for (owner, mode) in [("us", 0o644), ("root", 0o644), ("us", 0o600)] {
            let reason = owned(owner, mode).untrusted_reason();
            assert_eq!(reason, None, "{owner} {mode:o}");
        }
        for (owner, mode) in [
            ("another", 0o600),
            ("another", 0o1777),
            ("us", 0o664),
            ("root", 0o646),
            ("us", 0o1666),
        ] {
            let reason = owned(owner, mode).untrusted_reason();
            assert!(reason.is_some(), "{owner} {mode:o}");
        }
    }

    #[test]
    fn a_directory_with_the_sticky_bit_is_trusted() {
        let directory = |mode| FileOwnership {
            is_directory: true,
            ..owned("root", mode)
        };
        assert_eq!(directory(0o1777).untrusted_reason(), None);
        assert!(directory(0o777).untrusted_reason().is_some());
    }
}
