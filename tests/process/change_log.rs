//! A change log that cannot be written, before and after the change.

use crate::workspace::{ADA, Workspace, stderr, stdout};

/// Opening a FIFO waits for its other end, unless that is prevented.
#[test]
fn a_fifo_as_change_log_is_refused_before_anything_is_stored() {
    let workspace = Workspace::demo();
    let before = workspace.number("SELECT COUNT(*) FROM api_token");
    let ran = workspace.bash(&format!(
        "mkfifo log; timeout 20 \"$P\" -d \"$D\" token create -t {ADA} --change-log log"
    ));
    assert_eq!(ran.status.code(), Some(1), "{}", stderr(&ran));
    assert!(
        stderr(&ran).contains("not a regular file; nothing was changed"),
        "{}",
        stderr(&ran)
    );
    assert_eq!(workspace.number("SELECT COUNT(*) FROM api_token"), before);
}

/// The file may grow by 100 bytes only, which is less than a line.
#[test]
fn a_change_that_cannot_be_recorded_is_an_error_and_leaves_no_half_line() {
    for command in [
        &["token", "create", "-t", ADA, "--quiet"][..],
        &["beta", "backfill", "--quiet"],
    ] {
        let workspace = Workspace::demo();
        let size = std::fs::metadata(workspace.path()).expect("a file").len();
        let limit = size.div_ceil(1024) + 100;
        let log = workspace.folder.path().join("log");
        let length = usize::try_from(limit * 1024 - 100).expect("a length");
        let mut before = "x".repeat(length - 1);
        before.push('\n');
        std::fs::write(&log, &before).expect("a file");
        let keys = "SELECT COUNT(*) FROM api_token WHERE beta IS NOT NULL AND beta <> ''";
        let (limit, args) = (limit.to_string(), command.join(" "));
        let with_beta = workspace.number(keys);
        let ran = workspace.bash(&format!(
            "trap '' XFSZ; ulimit -f {limit}; \"$P\" -d \"$D\" {args} --change-log log"
        ));
        assert_eq!(ran.status.code(), Some(1), "{}", stderr(&ran));
        assert!(
            stderr(&ran).contains("but not recorded"),
            "{}",
            stderr(&ran)
        );
        assert!(workspace.number(keys) > with_beta, "{args}");
        let is_create = command[1] == "create";
        assert_eq!(stdout(&ran).starts_with("ragflow-"), is_create, "{args}");
        assert!(std::fs::read_to_string(&log).expect("a file") == before);
    }
}
