//! Whatever defaults an administrator has set for sessions: the result is complete, or it is an
//! error that says why. A default that forbids writing is obeyed and named.

use std::sync::Mutex;

use mysql::prelude::Queryable as _;

use crate::grants::{
    assert_all_commands_work, database_name, run, with_mysql_account, with_postgres_account,
};
use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, is_oceanbase, mysql_administrator, on_mysql_and_mariadb};

on_mysql_and_mariadb!(
    no_default_of_a_session_changes_the_result_on_mysql,
    a_default_against_writing_is_obeyed_and_named_on_mysql,
    a_refused_account_has_a_hint_of_its_own_on_mysql,
);

/// One test at a time sets the server's `init_connect`.
static INIT_CONNECT: Mutex<()> = Mutex::new(());

/// Runs a test while sessions of one account begin with these settings, `(variable, value)`.
pub(crate) fn with_mysql_defaults(
    db: &Database,
    account: &str,
    settings: &[(&str, &str)],
    test: impl FnOnce(),
) {
    let _alone = INIT_CONNECT.lock();
    let mut admin = mysql_administrator(db.engine());
    let is_known = |(variable, _): &&(&str, &str)| {
        db.engine() == Engine::Mysql || !ONLY_MYSQL.contains(variable)
    };
    let settings = settings.iter().filter(is_known).map(|(variable, value)| {
        let (variable, value) = match db.engine() {
            Engine::Mysql => (
                variable.replace("tx_", "transaction_"),
                value
                    .replace(",EMPTY_STRING_IS_NULL", "")
                    .replace("ORACLE,", ""),
            ),
            _ => ((*variable).to_owned(), (*value).to_owned()),
        };
        let is_text = value.starts_with('\'');
        let value = format!("IF(CURRENT_USER() LIKE '{account}@%', {value}, @@{variable})");
        match is_text {
            true => format!("SET {variable} = {value}"),
            // MySQL accepts nothing but an integer.
            false => format!("SET {variable} = CAST({value} AS UNSIGNED)"),
        }
    });
    let settings: Vec<String> = settings.collect();
    let set = "SET GLOBAL init_connect = ?";
    admin
        .exec_drop(set, (settings.join("; "),))
        .expect("init_connect");
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(test));
    admin.exec_drop(set, ("",)).expect("init_connect");
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}

fn assert_listing_is_complete(db: &Database, account: &str) {
    let name = "Żółw 🐢";
    db.execute(&format!(
        "UPDATE \"user\" SET nickname = '{name}' WHERE email = 'bob@example.com'"
    ));
    let stored = db.query("SELECT token FROM api_token").len();
    let args = ["token", "list", "--all", "-o", "jsonl"];
    let ran = run(db, account, Sandbox::new(), &args);
    let listed = ran.stdout.lines().count();
    assert_eq!((ran.status, listed), (0, stored), "{}", ran.stderr);
    let key = db.query(
        "SELECT token FROM api_token WHERE tenant_id IN \
         (SELECT id FROM \"user\" WHERE email = 'bob@example.com')",
    );
    let key = key[0][0].clone().expect("a key of bob's");
    let show = ["token", "show", "-", "--user", "bob@example.com"];
    let ran = run(db, account, Sandbox::new().piping(&key), &show);
    assert!(ran.stdout.contains(name), "{}{}", ran.stdout, ran.stderr);
}

/// The variables that MariaDB does not have.
const ONLY_MYSQL: [&str; 1] = ["max_execution_time"];

/// Settings of sessions that would cut results, refuse statements, or change what they mean. MySQL
/// calls the variables `tx_…` `transaction_…`, and has no mode `EMPTY_STRING_IS_NULL` and none like
/// Oracle.
const MYSQL_DEFAULTS: [&[(&str, &str)]; 6] = [
    &[
        ("character_set_client", "'latin1'"),
        ("character_set_results", "'latin1'"),
        ("collation_connection", "'latin1_bin'"),
        ("sql_mode", "''"),
        (
            "optimizer_switch",
            "'derived_merge=off,semijoin=off,materialization=off'",
        ),
        ("max_sort_length", "64"),
    ],
    &[
        ("sql_select_limit", "2"),
        ("sql_safe_updates", "1"),
        ("time_zone", "'-11:00'"),
        ("sql_mode", "'ANSI'"),
    ],
    &[
        ("max_join_size", "1"),
        ("sql_big_selects", "0"),
        ("max_execution_time", "1"),
        ("tx_isolation", "'READ-UNCOMMITTED'"),
        ("sql_mode", "'TRADITIONAL'"),
    ],
    &[
        ("autocommit", "0"),
        ("completion_type", "'CHAIN'"),
        ("tx_isolation", "'READ-COMMITTED'"),
        ("group_concat_max_len", "4"),
        ("sql_mode", "'ORACLE,NO_BACKSLASH_ESCAPES'"),
    ],
    &[
        ("tx_isolation", "'SERIALIZABLE'"),
        ("completion_type", "'RELEASE'"),
        ("sql_auto_is_null", "1"),
        ("innodb_lock_wait_timeout", "1"),
        ("sql_mode", "'PAD_CHAR_TO_FULL_LENGTH,HIGH_NOT_PRECEDENCE'"),
    ],
    &[(
        "sql_mode",
        "'ANSI,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH,EMPTY_STRING_IS_NULL'",
    )],
];

fn no_default_of_a_session_changes_the_result_on_mysql(engine: Engine) {
    for (number, settings) in MYSQL_DEFAULTS.iter().enumerate() {
        let name = format!("defaults{number}");
        with_mysql_account(engine, &name, str::to_owned, |db, account| {
            with_mysql_defaults(db, account, settings, || {
                assert_listing_is_complete(db, account);
                assert_all_commands_work(db, account);
                assert_listing_is_complete(db, account);
            });
        });
    }
}

#[test]
fn no_default_of_an_account_changes_the_result_on_postgresql() {
    with_postgres_account("defaults", str::to_owned, |db, account| {
        for setting in [
            // Also limits the first statements, before the program can set its own.
            "statement_timeout = '20ms'",
            "lock_timeout = '1ms'",
            "row_security = off",
            "default_transaction_isolation = 'serializable'",
            "default_transaction_deferrable = on",
            "DateStyle = 'German'",
            "IntervalStyle = 'iso_8601'",
            "bytea_output = 'escape'",
            "extra_float_digits = 0",
            "default_text_search_config = 'pg_catalog.simple'",
            "TimeZone = 'Pacific/Chatham'",
            "quote_all_identifiers = on",
        ] {
            db.execute_as_admin(&format!("ALTER ROLE {account} SET {setting}"));
        }
        assert_listing_is_complete(db, account);
        assert_all_commands_work(db, account);
        assert_listing_is_complete(db, account);
    });
}

/// Checks what an account can do whose transactions are read-only by default.
fn assert_default_is_obeyed_and_named(db: &Database, account: &str, setting: &str) {
    let check = run(db, account, Sandbox::new(), &["db", "check", "--json"]);
    assert_eq!(check.status, 0, "{}", check.stderr);
    assert!(
        check.stdout.contains("\"writable\":false"),
        "{}",
        check.stdout
    );
    assert!(check.stderr.contains(setting), "{}", check.stderr);

    let names_setting = |ran: &Finished, status: u8| {
        assert_eq!(ran.status, status, "{}", ran.stderr);
        assert!(ran.stderr.contains(setting), "{}", ran.stderr);
        assert!(!ran.stderr.contains("--read-only"), "{}", ran.stderr);
    };
    let owner = ["--user", "alice@example.com"];
    let refused: [&[&str]; 2] = [&["beta", "backfill"], &["token", "create"]];
    for command in refused {
        let args = match command {
            ["token", _] => [command, &owner].concat(),
            _ => command.to_vec(),
        };
        names_setting(&run(db, account, Sandbox::new(), &args), 4);
    }
    let list = [&["token", "list"][..], &owner].concat();
    names_setting(&run(db, account, Sandbox::new(), &list), 0);
}

fn a_default_against_writing_is_obeyed_and_named_on_mysql(engine: Engine) {
    with_mysql_account(engine, "readonly", str::to_owned, |db, account| {
        with_mysql_defaults(db, account, &[("tx_read_only", "1")], || {
            let name = match db.engine() {
                Engine::Mysql if !is_oceanbase(engine) => "transaction_read_only",
                _ => "tx_read_only",
            };
            assert_default_is_obeyed_and_named(db, account, name);
        });
    });
}

#[test]
fn a_default_against_writing_is_obeyed_and_named_on_postgresql() {
    let set = "default_transaction_read_only = on";
    let name = "default_transaction_read_only";
    with_postgres_account("readonly", str::to_owned, |db, account| {
        db.execute_as_admin(&format!("ALTER ROLE {account} SET {set}"));
        assert_default_is_obeyed_and_named(db, account, name);
        db.execute_as_admin(&format!("ALTER ROLE {account} RESET {name}"));
        let database = database_name(db);
        db.execute_as_admin(&format!("ALTER DATABASE {database} SET {set}"));
        assert_default_is_obeyed_and_named(db, account, name);
        db.execute_as_admin(&format!(
            "BEGIN READ WRITE; ALTER DATABASE {database} RESET {name}; COMMIT"
        ));
        let args = ["db", "check", "--json"];
        let check = run(db, account, Sandbox::new(), &args);
        assert!(check.stdout.contains("\"writable\":true"));
    });
}

/// A login that the server refuses for a reason of its own is not told to check host and port.
fn assert_hint(db: &Database, account: &str, hint: &str) {
    let ran = run(db, account, Sandbox::new(), &["db", "check"]);
    assert_eq!(ran.status, 5, "{}", ran.stderr);
    let (_, given) = ran.stderr.split_once("\nhint: ").expect("a hint");
    assert!(given.contains(hint), "{}", ran.stderr);
    assert!(!given.contains("host and port"), "{}", ran.stderr);
}

fn a_refused_account_has_a_hint_of_its_own_on_mysql(engine: Engine) {
    with_mysql_account(engine, "refused", str::to_owned, |db, account| {
        db.execute_as_admin(&format!("ALTER USER '{account}'@'%' ACCOUNT LOCK"));
        assert_hint(db, account, "ACCOUNT UNLOCK");
        db.execute_as_admin(&format!(
            "ALTER USER '{account}'@'%' ACCOUNT UNLOCK PASSWORD EXPIRE"
        ));
        assert_hint(db, account, "the password has expired");
    });
    with_mysql_account(engine, "failing", str::to_owned, |db, account| {
        with_mysql_defaults(db, account, &[("sql_mode", "'NO_SUCH_MODE'")], || {
            assert_hint(db, account, "init_connect");
        });
    });
}

#[test]
fn a_refused_account_has_a_hint_of_its_own_on_postgresql() {
    with_postgres_account("refused", str::to_owned, |db, account| {
        db.execute_as_admin(&format!("ALTER ROLE {account} CONNECTION LIMIT 0"));
        assert_hint(db, account, "CONNECTION LIMIT");
    });
}
