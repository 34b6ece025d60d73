//! The rules of the architecture, checked on the parsed source.
//!
//! [`LAYERS`] is the list of layers. A file may import from its own layer and from those below; files must
//! not import one another in a cycle. The other rules are in `rules.rs` and `secrets.rs`.

mod checker;
mod cycles;
mod graph;
mod items;
mod rules;
mod secrets;
mod source;
mod words;

use std::collections::BTreeSet;

use graph::{Code, Edge, Graph};
use source::{PROGRAM, is_below};

/// The layers from top to bottom. Each is a list of paths below `src`: `store` stands for `src/store.rs`
/// and everything in `src/store/`.
const LAYERS: &[&[&str]] = &[
    &["main"],
    &["lib"],
    &["cli"],
    &["command"],
    &["operation"],
    &["session"],
    &["settings"],
    &["options"],
    &["ragflow_conf"],
    &["store"],
    &["confirm", "report", "exit"],
    &["domain"],
    &["database_url", "text", "error", "env"],
];

/// The number of the layer that a file belongs to, counted from the top.
fn layer_of(file: &str, layers: &[&[&str]]) -> Option<usize> {
    let name = file.strip_prefix("src/")?;
    let holds = |prefixes: &&[&str]| prefixes.iter().any(|prefix| is_below(name, prefix));
    layers.iter().position(holds)
}

/// Files that no layer names, and names in the list without a file.
fn layer_mismatches<'a>(
    files: impl IntoIterator<Item = &'a str>,
    layers: &[&[&str]],
) -> Vec<String> {
    let files: Vec<&str> = files.into_iter().collect();
    let without_layer = files.iter().filter(|file| layer_of(file, layers).is_none());
    let without_layer = without_layer.map(|file| format!("{file} belongs to no layer"));
    let unused = layers.iter().copied().flatten().filter(|prefix| {
        let one = [&[**prefix][..]];
        !files.iter().any(|file| layer_of(file, &one).is_some())
    });
    let unused = unused.map(|prefix| format!("src/{prefix}.rs and src/{prefix}/ do not exist"));
    without_layer.chain(unused).collect()
}

/// Imports from a layer above the file's own.
fn upward_imports<'a>(
    edges: impl IntoIterator<Item = &'a Edge>,
    layers: &[&[&str]],
) -> Vec<String> {
    let points_up = |edge: &&Edge| {
        let [from, to] = [&edge.from, &edge.to].map(|file| layer_of(file, layers));
        from.zip(to).is_some_and(|(from, to)| to < from)
    };
    let upward = edges.into_iter().filter(points_up);
    upward.map(describe).collect()
}

/// Every import cycle: its files, and the imports of one of the shortest cycles between them.
fn import_cycles<'a>(edges: impl IntoIterator<Item = &'a Edge>) -> Vec<String> {
    let cycles = cycles::find(edges);
    let describe_cycle = |cycle: &cycles::Cycle<'_>| {
        let imports: Vec<String> = cycle.shortest.iter().copied().map(describe).collect();
        format!(
            "{} files import one another:\n      {}\n    a shortest cycle:\n      {}",
            cycle.files.len(),
            cycle.files.join("\n      "),
            imports.join("\n      ")
        )
    };
    cycles.iter().map(describe_cycle).collect()
}

/// An import as `FILE:LINE: PATH (FILE that it leads to)`.
fn describe(edge: &Edge) -> String {
    let Edge {
        from,
        to,
        line,
        path,
    } = edge;
    format!("{from}:{line}: {path} ({to})")
}

/// Fails with everything that breaks a rule.
#[track_caller]
fn assert_none(rule: &str, broken: &[String]) {
    let count = broken.len();
    assert!(
        broken.is_empty(),
        "{rule}\n{count} found:\n  {}",
        broken.join("\n  ")
    );
}

#[test]
fn every_file_belongs_to_a_layer() {
    let files = PROGRAM.iter().map(|source| source.path.as_str());
    assert_none(
        "LAYERS in tests/architecture/main.rs names every file of src, and nothing else.",
        &layer_mismatches(files, LAYERS),
    );
}

#[test]
fn no_import_points_up() {
    let graph = Graph::build(&PROGRAM, Code::Program);
    assert_none(
        "A file imports from its own layer and the layers below (LAYERS in tests/architecture/main.rs).",
        &upward_imports(&graph.edges, LAYERS),
    );
}

#[test]
fn there_are_no_import_cycles() {
    let graph = Graph::build(&PROGRAM, Code::Program);
    assert_none(
        "Imports point in one direction.",
        &import_cycles(&graph.edges),
    );
}

#[test]
fn every_file_is_part_of_the_crate() {
    let graph = Graph::build(&PROGRAM, Code::WithTests);
    assert_none("Every mod declaration has a file.", &graph.missing);
    let files: BTreeSet<String> = PROGRAM.iter().map(|source| source.path.clone()).collect();
    let dead: Vec<String> = files.difference(&graph.files).cloned().collect();
    assert_none("A mod declaration leads to every file of src.", &dead);
}
