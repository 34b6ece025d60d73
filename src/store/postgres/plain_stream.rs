//! A connection without TLS over which no password is sent in clear text.
//!
//! The driver has no option against it: it sends the password to any server that
//! asks for it. So this module reads the server's messages up to the end of the
//! login, and breaks the connection off at that request, before the driver sees
//! it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::Socket;
use tokio_postgres::tls::{ChannelBinding, TlsStream};

/// The server asks for the password in clear text.
#[derive(Debug, thiserror::Error)]
#[error("the server asks for the password in clear text")]
pub(super) struct CleartextRequested;

/// A connection without TLS, with the login under control.
pub(super) struct PlainStream {
    socket: Socket,
    login: LoginMessages,
}

impl PlainStream {
    /// `allows_cleartext` turns the control off.
    pub(super) fn new(socket: Socket, allows_cleartext: bool) -> Self {
        let login = LoginMessages {
            is_over: allows_cleartext,
            ..LoginMessages::default()
        };
        Self { socket, login }
    }
}

impl TlsStream for PlainStream {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl AsyncRead for PlainStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.socket).poll_read(context, buffer);
        if let Poll::Ready(Ok(())) = polled
            && !self.login.accept(&buffer.filled()[before..])
        {
            return Poll::Ready(Err(io::Error::other(CleartextRequested)));
        }
        polled
    }
}

impl AsyncWrite for PlainStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

/// The messages of the server until the login has succeeded. A message is a type,
/// the length of the rest as four bytes, and its content; one of type `R` begins
/// with what the server asks for, as four bytes.
#[derive(Default)]
struct LoginMessages {
    /// The bytes of the current message that decide, as far as they are there.
    head: Vec<u8>,
    /// The bytes of the current message that are still to be skipped.
    rest: usize,
    is_over: bool,
}

impl LoginMessages {
    const TYPE_AND_LENGTH: usize = 5;
    const SUCCESS: u32 = 0;
    const CLEARTEXT_PASSWORD: u32 = 3;

    /// Reads the next bytes. `false`: they ask for the password in clear text.
    fn accept(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            if self.is_over {
                break;
            }
            if self.rest > 0 {
                self.rest -= 1;
                continue;
            }
            self.head.push(*byte);
            match self.request() {
                Some(Self::CLEARTEXT_PASSWORD) => return false,
                Some(Self::SUCCESS) => self.is_over = true,
                Some(_) | None => {}
            }
        }
        true
    }

    /// What the current message asks for, as soon as that is known. Skips
    /// the rest of the message then, and over other messages.
    fn request(&mut self) -> Option<u32> {
        let number = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte))
        };
        let length = number(self.head.get(1..Self::TYPE_AND_LENGTH)?) as usize;
        let content = length.saturating_sub(4);
        let asks = self.head.first() == Some(&b'R') && content >= 4;
        let seen = match asks {
            true => 4,
            false => 0,
        };
        let request = match asks {
            true => Some(number(
                self.head
                    .get(Self::TYPE_AND_LENGTH..Self::TYPE_AND_LENGTH + 4)?,
            )),
            false => None,
        };
        self.rest = content - seen;
        self.head.clear();
        request
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: u8, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 4).expect("a short message");
        [&[kind], length.to_be_bytes().as_slice(), content].concat()
    }

    /// Feeds the bytes in pieces of every size.
    fn accepts(bytes: &[u8]) -> bool {
        let accepted = |size| {
            let mut login = LoginMessages::default();
            bytes.chunks(size).all(|piece| login.accept(piece))
        };
        let first = accepted(1);
        for size in 2..=bytes.len() {
            assert_eq!(accepted(size), first, "in pieces of {size}");
        }
        first
    }

    #[test]
    fn a_request_for_the_password_in_clear_text_is_found_anywhere_in_the_login() {
        let cleartext = message(b'R', &[0, 0, 0, 3]);
        let notice = message(b'N', b"SNOTICE\0R\0\0\0\x08\0\0\0\x03\0");
        let protocol = message(b'v', &[0; 8]);
        let md5 = message(b'R', b"\0\0\0\x05salt");
        assert!(!accepts(&cleartext));
        assert!(!accepts(
            &[&notice[..], &protocol, &md5, &cleartext].concat()
        ));
        assert!(accepts(&[&notice[..], &protocol, &md5].concat()));
    }

    #[test]
    fn nothing_is_searched_for_after_the_login() {
        let success = message(b'R', &[0, 0, 0, 0]);
        let cleartext = message(b'R', &[0, 0, 0, 3]);
        assert!(accepts(&[success, cleartext].concat()));
    }
}
