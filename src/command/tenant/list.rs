//! `ragflowctl tenant list`

use clap::Args;

use crate::command::Run;
use crate::command::args::SummaryFilterArgs;
use crate::command::fields::FieldNames;
use crate::command::summaries::end_list;
use crate::domain::summary::TenantSummary;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::summaries::list_tenants;
use crate::report::summary_columns::{KEY_COLUMNS, KeyCells, ListColumns, number};
use crate::report::{Cell, Column, Shape};
use crate::session::{Session, Target};
use crate::store::Access;

const AFTER: &str = "\
Fields:
  id, name                      columns of RAGFlow's table `tenant`
  owner                         the owner's e-mail address
  owned                         whether the tenant has an owner (a row with role 'owner')
  user, state                   the user with the tenant's ID, whom RAGFlow's server looks at, and
                                whether active, inactive or deleted; orphan: there is none
  members, invitations          users who have joined the tenant, without its owners, or are invited
  keys, missing_beta, weak      the keys, those of them without a beta, and those that are guessable
                                or have a guessable beta
  oldest_key                    the age of the oldest key: 36h, 400d, 2y
  oldest_key_days, oldest_key_time   the same in days, and when it was created (Unix time in
                                milliseconds)

Tenants that only their members or keys know are listed last. In each part, tenants are in the order of
their IDs.

Examples:
  ragflowctl -d demo: tenant list
  ragflowctl -d demo: tenant list --missing-beta
  ragflowctl tenant list --search ada -o wide
  ragflowctl tenant list -o jsonl | jq -r 'select(.owned | not).id'";

/// List the tenants, with their owners, members and keys
///
/// Prints no secrets and changes nothing.
#[derive(Args)]
#[command(after_help = AFTER, visible_alias = "ls")]
#[command(add = FieldNames::of_columns(&columns()))]
pub(crate) struct List {
    #[command(flatten)]
    filter: SummaryFilterArgs,
}

/// The columns before those of the keys, in the order of the cells.
const COLUMNS: [Column; 8] = [
    Column::new("id", 0).whole(),
    Column::new("name", 8),
    Column::new("owner", 0),
    Column::new("owned", 9),
    Column::new("user", 9),
    Column::new("state", 6),
    Column::new("members", 7).align_right(),
    Column::new("invitations", 9).align_right(),
];

const TABLE: [&str; 9] = [
    "id",
    "owner",
    "state",
    "keys",
    "missing_beta",
    "weak",
    "oldest_key",
    "members",
    "name",
];

fn columns() -> Vec<Column> {
    let keys = KEY_COLUMNS.map(|column| match column.key {
        "oldest_key" => Column {
            drop_priority: 5,
            ..column
        },
        _ => column,
    });
    COLUMNS.into_iter().chain(keys).collect()
}

impl Run for List {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let columns = ListColumns::select(&session.output, &columns(), &TABLE, &["oldest_key"])?;
        let mut database = session.open(target, Access::Read)?;
        let now_ms = session.clock.now().timestamp_millis();
        session.output.use_pager();
        session.output.begin(&columns.selected, Shape::Rows);
        let output = &mut session.output;
        let listed = list_tenants(
            &mut database.store,
            &self.filter.filter(),
            &session.interrupt,
            &mut |tenant| {
                let keys = KeyCells::new(tenant.keys, now_ms);
                output.row(&columns.cells(&cells(tenant, &keys)))
            },
        )?;
        end_list(&listed, "tenant", session)
    }
}

fn cells<'a>(tenant: &'a TenantSummary, keys: &'a KeyCells) -> Vec<Cell<'a>> {
    let facts = &tenant.facts;
    let user = facts.user.as_ref();
    let own = [
        Cell::Text(&facts.id),
        Cell::text_or_null(tenant.name.as_deref()),
        Cell::text_or_null(facts.owner.as_deref()),
        Cell::Bool(facts.is_owned),
        Cell::text_or_null(user.map(|user| user.email.as_str())),
        Cell::Text(tenant.state()),
        number(tenant.members),
        number(tenant.invitations),
    ];
    own.into_iter().chain(keys.cells()).collect()
}
