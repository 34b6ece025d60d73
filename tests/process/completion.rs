//! Completion in real shells.

use std::collections::BTreeSet;
use std::fs::File;

use crate::workspace::{PROGRAM, Workspace, stderr, stdout};

#[test]
fn bash_completes() {
    let workspace = Workspace::empty();
    let complete = |words: &[&str]| -> BTreeSet<String> {
        let script = "source <(\"$P\" completions bash) || exit 9\n\
                      complete -p ragflowctl >/dev/null || exit 8\n\
                      words=\"$(complete -p ragflowctl)\"\n\
                      [[ $words =~ -F\\ ([^ ]+) ]] || exit 7\n\
                      COMP_WORDS=(\"$@\")\n\
                      COMP_CWORD=$(($# - 1))\n\
                      COMP_LINE=\"$*\" COMP_POINT=${#COMP_LINE}\n\
                      \"${BASH_REMATCH[1]}\" ragflowctl \"${COMP_WORDS[COMP_CWORD]}\" \
                      \"${COMP_WORDS[COMP_CWORD - 1]}\" 2>/dev/null\n\
                      printf '%s\\n' \"${COMPREPLY[@]}\"";
        let mut command = workspace.command("bash");
        command
            .args(["--noprofile", "--norc", "-c", script, "bash"])
            .args(words);
        let ran = command.env("P", PROGRAM).output().expect("bash runs");
        assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
        stdout(&ran).lines().map(str::to_owned).collect()
    };
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(complete(&["ragflowctl", "tok"]), set(&["token"]));
    assert_eq!(complete(&["ragflowctl", "token", "li"]), set(&["list"]));
    assert_eq!(complete(&["ragflowctl", "beta", "b"]), set(&["backfill"]));
    assert_eq!(
        complete(&["ragflowctl", "token", "list", "-o", ""]),
        set(&["table", "wide", "json", "jsonl", "csv", "tsv", "ids"])
    );
    assert_eq!(
        complete(&["ragflowctl", "token", "list", "--missing"]),
        set(&["--missing-beta"])
    );
    let sorts = complete(&["ragflowctl", "token", "list", "--sort", "create"]);
    assert_eq!(sorts, set(&["create_time"]));
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
    let workspace = Workspace::empty();
    let functions = workspace.folder.path().join("functions");
    std::fs::create_dir(&functions).expect("a folder");
    let script = File::create(functions.join("_ragflowctl")).expect("a file");
    let made = workspace
        .command(PROGRAM)
        .args(["completions", "zsh"])
        .stdout(script)
        .status();
    assert!(made.expect("the program runs").success());
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
    ];
    let mut zsh = workspace.command("zsh");
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
