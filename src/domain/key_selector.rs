//! KEY: how an operator names a key.

use std::fmt;

use super::api_key::ApiKey;
use super::token::Beta;

/// Digits of an ID.
pub const ID_LENGTH: usize = 12;
/// Fewer digits fit too many keys to be meant.
pub const SHORTEST_ID: usize = 6;

/// A key as it was named: by its ID, or by a secret.
#[derive(Clone, PartialEq, Eq)]
pub enum KeySelector {
    /// 6 to 12 hex digits, the beginning of an ID, in lower case.
    Id(String),
    /// The whole key, or its beta.
    Secret(String),
}

/// By what a row fits a selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    /// The ID begins so.
    Id,
    /// The key is that.
    Token,
    /// Not the key, but its beta is that.
    Beta,
}

impl KeySelector {
    /// What stands on the command line, or on a line of stdin where only
    /// secrets stand.
    pub fn new(text: &str) -> Self {
        let is_id = (SHORTEST_ID..=ID_LENGTH).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match is_id {
            true => Self::Id(text.to_ascii_lowercase()),
            false => Self::Secret(text.to_owned()),
        }
    }

    /// By what a key fits, if it does. Bytes are compared, never a collation.
    pub fn matched_by(&self, key: &ApiKey<'_>) -> Option<MatchedBy> {
        match self {
            Self::Id(start) => key
                .token
                .id()
                .starts_with(start.as_str())
                .then_some(MatchedBy::Id),
            Self::Secret(secret) if key.token.expose() == secret => Some(MatchedBy::Token),
            Self::Secret(secret) => {
                let beta = key.beta.as_ref().map_or("", Beta::expose);
                (!secret.is_empty() && beta == secret).then_some(MatchedBy::Beta)
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
    fn a_key_fits_its_id_itself_and_its_beta() {
        let key = key("ragflow-x", Some("beta-x"));
        let id = key.token.id();
        let fit = |text: &str| KeySelector::new(text).matched_by(&key);
        assert_eq!(fit(&id), Some(MatchedBy::Id));
        assert_eq!(fit(&id[..6].to_uppercase()), Some(MatchedBy::Id));
        assert_eq!(fit("ragflow-x"), Some(MatchedBy::Token));
        assert_eq!(fit("beta-x"), Some(MatchedBy::Beta));
        for other in ["RAGFLOW-X", "ragflow-x ", "Beta-x", "", "000000"] {
            assert_eq!(fit(other), None, "{other}");
        }
    }

    #[test]
    fn an_empty_text_fits_no_empty_beta() {
        let key = key("ragflow-x", Some(""));
        assert_eq!(KeySelector::new("").matched_by(&key), None);
    }

    #[test]
    fn a_secret_is_not_shown() {
        let shown = format!("{:?}", KeySelector::new("ragflow-secret"));
        assert!(!shown.contains("secret"), "{shown}");
    }
}
