//! The origin of RAGFlow's web interface: scheme, host and port.

use std::fmt;

use url::{Host, Url};

/// An origin: `https://rag.example.com`, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteOrigin(Url);

/// Why a text is not an origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiteOriginError {
    /// There is no `https://` in front.
    #[error("it has no scheme: write https:// in front of the host")]
    NoScheme,
    /// A scheme that no web site has.
    #[error("its scheme is not http or https")]
    OtherScheme,
    /// A user name or a password.
    #[error("it has a user name or a password, which every visitor would see")]
    Login,
    /// A path, a query or a fragment.
    #[error("it has a path: write only the scheme, the host and the port")]
    Path,
    /// Not a URL at all.
    #[error("it is not a URL ({0})")]
    NotUrl(String),
}

impl SiteOrigin {
    /// Reads an origin, with or without a slash at the end.
    ///
    /// # Errors
    /// If it is anything else.
    pub fn parse(text: &str) -> Result<Self, SiteOriginError> {
        // The parser would take these away: `java\tscript:`.
        if text.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
            return Err(SiteOriginError::NotUrl(
                "blanks or control characters".to_owned(),
            ));
        }
        let url = match Url::parse(text) {
            Ok(url) => url,
            Err(url::ParseError::RelativeUrlWithoutBase) => return Err(SiteOriginError::NoScheme),
            Err(error) => return Err(SiteOriginError::NotUrl(error.to_string())),
        };
        if !["http", "https"].contains(&url.scheme()) {
            // `localhost:9380` and `rag.example.com:8080` look like a scheme and a path.
            let is_port = url.path().starts_with(|c: char| c.is_ascii_digit());
            return Err(match is_port && !text.contains("//") {
                true => SiteOriginError::NoScheme,
                false => SiteOriginError::OtherScheme,
            });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(SiteOriginError::Login);
        }
        // The parser also accepts `https:host`, which is a mistake.
        if !text
            .to_ascii_lowercase()
            .starts_with(&format!("{}://", url.scheme()))
        {
            return Err(SiteOriginError::NoScheme);
        }
        let has_rest = url.query().is_some() || url.fragment().is_some();
        match url.path() == "/" && !has_rest {
            true => Ok(Self(url)),
            false => Err(SiteOriginError::Path),
        }
    }

    /// The URL of a path on this site.
    pub(super) fn url(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        url
    }

    /// Whether browsers refuse to show its pages in a page that came over https.
    pub fn is_mixed_content(&self) -> bool {
        let is_local = match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        self.0.scheme() == "http" && !is_local
    }
}

impl fmt::Display for SiteOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.origin().ascii_serialization())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_a_scheme_and_a_host_and_nothing_else() {
        for (text, origin) in [
            ("https://rag.example.com", "https://rag.example.com"),
            ("HTTPS://Rag.Example.com/", "https://rag.example.com"),
            ("http://127.0.0.1:9380", "http://127.0.0.1:9380"),
            ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443"),
            ("https://müller.example", "https://xn--mller-kva.example"),
        ] {
            let parsed = SiteOrigin::parse(text).map(|origin| origin.to_string());
            assert_eq!(parsed.as_deref(), Ok(origin));
        }
    }

    #[test]
    fn the_error_says_what_is_too_much_or_missing() {
        use SiteOriginError::{Login, NoScheme, NotUrl, OtherScheme, Path};
        for (text, expected) in [
            ("rag.example.com", NoScheme),
            ("rag.example.com:8080", NoScheme),
            ("localhost:9380", NoScheme),
            ("//rag.example.com", NoScheme),
            ("https:rag.example.com", NoScheme),
            ("javascript:alert(1)", OtherScheme),
            ("javascript://rag.example.com/%0aalert(1)", OtherScheme),
            ("data:text/html,x", OtherScheme),
            ("ftp://rag.example.com", OtherScheme),
            ("https://rag.example.com/chats/share", Path),
            ("https://rag.example.com?x", Path),
            ("https://rag.example.com#x", Path),
            ("https://ada:secret@rag.example.com", Login),
        ] {
            assert_eq!(SiteOrigin::parse(text), Err(expected), "{text}");
        }
        for text in [
            "",
            "https://",
            "https://a b",
            "java\tscript:alert(1)",
            "https://h\n",
        ] {
            let error = SiteOrigin::parse(text).expect_err(text);
            assert!(matches!(error, NotUrl(_) | NoScheme), "{text:?}: {error}");
        }
    }

    #[test]
    fn only_this_machine_can_be_embedded_over_http() {
        let is_mixed = |text| {
            SiteOrigin::parse(text)
                .expect("an origin")
                .is_mixed_content()
        };
        assert!(is_mixed("http://rag.example.com") && is_mixed("http://10.0.0.7"));
        for text in [
            "https://rag.example.com",
            "http://localhost:9380",
            "http://[::1]",
        ] {
            assert!(!is_mixed(text), "{text}");
        }
    }
}
