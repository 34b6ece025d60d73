//! `token list`: filters, time bounds and sorting.

use insta::assert_snapshot;

use crate::fixture::{ADA, File, column, rows, show_demo_list};
use crate::sandbox::Sandbox;

fn keys(args: &[&str]) -> Vec<String> {
    let all = ["-d", "demo:", "token", "list", "-o", "tsv", "--fields"];
    let ran = Sandbox::new().run(all.iter().chain(args).copied());
    column(&ran).into_iter().map(str::to_owned).collect()
}

#[test]
fn filters_select_keys_and_fill_nothing() {
    assert_snapshot!(show_demo_list(
        &Sandbox::new(),
        &[
            "--all",
            "--missing-beta",
            "--fields",
            "id,beta,source,create_date"
        ]
    ));
    assert_eq!(keys(&["source", "--all", "--source", "dialog"]), ["dialog"]);
    assert_eq!(keys(&["source", "--all", "--source", "agent"]), ["agent"]);
    assert_eq!(keys(&["source", "--all", "--source", "none"]).len(), 17);
    let file = File::demo();
    let before = file.state();
    for filter in [
        vec!["--missing-beta"],
        vec!["--source", "none"],
        vec!["--limit", "100"],
        vec!["--created-after", "2020-01-01"],
        vec!["--created-before", "2030-01-01"],
        vec!["--no-backfill"],
        vec!["--read-only"],
    ] {
        let args = ["token", "list", "--user", ADA];
        let ran = file.run(args.into_iter().chain(filter.iter().copied()));
        assert_eq!(ran.status, 0, "{filter:?}: {}", ran.stderr);
        assert!(!ran.stderr.contains("filled"), "{filter:?}: {}", ran.stderr);
        assert!(file.state() == before, "{filter:?} wrote");
    }
}

#[test]
fn time_filters_include_the_start_and_exclude_the_end() {
    // Ada's keys of 2026 were created on February 1, 2, 3 and 4 at 09:00 UTC. A time without a zone
    // is in the local zone, eight hours ahead.
    let dates = |args: &[&str]| {
        let args: Vec<&str> = ["create_date", "--tenant", ADA]
            .iter()
            .chain(args)
            .copied()
            .collect();
        keys(&args)
    };
    let from_third = ["2026-02-03T17:00:00", "2026-02-04T17:00:00"];
    assert_eq!(
        dates(&["--created-after", "2026-02-03T09:00:00Z"]),
        from_third
    );
    assert_eq!(
        dates(&["--created-after", "2026-02-03T17:00"]),
        from_third,
        "the bound itself is in"
    );
    assert_eq!(
        dates(&["--created-after", "2026-02-03T17:00:01"]),
        from_third[1..]
    );
    assert_eq!(
        dates(&[
            "--created-after",
            "2026-02-03",
            "--created-before",
            "2026-02-04T09:00:00+00:00"
        ]),
        from_third[..1],
        "the upper bound itself is out"
    );
}

#[test]
fn sorting_puts_missing_values_last() {
    let sorted = |by: &str, args: &[&str]| {
        let args: Vec<&str> = [by, "--all", "--sort", by]
            .iter()
            .chain(args)
            .copied()
            .collect();
        keys(&args)
    };
    for by in [
        "create_time",
        "update_time",
        "tenant_id",
        "source",
        "dialog_id",
    ] {
        let up = sorted(by, &[]);
        let down = sorted(by, &["--reverse"]);
        assert_eq!(up.len(), 19, "{by}");
        for (listing, descends) in [(&up, false), (&down, true)] {
            let there: Vec<&String> = listing.iter().filter(|value| !value.is_empty()).collect();
            let mut expected = there.clone();
            expected.sort();
            if descends {
                expected.reverse();
            }
            assert_eq!(there, expected, "{by}");
            let tail = listing.iter().rev().take_while(|value| value.is_empty());
            assert_eq!(tail.count(), 19 - there.len(), "{by}: {listing:?}");
        }
    }
    assert_eq!(
        keys(&[
            "create_date",
            "--all",
            "--sort",
            "create_time",
            "--limit",
            "2"
        ]),
        ["2025-08-30T15:00:00", "2025-09-01T14:00:00"]
    );
    let newest = ["create_date", "--all", "--reverse", "--limit", "1"];
    assert_eq!(keys(&newest), ["2026-02-11T17:00:00"]);
}

/// The clock of the tests is at half past midnight in the local zone.
#[test]
fn times_can_be_relative() {
    let file = File::demo();
    let number = |args: &[&str]| {
        let list = ["token", "list", "--all", "--json"];
        rows(&file.run(list.iter().chain(args).copied())).len()
    };
    let all = number(&[]);
    assert_eq!(number(&["--created-after", "yesterday"]), 0);
    assert_eq!(
        number(&["--created-before", "today"]),
        all - 1,
        "one has no time"
    );
    assert_eq!(number(&["--created-before", "0s"]), all - 1);
    let old = number(&["--older-than", "300d"]);
    assert_eq!(number(&["--created-before", "300d"]), old);
    assert_eq!(number(&["--created-after", "300d"]), all - 1 - old);
}
