//! Filling missing betas: what `beta backfill` does for all tenants and
//! `token list` for one, as RAGFlow's endpoint would.

use std::time::Duration;

use crate::change_log::Event;
use crate::command::Context;
use crate::domain::token::{Beta, Token};
use crate::error::{Error, Kind, Result};
use crate::report::progress::Progress;
use crate::store::{FillOutcome, Page, Store, StoreError};

/// How long a transaction on a live server should take: well below the
/// quarter of a second for which no lock may be held.
const SHORT: Duration = Duration::from_millis(75);
const LONG: Duration = Duration::from_millis(150);
/// How often a held lock is looked at again.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// What to fill, and within which bounds.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::command) struct Bounds<'a> {
    /// What was called, for the change log.
    pub(in crate::command) command: &'static str,
    /// Only this tenant's keys.
    pub(in crate::command) tenant_id: Option<&'a str>,
    /// Also keys of tenants that nobody owns.
    pub(in crate::command) include_ownerless: bool,
    /// Rows a transaction.
    pub(in crate::command) batch_size: Option<usize>,
    /// Keys in all.
    pub(in crate::command) limit: Option<u64>,
    /// Begin no transaction after so long.
    pub(in crate::command) max_time: Option<Duration>,
    /// Rest between transactions.
    pub(in crate::command) pause: Duration,
    /// Wait so long for another fill to end.
    pub(in crate::command) lock_wait: Duration,
}

/// What is there to fill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::command) struct Plan {
    /// Keys without a beta that a fill would take.
    pub(in crate::command) missing: u64,
    /// Keys whose tenant has no user: the server rejects them.
    pub(in crate::command) orphaned: u64,
    /// Keys whose tenant has no owner.
    pub(in crate::command) ownerless: u64,
    /// Keys without a beta that are left alone, because nobody owns them.
    pub(in crate::command) left_alone: u64,
}

/// What was filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::command) struct Filled {
    /// Betas written.
    pub(in crate::command) filled: u64,
    /// Keys that had got a beta, or had gone, by the time it was written.
    pub(in crate::command) lost_race: u64,
    /// Whether nothing is left that this run would have taken.
    pub(in crate::command) complete: bool,
    /// Whether the user stopped it.
    pub(in crate::command) interrupted: bool,
}

/// Why a fill did not come to its end.
#[derive(Debug)]
pub(in crate::command) enum Obstacle {
    /// Another fill holds the lock.
    HeldByAnother,
    /// The database.
    Store(StoreError),
    /// Anything else.
    Other(Error),
}

impl From<StoreError> for Obstacle {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Obstacle> for Error {
    fn from(obstacle: Obstacle) -> Self {
        match obstacle {
            Obstacle::HeldByAnother => Self::new(
                Kind::Unavailable,
                "another backfill of this database is running",
            )
            .hint("let it end, or wait for it: --lock-wait 1m"),
            Obstacle::Store(error) => error.into(),
            Obstacle::Other(error) => error,
        }
    }
}

/// Counts what there is to fill.
pub(in crate::command) fn plan(store: &mut Store, bounds: Bounds<'_>) -> Result<Plan> {
    let mut plan = Plan::default();
    store.survey(bounds.tenant_id, &mut |tenant| {
        if !tenant.has_user {
            plan.orphaned += tenant.tokens;
        }
        if !tenant.has_owner {
            plan.ownerless += tenant.tokens;
        }
        if tenant.has_owner || bounds.include_ownerless {
            plan.missing += tenant.missing;
        } else {
            plan.left_alone += tenant.missing;
        }
    })?;
    Ok(plan)
}

/// Fills betas in short transactions, along the primary key, until none is
/// missing or a bound is reached. Interrupted at any moment, whole transactions
/// stay, and the same again goes on from there.
pub(in crate::command) fn run(
    store: &mut Store,
    cx: &mut Context<'_>,
    bounds: Bounds<'_>,
    plan: Plan,
) -> Result<Filled, Obstacle> {
    let mut done = Filled::default();
    let limit = bounds.limit.unwrap_or(u64::MAX);
    if plan.missing == 0 || limit == 0 {
        done.complete = plan.missing == 0;
        return Ok(done);
    }
    // Before the clock that measures a transaction runs.
    cx.zone(store)?;
    cx.interrupt.defer();
    let progress = Progress::of(plan.missing.min(limit), cx.talk.shows_progress());
    let began = cx.clock.elapsed();
    let mut batch = Batch::new(store, bounds.batch_size);
    let mut after: Option<(String, Token<'static>)> = None;
    let mut tried = 0;
    loop {
        let out_of_time = bounds
            .max_time
            .is_some_and(|most| cx.clock.elapsed() - began >= most);
        done.interrupted = cx.interrupt.requested();
        if tried >= limit || out_of_time || done.interrupted {
            // The last key may have been reached together with the bound.
            done.complete = tried >= plan.missing;
            return Ok(done);
        }
        let room = usize::try_from(limit - tried).unwrap_or(usize::MAX);
        let behind = after
            .as_ref()
            .map(|(tenant, token)| (tenant.as_str(), token));
        let page = store.missing_page(bounds.tenant_id, behind, batch.size.min(room))?;
        let Some((tenant, token, _)) = page.keys.last() else {
            done.complete = true;
            return Ok(done);
        };
        after = Some((tenant.clone(), token.clone()));
        let fills = mint(page, bounds.include_ownerless, cx)?;
        if fills.is_empty() {
            continue;
        }
        let before = cx.clock.elapsed();
        let Some(filled) = fill_patiently(store, cx, &fills, bounds.lock_wait)? else {
            done.interrupted = true;
            return Ok(done);
        };
        batch.took(cx.clock.elapsed() - before);
        note(&fills, filled, bounds.command, store, cx);
        let count = fills.len() as u64;
        tried += count;
        done.filled += filled;
        done.lost_race += count - filled;
        progress.advance(count);
        if !bounds.pause.is_zero() {
            cx.clock.sleep(bounds.pause);
        }
    }
}

type Fills = Vec<(String, Token<'static>, Beta<'static>)>;

/// The page's keys with a new beta each. Takes the page over: a batch is in
/// memory once.
fn mint(page: Page, include_ownerless: bool, cx: &mut Context<'_>) -> Result<Fills, Obstacle> {
    let owned = page
        .keys
        .into_iter()
        .filter(|(_, _, is_owned)| *is_owned || include_ownerless);
    owned
        .map(|(tenant_id, token, _)| {
            let beta = Beta::mint(&tenant_id, cx.entropy)
                .map_err(|error| Obstacle::Other(error.into()))?;
            Ok((tenant_id, token, beta))
        })
        .collect()
}

/// A line in the change log for each tenant of a transaction.
fn note(fills: &Fills, filled: u64, command: &'static str, store: &Store, cx: &mut Context<'_>) {
    let all = fills.len() as u64 == filled;
    let tenants = fills.chunk_by(|one, next| one.0 == next.0);
    let tenants = tenants.map(|fills| (fills[0].0.as_str(), fills.len() as u64));
    let events = tenants.map(|(tenant_id, keys)| Event {
        tenant_id,
        keys: Some(keys),
        // Which tenant's keys had got a beta in between is not known.
        outcome: if all { "done" } else { "some lost the race" },
        ..Event::default()
    });
    let events: Vec<Event<'_>> = events.collect();
    cx.note_changes(command, store, &events);
}

/// Rows filled; `None`: the user stopped it while it waited for the lock.
fn fill_patiently(
    store: &mut Store,
    cx: &mut Context<'_>,
    fills: &Fills,
    patience: Duration,
) -> Result<Option<u64>, Obstacle> {
    let began = cx.clock.elapsed();
    loop {
        let now = cx.now(store)?;
        match store.fill_betas(fills, now, cx.clock)? {
            FillOutcome::Filled(rows) => return Ok(Some(rows)),
            FillOutcome::HeldByAnother if cx.interrupt.requested() => return Ok(None),
            FillOutcome::HeldByAnother if cx.clock.elapsed() - began >= patience => {
                return Err(Obstacle::HeldByAnother);
            }
            FillOutcome::HeldByAnother => cx.clock.sleep(LOOK_AGAIN.min(patience)),
        }
    }
}

/// How many rows a transaction takes: as the user said, or as many as the
/// server manages in the time a lock may be held.
#[derive(Debug)]
struct Batch {
    size: usize,
    largest: usize,
    adapts: bool,
}

impl Batch {
    fn new(store: &Store, chosen: Option<usize>) -> Self {
        let (first, largest, adapts) = store.batch_sizes();
        Self {
            size: chosen.unwrap_or(first),
            largest,
            adapts: adapts && chosen.is_none(),
        }
    }

    fn took(&mut self, time: Duration) {
        if self.adapts && time < SHORT {
            self.size = (self.size * 2).min(self.largest);
        } else if self.adapts && time > LONG {
            self.size = (self.size / 2).max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_follows_the_measured_time() {
        let mut batch = Batch {
            size: 500,
            largest: 1500,
            adapts: true,
        };
        batch.took(Duration::from_millis(10));
        assert_eq!(batch.size, 1000);
        batch.took(Duration::from_millis(10));
        assert_eq!(batch.size, 1500, "no more than the largest");
        batch.took(Duration::from_millis(100));
        assert_eq!(batch.size, 1500, "about right");
        batch.took(Duration::from_millis(400));
        assert_eq!(batch.size, 750);
    }

    #[test]
    fn a_chosen_size_stays() {
        let mut batch = Batch {
            size: 7,
            largest: 1500,
            adapts: false,
        };
        batch.took(Duration::from_millis(1));
        assert_eq!(batch.size, 7);
    }
}
