//! Counting the missing betas.

use super::limits::BackfillLimits;
use crate::env::Clock;
use crate::error::Result;
use crate::store::{Store, StoreError};

/// Keys by what a backfill does with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BackfillPlan {
    /// Keys for which a beta would be created.
    pub(crate) missing: u64,
    /// Keys, with or without a beta, whose tenant has no user. RAGFlow
    /// 0.26 and later reject them.
    pub(crate) orphaned: u64,
    /// Keys, with or without a beta, whose tenant has no owner.
    pub(crate) ownerless: u64,
    /// Keys without a beta that are skipped, because their tenant has no
    /// owner.
    pub(crate) skipped: u64,
}

/// Counts the missing betas, again after a lost connection.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn plan_backfill(
    store: &mut Store,
    limits: &BackfillLimits<'_>,
    clock: &dyn Clock,
) -> Result<BackfillPlan> {
    Ok(store.with_retries(clock, |store| count_missing(store, limits))?)
}

fn count_missing(
    store: &mut Store,
    limits: &BackfillLimits<'_>,
) -> Result<BackfillPlan, StoreError> {
    let mut plan = BackfillPlan::default();
    store.survey(limits.tenant_id, &mut |tenant| {
        if !tenant.has_user {
            plan.orphaned += tenant.tokens;
        }
        if !tenant.has_owner {
            plan.ownerless += tenant.tokens;
        }
        if tenant.has_owner || limits.include_ownerless {
            plan.missing += tenant.missing;
        } else {
            plan.skipped += tenant.missing;
        }
    })?;
    Ok(plan)
}
