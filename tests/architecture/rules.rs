//! Rules that hold for single files: who may touch the world, how long code may be, how it is named.

use std::path::Path;

use crate::assert_none;
use crate::graph::{Code, Graph};
use crate::source::{self, PROGRAM, Source, TESTS, is_below};

/// A file has fewer lines than this.
const MAX_FILE: usize = 450;
/// A function has fewer lines than this.
const MAX_FUNCTION: usize = 70;

/// Files below any of these paths.
fn below(prefixes: &[&str]) -> Vec<&'static Source> {
    let is_bound = |source: &&Source| prefixes.iter().any(|prefix| is_below(&source.path, prefix));
    let found: Vec<&Source> = PROGRAM.iter().filter(is_bound).collect();
    assert!(!found.is_empty(), "no files below {prefixes:?}");
    found
}

/// Uses of other crates that a rule forbids: in files that `is_bound` picks, paths that `is_forbidden` picks.
fn external_uses(
    is_bound: impl Fn(&str) -> bool,
    is_forbidden: impl Fn(&[&str]) -> bool,
) -> Vec<String> {
    let graph = Graph::build(&PROGRAM, Code::WithTests);
    let broken = graph.externals.iter().filter(|used| {
        let path: Vec<&str> = used.path.iter().map(String::as_str).collect();
        is_bound(&used.file) && is_forbidden(&path)
    });
    broken
        .map(|used| format!("{}:{}: {}", used.file, used.line, used.path.join("::")))
        .collect()
}

/// Whether a text reads like a statement.
pub(crate) fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let has_pair = |first: &str, second: &str| {
        let mut rest = words.iter().skip_while(|word| **word != first).skip(1);
        rest.any(|word| *word == second)
    };
    let pairs = [
        ("SELECT", "FROM"),
        ("INSERT", "INTO"),
        ("UPDATE", "SET"),
        ("DELETE", "FROM"),
        ("ORDER", "BY"),
    ];
    let begins = ["WHERE", "COMMIT", "BEGIN", "PRAGMA"];
    pairs.iter().any(|(first, second)| has_pair(first, second))
        || words.first().is_some_and(|word| begins.contains(word))
}

#[test]
fn only_the_store_holds_sql() {
    let mut broken = Vec::new();
    for file in below(&["src/command", "src/operation", "src/session"]) {
        let statements = file.strings.iter().filter(|(_, text)| is_sql(text));
        broken.extend(statements.map(|(line, text)| format!("{}:{line}: {text:?}", file.path)));
    }
    assert_none(
        "Commands and operations ask the store; statements are in src/store/sql/.",
        &broken,
    );
}

#[test]
fn only_the_report_prints() {
    const QUIET: [&str; 4] = ["src/command", "src/operation", "src/store", "src/domain"];
    let macros = ["print", "println", "eprint", "eprintln", "dbg"];
    let mut broken = external_uses(
        |file| QUIET.iter().any(|prefix| is_below(file, prefix)),
        |path| matches!(path, [.., "io", "stdout" | "stderr"]),
    );
    for file in below(&QUIET) {
        let calls = file.macro_calls.iter();
        let calls = calls.filter(|(_, name)| macros.contains(&name.as_str()));
        broken.extend(calls.map(|(line, name)| format!("{}:{line}: {name}!", file.path)));
    }
    assert_none("Data and messages go through src/report.", &broken);
}

#[test]
fn the_domain_knows_no_world() {
    let broken = external_uses(
        |file| is_below(file, "src/domain"),
        |path| {
            matches!(
                path,
                [
                    "std",
                    "env" | "fs" | "io" | "net" | "process" | "thread",
                    ..
                ] | ["mysql" | "postgres" | "rusqlite" | "tokio_postgres", ..]
            )
        },
    );
    assert_none("src/domain holds rules, without input and output.", &broken);
}

#[test]
fn arguments_are_parsed_above_the_store() {
    let below = ["src/domain", "src/report", "src/store"];
    let broken = external_uses(
        |file| below.iter().any(|prefix| is_below(file, prefix)),
        |path| path[0] == "clap",
    );
    assert_none(
        "Domain, report and store know nothing of the command line.",
        &broken,
    );
}

#[test]
fn each_engine_is_named_in_one_place() {
    for (drivers, home) in [
        (&["rusqlite"][..], "src/store/sqlite"),
        (&["mysql"], "src/store/mysql"),
        (&["postgres", "tokio_postgres"], "src/store/postgres"),
    ] {
        let is_driver = |path: &[&str]| drivers.contains(&path[0]);
        let at_home = external_uses(|file| is_below(file, home), is_driver);
        assert!(!at_home.is_empty(), "{home} does not use {drivers:?}");
        let elsewhere = external_uses(|file| !is_below(file, home), is_driver);
        assert_none(
            &format!("{drivers:?} is used below {home} only."),
            &elsewhere,
        );
    }
}

#[test]
fn clock_randomness_and_environment_come_in_through_env() {
    let is_edge = |file: &str| is_below(file, "src/env") || file == "src/main.rs";
    let is_world = |path: &[&str]| {
        matches!(
            path,
            ["std", "env", ..]
                | ["std", "time", "SystemTime" | "Instant", ..]
                | ["std", "thread", "sleep", ..]
                | ["std", "process", "exit" | "Command", ..]
                | ["rand" | "getrandom", ..]
                | [.., "OsRng" | "SysRng"]
                | ["chrono", "Local", ..]
                | [.., "now"]
        )
    };
    assert!(
        !external_uses(is_edge, is_world).is_empty(),
        "src/env moved"
    );
    assert_none(
        "The world outside is env::Env: only src/env.rs, src/env/ and src/main.rs touch it.",
        &external_uses(|file| !is_edge(file), is_world),
    );
}

#[test]
fn files_are_short() {
    let broken: Vec<String> = PROGRAM
        .iter()
        .chain(&*TESTS)
        .filter(|file| file.line_count >= MAX_FILE)
        .map(|file| format!("{} has {} lines", file.path, file.line_count))
        .collect();
    assert_none(&format!("A file has less than {MAX_FILE} lines."), &broken);
}

#[test]
fn functions_are_short() {
    let program = Graph::build(&PROGRAM, Code::Program).files;
    let mut broken = Vec::new();
    for file in PROGRAM.iter().filter(|file| program.contains(&file.path)) {
        for function in file.functions.iter().filter(|it| !it.is_test) {
            if function.line_count >= MAX_FUNCTION {
                broken.push(format!(
                    "{}:{}: fn {} has {} lines",
                    file.path, function.line, function.name, function.line_count
                ));
            }
        }
    }
    assert_none(
        &format!("A function has less than {MAX_FUNCTION} lines."),
        &broken,
    );
}

#[test]
fn files_are_named_for_what_they_hold() {
    let vague = [
        "utils", "util", "common", "helpers", "helper", "misc", "mod",
    ];
    let is_vague = |file: &Source| {
        let stem = Path::new(&file.path).file_stem().unwrap_or_default();
        vague.iter().any(|name| stem == *name)
    };
    let broken = PROGRAM.iter().filter(|file| is_vague(file));
    let broken: Vec<String> = broken.map(|file| file.path.clone()).collect();
    assert_none("A file's name says what it holds.", &broken);
}

#[test]
fn no_lint_is_allowed_and_nothing_unwrapped() {
    let mut broken = Vec::new();
    for file in PROGRAM.iter().chain(&*TESTS) {
        let allowed = file.allow_attributes.iter().map(|line| (line, "#[allow]"));
        let unwrapped = file.unwraps.iter().map(|line| (line, ".unwrap()"));
        let found = allowed.chain(unwrapped);
        broken.extend(found.map(|(line, what)| format!("{}:{line}: {what}", file.path)));
    }
    assert_none(
        "Where a lint is wrong, #[expect(…, reason = …)] says why; expect(\"why\") instead of unwrap().",
        &broken,
    );
}

#[test]
fn the_change_log_mentions_this_version() {
    let path = source::root().join("CHANGELOG.md");
    let text = std::fs::read_to_string(path).expect("CHANGELOG.md");
    let version = env!("CARGO_PKG_VERSION");
    let is_heading = |line: &str| line.starts_with('#') && line.contains(version);
    let is_mentioned = text.lines().any(is_heading);
    assert!(is_mentioned, "CHANGELOG.md has no heading for {version}");
}
