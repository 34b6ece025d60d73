//! The findings of a table, which are printed after all of them are counted: by rule,
//! the most severe rule last. A million of them are kept in unnamed temporary files,
//! which only this account can read; findings contain no secrets.

use std::array;
use std::io::{self, BufRead as _, BufReader, Seek as _, Write as _};

use tempfile::SpooledTempFile;

use crate::domain::audit::{Finding, RULES};
use crate::error::{Error, Kind, Result};

/// Bytes of each rule's findings that are kept in memory.
const MAX_IN_MEMORY: usize = 256 * 1024;

/// The fields of a finding, without its rule.
type Fields = (
    Option<String>,
    Option<String>,
    Option<String>,
    String,
    Option<String>,
);

/// Findings, by rule: a JSON array per line for each.
pub(super) struct Spool([SpooledTempFile; RULES.len()]);

impl Default for Spool {
    fn default() -> Self {
        Self(array::from_fn(|_| {
            tempfile::spooled_tempfile(MAX_IN_MEMORY)
        }))
    }
}

impl Spool {
    pub(super) fn add(&mut self, finding: &Finding) -> Result<()> {
        let fields = (
            &finding.id,
            &finding.tenant_id,
            &finding.user,
            &finding.why,
            &finding.fix,
        );
        let mut line = serde_json::to_vec(&fields).map_err(|error| failed(error.into()))?;
        line.push(b'\n');
        let file = &mut self.0[finding.rule as usize];
        file.write_all(&line).map_err(failed)
    }

    /// Passes on the findings: those of the least severe rule first, and within a rule
    /// in the order in which they were added.
    pub(super) fn read(self, each: &mut dyn FnMut(Finding) -> Result<()>) -> Result<()> {
        for (info, mut file) in RULES.iter().zip(self.0).rev() {
            file.rewind().map_err(failed)?;
            for line in BufReader::new(file).lines() {
                let line = line.map_err(failed)?;
                let fields: Fields =
                    serde_json::from_str(&line).map_err(|error| failed(error.into()))?;
                let (id, tenant_id, user, why, fix) = fields;
                each(Finding {
                    rule: info.rule,
                    id,
                    tenant_id,
                    user,
                    why,
                    fix,
                })?;
            }
        }
        Ok(())
    }
}

fn failed(error: io::Error) -> Error {
    Error::new(Kind::Failed, "cannot keep the findings in a temporary file")
        .caused_by(error)
        .hint("set TMPDIR to a directory with free space, or use -o jsonl, which needs no file")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::AuditRule;

    #[test]
    fn findings_come_back_by_rule_and_in_order_also_from_a_file() {
        let finding = |rule, number: usize| Finding {
            rule,
            id: Some(format!("{number:012}")),
            tenant_id: None,
            user: Some("a\nb@example.com".to_owned()),
            why: "x".repeat(1000),
            fix: None,
        };
        let mut spool = Spool::default();
        for number in 0..1000 {
            let rule = match number % 2 {
                0 => AuditRule::GuessableKey,
                _ => AuditRule::Orphan,
            };
            spool.add(&finding(rule, number)).expect("it is kept");
        }
        let mut read = Vec::new();
        let mut each = |finding| {
            read.push(finding);
            Ok(())
        };
        spool.read(&mut each).expect("they are read");
        let odd = (0..500).map(|number| finding(AuditRule::Orphan, 2 * number + 1));
        let even = (0..500).map(|number| finding(AuditRule::GuessableKey, 2 * number));
        assert!(read.into_iter().eq(odd.chain(even)));
    }
}
