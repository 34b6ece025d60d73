//! Information about a running process from Linux.

use std::process::Child;

use crate::workspace::wait_until;

fn read(child: &Child, file: &str) -> String {
    let path = format!("/proc/{}/{file}", child.id());
    std::fs::read_to_string(path).expect("nobody has waited for the process")
}

/// The number after this label at the start of a line.
fn number(text: &str, label: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(label))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The peak memory of a running process, in KiB.
pub(crate) fn peak_memory(child: &Child) -> u64 {
    number(&read(child, "status"), "VmHWM:").expect("a process that still runs")
}

/// Waits until a process has ended, and returns how many bytes it has read from files and pipes.
/// The caller must not have called `wait` before.
pub(crate) fn bytes_read_until_end(child: &Child) -> u64 {
    wait_until("the end of the process", || {
        read(child, "status").contains("\nState:\tZ")
    });
    number(&read(child, "io"), "rchar:").expect("a count")
}

/// Waits until the main thread of a process sleeps, as it does between two attempts to take a lock.
pub(crate) fn wait_until_asleep(child: &Child) {
    wait_until("a pause between two attempts", || {
        read(child, "wchan").contains("nanosleep")
    });
}
