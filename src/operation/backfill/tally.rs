//! What a fill has written, for the totals and the change log.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, Write as _};

use super::Fills;
use crate::session::Session;
use crate::session::journal::change_log::Event;
use crate::store::Store;

/// Tenants that are in memory at a time.
const TENANTS: usize = 1000;

/// What was written in a transaction, without the secrets. One of a million
/// tenants takes no more memory than one of a thousand: the others wait in a
/// file that has no name. Where none can be had they stay in memory.
#[derive(Default)]
pub(crate) struct Tally {
    /// The latest tenants, with how many keys of each.
    tenants: Vec<(String, u64)>,
    /// Those before, as lines of JSON, and how many bytes of them are whole.
    before: Option<(File, u64)>,
    /// Whether that file has failed.
    full: bool,
    pub(crate) keys: u64,
    pub(crate) filled: u64,
}

impl Tally {
    /// A transaction of so few keys as are in memory.
    pub(crate) fn of(fills: &Fills, filled: u64) -> Self {
        let mut tally = Self::default();
        tally.count(fills, filled);
        tally
    }

    /// The next ones, in the order of the primary key.
    pub(crate) fn add(&mut self, fills: &Fills, filled: u64) {
        if self.tenants.len() >= TENANTS && !self.full {
            self.full = self.set_down().is_err();
        }
        self.count(fills, filled);
    }

    fn count(&mut self, fills: &Fills, filled: u64) {
        for fills in fills.chunk_by(|one, next| one.0 == next.0) {
            let keys = fills.len() as u64;
            match self.tenants.last_mut() {
                Some((tenant_id, so_far)) if *tenant_id == fills[0].0 => *so_far += keys,
                _ => self.tenants.push((fills[0].0.clone(), keys)),
            }
        }
        self.keys += fills.len() as u64;
        self.filled += filled;
    }

    /// Puts all tenants but the last, which may not be through, into the file.
    fn set_down(&mut self) -> io::Result<()> {
        if self.before.is_none() {
            self.before = Some((tempfile::tempfile()?, 0));
        }
        let through = self.tenants.len() - 1;
        let mut lines = Vec::new();
        for tenant in &self.tenants[..through] {
            serde_json::to_writer(&mut lines, tenant)?;
            lines.push(b'\n');
        }
        if let Some((file, whole)) = &mut self.before {
            file.write_all(&lines)?;
            *whole += lines.len() as u64;
        }
        self.tenants.drain(..through);
        Ok(())
    }

    /// Writes a line of it into the change log for each tenant.
    pub(crate) fn note(mut self, command: &'static str, store: &Store, session: &mut Session<'_>) {
        if let Some((file, whole)) = self.before.take()
            && let Err(error) = self.note_before(file, whole, command, store, session)
        {
            session
                .messages
                .warning(&format!("the change log is not complete: {error}"));
        }
        for tenants in self.tenants.chunks(TENANTS) {
            self.note_some(tenants, command, store, session);
        }
    }

    fn note_before(
        &self,
        mut file: File,
        whole: u64,
        command: &'static str,
        store: &Store,
        session: &mut Session<'_>,
    ) -> io::Result<()> {
        file.rewind()?;
        let mut some = Vec::with_capacity(TENANTS);
        for line in BufReader::new(file.take(whole)).lines() {
            some.push(serde_json::from_str(&line?)?);
            if some.len() == TENANTS {
                self.note_some(&some, command, store, session);
                some.clear();
            }
        }
        self.note_some(&some, command, store, session);
        Ok(())
    }

    fn note_some(
        &self,
        tenants: &[(String, u64)],
        command: &'static str,
        store: &Store,
        session: &mut Session<'_>,
    ) {
        let all = self.keys == self.filled;
        let events = tenants.iter().map(|(tenant_id, keys)| Event {
            tenant_id,
            keys: Some(*keys),
            // Which tenant's keys had got a beta in between is not known.
            outcome: if all { "done" } else { "some lost the race" },
            ..Event::default()
        });
        let events: Vec<Event<'_>> = events.collect();
        session.note_changes(command, store, &events);
    }
}
