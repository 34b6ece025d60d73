//! `ragflowctl token delete`

use clap::Args;

use crate::command::Run;
use crate::confirm::ConfirmArgs;
use crate::domain::change::{Change, is_weak};
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::change::UndoArgs;
use crate::operation::change::apply::{Work, apply};
use crate::operation::change::proposal::propose;
use crate::operation::change::selection::SelectArgs;
use crate::report::key_columns::{self as fields, KeyCells, KeyField};
use crate::report::{Cell, Output, Shape};
use crate::session::Session;

const AFTER: &str = "\
Prints the deleted rows as `token list` does; with --quiet only in machine formats. Keep
them, and `token import` takes them back; so does `undo` from the undo file.

Examples:
  ragflowctl -d demo: token delete 7c82c4c66475 --yes
  ragflowctl token delete 7c82c4c66475 --user ada@example.com
  ragflowctl token delete --weak --user ada@example.com --dry-run
  ragflowctl token delete --weak --all --yes --expect 12 -o jsonl > deleted.jsonl
  pass show old-key | ragflowctl token delete - --yes";

/// Delete API keys, with their betas
///
/// Removes exactly the rows that are named: by ID, by secret on stdin, or all
/// that can be guessed. Whatever uses such a key, or embeds its beta, stops
/// working. Asks first, and keeps the rows in an undo file.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Delete {
    #[command(flatten)]
    which: SelectArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    undo: UndoArgs,
}

impl Run for Delete {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let owner = self.which.check(session)?;
        let (columns, fields) = fields::select(&session.output, self.which.all)?;
        let mut store = session.open(self.confirm.access())?;
        let selected = self.which.find(&owner, &mut store, session, is_weak)?;
        let proposal = propose(
            "delete",
            "key",
            &selected,
            &|key| !key.lacks_beta(),
            self.which.all,
            &mut store,
        )?;
        let changes: Vec<Change> = selected.keys.iter().cloned().map(Change::delete).collect();
        let is_shown = !session.settings.quiet || session.output.format().is_machine_readable();
        let print = |output: &mut Output<'_>, change: &Change| {
            let Some(old) = change.old.as_ref().filter(|_| is_shown) else {
                return Ok(());
            };
            let shown = KeyCells::new(old, selected.email(&old.tenant_id));
            let cells: Vec<Cell<'_>> = fields
                .iter()
                .map(|field: &KeyField| shown.cell(*field))
                .collect();
            output.committed_row(&cells)
        };
        if self.confirm.dry_run {
            self.confirm.check_size(&proposal)?;
            if is_shown {
                session.output.begin(&columns, Shape::Rows);
                changes
                    .iter()
                    .try_for_each(|change| print(&mut session.output, change))?;
                session.output.end()?;
            }
            session.say_dry_run(&proposal, &selected.keys);
            return Ok(Exit::Done);
        }
        if changes.is_empty() {
            self.confirm.check_size(&proposal)?;
            session.messages.note("no such key: nothing to delete");
            if is_shown {
                session.output.begin(&columns, Shape::Rows);
                session.output.end()?;
            }
            return Ok(Exit::Done);
        }
        let permit = self.confirm.confirm(&proposal, &store, session)?;
        if is_shown {
            session.output.begin(&columns, Shape::Rows);
        }
        let work = Work {
            command: "token delete",
            done: "deleted",
            noun: "key",
            reports: is_shown,
            undo_file: self.undo.undo_file.as_ref(),
        };
        apply(work, changes, &permit, &mut store, session, &mut { print })?;
        Ok(Exit::Done)
    }
}
