//! A page for each contract: what it can be told, asked and paid for, from the schema.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::pages::{Page, Part};
use crate::Error;

/// The page of every contract whose schema is committed, in the order of their names.
pub(super) fn all(root: &Path) -> Result<Vec<Page>, Error> {
    let folder = root.join("schema");
    let mut names = Vec::new();
    let not_read = |source| Error::NotRead {
        path: folder.clone(),
        source,
    };
    for entry in fs::read_dir(&folder).map_err(not_read)? {
        let name = entry.map_err(not_read)?.file_name();
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("mirror-") || name.starts_with("terraswap-") {
            names.push(name);
        }
    }
    names.sort();
    names.iter().map(|name| page(&folder, name)).collect()
}

fn page(folder: &Path, name: &str) -> Result<Page, Error> {
    let api = read(&folder.join(name))?;
    let hook = folder.join("hooks").join(name);
    let title = name.trim_end_matches(".json").to_owned();
    let mut text =
        format!("# {title}\n\nWhat it takes and answers, from the types of its messages.\n");
    let none = Value::Null;
    let part = |name: &str| api.get(name).unwrap_or(&none).clone();
    section(&mut text, "Messages", &part("execute"));
    if hook.is_file() {
        section(&mut text, "With a payment in tokens", &read(&hook)?);
    }
    section(&mut text, "Questions", &part("query"));
    Ok(Page {
        path: PathBuf::from("messages").join(format!("{title}.md")),
        title,
        text,
        part: Part::Messages,
    })
}

fn read(path: &Path) -> Result<Value, Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::NotRead {
        path: path.to_owned(),
        source,
    })?;
    Ok(serde_json::from_str(&text)?)
}

/// Each variant of an enum, with its documentation and fields.
fn section(text: &mut String, name: &str, schema: &Value) {
    let variants = schema.get("oneOf").and_then(Value::as_array);
    let Some(variants) = variants.filter(|variants| !variants.is_empty()) else {
        return;
    };
    let _ = write!(text, "\n## {name}\n");
    for variant in variants {
        let fields = variant.get("properties").and_then(Value::as_object);
        let Some((name, inner)) = fields.and_then(|fields| fields.iter().next()) else {
            continue;
        };
        let _ = write!(text, "\n### `{name}`\n\n{}\n", says(variant));
        table(text, inner);
    }
}

fn table(text: &mut String, inner: &Value) {
    let Some(fields) = inner.get("properties").and_then(Value::as_object) else {
        return;
    };
    if fields.is_empty() {
        return;
    }
    let required = inner.get("required").and_then(Value::as_array);
    let is_required = |name: &str| required.is_some_and(|all| all.iter().any(|one| one == name));
    text.push_str("\n| Field | Type | |\n| --- | --- | --- |\n");
    for (name, field) in fields {
        let may = if is_required(name) { "" } else { "?" };
        let cell = says(field).replace('\n', " ").replace('|', "\\|");
        let _ = writeln!(text, "| `{name}{may}` | {} | {cell} |", kind(field));
    }
}

/// Its documentation, with signs that would be taken for HTML written out.
fn says(schema: &Value) -> String {
    let text = schema.get("description").and_then(Value::as_str);
    text.unwrap_or_default().replace('<', "&lt;")
}

/// The type in a few letters: `Uint128`, `string`, `[Coin]`.
fn kind(schema: &Value) -> String {
    let named = |value: &Value| {
        let path = value.get("$ref").and_then(Value::as_str)?;
        Some(path.trim_start_matches("#/definitions/").to_owned())
    };
    let forms = ["allOf", "anyOf"]
        .iter()
        .find_map(|form| schema.get(form)?.as_array());
    let inner = forms.and_then(|forms| forms.first()).unwrap_or(schema);
    if let Some(name) = named(inner) {
        return name;
    }
    let kind = match inner.get("type") {
        Some(Value::String(kind)) => kind.as_str(),
        Some(Value::Array(kinds)) => kinds.first().and_then(Value::as_str).unwrap_or_default(),
        _ => "",
    };
    match (kind, inner.get("items")) {
        ("array", Some(Value::Array(items))) => {
            format!(
                "({})",
                items.iter().map(self::kind).collect::<Vec<_>>().join(", ")
            )
        }
        ("array", Some(items)) => format!("[{}]", self::kind(items)),
        (kind, _) => kind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn a_contracts_page_has_each_message_hook_and_question_with_its_fields() {
        let pages = all(&workspace::root().unwrap()).unwrap();
        let mint = pages
            .iter()
            .find(|page| page.title == "mirror-mint")
            .unwrap();

        assert_eq!(pages.len(), 17);
        for part in [
            "## Messages\n",
            "### `open_position`",
            "| `collateral_ratio` | Decimal | Worth of collateral per worth of debt to start with. |",
            "| `short_params?` | ShortParams |",
            "## With a payment in tokens\n",
            "### `auction`",
            "## Questions\n",
            "| `start_after?` | Uint128 |",
        ] {
            assert!(mint.text.contains(part), "{part} is not in:\n{}", mint.text);
        }
    }
}
