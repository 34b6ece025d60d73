//! A blocking client: the asynchronous one of `tokio_postgres`, on a runtime of
//! its own. Unlike the blocking client of the same authors, it lets another
//! thread end a call that waits.

use std::future::Future;
use std::time::Duration;

use futures_util::{FutureExt as _, StreamExt as _};
use tokio::runtime::Runtime;
use tokio::task::{AbortHandle, JoinHandle};
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres::types::{BorrowToSql, ToSql, Type};
use tokio_postgres::{Config, Error, Row, RowStream, Socket};

/// How long the end of a session may take. The server logs an error if the
/// connection ends without it.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// One open session.
pub(super) struct Client {
    // Dropped before `socket`, which ends the session.
    client: tokio_postgres::Client,
    socket: SocketTask,
}

impl Client {
    /// Connects and logs in.
    pub(super) fn connect<T>(runtime: Runtime, config: &Config, tls: T) -> Result<Self, Error>
    where
        T: MakeTlsConnect<Socket> + 'static,
        T::TlsConnect: Send,
        T::Stream: Send + 'static,
        <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
    {
        let (client, connection) = runtime.block_on(config.connect(tls))?;
        let task = runtime.spawn(connection);
        Ok(Self {
            client,
            socket: SocketTask { runtime, task },
        })
    }

    /// Closes the socket, from any thread: a call that waits for the server then
    /// fails as if the connection was lost.
    pub(super) fn abort_handle(&self) -> AbortHandle {
        self.socket.task.abort_handle()
    }

    /// Whether the connection is known to be lost.
    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Runs statements without parameters.
    pub(super) fn batch_execute(&mut self, sql: &str) -> Result<(), Error> {
        self.socket.wait(self.client.batch_execute(sql))
    }

    /// Ends the open transaction, unless the server is silent for too long.
    pub(super) fn rollback_before_close(&mut self) {
        let rollback = self.client.batch_execute("ROLLBACK");
        // If this fails the connection is lost, and the transaction with it.
        let _ = self
            .socket
            .wait(async { tokio::time::timeout(CLOSE_TIMEOUT, rollback).await });
    }

    /// Runs a statement and returns the number of rows it matched.
    pub(super) fn execute_typed(
        &mut self,
        sql: &str,
        params: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<u64, Error> {
        self.socket.wait(self.client.execute_typed(sql, params))
    }

    /// Runs a query. The rows are read from the server as they are asked for.
    pub(super) fn query_typed_raw<P, I>(&mut self, sql: &str, params: I) -> Result<Rows<'_>, Error>
    where
        P: BorrowToSql,
        I: IntoIterator<Item = (P, Type)>,
    {
        let rows = self.socket.wait(self.client.query_typed_raw(sql, params))?;
        Ok(Rows {
            rows: Box::pin(rows),
            socket: &self.socket,
        })
    }
}

/// The rows of a query.
pub(super) struct Rows<'a> {
    rows: std::pin::Pin<Box<RowStream>>,
    socket: &'a SocketTask,
}

impl Rows<'_> {
    /// The next row; `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<Row>, Error> {
        // Most rows are in memory already.
        let row = match self.rows.next().now_or_never() {
            Some(row) => row,
            None => self.socket.wait(self.rows.next()),
        };
        row.transpose()
    }
}

/// The task that reads and writes the socket, while a call waits.
struct SocketTask {
    runtime: Runtime,
    task: JoinHandle<Result<(), Error>>,
}

impl SocketTask {
    fn wait<F: Future>(&self, call: F) -> F::Output {
        self.runtime.block_on(call)
    }
}

impl Drop for SocketTask {
    fn drop(&mut self) {
        let task = &mut self.task;
        // If this fails the connection is lost, and so is the session.
        let _ = self
            .runtime
            .block_on(async { tokio::time::timeout(CLOSE_TIMEOUT, task).await });
    }
}
