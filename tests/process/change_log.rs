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

#[test]
fn changes_in_the_same_moment_have_undo_files_and_lines_of_their_own() {
    let workspace = Workspace::demo();
    let sql = "SELECT group_concat(row) FROM (SELECT * FROM (SELECT token || ifnull(beta, '') AS \
               row FROM api_token ORDER BY tenant_id, token))";
    let before = workspace.text(sql);
    let ran = workspace.bash(
        "for id in 7c82c4c66475 79d7e9e52506 740da5d9993f 15ded6bc66b8 9e4442bb6409; do\n\
           \"$P\" -d \"$D\" token delete $id --yes >/dev/null &\n\
         done; wait; ls state/ragflowctl/undo/*.jsonl | wc -l; \
         jq -r .outcome state/ragflowctl/changes.jsonl | sort | uniq -c",
    );
    assert_eq!(stdout(&ran), "5\n      5 done\n", "{}", stderr(&ran));
    for _ in 0..5 {
        let undone = workspace.run(&["undo", "--yes", "--json"]);
        assert!(
            stdout(&undone).contains("\"restored\":1"),
            "{}",
            stderr(&undone)
        );
    }
    assert_eq!(workspace.text(sql), before);
}
