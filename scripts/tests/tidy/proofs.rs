//! Promises have tests: each error is met by a test, and each line of a contract's list names the
//! tests that show it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, Item, ItemEnum};
use toml::Table;

use crate::{assert_none, root, short, sources::is_test};

/// Errors that no message, reply or query can cause.
const OUT_OF_REACH: [(&str, &str, &str); 1] = [(
    "packages/mirror-deploy",
    "StepError::Unreadable",
    "only a birth reads answers, and its tests meet it as BirthError::Unreadable",
)];

const PROMISE: &str = "## we want these to be true";

#[test]
fn every_refusal_is_met_by_a_test() {
    let breaches = folders()
        .iter()
        .flat_map(|folder| {
            let tests = named_paths(folder);
            let unmet =
                move |error: &String| !tests.contains(error) && !is_out_of_reach(folder, error);
            errors_of(folder)
                .into_iter()
                .filter(unmet)
                .map(|error| format!("{}: {error}", short(folder)))
        })
        .collect::<Vec<_>>();

    assert_none(
        "write a test that is refused so, or say in OUT_OF_REACH why there can be none",
        &breaches,
    );
}

#[test]
fn what_is_out_of_reach_exists_and_has_no_test() {
    let breaches = OUT_OF_REACH
        .iter()
        .filter(|(folder, error, reason)| {
            let folder = root().join(folder);
            let is_met = named_paths(&folder).contains(*error);
            is_met || reason.is_empty() || !errors_of(&folder).contains(&(*error).to_owned())
        })
        .map(|(folder, error, _)| format!("{folder}: {error}"))
        .collect::<Vec<_>>();

    assert_none("take it out of OUT_OF_REACH", &breaches);
}

#[test]
fn every_line_of_a_crates_list_names_its_tests() {
    let breaches = folders()
        .iter()
        .flat_map(|folder| {
            let page = folder.join("README.md");
            let text = fs::read_to_string(&page).unwrap_or_default();
            unproven(&text, &test_names(folder))
                .into_iter()
                .map(move |breach| format!("{}: {breach}", short(&page)))
        })
        .collect::<Vec<_>>();

    assert_none(
        "name tests as `module::test`, or `packages/crate module::test`",
        &breaches,
    );
}

#[test]
fn an_error_is_met_where_its_whole_name_stands() {
    let code = "
        use crate::ContractError::{self, Grouped};
        fn a() { assert_eq!(b, mirror_mint::ContractError::Plain { idx: 1 }); }
        fn c() { mirror_lock::ContractError::Foreign {}; Grouped {}; Alone {}; }
    ";

    let mut named = BTreeSet::new();
    collect_paths(code.parse().unwrap(), "mirror_mint", &mut named);

    let is_met = |name: &str| named.contains(&format!("ContractError::{name}"));
    assert!(is_met("Plain"));
    assert!(is_met("Grouped"));
    assert!(!is_met("Foreign"));
    assert!(!is_met("Alone"));
}

#[test]
fn only_modules_for_tests_are_read() {
    let code = "
        #[cfg(test)]
        mod tests;
        fn a() { one }
        #[cfg(test)]
        mod more { two }
        mod other { three }
    ";

    let read = modules_for_tests(code.parse().unwrap());

    let read = read.iter().map(TokenStream::to_string).collect::<Vec<_>>();
    assert_eq!(read, ["two"]);
}

#[test]
fn an_inherited_error_needs_no_test() {
    let code = "enum ContractError {
        #[error(transparent)]
        Std(StdError),
        #[error(\"unauthorized\")]
        Unauthorized {},
    }";

    let errors = own_errors(&syn::parse_str(code).unwrap());

    assert_eq!(errors, ["ContractError::Unauthorized"]);
}

#[test]
fn a_line_without_a_test_that_exists_is_found() {
    let page = "
## We want these to be true

| Always | Shown by |
| --- | --- |
| Paid once | `unlock::paid_once`, in any order |
| Paid in full | `setup::audit` |
| Paid in time | everywhere |
| Paid at `all` | `packages/lock unlock::paid_once` |

## Limits

| None | at all |
";
    let tests = ["it::unlock::paid_once".to_owned()].into();

    assert_eq!(
        unproven(page, &tests),
        [
            "no test `setup::audit`",
            "no test for \"Paid in time\"",
            "no test `packages/lock unlock::paid_once`",
        ]
    );
}

#[test]
fn tests_are_found_below_their_modules_and_in_macros() {
    let code = "
        fn helper() {}
        #[cfg(test)]
        mod tests {
            #[test]
            #[allow(a, reason = \"b\")]
            fn one() {}
            #[tokio::test]
            async fn three() {}
            proptest! {
                #[test]
                fn two(x in 0..1) {}
            }
        }
    ";

    let mut names = BTreeSet::new();
    collect_tests(code.parse().unwrap(), "price", &mut names);

    assert_eq!(
        names,
        [
            "price::tests::one".to_owned(),
            "price::tests::three".to_owned(),
            "price::tests::two".to_owned()
        ]
        .into()
    );
}

/// The contracts and libraries, each with a `src`.
fn folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for parent in ["contracts", "contracts/terraswap", "packages"] {
        for entry in fs::read_dir(root().join(parent)).unwrap() {
            let path = entry.unwrap().path();
            if path.join("src").is_dir() {
                folders.push(path);
            }
        }
    }
    assert!(folders.len() > 10, "the sources are not where they were");
    folders.sort();
    folders
}

pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn parse(path: &Path) -> syn::File {
    syn::parse_file(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `Enum::Variant` of every error that has a text of the crate's own.
fn errors_of(folder: &Path) -> Vec<String> {
    rust_files(&folder.join("src"))
        .iter()
        .flat_map(|path| parse(path).items)
        .filter_map(|item| match item {
            Item::Enum(item) => Some(own_errors(&item)),
            _ => None,
        })
        .flatten()
        .collect()
}

fn own_errors(item: &ItemEnum) -> Vec<String> {
    item.variants
        .iter()
        .filter(|variant| variant.attrs.iter().any(words_an_error))
        .map(|variant| format!("{}::{}", item.ident, variant.ident))
        .collect()
}

/// `#[error("…")]`, and not `#[error(transparent)]`.
fn words_an_error(attribute: &Attribute) -> bool {
    attribute.path().is_ident("error") && attribute.parse_args::<syn::Ident>().is_err()
}

fn is_out_of_reach(folder: &Path, error: &str) -> bool {
    OUT_OF_REACH
        .iter()
        .any(|(of, name, _)| folder.ends_with(of) && *name == error)
}

/// The code of a crate's tests: `tests/`, its files `tests.rs` and in folders `tests`, and its modules
/// for tests only.
fn tests_of(folder: &Path) -> Vec<TokenStream> {
    let code = |path: PathBuf| fs::read_to_string(path).unwrap().parse().unwrap();
    let (files, sources): (Vec<_>, Vec<_>) = rust_files(&folder.join("src"))
        .into_iter()
        .partition(|path| is_test(path));
    let inside = sources.into_iter().map(code).flat_map(modules_for_tests);
    rust_files(&folder.join("tests"))
        .into_iter()
        .chain(files)
        .map(code)
        .chain(inside)
        .collect()
}

/// What stands in braces after `#[cfg(test)]`.
fn modules_for_tests(code: TokenStream) -> Vec<TokenStream> {
    let mut modules = Vec::new();
    let mut is_for_tests = false;
    for token in code {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                is_for_tests |= group.stream().to_string().replace(' ', "") == "cfg(test)";
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                if is_for_tests {
                    modules.push(group.stream());
                }
                is_for_tests = false;
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => is_for_tests = false,
            _ => {}
        }
    }
    modules
}

/// Every `A::B` that stands in a crate's tests, also as `A::{B}`, but not as `other_crate::A::B`.
fn named_paths(folder: &Path) -> BTreeSet<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let manifest = manifest.parse::<Table>().unwrap();
    let own = manifest["package"]["name"]
        .as_str()
        .unwrap()
        .replace('-', "_");
    let mut named = BTreeSet::new();
    for tokens in tests_of(folder) {
        collect_paths(tokens, &own, &mut named);
    }
    named
}

fn collect_paths(tokens: TokenStream, own: &str, named: &mut BTreeSet<String>) {
    let mut path = Vec::<String>::new();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
            TokenTree::Ident(name) => {
                if colons != 2 {
                    path.clear();
                }
                colons = 0;
                path.push(name.to_string());
                named.extend(own_name(&path, own));
            }
            TokenTree::Group(group) => {
                if colons == 2 {
                    for inner in group.stream() {
                        path.push(inner.to_string());
                        named.extend(own_name(&path, own));
                        path.pop();
                    }
                }
                collect_paths(group.stream(), own, named);
                (path, colons) = (Vec::new(), 0);
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => (path, colons) = (Vec::new(), 0),
        }
    }
}

/// The last two parts of a path, unless it leads through another crate.
fn own_name(path: &[String], own: &str) -> Option<String> {
    let [before @ .., first, last] = path else {
        return None;
    };
    let is_own = before
        .first()
        .is_none_or(|start| ["crate", "super", "error", own].contains(&start.as_str()));
    is_own.then(|| format!("{first}::{last}"))
}

/// The lines of a page's list that name no test, and the tests that do not exist.
fn unproven(page: &str, tests: &BTreeSet<String>) -> Vec<String> {
    let mut breaches = Vec::new();
    for (promise, proof) in promises(page) {
        let names = proof.split('`').skip(1).step_by(2).collect::<Vec<_>>();
        if names.is_empty() {
            breaches.push(format!("no test for \"{promise}\""));
        }
        for name in names {
            if !exists(name, tests) {
                breaches.push(format!("no test `{name}`"));
            }
        }
    }
    breaches
}

/// The two columns below the promise's heading.
fn promises(page: &str) -> Vec<(String, String)> {
    let start = page.to_lowercase().find(PROMISE);
    let list = start.map_or("", |start| &page[start + PROMISE.len()..]);
    let list = list.split("\n## ").next().unwrap();
    list.lines()
        .filter(|line| line.starts_with("| "))
        .filter(|line| !line.starts_with("| ---") && !line.starts_with("| Always"))
        .map(|line| {
            let (promise, proof) = line.trim_matches('|').rsplit_once(" | ").unwrap();
            (promise.trim().to_owned(), proof.trim().to_owned())
        })
        .collect()
}

/// Whether a test of this name is there; one of another crate has that crate's folder before it.
pub(crate) fn exists(name: &str, tests: &BTreeSet<String>) -> bool {
    if let Some((folder, name)) = name.split_once(' ') {
        return exists(name, &test_names(&root().join(folder)));
    }
    tests
        .iter()
        .any(|test| test.ends_with(&format!("::{name}")))
}

/// Every test of a crate, with the modules it is in.
fn test_names(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for part in ["src", "tests"] {
        for path in rust_files(&folder.join(part)) {
            let inner = path.strip_prefix(folder).unwrap().with_extension("");
            let module = inner.to_str().unwrap().replace('/', "::");
            let code = fs::read_to_string(&path).unwrap();
            collect_tests(
                code.parse().unwrap(),
                module.trim_end_matches("::mod"),
                &mut names,
            );
        }
    }
    names
}

fn collect_tests(tokens: TokenStream, module: &str, names: &mut BTreeSet<String>) {
    let (mut is_test, mut keyword, mut inner) = (false, String::new(), module.to_owned());
    for token in tokens {
        match token {
            TokenTree::Ident(name) if keyword == "mod" => {
                inner = format!("{module}::{name}");
                keyword.clear();
            }
            TokenTree::Ident(name) if keyword == "fn" => {
                if is_test {
                    names.insert(format!("{module}::{name}"));
                }
                (is_test, keyword) = (false, String::new());
            }
            TokenTree::Ident(name) => keyword = name.to_string(),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                let attribute = group.stream().to_string().replace(' ', "");
                is_test |= ["test", "tokio::test"].contains(&attribute.as_str());
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                collect_tests(group.stream(), &inner, names);
                module.clone_into(&mut inner);
            }
            _ => {}
        }
    }
}
