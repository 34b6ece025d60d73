//! What a session of a backfill holds between its statements.

#[derive(Default)]
pub(super) struct FillState {
    /// The number of the backfill lock that this session holds. To take it again
    /// would make the server count it twice, and one release would not free it.
    pub(super) lock: Option<u32>,
    /// The number of keys read from the open snapshot. `None`: there is no
    /// snapshot.
    pub(super) snapshot_keys: Option<u64>,
}
