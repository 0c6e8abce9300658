//! Everything that has to be there before the services start: programs, network, protocol.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::{
    app::{self, App, AIRDROP},
    arguments::Arguments,
    operations,
    prices::{self, Autumn, FOLLOWED},
};
use crate::{
    localnet, process,
    services::{Network, Place, Program, Stop},
    wasm,
    watch::Watch,
    web::airdrop,
    workspace::Workspace,
    Error,
};

/// What each step may take on two cores, from nothing.
const ARTIFACTS: Duration = Duration::from_secs(240);
const WASMD: Duration = Duration::from_secs(240);
const PROGRAM: Duration = Duration::from_secs(400);
const NETWORK: Duration = Duration::from_secs(20);
const PROTOCOL: Duration = Duration::from_secs(120);

/// Where the parameters are written.
const PROFILE: &str = "profile.toml";

/// The profile of the local network, with Microsoft in place of Tesla, which was no company yet.
const LOCAL: &str = include_str!("../../../profiles/local.toml");
const ABSENT: [&str; 3] = ["Tesla Inc.", "mTSLA", "min_collateral_ratio = \"1.6\""];
const PRESENT: [&str; 3] = [
    "Microsoft Corporation",
    "mMSFT",
    "min_collateral_ratio = \"1.5\"",
];

/// How polls differ, of every kind but migrations and rules of gov: voting lasts longer than the time between two
/// distributions (`operations`), so that who votes earns something; and who is new holds little, so that
/// a hundredth of the stake is enough, which two of the people have.
const SHORT: &str = "voting_period = 20\n";
const LONG: &str = "voting_period = 120\n";
const HIGH: [&str; 2] = ["quorum = \"0.18\"", "quorum = \"0.25\""];
const LOW: &str = "quorum = \"0.01\"";

/// A protocol that waits for its services.
pub(super) struct Prepared {
    pub(super) program: Program,
    /// The days whose prices are replayed.
    pub(super) autumn: Autumn,
    /// The web app on this protocol, or why there is none.
    pub(super) app: App,
    /// Ends the network when it is dropped.
    _network: Network,
}

/// Build what is missing, start a network and put the protocol on it.
pub(super) fn prepare(
    workspace: &Workspace,
    arguments: &Arguments,
    place: &Place,
    stop: &Stop,
) -> Result<Prepared, Error> {
    let mut watch = Watch::start("demo");
    let autumn = prices::autumn(&workspace.root)?;
    let artifacts = artifacts(workspace, arguments, &mut watch)?;
    watch.step("wasmd", WASMD, || localnet::ensure_wasmd(&workspace.root))?;
    let path = program(workspace, arguments, &mut watch)?;
    let bundle = app::bundle(workspace, &mut watch, stop);
    stop.go_on()?;

    let network = watch.step("network", NETWORK, || Network::start(place, &[]))?;
    make_folder(&place.services)?;
    let program = Program::new(path, &artifacts, place);
    write(place.services.join(PROFILE), &profile())?;
    stop.go_on()?;
    watch.step("protocol", PROTOCOL, || deploy(&program, place, &autumn))?;
    // The replay begins now.
    let told = operations::text(place, arguments.day_seconds, now());
    write(place.operations(), &told)?;
    watch.finish();
    stop.go_on()?;
    Ok(Prepared {
        app: app::serve(bundle, workspace, place),
        program,
        autumn,
        _network: network,
    })
}

fn artifacts(
    workspace: &Workspace,
    arguments: &Arguments,
    watch: &mut Watch,
) -> Result<PathBuf, Error> {
    let own = || workspace.root.join("artifacts");
    let folder = arguments.artifacts.clone().unwrap_or_else(own);
    if !folder.join("checksums.txt").is_file() {
        let built = folder.clone();
        watch.step("artifacts", ARTIFACTS, || {
            wasm::build(workspace, Some(built))
        })?;
    }
    std::path::absolute(&folder).map_err(|source| Error::NotRead {
        path: folder,
        source,
    })
}

fn program(
    workspace: &Workspace,
    arguments: &Arguments,
    watch: &mut Watch,
) -> Result<PathBuf, Error> {
    if let Some(path) = &arguments.program {
        return std::path::absolute(path).map_err(|source| Error::NotRead {
            path: path.clone(),
            source,
        });
    }
    // As operators run it: what a process takes is shown.
    watch.step("program", PROGRAM, || {
        let build = [
            "build",
            "--locked",
            "--release",
            "--package",
            "mirror-cli",
            "--bin",
            "mirror",
        ];
        process::run_aside(process::cargo(&workspace.root).args(build))
    })?;
    Ok(workspace.target.join("release").join("mirror"))
}

fn write(path: PathBuf, text: &str) -> Result<(), Error> {
    fs::write(&path, text).map_err(|source| Error::NotWritten { path, source })
}

/// Seconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// The parameters of the protocol.
fn profile() -> String {
    let parts = ABSENT.into_iter().zip(PRESENT).chain([(SHORT, LONG)]);
    let parts = parts.chain(HIGH.map(|high| (high, LOW)));
    parts.fold(LOCAL.to_owned(), |text, (of, by)| text.replace(of, by))
}

/// Put it there, with an airdrop to claim, and give it to gov: polls carry out what they say only then.
fn deploy(program: &Program, place: &Place, autumn: &Autumn) -> Result<(), Error> {
    let profile = place.services.join(PROFILE);
    let mut command = program.command(&["deploy", "--demo", "--yes", "--profile"]);
    command.arg(&profile);
    for ((symbol, _), price) in FOLLOWED.iter().zip(&autumn.first) {
        command.args(["--price", &format!("{symbol}={price}")]);
    }
    process::run_aside(&mut command)?;
    airdrop::register(program, &place.services.join(AIRDROP))?;
    let mut command = program.command(&["deploy", "hand-over", "--yes", "--profile"]);
    process::output(command.arg(&profile)).map(drop)
}

fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|source| Error::NotWritten {
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_has_what_is_followed_and_nothing_of_tesla() {
        let profile = profile();

        for (symbol, _) in FOLLOWED {
            assert!(
                profile.contains(&format!("symbol = \"{symbol}\"")),
                "{symbol}"
            );
        }
        assert!(!profile.contains("TSLA") && !profile.contains("1.6"));
        assert!(profile.parse::<toml::Table>().is_ok());
    }

    #[test]
    fn every_poll_is_open_during_a_distribution_and_two_people_reach_the_quorum_of_everyday_ones() {
        let profile: toml::Table = profile().parse().unwrap();
        let gov = &profile["gov"];

        for kind in ["default", "migration", "auth_admin", "execute"] {
            let voting = gov[format!("{kind}_poll").as_str()]["voting_period"].as_integer();
            assert!(voting.unwrap() > operations::DISTRIBUTE_EVERY_S, "{kind}");
        }
        // Three stake 1,300,000 MIR each, and gov counts its quorum of that.
        let quorum = |kind: &str| gov[kind]["quorum"].as_str().unwrap().to_owned();
        assert_eq!(quorum("default_poll"), "0.01");
        assert_eq!(quorum("execute_poll"), "0.01");
        assert_eq!(quorum("migration_poll"), "0.4");
    }
}
