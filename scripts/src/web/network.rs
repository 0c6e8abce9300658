//! A fresh chain with the demonstration's protocol and the services that journeys need.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::json;

use super::{
    airdrop,
    arguments::Arguments,
    operations,
    prices::{Prices, FIRST},
};
use crate::{
    localnet, process,
    services::{Network, Place, Program, Services, Stop},
    wasm,
    watch::Watch,
    workspace::Workspace,
    Error,
};

/// What each step may take on two cores, from nothing.
const ARTIFACTS: Duration = Duration::from_secs(240);
const WASMD: Duration = Duration::from_secs(240);
const PROGRAM: Duration = Duration::from_secs(180);
const NETWORK: Duration = Duration::from_secs(20);
const PROTOCOL: Duration = Duration::from_secs(60);
const SERVICES: Duration = Duration::from_secs(20);

const LOCAL: &str = include_str!("../../../profiles/local.toml");

/// Blocks as short as two cores make them beside a browser.
const BLOCK_MS: &str = "300";

/// A network at work. What it consists of ends in this order when it is dropped.
pub(super) struct Running {
    /// The file that says where all of it is.
    pub(super) file: PathBuf,
    _services: Services,
    _prices: Prices,
    _network: Network,
}

/// Build what is missing, and start all of it.
pub(super) fn start(
    workspace: &Workspace,
    arguments: &Arguments,
    watch: &mut Watch,
    stop: &Stop,
) -> Result<Running, Error> {
    let artifacts = artifacts(workspace, arguments, watch)?;
    watch.step("wasmd", WASMD, || localnet::ensure_wasmd(&workspace.root))?;
    let path = program(workspace, arguments, watch)?;
    let home = arguments.home.clone();
    let place = Place::new(
        home.unwrap_or_else(|| workspace.target.join("web")),
        arguments.port_offset,
    )?;
    stop.go_on()?;

    let network = watch.step("network", NETWORK, || {
        Network::start(&place, &["--block-time", BLOCK_MS])
    })?;
    fs::create_dir_all(&place.services).map_err(|source| Error::NotWritten {
        path: place.services.clone(),
        source,
    })?;
    stop.go_on()?;

    let program = Program::new(path, &artifacts, &place);
    watch.step("protocol", PROTOCOL, || {
        let profile = match arguments.crowd {
            true => Some(crowd(&place)?),
            false => None,
        };
        deploy(&program, profile.as_deref())?;
        airdrop::register(&program, &place.services.join("airdrop"))?;
        // Polls carry out what they say only once gov owns the protocol.
        process::output(&mut program.command(&["deploy", "hand-over", "--yes"])).map(drop)
    })?;
    stop.go_on()?;

    let (prices_file, observed) = (
        place.services.join("prices.json"),
        place.services.join("observed"),
    );
    let prices = Prices::start(&prices_file, &observed)?;
    write(&place.operations(), &operations::text(&place, &observed))?;
    let services = watch.step("services", SERVICES, || {
        let mut services = Services::start(&program, &place, &operations::SERVICES)?;
        services.answer(stop)?;
        Ok(services)
    })?;

    let file = place.services.join("network.json");
    write(&file, &description(&place, &prices_file))?;
    Ok(Running {
        file,
        _services: services,
        _prices: prices,
        _network: network,
    })
}

/// What journeys and examples are told.
fn description(place: &Place, prices: &Path) -> String {
    let (rpc, rest) = place.node();
    let address = |port: u16| format!("http://127.0.0.1:{port}");
    let text = json!({
        "rpc": address(rpc),
        "rest": address(rest),
        "index": address(place.port("index")),
        "deployment": place.deployment(),
        "keys": place.home.join("keys"),
        "prices": prices,
        "airdrop": place.services.join("airdrop"),
    });
    format!("{text:#}\n")
}

fn artifacts(
    workspace: &Workspace,
    arguments: &Arguments,
    watch: &mut Watch,
) -> Result<PathBuf, Error> {
    match &arguments.artifacts {
        Some(folder) => absolute(folder),
        None => {
            let built = watch.step("artifacts", ARTIFACTS, || wasm::compile(workspace))?;
            Ok(built.folder)
        }
    }
}

fn program(
    workspace: &Workspace,
    arguments: &Arguments,
    watch: &mut Watch,
) -> Result<PathBuf, Error> {
    if let Some(path) = &arguments.program {
        return absolute(path);
    }
    // The one of the end-to-end tests.
    watch.step("program", PROGRAM, || {
        process::run_aside(process::cargo(&workspace.root).args([
            "build",
            "--locked",
            "--package",
            "mirror-cli",
            "--bin",
            "mirror",
        ]))
    })?;
    Ok(workspace.target.join("debug").join("mirror"))
}

/// The local network's parameters with twenty assets. Nobody feeds the others: their markets close.
fn crowd(place: &Place) -> Result<PathBuf, Error> {
    let others = ('A'..='Q').map(|letter| {
        format!(
            "\n[[assets]]\nname = \"Other {letter}\"\nsymbol = \"mOTH{letter}\"\n\
             params = {{ auction_discount = \"0.2\", min_collateral_ratio = \"1.5\", weight = 30 }}\n"
        )
    });
    let path = place.services.join("profile.toml");
    write(&path, &(LOCAL.to_owned() + &others.collect::<String>()))?;
    Ok(path)
}

fn deploy(program: &Program, profile: Option<&Path>) -> Result<(), Error> {
    let mut command = program.command(&["deploy", "--demo", "--yes"]);
    if let Some(profile) = profile {
        command.arg("--profile").arg(profile);
    }
    let assets = FIRST.iter().filter(|(symbol, _)| *symbol != "MIR");
    for (symbol, price) in assets {
        command.args(["--price", &format!("{symbol}={price}")]);
    }
    process::run_aside(&mut command)
}

fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(|source| Error::NotRead {
        path: path.to_owned(),
        source,
    })
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|source| Error::NotWritten {
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_has_twenty_assets() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::new(folder.path().into(), 7).unwrap();
        fs::create_dir_all(&place.services).unwrap();

        let text = fs::read_to_string(crowd(&place).unwrap()).unwrap();

        let profile: toml::Table = text.parse().unwrap();
        assert_eq!(profile["assets"].as_array().unwrap().len(), 20);
    }

    #[test]
    fn a_journey_is_told_where_all_of_it_is() {
        let place = Place::new("/net".into(), 7).unwrap();

        let told: serde_json::Value =
            serde_json::from_str(&description(&place, Path::new("/net/prices.json"))).unwrap();

        assert_eq!(
            told,
            json!({
                "rpc": "http://127.0.0.1:26664",
                "rest": "http://127.0.0.1:1324",
                "index": "http://127.0.0.1:9112",
                "deployment": "/net/deployments/mirror-local-7.json",
                "keys": "/net/keys",
                "prices": "/net/prices.json",
                "airdrop": "/net/services/airdrop",
            })
        );
    }
}
