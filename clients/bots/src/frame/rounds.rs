//! The loop: settle what is open, wait for a block, observe, plan, act.

use std::time::{SystemTime, UNIX_EPOCH};

use mirror_chain::ChainError;

use super::alerts::Alert;
use super::bot::{At, Bot, Tools};
use super::patience::Patience;
use super::start::{last_words, Service};
use super::stop::Stop;
use super::trouble::Trouble;

/// The kinds of alerts that the loop itself raises.
const HALTED: &str = "halted";
const UNREACHABLE: &str = "unreachable";

/// Run a bot until it is time to stop. It ends between two acts: what has begun is waited for, and what
/// would come next is left to the next start.
pub async fn run<B: Bot>(mut bot: B, mut tools: Tools, mut service: Service) {
    let webhook = service.take_webhook();
    let stop = service.stop.clone();
    let mut last = 0;
    let mut patience = Patience::default();
    tracing::info!(service = service.name, "begins");
    while !stop.is_set() {
        match round(&mut bot, &mut tools, &service, &mut last).await {
            Ok(()) => worked(&tools, &service, &mut patience),
            Err(trouble) => {
                let wait = patience.next().min(B::LONGEST_WAIT);
                failed(&trouble, &tools, &service, last, &patience);
                tracing::warn!(again_in_s = wait.as_secs(), "the round is given up");
                unless_stopped(&stop, tokio::time::sleep(wait)).await;
            }
        }
    }
    tracing::info!(service = service.name, "ends, as it was asked to");
    // Whoever holds the other end of the webhook has to be gone.
    drop((bot, tools, service));
    last_words(webhook).await;
}

async fn round<B: Bot>(
    bot: &mut B,
    tools: &mut Tools,
    service: &Service,
    last: &mut u64,
) -> Result<(), Trouble> {
    let stop = &service.stop;
    for wallet in &mut tools.wallets {
        wallet.settle_open().await?;
    }
    let Some(at) = unless_stopped(stop, next_block(tools, *last)).await else {
        return Ok(());
    };
    let at = at?;
    let Some(seen) = unless_stopped(stop, bot.observe(at)).await else {
        return Ok(());
    };
    let seen = seen?;
    beat(tools, service, at.height);
    for intent in bot.plan(&seen) {
        if stop.is_set() {
            return Ok(());
        }
        match bot.act(intent, tools).await {
            Ok(()) => service.metrics.act("done"),
            Err(Trouble::Lost { what }) => {
                service.metrics.act("lost");
                tracing::info!(what, "lost");
            }
            Err(trouble) => {
                service.metrics.act(outcome(&trouble));
                return Err(trouble);
            }
        }
    }
    *last = at.height;
    beat(tools, service, at.height);
    Ok(())
}

/// The first block after `last` that was carried out.
async fn next_block(tools: &Tools, last: u64) -> Result<At, ChainError> {
    let node = &tools.node;
    loop {
        let height = node.carried_out().await?;
        if height > last {
            let time = node.block(height).await?.time;
            return Ok(At { height, time });
        }
        tokio::time::sleep(node.config().look_every).await;
    }
}

fn beat(tools: &Tools, service: &Service, height: u64) {
    // The next round finds out how far the chain has come meanwhile; acts take a block or more.
    tools.health.beat(height, height);
    let height = i64::try_from(height).unwrap_or(i64::MAX);
    service.metrics.height.set(height);
    service.metrics.head.set(height);
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |now| now.as_secs());
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    service.metrics.beat.set(now);
}

fn worked(tools: &Tools, service: &Service, patience: &mut Patience) {
    service.metrics.round("worked");
    patience.reset();
    tools.health.halt(false);
    tools.health.solved("round");
    for kind in [HALTED, UNREACHABLE] {
        tools.alerts.clear(kind, service.name);
    }
}

fn failed(trouble: &Trouble, tools: &Tools, service: &Service, last: u64, patience: &Patience) {
    service.metrics.round(outcome(trouble));
    let alert = |kind, words: &str, what_to_do: &str| Alert {
        kind,
        subject: service.name.to_string(),
        words: words.to_string(),
        what_to_do: what_to_do.to_string(),
        height: last,
    };
    match trouble {
        // Of a round as a whole: it looks again.
        Trouble::Lost { what } => tracing::info!(what, "lost"),
        Trouble::Retry(error) => {
            let words = error.to_string();
            tracing::warn!(%error, "the outside does not answer as it should");
            tools.health.problem("round", &words);
            if patience.is_worn_out() {
                let what_to_do =
                    "Look whether the node runs and can be reached; it goes on by itself.";
                tools.alerts.raise(alert(UNREACHABLE, &words, what_to_do));
            }
        }
        Trouble::Halt { why, what_to_do } => {
            tools.health.halt(true);
            tools.health.problem("round", why);
            tools.alerts.raise(alert(HALTED, why, what_to_do));
        }
    }
}

fn outcome(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Lost { .. } => "lost",
        Trouble::Retry(_) => "retry",
        Trouble::Halt { .. } => "halt",
    }
}

/// What a future comes to, or nothing if it is time to stop before.
async fn unless_stopped<T>(stop: &Stop, future: impl std::future::Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        () = stop.wait() => None,
        done = future => Some(done),
    }
}

#[cfg(test)]
mod tests;
