//! The options of a server's URL, behind its `?`.

use std::path::PathBuf;

use super::{Server, UrlError, tls};

/// Takes in one option. What is not known is an error: an option that is
/// misspelt protects nothing.
pub(super) fn set(server: &mut Server, option: &str, value: &str) -> Result<(), UrlError> {
    let scheme = server.scheme.clone();
    let malformed = |why: &str| UrlError::malformed(&scheme, why);
    let is_postgres = matches!(scheme.as_str(), "postgres" | "postgresql");
    match option {
        "socket" if !is_postgres => server.socket = Some(PathBuf::from(value)),
        "host" if is_postgres && value.starts_with('/') => {
            server.socket = Some(PathBuf::from(value));
        }
        "host" if is_postgres => server.host = value.to_owned(),
        "schema" if is_postgres => server.schema = Some(value.to_owned()),
        "server-public-key-path" if is_postgres => return Err(unknown(&scheme, option, true)),
        "port" => {
            server.port = value
                .parse()
                .map_err(|_| malformed("the port is no number from 0 to 65535"))?;
        }
        "user" => server.user = value.to_owned(),
        _ => {
            let known = server.tls.set(option, value);
            if !known.map_err(|why| malformed(&why))? {
                return Err(unknown(&scheme, option, is_postgres));
            }
        }
    }
    Ok(())
}

fn unknown(scheme: &str, option: &str, is_postgres: bool) -> UrlError {
    let own: &[&str] = match is_postgres {
        true => &["host", "schema", "port", "user"],
        false => &["socket", "port", "user"],
    };
    let written = option.to_ascii_lowercase().replace('_', "-");
    let likeness = |name: &&str| strsim::jaro(&written, name);
    let similar = own
        .iter()
        .chain(&tls::OPTIONS)
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
    fn tls_options_are_read_in_both_spellings_on_both_engines() {
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
    fn a_misspelt_option_is_an_error_that_names_the_right_one() {
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
    fn a_socket_has_no_tls_to_ask_for() {
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
