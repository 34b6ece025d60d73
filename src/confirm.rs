//! Confirmation of a plan: `--yes`, or a person's yes, becomes a permit that
//! every destructive operation of the store demands.
//!
//! Nothing else can make a permit for the change of an existing key, so a command
//! cannot forget to ask.

use clap::Args;

use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::error::{Error, Result};

/// The permit: a plan was confirmed, by a person or by `--yes`, or only adds keys.
#[derive(Debug)]
pub struct Confirmed(());

impl Confirmed {
    /// New keys destroy nothing, so nobody has to confirm them: the changes that add
    /// them, with the permit.
    pub(crate) fn additions(keys: Vec<ApiKey<'static>>) -> (Vec<Change>, Self) {
        (keys.into_iter().map(Change::add).collect(), Self(()))
    }
}

/// The options that confirm a plan.
#[derive(Args)]
pub(crate) struct ConfirmArgs {
    /// Do not ask for confirmation (required without a terminal)
    #[arg(short, long, help_heading = "Safety")]
    pub(crate) yes: bool,

    /// Abort unless exactly N keys would change
    #[arg(long, value_name = "N", help_heading = "Safety")]
    pub(crate) expect: Option<u64>,

    /// Show what would be done without changing anything
    #[arg(long, help_heading = "Safety")]
    pub(crate) dry_run: bool,
}

/// What is going to happen.
#[derive(Debug)]
pub(crate) struct Proposal {
    /// `delete 3 keys of 2 tenants`
    pub(crate) summary: String,
    /// Number of rows that would change.
    pub(crate) rows: u64,
    /// The rows, and what else they affect.
    pub(crate) details: Vec<String>,
    /// The lines of the details about what stops working. They are printed as warnings
    /// if the plan is not shown, because of `--yes`.
    pub(crate) warnings: Vec<String>,
    /// Keys of every tenant can be among the rows: the database's name has to
    /// be typed, "y" is not enough.
    pub(crate) all_tenants: bool,
}

/// The database that a plan is for.
#[derive(Debug)]
pub(crate) struct Destination {
    /// The engine's name.
    pub(crate) engine: String,
    /// Host and port, socket or directory.
    pub(crate) host: String,
    /// The database's name.
    pub(crate) database: String,
    /// The option, variable or profile that selected it.
    pub(crate) selected_by: String,
    /// No option, variable or profile selected it.
    pub(crate) is_implicit: bool,
    /// The hint for a refusal of an implicit database.
    pub(crate) hint: String,
}

/// Somebody who can be asked.
pub(crate) trait Asker {
    /// Whether there is a terminal to ask at.
    fn can_ask(&self) -> bool;
    /// The database that the plan is for.
    fn destination(&self) -> &Destination;
    /// Shows a line of the plan.
    fn show(&mut self, line: &str);
    /// Warns of what a plan breaks.
    fn warn(&mut self, text: &str);
    /// Asks for a line of text.
    ///
    /// # Errors
    /// When there is no answer.
    fn ask_line(&mut self, question: &str) -> Result<String>;
    /// Asks a yes/no question whose default is no.
    ///
    /// # Errors
    /// When there is no answer.
    fn ask_yes(&mut self, question: &str) -> Result<bool>;
}

impl ConfirmArgs {
    /// Compares the plan with `--expect`.
    ///
    /// # Errors
    /// When the plan has another number of rows.
    pub(crate) fn check_size(&self, proposal: &Proposal) -> Result<()> {
        match self.expect {
            Some(expected) if expected != proposal.rows => Err(Error::refused(format!(
                "the plan is to {}, but --expect is {expected}; nothing was changed",
                proposal.summary
            ))
            .hint("use --dry-run to see the plan")),
            _ => Ok(()),
        }
    }

    /// Confirms a plan: with `--yes`, else by asking.
    ///
    /// # Errors
    /// When the answer is no, or there is no terminal to ask at.
    pub(crate) fn confirm(&self, proposal: &Proposal, asker: &mut dyn Asker) -> Result<Confirmed> {
        self.check_size(proposal)?;
        if !asker.can_ask() {
            refuse_implicit_database(asker.destination())?;
        }
        if self.yes {
            proposal.warnings.iter().for_each(|text| asker.warn(text));
            return Ok(Confirmed(()));
        }
        if !asker.can_ask() {
            return Err(Error::refused(format!(
                "refusing to {} without confirmation: stdin is not a terminal",
                proposal.summary
            ))
            .hint(
                "use --dry-run to see the plan, --yes to confirm it, and --expect N to abort \
                 unless N keys would change",
            ));
        }
        show(proposal, asker);
        let is_confirmed = if proposal.all_tenants {
            let name = asker.destination().database.clone();
            let question = format!("Type the database's name, {name}, to continue: ");
            asker.ask_line(&question)? == name
        } else {
            asker.ask_yes("Continue?")?
        };
        match is_confirmed {
            true => Ok(Confirmed(())),
            false => Err(Error::refused("not confirmed; nothing was changed")),
        }
    }
}

/// A script must name the database that it changes.
fn refuse_implicit_database(destination: &Destination) -> Result<()> {
    match destination.is_implicit {
        false => Ok(()),
        true => Err(Error::refused(
            "refusing to change a database that was selected automatically: stdin is not a terminal",
        )
        .hint(destination.hint.clone())),
    }
}

fn show(proposal: &Proposal, asker: &mut dyn Asker) {
    let destination = asker.destination();
    let mut lines = vec![format!("About to {}", proposal.summary)];
    for (label, value) in [
        ("server", &destination.engine),
        ("host", &destination.host),
        ("database", &destination.database),
        ("named by", &destination.selected_by),
    ] {
        lines.push(format!("  {label:<12} {value}"));
    }
    lines.extend(proposal.details.iter().map(|line| format!("  {line}")));
    for line in lines {
        asker.show(&line);
    }
}
