//! Checks of the form that every error has: one line that says what is wrong, a hint, the right
//! exit status, and an unchanged database.

use std::ffi::OsString;

use crate::fixture::{File, envelope};
use crate::sandbox::Finished;

/// Checks that a run failed with one line of error, at least one hint, and nothing on stdout.
pub(crate) fn assert_error(ran: &Finished, status: u8) {
    assert_eq!(ran.status, status, "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    assert_one_error_line(ran);
}

pub(crate) fn assert_one_error_line(ran: &Finished) {
    let of = |label: &str| {
        let lines = ran.stderr.lines();
        lines.filter(|line| line.starts_with(label)).count()
    };
    assert_eq!(of("error: "), 1, "{:?}", ran.stderr);
    assert!(of("hint: ") > 0, "no hint in {:?}", ran.stderr);
    let said = ["error: ", "hint: ", "warning: ", "note: "].map(of);
    assert_eq!(
        said.iter().sum::<usize>(),
        ran.stderr.lines().count(),
        "a line of another kind: {:?}",
        ran.stderr
    );
    let unsafe_one = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!ran.stderr.contains(unsafe_one), "{:?}", ran.stderr);
    let longest = ran.stderr.lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(1000), "{longest:?}");
}

/// The same error with JSON output: an envelope on stdout, and the usual lines on stderr.
pub(crate) fn assert_error_envelope(ran: &Finished, status: u8, code: u16) {
    assert_eq!(ran.status, status, "{}", ran.stderr);
    let envelope = envelope(ran);
    assert_eq!(envelope["code"], code);
    assert_eq!(envelope["data"], false);
    let object = envelope.as_object().expect("an object");
    assert_eq!(object.len(), 3, "{object:?}");
    assert_one_error_line(ran);
}

/// Runs a command without and with --json. Both must fail in the right form, and leave the file
/// unchanged.
pub(crate) fn assert_refused<S: Into<OsString> + Clone>(
    file: &File,
    args: &[S],
    status: u8,
    code: u16,
) -> Finished {
    let before = file.state();
    let plain = file.run(args.iter().cloned());
    assert_error(&plain, status);
    let json: Vec<OsString> = args
        .iter()
        .cloned()
        .map(Into::into)
        .chain(["--json".into()])
        .collect();
    assert_error_envelope(&file.run(json), status, code);
    assert!(file.state() == before, "the database was touched");
    plain
}
