//! Rows that another program changes while this one works with them, on MySQL and MariaDB: error 1020,
//! "Record has changed since last read", ends no command.

use std::sync::Mutex;

use mysql::Conn;
use mysql::prelude::Queryable as _;
use ragflowctl::env::{InjectedFailure, StatementHook};

use crate::beta_backfill::{data, run};
use crate::fixture::sandbox;
use crate::grants::{self, with_mysql_account};
use crate::sandbox::Sandbox;
use crate::server_defaults::with_mysql_defaults;
use crate::support::{Database, Engine, mysql_administrator, on_mysql_and_mariadb};

on_mysql_and_mariadb!(
    rows_that_others_keep_writing_can_be_changed,
    a_row_that_changed_since_the_snapshot_is_read_again,
);

/// Another program, which writes the keys that this one has not locked before each of its statements,
/// until it has to wait for a lock. Their values stay the same.
struct Writer(Mutex<Option<Conn>>);

impl Writer {
    fn start(db: &Database) -> Self {
        let mut session = mysql_administrator(db.engine());
        let name = grants::database_name(db);
        for sql in [&format!("USE `{name}`"), "SET innodb_lock_wait_timeout = 1"] {
            session.query_drop(sql).expect(sql);
        }
        Self(Mutex::new(Some(session)))
    }
}

fn write_keys(session: &mut Conn) -> mysql::Result<()> {
    session.query_drop("BEGIN")?;
    let keys: Vec<(String, String)> =
        session.query("SELECT tenant_id, token FROM api_token FOR UPDATE SKIP LOCKED")?;
    for key in keys {
        for change in ["+ 1", "- 1"] {
            let sql = format!(
                "UPDATE api_token SET update_time = update_time {change} \
                 WHERE tenant_id = ? AND token = ?"
            );
            session.exec_drop(sql, &key)?;
        }
    }
    session.query_drop("COMMIT")
}

impl StatementHook for Writer {
    fn before(&self) -> Result<(), InjectedFailure> {
        let mut writer = self.0.lock().expect("a session");
        if writer
            .iter_mut()
            .any(|session| write_keys(session).is_err())
        {
            *writer = None;
        }
        Ok(())
    }

    fn after(&self) -> Result<(), InjectedFailure> {
        Ok(())
    }
}

/// By default MariaDB refuses to lock such rows since 11.6.
fn rows_that_others_keep_writing_can_be_changed(engine: Engine) {
    let default: &[(&str, &str)] = match engine {
        Engine::Mariadb => &[("innodb_snapshot_isolation", "1")],
        _ => &[],
    };
    with_mysql_account(engine, "beside", str::to_owned, |db, account| {
        with_mysql_defaults(db, account, default, || {
            let folder = tempfile::tempdir().expect("a folder");
            let undo = folder.path().join("undo").display().to_string();
            let change = ["--weak", "--all", "--yes", "--undo-file", &undo];
            let commands = [
                [&["token", "rotate"], &change[..]].concat(),
                vec!["undo", &undo, "--yes"],
                [&["token", "delete"], &change[..]].concat(),
                vec!["undo", &undo, "--yes"],
                vec!["beta", "backfill"],
                vec!["token", "create", "--user", "alice@example.com"],
            ];
            for command in commands {
                let sandbox = Sandbox::new().with_statement_hook(Writer::start(db));
                let ran = grants::run(db, account, sandbox, &command);
                assert_eq!(ran.status, 0, "{command:?} {}", ran.stderr);
                if command[0] == "undo" {
                    std::fs::remove_file(&undo).expect("the undo file");
                }
            }
        });
    });
}

/// The server reports the error once to each session.
fn a_row_that_changed_since_the_snapshot_is_read_again(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for event in ["UPDATE", "INSERT"] {
        db.execute_as_admin(&format!(
            "CREATE TRIGGER once_{event} BEFORE {event} ON api_token FOR EACH ROW BEGIN \
             IF @has_failed IS NULL THEN SET @has_failed = 1; \
             SIGNAL SQLSTATE 'HY000' SET MESSAGE_TEXT = 'Record has changed since last read', \
             MYSQL_ERRNO = 1020; END IF; END"
        ));
    }
    assert_eq!(data(&run(&db, &["--json"]))["filled"], 6);
    let ran = sandbox(&db).run(["token", "rotate", "--weak", "--all", "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}
