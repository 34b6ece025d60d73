//! Recognises the guessable keys of CVE-2025-69286, exactly and offline.
//!
//! Before 0.22 RAGFlow cut a key out of the base64 of a quoted version-1 UUID
//! (`generate_confirmation_token`: characters 2 to 34 of a serialised
//! `uuid1().hex`). Such a key contains no signature and no random part: its text
//! tells when it was minted, and an attacker who knows the hour can list the
//! candidates. Upgrading RAGFlow does not replace such keys.

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use chrono::{DateTime, TimeDelta, Utc};

use super::form::PREFIX;

/// The 34 characters are cut out of longer base64, so the last bits may belong
/// to the next byte: the decoder must be lenient.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// The two characters that RAGFlow cut off at the front: base64 of a quote and
/// of the upper half of the first hex digit, which is a number or a letter.
const STRIPPED_PREFIXES: [&[u8; 2]; 2] = [b"Ij", b"Im"];
/// How many characters of the serialised UUID RAGFlow kept.
const KEPT_LENGTH: usize = 32;
/// Seconds from 1582-10-15, where the time of a version-1 UUID begins, to 1970.
const GREGORIAN_TO_UNIX_SECONDS: i64 = 12_219_292_800;

/// Whether an API key or a beta is guessable.
pub fn is_guessable(secret: &str) -> bool {
    minting_times(secret).next().is_some()
}

/// When a guessable key was minted; `None` for any other text.
///
/// In half of the keys the first hex digit of the UUID is ambiguous, and the two
/// possible times are minutes apart. The one nearer to `created_ms` (the row's
/// `create_time`, Unix milliseconds) is returned, without it the earlier one.
pub fn minted_at(secret: &str, created_ms: Option<i64>) -> Option<DateTime<Utc>> {
    minting_times(secret).min_by_key(|time| {
        let ms = time.timestamp_millis();
        created_ms.map_or(ms.unsigned_abs(), |created| ms.abs_diff(created))
    })
}

/// All possible minting times of a guessable key: one, or two that are minutes
/// apart. Empty for any other text.
pub fn minting_times(secret: &str) -> impl Iterator<Item = DateTime<Utc>> {
    let kept = secret.strip_prefix(PREFIX).unwrap_or(secret).as_bytes();
    let candidates: &[&[u8; 2]] = if is_plausible(kept) {
        &STRIPPED_PREFIXES
    } else {
        &[]
    };
    candidates.iter().filter_map(|stripped| {
        let mut encoded = [0_u8; KEPT_LENGTH + 2];
        encoded[..2].copy_from_slice(*stripped);
        encoded[2..].copy_from_slice(kept);
        let mut decoded = [0_u8; 27];
        let length = LENIENT.decode_slice(encoded, &mut decoded).ok()?;
        time_of_quoted_uuid(&decoded[..length])
    })
}

/// A time as a version-1 UUID counts it: in 100 ns since 1582-10-15.
pub(super) fn ticks_since_gregorian(time: DateTime<Utc>) -> u64 {
    let seconds = time.timestamp() + GREGORIAN_TO_UNIX_SECONDS;
    let ticks = seconds * 10_000_000 + i64::from(time.timestamp_subsec_nanos() / 100);
    ticks.try_into().unwrap_or_default()
}

/// A quick check before decoding. Four characters of base64 are three hex
/// digits, and the first of the four shows whether the first of the three is a
/// hex digit. Nearly every other key fails here.
fn is_plausible(kept: &[u8]) -> bool {
    let begins_a_digit = |byte: &u8| matches!(byte, b'M' | b'N' | b'O' | b'Y' | b'Z');
    kept.len() == KEPT_LENGTH && kept.iter().skip(2).step_by(4).all(begins_a_digit)
}

/// The time in `"` and the first 24 hex digits of a version-1 UUID.
fn time_of_quoted_uuid(decoded: &[u8]) -> Option<DateTime<Utc>> {
    let (b'"', digits) = decoded.split_first()? else {
        return None;
    };
    let lowercase_hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if digits.len() != 24 || !digits.iter().all(lowercase_hex) || digits[12] != b'1' {
        return None;
    }
    let text = std::str::from_utf8(digits).ok()?;
    let ticks =
        i64::from_str_radix(&[&text[13..16], &text[8..12], &text[0..8]].concat(), 16).ok()?;
    // Ticks are 100 ns: 60 bits, so neither step leaves the range of an i64.
    let since_unix = TimeDelta::seconds(ticks / 10_000_000 - GREGORIAN_TO_UNIX_SECONDS)
        + TimeDelta::nanoseconds(ticks % 10_000_000 * 100);
    DateTime::UNIX_EPOCH.checked_add_signed(since_unix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_legacy_key_and_its_beta_are_recognised() {
        assert!(is_guessable("ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz"));
        assert!(is_guessable("E4YjYwYmE2ZTY4NzExZjE4MGM0MDJmYz"));
    }

    #[test]
    fn a_guessable_key_reveals_its_minting_time() {
        // Minted by RAGFlow 0.21.1 at 2026-11-22 15:16:51 UTC, as its row says.
        let created = 1_795_360_611_881;
        let minted = minted_at("ragflow-JlYTc2ZGI2ZTY4NzExZjFhNDcwMDJmYz", Some(created));
        let ms = minted.expect("a legacy key").timestamp_millis();
        assert!((ms - created).abs() < 1000, "{ms}");
    }

    #[test]
    fn modern_hex_and_foreign_keys_are_not_guessable() {
        for text in [
            "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw",
            "FIOTRtY4gj0ba68McPjys28051jjVwWH",
            "ragflow-0123456789abcdef0123456789abcdef",
            "ragflow-",
            "",
            "钥匙钥匙钥匙钥匙",
            "E4YjYwYmE2ZTY4NzExZjE4MGM0MDJmY=",
        ] {
            assert!(!is_guessable(text), "{text}");
        }
    }
}
