//! Parts of statements that carry a rule, so that each rule is written once.

use crate::store::dialect::Dialect;
use crate::store::lookups::Lookups;

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

/// The condition that somebody owns tenant `t.tenant_id`.
pub(crate) fn is_owned(lookups: &Lookups) -> String {
    format!(
        "EXISTS (SELECT 1 FROM {} WHERE o.tenant_id = {} AND {})",
        lookups.memberships,
        lookups.tenant_in_memberships,
        is_owner!()
    )
}

/// The e-mail of the owner of tenant `t.tenant_id`, else of the user with the tenant's
/// id, whom RAGFlow's server looks up.
pub(crate) fn email_of_tenant(dialect: &Dialect, lookups: &Lookups) -> String {
    format!(
        "COALESCE({}, (SELECT u.email FROM {} u WHERE u.id = {}))",
        oldest_owner_email(dialect, lookups),
        dialect.user_table,
        lookups.tenant_in_users
    )
}

/// The e-mail of the owner of tenant `t.tenant_id`, as a subquery. Of several
/// owner rows the oldest counts. A join instead would return the rows of a
/// tenant with two owner rows twice.
fn oldest_owner_email(dialect: &Dialect, lookups: &Lookups) -> String {
    format!(
        "(SELECT w.email FROM {} JOIN {} w ON w.id = {} WHERE o.tenant_id = {} AND {} \
         ORDER BY (o.create_time IS NULL), o.create_time, o.id LIMIT 1)",
        lookups.memberships,
        dialect.user_table,
        lookups.member_in_users,
        lookups.tenant_in_memberships,
        is_owner!(),
    )
}
