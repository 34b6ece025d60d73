//! How an id in one table is looked up in another.

use super::schema::Schema;

/// The parts of statements that look up the users, owners, dialogs and agents of
/// keys. In them `t` is a key, `o` a membership.
///
/// On MySQL each text column has a collation, and after an import those of two tables
/// may differ. The server then refuses to compare their columns. So the id is
/// converted to the collation of the column in which it is looked up, so that the
/// index on that column can be used.
#[derive(Clone, Debug)]
pub(crate) struct Lookups {
    /// The memberships for a FROM clause, with the index on `tenant_id` where the
    /// engine has to be told to use it.
    pub(crate) memberships: String,
    /// The same with the index on `user_id`.
    pub(crate) memberships_by_user: String,
    /// The tenant of a key, to be compared with that of a membership.
    pub(crate) tenant_in_memberships: String,
    /// The tenant of a key, to be compared with the id of a user.
    pub(crate) tenant_in_users: String,
    /// The user of a membership, to be compared with the id of a user.
    pub(crate) member_in_users: String,
    /// What a key is bound to, to be compared with the id of a dialog.
    pub(crate) binding_in_dialogs: String,
    /// What a key is bound to, to be compared with the id of an agent.
    pub(crate) binding_in_agents: String,
}

/// The indexes of the memberships that an engine has to be told to use.
#[derive(Debug, Default)]
pub(crate) struct MembershipIndexes {
    pub(crate) by_tenant: Option<String>,
    pub(crate) by_user: Option<String>,
}

impl Lookups {
    pub(super) fn new(schema: &Schema, indexes: &MembershipIndexes) -> Self {
        let tenant = Column("api_token", "tenant_id");
        let binding = Column("api_token", "dialog_id");
        let user = Column("user", "id");
        let memberships = |index: &Option<String>| match index {
            Some(index) => format!("user_tenant o FORCE INDEX (`{}`)", index.replace('`', "``")),
            None => "user_tenant o".to_owned(),
        };
        Self {
            memberships: memberships(&indexes.by_tenant),
            memberships_by_user: memberships(&indexes.by_user),
            tenant_in_memberships: tenant.converted(
                "t",
                Column("user_tenant", "tenant_id"),
                schema,
            ),
            tenant_in_users: tenant.converted("t", user, schema),
            member_in_users: Column("user_tenant", "user_id").converted("o", user, schema),
            binding_in_dialogs: binding.converted("t", Column("dialog", "id"), schema),
            binding_in_agents: binding.converted("t", Column("user_canvas", "id"), schema),
        }
    }
}

/// A table and one of its columns.
#[derive(Clone, Copy)]
struct Column(&'static str, &'static str);

impl Column {
    /// The column of a table with this alias, in the collation of another column.
    fn converted(self, alias: &str, other: Self, schema: &Schema) -> String {
        let column = format!("{alias}.{}", self.1);
        let collation = schema.collation(other.0, other.1);
        match collation.filter(|wanted| schema.collation(self.0, self.1) != Some(wanted)) {
            // The name of a collation begins with that of its character set.
            Some(wanted) => {
                let characters = wanted.split('_').next().unwrap_or(wanted);
                format!("CONVERT({column} USING {characters}) COLLATE {wanted}")
            }
            None => column,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema;

    fn with_collations(collations: [(&str, &str, Option<&str>); 2]) -> Schema {
        Schema::from_columns(collations.map(|(table, name, collation)| schema::Column {
            table: table.to_owned(),
            name: name.to_owned(),
            kind: "varchar".to_owned(),
            collation: collation.map(str::to_owned),
        }))
    }

    fn tenant_in_users(tenant: Option<&str>, user: Option<&str>) -> String {
        let schema = with_collations([("api_token", "tenant_id", tenant), ("user", "id", user)]);
        Lookups::new(&schema, &MembershipIndexes::default()).tenant_in_users
    }

    #[test]
    fn an_id_is_converted_only_to_another_collation() {
        let unicode = Some("utf8mb4_unicode_ci");
        assert_eq!(tenant_in_users(None, None), "t.tenant_id");
        assert_eq!(tenant_in_users(unicode, unicode), "t.tenant_id");
        assert_eq!(
            tenant_in_users(unicode, Some("utf8mb3_bin")),
            "CONVERT(t.tenant_id USING utf8mb3) COLLATE utf8mb3_bin"
        );
    }

    #[test]
    fn the_name_of_an_index_is_quoted() {
        let indexes = MembershipIndexes {
            by_tenant: Some("a`b".to_owned()),
            by_user: None,
        };
        let lookups = Lookups::new(&Schema::default(), &indexes);
        assert_eq!(lookups.memberships, "user_tenant o FORCE INDEX (`a``b`)");
        assert_eq!(lookups.memberships_by_user, "user_tenant o");
    }
}
