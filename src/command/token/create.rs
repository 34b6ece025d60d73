//! `ragflowctl token create`

use std::borrow::Cow;

use clap::Args;

use crate::command::Run;
use crate::command::args::OwnerArgs;
use crate::command::notes;
use crate::domain::api_key::ApiKey;
use crate::domain::stamp::Stamp;
use crate::domain::token::{Beta, Token};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::new_rows::warn_of_rejections;
use crate::operation::owner::Owner;
use crate::report::key_columns::{self, KeyField};
use crate::report::{Column, Secrets, Shape};
use crate::session::journal::change_log::Event;
use crate::session::{Session, Target};
use crate::store::{Access, Binding, Store};
use crate::text::{count, quoted, shell_word};

const AFTER: &str = "\
Prints the new rows like `token list`, always as an array. A table masks the secrets:
--reveal shows them, --quiet prints the new keys and nothing else.

Examples:
  ragflowctl -d demo: token create --user ada@example.com --reveal
  KEY=$(ragflowctl token create --user ada@example.com --quiet)
  ragflowctl token create --user ada@example.com --dialog 0f8e… --json | jq -r '.data[0].beta'
  ragflowctl token create --tenant 5b02… --count 10 -o csv";

/// Create an API key with its beta
///
/// Inserts the row that RAGFlow's own server would insert, with a key of 256
/// bits and a beta of 192 bits from the operating system's random number
/// generator.
#[derive(Args)]
#[command(after_help = AFTER)]
pub(crate) struct Create {
    #[command(flatten)]
    owner: OwnerArgs,

    /// Record this chat (dialog) in the key; since RAGFlow 0.25 it restricts nothing
    #[arg(long, value_name = "ID", conflicts_with = "agent")]
    dialog: Option<String>,

    /// Record this agent in the key; since RAGFlow 0.25 it restricts nothing
    #[arg(long, value_name = "ID")]
    agent: Option<String>,

    /// Number of keys to create
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=10_000))]
    count: u16,

    /// Check everything without changing anything
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,
}

impl Run for Create {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let owner = self.owner.or_default(&session.settings)?;
        if !owner.is_given() {
            return Err(Error::usage("no owner given").hint("use --user EMAIL|ID or --tenant ID"));
        }
        // A wrong field name is reported before the key is stored.
        let fields = key_columns::select(&session.output, false)?;
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
        if self.dry_run {
            session.messages.note(&format!(
                "dry run: would create {} for tenant {}",
                count(self.count.into(), "key"),
                owner.tenant_id
            ));
            return print(session, &fields, &[], None).map(|()| Exit::Done);
        }
        let now = session.zone.date_clock(store, &mut session.messages)?.now();
        let keys = self.mint(&owner, binding, now, session)?;
        let mut tx = store.begin()?;
        for key in &keys {
            tx.insert_key(key)?;
        }
        tx.commit()?;
        record(session, store, &keys);
        print(session, &fields, &keys, owner.email())
            .map_err(|error| committed_but_not_printed(&error, &keys))?;
        if session.settings.secrets == Secrets::Masked {
            let note = notes::masked_secrets(keys.len(), "key", Some(&owner.tenant_id));
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
        let kind = match binding {
            Binding::Dialog => "chat",
            Binding::Agent => "agent",
        };
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
        owner: &Owner,
        binding: Option<(Binding, &str)>,
        now: Stamp,
        session: &mut Session<'_>,
    ) -> Result<Vec<ApiKey<'static>>> {
        (0..self.count)
            .map(|_| {
                Ok(ApiKey {
                    tenant_id: Cow::Owned(owner.tenant_id.clone()),
                    token: Token::mint(&owner.tenant_id, session.entropy)?,
                    dialog_id: binding.map(|(_, id)| Cow::Owned(id.to_owned())),
                    source: binding.map(|(binding, _)| Cow::Borrowed(binding.source())),
                    beta: Some(Beta::mint(&owner.tenant_id, session.entropy)?),
                    create_date: Some(now.date),
                    create_time: Some(now.ms),
                    update_date: Some(now.date),
                    update_time: Some(now.ms),
                })
            })
            .collect()
    }
}

/// Writes a line into the change log for each new key.
fn record(session: &mut Session<'_>, store: &Store, keys: &[ApiKey<'_>]) {
    let events: Vec<Event<'_>> = keys
        .iter()
        .map(|key| Event {
            tenant_id: &key.tenant_id,
            id: Some(key.token.id()),
            outcome: "done",
            ..Event::default()
        })
        .collect();
    let recorded = session.journal.record("token create", store.url(), &events);
    if let Err(error) = recorded {
        session.messages.warning(&error.to_string());
    }
}

fn print(
    session: &mut Session<'_>,
    (columns, fields): &(Vec<Column>, Vec<KeyField>),
    keys: &[ApiKey<'_>],
    user: Option<&str>,
) -> Result<()> {
    if session.is_output_quiet() {
        let secret = |key: &ApiKey<'_>| match session.settings.mask.value {
            true => key.token.mask() + "\n",
            false => key.token.expose().to_owned() + "\n",
        };
        let lines: String = keys.iter().map(secret).collect();
        return session.output.raw(lines.as_bytes());
    }
    session.output.begin(columns, Shape::Rows);
    for key in keys {
        key_columns::print_key(&mut session.output, fields, key, user)?;
    }
    session.output.end().map(drop)
}

/// The error for keys that are committed but could not be printed.
fn committed_but_not_printed(error: &Error, keys: &[ApiKey<'_>]) -> Error {
    let ids: Vec<String> = keys.iter().map(|key| key.token.id()).collect();
    let tenant_id = keys.first().map_or("", |key| &*key.tenant_id);
    Error::new(
        Kind::Failed,
        "the keys were stored, but could not be printed",
    )
    .hint(format!(
        "to show them: ragflowctl token list --tenant {} --reveal (key IDs: {})",
        shell_word(tenant_id),
        ids.join(", ")
    ))
    .caused_by(anyhow::anyhow!("{error}"))
}
