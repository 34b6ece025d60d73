//! Help and version.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory as _};
use insta::assert_snapshot;
use ragflowctl::cli::Cli;

use crate::error_shape::assert_error;
use crate::fixture::show;
use crate::sandbox::Sandbox;

const TOPICS: [&str; 8] = [
    "urls",
    "config-file",
    "environment",
    "exit-codes",
    "privileges",
    "time-zone",
    "backfill",
    "glossary",
];

fn help(args: &[&str]) -> String {
    help_in(&Sandbox::new(), args)
}

fn help_in(sandbox: &Sandbox, args: &[&str]) -> String {
    let ran = sandbox.run(args);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{args:?}");
    ran.stdout
}

/// Every command with its words; the program itself has none.
fn commands() -> Vec<(Vec<String>, Command)> {
    fn walk(command: &Command, words: &[String], found: &mut Vec<(Vec<String>, Command)>) {
        found.push((words.to_vec(), command.clone()));
        for sub in command.get_subcommands() {
            walk(sub, &[words, &[sub.get_name().to_owned()]].concat(), found);
        }
    }
    let mut found = Vec::new();
    walk(&Cli::command(), &[], &mut found);
    found
}

/// The arguments and the text of every help page and every topic.
fn pages(sandbox: &Sandbox) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (words, _) in commands() {
        for option in ["-h", "--help"] {
            let mut args: Vec<&str> = words.iter().map(String::as_str).collect();
            args.push(option);
            all.push((args.join(" "), help_in(sandbox, &args)));
        }
    }
    for topic in TOPICS {
        all.push((format!("help {topic}"), help_in(sandbox, &["help", topic])));
    }
    all
}

#[test]
fn program() {
    assert_snapshot!(help(&["--help"]));
}

#[test]
fn program_short() {
    assert_snapshot!(help(&["-h"]));
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
fn token_rotate_short() {
    assert_snapshot!(help(&["token", "rotate", "-h"]));
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
fn topics() {
    for topic in TOPICS {
        assert_snapshot!(format!("topic_{topic}"), help(&["help", topic]));
    }
    assert_eq!(help(&["help", "env"]), help(&["help", "environment"]));
}

#[test]
fn help_of_a_command_is_its_long_help() {
    assert_eq!(help(&["help"]), help(&["--help"]));
    assert_eq!(
        help(&["help", "token", "ls"]),
        help(&["token", "list", "--help"])
    );
    for words in [&["help", "nonsense"][..], &["help", "token", "urls"]] {
        assert_error(&Sandbox::new().run(words.iter().copied()), 2);
    }
    assert_snapshot!(
        "help_of_no_command",
        show(&Sandbox::new(), &["help", "rotate"])
    );
}

#[test]
fn help_fits_80_columns() {
    let mut wide = Vec::new();
    for (page, text) in pages(&Sandbox::new()) {
        assert!(text.ends_with('\n') && !text.contains('\u{1b}'), "{page}");
        let lines = text.lines().filter(|line| line.chars().count() > 80);
        wide.extend(lines.map(|line| format!("{page}: {line}")));
        // An example that was wrapped cannot be copied.
        let examples = text.split("Examples:\n").nth(1).unwrap_or_default();
        let broken = examples
            .lines()
            .take_while(|line| !line.is_empty())
            .filter(|line| !line.contains("ragflowctl") && !line.starts_with("  #"));
        wide.extend(broken.map(|line| format!("{page}: broken example: {line}")));
    }
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}

#[test]
fn help_follows_the_width_up_to_100_columns() {
    let widest = |sandbox: Sandbox, args: &[&str]| {
        let text = help_in(&sandbox, args);
        text.lines().map(|line| line.chars().count()).max()
    };
    for args in [&["token", "list", "--help"][..], &["help", "urls"]] {
        for (sandbox, expected) in [
            (Sandbox::new(), 70..=80),
            (Sandbox::new().var("COLUMNS", "200"), 90..=100),
            (Sandbox::new().terminal(200), 90..=100),
            (Sandbox::new().terminal(80).var("COLUMNS", "95"), 85..=95),
        ] {
            let widest = widest(sandbox, args).expect("lines");
            assert!(expected.contains(&widest), "{args:?}: {widest}");
        }
    }
    let narrow = help_in(&Sandbox::new().var("COLUMNS", "60"), &["help", "urls"]);
    let narrow = narrow.lines().filter(|line| !line.starts_with("    "));
    assert!(narrow.map(|line| line.chars().count()).max() <= Some(60));
}

#[test]
fn help_is_coloured_only_on_request() {
    let args = ["token", "list", "--help"];
    let forced = Sandbox::new().var("CLICOLOR_FORCE", "1");
    assert!(help_in(&forced, &args).contains('\u{1b}'));
    let mut always = vec!["--color=always"];
    always.extend(args);
    assert!(help(&always).contains('\u{1b}'));
    for never in [&["--color", "never"][..], &["--color=never"]] {
        let args: Vec<&str> = args.iter().chain(never).copied().collect();
        assert!(!help_in(&forced, &args).contains('\u{1b}'));
    }
}

#[test]
fn examples_come_before_the_options() {
    for (page, text) in pages(&Sandbox::new()) {
        if page.starts_with("help ") && !page.ends_with("-h") && !page.ends_with("--help") {
            continue;
        }
        let at = |part: &str| text.find(part);
        let (usage, examples, options) = (at("Usage: "), at("\nExamples:\n"), at("\nOptions:\n"));
        assert!(examples.is_some(), "{page}");
        assert!(usage < examples && examples < options, "{page}:\n{text}");
    }
}

#[test]
fn only_the_help_of_the_program_has_the_global_options() {
    for (page, text) in pages(&Sandbox::new()) {
        let is_program = page == "--help";
        for option in ["--statement-timeout", "--connect-timeout", "--no-headers"] {
            assert_eq!(text.contains(option), is_program, "{page}: {option}");
        }
        let is_topic = TOPICS.iter().any(|topic| page == format!("help {topic}"));
        let says_where = text.contains("ragflowctl --help\n");
        assert_eq!(says_where, !is_program && !is_topic, "{page}");
    }
}

/// A usage line that is written by hand names real options, and all that are required.
#[test]
fn usage_lines_match_the_parser() {
    let mut wrong = Vec::new();
    for (words, command) in commands() {
        let Some(usage) = command.get_overridden_usage() else {
            continue;
        };
        let usage = usage.to_string();
        let name = ["ragflowctl"]
            .into_iter()
            .chain(words.iter().map(String::as_str));
        let name = name.collect::<Vec<_>>().join(" ");
        for line in usage.lines() {
            if !line.trim().starts_with(&name) {
                wrong.push(format!("{name}: {line}"));
            }
        }
        let named: BTreeSet<&str> = usage
            .split(|c: char| !(c.is_ascii_lowercase() || c == '-'))
            .filter_map(|word| word.strip_prefix("--"))
            .collect();
        let all: BTreeSet<&str> = command
            .get_arguments()
            .filter_map(|arg| arg.get_long())
            .collect();
        wrong.extend(
            named
                .difference(&all)
                .map(|option| format!("{name}: --{option}")),
        );
        for positional in command.get_positionals() {
            let value = positional.get_value_names().expect("a name")[0].to_string();
            let is_named = value.split('|').any(|part| usage.contains(part));
            if !is_named {
                wrong.push(format!("{name}: {value} is missing"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn version_is_short_or_says_what_the_program_was_built_from() {
    let short = format!("ragflowctl {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(help(&["-V"]), short);
    let long = help(&["--version"]);
    assert!(long.starts_with(&short), "{long}");
    let sqlite = format!("SQLite {}\n", rusqlite::version());
    assert!(long.ends_with(&sqlite), "{long}");
    let target = long.lines().find_map(|line| line.strip_prefix("target "));
    let target = target.expect("the target");
    assert!(target.starts_with(std::env::consts::ARCH), "{target}");
}

#[test]
fn no_arguments_are_a_usage_error_with_help() {
    let ran = Sandbox::new().run::<&str>([]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("Usage: ragflowctl"), "{}", ran.stderr);
    assert!(ran.stderr.contains("Examples:"), "{}", ran.stderr);
}
