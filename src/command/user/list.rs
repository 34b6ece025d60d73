//! `ragflowctl user list`

use clap::Args;

use crate::command::Run;
use crate::command::args::SummaryFilterArgs;
use crate::command::fields::FieldNames;
use crate::command::summaries::end_list;
use crate::domain::summary::UserSummary;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::summaries::list_users;
use crate::report::summary_columns::{KEY_COLUMNS, KeyCells, ListColumns, number};
use crate::report::{Cell, Column, Shape};
use crate::session::{Session, Target};
use crate::store::Access;

const AFTER: &str = "\
Fields:
  id, email, nickname, status   columns of RAGFlow's table `user`
  active                        whether an administrator has not deactivated the account
  superuser                     whether the account administers the server
  state                         active, inactive or deleted (status is not '1')
  owned_tenant                  the tenant that the user owns; of several the oldest
  memberships, invitations      tenants of others that the user has joined, or is invited to
  keys, missing_beta, weak      the keys of the owned tenant, those of them without a beta, and those
                                that are guessable or have a guessable beta
  oldest_key                    the age of the oldest key: 36h, 400d, 2y
  oldest_key_days, oldest_key_time   the same in days, and when it was created (Unix time in
                                milliseconds)

For a user who owns no tenant, the keys with the user's ID count: RAGFlow's server takes them for the
user's. Users are listed in the order of their IDs.

Examples:
  ragflowctl -d demo: user list
  ragflowctl user list --search example.com --without-keys --field email
  ragflowctl user list --weak -o csv --fields email,weak,oldest_key_days
  ragflowctl user list -o jsonl | jq -r 'select(.oldest_key_days > 365).id'";

/// List the users, with the tenant that each owns and its keys
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
const COLUMNS: [Column; 10] = [
    Column::new("id", 9),
    Column::new("email", 0),
    Column::new("nickname", 7),
    Column::new("status", 9),
    Column::new("active", 9),
    Column::new("superuser", 5),
    Column::new("state", 0),
    Column::new("owned_tenant", 8),
    Column::new("memberships", 6).align_right(),
    Column::new("invitations", 6).align_right(),
];

const TABLE: [&str; 11] = [
    "email",
    "nickname",
    "state",
    "superuser",
    "keys",
    "missing_beta",
    "weak",
    "oldest_key",
    "memberships",
    "owned_tenant",
    "id",
];

fn columns() -> Vec<Column> {
    COLUMNS.into_iter().chain(KEY_COLUMNS).collect()
}

impl Run for List {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let columns = ListColumns::select(&session.output, &columns(), &TABLE, &["oldest_key"])?;
        let mut database = session.open(target, Access::Read)?;
        let now_ms = session.clock.now().timestamp_millis();
        session.output.use_pager();
        session.output.begin(&columns.selected, Shape::Rows);
        let output = &mut session.output;
        let listed = list_users(
            &mut database.store,
            &self.filter.filter(),
            &session.interrupt,
            &mut |user| {
                let keys = KeyCells::new(user.keys, now_ms);
                output.row(&columns.cells(&cells(user, &keys)))
            },
        )?;
        end_list(&listed, "user", session)
    }
}

fn cells<'a>(summary: &'a UserSummary, keys: &'a KeyCells) -> Vec<Cell<'a>> {
    let user = &summary.user;
    let is_active = user.is_active.as_deref().map(|active| active != "0");
    let own = [
        Cell::Text(&user.id),
        Cell::Text(&user.email),
        Cell::Text(&user.nickname),
        Cell::text_or_null(user.status.as_deref()),
        is_active.map_or(Cell::Null, Cell::Bool),
        summary.is_superuser.map_or(Cell::Null, Cell::Bool),
        Cell::Text(user.account_state()),
        Cell::text_or_null(summary.owned_tenant.as_deref()),
        number(summary.memberships),
        number(summary.invitations),
    ];
    own.into_iter().chain(keys.cells()).collect()
}
