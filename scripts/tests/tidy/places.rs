//! Every place of a contract that pays somebody or reads another's store is on the list of
//! docs/spec/safety.md section 9, with the rule that holds there and a test.

use std::{collections::BTreeSet, fs, path::Path};

use syn::{
    visit::{self, Visit},
    Expr, ExprMethodCall, ImplItemFn, ItemFn, ItemMod,
};

use crate::{
    assert_none,
    proofs::{exists, rust_files},
    root,
};

const PAGE: &str = "docs/spec/safety.md";
const SECTION: &str = "\n## 9. ";

/// What makes a payment: the handles' methods.
const PAYMENTS: [&str; 10] = [
    "burn",
    "mint",
    "provide_liquidity",
    "redeem",
    "release",
    "send",
    "swap",
    "transfer",
    "transfer_from",
    "transfer_to",
];

/// The token pays nobody, it only changes its own numbers; the cw20 standard says how.
const LEDGERS: [&str; 1] = ["contracts/terraswap/token"];

/// A line of the list.
struct Row {
    places: Vec<String>,
    tests: Vec<String>,
}

#[test]
fn every_payment_and_every_reading_is_on_the_list() {
    let listed: Vec<String> = rows().into_iter().flat_map(|row| row.places).collect();
    let unlisted: Vec<String> = found()
        .into_iter()
        .filter(|place| !listed.iter().any(|name| names(name, place)))
        .collect();

    assert_none(
        "add the place to docs/spec/safety.md section 9, with its rule and its test",
        &unlisted,
    );
}

#[test]
fn what_is_on_the_list_exists() {
    let places = functions();
    let mut breaches = Vec::new();
    for row in rows() {
        for name in &row.places {
            if !places.iter().any(|place| names(name, place)) {
                breaches.push(format!("no function `{name}`"));
            }
        }
        for test in &row.tests {
            if !exists(test, &BTreeSet::new()) {
                breaches.push(format!("no test `{test}`"));
            }
        }
        if row.tests.is_empty() {
            breaches.push(format!("no test for `{}`", row.places.join("`, `")));
        }
    }

    assert_none("mend the list of docs/spec/safety.md section 9", &breaches);
}

#[test]
fn a_payment_and_a_reading_are_found_in_their_function() {
    let code = "
        fn pays() { asset.transfer_to(&who); }
        impl Sale { fn reads(&self) { token.balance(&self.deps.querier, who); } }
        fn asks() { deps.querier.query_balance(who, denom); }
        fn passes() { look_up(&deps.querier); }
        #[cfg(test)]
        mod tests { fn pays_too() { asset.transfer_to(&who); } }
    ";

    let mut places = Places::default();
    places.visit_file(&syn::parse_file(code).unwrap());

    assert_eq!(places.found, ["pays", "reads", "asks"]);
}

#[test]
fn a_name_on_the_list_may_leave_outer_modules_out() {
    let place = "contracts/mint execute::auction::auction";

    assert!(names("contracts/mint auction::auction", place));
    assert!(names("contracts/mint execute::auction::auction", place));
    assert!(!names("contracts/mint auction", "contracts/mint reauction"));
    assert!(!names("contracts/lock auction::auction", place));
}

/// Whether a name on the list means this place.
fn names(name: &str, place: &str) -> bool {
    let (Some((folder, path)), Some((in_folder, whole))) =
        (name.split_once(' '), place.split_once(' '))
    else {
        return false;
    };
    let is_end = whole == path || whole.ends_with(&format!("::{path}"));
    folder == in_folder && is_end
}

/// The lines of the list: places in the first column, tests in the last.
fn rows() -> Vec<Row> {
    let page = fs::read_to_string(root().join(PAGE)).unwrap();
    let list = page.split(SECTION).nth(1).unwrap_or_default();
    let list = list.split("\n## ").next().unwrap();
    let quoted = |cell: &str| {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let cells = |line: &str| {
        let cells: Vec<String> = line
            .trim_matches('|')
            .split(" | ")
            .map(str::to_owned)
            .collect();
        let (first, last) = (cells.first()?, cells.last()?);
        let row = Row {
            places: quoted(first),
            tests: quoted(last),
        };
        (!row.places.is_empty()).then_some(row)
    };
    list.lines()
        .filter(|line| line.starts_with("| "))
        .filter_map(cells)
        .collect()
}

/// `folder module::function` of every payment and every reading.
fn found() -> BTreeSet<String> {
    collected(|places| places.found)
}

/// `folder module::function` of every function.
fn functions() -> BTreeSet<String> {
    collected(|places| places.functions)
}

fn collected(take: fn(Places) -> Vec<String>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for folder in contracts() {
        let source = root().join(&folder).join("src");
        for path in rust_files(&source) {
            if path.ends_with("tests.rs")
                || path.components().any(|part| part.as_os_str() == "tests")
            {
                continue;
            }
            let mut places = Places::default();
            places.visit_file(&syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
            let module = module_of(&path, &source);
            let whole = |function: String| format!("{folder} {module}{function}");
            all.extend(take(places).into_iter().map(whole));
        }
    }
    assert!(all.len() > 10, "the sources are not where they were");
    all
}

fn contracts() -> Vec<String> {
    let mut folders = Vec::new();
    for parent in ["contracts", "contracts/terraswap"] {
        for entry in fs::read_dir(root().join(parent)).unwrap() {
            let path = entry.unwrap().path();
            let folder = path.strip_prefix(root()).unwrap().display().to_string();
            if path.join("src").is_dir() && !LEDGERS.contains(&folder.as_str()) {
                folders.push(folder);
            }
        }
    }
    folders
}

/// `execute::auction::` of `src/execute/auction.rs`.
fn module_of(path: &Path, source: &Path) -> String {
    let inner = path.strip_prefix(source).unwrap().with_extension("");
    let module = inner.display().to_string().replace('/', "::");
    let module = module.trim_end_matches("::mod");
    if module == "lib" {
        return String::new();
    }
    format!("{module}::")
}

/// Functions in the order of their code, and those that pay or read.
#[derive(Default)]
struct Places {
    inside: Vec<String>,
    functions: Vec<String>,
    found: Vec<String>,
}

impl Places {
    fn enter(&mut self, name: String) {
        self.functions.push(name.clone());
        self.inside.push(name);
    }

    fn note(&mut self) {
        if let Some(function) = self.inside.last() {
            if self.found.last() != Some(function) {
                self.found.push(function.clone());
            }
        }
    }
}

impl<'ast> Visit<'ast> for Places {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let is_for_tests = module
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("cfg"));
        if !is_for_tests {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.enter(function.sig.ident.to_string());
        visit::visit_item_fn(self, function);
        self.inside.pop();
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.enter(function.sig.ident.to_string());
        visit::visit_impl_item_fn(self, function);
        self.inside.pop();
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let pays = PAYMENTS.contains(&call.method.to_string().as_str());
        let reads = call.args.iter().any(is_querier) || is_querier(&call.receiver);
        if pays || reads {
            self.note();
        }
        visit::visit_expr_method_call(self, call);
    }
}

/// Whether an expression is the way to ask other contracts: `querier`, `&deps.querier`, …
fn is_querier(expression: &Expr) -> bool {
    match expression {
        Expr::Reference(reference) => is_querier(&reference.expr),
        Expr::Field(field) => {
            matches!(&field.member, syn::Member::Named(name) if name == "querier")
        }
        Expr::Path(path) => path.path.is_ident("querier"),
        _ => false,
    }
}
