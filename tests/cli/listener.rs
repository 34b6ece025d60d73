//! A fake database server that records the passwords that are sent to it.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Speaks enough of PostgreSQL's protocol to receive a password in clear text, which no real server
/// of the tests asks for.
pub(crate) struct Listener {
    port: u16,
    received: Receiver<Received>,
}

/// The result of one connection.
enum Received {
    Password(Option<String>),
    /// The test's own connection: all connections before it have been handled.
    End,
}

/// What the test's own connection sends.
const END: &[u8] = b"\0\0\0\x07end";

impl Listener {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (sender, received) = channel();
        // Ends with the process, or when the receiver is gone.
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let received = connection.map_or(Received::Password(None), listen);
                if sender.send(received).is_err() {
                    return;
                }
            }
        });
        Self { port, received }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The password of every connection so far; `None` where none was sent.
    pub(crate) fn received(&self) -> Vec<Option<String>> {
        let mut own = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        own.write_all(END).expect("it reads");
        let received = self.received.iter();
        received
            .map_while(|received| match received {
                Received::Password(password) => Some(password),
                Received::End => None,
            })
            .collect()
    }
}

fn listen(mut connection: TcpStream) -> Received {
    let limit = Some(Duration::from_secs(5));
    connection.set_read_timeout(limit).expect("a limit");
    match read_message(&mut connection) {
        Some(message) if message == END[4..] => Received::End,
        first => Received::Password(first.and_then(|first| ask_for_password(&first, connection))),
    }
}

fn ask_for_password(first: &[u8], mut connection: TcpStream) -> Option<String> {
    // A request for TLS, instead of a protocol version.
    if first == 80_877_103_u32.to_be_bytes() {
        connection.write_all(b"N").ok()?;
        read_message(&mut connection)?;
    }
    // AuthenticationCleartextPassword
    connection.write_all(b"R\0\0\0\x08\0\0\0\x03").ok()?;
    let mut kind = [0];
    connection.read_exact(&mut kind).ok()?;
    let password = read_message(&mut connection)?;
    let text = password.strip_suffix(b"\0").unwrap_or(&password);
    (kind == *b"p").then(|| String::from_utf8_lossy(text).into_owned())
}

/// A message: its length, which includes the length field, and the bytes that follow.
fn read_message(connection: &mut TcpStream) -> Option<Vec<u8>> {
    let mut length = [0; 4];
    connection.read_exact(&mut length).ok()?;
    let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
    let mut message = vec![0; length.checked_sub(4)?];
    connection.read_exact(&mut message).ok()?;
    Some(message)
}
