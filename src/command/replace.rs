//! Replacing keys or betas: what `token rotate` and `beta rotate` share.

use super::change::{ConfirmedChange, only_tenant, report_dry_run};
use super::notes;
use crate::confirm::{ConfirmArgs, Proposal};
use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::domain::stamp::Stamp;
use crate::env::Entropy;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::change::proposal::{Wording, propose};
use crate::operation::change::selection::SelectedKeys;
use crate::operation::change::stored_keys::add_stored_keys;
use crate::options::FileChoice;
use crate::report::pair_columns::PairColumns;
use crate::report::{Output, Secrets, Shape};
use crate::session::{OpenDatabase, Session};

/// Creates the row that replaces a row.
pub(crate) type MakeReplacement<'a> =
    dyn FnMut(&ApiKey<'static>, Stamp, &mut dyn Entropy) -> Result<ApiKey<'static>> + 'a;

/// How rows are replaced, and how that is reported.
pub(crate) struct Replacement<'a> {
    /// `token rotate`
    pub(crate) command: &'static str,
    /// `key` or `beta`: what is replaced.
    pub(crate) noun: &'static str,
    /// `replace`
    pub(crate) verb: &'static str,
    /// `replaced`
    pub(crate) done: &'static str,
    pub(crate) confirm: &'a ConfirmArgs,
    pub(crate) undo_file: Option<&'a FileChoice>,
    /// Keys of every tenant can be among the rows.
    pub(crate) all_tenants: bool,
    /// The old row stays in addition to the new one.
    pub(crate) keeps_old: bool,
    /// Whether the keys stop working, and not only their betas.
    pub(crate) stops_keys: bool,
    /// Whether pages that embed a key's beta stop working.
    pub(crate) breaks_embeds: &'a dyn Fn(&ApiKey<'_>) -> bool,
    /// What `--quiet` prints of a new row: the secret, or its mask if that is wanted.
    pub(crate) quiet_output: fn(&ApiKey<'_>, bool) -> String,
}

impl Replacement<'_> {
    /// Plans, asks, and replaces.
    ///
    /// # Errors
    /// When the plan is not confirmed, or not all of it is applied.
    pub(crate) fn run(
        &self,
        pairs: PairColumns,
        mut selected: SelectedKeys,
        make: &mut MakeReplacement<'_>,
        database: &mut OpenDatabase,
        session: &mut Session<'_>,
    ) -> Result<Exit> {
        let wording = Wording {
            verb: self.verb,
            noun: self.changed_noun(),
            all_tenants: self.all_tenants,
            breaks_embeds: self.breaks_embeds,
        };
        let mut proposal = propose(&selected, &wording, &mut database.store)?;
        if self.stops_keys {
            let store = &mut database.store;
            add_stored_keys(&selected.keys, &mut proposal, store, &session.interrupt)?;
        }
        session.name_zone(&pairs.columns, &mut database.store)?;
        let is_quiet = session.is_output_quiet();
        if self.confirm.dry_run || selected.keys.is_empty() {
            return self.run_dry(&selected, &proposal, session);
        }
        session.require_stdout()?;
        let mut asker = session.plan_asker(database);
        let permit = self.confirm.confirm(&proposal, &mut asker)?;
        let store = &mut database.store;
        let now = session.zone.date_clock(store, &mut session.messages)?.now();
        let tenant_ids = selected.keys.iter().map(|key| &*key.tenant_id);
        let masked = notes::masked_secrets(selected.keys.len(), self.noun, only_tenant(tenant_ids));
        let mut changes = Vec::with_capacity(selected.keys.len());
        // The old rows are moved: there may be many.
        for old in std::mem::take(&mut selected.keys) {
            let new = make(&old, now, session.entropy)?;
            changes.push(Change::replace(old, new, self.keeps_old));
        }
        let is_masked = session.settings.mask.value;
        let mut print = |output: &mut Output<'_>, change: &Change| match (&change.old, &change.new)
        {
            (_, Some(new)) if is_quiet => {
                output.raw(((self.quiet_output)(new, is_masked) + "\n").as_bytes())
            }
            (Some(old), Some(new)) => {
                pairs.print_pair(output, old, new, selected.email(&new.tenant_id))
            }
            _ => Ok(()),
        };
        if !is_quiet {
            session.output.begin(&pairs.columns, Shape::Rows);
        }
        let change = ConfirmedChange {
            command: self.command,
            done: self.done,
            noun: self.changed_noun(),
            has_report: !is_quiet,
            undo_file: self.undo_file,
            permit,
        };
        change.apply(changes, store, session, &mut print)?;
        if !is_quiet && session.settings.secrets == Secrets::Masked {
            session.messages.note(&masked);
        }
        Ok(Exit::Done)
    }

    /// What the summary counts: the new keys if the old ones stay.
    fn changed_noun(&self) -> &'static str {
        match self.keeps_old {
            true => "new key",
            false => self.noun,
        }
    }

    /// Shows the plan, which is a dry run or has no rows.
    fn run_dry(
        &self,
        selected: &SelectedKeys,
        proposal: &Proposal,
        session: &mut Session<'_>,
    ) -> Result<Exit> {
        self.confirm.check_size(proposal)?;
        if !session.is_output_quiet() {
            print_old_rows(selected, &mut session.output)?;
        }
        match self.confirm.dry_run {
            true => report_dry_run(proposal, &selected.keys, session),
            false => {
                let note = format!("no {}s to replace", self.noun);
                session.messages.note(&note);
            }
        }
        Ok(Exit::Done)
    }
}

/// Prints what would be replaced.
fn print_old_rows(selected: &SelectedKeys, output: &mut Output<'_>) -> Result<()> {
    let pairs = PairColumns::select_old(output)?;
    output.begin(&pairs.columns, Shape::Rows);
    for key in &selected.keys {
        pairs.print_pair(output, key, key, selected.email(&key.tenant_id))?;
    }
    output.end().map(drop)
}
