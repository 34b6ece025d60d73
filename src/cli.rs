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
  beta        A second key that belongs to an API key. It is not secret: every
              page that embeds a chat, an agent or a search contains it.
  chat        A chat assistant. The database and --dialog call it a dialog.
  tenant      A workspace with its own data, chats, agents and API keys. As a
              rule, each user owns one and can be a member of others.
  owner       The user who owns a tenant (role 'owner' in table user_tenant).
  ownerless   A tenant without an owner, or a key of such a tenant. RAGFlow's
              web UI does not show these keys.
  orphan      A key whose tenant has no user: no user ID equals the tenant ID.
              RAGFlow 0.26 and later reject it.
  form        How a key was generated: modern (RAGFlow 0.22 and later),
              legacy, hex (RAGFlow's Go server, as a fallback) or other.
  legacy key  A guessable key: RAGFlow before 0.22 generated it from the time
              and the server's network address (CVE-2025-69286).
  key ID      The first 12 hex digits of the SHA-256 of a key, safe to share.
              The exception is a legacy key: it can be recovered from its key ID.
  plan        The rows that a command will change. You see the plan before you
              confirm. --dry-run shows it and changes nothing.
  undo file   The old and new rows of a delete or rotate, with full secrets.
              `ragflowctl undo` restores the old rows from it.
  lost race   A key that another program changed or deleted first, so that the
              backfill created no beta for it.";

fn after_long_help() -> String {
    format!("{AFTER}\n\n{GLOSSARY}")
}

/// Administer the API keys of a self-hosted RAGFlow directly in its database.
///
/// It works even if the web UI or the admin server is down, for all tenants at
/// once, from cron and in jq pipelines. Data goes to stdout, everything
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
