//! The privileges that the README lists are enough.

use mysql::prelude::Queryable as _;

use crate::sandbox::{Finished, NOW_DATE, Sandbox};
use crate::support::{
    Database, Engine, is_oceanbase, mysql_administrator, on_mysql_and_mariadb, wait_until,
};

on_mysql_and_mariadb!(
    the_grants_of_the_readme_suffice_on_mysql,
    a_single_session_is_enough_on_mysql,
    access_tokens_are_audited_if_granted_on_mysql,
    tables_without_grants_on_times_are_skipped_on_mysql,
);

const README: &str = include_str!("../../README.md");
const PASSWORD: &str = "grants-test-pw";

/// The statements of the README for one engine, with the names of this database and account.
fn statements(heading: &str, database: &str, account: &str) -> Vec<String> {
    let (_, rest) = README.split_once(heading).expect("the README has GRANTs");
    let end = rest.find("\n\n").or_else(|| rest.find("\n```"));
    let block = &rest[..end.expect("the block ends")];
    let block = block
        .lines()
        .filter(|line| line.starts_with("CREATE") || line.starts_with("GRANT"))
        .map(|line| {
            line.replace("rag_flow", database)
                .replace("ragflowctl", account)
                .replace('…', PASSWORD)
        });
    let block: Vec<String> = block.collect();
    assert!(block.len() > 5, "{block:?}");
    block
}

pub(crate) fn database_name(db: &Database) -> String {
    let url = db.url();
    url.rsplit('/').next().expect("a name").to_owned()
}

/// The URL of the database for this account.
pub(crate) fn account_url(db: &Database, account: &str) -> String {
    let login = format!("{account}:{PASSWORD}");
    db.url().replace("ragflow:ragflow-test-pw", &login)
}

/// Runs the program with this account.
pub(crate) fn run(db: &Database, account: &str, sandbox: Sandbox, args: &[&str]) -> Finished {
    let sandbox = sandbox.var("RAGFLOWCTL_DATABASE_URL", &account_url(db, account));
    sandbox.run(args.iter().copied())
}

pub(crate) fn assert_all_commands_work(db: &Database, account: &str) {
    let dialog = db.query("SELECT d.id FROM dialog d JOIN \"user\" u ON u.id = d.tenant_id WHERE u.email = 'alice@example.com'");
    let dialog = dialog[0][0].clone().expect("alice's dialog");
    let folder = tempfile::tempdir().expect("a folder");
    let undo = folder.path().join("undo").display().to_string();
    let commands: [&[&str]; 14] = [
        &["user", "list"],
        &["tenant", "list"],
        &["user", "show", "alice@example.com"],
        &["tenant", "show", "deadbeefdeadbeefdeadbeefdeadbeef"],
        &["db", "check", "-v"],
        &["token", "list", "--all"],
        &["audit"],
        &[
            "token",
            "list",
            "--tenant",
            "deadbeefdeadbeefdeadbeefdeadbeef",
        ],
        &["token", "list", "--user", "alice@example.com"],
        &["beta", "backfill"],
        &[
            "token",
            "create",
            "--user",
            "alice@example.com",
            "--dialog",
            &dialog,
        ],
        &[
            "token",
            "rotate",
            "--weak",
            "--all",
            "--yes",
            "--undo-file",
            &undo,
        ],
        &["undo", &undo, "--yes"],
        &["token", "delete", "--weak", "--all", "--dry-run"],
    ];
    let key = db.query("SELECT token FROM api_token WHERE source = 'agent'");
    let key = key[0][0].clone().expect("a key of an agent");
    for command in ["show", "explain"] {
        let args = ["token", command, "-", "--json"];
        let ran = run(db, account, Sandbox::new().piping(&key), &args);
        assert_eq!(ran.status, 0, "{command}: {}", ran.stderr);
        assert!(!ran.stdout.contains("unknown"), "{}", ran.stdout);
    }
    for args in commands {
        let ran = run(db, account, Sandbox::new(), args);
        assert!(!ran.stderr.contains("chats that cannot"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("agents that cannot"), "{}", ran.stderr);
        assert_eq!(ran.status, 0, "{args:?}: {}", ran.stderr);
        assert!(!ran.stderr.contains("left out"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("not looked for"), "{}", ran.stderr);
    }
    let filled = db.query("SELECT COUNT(*) FROM api_token WHERE beta IS NULL OR beta = ''");
    assert_eq!(filled[0][0].as_deref(), Some("0"));
}

/// An account with fewer grants than the README lists: it cannot read the time columns of two
/// tables.
fn assert_zone_comes_from_the_keys_alone(db: &Database, account: &str) {
    let create = ["token", "create", "--user", "alice@example.com", "--json"];
    let sandbox = Sandbox::new().zone("UTC");
    let ran = run(db, account, sandbox, &[&create[..], &["-v"]].concat());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for table in ["user", "user_tenant"] {
        let line = format!("zone: ignoring {table},");
        assert!(ran.stderr.contains(&line), "{}", ran.stderr);
    }
    assert!(ran.stdout.contains(&NOW_DATE.replace(' ', "T")));
    let wide = ["token", "list", "--all", "-o", "wide"];
    let ran = run(db, account, Sandbox::new(), &wide);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("create_date (UTC+"), "{}", ran.stdout);
}

/// One rule of the audit checks whether a secret is set. Without the grant for it the audit reports
/// that the rule was skipped, and continues.
fn assert_access_tokens_need_their_grant(db: &Database, account: &str) {
    db.execute("UPDATE \"user\" SET access_token = NULL WHERE email = 'erin@example.com'");
    let rule = "owner-without-access-token";
    let audit = || run(db, account, Sandbox::new(), &["audit", "--json"]);
    let without = audit();
    assert_eq!(without.status, 0, "{}", without.stderr);
    let warning = format!("skipped the rule {rule}: user.access_token");
    assert!(without.stderr.contains(&warning), "{}", without.stderr);
    assert!(without.stdout.contains("owner-inactive") && !without.stdout.contains(rule));
    let table = match db.engine() {
        Engine::Postgres => "ON \"user\"",
        _ => "ON rag_flow.user",
    };
    let granted = README
        .lines()
        .find(|line| line.starts_with("GRANT SELECT (access_token)") && line.contains(table));
    let granted = granted.expect("the README has it");
    let sql = granted.split(';').next().expect("a statement");
    let sql = sql.replace("rag_flow", &database_name(db));
    db.execute_as_admin(&sql.replace("ragflowctl", account));
    let with = audit();
    assert!(!with.stderr.contains("not looked for"), "{}", with.stderr);
    assert!(with.stdout.contains(rule));
}

/// The statement without the optional column.
fn without_access_tokens(statement: &str) -> String {
    statement.replace("(access_token)", "(id)")
}

/// The statement without the columns that only the time zone needs.
fn without_times(statement: &str) -> String {
    let memberships = "SELECT (id, user_id, tenant_id, role, create_time) ON";
    let statement = statement.replace(
        "last_login_time, update_time, update_date)",
        "last_login_time)",
    );
    match statement.contains("user_tenant") {
        true => statement.replace("SELECT ON", memberships),
        false => statement,
    }
}

/// Runs a test with an account that the README's statements created, after `rewrite` changed them.
pub(crate) fn with_mysql_account(
    engine: Engine,
    name: &str,
    rewrite: impl Fn(&str) -> String,
    test: impl Fn(&Database, &str),
) {
    let db = Database::fixture(engine, "0.27");
    let account = format!("{name}_{}", std::process::id());
    let mut admin = mysql_administrator(engine);
    for sql in statements("-- MySQL, MariaDB", &database_name(&db), &account) {
        let sql = rewrite(&sql);
        // seekdb sometimes refuses to create an account while others are created (1396).
        if sql.starts_with("CREATE USER") && is_oceanbase(engine) {
            let drop = format!("DROP USER IF EXISTS '{account}'@'%'");
            wait_until("the account", || {
                admin.query_drop(&drop).expect(&drop);
                admin.query_drop(&sql).is_ok()
            });
        } else {
            admin.query_drop(&sql).expect(&sql);
        }
    }
    test(&db, &account);
    let sql = format!("DROP USER '{account}'@'%'");
    admin.query_drop(&sql).expect(&sql);
}

pub(crate) fn with_postgres_account(
    name: &str,
    rewrite: impl Fn(&str) -> String,
    test: impl Fn(&Database, &str),
) {
    let db = Database::fixture(Engine::Postgres, "0.27");
    let account = format!("{name}_{}", std::process::id());
    let mut admin =
        postgres::Client::connect(&db.socket_url(), postgres::NoTls).expect("the administrator");
    for sql in statements("-- PostgreSQL", &database_name(&db), &account) {
        let sql = rewrite(&sql);
        admin.batch_execute(&sql).expect(&sql);
    }
    test(&db, &account);
    let sql = format!("DROP OWNED BY {account}; DROP ROLE {account};");
    admin.batch_execute(&sql).expect(&sql);
}

fn the_grants_of_the_readme_suffice_on_mysql(engine: Engine) {
    with_mysql_account(engine, "grants", str::to_owned, assert_all_commands_work);
}

#[test]
fn the_grants_of_the_readme_suffice_on_postgresql() {
    with_postgres_account("grants", str::to_owned, assert_all_commands_work);
}

/// An account that may open only one session is enough.
fn assert_backfill_works_on_one_session(db: &Database, account: &str) {
    let args = ["beta", "backfill", "--json", "--connections", "2"];
    let ran = run(db, account, Sandbox::new(), &args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let note = "; continuing with 1 writing connection";
    assert!(ran.stderr.contains(note), "{}", ran.stderr);
    assert!(ran.stdout.contains("\"filled\":6"), "{}", ran.stdout);
}

fn a_single_session_is_enough_on_mysql(engine: Engine) {
    let limited = |statement: &str| match statement.starts_with("CREATE") {
        true => statement.replace(';', " WITH MAX_USER_CONNECTIONS 1;"),
        false => statement.to_owned(),
    };
    with_mysql_account(engine, "one", limited, assert_backfill_works_on_one_session);
}

#[test]
fn a_single_session_is_enough_on_postgresql() {
    let limited = |statement: &str| match statement.starts_with("CREATE") {
        true => statement.replace(';', " CONNECTION LIMIT 1;"),
        false => statement.to_owned(),
    };
    with_postgres_account("one", limited, assert_backfill_works_on_one_session);
}

fn access_tokens_are_audited_if_granted_on_mysql(engine: Engine) {
    with_mysql_account(
        engine,
        "tokens",
        without_access_tokens,
        assert_access_tokens_need_their_grant,
    );
}

#[test]
fn access_tokens_are_audited_if_granted_on_postgresql() {
    with_postgres_account(
        "tokens",
        without_access_tokens,
        assert_access_tokens_need_their_grant,
    );
}

fn tables_without_grants_on_times_are_skipped_on_mysql(engine: Engine) {
    with_mysql_account(
        engine,
        "less",
        without_times,
        assert_zone_comes_from_the_keys_alone,
    );
}

#[test]
fn tables_without_grants_on_times_are_skipped_on_postgresql() {
    with_postgres_account("less", without_times, assert_zone_comes_from_the_keys_alone);
}
