//! `metrics`

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::fixture::{File, envelope, rows};
use crate::sandbox::Sandbox;

fn metrics(file: &File, args: &[&str]) -> String {
    let ran = file.run(["metrics"].iter().chain(args).copied());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    ran.stdout
}

/// The samples as the Prometheus client of Python reads them, without those of the run: the name and
/// the labels of each, and its value.
fn parsed(text: &str) -> BTreeMap<String, f64> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ragflow.prom");
    std::fs::write(&path, text).expect("a file");
    let script = "import json, sys; \
                  from prometheus_client.parser import text_string_to_metric_families as parse; \
                  samples = [s for f in parse(open(sys.argv[1]).read()) for s in f.samples]; \
                  print(json.dumps([[s.name, *sorted(s.labels.values()), s.value] for s in samples]))";
    let ran = Command::new("/usr/bin/python3")
        .args(["-c", script])
        .arg(&path)
        .output();
    let ran = ran.expect("python3 runs");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let samples: Vec<Vec<Value>> = serde_json::from_slice(&ran.stdout).expect("JSON");
    let sample = |values: Vec<Value>| {
        let (value, words) = values.split_last().expect("a value");
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        (words.join(" "), value.as_f64().expect("a number"))
    };
    let samples = samples.into_iter().map(sample);
    samples
        .filter(|(name, _)| !name.starts_with("ragflowctl_run"))
        .collect()
}

/// How often each text occurs.
fn counts(texts: impl IntoIterator<Item = String>) -> BTreeMap<String, f64> {
    let mut counts = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_insert(0.0) += 1.0;
    }
    counts
}

/// The samples of a metric that are not 0.
fn samples(all: &BTreeMap<String, f64>, name: &str) -> BTreeMap<String, f64> {
    let start = format!("{name} ");
    let found = all.iter().filter(|(_, value)| **value != 0.0);
    let found =
        found.filter_map(|(key, value)| Some((key.strip_prefix(&start)?.to_owned(), *value)));
    found.collect()
}

#[test]
fn the_numbers_are_those_of_audit_and_list() {
    let file = File::demo();
    let samples_of_all = parsed(&metrics(&file, &["--by-tenant"]));
    let rows = |args: &[&str]| rows(&file.run(args.iter().copied()));
    let findings = rows(&["audit", "--json"]);
    let texts = findings.iter().map(|row| {
        let text = |name: &str| row[name].as_str().expect("a text").to_owned();
        let mut words = [text("rule"), text("severity")];
        words.sort();
        words.join(" ")
    });
    assert_eq!(
        samples(&samples_of_all, "ragflow_audit_findings"),
        counts(texts)
    );
    let keys = rows(&[
        "token",
        "list",
        "--all",
        "--json",
        "--fields",
        "tenant_id,form,source,beta",
    ]);
    let forms = keys.iter().map(|row| {
        let source = row["source"].as_str().unwrap_or("none");
        let mut words = [row["form"].as_str().expect("a form"), source];
        words.sort_unstable();
        words.join(" ")
    });
    assert_eq!(samples(&samples_of_all, "ragflow_api_keys"), counts(forms));
    let tenants = keys
        .iter()
        .filter_map(|row| row["tenant_id"].as_str().map(str::to_owned));
    assert_eq!(
        samples(&samples_of_all, "ragflow_tenant_api_keys"),
        counts(tenants)
    );
    let without = keys
        .iter()
        .filter(|row| row["beta"].as_str().unwrap_or_default().is_empty());
    assert_eq!(
        samples_of_all["ragflow_api_keys_without_beta"],
        without.count() as f64
    );
    let ages = samples(&samples_of_all, "ragflow_api_keys_by_age");
    assert_eq!(ages.values().sum::<f64>(), keys.len() as f64);
    let with_rule = |name: &str| {
        let found = findings.iter().filter(|row| row["rule"] == name);
        found.count() as f64
    };
    for (metric, rule) in [("orphaned", "orphan"), ("ownerless", "ownerless")] {
        let metric = format!("ragflow_api_keys_{metric}");
        assert_eq!(samples_of_all[&metric], with_rule(rule), "{metric}");
    }
    let tenants = samples(&samples_of_all, "ragflow_tenant_api_keys").len();
    assert_eq!(samples_of_all["ragflow_tenants_with_keys"], tenants as f64);
}

#[test]
fn no_key_and_no_id_is_in_the_metrics() {
    let file = File::demo();
    let text = metrics(&file, &[]);
    for row in file
        .query("SELECT tenant_id, token, beta FROM api_token")
        .into_iter()
        .flatten()
    {
        let secret = row.filter(|text| !text.is_empty());
        assert!(secret.is_none_or(|secret| !text.contains(&secret)));
    }
}

#[test]
fn a_textfile_is_replaced_at_once_and_can_be_read_by_others() {
    let file = File::demo();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ragflow.prom");
    let args = ["--textfile", path.to_str().expect("ASCII")];
    for _ in 0..2 {
        assert_eq!(metrics(&file, &args), "");
        assert!(!parsed(&std::fs::read_to_string(&path).expect("the file")).is_empty());
    }
    let mode = path.metadata().expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o644);
    let entries = std::fs::read_dir(folder.path()).expect("the folder");
    assert_eq!(entries.count(), 1, "nothing stands beside it");
}

#[test]
fn a_textfile_that_cannot_be_written_is_an_error_and_the_old_one_stays() {
    let file = File::demo();
    let ran = file.run(["metrics", "--textfile", "/nowhere/ragflow.prom", "--json"]);
    assert_eq!(ran.status, 1);
    assert_eq!(envelope(&ran)["code"], 500);
    assert!(
        ran.stderr.contains("/nowhere/ragflow.prom"),
        "{}",
        ran.stderr
    );
    let folder = tempfile::tempdir().expect("a folder");
    let directory = folder.path().to_str().expect("ASCII");
    assert_eq!(file.run(["metrics", "--textfile", directory]).status, 1);
    let path = folder.path().join("ragflow.prom");
    std::fs::write(&path, "old\n").expect("a file");
    let path = path.to_str().expect("ASCII");
    let ran = Sandbox::new().run(["-d", "sqlite:/nowhere.db", "metrics", "--textfile", path]);
    assert_ne!(ran.status, 0);
    assert_eq!(std::fs::read_to_string(path).expect("the file"), "old\n");
    let entries = std::fs::read_dir(folder.path()).expect("the folder");
    assert_eq!(entries.count(), 1);
}

/// The metrics that a text names.
fn named(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words
        .filter(|word| word.starts_with("ragflow_") || word.starts_with("ragflowctl_"))
        .collect()
}

#[test]
fn alerts_dashboard_and_help_name_metrics_that_exist() {
    let text = metrics(&File::demo(), &["--by-tenant"]);
    let known = named(&text);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/monitoring");
    let alerts = std::fs::read_to_string(folder.join("alerts.yml")).expect("the alerts");
    let dashboard = std::fs::read_to_string(folder.join("dashboard.json")).expect("the dashboard");
    let parsed: Value = serde_json::from_str(&dashboard).expect("JSON");
    assert!(
        parsed["panels"]
            .as_array()
            .is_some_and(|panels| panels.len() > 5)
    );
    let help = Sandbox::new().run(["metrics", "--help"]).stdout;
    for text in [&alerts, &dashboard, &help] {
        let names = named(text);
        assert!(names.len() > 3, "{names:?}");
        for name in names {
            assert!(known.contains(&name), "{name}");
        }
    }
}

#[test]
fn keys_that_cannot_be_read_are_counted_and_the_status_is_1() {
    let file = File::demo_after("UPDATE api_token SET create_time = 'x' WHERE beta LIKE 'sAt-%'");
    let ran = file.run(["metrics"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert_eq!(parsed(&ran.stdout)["ragflow_api_keys_unreadable"], 1.0);
}

#[test]
fn the_age_of_a_guessable_key_without_a_time_is_that_in_the_key() {
    let file = File::demo_after(
        "UPDATE api_token SET create_time = NULL WHERE token LIKE 'ragflow-cwOG%'",
    );
    let ages = samples(&parsed(&metrics(&file, &[])), "ragflow_api_keys_by_age");
    assert_eq!(ages["unknown"], 1.0, "{ages:?}");
}
