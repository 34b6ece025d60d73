//! Dates are written in the time zone of RAGFlow's server, wherever this program runs.

use serde_json::Value;

use crate::sandbox::{Finished, NOW_DATE, NOW_MS, Sandbox};
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    new_keys_have_dates_in_the_zone_of_the_server,
    filled_betas_have_dates_in_the_zone_of_the_server,
    daylight_saving_is_recognised_in_the_rows,
    the_majority_of_the_rows_decides,
    without_evidence_the_local_zone_is_used,
    a_table_without_the_columns_is_skipped,
    db_check_shows_the_zone,
);

/// [`NOW_MS`] as a server in UTC and one in Europe/Berlin store it.
const NOW_IN_UTC: &str = "2026-11-22 16:34:56";
const NOW_IN_BERLIN: &str = "2026-11-22 17:34:56";
const TABLES: [&str; 3] = ["user", "user_tenant", "api_token"];

/// Runs the program in this local zone.
fn run(db: &Database, zone: &str, args: &[&str]) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
    let ran = sandbox.zone(zone).run(args.iter().copied());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    ran
}

/// Sets the dates of a table to this many hours ahead of UTC.
fn rewrite(db: &Database, table: &str, hours: i32) {
    let date = match db.engine() {
        Engine::Sqlite => format!("datetime(update_time / 1000, 'unixepoch', '{hours} hours')"),
        Engine::Mysql | Engine::Mariadb => format!(
            "TIMESTAMPADD(SECOND, FLOOR(update_time / 1000) + {hours} * 3600, '1970-01-01')"
        ),
        Engine::Postgres => format!(
            "TIMESTAMP '1970-01-01' + (update_time / 1000 + {hours} * 3600) * INTERVAL '1 second'"
        ),
    };
    db.execute(&format!(
        "UPDATE \"{table}\" SET update_date = {date} WHERE update_time IS NOT NULL"
    ));
}

/// Creates a key. Returns its date, which is the same in both columns, and stderr without
/// the note of the created key.
fn created(db: &Database, zone: &str, more: &[&str]) -> (String, String) {
    let args = ["token", "create", "--user", "alice@example.com", "--json"];
    let ran = run(db, zone, &[&args[..], more].concat());
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    let token = answer["data"][0]["token"].as_str().expect("a key");
    let stored = db.query(&format!(
        "SELECT create_date, update_date, create_time, update_time FROM api_token \
         WHERE token = '{token}'"
    ));
    assert_eq!(stored[0][0], stored[0][1]);
    let now = Some(NOW_MS.to_string());
    assert_eq!((&stored[0][2], &stored[0][3]), (&now, &now));
    // The row must not influence the next decision.
    db.execute(&format!("DELETE FROM api_token WHERE token = '{token}'"));
    let others = ran.stderr.replace("note: created 1 key\n", "");
    (stored[0][0].clone().expect("a date"), others)
}

fn new_keys_have_dates_in_the_zone_of_the_server(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    // All rows agree, so there is no doubt.
    let (date, stderr) = created(&db, "UTC", &[]);
    assert_eq!((date.as_str(), stderr.as_str()), (NOW_DATE, ""));
    let (date, stderr) = created(&db, "UTC", &["-v"]);
    assert_eq!(date, NOW_DATE);
    assert!(
        stderr.contains("zone: UTC+08:00, the zone of all of the newest"),
        "{stderr}"
    );
    let (date, stderr) = created(&db, "Asia/Shanghai", &[]);
    assert_eq!((date.as_str(), stderr.as_str()), (NOW_DATE, ""));
    let (date, stderr) = created(&db, "UTC", &["--timezone", "Asia/Shanghai"]);
    assert_eq!((date.as_str(), stderr.as_str()), (NOW_DATE, ""));
    let (date, stderr) = created(&db, "UTC", &["--timezone", "Europe/Berlin"]);
    assert_eq!(date, NOW_IN_BERLIN);
    assert!(stderr.contains("are in UTC+08:00"), "{stderr}");
    let (date, stderr) = created(&db, "UTC", &["--quiet"]);
    assert_eq!((date.as_str(), stderr.as_str()), (NOW_DATE, ""));
}

fn filled_betas_have_dates_in_the_zone_of_the_server(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let filled = || {
        let now = format!("SELECT update_date FROM api_token WHERE update_time = {NOW_MS}");
        let dates: Vec<_> = db.query(&now).into_iter().flatten().flatten().collect();
        assert!(dates.iter().all(|date| date == NOW_DATE), "{dates:?}");
        dates.len()
    };
    let args = ["beta", "backfill", "--batch-size", "1", "--limit", "2"];
    for dry in [&["--dry-run"][..], &["--dry-run", "-v"]] {
        let ran = run(&db, "UTC", &[&args[..], dry].concat());
        assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
    }
    assert_eq!(filled(), 0);
    let ran = run(&db, "UTC", &args);
    assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
    assert_eq!(filled(), 2);
    let ran = run(
        &db,
        "UTC",
        &["token", "list", "--user", "alice@example.com"],
    );
    assert!(!ran.stderr.contains("UTC"), "{}", ran.stderr);
    assert!(filled() > 2);
}

/// Half of the rows are from winter, and half from summer.
fn daylight_saving_is_recognised_in_the_rows(engine: Engine) {
    const JULY: &str = "1782900000000";
    let db = Database::fixture(engine, "0.27");
    for table in TABLES {
        rewrite(&db, table, 1);
    }
    db.execute(&format!("UPDATE \"user\" SET update_time = {JULY}"));
    rewrite(&db, "user", 2);
    let (date, stderr) = created(&db, "Europe/Berlin", &[]);
    assert_eq!((date.as_str(), stderr.as_str()), (NOW_IN_BERLIN, ""));
    let (date, stderr) = created(&db, "UTC", &[]);
    assert_eq!(date, NOW_IN_BERLIN);
    assert!(
        stderr.contains("rows are in UTC+02:00, probably because of daylight saving time"),
        "{stderr}"
    );
    let (date, stderr) = created(&db, "UTC", &["--timezone", "Europe/Berlin"]);
    assert_eq!((date.as_str(), stderr.as_str()), (NOW_IN_BERLIN, ""));
}

fn the_majority_of_the_rows_decides(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    rewrite(&db, "user", -5);
    rewrite(&db, "user_tenant", 0);
    let (date, stderr) = created(&db, "UTC", &[]);
    assert_eq!(date, NOW_DATE);
    for other in ["UTC-05:00 (8)", "UTC+00:00 (", "Set --timezone"] {
        assert!(stderr.contains(other), "{stderr}");
    }
    rewrite(&db, "api_token", 0);
    let (date, stderr) = created(&db, "UTC", &[]);
    assert_eq!((date.as_str(), stderr.as_str()), (NOW_IN_UTC, ""));
}

fn without_evidence_the_local_zone_is_used(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for table in TABLES {
        db.execute(&format!("UPDATE \"{table}\" SET update_date = NULL"));
    }
    let (date, stderr) = created(&db, "UTC", &[]);
    assert_eq!((date.as_str(), stderr.as_str()), (NOW_IN_UTC, ""));
    for (table, date) in TABLES
        .iter()
        .zip(["2001-01-01", "2026-01-01", "9999-12-31"])
    {
        let sql = format!("UPDATE \"{table}\" SET update_date = '{date} 00:07:30'");
        db.execute(&sql);
    }
    let (date, stderr) = created(&db, "UTC", &[]);
    assert_eq!((date.as_str(), stderr.as_str()), (NOW_IN_UTC, ""));
}

fn a_table_without_the_columns_is_skipped(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    db.execute("ALTER TABLE \"user_tenant\" DROP COLUMN \"update_date\"");
    let (date, stderr) = created(&db, "UTC", &["-v"]);
    assert_eq!(date, NOW_DATE);
    assert!(stderr.contains("ignoring user_tenant"), "{stderr}");
    assert!(!stderr.contains("ignoring user,"), "{stderr}");
}

fn db_check_shows_the_zone(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let check = |zone, more: &[&str]| {
        let ran = run(&db, zone, &[&["db", "check", "--json"], more].concat());
        let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
        let text = |field: &str| answer["data"][field].as_str().expect("text").to_owned();
        (text("zone"), text("zone_source"), ran.stderr)
    };
    let (zone, source, stderr) = check("Asia/Shanghai", &[]);
    assert_eq!(
        (zone.as_str(), source.as_str()),
        ("UTC+08:00", "this process")
    );
    assert!(!stderr.contains("dates"), "{stderr}");
    let (zone, source, stderr) = check("UTC", &[]);
    assert_eq!(
        (zone.as_str(), source.as_str()),
        ("UTC+08:00", "the newest rows")
    );
    assert!(
        stderr.contains("warning: dates are written in UTC+"),
        "{stderr}"
    );
    let (zone, source, _) = check("UTC", &["--timezone", "Asia/Shanghai"]);
    assert_eq!(
        (zone.as_str(), source.as_str()),
        ("Asia/Shanghai", "--timezone")
    );
    rewrite(&db, "user", 0);
    let (.., stderr) = check("Asia/Shanghai", &[]);
    assert!(stderr.contains("8 of the newest"), "{stderr}");
}
