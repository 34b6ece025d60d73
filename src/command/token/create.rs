//! `ragflowctl token create`

use std::borrow::Cow;

use clap::Args;

use crate::command::Run;
use crate::domain::api_key::ApiKey;
use crate::domain::stamp::Stamp;
use crate::domain::token::{Beta, Token};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::owner::{Owner, OwnerArgs};
use crate::report::key_columns::{self as fields, KeyField};
use crate::report::{Column, Secrets, Shape};
use crate::session::Session;
use crate::session::journal::change_log::Event;
use crate::store::{Access, Binding, Store};
use crate::text::{count, quoted};

const AFTER: &str = "\
Prints the new rows as `token list` does, always as an array. A table masks the secrets:
--reveal shows them, --quiet prints the bare key and nothing else.

Examples:
  ragflowctl -d demo: token create --user ada@example.com --reveal
  KEY=$(ragflowctl token create --user ada@example.com --quiet)
  ragflowctl token create --user ada@example.com --dialog 0f8e… --json | jq -r '.data[0].beta'
  ragflowctl token create --tenant 5b02… --count 10 -o csv";

/// Create an API key with its beta
///
/// Inserts the row RAGFlow's own server would, with a key of 256 bits and a
/// beta of 192 bits from the operating system's random source.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Create {
    #[command(flatten)]
    owner: OwnerArgs,

    /// Bind the key to this chat assistant of the owner
    #[arg(long, value_name = "ID", conflicts_with = "agent")]
    dialog: Option<String>,

    /// Bind the key to this agent of the owner
    #[arg(long, value_name = "ID")]
    agent: Option<String>,

    /// How many keys
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=10_000))]
    count: u16,

    /// Check everything, and write nothing
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,
}

impl Run for Create {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let owner = self.owner.or_usual(session)?;
        if !owner.is_given() {
            return Err(Error::usage("scope key? No owner is named")
                .hint("name one: --user EMAIL|ID or --tenant ID"));
        }
        // A wrong field name must not surface after the key is stored.
        let fields = fields::select(&session.output, false)?;
        let access = if self.dry_run {
            Access::Read
        } else {
            Access::Write
        };
        let mut store = session.open(access)?;
        let owner = owner.find(&mut store, session)?;
        if !owner.is_owned {
            return Err(Error::not_found(format!(
                "tenant {} has no owner, and RAGFlow's server would reject its keys",
                owner.tenant_id
            ))
            .hint("name a user who owns a tenant: --user EMAIL|ID"));
        }
        let binding = self.binding(&mut store, &owner)?;
        if self.dry_run {
            session.messages.note(&format!(
                "dry run: would create {} for tenant {}",
                count(self.count.into(), "key"),
                owner.tenant_id
            ));
            return print(session, &fields, &[], None).map(|()| Exit::Done);
        }
        let keys = self.mint(&owner, binding, session.now(&mut store)?, session)?;
        let mut tx = store.begin()?;
        for key in &keys {
            tx.insert_key(key)?;
        }
        tx.commit()?;
        let events: Vec<Event<'_>> = keys
            .iter()
            .map(|key| Event {
                tenant_id: &key.tenant_id,
                id: Some(key.token.id()),
                outcome: "done",
                ..Event::default()
            })
            .collect();
        session.note_changes("token create", &store, &events);
        let email = owner.user.as_ref().map(|user| user.email.as_str());
        print(session, &fields, &keys, email)
            .map_err(|error| stored_all_the_same(&error, &keys))?;
        if session.settings.secrets == Secrets::Masked {
            session
                .messages
                .note("the keys are masked: --reveal shows them, --quiet prints them bare");
        }
        Ok(Exit::Done)
    }
}

impl Create {
    /// What the key is bound to, after a look whether it is the owner's.
    fn binding(&self, store: &mut Store, owner: &Owner) -> Result<Option<(Binding, &str)>> {
        let (binding, id) = match (&self.dialog, &self.agent) {
            (Some(id), _) => (Binding::Dialog, id.as_str()),
            (None, Some(id)) => (Binding::Agent, id.as_str()),
            (None, None) => return Ok(None),
        };
        let what = match binding {
            Binding::Dialog => "dialog",
            Binding::Agent => "agent",
        };
        if !store.schema().has_table(binding.table()) {
            return Err(Error::new(
                Kind::NotRagflow,
                format!(
                    "cannot look up the {what}: {} has no table {}",
                    store.url(),
                    binding.table()
                ),
            ));
        }
        let Some(found) = store.owner_of_binding(binding, id)? else {
            return Err(Error::not_found(format!(
                "there is no {what} {} in {}",
                quoted(id),
                store.url()
            ))
            .hint(format!(
                "its address in RAGFlow's web pages holds the id of a {what}"
            )));
        };
        let user_id = owner.user.as_ref().map(|user| user.id.as_str());
        let is_theirs = found == owner.tenant_id
            || (binding == Binding::Agent && Some(found.as_str()) == user_id);
        if !is_theirs {
            return Err(Error::refused(format!(
                "{what} {} is not the owner's: it belongs to {found}",
                quoted(id)
            ))
            .hint("a key bound to another tenant's would open nothing"));
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

fn print(
    session: &mut Session<'_>,
    (columns, fields): &(Vec<Column>, Vec<KeyField>),
    keys: &[ApiKey<'_>],
    user: Option<&str>,
) -> Result<()> {
    if session.settings.quiet && !session.output.format().is_machine_readable() {
        let bare = |key: &ApiKey<'_>| match session.settings.mask.value {
            true => key.token.mask() + "\n",
            false => key.token.expose().to_owned() + "\n",
        };
        let lines: String = keys.iter().map(bare).collect();
        return session.output.raw(lines.as_bytes());
    }
    session.output.begin(columns, Shape::Rows);
    for key in keys {
        fields::print_key(&mut session.output, fields, key, user)?;
    }
    session.output.end().map(drop)
}

/// The keys are in the database, but nobody saw them: name them.
fn stored_all_the_same(error: &Error, keys: &[ApiKey<'_>]) -> Error {
    let ids: Vec<String> = keys.iter().map(|key| key.token.id()).collect();
    Error::new(
        Kind::Failed,
        "the keys are stored, but could not be printed",
    )
    .hint(format!("their IDs: {}", ids.join(", ")))
    .caused_by(anyhow::anyhow!("{error}"))
}
