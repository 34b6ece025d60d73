//! Doing what was planned and confirmed: the undo file first, then a
//! transaction for each tenant, its rows on stdout, its lines in the change log.

use crate::confirm::Confirmed;
use crate::domain::change::{Change, group_by_tenant};
use crate::error::{Error, Kind, Result};
use crate::options::FileChoice;
use crate::report::Output;
use crate::session::Session;
use crate::session::journal::change_log::Event;
use crate::session::journal::undo_file::UndoFile;
use crate::store::{ChangeOutcome, Fault, Store};
use crate::text::count;

/// So many keys are named in an error.
const NAMED: usize = 5;

/// What a command does to keys.
#[derive(Clone, Copy)]
pub(crate) struct Work<'a> {
    /// `token delete`
    pub(crate) command: &'static str,
    /// `deleted`
    pub(crate) done: &'static str,
    /// `key`
    pub(crate) noun: &'static str,
    /// Whether a report was begun, which ends with the last row.
    pub(crate) reports: bool,
    /// Where the rows are kept as they were.
    pub(crate) undo_file: Option<&'a FileChoice>,
}

/// What prints a change that is in the database.
pub(crate) type Print<'a> = dyn FnMut(&mut Output<'_>, &Change) -> Result<()> + 'a;

/// Makes changes, a transaction a tenant. Stops after the last whole one when
/// the user asks to, or when something does not go as planned.
///
/// # Errors
/// When not all of them are made. What was made has been printed.
pub(crate) fn apply(
    work: Work<'_>,
    changes: Vec<Change>,
    permit: &Confirmed,
    store: &mut Store,
    session: &mut Session<'_>,
    print: &mut Print<'_>,
) -> Result<()> {
    let all = changes.len();
    let mut undo = session.begin_undo_file(work.undo_file, work.command, &changes, store)?;
    session.interrupt.defer();
    let mut made = 0;
    let mut failure = None;
    for tenant in group_by_tenant(changes) {
        if session.interrupt.is_requested() {
            failure = Some(Error::stopped());
            break;
        }
        if let Err(error) = change_at_once(work.command, &tenant, permit, store, session) {
            failure = Some(error);
            break;
        }
        made += tenant.len();
        if let Some(Err(error)) = undo
            .as_mut()
            .map(|undo| undo.committed(tenant[0].tenant_id()))
        {
            // It is as good without: `undo` looks at the rows.
            session.messages.verbose(&format!("undo file: {error}"));
        }
        if let Err(error) = print_all(&tenant, work.reports && made == all, session, print) {
            failure = Some(made_all_the_same(&error, &tenant));
            break;
        }
    }
    let uncertain = failure
        .as_ref()
        .is_some_and(|error| error.kind() == Kind::Unavailable);
    let hint = close(undo, made > 0 || uncertain, session);
    match failure {
        None => {
            session
                .messages
                .note(&format!("{} {}", work.done, count(made as u64, work.noun)));
            Ok(())
        }
        Some(mut error) => {
            if made > 0 {
                error = error.hint(format!("{} {made} of {all}", work.done));
            }
            Err(match hint {
                Some(hint) => error.hint(hint),
                None => error,
            })
        }
    }
}

/// Says where the undo file is, or takes it away where nothing was done.
fn close(undo: Option<UndoFile>, was_used: bool, session: &mut Session<'_>) -> Option<String> {
    let undo = undo?;
    if !was_used {
        undo.discard();
        return None;
    }
    let path = undo.path().display().to_string();
    session.messages.note(&format!("undo file: {path}"));
    Some(format!("ragflowctl undo {path} puts back what was done"))
}

/// Makes changes in one transaction, and notes how that ended.
pub(crate) fn change_at_once(
    command: &'static str,
    changes: &[Change],
    permit: &Confirmed,
    store: &mut Store,
    session: &mut Session<'_>,
) -> Result<()> {
    let (outcome, result) = match store.change(changes, permit, session.clock) {
        Ok(ChangeOutcome::Done) => ("done", Ok(())),
        Ok(ChangeOutcome::Conflict(places)) => ("conflict", Err(conflict(changes, &places))),
        Err(error) if error.fault == Fault::Lost => {
            let error = Error::from(error)
                .hint("whether these changes are in the database is not known: look");
            ("unknown", Err(error))
        }
        Err(error) => ("failed", Err(error.into())),
    };
    note(command, changes, outcome, store, session);
    result
}

/// A line in the change log for each change.
fn note(
    command: &'static str,
    changes: &[Change],
    outcome: &str,
    store: &Store,
    session: &mut Session<'_>,
) {
    let events: Vec<Event<'_>> = changes
        .iter()
        .map(|change| {
            let new = change.new.as_ref().filter(|_| change.old.is_some());
            let other = new.filter(|_| !change.is_in_place());
            Event {
                tenant_id: change.tenant_id(),
                id: Some(change.id()),
                new_id: other.map(|new| new.token.id()),
                keys: None,
                outcome,
            }
        })
        .collect();
    session.note_changes(command, store, &events);
}

/// Rows that are not what the plan was made for.
pub(crate) fn conflict(changes: &[Change], places: &[usize]) -> Error {
    let ids = places
        .iter()
        .take(NAMED)
        .filter_map(|place| changes.get(*place));
    let ids = ids.map(|change| format!("{} of tenant {}", change.id(), change.tenant_id()));
    let mut ids = ids.collect::<Vec<_>>().join(", ");
    if places.len() > NAMED {
        ids.push_str(&format!(" and {} more", places.len() - NAMED));
    }
    let verb = if places.len() == 1 { "has" } else { "have" };
    Error::new(
        Kind::Conflict,
        format!(
            "{} {verb} changed in the meantime, and nothing of that transaction was done: {ids}",
            count(places.len() as u64, "key")
        ),
    )
    .hint("look at the keys, and run it again")
}

fn print_all(
    tenant: &[Change],
    is_last: bool,
    session: &mut Session<'_>,
    print: &mut Print<'_>,
) -> Result<()> {
    for change in tenant {
        print(&mut session.output, change)?;
    }
    match is_last {
        true => session.output.end().map(drop),
        false => session.output.flush(),
    }
}

/// It is in the database, but nobody saw it: name the keys.
fn made_all_the_same(error: &Error, tenant: &[Change]) -> Error {
    let ids = tenant.iter().take(NAMED).map(|change| match &change.new {
        Some(new) => new.token.id(),
        None => change.id(),
    });
    let mut ids = ids.collect::<Vec<_>>().join(", ");
    if tenant.len() > NAMED {
        ids.push_str(", …");
    }
    Error::new(
        Kind::Failed,
        "the change is made, but its rows could not be printed",
    )
    .caused_by(anyhow::anyhow!("{error}"))
    .hint(format!("their IDs: {ids}"))
}
