//! The JSON schema of every contract, made from the message types themselves.

use std::{collections::BTreeMap, fmt, fs, path::Path};

use cosmwasm_schema::Api;
use serde::Serialize;

use crate::{workspace::Workspace, Error};

/// A contract's name and its messages, queries and answers, from the module of its messages.
macro_rules! api {
    ($name:literal, $($module:ident)::+) => {(
        $name,
        cosmwasm_schema::generate_api! {
            name: $name,
            instantiate: $($module)::+::InstantiateMsg,
            execute: $($module)::+::ExecuteMsg,
            query: $($module)::+::QueryMsg,
            migrate: terraswap::version::MigrateMsg,
        },
    )};
}

/// Every contract whose messages exist, in the order of the workspace's members.
fn apis() -> Vec<(&'static str, Api)> {
    vec![
        api!("mirror-oracle", mirror_protocol::oracle),
        api!(
            "mirror-collateral-oracle",
            mirror_protocol::collateral_oracle
        ),
        api!("mirror-mint", mirror_protocol::mint),
        api!("mirror-lock", mirror_protocol::lock),
        api!("mirror-short-reward", mirror_protocol::short_reward),
        api!("mirror-staking", mirror_protocol::staking),
        api!("mirror-factory", mirror_protocol::factory),
        api!("mirror-gov", mirror_protocol::gov),
        api!("mirror-collector", mirror_protocol::collector),
        api!("mirror-community", mirror_protocol::community),
        api!("mirror-admin-manager", mirror_protocol::admin_manager),
        api!("mirror-airdrop", mirror_protocol::airdrop),
        api!("mirror-limit-order", mirror_protocol::limit_order),
        api!("terraswap-pair", terraswap::pair),
        api!("terraswap-factory", terraswap::factory),
        api!("terraswap-router", terraswap::router),
        // The messages of the library cw20-base: those of the crate cw20 do not name the answers.
        api!("terraswap-token", cw20_base::msg),
    ]
}

/// The name of each file of schema/ and what belongs in it.
pub fn expected() -> Result<BTreeMap<String, String>, Error> {
    apis()
        .into_iter()
        .map(|(name, api)| {
            let text = serde_json::to_string_pretty(&api.render())?;
            Ok((format!("{name}.json"), format!("{text}\n")))
        })
        .collect()
}

/// What was done, or is to be done, to the files of schema/.
#[derive(Serialize, Default)]
pub struct Changes {
    /// Files that differed or were missing.
    pub changed: Vec<String>,
    /// Files of contracts that are gone.
    pub removed: Vec<String>,
    /// Files that were right.
    pub unchanged: Vec<String>,
}

/// Write the files that differ and remove those of contracts that are gone.
pub fn write(workspace: &Workspace) -> Result<Changes, Error> {
    let folder = workspace.root.join("schema");
    fs::create_dir_all(&folder).map_err(|source| Error::NotWritten {
        path: folder.clone(),
        source,
    })?;
    let expected = expected()?;
    let changes = compare(&folder, &expected)?;

    for name in &changes.removed {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(|source| Error::NotWritten { path, source })?;
    }
    for (name, text) in expected
        .iter()
        .filter(|(name, _)| changes.changed.contains(name))
    {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|source| Error::NotWritten { path, source })?;
    }

    Ok(changes)
}

/// Fail where the committed files are not what the message types say.
pub fn check(workspace: &Workspace) -> Result<Changes, Error> {
    let changes = compare(&workspace.root.join("schema"), &expected()?)?;
    let drifted = changes
        .changed
        .iter()
        .chain(&changes.removed)
        .cloned()
        .collect::<Vec<_>>();
    if drifted.is_empty() {
        return Ok(changes);
    }
    Err(Error::SchemaDrift {
        files: drifted.join(", "),
    })
}

fn compare(folder: &Path, expected: &BTreeMap<String, String>) -> Result<Changes, Error> {
    let mut committed = read_folder(folder)?;
    let mut changes = Changes::default();
    for (name, text) in expected {
        let is_same = committed.remove(name).as_ref() == Some(text);
        let list = if is_same {
            &mut changes.unchanged
        } else {
            &mut changes.changed
        };
        list.push(name.clone());
    }
    changes.removed = committed.into_keys().collect();
    Ok(changes)
}

/// A folder that does not exist holds nothing.
fn read_folder(folder: &Path) -> Result<BTreeMap<String, String>, Error> {
    let unreadable = |source| Error::NotRead {
        path: folder.to_owned(),
        source,
    };
    let mut files = BTreeMap::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let text = fs::read_to_string(entry.path()).map_err(unreadable)?;
        files.insert(entry.file_name().to_string_lossy().into_owned(), text);
    }
    Ok(files)
}

impl fmt::Display for Changes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in &self.changed {
            writeln!(formatter, "written    schema/{name}")?;
        }
        for name in &self.removed {
            writeln!(formatter, "removed    schema/{name}")?;
        }
        write!(formatter, "unchanged  {} files", self.unchanged.len())?;
        if self.changed.is_empty() && self.removed.is_empty() {
            return Ok(());
        }
        write!(
            formatter,
            "\nNext: commit schema/ together with the messages that changed."
        )
    }
}
