//! `ragflowctl undo`

mod backfill;
mod files;
mod read_error;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use self::files::FilesAction;
use self::read_error::read_error;

use crate::command::Run;
use crate::command::change::{ChangeRun, NO_UNDO_FILE, only_tenant, report_dry_run};
use crate::command::fields::FieldNames;
use crate::confirm::{ConfirmArgs, Confirmed};
use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::domain::form::Form;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::change::apply::list_keys;
use crate::operation::change::proposal::{Wording, propose};
use crate::operation::change::restore::{find_broken_betas, plan_undo};
use crate::operation::change::selection::SelectedKeys;
use crate::report::{Cell, Column};
use crate::session::journal::undo_file::{self, ReadError, Recorded};
use crate::session::{Messages, OpenDatabase, Session, Target};
use crate::store::{Access, Store};
use crate::text::{count, shell_word};

const AFTER: &str = "\
Prints {file, command, restored, deleted, already, dry_run}: the undo file, the command that
wrote it, the number of rows that were restored, of created or imported rows that were deleted,
and of rows that already were as before. If a row has changed since, that is a conflict: the
error names its key ID, and nothing is changed.

The undo of `beta backfill` makes the betas that it created missing again, except those that
have changed since. Their update times stay.

Undo files of delete and rotate contain full keys. --list prints {file, time, command,
changes, undone, database} of each; --forget and --older-than delete them without asking, and
print the same.

Examples:
  ragflowctl undo
  ragflowctl undo --last --dry-run
  ragflowctl undo rotated.undo --yes --expect 3
  ragflowctl undo --older-than 30d --dry-run";

/// The hint if some rows are, or may be, stored.
const LOOK_HINT: &str = "to see what is left to do, run the same command with --dry-run";

/// The result's fields.
const COLUMNS: [Column; 6] = [
    Column::new("file", 0).whole(),
    Column::new("command", 0),
    Column::new("restored", 0).align_right(),
    Column::new("deleted", 0).align_right(),
    Column::new("already", 0).align_right(),
    Column::new("dry_run", 0),
];

/// Undo a delete, rotate, create, import or backfill
///
/// Uses the given undo file, or the newest unused one of this database. Restores
/// the old rows, including their times, unless they have changed since. Keys that
/// the change created or imported are deleted. Uses one transaction per tenant, and several for a
/// tenant with many keys; if it is interrupted, run it again. Asks for confirmation.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(override_usage = "ragflowctl undo [FILE | --last] [OPTIONS]\n       \
                      ragflowctl undo (--list | --forget FILE | --older-than DURATION)")]
#[command(add = FieldNames::of_columns(&[&COLUMNS[..], &files::COLUMNS].concat()))]
pub(crate) struct Undo {
    /// The undo file [default: the newest unused one of this database, as with --last]
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: Option<PathBuf>,

    /// Use the newest unused undo file of this database
    #[arg(long, conflicts_with = "file")]
    last: bool,

    /// List the undo files of this account, the newest first
    #[arg(long, conflicts_with_all = ["file", "last", "forget", "older_than"])]
    list: bool,

    /// Delete this undo file; its change can no longer be undone
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    #[arg(conflicts_with_all = ["file", "last", "older_than"])]
    forget: Option<PathBuf>,

    /// Delete all undo files of this account that are older than this (30d)
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    #[arg(conflicts_with_all = ["file", "last"])]
    older_than: Option<Duration>,

    /// Use the file even if it belongs to another database
    ///
    /// For a database that was moved, copied or renamed. The rows are still compared.
    #[arg(long, help_heading = "Safety")]
    force: bool,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Run for Undo {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        if let Some(action) = self.files_action() {
            return files::run(&action, self.confirm.dry_run, session);
        }
        session.output.select_columns(&COLUMNS, &[])?;
        let given = match &self.file {
            Some(path) => Some((path.clone(), read(path, session)?)),
            None => None,
        };
        let access = Access::write_unless(self.confirm.dry_run);
        let mut database = session.open(target, access)?;
        let store = &mut database.store;
        let (path, recorded) = match given {
            Some(given) => given,
            None => find_newest(store, session)?,
        };
        self.check_database(&recorded, store)?;
        session
            .messages
            .note(&format!("the change to undo: {}", recorded.summary()));
        let undone = match &recorded.backfill {
            Some(record) => self.undo_backfill(record, &recorded, &mut database, session)?,
            None => self.undo_changes(&recorded, &mut database, session)?,
        };
        if !self.confirm.dry_run
            && let Err(error) = undo_file::mark_undone(&path, session.journal.timestamp())
        {
            let path = path.display();
            let warning = format!("cannot mark {path} as used: {error}");
            session.messages.warning(&warning);
        }
        self.report(&path.display().to_string(), &recorded, undone, session)
    }
}

/// How far an undo went, or would go in a dry run.
#[derive(Default)]
struct Undone {
    /// Rows that were restored.
    restored: u64,
    /// Rows that the change had added, and that were deleted.
    deleted: u64,
    /// Rows that already were as before the change.
    already: u64,
}

impl Undo {
    /// What to do with undo files instead of undoing a change.
    fn files_action(&self) -> Option<FilesAction<'_>> {
        match (&self.forget, self.older_than) {
            (Some(path), _) => Some(FilesAction::Forget(path)),
            (None, Some(age)) => Some(FilesAction::OlderThan(age)),
            (None, None) => self.list.then_some(FilesAction::List),
        }
    }

    /// Refuses a file of another database.
    fn check_database(&self, recorded: &Recorded, store: &Store) -> Result<()> {
        let header = &recorded.header;
        if self.force || header.identity == store.url().identity() {
            return Ok(());
        }
        Err(Error::refused(format!(
            "the undo file belongs to another database, {}; this is {}",
            header.database,
            store.url()
        ))
        .hint("if it is the same database under another name, add --force; the rows are still compared"))
    }

    /// Restores the rows of a recorded change.
    fn undo_changes(
        &self,
        recorded: &Recorded,
        database: &mut OpenDatabase,
        session: &mut Session<'_>,
    ) -> Result<Undone> {
        let store = &mut database.store;
        let plan = plan_undo(recorded, store)?;
        if !plan.conflicts.is_empty() {
            return Err(conflicts_error(&plan.conflicts, recorded));
        }
        let rows = plan
            .changes
            .iter()
            .filter_map(|change| change.new.as_ref().or(change.old.as_ref()));
        let selected = SelectedKeys::new(rows.cloned().collect(), store)?;
        let broken = find_broken_betas(&plan.changes);
        let breaks = |key: &ApiKey<'_>| broken.contains(&(&*key.tenant_id, key.token.expose()));
        let only_deletes = recorded.changes.is_empty();
        let verb = if only_deletes { ": delete" } else { " for" };
        let wording = Wording {
            verb: &format!("undo {}{verb}", recorded.header.command),
            noun: "key",
            all_tenants: false,
            breaks_embeds: &breaks,
        };
        let mut proposal = propose(&selected, &wording, store)?;
        if let Some(warning) = guessable_warning(&plan.changes) {
            proposal.details.push(warning.clone());
            proposal.warnings.push(warning);
        }
        self.confirm.check_size(&proposal)?;
        let deleted = plan.changes.iter().filter(|change| change.new.is_none());
        let deleted = deleted.count();
        let undone = Undone {
            restored: (plan.changes.len() - deleted) as u64,
            deleted: deleted as u64,
            already: plan.already as u64,
        };
        if self.confirm.dry_run {
            report_dry_run(&proposal, &selected.keys, session);
        } else if !plan.changes.is_empty() {
            let mut asker = session.plan_asker(database);
            let permit = self.confirm.confirm(&proposal, &mut asker)?;
            apply(plan.changes, &permit, &mut database.store, session)?;
        }
        Ok(undone)
    }

    fn report(
        &self,
        file: &str,
        recorded: &Recorded,
        undone: Undone,
        session: &mut Session<'_>,
    ) -> Result<Exit> {
        if !session.is_output_quiet() {
            let int = |number: u64| Cell::Int(i64::try_from(number).unwrap_or(i64::MAX));
            let cells = [
                Cell::Text(file),
                Cell::Text(&recorded.header.command),
                int(undone.restored),
                int(undone.deleted),
                int(undone.already),
                Cell::Bool(self.confirm.dry_run),
            ];
            let properties: Vec<_> = COLUMNS.into_iter().zip(cells).collect();
            session.output.record(&properties)?;
        }
        Ok(Exit::Done)
    }
}

/// The warning for guessable keys that come back.
fn guessable_warning(changes: &[Change]) -> Option<String> {
    let new = changes.iter().filter_map(|change| change.new.as_ref());
    let guessable = new.filter(|key| key.token.form() == Form::Legacy).count();
    let (verb, pronoun) = match guessable {
        0 => return None,
        1 => ("comes", "it"),
        _ => ("come", "them"),
    };
    let tenant = only_tenant(changes.iter().map(Change::tenant_id));
    let scope = tenant.map_or("--all".to_owned(), |id| {
        format!("--tenant {}", shell_word(id))
    });
    Some(format!(
        "{} {verb} back (CVE-2025-69286); to replace {pronoun}: ragflowctl token rotate --weak \
         {scope}",
        count(guessable as u64, "guessable key")
    ))
}

/// Applies the changes that undo others.
fn apply(
    changes: Vec<Change>,
    permit: &Confirmed,
    store: &mut Store,
    session: &mut Session<'_>,
) -> Result<usize> {
    let run = ChangeRun {
        command: "undo",
        done: "restored",
        noun: "key",
        undo_file: NO_UNDO_FILE,
        permit,
        look_hint: Some(LOOK_HINT.to_owned()),
    };
    run.apply(changes, store, session, &mut |_, _, _| Ok(()))
}

fn read(path: &Path, session: &Session<'_>) -> Result<Recorded> {
    let recorded = session.journal.read_undo_file(path);
    recorded.map_err(|error| read_error(path, error))
}

/// The newest file of this database that was not used yet. A file that cannot be
/// used does not block the others.
fn find_newest(store: &Store, session: &mut Session<'_>) -> Result<(PathBuf, Recorded)> {
    let hint = "if you used --undo-file, give that file: ragflowctl undo FILE";
    let (directory, files) = session
        .journal
        .undo_files()
        .map_err(|error| error.hint(hint))?;
    let skip = |path: &Path, error: &ReadError, messages: &mut Messages<'_>| {
        messages.warning(&format!("skipped {}: {error}", path.display()));
    };
    for (path, error) in &files.skipped {
        skip(path, error, &mut session.messages);
    }
    let identity = store.url().identity();
    let mut undone = 0;
    for file in files.files {
        if file.header.identity != identity {
            continue;
        }
        match session.journal.read_undo_file(&file.path) {
            Ok(recorded) if recorded.undone => undone += 1,
            Ok(recorded) => {
                if undone > 0 {
                    let changes = count(undone, "newer change");
                    let verb = if undone == 1 { "is" } else { "are" };
                    let warning = format!("{changes} {verb} undone already; this is an older one");
                    session.messages.warning(&warning);
                }
                return Ok((file.path, recorded));
            }
            Err(error) => skip(&file.path, &error, &mut session.messages),
        }
    }
    let message = format!(
        "no unused undo file for {} in {}",
        store.url(),
        directory.display()
    );
    Err(Error::not_found(message).hint(hint))
}

/// The error for rows that have changed since the command that wrote the file.
fn conflicts_error(conflicts: &[Change], recorded: &Recorded) -> Error {
    let (verb, pronoun) = match conflicts {
        [_] => ("has", "this key"),
        _ => ("have", "these keys"),
    };
    let message = format!(
        "{} {verb} changed since {}; nothing was changed: {}",
        count(conflicts.len() as u64, "key"),
        recorded.header.command,
        list_keys(conflicts.iter())
    );
    let error = Error::new(Kind::Conflict, message).hint(format!(
        "if a later delete or rotate changed {pronoun}, undo that first"
    ));
    match conflicts {
        [first, ..] => error.hint(format!(
            "to see the rows: ragflowctl token list --no-backfill --tenant {}",
            shell_word(first.tenant_id())
        )),
        [] => error,
    }
}
