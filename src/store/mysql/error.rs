//! Errors of MySQL and MariaDB.

use crate::store::driver_error::{DriverError, Fault, message_with_causes};

/// Turns an error of the driver into one of the store.
pub(super) fn classify(error: &mysql::Error) -> DriverError {
    match error {
        mysql::Error::MySqlError(server) => {
            let message = format!("{} ({})", without_values(server), server.code);
            DriverError::new(fault_of_code(server.code), message)
        }
        mysql::Error::IoError(_) | mysql::Error::CodecError(_) => {
            DriverError::new(Fault::Lost, message_with_causes(error))
        }
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

/// The server quotes the value in messages about values, and the value may be a
/// key: only the text before the quotation is kept.
fn without_values(error: &mysql::MySqlError) -> &str {
    const QUOTES_A_VALUE: [u16; 5] = [1062, 1292, 1366, 1411, 1525];
    if QUOTES_A_VALUE.contains(&error.code) {
        error
            .message
            .split('\'')
            .next()
            .unwrap_or_default()
            .trim_end()
    } else {
        &error.message
    }
}

fn fault_of_code(code: u16) -> Fault {
    match code {
        1045 | 1130 | 1251 | 1698 | 1862 | 3118 => Fault::Login,
        1049 => Fault::NoDatabase,
        1044 | 1142 | 1143 | 1227 | 1370 => Fault::Denied,
        1290 | 1792 | 1836 => Fault::ReadOnly,
        1205 => Fault::Locked,
        // A row that was changed, a table that was altered after the snapshot was
        // taken; a deadlock.
        1020 | 1213 | 1412 => Fault::Transient,
        1040 | 1053 | 1129 | 1203 | 1927 => Fault::Lost,
        // A missing column or table; 1267: columns whose collations cannot be
        // compared.
        1054 | 1146 | 1267 => Fault::Schema,
        _ => Fault::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duplicate_key_is_reported_without_the_key() {
        let error = mysql::MySqlError {
            state: "23000".into(),
            code: 1062,
            message: "Duplicate entry 't-ragflow-secret' for key 'PRIMARY'".into(),
        };
        assert_eq!(without_values(&error), "Duplicate entry");
    }
}
