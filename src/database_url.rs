//! Database URLs: which engine, which server or file, which account.
//!
//! `parse.rs` holds the one table of schemes, `options.rs` reads what follows
//! the `?`, and `tls.rs` the options about TLS. A URL is never printed with its
//! password: the `Display` of [`DatabaseUrl`] leaves it out.

mod address;
mod argument;
mod error;
mod identity;
mod options;
mod parse;
mod password;
mod server;
mod tls;

pub use address::DatabaseUrl;
pub use error::UrlError;
pub use parse::schemes;
pub use password::Password;
pub use server::Server;
pub use tls::{Tls, TlsMode};
