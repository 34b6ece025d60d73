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

/// The settings of every transaction, as statements.
pub(super) fn local_settings(server: &Server, timeouts: Timeouts) -> String {
    let mut settings = format!(
        "SET LOCAL statement_timeout = {}; SET LOCAL lock_timeout = {}; \
         SET LOCAL row_security = off;",
        timeouts.statement.as_millis(),
        // 0 would mean to wait for ever.
        timeouts.lock.as_millis().max(1),
    );
    if let Some(schema) = &server.schema {
        let quoted = schema.replace('"', "\"\"");
        settings.push_str(&format!(" SET LOCAL search_path TO \"{quoted}\";"));
    }
    // To read all keys in the order of the primary key, the planner prefers the
    // tenant's index, which is smaller, and sorts each tenant's keys; walking the
    // primary key costs a fifth less. Servers before 13 do not have the setting.
    settings.push_str(
        " SELECT set_config('enable_incremental_sort', 'off', true) \
         WHERE current_setting('enable_incremental_sort', true) IS NOT NULL",
    );
    settings
}

/// A transaction of a backfill is idle while other sessions write; the server's
/// limits for idle and for long transactions would end it. Servers before 17 have
/// only the first.
pub(super) const NO_TRANSACTION_LIMIT: &str = "SELECT set_config(name, '0', true) FROM pg_catalog.pg_settings \
     WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')";

/// The point to which a snapshot is rolled back to release its table locks, and
/// after an error.
pub(super) const SAVEPOINT: &str = "SAVEPOINT nothing_read";
pub(super) const TO_SAVEPOINT: &str = "ROLLBACK TO SAVEPOINT nothing_read";
