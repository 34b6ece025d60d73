//! `ragflowctl token import`

use std::collections::HashMap;

use clap::{Args, ValueEnum};

use crate::command::Run;
use crate::command::args::UndoFileArgs;
use crate::command::change::{ChangeRun, report_dry_run};
use crate::command::fields::FieldNames;
use crate::confirm::ConfirmArgs;
use crate::domain::change::Change;
use crate::domain::import::{self, ImportError, LocatedKey};
use crate::domain::serialized_key::SerializedKeyError;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::change::proposal::{Wording, propose};
use crate::operation::change::restore::{ImportedRow, compare_import};
use crate::operation::change::selection::SelectedKeys;
use crate::report::{Cell, Column};
use crate::session::{Session, Target};
use crate::store::{Access, Store};
use crate::text::{count, quoted};

const AFTER: &str = "\
Reads JSON, JSON Lines, CSV and TSV with all nine fields that `token list` prints. From the
output of rotate, it imports the old rows. Masked secrets cannot be imported. CSV and TSV
can also come from a spreadsheet or a database client: the header line shows what separates
the cells (comma, semicolon or tab). An empty cell, NULL and \\N are NULL if they are not in
quotes; \"\" is the empty string.

Prints {added, same, conflicts, dry_run}: the number of rows that were added, that the
database already had, and that exist with different content.

Examples:
  ragflowctl token import deleted.jsonl
  ragflowctl token import deleted.json --yes --expect 12
  ragflowctl token import - --dry-run";

/// Unusual values that are warned of one by one.
const MAX_WARNINGS: usize = 5;

/// The hint if some rows are, or may be, stored.
const LOOK_HINT: &str = "to see what is left to do, run the same command with --dry-run";

/// The result's fields.
const COLUMNS: [Column; 4] = [
    Column::new("added", 0).align_right(),
    Column::new("same", 0).align_right(),
    Column::new("conflicts", 0).align_right(),
    Column::new("dry_run", 0),
];

/// Import keys from the output of list, delete or rotate
///
/// Adds the rows exactly as they are in the file, including times. Rows that are
/// already in the database are skipped. If a row exists with different content, that
/// is a conflict, and nothing is added (see --on-conflict). Uses one transaction per
/// tenant, and several for a tenant with many keys; if it is interrupted, run it
/// again. Asks for confirmation.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::of_columns(&COLUMNS))]
pub(crate) struct Import {
    /// The file, or - to read stdin
    #[arg(value_name = "FILE|-", value_hint = clap::ValueHint::FilePath)]
    file: String,

    /// Include orphans and ownerless keys
    #[arg(long)]
    include_orphans: bool,

    /// What to do if a row exists with different content
    #[arg(long, value_name = "HOW", default_value = "fail")]
    on_conflict: OnConflict,

    #[command(flatten)]
    undo_file: UndoFileArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

/// What to do about a conflict.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OnConflict {
    /// Add nothing
    Fail,
    /// Keep the row in the database, and add the others
    Skip,
}

/// The rows of a file, compared with the database.
#[derive(Default)]
struct ImportPlan {
    changes: Vec<Change>,
    same: usize,
    conflicts: usize,
}

impl Run for Import {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        session.output.select_columns(&COLUMNS, &[])?;
        let rows = self.read(session)?;
        let access = Access::write_unless(self.confirm.dry_run);
        let mut database = session.open(target, access)?;
        let store = &mut database.store;
        if !self.include_orphans {
            self.check_tenants(&rows, store)?;
        }
        let plan = self.plan(rows, store, session)?;
        let keys = plan.changes.iter().filter_map(|change| change.new.clone());
        let selected = SelectedKeys::new(keys.collect(), store)?;
        let wording = Wording {
            verb: "add",
            noun: "key",
            all_tenants: false,
            breaks_embeds: &|_| false,
        };
        let proposal = propose(&selected, &wording, store)?;
        self.confirm.check_size(&proposal)?;
        if self.confirm.dry_run {
            report_dry_run(&proposal, &selected.keys, session);
        } else if !plan.changes.is_empty() {
            let mut asker = session.plan_asker(&database);
            let permit = self.confirm.confirm(&proposal, &mut asker)?;
            let store = &mut database.store;
            let run = ChangeRun {
                command: "token import",
                done: "added",
                noun: "key",
                undo_file: self.undo_file.undo_file.as_ref(),
                permit: &permit,
                look_hint: Some(LOOK_HINT.to_owned()),
            };
            run.apply(plan.changes.clone(), store, session, &mut |_, _, _| Ok(()))?;
        }
        self.report(&plan, session)
    }
}

impl Import {
    /// Reads and checks the file, before anything is opened.
    fn read(&self, session: &mut Session<'_>) -> Result<Vec<LocatedKey>> {
        let (name, bytes) = session.stdin.read_file(&self.file, "import -")?;
        let invalid = |why: &str, hint: &str| {
            Error::usage(format!("cannot import {name}: {why}; nothing was added")).hint(hint)
        };
        let formats = "for the formats see: ragflowctl token import --help";
        let text =
            String::from_utf8(bytes).map_err(|_| invalid("it is not UTF-8 text", formats))?;
        import::parse(&text).map_err(|error| {
            let hint = match error {
                ImportError::InvalidRow(_, SerializedKeyError::Masked(_)) => {
                    "export the keys again with -o jsonl and without --mask"
                }
                ImportError::InvalidRow(..)
                | ImportError::DuplicateKey(..)
                | ImportError::BlankInKey(..) => "correct the input, then run the command again",
                _ => formats,
            };
            invalid(&error.to_string(), hint)
        })
    }

    /// Refuses keys of a tenant without a user or an owner: RAGFlow 0.26
    /// and later reject them.
    fn check_tenants(&self, rows: &[LocatedKey], store: &mut Store) -> Result<()> {
        let mut known: HashMap<&str, bool> = HashMap::new();
        for (place, row) in rows {
            let tenant_id = row.tenant_id.as_ref();
            let is_known = match known.get(tenant_id) {
                Some(is_known) => *is_known,
                None => {
                    let is_known = store.find_user(tenant_id)?.is_some()
                        && !store.read_owner_rows(tenant_id)?.is_empty();
                    known.insert(tenant_id, is_known);
                    is_known
                }
            };
            if !is_known {
                return Err(Error::usage(format!(
                    "cannot import {}: {place}: tenant {} has no user or no owner; nothing was added",
                    self.file,
                    quoted(tenant_id)
                ))
                .hint("to import such keys, add --include-orphans"));
            }
        }
        Ok(())
    }

    /// Compares the rows with the database.
    fn plan(
        &self,
        rows: Vec<LocatedKey>,
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<ImportPlan> {
        let mut plan = ImportPlan::default();
        let mut unusual = Vec::new();
        for (place, row) in rows {
            match compare_import(&row, store)? {
                ImportedRow::New => {
                    let row = (place, row);
                    unusual.extend(import::unusual_values(&row));
                    plan.changes.push(Change::add(row.1));
                }
                ImportedRow::Same => plan.same += 1,
                ImportedRow::Conflict => {
                    session.messages.warning(&format!(
                        "{place}: key {} of tenant {} exists with different content",
                        row.token.id(),
                        row.tenant_id
                    ));
                    plan.conflicts += 1;
                }
            }
        }
        for warning in unusual.iter().take(MAX_WARNINGS) {
            session.messages.warning(warning);
        }
        if let Some(more @ 1..) = unusual.len().checked_sub(MAX_WARNINGS) {
            let message = format!("{} like these", count(more as u64, "more value"));
            session.messages.warning(&message);
        }
        if plan.conflicts > 0 && self.on_conflict == OnConflict::Fail {
            let verb = if plan.conflicts == 1 {
                "row exists"
            } else {
                "rows exist"
            };
            let message = format!(
                "{} {verb} with different content; nothing was added",
                plan.conflicts
            );
            return Err(Error::new(Kind::Conflict, message)
                .hint("to keep those rows and add the others, use --on-conflict skip"));
        }
        Ok(plan)
    }

    fn report(&self, plan: &ImportPlan, session: &mut Session<'_>) -> Result<Exit> {
        if !session.is_output_quiet() {
            let int = |number: usize| Cell::Int(i64::try_from(number).unwrap_or(i64::MAX));
            let cells = [
                int(plan.changes.len()),
                int(plan.same),
                int(plan.conflicts),
                Cell::Bool(self.confirm.dry_run),
            ];
            let properties: Vec<_> = COLUMNS.into_iter().zip(cells).collect();
            session.output.record(&properties)?;
        }
        Ok(Exit::Done)
    }
}
