//! Where the errors of a crate are written, and what variants they have.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use syn::{Attribute, Fields, Item, Type, UseTree};

use crate::{process, workspace::Workspace, Error};

/// The source folders of all crates that the workspace is built from.
pub(crate) struct Sources {
    /// By the name that code uses, `cosmwasm_std`. Of several versions the one is kept that our own
    /// packages depend on.
    folders: BTreeMap<String, PathBuf>,
}

/// An error, and what its file calls other types.
pub(crate) struct Definition {
    /// The crate that it is in.
    name: String,
    /// What is behind each name that the file imports: `Cw20Error` is `cw20_base::ContractError`.
    imports: BTreeMap<String, String>,
    item: Item,
}

/// A variant of an error.
pub(crate) struct Variant {
    /// As it is written.
    pub(crate) name: String,
    /// What stands above it.
    pub(crate) attributes: Vec<Attribute>,
    /// The path of its first field's type, which is the error where it hands one on.
    pub(crate) first_type: Option<String>,
}

impl Sources {
    /// Asks cargo where they are. It asks for this machine only: what other ones need need not be here.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self, Error> {
        let folder = workspace.contracts.first().ok_or(Error::NoContracts)?;
        let host = host(&folder.folder)?;
        let arguments = ["metadata", "--format-version", "1", "--filter-platform"];
        let mut cargo = process::cargo(&folder.folder);
        let metadata = process::output(cargo.args(arguments).arg(host))?;
        let metadata: Value = serde_json::from_str(&metadata)?;
        let packages = metadata.get("packages").and_then(Value::as_array);
        let packages = packages.ok_or(Error::MetadataLacks("packages"))?;

        let of_the_contracts = versions(packages);
        let mut folders = BTreeMap::new();
        for package in packages {
            let text = |key| package.get(key).and_then(Value::as_str).unwrap_or_default();
            let manifest = Path::new(text("manifest_path"));
            let wanted = of_the_contracts.get(text("name"));
            let is_ours = package.get("source").is_none_or(Value::is_null);
            let is_wanted = wanted.is_some_and(|wanted| is_of(text("version"), wanted));
            if let (true, Some(folder)) = (is_ours || is_wanted, manifest.parent()) {
                folders.insert(text("name").replace('-', "_"), folder.join("src"));
            }
        }
        Ok(Self { folders })
    }

    /// The error at a path, whose first word is its crate and whose last is its name.
    pub(crate) fn definition(&self, path: &str) -> Result<Definition, Error> {
        let missing = || Error::NoSuchError {
            path: path.to_owned(),
        };
        let (name, _) = path.split_once("::").ok_or_else(missing)?;
        let (_, wanted) = path.rsplit_once("::").ok_or_else(missing)?;
        let folder = self.folders.get(name).ok_or_else(missing)?;
        find(folder, name, wanted)?.ok_or_else(missing)
    }
}

impl Definition {
    /// The variants of an enum; a struct is one.
    pub(crate) fn variants(&self) -> Vec<Variant> {
        match &self.item {
            Item::Enum(error) => {
                let variants = error.variants.iter();
                let variants = variants
                    .map(|one| self.variant(one.ident.to_string(), &one.attrs, &one.fields));
                variants.collect()
            }
            Item::Struct(error) => {
                vec![self.variant(error.ident.to_string(), &error.attrs, &error.fields)]
            }
            _ => vec![],
        }
    }

    fn variant(&self, name: String, attributes: &[Attribute], fields: &Fields) -> Variant {
        let first_type = fields.iter().next().and_then(|field| match &field.ty {
            Type::Path(path) => Some(self.full_path(path)),
            _ => None,
        });
        Variant {
            name,
            attributes: attributes.to_vec(),
            first_type,
        }
    }

    fn full_path(&self, path: &syn::TypePath) -> String {
        let words = path.path.segments.iter();
        let words = words.map(|word| word.ident.to_string()).collect::<Vec<_>>();
        let written = words.join("::");
        let full = self.imports.get(&written).unwrap_or(&written);
        match full.split_once("::") {
            Some(("crate" | "super" | "self", rest)) => format!("{}::{rest}", self.name),
            Some(_) => full.clone(),
            None => format!("{}::{full}", self.name),
        }
    }
}

/// The machine that the compiler builds for.
fn host(folder: &Path) -> Result<String, Error> {
    let mut rustc = Command::new("rustc");
    let told = process::output(rustc.current_dir(folder).arg("-vV"))?;
    let line = told.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).ok_or(Error::MetadataLacks("host"))
}

/// The versions that our own packages ask for, by the name of the package.
fn versions(packages: &[Value]) -> BTreeMap<String, String> {
    let ours = packages
        .iter()
        .filter(|package| package.get("source").is_none_or(Value::is_null));
    let dependencies = ours
        .filter_map(|package| package.get("dependencies").and_then(Value::as_array))
        .flatten();
    let named = dependencies.filter_map(|dependency| {
        let text = |key| dependency.get(key).and_then(Value::as_str);
        // A version under another name is there to be compared with.
        let is_renamed = text("rename").is_some();
        Some((text("name")?.to_owned(), text("req")?.to_owned())).filter(|_| !is_renamed)
    });
    named.collect()
}

/// Whether a version is the one that a requirement such as `^2.3` means: by its first number.
fn is_of(version: &str, requirement: &str) -> bool {
    let first = |text: &str| {
        let digits = text.trim_start_matches(['^', '=', '~']);
        digits.split('.').next().map(str::to_owned)
    };
    first(version) == first(requirement)
}

fn find(folder: &Path, name: &str, wanted: &str) -> Result<Option<Definition>, Error> {
    let unreadable = |source| Error::NotRead {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            if let Some(found) = find(&path, name, wanted)? {
                return Ok(Some(found));
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).map_err(unreadable)?;
            let is_there = [format!("enum {wanted}"), format!("struct {wanted}")];
            if is_there.iter().any(|start| text.contains(start)) {
                if let Some(found) = inside(&text, name, wanted) {
                    return Ok(Some(found));
                }
            }
        }
    }
    Ok(None)
}

fn inside(text: &str, name: &str, wanted: &str) -> Option<Definition> {
    let file = syn::parse_file(text).ok()?;
    let mut imports = BTreeMap::new();
    for item in &file.items {
        if let Item::Use(import) = item {
            note(&import.tree, String::new(), &mut imports);
        }
    }
    let item = file.items.into_iter().find(|item| match item {
        Item::Enum(error) => error.ident == wanted,
        Item::Struct(error) => error.ident == wanted,
        _ => false,
    })?;
    Some(Definition {
        name: name.to_owned(),
        imports,
        item,
    })
}

/// What an import brings in, by the name it has in the file.
fn note(tree: &UseTree, before: String, imports: &mut BTreeMap<String, String>) {
    match tree {
        UseTree::Path(path) => note(&path.tree, format!("{before}{}::", path.ident), imports),
        UseTree::Name(name) => {
            imports.insert(name.ident.to_string(), format!("{before}{}", name.ident));
        }
        UseTree::Rename(name) => {
            imports.insert(name.rename.to_string(), format!("{before}{}", name.ident));
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                note(tree, before.clone(), imports);
            }
        }
        UseTree::Glob(_) => {}
    }
}
