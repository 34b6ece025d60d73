//! The list of rules: their names, their severities, and the texts that
//! `audit --explain` prints. A new rule is an entry here, a variant of
//! `AuditRule` at the same position, and a check in `checks.rs`.

use super::AuditRule::{
    AgentGone, DialogGone, GuessableBeta, GuessableKey, MissingBeta, Orphan, OwnerDeleted,
    OwnerInactive, OwnerWithoutAccessToken, Ownerless, SameToken, SharedBeta, TimesInFuture,
    TimesMissing, TooManyKeys, TooOld, UnusualForm, ZoneDisagreement,
};
use super::Severity::{Critical, High, Info, Low, Medium};
use super::{AuditRule, RuleInfo, Severity};

const ROTATE_WEAK: &str = "ragflowctl token rotate --weak";

/// An entry without a command that fixes all findings.
const fn entry(
    rule: AuditRule,
    name: &'static str,
    severity: Severity,
    texts: [&'static str; 3],
) -> RuleInfo {
    let [summary, explanation, fix] = texts;
    RuleInfo {
        rule,
        name,
        severity,
        summary,
        explanation,
        fix,
        fix_all_command: None,
    }
}

impl RuleInfo {
    const fn fix_all_with(mut self, command: &'static str) -> Self {
        self.fix_all_command = Some(command);
        self
    }
}

impl AuditRule {
    /// The name, the severity and the texts of the rule.
    pub fn info(self) -> &'static RuleInfo {
        // A test checks that the list is in the order of the variants.
        &RULES[self as usize]
    }

    /// Finds a rule by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        let entry = RULES.iter().find(|entry| entry.name == name);
        entry.map(|entry| entry.rule)
    }
}

/// Every rule, the worst first.
pub static RULES: [RuleInfo; 18] = [
    entry(
        GuessableKey,
        "guessable-key",
        Critical,
        [
            "a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)",
            "Before 0.22 RAGFlow made its API keys from a version-1 UUID: the minting time, a \
             counter and the server's network address, encoded without any secret. An attacker \
             who has another key or beta of the same server and knows roughly when a key was \
             minted can list the candidates and try them. Upgrading RAGFlow does not replace such \
             keys: they stay guessable until they are rotated. The minting time is part of the \
             key, and the finding shows it. The ID of such a key is a hash of a value that can be \
             enumerated, so the key can be recovered from its ID: be careful where you share this \
             report.",
            "Replace the key with ragflowctl token rotate ID, which also replaces a guessable \
             beta, or replace all such keys with ragflowctl token rotate --weak --all. Clients \
             that use an old key need the new one.",
        ],
    )
    .fix_all_with(ROTATE_WEAK),
    entry(
        GuessableBeta,
        "guessable-beta",
        Critical,
        [
            "a guessable beta of RAGFlow before 0.22, which reveals the API key (CVE-2025-69286)",
            "A beta is part of the URL of every page that embeds a chat, so every visitor can read \
             it. From 0.15 to 0.21 RAGFlow minted it like the API key, from a version-1 UUID, \
             within microseconds of the key. A visitor of the page can therefore compute the API \
             key, which gives access to everything of the tenant. Even if the key is strong, such \
             a beta can be guessed from another beta of the same server.",
            "If the key is guessable too, replace both with ragflowctl token rotate ID. If the key \
             is strong, replace only the beta with ragflowctl beta rotate ID. Pages that embed the \
             old beta need the new one.",
        ],
    )
    .fix_all_with(ROTATE_WEAK),
    entry(
        SharedBeta,
        "shared-beta",
        High,
        [
            "a beta that several keys share",
            "RAGFlow uses the first row with the beta that the database returns, in no particular \
             order: a page that embeds the beta may give access to the tenant of the other key, \
             now or after the next restart. Betas are shared after rows were copied by hand or a \
             backup was merged. Values are compared byte by byte, so on MySQL betas that differ \
             only in case are not found.",
            "Give one of the keys its own beta with ragflowctl beta rotate ID. Choose the key \
             whose embedded pages are easier to change.",
        ],
    ),
    entry(
        SameToken,
        "same-token",
        High,
        [
            "one API key that belongs to several tenants",
            "RAGFlow looks a key up without its tenant and uses the first row that the database \
             returns, in no particular order: a client may read and write the data of another \
             tenant. The rows have the same ID, so commands need --tenant to tell them apart.",
            "Replace the key with ragflowctl token rotate ID --tenant TENANT, for all of the \
             tenants but one, or for all. If a row should not exist, delete it with ragflowctl \
             token delete ID --tenant TENANT.",
        ],
    ),
    entry(
        OwnerDeleted,
        "owner-deleted",
        High,
        [
            "a key whose owner is deleted (status is not '1')",
            "RAGFlow deletes an account by setting user.status to '0'; its keys stay. The Python \
             server of 0.27 rejects them, but 0.21 and the Go server accept them: a former user \
             may still read and write everything of the tenant.",
            "Delete the key with ragflowctl token delete ID.",
        ],
    ),
    entry(
        OwnerInactive,
        "owner-inactive",
        High,
        [
            "a working key whose owner is inactive (is_active '0')",
            "When an administrator deactivates an account, its web login stops working. No version \
             of RAGFlow checks is_active for API keys and betas: they keep working.",
            "Delete the key with ragflowctl token delete ID, or reactivate the account in RAGFlow.",
        ],
    ),
    entry(
        Orphan,
        "orphan",
        Medium,
        [
            "a key whose tenant has no user with the same id",
            "RAGFlow's server looks for the user whose id is the key's tenant_id. Without such a \
             user, 0.27 rejects the key and 0.21 accepts it. Such keys remain when a user who had \
             agents but no chats is deleted, or after rows were copied. Nobody can see them in the \
             web UI.",
            "Delete the key with ragflowctl token delete ID.",
        ],
    ),
    entry(
        Ownerless,
        "ownerless",
        Medium,
        [
            "a key of a tenant without an owner (no user_tenant row with role 'owner')",
            "RAGFlow finds the keys of a user by the owner row, so nobody can see or revoke such a \
             key in the web UI. The key works as long as a user with the tenant's id exists. This \
             is not the same as an orphan, but a key can be both.",
            "Delete the key with ragflowctl token delete ID. If it is in use, give the tenant an \
             owner in RAGFlow instead.",
        ],
    ),
    entry(
        OwnerWithoutAccessToken,
        "owner-without-access-token",
        Medium,
        [
            "a key that 0.27 rejects because its owner has no access_token",
            "Newer versions of RAGFlow accept an API key only if the owner's user.access_token is \
             neither NULL nor empty. It is empty for accounts that were created by a script and \
             never signed in. The client is told that its API key is invalid. A beta still works \
             with the Python server, but not with the Go server. This rule only checks whether \
             there is a value, and never reads it. If the column cannot be read, the rule is \
             skipped.",
            // The audit's summary prints this text for a rule without a command of this program.
            "Sign in to RAGFlow once as the owner: RAGFlow then writes an access_token.",
        ],
    ),
    entry(
        MissingBeta,
        "missing-beta",
        Medium,
        [
            "a key without a beta: it cannot be used for embedded pages",
            "Keys that were minted before 0.15 or inserted by hand have no beta (NULL or the empty \
             text). The API key itself works, but an embedded chat answers that the API key is \
             invalid. RAGFlow creates the beta when the owner opens the page with the API keys.",
            "Create the missing betas with ragflowctl beta backfill, for one owner or for all \
             tenants.",
        ],
    )
    .fix_all_with("ragflowctl beta backfill"),
    entry(
        TooOld,
        "too-old",
        Medium,
        [
            "a key older than --max-age",
            "The longer a key exists, the more scripts, logs and people know it. The age is \
             computed from create_time, or from the minting time of a guessable key; without both \
             it is unknown. RAGFlow does not record when a key was last used. This rule needs \
             --max-age.",
            "Replace the key with ragflowctl token rotate ID.",
        ],
    ),
    entry(
        TooManyKeys,
        "too-many-keys",
        Medium,
        [
            "a tenant with more than --max-keys keys",
            "Each key gives access to everything of the tenant, and with many keys it is unclear \
             who has which. There is one finding per tenant. This rule needs --max-keys.",
            "List the keys with ragflowctl token list --tenant TENANT, and delete those that are \
             not needed with ragflowctl token delete ID.",
        ],
    ),
    entry(
        DialogGone,
        "dialog-gone",
        Low,
        [
            "a key bound to a chat assistant that does not exist",
            "The table dialog has no row with the id in dialog_id: the assistant was deleted and \
             the key stayed. As an API key it still gives access to its tenant. If the table \
             cannot be read, the rule is skipped.",
            "Delete the key with ragflowctl token delete ID.",
        ],
    ),
    entry(
        AgentGone,
        "agent-gone",
        Low,
        [
            "a key bound to an agent that does not exist",
            "The source of the key is 'agent', and the table user_canvas has no row with the id in \
             dialog_id: the agent was deleted and the key stayed. As an API key it still gives \
             access to its tenant. If the table cannot be read, the rule is skipped.",
            "Delete the key with ragflowctl token delete ID.",
        ],
    ),
    entry(
        UnusualForm,
        "unusual-form",
        Low,
        [
            "a key or beta in a form that current versions of RAGFlow do not mint",
            "RAGFlow 0.22 and later mints keys of ragflow- and 43 characters of base64url (256 \
             bits), and betas of 32 characters (192 bits). 32 hex digits come from the Go server: \
             122 random bits, which is enough but less than intended, and in a key a sign that the \
             server's random source failed. Any other form was made by hand or by another program, \
             and its strength is unknown.",
            "Replace both with ragflowctl token rotate ID --new-beta, or only an unusual beta with \
             ragflowctl beta rotate ID.",
        ],
    ),
    entry(
        TimesInFuture,
        "times-in-future",
        Low,
        [
            "a key with a time in the future",
            "create_time or update_time is more than five minutes ahead of this machine's clock: a \
             clock was wrong when the row was written, or is wrong now. Such a key never becomes \
             too old.",
            "Compare the clocks of RAGFlow's server and of this machine. Then ragflowctl token \
             rotate ID writes a new row.",
        ],
    ),
    entry(
        ZoneDisagreement,
        "zone-disagreement",
        Low,
        [
            "rows whose create_date is in another time zone than in most rows",
            "create_time is Unix time, and create_date is the same instant as local time of the \
             process that wrote the row. If they differ by another offset than in most rows, a \
             server or a script ran in another time zone (TZ), and everything that uses the date \
             (usage, listings) is wrong by hours. There is one finding for all such rows. A \
             difference of one hour is taken for daylight saving time.",
            "Check the zone with ragflowctl db check, which also shows conflicting evidence. Give \
             every process of RAGFlow the same TZ, and this program the same --timezone.",
        ],
    ),
    entry(
        TimesMissing,
        "times-missing",
        Info,
        [
            "a key without times: its age is unknown",
            "Old rows and rows made by hand have NULL in create_time, create_date, update_time or \
             update_date. RAGFlow works with such rows, but the age of the key is unknown.",
            "Nothing has to be fixed. ragflowctl token rotate ID writes a new row, which has \
             times.",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_the_order_of_the_variants_and_of_severity() {
        for (index, entry) in RULES.iter().enumerate() {
            assert_eq!(entry.rule as usize, index, "{}", entry.name);
            assert_eq!(AuditRule::from_name(entry.name), Some(entry.rule));
            assert_eq!(entry.rule.info().name, entry.name);
        }
        assert!(RULES.is_sorted_by(|a, b| a.severity >= b.severity));
    }

    #[test]
    fn names_are_kebab_case_and_texts_are_complete() {
        for entry in &RULES {
            let is_plain = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(entry.name.chars().all(is_plain), "{}", entry.name);
            for text in [entry.summary, entry.explanation, entry.fix] {
                assert!(!text.is_empty() && !text.contains("  "), "{}", entry.name);
            }
            assert!(entry.explanation.ends_with('.') && entry.fix.ends_with('.'));
        }
    }
}
