//! How much memory a listing takes.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::large::{LARGE_ROWS, large_url};
use crate::linux::peak_memory;
use crate::workspace::{PROGRAM, Workspace};

/// Lines that are still unread when the memory is measured. They are more than 3 MB, and a pipe
/// holds 64 KiB, or 1 MiB with large pages: so the program still runs, and waits for its reader.
const UNREAD: u64 = 20_000;

#[test]
fn memory_stays_flat_however_many_keys_there_are() {
    let workspace = Workspace::empty();
    // The peak memory of a listing of this many keys, measured when all but the last ones have been
    // read.
    let peak = |format: &str, keys: u64| {
        let mut command = workspace.command(PROGRAM);
        command.args(["-d", &large_url(), "token", "list", "--all", "-o", format]);
        command.args(["--limit", &keys.to_string()]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program runs");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        for _ in 0..keys - UNREAD {
            out.next().expect("more lines").expect("text");
        }
        let peak = peak_memory(&child);
        let rest = out.inspect(|line| assert!(line.is_ok())).count() as u64;
        assert!(rest >= UNREAD, "{rest} lines were left");
        assert!(child.wait().expect("the program ends").success());
        peak
    };
    for format in ["jsonl", "csv", "table", "wide"] {
        let few = peak(format, UNREAD + 1_000);
        let many = peak(format, LARGE_ROWS);
        assert!(
            many < few + 8 * 1024,
            "{format}: {few} KiB after a thousand keys, {many} KiB after very many"
        );
    }
}
