//! `--help` of every command.

use std::io::Read as _;
use std::net::TcpListener;
use std::process::Stdio;

use clap::CommandFactory as _;
use ragflowctl::cli::Cli;

use crate::workspace::{PROGRAM, Workspace, stderr, stdout};

/// Collects the words of every command: `["token", "list"]`.
fn commands(command: &clap::Command, words: &[String], found: &mut Vec<Vec<String>>) {
    found.push(words.to_vec());
    for sub in command.get_subcommands() {
        let mut words = words.to_vec();
        words.push(sub.get_name().to_owned());
        commands(sub, &words, found);
    }
}

#[test]
fn help_never_connects_and_has_examples() {
    // A server that never answers.
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    server.set_nonblocking(true).expect("a listener");
    let port = server.local_addr().expect("an address").port();
    let workspace = Workspace::empty();
    let mut all = Vec::new();
    commands(&Cli::command(), &[], &mut all);
    assert!(all.len() > 8, "{all:?}");
    let mut without_examples = Vec::new();
    for scheme in ["mysql", "postgres"] {
        let url = format!("{scheme}://root:x@127.0.0.1:{port}/rag_flow");
        for words in &all {
            for help in ["--help", "-h"] {
                let mut command = workspace.command(PROGRAM);
                command.args(["-d", &url]).args(words).arg(help);
                command.env("RAGFLOWCTL_DATABASE_URL", &url);
                let ran = command.output().expect("the program runs");
                assert_eq!(ran.status.code(), Some(0), "{words:?}: {}", stderr(&ran));
                assert_eq!(stderr(&ran), "");
                assert!(stdout(&ran).contains("Usage: ragflowctl"), "{words:?}");
                if !stdout(&ran).contains("Examples:\n  ") {
                    without_examples.push(words.join(" "));
                }
            }
        }
    }
    let connection = server.accept().map(|(_, address)| address);
    assert!(connection.is_err(), "help connected to the database");
    without_examples.sort();
    without_examples.dedup();
    assert!(
        without_examples.is_empty(),
        "no examples in the help of {without_examples:?}"
    );
}

#[test]
fn commands_do_connect() {
    // This shows that the test above could fail: other commands connect.
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = server.local_addr().expect("an address").port();
    let url = format!("mysql://root:x@127.0.0.1:{port}/rag_flow");
    let workspace = Workspace::empty();
    let mut command = workspace.command(PROGRAM);
    command
        .args(["-d", &url, "db", "check"])
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let (connection, _) = server.accept().expect("a connection");
    drop(connection);
    let mut said = String::new();
    let mut pipe = child.stderr.take().expect("a pipe");
    pipe.read_to_string(&mut said).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(5), "{said}");
    assert!(said.contains("error: "), "{said}");
}
