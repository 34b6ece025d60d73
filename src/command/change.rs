//! What the commands that change keys share: applying a plan, and saying what
//! was done or would be done.

use super::notes;
use super::observer::MessageObserver;
use crate::confirm::{Confirmed, Proposal};
use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::domain::form::Form;
use crate::error::Result;
use crate::operation::change::apply::Applier;
use crate::operation::new_rows::warn_of_rejections;
use crate::options::FileChoice;
use crate::report::Output;
use crate::session::Session;
use crate::store::Store;
use crate::text::{count, shell_word};

/// A confirmed change, and how it is reported.
pub(crate) struct ConfirmedChange<'a> {
    /// `token delete`
    pub(crate) command: &'static str,
    /// `deleted`
    pub(crate) done: &'static str,
    /// `key`
    pub(crate) noun: &'static str,
    /// Whether rows are printed; the report then ends with the last row.
    pub(crate) has_report: bool,
    /// The value of `--undo-file`.
    pub(crate) undo_file: Option<&'a FileChoice>,
    pub(crate) permit: Confirmed,
}

/// Prints one committed change.
pub(crate) type PrintChange<'a> = dyn FnMut(&mut Output<'_>, &Change) -> Result<()> + 'a;

impl ConfirmedChange<'_> {
    /// Applies changes, prints each committed transaction, and says what was
    /// done.
    ///
    /// # Errors
    /// When not all changes are applied. Those that are have been printed.
    pub(crate) fn apply(
        &self,
        changes: Vec<Change>,
        store: &mut Store,
        session: &mut Session<'_>,
        print: &mut PrintChange<'_>,
    ) -> Result<()> {
        let new_rows = changes.iter().filter(|change| change.new.is_some());
        for warning in warn_of_rejections(new_rows.map(Change::tenant_id), store)? {
            session.messages.warning(&warning);
        }
        let mut committed = |output: &mut Output<'_>, changes: &[Change], is_last: bool| {
            changes
                .iter()
                .try_for_each(|change| print(output, change))?;
            match is_last && self.has_report {
                true => output.end().map(drop),
                false => output.flush(),
            }
        };
        let run = ChangeRun {
            command: self.command,
            done: self.done,
            noun: self.noun,
            undo_file: self.undo_file,
            permit: &self.permit,
            look_hint: None,
        };
        let changed = run.apply(changes, store, session, &mut committed)?;
        let changed = count(changed as u64, self.noun);
        session.messages.note(&format!("{} {changed}", self.done));
        Ok(())
    }
}

/// Changes to apply, and what errors say about them.
pub(crate) struct ChangeRun<'a> {
    /// `token delete`
    pub(crate) command: &'static str,
    /// `deleted`
    pub(crate) done: &'static str,
    /// `key`
    pub(crate) noun: &'static str,
    /// The value of `--undo-file`.
    pub(crate) undo_file: Option<&'a FileChoice>,
    pub(crate) permit: &'a Confirmed,
    /// How to see the rows, for an error after which some are or may be stored.
    pub(crate) look_hint: Option<String>,
}

/// Prints the rows of a committed transaction; the flag says whether it was the last
/// one.
pub(crate) type PrintCommitted<'a> = dyn FnMut(&mut Output<'_>, &[Change], bool) -> Result<()> + 'a;

/// The undo file of the undo itself, and of a listing that creates betas.
pub(crate) const NO_UNDO_FILE: Option<&FileChoice> = Some(&FileChoice::Off);

impl ChangeRun<'_> {
    /// Applies changes, and returns the number of rows that were changed.
    ///
    /// # Errors
    /// When not all changes are applied. The error says how many are; those have been
    /// printed.
    pub(crate) fn apply(
        self,
        changes: Vec<Change>,
        store: &mut Store,
        session: &mut Session<'_>,
        print: &mut PrintCommitted<'_>,
    ) -> Result<usize> {
        let all = changes.len();
        let only_adds = changes.iter().all(|change| change.old.is_none());
        let output = &mut session.output;
        let mut committed = |changes: &[Change], is_last| print(output, changes, is_last);
        let applied = Applier {
            command: self.command,
            clock: session.clock,
            interrupt: &session.interrupt,
            journal: &mut session.journal,
            observer: &mut MessageObserver::new(&mut session.messages),
        }
        .apply(changes, self.undo_file, self.permit, store, &mut committed)?;
        let changed = applied.changed;
        let may_be_stored = changed > 0 || applied.is_uncertain;
        let undo_file = applied.undo_file.map(|path| path.display().to_string());
        if let Some(path) = &undo_file {
            let note = format!("undo file: {path}");
            match only_adds {
                true => session.messages.verbose(&note),
                false => session.messages.note(&note),
            }
            if let (None, Some(note)) = (self.undo_file, session.journal.old_undo_files_note()) {
                session.messages.note(&note);
            }
        }
        let Some(mut error) = applied.failure else {
            return Ok(changed);
        };
        if changed > 0 {
            let changed = count(changed as u64, self.noun);
            error = error.hint(format!("{} {changed} of {all}", self.done));
        }
        if let Some(path) = undo_file {
            let path = shell_word(&path);
            error = error.hint(format!("to undo what was changed: ragflowctl undo {path}"));
        }
        Err(match self.look_hint {
            Some(hint) if may_be_stored => error.hint(hint),
            _ => error,
        })
    }
}

/// Says what a dry run would do.
pub(crate) fn report_dry_run(proposal: &Proposal, keys: &[ApiKey<'_>], session: &mut Session<'_>) {
    let guessable = count_guessable(keys);
    if guessable > 0 {
        let tenant_id = only_tenant(keys.iter().map(|key| &*key.tenant_id));
        let warning = notes::guessable_ids(guessable, tenant_id);
        session.messages.warning(&warning);
    }
    for line in &proposal.details {
        session.messages.note(line.trim_start());
    }
    let summary = &proposal.summary;
    session.messages.note(&format!("dry run: would {summary}"));
}

/// The tenant of all rows; `None` if they are of several, or there are none.
pub(crate) fn only_tenant<'a>(mut tenant_ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = tenant_ids.next()?;
    tenant_ids.all(|id| id == first).then_some(first)
}

/// Number of keys that can be guessed (CVE-2025-69286).
pub(crate) fn count_guessable(keys: &[ApiKey<'_>]) -> u64 {
    let guessable = keys.iter().filter(|key| key.token.form() == Form::Legacy);
    guessable.count() as u64
}
