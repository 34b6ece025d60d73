//! `ragflowctl token show`

use chrono::SecondsFormat;
use clap::Args;

use crate::command::Run;
use crate::command::audit;
use crate::domain::api_key::ApiKey;
use crate::domain::form::Form;
use crate::domain::key_selector::MatchedField;
use crate::domain::legacy;
use crate::domain::tenant::User;
use crate::domain::token::Beta;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::operation::key::KeyArgs;
use crate::operation::owner::OwnerArgs;
use crate::report::{Cell, Column};
use crate::session::Session;
use crate::store::{Access, Binding, BindingName, Store};

const AFTER: &str = "\
Never prints the key or its beta. Fields:
  user, nickname, user_status   who owns it: active, inactive or deleted
  form, strength                who minted it, and how hard it is to guess
  minted                        when a legacy key or beta was made, read out of it (UTC)
  source, dialog_id, binding, binding_name   what it is bound to; binding: there, gone, unknown
  beta_state                    fine, missing, guessable or shared
  beta_shared_with              how many other keys have the same beta
  other_tenants                 where the same key stands once more
  findings                      the rules of `audit` that find something wrong with it

Examples:
  ragflowctl -d demo: token show 23a1d3c70e0b --user ada@example.com
  pass show ragflow | ragflowctl token show -
  ragflowctl token show 7c82c4 --json | jq -r .data.findings";

/// One key, everything known about it: owner, form, age, what it is bound to
///
/// RAGFlow records no last use of a key, so none is shown.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Show {
    /// The key's ID (its first 6 to 12 digits, see `token list`), or - to read the key from stdin
    ///
    /// On stdin the line is the key, or its beta. A secret on the command line
    /// works, but others on this machine can see it there.
    #[arg(value_name = "KEY")]
    key: String,

    #[command(flatten)]
    owner: OwnerArgs,
}

impl Run for Show {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let mut store = session.open(Access::Read)?;
        let owner = match self.owner.is_given() {
            true => Some(self.owner.find(&mut store, session)?),
            false => None,
        };
        let keys = KeyArgs {
            keys: vec![self.key.clone()],
        };
        let mut keys = keys.find(owner.as_ref(), &mut store, session)?;
        let (Some(key), None) = (keys.pop(), keys.pop()) else {
            return Err(Error::usage("several keys are named")
                .hint("token show shows one; token list shows many"));
        };
        let mut known = look_up(&key, &mut store)?;
        known.findings = audit::of_key(&key, &mut store, session)?;
        print(&key, &known, session)?;
        if let BindingName::Unavailable(why) = &known.binding {
            session.messages.warning(&format!(
                "what the key is bound to could not be looked up: {why}"
            ));
        }
        if key.token.form() == Form::Legacy {
            session.messages.warning(
                "this key can be guessed (CVE-2025-69286), and its ID lets its holder search for \
                 it: share neither, and replace it",
            );
        } else if known.has_guessable_beta(&key) {
            session.messages.warning(
                "its beta can be guessed (CVE-2025-69286), and every page that embeds it shows it: \
                 replace the beta",
            );
        }
        Ok(Exit::Done)
    }
}

/// What other tables and rows say about a key.
struct Known {
    /// Who owns the tenant; else the user of the tenant's id.
    user: Option<User>,
    binding: BindingName,
    /// Other keys with the same beta.
    same_beta: usize,
    other_tenants: Vec<String>,
    /// The names of the audit's rules.
    findings: Vec<&'static str>,
}

impl Known {
    fn has_guessable_beta(&self, key: &ApiKey<'_>) -> bool {
        beta_state(key, self.same_beta > 0) == "guessable"
    }
}

fn look_up(key: &ApiKey<'_>, store: &mut Store) -> Result<Known> {
    let owners = store.owners_of(&key.tenant_id)?;
    let of_tenant = store.user(&key.tenant_id)?;
    let oldest = owners
        .into_iter()
        .min_by_key(|row| (row.create_time.is_none(), row.create_time, row.id.clone()));
    let owner = match oldest {
        Some(row) => store.user(&row.user_id)?,
        None => None,
    };
    let binding = match (binding_of(key), &key.dialog_id) {
        (Some(binding), Some(id)) => store.name_of_binding(binding, id)?,
        _ => BindingName::Found(String::new()),
    };
    let is_other =
        |other: &ApiKey<'_>| other.tenant_id != key.tenant_id || other.token != key.token;
    let mut same_beta = Vec::new();
    if let Some(beta) = key.beta.as_ref().filter(|beta| !beta.expose().is_empty()) {
        same_beta = store.keys_equal(MatchedField::Beta, beta.expose())?;
        same_beta.retain(|other| {
            is_other(other) && other.beta.as_ref().map(Beta::expose) == Some(beta.expose())
        });
    }
    let mut same_key = store.keys_equal(MatchedField::Token, key.token.expose())?;
    same_key.retain(|other| is_other(other) && other.token == key.token);
    Ok(Known {
        user: owner.or(of_tenant),
        binding,
        same_beta: same_beta.len(),
        other_tenants: same_key
            .into_iter()
            .map(|key| key.tenant_id.into_owned())
            .collect(),
        findings: Vec::new(),
    })
}

/// What kind of thing a key is bound to.
fn binding_of(key: &ApiKey<'_>) -> Option<Binding> {
    key.dialog_id.as_deref().filter(|id| !id.is_empty())?;
    match key.source.as_deref() {
        Some("agent") => Some(Binding::Agent),
        _ => Some(Binding::Dialog),
    }
}

/// How hard a key is to guess.
fn strength(form: Form) -> &'static str {
    match form {
        Form::Legacy => "guessable",
        Form::Modern => "256 bits",
        Form::Hex => "122 bits",
        Form::Other => "unknown",
    }
}

/// What a key's beta is like, the worst first.
fn beta_state(key: &ApiKey<'_>, is_shared: bool) -> &'static str {
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    if beta.is_empty() {
        "missing"
    } else if legacy::is_guessable(beta) {
        "guessable"
    } else if is_shared {
        "shared"
    } else {
        "fine"
    }
}

fn print(key: &ApiKey<'_>, known: &Known, session: &mut Session<'_>) -> Result<()> {
    let id = key.token.id();
    let form = key.token.form();
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    let minted = legacy::minted_at(key.token.expose(), key.create_time)
        .or_else(|| legacy::minted_at(beta, key.create_time));
    let made_ms = key
        .create_time
        .or_else(|| minted.map(|time| time.timestamp_millis()));
    let age =
        made_ms.map(|ms| (session.clock.now().timestamp_millis() - ms).div_euclid(86_400_000));
    let minted = minted.map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true));
    let is_bound = binding_of(key).is_some();
    let (binding, name) = match &known.binding {
        _ if !is_bound => (None, None),
        BindingName::Found(name) => (Some("there"), Some(name.as_str())),
        BindingName::Missing => (Some("gone"), None),
        BindingName::Unavailable(_) => (Some("unknown"), None),
    };
    let shared = i64::try_from(known.same_beta).unwrap_or(i64::MAX);
    let user = known.user.as_ref();
    let others = known.other_tenants.join(", ");
    let findings = known.findings.join(", ");
    let text = |key, text| (Column::new(key, 0), Cell::Text(text));
    let maybe = |key, text| (Column::new(key, 0), Cell::text_or_null(text));
    session.output.record(&[
        text("id", &id),
        text("tenant_id", &key.tenant_id),
        maybe("user", user.map(|user| user.email.as_str())),
        maybe("nickname", user.map(|user| user.nickname.as_str())),
        maybe("user_status", user.map(User::account_state)),
        text("form", form.name()),
        text("strength", strength(form)),
        maybe("minted", minted.as_deref()),
        (Column::new("age_days", 0), Cell::int_or_null(age)),
        maybe("source", key.source.as_deref()),
        maybe("dialog_id", key.dialog_id.as_deref()),
        maybe("binding", binding),
        maybe("binding_name", name),
        text("beta_state", beta_state(key, shared > 0)),
        (Column::new("beta_shared_with", 0), Cell::Int(shared)),
        text("other_tenants", &others),
        (
            Column::new("create_date", 0),
            Cell::time_or_null(key.create_date),
        ),
        (
            Column::new("create_time", 0),
            Cell::int_or_null(key.create_time),
        ),
        (
            Column::new("update_date", 0),
            Cell::time_or_null(key.update_date),
        ),
        (
            Column::new("update_time", 0),
            Cell::int_or_null(key.update_time),
        ),
        text("findings", &findings),
    ])
}
