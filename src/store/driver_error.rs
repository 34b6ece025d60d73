//! What an engine reports when a statement or a connection fails.

/// What kind of failure an engine reports; `options/store_errors.rs` maps it to
/// a kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No connection could be made.
    Unreachable,
    /// The server did not answer within the connect timeout.
    ConnectTimeout,
    /// The server offers no TLS, or not in the way that the URL requires.
    Tls,
    /// A file that the URL names is missing, or not what it should be.
    Configuration,
    /// The server refuses this account, password or address.
    Login,
    /// The server has no such database, or the file does not exist.
    NoDatabase,
    /// The file is not a database.
    NotADatabase,
    /// The account lacks a privilege.
    Denied,
    /// The session, the server or the file is read-only.
    ReadOnly,
    /// Another session held a lock for longer than the lock timeout.
    Locked,
    /// A deadlock or a serialization failure. A retry may succeed.
    Transient,
    /// The connection was lost.
    Lost,
    /// The server sent nothing for too long. The connection was closed.
    NoAnswer,
    /// The user asked to stop while the server did not answer. The connection was
    /// closed.
    Stopped,
    /// The time of the run was over while the server did not answer. The
    /// connection was closed.
    OutOfTime,
    /// The connection was lost while the server committed: the transaction may
    /// be committed or not.
    LostCommit,
    /// The server ended the statement: it took too long, or somebody cancelled
    /// it.
    Cancelled,
    /// A table or a column is missing.
    Schema,
    /// Anything else.
    Other,
}

/// What follows the code of a server's error if its message is not one of those
/// that are known to quote no value.
pub(super) const NOT_QUOTED: &str = "whose message is not shown because it may contain a key";

/// An engine's error, with its whole chain of causes as one text. Engines
/// quote values of a row in a few of their messages; each driver keeps those
/// out of this text.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct DriverError {
    /// What kind of failure it is.
    pub(super) fault: Fault,
    /// The engine's own message.
    pub(super) message: String,
    /// What to do about it, if more is known than the fault says.
    pub(super) hint: Option<String>,
}

impl DriverError {
    /// An error with the engine's own message.
    pub(super) fn new(fault: Fault, message: impl Into<String>) -> Self {
        Self {
            fault,
            message: message.into(),
            hint: None,
        }
    }

    /// An error in what the user wrote, not on the server.
    pub(super) fn configuration(message: impl Into<String>) -> Self {
        Self::new(Fault::Configuration, message)
    }

    /// Adds what to do about it.
    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The error of a lost connection. The cause is the system's, if it has one: what
/// the drivers and the TLS library add are names of Rust types and links to their
/// documentation.
pub(super) fn connection_lost(error: &(dyn std::error::Error + 'static)) -> DriverError {
    let mut next = Some(error);
    while let Some(cause) = next {
        let io = cause.downcast_ref::<std::io::Error>();
        if let Some(io) = io.filter(|io| io.raw_os_error().is_some()) {
            return DriverError::new(Fault::Lost, format!("the connection was lost: {io}"));
        }
        next = cause.source();
    }
    DriverError::new(Fault::Lost, "the connection was lost")
}

/// The message of an error and of its causes. The message of the outermost
/// error alone is often only "db error".
pub(super) fn message_with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("CodecError {{ IO error: {0} }}")]
    struct Codec(#[source] io::Error);

    #[test]
    fn a_lost_connection_is_described_without_the_words_of_libraries() {
        let reset = Codec(io::Error::from_raw_os_error(104));
        let message = connection_lost(&reset).message;
        assert!(
            message.starts_with("the connection was lost: "),
            "{message}"
        );
        assert!(!message.contains("Codec"), "{message}");
        let text = "peer closed connection without sending TLS close_notify: https://docs.rs/";
        let closed = Codec(io::Error::new(io::ErrorKind::UnexpectedEof, text));
        assert_eq!(connection_lost(&closed).message, "the connection was lost");
    }
}
