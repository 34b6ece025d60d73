//! One source file, parsed: the facts that the rules ask for.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::visit::{self, Visit};

use crate::items::{attributes_of, is_test_only, name_of};

/// A module inside a file: empty for the file itself, `["inner"]` for `mod inner { … }`.
pub(crate) type InlineModule = Vec<String>;

/// A parsed file and what the rules want to know about it.
#[derive(Default)]
pub(crate) struct Source {
    /// The path from the root of the package, with `/`: `src/store/handle.rs`.
    pub(crate) path: String,
    pub(crate) line_count: usize,
    pub(crate) modules: Vec<ModuleDeclaration>,
    /// Names that the file defines: functions, types, constants, macros.
    pub(crate) items: Vec<(InlineModule, String)>,
    pub(crate) imports: Vec<Import>,
    /// Paths of at least two segments outside of `use`, in code, macros and attributes.
    pub(crate) paths: Vec<PathUse>,
    pub(crate) functions: Vec<Function>,
    /// String literals, without doc comments: line and value.
    pub(crate) strings: Vec<(usize, String)>,
    /// Macro calls: line and name.
    pub(crate) macro_calls: Vec<(usize, String)>,
    /// Lines with `#[allow(…)]` or `#![allow(…)]`.
    pub(crate) allow_attributes: Vec<usize>,
    /// Lines with `.unwrap()`.
    pub(crate) unwraps: Vec<usize>,
}

/// `mod name;` or `mod name { … }`.
pub(crate) struct ModuleDeclaration {
    pub(crate) parent: InlineModule,
    pub(crate) name: String,
    pub(crate) is_inline: bool,
    pub(crate) is_test: bool,
    pub(crate) line: usize,
}

/// One leaf of a `use` tree.
pub(crate) struct Import {
    pub(crate) module: InlineModule,
    pub(crate) path: Vec<String>,
    /// The name it gets here; `None` for `*` and `_`.
    pub(crate) name: Option<String>,
    pub(crate) is_glob: bool,
    pub(crate) is_test: bool,
    pub(crate) line: usize,
}

/// A path in code.
pub(crate) struct PathUse {
    pub(crate) module: InlineModule,
    pub(crate) path: Vec<String>,
    pub(crate) is_test: bool,
    pub(crate) line: usize,
}

/// A function with a body.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// From the line of `fn` to that of the closing brace, both counted.
    pub(crate) line_count: usize,
    pub(crate) is_test: bool,
}

/// The root of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of `src`.
pub(crate) static PROGRAM: LazyLock<Vec<Source>> = LazyLock::new(|| read_folder("src"));
/// The files of `tests`.
pub(crate) static TESTS: LazyLock<Vec<Source>> = LazyLock::new(|| read_folder("tests"));

/// Every Rust file below a folder of the package, sorted by path.
fn read_folder(folder: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut pending: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a readable folder");
            pending.extend(entries.map(|entry| entry.expect("a folder entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file");
            let relative = path.strip_prefix(root()).expect("below the root");
            let name = relative.to_string_lossy().replace('\\', "/");
            sources.push(Source::parse(&name, &text));
        }
    }
    assert!(!sources.is_empty(), "no source files under {folder}");
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

impl Source {
    pub(crate) fn parse(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text)
            .map_err(|error| format!("{path}:{}: {error}", error.span().start().line))
            .expect("Rust that syn can parse");
        let mut collector = Collector::default();
        collector.visit_file(&file);
        let mut source = collector.source;
        path.clone_into(&mut source.path);
        source.line_count = text.lines().count();
        source
    }
}

/// Whether a file is `prefix.rs` or stands in the folder `prefix/`.
pub(crate) fn is_below(file: &str, prefix: &str) -> bool {
    let rest = file.strip_prefix(prefix);
    rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// Walks a syntax tree and fills a [`Source`].
#[derive(Default)]
struct Collector {
    source: Source,
    module: InlineModule,
    /// Inside an item of `#[cfg(test)]` or `#[test]`.
    is_test: bool,
}

impl Collector {
    /// Visits an item, marking what is in it as test code if its attributes say so.
    fn within(&mut self, attributes: &[syn::Attribute], visit: impl FnOnce(&mut Self)) {
        let outside = self.is_test;
        self.is_test |= attributes.iter().any(is_test_only);
        visit(self);
        self.is_test = outside;
    }

    fn add_item(&mut self, name: &syn::Ident) {
        let item = (self.module.clone(), name.unraw().to_string());
        self.source.items.push(item);
    }

    fn add_function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = line_of(signature.fn_token.span);
        let last = block.brace_token.span.close().end().line;
        self.source.functions.push(Function {
            name: signature.ident.to_string(),
            line: first,
            line_count: last + 1 - first,
            is_test: self.is_test,
        });
    }

    fn add_path(&mut self, path: Vec<String>, line: usize) {
        if path.len() > 1 {
            self.source.paths.push(PathUse {
                module: self.module.clone(),
                path,
                is_test: self.is_test,
                line,
            });
        }
    }

    fn add_import(&mut self, path: Vec<String>, name: Option<String>, line: usize, is_glob: bool) {
        self.source.imports.push(Import {
            module: self.module.clone(),
            path,
            name,
            is_glob,
            is_test: self.is_test,
            line,
        });
    }

    fn add_use_tree(&mut self, tree: &syn::UseTree, prefix: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(part) => {
                prefix.push(part.ident.unraw().to_string());
                self.add_use_tree(&part.tree, prefix);
                prefix.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_use_tree(tree, prefix);
                }
            }
            syn::UseTree::Name(leaf) => self.add_leaf(prefix, &leaf.ident, &leaf.ident),
            syn::UseTree::Rename(leaf) => self.add_leaf(prefix, &leaf.ident, &leaf.rename),
            syn::UseTree::Glob(leaf) => {
                self.add_import(prefix.clone(), None, line_of(leaf.star_token.span), true);
            }
        }
    }

    fn add_leaf(&mut self, prefix: &[String], leaf: &syn::Ident, name: &syn::Ident) {
        let mut path = prefix.to_vec();
        // `a::{self}` is `a`.
        if leaf != "self" || path.is_empty() {
            path.push(leaf.unraw().to_string());
        }
        let name = match name.unraw().to_string() {
            name if name == "self" => path.last().cloned(),
            name if name == "_" => None,
            name => Some(name),
        };
        self.add_import(path, name, line_of(leaf.span()), false);
    }

    /// Looks through tokens that are no syntax tree: macro and attribute arguments.
    fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while index < tokens.len() {
            match &tokens[index] {
                TokenTree::Group(group) => {
                    if group.delimiter() == Delimiter::Bracket
                        && follows(&tokens[..index], '#')
                        && first_word(group).is_some_and(|word| word == "allow")
                    {
                        self.source.allow_attributes.push(line_of(group.span()));
                    }
                    self.scan(group.stream());
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
                        self.visit_lit_str(&text);
                    }
                }
                TokenTree::Ident(word) => {
                    let line = line_of(word.span());
                    let is_method = follows(&tokens[..index], '.');
                    let path = path_at(&tokens[index..]);
                    index += 3 * (path.len() - 1);
                    let next = &tokens[index + 1..];
                    if is_method && word == "unwrap" && begins_with_call_of_nothing(next) {
                        self.source.unwraps.push(line);
                    }
                    if let [TokenTree::Punct(mark), TokenTree::Group(_), ..] = next
                        && mark.as_char() == '!'
                    {
                        let name = path.last().cloned().unwrap_or_default();
                        self.source.macro_calls.push((line, name));
                    }
                    self.add_path(path, line);
                }
                TokenTree::Punct(_) => {}
            }
            index += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = attributes_of(item);
        self.within(attributes, |collector| {
            if let Some(name) = name_of(item) {
                collector.add_item(name);
            }
            visit::visit_item(collector, item);
        });
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let name = module.ident.unraw().to_string();
        self.source.modules.push(ModuleDeclaration {
            parent: self.module.clone(),
            name: name.clone(),
            is_inline: module.content.is_some(),
            is_test: self.is_test,
            line: line_of(module.ident.span()),
        });
        self.module.push(name);
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, import: &'ast syn::ItemUse) {
        import.attrs.iter().for_each(|it| self.visit_attribute(it));
        self.add_use_tree(&import.tree, &mut Vec::new());
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.add_function(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.within(&function.attrs, |collector| {
            collector.add_function(&function.sig, &function.block);
            visit::visit_impl_item_fn(collector, function);
        });
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.add_function(&function.sig, block);
        }
        visit::visit_trait_item_fn(self, function);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut segments: Vec<String> = Vec::new();
        if path.leading_colon.is_some() {
            segments.push(String::new());
        }
        segments.extend(path.segments.iter().map(|it| it.ident.unraw().to_string()));
        if let Some(first) = path.segments.first() {
            self.add_path(segments, line_of(first.ident.span()));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if let Some(last) = call.path.segments.last() {
            let line = line_of(last.ident.span());
            let name = last.ident.to_string();
            self.source.macro_calls.push((line, name));
        }
        self.visit_path(&call.path);
        self.scan(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let path = attribute.path();
        if path.is_ident("allow") {
            let line = line_of(attribute.pound_token.span);
            self.source.allow_attributes.push(line);
        }
        if path.is_ident("doc") || path.is_ident("cfg") {
            return;
        }
        self.visit_path(path);
        match &attribute.meta {
            syn::Meta::Path(_) => {}
            syn::Meta::List(list) => self.scan(list.tokens.clone()),
            syn::Meta::NameValue(pair) => self.visit_expr(&pair.value),
        }
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        let line = line_of(literal.span());
        self.source.strings.push((line, literal.value()));
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if call.method == "unwrap" && call.args.is_empty() {
            let line = line_of(call.method.span());
            self.source.unwraps.push(line);
        }
        visit::visit_expr_method_call(self, call);
    }
}

fn line_of(span: Span) -> usize {
    span.start().line
}

/// Whether the tokens end with this mark, or with it and a `!`: `#` of `#![allow]`.
fn follows(tokens: &[TokenTree], mark: char) -> bool {
    let is =
        |token: &TokenTree, mark| matches!(token, TokenTree::Punct(it) if it.as_char() == mark);
    match tokens {
        [.., before, last] if is(last, '!') => is(before, mark),
        [.., last] => is(last, mark),
        [] => false,
    }
}

fn first_word(group: &proc_macro2::Group) -> Option<String> {
    match group.stream().into_iter().next()? {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    }
}

fn begins_with_call_of_nothing(tokens: &[TokenTree]) -> bool {
    let is_empty = |group: &proc_macro2::Group| {
        group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty()
    };
    matches!(tokens, [TokenTree::Group(group), ..] if is_empty(group))
}

/// The path that begins at the first token, which is a word.
fn path_at(tokens: &[TokenTree]) -> Vec<String> {
    let colon = |token: &TokenTree| matches!(token, TokenTree::Punct(it) if it.as_char() == ':');
    let mut path = Vec::new();
    let mut rest = tokens;
    while let [TokenTree::Ident(word), tail @ ..] = rest {
        path.push(word.unraw().to_string());
        match tail {
            [first, second, next @ ..] if colon(first) && colon(second) => rest = next,
            _ => break,
        }
    }
    path
}
