//! A URL as a person can use it again, without the password.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{DatabaseUrl, Server, Tls, TlsMode};

/// Everything else is percent-encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'/');

impl DatabaseUrl {
    /// The value of `--database` that means the same database, with every option and
    /// without the password. [`DatabaseUrl`]'s `Display` is shorter and for messages
    /// only.
    pub fn to_argument(&self) -> String {
        match self {
            Self::MySql(server) => server_argument(server, "socket"),
            Self::Postgres(server) => server_argument(server, "host"),
            Self::SqliteFile(_) | Self::SqliteMemory | Self::Demo => self.to_string(),
        }
    }
}

fn server_argument(server: &Server, socket_option: &'static str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let host = match &server.socket {
        Some(_) => "localhost".to_owned(),
        None if server.host.contains(':') => format!("[{}]", server.host),
        None => encoded(&server.host),
    };
    let mut url = format!(
        "{}://{}@{host}:{}/{}",
        server.scheme,
        encoded(&server.user),
        server.port,
        encoded(&server.database)
    );
    let socket = server
        .socket
        .as_ref()
        .map(|path| path.display().to_string());
    let options = [(socket_option, socket), ("schema", server.schema.clone())];
    let options = options.into_iter().chain(tls_options(&server.tls));
    let mut separator = '?';
    for (name, value) in options {
        if let Some(value) = value {
            url.push_str(&format!("{separator}{name}={}", encoded(&value)));
            separator = '&';
        }
    }
    url
}

fn tls_options(tls: &Tls) -> [(&'static str, Option<String>); 5] {
    let file =
        |path: &Option<std::path::PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let mode = tls.mode.map(|mode| match mode {
        TlsMode::Disabled => "disabled",
        TlsMode::Preferred => "preferred",
        TlsMode::Required => "required",
        TlsMode::VerifyCa => "verify-ca",
        TlsMode::VerifyIdentity => "verify-identity",
    });
    [
        ("ssl-mode", mode.map(str::to_owned)),
        ("ssl-ca", file(&tls.ca)),
        ("ssl-cert", file(&tls.cert)),
        ("ssl-key", file(&tls.key)),
        ("server-public-key-path", file(&tls.server_key)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_argument_means_the_same_database() {
        for text in [
            "demo:",
            "sqlite:a b.db",
            "mysql://root:pw@db/rag_flow",
            "mysql://u%40t%23c:pw@[::1]:2883/d%20b?ssl-mode=verify-identity&ssl-ca=/etc/a b.pem",
            "mariadb://u@localhost/d?socket=/run/my sql.sock",
            "mysql://u@h/d?ssl-mode=disabled&server-public-key-path=k.pem",
            "oceanbase://u@h:2881/d?ssl-cert=c.pem&ssl-key=k.pem&ssl-mode=required",
            "postgres://u@/rag_flow?host=/run/pg&port=6000",
            "postgresql://u:p%20w@h/d?schema=rag+flow&sslmode=verify-ca&sslrootcert=x%26y.pem",
        ] {
            let url = DatabaseUrl::parse(text, None).expect(text);
            let mut expected = url.clone();
            match &mut expected {
                DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server) => {
                    server.password = None;
                }
                _ => {}
            }
            let argument = url.to_argument();
            assert!(!argument.contains("pw"), "{argument}");
            assert_eq!(
                DatabaseUrl::parse(&argument, None),
                Ok(expected),
                "{argument}"
            );
        }
    }
}
