//! The checker itself, on small made-up crates.

use crate::graph::{Code, Edge, Graph};
use crate::rules::is_sql;
use crate::source::Source;
use crate::{import_cycles, layer_mismatches, upward_imports};

const LAYERS: &[&[&str]] = &[&["lib"], &["top"], &["middle", "beside"], &["bottom"]];

/// The graph of these files, given as path below `src` and content.
fn graph(files: &[(&str, &str)]) -> Graph {
    let parse = |(path, text): &(&str, &str)| Source::parse(&format!("src/{path}"), text);
    let sources: Vec<Source> = files.iter().map(parse).collect();
    let graph = Graph::build(&sources, Code::Program);
    assert_eq!(graph.missing, Vec::<String>::new());
    graph
}

/// The edges as `from:line path -> to`.
fn edges(graph: &Graph) -> Vec<String> {
    let show = |edge: &Edge| {
        let [from, to] = [&edge.from, &edge.to].map(|file| file.trim_start_matches("src/"));
        format!("{from}:{} {} -> {to}", edge.line, edge.path)
    };
    graph.edges.iter().map(show).collect()
}

const ROOT: (&str, &str) = ("lib.rs", "mod top; mod middle; mod bottom;");

#[test]
fn an_upward_import_is_caught() {
    let graph = graph(&[
        ROOT,
        ("top.rs", "use crate::middle::Thing; pub struct Top(Thing);"),
        (
            "middle.rs",
            "pub struct Thing;\nfn f() -> crate::bottom::Deep { todo!() }",
        ),
        (
            "bottom.rs",
            "pub struct Deep;\nmod inner { use super::super::{middle::Thing as _}; }",
        ),
    ]);
    assert_eq!(
        upward_imports(&graph.edges, LAYERS),
        ["src/bottom.rs:2: super::super::middle::Thing (src/middle.rs)"]
    );
    // It also closes a cycle.
    let found = import_cycles(&graph.edges);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("2 files import one another:"),
        "{}",
        found[0]
    );
}

#[test]
fn paths_in_code_macros_and_attributes_count() {
    let graph = graph(&[
        ROOT,
        ("top.rs", "pub const T: u8 = 1; pub struct S; pub fn f() {}"),
        (
            "middle.rs",
            "fn f(x: crate::top::S) {\n\
             println!(\"{}\", vec![crate::top::T]);\n\
             }\n\
             #[derive(Args)]\n\
             struct A {\n\
             #[arg(value_parser = crate::top::f)] a: u8 }\n\
             macro_rules! m { () => { $crate::bottom::g() } }",
        ),
        ("bottom.rs", "pub fn g() {}"),
    ]);
    assert_eq!(
        edges(&graph),
        [
            "middle.rs:1 crate::top::S -> top.rs",
            "middle.rs:2 crate::top::T -> top.rs",
            "middle.rs:6 crate::top::f -> top.rs",
            "middle.rs:7 crate::bottom::g -> bottom.rs",
        ]
    );
}

#[test]
fn an_imported_name_is_reported_once_and_an_imported_module_leads_on() {
    let graph = graph(&[
        ROOT,
        (
            "top.rs",
            "use crate::middle::Kind;\n\
             use crate::bottom;\n\
             fn f() { let _ = (Kind::A, Kind::B, bottom::deep::g()); }",
        ),
        ("middle.rs", "pub enum Kind { A, B }"),
        ("bottom.rs", "pub mod deep;"),
        ("bottom/deep.rs", "pub fn g() {}"),
    ]);
    assert_eq!(
        edges(&graph),
        [
            "top.rs:1 crate::middle::Kind -> middle.rs",
            "top.rs:2 crate::bottom -> bottom.rs",
            "top.rs:3 bottom::deep::g -> bottom/deep.rs",
        ]
    );
}

#[test]
fn an_import_cycle_through_reexports_is_caught() {
    let graph = graph(&[
        ROOT,
        (
            "top.rs",
            "mod part; pub use part::Part as Public; pub use crate::middle::*;",
        ),
        (
            "top/part.rs",
            "use crate::bottom::Deep;\npub struct Part(Deep);",
        ),
        ("middle.rs", "pub struct Thing;"),
        // Neither path names the file that it leads to.
        (
            "bottom.rs",
            "use crate::top::{Thing,\nPublic};\npub struct Deep;",
        ),
    ]);
    assert_eq!(
        edges(&graph),
        [
            "bottom.rs:1 crate::top::Thing -> middle.rs",
            "bottom.rs:2 crate::top::Public -> top/part.rs",
            "top.rs:1 crate::middle -> middle.rs",
            "top.rs:1 part::Part -> top/part.rs",
            "top/part.rs:1 crate::bottom::Deep -> bottom.rs",
        ]
    );
    assert_eq!(
        import_cycles(&graph.edges),
        [
            "2 files import one another:\n      src/bottom.rs\n      src/top/part.rs\n    \
          a shortest cycle:\n      \
          src/bottom.rs:2: crate::top::Public (src/top/part.rs)\n      \
          src/top/part.rs:1: crate::bottom::Deep (src/bottom.rs)"
        ]
    );
}

#[test]
fn an_import_cycle_of_parent_and_child_is_caught() {
    let child = "use super::Shared;\npub fn act(_: Shared) {}";
    let parent = "mod part;\npub struct Shared;\nfn f() { part::act(Shared) }";
    let both = graph(&[
        ROOT,
        ("top.rs", parent),
        ("top/part.rs", child),
        ("middle.rs", ""),
        ("bottom.rs", ""),
    ]);
    let found = import_cycles(&both.edges);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("src/top/part.rs:1: super::Shared (src/top.rs)"),
        "{}",
        found[0]
    );
    assert!(
        found[0].contains("src/top.rs:3: part::act (src/top/part.rs)"),
        "{}",
        found[0]
    );
    // A declaration alone is not an import, nor is what the parent itself imports from below.
    for parent in [
        "mod part; pub struct Shared;",
        "mod part; use part::act; use crate::bottom::Shared;",
    ] {
        let files = [
            ROOT,
            ("top.rs", parent),
            ("top/part.rs", child),
            ("middle.rs", ""),
            ("bottom.rs", "pub struct Shared;"),
        ];
        assert_eq!(
            import_cycles(&graph(&files).edges),
            Vec::<String>::new(),
            "{parent}"
        );
    }
}

#[test]
fn test_code_is_left_out() {
    let bottom = "pub struct Deep;\n\
                  #[cfg(test)] use crate::top::T;\n\
                  #[cfg(test)] mod tests { use crate::top::T; }\n\
                  #[cfg(all(test, unix))] mod more;\n\
                  #[cfg(test)] fn helper() { crate::top::T; }\n\
                  impl Deep { #[cfg(test)] fn new() { crate::top::T; } }";
    let files = [
        ROOT,
        ("top.rs", "pub const T: u8 = 1;"),
        (
            "middle.rs",
            "#[cfg(not(test))] use crate::top::T;\n#[cfg(unix)] use crate::top::T as U;",
        ),
        ("bottom.rs", bottom),
        ("bottom/more.rs", "use crate::top::T;"),
    ];
    let graph = graph(&files);
    assert_eq!(
        edges(&graph),
        [
            "middle.rs:1 crate::top::T -> top.rs",
            "middle.rs:2 crate::top::T -> top.rs"
        ]
    );
    assert!(!graph.files.contains("src/bottom/more.rs"));
}

#[test]
fn the_program_uses_the_library_by_its_name() {
    let graph = graph(&[
        ("lib.rs", "pub mod top; pub use top::T;"),
        ("top.rs", "pub const T: u8 = 1;"),
        (
            "main.rs",
            "use ragflowctl::T;\nfn main() { ragflowctl::top::f(); std::process::exit(1) }",
        ),
    ]);
    assert_eq!(
        edges(&graph),
        [
            "lib.rs:1 top::T -> top.rs",
            "main.rs:1 ragflowctl::T -> top.rs",
            "main.rs:2 ragflowctl::top::f -> top.rs",
        ]
    );
}

#[test]
fn other_crates_are_seen_under_their_full_path() {
    let text = "use std::{io, time::Instant as I};\n\
                mod mysql { pub struct Pool; }\n\
                fn f() { I::now(); io::stdout(); ::mysql::g(); mysql::Pool; String::new(); }";
    let graph = graph(&[("lib.rs", text)]);
    let mut used: Vec<String> = graph
        .externals
        .iter()
        .map(|it| it.path.join("::"))
        .collect();
    used.sort();
    assert_eq!(
        used,
        [
            "String::new",
            "mysql::g",
            "std::io",
            "std::io::stdout",
            "std::time::Instant",
            "std::time::Instant::now"
        ]
    );
}

#[test]
fn every_file_needs_a_layer_and_every_layer_a_file() {
    let files = [
        "src/lib.rs",
        "src/top/part.rs",
        "src/topic.rs",
        "src/middle.rs",
        "src/beside.rs",
    ];
    assert_eq!(
        layer_mismatches(files, LAYERS),
        [
            "src/topic.rs belongs to no layer",
            "src/bottom.rs and src/bottom/ do not exist"
        ]
    );
}

#[test]
fn code_is_told_from_words() {
    let source = Source::parse(
        "src/lib.rs",
        "/// x.unwrap() println! #[allow(x)] \"SELECT a FROM b\"\n\
         #[arg(help = \"SELECT a FROM b\")] fn f<'a>(x: &'a str) {\n\
         print!(\"{}\", a.unwrap(), r#\"x\"y\"#); // dbg!\n\
         let c = '\"'; x.unwrap(); x.unwrap_or(1); Row::unwrap(x); a != (b);\n\
         m! { #[allow(x)] fn g() { println!() } }\n\
         }\n\
         #[allow(unused)] mod tests {\n\
         #[test] fn t() {\n} }",
    );
    let strings: Vec<&str> = source
        .strings
        .iter()
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(strings, ["SELECT a FROM b", "{}", "x\"y"]);
    let macros: Vec<(usize, &str)> = source
        .macro_calls
        .iter()
        .map(|(line, name)| (*line, name.as_str()))
        .collect();
    assert_eq!(macros, [(3, "print"), (5, "m"), (5, "println")]);
    assert_eq!(source.unwraps, [3, 4]);
    assert_eq!(source.allow_attributes, [5, 7]);
    let functions = source.functions.iter();
    let functions: Vec<_> = functions
        .map(|it| (it.name.as_str(), it.line, it.line_count, it.is_test))
        .collect();
    assert_eq!(functions, [("f", 2, 5, false), ("t", 8, 2, true)]);
}

#[test]
fn statements_are_told_from_prose() {
    assert!(is_sql("DELETE FROM \"user\"") && is_sql("SELECT 1 FROM t"));
    assert!(!is_sql("select a key from the list, then UPDATE it"));
}
