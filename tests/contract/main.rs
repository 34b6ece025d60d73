//! What a user may rely on, on every engine, against real servers.
//!
//! `tests/run` starts the servers; without them the tests fail.

#[path = "../support/mod.rs"]
mod support;

mod harness;
