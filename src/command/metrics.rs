//! `ragflowctl metrics`

use std::collections::BTreeMap;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::run::Run;
use crate::domain::audit::{AuditRule, Policy, RULES, RuleSet};
use crate::domain::metrics::KeyMetrics;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::audit::{audit_keys, skipped_rules};
use crate::report::{Metric, prometheus_text};
use crate::session::{Session, Target};
use crate::store::{Access, Scope, Store};
use crate::text::named_path;

const AFTER: &str = "\
Metrics, all of them gauges:
  ragflow_api_keys{form,source}                     keys; form as in `token list`
  ragflow_api_keys_by_age{age}                      keys by the time since they were created
  ragflow_api_keys_without_beta                     keys without a beta
  ragflow_api_keys_orphaned                         keys of tenants without a user
  ragflow_api_keys_ownerless                        keys of tenants without an owner
  ragflow_api_keys_unreadable                       rows that could not be read
  ragflow_api_keys_last_change_timestamp_seconds    the latest time of a row
  ragflow_tenants_with_keys                         tenants that have keys
  ragflow_audit_findings{rule,severity}             findings of `audit`, 0 included
  ragflow_tenant_api_keys{tenant}, ragflow_tenant_api_keys_without_beta{tenant},
  ragflow_tenant_api_keys_weak{tenant}              with --by-tenant
  ragflow_schema_info{versions}                     1; the RAGFlow versions with this schema
  ragflowctl_run_timestamp_seconds                  when this run began
  ragflowctl_run_duration_seconds                   how long it took

A rule that this account cannot check has no sample. The rules too-old and too-many-keys are left
out. The format is this one whatever --output says. With --by-tenant, the memory grows with the
number of tenants. packaging/monitoring has alert rules and a dashboard.

Examples:
  ragflowctl -d demo: metrics
  ragflowctl metrics --textfile /var/lib/prometheus/node-exporter/ragflow.prom
  ragflowctl metrics --by-tenant | grep tenant_api_keys_weak";

/// Print the numbers of keys and findings in Prometheus text format
///
/// For node_exporter's textfile collector, from cron. Contains no secrets and no
/// key IDs; tenant IDs only with --by-tenant. Reads the keys once and changes
/// nothing.
#[derive(Args)]
#[command(after_help = AFTER)]
pub(crate) struct MetricsCommand {
    /// Write to this file, which is replaced at once when all metrics are known
    #[arg(long, value_name = "PATH")]
    textfile: Option<PathBuf>,

    /// Also count the keys of each tenant
    #[arg(long)]
    by_tenant: bool,
}

impl Run for MetricsCommand {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let mut file = self.textfile.as_deref().map(create).transpose()?;
        let began = session.clock.elapsed();
        let now = session.clock.now().timestamp_millis();
        let mut database = session.open(target, Access::Read)?;
        let store = &mut database.store;
        let capabilities = store.probe_capabilities()?;
        let mut policy = policy(store, now)?;
        for (rule, needed) in skipped_rules(policy.rules, capabilities) {
            session.messages.warning(&format!(
                "skipped the rule {}: {needed} does not exist, or this account may not read it",
                rule.info().name
            ));
            policy.rules = policy.rules.without(rule);
        }
        let mut keys = KeyMetrics::new(policy.rules, now, self.by_tenant);
        let mut findings = BTreeMap::new();
        let audited = audit_keys(
            store,
            &policy,
            Scope::All,
            capabilities,
            &session.interrupt,
            &mut |key, tenant| keys.add(key, tenant),
            &mut |finding| {
                *findings.entry(finding.rule).or_insert(0) += 1;
                Ok(())
            },
        )?;
        keys.findings.extend(findings);
        let mut metrics = key_metrics(&keys);
        metrics.push(gauge(
            "ragflow_api_keys_unreadable",
            "Rows of API keys that could not be read",
            audited.unreadable.number(),
        ));
        metrics.push(gauge(
            "ragflow_tenants_with_keys",
            "Tenants that have API keys",
            audited.tenants,
        ));
        let versions = store.schema().version_range();
        metrics.push(
            Metric::new("ragflow_schema_info", "RAGFlow versions with this schema")
                .sample(&[("versions", versions)], 1.0),
        );
        let took = (session.clock.elapsed() - began).as_secs_f64();
        metrics.extend(run_metrics(now, took));
        let text = prometheus_text(metrics).map_err(|error| {
            Error::new(Kind::Failed, "cannot write the metrics").caused_by(error)
        })?;
        match (&self.textfile, file.take()) {
            (Some(path), Some(file)) => replace(path, file, &text)?,
            _ => session.output.raw(text.as_bytes())?,
        }
        audited
            .unreadable
            .error("count")
            .map_or(Ok(Exit::Done), Err)
    }
}

/// All rules that need no option.
fn policy(store: &mut Store, now: i64) -> Result<Policy> {
    let rules: RuleSet = RULES.iter().map(|info| info.rule).collect();
    Ok(Policy {
        rules: rules
            .without(AuditRule::TooOld)
            .without(AuditRule::TooManyKeys),
        now,
        empty_beta_opens: store.empty_beta_opens()?,
        max_age: None,
        max_keys: None,
    })
}

/// A number as a sample: exact up to 2^53.
#[expect(
    clippy::cast_precision_loss,
    reason = "the format of Prometheus has floating-point numbers"
)]
fn value(number: u64) -> f64 {
    number as f64
}

/// A metric with one sample.
fn gauge(name: &'static str, help: &'static str, number: u64) -> Metric {
    Metric::new(name, help).sample(&[], value(number))
}

/// Unix time in milliseconds as seconds.
fn seconds(ms: i64) -> f64 {
    let whole = value(ms.unsigned_abs()) / 1000.0;
    if ms < 0 { -whole } else { whole }
}

fn key_metrics(keys: &KeyMetrics) -> Vec<Metric> {
    let mut forms = Metric::new("ragflow_api_keys", "API keys");
    for ((form, source), number) in &keys.forms {
        forms = forms.sample(&[("form", form), ("source", source)], value(*number));
    }
    let mut ages = Metric::new("ragflow_api_keys_by_age", "API keys by their age");
    for (age, number) in &keys.ages {
        ages = ages.sample(&[("age", age)], value(*number));
    }
    let mut findings = Metric::new("ragflow_audit_findings", "Findings of ragflowctl audit");
    for (rule, number) in &keys.findings {
        let info = rule.info();
        let labels = [("rule", info.name), ("severity", info.severity.name())];
        findings = findings.sample(&labels, value(*number));
    }
    let mut last = Metric::new(
        "ragflow_api_keys_last_change_timestamp_seconds",
        "The latest time of a row of API keys",
    );
    if let Some(ms) = keys.last_change {
        last = last.sample(&[], seconds(ms));
    }
    let [mut all, mut without_beta, mut weak] = [
        ("ragflow_tenant_api_keys", "API keys of a tenant"),
        (
            "ragflow_tenant_api_keys_without_beta",
            "API keys of a tenant without a beta",
        ),
        (
            "ragflow_tenant_api_keys_weak",
            "Guessable API keys of a tenant, or with a guessable beta",
        ),
    ]
    .map(|(name, help)| Metric::new(name, help));
    for (id, counts) in keys.tenants.iter().flatten() {
        let labels = [("tenant", id.as_str())];
        all = all.sample(&labels, value(counts.keys));
        without_beta = without_beta.sample(&labels, value(counts.without_beta));
        weak = weak.sample(&labels, value(counts.weak));
    }
    vec![
        forms,
        ages,
        gauge(
            "ragflow_api_keys_without_beta",
            "API keys without a beta",
            keys.without_beta,
        ),
        gauge(
            "ragflow_api_keys_orphaned",
            "API keys of tenants without a user",
            keys.orphaned,
        ),
        gauge(
            "ragflow_api_keys_ownerless",
            "API keys of tenants without an owner",
            keys.ownerless,
        ),
        findings,
        last,
        all,
        without_beta,
        weak,
    ]
}

fn run_metrics(now: i64, took: f64) -> [Metric; 2] {
    [
        Metric::new("ragflowctl_run_timestamp_seconds", "When the run began")
            .sample(&[], seconds(now)),
        Metric::new("ragflowctl_run_duration_seconds", "Duration of the run").sample(&[], took),
    ]
}

/// Creates the file that will replace `path`, in the same directory: a file that cannot
/// be written is an error before the database is read.
fn create(path: &Path) -> Result<tempfile::NamedTempFile> {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    // The collector reads only files that end with .prom, so never half of one.
    let builder = builder.prefix(".ragflowctl-").suffix(".tmp");
    let created = builder.tempfile_in(parent.unwrap_or(Path::new(".")));
    created.map_err(|error| cannot_write(path, error))
}

/// Puts the text in the place of the file. Other accounts may read it: node_exporter
/// runs as another one.
fn replace(path: &Path, mut file: tempfile::NamedTempFile, text: &str) -> Result<()> {
    let mode = std::fs::Permissions::from_mode(0o644);
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.as_file().set_permissions(mode))
        .and_then(|()| file.as_file().sync_all())
        .and_then(|()| file.persist(path).map(drop).map_err(|failed| failed.error));
    written.map_err(|error| cannot_write(path, error))
}

fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    let message = format!("--textfile: cannot write {}", named_path(path));
    Error::new(Kind::Failed, message)
        .caused_by(error)
        .hint("its directory must exist and be writable for this account")
}
