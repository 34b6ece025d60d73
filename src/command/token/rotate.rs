//! `ragflowctl token rotate`

use std::collections::HashSet;

use clap::Args;

use crate::command::Run;
use crate::confirm::ConfirmArgs;
use crate::domain::api_key::ApiKey;
use crate::domain::change::{is_weak, keeps_beta};
use crate::domain::stamp::Stamp;
use crate::domain::token::{Beta, Token};
use crate::env::Entropy;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::change::UndoArgs;
use crate::operation::change::apply::Work;
use crate::operation::change::replace::{Renewal, shared_betas};
use crate::operation::change::selection::{SelectArgs, Selected};
use crate::report::Secrets;
use crate::report::pair_columns::PairColumns;
use crate::session::Session;
use crate::session::journal::undo_file;
use crate::store::Store;
use crate::text::count;

const AFTER: &str = "\
Prints [{\"old\":row,\"new\":row}] (CSV and TSV: old_token, new_token, ...). A table masks the
secrets: --reveal shows them, --quiet prints the bare new keys and nothing else.

Examples:
  ragflowctl -d demo: token rotate 7c82c4c66475 --yes
  KEY=$(ragflowctl token rotate 7c82c4c66475 --yes --quiet)
  ragflowctl token rotate --weak --all --dry-run
  ragflowctl token rotate --weak --all --yes --json > rotated.json
  ragflowctl token rotate --weak --user ada@example.com --keep-old --yes";

/// Replace API keys: a new key in place of the old
///
/// The new key is bound to the same dialog or agent. It keeps the beta, so that
/// embedded pages live on, unless that can be guessed or another row has it
/// too; a missing beta is filled in. The old key is rejected from then on. Keys
/// scope tenant has no user are skipped. Asks first, and keeps the rows in an
/// undo file.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Rotate {
    #[command(flatten)]
    which: SelectArgs,

    /// Leave the old key as it is, beta included; the new one gets its own beta
    ///
    /// With --weak, a key that an undo file shows to have a new one already
    /// gets no second. Once every client has moved: token delete.
    #[arg(long)]
    keep_old: bool,

    /// A new beta in any case: pages that embed the old one stop working
    #[arg(long)]
    new_beta: bool,

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
        let mut selected = self.which.find(&owner, &mut store, session, is_weak)?;
        selected.without_orphans(!self.which.weak, session)?;
        if self.which.weak && self.keep_old {
            leave_out_paired(&mut selected, &mut store, session)?;
        }
        let shared = shared_betas(&selected.keys, &mut store)?;
        let keeps_beta_of = |key: &ApiKey<'_>| {
            let is_shared = key
                .beta
                .as_ref()
                .is_some_and(|beta| shared.contains(beta.expose()));
            !self.new_beta && keeps_beta(key, is_shared, self.keep_old)
        };
        let renewal = Renewal {
            work: Work {
                command: "token rotate",
                done: match self.keep_old {
                    true => "added a new key beside",
                    false => "replaced",
                },
                noun: "key",
                reports: true,
                undo_file: self.undo.undo_file.as_ref(),
            },
            verb: match self.keep_old {
                true => "add a new key beside",
                false => "replace",
            },
            confirm: &self.confirm,
            of_everyone: self.which.all,
            keeps_old: self.keep_old,
            loses_beta: &|key| !self.keep_old && !key.lacks_beta() && !keeps_beta_of(key),
            bare: |key, secrets| match secrets {
                Secrets::Masked => key.token.mask(),
                Secrets::Revealed => key.token.expose().to_owned(),
            },
        };
        let mut make = |old: &ApiKey<'static>, now: Stamp, entropy: &mut dyn Entropy| {
            Ok(ApiKey {
                token: Token::mint(&old.tenant_id, entropy)?,
                beta: match keeps_beta_of(old) {
                    true => old.beta.clone(),
                    false => Some(Beta::mint(&old.tenant_id, entropy)?),
                },
                create_date: Some(now.date),
                create_time: Some(now.ms),
                update_date: Some(now.date),
                update_time: Some(now.ms),
                ..old.clone()
            })
        };
        renewal.run(pairs, &selected, &mut make, &mut store, session)
    }
}

/// Leaves out the keys that got a new one beside them before, as far as undo
/// files tell and the new one is still there.
fn leave_out_paired(
    selected: &mut Selected,
    store: &mut Store,
    session: &mut Session<'_>,
) -> Result<()> {
    let Some(folder) = session.undo_folder() else {
        return Ok(());
    };
    let identity = store.url().identity();
    let mut paired: HashSet<(String, String)> = HashSet::new();
    // A file that cannot be read pairs nothing: a key too many does no harm.
    for path in undo_file::list(&folder).unwrap_or_default() {
        let Ok(recorded) = undo_file::read(&path) else {
            continue;
        };
        if recorded.undone || recorded.header.identity != identity {
            continue;
        }
        for change in recorded.changes.iter().filter(|change| change.keeps_old) {
            if let (Some(old), Some(new)) = (&change.old, &change.new)
                && store.key(new)?.is_some()
            {
                paired.insert((old.tenant_id.to_string(), old.token.id()));
            }
        }
    }
    let before = selected.keys.len();
    selected
        .keys
        .retain(|key| !paired.contains(&(key.tenant_id.to_string(), key.token.id())));
    let left_out = before - selected.keys.len();
    if left_out > 0 {
        session.messages.note(&format!(
            "{} got a new one beside them before: token delete takes the old away",
            count(left_out as u64, "key")
        ));
    }
    Ok(())
}
