//! Wrong arguments and wrong databases: one line that says what is wrong, a
//! hint, the right exit status, and nothing touched.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;

use insta::assert_snapshot;

use crate::sandbox::{Ran, Sandbox};
use crate::stage::{ADA, AGENT, BEN, DIALOG, FAY, FOREIGN_DIALOG, File, envelope, show};

/// Checks the shape every error has: one line, at least one hint, nothing on
/// stdout; and in JSON the same in an envelope besides.
fn is_clean(ran: &Ran, status: u8) {
    assert_eq!(ran.status, status, "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    said_in_one_line(ran);
}

fn said_in_one_line(ran: &Ran) {
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

/// The same complaint as an envelope, which says what stderr says.
fn is_clean_envelope(ran: &Ran, status: u8, code: u16) {
    assert_eq!(ran.status, status, "{}", ran.stderr);
    let envelope = envelope(ran);
    assert_eq!(envelope["code"], code);
    assert_eq!(envelope["data"], false);
    let object = envelope.as_object().expect("an object");
    assert_eq!(object.len(), 3, "{object:?}");
    said_in_one_line(ran);
}

/// Runs it plain and in JSON; both must be clean, and the file untouched.
fn refused<S: Into<OsString> + Clone>(file: &File, args: &[S], status: u8, code: u16) -> Ran {
    let before = file.state();
    let plain = file.run(args.iter().cloned());
    is_clean(&plain, status);
    let json: Vec<OsString> = args
        .iter()
        .cloned()
        .map(Into::into)
        .chain(["--json".into()])
        .collect();
    is_clean_envelope(&file.run(json), status, code);
    assert!(file.state() == before, "the database was touched");
    plain
}

/// Names that nobody has.
const STRANGE: [&str; 12] = [
    "'",
    "\"",
    "O'Neil\"; --",
    "' OR 1=1 --",
    "ada@example.com' --",
    "%",
    "_da@example.com",
    "\\",
    "a\u{1b}[2Jb\u{7}",
    "a\nb\r\tc",
    "a\u{202e}b",
    "王芳@example.com",
];

#[test]
fn names_that_nobody_has() {
    let file = File::demo();
    for name in STRANGE {
        for option in ["--user", "--tenant"] {
            refused(&file, &["token", "list", option, name], 3, 404);
            refused(&file, &["token", "create", option, name], 3, 404);
            refused(&file, &["beta", "backfill", option, name], 3, 404);
        }
    }
    let padded = refused(&file, &["token", "list", "-u", " ada@example.com "], 3, 404);
    assert!(
        padded.stderr.contains("' ada@example.com '"),
        "{}",
        padded.stderr
    );
}

#[test]
fn a_name_with_a_nul() {
    let file = File::demo();
    for option in ["--user", "--tenant"] {
        refused(
            &file,
            &["token", "list", option, "ada@example.com\0"],
            2,
            400,
        );
    }
}

#[test]
fn overlong_names_are_cut_in_the_message() {
    let file = File::demo();
    let long = "x".repeat(5000);
    for option in ["--user", "--tenant"] {
        let ran = refused(&file, &["token", "list", option, &long], 3, 404);
        assert!(ran.stderr.len() < 400, "{}", ran.stderr.len());
    }
    let ran = refused(
        &file,
        &["token", "create", "-u", ADA, "--dialog", &long],
        3,
        404,
    );
    assert!(ran.stderr.len() < 400, "{}", ran.stderr.len());
    let ran = refused(
        &file,
        &["token", "list", "--sort", &long, "-u", ADA],
        2,
        400,
    );
    assert!(ran.stderr.len() < 1000, "{}", ran.stderr.len());
    let ran = refused(
        &file,
        &["token", "list", "--fields", &long, "-u", ADA],
        2,
        400,
    );
    assert!(ran.stderr.len() < 600, "{}", ran.stderr.len());
}

#[test]
fn strange_ids_of_dialogs_and_agents() {
    let file = File::demo();
    for id in STRANGE {
        for option in ["--dialog", "--agent"] {
            refused(&file, &["token", "create", "-u", ADA, option, id], 3, 404);
        }
    }
}

#[test]
fn empty_names() {
    let file = File::demo();
    for (option, command) in [
        ("--user", ["token", "list"]),
        ("--user", ["token", "create"]),
        ("--user", ["beta", "backfill"]),
        ("--tenant", ["token", "list"]),
        ("--tenant", ["beta", "backfill"]),
    ] {
        for blank in ["", "  ", "\t"] {
            refused(&file, &[command[0], command[1], option, blank], 2, 400);
        }
    }
    assert_snapshot!(show(
        &Sandbox::new(),
        &["-d", "demo:", "token", "list", "--user", ""]
    ));
}

#[test]
fn a_blank_usual_user_is_said_to_be_the_variables() {
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_USER", " ")
        .run(["-d", "demo:", "token", "list"]);
    is_clean(&ran, 2);
    assert!(ran.stderr.contains("RAGFLOWCTL_USER"), "{}", ran.stderr);
}

#[test]
fn arguments_that_are_not_utf_8() {
    let file = File::demo();
    let word = |text: &str| OsString::from(text);
    let broken = || OsString::from_vec(b"a\xff\xfeb".to_vec());
    for args in [
        vec![word("token"), word("list"), word("--user"), broken()],
        vec![
            word("token"),
            word("list"),
            word("--all"),
            word("--fields"),
            broken(),
        ],
        vec![
            word("token"),
            word("list"),
            word("--all"),
            word("-o"),
            broken(),
        ],
        vec![
            word("token"),
            word("create"),
            word("-u"),
            word(ADA),
            word("--dialog"),
            broken(),
        ],
        vec![word("token"), broken()],
        vec![broken()],
    ] {
        refused(&file, &args, 2, 400);
    }
    let url = OsString::from_vec(b"sqlite:/nowhere/\xff.db".to_vec());
    let ran = Sandbox::new().run([word("-d"), url, word("token"), word("list"), word("--all")]);
    is_clean(&ran, 2);
}

#[test]
fn a_mistyped_path_creates_nothing() {
    let file = File::nowhere();
    for args in [
        vec!["token", "list", "--all"],
        vec!["token", "list", "-u", ADA],
        vec!["token", "create", "-u", ADA],
        vec!["beta", "backfill"],
        vec!["db", "check"],
    ] {
        let ran = refused(&file, &args, 5, 500);
        assert!(ran.stderr.contains("No such file"), "{}", ran.stderr);
        assert!(file.state().is_empty(), "a file appeared");
    }
    assert_snapshot!(file.show(&["token", "list", "--all"]));
}

#[test]
fn what_is_no_database() {
    let file = File::nowhere();
    std::fs::create_dir(file.path()).expect("a directory");
    refused(&file, &["token", "list", "--all"], 6, 500);
    refused(&file, &["beta", "backfill"], 6, 500);
    assert_snapshot!("a_directory", file.show(&["token", "list", "--all"]));

    let file = File::holding(&b"This is a letter to somebody, not a database.\n".repeat(100));
    refused(&file, &["token", "list", "--all"], 6, 500);
    refused(&file, &["token", "list", "-u", ADA], 6, 500);
    refused(&file, &["beta", "backfill"], 6, 500);
    refused(&file, &["db", "check"], 6, 500);
    assert_snapshot!("a_letter", file.show(&["token", "list", "--all"]));

    let file = File::holding(b"");
    refused(&file, &["token", "list", "--all"], 6, 500);
    refused(&file, &["token", "create", "-u", ADA], 6, 500);
    assert_snapshot!("an_empty_file", file.show(&["token", "list", "--all"]));
}

#[test]
fn a_damaged_database() {
    let file = File::demo();
    let bytes = std::fs::read(file.path()).expect("the file");
    let mut damaged = bytes.clone();
    damaged[4096..].fill(0xa5);
    let damaged = File::holding(&damaged);
    refused(&damaged, &["token", "list", "--all"], 6, 500);
    let truncated = File::holding(&bytes[..bytes.len() / 2]);
    let before = truncated.state();
    let ran = truncated.run(["beta", "backfill"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    said_in_one_line(&ran);
    assert!(truncated.state() == before, "the database was touched");
}

#[test]
fn databases_of_another_program() {
    let file = File::demo();
    let foreign = |sql: &str| {
        let file = File::nowhere();
        file.execute(sql);
        file
    };
    let other = foreign("CREATE TABLE orders (id INTEGER)");
    refused(&other, &["token", "list", "--all"], 6, 500);
    refused(&other, &["beta", "backfill"], 6, 500);
    refused(&other, &["db", "check"], 6, 500);
    assert_snapshot!("foreign", other.show(&["token", "list", "--all"]));
    // Its table of users is none of RAGFlow's.
    let users = foreign("CREATE TABLE \"user\" (id INTEGER, name TEXT)");
    refused(&users, &["token", "list", "--all"], 6, 500);
    assert_snapshot!("a_table_is_missing", users.show(&["db", "check"]));

    file.execute("DROP INDEX api_token_beta; ALTER TABLE api_token DROP COLUMN beta");
    refused(&file, &["token", "list", "--all"], 6, 500);
    refused(&file, &["token", "create", "-u", ADA], 6, 500);
    refused(&file, &["db", "check"], 6, 500);
    assert_snapshot!("without_beta", file.show(&["beta", "backfill"]));
    let ran = Sandbox::new().run(["-d", "sqlite::memory:", "token", "list", "--all"]);
    is_clean(&ran, 6);
}

#[test]
fn values_of_a_type_nobody_expected() {
    // The key with ID 7c82c4c66475 is one of Ada's.
    const KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
    for (column, value, found) in [
        ("create_time", "X'0102'", "BLOB"),
        ("create_time", "1.5", "REAL"),
        ("create_time", "'yesterday'", "text"),
        ("update_time", "X'00'", "BLOB"),
        ("create_date", "'yesterday'", "text"),
        ("create_date", "17", "number"),
        ("update_date", "X'00'", "BLOB"),
        ("beta", "X'ff'", "BLOB"),
        ("source", "X'00'", "BLOB"),
        ("dialog_id", "X'00'", "BLOB"),
    ] {
        let file = File::demo_after(&format!(
            "UPDATE api_token SET {column} = {value} WHERE token = '{KEY}'"
        ));
        let before = file.state();
        for whose in [["--all", "--limit=100"], ["--user", ADA]] {
            let ran = file.run(["token", "list"].into_iter().chain(whose));
            assert_eq!(ran.status, 6, "{column} = {value}: {}", ran.stderr);
            said_in_one_line(&ran);
            for part in [
                format!("api_token.{column}"),
                "7c82c4c66475".into(),
                found.into(),
            ] {
                assert!(ran.stderr.contains(&part), "no {part} in {}", ran.stderr);
            }
            assert!(
                !ran.stderr.contains("FloKsEW9"),
                "the key itself: {}",
                ran.stderr
            );
            assert!(
                file.state() == before,
                "{column} = {value}: {whose:?} touched the database"
            );
        }
    }
    let file = File::demo_after(&format!(
        "UPDATE api_token SET create_time = X'00' WHERE token = '{KEY}'"
    ));
    assert_snapshot!(file.show(&["token", "list", "--user", ADA, "--no-backfill"]));
}

#[test]
fn keys_of_a_type_nobody_expected() {
    let file =
        File::demo_after("UPDATE api_token SET token = X'00ff' WHERE tenant_id LIKE '0123%'");
    let before = file.state();
    let ran = file.run(["token", "list", "--all"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    said_in_one_line(&ran);
    assert!(ran.stderr.contains("api_token.token"), "{}", ran.stderr);
    // One that lacks a beta is not passed over in silence either.
    file.execute("UPDATE api_token SET beta = NULL WHERE tenant_id LIKE '0123%'");
    let ran = file.run(["beta", "backfill", "--include-ownerless"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    said_in_one_line(&ran);
    assert!(before.len() == file.state().len());
}

#[test]
fn users_of_a_type_nobody_expected() {
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET status = X'31' WHERE id = '{ADA}'"
    ));
    let ran = refused(&file, &["token", "list", "--user", ADA], 6, 500);
    assert!(ran.stderr.contains("user.status"), "{}", ran.stderr);
    let file = File::demo_after(&format!(
        "UPDATE user_tenant SET create_time = 'x' WHERE user_id = '{ADA}'"
    ));
    let ran = refused(&file, &["token", "list", "--user", ADA], 6, 500);
    assert!(
        ran.stderr.contains("user_tenant.create_time"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_transaction_that_was_cut_off_does_not_keep_others_from_reading() {
    // A process that was killed in the middle of a large transaction leaves a
    // journal behind, and the file half written.
    let whole = File::demo();
    let crashed = File::nowhere();
    let connection = rusqlite::Connection::open(whole.path()).expect("the file opens");
    connection
        .execute_batch(
            "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN;
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
             INSERT INTO api_token (tenant_id, token) SELECT 'x', 'ragflow-' || i FROM n;
             UPDATE api_token SET beta = 'half done';",
        )
        .expect("an open transaction");
    let journal = |file: &File| file.path().with_file_name("ragflow.db-journal");
    std::fs::copy(journal(&whole), journal(&crashed)).expect("the journal");
    std::fs::copy(whole.path(), crashed.path()).expect("the file");
    drop(connection);
    let ran = crashed.run(["token", "list", "--all", "-o", "csv", "--fields", "beta"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(
        ran.stdout.lines().count(),
        20,
        "the rows before the transaction"
    );
    assert!(!ran.stdout.contains("half done"));
}

#[test]
fn database_urls_that_are_none() {
    for url in [
        "",
        "nonsense",
        "rag_flow",
        "./ragflow.db",
        "oracle://scott@db/rag_flow",
        "mysqll://root@localhost/rag_flow",
        "http://example.com",
        "sqlite:",
        "demo:x",
        "mysql:root@localhost/rag_flow",
        "mysql://root@localhost",
        "mysql://root@localhost/",
        "mysql://root@localhost:port/rag_flow",
        "mysql://root@localhost:99999/rag_flow",
        "mysql://root@localhost/rag_flow?sokcet=/run/x",
        "postgres://rag@db/rag_flow?shcema=x",
        "postgres://rag@db/rag_flow?port=-1",
        "postgres://rag@db/rag_flow#x",
        "mysql://root:%ff@localhost/rag_flow",
    ] {
        let args = ["-d", url, "token", "list", "--all"];
        is_clean(&Sandbox::new().run(args), 2);
        let ran = Sandbox::new().run(args.into_iter().chain(["-o", "json"]));
        is_clean_envelope(&ran, 2, 400);
    }
    let listing = |url: &str| show(&Sandbox::new(), &["-d", url, "token", "list", "--all"]);
    assert_snapshot!("unknown_scheme", listing("oracle://scott@db/rag_flow"));
    assert_snapshot!("no_scheme", listing("./ragflow.db"));
    assert_snapshot!(
        "misspelt_option",
        listing("mysql://root@localhost/rag_flow?sokcet=/run/x")
    );
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", "oracle://x")
        .run(["token", "list", "--all"]);
    is_clean(&ran, 2);
    assert!(
        ran.stderr.contains("RAGFLOWCTL_DATABASE_URL"),
        "{}",
        ran.stderr
    );
}

#[test]
fn no_error_repeats_a_password() {
    // Port 1 of this machine: nobody is there to say a word.
    let urls = [
        "mysql://root:hunter2@127.0.0.1:1/rag_flow",
        "postgres://rag:hunter2@127.0.0.1:1/rag_flow",
        "mysqll://root:hunter2@localhost/rag_flow",
        "mysql:root:hunter2@localhost/rag_flow",
        "mysql://root:hunter2@localhost",
        "mysql://root:hunter2@localhost:port/rag_flow",
        "mysql://root:hunter2@localhost/rag_flow?sokcet=x",
        "root:hunter2@tcp(localhost:3306)/rag_flow",
        "host=db user=rag password=hunter2",
        // Characters that a password in a URL must not have as they are.
        "mysql://root:x/hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:1/hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:1?hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:1#hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:%zzhunter2@127.0.0.1:1/rag_flow",
        "mysql://root:%ffhunter2@127.0.0.1:1/rag_flow",
        "mysql://root:x@hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:x hunter2@127.0.0.1:1/rag_flow",
        "postgres://rag:1/hunter2@127.0.0.1:1/rag_flow",
        "postgres://rag:1?hunter2@127.0.0.1:1/rag_flow",
        "sqlite:root:hunter2@localhost",
    ];
    let mut told = Vec::new();
    for url in urls {
        for args in [
            vec!["-d", url, "token", "list", "--all"],
            vec!["-d", url, "-v", "db", "check", "--json"],
            vec!["-d", url, "beta", "backfill", "--connect-timeout", "1s"],
            vec!["-d", url, "db", "init"],
            // Where it does not belong.
            vec![url, "token", "list", "--all"],
            vec!["token", "list", "--all", url],
            vec!["token", "list", "--all", "-o", url],
            vec!["token", url],
        ] {
            if url.starts_with("sqlite:") {
                // That would be the name of a file, not a password.
                continue;
            }
            let ran = Sandbox::new().run(&args);
            assert_ne!(ran.status, 0, "{args:?}");
            if ran.stderr.contains("hunter2") || ran.stdout.contains("hunter2") {
                told.push(format!("{args:?}\n{}{}", ran.stdout, ran.stderr));
            }
        }
    }
    assert!(
        told.is_empty(),
        "{} of them:\n{}",
        told.len(),
        told.join("\n")
    );
}

#[test]
fn no_usage_error_repeats_a_key() {
    let key = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
    for args in [
        vec!["token", "list", key],
        vec![key],
        vec!["token", "list", "--all", "--sort", key],
    ] {
        let ran = Sandbox::new().run(["-d", "demo:"].iter().chain(&args));
        assert_eq!(ran.status, 2);
        assert!(!ran.stderr.contains("FloKsEW9wi4iKE9S"), "{}", ran.stderr);
    }
}

/// Command lines that cannot be understood.
fn wrong_usage() -> Vec<Vec<&'static str>> {
    vec![
        vec!["token", "list", "--al"],
        vec!["token", "list", "--all", "--nonsense"],
        vec!["token", "list", "--all", "extra"],
        vec!["token", "list", "--all", "--user", "ada@example.com"],
        vec!["token", "list", "--all", "--tenant", ADA],
        vec!["token", "list", "--user", "a", "--tenant", "b"],
        vec!["token", "list", "--user"],
        vec!["token", "list"],
        vec!["token", "list", "--all", "--sort", "nonsense"],
        vec!["token", "list", "--all", "--source", "nonsense"],
        vec!["token", "list", "--all", "--created-after", "nonsense"],
        vec!["token", "list", "--all", "--created-after", "2026-02-30"],
        vec![
            "token",
            "list",
            "--all",
            "--created-before",
            "2026-02-01T25:00",
        ],
        vec!["token", "list", "--all", "--created-before", ""],
        vec!["token", "list", "--all", "--limit", "0"],
        vec!["token", "list", "--all", "--limit", "-1"],
        vec!["token", "list", "--all", "--limit", "many"],
        vec![
            "token",
            "list",
            "--all",
            "--limit",
            "99999999999999999999999",
        ],
        vec!["token", "list", "--all", "--fields", "nonsense"],
        vec!["token", "list", "--all", "--fields", ""],
        vec!["token", "list", "--all", "--fields", "id,"],
        vec!["token", "list", "--all", "--fields", "id, token"],
        vec!["token", "list", "--all", "--fields", "id,token,id"],
        vec!["token", "list", "--all", "--reveal", "--mask"],
        vec!["token", "list", "--all", "-q", "-v"],
        vec!["token", "list", "--all", "--connect-timeout", "5"],
        vec!["token", "list", "--all", "--lock-timeout", "soon"],
        vec!["token", "create"],
        vec!["token", "create", "--user", ADA, "--count", "0"],
        vec!["token", "create", "--user", ADA, "--count", "10001"],
        vec!["token", "create", "--user", ADA, "--count", "-1"],
        vec![
            "token", "create", "--user", ADA, "--dialog", "a", "--agent", "b",
        ],
        vec!["token", "create", "--all"],
        vec!["token", "frobnicate"],
        vec!["token", "lst"],
        vec!["tokn", "list"],
        vec!["beta", "backfill", "--max-time", "5"],
        vec!["beta", "backfill", "--max-time", ""],
        vec!["beta", "backfill", "--pause", "-1s"],
        vec!["beta", "backfill", "--limit", "0"],
        vec!["beta", "backfill", "--batch-size", "0"],
        vec!["beta", "backfill", "--lock-wait", "forever"],
        vec!["beta", "backfill", "--fields", "nonsense"],
        vec!["beta", "backfill", "--all"],
        vec!["db", "check", "--fields", "nonsense"],
        vec!["db", "nonsense"],
        vec!["completions", "tcsh"],
        vec!["completions"],
    ]
}

#[test]
fn wrong_usage_is_said_in_one_line() {
    let file = File::demo();
    let before = file.state();
    for args in wrong_usage() {
        is_clean(&file.run(args.clone()), 2);
        assert!(file.state() == before, "{args:?} touched the database");
    }
}

#[test]
fn wrong_usage_is_an_envelope_where_json_was_asked_for() {
    let file = File::demo();
    let before = file.state();
    for args in wrong_usage() {
        for format in [
            vec!["-o", "json"],
            vec!["--json"],
            vec!["-ojson"],
            vec!["--output=json"],
        ] {
            // Before the words that are wrong: one may want a value.
            let ran = file.run(format.into_iter().chain(args.clone()));
            is_clean_envelope(&ran, 2, 400);
        }
        let ran = file.run(["-o", "jsonl"].into_iter().chain(args.clone()));
        is_clean_envelope(&ran, 2, 400);
        let ran = file.run(["-o", "csv"].into_iter().chain(args.clone()));
        is_clean(&ran, 2);
        assert!(file.state() == before, "{args:?} touched the database");
    }
    // Short options in one word.
    let ran = file.run(["token", "list", "--all", "--nonsense", "-vojson"]);
    is_clean_envelope(&ran, 2, 400);
    let ran = file.run(["token", "list", "--all", "--nonsense", "-o=json"]);
    is_clean_envelope(&ran, 2, 400);
    // A group without a command.
    let ran = Sandbox::new().run(["token", "--json"]);
    is_clean_envelope(&ran, 2, 400);
    let ran = Sandbox::new().run(["--json"]);
    is_clean_envelope(&ran, 2, 400);
    // A format that is none is no format.
    let ran = file.run(["token", "list", "--all", "-o", "yaml"]);
    is_clean(&ran, 2);
}

#[test]
fn wrong_usage_as_it_looks() {
    let shown = |args: &[&str]| {
        let all: Vec<&str> = ["-d", "demo:"].iter().chain(args).copied().collect();
        show(&Sandbox::new(), &all)
    };
    let all = ["token", "list", "--all"];
    let listing = |args: &[&str]| shown(&all.iter().chain(args).copied().collect::<Vec<_>>());
    assert_snapshot!("wrong_flag", listing(&["--limt", "3"]));
    assert_snapshot!("wrong_flag_json", listing(&["--limt", "3", "--json"]));
    assert_snapshot!("wrong_sort", listing(&["--sort", "nonsense"]));
    assert_snapshot!("wrong_time", listing(&["--created-after", "nonsense"]));
    assert_snapshot!("wrong_limit", listing(&["--limit", "0"]));
    assert_snapshot!("wrong_field", listing(&["--fields", "id,nonsense"]));
    assert_snapshot!("field_twice", listing(&["--fields", "id,token,id"]));
    assert_snapshot!("no_owner", shown(&["token", "list"]));
    assert_snapshot!(
        "wrong_count",
        shown(&["token", "create", "-u", ADA, "--count", "0"])
    );
    assert_snapshot!(
        "wrong_duration",
        shown(&["beta", "backfill", "--max-time", "5"])
    );
    assert_snapshot!("wrong_command", shown(&["token", "lst"]));
    assert_snapshot!("wrong_shell", shown(&["completions", "tcsh"]));
}

#[test]
fn the_exit_table() {
    let demo = File::demo();
    let nowhere = File::nowhere();
    let empty = File::holding(b"");
    let twins = File::demo_after("UPDATE \"user\" SET email = 'x@example.com'");
    let locked = File::demo();
    let holder = rusqlite::Connection::open(locked.path()).expect("the file opens");
    holder.execute_batch("BEGIN EXCLUSIVE").expect("the lock");
    for (file, args, status, code) in [
        (&demo, "token list --all", 0, 0),
        (&demo, "beta backfill", 0, 0),
        (&demo, "beta backfill", 0, 0),
        (&demo, "db check", 0, 0),
        (&demo, "db init", 1, 409),
        (&twins, "token list -u x@example.com", 1, 409),
        (&demo, "man /nowhere/at/all", 1, 500),
        (&demo, "token list --nonsense", 2, 400),
        (&demo, "token list", 2, 400),
        (&demo, "token list -u nobody", 3, 404),
        (&demo, "token list -t nowhere", 3, 404),
        (&demo, "token list -u gus@example.com", 3, 404),
        (&demo, "token create -u ADA --dialog none", 3, 404),
        (&demo, "token create -t FAY", 3, 404),
        (&demo, "token create -u ADA --dialog BENS", 4, 403),
        (&demo, "token create -u BEN --dialog DIALOG", 4, 403),
        (&demo, "token create -u BEN --agent AGENT", 4, 403),
        (&demo, "token create -u ADA --read-only", 4, 403),
        (&demo, "beta backfill --read-only", 4, 403),
        (&nowhere, "db init --read-only", 4, 403),
        (&nowhere, "token list --all", 5, 500),
        (&locked, "token list --all --lock-timeout 0s", 5, 500),
        (&locked, "token create -u ADA --lock-timeout 0s", 5, 500),
        (&locked, "beta backfill --lock-timeout 0s", 5, 500),
        (&empty, "token list --all", 6, 500),
        (&empty, "db check", 6, 500),
    ] {
        let args: Vec<&str> = args
            .split(' ')
            .map(|word| match word {
                "ADA" => ADA,
                "BEN" => BEN,
                "FAY" => FAY,
                "DIALOG" => DIALOG,
                "BENS" => FOREIGN_DIALOG,
                "AGENT" => AGENT,
                word => word,
            })
            .collect();
        let ran = file.run(args.iter().copied().chain(["--json"]));
        assert_eq!(ran.status, status, "{args:?}: {}", ran.stderr);
        let envelope = envelope(&ran);
        assert_eq!(envelope["code"], code, "{args:?}");
        assert_eq!(envelope["data"] == false, code != 0, "{args:?}");
        assert_eq!(ran.stderr.contains("error: "), code != 0, "{args:?}");
        if status != 0 {
            said_in_one_line(&ran);
        }
    }
}

#[test]
fn a_lock_that_is_held_keeps_a_listing_from_filling_but_not_from_listing() {
    let file = File::demo();
    let holder = rusqlite::Connection::open(file.path()).expect("the file opens");
    // Others may still read.
    holder.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let ran = file.run(["token", "list", "-u", ADA, "--json", "--lock-timeout", "0s"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("warning: 4 keys without a beta, and none was filled in: "),
        "{}",
        ran.stderr
    );
    let ran = file.run(["beta", "backfill", "--json", "--lock-timeout", "0s"]);
    is_clean_envelope(&ran, 5, 500);
}
