//! The program in scripts: bash, jq, and the recipes of the README.

use crate::workspace::{PROGRAM, Workspace, stderr, stdout};

#[test]
fn a_script_can_capture_the_bare_key() {
    let workspace = Workspace::demo();
    let ran = workspace.bash(
        "KEY=$(\"$P\" -d \"$D\" token create --user ada@example.com --quiet) || exit\n\
         printf '[%s]' \"$KEY\"",
    );
    assert_eq!((ran.status.code(), stderr(&ran).as_str()), (Some(0), ""));
    let text = stdout(&ran);
    let key = text.trim_start_matches('[').trim_end_matches(']');
    assert_eq!(text.len(), key.len() + 2, "nothing around it");
    assert_eq!(key.len(), 51);
    let stored = format!("SELECT COUNT(*) FROM api_token WHERE token = '{key}'");
    assert_eq!(workspace.number(&stored), 1);
}

#[test]
fn secrets_are_not_created_for_a_closed_stdout() {
    let workspace = Workspace::demo();
    let sql = "SELECT group_concat(row) FROM (SELECT token || ':' || ifnull(beta, '') AS row \
               FROM api_token ORDER BY tenant_id, token)";
    let rows = || workspace.text(sql);
    let before = rows();
    for command in [
        "token create --user ada@example.com",
        "token rotate 7c82c4c66475 --yes",
        "beta rotate 7c82c4c66475 --yes",
    ] {
        let ran = workspace.bash(&format!("\"$P\" -d \"$D\" {command} >&-"));
        assert_eq!(ran.status.code(), Some(1), "{}", stderr(&ran));
        assert!(
            stderr(&ran).contains("stdout is closed"),
            "{}",
            stderr(&ran)
        );
        assert_eq!(rows(), before, "{command}");
        // Whoever does not want to see them says so.
        let ran = workspace.bash(&format!("\"$P\" -d \"$D\" {command} > /dev/null"));
        assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
        workspace.run(&["undo", "--yes"]);
        workspace.execute("DELETE FROM api_token WHERE create_time > 1795000000000");
        assert_eq!(rows(), before, "{command}");
    }
}

#[test]
fn jq_parses_success_and_failure() {
    let workspace = Workspace::demo();
    for (script, expected, statuses) in [
        (
            "token list --user ada@example.com --json | jq -r '.code, .message, (.data | length)'",
            "0\n\n7\n",
            "0 0",
        ),
        (
            "token list --all --json | jq -e '[.data[] | select(.beta == null or .beta == \"\")] | length'",
            "7\n",
            "0 0",
        ),
        (
            "token list --user nobody@example.com --json | jq -e '.code == 404 and .data == false'",
            "true\n",
            "3 0",
        ),
        (
            "token list --nonsense -o json | jq -e '.code == 400 and .data == false'",
            "true\n",
            "2 0",
        ),
        (
            "token create --dry-run -u ada@example.com --json | jq -c .data",
            "[]\n",
            "0 0",
        ),
        (
            "beta backfill --dry-run --json | jq .data.missing",
            "7\n",
            "0 0",
        ),
        ("db check --json | jq -e .data.writable", "true\n", "0 0"),
        (
            "token scan <(echo ?auth=sAt-QjisPF3vek76rOSzAToIn7aBVNk1) --json | jq -r '.data[].id'",
            "7c82c4c66475\n",
            "7 0",
        ),
        ("token scan /dev/null --json | jq -c .data", "[]\n", "0 0"),
        (
            "token list --all --missing-beta -o jsonl | jq -s length",
            "7\n",
            "0 0",
        ),
    ] {
        // These fill betas, so each gets a new database.
        let workspace = if script.contains("--all") {
            &workspace
        } else {
            &Workspace::demo()
        };
        let line = format!("\"$P\" -d \"$D\" {script}; echo \"${{PIPESTATUS[@]}}\"");
        let ran = workspace.bash(&line);
        assert_eq!(
            stdout(&ran),
            format!("{expected}{statuses}\n"),
            "{script}: {}",
            stderr(&ran)
        );
    }
    // With JSON output there is still one line of error, for the mail of cron.
    let ran = workspace.run(&["token", "list", "-u", "nobody", "--json"]);
    assert_eq!(
        stderr(&ran)
            .lines()
            .filter(|line| line.starts_with("error: "))
            .count(),
        1
    );
}

/// Runs the recipes of the README unchanged, in bash with jq, on the sample database.
#[test]
fn the_recipes_of_the_readme_run() {
    let readme = include_str!("../../README.md");
    let section = readme
        .split_once("## Scripts and cron")
        .expect("the section");
    let section = section.1.split_once("\n## ").expect("its end").0;
    let recipes: Vec<&str> = section
        .lines()
        .filter(|line| line.starts_with("ragflowctl ") || line.starts_with("KEY="))
        .collect();
    assert!(recipes.len() >= 6, "{recipes:?}");
    for recipe in recipes {
        let workspace = Workspace::demo();
        let bin = workspace.folder.path().join("bin");
        std::fs::create_dir(&bin).expect("a folder");
        std::os::unix::fs::symlink(PROGRAM, bin.join("ragflowctl")).expect("a link");
        let mut bash = workspace.command("bash");
        bash.args(["--noprofile", "--norc", "-o", "nounset", "-c"]);
        bash.arg(format!(
            "PATH=$HOME/bin:$PATH; {recipe}; echo \"status ${{PIPESTATUS[*]}}\""
        ));
        let ran = bash
            .env("RAGFLOWCTL_DATABASE_URL", workspace.url())
            .output()
            .expect("bash runs");
        let (said, why) = (stdout(&ran), stderr(&ran));
        let expected = match recipe {
            // The sample has missing betas, which `jq -e` reports.
            _ if recipe.contains(".data.filled == 0") => "false\nstatus 0 1\n",
            _ if recipe.contains("nobody@") => "true\nstatus 3 0\n",
            _ if recipe.contains("sort | uniq") => "status 0 0 0 0\n",
            _ if recipe.starts_with("KEY=") => "status 0\n",
            _ => "status 0 0\n",
        };
        assert!(said.ends_with(expected), "{recipe}: {said}{why}");
    }
}
