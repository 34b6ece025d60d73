//! What is repeated of a server's own messages, and what is added to them.

use crate::grants::{database_name, run, with_mysql_account};
use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, on_mysql_and_mariadb, on_servers};

on_mysql_and_mariadb!(tables_in_another_database_are_named);

on_servers!(a_message_that_may_contain_a_key_is_not_repeated,);

fn run_on(url: &str, args: &[&str]) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", url);
    sandbox.run(args.iter().copied())
}

/// A trigger can write the whole row into its message, under any code.
fn a_message_that_may_contain_a_key_is_not_repeated(engine: Engine) {
    let codes: &[&str] = match engine {
        Engine::Postgres => &["P0001", "23505", "42501", "57014", "XX000"],
        _ => &["1644", "31001"],
    };
    for code in codes {
        let db = Database::fixture(engine, "0.27");
        match engine {
            Engine::Postgres => db.execute_as_admin(&format!(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 RAISE EXCEPTION 'refused row: %', NEW.token USING ERRCODE = '{code}'; END $$; \
                 CREATE TRIGGER refuse BEFORE INSERT ON api_token \
                 FOR EACH ROW EXECUTE FUNCTION refuse()"
            )),
            _ => db.execute_as_admin(&format!(
                "CREATE TRIGGER refuse BEFORE INSERT ON api_token FOR EACH ROW BEGIN \
                 DECLARE text VARCHAR(128); SET text = CONCAT('refused row: ', NEW.token); \
                 SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = text, MYSQL_ERRNO = {code}; END"
            )),
        }
        let create = ["token", "create", "--user", "alice@example.com", "--json"];
        let ran = run_on(&db.url(), &create);
        assert_ne!(ran.status, 0);
        for text in [&ran.stdout, &ran.stderr] {
            assert!(!text.contains("refused row"), "{code}: {text}");
            assert!(text.contains(code), "{code}: {text}");
        }
    }
}

/// The hint for a database without RAGFlow's tables says where this account sees them.
#[test]
fn tables_in_another_schema_are_named() {
    let db = Database::fixture(Engine::Postgres, "0.27");
    db.execute_as_admin(
        "ALTER SCHEMA public RENAME TO moved; CREATE SCHEMA public; \
         ALTER SCHEMA moved OWNER TO postgres; REVOKE ALL ON SCHEMA moved FROM PUBLIC",
    );
    let ran = run_on(&db.url(), &["db", "check"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    assert!(!ran.stderr.contains("moved"), "{}", ran.stderr);
    db.execute_as_admin("GRANT USAGE ON SCHEMA moved TO ragflow");
    let ran = run_on(&db.url(), &["db", "check"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    assert!(ran.stderr.contains("?schema=moved"), "{}", ran.stderr);
    let url = format!("{}?schema=moved", db.url());
    assert_eq!(run_on(&url, &["db", "check"]).status, 0);
}

fn tables_in_another_database_are_named(engine: Engine) {
    with_mysql_account(engine, "elsewhere", str::to_owned, |db, account| {
        let empty = Database::empty(db.engine());
        let name = database_name(&empty);
        db.execute_as_admin(&format!("GRANT SELECT ON {name}.* TO '{account}'@'%'"));
        let ran = run(&empty, account, Sandbox::new(), &["db", "check"]);
        assert_eq!(ran.status, 6, "{}", ran.stderr);
        assert!(ran.stderr.contains(&database_name(db)), "{}", ran.stderr);
    });
}
