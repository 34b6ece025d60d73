//! The place of the embedded database, and a file without write permission.

use std::path::Path;

use crate::workspace::{ADA, PROGRAM, Workspace, stderr, stdout};

#[test]
fn the_embedded_database_is_in_the_data_directory() {
    let workspace = Workspace::empty();
    let ran = workspace
        .command(PROGRAM)
        .args(["db", "init", "--demo"])
        .output();
    assert!(ran.expect("the program runs").status.success());
    assert!(
        workspace
            .folder
            .path()
            .join("ragflowctl/ragflow.db")
            .is_file()
    );
    let mut command = workspace.command(PROGRAM);
    let ran = command
        .args(["token", "list", "--all", "-q", "-o", "tsv"])
        .output();
    let ran = ran.expect("the program runs");
    assert_eq!(stdout(&ran).lines().count(), 20);
    assert!(
        stderr(&ran).starts_with("note: no database given"),
        "{}",
        stderr(&ran)
    );
}

/// An account that can read the file but not write it. Root can write every file, so as root this
/// test runs the program as the user nobody.
#[test]
fn a_file_that_cannot_be_written_is_listed_with_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;
    let workspace = Workspace::demo();
    let mode = |path: &Path, mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(path, permissions).expect("permissions");
    };
    // The folder of the sources may be unreadable for other users.
    let program = workspace.folder.path().join("program");
    std::fs::copy(PROGRAM, &program).expect("a copy");
    mode(&program, 0o755);
    mode(&workspace.path(), 0o444);
    mode(workspace.folder.path(), 0o555);
    let as_nobody = "if [ \"$(id -u)\" = 0 ]; then \
                       set -- setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"; \
                     fi; exec \"$@\"";
    let run = |args: &[&str]| {
        let mut command = workspace.command("sh");
        command.args(["-c", as_nobody, "sh"]).arg(&program);
        let ran = command.args(["-d", &workspace.url()]).args(args).output();
        ran.expect("the program runs")
    };
    let ran = run(&["token", "list", "-t", ADA, "-o", "jsonl"]);
    assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
    assert_eq!(stdout(&ran).lines().count(), 7);
    assert!(stderr(&ran).contains("not created: "), "{}", stderr(&ran));
    let ran = run(&["beta", "backfill"]);
    assert_eq!(ran.status.code(), Some(4), "{}", stderr(&ran));
    let ran = run(&["db", "check", "--json"]);
    assert!(
        stdout(&ran).contains("\"writable\":false"),
        "{}",
        stdout(&ran)
    );
    mode(workspace.folder.path(), 0o755);
}
