//! PostgreSQL.
//!
//! Statements are unnamed (`query_typed`): named ones fail behind a pooler in
//! transaction mode. `postgres/connect.rs` connects and logs in,
//! `postgres/driver.rs` runs statements, each in a transaction
//! (`postgres/transaction.rs`).

mod bulk_fill;
mod client;
mod connect;
mod driver;
mod error;
mod local_settings;
mod login;
mod negotiation;
mod plain_stream;
mod transaction;
mod values;

pub(super) use driver::Postgres;
