//! The table of rules. A server makes its checks in order, and the first check
//! that fails decides.

use super::outcome::Answer;
use super::{
    AccessTokenState, Facts, Generation, LoginFacts, OwnerFacts, Purpose, Verdict, VerdictOutcome,
};
use crate::domain::login::GO_MAX_AGE_SECONDS;

/// A check that a server makes.
#[derive(Clone, Copy)]
enum Check {
    InDatabase,
    OwnerExists,
    OwnerValid,
    OwnerAccessToken,
    Signature,
    UsableAccessToken,
    Age,
}

use Check::{
    Age, InDatabase, OwnerAccessToken, OwnerExists, OwnerValid, Signature, UsableAccessToken,
};

/// The checks of a generation for one purpose, in order, and the answer to a
/// rejected client.
struct VerdictRule {
    purpose: Purpose,
    generation: Generation,
    checks: &'static [Check],
    answer: Answer,
}

const UNAUTHORIZED: &str = "<Unauthorized '401: Unauthorized'>";
/// Up to 0.24 a rejected login is an HTTP success.
pub(super) const UNAUTHORIZED_200: Answer = Answer::new(200, 401, UNAUTHORIZED);
pub(super) const UNAUTHORIZED_401: Answer = Answer::new(401, 401, UNAUTHORIZED);

const fn rule(
    purpose: Purpose,
    generation: Generation,
    checks: &'static [Check],
    answer: Answer,
) -> VerdictRule {
    VerdictRule {
        purpose,
        generation,
        checks,
        answer,
    }
}

/// The sources in RAGFlow: `token_required` and the share routes (up to 0.24),
/// `_load_user` (from 0.26), the auth middleware of the Go server.
static RULES: [VerdictRule; 9] = {
    use Generation::{From026, Go027, UpTo024};
    use Purpose::{ApiKey, Beta, Login};
    const LOGIN: &[Check] = &[Signature, UsableAccessToken, InDatabase, OwnerValid];
    const GO_LOGIN: &[Check] = &[Signature, Age, UsableAccessToken, InDatabase, OwnerValid];
    const OWNER_SIGNED_IN: &[Check] = &[InDatabase, OwnerValid, OwnerAccessToken];
    const GO_OWNER_SIGNED_IN: &[Check] = &[InDatabase, OwnerExists, OwnerAccessToken];
    const INVALID: &str = "Authentication error: API key is invalid!";
    const INVALID_QUOTE: &str = "Authentication error: API key is invalid!\"";
    const INVALID_BLANK: &str = "Authentication error: API key is invalid! ";
    const GO_ACCESS: Answer = Answer::new(401, 401, "Invalid access token");
    const GO_CREDENTIALS: Answer = Answer::new(401, 401, "Invalid auth credentials");
    [
        rule(
            ApiKey,
            UpTo024,
            &[InDatabase],
            Answer::new(200, 109, INVALID),
        ),
        rule(ApiKey, From026, OWNER_SIGNED_IN, UNAUTHORIZED_401),
        rule(ApiKey, Go027, GO_OWNER_SIGNED_IN, GO_ACCESS),
        rule(
            Beta,
            UpTo024,
            &[InDatabase],
            Answer::new(200, 102, INVALID_QUOTE),
        ),
        rule(
            Beta,
            From026,
            &[InDatabase, OwnerValid],
            Answer::new(200, 102, INVALID_BLANK),
        ),
        rule(Beta, Go027, GO_OWNER_SIGNED_IN, GO_CREDENTIALS),
        rule(Login, UpTo024, LOGIN, UNAUTHORIZED_200),
        rule(Login, From026, LOGIN, UNAUTHORIZED_401),
        rule(Login, Go027, GO_LOGIN, GO_ACCESS),
    ]
};

/// Judges a string that a client sends for a purpose to a server of a
/// generation.
pub fn judge(purpose: Purpose, generation: Generation, facts: &Facts) -> Verdict {
    if generation == Generation::V025 {
        return judge(purpose, Generation::UpTo024, facts).combined_with(judge(
            purpose,
            Generation::From026,
            facts,
        ));
    }
    let rule = RULES
        .iter()
        .find(|rule| rule.purpose == purpose && rule.generation == generation);
    let Some(rule) = rule else {
        return Verdict::unknown("no rule", None);
    };
    let mut verdict = Verdict::unknown("no check", None);
    for check in rule.checks {
        let (outcome, decided_by, fix) = check.result(purpose, facts);
        verdict = Verdict {
            outcome,
            decided_by,
            answer: (outcome == VerdictOutcome::Rejected).then(|| rule.answer.clone()),
            fix,
        };
        if outcome != VerdictOutcome::Accepted {
            break;
        }
    }
    verdict
}

/// The answer up to 0.24 if a credential for PostgreSQL contains a NUL.
pub fn nul_verdict() -> Verdict {
    Verdict::rejected(
        "a NUL character",
        Answer::new(
            200,
            100,
            "ValueError('A string literal cannot contain NUL (0x00) characters.')",
        ),
        "remove the NUL character",
    )
}

/// The outcome, the fact that decided, and what the operator can do.
type CheckResult = (VerdictOutcome, &'static str, Option<&'static str>);

fn pass(decided_by: &'static str) -> CheckResult {
    (VerdictOutcome::Accepted, decided_by, None)
}

fn fail(decided_by: &'static str, fix: &'static str) -> CheckResult {
    (VerdictOutcome::Rejected, decided_by, Some(fix))
}

impl Check {
    fn result(self, purpose: Purpose, facts: &Facts) -> CheckResult {
        match self {
            InDatabase => check_in_database(purpose, facts),
            OwnerExists | OwnerValid => check_owner(self, facts.owner),
            OwnerAccessToken => match facts.owner.map(|owner| owner.access_token) {
                Some(AccessTokenState::Present) => pass("owner has access_token"),
                Some(AccessTokenState::Unknown) => (
                    VerdictOutcome::Unknown,
                    "access_token unreadable",
                    Some("grant SELECT on user.access_token, then try again"),
                ),
                Some(AccessTokenState::Missing) | None => fail(
                    "owner has no access_token",
                    "the owner must sign in to RAGFlow once, which creates one",
                ),
            },
            Signature | UsableAccessToken | Age => check_login(self, facts.login),
        }
    }
}

fn check_in_database(purpose: Purpose, facts: &Facts) -> CheckResult {
    match (purpose, facts.is_in_database, facts.is_wrong_kind) {
        (Purpose::ApiKey, true, _) => pass("key found"),
        (Purpose::Beta, true, _) => pass("beta found"),
        (Purpose::Login, true, _) => pass("access_token found"),
        (Purpose::ApiKey, false, true) => fail(
            "a beta, not an API key",
            "a beta only works for embedded pages: send the API key instead",
        ),
        (Purpose::ApiKey, false, false) => fail("no such key", "create a key with token create"),
        (Purpose::Beta, false, true) => fail(
            "an API key, not a beta",
            "for embedding use the key's beta (beta backfill creates missing ones)",
        ),
        (Purpose::Beta, false, false) => {
            fail("no such beta", "for embedding use the beta of a key")
        }
        (Purpose::Login, false, _) => fail("unknown access_token", "sign in to RAGFlow again"),
    }
}

fn check_owner(check: Check, owner: Option<OwnerFacts>) -> CheckResult {
    match (check, owner) {
        (_, None) => fail(
            "owner does not exist",
            "delete this orphaned key, and create one for an existing user",
        ),
        (
            OwnerValid,
            Some(OwnerFacts {
                is_valid: false, ..
            }),
        ) => fail(
            "owner is deleted",
            "reactivate this user (status '1'), or delete the key and use one of another user",
        ),
        (OwnerValid, _) => pass("owner is valid"),
        _ => pass("owner exists"),
    }
}

fn check_login(check: Check, login: Option<LoginFacts>) -> CheckResult {
    let Some(login) = login else {
        return fail(
            "not a login token",
            "sign in to RAGFlow, or send an API key",
        );
    };
    match check {
        Signature => match login.has_valid_signature {
            Some(true) => pass("signature is valid"),
            Some(false) => fail("signature is invalid", "sign in to RAGFlow again"),
            None => (
                VerdictOutcome::Unknown,
                "signature not checked",
                Some("set RAGFLOW_SECRET_KEY to RAGFlow's secret key, or use --ragflow DIR"),
            ),
        },
        Age if login.age_seconds > GO_MAX_AGE_SECONDS => {
            fail("older than a day", "sign in to RAGFlow again")
        }
        Age => pass("younger than a day"),
        _ if login.has_usable_access_token => pass("contains an access_token"),
        _ => fail("user logged out", "sign in to RAGFlow again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALID_OWNER: OwnerFacts = OwnerFacts {
        is_valid: true,
        access_token: AccessTokenState::Present,
    };

    fn row(owner: Option<OwnerFacts>) -> Facts {
        Facts {
            is_in_database: true,
            owner,
            ..Facts::default()
        }
    }

    /// What the generations do, as one letter each: `a`ccept, `r`eject, `m`ixed, or
    /// `?` for unknown.
    fn outcomes(purpose: Purpose, facts: &Facts) -> String {
        let letter = |generation| match judge(purpose, generation, facts).outcome {
            VerdictOutcome::Accepted => 'a',
            VerdictOutcome::Rejected => 'r',
            VerdictOutcome::Mixed => 'm',
            VerdictOutcome::Unknown => '?',
        };
        Generation::ALL.into_iter().map(letter).collect()
    }

    #[test]
    fn the_state_of_the_owner_decides() {
        let with_token = |access_token| {
            Some(OwnerFacts {
                access_token,
                ..VALID_OWNER
            })
        };
        let deleted = Some(OwnerFacts {
            is_valid: false,
            ..VALID_OWNER
        });
        for (case, facts, key, beta) in [
            // An inactive owner and one who logged out count as valid: no
            // generation checks either.
            ("a valid owner", row(Some(VALID_OWNER)), "aaaa", "aaaa"),
            ("no row, or no beta in it", Facts::default(), "rrrr", "rrrr"),
            ("owner deleted, status '0'", row(deleted), "amra", "amra"),
            ("owner does not exist", row(None), "amrr", "amrr"),
            (
                "no access_token",
                row(with_token(AccessTokenState::Missing)),
                "amrr",
                "aaar",
            ),
            (
                "access_token unreadable",
                row(with_token(AccessTokenState::Unknown)),
                "a???",
                "aaa?",
            ),
        ] {
            assert_eq!(outcomes(Purpose::ApiKey, &facts), key, "API key: {case}");
            assert_eq!(outcomes(Purpose::Beta, &facts), beta, "beta: {case}");
        }
    }

    #[test]
    fn a_login_token_is_judged_by_signature_user_and_for_go_by_age() {
        let login = LoginFacts {
            has_valid_signature: Some(true),
            has_usable_access_token: true,
            age_seconds: 60,
        };
        let facts = |login, owner| Facts {
            login: Some(login),
            ..row(owner)
        };
        let with = |login| outcomes(Purpose::Login, &facts(login, Some(VALID_OWNER)));
        assert_eq!(with(login), "aaaa");
        let signature = |has_valid_signature| LoginFacts {
            has_valid_signature,
            ..login
        };
        assert_eq!(with(signature(Some(false))), "rrrr");
        assert_eq!(with(signature(None)), "????");
        let old = LoginFacts {
            age_seconds: GO_MAX_AGE_SECONDS + 1,
            ..login
        };
        assert_eq!(with(old), "aaar");
        let logged_out = LoginFacts {
            has_usable_access_token: false,
            ..login
        };
        assert_eq!(with(logged_out), "rrrr");
        let deleted = OwnerFacts {
            is_valid: false,
            ..VALID_OWNER
        };
        assert_eq!(
            outcomes(Purpose::Login, &facts(login, Some(deleted))),
            "rrrr"
        );
        let unknown = Facts {
            is_in_database: false,
            ..facts(login, None)
        };
        assert_eq!(outcomes(Purpose::Login, &unknown), "rrrr");
    }

    #[test]
    fn every_rejection_has_a_message_and_a_fix() {
        let mut judged = 0;
        for purpose in Purpose::ALL {
            for generation in Generation::ALL {
                for facts in [Facts::default(), row(None), row(Some(VALID_OWNER))] {
                    let verdict = judge(purpose, generation, &facts);
                    let is_rejected = matches!(
                        verdict.outcome,
                        VerdictOutcome::Rejected | VerdictOutcome::Mixed
                    );
                    assert_eq!(verdict.answer.is_some(), is_rejected, "{verdict:?}");
                    assert_eq!(verdict.fix.is_some(), is_rejected, "{verdict:?}");
                    assert!(verdict.decided_by.len() <= 25, "{verdict:?}");
                    judged += 1;
                }
            }
        }
        assert_eq!(judged, 36);
    }

    #[test]
    fn a_beta_is_not_an_api_key_and_an_api_key_is_not_a_beta() {
        let facts = Facts {
            is_wrong_kind: true,
            ..Facts::default()
        };
        let verdict = judge(Purpose::ApiKey, Generation::From026, &facts);
        assert_eq!(verdict.decided_by, "a beta, not an API key");
        let verdict = judge(Purpose::Beta, Generation::UpTo024, &facts);
        assert_eq!(verdict.decided_by, "an API key, not a beta");
    }
}
