//! What a user sees of every command: stdout, stderr and the exit status, on the sample database
//! and on SQLite files.

mod fixture;
#[path = "../sandbox/mod.rs"]
mod sandbox;

mod access;
mod audit;
mod beta_backfill;
mod beta_rotate;
mod change_log;
mod config;
mod db_check;
mod db_copy;
mod db_init;
mod embed;
mod embed_check;
mod error_shape;
mod errors_in_databases;
mod errors_in_names;
mod errors_in_urls;
mod errors_in_usage;
mod exit_status;
mod formats;
mod help;
mod key;
mod listener;
mod login_token;
mod metrics;
mod precedence;
mod selection;
mod stored_keys;
mod summaries;
mod token_create;
mod token_create_users;
mod token_delete;
mod token_explain;
mod token_import;
mod token_list;
mod token_list_filters;
mod token_list_table;
mod token_rotate;
mod token_scan;
mod token_show;
mod undo;
mod zone;
