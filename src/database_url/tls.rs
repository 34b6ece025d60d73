//! TLS options of a database URL.
//!
//! The words are those of MySQL's and PostgreSQL's own clients, and either
//! kind of server takes either spelling.

use std::path::PathBuf;

/// How much a connection over TCP must be protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsMode {
    /// No TLS.
    Disabled,
    /// TLS if the server offers it; who the server is, is not looked at.
    Preferred,
    /// TLS or nothing; who the server is, is not looked at.
    Required,
    /// TLS, and the server's certificate comes from an authority named.
    VerifyCa,
    /// TLS, and the certificate is for the host that was asked for, too.
    VerifyIdentity,
}

/// The modes, as MySQL and as PostgreSQL call them.
const MODES: [(&str, TlsMode); 10] = [
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

/// The options of a URL that are about TLS.
pub(super) const OPTIONS: [&str; 9] = [
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

/// What was asked for. Nothing asked for: TLS where the server offers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    /// How much protection; see [`Tls::mode_of`] for the default.
    pub mode: Option<TlsMode>,
    /// Authorities to trust, PEM, in place of the system's.
    pub ca: Option<PathBuf>,
    /// The client's certificate, PEM.
    pub cert: Option<PathBuf>,
    /// The key of that certificate, PEM.
    pub key: Option<PathBuf>,
    /// MySQL: the server's public RSA key, PEM, which protects the password
    /// where TLS does not (`caching_sha2_password`).
    pub server_key: Option<PathBuf>,
}

impl Tls {
    /// Takes in an option of a URL, or says what is wrong with its value.
    /// `false`: it is none of these.
    pub(super) fn set(&mut self, option: &str, value: &str) -> Result<bool, String> {
        let field = match option {
            "ssl-mode" | "sslmode" => {
                self.mode = Some(mode_named(option, value)?);
                return Ok(true);
            }
            "ssl-ca" | "sslrootcert" => &mut self.ca,
            "ssl-cert" | "sslcert" => &mut self.cert,
            "ssl-key" | "sslkey" => &mut self.key,
            "server-public-key-path" => &mut self.server_key,
            _ => return Ok(false),
        };
        if value.is_empty() {
            return Err(format!("'{option}' names no file"));
        }
        *field = Some(PathBuf::from(value));
        Ok(true)
    }

    /// Whether the options go together, and with a unix socket if there is
    /// one.
    ///
    /// # Errors
    /// When they do not: what would be ignored is refused, because whoever
    /// wrote it relies on it.
    pub fn check(&self, on_socket: bool) -> Result<(), String> {
        if self.cert.is_some() != self.key.is_some() {
            return Err("ssl-cert and ssl-key are given together or not at all".to_owned());
        }
        let demands = !matches!(
            self.mode,
            None | Some(TlsMode::Disabled | TlsMode::Preferred)
        );
        if on_socket && demands {
            return Err(
                "there is no TLS on a unix socket: drop ssl-mode, or name a host".to_owned(),
            );
        }
        match self.mode {
            Some(TlsMode::Preferred) if self.ca.is_some() => Err(
                "ssl-ca is looked at from ssl-mode=verify-ca on, not with 'preferred'".to_owned(),
            ),
            // Anyone who owns a domain has a certificate of a public authority.
            Some(TlsMode::VerifyCa) if self.ca.is_none() => Err(
                "verify-ca needs ssl-ca=FILE: a public authority vouches for anyone; \
                 verify-identity does without"
                    .to_owned(),
            ),
            _ => Ok(()),
        }
    }

    /// The mode that holds. An authority that is named is looked at, as
    /// PostgreSQL's clients do it.
    pub fn mode_of(&self, on_socket: bool) -> TlsMode {
        match (self.mode, &self.ca) {
            _ if on_socket => TlsMode::Disabled,
            (None | Some(TlsMode::Required), Some(_)) => TlsMode::VerifyCa,
            (None, None) => TlsMode::Preferred,
            (Some(mode), _) => mode,
        }
    }
}

fn mode_named(option: &str, value: &str) -> Result<TlsMode, String> {
    // MySQL's own clients write VERIFY_IDENTITY.
    let lower = value.to_ascii_lowercase().replace('_', "-");
    match MODES.iter().find(|(name, _)| *name == lower) {
        Some((_, mode)) => Ok(*mode),
        None if option == "sslmode" => Err(
            "sslmode is one of disable, allow, prefer, require, verify-ca, verify-full".to_owned(),
        ),
        None => Err(
            "ssl-mode is one of disabled, preferred, required, verify-ca, verify-identity"
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
            assert!(tls.set(option, value)?, "{option}");
        }
        tls.check(false).map(|()| tls)
    }

    #[test]
    fn every_option_is_known() {
        for option in OPTIONS {
            let value = if option.ends_with("mode") {
                "allow"
            } else {
                "f"
            };
            assert_eq!(Tls::default().set(option, value), Ok(true), "{option}");
        }
        assert_eq!(Tls::default().set("ssl", "1"), Ok(false));
    }

    #[test]
    fn both_spellings_mean_the_same() {
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
        let why = tls(&[("sslmode", "verify")]).expect_err("no mode");
        assert!(why.contains("verify-full"), "{why}");
    }

    #[test]
    fn an_authority_that_is_named_is_looked_at() {
        let mode = |options: &[(&str, &str)]| tls(options).expect("options").mode_of(false);
        assert_eq!(mode(&[]), TlsMode::Preferred);
        assert_eq!(mode(&[("ssl-ca", "f")]), TlsMode::VerifyCa);
        assert_eq!(
            mode(&[("ssl-ca", "f"), ("sslmode", "require")]),
            TlsMode::VerifyCa
        );
        assert_eq!(
            mode(&[("ssl-ca", "f"), ("sslmode", "disable")]),
            TlsMode::Disabled
        );
        assert_eq!(mode(&[("ssl-mode", "required")]), TlsMode::Required);
        assert_eq!(Tls::default().mode_of(true), TlsMode::Disabled);
    }

    #[test]
    fn what_would_be_ignored_is_refused() {
        for options in [
            [("ssl-mode", "required"), ("ssl-cert", "f")],
            [("ssl-mode", "required"), ("ssl-key", "f")],
            [("ssl-mode", "preferred"), ("ssl-ca", "f")],
            [("ssl-mode", "preferred"), ("ssl-mode", "verify-ca")],
            [("ssl-mode", "required"), ("ssl-ca", "")],
        ] {
            assert!(tls(&options).is_err(), "{options:?}");
        }
        for (mode, fits) in [
            ("disabled", true),
            ("preferred", true),
            ("required", false),
            ("verify-identity", false),
        ] {
            let tls = tls(&[("ssl-mode", mode)]).expect("a mode");
            assert_eq!(tls.check(true).is_ok(), fits, "{mode}");
        }
    }
}
