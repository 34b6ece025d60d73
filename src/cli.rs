//! The command line: the options every command shares.
//!
//! A command's own options and help stand in the command's own file.

pub(crate) mod usage;

use clap::Parser;

use crate::command::Command;
use crate::options::GlobalOptions;

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: token list --all
  ragflowctl --ragflow /srv/ragflow token list --user ada@example.com
  ragflowctl -d postgres://rag@db/rag_flow beta backfill --quiet
  ragflowctl token list --user ada@example.com --json | jq -r '.data[].token'

Exit status:
  0 done   1 failed or conflict   2 usage or configuration   3 not found   4 refused
  5 database unavailable (a later try may work)   6 not a RAGFlow database   7 findings
  130 interrupted

Environment:
  RAGFLOWCTL_DATABASE_URL   the database, where no option names one; or ..._URL_FILE,
                            RAGFLOWCTL_PROFILE or RAGFLOW_HOME (one of them)
  RAGFLOWCTL_PASSWORD       its password; or RAGFLOWCTL_PASSWORD_FILE
  RAGFLOWCTL_USER           the owner, where one is required and none is named
  RAGFLOWCTL_READ_ONLY      as --read-only
  RAGFLOWCTL_MASK           as --mask
  NO_COLOR, CLICOLOR_FORCE  no colour; colour also where nobody seems to watch";

/// Administer the API keys of a self-hosted RAGFlow, straight from its database.
///
/// Works when the web UI, the admin server or the login is down, for every
/// tenant at once, from cron, and piped into jq. Data goes to stdout, everything
/// else to stderr.
#[derive(Parser)]
#[command(name = "ragflowctl", version, after_help = AFTER, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    /// The options every command shares.
    #[command(flatten)]
    pub(crate) options: GlobalOptions,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}
