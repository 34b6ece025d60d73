//! What the verdict depends on.

/// Whether a user has an access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessTokenState {
    /// The column cannot be read.
    Unknown,
    /// The column is NULL or blank.
    Missing,
    /// The column has a value, if only that of a user who signed out.
    Present,
}

/// The facts about the owner of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnerFacts {
    /// Whether the user's status is '1', which means not deleted.
    pub is_valid: bool,
    /// Whether the user has an access token.
    pub access_token: AccessTokenState,
}

/// The facts about a login token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoginFacts {
    /// Whether the signature is valid; `None` if the secret key is unknown.
    pub has_valid_signature: Option<bool>,
    /// Whether RAGFlow accepts its content as an access token.
    pub has_usable_access_token: bool,
    /// Seconds since it was signed.
    pub age_seconds: i64,
}

/// The facts about a string that is sent for one purpose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// Whether a row has the string; for a login token, whether a user has its
    /// access token.
    pub is_in_database: bool,
    /// The owner of that row; `None` if the user does not exist.
    pub owner: Option<OwnerFacts>,
    /// Whether the string is a beta where an API key is needed, or an API key
    /// where a beta is needed.
    pub is_wrong_kind: bool,
    /// The facts about a login token; `None` if the string is not one.
    pub login: Option<LoginFacts>,
}
