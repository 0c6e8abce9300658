//! How long a file and a function may be, and that an `allow` says why.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{
    spanned::Spanned,
    visit::{self, Visit},
    Attribute, Block, ExprMatch, Ident, ImplItemFn, Item, ItemFn, ItemMod, TraitItemFn,
};

use crate::{assert_none, root, short};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;

/// Modules of messages hold types with their documentation and may be longer.
const MESSAGES: [&str; 2] = ["packages/mirror-protocol/src", "packages/terraswap/src"];

/// Files in which a function may be one long `match`.
const ROUTERS: [&str; 2] = ["contract.rs", "main.rs"];

#[test]
fn no_file_is_longer_than_a_reader_keeps_in_mind() {
    let breaches = sources()
        .filter(|path| !is_test(path) && !is_message(path))
        .filter_map(|path| {
            let lines = code_lines(&read(&path));
            (lines > FILE_LINES).then(|| format!("{}: {lines} lines", short(&path)))
        })
        .collect::<Vec<_>>();

    assert_none(
        "split by noun or by message, at most 400 lines without tests",
        &breaches,
    );
}

#[test]
fn no_function_is_longer_than_a_screen() {
    let breaches = sources()
        .filter(|path| !is_test(path))
        .flat_map(|path| {
            let may_route = ROUTERS.iter().any(|name| path.ends_with(name));
            long_functions(&read(&path), may_route)
                .into_iter()
                .map(move |found| format!("{}: {found}", short(&path)))
        })
        .collect::<Vec<_>>();

    assert_none("name its parts, at most 60 lines", &breaches);
}

#[test]
fn whoever_silences_a_lint_says_why() {
    let breaches = sources()
        .flat_map(|path| {
            let tokens = read(&path).parse::<TokenStream>().unwrap();
            silent_allows(tokens)
                .into_iter()
                .map(move |line| format!("{}:{line}", short(&path)))
        })
        .collect::<Vec<_>>();

    assert_none("add `reason = \"…\"`", &breaches);
}

#[test]
fn lines_of_tests_are_not_counted() {
    let code = "fn a() {}\n\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n";

    assert_eq!(code_lines(code), 2);
}

#[test]
fn a_function_too_long_is_found_unless_it_only_routes() {
    let function = |lines: usize, inside: &str| {
        format!(
            "impl A {{\n    fn long() {{\n{}    }}\n}}\n",
            inside.repeat(lines - 2)
        )
    };
    let route = |lines: usize| {
        let arms = "            1 => one(),\n".repeat(lines - 4);
        format!("fn route() {{\n    match x {{\n{arms}    }}\n}}\n")
    };

    assert_eq!(
        long_functions(&function(60, "        one();\n"), true),
        Vec::<String>::new()
    );
    assert_eq!(
        long_functions(&function(61, "        one();\n"), true),
        ["long has 61 lines"]
    );
    assert_eq!(long_functions(&route(80), true), Vec::<String>::new());
    assert_eq!(long_functions(&route(80), false), ["route has 80 lines"]);
}

#[test]
fn an_allow_without_a_reason_is_found() {
    let code = "
        #![allow(a)]
        #[allow(b, reason = \"c\")]
        #[cfg_attr(test, allow(d))]
        fn e() {}
        macro_rules! f { () => { #[expect(g)] mod h {} }; }
        fn allow(reason: u8) {}
    ";

    assert_eq!(silent_allows(code.parse().unwrap()), [2, 4, 6]);
}

/// Every Rust file of ours.
fn sources() -> impl Iterator<Item = PathBuf> {
    let mut files = Vec::new();
    for folder in ["contracts", "packages", "clients", "scripts"] {
        collect(&root().join(folder), &mut files);
    }
    assert!(files.len() > 10, "the sources are not where they were");
    files.into_iter()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_foreign = path.ends_with("node_modules") || path.ends_with("target");
        if path.is_dir() && !is_foreign {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

pub(crate) fn is_test(path: &Path) -> bool {
    short(path)
        .split('/')
        .any(|part| part == "tests" || part == "tests.rs")
}

fn is_message(path: &Path) -> bool {
    MESSAGES
        .iter()
        .any(|folder| path.starts_with(root().join(folder)))
}

fn parse(code: &str) -> syn::File {
    syn::parse_file(code).unwrap_or_else(|error| panic!("{error} in:\n{code}"))
}

fn code_lines(code: &str) -> usize {
    let tests = parse(code).items.into_iter().filter_map(|item| match item {
        Item::Mod(module) if is_for_tests(&module) => Some(lines(module.span())),
        _ => None,
    });
    code.lines().count() - tests.sum::<usize>()
}

fn is_for_tests(module: &ItemMod) -> bool {
    module.attrs.iter().any(|attribute: &Attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<Ident>()
                .is_ok_and(|condition| condition == "test")
    })
}

fn lines(span: proc_macro2::Span) -> usize {
    span.end().line - span.start().line + 1
}

fn long_functions(code: &str, may_route: bool) -> Vec<String> {
    let mut functions = Functions {
        may_route,
        long: Vec::new(),
    };
    functions.visit_file(&parse(code));
    functions.long
}

struct Functions {
    may_route: bool,
    long: Vec<String>,
}

impl Functions {
    /// From the line of the name to that of the closing brace.
    fn measure(&mut self, name: &Ident, body: &Block) {
        let lines = body.span().end().line - name.span().start().line + 1;
        let routes = self.may_route && longest_match(body) * 4 >= lines * 3;
        if lines > FUNCTION_LINES && !routes {
            self.long.push(format!("{name} has {lines} lines"));
        }
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !is_for_tests(module) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.measure(&function.sig.ident, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.measure(&function.sig.ident, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        if let Some(body) = &function.default {
            self.measure(&function.sig.ident, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

fn longest_match(body: &Block) -> usize {
    struct Matches(usize);
    impl<'ast> Visit<'ast> for Matches {
        fn visit_expr_match(&mut self, expression: &'ast ExprMatch) {
            self.0 = self.0.max(lines(expression.span()));
        }
    }
    let mut matches = Matches(0);
    matches.visit_block(body);
    matches.0
}

/// The lines of attributes that silence a lint without a reason, inside macros too.
fn silent_allows(tokens: TokenStream) -> Vec<usize> {
    let mut found = Vec::new();
    let mut is_attribute = false;
    for token in tokens {
        match token {
            TokenTree::Punct(mark) => {
                is_attribute = mark.as_char() == '#' || (is_attribute && mark.as_char() == '!');
            }
            TokenTree::Group(group) => {
                if is_attribute && group.delimiter() == Delimiter::Bracket {
                    found.extend(silent_lists(&group));
                } else {
                    found.extend(silent_allows(group.stream()));
                }
                is_attribute = false;
            }
            _ => is_attribute = false,
        }
    }
    found
}

/// `allow(…)` and `expect(…)` in an attribute, also below a `cfg_attr`.
fn silent_lists(attribute: &Group) -> Vec<usize> {
    let mut found = Vec::new();
    let mut line = None;
    for token in attribute.stream() {
        match token {
            TokenTree::Ident(name) => {
                let silences = name == "allow" || name == "expect";
                line = silences.then(|| name.span().start().line);
            }
            TokenTree::Group(list) => match line.take() {
                Some(line) if !has_reason(&list) => found.push(line),
                Some(_) => {}
                None => found.extend(silent_lists(&list)),
            },
            _ => line = None,
        }
    }
    found
}

fn has_reason(list: &Group) -> bool {
    list.stream()
        .into_iter()
        .any(|token| matches!(token, TokenTree::Ident(name) if name == "reason"))
}
