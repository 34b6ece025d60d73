//! `ragflowctl audit`

mod printer;
mod spool;
mod summary;

use std::time::Duration;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::args::OwnerArgs;
use super::run::Run;
use crate::command::fields::FieldNames;
use crate::domain::audit::{AuditRule, Policy, RULES, RuleSet, Severity};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::audit::{audit_keys, skipped_rules};
use crate::report::{Cell, Column};
use crate::session::{Session, Target};
use crate::store::{Access, Scope};
use printer::{Printer, choose_columns};
use summary::next_command;

/// Examples and the list of rules.
fn after_help() -> String {
    let mut rules = String::new();
    for severity in Severity::ALL {
        let of_severity = RULES.iter().filter(|info| info.severity == severity);
        let names: Vec<&str> = of_severity.map(|info| info.name).collect();
        rules.push_str(&format!("  {}  {}\n", severity.name(), names.join(", ")));
    }
    format!(
        "\
Rules, the most severe first (--explain RULE describes one in detail):
{rules}
Prints rows {{rule, severity, id, tenant_id, user, why, fix}}: id is the key ID, fix the
command to run, which is the same for all findings of a key. A table begins with a summary, which
says for each rule what to run next, and lists the most severe findings last.

Examples:
  ragflowctl -d demo: audit
  ragflowctl audit --user ada@example.com --max-age 90d --max-keys 10
  ragflowctl audit --explain guessable-key
  ragflowctl audit --json | jq -r '.data[] | select(.rule == \"orphan\").id'
  # from cron: silent unless something serious is found, then exit status 7
  ragflowctl audit --quiet --min-severity high --fail-on high"
    )
}

/// Columns of the text that describes a rule.
const TEXT_WIDTH: usize = 80;

/// Find guessable, shared, orphaned and old keys, and missing betas
///
/// Checks the keys of all tenants, or of one owner, without changing anything.
/// Prints no secrets: keys are identified by their key IDs. Without --fail-on,
/// the exit status is 0 even if there are findings.
#[derive(Args)]
#[command(after_help = after_help())]
#[command(add = FieldNames::of_columns(&printer::all_columns()))]
pub(crate) struct Audit {
    #[command(flatten)]
    owner: OwnerArgs,

    /// All tenants, including orphans (default)
    #[arg(short, long, help_heading = "Owner")]
    #[arg(conflicts_with_all = ["user", "tenant", "login_token"])]
    all: bool,

    /// Check only these rules, separated by commas
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    #[arg(value_parser = rule_parser())]
    rule: Vec<AuditRule>,

    /// Skip these rules, separated by commas
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    #[arg(value_parser = rule_parser())]
    ignore: Vec<AuditRule>,

    /// Report only findings of this severity or higher
    #[arg(long, value_name = "SEVERITY", value_parser = severity_parser())]
    min_severity: Option<Severity>,

    /// Exit with status 7 if there is a finding of this severity or higher
    #[arg(long, value_name = "SEVERITY", value_parser = severity_parser())]
    fail_on: Option<Severity>,

    /// Report keys that are older than this (90d, 1y)
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    max_age: Option<Duration>,

    /// Report tenants with more keys than this
    #[arg(long, value_name = "N")]
    max_keys: Option<u64>,

    /// Describe a rule in detail (no database needed)
    #[arg(long, value_name = "RULE", value_parser = rule_parser(), hide_possible_values = true)]
    explain: Option<AuditRule>,
}

fn rule_parser() -> impl TypedValueParser<Value = AuditRule> {
    let names = RULES
        .iter()
        .map(|info| PossibleValue::new(info.name).help(info.summary));
    PossibleValuesParser::new(names)
        .try_map(|name| AuditRule::from_name(&name).ok_or("no such rule"))
}

fn severity_parser() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::name))
        .try_map(|name| Severity::from_name(&name).ok_or("no such severity"))
}

impl Run for Audit {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        if let Some(rule) = self.explain {
            return explain(rule, session);
        }
        let mut policy = self.policy(session)?;
        let (columns, fields) = choose_columns(&session.output)?;
        let mut database = session.open(target, Access::Read)?;
        let owner = self.owner.find(&mut database, session)?;
        let tenant_id = owner.as_ref().map(|owner| owner.tenant_id.as_str());
        let store = &mut database.store;
        let capabilities = store.probe_capabilities()?;
        policy.empty_beta_opens = store.empty_beta_opens()?;
        for (rule, needed) in skipped_rules(policy.rules, capabilities) {
            session.messages.warning(&format!(
                "skipped the rule {}: {needed} does not exist, or this account may not read it",
                rule.info().name
            ));
        }
        let has_summary = !session.settings.quiet && !session.output.is_for_script();
        let connection = session.messages.connection().to_owned();
        session.output.use_pager();
        let mut printer = Printer::new(&mut session.output, columns, fields, &connection);
        let audited = audit_keys(
            store,
            &policy,
            tenant_id.map_or(Scope::All, Scope::Tenant),
            capabilities,
            &session.interrupt,
            &mut |_, _| {},
            &mut |finding| printer.print(finding),
        )?;
        if let Some(error) = audited.unreadable.error("audit") {
            printer.break_off()?;
            return Err(error);
        }
        let next = |index, has_common_fix| {
            next_command(index, has_common_fix, &policy, tenant_id, &connection)
        };
        let worst = printer.worst();
        let exit = match self.fail_on.is_some_and(|least| worst >= Some(least)) {
            true => Exit::Findings,
            false => Exit::Done,
        };
        match printer.end(has_summary.then_some(&next)) {
            // Everything is known, also if the reader has seen enough.
            Err(error) if error.kind() == Kind::ClosedPipe => return Ok(exit),
            ended => ended?.report(session, &audited),
        }
        Ok(exit)
    }
}

impl Audit {
    fn policy(&self, session: &Session<'_>) -> Result<Policy> {
        let needs = [
            (
                AuditRule::TooOld,
                "--max-age",
                "90d",
                self.max_age.is_some(),
            ),
            (
                AuditRule::TooManyKeys,
                "--max-keys",
                "10",
                self.max_keys.is_some(),
            ),
        ];
        for (rule, option, example, is_given) in needs {
            if self.rule.contains(&rule) && !is_given {
                let name = rule.info().name;
                return Err(Error::usage(format!("the rule {name} needs {option}"))
                    .hint(format!("add {option}, for example {option} {example}")));
            }
        }
        let mut rules: RuleSet = RULES
            .iter()
            .filter(|info| self.rule.is_empty() || self.rule.contains(&info.rule))
            .filter(|info| self.min_severity.is_none_or(|least| info.severity >= least))
            .map(|info| info.rule)
            .collect();
        for rule in &self.ignore {
            rules = rules.without(*rule);
        }
        if rules == RuleSet::default() {
            return Err(Error::usage(
                "no rule left to check: --rule, --ignore and --min-severity together exclude every \
                 rule",
            )
            .hint("remove one of these options"));
        }
        let max_age = self.max_age.map(|age| {
            let ms = i64::try_from(age.as_millis());
            ms.unwrap_or(i64::MAX)
        });
        Ok(Policy {
            rules,
            now: session.clock.now().timestamp_millis(),
            empty_beta_opens: false,
            max_age,
            max_keys: self.max_keys,
        })
    }
}

/// Describes a rule: as text, or as an object in a machine-readable format.
fn explain(rule: AuditRule, session: &mut Session<'_>) -> Result<Exit> {
    let info = rule.info();
    let severity = info.severity.name();
    if session.output.format().is_machine_readable() {
        let text = |key, text| (Column::new(key, 0), Cell::Text(text));
        session.output.record(&[
            text("rule", info.name),
            text("severity", severity),
            text("summary", info.summary),
            text("story", info.explanation),
            text("fix", info.fix),
        ])?;
        return Ok(Exit::Done);
    }
    let mut text = format!("{} ({severity}): {}\n", info.name, info.summary);
    for paragraph in [info.explanation, info.fix] {
        text.push('\n');
        wrap(paragraph, &mut text);
    }
    session.output.raw(text.as_bytes())?;
    Ok(Exit::Done)
}

/// Breaks a paragraph into lines.
fn wrap(paragraph: &str, out: &mut String) {
    let mut column = 0;
    for word in paragraph.split(' ') {
        if column > 0 && column + 1 + word.len() > TEXT_WIDTH {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.len();
    }
    out.push('\n');
}
