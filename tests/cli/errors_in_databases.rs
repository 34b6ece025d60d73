//! Files that are not a database of RAGFlow, that are damaged or locked, or that have values of
//! unexpected types.

use insta::assert_snapshot;

use crate::error_shape::{
    assert_error, assert_error_envelope, assert_one_error_line, assert_refused,
};
use crate::fixture::{ADA, File};
use crate::sandbox::Sandbox;

#[test]
fn a_mistyped_path_creates_nothing() {
    let file = File::missing();
    for args in [
        vec!["token", "list", "--all"],
        vec!["token", "list", "-u", ADA],
        vec!["token", "create", "-u", ADA],
        vec!["beta", "backfill"],
        vec!["db", "check"],
    ] {
        let ran = assert_refused(&file, &args, 5, 500);
        assert!(ran.stderr.contains("No such file"), "{}", ran.stderr);
        assert!(file.state().is_empty(), "a file appeared");
    }
    assert_snapshot!(file.show(&["token", "list", "--all"]));
}

#[test]
fn files_that_are_not_databases() {
    let file = File::missing();
    std::fs::create_dir(file.path()).expect("a directory");
    assert_refused(&file, &["token", "list", "--all"], 6, 500);
    assert_refused(&file, &["beta", "backfill"], 6, 500);
    assert_snapshot!("a_directory", file.show(&["token", "list", "--all"]));

    let file = File::with_content(&b"This is a letter to somebody, not a database.\n".repeat(100));
    assert_refused(&file, &["token", "list", "--all"], 6, 500);
    assert_refused(&file, &["token", "list", "-u", ADA], 6, 500);
    assert_refused(&file, &["beta", "backfill"], 6, 500);
    assert_refused(&file, &["db", "check"], 6, 500);
    assert_snapshot!("a_text_file", file.show(&["token", "list", "--all"]));

    let file = File::with_content(b"");
    assert_refused(&file, &["token", "list", "--all"], 6, 500);
    assert_refused(&file, &["token", "create", "-u", ADA], 6, 500);
    assert_snapshot!("an_empty_file", file.show(&["token", "list", "--all"]));
}

#[test]
fn a_damaged_database() {
    let file = File::demo();
    let bytes = std::fs::read(file.path()).expect("the file");
    let mut damaged = bytes.clone();
    damaged[4096..].fill(0xa5);
    let damaged = File::with_content(&damaged);
    assert_refused(&damaged, &["token", "list", "--all"], 6, 500);
    let truncated = File::with_content(&bytes[..bytes.len() / 2]);
    let before = truncated.state();
    let ran = truncated.run(["beta", "backfill"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    assert_one_error_line(&ran);
    assert!(truncated.state() == before, "the database was touched");
}

#[test]
fn databases_of_another_program() {
    let file = File::demo();
    let foreign = |sql: &str| {
        let file = File::missing();
        file.execute(sql);
        file
    };
    let other = foreign("CREATE TABLE orders (id INTEGER)");
    assert_refused(&other, &["token", "list", "--all"], 6, 500);
    assert_refused(&other, &["beta", "backfill"], 6, 500);
    assert_refused(&other, &["db", "check"], 6, 500);
    assert_snapshot!("another_program", other.show(&["token", "list", "--all"]));
    // The table of users of another program.
    let users = foreign("CREATE TABLE \"user\" (id INTEGER, name TEXT)");
    assert_refused(&users, &["token", "list", "--all"], 6, 500);
    assert_snapshot!("a_table_is_missing", users.show(&["db", "check"]));

    file.execute("DROP INDEX api_token_beta; ALTER TABLE api_token DROP COLUMN beta");
    assert_refused(&file, &["token", "list", "--all"], 6, 500);
    assert_refused(&file, &["token", "create", "-u", ADA], 6, 500);
    assert_refused(&file, &["db", "check"], 6, 500);
    assert_snapshot!("without_beta", file.show(&["beta", "backfill"]));
    let ran = Sandbox::new().run(["-d", "sqlite::memory:", "token", "list", "--all"]);
    assert_error(&ran, 6);
}

#[test]
fn values_of_unexpected_types() {
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
            assert_one_error_line(&ran);
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
fn keys_of_unexpected_types() {
    let file =
        File::demo_after("UPDATE api_token SET token = X'00ff' WHERE tenant_id LIKE '0123%'");
    let ran = file.run(["token", "list", "--all"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    assert_one_error_line(&ran);
    assert!(ran.stderr.contains("api_token.token"), "{}", ran.stderr);
    // A key without a beta is not skipped silently either.
    file.execute("UPDATE api_token SET beta = NULL WHERE tenant_id LIKE '0123%'");
    let before = file.state();
    let ran = file.run(["beta", "backfill", "--include-ownerless"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    assert_one_error_line(&ran);
    assert!(file.state() == before, "the database was touched");
}

#[test]
fn users_of_unexpected_types() {
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET status = X'31' WHERE id = '{ADA}'"
    ));
    let ran = assert_refused(&file, &["token", "list", "--user", ADA], 6, 500);
    assert!(ran.stderr.contains("user.status"), "{}", ran.stderr);
    let file = File::demo_after(&format!(
        "UPDATE user_tenant SET create_time = 'x' WHERE user_id = '{ADA}'"
    ));
    let ran = assert_refused(&file, &["token", "list", "--user", ADA], 6, 500);
    assert!(
        ran.stderr.contains("user_tenant.create_time"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_leftover_journal_does_not_prevent_reading() {
    // A process that was killed in the middle of a large transaction leaves a journal and a
    // partially written file.
    let whole = File::demo();
    let crashed = File::missing();
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
fn a_locked_database_is_listed_without_filling() {
    let file = File::demo();
    let holder = rusqlite::Connection::open(file.path()).expect("the file opens");
    // This lock lets others read.
    holder.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let ran = file.run(["token", "list", "-u", ADA, "--json", "--lock-timeout", "0s"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("warning: 4 missing betas were not created: "),
        "{}",
        ran.stderr
    );
    let ran = file.run(["beta", "backfill", "--json", "--lock-timeout", "0s"]);
    assert_error_envelope(&ran, 5, 500);
}
