//! RAGFlow's own error messages about keys, which people paste in place of the key.
//!
//! Sources: the answers recorded in `tests/fixtures/verdicts.json`, the rules of
//! `verdict/rules.rs` (for the Go server), and RAGFlow's web UI.

/// An error message of RAGFlow.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorMessage {
    /// The words by which it is recognised, in any case.
    words: &'static str,
    /// What it means, as the end of a sentence.
    pub meaning: &'static str,
    /// What to do, with the command that helps.
    pub help: &'static str,
}

const EXPLAIN_SECRET: &str = "to see which of these it is, write the key or beta that the client sends to: ragflowctl token \
     explain -";
const EXPLAIN_HEADER: &str = "to see how RAGFlow reads it, write the value of the header to: ragflowctl token explain \
     --header -";

/// A longer message precedes a shorter one that it contains.
const MESSAGES: [ErrorMessage; 14] = [
    ErrorMessage {
        words: "no access to this chatbot",
        meaning: "the beta is valid, but the chat belongs to another tenant or is deleted",
        help: "write the beta to: ragflowctl token explain - --dialog ID",
    },
    ErrorMessage {
        words: "api key is invalid",
        meaning: "no key or beta in RAGFlow's database is equal to the string that the client sends, \
                  or an API key was sent as a beta, or its owner is deleted",
        help: EXPLAIN_SECRET,
    },
    ErrorMessage {
        words: "token is not valid",
        meaning: "no API key in RAGFlow's database is equal to the string that the client sends (an \
                  older route of RAGFlow)",
        help: EXPLAIN_SECRET,
    },
    ErrorMessage {
        words: "authorization is not valid",
        meaning: "the Authorization header does not consist of two words, Bearer and the key or beta",
        help: EXPLAIN_HEADER,
    },
    ErrorMessage {
        words: "check your authorization format",
        meaning: "the Authorization header has one word, so Bearer is missing before the key",
        help: EXPLAIN_HEADER,
    },
    ErrorMessage {
        words: "authorization` can't be empty",
        meaning: "the request has no Authorization header, or an empty one",
        help: "check that the variable with the key is set where the client runs",
    },
    ErrorMessage {
        words: "can't find dialog by id",
        meaning: "the ID in the embed URL is not that of a chat",
        help: "write the embed URL to: ragflowctl token explain -",
    },
    ErrorMessage {
        words: "can't find agent by id",
        meaning: "the ID in the embed URL is not that of an agent",
        help: "write the embed URL to: ragflowctl token explain -",
    },
    ErrorMessage {
        words: "beta field of the api token",
        meaning: "the key has no beta, which an embedded page needs",
        help: "to create missing betas: ragflowctl beta backfill",
    },
    ErrorMessage {
        words: "tenant not found",
        meaning: "the signed-in user owns no tenant, so RAGFlow has no keys to show",
        help: "to see whether this user owns a tenant: ragflowctl token list --user EMAIL",
    },
    ErrorMessage {
        words: "no apitoken found",
        meaning: "the string that the client sends is not an API key: it may be a beta or a login token",
        help: EXPLAIN_SECRET,
    },
    ErrorMessage {
        words: "invalid access token",
        meaning: "RAGFlow's Go server does not know the API key or login token, or its owner is gone or \
                  has never signed in",
        help: EXPLAIN_SECRET,
    },
    ErrorMessage {
        words: "invalid auth credentials",
        meaning: "RAGFlow's Go server does not know the beta, or the owner of its key is gone or has \
                  never signed in",
        help: EXPLAIN_SECRET,
    },
    ErrorMessage {
        words: "unauthorized",
        meaning: "RAGFlow 0.25 or later does not know the API key or login token, or its owner is deleted \
                  or has never signed in",
        help: EXPLAIN_SECRET,
    },
];

/// Recognises an error message, also within JSON or a log line.
pub fn recognise(text: &str) -> Option<&'static ErrorMessage> {
    let text = text.to_lowercase().replace('’', "'");
    MESSAGES.iter().find(|message| text.contains(message.words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::verdict::{Facts, Generation, HeaderFault, Purpose, judge};

    #[test]
    fn the_answers_to_rejected_strings_are_recognised() {
        for purpose in Purpose::ALL {
            for generation in Generation::ALL {
                let faults = [
                    HeaderFault::Empty,
                    HeaderFault::OneWord,
                    HeaderFault::NotTwoWords,
                ];
                let verdicts = faults.map(|fault| fault.verdict(purpose, generation));
                let unknown = judge(purpose, generation, &Facts::default());
                for verdict in verdicts.into_iter().chain([unknown]) {
                    let message = verdict.answer.and_then(|answer| answer.message);
                    let message = message.expect("a message");
                    assert!(recognise(&message).is_some(), "{message}");
                }
            }
        }
    }

    #[test]
    fn a_message_is_recognised_within_other_text_and_in_any_case() {
        let meaning = |text| recognise(text).map(|message| message.words);
        for (text, words) in [
            (
                "Authentication error: API key is invalid!\"",
                "api key is invalid",
            ),
            (
                r#"{"code":109,"data":false,"message":"Authentication error: API key is invalid!"}"#,
                "api key is invalid",
            ),
            ("<Unauthorized '401: Unauthorized'>", "unauthorized"),
            ("HTTP/1.1 401 UNAUTHORIZED", "unauthorized"),
            ("TOKEN IS NOT VALID!", "token is not valid"),
            ("Can’t find dialog by ID: 0123", "can't find dialog by id"),
        ] {
            assert_eq!(meaning(text), Some(words), "{text}");
        }
        assert_eq!(meaning("ragflow-k"), None);
    }
}
