//! A crate's modules: in which file each one is written, and what the names in it stand for.

use std::{collections::BTreeMap, fs, path::Path};

use syn::{Item, ItemMod};

use super::{
    names::{self, is_for_tests},
    Graph,
};

/// What a name stands for in the module that declares it.
enum Meaning {
    /// A module below it, by its number in the tree.
    Module(usize),
    /// A type, a function, a constant: something defined here.
    Item,
    /// Something that is brought in from here.
    Import(Vec<String>),
}

/// What a path leads to.
enum Found {
    Module(usize),
    /// An item of the module with this number.
    Item(usize),
}

/// A path such as `super::plan::Plan` where it stands in the code.
pub(super) struct Use {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    /// Every name of the module that the path leads to.
    pub(super) is_glob: bool,
    /// Brought in for others, too: `pub use`.
    pub(super) is_export: bool,
}

pub(super) struct Module {
    file: usize,
    parent: Option<usize>,
    names: Vec<(String, Meaning)>,
    pub(super) uses: Vec<Use>,
}

impl Module {
    pub(super) fn define(&mut self, name: String) {
        self.names.push((name, Meaning::Item));
    }

    pub(super) fn import(&mut self, name: String, path: Vec<String>) {
        self.names.push((name, Meaning::Import(path)));
    }
}

pub(super) struct Tree {
    files: Vec<String>,
    /// The first one is the crate itself.
    modules: Vec<Module>,
}

/// How many imports may follow each other. An import whose first name is a foreign crate's finds
/// itself again and again, as in `use time::time`, and has to end somewhere.
const MOST_IMPORTS: usize = 8;

impl Tree {
    pub(super) fn of_folder(source: &Path) -> Self {
        Self::read(&|path| fs::read_to_string(source.join(path)).ok())
    }

    /// Follow the `mod` lines from the crate's first file; `load` gives a file's code.
    pub(super) fn read(load: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut tree = Self {
            files: Vec::new(),
            modules: Vec::new(),
        };
        tree.add_file(load, &["lib.rs", "main.rs"], "", None);
        tree
    }

    /// Add the first of these files that exists, whose children are in `folder`.
    fn add_file(
        &mut self,
        load: &dyn Fn(&str) -> Option<String>,
        candidates: &[&str],
        folder: &str,
        parent: Option<usize>,
    ) -> usize {
        let (name, code) = candidates
            .iter()
            .find_map(|name| load(name).map(|code| (*name, code)))
            .unwrap_or_else(|| panic!("none of {candidates:?} exists"));
        let items = syn::parse_file(&code)
            .unwrap_or_else(|error| panic!("{name}: {error}"))
            .items;
        self.files.push(name.to_owned());
        self.add_items(load, self.files.len() - 1, folder, parent, items)
    }

    fn add_items(
        &mut self,
        load: &dyn Fn(&str) -> Option<String>,
        file: usize,
        folder: &str,
        parent: Option<usize>,
        items: Vec<Item>,
    ) -> usize {
        let number = self.modules.len();
        self.modules.push(Module {
            file,
            parent,
            names: Vec::new(),
            uses: Vec::new(),
        });
        for item in items {
            match item {
                Item::Mod(module) if is_for_tests(&module.attrs) => {}
                Item::Mod(module) => {
                    let name = module.ident.to_string();
                    let child = self.add_child(load, file, folder, number, module);
                    self.modules[number]
                        .names
                        .push((name, Meaning::Module(child)));
                }
                other => names::collect(&other, &mut self.modules[number]),
            }
        }
        number
    }

    fn add_child(
        &mut self,
        load: &dyn Fn(&str) -> Option<String>,
        file: usize,
        folder: &str,
        parent: usize,
        module: ItemMod,
    ) -> usize {
        let below = format!("{folder}{}/", module.ident);
        if let Some((_, items)) = module.content {
            return self.add_items(load, file, &below, Some(parent), items);
        }
        let beside = format!("{folder}{}.rs", module.ident);
        let inside = format!("{below}mod.rs");
        self.add_file(load, &[&beside, &inside], &below, Some(parent))
    }

    /// Which file uses which.
    pub(super) fn graph(&self) -> Graph {
        let mut graph: Graph = self
            .files
            .iter()
            .map(|file| (file.clone(), BTreeMap::new()))
            .collect();
        for (number, module) in self.modules.iter().enumerate() {
            let file = &self.files[module.file];
            for one in &module.uses {
                let Some(used) = self.used(number, one) else {
                    continue;
                };
                let line = graph
                    .get_mut(file)
                    .unwrap()
                    .entry(self.files[used].clone())
                    .or_insert(one.line);
                *line = one.line.min(*line);
            }
        }
        graph
    }

    /// The other file whose item is named.
    fn used(&self, from: usize, one: &Use) -> Option<usize> {
        let to = match self.resolve(from, &one.path, 0)? {
            Found::Item(module) => module,
            Found::Module(module) if one.is_glob => module,
            Found::Module(_) => return None,
        };
        let file = self.modules[to].file;
        let only_collects = one.is_export && self.is_below(to, from);
        (file != self.modules[from].file && !only_collects).then_some(file)
    }

    fn is_below(&self, module: usize, above: usize) -> bool {
        let parent = self.modules[module].parent;
        parent.is_some_and(|parent| parent == above || self.is_below(parent, above))
    }

    /// What a path stands for in a module; none if it leads into another crate.
    fn resolve(&self, from: usize, path: &[String], imports: usize) -> Option<Found> {
        if imports > MOST_IMPORTS {
            return None;
        }
        let mut at = from;
        for (position, name) in path.iter().enumerate() {
            match name.as_str() {
                "crate" => at = 0,
                "self" => {}
                "super" => at = self.modules[at].parent?,
                _ => {
                    let is_last = position + 1 == path.len();
                    match self.look_up(at, name, is_last, imports)? {
                        Found::Module(module) => at = module,
                        item => return Some(item),
                    }
                }
            }
        }
        Some(Found::Module(at))
    }

    /// What a name stands for in a module. An item and a module may have the same name: in the
    /// middle of a path the module is meant, at its end the item.
    fn look_up(&self, at: usize, name: &str, is_last: bool, imports: usize) -> Option<Found> {
        let module = &self.modules[at];
        let mut best = None;
        for (_, meaning) in module.names.iter().filter(|(known, _)| known == name) {
            let found = match meaning {
                Meaning::Module(child) => Some(Found::Module(*child)),
                Meaning::Item => Some(Found::Item(at)),
                Meaning::Import(path) => self.resolve(at, path, imports + 1),
            };
            let fits = matches!(found, Some(Found::Item(_))) == is_last;
            if found.is_some() && (best.is_none() || fits) {
                best = found;
            }
        }
        if best.is_some() {
            return best;
        }
        let globs = module.uses.iter().filter(|one| one.is_glob);
        for glob in globs {
            if let Some(Found::Module(other)) = self.resolve(at, &glob.path, imports + 1) {
                let found = self.look_up(other, name, is_last, imports + 1);
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }
}
