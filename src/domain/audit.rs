//! What can be wrong with a key: the rules, and the checks that turn facts into
//! findings.
//!
//! A rule is one entry of [`RULES`] (`audit/rules.rs`) and one check in
//! `audit/checks.rs`. The caller supplies the facts: nothing here reads a
//! database. A finding never contains a secret; it names keys by ID.

mod checks;
mod duplicates;
mod facts;
mod finding;
mod fix;
mod offset_counts;
mod rule;
mod rules;
mod severity;

pub use checks::{audit_key, audit_tenant};
pub use duplicates::{Duplicate, Duplicates};
pub(crate) use facts::TenantCursor;
pub use facts::{AuditedKey, AuditedTenant, Policy, TenantUser};
pub use finding::Finding;
pub use offset_counts::OffsetCounts;
pub use rule::{AuditRule, RuleInfo, RuleSet};
pub use rules::RULES;
pub use severity::Severity;
