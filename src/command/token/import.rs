//! `ragflowctl token import`

use std::collections::HashMap;

use clap::{Args, ValueEnum};

use crate::command::Run;
use crate::confirm::ConfirmArgs;
use crate::domain::change::Change;
use crate::domain::import::{self, LocatedKey};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::change::apply::change_at_once;
use crate::operation::change::proposal::propose;
use crate::operation::change::selection::Selected;
use crate::report::{Cell, Column};
use crate::session::Session;
use crate::store::Store;
use crate::text::quoted;

const AFTER: &str = "\
Takes JSON, JSON Lines, CSV and TSV with all nine fields of the endpoint; of a pair that
rotate printed, the old row. Masked secrets cannot be taken back. In CSV and TSV an empty
text and NULL are the same. Prints {added, same, conflicts, dry_run}.

Examples:
  ragflowctl token import deleted.jsonl
  ragflowctl token import deleted.json --yes --expect 12
  ragflowctl token import - --dry-run";

/// What it prints.
const COLUMNS: [Column; 4] = [
    Column::new("added", 0).align_right(),
    Column::new("same", 0).align_right(),
    Column::new("conflicts", 0).align_right(),
    Column::new("dry_run", 0),
];

/// Take keys back that list, delete or rotate printed
///
/// Adds the rows exactly as they are in the file, times included, all in one
/// transaction. A row that is in the database as it is in the file is passed
/// over; one that differs is a conflict, and nothing is added. Asks first.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Import {
    /// The file, or - to read stdin
    #[arg(value_name = "FILE|-")]
    file: String,

    /// Also keys of tenants that have no user or no owner
    #[arg(long)]
    include_orphans: bool,

    /// What to do about a row that is there already with other content
    #[arg(long, value_name = "HOW", default_value = "fail")]
    on_conflict: OnConflict,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

/// What to do about a conflict.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OnConflict {
    /// Add nothing
    Fail,
    /// Leave that row as it is in the database, and add the others
    Skip,
}

/// What the rows of a file meet.
#[derive(Default)]
struct Plan {
    changes: Vec<Change>,
    same: usize,
    conflicts: Vec<Change>,
}

impl Run for Import {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        session.output.select_columns(&COLUMNS, &[])?;
        let rows = self.read(session)?;
        let mut store = session.open(self.confirm.access())?;
        if !self.include_orphans {
            self.refuse_unknown_tenants(&rows, &mut store)?;
        }
        let plan = self.plan(rows, &mut store, session)?;
        let keys = plan.changes.iter().filter_map(|change| change.new.clone());
        let selected = Selected::of(keys.collect(), &mut store)?;
        let proposal = propose("add", "key", &selected, &|_| false, false, &mut store)?;
        self.confirm.check_size(&proposal)?;
        if self.confirm.dry_run {
            session.say_dry_run(&proposal, &selected.keys);
        } else if !plan.changes.is_empty() {
            let permit = self.confirm.confirm(&proposal, &store, session)?;
            change_at_once("token import", &plan.changes, &permit, &mut store, session)?;
        }
        self.report(&plan, session)
    }
}

impl Import {
    /// Reads and checks the file, before anything is opened.
    fn read(&self, session: &mut Session<'_>) -> Result<Vec<LocatedKey>> {
        let mut bytes = Vec::new();
        let (name, read) = match self.file.as_str() {
            "-" => {
                session.take_stdin("import -")?;
                (
                    "stdin".to_owned(),
                    session.stdin.read_to_end(&mut bytes).map(drop),
                )
            }
            path => {
                let read = std::fs::read(path).map(|read| bytes = read);
                (path.to_owned(), read)
            }
        };
        read.map_err(|error| {
            let kind = match error.kind() {
                std::io::ErrorKind::NotFound => Kind::NotFound,
                _ => Kind::Failed,
            };
            Error::new(kind, format!("cannot read {name}")).caused_by(error)
        })?;
        let wrong = |why: String| {
            Error::usage(format!("cannot import {name}: {why}"))
                .hint("nothing was added; --help tells what is taken")
        };
        let text = String::from_utf8(bytes).map_err(|_| wrong("it is not UTF-8".to_owned()))?;
        import::parse(&text).map_err(|error| wrong(error.to_string()))
    }

    /// A key of a tenant without user or owner opens nothing.
    fn refuse_unknown_tenants(&self, rows: &[LocatedKey], store: &mut Store) -> Result<()> {
        let mut known: HashMap<&str, bool> = HashMap::new();
        for (place, row) in rows {
            let tenant_id = row.tenant_id.as_ref();
            let is_known = match known.get(tenant_id) {
                Some(is_known) => *is_known,
                None => {
                    let is_known =
                        store.user(tenant_id)?.is_some() && !store.owners_of(tenant_id)?.is_empty();
                    known.insert(tenant_id, is_known);
                    is_known
                }
            };
            if !is_known {
                return Err(Error::usage(format!(
                    "cannot import {}: {place}: no user, or no owner, has the tenant {}",
                    self.file,
                    quoted(tenant_id)
                ))
                .hint("--include-orphans takes such keys too"));
            }
        }
        Ok(())
    }

    /// Compares the rows with those that are there.
    fn plan(
        &self,
        rows: Vec<LocatedKey>,
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<Plan> {
        let mut plan = Plan::default();
        for (place, row) in rows {
            match store.key(&row)? {
                None => plan.changes.push(Change::add(row)),
                Some(there) if there == row => plan.same += 1,
                Some(_) => {
                    session.messages.warning(&format!(
                        "{place}: key {} of tenant {} is there with other content",
                        row.token.id(),
                        row.tenant_id
                    ));
                    plan.conflicts.push(Change::add(row));
                }
            }
        }
        let number = plan.conflicts.len();
        if number > 0 && self.on_conflict == OnConflict::Fail {
            let message = format!("{number} of the rows are there with other content");
            return Err(Error::new(Kind::Conflict, message)
                .hint("nothing was added; --on-conflict skip leaves them as they are"));
        }
        Ok(plan)
    }

    fn report(&self, plan: &Plan, session: &mut Session<'_>) -> Result<Exit> {
        if !session.settings.quiet || session.output.format().is_machine_readable() {
            let int = |number: usize| Cell::Int(i64::try_from(number).unwrap_or(i64::MAX));
            let cells = [
                int(plan.changes.len()),
                int(plan.same),
                int(plan.conflicts.len()),
                Cell::Bool(self.confirm.dry_run),
            ];
            let properties: Vec<_> = COLUMNS.into_iter().zip(cells).collect();
            session.output.record(&properties)?;
        }
        Ok(Exit::Done)
    }
}
