//! `metrics` counts what `audit` finds, on every engine.

use crate::fixture::sandbox;
use crate::support::{Database, Engine, on_every_engine};
use crate::token_list::envelope;

on_every_engine!(findings_are_those_of_audit);

fn findings_are_those_of_audit(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let found = envelope(&db, &["audit", "--json"]);
    let ran = sandbox(&db).run(["metrics"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let sum = |name: &str| {
        let lines = ran.stdout.lines().filter(|line| line.starts_with(name));
        let values = lines.filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok());
        values.sum::<f64>()
    };
    let findings = found["data"].as_array().expect("rows").len();
    assert_eq!(sum("ragflow_audit_findings{"), findings as f64);
    let keys = db.query("SELECT 1 FROM api_token").len();
    assert_eq!(sum("ragflow_api_keys{"), keys as f64);
}
