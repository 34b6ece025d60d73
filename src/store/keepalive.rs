//! How the system finds out that the other end of an idle TCP connection is gone.

use std::time::Duration;

/// Silence before the first probe.
pub(super) const IDLE: Duration = Duration::from_secs(30);
/// Time between two probes.
pub(super) const INTERVAL: Duration = Duration::from_secs(10);
/// Unanswered probes that end the connection.
pub(super) const PROBES: u32 = 3;
/// How long data may stay unacknowledged.
pub(super) const UNACKNOWLEDGED: Duration = Duration::from_secs(60);
