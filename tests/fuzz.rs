//! Feeds every parser of other people's text with changed copies of examples. The seed is
//! fixed, so a failure happens again; RAGFLOWCTL_FUZZ_EXECUTIONS sets the number for each
//! target, and RAGFLOWCTL_FUZZ_SEED another seed.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use mutatis::Session;

use targets::TARGETS;

/// The inputs of each target in an ordinary test run.
const EXECUTIONS: u64 = 500;
/// The most changes that are made to an example.
const MAX_CHANGES: u64 = 8;
/// The longest input in bytes.
const MAX_LENGTH: usize = 4_096;

#[expect(
    clippy::disallowed_methods,
    reason = "a longer run is asked for by variables"
)]
fn number(variable: &str, usual: u64) -> u64 {
    let value = std::env::var(variable).ok();
    value.map_or(usual, |value| value.parse().expect("a number"))
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

/// The names of the entries of a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

fn examples(target: &str) -> Vec<Vec<u8>> {
    let folder = corpus().join(target);
    let read = |name: &String| std::fs::read(folder.join(name)).expect("a file");
    names(&folder).iter().map(read).collect()
}

/// A changed copy of one of the examples, or parts of two.
fn changed(examples: &[Vec<u8>], session: &mut Session, round: u64) -> Vec<u8> {
    let number = usize::try_from(round).expect("a small number");
    let example = |place: usize| &examples[place % examples.len()];
    let mut input = example(number).clone();
    if number % 3 == 0 {
        let other = example(number / examples.len());
        input.truncate(input.len() * (number % 7) / 7);
        input.extend(&other[other.len() * (number % 5) / 5..]);
    }
    for _ in 0..=round % MAX_CHANGES {
        session.mutate(&mut input).expect("a change");
    }
    input.truncate(MAX_LENGTH);
    input
}

/// Runs a target with changed copies of its examples.
fn fuzz(name: &str) {
    let examples = examples(name);
    let seed = number("RAGFLOWCTL_FUZZ_SEED", 1);
    let mut session = Session::new().seed(seed);
    for input in &examples {
        targets::run(name, input);
    }
    for round in 0..number("RAGFLOWCTL_FUZZ_EXECUTIONS", EXECUTIONS) {
        let input = changed(&examples, &mut session, round);
        let is_fine = catch_unwind(|| targets::run(name, &input)).is_ok();
        let text = String::from_utf8_lossy(&input);
        assert!(is_fine, "{name}, round {round}: {text:?}");
    }
}

#[test]
fn every_target_has_examples_and_a_program_for_cargo_fuzz() {
    let targets: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names(&corpus()), targets);
    let programs = names(&corpus().with_file_name("fuzz_targets"));
    let expected: Vec<String> = targets.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(programs, expected);
}

macro_rules! fuzz_tests {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            super::fuzz(stringify!($name));
        }
    )*};
}

mod parsers {
    fuzz_tests! {
        address_list config_file database_url dotenv embed_url header import key_selector
        legacy login_token my_cnf pasted pgpass sanitize scan service_conf undo_file
    }
}
