//! `ragflowctl token list`

use clap::{Args, ValueEnum};

use crate::command::Run;
use crate::command::args::{FilterArgs, Moment, OwnerArgs};
use crate::command::change::NO_UNDO_FILE;
use crate::command::fields::FieldNames;
use crate::command::fill::fill;
use crate::command::notes;
use crate::domain::change::is_weak;
use crate::domain::form::Form;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::operation::backfill::{
    BackfillError, BackfillLimits, BackfillPlan, Filled, plan_backfill,
};
use crate::operation::key_filter::KeyFilter;
use crate::operation::owner::Owner;
use crate::report::Shape;
use crate::report::key_columns::{self, KeyFacts, KeyField, KeyTable};
use crate::session::{OpenDatabase, Session, Target};
use crate::store::{Access, BindingNames, Fault, Listing, Order, OrderBy, Store};
use crate::text::{count, shell_word};

const AFTER: &str = "\
The formats for programs (json, jsonl, csv, tsv) print the fields of RAGFlow's API: tenant_id, token,
dialog_id, source, beta, create_date, create_time, update_date, update_time.

Additional fields for --fields:
  id          the key ID: the first 12 hex digits of the SHA-256 of the key; identifies the key
              without showing it
  user        the owner's e-mail address, else that of the user with the tenant's id
  form        legacy (guessable: CVE-2025-69286), modern, hex or other
  minted      when a legacy key was generated, as stored in the key itself (UTC)
  bound_to    the chat or agent to which the key is bound, with its name
  age         the time since the key was created: 5m, 36h, 400d, 2y
  beta_state  fine, missing or guessable

A table has id, user, token, bound_to, age and beta_state, and hides what does not fit the terminal.
The format `wide` has all fields of RAGFlow's API and hides nothing.

If RAGFlow creates betas for the same tenant at the same moment (somebody opens its API page), its
betas replace the ones that this command created and printed: list the keys again.

Examples:
  ragflowctl -d demo: token list --all
  ragflowctl token list --user ada@example.com
  ragflowctl token list --user ada@example.com --json | jq -r '.data[0].token'
  ragflowctl token list --all -o csv --fields user,id,form,create_date
  ragflowctl token list --all --missing-beta -o jsonl | wc -l";

/// List the API keys of an owner, or of all tenants
///
/// For one owner it does the same as RAGFlow's API: it finds the user's own
/// tenant, creates a beta for every key without one, and lists the keys. With
/// --no-backfill, --read-only, --all, --limit or a filter it creates nothing.
#[derive(Args)]
#[command(after_help = AFTER, visible_alias = "ls")]
#[command(
    override_usage = "ragflowctl token list (--user EMAIL|ID | --tenant ID | --all) [OPTIONS]"
)]
#[command(add = FieldNames::of_columns(&key_columns::all()))]
pub(crate) struct List {
    #[command(flatten)]
    owner: OwnerArgs,

    /// The keys of all tenants, including orphans
    #[arg(short, long, help_heading = "Owner")]
    #[arg(conflicts_with_all = ["user", "tenant", "login_token"])]
    all: bool,

    /// Only keys bound to a chat (dialog), to an agent, or to neither
    ///
    /// The binding restricts nothing since RAGFlow 0.25: every key gives access
    /// to everything of its tenant.
    #[arg(long, value_name = "SOURCE", help_heading = "Conditions")]
    source: Option<BindingFilter>,

    /// Only keys without a beta
    #[arg(long, help_heading = "Conditions")]
    missing_beta: bool,

    #[command(flatten)]
    filter: FilterArgs,

    /// Only keys of this form
    #[arg(long, value_name = "FORM", help_heading = "Conditions")]
    form: Option<FormFilter>,

    /// Only keys created at this time or later (2026-02-01, 2026-02-01T09:00, 30d, yesterday)
    ///
    /// The time is in this machine's zone, unless it has one of its own:
    /// 2026-02-01T09:00+08:00. A duration counts back from now.
    #[arg(long, value_name = "TIME", value_parser = Moment::parse)]
    #[arg(help_heading = "Conditions")]
    created_after: Option<Moment>,

    /// Only keys created before this time
    #[arg(long, value_name = "TIME", value_parser = Moment::parse)]
    #[arg(help_heading = "Conditions")]
    created_before: Option<Moment>,

    /// Sort by this field; keys in which it is NULL come last
    ///
    /// By default an owner's keys are listed oldest first, those of all tenants
    /// in the order of the primary key, which needs no sorting.
    #[arg(long, value_name = "FIELD")]
    sort: Option<SortBy>,

    /// Reverse the order: newest or largest first (NULL stays last)
    #[arg(long)]
    reverse: bool,

    /// List at most N keys
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    /// Do not create missing betas
    #[arg(long, help_heading = "Safety")]
    no_backfill: bool,
}

/// What a key is bound to.
#[derive(Clone, Copy, ValueEnum)]
enum BindingFilter {
    /// Not bound
    None,
    /// Bound to a chat
    Dialog,
    /// Bound to an agent
    Agent,
}

/// What a key looks like.
#[derive(Clone, Copy, ValueEnum)]
enum FormFilter {
    /// Guessable: generated by RAGFlow before 0.22 (CVE-2025-69286)
    Legacy,
    /// Random, 256 bits
    Modern,
    /// 32 hex digits of a random UUID
    Hex,
    /// Any other text
    Other,
}

impl FormFilter {
    fn form(self) -> Form {
        match self {
            Self::Legacy => Form::Legacy,
            Self::Modern => Form::Modern,
            Self::Hex => Form::Hex,
            Self::Other => Form::Other,
        }
    }
}

/// The fields that keys can be sorted by.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum SortBy {
    CreateTime,
    UpdateTime,
    TenantId,
    Source,
    DialogId,
}

impl Run for List {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let owner = self.owner.or_default(&session.settings)?;
        if !self.all && !owner.is_given() {
            let error = Error::usage("no owner given")
                .hint("use --user EMAIL|ID, --tenant ID, or --all for every tenant");
            return Err(target.missing_argument(error));
        }
        let table = match self.all {
            true => KeyTable::OfTenants,
            false => KeyTable::OfTenant,
        };
        let (columns, fields) = key_columns::select(&session.output, table)?;
        let (mut database, owner) = if self.all {
            (session.open(target, Access::Read)?, None)
        } else {
            let (database, owner) = self.open_and_fill(&owner, session, target)?;
            (database, Some(owner))
        };
        let mut listing = self.listing(session, owner.as_ref(), &fields)?;
        if fields.contains(&KeyField::BoundTo) {
            listing.names = database.store.readable_binding_names()?;
        }
        let email = owner.as_ref().and_then(Owner::email);
        let filter = self.key_filter(owner.as_ref(), &mut database.store, session)?;
        // The database knows nothing of these conditions.
        let limit = match filter.is_given() {
            true => listing.limit.take(),
            false => None,
        };
        session.name_zone(&columns, &mut database.store)?;
        session.output.use_pager();
        session.output.begin(&columns, Shape::Rows);
        let mut listed = 0_u64;
        let mut guessable = 0_u64;
        let shows_ids = fields.contains(&KeyField::Id);
        let now_ms = session.clock.now().timestamp_millis();
        let output = &mut session.output;
        database.store.list_keys(&listing, &mut |key, names| {
            if !filter.accepts(key) || limit.is_some_and(|limit| listed >= limit) {
                return Ok(());
            }
            listed += 1;
            if shows_ids && key.token.form() == Form::Legacy {
                guessable += 1;
            }
            let facts = KeyFacts {
                user: names.user.or(email),
                binding_name: names.binding,
                now_ms,
            };
            key_columns::print_key(output, &fields, key, facts)
        })?;
        let hidden = session.output.end()?;
        let messages = &mut session.messages;
        if !session.output.format().is_machine_readable() {
            messages.note(&match listed {
                0 => "no keys".to_owned(),
                _ => count(listed, "key"),
            });
        }
        if guessable > 0 {
            let tenant_id = owner.as_ref().map(|owner| owner.tenant_id.as_str());
            messages.warning(&notes::guessable_ids(guessable, tenant_id));
        }
        if !hidden.is_empty() {
            messages.note(&notes::hidden_columns(&hidden));
        }
        Ok(Exit::Done)
    }
}

impl List {
    /// Whether the rows are not all of an owner's: then no beta is created.
    fn is_filtered(&self) -> bool {
        self.limit.is_some()
            || self.source.is_some()
            || self.missing_beta
            || self.created_after.is_some()
            || self.created_before.is_some()
            || self.form.is_some()
            || self.filter.is_given()
    }

    /// Opens the database, finds the owner and creates their missing betas,
    /// where that is allowed. What prevents it is only a warning.
    fn open_and_fill(
        &self,
        owner: &OwnerArgs,
        session: &mut Session<'_>,
        target: Target,
    ) -> Result<(OpenDatabase, Owner)> {
        if self.no_backfill || session.settings.read_only.value || self.is_filtered() {
            let mut database = session.open(target, Access::Read)?;
            let owner = owner.find_required(&mut database, session)?;
            return Ok((database, owner));
        }
        let (mut database, mut refusal) = session.open_writable_if_possible(target)?;
        let owner = owner.find_required(&mut database, session)?;
        if !owner.is_owned {
            refusal = Some("the tenant has no owner".to_owned());
        }
        fill_missing(&owner, refusal, &mut database.store, session)?;
        Ok((database, owner))
    }

    fn key_filter(
        &self,
        owner: Option<&Owner>,
        store: &mut Store,
        session: &Session<'_>,
    ) -> Result<KeyFilter> {
        let tenant_id = owner.map(|owner| owner.tenant_id.as_str());
        Ok(KeyFilter {
            form: self.form.map(FormFilter::form),
            ..self.filter.filter(tenant_id, is_weak, store, session)?
        })
    }

    fn listing<'a>(
        &self,
        session: &Session<'_>,
        owner: Option<&'a Owner>,
        fields: &[KeyField],
    ) -> Result<Listing<'a>> {
        let moment = |moment: Option<Moment>| match moment {
            None => Ok(None),
            Some(moment) => moment.unix_ms(session.clock).map(Some),
        };
        let by = match self.sort {
            Some(SortBy::CreateTime) => Some(OrderBy::CreateTime),
            Some(SortBy::UpdateTime) => Some(OrderBy::UpdateTime),
            Some(SortBy::TenantId) => Some(OrderBy::TenantId),
            Some(SortBy::Source) => Some(OrderBy::Source),
            Some(SortBy::DialogId) => Some(OrderBy::DialogId),
            None if self.all && !self.reverse => None,
            None => Some(OrderBy::CreateTime),
        };
        Ok(Listing {
            tenant_id: owner.map(|owner| owner.tenant_id.as_str()),
            tenants: None,
            source: self.source.map(|source| match source {
                BindingFilter::None => "none",
                BindingFilter::Dialog => "dialog",
                BindingFilter::Agent => "agent",
            }),
            missing_beta: self.missing_beta,
            created_from: moment(self.created_after)?,
            created_until: moment(self.created_before)?,
            order: by.map(|by| Order {
                by,
                descending: self.reverse,
            }),
            limit: self.limit,
            with_user: owner.is_none() && fields.contains(&KeyField::User),
            names: BindingNames::default(),
        })
    }
}

/// Creates an owner's missing betas, unless there is a `refusal`.
fn fill_missing(
    owner: &Owner,
    refusal: Option<String>,
    store: &mut Store,
    session: &mut Session<'_>,
) -> Result<()> {
    let limits = BackfillLimits {
        command: "token list",
        tenant_id: Some(&owner.tenant_id),
        include_ownerless: true,
        connections: Some(1),
        // RAGFlow's own page does the same when somebody opens it.
        undo_file: NO_UNDO_FILE,
        ..BackfillLimits::default()
    };
    let plan = plan_backfill(store, &limits, session.clock)?;
    if plan.missing == 0 {
        return Ok(());
    }
    let outcome = match refusal {
        Some(why) => Err(why),
        None => match check_rows_and_fill(session, store, limits, plan) {
            Ok(done) => Ok(done.filled),
            Err(BackfillError::Locked) => Err("another backfill is running".to_owned()),
            Err(BackfillError::Journal(error)) => Err(error.to_string()),
            Err(BackfillError::Store(error))
                if matches!(error.fault, Fault::Denied | Fault::ReadOnly | Fault::Locked) =>
            {
                Err(error.to_string())
            }
            Err(other) => return Err(other.into()),
        },
    };
    match outcome {
        Ok(filled) => session
            .messages
            .note(&format!("created {}", count(filled, "missing beta"))),
        Err(why) => {
            let verb = match plan.missing {
                1 => "was",
                _ => "were",
            };
            let missing = count(plan.missing, "missing beta");
            let mut warning = format!("{missing} {verb} not created: {why}");
            if !owner.is_owned {
                warning.push_str(&format!(
                    "; to create missing betas: ragflowctl beta backfill --tenant {} \
                     --include-ownerless",
                    shell_word(&owner.tenant_id)
                ));
            }
            session.messages.warning(&warning);
        }
    }
    Ok(())
}

/// Creates the betas after a check that the rows can be read: if the listing is
/// going to fail, nothing is written.
fn check_rows_and_fill(
    session: &mut Session<'_>,
    store: &mut Store,
    limits: BackfillLimits<'_>,
    plan: BackfillPlan,
) -> Result<Filled, BackfillError> {
    let listing = Listing {
        tenant_id: limits.tenant_id,
        ..Listing::default()
    };
    store
        .list_keys(&listing, &mut |_, _| Ok(()))
        .map_err(BackfillError::Other)?;
    fill(session, store, limits, plan)
}
