//! `mirror liquidate`: the service, and one look at what it would buy.

mod screen;

use clap::{Args, Subcommand};
use mirror_bots::frame::{Layers, Role};
use mirror_bots::liquidate::find::find;
use mirror_bots::liquidate::{Liquidate, Settings};
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{Config, Faults, Node};

use crate::connection::runtime;
use crate::failure::{Failure, Verdict};
use crate::message::learn;
use crate::message::names::Names;
use crate::output::json;
use crate::screen::say;
use crate::service::{self, Ground, ServiceArguments};

/// Buy the collateral of positions below their minimum, block by block, until it is stopped.
///
/// The account of `key_file` pays base coins for the mAsset, bids it and sells the collateral in one
/// transaction, or, with `mode = "inventory"`, bids mAssets that it has. With `mode = "dry_run"` nothing is
/// sent.
#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "Examples:\n  \
    mirror liquidate --file bots.toml\n  \
    mirror liquidate --key-file liquidator.mnemonic --listen 127.0.0.1:9102 --set mode=dry_run\n  \
    mirror liquidate find --json")]
pub struct Arguments {
    #[command(subcommand)]
    instead: Option<Instead>,
    #[command(flatten)]
    service: ServiceArguments,
}

#[derive(Clone, Debug, Subcommand)]
enum Instead {
    Find(Find),
}

/// Print what is for sale now and what it would bring, once. Needs no key.
#[derive(Clone, Debug, Args)]
struct Find {
    /// Print everything as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    service: ServiceArguments,
}

/// Runs the service, or looks once.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    match arguments.instead {
        Some(Instead::Find(arguments)) => look(&arguments),
        None => service::command::<Liquidate>(&arguments.service),
    }
}

fn look(arguments: &Find) -> Result<Verdict, Failure> {
    let (chain, settings) = settings(&arguments.service)?;
    let file = DeploymentFile::load(&chain.deployments, &chain.chain_id)?;
    let runtime = runtime()?;
    let mut names = Names::of(&file);
    let found = runtime.block_on(async {
        let node = Node::connect(&chain).await?;
        learn::listed_since(&node, &mut names).await?;
        find(&node, &file, &settings).await
    })?;
    say(&if arguments.json {
        json(&found)
    } else {
        screen::shown(&found, &chain.base_display, &names).into_bytes()
    });
    Ok(Verdict::Fine)
}

/// What holds, without the key that a look does not need.
fn settings(arguments: &ServiceArguments) -> Result<(Config, Settings), Failure> {
    let mut faults = Faults::default();
    let flags = arguments.flags(&mut faults);
    let layers = Layers::of_process(flags);
    let connection = &arguments.connection;
    let ground = Ground::read(arguments.file.as_deref(), &layers, connection, &mut faults)?;
    let found = ground.and_then(|ground| {
        let mut own = Faults::default();
        let table = ground
            .operations
            .table(Liquidate::NAME, Liquidate::SIGNS, &mut own);
        let key_file = format!("{}.key_file", Liquidate::NAME);
        own.0.retain(|fault| fault.key != key_file);
        faults.0.extend(own.0);
        let (_, raw, places) = table?;
        let settings = Liquidate::resolve(raw, &places, &mut faults);
        faults.forget_echoes();
        let settings = settings?;
        Some((ground.chain?, settings))
    });
    let Some((chain, settings)) = found.filter(|_| faults.0.is_empty()) else {
        return Err(faults.into());
    };
    if connection.dump_config {
        return Err(Failure::Dumped {
            config: format!("# mirror.toml\n{chain}\n[{}]\n{settings}", Liquidate::NAME),
        });
    }
    Ok((chain, settings))
}
