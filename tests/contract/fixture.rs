//! Fixtures of the tests of commands that change keys.

use crate::sandbox::Sandbox;
use crate::support::Database;

/// Rows of `api_token`, with every value as text.
pub(crate) type Rows = Vec<Vec<Option<String>>>;

/// All columns of every key.
pub(crate) fn keys(db: &Database) -> Rows {
    let mut rows = db.query(
        "SELECT tenant_id, token, dialog_id, source, beta, create_date, create_time, \
         update_date, update_time FROM api_token",
    );
    rows.sort();
    rows
}

/// A sandbox in which a variable names the database.
pub(crate) fn sandbox(db: &Database) -> Sandbox {
    Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url())
}
