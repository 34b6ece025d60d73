//! Keeps the MySQL driver from trusting authorities that nobody named.
//!
//! The driver adds Mozilla's list to whatever file it is given and has no
//! option against that. With verify-ca, where the name does not count, any
//! public certificate would pass for the server's. What it does leave open is
//! the process's crypto provider: ours is ring with one addition, it finds no
//! signature valid that an unwelcome authority made. PostgreSQL's driver takes
//! a whole configuration and needs none of this.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use rustls::RootCertStore;
use rustls::SignatureScheme;
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::{
    AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, TrustAnchor,
};

/// What holds on this thread, where the driver does its handshake.
#[derive(Default)]
struct Rule {
    /// The public keys of authorities that are not to be trusted.
    unwelcome: Vec<TrustAnchor<'static>>,
    /// Whether a signature was checked under this rule.
    consulted: bool,
}

thread_local! {
    static RULE: RefCell<Option<Rule>> = const { RefCell::new(None) };
}

/// Runs a handshake in which no authority counts but those of `roots`. The
/// flag says whether our provider was asked at all: if it was not, nothing was
/// kept away.
pub(crate) fn only<T>(roots: &RootCertStore, handshake: impl FnOnce() -> T) -> (T, bool) {
    let is_named = |built_in: &TrustAnchor<'_>| {
        roots
            .roots
            .iter()
            .any(|root| root.subject_public_key_info == built_in.subject_public_key_info)
    };
    let unwelcome = webpki_roots::TLS_SERVER_ROOTS
        .iter()
        .filter(|anchor| !is_named(anchor))
        .cloned()
        .collect();
    let rule = Rule {
        unwelcome,
        consulted: false,
    };
    RULE.with_borrow_mut(|current| *current = Some(rule));
    let result = handshake();
    let rule = RULE.with_borrow_mut(Option::take);
    (result, rule.is_some_and(|rule| rule.consulted))
}

/// Makes our provider the process's, once. Whoever came first stays: then
/// [`only`] says so.
pub(crate) fn install() {
    static INSTALLED: OnceLock<()> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let mut provider = ring::default_provider();
        provider.signature_verification_algorithms =
            guarded(provider.signature_verification_algorithms);
        let _: Result<(), Arc<CryptoProvider>> = provider.install_default();
    });
}

/// The same algorithms, each behind a [`Guard`]. rustls wants them for ever,
/// and this runs once.
fn guarded(algorithms: WebPkiSupportedAlgorithms) -> WebPkiSupportedAlgorithms {
    let guard = |list: &[&'static dyn SignatureVerificationAlgorithm]| {
        let list = list.iter().map(|inner| -> &'static _ {
            let guard: &'static dyn SignatureVerificationAlgorithm =
                Box::leak(Box::new(Guard(*inner)));
            guard
        });
        &*Box::leak(list.collect::<Vec<_>>().into_boxed_slice())
    };
    let mapping: Vec<(SignatureScheme, &'static [_])> = algorithms
        .mapping
        .iter()
        .map(|(scheme, list)| (*scheme, guard(list)))
        .collect();
    WebPkiSupportedAlgorithms {
        all: guard(algorithms.all),
        mapping: Box::leak(mapping.into_boxed_slice()),
    }
}

/// An algorithm that knows scope signatures do not count.
#[derive(Debug)]
struct Guard(&'static dyn SignatureVerificationAlgorithm);

impl SignatureVerificationAlgorithm for Guard {
    fn verify_signature(
        &self,
        public_key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        RULE.with_borrow_mut(|rule| match rule {
            None => Ok(()),
            Some(rule) => {
                rule.consulted = true;
                let made = |anchor: &TrustAnchor<'_>| holds_key(anchor, public_key);
                match rule.unwelcome.iter().any(made) {
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

/// Whether this is the authority's key. A SubjectPublicKeyInfo ends with the
/// bits of the key, which is what a verifier is given.
fn holds_key(anchor: &TrustAnchor<'_>, public_key: &[u8]) -> bool {
    anchor
        .subject_public_key_info
        .as_ref()
        .ends_with(public_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds every signature valid.
    #[derive(Debug)]
    struct Gullible;

    impl SignatureVerificationAlgorithm for Gullible {
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

    /// The bits of an authority's key, as they stand in its certificate.
    fn key_of(anchor: &TrustAnchor<'static>) -> Vec<u8> {
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

    fn passes(key: &[u8]) -> bool {
        Guard(&Gullible).verify_signature(key, b"m", b"s").is_ok()
    }

    #[test]
    fn authorities_that_were_not_named_do_not_count() {
        let anchors = webpki_roots::TLS_SERVER_ROOTS;
        assert!(anchors.len() > 50, "{}", anchors.len());
        let mut named = RootCertStore::empty();
        named.roots.push(anchors[0].clone());
        for (index, anchor) in anchors.iter().enumerate() {
            let key = key_of(anchor);
            // Some share a key with another of another name.
            let expected = key == key_of(&anchors[0]);
            let (passed, consulted) = only(&named, || passes(&key));
            assert_eq!((passed, consulted), (expected, true), "anchor {index}");
            assert!(passes(&key), "the rule ends with the handshake");
        }
        assert_eq!(only(&named, || passes(b"another key")), (true, true));
    }

    #[test]
    fn a_handshake_that_asks_nothing_is_told_apart() {
        assert_eq!(only(&RootCertStore::empty(), || 7), (7, false));
    }

    #[test]
    fn the_provider_keeps_every_algorithm() {
        install();
        let installed = CryptoProvider::get_default().expect("a provider");
        let (ours, ring) = (
            installed.signature_verification_algorithms,
            ring::default_provider().signature_verification_algorithms,
        );
        assert_eq!(ours.all.len(), ring.all.len());
        assert_eq!(ours.supported_schemes(), ring.supported_schemes());
        assert!(format!("{:?}", ours.all[0]).starts_with("Guard("));
    }
}
