//! From the text of a database URL to a [`DatabaseUrl`].

use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use url::Url;

use super::{DatabaseUrl, Password, Server, TlsMode, UrlError, options};

/// Parses the part of a URL that follows `scheme:`.
type ParseRest =
    fn(scheme: &str, rest: &str, default_user: Option<&str>) -> Result<DatabaseUrl, UrlError>;

/// Every scheme, with the function that parses the rest of its URLs.
const SCHEMES: [(&str, ParseRest); 7] = [
    ("sqlite", parse_sqlite),
    ("demo", parse_demo),
    ("mysql", parse_mysql),
    ("mariadb", parse_mysql),
    ("oceanbase", parse_mysql),
    ("postgres", parse_postgres),
    ("postgresql", parse_postgres),
];

/// The names of all schemes, for messages and help.
pub fn schemes() -> impl Iterator<Item = &'static str> {
    SCHEMES.iter().map(|(scheme, _)| *scheme)
}

impl DatabaseUrl {
    /// Parses a URL. `default_user` is the account for a URL without one: the
    /// engines' own clients take the name of the user who runs them.
    ///
    /// # Errors
    /// If the scheme is unknown, or the rest of the URL is malformed.
    pub fn parse(text: &str, default_user: Option<&str>) -> Result<Self, UrlError> {
        check_form(text)?;
        let (scheme, rest) = text.split_once(':').ok_or(UrlError::NoScheme)?;
        let scheme = scheme.to_ascii_lowercase();
        let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        match SCHEMES.iter().find(|(known, _)| *known == scheme) {
            Some((_, parse_rest)) => parse_rest(&scheme, rest, default_user),
            // Without `//` this may be anything, also a password.
            None if rest.starts_with("//") && scheme.chars().all(is_scheme) => {
                Err(UrlError::UnknownScheme(scheme))
            }
            None => Err(UrlError::NoScheme),
        }
    }
}

/// Recognizes what is often given instead of a URL.
fn check_form(text: &str) -> Result<(), UrlError> {
    let other = |name, write| Err(UrlError::OtherForm { name, write });
    if text.starts_with(['"', '\'']) {
        return Err(UrlError::Surrounded("quotes around it"));
    }
    if text.starts_with(char::is_whitespace) {
        return Err(UrlError::Surrounded("a blank before it"));
    }
    if ["@tcp(", "@unix(", "//tcp("]
        .iter()
        .any(|it| text.contains(it))
    {
        return other(
            "a DSN of Go's MySQL driver",
            "mysql://USER@HOST:PORT/DATABASE",
        );
    }
    if text.starts_with("jdbc:") {
        return other(
            "a JDBC URL",
            "mysql://USER@HOST:PORT/DATABASE or postgres://…",
        );
    }
    let is_keyword = |word: &str| {
        let keywords = [
            "host", "hostaddr", "port", "dbname", "user", "password", "sslmode",
        ];
        word.split_once('=')
            .is_some_and(|(key, _)| keywords.contains(&key))
    };
    if text.split_whitespace().next().is_some_and(is_keyword) {
        return other(
            "a connection string of libpq",
            "postgres://USER@HOST:PORT/DATABASE",
        );
    }
    Ok(())
}

fn parse_sqlite(scheme: &str, rest: &str, _: Option<&str>) -> Result<DatabaseUrl, UrlError> {
    match rest.strip_prefix("//").unwrap_or(rest) {
        ":memory:" => Ok(DatabaseUrl::SqliteMemory),
        "" => Err(UrlError::malformed(scheme, "no file name")),
        path => Ok(DatabaseUrl::SqliteFile(PathBuf::from(path))),
    }
}

fn parse_demo(scheme: &str, rest: &str, _: Option<&str>) -> Result<DatabaseUrl, UrlError> {
    if rest.is_empty() {
        Ok(DatabaseUrl::Demo)
    } else {
        Err(UrlError::malformed(
            scheme,
            "demo: must not be followed by anything",
        ))
    }
}

fn parse_mysql(
    scheme: &str,
    rest: &str,
    default_user: Option<&str>,
) -> Result<DatabaseUrl, UrlError> {
    parse_server(scheme, rest, default_user, 3306).map(DatabaseUrl::MySql)
}

fn parse_postgres(
    scheme: &str,
    rest: &str,
    default_user: Option<&str>,
) -> Result<DatabaseUrl, UrlError> {
    parse_server(scheme, rest, default_user, 5432).map(DatabaseUrl::Postgres)
}

fn parse_server(
    scheme: &str,
    rest: &str,
    default_user: Option<&str>,
    default_port: u16,
) -> Result<Server, UrlError> {
    let malformed = |reason: &str| UrlError::malformed(scheme, reason);
    let (authority, tail) = rest
        .strip_prefix("//")
        .map(|rest| rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len())))
        .ok_or_else(|| malformed("'//' must follow the scheme"))?;
    check_characters(authority, tail).map_err(malformed)?;
    let (authority, zone) = take_zone(authority);
    // libpq allows `user@/database?host=/socket`; the URL standard wants a host.
    let host = if authority.is_empty() || authority.ends_with('@') {
        "localhost"
    } else {
        ""
    };
    let url = Url::parse(&format!("{scheme}://{authority}{host}{tail}"))
        .map_err(|error| malformed(&error.to_string()))?;
    let decode = |part: &str, text: &str| {
        percent_decode(text)
            .ok_or_else(|| malformed(&format!("the {part} is not percent-encoded UTF-8")))
    };
    let host = url.host_str().unwrap_or("localhost");
    let mut server = Server::new(
        scheme,
        &decode("host", host.trim_start_matches('[').trim_end_matches(']'))?,
        url.port().unwrap_or(default_port),
        &decode("user", url.username())?,
        &decode("database", url.path().trim_start_matches('/'))?,
    );
    if let Some(zone) = zone {
        if default_port == 5432 {
            // tokio-postgres resolves the zone and then connects without it.
            return Err(malformed(
                "the PostgreSQL driver cannot use an IPv6 zone: give an address without one",
            ));
        }
        server.host = format!("{}%{}", server.host, decode("zone", zone)?);
    }
    if let Some(password) = url.password() {
        server.password = Some(Password::new(decode("password", password)?));
    }
    for (option, value) in url.query_pairs() {
        options::apply(&mut server, &option, &value)?;
    }
    complete(server, default_user)
}

/// Rejects characters that would end the part of a URL in which they are written.
fn check_characters(authority: &str, tail: &str) -> Result<(), &'static str> {
    if tail.contains('@') {
        // This is more likely the rest of a password than part of a name.
        return Err("write '/', '?', '#' and '@' in a password as %2F, %3F, %23 and %40");
    }
    if tail.contains('#') {
        return Err("write '#' in a name or password as %23");
    }
    if tail.ends_with(['"', '\'']) {
        return Err("there is a quote at its end");
    }
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    if host.contains(',') {
        return Err("it has several hosts: give the one to work on");
    }
    Ok(())
}

/// Takes the zone out of `[fe80::1%25eth0]`, which the URL standard does not know; RFC 6874 does. As in psql, the
/// `%` may be written as it is.
fn take_zone(authority: &str) -> (String, Option<&str>) {
    let start = authority.rfind('@').map_or(0, |at| at + 1);
    let (before, host) = authority.split_at(start);
    let parts = host
        .split_once('%')
        .filter(|(address, _)| address.starts_with('['));
    let parts = parts.and_then(|(address, behind)| {
        let (zone, port) = behind.split_once(']')?;
        Some((address, zone.strip_prefix("25").unwrap_or(zone), port))
    });
    match parts {
        Some((address, zone, port)) if !zone.is_empty() => {
            (format!("{before}{address}]{port}"), Some(zone))
        }
        _ => (authority.to_owned(), None),
    }
}

/// Adds the defaults of parts that the URL leaves out, and checks that the
/// parts go together.
fn complete(mut server: Server, default_user: Option<&str>) -> Result<Server, UrlError> {
    let scheme = server.scheme.clone();
    let malformed = |reason: &str| UrlError::malformed(&scheme, reason);
    if server.host.starts_with('/') {
        // libpq's other form of a socket directory: a percent-encoded host.
        server.socket = Some(PathBuf::from(&server.host));
    }
    if server.user.is_empty() {
        server.user = default_user
            .ok_or_else(|| malformed("no user name (write USER@HOST)"))?
            .to_owned();
    }
    if server.database.is_empty() {
        return Err(malformed("no database name (RAGFlow's default: /rag_flow)"));
    }
    let checked = server.tls.check(server.socket.is_some());
    checked.map_err(|reason| malformed(&reason))?;
    let mode = server.tls.effective_mode(server.socket.is_some());
    if server.requires_channel_binding && mode == TlsMode::Disabled {
        return Err(malformed("channel_binding=require needs TLS"));
    }
    Ok(server)
}

/// Decodes `%XX`. A `+` stays a `+`: it is a blank only in the options.
/// `None`: the bytes are not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<DatabaseUrl, UrlError> {
        DatabaseUrl::parse(text, Some("me"))
    }

    fn parsed_server(text: &str) -> Server {
        match parse(text) {
            Ok(DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server)) => server,
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn a_sqlite_path_is_not_decoded() {
        let file = |path: &str| Ok(DatabaseUrl::SqliteFile(PathBuf::from(path)));
        assert_eq!(parse("sqlite:a b.db"), file("a b.db"));
        assert_eq!(parse("sqlite:/abs/x.db"), file("/abs/x.db"));
        assert_eq!(parse("sqlite:///abs/x.db"), file("/abs/x.db"));
        assert_eq!(parse("sqlite::memory:"), Ok(DatabaseUrl::SqliteMemory));
        assert_eq!(parse("demo:"), Ok(DatabaseUrl::Demo));
        assert!(parse("demo:x").is_err());
        assert!(parse("sqlite:").is_err());
    }

    #[test]
    fn each_engine_has_its_default_port() {
        let server = parsed_server("mysql://root@db/rag_flow");
        assert_eq!((server.host.as_str(), server.port), ("db", 3306));
        let server = parsed_server("postgresql://db/rag_flow");
        assert_eq!((server.user.as_str(), server.port), ("me", 5432));
        let server = parsed_server("postgres://u@[::1]:6000/rag_flow?schema=s");
        assert_eq!((server.host.as_str(), server.port), ("::1", 6000));
        assert_eq!(server.schema.as_deref(), Some("s"));
        assert!(server.is_local());
    }

    #[test]
    fn each_engines_way_to_write_a_socket_is_read() {
        let server = parsed_server("mysql://root@localhost/rag_flow?socket=/run/m.sock");
        assert_eq!(server.socket, Some(PathBuf::from("/run/m.sock")));
        for text in [
            "postgres://u@/rag_flow?host=/run/pg&port=6000",
            "postgres:///rag_flow?user=u&host=/run/pg&port=6000",
            "postgres://u@%2Frun%2Fpg:6000/rag_flow",
        ] {
            let server = parsed_server(text);
            assert_eq!(server.socket, Some(PathBuf::from("/run/pg")), "{text}");
            assert_eq!((server.user.as_str(), server.port), ("u", 6000), "{text}");
        }
    }

    #[test]
    fn names_and_passwords_are_percent_decoded() {
        let server = parsed_server("oceanbase://root%40sys%23c:p%40%3A%2F%25+&%20x@h/d");
        assert_eq!(server.user, "root@sys#c");
        let password = server.password.expect("a password");
        assert_eq!(password.expose(), "p@:/%+& x");
    }

    #[test]
    fn a_replacement_character_in_a_password_is_kept_and_bytes_that_are_not_utf8_are_an_error() {
        let password = parsed_server("mysql://root:%EF%BF%BD@h/d").password;
        assert_eq!(password, Some(Password::new("\u{fffd}")));
        let error = parse("mysql://root:%FF@h/d").expect_err("not UTF-8");
        assert!(error.to_string().contains("the password is not"), "{error}");
    }

    #[test]
    fn display_debug_and_errors_hide_the_password() {
        let url = parse("mysql://root:hunter2@db/rag_flow").expect("a URL");
        assert_eq!(url.to_string(), "mysql://root@db:3306/rag_flow");
        assert!(!format!("{url:?}").contains("hunter2"));
        for wrong in ["mysql://root:hunter2@db:x/d", "mysq://root:hunter2@db/d"] {
            let error = parse(wrong).expect_err("no URL");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn errors_name_the_wrong_part() {
        let message = |text: &str| parse(text).expect_err("no URL").to_string();
        assert_eq!(message("rag_flow.db"), UrlError::NoScheme.to_string());
        assert!(message("oracle://h/d").contains("'oracle'"));
        assert!(message("mysql://root@h/d?sokcet=/x").contains("'sokcet'"));
        assert!(message("mysql://root@h").contains("no database name"));
        assert!(message("mysql:root@h").contains("'//'"));
        let error = DatabaseUrl::parse("mysql://h/d", None).expect_err("no URL");
        assert!(error.to_string().contains("no user name"));
    }

    #[test]
    fn a_special_character_in_a_password_gets_the_message_about_its_code() {
        for password in ["pa#ss", "pa/ss", "pa?ss", "1#2", "1/2", "1?2", "#", "a@b/c"] {
            for scheme in ["mysql", "postgres"] {
                let error = parse(&format!("{scheme}://u:{password}@h:1/d")).expect_err("no URL");
                let message = error.to_string();
                assert!(
                    message.contains("%2F, %3F, %23 and %40"),
                    "{password}: {message}"
                );
            }
        }
    }

    #[test]
    fn what_is_not_a_url_is_named_and_not_repeated() {
        for (text, name) in [
            ("'mysql://u:hunter2@h/d'", "quotes around it"),
            ("\"mysql://u:hunter2@h/d\"", "quotes around it"),
            (" mysql://u:hunter2@h/d", "a blank before it"),
            ("mysql://u:hunter2@h/d'", "a quote at its end"),
            ("u:hunter2@tcp(h:3306)/d", "Go's MySQL driver"),
            ("mysql://u:hunter2@tcp(h:3306)/d", "Go's MySQL driver"),
            ("u:hunter2@unix(/s)/d", "Go's MySQL driver"),
            ("jdbc:mysql://h/d?password=hunter2", "JDBC"),
            ("host=db password=hunter2:x", "libpq"),
            ("password=hunter2:x", "libpq"),
            ("hunter2:x", "no scheme"),
            ("postgres://u:hunter2@h1:1,h2:2/d", "several hosts"),
            ("mysql+pymysql://u:hunter2@h/d", "'mysql+pymysql'"),
            ("hunter2 x://h/d", "no scheme"),
        ] {
            let message = parse(text).expect_err("no URL").to_string();
            assert!(message.contains(name), "{text}: {message}");
            assert!(!message.contains("hunter2"), "{message}");
        }
    }

    #[test]
    fn an_ipv6_address_may_have_a_zone() {
        for (text, host, port) in [
            ("mysql://u@[fe80::1%25lo]:6000/d", "fe80::1%lo", 6000),
            ("mysql://u:p[@[fe80::1%eth0]/d", "fe80::1%eth0", 3306),
            ("mysql://u@[::1]/d", "::1", 3306),
            ("mysql://u:[a%41]@h/d", "h", 3306),
        ] {
            let server = parsed_server(text);
            assert_eq!((server.host.as_str(), server.port), (host, port), "{text}");
        }
        let error = parse("postgres://u@[fe80::1%25lo]/d").expect_err("no URL");
        assert!(error.to_string().contains("IPv6 zone"), "{error}");
    }
}
