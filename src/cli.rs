//! The command line's parser. The options that every command has are in
//! `options.rs`; a command's own options and help are in the command's file.

pub(crate) mod usage;

use clap::Parser;

use crate::command::Command;
use crate::options::GlobalOptions;

/// The end of `-h`; `--help` and the manual page add the glossary.
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

/// README.md has the same glossary; a test compares them.
const GLOSSARY: &str = "\
Glossary:
  beta        A second, public key that belongs to an API key. Embedded pages
              (chats, agents, searches) contain it.
  tenant      A workspace with its own data, chats, agents and API keys. As a
              rule, each user owns one and can be a member of others.
  owner       The user who owns a tenant (role 'owner' in table user_tenant).
  ownerless   A tenant without an owner, or a key of such a tenant. RAGFlow's
              web UI does not show these keys.
  orphan      A key whose tenant has no user with the same ID. RAGFlow 0.27
              rejects it.
  form        How a key was generated: modern (RAGFlow 0.22 and later),
              legacy, hex (RAGFlow's Go server, as a fallback) or other.
  legacy key  A guessable key: RAGFlow before 0.22 generated it from the time
              and the server's network address (CVE-2025-69286).
  ID          The first 12 hex digits of a key's SHA-256, safe to share. The
              exception is a legacy key: it can be recovered from its ID.
  plan        The rows that a command will change. You see the plan before you
              confirm. --dry-run shows it and changes nothing.
  undo file   The old and new rows of a delete or rotate, with full secrets.
              `ragflowctl undo` restores the old rows from it.
  lost race   A key that another program filled or deleted first, so that the
              backfill did not change it.";

fn after_long_help() -> String {
    format!("{AFTER}\n\n{GLOSSARY}")
}

/// Administer the API keys of a self-hosted RAGFlow, straight from its database.
///
/// It works when the web UI, the admin server or the login is down, for all
/// tenants at once, from cron and in jq pipelines. Data goes to stdout, everything
/// else to stderr.
#[derive(Parser)]
#[command(name = "ragflowctl", version, after_help = AFTER, max_term_width = 100)]
#[command(after_long_help = after_long_help())]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    /// The options that every command has.
    #[command(flatten)]
    pub(crate) options: GlobalOptions,
    /// The command with its own options.
    #[command(subcommand)]
    pub(crate) command: Command,
}
