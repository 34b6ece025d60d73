//! What a transaction of a backfill has written, for the totals and the
//! change log.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, Write as _};

use crate::database_url::DatabaseUrl;
use crate::session::Journal;
use crate::session::journal::ChangeLogError;
use crate::session::journal::change_log::Event;
use crate::store::NewBeta;

/// Keys with the betas they are to get.
pub(super) type NewBetas = Vec<NewBeta>;

/// Tenants that are in memory at a time.
const MAX_IN_MEMORY: usize = 1000;

/// What one transaction has written, without the secrets. A transaction of a
/// million tenants takes no more memory than one of a thousand: the others are
/// in an unnamed temporary file, or in memory where there can be no such file.
#[derive(Default)]
pub(super) struct Tally {
    /// The latest tenants, each with its number of keys.
    tenants: Vec<(String, u64)>,
    /// Tenants that no longer fit into memory.
    spilled: Option<Spilled>,
    /// Whether writing that file has failed.
    spill_failed: bool,
    pub(super) keys: u64,
    pub(super) filled: u64,
    /// Whether it is not known if the transaction was committed.
    is_unknown: bool,
}

/// Tenants in a temporary file, as lines of JSON.
struct Spilled {
    file: File,
    /// Bytes of whole lines.
    len: u64,
}

impl Tally {
    /// A transaction of one page of keys, `filled` of which were written.
    pub(super) fn new(betas: &NewBetas, filled: u64) -> Self {
        let mut tally = Self::default();
        tally.count(betas, filled);
        tally
    }

    /// The same transaction, if it is not known whether it was committed.
    pub(super) fn unknown(mut self) -> Self {
        self.is_unknown = true;
        self
    }

    /// Adds the next page, in the order of the primary key.
    pub(super) fn add(&mut self, betas: &NewBetas, filled: u64) {
        if self.tenants.len() >= MAX_IN_MEMORY && !self.spill_failed {
            self.spill_failed = self.spill().is_err();
        }
        self.count(betas, filled);
    }

    fn count(&mut self, betas: &NewBetas, filled: u64) {
        for tenant in betas.chunk_by(|one, next| one.0 == next.0) {
            let keys = tenant.len() as u64;
            match self.tenants.last_mut() {
                Some((tenant_id, so_far)) if *tenant_id == tenant[0].0 => *so_far += keys,
                _ => self.tenants.push((tenant[0].0.clone(), keys)),
            }
        }
        self.keys += betas.len() as u64;
        self.filled += filled;
    }

    /// Moves all tenants but the last, which may go on, to the file.
    fn spill(&mut self) -> io::Result<()> {
        let mut spilled = match self.spilled.take() {
            Some(spilled) => spilled,
            None => Spilled {
                file: tempfile::tempfile()?,
                len: 0,
            },
        };
        let complete = self.tenants.len() - 1;
        let mut lines = Vec::new();
        for tenant in &self.tenants[..complete] {
            serde_json::to_writer(&mut lines, tenant)?;
            lines.push(b'\n');
        }
        let written = spilled.file.write_all(&lines);
        if written.is_ok() {
            spilled.len += lines.len() as u64;
            self.tenants.drain(..complete);
        }
        self.spilled = Some(spilled);
        written
    }

    /// Writes a line into the change log for each tenant.
    ///
    /// # Errors
    /// When a line is missing in the change log.
    pub(super) fn record(
        mut self,
        command: &'static str,
        database: &DatabaseUrl,
        journal: &mut Journal<'_>,
    ) -> Result<(), ChangeLogError> {
        let spilled = self.spilled.take();
        let mut recorder = Recorder {
            command,
            database,
            outcome: match self.keys == self.filled {
                _ if self.is_unknown => "unknown",
                true => "done",
                // Which tenant's keys got a beta from elsewhere is not known.
                false => "partial",
            },
            journal,
        };
        if let Some(spilled) = spilled {
            recorder.record_spilled(spilled)?;
        }
        let mut chunks = self.tenants.chunks(MAX_IN_MEMORY);
        chunks.try_for_each(|tenants| recorder.record(tenants))
    }
}

struct Recorder<'r, 'j> {
    command: &'static str,
    database: &'r DatabaseUrl,
    outcome: &'static str,
    journal: &'r mut Journal<'j>,
}

impl Recorder<'_, '_> {
    fn record_spilled(&mut self, spilled: Spilled) -> Result<(), ChangeLogError> {
        let Spilled { mut file, len } = spilled;
        file.rewind().map_err(ChangeLogError::Write)?;
        let mut tenants = Vec::with_capacity(MAX_IN_MEMORY);
        for line in BufReader::new(file.take(len)).lines() {
            let tenant = line.and_then(|line| Ok(serde_json::from_str(&line)?));
            tenants.push(tenant.map_err(ChangeLogError::Write)?);
            if tenants.len() == MAX_IN_MEMORY {
                self.record(&tenants)?;
                tenants.clear();
            }
        }
        self.record(&tenants)
    }

    fn record(&mut self, tenants: &[(String, u64)]) -> Result<(), ChangeLogError> {
        let events = tenants.iter().map(|(tenant_id, keys)| Event {
            tenant_id,
            keys: Some(*keys),
            outcome: self.outcome,
            ..Event::default()
        });
        let events: Vec<Event<'_>> = events.collect();
        self.journal.record(self.command, self.database, &events)
    }
}
