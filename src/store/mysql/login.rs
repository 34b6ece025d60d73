//! Authentication methods of MySQL that this program cannot use, and what to do instead.

use crate::store::driver_error::{DriverError, Fault};

/// The error if the server asks for the password on a plain connection, and the
/// URL has no key to protect it with.
pub(super) fn needs_server_key() -> DriverError {
    DriverError::new(
        Fault::Login,
        "the server requires the password (caching_sha2_password), which is not sent over an \
         unencrypted connection",
    )
    .with_hint(
        "use TLS (ssl-mode=required) or a socket, or give the server's public key: \
         server-public-key-path=FILE (public_key.pem in MySQL's data directory); if this login has \
         worked before, check user and password: the server also requires it if they are wrong",
    )
}

/// The error if the account has an authentication method that the driver does not support.
pub(super) fn unsupported_method(error: &mysql::DriverError) -> Option<DriverError> {
    let name = match error {
        mysql::DriverError::UnexpectedPacket => return Some(unexpected_answer()),
        mysql::DriverError::UnknownAuthPlugin(name) => name.as_str(),
        mysql::DriverError::CleartextPluginDisabled => "mysql_clear_password",
        mysql::DriverError::OldMysqlPasswordDisabled => "mysql_old_password",
        _ => return None,
    };
    let description = match name {
        // MySQL answers with the name of a random method for accounts that it
        // does not have.
        "sha256_password" => "deprecated by MySQL; or there is no such account",
        "dialog" | "mysql_clear_password" => "PAM or LDAP, which gets the password in clear text",
        "mysql_old_password" => "from before MySQL 4.1",
        name if name.contains("gssapi") || name.contains("kerberos") => "Kerberos",
        _ => "a plug-in of this server",
    };
    let message = format!("the authentication method {name} ({description}) is not supported");
    Some(DriverError::new(Fault::Login, message).with_hint(
        "check the user name, or create an account for this program: IDENTIFIED WITH caching_sha2_password (MySQL), or \
         IDENTIFIED VIA ed25519 or mysql_native_password (MariaDB)",
    ))
}

/// The error if the server answers to the password with something else than yes
/// or no.
fn unexpected_answer() -> DriverError {
    DriverError::new(
        Fault::Login,
        "the server did not accept the password, and asked for another authentication method",
    )
    .with_hint(
        "check user and password; of an account with several methods (IDENTIFIED VIA … OR …) only \
         the password of the first one works",
    )
}
