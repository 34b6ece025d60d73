//! What to know and to do, beyond the rows of `token explain`.

use super::remarks::Remarks;
use super::subject::Subject;
use crate::command::notes;
use crate::domain::api_key::ApiKey;
use crate::domain::error_message;
use crate::domain::form::{Form, PREFIX};
use crate::domain::key_selector::KeySelector;
use crate::domain::login::AccessToken;
use crate::domain::token::Beta;
use crate::domain::verdict::{Purpose, VerdictOutcome};
use crate::error::{Error, Result};
use crate::operation::explain::{Case, find_session_users};
use crate::store::Store;
use crate::text::count;

/// Similar rows that an error names.
const MAX_SIMILAR: usize = 3;

/// Says what follows from the verdicts. `shown` are the uses that are shown.
pub(super) fn report_advice(
    cases: &[Case],
    shown: &[Purpose],
    subject: &Subject,
    remarks: &mut Remarks<'_, '_>,
) {
    for purpose in Purpose::ALL {
        let known: Vec<&Case> = cases
            .iter()
            .filter(|case| case.purpose == purpose && case.is_in_database)
            .collect();
        report_fixes(&known, remarks);
        report_other_bytes(&known, remarks);
        report_ambiguity(&known, remarks);
    }
    // In an embed URL, a beta has the right kind; elsewhere, only clients send betas in
    // the place of keys.
    let is_asked = |case: &&Case| match subject.is_embed {
        true => case.purpose == Purpose::Beta,
        false => case.purpose == Purpose::ApiKey,
    };
    let wrong_kind = cases
        .iter()
        .filter(is_asked)
        .find(|case| case.matched.is_none() && case.verdict.decided_by.contains(", not a"));
    if let Some(fix) = wrong_kind.and_then(|case| case.verdict.fix) {
        remarks.note(fix);
    }
    let is_shown_rejection = |case: &&Case| {
        shown.contains(&case.purpose) && case.verdict.outcome != VerdictOutcome::Accepted
    };
    if cases.iter().any(|case| is_shown_rejection(&case)) {
        remarks.note(
            "the results for 0.27 Go come from its source code and were not tested on a server",
        );
    }
}

/// What a string is called that is sent for a purpose.
pub(super) fn noun(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ApiKey => "API key",
        Purpose::Beta => "beta",
        Purpose::Login => "login token",
    }
}

/// How to make the generations accept it that do not.
fn report_fixes(known: &[&Case], remarks: &mut Remarks<'_, '_>) {
    let mut reported = Vec::new();
    for case in known {
        let Some(fix) = case.verdict.fix else {
            continue;
        };
        let id = case.matched.as_ref().and_then(|row| row.id.as_deref());
        if reported.contains(&(id, fix)) {
            continue;
        }
        reported.push((id, fix));
        let (version, noun) = (case.generation.name(), noun(case.purpose));
        remarks.note(&match case.verdict.outcome {
            VerdictOutcome::Accepted => continue,
            VerdictOutcome::Unknown => {
                format!("it is unknown whether {version} accepts the {noun}; to find out, {fix}")
            }
            VerdictOutcome::Mixed => {
                format!("{version} rejects the {noun} on some routes; to fix it, {fix}")
            }
            VerdictOutcome::Rejected => {
                format!("{version} rejects the {noun}; to fix it, {fix}")
            }
        });
    }
}

fn report_other_bytes(known: &[&Case], remarks: &mut Remarks<'_, '_>) {
    let mut reported = Vec::new();
    for case in known {
        let Some(row) = case.matched.as_ref().filter(|row| !row.is_exact) else {
            continue;
        };
        let id = row.id.as_deref().unwrap_or("-");
        if !reported.contains(&id) {
            reported.push(id);
            remarks.warning(&format!(
                "the {} stored for key {id} consists of different bytes, which the collation of \
                 this database treats as equal; a database with another collation would find nothing",
                noun(case.purpose)
            ));
        }
    }
}

fn report_ambiguity(known: &[&Case], remarks: &mut Remarks<'_, '_>) {
    let Some(first) = known.first() else { return };
    let rows = known
        .iter()
        .filter(|case| case.generation == first.generation)
        .count();
    if rows > 1 {
        let rest = match first.is_ambiguous {
            true => ", and they belong to several tenants",
            false => "",
        };
        remarks.warning(&format!(
            "{} match{rest}; RAGFlow uses the one that the database returns first",
            count(rows.try_into().unwrap_or(u64::MAX), "row")
        ));
    }
}

/// The error where no row has the string: what it looks like, and what it is
/// similar to.
pub(super) fn not_found(subject: &Subject, store: &mut Store) -> Result<Error> {
    let text = &subject.text;
    if text.is_empty() {
        return Ok(
            Error::not_found(format!("the string {}", subject.appearance())).hint(
                "write a key, a beta or a login token to stdin; if it comes from a variable, check \
                 that the variable is set",
            ),
        );
    }
    let message = error_message::recognise(&subject.pasted);
    if let Some(message) = message.filter(|_| !subject.pasted.contains(PREFIX)) {
        return Ok(Error::not_found(format!(
            "the string is an error message of RAGFlow, which means: {}",
            message.meaning
        ))
        .hint(message.help));
    }
    let mut error = Error::not_found(format!(
        "no key, beta or login token in the database {} matches the string, so every RAGFlow \
         version rejects it; it {}",
        store.url(),
        subject.appearance()
    ));
    if let Some(removed) = subject.removed_text() {
        error = error.hint(format!("it was judged without {removed}"));
    }
    match find_session_users(&AccessToken::new(text), store)?.as_deref() {
        None => {
            error = error.hint(
                "grant the account SELECT on user.access_token, to check whether the string is one",
            );
        }
        Some([]) => {}
        Some([user, ..]) => {
            return Ok(error.hint(format!(
                "it is the access_token of {}, not a key; to test the login, use the value of the \
                 Authorization header that the browser sends",
                user.email
            )));
        }
    }
    if matches!(KeySelector::new(text), KeySelector::Id(_)) {
        error = error.hint("if it is the ID of a key: ragflowctl token show ID");
    }
    let similar = store.find_keys_ignoring_case(text)?;
    for key in similar.iter().take(MAX_SIMILAR) {
        error = error.hint(similarity(key, text));
    }
    if similar.iter().any(|key| key.token.form() == Form::Legacy) {
        error = error.hint(notes::guessable_ids(1, None));
    }
    Ok(match error.hints().is_empty() {
        true => error.hint("check that this is the right database: ragflowctl db check"),
        false => error,
    })
}

/// How a key is similar to a string.
fn similarity(key: &ApiKey<'_>, text: &str) -> String {
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    let field = match beta.to_lowercase() == text.to_lowercase() {
        true => "the beta of key",
        false => "key",
    };
    format!(
        "it differs only in case from {field} {} of tenant {}",
        key.token.id(),
        key.tenant_id
    )
}
