//! A row of `api_token`.

use std::borrow::Cow;

use chrono::NaiveDateTime;

use super::token::{Beta, Token};

/// One API key with everything RAGFlow stores about it. Text is borrowed from
/// the driver's row while it streams by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey<'a> {
    /// The tenant the key opens.
    pub tenant_id: Cow<'a, str>,
    /// The API key.
    pub token: Token<'a>,
    /// The dialog, or the agent when `source` is `agent`, the key is bound to.
    pub dialog_id: Option<Cow<'a, str>>,
    /// `none`, `agent` or `dialog`; NULL stands for `none`.
    pub source: Option<Cow<'a, str>>,
    /// The beta key. Missing is NULL *or* the empty text: see [`ApiKey::lacks_beta`].
    pub beta: Option<Beta<'a>>,
    /// Local time of the server that wrote it, no zone.
    pub create_date: Option<NaiveDateTime>,
    /// Unix time in milliseconds.
    pub create_time: Option<i64>,
    /// Local time of the server that wrote it, no zone.
    pub update_date: Option<NaiveDateTime>,
    /// Unix time in milliseconds. Not the last use: RAGFlow records none.
    pub update_time: Option<i64>,
}

#[cfg(test)]
impl<'a> ApiKey<'a> {
    /// A row with nothing in it but its primary key.
    pub(crate) fn bare(tenant_id: &'a str, token: &'a str) -> Self {
        Self {
            tenant_id: tenant_id.into(),
            token: Token::new(token),
            dialog_id: None,
            source: None,
            beta: None,
            create_date: None,
            create_time: None,
            update_date: None,
            update_time: None,
        }
    }
}

impl ApiKey<'_> {
    /// The same row, owning its text.
    pub fn into_owned(self) -> ApiKey<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        ApiKey {
            tenant_id: owned(self.tenant_id),
            token: self.token.into_owned(),
            dialog_id: self.dialog_id.map(owned),
            source: self.source.map(owned),
            beta: self.beta.map(Beta::into_owned),
            create_date: self.create_date,
            create_time: self.create_time,
            update_date: self.update_date,
            update_time: self.update_time,
        }
    }

    /// Whether RAGFlow's endpoint would give this key a beta: NULL and the
    /// empty text both count as missing.
    pub fn lacks_beta(&self) -> bool {
        self.beta
            .as_ref()
            .is_none_or(|beta| beta.expose().is_empty())
    }
}
