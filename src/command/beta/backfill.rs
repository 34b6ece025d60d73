//! `ragflowctl beta backfill`

use std::time::Duration;

use clap::Args;

use crate::command::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::backfill::{self as fill, Bounds, Filled, Plan};
use crate::operation::owner::OwnerArgs;
use crate::report::{Cell, Column};
use crate::session::Session;
use crate::store::Access;
use crate::text::count;

const AFTER: &str = "\
Prints {missing, filled, lost_race, orphaned, ownerless, dry_run, complete}:
  missing    keys without a beta that this command takes
  filled     betas written (with --dry-run: that would be)
  lost_race  keys that had got a beta, or had gone, at the moment of writing
  orphaned   keys scope tenant has no user: RAGFlow's server rejects them
  ownerless  keys scope tenant has no owner
  complete   whether nothing is left that this command takes

Examples:
  ragflowctl -d demo: beta backfill
  ragflowctl beta backfill --dry-run --json | jq .data.missing
  ragflowctl beta backfill --user ada@example.com
  # from cron: silent unless something is wrong
  ragflowctl beta backfill --quiet --max-time 5m --lock-wait 30s";

/// What it prints.
const COLUMNS: [Column; 7] = [
    Column::new("missing", 0).align_right(),
    Column::new("filled", 0).align_right(),
    Column::new("lost_race", 0).align_right(),
    Column::new("orphaned", 0).align_right(),
    Column::new("ownerless", 0).align_right(),
    Column::new("dry_run", 0),
    Column::new("complete", 0),
];

/// Give every key that lacks a beta one
///
/// Takes the keys of all tenants, or of one owner. A beta is missing when it is
/// NULL or empty; it is written only where it is still missing at that moment,
/// so what RAGFlow or a second run writes is never overwritten. Only beta,
/// update_time and update_date of those rows change. Works in short transactions
/// (on SQLite, where no RAGFlow waits, in large ones or a single one); stopped at
/// any moment, the same again goes on from there.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Backfill {
    #[command(flatten)]
    owner: OwnerArgs,

    /// Say what would be filled, and write nothing
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,

    /// Also take keys of tenants that nobody owns, orphans among them
    #[arg(long)]
    include_ownerless: bool,

    /// Fill at most so many keys
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    /// Rows a transaction [default: follows the measured time; on SQLite 250000, or all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    batch_size: Option<u32>,

    /// Sessions that write on a server; a further one reads [default: 2]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=16))]
    connections: Option<u8>,

    /// Begin no transaction after so long (5m, 1h30m)
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    max_time: Option<Duration>,

    /// Rest so long between transactions (20ms), with one session that writes
    #[arg(long, value_name = "DURATION", default_value = "0s")]
    #[arg(value_parser = humantime::parse_duration)]
    pause: Duration,

    /// Wait so long for another backfill of this database to end
    #[arg(long, value_name = "DURATION", default_value = "0s")]
    #[arg(value_parser = humantime::parse_duration)]
    lock_wait: Duration,
}

impl Run for Backfill {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        // A wrong field name must not surface after betas are written.
        session.output.select_columns(&COLUMNS, &[])?;
        let access = if self.dry_run {
            Access::Read
        } else {
            Access::Write
        };
        let mut store = session.open(access)?;
        let owner = if self.owner.is_given() {
            Some(self.owner.find(&mut store, session)?)
        } else {
            None
        };
        let bounds = Bounds {
            command: "beta backfill",
            tenant_id: owner.as_ref().map(|owner| owner.tenant_id.as_str()),
            include_ownerless: self.include_ownerless,
            batch_size: self.batch_size.map(|rows| rows as usize),
            connections: self.connections.map(usize::from),
            limit: self.limit,
            max_time: self.max_time,
            pause: self.pause,
            lock_wait: self.lock_wait,
        };
        let plan = fill::plan(&mut store, bounds)?;
        let done = if self.dry_run {
            would_fill(plan, bounds)
        } else {
            fill::run(&mut store, session, bounds, plan)?
        };
        self.report(session, plan, done)?;
        Ok(if done.interrupted {
            Exit::Interrupted
        } else {
            Exit::Done
        })
    }
}

impl Backfill {
    fn report(&self, session: &mut Session<'_>, plan: Plan, done: Filled) -> Result<()> {
        // A cron job wants silence; whoever names a format wants the numbers.
        if !session.settings.quiet || session.output.format().is_machine_readable() {
            let int = |number: u64| Cell::Int(i64::try_from(number).unwrap_or(i64::MAX));
            let cells = [
                int(plan.missing),
                int(done.filled),
                int(done.lost_race),
                int(plan.orphaned),
                int(plan.ownerless),
                Cell::Bool(self.dry_run),
                Cell::Bool(done.complete),
            ];
            let properties: Vec<_> = COLUMNS.into_iter().zip(cells).collect();
            session.output.record(&properties)?;
        }
        if plan.left_alone > 0 {
            session.messages.note(&format!(
                "left alone {} without a beta, because nobody owns the tenant; --include-ownerless \
                 takes such keys too",
                count(plan.left_alone, "key")
            ));
        }
        if self.dry_run {
            session.messages.note("dry run: nothing was written");
        } else if !done.complete {
            let why = if done.interrupted {
                "stopped"
            } else {
                "a bound was reached"
            };
            session
                .messages
                .note(&format!("{why}: the same again goes on from here"));
        }
        Ok(())
    }
}

/// What a run within these bounds would do, were nobody else writing.
fn would_fill(plan: Plan, bounds: Bounds<'_>) -> Filled {
    let filled = plan.missing.min(bounds.limit.unwrap_or(u64::MAX));
    Filled {
        filled,
        complete: filled == plan.missing,
        ..Filled::default()
    }
}
