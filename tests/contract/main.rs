//! What a user may rely on, on every engine, tested with real servers.
//!
//! `tests/run` starts the servers; without them the tests fail.

mod fixture;
#[path = "../sandbox/mod.rs"]
mod sandbox;
#[path = "../support/mod.rs"]
mod support;

mod access;
mod audit;
mod bad_rows;
mod beta_backfill;
mod beta_backfill_failures;
mod beta_backfill_sessions;
mod beta_backfill_tables;
mod changed_rows;
mod collations;
mod concurrent;
mod db_copy;
mod deployments;
mod embed;
mod exit_status;
mod grants;
mod growth;
mod harness;
mod key;
mod kills;
mod login_token;
mod logins;
mod lost_answers;
mod mariadb_logins;
mod metrics;
mod missing_password;
mod mixed_collations;
mod mysql_logins;
mod mysql_lowercase;
mod network;
mod pooler;
mod process;
mod restarts;
mod row_security;
mod server_defaults;
mod server_messages;
mod snapshot;
mod summaries;
mod tls;
mod token_create;
mod token_delete;
mod token_explain;
mod token_import;
mod token_list;
mod token_list_order;
mod token_rotate;
mod token_scan;
mod undo;
mod verdicts;
mod zone;
