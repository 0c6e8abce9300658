//! The JSON schema of every contract and of what it takes with a payment, made from the message types
//! themselves, that of the deployment file, and the table of what contracts refuse with.

mod deployment;
mod refusals;
mod templates;

use std::{collections::BTreeMap, fmt, fs, path::Path};

use cosmwasm_schema::{schema_for, Api};
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

/// A contract's name and the messages that it takes with a payment in tokens.
macro_rules! hook {
    ($name:literal, $($module:ident)::+) => {
        ($name, pretty(&schema_for!($($module)::+::Cw20HookMsg))?)
    };
}

/// The schemas of what contracts take with a payment in tokens. The messages themselves only say that
/// they take bytes.
fn hooks() -> Result<Vec<(&'static str, String)>, Error> {
    Ok(vec![
        hook!("mirror-mint", mirror_protocol::mint),
        hook!("mirror-staking", mirror_protocol::staking),
        hook!("mirror-gov", mirror_protocol::gov),
        hook!("mirror-limit-order", mirror_protocol::limit_order),
        hook!("terraswap-pair", terraswap::pair),
        hook!("terraswap-router", terraswap::router),
    ])
}

/// The name of each file of schema/ and what belongs in it.
pub fn expected(workspace: &Workspace) -> Result<BTreeMap<String, String>, Error> {
    let mut files = contracts()?;
    for (name, text) in hooks()? {
        files.insert(format!("hooks/{name}.json"), text);
    }
    files.insert("deployment.json".to_owned(), pretty(&deployment::schema())?);
    let refusals = refusals::table(workspace)?;
    files.insert("refusals.json".to_owned(), pretty(&refusals)?);
    Ok(files)
}

/// The name of each contract's file and what belongs in it.
pub fn contracts() -> Result<BTreeMap<String, String>, Error> {
    let described = apis().into_iter();
    let files = described.map(|(name, api)| Ok((format!("{name}.json"), pretty(&api.render())?)));
    files.collect()
}

fn pretty<T: Serialize>(value: &T) -> Result<String, Error> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
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
    let hooks = folder.join("hooks");
    fs::create_dir_all(&hooks).map_err(|source| Error::NotWritten {
        path: hooks.clone(),
        source,
    })?;
    let expected = expected(workspace)?;
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
    let changes = compare(&workspace.root.join("schema"), &expected(workspace)?)?;
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

/// The files of a folder and of those in it, by name. A folder that does not exist holds nothing.
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
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let inner = read_folder(&entry.path())?.into_iter();
            files.extend(inner.map(|(file, text)| (format!("{name}/{file}"), text)));
            continue;
        }
        let text = fs::read_to_string(entry.path()).map_err(unreadable)?;
        files.insert(name, text);
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
