//! Carrying a plan out.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use cosmwasm_std::Uint128;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::journal::FileJournal;
use mirror_chain::{ChainError, Config, Signed};
use mirror_deploy::{BirthError, Deployment, Journal, Profile, Stage};

use super::birth::BirthArguments;
use super::confirm;
use super::cost;
use super::demo::{self, Demo, Shown};
use super::error::DeployError;
use super::journal;
use super::live::{Last, Live};
use super::plan::Plan;
use super::progress::Progress;
use super::refusal::LiveError;
use super::watched::{Taken, Watched};
use crate::failure::Failure;

/// What a deployment came to.
pub(super) struct Outcome {
    pub(super) file: DeploymentFile,
    pub(super) path: PathBuf,
    pub(super) journal: PathBuf,
    /// What was carried out now.
    pub(super) taken: Vec<Taken>,
    pub(super) demo: Option<Shown>,
    pub(super) time: Duration,
    /// What fees were paid in.
    pub(super) denom: String,
}

/// How often what lost its place to another transaction of the account is signed anew.
const ATTEMPTS: u32 = 5;

/// Send what is left of it.
pub(super) fn act(plan: Plan, arguments: &BirthArguments) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let progress = Progress::new(names(&plan, arguments.demo));
    let journal = open(&plan, arguments, &progress)?;
    let Plan {
        session,
        mut account,
        people,
        profile,
        artifacts,
        name,
        folder,
        journal: path,
        ..
    } = plan;
    let last = Last::default();
    let mut watched = Watched::new(journal, &progress, last.clone());
    let next = watched.start(&session, &mut account)?;
    let mut live = Live::new(&session, account, &artifacts, &name, last.clone(), next);
    let deployment = born(&mut live, &profile, &mut watched)?;
    let height = height(&live, &mut watched)?;
    let file = file(&session.config, deployment, height);
    let stored = file.store(&folder)?;

    let demo = arguments.demo.then(|| Demo {
        session: &session,
        people: &people,
        profile: &profile,
        deployment: &file.protocol,
        watched: &mut watched,
        last,
        accounts: BTreeMap::new(),
        fed: None,
        prices: &arguments.price,
    });
    let shown = demo.map(|mut demo| demo.play()).transpose()?;
    progress.end();
    Ok(Outcome {
        denom: session.config.gas_price.denom.clone(),
        file,
        path: stored,
        journal: path,
        taken: watched.taken,
        demo: shown,
        time: begun.elapsed(),
    })
}

/// The journal of a plan, once it is sure that what is left of it can and shall be sent.
fn open(
    plan: &Plan,
    arguments: &BirthArguments,
    progress: &Progress,
) -> Result<FileJournal<Signed>, Failure> {
    let [artifacts, profile] = [plan.artifacts.fingerprint(), plan.profile_digest()?];
    let of = [
        ("account", plan.account.address()),
        ("artifacts", &artifacts),
        ("name", plan.name.text()),
        ("profile", &profile),
    ];
    let journal = journal::open(&plan.session, &plan.journal, &of, progress)?;
    let left = plan.steps().filter(|step| !is_done(&journal, step));
    let left: Vec<&str> = left.collect();
    if !left.is_empty() {
        affordable(plan, &left)?;
        confirm::confirm(plan, left.len(), arguments.yes)?;
    }
    Ok(journal)
}

/// Carry the birth out. A transaction whose place another one of the account took, or that did not
/// get in while it could, is signed anew.
fn born(
    live: &mut Live<'_>,
    profile: &Profile,
    watched: &mut Watched<'_>,
) -> Result<Deployment, Failure> {
    for _ in 1..ATTEMPTS {
        match mirror_deploy::deploy(live, profile, watched) {
            Err(BirthError::Chain(LiveError::Chain(
                error @ (ChainError::SequenceTaken { .. } | ChainError::Expired { .. }),
            ))) => watched.progress.say(&format!("{error} (this is done now)")),
            born => return born.map_err(told),
        }
    }
    mirror_deploy::deploy(live, profile, watched).map_err(told)
}

/// The names of all that is shown.
fn names(plan: &Plan, with_demo: bool) -> Vec<String> {
    let scenes = demo::steps().filter(|_| with_demo).map(str::to_string);
    plan.steps().map(str::to_string).chain(scenes).collect()
}

fn is_done(journal: &FileJournal<Signed>, step: &str) -> bool {
    let entry = journal.steps().get(step);
    entry.is_some_and(|entry| matches!(entry.stage, Stage::Done(_)))
}

/// The account has to be able to pay for all that is left.
fn affordable(plan: &Plan, left: &[&str]) -> Result<(), Failure> {
    let session = &plan.session;
    let price = &session.config.gas_price;
    let (address, denom) = (plan.account.address(), &price.denom);
    let mut needs = cost::fees(left.iter().copied(), price);
    if *denom == plan.profile.base_denom {
        // The pair factory is shown a unit of it.
        needs = needs.saturating_add(Uint128::one());
    }
    let has = session.run(session.node.balance(address, denom))?;
    if has >= needs {
        return Ok(());
    }
    Err(DeployError::TooPoor {
        address: address.to_string(),
        has,
        needs,
        denom: denom.clone(),
    }
    .into())
}

/// The height at which it was complete, which stays what it was.
fn height(live: &Live<'_>, watched: &mut Watched<'_>) -> Result<u64, Failure> {
    const NAME: &str = "the height at which it was complete";

    if let Some(height) = watched.answer(NAME).and_then(|height| height.as_u64()) {
        return Ok(height);
    }
    let height = live.height()?;
    watched.keep(NAME, &height.into())?;
    Ok(height)
}

fn file(config: &Config, protocol: Deployment, block_height: u64) -> DeploymentFile {
    DeploymentFile {
        chain_id: config.chain_id.clone(),
        rpc: config.shown_rpc(),
        rest: config.rest.clone(),
        bech32_prefix: config.bech32_prefix.clone(),
        gas_price: config.gas_price.to_string(),
        base_display: config.base_display.clone(),
        base_exponent: 6,
        protocol,
        block_height,
    }
}

/// What the chain itself says is told as everywhere.
fn told(error: BirthError<LiveError>) -> Failure {
    match error {
        BirthError::Chain(LiveError::Chain(error)) => error.into(),
        error => DeployError::Birth(error).into(),
    }
}
