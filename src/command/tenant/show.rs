//! `ragflowctl tenant show`

use clap::Args;

use crate::command::Run;
use crate::command::access::{COLUMNS, help_of_fields, print_access};
use crate::command::fields::FieldNames;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::access::{Listed, list_tenant_access};
use crate::operation::owner::require_tenant;
use crate::session::{Session, Target};
use crate::settings::check_owner_name;
use crate::store::Access;

const AFTER: &str = concat!(
    "\
Fields:
  access                        tenant, member (owners first, with the role; invite: invited), key,
                                beta, chat, agent, search, webhook (without authentication), bot (in
                                a messenger)
",
    help_of_fields!(),
    "

The row `tenant` names the user with the tenant's ID, whom RAGFlow's server looks at. A beta opens
all chats, agents and searches of its tenant.

Examples:
  ragflowctl -d demo: tenant show 759d9075221f4c52e6abc1675494e450
  ragflowctl tenant show ID --fields access,name,state,open
  ragflowctl tenant show ID -o jsonl > tenant.jsonl"
);

/// Show the members, keys and embedded chats, agents and searches of a tenant
///
/// Says what each version of RAGFlow opens, and what closes it. Prints no secrets
/// and changes nothing.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::of_columns(&COLUMNS))]
pub(crate) struct Show {
    /// The tenant's ID
    #[arg(value_name = "TENANT")]
    tenant: String,
}

impl Run for Show {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let tenant_id = check_owner_name("TENANT", &self.tenant)?;
        let mut database = session.open(target, Access::Read)?;
        let store = &mut database.store;
        require_tenant(tenant_id, store)?;
        let interrupt = session.interrupt.clone();
        print_access(session, |each| {
            let mut listed = Listed::default();
            list_tenant_access(tenant_id, None, store, &interrupt, &mut listed, each)?;
            Ok(listed)
        })
    }
}
