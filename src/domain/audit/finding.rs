//! The result of an audit.

use super::AuditRule;

/// Something that is wrong with a key, a tenant or the whole table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: AuditRule,
    /// The ID of the key; `None` if the finding is not about a single key.
    pub id: Option<String>,
    /// The tenant; `None` if the finding is not about a single tenant.
    pub tenant_id: Option<String>,
    /// The e-mail address of the tenant's owner, else of the user with the
    /// tenant's id.
    pub user: Option<String>,
    /// What was found. It never contains a secret.
    pub why: String,
    /// The command that fixes it, if this program has one.
    pub fix: Option<String>,
}
