//! The clock, and waiting.

use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeZone as _, Utc};

/// The source of every date and time; shared by all threads.
pub trait Clock: Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
    /// The offset of the process's local time from UTC at an instant.
    fn offset_at(&self, at: DateTime<Utc>) -> FixedOffset;
    /// The Unix time in milliseconds of a date in the process's zone. `None` if
    /// daylight saving skips that time; if it occurs twice, the earlier one.
    fn unix_ms(&self, local: NaiveDateTime) -> Option<i64>;
    /// Time since a fixed moment, for pauses and limits. It never goes back.
    fn elapsed(&self) -> Duration;
    /// Blocks the current thread.
    fn sleep(&self, how_long: Duration);
}

/// The system's clock, in the process's local zone (`TZ`).
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// Creates a clock whose [`Clock::elapsed`] counts from now.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    pub fn start() -> Self {
        Self {
            started: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn offset_at(&self, at: DateTime<Utc>) -> FixedOffset {
        Local.offset_from_utc_datetime(&at.naive_utc())
    }

    fn unix_ms(&self, local: NaiveDateTime) -> Option<i64> {
        let instant = Local.from_local_datetime(&local).earliest()?;
        Some(instant.timestamp_millis())
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that waits"
    )]
    fn sleep(&self, how_long: Duration) {
        std::thread::sleep(how_long);
    }
}

/// A moment of real time, for a thread that ends the waits of others. Pauses and
/// limits of a run use its [`Clock`] instead.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Option<Instant>);

impl Deadline {
    /// The moment after this time from now.
    #[expect(
        clippy::disallowed_methods,
        reason = "this module is the one place that reads the clock"
    )]
    pub fn after(time: Duration) -> Self {
        // None: so far away that it never comes.
        Self(Instant::now().checked_add(time))
    }

    /// Whether it is over.
    #[expect(
        clippy::disallowed_methods,
        reason = "this module is the one place that reads the clock"
    )]
    pub fn has_passed(self) -> bool {
        self.0.is_some_and(|moment| Instant::now() >= moment)
    }
}
