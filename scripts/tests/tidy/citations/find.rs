//! The citations of a file, each held against what there is.

use super::{
    text::{blocks, Block, Kind},
    words::{
        arguments, is_number, is_section, label, listed, numbers, page_name, targets,
        without_targets, OPEN,
    },
    world::{nearest, rules_in, World},
    Breach, PLAN, PLANNED,
};

/// Folders at the root: a path that begins with one is one of the workspace.
const ROOTS: [&str; 9] = [
    ".cargo/",
    ".ci/",
    "benches/",
    "clients/",
    "contracts/",
    "docs/",
    "packages/",
    "schema/",
    "scripts/",
];

/// What a file cites.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) citations: usize,
    pub(super) breaches: Vec<Breach>,
}

/// Look at every citation of a file.
pub(super) fn in_file(world: &World, file: &str, text: &str) -> Found {
    let mut search = Search {
        world,
        file,
        found: Found::default(),
    };
    for block in blocks(file, text) {
        search.commands(&block);
        if block.kind == Kind::Fenced {
            continue;
        }
        search.links(&block);
        search.paths(&block);
        search.rules(&block);
        let block = without_targets(block);
        search.sections(&block);
        search.records(&block);
    }
    search.found
}

struct Search<'a> {
    world: &'a World,
    file: &'a str,
    found: Found,
}

impl Search<'_> {
    /// Count a citation, and note it where its place is not there.
    fn judge(&mut self, line: usize, is_there: bool, missing: String, nearest: Option<String>) {
        self.found.citations += 1;
        if !is_there {
            self.found.breaches.push(Breach {
                file: self.file.to_owned(),
                line,
                missing,
                nearest,
            });
        }
    }

    fn links(&mut self, block: &Block) {
        if block.kind != Kind::Prose {
            return;
        }
        for (offset, link) in targets(&block.text) {
            let is_ours = !link.contains("://") && !link.starts_with("mailto:");
            let is_item = !link.contains(['/', '.', '#']);
            if !is_ours || link.contains("::") || (self.file.ends_with(".rs") && is_item) {
                continue;
            }
            let line = block.line(offset);
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let Some(target) = self.world.target(self.file, path) else {
                let nearest = self.world.nearest_file(path);
                self.judge(line, false, format!("no file `{path}`"), nearest);
                continue;
            };
            let readme = format!("{target}/README.md");
            let page = [target.as_str(), readme.trim_start_matches('/')]
                .into_iter()
                .find_map(|name| self.world.pages.get(name));
            let is_there =
                anchor.is_empty() || page.is_some_and(|page| page.anchors.contains(anchor));
            let nearest = page.and_then(|page| nearest(anchor, page.anchors.iter()));
            let missing = format!("no heading `#{anchor}` in {target}");
            self.judge(line, is_there, missing, nearest);
        }
    }

    /// Files and folders between backticks.
    fn paths(&mut self, block: &Block) {
        for (offset, span) in block.spans() {
            let is_whole =
                !span.contains([' ', ':']) && !span.contains(OPEN) && !span.contains("NNNN");
            let is_path = ROOTS.iter().any(|root| span.starts_with(root)) || span.ends_with(".rs");
            let is_planned = self.file == PLAN && PLANNED.iter().any(|plan| span.starts_with(plan));
            if is_whole && is_path && !is_planned {
                let is_there = self.world.has(self.file, span);
                let nearest = self.world.nearest_file(span);
                self.judge(
                    block.line(offset),
                    is_there,
                    format!("no file `{span}`"),
                    nearest,
                );
            }
        }
    }

    fn rules(&mut self, block: &Block) {
        for (offset, rule) in rules_in(&block.text) {
            let is_there = self.world.rules.contains(&rule);
            let nearest = nearest(&rule, self.world.rules.iter());
            self.judge(
                block.line(offset),
                is_there,
                format!("no rule {rule}"),
                nearest,
            );
        }
    }

    /// Pages by their name, with the sections, items and examples that stand behind it.
    fn sections(&mut self, block: &Block) {
        let words = block.words();
        let mut at = 0;
        while at < words.len() {
            let (offset, word) = words[at];
            let line = block.line(offset);
            at += 1;
            let Some(name) = page_name(word) else {
                at += self.own_sections(block, line, word, &words[at..]);
                continue;
            };
            let Some(page) = self.world.page(self.file, name) else {
                let nearest = self.world.nearest_page(name);
                self.judge(line, false, format!("no page {name}"), nearest);
                at += numbers(&words[at..]).1;
                continue;
            };
            let page = page.to_owned();
            self.judge(line, true, String::new(), None);
            let is_closed = word.ends_with([')', '.', ';']);
            let (numbers, used) = numbers(&words[at..]);
            if is_closed || (word.ends_with(',') && !is_section(words.get(at))) {
                continue;
            }
            for number in numbers {
                self.section(line, &page, &number);
            }
            at += used;
            if let Some(label) = words.get(at).and_then(|(_, word)| label(word)) {
                let labels = &self.world.pages[&page].labels;
                let is_there = labels.contains(&label);
                let nearest = nearest(&label, labels.iter());
                self.judge(
                    line,
                    is_there,
                    format!("no example {label} in {page}"),
                    nearest,
                );
            }
        }
    }

    /// Sections without a page before them: those of the page they stand in. Answers how many words
    /// were read.
    fn own_sections(
        &mut self,
        block: &Block,
        line: usize,
        word: &str,
        behind: &[(usize, &str)],
    ) -> usize {
        let page = &self.world.pages;
        let is_numbered = page
            .get(self.file)
            .is_some_and(|page| !page.sections.is_empty());
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '§');
        if matches!(bare, "section" | "sections" | "Section" | "Sections") {
            let heading = [(0, "section")];
            let words: Vec<(usize, &str)> = heading.iter().chain(behind).copied().collect();
            let (numbers, used) = numbers(&words);
            for number in &numbers {
                if is_numbered {
                    self.section(line, self.file, number);
                } else {
                    self.judge(line, false, format!("section {number} of no page"), None);
                }
            }
            return used.saturating_sub(1);
        }
        let inner = word.trim_end_matches(['.', ',', ';', ':']);
        let inner = inner
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        let number = inner.or_else(|| bare.strip_prefix('§')).unwrap_or_default();
        let is_cited = bare.starts_with('§')
            || (number.contains('.') && !number.starts_with('0') && block.kind == Kind::Prose);
        if is_numbered && is_cited && is_number(number) {
            self.section(line, self.file, number);
        }
        0
    }

    fn section(&mut self, line: usize, page: &str, number: &str) {
        let sections = &self.world.pages[page].sections;
        let is_there = sections.contains(number);
        let nearest = nearest(number, sections.iter());
        self.judge(
            line,
            is_there,
            format!("no section {number} in {page}"),
            nearest,
        );
    }

    /// Decision records by their number of four digits. A decision by another number is none.
    fn records(&mut self, block: &Block) {
        let words = block.words();
        for (at, (offset, word)) in words.iter().enumerate() {
            let line = block.line(*offset);
            if let Some((_, rest)) = word.split_once("decisions/") {
                let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
                if number.len() == 4 {
                    self.record(line, &number);
                }
            }
            let bare = word
                .trim_matches(|letter: char| !letter.is_alphanumeric())
                .to_lowercase();
            let is_record = matches!(bare.as_str(), "record" | "records");
            let is_decision = matches!(bare.as_str(), "decision" | "decisions");
            if is_record || is_decision {
                for number in listed(&words[at + 1..]).0 {
                    if is_decision || number.len() == 4 {
                        self.record(line, &number);
                    }
                }
            }
        }
    }

    fn record(&mut self, line: usize, number: &str) {
        let is_there = self.world.records.contains(number);
        let nearest = nearest(number, self.world.records.iter());
        self.judge(
            line,
            is_there,
            format!("no decision record {number}"),
            nearest,
        );
    }

    /// Commands of our programs: that they are there, and their flags.
    fn commands(&mut self, block: &Block) {
        let spans = match block.kind {
            Kind::Fenced => vec![(0, block.text.as_str())],
            _ => block.spans(),
        };
        for (offset, span) in spans {
            let is_planned = self.file == PLAN && PLANNED.iter().any(|plan| span.starts_with(plan));
            if is_planned {
                continue;
            }
            let called = ["cargo mirror", "cargo xtask", "mirror"]
                .into_iter()
                .find_map(|name| Some((name, arguments(span, name)?)));
            if let Some((name, arguments)) = called {
                self.command(block.line(offset), name, &arguments);
            }
        }
    }

    fn command(&mut self, line: usize, name: &str, arguments: &[&str]) {
        let mut command = &self.world.programs[name];
        let mut whole = name.to_owned();
        let mut is_behind_flag = false;
        for word in arguments {
            // What stands behind a flag may be its value.
            let may_be_value = std::mem::replace(&mut is_behind_flag, word.starts_with("--"));
            if let Some(inner) = command.commands.get(*word) {
                command = inner;
                whole = format!("{whole} {word}");
                continue;
            }
            let flag = word.split('=').next().unwrap_or_default();
            if flag.starts_with("--") && flag.len() > 2 {
                let is_there =
                    command.flags.contains(flag) || matches!(flag, "--help" | "--version");
                let nearest = nearest(flag, command.flags.iter());
                self.judge(line, is_there, format!("`{whole}` has no {flag}"), nearest);
            } else if !command.commands.is_empty() && word.chars().all(char::is_uppercase) {
                // `mirror tx CONTRACT` stands for any of them.
                break;
            } else if !command.commands.is_empty() && !may_be_value && !word.contains(OPEN) {
                let nearest = nearest(word, command.commands.keys());
                self.judge(
                    line,
                    false,
                    format!("`{whole}` has no command {word}"),
                    nearest,
                );
                return;
            }
        }
        self.judge(line, true, String::new(), None);
    }
}
