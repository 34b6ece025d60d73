//! Filling in several sessions: one reads and mints, the others write.
//!
//! On a server most of the time of a backfill is spent by the one processor
//! of the session that writes; a second session uses a second processor.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::limits::BackfillError;
use super::tally::{NewBetas, Tally};
use super::work::Work;
use crate::domain::stamp::Stamp;
use crate::env::Clock;
use crate::store::{BatchOutcome, Store, StoreError};

/// The betas of one transaction, and the time to write with them.
type Job = (NewBetas, Stamp);

/// A transaction that was tried.
struct JobResult {
    betas: NewBetas,
    outcome: Result<BatchOutcome, StoreError>,
    duration: Duration,
}

/// Fills with `writers` while `store` reads, and holds the lock that excludes
/// other backfills.
pub(super) fn fill(
    work: &mut Work<'_, '_>,
    store: &mut Store,
    writers: Vec<Store>,
) -> Result<(), BackfillError> {
    let clock = work.resources.clock;
    let locked = work.wait_for_lock(|| Ok(store.lock_fills(clock)?.then_some(())))?;
    if locked.is_none() {
        work.done.is_interrupted = true;
        return Ok(());
    }
    std::thread::scope(|scope| {
        // Unbuffered: one transaction's keys are ready while the others are
        // being written.
        let (jobs, queue) = sync_channel(0);
        // Shared by the writers: when the last one ends, sending fails, and
        // the reader stops.
        let queue = Arc::new(Mutex::new(queue));
        let (results, finished) = channel();
        for writer in writers {
            let (queue, results) = (queue.clone(), results.clone());
            scope.spawn(move || write_jobs(writer, &queue, &results, clock));
        }
        drop((queue, results));
        let mut ended = send_jobs(work, store, &jobs, &finished);
        drop(jobs);
        // Also after an error: transactions in progress are completed.
        for result in finished {
            ended = match (ended, count_result(work, result, store)) {
                // That an outcome is not known matters more than the first error.
                (Err(_), Err(error)) if error.is_unknown_outcome() => Err(error),
                (ended, counted) => ended.and(counted),
            };
        }
        ended
    })
}

/// Reads, mints and sends until nothing is left, a limit is reached or a
/// transaction failed.
fn send_jobs(
    work: &mut Work<'_, '_>,
    store: &mut Store,
    jobs: &SyncSender<Job>,
    finished: &Receiver<JobResult>,
) -> Result<(), BackfillError> {
    while let Some(betas) = work.next_betas(store)? {
        let now = (work.resources.now)();
        // Fails where every writer has stopped; its result says why.
        let is_sent = jobs.send((betas, now)).is_ok();
        while let Ok(result) = finished.try_recv() {
            count_result(work, result, store)?;
        }
        if !is_sent {
            break;
        }
    }
    Ok(())
}

fn count_result(
    work: &mut Work<'_, '_>,
    result: JobResult,
    store: &Store,
) -> Result<(), BackfillError> {
    match result.outcome? {
        BatchOutcome::Filled(rows) => {
            work.batch.adjust(result.duration);
            work.resources.observer.advance(result.betas.len() as u64);
            work.committed(Tally::new(&result.betas, rows), store.url());
            Ok(())
        }
        BatchOutcome::Failed(filled, error) => {
            work.failed(&result.betas, filled, store.url());
            Err(error.into())
        }
        BatchOutcome::HeldByAnother => Err(BackfillError::Locked),
    }
}

/// Writes jobs until there are no more or one fails.
fn write_jobs(
    mut store: Store,
    queue: &Mutex<Receiver<Job>>,
    results: &Sender<JobResult>,
    clock: &dyn Clock,
) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((betas, now)) = job else {
            return;
        };
        let started = clock.elapsed();
        let outcome = store.fill_betas(&betas, now, clock);
        let has_failed = !matches!(outcome, Ok(BatchOutcome::Filled(_)));
        let duration = clock.elapsed() - started;
        let result = JobResult {
            betas,
            outcome,
            duration,
        };
        if results.send(result).is_err() || has_failed {
            return;
        }
    }
}
