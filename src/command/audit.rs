//! `ragflowctl audit`

mod printer;

use std::time::Duration;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::Run;
use crate::domain::api_key::ApiKey;
use crate::domain::audit::{AuditRule, Policy, RULES, RuleSet, Severity};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::operation::audit as pass;
use crate::operation::owner::OwnerArgs;
use crate::report::{Cell, Column};
use crate::session::Session;
use crate::store::{Access, Store};
use printer::{Printer, fields};

/// The rules by severity, from the one list there is.
fn after() -> String {
    let mut rules = String::new();
    for severity in Severity::ALL {
        let of_it = RULES.iter().filter(|entry| entry.severity == severity);
        let names: Vec<&str> = of_it.map(|entry| entry.name).collect();
        for (line, names) in names.chunks(NAMES_A_LINE).enumerate() {
            let label = if line == 0 { severity.name() } else { "" };
            rules.push_str(&format!("  {label:<9} {}\n", names.join(", ")));
        }
    }
    format!(
        "\
Rules, the worst first (--explain RULE tells the whole story):
{rules}
Prints rows {{rule, severity, id, tenant_id, user, why, fix}}; fix is the command that mends it.

Examples:
  ragflowctl -d demo: audit
  ragflowctl audit --user ada@example.com --max-age 90d --max-keys 10
  ragflowctl audit --explain guessable-key
  ragflowctl audit --json | jq -r '.data[] | select(.severity == \"critical\").fix'
  # from cron: silent unless something serious is found, then exit status 7
  ragflowctl audit --quiet --min-severity high --fail-on high"
    )
}

/// Three of the longest names fit a narrow terminal.
const NAMES_A_LINE: usize = 3;

/// Find weak, missing, shared, orphaned and stale keys
///
/// Looks at the keys of every tenant, or of one owner, and reads only. Nothing
/// it prints holds a secret: keys are named by ID. Without --fail-on it ends
/// with 0 whatever it finds.
#[derive(Args)]
#[command(after_help = after())]
pub struct Audit {
    #[command(flatten)]
    owner: OwnerArgs,

    /// The keys of every tenant, orphans included: what is done where no owner is named
    #[arg(short, long, conflicts_with_all = ["user", "tenant", "login_token"])]
    all: bool,

    /// Only these rules, separated by commas
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    #[arg(value_parser = rule_parser())]
    rule: Vec<AuditRule>,

    /// Not these rules
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    #[arg(value_parser = rule_parser())]
    ignore: Vec<AuditRule>,

    /// Only what is at least so bad
    #[arg(long, value_name = "SEVERITY", value_parser = severity_parser())]
    min_severity: Option<Severity>,

    /// End with status 7 where something at least so bad is found
    #[arg(long, value_name = "SEVERITY", value_parser = severity_parser())]
    fail_on: Option<Severity>,

    /// Find keys that are older (90d, 1y)
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    max_age: Option<Duration>,

    /// Find tenants with more keys than this
    #[arg(long, value_name = "N")]
    max_keys: Option<u64>,

    /// Tell the whole story of a rule; needs no database
    #[arg(long, value_name = "RULE", value_parser = rule_parser(), hide_possible_values = true)]
    explain: Option<AuditRule>,
}

fn rule_parser() -> impl TypedValueParser<Value = AuditRule> {
    let names = RULES
        .iter()
        .map(|entry| PossibleValue::new(entry.name).help(entry.summary));
    PossibleValuesParser::new(names)
        .try_map(|name| AuditRule::from_name(&name).ok_or("no such rule"))
}

fn severity_parser() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::name))
        .try_map(|name| Severity::from_name(&name).ok_or("no such severity"))
}

impl Run for Audit {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        if let Some(rule) = self.explain {
            return explain(rule, session);
        }
        let policy = self.policy(session)?;
        let (columns, fields) = fields(&session.output, session.terminal.width)?;
        let mut store = session.open(Access::Read)?;
        let owner = match self.owner.is_given() {
            true => Some(self.owner.find(&mut store, session)?),
            false => None,
        };
        let tenant_id = owner.as_ref().map(|owner| owner.tenant_id.as_str());
        let capabilities = store.audit_capabilities()?;
        for (rule, what) in pass::not_looked_up(policy.rules, capabilities) {
            session.messages.warning(&format!(
                "{} was not looked for: {what} is not there, or this account may not read it",
                rule.info().name
            ));
        }
        let interrupt = session.interrupt.clone();
        let is_quiet = session.settings.quiet;
        let mut printer = Printer::new(&mut session.output, columns, fields, is_quiet);
        let audited = pass::run(
            &mut store,
            &policy,
            tenant_id,
            capabilities,
            &interrupt,
            &mut |finding| printer.take(finding),
        )?;
        let printed = printer.end()?;
        printed.say(session, &audited, tenant_id);
        let is_failed = self
            .fail_on
            .is_some_and(|least| printed.worst() >= Some(least));
        Ok(if is_failed {
            Exit::Findings
        } else {
            Exit::Done
        })
    }
}

impl Audit {
    fn policy(&self, session: &Session<'_>) -> Result<Policy> {
        let needs = [
            (AuditRule::TooOld, "--max-age", self.max_age.is_some()),
            (
                AuditRule::TooManyKeys,
                "--max-keys",
                self.max_keys.is_some(),
            ),
        ];
        for (rule, option, is_given) in needs {
            if self.rule.contains(&rule) && !is_given {
                let name = rule.info().name;
                return Err(Error::usage(format!("the rule {name} needs {option}"))
                    .hint(format!("ragflowctl audit --explain {name}")));
            }
        }
        let mut rules: RuleSet = RULES
            .iter()
            .filter(|entry| self.rule.is_empty() || self.rule.contains(&entry.rule))
            .filter(|entry| {
                self.min_severity
                    .is_none_or(|least| entry.severity >= least)
            })
            .map(|entry| entry.rule)
            .collect();
        for rule in &self.ignore {
            rules = rules.without(*rule);
        }
        if rules == RuleSet::default() {
            return Err(Error::usage("no rule is left to look for")
                .hint("--rule, --ignore and --min-severity leave none together"));
        }
        let max_age = self.max_age.map(|age| {
            let ms = i64::try_from(age.as_millis());
            ms.unwrap_or(i64::MAX)
        });
        Ok(Policy {
            rules,
            now: session.clock.now().timestamp_millis(),
            max_age,
            max_keys: self.max_keys,
        })
    }
}

/// The names of the rules that find something wrong with one key, the worst
/// first: what an audit would say of it. Its tenant's keys are read for it.
pub(super) fn of_key(
    key: &ApiKey<'_>,
    store: &mut Store,
    session: &Session<'_>,
) -> Result<Vec<&'static str>> {
    let policy = Policy {
        rules: RULES.iter().map(|entry| entry.rule).collect(),
        now: session.clock.now().timestamp_millis(),
        max_age: None,
        max_keys: None,
    };
    let capabilities = store.audit_capabilities()?;
    let tenant_id = Some(key.tenant_id.as_ref());
    let id = key.token.id();
    let mut names = Vec::new();
    pass::run(
        store,
        &policy,
        tenant_id,
        capabilities,
        &session.interrupt,
        &mut |finding| {
            if finding.id.as_ref() == Some(&id) {
                names.push(finding.rule);
            }
            Ok(())
        },
    )?;
    names.sort_by_key(|rule| std::cmp::Reverse(rule.info().severity));
    Ok(names.into_iter().map(|rule| rule.info().name).collect())
}

/// Tells what a rule is about: as text, or in the machine format that was
/// asked for as an object.
fn explain(rule: AuditRule, session: &mut Session<'_>) -> Result<Exit> {
    let entry = rule.info();
    let severity = entry.severity.name();
    if session.output.format().is_machine_readable() {
        let text = |key, text| (Column::new(key, 0), Cell::Text(text));
        session.output.record(&[
            text("rule", entry.name),
            text("severity", severity),
            text("summary", entry.summary),
            text("story", entry.explanation),
            text("fix", entry.fix),
        ])?;
        return Ok(Exit::Done);
    }
    let mut text = format!("{} ({severity}): {}\n", entry.name, entry.summary);
    for paragraph in [entry.explanation, entry.fix] {
        text.push('\n');
        printer::wrap(paragraph, &mut text);
    }
    session.output.raw(text.as_bytes())?;
    Ok(Exit::Done)
}
