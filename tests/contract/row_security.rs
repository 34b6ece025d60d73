//! Row level security hides rows from an account without an error. An answer that is not complete
//! must be an error.

use crate::grants::{run, with_postgres_account};
use crate::sandbox::Sandbox;
use crate::support::Database;

const COMMANDS: [&[&str]; 7] = [
    &["db", "check"],
    &["audit", "--quiet", "--fail-on", "high"],
    &["token", "list", "--all", "--fields", "id,user"],
    &["token", "list", "--user", "alice@example.com"],
    &["beta", "backfill", "--dry-run"],
    &["beta", "backfill"],
    &["token", "create", "--user", "alice@example.com"],
];

#[test]
fn hidden_rows_are_an_error_that_names_the_table() {
    with_postgres_account("policies", str::to_owned, |db, account| {
        for (table, name) in [
            ("api_token", "api_token"),
            ("\"user\"", "user"),
            ("user_tenant", "user_tenant"),
        ] {
            db.execute_as_admin(&format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"));
            for command in COMMANDS {
                assert_refused(db, account, command, name);
            }
            // A policy that shows some rows makes no difference.
            db.execute_as_admin(&format!(
                "CREATE POLICY some_rows ON {table} TO {account} USING (create_time IS NULL)"
            ));
            assert_refused(db, account, COMMANDS[1], name);
            db.execute_as_admin(&format!("DROP POLICY some_rows ON {table}"));
            db.execute_as_admin(&format!("ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"));
        }
    });
}

fn assert_refused(db: &Database, account: &str, command: &[&str], table: &str) {
    let ran = run(db, account, Sandbox::new(), command);
    let what = format!("{command:?}, {table}: {}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.status, 4, "{what}");
    let message = format!("row level security hides rows of table {table} ");
    assert!(ran.stderr.contains(&message), "{what}");
    assert!(ran.stderr.contains("BYPASSRLS"), "{what}");
}

#[test]
fn an_account_that_may_see_all_rows_is_not_refused() {
    with_postgres_account("bypass", str::to_owned, |db, account| {
        for table in ["api_token", "\"user\"", "user_tenant", "dialog"] {
            db.execute_as_admin(&format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"));
        }
        db.execute_as_admin(&format!("ALTER ROLE {account} BYPASSRLS"));
        for command in COMMANDS {
            let ran = run(db, account, Sandbox::new(), command);
            let found = u8::from(command.contains(&"--fail-on")) * 7;
            assert_eq!(ran.status, found, "{command:?}: {}", ran.stderr);
        }
    });
}

/// The owner of a table is subject to its policies only if they are forced.
#[test]
fn forced_policies_are_an_error_for_the_owner_too() {
    with_postgres_account("unused", str::to_owned, |db, _| {
        db.execute("ALTER TABLE api_token ENABLE ROW LEVEL SECURITY");
        let list = |sandbox: Sandbox| {
            let sandbox = sandbox.var("RAGFLOWCTL_DATABASE_URL", &db.url());
            sandbox.run(["token", "list", "--all"])
        };
        assert_eq!(list(Sandbox::new()).status, 0);
        db.execute("ALTER TABLE api_token FORCE ROW LEVEL SECURITY");
        let ran = list(Sandbox::new());
        assert_eq!(ran.status, 4, "{}", ran.stderr);
        assert!(
            ran.stderr.contains("NO FORCE ROW LEVEL SECURITY"),
            "{}",
            ran.stderr
        );
    });
}

/// Names of chats are looked up where possible.
#[test]
fn db_check_warns_of_hidden_rows_in_an_optional_table() {
    with_postgres_account("optional", str::to_owned, |db, account| {
        db.execute_as_admin("ALTER TABLE dialog ENABLE ROW LEVEL SECURITY");
        let ran = run(db, account, Sandbox::new(), &["db", "check"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let warning = "row level security hides rows of table dialog";
        assert!(ran.stderr.contains(warning), "{}", ran.stderr);
    });
}
