//! `ragflowctl beta backfill`

use std::time::Duration;

use clap::Args;

use crate::command::Run;
use crate::command::args::{OwnerArgs, UndoFileArgs};
use crate::command::fields::FieldNames;
use crate::command::fill::fill;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::backfill::{BackfillLimits, BackfillPlan, Filled, plan_backfill};
use crate::report::{Cell, Column};
use crate::session::{Session, Target};
use crate::store::Access;
use crate::text::count;

const AFTER: &str = "\
Prints {missing, filled, lost_race, skipped, orphaned, ownerless, dry_run, complete}:
  missing    keys without a beta
  filled     betas created (with --dry-run: betas that would be created)
  lost_race  keys that another program changed or deleted first
  skipped    keys without a beta that are left as they are: their tenant has no owner, or a
             limit was reached
  orphaned   orphans, with or without a beta (RAGFlow 0.26 and later reject them)
  ownerless  ownerless keys, with or without a beta
  complete   true if this command has no key left to process

Examples:
  ragflowctl -d demo: beta backfill
  ragflowctl beta backfill --dry-run --json | jq .data.missing
  ragflowctl beta backfill --user ada@example.com
  # from cron: silent unless something is wrong
  ragflowctl beta backfill --quiet --max-time 5m --lock-wait 30s";

/// The result's fields.
const COLUMNS: [Column; 8] = [
    Column::new("missing", 0).align_right(),
    Column::new("filled", 0).align_right(),
    Column::new("lost_race", 0).align_right(),
    Column::new("skipped", 0).align_right(),
    Column::new("orphaned", 0).align_right(),
    Column::new("ownerless", 0).align_right(),
    Column::new("dry_run", 0),
    Column::new("complete", 0),
];

/// Create a beta for every key without one
///
/// Creates betas for the keys of all tenants, or of one owner. A beta is missing
/// if it is NULL or empty. Each row is checked again when it is written, so a beta
/// that RAGFlow or another run created is never overwritten. Only beta,
/// update_time and update_date of these rows change. You can stop it at any time;
/// run the same command again to continue. RAGFlow can be in use meanwhile:
/// `ragflowctl help backfill` describes how.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::of_columns(&COLUMNS))]
pub(crate) struct Backfill {
    #[command(flatten)]
    owner: OwnerArgs,

    /// Show how many betas would be created without changing anything
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,

    /// Include ownerless keys and orphans
    #[arg(long)]
    include_ownerless: bool,

    /// Create at most N betas
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    /// Rows per transaction [default: adjusted automatically; on SQLite: 250000, or all rows if the indexes are rebuilt]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    batch_size: Option<u32>,

    /// Number of writing connections; one more is used for reading [default: 2; on SQLite: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=16))]
    connections: Option<u8>,

    /// Start no new transaction after this much time (5m, 1h30m)
    ///
    /// Connecting and counting are included. A wait for the server ends about a
    /// second after this time.
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    max_time: Option<Duration>,

    /// Pause between transactions (20ms); uses a single writing connection
    #[arg(long, value_name = "DURATION", default_value = "0s")]
    #[arg(value_parser = humantime::parse_duration)]
    pause: Duration,

    /// How long to wait for another backfill of the same database
    #[arg(long, value_name = "DURATION", default_value = "0s")]
    #[arg(value_parser = humantime::parse_duration)]
    lock_wait: Duration,

    #[command(flatten)]
    undo: UndoFileArgs,
}

impl Run for Backfill {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        // A wrong field name is reported before betas are created.
        session.output.select_columns(&COLUMNS, &[])?;
        let started = session.clock.elapsed();
        session.time_limit = self.max_time;
        let mut database = session.open(target, Access::write_unless(self.dry_run))?;
        let owner = self.owner.find(&mut database, session)?;
        let tenant_id = owner.as_ref().map(|owner| owner.tenant_id.as_str());
        let limits = self.limits(tenant_id, started);
        let plan = plan_backfill(&mut database.store, &limits, session.clock)?;
        let done = if self.dry_run {
            self.estimate(plan)
        } else {
            fill(session, &mut database.store, limits, plan)?
        };
        self.report(session, plan, done)?;
        Ok(if done.is_interrupted {
            Exit::Interrupted
        } else {
            Exit::Done
        })
    }
}

impl Backfill {
    fn limits<'a>(&'a self, tenant_id: Option<&'a str>, started: Duration) -> BackfillLimits<'a> {
        BackfillLimits {
            command: "beta backfill",
            tenant_id,
            include_ownerless: self.include_ownerless,
            batch_size: self.batch_size.map(|rows| rows as usize),
            connections: self.connections.map(usize::from),
            limit: self.limit,
            started,
            max_time: self.max_time,
            pause: self.pause,
            lock_wait: self.lock_wait,
            undo_file: self.undo.undo_file.as_ref(),
        }
    }

    /// What a run would do if no other program writes.
    fn estimate(&self, plan: BackfillPlan) -> Filled {
        let filled = plan.missing.min(self.limit.unwrap_or(u64::MAX));
        Filled {
            filled,
            is_complete: filled == plan.missing,
            ..Filled::default()
        }
    }

    fn report(&self, session: &mut Session<'_>, plan: BackfillPlan, done: Filled) -> Result<()> {
        if !session.is_output_quiet() {
            let missing = plan.missing + plan.skipped;
            let skipped = match done.is_complete {
                true => plan.skipped,
                false => missing.saturating_sub(done.filled + done.lost_race),
            };
            let int = |number: u64| Cell::Int(i64::try_from(number).unwrap_or(i64::MAX));
            let cells = [
                int(missing),
                int(done.filled),
                int(done.lost_race),
                int(skipped),
                int(plan.orphaned),
                int(plan.ownerless),
                Cell::Bool(self.dry_run),
                Cell::Bool(done.is_complete),
            ];
            let properties: Vec<_> = COLUMNS.into_iter().zip(cells).collect();
            session.output.record(&properties)?;
        }
        let messages = &mut session.messages;
        if plan.skipped > 0 {
            let (tenants, pronoun) = match plan.skipped {
                1 => ("its tenant has", "it"),
                _ => ("their tenants have", "them"),
            };
            messages.note(&format!(
                "skipped {} without a beta, because {tenants} no owner (to include {pronoun}, add \
                 --include-ownerless)",
                count(plan.skipped, "key")
            ));
        }
        if self.dry_run {
            messages.note("dry run: nothing was written");
        } else if done.is_interrupted {
            messages.note("stopped; run the same command again to continue");
        } else if !done.is_complete {
            messages.note("limit reached; run the same command again to continue");
        }
        Ok(())
    }
}
