//! The passes of the lists of users and tenants: which are listed.

use super::audit::UnreadableKeys;
use crate::domain::summary::{KeyCounts, TenantSummary, UserSummary};
use crate::domain::tenant::User;
use crate::env::Interrupt;
use crate::error::{Error, Result};
use crate::store::{Store, TenantPages, UserPages};

/// Which users or tenants are listed; all conditions must hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct SummaryFilter {
    /// A text that the names contain, in lower case.
    pub(crate) search: Option<String>,
    pub(crate) without_keys: bool,
    pub(crate) missing_beta: bool,
    pub(crate) weak: bool,
    pub(crate) limit: Option<u64>,
}

impl SummaryFilter {
    fn accepts_counts(&self, counts: &KeyCounts) -> bool {
        (!self.without_keys || counts.keys == 0)
            && (!self.missing_beta || counts.without_beta > 0)
            && (!self.weak || counts.weak > 0)
    }

    fn accepts_names(&self, names: &[&str]) -> bool {
        let search = self.search.as_deref();
        search.is_none_or(|text| names.iter().any(|name| name.to_lowercase().contains(text)))
    }

    fn is_reached(&self, listed: u64) -> bool {
        self.limit.is_some_and(|limit| listed >= limit)
    }
}

/// How many were listed, and the keys that could not be read.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    pub(crate) number: u64,
    pub(crate) unreadable: UnreadableKeys,
}

/// Passes on the users that a filter accepts, in the order of their ids.
///
/// # Errors
/// When the database cannot be read, `each` fails, or the user asks to stop.
pub(crate) fn list_users(
    store: &mut Store,
    filter: &SummaryFilter,
    interrupt: &Interrupt,
    each: &mut dyn FnMut(&UserSummary) -> Result<()>,
) -> Result<Listed> {
    let mut listed = Listed::default();
    let mut pages = UserPages::new(store)?;
    let is_wanted = |user: &User| filter.accepts_names(&[&user.id, &user.email, &user.nickname]);
    loop {
        check(interrupt)?;
        let mut skip = |reason| listed.unreadable.add(reason);
        let Some(users) = pages.next_page(store, &is_wanted, &mut skip)? else {
            return Ok(listed);
        };
        for user in users
            .iter()
            .filter(|user| filter.accepts_counts(&user.keys))
        {
            if filter.is_reached(listed.number) {
                return Ok(listed);
            }
            listed.number += 1;
            each(user)?;
        }
    }
}

/// Passes on the tenants that a filter accepts: those with a row of their own first, each
/// kind in the order of its ids.
///
/// # Errors
/// When the database cannot be read, `each` fails, or the user asks to stop.
pub(crate) fn list_tenants(
    store: &mut Store,
    filter: &SummaryFilter,
    interrupt: &Interrupt,
    each: &mut dyn FnMut(&TenantSummary) -> Result<()>,
) -> Result<Listed> {
    let mut listed = Listed::default();
    let mut pages = TenantPages::new(store)?;
    loop {
        check(interrupt)?;
        let mut skip = |reason| listed.unreadable.add(reason);
        let Some(tenants) = pages.next_page(store, &mut skip)? else {
            return Ok(listed);
        };
        for tenant in &tenants {
            let facts = &tenant.facts;
            let [name, email] = [&tenant.name, &facts.owner].map(|text| text.as_deref());
            let names = [&facts.id, name.unwrap_or(""), email.unwrap_or("")];
            if !filter.accepts_names(&names) || !filter.accepts_counts(&tenant.keys) {
                continue;
            }
            if filter.is_reached(listed.number) {
                return Ok(listed);
            }
            listed.number += 1;
            each(tenant)?;
        }
    }
}

fn check(interrupt: &Interrupt) -> Result<()> {
    match interrupt.is_requested() {
        true => Err(Error::stopped().hint("output is incomplete")),
        false => Ok(()),
    }
}
