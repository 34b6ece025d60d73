//! A row of `api_token`.

use std::borrow::Cow;

use chrono::NaiveDateTime;

use super::binding::Binding;
use super::token::{Beta, Token};

/// An API key with everything that RAGFlow stores about it. While rows stream,
/// the text is borrowed from the driver's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey<'a> {
    /// The tenant to which the key gives access.
    pub tenant_id: Cow<'a, str>,
    /// The secret that clients send.
    pub token: Token<'a>,
    /// The id of the chat assistant to which the key is bound, or of the agent if
    /// `source` is `agent`.
    pub dialog_id: Option<Cow<'a, str>>,
    /// `none`, `agent` or `dialog`; NULL means `none`.
    pub source: Option<Cow<'a, str>>,
    /// The beta. It is missing if it is NULL or the empty text: see
    /// [`ApiKey::lacks_beta`].
    pub beta: Option<Beta<'a>>,
    /// When the row was created: local time of RAGFlow's server, without a zone.
    pub create_date: Option<NaiveDateTime>,
    /// When the row was created: Unix time in milliseconds.
    pub create_time: Option<i64>,
    /// When the row was changed: local time of RAGFlow's server, without a zone.
    pub update_date: Option<NaiveDateTime>,
    /// When the row was changed: Unix time in milliseconds. RAGFlow does not
    /// record the last use of a key.
    pub update_time: Option<i64>,
}

impl<'a> ApiKey<'a> {
    /// A row of which only the primary key is set.
    pub(crate) fn with_primary_key(tenant_id: &'a str, token: &'a str) -> Self {
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
    /// What the key is bound to, and its id.
    pub fn binding(&self) -> Option<(Binding, &str)> {
        let id = self.dialog_id.as_deref().filter(|id| !id.is_empty())?;
        match self.source.as_deref() {
            Some("agent") => Some((Binding::Agent, id)),
            _ => Some((Binding::Dialog, id)),
        }
    }

    /// The same row, with its own copies of the texts.
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

    /// Whether the beta is missing, so that RAGFlow's endpoint would create one:
    /// NULL and the empty text both count as missing.
    pub fn lacks_beta(&self) -> bool {
        self.beta
            .as_ref()
            .is_none_or(|beta| beta.expose().is_empty())
    }
}
