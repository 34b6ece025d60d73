//! The settings of each transaction of a PostgreSQL session, and the state of its
//! transaction.

use crate::database_url::Server;
use crate::store::connection_options::Timeouts;

/// The transaction that is open on a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenTransaction {
    /// None.
    No,
    /// The snapshot that all queries of a reading command share.
    Snapshot,
    /// One that the caller began and is going to end.
    Begun,
}

/// The statements that set up transactions. They name only settings that the
/// server has.
pub(super) struct LocalSettings {
    /// For every transaction.
    pub(super) all: String,
    /// For one that is idle while other sessions write: the server's limits for
    /// idle and for long transactions would end it.
    pub(super) without_limit: String,
}

/// Settings that servers have only since some version, or never (GaussDB), and
/// their values.
const OPTIONAL: [(&str, &str); 4] = [
    // With `on` a policy hides rows from this account without an error.
    ("row_security", "off"),
    // All keys are read in the order of the primary key. Without statistics the planner
    // reads and sorts the whole table for that, which takes twice the time and writes
    // temporary files; a sort that nothing can replace is still made.
    ("enable_sort", "off"),
    // To the planner a sort that it must make costs as much as reading a huge table, and it
    // would compile the statement first, which takes 0.1 s.
    ("jit", "off"),
    // The planner prefers the tenant's index, which is smaller, and sorts each tenant's
    // keys; walking the primary key costs a fifth less.
    ("enable_incremental_sort", "off"),
];
const LIMITS: [&str; 2] = ["idle_in_transaction_session_timeout", "transaction_timeout"];

/// Lists those settings that the server has.
pub(super) fn existing_settings() -> String {
    let names = OPTIONAL.into_iter().map(|(name, _)| name).chain(LIMITS);
    let names: Vec<String> = names.map(|name| format!("'{name}'")).collect();
    format!(
        "SELECT name FROM pg_catalog.pg_settings WHERE name IN ({})",
        names.join(", ")
    )
}

impl LocalSettings {
    pub(super) fn new(server: &Server, timeouts: Timeouts, existing: &[String]) -> Self {
        let exists = |name: &str| existing.iter().any(|existing| existing == name);
        let mut all = format!(
            "SET LOCAL statement_timeout = {}; SET LOCAL lock_timeout = {}",
            timeouts.statement.as_millis(),
            // 0 would mean to wait for ever.
            timeouts.lock.as_millis().max(1),
        );
        if let Some(schema) = &server.schema {
            let quoted = schema.replace('"', "\"\"");
            all.push_str(&format!("; SET LOCAL search_path TO \"{quoted}\""));
        }
        for (name, value) in OPTIONAL.into_iter().filter(|(name, _)| exists(name)) {
            all.push_str(&format!("; SET LOCAL {name} = {value}"));
        }
        let limits = LIMITS.into_iter().filter(|name| exists(name));
        let limits = limits.map(|name| format!("SET LOCAL {name} = 0"));
        Self {
            all,
            without_limit: limits.collect::<Vec<_>>().join("; "),
        }
    }
}

/// The point to which a snapshot is rolled back to release its table locks, and
/// after an error.
pub(super) const SAVEPOINT: &str = "SAVEPOINT nothing_read";
pub(super) const TO_SAVEPOINT: &str = "ROLLBACK TO SAVEPOINT nothing_read";
