//! KEY: how an operator names a key on the command line.

use std::fmt;

use super::api_key::ApiKey;
use super::token::Beta;

/// The length of a whole ID in hex digits.
pub const ID_LENGTH: usize = 12;
/// The minimum length of an abbreviated ID. Fewer digits match too many keys.
pub const MIN_ID_LENGTH: usize = 6;

/// How a key was named: by its ID or by a secret.
#[derive(Clone, PartialEq, Eq)]
pub enum KeySelector {
    /// The first 6 to 12 hex digits of an ID, in lower case.
    Id(String),
    /// The whole key or its beta.
    Secret(String),
}

/// The property of a key that a selector matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedField {
    /// The ID of the key begins with the digits.
    Id,
    /// The key itself is the secret.
    Token,
    /// The beta is the secret, and the key is not.
    Beta,
}

impl KeySelector {
    /// Parses an argument: 6 to 12 hex digits are an ID, everything else is a
    /// secret.
    pub fn new(text: &str) -> Self {
        let is_id = (MIN_ID_LENGTH..=ID_LENGTH).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match is_id {
            true => Self::Id(text.to_ascii_lowercase()),
            false => Self::Secret(text.to_owned()),
        }
    }

    /// The property of the key that matches; `None` if the key does not match.
    /// Secrets are compared byte by byte, without a collation.
    pub fn matched_field(&self, key: &ApiKey<'_>) -> Option<MatchedField> {
        match self {
            Self::Id(prefix) => key
                .token
                .id()
                .starts_with(prefix.as_str())
                .then_some(MatchedField::Id),
            Self::Secret(secret) if key.token.expose() == secret => Some(MatchedField::Token),
            Self::Secret(secret) => {
                let beta = key.beta.as_ref().map_or("", Beta::expose);
                (!secret.is_empty() && beta == secret).then_some(MatchedField::Beta)
            }
        }
    }
}

impl fmt::Debug for KeySelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(f, "Id({id})"),
            Self::Secret(_) => f.write_str("Secret(…)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(token: &'static str, beta: Option<&'static str>) -> ApiKey<'static> {
        ApiKey {
            beta: beta.map(Beta::new),
            ..ApiKey::with_primary_key("t", token)
        }
    }

    #[test]
    fn six_to_twelve_hex_digits_are_an_id() {
        for text in ["abcdef", "0123456789ab", "ABCDEF"] {
            assert_eq!(
                KeySelector::new(text),
                KeySelector::Id(text.to_ascii_lowercase())
            );
        }
        for text in [
            "abcde",
            "0123456789abc",
            "ragflow-1",
            "abcdeg",
            " abcdef",
            "",
        ] {
            assert_eq!(KeySelector::new(text), KeySelector::Secret(text.to_owned()));
        }
    }

    #[test]
    fn a_key_matches_by_id_by_key_and_by_beta() {
        let key = key("ragflow-x", Some("beta-x"));
        let id = key.token.id();
        let matched = |text: &str| KeySelector::new(text).matched_field(&key);
        assert_eq!(matched(&id), Some(MatchedField::Id));
        assert_eq!(matched(&id[..6].to_uppercase()), Some(MatchedField::Id));
        assert_eq!(matched("ragflow-x"), Some(MatchedField::Token));
        assert_eq!(matched("beta-x"), Some(MatchedField::Beta));
        for other in ["RAGFLOW-X", "ragflow-x ", "Beta-x", "", "000000"] {
            assert_eq!(matched(other), None, "{other}");
        }
    }

    #[test]
    fn an_empty_text_does_not_match_an_empty_beta() {
        let key = key("ragflow-x", Some(""));
        assert_eq!(KeySelector::new("").matched_field(&key), None);
    }

    #[test]
    fn debug_does_not_show_a_secret() {
        let shown = format!("{:?}", KeySelector::new("ragflow-secret"));
        assert!(!shown.contains("secret"), "{shown}");
    }
}
