//! What is open for a user: the account, the memberships, and everything in the tenants
//! that the user owns.

use super::listed::{EachAccess, Listed};
use super::tenant::list_tenant_access;
use crate::domain::access::{Access, AccessKind, Judgement, Openness, SessionState};
use crate::domain::tenant::{Membership, Ownership, User, owned_tenant};
use crate::domain::verdict::{AccessTokenState, Facts, LoginFacts, OwnerFacts, Purpose, judge};
use crate::env::Interrupt;
use crate::error::Result;
use crate::store::{Account, Store};
use crate::text::shell_word;

/// The login channel of a user with a password.
const PASSWORD: &str = "password";
const DEACTIVATE: &str = "in RAGFlow: deactivate the account";
const END_SESSION: &str = "in RAGFlow: deactivate the account, or the user signs out or changes the \
     password; a password set by an administrator does not end it";
const REVOKE: &str = "in RAGFlow: an administrator revokes the role superuser";

/// Passes on everything that is open for a user.
///
/// # Errors
/// When the database cannot be read, `each` fails, or the user asks to stop.
pub(crate) fn list_user_access(
    user: &User,
    store: &mut Store,
    interrupt: &Interrupt,
    each: &mut EachAccess<'_>,
) -> Result<Listed> {
    let account = store.read_account(&user.id)?;
    for access in account_access(user, &account) {
        each(&access)?;
    }
    let memberships = store.read_memberships(&user.id)?;
    let others: Vec<&Membership> = memberships.iter().filter(|row| !row.is_owner()).collect();
    let tenant_ids: Vec<&str> = others.iter().map(|row| row.tenant_id.as_str()).collect();
    let owners = store.find_owner_emails(&tenant_ids)?;
    for (row, owner) in others.into_iter().zip(owners) {
        each(&membership_access(row, owner))?;
    }
    let mut owned = match owned_tenant(memberships) {
        Ownership::Owned { tenant_id, others } => [vec![tenant_id], others].concat(),
        Ownership::MemberOnly | Ownership::NoMembership => Vec::new(),
    };
    // RAGFlow's server takes what has the user's ID for the user's.
    owned.push(user.id.clone());
    let mut tenants: Vec<String> = Vec::new();
    for tenant_id in owned {
        if !tenants.contains(&tenant_id) {
            tenants.push(tenant_id);
        }
    }
    let mut listed = Listed::default();
    for tenant_id in &tenants {
        list_tenant_access(
            tenant_id,
            Some(&user.id),
            store,
            interrupt,
            &mut listed,
            each,
        )?;
    }
    Ok(listed)
}

fn account_access(user: &User, account: &Account) -> Vec<Access> {
    let is_active = user.problem().is_none();
    let of_user = |access: Access| Access {
        object_id: Some(user.id.clone()),
        name: access.name.or_else(|| Some(user.email.clone())),
        ..access
    };
    let mut accesses = vec![of_user(Access {
        open: Some(Openness::from_bool(is_active)),
        close: is_active.then(|| deactivation(user)),
        ..Access::new(AccessKind::Account, user.problem().unwrap_or("active"))
    })];
    accesses.push(of_user(login_access(account, is_active)));
    accesses.push(of_user(session_access(user, account)));
    match account.is_superuser {
        Ok(false) => {}
        Ok(true) => accesses.push(of_user(Access {
            open: Some(Openness::from_bool(is_active)),
            close: Some(REVOKE.to_owned()),
            ..Access::new(AccessKind::Superuser, "administers the server")
        })),
        Err(reason) => {
            accesses.push(of_user(Access::not_checked(AccessKind::Superuser, &reason)));
        }
    }
    accesses
}

/// What deactivates an account. The address is quoted only if it needs no escapes in
/// ragflow-cli.
fn deactivation(user: &User) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "@._+-".contains(c);
    let statement = match user.email.chars().all(is_plain) {
        true => format!(" (ragflow-cli: ALTER USER ACTIVE '{}' OFF)", user.email),
        false => String::new(),
    };
    format!("{DEACTIVATE}{statement}; keys and betas go on")
}

fn login_access(account: &Account, is_active: bool) -> Access {
    let mut access = match &account.login_channel {
        Err(reason) => return Access::not_checked(AccessKind::Login, reason),
        Ok(Some(channel)) if !channel.is_empty() && channel != PASSWORD => Access {
            close: is_active.then(|| {
                format!("at {channel}: disable the person; and deactivate the account in RAGFlow")
            }),
            name: Some(channel.clone()),
            ..Access::new(AccessKind::Login, "single sign-on")
        },
        Ok(_) => Access {
            close: is_active.then(|| DEACTIVATE.to_owned()),
            name: Some(PASSWORD.to_owned()),
            ..Access::new(AccessKind::Login, "with a password")
        },
    };
    if let Some(time) = &account.last_login {
        access.state.push_str(&format!(", last on {time}"));
    }
    access.open = Some(Openness::from_bool(is_active));
    access
}

fn session_access(user: &User, account: &Account) -> Access {
    let session = match account.session {
        Ok(session) => session,
        Err(reason) => return Access::not_checked(AccessKind::Session, &reason),
    };
    let facts = Facts {
        is_in_database: true,
        owner: Some(OwnerFacts {
            is_valid: user.is_valid(),
            access_token: AccessTokenState::Present,
        }),
        login: Some(LoginFacts {
            has_valid_signature: Some(true),
            has_usable_access_token: session == SessionState::SignedIn,
            // The Go server accepts a login token for a day.
            age_seconds: 0,
        }),
        ..Facts::default()
    };
    let judgement = Judgement::new(|generation| judge(Purpose::Login, generation, &facts));
    let access = Access::new(AccessKind::Session, session.name()).judged(&judgement, END_SESSION);
    match session {
        SessionState::SignedIn => access,
        // The state says it.
        _ => Access {
            why: None,
            ..access
        },
    }
}

fn membership_access(row: &Membership, owner: Option<String>) -> Access {
    let is_open = !row.is_invitation();
    let close = match is_open {
        true => format!(
            "in RAGFlow: the owner removes the member from the team; then, because members can read \
             all keys: ragflowctl token rotate --every --tenant {}",
            shell_word(&row.tenant_id)
        ),
        false => "in RAGFlow: the owner removes the invitation from the team".to_owned(),
    };
    Access {
        object_id: Some(row.tenant_id.clone()),
        name: owner,
        tenant_id: Some(row.tenant_id.clone()),
        open: Some(Openness::from_bool(is_open)),
        close: Some(close),
        ..Access::new(AccessKind::Membership, row.role.as_str())
    }
}
