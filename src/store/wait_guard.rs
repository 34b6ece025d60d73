//! Ends calls that wait for a server too long, from a thread of its own: the
//! drivers have no limit for it, or none that the user can shorten. Closing the
//! socket makes the call fail, and the server then ends the session.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::driver_error::DriverError;
use super::wait_bounds::{WaitBounds, WaitEnd};
use crate::env::Deadline;

/// How often the thread looks.
const INTERVAL: Duration = Duration::from_millis(50);

/// Closes the socket of a connection while a call waits in another thread.
pub(super) type Closer = Box<dyn FnMut() + Send>;

/// A connection that another thread can close.
pub(super) trait Closable {
    /// How to close its socket.
    fn closer(&self) -> Closer;
}

/// Guards the calls of one connection.
pub(super) struct WaitGuard {
    calls: Arc<Calls>,
    /// Dropping it ends the thread.
    _thread: Sender<()>,
}

/// What the calls tell the thread.
#[derive(Default)]
struct Calls {
    /// Counts the changes between the program and the server: while it is odd, a
    /// call waits for the server.
    steps: AtomicU64,
    /// Why the connection was closed. Locked while it is closed and while a call
    /// ends, so that the socket still exists.
    closed: Mutex<Option<WaitEnd>>,
}

impl WaitGuard {
    /// Starts the thread. `limit`: the longest silence of the server.
    pub(super) fn start(closer: Closer, limit: Option<Duration>, bounds: WaitBounds) -> Self {
        let calls = Arc::<Calls>::default();
        let (sender, receiver) = channel();
        let thread = Thread {
            calls: Arc::clone(&calls),
            limit,
            bounds,
        };
        std::thread::spawn(move || thread.run(&receiver, closer));
        Self {
            calls,
            _thread: sender,
        }
    }

    /// Runs a call that waits for the server.
    pub(super) fn call<T>(
        &self,
        run: impl FnOnce() -> Result<T, DriverError>,
    ) -> Result<T, DriverError> {
        self.calls.step();
        let result = run();
        let closed = self.calls.lock();
        self.calls.step();
        match *closed {
            // The driver reports a lost connection, and not why.
            Some(end) if result.is_err() => Err(end.error()),
            _ => result,
        }
    }

    /// Runs the program's own work on a row, during a call.
    pub(super) fn on_row<T>(&self, run: impl FnOnce() -> T) -> T {
        self.calls.step();
        let done = run();
        self.calls.step();
        done
    }
}

impl Calls {
    fn step(&self) {
        self.steps.fetch_add(1, Ordering::SeqCst);
    }

    fn lock(&self) -> MutexGuard<'_, Option<WaitEnd>> {
        self.closed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Thread {
    calls: Arc<Calls>,
    limit: Option<Duration>,
    bounds: WaitBounds,
}

impl Thread {
    /// Looks again and again, until the connection is dropped or closed.
    fn run(&self, connection: &Receiver<()>, mut closer: Closer) {
        let mut last = 0;
        let mut silence = None;
        while connection.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
            let steps = self.calls.steps.load(Ordering::SeqCst);
            if steps != last {
                last = steps;
                silence = self.limit.map(Deadline::after);
            }
            let is_silent = silence.is_some_and(Deadline::has_passed);
            let no_answer = self.limit.filter(|_| is_silent).map(WaitEnd::NoAnswer);
            if steps % 2 == 1
                && let Some(end) = self.bounds.end().or(no_answer)
                && self.close(steps, end, &mut closer)
            {
                return;
            }
        }
    }

    /// Closes the connection, unless the call has got its answer.
    fn close(&self, steps: u64, end: WaitEnd, closer: &mut Closer) -> bool {
        let mut closed = self.calls.lock();
        if self.calls.steps.load(Ordering::SeqCst) != steps {
            return false;
        }
        *closed = Some(end);
        closer();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::Interrupt;
    use crate::store::driver_error::Fault;

    /// A call that waits until the connection is closed.
    fn wait(guard: &WaitGuard, closed: &Receiver<()>) -> Fault {
        let answer = guard.call(|| {
            closed.recv().expect("the connection is closed");
            Err::<(), _>(DriverError::new(Fault::Lost, "closed"))
        });
        answer.expect_err("there is no answer").fault
    }

    fn guard(limit: Option<Duration>, bounds: &WaitBounds) -> (WaitGuard, Receiver<()>) {
        let (sender, closed) = channel();
        let closer = Box::new(move || sender.send(()).expect("the test waits"));
        (WaitGuard::start(closer, limit, bounds.clone()), closed)
    }

    #[test]
    fn silence_the_user_and_the_time_of_the_run_end_a_wait() {
        let interrupt = Interrupt::default();
        let bounds = WaitBounds::new(&interrupt);
        let (silent, closed) = guard(Some(Duration::from_millis(1)), &bounds);
        assert_eq!(wait(&silent, &closed), Fault::NoAnswer);

        interrupt.requested.store(true, Ordering::SeqCst);
        let (stopped, closed) = guard(None, &bounds);
        assert_eq!(wait(&stopped, &closed), Fault::Stopped);

        let bounds = WaitBounds::new(&Interrupt::default());
        bounds.limit_run(Duration::ZERO);
        let (late, closed) = guard(None, &bounds);
        assert_eq!(wait(&late, &closed), Fault::OutOfTime);
    }

    #[test]
    fn the_work_on_a_row_is_no_silence() {
        let bounds = WaitBounds::new(&Interrupt::default());
        bounds.limit_run(Duration::ZERO);
        let (guard, closed) = guard(Some(Duration::ZERO), &bounds);
        let deadline = Deadline::after(INTERVAL * 4);
        let answer = guard.call(|| {
            guard.on_row(|| {
                while !deadline.has_passed() {
                    assert!(closed.try_recv().is_err(), "nobody waits for the server");
                    std::thread::yield_now();
                }
            });
            Ok(())
        });
        assert_eq!(answer.map_err(|error| error.fault), Ok(()));
    }
}
