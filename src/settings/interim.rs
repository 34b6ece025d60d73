//! Until the settings are restructured.
use super::{Origin, Setting, Settings};
use crate::domain::login::{MIN_SECRET_KEY_LENGTH, SecretKey};
use crate::env::Vars;
use crate::error::{Error, Result};

/// The key.
pub struct SecretKeyLookup {
    /// Key.
    pub key: Option<Setting<SecretKey>>,
    /// Warning.
    pub warning: Option<String>,
}

/// Finds it.
///
/// # Errors
/// Not text.
pub fn find_secret_key(
    vars: &Vars,
    deployment: Option<&Setting<SecretKey>>,
) -> Result<SecretKeyLookup> {
    let mut warning = None;
    if let Some(text) = vars.text("RAGFLOW_SECRET_KEY")? {
        if let Some(key) = SecretKey::new(text) {
            return Ok(SecretKeyLookup {
                key: Some(Setting::new(key, Origin::Variable("RAGFLOW_SECRET_KEY"))),
                warning,
            });
        }
        warning = Some(format!(
            "RAGFLOW_SECRET_KEY is shorter than {MIN_SECRET_KEY_LENGTH} characters"
        ));
    }
    Ok(SecretKeyLookup {
        key: deployment.cloned(),
        warning,
    })
}

impl Settings {
    /// The default.
    ///
    /// # Errors
    /// Not text.
    pub fn default_user(&self) -> Result<Option<&str>> {
        let Some(user) = &self.user else {
            return Ok(None);
        };
        let user = user
            .value
            .to_str()
            .ok_or_else(|| Error::usage("RAGFLOWCTL_USER is not valid UTF-8"))?;
        if user.trim().is_empty() {
            return Err(
                Error::usage("RAGFLOWCTL_USER is empty").hint("a script's variable may be unset")
            );
        }
        Ok(Some(user))
    }
}
