//! TLS options of a database URL.
//!
//! The names are those of MySQL's and PostgreSQL's own clients, and URLs of
//! either engine accept both spellings.

use std::path::PathBuf;

/// How much a connection over TCP must be protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsMode {
    /// No TLS.
    Disabled,
    /// TLS if the server offers it. The certificate is not verified.
    Preferred,
    /// TLS or no connection. The certificate is not verified.
    Required,
    /// TLS, with a certificate that a trusted authority issued.
    VerifyCa,
    /// As [`TlsMode::VerifyCa`], and the certificate must name the host of the
    /// URL.
    VerifyIdentity,
}

/// The names of the modes, MySQL's and PostgreSQL's.
const MODE_NAMES: [(&str, TlsMode); 10] = [
    ("disabled", TlsMode::Disabled),
    ("preferred", TlsMode::Preferred),
    ("required", TlsMode::Required),
    ("verify-ca", TlsMode::VerifyCa),
    ("verify-identity", TlsMode::VerifyIdentity),
    ("disable", TlsMode::Disabled),
    ("allow", TlsMode::Preferred),
    ("prefer", TlsMode::Preferred),
    ("require", TlsMode::Required),
    ("verify-full", TlsMode::VerifyIdentity),
];

/// Every option about TLS, in both spellings.
pub(super) const OPTION_NAMES: [&str; 9] = [
    "ssl-mode",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "server-public-key-path",
];

/// The TLS options of a URL. Without any, TLS is used if the server offers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    /// The mode as written, or `None`: see [`Tls::effective_mode`].
    pub mode: Option<TlsMode>,
    /// A PEM file of the authorities to trust instead of the system's.
    pub ca: Option<PathBuf>,
    /// A PEM file with the client's certificate.
    pub cert: Option<PathBuf>,
    /// A PEM file with the private key of that certificate.
    pub key: Option<PathBuf>,
    /// MySQL only: a PEM file with the server's public RSA key, which protects
    /// the password on a connection without TLS (`caching_sha2_password`).
    pub server_key: Option<PathBuf>,
}

impl Tls {
    /// Sets an option of a URL. `Ok(false)`: it is not an option about TLS.
    /// The error says what is wrong with the value.
    pub(super) fn set_option(&mut self, option: &str, value: &str) -> Result<bool, String> {
        let field = match option {
            "ssl-mode" | "sslmode" => {
                self.mode = Some(parse_mode(option, value)?);
                return Ok(true);
            }
            "ssl-ca" | "sslrootcert" => &mut self.ca,
            "ssl-cert" | "sslcert" => &mut self.cert,
            "ssl-key" | "sslkey" => &mut self.key,
            "server-public-key-path" => &mut self.server_key,
            _ => return Ok(false),
        };
        if value.is_empty() {
            return Err(format!("{option} needs the path of a file"));
        }
        *field = Some(PathBuf::from(value));
        Ok(true)
    }

    /// Checks that the options go together, also with a unix socket.
    ///
    /// # Errors
    /// If they do not. An option that would be ignored is an error too,
    /// because whoever wrote it relies on it.
    pub fn check(&self, on_socket: bool) -> Result<(), String> {
        if self.cert.is_some() != self.key.is_some() {
            return Err("ssl-cert and ssl-key must be given together".to_owned());
        }
        let files = [
            ("ssl-ca", &self.ca),
            ("ssl-cert", &self.cert),
            ("ssl-key", &self.key),
        ];
        let mut given = files.iter().filter(|(_, file)| file.is_some());
        let file = given.next().map(|(option, _)| *option);
        match (on_socket, self.mode, file) {
            (true, None | Some(TlsMode::Disabled | TlsMode::Preferred), None)
                if self.server_key.is_none() => {}
            (true, ..) => {
                return Err(
                    "a unix socket does not use TLS: remove the options about TLS, or use a host"
                        .to_owned(),
                );
            }
            (false, Some(TlsMode::Disabled), Some(option)) => {
                return Err(format!(
                    "ssl-mode=disabled ignores {option}: remove one of them"
                ));
            }
            _ => {}
        }
        let may_be_plain = matches!(
            self.effective_mode(on_socket),
            TlsMode::Disabled | TlsMode::Preferred
        );
        if self.server_key.is_some() && !may_be_plain {
            return Err(
                "server-public-key-path is for connections without TLS: remove it, or use \
                 ssl-mode=disabled"
                    .to_owned(),
            );
        }
        match self.mode {
            Some(TlsMode::Preferred) if self.ca.is_some() => Err(
                "ssl-mode=preferred ignores ssl-ca: use verify-ca or verify-identity".to_owned(),
            ),
            // Anyone who owns a domain has a certificate of a public authority.
            Some(TlsMode::VerifyCa) if self.ca.is_none() => Err(
                "verify-ca needs ssl-ca=FILE, because a public CA issues certificates to anyone; \
                 verify-identity works without ssl-ca"
                    .to_owned(),
            ),
            _ => Ok(()),
        }
    }

    /// The mode that the options mean together. A given authority is always
    /// verified against, as PostgreSQL's clients do.
    pub fn effective_mode(&self, on_socket: bool) -> TlsMode {
        match (self.mode, &self.ca) {
            _ if on_socket => TlsMode::Disabled,
            (None | Some(TlsMode::Required), Some(_)) => TlsMode::VerifyCa,
            (None, None) => TlsMode::Preferred,
            (Some(mode), _) => mode,
        }
    }
}

fn parse_mode(option: &str, value: &str) -> Result<TlsMode, String> {
    // MySQL's own clients write VERIFY_IDENTITY.
    let lower = value.to_ascii_lowercase().replace('_', "-");
    match MODE_NAMES.iter().find(|(name, _)| *name == lower) {
        Some((_, mode)) => Ok(*mode),
        None if option == "sslmode" => Err(
            "sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full"
                .to_owned(),
        ),
        None => Err(
            "ssl-mode must be one of disabled, preferred, required, verify-ca, verify-identity"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tls(options: &[(&str, &str)]) -> Result<Tls, String> {
        let mut tls = Tls::default();
        for (option, value) in options {
            assert!(tls.set_option(option, value)?, "{option}");
        }
        tls.check(false).map(|()| tls)
    }

    #[test]
    fn every_listed_option_can_be_set() {
        for option in OPTION_NAMES {
            let value = if option.ends_with("mode") {
                "allow"
            } else {
                "f"
            };
            assert_eq!(
                Tls::default().set_option(option, value),
                Ok(true),
                "{option}"
            );
        }
        assert_eq!(Tls::default().set_option("ssl", "1"), Ok(false));
    }

    #[test]
    fn mysql_and_postgres_names_mean_the_same_mode() {
        for (mysql, postgres) in [
            ("disabled", "disable"),
            ("preferred", "prefer"),
            ("REQUIRED", "require"),
            ("VERIFY_IDENTITY", "verify-full"),
        ] {
            let [mysql, postgres] = [("ssl-mode", mysql), ("sslmode", postgres)]
                .map(|option| tls(&[option]).expect("a mode").mode);
            assert_eq!(mysql, postgres);
        }
        let message = tls(&[("sslmode", "verify")]).expect_err("not a mode");
        assert!(message.contains("verify-full"), "{message}");
    }

    #[test]
    fn a_given_authority_turns_verification_on() {
        let mode = |options: &[(&str, &str)]| tls(options).expect("options").effective_mode(false);
        assert_eq!(mode(&[]), TlsMode::Preferred);
        assert_eq!(mode(&[("ssl-ca", "f")]), TlsMode::VerifyCa);
        assert_eq!(
            mode(&[("ssl-ca", "f"), ("sslmode", "require")]),
            TlsMode::VerifyCa
        );
        assert_eq!(mode(&[("sslmode", "disable")]), TlsMode::Disabled);
        assert_eq!(mode(&[("ssl-mode", "required")]), TlsMode::Required);
        assert_eq!(Tls::default().effective_mode(true), TlsMode::Disabled);
    }

    #[test]
    fn options_that_would_be_ignored_are_refused() {
        for options in [
            [("ssl-mode", "required"), ("ssl-cert", "f")],
            [("ssl-mode", "required"), ("ssl-key", "f")],
            [("ssl-mode", "preferred"), ("ssl-ca", "f")],
            [("ssl-mode", "preferred"), ("ssl-mode", "verify-ca")],
            [("ssl-mode", "required"), ("ssl-ca", "")],
        ] {
            assert!(tls(&options).is_err(), "{options:?}");
        }
        for option in ["ssl-ca", "server-public-key-path"] {
            let options = [("ssl-mode", "required"), (option, "f")];
            assert_eq!(tls(&options).is_ok(), option == "ssl-ca", "{options:?}");
            let options = [("ssl-mode", "disabled"), (option, "f")];
            assert_eq!(tls(&options).is_ok(), option != "ssl-ca", "{options:?}");
        }
        for mode in ["required", "verify-identity"] {
            assert!(tls(&[("ssl-mode", mode), ("server-public-key-path", "f")]).is_err());
        }
        let both = [("ssl-ca", "f"), ("server-public-key-path", "f")];
        assert!(tls(&both).is_err());
        let pair = [("ssl-cert", "f"), ("ssl-key", "f")];
        assert!(tls(&pair).is_ok());
        let disabled = [&pair[..], &[("ssl-mode", "disabled")]].concat();
        assert!(tls(&disabled).is_err());
    }

    #[test]
    fn no_option_about_tls_is_accepted_on_a_unix_socket() {
        for (mode, fits) in [
            ("disabled", true),
            ("preferred", true),
            ("required", false),
            ("verify-identity", false),
        ] {
            let tls = tls(&[("ssl-mode", mode)]).expect("a mode");
            assert_eq!(tls.check(true).is_ok(), fits, "{mode}");
        }
        for options in [
            &[("ssl-ca", "f")][..],
            &[("ssl-cert", "f"), ("ssl-key", "f")],
            &[("server-public-key-path", "f")],
        ] {
            let tls = tls(options).expect("options");
            assert!(tls.check(true).is_err(), "{options:?}");
        }
    }
}
