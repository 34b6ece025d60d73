//! What the commands that change keys share: choosing rows (`select`), saying
//! what is going to happen (`proposal`), doing it (`apply`), and replacing keys or
//! betas (`renew`).

pub(crate) mod apply;
pub(crate) mod proposal;
pub(crate) mod replace;
pub(crate) mod selection;

use clap::Args;

use crate::confirm::Proposal;
use crate::domain::api_key::ApiKey;
use crate::domain::form::Form;
use crate::options::FileChoice;
use crate::session::Session;
use crate::text::count;

/// Where the rows are kept as they were.
#[derive(Args)]
pub(crate) struct UndoArgs {
    /// Where the old and new rows are kept for `undo` [default: a file in the
    /// state directory]
    ///
    /// Full keys and betas are in it: only you can read it.
    #[arg(long, value_name = "PATH|off", help_heading = "Safety")]
    pub(crate) undo_file: Option<FileChoice>,
}

impl Session<'_> {
    /// What a dry run says: the plan, and that it was not carried out.
    pub(crate) fn say_dry_run(&mut self, proposal: &Proposal, keys: &[ApiKey<'_>]) {
        let guessable = keys.iter().filter(|key| key.token.form() == Form::Legacy);
        let guessable = guessable.count() as u64;
        if guessable > 0 {
            self.messages.warning(&format!(
                "{} of these can be guessed (CVE-2025-69286), and the ID of a guessable key lets \
                 its holder find it: do not share this plan",
                count(guessable, "key")
            ));
        }
        for line in &proposal.lines {
            self.messages.note(line.trim_start());
        }
        self.messages
            .note(&format!("dry run: would {}", proposal.what));
    }
}
