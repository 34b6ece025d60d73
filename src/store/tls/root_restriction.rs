//! Keeps the MySQL driver from trusting authorities that the user did not give.
//!
//! The driver adds Mozilla's list to whatever file it is given and has no
//! option against that. With verify-ca, which accepts any host name, any public
//! certificate would pass for the server's. But the driver uses the process's
//! crypto provider: ours is ring with one addition, it rejects every signature
//! of a distrusted authority. PostgreSQL's driver accepts a whole configuration
//! and needs none of this.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use rustls::RootCertStore;
use rustls::SignatureScheme;
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::{
    AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, TrustAnchor,
};

/// The restriction on this thread, on which the driver does its handshake.
#[derive(Default)]
struct Restriction {
    /// Built-in authorities that the user did not give.
    distrusted: Vec<TrustAnchor<'static>>,
    /// Whether a signature was checked under this restriction.
    was_applied: bool,
}

thread_local! {
    static RESTRICTION: RefCell<Option<Restriction>> = const { RefCell::new(None) };
}

/// Runs a handshake that trusts no authority but those of `roots`. The flag says
/// whether the restriction was applied at all: if our provider was not used, the
/// driver may have trusted any authority.
pub(crate) fn with_only_these_roots<T>(
    roots: &RootCertStore,
    handshake: impl FnOnce() -> T,
) -> (T, bool) {
    let is_trusted = |built_in: &TrustAnchor<'_>| {
        roots
            .roots
            .iter()
            .any(|root| root.subject_public_key_info == built_in.subject_public_key_info)
    };
    let distrusted = webpki_roots::TLS_SERVER_ROOTS
        .iter()
        .filter(|anchor| !is_trusted(anchor))
        .cloned()
        .collect();
    let restriction = Restriction {
        distrusted,
        was_applied: false,
    };
    RESTRICTION.with_borrow_mut(|current| *current = Some(restriction));
    let result = handshake();
    let restriction = RESTRICTION.with_borrow_mut(Option::take);
    let was_applied = restriction.is_some_and(|restriction| restriction.was_applied);
    (result, was_applied)
}

/// Makes our provider the process's, once. If another one is installed already
/// it stays, and [`with_only_these_roots`] says that nothing was restricted.
pub(crate) fn install_provider() {
    static INSTALLED: OnceLock<()> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let mut provider = ring::default_provider();
        provider.signature_verification_algorithms =
            restricted(provider.signature_verification_algorithms);
        let _: Result<(), Arc<CryptoProvider>> = provider.install_default();
    });
}

/// The same algorithms, each inside a [`RestrictedAlgorithm`]. rustls requires
/// `'static` references, and this runs once, so the boxes are leaked.
fn restricted(algorithms: WebPkiSupportedAlgorithms) -> WebPkiSupportedAlgorithms {
    let restrict = |list: &[&'static dyn SignatureVerificationAlgorithm]| {
        let list = list.iter().map(|inner| -> &'static _ {
            let restricted: &'static dyn SignatureVerificationAlgorithm =
                Box::leak(Box::new(RestrictedAlgorithm(*inner)));
            restricted
        });
        &*Box::leak(list.collect::<Vec<_>>().into_boxed_slice())
    };
    let mapping: Vec<(SignatureScheme, &'static [_])> = algorithms
        .mapping
        .iter()
        .map(|(scheme, list)| (*scheme, restrict(list)))
        .collect();
    WebPkiSupportedAlgorithms {
        all: restrict(algorithms.all),
        mapping: Box::leak(mapping.into_boxed_slice()),
    }
}

/// An algorithm that rejects the signatures of distrusted authorities.
#[derive(Debug)]
struct RestrictedAlgorithm(&'static dyn SignatureVerificationAlgorithm);

impl SignatureVerificationAlgorithm for RestrictedAlgorithm {
    fn verify_signature(
        &self,
        public_key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        RESTRICTION.with_borrow_mut(|restriction| match restriction {
            None => Ok(()),
            Some(restriction) => {
                restriction.was_applied = true;
                let signed = |anchor: &TrustAnchor<'_>| has_public_key(anchor, public_key);
                match restriction.distrusted.iter().any(signed) {
                    true => Err(InvalidSignature),
                    false => Ok(()),
                }
            }
        })?;
        self.0.verify_signature(public_key, message, signature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.0.public_key_alg_id()
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.0.signature_alg_id()
    }

    fn fips(&self) -> bool {
        self.0.fips()
    }
}

/// Whether this is the authority's public key. A SubjectPublicKeyInfo ends with
/// the bits of the key, which is what a verifier gets.
fn has_public_key(anchor: &TrustAnchor<'_>, public_key: &[u8]) -> bool {
    anchor
        .subject_public_key_info
        .as_ref()
        .ends_with(public_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Accepts every signature.
    #[derive(Debug)]
    struct AcceptAll;

    impl SignatureVerificationAlgorithm for AcceptAll {
        fn verify_signature(&self, _: &[u8], _: &[u8], _: &[u8]) -> Result<(), InvalidSignature> {
            Ok(())
        }

        fn public_key_alg_id(&self) -> AlgorithmIdentifier {
            AlgorithmIdentifier::from_slice(&[])
        }

        fn signature_alg_id(&self) -> AlgorithmIdentifier {
            AlgorithmIdentifier::from_slice(&[])
        }
    }

    /// The bits of an authority's public key, as its certificate has them.
    fn public_key(anchor: &TrustAnchor<'static>) -> Vec<u8> {
        let info = anchor.subject_public_key_info.as_ref();
        let length = info.len();
        // A BIT STRING at the end: tag 3, its length, no unused bits.
        let start = (0..length).find(|at| {
            let rest = &info[*at..];
            matches!(rest, [3, n, 0, ..] if usize::from(*n) == rest.len() - 2)
                || matches!(rest, [3, 0x81, n, 0, ..] if usize::from(*n) == rest.len() - 3)
                || matches!(rest, [3, 0x82, h, l, 0, ..]
                    if usize::from(*h) * 256 + usize::from(*l) == rest.len() - 4)
        });
        let rest = &info[start.expect("a key")..];
        let head = match rest[1] {
            0x82 => 5,
            0x81 => 4,
            _ => 3,
        };
        rest[head..].to_vec()
    }

    fn is_accepted(key: &[u8]) -> bool {
        let algorithm = RestrictedAlgorithm(&AcceptAll);
        algorithm.verify_signature(key, b"m", b"s").is_ok()
    }

    #[test]
    fn signatures_of_authorities_that_were_not_given_are_rejected() {
        let anchors = webpki_roots::TLS_SERVER_ROOTS;
        assert!(anchors.len() > 50, "{}", anchors.len());
        let mut given = RootCertStore::empty();
        given.roots.push(anchors[0].clone());
        for (index, anchor) in anchors.iter().enumerate() {
            let key = public_key(anchor);
            // Some authorities share one key under several names.
            let expected = key == public_key(&anchors[0]);
            let result = with_only_these_roots(&given, || is_accepted(&key));
            assert_eq!(result, (expected, true), "anchor {index}");
            assert!(is_accepted(&key), "the restriction ends with the handshake");
        }
        let result = with_only_these_roots(&given, || is_accepted(b"another key"));
        assert_eq!(result, (true, true));
    }

    #[test]
    fn a_handshake_that_checks_no_signature_is_reported_as_unrestricted() {
        let result = with_only_these_roots(&RootCertStore::empty(), || 7);
        assert_eq!(result, (7, false));
    }

    #[test]
    fn the_provider_keeps_every_algorithm() {
        install_provider();
        let installed = CryptoProvider::get_default().expect("a provider");
        let (ours, ring) = (
            installed.signature_verification_algorithms,
            ring::default_provider().signature_verification_algorithms,
        );
        assert_eq!(ours.all.len(), ring.all.len());
        assert_eq!(ours.supported_schemes(), ring.supported_schemes());
        assert!(format!("{:?}", ours.all[0]).starts_with("RestrictedAlgorithm("));
    }
}
