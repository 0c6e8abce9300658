//! All of it, in the order in which it fails fastest.

use std::{thread, time::Duration};

use super::{arguments::Arguments, child, network, network::Running, packages, tools};
use crate::{services::Stop, watch::Watch, workspace::Workspace, Error};

const TOOLS: Duration = Duration::from_secs(180);
const EXAMPLES: Duration = Duration::from_secs(60);
const JOURNEYS: Duration = Duration::from_secs(360);
const PAUSE: Duration = Duration::from_millis(100);
/// How many positions there have to be in a crowd, as the journeys are told.
const CROWD: &str = "MIRROR_CROWD";
const POSITIONS: &str = "500";

/// Whether the checks were run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They passed.
    Passed,
    /// They were not run, because this is missing.
    NotRun(String),
}

/// Check the SDK and the web app, by themselves and on a fresh network, which ends with us. Where Node or
/// Chromium is missing and can not be installed, nothing is run, and that is said.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome, Error> {
    let mut watch = Watch::start("web");
    let stop = Stop::listen()?;
    let root = &workspace.root;
    if let Err(reason) = watch.step("tools", TOOLS, || Ok(tools::ensure()))? {
        watch.left_out("everything", &reason);
        return Ok(Outcome::NotRun(reason));
    }
    if !arguments.keep {
        packages::bundle(root, &mut watch, &stop)?;
    }
    let is_whole = arguments.only.is_none() && !arguments.keep && !arguments.crowd;
    if is_whole {
        packages::check(root, &mut watch, &stop)?;
    }

    let network = network::start(workspace, arguments, &mut watch, &stop)?;
    if arguments.keep {
        return keep(&network, &stop);
    }
    if is_whole {
        watch.step("examples", EXAMPLES, || {
            child::run(
                &mut packages::script(root, "ts", "examples", &network.file),
                &stop,
            )
        })?;
    }
    watch.step("journeys", JOURNEYS, || {
        let mut command = packages::script(root, "web", "journeys", &network.file);
        if let Some(folder) = &arguments.screenshots {
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
            command.env("MIRROR_SCREENSHOTS", folder);
        }
        if let Some(only) = &arguments.only {
            command.args(["--", only]);
        }
        if arguments.crowd {
            command.env(CROWD, POSITIONS).args(["--", "crowd"]);
        }
        child::run(&mut command, &stop)
    })?;
    drop(network);
    watch.finish();
    Ok(Outcome::Passed)
}

/// Leave it up until somebody asks to end.
fn keep(network: &Running, stop: &Stop) -> Result<Outcome, Error> {
    let file = network.file.display();
    eprintln!(
        "web: the network is up until Ctrl-C. In the folder clients, in another terminal:\n  \
         export MIRROR_NETWORK={file}\n  \
         npm run examples --workspace ts\n  \
         npm run build --workspace web\n  \
         npm run journeys --workspace web -- trade"
    );
    while !stop.is_asked() {
        thread::sleep(PAUSE);
    }
    Ok(Outcome::Passed)
}
