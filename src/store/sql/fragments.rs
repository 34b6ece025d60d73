//! Parts of statements that carry a rule, so that each rule is written once.

use crate::store::dialect::Dialect;

/// The condition that a text is missing: NULL or empty. Not `= ''`, which is
/// also true of blanks under MySQL's padding collations.
pub(crate) fn is_missing(column: &str) -> String {
    format!("COALESCE(LENGTH({column}), 0) = 0")
}

/// The condition that somebody owns tenant `t.tenant_id`.
pub(crate) const IS_OWNED: &str = "EXISTS (SELECT 1 FROM user_tenant o \
     WHERE o.tenant_id = t.tenant_id AND o.role = 'owner')";

/// The e-mail of the owner of tenant `t.tenant_id`, as a subquery. Of several
/// owner rows the oldest counts. A join instead would return the rows of a
/// tenant with two owner rows twice.
pub(crate) fn oldest_owner_email(dialect: &Dialect) -> String {
    format!(
        "(SELECT w.email FROM user_tenant o JOIN {} w ON w.id = o.user_id \
         WHERE o.tenant_id = t.tenant_id AND o.role = 'owner' \
         ORDER BY (o.create_time IS NULL), o.create_time, o.id LIMIT 1)",
        dialect.user_table
    )
}
