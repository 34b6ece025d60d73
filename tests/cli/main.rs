//! What a user sees of every command: stdout, stderr and exit status, on the
//! sample database and on SQLite files.

#[path = "../sandbox/mod.rs"]
mod sandbox;
mod stage;

mod audit;
mod beta_backfill;
mod beta_rotate;
mod config;
mod db_check;
mod db_init;
mod errors;
mod formats;
mod help;
mod key;
mod listener;
mod login_token;
mod precedence;
mod token_create;
mod token_delete;
mod token_explain;
mod token_import;
mod token_list;
mod token_rotate;
mod token_show;
mod undo;
mod zone;
