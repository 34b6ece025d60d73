//! What is open for a user or in a tenant, and what closes it.

mod listed;
mod tenant;
mod user;

pub(crate) use listed::{EachAccess, Listed};
pub(crate) use tenant::list_tenant_access;
pub(crate) use user::list_user_access;
