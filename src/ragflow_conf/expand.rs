//! `${VAR:-default}` and its relatives, in the two dialects RAGFlow's files
//! are written in: docker compose's in `.env`, the shell's in the template.
//!
//! Pure text to text. A fault carries names of variables, never their values.

/// How deep defaults may nest: files from outside must not exhaust the stack.
const DEPTH: usize = 20;

/// Scope rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// docker compose: `$$` is a dollar, a variable that is not set is empty,
    /// any other `$` is a mistake.
    Compose,
    /// Text between double quotes, as the container's entrypoint has the shell
    /// evaluate each line of the template: a backslash protects `$`, `` ` ``,
    /// `"` and itself. A variable that is not set is a fault, though the shell
    /// would go on with nothing: an empty name or password is never meant.
    Shell,
}

/// Why a text cannot be expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The variable is not set, and has no default.
    Unset(String),
    /// `${VAR:?…}`, and it is not set.
    Required(String),
    /// A `$` that begins nothing known.
    Malformed,
}

/// Looks a variable up; set to the empty text is set.
pub(super) type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The text with every variable replaced. What is put in is not expanded again.
pub(super) fn expand(text: &str, dialect: Dialect, lookup: Lookup<'_>) -> Result<String, Fault> {
    expand_at(text, dialect, lookup, 0)
}

fn expand_at(
    text: &str,
    dialect: Dialect,
    lookup: Lookup<'_>,
    depth: usize,
) -> Result<String, Fault> {
    if depth > DEPTH {
        return Err(Fault::Malformed);
    }
    let mut expanded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['$', '\\']) {
        expanded.push_str(&rest[..at]);
        let special = &rest[at..];
        let behind = &special[1..];
        if special.starts_with('\\') {
            match behind.chars().next().filter(|_| dialect == Dialect::Shell) {
                Some(protected @ ('$' | '`' | '"' | '\\')) => {
                    expanded.push(protected);
                    rest = &behind[1..];
                }
                _ => {
                    expanded.push('\\');
                    rest = behind;
                }
            }
        } else if let Some(body) = behind.strip_prefix('{') {
            let end = closing_brace(body).ok_or(Fault::Malformed)?;
            expanded.push_str(&braced(&body[..end], dialect, lookup, depth)?);
            rest = &body[end + 1..];
        } else if name_length(behind) > 0 {
            let (name, behind) = behind.split_at(name_length(behind));
            expanded.push_str(&value(name, dialect, lookup)?);
            rest = behind;
        } else if dialect == Dialect::Shell {
            expanded.push('$');
            rest = behind;
        } else if let Some(behind) = behind.strip_prefix('$') {
            expanded.push('$');
            rest = behind;
        } else {
            return Err(Fault::Malformed);
        }
    }
    expanded.push_str(rest);
    Ok(expanded)
}

/// What stands between the braces: a name, and perhaps what to do without it.
fn braced(body: &str, dialect: Dialect, lookup: Lookup<'_>, depth: usize) -> Result<String, Fault> {
    let (name, operation) = body.split_at(name_length(body));
    if name.is_empty() {
        return Err(Fault::Malformed);
    }
    if operation.is_empty() {
        return value(name, dialect, lookup);
    }
    let (empty_is_unset, operation) = match operation.strip_prefix(':') {
        Some(operation) => (true, operation),
        None => (false, operation),
    };
    let found = lookup(name).filter(|value| !(empty_is_unset && value.is_empty()));
    let mut characters = operation.chars();
    let operator = characters.next();
    let word = || expand_at(&operation[1..], dialect, lookup, depth + 1);
    match (operator, found) {
        (Some('-' | '?'), Some(found)) => Ok(found),
        (Some('-'), None) | (Some('+'), Some(_)) => word(),
        (Some('+'), None) => Ok(String::new()),
        (Some('?'), None) => Err(Fault::Required(name.to_owned())),
        _ => Err(Fault::Malformed),
    }
}

fn value(name: &str, dialect: Dialect, lookup: Lookup<'_>) -> Result<String, Fault> {
    match lookup(name) {
        Some(value) => Ok(value),
        None if dialect == Dialect::Compose => Ok(String::new()),
        None => Err(Fault::Unset(name.to_owned())),
    }
}

/// How long the variable's name is that the text begins with.
fn name_length(text: &str) -> usize {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    text.find(|c| !is_name(c)).unwrap_or(text.len())
}

/// Where the brace closes that was opened before `body`.
fn closing_brace(body: &str) -> Option<usize> {
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
    fn the_forms_of_a_variable() {
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
            for dialect in [Dialect::Compose, Dialect::Shell] {
                let expanded = expand(text, dialect, &lookup);
                assert_eq!(expanded.as_deref(), Ok(compose), "{text} {dialect:?}");
            }
        }
    }

    #[test]
    fn the_dialects_differ_in_the_dollar_and_in_what_is_not_set() {
        let compose = |text: &str| expand(text, Dialect::Compose, &lookup);
        let shell = |text: &str| expand(text, Dialect::Shell, &lookup);
        assert_eq!(compose("$$A $$"), Ok("$A $".to_owned()));
        assert_eq!(compose("\\$A"), Ok("\\a".to_owned()));
        assert_eq!(
            shell(r#"\$A \\ \" \` \n $ $1 $!"#),
            Ok(r#"$A \ " ` \n $ $1 $!"#.to_owned())
        );
        assert_eq!(compose("[${NO}$NO]"), Ok("[]".to_owned()));
        assert_eq!(shell("${NO}"), Err(Fault::Unset("NO".to_owned())));
        assert_eq!(shell("${A:-$NO}"), Ok("a".to_owned()), "not needed");
        for wrong in [
            "$", "a$!b", "$1", "${", "${A", "${}", "${1}", "${A:x}", "${A/b/c}", "${A:",
        ] {
            assert_eq!(compose(wrong), Err(Fault::Malformed), "{wrong}");
        }
        for name in ["${NO?secret}", "${EMPTY:?secret}"] {
            let fault = compose(name).expect_err("a fault");
            assert!(matches!(fault, Fault::Required(_)), "{fault:?}");
            assert!(!format!("{fault:?}").contains("secret"));
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let deep = "${NO:-".repeat(100_000) + &"}".repeat(100_000);
        assert_eq!(
            expand(&deep, Dialect::Compose, &lookup),
            Err(Fault::Malformed)
        );
    }
}
