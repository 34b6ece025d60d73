//! `db copy`

use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;

use crate::fixture::{ADA, File, envelope, rows};
use crate::sandbox::{Finished, Sandbox};

/// The tables of the sample, with the columns that are copied.
const TABLES: [&str; 7] = [
    "user",
    "tenant",
    "user_tenant",
    "dialog",
    "user_canvas",
    "search",
    "api_token",
];

/// Runs `db copy --to TARGET --yes` and further arguments.
fn copy(source: &File, target: &File, args: &[&str]) -> Finished {
    copy_in(&Sandbox::new(), source, target, args)
}

fn copy_in(sandbox: &Sandbox, source: &File, target: &File, args: &[&str]) -> Finished {
    let to = target.url();
    let all = ["db", "copy", "--to", &to, "--yes"];
    source.run_in(sandbox, all.iter().chain(args).copied())
}

/// Runs without the random names of the target's folder, for a snapshot.
fn steady(shown: &str, target: &File) -> String {
    let folder = target.path().parent().expect("a folder");
    let shown = shown.replace(&target.path().display().to_string(), "COPY");
    shown.replace(&folder.display().to_string(), "FOLDER")
}

/// All rows of a file, without `dsl`, in which people put secrets of other services.
fn all_rows(file: &File) -> Vec<Vec<Vec<Option<String>>>> {
    let read = |table: &str| {
        let names = file.query(&format!(
            "SELECT name FROM pragma_table_info('{table}') WHERE name <> 'dsl' ORDER BY name"
        ));
        let names: Vec<String> = names.into_iter().flatten().flatten().collect();
        let mut rows = file.query(&format!("SELECT {} FROM \"{table}\"", names.join(", ")));
        rows.sort();
        rows
    };
    TABLES.into_iter().map(read).collect()
}

#[test]
fn a_new_file_is_the_same_database() {
    let (source, target) = (File::demo(), File::missing());
    let before = source.state();
    let url = target.url();
    let shown = source.show(&["db", "copy", "--to", &url, "--yes"]);
    assert_snapshot!(steady(&shown, &target));
    assert_eq!(all_rows(&target), all_rows(&source));
    assert!(source.state() == before);
    let mode = std::fs::metadata(target.path())
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(target.state().len(), 1, "nothing stands beside it");
    for command in [
        &["audit", "--json", "--fields", "rule,id,user,why"][..],
        &["token", "list", "--all", "--json"],
    ] {
        assert_eq!(
            target.run(command.iter().copied()).stdout,
            source.run(command.iter().copied()).stdout
        );
    }
}

#[test]
fn the_copy_has_the_tables_and_indexes_of_a_new_database() {
    let (source, target) = (File::demo(), File::missing());
    assert_eq!(copy(&source, &target, &[]).status, 0);
    let columns = "SELECT t.name, c.name, upper(c.type), c.\"notnull\", c.pk \
                   FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' \
                   AND c.name <> 'dsl' ORDER BY 1, 2";
    assert_eq!(target.query(columns), source.query(columns));
    let indexed = "SELECT i.tbl_name, c.name FROM sqlite_schema i, pragma_index_info(i.name) c \
                   WHERE i.type = 'index' ORDER BY 1, 2";
    assert_eq!(target.query(indexed), source.query(indexed));
}

#[test]
fn every_format_has_a_row_for_each_table() {
    let source = File::demo();
    let found = rows(&copy(&source, &File::missing(), &["--json"]));
    assert_eq!(found.len(), 9);
    let keys = found.iter().find(|row| row["table"] == "api_token");
    let expected = serde_json::json!({
        "table": "api_token", "rows": 19, "copied": 19, "skipped": 0, "conflicts": 0
    });
    assert_eq!(keys, Some(&expected));
    let bare = copy(&source, &File::missing(), &["--field", "table", "--quiet"]);
    assert_eq!(bare.stdout.lines().count(), 9, "{}", bare.stdout);
    let quiet = copy(&source, &File::missing(), &["--quiet"]);
    assert_eq!((&*quiet.stdout, &*quiet.stderr), ("", ""));
    let ids = copy(&source, &File::missing(), &["-o", "ids"]);
    assert_eq!(ids.status, 2, "{}", ids.stderr);
}

#[test]
fn a_database_with_tables_is_refused() {
    let (source, target) = (File::demo(), File::demo_after("DELETE FROM api_token"));
    let before = target.state();
    let ran = copy(&source, &target, &["--json"]);
    assert_eq!(
        (ran.status, envelope(&ran)["code"].as_u64()),
        (4, Some(403))
    );
    assert!(ran.stderr.contains("--merge"), "{}", ran.stderr);
    assert!(target.state() == before);
    let foreign = File::missing();
    foreign.execute("CREATE TABLE t (c)");
    for merge in [&[][..], &["--merge"]] {
        let ran = copy(&source, &foreign, merge);
        assert_eq!(ran.status, 6, "{}", ran.stderr);
    }
    let other = File::with_content(
        b"this is a text, and not a database at all. "
            .repeat(20)
            .as_slice(),
    );
    let before = other.state();
    assert_eq!(copy(&source, &other, &[]).status, 6);
    assert!(other.state() == before);
}

#[test]
fn an_empty_database_gets_the_tables() {
    let (source, target) = (File::demo(), File::with_content(b""));
    let ran = copy(&source, &target, &[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(all_rows(&target), all_rows(&source));
}

#[test]
fn the_database_itself_and_one_in_memory_are_refused() {
    let source = File::demo();
    let before = source.state();
    let ran = copy(&source, &source, &["--merge", "--json"]);
    assert_eq!(
        (ran.status, envelope(&ran)["code"].as_u64()),
        (4, Some(403))
    );
    assert!(source.state() == before);
    for to in ["demo:", "sqlite::memory:", "oracle://u@h/d"] {
        let ran = source.run(["db", "copy", "--yes", "--to", to]);
        assert_eq!(ran.status, 2, "{to}: {}", ran.stderr);
    }
}

#[test]
fn a_copy_is_confirmed() {
    let (source, target) = (File::demo(), File::missing());
    let to = target.url();
    let args = ["db", "copy", "--to", &to];
    let ran = source.run(args);
    assert_eq!(ran.status, 4, "{}", ran.stderr);
    let refused = source.run_in(&Sandbox::new().typing("n\n", ""), args);
    assert_eq!(refused.status, 4);
    let other = source.run(args.into_iter().chain(["--yes", "--expect", "3"]));
    assert_eq!(other.status, 4, "{}", other.stderr);
    assert!(target.state().is_empty());
    let typed = Sandbox::new().typing("y\n", "");
    let shown = source.show_in(&typed, &args);
    assert_snapshot!(steady(&shown, &target));
    assert_eq!(target.state().len(), 1);
}

#[test]
fn a_dry_run_changes_nothing() {
    let (source, target) = (File::demo(), File::missing());
    let url = target.url();
    let shown = source.show(&["db", "copy", "--to", &url, "--dry-run"]);
    assert_snapshot!(steady(&shown, &target));
    assert!(target.state().is_empty());
    let target = File::demo_after(&format!(
        "DELETE FROM api_token WHERE tenant_id = '{ADA}'; UPDATE dialog SET name = 'other'"
    ));
    let before = target.state();
    let ran = copy(&source, &target, &["--merge", "--dry-run"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let table = |name: &str| {
        let line = ran.stdout.lines().find(|line| line.starts_with(name));
        line.map(|line| line.split_whitespace().skip(1).collect::<Vec<_>>())
    };
    assert_eq!(table("api_token"), Some(vec!["19", "7", "12", "0"]));
    assert_eq!(table("dialog"), Some(vec!["2", "0", "0", "2"]));
    assert!(target.state() == before);
}

#[test]
fn merge_adds_what_is_missing_and_changes_nothing() {
    let (source, target) = (File::demo(), File::demo());
    target.execute(&format!(
        "DELETE FROM api_token WHERE tenant_id = '{ADA}'; DELETE FROM search;
         INSERT INTO tenant (id, name) VALUES ('mine', 'Mine')"
    ));
    let found = rows(&copy(&source, &target, &["--merge", "--json"]));
    let row = |table: &str| found.iter().find(|row| row["table"] == table).cloned();
    let expected = serde_json::json!({
        "table": "api_token", "rows": 19, "copied": 7, "skipped": 12, "conflicts": 0
    });
    assert_eq!(row("api_token"), Some(expected));
    assert_eq!(
        target.number("SELECT COUNT(*) FROM tenant WHERE id = 'mine'"),
        1
    );
    target.execute("DELETE FROM tenant WHERE id = 'mine'");
    assert_eq!(all_rows(&target), all_rows(&source));
    let again = rows(&copy(&source, &target, &["--merge", "--json"]));
    assert!(
        again
            .iter()
            .all(|row| row["copied"] == 0 && row["rows"] == row["skipped"])
    );
}

#[test]
fn another_row_of_the_same_key_is_a_conflict() {
    let (source, target) = (File::demo(), File::demo());
    target
        .execute("UPDATE \"user\" SET nickname = 'Else'; CREATE UNIQUE INDEX one ON tenant (name)");
    source.execute("UPDATE tenant SET id = 'another' WHERE name LIKE 'Ben%'");
    let before = all_rows(&target);
    let ran = copy(&source, &target, &["--merge"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("user 8, tenant 1"), "{}", ran.stderr);
    assert!(all_rows(&target) == before);
    let ran = copy(&source, &target, &["--merge", "--json"]);
    assert_eq!(
        (ran.status, envelope(&ran)["code"].as_u64()),
        (1, Some(409))
    );
}

/// Secrets of the sample: quoted texts of its secret columns.
fn secrets(file: &File) -> Vec<String> {
    let secrets = file.query(
        "SELECT token FROM api_token UNION SELECT beta FROM api_token WHERE beta <> '' \
         UNION SELECT access_token FROM \"user\" WHERE access_token <> ''",
    );
    secrets.into_iter().flatten().flatten().collect()
}

#[test]
fn without_secrets_an_audit_finds_the_same_and_no_secret_is_there() {
    let (source, target) = (File::demo(), File::missing());
    let ran = copy(&source, &target, &["--no-secrets"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let bytes = std::fs::read(target.path()).expect("the copy");
    let secrets = secrets(&source);
    assert!(secrets.len() > 30);
    for secret in &secrets {
        // A short one would be found by chance; those of the sample are long.
        let part = &secret.trim_start_matches("ragflow-").as_bytes()[..12];
        let is_there = bytes.windows(part.len()).any(|found| found == part);
        assert!(!is_there, "{secret}");
    }
    let findings = |file: &File| {
        let found = rows(&file.run(["audit", "--json"]));
        let mut rules: Vec<(String, String)> = found
            .iter()
            .map(|row| (row["rule"].to_string(), row["tenant_id"].to_string()))
            .collect();
        rules.sort();
        rules
    };
    assert!(findings(&source).len() > 10);
    assert_eq!(findings(&target), findings(&source));
    let again = File::missing();
    assert_eq!(copy(&source, &again, &["--no-secrets"]).status, 0);
    assert_ne!(
        all_rows(&again),
        all_rows(&target),
        "another key for each copy"
    );
    let ran = copy(&source, &again, &["--no-secrets", "--merge"]);
    assert_eq!(ran.status, 2);
}

#[test]
fn what_the_source_does_not_have_is_left_out() {
    let source =
        File::demo_after("DROP TABLE search; ALTER TABLE \"user\" DROP COLUMN is_superuser");
    let target = File::missing();
    let ran = copy(&source, &target, &[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for missing in ["search", "user.is_superuser", "user_canvas_version"] {
        assert!(ran.stderr.contains(missing), "{}", ran.stderr);
    }
    assert_eq!(
        target.number("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'search'"),
        0
    );
    assert!(!ran.stdout.contains("search"));
    let whole = File::demo();
    let ran = copy(&whole, &source, &["--merge"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("the target does not have them: user.is_superuser, search")
    );
}

#[test]
fn further_columns_of_the_target_that_need_a_value_are_named() {
    let source = File::demo();
    let target = File::demo_after(
        "ALTER TABLE dialog RENAME TO old;
         CREATE TABLE dialog (id VARCHAR(32) PRIMARY KEY, tenant_id, name, status, create_time, \
         create_date, update_time, update_date, llm_id VARCHAR(9) NOT NULL);
         INSERT INTO dialog SELECT id, tenant_id, name, status, create_time, create_date, \
         update_time, update_date, 'x' FROM old; DROP TABLE old",
    );
    assert_eq!(copy(&source, &target, &["--merge"]).status, 0, "no new row");
    target.execute("DELETE FROM dialog");
    let ran = copy(&source, &target, &["--merge"]);
    assert_eq!(ran.status, 4, "{}", ran.stderr);
    assert!(ran.stderr.contains("llm_id"), "{}", ran.stderr);
}

#[test]
fn an_interrupted_copy_to_a_new_file_leaves_nothing() {
    let source = File::demo();
    for answered in [false, true] {
        let mut statement = 0;
        loop {
            let target = File::missing();
            let sandbox = Sandbox::new().failing_at_statement(statement, answered);
            let ran = copy_in(&sandbox, &source, &target, &[]);
            if ran.status == 0 {
                break;
            }
            // After the last COMMIT the file is complete, but not known to be.
            assert!(target.state().is_empty(), "{statement}: {}", ran.stderr);
            statement += 1;
        }
        assert!(statement > 20, "{statement}");
    }
}

#[test]
fn a_bad_value_is_named_and_nothing_is_created() {
    let source = File::demo_after("UPDATE \"user\" SET create_time = X'00' WHERE nickname = 'Ada'");
    let target = File::missing();
    let ran = copy(&source, &target, &[]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains(&format!("user.create_time of row {ADA}")),
        "{}",
        ran.stderr
    );
    assert!(target.state().is_empty());
}

#[test]
fn the_change_log_has_a_line_for_each_table() {
    let (source, target) = (File::demo(), File::missing());
    let sandbox = Sandbox::new();
    // The source may be read-only.
    let ran = copy_in(&sandbox, &source, &target, &["--read-only"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let log = sandbox.folder().join("state/ragflowctl/changes.jsonl");
    let log = std::fs::read_to_string(log).expect("the change log");
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 8);
    let last = lines.last().expect("a line");
    assert_eq!(last["command"], "db copy");
    assert_eq!(last["database"], target.url());
    assert_eq!(last["source"], source.url());
    assert_eq!(
        (last["table"].as_str(), last["rows"].as_u64()),
        (Some("api_token"), Some(19))
    );
    assert_eq!(last["outcome"], "done");
    assert!(!log.contains("ragflow-"));
}

#[test]
fn the_directory_must_exist() {
    let (source, target) = (File::demo(), File::missing());
    let to = format!("sqlite:{}/missing/copy.db", target.path().display());
    let ran = source.run(["db", "copy", "--yes", "--to", &to]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
}
