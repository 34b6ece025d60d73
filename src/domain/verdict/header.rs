//! What a server reads from the bytes of an `Authorization` header.
//!
//! Recorded byte by byte from RAGFlow 0.21.1, 0.22.0 and 0.27
//! (`tests/fixtures/verdicts.json`).

use super::outcome::{Answer, Verdict};
use super::{Generation, Purpose};

/// Why a server finds no credential in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderFault {
    /// The header is empty, or only blanks.
    Empty,
    /// One word, where a word and the credential are expected.
    OneWord,
    /// Not two words.
    NotTwoWords,
    /// Nothing follows the word `Bearer`.
    NothingAfterBearer,
    /// A byte that the HTTP library does not allow in a header.
    ForbiddenByte,
}

/// The credential in the value of an `Authorization` header. The servers decode
/// the bytes as Latin-1, so no text beyond Latin-1 can be a credential.
///
/// # Errors
/// When the server finds none.
pub fn read_credential(
    purpose: Purpose,
    generation: Generation,
    header: &[u8],
) -> Result<String, HeaderFault> {
    match generation {
        Generation::UpTo024 => read_up_to_024(purpose, header),
        // Only a combination of the others knows 0.25.
        Generation::V025 | Generation::From026 | Generation::Go027 => read_from_026(header),
    }
}

fn read_up_to_024(purpose: Purpose, header: &[u8]) -> Result<String, HeaderFault> {
    let text = decode_latin1(header);
    let text = text.trim_start_matches([' ', '\t']);
    if text.is_empty() && purpose != Purpose::Beta {
        return Err(HeaderFault::Empty);
    }
    if purpose == Purpose::Login {
        return Ok(text.to_owned());
    }
    let mut words = text.split(is_python_space).filter(|word| !word.is_empty());
    let (first, second, third) = (words.next(), words.next(), words.next());
    match (purpose, first, second, third) {
        (Purpose::Beta, Some(_), Some(beta), None) => Ok(beta.to_owned()),
        (Purpose::Beta, ..) => Err(HeaderFault::NotTwoWords),
        // Further words are ignored.
        (_, Some(_), Some(key), _) => Ok(key.to_owned()),
        _ => Err(HeaderFault::OneWord),
    }
}

fn read_from_026(header: &[u8]) -> Result<String, HeaderFault> {
    if header.iter().any(|byte| b"\0\n\x0b\x0c\r".contains(byte)) {
        return Err(HeaderFault::ForbiddenByte);
    }
    let text = decode_latin1(header);
    let text = text.trim_matches([' ', '\t']);
    if text.is_empty() {
        return Err(HeaderFault::Empty);
    }
    const BEARER: &str = "bearer ";
    let credential = match text.get(..BEARER.len()) {
        Some(start) if start.eq_ignore_ascii_case(BEARER) => {
            text[BEARER.len()..].trim_start_matches(is_python_space)
        }
        _ => text,
    };
    match credential {
        "" => Err(HeaderFault::NothingAfterBearer),
        credential => Ok(credential.to_owned()),
    }
}

/// Each byte as the character of the same number.
fn decode_latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// What Python's `str.split` takes for white space, within Latin-1.
fn is_python_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\x1c'..=' ' | '\u{85}' | '\u{a0}')
}

impl HeaderFault {
    /// The verdict of a server that finds no credential.
    pub fn verdict(self, purpose: Purpose, generation: Generation) -> Verdict {
        let is_old = generation == Generation::UpTo024;
        let answer = match (self, purpose) {
            (Self::ForbiddenByte, _) => Answer {
                http_status: 400,
                code: None,
                message: None,
            },
            (_, Purpose::Login) if is_old => super::rules::UNAUTHORIZED_200,
            (Self::Empty, Purpose::ApiKey) if is_old => {
                Answer::new(200, 0, "`Authorization` can't be empty")
            }
            (_, Purpose::ApiKey) if is_old => {
                Answer::new(200, 0, "Please check your authorization format.")
            }
            (_, Purpose::Beta) if is_old => Answer::new(200, 102, "Authorization is not valid!\""),
            (_, Purpose::Beta) => Answer::new(200, 102, "Authorization is not valid!"),
            (_, Purpose::ApiKey | Purpose::Login) => super::rules::UNAUTHORIZED_401,
        };
        let (decided_by, fix) = match self {
            Self::Empty => ("the header is empty", "send Authorization: Bearer KEY"),
            Self::OneWord => (
                "one word in the header",
                "put the word Bearer and a blank before the key",
            ),
            Self::NotTwoWords => (
                "not two words in the header",
                "send the word Bearer, a blank and the beta, and nothing else",
            ),
            Self::NothingAfterBearer => (
                "nothing after Bearer",
                "check that the variable with the key is set",
            ),
            Self::ForbiddenByte => (
                "a control character in the header",
                "remove the control characters from the header",
            ),
        };
        Verdict::rejected(decided_by, answer, fix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(purpose: Purpose, generation: Generation, header: &str) -> Result<String, HeaderFault> {
        read_credential(purpose, generation, header.as_bytes())
    }

    #[test]
    fn up_to_024_takes_the_second_word() {
        let key = |header| read(Purpose::ApiKey, Generation::UpTo024, header);
        let beta = |header| read(Purpose::Beta, Generation::UpTo024, header);
        for header in [
            "Bearer K",
            "Token K",
            " x \t K ",
            "Bearer\x1fK",
            "Bearer: K\x0b",
        ] {
            assert_eq!(key(header).as_deref(), Ok("K"), "{header:?}");
            assert_eq!(beta(header).as_deref(), Ok("K"), "{header:?}");
        }
        assert_eq!(key("Bearer K more").as_deref(), Ok("K"));
        assert_eq!(beta("Bearer K more"), Err(HeaderFault::NotTwoWords));
        assert_eq!(key("K"), Err(HeaderFault::OneWord));
        assert_eq!(key(" \t"), Err(HeaderFault::Empty));
        assert_eq!(beta(""), Err(HeaderFault::NotTwoWords));
    }

    #[test]
    fn up_to_024_takes_a_login_token_with_nothing_before_it() {
        let login = |header| read(Purpose::Login, Generation::UpTo024, header);
        assert_eq!(login(" T ").as_deref(), Ok("T "));
        assert_eq!(login("Bearer T").as_deref(), Ok("Bearer T"));
    }

    #[test]
    fn from_026_takes_off_bearer_and_one_blank() {
        let key = |header| read(Purpose::ApiKey, Generation::From026, header);
        for header in ["Bearer K", "bEARER   K\t", "K", " K", "Bearer \x1c\x1dK"] {
            assert_eq!(key(header).as_deref(), Ok("K"), "{header:?}");
        }
        assert_eq!(key("Bearer\tK").as_deref(), Ok("Bearer\tK"));
        assert_eq!(key("Bearer").as_deref(), Ok("Bearer"));
        assert_eq!(key("Bearer K x").as_deref(), Ok("K x"));
        assert_eq!(key("Bearer \x1c"), Err(HeaderFault::NothingAfterBearer));
        assert_eq!(key("K\x0b"), Err(HeaderFault::ForbiddenByte));
        assert_eq!(key(""), Err(HeaderFault::Empty));
    }

    #[test]
    fn bytes_are_latin_1() {
        let header = [b"Bearer \xfc".as_slice(), "ü".as_bytes()].concat();
        for generation in [Generation::UpTo024, Generation::From026] {
            let read = read_credential(Purpose::ApiKey, generation, &header);
            assert_eq!(read.as_deref(), Ok("ü\u{c3}\u{bc}"));
        }
    }
}
