//! The key that RAGFlow signs login tokens with.

use super::{Origin, Setting};
use crate::domain::login::{MIN_SECRET_KEY_LENGTH, SecretKey};
use crate::env::Vars;
use crate::error::Result;
use crate::ragflow_conf::SECRET_KEY_VARIABLE;

/// What was found of the secret key.
#[derive(Debug, Default)]
pub struct SecretKeyLookup {
    /// The key; `None` if neither the environment nor the deployment has a
    /// usable one.
    pub key: Option<Setting<SecretKey>>,
    /// What the user should know about a key that was skipped.
    pub warning: Option<String>,
}

/// Finds the key: in the environment, else the one of the deployment that names
/// the database. RAGFlow ignores a key that is too short, and so does this.
///
/// # Errors
/// When the variable is not UTF-8.
pub fn find_secret_key(
    vars: &Vars,
    deployment: Option<&Setting<SecretKey>>,
) -> Result<SecretKeyLookup> {
    let mut warning = None;
    if let Some(text) = vars.text(SECRET_KEY_VARIABLE)? {
        if let Some(key) = SecretKey::new(text) {
            let origin = Origin::Variable(SECRET_KEY_VARIABLE);
            return Ok(SecretKeyLookup {
                key: Some(Setting::new(key, origin)),
                warning: None,
            });
        }
        warning = Some(format!(
            "ignoring {SECRET_KEY_VARIABLE}: it has fewer than {MIN_SECRET_KEY_LENGTH} characters, and \
             RAGFlow ignores such a key too"
        ));
    }
    Ok(SecretKeyLookup {
        key: deployment.cloned(),
        warning,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "0123456789abcdef0123456789abcdef";

    fn find(variable: &str) -> SecretKeyLookup {
        let vars = [(SECRET_KEY_VARIABLE, variable)].into_iter().collect();
        let key = SecretKey::new(&"d".repeat(32)).expect("long enough");
        let deployment = Setting::new(key, Origin::RagflowFile("service_conf.yaml".into()));
        find_secret_key(&vars, Some(&deployment)).expect("UTF-8")
    }

    #[test]
    fn the_variable_takes_precedence_over_the_deployment() {
        let lookup = find(LONG);
        let key = lookup.key.expect("a key");
        assert_eq!(key.origin, Origin::Variable(SECRET_KEY_VARIABLE));
        assert_eq!(Some(key.value), SecretKey::new(LONG));
        assert_eq!(lookup.warning, None);
    }

    #[test]
    fn a_short_variable_is_skipped_with_a_warning() {
        let lookup = find("short");
        let origin = lookup.key.map(|key| key.origin.to_string());
        assert_eq!(origin.as_deref(), Some("service_conf.yaml"));
        let warning = lookup.warning.expect("a warning");
        assert!(warning.contains(SECRET_KEY_VARIABLE) && warning.contains("32"));
    }

    #[test]
    fn without_a_variable_the_deployment_has_the_key() {
        let lookup = find("");
        assert!(lookup.key.is_some() && lookup.warning.is_none());
        let nothing = find_secret_key(&Vars::default(), None).expect("UTF-8");
        assert!(nothing.key.is_none() && nothing.warning.is_none());
    }
}
