//! The command line's parser. The options that every command has are in
//! `options.rs`; a command's own options and help are in the command's file.

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
  5 database unavailable (retry may help)   6 not a RAGFlow database   7 findings
  130 interrupted

Environment:
  RAGFLOWCTL_DATABASE_URL   the database, if no option gives one; or ..._URL_FILE,
                            RAGFLOWCTL_PROFILE or RAGFLOW_HOME (only one of them)
  RAGFLOWCTL_PASSWORD       its password; or RAGFLOWCTL_PASSWORD_FILE
  RAGFLOWCTL_USER           the owner, if one is required and none is given
  RAGFLOWCTL_READ_ONLY      same as --read-only
  RAGFLOWCTL_MASK           same as --mask
  NO_COLOR, CLICOLOR_FORCE  disable colour; force colour";

/// Administer the API keys of a self-hosted RAGFlow, straight from its database.
///
/// It works when the web UI, the admin server or the login is down, for all
/// tenants at once, from cron and in jq pipelines. Data goes to stdout, everything
/// else to stderr.
#[derive(Parser)]
#[command(name = "ragflowctl", version, after_help = AFTER, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    /// The options that every command has.
    #[command(flatten)]
    pub(crate) options: GlobalOptions,
    /// The command with its own options.
    #[command(subcommand)]
    pub(crate) command: Command,
}
