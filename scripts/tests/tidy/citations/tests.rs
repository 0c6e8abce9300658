//! That a broken citation is found, and a sound one is not.

use std::collections::BTreeMap;

use super::{find, text, world::World, Breach};

const PAGE: &str = "\
# Gov

## 1. Purpose
## 6. Formulas
1. The first.
2. The second.
### 6.1 Flow
- A5 reverse.
## What a vote can take
";

const SAFETY: &str = "\
| T-01 | Caller | rule | test |
| T-41 [H] | Feeder | rule | test |
- I-09 what is owed.
F-01 stops. F-02 posts late.
- W-1 numbers.
";

const PROGRAM: &str = "
#[derive(clap::Parser)]
struct Line {
    #[command(subcommand)]
    task: Task,
}
#[derive(clap::Subcommand)]
enum Task {
    Wasm {
        #[arg(long, value_name = \"FOLDER\")]
        out_folder: Option<String>,
    },
    CheckAll(inner::Arguments),
}
";

const INNER: &str = "
use clap::Args;
#[derive(Args)]
pub(super) struct Arguments {
    #[arg(short, long = \"all\", num_args = 2)]
    every: bool,
    file: String,
}
";

fn world() -> World {
    let sources = [
        ("docs/spec/gov.md", PAGE),
        ("docs/spec/safety.md", SAFETY),
        ("docs/decisions/0042-a-choice.md", "# 42. A choice\n"),
        ("contracts/gov/README.md", "# gov\n\n## To propose\n"),
        ("contracts/gov/src/state.rs", ""),
        ("scripts/src/main.rs", PROGRAM),
        ("scripts/src/inner/mod.rs", INNER),
    ];
    let sources: BTreeMap<String, String> = sources
        .map(|(file, text)| (file.to_owned(), text.to_owned()))
        .into();
    World::of(&sources)
}

/// What is broken in a file: its line, what is missing, what is nearest.
fn broken(file: &str, text: &str) -> Vec<(usize, String, Option<String>)> {
    find::in_file(&world(), file, text)
        .breaches
        .into_iter()
        .map(|breach| (breach.line, breach.missing, breach.nearest))
        .collect()
}

fn missing(file: &str, text: &str) -> Vec<String> {
    broken(file, text)
        .into_iter()
        .map(|(_, missing, _)| missing)
        .collect()
}

#[test]
fn what_is_there_is_no_breach() {
    let page = "\
Flow (gov.md section 6.1, `docs/spec/gov.md` sections 1 and 6, gov.md 6.2) and
[how](../contracts/gov#to-propose), [what](spec/gov.md#what-a-vote-can-take), gov.md A5.
T-01, T-1 and I-09 hold; F-02, W-1. Record 0042, [why](decisions/0042-a-choice.md).
`contracts/gov`, `state.rs`, `cargo xtask wasm --out-folder x`, `schema/<contract>.json`.

```sh
cargo xtask check-all --all one   # and what it does
```
";

    let found = find::in_file(&world(), "docs/README.md", page);

    assert_eq!(found.breaches, []);
    assert_eq!(found.citations, 25);
}

#[test]
fn a_breach_tells_file_line_what_is_missing_and_what_is_nearest() {
    let text = "//! Rewards (gov.md\n//! section 6.3).\nfn a() {}\n";

    let breaches = find::in_file(&world(), "contracts/gov/src/state.rs", text).breaches;

    assert_eq!(
        breaches.iter().map(Breach::to_string).collect::<Vec<_>>(),
        ["contracts/gov/src/state.rs:1: no section 6.3 in docs/spec/gov.md; nearest: 6.2"]
    );
}

#[test]
fn a_page_a_section_and_an_example_are_missed() {
    let text = "See gove.md section 1, gov.md 5 and\n6, gov.md sections 1 and 7, gov.md A6.";

    assert_eq!(
        broken("docs/README.md", text),
        [
            (1, "no page gove.md".into(), Some("docs/spec/gov.md".into())),
            (1, "no section 5 in docs/spec/gov.md".into(), None),
            (2, "no section 7 in docs/spec/gov.md".into(), None),
            (
                2,
                "no example A6 in docs/spec/gov.md".into(),
                Some("A5".into())
            ),
        ]
    );
}

#[test]
fn a_section_without_a_page_is_one_of_its_own_page() {
    let text = "## 6. Formulas\nAs in section 6.1, (6.2) and section 8; (6.9).\n";

    assert_eq!(
        missing("docs/spec/gov.md", text),
        [
            "no section 8 in docs/spec/gov.md",
            "no section 6.9 in docs/spec/gov.md",
        ]
    );
    assert_eq!(
        missing("contracts/gov/src/lib.rs", "// See section 6."),
        ["section 6 of no page"]
    );
}

#[test]
fn a_link_and_its_heading_are_missed() {
    let text =
        "[a](spec/gone.md), [b](spec/gov.md#formulas), [c](https://a.b/c.md#d), [d](#here)\n";

    assert_eq!(
        missing("docs/README.md", text),
        [
            "no file `spec/gone.md`",
            "no heading `#formulas` in docs/spec/gov.md",
            "no heading `#here` in docs/README.md",
        ]
    );
}

#[test]
fn a_rule_and_a_record_are_missed() {
    let text = "// T-02, I-9, F-03 and AT-77.\nlet a = \"I-10\";\n// Record 0041, decision 42.\n";

    assert_eq!(
        missing("contracts/gov/src/lib.rs", text),
        [
            "no rule T-02",
            "no rule F-03",
            "no rule I-10",
            "no decision record 0041",
            "no decision record 42",
        ]
    );
}

#[test]
fn a_file_is_missed() {
    let text = "/// `contracts/gov/src/store.rs`, `store.rs`, `state.rs`, `contracts/*`.\n";

    assert_eq!(
        broken("contracts/gov/src/lib.rs", text)[0],
        (
            1,
            "no file `contracts/gov/src/store.rs`".into(),
            Some("contracts/gov/src/state.rs".into())
        )
    );
    assert_eq!(missing("contracts/gov/src/lib.rs", text).len(), 2);
}

#[test]
fn a_command_and_its_flag_are_missed() {
    let text = "Run `cargo xtask wasm --out x`.\n\n```sh\ncargo xtask check --all\n```\n\n`cargo xtask wasm --out-folder x --all`\n";

    assert_eq!(
        broken("docs/README.md", text),
        [
            (
                1,
                "`cargo xtask wasm` has no --out".into(),
                Some("--out-folder".into())
            ),
            (
                4,
                "`cargo xtask` has no command check".into(),
                Some("check-all".into())
            ),
            (7, "`cargo xtask wasm` has no --all".into(), None),
        ]
    );
}

#[test]
fn a_comment_is_read_as_one_text_and_code_line_by_line() {
    let text = "/// One\n/// two.\n///\n/// Three.\nlet four = 4;\nlet five = 5;\n";

    let blocks = text::blocks("a.rs", text);

    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(
        texts,
        ["One two.", "Three.", "let four = 4;", "let five = 5;"]
    );
    assert_eq!([blocks[0].line(2), blocks[0].line(5)], [1, 2]);
}
