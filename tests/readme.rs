//! The README, its translation, and the help topics have the same statements and examples.

use std::collections::BTreeSet;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `ragflowctl help privileges` has the statements of the README, with other line breaks.
#[test]
fn the_topic_on_privileges_has_the_statements_of_the_readme() {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let read = |path: &str| std::fs::read_to_string(root().join(path)).expect("a file");
    let readme = read("README.md");
    let topic = words(&read("src/command/help/topics/privileges.txt"));
    let is_statement = |line: &&str| {
        let starts = ["GRANT ", "CREATE USER ", "CREATE ROLE "];
        starts.iter().any(|start| line.starts_with(start))
    };
    let statements: Vec<&str> = readme.lines().filter(is_statement).collect();
    assert!(statements.len() > 10, "{statements:?}");
    for statement in statements {
        assert!(topic.contains(&words(statement)), "{statement}");
    }
}

/// The files that the README links to exist.
#[test]
fn links_of_the_readme_lead_to_files() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let links = readme.split("](").skip(1);
    let files: Vec<&str> = links
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.starts_with("https://") && !link.starts_with('#'))
        .collect();
    assert!(files.len() > 3, "{files:?}");
    for file in files {
        assert!(root().join(file).exists(), "{file}");
    }
}

/// The parts of a README that a translation has too: its blocks of code, the code and the
/// links in its text, the levels of its headings, and the number of its tables' rows.
fn translated_parts(name: &str) -> [Vec<String>; 5] {
    let readme = std::fs::read_to_string(root().join(name)).expect("the README");
    let (mut blocks, mut prose) = (Vec::new(), String::new());
    for (place, part) in readme.split("```").enumerate() {
        match place % 2 {
            0 => prose.push_str(part),
            _ => blocks.push(part.to_owned()),
        }
    }
    let code = prose.split('`').skip(1).step_by(2);
    let code = code.map(|code| code.split_whitespace().collect::<Vec<_>>().join(" "));
    let links = prose
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let links = links
        .filter(|link| !link.starts_with("README"))
        .map(str::to_owned);
    let first_words = |start: char| {
        let lines = prose.lines().filter(move |line| line.starts_with(start));
        lines
            .filter_map(|line| line.split(' ').next())
            .map(str::to_owned)
    };
    let sets = [
        blocks.into_iter().collect(),
        code.collect(),
        links.collect(),
    ];
    let [blocks, code, links] = sets.map(|set: BTreeSet<String>| set.into_iter().collect());
    let mut headings: Vec<String> = first_words('#').collect();
    headings.sort();
    [blocks, code, links, headings, first_words('|').collect()]
}

#[test]
fn the_chinese_readme_has_the_commands_and_examples_of_the_english_one() {
    let english = translated_parts("README.md");
    let chinese = translated_parts("README.zh-CN.md");
    for (english, chinese) in english.iter().zip(&chinese) {
        assert!(english.len() > 5, "{english:?}");
        let lacks = |part: &&String, of: &[String]| !of.contains(part);
        let missing: Vec<&String> = english.iter().filter(|part| lacks(part, chinese)).collect();
        let added: Vec<&String> = chinese.iter().filter(|part| lacks(part, english)).collect();
        assert!(missing.is_empty(), "README.zh-CN.md lacks {missing:?}");
        assert!(added.is_empty(), "README.md lacks {added:?}");
        assert_eq!(english.len(), chinese.len(), "{english:?}");
    }
}
