//! Database URLs: which engine, where, as whom.
//!
//! The one table of schemes is [`SCHEMES`]. A URL is never printed with its
//! password: [`DatabaseUrl`]'s `Display` leaves it out. What stands behind the
//! `?` is read in `database_url/options.rs`.

mod identity;
mod options;
mod tls;

use std::fmt;
use std::path::{Path, PathBuf};

use url::Url;

pub use tls::{Tls, TlsMode};

/// A parsed database URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite:PATH`: a file that exists.
    SqliteFile(PathBuf),
    /// `sqlite::memory:`: an empty database that is gone afterwards.
    SqliteMemory,
    /// `demo:`: the sample database, in memory.
    Demo,
    /// `mysql://`, `mariadb://`, `oceanbase://`.
    MySql(Server),
    /// `postgres://`, `postgresql://`.
    Postgres(Server),
}

/// Where a database server is, and as whom to log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The scheme as it was written.
    pub scheme: String,
    /// Host name or address; unused with a socket.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// A unix socket: the file (MySQL) or its directory (PostgreSQL).
    pub socket: Option<PathBuf>,
    /// The account.
    pub user: String,
    /// Its password.
    pub password: Option<Password>,
    /// The database.
    pub database: String,
    /// The schema (PostgreSQL), where it is not the account's default.
    pub schema: Option<String>,
    /// How the connection is protected.
    pub tls: Tls,
}

impl Server {
    /// A server reached over TCP, without a password.
    pub fn new(scheme: &str, host: &str, port: u16, user: &str, database: &str) -> Self {
        Self {
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            port,
            socket: None,
            user: user.to_owned(),
            password: None,
            database: database.to_owned(),
            schema: None,
            tls: Tls::default(),
        }
    }

    fn map_paths(mut self, change: impl Fn(&Path) -> PathBuf) -> Self {
        let tls = &mut self.tls;
        for path in [
            &mut tls.ca,
            &mut tls.cert,
            &mut tls.key,
            &mut tls.server_key,
        ] {
            *path = path.as_deref().map(&change);
        }
        self
    }

    /// Whether the connection stays on this machine.
    pub fn is_local(&self) -> bool {
        self.socket.is_some()
            || self.host == "localhost"
            || self
                .host
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }
}

/// A password: not printed by anything.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Takes a password in.
    pub fn new(password: impl Into<String>) -> Self {
        Self(password.into())
    }

    /// The password itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Why a text is no database URL.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UrlError {
    /// No scheme, or one of another program.
    #[error("unknown database scheme '{0}'")]
    UnknownScheme(String),
    /// There is no scheme at all.
    #[error("a database URL begins with its scheme, and this one has none")]
    NoScheme,
    /// The rest is malformed. The text itself is not repeated: it may hold a
    /// password.
    #[error("malformed {scheme} URL: {why}")]
    Malformed {
        /// The scheme.
        scheme: String,
        /// What is wrong.
        why: String,
    },
    /// It asks for something that is not known.
    #[error("malformed {scheme} URL: it has no option '{option}'")]
    UnknownOption {
        /// The scheme.
        scheme: String,
        /// The option as it was written.
        option: String,
        /// One that is known and looks like it.
        similar: Option<&'static str>,
    },
}

impl UrlError {
    fn malformed(scheme: &str, why: impl Into<String>) -> Self {
        Self::Malformed {
            scheme: scheme.into(),
            why: why.into(),
        }
    }
}

/// Turns what follows a scheme into a URL.
type Parse = fn(scheme: &str, rest: &str, login: Option<&str>) -> Result<DatabaseUrl, UrlError>;

/// Every scheme, and how it is read.
const SCHEMES: [(&str, Parse); 7] = [
    ("sqlite", sqlite),
    ("demo", demo),
    ("mysql", mysql),
    ("mariadb", mysql),
    ("oceanbase", mysql),
    ("postgres", postgres),
    ("postgresql", postgres),
];

/// The schemes, for messages and help.
pub fn schemes() -> impl Iterator<Item = &'static str> {
    SCHEMES.iter().map(|(scheme, _)| *scheme)
}

impl DatabaseUrl {
    /// Parses a URL. `login` is the account's name where the URL has none (the
    /// name of the user at the terminal, as the engines' own clients do).
    ///
    /// # Errors
    /// When the scheme is unknown, or the rest is malformed.
    pub fn parse(text: &str, login: Option<&str>) -> Result<Self, UrlError> {
        let (scheme, rest) = text.split_once(':').ok_or(UrlError::NoScheme)?;
        let scheme = scheme.to_ascii_lowercase();
        match SCHEMES.iter().find(|(known, _)| *known == scheme) {
            Some((_, parse)) => parse(&scheme, rest, login),
            None => Err(UrlError::UnknownScheme(scheme)),
        }
    }

    /// Takes the password out, so that it is handed on with its source.
    pub fn take_password(&mut self) -> Option<Password> {
        match self {
            Self::MySql(server) | Self::Postgres(server) => server.password.take(),
            Self::SqliteFile(_) | Self::SqliteMemory | Self::Demo => None,
        }
    }

    /// Puts a password in.
    pub fn set_password(&mut self, password: Password) {
        match self {
            Self::MySql(server) | Self::Postgres(server) => server.password = Some(password),
            Self::SqliteFile(_) | Self::SqliteMemory | Self::Demo => {}
        }
    }

    /// The same database, with every path that names a file of this machine
    /// changed.
    #[must_use]
    pub fn map_paths(self, change: impl Fn(&Path) -> PathBuf) -> Self {
        match self {
            Self::SqliteFile(path) => Self::SqliteFile(change(&path)),
            Self::MySql(server) => Self::MySql(server.map_paths(change)),
            Self::Postgres(server) => Self::Postgres(server.map_paths(change)),
            other => other,
        }
    }

    /// Whether the URL carries a password.
    pub fn has_password(&self) -> bool {
        match self {
            Self::MySql(server) | Self::Postgres(server) => server.password.is_some(),
            Self::SqliteFile(_) | Self::SqliteMemory | Self::Demo => false,
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SqliteFile(path) => write!(f, "sqlite:{}", path.display()),
            Self::SqliteMemory => f.write_str("sqlite::memory:"),
            Self::Demo => f.write_str("demo:"),
            Self::MySql(server) | Self::Postgres(server) => server.fmt(f),
        }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}@", self.scheme, self.user)?;
        match &self.socket {
            Some(socket) => write!(f, "[{}]", socket.display())?,
            None => write!(f, "{}:{}", self.host, self.port)?,
        }
        write!(f, "/{}", self.database)
    }
}

fn sqlite(scheme: &str, rest: &str, _: Option<&str>) -> Result<DatabaseUrl, UrlError> {
    match rest.strip_prefix("//").unwrap_or(rest) {
        ":memory:" => Ok(DatabaseUrl::SqliteMemory),
        "" => Err(UrlError::malformed(scheme, "it names no file")),
        path => Ok(DatabaseUrl::SqliteFile(PathBuf::from(path))),
    }
}

fn demo(scheme: &str, rest: &str, _: Option<&str>) -> Result<DatabaseUrl, UrlError> {
    if rest.is_empty() {
        Ok(DatabaseUrl::Demo)
    } else {
        Err(UrlError::malformed(scheme, "nothing follows 'demo:'"))
    }
}

fn mysql(scheme: &str, rest: &str, login: Option<&str>) -> Result<DatabaseUrl, UrlError> {
    server(scheme, rest, login, 3306).map(DatabaseUrl::MySql)
}

fn postgres(scheme: &str, rest: &str, login: Option<&str>) -> Result<DatabaseUrl, UrlError> {
    server(scheme, rest, login, 5432).map(DatabaseUrl::Postgres)
}

fn server(
    scheme: &str,
    rest: &str,
    login: Option<&str>,
    default_port: u16,
) -> Result<Server, UrlError> {
    let malformed = |why: &str| UrlError::malformed(scheme, why);
    // libpq allows `user@/database?host=/socket`; the URL standard wants a host.
    let (authority, tail) = rest
        .strip_prefix("//")
        .map(|rest| rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len())))
        .ok_or_else(|| malformed("'//' must follow the scheme"))?;
    let host = if authority.is_empty() || authority.ends_with('@') {
        "localhost"
    } else {
        ""
    };
    let url = Url::parse(&format!("{scheme}://{authority}{host}{tail}"))
        .map_err(|error| malformed(&error.to_string()))?;
    if tail.contains('@') {
        // More likely the rest of a password than a name.
        return Err(malformed(
            "in a password '/', '?', '#' and '@' are written %2F, %3F, %23 and %40",
        ));
    }
    if url.fragment().is_some() {
        return Err(malformed("a '#' in a name or password is written %23"));
    }
    let decode = |what: &str, text: &str| {
        percent_decode(text)
            .ok_or_else(|| malformed(&format!("the {what} is not percent-encoded UTF-8")))
    };
    let host = url.host_str().unwrap_or("localhost");
    let mut parsed = Server::new(
        scheme,
        &decode("host", host.trim_start_matches('[').trim_end_matches(']'))?,
        url.port().unwrap_or(default_port),
        &decode("user", url.username())?,
        &decode("database", url.path().trim_start_matches('/'))?,
    );
    if let Some(password) = url.password() {
        parsed.password = Some(Password(decode("password", password)?));
    }
    for (option, value) in url.query_pairs() {
        options::set(&mut parsed, &option, &value)?;
    }
    complete(parsed, login)
}

/// Fills in what may be left out, and looks at the whole.
fn complete(mut parsed: Server, login: Option<&str>) -> Result<Server, UrlError> {
    let scheme = parsed.scheme.clone();
    let malformed = |why: &str| UrlError::malformed(&scheme, why);
    if parsed.host.starts_with('/') {
        // libpq's other form of a socket directory: a percent-encoded host.
        parsed.socket = Some(PathBuf::from(&parsed.host));
    }
    if parsed.user.is_empty() {
        parsed.user = login
            .ok_or_else(|| malformed("it names no user (USER@HOST)"))?
            .to_owned();
    }
    if parsed.database.is_empty() {
        return Err(malformed(
            "it names no database (RAGFlow's own is called rag_flow: …/rag_flow)",
        ));
    }
    let fits = parsed.tls.check(parsed.socket.is_some());
    fits.map_err(|why| malformed(&why)).map(|()| parsed)
}

fn percent_decode(text: &str) -> Option<String> {
    // `url` leaves these parts encoded; its form decoder would turn '+' into a
    // blank, so hide it.
    let protected = format!("v={}", text.replace('+', "%2B").replace('&', "%26"));
    let (_, value) = url::form_urlencoded::parse(protected.as_bytes()).next()?;
    (!value.contains('\u{fffd}')).then(|| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<DatabaseUrl, UrlError> {
        DatabaseUrl::parse(text, Some("me"))
    }

    fn parse_server(text: &str) -> Server {
        match parse(text) {
            Ok(DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server)) => server,
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn sqlite_takes_a_path_as_it_is() {
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
    fn servers_have_defaults_of_their_kind() {
        let server = parse_server("mysql://root@db/rag_flow");
        assert_eq!((server.host.as_str(), server.port), ("db", 3306));
        let server = parse_server("postgresql://db/rag_flow");
        assert_eq!((server.user.as_str(), server.port), ("me", 5432));
        let server = parse_server("postgres://u@[::1]:6000/rag_flow?schema=s");
        assert_eq!((server.host.as_str(), server.port), ("::1", 6000));
        assert_eq!(server.schema.as_deref(), Some("s"));
        assert!(server.is_local());
    }

    #[test]
    fn sockets_are_named_as_each_engine_names_them() {
        let server = parse_server("mysql://root@localhost/rag_flow?socket=/run/m.sock");
        assert_eq!(server.socket, Some(PathBuf::from("/run/m.sock")));
        for text in [
            "postgres://u@/rag_flow?host=/run/pg&port=6000",
            "postgres:///rag_flow?user=u&host=/run/pg&port=6000",
            "postgres://u@%2Frun%2Fpg:6000/rag_flow",
        ] {
            let server = parse_server(text);
            assert_eq!(server.socket, Some(PathBuf::from("/run/pg")), "{text}");
            assert_eq!((server.user.as_str(), server.port), ("u", 6000), "{text}");
        }
    }

    #[test]
    fn names_and_passwords_are_percent_decoded() {
        let server = parse_server("oceanbase://root%40sys%23c:p%40%3A%2F%25+&%20x@h/d");
        assert_eq!(server.user, "root@sys#c");
        let password = server.password.expect("a password");
        assert_eq!(password.expose(), "p@:/%+& x");
    }

    #[test]
    fn no_form_of_printing_shows_the_password() {
        let url = parse("mysql://root:hunter2@db/rag_flow").expect("a URL");
        assert_eq!(url.to_string(), "mysql://root@db:3306/rag_flow");
        assert!(!format!("{url:?}").contains("hunter2"));
        for wrong in ["mysql://root:hunter2@db:x/d", "mysq://root:hunter2@db/d"] {
            let error = parse(wrong).expect_err("no URL");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let why = |text: &str| parse(text).expect_err("no URL").to_string();
        assert_eq!(why("rag_flow.db"), UrlError::NoScheme.to_string());
        assert!(why("oracle://h/d").contains("'oracle'"));
        assert!(why("mysql://root@h/d?sokcet=/x").contains("'sokcet'"));
        assert!(why("mysql://root@h").contains("no database"));
        assert!(why("mysql:root@h").contains("'//'"));
        let error = DatabaseUrl::parse("mysql://h/d", None).expect_err("no URL");
        assert!(error.to_string().contains("no user"));
    }
}
