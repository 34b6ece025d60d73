//! The tenants of a list, a page at a time: with their owners, members and keys.

use std::ops::ControlFlow;

use super::audit::UnreadableCallback;
use super::decode::optional_text;
use super::error::StoreError;
use super::handle::Store;
use super::id_lookup::{FIRST_PAGE, IDS_PER_PAGE, MembershipPlan};
use super::sql;
use super::sql::audit::Capabilities;
use super::value::Param;
use super::walk::{Walk, damaged_index};
use crate::domain::audit::AuditedTenant;
use crate::domain::summary::TenantSummary;
use crate::domain::tenant::INVITED_ROLE;

/// Reads all tenants, page by page: those with a row of their own, then those that only
/// members know, then those that only keys know.
pub struct TenantPages {
    /// Whether the table `tenant` can be read.
    has_table: bool,
    has_names: bool,
    source: Source,
    page_size: u32,
    walk: Walk<String>,
    memberships: MembershipPlan,
}

/// The table from which tenants are taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Tenants,
    Members,
    Keys,
    /// All tables were read.
    End,
}

impl Source {
    /// The name of the table.
    fn table(self) -> &'static str {
        match self {
            Self::Tenants => "tenant",
            Self::Members => "user_tenant",
            Self::Keys | Self::End => "api_token",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Tenants => Self::Members,
            Self::Members => Self::Keys,
            Self::Keys | Self::End => Self::End,
        }
    }
}

impl TenantPages {
    /// Starts before the first tenant.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn new(store: &mut Store) -> Result<Self, StoreError> {
        let has_table = store.can_read_column("tenant", "id")?;
        Ok(Self {
            has_table,
            has_names: has_table && store.can_read_column("tenant", "name")?,
            source: match has_table {
                true => Source::Tenants,
                false => Source::Members,
            },
            page_size: FIRST_PAGE,
            walk: Walk::default(),
            memberships: MembershipPlan::default(),
        })
    }

    /// The next tenants, at most twenty thousand; `None` after the last. `unreadable` is
    /// told of keys that cannot be read.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn next_page(
        &mut self,
        store: &mut Store,
        unreadable: &mut UnreadableCallback<'_>,
    ) -> Result<Option<Vec<TenantSummary>>, StoreError> {
        if self.source == Source::End {
            return Ok(None);
        }
        let mut tenants = self.next_tenants(store)?;
        let size = tenants.len();
        if tenants
            .iter()
            .any(|tenant| self.walk.has_seen(&tenant.facts.id))
        {
            return Err(damaged_index(store, self.source.table()));
        }
        let last = tenants.last().map(|tenant| tenant.facts.id.clone());
        let memberships = store.lookups()?.memberships;
        let memberships = self.memberships.clause(memberships, size, store)?;
        self.remove_known(&mut tenants, &memberships, store)?;
        add_facts(&mut tenants, &memberships, store)?;
        let ids: Vec<&str> = ids(&tenants);
        let counts = store.count_keys(&ids, unreadable)?;
        for (tenant, counts) in tenants.iter_mut().zip(counts) {
            tenant.keys = counts;
        }
        match last.filter(|_| size == self.page_size as usize) {
            Some(last) => {
                self.walk.advance(last);
                self.page_size = IDS_PER_PAGE.min(self.page_size * 10);
            }
            None => {
                self.source = self.source.next();
                self.walk = Walk::default();
            }
        }
        Ok(Some(tenants))
    }

    fn next_tenants(&self, store: &mut Store) -> Result<Vec<TenantSummary>, StoreError> {
        let last = self.walk.last();
        let (has_start, limit) = (last.is_some(), self.page_size);
        let sql = match self.source {
            Source::Tenants => sql::summaries::tenants(self.has_names, has_start, limit),
            Source::Members => {
                let memberships = store.lookups()?.memberships;
                sql::summaries::tenants_with_members(&memberships, has_start, limit)
            }
            Source::Keys | Source::End => sql::summaries::tenants_with_keys(has_start, limit),
        };
        let params: Vec<Param<'_>> = last.iter().map(|id| id.as_str().into()).collect();
        let table = self.source.table();
        let mut tenants = Vec::new();
        store.stream(&sql, &params, &mut |row| {
            let id = optional_text(row, 0, table, "id")?.unwrap_or_default();
            tenants.push(TenantSummary {
                facts: AuditedTenant {
                    id,
                    ..AuditedTenant::default()
                },
                name: optional_text(row, 1, table, "name")?,
                ..TenantSummary::default()
            });
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(tenants)
    }

    /// Takes out the tenants that an earlier table has.
    fn remove_known(
        &self,
        tenants: &mut Vec<TenantSummary>,
        memberships: &str,
        store: &mut Store,
    ) -> Result<(), StoreError> {
        let mut is_known = vec![false; tenants.len()];
        let mut set = |place: usize, _: &dyn super::value::Row| {
            is_known[place] = true;
            Ok(())
        };
        if self.has_table && self.source != Source::Tenants {
            let select = sql::summaries::existing_tenants;
            store.rows_of_ids(&select, &ids(tenants), &mut set)?;
        }
        if self.source == Source::Keys {
            let select = |ids| sql::summaries::tenants_of_members(memberships, ids);
            store.rows_of_ids(&select, &ids(tenants), &mut set)?;
        }
        let mut is_known = is_known.into_iter();
        tenants.retain(|_| is_known.next() == Some(false));
        Ok(())
    }
}

fn ids(tenants: &[TenantSummary]) -> Vec<&str> {
    tenants
        .iter()
        .map(|tenant| tenant.facts.id.as_str())
        .collect()
}

/// Finds the users, owners and members of tenants.
fn add_facts(
    tenants: &mut [TenantSummary],
    memberships: &str,
    store: &mut Store,
) -> Result<(), StoreError> {
    let facts = tenants
        .iter_mut()
        .map(|tenant| std::mem::take(&mut tenant.facts));
    let mut facts: Vec<AuditedTenant> = facts.collect();
    store.add_users(&mut facts, Capabilities::default())?;
    store.add_owners(&mut facts, memberships)?;
    for (tenant, facts) in tenants.iter_mut().zip(facts) {
        tenant.facts = facts;
    }
    let select = |ids| sql::summaries::members_of_tenants(memberships, ids);
    let mut members = vec![[0_u64; 2]; tenants.len()];
    store.rows_of_ids(&select, &ids(tenants), &mut |place, row| {
        let role = optional_text(row, 1, "user_tenant", "role")?;
        let is_invited = role.as_deref() == Some(INVITED_ROLE);
        members[place][usize::from(is_invited)] += 1;
        Ok(())
    })?;
    for (tenant, [members, invitations]) in tenants.iter_mut().zip(members) {
        tenant.members = members;
        tenant.invitations = invitations;
    }
    Ok(())
}
