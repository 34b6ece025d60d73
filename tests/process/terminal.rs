//! What only a terminal gets: progress, colour, the full width.

use crate::workspace::{MISSING, PROGRAM, Workspace, stderr, stdout};

#[test]
fn progress_is_only_for_terminals() {
    let filling = |workspace: &Workspace| {
        format!(
            "{PROGRAM} -d {} beta backfill --batch-size 1 --pause 20ms",
            workspace.url()
        )
    };
    let workspace = Workspace::with_missing_betas(30);
    let in_terminal = |line: &str| {
        let mut script = workspace.command("script");
        let line = format!("stty cols 100 rows 30; {line}");
        script
            .args(["-qec", &line, "/dev/null"])
            .env("TERM", "xterm");
        script.output().expect("script runs")
    };
    let ran = in_terminal(&filling(&workspace));
    assert_eq!(ran.status.code(), Some(0), "{}", stdout(&ran));
    let seen = stdout(&ran);
    assert!(seen.contains("filling betas"), "{seen:?}");
    assert!(seen.contains("/30"), "{seen:?}");
    assert_eq!(workspace.number(MISSING), 0);
    // The progress is cleared before the result is printed.
    let result = seen.rfind("missing").expect("the result");
    assert!(seen.rfind("filling betas") < Some(result), "{seen:?}");

    let quiet = Workspace::with_missing_betas(30);
    let ran = in_terminal(&format!("{} --quiet", filling(&quiet)));
    assert_eq!((ran.status.code(), stdout(&ran).as_str()), (Some(0), ""));
    assert_eq!(quiet.number(MISSING), 0);

    let piped = Workspace::with_missing_betas(30);
    let ran = piped.run(&["beta", "backfill", "--batch-size", "1", "--pause", "20ms"]);
    assert_eq!((ran.status.code(), stderr(&ran).as_str()), (Some(0), ""));
    assert!(
        stdout(&ran).starts_with("missing    30\nfilled     30\n"),
        "{}",
        stdout(&ran)
    );
}

#[test]
fn a_terminal_has_colour_and_its_own_width() {
    let workspace = Workspace::demo();
    let seen = |columns: u16, no_color: bool| {
        let mut script = workspace.command("script");
        let line = format!(
            "stty cols {columns} rows 30; {PROGRAM} -d {} token list --all 2>/dev/null",
            workspace.url()
        );
        script
            .args(["-qec", &line, "/dev/null"])
            .env("TERM", "xterm");
        if no_color {
            script.env("NO_COLOR", "1");
        }
        let ran = script.output().expect("script runs");
        assert_eq!(ran.status.code(), Some(0));
        stdout(&ran).replace('\r', "")
    };
    let plain = seen(80, true);
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    let widest = |text: &str| text.lines().map(|line| line.chars().count()).max();
    assert!(widest(&plain) <= Some(80), "{plain}");
    assert!(widest(&seen(200, true)) > Some(100));
    assert!(seen(80, false).contains("\u{1b}[1m"));
}
