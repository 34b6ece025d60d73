//! Why a TLS handshake failed, and what to do about it, in an operator's
//! words.

use chrono::DateTime;
use rustls::pki_types::UnixTime;
use rustls::{AlertDescription, CertificateError, Error};

use crate::database_url::Tls;
use crate::store::driver::{DriverError, Fault};

/// The TLS error among the causes of a driver's error, if it is one.
pub(crate) fn cause<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // An I/O error names as its source what is behind the one it holds.
        if let Some(inner) = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            && let Some(found) = cause(inner)
        {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// The server has no TLS, and was asked for it.
pub(crate) fn not_offered() -> DriverError {
    DriverError::new(Fault::Tls, "the server offers no TLS").hint(
        "let the server have a certificate; where nobody can listen, ssl-mode=disabled does without",
    )
}

/// Says what is wrong with a handshake.
pub(crate) fn failed(error: &Error, tls: &Tls) -> DriverError {
    let (message, hint) = match error {
        Error::InvalidCertificate(certificate) => certificate_error(certificate, tls),
        Error::AlertReceived(alert) => alert_error(*alert, tls),
        Error::PeerIncompatible(_) => (
            format!("no common ground for TLS with the server ({error})"),
            OLD_SERVER.to_owned(),
        ),
        _ => (
            format!("the TLS handshake failed: {error}"),
            "is this the port of a database server, and nothing in between?".to_owned(),
        ),
    };
    DriverError::new(Fault::Tls, message).hint(hint)
}

const OLD_SERVER: &str = "this program speaks TLS 1.2 and 1.3: update the server; where nobody can \
                          listen, ssl-mode=disabled does without";

fn certificate_error(error: &CertificateError, tls: &Tls) -> (String, String) {
    match error {
        CertificateError::NotValidForNameContext {
            expected,
            presented,
        } => {
            let names: Vec<&str> = presented.iter().map(|name| bare(name)).collect();
            let message = match names.is_empty() {
                true => format!(
                    "the server's certificate names no host (its common name does not count), and \
                     {} was asked for",
                    expected.to_str()
                ),
                false => format!(
                    "the server's certificate is for {}, not for {}",
                    names.join(", "),
                    expected.to_str()
                ),
            };
            let hint = "name the host as the certificate does, or look only at who issued it: \
                        ssl-mode=verify-ca&ssl-ca=FILE";
            (message, hint.to_owned())
        }
        CertificateError::ExpiredContext { not_after, .. } => (
            format!("the server's certificate expired on {}", day(*not_after)),
            "renew it; if that day is yet to come, this machine's clock is wrong".to_owned(),
        ),
        CertificateError::NotValidYetContext { not_before, .. } => (
            format!("the server's certificate is valid from {}", day(*not_before)),
            "this machine's clock, or that of the certificate's maker, is wrong".to_owned(),
        ),
        // A signature that does not fit is that of an authority of the same
        // name, or of one that was not named.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => unknown_issuer(tls),
        _ => (
            format!("the server's certificate cannot be verified: {error}"),
            "it must be of X.509 version 3, no authority's own, and name its host as subjectAltName"
                .to_owned(),
        ),
    }
}

fn unknown_issuer(tls: &Tls) -> (String, String) {
    match &tls.ca {
        Some(path) => (
            format!(
                "the server's certificate was not issued by the authority in {}",
                path.display()
            ),
            "is it the server's authority, and the right server? MySQL's own is ca.pem in its data \
             directory"
                .to_owned(),
        ),
        None => (
            "the server's certificate was issued by an authority that this system does not trust"
                .to_owned(),
            "name the server's authority: ssl-ca=FILE (MySQL's own is ca.pem in its data directory)"
                .to_owned(),
        ),
    }
}

fn alert_error(alert: AlertDescription, tls: &Tls) -> (String, String) {
    let message = |what: &str| format!("the server ended the TLS handshake: {what} ({alert:?})");
    match alert {
        AlertDescription::CertificateRequired => (
            message("it asks for a certificate of the client"),
            "give it one: ssl-cert=FILE&ssl-key=FILE".to_owned(),
        ),
        AlertDescription::ProtocolVersion
        | AlertDescription::HandshakeFailure
        | AlertDescription::InsufficientSecurity => {
            (message("no common ground"), OLD_SERVER.to_owned())
        }
        _ if tls.cert.is_some() => (
            message("it does not take the client's certificate"),
            "was ssl-cert issued by an authority that the server trusts, and is it still valid?"
                .to_owned(),
        ),
        _ => (
            message("it says why"),
            "look into the server's log".to_owned(),
        ),
    }
}

/// `DnsName("db.example.com")` without its wrapping.
fn bare(name: &str) -> &str {
    let inner = name.split_once('(').map_or(name, |(_, inner)| inner);
    inner.trim_end_matches(')').trim_matches('"')
}

fn day(time: UnixTime) -> String {
    i64::try_from(time.as_secs())
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .map_or_else(
            || "a day out of range".to_owned(),
            |day| day.format("%Y-%m-%d").to_string(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tls_error_is_found_inside_an_io_error() {
        let wrapped = std::io::Error::new(std::io::ErrorKind::InvalidData, Error::DecryptError);
        assert_eq!(cause(&wrapped), Some(&Error::DecryptError));
        let twice = std::io::Error::other(wrapped);
        assert_eq!(cause(&twice), Some(&Error::DecryptError));
        assert_eq!(cause(&std::io::Error::other("no TLS")), None);
    }

    #[test]
    fn names_lose_their_wrapping() {
        assert_eq!(bare("DnsName(\"db.example.com\")"), "db.example.com");
        assert_eq!(bare("IpAddress(10.0.0.1)"), "10.0.0.1");
        assert_eq!(bare("db"), "db");
    }

    #[test]
    fn what_is_wrong_with_a_certificate_is_said() {
        let tls = Tls::default();
        let text = |error: CertificateError| {
            let error = failed(&Error::InvalidCertificate(error), &tls);
            assert_eq!(error.fault, Fault::Tls);
            format!("{} / {}", error.message, error.hint.unwrap_or_default())
        };
        let at = |seconds| UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
        let expired = CertificateError::ExpiredContext {
            time: at(2_000_000_000),
            not_after: at(1_600_000_000),
        };
        assert!(text(expired).contains("expired on 2020-09-13"));
        let early = CertificateError::NotValidYetContext {
            time: at(0),
            not_before: at(1_600_000_000),
        };
        assert!(text(early).contains("valid from 2020-09-13"));
        let nameless = CertificateError::NotValidForNameContext {
            expected: "db".try_into().expect("a name"),
            presented: Vec::new(),
        };
        assert!(text(nameless).contains("names no host"));
        assert!(text(CertificateError::UnknownIssuer).contains("ssl-ca=FILE"));
        assert!(text(CertificateError::BadEncoding).contains("cannot be verified"));
    }
}
