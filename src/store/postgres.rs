//! PostgreSQL.
//!
//! Statements are unnamed (`query_typed`): named ones fail behind a pooler in
//! transaction mode. `postgres/connect.rs` connects and logs in,
//! `postgres/driver.rs` runs statements.

mod bulk_fill;
mod client;
mod connect;
mod driver;
mod error;
mod login;
mod values;

pub(super) use driver::Postgres;
