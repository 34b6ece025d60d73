//! `token list`

use insta::assert_snapshot;

use crate::sandbox::{NOW_DATE, NOW_MS, Sandbox};
use crate::stage::{ADA, BEN, CHEN, FAY, File, column, envelope, rows, show};

const ADAS: [&str; 6] = ["-d", "demo:", "token", "list", "--user", "ada@example.com"];

fn on_demo(sandbox: &Sandbox, args: &[&str]) -> String {
    let all: Vec<&str> = ["-d", "demo:", "token", "list"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    show(sandbox, &all)
}

fn keys(args: &[&str]) -> Vec<String> {
    let all = ["-d", "demo:", "token", "list", "-o", "tsv", "--fields"];
    let ran = Sandbox::new().run(all.iter().chain(args).copied());
    column(&ran).into_iter().map(str::to_owned).collect()
}

#[test]
fn an_owner_at_80_columns() {
    assert_snapshot!(show(
        &Sandbox::new().terminal(80).var("NO_COLOR", "1"),
        &ADAS
    ));
}

#[test]
fn an_owner_at_200_columns() {
    assert_snapshot!(show(
        &Sandbox::new().terminal(200).var("NO_COLOR", "1"),
        &ADAS
    ));
}

#[test]
fn an_owner_in_a_pipe() {
    assert_snapshot!(show(&Sandbox::new(), &ADAS));
}

#[test]
fn everyone_at_80_columns() {
    let terminal = Sandbox::new().terminal(80).var("NO_COLOR", "1");
    assert_snapshot!(on_demo(&terminal, &["--all"]));
}

#[test]
fn everyone_at_200_columns() {
    let terminal = Sandbox::new().terminal(200).var("NO_COLOR", "1");
    assert_snapshot!(on_demo(&terminal, &["--all"]));
}

#[test]
fn everyone_in_a_pipe() {
    assert_snapshot!(on_demo(&Sandbox::new(), &["--all"]));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 80, 100, 120, 200] {
        for whose in [["--all", "--reverse"], ["--user", "ada@example.com"]] {
            let ran = Sandbox::new()
                .terminal(width)
                .var("NO_COLOR", "1")
                .run(["-d", "demo:", "token", "list"].into_iter().chain(whose));
            let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
            assert!(
                widest <= Some(width.into()),
                "{width} columns:\n{}",
                ran.stdout
            );
        }
    }
}

#[test]
fn a_tenant_by_its_id() {
    assert_snapshot!(on_demo(&Sandbox::new(), &["--tenant", BEN]));
}

#[test]
fn chosen_fields_in_their_order() {
    let args = ["--all", "--fields", "user,form,minted,id"];
    assert_snapshot!(on_demo(&Sandbox::new(), &args));
}

#[test]
fn wide_characters_line_up() {
    let file =
        File::demo_after("UPDATE \"user\" SET email = '陈@例子.cn' WHERE nickname = '陈小明'");
    assert_snapshot!(file.show(&["token", "list", "--all", "--fields", "user,form,id"]));
}

#[test]
fn a_revealed_table_shows_the_secrets() {
    let args = ["--user", "ben@example.com", "--limit", "1", "--reveal"];
    assert_snapshot!(on_demo(&Sandbox::new(), &args));
}

#[test]
fn masks_hide_secrets_in_machine_formats_too() {
    let args = ["--user", "ben@example.com", "--no-backfill", "-o", "csv"];
    let flag: Vec<&str> = args.iter().copied().chain(["--mask"]).collect();
    let by_flag = on_demo(&Sandbox::new(), &flag);
    assert_snapshot!(by_flag);
    let by_variable = on_demo(&Sandbox::new().var("RAGFLOWCTL_MASK", "1"), &args);
    assert_eq!(
        by_variable.lines().skip(1).collect::<Vec<_>>(),
        by_flag.lines().skip(1).collect::<Vec<_>>()
    );
    // A flag beats the variable; a variable that says no counts as unset.
    let full = on_demo(&Sandbox::new(), &args);
    let off = on_demo(&Sandbox::new().var("RAGFLOWCTL_MASK", "0"), &args);
    assert_eq!(off, full);
    assert!(full.contains("KUz792dckkX3qVe9D9-UBWNJG7AEsLYV"));
    let reveal: Vec<&str> = args.iter().copied().chain(["--reveal"]).collect();
    let revealed = on_demo(&Sandbox::new().var("RAGFLOWCTL_MASK", "1"), &reveal);
    assert!(revealed.contains("KUz792dckkX3qVe9D9-UBWNJG7AEsLYV"));
}

#[test]
fn a_table_never_shows_a_secret_unasked() {
    for args in [vec!["--all"], vec!["--user", ADA], vec!["--all", "--mask"]] {
        let text = on_demo(&Sandbox::new(), &args);
        for secret in ["FloKsEW9wi4iKE9SPzeaFPYY", "cwOGMzYmUx", "sAt-QjisPF3v"] {
            assert!(!text.contains(secret), "{secret} in\n{text}");
        }
    }
}

#[test]
fn filters_narrow_and_fill_nothing() {
    assert_snapshot!(on_demo(
        &Sandbox::new(),
        &[
            "--all",
            "--missing-beta",
            "--fields",
            "id,beta,source,create_date"
        ]
    ));
    assert_eq!(keys(&["source", "--all", "--source", "dialog"]), ["dialog"]);
    assert_eq!(keys(&["source", "--all", "--source", "agent"]), ["agent"]);
    assert_eq!(keys(&["source", "--all", "--source", "none"]).len(), 17);
    let file = File::demo();
    let before = file.state();
    for filter in [
        vec!["--missing-beta"],
        vec!["--source", "none"],
        vec!["--limit", "100"],
        vec!["--created-after", "2020-01-01"],
        vec!["--created-before", "2030-01-01"],
        vec!["--no-backfill"],
        vec!["--read-only"],
    ] {
        let args = ["token", "list", "--user", ADA];
        let ran = file.run(args.into_iter().chain(filter.iter().copied()));
        assert_eq!(ran.status, 0, "{filter:?}: {}", ran.stderr);
        assert!(!ran.stderr.contains("filled"), "{filter:?}: {}", ran.stderr);
        assert!(file.state() == before, "{filter:?} wrote");
    }
}

#[test]
fn times_bound_a_listing_on_the_right_side() {
    // Ada's keys of 2026 are of February 1, 2, 3 and 4, at 09:00 UTC; without
    // a zone a time is one of this process's zone, eight hours ahead.
    let dates = |args: &[&str]| {
        let args: Vec<&str> = ["create_date", "--tenant", ADA]
            .iter()
            .chain(args)
            .copied()
            .collect();
        keys(&args)
    };
    let from_third = ["2026-02-03T17:00:00", "2026-02-04T17:00:00"];
    assert_eq!(
        dates(&["--created-after", "2026-02-03T09:00:00Z"]),
        from_third
    );
    assert_eq!(
        dates(&["--created-after", "2026-02-03T17:00"]),
        from_third,
        "the bound itself is in"
    );
    assert_eq!(
        dates(&["--created-after", "2026-02-03T17:00:01"]),
        from_third[1..]
    );
    assert_eq!(
        dates(&[
            "--created-after",
            "2026-02-03",
            "--created-before",
            "2026-02-04T09:00:00+00:00"
        ]),
        from_third[..1],
        "the upper bound itself is out"
    );
}

#[test]
fn sorting_is_by_the_field_and_nothing_comes_last() {
    let sorted = |by: &str, args: &[&str]| {
        let args: Vec<&str> = [by, "--all", "--sort", by]
            .iter()
            .chain(args)
            .copied()
            .collect();
        keys(&args)
    };
    for by in [
        "create_time",
        "update_time",
        "tenant_id",
        "source",
        "dialog_id",
    ] {
        let up = sorted(by, &[]);
        let down = sorted(by, &["--reverse"]);
        assert_eq!(up.len(), 19, "{by}");
        for (listing, descends) in [(&up, false), (&down, true)] {
            let there: Vec<&String> = listing.iter().filter(|value| !value.is_empty()).collect();
            let mut expected = there.clone();
            expected.sort();
            if descends {
                expected.reverse();
            }
            assert_eq!(there, expected, "{by}");
            let tail = listing.iter().rev().take_while(|value| value.is_empty());
            assert_eq!(tail.count(), 19 - there.len(), "{by}: {listing:?}");
        }
    }
    assert_eq!(
        keys(&[
            "create_date",
            "--all",
            "--sort",
            "create_time",
            "--limit",
            "2"
        ]),
        ["2025-08-30T15:00:00", "2025-09-01T14:00:00"]
    );
    let newest = ["create_date", "--all", "--reverse", "--limit", "1"];
    assert_eq!(keys(&newest), ["2026-02-11T17:00:00"]);
}

#[test]
fn an_owners_missing_betas_are_filled_as_stored() {
    let file = File::demo();
    let stored = "SELECT tenant_id, token, beta, update_time, update_date FROM api_token \
                  ORDER BY tenant_id, token";
    let before = file.query(stored);
    let ran = file.run(["token", "list", "--user", ADA, "--json"]);
    let listed = rows(&ran);
    assert!(ran.stderr.contains("note: filled 4 missing betas\n"));
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
fn a_user_owns_their_own_tenant_whatever_comes_first() {
    // Ben's first membership is Ada's tenant.
    let ran = Sandbox::new().run(["-d", "demo:", "token", "list", "-u", BEN, "--json"]);
    let listed = rows(&ran);
    assert_eq!(listed.len(), 3);
    assert!(listed.iter().all(|row| row["tenant_id"] == BEN));
}

#[test]
fn the_usual_user_fills_in_and_anything_explicit_overrides_it() {
    let usual = Sandbox::new().var("RAGFLOWCTL_USER", "ben@example.com");
    let count = |args: &[&str]| {
        let base = ["-d", "demo:", "token", "list", "--json"];
        rows(&usual.run(base.iter().chain(args).copied())).len()
    };
    assert_eq!(count(&[]), 3);
    assert_eq!(count(&["--all"]), 19);
    assert_eq!(count(&["--tenant", ADA]), 7);
    assert_eq!(count(&["--user", "admin@example.com"]), 2);
    // An empty variable is none at all.
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_USER", "")
        .run(["-d", "demo:", "token", "list"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("No owner is named"), "{}", ran.stderr);
}

#[test]
fn owners_out_of_service_are_listed_with_a_warning() {
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
fn of_several_owner_rows_the_oldest_counts() {
    let file = File::demo_after(&format!(
        "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by, create_time) VALUES
         ('second', '{ADA}', '{BEN}', 'owner', '{ADA}', 1999999999999),
         ('null', '{ADA}', '{CHEN}', 'owner', '{ADA}', NULL)"
    ));
    let ran = file.run(["token", "list", "-u", "ada@example.com", "--json"]);
    assert!(rows(&ran).iter().all(|row| row["tenant_id"] == ADA));
    assert!(
        ran.stderr.starts_with(&format!(
            "warning: ada@example.com owns 3 tenants: taking the oldest, {ADA}; --tenant names \
             another: {BEN}, {CHEN}\n"
        )),
        "{}",
        ran.stderr
    );
}

#[test]
fn who_owns_nothing_is_not_found() {
    assert_snapshot!(
        "member_only",
        on_demo(&Sandbox::new(), &["-u", "gus@example.com"])
    );
    assert_snapshot!(
        "no_membership",
        on_demo(&Sandbox::new(), &["-u", "fay@example.com"])
    );
}

#[test]
fn keys_of_a_tenant_that_nobody_owns_are_listed_and_not_filled() {
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
fn times_that_are_null() {
    let args = ["--tenant", CHEN, "--no-backfill", "--mask"];
    assert_snapshot!("null_times_table", on_demo(&Sandbox::new(), &args));
    let json: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    assert_snapshot!("null_times_json", on_demo(&Sandbox::new(), &json));
    let csv: Vec<&str> = args.iter().copied().chain(["-o", "csv"]).collect();
    assert_snapshot!("null_times_csv", on_demo(&Sandbox::new(), &csv));
}

#[test]
fn one_address_of_several_users_is_a_conflict() {
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET email = 'Ada@Example.com' WHERE id = '{BEN}'"
    ));
    // Each exact spelling still names one; another spelling names both.
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
fn an_address_is_found_in_any_case() {
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
fn who_is_not_there_is_not_found() {
    for option in ["--user", "--tenant"] {
        let args = ["-d", "demo:", "token", "list", option, "nobody", "--json"];
        let ran = Sandbox::new().run(args);
        assert_eq!(ran.status, 3);
        let envelope = envelope(&ran);
        assert_eq!(envelope["code"], 404);
        assert_eq!(envelope["data"], false);
        assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    }
    assert_snapshot!(on_demo(&Sandbox::new(), &["--user", "nobody@example.com"]));
}

#[test]
fn text_from_the_database_cannot_drive_the_terminal() {
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET email = 'ada' || char(27) || '[2J' || char(0x202e) || '@' || char(10) \
         || 'x', status = '0' WHERE id = '{ADA}'"
    ));
    let args = [
        "token",
        "list",
        "--tenant",
        ADA,
        "--no-backfill",
        "--limit",
        "1",
    ];
    let table: Vec<&str> = args
        .iter()
        .copied()
        .chain(["--fields", "id,user"])
        .collect();
    assert_snapshot!(file.show_in(&Sandbox::new().terminal(120).var("NO_COLOR", "1"), &table));
    let ran = file.run(table.iter().copied().chain(["--json"]));
    assert_eq!(
        rows(&ran)[0]["user"],
        "ada\u{1b}[2J\u{202e}@\nx",
        "exact for machines"
    );
}

#[test]
fn colour_is_for_terminals_that_want_it() {
    let bold = |sandbox: Sandbox| {
        let ran = sandbox.run(["-d", "demo:", "token", "list", "-u", ADA]);
        (
            ran.stdout.contains("\u{1b}[1m"),
            ran.stderr.contains("\u{1b}["),
        )
    };
    assert_eq!(bold(Sandbox::new()), (false, false), "a pipe");
    assert_eq!(
        bold(Sandbox::new().terminal(200)),
        (true, true),
        "a terminal"
    );
    assert_eq!(
        bold(Sandbox::new().terminal(200).var("NO_COLOR", "1")),
        (false, false)
    );
    assert_eq!(
        bold(Sandbox::new().terminal(200).var("TERM", "dumb")),
        (false, false)
    );
    assert_eq!(
        bold(Sandbox::new().var("CLICOLOR_FORCE", "1")),
        (true, true)
    );
    assert_eq!(
        bold(
            Sandbox::new()
                .var("CLICOLOR_FORCE", "1")
                .var("NO_COLOR", "1")
        ),
        (false, false)
    );
    // Colour changes no byte of what a machine reads.
    let forced = Sandbox::new().var("CLICOLOR_FORCE", "1");
    let ran = forced.run(["-d", "demo:", "token", "list", "--all", "-o", "csv"]);
    assert!(!ran.stdout.contains('\u{1b}'));
}

#[test]
fn the_embedded_database_is_found_and_said_so() {
    let sandbox = Sandbox::new();
    let made = sandbox.run(["db", "init", "--demo", "--json"]);
    let url = envelope(&made)["data"]["database"].to_string();
    let path = url
        .trim_matches('"')
        .trim_start_matches("sqlite:")
        .to_owned();
    let before = std::fs::read(&path).expect("the database");

    // Reading is said even to those who want silence.
    let ran = sandbox.run(["token", "list", "--all", "--quiet", "--json"]);
    assert_eq!(rows(&ran).len(), 19);
    let found = format!("note: no database is named: using the embedded one, sqlite:{path}\n");
    assert_eq!(ran.stderr, found);

    // Without a terminal an owner's keys are listed as they are.
    let ran = sandbox.run(["token", "list", "-u", ADA, "--json"]);
    assert_eq!(rows(&ran).len(), 7);
    assert!(
        ran.stderr
            .contains("warning: 4 keys without a beta, and none was filled in: "),
        "{}",
        ran.stderr
    );
    assert!(std::fs::read(&path).expect("the database") == before);

    // At a terminal they are filled.
    let sandbox = sandbox.terminal(120).var("NO_COLOR", "1");
    let ran = sandbox.run(["token", "list", "-u", ADA, "--json"]);
    assert!(
        ran.stderr.contains("filled 4 missing betas"),
        "{}",
        ran.stderr
    );
    assert!(std::fs::read(&path).expect("the database") != before);
}
