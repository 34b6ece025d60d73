//! From the options of a database URL to certificates, keys and a rustls
//! configuration. The crypto provider is ring everywhere.

use std::path::Path;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};

use super::verifiers::{AcceptAnyCertificate, AcceptAnyHostname};
use crate::database_url::{Tls, TlsMode};
use crate::store::driver_error::{DriverError, Fault};

/// The authorities to trust: those of `ssl-ca`, else the system's.
pub(crate) fn trusted_roots(tls: &Tls) -> Result<RootCertStore, DriverError> {
    let mut roots = RootCertStore::empty();
    match &tls.ca {
        Some(path) => {
            for certificate in read_certificates(path, "ssl-ca")? {
                roots.add(certificate).map_err(|error| {
                    DriverError::configuration(format!(
                        "ssl-ca {}: a certificate cannot be used ({error})",
                        path.display()
                    ))
                })?;
            }
        }
        None => {
            // Systems have certificates that no verifier accepts: skip those.
            roots.add_parsable_certificates(system_certificates()?);
        }
    }
    if roots.is_empty() {
        return Err(no_system_certificates(""));
    }
    Ok(roots)
}

/// The certificates of the authorities that this system trusts.
pub(crate) fn system_certificates() -> Result<Vec<CertificateDer<'static>>, DriverError> {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        return Err(no_system_certificates(&match found.errors.first() {
            Some(error) => format!(" ({error})"),
            None => String::new(),
        }));
    }
    Ok(found.certs)
}

fn no_system_certificates(reason: &str) -> DriverError {
    DriverError::configuration(format!(
        "this system has no CA certificates to verify the server with{reason}"
    ))
    .with_hint("give the server's CA certificate with ssl-ca=FILE, or install ca-certificates")
}

/// The rustls configuration of a mode; not for [`TlsMode::Disabled`].
pub(crate) fn client_config(tls: &Tls, mode: TlsMode) -> Result<ClientConfig, DriverError> {
    let provider = Arc::new(ring::default_provider());
    let algorithms = provider.signature_verification_algorithms;
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|error| DriverError::new(Fault::Other, error.to_string()))?;
    let verifier: Arc<dyn ServerCertVerifier> = match mode {
        TlsMode::Disabled | TlsMode::Preferred | TlsMode::Required => {
            Arc::new(AcceptAnyCertificate { algorithms })
        }
        TlsMode::VerifyCa => Arc::new(AcceptAnyHostname {
            roots: trusted_roots(tls)?,
            algorithms,
        }),
        TlsMode::VerifyIdentity => {
            let roots = Arc::new(trusted_roots(tls)?);
            WebPkiServerVerifier::builder_with_provider(roots, provider)
                .build()
                .map_err(|error| DriverError::configuration(error.to_string()))?
        }
    };
    let builder = builder
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    match (&tls.cert, &tls.key) {
        (Some(cert), Some(key)) => {
            let certificates = read_certificates(cert, "ssl-cert")?;
            builder
                .with_client_auth_cert(certificates, read_private_key(key)?)
                .map_err(|error| {
                    let (cert, key) = (cert.display(), key.display());
                    DriverError::configuration(format!(
                        "ssl-cert {cert} and ssl-key {key}: {error}"
                    ))
                })
        }
        _ => Ok(builder.with_no_client_auth()),
    }
}

fn read_certificates(
    path: &Path,
    option: &str,
) -> Result<Vec<CertificateDer<'static>>, DriverError> {
    let certificates: Result<Vec<_>, _> =
        CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    match certificates {
        Ok(certificates) if certificates.is_empty() => Err(DriverError::configuration(format!(
            "{option} {} contains no certificate",
            path.display()
        ))
        .with_hint("use a file in PEM format (-----BEGIN CERTIFICATE-----)")),
        Ok(certificates) => Ok(certificates),
        Err(error) => Err(unreadable(path, option, &error)),
    }
}

fn read_private_key(path: &Path) -> Result<PrivateKeyDer<'static>, DriverError> {
    PrivateKeyDer::from_pem_file(path).map_err(|error| match error {
        pem::Error::NoItemsFound => DriverError::configuration(format!(
            "ssl-key {} contains no private key",
            path.display()
        ))
        .with_hint("use a file in PEM format, without a passphrase"),
        error => unreadable(path, "ssl-key", &error),
    })
}

fn unreadable(path: &Path, option: &str, error: &pem::Error) -> DriverError {
    let reason = match error {
        pem::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    };
    DriverError::configuration(format!("cannot read {option} {}: {reason}", path.display()))
}
