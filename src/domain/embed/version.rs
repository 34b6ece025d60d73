//! Versions of RAGFlow, as far as their share pages differ.

use std::fmt;
use std::str::FromStr;

use crate::domain::verdict::Generation;

/// A version of RAGFlow without its patch number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RagflowVersion {
    major: u32,
    minor: u32,
}

/// The values of `locale` since 0.25.
const LOCALES: [&str; 17] = [
    "en", "zh-Hans", "zh-Hant", "ru", "id", "ja", "es", "vi", "pt-BR", "de", "fr", "it", "bg",
    "ar", "tr", "ko", "nl",
];
/// The values of `locale` up to 0.24.
const OLD_LOCALES: [&str; 12] = [
    "en",
    "zh",
    "zh-TRADITIONAL",
    "ru",
    "id",
    "ja",
    "es",
    "vi",
    "pt-BR",
    "de",
    "fr",
    "it",
];

impl RagflowVersion {
    /// The newest version whose pages are known.
    pub const NEWEST: Self = Self::from_minor(27);
    /// The first version with these share pages.
    pub const OLDEST: Self = Self::from_minor(20);

    /// The version 0.`minor`.
    pub const fn from_minor(minor: u32) -> Self {
        Self { major: 0, minor }
    }

    /// How the server of this version judges a beta.
    pub fn generation(self) -> Generation {
        match self {
            _ if self <= Self::from_minor(24) => Generation::UpTo024,
            _ if self == Self::from_minor(25) => Generation::V025,
            _ => Generation::From026,
        }
    }

    /// The values that its parameter `locale` can have.
    pub fn locales(self) -> &'static [&'static str] {
        match self < Self::from_minor(25) {
            true => &OLD_LOCALES,
            false => &LOCALES,
        }
    }
}

impl fmt::Display for RagflowVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for RagflowVersion {
    type Err = String;

    /// Reads `0.27`, `0.27.1` or `v0.27.1`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write a version of RAGFlow, for example 0.27 or 0.21.1".to_owned();
        let mut numbers = Vec::new();
        for part in text.strip_prefix('v').unwrap_or(text).split('.') {
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            let number = part.parse::<u32>().ok().filter(|_| is_number);
            numbers.push(number.ok_or_else(wrong)?);
        }
        let (&[major, minor] | &[major, minor, _]) = numbers.as_slice() else {
            return Err(wrong());
        };
        let version = Self { major, minor };
        match version < Self::OLDEST {
            true => Err(format!(
                "the pages of RAGFlow before {} are not known to this program",
                Self::OLDEST
            )),
            false => Ok(version),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_with_and_without_a_patch_number() {
        for text in ["0.21", "0.21.1", "v0.21.0"] {
            assert_eq!(text.parse(), Ok(RagflowVersion::from_minor(21)), "{text}");
        }
        for text in ["", "21", "0.x", "0.21.1.2", "0.+21", "0.19", "latest"] {
            assert!(text.parse::<RagflowVersion>().is_err(), "{text}");
        }
    }

    #[test]
    fn versions_are_ordered_and_have_a_generation() {
        let version = |text: &str| text.parse::<RagflowVersion>().expect("a version");
        assert!(version("1.0") > version("0.99") && version("0.100") > version("0.27"));
        let generations =
            ["0.20", "0.24.3", "0.25", "0.26", "1.0"].map(|text| version(text).generation());
        let expected = [
            Generation::UpTo024,
            Generation::UpTo024,
            Generation::V025,
            Generation::From026,
            Generation::From026,
        ];
        assert_eq!(generations, expected);
    }
}
