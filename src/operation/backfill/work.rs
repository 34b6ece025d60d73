//! A backfill in progress: how far it came, and which keys are next.

use std::time::Duration;

use super::batch::BatchSize;
use super::limits::{BackfillError, BackfillLimits, Filled};
use super::plan::BackfillPlan;
use super::tally::{NewBetas, Tally};
use crate::database_url::DatabaseUrl;
use crate::domain::beta_seed::BetaSeed;
use crate::domain::stamp::Stamp;
use crate::env::{Clock, Entropy, Interrupt};
use crate::error::{Error, Kind};
use crate::operation::Observer;
use crate::session::Journal;
use crate::session::journal::undo_file::{BackfillRecord, Contents, UndoFile};
use crate::store::{MissingKeys, Store};

/// How often a lock that another backfill holds is tried again.
const RETRY_INTERVAL: Duration = Duration::from_millis(100);

/// What a backfill needs of the world.
pub(crate) struct BackfillResources<'r, 'j> {
    pub(crate) clock: &'r dyn Clock,
    pub(crate) entropy: &'r mut dyn Entropy,
    pub(crate) interrupt: &'r Interrupt,
    pub(crate) journal: &'r mut Journal<'j>,
    pub(crate) observer: &'r mut dyn Observer,
    /// The present moment as RAGFlow's server would write it.
    pub(crate) now: &'r dyn Fn() -> Stamp,
}

/// A backfill in progress.
pub(super) struct Work<'r, 'j> {
    pub(super) limits: BackfillLimits<'r>,
    pub(super) resources: BackfillResources<'r, 'j>,
    pub(super) missing: u64,
    pub(super) batch: BatchSize,
    /// Keys that are read at a time.
    pub(super) page_size: usize,
    pub(super) done: Filled,
    /// The first change that could not be recorded in the change log.
    pub(super) not_recorded: Option<Error>,
    keys: MissingKeys,
    /// The seed of all betas of this run, from the first page on.
    seed: Option<BetaSeed>,
    undo: Option<UndoFile>,
    /// Keys that were read and got a beta, written or not.
    taken: u64,
}

impl<'r, 'j> Work<'r, 'j> {
    pub(super) fn new(
        store: &Store,
        limits: BackfillLimits<'r>,
        plan: BackfillPlan,
        resources: BackfillResources<'r, 'j>,
    ) -> Self {
        // Where no tenant is without an owner, looking for owners would cost as much
        // as reading.
        let skips_ownerless = !limits.include_ownerless && plan.skipped > 0;
        Self {
            limits,
            missing: plan.missing,
            keys: MissingKeys::new(limits.tenant_id, skips_ownerless),
            seed: None,
            undo: None,
            taken: 0,
            batch: BatchSize::new(store, limits.batch_size),
            page_size: store.backfill_pacing().page,
            done: Filled::default(),
            not_recorded: None,
            resources,
        }
    }

    /// Reads the next keys, and generates a beta for each. `None`: there are no
    /// more, a limit was reached, or the user asked to stop.
    pub(super) fn next_betas(
        &mut self,
        store: &mut Store,
    ) -> Result<Option<NewBetas>, BackfillError> {
        if let Some(error) = self.not_recorded.take() {
            return Err(BackfillError::Other(error));
        }
        let clock = self.resources.clock;
        let limit = self.limits.limit.unwrap_or(u64::MAX);
        let is_out_of_time = self
            .limits
            .max_time
            .is_some_and(|most| clock.elapsed() - self.limits.started >= most);
        self.done.is_interrupted = self.resources.interrupt.is_requested();
        if self.taken >= limit || is_out_of_time || self.done.is_interrupted {
            // The last key may have been reached together with the limit.
            self.done.is_complete = self.taken >= self.missing;
            return Ok(None);
        }
        let room = usize::try_from(limit - self.taken).unwrap_or(usize::MAX);
        let size = self.batch.size.min(self.page_size).min(room);
        let page = self.keys.next_page(store, size, clock)?;
        if page.is_empty() {
            self.done.is_complete = true;
            return Ok(None);
        }
        self.taken += page.len() as u64;
        let seed = match &self.seed {
            Some(seed) => seed.clone(),
            None => self.draw_seed(store.url())?,
        };
        // Takes the page over: a batch is in memory once.
        let betas = page.into_iter().map(|(tenant_id, token)| {
            let beta = seed.derive(&tenant_id, &token);
            (tenant_id, token, beta)
        });
        Ok(Some(betas.collect()))
    }

    /// Draws the seed of the betas, and writes the undo file that contains it.
    fn draw_seed(&mut self, database: &DatabaseUrl) -> Result<BetaSeed, BackfillError> {
        let seed = BetaSeed::new(self.resources.entropy)
            .map_err(|error| BackfillError::Other(error.into()))?;
        let record = BackfillRecord {
            seed: seed.clone(),
            tenant_id: self.limits.tenant_id.map(str::to_owned),
        };
        let written = self.resources.journal.create_undo_file(
            self.limits.undo_file,
            self.limits.command,
            Contents::Backfill(&record),
            database,
        );
        self.undo = written.map_err(BackfillError::Journal)?;
        self.seed = Some(seed.clone());
        Ok(seed)
    }

    /// Says where the undo file is, or deletes it if no beta was created.
    pub(super) fn end_undo_file(&mut self, is_unknown: bool) {
        let Some(mut undo) = self.undo.take() else {
            return;
        };
        if self.done.filled == 0 && !is_unknown {
            undo.discard();
            return;
        }
        let observer = &mut self.resources.observer;
        if !is_unknown && let Err(error) = undo.filled(self.done.filled) {
            observer.verbose(&format!("undo file: {error}"));
        }
        observer.verbose(&format!("undo file: {}", undo.path().display()));
        if let (None, Some(note)) = (
            self.limits.undo_file,
            self.resources.journal.old_undo_files_note(),
        ) {
            observer.note(&note);
        }
    }

    /// Betas that this run is still going to create, if no other program writes.
    pub(super) fn remaining(&self) -> u64 {
        let most = self.missing.min(self.limits.limit.unwrap_or(u64::MAX));
        most.saturating_sub(self.done.filled + self.done.lost_race)
    }

    /// Counts and records a committed transaction.
    pub(super) fn committed(&mut self, tally: Tally, database: &DatabaseUrl) {
        self.done.filled += tally.filled;
        self.done.lost_race += tally.keys - tally.filled;
        self.record(tally, database);
    }

    /// Counts and records what a failed transaction has written, or that it is not
    /// known (`None`).
    pub(super) fn failed(&mut self, betas: &NewBetas, filled: Option<u64>, database: &DatabaseUrl) {
        match filled {
            Some(filled) => self.committed(Tally::new(betas, filled), database),
            None => self.record(Tally::new(betas, 0).unknown(), database),
        }
    }

    /// Writes a transaction into the change log.
    pub(super) fn record(&mut self, tally: Tally, database: &DatabaseUrl) {
        let recorded = tally.record(self.limits.command, database, self.resources.journal);
        if let Err(error) = recorded {
            let message = format!("betas were created but not recorded: {error}");
            self.not_recorded
                .get_or_insert(Error::new(Kind::Failed, message));
        }
    }

    /// Tries until the lock of another backfill is free; `None`: the user
    /// asked to stop.
    pub(super) fn wait_for_lock<T>(
        &self,
        mut attempt: impl FnMut() -> Result<Option<T>, BackfillError>,
    ) -> Result<Option<T>, BackfillError> {
        let clock = self.resources.clock;
        let started = clock.elapsed();
        let left = self.limits.max_time.map_or(Duration::MAX, |most| {
            most.saturating_sub(started - self.limits.started)
        });
        let patience = self.limits.lock_wait.min(left);
        loop {
            if let Some(done) = attempt()? {
                return Ok(Some(done));
            }
            if self.resources.interrupt.is_requested() {
                return Ok(None);
            }
            if clock.elapsed() - started >= patience {
                return Err(BackfillError::Locked);
            }
            self.resources
                .interrupt
                .pause(clock, RETRY_INTERVAL.min(patience));
        }
    }
}
