//! Filling missing betas: what `beta backfill` does for all tenants and
//! `token list` for one, as RAGFlow's endpoint would.

mod batch;
mod parallel;
mod tally;

use std::time::Duration;

use batch::Batch;
use tally::Tally;

use crate::domain::token::{Beta, Token};
use crate::error::{Error, Kind, Result};
use crate::report::progress::Progress;
use crate::session::Session;
use crate::store::{BatchOutcome, Page, Store, StoreError};
use crate::text::count;

/// From so many keys on, further sessions are worth their connecting.
const MANY: u64 = 2000;
/// How often a held lock is looked at again.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// What to fill, and within which bounds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bounds<'a> {
    /// What was called, for the change log.
    pub(crate) command: &'static str,
    /// Only this tenant's keys.
    pub(crate) tenant_id: Option<&'a str>,
    /// Also keys of tenants that nobody owns.
    pub(crate) include_ownerless: bool,
    /// Rows a transaction.
    pub(crate) batch_size: Option<usize>,
    /// Sessions that write.
    pub(crate) connections: Option<usize>,
    /// Keys in all.
    pub(crate) limit: Option<u64>,
    /// Begin no transaction after so long.
    pub(crate) max_time: Option<Duration>,
    /// Rest between transactions.
    pub(crate) pause: Duration,
    /// Wait so long for another fill to end.
    pub(crate) lock_wait: Duration,
}

/// What is there to fill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Keys without a beta that a fill would take.
    pub(crate) missing: u64,
    /// Keys scope tenant has no user: the server rejects them.
    pub(crate) orphaned: u64,
    /// Keys scope tenant has no owner.
    pub(crate) ownerless: u64,
    /// Keys without a beta that are left alone, because nobody owns them.
    pub(crate) left_alone: u64,
}

/// What was filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filled {
    /// Betas written.
    pub(crate) filled: u64,
    /// Keys that had got a beta, or had gone, by the time it was written.
    pub(crate) lost_race: u64,
    /// Whether nothing is left that this run would have taken.
    pub(crate) complete: bool,
    /// Whether the user stopped it.
    pub(crate) interrupted: bool,
}

/// Why a fill did not come to its end.
#[derive(Debug)]
pub(crate) enum Obstacle {
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
pub(crate) fn plan(store: &mut Store, bounds: Bounds<'_>) -> Result<Plan> {
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
pub(crate) fn run(
    store: &mut Store,
    session: &mut Session<'_>,
    bounds: Bounds<'_>,
    plan: Plan,
) -> Result<Filled, Obstacle> {
    if plan.missing == 0 {
        return Ok(Filled {
            complete: true,
            ..Filled::default()
        });
    }
    // Before the clock that measures a transaction runs.
    session.zone(store)?;
    session.interrupt.defer();
    let mut work = Work::new(store, session, bounds, plan);
    let helpers = work.helpers(store, session);
    if helpers.is_empty() {
        work.alone(store, session)?;
    } else {
        parallel::fill(&mut work, store, helpers, session)?;
    }
    Ok(work.done)
}

/// A fill under way: how far it came, and what is next.
struct Work<'a> {
    bounds: Bounds<'a>,
    missing: u64,
    /// Whether keys of tenants that nobody owns have to be told from others.
    /// Where there are none, looking for owners would cost as much as reading.
    only_owned: bool,
    began: Duration,
    /// The last key that was read.
    after: Option<(String, Token<'static>)>,
    /// Keys that were read and given a beta, written or not.
    taken: u64,
    batch: Batch,
    /// Keys that are read at a time.
    page: usize,
    done: Filled,
    progress: Progress,
}

impl<'a> Work<'a> {
    fn new(store: &Store, session: &Session<'_>, bounds: Bounds<'a>, plan: Plan) -> Self {
        let most = plan.missing.min(bounds.limit.unwrap_or(u64::MAX));
        Self {
            bounds,
            missing: plan.missing,
            only_owned: !bounds.include_ownerless && plan.left_alone > 0,
            began: session.clock.elapsed(),
            after: None,
            taken: 0,
            batch: Batch::new(store, bounds.batch_size),
            page: store.pace().page,
            done: Filled::default(),
            progress: Progress::new(most, session.messages.shows_progress()),
        }
    }

    /// Sessions to write on, beside the one that reads. None where one session
    /// does both: for a few keys, on request, or where the server takes no
    /// more connections.
    fn helpers(&self, store: &Store, session: &mut Session<'_>) -> Vec<Store> {
        let usual = store.pace().writers;
        let wanted = match self.bounds.connections {
            // Where one session writes, a second would only wait for it.
            Some(wanted) if usual > 1 => wanted,
            _ => usual,
        };
        let few = self.bounds.connections.is_none() && self.missing < MANY;
        if wanted < 2 || few || !self.bounds.pause.is_zero() {
            return Vec::new();
        }
        let mut helpers = Vec::with_capacity(wanted);
        while helpers.len() < wanted {
            match store.helper() {
                Ok(helper) => helpers.push(helper),
                Err(error) => {
                    let sessions = helpers.len().max(1);
                    session.messages.note(&format!(
                        "{error}; going on with {}",
                        count(sessions as u64, "writing session")
                    ));
                    break;
                }
            }
        }
        helpers
    }

    /// One session reads and writes in turns.
    fn alone(&mut self, store: &mut Store, session: &mut Session<'_>) -> Result<(), Obstacle> {
        while let Some(fills) = self.next(store, session)? {
            let began = session.clock.elapsed();
            let written = if self.batch.size > self.page {
                self.fill_and_read_on(fills, store, session)?
            } else {
                let filled = fill_patiently(store, session, &fills, self.bounds.lock_wait)?;
                self.progress.advance(fills.len() as u64);
                filled.map(|filled| Tally::of(&fills, filled))
            };
            let Some(written) = written else {
                self.done.interrupted = true;
                return Ok(());
            };
            self.batch.took(session.clock.elapsed() - began);
            self.wrote(written, store, session);
            if !self.bounds.pause.is_zero() {
                session.clock.sleep(self.bounds.pause);
            }
        }
        Ok(())
    }

    /// A transaction of more keys than are in memory at a time: it begins with
    /// these, and reads on by itself. `None`: the user stopped it while it
    /// waited for the lock.
    fn fill_and_read_on(
        &mut self,
        mut fills: Fills,
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<Option<Tally>, Obstacle> {
        let locked = patiently(session, self.bounds.lock_wait, |_| {
            Ok(store.begin_fill()?.then_some(()))
        })?;
        if locked.is_none() {
            return Ok(None);
        }
        // Whatever fails from here on, the transaction is rolled back.
        let mut tx = store.begun();
        let now = session.now(tx.store())?;
        // Whoever bounds a transaction, or wants room between two, gets that.
        let bounded = self.bounds.batch_size.is_some() || !self.bounds.pause.is_zero();
        let takes_all = !bounded && tx.expect_fills(self.left())?;
        let mut written = Tally::default();
        loop {
            let filled = tx.fill_betas(&fills, now)?;
            written.add(&fills, filled);
            self.progress.advance(fills.len() as u64);
            if !takes_all && written.keys >= self.batch.size as u64 {
                break;
            }
            match self.next(tx.store(), session)? {
                Some(next) => fills = next,
                None => break,
            }
        }
        tx.commit()?;
        Ok(Some(written))
    }

    /// The next keys, each with a new beta. `None`: there are no more, or a
    /// bound was reached.
    fn next(
        &mut self,
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<Option<Fills>, Obstacle> {
        let limit = self.bounds.limit.unwrap_or(u64::MAX);
        let out_of_time = self
            .bounds
            .max_time
            .is_some_and(|most| session.clock.elapsed() - self.began >= most);
        self.done.interrupted = session.interrupt.is_requested();
        if self.taken >= limit || out_of_time || self.done.interrupted {
            // The last key may have been reached together with the bound.
            self.done.complete = self.taken >= self.missing;
            return Ok(None);
        }
        let room = usize::try_from(limit - self.taken).unwrap_or(usize::MAX);
        let size = self.batch.size.min(self.page).min(room);
        let behind = self.after.as_ref();
        let behind = behind.map(|(tenant, token)| (tenant.as_str(), token));
        let tenant = self.bounds.tenant_id;
        let page = store.missing_page(tenant, self.only_owned, behind, size, session.clock)?;
        let Some(last) = page.last() else {
            self.done.complete = true;
            return Ok(None);
        };
        self.after = Some(last.clone());
        self.taken += page.len() as u64;
        mint(page, session).map(Some)
    }

    /// Keys that this run is still going to take, were nobody else writing.
    fn left(&self) -> u64 {
        let most = self.missing.min(self.bounds.limit.unwrap_or(u64::MAX));
        most.saturating_sub(self.done.filled + self.done.lost_race)
    }

    /// These were written, and committed.
    fn wrote(&mut self, tally: Tally, store: &Store, session: &mut Session<'_>) {
        self.done.filled += tally.filled;
        self.done.lost_race += tally.keys - tally.filled;
        tally.note(self.bounds.command, store, session);
    }
}

type Fills = Vec<(String, Token<'static>, Beta<'static>)>;

/// The page's keys with a new beta each. Takes the page over: a batch is in
/// memory once.
fn mint(page: Page, session: &mut Session<'_>) -> Result<Fills, Obstacle> {
    page.into_iter()
        .map(|(tenant_id, token)| {
            let beta = Beta::mint(&tenant_id, session.entropy)
                .map_err(|error| Obstacle::Other(error.into()))?;
            Ok((tenant_id, token, beta))
        })
        .collect()
}

/// Rows filled; `None`: the user stopped it while it waited for the lock.
fn fill_patiently(
    store: &mut Store,
    session: &mut Session<'_>,
    fills: &Fills,
    patience: Duration,
) -> Result<Option<u64>, Obstacle> {
    patiently(session, patience, |session| {
        let now = session.now(store)?;
        Ok(match store.fill_betas(fills, now, session.clock)? {
            BatchOutcome::Filled(rows) => Some(rows),
            BatchOutcome::HeldByAnother => None,
        })
    })
}

/// Tries until the lock of another fill is free; `None`: the user stopped it.
fn patiently<T>(
    session: &mut Session<'_>,
    patience: Duration,
    mut attempt: impl FnMut(&mut Session<'_>) -> Result<Option<T>, Obstacle>,
) -> Result<Option<T>, Obstacle> {
    let began = session.clock.elapsed();
    loop {
        if let Some(done) = attempt(session)? {
            return Ok(Some(done));
        }
        if session.interrupt.is_requested() {
            return Ok(None);
        }
        if session.clock.elapsed() - began >= patience {
            return Err(Obstacle::HeldByAnother);
        }
        session.clock.sleep(LOOK_AGAIN.min(patience));
    }
}
