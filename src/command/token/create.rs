//! `ragflowctl token create`

mod users;

use std::borrow::Cow;
use std::collections::BTreeMap;

use clap::Args;

use crate::command::Run;
use crate::command::args::{OwnerArgs, UndoFileArgs};
use crate::command::change::{ChangeRun, only_tenant};
use crate::command::fields::FieldNames;
use crate::command::notes;
use crate::confirm::Confirmed;
use crate::domain::api_key::ApiKey;
use crate::domain::binding::Binding;
use crate::domain::change::Change;
use crate::domain::stamp::Stamp;
use crate::domain::token::{Beta, Token};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::new_rows::warn_of_rejections;
use crate::operation::owner::Owner;
use crate::report::key_columns::{self, KeyFacts, KeyField, KeyTable};
use crate::report::{Column, Output, Secrets, Shape};
use crate::session::{Session, Target};
use crate::store::{Access, Store};
use crate::text::{count, quoted, shell_word};

const AFTER: &str = "\
Shows each new key with its beta once, in full, unless --mask is given; --quiet prints the new
keys and nothing else. JSON: rows like those of `token list`, always an array.

Examples:
  ragflowctl -d demo: token create --user ada@example.com
  KEY=$(ragflowctl token create --user ada@example.com --quiet)
  ragflowctl token create --user ada@example.com --json | jq -r '.data[0].beta'
  ragflowctl token create --user ada@example.com --count 10 --quiet > keys.txt
  ragflowctl token create --users people.csv -o csv --fields user,token";

/// Create an API key with its beta
///
/// Inserts the row that RAGFlow's own server would insert, with a key of 256
/// bits and a beta of 192 bits from the operating system's random number
/// generator.
#[derive(Args)]
#[command(after_help = AFTER, visible_alias = "new")]
#[command(
    override_usage = "ragflowctl token create (--user EMAIL|ID | --tenant ID) [OPTIONS]\n       \
                      ragflowctl token create --users FILE|- [OPTIONS]"
)]
#[command(add = FieldNames::of_columns(&key_columns::all()))]
pub(crate) struct Create {
    #[command(flatten)]
    owner: OwnerArgs,

    /// Record this chat (dialog) in the key; since RAGFlow 0.25 it restricts nothing
    #[arg(long, value_name = "ID", conflicts_with = "agent")]
    dialog: Option<String>,

    /// Record this agent in the key; since RAGFlow 0.25 it restricts nothing
    #[arg(long, value_name = "ID")]
    agent: Option<String>,

    /// Create keys for the users in this file: one e-mail address per line, or a CSV with a column email (- reads stdin)
    ///
    /// Users who are not found are reported at the end (exit status 1); the others
    /// get their keys.
    #[arg(long, value_name = "FILE|-", value_hint = clap::ValueHint::FilePath)]
    #[arg(conflicts_with_all = ["user", "tenant", "login_token", "dialog", "agent"])]
    users: Option<String>,

    /// With --users: leave out users who have a key
    #[arg(long, requires = "users")]
    skip_existing: bool,

    /// Number of keys to create for each owner
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=10_000))]
    count: u16,

    /// Check everything without changing anything
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,

    #[command(flatten)]
    undo: UndoFileArgs,
}

impl Run for Create {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        if let Some(file) = &self.users {
            return self.create_for_users(file, session, target);
        }
        let owner = self.owner.or_default(&session.settings)?;
        if !owner.is_given() {
            let error = Error::usage("no owner given")
                .hint("use --user EMAIL|ID, --tenant ID or --users FILE");
            return Err(target.missing_argument(error));
        }
        if !self.dry_run {
            session.require_stdout()?;
        }
        // A wrong field name is reported before the key is stored.
        let (columns, fields) = key_columns::select(&session.output, KeyTable::New)?;
        let mut database = session.open(target, Access::write_unless(self.dry_run))?;
        let owner = owner.find_required(&mut database, session)?;
        let store = &mut database.store;
        if !owner.is_owned && store.find_user(&owner.tenant_id)?.is_none() {
            return Err(Error::not_found(format!(
                "tenant {} has no owner, and no user has its ID, so RAGFlow would not accept its keys",
                owner.tenant_id
            ))
            .hint("use a user who owns a tenant: --user EMAIL|ID"));
        }
        let binding = self.find_binding(store, &owner)?;
        for warning in warn_of_rejections([owner.tenant_id.as_str()], store)? {
            session.messages.warning(&warning);
        }
        if binding.is_some() {
            session.messages.note(
                "the binding restricts nothing since RAGFlow 0.25: this key gives access to \
                 everything of its tenant, its other keys included",
            );
        }
        session.name_zone(&columns, store)?;
        if self.dry_run {
            session.messages.note(&format!(
                "dry run: would create {} for tenant {}",
                count(self.count.into(), "key"),
                owner.tenant_id
            ));
            if !session.is_output_quiet() {
                session.output.begin(&columns, Shape::Rows);
                session.output.end()?;
            }
            return Ok(Exit::Done);
        }
        let now = session.zone.date_clock(store, &mut session.messages)?.now();
        let keys = self.mint(&owner.tenant_id, binding, now, session)?;
        let emails = BTreeMap::from([(owner.tenant_id.as_str(), owner.email())]);
        self.store_and_print(keys, (columns, fields), &emails, store, session)?;
        if session.settings.secrets == Secrets::Masked {
            let note = notes::masked_secrets(self.count.into(), "key", Some(&owner.tenant_id));
            session.messages.note(&note);
        }
        Ok(Exit::Done)
    }
}

impl Create {
    /// What the key is to be bound to, after a check that it is the owner's.
    fn find_binding(&self, store: &mut Store, owner: &Owner) -> Result<Option<(Binding, &str)>> {
        let (binding, id) = match (&self.dialog, &self.agent) {
            (Some(id), _) => (Binding::Dialog, id.as_str()),
            (None, Some(id)) => (Binding::Agent, id.as_str()),
            (None, None) => return Ok(None),
        };
        let kind = binding.noun();
        if !store.schema().has_table(binding.table()) {
            return Err(Error::new(
                Kind::NotRagflow,
                format!(
                    "cannot look up the {kind}: the database {} has no table {}",
                    store.url(),
                    binding.table()
                ),
            ));
        }
        let Some(found) = store.find_binding_owner(binding, id)? else {
            let message = format!("no {kind} {} in the database {}", quoted(id), store.url());
            return Err(Error::not_found(message).hint(format!(
                "copy the ID from the URL of the {kind} in RAGFlow's web UI"
            )));
        };
        let user_id = owner.user.as_ref().map(|user| user.id.as_str());
        let is_owners = found == owner.tenant_id
            || (binding == Binding::Agent && Some(found.as_str()) == user_id);
        if !is_owners {
            // RAGFlow stores a tenant with a chat, and a user with an agent.
            let (holder, option) = match binding {
                Binding::Dialog => ("tenant", "--tenant"),
                Binding::Agent => ("user", "--user"),
            };
            let tenant_id = &owner.tenant_id;
            let owner = match owner.email() {
                Some(email) => format!("tenant {tenant_id} ({email})"),
                None => format!("tenant {tenant_id}"),
            };
            return Err(Error::refused(format!(
                "{kind} {} belongs to {holder} {}, not to {owner}",
                quoted(id),
                found
            ))
            .hint(format!(
                "use a {kind} of this owner, or the {kind}'s owner: {option} {}",
                shell_word(&found)
            )));
        }
        Ok(Some((binding, id)))
    }

    fn mint(
        &self,
        tenant_id: &str,
        binding: Option<(Binding, &str)>,
        now: Stamp,
        session: &mut Session<'_>,
    ) -> Result<Vec<ApiKey<'static>>> {
        (0..self.count)
            .map(|_| {
                Ok(ApiKey {
                    tenant_id: Cow::Owned(tenant_id.to_owned()),
                    token: Token::mint(tenant_id, session.entropy)?,
                    dialog_id: binding.map(|(_, id)| Cow::Owned(id.to_owned())),
                    source: binding.map(|(binding, _)| Cow::Borrowed(binding.source())),
                    beta: Some(Beta::mint(tenant_id, session.entropy)?),
                    create_date: Some(now.date),
                    create_time: Some(now.ms),
                    update_date: Some(now.date),
                    update_time: Some(now.ms),
                })
            })
            .collect()
    }

    /// Stores the keys, and prints each as soon as it is committed.
    fn store_and_print(
        &self,
        keys: Vec<ApiKey<'static>>,
        (columns, fields): (Vec<Column>, Vec<KeyField>),
        emails: &BTreeMap<&str, Option<&str>>,
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<()> {
        let is_quiet = session.is_output_quiet();
        let is_masked = session.settings.mask.value;
        let now_ms = session.clock.now().timestamp_millis();
        let scope = match only_tenant(keys.iter().map(|key| &*key.tenant_id)) {
            Some(tenant_id) => format!("--tenant {}", shell_word(tenant_id)),
            None => "--all".to_owned(),
        };
        if !is_quiet {
            session.output.begin(&columns, Shape::Rows);
        }
        let mut print = |output: &mut Output<'_>, changes: &[Change], is_last: bool| {
            for key in changes.iter().filter_map(|change| change.new.as_ref()) {
                if is_quiet {
                    let secret = match is_masked {
                        true => key.token.mask(),
                        false => key.token.expose().to_owned(),
                    };
                    output.raw((secret + "\n").as_bytes())?;
                } else {
                    let facts = KeyFacts {
                        user: emails.get(&*key.tenant_id).copied().flatten(),
                        binding_name: None,
                        now_ms,
                    };
                    key_columns::print_new_key(output, &fields, key, facts)?;
                }
            }
            match is_last && !is_quiet {
                true => output.end().map(drop),
                false => output.flush(),
            }
        };
        let (changes, permit) = Confirmed::additions(keys);
        let run = ChangeRun {
            command: "token create",
            done: "created",
            noun: "key",
            undo_file: self.undo.undo_file.as_ref(),
            permit: &permit,
            look_hint: Some(format!(
                "to show the keys: ragflowctl token list --no-backfill --reveal {scope}"
            )),
        };
        let created = run.apply(changes, store, session, &mut print)?;
        let note = format!("created {}", count(created as u64, "key"));
        session.messages.note(&note);
        Ok(())
    }
}
