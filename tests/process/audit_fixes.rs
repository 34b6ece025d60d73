//! The commands that `audit` prints, run by a shell exactly as they are printed.

use std::collections::BTreeSet;

use crate::workspace::{Workspace, data, stderr, stdout};

/// `ragflowctl` as a shell finds it; the answer to a question is yes.
const PROGRAM_AS_FUNCTION: &str = "ragflowctl() { case \" $* \" in \
     *' delete '* | *' rotate '*) \"$P\" \"$@\" --yes ;; \
     *) \"$P\" \"$@\" ;; esac; }\n";

/// A database whose path needs quotes, and the options that name it.
fn workspaces() -> [(Workspace, &'static str); 2] {
    let by_url = Workspace::demo();
    std::fs::rename(
        by_url.path(),
        by_url.folder.path().join("it's $HOME & co.db"),
    )
    .expect("a file");
    let by_profile = Workspace::demo();
    let folder = by_profile.folder.path().join("ragflowctl");
    std::fs::create_dir_all(&folder).expect("a folder");
    let config = format!("[profiles.\"my `id`\"]\nurl = \"{}\"\n", by_profile.url());
    std::fs::write(folder.join("config.toml"), config).expect("a file");
    [
        (by_url, "-d \"sqlite:$PWD/it's \\$HOME & co.db\""),
        (by_profile, "--profile 'my `id`'"),
    ]
}

#[test]
fn the_fix_of_each_finding_runs_as_it_is_printed() {
    for (workspace, options) in workspaces() {
        let printed = workspace.bash(&format!("\"$P\" {options} audit --field fix"));
        assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
        let text = stdout(&printed);
        let fixes: BTreeSet<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert!(fixes.len() > 10, "{text}");
        for fix in fixes {
            let ran = workspace.bash(&format!("{PROGRAM_AS_FUNCTION}{fix}"));
            assert_eq!(ran.status.code(), Some(0), "{fix}: {}", stderr(&ran));
        }
        let after = workspace.bash(&format!("\"$P\" {options} audit --json"));
        let findings = data(&after);
        assert_eq!(findings.as_array().map(Vec::len), Some(0), "{findings}");
    }
}

#[test]
fn the_next_command_of_each_rule_runs_as_it_is_printed() {
    for (workspace, options) in workspaces() {
        let audit = format!("\"$P\" {options} audit --max-age 400d --max-keys 5");
        let printed = workspace.bash(&audit);
        assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
        let text = stdout(&printed);
        let (summary, _) = text.split_once("\n\n").expect("a summary");
        let commands = summary
            .lines()
            .filter_map(|line| line.find("ragflowctl ").map(|at| &line[at..]));
        let commands: Vec<&str> = commands.collect();
        assert!(commands.len() > 8, "{summary}");
        for command in commands {
            let ran = workspace.bash(&format!("{PROGRAM_AS_FUNCTION}{command}"));
            assert_eq!(ran.status.code(), Some(0), "{command}: {}", stderr(&ran));
        }
    }
}
