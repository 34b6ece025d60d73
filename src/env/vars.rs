//! Environment variables.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};

/// The environment variables of the process, or those of a test.
#[derive(Clone, Debug, Default)]
pub struct Vars(HashMap<OsString, OsString>);

impl Vars {
    /// The variable's value. An empty value counts as unset.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.0
            .get(OsStr::new(name))
            .map(OsString::as_os_str)
            .filter(|value| !value.is_empty())
    }

    /// Whether the variable is there, if only with an empty value.
    pub fn is_set(&self, name: &str) -> bool {
        self.0.contains_key(OsStr::new(name))
    }

    /// The variable's value as text.
    ///
    /// # Errors
    /// When the value is not UTF-8. The error does not contain it, because it
    /// may be a secret.
    pub fn text(&self, name: &'static str) -> Result<Option<&str>, NotUtf8> {
        let value = self.get(name);
        value
            .map(|value| value.to_str().ok_or(NotUtf8(name)))
            .transpose()
    }

    /// Whether a switch like `RAGFLOWCTL_READ_ONLY` is on: set, and not to `0`,
    /// `false`, `no` or `off`.
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| {
            let value = value.to_string_lossy().to_ascii_lowercase();
            !matches!(value.as_str(), "0" | "false" | "no" | "off")
        })
    }
}

impl<K: Into<OsString>, V: Into<OsString>> FromIterator<(K, V)> for Vars {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        Self(pairs.map(|(k, v)| (k.into(), v.into())).collect())
    }
}

/// The value of this environment variable is not valid UTF-8.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not valid UTF-8")]
pub struct NotUtf8(&'static str);
