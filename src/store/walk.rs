//! The way through a table, page by page along an index.

use super::driver_error::{DriverError, Fault};
use super::error::StoreError;
use super::handle::Store;

/// The way along an index. Its order is that of the columns' collation, which only
/// the server knows; but whatever it is, no place comes twice, unless the index is
/// damaged. Without a check the way could lead in a circle for ever.
pub(super) struct Walk<P> {
    /// The last place of the page that was read last.
    last: Option<P>,
    /// The last place of an earlier page.
    earlier: Option<P>,
    pages: u64,
}

impl<P> Default for Walk<P> {
    fn default() -> Self {
        Self {
            last: None,
            earlier: None,
            pages: 0,
        }
    }
}

impl<P: Clone + PartialEq> Walk<P> {
    /// The last place of the page that was read last.
    pub(super) fn last(&self) -> Option<&P> {
        self.last.as_ref()
    }

    pub(super) fn advance(&mut self, last: P) {
        self.pages += 1;
        // After 1, 2, 4, 8, … pages: a circle of any length is noticed.
        if self.pages.is_power_of_two() {
            self.earlier = Some(last.clone());
        }
        self.last = Some(last);
    }

    /// Whether this is one of the two places that are remembered.
    pub(super) fn has_seen(&self, place: &P) -> bool {
        self.last.as_ref() == Some(place) || self.earlier.as_ref() == Some(place)
    }
}

/// The error when a place comes twice.
pub(super) fn damaged_index(store: &Store, table: &str) -> StoreError {
    let error = DriverError::new(
        Fault::Schema,
        format!("an index of {table} is damaged: it returns the same row twice"),
    );
    let error = error.with_hint(
        "rebuild the indexes of the table: REINDEX TABLE (PostgreSQL), REINDEX (SQLite), OPTIMIZE \
         TABLE (MySQL)",
    );
    StoreError::new("cannot read from", &store.url, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of keys that are read until a repeated one is noticed. After
    /// `circle + before` keys the index leads back to key `before`.
    fn keys_until_noticed(before: usize, circle: usize, page: usize) -> usize {
        let mut walk = Walk::default();
        let mut number = 0;
        for read in 1.. {
            if walk.has_seen(&number) {
                return read;
            }
            if read % page == 0 {
                walk.advance(number);
            }
            number += 1;
            if number == before + circle {
                number = before;
            }
        }
        unreachable!("an endless loop")
    }

    #[test]
    fn an_index_that_leads_in_a_circle_is_noticed() {
        for before in [0, 1, 5, 40] {
            for circle in [1, 2, 3, 17, 100] {
                for page in [1, 2, 7, 30] {
                    let most = 4 * (before + circle + page) + 2;
                    let read = keys_until_noticed(before, circle, page);
                    assert!(read <= most, "{before} {circle} {page}: {read}");
                }
            }
        }
    }
}
