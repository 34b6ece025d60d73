//! Confirmation: what is going to happen is shown, and `--yes` or a person's
//! yes becomes a permit that every destructive operation of the store demands.
//!
//! Nothing else can make one, so a command cannot forget to ask.

use clap::Args;

use crate::error::{Error, Result};
use crate::session::Session;
use crate::settings::Origin;
use crate::store::{Access, Store};

/// Somebody said yes to the plan that was shown, or `--yes` to any.
#[derive(Debug)]
pub struct Confirmed(());

/// How a plan is confirmed.
#[derive(Args)]
pub struct ConfirmArgs {
    /// Do it without asking; needed where there is no terminal
    #[arg(short, long, help_heading = "Safety")]
    pub yes: bool,

    /// Do nothing unless the plan has exactly so many rows
    #[arg(long, value_name = "N", help_heading = "Safety")]
    pub expect: Option<u64>,

    /// Say what would be done, and change nothing
    #[arg(long, help_heading = "Safety")]
    pub dry_run: bool,
}

/// What is going to happen.
#[derive(Debug)]
pub struct Proposal {
    /// `delete 3 keys of 2 tenants`
    pub what: String,
    /// How many rows.
    pub rows: u64,
    /// Which, and what it touches, a line each.
    pub lines: Vec<String>,
    /// Every tenant may be among them: a mere "y" will not do.
    pub of_everyone: bool,
}

impl ConfirmArgs {
    /// What the database is opened for.
    pub fn access(&self) -> Access {
        match self.dry_run {
            true => Access::Read,
            false => Access::Write,
        }
    }

    /// Refuses a plan that is not of the size that was expected.
    ///
    /// # Errors
    /// When it is not.
    pub fn check_size(&self, proposal: &Proposal) -> Result<()> {
        match self.expect {
            Some(expected) if expected != proposal.rows => Err(Error::refused(format!(
                "the plan is to {}, and --expect says {expected}: nothing was changed",
                proposal.what
            ))
            .hint("--dry-run shows which they are")),
            _ => Ok(()),
        }
    }

    /// Asks, unless `--yes` answers.
    ///
    /// # Errors
    /// When the answer is no, or nobody is there to give one.
    pub fn confirm(
        &self,
        proposal: &Proposal,
        store: &Store,
        session: &mut Session<'_>,
    ) -> Result<Confirmed> {
        self.check_size(proposal)?;
        let can_ask = session.terminal.can_ask();
        if !can_ask {
            refuse_if_merely_found(store, session)?;
        }
        if self.yes {
            return Ok(Confirmed(()));
        }
        if !can_ask {
            return Err(Error::refused(format!(
                "this would {}, and nobody is there to confirm it",
                proposal.what
            ))
            .hint("--dry-run shows the plan; --yes carries it out, and --expect N only if it has N rows"));
        }
        show(proposal, store, session);
        let agreed = if proposal.of_everyone {
            let name = store.url().name();
            session.ask(&format!("Type the database's name, {name}, to go on: "))? == name
        } else {
            session.ask_yes("Go on?", false)?
        };
        match agreed {
            true => Ok(Confirmed(())),
            false => Err(Error::refused("not confirmed: nothing was changed")),
        }
    }
}

/// Without a terminal nothing is destroyed in a database that nobody named.
fn refuse_if_merely_found(store: &Store, session: &Session<'_>) -> Result<()> {
    let origin = session.origin.as_ref().map(Origin::selected_by);
    match origin {
        Some(Origin::Container | Origin::Embedded) => Err(Error::refused(
            "the database was not named, and without a terminal nothing is changed in one that \
             was merely found",
        )
        .hint(format!("name it: --database {}", store.url()))),
        _ => Ok(()),
    }
}

/// The whole plan, as a person is to read it before answering.
fn show(proposal: &Proposal, store: &Store, session: &mut Session<'_>) {
    let url = store.url();
    let origin = session
        .origin
        .as_ref()
        .map_or_else(String::new, Origin::to_string);
    session
        .messages
        .plan(&format!("About to {}", proposal.what));
    for (name, value) in [
        ("engine", store.engine().name().to_owned()),
        ("host", url.place()),
        ("database", url.name()),
        ("named by", origin),
    ] {
        session.messages.plan(&format!("  {name:<9} {value}"));
    }
    for line in &proposal.lines {
        session.messages.plan(&format!("  {line}"));
    }
}
