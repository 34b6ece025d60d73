//! What a backfill is allowed to do, and how it ends.

use std::time::Duration;

use crate::error::{Error, Kind};
use crate::options::FileChoice;
use crate::store::{Fault, StoreError};

/// Which betas to create, and within which limits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BackfillLimits<'a> {
    /// The command, for the change log.
    pub(crate) command: &'static str,
    /// Only the keys of this tenant; `None`: of all.
    pub(crate) tenant_id: Option<&'a str>,
    /// Also keys of tenants without an owner.
    pub(crate) include_ownerless: bool,
    /// Rows per transaction; `None`: adjusted automatically.
    pub(crate) batch_size: Option<usize>,
    /// Writing connections; `None`: as the engine suggests.
    pub(crate) connections: Option<usize>,
    /// Create at most this many betas.
    pub(crate) limit: Option<u64>,
    /// The time on the clock when the command began to count.
    pub(crate) started: Duration,
    /// Start no new transaction after this time from then on.
    pub(crate) max_time: Option<Duration>,
    /// Pause between transactions.
    pub(crate) pause: Duration,
    /// How long to wait for another backfill to end.
    pub(crate) lock_wait: Duration,
    /// The value of `--undo-file`.
    pub(crate) undo_file: Option<&'a FileChoice>,
}

/// What a backfill did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filled {
    /// Betas that were created.
    pub(crate) filled: u64,
    /// Keys that another program changed or deleted first.
    pub(crate) lost_race: u64,
    /// Whether nothing is left that this run would have filled.
    pub(crate) is_complete: bool,
    /// Whether the user stopped it.
    pub(crate) is_interrupted: bool,
}

/// Why a backfill failed.
#[derive(Debug)]
pub(crate) enum BackfillError {
    /// Another backfill holds the lock.
    Locked,
    /// The change log or the undo file cannot be written; nothing was changed.
    Journal(Error),
    Store(StoreError),
    Other(Error),
}

impl BackfillError {
    fn fault(&self) -> Option<Fault> {
        match self {
            Self::Store(error) => Some(error.fault),
            Self::Locked | Self::Journal(_) | Self::Other(_) => None,
        }
    }

    /// Whether it is not known how a transaction ended.
    pub(super) fn is_unknown_outcome(&self) -> bool {
        self.fault() == Some(Fault::LostCommit)
    }

    /// Whether the user asked to stop while the server did not answer.
    pub(super) fn is_stopped(&self) -> bool {
        self.fault() == Some(Fault::Stopped)
    }

    /// Whether the time was over while the server did not answer.
    pub(super) fn is_out_of_time(&self) -> bool {
        self.fault() == Some(Fault::OutOfTime)
    }
}

impl From<StoreError> for BackfillError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<BackfillError> for Error {
    fn from(error: BackfillError) -> Self {
        match error {
            BackfillError::Locked => Self::new(
                Kind::Unavailable,
                "another backfill of this database is running",
            )
            .hint("to wait for it, add --lock-wait 1m"),
            BackfillError::Store(error) => error.into(),
            BackfillError::Journal(error) | BackfillError::Other(error) => error,
        }
    }
}
