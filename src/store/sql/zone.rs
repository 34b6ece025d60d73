//! Evidence of the zone that dates are written in.

/// The newest rows of a table. Only the times, and through the index that
/// RAGFlow's models put on `update_time`. Rows without a time are left out, because
/// one engine sorts them as the newest. Of the others only the newest 100 are read: in a
/// table without any date the engine would otherwise look through all rows for one.
pub(crate) fn newest_times(table: &str) -> String {
    format!(
        "SELECT update_time, update_date FROM (SELECT update_time, update_date FROM {table} \
         WHERE update_time IS NOT NULL ORDER BY update_time DESC LIMIT 100) n \
         WHERE update_date IS NOT NULL ORDER BY update_time DESC LIMIT 50"
    )
}
