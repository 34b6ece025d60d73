//! Why a TLS handshake failed, and what an operator can do about it.

use chrono::DateTime;
use rustls::pki_types::UnixTime;
use rustls::{AlertDescription, CertificateError, Error};

use crate::database_url::Tls;
use crate::store::driver_error::{DriverError, Fault};

/// The TLS error among the causes of a driver's error, if there is one.
pub(crate) fn find_tls_error<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> Option<&'a Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // The `source` of an I/O error is the source of the error inside it, and
        // skips that error itself.
        if let Some(inner) = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            && let Some(found) = find_tls_error(inner)
        {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// The error if the URL requires TLS and the server has none.
pub(crate) fn tls_not_offered() -> DriverError {
    DriverError::new(Fault::Tls, "the server does not support TLS").with_hint(
        "configure a certificate on the server, or use ssl-mode=disabled on a trusted network",
    )
}

/// Explains why a handshake failed.
pub(crate) fn handshake_failed(error: &Error, tls: &Tls) -> DriverError {
    let (message, hint) = match error {
        Error::InvalidCertificate(certificate) => certificate_error(certificate, tls),
        Error::AlertReceived(alert) => alert_error(*alert, tls),
        Error::PeerIncompatible(_) => (
            format!("no TLS version or cipher suite in common with the server ({error})"),
            OLD_SERVER.to_owned(),
        ),
        _ => (
            format!("the TLS handshake failed: {error}"),
            "check that this is the port of a database server, without a proxy in between"
                .to_owned(),
        ),
    };
    DriverError::new(Fault::Tls, message).with_hint(hint)
}

const OLD_SERVER: &str = "this program needs TLS 1.2 or 1.3: update the server, or use \
                          ssl-mode=disabled on a trusted network";

fn certificate_error(error: &CertificateError, tls: &Tls) -> (String, String) {
    match error {
        CertificateError::NotValidForNameContext {
            expected,
            presented,
        } => {
            let names: Vec<&str> = presented.iter().map(|name| strip_type(name)).collect();
            let any_name = "accept any host name: ssl-mode=verify-ca&ssl-ca=FILE";
            let expected = expected.to_str();
            match names.is_empty() {
                true => (
                    format!(
                        "the server's certificate contains no host name (the common name does not \
                         count), so it is not for {expected}"
                    ),
                    format!("{any_name}, or give the server a certificate with its host name"),
                ),
                false => (
                    format!(
                        "the server's certificate is for {}, not for {expected}",
                        names.join(", ")
                    ),
                    format!("use the host name of the certificate, or {any_name}"),
                ),
            }
        }
        CertificateError::ExpiredContext { not_after, .. } => (
            format!("the server's certificate expired on {}", date(*not_after)),
            "renew the certificate; if that day is in the future, correct the clock of this machine".to_owned(),
        ),
        CertificateError::NotValidYetContext { not_before, .. } => (
            format!("the server's certificate is valid from {}", date(*not_before)),
            "correct the clock of this machine, or of the one that issued the certificate".to_owned(),
        ),
        // A bad signature means that another CA of the same name issued
        // the certificate, or one that `root_restriction` rejects.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => unknown_issuer(tls),
        _ => (
            format!("the server's certificate cannot be verified: {error}"),
            "use an X.509 version 3 certificate that is not a CA certificate and has the host name as \
             subjectAltName"
                .to_owned(),
        ),
    }
}

fn unknown_issuer(tls: &Tls) -> (String, String) {
    match &tls.ca {
        Some(path) => (
            format!(
                "the server's certificate was not issued by the CA in {}",
                path.display()
            ),
            "check that this is the correct server, and that the file is its CA certificate (of \
             MySQL: ca.pem in its data directory)"
                .to_owned(),
        ),
        None => (
            "the server's certificate was issued by a CA that this system does not trust"
                .to_owned(),
            "give the server's CA certificate with ssl-ca=FILE (of MySQL: ca.pem in its data \
             directory)"
                .to_owned(),
        ),
    }
}

fn alert_error(alert: AlertDescription, tls: &Tls) -> (String, String) {
    let message =
        |reason: &str| format!("the server aborted the TLS handshake{reason} ({alert:?})");
    match alert {
        AlertDescription::CertificateRequired => (
            message(": it requires a client certificate"),
            "give one: ssl-cert=FILE&ssl-key=FILE".to_owned(),
        ),
        AlertDescription::ProtocolVersion
        | AlertDescription::HandshakeFailure
        | AlertDescription::InsufficientSecurity => (
            message(": no TLS version or cipher suite in common"),
            OLD_SERVER.to_owned(),
        ),
        _ if tls.cert.is_some() => (
            message(": it rejects the client's certificate"),
            "check that ssl-cert is still valid, and that it was issued by a CA that the server trusts"
                .to_owned(),
        ),
        _ => (
            message(""),
            "look for the reason in the server's log".to_owned(),
        ),
    }
}

/// rustls has the names of a certificate as debug text: `db.example.com` from
/// `DnsName("db.example.com")`.
fn strip_type(name: &str) -> &str {
    let inner = name.split_once('(').map_or(name, |(_, inner)| inner);
    inner.trim_end_matches(')').trim_matches('"')
}

fn date(time: UnixTime) -> String {
    i64::try_from(time.as_secs())
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .map_or_else(
            || "a date out of range".to_owned(),
            |date| date.format("%Y-%m-%d").to_string(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tls_error_is_found_inside_an_io_error() {
        let wrapped = std::io::Error::new(std::io::ErrorKind::InvalidData, Error::DecryptError);
        assert_eq!(find_tls_error(&wrapped), Some(&Error::DecryptError));
        let twice = std::io::Error::other(wrapped);
        assert_eq!(find_tls_error(&twice), Some(&Error::DecryptError));
        assert_eq!(find_tls_error(&std::io::Error::other("no TLS")), None);
    }

    #[test]
    fn the_type_of_a_certificates_name_is_removed() {
        assert_eq!(strip_type("DnsName(\"db.example.com\")"), "db.example.com");
        assert_eq!(strip_type("IpAddress(10.0.0.1)"), "10.0.0.1");
        assert_eq!(strip_type("db"), "db");
    }

    #[test]
    fn errors_of_a_certificate_are_explained() {
        let tls = Tls::default();
        let text = |error: CertificateError| {
            let error = handshake_failed(&Error::InvalidCertificate(error), &tls);
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
        assert!(text(nameless).contains("contains no host name"));
        assert!(text(CertificateError::UnknownIssuer).contains("ssl-ca=FILE"));
        assert!(text(CertificateError::BadEncoding).contains("cannot be verified"));
    }
}
