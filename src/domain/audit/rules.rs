//! The list of rules: their names, their severities, and the texts that
//! `audit --explain` prints. A new rule is an entry here, a variant of
//! `AuditRule` at the same position, and a check in `checks.rs`.

use super::AuditRule::{
    AgentGone, DialogGone, EmptyBeta, GuessableBeta, GuessableKey, MissingBeta, Orphan,
    OwnerDeleted, OwnerInactive, OwnerWithoutAccessToken, Ownerless, SameToken, SharedBeta,
    TimesInFuture, TimesMissing, TooManyKeys, TooOld, UnusualForm, ZoneDisagreement,
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
pub static RULES: [RuleInfo; 19] = [
    entry(
        GuessableKey,
        "guessable-key",
        Critical,
        [
            "a guessable API key of RAGFlow before 0.22 (CVE-2025-69286)",
            "Before 0.22, RAGFlow generated its API keys from a version-1 UUID: the time, a counter \
             and the server's network address, encoded without any secret. An attacker who has \
             another key or beta of the same server and knows roughly when a key was generated can \
             list the candidates and try them. Upgrading RAGFlow does not replace such keys: they \
             stay guessable until they are rotated. The time is part of the key, and the finding \
             shows it. The key ID of such a key is a hash of a value that can be enumerated, so \
             the key can be recovered from its key ID: do not share a report that contains it.",
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
             it. From 0.15 to 0.21, RAGFlow generated it like the API key, from a version-1 UUID, \
             within microseconds of the key. A visitor of the page can therefore compute the API \
             key, which gives access to all data of the tenant. Even if the key is strong, such a \
             beta can be guessed from another beta of the same server.",
            "If the key is guessable too, replace both with ragflowctl token rotate ID. If the key \
             is strong, replace only the beta with ragflowctl beta rotate ID. Pages that embed the \
             old beta need the new one.",
        ],
    )
    .fix_all_with(ROTATE_WEAK),
    entry(
        EmptyBeta,
        "empty-beta",
        Critical,
        [
            "an empty beta, which gives access without any key on this database",
            "The collation of MySQL and MariaDB ignores control characters. A client that sends \
             `Authorization: Bearer` and a control character therefore has the beta '', and opens \
             the tenant of the first row with an empty beta. RAGFlow itself writes NULL, which is \
             safe; empty betas come from changes by hand, copies and imports. The rule asks the \
             database whether it treats such a character as empty; where it does not, as on \
             PostgreSQL, an empty beta is only a missing-beta.",
            "Create a beta for the key with ragflowctl beta backfill.",
        ],
    )
    .fix_all_with("ragflowctl beta backfill"),
    entry(
        SharedBeta,
        "shared-beta",
        High,
        [
            "a beta that several keys share",
            "Several rows have this beta, and RAGFlow uses the one that the database happens to \
             return first. A page that embeds the beta may therefore give access to another \
             tenant, and this can change at any time. Betas are shared after rows were copied by \
             hand or a backup was merged. This rule compares bytes. On MySQL, it does not find \
             betas that differ only in case, although MySQL treats them as equal. A beta opens all \
             chats, agents and searches of its tenant, before 0.25.2 also the chats of every other \
             tenant, and since 0.26 also document previews, thumbnails, images and the upload of \
             files.",
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
            "RAGFlow looks up a key without its tenant and uses the row that the database happens \
             to return first. A client may therefore read and write the data of another tenant. \
             The rows have the same key ID, so commands need --tenant to tell them apart.",
            "Replace the key with ragflowctl token rotate ID --tenant TENANT, for every tenant, or \
             for every tenant except one. If a row should not exist, delete it with ragflowctl \
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
             server rejects them in 0.26 and later and accepts them in 0.24 and earlier, and the \
             Go server accepts them: a former user may still read and write all data of the \
             tenant.",
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
            "a key whose tenant has no user (no user has the tenant's ID)",
            "The user of a key is the one whose ID is the key's tenant_id. Without such a user, \
             RAGFlow 0.26 and later reject the key, and 0.24 and earlier accept it. Such keys \
             remain when a user who had agents but no chats is deleted, or after rows were copied. \
             Nobody can see them in the web UI.",
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
             key in the web UI. The key works as long as a user with the tenant's ID exists. This \
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
            "a key that RAGFlow 0.26 and later reject because its owner has no access_token",
            "RAGFlow 0.26 and later accept an API key only if the owner's user.access_token is \
             neither NULL nor empty. It is empty for users who never signed in, for example users \
             that an administrator or a script created. The client gets the error that its API key \
             is invalid. A beta still works with the Python server, but not with the Go server. \
             This rule only checks whether there is a value, and never reads it. If the column \
             cannot be read, the rule is skipped.",
            // The audit's summary prints this text for a rule without a command of this program.
            "Sign in to RAGFlow once as the owner: RAGFlow then writes an access_token.",
        ],
    ),
    entry(
        MissingBeta,
        "missing-beta",
        Medium,
        [
            "a key without a beta, which cannot be used for embedded pages",
            "Keys that were generated before 0.15 or inserted by hand have no beta (NULL or an \
             empty string). The API key itself works, but an embedded chat shows the error that \
             the API key is invalid. RAGFlow creates the beta when the owner opens the API key \
             page of the web UI.",
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
             computed from create_time, or from the time in a guessable key; without both it is \
             unknown. RAGFlow does not record when a key was last used. This rule needs \
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
            "Each key gives access to all data of the tenant, and with many keys it is unclear who \
             uses which key. There is one finding per tenant. This rule needs --max-keys.",
            "List the keys with ragflowctl token list --tenant TENANT, and delete those that are \
             not needed with ragflowctl token delete ID.",
        ],
    ),
    entry(
        DialogGone,
        "dialog-gone",
        Low,
        [
            "a key bound to a chat that does not exist",
            "The table dialog has no row with the ID in dialog_id: the chat was deleted and the \
             key stayed. As an API key it still gives access to its tenant. If the table \
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
            "The source of the key is 'agent', and the table user_canvas has no row with the ID in \
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
            "a key or beta in a form that current versions of RAGFlow do not generate",
            "RAGFlow 0.22 and later generate keys that consist of ragflow- and 43 base64url \
             characters (256 bits), and betas of 32 characters (192 bits). A key or beta of 32 hex \
             digits comes from the Go server. Its 122 random bits are enough, but fewer than \
             intended. In a key, they are a sign that the server's random number generator failed. \
             Any other form was written by hand or by another program, and its strength is \
             unknown.",
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
             clock was wrong when the row was written, or is wrong now. The rule too-old does not \
             find such a key in time.",
            "Compare the clocks of RAGFlow's server and of this machine. Then replace the row with \
             ragflowctl token rotate ID.",
        ],
    ),
    entry(
        ZoneDisagreement,
        "zone-disagreement",
        Low,
        [
            "rows whose create_date is in a different time zone than that of most rows",
            "create_time is Unix time, and create_date is the same time as local time of the \
             process that wrote the row. If the difference is not the same as in most rows, a \
             server or a script ran in another time zone (TZ), and everything that uses the date \
             (statistics, lists) is wrong by hours. There is one finding for all such rows. A \
             difference of one hour is treated as daylight saving time.",
            "Check the zone with ragflowctl db check, which warns if rows have different zones. \
             Give every process of RAGFlow the same TZ, and this program the same --timezone.",
        ],
    ),
    entry(
        TimesMissing,
        "times-missing",
        Info,
        [
            "a key without times: its age is unknown",
            "Old rows and rows written by hand have NULL in create_time, create_date, update_time or \
             update_date. RAGFlow works with such rows, but the age of the key is unknown.",
            "Nothing has to be fixed. To get a row with times, replace the key with ragflowctl \
             token rotate ID.",
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
