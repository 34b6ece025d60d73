//! Keys like those that RAGFlow stores. Every run creates the same keys.

use std::io::Write as _;

use crate::Outcome;

const FIRST_MS: u64 = 1_760_000_000_000;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const KEYS_PER_TENANT: u64 = 10;

/// Prints `number` keys, tab-separated, with `\N` for NULL. The columns have the
/// order of RAGFlow's endpoint.
///
/// The rows have the order of their creation, and each tenant gets its next key only
/// after every other tenant: neighbouring rows belong to different tenants. One key
/// in ten has no beta (NULL and '' in turn); one in three is bound to a dialog or an
/// agent.
pub(crate) fn print(number: &str) -> Outcome {
    let number: u64 = number.parse()?;
    let tenants = (number / KEYS_PER_TENANT).max(1);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for index in 0..number {
        let (tenant, created) = (index % tenants, FIRST_MS + index * 1000);
        let bound = match index % 6 {
            0 => (hex(index, 3), "dialog"),
            3 => (hex(index, 3), "agent"),
            _ => ("\\N".to_owned(), "\\N"),
        };
        let beta = match (index % 10, index % 20) {
            (0, 0) => "\\N".to_owned(),
            (0, _) => String::new(),
            _ => base64url(index, 2, 32),
        };
        writeln!(
            out,
            "{}\tragflow-{}\t{}\t{}\t{beta}\t{date}\t{created}\t{date}\t{}",
            hex(tenant, 0),
            base64url(index, 1, 43),
            bound.0,
            bound.1,
            created + 7,
            date = date(created),
        )?;
    }
    out.flush()?;
    Ok(())
}

/// SplitMix64: a pseudo-random number for each number, without any state.
pub(crate) fn split_mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn random_words(number: u64, salt: u64) -> impl Iterator<Item = u64> {
    (0..).map(move |word| split_mix(split_mix(number ^ (salt << 56)).wrapping_add(word)))
}

fn hex(number: u64, salt: u64) -> String {
    let words = random_words(number, salt).take(2);
    words.map(|word| format!("{word:016x}")).collect()
}

fn base64url(number: u64, salt: u64, length: usize) -> String {
    let bytes = random_words(number, salt).flat_map(u64::to_le_bytes);
    bytes
        .map(|byte| char::from(ALPHABET[usize::from(byte % 64)]))
        .take(length)
        .collect()
}

fn date(ms: u64) -> String {
    let time = i64::try_from(ms)
        .ok()
        .and_then(chrono::DateTime::from_timestamp_millis);
    time.map(|time| time.format("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_default()
}
