//! `ragflowctl beta rotate`

use clap::Args;

use crate::command::Run;
use crate::command::args::{SelectionArgs, UndoFileArgs};
use crate::command::change::count_guessable;
use crate::command::fields::FieldNames;
use crate::command::replace::Replacement;
use crate::confirm::ConfirmArgs;
use crate::domain::api_key::ApiKey;
use crate::domain::change::has_weak_beta;
use crate::domain::stamp::Stamp;
use crate::domain::token::Beta;
use crate::env::Entropy;
use crate::error::Result;
use crate::exit::Exit;
use crate::report::pair_columns::PairColumns;
use crate::session::{Session, Target};
use crate::store::Access;

const AFTER: &str = "\
Shows each new beta once, in full, unless --mask is given; --quiet prints the new betas and nothing
else. JSON: [{\"old\":row,\"new\":row}]; CSV and TSV: old_beta, new_beta, ...

Examples:
  ragflowctl -d demo: beta rotate 7c82c4c66475 --yes
  ragflowctl beta rotate 7c82c4c66475 --yes --json | jq -r '.data[0].new.beta'
  ragflowctl beta rotate --weak --user ada@example.com --dry-run";

/// Replace betas; the API keys stay
///
/// Pages that embed the old beta stop working. Only beta, update_time and
/// update_date of the rows change. --weak selects every guessable beta. Orphans
/// (keys whose tenant has no user) are skipped. Asks for confirmation, and saves
/// the old and new rows in an undo file.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(override_usage = "ragflowctl beta rotate KEY... [OPTIONS]\n       \
                      ragflowctl beta rotate CONDITION... (OWNER | --all) [OPTIONS]")]
#[command(add = FieldNames::of_columns(&PairColumns::all()))]
pub(crate) struct Rotate {
    #[command(flatten)]
    selection: SelectionArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    undo: UndoFileArgs,
}

impl Run for Rotate {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let owner = self.selection.check(&session.settings);
        let owner = owner.map_err(|error| target.missing_argument(error))?;
        let pairs = PairColumns::select(&session.output)?;
        let access = Access::write_unless(self.confirm.dry_run);
        let mut database = session.open(target, access)?;
        let selected =
            self.selection
                .find_replaceable(&owner, &mut database, session, has_weak_beta)?;
        let guessable = count_guessable(&selected.keys);
        if guessable > 0 {
            let subject = match (guessable, selected.keys.len()) {
                (1, 1) => "this key is".to_owned(),
                (1, _) => "1 of these keys is".to_owned(),
                _ => format!("{guessable} of these keys are"),
            };
            session.messages.warning(&format!(
                "{subject} guessable: anyone who saw the old beta can compute the key. To replace \
                 the key and its beta: ragflowctl token rotate KEY_ID"
            ));
        }
        let replacement = Replacement {
            command: "beta rotate",
            noun: "beta",
            verb: "replace",
            done: "replaced",
            confirm: &self.confirm,
            undo_file: self.undo.undo_file.as_ref(),
            all_tenants: self.selection.all,
            keeps_old: false,
            stops_keys: false,
            breaks_embeds: &|key| !key.lacks_beta(),
            quiet_output: |key, is_masked| {
                let beta = key.beta.as_ref();
                match is_masked {
                    true => beta.map(Beta::mask).unwrap_or_default(),
                    false => beta.map_or("", Beta::expose).to_owned(),
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
        replacement.run(pairs, selected, &mut make, &mut database, session)
    }
}
