//! Applying changes: change log and undo file first, then short transactions,
//! each with its lines in the change log. Every command that changes or creates
//! keys comes here; only betas are filled elsewhere (`operation/backfill`).

use std::path::PathBuf;

use crate::confirm::Confirmed;
use crate::domain::change::{Change, group_by_tenant};
use crate::env::{Clock, Interrupt};
use crate::error::{Error, Kind, Result};
use crate::operation::Observer;
use crate::options::FileChoice;
use crate::session::Journal;
use crate::session::journal::ChangeLogError;
use crate::session::journal::change_log::Event;
use crate::session::journal::undo_file::{Contents, UndoFile};
use crate::store::{ChangeOutcome, Fault, Store};
use crate::text::count;

/// Keys that an error names.
const MAX_NAMED: usize = 5;

/// Rows that one transaction changes at most. Each takes about three statements,
/// and no lock should be held for longer than a quarter of a second.
const MAX_ROWS: usize = 250;

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
    /// Rows that are known to be changed.
    pub(crate) changed: usize,
    /// Whether it is not known if the last transaction was committed.
    pub(crate) is_uncertain: bool,
    /// The undo file, where one was needed.
    pub(crate) undo_file: Option<PathBuf>,
    /// Why the rest was not applied.
    pub(crate) failure: Option<Error>,
}

/// How a transaction ended.
struct TransactionEnd {
    /// Whether its changes are stored; `None`: the answer to the commit was lost, and
    /// it could not be found out.
    is_stored: Option<bool>,
    /// Why the run must end.
    failure: Option<Error>,
}

impl Applier<'_, '_> {
    /// Applies changes, in one transaction for each tenant; a tenant with more than
    /// [`MAX_ROWS`] changes takes several. Stops after the last whole one when the
    /// user asks to, or when something fails.
    ///
    /// # Errors
    /// When the change log or the undo file cannot be written: then nothing was
    /// changed.
    pub(crate) fn apply(
        &mut self,
        changes: Vec<Change>,
        undo_file: Option<&FileChoice>,
        permit: &Confirmed,
        store: &mut Store,
        committed: &mut Committed<'_>,
    ) -> Result<Applied> {
        let all = changes.len();
        // From here on a signal must not leave half of anything behind.
        self.interrupt.defer();
        self.journal.open_change_log(store.url())?;
        let mut undo = self.journal.create_undo_file(
            undo_file,
            self.command,
            Contents::Changes(&changes),
            store.url(),
        )?;
        let mut changed = 0;
        let mut is_uncertain = false;
        let mut failure = None;
        let tenants = group_by_tenant(changes);
        for batch in tenants.iter().flat_map(|tenant| tenant.chunks(MAX_ROWS)) {
            if self.interrupt.is_requested() {
                failure = Some(Error::stopped());
                break;
            }
            let end = self.apply_transaction(batch, permit, store);
            is_uncertain = end.is_stored.is_none();
            failure = end.failure;
            if end.is_stored == Some(false) && changed > 0 {
                // The same command again would not do the rest only.
                failure = failure.map(Error::without_hints);
            }
            if end.is_stored == Some(true) {
                changed += batch.len();
                self.mark_committed(&mut undo, batch);
                // Also if that is all that can be done: nothing prints these rows again.
                if let Err(error) = committed(batch, changed == all) {
                    failure = Some(committed_but_not_printed(&error, batch));
                }
            }
            if failure.is_some() {
                break;
            }
        }
        Ok(Applied {
            changed,
            is_uncertain,
            undo_file: keep_or_discard(undo, changed > 0 || is_uncertain),
            failure,
        })
    }

    /// Applies changes in one transaction, and records how it ended.
    fn apply_transaction(
        &mut self,
        changes: &[Change],
        permit: &Confirmed,
        store: &mut Store,
    ) -> TransactionEnd {
        let (outcome, is_stored, failure) = match store.apply_changes(changes, permit, self.clock) {
            Ok(ChangeOutcome::Done) => ("done", Some(true), None),
            Ok(ChangeOutcome::NotDone(error)) => ("not done", Some(false), Some(error.into())),
            Ok(ChangeOutcome::Conflict(places)) => {
                ("conflict", Some(false), Some(conflict(changes, &places)))
            }
            Err(error) if error.fault == Fault::LostCommit => {
                let error = Error::from(error).hint(key_ids(changes));
                ("unknown", None, Some(error))
            }
            Err(error) => ("failed", Some(false), Some(error.into())),
        };
        let events: Vec<Event<'_>> = changes
            .iter()
            .map(|change| event(change, outcome))
            .collect();
        let recorded = self.journal.record(self.command, store.url(), &events);
        let not_recorded = recorded.err().map(|error| not_recorded(&error, is_stored));
        TransactionEnd {
            is_stored,
            failure: match (failure, not_recorded) {
                (Some(failure), Some(error)) => Some(failure.hint(error.to_string())),
                (failure, not_recorded) => failure.or(not_recorded),
            },
        }
    }

    /// Marks a transaction in the undo file. The mark is for people: `undo` itself
    /// compares the rows.
    fn mark_committed(&mut self, undo: &mut Option<UndoFile>, changes: &[Change]) {
        if let (Some(undo), Some(change)) = (undo, changes.first())
            && let Err(error) = undo.committed(change.tenant_id())
        {
            self.observer.verbose(&format!("undo file: {error}"));
        }
    }
}

/// The error for a transaction that is missing in the change log.
fn not_recorded(error: &ChangeLogError, is_stored: Option<bool>) -> Error {
    let what = match is_stored {
        Some(true) => "a change was committed but not recorded",
        _ => "a failed change was not recorded",
    };
    Error::new(Kind::Failed, format!("{what}: {error}"))
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
        outcome,
        ..Event::default()
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
    Error::new(
        Kind::Failed,
        "the change was committed, but its rows could not be printed",
    )
    .caused_by(anyhow::anyhow!("{error}"))
    .hint(key_ids(changes))
}

/// The IDs of these rows, of new ones where there are any.
fn key_ids(changes: &[Change]) -> String {
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
    format!("the key IDs of these rows: {ids}")
}
