//! `token rotate`

use insta::assert_snapshot;

use crate::fixture::{ADA, File, rows};
use crate::sandbox::Sandbox;

const KEY: &str = "7c82c4c66475";

#[test]
fn a_table_shows_the_new_key_and_masks_the_beta_that_stays() {
    assert_snapshot!(File::demo().show(&["token", "rotate", KEY, "--yes"]));
}

#[test]
fn json_prints_pairs_of_old_and_new_rows() {
    assert_snapshot!(File::demo().show(&["token", "rotate", KEY, "--yes", "--json"]));
    let file = File::demo();
    let ran = file.run(["token", "rotate", KEY, "--yes", "--json"]);
    let pair = &rows(&ran)[0];
    assert_eq!(
        pair["old"]["beta"], pair["new"]["beta"],
        "embedded pages live on"
    );
    assert_ne!(pair["old"]["token"], pair["new"]["token"]);
}

#[test]
fn flat_formats_have_columns_for_old_and_new() {
    let fields = ["--fields", "new_id,old_id,new_tenant_id"];
    let args = ["token", "rotate", KEY, "--yes", "-o"];
    for format in ["csv", "jsonl"] {
        let args: Vec<&str> = args
            .iter()
            .chain(&[format])
            .chain(&fields)
            .copied()
            .collect();
        assert_snapshot!(format, File::demo().show(&args));
    }
}

#[test]
fn quiet_prints_the_bare_keys_in_the_given_order() {
    let file = File::demo();
    let named = [KEY, "740da5d9993f"];
    let args = ["token", "rotate", named[0], named[1], "--yes", "--quiet"];
    let ran = file.run(args);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let keys: Vec<&str> = ran.stdout.lines().collect();
    assert!(keys.len() == 2 && keys.iter().all(|key| key.len() == 51));
    let beta = "SELECT beta FROM api_token WHERE token = ";
    let first = file.query(&format!("{beta}'{}'", keys[0]));
    assert_eq!(
        first[0][0].as_deref(),
        Some("sAt-QjisPF3vek76rOSzAToIn7aBVNk1")
    );
}

#[test]
fn new_beta_replaces_the_beta_too() {
    let file = File::demo();
    let ran = file.run(["token", "rotate", KEY, "--new-beta", "--yes", "--json"]);
    let pair = &rows(&ran)[0];
    assert_ne!(pair["old"]["beta"], pair["new"]["beta"]);
}

#[test]
fn orphans_are_skipped() {
    let orphan = "UPDATE api_token SET tenant_id = 'nobody' WHERE beta LIKE 'HvOx%'";
    let file = File::demo_after(orphan);
    let id = file.run([
        "token", "list", "--tenant", "nobody", "--fields", "id", "-o", "tsv",
    ]);
    let id = id.stdout.lines().nth(1).expect("an id").to_owned();
    let before = file.state();
    assert_snapshot!(file.show(&["token", "rotate", &id, "--yes"]));
    assert!(file.state() == before);
}

#[test]
fn a_dry_run_creates_nothing() {
    let file = File::demo();
    let before = file.state();
    assert_snapshot!(file.show(&["token", "rotate", "--weak", "-u", ADA, "--dry-run"]));
    let ran = file.run(["token", "rotate", "--weak", "--all", "--dry-run", "--json"]);
    assert!(
        rows(&ran)
            .iter()
            .all(|pair| pair["new"].is_null() && pair["old"].is_object())
    );
    assert!(file.state() == before);
}

#[test]
fn answering_no_changes_nothing() {
    let file = File::demo();
    let before = file.state();
    let no = Sandbox::new().typing("n\n", "");
    assert_snapshot!(file.show_in(&no, &["token", "rotate", "--weak", "-u", ADA]));
    assert!(file.state() == before);
}
