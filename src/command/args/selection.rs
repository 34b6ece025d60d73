//! The keys of a command that changes them: KEYs, or conditions

use clap::Args;

use super::filter::FilterArgs;
use super::key::KeyArgs;
use super::owner::OwnerArgs;
use crate::domain::api_key::ApiKey;
use crate::error::{Error, Result};
use crate::operation::change::selection::SelectedKeys;
use crate::session::{OpenDatabase, Session};
use crate::settings::Settings;

/// The keys to change.
#[derive(Args)]
pub(crate) struct SelectionArgs {
    #[command(flatten)]
    keys: KeyArgs,

    #[command(flatten)]
    filter: FilterArgs,

    /// All keys of the owner
    #[arg(long, conflicts_with_all = ["keys", "all"], help_heading = "Conditions")]
    every: bool,

    #[command(flatten)]
    owner: OwnerArgs,

    /// With --weak, --rule or --older-than: the keys of every tenant
    #[arg(short, long, help_heading = "Owner")]
    #[arg(conflicts_with_all = ["user", "tenant", "login_token"])]
    pub(crate) all: bool,
}

impl SelectionArgs {
    /// Whether the keys are those for which conditions hold, not KEYs.
    pub(crate) fn is_bulk(&self) -> bool {
        self.every || self.filter.is_given()
    }

    /// Checks the combination of arguments, before anything is opened. Returns
    /// the owner, which RAGFLOWCTL_USER may set where one is required.
    ///
    /// # Errors
    /// When no key or no owner is given.
    pub(crate) fn check(&self, settings: &Settings) -> Result<OwnerArgs> {
        if self.is_bulk() && !self.all {
            let owner = self.owner.or_default(settings)?;
            return match (owner.is_given(), self.every) {
                (true, _) => Ok(owner),
                (false, true) => Err(Error::usage("--every: no owner given")
                    .hint("use --user EMAIL|ID or --tenant ID")),
                (false, false) => Err(Error::usage("no owner given")
                    .hint("use --user EMAIL|ID, --tenant ID, or --all for every tenant")),
            };
        }
        if self.all && !self.is_bulk() {
            return Err(
                Error::usage("--all requires --weak, --rule or --older-than").hint(
                    "--weak --all selects every guessable key; to select other keys, give their \
                     key IDs",
                ),
            );
        }
        if !self.is_bulk() && !self.keys.is_given() {
            return Err(Error::usage("no key given").hint(
                "give key IDs (ragflowctl token list shows them), - to read them from stdin, or \
                 --weak, --rule, --older-than or --every",
            ));
        }
        Ok(self.owner.clone())
    }

    /// Finds the rows; `is_weak` is the condition of `--weak`.
    ///
    /// # Errors
    /// When a KEY or the owner is not found, or a rule cannot be checked.
    pub(crate) fn find(
        &self,
        owner: &OwnerArgs,
        database: &mut OpenDatabase,
        session: &mut Session<'_>,
        is_weak: fn(&ApiKey<'_>) -> bool,
    ) -> Result<SelectedKeys> {
        let owner = owner.find(database, session)?;
        let store = &mut database.store;
        let keys = if self.is_bulk() {
            let tenant_id = owner.as_ref().map(|owner| owner.tenant_id.as_str());
            let filter = self.filter.filter(tenant_id, is_weak, store, session)?;
            store.filter_keys(tenant_id, &|key| filter.accepts(key))?
        } else {
            self.keys.find(owner.as_ref(), store, session)?
        };
        SelectedKeys::new(keys, store)
    }

    /// Finds the rows to replace: those of [`SelectionArgs::find`] without
    /// orphans, which are skipped with a warning.
    ///
    /// # Errors
    /// When a KEY or the owner is not found, or KEYs are given and all of them
    /// are orphans.
    pub(crate) fn find_replaceable(
        &self,
        owner: &OwnerArgs,
        database: &mut OpenDatabase,
        session: &mut Session<'_>,
        is_weak: fn(&ApiKey<'_>) -> bool,
    ) -> Result<SelectedKeys> {
        let mut selected = self.find(owner, database, session, is_weak)?;
        self.skip_orphans(&mut selected, session)?;
        Ok(selected)
    }

    /// Skips orphans with a warning: RAGFlow 0.26 and later would reject the new
    /// key as well.
    ///
    /// # Errors
    /// When KEYs are given, and all of them are orphans.
    fn skip_orphans(&self, selected: &mut SelectedKeys, session: &mut Session<'_>) -> Result<()> {
        let Some(skipped) = selected.remove_orphans() else {
            return Ok(());
        };
        if !self.is_bulk() && selected.keys.is_empty() {
            return Err(skipped.error());
        }
        session.messages.warning(&skipped.warning());
        Ok(())
    }
}
