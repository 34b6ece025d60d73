//! `token create --users`

use crate::fixture::{ADA, File, rows};
use crate::sandbox::Sandbox;

/// Runs the command with a list on stdin.
fn create(file: &File, list: &str, args: &[&str]) -> crate::sandbox::Finished {
    let sandbox = Sandbox::new().piping(list);
    let command = ["token", "create", "--users", "-"];
    file.run_in(&sandbox, command.iter().chain(args).copied())
}

fn keys(file: &File) -> u64 {
    file.number("SELECT COUNT(*) FROM api_token")
}

#[test]
fn each_user_of_a_list_gets_a_key() {
    let file = File::demo();
    let before = keys(&file);
    let list = "\u{feff}ada@example.com\r\n\n ben@example.com \nada@example.com\n";
    let ran = create(&file, list, &["--json", "--fields", "user,token,beta"]);
    assert_eq!(
        (ran.status, ran.stderr.as_str()),
        (0, "note: created 2 keys\n")
    );
    let rows = rows(&ran);
    let users: Vec<_> = rows
        .iter()
        .map(|row| row["user"].as_str().expect("a user"))
        .collect();
    assert_eq!(users, ["ada@example.com", "ben@example.com"]);
    assert!(
        rows.iter()
            .all(|row| row["token"].as_str().is_some_and(|key| key.len() == 51))
    );
    assert_eq!(keys(&file), before + 2);
    assert_eq!(
        create(&file, list, &["--count", "3", "-q"])
            .stdout
            .lines()
            .count(),
        6
    );
}

#[test]
fn a_csv_with_a_column_of_addresses_is_a_list() {
    let file = File::demo();
    let list = "name;E-Mail;team\r\n\"A; B\";ada@example.com;x\r\nBen;ben@example.com;y\r\n";
    let path = file.path().with_extension("csv");
    std::fs::write(&path, list).expect("a file");
    let path = path.to_str().expect("UTF-8");
    let ran = file.run(["token", "create", "--users", path, "--field", "user"]);
    assert_eq!(
        ran.stdout, "ada@example.com\nben@example.com\n",
        "{}",
        ran.stderr
    );
}

#[test]
fn users_who_are_not_found_are_named_at_the_end() {
    let file = File::demo();
    let before = keys(&file);
    let list = "nobody@example.com\nada@example.com\nnoone@example.com\n";
    let ran = create(&file, list, &["--field", "user"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, "ada@example.com\n"));
    assert!(
        ran.stderr
            .contains("2 users get no key: line 1: no user 'nobody@example.com'; line 3: no user"),
        "{}",
        ran.stderr
    );
    assert_eq!(keys(&file), before + 1);
}

#[test]
fn users_with_a_key_can_be_left_out() {
    let file = File::demo_after(&format!("DELETE FROM api_token WHERE tenant_id = '{ADA}'"));
    let list = "ada@example.com\nben@example.com\n";
    let ran = create(&file, list, &["--skip-existing", "--field", "user"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "ada@example.com\n"));
    assert!(ran.stderr.contains("skipped 1 user"), "{}", ran.stderr);
    let again = create(&file, list, &["--skip-existing", "--json"]);
    assert_eq!((again.status, rows(&again).len()), (0, 0));
}

#[test]
fn a_dry_run_and_wrong_lists_create_nothing() {
    let file = File::demo();
    let before = file.state();
    let dry = create(&file, "ada@example.com\n", &["--dry-run"]);
    assert_eq!((dry.status, dry.stdout.as_str()), (0, ""));
    assert!(
        dry.stderr.contains("would create 1 key for 1 user"),
        "{}",
        dry.stderr
    );
    let long = "a".repeat(300);
    for (list, why) in [
        ("", "it has no address"),
        (
            "name,mail\nAda,ada@example.com\n",
            "none of them is named email",
        ),
        (
            long.as_str(),
            "line 1: the address has more than 255 characters",
        ),
    ] {
        let ran = create(&file, list, &[]);
        assert_eq!(ran.status, 2, "{list}: {}", ran.stderr);
        assert!(ran.stderr.contains(why), "{}", ran.stderr);
    }
    let both = create(&file, "ada@example.com", &["--user", "ben@example.com"]);
    assert_eq!(both.status, 2, "{}", both.stderr);
    let missing = file.run(["token", "create", "--users", "/no/such/file"]);
    assert_eq!(missing.status, 3, "{}", missing.stderr);
    assert_eq!(file.state(), before);
}
