//! Generated files and written documentation match the parser: completions, manual pages, examples,
//! the README.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::CommandFactory as _;
use ragflowctl::cli::Cli;

/// The committed completion script of each shell.
const COMPLETIONS: [(&str, &str); 5] = [
    ("bash", "ragflowctl.bash"),
    ("zsh", "_ragflowctl"),
    ("fish", "ragflowctl.fish"),
    ("powershell", "_ragflowctl.ps1"),
    ("elvish", "ragflowctl.elv"),
];

const REGENERATE: &str = "RAGFLOWCTL_REGENERATE=1 cargo test --test generated";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn program(args: &[&str]) -> Vec<u8> {
    let ran = Command::new(env!("CARGO_BIN_EXE_ragflowctl"))
        .args(args)
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{args:?}: {said}");
    ran.stdout
}

/// Compares a folder with its expected files, or writes them if `RAGFLOWCTL_REGENERATE` is set.
fn assert_current(folder: &str, made: &BTreeMap<String, Vec<u8>>) {
    let folder = root().join(folder);
    #[expect(
        clippy::disallowed_methods,
        reason = "a switch for the developer, not for the program"
    )]
    if std::env::var_os("RAGFLOWCTL_REGENERATE").is_some() {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("the old files");
        }
        std::fs::create_dir_all(&folder).expect("the folder");
        for (name, content) in made {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
            std::fs::write(path, content).expect("a file");
        }
    }
    let mut wrong = Vec::new();
    for (name, content) in made {
        match std::fs::read(folder.join(name)) {
            Ok(committed) if committed == *content => {}
            Ok(_) => wrong.push(format!("{name} differs from the parser")),
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    for name in files_in(&folder) {
        if !made.contains_key(&name) {
            wrong.push(format!("{name} belongs to no command"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} is not up to date: {}\nmake it anew: {REGENERATE}",
        folder.display(),
        wrong.join(", ")
    );
}

/// The files below a folder, by their paths in it.
fn files_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        match path.is_dir() {
            true => files.extend(files_in(&path).iter().map(|file| format!("{name}/{file}"))),
            false => files.push(name),
        }
    }
    files.sort();
    files
}

#[test]
fn completions_match_the_parser() {
    let made = COMPLETIONS.map(|(shell, file)| (file.to_owned(), program(&["completions", shell])));
    let made = BTreeMap::from(made);
    for (name, script) in &made {
        let script = String::from_utf8_lossy(script);
        assert!(
            script.contains("RAGFLOWCTL_COMPLETE"),
            "{name} does not ask the program"
        );
    }
    assert_current("completions", &made);
}

#[test]
fn manual_pages_match_the_parser() {
    let folder = tempfile::tempdir().expect("a folder");
    let path: PathBuf = folder.path().to_owned();
    program(&["man", &path.to_string_lossy()]);
    let read = |name: String| {
        let page = std::fs::read(path.join(&name)).expect("a page");
        (name, page)
    };
    let made: BTreeMap<String, Vec<u8>> = files_in(&path).into_iter().map(read).collect();
    // One page for the program, one for every command, and those of the topics.
    let mut names: Vec<String> = commands()
        .iter()
        .map(|(words, _)| {
            let words = [&["ragflowctl"], words.as_slice()].concat();
            format!("man1/{}.1", words.join("-"))
        })
        .collect();
    let others = [
        "man5/ragflowctl.toml.5",
        "man7/ragflowctl-backfill.7",
        "man7/ragflowctl-glossary.7",
        "man7/ragflowctl-privileges.7",
        "man7/ragflowctl-time-zone.7",
        "man7/ragflowctl-urls.7",
    ];
    names.extend(others.map(str::to_owned));
    names.sort();
    assert_eq!(made.keys().cloned().collect::<Vec<_>>(), names);
    assert_eq!(program(&["man"]), made["man1/ragflowctl.1"]);
    assert_current("man", &made);
}

#[test]
fn manual_pages_are_valid_and_have_the_usual_sections() {
    let man = root().join("man");
    let files = files_in(&man);
    let checked = Command::new("mandoc")
        .args(["-T", "lint", "-W", "warning"])
        .args(files.iter().map(|file| man.join(file)))
        .output()
        .expect("mandoc runs");
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    // Between the text of an option and its values; of clap_mangen.
    let harmless = |line: &&str| !line.contains("skipping paragraph macro: br");
    let warnings: Vec<&str> = said.lines().filter(harmless).collect();
    assert!(warnings.is_empty(), "{}", warnings.join("\n"));
    for file in files {
        let page = std::fs::read_to_string(man.join(&file)).expect("a page");
        let title = page.lines().find(|line| line.starts_with(".TH "));
        let date = title
            .and_then(|title| title.split(' ').nth(3))
            .expect("a date");
        assert_eq!(
            date.split('-').map(str::len).collect::<Vec<_>>(),
            [4, 2, 2],
            "{file}"
        );
        let mut sections = vec!["NAME", "DESCRIPTION", "SEE ALSO"];
        if file.starts_with("man1") {
            sections.extend([
                "SYNOPSIS",
                "EXAMPLES",
                "EXIT STATUS",
                "ENVIRONMENT",
                "FILES",
            ]);
        }
        for section in sections {
            let named = [format!(".SH {section}\n"), format!(".SH \"{section}\"\n")];
            assert!(
                named.iter().any(|named| page.contains(named)),
                "{file}: {section}"
            );
        }
    }
}

/// Pages refer to each other, and each of these pages exists.
#[test]
fn manual_pages_refer_to_pages_that_exist() {
    let man = root().join("man");
    let files = files_in(&man);
    for file in &files {
        let page = std::fs::read_to_string(man.join(file)).expect("a page");
        let (_, references) = page.split_once("SEE ALSO\"\n").expect("the section");
        let references = references.replace('\\', "");
        for reference in references.trim().split(", ") {
            let (name, section) = reference.split_once('(').expect("a page");
            let section = section.trim_end_matches(')');
            let path = format!("man{section}/{name}.{section}");
            assert!(files.contains(&path), "{file} refers to {reference}");
        }
    }
}

/// Every command with its words; the program itself has none.
fn commands() -> Vec<(Vec<&'static str>, &'static clap::Command)> {
    fn walk(
        command: &'static clap::Command,
        words: &[&'static str],
        found: &mut Vec<(Vec<&'static str>, &'static clap::Command)>,
    ) {
        found.push((words.to_vec(), command));
        for sub in command.get_subcommands() {
            walk(sub, &[words, &[sub.get_name()]].concat(), found);
        }
    }
    let mut found = Vec::new();
    walk(Box::leak(Box::new(Cli::command())), &[], &mut found);
    found
}

#[test]
fn every_command_has_help_with_examples() {
    let mut lacking = Vec::new();
    for (words, command) in commands() {
        let name = words.join(" ");
        let after = command.get_after_help().map(ToString::to_string);
        let after = after.unwrap_or_default();
        let examples = after.split("Examples:\n").nth(1).unwrap_or_default();
        let own = examples
            .lines()
            .take_while(|line| line.starts_with("  "))
            .any(|line| line.contains("ragflowctl") && line.contains(&name));
        if !own {
            lacking.push(format!("'ragflowctl {name}' has no example of itself"));
        }
        if command.get_about().is_none() {
            lacking.push(format!("'ragflowctl {name}' does not say what it does"));
        }
        for argument in command.get_arguments() {
            let is_own = !["help", "version"].contains(&argument.get_id().as_str());
            if is_own && argument.get_help().is_none() {
                lacking.push(format!("'ragflowctl {name}': {argument} has no help"));
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn examples_can_be_parsed() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (_, command) in commands() {
        let after = command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let examples = after.split("Examples:\n").nth(1).unwrap_or_default();
        for line in examples.lines().take_while(|line| line.starts_with("  ")) {
            let Some(from) = line.find("ragflowctl ") else {
                continue;
            };
            // The command ends at a pipe, a redirection or a closing bracket.
            let line = &line[from..];
            let line = line.split([')', '>']).next().unwrap_or_default();
            let line = line.split(" | ").next().unwrap_or_default();
            tried += 1;
            if let Err(error) = Cli::command().try_get_matches_from(line.split_whitespace()) {
                wrong.push(format!("{line}\n{error}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 15, "only {tried} examples were found");
}

#[test]
fn the_readme_mentions_every_command() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(!readme.is_empty(), "there is no README.md");
    let lacking: Vec<String> = commands()
        .into_iter()
        .filter(|(words, command)| !words.is_empty() && command.get_subcommands().next().is_none())
        .map(|(words, _)| words.join(" "))
        .filter(|name| {
            let is_said = |line: &str| line.contains("ragflowctl") && line.contains(name.as_str());
            !readme.lines().any(is_said)
        })
        .collect();
    assert!(
        lacking.is_empty(),
        "README.md has no line `ragflowctl … COMMAND` for: {}",
        lacking.join(", ")
    );
}

/// The terms of a topic below a heading.
fn topic_terms(topic: &str, heading: &str) -> Vec<String> {
    let text = String::from_utf8(program(&["help", topic])).expect("UTF-8");
    let (_, section) = text.split_once(heading).expect("the heading");
    let lines = section.lines().skip(1).take_while(|line| !line.is_empty());
    let terms = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    terms
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_help_describes_every_key_of_the_config_file() {
    let source = std::fs::read_to_string(root().join("src/settings/config_file.rs"));
    let source = source.expect("the source");
    let fields = |name: &str| -> Vec<String> {
        let (_, rest) = source
            .split_once(&format!("struct {name} {{\n"))
            .expect("a struct");
        let (body, _) = rest.split_once("\n}").expect("its end");
        let lines = body
            .lines()
            .map(|line| line.trim().trim_start_matches("pub "));
        let fields = lines.filter(|line| !line.starts_with(['/', '#']));
        fields
            .filter_map(|line| line.split_once(": "))
            .map(|(field, _)| field.to_owned())
            .collect()
    };
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    let described = topic_terms("config-file", "\nKEYS OF A PROFILE\n");
    assert_eq!(sorted(described), sorted(fields("Profile")));
    let mut keys = topic_terms("config-file", "\nKEYS\n");
    keys.push("profiles".to_owned());
    assert_eq!(sorted(keys), sorted(fields("ConfigContent")));
}

/// The names in a text that begin with RAGFLOWCTL_.
fn variables_in(text: &str) -> Vec<String> {
    let name = |rest: &str| {
        let end = rest.find(|c: char| !(c.is_ascii_uppercase() || c == '_'));
        format!("RAGFLOWCTL_{}", &rest[..end.unwrap_or(rest.len())])
    };
    let mut names: Vec<String> = text.split("RAGFLOWCTL_").skip(1).map(name).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn the_help_describes_every_environment_variable() {
    let described = String::from_utf8(program(&["help", "environment"])).expect("UTF-8");
    let described = variables_in(&described);
    // Of the build and of the completion scripts.
    let internal = ["COMPLETE", "COMMIT", "TARGET", "DATE", ""];
    let mut missing = Vec::new();
    let src = root().join("src");
    for file in files_in(&src).iter().filter(|file| file.ends_with(".rs")) {
        let source = std::fs::read_to_string(src.join(file)).expect("a source file");
        let is_missing = |name: &String| {
            let is_internal = internal
                .iter()
                .any(|word| *name == format!("RAGFLOWCTL_{word}"));
            !is_internal && !described.contains(name)
        };
        let names = variables_in(&source).into_iter().filter(is_missing);
        missing.extend(names.map(|name| format!("{file}: {name}")));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
