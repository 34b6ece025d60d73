//! No secret of the database is in what commands print where they mask, nor in what they
//! write to stderr and to the change log: the commands that handle secrets, in
//! every format, at the highest verbosity, in success and in failure.

use std::io::Write as _;
use std::process::{Output, Stdio};

use crate::workspace::{ADA, Workspace};

const FORMATS: [&str; 7] = ["table", "wide", "json", "jsonl", "csv", "tsv", "ids"];

/// The commands that read or write secrets, each with what it gets on stdin: `KEY` is
/// a key of the database, `BETA` its beta, `LOGIN` an access token.
const COMMANDS: [(&str, &str); 31] = [
    ("token list --user ada@example.com", ""),
    ("token list --all", ""),
    ("token list --all --sort create_time", ""),
    ("token list --all --limit 2 --fields token,beta,user", ""),
    ("token list --login-token -", "LOGIN"),
    ("token show -", "KEY"),
    ("token show -", "BETA"),
    ("token explain -", "KEY"),
    ("token explain -", "BETA"),
    ("token explain -", "LOGIN"),
    ("token explain --header -", "Bearer KEY"),
    (
        "token explain -",
        "<iframe src=\"https://x/chat/share?auth=BETA\"></iframe>",
    ),
    ("token scan -", "a KEY b BETA c LOGIN d"),
    ("audit", ""),
    ("audit --fail-on low --user ada@example.com", ""),
    ("beta backfill --dry-run", ""),
    ("token create --user ada@example.com --dry-run", ""),
    ("token create --user ada@example.com --count 2", ""),
    (
        "token create --users - --skip-existing",
        "ada@example.com\nbob@example.com\n",
    ),
    ("token rotate - --dry-run", "KEY"),
    ("token rotate - --yes", "KEY"),
    ("token rotate - --yes --new-beta --expect 7", "KEY"),
    ("beta rotate - --yes", "BETA"),
    ("token delete - --yes --dry-run", "KEY"),
    ("token delete - --yes", "KEY"),
    ("undo --last --dry-run", ""),
    ("undo --last --yes", ""),
    ("undo --list", ""),
    ("beta backfill", ""),
    (
        "token import - --yes",
        "[{\"tenant_id\":\"TENANT\",\"token\":\"KEY\",\"beta\":\"BETA\"}]",
    ),
    ("token delete --every --tenant TENANT --yes", ""),
];

/// What makes commands fail, each with a statement that breaks the database, and the
/// options of the command.
const FAULTS: [(&str, &[&str]); 4] = [
    ("", &["--read-only"]),
    ("", &["--change-log", "/dev/full"]),
    ("UPDATE api_token SET create_time = 'KEY'", &[]),
    (
        "CREATE TRIGGER fails BEFORE DELETE ON api_token
         BEGIN SELECT RAISE(ABORT, 'KEY may not be deleted'); END",
        &[],
    ),
];

/// A secret of each kind, stored and known.
struct Secrets {
    key: String,
    beta: String,
    login: String,
}

impl Secrets {
    fn fill_in(&self, text: &str) -> String {
        text.replace("KEY", &self.key)
            .replace("BETA", &self.beta)
            .replace("LOGIN", &self.login)
            .replace("TENANT", ADA)
    }
}

/// The sample database, with known secrets of Ada.
fn workspace() -> (Workspace, Secrets) {
    let workspace = Workspace::demo();
    let secrets = Secrets {
        key: format!(
            "ragflow-{}",
            "CanaryKey0".repeat(5).get(..43).expect("ASCII")
        ),
        beta: "CanaryBeta".repeat(4).get(..32).expect("ASCII").to_owned(),
        login: "CanaryLogin".repeat(4),
    };
    workspace.execute(&secrets.fill_in(
        "UPDATE user SET access_token = 'LOGIN' WHERE id = 'TENANT';
         INSERT INTO api_token (tenant_id, token, beta, create_time, create_date,
                                update_time, update_date)
         VALUES ('TENANT', 'KEY', 'BETA', 1795360611881, '2026-11-22 23:16:51',
                 1795360611881, '2026-11-22 23:16:51');",
    ));
    (workspace, secrets)
}

/// Every key, beta and access token that is stored. Short ones are words of the sample.
fn stored(workspace: &Workspace) -> Vec<String> {
    let sql = "SELECT token FROM api_token UNION SELECT beta FROM api_token
               UNION SELECT access_token FROM user";
    let connection = workspace.open();
    let mut statement = connection.prepare(sql).expect("a statement");
    let values = statement.query_map([], |row| row.get::<_, Option<String>>(0));
    let values = values.expect("rows").flatten().flatten();
    values.filter(|secret| secret.len() >= 16).collect()
}

fn run(workspace: &Workspace, command: &str, options: &[&str], stdin: &str) -> Output {
    let args: Vec<&str> = command.split(' ').chain(options.iter().copied()).collect();
    let mut program = workspace.program(&args);
    program.env("RAGFLOW_SECRET_KEY", "an infiniflow secret key");
    let piped = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().expect("it runs");
    // A command that fails before it reads has closed its end.
    let _ = child
        .stdin
        .take()
        .expect("stdin")
        .write_all(stdin.as_bytes());
    child.wait_with_output().expect("it ends")
}

/// Runs a command, and returns which secrets it gave away and where.
fn given_away(
    workspace: &Workspace,
    secrets: &Secrets,
    (command, stdin): (&str, &str),
    options: &[&str],
) -> Vec<String> {
    let mut known = stored(workspace);
    let command = secrets.fill_in(command);
    let ran = run(workspace, &command, options, &secrets.fill_in(stdin));
    known.extend(stored(workspace));
    known.extend([&secrets.key, &secrets.beta, &secrets.login].map(Clone::clone));
    let log = workspace
        .folder
        .path()
        .join("state/ragflowctl/changes.jsonl");
    let places = [
        ("stdout", ran.stdout),
        ("stderr", ran.stderr),
        ("the change log", std::fs::read(log).unwrap_or_default()),
    ];
    let mut found = Vec::new();
    for (place, bytes) in places {
        let text = String::from_utf8_lossy(&bytes);
        // Half of a secret is too much, too.
        for half in known
            .iter()
            .flat_map(|secret| [&secret[8..], &secret[..secret.len() - 4]])
        {
            if text.contains(half) {
                found.push(format!("{command} {options:?}: {half} in {place}"));
            }
        }
    }
    found
}

#[test]
fn masked_output_errors_and_the_change_log_contain_no_secret() {
    let mut found = Vec::new();
    for format in FORMATS {
        let (workspace, secrets) = workspace();
        for command in COMMANDS {
            let options = ["--mask", "-v", "-o", format];
            found.extend(given_away(&workspace, &secrets, command, &options));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn commands_that_fail_give_no_secret_away() {
    let mut found = Vec::new();
    for (fault, options) in FAULTS {
        for format in ["table", "json"] {
            let (workspace, secrets) = workspace();
            if !fault.is_empty() {
                workspace.execute(&secrets.fill_in(fault));
            }
            for command in COMMANDS {
                let options = [options, &["--mask", "-v", "-o", format]].concat();
                found.extend(given_away(&workspace, &secrets, command, &options));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// The test would notice a secret: without `--mask` the list has them.
#[test]
fn a_list_without_mask_is_noticed() {
    let (workspace, secrets) = workspace();
    let list = ("token list --all", "");
    let found = given_away(&workspace, &secrets, list, &["-o", "json"]);
    assert!(found.iter().any(|found| found.ends_with("in stdout")));
    assert!(!found.iter().any(|found| found.ends_with("in stderr")));
}
