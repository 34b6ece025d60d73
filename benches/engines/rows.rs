//! Keys as RAGFlow would have stored them, always the same ones.

use std::io::Write as _;

use crate::Outcome;

const FIRST_MS: u64 = 1_760_000_000_000;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const KEYS_A_TENANT: u64 = 10;

/// Prints so many keys in the order of their creation, in the columns' order of
/// the endpoint, tab-separated, with `\N` for NULL: ten keys a tenant, one made
/// after all the others have one. One key in ten lacks its beta, half of them
/// by NULL and half by ''; a third is bound to a dialog or an agent.
pub(crate) fn print(number: &str) -> Outcome {
    let number: u64 = number.parse()?;
    let tenants = (number / KEYS_A_TENANT).max(1);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for index in 0..number {
        let (tenant, made) = (index % tenants, FIRST_MS + index * 1000);
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
            "{}\tragflow-{}\t{}\t{}\t{beta}\t{date}\t{made}\t{date}\t{}",
            hex(tenant, 0),
            base64url(index, 1, 43),
            bound.0,
            bound.1,
            made + 7,
            date = date(made),
        )?;
    }
    out.flush()?;
    Ok(())
}

/// A generator that needs no state: SplitMix64.
pub(crate) fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn words(number: u64, salt: u64) -> impl Iterator<Item = u64> {
    (0..).map(move |word| mixed(mixed(number ^ (salt << 56)).wrapping_add(word)))
}

fn hex(number: u64, salt: u64) -> String {
    let words = words(number, salt).take(2);
    words.map(|word| format!("{word:016x}")).collect()
}

fn base64url(number: u64, salt: u64, length: usize) -> String {
    let bytes = words(number, salt).flat_map(u64::to_le_bytes);
    let text: String = bytes
        .map(|byte| char::from(ALPHABET[usize::from(byte % 64)]))
        .take(length)
        .collect();
    // RAGFlow's own may begin with a dash, ours not: no matter here.
    text
}

fn date(ms: u64) -> String {
    let time = i64::try_from(ms)
        .ok()
        .and_then(chrono::DateTime::from_timestamp_millis);
    time.map(|time| time.format("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_default()
}
