//! Running a query on a connection.

use std::ops::ControlFlow;

use rusqlite::Connection;

use super::error::classify;
use crate::store::driver_error::DriverError;
use crate::store::value::Param;

/// Calls `each` for every row.
pub(super) fn for_each_row(
    connection: &Connection,
    sql: &str,
    params: &[Param<'_>],
    each: &mut dyn FnMut(&rusqlite::Row<'_>) -> ControlFlow<()>,
) -> Result<(), DriverError> {
    let mut statement = connection.prepare_cached(sql).map_err(classify)?;
    let mut rows = statement
        .query(rusqlite::params_from_iter(params))
        .map_err(classify)?;
    while let Some(row) = rows.next().map_err(classify)? {
        if each(row) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}
