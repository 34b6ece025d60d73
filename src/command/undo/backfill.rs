//! `ragflowctl undo` of a `beta backfill`: the rows stream by, because there may be
//! millions of them.

use super::{Undo, Undone, apply};
use crate::command::change::report_dry_run;
use crate::confirm::Confirmed;
use crate::error::{Error, Result};
use crate::operation::backfill::{CreatedBetas, count_created_betas};
use crate::operation::change::proposal::{Wording, describe};
use crate::operation::change::selection::SelectedKeys;
use crate::session::journal::undo_file::{BackfillRecord, Recorded};
use crate::session::{OpenDatabase, Session};
use crate::store::Store;
use crate::text::count;

impl Undo {
    /// Makes the betas of a backfill missing again.
    pub(super) fn undo_backfill(
        &self,
        record: &BackfillRecord,
        recorded: &Recorded,
        database: &mut OpenDatabase,
        session: &mut Session<'_>,
    ) -> Result<Undone> {
        let store = &mut database.store;
        let extent = count_created_betas(record, store, session.clock)?;
        let selected = SelectedKeys::new(extent.named_keys(), store)?;
        let wording = Wording {
            verb: &format!("undo {}: remove the beta of", recorded.header.command),
            noun: "key",
            all_tenants: false,
            breaks_embeds: &|_| true,
        };
        let proposal = describe(&extent, &selected, &wording, store)?;
        self.confirm.check_size(&proposal)?;
        let mut undone = Undone {
            restored: extent.rows,
            ..Undone::default()
        };
        if self.confirm.dry_run {
            report_dry_run(&proposal, &selected.keys, session);
        } else if extent.rows > 0 {
            let mut asker = session.plan_asker(database);
            let permit = self.confirm.confirm(&proposal, &mut asker)?;
            undone.restored = remove(record, &permit, &mut database.store, session)?;
        }
        let changed = recorded.filled.unwrap_or_default();
        if let Some(changed @ 1..) = changed.checked_sub(undone.restored) {
            let (verb, pronoun) = match changed {
                1 => ("is", "it"),
                _ => ("are", "them"),
            };
            session.messages.note(&format!(
                "{} of this backfill {verb} no longer in the database as it wrote {pronoun}",
                count(changed, "beta")
            ));
        }
        Ok(undone)
    }
}

/// Removes the betas, and returns how many.
fn remove(
    record: &BackfillRecord,
    permit: &Confirmed,
    store: &mut Store,
    session: &mut Session<'_>,
) -> Result<u64> {
    let mut betas = CreatedBetas::new(record);
    let mut removed = 0;
    loop {
        if session.interrupt.is_requested() {
            return Err(Error::stopped().hint(format!("restored {}", count(removed, "key"))));
        }
        let Some(changes) = betas.next_changes(store, session.clock)? else {
            return Ok(removed);
        };
        if !changes.is_empty() {
            removed += apply(changes, permit, store, session)? as u64;
        }
    }
}
