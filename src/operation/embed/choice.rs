//! Which beta of a tenant a page gets.

use crate::domain::api_key::ApiKey;
use crate::domain::beta_state::BetaState;
use crate::domain::key_selector::MatchedField;
use crate::domain::token::Beta;
use crate::error::{Error, Result};
use crate::store::{Listing, Store};

/// Keys of a tenant whose betas are compared with those of other keys.
const MAX_CANDIDATES: usize = 16;

/// The key whose beta a page gets, and why.
pub(crate) struct ChosenKey {
    pub(crate) key: ApiKey<'static>,
    pub(crate) state: BetaState,
    /// Keys of the tenant with a beta.
    pub(crate) with_beta: u64,
}

impl ChosenKey {
    /// Why this key was chosen.
    pub(crate) fn reason(&self) -> String {
        let quality = match self.state {
            BetaState::Fine => "whose beta is neither guessable nor shared",
            BetaState::Shared => "whose beta is not guessable; each of them is shared",
            BetaState::Guessable | BetaState::Missing => "with a beta; each of them is guessable",
        };
        match self.with_beta {
            1 => "the only key with a beta".to_owned(),
            _ => format!("the oldest key {quality}"),
        }
    }
}

/// The key of a tenant whose beta a page should get: the oldest whose beta is neither
/// guessable nor shared, because a rotation keeps such a beta. `None`: no key has one.
/// RAGFlow's own dialog takes the first key of a list without an order.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn choose_key(tenant_id: &str, store: &mut Store) -> Result<Option<ChosenKey>> {
    let listing = Listing {
        tenant_id: Some(tenant_id),
        ..Listing::default()
    };
    let mut with_beta = 0;
    let mut best: Vec<ApiKey<'static>> = Vec::new();
    store.list_keys::<Error>(&listing, &mut |key, _| {
        if key.lacks_beta() {
            return Ok(());
        }
        with_beta += 1;
        let place = best.partition_point(|other| rank(other) <= rank(key));
        if place < MAX_CANDIDATES {
            best.insert(place, key.clone().into_owned());
            best.truncate(MAX_CANDIDATES);
        }
        Ok(())
    })?;
    let mut fallback = None;
    for key in best {
        let beta = key.beta.as_ref().map_or("", Beta::expose);
        let rows = store.find_equal_keys(MatchedField::Beta, beta)?;
        let state = BetaState::new(&key, rows.len() > 1);
        let chosen = ChosenKey {
            key,
            state,
            with_beta,
        };
        if state == BetaState::Fine {
            return Ok(Some(chosen));
        }
        fallback = fallback.or(Some(chosen));
    }
    Ok(fallback)
}

/// Keys are preferred in this order.
fn rank<'a>(key: &'a ApiKey<'_>) -> (bool, bool, Option<i64>, &'a str) {
    let is_guessable = BetaState::new(key, false) == BetaState::Guessable;
    let time = key.create_time;
    (is_guessable, time.is_none(), time, key.token.expose())
}
