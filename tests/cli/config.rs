//! `config show`, `config path`, `config init`, and the config file itself

use insta::assert_snapshot;

use crate::fixture::{File, envelope, show};
use crate::sandbox::Sandbox;

/// A run as text, without the folder of the test.
fn shown(sandbox: &Sandbox, args: &[&str]) -> String {
    show(sandbox, args).replace(&sandbox.folder().display().to_string(), "HERE")
}

fn with_config(text: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file("config/config.toml", text);
    sandbox
}

const SERVER: &str = "mysql://ragflowctl@127.0.0.1:9/rag_flow";

#[test]
fn no_settings() {
    assert_snapshot!(shown(&Sandbox::new(), &["config", "show", "-o", "csv"]));
}

#[test]
fn all_settings() {
    let sandbox = with_config(&format!(
        "default_profile = \"prod\"\n[profiles.prod]\nurl = \"{SERVER}\"\n\
         password_file = \"secret\"\ntimezone = \"Europe/Berlin\"\nread_only = true\nmask = true\n"
    ))
    .var("RAGFLOWCTL_USER", "ada@example.com");
    assert_snapshot!(shown(
        &sandbox,
        &["config", "show", "--lock-timeout", "90s", "-o", "csv"]
    ));
}

/// An option takes precedence over a variable, and a variable over the profile.
#[test]
fn a_profile_sets_user_output_change_log_and_undo_directory() {
    let file = File::demo();
    let sandbox = with_config(&format!(
        "default_profile = 'p'\n[profiles.p]\nurl = '{}'\nuser = 'ben@example.com'\n\
         output = 'csv'\nchange_log = 'log.jsonl'\nundo_dir = 'undo'\n",
        file.url()
    ));
    let show = ["config", "show"];
    let lines = |sandbox: &Sandbox, args: &[&str]| {
        let ran = shown(sandbox, &[&show[..], args].concat());
        let wanted = ["output", "user", "change_log", "undo_dir"];
        let lines = ran.lines();
        let lines = lines.filter(|line| wanted.iter().any(|name| line.starts_with(name)));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!("profile_defaults", lines(&sandbox, &[]));
    let listed = sandbox.run(["token", "list", "--no-backfill", "--fields", "id"]);
    assert_eq!(
        (listed.status, listed.stdout.as_str()),
        (0, "id\n23a1d3c70e0b\ne204e3f07916\n9e4442bb6409\n")
    );
    let created = sandbox.run(["token", "create", "-q", "-o", "table"]);
    assert_eq!(created.status, 0, "{}", created.stderr);
    let folder = sandbox.folder();
    let written = |name: &str| folder.join(name).exists();
    assert!(written("config/log.jsonl") && written("config/undo"));
    assert!(!written("state/ragflowctl/undo") && !written("state/ragflowctl/changes.jsonl"));
    let undone = sandbox.run(["undo", "--yes", "--field", "deleted"]);
    assert_eq!(
        (undone.status, undone.stdout.as_str()),
        (0, "1\n"),
        "{}",
        undone.stderr
    );
    let sandbox = sandbox
        .var("RAGFLOWCTL_USER", "ada@example.com")
        .var("RAGFLOWCTL_OUTPUT", "tsv")
        .var("RAGFLOWCTL_CHANGE_LOG", "off")
        .var("RAGFLOWCTL_UNDO_DIR", "off");
    assert_snapshot!("variables_over_profile", lines(&sandbox, &[]));
    let all = sandbox.run(["token", "list", "--all"]);
    assert!(all.stdout.lines().count() > 10, "{}", all.stderr);
    assert_snapshot!(
        "flags_over_variables",
        lines(&sandbox, &["--change-log", "x", "-o", "csv"])
    );
}

#[test]
fn wrong_values_of_these_keys_are_usage_errors() {
    for (key, part) in [
        ("output = 'xml'", "output: there is no format 'xml'"),
        ("user = ' '", "user is empty"),
        ("undo_dir = 1", "line 3, column 12"),
    ] {
        let sandbox = with_config(&format!("[profiles.p]\nurl = 'demo:'\n{key}\n"));
        let ran = sandbox.run(["--profile", "p", "token", "list", "--all"]);
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(part), "{}", ran.stderr);
    }
    let sandbox = Sandbox::new().var("RAGFLOWCTL_OUTPUT", "xml");
    let ran = sandbox.run(["-d", "demo:", "token", "list", "--all"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    let message = "error: RAGFLOWCTL_OUTPUT: there is no format 'xml'\nhint: formats: table, wide";
    assert!(ran.stderr.starts_with(message), "{}", ran.stderr);
    // A usage error comes in the format of the variable.
    let sandbox = Sandbox::new().var("RAGFLOWCTL_OUTPUT", "json");
    let ran = sandbox.run(["token", "--wrong"]);
    assert_eq!((ran.status, &envelope(&ran)["code"]), (2, &400.into()));
}

#[test]
fn passwords_are_not_shown() {
    for (profile, expected) in [
        ("password = 'hunter2'".to_owned(), "…"),
        (
            "password_command = 'echo hunter2'".to_owned(),
            "output of password_command",
        ),
        ("password_file = 'secret'".to_owned(), "in "),
    ] {
        let sandbox = with_config(&format!("[profiles.p]\nurl = '{SERVER}'\n{profile}\n"));
        let ran = sandbox.run(["--profile", "p", "config", "show", "--json"]);
        assert!(!ran.stdout.contains("hunter2"), "{}", ran.stdout);
        let lines = envelope(&ran)["data"].clone();
        let lines = lines.as_array().expect("rows");
        let password = lines.iter().find(|line| line["setting"] == "password");
        let value = password.expect("a password")["value"]
            .as_str()
            .expect("text");
        assert!(value.starts_with(expected), "{value}");
    }
}

#[test]
fn the_path_is_that_of_the_user_or_the_machine() {
    let sandbox = Sandbox::new();
    assert_snapshot!("no_file", shown(&sandbox, &["config", "path"]));
    sandbox.file("machine/config.toml", "");
    assert_snapshot!("machine", shown(&sandbox, &["config", "path"]));
    sandbox.file("config/config.toml", "");
    assert_snapshot!("user", shown(&sandbox, &["config", "path", "--json"]));
}

#[test]
fn a_profile_sets_read_only_and_mask() {
    let file = File::demo();
    let sandbox = with_config(&format!(
        "default_profile = 'p'\n[profiles.p]\nurl = '{}'\nread_only = true\nmask = true\n",
        file.url()
    ));
    let ran = sandbox.run(["token", "list", "--all", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!ran.stdout.contains("ragflow-FloK2"), "{}", ran.stdout);
    let ran = sandbox.run(["token", "list", "--all", "--json", "--reveal"]);
    assert!(ran.stdout.contains("ragflow-"), "{}", ran.stderr);
    let text = shown(&sandbox, &["token", "create", "--user", "ada@example.com"]);
    assert_snapshot!(text);
    // The settings of a profile do not apply to another database.
    let ran = sandbox.run([
        "-d",
        "demo:",
        "token",
        "create",
        "--user",
        "ada@example.com",
    ]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

#[test]
fn paths_are_relative_to_the_file_or_to_home() {
    let sandbox = with_config(
        "[profiles.near]\nurl = 'sqlite:near.db'\n[profiles.far]\nragflow = '~/ragflow'\n",
    );
    let ran = sandbox.run(["--profile", "near", "db", "init", "--demo"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(sandbox.folder().join("config/near.db").exists());
    assert_snapshot!(shown(&sandbox, &["--profile", "far", "db", "check"]));
}

#[test]
fn a_broken_file_is_reported_with_line_and_column() {
    for (name, text) in [
        ("syntax", "[profiles.p]\nurl = \"hunter2\n"),
        (
            "unknown",
            "[profiles.p]\nurl = 'demo:'\npasswort = 'hunter2'\n",
        ),
        (
            "type",
            "[profiles.p]\nurl = 'demo:'\nread_only = 'hunter2'\n",
        ),
        (
            "secret_type",
            "[profiles.p]\nurl = 'demo:'\npassword = 20021\n",
        ),
        ("top", "default_profil = 'p'\n"),
        ("neither", "[profiles.p]\nmask = true\n"),
        ("both", "[profiles.p]\nurl = 'demo:'\nragflow = '/srv'\n"),
        (
            "passwords",
            "[profiles.p]\nurl = 'demo:'\npassword = 'hunter2'\npassword_file = 'x'\n",
        ),
        (
            "two",
            "[profiles.p]\nurl = 'mysql://u:hunter2@h/d'\npassword_file = 'x'\n",
        ),
        (
            "source",
            "[profiles.p]\nragflow = '/srv'\nragflow_source = 'hunter2'\n",
        ),
        ("url", "[profiles.p]\nurl = 'mysql://u:hunter2@h'\n"),
        (
            "absent",
            "[profiles.q]\nurl = 'demo:'\n[profiles.r]\nurl = 'demo:'\n",
        ),
    ] {
        let sandbox = with_config(text);
        let text = shown(&sandbox, &["--profile", "p", "db", "check"]);
        assert!(!text.contains("hunter2"), "{text}");
        assert_snapshot!(format!("broken_{name}"), text);
    }
    // Commands that do not need the file do not fail.
    let sandbox = with_config("[");
    for args in [
        &["-d", "demo:", "db", "check"][..],
        &["config", "path"],
        &["man"],
    ] {
        let ran = sandbox.run(args);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
}

#[test]
fn a_password_readable_by_others_is_refused() {
    let with_password = format!("[profiles.p]\nurl = '{SERVER}'\npassword = 'x'\n");
    let in_url = "[profiles.p]\nurl = 'mysql://u:x@127.0.0.1:9/d'\n";
    for text in [with_password.as_str(), in_url] {
        for mode in [0o604, 0o644, 0o666] {
            let sandbox = with_config(text);
            sandbox.mode("config/config.toml", mode);
            let ran = sandbox.run(["--profile", "p", "db", "check"]);
            assert_eq!(ran.status, 2, "{mode:o}: {}", ran.stderr);
            assert!(ran.stderr.contains("chmod 600"), "{}", ran.stderr);
        }
        let sandbox = with_config(text);
        let ran = sandbox.run(["--profile", "p", "--connect-timeout", "1s", "db", "check"]);
        assert_eq!(ran.status, 5, "{}", ran.stderr);
    }
    // A file without a password may be readable by others.
    let sandbox = with_config("[profiles.p]\nurl = 'demo:'\n");
    sandbox.mode("config/config.toml", 0o644);
    assert_eq!(sandbox.run(["--profile", "p", "db", "check"]).status, 0);
    let sandbox = with_config(&format!(
        "[profiles.p]\nurl = '{SERVER}'\npassword_file = 'pw'\n"
    ));
    sandbox.file("config/pw", "x\n");
    sandbox.mode("config/pw", 0o644);
    assert_snapshot!(shown(&sandbox, &["--profile", "p", "db", "check"]));
}

#[test]
fn a_password_command_needs_a_trusted_file() {
    let text = format!("[profiles.p]\nurl = '{SERVER}'\npassword_command = 'touch ran; echo x'\n");
    let sandbox = with_config(&text);
    sandbox.mode("config/config.toml", 0o622);
    let ran = sandbox.run(["--profile", "p", "db", "check"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("password_command"), "{}", ran.stderr);
}

#[test]
fn a_failing_password_command_is_reported_without_its_output() {
    for (name, command) in [
        ("fails", "'echo hunter2; exit 3'"),
        ("killed", "'echo hunter2; kill -9 $$'"),
        ("empty", "'true'"),
        ("two_lines", "'echo hunter2; echo hunter2'"),
        ("absent", "['/no/such/program', 'hunter2']"),
    ] {
        let text = format!("[profiles.p]\nurl = '{SERVER}'\npassword_command = {command}\n");
        let text = shown(&with_config(&text), &["--profile", "p", "db", "check"]);
        assert!(!text.contains("hunter2"), "{text}");
        assert_snapshot!(format!("command_{name}"), text);
    }
}

#[test]
fn a_password_for_sqlite_is_refused() {
    let text = show(
        &Sandbox::new(),
        &["-d", "demo:", "--password-file", "x", "db", "check"],
    );
    assert_snapshot!(text);
}

#[test]
fn init_asks_connects_and_writes() {
    let file = File::demo();
    let sandbox = Sandbox::new().typing(&format!("first\n{}\n", file.url()), "");
    let text = shown(&sandbox, &["config", "init"])
        .replace(&file.path().display().to_string(), "FILE")
        .replace(rusqlite::version(), "3");
    assert_snapshot!("init", text);
    let path = sandbox.folder().join("config/config.toml");
    let written = std::fs::read_to_string(path).expect("it was written");
    let written = written.replace(&file.path().display().to_string(), "FILE");
    assert_snapshot!("init_written", written);
    let ran = sandbox.run(["token", "list", "--all", "-o", "csv"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    // The name is taken now, and the first profile stays the default.
    let ran = sandbox.run(["-d", "demo:", "config", "init", "first"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let ran = sandbox.run([
        "-d",
        "demo:",
        "config",
        "init",
        "second",
        "--json",
        "--dry-run",
    ]);
    assert_eq!(envelope(&ran)["data"]["default"], false, "{}", ran.stderr);
}

#[test]
fn init_asks_again_after_a_wrong_answer() {
    let sandbox = Sandbox::new().typing("\nnowhere://x\n/no/such/place\ndemo:\n", "");
    let text = shown(&sandbox, &["config", "init"]).replace(rusqlite::version(), "3");
    assert_snapshot!(text);
}

#[test]
fn init_asks_before_it_writes_a_profile_that_does_not_work() {
    for (answer, status) in [("n", 4), ("y", 0)] {
        let lines = format!("p\n{SERVER}\n{answer}\n");
        let sandbox = Sandbox::new().typing(&lines, "hun\"ter 2");
        let ran = sandbox.run(["config", "init", "--connect-timeout", "1s"]);
        assert_eq!(ran.status, status, "{}", ran.stderr);
        assert!(!ran.stderr.contains("hun\"ter"), "{}", ran.stderr);
        let path = sandbox.folder().join("config/config.toml");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(
            written.contains(r#"password = 'hun"ter 2'"#),
            status == 0,
            "{written}"
        );
    }
}

#[test]
fn init_can_be_interrupted_at_the_password() {
    let sandbox = Sandbox::new().typing("postgres://me@127.0.0.1:1/d\ny\n", "hun\x03");
    let ran = sandbox.run(["config", "init", "p"]);
    assert_eq!(ran.status, 130, "{}", ran.stderr);
    assert!(ran.stderr.contains(" stopped\n"), "{}", ran.stderr);
    assert!(!sandbox.folder().join("config").exists());
}

#[test]
fn init_needs_no_terminal_if_all_answers_are_given() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(["config", "init"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    let args = ["-d", "demo:", "--mask", "config", "init", "p", "--json"];
    let ran = sandbox.run(args.into_iter().chain(["--dry-run"]));
    assert_eq!(envelope(&ran)["data"]["dry_run"], true);
    assert!(!sandbox.folder().join("config").exists());
    let ran = sandbox.run(args);
    assert_eq!(envelope(&ran)["data"]["profile"], "p");
    let written = std::fs::read_to_string(sandbox.folder().join("config/config.toml"));
    assert_snapshot!(written.expect("it was written"));
    let ran = sandbox.run([
        "-d",
        SERVER,
        "config",
        "init",
        "q",
        "--connect-timeout",
        "1s",
    ]);
    assert_eq!(ran.status, 5, "{}", ran.stderr);
}

#[test]
fn a_client_file_that_cannot_be_read_is_skipped_with_a_warning() {
    for (url, file) in [
        ("mysql://u@127.0.0.1/d", ".my.cnf"),
        ("postgres://u@127.0.0.1/d", ".pgpass"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file(&format!("home/{file}/x"), "");
        let ran = sandbox.run(["-d", url, "config", "show"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let warning = format!("{file}: it is a directory; it is skipped");
        assert!(
            ran.stderr.starts_with("warning: cannot read "),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.contains(&warning), "{}", ran.stderr);
    }
}

#[test]
fn a_password_in_a_client_file_that_is_not_utf8_is_skipped_with_a_warning() {
    let sandbox = Sandbox::new();
    let file = sandbox.file("home/.pgpass", "");
    std::fs::write(&file, b"*:*:*:*:caf\xe9\n").expect("written");
    let ran = sandbox.run(["-d", "postgres://u@127.0.0.1/d", "config", "show"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("is not UTF-8 text"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("caf"), "{}", ran.stderr);
}

#[test]
fn a_misspelt_key_is_named_with_the_right_one() {
    let text = format!("[profiles.p]\nurl = '{SERVER}'\npasswordfile = 'x'\n");
    let ran = with_config(&text).run(["--profile", "p", "db", "check"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("hint: did you mean 'password_file'?"),
        "{}",
        ran.stderr
    );
    let secret = "VbGS5Ow65AaYAwb2vAzhWJ9ysCY8FlID";
    let text = format!("[profiles.p]\nurl = '{SERVER}'\n{secret} = 'x'\n");
    let ran = with_config(&text).run(["--profile", "p", "db", "check"]);
    assert_eq!(ran.status, 2);
    assert!(!ran.stderr.contains(secret), "{}", ran.stderr);
}

/// `echo` ends the text with a line end; in a file it would not count.
#[test]
fn a_line_end_in_a_password_variable_is_named() {
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", SERVER)
        .var("RAGFLOWCTL_PASSWORD", "hunter2\n")
        .run(["db", "check"]);
    let warning = "warning: RAGFLOWCTL_PASSWORD ends with a line end";
    assert!(ran.stderr.contains(warning), "{}", ran.stderr);
    assert!(!ran.stderr.contains("hunter2"), "{}", ran.stderr);
}
