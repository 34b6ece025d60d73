//! Counting the keys of many tenants in one pass.

use super::audit::UnreadableCallback;
use super::decode::bad_key_value;
use super::error::{BadValue, StoreError};
use super::handle::Store;
use super::sql;
use super::value::{Row, Value};
use crate::domain::api_key::ApiKey;
use crate::domain::summary::KeyCounts;
use crate::domain::token::Beta;

impl Store {
    /// Counts the keys of tenants, whose ids are in the order of their own table's
    /// index. Rows that cannot be read count as keys, and `unreadable` is told.
    pub(super) fn count_keys(
        &mut self,
        tenants: &[&str],
        unreadable: &mut UnreadableCallback<'_>,
    ) -> Result<Vec<KeyCounts>, StoreError> {
        let mut counts = vec![KeyCounts::default(); tenants.len()];
        self.rows_of_ids(
            &sql::summaries::keys_of_tenants,
            tenants,
            &mut |place, row| {
                count(row, &mut counts[place], unreadable);
                Ok(())
            },
        )?;
        Ok(counts)
    }

    /// The same for a few tenants, in any order.
    pub(super) fn count_keys_one_by_one(
        &mut self,
        tenants: &[&str],
        unreadable: &mut UnreadableCallback<'_>,
    ) -> Result<Vec<KeyCounts>, StoreError> {
        let mut counts = vec![KeyCounts::default(); tenants.len()];
        let ids: Vec<_> = tenants.iter().copied().enumerate().collect();
        self.rows_equal_to(&sql::summaries::keys_of_tenants, &ids, &mut |place, row| {
            count(row, &mut counts[place], unreadable);
            Ok(())
        })?;
        Ok(counts)
    }
}

fn count(row: &dyn Row, counts: &mut KeyCounts, unreadable: &mut UnreadableCallback<'_>) {
    match decode(row) {
        Ok(key) => counts.add(&key),
        Err(bad) => {
            counts.add_unreadable();
            unreadable(bad.to_string());
        }
    }
}

fn decode(row: &dyn Row) -> Result<ApiKey<'_>, BadValue> {
    let Value::Text(token) = row.value(1) else {
        return Err(bad_key_value(row, "token", 1, "text"));
    };
    Ok(ApiKey {
        beta: match row.value(2) {
            Value::Null => None,
            Value::Text(text) => Some(Beta::new(text)),
            _ => return Err(bad_key_value(row, "beta", 2, "text")),
        },
        create_time: match row.value(3) {
            Value::Null => None,
            Value::Int(ms) => Some(ms),
            _ => return Err(bad_key_value(row, "create_time", 3, "an integer")),
        },
        ..ApiKey::with_primary_key("", token)
    })
}
