//! A password that cannot be printed by accident.

use std::fmt;

/// A password. It has no `Display`, and `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Wraps the text of a password.
    pub fn new(password: impl Into<String>) -> Self {
        Self(password.into())
    }

    /// The text of the password. A search for this name finds every use.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
