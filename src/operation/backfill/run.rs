//! Running a backfill: in one session, or in several.

use super::limits::{BackfillError, BackfillLimits, Filled};
use super::plan::BackfillPlan;
pub(crate) use super::work::BackfillResources;
use super::work::Work;
use super::{parallel, sequential};
use crate::error::Error;
use crate::store::Store;
use crate::text::count;

/// From this many missing keys on, further sessions are worth connecting.
const MIN_KEYS_FOR_PARALLEL: u64 = 2000;

/// Fills betas in short transactions, along the primary key, until none is
/// missing or a limit is reached. Interrupted at any moment, whole
/// transactions stay, and another run continues.
///
/// # Errors
/// When another backfill holds the lock, the change log cannot be written, or the
/// database fails.
pub(crate) fn run_backfill<'r>(
    store: &mut Store,
    limits: BackfillLimits<'r>,
    plan: BackfillPlan,
    resources: BackfillResources<'r, '_>,
) -> Result<Filled, BackfillError> {
    if plan.missing == 0 {
        return Ok(Filled {
            is_complete: true,
            ..Filled::default()
        });
    }
    resources.interrupt.defer();
    let journal = &mut *resources.journal;
    journal
        .open_change_log(store.url())
        .map_err(BackfillError::Journal)?;
    let mut work = Work::new(store, limits, plan, resources);
    let writers = connect_writers(&mut work, store);
    let ended = if writers.is_empty() {
        sequential::fill(&mut work, store)
    } else {
        parallel::fill(&mut work, store, writers)
    };
    if store.has_abandoned_fill_lock() {
        let text = "a session that has ended still holds the backfill lock, because this server \
                    does not release it; another lock was used instead";
        work.resources.observer.warning(text);
    }
    if let Err(error) = store.unlock_fills() {
        // The session has ended, and the lock with it.
        work.resources.observer.verbose(&error.to_string());
    }
    finish(work, ended)
}

/// What was done, also if the server did not answer when the run had to end.
fn finish(
    mut work: Work<'_, '_>,
    ended: Result<(), BackfillError>,
) -> Result<Filled, BackfillError> {
    let is_unknown = matches!(&ended, Err(error) if error.is_unknown_outcome());
    work.end_undo_file(is_unknown);
    let mut done = work.done;
    let not_recorded = work.not_recorded.map_or(Ok(()), Err);
    let Err(error) = ended.and(not_recorded.map_err(BackfillError::Other)) else {
        return Ok(done);
    };
    let observer = work.resources.observer;
    if !error.is_stopped() && !error.is_out_of_time() {
        if done.filled > 0 {
            let created = count(done.filled, "missing beta");
            observer.note(&format!("created {created} before the error"));
        }
        return Err(error);
    }
    done.is_interrupted = error.is_stopped();
    done.is_complete = false;
    observer.warning(&Error::from(error).to_string());
    Ok(done)
}

/// Connects the sessions that write while another reads. None where one
/// session does both: for a few keys, on request, or where the server takes no
/// more connections.
fn connect_writers(work: &mut Work<'_, '_>, store: &mut Store) -> Vec<Store> {
    let suggested = store.backfill_pacing().writers;
    let wanted = match work.limits.connections {
        // Where only one session can write, a second would only wait for it.
        Some(wanted) if suggested > 1 => wanted,
        _ => suggested,
    };
    let is_small = work.limits.connections.is_none() && work.missing < MIN_KEYS_FOR_PARALLEL;
    if wanted < 2 || is_small || !work.limits.pause.is_zero() {
        return Vec::new();
    }
    let mut writers = Vec::with_capacity(wanted);
    while writers.len() < wanted {
        match store.connect_writer() {
            Ok(writer) => writers.push(writer),
            Err(error) => {
                let sessions = count(writers.len().max(1) as u64, "writing connection");
                let note = format!("{error}; continuing with {sessions}");
                work.resources.observer.note(&note);
                break;
            }
        }
    }
    writers
}
