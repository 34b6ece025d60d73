//! `audit`

use insta::assert_snapshot;

use crate::fixture::{ADA, File, column, envelope, rows, show};
use crate::sandbox::Sandbox;

/// Every rule with its severity. These names are published and do not change.
const RULES: [(&str, &str); 19] = [
    ("guessable-key", "critical"),
    ("guessable-beta", "critical"),
    ("empty-beta", "critical"),
    ("shared-beta", "high"),
    ("same-token", "high"),
    ("owner-deleted", "high"),
    ("owner-inactive", "high"),
    ("orphan", "medium"),
    ("ownerless", "medium"),
    ("owner-without-access-token", "medium"),
    ("missing-beta", "medium"),
    ("too-old", "medium"),
    ("too-many-keys", "medium"),
    ("dialog-gone", "low"),
    ("agent-gone", "low"),
    ("unusual-form", "low"),
    ("times-in-future", "low"),
    ("zone-disagreement", "low"),
    ("times-missing", "info"),
];

fn show_audit(sandbox: &Sandbox, args: &[&str]) -> String {
    let all: Vec<&str> = ["-d", "demo:", "audit"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    show(sandbox, &all)
}

fn terminal(width: u16) -> Sandbox {
    Sandbox::new().terminal(width).var("NO_COLOR", "1")
}

/// The rule of every finding, in the order of the output.
fn rules_found(file: &File, args: &[&str]) -> Vec<String> {
    let all = ["audit", "-o", "tsv", "--fields", "rule"];
    let ran = file.run(all.iter().chain(args).copied());
    column(&ran).into_iter().map(str::to_owned).collect()
}

#[test]
fn all_tenants_at_80_columns() {
    assert_snapshot!(show_audit(&terminal(80), &[]));
}

#[test]
fn all_tenants_at_200_columns() {
    assert_snapshot!(show_audit(&terminal(200), &[]));
}

#[test]
fn all_tenants_in_a_pipe() {
    assert_snapshot!(show_audit(&Sandbox::new(), &["--all"]));
}

#[test]
fn one_owner_with_limits() {
    let args = [
        "--user",
        "ada@example.com",
        "--max-age",
        "365d",
        "--max-keys",
        "5",
    ];
    assert_snapshot!(show_audit(&terminal(120), &args));
}

#[test]
fn machine_formats_list_findings_in_key_order() {
    let args = ["--min-severity", "high"];
    let json: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    assert_snapshot!("json", show_audit(&Sandbox::new(), &json));
    let csv: Vec<&str> = args
        .iter()
        .copied()
        .chain(["-o", "csv", "--quiet"])
        .collect();
    assert_snapshot!("csv", show_audit(&Sandbox::new(), &csv));
    let file = File::demo();
    let tenants = rows(&file.run(["audit", "--json"]));
    let tenants = tenants.iter().map(|row| row["tenant_id"].to_string());
    assert!(tenants.collect::<Vec<_>>().is_sorted());
}

#[test]
fn a_table_lists_the_most_severe_findings_last() {
    let severities = |file: &File| {
        let ran = file.run(["audit", "--fields", "severity"]);
        let lines = ran.stdout.lines().skip(1).map(str::to_owned);
        lines.collect::<Vec<_>>()
    };
    let order = ["info", "low", "medium", "high", "critical"];
    let place = |severity: &String| order.iter().position(|known| known == severity);
    let listed = severities(&File::demo());
    assert!(listed.len() > 20 && listed.is_sorted_by_key(place));
}

#[test]
fn a_severity_has_a_colour_on_a_terminal() {
    let audit = |sandbox: Sandbox| sandbox.run(["-d", "demo:", "audit"]).stdout;
    let red = "\u{1b}[1;31mcritical\u{1b}[0m";
    assert!(audit(Sandbox::new().terminal(80)).contains(red));
    for plain in [
        Sandbox::new(),
        Sandbox::new().terminal(80).var("NO_COLOR", "1"),
    ] {
        assert!(!audit(plain).contains('\u{1b}'));
    }
}

#[test]
fn a_script_gets_no_summary() {
    for args in [
        &["--quiet"][..],
        &["--fields", "severity,rule"],
        &["--no-headers"],
        &["-o", "csv"],
    ] {
        let all = ["-d", "demo:", "audit"].iter().chain(args);
        let ran = Sandbox::new().run(all.copied());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(!ran.stdout.contains("next"), "{}", ran.stdout);
        assert_eq!(ran.stdout.matches("orphan").count(), 1, "{}", ran.stdout);
    }
}

#[test]
fn each_key_has_one_fix() {
    let file = File::demo();
    let mut fixes = std::collections::BTreeMap::new();
    for row in rows(&file.run(["audit", "--json"])) {
        let key = (row["id"].to_string(), row["tenant_id"].to_string());
        if row["fix"].is_string() {
            let fix = row["fix"].to_string();
            assert_eq!(*fixes.entry(key).or_insert(fix.clone()), fix);
        }
    }
    assert!(fixes.len() > 10);
}

#[test]
fn the_summary_suggests_a_backfill_only_where_it_fills_a_beta() {
    let file = File::demo();
    let next = |file: &File| {
        let ran = file.run(["audit", "--rule", "missing-beta"]);
        let line = ran.stdout.lines().nth(1).map(str::to_owned);
        line.unwrap_or_default()
    };
    assert!(next(&file).ends_with(" beta backfill"), "{}", next(&file));
    assert_eq!(file.run(["beta", "backfill", "-q"]).status, 0);
    // The key that is left has no owner.
    assert!(
        next(&file).ends_with(" audit --rule missing-beta --field fix"),
        "{}",
        next(&file)
    );
}

#[test]
fn no_findings_are_reported_and_quiet_prints_nothing() {
    let args = ["--rule", "dialog-gone"];
    assert_snapshot!("no_findings", show_audit(&Sandbox::new(), &args));
    let quiet: Vec<&str> = args.iter().copied().chain(["--quiet"]).collect();
    assert_snapshot!("no_findings_quiet", show_audit(&Sandbox::new(), &quiet));
    let ran = Sandbox::new().run([
        "-d",
        "demo:",
        "audit",
        "-q",
        "--json",
        "--rule",
        "agent-gone",
    ]);
    assert_eq!(ran.stdout, "{\"code\":0,\"message\":\"\",\"data\":[]}\n");
}

#[test]
fn the_default_user_does_not_limit_the_audit() {
    let usual = Sandbox::new().var("RAGFLOWCTL_USER", "ben@example.com");
    let args = ["-d", "demo:", "audit", "--json"];
    assert_eq!(usual.run(args).stdout, Sandbox::new().run(args).stdout);
}

#[test]
fn fail_on_ends_with_7_after_everything_is_printed() {
    for (least, status) in [
        ("critical", 7),
        ("high", 7),
        ("medium", 7),
        ("low", 7),
        ("info", 7),
    ] {
        let ran = Sandbox::new().run(["-d", "demo:", "audit", "--json", "--fail-on", least]);
        assert_eq!(ran.status, status, "{least}");
        assert_eq!(envelope(&ran)["code"], 0);
    }
    let mild = [
        "-d",
        "demo:",
        "audit",
        "--rule",
        "unusual-form",
        "--fail-on",
    ];
    for (least, status) in [("medium", 0), ("low", 7)] {
        let ran = Sandbox::new().run(mild.into_iter().chain([least]));
        assert_eq!(ran.status, status, "{least}");
    }
}

#[test]
fn rules_can_be_selected_and_ignored() {
    let file = File::demo();
    let all = rules_found(&file, &[]);
    assert_eq!(rules_found(&file, &["--rule", "orphan"]), ["orphan"]);
    let some = rules_found(&file, &["--rule", "orphan,times-missing"]);
    assert_eq!(some, ["orphan", "times-missing"]);
    let without = rules_found(&file, &["--ignore", "guessable-key,missing-beta"]);
    let kept = |rule: &&String| !["guessable-key", "missing-beta"].contains(&rule.as_str());
    assert_eq!(
        without,
        all.iter().filter(kept).cloned().collect::<Vec<_>>()
    );
    let high = rules_found(&file, &["--min-severity", "high"]);
    let is_high = |rule: &String| {
        let severity = RULES.iter().find(|(name, _)| name == rule);
        severity.is_some_and(|(_, severity)| ["critical", "high"].contains(severity))
    };
    assert!(!high.is_empty() && high.iter().all(is_high));
}

#[test]
fn impossible_requests_are_usage_errors() {
    for (name, args) in [
        ("unknown_rule", vec!["--rule", "orphans"]),
        (
            "unknown_ignored_rule",
            vec!["--ignore", "orphan,guesable-key"],
        ),
        ("unknown_rule_to_explain", vec!["--explain", "missing"]),
        ("unknown_severity", vec!["--fail-on", "hgih"]),
        ("no_max_age", vec!["--rule", "too-old"]),
        ("no_max_keys", vec!["--rule", "too-many-keys"]),
        (
            "no_rule_left",
            vec!["--rule", "orphan", "--ignore", "orphan"],
        ),
        ("two_owners", vec!["--all", "--tenant", ADA]),
    ] {
        assert_snapshot!(name, show_audit(&Sandbox::new(), &args));
    }
}

#[test]
fn every_rule_is_explained_without_a_database() {
    for (rule, severity) in RULES {
        let ran = Sandbox::new().run(["audit", "--explain", rule]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{rule}");
        let first = format!("{rule} ({severity}): ");
        assert!(ran.stdout.starts_with(&first), "{}", ran.stdout);
        let widest = ran
            .stdout
            .lines()
            .skip(1)
            .map(|line| line.chars().count())
            .max();
        assert!(widest <= Some(80), "{}", ran.stdout);
        let ran = Sandbox::new().run(["audit", "--json", "--explain", rule]);
        let data = &envelope(&ran)["data"];
        assert_eq!(data["rule"], rule);
        assert_eq!(data["severity"], severity);
        for text in ["summary", "story", "fix"] {
            assert!(
                data[text].as_str().is_some_and(|text| text.len() > 10),
                "{rule} {text}"
            );
        }
    }
    assert_snapshot!(show(
        &Sandbox::new(),
        &["audit", "--explain", "guessable-key"]
    ));
}

#[test]
fn a_report_warns_once_about_ids_of_guessable_keys() {
    let warning = "do not share this report";
    let says = |args: &[&str]| show_audit(&Sandbox::new(), args).matches(warning).count();
    assert_eq!(says(&[]), 1);
    assert_eq!(says(&["--json"]), 1);
    // Another rule, but the key is guessable, too.
    assert_eq!(says(&["--rule", "owner-deleted"]), 1);
    assert_eq!(says(&["--rule", "owner-inactive"]), 0);
    assert_eq!(says(&["--fields", "rule,user"]), 0);
    assert_eq!(says(&["--quiet"]), 0);
}

#[test]
fn control_characters_are_escaped() {
    let file = File::demo_after(
        "UPDATE api_token SET tenant_id = 'x; rm -rf ~ ' || char(27) || '[2J' \
         WHERE tenant_id = '0123456789abcdef0123456789abcdef'; \
         UPDATE api_token SET beta = NULL, dialog_id = char(27) || 'gone', source = 'dialog' \
         WHERE tenant_id LIKE 'x;%'; \
         UPDATE \"user\" SET email = char(27) || '[31m@x' WHERE email = 'fay@example.com'",
    );
    let ran = file.run(["audit"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stderr.contains('\u{1b}'));
    let findings = rows(&file.run(["audit", "--json", "--rule", "dialog-gone"]));
    assert_eq!(findings.len(), 1);
}

#[test]
fn many_findings_are_sorted_too() {
    let file = File::demo_after(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001) \
         INSERT INTO api_token (tenant_id, token, create_time, create_date, update_time, \
         update_date) SELECT '759d9075221f4c52e6abc1675494e450', \
         'ragflow-' || printf('%043d', i), 1769936400000, '2026-02-01 17:00:00', \
         1769936400000, '2026-02-01 17:00:00' FROM n",
    );
    let ran = file.run(["audit"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let mut tables = ran.stdout.split("\n\n");
    let summary = tables.next().expect("a summary");
    let of_rule = summary.lines().find(|line| line.contains("missing-beta"));
    let of_rule = of_rule.expect("the rule has findings");
    assert!(
        of_rule.contains(" 10008  ragflowctl -d sqlite:"),
        "{of_rule}"
    );
    let listed: Vec<&str> = tables.next().expect("findings").lines().collect();
    assert!(listed.len() > 10_020);
    assert!(listed[1].starts_with("info"), "{}", listed[1]);
    assert!(
        listed
            .last()
            .is_some_and(|line| line.starts_with("critical"))
    );
}

#[test]
fn thousands_of_tenants_are_audited() {
    let file = File::demo_after(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) \
         INSERT INTO api_token (tenant_id, token) SELECT printf('%032d', i), \
         'ragflow-' || printf('%043d', i) FROM n",
    );
    let ran = file.run([
        "audit",
        "--rule",
        "orphan",
        "--fields",
        "tenant_id",
        "-o",
        "tsv",
    ]);
    let tenants = column(&ran);
    assert_eq!(tenants.len(), 2501);
    assert!(tenants.is_sorted());
    assert!(
        ran.stderr.contains("audited 2519 keys of 2509 tenants"),
        "{}",
        ran.stderr
    );
}

/// An index whose order is wrong can lead from its end back to an earlier page.
#[test]
fn a_damaged_index_is_an_error() {
    let file = File::demo();
    let path = file.path();
    let (page, size, tenant) = {
        let db = rusqlite::Connection::open(path).expect("a database");
        let number = |sql: &str| -> usize {
            let number = db.query_row(sql, [], |row| row.get::<_, i64>(0));
            usize::try_from(number.expect("a number")).expect("positive")
        };
        let page = number("SELECT rootpage FROM sqlite_master WHERE name = 'api_token_tenant_id'");
        let size = number("PRAGMA page_size");
        let last = "SELECT MAX(tenant_id) FROM api_token";
        let tenant: String = db.query_row(last, [], |row| row.get(0)).expect("a tenant");
        (page, size, tenant)
    };
    let whole = std::fs::read(path).expect("the file");
    let start = (page - 1) * size;
    let places: Vec<usize> = (start..start + size)
        .filter(|place| whole[*place..].starts_with(tenant.as_bytes()))
        .collect();
    assert!(!places.is_empty());
    let mut refused = 0;
    for place in places {
        let mut damaged = whole.clone();
        damaged[place + 13] = b' ';
        std::fs::write(path, &damaged).expect("the file");
        // It ends, and does not always notice.
        let ran = file.run(["audit", "--json"]);
        if ran.status == 6 {
            refused += 1;
            assert!(ran.stderr.contains("index"), "{}", ran.stderr);
            assert!(ran.stderr.contains("REINDEX"), "{}", ran.stderr);
        }
    }
    assert!(refused > 0);
}
