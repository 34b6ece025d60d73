//! The port of a container as docker compose publishes it on its host.

use std::net::IpAddr;

/// Parses `PORT`, `ADDRESS:PORT` or `[ADDRESS]:PORT` into the address and port to connect to. A port that
/// is published on all addresses is reached at 127.0.0.1.
pub(super) fn parse_published_port(value: &str) -> Option<(String, u16)> {
    let value = value.trim();
    let (address, port) = value.rsplit_once(':').unwrap_or(("127.0.0.1", value));
    let port = port.parse().ok().filter(|port| *port > 0)?;
    let address = address.trim_start_matches('[').trim_end_matches(']');
    let address: IpAddr = address.parse().ok()?;
    let address = if address.is_unspecified() {
        "127.0.0.1".to_owned()
    } else {
        address.to_string()
    };
    Some((address, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_port_is_an_address_of_this_host() {
        for (value, address, port) in [
            ("3306", "127.0.0.1", 3306),
            (" 3306 ", "127.0.0.1", 3306),
            ("127.0.0.2:1", "127.0.0.2", 1),
            ("0.0.0.0:3307", "127.0.0.1", 3307),
            ("[::1]:3306", "::1", 3306),
            ("[::]:3306", "127.0.0.1", 3306),
        ] {
            assert_eq!(
                parse_published_port(value),
                Some((address.to_owned(), port)),
                "{value}"
            );
        }
        for invalid in [
            "",
            "x",
            "0",
            "99999",
            "1-2",
            "host:3306",
            "3306/tcp",
            ":3306",
            "1:",
        ] {
            assert_eq!(parse_published_port(invalid), None, "{invalid}");
        }
    }
}
