//! Changes to a node's configuration, line by line, so that the comments that explain it stay.

use super::fault::Fault;

/// One value of a file in TOML; a section without a name is the part before the first one.
pub(super) struct Change {
    pub(super) section: &'static str,
    pub(super) key: &'static str,
    /// As TOML writes it, with quotes where it is a text.
    pub(super) value: String,
}

/// A change to a text.
pub(super) fn text(section: &'static str, key: &'static str, value: &str) -> Change {
    Change {
        section,
        key,
        value: format!("\"{value}\""),
    }
}

/// A change to what stands without quotes.
pub(super) fn plain(section: &'static str, key: &'static str, value: &str) -> Change {
    Change {
        section,
        key,
        value: value.to_owned(),
    }
}

/// The text with all changes made; each key has to be there already.
pub(super) fn apply(file: &'static str, before: &str, changes: &[Change]) -> Result<String, Fault> {
    let mut open: Vec<&Change> = changes.iter().collect();
    let mut section = String::new();
    let mut after = String::with_capacity(before.len());

    for line in before.lines() {
        if let Some(name) = section_of(line) {
            section = name.to_owned();
        }
        let place = key_of(line).and_then(|key| {
            open.iter()
                .position(|change| change.section == section && change.key == key)
        });
        match place.map(|place| open.swap_remove(place)) {
            Some(change) => after.push_str(&format!("{} = {}", change.key, change.value)),
            None => after.push_str(line),
        }
        after.push('\n');
    }

    match open.first() {
        Some(Change { section, key, .. }) => Err(Fault::Lacks {
            file,
            key: format!("{section}.{key}")
                .trim_start_matches('.')
                .to_owned(),
        }),
        None => Ok(after),
    }
}

fn section_of(line: &str) -> Option<&str> {
    line.trim().strip_prefix('[')?.strip_suffix(']')
}

fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim();
    (!key.starts_with('#')).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# address = \"old\"
address = \"a\"
labels = [
  [\"chain_id\", \"x\"],
]
[api]
# Where it listens.
address = \"tcp://0.0.0.0:1317\"
enable = false
[grpc]
address = \"0.0.0.0:9090\"
";

    #[test]
    fn a_key_is_changed_in_its_own_section_and_comments_stay() {
        let changes = [
            text("api", "address", "tcp://127.0.0.1:1317"),
            plain("api", "enable", "true"),
            text("", "address", "b"),
        ];

        let after = apply("app.toml", FILE, &changes).unwrap();

        assert_eq!(
            after,
            FILE.replace("tcp://0.0.0.0:1317", "tcp://127.0.0.1:1317")
                .replace("enable = false", "enable = true")
                .replace("\naddress = \"a\"", "\naddress = \"b\"")
        );
    }

    #[test]
    fn a_key_that_is_not_there_is_named() {
        for (section, key, named) in [("grpc", "enable", "grpc.enable"), ("", "none", "none")] {
            let refused = apply("app.toml", FILE, &[plain(section, key, "1")]).unwrap_err();

            assert_eq!(
                refused.to_string(),
                format!("app.toml as wasmd wrote it has no {named}; is it another version?")
            );
        }
    }
}
