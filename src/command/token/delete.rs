//! `ragflowctl token delete`

use clap::Args;

use crate::command::Run;
use crate::command::args::{SelectionArgs, UndoFileArgs};
use crate::command::change::{ConfirmedChange, report_dry_run};
use crate::command::fields::FieldNames;
use crate::confirm::ConfirmArgs;
use crate::domain::api_key::ApiKey;
use crate::domain::change::{Change, is_weak};
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::change::proposal::{Wording, propose};
use crate::operation::change::selection::SelectedKeys;
use crate::operation::change::stored_keys::add_stored_keys;
use crate::report::key_columns::{self, KeyFacts, KeyTable};
use crate::report::{Output, Shape};
use crate::session::{Session, Target};
use crate::store::Access;

const AFTER: &str = "\
Prints the deleted rows like `token list` (with --quiet: nothing in a table). To restore
them, run `undo`, or save this output and use `token import`.

Examples:
  ragflowctl -d demo: token delete 7c82c4c66475 --yes
  ragflowctl token delete 7c82c4c66475 --user ada@example.com
  ragflowctl token delete --weak --user ada@example.com --dry-run
  ragflowctl token delete --weak --all --yes --expect 12 --json > deleted.json
  pass show old-key | ragflowctl token delete - --yes";

/// Delete API keys and their betas
///
/// Deletes the keys that you select by key ID, by secret on stdin, or by conditions,
/// of which all must hold. Clients that use these keys, and pages that embed their betas, stop
/// working. The plan names the agents, MCP servers and connectors whose settings contain one of
/// them. Asks for confirmation, and saves the rows in an undo file.
#[derive(Args)]
#[command(after_help = AFTER, visible_alias = "rm")]
#[command(override_usage = "ragflowctl token delete KEY... [OPTIONS]\n       \
                      ragflowctl token delete CONDITION... (OWNER | --all) [OPTIONS]")]
#[command(add = FieldNames::of_columns(&key_columns::all()))]
pub(crate) struct Delete {
    #[command(flatten)]
    selection: SelectionArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    undo: UndoFileArgs,
}

impl Run for Delete {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let owner = self.selection.check(&session.settings);
        let owner = owner.map_err(|error| target.missing_argument(error))?;
        let (columns, fields) = key_columns::select(&session.output, KeyTable::OfTenants)?;
        let now_ms = session.clock.now().timestamp_millis();
        let access = Access::write_unless(self.confirm.dry_run);
        let mut database = session.open(target, access)?;
        let mut selected = self
            .selection
            .find(&owner, &mut database, session, is_weak)?;
        let wording = Wording {
            verb: "delete",
            noun: "key",
            all_tenants: self.selection.all,
            breaks_embeds: &|key| !key.lacks_beta(),
        };
        let mut proposal = propose(&selected, &wording, &mut database.store)?;
        let store = &mut database.store;
        add_stored_keys(&selected.keys, &mut proposal, store, &session.interrupt)?;
        session.name_zone(&columns, &mut database.store)?;
        let is_quiet = session.is_output_quiet();
        if self.confirm.dry_run || selected.keys.is_empty() {
            self.confirm.check_size(&proposal)?;
            if !is_quiet {
                let output = &mut session.output;
                output.begin(&columns, Shape::Rows);
                for key in &selected.keys {
                    let facts = facts(&selected, key, now_ms);
                    key_columns::print_committed_key(output, &fields, key, facts)?;
                }
                output.end()?;
            }
            match self.confirm.dry_run {
                true => report_dry_run(&proposal, &selected.keys, session),
                false => session.messages.note("no keys to delete"),
            }
            return Ok(Exit::Done);
        }
        let mut asker = session.plan_asker(&database);
        let permit = self.confirm.confirm(&proposal, &mut asker)?;
        // The rows are moved: there may be many.
        let keys = std::mem::take(&mut selected.keys).into_iter();
        let changes: Vec<Change> = keys.map(Change::delete).collect();
        let mut print = |output: &mut Output<'_>, change: &Change| {
            let Some(old) = change.old.as_ref().filter(|_| !is_quiet) else {
                return Ok(());
            };
            let facts = facts(&selected, old, now_ms);
            key_columns::print_committed_key(output, &fields, old, facts)
        };
        if !is_quiet {
            session.output.begin(&columns, Shape::Rows);
        }
        let change = ConfirmedChange {
            command: "token delete",
            done: "deleted",
            noun: "key",
            has_report: !is_quiet,
            undo_file: self.undo.undo_file.as_ref(),
            permit,
        };
        change.apply(changes, &mut database.store, session, &mut print)?;
        Ok(Exit::Done)
    }
}

/// What a row says about a key that is not in its own row.
fn facts<'a>(selected: &'a SelectedKeys, key: &ApiKey<'_>, now_ms: i64) -> KeyFacts<'a> {
    KeyFacts {
        user: selected.email(&key.tenant_id),
        binding_name: None,
        now_ms,
    }
}
