//! What the commands that change keys share: choosing rows (`select`), saying
//! what is going to happen (`proposal`), doing it (`apply`), and replacing keys or
//! betas (`renew`).

pub(super) mod apply;
pub(super) mod proposal;
pub(super) mod renew;
pub(super) mod select;

use clap::Args;

use super::Context;
use crate::cli::FileChoice;
use crate::confirm::Proposal;
use crate::domain::record::Record;
use crate::domain::token::Form;
use crate::report::count;

/// Where the rows are kept as they were.
#[derive(Args)]
pub(super) struct UndoArgs {
    /// Where the old and new rows are kept for `undo` [default: a file in the
    /// state directory]
    ///
    /// Full keys and betas are in it: only you can read it.
    #[arg(long, value_name = "PATH|off", help_heading = "Safety")]
    pub(super) undo_file: Option<FileChoice>,
}

impl Context<'_> {
    /// What a dry run says: the plan, and that it was not carried out.
    pub(super) fn say_dry_run(&mut self, proposal: &Proposal, keys: &[Record<'_>]) {
        let guessable = keys.iter().filter(|key| key.token.form() == Form::Legacy);
        let guessable = guessable.count() as u64;
        if guessable > 0 {
            self.talk.warn(&format!(
                "{} of these can be guessed (CVE-2025-69286), and the ID of a guessable key lets \
                 its holder find it: do not share this plan",
                count(guessable, "key")
            ));
        }
        for line in &proposal.lines {
            self.talk.note(line.trim_start());
        }
        self.talk.note(&format!("dry run: would {}", proposal.what));
    }
}
