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
        "options" if is_postgres && search_path(value).is_some() => {
            server.schema = search_path(value).map(str::to_owned);
        }
        "server-public-key-path" if is_postgres => {
            return Err(unknown_option(&scheme, option, true));
        }
        "channel_binding" if is_postgres => {
            server.requires_channel_binding = match value {
                "require" => true,
                "prefer" | "disable" => false,
                _ => {
                    return Err(malformed(
                        "channel_binding must be require, prefer or disable",
                    ));
                }
            };
        }
        // Every server does for reading, and none is written to that is a replica.
        "target_session_attrs" if is_postgres && matches!(value, "any" | "read-write") => {}
        // Other programs hand them out with a URL; here they are without effect.
        "application_name" | "connect_timeout" if is_postgres => {}
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

/// The schema in libpq's option for a session that searches one schema:
/// `-csearch_path=NAME` or `-c search_path=NAME`.
fn search_path(value: &str) -> Option<&str> {
    let setting = value.trim().strip_prefix("-c")?.trim_start();
    let schema = setting.strip_prefix("search_path=")?;
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    (!schema.is_empty() && schema.chars().all(is_name)).then_some(schema)
}

/// Options of other programs, and what to write instead.
const OTHER_NAMES: [(&str, &str); 20] = [
    (
        "password",
        "write the password in front of the host (USER:PASSWORD@HOST), or use --password-file",
    ),
    ("connect-timeout", "use --connect-timeout"),
    ("connecttimeout", "use --connect-timeout"),
    (
        "dbname",
        "write the database behind the host (HOST/DATABASE)",
    ),
    ("hostaddr", "write the address as the host of the URL"),
    ("unix-socket", "socket"),
    ("unixsocket", "socket"),
    ("socketpath", "socket"),
    ("options", "schema"),
    ("search-path", "schema"),
    ("currentschema", "schema"),
    ("ssl", "ssl-mode"),
    ("sslaccept", "ssl-mode"),
    ("usessl", "ssl-mode"),
    ("requiressl", "ssl-mode"),
    ("tls", "ssl-mode"),
    ("sslcapath", "ssl-ca"),
    ("trustcertificatekeystoreurl", "ssl-ca"),
    ("verifyservercertificate", "ssl-mode"),
    (
        "target-session-attrs",
        "use any or read-write, or remove it",
    ),
];

fn unknown_option(scheme: &str, option: &str, is_postgres: bool) -> UrlError {
    let of_engine: &[&str] = match is_postgres {
        true => &["host", "schema", "port", "user"],
        false => &["socket", "port", "user"],
    };
    let written = option.to_ascii_lowercase().replace('_', "-");
    let known = of_engine.iter().chain(&tls::OPTION_NAMES).copied();
    let instead = OTHER_NAMES.iter().find(|(name, _)| *name == written);
    let likeness = |name: &&str| strsim::jaro(&written, name);
    let similar = match instead {
        Some((_, instead)) => known.into_iter().find(|name| name == instead),
        None => known
            .filter(|name| *name != option && likeness(name) > 0.7)
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b))),
    };
    let hint = match (similar, instead) {
        (Some("schema"), Some(_)) => Some("did you mean 'schema'? (?schema=NAME)".to_owned()),
        (Some(similar), _) => Some(format!("did you mean '{similar}'?")),
        (None, Some((_, instead))) if instead.contains(' ') => Some((*instead).to_owned()),
        _ => None,
    };
    let is_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_');
    // Behind an unencoded '?' this could be the rest of a password.
    let is_repeated = option.chars().all(is_name);
    UrlError::UnknownOption {
        scheme: scheme.to_owned(),
        option: if is_repeated { option } else { "…" }.to_owned(),
        hint,
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
            Err(UrlError::UnknownOption { hint, .. }) => hint.and_then(|hint| {
                let name = hint.strip_prefix("did you mean '")?.split('\'').next()?;
                Some(name.to_owned())
            }),
            other => unreachable!("{other:?}"),
        };
        let similar = |text: &str| similar(text).map(|name| &*name.leak());
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

    #[test]
    fn options_that_other_programs_hand_out_are_accepted_where_they_mean_the_same() {
        for options in [
            "sslmode=require&channel_binding=require",
            "channel_binding=prefer&application_name=x&connect_timeout=10",
            "target_session_attrs=any",
            "target_session_attrs=read-write&channel_binding=disable",
        ] {
            let server = parse(&format!("postgres://u@h/d?{options}")).expect("a URL");
            let is_required = options.contains("channel_binding=require");
            assert_eq!(server.requires_channel_binding, is_required, "{options}");
            assert!(parse(&format!("mysql://u@h/d?{options}")).is_err());
        }
        for options in [
            "channel_binding=hunter2",
            "channel_binding=require&sslmode=disable",
            "channel_binding=require&host=/s",
            "target_session_attrs=standby",
        ] {
            let error = parse(&format!("postgres://u@h/d?{options}")).expect_err("no URL");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn options_of_other_programs_get_the_hint_for_the_right_one() {
        for (option, part) in [
            ("unix_socket", "'socket'"),
            ("sslaccept", "'ssl-mode'"),
            ("ssl", "'ssl-mode'"),
            ("useSSL", "'ssl-mode'"),
            ("sslMode", "'sslmode'"),
            ("password", "USER:PASSWORD@HOST"),
        ] {
            match parse(&format!("mysql://u@h/d?{option}=hunter2")) {
                Err(error @ UrlError::UnknownOption { .. }) => {
                    assert!(format!("{error:?}").contains(part), "{error:?}");
                    assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
                }
                other => unreachable!("{other:?}"),
            }
        }
        for options in [
            "-csearch_path%3Drag",
            "-c%20search_path=rag",
            "-c+search_path%3Drag",
        ] {
            let server = parse(&format!("postgres://u@h/d?options={options}")).expect("a URL");
            assert_eq!(server.schema.as_deref(), Some("rag"), "{options}");
        }
        for (option, part) in [
            ("options=-csearch_path%3Dhunter2,public", "?schema=NAME"),
            ("options=-cstatement_timeout%3D5", "?schema=NAME"),
            ("hunter2", "…"),
        ] {
            let error = parse(&format!("postgres://u@h/d?{option}")).expect_err("no URL");
            assert!(format!("{error:?}").contains(part), "{error:?}");
            assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
        }
    }
}
