//! The names that an item defines, brings in and uses.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::{
    spanned::Spanned,
    visit::{self, Visit},
    Attribute, ImplItemFn, Item, ItemMacro, ItemUse, Macro, Meta, UseTree, Visibility,
};

use super::modules::{Module, Use};

pub(super) fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) => {
            let condition = list.tokens.to_string();
            list.path.is_ident("cfg") && condition.split([' ', '(', ',']).any(|word| word == "test")
        }
        Meta::NameValue(_) => false,
    })
}

/// Write down what an item defines, brings in and uses.
pub(super) fn collect(item: &Item, module: &mut Module) {
    if let Some(name) = defined(item) {
        module.define(name);
    }
    Collector { module }.visit_item(item);
}

fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

struct Collector<'a> {
    module: &'a mut Module,
}

impl Collector<'_> {
    fn note(&mut self, path: Vec<String>, line: usize) {
        self.module.uses.push(Use {
            path,
            line,
            is_glob: false,
            is_export: false,
        });
    }

    /// The branches of a `use`, each with what leads to it.
    fn branch(&mut self, tree: &UseTree, before: &[String], is_export: bool) {
        let longer = |name: &syn::Ident| {
            let mut path = before.to_vec();
            path.extend((name != "self" || before.is_empty()).then(|| name.to_string()));
            path
        };
        let (path, name) = match tree {
            UseTree::Path(path) => return self.branch(&path.tree, &longer(&path.ident), is_export),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.branch(tree, before, is_export);
                }
                return;
            }
            UseTree::Name(name) => {
                let path = longer(&name.ident);
                let last = path.last().cloned();
                (path, last)
            }
            UseTree::Rename(rename) => (longer(&rename.ident), Some(rename.rename.to_string())),
            UseTree::Glob(_) => (before.to_vec(), None),
        };
        self.module.uses.push(Use {
            path: path.clone(),
            line: tree.span().start().line,
            is_glob: name.is_none(),
            is_export,
        });
        if let Some(name) = name {
            self.module.import(name, path);
        }
    }

    /// The paths of more than one name in a macro or an attribute; a single name could be anything.
    fn scan(&mut self, tokens: TokenStream) {
        let (mut path, mut line, mut colons) = (Vec::new(), 0, 0);
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += 1;
                    if colons == 1 && mark.spacing() == Spacing::Alone {
                        self.end(&mut path, line);
                        colons = 0;
                    }
                }
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.end(&mut path, line);
                        line = name.span().start().line;
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                other => {
                    self.end(&mut path, line);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.scan(group.stream());
                    }
                }
            }
        }
        self.end(&mut path, line);
    }

    fn end(&mut self, path: &mut Vec<String>, line: usize) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.note(path, line);
        }
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Const(item) => &item.attrs,
            Item::Enum(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Struct(item) => &item.attrs,
            Item::Trait(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_for_tests(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        if !is_for_tests(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if item.leading_colon.is_none() {
            let is_export = !matches!(item.vis, Visibility::Inherited);
            self.branch(&item.tree, &[], is_export);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let names = path.segments.iter().map(|part| part.ident.to_string());
            self.note(names.collect(), path.span().start().line);
        }
        visit::visit_path(self, path);
    }

    /// What a `macro_rules` names is used where the macro is called.
    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        if item.ident.is_none() {
            visit::visit_item_macro(self, item);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.scan(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            Meta::List(list) => self.scan(list.tokens.clone()),
            Meta::NameValue(_) | Meta::Path(_) => {}
        }
    }
}
