//! Checks the file with a MySQL server's public RSA key before the driver reads
//! it. The driver panics, and so ends the program, if the file is not a key.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::SubjectPublicKeyInfoDer;
use rustls::pki_types::pem::PemObject as _;

use crate::store::driver_error::DriverError;

/// Fewer bits protect nothing; MySQL generates keys of 2048.
const MIN_BITS: usize = 1024;
/// The bytes that the padding needs (OAEP with SHA-1), and the byte that ends
/// the password.
const OVERHEAD: usize = 43;

/// Checks that a file holds a key that can encrypt this password.
pub(super) fn check(path: &Path, password: &str) -> Result<(), DriverError> {
    let error = |reason: &str| {
        let option = format!("server-public-key-path {}", path.display());
        DriverError::configuration(format!("{option}: {reason}")).with_hint(
            "use the server's public key in PEM format (public_key.pem in MySQL's data directory)",
        )
    };
    let pem = std::fs::read(path).map_err(|cause| error(&cause.to_string()))?;
    let bits = read_pem(&pem)
        .and_then(|der| modulus_bits(&der))
        .ok_or_else(|| error("the file contains no RSA public key"))?;
    if bits < MIN_BITS {
        return Err(error("the key is too short to protect the password"));
    }
    // The driver computes the length of the key in bytes in this way.
    if password.len() + OVERHEAD > (bits + 6) / 8 {
        return Err(error("the password is too long for this key"));
    }
    Ok(())
}

/// The key in a PEM file, if the driver reads the same key from it. The driver's
/// reader is stricter: it takes the first block of this kind, prefers an RSA
/// PUBLIC KEY anywhere in the file, and panics if base64 padding is missing.
fn read_pem(pem: &[u8]) -> Option<SubjectPublicKeyInfoDer<'static>> {
    let key = SubjectPublicKeyInfoDer::from_pem_slice(pem).ok()?;
    let text: String = std::str::from_utf8(pem)
        .ok()?
        .split_ascii_whitespace()
        .collect();
    let (_, first_block) = text.split_once("-----BEGINPUBLICKEY-----")?;
    let body = STANDARD.encode(&key);
    let is_what_the_driver_reads = !text.contains("BEGINRSAPUBLICKEY")
        && first_block.starts_with(&format!("{body}-----ENDPUBLICKEY-----"));
    is_what_the_driver_reads.then_some(key)
}

/// The length of the key's modulus in bits. `None`: it is not an RSA key.
fn modulus_bits(der: &[u8]) -> Option<usize> {
    let (info, _) = element(0x30, der)?;
    let (_algorithm, rest) = element(0x30, info)?;
    let (bits, _) = element(0x03, rest)?;
    let key = bits.strip_prefix(&[0])?;
    let (numbers, _) = element(0x30, key)?;
    let (modulus, rest) = element(0x02, numbers)?;
    let (exponent, _) = element(0x02, rest)?;
    let start = modulus.iter().position(|byte| *byte != 0)?;
    let modulus = &modulus[start..];
    let is_odd = |number: &[u8]| number.last().is_some_and(|byte| byte % 2 == 1);
    if !is_odd(modulus) || !is_odd(exponent) {
        return None;
    }
    Some(modulus.len() * 8 - modulus[0].leading_zeros() as usize)
}

/// The contents of a DER element with this tag, and what follows it.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&first, rest) = der.strip_prefix(&[tag])?.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81 | 0x82 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            let number = digits
                .iter()
                .fold(0, |n, digit| n << 8 | usize::from(*digit));
            (number, rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDL+W7M/5QN2ntyyStH8YYs5q67
Jf6CnBO93Is7KmCzqIyB8EPrvyuKIRXvoOSR1Vm2mnNiRZ03M/9VB2Fkvm+M73uO
UQMyVcMhY4HpVoOxLBH0b+es6BkA7TPaZ2NPNdIBMOi5AHv8wWoPQNnFvnJnDYxN
G6bmXqZPEuFV/bXPUQIDAQAB
-----END PUBLIC KEY-----
";

    fn bits(pem: &str) -> Option<usize> {
        modulus_bits(&read_pem(pem.as_bytes())?)
    }

    #[test]
    fn only_a_file_that_the_driver_can_read_is_accepted() {
        assert_eq!(bits(KEY), Some(1024));
        assert_eq!(bits(&format!("MySQL's key:\r\n{KEY}")), Some(1024));
        for wrong in [
            String::new(),
            "-----BEGIN PUBLIC KEY-----".to_owned(),
            KEY.replace("PUBLIC", "RSA PUBLIC"),
            KEY.replace("PUBLIC", "PRIVATE"),
            KEY.replace("MIGf", "MIGg"),
            KEY.replace("MIGf", "AAAA"),
            KEY.replace("QAB", "*AB"),
            format!("{KEY}{}", KEY.replace("PUBLIC", "RSA PUBLIC")),
            format!("a -----BEGIN PUBLIC KEY----- in a sentence\n{KEY}"),
        ] {
            assert_eq!(bits(&wrong), None, "{wrong}");
        }
        // A key that is cut anywhere is rejected, and does not panic.
        let body = KEY.lines().skip(1).take(4).collect::<String>();
        let der = STANDARD.decode(&body).expect("base64");
        for end in 0..der.len() {
            let cut = STANDARD.encode(&der[..end]);
            let pem = format!("-----BEGIN PUBLIC KEY-----\n{cut}\n-----END PUBLIC KEY-----\n");
            assert_eq!(bits(&pem), None, "{end}");
        }
        // The driver panics over base64 without its padding.
        let padded = STANDARD.encode([&der[..], &[0]].concat());
        let unpadded = padded.trim_end_matches('=');
        assert_ne!(padded, unpadded);
        for (body, is_accepted) in [(padded.as_str(), true), (unpadded, false)] {
            let pem = format!("-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n");
            assert_eq!(bits(&pem).is_some(), is_accepted, "{body}");
        }
    }

    #[test]
    fn a_password_that_is_too_long_for_the_key_is_an_error() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), KEY).expect("written");
        let fits = |length| check(file.path(), &"p".repeat(length)).is_ok();
        assert!(fits(0) && fits(85) && !fits(86));
        let missing = check(&file.path().join("none"), "").expect_err("no file");
        assert!(missing.hint.is_some_and(|hint| hint.contains("PEM")));
    }
}
