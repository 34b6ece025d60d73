//! `ragflowctl undo`

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::Run;
use crate::confirm::ConfirmArgs;
use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::change::apply::{change_at_once, conflict};
use crate::operation::change::proposal::propose;
use crate::operation::change::selection::Selected;
use crate::report::{Cell, Column};
use crate::session::Session;
use crate::session::journal::undo_file::{self, ReadError, Recorded};
use crate::store::Store;

const AFTER: &str = "\
Prints {file, command, restored, already, dry_run}: rows put back, and rows that were as
before already. A row that has changed since is a conflict: it is named, and nothing at all
is changed.

Examples:
  ragflowctl undo
  ragflowctl undo --last --dry-run
  ragflowctl undo rotated.undo --yes --expect 3";

/// What it prints.
const COLUMNS: [Column; 5] = [
    Column::new("file", 0),
    Column::new("command", 0),
    Column::new("restored", 0).align_right(),
    Column::new("already", 0).align_right(),
    Column::new("dry_run", 0),
];

/// Put back what a delete or rotate changed
///
/// Takes an undo file, or the newest one of this database that was not used yet.
/// Restores the rows, times included, in one transaction, where they still are as
/// the change left them. A new key that the change made is gone afterwards.
/// Asks first.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Undo {
    /// The undo file; without one, as --last
    file: Option<PathBuf>,

    /// The newest undo file of this database that was not used yet
    #[arg(long, conflicts_with = "file")]
    last: bool,

    /// Also where the file was written for another database
    ///
    /// One that was moved, copied or renamed. The rows are compared all the same.
    #[arg(long, help_heading = "Safety")]
    force: bool,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

/// What is left to do of an undo.
#[derive(Default)]
struct Plan {
    changes: Vec<Change>,
    already: usize,
    conflicts: Vec<Change>,
}

impl Run for Undo {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        session.output.select_columns(&COLUMNS, &[])?;
        let given = self
            .file
            .as_deref()
            .map(|path| (path.to_owned(), read(path)));
        let given = given.map(|(path, recorded)| recorded.map(|recorded| (path, recorded)));
        let given = given.transpose()?;
        let mut store = session.open(self.confirm.access())?;
        let (path, recorded) = match given {
            Some(given) => given,
            None => newest(&store, session)?,
        };
        self.refuse_anothers(&recorded, &store)?;
        let plan = plan(&recorded.changes, &mut store)?;
        if !plan.conflicts.is_empty() {
            return Err(changed_since(&plan.conflicts, &recorded, session));
        }
        let rows = plan
            .changes
            .iter()
            .filter_map(|change| change.new.as_ref().or(change.old.as_ref()));
        let selected = Selected::of(rows.cloned().collect(), &mut store)?;
        let verb = format!("undo {} for", recorded.header.command);
        let losing = losing_betas(&plan.changes);
        let loses = |key: &ApiKey<'_>| losing.contains(&(&*key.tenant_id, key.token.expose()));
        let proposal = propose(&verb, "key", &selected, &loses, false, &mut store)?;
        self.confirm.check_size(&proposal)?;
        if self.confirm.dry_run {
            session.say_dry_run(&proposal, &selected.keys);
        } else {
            if !plan.changes.is_empty() {
                let permit = self.confirm.confirm(&proposal, &store, session)?;
                change_at_once("undo", &plan.changes, &permit, &mut store, session)?;
            }
            if let Err(error) = undo_file::mark_undone(&path, session.timestamp()) {
                session.messages.warning(&format!(
                    "{} cannot be marked as used: {error}",
                    path.display()
                ));
            }
        }
        self.report(&path.display().to_string(), &recorded, &plan, session)
    }
}

impl Undo {
    fn refuse_anothers(&self, recorded: &Recorded, store: &Store) -> Result<()> {
        let header = &recorded.header;
        if self.force || header.identity == store.url().identity() {
            return Ok(());
        }
        Err(Error::refused(format!(
            "the file was written for another database, {}, and this is {}",
            header.database,
            store.url()
        ))
        .hint("--force if it is the same by another name: the rows are compared all the same"))
    }

    fn report(
        &self,
        file: &str,
        recorded: &Recorded,
        plan: &Plan,
        session: &mut Session<'_>,
    ) -> Result<Exit> {
        if !session.settings.quiet || session.output.format().is_machine_readable() {
            let int = |number: usize| Cell::Int(i64::try_from(number).unwrap_or(i64::MAX));
            let cells = [
                Cell::Text(file),
                Cell::Text(&recorded.header.command),
                int(plan.changes.len()),
                int(plan.already),
                Cell::Bool(self.confirm.dry_run),
            ];
            let properties: Vec<_> = COLUMNS.into_iter().zip(cells).collect();
            session.output.record(&properties)?;
        }
        Ok(Exit::Done)
    }
}

fn read(path: &Path) -> Result<Recorded> {
    undo_file::read(path).map_err(|error| {
        let kind = match &error {
            ReadError::Io(io) if io.kind() == std::io::ErrorKind::NotFound => Kind::NotFound,
            ReadError::Io(_) => Kind::Failed,
            _ => Kind::Usage,
        };
        Error::new(
            kind,
            format!("cannot read the undo file {}", path.display()),
        )
        .caused_by(error)
        .hint("nothing was changed")
    })
}

/// The newest file of this database that was not used yet.
fn newest(store: &Store, session: &Session<'_>) -> Result<(PathBuf, Recorded)> {
    let none = |where_: String| {
        Error::not_found(format!(
            "there is no undo file {where_} for {}",
            store.url()
        ))
        .hint("name one: ragflowctl undo FILE")
    };
    let folder = session
        .undo_folder()
        .ok_or_else(|| none("directory".to_owned()))?;
    let files = undo_file::list(&folder).map_err(|error| {
        let message = format!("cannot read the directory {}", folder.display());
        Error::new(Kind::Failed, message).caused_by(error)
    })?;
    let identity = store.url().identity();
    for path in files {
        let recorded = read(&path)?;
        if !recorded.undone && recorded.header.identity == identity {
            return Ok((path, recorded));
        }
    }
    Err(none(format!("in {} that was not used", folder.display())))
}

/// Names every row that is not as the change left it.
fn changed_since(conflicts: &[Change], recorded: &Recorded, session: &mut Session<'_>) -> Error {
    for change in conflicts {
        session.messages.warning(&format!(
            "key {} of tenant {} is not as {} left it",
            change.id(),
            change.tenant_id(),
            recorded.header.command
        ));
    }
    let places: Vec<usize> = (0..conflicts.len()).collect();
    conflict(conflicts, &places)
}

/// What there is to do, going by the rows as they are now.
fn plan(changes: &[Change], store: &mut Store) -> Result<Plan> {
    let mut plan = Plan::default();
    for change in changes {
        let back = change.inverse();
        if is_at(&back, store)? {
            plan.changes.push(back);
        } else if is_as_before(change, store)? {
            plan.already += 1;
        } else {
            plan.conflicts.push(change.clone());
        }
    }
    Ok(plan)
}

/// Whether the rows are what a change begins with.
fn is_at(change: &Change, store: &mut Store) -> Result<bool> {
    if let Some(old) = &change.old
        && store.key(old)?.as_ref() != Some(old)
    {
        return Ok(false);
    }
    match &change.new {
        Some(new) if !change.is_in_place() => Ok(store.key(new)?.is_none()),
        _ => Ok(true),
    }
}

/// Whether nothing of a change is to be seen: it never was in the database, or
/// was taken back.
fn is_as_before(change: &Change, store: &mut Store) -> Result<bool> {
    if !change.keeps_old {
        return is_at(change, store);
    }
    let new = change.new.as_ref();
    Ok(match new {
        Some(new) => store.key(new)?.is_none(),
        None => true,
    })
}

/// The rows, as they are named to the user, scope present beta is gone afterwards.
fn losing_betas(changes: &[Change]) -> HashSet<(&str, &str)> {
    let losing = changes.iter().filter(|change| {
        let then = change.new.as_ref().and_then(|new| new.beta.as_ref());
        let now = change.old.as_ref();
        now.is_some_and(|now| !now.lacks_beta() && now.beta.as_ref() != then)
    });
    losing
        .filter_map(|change| change.new.as_ref().or(change.old.as_ref()))
        .map(|row| (&*row.tenant_id, row.token.expose()))
        .collect()
}
