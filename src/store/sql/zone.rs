//! Evidence of the zone that dates are written in.

/// The newest rows of a table. Only the times, and through the index that
/// RAGFlow's models put on `update_time`. Rows with NULLs are left out, because
/// one engine sorts them as the newest.
pub(crate) fn newest_times(table: &str) -> String {
    format!(
        "SELECT update_time, update_date FROM {table} \
         WHERE update_time IS NOT NULL AND update_date IS NOT NULL \
         ORDER BY update_time DESC LIMIT 50"
    )
}
