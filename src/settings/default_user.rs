//! RAGFLOWCTL_USER, or the profile's `user`: the owner for a command that requires one and was given none.

use super::{DatabaseTarget, Origin};
use crate::env::Vars;
use crate::error::{Error, Result};

/// The variable with the default owner, an e-mail address or a user id.
pub const DEFAULT_USER_VARIABLE: &str = "RAGFLOWCTL_USER";

/// The value of the variable or of the profile's `user`, or why it is unusable. Only a
/// command that needs an owner reports that.
#[derive(Clone, Debug)]
pub(super) struct DefaultUser {
    text: std::result::Result<String, String>,
    /// The value for display, with replacement characters for what is not UTF-8.
    lossy: String,
    pub(super) origin: Origin,
}

impl DefaultUser {
    /// Reads the variable; `None` if it is not set.
    pub(super) fn read(vars: &Vars) -> Option<Self> {
        let value = vars.get(DEFAULT_USER_VARIABLE)?;
        let text = match vars.text(DEFAULT_USER_VARIABLE) {
            Ok(text) => Ok(text.unwrap_or_default().to_owned()),
            Err(error) => Err(error.to_string()),
        };
        Some(Self {
            text,
            lossy: value.to_string_lossy().into_owned(),
            origin: Origin::Variable(DEFAULT_USER_VARIABLE),
        })
    }

    /// The user of the database's profile.
    pub(super) fn of_profile(database: &DatabaseTarget) -> Option<Self> {
        let name = database.defaults.user.clone()?;
        Some(Self {
            lossy: name.clone(),
            text: Ok(name),
            origin: database.origin.clone(),
        })
    }

    /// The owner's e-mail address or id.
    ///
    /// # Errors
    /// When the value is not UTF-8, is blank, or contains a NUL character.
    pub(super) fn name(&self) -> Result<&str> {
        let text = self.text.as_deref().map_err(Error::usage)?;
        check_owner_name(&self.origin.to_string(), text)
    }

    /// The value for display, even if it is unusable.
    pub(super) fn lossy(&self) -> &str {
        &self.lossy
    }
}

/// A value that names an owner or a tenant, unless nothing can have that name.
/// `source` is the option or variable with the value, for the error.
///
/// # Errors
/// When the value is blank or contains a NUL character, which no database could
/// be asked for.
pub fn check_owner_name<'a>(source: &str, value: &'a str) -> Result<&'a str> {
    if value.trim().is_empty() {
        return Err(Error::usage(format!("{source} is empty"))
            .hint("if this is a script, check that its variable is set"));
    }
    if value.contains('\0') {
        return Err(Error::usage(format!("{source} contains a NUL character"))
            .hint("give an e-mail address or an ID"));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::error::Kind;

    fn read(value: impl Into<OsString>) -> Option<DefaultUser> {
        let vars = [(DEFAULT_USER_VARIABLE, value)].into_iter().collect();
        DefaultUser::read(&vars)
    }

    #[test]
    fn the_default_user_is_the_variables_value() {
        let user = read("ada@example.com").expect("a user");
        assert_eq!(user.name().ok(), Some("ada@example.com"));
        assert_eq!(user.lossy(), "ada@example.com");
        assert!(read("").is_none(), "empty counts as unset");
    }

    #[test]
    fn an_unusable_value_is_a_usage_error_and_can_still_be_displayed() {
        use std::os::unix::ffi::OsStringExt as _;
        for (value, message) in [
            (OsString::from("  "), "RAGFLOWCTL_USER is empty"),
            (
                OsString::from("a\0b"),
                "RAGFLOWCTL_USER contains a NUL character",
            ),
            (
                OsString::from_vec(b"ada\xff".to_vec()),
                "RAGFLOWCTL_USER is not valid UTF-8",
            ),
        ] {
            let user = read(value).expect("a user");
            let error = user.name().expect_err("unusable");
            assert_eq!(error.kind(), Kind::Usage);
            assert_eq!(error.to_string(), message);
            assert!(!user.lossy().is_empty());
        }
    }
}
