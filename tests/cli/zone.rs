//! The time zone of dates: how it is set, detected and reported.

use insta::assert_snapshot;

use crate::fixture::{BEN, File, show};
use crate::sandbox::{NOW_MS, Sandbox};

const CREATE: [&str; 7] = [
    "token",
    "create",
    "--user",
    "ben@example.com",
    "--json",
    "--fields",
    "create_date",
];

/// A file whose dates are `first` hours ahead of UTC in two thirds of the rows, and `second` hours
/// in the others.
fn file_in_zones(first: i32, second: i32) -> File {
    let mut sql = String::new();
    for table in ["user", "user_tenant", "api_token"] {
        sql.push_str(&format!(
            "UPDATE \"{table}\" SET update_date = datetime(update_time / 1000, 'unixepoch', \
             CASE WHEN rowid % 3 = 0 THEN '{second} hours' ELSE '{first} hours' END);"
        ));
    }
    File::demo_after(&sql)
}

fn utc() -> Sandbox {
    Sandbox::new().zone("UTC")
}

#[test]
fn the_zone_on_which_all_rows_agree_is_used_without_a_warning() {
    let ran = File::demo().run_in(&utc(), CREATE);
    assert_eq!(
        (ran.status, ran.stderr.as_str()),
        (0, "note: created 1 key\n")
    );
    let verbose = [&CREATE[..], &["-v"]].concat();
    let ran = File::demo().run_in(&utc(), verbose);
    assert!(
        ran.stderr
            .contains("UTC+08:00, the zone of all of the newest"),
        "{}",
        ran.stderr
    );
    let quiet = [&CREATE[..], &["--quiet"]].concat();
    let ran = File::demo().run_in(&utc(), quiet);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}

#[test]
fn daylight_saving_is_told_from_mixed_zones() {
    assert_snapshot!(
        "daylight_saving",
        file_in_zones(1, 2).show_in(&utc(), &CREATE)
    );
    assert_snapshot!("mixed", file_in_zones(8, -5).show_in(&utc(), &CREATE));
}

#[test]
fn an_explicit_zone_is_used() {
    let named = |zone| [&CREATE[..], &["--timezone", zone]].concat();
    let show = |zone| File::demo().show_in(&utc(), &named(zone));
    assert_snapshot!("explicit", show("Asia/Shanghai"));
    assert_snapshot!("contradicted", show("Europe/Berlin"));
    assert_snapshot!("offset", show("-03:30"));
}

#[test]
fn verbose_explains_the_zone() {
    let zone = |sandbox: &Sandbox, file: &File, args: &[&str]| {
        let args = [&["-v", "token", "list", "--all", "--limit", "1"], args].concat();
        let ran = file.run_in(sandbox, args);
        let lines = ran.stderr.lines().filter(|line| line.contains("zone"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let (own, demo) = (Sandbox::new(), File::demo());
    let lines = [
        zone(&own, &demo, &[]),
        zone(&own, &file_in_zones(8, 0), &[]),
        zone(&utc(), &demo, &[]),
        zone(&utc(), &demo, &["--timezone", "Asia/Shanghai"]),
        zone(&own, &empty(), &[]),
        zone(
            &own,
            &File::demo_after("ALTER TABLE user_tenant DROP COLUMN update_date"),
            &[],
        ),
    ];
    assert_snapshot!(lines.join("\n"));
}

/// A database without rows.
fn empty() -> File {
    File::demo_after("DELETE FROM user; DELETE FROM user_tenant; DELETE FROM api_token")
}

#[test]
fn db_check_shows_the_zone_and_conflicting_evidence() {
    let check = |sandbox: &Sandbox, file: &File, args: &[&str]| {
        let fields = ["db", "check", "--fields", "zone,zone_source"];
        file.show_in(sandbox, &[&fields, args].concat())
    };
    let (own, demo) = (Sandbox::new(), File::demo());
    let runs = [
        check(&own, &demo, &[]),
        check(&own, &empty(), &[]),
        check(&own, &file_in_zones(8, 0), &[]),
        check(&utc(), &demo, &[]),
        check(&utc(), &file_in_zones(1, 2), &[]),
        check(&own, &demo, &["--timezone", "Asia/Shanghai"]),
        check(&own, &file_in_zones(8, 0), &["--timezone", "Asia/Shanghai"]),
        check(&own, &demo, &["--timezone", "Europe/Berlin"]),
    ];
    assert_snapshot!(runs.join("\n"));
}

#[test]
fn an_unknown_zone_is_refused_with_an_example() {
    let refused = |zone, format| {
        let args = [
            "--timezone",
            zone,
            "-d",
            "demo:",
            "db",
            "check",
            "-o",
            format,
        ];
        let ran = show(&Sandbox::new(), &args);
        assert!(ran.ends_with("exit status 2\n"), "{ran}");
        ran
    };
    assert_snapshot!("unknown", refused("Mars/Phobos", "table"));
    assert_snapshot!("nearly_known", refused("europe/berln", "json"));
}

#[test]
fn the_zone_of_the_sample_causes_no_message() {
    for zone in ["UTC", "America/New_York", "Asia/Shanghai"] {
        let sandbox = Sandbox::new().zone(zone);
        let fields = ["--json", "--fields", "update_time,update_date"];
        let commands: [&[&str]; 3] = [
            &["token", "list", "--user", "ada@example.com"],
            &["token", "create", "--tenant", BEN],
            &["db", "check"],
        ];
        for command in commands {
            let fields = if command[0] == "db" {
                &[][..]
            } else {
                &fields[..]
            };
            let args = [&["-d", "demo:"], command, fields].concat();
            let ran = sandbox.run(args);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            assert!(!ran.stderr.contains("zone"), "{zone}: {}", ran.stderr);
            if command[0] != "db" {
                let now =
                    format!("{{\"update_time\":{NOW_MS},\"update_date\":\"2026-11-23T00:34:56\"}}");
                assert!(ran.stdout.contains(&now), "{zone}: {}", ran.stdout);
            }
        }
    }
}

#[test]
fn days_in_filters_are_in_the_local_zone() {
    // The newest key was created on 2026-02-11 at 09:00 UTC, which is February 10 twelve hours
    // behind UTC. The zone of the rows does not matter here.
    let days = |zone| {
        let args = [
            "token",
            "list",
            "--all",
            "--created-after",
            "2026-02-11",
            "-o",
            "jsonl",
        ];
        let ran = File::demo().run_in(&Sandbox::new().zone(zone), args);
        ran.stdout.lines().count()
    };
    assert_eq!((days("UTC"), days("Pacific/Kiritimati")), (1, 1));
    assert_eq!(days("Etc/GMT+12"), 0);
}
