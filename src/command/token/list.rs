//! `ragflowctl token list`

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use clap::{Args, ValueEnum};

use crate::command::Run;
use crate::domain::form::Form;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::operation::backfill::{self as fill, Bounds, Filled, Obstacle, Plan};
use crate::operation::owner::{Owner, OwnerArgs};
use crate::report::Shape;
use crate::report::key_columns::{self as fields, KeyField};
use crate::session::Session;
use crate::store::{Access, Fault, Listing, Order, OrderBy, Store};
use crate::text::count;

const AFTER: &str = "\
Fields: tenant_id, token, dialog_id, source, beta, create_date, create_time, update_date,
update_time (the rows of RAGFlow's endpoint; machine formats print these), and id, user, form,
minted. A table begins with the id and leaves out what does not fit the terminal.
  id      the first 12 hex digits of SHA-256 of the key: names it without showing it
  form    legacy (guessable: CVE-2025-69286), modern, hex or other
  minted  when a legacy key was made, read out of the key itself (UTC)

Examples:
  ragflowctl -d demo: token list --all
  ragflowctl token list --user ada@example.com
  ragflowctl token list --user ada@example.com --json | jq -r '.data[0].token'
  ragflowctl token list --all -o csv --fields user,id,form,create_date
  ragflowctl token list --all --missing-beta -o jsonl | wc -l";

/// List the API keys of an owner, or of everyone
///
/// With an owner it does what RAGFlow's own endpoint does: finds the tenant the
/// user owns, gives every key that lacks a beta one, and lists the rows as they
/// are stored then. It only lists, and fills nothing, with --no-backfill,
/// --read-only, --all, --limit or a filter.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct List {
    #[command(flatten)]
    owner: OwnerArgs,

    /// The keys of every tenant, orphans included
    #[arg(short, long, conflicts_with_all = ["user", "tenant", "login_token"])]
    all: bool,

    /// Do not fill missing betas
    #[arg(long, help_heading = "Safety")]
    no_backfill: bool,

    /// Only keys bound to this kind of thing
    #[arg(long, value_name = "SOURCE")]
    source: Option<Source>,

    /// Only keys without a beta
    #[arg(long)]
    missing_beta: bool,

    /// Only keys created at this time or later (2026-02-01, 2026-02-01T09:00, with or without zone)
    #[arg(long, value_name = "TIME", value_parser = parse_moment)]
    created_after: Option<Moment>,

    /// Only keys created before this time
    #[arg(long, value_name = "TIME", value_parser = parse_moment)]
    created_before: Option<Moment>,

    /// Order by this field; keys without it come last
    ///
    /// Without it the keys of an owner come oldest first, those of everyone in
    /// the order of the primary key, which needs no sorting.
    #[arg(long, value_name = "FIELD")]
    sort: Option<SortBy>,

    /// Newest or largest first
    #[arg(long)]
    reverse: bool,

    /// At most so many keys
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
}

/// What a key is bound to.
#[derive(Clone, Copy, ValueEnum)]
enum Source {
    /// Nothing: opens everything of its tenant
    None,
    /// A chat assistant
    Dialog,
    /// An agent
    Agent,
}

/// What keys are ordered by.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum SortBy {
    CreateTime,
    UpdateTime,
    TenantId,
    Source,
    DialogId,
}

/// A moment as the operator writes it.
#[derive(Clone, Copy)]
enum Moment {
    /// With a zone: Unix time in milliseconds.
    Absolute(i64),
    /// In the zone of this process.
    Local(NaiveDateTime),
}

fn parse_moment(text: &str) -> Result<Moment, String> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Ok(Moment::Absolute(time.timestamp_millis()));
    }
    let spaced = text.replace('T', " ");
    let with_time = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&spaced, form).ok());
    let midnight = || {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()?
            .and_hms_opt(0, 0, 0)
    };
    with_time
        .or_else(midnight)
        .map(Moment::Local)
        .ok_or_else(|| "write 2026-02-01, 2026-02-01T09:00 or 2026-02-01T09:00:00+08:00".to_owned())
}

impl Run for List {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let owner = self.owner.or_usual(session)?;
        if !self.all && !owner.is_given() {
            return Err(Error::usage("scope keys? No owner is named")
                .hint("name one: --user EMAIL|ID or --tenant ID; or list everyone's: --all"));
        }
        let (columns, fields) = fields::select(&session.output, self.all)?;
        let (mut store, owner) = if self.all {
            (session.open(Access::Read)?, None)
        } else {
            let (store, owner) = self.open_and_fill(&owner, session)?;
            (store, Some(owner))
        };
        let listing = self.listing(session, owner.as_ref(), &fields)?;
        let email = owner
            .as_ref()
            .and_then(|owner| owner.user.as_ref())
            .map(|user| user.email.as_str());
        session.output.begin(&columns, Shape::Rows);
        let mut shown = 0_u64;
        let mut guessable = 0_u64;
        let names_ids = fields.contains(&KeyField::Id);
        let output = &mut session.output;
        store.list(&listing, &mut |key, user| {
            shown += 1;
            if names_ids && key.token.form() == Form::Legacy {
                guessable += 1;
            }
            fields::print_key(output, &fields, key, user.or(email))
        })?;
        let left_out = session.output.end()?;
        say_what_else(session, shown, guessable, &left_out);
        Ok(Exit::Done)
    }
}

impl List {
    fn is_narrowed(&self) -> bool {
        self.limit.is_some()
            || self.source.is_some()
            || self.missing_beta
            || self.created_after.is_some()
            || self.created_before.is_some()
    }

    /// Opens the database, finds the owner and fills their missing betas,
    /// where nothing forbids it. What keeps it from filling is a warning: it
    /// still lists.
    fn open_and_fill(
        &self,
        owner: &OwnerArgs,
        session: &mut Session<'_>,
    ) -> Result<(Store, Owner)> {
        if self.no_backfill || session.settings.read_only.value || self.is_narrowed() {
            let mut store = session.open(Access::Read)?;
            let owner = owner.find(&mut store, session)?;
            return Ok((store, owner));
        }
        let (mut store, mut refusal) = session.open_to_fill()?;
        let owner = owner.find(&mut store, session)?;
        if !owner.is_owned {
            refusal = Some("nobody owns the tenant".to_owned());
        }
        let bounds = Bounds {
            command: "token list",
            tenant_id: Some(&owner.tenant_id),
            include_ownerless: true,
            connections: Some(1),
            ..Bounds::default()
        };
        let plan = fill::plan(&mut store, bounds)?;
        if plan.missing == 0 {
            return Ok((store, owner));
        }
        let outcome = match refusal {
            Some(why) => Err(why),
            None => match fill_what_can_be_listed(&mut store, session, bounds, plan) {
                Ok(done) => Ok(done.filled),
                Err(Obstacle::HeldByAnother) => Err("a backfill is running".to_owned()),
                Err(Obstacle::Store(error))
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
                .note(&format!("filled {}", count(filled, "missing beta"))),
            Err(why) => session.messages.warning(&format!(
                "{} without a beta, and none was filled in: {why}",
                count(plan.missing, "key")
            )),
        }
        Ok((store, owner))
    }

    fn listing<'a>(
        &self,
        session: &Session<'_>,
        owner: Option<&'a Owner>,
        fields: &[KeyField],
    ) -> Result<Listing<'a>> {
        let moment = |moment: Option<Moment>| match moment {
            None => Ok(None),
            Some(Moment::Absolute(ms)) => Ok(Some(ms)),
            Some(Moment::Local(local)) => match session.clock.unix_ms(local) {
                Some(ms) => Ok(Some(ms)),
                None => Err(Error::usage(format!(
                    "the time {local} does not exist in this time zone"
                ))),
            },
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
            source: self.source.map(|source| match source {
                Source::None => "none",
                Source::Dialog => "dialog",
                Source::Agent => "agent",
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
        })
    }
}

/// Fills, after a look whether the rows can be read at all: where the listing
/// is going to fail, nothing is written.
fn fill_what_can_be_listed(
    store: &mut Store,
    session: &mut Session<'_>,
    bounds: Bounds<'_>,
    plan: Plan,
) -> Result<Filled, Obstacle> {
    let listing = Listing {
        tenant_id: bounds.tenant_id,
        ..Listing::default()
    };
    store
        .list(&listing, &mut |_, _| Ok(()))
        .map_err(Obstacle::Other)?;
    fill::run(store, session, bounds, plan)
}

fn say_what_else(session: &mut Session<'_>, shown: u64, guessable: u64, left_out: &[&str]) {
    if shown == 0 {
        session.messages.note("no keys");
    }
    if guessable > 0 {
        session.messages.warning(&format!(
            "{} above can be guessed (CVE-2025-69286), and the ID of a guessable key lets its \
             holder find it: replace such keys before sharing this listing",
            count(guessable, "key")
        ));
    }
    if !left_out.is_empty() {
        session.messages.note(&format!(
            "left out to fit the terminal: {} (--fields or -o json shows them)",
            left_out.join(", ")
        ));
    }
}
