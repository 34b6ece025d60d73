//! How much memory a listing takes.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use crate::large::{MANY, large_url};
use crate::workspace::{Home, PROGRAM};

/// The greatest memory a process has held so far, in KiB.
#[cfg(target_os = "linux")]
fn peak(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    let status = status.expect("the process lives");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .expect("a size")
}

#[cfg(target_os = "linux")]
#[test]
fn memory_stays_flat_however_many_keys_there_are() {
    let home = Home::empty();
    // The peak after so many lines of a listing. It waits for its reader, and
    // so still runs when it is looked at.
    let peak_after = |format: &str, lines: u64, limit: u64| {
        let limit = limit.to_string();
        let mut command = home.command(PROGRAM);
        command.args(["-d", &large_url(), "token", "list", "--all", "-o", format]);
        command.args(["--limit", &limit]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program runs");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        for _ in 0..lines {
            out.next().expect("more lines").expect("text");
        }
        let peak = peak(&child);
        let rest = out.inspect(|line| assert!(line.is_ok())).count();
        assert!(rest > 3000, "it was looked at too late");
        assert!(child.wait().expect("the program ends").success());
        peak
    };
    for format in ["jsonl", "csv", "table"] {
        let few = peak_after(format, 1_000, 5_000);
        let many = peak_after(format, MANY - 20_000, MANY);
        assert!(
            many < few + 8 * 1024,
            "{format}: {few} KiB for five thousand keys, {many} KiB for very many"
        );
    }
}
