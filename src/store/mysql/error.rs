//! Errors of MySQL and MariaDB.

use crate::store::driver_error::{DriverError, Fault, NOT_QUOTED, connection_lost};

/// Turns an error of the driver into one of the store.
pub(super) fn classify(error: &mysql::Error) -> DriverError {
    match error {
        mysql::Error::MySqlError(server) => {
            let message = match QUOTED.contains(&server.code) {
                true => format!("{} ({})", server.message, server.code),
                false => format!("the server reported error {}, {NOT_QUOTED}", server.code),
            };
            with_own_hint(DriverError::new(fault_of(server), message), server)
        }
        mysql::Error::IoError(_) | mysql::Error::CodecError(_) => connection_lost(error),
        mysql::Error::DriverError(driver) => {
            let fault = match driver {
                mysql::DriverError::ConnectTimeout
                | mysql::DriverError::CouldNotConnect(_)
                | mysql::DriverError::Timeout => Fault::Unreachable,
                _ => Fault::Other,
            };
            DriverError::new(fault, driver.to_string())
        }
        // The other errors can quote a value of a row.
        _ => DriverError::new(Fault::Other, "the server's answer could not be read"),
    }
}

/// Turns an error of the login into one of the store. No row has been read, so
/// the server's message is quoted whatever its code is.
pub(super) fn classify_login(error: &mysql::Error) -> DriverError {
    let mut classified = classify(error);
    if let mysql::Error::MySqlError(server) = error {
        classified.message = format!("{} ({})", server.message, server.code);
    }
    classified
}

/// The errors whose messages are quoted: they name accounts, tables, columns,
/// variables and limits, and never the value of a row. Other messages may, such as
/// that of a duplicate key (1062), and a trigger can write anything (1644).
const QUOTED: [u16; 80] = [
    1005, 1015, 1016, 1017, 1020, 1021, 1026, 1028, 1030, 1034, 1035, 1036, 1037, 1038, 1040, 1041,
    1043, 1044, 1045, 1046, 1047, 1048, 1049, 1053, 1054, 1064, 1104, 1114, 1129, 1130, 1142, 1143,
    1146, 1153, 1158, 1159, 1160, 1161, 1175, 1184, 1193, 1203, 1205, 1206, 1213, 1226, 1227, 1251,
    1267, 1271, 1290, 1317, 1356, 1364, 1370, 1406, 1412, 1461, 1665, 1698, 1792, 1820, 1836, 1862,
    1874, 1881, 1927, 1969, 3024, 3032, 3118, 3159, 3955, 4012, 4025, 4138, 4150, 4151, 5066, 6235,
];

/// Adds what to do about errors of accounts and limits.
fn with_own_hint(error: DriverError, server: &mysql::MySqlError) -> DriverError {
    let hint = match server.code {
        1044 => {
            "give the account its privileges on this database (ragflowctl help privileges), and \
             check the name of the database"
        }
        3118 | 4151 => "unlock the account: ALTER USER … ACCOUNT UNLOCK",
        // Too many wrong passwords: MySQL, MariaDB.
        3955 => "check the password; to end the block before its time: ALTER USER … ACCOUNT UNLOCK",
        4150 => "check the password; to end the block: FLUSH PRIVILEGES",
        1820 | 1862 => "the password has expired; set a new one: ALTER USER … IDENTIFIED BY …",
        1040 => "try again later, or raise max_connections on the server",
        1203 | 1226 => {
            "end other sessions of this account, or raise its limits: ALTER USER … WITH \
             MAX_USER_CONNECTIONS …"
        }
        1461 => "try again later, or raise max_prepared_stmt_count on the server",
        3032 => "wait until an administrator has ended the offline mode of the server",
        3159 => "the server requires TLS: ssl-mode=required",
        1129 => "unblock this host on the server: FLUSH HOSTS",
        1184 if server.message.contains("init_connect") => {
            "a statement of the server's init_connect fails for this account: see the server's \
             error log, and correct it or the account's privileges"
        }
        1036 | 1290 | 1792 | 1836 | 1874 | 1881 => {
            "to see why the database cannot be changed: ragflowctl db check"
        }
        _ => return error,
    };
    error.with_hint(hint)
}

fn fault_of(error: &mysql::MySqlError) -> Fault {
    // MySQL reports an update that was killed as an unknown error (1105).
    match error.code == 1105 && error.message.contains("multi-table update") {
        true => Fault::Cancelled,
        false => fault_of_code(error.code),
    }
}

fn fault_of_code(code: u16) -> Fault {
    match code {
        1045 | 1130 | 1251 | 1698 | 1820 | 1862 | 3118 | 3159 | 3955 | 4150 | 4151 => Fault::Login,
        1049 => Fault::NoDatabase,
        1044 | 1142 | 1143 | 1227 | 1370 => Fault::Denied,
        1036 | 1290 | 1792 | 1836 | 1874 | 1881 => Fault::ReadOnly,
        1205 => Fault::Locked,
        // A row that was changed, a table that was altered after the snapshot was
        // taken; a deadlock; a snapshot that is too old, and again a row that was
        // changed (OceanBase).
        1020 | 1213 | 1412 | 4138 | 6235 => Fault::Transient,
        1184 | 1226 | 1461 | 3032 => Fault::Unreachable,
        // The last two: a session that was idle for too long, or was killed (OceanBase).
        1040 | 1053 | 1129 | 1203 | 1927 | 4031 | 5066 => Fault::Lost,
        // A missing column or table; columns of one table with different collations.
        1054 | 1146 | 1267 => Fault::Schema,
        // Killed by somebody; too slow (MariaDB, MySQL, OceanBase); a sort that was
        // ended.
        1028 | 1317 | 1969 | 3024 | 4012 => Fault::Cancelled,
        _ => Fault::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server_error(code: u16, message: &str) -> mysql::Error {
        mysql::Error::MySqlError(mysql::MySqlError {
            state: "HY000".into(),
            code,
            message: message.into(),
        })
    }

    #[test]
    fn a_statement_that_the_server_ended_is_cancelled() {
        let error = |code, message: &str| mysql::MySqlError {
            state: "HY000".into(),
            code,
            message: message.into(),
        };
        for code in [1028, 1317, 1969, 3024, 4012] {
            assert_eq!(fault_of(&error(code, "ended")), Fault::Cancelled, "{code}");
        }
        let killed = error(1105, "An error occurred in multi-table update");
        assert_eq!(fault_of(&killed), Fault::Cancelled);
        assert_eq!(fault_of(&error(1105, "unknown")), Fault::Other);
    }

    #[test]
    fn a_message_is_quoted_only_if_it_cannot_contain_a_value() {
        // 1644 is a trigger's own error; 1105 and 60000 stand for what nobody knows.
        for code in [1062, 1105, 1264, 1292, 1366, 1411, 1525, 1644, 60000] {
            let error = server_error(code, "it was 't-ragflow-secret' or ragflow-secret");
            let message = classify(&error).message;
            assert!(!message.contains("secret"), "{message}");
            assert!(message.contains(&code.to_string()), "{message}");
        }
        let denied = "SELECT command denied to user 'u'@'h' for table 'api_token'";
        let message = classify(&server_error(1142, denied)).message;
        assert_eq!(message, format!("{denied} (1142)"));
    }

    #[test]
    fn the_message_of_a_login_is_quoted() {
        let message = classify_login(&server_error(1644, "no logins at night")).message;
        assert_eq!(message, "no logins at night (1644)");
    }

    #[test]
    fn a_row_that_changed_since_the_snapshot_is_worth_a_retry() {
        for (code, message) in [
            (
                1020,
                "Record has changed since last read in table 'api_token'",
            ),
            (6235, "can't serialize access for this transaction"),
        ] {
            let error = classify(&server_error(code, message));
            assert_eq!(error.fault, Fault::Transient, "{code}");
        }
    }

    #[test]
    fn locked_and_expired_accounts_and_limits_have_hints_of_their_own() {
        let init_connect =
            "Aborted connection 7 to db: 'd' user: 'u' (init_connect command failed)";
        for (code, message, hint) in [
            (4151, "Access denied, this account is locked", "UNLOCK"),
            (3118, "Access denied for user. Account is locked.", "UNLOCK"),
            (3955, "Account is blocked for 1 day(s)", "UNLOCK"),
            (
                4150,
                "User is blocked because of too many credential errors",
                "FLUSH PRIVILEGES",
            ),
            (
                1044,
                "Access denied for user 'u'@'%' to database 'd'",
                "privileges on this database",
            ),
            (
                3159,
                "Connections using insecure transport are prohibited",
                "ssl-mode=required",
            ),
            (
                3032,
                "The server is currently in offline mode",
                "offline mode",
            ),
            (
                1461,
                "Can't create more than max_prepared_stmt_count",
                "max_prepared_stmt_count",
            ),
            (1820, "You must SET PASSWORD", "expired"),
            (1862, "Your password has expired", "expired"),
            (1184, init_connect, "init_connect"),
            (1040, "Too many connections", "max_connections"),
            (
                1203,
                "User u has too many connections",
                "MAX_USER_CONNECTIONS",
            ),
        ] {
            let error = classify_login(&server_error(code, message));
            let own = error.hint.unwrap_or_default();
            assert!(own.contains(hint), "{code}: {own}");
        }
    }
}
