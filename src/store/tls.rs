//! TLS of a connection: `tls/client_config.rs` turns the options of a database
//! URL into a rustls configuration, `tls/handshake_error.rs` explains why a
//! handshake failed, and `tls/root_restriction.rs` keeps one driver from
//! trusting more authorities than it was given.

pub(super) mod client_config;
mod connection_security;
pub(super) mod handshake_error;
pub(super) mod root_restriction;
mod verifiers;

pub use connection_security::{ConnectionSecurity, ServerVerification};
