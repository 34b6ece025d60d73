//! Completion in real shells: each one runs the script of `ragflowctl completions`, which runs the
//! program.

use std::fs::File;
use std::process::Command;

use crate::workspace::{PROGRAM, Workspace, stderr, stdout};

/// What is typed, and what the shell makes of it: all candidates, in order.
const CASES: [(&str, &[&str]); 23] = [
    ("ragflowctl tok", &["token"]),
    ("ragflowctl token li", &["list"]),
    ("ragflowctl beta b", &["backfill"]),
    ("ragflowctl token list --missing", &["--missing-beta"]),
    ("ragflowctl token list --sort create", &["create_time"]),
    (
        "ragflowctl token list -o ",
        &["table", "wide", "json", "jsonl", "csv", "tsv", "ids"],
    ),
    ("ragflowctl token list --output=js", JSON),
    ("ragflowctl --color ", &["auto", "always", "never"]),
    // Options only if nothing else fits, or a dash is typed.
    ("ragflowctl db ", &["check", "copy", "init"]),
    ("ragflowctl token show --ten", &["--tenant"]),
    // Lists with commas, of the fields of each command.
    ("ragflowctl token list --fields us", &["user"]),
    ("ragflowctl token list --fields id,us", &["id,user"]),
    ("ragflowctl audit --fields sev", &["severity"]),
    (
        "ragflowctl token rotate --field new_t",
        &["new_tenant_id", "new_token"],
    ),
    (
        "ragflowctl token delete --rule orphan,gue",
        &["orphan,guessable-key", "orphan,guessable-beta"],
    ),
    ("ragflowctl --profile ", &["here", "prod"]),
    ("ragflowctl help e", &["embed", "environment", "exit-codes"]),
    // Files only where a file is meant.
    ("ragflowctl token scan fil", &["file.log"]),
    ("ragflowctl undo fil", &["file.log"]),
    ("ragflowctl token list --user fil", &[]),
    ("ragflowctl token show fil", &[]),
    ("ragflowctl token list --timezone fil", &[]),
    ("ragflowctl token list --fields fil", &[]),
];
const JSON: &[&str] = &["--output=json", "--output=jsonl"];

/// A workspace with a config file, a file, and the program in the PATH.
fn workspace() -> Workspace {
    let workspace = Workspace::empty();
    let folder = workspace.folder.path();
    std::fs::create_dir_all(folder.join("ragflowctl")).expect("a folder");
    let config = "[profiles.prod]\nurl = \"demo:\"\n[profiles.here]\nurl = \"demo:\"\n";
    std::fs::write(folder.join("ragflowctl/config.toml"), config).expect("a file");
    std::fs::write(folder.join("file.log"), "").expect("a file");
    std::fs::create_dir(folder.join("bin")).expect("a folder");
    std::os::unix::fs::symlink(PROGRAM, folder.join("bin/ragflowctl")).expect("a link");
    workspace
}

fn shell(workspace: &Workspace, program: &str) -> Command {
    let mut command = workspace.command(program);
    let bin = workspace.folder.path().join("bin");
    command.env(
        "PATH",
        format!("{}:/usr/local/bin:/usr/bin:/bin", bin.display()),
    );
    command
}

/// Compares the candidates, one case per line, with the expected ones.
fn assert_cases(said: &str, expected: impl Fn(&[&str]) -> String) {
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), CASES.len(), "{said}");
    for ((typed, candidates), line) in CASES.iter().zip(lines) {
        assert_eq!(line, expected(candidates), "{typed}");
    }
}

#[test]
fn bash_completes() {
    // What bash does at TAB: it splits the line, also at '=', and calls the function.
    let script = r#"source <(ragflowctl completions bash) || exit 9
[[ $(complete -p ragflowctl) =~ -F\ ([^ ]+) ]] || exit 8
for line in "$@"; do
    words=${line//=/ = }
    read -ra COMP_WORDS <<<"$words"
    [[ $line != *' ' ]] || COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    COMP_LINE=$line COMP_POINT=${#line} COMP_TYPE=9 COMPREPLY=()
    "${BASH_REMATCH[1]}" ragflowctl "${COMP_WORDS[COMP_CWORD]}" \
        "${COMP_WORDS[COMP_CWORD - 1]}" || exit 7
    (IFS='|'; echo "${COMPREPLY[*]}")
done"#;
    let workspace = workspace();
    let mut bash = shell(&workspace, "bash");
    bash.args(["--noprofile", "--norc", "-c", script, "bash"]);
    let ran = bash.args(CASES.map(|(typed, _)| typed)).output();
    let ran = ran.expect("bash runs");
    assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
    // bash replaces what follows the '='.
    let expected = |candidates: &[&str]| match candidates {
        JSON => "json|jsonl".to_owned(),
        _ => candidates.join("|"),
    };
    assert_cases(&stdout(&ran), expected);
}

#[test]
fn fish_completes() {
    let script = "ragflowctl completions fish | source
for line in $argv
    echo (complete -C $line | string replace -r '\\t.*' '' | string join '|')
end";
    let workspace = workspace();
    let mut fish = shell(&workspace, "fish");
    fish.args(["--no-config", "-c", script]);
    let ran = fish.args(CASES.map(|(typed, _)| typed)).output();
    let ran = ran.expect("fish runs");
    assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
    assert_cases(&stdout(&ran), |candidates| candidates.join("|"));
}

#[test]
fn zsh_completes() {
    // A real interactive zsh in a pseudo-terminal. One key completes the line and prints the
    // result, so there is nothing to wait for in between.
    const SCRIPT: &str = r#"
zmodload zsh/zpty || exit 9
zpty -b shell zsh -f -i || exit 8
expect() { # PATTERN: reads until it appears
    local seen= part
    integer tries=0
    while [[ $seen != *$~1* ]]; do
        if zpty -r -t shell part; then seen+=$part
        elif ((tries++ > 1000)); then print -r -- "seen: ${(V)seen}" >&2; exit 7
        else sleep 0.02; fi
    done
    reply=$seen
}
zpty -w shell "PS1='' PS2='' RPS1=''; unsetopt zle_bracketed_paste beep; stty cols 120"
zpty -w shell "fpath=($FUNCTIONS \$fpath); autoload -Uz compinit; compinit -u -d $HOME/dump"
zpty -w shell 'show() { BUFFER="print -r -- \"line=<\"${(q)BUFFER}\">\""; zle accept-line }'
zpty -w shell 'complete-and-show() { zle expand-or-complete; show }'
zpty -w shell 'zle -N complete-and-show; bindkey "^I" complete-and-show; print ready=$((40 + 2))'
expect 'ready=42'
complete() { # LINE: prints what TAB makes of it
    zpty -w -n shell "$1"$'\t'
    expect $'\nline=<*>*\n'
    local line=${reply##*$'\n'line=<}
    print -r -- "${line%%>*}"
}
for line in "$@"; do complete "$line"; done
zpty -d shell
"#;
    let workspace = workspace();
    let functions = workspace.folder.path().join("functions");
    std::fs::create_dir(&functions).expect("a folder");
    let script = File::create(functions.join("_ragflowctl")).expect("a file");
    let made = workspace
        .command(PROGRAM)
        .args(["completions", "zsh"])
        .stdout(script)
        .status();
    assert!(made.expect("the program runs").success());
    // The first line loads the function, and is completed by it.
    let lines = [
        ("ragflowctl tok", "ragflowctl token "),
        ("ragflowctl token li", "ragflowctl token list "),
        (
            "ragflowctl token list --missing",
            "ragflowctl token list --missing-beta ",
        ),
        (
            "ragflowctl token list --sort create",
            "ragflowctl token list --sort create_time ",
        ),
        (
            "ragflowctl token list --fields id,us",
            "ragflowctl token list --fields id,user ",
        ),
        (
            "ragflowctl token list --rule orphan,mis",
            "ragflowctl token list --rule orphan,missing-beta ",
        ),
        ("ragflowctl --profile h", "ragflowctl --profile here "),
        (
            "ragflowctl token scan fil",
            "ragflowctl token scan file.log ",
        ),
        ("ragflowctl token show fil", "ragflowctl token show fil"),
        (
            "ragflowctl token list --user fil",
            "ragflowctl token list --user fil",
        ),
    ];
    let mut zsh = shell(&workspace, "zsh");
    zsh.args(["-f", "-c", SCRIPT, "zsh"])
        .args(lines.map(|(typed, _)| typed));
    let ran = zsh
        .env("FUNCTIONS", &functions)
        .env("TERM", "xterm")
        .output();
    let ran = ran.expect("zsh runs");
    assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
    let completed: Vec<String> = stdout(&ran).lines().map(unquote).collect();
    assert_eq!(completed, lines.map(|(_, expected)| expected));
}

/// Removes the quoting of zsh's `(q)`.
fn unquote(line: &str) -> String {
    line.trim_end_matches('\r').replace('\\', "")
}

/// The names of `--fields` are those that the command accepts.
#[test]
fn the_fields_of_every_command_are_completed() {
    let workspace = Workspace::demo();
    for command in [
        "token show 7c82c4",
        "db check",
        "db init",
        "config show",
        "config init x",
        "audit",
        "undo --list",
        "undo",
        "token list --all",
        "token create -u ada@example.com",
        "token scan /dev/null",
        "token explain -",
        "token import /dev/null",
        "token rotate --weak --all",
        "token delete --weak --all",
        "beta rotate --weak --all",
        "beta backfill --dry-run",
    ] {
        let words: Vec<&str> = command.split(' ').collect();
        let ran = workspace.run(&[&words, &["--fields", "nonsense"][..]].concat());
        let hints = stderr(&ran);
        let known = hints
            .lines()
            .find_map(|line| line.strip_prefix("hint: available fields: "));
        let known = known.unwrap_or_else(|| panic!("{command}: {hints}"));
        let line = ["ragflowctl"]
            .into_iter()
            .chain(words)
            .chain(["--fields", ""]);
        let line: Vec<&str> = line.collect();
        let ran = workspace
            .command(PROGRAM)
            .env("RAGFLOWCTL_COMPLETE", "bash")
            .env("_CLAP_COMPLETE_INDEX", (line.len() - 1).to_string())
            .env("_CLAP_IFS", "\n")
            .arg("--")
            .args(&line)
            .output()
            .expect("the program runs");
        let said = stdout(&ran);
        let completed: Vec<&str> = said.lines().collect();
        let missing: Vec<&str> = known
            .split(", ")
            .filter(|field| !completed.contains(field))
            .collect();
        assert!(missing.is_empty(), "{command}: {missing:?}");
        // `undo` and `undo --list` print different rows.
        if !command.starts_with("undo") {
            assert_eq!(completed.join(", "), known, "{command}");
        }
    }
}

/// Whatever is typed, completion prints no error into the line.
#[test]
fn completion_never_complains() {
    let workspace = Workspace::empty();
    for (shell, args) in [
        ("bash", &["--", "ragflowctl", "--nonsense", ""][..]),
        ("bash", &["token", "list"]),
        ("bash", &["--"]),
        ("tcsh", &["--", "ragflowctl", ""]),
        ("", &["--", "ragflowctl", ""]),
    ] {
        let mut command = workspace.command(PROGRAM);
        command.env("_CLAP_COMPLETE_INDEX", "9").args(args);
        let ran = command.env("RAGFLOWCTL_COMPLETE", shell).output();
        let ran = ran.expect("the program runs");
        if !shell.is_empty() {
            assert_eq!((stdout(&ran), stderr(&ran)), (String::new(), String::new()));
        }
    }
}
