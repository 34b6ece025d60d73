//! No error repeats a secret that stands in the wrong place of a command line.

use clap::{ArgAction, Command, CommandFactory as _};

use crate::workspace::{PROGRAM, Workspace};

/// A key, betas, login tokens, a password and a URL with one.
const SECRETS: [&str; 8] = [
    "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM",
    "VbGS5Ow65AaYAwb2vAzhWJ9ysCY8FlID",
    "Ijg3YmQ1Yzc0ZjE4MGM0MDJmYyI.aVW5AA.cEdSxyz_-0QmVbGS5Ow65AaYAw",
    "ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz",
    "-bGS5Ow65AaYAwb2vAzhWJ9ysCY8FlID",
    "correct-horse-battery-staple",
    "--correct-horse-battery-Staple",
    "mysql://root:zT8wqLmN4x@db.example.com/rag_flow",
];

/// How many of the first ones are given to every option.
const FOR_OPTIONS: usize = 3;

/// As much of a secret as nothing else in an output has by chance.
const PART: usize = 8;

/// The names of every subcommand, from the top.
fn subcommands(command: &Command, names: &[String], all: &mut Vec<(Vec<String>, Command)>) {
    all.push((names.to_vec(), command.clone()));
    for subcommand in command.get_subcommands() {
        let names = [names, &[subcommand.get_name().to_owned()]].concat();
        subcommands(subcommand, &names, all);
    }
}

/// The command lines that put a secret into every place of a command.
fn command_lines(names: &[String], command: &Command, secret: &str) -> Vec<Vec<String>> {
    let with = |words: &[&str]| -> Vec<String> {
        let words = words.iter().map(|word| (*word).to_owned());
        names.iter().cloned().chain(words).collect()
    };
    let mut lines = vec![
        with(&[secret]),
        with(&[secret, secret]),
        with(&["--all", secret]),
        with(&["--", secret, secret, secret]),
        with(&["--nonsense", secret]),
        with(&[&format!("--nonsense={secret}")]),
    ];
    let is_for_options = SECRETS[..FOR_OPTIONS].contains(&secret);
    for arg in command.get_arguments().filter(|_| is_for_options) {
        let is_tested_elsewhere = arg.is_global_set() && names != ["token", "list"];
        let Some(long) = arg.get_long().filter(|_| !is_tested_elsewhere) else {
            continue;
        };
        let option = format!("--{long}");
        lines.push(with(&[&format!("{option}={secret}")]));
        if matches!(arg.get_action(), ArgAction::Set | ArgAction::Append) {
            lines.push(with(&[&option, secret]));
            lines.push(with(&[&option, secret, "--all"]));
        }
    }
    lines
}

fn repeats(text: &str, secret: &str) -> bool {
    let letters: Vec<char> = secret.trim_start_matches("ragflow-").chars().collect();
    let parts = letters.windows(PART).map(String::from_iter);
    // The rest of the address of a database is no secret.
    let mut parts = parts.filter(|part| !"mysql://root:@db.example.com/rag_flow".contains(part));
    parts.any(|part| text.contains(&part))
}

#[test]
fn no_error_repeats_a_secret_from_any_place_of_a_command_line() {
    let mut all = Vec::new();
    let mut parser = ragflowctl::cli::Cli::command();
    parser.build();
    subcommands(&parser, &[], &mut all);
    assert!(all.len() > 20);
    let mut repeated = Vec::new();
    for (names, command) in &all {
        // Prints its arguments' names.
        if names.first().is_some_and(|name| name == "help") {
            continue;
        }
        for secret in SECRETS {
            for line in command_lines(names, command, secret) {
                let names_database = |word: &String| {
                    let options = ["--database", "--profile", "--ragflow", "-d"];
                    options.iter().any(|option| word.starts_with(option))
                };
                let mut args = vec!["--json"];
                if !line.iter().any(names_database) {
                    args.extend(["-d", "demo:"]);
                }
                args.extend(line.iter().map(String::as_str));
                // Some commands create files of these names.
                let workspace = Workspace::empty();
                let ran = workspace.command(PROGRAM).args(args).output();
                let ran = ran.expect("the program runs");
                let output = [ran.stdout, ran.stderr].concat();
                let output = String::from_utf8_lossy(&output);
                if !ran.status.success() && repeats(&output, secret) {
                    repeated.push(format!("{line:?} {}: {output}", ran.status));
                }
            }
        }
    }
    assert!(repeated.is_empty(), "{}", repeated.join("\n"));
}
