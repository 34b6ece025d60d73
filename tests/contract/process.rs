//! The program as a process of its own.

use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use crate::support::wait_until;

/// The running program, in a folder of its own.
pub(crate) struct Process {
    folder: tempfile::TempDir,
    child: Child,
}

impl Process {
    /// Starts the program with a database.
    pub(crate) fn start(url: &str, args: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let child = Command::new(env!("CARGO_BIN_EXE_ragflowctl"))
            .env_clear()
            .env("HOME", folder.path())
            .env("XDG_STATE_HOME", folder.path())
            .env("TZ", "CST-8")
            .env("RAGFLOWCTL_DATABASE_URL", url)
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        Self { folder, child }
    }

    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([name, &id]).status();
        assert!(sent.expect("kill runs").success());
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_none()
    }

    /// Waits for the end, and returns the status, the output and the change log.
    pub(crate) fn finish(mut self) -> Finished {
        wait_until("the end of the program", || !self.is_running());
        let Output {
            status,
            stdout,
            stderr,
        } = self.child.wait_with_output().expect("it has ended");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let log = self.folder.path().join("ragflowctl/changes.jsonl");
        Finished {
            status: status.code(),
            stdout: text(stdout),
            stderr: text(stderr),
            log: std::fs::read_to_string(log).unwrap_or_default(),
        }
    }
}

/// The program after its end.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    log: String,
}

impl Finished {
    pub(crate) fn data(&self) -> Value {
        let answer: Value = serde_json::from_str(&self.stdout).expect("an envelope");
        answer["data"].clone()
    }

    /// The number of keys that the change log has with this outcome.
    pub(crate) fn logged(&self, outcome: &str) -> u64 {
        let lines = self.log.lines().map(|line| {
            let line: Value = serde_json::from_str(line).expect("a line of JSON");
            line
        });
        lines
            .filter(|line| line["outcome"] == outcome)
            .map(|line| line["keys"].as_u64().unwrap_or(1))
            .sum()
    }
}
