//! Applying a confirmed plan: the undo file first, then one transaction for
//! each tenant, with its lines in the change log.

use std::path::PathBuf;

use crate::confirm::Confirmed;
use crate::domain::change::{Change, group_by_tenant};
use crate::env::{Clock, Interrupt};
use crate::error::{Error, Kind, Result};
use crate::operation::Observer;
use crate::options::FileChoice;
use crate::session::Journal;
use crate::session::journal::change_log::Event;
use crate::session::journal::undo_file::UndoFile;
use crate::store::{ChangeOutcome, Fault, Store};
use crate::text::count;

/// Keys that an error names.
const MAX_NAMED: usize = 5;

/// Applies changes, and records them.
pub(crate) struct Applier<'r, 'j> {
    /// The command, for undo file and change log: `token delete`.
    pub(crate) command: &'static str,
    pub(crate) clock: &'r dyn Clock,
    pub(crate) interrupt: &'r Interrupt,
    pub(crate) journal: &'r mut Journal<'j>,
    pub(crate) observer: &'r mut dyn Observer,
}

/// Receives the changes of one committed transaction. `is_last`: no other
/// transaction follows.
pub(crate) type Committed<'a> = dyn FnMut(&[Change], bool) -> Result<()> + 'a;

/// How far a plan was applied.
#[derive(Debug)]
pub(crate) struct Applied {
    /// Rows that were changed.
    pub(crate) changed: usize,
    /// The undo file, where one was needed.
    pub(crate) undo_file: Option<PathBuf>,
    /// Why the rest was not applied.
    pub(crate) failure: Option<Error>,
}

impl Applier<'_, '_> {
    /// Applies changes, one transaction per tenant. Stops after the last whole
    /// one when the user asks to, or when something fails.
    ///
    /// # Errors
    /// When the undo file cannot be written: then nothing was changed.
    pub(crate) fn apply(
        &mut self,
        changes: Vec<Change>,
        undo_file: Option<&FileChoice>,
        permit: &Confirmed,
        store: &mut Store,
        committed: &mut Committed<'_>,
    ) -> Result<Applied> {
        let all = changes.len();
        let url = store.url();
        let mut undo = self
            .journal
            .create_undo_file(undo_file, self.command, &changes, url)?;
        self.interrupt.defer();
        let mut changed = 0;
        let mut failure = None;
        for tenant in group_by_tenant(changes) {
            if self.interrupt.is_requested() {
                failure = Some(Error::stopped());
                break;
            }
            if let Err(error) = self.apply_transaction(&tenant, permit, store) {
                failure = Some(error);
                break;
            }
            changed += tenant.len();
            // The mark is for people: `undo` itself compares the rows.
            if let Some(undo) = &mut undo
                && let Err(error) = undo.committed(tenant[0].tenant_id())
            {
                self.observer.verbose(&format!("undo file: {error}"));
            }
            if let Err(error) = committed(&tenant, changed == all) {
                failure = Some(committed_but_not_printed(&error, &tenant));
                break;
            }
        }
        let is_uncertain = failure
            .as_ref()
            .is_some_and(|error| error.kind() == Kind::Unavailable);
        Ok(Applied {
            changed,
            undo_file: keep_or_discard(undo, changed > 0 || is_uncertain),
            failure,
        })
    }

    /// Applies changes in one transaction, and records how it ended.
    ///
    /// # Errors
    /// When a row is not as planned, or the database fails: then nothing was
    /// changed, unless the answer to the commit was lost.
    pub(crate) fn apply_transaction(
        &mut self,
        changes: &[Change],
        permit: &Confirmed,
        store: &mut Store,
    ) -> Result<()> {
        let (outcome, result) = match store.apply_changes(changes, permit, self.clock) {
            Ok(ChangeOutcome::Done) => ("done", Ok(())),
            Ok(ChangeOutcome::Conflict(places)) => ("conflict", Err(conflict(changes, &places))),
            Err(error) if error.fault == Fault::LostCommit => ("unknown", Err(error.into())),
            Err(error) => ("failed", Err(error.into())),
        };
        let events: Vec<Event<'_>> = changes
            .iter()
            .map(|change| event(change, outcome))
            .collect();
        if let Err(error) = self.journal.record(self.command, store.url(), &events) {
            self.observer.warning(&error.to_string());
        }
        result
    }
}

fn event<'a>(change: &'a Change, outcome: &'a str) -> Event<'a> {
    let replacement = change
        .new
        .as_ref()
        .filter(|_| change.old.is_some() && !change.is_in_place());
    Event {
        tenant_id: change.tenant_id(),
        id: Some(change.id()),
        new_id: replacement.map(|new| new.token.id()),
        keys: None,
        outcome,
    }
}

/// The path of an undo file that is needed; another is deleted.
fn keep_or_discard(undo: Option<UndoFile>, is_needed: bool) -> Option<PathBuf> {
    let undo = undo?;
    if !is_needed {
        undo.discard();
        return None;
    }
    Some(undo.path().to_owned())
}

/// The keys of these changes, for an error: `7c82c4c66475 of tenant 759d…`.
pub(crate) fn list_keys<'a>(changes: impl ExactSizeIterator<Item = &'a Change>) -> String {
    let more = changes.len().saturating_sub(MAX_NAMED);
    let keys = changes
        .take(MAX_NAMED)
        .map(|change| format!("{} of tenant {}", change.id(), change.tenant_id()));
    let mut keys = keys.collect::<Vec<_>>().join(", ");
    if more > 0 {
        keys.push_str(&format!(" and {more} more"));
    }
    keys
}

/// The error for rows that are not as planned. `places` are their indexes in
/// `changes`.
fn conflict(changes: &[Change], places: &[usize]) -> Error {
    let verb = if places.len() == 1 { "has" } else { "have" };
    Error::new(
        Kind::Conflict,
        format!(
            "{} {verb} changed in the meantime; the transaction was rolled back: {}",
            count(places.len() as u64, "key"),
            list_keys(places.iter().map(|place| &changes[*place]))
        ),
    )
    .hint("check these keys, then run the command again")
}

/// The error for changes that are committed but could not be printed.
fn committed_but_not_printed(error: &Error, changes: &[Change]) -> Error {
    let ids = changes
        .iter()
        .take(MAX_NAMED)
        .map(|change| match &change.new {
            Some(new) => new.token.id(),
            None => change.id(),
        });
    let mut ids = ids.collect::<Vec<_>>().join(", ");
    if changes.len() > MAX_NAMED {
        ids.push_str(", …");
    }
    Error::new(
        Kind::Failed,
        "the change was committed, but its rows could not be printed",
    )
    .caused_by(anyhow::anyhow!("{error}"))
    .hint(format!("the key IDs of these rows: {ids}"))
}
