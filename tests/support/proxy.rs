//! A TCP proxy between the program and a server, which breaks a connection at a chosen moment.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

/// The moment at which the proxy breaks a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Moment {
    /// Never: the proxy only counts.
    Never,
    /// After the server has sent this many bytes on one connection.
    AfterBytes(u64),
    /// Instead of passing on the COMMIT of this number, counted from 1 over all connections. That of
    /// a read-only transaction does not count.
    BeforeCommit(u64),
    /// After passing on that COMMIT: the server carries it out, and its answer is lost.
    AfterCommit(u64),
}

/// What the proxy does at that moment, to that connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Break {
    /// It passes nothing on any more, in either direction, and keeps the connection open. When the
    /// program closes it, the proxy closes the connection to the server.
    Stall,
    /// It closes both connections.
    Close,
    /// It closes both connections, and also the next ones, of this number, as soon as they are made.
    Restart(u64),
}

/// A running proxy. It ends with the test process.
pub(crate) struct Proxy {
    port: u16,
    state: Arc<State>,
}

struct State {
    moment: Moment,
    break_: Break,
    commits: AtomicU64,
    /// The most bytes that the server has sent on one connection.
    most_bytes: AtomicU64,
    /// Connections that are still to be refused.
    refuse: AtomicU64,
    has_broken: AtomicBool,
}

impl Proxy {
    /// Starts a proxy in front of the server on this port.
    pub(crate) fn start(server: u16, moment: Moment, break_: Break) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(State {
            moment,
            break_,
            commits: AtomicU64::new(0),
            most_bytes: AtomicU64::new(0),
            refuse: AtomicU64::new(0),
            has_broken: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if accepting.refuses() {
                    continue;
                }
                let server = TcpStream::connect(("127.0.0.1", server)).expect("the server runs");
                accepting.connect(client, server);
            }
        });
        Self { port, state }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Whether it has broken a connection.
    pub(crate) fn has_broken(&self) -> bool {
        self.state.has_broken.load(Ordering::SeqCst)
    }

    /// The most bytes that the server has sent on one connection.
    pub(crate) fn most_bytes(&self) -> u64 {
        self.state.most_bytes.load(Ordering::SeqCst)
    }
}

/// A connection of the program and the one to the server.
struct Pair {
    client: TcpStream,
    server: TcpStream,
    is_broken: AtomicBool,
}

impl State {
    fn refuses(&self) -> bool {
        let less = |left: u64| left.checked_sub(1);
        let refuse = &self.refuse;
        refuse
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, less)
            .is_ok()
    }

    fn connect(self: &Arc<Self>, client: TcpStream, server: TcpStream) {
        // Small packets would wait for each other.
        client.set_nodelay(true).expect("an option");
        server.set_nodelay(true).expect("an option");
        let pair = Arc::new(Pair {
            client,
            server,
            is_broken: AtomicBool::new(false),
        });
        let (up, down) = (Arc::clone(self), Arc::clone(self));
        let (requests, answers) = (Arc::clone(&pair), pair);
        thread::spawn(move || up.pass_requests(&requests));
        thread::spawn(move || down.pass_answers(&answers));
    }

    fn pass_requests(&self, pair: &Pair) {
        let mut buffer = [0; 16 * 1024];
        let mut is_read_only = false;
        while let Ok(len @ 1..) = (&pair.client).read(&mut buffer) {
            let request = &buffer[..len];
            let contains = |text: &[u8]| request.windows(text.len()).any(|part| part == text);
            if contains(b"BEGIN") {
                is_read_only = contains(b"READ ONLY");
            }
            let mut passes = true;
            let commits = contains(b"COMMIT") && !contains(b"READ COMMITTED");
            if commits && !is_read_only {
                let number = self.commits.fetch_add(1, Ordering::SeqCst) + 1;
                match self.moment {
                    Moment::BeforeCommit(chosen) if chosen == number => {
                        self.break_connection(pair);
                        passes = false;
                    }
                    Moment::AfterCommit(chosen) if chosen == number => {
                        // From here on no answer is passed on.
                        pair.is_broken.store(true, Ordering::SeqCst);
                    }
                    _ => {}
                }
            } else if pair.is_broken.load(Ordering::SeqCst) {
                passes = false;
            }
            if passes && (&pair.server).write_all(request).is_err() {
                break;
            }
        }
        // The program has closed its connection, or the proxy has.
        pair.close();
    }

    fn pass_answers(&self, pair: &Pair) {
        let mut buffer = [0; 16 * 1024];
        let mut sent = 0;
        while let Ok(len @ 1..) = (&pair.server).read(&mut buffer) {
            let mut answer = &buffer[..len];
            if pair.is_broken.load(Ordering::SeqCst) {
                // The server has answered the COMMIT.
                self.break_connection(pair);
                continue;
            }
            if let Moment::AfterBytes(limit) = self.moment {
                let room = usize::try_from(limit - sent).unwrap_or(usize::MAX);
                if len > room {
                    answer = &answer[..room];
                }
            }
            if (&pair.client).write_all(answer).is_err() {
                break;
            }
            sent += answer.len() as u64;
            self.most_bytes.fetch_max(sent, Ordering::SeqCst);
            if answer.len() < len {
                self.break_connection(pair);
            }
        }
        if !pair.is_broken.load(Ordering::SeqCst) {
            pair.close();
        }
    }

    fn break_connection(&self, pair: &Pair) {
        pair.is_broken.store(true, Ordering::SeqCst);
        if let Break::Restart(refused) = self.break_
            && !self.has_broken.load(Ordering::SeqCst)
        {
            self.refuse.store(refused, Ordering::SeqCst);
        }
        if self.break_ != Break::Stall {
            pair.close();
        }
        self.has_broken.store(true, Ordering::SeqCst);
    }
}

impl Pair {
    fn close(&self) {
        // Either may be closed already.
        let _ = self.client.shutdown(Shutdown::Both);
        let _ = self.server.shutdown(Shutdown::Both);
    }
}
