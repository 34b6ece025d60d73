//! What RAGFlow's API keys and betas look like.
//!
//! Whether a secret is guessable is decided by `legacy.rs`; the form of a whole
//! secret by `Token::form` and `Beta::form`.

/// The first characters of every API key of RAGFlow. Betas have no prefix.
pub const PREFIX: &str = "ragflow-";
/// Length of a beta in characters, since RAGFlow 0.15.
pub const BETA_LENGTH: usize = 32;

/// Length of the random part of a modern key in characters.
const MODERN_KEY_LENGTH: usize = 43;
/// Length of a UUID in hex digits, without dashes.
const UUID_LENGTH: usize = 32;

/// The forms of API keys and betas that RAGFlow's versions have minted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A part of an encoded version-1 UUID (before RAGFlow 0.22): guessable,
    /// CVE-2025-69286.
    Legacy,
    /// Random base64url (RAGFlow 0.22 and later, and this program): 256 bits in
    /// a key, 192 bits in a beta.
    Modern,
    /// 32 hex digits of a random UUID: betas of RAGFlow's Go server, and its
    /// keys if its random source failed.
    Hex,
    /// Anything else.
    Other,
}

impl Form {
    /// The value of the field `form`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Legacy => "legacy",
            Self::Modern => "modern",
            Self::Hex => "hex",
            Self::Other => "other",
        }
    }
}

/// Whether the part of a key after [`PREFIX`] is that of a modern key.
pub fn is_modern_key(random_part: &str) -> bool {
    random_part.len() == MODERN_KEY_LENGTH && is_base64url(random_part)
}

/// Whether a text has the length and the characters of a modern beta. Legacy
/// betas and UUIDs have them too.
pub fn is_modern_beta(text: &str) -> bool {
    text.len() == BETA_LENGTH && is_base64url(text)
}

/// Whether a text is a beta of RAGFlow's Go server: a UUID in lower case.
pub fn is_hex_beta(text: &str) -> bool {
    is_uuid_without_dashes(text) && !text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Whether a text is 32 hex digits in any case.
pub fn is_uuid_without_dashes(text: &str) -> bool {
    text.len() == UUID_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_base64url(text: &str) -> bool {
    text.bytes().all(|byte| IS_BASE64URL[usize::from(byte)])
}

/// Whether each byte is a character of base64url. With comparisons in place of this
/// table, they were a fifth of the time of an audit: the processor cannot predict the class
/// of a random character.
const IS_BASE64URL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hex_beta_is_lowercase_and_a_uuid_may_be_uppercase() {
        let beta = "edfb6c3ef5d30fbe73f5298faa202ff1";
        assert!(is_hex_beta(beta) && is_uuid_without_dashes(beta) && is_modern_beta(beta));
        let upper = beta.to_uppercase();
        assert!(!is_hex_beta(&upper) && is_uuid_without_dashes(&upper));
        assert!(!is_hex_beta(&beta[1..]) && !is_modern_beta(&beta[1..]));
    }

    #[test]
    fn a_modern_key_has_43_characters_of_base64url() {
        assert!(is_modern_key("aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw"));
        assert!(!is_modern_key(
            "aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PB="
        ));
        assert!(!is_modern_key("aM9truADx1lX"));
    }
}
