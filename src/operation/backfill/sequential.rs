//! Filling in one session, which reads and writes in turns.

use super::limits::BackfillError;
use super::tally::{NewBetas, Tally};
use super::work::Work;
use crate::store::{BatchOutcome, Fault, Store};

/// Fills until nothing is left, a limit is reached, or the user asks to stop.
pub(super) fn fill(work: &mut Work<'_, '_>, store: &mut Store) -> Result<(), BackfillError> {
    let clock = work.resources.clock;
    while let Some(betas) = work.next_betas(store)? {
        let started = clock.elapsed();
        let written = if work.batch.size > work.page_size {
            fill_many_pages(work, betas, store)?
        } else {
            fill_one_page(work, &betas, store)?
        };
        let Some(written) = written else {
            work.done.is_interrupted = true;
            return Ok(());
        };
        work.batch.adjust(clock.elapsed() - started);
        work.committed(written, store.url());
        work.resources.interrupt.pause(clock, work.limits.pause);
    }
    Ok(())
}

/// One transaction for one page of keys. `None`: the user asked to stop while
/// it waited for the lock.
fn fill_one_page(
    work: &mut Work<'_, '_>,
    betas: &NewBetas,
    store: &mut Store,
) -> Result<Option<Tally>, BackfillError> {
    let outcome = work.wait_for_lock(|| {
        let now = (work.resources.now)();
        let outcome = store.fill_betas(betas, now, work.resources.clock)?;
        Ok(match outcome {
            BatchOutcome::HeldByAnother => None,
            BatchOutcome::Filled(rows) => Some(Ok(rows)),
            BatchOutcome::Failed(rows, error) => Some(Err((rows, error))),
        })
    })?;
    let filled = match outcome {
        None => return Ok(None),
        Some(Ok(filled)) => filled,
        Some(Err((filled, error))) => {
            work.failed(betas, filled, store.url());
            return Err(error.into());
        }
    };
    work.resources.observer.advance(betas.len() as u64);
    Ok(Some(Tally::new(betas, filled)))
}

/// One transaction for more keys than are in memory at a time: it starts with
/// these, and reads on by itself. `None`: the user asked to stop while it
/// waited for the lock.
fn fill_many_pages(
    work: &mut Work<'_, '_>,
    mut betas: NewBetas,
    store: &mut Store,
) -> Result<Option<Tally>, BackfillError> {
    let locked = work.wait_for_lock(|| Ok(store.begin_fill()?.then_some(())))?;
    if locked.is_none() {
        return Ok(None);
    }
    // Whatever fails from here on, the transaction is rolled back.
    let mut tx = store.fill_transaction();
    let now = (work.resources.now)();
    // Options that bound a transaction, or want room between two, hold.
    let is_bounded = work.limits.batch_size.is_some() || !work.limits.pause.is_zero();
    let takes_all = !is_bounded && tx.expect_fills(work.remaining())?;
    let mut written = Tally::default();
    loop {
        let filled = tx.fill_betas(&betas, now)?;
        written.add(&betas, filled);
        work.resources.observer.advance(betas.len() as u64);
        if !takes_all && written.keys >= work.batch.size as u64 {
            break;
        }
        match work.next_betas(tx.store())? {
            Some(next) => betas = next,
            None => break,
        }
    }
    if let Err(error) = tx.commit() {
        if error.fault == Fault::LostCommit {
            work.record(written.unknown(), store.url());
        }
        return Err(error.into());
    }
    Ok(Some(written))
}
