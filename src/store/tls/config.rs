//! From the options of a URL to certificates, keys and a rustls
//! configuration. The provider is ring, everywhere.

use std::path::Path;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

use crate::database_url::{Tls, TlsMode};
use crate::store::driver::{DriverError, Fault};

/// The authorities that count: those of `ssl-ca`, else the system's.
pub(crate) fn roots(tls: &Tls) -> Result<RootCertStore, DriverError> {
    let mut roots = RootCertStore::empty();
    match &tls.ca {
        Some(path) => {
            for certificate in certificates(path, "ssl-ca")? {
                roots.add(certificate).map_err(|error| {
                    wrong(format!(
                        "ssl-ca {}: a certificate cannot be used ({error})",
                        path.display()
                    ))
                })?;
            }
        }
        None => {
            // Systems carry certificates that no verifier takes: skip those.
            roots.add_parsable_certificates(system_certificates()?);
        }
    }
    Ok(roots)
}

/// The certificates that this system trusts.
pub(crate) fn system_certificates() -> Result<Vec<CertificateDer<'static>>, DriverError> {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        let why = match found.errors.first() {
            Some(error) => format!(" ({error})"),
            None => String::new(),
        };
        return Err(wrong(format!(
            "this system has no certificates to verify the server with{why}"
        ))
        .hint("name the server's authority: ssl-ca=FILE; or install ca-certificates"));
    }
    Ok(found.certs)
}

/// The configuration for a mode; not for [`TlsMode::Disabled`].
pub(crate) fn client(tls: &Tls, mode: TlsMode) -> Result<ClientConfig, DriverError> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|error| DriverError::new(Fault::Other, error.to_string()))?;
    let verifier: Arc<dyn ServerCertVerifier> = match mode {
        TlsMode::Disabled | TlsMode::Preferred | TlsMode::Required => Arc::new(Anyone(provider)),
        TlsMode::VerifyCa | TlsMode::VerifyIdentity => {
            let strict =
                WebPkiServerVerifier::builder_with_provider(Arc::new(roots(tls)?), provider)
                    .build()
                    .map_err(|error| wrong(error.to_string()))?;
            match mode {
                TlsMode::VerifyIdentity => strict,
                _ => Arc::new(AnyName(strict)),
            }
        }
    };
    let builder = builder
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    match (&tls.cert, &tls.key) {
        (Some(cert), Some(key)) => {
            let chain = certificates(cert, "ssl-cert")?;
            builder
                .with_client_auth_cert(chain, private_key(key)?)
                .map_err(|error| {
                    let (cert, key) = (cert.display(), key.display());
                    wrong(format!("ssl-cert {cert} and ssl-key {key}: {error}"))
                })
        }
        _ => Ok(builder.with_no_client_auth()),
    }
}

fn certificates(path: &Path, option: &str) -> Result<Vec<CertificateDer<'static>>, DriverError> {
    let certificates: Result<Vec<_>, _> =
        CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    match certificates {
        Ok(certificates) if certificates.is_empty() => Err(wrong(format!(
            "{option} {} holds no certificate",
            path.display()
        ))
        .hint("it must be PEM: -----BEGIN CERTIFICATE-----")),
        Ok(certificates) => Ok(certificates),
        Err(error) => Err(unreadable(path, option, &error)),
    }
}

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, DriverError> {
    PrivateKeyDer::from_pem_file(path).map_err(|error| match error {
        pem::Error::NoItemsFound => wrong(format!("ssl-key {} holds no key", path.display()))
            .hint("it must be PEM, and a key that asks for no passphrase"),
        error => unreadable(path, "ssl-key", &error),
    })
}

fn unreadable(path: &Path, option: &str, error: &pem::Error) -> DriverError {
    let why = match error {
        pem::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    };
    wrong(format!("cannot read {option} {}: {why}", path.display()))
}

/// Trouble with what the user wrote, not with the server.
pub(crate) fn wrong(why: impl Into<String>) -> DriverError {
    DriverError::new(Fault::Configuration, why)
}

/// Encrypts, and asks nobody who they are. Certificates that no verifier could
/// read (of X.509 version 1, as `openssl x509 -req` makes them) must do, so
/// signatures made with them are not looked at either.
#[derive(Debug)]
struct Anyone(Arc<CryptoProvider>);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Verifies everything but the name.
#[derive(Debug)]
struct AnyName(Arc<WebPkiServerVerifier>);

impl ServerCertVerifier for AnyName {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        // The name is what rustls looks at last.
        match self
            .0
            .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
        {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, cert, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, cert, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
