//! `token create`

use insta::assert_snapshot;

use crate::fixture::{
    ADA, AGENT, BEN, DIALOG, FAY, FOREIGN_DIALOG, File, ORPHAN, envelope, rows, show,
};
use crate::sandbox::{NOW_DATE, NOW_MS, Sandbox};

const CREATE: [&str; 6] = [
    "-d",
    "demo:",
    "token",
    "create",
    "--user",
    "ada@example.com",
];

fn with(args: &[&str]) -> Vec<String> {
    CREATE
        .iter()
        .chain(args)
        .map(|arg| (*arg).to_owned())
        .collect()
}

fn shown(args: &[&str]) -> String {
    let args: Vec<&str> = CREATE.iter().chain(args).copied().collect();
    show(&Sandbox::new(), &args)
}

fn is_key(text: &str) -> bool {
    text.strip_prefix("ragflow-").is_some_and(|random| {
        random.len() == 43
            && random
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    })
}

#[test]
fn the_row_equals_the_one_ragflow_stores() {
    let file = File::demo();
    let ran = file.run(["token", "create", "-u", ADA, "--json"]);
    let printed = rows(&ran);
    assert_eq!(printed.len(), 1);
    let row = &printed[0];
    let key = row["token"].as_str().expect("a key");
    assert!(is_key(key), "the form of a key");
    let beta = row["beta"].as_str().expect("a beta");
    assert!(
        beta.len() == 32 && !key.contains(beta),
        "the form of a beta"
    );
    let stored = file.query(&format!(
        "SELECT tenant_id, dialog_id, source, beta, create_date, create_time, update_date, \
         update_time FROM api_token WHERE token = '{key}'"
    ));
    let now = Some(NOW_MS.to_string());
    let date = Some(NOW_DATE.to_owned());
    let expected = [
        Some(ADA.to_owned()),
        None,
        None,
        Some(beta.to_owned()),
        date.clone(),
        now.clone(),
        date,
        now,
    ];
    assert_eq!(stored, [expected]);
    for (field, value) in [("create_time", NOW_MS), ("update_time", NOW_MS)] {
        assert_eq!(row[field], value);
    }
    let date = NOW_DATE.replace(' ', "T");
    assert_eq!(
        (&row["create_date"], &row["update_date"]),
        (&date.clone().into(), &date.into())
    );
    assert_eq!(file.number("SELECT COUNT(*) FROM api_token"), 20);
    // `token list` prints the same row later.
    let later = file.run(["token", "list", "-u", ADA, "--json", "--no-backfill"]);
    assert!(rows(&later).contains(row));
}

#[test]
fn a_table_shows_the_new_key_and_its_beta_once() {
    assert_snapshot!(shown(&[]));
}

#[test]
fn mask_hides_the_new_key_too() {
    assert_snapshot!(shown(&["--mask", "--fields", "token,beta"]));
}

/// A key that is cut cannot be used, and no other command shows it unasked.
#[test]
fn a_narrow_terminal_shows_the_whole_key() {
    for width in [40, 80] {
        let ran = Sandbox::new().terminal(width).run(CREATE);
        let line = |name: &str| {
            let lines = ran.stdout.lines();
            let value = lines.filter_map(|line| line.strip_prefix(name)).next();
            value.expect("a line").trim().len()
        };
        assert_eq!((line("token"), line("beta")), (51, 32), "{}", ran.stdout);
    }
}

#[test]
fn json_is_always_an_array() {
    assert_snapshot!(shown(&["--json"]));
}

#[test]
fn several_keys_are_all_different() {
    let file = File::demo();
    let ran = file.run(["token", "create", "-u", ADA, "--count", "25", "--json"]);
    let printed = rows(&ran);
    assert_eq!(printed.len(), 25);
    for field in ["token", "beta"] {
        let distinct: std::collections::BTreeSet<String> =
            printed.iter().map(|row| row[field].to_string()).collect();
        assert_eq!(distinct.len(), 25, "{field}");
    }
    assert_eq!(file.number("SELECT COUNT(*) FROM api_token"), 44);
}

#[test]
fn a_key_is_bound_to_a_dialog_or_an_agent() {
    for (option, id, source) in [("--dialog", DIALOG, "dialog"), ("--agent", AGENT, "agent")] {
        let file = File::demo();
        let ran = file.run(["token", "create", "-u", ADA, option, id, "--json"]);
        let row = &rows(&ran)[0];
        assert_eq!(
            (&row["dialog_id"], &row["source"]),
            (&id.into(), &source.into())
        );
        let stored = file.query(&format!(
            "SELECT dialog_id, source FROM api_token WHERE create_time = {NOW_MS}"
        ));
        assert_eq!(stored, [[Some(id.to_owned()), Some(source.to_owned())]]);
    }
}

#[test]
fn foreign_dialogs_are_refused_and_missing_ones_not_found() {
    assert_snapshot!("foreign_dialog", shown(&["--dialog", FOREIGN_DIALOG]));
    assert_snapshot!("unknown_dialog", shown(&["--dialog", "nowhere"]));
    let file = File::demo();
    let before = file.state();
    for (user, option, id, status, code) in [
        (ADA, "--dialog", FOREIGN_DIALOG, 4, 403),
        (BEN, "--agent", AGENT, 4, 403),
        (ADA, "--dialog", "nowhere", 3, 404),
        (ADA, "--agent", "nowhere", 3, 404),
        // The ID of an agent is not the ID of a dialog.
        (ADA, "--dialog", AGENT, 3, 404),
        (ADA, "--dialog", "", 3, 404),
    ] {
        let ran = file.run(["token", "create", "-u", user, option, id, "--json"]);
        assert_eq!(ran.status, status, "{option} {id}: {}", ran.stderr);
        assert_eq!(envelope(&ran)["code"], code);
        assert!(file.state() == before, "{option} {id} wrote");
    }
}

#[test]
fn quiet_prints_the_bare_keys() {
    let ran = Sandbox::new().run(with(&["--quiet"]));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(is_key(ran.stdout.trim_end()), "{}", ran.stdout.len());
    let ran = Sandbox::new().run(with(&["--quiet", "--count", "3"]));
    assert_eq!(ran.stdout.lines().filter(|line| is_key(line)).count(), 3);
    // An explicit format prints its usual output.
    let ran = Sandbox::new().run(with(&["--quiet", "-o", "csv", "--fields", "token"]));
    assert_eq!(ran.stdout.lines().next(), Some("token"));
    assert_eq!(ran.stderr, "");
    assert_snapshot!(shown(&["--quiet", "--mask"]));
}

#[test]
fn a_dry_run_checks_everything_and_writes_nothing() {
    let file = File::demo();
    let before = file.state();
    assert_snapshot!(file.show(&["token", "create", "-u", ADA, "--count", "3", "--dry-run"]));
    let ran = file.run(["token", "create", "-u", ADA, "--dry-run", "--json"]);
    assert!(rows(&ran).is_empty());
    let ran = file.run([
        "token",
        "create",
        "-u",
        ADA,
        "--dry-run",
        "--dialog",
        FOREIGN_DIALOG,
    ]);
    assert_eq!(ran.status, 4);
    let ran = file.run(["token", "create", "-u", ADA, "--dry-run", "--read-only"]);
    assert_eq!(ran.status, 0, "a dry run may be read-only: {}", ran.stderr);
    assert!(file.state() == before, "nothing was written");
}

#[test]
fn an_owner_is_required() {
    assert_snapshot!(show(&Sandbox::new(), &["-d", "demo:", "token", "create"]));
    let usual = Sandbox::new().var("RAGFLOWCTL_USER", "ben@example.com");
    let ran = usual.run(["-d", "demo:", "token", "create", "--json"]);
    assert_eq!(rows(&ran)[0]["tenant_id"], BEN);
    let ran = usual.run(["-d", "demo:", "token", "create", "--json", "--tenant", ADA]);
    assert_eq!(rows(&ran)[0]["tenant_id"], ADA);
}

#[test]
fn a_tenant_without_owner_and_user_gets_no_key() {
    let file = File::demo();
    let before = file.state();
    let ran = file.run(["token", "create", "--tenant", ORPHAN, "--json"]);
    assert_eq!(ran.status, 3, "{}", ran.stderr);
    assert_eq!(envelope(&ran)["code"], 404);
    assert!(file.state() == before);
    // RAGFlow accepts the keys of a user who owns no tenant.
    let ran = file.run(["token", "create", "--tenant", FAY, "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("has no owner"), "{}", ran.stderr);
}

#[test]
fn a_key_that_a_version_will_reject_gets_a_warning() {
    for (change, why) in [
        ("access_token = NULL", "owner has no access_token"),
        ("access_token = '  '", "owner has no access_token"),
        ("status = '0'", "owner is deleted"),
        ("status = NULL", "owner is deleted"),
    ] {
        let file = File::demo_after(&format!("UPDATE \"user\" SET {change} WHERE id = '{ADA}'"));
        let ran = file.run(["token", "create", "--tenant", ADA]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let warning = ran
            .stderr
            .lines()
            .find(|line| line.contains("0.26 and later") && line.contains("will reject"))
            .unwrap_or_else(|| unreachable!("{change}: {}", ran.stderr));
        assert!(warning.contains(why), "{change}: {warning}");
        assert!(!warning.contains("0.24"), "{change}: {warning}");
    }
    // An owned tenant whose ID is not its owner's: RAGFlow looks for a user of that ID.
    let file = File::demo_after(&format!(
        "UPDATE user_tenant SET tenant_id = 'of-ada' WHERE tenant_id = '{ADA}' AND role = 'owner'"
    ));
    let ran = file.run(["token", "create", "--user", "ada@example.com"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("owner does not exist"),
        "{}",
        ran.stderr
    );
    // Nothing to warn of.
    let ran = File::demo().run(["token", "create", "--user", "ada@example.com"]);
    assert!(!ran.stderr.contains("will reject"), "{}", ran.stderr);
}

#[test]
fn an_unknown_field_is_refused_before_anything_is_stored() {
    let file = File::demo();
    let before = file.state();
    let ran = file.run(["token", "create", "-u", ADA, "--fields", "token,nonsense"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(file.state() == before, "a key was stored");
}

#[test]
fn read_only_refuses_to_create() {
    let file = File::demo();
    let before = file.state();
    let args = ["token", "create", "-u", ADA, "--json"];
    let ran = file.run(args.into_iter().chain(["--read-only"]));
    assert_eq!((ran.status, &envelope(&ran)["code"]), (4, &403.into()));
    let ran = file.run_in(&Sandbox::new().var("RAGFLOWCTL_READ_ONLY", "1"), args);
    assert_eq!((ran.status, &envelope(&ran)["code"]), (4, &403.into()));
    assert!(file.state() == before);
}
