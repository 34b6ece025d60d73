//! How many rows a transaction of a backfill takes.

use std::time::Duration;

use crate::store::Store;

/// A transaction on a live server should take longer than this, and less than
/// [`LONG`]: whoever waits for one of its rows waits no longer. Both are far
/// below the quarter of a second for which a lock may be held.
const SHORT: Duration = Duration::from_millis(20);
const LONG: Duration = Duration::from_millis(45);

/// Rows per transaction: as the user set it, or as many as the server writes
/// in the time a lock may be held.
#[derive(Debug)]
pub(super) struct BatchSize {
    pub(super) size: usize,
    largest: usize,
    is_adaptive: bool,
}

impl BatchSize {
    pub(super) fn new(store: &Store, chosen: Option<usize>) -> Self {
        let pace = store.backfill_pacing();
        Self {
            size: chosen.unwrap_or(pace.first_batch),
            largest: pace.largest_batch,
            is_adaptive: pace.is_adaptive && chosen.is_none(),
        }
    }

    /// Adjusts the size to the duration of the last transaction.
    pub(super) fn adjust(&mut self, duration: Duration) {
        if self.is_adaptive && duration < SHORT {
            self.size = (self.size * 2).min(self.largest);
        } else if self.is_adaptive && duration > LONG {
            self.size = (self.size / 2).max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_follows_the_measured_time() {
        let mut batch = BatchSize {
            size: 500,
            largest: 1500,
            is_adaptive: true,
        };
        batch.adjust(Duration::from_millis(10));
        assert_eq!(batch.size, 1000);
        batch.adjust(Duration::from_millis(10));
        assert_eq!(batch.size, 1500, "no more than the largest");
        batch.adjust(Duration::from_millis(30));
        assert_eq!(batch.size, 1500, "about right");
        batch.adjust(Duration::from_millis(400));
        assert_eq!(batch.size, 750);
    }

    #[test]
    fn a_chosen_size_stays() {
        let mut batch = BatchSize {
            size: 7,
            largest: 1500,
            is_adaptive: false,
        };
        batch.adjust(Duration::from_millis(1));
        assert_eq!(batch.size, 7);
    }
}
