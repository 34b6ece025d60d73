//! What can be wrong with a key: the rules, and the judgement from facts to
//! findings.
//!
//! A rule is one entry of [`RULES`] (`audit/rules.rs`) and one question in
//! `audit/judge.rs`. Facts are handed in by whoever can look them up; nothing
//! here reads, and no finding holds a secret: keys are named by ID.

mod duplicates;
mod judge;
mod offsets;
mod rules;

pub use duplicates::{Duplicates, SharedSecret};
pub use judge::{AuditedKey, AuditedTenant, Policy, TenantOwner, audit_tenant, judge};
pub use offsets::Offsets;
pub use rules::RULES;

/// How bad a finding is; `--min-severity` and `--fail-on` compare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Untidy.
    Low,
    /// Something does not work, or will not.
    Medium,
    /// The key opens more, or for longer, than anyone means it to.
    High,
    /// A stranger can find the key.
    Critical,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Self; 5] = [
        Self::Critical,
        Self::High,
        Self::Medium,
        Self::Low,
        Self::Info,
    ];

    /// The name as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The severity of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|severity| severity.name() == name)
    }
}

/// The rules, the worst first. What each is about stands in [`RULES`].
#[expect(missing_docs, reason = "RULES says what each rule is about")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditRule {
    GuessableKey,
    GuessableBeta,
    SharedBeta,
    SameToken,
    OwnerDeleted,
    OwnerInactive,
    Orphan,
    Ownerless,
    OwnerWithoutAccessToken,
    MissingBeta,
    TooOld,
    TooManyKeys,
    DialogGone,
    AgentGone,
    UnusualForm,
    TimesInFuture,
    ZoneDisagreement,
    TimesMissing,
}

/// A rule's entry in the list.
#[derive(Debug)]
pub struct RuleInfo {
    /// The rule.
    pub rule: AuditRule,
    /// Its name: published, never changed.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is found, in one line.
    pub summary: &'static str,
    /// Why it matters, in paragraphs.
    pub story: &'static str,
    /// How it is mended, with the command.
    pub fix: &'static str,
    /// The command that mends every finding of the rule at once, without the
    /// owner or `--all` behind it.
    pub at_once: Option<&'static str>,
}

impl AuditRule {
    /// Its entry in the list.
    pub fn info(self) -> &'static RuleInfo {
        // A test holds the list to the order of the variants.
        &RULES[self as usize]
    }

    /// The rule of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        let entry = RULES.iter().find(|entry| entry.name == name);
        entry.map(|entry| entry.rule)
    }
}

/// Some of the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleSet(u32);

impl RuleSet {
    /// Whether the rule is among them.
    pub fn has(self, rule: AuditRule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }

    /// Whether any of these rules is among them.
    pub fn has_any(self, rules: &[AuditRule]) -> bool {
        rules.iter().any(|rule| self.has(*rule))
    }

    /// The same without a rule.
    #[must_use]
    pub fn without(self, rule: AuditRule) -> Self {
        Self(self.0 & !(1 << rule as u32))
    }
}

impl FromIterator<AuditRule> for RuleSet {
    fn from_iter<I: IntoIterator<Item = AuditRule>>(rules: I) -> Self {
        let bits = rules.into_iter();
        Self(bits.fold(0, |bits, rule| bits | 1 << rule as u32))
    }
}

/// What is wrong, with which key, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule found it.
    pub rule: AuditRule,
    /// The key's ID, where it is one key.
    pub id: Option<String>,
    /// The tenant, where it is one.
    pub tenant_id: Option<String>,
    /// The e-mail address of the tenant's owner, else of the user with its id.
    pub user: Option<String>,
    /// What was seen. Never a secret.
    pub why: String,
    /// The command that mends it, where one of this program's does.
    pub fix: Option<String>,
}
