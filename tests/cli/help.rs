//! Help and version.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

fn help(args: &[&str]) -> String {
    let ran = Sandbox::new().run(args);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    ran.stdout
}

#[test]
fn program() {
    assert_snapshot!(help(&["--help"]));
}

#[test]
fn token_list() {
    assert_snapshot!(help(&["token", "list", "--help"]));
}

#[test]
fn audit() {
    assert_snapshot!(help(&["audit", "--help"]));
}

#[test]
fn token_create_short() {
    assert_snapshot!(help(&["token", "create", "-h"]));
}

#[test]
fn beta_backfill_short() {
    assert_snapshot!(help(&["beta", "backfill", "-h"]));
}

#[test]
fn groups() {
    for group in ["token", "beta", "db"] {
        assert_snapshot!(group, help(&[group, "-h"]));
    }
}

#[test]
fn version() {
    let expected = format!("ragflowctl {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(help(&["--version"]), expected);
    assert_eq!(help(&["-V"]), expected);
}

#[test]
fn no_arguments_are_a_usage_error_with_help() {
    let ran = Sandbox::new().run::<&str>([]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("Usage: ragflowctl"), "{}", ran.stderr);
}

#[test]
fn help_fits_100_columns_and_is_coloured_only_on_request() {
    let plain = help(&["token", "list", "--help"]);
    assert!(!plain.contains('\u{1b}'));
    let widest = plain.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{widest:?}");
    let forced = Sandbox::new().var("CLICOLOR_FORCE", "1");
    assert!(
        forced
            .run(["token", "list", "--help"])
            .stdout
            .contains('\u{1b}')
    );
}
