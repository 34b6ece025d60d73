//! Parts of statements that carry a rule, so that each rule is written once.

use crate::store::dialect::Dialect;

/// The condition that a text is missing: NULL or empty. Not `= ''`, which is
/// also true of blanks under MySQL's padding collations.
pub(crate) fn is_missing(column: &str) -> String {
    format!("COALESCE(LENGTH({column}), 0) = 0")
}

/// The condition that a membership `o` is that of an owner. Not `o.role = 'owner'`:
/// RAGFlow has an index on this column, and without current statistics SQLite and
/// PostgreSQL read all owners through it for each tenant.
macro_rules! is_owner {
    () => {
        "COALESCE(o.role, '') = 'owner'"
    };
}
pub(super) use is_owner;

/// The condition that somebody owns tenant `t.tenant_id`. `memberships` is from
/// [`Store::memberships`](crate::store::Store).
pub(crate) fn is_owned(memberships: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM {memberships} WHERE o.tenant_id = t.tenant_id AND {})",
        is_owner!()
    )
}

/// The e-mail of the owner of tenant `t.tenant_id`, as a subquery. Of several
/// owner rows the oldest counts. A join instead would return the rows of a
/// tenant with two owner rows twice.
pub(crate) fn oldest_owner_email(dialect: &Dialect, memberships: &str) -> String {
    format!(
        "(SELECT w.email FROM {memberships} JOIN {} w ON w.id = o.user_id \
         WHERE o.tenant_id = t.tenant_id AND {} \
         ORDER BY (o.create_time IS NULL), o.create_time, o.id LIMIT 1)",
        dialect.user_table,
        is_owner!(),
    )
}
