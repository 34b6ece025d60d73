//! `password_command` in a profile: what the program gets, and how much of it is read.

use crate::workspace::{PROGRAM, Workspace, stderr};

/// A workspace with a profile `p` of a server that does not exist.
fn workspace(command: &str) -> Workspace {
    let workspace = Workspace::empty();
    let folder = workspace.folder.path().join("ragflowctl");
    std::fs::create_dir(&folder).expect("a folder");
    let profile =
        format!("[profiles.p]\nurl = 'mysql://u@127.0.0.1:1/d'\npassword_command = '{command}'\n");
    std::fs::write(folder.join("config.toml"), profile).expect("a file");
    workspace
}

#[test]
fn the_program_gets_none_of_our_secrets_and_may_not_dump_core() {
    let workspace = workspace("env >seen; ulimit -c >limit; echo secret");
    let ran = workspace
        .command(PROGRAM)
        .args(["--profile", "p", "db", "check"])
        .env("RAGFLOW_SECRET_KEY", "the-secret-key")
        .env("VAULT_ADDR", "http://127.0.0.1")
        .output()
        .expect("the program runs");
    assert_eq!(ran.status.code(), Some(5), "{}", stderr(&ran));
    let read = |name: &str| {
        let text = std::fs::read_to_string(workspace.folder.path().join(name));
        text.expect("the program ran")
    };
    assert!(read("seen").contains("VAULT_ADDR"));
    assert!(!read("seen").contains("the-secret-key"));
    assert_eq!(read("limit"), "0\n");
}

#[test]
fn an_endless_output_is_not_read() {
    let workspace = workspace("cat /dev/zero");
    let ran = workspace
        .command(PROGRAM)
        .args(["--profile", "p", "db", "check"])
        .output()
        .expect("the program runs");
    assert_eq!(ran.status.code(), Some(2), "{}", stderr(&ran));
    assert!(
        stderr(&ran).contains("more than 64 KiB"),
        "{}",
        stderr(&ran)
    );
}
