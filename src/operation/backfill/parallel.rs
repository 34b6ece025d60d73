//! Filling on several sessions: one reads ahead and mints, the others write.
//! On a server most of the time of a fill is one processor's, in the session
//! that writes; a second session takes a second one.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::{Fills, Obstacle, Tally, Work, patiently};
use crate::domain::stamp::Stamp;
use crate::env::Clock;
use crate::session::Session;
use crate::store::{BatchOutcome, Store, StoreError};

/// Some keys for a transaction, and the time to write with them.
type Job = (Fills, Stamp);

/// A transaction that was tried.
struct Written {
    fills: Fills,
    outcome: Result<BatchOutcome, StoreError>,
    took: Duration,
}

/// Fills with `helpers` writing while `store` reads, and holds the lock that
/// keeps other fills away.
pub(crate) fn fill(
    work: &mut Work<'_>,
    store: &mut Store,
    helpers: Vec<Store>,
    session: &mut Session<'_>,
) -> Result<(), Obstacle> {
    let locked = patiently(session, work.bounds.lock_wait, |_| {
        Ok(store.lock_fills()?.then_some(()))
    })?;
    if locked.is_none() {
        work.done.interrupted = true;
        return Ok(());
    }
    let clock = session.clock;
    let filled = std::thread::scope(|scope| {
        // Nothing waits in between: one transaction's keys are ready, and the
        // others are being written.
        let (jobs, queue) = sync_channel(0);
        // Shared, not lent: with the last writer the queue is gone, and who
        // hands out learns it.
        let queue = Arc::new(Mutex::new(queue));
        let (results, written) = channel();
        for helper in helpers {
            let (queue, results) = (queue.clone(), results.clone());
            scope.spawn(move || write(helper, &queue, &results, clock));
        }
        drop((queue, results));
        let handed_out = hand_out(work, store, session, &jobs, &written);
        drop(jobs);
        // Also after an error: what was begun is brought to its end.
        let mut ended = handed_out;
        for written in written {
            let taken_in = take_in(work, written, store, session);
            ended = ended.and(taken_in);
        }
        ended
    });
    // An error that is on its way tells more.
    filled.and(store.unlock_fills().map_err(Obstacle::from))
}

/// Reads, mints and hands out until nothing is left, a bound is reached or a
/// transaction failed.
fn hand_out(
    work: &mut Work<'_>,
    store: &mut Store,
    session: &mut Session<'_>,
    jobs: &SyncSender<Job>,
    written: &Receiver<Written>,
) -> Result<(), Obstacle> {
    while let Some(fills) = work.next(store, session)? {
        let now = session.now(store)?;
        // Nobody takes it: every writer has stopped, and said why.
        let taken = jobs.send((fills, now)).is_ok();
        while let Ok(written) = written.try_recv() {
            take_in(work, written, store, session)?;
        }
        if !taken {
            break;
        }
    }
    Ok(())
}

/// Counts a transaction, or says why there is none.
fn take_in(
    work: &mut Work<'_>,
    written: Written,
    store: &Store,
    session: &mut Session<'_>,
) -> Result<(), Obstacle> {
    match written.outcome? {
        BatchOutcome::Filled(rows) => {
            work.batch.took(written.took);
            work.progress.advance(written.fills.len() as u64);
            work.wrote(Tally::of(&written.fills, rows), store, session);
            Ok(())
        }
        BatchOutcome::HeldByAnother => Err(Obstacle::HeldByAnother),
    }
}

/// A writer: takes what is ready, until there is no more or it fails.
fn write(
    mut store: Store,
    queue: &Mutex<Receiver<Job>>,
    results: &Sender<Written>,
    clock: &dyn Clock,
) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((fills, now)) = job else {
            return;
        };
        let before = clock.elapsed();
        let outcome = store.fill_betas(&fills, now, clock);
        let failed = outcome.is_err();
        let took = clock.elapsed() - before;
        let written = Written {
            fills,
            outcome,
            took,
        };
        if results.send(written).is_err() || failed {
            return;
        }
    }
}
