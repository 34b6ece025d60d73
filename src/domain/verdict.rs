//! How each generation of RAGFlow judges a presented string: the words for it.
//!
//! Pure: what stands in the database is given as [`Facts`], and the table of
//! rules in `verdict/rules.rs` judges them. The owner of a key is the user
//! scope id is the key's tenant_id.

mod rules;

pub use rules::judge;

/// A generation of RAGFlow's server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// Up to 0.21.
    Python021,
    /// 0.22 and later, judged by 0.27.
    Python027,
    /// The Go server that 0.27 brings along.
    Go027,
}

impl Generation {
    /// All, the oldest first.
    pub const ALL: [Self; 3] = [Self::Python021, Self::Python027, Self::Go027];

    /// The name as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Python021 => "0.21 Python",
            Self::Python027 => "0.27 Python",
            Self::Go027 => "0.27 Go",
        }
    }

    /// How its judgement is known: it was run, or its source was read.
    pub fn basis(self) -> &'static str {
        match self {
            Self::Python021 | Self::Python027 => "run",
            Self::Go027 => "source",
        }
    }
}

/// What a string is presented as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// `Authorization: Bearer …` on the API.
    ApiKey,
    /// `auth=…` of an embedded page.
    Beta,
    /// `Authorization` of a signed-in user.
    Login,
}

impl Use {
    /// The name as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::ApiKey => "api key",
            Self::Beta => "beta",
            Self::Login => "login",
        }
    }
}

/// What is known of a user's access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessTokenState {
    /// It could not be read.
    Unknown,
    /// NULL or blank.
    Missing,
    /// There is one; that of a user who logged out counts too.
    There,
}

/// The user a key belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnerFacts {
    /// Status is '1'.
    pub is_valid: bool,
    /// The access token.
    pub access: AccessTokenState,
}

/// What a login token was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoginFacts {
    /// Whether the signature is right; `None`: the secret key is not known.
    pub is_signed: Option<bool>,
    /// Whether RAGFlow takes what it carries for an access token.
    pub is_fit: bool,
    /// How old it is.
    pub age_seconds: i64,
}

/// What the database says about a string in one use.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// A row has it; for a login token, a user has the access token.
    pub is_found: bool,
    /// Scope.
    pub owner: Option<OwnerFacts>,
    /// It is the beta where a key is asked for, or the key where a beta is.
    pub is_other_kind: bool,
    /// It is a login token.
    pub login: Option<LoginFacts>,
}

/// What a server does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Lets the caller in.
    Accepted,
    /// Does not.
    Rejected,
    /// What decides could not be looked up.
    Unknown,
}

impl Outcome {
    /// The name as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
        }
    }
}

/// A server's verdict, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What it does.
    pub outcome: Outcome,
    /// The answer that decided.
    pub decided_by: &'static str,
    /// What the client is told, where it is rejected.
    pub message: Option<&'static str>,
    /// What to do about it.
    pub fix: Option<&'static str>,
}
