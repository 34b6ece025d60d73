//! Against an oracle that looks for every secret at every place.

use super::*;
use crate::domain::form::PREFIX;
use crate::domain::login::AccessToken;

const KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
const LEGACY: &str = "ragflow-cwOGMzYmUxOTE1NDExZjA4MTAwMDI0Mm";
const BETA: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";
/// A secret of other characters.
const UNUSUAL: &str = "钥+imported.key/7";
const SECRETS: [&str; 5] = [KEY, LEGACY, BETA, "short-key", UNUSUAL];

fn index() -> SecretIndex {
    let mut index = SecretIndex::default();
    for secret in SECRETS {
        index.add_key(secret);
    }
    index
}

/// The texts that are found, each with its place.
fn found(text: &[u8]) -> Vec<(usize, String)> {
    let candidates = find_candidates(text, &index());
    let found = candidates.iter().map(|candidate| {
        let secret = String::from_utf8(candidate.secret(text).into_owned());
        (candidate.range.start, secret.expect("UTF-8"))
    });
    found.collect()
}

fn secrets(text: &[u8]) -> Vec<String> {
    found(text).into_iter().map(|(_, secret)| secret).collect()
}

#[test]
fn a_secret_is_found_in_what_surrounds_it() {
    for around in [
        "@",
        "RAGFLOW_API_KEY=@\n",
        "{\"authorization\": \"Bearer @\"}",
        "/chats/share?shared_id=1&auth=@&locale=en",
        "?auth%3D@%26locale",
        "Bearer%20@",
        "Bearer%2520@",
        "\\n@\\n",
        "\\u0022@\\u0022",
        "\u{1b}[31m@\u{1b}[0m",
        "<@>",
        "clé @é",
        "\0@\0",
        "x@",
        "@x",
        "@_old.log",
    ] {
        for secret in [KEY, LEGACY, BETA, "short-key"] {
            let text = around.replace('@', secret);
            assert_eq!(secrets(text.as_bytes()), [secret], "{around:?}");
        }
    }
}

#[test]
fn a_key_is_found_without_its_prefix_and_a_cut_one_is_not() {
    let bare = KEY.strip_prefix(PREFIX).expect("a key");
    assert_eq!(secrets(bare.as_bytes()), [bare]);
    assert!(secrets(&KEY.as_bytes()[..KEY.len() - 1]).is_empty());
    assert!(secrets(&bare.as_bytes()[1..]).is_empty());
    assert!(secrets(KEY.to_uppercase().as_bytes()).is_empty());
}

#[test]
fn characters_on_both_sides_hide_a_secret_without_prefix_only() {
    assert_eq!(secrets(format!("x{KEY}y").as_bytes()), [KEY]);
    assert!(secrets(format!("x{BETA}y").as_bytes()).is_empty());
}

#[test]
fn a_secret_of_other_characters_is_found_around_its_longest_word() {
    let text = format!("a{UNUSUAL}-b imported.key/7");
    assert_eq!(secrets(text.as_bytes()), [UNUSUAL]);
    // As a part of a longer word, its own longest word is another one.
    assert!(secrets(format!("{}imported2", &UNUSUAL[..4]).as_bytes()).is_empty());
}

#[test]
fn short_secrets_are_counted_and_not_searched() {
    let mut index = SecretIndex::default();
    for secret in ["ragflow-1234567", "a.b.c.d.e.f", "", "1234567"] {
        index.add_key(secret);
    }
    assert_eq!(index.unsearched(), 3);
    assert_eq!(find_candidates(b"ragflow-1234567 1234567", &index), []);
}

#[test]
fn text_in_utf_16_is_found_in_both_byte_orders() {
    let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    for text in [
        format!("\u{feff}key={KEY}\r\n{BETA}"),
        format!("上{KEY}下{BETA}"),
        format!("x{KEY} {BETA}x"),
    ] {
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let text = wide(&text, bytes);
            assert_eq!(secrets(&text), [KEY, BETA]);
            let text = [b"binary\xff\0\0\0", text.as_slice(), b"\0\0"].concat();
            assert_eq!(secrets(&text), [KEY, BETA]);
        }
    }
}

#[test]
fn a_login_token_is_found_by_its_access_token() {
    let vectors = include_str!("../../../tests/fixtures/login-token-vectors.json");
    let vectors: serde_json::Value = serde_json::from_str(vectors).expect("JSON");
    let mut tested = 0;
    for vector in vectors.as_array().expect("vectors") {
        let (Some(token), Some(access_token)) =
            (vector["token"].as_str(), vector["access_token"].as_str())
        else {
            continue;
        };
        let stored = AccessToken::new(access_token);
        if stored.rejection().is_some() {
            continue;
        }
        let mut index = SecretIndex::default();
        index.add_access_token(&stored);
        for around in [
            "T",
            "Authorization: T\n",
            "Bearer%20T&",
            "\\nT\\n",
            "a.b T.",
            "{\"T\"}",
        ] {
            let text = around.replace('T', token);
            let candidates = find_candidates(text.as_bytes(), &index);
            let [candidate] = candidates.as_slice() else {
                panic!("{around}: {candidates:?}");
            };
            assert!(candidate.is_login);
            assert_eq!(candidate.secret(text.as_bytes()), token.as_bytes());
        }
        // The access token alone opens nothing.
        assert_eq!(find_candidates(access_token.as_bytes(), &index), []);
        tested += 1;
    }
    assert!(tested > 1, "{tested}");
}

/// What should be found, slowly: every secret at every place, with its prefix.
fn expected(text: &[u8]) -> Vec<(usize, String)> {
    let is_word = |place: Option<usize>| {
        place
            .and_then(|place| text.get(place))
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_')
    };
    let mut all = Vec::new();
    for secret in SECRETS {
        let bare = secret.strip_prefix(PREFIX).unwrap_or(secret);
        for start in 0..text.len() {
            let end = start + bare.len();
            if !text[start..].starts_with(bare.as_bytes()) {
                continue;
            }
            let has_prefix = text[..start].ends_with(PREFIX.as_bytes());
            let is_free = !is_word(start.checked_sub(1)) || !is_word(Some(end));
            // The longest word of the unusual one ends within it.
            let is_wanted = has_prefix || is_free || secret == UNUSUAL;
            if is_wanted {
                let start = if has_prefix {
                    start - PREFIX.len()
                } else {
                    start
                };
                all.push((
                    start,
                    String::from_utf8_lossy(&text[start..end]).into_owned(),
                ));
            }
        }
    }
    all.sort();
    all
}

/// A generator of numbers for tests.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit
    }
}

#[test]
fn the_same_is_found_as_by_looking_at_every_place() {
    let mut pieces: Vec<&str> = SECRETS.to_vec();
    pieces.extend([
        PREFIX,
        &KEY[8..],
        &LEGACY[8..],
        &KEY[..30],
        &BETA[..31],
        &BETA[1..],
    ]);
    pieces.extend([
        "a", "-", "_", "0", ".", " ", "\n", "=", "%20", "\\n", "\0", "é", "ragflow", "x-",
    ]);
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut places = 0;
    for _ in 0..20_000 {
        let parts = 1 + numbers.below(8);
        let text: String = (0..parts)
            .map(|_| pieces[numbers.below(pieces.len())])
            .collect();
        let expected = expected(text.as_bytes());
        let mut found = found(text.as_bytes());
        found.sort();
        assert_eq!(found, expected, "{text:?}");
        places += found.len();
    }
    assert!(places > 10_000, "{places}");
}
