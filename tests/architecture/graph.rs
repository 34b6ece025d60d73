//! The module graph of the package: which file uses what of which other file.
//!
//! An import through a re-export counts as an import of the file that defines the item. A `mod name;`
//! declaration is not an import.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Import, Source};

/// A module's path: the name of its crate, then one name for each level.
type ModulePath = Vec<String>;

/// The crates of the package: the file of the root, and the name that others call it by.
const CRATES: [(&str, &str); 2] = [("src/lib.rs", "ragflowctl"), ("src/main.rs", "main")];

/// More re-exports of re-exports than any code has.
const MAX_DEPTH: usize = 32;

/// Which part of the code is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// What is compiled into the program.
    Program,
    /// That, and what stands under `#[cfg(test)]`.
    WithTests,
}

/// One file using something of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    pub(crate) from: String,
    pub(crate) line: usize,
    /// The path as it is written.
    pub(crate) path: String,
    pub(crate) to: String,
}

/// A use of another crate.
pub(crate) struct External {
    pub(crate) file: String,
    pub(crate) line: usize,
    /// The full path, with imported names resolved: `Instant::now` is `std::time::Instant::now`.
    pub(crate) path: Vec<String>,
}

/// All modules and what they use.
#[derive(Default)]
pub(crate) struct Graph {
    pub(crate) files: BTreeSet<String>,
    pub(crate) edges: BTreeSet<Edge>,
    pub(crate) externals: Vec<External>,
    /// Module declarations whose file does not exist.
    pub(crate) missing: Vec<String>,
}

/// Where a path leads.
enum Target {
    File(String),
    External(Vec<String>),
    Unknown,
}

/// One module, be it a file or a part of one.
struct Module<'a> {
    file: &'a str,
    children: BTreeSet<&'a str>,
    items: BTreeSet<&'a str>,
    imports: Vec<&'a Import>,
}

impl Graph {
    /// Builds the graph of these files.
    pub(crate) fn build(sources: &[Source], code: Code) -> Self {
        let mut modules = Modules::default();
        let by_path: BTreeMap<&str, &Source> = sources
            .iter()
            .map(|source| (source.path.as_str(), source))
            .collect();
        for (file, name) in CRATES {
            if let Some(source) = by_path.get(file) {
                modules.add_file(&by_path, source, vec![name.to_owned()], code);
            }
        }
        let mut graph = Self {
            missing: std::mem::take(&mut modules.missing),
            ..Self::default()
        };
        for (source, path) in &modules.files {
            graph.add_uses(&modules, source, path, code);
        }
        graph
    }

    fn add_uses(&mut self, modules: &Modules<'_>, source: &Source, root: &[String], code: Code) {
        self.files.insert(source.path.clone());
        let imports = source.imports.iter().map(|import| {
            let import_of = Some(import);
            (
                &import.module,
                &import.path,
                import.is_test,
                import.line,
                import_of,
            )
        });
        let paths = source
            .paths
            .iter()
            .map(|used| (&used.module, &used.path, used.is_test, used.line, None));
        for (inline, path, is_test, line, import) in imports.chain(paths) {
            if is_test && code == Code::Program {
                continue;
            }
            let module = [root, inline].concat();
            match modules.resolve(&module, path, import, 0) {
                Target::File(to) if to == source.path => {}
                Target::File(to) if import.is_none() && modules.imports(&module, path, &to) => {}
                Target::File(to) => {
                    self.edges.insert(Edge {
                        from: source.path.clone(),
                        to,
                        line,
                        path: path.join("::"),
                    });
                }
                Target::External(path) => self.externals.push(External {
                    file: source.path.clone(),
                    line,
                    path,
                }),
                Target::Unknown => {}
            }
        }
    }
}

/// Every module of the package by its path.
#[derive(Default)]
struct Modules<'a> {
    by_path: BTreeMap<ModulePath, Module<'a>>,
    files: Vec<(&'a Source, ModulePath)>,
    missing: Vec<String>,
}

impl<'a> Modules<'a> {
    /// Adds a file as the module of this path, and the files of its child modules.
    fn add_file(
        &mut self,
        sources: &BTreeMap<&str, &'a Source>,
        source: &'a Source,
        path: ModulePath,
        code: Code,
    ) {
        let counts = |is_test: bool| code == Code::WithTests || !is_test;
        let module_in_file = |inline: &[String]| [&path, inline].concat();
        self.entry(module_in_file(&[]), source);
        for declared in source.modules.iter().filter(|it| counts(it.is_test)) {
            let parent = module_in_file(&declared.parent);
            self.entry(parent, source).children.insert(&declared.name);
            let inner = [
                declared.parent.as_slice(),
                std::slice::from_ref(&declared.name),
            ]
            .concat();
            if declared.is_inline {
                self.entry(module_in_file(&inner), source);
                continue;
            }
            match module_files(&source.path, &inner)
                .iter()
                .find_map(|file| sources.get(file.as_str()))
            {
                Some(file) => self.add_file(sources, file, module_in_file(&inner), code),
                None => self.missing.push(format!(
                    "{}:{}: mod {} has no file",
                    source.path, declared.line, declared.name
                )),
            }
        }
        for (inline, name) in &source.items {
            self.entry(module_in_file(inline), source)
                .items
                .insert(name);
        }
        for import in source.imports.iter().filter(|it| counts(it.is_test)) {
            let module = self.entry(module_in_file(&import.module), source);
            module.imports.push(import);
        }
        self.files.push((source, path));
    }

    fn entry(&mut self, path: ModulePath, source: &'a Source) -> &mut Module<'a> {
        self.by_path.entry(path).or_insert(Module {
            file: &source.path,
            children: BTreeSet::new(),
            items: BTreeSet::new(),
            imports: Vec::new(),
        })
    }

    /// Where a path leads that is written in a module. `own` is the import that the path stands in: it
    /// does not explain itself.
    fn resolve(
        &self,
        module: &[String],
        path: &[String],
        own: Option<&Import>,
        depth: usize,
    ) -> Target {
        let Some(first) = path.first().filter(|_| depth < MAX_DEPTH) else {
            return Target::Unknown;
        };
        let supers = path
            .iter()
            .take_while(|segment| *segment == "super")
            .count();
        match first.as_str() {
            "" => Target::External(path[1..].to_vec()),
            "Self" => Target::Unknown,
            "crate" => self.walk(&module[..1], &path[1..], depth),
            "self" => {
                let supers = path[1..].iter().take_while(|it| *it == "super").count();
                self.walk(&module[..module.len() - supers], &path[1 + supers..], depth)
            }
            "super" => match module.len().checked_sub(supers).filter(|left| *left > 0) {
                Some(left) => self.walk(&module[..left], &path[supers..], depth),
                None => Target::Unknown,
            },
            _ if self.find(module, first, own, depth).is_some() => {
                self.walk_past(module, path, own, depth)
            }
            name if module[0] != name && self.by_path.contains_key(std::slice::from_ref(first)) => {
                self.walk(&path[..1], &path[1..], depth)
            }
            _ => Target::External(path.to_vec()),
        }
    }

    /// Follows a path downwards from a module.
    fn walk(&self, module: &[String], path: &[String], depth: usize) -> Target {
        match path {
            [] => self.file_of(module),
            _ => self.walk_past(module, path, None, depth),
        }
    }

    fn walk_past(
        &self,
        module: &[String],
        path: &[String],
        own: Option<&Import>,
        depth: usize,
    ) -> Target {
        let (name, rest) = path.split_first().expect("a path with a segment");
        match self.find(module, name, own, depth) {
            Some(Found::Item) if rest.is_empty() || !self.is_module(module, name) => {
                self.file_of(module)
            }
            Some(Found::Item | Found::Module) => {
                self.walk(&[module, std::slice::from_ref(name)].concat(), rest, depth)
            }
            Some(Found::Import(import)) => {
                let path = [import.path.as_slice(), rest].concat();
                self.resolve(module, &path, Some(import), depth + 1)
            }
            Some(Found::Through(target)) => self.walk_past(&target, path, None, depth + 1),
            // The compiler knows it: a macro's work, or a type's associated item.
            None => self.file_of(module),
        }
    }

    /// What a name stands for in a module.
    fn find(
        &self,
        module: &[String],
        name: &str,
        own: Option<&Import>,
        depth: usize,
    ) -> Option<Found<'a>> {
        let known = self.by_path.get(module).filter(|_| depth < MAX_DEPTH)?;
        if known.items.contains(name) {
            return Some(Found::Item);
        }
        if known.children.contains(name) {
            return Some(Found::Module);
        }
        let is_other = |import: &&&Import| own.is_none_or(|own| !std::ptr::eq(**import, own));
        let mut imports = known.imports.iter().filter(is_other);
        let named = imports.find(|import| import.name.as_deref() == Some(name));
        if let Some(import) = named {
            return Some(Found::Import(import));
        }
        let globs = known.imports.iter().filter(|import| import.is_glob);
        globs.filter(is_other).find_map(|glob| {
            let target = self.module_at(module, glob, depth + 1)?;
            let found = self.find(&target, name, None, depth + 1);
            found.map(|_| Found::Through(target))
        })
    }

    /// Whether a path begins with an imported name, and that import already leads to the same file.
    fn imports(&self, module: &[String], path: &[String], file: &str) -> bool {
        match self.find(module, &path[0], None, 0) {
            Some(Found::Import(import)) => {
                let target = self.resolve(module, &import.path, Some(import), 0);
                matches!(target, Target::File(target) if target == file)
            }
            _ => false,
        }
    }

    fn is_module(&self, module: &[String], name: &str) -> bool {
        let module = self.by_path.get(module);
        module.is_some_and(|module| module.children.contains(name))
    }

    /// The module whose names a glob import takes.
    fn module_at(&self, module: &[String], glob: &Import, depth: usize) -> Option<ModulePath> {
        let mut at = match glob.path.first()?.as_str() {
            "crate" => module[..1].to_vec(),
            "super" => module[..module.len().checked_sub(1)?].to_vec(),
            "self" => module.to_vec(),
            first => match self.find(module, first, Some(glob), depth)? {
                Found::Module => [module, &[first.to_owned()]].concat(),
                Found::Import(import) => self.module_at(module, import, depth + 1)?,
                Found::Item | Found::Through(_) => return None,
            },
        };
        for segment in &glob.path[1..] {
            match segment.as_str() {
                "super" => drop(at.pop()?),
                _ if self.is_module(&at, segment) => at.push(segment.clone()),
                _ => return None,
            }
        }
        self.by_path.contains_key(&at).then_some(at)
    }

    fn file_of(&self, module: &[String]) -> Target {
        let module = self.by_path.get(module);
        module.map_or(Target::Unknown, |module| {
            Target::File(module.file.to_owned())
        })
    }
}

/// What a name in a module is.
enum Found<'a> {
    Item,
    Module,
    Import(&'a Import),
    /// Known by a glob import of this module.
    Through(ModulePath),
}

/// The files that `mod name;` may mean, for a module below a file.
fn module_files(parent: &str, inner: &[String]) -> [String; 2] {
    let folder = match parent.rsplit_once('/') {
        Some((folder, "lib.rs" | "main.rs" | "mod.rs")) => folder,
        _ => parent.trim_end_matches(".rs"),
    };
    let path = format!("{folder}/{}", inner.join("/"));
    [format!("{path}.rs"), format!("{path}/mod.rs")]
}
