//! `ragflowctl beta rotate`

use clap::Args;

use crate::command::Run;
use crate::confirm::ConfirmArgs;
use crate::domain::api_key::ApiKey;
use crate::domain::change::has_weak_beta;
use crate::domain::form::Form;
use crate::domain::stamp::Stamp;
use crate::domain::token::Beta;
use crate::env::Entropy;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::change::UndoArgs;
use crate::operation::change::apply::Work;
use crate::operation::change::replace::Renewal;
use crate::operation::change::selection::SelectArgs;
use crate::report::Secrets;
use crate::report::pair_columns::PairColumns;
use crate::session::Session;
use crate::text::count;

const AFTER: &str = "\
Prints [{\"old\":row,\"new\":row}] (CSV and TSV: old_beta, new_beta, ...). A table masks the
secrets: --reveal shows them, --quiet prints the bare new betas and nothing else.

Examples:
  ragflowctl -d demo: beta rotate 7c82c4c66475 --yes
  ragflowctl beta rotate 7c82c4c66475 --yes --json | jq -r '.data[0].new.beta'
  ragflowctl beta rotate --weak --user ada@example.com --dry-run";

/// Replace betas: the API keys stay
///
/// Pages that embed the old beta stop working. Only beta, update_time and
/// update_date of the rows change. With --weak: every beta that can be guessed.
/// Keys scope tenant has no user are skipped. Asks first, and keeps the rows in
/// an undo file.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Rotate {
    #[command(flatten)]
    which: SelectArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    undo: UndoArgs,
}

impl Run for Rotate {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let owner = self.which.check(session)?;
        let pairs = PairColumns::select(&session.output)?;
        let mut store = session.open(self.confirm.access())?;
        let mut selected = self
            .which
            .find(&owner, &mut store, session, has_weak_beta)?;
        selected.without_orphans(!self.which.weak, session)?;
        let guessable = selected
            .keys
            .iter()
            .filter(|key| key.token.form() == Form::Legacy);
        let guessable = guessable.count() as u64;
        if guessable > 0 {
            let noun = count(guessable, "key");
            let verb = if guessable == 1 { "is" } else { "are" };
            session.messages.warning(&format!(
                "{noun} of these {verb} guessable, and whoever saw an old beta can still work out \
                 its key: token rotate replaces both"
            ));
        }
        let renewal = Renewal {
            work: Work {
                command: "beta rotate",
                done: "replaced",
                noun: "beta",
                reports: true,
                undo_file: self.undo.undo_file.as_ref(),
            },
            verb: "replace",
            confirm: &self.confirm,
            of_everyone: self.which.all,
            keeps_old: false,
            loses_beta: &|key| !key.lacks_beta(),
            bare: |key, secrets| {
                let beta = key.beta.as_ref();
                match secrets {
                    Secrets::Masked => beta.map(Beta::mask).unwrap_or_default(),
                    Secrets::Revealed => beta.map_or("", Beta::expose).to_owned(),
                }
            },
        };
        let mut make = |old: &ApiKey<'static>, now: Stamp, entropy: &mut dyn Entropy| {
            Ok(ApiKey {
                beta: Some(Beta::mint(&old.tenant_id, entropy)?),
                update_date: Some(now.date),
                update_time: Some(now.ms),
                ..old.clone()
            })
        };
        renewal.run(pairs, &selected, &mut make, &mut store, session)
    }
}
