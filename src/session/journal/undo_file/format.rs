//! The lines of an undo file.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::database_url::DatabaseUrl;
use crate::domain::added_key::AddedKey;
use crate::domain::beta_seed::BetaSeed;
use crate::domain::change::Change;
use crate::domain::serialized_key::SerializedKey;

/// The version of the format.
pub(super) const VERSION: u32 = 1;

/// The first line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Header {
    /// The version of the format.
    pub(crate) version: u32,
    /// Name and version of the program that wrote it.
    pub(crate) program: String,
    /// The database's URL without its password.
    pub(crate) database: String,
    /// The identity of the database, the same for every account.
    pub(crate) identity: String,
    /// When it was written: UTC, RFC 3339.
    pub(crate) time: String,
    /// `token delete`
    pub(crate) command: String,
    /// The number of lines with changes that follow. The line of a backfill stands
    /// for all its betas.
    pub(crate) changes: usize,
    /// Higher than that of every older file of the directory; 0 in a file elsewhere
    /// or of a first version.
    #[serde(default)]
    pub(crate) sequence: u64,
}

impl Header {
    /// The header of a new file.
    pub(crate) fn new(command: &str, time: String, database: &DatabaseUrl) -> Self {
        Self {
            version: VERSION,
            program: format!("ragflowctl {}", env!("CARGO_PKG_VERSION")),
            database: database.to_string(),
            identity: database.identity(),
            time,
            command: command.to_owned(),
            changes: 0,
            sequence: 0,
        }
    }

    /// How old the file is; `None` if it is not older than `now`.
    pub(crate) fn age(&self, now: DateTime<Utc>) -> Option<Duration> {
        let written: DateTime<Utc> = self.time.parse().ok()?;
        (now - written).to_std().ok()
    }
}

/// Every line except the first.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) old: Option<SerializedKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) new: Option<SerializedKey>,
    /// The old row was kept.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) kept: bool,
    /// A row that was added: nothing else has to be known to delete it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) added: Option<AddedKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) backfill: Option<BackfillLine>,
    /// The number of betas that the backfill created, when it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) filled: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) committed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) undone: Option<String>,
}

/// The betas of a backfill.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BackfillLine {
    pub(super) seed: String,
    pub(super) tenant_id: Option<String>,
}

/// What can find the betas that a backfill created.
#[derive(Clone, Debug)]
pub(crate) struct BackfillRecord {
    pub(crate) seed: BetaSeed,
    /// Only keys of this tenant got betas; `None`: of all.
    pub(crate) tenant_id: Option<String>,
}

/// What a new file records.
#[derive(Clone, Copy)]
pub(crate) enum Contents<'a> {
    Changes(&'a [Change]),
    Backfill(&'a BackfillRecord),
}

impl Contents<'_> {
    /// The number of lines.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Changes(changes) => changes.len(),
            Self::Backfill(_) => 1,
        }
    }

    /// The line of this number, counted from 0.
    pub(super) fn line(&self, number: usize) -> Line {
        match self {
            Self::Changes(changes) => Line::from(&changes[number]),
            Self::Backfill(record) => Line {
                backfill: Some(BackfillLine {
                    seed: record.seed.expose_hex(),
                    tenant_id: record.tenant_id.clone(),
                }),
                ..Line::default()
            },
        }
    }
}

impl From<&Change> for Line {
    fn from(change: &Change) -> Self {
        match (&change.old, &change.new) {
            (None, Some(new)) => Self {
                added: Some(AddedKey::new(new)),
                ..Self::default()
            },
            (old, new) => Self {
                old: old.as_ref().map(SerializedKey::from),
                new: new.as_ref().map(SerializedKey::from),
                kept: change.keeps_old,
                ..Self::default()
            },
        }
    }
}
