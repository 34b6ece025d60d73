//! The purposes for which a client can send a string.

/// What a client sends the string as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To a route of the API, as an API key.
    ApiKey,
    /// To an embedded page, as a beta.
    Beta,
    /// To the web interface, as the login token of a signed-in user.
    Login,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::ApiKey, Self::Beta, Self::Login];

    /// The value of the field `use`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ApiKey => "api key",
            Self::Beta => "beta",
            Self::Login => "login token",
        }
    }
}
