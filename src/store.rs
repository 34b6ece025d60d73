//! The database: opening it, checking it, and every operation on it.
//!
//! Every statement is in `store/sql/`, written once; each engine has a directory
//! of its own behind the traits of `store/driver.rs` and `store/bulk_fill.rs`.
//! The store prints nothing, and knows no command and no command-line option.

mod access;
mod account;
mod audit;
mod audited_tenants;
mod backfill;
mod binding;
mod bulk_fill;
mod changes;
mod connect;
mod connection_options;
mod copy;
mod decode;
mod dialect;
mod driver;
mod driver_error;
mod embed_details;
mod embedded;
mod embeds;
mod error;
mod filled_keys;
mod handle;
mod id_lookup;
mod keepalive;
mod key_counts;
mod key_search;
mod keys;
mod lookups;
mod lost_commit;
mod members;
mod missing_keys;
mod mysql;
mod postgres;
mod readable_tables;
mod retry;
mod schema;
mod secrets;
mod sql;
mod sqlite;
mod stored_settings;
mod tenant_pages;
mod tls;
mod transaction;
mod user_pages;
mod users;
mod value;
mod wait_bounds;
mod wait_guard;
mod walk;
mod wrapped_driver;
mod write_refusal;
mod zone_evidence;

pub use access::{AgentWebhook, Bot, Checked, TenantEmbed};
pub use account::Account;
pub use audit::{AuditCallback, UnreadableCallback};
pub use audited_tenants::AuditedTenants;
pub use backfill::{BatchOutcome, NewBeta, TenantSurvey};
pub use binding::BindingName;
pub use bulk_fill::BackfillPacing;
pub use changes::ChangeOutcome;
pub use connection_options::{Access, Timeouts};
pub use copy::{
    BatchCounts, CopiedRow, CopiedValue, CopySource, CopyTarget, Digest, NewFile, Secret,
    TableSelection,
};
pub use dialect::Engine;
pub use driver_error::Fault;
pub use embeds::{EmbedCount, EmbedTenant};
pub use error::StoreError;
pub use filled_keys::FilledKeys;
pub use handle::Store;
pub use key_search::KeyMatch;
pub use keys::{KeyCallback, ListedNames};
pub use members::Member;
pub use missing_keys::{MissingKeys, Page};
pub use schema::{OPTIONAL_TABLES, Schema};
pub use secrets::SecretCallback;
pub use sql::audit::{Capabilities, Scope, SecretColumn};
pub use sql::listing::{BindingNames, Listing, Order, OrderBy};
pub use sqlite::version as sqlite_version;
pub use stored_settings::{SettingsCallback, SettingsKind};
pub use tenant_pages::TenantPages;
pub use tls::{ConnectionSecurity, ServerVerification};
pub use transaction::Tx;
pub use user_pages::UserPages;
pub use write_refusal::WriteRefusal;
pub use zone_evidence::ZoneEvidence;
