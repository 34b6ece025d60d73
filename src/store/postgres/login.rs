//! Authentication methods of PostgreSQL that this program cannot use, and what to do
//! instead.

use crate::store::driver_error::{DriverError, Fault};

/// The error if the server asks for the password in clear text on a connection
/// without TLS that leaves this machine.
pub(super) fn cleartext_refused() -> DriverError {
    DriverError::new(
        Fault::Login,
        "the server requires the password in clear text, which is not sent over an unencrypted \
         connection",
    )
    .with_hint("use TLS (sslmode=require), or scram-sha-256 for the account in pg_hba.conf")
}

/// The error if the server asks for an authentication method that the driver does not
/// support, or for a password that is not set. `message` is the driver's text.
pub(super) fn unsupported_method(message: &str) -> Option<DriverError> {
    let (message, hint) = if message.contains("expected to be at end of iterator for sasl") {
        // GaussDB and openGauss use the number of SASL for a login of their own,
        // which does not begin with a list of names.
        (
            "the server requires GaussDB's own sha256 authentication, which is not supported",
            "change the account to md5 authentication: set password_encryption_type = 1 (or 0), then \
             set its password again, and use md5 for it in pg_hba.conf",
        )
    } else if message.contains("unsupported SASL mechanism") {
        (
            "the server requires a SASL mechanism that is not supported (only SCRAM-SHA-256 is)",
            "use scram-sha-256 for the account in pg_hba.conf",
        )
    } else if message.contains("channel binding") {
        (
            "the server did not use channel binding, which the URL requires",
            "use sslmode=verify-full, or remove channel_binding=require from the URL",
        )
    } else if message.contains("unsupported authentication method") {
        (
            "the server requires Kerberos authentication (gss, sspi), which is not supported",
            "create an account for this program, with scram-sha-256 in pg_hba.conf",
        )
    } else if message.contains("password missing") {
        let message = "the server requires a password, and none is set";
        return Some(DriverError::new(Fault::Login, message));
    } else {
        return None;
    };
    Some(DriverError::new(Fault::Login, message).with_hint(hint))
}
