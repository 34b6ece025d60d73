//! The purposes for which a client can send a string.

/// What a client sends the string as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// As `Authorization: Bearer …` of the API.
    ApiKey,
    /// As `auth=…` in the URL of an embedded page.
    Beta,
    /// As the `Authorization` value of a signed-in user.
    Login,
}

impl Purpose {
    /// The value of the field `use`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ApiKey => "api key",
            Self::Beta => "beta",
            Self::Login => "login",
        }
    }
}
