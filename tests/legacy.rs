//! All guessable keys are recognised, and nothing else. This file builds the values as RAGFlow
//! before 0.22 did, without code of the program.

use ragflowctl::domain::api_key::ApiKey;
use ragflowctl::domain::audit::{AuditRule, AuditedKey, AuditedTenant, Policy, audit_key};
use ragflowctl::domain::form::Form;
use ragflowctl::domain::legacy::{is_guessable, minted_at, minting_times};
use ragflowctl::domain::token::{Beta, Token};

const LEGACY: u64 = 100_000;
const MODERN: u64 = 1_000_000;

/// Ticks of 100 ns from 1582-10-15 to 1970-01-01, as RFC 9562 has it.
const EPOCH: u64 = 0x01B2_1DD2_1381_4000;

/// A pseudo-random generator: the same numbers in every run.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Appends `length` characters of an alphabet of 16 or 64.
    fn text(&mut self, alphabet: &[u8], length: usize, out: &mut Vec<u8>) {
        let (mut bits, from) = (0, out.len());
        out.resize(from + length, 0);
        for (index, byte) in out[from..].iter_mut().enumerate() {
            if index % 10 == 0 {
                bits = self.next();
            }
            *byte = alphabet[bits as usize & (alphabet.len() - 1)];
            bits >>= 6;
        }
    }
}

const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const HEX: &[u8; 16] = b"0123456789abcdef";

/// Python's `uuid1().hex` at this time: the low, middle and high part of the time with the version,
/// the clock sequence with the variant, and the node.
fn uuid1_hex(unix_ms: u64, ticks: u64, clock: u64, node: u64) -> String {
    let time = EPOCH + unix_ms * 10_000 + ticks;
    format!(
        "{:08x}{:04x}1{:03x}{:04x}{:012x}",
        time & 0xFFFF_FFFF,
        (time >> 32) & 0xFFFF,
        (time >> 48) & 0xFFF,
        0x8000 | (clock & 0x3FFF),
        node & 0xFFFF_FFFF_FFFF,
    )
}

/// Base64url without padding, encoded bit by bit.
fn base64url(bytes: &[u8]) -> String {
    let bit = |at: usize| {
        let byte = bytes.get(at / 8).copied().unwrap_or_default();
        usize::from(byte >> (7 - at % 8) & 1)
    };
    let length = (bytes.len() * 8).div_ceil(6);
    let place = |at: usize| (0..6).fold(0, |place, offset| place << 1 | bit(at * 6 + offset));
    (0..length)
        .map(|at| char::from(BASE64URL[place(at)]))
        .collect()
}

/// The result of RAGFlow's `generate_confirmation_token`: characters 3 to 34 of the encoded text.
fn confirmation_token(uuid: &str) -> String {
    base64url(format!("\"{uuid}\"").as_bytes())[2..34].to_owned()
}

/// Legacy values, each with the time it was created, in milliseconds.
fn legacy_values() -> impl Iterator<Item = (String, i64)> {
    let mut numbers = SplitMix64(20_250_921);
    let nodes: Vec<u64> = (0..16).map(|_| numbers.next()).collect();
    (0..LEGACY).map(move |index| {
        // Most are from the years in which RAGFlow created such keys, some from any time.
        let unix_ms = match index % 8 {
            0 => numbers.below(4_102_444_800_000),
            _ => 1_704_067_200_000 + numbers.below(63_072_000_000),
        };
        let node = match index % 4 {
            // The address of a container, one of a few machines, or any machine.
            0 => 0x0242_AC12_0000 | (index & 0xFFFF),
            1 | 2 => nodes[numbers.below(16) as usize],
            _ => numbers.next(),
        };
        let ticks = numbers.below(10_000);
        let value = confirmation_token(&uuid1_hex(unix_ms, ticks, numbers.next(), node));
        (value, i64::try_from(unix_ms).expect("a time"))
    })
}

#[test]
fn every_legacy_value_is_recognised_with_its_time() {
    let mut ambiguous = 0;
    for (value, made) in legacy_values() {
        let key = format!("ragflow-{value}");
        assert_eq!(Token::new(key.as_str()).form(), Form::Legacy, "{key}");
        for secret in [&key, &value] {
            let minted = minted_at(secret, Some(made + 900)).expect("a legacy value");
            assert_eq!(minted.timestamp_millis(), made, "{secret}");
        }
        let readings: Vec<i64> = minting_times(&value)
            .map(|time| time.timestamp_millis())
            .collect();
        assert!(readings.contains(&made), "{value}");
        if let [first, last] = readings.as_slice() {
            ambiguous += 1;
            assert_eq!((first - last).abs() / 1000, 241, "minutes apart: {value}");
        }
    }
    assert!((LEGACY / 2..LEGACY).contains(&ambiguous), "{ambiguous}");
}

#[test]
fn the_audit_shows_when_every_legacy_value_was_created() {
    let policy = Policy {
        rules: [AuditRule::GuessableKey, AuditRule::GuessableBeta]
            .into_iter()
            .collect(),
        now: 1_795_365_296_789,
        empty_beta_opens: false,
        max_age: None,
        max_keys: None,
    };
    let mut found = Vec::new();
    let tenant = AuditedTenant::default();
    let values: Vec<(String, i64)> = legacy_values().step_by(10).collect();
    for pair in values.windows(2) {
        let [(token, made), (beta, _)] = pair else {
            unreachable!("two at a time");
        };
        let record = ApiKey {
            tenant_id: "t".into(),
            token: Token::new(format!("ragflow-{token}")),
            dialog_id: None,
            source: None,
            beta: Some(Beta::new(beta.as_str())),
            create_date: None,
            create_time: Some(*made),
            update_date: None,
            update_time: None,
        };
        let key = AuditedKey {
            api_key: &record,
            binding_exists: None,
            same_token: None,
            same_beta: None,
        };
        found.clear();
        audit_key(&policy, Some(&tenant), &key, &mut found);
        assert_eq!(found.len(), 2, "{token} {beta}");
        let time = chrono::DateTime::from_timestamp_millis(*made).expect("a time");
        let said = format!("generated {} UTC", time.format("%Y-%m-%d %H:%M:%S"));
        assert!(found[0].why.starts_with(&said), "{} {said}", found[0].why);
    }
}

/// Checks that none of a million values is mistaken for a legacy one.
fn assert_none_guessable(seed: u64, make: impl Fn(&mut SplitMix64, &mut Vec<u8>)) {
    let mut numbers = SplitMix64(seed);
    let mut bytes = Vec::with_capacity(64);
    for _ in 0..MODERN {
        bytes.clear();
        make(&mut numbers, &mut bytes);
        let value = std::str::from_utf8(&bytes).expect("ASCII");
        assert!(!is_guessable(value), "{value}");
    }
}

#[test]
fn no_modern_key_is_mistaken_for_a_legacy_key() {
    assert_none_guessable(1, |numbers, value| {
        value.extend(b"ragflow-");
        numbers.text(BASE64URL, 43, value);
    });
}

#[test]
fn no_modern_beta_is_mistaken_for_a_legacy_beta() {
    assert_none_guessable(2, |numbers, value| numbers.text(BASE64URL, 32, value));
}

#[test]
fn no_hex_beta_is_mistaken_for_a_legacy_beta() {
    assert_none_guessable(3, |numbers, value| {
        // A version-4 UUID: its fourth group starts with 8, 9, a or b.
        numbers.text(HEX, 12, value);
        value.push(b'4');
        numbers.text(HEX, 3, value);
        numbers.text(b"89ab", 1, value);
        numbers.text(HEX, 15, value);
    });
}

#[test]
fn no_hex_key_is_mistaken_for_a_legacy_key() {
    assert_none_guessable(4, |numbers, value| {
        value.extend(b"ragflow-");
        numbers.text(HEX, 32, value);
    });
}

#[test]
fn the_encoder_of_this_test_is_correct() {
    assert_eq!(base64url(b"\"f\xfb"), "Imb7");
    // The UUID of 1970-01-01, made with another program.
    let uuid = uuid1_hex(0, 0, 0, 0);
    assert_eq!(uuid, "138140001dd211b28000000000000000");
    assert!(is_guessable(&confirmation_token(&uuid)));
    assert_eq!(
        minted_at(&confirmation_token(&uuid), Some(0)).map(|time| time.timestamp()),
        Some(0)
    );
}
