//! The plans of the statements on SQLite, whose planner counts no rows that it has
//! read. On servers `tests/contract/growth.rs` counts them.

use rusqlite::Connection;

use super::driver::DIALECT;
use super::{DEMO, SCHEMA};
use crate::domain::api_key::ApiKey;
use crate::store::lookups::{Lookups, MembershipIndexes};
use crate::store::schema::Schema;
use crate::store::sql::access::{self, AccountColumns, EmbedTable};
use crate::store::sql::audit::{Capabilities, Scope, SecretColumn};
use crate::store::sql::ids::Ids;
use crate::store::sql::listing::{BindingNames, Listing};
use crate::store::sql::{audit, backfill, keys, listing, summaries, users};

const ALL_CAPABILITIES: Capabilities = Capabilities {
    access_token: true,
    dialog: true,
    agent: true,
};

const ALL_COLUMNS: AccountColumns = AccountColumns {
    is_superuser: true,
    login_channel: true,
    last_login_time: true,
    access_token: true,
};

const CHATS: EmbedTable = EmbedTable {
    table: "dialog",
    owner: "tenant_id",
    name: "name",
    has_status: true,
};

/// The statements that read whole tables or look things up for each row.
fn statements() -> Vec<(&'static str, String)> {
    let key = ApiKey::with_primary_key("t", "k");
    let lookups = Lookups::new(&Schema::default(), &MembershipIndexes::default());
    let owners = lookups.memberships.as_str();
    let tenants = |scope| audit::tenants(&DIALECT, scope, 1000).0;
    let users_with = |ids| audit::users(&DIALECT, ALL_CAPABILITIES, ids);
    let audited = |scope| audit::keys(&DIALECT, &lookups, scope, "a", "z", ALL_CAPABILITIES).0;
    let duplicates = |column, scope| audit::duplicates(&DIALECT, column, scope).0;
    let list = |listing: Listing<'_>| listing::keys(&DIALECT, &lookups, &listing).0;
    let of_tenant = Listing {
        tenant_id: Some("t"),
        ..Listing::default()
    };
    let page =
        |owned: Option<&Lookups>, after| backfill::missing_page(&DIALECT, None, owned, after, 9).0;
    vec![
        ("list", list(Listing::default())),
        ("list of a tenant", list(of_tenant)),
        (
            "list of a page of tenants",
            list(Listing {
                tenants: Some(["a", "z"]),
                ..Listing::default()
            }),
        ),
        (
            "list with users and names",
            list(Listing {
                with_user: true,
                names: BindingNames {
                    dialogs: true,
                    agents: true,
                },
                ..Listing::default()
            }),
        ),
        ("audited tenants", tenants(Scope::All)),
        ("next audited tenants", tenants(Scope::After("t"))),
        ("audited tenant", tenants(Scope::Tenant("t"))),
        ("tenant of an audited key", tenants(Scope::Key(&key))),
        ("users of audited tenants", users_with(Ids::Between)),
        ("one user", users_with(Ids::EqualTo(0))),
        (
            "owners of audited tenants",
            audit::owners(owners, Ids::Between),
        ),
        (
            "owners of one tenant",
            audit::owners(owners, Ids::EqualTo(0)),
        ),
        ("listed users", summaries::users(&DIALECT, true, true, 1000)),
        ("listed tenants", summaries::tenants(true, true, 1000)),
        (
            "listed tenants with members",
            summaries::tenants_with_members(owners, true, 1000),
        ),
        (
            "listed tenants with keys",
            summaries::tenants_with_keys(true, 1000),
        ),
        (
            "memberships of listed users",
            summaries::memberships_of_users(owners, Ids::Between),
        ),
        (
            "members of listed tenants",
            summaries::members_of_tenants(owners, Ids::Between),
        ),
        (
            "keys of listed tenants",
            summaries::keys_of_tenants(Ids::Between),
        ),
        (
            "keys of one listed tenant",
            summaries::keys_of_tenants(Ids::EqualTo(0)),
        ),
        ("audited keys", audited(Scope::All)),
        ("audited key", audited(Scope::Key(&key))),
        ("shared betas", duplicates(SecretColumn::Beta, Scope::All)),
        (
            "shared betas of a tenant",
            duplicates(SecretColumn::Beta, Scope::Tenant("t")),
        ),
        (
            "keys with the same beta",
            duplicates(SecretColumn::Beta, Scope::Key(&key)),
        ),
        ("survey", backfill::survey(&DIALECT, &lookups, false)),
        (
            "survey of a tenant",
            backfill::survey(&DIALECT, &lookups, true),
        ),
        ("missing betas", page(None, None)),
        ("next missing betas", page(None, Some(("t", "k")))),
        (
            "next missing betas of a tenant",
            backfill::missing_page(&DIALECT, Some("t"), None, Some(("t", "k")), 9).0,
        ),
        (
            "next missing betas of owned tenants",
            page(Some(&lookups), Some(("t", "k"))),
        ),
        (
            "created betas",
            backfill::filled_page(&DIALECT, None, None, 9).0,
        ),
        (
            "next created betas",
            backfill::filled_page(&DIALECT, None, Some(("t", "k")), 9).0,
        ),
        (
            "next created betas of a tenant",
            backfill::filled_page(&DIALECT, Some("t"), Some(("t", "k")), 9).0,
        ),
        ("fill", backfill::fill_one_beta()),
        ("betas", backfill::keys_with_betas(3)),
        ("account", access::account(&DIALECT, ALL_COLUMNS)),
        ("members", access::MEMBERS.to_owned()),
        ("chats of a tenant", access::embeds(CHATS, true)),
        ("webhooks of a user", access::webhooks(true)),
        ("bots of a tenant", access::bots(true)),
        ("owner rows", users::OWNER_ROWS.to_owned()),
        ("memberships", users::MEMBERSHIPS.to_owned()),
        ("one key", keys::by_primary_key(&DIALECT)),
        ("secret", keys::BY_TOKEN_OR_BETA.to_owned()),
        ("all secrets", keys::SECRETS.to_owned()),
        ("access tokens", users::access_tokens(&DIALECT)),
        ("delete", keys::delete(&DIALECT)),
        ("replace beta", keys::replace_beta(&DIALECT)),
    ]
}

fn plan(db: &Connection, sql: &str) -> Vec<String> {
    let mut explain = db
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .expect("a statement");
    // Placeholders without a value are NULL.
    let mut rows = explain.raw_query();
    let mut lines = Vec::new();
    while let Some(row) = rows.next().expect("a plan") {
        lines.push(row.get(3).expect("a line"));
    }
    lines
}

fn database(load: &[&str]) -> Connection {
    let db = Connection::open_in_memory().expect("a database");
    db.execute_batch(SCHEMA).expect("the tables");
    db.execute_batch(INDEX_ON_ROLE).expect("an index");
    for statements in load {
        db.execute_batch(statements).expect("rows");
    }
    db
}

/// An index that RAGFlow's own tables have, and a copy of them too.
const INDEX_ON_ROLE: &str = "CREATE INDEX usertenant_role ON user_tenant (role)";

/// Ten thousand tenants with a key each.
const MANY: &str = "
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by, status)
    SELECT 'm' || i, 'n' || i, 'n' || i, 'owner', 'n' || i, '1' FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    INSERT INTO api_token (tenant_id, token, beta) SELECT 'n' || i, 'k' || i, 'b' || i FROM n;";

/// The plans do not depend on what SQLite knows of the tables.
#[test]
fn every_look_up_uses_a_selective_index() {
    let databases = [
        database(&[DEMO, MANY]),
        database(&[DEMO, "ANALYZE", MANY]),
        database(&[DEMO, MANY, "ANALYZE"]),
    ];
    let mut plans = String::new();
    for (name, sql) in statements() {
        let [without, stale, current] = databases.each_ref().map(|db| plan(db, &sql));
        for lines in [&without, &stale, &current] {
            let text = lines.join("\n");
            assert!(!text.contains("role"), "{name}:\n{text}");
            // The tables in which something is looked up for each row.
            let scans = ["SCAN o", "SCAN u", "SCAN w", "SCAN b", "SCAN x"];
            let scanned = scans.iter().find(|scan| text.contains(**scan));
            assert_eq!(scanned, None, "{name}:\n{text}");
        }
        plans.push_str(&format!("{name}\n  {}\n", without.join("\n  ")));
    }
    insta::assert_snapshot!(plans);
}
