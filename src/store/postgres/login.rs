//! Login methods of PostgreSQL that this program cannot use, and what to do
//! instead.

use crate::store::driver_error::{DriverError, Fault};

/// The error if the server asks for a login method that the driver does not
/// support, or for a password that is not set. `message` is the driver's text.
pub(super) fn unsupported_method(message: &str) -> Option<DriverError> {
    let (message, hint) = if message.contains("expected to be at end of iterator for sasl") {
        // GaussDB and openGauss use the number of SASL for a login of their own,
        // which does not begin with a list of names.
        (
            "the server asks for GaussDB's own sha256 login, which is not supported",
            "let the account log in with md5: password_encryption_type = 1 (or 0), set the password \
             again, and md5 for it in pg_hba.conf",
        )
    } else if message.contains("unsupported SASL mechanism") {
        (
            "the server asks for a SASL login that is not supported (only SCRAM-SHA-256 is)",
            "let the account log in with scram-sha-256: pg_hba.conf",
        )
    } else if message.contains("unsupported authentication method") {
        (
            "the server asks for a Kerberos login (gss, sspi), which is not supported",
            "give this program an account that logs in with scram-sha-256: pg_hba.conf",
        )
    } else if message.contains("password missing") {
        let message = "the server asks for a password, and none is set";
        return Some(DriverError::new(Fault::Login, message));
    } else {
        return None;
    };
    Some(DriverError::new(Fault::Login, message).with_hint(hint))
}
