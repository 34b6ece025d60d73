//! `token list`: owners, and which missing betas are filled.

use insta::assert_snapshot;

use crate::fixture::{ADA, BEN, CHEN, FAY, File, envelope, rows, show_demo_list};
use crate::sandbox::{NOW_DATE, NOW_MS, Sandbox};

#[test]
fn missing_betas_of_an_owner_are_filled_and_listed() {
    let file = File::demo();
    let stored = "SELECT tenant_id, token, beta, update_time, update_date FROM api_token \
                  ORDER BY tenant_id, token";
    let before = file.query(stored);
    let ran = file.run(["token", "list", "--user", ADA, "--json"]);
    let listed = rows(&ran);
    assert!(ran.stderr.contains("note: created 4 missing betas\n"));
    assert_eq!(listed.len(), 7);
    let after = file.query(stored);
    let mut filled = 0;
    for (before, after) in before.iter().zip(&after) {
        let missing = before[2].as_deref().unwrap_or_default().is_empty();
        if !missing || before[0].as_deref() != Some(ADA) {
            assert_eq!(before, after, "left alone");
            continue;
        }
        filled += 1;
        assert_eq!(before[..2], after[..2]);
        assert_eq!(after[2].as_deref().map(str::len), Some(32));
        assert_eq!(after[3], Some(NOW_MS.to_string()));
        assert_eq!(after[4].as_deref(), Some(NOW_DATE));
        let [token, beta] = [1, 2].map(|index: usize| after[index].as_deref().expect("text"));
        let row = listed.iter().find(|row| row["token"] == token);
        let row = row.expect("the filled row is listed");
        assert_eq!(row["beta"], beta);
        assert_eq!(row["update_time"], NOW_MS);
        assert_eq!(row["update_date"], NOW_DATE.replace(' ', "T"));
    }
    assert_eq!(filled, 4);
    let again = file.run(["token", "list", "--user", ADA, "--json"]);
    assert_eq!(
        rows(&again),
        listed,
        "the second time nothing is left to fill"
    );
    assert!(!again.stderr.contains("filled"), "{}", again.stderr);
}

#[test]
fn a_membership_does_not_hide_the_own_tenant() {
    // Ben's first membership is Ada's tenant.
    let ran = Sandbox::new().run(["-d", "demo:", "token", "list", "-u", BEN, "--json"]);
    let listed = rows(&ran);
    assert_eq!(listed.len(), 3);
    assert!(listed.iter().all(|row| row["tenant_id"] == BEN));
}

#[test]
fn the_default_user_applies_unless_an_owner_is_named() {
    let usual = Sandbox::new().var("RAGFLOWCTL_USER", "ben@example.com");
    let count = |args: &[&str]| {
        let base = ["-d", "demo:", "token", "list", "--json"];
        rows(&usual.run(base.iter().chain(args).copied())).len()
    };
    assert_eq!(count(&[]), 3);
    assert_eq!(count(&["--all"]), 19);
    assert_eq!(count(&["--tenant", ADA]), 7);
    assert_eq!(count(&["--user", "admin@example.com"]), 2);
    // An empty variable counts as unset.
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_USER", "")
        .run(["-d", "demo:", "token", "list"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("no owner given"), "{}", ran.stderr);
}

#[test]
fn inactive_and_deleted_owners_are_listed_with_a_warning() {
    for (user, trouble) in [
        (
            "dora@example.com",
            "warning: the owner dora@example.com is deleted",
        ),
        (
            "emil@example.com",
            "warning: the owner emil@example.com is inactive",
        ),
    ] {
        let ran = Sandbox::new().run(["-d", "demo:", "token", "list", "--json", "-u", user]);
        assert_eq!(rows(&ran).len(), 1);
        assert!(ran.stderr.starts_with(trouble), "{}", ran.stderr);
        let quiet = ["-d", "demo:", "token", "list", "--json", "-q", "-u", user];
        let ran = Sandbox::new().run(quiet);
        assert_eq!((rows(&ran).len(), ran.stderr.as_str()), (1, ""));
    }
}

#[test]
fn the_oldest_of_several_owner_rows_is_used() {
    let file = File::demo_after(&format!(
        "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by, create_time) VALUES
         ('second', '{ADA}', '{BEN}', 'owner', '{ADA}', 1999999999999),
         ('null', '{ADA}', '{CHEN}', 'owner', '{ADA}', NULL)"
    ));
    let ran = file.run(["token", "list", "-u", "ada@example.com", "--json"]);
    assert!(rows(&ran).iter().all(|row| row["tenant_id"] == ADA));
    assert!(
        ran.stderr.starts_with(&format!(
            "warning: ada@example.com owns 3 tenants; using the oldest, {ADA}. To use another \
             one, give --tenant: {BEN}, {CHEN}\n"
        )),
        "{}",
        ran.stderr
    );
}

#[test]
fn users_without_an_own_tenant_are_not_found() {
    assert_snapshot!(
        "member_only",
        show_demo_list(&Sandbox::new(), &["-u", "gus@example.com"])
    );
    assert_snapshot!(
        "no_membership",
        show_demo_list(&Sandbox::new(), &["-u", "fay@example.com"])
    );
}

#[test]
fn ownerless_keys_are_listed_and_not_filled() {
    let file = File::demo();
    let before = file.state();
    assert_snapshot!(file.show(&["token", "list", "--tenant", FAY, "--fields", "id,beta,user"]));
    assert!(file.state() == before, "nothing was filled");
}

#[test]
fn an_owner_without_keys() {
    let file = File::demo_after("DELETE FROM api_token");
    assert_snapshot!("no_keys_table", file.show(&["token", "list", "-u", ADA]));
    assert_snapshot!(
        "no_keys_json",
        file.show(&["token", "list", "-u", ADA, "--json"])
    );
}

#[test]
fn an_email_of_several_users_is_a_conflict() {
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET email = 'Ada@Example.com' WHERE id = '{BEN}'"
    ));
    // Each exact spelling still matches one user; any other spelling matches both.
    assert_eq!(
        rows(&file.run(["token", "list", "--json", "-u", "ada@example.com"])).len(),
        7
    );
    assert_eq!(
        rows(&file.run(["token", "list", "--json", "-u", "Ada@Example.com"])).len(),
        3
    );
    assert_snapshot!(
        "another_case",
        file.show(&["token", "list", "-u", "ADA@example.com"])
    );
    file.execute("UPDATE \"user\" SET email = 'ada@example.com' WHERE email = 'Ada@Example.com'");
    let before = file.state();
    let ran = file.run(["token", "list", "--json", "-u", "ada@example.com"]);
    assert_eq!(ran.status, 1);
    assert_eq!(envelope(&ran)["code"], 409);
    assert!(
        ran.stderr.contains(ADA) && ran.stderr.contains(BEN),
        "{}",
        ran.stderr
    );
    assert!(file.state() == before, "nothing was filled");
    assert_eq!(
        rows(&file.run(["token", "list", "--json", "-u", BEN])).len(),
        3
    );
}

#[test]
fn an_email_is_found_in_any_case() {
    let ran = Sandbox::new().run([
        "-d",
        "demo:",
        "token",
        "list",
        "--json",
        "-u",
        "BEN@example.COM",
    ]);
    assert_eq!(rows(&ran).len(), 3);
}

#[test]
fn unknown_users_and_tenants_are_not_found() {
    for option in ["--user", "--tenant"] {
        let args = ["-d", "demo:", "token", "list", option, "nobody", "--json"];
        let ran = Sandbox::new().run(args);
        assert_eq!(ran.status, 3);
        let envelope = envelope(&ran);
        assert_eq!(envelope["code"], 404);
        assert_eq!(envelope["data"], false);
        assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    }
    assert_snapshot!(show_demo_list(
        &Sandbox::new(),
        &["--user", "nobody@example.com"]
    ));
}

#[test]
fn the_embedded_database_is_used_with_a_note() {
    let sandbox = Sandbox::new();
    let made = sandbox.run(["db", "init", "--demo", "--json"]);
    let url = envelope(&made)["data"]["database"].to_string();
    let path = url
        .trim_matches('"')
        .trim_start_matches("sqlite:")
        .to_owned();
    let before = std::fs::read(&path).expect("the database");

    // The note about the implicit database appears even with --quiet.
    let ran = sandbox.run(["token", "list", "--all", "--quiet", "--json"]);
    assert_eq!(rows(&ran).len(), 19);
    let found =
        format!("note: no database given; using the local SQLite database, sqlite:{path}\n");
    assert_eq!(ran.stderr, found);

    // Without a terminal nothing is filled.
    let ran = sandbox.run(["token", "list", "-u", ADA, "--json"]);
    assert_eq!(rows(&ran).len(), 7);
    assert!(
        ran.stderr
            .contains("warning: 4 missing betas were not created: "),
        "{}",
        ran.stderr
    );
    assert!(std::fs::read(&path).expect("the database") == before);

    // At a terminal the betas are filled.
    let sandbox = sandbox.terminal(120).var("NO_COLOR", "1");
    let ran = sandbox.run(["token", "list", "-u", ADA, "--json"]);
    assert!(
        ran.stderr.contains("created 4 missing betas"),
        "{}",
        ran.stderr
    );
    assert!(std::fs::read(&path).expect("the database") != before);
}
