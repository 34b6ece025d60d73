//! The program in scripts: bash, jq, and the recipes of the README.

use std::process::{Command, Stdio};

use clap::CommandFactory as _;
use ragflowctl::cli::Cli;

use crate::workspace::{ADA, PROGRAM, Workspace, stderr, stdout};

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

/// A workspace whose PATH has the program, as a recipe expects it.
fn with_program(workspace: Workspace) -> Workspace {
    let bin = workspace.folder.path().join("bin");
    std::fs::create_dir(&bin).expect("a folder");
    std::os::unix::fs::symlink(PROGRAM, bin.join("ragflowctl")).expect("a link");
    workspace
}

/// Runs a recipe in bash with jq, on the sample database. It also prints the statuses.
fn run_recipe(workspace: &Workspace, recipe: &str) -> (String, String) {
    let mut bash = workspace.command("bash");
    bash.args(["--noprofile", "--norc", "-o", "nounset", "-c"]);
    bash.arg(format!(
        "PATH=$HOME/bin:$PATH; {recipe}; echo \"status ${{PIPESTATUS[*]}}\""
    ));
    let ran = bash
        .env("RAGFLOWCTL_DATABASE_URL", workspace.url())
        .output()
        .expect("bash runs");
    (stdout(&ran), stderr(&ran))
}

/// Runs the recipes of the README unchanged.
#[test]
fn the_recipes_of_the_readme_run() {
    let readme = include_str!("../../README.md");
    let (_, section) = readme
        .split_once("## Scripts and cron")
        .expect("the section");
    let (section, _) = section.split_once("\n## ").expect("its end");
    let is_recipe = |line: &&str| line.starts_with("ragflowctl ") || line.starts_with("KEY=");
    let mut recipes: Vec<&str> = section.lines().filter(is_recipe).collect();
    assert!(recipes.len() >= 6, "{recipes:?}");
    let with_jq = |line: &&str| line.starts_with("ragflowctl ") && line.contains("| jq");
    recipes.extend(readme.lines().filter(with_jq));
    recipes.sort_unstable();
    recipes.dedup();
    for recipe in recipes {
        let workspace = with_program(Workspace::demo());
        let (said, why) = run_recipe(&workspace, recipe);
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

/// Runs every example of the help that has a pipe to jq, or from one command to the next.
#[test]
fn the_jq_examples_of_the_help_run() {
    let mut pages = vec![Cli::command()];
    let mut examples = Vec::new();
    while let Some(page) = pages.pop() {
        pages.extend(page.get_subcommands().cloned());
        let after = page.get_after_help().map(ToString::to_string);
        let lines = after.unwrap_or_default();
        let lines = lines
            .lines()
            .map(str::trim)
            .filter(|line| line.contains("| jq"));
        examples.extend(lines.map(str::to_owned));
    }
    assert!(examples.len() >= 7, "{examples:?}");
    for example in examples {
        let workspace = with_program(Workspace::demo());
        let key = workspace.text("SELECT token FROM api_token WHERE beta LIKE 'sAt-%'");
        std::fs::write(workspace.folder.path().join("key.txt"), key).expect("a file");
        let (said, why) = run_recipe(&workspace, &example);
        let (_, statuses) = said.rsplit_once("status ").expect("the statuses");
        let mut statuses = statuses.split_whitespace();
        assert!(
            statuses.all(|status| status == "0"),
            "{example}: {said}{why}"
        );
        assert!(said.lines().count() > 1, "{example} prints nothing: {why}");
    }
}

/// Runs the crontab lines of the README as cron does: with a short PATH, no other variables, and
/// /bin/sh. Only the path of the program is another one.
#[test]
fn the_cron_lines_of_the_readme_run() {
    let readme = include_str!("../../README.md");
    let lines: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(" * * "))
        .collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let workspace = Workspace::demo();
    let home = workspace.folder.path();
    let config = home.join(".config/ragflowctl");
    std::fs::create_dir_all(&config).expect("a folder");
    let profile = format!("[profiles.prod]\nurl = \"{}\"\n", workspace.url());
    std::fs::write(config.join("config.toml"), profile).expect("a file");
    let run = |line: &str| {
        let mut fields = line.splitn(6, ' ');
        let command = fields.nth(5).expect("a command").trim();
        assert!(
            command.starts_with("/usr/local/bin/ragflowctl "),
            "{command}"
        );
        Command::new("env")
            .arg("-i")
            .arg(format!("HOME={}", home.display()))
            .args([
                "LOGNAME=root",
                "SHELL=/bin/sh",
                "PATH=/usr/bin:/bin",
                "/bin/sh",
                "-c",
            ])
            .arg(command.replace("/usr/local/bin/ragflowctl", PROGRAM))
            .current_dir(home)
            .stdin(Stdio::null())
            .output()
            .expect("sh runs")
    };
    // The sample lacks betas, and has weak keys: the second line reports them.
    let backfill = run(lines[0]);
    let said = (stdout(&backfill), stderr(&backfill));
    assert_eq!(
        (backfill.status.code(), said),
        (Some(0), Default::default())
    );
    let missing = format!(
        "SELECT COUNT(*) FROM api_token \
         WHERE (beta IS NULL OR beta = '') AND tenant_id = '{ADA}'"
    );
    assert_eq!(workspace.number(&missing), 0);
    let audit = run(lines[1]);
    assert_eq!(audit.status.code(), Some(7), "{}", stderr(&audit));
    assert!(
        stdout(&audit).contains("guessable-key"),
        "{}",
        stdout(&audit)
    );
    // Silence if all is well.
    workspace.execute("DELETE FROM api_token");
    for line in lines {
        let ran = run(line);
        let said = (stdout(&ran), stderr(&ran));
        assert_eq!(
            (ran.status.code(), said),
            (Some(0), Default::default()),
            "{line}"
        );
    }
}
