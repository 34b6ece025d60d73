//! Measures the time and memory of one command.
//!
//! This process starts only that command, so the system's figures for all child
//! processes are the figures of the command.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

use crate::Outcome;

/// Runs a command that writes to the file `out`, and appends a line to the log:
/// `names` (group, program, limit), seconds and peak memory in KiB.
pub(crate) fn run(log: &str, names: [&str; 3], out: &str, command: &[&str]) -> Outcome {
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let mut prepared = Command::new(program);
    prepared
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(File::create(out)?);
    let began = Instant::now();
    let status = prepared.status()?;
    let seconds = began.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("{} ended with {status}", command.join(" ")).into());
    }
    let kib = getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss();
    append(log, &format!("{}\t{seconds}\t{kib}", names.join("\t")))
}

pub(crate) fn append(log: &str, line: &str) -> Outcome {
    let mut log = OpenOptions::new().create(true).append(true).open(log)?;
    Ok(writeln!(log, "{line}")?)
}
