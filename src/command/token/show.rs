//! `ragflowctl token show`

use chrono::SecondsFormat;
use clap::Args;

use crate::command::Run;
use crate::command::args::{KeyArgs, OwnerArgs};
use crate::command::fields::FieldNames;
use crate::domain::api_key::ApiKey;
use crate::domain::audit::Finding;
use crate::domain::beta_state::BetaState;
use crate::domain::form::Form;
use crate::domain::legacy;
use crate::domain::tenant::User;
use crate::domain::token::Beta;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::operation::audit::audit_one_key;
use crate::operation::key_details::{KeyDetails, find_key_details};
use crate::report::{Cell, Column};
use crate::session::{Session, Target};
use crate::store::{Access, BindingName};

const AFTER: &str = "\
Never prints the key or its beta. Fields:
  user, nickname, user_status   the owner, and whether active, inactive or deleted
  form, strength                which RAGFlow version generated it, and how hard it is to guess
  minted                        when a legacy key or beta was generated, as stored in it (UTC)
  source, dialog_id, binding, binding_name   what it is bound to; binding: there, gone, unknown
  beta_state                    fine, missing, guessable or shared
  beta_shared_with              number of other keys with the same beta
  other_tenants                 other tenants with the same key
  findings                      the audit rules that report this key

Examples:
  ragflowctl -d demo: token show 23a1d3c70e0b --user ada@example.com
  pass show ragflow | ragflowctl token show -
  ragflowctl token show 21b609 --json | jq -r '.data.findings[]'";

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// Show everything known about one key: owner, form, age, what it is bound to
///
/// RAGFlow does not record when a key was last used.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::named(&["id", "tenant_id", "user", "nickname", "user_status", "form", "strength", "minted", "age_days", "source", "dialog_id", "binding", "binding_name", "beta_state", "beta_shared_with", "other_tenants", "create_date", "create_time", "update_date", "update_time", "findings"]))]
pub(crate) struct Show {
    /// A key ID, or at least its first 6 hex digits (see `token list`), or - to read the key from stdin
    ///
    /// The line on stdin is the key, or its beta. A secret on the command line
    /// works, but other users of this machine can see it.
    #[arg(value_name = "KEY")]
    key: String,

    #[command(flatten)]
    owner: OwnerArgs,
}

impl Run for Show {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let mut database = session.open(target, Access::Read)?;
        let owner = self.owner.find(&mut database, session)?;
        let store = &mut database.store;
        let keys = KeyArgs {
            keys: vec![self.key.clone()],
        };
        let mut keys = keys.find(owner.as_ref(), store, session)?;
        let (Some(key), None) = (keys.pop(), keys.pop()) else {
            return Err(Error::usage("several keys given")
                .hint("give one key; to see several: ragflowctl token list --all"));
        };
        let details = find_key_details(&key, store)?;
        let now_ms = session.clock.now().timestamp_millis();
        let findings = audit_one_key(&key, store, now_ms, &session.interrupt)?;
        let beta_state = BetaState::new(&key, details.same_beta > 0);
        session.name_zone(&DATES, store)?;
        let rules: Vec<&str> = findings
            .iter()
            .map(|found| found.rule.info().name)
            .collect();
        print(&key, &details, beta_state, &rules, session)?;
        if let Some(BindingName::Unavailable(why)) = &details.binding {
            session.messages.warning(&format!(
                "could not look up what the key is bound to: {why}"
            ));
        }
        report_fix(&key, beta_state, &findings, session);
        Ok(Exit::Done)
    }
}

/// Says what fixes the findings, and why that matters where a secret is guessable.
fn report_fix(
    key: &ApiKey<'_>,
    beta_state: BetaState,
    findings: &[Finding],
    session: &mut Session<'_>,
) {
    let danger = match (key.token.form(), beta_state) {
        (Form::Legacy, _) => Some(
            "do not share this output: the key is guessable (CVE-2025-69286) and can be recovered \
             from its key ID",
        ),
        (_, BetaState::Guessable) => {
            Some("the beta is guessable (CVE-2025-69286), and every page that embeds it shows it")
        }
        _ => None,
    };
    let fix = findings.iter().find_map(|finding| finding.fix.as_deref());
    match (danger, fix) {
        (Some(danger), Some(fix)) => session
            .messages
            .warning(&format!("{danger}; to fix it: {fix}")),
        (Some(danger), None) => session.messages.warning(danger),
        (None, Some(fix)) => session
            .messages
            .note(&format!("to fix the findings: {fix}")),
        (None, None) => {}
    }
}

/// The columns of local times.
const DATES: [Column; 2] = [
    Column::new("create_date", 0).local_time(),
    Column::new("update_date", 0).local_time(),
];

/// How hard a key is to guess.
fn strength(form: Form) -> &'static str {
    match form {
        Form::Legacy => "guessable",
        Form::Modern => "256 bits",
        Form::Hex => "122 bits",
        Form::Other => "unknown",
    }
}

fn print(
    key: &ApiKey<'_>,
    details: &KeyDetails,
    beta_state: BetaState,
    findings: &[&str],
    session: &mut Session<'_>,
) -> Result<()> {
    let id = key.token.id();
    let form = key.token.form();
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    let minted = legacy::minted_at(key.token.expose(), key.create_time)
        .or_else(|| legacy::minted_at(beta, key.create_time));
    let created_ms = key
        .create_time
        .or_else(|| minted.map(|time| time.timestamp_millis()));
    let now_ms = session.clock.now().timestamp_millis();
    let age = created_ms.map(|created| now_ms.saturating_sub(created).div_euclid(DAY_MS));
    let minted = minted.map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true));
    let (binding, name) = match &details.binding {
        None => (None, None),
        Some(BindingName::Found(name)) => (Some("there"), Some(name.as_str())),
        Some(BindingName::Missing) => (Some("gone"), None),
        Some(BindingName::Unavailable(_)) => (Some("unknown"), None),
    };
    let shared = i64::try_from(details.same_beta).unwrap_or(i64::MAX);
    let user = details.user.as_ref();
    let others: Vec<&str> = details.other_tenants.iter().map(String::as_str).collect();
    let text = |key, text| (Column::new(key, 0), Cell::Text(text));
    let maybe = |key, text| (Column::new(key, 0), Cell::text_or_null(text));
    let int = |key, number| (Column::new(key, 0), Cell::int_or_null(number));
    session.output.record(&[
        text("id", &id),
        text("tenant_id", &key.tenant_id),
        maybe("user", user.map(|user| user.email.as_str())),
        maybe("nickname", user.map(|user| user.nickname.as_str())),
        maybe("user_status", user.map(User::account_state)),
        text("form", form.name()),
        text("strength", strength(form)),
        maybe("minted", minted.as_deref()),
        int("age_days", age),
        maybe("source", key.source.as_deref()),
        maybe("dialog_id", key.dialog_id.as_deref()),
        maybe("binding", binding),
        maybe("binding_name", name),
        text("beta_state", beta_state.name()),
        int("beta_shared_with", Some(shared)),
        (Column::new("other_tenants", 0), Cell::List(&others)),
        (DATES[0], Cell::time_or_null(key.create_date)),
        int("create_time", key.create_time),
        (DATES[1], Cell::time_or_null(key.update_date)),
        int("update_time", key.update_time),
        (Column::new("findings", 0), Cell::List(findings)),
    ])
}
