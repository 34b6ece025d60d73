//! `user show` and `tenant show` say of the fixture what RAGFlow's own models made of it.

use serde_json::{Value, json};

use crate::grants::{run, with_mysql_account, with_postgres_account};
use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, is_oceanbase, on_every_engine, on_mysql_and_mariadb};
use crate::token_list::envelope;

on_every_engine!(
    the_users_have_open_what_was_created_for_them,
    the_tenants_have_the_members_keys_and_embeds_that_were_created,
    plans_name_the_agents_and_servers_that_use_a_key,
);
on_mysql_and_mariadb!(what_may_not_be_read_is_not_checked_on_mysql,);

const WEBHOOK: &str = r#"{"components": {"begin": {"obj": {"component_name": "Begin", "params": {"mode": "Webhook"}}}}}"#;

/// The rows as texts: access, name, state, open.
fn listed(db: &Database, args: &[&str]) -> Vec<String> {
    let envelope = envelope(db, &[args, &["--json"]].concat());
    lines(&envelope)
}

fn lines(envelope: &Value) -> Vec<String> {
    let rows = envelope["data"].as_array().expect("rows").iter();
    let lines = rows.map(|row| {
        let text = |field: &str| {
            row[field]
                .as_str()
                .unwrap_or("-")
                .replace("@example.com", "")
        };
        let fields = ["access", "name", "state", "open"].map(text);
        fields.join("|")
    });
    lines.collect()
}

/// The lines of some kinds.
fn of_kinds<'a>(lines: &'a [String], kinds: &[&str]) -> Vec<&'a str> {
    let kind = |line: &str| line.split('|').next().expect("a kind").to_owned();
    let lines = lines.iter().map(String::as_str);
    lines
        .filter(|line| kinds.contains(&kind(line).as_str()))
        .collect()
}

fn count(lines: &[String], start: &str) -> usize {
    lines.iter().filter(|line| line.starts_with(start)).count()
}

fn id_of(db: &Database, user: &str) -> String {
    let sql = format!("SELECT id FROM \"user\" WHERE email = '{user}@example.com'");
    db.query(&sql)[0][0].clone().expect("an id")
}

/// Adds a bot and a webhook of Alice. The fixture has no table of bots.
fn add_bot_and_webhook(db: &Database) {
    if db.engine() != Engine::Sqlite {
        db.execute(
            "CREATE TABLE chat_channel (id varchar(32) PRIMARY KEY, tenant_id varchar(32), \
             name varchar(255), channel varchar(128), status varchar(1))",
        );
    }
    if db.engine() == Engine::Postgres {
        db.execute("GRANT SELECT ON chat_channel TO ragflow");
    }
    let alice = id_of(db, "alice");
    db.execute(&format!(
        "INSERT INTO chat_channel (id, tenant_id, name, channel, status) \
         VALUES ('bot', '{alice}', 'Helper', 'slack', '1')"
    ));
    db.execute(&format!(
        "UPDATE user_canvas SET dsl = '{WEBHOOK}' WHERE user_id = '{alice}'"
    ));
}

const ACCOUNT: [&str; 5] = ["account", "login", "session", "superuser", "membership"];

fn the_users_have_open_what_was_created_for_them(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let show = |user: &str| listed(&db, &["user", "show", user]);
    let signed_in = |name: &str| {
        vec![
            format!("account|{name}|active|yes"),
            "login|password|with a password|yes".to_owned(),
            format!("session|{name}|signed in|yes"),
        ]
    };
    let accounts: [(&str, Vec<String>, usize); 8] = [
        ("alice", signed_in("alice"), 7),
        (
            "bob",
            [
                signed_in("bob"),
                vec!["membership|alice|normal|yes".to_owned()],
            ]
            .concat(),
            3,
        ),
        (
            "carol",
            [
                signed_in("carol"),
                vec!["membership|alice|invite|no".to_owned()],
            ]
            .concat(),
            2,
        ),
        (
            "dave",
            vec![
                "account|dave|deleted (status is not '1')|no".to_owned(),
                "login|password|with a password|no".to_owned(),
                "session|dave|signed in|no".to_owned(),
            ],
            1,
        ),
        (
            "erin",
            vec![
                "account|erin|inactive (is_active '0')|no".to_owned(),
                "login|password|with a password|no".to_owned(),
                "session|erin|signed in|yes".to_owned(),
            ],
            1,
        ),
        ("frank", signed_in("frank"), 1),
        (
            "grace",
            [
                signed_in("grace"),
                vec!["membership|alice|normal|yes".to_owned()],
            ]
            .concat(),
            1,
        ),
        (
            "admin@ragflow.io",
            [
                signed_in("admin@ragflow.io"),
                vec!["superuser|admin@ragflow.io|administers the server|yes".to_owned()],
            ]
            .concat(),
            2,
        ),
    ];
    for (user, expected, keys) in accounts {
        let address = match user.contains('@') {
            true => user.to_owned(),
            false => format!("{user}@example.com"),
        };
        let lines = show(&address);
        assert_eq!(of_kinds(&lines, &ACCOUNT), expected, "{user}");
        assert_eq!(count(&lines, "key|"), keys, "{user}: {lines:?}");
    }
    let ended = format!("INVALID_{}", "0".repeat(32));
    db.execute(&format!(
        "UPDATE \"user\" SET access_token = '{ended}' WHERE email = 'bob@example.com'"
    ));
    db.execute("UPDATE \"user\" SET access_token = NULL, login_channel = 'github' WHERE email = 'carol@example.com'");
    db.execute("UPDATE \"user\" SET last_login_time = '2026-02-01 09:00:00' WHERE email = 'carol@example.com'");
    assert_eq!(
        of_kinds(&show("bob@example.com"), &["session"]),
        ["session|bob|ended|no"]
    );
    assert_eq!(
        of_kinds(&show("carol@example.com"), &["login", "session"]),
        [
            "login|github|single sign-on, last on 2026-02-01 09:00:00|yes",
            "session|carol|never signed in|no"
        ]
    );
}

fn the_tenants_have_the_members_keys_and_embeds_that_were_created(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    add_bot_and_webhook(&db);
    let lines = listed(&db, &["tenant", "show", &id_of(&db, "alice")]);
    let others = [
        "tenant", "member", "chat", "agent", "search", "webhook", "bot",
    ];
    // The collation decides whether an empty beta opens the tenant.
    let opens_to_empty = matches!(engine, Engine::Mysql | Engine::Mariadb) && !is_oceanbase(engine);
    let betas = 3 + usize::from(opens_to_empty);
    let state = format!("{betas} betas");
    let search = match engine {
        Engine::Sqlite => None,
        _ => Some("search|-|not checked: no table search in this database|unknown".to_owned()),
    };
    let expected: Vec<String> = [
        "tenant|alice|its user is active|-",
        "member|alice|owner, active|yes",
        "member|bob|normal, active|yes",
        "member|carol|invite, active|no",
        "member|grace|normal, active|yes",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([
        format!("chat|Support bot|{state}|yes"),
        format!("agent|Deep research|{state}|yes"),
    ])
    .chain(search)
    .chain(
        [
            "webhook|Deep research|no authentication|mixed",
            "bot|Helper|slack, runs also without its owner's account|yes",
        ]
        .map(str::to_owned),
    )
    .collect();
    assert_eq!(of_kinds(&lines, &others), expected);
    assert_eq!(count(&lines, "key|-|guessable|yes"), 3, "{lines:?}");
    assert_eq!(count(&lines, "key|-|fine|yes"), 4);
    assert_eq!(count(&lines, "beta|-|guessable|yes"), 1);
    assert_eq!(count(&lines, "beta|-|fine|yes"), 2);
    assert_eq!(count(&lines, "beta|-|empty: "), usize::from(opens_to_empty));
    let orphan = listed(&db, &["tenant", "show", "deadbeefdeadbeefdeadbeefdeadbeef"]);
    let orphan: Vec<&String> = orphan
        .iter()
        .filter(|line| !line.starts_with("search|"))
        .collect();
    assert_eq!(
        orphan,
        [
            "tenant|-|orphan: no user has its ID|-",
            "key|-|fine|mixed",
            "beta|-|fine|mixed"
        ]
    );
}

fn plans_name_the_agents_and_servers_that_use_a_key(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let alice = id_of(&db, "alice");
    let keys = db.query(&format!(
        "SELECT token FROM api_token WHERE tenant_id = '{alice}' ORDER BY token"
    ));
    let key = keys[0][0].as_deref().expect("a key");
    db.execute("CREATE TABLE mcp_server (id varchar(32), name varchar(255), headers text)");
    if engine == Engine::Postgres {
        db.execute("GRANT SELECT ON mcp_server TO ragflow");
    }
    db.execute(&format!(
        "INSERT INTO mcp_server VALUES ('m1', 'Own', '{{\"authorization\": \"Bearer {key}\"}}')"
    ));
    db.execute(&format!(
        "UPDATE user_canvas SET dsl = '{{\"key\": \"{key}\"}}' WHERE user_id = '{alice}'"
    ));
    let args = [
        "token",
        "delete",
        "--every",
        "--tenant",
        &alice,
        "--dry-run",
    ];
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for start in ["note: agent Deep research (", "note: MCP server Own (m1) "] {
        let found = ran.stderr.lines().filter(|line| line.starts_with(start));
        assert_eq!(found.count(), 1, "{}", ran.stderr);
    }
    assert!(!ran.stderr.contains(key), "{}", ran.stderr);
}

/// An account without rights on the definitions of agents and on bots, which exist.
fn assert_not_checked(db: &Database, account: &str) {
    add_bot_and_webhook(db);
    let args = ["user", "show", "alice@example.com", "--json"];
    let ran = run(db, account, Sandbox::new(), &args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let envelope: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    assert_eq!(envelope["code"], json!(0));
    let lines = lines(&envelope);
    assert_eq!(
        of_kinds(&lines, &["session", "webhook", "bot"]),
        [
            "session|alice|not checked: no right to read user.access_token|unknown",
            "webhook|-|not checked: no right to read user_canvas.dsl|unknown",
            "bot|-|not checked: no right to read chat_channel|unknown",
        ]
    );
}

/// The README's statements without the optional column.
fn without_access_tokens(statement: &str) -> String {
    statement.replace("(access_token)", "(id)")
}

fn what_may_not_be_read_is_not_checked_on_mysql(engine: Engine) {
    with_mysql_account(engine, "access", without_access_tokens, assert_not_checked);
}

#[test]
fn what_may_not_be_read_is_not_checked_on_postgresql() {
    with_postgres_account("access", without_access_tokens, assert_not_checked);
}
