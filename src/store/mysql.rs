//! MySQL, MariaDB, and servers that use their protocol.
//!
//! Only SQL that MySQL 5.7, MySQL 8 and MariaDB share. `mysql/connect.rs`
//! connects and logs in, `mysql/driver.rs` runs statements.

mod bulk_fill;
mod connect;
mod driver;
mod error;
mod fill_state;
mod login;
mod server_key;
mod session_settings;
mod values;

pub(super) use driver::MySql;
