//! Which transactions a session has open, and what they keep others from doing.

use std::time::Duration;

use ragflowctl::database_url::DatabaseUrl;
use ragflowctl::env::Interrupt;
use ragflowctl::store::{Access, Listing, Store, StoreError, Timeouts};

use crate::support::{Database, Engine, on_servers};

on_servers!(
    a_reading_session_has_one_snapshot,
    a_session_that_has_read_lets_others_alter_the_tables,
    a_writing_session_has_no_transaction_between_two_queries,
);

fn open(db: &Database, access: Access) -> Store {
    let url = DatabaseUrl::parse(&db.url(), None).expect("a URL");
    let minute = Duration::from_secs(60);
    let timeouts = Timeouts {
        connect: minute,
        statement: minute,
        lock: minute,
        answer: None,
        run: None,
    };
    Store::open(&url, access, timeouts, &Interrupt::default()).expect("open")
}

/// The number of keys that this session sees.
fn keys(store: &mut Store) -> u64 {
    let mut keys = 0;
    let counted = store.survey(None, &mut |tenant| keys += tenant.tokens);
    counted.expect("a survey");
    keys
}

/// The number of keys that a listing of all keys has.
fn listed(store: &mut Store) -> u64 {
    let all = Listing {
        with_user: true,
        ..Listing::default()
    };
    let mut listed = 0;
    let read = store.list_keys(&all, &mut |_, _| {
        listed += 1;
        Ok::<(), StoreError>(())
    });
    read.expect("a list");
    listed
}

/// What others commit meanwhile is not seen, until the session waits for a person.
fn a_reading_session_has_one_snapshot(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let mut store = open(&db, Access::Read);
    assert_eq!((keys(&mut store), listed(&mut store)), (19, 19));
    assert_eq!(db.execute("DELETE FROM api_token"), 19);
    assert_eq!((listed(&mut store), keys(&mut store)), (19, 19));
    store.end_snapshot().expect("the connection works");
    assert_eq!(keys(&mut store), 0);
}

/// RAGFlow adds columns when it is upgraded. It must not wait for a command that is still printing
/// what it has read.
fn a_session_that_has_read_lets_others_alter_the_tables(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let mut store = open(&db, Access::Read);
    assert_eq!(listed(&mut store), 19);
    let limit = match engine {
        Engine::Postgres => "SET lock_timeout = '5s'",
        _ => "SET lock_wait_timeout = 5",
    };
    db.execute_as_admin(&format!(
        "{limit}; ALTER TABLE api_token ADD COLUMN added_by_an_upgrade INTEGER"
    ));
    let user = match engine {
        Engine::Postgres => "\"user\"",
        _ => "user",
    };
    db.execute_as_admin(&format!(
        "{limit}; ALTER TABLE {user} ADD COLUMN added_by_an_upgrade INTEGER"
    ));
    // MySQL cannot read an altered table in an older snapshot, so the session takes a new one.
    assert_eq!((listed(&mut store), keys(&mut store)), (19, 19));
}

/// A command that writes may wait for minutes for the answer to its question.
fn a_writing_session_has_no_transaction_between_two_queries(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let mut store = open(&db, Access::Write);
    assert_eq!(keys(&mut store), 19);
    let open = match engine {
        Engine::Postgres => {
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
             AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        }
        _ => {
            "SELECT trx_id FROM information_schema.innodb_trx t JOIN information_schema.processlist p \
             ON p.id = t.trx_mysql_thread_id WHERE p.db = DATABASE()"
        }
    };
    assert_eq!(db.query(open), Vec::<Vec<Option<String>>>::new());
    assert_eq!(db.execute("DELETE FROM api_token"), 19);
    assert_eq!(keys(&mut store), 0);
}
