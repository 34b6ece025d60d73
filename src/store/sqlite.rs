//! SQLite: the embedded engine, for samples, tests and offline copies.
//!
//! Two parts make it fast although it runs in this process:
//! `sqlite/prefetch.rs` reads rows on a thread of its own, and
//! `sqlite/index_rebuild.rs` drops and rebuilds indexes around a large fill.

mod bulk_fill;
mod contents;
mod driver;
mod error;
mod index_rebuild;
#[cfg(test)]
mod plans;
mod prefetch;
mod query;
mod values;

pub(super) use contents::{DEMO, SCHEMA};
pub(super) use driver::Sqlite;

/// The version of SQLite that is compiled in.
pub fn version() -> &'static str {
    rusqlite::version()
}
