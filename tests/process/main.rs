//! The program as a real process: pipes, signals, shells, terminals, memory.
#![cfg(unix)]

mod audit_fixes;
mod backfill;
mod canary;
mod change_log;
mod completion;
mod database_file;
mod embed_page;
mod errors_with_secrets;
mod help;
mod large;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod memory;
mod password_command;
mod scripts;
mod streaming;
mod terminal;
mod workspace;
