//! Why a server or a file refuses writes.

/// Why a server or a file refuses writes, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteRefusal {
    /// The reason, for example "the server is a replica".
    pub reason: String,
    /// What to do about it.
    pub hint: String,
}

impl WriteRefusal {
    /// A server that gets its data from another one, or is read-only as a whole.
    pub(super) fn replica(reason: String) -> Self {
        Self {
            reason,
            hint: "use the primary server".to_owned(),
        }
    }
}
