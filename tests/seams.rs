//! The rules of the architecture, held by looking at the source.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use ragflowctl::database_url::{DatabaseUrl, Password};
use ragflowctl::domain::login::{AccessToken, SecretKey};
use ragflowctl::domain::token::{Beta, Token};
use ragflowctl::settings::config_file::SecretText;

/// A file under `src`, taken apart.
struct Source {
    /// Its path from the root, with `/`.
    name: String,
    /// The text as it is.
    text: String,
    /// The code: comments are gone, string literals are empty.
    code: String,
    /// What stands in its string literals.
    strings: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file");
            let name = path.strip_prefix(root()).expect("below the root");
            let (code, strings) = take_apart(&text);
            found.push(Source {
                name: name.to_string_lossy().replace('\\', "/"),
                text,
                code,
                strings,
            });
        }
    }
    assert!(!found.is_empty(), "no source files under {folder}");
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The code without comments and with empty string literals, and the literals.
fn take_apart(text: &str) -> (String, Vec<String>) {
    let (mut code, mut strings) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
        } else if let Some((literal, behind)) = raw_string(rest, &code) {
            strings.push(literal.to_owned());
            code.push_str("\"\"");
            rest = behind;
        } else if first == '"' {
            let end = end_of_string(rest);
            strings.push(rest[1..end].to_owned());
            code.push_str("\"\"");
            rest = rest.get(end + 1..).unwrap_or("");
        } else if let Some(length) = char_literal(rest) {
            code.push_str("' '");
            rest = &rest[length..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (code, strings)
}

/// The literal and what follows, if a raw string begins here.
fn raw_string<'a>(text: &'a str, before: &str) -> Option<(&'a str, &'a str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let inside_a_word = before.ends_with(is_word) && !before.ends_with('b');
    let body = text.strip_prefix('r').filter(|_| !inside_a_word)?;
    let hashes = &body[..body.find(|c| c != '#')?];
    let body = body[hashes.len()..].strip_prefix('"')?;
    body.split_once(&format!("\"{hashes}"))
}

fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (index, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return index,
            _ => {}
        }
    }
    text.len()
}

/// How long a literal like `'"'` is; a lifetime is none.
fn char_literal(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    if body.starts_with('\\') {
        return body[2..].find('\'').map(|end| end + 4);
    }
    let character = body.chars().next()?;
    body[character.len_utf8()..]
        .starts_with('\'')
        .then(|| character.len_utf8() + 2)
}

/// Fails with every file that breaks a rule, and how.
fn hold(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}\n  {}", broken.join("\n  "));
}

/// The files whose code holds any of these words.
fn code_with(files: &[Source], words: &[&str]) -> Vec<String> {
    let mut broken = Vec::new();
    for file in files {
        for (number, line) in file.code.lines().enumerate() {
            for word in words {
                if mentions(line, word) {
                    broken.push(format!(
                        "{}, code line {}: {}",
                        file.name,
                        number + 1,
                        line.trim()
                    ));
                }
            }
        }
    }
    broken
}

/// Whether a line of code holds a word that is not part of a longer one.
fn mentions(line: &str, word: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        let is_longer = (before.ends_with(is_word) && word.starts_with(is_word))
            || (after.starts_with(is_word) && word.ends_with(is_word));
        !is_longer
    })
}

fn is_sql(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let then = |first: &str, second: &str| {
        let behind = words.iter().skip_while(|word| *word != first).skip(1);
        behind.into_iter().any(|word| word == second)
    };
    then("SELECT", "FROM")
        || then("INSERT", "INTO")
        || then("UPDATE", "SET")
        || then("DELETE", "FROM")
        || then("ORDER", "BY")
        || ["WHERE", "COMMIT", "BEGIN", "PRAGMA"]
            .iter()
            .any(|keyword| words.first().is_some_and(|word| word == keyword))
}

#[test]
fn commands_hold_no_sql() {
    let mut broken = Vec::new();
    for file in sources("src/command") {
        let statements = file.strings.iter().filter(|text| is_sql(text));
        broken.extend(statements.map(|text| format!("{}: {text:?}", file.name)));
    }
    hold(
        "A command asks the store; statements stand in src/store/sql.rs.",
        &broken,
    );
}

#[test]
fn commands_and_the_store_print_nothing_themselves() {
    let words = [
        "print!",
        "println!",
        "eprint!",
        "eprintln!",
        "dbg!",
        "io::stdout",
        "io::stderr",
        "stdout()",
        "stderr()",
    ];
    for folder in ["src/command", "src/store", "src/domain"] {
        hold(
            "Data goes through report::Output, talk through report::Talk.",
            &code_with(&sources(folder), &words),
        );
    }
}

#[test]
fn the_domain_knows_no_world() {
    let words = [
        "std::io",
        "std::fs",
        "std::net",
        "std::process",
        "clap",
        "rusqlite",
        "mysql",
        "postgres",
        "crate::store",
        "crate::command",
        "crate::report",
        "crate::cli",
        "crate::settings",
    ];
    hold(
        "src/domain holds rules, and does no input or output.",
        &code_with(&sources("src/domain"), &words),
    );
}

#[test]
fn the_layers_know_only_those_below() {
    hold(
        "The store knows no command and no format.",
        &code_with(
            &sources("src/store"),
            &[
                "crate::command",
                "crate::report",
                "crate::cli",
                "crate::settings",
                "clap",
            ],
        ),
    );
    hold(
        "Formats know no command and no database.",
        &code_with(
            &sources("src/report"),
            &[
                "crate::command",
                "crate::store",
                "crate::cli",
                "crate::settings",
                "clap",
            ],
        ),
    );
    hold(
        "Commands know no engine.",
        &code_with(
            &sources("src/command"),
            &["rusqlite", "mysql", "postgres", "chrono::Local"],
        ),
    );
}

#[test]
fn engines_stand_in_one_place_each() {
    for (driver, home) in [
        ("rusqlite", "src/store/sqlite.rs"),
        ("mysql::", "src/store/mysql.rs"),
        ("postgres::", "src/store/postgres.rs"),
    ] {
        let mut files = sources("src");
        let parts = format!("{}/", home.trim_end_matches(".rs"));
        files.retain(|file| file.name != home && !file.name.starts_with(&parts));
        let mut broken = code_with(&files, &[driver]);
        // The store names its own modules.
        let own = ["sqlite::Sqlite", "mysql::MySql", "postgres::Postgres"];
        broken.retain(|line| !own.iter().any(|module| line.contains(module)));
        hold(
            &format!("{driver} belongs into {home} or its parts."),
            &broken,
        );
    }
}

#[test]
fn clock_randomness_and_environment_come_in_through_env() {
    let mut files = sources("src");
    let is_edge =
        |name: &str| ["src/env.rs", "src/main.rs"].contains(&name) || name.starts_with("src/env/");
    files.retain(|file| !is_edge(&file.name));
    let words = [
        "SystemTime",
        "Instant",
        "Local::now",
        "Utc::now",
        "SysRng",
        "OsRng",
        "rand::",
        "std::env",
        "thread::sleep",
        "getrandom",
        "process::exit",
        "process::Command",
    ];
    hold(
        "The outside world is env::Env: src/env.rs (with src/env/) and src/main.rs alone touch it.",
        &code_with(&files, &words),
    );
}

#[test]
fn files_are_short_and_named_for_what_they_hold() {
    let mut broken = Vec::new();
    for file in sources("src") {
        let lines = file.text.lines().count();
        if lines >= 450 {
            broken.push(format!("{} has {lines} lines: split it", file.name));
        }
        let vague = ["utils", "util", "common", "helpers", "helper", "misc"];
        let stem = Path::new(&file.name).file_stem().unwrap_or_default();
        if vague.iter().any(|name| stem == *name) || file.name.ends_with("/mod.rs") {
            broken.push(format!("{}: the name says nothing", file.name));
        }
    }
    hold("A file has one purpose and less than 450 lines.", &broken);
}

#[test]
fn no_lint_is_allowed_away() {
    for folder in ["src", "tests"] {
        let words = ["#[allow", "#![allow", ".unwrap()"];
        hold(
            "Where a lint is wrong, #[expect(…, reason = …)] says why; expect(\"why\"), not unwrap().",
            &code_with(&sources(folder), &words),
        );
    }
}

#[test]
fn the_scanner_sees_code_and_not_words() {
    let (code, strings) = take_apart(
        "// print!\n/* clap */ let a = \"SELECT \\\" FROM\"; let b = r#\"x\"y\"#; let c = '\"'; \
         fn f<'a>(x: &'a str) { print!(\"b\") } let d = '\\''; let e = \"z\";",
    );
    assert_eq!(strings, ["SELECT \\\" FROM", "x\"y", "b", "z"]);
    assert!(
        !code.contains("clap") && code.matches("print!").count() == 1,
        "{code}"
    );
    assert!(is_sql("DELETE FROM \"user\"") && is_sql("SELECT 1 FROM t"));
    assert!(!is_sql("select a key from the list, then UPDATE it"));
    assert!(mentions("print!(\"\")", "print!") && !mentions("eprint!(\"\")", "print!"));
    assert!(mentions("use std::env;", "std::env") && !mentions("Instantly", "Instant"));
    assert!(!mentions("crate::store::Store", "crate::st"));
}

/// What a type can do, found out when this is compiled: where the bound holds,
/// the inherent constant wins; elsewhere the trait's answers.
struct Probe<T>(std::marker::PhantomData<T>);

macro_rules! probe {
    ($trait:ident, $constant:ident, $bound:path) => {
        trait $trait {
            const $constant: bool = false;
        }
        impl<T> $trait for Probe<T> {}
        impl<T: $bound> Probe<T> {
            const $constant: bool = true;
        }
    };
}

probe!(NoDisplay, DISPLAYS, fmt::Display);
probe!(NoSerialize, SERIALIZES, serde::Serialize);
probe!(NoAsRef, LENDS_TEXT, AsRef<str>);
probe!(NoDeref, DEREFS, std::ops::Deref);
probe!(NoInto, CONVERTS, Into<String>);

#[test]
fn no_secret_can_be_shown_by_accident() {
    macro_rules! gives_itself_away {
        ($type:ty) => {
            BTreeMap::from([
                ("Display", Probe::<$type>::DISPLAYS),
                ("Serialize", Probe::<$type>::SERIALIZES),
                ("AsRef<str>", Probe::<$type>::LENDS_TEXT),
                ("Deref", Probe::<$type>::DEREFS),
                ("Into<String>", Probe::<$type>::CONVERTS),
            ])
        };
    }
    // The probe works: a text does all that.
    assert!(gives_itself_away!(String).values().all(|can| *can));
    for (secret, abilities) in [
        ("Token", gives_itself_away!(Token<'static>)),
        ("Beta", gives_itself_away!(Beta<'static>)),
        ("Password", gives_itself_away!(Password)),
        ("SecretText", gives_itself_away!(SecretText)),
        ("SecretKey", gives_itself_away!(SecretKey)),
        ("AccessToken", gives_itself_away!(AccessToken)),
    ] {
        let can: Vec<_> = abilities.iter().filter(|(_, can)| **can).collect();
        assert!(
            can.is_empty(),
            "{secret} implements {can:?}; expose() is the one way to it"
        );
    }
}

#[test]
fn debugging_shows_no_secret() {
    let url = "mysql://root:hunter2@db/rag_flow";
    let url = DatabaseUrl::parse(url, None).expect("a URL");
    for text in [format!("{url:?}"), url.to_string()] {
        assert!(!text.contains("hunter2"), "{text}");
    }
    let key = "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw";
    for text in [
        format!("{:?}", Token::new(key)),
        format!("{:?}", Beta::new(&key[8..40])),
    ] {
        assert!(!text.contains("truADx1lX"), "{text}");
    }
}

#[test]
fn the_change_log_mentions_this_version() {
    let path = root().join("CHANGELOG.md");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    assert!(!text.is_empty(), "there is no CHANGELOG.md");
    let version = env!("CARGO_PKG_VERSION");
    let is_said = text
        .lines()
        .any(|line| line.starts_with('#') && line.contains(version));
    assert!(is_said, "CHANGELOG.md has no heading for {version}");
}
