//! Creating missing betas, for `beta backfill` and `token list`.

use super::observer::MessageObserver;
use crate::operation::backfill::{
    BackfillError, BackfillLimits, BackfillPlan, BackfillResources, Filled, run_backfill,
};
use crate::session::Session;
use crate::store::Store;

/// Creates the betas that a plan counted, with progress on the terminal.
///
/// # Errors
/// When another backfill holds the lock, or the database fails.
pub(crate) fn fill(
    session: &mut Session<'_>,
    store: &mut Store,
    limits: BackfillLimits<'_>,
    plan: BackfillPlan,
) -> Result<Filled, BackfillError> {
    if plan.missing == 0 {
        return Ok(Filled {
            is_complete: true,
            ..Filled::default()
        });
    }
    let dates = session.zone.date_clock(store, &mut session.messages)?;
    let most = plan.missing.min(limits.limit.unwrap_or(u64::MAX));
    let mut observer = MessageObserver::with_progress(&mut session.messages, "filling betas", most);
    let resources = BackfillResources {
        clock: session.clock,
        entropy: &mut *session.entropy,
        interrupt: &session.interrupt,
        journal: &mut session.journal,
        observer: &mut observer,
        now: &|| dates.now(),
    };
    run_backfill(store, limits, plan, resources)
}
