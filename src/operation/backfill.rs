//! Filling missing betas: what `beta backfill` does for all tenants and
//! `token list` for one, as RAGFlow's endpoint would.
//!
//! One run is a `Work` (`work.rs`): it reads pages of keys without a beta along the
//! primary key, generates betas, and writes them in short transactions. One
//! session reads and writes in turns (`sequential.rs`), or one reads while
//! others write (`parallel.rs`).

mod batch;
mod limits;
mod parallel;
mod plan;
mod run;
mod sequential;
mod tally;
mod undo;
mod work;

pub(crate) use limits::{BackfillError, BackfillLimits, Filled};
pub(crate) use plan::{BackfillPlan, plan_backfill};
pub(crate) use run::{BackfillResources, run_backfill};
pub(crate) use undo::{CreatedBetas, count_created_betas};
