//! The share pages of RAGFlow's web interface, which other sites embed: their URLs
//! and HTML, and what is wrong with a URL that somebody embedded.
//!
//! The paths and parameters are those of RAGFlow's own dialog "Embed into site"
//! (`web/src/components/embed-dialog`, `web/src/pages/next-search/embed-app-modal.tsx`).

mod embed_url;
mod fault;
mod found;
mod html;
mod origin;
mod page;
mod path;
mod version;

pub use embed_url::EmbedUrl;
pub use fault::{EmbedFault, FaultKind};
pub use found::{FoundUrl, find_urls};
pub use origin::{SiteOrigin, SiteOriginError};
pub use page::{EmbedOptions, EmbedPage, Theme, Widget};
pub use path::PagePath;
pub use version::RagflowVersion;
