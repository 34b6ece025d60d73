//! Connections that break at any statement of a command that changes keys, COMMIT included: what
//! the run says, prints and records is what is stored.

use serde_json::Value;

use crate::fixture::{Rows, keys, sandbox};
use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    create_says_what_is_stored,
    delete_and_rotate_say_what_is_stored,
    import_and_undo_say_what_is_stored,
    a_large_tenant_is_changed_in_several_transactions,
);

/// More statements than any of these runs has.
const STATEMENTS: u32 = 80;

/// The number of rows that the change log has with this outcome.
fn logged(sandbox: &Sandbox, outcome: &str) -> usize {
    let log = sandbox.folder().join("state/ragflowctl/changes.jsonl");
    let log = std::fs::read_to_string(log).unwrap_or_default();
    let lines = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"));
    lines.filter(|line| line["outcome"] == outcome).count()
}

/// Puts all keys back.
fn restore(db: &Database, rows: &Rows) {
    db.execute("DELETE FROM api_token");
    let quote = |value: &Option<String>| match value {
        Some(text) => format!("'{text}'"),
        None => "NULL".to_owned(),
    };
    let rows = rows.iter().map(|row| {
        let values: Vec<String> = row.iter().map(quote).collect();
        format!("({})", values.join(", "))
    });
    db.execute(&format!(
        "INSERT INTO api_token (tenant_id, token, dialog_id, source, beta, create_date, \
         create_time, update_date, update_time) VALUES {}",
        rows.collect::<Vec<_>>().join(", ")
    ));
}

/// Runs a command with a failure at each statement, and checks each run. `changed`: the number of
/// rows that the whole command changes. All of them are of one tenant.
fn fail_everywhere(
    db: &Database,
    args: &[&str],
    changed: usize,
    check: &mut dyn FnMut(&Finished, bool, &str),
) {
    let before = keys(db);
    for statement in 0..STATEMENTS {
        let mut succeeded = 0;
        for answered in [false, true] {
            let sandbox = sandbox(db).failing_at_statement(statement, answered);
            let ran = sandbox.run(args.iter().copied());
            let place = format!("{args:?} {statement} {answered}: {ran:?}");
            let is_stored = keys(db) != before;
            let (done, unknown) = (logged(&sandbox, "done"), logged(&sandbox, "unknown"));
            assert_eq!(unknown, 0, "{place}");
            assert_eq!(done, if is_stored { changed } else { 0 }, "{place}");
            assert_eq!(ran.status, if is_stored { 0 } else { 5 }, "{place}");
            assert_eq!(ran.stderr.contains("run the command again"), !is_stored);
            let undo = sandbox.folder().join("state/ragflowctl/undo");
            let undo_files = std::fs::read_dir(undo).map_or(0, Iterator::count);
            assert!(is_stored || undo_files == 0, "{place}");
            check(&ran, is_stored, &place);
            succeeded += u32::from(ran.status == 0);
            restore(db, &before);
        }
        if succeeded == 2 {
            assert!(
                statement > 8,
                "{args:?} has more than {statement} statements"
            );
            return;
        }
    }
    assert_eq!(args.len(), 0, "more than {STATEMENTS} statements");
}

fn create_says_what_is_stored(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let args = [
        "token",
        "create",
        "--user",
        "bob@example.com",
        "--count",
        "3",
        "--quiet",
    ];
    fail_everywhere(&db, &args, 3, &mut |ran, is_stored, place| {
        let mut tokens: Vec<String> = keys(&db)
            .into_iter()
            .filter(|row| !before.contains(row))
            .filter_map(|row| row[1].clone())
            .collect();
        let mut printed: Vec<String> = ran.stdout.lines().map(str::to_owned).collect();
        tokens.sort();
        printed.sort();
        assert_eq!(tokens, printed, "{place}");
        assert_eq!(tokens.is_empty(), !is_stored, "{place}");
    });
}

fn delete_and_rotate_say_what_is_stored(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let find = "SELECT id FROM \"user\" WHERE email = 'erin@example.com'";
    let erin = db.query(find)[0][0].clone().expect("an id");
    let ids = sandbox(&db).run([
        "token", "list", "--tenant", &erin, "-o", "csv", "--fields", "id",
    ]);
    let id = ids.stdout.lines().nth(1).expect("a key").to_owned();
    for command in [
        &["token", "delete"][..],
        &["token", "rotate"],
        &["token", "rotate", "--keep-old"],
        &["beta", "rotate"],
    ] {
        let args = [command, &[&id, "--yes", "-o", "jsonl"]].concat();
        fail_everywhere(&db, &args, 1, &mut |ran, is_stored, place| {
            assert_eq!(ran.stdout.lines().count(), 1, "{place}");
            assert_eq!(ran.stdout.contains("\"code\":500"), !is_stored, "{place}");
        });
    }
}

fn import_and_undo_say_what_is_stored(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let find = "SELECT id FROM \"user\" WHERE email = 'alice@example.com'";
    let alice = db.query(find)[0][0].clone().expect("an id");
    let first = sandbox(&db);
    let undo = first.folder().join("undo").display().to_string();
    let args = [
        "token", "delete", "--weak", "--tenant", &alice, "--yes", "-o", "jsonl",
    ];
    let ran = first.run(args.into_iter().chain(["--undo-file", &undo]));
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let deleted = ran.stdout.lines().count();
    let rows = first.file("rows", &ran.stdout).display().to_string();
    let args = ["token", "import", &rows, "--yes", "--json"];
    fail_everywhere(&db, &args, deleted, &mut |ran, is_stored, place| {
        let added = format!("\"added\":{deleted}");
        assert_eq!(ran.stdout.contains(&added), is_stored, "{place}");
    });
    // A used undo file is restored to what it was.
    let unused = std::fs::read(&undo).expect("a file");
    fail_everywhere(
        &db,
        &["undo", &undo, "--yes"],
        deleted,
        &mut |_, is_stored, place| {
            let is_marked = std::fs::read(&undo).expect("a file") != unused;
            assert_eq!(is_marked, is_stored, "{place}");
            std::fs::write(&undo, &unused).expect("a file");
        },
    );
}

/// A failure in the second transaction: the first one stays, is printed and recorded, and `undo`
/// restores it.
fn a_large_tenant_is_changed_in_several_transactions(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let sandbox = sandbox(&db);
    let args = [
        "token",
        "create",
        "--user",
        "bob@example.com",
        "--count",
        "600",
        "-o",
        "jsonl",
    ];
    let ran = sandbox.run(args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 600);
    assert_eq!(keys(&db).len(), before.len() + 600);
    let rows = sandbox.file("rows", &ran.stdout).display().to_string();
    restore(&db, &before);
    // Reading takes 600 statements and some, and each transaction of 250 rows 500.
    let cut = crate::fixture::sandbox(&db).failing_at_statement(1300, false);
    let ran = cut.run(["token", "import", &rows, "--yes", "--json"]);
    assert_eq!(ran.status, 5, "{}", ran.stderr);
    let added = keys(&db).len() - before.len();
    assert_eq!(added, 250, "the first transaction stays");
    assert!(
        ran.stderr.contains("hint: added 250 keys of 600"),
        "{ran:?}"
    );
    assert!(!ran.stderr.contains("run the command again"), "{ran:?}");
    assert_eq!(logged(&cut, "done"), added);
    let ran = sandbox.run(["token", "import", &rows, "--yes", "--json"]);
    let (left, same) = (600 - added, added);
    let expected = format!("\"added\":{left},\"same\":{same}");
    assert!(
        ran.stdout.contains(&expected),
        "{} {}",
        ran.stdout,
        ran.stderr
    );
}
