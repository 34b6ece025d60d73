//! Servers that a test may end and start again, or change as a whole.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Engine, Route, RouteGuard, mysql, postgres, wait_until};

/// How a server ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    /// As if it had crashed.
    Kill,
    /// As an administrator stops it, without waiting for the clients.
    Stop,
}

/// The durable server of an engine, for one test at a time. As long as the value exists, the
/// databases of this thread are on that server.
pub(crate) struct DurableServer {
    engine: Engine,
    _route: RouteGuard,
    _alone: MutexGuard<'static, ()>,
}

static MYSQL: Mutex<()> = Mutex::new(());
static MARIADB: Mutex<()> = Mutex::new(());
static POSTGRES: Mutex<()> = Mutex::new(());

impl DurableServer {
    pub(crate) fn take(engine: Engine) -> Self {
        let alone = match engine {
            Engine::Sqlite => unreachable!("SQLite has no server"),
            Engine::Mysql => &MYSQL,
            Engine::Mariadb => &MARIADB,
            Engine::Postgres => &POSTGRES,
        };
        Self {
            engine,
            _alone: alone.lock().unwrap_or_else(PoisonError::into_inner),
            _route: RouteGuard::set(Route::Durable),
        }
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Ends the server, calls `while_down`, which must not fail, starts the server again, and waits
    /// until it accepts connections.
    pub(crate) fn restart(&self, end: End, while_down: impl FnOnce()) {
        let signal = match (end, self.engine) {
            (End::Kill, _) => "KILL",
            // TERM would wait for the clients.
            (End::Stop, Engine::Postgres) => "INT",
            (End::Stop, _) => "TERM",
        };
        self.tell("kill", Some(signal));
        while_down();
        self.tell("resume", None);
        wait_until("the server that was started again", || match self.engine {
            Engine::Postgres => postgres::is_ready(),
            engine => mysql::is_ready(engine),
        });
    }

    /// Runs a command of `tests/servers`. The server's socket is in its own directory.
    fn tell(&self, command: &str, signal: Option<&str>) {
        let home = match self.engine {
            Engine::Postgres => PathBuf::from(self.engine.server("SOCKET_DIR")),
            _ => PathBuf::from(self.engine.server("SOCKET").trim_end_matches("/sock")),
        };
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers");
        let done = Command::new(script)
            .arg(command)
            .arg(home.parent().expect("the directory of all servers"))
            .arg(home.file_name().expect("the name of the server"))
            .args(signal)
            .output()
            .expect("the script runs");
        assert!(done.status.success(), "{done:?}");
    }
}
