//! Chats, agents and searches: what keys are bound to, and what betas embed.

/// The chats, agents and searches of a tenant, with their names. A beta of the
/// tenant gives access to all of them. An agent belongs to a user, whose id is
/// the tenant's.
pub(crate) const CHATS_OF_TENANT: &str = "SELECT tenant_id, name FROM dialog WHERE tenant_id = ?";
pub(crate) const AGENTS_OF_TENANT: &str =
    "SELECT user_id, title FROM user_canvas WHERE user_id = ?";
pub(crate) const SEARCHES_OF_TENANT: &str =
    "SELECT tenant_id, name FROM search WHERE tenant_id = ?";

/// The owner of a dialog (a tenant) or of an agent (a user).
pub(crate) const DIALOG_OWNER: &str = "SELECT id, tenant_id FROM dialog WHERE id = ?";
pub(crate) const AGENT_OWNER: &str = "SELECT id, user_id FROM user_canvas WHERE id = ?";

/// The name of a dialog, an agent or a search.
pub(crate) const DIALOG_NAME: &str = "SELECT id, name FROM dialog WHERE id = ?";
pub(crate) const AGENT_NAME: &str = "SELECT id, title FROM user_canvas WHERE id = ?";
pub(crate) const SEARCH_NAME: &str = "SELECT id, name FROM search WHERE id = ?";

/// The versions of an agent, and whether each is published. `release` is a reserved
/// word on MySQL, but not behind the name of its table.
pub(crate) const AGENT_RELEASES: &str =
    "SELECT v.user_canvas_id, v.release FROM user_canvas_version v WHERE v.user_canvas_id = ?";

/// Whose an embedded chat, agent or search is, and its status. Agents have none.
pub(crate) const CHAT_TENANT: &str = "SELECT id, tenant_id, status FROM dialog WHERE id = ?";
pub(crate) const AGENT_TENANT: &str = "SELECT id, user_id, '1' FROM user_canvas WHERE id = ?";
pub(crate) const SEARCH_TENANT: &str = "SELECT id, tenant_id, status FROM search WHERE id = ?";
