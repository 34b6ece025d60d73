use super::*;
use crate::domain::api_key::ApiKey;
use crate::domain::audit::{Duplicates, RULES, RuleSet};
use crate::domain::token::Token;

const NOW: i64 = 1_795_365_296_789;
const MODERN: &str = "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw";
const LEGACY: &str = "ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz";
const BETA: &str = "FIOTRtY4gj0ba68McPjys28051jjVwWH";
const LEGACY_BETA: &str = "E4YjYwYmE2ZTY4NzExZjE4MGM0MDJmYz";
const HEX_BETA: &str = "edfb6c3ef5d30fbe73f5298faa202ff1";

fn policy() -> Policy {
    Policy {
        rules: RULES.iter().map(|entry| entry.rule).collect(),
        now: NOW,
        empty_beta_opens: false,
        max_age: None,
        max_keys: None,
    }
}

fn tenant() -> AuditedTenant {
    AuditedTenant {
        id: "t".into(),
        keys: 3,
        is_owned: true,
        owner: Some("ada@example.com".into()),
        user: Some(TenantUser {
            email: "ada@example.com".into(),
            status: Some("1".into()),
            is_active: Some("1".into()),
            has_access_token: Some(true),
        }),
    }
}

fn row<'a>(token: &'a str, beta: &'a str) -> ApiKey<'a> {
    let date = DateTime::from_timestamp_millis(NOW).map(|time| time.naive_utc());
    ApiKey {
        tenant_id: "t".into(),
        token: Token::new(token),
        dialog_id: None,
        source: None,
        beta: Some(Beta::new(beta)),
        create_date: date,
        create_time: Some(NOW),
        update_date: date,
        update_time: Some(NOW),
    }
}

fn key<'a>(api_key: &'a ApiKey<'a>) -> AuditedKey<'a> {
    AuditedKey {
        api_key,
        binding_exists: None,
        same_token: None,
        same_beta: None,
    }
}

/// The findings as `(rule, why, fix without the program's name)`.
fn findings_of(
    policy: &Policy,
    tenant: &AuditedTenant,
    key: &AuditedKey<'_>,
) -> Vec<(&'static str, String, String)> {
    let mut findings = Vec::new();
    audit_key(policy, Some(tenant), key, &mut findings);
    let parts = |finding: Finding| {
        assert_eq!(finding.id, Some(key.api_key.token.id()));
        assert_eq!(finding.tenant_id.as_deref(), Some("t"));
        let fix = finding.fix.unwrap_or_default();
        let fix = fix.replace(&key.api_key.token.id(), "ID");
        (
            finding.rule.info().name,
            finding.why,
            fix.replace("ragflowctl ", ""),
        )
    };
    findings.into_iter().map(parts).collect()
}

/// The rules and fixes of a row in a tenant.
fn fixes(tenant: &AuditedTenant, api_key: &ApiKey<'_>) -> Vec<(&'static str, String)> {
    findings_of(&policy(), tenant, &key(api_key))
        .into_iter()
        .map(|(rule, _, fix)| (rule, fix))
        .collect()
}

fn single(rule: &'static str, fix: &str) -> Vec<(&'static str, String)> {
    vec![(rule, fix.to_owned())]
}

#[test]
fn a_good_key_has_no_finding() {
    assert_eq!(fixes(&tenant(), &row(MODERN, BETA)), []);
}

#[test]
fn findings_about_guessable_keys_give_the_minting_time() {
    let api_key = row(LEGACY, LEGACY_BETA);
    let findings = findings_of(&policy(), &tenant(), &key(&api_key));
    let why = |index: usize| findings[index].1.as_str();
    assert!(
        why(0).starts_with("generated 2026-11-22 15:16:15 UTC by"),
        "{}",
        why(0)
    );
    assert!(
        why(1).starts_with("generated 2026-11-22 15:16:15 UTC; the API key"),
        "{}",
        why(1)
    );
    assert_eq!(findings.len(), 2);
    let rotate = "token rotate ID".to_owned();
    assert!(findings.iter().all(|(_, _, fix)| *fix == rotate));
    let strong_key = row(MODERN, LEGACY_BETA);
    assert_eq!(
        fixes(&tenant(), &strong_key),
        single("guessable-beta", "beta rotate ID")
    );
}

#[test]
fn a_guessable_key_without_times_has_two_possible_minting_times() {
    // Its first hex digit may have been a 1 or an a.
    assert!(minting_time_text(LEGACY, None).contains(" or "));
    assert!(!minting_time_text(LEGACY, Some(NOW)).contains(" or "));
}

#[test]
fn an_orphan_is_to_be_deleted_not_rotated() {
    let orphan = AuditedTenant {
        user: None,
        owner: None,
        is_owned: false,
        ..tenant()
    };
    let expected = ["guessable-key", "orphan", "ownerless", "missing-beta"];
    let expected = expected.map(|rule| (rule, "token delete ID".to_owned()));
    assert_eq!(fixes(&orphan, &row(LEGACY, "")), expected);
}

#[test]
fn the_state_of_the_user_with_the_tenants_id_counts() {
    let with = |change: fn(&mut TenantUser)| {
        let mut changed = tenant();
        changed.user.iter_mut().for_each(change);
        fixes(&changed, &row(MODERN, BETA))
    };
    let deleted = single("owner-deleted", "token delete ID");
    assert_eq!(with(|user| user.status = Some("0".into())), deleted);
    assert_eq!(with(|user| user.status = None), deleted);
    let inactive = with(|user| user.is_active = Some("0".into()));
    assert_eq!(inactive, single("owner-inactive", "token delete ID"));
    assert_eq!(with(|user| user.is_active = None), []);
    let none = with(|user| user.has_access_token = Some(false));
    assert_eq!(none, single("owner-without-access-token", ""));
    assert_eq!(with(|user| user.has_access_token = None), []);
    let both = with(|user| {
        user.status = Some("0".into());
        user.is_active = Some("0".into());
    });
    assert_eq!(
        both, deleted,
        "the key of a deleted account does not work everywhere"
    );
}

#[test]
fn a_missing_beta_is_to_be_filled() {
    let mut api_key = row(MODERN, "");
    assert_eq!(
        fixes(&tenant(), &api_key),
        single("missing-beta", "beta backfill --tenant t")
    );
    let open = Policy {
        empty_beta_opens: true,
        ..policy()
    };
    assert_eq!(
        findings_of(&open, &tenant(), &key(&api_key))[0].0,
        "empty-beta"
    );
    api_key.beta = None;
    assert_eq!(
        findings_of(&open, &tenant(), &key(&api_key))[0].0,
        "missing-beta"
    );
    let ownerless = AuditedTenant {
        is_owned: false,
        ..tenant()
    };
    let only_betas = Policy {
        rules: [AuditRule::MissingBeta].into_iter().collect(),
        ..policy()
    };
    assert_eq!(
        findings_of(&only_betas, &ownerless, &key(&api_key))[0].2,
        "token delete ID",
        "the advice does not depend on the rules that are checked"
    );
}

#[test]
fn a_key_has_one_fix_for_all_its_findings() {
    let with_fixes =
        |tenant: &AuditedTenant, api_key: &ApiKey<'_>, expected: &str, rules: &[&str]| {
            let found = fixes(tenant, api_key);
            let names: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
            assert_eq!(names, rules);
            assert!(found.iter().all(|(_, fix)| fix == expected), "{found:?}");
        };
    let rules = ["guessable-key", "missing-beta"];
    with_fixes(&tenant(), &row(LEGACY, ""), "token rotate ID", &rules);
    // Rotating the key keeps a beta that is only unusual.
    let rules = ["guessable-key", "unusual-form"];
    with_fixes(
        &tenant(),
        &row(LEGACY, "short"),
        "token rotate --new-beta ID",
        &rules,
    );
    let ownerless = AuditedTenant {
        is_owned: false,
        ..tenant()
    };
    let rules = ["guessable-key", "ownerless", "missing-beta"];
    with_fixes(&ownerless, &row(LEGACY, ""), "token delete ID", &rules);
}

#[test]
fn a_key_that_nobody_should_use_is_to_be_deleted_whichever_rule_finds_it() {
    let only_guessable = Policy {
        rules: [AuditRule::GuessableKey].into_iter().collect(),
        ..policy()
    };
    let with_user = |change: fn(&mut TenantUser)| {
        let mut changed = tenant();
        changed.user.iter_mut().for_each(change);
        changed
    };
    let orphan = AuditedTenant {
        user: None,
        ..tenant()
    };
    let ownerless = AuditedTenant {
        is_owned: false,
        ..tenant()
    };
    let api_key = row(LEGACY, BETA);
    for (tenant, fix) in [
        (tenant(), "token rotate ID"),
        (orphan, "token delete ID"),
        (ownerless, "token delete ID"),
        (with_user(|user| user.status = None), "token delete ID"),
        (
            with_user(|user| user.is_active = Some("0".into())),
            "token delete ID",
        ),
    ] {
        let found = findings_of(&only_guessable, &tenant, &key(&api_key));
        assert_eq!(found[0].2, fix, "{tenant:?}");
    }
}

#[test]
fn a_fix_for_a_shared_key_names_the_tenant() {
    let mut duplicates = Duplicates::default();
    duplicates.add(MODERN, 2, [MODERN, MODERN]);
    duplicates.sort();
    let api_key = row(MODERN, "");
    let mut key = key(&api_key);
    key.same_token = duplicates.get(MODERN);
    let findings = findings_of(&policy(), &tenant(), &key);
    assert_eq!(findings[0].0, "same-token");
    assert_eq!(findings[0].2, "token rotate ID --tenant t");
    key.same_token = None;
    key.same_beta = duplicates.get(MODERN);
    let findings = findings_of(&policy(), &tenant(), &key);
    assert_eq!(findings[0].1, "2 rows share this beta");
    assert_eq!(findings[0].2, "beta rotate ID");
}

#[test]
fn missing_dialogs_and_missing_agents_are_different_rules() {
    let mut api_key = row(MODERN, BETA);
    api_key.dialog_id = Some("d".into());
    for (source, rule) in [
        (None, "dialog-gone"),
        (Some("dialog"), "dialog-gone"),
        (Some("agent"), "agent-gone"),
    ] {
        api_key.source = source.map(Into::into);
        let mut key = key(&api_key);
        assert_eq!(findings_of(&policy(), &tenant(), &key), []);
        key.binding_exists = Some(true);
        assert_eq!(findings_of(&policy(), &tenant(), &key), []);
        key.binding_exists = Some(false);
        assert_eq!(findings_of(&policy(), &tenant(), &key)[0].0, rule);
    }
}

#[test]
fn unusual_forms_are_found_in_keys_and_betas() {
    for (token, beta, fix) in [
        (
            "ragflow-0123456789abcdef0123456789abcdef",
            BETA,
            "token rotate ID",
        ),
        ("sk-whatever", BETA, "token rotate ID"),
        (MODERN, HEX_BETA, "beta rotate ID"),
        (MODERN, "short", "beta rotate ID"),
        ("sk-whatever", HEX_BETA, "token rotate --new-beta ID"),
    ] {
        let findings = fixes(&tenant(), &row(token, beta));
        assert_eq!(findings, single("unusual-form", fix), "{token} {beta}");
    }
}

#[test]
fn age_counts_from_create_time_else_from_the_minting_time() {
    let policy = Policy {
        max_age: Some(90 * DAY),
        rules: [AuditRule::TooOld].into_iter().collect(),
        ..policy()
    };
    let mut api_key = row(LEGACY, "");
    let mut check = |created, now| {
        api_key.create_time = created;
        let policy = Policy { now, ..policy };
        !findings_of(&policy, &tenant(), &key(&api_key)).is_empty()
    };
    assert!(!check(Some(NOW - 90 * DAY), NOW));
    assert!(check(Some(NOW - 90 * DAY - 1), NOW));
    assert!(!check(None, NOW), "minted an hour before");
    assert!(check(None, NOW + 91 * DAY));
    assert!(!check(Some(NOW + DAY), NOW));
    assert!(check(Some(i64::MIN), NOW));
}

#[test]
fn future_times_and_missing_times_are_found() {
    let mut api_key = row(MODERN, BETA);
    api_key.update_time = Some(NOW + CLOCK_TOLERANCE);
    assert_eq!(fixes(&tenant(), &api_key), []);
    api_key.update_time = Some(i64::MAX);
    assert_eq!(
        fixes(&tenant(), &api_key),
        single("times-in-future", "token rotate ID")
    );
    api_key.update_time = None;
    api_key.create_date = None;
    let findings = findings_of(&policy(), &tenant(), &key(&api_key));
    assert_eq!(findings[0].1, "NULL in create_date, update_time");
}

#[test]
fn too_many_keys_are_one_finding_per_tenant() {
    let mut findings = Vec::new();
    for (max_keys, expected) in [(None, 0), (Some(3), 0), (Some(2), 1)] {
        findings.clear();
        let policy = Policy {
            max_keys,
            ..policy()
        };
        audit_tenant(&policy, &tenant(), &mut findings);
        assert_eq!(findings.len(), expected, "{max_keys:?}");
    }
    assert_eq!(findings[0].why, "3 keys, more than 2");
}

#[test]
fn disabled_rules_find_nothing() {
    let none = Policy {
        rules: RuleSet::default(),
        max_age: Some(0),
        max_keys: Some(0),
        ..policy()
    };
    let orphan = AuditedTenant {
        user: None,
        is_owned: false,
        ..tenant()
    };
    let mut api_key = row(LEGACY, "");
    api_key.create_time = None;
    let mut key = key(&api_key);
    key.binding_exists = Some(false);
    assert_eq!(findings_of(&none, &orphan, &key), []);
    let mut findings = Vec::new();
    audit_tenant(&none, &orphan, &mut findings);
    assert!(findings.is_empty());
}
