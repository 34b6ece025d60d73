//! The rows that a credential matches, as the database compares.

use std::rc::Rc;

use crate::domain::key_selector::MatchedField;
use crate::domain::token::Beta;
use crate::domain::verdict::OwnerFacts;
use crate::error::Result;
use crate::store::{Engine, Store};

/// The row that decided about a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// The key's ID; `None` for a login token.
    pub(crate) id: Option<String>,
    /// Whose data the credential opens.
    pub(crate) tenant_id: Option<String>,
    /// The e-mail of the user with the tenant's id, or of the signed-in user.
    pub(crate) user: Option<String>,
    /// Whether the row has the same bytes; else the database's collation treats
    /// them as equal.
    pub(crate) is_exact: bool,
}

/// A row of `api_token` that a credential matches.
pub(super) struct Candidate {
    pub(super) matched: Match,
    pub(super) tenant_id: String,
    /// The user with the tenant's id; `None` if there is none.
    pub(super) owner: Option<OwnerFacts>,
}

/// What was found for each field and credential, so that it is read once.
#[derive(Default)]
pub(super) struct Candidates(Vec<(MatchedField, String, Rc<[Candidate]>)>);

impl Candidates {
    /// The rows whose key, or whose beta, the database finds equal.
    pub(super) fn find(
        &mut self,
        field: MatchedField,
        credential: &str,
        store: &mut Store,
    ) -> Result<Rc<[Candidate]>> {
        let known = self
            .0
            .iter()
            .find(|(known, text, _)| *known == field && text == credential);
        if let Some((_, _, rows)) = known {
            return Ok(Rc::clone(rows));
        }
        let mut rows = Vec::new();
        // PostgreSQL stores no NUL, and refuses to look for one.
        let is_refused = store.engine() == Engine::Postgres && credential.contains('\0');
        let keys = match is_refused {
            true => Vec::new(),
            false => store.find_equal_keys(field, credential)?,
        };
        for key in keys {
            let (user, owner) = owner_facts(&key.tenant_id, store)?;
            let stored = match field {
                MatchedField::Beta => key.beta.as_ref().map_or("", Beta::expose),
                MatchedField::Id | MatchedField::Token => key.token.expose(),
            };
            rows.push(Candidate {
                matched: Match {
                    id: Some(key.token.id()),
                    tenant_id: Some(key.tenant_id.clone().into_owned()),
                    user,
                    is_exact: stored == credential,
                },
                tenant_id: key.tenant_id.into_owned(),
                owner,
            });
        }
        let rows: Rc<[Candidate]> = rows.into();
        self.0
            .push((field, credential.to_owned(), Rc::clone(&rows)));
        Ok(rows)
    }
}

/// The e-mail of the user with a tenant's id, and what the servers look at.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn owner_facts(
    tenant_id: &str,
    store: &mut Store,
) -> Result<(Option<String>, Option<OwnerFacts>)> {
    let Some(user) = store.find_user(tenant_id)? else {
        return Ok((None, None));
    };
    let facts = OwnerFacts {
        is_valid: user.is_valid(),
        access_token: store.read_access_token_state(&user.id)?,
    };
    Ok((Some(user.email), Some(facts)))
}
