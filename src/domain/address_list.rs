//! A list of e-mail addresses: one per line, or a CSV with a column `email`.

use std::collections::HashSet;

use super::import::delimited::Records;

/// The longest address that RAGFlow's column can hold, in characters.
const MAX_LENGTH: usize = 255;

/// Why a text is no such list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressListError {
    /// It has no address.
    #[error("it has no address")]
    Empty,
    /// It is a CSV without the column.
    #[error("it has several columns, and none of them is named email")]
    NoColumn,
    /// The CSV cannot be read.
    #[error("{0}")]
    Invalid(String),
    /// An address is longer than any that RAGFlow stores.
    #[error("line {0}: the address has more than {MAX_LENGTH} characters")]
    TooLong(usize),
}

/// Reads a list. Returns each address once, with the number of its line. Blanks around
/// an address, blank lines and a byte order mark are ignored.
///
/// # Errors
/// If the text is no such list.
pub fn parse(text: &str) -> Result<Vec<(usize, String)>, AddressListError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut column = None;
    let mut seen = HashSet::new();
    let mut addresses = Vec::new();
    for record in Records::new(text) {
        let (line, cells) = record.map_err(|error| AddressListError::Invalid(error.to_string()))?;
        let index = match column {
            Some(index) => index,
            // The first record is the header, or an address without one.
            None => {
                let title = cells.iter().position(|cell| is_title(&cell.text));
                if title.is_none() && cells.len() > 1 {
                    return Err(AddressListError::NoColumn);
                }
                column = Some(title.unwrap_or_default());
                if title.is_some() {
                    continue;
                }
                0
            }
        };
        let address = cells.get(index).map_or("", |cell| cell.text.trim());
        if address.chars().count() > MAX_LENGTH {
            return Err(AddressListError::TooLong(line));
        }
        if !address.is_empty() && seen.insert(address.to_owned()) {
            addresses.push((line, address.to_owned()));
        }
    }
    match addresses.is_empty() {
        true => Err(AddressListError::Empty),
        false => Ok(addresses),
    }
}

fn is_title(text: &str) -> bool {
    let is = |title: &&str| text.trim().eq_ignore_ascii_case(title);
    ["email", "e-mail"].iter().any(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<(usize, String)> {
        parse(text).expect("a list")
    }

    fn listed(pairs: &[(usize, &str)]) -> Vec<(usize, String)> {
        let owned = |(line, text): &(usize, &str)| (*line, (*text).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn one_address_per_line() {
        let text = "\u{feff}a@x\r\n\n  b@x \na@x\n";
        assert_eq!(addresses(text), listed(&[(1, "a@x"), (3, "b@x")]));
        assert_eq!(addresses("Email\na@x"), listed(&[(2, "a@x")]));
    }

    #[test]
    fn a_column_of_a_csv() {
        let text = "name,E-Mail\r\n\"Ada, A.\",a@x\r\nBen,\r\nCy,c@x\r\n";
        assert_eq!(addresses(text), listed(&[(2, "a@x"), (4, "c@x")]));
        assert_eq!(addresses("email;name\na@x;A\n"), listed(&[(2, "a@x")]));
        assert_eq!(addresses("name\temail\nA\ta@x\n"), listed(&[(2, "a@x")]));
    }

    #[test]
    fn other_texts_are_refused() {
        for (text, error) in [
            ("", AddressListError::Empty),
            (" \n\n", AddressListError::Empty),
            ("email\n", AddressListError::Empty),
            ("name,address\nA,a@x", AddressListError::NoColumn),
            (
                &format!("a@x\n{}", "b".repeat(256)),
                AddressListError::TooLong(2),
            ),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
    }
}
