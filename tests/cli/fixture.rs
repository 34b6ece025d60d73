//! Fixtures of these tests: SQLite files, and runs as text for snapshots.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ragflowctl::domain::token::Token;
use rusqlite::Connection;

use crate::sandbox::{Finished, Sandbox};

/// The rows of the sample database: values that occur here are not random.
const DEMO: &str = include_str!("../../src/store/demo.sql");

/// Users of the sample. Each owns the tenant of the same ID.
pub(crate) const ADA: &str = "759d9075221f4c52e6abc1675494e450";
pub(crate) const BEN: &str = "4401a3246fffa6163fcd1e09f3732500";
pub(crate) const CHEN: &str = "7f7b9052202621f67d33c32dd0ebbcc1";
/// A tenant without a user and without an owner.
pub(crate) const ORPHAN: &str = "0123456789abcdef0123456789abcdef";
pub(crate) const FAY: &str = "7bbf861d7f9b7a6db4771a681e88d669";
/// A dialog and an agent of Ada.
pub(crate) const DIALOG: &str = "25629d5ca84c57a547e86ebae601f572";
pub(crate) const AGENT: &str = "98a7593d00e703ac53380f3275348d74";
/// A dialog of Ben.
pub(crate) const FOREIGN_DIALOG: &str = "ab0ec202bcb5339a456d94abeda0806d";

/// An SQLite file in a temporary folder.
pub(crate) struct File {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl File {
    /// A file with the sample database.
    pub(crate) fn demo() -> Self {
        let file = Self::missing();
        let ran = Sandbox::new().run(["-d", &file.url(), "db", "init", "--demo"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        file
    }

    /// The sample database, changed by these statements.
    pub(crate) fn demo_after(sql: &str) -> Self {
        let file = Self::demo();
        file.execute(sql);
        file
    }

    /// A file with this content.
    pub(crate) fn with_content(bytes: &[u8]) -> Self {
        let file = Self::missing();
        std::fs::write(&file.path, bytes).expect("a file");
        file
    }

    /// The path of a file that does not exist.
    pub(crate) fn missing() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ragflow.db");
        Self { folder, path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite:{}", self.path.display())
    }

    /// Runs the program on this file, without a terminal.
    pub(crate) fn run<S: Into<OsString>>(&self, args: impl IntoIterator<Item = S>) -> Finished {
        self.run_in(&Sandbox::new(), args)
    }

    /// Runs the program on this file.
    pub(crate) fn run_in<S: Into<OsString>>(
        &self,
        sandbox: &Sandbox,
        args: impl IntoIterator<Item = S>,
    ) -> Finished {
        let database = ["-d".into(), OsString::from(self.url())];
        sandbox.run(database.into_iter().chain(args.into_iter().map(Into::into)))
    }

    /// A run on this file as text for a snapshot.
    pub(crate) fn show(&self, args: &[&str]) -> String {
        self.show_in(&Sandbox::new(), args)
    }

    /// A run on this file as text for a snapshot.
    pub(crate) fn show_in(&self, sandbox: &Sandbox, args: &[&str]) -> String {
        let url = self.url();
        let args: Vec<&str> = ["-d", &url].iter().chain(args).copied().collect();
        show(sandbox, &args)
            .replace(&self.path.display().to_string(), "FILE")
            .replace(&self.folder.path().display().to_string(), "FOLDER")
            .replace(&sandbox.folder().display().to_string(), "SANDBOX")
    }

    pub(crate) fn execute(&self, sql: &str) {
        let connection = Connection::open(&self.path).expect("the file opens");
        connection.execute_batch(sql).expect("the statements run");
    }

    /// The rows of a query, with every value as text.
    pub(crate) fn query(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let connection = Connection::open(&self.path).expect("the file opens");
        let mut statement = connection.prepare(sql).expect("a statement");
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            (0..columns)
                .map(|index| {
                    Ok(match row.get_ref(index)? {
                        rusqlite::types::ValueRef::Null => None,
                        rusqlite::types::ValueRef::Integer(number) => Some(number.to_string()),
                        other => other.as_str().ok().map(str::to_owned),
                    })
                })
                .collect()
        });
        let rows: Result<_, _> = rows.expect("rows").collect();
        rows.expect("values")
    }

    /// The number that a query returns.
    pub(crate) fn number(&self, sql: &str) -> u64 {
        let rows = self.query(sql);
        let value = rows[0][0].as_deref().expect("a value");
        value.parse().expect("a number")
    }

    /// Every file of the folder with its content. Compared before and after a run, it shows that no
    /// file was added or changed.
    pub(crate) fn state(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder");
        let mut files: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.sort();
        let read = |path: PathBuf| {
            let bytes = match path.is_file() {
                true => std::fs::read(&path).expect("the file"),
                false => Vec::new(),
            };
            (path, bytes)
        };
        files.into_iter().map(read).collect()
    }
}

/// A run as text: the command line, its output, and the exit status.
pub(crate) fn show(sandbox: &Sandbox, args: &[&str]) -> String {
    let ran = sandbox.run(args);
    let quote = |arg: &&str| match arg.contains([' ', '\'', ',']) || arg.is_empty() {
        true => format!("{arg:?}"),
        false => (*arg).to_owned(),
    };
    let line: Vec<String> = args.iter().map(quote).collect();
    let text = format!(
        "$ ragflowctl {}\n{}------- stderr\n{}------- exit status {}\n",
        line.join(" "),
        ran.stdout,
        ran.stderr,
        ran.status
    );
    replace_random_values(&text)
}

/// `token list` on the sample database as text for a snapshot.
pub(crate) fn show_demo_list(sandbox: &Sandbox, args: &[&str]) -> String {
    let all: Vec<&str> = ["-d", "demo:", "token", "list"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    show(sandbox, &all)
}

/// Replaces random secrets and IDs by placeholders of the same length; those of the sample stay.
pub(crate) fn replace_random_values(text: &str) -> String {
    let mut steady = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        steady.push_str(&placeholder(word, tail.starts_with('…')));
        let next = tail.find(is_word).unwrap_or(tail.len());
        steady.push_str(&tail[..next]);
        rest = &tail[next..];
    }
    steady
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn placeholder(word: &str, is_mask: bool) -> String {
    let random = word.strip_prefix("ragflow-");
    let is_hex = word.bytes().all(|byte| byte.is_ascii_hexdigit());
    match (random.map(str::len), word.len()) {
        (Some(length @ (4 | 43)), _) if !DEMO.contains(word) && (is_mask || length == 43) => {
            format!("ragflow-{}", "K".repeat(length))
        }
        (None, 32) if !is_hex && !DEMO.contains(word) => "B".repeat(32),
        (None, 4) if is_mask && !DEMO.contains(&format!("'{word}")) => "BBBB".to_owned(),
        (None, 12) if is_hex && !demo_ids().contains(word) => "0".repeat(12),
        _ => word.to_owned(),
    }
}

/// The IDs of the sample's keys.
fn demo_ids() -> &'static BTreeSet<String> {
    static IDS: OnceLock<BTreeSet<String>> = OnceLock::new();
    IDS.get_or_init(|| {
        let keys = DEMO
            .split('\'')
            .filter(|text| text.starts_with("ragflow-") && !text.contains(' '));
        keys.map(|key| Token::new(key.to_owned()).id()).collect()
    })
}

/// The envelope on stdout, which must be one line and nothing else.
pub(crate) fn envelope(ran: &Finished) -> serde_json::Value {
    assert_eq!(ran.stdout.lines().count(), 1, "{:?}", ran.stdout);
    assert!(ran.stdout.ends_with('\n'), "{:?}", ran.stdout);
    serde_json::from_str(&ran.stdout).expect("one JSON document")
}

/// The rows of a listing in JSON.
pub(crate) fn rows(ran: &Finished) -> Vec<serde_json::Value> {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let envelope = envelope(ran);
    assert_eq!(envelope["code"], 0);
    assert_eq!(envelope["message"], "");
    envelope["data"].as_array().expect("an array").clone()
}

/// The lines of a column in TSV, without the header.
pub(crate) fn column(ran: &Finished) -> Vec<&str> {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    ran.stdout.lines().skip(1).collect()
}
