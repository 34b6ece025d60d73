//! How many rows a transaction of a fill takes.

use std::time::Duration;

use crate::store::Store;

/// How long a transaction on a live server should take. Who wants one of its
/// rows waits no longer than that; well below the quarter of a second for which
/// no lock may be held.
const SHORT: Duration = Duration::from_millis(20);
const LONG: Duration = Duration::from_millis(45);
/// How many rows a transaction takes: as the user said, or as many as the
/// server manages in the time a lock may be held.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) size: usize,
    largest: usize,
    adapts: bool,
}

impl Batch {
    pub(crate) fn new(store: &Store, chosen: Option<usize>) -> Self {
        let pace = store.pace();
        Self {
            size: chosen.unwrap_or(pace.first_batch),
            largest: pace.largest_batch,
            adapts: pace.adapts_batch && chosen.is_none(),
        }
    }

    pub(crate) fn took(&mut self, time: Duration) {
        if self.adapts && time < SHORT {
            self.size = (self.size * 2).min(self.largest);
        } else if self.adapts && time > LONG {
            self.size = (self.size / 2).max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_follows_the_measured_time() {
        let mut batch = Batch {
            size: 500,
            largest: 1500,
            adapts: true,
        };
        batch.took(Duration::from_millis(10));
        assert_eq!(batch.size, 1000);
        batch.took(Duration::from_millis(10));
        assert_eq!(batch.size, 1500, "no more than the largest");
        batch.took(Duration::from_millis(30));
        assert_eq!(batch.size, 1500, "about right");
        batch.took(Duration::from_millis(400));
        assert_eq!(batch.size, 750);
    }

    #[test]
    fn a_chosen_size_stays() {
        let mut batch = Batch {
            size: 7,
            largest: 1500,
            adapts: false,
        };
        batch.took(Duration::from_millis(1));
        assert_eq!(batch.size, 7);
    }
}
