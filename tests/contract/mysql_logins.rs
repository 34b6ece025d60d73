//! Logins of a real MySQL server, and of MariaDB where it has the same.
//!
//! After a login by the full exchange of `caching_sha2_password` the server knows the account's
//! password, and the fast exchange is enough, until the account is altered. Only the fast exchange
//! works over an unencrypted connection without the server's public key, so such a login shows which
//! of the two the server would ask for.

use std::path::{Path, PathBuf};

use mysql::prelude::Queryable as _;
use tempfile::TempDir;

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, mysql_administrator, server};

const PASSWORD: &str = "login-test-pw";
const WRONG: &str = "wrong-test-pw";

const DENIED: &str = "Access denied";
const NEEDS_KEY: &str = "requires the password (caching_sha2_password), which is not sent";

/// An account that may do anything with one database. Dropping it removes both.
struct Account {
    db: Database,
    name: String,
}

impl Account {
    /// Creates an account; `how` follows its name in `CREATE USER`.
    fn new(engine: Engine, name: &str, how: &str) -> Self {
        let db = Database::fixture(engine, "0.27");
        let name = format!("{name}_{}", std::process::id());
        let database = db.address().database;
        let mut admin = mysql_administrator(engine);
        for sql in [
            format!("CREATE USER '{name}'@'%' {how}"),
            format!("GRANT ALL PRIVILEGES ON `{database}`.* TO '{name}'@'%'"),
        ] {
            admin.query_drop(&sql).expect(&sql);
        }
        Self { db, name }
    }

    fn alter(&self, how: &str) {
        let sql = format!("ALTER USER '{}'@'%' {how}", self.name);
        self.db.execute_as_admin(&sql);
    }

    fn tcp(&self, password: &str, options: &str) -> String {
        let address = self.db.address();
        let (name, port, database) = (&self.name, address.port, address.database);
        format!("mysql://{name}:{password}@127.0.0.1:{port}/{database}?{options}")
    }

    fn socket(&self, password: &str) -> String {
        let login = format!("{}:{password}@", self.name);
        self.db.socket_url().replace("root@", &login)
    }

    /// Makes the server forget the password, so that it asks for the full exchange.
    #[track_caller]
    fn forget(&self, password: &str) {
        self.alter(&format!("IDENTIFIED BY '{password}'"));
        self.assert_full_exchange(password);
    }

    #[track_caller]
    fn assert_full_exchange(&self, password: &str) {
        assert_refused(&self.tcp(password, "ssl-mode=disabled"), NEEDS_KEY);
    }

    #[track_caller]
    fn assert_fast_exchange(&self, password: &str) {
        assert_accepted(&self.tcp(password, "ssl-mode=disabled"));
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        let sql = format!("DROP USER '{}'@'%'", self.name);
        let dropped = mysql_administrator(self.db.engine()).query_drop(&sql);
        if !std::thread::panicking() {
            dropped.expect(&sql);
        }
    }
}

/// The public key of a server in a file, and the folder that keeps it.
fn public_key(engine: Engine) -> (TempDir, PathBuf) {
    let sql = "SHOW STATUS LIKE 'Caching_sha2_password_rsa_public_key'";
    let row: Option<(String, String)> = mysql_administrator(engine).query_first(sql).expect(sql);
    let (_, pem) = row.expect("the server has a key");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("public_key.pem");
    std::fs::write(&path, pem).expect("written");
    (folder, path)
}

fn with_key(path: &Path) -> String {
    format!(
        "ssl-mode=disabled&server-public-key-path={}",
        path.display()
    )
}

fn check(url: &str) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", url);
    sandbox.run(["db", "check", "--json"])
}

#[track_caller]
fn assert_accepted(url: &str) {
    let ran = check(url);
    assert_eq!(ran.status, 0, "{url}: {}", ran.stderr);
}

#[track_caller]
fn assert_refused(url: &str, why: &str) {
    let ran = check(url);
    assert_eq!(ran.status, 5, "{url}: {}", ran.stderr);
    assert!(ran.stderr.contains(why), "{url}: {}", ran.stderr);
    assert!(ran.stderr.contains("\nhint: "), "{url}: {}", ran.stderr);
    for password in [PASSWORD, WRONG] {
        assert!(!ran.stderr.contains(password), "{}", ran.stderr);
    }
}

#[test]
fn the_full_exchange_of_caching_sha2_needs_a_protected_connection() {
    let how = format!("IDENTIFIED WITH caching_sha2_password BY '{PASSWORD}'");
    let account = Account::new(Engine::Mysql, "sha2", &how);
    let (_folder, key) = public_key(Engine::Mysql);
    // A refusal does not make the server remember anything.
    account.assert_full_exchange(PASSWORD);
    account.assert_full_exchange(PASSWORD);
    for protected in [
        account.tcp(PASSWORD, "ssl-mode=required"),
        account.tcp(PASSWORD, ""),
        account.socket(PASSWORD),
        account.tcp(PASSWORD, &with_key(&key)),
    ] {
        assert_accepted(&protected);
        account.assert_fast_exchange(PASSWORD);
        // The fast exchange works on the same connection too.
        assert_accepted(&protected);
        account.forget(PASSWORD);
    }
}

#[test]
fn a_wrong_password_is_refused_by_either_exchange() {
    let how = format!("IDENTIFIED WITH caching_sha2_password BY '{PASSWORD}'");
    let account = Account::new(Engine::Mysql, "sha2wrong", &how);
    let (_folder, key) = public_key(Engine::Mysql);
    for is_known in [false, true] {
        if is_known {
            assert_accepted(&account.tcp(PASSWORD, "ssl-mode=required"));
            account.assert_fast_exchange(PASSWORD);
        }
        for url in [
            account.tcp(WRONG, "ssl-mode=required"),
            account.tcp(WRONG, &with_key(&key)),
            account.socket(WRONG),
        ] {
            assert_refused(&url, DENIED);
        }
        // The server asks for the full exchange before it can know that the password is wrong.
        let in_the_open = account.tcp(WRONG, "ssl-mode=disabled");
        assert_refused(&in_the_open, NEEDS_KEY);
        assert_refused(&in_the_open, "check user and password");
    }
}

#[test]
fn the_key_of_another_server_is_refused() {
    let how = format!("IDENTIFIED WITH caching_sha2_password BY '{PASSWORD}'");
    let account = Account::new(Engine::Mysql, "sha2key", &how);
    let other = PathBuf::from(server("RAGFLOWCTL_TEST_TLS_DIR")).join("rsa.pem");
    let url = account.tcp(PASSWORD, &with_key(&other));
    assert_refused(&url, DENIED);
    assert_refused(&url, "server-public-key-path");
    account.assert_full_exchange(PASSWORD);
}

#[test]
fn a_server_without_tls_gets_no_password_of_a_new_account() {
    let port = server("RAGFLOWCTL_TEST_MYSQL_PLAIN_PORT");
    // The server knows the passwords of `ragflow` and `limited`, but not that of `secure`.
    for (account, status) in [("limited", 0), ("secure", 5)] {
        for options in ["", "ssl-mode=preferred", "ssl-mode=disabled"] {
            let login = format!("{account}:{account}-test-pw");
            let url = format!("mysql://{login}@127.0.0.1:{port}/ragflow_027?{options}");
            let ran = check(&url);
            assert_eq!(ran.status, status, "{url}: {}", ran.stderr);
            assert_eq!(
                ran.stderr.contains(NEEDS_KEY),
                status == 5,
                "{}",
                ran.stderr
            );
        }
    }
}

#[test]
fn an_empty_password_needs_no_protection() {
    for engine in [Engine::Mysql, Engine::Mariadb] {
        let account = Account::new(engine, "empty", "IDENTIFIED BY ''");
        for url in [
            account.tcp("", "ssl-mode=disabled"),
            account.tcp("", "ssl-mode=required"),
            account.tcp("", "").replace(":@", "@"),
            account.socket(""),
        ] {
            assert_accepted(&url);
        }
        assert_refused(&account.tcp(WRONG, "ssl-mode=required"), DENIED);
        account.alter(&format!("IDENTIFIED BY '{PASSWORD}'"));
        assert_refused(&account.tcp("", "ssl-mode=required"), DENIED);
        assert_refused(&account.tcp("", "ssl-mode=disabled"), DENIED);
    }
}

#[test]
fn an_account_that_requires_tls_is_not_blamed_on_the_password_alone() {
    for engine in [Engine::Mysql, Engine::Mariadb] {
        let how = format!("IDENTIFIED BY '{PASSWORD}' REQUIRE SSL");
        let account = Account::new(engine, "requires", &how);
        // Only the fast exchange of MySQL gets as far as that.
        assert_accepted(&account.tcp(PASSWORD, "ssl-mode=required"));
        let url = account.tcp(PASSWORD, "ssl-mode=disabled");
        assert_refused(&url, DENIED);
        assert_refused(&url, "or it requires TLS: ssl-mode=required");
    }
}

/// MySQL keeps the old password for a while if it is told so.
#[test]
fn either_of_two_passwords_is_accepted() {
    let how = format!("IDENTIFIED WITH caching_sha2_password BY '{PASSWORD}'");
    let account = Account::new(Engine::Mysql, "dual", &how);
    account.alter("IDENTIFIED BY 'second-test-pw' RETAIN CURRENT PASSWORD");
    for password in ["second-test-pw", PASSWORD] {
        assert_accepted(&account.tcp(password, "ssl-mode=required"));
        assert_accepted(&account.tcp(password, "ssl-mode=disabled"));
    }
    account.alter("DISCARD OLD PASSWORD");
    assert_refused(&account.tcp(PASSWORD, "ssl-mode=required"), DENIED);
}

#[test]
fn sha256_password_is_named_and_refused() {
    let how = format!("IDENTIFIED WITH sha256_password BY '{PASSWORD}'");
    let account = Account::new(Engine::Mysql, "sha256", &how);
    let (_folder, key) = public_key(Engine::Mysql);
    for url in [
        account.tcp(PASSWORD, "ssl-mode=required"),
        account.tcp(PASSWORD, &with_key(&key)),
        account.socket(PASSWORD),
    ] {
        assert_refused(&url, "sha256_password (deprecated by MySQL; or there is no");
        assert_refused(&url, "IDENTIFIED WITH caching_sha2_password");
    }
}

/// MySQL invents a method for a name that it does not know, and always the same one for one name.
#[test]
fn an_unknown_user_is_told_to_check_the_name() {
    for engine in [Engine::Mysql, Engine::Mariadb] {
        let db = Database::fixture(engine, "0.27");
        let mut methods = std::collections::BTreeSet::new();
        for number in 0..30 {
            let login = format!("nobody{number}:{WRONG}");
            let url = db.url().replace("ragflow:ragflow-test-pw", &login);
            let ran = check(&format!("{url}?ssl-mode=required"));
            assert_eq!(ran.status, 5, "{}", ran.stderr);
            let is_denied = ran.stderr.contains(DENIED);
            let is_said = ran.stderr.contains("or there is no such account");
            assert!(is_denied || is_said, "{}", ran.stderr);
            assert!(ran.stderr.contains("hint: check "), "{}", ran.stderr);
            methods.insert(is_denied);
        }
        let expected = if engine == Engine::Mysql { 2 } else { 1 };
        assert_eq!(methods.len(), expected, "the methods of unknown users");
    }
}

#[test]
fn too_many_wrong_passwords_block_an_account() {
    let how = format!("IDENTIFIED BY '{PASSWORD}' FAILED_LOGIN_ATTEMPTS 2 PASSWORD_LOCK_TIME 1");
    let account = Account::new(Engine::Mysql, "blocked", &how);
    let wrong = account.tcp(WRONG, "ssl-mode=required");
    assert_refused(&wrong, DENIED);
    for url in [wrong, account.tcp(PASSWORD, "ssl-mode=required")] {
        assert_refused(&url, "Account is blocked");
        assert_refused(&url, "ACCOUNT UNLOCK");
    }
    account.alter("ACCOUNT UNLOCK");
    assert_accepted(&account.tcp(PASSWORD, "ssl-mode=required"));
}

#[test]
fn a_database_without_privileges_is_not_blamed_on_the_password() {
    for engine in [Engine::Mysql, Engine::Mariadb] {
        let how = format!("IDENTIFIED BY '{PASSWORD}'");
        let account = Account::new(engine, "other", &how);
        let other = Database::fixture(engine, "0.27");
        let own = account.db.address().database;
        let url = account.tcp(PASSWORD, "ssl-mode=required");
        for database in [other.address().database.as_str(), "missing"] {
            let url = url.replace(&own, database);
            assert_refused(&url, "(1044)");
            assert_refused(
                &url,
                "hint: give the account its privileges on this database",
            );
        }
        // Whoever may see all databases is told that there is none of this name.
        let missing = account.db.socket_url().replace(&own, "missing");
        assert_eq!(check(&missing).status, 5);
        let stderr = check(&missing).stderr;
        assert!(stderr.contains("Unknown database 'missing'"), "{stderr}");
    }
}

#[test]
fn only_the_first_of_several_methods_is_tried() {
    let how = format!(
        "IDENTIFIED VIA ed25519 USING PASSWORD('{PASSWORD}') \
         OR mysql_native_password USING PASSWORD('second-test-pw')"
    );
    let account = Account::new(Engine::Mariadb, "several", &how);
    for options in ["ssl-mode=required", "ssl-mode=disabled"] {
        assert_accepted(&account.tcp(PASSWORD, options));
        assert_refused(&account.tcp("second-test-pw", options), "several methods");
    }
}
