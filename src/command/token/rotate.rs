//! `ragflowctl token rotate`

use clap::Args;

use crate::command::Run;
use crate::command::args::{SelectionArgs, UndoFileArgs};
use crate::command::fields::FieldNames;
use crate::command::replace::Replacement;
use crate::confirm::ConfirmArgs;
use crate::domain::api_key::ApiKey;
use crate::domain::change::{is_weak, keeps_beta};
use crate::domain::stamp::Stamp;
use crate::domain::token::{Beta, Token};
use crate::env::Entropy;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::change::replacement::{find_shared_betas, remove_paired};
use crate::report::pair_columns::PairColumns;
use crate::session::{Session, Target};
use crate::store::Access;
use crate::text::count;

const AFTER: &str = "\
Shows each new key once, in full, unless --mask is given; --quiet prints the new keys and nothing
else. JSON: [{\"old\":row,\"new\":row}]; CSV and TSV: old_token, new_token, ...

Examples:
  ragflowctl -d demo: token rotate 7c82c4c66475 --yes
  KEY=$(ragflowctl token rotate 7c82c4c66475 --yes --quiet)
  ragflowctl token rotate --weak --all --dry-run
  ragflowctl token rotate --weak --all --yes --json > rotated.json
  ragflowctl token rotate --weak --user ada@example.com --keep-old --yes";

/// Replace API keys with new ones
///
/// The new key is bound to the same chat or agent. It keeps the beta, so embedded
/// pages continue to work. The beta is replaced too if it is guessable or shared
/// with another key. A missing beta is created. The old key no longer works.
/// Orphans are skipped. The plan names the agents, MCP servers and connectors whose
/// settings contain an old key. Asks for confirmation, and saves the rows in an undo
/// file.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(override_usage = "ragflowctl token rotate KEY... [OPTIONS]\n       \
                      ragflowctl token rotate CONDITION... (OWNER | --all) [OPTIONS]")]
#[command(add = FieldNames::of_columns(&PairColumns::all()))]
pub(crate) struct Rotate {
    #[command(flatten)]
    selection: SelectionArgs,

    /// Keep the old key and its beta; the new key gets its own beta
    ///
    /// Keys that an undo file shows as already rotated are skipped, unless they are
    /// given as KEY.
    /// When all clients use the new key, delete the old one with `token delete`.
    #[arg(long)]
    keep_old: bool,

    /// Always create a new beta (pages that embed the old one stop working)
    #[arg(long)]
    new_beta: bool,

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
        let mut selected =
            self.selection
                .find_replaceable(&owner, &mut database, session, is_weak)?;
        if self.selection.is_bulk() && self.keep_old {
            let paired = remove_paired(&mut selected, &session.journal, &mut database.store)?;
            if let Some(example) = paired.first() {
                let (verb, which) = match paired.len() {
                    1 => ("was", "it"),
                    _ => ("were", "an old key"),
                };
                session.messages.note(&format!(
                    "skipped {} that {verb} already rotated; delete {which} with: \
                     ragflowctl token delete {example}",
                    count(paired.len() as u64, "key")
                ));
            }
        }
        let shared = find_shared_betas(&selected.keys, &mut database.store)?;
        let keeps_beta = |key: &ApiKey<'_>| {
            let beta = key.beta.as_ref();
            let is_shared = beta.is_some_and(|beta| shared.contains(beta.expose()));
            !self.new_beta && keeps_beta(key, is_shared, self.keep_old)
        };
        let replacement = Replacement {
            command: "token rotate",
            noun: "key",
            verb: match self.keep_old {
                true => "create",
                false => "replace",
            },
            done: match self.keep_old {
                true => "created",
                false => "replaced",
            },
            confirm: &self.confirm,
            undo_file: self.undo.undo_file.as_ref(),
            all_tenants: self.selection.all,
            keeps_old: self.keep_old,
            stops_keys: !self.keep_old,
            breaks_embeds: &|key| !self.keep_old && !key.lacks_beta() && !keeps_beta(key),
            quiet_output: |key, is_masked| match is_masked {
                true => key.token.mask(),
                false => key.token.expose().to_owned(),
            },
        };
        let mut make = |old: &ApiKey<'static>, now: Stamp, entropy: &mut dyn Entropy| {
            Ok(ApiKey {
                token: Token::mint(&old.tenant_id, entropy)?,
                beta: match keeps_beta(old) {
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
        replacement.run(pairs, selected, &mut make, &mut database, session)
    }
}
