//! Finding OWNER: the tenant whose keys a command is about.

use crate::domain::tenant::{Ownership, User, oldest_owner, owned_tenant};
use crate::error::{Error, Kind, Result};
use crate::store::Store;
use crate::text::{quoted, shell_word};

/// A tenant, and who owns it.
#[derive(Debug)]
pub(crate) struct Owner {
    /// The owned tenant.
    pub(crate) tenant_id: String,
    /// Whether a `user_tenant` row with role 'owner' exists.
    pub(crate) is_owned: bool,
    /// The user of that row; `None` also where that user does not exist.
    pub(crate) user: Option<User>,
    /// Further tenants that the user owns.
    other_tenants: Vec<String>,
}

impl Owner {
    /// The owner's e-mail address.
    pub(crate) fn email(&self) -> Option<&str> {
        self.user.as_ref().map(|user| user.email.as_str())
    }

    /// What an operator should know about this owner.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let tenant_id = &self.tenant_id;
        let mut warnings = Vec::new();
        if let (Some(user), false) = (&self.user, self.other_tenants.is_empty()) {
            warnings.push(format!(
                "{} owns {} tenants; using the oldest, {tenant_id}. To use another one, give --tenant: {}",
                user.email,
                self.other_tenants.len() + 1,
                self.other_tenants.join(", ")
            ));
        }
        match &self.user {
            None if self.is_owned => {
                warnings.push(format!(
                    "the user who owns tenant {tenant_id} does not exist"
                ));
            }
            None => warnings.push(format!(
                "tenant {tenant_id} has no owner: table user_tenant has no row with role 'owner' for it"
            )),
            Some(user) => {
                if let Some(trouble) = user.problem() {
                    warnings.push(format!("the owner {} is {trouble}", user.email));
                }
            }
        }
        warnings
    }
}

/// The tenant that the user with this e-mail address or ID owns.
///
/// # Errors
/// When no user, several users, or no owned tenant is found.
pub(crate) fn find_owned_tenant(name: &str, store: &mut Store) -> Result<Owner> {
    let user = find_user(name, "--user ", store)?;
    resolve_owned_tenant(user, store)
}

/// The user with this e-mail address or ID. `option` is what stands before the name on
/// the command line, for the hint.
///
/// # Errors
/// When no user or several users are found.
pub(crate) fn find_user(name: &str, option: &str, store: &mut Store) -> Result<User> {
    let mut users = store.find_users(name)?;
    if users.len() > 1 {
        let list: Vec<String> = users
            .iter()
            .map(|user| {
                let id = shell_word(&user.id);
                format!("{option}{id} ({}, {})", user.email, user.account_state())
            })
            .collect();
        return Err(Error::new(
            Kind::Conflict,
            format!("{} users match {}", users.len(), quoted(name)),
        )
        .hint(format!("give a user ID: {}", list.join(" or "))));
    }
    users.pop().ok_or_else(|| {
        let message = format!("no user {} in the database {}", quoted(name), store.url());
        Error::not_found(message)
            .hint("give an e-mail address or a user ID; nicknames are not searched")
    })
}

/// The tenant that a user owns.
///
/// # Errors
/// When the user owns none.
pub(crate) fn resolve_owned_tenant(user: User, store: &mut Store) -> Result<Owner> {
    let why = match owned_tenant(store.read_memberships(&user.id)?) {
        Ownership::Owned { tenant_id, others } => {
            return Ok(Owner {
                tenant_id,
                is_owned: true,
                user: Some(user),
                other_tenants: others,
            });
        }
        Ownership::MemberOnly => "and is only a member of other tenants",
        Ownership::NoMembership => "and is not a member of any tenant",
    };
    Err(
        Error::not_found(format!("user {} owns no tenant {why}", user.email)).hint(format!(
            "to select the tenant with the same ID as the user: --tenant {}",
            shell_word(&user.id)
        )),
    )
}

/// A tenant by its ID, with its oldest owner.
///
/// # Errors
/// When no row of the database mentions the tenant.
pub(crate) fn find_tenant(tenant_id: &str, store: &mut Store) -> Result<Owner> {
    let owner_row = oldest_owner(store.read_owner_rows(tenant_id)?);
    if owner_row.is_none() && !store.has_tenant(tenant_id)? {
        let message = format!(
            "no tenant {} in the database {}",
            quoted(tenant_id),
            store.url()
        );
        return Err(Error::not_found(message)
            .hint("give its ID, or its owner's e-mail address with --user"));
    }
    let user = match &owner_row {
        Some(row) => store.find_user(&row.user_id)?,
        None => None,
    };
    Ok(Owner {
        tenant_id: tenant_id.to_owned(),
        is_owned: owner_row.is_some(),
        user,
        other_tenants: Vec::new(),
    })
}

/// Checks that something of the database mentions a tenant.
///
/// # Errors
/// When there is no such tenant.
pub(crate) fn require_tenant(tenant_id: &str, store: &mut Store) -> Result<()> {
    if store.has_tenant(tenant_id)? || store.find_user(tenant_id)?.is_some() {
        return Ok(());
    }
    let message = format!(
        "no tenant {} in the database {}",
        quoted(tenant_id),
        store.url()
    );
    Err(Error::not_found(message).hint("to find its ID: ragflowctl tenant list --search TEXT"))
}
