//! Conditions on users and tenants

use clap::Args;

use crate::operation::summaries::SummaryFilter;

/// Conditions on users or tenants; of several all must hold.
#[derive(Args)]
pub(crate) struct SummaryFilterArgs {
    /// Only those whose name, e-mail address or ID contains this text, in any case
    #[arg(long, value_name = "TEXT", help_heading = "Conditions")]
    search: Option<String>,

    /// Only those without keys
    #[arg(long, help_heading = "Conditions")]
    #[arg(conflicts_with_all = ["missing_beta", "weak"])]
    without_keys: bool,

    /// Only those with keys without a beta
    #[arg(long, help_heading = "Conditions")]
    missing_beta: bool,

    /// Only those with a guessable key or beta (CVE-2025-69286)
    #[arg(long, help_heading = "Conditions")]
    weak: bool,

    /// List at most N
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
}

impl SummaryFilterArgs {
    pub(crate) fn filter(&self) -> SummaryFilter {
        SummaryFilter {
            search: self.search.as_ref().map(|text| text.to_lowercase()),
            without_keys: self.without_keys,
            missing_beta: self.missing_beta,
            weak: self.weak,
            limit: self.limit,
        }
    }
}
