//! What a list of accesses passes on, and what it cannot show by itself.

use crate::domain::access::Access;
use crate::error::Result;
use crate::operation::audit::UnreadableKeys;

/// Receives each thing that may be open.
pub(crate) type EachAccess<'a> = dyn FnMut(&Access) -> Result<()> + 'a;

/// What a list cannot show by itself.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    /// Guessable keys, whose IDs are listed.
    pub(crate) guessable: u64,
    /// The tenant of all of them; `None` if they are of several.
    pub(crate) guessable_tenant: Option<String>,
    pub(crate) unreadable: UnreadableKeys,
}

impl Listed {
    pub(super) fn add_guessable(&mut self, tenant_id: &str) {
        let is_same = self.guessable == 0 || self.guessable_tenant.as_deref() == Some(tenant_id);
        self.guessable_tenant = is_same.then(|| tenant_id.to_owned());
        self.guessable += 1;
    }
}
