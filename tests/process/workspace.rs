//! The setup of every test: a temporary folder, and the program running in it.
#![expect(
    clippy::disallowed_methods,
    reason = "a process runs in real time, and the tests wait for it"
)]

use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tempfile::TempDir;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_ragflowctl");
pub(crate) const ADA: &str = "759d9075221f4c52e6abc1675494e450";
/// Longer than any wait takes unless something hangs.
pub(crate) const MAX_WAIT: Duration = Duration::from_secs(60);

/// A temporary folder with a database file. It is also the home of the program.
pub(crate) struct Workspace {
    pub(crate) folder: TempDir,
}

impl Workspace {
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    /// A workspace with the sample database.
    pub(crate) fn demo() -> Self {
        let workspace = Self::empty();
        let ran = workspace.run(&["db", "init", "--demo"]);
        assert!(ran.status.success(), "{}", stderr(&ran));
        workspace
    }

    /// A workspace with a database of this many keys of Ada, all without a beta.
    pub(crate) fn with_missing_betas(keys: u32) -> Self {
        let workspace = Self::demo();
        workspace.execute(&format!(
            "DELETE FROM api_token;
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {keys})
             INSERT INTO api_token (tenant_id, token, create_time, create_date, update_time, \
                                    update_date)
             SELECT '{ADA}', printf('ragflow-%043d', i), 1, '2001-01-01 00:00:00', 1, \
                    '2001-01-01 00:00:00' FROM n;"
        ));
        workspace
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("ragflow.db")
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite:{}", self.path().display())
    }

    /// A command with an environment independent of the user of this machine.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            // The zone of the sample's rows, in a form that needs no zone files.
            .env("TZ", "CST-8")
            .env("HOME", self.folder.path())
            .env("XDG_STATE_HOME", self.folder.path().join("state"))
            .env("XDG_DATA_HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.folder.path())
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// The program with `--database` and these arguments.
    pub(crate) fn program(&self, args: &[&str]) -> Command {
        let mut command = self.command(PROGRAM);
        command.args(["-d", &self.url()]).args(args);
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.program(args).output().expect("the program runs")
    }

    /// Runs a bash script, in which `$P` is the program and `$D` the URL of the database.
    pub(crate) fn bash(&self, script: &str) -> Output {
        let mut command = self.command("bash");
        command.args(["--noprofile", "--norc", "-c", script]);
        command.env("P", PROGRAM).env("D", self.url());
        command.output().expect("bash runs")
    }

    pub(crate) fn open(&self) -> Connection {
        let connection = Connection::open(self.path()).expect("the file opens");
        connection.busy_timeout(MAX_WAIT).expect("a timeout");
        connection
    }

    pub(crate) fn execute(&self, sql: &str) {
        self.open().execute_batch(sql).expect("the statements run");
    }

    pub(crate) fn text(&self, sql: &str) -> String {
        let found = self.open().query_row(sql, [], |row| row.get(0));
        found.expect("a text")
    }

    pub(crate) fn number(&self, sql: &str) -> u64 {
        let number = self.open().query_row(sql, [], |row| row.get::<_, i64>(0));
        number.expect("a number").try_into().expect("a count")
    }
}

pub(crate) fn stdout(ran: &Output) -> String {
    String::from_utf8(ran.stdout.clone()).expect("UTF-8")
}

pub(crate) fn stderr(ran: &Output) -> String {
    String::from_utf8(ran.stderr.clone()).expect("UTF-8")
}

pub(crate) fn data(ran: &Output) -> serde_json::Value {
    let envelope: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    envelope["data"].clone()
}

/// Waits until the condition holds.
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < MAX_WAIT, "timed out waiting for {what}");
        sleep(Duration::from_millis(5));
    }
}

pub(crate) fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([name, &id]).status();
    assert!(sent.expect("kill runs").success());
}

pub(crate) const MISSING: &str = "SELECT COUNT(*) FROM api_token WHERE beta IS NULL OR beta = ''";
