//! `beta rotate`

use insta::assert_snapshot;

use crate::fixture::{File, rows};

#[test]
fn only_the_beta_is_replaced() {
    let file = File::demo();
    assert_snapshot!(file.show(&["beta", "rotate", "7c82c4c66475", "--yes"]));
    let ran = file.run(["beta", "rotate", "7c82c4c66475", "--yes", "--json"]);
    let pair = &rows(&ran)[0];
    assert_eq!(pair["old"]["token"], pair["new"]["token"]);
    assert_eq!(pair["old"]["create_time"], pair["new"]["create_time"]);
    assert_ne!(pair["old"]["beta"], pair["new"]["beta"]);
}

#[test]
fn a_guessable_key_gets_a_warning() {
    assert_snapshot!(File::demo().show(&["beta", "rotate", "--weak", "--all", "--yes"]));
}

#[test]
fn quiet_prints_the_bare_beta() {
    let ran = File::demo().run(["beta", "rotate", "7c82c4c66475", "--yes", "--quiet"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout.trim_end().len(), 32);
}

#[test]
fn without_confirmation_nothing_changes() {
    let file = File::demo();
    let before = file.state();
    assert_snapshot!(file.show(&["beta", "rotate", "7c82c4c66475"]));
    assert!(file.state() == before);
}
