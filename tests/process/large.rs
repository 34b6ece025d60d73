//! A large database, shared by the tests that only read it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use rusqlite::Connection;

use crate::workspace::PROGRAM;

/// The number of keys in the large database.
pub(crate) const LARGE_ROWS: u64 = 200_000;

/// The path of the large database. The first call creates it.
fn large() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("very-many-keys.db");
        for old in [path.clone(), path.with_extension("db-journal")] {
            if old.exists() {
                std::fs::remove_file(old).expect("the last run's file");
            }
        }
        let url = format!("sqlite:{}", path.display());
        let made = Command::new(PROGRAM)
            .args(["-d", &url, "db", "init", "--demo"])
            .output();
        assert!(made.expect("the program runs").status.success());
        let connection = Connection::open(&path).expect("the file opens");
        connection
            .execute_batch(&format!(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {LARGE_ROWS})
                 INSERT INTO api_token (tenant_id, token, beta, create_time, create_date, \
                                        update_time, update_date)
                 SELECT printf('%032d', i / 100), printf('ragflow-%043d', i), printf('%032d', i), \
                        i, '2001-01-01 00:00:00', i, '2001-01-01 00:00:00' FROM n;"
            ))
            .expect("the rows");
        path
    })
}

pub(crate) fn large_url() -> String {
    format!("sqlite:{}", large().display())
}
