//! The rules as values: one rule, a set of rules, and the texts of a rule.

use super::Severity;

/// The rules, the worst first. [`RULES`](super::RULES) describes each of them.
#[expect(missing_docs, reason = "RULES describes each rule")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditRule {
    GuessableKey,
    GuessableBeta,
    EmptyBeta,
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

/// The name, the severity and the texts of a rule.
#[derive(Debug)]
pub struct RuleInfo {
    /// The rule that is described.
    pub rule: AuditRule,
    /// The published name. It never changes.
    pub name: &'static str,
    /// The severity of every finding of the rule.
    pub severity: Severity,
    /// What the rule finds, in one line.
    pub summary: &'static str,
    /// Why it matters, in one paragraph of whole sentences.
    pub explanation: &'static str,
    /// How to fix a finding, with the command if this program has one.
    pub fix: &'static str,
    /// The command that fixes all findings of the rule at once, without the
    /// owner or `--all`; `None` if each finding needs its own command.
    pub fix_all_command: Option<&'static str>,
}

/// A set of rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleSet(u32);

impl RuleSet {
    /// Whether the set contains the rule.
    pub fn has(self, rule: AuditRule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }

    /// Whether the set contains at least one of these rules.
    pub fn has_any(self, rules: &[AuditRule]) -> bool {
        rules.iter().any(|rule| self.has(*rule))
    }

    /// The same set without a rule.
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
