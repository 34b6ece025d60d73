//! A port as docker compose publishes it on its host.

use std::net::IpAddr;

/// Where docker publishes: `PORT`, `ADDRESS:PORT`, `[ADDRESS]:PORT`. Published
/// on all addresses, this machine is the nearest.
pub(super) fn published(value: &str) -> Option<(String, u16)> {
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
    fn the_address_is_one_of_this_host() {
        for (value, address, port) in [
            ("3306", "127.0.0.1", 3306),
            (" 3306 ", "127.0.0.1", 3306),
            ("127.0.0.2:1", "127.0.0.2", 1),
            ("0.0.0.0:3307", "127.0.0.1", 3307),
            ("[::1]:3306", "::1", 3306),
            ("[::]:3306", "127.0.0.1", 3306),
        ] {
            assert_eq!(
                published(value),
                Some((address.to_owned(), port)),
                "{value}"
            );
        }
        for wrong in [
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
            assert_eq!(published(wrong), None, "{wrong}");
        }
    }
}
