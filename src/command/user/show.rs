//! `ragflowctl user show`

use clap::Args;

use crate::command::Run;
use crate::command::access::{COLUMNS, help_of_fields, print_access};
use crate::command::fields::FieldNames;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::access::list_user_access;
use crate::operation::owner::find_user;
use crate::session::{Session, Target};
use crate::settings::check_owner_name;
use crate::store::Access;

const AFTER: &str = concat!(
    "\
Use it before and after a person leaves. Fields:
  access                        account, login, session, superuser, membership (in a tenant of
                                somebody else); and for each tenant that the user owns, or that has
                                the user's ID: tenant, member, key, beta, chat, agent, search,
                                webhook (without authentication), bot (in a messenger)
",
    help_of_fields!(),
    "

A session does not end when an administrator sets a new password or all keys are deleted. Bots run
whatever the account of their owner is.

Examples:
  ragflowctl -d demo: user show ada@example.com
  ragflowctl user show ada@example.com -o tsv --fields access,open,close
  ragflowctl user show ada@example.com --json | jq -r '.data[].close // empty'
  ragflowctl token delete --every --user ada@example.com --dry-run"
);

/// Show everything that is open for a user, and what closes it
///
/// Sessions, memberships, keys, bots, webhooks, embedded pages: says what each
/// version of RAGFlow opens. Prints no secrets and changes nothing.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::of_columns(&COLUMNS))]
pub(crate) struct Show {
    /// The user's e-mail address or ID
    #[arg(value_name = "USER")]
    user: String,
}

impl Run for Show {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let name = check_owner_name("USER", &self.user)?;
        let mut database = session.open(target, Access::Read)?;
        let store = &mut database.store;
        let user = find_user(name, "", store)?;
        let interrupt = session.interrupt.clone();
        print_access(session, |each| {
            list_user_access(&user, store, &interrupt, each)
        })
    }
}
