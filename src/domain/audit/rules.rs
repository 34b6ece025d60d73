//! The list of rules: names, severities, and the story that
//! `audit --explain` tells. A new rule is an entry here, a variant of `AuditRule` in
//! the same place, and a question in `judge.rs`.

use super::AuditRule::{
    AgentGone, DialogGone, GuessableBeta, GuessableKey, MissingBeta, Orphan, OwnerDeleted,
    OwnerInactive, OwnerWithoutAccessToken, Ownerless, SameToken, SharedBeta, TimesInFuture,
    TimesMissing, TooManyKeys, TooOld, UnusualForm, ZoneDisagreement,
};
use super::Severity::{Critical, High, Info, Low, Medium};
use super::{AuditRule, RuleInfo, Severity};

const ROTATE_WEAK: &str = "ragflowctl token rotate --weak";

/// Without a command for all at once.
const fn entry(
    rule: AuditRule,
    name: &'static str,
    severity: Severity,
    text: [&'static str; 3],
) -> RuleInfo {
    let [summary, story, fix] = text;
    RuleInfo {
        rule,
        name,
        severity,
        summary,
        story,
        fix,
        at_once: None,
    }
}

impl RuleInfo {
    const fn at_once(mut self, command: &'static str) -> Self {
        self.at_once = Some(command);
        self
    }
}

/// Every rule, the worst first.
pub static RULES: [RuleInfo; 18] = [
    entry(
        GuessableKey,
        "guessable-key",
        Critical,
        [
            "an API key minted by RAGFlow before 0.22, which can be guessed (CVE-2025-69286)",
            "Before 0.22 RAGFlow cut its API keys out of a version-1 UUID: the time of minting, a \
             counter and the server's network address, encoded, with no secret in it. Whoever has \
             one other key or beta of the same server and a rough idea of the hour can list the \
             candidates and try them. Upgrading RAGFlow does not replace such rows: a key minted \
             then stays guessable until it is rotated. The time it was minted can be read out of \
             the key itself; the finding shows it. The ID of such a key is a hash of something \
             that can be enumerated, so it leads to the key as well: share this report with that \
             in mind.",
            "ragflowctl token rotate ID makes a new key in its place (and a new beta where that \
             one can be guessed too); ragflowctl token rotate --weak --all does so for every such \
             key. Clients that use the old key need the new one.",
        ],
    )
    .at_once(ROTATE_WEAK),
    entry(
        GuessableBeta,
        "guessable-beta",
        Critical,
        [
            "a beta minted by RAGFlow before 0.22, which leads to its API key (CVE-2025-69286)",
            "A beta stands in the address of every page that embeds a chat, so every visitor has \
             it. From 0.15 to 0.21 RAGFlow minted it as it did the API key, from a version-1 UUID, \
             and microseconds apart from its key: who sees the page can work out the API key, \
             which opens everything of the tenant. Even with a sound key such a beta can be \
             guessed from another one of the same server.",
            "Rotate the key and the beta where both are guessable: ragflowctl token rotate ID. \
             Where the key is sound, ragflowctl beta rotate ID. Pages that embed the old beta need \
             the new one.",
        ],
    )
    .at_once(ROTATE_WEAK),
    entry(
        SharedBeta,
        "shared-beta",
        High,
        [
            "a beta that several keys have",
            "RAGFlow takes the first row with the beta that it is shown, in no order: a page that \
             embeds it may open the other key's tenant, today or after the next restart. Betas \
             come to be shared when rows are copied by hand or a backup is merged. Compared are \
             bytes, so on MySQL a difference in case alone is not found.",
            "ragflowctl beta rotate ID gives one of the keys a beta of its own: the one scope \
             embedded pages are easier to change.",
        ],
    ),
    entry(
        SameToken,
        "same-token",
        High,
        [
            "the same API key in two tenants",
            "RAGFlow looks a key up without its tenant and takes the first row, in no order: a \
             client may read and write another tenant's data. Both rows have the same ID, so \
             commands need --tenant to tell them apart.",
            "ragflowctl token rotate ID --tenant TENANT, for one of the tenants or for both; \
             ragflowctl token delete ID --tenant TENANT where the row should not be there at all.",
        ],
    ),
    entry(
        OwnerDeleted,
        "owner-deleted",
        High,
        [
            "a key scope owner's account is deleted (status is not '1')",
            "RAGFlow deletes an account by setting user.status to '0'; the keys stay. The Python \
             server of 0.27 rejects them, 0.21 and the Go server accept them: whoever left may \
             still read and write everything of the tenant.",
            "ragflowctl token delete ID.",
        ],
    ),
    entry(
        OwnerInactive,
        "owner-inactive",
        High,
        [
            "a key that works though its owner is switched off (is_active '0')",
            "An administrator switches an account off, and the web login stops working. API keys \
             and betas do not look at is_active: in every version they go on working.",
            "ragflowctl token delete ID, or switch the account on again in RAGFlow.",
        ],
    ),
    entry(
        Orphan,
        "orphan",
        Medium,
        [
            "a key scope tenant has no user of the same id",
            "The server looks for the user scope id is the key's tenant_id. Without one, 0.27 \
             rejects the key and 0.21 accepts it. Such keys are left behind when a user is \
             deleted who had agents and no chat, or when rows are copied. Nobody can see them in \
             the web UI.",
            "ragflowctl token delete ID.",
        ],
    ),
    entry(
        Ownerless,
        "ownerless",
        Medium,
        [
            "a key of a tenant that nobody owns (no user_tenant row with role 'owner')",
            "RAGFlow's own list of keys goes by the owner row, so nobody sees such a key in the \
             web UI, and nobody can revoke it there. It works all the same as long as a user with \
             the tenant's id is there. Not the same as an orphan, though a key can be both.",
            "ragflowctl token delete ID, unless somebody uses it; then give the tenant its owner \
             back in RAGFlow.",
        ],
    ),
    entry(
        OwnerWithoutAccessToken,
        "owner-without-access-token",
        Medium,
        [
            "a key that 0.27 rejects, because its owner has no access_token",
            "From some version on RAGFlow accepts an API key only where user.access_token of the \
             owner is neither NULL nor empty; it is empty for accounts that were made by a script \
             and never signed in. The client is told that its API key is invalid. A beta goes on \
             working in Python and not in Go. Only whether there is a value is asked for here, \
             never the value; where the column cannot be read, the rule is left out.",
            "Signing in to RAGFlow once as the owner writes one. No command of this program does.",
        ],
    ),
    entry(
        MissingBeta,
        "missing-beta",
        Medium,
        [
            "a key without a beta: it cannot be embedded",
            "Keys minted before 0.15, or inserted by hand, have no beta (NULL or the empty text). \
             The API key itself works; an embedded chat answers that the API key is invalid. \
             RAGFlow fills the beta in when the owner opens the page with the keys.",
            "ragflowctl beta backfill, for one owner or for all.",
        ],
    )
    .at_once("ragflowctl beta backfill"),
    entry(
        TooOld,
        "too-old",
        Medium,
        [
            "a key older than --max-age",
            "A key that has been around for long has been in more scripts, logs and heads. The \
             age is that of create_time, else of the minting time in a guessable key; a key with \
             neither has no known age. RAGFlow records no last use. Needs --max-age.",
            "ragflowctl token rotate ID.",
        ],
    ),
    entry(
        TooManyKeys,
        "too-many-keys",
        Medium,
        [
            "a tenant with more than --max-keys keys",
            "Each key opens everything of the tenant, and nobody knows who holds which. One \
             finding for each such tenant. Needs --max-keys.",
            "ragflowctl token list --tenant TENANT shows them; ragflowctl token delete ID takes \
             one away.",
        ],
    ),
    entry(
        DialogGone,
        "dialog-gone",
        Low,
        [
            "a key bound to a chat assistant that does not exist",
            "dialog_id names a row of the table dialog that is not there: the assistant was \
             removed and the key stayed. As an API key it still opens its tenant. Where the table \
             cannot be read, the rule is left out.",
            "ragflowctl token delete ID.",
        ],
    ),
    entry(
        AgentGone,
        "agent-gone",
        Low,
        [
            "a key bound to an agent that does not exist",
            "With source 'agent' dialog_id names a row of the table user_canvas, and it is not \
             there: the agent was removed and the key stayed. As an API key it still opens its \
             tenant. Where the table cannot be read, the rule is left out.",
            "ragflowctl token delete ID.",
        ],
    ),
    entry(
        UnusualForm,
        "unusual-form",
        Low,
        [
            "a key or beta of a form that current RAGFlow does not mint",
            "RAGFlow 0.22 and later mints ragflow- and 43 characters of base64url (256 bits), and \
             betas of 32 (192 bits). 32 hex digits come from the Go server: 122 bits, sound but \
             less than meant, and in a key a sign that its random source failed. Any other form \
             was made by hand or by another program; how strong it is cannot be told.",
            "ragflowctl token rotate ID --new-beta, or ragflowctl beta rotate ID where only the \
             beta is unusual.",
        ],
    ),
    entry(
        TimesInFuture,
        "times-in-future",
        Low,
        [
            "a key created or changed later than now",
            "create_time or update_time is more than five minutes ahead of this machine's clock: \
             a clock was wrong when the row was written, or is now. Such a key never becomes too \
             old.",
            "Compare the clocks of RAGFlow's server and of this machine; ragflowctl token rotate \
             ID writes a new row.",
        ],
    ),
    entry(
        ZoneDisagreement,
        "zone-disagreement",
        Low,
        [
            "rows scope create_date is in another zone than that of most",
            "create_time is Unix time, create_date the same instant in the zone of the process \
             that wrote it. Where they differ by another offset than in most rows, a server or a \
             script ran in another zone (TZ), and what goes by date (usage, listings) is hours \
             off. One finding for all such rows. An hour more or less is taken for daylight \
             saving.",
            "ragflowctl db check shows the zone and what speaks against it; give every process of \
             RAGFlow the same TZ, and this program --timezone.",
        ],
    ),
    entry(
        TimesMissing,
        "times-missing",
        Info,
        [
            "a key without times: its age is not known",
            "Old or hand-made rows have NULL in create_time, create_date, update_time or \
             update_date. RAGFlow does not mind; the key's age cannot be judged.",
            "Nothing needs mending. ragflowctl token rotate ID writes a new row, which has times.",
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
    fn names_are_kebab_case_and_texts_are_whole() {
        for entry in &RULES {
            let is_plain = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(entry.name.chars().all(is_plain), "{}", entry.name);
            for text in [entry.summary, entry.story, entry.fix] {
                assert!(!text.is_empty() && !text.contains("  "), "{}", entry.name);
            }
            assert!(entry.story.ends_with('.') && entry.fix.ends_with('.'));
        }
    }
}
