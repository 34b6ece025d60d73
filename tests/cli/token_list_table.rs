//! `token list`: how the table looks, and which secrets it shows.

use insta::assert_snapshot;

use crate::fixture::{ADA, BEN, CHEN, File, rows, show, show_demo_list};
use crate::sandbox::Sandbox;

const ADAS_LIST: [&str; 6] = ["-d", "demo:", "token", "list", "--user", "ada@example.com"];

#[test]
fn an_owner_at_80_columns() {
    assert_snapshot!(show(
        &Sandbox::new().terminal(80).var("NO_COLOR", "1"),
        &ADAS_LIST
    ));
}

#[test]
fn an_owner_at_200_columns() {
    assert_snapshot!(show(
        &Sandbox::new().terminal(200).var("NO_COLOR", "1"),
        &ADAS_LIST
    ));
}

#[test]
fn an_owner_in_a_pipe() {
    assert_snapshot!(show(&Sandbox::new(), &ADAS_LIST));
}

#[test]
fn all_tenants_at_80_columns() {
    let terminal = Sandbox::new().terminal(80).var("NO_COLOR", "1");
    assert_snapshot!(show_demo_list(&terminal, &["--all"]));
}

#[test]
fn all_tenants_at_200_columns() {
    let terminal = Sandbox::new().terminal(200).var("NO_COLOR", "1");
    assert_snapshot!(show_demo_list(&terminal, &["--all"]));
}

#[test]
fn all_tenants_in_a_pipe() {
    assert_snapshot!(show_demo_list(&Sandbox::new(), &["--all"]));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 80, 100, 120, 200] {
        for whose in [["--all", "--reverse"], ["--user", "ada@example.com"]] {
            let ran = Sandbox::new()
                .terminal(width)
                .var("NO_COLOR", "1")
                .run(["-d", "demo:", "token", "list"].into_iter().chain(whose));
            let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
            assert!(
                widest <= Some(width.into()),
                "{width} columns:\n{}",
                ran.stdout
            );
        }
    }
}

#[test]
fn a_tenant_by_its_id() {
    assert_snapshot!(show_demo_list(&Sandbox::new(), &["--tenant", BEN]));
}

#[test]
fn selected_fields_in_their_order() {
    let args = ["--all", "--fields", "user,form,minted,id"];
    assert_snapshot!(show_demo_list(&Sandbox::new(), &args));
}

#[test]
fn wide_characters_line_up() {
    let file =
        File::demo_after("UPDATE \"user\" SET email = '陈@例子.cn' WHERE nickname = '陈小明'");
    assert_snapshot!(file.show(&["token", "list", "--all", "--fields", "user,form,id"]));
}

#[test]
fn a_revealed_table_shows_the_secrets() {
    let args = ["--user", "ben@example.com", "--limit", "1", "--reveal"];
    assert_snapshot!(show_demo_list(&Sandbox::new(), &args));
}

#[test]
fn mask_hides_secrets_in_machine_formats_too() {
    let args = ["--user", "ben@example.com", "--no-backfill", "-o", "csv"];
    let flag: Vec<&str> = args.iter().copied().chain(["--mask"]).collect();
    let by_flag = show_demo_list(&Sandbox::new(), &flag);
    assert_snapshot!(by_flag);
    let by_variable = show_demo_list(&Sandbox::new().var("RAGFLOWCTL_MASK", "1"), &args);
    assert_eq!(
        by_variable.lines().skip(1).collect::<Vec<_>>(),
        by_flag.lines().skip(1).collect::<Vec<_>>()
    );
    // A flag overrides the variable; a variable set to 0 counts as unset.
    let full = show_demo_list(&Sandbox::new(), &args);
    let off = show_demo_list(&Sandbox::new().var("RAGFLOWCTL_MASK", "0"), &args);
    assert_eq!(off, full);
    assert!(full.contains("KUz792dckkX3qVe9D9-UBWNJG7AEsLYV"));
    let reveal: Vec<&str> = args.iter().copied().chain(["--reveal"]).collect();
    let revealed = show_demo_list(&Sandbox::new().var("RAGFLOWCTL_MASK", "1"), &reveal);
    assert!(revealed.contains("KUz792dckkX3qVe9D9-UBWNJG7AEsLYV"));
}

#[test]
fn a_table_shows_no_secret_without_reveal() {
    for args in [vec!["--all"], vec!["--user", ADA], vec!["--all", "--mask"]] {
        let text = show_demo_list(&Sandbox::new(), &args);
        for secret in ["FloKsEW9wi4iKE9SPzeaFPYY", "cwOGMzYmUx", "sAt-QjisPF3v"] {
            assert!(!text.contains(secret), "{secret} in\n{text}");
        }
    }
}

#[test]
fn null_times() {
    let args = ["--tenant", CHEN, "--no-backfill", "--mask"];
    assert_snapshot!("null_times_table", show_demo_list(&Sandbox::new(), &args));
    let json: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    assert_snapshot!("null_times_json", show_demo_list(&Sandbox::new(), &json));
    let csv: Vec<&str> = args.iter().copied().chain(["-o", "csv"]).collect();
    assert_snapshot!("null_times_csv", show_demo_list(&Sandbox::new(), &csv));
}

#[test]
fn control_characters_from_the_database_are_escaped() {
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET email = 'ada' || char(27) || '[2J' || char(0x202e) || '@' || char(10) \
         || 'x', status = '0' WHERE id = '{ADA}'"
    ));
    let args = [
        "token",
        "list",
        "--tenant",
        ADA,
        "--no-backfill",
        "--limit",
        "1",
    ];
    let table: Vec<&str> = args
        .iter()
        .copied()
        .chain(["--fields", "id,user"])
        .collect();
    assert_snapshot!(file.show_in(&Sandbox::new().terminal(120).var("NO_COLOR", "1"), &table));
    let ran = file.run(table.iter().copied().chain(["--json"]));
    assert_eq!(
        rows(&ran)[0]["user"],
        "ada\u{1b}[2J\u{202e}@\nx",
        "exact for machines"
    );
}

#[test]
fn colour_is_only_for_terminals() {
    let bold = |sandbox: Sandbox| {
        let ran = sandbox.run(["-d", "demo:", "token", "list", "-u", ADA]);
        (
            ran.stdout.contains("\u{1b}[1m"),
            ran.stderr.contains("\u{1b}["),
        )
    };
    assert_eq!(bold(Sandbox::new()), (false, false), "a pipe");
    assert_eq!(
        bold(Sandbox::new().terminal(200)),
        (true, true),
        "a terminal"
    );
    assert_eq!(
        bold(Sandbox::new().terminal(200).var("NO_COLOR", "1")),
        (false, false)
    );
    assert_eq!(
        bold(Sandbox::new().terminal(200).var("TERM", "dumb")),
        (false, false)
    );
    assert_eq!(
        bold(Sandbox::new().var("CLICOLOR_FORCE", "1")),
        (true, true)
    );
    assert_eq!(
        bold(
            Sandbox::new()
                .var("CLICOLOR_FORCE", "1")
                .var("NO_COLOR", "1")
        ),
        (false, false)
    );
    // Machine formats are never coloured.
    let forced = Sandbox::new().var("CLICOLOR_FORCE", "1");
    let ran = forced.run(["-d", "demo:", "token", "list", "--all", "-o", "csv"]);
    assert!(!ran.stdout.contains('\u{1b}'));
}

#[test]
fn the_heading_of_a_local_time_names_its_zone() {
    let header = |file: &File, args: &[&str]| {
        let all = ["token", "list", "--all"].iter().chain(args);
        let ran = file.run(all.copied());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        ran.stdout.lines().next().unwrap_or_default().to_owned()
    };
    let file = File::demo();
    let wide = header(&file, &["-o", "wide"]);
    assert!(wide.contains(" create_date (UTC+08:00) "), "{wide}");
    assert!(wide.contains(" update_date (UTC+08:00) "), "{wide}");
    let fields = ["--fields", "create_date,create_time"];
    assert_eq!(
        header(&file, &fields),
        "create_date (UTC+08:00)    create_time"
    );
    let named = [&fields[..], &["--timezone", "Asia/Shanghai"]].concat();
    assert!(header(&file, &named).starts_with("create_date (Asia/Shanghai) "));
    let csv = [&fields[..], &["-o", "csv"]].concat();
    assert_eq!(header(&file, &csv), "create_date,create_time");
    // The default table has an age, which needs no zone.
    assert!(!header(&file, &[]).contains("UTC"));
    file.execute(
        "UPDATE api_token SET update_date = datetime(update_time / 1000, 'unixepoch') \
         WHERE tenant_id = '0d4488ce4cd22e7a32509841123cc384'",
    );
    assert!(header(&file, &fields).starts_with("create_date (mostly UTC+08:00)"));
}
