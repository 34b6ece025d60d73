//! What is wrong with one key, in the words of the reports.
//!
//! Pure judgement on a row and what is known of its surroundings; who looks
//! that up is the command's business.

use super::legacy;
use super::record::Record;
use super::token::{Beta, Form};

/// What is known around a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    /// A user with the tenant's id exists: RAGFlow's server asks for one.
    pub has_user: bool,
    /// Somebody owns the tenant.
    pub has_owner: bool,
    /// Other keys have the same beta.
    pub shares_beta: bool,
    /// Other tenants have a key of the same text.
    pub shares_key: bool,
    /// The dialog or agent it is bound to is not there.
    pub lost_binding: bool,
}

/// How hard a key is to guess.
pub fn strength(form: Form) -> &'static str {
    match form {
        Form::Legacy => "guessable",
        Form::Modern => "256 bits",
        Form::Hex => "122 bits",
        Form::Other => "unknown",
    }
}

/// What a key's beta is like, the worst first.
pub fn beta_state(key: &Record<'_>, is_shared: bool) -> &'static str {
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    if beta.is_empty() {
        "missing"
    } else if legacy::is_guessable(beta) {
        "guessable"
    } else if is_shared {
        "shared"
    } else {
        "fine"
    }
}

/// Everything that is wrong with a key, the worst first.
pub fn findings(key: &Record<'_>, around: Around) -> Vec<&'static str> {
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    let all = [
        (key.token.form() == Form::Legacy, "guessable key"),
        (legacy::is_guessable(beta), "guessable beta"),
        (around.shares_key, "shared key"),
        (around.shares_beta, "shared beta"),
        (key.lacks_beta(), "missing beta"),
        (!around.has_user, "orphan"),
        (!around.has_owner, "ownerless"),
        (around.lost_binding, "lost binding"),
    ];
    let found = all.into_iter().filter(|(holds, _)| *holds);
    found.map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::token::Token;

    fn key(token: &'static str, beta: Option<&'static str>) -> Record<'static> {
        Record {
            tenant_id: "t".into(),
            token: Token::new(token),
            dialog_id: None,
            source: None,
            beta: beta.map(Beta::new),
            create_date: None,
            create_time: None,
            update_date: None,
            update_time: None,
        }
    }

    const SOUND: &str = "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw";
    const FINE: Around = Around {
        has_user: true,
        has_owner: true,
        shares_beta: false,
        shares_key: false,
        lost_binding: false,
    };

    #[test]
    fn a_sound_key_has_no_findings() {
        let key = key(SOUND, Some("FIOTRtY4gj0ba68McPjys28051jjVwWH"));
        assert!(findings(&key, FINE).is_empty());
        assert_eq!(beta_state(&key, false), "fine");
        assert_eq!(strength(key.token.form()), "256 bits");
    }

    #[test]
    fn each_trouble_has_its_name() {
        let legacy = key(
            "ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz",
            Some("E4YjYwYmE2ZTY4NzExZjE4MGM0MDJmYz"),
        );
        assert_eq!(findings(&legacy, FINE), ["guessable key", "guessable beta"]);
        assert_eq!(beta_state(&legacy, true), "guessable");
        for beta in [None, Some("")] {
            let key = key(SOUND, beta);
            assert_eq!(findings(&key, FINE), ["missing beta"]);
            assert_eq!(beta_state(&key, false), "missing");
        }
        let worst = Around {
            shares_beta: true,
            shares_key: true,
            lost_binding: true,
            ..Around::default()
        };
        let shared = key(SOUND, Some("FIOTRtY4gj0ba68McPjys28051jjVwWH"));
        assert_eq!(
            findings(&shared, worst),
            [
                "shared key",
                "shared beta",
                "orphan",
                "ownerless",
                "lost binding"
            ]
        );
        assert_eq!(beta_state(&shared, true), "shared");
    }
}
