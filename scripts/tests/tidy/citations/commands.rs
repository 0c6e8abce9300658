//! The programs' commands and flags, read from their definitions.

use std::collections::{BTreeMap, BTreeSet};

use syn::{punctuated::Punctuated, Attribute, Expr, ExprLit, Fields, Item, Lit, Meta, Token, Type};

/// A command with what may stand behind it.
#[derive(Debug, Default)]
pub(super) struct Command {
    pub(super) flags: BTreeSet<String>,
    /// Those that may stand behind an inner command, too.
    pub(super) globals: BTreeSet<String>,
    pub(super) commands: BTreeMap<String, Command>,
}

/// A definition, by its file's modules and its name.
struct Definition {
    modules: Vec<String>,
    name: String,
    item: Item,
}

impl Definition {
    /// Its modules without the files that only hold a folder's content.
    fn folder(&self) -> Vec<String> {
        let is_name =
            |module: &&String| !["args", "arguments", "lib", "mod"].contains(&module.as_str());
        self.modules.iter().filter(is_name).cloned().collect()
    }
}

/// The command line that a program's sources define.
pub(super) fn program(sources: &BTreeMap<String, String>, folder: &str) -> Command {
    let definitions = definitions(sources, folder);
    let mut command = Command::default();
    for definition in &definitions {
        if derives(attributes(&definition.item), "Parser") {
            read(definition, &definitions, &mut command);
        }
    }
    hand_down(&mut command);
    command
}

/// Give every inner command the global flags of those around it.
fn hand_down(command: &mut Command) {
    for inner in command.commands.values_mut() {
        inner.flags.extend(command.globals.iter().cloned());
        inner.globals.extend(command.globals.iter().cloned());
        hand_down(inner);
    }
}

fn definitions(sources: &BTreeMap<String, String>, folder: &str) -> Vec<Definition> {
    let mut definitions = Vec::new();
    for (file, text) in sources {
        let Some(inner) = file.strip_prefix(folder) else {
            continue;
        };
        // Only these files name clap, and the rest need not be read.
        if !inner.ends_with(".rs") || !text.contains("clap") {
            continue;
        }
        let modules: Vec<String> = inner
            .trim_end_matches(".rs")
            .split('/')
            .map(str::to_owned)
            .collect();
        for item in syn::parse_file(text).unwrap().items {
            let name = match &item {
                Item::Struct(item) => item.ident.to_string(),
                Item::Enum(item) => item.ident.to_string(),
                _ => continue,
            };
            let is_clap = ["Parser", "Args", "Subcommand"]
                .iter()
                .any(|name| derives(attributes(&item), name));
            if is_clap {
                definitions.push(Definition {
                    modules: modules.clone(),
                    name,
                    item,
                });
            }
        }
    }
    definitions
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        _ => &[],
    }
}

fn derives(attributes: &[Attribute], name: &str) -> bool {
    metas(attributes, "derive").iter().any(|meta| {
        meta.path()
            .segments
            .last()
            .is_some_and(|last| last.ident == name)
    })
}

/// What stands in the brackets of the attributes of this name.
fn metas(attributes: &[Attribute], name: &str) -> Vec<Meta> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
        .filter_map(|attribute| {
            attribute
                .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                .ok()
        })
        .flatten()
        .collect()
}

/// Add to a command what a definition says.
fn read(definition: &Definition, all: &[Definition], command: &mut Command) {
    match &definition.item {
        Item::Struct(item) => read_fields(&item.fields, definition, all, command),
        Item::Enum(item) => {
            for variant in &item.variants {
                let mut inner = Command::default();
                match &variant.fields {
                    Fields::Unnamed(fields) => {
                        for field in &fields.unnamed {
                            follow(&field.ty, definition, all, &mut inner);
                        }
                    }
                    fields => read_fields(fields, definition, all, &mut inner),
                }
                let name = text_of(&metas(&variant.attrs, "command"), "name")
                    .unwrap_or_else(|| kebab(&variant.ident.to_string()));
                command.commands.insert(name, inner);
            }
        }
        _ => {}
    }
}

fn read_fields(fields: &Fields, within: &Definition, all: &[Definition], command: &mut Command) {
    for field in fields {
        let is_inner = metas(&field.attrs, "command")
            .iter()
            .any(|meta| meta.path().is_ident("flatten") || meta.path().is_ident("subcommand"));
        if is_inner {
            follow(&field.ty, within, all, command);
        }
        let metas = metas(&field.attrs, "arg");
        if metas.iter().any(|meta| meta.path().is_ident("long")) {
            let field = field.ident.as_ref().map(ToString::to_string);
            let name = text_of(&metas, "long")
                .unwrap_or_else(|| field.unwrap_or_default().replace('_', "-"));
            if metas.iter().any(|meta| meta.path().is_ident("global")) {
                command.globals.insert(format!("--{name}"));
            }
            command.flags.insert(format!("--{name}"));
        }
    }
}

/// Read the definition that a type names: that of the module before its name; without one, that of
/// this file or else the only one of this name. An `Option` names what it may hold.
fn follow(named: &Type, within: &Definition, all: &[Definition], command: &mut Command) {
    let Type::Path(path) = named else { return };
    let mut segments: Vec<String> = path
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let Some(name) = segments.pop() else { return };
    if name == "Option" {
        if let Some(held) = held(path) {
            follow(held, within, all, command);
        }
        return;
    }
    let named: Vec<&Definition> = all.iter().filter(|one| one.name == name).collect();
    let found = if segments.is_empty() {
        let here = named.iter().find(|one| one.modules == within.modules);
        here.or(named.first().filter(|_| named.len() == 1))
    } else {
        // The one that is the least deep: `deploy::Arguments` is none of a folder below.
        let fitting = named.iter().filter(|one| one.folder().ends_with(&segments));
        fitting.min_by_key(|one| one.modules.len())
    };
    if let Some(definition) = found {
        read(definition, all, command);
    }
}

/// The type in the angle brackets of another.
fn held(path: &syn::TypePath) -> Option<&Type> {
    let syn::PathArguments::AngleBracketed(held) = &path.path.segments.last()?.arguments else {
        return None;
    };
    held.args.iter().find_map(|argument| match argument {
        syn::GenericArgument::Type(held) => Some(held),
        _ => None,
    })
}

/// The text that an attribute gives a name.
fn text_of(metas: &[Meta], name: &str) -> Option<String> {
    metas.iter().find_map(|meta| match meta {
        Meta::NameValue(pair) if pair.path.is_ident(name) => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

/// `check-all` of `CheckAll`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}
