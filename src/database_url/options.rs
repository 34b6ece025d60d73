//! The options of a server's URL: what follows its `?`.

use std::path::PathBuf;

use super::{Server, UrlError, tls};

/// Applies one option to `server`. An unknown option is an error, because a
/// misspelt TLS option would protect nothing.
pub(super) fn apply(server: &mut Server, option: &str, value: &str) -> Result<(), UrlError> {
    let scheme = server.scheme.clone();
    let malformed = |reason: &str| UrlError::malformed(&scheme, reason);
    let is_postgres = matches!(scheme.as_str(), "postgres" | "postgresql");
    match option {
        "socket" if !is_postgres => server.socket = Some(PathBuf::from(value)),
        "host" if is_postgres && value.starts_with('/') => {
            server.socket = Some(PathBuf::from(value));
        }
        "host" if is_postgres => server.host = value.to_owned(),
        "schema" if is_postgres => server.schema = Some(value.to_owned()),
        "server-public-key-path" if is_postgres => {
            return Err(unknown_option(&scheme, option, true));
        }
        "port" => {
            server.port = value
                .parse()
                .map_err(|_| malformed("the port must be a number from 0 to 65535"))?;
        }
        "user" => server.user = value.to_owned(),
        _ => {
            let is_known = server.tls.set_option(option, value);
            if !is_known.map_err(|reason| malformed(&reason))? {
                return Err(unknown_option(&scheme, option, is_postgres));
            }
        }
    }
    Ok(())
}

fn unknown_option(scheme: &str, option: &str, is_postgres: bool) -> UrlError {
    let of_engine: &[&str] = match is_postgres {
        true => &["host", "schema", "port", "user"],
        false => &["socket", "port", "user"],
    };
    let written = option.to_ascii_lowercase().replace('_', "-");
    let likeness = |name: &&str| strsim::jaro(&written, name);
    let similar = of_engine
        .iter()
        .chain(&tls::OPTION_NAMES)
        .copied()
        .filter(|name| *name != option && likeness(name) > 0.7)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    UrlError::UnknownOption {
        scheme: scheme.to_owned(),
        option: option.to_owned(),
        similar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database_url::{DatabaseUrl, Tls, TlsMode};

    fn parse(text: &str) -> Result<Server, UrlError> {
        match DatabaseUrl::parse(text, None)? {
            DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server) => Ok(server),
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn every_scheme_accepts_both_spellings_of_tls_options() {
        let expected = Tls {
            mode: Some(TlsMode::VerifyIdentity),
            ca: Some("/a b/ca.pem".into()),
            cert: Some("c.pem".into()),
            key: Some("k.pem".into()),
            server_key: None,
        };
        for scheme in ["mysql", "mariadb", "oceanbase", "postgres", "postgresql"] {
            for options in [
                "ssl-mode=verify-identity&ssl-ca=/a%20b/ca.pem&ssl-cert=c.pem&ssl-key=k.pem",
                "sslmode=verify-full&sslrootcert=/a%20b/ca.pem&sslcert=c.pem&sslkey=k.pem",
            ] {
                let server = parse(&format!("{scheme}://u@h/d?{options}")).expect("a URL");
                assert_eq!(server.tls, expected, "{scheme} {options}");
            }
        }
        let server = parse("mysql://u@h/d?server-public-key-path=k.pem").expect("a URL");
        assert_eq!(server.tls.server_key, Some("k.pem".into()));
        assert!(parse("postgres://u@h/d?server-public-key-path=k.pem").is_err());
    }

    #[test]
    fn the_error_for_a_misspelt_option_suggests_the_right_one() {
        let similar = |text: &str| match parse(text) {
            Err(UrlError::UnknownOption { similar, .. }) => similar,
            other => unreachable!("{other:?}"),
        };
        assert_eq!(similar("mysql://u@h/d?sslmod=require"), Some("sslmode"));
        assert_eq!(similar("mysql://u@h/d?ssl_mode=REQUIRED"), Some("ssl-mode"));
        assert_eq!(
            similar("postgres://u@h/d?ssl-rootcert=f"),
            Some("sslrootcert")
        );
        assert_eq!(similar("postgres://u@h/d?shcema=f"), Some("schema"));
        assert_eq!(similar("mysql://u@h/d?sokcet=f"), Some("socket"));
        assert_eq!(similar("mysql://u@h/d?charset=utf8"), None);
    }

    #[test]
    fn tls_cannot_be_required_on_a_unix_socket() {
        for (url, fits) in [
            ("mysql://u@h/d?socket=/s&ssl-mode=required", false),
            ("mysql://u@h/d?ssl-mode=verify-identity&socket=/s", false),
            ("postgres://u@/d?host=/s&sslmode=verify-full", false),
            ("postgres://u@%2Fs/d?sslmode=require", false),
            ("mysql://u@h/d?socket=/s&ssl-mode=preferred", true),
            ("postgres://u@/d?host=/s&sslmode=disable", true),
        ] {
            assert_eq!(parse(url).is_ok(), fits, "{url}");
        }
    }
}
