//! What a fill has written, for the totals and the change log.

use super::Fills;
use crate::change_log::Event;
use crate::command::Context;
use crate::store::Store;

/// What was written, without the secrets.
#[derive(Default)]
pub(super) struct Tally {
    /// Keys of each tenant.
    tenants: Vec<(String, u64)>,
    pub(super) keys: u64,
    pub(super) filled: u64,
}

impl Tally {
    pub(super) fn of(fills: &Fills, filled: u64) -> Self {
        let mut tally = Self::default();
        tally.add(fills, filled);
        tally
    }

    /// The next ones, in the order of the primary key.
    pub(super) fn add(&mut self, fills: &Fills, filled: u64) {
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

    /// Writes a line of it into the change log for each tenant.
    pub(super) fn note(&self, command: &'static str, store: &Store, cx: &mut Context<'_>) {
        // Lines that are in memory at a time.
        const LINES: usize = 1000;
        let all = self.keys == self.filled;
        for tenants in self.tenants.chunks(LINES) {
            let events = tenants.iter().map(|(tenant_id, keys)| Event {
                tenant_id,
                keys: Some(*keys),
                // Which tenant's keys had got a beta in between is not known.
                outcome: if all { "done" } else { "some lost the race" },
                ..Event::default()
            });
            let events: Vec<Event<'_>> = events.collect();
            cx.note_changes(command, store, &events);
        }
    }
}
