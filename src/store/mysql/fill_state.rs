//! What a session of a backfill holds between its statements.

#[derive(Default)]
pub(super) struct FillState {
    /// Whether this session holds the backfill lock. To take it again would make
    /// the server count it twice, and one release would not free it.
    pub(super) has_lock: bool,
    /// The number of keys read from the open snapshot. `None`: there is no
    /// snapshot.
    pub(super) snapshot_keys: Option<u64>,
}
