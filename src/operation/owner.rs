//! OWNER: scope keys a command is about.

use clap::Args;

use super::login;
use crate::domain::tenant::{Ownership, User, owned_tenant};
use crate::error::{Error, Kind, Result};
use crate::session::Session;
use crate::store::Store;
use crate::text::quoted;

/// Scope keys: a user stands for the tenant they own.
#[derive(Args, Clone)]
pub(crate) struct OwnerArgs {
    /// The owner, by e-mail address or user id
    #[arg(short, long, value_name = "EMAIL|ID", conflicts_with = "tenant")]
    pub(crate) user: Option<String>,

    /// The owned tenant itself, by id
    #[arg(short, long, value_name = "ID")]
    pub(crate) tenant: Option<String>,

    /// The signed-in user scope Authorization value is on stdin: -
    ///
    /// It is verified as RAGFlow does: with the key in RAGFLOW_SECRET_KEY, or
    /// ragflow.secret_key in the deployment's service_conf.yaml.
    #[arg(long, value_name = "-", value_parser = ["-"], allow_hyphen_values = true)]
    #[arg(conflicts_with_all = ["user", "tenant"], hide_possible_values = true)]
    pub(crate) login_token: Option<String>,
}

/// An owner that was found.
#[derive(Debug)]
pub(crate) struct Owner {
    /// The owned tenant.
    pub(crate) tenant_id: String,
    /// Whether there is an owner row.
    pub(crate) is_owned: bool,
    /// Who owns it, where that user exists.
    pub(crate) user: Option<User>,
}

impl OwnerArgs {
    /// Whether an owner is named on the command line.
    pub(crate) fn is_given(&self) -> bool {
        self.user.is_some() || self.tenant.is_some() || self.login_token.is_some()
    }

    /// Finds the owner, and warns of what an operator should know about it.
    pub(crate) fn find(&self, store: &mut Store, session: &mut Session<'_>) -> Result<Owner> {
        let owner = if let Some(tenant_id) = &self.tenant {
            by_tenant(not_blank("--tenant", tenant_id)?, store)?
        } else if let Some(name) = &self.user {
            by_user(not_blank("--user", name)?, store, session)?
        } else if self.login_token.is_some() {
            let user = login::signed_in(store, session)?;
            owned_by(user, store, session)?
        } else {
            return Err(
                Error::usage("no owner is named").hint("name one: --user EMAIL|ID, or --tenant ID")
            );
        };
        match &owner.user {
            None if owner.is_owned => session.messages.warning(&format!(
                "the user who owns tenant {} does not exist",
                owner.tenant_id
            )),
            None => session.messages.warning(&format!(
                "tenant {} has no owner: no user_tenant row with role 'owner'",
                owner.tenant_id
            )),
            Some(user) => {
                if let Some(trouble) = user.problem() {
                    session
                        .messages
                        .warning(&format!("the owner {} is {trouble}", user.email));
                }
            }
        }
        Ok(owner)
    }

    /// The owner of the command line, or the one RAGFLOWCTL_USER names where
    /// an owner is required.
    pub(crate) fn or_usual(&self, session: &Session<'_>) -> Result<Self> {
        const VARIABLE: &str = "RAGFLOWCTL_USER";
        let mut user = self.user.clone();
        if !self.is_given()
            && let Some(usual) = session.vars.text(VARIABLE)?
        {
            user = Some(not_blank(VARIABLE, usual)?.to_owned());
        }
        Ok(Self {
            user,
            ..self.clone()
        })
    }
}

fn not_blank<'a>(option: &str, value: &'a str) -> Result<&'a str> {
    if value.trim().is_empty() {
        return Err(
            Error::usage(format!("{option} is empty")).hint("a script's variable may be unset")
        );
    }
    if value.contains('\0') {
        return Err(Error::usage(format!("{option} holds a NUL character"))
            .hint("no e-mail address and no id does"));
    }
    Ok(value)
}

fn by_user(name: &str, store: &mut Store, session: &mut Session<'_>) -> Result<Owner> {
    let mut users = store.users_named(name)?;
    if users.len() > 1 {
        let list: Vec<String> = users
            .iter()
            .map(|user| {
                let status = user.status.as_deref().unwrap_or("NULL");
                format!("{} ({}, status {status})", user.id, user.email)
            })
            .collect();
        return Err(Error::new(
            Kind::Conflict,
            format!("{} users are called {}", users.len(), quoted(name)),
        )
        .hint(format!("name one by id: {}", list.join(", "))));
    }
    let Some(user) = users.pop() else {
        let message = format!("no user is called {} in {}", quoted(name), store.url());
        return Err(Error::not_found(message)
            .hint("an e-mail address or a user id is looked for; nicknames are not"));
    };
    owned_by(user, store, session)
}

/// A user stands for the tenant they own.
fn owned_by(user: User, store: &mut Store, session: &mut Session<'_>) -> Result<Owner> {
    match owned_tenant(store.memberships_of(&user.id)?) {
        Ownership::Owned { tenant_id, others } => {
            if !others.is_empty() {
                session.messages.warning(&format!(
                    "{} owns {} tenants: taking the oldest, {tenant_id}; --tenant names another: {}",
                    user.email,
                    others.len() + 1,
                    others.join(", ")
                ));
            }
            Ok(Owner {
                tenant_id,
                is_owned: true,
                user: Some(user),
            })
        }
        Ownership::MemberOnly => Err(Error::not_found(format!(
            "user {} owns no tenant: only a member of other users' tenants",
            user.email
        ))
        .hint(format!(
            "keys of the tenant of that id: --tenant {}",
            user.id
        ))),
        Ownership::NoMembership => Err(Error::not_found(format!(
            "user {} owns no tenant: no user_tenant row at all",
            user.email
        ))
        .hint(format!(
            "keys left behind under that id: --tenant {}",
            user.id
        ))),
    }
}

pub(crate) fn by_tenant(tenant_id: &str, store: &mut Store) -> Result<Owner> {
    let owners = store.owners_of(tenant_id)?;
    let oldest = owners
        .into_iter()
        .min_by_key(|row| (row.create_time.is_none(), row.create_time, row.id.clone()));
    if oldest.is_none() && !store.knows_tenant(tenant_id)? {
        let message = format!(
            "there is no tenant {} in {}",
            quoted(tenant_id),
            store.url()
        );
        return Err(Error::not_found(message).hint("--user finds a tenant by its owner's e-mail"));
    }
    let user = match &oldest {
        Some(row) => store.user(&row.user_id)?,
        None => None,
    };
    Ok(Owner {
        tenant_id: tenant_id.to_owned(),
        is_owned: oldest.is_some(),
        user,
    })
}
