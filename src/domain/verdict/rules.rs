//! The table of rules: a generation asks its questions in order, and the first
//! that is not answered with yes decides.

use super::{AccessTokenState, Facts, Generation, LoginFacts, Outcome, OwnerFacts, Use, Verdict};
use crate::domain::login::GO_LIMIT_SECONDS;

/// A question a server asks.
#[derive(Clone, Copy)]
enum Step {
    Found,
    OwnerExists,
    OwnerValid,
    AccessToken,
    Signature,
    MatchedBy,
    Age,
}

use Step::{AccessToken, Age, Found, MatchedBy, OwnerExists, OwnerValid, Signature};

/// Who asks what, in which order, and what a rejected client is told.
struct VerdictRule {
    purpose: Use,
    generation: Generation,
    steps: &'static [Step],
    message: &'static str,
}

const INVALID_109: &str = "Authentication error: API key is invalid! (109)";
const INVALID_102: &str = "Authentication error: API key is invalid! (102)";
const UNAUTHORIZED: &str = "HTTP 401: Unauthorized";
const GO_ACCESS: &str = "HTTP 401: Invalid access token";
const GO_CREDENTIALS: &str = "Invalid auth credentials (401)";

const fn rule(
    purpose: Use,
    generation: Generation,
    steps: &'static [Step],
    message: &'static str,
) -> VerdictRule {
    VerdictRule {
        purpose,
        generation,
        steps,
        message,
    }
}

/// Upstream: `token_required` and the share routes (0.21), `_load_user`
/// (0.27), the Go server's auth middleware.
static RULES: [VerdictRule; 9] = {
    use Generation::{Go027, Python021, Python027};
    use Use::{ApiKey, Beta, Login};
    const LOGIN: &[Step] = &[Signature, MatchedBy, Found, OwnerValid];
    const GO_LOGIN: &[Step] = &[Signature, Age, MatchedBy, Found, OwnerValid];
    [
        rule(ApiKey, Python021, &[Found], INVALID_109),
        rule(
            ApiKey,
            Python027,
            &[Found, OwnerValid, AccessToken],
            UNAUTHORIZED,
        ),
        rule(ApiKey, Go027, &[Found, OwnerExists, AccessToken], GO_ACCESS),
        rule(Beta, Python021, &[Found], INVALID_102),
        rule(Beta, Python027, &[Found, OwnerValid], INVALID_102),
        rule(
            Beta,
            Go027,
            &[Found, OwnerExists, AccessToken],
            GO_CREDENTIALS,
        ),
        rule(Login, Python021, LOGIN, UNAUTHORIZED),
        rule(Login, Python027, LOGIN, UNAUTHORIZED),
        rule(Login, Go027, GO_LOGIN, GO_ACCESS),
    ]
};

/// What a generation does with a string that is presented as something.
pub fn judge(purpose: Use, generation: Generation, facts: &Facts) -> Verdict {
    let rule = RULES
        .iter()
        .find(|rule| rule.purpose == purpose && rule.generation == generation);
    let mut verdict = Verdict {
        outcome: Outcome::Unknown,
        decided_by: "no rule",
        message: None,
        fix: None,
    };
    let Some(rule) = rule else {
        return verdict;
    };
    for step in rule.steps {
        (verdict.outcome, verdict.decided_by, verdict.fix) = step.answer(purpose, facts);
        if verdict.outcome != Outcome::Accepted {
            break;
        }
    }
    if verdict.outcome == Outcome::Rejected {
        verdict.message = Some(rule.message);
    }
    verdict
}

type Answer = (Outcome, &'static str, Option<&'static str>);

fn yes(decided_by: &'static str) -> Answer {
    (Outcome::Accepted, decided_by, None)
}

fn no(decided_by: &'static str, fix: &'static str) -> Answer {
    (Outcome::Rejected, decided_by, Some(fix))
}

impl Step {
    fn answer(self, purpose: Use, facts: &Facts) -> Answer {
        match self {
            Found => found(purpose, facts),
            OwnerExists | OwnerValid => owner(self, facts.owner),
            AccessToken => match facts.owner.map(|owner| owner.access) {
                Some(AccessTokenState::There) => yes("owner has access_token"),
                Some(AccessTokenState::Unknown) => (
                    Outcome::Unknown,
                    "access_token unreadable",
                    Some("grant SELECT on user.access_token and ask again"),
                ),
                Some(AccessTokenState::Missing) | None => no(
                    "owner has no access_token",
                    "let the owner sign in to RAGFlow once: that makes one",
                ),
            },
            Signature | MatchedBy | Age => login(self, facts.login),
        }
    }
}

fn found(purpose: Use, facts: &Facts) -> Answer {
    match (purpose, facts.is_found, facts.is_other_kind) {
        (Use::ApiKey, true, _) => yes("key found"),
        (Use::Beta, true, _) => yes("beta found"),
        (Use::Login, true, _) => yes("access_token found"),
        (Use::ApiKey, false, true) => no(
            "a beta, and no key",
            "a beta opens embedded pages only: send its API key",
        ),
        (Use::ApiKey, false, false) => no("no such key", "make a key: token create"),
        (Use::Beta, false, true) => no(
            "a key, and no beta",
            "embed with the key's beta; beta backfill makes one where it is missing",
        ),
        (Use::Beta, false, false) => no("no such beta", "embed with the beta of a key"),
        (Use::Login, false, _) => no("nobody's access_token", "sign in to RAGFlow again"),
    }
}

fn owner(step: Step, owner: Option<OwnerFacts>) -> Answer {
    match (step, owner) {
        (_, None) => no(
            "owner does not exist",
            "the key is an orphan: delete it, and make one for a user who exists",
        ),
        (
            OwnerValid,
            Some(OwnerFacts {
                is_valid: false, ..
            }),
        ) => no(
            "owner is deleted",
            "make the key for another owner, or restore the user (status '1')",
        ),
        (OwnerValid, _) => yes("owner is valid"),
        _ => yes("owner exists"),
    }
}

fn login(step: Step, login: Option<LoginFacts>) -> Answer {
    let Some(login) = login else {
        return no("no login token", "sign in to RAGFlow, or send an API key");
    };
    match step {
        Signature => match login.is_signed {
            Some(true) => yes("signature is right"),
            Some(false) => no("signature is wrong", "sign in to RAGFlow again"),
            None => (
                Outcome::Unknown,
                "signature not checked",
                Some("give RAGFlow's secret key in RAGFLOW_SECRET_KEY, or --ragflow DIR"),
            ),
        },
        Age if login.age_seconds > GO_LIMIT_SECONDS => {
            no("older than a day", "sign in to RAGFlow again")
        }
        Age => yes("younger than a day"),
        _ if login.is_fit => yes("carries an access_token"),
        _ => no("user logged out", "sign in to RAGFlow again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: OwnerFacts = OwnerFacts {
        is_valid: true,
        access: AccessTokenState::There,
    };

    fn row(owner: Option<OwnerFacts>) -> Facts {
        Facts {
            is_found: true,
            owner,
            ..Facts::default()
        }
    }

    /// What the three generations do: `a`ccept, `r`eject, or it is not known.
    fn said(purpose: Use, facts: &Facts) -> String {
        let letter = |generation| match judge(purpose, generation, facts).outcome {
            Outcome::Accepted => 'a',
            Outcome::Rejected => 'r',
            Outcome::Unknown => '?',
        };
        Generation::ALL.into_iter().map(letter).collect()
    }

    #[test]
    fn every_cell_of_ragflows_table() {
        let without = |access| Some(OwnerFacts { access, ..SOUND });
        let deleted = Some(OwnerFacts {
            is_valid: false,
            ..SOUND
        });
        for (case, facts, key, beta) in [
            // A deactivated owner and one who logged out are sound here:
            // no generation looks at either.
            ("a sound owner", row(Some(SOUND)), "aaa", "aaa"),
            ("no row, or no beta in it", Facts::default(), "rrr", "rrr"),
            ("owner deleted, status '0'", row(deleted), "ara", "ara"),
            ("owner row gone: an orphan", row(None), "arr", "arr"),
            (
                "no access_token",
                row(without(AccessTokenState::Missing)),
                "arr",
                "aar",
            ),
            (
                "unreadable",
                row(without(AccessTokenState::Unknown)),
                "a??",
                "aa?",
            ),
        ] {
            assert_eq!(said(Use::ApiKey, &facts), key, "API key: {case}");
            assert_eq!(said(Use::Beta, &facts), beta, "beta: {case}");
        }
    }

    #[test]
    fn a_login_token_is_judged_by_signature_user_and_in_go_by_age() {
        let login = LoginFacts {
            is_signed: Some(true),
            is_fit: true,
            age_seconds: 60,
        };
        let facts = |login, owner| Facts {
            login: Some(login),
            ..row(owner)
        };
        let with = |login| said(Use::Login, &facts(login, Some(SOUND)));
        assert_eq!(with(login), "aaa");
        let is_signed = |is_signed| LoginFacts { is_signed, ..login };
        assert_eq!(with(is_signed(Some(false))), "rrr");
        assert_eq!(with(is_signed(None)), "???");
        let old = LoginFacts {
            age_seconds: GO_LIMIT_SECONDS + 1,
            ..login
        };
        assert_eq!(with(old), "aar");
        let out = LoginFacts {
            is_fit: false,
            ..login
        };
        assert_eq!(with(out), "rrr");
        let deleted = OwnerFacts {
            is_valid: false,
            ..SOUND
        };
        assert_eq!(said(Use::Login, &facts(login, Some(deleted))), "rrr");
        let nobodys = Facts {
            is_found: false,
            ..facts(login, None)
        };
        assert_eq!(said(Use::Login, &nobodys), "rrr");
    }

    #[test]
    fn whoever_is_rejected_is_told_something_and_has_a_way_out() {
        let mut judged = 0;
        for purpose in [Use::ApiKey, Use::Beta, Use::Login] {
            for generation in Generation::ALL {
                for facts in [Facts::default(), row(None), row(Some(SOUND))] {
                    let verdict = judge(purpose, generation, &facts);
                    let is_rejected = verdict.outcome == Outcome::Rejected;
                    assert_eq!(verdict.message.is_some(), is_rejected, "{verdict:?}");
                    assert_eq!(verdict.fix.is_some(), is_rejected, "{verdict:?}");
                    assert!(verdict.decided_by.len() <= 25, "{verdict:?}");
                    judged += 1;
                }
            }
        }
        assert_eq!(judged, 27);
    }

    #[test]
    fn the_wrong_kind_is_called_so() {
        let facts = Facts {
            is_other_kind: true,
            ..Facts::default()
        };
        let verdict = judge(Use::ApiKey, Generation::Python027, &facts);
        assert_eq!(verdict.decided_by, "a beta, and no key");
        let verdict = judge(Use::Beta, Generation::Python021, &facts);
        assert_eq!(verdict.decided_by, "a key, and no beta");
    }
}
