//! Puts variables in: `${VAR:-default}` and its variants, in the two syntaxes
//! that RAGFlow's files use: docker compose's in `.env`, the shell's in the
//! template.
//!
//! Text to text, without I/O. An error carries names of variables, never their
//! values.

/// How deep defaults may nest: files from outside must not exhaust the stack.
const MAX_DEPTH: usize = 50;
/// How many bytes a value may have: lines that double each other's values must
/// not take all memory.
const MAX_SIZE: usize = 1024 * 1024;

/// The rules for `$` and the backslash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExpansionSyntax {
    /// docker compose (compose-go's `template/template.go`): `$$` is a dollar
    /// sign, `${` must begin a variable and end on the same line, and a variable
    /// that is not set is empty.
    Compose,
    /// Text between double quotes, as the container's entrypoint has the shell
    /// evaluate each line of the template: a backslash protects `$`, `` ` ``,
    /// `"` and itself. A variable that is not set is an error, though the shell
    /// would insert nothing: an empty name or password is never intended.
    Shell,
}

/// Why a text cannot be expanded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ExpansionError {
    /// The variable is not set, and has no default.
    #[error("the variable {0} is not set")]
    Unset(String),
    /// The variable in `${VAR:?…}` is not set.
    #[error("the variable {0} must be set")]
    Required(String),
    /// `${` does not begin a variable.
    #[error("'${{' does not begin a variable")]
    Malformed,
    /// Defaults are nested more than 50 deep.
    #[error("variables are nested too deep")]
    TooDeep,
    /// The result has more than 1 MiB.
    #[error("with its variables the value has more than 1 MiB")]
    TooLarge,
}

/// Looks a variable up. A variable set to an empty string is set.
pub(super) type VariableLookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The text with every variable replaced. Inserted values are not expanded again.
pub(super) fn expand(
    text: &str,
    syntax: ExpansionSyntax,
    lookup: VariableLookup<'_>,
) -> Result<String, ExpansionError> {
    expand_at(text, syntax, lookup, 0)
}

fn expand_at(
    text: &str,
    syntax: ExpansionSyntax,
    lookup: VariableLookup<'_>,
    depth: usize,
) -> Result<String, ExpansionError> {
    if depth > MAX_DEPTH {
        return Err(ExpansionError::TooDeep);
    }
    let mut expanded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['$', '\\']) {
        expanded.push_str(&rest[..at]);
        let (special, behind) = rest[at..].split_at(1);
        rest = behind;
        let next = behind.chars().next();
        match (syntax, special, next) {
            (ExpansionSyntax::Shell, "\\", Some(protected @ ('$' | '`' | '"' | '\\')))
            | (ExpansionSyntax::Compose, "$", Some(protected @ '$')) => {
                expanded.push(protected);
                rest = &behind[1..];
            }
            (_, "$", Some('{')) => {
                let body = &behind[1..];
                let end = find_end(body, syntax).ok_or(ExpansionError::Malformed)?;
                expanded.push_str(&expand_braces(&body[..end], syntax, lookup, depth)?);
                rest = &body[end + 1..];
            }
            (_, "$", _) if name_length(behind) > 0 => {
                let (name, behind) = behind.split_at(name_length(behind));
                expanded.push_str(&variable_value(name, syntax, lookup)?);
                rest = behind;
            }
            _ => expanded.push_str(special),
        }
        if expanded.len() > MAX_SIZE {
            return Err(ExpansionError::TooLarge);
        }
    }
    expanded.push_str(rest);
    if expanded.len() > MAX_SIZE {
        return Err(ExpansionError::TooLarge);
    }
    Ok(expanded)
}

/// Expands the text between braces: a name, perhaps with an operator and a word.
fn expand_braces(
    body: &str,
    syntax: ExpansionSyntax,
    lookup: VariableLookup<'_>,
    depth: usize,
) -> Result<String, ExpansionError> {
    let (name, operation) = body.split_at(name_length(body));
    if name.is_empty() {
        return Err(ExpansionError::Malformed);
    }
    if operation.is_empty() {
        return variable_value(name, syntax, lookup);
    }
    let (empty_is_unset, operation) = match operation.strip_prefix(':') {
        Some(operation) => (true, operation),
        None => (false, operation),
    };
    let found = lookup(name).filter(|value| !(empty_is_unset && value.is_empty()));
    let mut characters = operation.chars();
    let operator = characters.next();
    let word = || expand_at(&operation[1..], syntax, lookup, depth + 1);
    match (operator, found) {
        (Some('-' | '?'), Some(found)) => Ok(found),
        (Some('-'), None) | (Some('+'), Some(_)) => word(),
        (Some('+'), None) => Ok(String::new()),
        (Some('?'), None) => Err(ExpansionError::Required(name.to_owned())),
        _ => Err(ExpansionError::Malformed),
    }
}

fn variable_value(
    name: &str,
    syntax: ExpansionSyntax,
    lookup: VariableLookup<'_>,
) -> Result<String, ExpansionError> {
    match lookup(name) {
        Some(value) => Ok(value),
        None if syntax == ExpansionSyntax::Compose => Ok(String::new()),
        None => Err(ExpansionError::Unset(name.to_owned())),
    }
}

/// Length in bytes of the variable's name that the text begins with; 0 if there is none.
fn name_length(text: &str) -> usize {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    text.find(|c| !is_name(c)).unwrap_or(text.len())
}

/// The offset of the brace that closes the one before `body`.
fn find_end(body: &str, syntax: ExpansionSyntax) -> Option<usize> {
    match syntax {
        ExpansionSyntax::Compose => find_end_as_compose(body),
        ExpansionSyntax::Shell => find_end_as_shell(body),
    }
}

/// The shell counts the braces of variables.
fn find_end_as_shell(body: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut before = ' ';
    for (at, character) in body.char_indices() {
        match character {
            '{' if before == '$' => open += 1,
            '}' if open == 0 => return Some(at),
            '}' => open -= 1,
            _ => {}
        }
        before = character;
    }
    None
}

/// compose-go counts every brace, without the character behind an opening one.
/// If they do not balance, the last closing brace of the line ends the variable.
fn find_end_as_compose(body: &str) -> Option<usize> {
    let mut open = 1_usize;
    let mut last = None;
    let mut is_skipped = false;
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'\n' => break,
            b'}' => {
                last = Some(at);
                if !is_skipped {
                    open -= 1;
                }
                if open == 0 {
                    break;
                }
            }
            b'{' if !is_skipped => {
                open += 1;
                is_skipped = true;
                continue;
            }
            _ => {}
        }
        is_skipped = false;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lookup(name: &str) -> Option<String> {
        let known = [("A", "a"), ("EMPTY", ""), ("MONEY", "$A ${A} \\")];
        known
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn every_form_of_a_variable_is_expanded() {
        for (text, compose) in [
            ("", ""),
            ("plain ü", "plain ü"),
            ("$A-${A}b", "a-ab"),
            ("${A:-x}${A-x}${A:+x}${A+x}${A:?x}${A?x}", "aaxxaa"),
            ("[${EMPTY:-x}${EMPTY-y}${EMPTY:+z}${EMPTY+w}]", "[xw]"),
            ("${NO:-x y: # 'z'}${NO-}${NO:+x}${NO+x}", "x y: # 'z'"),
            ("${NO:-${NO:-${A}}}b}", "ab}"),
            ("${NO:-a{b}", "a{b"),
            ("$MONEY", "$A ${A} \\"),
        ] {
            for syntax in [ExpansionSyntax::Compose, ExpansionSyntax::Shell] {
                let expanded = expand(text, syntax, &lookup);
                assert_eq!(expanded.as_deref(), Ok(compose), "{text} {syntax:?}");
            }
        }
    }

    #[test]
    fn the_syntaxes_differ_in_dollar_signs_and_unset_variables() {
        let compose = |text: &str| expand(text, ExpansionSyntax::Compose, &lookup);
        let shell = |text: &str| expand(text, ExpansionSyntax::Shell, &lookup);
        assert_eq!(compose("$$A $$"), Ok("$A $".to_owned()));
        assert_eq!(compose("\\$A"), Ok("\\a".to_owned()));
        assert_eq!(
            shell(r#"\$A \\ \" \` \n $ $1 $!"#),
            Ok(r#"$A \ " ` \n $ $1 $!"#.to_owned())
        );
        assert_eq!(compose("[${NO}$NO]"), Ok("[]".to_owned()));
        assert_eq!(shell("${NO}"), Err(ExpansionError::Unset("NO".to_owned())));
        assert_eq!(shell("${A:-$NO}"), Ok("a".to_owned()), "not needed");
        for malformed in ["${", "${A", "${}", "${1}", "${A:x}", "${A/b/c}", "${A:"] {
            assert_eq!(
                compose(malformed),
                Err(ExpansionError::Malformed),
                "{malformed}"
            );
        }
        for name in ["${NO?secret}", "${EMPTY:?secret}"] {
            let error = compose(name).expect_err("required");
            assert!(matches!(error, ExpansionError::Required(_)), "{error:?}");
            assert!(!format!("{error:?}").contains("secret"));
        }
    }

    #[test]
    fn too_deep_nesting_is_an_error() {
        let deep = "${NO:-".repeat(100_000) + &"}".repeat(100_000);
        assert_eq!(
            expand(&deep, ExpansionSyntax::Compose, &lookup),
            Err(ExpansionError::TooDeep)
        );
    }
}
