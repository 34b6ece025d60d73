//! The privileges that the README asks for are enough.

use mysql::prelude::Queryable as _;

use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, server};

const README: &str = include_str!("../../README.md");
const PASSWORD: &str = "grants-test-pw";

/// The statements of the README for an engine, for this database and account.
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

fn name_of(db: &Database) -> String {
    let url = db.url();
    url.rsplit('/').next().expect("a name").to_owned()
}

fn works(db: &Database, account: &str) {
    let url = db
        .url()
        .replace("ragflow:ragflow-test-pw", &format!("{account}:{PASSWORD}"));
    let run = |args: &[&str]| {
        let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &url);
        sandbox.run(args.iter().copied())
    };
    let dialog = db.query("SELECT d.id FROM dialog d JOIN \"user\" u ON u.id = d.tenant_id WHERE u.email = 'alice@example.com'");
    let dialog = dialog[0][0].clone().expect("alice's dialog");
    let commands: [&[&str]; 6] = [
        &["db", "check"],
        &["token", "list", "--all"],
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
    ];
    for args in commands {
        let ran = run(args);
        assert_eq!(ran.status, 0, "{args:?}: {}", ran.stderr);
    }
    let filled = db.query("SELECT COUNT(*) FROM api_token WHERE beta IS NULL OR beta = ''");
    assert_eq!(filled[0][0].as_deref(), Some("0"));
}

#[test]
fn the_readmes_grants_suffice_on_mysql() {
    let db = Database::fixture(Engine::Mysql, "0.27");
    let account = format!("grants_{}", std::process::id());
    let socket = server("RAGFLOWCTL_TEST_MYSQL_SOCKET");
    let options = mysql::OptsBuilder::new()
        .socket(Some(socket))
        .user(Some("root"));
    let mut admin = mysql::Conn::new(options).expect("the administrator");
    for sql in statements("-- MySQL, MariaDB", &name_of(&db), &account) {
        admin.query_drop(&sql).expect(&sql);
    }
    works(&db, &account);
    let sql = format!("DROP USER '{account}'@'%'");
    admin.query_drop(&sql).expect(&sql);
}

#[test]
fn the_readmes_grants_suffice_on_postgresql() {
    let db = Database::fixture(Engine::Postgres, "0.27");
    let account = format!("grants_{}", std::process::id());
    let mut admin =
        postgres::Client::connect(&db.socket_url(), postgres::NoTls).expect("the administrator");
    for sql in statements("-- PostgreSQL", &name_of(&db), &account) {
        admin.batch_execute(&sql).expect(&sql);
    }
    works(&db, &account);
    let sql = format!("DROP OWNED BY {account}; DROP ROLE {account};");
    admin.batch_execute(&sql).expect(&sql);
}
